"""An event slips in before one that was recorded."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer(
        "data/organismes/suspendu-exemple.yaml",
        "  - date: 2026-10-01\n",
        d.suspension("2026-06-01")
        + "  - date: 2026-06-15\n    evenement: levee\n"
        + d.decision("2026-06-10")
        + "  - date: 2026-10-01\n",
    )
