"""A region changes and the old one is lost."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/accueil-exemple.yaml", 'region: "04"', 'region: "09"')
