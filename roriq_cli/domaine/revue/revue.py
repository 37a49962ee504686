"""What a proposal does: what happened in each file, its effect on the network, what a person must still look at.

Pure: two registers and the files that differ in, an answer out. Legality is `legalite`'s; the two are judged together
by `juger`. Source: the contract's section on the command line (docs/revue.md).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from roriq_cli.domaine.bilan.composition import Composition, composition, passage, regions_en_plus_ou_en_moins
from roriq_cli.domaine.genres.ajout_seul import comparer_listes
from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.genres.conduite import Couple, Mots
from roriq_cli.domaine.genres.constats import Constat, Gravite
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres.changements import mots_des_preuves, mots_du_champ
from roriq_cli.domaine.membres.criteres import REPONSES, Examen, admissibilite
from roriq_cli.domaine.membres.genres import CHAMPS, ORGANISME
from roriq_cli.domaine.membres.listes import etablie_le, listes_du
from roriq_cli.domaine.membres.modele import (
    AJOUT_SEUL,
    ChiffrePublie,
    Etat,
    Evenement,
    Fait,
    ListeTcri,
    Organisme,
    Registre,
    Reponse,
    Reseau,
)
from roriq_cli.domaine.membres.mots import mots_de_l_entree
from roriq_cli.domaine.membres.parcours import DANS_LE_RESEAU, etat_au, etat_final
from roriq_cli.domaine.membres.phrases import PhraseFait, mots_de_l_etat
from roriq_cli.domaine.membres.reseau import Critere
from roriq_cli.domaine.protection import changements
from roriq_cli.i18n import N_, Affichable, Liste, Phrase


class Verdict(StrEnum):
    """What a review concludes; only `conforme` lets a proposal through."""

    CONFORME = "conforme"
    NON_CONFORME = "non-conforme"
    NON_EVALUE = "non-evalue"


class Acceptation(NamedTuple):
    """An exact waiver: a rule, for one file (`id`) or wherever it is broken ("")."""

    regle: str
    id: str = ""

    def __str__(self) -> str:
        return f"{self.regle}:{self.id}" if self.id else self.regle

    def couvre(self, constat: Constat) -> bool:
        """Whether this finding was accepted."""
        return constat.regle.code == self.regle and self.id in ("", constat.sujet)


# The rules that say that what is in a file cannot be read: nothing of it could be judged.
ILLISIBLES = frozenset(
    {
        "fichier-illisible", "fichier-vide", "encodage", "bom", "fin-de-ligne", "caractere-interdit", "conflit",
        "yaml-syntaxe", "yaml-cle-double", "yaml-alias", "yaml-etiquette", "yaml-documents", "yaml-profondeur",
        "yaml-cle",
    }
)  # fmt: skip


class Jugement(NamedTuple):
    """The verdict, the findings that stand, those that were accepted, and the waivers that nothing needed."""

    verdict: Verdict
    constats: tuple[Constat, ...]
    acceptes: tuple[Constat, ...]
    inutiles: tuple[Acceptation, ...]


def juger(constats: Iterable[Constat], acceptations: Sequence[Acceptation], *, complet: bool) -> Jugement:
    """The verdict. `complet`: everything could be judged; what could not is never green.

    A finding that says only that a file cannot be read is no proof of an illegal change.
    """
    restent: list[Constat] = []
    acceptes: list[Constat] = []
    for constat in constats:
        accepte = constat.gravite is Gravite.ERREUR and any(a.couvre(constat) for a in acceptations)
        (acceptes if accepte else restent).append(constat)
    inutiles = tuple(a for a in acceptations if not any(a.couvre(c) for c in acceptes))
    if any(c.gravite is Gravite.ERREUR and c.regle.code not in ILLISIBLES for c in restent):
        verdict = Verdict.NON_CONFORME
    elif complet and not any(c.regle.code in ILLISIBLES for c in (*restent, *acceptes)):
        verdict = Verdict.CONFORME
    else:
        verdict = Verdict.NON_EVALUE
    return Jugement(verdict, tuple(restent), tuple(acceptes), inutiles)


class Correction(NamedTuple):
    """What a proposal rewrites of the past: the list (`champ`, "" for the whole file), what it said, what it says now.

    None: nothing, before or afterwards. `phrase` says both in one sentence; `jours`: when a fact takes effect, or did.
    """

    champ: str
    avant: Affichable | None
    apres: Affichable | None
    phrase: Affichable
    jours: tuple[date, ...] = ()


class Fiche(NamedTuple):
    """What a proposal does to one file: what it adds, what it rewrites; of a new organisation, its profile."""

    id: str
    nom: str
    changements: tuple[Changement, ...]
    corrections: tuple[Correction, ...]
    profil: Affichable | None = None


class Bascule(NamedTuple):
    """A criterion whose answer is another one after than before."""

    organisme: Organisme
    avant: Examen
    apres: Examen


class Revue(NamedTuple):
    """What a proposal does, before it is judged; `tailles`: the network before and after, None when unknown."""

    fiches: tuple[Fiche, ...]
    listes: tuple[ListeTcri, ...]
    registre: tuple[Affichable, ...]
    tailles: tuple[Composition, Composition] | None
    effets: tuple[Affichable, ...]
    bascules: tuple[Bascule, ...]
    papiers: tuple[Affichable, ...]


def revue(
    avant: Registre,
    apres: Registre,
    couples: Sequence[Couple],
    aujourd_hui: date,
    *,
    autres: Sequence[tuple[Genre, Couple]] = (),
    lisible: bool = True,
) -> Revue:
    """What changes from `avant` to `apres`; `couples`: the organisations whose files differ; `autres`: other kinds'.

    `lisible`: both could be read whole; what would be counted otherwise is not what is.
    """
    changes = [*((ORGANISME, couple) for couple in couples), *autres]
    fiches = tuple(f for genre, couple in changes if (f := _fiche(genre, couple)))
    connues = {liste.id for liste in avant.listes_tcri}
    listes = tuple(liste for liste in apres.listes_tcri if liste.id not in connues)
    jours = (aujourd_hui, *_a_venir(fiches, aujourd_hui)) if lisible else ()
    tailles = [(composition(avant, jour), composition(apres, jour)) for jour in jours]
    return Revue(
        fiches,
        listes,
        tuple(_du_registre(avant, apres)),
        tailles[0] if tailles else None,
        tuple(effet for un, autre in tailles for effet in _effets(un, autre, avant.reseau, aujourd_hui)),
        tuple(_bascules(avant, apres, couples, aujourd_hui)) if lisible else (),
        tuple(_papiers(listes, couples)),
    )


def _fiche(genre: Genre, couple: Couple) -> Fiche | None:
    """What a proposal does to one file; of an organisation that comes in, its profile too."""
    avant, apres = couple
    mots = genre.comportement.mots
    if apres is None:
        if avant is None:
            return None
        id = genre.id_de(avant)
        return Fiche(id, mots.nom(avant), (), (Correction("", _sujet(mots, avant), None, Phrase(mots.retiree, id=id)),))
    faits = tuple(_au_complet(c, apres) for c in changements(genre, avant, apres) if c.nom != "correction")
    corrections = tuple(_corrections(genre, avant, apres)) if avant is not None else ()
    profil = _profil(apres) if avant is None and isinstance(apres, Organisme) else None
    return Fiche(genre.id_de(apres), mots.nom(apres), faits, corrections, profil)


def _sujet(mots: Mots, fiche: Any) -> Phrase:
    """What a file that goes was about: of an organisation, the state where its history ended."""
    if isinstance(fiche, Organisme):
        return Phrase("L'organisme {nom} est {etat}", nom=fiche.nom, etat=mots_de_l_etat(etat_final(fiche)))
    return Phrase(mots.sujet, nom=mots.nom(fiche))


def _corrections(genre: Genre, avant: Any, apres: Any) -> Iterator[Correction]:
    conduite, mots = genre.comportement, genre.comportement.mots
    for champ in genre.ajout_seul:
        for ecart in comparer_listes(champ, getattr(avant, champ), getattr(apres, champ)).ecarts:
            cotes = (ecart.avant, ecart.apres)
            ancienne, nouvelle = (None if e is None else mots.dire(apres, e) for e in cotes)
            jours = tuple(e.date for e in cotes if isinstance(e, Evenement))
            yield Correction(champ, ancienne, nouvelle, conduite.ecart(apres, ecart), jours)
    for champ in genre.fige:
        if getattr(avant, champ) != getattr(apres, champ):
            phrase = conduite.fige(avant, apres, (champ,)).message
            yield Correction(champ, mots.champ(avant, champ), mots.champ(apres, champ), phrase)


def _profil(organisme: Organisme) -> Phrase:
    """All that the file of a new organisation says of it, its facts aside."""
    champs = [
        Phrase("{champ} : {valeur}", champ=Phrase(CHAMPS[champ]), valeur=mots_du_champ(organisme, champ))
        for champ in Organisme._fields
        if champ not in (*AJOUT_SEUL, "id", "nom", "sources") and getattr(organisme, champ)
    ]
    anterieurs = [mots_de_l_entree(e) for e in (*organisme.noms_anterieurs, *organisme.regions_anterieures)]
    return Phrase(
        "Nouvelle fiche de l'organisme {nom}, {champs}", nom=organisme.nom, champs=Liste([*champs, *anterieurs])
    )


def _au_complet(changement: Changement, organisme: Organisme) -> Changement:
    """The sentence of a fact, with the evidence that an admission rests on, and the note that goes with it."""
    if not isinstance(changement.phrase, PhraseFait):
        return changement
    evenement = changement.phrase.evenement
    phrase: Affichable = changement.phrase
    if evenement.preuves:
        phrase = Phrase("{fait} : {preuves}", fait=phrase, preuves=mots_des_preuves(organisme, evenement.preuves))
    if evenement.note:
        phrase = Phrase("{fait} (note : {note})", fait=phrase, note=evenement.note)
    return changement._replace(phrase=phrase)


_REGLAGES = {
    "nom": N_("nom du réseau"),
    "article": N_("article du nom"),
    "fictif": N_("réseau fictif"),
    "avis": N_("avis"),
    "saisie_tardive_jours": N_("jours après lesquels une saisie est tardive"),
    "reattestation_jours": N_("jours après lesquels un état est à attester de nouveau"),
    "attestation_regionalisation_jours": N_("jours après lesquels l'attestation d'un critère est ancienne"),
    "echeance_jours": N_("jours avant lesquels une échéance s'annonce"),
}


def _du_registre(avant: Registre, apres: Registre) -> Iterator[Affichable]:
    """What changes in the register's own settings, and in the figures that public pages give."""
    reglages, nouveaux_reglages = (r.reseau._asdict() | r.reseau.seuils._asdict() for r in (avant, apres))
    for champ, ancien in reglages.items():
        nouveau = nouveaux_reglages[champ]
        if champ != "seuils" and ancien != nouveau:
            yield Phrase(
                "Réglages du registre, {champ} : {avant} → {apres}",
                champ=Phrase(_REGLAGES[champ]),
                avant=_valeur(ancien),
                apres=_valeur(nouveau),
            )
    anciens, nouveaux = Counter(avant.chiffres), Counter(apres.chiffres)
    for chiffre in (nouveaux - anciens).elements():
        yield Phrase("Chiffre publié qui s'ajoute, {chiffre}", chiffre=_mots_du_chiffre(chiffre))
    for chiffre in (anciens - nouveaux).elements():
        yield Phrase("Chiffre publié qui n'est plus là, {chiffre}", chiffre=_mots_du_chiffre(chiffre))


