"""Git, as one page of small functions. Git is run as the user's: hooks, signing and identity are theirs."""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from roriq_cli.errors import Environnement
from roriq_cli.i18n import Phrase, SautDeLigne, inerte
from roriq_cli.registre.lecture import TAILLE_MAX

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


def modifies(racine: Path) -> list[str]:
    """The files under data/ that differ from the last commit (relative to the registry), new and gone ones included."""
    reglages = ("--porcelain", "-z", "--no-renames", "--untracked-files=all")
    lignes = git(racine, "status", *reglages, "--", "data").split(b"\0")
    return sorted(os.fsdecode(ligne[3:]).removeprefix(prefixe(racine) or "") for ligne in lignes if ligne)


def tete(racine: Path, ref: str = "HEAD") -> str:
    """The commit that a ref is at; "" when there is none yet, or outside of Git."""
    try:
        return ligne(racine, "rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}")
    except Echec:
        return ""


def non_consignes(racine: Path, fichiers: Iterable[str]) -> bool:
    """Whether any of `fichiers` (relative to the registry) differs from the last commit."""
    return bool(git(racine, "status", "--porcelain", "-z", "--untracked-files=all", "--", *fichiers))


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
    try:
        trouve = ligne(racine, "rev-list", "-1", "--first-parent", avant, "HEAD")
    except Echec:
        return None
    return trouve or None


class Entree(NamedTuple):
    """A file of a commit: Git's mode (100644, 120000 a link, 040000 a folder…), its object, its size, its path."""

    mode: str
    objet: str
    taille: int
    chemin: str


def arbre(racine: Path, revision: str, *chemins: str) -> list[Entree]:
    """The entries at `chemins` (relative to the registry) at a commit; with a final `/`, those of that folder."""
    sortie = git(racine, "ls-tree", "-l", "-z", revision, *chemins)
    entrees = []
    for champ in sortie.split(b"\0")[:-1]:
        entete, nom = champ.split(b"\t", 1)
        mode, _genre, objet, taille = entete.decode().split()
        entrees.append(Entree(mode, objet, int(taille) if taille.isdigit() else 0, os.fsdecode(nom)))
    return entrees


def contenus(racine: Path, objets: Iterable[str], *, mesures: bool = False) -> dict[str, bytes | None]:
    """The bytes of each object; None for one that is missing, is no file, or is too large: it is never read.

    `mesures`: they are known to be files, and small enough.
    """
    lus: dict[str, bytes | None] = dict.fromkeys(objets)
    lisibles = list(lus) if mesures else _lisibles(racine, lus)
    sortie = _cat_file(racine, "--batch", lisibles)
    place = 0
    for objet in lisibles:
        debut = sortie.index(b"\n", place) + 1
        _objet, genre, *taille = sortie[place:debut].decode().split()
        if genre == "blob":
            lus[objet] = sortie[debut : debut + int(taille[0])]
            debut += int(taille[0]) + 1
        place = debut
    return lus


def _lisibles(racine: Path, objets: Iterable[str]) -> list[str]:
    """Those that are files, and small enough to be read."""
    entetes = (ligne.decode().split(" ") for ligne in _cat_file(racine, "--batch-check", objets).splitlines())
    return [e[0] for e in entetes if e[1] == "blob" and int(e[2]) <= TAILLE_MAX]


def _cat_file(racine: Path, option: str, objets: Iterable[str]) -> bytes:
    demandes = "".join(f"{o}\n" for o in objets).encode()
    return git(racine, "cat-file", option, entree=demandes) if demandes else b""


PAR_APPEL = 300  # paths in one command: Windows takes 32,000 characters


