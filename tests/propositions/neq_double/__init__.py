"""Two organisations on one number."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/accueil-exemple.yaml", "region:", 'neq: "1145678901"\nregion:')
    d.remplacer("data/organismes/carrefour-exemple.yaml", "region:", 'neq: "1145678901"\nregion:')
