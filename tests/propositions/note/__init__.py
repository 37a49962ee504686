"""What a note says is told."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("retirer", "accueil-exemple", "--note", "Lettre au dossier 12")
