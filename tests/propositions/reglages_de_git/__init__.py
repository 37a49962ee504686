"""How Git lays out the files changes with the files."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("data/organismes/.gitattributes", "*.yaml -diff\n")
