"""A seat moves; the old region stays among the former ones."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("modifier", "accueil-exemple", "--region", "09", "--depuis", "2026-10-01")
