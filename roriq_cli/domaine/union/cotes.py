"""Two versions of one file, side by side: what each says that the other does not, in words."""

from collections.abc import Iterator, Sequence
from typing import Any

from roriq_cli.domaine.genres.conduite import Mots
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.i18n import Affichable, Liste, Phrase, Pluriel

FAITS = 3  # told for each side; beyond, they are counted
LONGUEUR = 500  # of one of them, in characters

Cotes = tuple[tuple[Affichable, ...], tuple[Affichable, ...]]


def divergences(genre: Genre, un: Any, autre: Any) -> Cotes:
    """What `un` says that `autre` does not, then the other way round: entries that have a sentence, then fields."""
    return tuple(_propres(genre, un, autre)), tuple(_propres(genre, autre, un))


def _propres(genre: Genre, fiche: Any, autre: Any) -> Iterator[Affichable]:
    mots = genre.comportement.mots
    racontees = [champ for champ in reversed(genre.ajout_seul) if _se_racontent(mots, (fiche, autre), champ)]
    for champ in racontees:
        for entree in _seuls(fiche, autre, champ):
            yield mots.dire(fiche, entree)
    for champ in genre.champs:
        if champ not in racontees and getattr(fiche, champ) != getattr(autre, champ):
            nom = Phrase(mots.champs.get(champ, champ))
            yield Phrase("{champ} : {valeur}", champ=nom, valeur=_valeur(mots, fiche, autre, champ))


def _se_racontent(mots: Mots, fiches: tuple[Any, Any], champ: str) -> bool:
    """Whether the entries of a list have sentences of their own."""
    return all(mots.phrase(fiche, entree) is not None for fiche in fiches for entree in getattr(fiche, champ))


def _seuls(fiche: Any, autre: Any, champ: str) -> list[Any]:
    connus = frozenset(getattr(autre, champ))
    return [element for element in getattr(fiche, champ) if element not in connus]


def _valeur(mots: Mots, fiche: Any, autre: Any, champ: str) -> Affichable:
    """A field in words; of a list of records, what the other side has not."""
    valeur, la = getattr(fiche, champ), getattr(autre, champ)
    de_fiches = type(valeur) is tuple and any(hasattr(element, "_fields") for element in (*valeur, *(la or ())))
    return mots.champ(fiche._replace(**{champ: tuple(_seuls(fiche, autre, champ))}) if de_fiches else fiche, champ)


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
