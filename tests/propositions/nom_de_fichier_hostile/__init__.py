"""Blanks, a line end and a command in the name of a file."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("data/organismes/a b\n::error::x", "id: autre\n")
