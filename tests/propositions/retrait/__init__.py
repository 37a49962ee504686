"""A member withdraws today."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("retirer", "accueil-exemple", "--motif", "participation-inutile")
