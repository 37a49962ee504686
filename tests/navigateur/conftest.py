"""What these tests need beside the program: a browser, and axe-core. Without them they are skipped; in CI they fail."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import demo
from tests.navigateur.chromium import Chromium, lancer

__all__ = ["demo"]

ICI = Path(__file__).parent
AXE = ICI / "node_modules" / "axe-core" / "axe.min.js"


def manque(quoi: str) -> None:
    """Skip; where everything must be checked, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"{quoi} manque : .ci/run l'installe")
    pytest.skip(f"{quoi} manque")


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """One browser for all the tests, each page in a tab of its own."""
    programme = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if programme is None:
        manque("Chromium")
        return
    with lancer(programme, tmp_path_factory.mktemp("profil")) as navigateur:
        yield navigateur


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    if not AXE.exists():
        manque("axe-core (npm ci, dans tests/navigateur)")
    return AXE.read_text(encoding="utf-8")
