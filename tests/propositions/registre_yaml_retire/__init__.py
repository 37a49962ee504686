"""The register's settings are gone: said, the program's own are then in force."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.effacer("data/registre.yaml")
