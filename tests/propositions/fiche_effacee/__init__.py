"""An organisation's file is deleted."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.effacer("data/organismes/accueil-exemple.yaml")
