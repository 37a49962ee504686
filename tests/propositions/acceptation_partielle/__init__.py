"""Two rules are broken, one is accepted."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/suspendu-exemple.yaml", "  - date: 2026-10-01\n", "  - date: 2026-10-02\n")
    d.effacer("data/organismes/accueil-exemple.yaml")
