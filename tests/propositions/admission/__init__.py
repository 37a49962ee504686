"""A candidate is admitted on the two criteria: the network reaches one more region."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("attester", "candidat-exemple", "--critere", "tcri", "--source", "Courriel de la TCRI")
    d.roriq("admettre", "candidat-exemple", "--recu-le", "2026-11-20", "--signe-le", "2026-11-18")
