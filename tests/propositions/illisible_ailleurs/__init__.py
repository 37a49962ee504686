"""A file that the proposal does not touch cannot be read: nothing can be compared with it."""

from tests.propositions.depot import Depot


def avant(d: Depot) -> None:
    d.remplacer("data/organismes/accueil-exemple.yaml", "nom: Accueil Exemple", "nom: Accueil: Exemple")


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/carrefour-exemple.yaml", "ville: Sherbrooke", "ville: Magog")
