"""A name changes and the old one is lost."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/accueil-exemple.yaml", "nom: Accueil Exemple\n", "nom: Accueil du Centre Exemple\n")
