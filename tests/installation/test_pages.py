"""README and docs/premiers-pas.md, followed word for word in real terminals by someone who has nothing yet.

The home folder is empty, the copy is a real clone, pip and pipx install for real. What is not played is `make test`
(.ci/run starts with it) and the lines for Windows.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import AUJOURD_HUI, PROJET
from tests.test_documentation import blocs
from tests.test_premiers_pas import PAGE as PREMIERS_PAS, feuille

MARQUE = "\x1e"
SYSTEME = "/usr/local/bin:/usr/bin:/bin"


@dataclass(frozen=True)
class Personne:
    """Someone's home folder, shell, and what their terminals start with."""

    maison: Path
    shell: str
    env: dict[str, str]

    def terminal(self, *lignes: str, langue: str = "fr") -> list[tuple[int, str]]:
        """A new terminal, in the home folder: the code and the answer of each line typed."""
        programme = [f"printf '{MARQUE}'"]
        for ligne in lignes:
            programme += [ligne, f"printf '{MARQUE}%d{MARQUE}' \"$?\""]
        fini = subprocess.run(
            [self.shell, "-i", "-c", "\n".join(programme)],
            cwd=self.maison,
            env=self.env | {"RORIQ_LANGUE": langue},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        _accueil, *reponses = fini.stdout.split(MARQUE)
        assert len(reponses) == 2 * len(lignes) + 1, fini.stdout
        return [(int(code), reponse) for reponse, code in zip(reponses[::2], reponses[1::2], strict=False)]

    def jouer(self, commandes: Sequence[tuple[str, list[str]]], langue: str = "fr") -> None:
        """Type commands in one new terminal; each answers what the page says, or succeeds without a word on it."""
        reponses = self.terminal(*(commande for commande, _attendu in commandes), langue=langue)
        for (commande, attendu), (code, reponse) in zip(commandes, reponses, strict=True):
            lignes = reponse.replace("\u00a0", " ").splitlines()
            assert lignes[: len(attendu)] == attendu, (commande, reponse)
            assert attendu or code == 0, (commande, reponse)


@dataclass(frozen=True)
class Page:
    """What a README asks to type, in the order of the page."""

    copie: list[str]
    essayer: list[str]
    pipx: list[str]
    venv: list[str]
    chemin: dict[str, list[str]]
    identite: list[str]


def lire(page: str) -> Page:
    """Every shell line of the page has its place here: a block more, or one less, and this fails."""
    texte = (PROJET / page).read_text(encoding="utf-8")
    copie, pipx, venv, linux, macos, identite = (
        bloc.splitlines() for bloc in re.findall(r"^```sh\n(.*?)^```$", texte, re.M | re.S)
    )
    essayer = re.findall(r"^\|.*\| `(.+)` \|$", texte, re.M)
    assert essayer == ["make demo", "make test"]
    return Page(copie, essayer[:1], pipx, venv, {"bash": linux, "zsh": macos}, identite)


@pytest.fixture(scope="session")
def depot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is cloned: this project as it stands, without what Git ignores."""
    ignores = (PROJET / ".gitignore").read_text(encoding="utf-8").split()
    depot = tmp_path_factory.mktemp("forge") / "depot"
    # A link stays a link: one of the examples leads to a device that never ends.
    shutil.copytree(
        PROJET, depot, symlinks=True, ignore=shutil.ignore_patterns(".git", *(i.rstrip("/") for i in ignores))
    )
    qui = ("-c", "user.name=Essai", "-c", "user.email=essai@example.org", "-c", "commit.gpgSign=false")
    for commande in (["init", "-q", "-b", "main"], ["add", "--all"], [*qui, "commit", "-q", "-m", "Copie"]):
        subprocess.run(["git", "-C", str(depot), *commande], check=True, env={"PATH": os.environ["PATH"]})
    return depot


def personne(tmp_path: Path, shell: str, dans_le_chemin: bool) -> Personne:
    """Someone with Git, make, Python and pipx, and an empty home folder."""
    programme = shutil.which(shell)
    if programme is None:
        if os.environ.get("CI"):
            pytest.fail(f"{shell} manque : .ci/run l'installe")
        pytest.skip(f"{shell} manque")
    maison = tmp_path / "maison"
    maison.mkdir()
    programmes = tmp_path / "programmes"
    programmes.mkdir()
    python = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    for nom, chemin in (("python3", python), ("pipx", Path(sys.executable).parent / "pipx")):
        (programmes / nom).write_text(f'#!/bin/sh\nexec "{chemin}" "$@"\n', encoding="utf-8")
        (programmes / nom).chmod(0o755)
    # How this machine reaches packages is its own affair.
    env = {
        nom: v for nom, v in os.environ.items() if nom.startswith(("PIP_", "SSL_")) or nom.lower().endswith("_proxy")
    }
    env |= {"HOME": str(maison), "SHELL": programme, "LANG": "C.UTF-8", "RORIQ_AUJOURDHUI": AUJOURD_HUI}
    env["PATH"] = f"{programmes}:{SYSTEME}"
    if dans_le_chemin:
        env["PATH"] = f"{maison}/.local/bin:{env['PATH']}"
    return Personne(maison, programme, env)


# Each page with ~/.local/bin on the PATH and off it, each way to install in both, and the lines for macOS in its shell.
@pytest.mark.parametrize(
    ("page", "langue", "facon", "shell", "dans_le_chemin"),
    [
        ("README.md", "fr", "pipx", "bash", False),
        ("README.en.md", "en", "pipx", "bash", True),
        ("README.md", "fr", "venv", "bash", True),
        ("README.en.md", "en", "venv", "bash", False),
        ("README.md", "fr", "venv", "zsh", False),
    ],
)
def test_les_pages_se_suivent_mot_pour_mot(
    page: str, langue: str, facon: str, shell: str, dans_le_chemin: bool, tmp_path: Path, depot: Path
) -> None:
    lignes = lire(page)
    exemple, version, *suite = blocs(page)
    qui = personne(tmp_path, shell, dans_le_chemin)
    assert qui.terminal("roriq --version")[0][0] == 127

    # Trying it in the copy takes as long as installing it: once for each page.
    reste = lignes.essayer + lignes.pipx if facon == "pipx" else lignes.venv + lignes.chemin[shell]
    premier = [*(ligne.replace("ADRESSE", str(depot)) for ligne in lignes.copie), *reste]
    qui.jouer([(ligne, []) for ligne in premier], langue)

    copie = qui.maison / "roriq"
    statut = ["git", "-C", str(copie), "status", "--porcelain", "--untracked-files=all"]
    assert subprocess.run(statut, check=True, capture_output=True, encoding="utf-8").stdout == ""
    # The command stands without the copy, from any folder.
    shutil.rmtree(copie)
    assert version[0] == "roriq --version"
    qui.jouer([("cd /", []), version], langue)

    commun = tmp_path / "commun.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(commun)], check=True)
    feuille(qui.maison / "membres.xlsx")
    pas = [(commande.replace("ADRESSE", str(commun)), attendu) for commande, attendu in blocs(PREMIERS_PAS)]
    assert pas[0] == version
    qui.jouer([*pas, ("roriq valider", [])])

    qui.jouer([*suite, *((ligne, []) for ligne in lignes.identite), exemple], langue)
