"""Two organisations of one name."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("data/organismes/accueil-bis.yaml", d.organisme("accueil-bis", "ACCUEIL EXEMPLE", d.demande("2026-11-20")))
