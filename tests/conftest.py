"""What every test shares: an isolated machine, a registry of its own, and `roriq` called as its users call it."""

import gc
import itertools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from roriq_cli import i18n
from roriq_cli.cli import main, registre_courant
from roriq_cli.registre import git

PROJET = Path(__file__).parent.parent
AUJOURD_HUI = "2026-11-21"

# How fast a machine is says nothing of the program.
settings.register_profile("roriq", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("roriq")


pytest_plugins = ("tests.propositions.fixtures",)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accepter-les-sorties", action="store_true", help="write the golden outputs again")


def pytest_collection_finish() -> None:
    """The tests themselves, thousands of them, are there to stay: the collector need not look at them again."""
    gc.freeze()


@pytest.fixture
def accepter_les_sorties(request: pytest.FixtureRequest) -> bool:
    """Whether what is shown now is what must be shown from now on."""
    return bool(request.config.getoption("--accepter-les-sorties"))


@dataclass(frozen=True)
class Reponse:
    """What a command answered."""

    code: int
    sortie: str
    erreur: str

    @property
    def tout(self) -> str:
        """Payload, then talk."""
        return self.sortie + self.erreur


Roriq = Callable[..., Reponse]


# Of each test's own Git settings: the identity of who records; and nothing that only slows down thousands of commits
# which no power cut threatens (waiting for the disk, looking for something to tidy up).
GITCONFIG = """[user]
	name = Coordination d'essai
	email = essai@example.org
[core]
	fsync = none
[maintenance]
	auto = false
"""


@pytest.fixture(scope="session")
def maisons(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """New homes: the same again, as long as no test has changed it (most of them never write there)."""
    dossier = tmp_path_factory.mktemp("maisons")

    def neuves() -> Iterator[Path]:
        for n in itertools.count():
            maison = dossier / str(n)
            maison.mkdir()
            reglages = maison / ".gitconfig"
            reglages.write_text(GITCONFIG)
            yield maison
            while os.listdir(maison) == [".gitconfig"] and reglages.read_text() == GITCONFIG:
                yield maison

    return neuves()


@pytest.fixture(autouse=True)
def machine(maisons: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine without the developer's home, identity, locale or repository; the day never changes."""
    maison = next(maisons)
    for nom in list(os.environ):
        if nom.startswith(("GIT_", "LC_", "RORIQ_", "COMP_", "_TYPER_", "_RORIQ")) or nom in ("LANG", "LANGUAGE"):
            monkeypatch.delenv(nom)
    monkeypatch.setenv("HOME", str(maison))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(maison / ".config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(maison / ".gitconfig"))
    monkeypatch.setenv("LANGUAGE", "fr")
    monkeypatch.setenv("RORIQ_AUJOURDHUI", AUJOURD_HUI)
    monkeypatch.setattr(os, "fsync", lambda _descripteur: None)
    monkeypatch.chdir(maison)
    git.prefixe.cache_clear()
    i18n.utiliser("fr")
    yield maison
    i18n.utiliser("fr")


@pytest.fixture(autouse=True)
def pas_les_vraies_donnees(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's own data is found by no test but those marked `donnees_reelles`."""
    if request.node.get_closest_marker("donnees_reelles"):
        return
    trouver = registre_courant.trouver

    def garde(dossier: str | None) -> Path:
        racine = trouver(dossier)
        assert racine != PROJET, "a test reached the real data"
        return racine

    monkeypatch.setattr(registre_courant, "trouver", garde)


@pytest.fixture
def roriq(capsys: pytest.CaptureFixture[str]) -> Roriq:
    """Run `roriq` in this process, through the boundary that its users cross."""

    def executer(*argv: str) -> Reponse:
        capsys.readouterr()
        code = main(list(argv))
        sorties = capsys.readouterr()
        return Reponse(code, sorties.out, sorties.err)

    return executer


@pytest.fixture(scope="session")
def registres(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where registries that are made once, then copied, are kept."""
    return tmp_path_factory.mktemp("registres")


def tasser(modele: Path) -> None:
    """One file for all that Git holds, rather than two for each object: it will be copied, and deleted, many times."""
    subprocess.run(["git", "repack", "-a", "-d", "-q"], cwd=modele, check=True)


def copier(modele: Path, ici: Path) -> Path:
    """A registry of one's own: making one takes ten times as long."""
    return Path(shutil.copytree(modele, ici, symlinks=True, ignore=shutil.ignore_patterns("*.sample")))


@pytest.fixture
def registre(registres: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new, empty registry in its own Git repository, and the working directory in it."""
    modele = registres / "vide"
    if not modele.exists():
        assert roriq("init", str(modele)).code == 0
        tasser(modele)
    racine = copier(modele, tmp_path / "registre")
    monkeypatch.chdir(racine)
    return racine
