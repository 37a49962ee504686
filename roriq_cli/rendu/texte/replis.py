"""Lines no wider than the screen: cut between words, never inside a command, which must work when it is copied."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from roriq_cli.rendu.texte.commun import largeur

ETROIT = 20  # columns under which nothing is gained by cutting
COLONNE = 30  # columns that the last cell of a row needs for its lines to stay under it
# A command with its arguments, or a word; a no-break space is a letter of it.
MOT = re.compile(
    r"""[^ ]*?\b(?:roriq|git)(?:\ (?:"[^"]*"|'[^']*'|[^\s.;,:()«»"']+(?:[.:/\\][^\s.;,:()«»"']+)*))+[^ ]*|[^ ]+""",
    re.VERBOSE,
)
_CELLULE = re.compile(r"(?<=\S) {2,}(?=\S)")
_EXTRAIT = re.compile(r" *\d* \|")  # a line of a file, and what points at a place in it


class Pli(NamedTuple):
    """A line of the screen: how far in it begins, and which characters of the line it shows."""

    retrait: int
    debut: int
    fin: int


def replier(texte: str, colonnes: int) -> str:
    """`texte` on a screen of that many columns."""
    return "\n".join(
        " " * p.retrait + ligne[p.debut : p.fin] for ligne in texte.split("\n") for p in plis(ligne, colonnes)
    )


def plis(ligne: str, colonnes: int) -> Iterator[Pli]:
    """Where a line is cut; what has no blank in it is left to the terminal."""
    if colonnes < ETROIT or largeur(ligne) <= colonnes or _EXTRAIT.match(ligne):
        yield Pli(0, 0, len(ligne))
        return
    marge = len(ligne) - len(ligne.lstrip(" "))
    suite, retrait, debut, fin = _suite(ligne, marge, colonnes), 0, 0, 0
    for mot in MOT.finditer(ligne):
        if fin and retrait + largeur(ligne[debut : mot.end()]) > colonnes:
            yield Pli(retrait, debut, fin)
            retrait = suite if suite + largeur(mot[0]) <= colonnes else min(suite, marge + 4)
            debut = mot.start()
        fin = mot.end()
    yield Pli(retrait, debut, max(fin, debut))


def _suite(ligne: str, marge: int, colonnes: int) -> int:
    """How far in the lines after the first begin: under the last cell of a row, or under the words of an item."""
    cellules = list(_CELLULE.finditer(ligne))
    if cellules:
        derniere = largeur(ligne[: cellules[-1].end()])
        return derniere if colonnes - derniere >= COLONNE else marge + 4
    return marge + 2 if marge or ligne.startswith("- ") else 0
