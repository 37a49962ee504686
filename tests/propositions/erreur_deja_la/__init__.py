"""An error that was there already is no leave for another of its kind."""

from tests.propositions.depot import Depot


def avant(d: Depot) -> None:
    d.ajouter("data/organismes/candidat-exemple.yaml", "    note: un@example.org\n")


def apres(d: Depot) -> None:
    d.ajouter(
        "data/organismes/candidat-exemple.yaml",
        "  - date: 2026-11-20\n    evenement: retrait\n    note: autre@example.org\n",
    )
