"""A file that nothing can read."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("data/organismes/accueil-exemple.yaml", "nom: Accueil: Exemple\n")