def objets(racine: Path, revision: str, chemins: Iterable[str]) -> dict[str, str]:
    """The object of each file (relative to the registry) at a commit; those that are not there are left out."""
    demandes = list(dict.fromkeys(chemins))
    trouves: dict[str, str] = {}
    for debut in range(0, len(demandes), PAR_APPEL):
        sortie = git(racine, "ls-tree", "-z", revision, "--", *demandes[debut : debut + PAR_APPEL])
        lignes = [champ.split(b"\t", 1) for champ in sortie.split(b"\0")[:-1]]
        trouves |= {os.fsdecode(nom): entete.decode().split()[2] for entete, nom in lignes}
    return trouves


class Difference(NamedTuple):
    """A file that differs between two states: its entry before and after (None: there is none), its path.

    The path starts at the repository's root. After, in the work tree, the object is not named ("").
    """

    chemin: str
    avant: Entree | None
    apres: Entree | None


def differences(racine: Path, base: str, tete: str | None) -> list[Difference]:
    """The files of the whole repository that differ between two commits, or a commit and the work tree (None)."""
    # --no-textconv and --no-ext-diff: a person's settings, or an attribute that a proposal brings, run nothing.
    reglages = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv")
    cibles = (base,) if tete is None else (base, tete)
    champs = git(racine, "diff", *reglages, "--ignore-submodules=dirty", *cibles, "--").split(b"\0")
    trouvees = []
    for entete, nom in zip(champs[:-1:2], champs[1::2], strict=True):
        mode, mode2, objet, objet2, _statut = entete.decode().removeprefix(":").split(" ")
        chemin = os.fsdecode(nom)
        cotes = ((mode, objet), (mode2, objet2))
        avant, apres = (Entree(m, o.strip("0") and o, 0, chemin) if m != "000000" else None for m, o in cotes)
        trouvees.append(Difference(chemin, avant, apres))
    if tete is None:
        trouvees += [Difference(c, None, Entree("100644", "", 0, c)) for c in _non_suivis(racine)]
    return sorted(trouvees)


def _non_suivis(racine: Path) -> list[str]:
    """The files that Git does not follow yet; under data/, those that it is told to leave out too: they are read."""
    lister = ("ls-files", "--others", "--full-name", "-z")
    partout = git(racine, *lister, "--exclude-standard", "--", ":/")
    donnees = git(racine, *lister, "--", "data")
    return sorted({os.fsdecode(nom) for nom in (partout + donnees).split(b"\0") if nom})


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


def instant(racine: Path, revision: str) -> datetime:
    """When a commit was made."""
    return _instant(ligne(racine, "-c", "log.showSignature=false", "log", "-1", "--format=%ct", revision))


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
    """Every change to `chemins` (files or folders, relative to the registry) up to `revision`, oldest first.

    A merge counts for what it brings to the branch it is made on.
    """
    # What a person's own settings would add or leave out.
    signature = ("-c", "log.showSignature=false", "-c", "log.diffMerges=separate")
    reglages = ("-c", "log.follow=false", "-c", "log.showRoot=true", *signature)
    forme = ("-z", "--raw", "--no-abbrev", "--no-renames", "--relative", "--format=%H%x00%an%x00%ct%x00%s")
    parcours = ("--first-parent", "-m", "--reverse", revision, "--", *chemins)
    champs = iter(git(racine, *reglages, "log", *forme, *parcours).split(b"\0"))
    trouvees: list[Version] = []
    ident = auteur = instant = sujet = ""
    for champ in champs:
        if champ.startswith((b":", b"\n:")):
            _mode, _mode2, avant, apres, _statut = champ.decode().split(" ")
            nom = os.fsdecode(next(champs))
            quand = _instant(instant)
            objets = (o.strip("0") and o for o in (avant, apres))
            trouvees.append(Version(ident, auteur, quand, sujet, nom, *objets))
        elif champ:
            ident = champ.decode().lstrip("\n")
            auteur, instant, sujet = (next(champs).decode(errors="replace") for _ in range(3))
    return trouvees


def branches(racine: Path, sous: str = "refs/heads") -> list[str]:
    """The names of the local branches, or of a remote's (`refs/remotes/origin`)."""
    etages = sous.count("/") + 1
    noms = ligne(racine, "for-each-ref", f"--format=%(refname:lstrip={etages})", sous + "/").split()
    return [nom for nom in noms if nom != "HEAD"]


