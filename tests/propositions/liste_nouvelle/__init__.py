"""A newer list of the TCRI: one member is no longer in it."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("data/tcri/tcri-2026-11-01.yaml", d.liste("2026-11-01", "2027-10-31", CE="en-regle"))
