"""Three members leave at once, and apply again the same day."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    for id in ("accueil-exemple", "carrefour-exemple", "relais-exemple"):
        d.ajouter(
            f"data/organismes/{id}.yaml",
            "  - date: 2026-11-20\n    evenement: retrait\n  - date: 2026-11-20\n    evenement: demande\n",
        )
