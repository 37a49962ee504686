"""One writing command, from the registry to the commit: load, find, ask, check, show, confirm, record."""

import difflib
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import click

from roriq_cli.cli import horloge, questions, registre_courant
from roriq_cli.cli.cibles import nommee, un_seul
from roriq_cli.domaine.bilan.composition import effets
from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.genres.constats import Constat, Gravite
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.genres.tri import trier
from roriq_cli.domaine.membres.actes import verifier_pas
from roriq_cli.domaine.membres.changements import mots_des_preuves
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.listes import Listes, listes_du
from roriq_cli.domaine.membres.modele import Decision, Fait, Organisme, Source
from roriq_cli.domaine.membres.parcours import etat_final
from roriq_cli.domaine.membres.phrases import PhraseFait, mots_de_l_etat
from roriq_cli.domaine.protection import changements
from roriq_cli.errors import Erreur, Refus, Usage
from roriq_cli.i18n import N_, Affichable, Commande, Liste, Phrase, Pluriel, Suivies
from roriq_cli.registre import chargement as ch, ecriture, edition, git
from roriq_cli.registre.attente import deja_proposee
from roriq_cli.registre.sources import ArbreDeTravail, Revision


class Options(NamedTuple):
    """What every writing command takes."""

    essai: bool = False
    proposer: bool = False
    oui: bool = False

    @property
    def terminal(self) -> bool:
        """Whether what is missing can be asked for."""
        return questions.au_terminal()

    @property
    def interroger(self) -> bool:
        """Whether what is about to be done is shown, and asked about."""
        return self.terminal and not self.oui

    @property
    def demander_les_jours(self) -> bool:
        """Whether a day that has a default is asked for all the same: it will be shown, and confirmed."""
        return self.interroger and not self.essai

    def exiger(self, *drapeaux: tuple[str, Any]) -> None:
        """Off a terminal, what is required and missing is a usage error that names the flags, before all else."""
        manquants = [drapeau for drapeau, valeur in drapeaux if valeur is None or valeur == ""]
        if manquants and not self.terminal:
            raise Usage(Phrase("Il manque {quoi}.", quoi=Liste(map(Phrase, manquants))))


class Justification(NamedTuple):
    """What goes with a correction: its reason, and on which days the organisation is counted otherwise."""

    raison: str
    effets: tuple[Affichable, ...] = ()

    @property
    def phrase(self) -> Phrase:
        """« Raison : la date du procès-verbal était fausse. »"""
        return Phrase("Raison : {raison}.", raison=_sans_point(self.raison))


class ActePret(NamedTuple):
    """What is about to be recorded in one file, made once: the record, in words, its text, what was found of it.

    `ensuite`: the registry as it would be. `branche`: that of a proposal, were it one.
    """

    genre: Genre
    apres: Any
    faits: tuple[Changement, ...]
    constats: tuple[Constat, ...]
    ecriture: ecriture.Ecriture
    ensuite: ch.Chargement
    branche: str
    justification: Justification | None = None

    @property
    def remarques(self) -> list[Affichable]:
        """What is found that does not stand in the way."""
        return [c.message for c in self.constats]