def _mots_du_chiffre(chiffre: ChiffrePublie) -> Phrase:
    return Phrase(
        "{date} : {total} organismes membres ({source})",
        date=chiffre.date,
        total=chiffre.total,
        source=chiffre.source.titre,
    )


def _valeur(valeur: str | bool | int | None) -> Affichable:
    if isinstance(valeur, bool):
        return Phrase("oui") if valeur else Phrase("non")
    return Phrase("{valeur}", valeur="—" if valeur in (None, "") else valeur)


JOURS_MONTRES = 5


def _a_venir(fiches: Sequence[Fiche], aujourd_hui: date) -> list[date]:
    """The days to come that the proposal speaks of: the first ones and the last."""
    dits = [c.date for f in fiches for c in f.changements if c.date]
    corriges = [jour for f in fiches for c in f.corrections for jour in c.jours]
    jours = sorted({jour for jour in (*dits, *corriges) if jour > aujourd_hui})
    return jours if len(jours) <= JOURS_MONTRES else [*jours[: JOURS_MONTRES - 1], jours[-1]]


def _effets(avant: Composition, apres: Composition, reseau: Reseau, aujourd_hui: date) -> Iterator[Affichable]:
    """The network's size and regions on a day, before → after; of a day to come, only what changes then."""
    if avant.au <= aujourd_hui or avant.membres != apres.membres:
        yield passage(avant, apres, reseau, aujourd_hui)
    yield from regions_en_plus_ou_en_moins(avant, apres)


