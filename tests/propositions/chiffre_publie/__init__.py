"""A figure that a public page gives."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire(
        "data/chiffres_publies.yaml",
        'chiffres:\n  - {date: "2025", precision: annee, total: 8, source: {titre: Page Exemple}}\n',
    )
