"""An admission on another organisation's row of the TCRI's list."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ajouter(
        "data/organismes/candidat-exemple.yaml",
        d.adhesion("2026-11-20", regionalisation="2026-11-02").replace(
            "{attestation: 2024-03-25}", "{liste: tcri-2026-04-01, cle: CE}"
        ),
    )
