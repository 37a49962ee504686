"""A former name that no renaming explains."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer(
        "data/organismes/relais-exemple.yaml",
        "jusqu_au: 2019-06-30}\n",
        "jusqu_au: 2019-06-30}\n  - {nom: Autre Exemple, jusqu_au: 2026-11-20}\n",
    )
