"""A member is admitted a second time."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ajouter("data/organismes/accueil-exemple.yaml", d.adhesion("2026-11-20"))
