"""A former region is another."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer(
        "data/organismes/relais-exemple.yaml",
        '{region: "05", jusqu_au: 2016-07-07}',
        '{region: "12", jusqu_au: 2016-07-07}',
    )
