"""What the workflows and the actions are allowed, read in the files themselves."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from outils import forge as verification
from roriq_cli.registre.flux import MODELES
from tests.conftest import PROJET
from tests.forge.coureur import Github

FLUX = ("roriq", "roriq-commentaire", "roriq-accords")
ACTIONS = ("action.yml", "action/commentaire/action.yml", "action/accords/action.yml")


@pytest.fixture
def flux(tmp_path: Path) -> dict[str, dict[Any, Any]]:
    return Github(tmp_path / "github").flux


def etapes(noeud: Any) -> list[dict[str, Any]]:
    trouvees = [noeud] if isinstance(noeud, dict) and ("run" in noeud or "uses" in noeud) else []
    enfants = noeud.values() if isinstance(noeud, dict) else noeud if isinstance(noeud, list) else ()
    return trouvees + [etape for enfant in enfants for etape in etapes(enfant)]


def test_les_droits(flux: dict[str, dict[Any, Any]]) -> None:
    """What reads a proposition writes nothing; what writes has one right to."""
    assert set(flux) == set(FLUX)
    droits = {}
    for nom, texte in flux.items():
        assert texte["permissions"] == {}
        (travail,) = texte["jobs"].values()
        droits[nom] = travail["permissions"]
    assert set(droits["roriq"].values()) == {"read"}
    assert droits["roriq-commentaire"] == {"actions": "read", "pull-requests": "write"}
    assert droits["roriq-accords"] == {"pull-requests": "write"}


def test_ce_qui_les_lance(flux: dict[str, dict[Any, Any]]) -> None:
    lances = {nom: texte[True] for nom, texte in flux.items()}  # YAML 1.1 reads « on » as true
    assert set(lances["roriq"]) == {"pull_request", "push", "merge_group"}
    assert lances["roriq"]["pull_request"]["types"] == ["opened", "synchronize", "reopened", "labeled", "unlabeled"]
    assert lances["roriq"]["push"] == {"branches": ["main"]}
    assert lances["roriq-commentaire"] == {"workflow_run": {"workflows": ["roriq"], "types": ["completed"]}}
    assert lances["roriq-accords"] == {"pull_request_target": {"types": ["synchronize", "reopened"]}}


def test_ce_qui_peut_ecrire_n_extrait_rien(flux: dict[str, dict[Any, Any]]) -> None:
    for nom in FLUX[1:]:
        ((_travail, tache),) = flux[nom]["jobs"].items()
        assert [etape["uses"].split("@")[0] for etape in tache["steps"]] == [
            f"exemple/roriq/action/{nom.removeprefix('roriq-')}"
        ]


def test_aucune_verification_n_est_sautee(flux: dict[str, dict[Any, Any]]) -> None:
    """A job that is skipped counts as one that passed."""
    assert "if" not in flux["roriq"]["jobs"]["revue"]


def test_tout_est_epingle_et_rien_ne_devient_un_script(flux: dict[str, dict[Any, Any]]) -> None:
    actions = [yaml.safe_load((PROJET / nom).read_text(encoding="utf-8")) for nom in ACTIONS]
    trouvees = etapes(flux) + etapes(actions)
    assert len(trouvees) >= 9
    for etape in trouvees:
        if "uses" in etape:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", etape["uses"])
        else:
            assert "${{" not in etape["run"]
            assert etape["shell"] == "bash"


def test_le_programme_ne_lit_que_ce_qu_on_lui_donne() -> None:
    """The script runs isolated, and needs nothing that is to be installed."""
    for nom in ACTIONS:
        for etape in etapes(yaml.safe_load((PROJET / nom).read_text(encoding="utf-8"))):
            assert ("forge.py" not in etape["run"]) or etape["run"].startswith('python3 -I "$GITHUB_ACTION_PATH/')
    texte = (PROJET / "action" / "forge.py").read_text(encoding="utf-8")
    importes = set(re.findall(r"^(?:import|from) (\w+)", texte, re.M))
    assert importes <= {
        "base64", "collections", "html", "io", "json", "os", "pathlib", "re", "subprocess", "sys", "typing", "urllib",
        "zipfile",
    }  # fmt: skip


def test_les_verifications_voient_toutes_les_etapes(tmp_path: Path) -> None:
    assert len(verification.ecrire(tmp_path)) == len(FLUX)
    assert len(list(verification.etapes(*verification.ACTIONS))) == 5


def test_la_page_dit_ce_qui_est(flux: dict[str, dict[Any, Any]]) -> None:
    """Every file that is written, what starts it and what it may do."""
    page = (PROJET / "docs" / "integration-continue.md").read_text(encoding="utf-8")
    for chemin in MODELES:
        assert f"`{chemin}`" in page
    dits = {}
    for nom, lance, droits in re.findall(r"^\| `([\w-]+)\.yml` \| (.*?) \| (.*?) \|", page, re.M):
        dits[nom] = (set(re.findall("`(.*?)`", lance)), set(re.findall("`(.*?)`", droits)))
    ecrits = {}
    for nom, texte in flux.items():
        (travail,) = texte["jobs"].values()
        ecrits[nom] = (set(texte[True]), {f"{quoi}: {droit}" for quoi, droit in travail["permissions"].items()})
    assert dits == ecrits


def test_le_crochet_de_pre_commit() -> None:
    (crochet,) = yaml.safe_load((PROJET / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (crochet["id"], crochet["entry"], crochet["language"]) == ("roriq-valider", "roriq valider", "python")
    assert crochet["pass_filenames"] is False
    assert re.search(crochet["files"], "data/organismes/accueil-exemple.yaml")
    assert not re.search(crochet["files"], "docs/data/x.yaml")
