"""Git, run as the user's: hooks, signing and identity are theirs."""

import os
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from roriq_cli.errors import Environnement
from roriq_cli.i18n import Phrase, SautDeLigne, inerte

# Variables that point Git at a repository (git rev-parse --local-env-vars): a hook that calls us sets them.
_LOCALES = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_COUNT",
    "GIT_OBJECT_DIRECTORY",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_REPLACE_REF_BASE",
    "GIT_PREFIX",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_QUARANTINE_PATH",
    "GIT_DEFAULT_HASH",
)


class Citation(Phrase):
    """What another program said, line by line, as data."""

    __slots__ = ()

    def __init__(self, texte: str) -> None:
        super().__init__("{texte}", texte=texte)

    def __str__(self) -> str:
        return "".join(f"\n  | {inerte(ligne)}" for ligne in str(self.valeurs["texte"]).splitlines())


class Echec(Environnement):
    """Git exited with an error; `sortie` is what it (or a hook) said."""

    def __init__(self, sortie: str) -> None:
        super().__init__(Phrase("Git n'a pas pu faire ce qui lui était demandé. Ce qui a été dit :"), Citation(sortie))
        self.sortie = sortie


def ce_qui_a_ete_dit(echec: Echec) -> tuple[Phrase, ...]:
    """What Git or a hook said, quoted; nothing when it said nothing."""
    return (Phrase("Ce qui a été dit :"), Citation(echec.sortie)) if echec.sortie else ()


def environnement(ajout: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for Git: identity, SSH and askpass kept, repository pointers removed, messages in C."""
    env = {nom: valeur for nom, valeur in os.environ.items() if nom not in _LOCALES}
    env.pop("LANGUAGE", None)
    # An object is what its name says: nobody's replacement of it is looked at.
    fixes = {"LC_ALL": "C.UTF-8", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
    return env | fixes | dict(ajout or {})


def git(dossier: Path, *arguments: str, entree: bytes | None = None, env: Mapping[str, str] | None = None) -> bytes:
    """What `git arguments…` prints, run in `dossier`. Raises Echec, or Environnement when Git is not there."""
    try:
        fini = subprocess.run(
            ["git", "-c", "core.quotePath=false", *arguments],
            cwd=dossier,
            env=environnement(env),
            input=entree if entree is not None else None,
            stdin=subprocess.DEVNULL if entree is None else None,
            capture_output=True,
            check=False,
        )
    except OSError:
        if not dossier.is_dir():
            raise Environnement(Phrase("Le dossier {dossier} n'existe plus.", dossier=str(dossier))) from None
        raise Environnement(
            Phrase("Git n'est pas installé sur cet ordinateur, et le registre en a besoin : https://git-scm.com")
        ) from None
    if fini.returncode:
        raise Echec((fini.stderr or fini.stdout).decode(errors="replace").strip())
    return fini.stdout


def ligne(dossier: Path, *arguments: str) -> str:
    """What Git prints, as one line of text (it may be a path, in any encoding)."""
    return os.fsdecode(git(dossier, *arguments)).removesuffix("\n")


@cache
def prefixe(racine: Path) -> str | None:
    """The registry's place inside its repository: "" or "a/b/". None: `racine` is in no Git work tree."""
    try:
        return ligne(racine, "rev-parse", "--show-prefix")
    except Echec:
        return None


def dossier_git(racine: Path) -> Path:
    """The Git directory of the work tree (one per worktree). Raises Environnement outside of Git."""
    return _chemin_git(racine, "--git-dir")


def dossier_commun(racine: Path) -> Path:
    """The Git directory that all worktrees share. Raises Environnement outside of Git."""
    return _chemin_git(racine, "--git-common-dir")


@cache
def _chemin_git(racine: Path, question: str) -> Path:
    try:
        return (racine / ligne(racine, "rev-parse", question)).resolve()
    except Echec as echec:
        # A USB key, a shared folder, another account's: Git wants to be told, and says how.
        if se_fier := re.search(r"^\s*(git config --global --add safe\.directory .+)$", echec.sortie, re.M):
            raise Environnement(
                Phrase(
                    "Le dossier {dossier} appartient à un autre compte de l'ordinateur (un dossier partagé, une clé "
                    "USB) : Git ne s'en sert pas avant qu'on le lui dise. Si vous vous y fiez, une ligne à taper, une "
                    "seule fois :{saut}{ligne}",
                    dossier=str(racine),
                    saut=SautDeLigne(),
                    ligne=se_fier[1],
                )
            ) from None
        raise Environnement(
            Phrase("Le dossier {dossier} n'est pas suivi par Git : un registre l'est toujours.", dossier=str(racine))
        ) from None
