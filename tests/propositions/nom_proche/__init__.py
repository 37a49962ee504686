"""A name that is nearly another's."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("ajouter", "--nom", "Carrefour Examples", "--id", "carrefour-bis", "--region", "09")
