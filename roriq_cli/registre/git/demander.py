"""What Git knows of the work tree and of a commit: its state, its files, its objects, what differs."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from roriq_cli.errors import Environnement
from roriq_cli.registre.analyse import TAILLE_MAX
from roriq_cli.registre.git.appel import Echec, dossier_git, git, prefixe


class EtatDuDossier(NamedTuple):
    """The full commit id ("" before the first), and whether the files under data/ differ from it."""

    revision: str
    modifie: bool
    detache: bool


def etat(racine: Path) -> EtatDuDossier:
    """The state of the work tree, in one call to Git; nothing known outside of Git."""
    try:
        sortie = git(racine, "status", "--porcelain=v2", "--branch", "--untracked-files=all", "-z", "--", "data")
    except Echec:
        return EtatDuDossier("", False, False)
    champs = sortie.decode(errors="replace").split("\0")
    tete = next((c.removeprefix("# branch.oid ") for c in champs if c.startswith("# branch.oid ")), "")
    return EtatDuDossier(
        "" if tete == "(initial)" else tete,
        any(c and not c.startswith("# ") for c in champs),
        "# branch.head (detached)" in champs,
    )


def modifies(racine: Path) -> list[str]:
    """The files under data/ that differ from the last commit (relative to the registry), new and gone ones included."""
    reglages = ("--porcelain", "-z", "--no-renames", "--untracked-files=all")
    lignes = git(racine, "status", *reglages, "--", "data").split(b"\0")
    return sorted(os.fsdecode(ligne[3:]).removeprefix(prefixe(racine) or "") for ligne in lignes if ligne)


def non_consignes(racine: Path, fichiers: Iterable[str]) -> bool:
    """Whether any of `fichiers` (relative to the registry) differs from the last commit."""
    return bool(git(racine, "status", "--porcelain", "-z", "--untracked-files=all", "--", *fichiers))


class EntreeDArbre(NamedTuple):
    """A file of a commit: Git's mode (100644, 120000 a link, 040000 a folder…), its object, its size, its path."""

    mode: str
    objet: str
    taille: int
    chemin: str


def arbre(racine: Path, revision: str, *chemins: str) -> list[EntreeDArbre]:
    """The entries at `chemins` (relative to the registry) at a commit; with a final `/`, those of that folder."""
    sortie = git(racine, "ls-tree", "-l", "-z", revision, *chemins)
    entrees = []
    for champ in sortie.split(b"\0")[:-1]:
        entete, nom = champ.split(b"\t", 1)
        mode, _genre, objet, taille = entete.decode().split()
        entrees.append(EntreeDArbre(mode, objet, int(taille) if taille.isdigit() else 0, os.fsdecode(nom)))
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


def differences(racine: Path, base: str, tete: str | None) -> dict[str, EntreeDArbre | None]:
    """The files of the whole repository that differ between two commits, or a commit and the work tree (None).

    By their paths from the repository's root, in order: the entry at `base`; None: it was not there.
    """
    # --no-textconv and --no-ext-diff: a person's settings, or an attribute that a proposal brings, run nothing.
    reglages = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv")
    cibles = (base,) if tete is None else (base, tete)
    champs = git(racine, "diff", *reglages, "--ignore-submodules=dirty", *cibles, "--").split(b"\0")
    trouvees: dict[str, EntreeDArbre | None] = {}
    for entete, nom in zip(champs[:-1:2], champs[1::2], strict=True):
        mode, _mode2, objet, _objet2, _statut = entete.decode().removeprefix(":").split(" ")
        chemin = os.fsdecode(nom)
        trouvees[chemin] = EntreeDArbre(mode, objet, 0, chemin) if mode != "000000" else None
    if tete is None:
        # What Git does not follow yet; under data/, what it is told to leave out too: it is read.
        lister = ("ls-files", "--others", "--full-name", "-z")
        partout = git(racine, *lister, "--exclude-standard", "--", ":/")
        donnees = git(racine, *lister, "--", "data")
        trouvees = dict.fromkeys(os.fsdecode(nom) for nom in (partout + donnees).split(b"\0") if nom) | trouvees
    return dict(sorted(trouvees.items()))


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


COTES = ("base", "ici", "venu")  # in the order of Git's stages


def melees(racine: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """The files of the whole repository that a merge under way leaves to settle, by their paths from its top.

    Of each side that has the file (COTES): Git's mode, and the object.
    """
    versions: dict[str, dict[str, tuple[str, str]]] = {}
    for champ in git(racine, "ls-files", "--unmerged", "--full-name", "-z", "--", ":/").split(b"\0")[:-1]:
        entete, nom = champ.split(b"\t", 1)
        mode, objet, etape = entete.decode().split()
        versions.setdefault(os.fsdecode(nom), {})[COTES[int(etape) - 1]] = (mode, objet)
    return versions
