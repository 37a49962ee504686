"""What checks the register changes alone: it is another person's to judge."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire(".github/workflows/roriq.yml", "on: push\n")
