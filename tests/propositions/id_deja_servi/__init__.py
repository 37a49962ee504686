"""A new organisation takes the file name of one that is gone."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire(
        "data/organismes/ancien-exemple.yaml",
        d.organisme("ancien-exemple", "Nouvelle Boussole Exemple", d.demande("2026-11-20")),
    )
