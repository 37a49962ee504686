"""A list that was received is gone."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.effacer("data/tcri/tcri-2026-04-01.yaml")
