"""What became of the entries of an append-only list: what was added at its end, and what was rewritten before it.

Source: the contract's section on the registry (docs/parcours.md): a recorded fact is never rewritten in silence.
"""

from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from itertools import takewhile, zip_longest
from typing import Any, NamedTuple

from roriq_cli.domaine.membres.modele import (
    AJOUT_SEUL,
    Attestation,
    Decision,
    Evenement,
    Formulaire,
    NomAnterieur,
    Organisme,
    Preuve,
    Preuves,
    RegionAnterieure,
)
from roriq_cli.domaine.membres.phrases import (
    LE_FAIT,
    mots_de_l_etat,
    mots_de_la_decision,
    mots_de_la_source,
    mots_du_motif,
)
from roriq_cli.domaine.membres.reseau import CRITERES
from roriq_cli.domaine.membres.territoire import REGIONS
from roriq_cli.i18n import N_, Affichable, Liste, Phrase


class Ecart(NamedTuple):
    """A past entry that is no longer what it was. `rang` is its place in the list of after (in that of before, gone).

    `avant` None: slipped in among what was recorded; `apres` None: gone; the same: no longer at its place.
    """

    champ: str
    rang: int
    avant: Any
    apres: Any


class ListeComparee(NamedTuple):
    """Two states of one append-only list."""

    ecarts: tuple[Ecart, ...]
    ajouts: tuple[Any, ...]


def prolonge(avant: tuple[Any, ...], apres: tuple[Any, ...]) -> bool:
    """Whether the beginning of `apres` is `avant`: nothing of the past is rewritten."""
    return apres[: len(avant)] == avant


def debut_commun(avant: tuple[Any, ...], apres: tuple[Any, ...]) -> int:
    """How many entries both lists begin with."""
    return sum(1 for _ in takewhile(lambda paire: paire[0] == paire[1], zip(avant, apres, strict=False)))


def comparer_listes(champ: str, avant: tuple[Any, ...], apres: tuple[Any, ...]) -> ListeComparee:
    """Which past entries of the list `champ` were rewritten, and what was added at its end."""
    if prolonge(avant, apres):
        return ListeComparee((), apres[len(avant) :])
    debut = debut_commun(avant, apres)
    bruts: list[Ecart] = []
    ajouts: list[Any] = []
    for i, j, ancien, nouveau in _alignes(avant[debut:], apres[debut:]):
        if ancien is None and i == len(avant) - debut:
            ajouts.append(nouveau)
        else:
            bruts.append(Ecart(champ, debut + (i if nouveau is None else j), ancien, nouveau))
    if len(bruts) <= _DEPLACEMENTS_MAX:
        bruts = list(_deplaces(bruts, ajouts))
    return ListeComparee(tuple(bruts), tuple(ajouts))


def _deplaces(bruts: list[Ecart], ajouts: list[Any]) -> Iterator[Ecart]:
    """The same entry, gone from one place and new at another, is one that moved: it is taken out of `ajouts`."""
    restes = list(bruts)
    while restes:
        ecart = restes.pop(0)
        if ecart.apres is None:
            ailleurs = next((e for e in restes if e.avant is None and e.apres == ecart.avant), None)
            if ailleurs:
                restes.remove(ailleurs)
                ecart = ailleurs._replace(avant=ecart.avant)
            elif ecart.avant in ajouts:
                ajouts.remove(ecart.avant)
                ecart = ecart._replace(apres=ecart.avant)
        elif ecart.avant is None:
            ailleurs = next((e for e in restes if e.apres is None and e.avant == ecart.apres), None)
            if ailleurs:
                restes.remove(ailleurs)
                ecart = ecart._replace(avant=ecart.apres)
        yield ecart


# Beyond, entries are paired by their rank, and none is looked for elsewhere: a hostile list must not cost its square.
_PAIRES_MAX = 40_000
_DEPLACEMENTS_MAX = 200


def _alignes(avant: tuple[Any, ...], apres: tuple[Any, ...]) -> Iterator[tuple[int, int, Any, Any]]:
    """What differs: the ranks on both sides, the entry before and after (None: there is none)."""
    if len(avant) * len(apres) > _PAIRES_MAX:
        for rang, (ancien, nouveau) in enumerate(zip_longest(avant, apres)):
            if ancien != nouveau:
                yield min(rang, len(avant)), rang, ancien, nouveau
        return
    for geste, i1, i2, j1, j2 in SequenceMatcher(None, avant, apres, autojunk=False).get_opcodes():
        if geste != "equal":
            for rang, (ancien, nouveau) in enumerate(zip_longest(avant[i1:i2], apres[j1:j2])):
                yield min(i1 + rang, i2), min(j1 + rang, j2), ancien, nouveau


def comparer_fiches(avant: Organisme, apres: Organisme) -> dict[str, ListeComparee]:
    """Each append-only list of an organisation, compared."""
    return {champ: comparer_listes(champ, getattr(avant, champ), getattr(apres, champ)) for champ in AJOUT_SEUL}


