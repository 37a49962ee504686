"""A registry on GitHub, with a proposition from a fork."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.outils import candidat, git, membre
from tests.conftest import Roriq
from tests.forge.coureur import DEPOT, Github

NUMERO = 7


@dataclass
class Scene:
    """GitHub, a clone of the registry (`ici`), and the clone of someone who has no right on it (`fourche`)."""

    github: Github
    ici: Path
    fourche: Path

    def envoyer(self) -> tuple[str, str]:
        """What is here goes to the default branch: before, after."""
        avant = git(self.github.depot, "rev-parse", "main").strip()
        git(self.ici, "push", "--quiet", "--force", str(self.github.depot), "HEAD:main")
        return avant, git(self.ici, "rev-parse", "HEAD").strip()

    def proposer(self) -> dict[str, Any]:
        """What the fork has is proposed: GitHub takes it and makes the merge. The event, as far as it is read."""
        git(self.fourche, "push", "--quiet", "--force", str(self.github.depot), f"HEAD:refs/pull/{NUMERO}/head")
        tete = git(self.fourche, "rev-parse", "HEAD").strip()
        fusion = self.github.dossier / "fusion"
        git(self.github.dossier, "clone", "--quiet", "--branch=main", str(self.github.depot), str(fusion))
        git(fusion, "fetch", "--quiet", "origin", tete)
        git(fusion, "merge", "--quiet", "--no-ff", "--no-edit", tete)
        git(fusion, "push", "--quiet", "--force", "origin", f"HEAD:refs/pull/{NUMERO}/merge")
        shutil.rmtree(fusion)
        evenement = {
            "action": "opened",
            "number": NUMERO,
            "pull_request": {"head": {"sha": tete}},
            "repository": {"default_branch": "main"},
        }
        self.github.reponses |= {
            f"GET pulls/{NUMERO}": {
                "number": NUMERO,
                "head": {"sha": tete, "repo": {"id": 99}},
                "labels": [],
            },
            f"GET pulls/{NUMERO}/files": [{"filename": "data/organismes/accueil-exemple.yaml"}],
            f"GET issues/{NUMERO}/comments": [],
        }
        return evenement

    @property
    def fusion(self) -> str:
        """The merge that GitHub made."""
        return git(self.github.depot, "rev-parse", f"refs/pull/{NUMERO}/merge").strip()

    def etiqueter(self, *noms: str, le: str = "2026-11-21T12:05:00Z", vu: str = "2026-11-21T12:00:00Z") -> None:
        """Labels put at a time, on a state that was first checked at another."""
        self.github.reponses[f"GET pulls/{NUMERO}"]["labels"] = [{"name": nom, "description": None} for nom in noms]
        self.github.reponses |= {
            f"GET issues/{NUMERO}/events": [
                {"event": "labeled", "created_at": le, "label": {"name": nom}} for nom in noms
            ],
            "GET actions/workflows/roriq.yml/runs": {
                "workflow_runs": [{"created_at": "2026-11-21T13:00:00Z"}, {"created_at": vu}]
            },
        }


@pytest.fixture
def scene(tmp_path: Path, registre: Path, roriq: Roriq) -> Scene:
    """A member and an applicant, sent; nothing proposed yet."""
    membre(registre)
    candidat(registre, "Carrefour Exemple")
    github = Github(tmp_path / "github")
    github.depot.parent.mkdir(parents=True)
    git(tmp_path, "clone", "--quiet", "--bare", str(registre), str(github.depot))
    git(github.depot, "config", "uploadpack.allowAnySHA1InWant", "true")
    fourche = tmp_path / "fourche"
    git(tmp_path, "clone", "--quiet", str(github.depot), str(fourche))
    assert DEPOT in str(github.depot)
    return Scene(github, registre, fourche)
