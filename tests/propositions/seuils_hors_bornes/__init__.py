"""A threshold that the program does not allow."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/registre.yaml", "saisie_tardive_jours: 30", "saisie_tardive_jours: 99999")
