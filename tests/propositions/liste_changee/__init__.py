"""A standing is changed in a list that was received."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/tcri/tcri-2026-04-01.yaml", "statut: radie", "statut: en-regle")
