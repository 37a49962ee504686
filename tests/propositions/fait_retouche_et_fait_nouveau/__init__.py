"""A new fact does not hide that an old one changed."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq(
        "lever",
        "suspendu-exemple",
        "--instance",
        "Rencontre des membres",
        "--decision-le",
        "2026-11-12",
        "--reference",
        "PV 2026-11-12, point 3",
    )
    d.remplacer("data/organismes/suspendu-exemple.yaml", "  - date: 2026-10-01\n", "  - date: 2026-10-02\n")
