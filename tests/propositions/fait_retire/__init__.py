"""A recorded event is gone."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.couper("data/organismes/suspendu-exemple.yaml", "  - date: 2026-10-01\n")
