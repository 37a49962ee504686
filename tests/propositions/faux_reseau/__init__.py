"""A proposal cannot have the register called fictitious while it is reviewed."""

from tests.propositions.depot import Depot


def avant(d: Depot) -> None:
    d.remplacer("data/registre.yaml", "fictif: true", "fictif: false")


def apres(d: Depot) -> None:
    d.remplacer("data/registre.yaml", "fictif: false", "fictif: true")
