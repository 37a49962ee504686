"""A member is expelled by a decision."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq(
        "expulser",
        "carrefour-exemple",
        "--motif",
        "conduite-nuisible",
        "--instance",
        "Rencontre des membres",
        "--decision-le",
        "2026-11-12",
        "--reference",
        "PV 2026-11-12, point 2",
    )
