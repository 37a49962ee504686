"""The register's own settings change, in their bounds."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/registre.yaml", "fictif: true", "fictif: false")
