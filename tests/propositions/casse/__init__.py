"""A file whose name differs by its capitals only."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("data/organismes/ACCUEIL-EXEMPLE.yaml", d.lire("data/organismes/accueil-exemple.yaml"))
