"""Two versions of one organisation's file, side by side: what each says that the other does not, in words."""

from collections.abc import Iterator, Sequence
from typing import Any

from roriq_cli.domaine.membres.changements import CHAMPS, mots_du_champ, phrase_attestation
from roriq_cli.domaine.membres.modele import ORDRE, Organisme
from roriq_cli.domaine.membres.phrases import PhraseFait, mots_de_la_source
from roriq_cli.domaine.membres.territoire import REGIONS
from roriq_cli.i18n import Affichable, Liste, Phrase, Pluriel

FAITS = 3  # told for each side; beyond, they are counted
LONGUEUR = 500  # of one of them, in characters

Cotes = tuple[tuple[Affichable, ...], tuple[Affichable, ...]]


def divergences(un: Organisme, autre: Organisme) -> Cotes:
    """What `un` says that `autre` does not, then the other way round: events, attestations, fields."""
    return tuple(_propres(un, autre)), tuple(_propres(autre, un))


def _propres(organisme: Organisme, autre: Organisme) -> Iterator[Affichable]:
    for evenement in _seuls(organisme.historique, autre.historique):
        yield PhraseFait(organisme.nom, evenement)
    for attestation in _seuls(organisme.attestations, autre.attestations):
        yield phrase_attestation(organisme.nom, attestation)
    for champ in ORDRE:
        if champ not in ("historique", "attestations") and getattr(organisme, champ) != getattr(autre, champ):
            yield Phrase("{champ} : {valeur}", champ=Phrase(CHAMPS[champ]), valeur=_valeur(organisme, autre, champ))


def _seuls(elements: tuple[Any, ...], autres: tuple[Any, ...]) -> list[Any]:
    connus = frozenset(autres)
    return [element for element in elements if element not in connus]


def _valeur(organisme: Organisme, autre: Organisme, champ: str) -> Affichable:
    """A field in words; of a list that only grows, what the other side has not."""
    seuls = {
        "noms_anterieurs": lambda n: Phrase("{nom}", nom=n.nom),
        "regions_anterieures": lambda r: Phrase("{nom}", nom=REGIONS[r.region].nom),
        "sources": mots_de_la_source,
    }
    if champ not in seuls:
        return mots_du_champ(organisme, champ)
    propres = _seuls(getattr(organisme, champ), getattr(autre, champ))
    return Liste(map(seuls[champ], propres)) if propres else Phrase("—")


def phrase_des_cotes(cotes: Cotes) -> Phrase:
    """« D'un côté : l'organisme X se retire le…; de l'autre : l'organisme X est suspendu du… »."""
    if not any(cotes):
        return Phrase("Les deux côtés disent la même chose : seule la mise en page diffère.")
    un, autre = map(_EnBref, cotes)
    return Phrase("D'un côté : {un}; de l'autre : {autre}.", un=un, autre=autre)


class _EnBref(Phrase):
    """The first facts of a side, as they follow a colon, and how many others there are."""

    __slots__ = ("faits",)

    def __init__(self, faits: Sequence[Affichable]) -> None:
        super().__init__("")
        self.faits = faits

    def __str__(self) -> str:
        mots = [_abrege(str(fait)) for fait in self.faits[:FAITS]]
        reste = len(self.faits) - FAITS
        if reste > 0:
            mots.append(str(Pluriel("{n} autre changement", "{n} autres changements", reste)))
        return str(Liste(Phrase("{mot}", mot=mot) for mot in mots)) if mots else str(Phrase("rien de plus"))


def _abrege(texte: str) -> str:
    texte = texte[:1].lower() + texte[1:]
    return texte if len(texte) <= LONGUEUR else texte[: LONGUEUR - 1] + "…"
