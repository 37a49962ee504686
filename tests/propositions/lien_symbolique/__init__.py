"""A file that is a link to another."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.effacer("data/organismes/accueil-exemple.yaml")
    d.lier("data/organismes/accueil-exemple.yaml", "carrefour-exemple.yaml")
