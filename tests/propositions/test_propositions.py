"""Each proposal of this folder gets the verdict, the rules and the comment that it expects.

`pytest tests/propositions --accepter-les-sorties` writes the comments again: read the differences before they are kept.
"""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from roriq_cli.domaine.genres.catalogue_revue import REGLES_DE_REVUE
from tests.conftest import Roriq
from tests.propositions.depot import Depot

ICI = Path(__file__).parent
SCENES = sorted(p.parent.name for p in ICI.glob("*/__init__.py"))


def _attendu(nom: str) -> dict[str, Any]:
    attendu: dict[str, Any] = json.loads((ICI / nom / "attendu.json").read_text(encoding="utf-8"))
    return attendu


@pytest.mark.parametrize("nom", SCENES)
def test_une_proposition(nom: str, depot: Depot, roriq: Roriq, accepter_les_sorties: bool) -> None:
    scene = importlib.import_module(f"tests.propositions.{nom}")
    if hasattr(scene, "avant"):
        scene.avant(depot)
    base = depot.consigner()
    scene.apres(depot)
    tete = depot.consigner()
    attendu = _attendu(nom)
    accords = [mot for accord in attendu.get("accepter", []) for mot in ("--accepter", accord)]

    reponse = roriq("revue", base, tete, *accords, "--format", "json")
    dit = json.loads(reponse.sortie)
    assert dit["verdict"] == attendu["verdict"], dit["constats"] + dit["lacunes"]
    assert sorted({c["regle"] for c in dit["constats"]}) == sorted(attendu["regles"])
    assert reponse.code == (0 if attendu["verdict"] == "conforme" else 1)
    assert (dit["base"], dit["tete"]) == (base, tete)

    commentaire = roriq("revue", base, tete, *accords, "--format", "markdown")
    assert commentaire.code == reponse.code
    golden = ICI / nom / "revue.md"
    obtenu = commentaire.sortie.replace(base[:10], "BASE").replace(tete[:10], "TETE")
    if accepter_les_sorties:
        golden.write_text(obtenu, encoding="utf-8", newline="\n")
    assert obtenu == golden.read_text(encoding="utf-8")


def test_chaque_regle_de_revue_a_sa_proposition() -> None:
    assert len(SCENES) >= 30
    enfreintes = {regle for nom in SCENES for regle in _attendu(nom)["regles"]}
    assert set(REGLES_DE_REVUE) <= enfreintes
