"""The house keeps its shape: folders by subject, one name for one class, functions that fit in one look."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import PROJET

PROGRAMME = PROJET / "roriq_cli"
MODULES_MAX = 20  # of a folder, its __init__ aside
LIGNES_MAX = 50  # of a function


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for fichier in sorted(PROGRAMME.rglob("*.py")):
        yield fichier.relative_to(PROGRAMME), ast.parse(fichier.read_text(encoding="utf-8"))


def test_un_dossier_tient_dans_un_regard() -> None:
    dossiers: dict[Path, int] = defaultdict(int)
    for fichier, _arbre in _modules():
        dossiers[fichier.parent] += fichier.name != "__init__.py"
    assert {dossier: n for dossier, n in dossiers.items() if n > MODULES_MAX} == {}


def test_deux_classes_n_ont_pas_le_meme_nom() -> None:
    classes: dict[str, list[Path]] = defaultdict(list)
    for fichier, arbre in _modules():
        for noeud in ast.walk(arbre):
            if isinstance(noeud, ast.ClassDef):
                classes[noeud.name].append(fichier)
    assert {nom: fichiers for nom, fichiers in classes.items() if len(fichiers) > 1} == {}


def test_une_fonction_tient_dans_un_regard() -> None:
    longues = {
        f"{fichier}:{noeud.name}"
        for fichier, arbre in _modules()
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.FunctionDef) and (noeud.end_lineno or 0) - noeud.lineno >= LIGNES_MAX
    }
    assert longues == set()
