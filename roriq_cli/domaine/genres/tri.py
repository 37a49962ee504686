"""The order of a list of organisations, as a French reader expects it."""

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
    return sorted(organismes, key=lambda o: (cle_alphabetique(noms_au(o, jour)), o.id))


def rang(organisme: Organisme) -> tuple[str, str]:
    """The sorting key of an organisation."""
    return cle_alphabetique(organisme.nom), organisme.id


@lru_cache(maxsize=1 << 15)  # a report sorts the same names in several ways
def cle_alphabetique(nom: str) -> str:
    """The sorting key of a name: É with E, St with Saint."""
    mots = plier(nom).replace("-", " ").replace("'", " ").split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(m, m) for m in mots)