def branche_libre(racine: Path, voulue: str) -> str:
    """`voulue`, with a number when a branch has that name already."""
    prises = branches(racine)
    rang = 1
    nom = voulue
    while nom in prises:
        rang += 1
        nom = f"{voulue}-{rang}"
    return nom


_AUTRES_OPERATIONS = ("CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "BISECT_LOG")


def operation_en_cours(racine: Path) -> bool:
    """Whether a merge, a rebase or the like is under way: a commit now would be part of it."""
    dossier = dossier_git(racine)
    return any((dossier / temoin).exists() for temoin in ("MERGE_HEAD", *_AUTRES_OPERATIONS))


def reunion_en_cours(racine: Path) -> bool:
    """Whether a merge is under way, and nothing else; never outside of Git."""
    with suppress(Environnement):
        dossier = dossier_git(racine)
        autres = any((dossier / temoin).exists() for temoin in _AUTRES_OPERATIONS)
        return (dossier / "MERGE_HEAD").exists() and not autres
    return False


class Melee(NamedTuple):
    """A file that a merge could not settle: its path from the repository's top, and what each version of it is.

    A version is Git's mode and the object, () where that version has no such file.
    """

    chemin: str
    base: tuple[str, ...]
    ici: tuple[str, ...]
    venu: tuple[str, ...]


def melees(racine: Path) -> list[Melee]:
    """The files of the whole repository that a merge under way leaves to settle."""
    versions: dict[str, list[tuple[str, ...]]] = {}
    for champ in git(racine, "ls-files", "--unmerged", "--full-name", "-z", "--", ":/").split(b"\0")[:-1]:
        entete, nom = champ.split(b"\t", 1)
        mode, objet, etape = entete.decode().split()
        versions.setdefault(os.fsdecode(nom), [(), (), ()])[int(etape) - 1] = (mode, objet)
    return [Melee(chemin, *trois) for chemin, trois in versions.items()]


def depot_autour(racine: Path) -> str | None:
    """The work tree that `racine`, to come or there already, would be inside of; None: no other."""
    ici = next(dossier for dossier in (racine, *racine.parents) if dossier.is_dir())
    with suppress(Echec):
        return ligne(ici, "rev-parse", "--show-toplevel")
    return None


class Signature(NamedTuple):
    """In whose name facts are recorded."""

    nom: str
    courriel: str


def identite(racine: Path) -> Signature | None:
    """In whose name Git would record in `racine`, be it a repository already or to come; None: nobody's."""
    ici = next(dossier for dossier in (racine, *racine.parents) if dossier.is_dir())
    # Told of a repository, Git takes no other: not one that the folder would be in.
    depot = {"GIT_DIR": str(racine / ".git")}
    try:
        dite = git(ici, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT", env=depot)
    except Echec:
        return None
    nom, _chevron, reste = dite.decode(errors="replace").partition(" <")
    return Signature(nom, reste.partition(">")[0])


def verifier_identite(racine: Path, env: Mapping[str, str] | None = None) -> None:
    """Git must know who records: a name guessed from the machine is nobody. Raises Environnement."""
    try:
        for role in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            git(racine, "-c", "user.useConfigOnly=true", "var", role, env=env)
    except Echec:
        raise Environnement(*sans_identite()) from None


def sans_identite() -> tuple[Phrase, Phrase]:
    """Nobody to record in the name of, and the two lines to type."""
    return (
        Phrase(
            "Git ne sait pas au nom de qui consigner. Deux lignes à taper, une seule fois, avec votre fonction "
            "et une adresse de courriel :"
        ),
        Phrase(
            '{n}git config --global user.name "Coordination du RORIQ"{n}git config --global user.email '
            "coordination@exemple.org",
            n=SautDeLigne(),
        ),
    )
