"""A former name is gone."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer(
        "data/organismes/relais-exemple.yaml", "noms_anterieurs:\n  - {nom: Comité Exemple, jusqu_au: 2019-06-30}\n", ""
    )
