"""The order of a list of organisations, as a French reader expects it."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from roriq_cli.domaine.membres.modele import Organisme
from roriq_cli.domaine.membres.parcours import noms_au
from roriq_cli.i18n import plier


def trier(organismes: Iterable[Organisme]) -> list[Organisme]:
    """By name, accents and case folded, « St » with « Saint »; by id where two names are the same."""
    return sorted(organismes, key=rang)


def trier_au(organismes: Iterable[Organisme], jour: date) -> list[Organisme]:
    """In the same order, by the names that they had on `jour`."""
    return sorted(organismes, key=lambda o: _rang(noms_au(o, jour), o.id))


def rang(organisme: Organisme) -> tuple[str, str, str]:
    """The sorting key of an organisation."""
    return _rang(organisme.nom, organisme.id)


def _rang(nom: str, id: str) -> tuple[str, str, str]:
    return cle_alphabetique(nom), _accents(nom), id


def _accents(nom: str) -> str:
    """What tells « cote, côte, coté, côté » apart, in that order: their accents, the last one first."""
    if nom.isascii():
        return ""
    lettres: list[str] = []
    for c in unicodedata.normalize("NFD", nom):
        if unicodedata.combining(c) and lettres:
            lettres[-1] += c
        else:
            lettres.append(" ")
    return "".join(reversed(lettres)).rstrip()


@lru_cache(maxsize=1 << 15)  # a report sorts the same names in several ways
def cle_alphabetique(nom: str) -> str:
    """The sorting key of a name: É with E, St with Saint."""
    mots = plier(nom).replace("-", " ").replace("'", " ").split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(m, m) for m in mots)
