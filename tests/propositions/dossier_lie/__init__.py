"""The folder of files is a link out of the registry."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.deplacer("data/organismes", "cache")
    d.lier("data/organismes", "../cache")
