"""A new name; the old one stays among the former ones."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("renommer", "accueil-exemple", "--nom", "Accueil Exemple du Centre", "--depuis", "2026-09-01")
