"""A correction that somebody answers for, and nothing else."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/suspendu-exemple.yaml", "  - date: 2026-10-01\n", "  - date: 2026-10-02\n")
