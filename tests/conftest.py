"""What every test shares: an isolated machine, a registry of its own, and `roriq` called as its users call it."""

import os
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


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --accepter-les-sorties`: what the program says now is what it is to say; the diff is to be read."""
    parser.addoption("--accepter-les-sorties", action="store_true", help="récrire les sorties attendues des exemples")


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


@pytest.fixture(autouse=True)
def machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine without the developer's home, identity, locale or repository; the day never changes."""
    maison = tmp_path_factory.mktemp("maison")
    for nom in list(os.environ):
        if nom.startswith(("GIT_", "LC_", "RORIQ_", "COMP_", "_TYPER_", "_RORIQ")) or nom in ("LANG", "LANGUAGE"):
            monkeypatch.delenv(nom)
    monkeypatch.setenv("HOME", str(maison))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(maison / ".config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(maison / ".gitconfig"))
    monkeypatch.setenv("LANGUAGE", "fr")
    monkeypatch.setenv("RORIQ_AUJOURDHUI", AUJOURD_HUI)
    (maison / ".gitconfig").write_text("[user]\n\tname = Coordination d'essai\n\temail = essai@example.org\n")
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


@pytest.fixture
def registre(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new, empty registry in its own Git repository, and the working directory in it."""
    racine = tmp_path / "registre"
    assert roriq("init", str(racine)).code == 0
    monkeypatch.chdir(racine)
    return racine
