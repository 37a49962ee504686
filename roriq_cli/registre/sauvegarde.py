"""One file that holds a registry and all its history: made and proved, then made a registry again, without any host.

It is a Git bundle. What comes in such a file is hostile: it is fetched with Git's own checks, in a folder made for it,
without hooks, links or templates, and stands in its place only once it has been read.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from roriq_cli.errors import Environnement, Refus
from roriq_cli.i18n import Phrase
from roriq_cli.registre import git
from roriq_cli.registre.chargement import Chargement, charger
from roriq_cli.registre.sources import ArbreDeTravail

_ENTETE = (b"# v2 git bundle\n", b"# v3 git bundle\n")
_SUR = (
    *("-c", "core.hooksPath=/dev/null", "-c", "core.symlinks=false", "-c", "core.fsmonitor=false"),
    *("-c", "core.protectNTFS=true", "-c", "core.protectHFS=true", "-c", "fetch.fsckObjects=true"),
    *("-c", "protocol.file.allow=always", "-c", "submodule.recurse=false", "-c", "gc.auto=0"),
)


class Restauree(NamedTuple):
    """A registry made again: its folder, its commit, its content."""

    racine: Path
    version: str
    chargement: Chargement


def sauvegarder(racine: Path) -> bytes:
    """The bundle of all that the repository's branches and tags hold, once it was read back.

    Raises Environnement: Git, nothing recorded yet, or a copy that is not the same.
    """
    with _a_part() as dossier:
        lot = dossier / "registre.bundle"
        git.git(racine, "bundle", "create", "--quiet", str(lot), "--branches", "--tags", "HEAD")
        copie = dossier / "copie"
        _reprendre(lot, copie)
        voulu = git.ligne(racine, "rev-parse", "HEAD^{tree}")
        if git.ligne(copie, "rev-parse", "HEAD^{tree}") != voulu:
            raise Environnement(Phrase("La sauvegarde, relue, n'est pas la même que le registre. Rien n'a été écrit."))
        return lot.read_bytes()


def restaurer(fichier: Path, dossier: Path) -> Restauree:
    """Make a registry of a bundle, in a folder that is empty or not there. Raises Refus, Environnement.

    Nothing is left where the folder is to be unless all of it is.
    """
    with fichier.open("rb") as flux:
        if flux.readline(64) not in _ENTETE:
            raise Refus(
                Phrase("Le fichier {fichier} n'est pas une sauvegarde de registre.", fichier=str(fichier)),
                Phrase("Une sauvegarde se fait par la commande « sauvegarder »."),
            )
    dossier.parent.mkdir(parents=True, exist_ok=True)
    with _a_part(dossier.parent) as atelier:
        copie = atelier / "copie"
        try:
            _reprendre(fichier.resolve(), copie)
        except git.Echec as echec:
            raise Refus(
                Phrase("La sauvegarde {fichier} est abîmée, ou incomplète.", fichier=str(fichier)),
                *git.ce_qui_a_ete_dit(echec),
            ) from echec
        prefixe = _prefixe(copie)
        if prefixe is None:
            raise Refus(Phrase("La sauvegarde {fichier} ne contient aucun registre.", fichier=str(fichier)))
        if dossier.is_dir():
            dossier.rmdir()
        os.replace(copie, dossier)
    racine = dossier / prefixe
    return Restauree(racine, git.ligne(dossier, "rev-parse", "HEAD"), charger(ArbreDeTravail(racine)))


@contextmanager
def _a_part(ou: Path | None = None) -> Iterator[Path]:
    """A folder of ours, gone afterwards."""
    dossier = Path(tempfile.mkdtemp(prefix=".roriq-", dir=ou))
    try:
        yield dossier
    finally:
        shutil.rmtree(dossier, ignore_errors=True)


def _reprendre(lot: Path, dossier: Path) -> None:
    """The branches and tags of a bundle, in a repository of its own, the branch of its HEAD checked out."""
    dossier.mkdir()
    git.git(dossier, "init", "--quiet", "--template=")
    refs = ("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
    git.git(dossier, *_SUR, "fetch", "--quiet", "--no-tags", "--update-head-ok", "--", str(lot), *refs)
    tete = git.ligne(dossier, "bundle", "list-heads", str(lot), "HEAD").partition(" ")[0]
    if not re.fullmatch(r"[0-9a-f]{40,64}", tete):
        raise git.Echec("HEAD")
    branches = git.ligne(dossier, "for-each-ref", "--points-at", tete, "--format=%(refname)", "refs/heads").split("\n")
    # Of several branches at the same commit, the one that a registry is made on.
    branche = next((b for b in branches if b == "refs/heads/main"), branches[0])
    if branche:
        git.git(dossier, "symbolic-ref", "HEAD", branche)
    git.git(dossier, *_SUR, "reset", "--quiet", "--hard", tete)


def _prefixe(copie: Path) -> str | None:
    """Where the registry is in a repository: "" or "a/b/"; None when there is none."""
    fichiers = os.fsdecode(git.git(copie, "ls-files", "-z")).split("\0")
    trouves = sorted((f for f in fichiers if f"/{f}".endswith("/data/registre.yaml")), key=len)
    return trouves[0].removesuffix("data/registre.yaml") if trouves else None
