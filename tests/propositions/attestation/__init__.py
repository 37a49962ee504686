"""New evidence on a criterion."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("attester", "accueil-exemple", "--critere", "tcri", "--reponse", "non", "--source", "Courriel de la TCRI")