class Seance(NamedTuple):
    """The registry that a writing command works on, and the way it records."""

    racine: Path
    aujourd_hui: date
    options: Options
    chargement: ch.Chargement

    @property
    def listes(self) -> Listes:
        """The TCRI's lists of the registry."""
        return listes_du(self.chargement.registre)

    def organisme(self, mot: str | None, fait: Fait | None = None) -> Organisme:
        """The one organisation that `mot` names (asked for when nothing was typed), ready for `fait`."""
        organismes = self.chargement.registre.organismes
        if mot is None:
            possibles = [o for o in trier(organismes) if fait is None or _permet(o, fait)]
            trouve = questions.choisir(N_("Quel organisme"), possibles or trier(organismes), _nom_et_etat, noms=_noms)
            assert trouve is not None
        else:
            trouve = un_seul(self.chargement, mot, ecriture=True)
        if not self.options.proposer:
            ecriture.verifier_fiches(self.racine, ORGANISME.chemin(trouve.id))
        if fait:
            verifier_pas(trouve, fait, self.aujourd_hui)
        return trouve

    def fiche(self, genre: Genre, mot: str | None) -> Any:
        """The file of a kind that `mot` names, ready to be written: an organisation may be asked for."""
        if genre is ORGANISME:
            return self.organisme(mot)
        fiche = nommee(self.chargement, genre, str(mot))
        if not self.options.proposer:
            ecriture.verifier_fiches(self.racine, genre.chemin(genre.id_de(fiche)))
        return fiche

    def preparer(
        self,
        genre: Genre,
        avant: Any,
        apres: Any,
        jour: date,
        *,
        faits: list[Changement] | None = None,
        titre: Phrase | None = None,
        moment: str = "",
        justification: Justification | None = None,
    ) -> ActePret | None:
        """What would be recorded, made and judged once; None when nothing changes, which is said.

        `faits` and `titre`: what happened in words, when the kind's own words do not say it all; `moment`: what a
        proposal's name ends with, when that is not the day.
        """
        faits = changements(genre, avant, apres) if faits is None else faits
        if not faits:
            id = genre.id_de(apres)
            questions.dire(Phrase("Rien ne change dans la fiche {id}. Rien n'a été consigné.", id=id))
            return None
        chemin = genre.chemin(genre.id_de(apres))
        ancien = self.chargement.texte(chemin)
        nouveau = _editer(genre, ancien, apres)
        ensuite = ch.avec(self.chargement, chemin, nouveau)
        constats = ch.nouveaux_constats(self.chargement, ensuite, chemin, self.aujourd_hui)
        raison = justification.phrase if justification else None
        message = ecriture.message(genre, apres, faits, jour, titre=titre, raison=raison)
        ecrit = ecriture.Ecriture(chemin, ancien, nouveau, message)
        branche = f"proposition/{faits[0].nom}-{genre.id_de(apres)}-{moment or jour.isoformat()}"
        return ActePret(genre, apres, tuple(faits), tuple(constats), ecrit, ensuite, branche, justification)

    def conclure(
        self,
        avant: Any,
        apres: Any,
        jour: date,
        avertissements: tuple[Affichable | None, ...] = (),
        justification: Justification | None = None,
        genre: Genre = ORGANISME,
    ) -> None:
        """Check the new state of a file, show it, record it. Raises Refus, Environnement, Interruption."""
        acte = self.preparer(genre, avant, apres, jour, justification=justification)
        if acte is None:
            return
        _refuser(acte)
        dits = [*avertissements, genre.comportement.rappel(avant or apres), *acte.remarques, *self.non_compares]
        self.consigner(
            acte,
            tuple(a for a in dits if a),
            effets(self.chargement.registre, acte.ensuite.registre, jour, self.aujourd_hui),
        )

    def consigner(
        self,
        acte: ActePret,
        avertissements: tuple[Affichable, ...],
        effets: tuple[Affichable, ...],
        quoi: Affichable | None = None,
    ) -> None:
        """Show an act (`quoi`: in other words) and what it does, then record it. Raises Environnement, Interruption."""
        quoi = quoi or faits_en_phrase(acte.faits)
        if self.options.essai:
            montrer_essai(acte.ecriture)
            return
        if self.options.proposer and (deja := deja_proposee(self.racine, acte.ecriture)):
            raise Refus(
                Phrase("Une proposition dit déjà exactement cela, et attend : {nom}.", nom=deja),
                Phrase("Celles qui attendent, et comment les revoir : {commande}", commande=Commande("suivi")),
            )
        self._montrer(acte, quoi, avertissements, effets)
        accord = _accord(self.racine) if acte.justification else None
        if self.options.proposer:
            nom = ecriture.proposer(self.racine, acte.ecriture, acte.branche)
            questions.dire(comment_envoyer(self.racine, nom))
            if accord:
                questions.dire(accord)
        else:
            ecriture.consigner(self.racine, acte.ecriture)
            dire_consigne(quoi, accord)

    @property
    def non_compares(self) -> list[Affichable]:
        """That some files of the registry could not be read, and are compared with nothing."""
        dits: list[Affichable] = []
        if non_lus := self.chargement.non_lus:
            dits.append(
                Pluriel(
                    "{n} fichier du registre n'est pas lisible, et n'a pas pu être comparé : {commande}",
                    "{n} fichiers du registre ne sont pas lisibles, et n'ont pas pu être comparés : {commande}",
                    len(non_lus),
                    commande=Commande("valider"),
                )
            )
        if etrangers := self.chargement.etrangers:
            dits.append(
                Pluriel(
                    "{n} fichier du registre est la copie d'une autre fiche, et ne compte pas : {commande}",
                    "{n} fichiers du registre sont les copies d'autres fiches, et ne comptent pas : {commande}",
                    len(etrangers),
                    commande=Commande("valider"),
                )
            )
        return dits

    def _montrer(
        self,
        acte: ActePret,
        quoi: Affichable,
        avertissements: tuple[Affichable, ...],
        effets: tuple[Affichable, ...],
    ) -> None:
        """Say what is about to be recorded and what it does to the network; ask, at a terminal."""
        if self.options.interroger:
            questions.dire(*_fiche(acte), Phrase("À consigner : {faits}.", faits=quoi), *_preuves(acte))
        questions.avertir(*avertissements)
        if not self.options.interroger:
            return
        if acte.justification:
            questions.dire(acte.justification.phrase, *acte.justification.effets)
        questions.dire(*effets)
        questions.confirmer()

    def decision(self, instance: str | None, le: date | None, reference: str | None) -> Decision:
        """The decision, what is missing of it asked for."""
        from roriq_cli.cli import types

        return Decision(
            instance or questions.demander(N_("Qui a décidé"), types.decision("instance")),
            le or questions.demander(N_("Le jour de la décision"), types.TypeDate()),
            reference or questions.demander(N_("Où la décision est écrite"), types.decision("reference")),
        )

    def source(self, titre: str | None, url: str | None, atteste_le: date | None) -> Source:
        """The source; it attests today when nothing else is said."""
        from roriq_cli.cli import types

        if titre is None and url is None:
            titre = questions.demander(N_("Le titre de la source"), types.source("titre"))
        return Source(titre=titre, url=url, atteste_le=atteste_le or self.aujourd_hui)


