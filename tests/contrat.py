"""What the contract says of events, in its own words: the two tables of docs/parcours.md. The code's rows are not read."""

import re
from typing import NamedTuple

from tests.conftest import PROJET

_PAGE = (PROJET / "docs" / "parcours.md").read_text(encoding="utf-8").partition("\n## Ce qui peut suivre quoi\n")
_SUITES = _PAGE[2].partition("\n## ")[0]


def _mots(cellule: str) -> list[str]:
    return re.findall(r"`([\w-]+)(?: [^`]*)?`", cellule)


class FaitDuContrat(NamedTuple):
    """An event: the command that records it on an organisation already there, and the state (None: its source's)."""

    commande: str
    alias: str
    etat: str | None


def _faits() -> dict[str, FaitDuContrat]:
    trouves: dict[str, FaitDuContrat] = {}
    for ligne in re.findall(r"^\| `.*\|$", _PAGE[0], re.M):
        commandes, alias, faits, etats = (_mots(cellule) for cellule in ligne.strip("| ").split(" | ")[:4])
        n = len(faits)  # « ajouter, demander » record the same event: the last one is for an organisation already there
        for fait, commande, nom in zip(faits, commandes[-n:] if n else (), alias[-n:] if n else (), strict=True):
            trouves[fait] = FaitDuContrat(commande, nom, etats[0] if etats else None)
    return trouves


FAITS: dict[str, FaitDuContrat] = _faits()
# state → the events that may follow it
MARCHES: dict[str, list[str]] = {
    etat: _mots(faits) for etat, faits in re.findall(r"^\| `(\w+)` \| (.*?) ?\|$", _SUITES, re.M)
}
