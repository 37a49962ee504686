"""A field of nearly a megabyte: refused, and the comment stays short."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire(
        "data/organismes/hostile.yaml",
        d.organisme("hostile", "Boussole Exemple", "sources:\n  - titre: " + "a@b " * 250_000 + "\n"),
    )
