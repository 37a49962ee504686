"""The follow-up: where the network stands today, what everyone waits for, what is to be done."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from roriq_cli.domaine.bilan.a_faire import (
    GENRES,
    AFaire,
    Situation,
    a_faire,
    commande_du_candidat,
    premiers,
    situer_tous,
)
from roriq_cli.domaine.bilan.composition import Composition, composition
from roriq_cli.domaine.bilan.periode import Mouvement, annonces
from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.membres.modele import Etat, Registre
from roriq_cli.domaine.membres.parcours import Suspension, depuis
from roriq_cli.i18n import N_, Affichable, Commande, Phrase, Pluriel


class EnAttente(NamedTuple):
    """Facts recorded beside the register, under `nom`, since its version `base`; none is known where that is not.

    `chemins`: the files that they are about. `de_cote`: what was received kept them from being recorded here.
    `a_envoyer`: how a proposal that nobody else has is sent.
    """

    nom: str
    base: str
    chemins: tuple[str, ...]
    faits: tuple[Changement, ...]
    de_cote: bool = False
    a_envoyer: Affichable | None = None

    @property
    def commande(self) -> Commande:
        """What shows it: a proposal as its reviewer will see it, facts set aside with those before them."""
        if self.base and not self.de_cote:
            return Commande("revue", self.base[:10], self.nom)
        seule = [id for id in _noms(self.chemins) if len(self.chemins) == 1]
        return Commande("journal", *seule, "--revision", self.nom)

    @property
    def retirer(self) -> Commande:
        """What makes it wait no more."""
        return Commande("annuler", "--proposition", self.nom)


class Dossier(NamedTuple):
    """What the follow-up is told of the folder, beside its records: paths of files in the registry, and counts.

    `non_envoyes`: for each fact that nobody else has yet, its organisation ("": no one's). `seul`: nobody else could
    have it. `en_attente`: what is recorded beside it.
    """

    erreurs: tuple[str, ...] = ()
    avertissements: int = 0
    modifies: tuple[str, ...] = ()
    non_envoyes: tuple[str, ...] = ()
    seul: bool = False
    en_attente: tuple[EnAttente, ...] = ()


class Candidat(NamedTuple):
    """A candidate, and what it waits for; no command while an event about it is still to come."""

    situation: Situation
    commande: Commande | None


class Suspendu(NamedTuple):
    """A suspended organisation; the command that lifts its suspension once its end has passed."""

    situation: Situation
    suspension: Suspension
    commande: Commande | None

    @property
    def echue(self) -> bool:
        """Whether the end has passed, and the suspension holds."""
        return self.suspension.echue(self.situation.jour)


class Suivi(NamedTuple):
    """Everything in it is of one day, and of the work tree."""

    composition: Composition
    candidats: tuple[Candidat, ...]
    suspendus: tuple[Suspendu, ...]
    a_venir: tuple[Mouvement, ...]
    a_faire: tuple[AFaire, ...]
    non_envoyes: int
    en_attente: tuple[EnAttente, ...] = ()


def suivi(registre: Registre, jour: date, dossier: Dossier = Dossier()) -> Suivi:  # noqa: B008 - an immutable record
    """Where the network stands on `jour`; candidates and suspensions, those that wait for the network first."""
    situations, echue = situer_tous(registre, jour), GENRES["suspension-echue"]
    candidats = [
        Candidat(s, None if s.annonce else commande_du_candidat(s)) for s in situations if s.etat is Etat.CANDIDAT
    ]
    suspendus = [
        Suspendu(s, s.suspension, echue.commande(s) if echue.concerne(s) else None) for s in situations if s.suspension
    ]
    return Suivi(
        composition(registre, jour),
        tuple(sorted(candidats, key=_rang_du_candidat)),
        tuple(sorted(suspendus, key=_rang_du_suspendu)),
        annonces(registre, jour),
        tuple(a_faire(registre, jour, _du_dossier(dossier), situations)),
        len(dossier.non_envoyes),
        dossier.en_attente,
    )


def _rang_du_candidat(c: Candidat) -> tuple[bool, date, str]:
    """Those that can be admitted, then the longest wait."""
    s = c.situation
    demande = depuis(s.organisme, s.jour)
    assert demande is not None
    return s.admissibilite.verdict != "admissible", demande.date, s.organisme.id


def _rang_du_suspendu(s: Suspendu) -> tuple[date, str]:
    """The end that passed, or comes, first; those without one last."""
    return s.suspension.fin or date.max, s.situation.organisme.id


def _du_dossier(dossier: Dossier) -> Iterator[AFaire]:
    """What is to be done that is not said of organisations."""
    if dossier.erreurs:
        yield _erreurs(dossier.erreurs)
    if dossier.modifies:
        yield _non_consigne(dossier.modifies)
    if dossier.non_envoyes:
        yield _non_envoyes(dossier)
    if dossier.avertissements:
        phrase = Pluriel("{n} avertissement", "{n} avertissements", dossier.avertissements)
        yield AFaire("avertissements", phrase, (), Commande("valider"))


def _erreurs(chemins: tuple[str, ...]) -> AFaire:
    singulier, pluriel = (
        (N_("{n} fiche contient des erreurs"), N_("{n} fiches contiennent des erreurs"))
        if all(map(fiche, chemins))
        else (N_("{n} fichier contient des erreurs"), N_("{n} fichiers contiennent des erreurs"))
    )
    return AFaire("erreurs", Pluriel(singulier, pluriel, len(chemins)), _noms(chemins), Commande("valider"))


def _non_consigne(chemins: tuple[str, ...]) -> AFaire:
    """Files changed outside of the program: to be kept, or put back as they were."""
    noms = _noms(chemins)
    singulier, pluriel = (
        (
            N_("{n} fiche modifiée en dehors de « roriq » ({noms})"),
            N_("{n} fiches modifiées en dehors de « roriq » ({noms})"),
        )
        if all(map(fiche, chemins))
        else (
            N_("{n} fichier modifié en dehors de « roriq » ({noms})"),
            N_("{n} fichiers modifiés en dehors de « roriq » ({noms})"),
        )
    )
    phrase = Pluriel(singulier, pluriel, len(noms), noms=premiers(noms, 3))
    seule = fiche(chemins[0]) if len(chemins) == 1 else None
    if seule is None:
        return AFaire("non-consigne", phrase, noms, Commande("consigner"))
    return AFaire(
        "non-consigne", phrase, noms, Commande("consigner", seule), sinon=Commande("annuler", "--fiche", seule)
    )


def _non_envoyes(dossier: Dossier) -> AFaire:
    ids = tuple(dict.fromkeys(filter(None, dossier.non_envoyes)))
    if dossier.seul:
        phrase: Phrase = Phrase("Le registre n'est que sur cet ordinateur")
        return AFaire("sans-depot", phrase, ids, Commande("synchroniser"))
    n = len(dossier.non_envoyes)
    phrase = Pluriel("{n} fait n'est pas encore envoyé", "{n} faits ne sont pas encore envoyés", n)
    return AFaire("non-envoyes", phrase, ids, Commande("synchroniser"))


_FICHE = re.compile(r"data/organismes/([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")


def fiche(chemin: str) -> str | None:
    """The id that a file's path in the registry stands for; None when it is no organisation's."""
    trouve = _FICHE.fullmatch(chemin)
    return trouve[1] if trouve else None


def _noms(chemins: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fiche(c) or c for c in chemins)
