"""The reason and the decision of a recorded event change."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/suspendu-exemple.yaml", "motif: activites-incompatibles", "motif: conduite-nuisible")
