"""A person's address slips into a note."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ajouter(
        "data/organismes/accueil-exemple.yaml",
        "  - date: 2026-11-20\n    evenement: retrait\n    note: Écrire à prenom.nom@example.org\n",
    )
