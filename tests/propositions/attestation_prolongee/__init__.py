"""An attestation is made to hold longer."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/accueil-exemple.yaml", "valide_jusqu_au: 2025-03-31", "valide_jusqu_au: 2027-03-31")
