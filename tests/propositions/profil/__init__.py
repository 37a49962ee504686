"""A profile changes."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("modifier", "accueil-exemple", "--ville", "Shawinigan", "--milieu", "rural")