def mots_de_l_entree(entree: Any) -> Phrase:
    """« la suspension du 1er juin 2027 », « l'attestation du 4 mars 2024 (TCRI) », « le nom antérieur … »."""
    if isinstance(entree, Evenement):
        return Phrase("{fait} du {le}", fait=Phrase(LE_FAIT[entree.evenement]), le=entree.date)
    if isinstance(entree, Attestation):
        critere = Phrase(CRITERES[entree.critere].mot)
        return Phrase("l'attestation du {le} ({critere})", le=entree.verifie_le, critere=critere)
    if isinstance(entree, NomAnterieur):
        return Phrase("le nom antérieur « {ancien} »", ancien=entree.nom)
    assert isinstance(entree, RegionAnterieure)
    return Phrase("la région antérieure ({region})", region=REGIONS[entree.region].nom)


_CHAMPS = {
    "date": N_("date d'effet"),
    "evenement": N_("fait"),
    "etat": N_("état"),
    "date_precision": N_("précision de la date"),
    "motif": N_("motif"),
    "decision": N_("décision"),
    "jusqu_au": N_("fin"),
    "formulaire": N_("formulaire"),
    "preuves": N_("preuves"),
    "recu_le": N_("annonce"),
    "source": N_("source"),
    "note": N_("note"),
    "critere": N_("critère"),
    "reponse": N_("réponse"),
    "verifie_le": N_("vérifié le"),
    "valide_jusqu_au": N_("valide jusqu'au"),
    "nom": N_("nom"),
    "sigle": N_("sigle"),
    "region": N_("région"),
}


def champs_changes(avant: Any, apres: Any) -> list[Phrase]:
    """The fields of an entry that differ, each « champ : avant → après »."""
    return [
        Phrase(
            "{champ} : {avant} → {apres}",
            champ=Phrase(_CHAMPS[champ]),
            avant=_mots(champ, ancien),
            apres=_mots(champ, nouveau),
        )
        for champ, ancien, nouveau in zip(avant._fields, avant, apres, strict=True)
        if ancien != nouveau
    ]


def _mots(champ: str, valeur: Any) -> Affichable:
    """The value of an entry's field; « — » when it is absent."""
    if valeur is None or valeur in ("", ()):
        return Phrase("—")
    if isinstance(valeur, date):
        return Phrase("{le}", le=valeur)
    if isinstance(valeur, Decision):
        return mots_de_la_decision(valeur)
    if isinstance(valeur, Formulaire):
        return _mots_du_formulaire(valeur)
    if isinstance(valeur, Preuves):
        return Liste([_mots_de_la_preuve(valeur[code]) for code in CRITERES if code in valeur])
    if champ == "source" and isinstance(valeur, tuple):
        return Liste(map(mots_de_la_source, valeur))
    if champ == "motif":
        return mots_du_motif(valeur)
    if champ == "etat":
        return mots_de_l_etat(valeur)
    if champ == "region":
        return Phrase("{nom}", nom=REGIONS[valeur].nom)
    return Phrase("{valeur}", valeur=str(valeur))


def _mots_du_formulaire(formulaire: Formulaire) -> Phrase:
    valeurs = {"recu": formulaire.recu_le, "signe": formulaire.signe_le, "fonction": formulaire.signataire}
    phrase = (
        Phrase("signé le {signe} et reçu le {recu}", **valeurs)
        if formulaire.signe_le
        else Phrase("reçu le {recu}", **valeurs)
    )
    return Phrase("{phrase}, {fonction}", phrase=phrase, **valeurs) if formulaire.signataire else phrase


def _mots_de_la_preuve(preuve: Preuve) -> Phrase:
    if preuve.attestation:
        return Phrase("l'attestation du {le}", le=preuve.attestation)
    return Phrase("la liste {liste}, clé {cle}", liste=preuve.liste, cle=preuve.cle)


def phrase_de_l_ecart(nom: str, ecart: Ecart) -> Phrase:
    """What was rewritten, in one sentence without its full stop: before → after."""
    avant, apres = ecart.avant, ecart.apres
    if avant is None:
        modele = N_("Pour l'organisme {nom}, {quoi} vient se glisser parmi ce qui était déjà consigné")
        return Phrase(modele, nom=nom, quoi=mots_de_l_entree(apres))
    valeurs = {"nom": nom, "quoi": mots_de_l_entree(avant)}
    if apres is None:
        return Phrase("Pour l'organisme {nom}, {quoi} n'est plus au registre", **valeurs)
    if avant == apres:
        return Phrase("Pour l'organisme {nom}, {quoi} n'est plus à sa place dans la liste", **valeurs)
    if isinstance(avant, Evenement) and avant.evenement is not apres.evenement:
        return Phrase("Pour l'organisme {nom}, {quoi} devient {autre}", autre=mots_de_l_entree(apres), **valeurs)
    if isinstance(avant, Evenement) and avant._replace(date=apres.date) == apres:
        return Phrase(
            "Pour l'organisme {nom}, {fait} passe du {avant} au {apres}",
            nom=nom,
            fait=Phrase(LE_FAIT[avant.evenement]),
            avant=avant.date,
            apres=apres.date,
        )
    return Phrase(
        "Pour l'organisme {nom}, {quoi} change, {champs}", champs=Liste(champs_changes(avant, apres)), **valeurs
    )
