"""Three members of nine leave at once."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    for id in ("accueil-exemple", "carrefour-exemple", "relais-exemple"):
        d.roriq("retirer", id)
