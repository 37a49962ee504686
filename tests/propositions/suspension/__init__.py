"""A member is suspended by a decision."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.roriq(
        "suspendre",
        "carrefour-exemple",
        "--motif",
        "activites-incompatibles",
        "--jusqu-au",
        "2027-05-31",
        "--instance",
        "Rencontre des membres",
        "--decision-le",
        "2026-11-12",
        "--reference",
        "PV 2026-11-12, point 2",
    )
