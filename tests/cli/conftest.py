"""The fictitious network, played once for all the tests that read it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock


def sans_personne(maison: Path) -> dict[str, str]:
    """The environment of a machine that has the program, and knows nobody."""
    return {"HOME": str(maison)} | {nom: os.environ[nom] for nom in ("PATH", "PYTHONPATH") if nom in os.environ}


def jouer_ailleurs(dossier: Path, maison: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """`roriq demo` in a process of its own, on a machine that knows nobody: no home, no Git identity, no terminal."""
    maison.mkdir(parents=True, exist_ok=True)
    env = {**sans_personne(maison), "GIT_CONFIG_NOSYSTEM": "1", "RORIQ_LANGUE": "fr"}
    return subprocess.run(
        [sys.executable, "-m", "roriq_cli", "demo", str(dossier), *arguments],
        env=env | variables,
        cwd=maison,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictitious network, to read; what its play said is beside it, in `demo.stderr` (and `demo.stdout`)."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # one play for all the workers
        base = base.parent
    racine = base / "demo"
    with FileLock(base / "demo.lock"):
        if not (base / "demo.stdout").exists():
            joue = jouer_ailleurs(racine, base / "maison")
            assert joue.returncode == 0, joue.stderr
            (base / "demo.stderr").write_text(joue.stderr, encoding="utf-8")
            (base / "demo.stdout").write_text(joue.stdout, encoding="utf-8")
    return racine


@pytest.fixture
def demo_copie(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the fictitious network, to write in; the working directory is in it."""
    racine = tmp_path / "demo"
    shutil.copytree(demo, racine)
    monkeypatch.chdir(racine)
    return racine
