"""What is accepted does not read the file: what it holds was not compared."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/accueil-exemple.yaml", "ville:", "couleur: bleu\nville:")
    d.couper("data/organismes/accueil-exemple.yaml", "  - date: 2024-04-02\n")
