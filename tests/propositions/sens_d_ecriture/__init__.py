"""A name that reads backwards."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("data/organismes/hostile.yaml", d.organisme("hostile", "Accueil \u202eelpmexE", d.demande("2026-11-20")))