def dire_consigne(quoi: Affichable, accord: Affichable | None = None) -> None:
    """The one line of a success; it names the way back. `accord`: what sending it will call for."""
    modele = (
        N_("C'est consigné : {faits}. Rien n'a quitté votre ordinateur. {accord} Une erreur? {annuler}")
        if accord
        else N_("C'est consigné : {faits}. Rien n'a quitté votre ordinateur. Une erreur? {annuler}")
    )
    questions.dire(Phrase(modele, faits=quoi, accord=accord, annuler=Commande("annuler")))


def _accord(racine: Path) -> Phrase | None:
    """What a correction waits for once it is proposed; nothing is said where there is nowhere to send it."""
    if not git.ligne(racine, "remote"):
        return None
    return Phrase("Une proposition qui corrige un fait déjà consigné attend l'accord d'un responsable.")


def faits_en_phrase(changements: Sequence[Changement]) -> Phrase:
    """The changes, as they follow a colon: one sentence after the other, without the last full stop."""
    premier, *suite = [str(c.phrase) for c in changements]
    return Phrase("{faits}", faits=". ".join([premier[:1].lower() + premier[1:], *suite]))


def _fiche(acte: ActePret) -> Iterator[Affichable]:
    """Which organisation it is: its file, its region, its city, where two have nearly the same name."""
    if acte.genre is not ORGANISME:
        return
    o = acte.apres
    champs = [Phrase("région : {region}", region=REGIONS[o.region].nom)]
    if o.ville:
        champs.append(Phrase("ville : {ville}", ville=o.ville))
    modele = N_("Nouvelle fiche : {id} ({champs})") if acte.ecriture.avant is None else N_("Fiche : {id} ({champs})")
    yield Phrase(modele, id=o.id, champs=Suivies(champs, "; "))


def _preuves(acte: ActePret) -> Iterator[Affichable]:
    """The evidence that an admission rests on: the network decides on it alone."""
    for changement in acte.faits:
        phrase = changement.phrase
        if isinstance(phrase, PhraseFait) and phrase.evenement.preuves:
            yield Phrase("Preuves : {preuves}.", preuves=mots_des_preuves(acte.apres, phrase.evenement.preuves))


