"""Two members leave: it happens."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq("retirer", "accueil-exemple")
    d.roriq("fermer", "carrefour-exemple", "--source-titre", "Avis de dissolution")
