"""A page beside the data is no part of what checks them."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("README.md", "# Un registre\n")
    d.roriq("retirer", "accueil-exemple")
