"""The wheel of a revision, installed alone in a venv of its own from the versions that the revision locked.

`outils.memes_sorties` and `benchmarks.mesurer` play what a user installs, and nothing else.
"""

import fcntl
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RACINE = Path(__file__).parent.parent
CACHE = Path(tempfile.gettempdir(), "roriq-revisions")


def revision(nom: str) -> str:
    """The whole id of a commit of this repository. Raises ValueError."""
    commande = ["git", "-C", str(RACINE), "rev-parse", "--verify", "--quiet", "--end-of-options", f"{nom}^{{commit}}"]
    fini = subprocess.run(commande, capture_output=True, encoding="utf-8", check=False)
    if fini.returncode:
        raise ValueError(f"« {nom} » n'est ni un fichier, ni une version de ce dépôt.")
    return fini.stdout.strip()


def installer_revision(nom: str) -> Path:
    """The folder of programs of a venv that holds this revision alone; it is made once, and kept."""
    commit = revision(nom)
    dossier = CACHE / commit
    with _verrou(dossier):
        if not (dossier / "pret").exists():
            installer(extraire(commit, dossier / "source"), dossier)
            (dossier / "pret").touch()
    return dossier / "env" / "bin"


def extraire(commit: str, vers: Path) -> Path:
    """The files of a revision, without the repository."""
    archive = subprocess.run(["git", "-C", str(RACINE), "archive", commit], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as fichiers:
        fichiers.extractall(vers, filter="tar")
    return vers


def installer(source: Path, dossier: Path) -> Path:
    """Build the wheel of `source` with its locked tools, install it with its locked versions, compiled.

    Returns the folder of programs.
    """
    env, atelier = _venv(dossier / "env"), _venv(dossier / "atelier")
    _verrouille(env, source / "requirements" / "execution.txt")
    _verrouille(atelier, source / "requirements" / "construction.txt")
    roues = dossier / "roues"
    _pip(atelier, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(roues), str(source))
    _pip(env, "install", "--no-deps", "--no-index", *map(str, roues.glob("*.whl")))
    lancer([str(env / "bin" / "python"), "-m", "compileall", "-q", str(env / "lib")])
    return env / "bin"


def lancer(commande: list[str]) -> None:
    """Run what must succeed; what it prints on its output is nobody's."""
    subprocess.run(commande, check=True, stdout=subprocess.DEVNULL)


def _venv(dossier: Path) -> Path:
    lancer([sys.executable, "-m", "venv", "--clear", str(dossier)])
    return dossier


def _verrouille(env: Path, verrou: Path) -> None:
    """Install what a lock says; an older pip refuses a lock that names a package without its extras."""
    arguments = ("install", "--require-hashes", "--requirement", str(verrou))
    try:
        _pip(env, *arguments)
    except subprocess.CalledProcessError:
        _pip(env, "install", "--upgrade", "pip")
        _pip(env, *arguments)


def _pip(env: Path, *arguments: str) -> None:
    lancer([str(env / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-qq", *arguments])


@contextmanager
def _verrou(dossier: Path) -> Iterator[None]:
    """One install of a revision at a time."""
    dossier.mkdir(parents=True, exist_ok=True)
    with (dossier / "verrou").open("w") as fichier:
        fcntl.flock(fichier, fcntl.LOCK_EX)
        yield
