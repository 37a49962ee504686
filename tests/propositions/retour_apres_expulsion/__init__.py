"""An expelled organisation applies again: the reader is told what for."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("demander", "expulse-exemple")
