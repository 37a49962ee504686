"""The folder of lists was a link: nothing says what it held."""

from tests.propositions.depot import Depot


def avant(d: Depot) -> None:
    d.deplacer("data/tcri", "ailleurs")
    d.lier("data/tcri", "../ailleurs")


def apres(d: Depot) -> None:
    d.effacer("data/tcri")
    d.ecrire("data/tcri/tcri-2026-04-01.yaml", d.liste("2026-04-01", "2027-03-31", CE="en-regle", EE="en-regle"))