def _bascules(avant: Registre, apres: Registre, couples: Sequence[Couple], jour: date) -> Iterator[Bascule]:
    """Who gained or lost a criterion today, among those that ask for it or have it."""
    listes_avant, listes_apres = listes_du(avant), listes_du(apres)
    concernes: Iterable[tuple[Organisme | None, Organisme | None]] = couples
    # By what an organisation is matched, a row comes to it or is left to others, as by a list.
    listes = any(getattr(avant, c) != getattr(apres, c) for c in ("listes_tcri", "illisibles"))
    if listes or (apres.listes_tcri and any(_reconnu(a) != _reconnu(b) for a, b in couples)):
        anciens = {o.id: o for o in avant.organismes}
        concernes = [(anciens.get(o.id), o) for o in apres.organismes]
    for ancien, nouveau in concernes:
        if ancien and nouveau and etat_au(nouveau, jour) in (*DANS_LE_RESEAU, Etat.CANDIDAT):
            reponses = admissibilite(ancien, jour, listes_avant), admissibilite(nouveau, jour, listes_apres)
            for un, autre in zip(*(r.examens for r in reponses), strict=True):
                if un.reponse is not autre.reponse:
                    yield Bascule(nouveau, un, autre)


def _reconnu(organisme: Organisme | None) -> tuple[object, ...]:
    """All by which an organisation is found in a list; a closed one is looked for no more."""
    if organisme is None:
        return ()
    ferme = etat_final(organisme) is Etat.FERME
    o = organisme
    return (o.tcri, o.neq, o.nom, o.sigle, o.noms_anterieurs, o.ville, ferme)


