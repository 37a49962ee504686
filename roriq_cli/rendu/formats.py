"""The formats of each reading command: the keys are the choices of `--format`, the values say where each is made.

A format is imported when it is used: a list in text needs nothing of a report in JSON.
"""

from importlib import import_module
from typing import Any

FORMATS: dict[str, dict[str, str]] = {
    "suivi": {"texte": "texte.suivi:suivi", "json": "donnees:suivi"},
    "lister": {"texte": "texte.liste:lister", "json": "donnees:lister"},
    "afficher": {"texte": "texte.fiche:afficher", "json": "donnees:afficher"},
    "journal": {"texte": "texte.journal:journal", "json": "donnees:journal"},
    "rapport": {"texte": "texte.rapport:rapport", "json": "donnees:rapport"},
    "valider": {"texte": "texte.constats:valider", "json": "donnees:valider"},
    "regle": {"texte": "texte.regles:regle", "json": "donnees:regle"},
}


def rendre(commande: str, forme: str, vue: Any) -> str:
    """The result of a command, in one of its formats."""
    module, fonction = FORMATS[commande][forme].split(":")
    return str(getattr(import_module(f"roriq_cli.rendu.{module}"), fonction)(vue))
