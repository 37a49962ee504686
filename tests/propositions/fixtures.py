"""The small register as a fixture, for whoever reviews a change of it."""

from pathlib import Path

import pytest

from tests.conftest import Roriq, copier, tasser
from tests.propositions.depot import ENV, Depot


@pytest.fixture
def depot(registres: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> Depot:
    """The register that proposals begin from, made once, then copied."""
    for nom, valeur in ENV.items():
        monkeypatch.setenv(nom, valeur)
    modele = registres / "propositions"
    if not modele.exists():
        modele.mkdir()
        Depot(modele).fonder()
        tasser(modele)
    racine = copier(modele, tmp_path / "registre")
    monkeypatch.chdir(racine)
    return Depot(racine, roriq)