def _ou_et_quoi(constat: Constat, acte: ActePret) -> Phrase:
    """A finding, with the thing and the field it is about."""
    mots = acte.genre.comportement.mots
    titre, message = Phrase(mots.titre, nom=mots.nom(acte.apres)), Suivies([constat.message])
    if constat.champ not in mots.champs:
        return Phrase("{titre} : {message}", titre=titre, message=message)
    champ = Phrase(mots.champs[constat.champ])
    return Phrase("{titre}, {champ} : {message}", titre=titre, champ=champ, message=message)


def _sans_point(texte: str) -> str:
    return texte.removesuffix(".")


def _permet(organisme: Organisme, fait: Fait) -> bool:
    try:
        verifier_pas(organisme, fait)
    except Refus:
        return False
    return True


def _noms(organisme: Organisme) -> tuple[str, ...]:
    return (organisme.id, organisme.nom, organisme.sigle or organisme.id)


def _nom_et_etat(organisme: Organisme) -> Phrase:
    return Phrase("{nom} ({etat})", nom=organisme.nom, etat=mots_de_l_etat(etat_final(organisme)))


def ouvrir(ctx: click.Context, options: Options) -> Seance:
    """Load the registry to write in: the work tree, or HEAD for a proposition."""
    racine = registre_courant.trouver(ctx.find_root().params.get("registre"))
    aujourd_hui = horloge.aujourd_hui()
    git.dossier_git(racine)
    source = Revision(racine, git.commit(racine, "HEAD")) if options.proposer else ArbreDeTravail(racine)
    return Seance(racine, aujourd_hui, options, ch.charger(source))


def _editer(genre: Genre, ancien: str | None, apres: Any) -> str:
    try:
        return edition.ecrire(genre, ancien, apres)
    except edition.EditionImpossible:
        raise Erreur(
            Phrase(
                "La fiche {id} n'a pas pu être modifiée sans toucher au reste. Rien n'a été consigné.",
                id=genre.id_de(apres),
            )
        ) from None


def _refuser(acte: ActePret) -> None:
    """Raises Refus for what would be an error in the registry."""
    erreurs = [c for c in acte.constats if c.gravite is Gravite.ERREUR]
    if erreurs:
        premier = erreurs[0]
        raise Refus(
            Phrase("{messages}", messages=Suivies([_ou_et_quoi(c, acte) for c in erreurs])),
            Phrase(
                "{correction}.", correction=_sans_point(str(premier.correction or Phrase(premier.regle.correction)))
            ),
            Phrase("La règle : {commande}", commande=Commande("regle", premier.regle.code)),
        )


def montrer_essai(*ecritures: ecriture.Ecriture) -> None:
    """What would be recorded: the differences of each file, then the message of each record."""
    for message, ensemble in groupby(ecritures, key=lambda e: e.message):
        print("".join(_differences(e) for e in ensemble) + "\n" + message, end="")


def _differences(fiche: ecriture.Ecriture) -> str:
    lignes = difflib.unified_diff(
        (fiche.avant or "").splitlines(keepends=True),
        (fiche.apres or "").splitlines(keepends=True),
        f"a/{fiche.chemin}" if fiche.avant is not None else "/dev/null",
        f"b/{fiche.chemin}" if fiche.apres is not None else "/dev/null",
    )
    return "".join(ligne if ligne.endswith("\n") else ligne + "\n" for ligne in lignes)


def comment_envoyer(racine: Path, branche: str) -> Affichable:
    """What a proposal is called, the way back, and how to send it: nothing has left the computer."""
    depots = git.ligne(racine, "remote").split()
    valeurs = {"branche": branche, "annuler": Commande("annuler", "--proposition", branche)}
    if not depots:
        return Phrase(
            "C'est une proposition, {branche}, à faire relire. Une erreur? {annuler}. Ce registre n'a pas encore "
            "d'endroit commun où l'envoyer.",
            **valeurs,
        )
    return Phrase(
        "C'est une proposition, {branche}, à faire relire. Une erreur? {annuler}. Pour l'envoyer : git push -u {depot} "
        "{branche}",
        depot="origin" if "origin" in depots else depots[0],
        **valeurs,
    )
