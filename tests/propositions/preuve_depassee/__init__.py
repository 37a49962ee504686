"""An admission on evidence that newer evidence contradicts."""

from tests.propositions.depot import Depot


def avant(d: Depot) -> None:
    d.remplacer(
        "data/organismes/candidat-exemple.yaml",
        "historique:",
        "  - {critere: tcri, reponse: oui, verifie_le: 2026-11-01, valide_jusqu_au: 2027-01-01, source: Courriel}\n  - {critere: tcri, reponse: non, verifie_le: 2026-11-10, valide_jusqu_au: 2027-11-10, source: Courriel}\nhistorique:",
    )


def apres(d: Depot) -> None:
    d.ajouter(
        "data/organismes/candidat-exemple.yaml",
        d.adhesion("2026-11-20", tcri="2026-11-01", regionalisation="2026-11-02"),
    )
