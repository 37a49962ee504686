"""A new organisation applies, with its evidence."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq(
        "ajouter",
        "--nom",
        "Boussole Exemple",
        "--region",
        "09",
        "--ville",
        "Sept-Îles",
        "--regionalisation",
        "Formulaire, section 3",
    )
