"""A stray page among the files goes: nothing was recorded in it."""

from tests.propositions.depot import Depot


def avant(d: Depot) -> None:
    d.ecrire("data/organismes/LISEZMOI.txt", "À lire\n")


def apres(d: Depot) -> None:
    d.effacer("data/organismes/LISEZMOI.txt")
