"""What was there before could not be read: nothing says what it held."""

from tests.propositions.depot import Depot


def avant(d: Depot) -> None:
    d.remplacer("data/organismes/accueil-exemple.yaml", "nom: Accueil Exemple", "nom: Accueil: Exemple")


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/accueil-exemple.yaml", "nom: Accueil: Exemple", "nom: Accueil Exemple")
