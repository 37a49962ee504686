"""docs/une-annee.md, a coordinator's year: each command is played on its day, and answers what the page shows, whole."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import PROJET, Roriq

PAGE = PROJET / "docs" / "une-annee.md"


def test_l_annee_se_joue_ligne_par_ligne(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    texte = PAGE.read_text(encoding="utf-8")
    for nom, contenu in re.findall(r"`([\w-]+\.csv)` :\n\n```text\n(.*?)```", texte, re.S):
        (tmp_path / nom).write_text(contenu, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    jouees = 0
    for jour, bloc in re.findall(r"^## (\d{4}-\d\d-\d\d) .*?```console\n(.*?)```", texte, re.M | re.S):
        monkeypatch.setenv("RORIQ_AUJOURDHUI", jour)
        for commande, attendu in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", bloc, re.M):
            mots = shlex.split(commande)
            if mots[0] == "cd":
                monkeypatch.chdir(mots[1])
                continue
            lignes = [ligne.rstrip() for ligne in roriq(*mots[1:]).tout.replace("\u00a0", " ").splitlines()]
            assert lignes == attendu.splitlines(), commande
            jouees += 1
    assert jouees > 25
    assert roriq("valider").code == 0
