"""Registries for the tests that go down to files and Git: many of them, so copied rather than created."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

FICHE = 'id: {id}\nnom: {nom}\nregion: "04"\nhistorique:\n  - date: 2024-03-04\n    evenement: demande\n'
Git = Callable[..., str]


@pytest.fixture
def git(registre: Path) -> Git:
    """Git, as a person would run it in the registry."""

    def executer(*arguments: str, dossier: Path = registre) -> str:
        fini = subprocess.run(["git", *arguments], cwd=dossier, check=True, capture_output=True, encoding="utf-8")
        return fini.stdout.strip("\n")

    return executer


def poser(registre: Path, id: str, texte: str | None = None) -> Path:
    """Put a file in the registry by hand; a healthy one when no text is given."""
    fichier = registre / "data/organismes" / f"{id}.yaml"
    texte = FICHE.format(id=id, nom=f"Organisme {id}") if texte is None else texte
    fichier.write_text(texte, encoding="utf-8", newline="\n")
    return fichier
