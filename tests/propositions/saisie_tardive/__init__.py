"""A fact of last year: said, and let through."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("retirer", "accueil-exemple", "--date", "2025-12-01")
