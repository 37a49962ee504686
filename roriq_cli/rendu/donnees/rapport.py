"""JSON of the report: each section gives its own keys."""

from roriq_cli.rendu.donnees.commun import lecture
from roriq_cli.rendu.sections.rapport import donnees
from roriq_cli.rendu.vues import VueRapport

# The order of the report's keys is older than that of its sections; a new section's keys come after.
CLES_DU_RAPPORT = (
    "au", "reseau", "membres", "montreal", "hors_montreal", "regions_hors_montreal", "regions", "etats", "phrases",
    "periode", "mouvements", "a_venir", "regions_sans_membre", "selon_fiche_actuelle", "anciennete", "taille",
    "imprecis", "inconnus", "a_faire", "criteres_perdus", "attestes", "chiffre_publie",
)  # fmt: skip


def rapport(vue: VueRapport) -> str:
    """What the report says before its sections, then each of their keys."""
    return lecture(vue.contexte, dict.fromkeys(CLES_DU_RAPPORT) | donnees(vue))
