"""A fact to come that nothing announces."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ajouter("data/organismes/accueil-exemple.yaml", "  - date: 2027-03-31\n    evenement: retrait\n")
