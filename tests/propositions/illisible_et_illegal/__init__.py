"""What can be read is already too much."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("data/organismes/accueil-exemple.yaml", "nom: Accueil: Exemple\n")
    d.remplacer("data/organismes/suspendu-exemple.yaml", "  - date: 2026-10-01\n", "  - date: 2026-10-02\n")
