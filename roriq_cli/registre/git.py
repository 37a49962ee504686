"""Git, as one page of small functions. Git is run as the user's: hooks, signing and identity are theirs."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from roriq_cli.errors import Environnement
from roriq_cli.i18n import Phrase, SautDeLigne

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


class Echec(Exception):
    """Git exited with an error; `sortie` is what it (or a hook) said."""

    def __init__(self, sortie: str) -> None:
        super().__init__(sortie)
        self.sortie = sortie


def environnement(ajout: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for Git: identity, SSH and askpass kept, repository pointers removed, messages in C."""
    env = {nom: valeur for nom, valeur in os.environ.items() if nom not in _LOCALES}
    env.pop("LANGUAGE", None)
    return env | {"LC_ALL": "C.UTF-8", "GIT_OPTIONAL_LOCKS": "0"} | dict(ajout or {})


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
    except FileNotFoundError:
        raise Environnement(
            Phrase("Git n'est pas installé sur cet ordinateur, et le registre en a besoin : https://git-scm.com")
        ) from None
    if fini.returncode:
        raise Echec((fini.stderr or fini.stdout).decode(errors="replace").strip())
    return fini.stdout


def ligne(dossier: Path, *arguments: str) -> str:
    """What Git prints, as one line of text."""
    return git(dossier, *arguments).decode(errors="replace").rstrip("\n")


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


def _chemin_git(racine: Path, question: str) -> Path:
    try:
        return (racine / ligne(racine, "rev-parse", question)).resolve()
    except Echec:
        raise Environnement(
            Phrase("Le dossier {dossier} n'est pas suivi par Git : un registre l'est toujours.", dossier=str(racine))
        ) from None


class Etat(NamedTuple):
    """The full commit id ("" before the first), and whether the files under data/ differ from it."""

    revision: str
    modifie: bool
    detache: bool


def etat(racine: Path) -> Etat:
    """The state of the work tree, in one call to Git; nothing known outside of Git."""
    try:
        sortie = git(racine, "status", "--porcelain=v2", "--branch", "--untracked-files=all", "-z", "--", "data")
    except Echec:
        return Etat("", False, False)
    champs = sortie.decode(errors="replace").split("\0")
    tete = next((c.removeprefix("# branch.oid ") for c in champs if c.startswith("# branch.oid ")), "")
    return Etat(
        "" if tete == "(initial)" else tete,
        any(c and not c.startswith("# ") for c in champs),
        "# branch.head (detached)" in champs,
    )


def non_consignes(racine: Path, fichiers: Iterable[str]) -> bool:
    """Whether any of `fichiers` (relative to the registry) differs from the last commit."""
    return bool(git(racine, "status", "--porcelain", "-z", "--untracked-files=all", "--", *fichiers))


def commit(racine: Path, revision: str) -> str:
    """The full id of the commit that `revision` names. Raises Environnement when Git knows none."""
    try:
        return ligne(racine, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    except (Echec, ValueError):
        raise Environnement(
            Phrase("Git ne connaît pas la version « {revision} » de ce registre.", revision=revision)
        ) from None


def commit_a(racine: Path, instant: datetime) -> str | None:
    """The commit that the branch was at, at `instant`; None before the first one."""
    try:
        trouve = ligne(racine, "rev-list", "-1", "--first-parent", f"--before={int(instant.timestamp())}", "HEAD")
    except Echec:
        return None
    return trouve or None


class Entree(NamedTuple):
    """A file of a commit: Git's mode (100644, 120000 for a link…), its object, its bytes' count, its path."""

    mode: str
    objet: str
    taille: int
    chemin: str


def arbre(racine: Path, revision: str, dossier: str) -> list[Entree]:
    """What `dossier` (relative to the registry) holds at a commit, folders opened."""
    sortie = git(racine, "ls-tree", "-r", "-l", "-z", "--full-tree", revision, f"{prefixe(racine) or ''}{dossier}/")
    debut = len(prefixe(racine) or "")
    entrees = []
    for champ in sortie.split(b"\0")[:-1]:
        entete, chemin = champ.split(b"\t", 1)
        mode, _genre, objet, taille = entete.decode().split()
        entrees.append(Entree(mode, objet, int(taille) if taille.isdigit() else 0, os.fsdecode(chemin)[debut:]))
    return entrees


def contenus(racine: Path, objets: Iterable[str]) -> dict[str, bytes | None]:
    """The bytes of each object, read by one process; None for one that is missing or is no file."""
    voulus = list(dict.fromkeys(objets))
    if not voulus:
        return {}
    sortie = git(racine, "cat-file", "--batch", entree="".join(f"{o}\n" for o in voulus).encode())
    lus: dict[str, bytes | None] = {}
    place = 0
    for objet in voulus:
        fin = sortie.index(b"\n", place)
        entete = sortie[place:fin].split(b" ")
        if len(entete) != 3:
            lus[objet], place = None, fin + 1
            continue
        taille = int(entete[2])
        lus[objet] = sortie[fin + 1 : fin + 1 + taille] if entete[1] == b"blob" else None
        place = fin + taille + 2
    return lus


class Version(NamedTuple):
    """A commit that changed a file: who and when, and the objects before and after ("" where there is none)."""

    revision: str
    auteur: str
    instant: datetime
    sujet: str
    chemin: str
    avant: str
    apres: str


def versions(racine: Path, revision: str, chemin: str) -> list[Version]:
    """Every change to `chemin` (a file or a folder, relative to the registry) up to `revision`, oldest first.

    A merge counts for what it brings to the branch it is made on.
    """
    sortie = git(
        racine,
        "log",
        "-z",
        "--first-parent",
        "-m",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--reverse",
        "--format=%x01%H%x02%an%x02%ct%x02%s",
        revision,
        "--",
        chemin,
    ).decode(errors="replace")
    debut = len(prefixe(racine) or "")
    trouvees: list[Version] = []
    for bloc in sortie.split("\x01")[1:]:
        entete, *champs = bloc.strip("\0\n").split("\0")
        ident, auteur, instant, sujet = entete.rstrip("\n").split("\x02", 3)
        bruts = [c.lstrip("\n") for c in champs if c.strip("\n")]
        for brut, nom in zip(bruts[::2], bruts[1::2], strict=True):
            _mode, _mode2, avant, apres, _statut = brut.split(" ")
            trouvees.append(
                Version(
                    ident,
                    auteur,
                    datetime.fromtimestamp(int(instant)).astimezone(),
                    sujet,
                    nom[debut:],
                    avant.strip("0") and avant,
                    apres.strip("0") and apres,
                )
            )
    return trouvees


def operation_en_cours(racine: Path) -> bool:
    """Whether a merge, a rebase or the like is under way: a commit now would be part of it."""
    dossier = dossier_git(racine)
    temoins = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "BISECT_LOG")
    return any((dossier / t).exists() for t in temoins)


def verifier_identite(racine: Path, env: Mapping[str, str] | None = None) -> None:
    """Git must know who records: a name guessed from the machine is nobody. Raises Environnement."""
    try:
        for role in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            git(racine, "-c", "user.useConfigOnly=true", "var", role, env=env)
    except Echec:
        raise Environnement(
            Phrase(
                "Git ne sait pas au nom de qui consigner. Deux lignes à taper, une seule fois, avec votre fonction "
                "et une adresse de courriel :"
            ),
            Phrase(
                '{n}git config --global user.name "Coordination du RORIQ"{n}git config --global user.email '
                "coordination@exemple.org",
                n=SautDeLigne(),
            ),
        ) from None
