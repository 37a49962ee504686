"""Two organisations on one row of the TCRI's lists."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/accueil-exemple.yaml", "attestations:", "tcri: CE\nattestations:")
