"""An admission on evidence that does not cover its date."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ajouter(
        "data/organismes/candidat-exemple.yaml",
        d.adhesion("2026-11-20", tcri="2024-03-25", regionalisation="2026-11-02"),
    )
