"""Two versions are mixed in one file."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer(
        "data/organismes/accueil-exemple.yaml",
        "ville: Trois-Rivières\n",
        "<<<<<<< HEAD\nville: Trois-Rivières\n=======\nville: Shawinigan\n>>>>>>> autre\n",
    )
