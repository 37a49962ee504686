"""What Git knows of the history: commits, branches, what changed a file and when."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from roriq_cli.errors import Environnement
from roriq_cli.i18n import Phrase
from roriq_cli.registre.git.appel import Echec, git, ligne


def tete(racine: Path, ref: str = "HEAD") -> str:
    """The commit that a ref is at; "" when there is none yet, or outside of Git."""
    try:
        return ligne(racine, "rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}")
    except Echec:
        return ""


def commit(racine: Path, revision: str) -> str:
    """The full id of the commit that `revision` names. Raises Environnement when Git knows none."""
    with suppress(Echec, ValueError):
        trouve = ligne(racine, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        if not trouve.startswith("^"):  # « ^main » is a commit to leave out
            return trouve
    raise Environnement(Phrase("Git ne connaît pas la version « {revision} » de ce registre.", revision=revision))


def commit_a(racine: Path, instant: datetime) -> str | None:
    """The commit that the branch was at, at `instant`; None before the first one."""
    # Without its « @ » and zone, Git takes a count of fewer than nine digits for something else.
    avant = f"--before=@{max(0, int(instant.timestamp()))} +0000"
    with suppress(Echec):
        return ligne(racine, "rev-list", "-1", "--first-parent", avant, "HEAD") or None
    return None


def effaces(racine: Path, revision: str, dossier: str) -> set[str]:
    """The files of a folder (relative to the registry) that a commit up to `revision` deleted, on any branch."""
    reglages = ("-c", "log.follow=false", "-c", "log.showSignature=false")
    parcours = (
        "--full-history",
        "-m",
        "--diff-filter=D",
        "--no-renames",
        "--relative",
        "--name-only",
        "-z",
        "--format=",
    )
    champs = git(racine, *reglages, "log", *parcours, revision, "--", dossier).split(b"\0")
    return {os.fsdecode(nom.lstrip(b"\n")) for nom in champs if nom.strip()}


def _instant(secondes: str) -> datetime:
    """A moment, as Git counts it; one that no calendar has is the beginning of Git's own."""
    try:
        return datetime.fromtimestamp(int(secondes)).astimezone()
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0).astimezone()


def tronque(racine: Path) -> bool:
    """Whether the history is cut short: what came before is not in this copy."""
    return ligne(racine, "rev-parse", "--is-shallow-repository") == "true"


def vient_de(racine: Path, revision: str, base: str) -> bool:
    """Whether `base` is in the history of `revision`."""
    try:
        git(racine, "merge-base", "--is-ancestor", base, revision)
    except Echec:
        return False
    return True


def ancetre_commun(racine: Path, une: str, autre: str) -> str:
    """The last commit that both come from; "" when there is none (in this copy)."""
    try:
        return ligne(racine, "merge-base", "--end-of-options", une, autre)
    except Echec:
        return ""


class Passage(NamedTuple):
    """What a commit did to one file: its objects before and after ("" where there is none)."""

    chemin: str
    avant: str
    apres: str


def commits(racine: Path, champs: Sequence[str], *parcours: str) -> Iterator[tuple[list[str], list[Passage]]]:
    """The commits of `parcours` (revisions, `--`, files), oldest first: what Git says of each, and what it changed.

    `champs`: what is asked of each, as Git's formats name it, %H first. A merge counts for what it brings to the branch
    it is made on.
    """
    # What a person's own settings would add or leave out.
    voulus = {"showSignature": "false", "diffMerges": "separate", "follow": "false", "showRoot": "true"}
    reglages = [mot for nom, valeur in voulus.items() for mot in ("-c", f"log.{nom}={valeur}")]
    forme = ("-z", "--raw", "--no-abbrev", "--no-renames", "--relative", f"--format={'%x00'.join(champs)}")
    ordre = ("--first-parent", "-m", "--reverse")
    sortie = git(racine, *reglages, "-c", "core.commentChar=#", "log", *forme, *ordre, *parcours)
    morceaux = iter(sortie.split(b"\0"))
    dits: list[str] = []
    passages: list[Passage] = []
    for morceau in morceaux:
        if morceau.lstrip(b"\n").startswith(b":"):
            _mode, _mode2, avant, apres, _statut = morceau.decode().split(" ")
            objets = (o.strip("0") and o for o in (avant, apres))
            passages.append(Passage(os.fsdecode(next(morceaux)), *objets))
        elif morceau:
            if dits:
                yield dits, passages
            suite = [next(morceaux).decode(errors="replace") for _champ in champs[1:]]
            dits, passages = [morceau.decode().lstrip("\n"), *suite], []
    if dits:
        yield dits, passages


class Version(NamedTuple):
    """A commit that changed a file: who and when, and the objects before and after ("" where there is none)."""

    revision: str
    auteur: str
    instant: datetime
    sujet: str
    chemin: str
    avant: str
    apres: str


def versions(racine: Path, revision: str, *chemins: str) -> list[Version]:
    """Every change to `chemins` (files or folders, relative to the registry) up to `revision`, oldest first."""
    return [
        Version(ident, auteur, _instant(secondes), sujet, *passage)
        for (ident, auteur, secondes, sujet), passages in commits(
            racine, ("%H", "%an", "%ct", "%s"), revision, "--", *chemins
        )
        for passage in passages
    ]


def non_reunies(racine: Path, *sous: str) -> list[str]:
    """The local branches under these names (or that these patterns match) whose commits HEAD has not all."""
    refs = [f"refs/heads/{nom}" for nom in sous]
    # A name has no end of line in it, but any other blank that is no ASCII.
    noms = ligne(racine, "for-each-ref", "--format=%(refname:lstrip=2)", "--no-merged=HEAD", *refs).split("\n")
    return [nom for nom in noms if nom]


def branches(racine: Path, sous: str = "refs/heads") -> list[str]:
    """The names of the local branches, or of a remote's (`refs/remotes/origin`)."""
    etages = sous.count("/") + 1
    noms = ligne(racine, "for-each-ref", f"--format=%(refname:lstrip={etages})", sous + "/").split("\n")
    return [nom for nom in noms if nom not in ("", "HEAD")]