def phrases_des_bascules(bascules: Sequence[Bascule]) -> Iterator[Phrase]:
    """Who gained or lost a criterion: one sentence for those to whom the same happened, one each for a no."""
    groupes: dict[tuple[Critere, Reponse, Reponse], list[Bascule]] = {}
    for bascule in bascules:
        groupes.setdefault((bascule.apres.critere, bascule.avant.reponse, bascule.apres.reponse), []).append(bascule)
    for (critere, avant, apres), groupe in groupes.items():
        valeurs = {
            "question": Phrase(critere.question),
            "avant": Phrase(REPONSES[avant]),
            "apres": Phrase(REPONSES[apres]),
        }
        if apres is Reponse.OUI:
            noms = Liste(b.organisme.nom for b in groupe)
            yield Phrase("{noms}, {question} : {avant} → {apres}", noms=noms, **valeurs)
            continue
        for b in groupe:
            yield Phrase(
                "L'organisme {nom}, {question} : {avant} → {apres} ({raison})",
                nom=b.organisme.nom,
                raison=b.apres.raison,
                **valeurs,
            )


def _papiers(listes: Sequence[ListeTcri], couples: Sequence[Couple]) -> Iterator[Affichable]:
    """What is not in the register and that only a person can see: the signed form, the minutes, the letter."""
    for liste in listes:
        yield Phrase(
            "le fichier reçu de la TCRI pour la liste du {le} : {titre}", le=etablie_le(liste), titre=liste.source.titre
        )
    for avant, apres in couples:
        if apres is None:
            continue
        anciens = avant or apres._replace(historique=(), attestations=())
        for evenement in comparer_listes("historique", anciens.historique, apres.historique).ajouts:
            yield from _papiers_du_fait(apres, evenement)
        for attestation in comparer_listes("attestations", anciens.attestations, apres.attestations).ajouts:
            yield Phrase(
                "la source de l'attestation du {le} pour l'organisme {nom} : {source}",
                le=attestation.verifie_le,
                nom=apres.nom,
                source=attestation.source,
            )


def _papiers_du_fait(organisme: Organisme, evenement: Evenement) -> Iterator[Affichable]:
    valeurs = {"nom": organisme.nom, "le": evenement.date}
    if evenement.formulaire:
        recu = evenement.formulaire.recu_le
        yield Phrase("le formulaire signé de l'organisme {nom}, reçu le {recu}", recu=recu, **valeurs)
    if evenement.decision:
        yield Phrase(
            "le procès-verbal ou la lettre qui décide pour l'organisme {nom} : {reference}",
            reference=evenement.decision.reference,
            **valeurs,
        )
    for source in evenement.source:
        yield Phrase(
            "la source de ce qui est dit de l'organisme {nom} au {le} : {source}",
            source=source.titre or source.url or "",
            **valeurs,
        )
    if evenement.recu_le and evenement.evenement is Fait.RETRAIT:
        yield Phrase("l'annonce du retrait de l'organisme {nom}, reçue le {recu}", recu=evenement.recu_le, **valeurs)
