"""A folder that is the registry's own on some computers."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("Data/organismes/accueil-exemple.yaml", d.lire("data/organismes/escale-exemple.yaml"))
