"""docs/premiers-pas.md, played line by line by someone who has only that page."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook

from roriq_cli.domaine.genres.territoire import REGIONS
from tests.conftest import PROJET, Roriq
from tests.test_documentation import blocs

PAGE = "docs/premiers-pas.md"
GIT = re.compile(r"\b(git|commits?|branches?|merge|HEAD|dépôt|clone|push|pull|YAML|JSON|schéma)\b", re.IGNORECASE)


def feuille(chemin: Path) -> None:
    """The sheet of the page: its first rows, then others like them, 25 in all."""
    texte = (PROJET / PAGE).read_text(encoding="utf-8")
    titres, *rangees = [ligne.strip("| \n").split(" | ") for ligne in re.findall(r"^\|.*\|$", texte, re.M)]
    rangees = [r for r in rangees if set(r[0]) != {"-"} and "---" not in r[0]]
    regions = [r.nom for r in REGIONS.values()][:13]
    assert len(rangees) == 3
    rangees += [[f"Accueil Exemple {n}", regions[n % 13], "", str(2010 + n % 9), "…"] for n in range(4, 26)]
    classeur = Workbook()
    for rangee in ([*titres], *rangees):
        classeur.active.append(["Prénom Nom" if c == "…" else c for c in rangee])  # type: ignore[union-attr]
    classeur.save(chemin)


def test_la_page_se_joue_ligne_par_ligne(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    commun = tmp_path / "commun.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(commun)], check=True)
    feuille(tmp_path / "membres.xlsx")
    for commande, attendu in blocs(PAGE):
        mots = [str(commun) if mot == "ADRESSE" else mot for mot in shlex.split(commande)]
        if mots[0] == "cd":
            monkeypatch.chdir(mots[1])
        elif mots[0] == "git":
            subprocess.run(mots, check=True, capture_output=True)
        else:
            reponse = roriq(*mots[1:])
            assert reponse.code == 0, (commande, reponse.tout)
            lignes = reponse.tout.replace("\u00a0", " ").splitlines()
            assert lignes[: len(attendu)] == attendu, commande
    assert roriq("valider").code == 0
    suivies = subprocess.run(["git", "log", "--all", "-p"], check=True, capture_output=True, encoding="utf-8").stdout
    assert "Prénom Nom" not in suivies


def test_aucun_mot_de_git_avant_la_derniere_section() -> None:
    texte = (PROJET / PAGE).read_text(encoding="utf-8")
    avant, _titre, _fin = texte.rpartition("\n## ")
    assert GIT.findall(avant) == []
