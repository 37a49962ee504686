"""A member announces that it will withdraw."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("retirer", "accueil-exemple", "--date", "2027-03-31", "--recu-le", "2026-11-15")
