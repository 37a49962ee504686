"""A submodule in the place of a file."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.sous_module("data/organismes/autre.yaml")
