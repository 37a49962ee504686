"""The workflow that judges, and what it judges."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire(".github/workflows/roriq.yml", "on: push\n")
    d.roriq("retirer", "accueil-exemple")
