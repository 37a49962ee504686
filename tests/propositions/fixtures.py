"""The small register as a fixture, for whoever reviews a change of it."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Roriq
from tests.propositions.depot import ENV, Depot


@pytest.fixture(scope="session")
def modele(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register that proposals begin from, made once."""
    return tmp_path_factory.mktemp("modele") / "registre"


@pytest.fixture
def depot(modele: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> Depot:
    for nom, valeur in ENV.items():
        monkeypatch.setenv(nom, valeur)
    if not modele.exists():
        modele.mkdir()
        Depot(modele).fonder()
    racine = tmp_path / "registre"
    shutil.copytree(modele, racine)
    monkeypatch.chdir(racine)
    return Depot(racine, roriq)
