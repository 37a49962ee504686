"""A threshold is raised by the very proposal that is late: the old one judges."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/registre.yaml", "saisie_tardive_jours: 30", "saisie_tardive_jours: 3650")
    d.ajouter("data/organismes/accueil-exemple.yaml", "  - date: 2026-01-15\n    evenement: retrait\n")
