"""A former region that no move explains: past counts would be others."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer(
        "data/organismes/relais-exemple.yaml",
        "jusqu_au: 2016-07-07}\n",
        'jusqu_au: 2016-07-07}\n  - {region: "06", jusqu_au: 2026-11-20}\n',
    )
