"""Folders and files as people type them, on any system."""

import os
from pathlib import Path

from roriq_cli import plateforme
from roriq_cli.errors import Usage
from roriq_cli.i18n import Phrase


def lire(texte: str) -> Path:
    """The whole path that `texte` names. Raises Usage when it can name none."""
    try:
        return developper(texte).resolve()
    except (OSError, RuntimeError, ValueError):  # links that turn in circles
        raise _impossible(texte) from None


def developper(texte: str) -> Path:
    """The path that `texte` names, its « ~ » developed (not every shell does). Raises Usage: nobody has that name."""
    # Completion in PowerShell ends a folder with a backslash, and keeps the mark that would have closed the word.
    brut = texte.removesuffix('"') if plateforme.WINDOWS else texte
    chemin = os.path.expanduser(brut)  # pathlib's own would take « ./~ » for it too
    if brut.startswith("~") and chemin == brut:
        raise _impossible(texte)
    return Path(chemin)


def _impossible(texte: str) -> Usage:
    return Usage(Phrase("« {chemin} » n'est pas un chemin possible.", chemin=texte))


# What a registry adds to its own path at most.
LONGUEUR_AJOUTEE = len("/data/organismes/") + 60 + len(".yaml")


def trop_long(dossier: Path) -> bool:
    """Whether files there would have paths that Windows, as it comes, cannot open."""
    return plateforme.WINDOWS and len(str(dossier)) + LONGUEUR_AJOUTEE > plateforme.CHEMIN_MAX
