"""The formats of each reading command: the keys are the choices of `--format`, the values say where each is made.

A format is imported when it is used: a list in text needs nothing of a report in JSON.
"""

from importlib import import_module
from typing import Any, Literal, overload

FORMATS: dict[str, dict[str, str]] = {
    "suivi": {"texte": "texte.suivi:suivi", "json": "donnees.bilan:suivi"},
    "lister": {
        "texte": "texte.liste:lister",
        "json": "donnees.registre:lister",
        "csv": "exportation:liste_csv",
        "xlsx": "exportation:liste_xlsx",
    },
    "afficher": {"texte": "texte.fiche:afficher", "json": "donnees.registre:afficher"},
    "journal": {"texte": "texte.journal:journal", "json": "donnees.registre:journal"},
    "rapport": {
        "texte": "texte.rapport:rapport",
        "json": "donnees.rapport:rapport",
        "markdown": "markdown.rapport:rapport",
        "html": "html.rapport:rapport",
    },
    "concilier": {
        "texte": "texte.conciliation:concilier",
        "json": "donnees.bilan:concilier",
        "markdown": "markdown.conciliation:concilier",
    },
    "admissibilite": {
        "texte": "texte.admissibilite:admissibilite",
        "json": "donnees.bilan:admissibilite",
        "markdown": "markdown.admissibilite:admissibilite",
    },
    "echeances": {"texte": "texte.echeances:echeances", "json": "donnees.bilan:echeances"},
    "exporter": {"csv": "exportation:csv", "xlsx": "exportation:xlsx", "json": "donnees.registre:exporter"},
    "valider": {"texte": "texte.constats:valider", "json": "donnees.controle:valider", "github": "github:valider"},
    "revue": {
        "texte": "texte.revue:revue",
        "markdown": "markdown.revue:revue",
        "json": "donnees.revue:revue",
        "github": "github:revue",
    },
    "regle": {"texte": "texte.regles:regle", "json": "donnees.controle:regle"},
}


@overload
def rendre(commande: str, forme: Literal["texte", "json"], vue: Any) -> str: ...
@overload
def rendre(commande: str, forme: str, vue: Any) -> str | bytes: ...
def rendre(commande: str, forme: str, vue: Any) -> str | bytes:
    """The result of a command, in one of its formats: a text, or the bytes of a file."""
    module, fonction = FORMATS[commande][forme].split(":")
    resultat: str | bytes = getattr(import_module(f"roriq_cli.rendu.{module}"), fonction)(vue)
    return resultat
