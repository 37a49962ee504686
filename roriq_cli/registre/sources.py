"""Where files are read from: the work tree as it is, or the registry as Git knew it at a commit."""

import os
import stat
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.table import GENRES, genre_de
from roriq_cli.registre import git
from roriq_cli.registre.analyse import TAILLE_MAX


class Brut(NamedTuple):
    """A file as found: its path in the registry (with `/`), and its bytes or the rule that keeps it from being read."""

    chemin: str
    octets: bytes | None
    regle: str = ""


def lien(racine: Path, chemin: Path) -> str:
    """The part of `chemin`, below the registry, that is a symbolic link ("" for none): it may lead out of it."""
    for partie in (chemin, *chemin.parents):
        if partie == racine:
            break
        if partie.is_symlink():
            return partie.relative_to(racine).as_posix()
    return ""


def est_lu(chemin: str) -> bool:
    """Whether the registry reads a file of that path: all that stands in its folders, save what is hidden."""
    genre = genre_de(chemin)
    dossier, _barre, nom = chemin.rpartition("/")
    return genre is not None and (not genre.dossier or (dossier == genre.lieu and not nom.startswith(".")))


class ArbreDeTravail:
    """The files on disk under `racine`."""

    revision: str | None = None  # this is not a state that Git keeps

    def __init__(self, racine: Path) -> None:
        self.racine = racine

    def bruts(self, genre: Genre) -> Iterator[Brut]:
        """The files of a kind, sorted: its one file, or everything in its folder; hidden ones (.gitkeep) are nobody's.

        A registry may be without the folder of a kind that not every registry has.
        """
        if not genre.present and not os.path.lexists(self.racine / genre.lieu):
            return iter(())
        return self._dossier(genre.lieu) if genre.dossier else iter((self._lire(genre.lieu),))

    def nombre(self, genre: Genre) -> int:
        """How many files of a kind there are to read, near enough to tell how long it will be."""
        try:
            return len(os.listdir(self.racine / genre.lieu))
        except OSError:
            return 0

    def _dossier(self, chemin: str) -> Iterator[Brut]:
        dossier = self.racine / chemin
        if trouve := lien(self.racine, dossier):
            yield Brut(trouve, None, "fichier-type")
            return
        try:
            entrees = sorted(os.scandir(dossier), key=lambda e: e.name)
        except OSError:
            yield Brut(chemin, None, "fichier-illisible")
            return
        for entree in entrees:
            if not entree.name.startswith("."):
                yield self._lire(f"{chemin}/{entree.name}", dossier_sur=True)

    def _lire(self, chemin: str, *, dossier_sur: bool = False) -> Brut:
        complet = self.racine / chemin
        try:
            infos = os.lstat(complet)
            ordinaire = stat.S_ISREG(infos.st_mode) and (dossier_sur or not lien(self.racine, complet))
            if regle := _obstacle(chemin, infos.st_size, ordinaire=ordinaire):
                return Brut(chemin, None, regle)
            with complet.open("rb", buffering=0) as flux:
                return Brut(chemin, flux.read(TAILLE_MAX + 1))
        except OSError:
            return Brut(chemin, None, "fichier-illisible")


class Revision:
    """The files of a commit, read from Git's objects; nothing is checked out."""

    def __init__(self, racine: Path, revision: str) -> None:
        self.racine = racine
        self.revision = revision

    @cached_property
    def _entrees(self) -> list[git.EntreeDArbre]:
        return git.arbre(self.racine, self.revision, "data/", *(f"{g.lieu}/" for g in GENRES if g.dossier))

    @cached_property
    def _lus(self) -> list[Brut]:
        """What the registry reads at that commit, in one look at its tree and one at its objects."""
        return list(self.lire([e for e in self._entrees if est_lu(e.chemin)], mesures=True))

    def bruts(self, genre: Genre) -> Iterator[Brut]:
        """The files of a kind at that commit, as `ArbreDeTravail.bruts`."""
        vide = genre.dossier and not any(e.chemin.startswith(f"{genre.lieu}/") for e in self._entrees)
        if vide and (genre.present or git.arbre(self.racine, self.revision, genre.lieu)):
            yield self._sans_dossier(genre.lieu)
        yield from (brut for brut in self._lus if genre_de(brut.chemin) is genre)

    def nombre(self, genre: Genre) -> int:
        """How many files of a kind there are to read, near enough to tell how long it will be."""
        return len(git.arbre(self.racine, self.revision, genre.lieu + "/"))

    def _sans_dossier(self, dossier: str) -> Brut:
        """Why a folder holds nothing: part of that path is no folder (a link, a submodule), or is not there."""
        for partie in (dossier.partition("/")[0], dossier):
            if any(e.mode != "040000" for e in git.arbre(self.racine, self.revision, partie)):
                return Brut(partie, None, "fichier-type")
        return Brut(dossier, None, "fichier-illisible")

    def lire(self, entrees: list[git.EntreeDArbre], *, mesures: bool = False) -> Iterator[Brut]:
        """These files, as Git keeps them; `mesures`: their sizes are known."""
        obstacles = {e.chemin: _obstacle(e.chemin, e.taille, ordinaire=e.mode in MODES) for e in entrees}
        lisibles = [e for e in entrees if not obstacles[e.chemin]]
        contenus = git.contenus(self.racine, [e.objet for e in lisibles], mesures=mesures)
        for entree in sorted(entrees, key=lambda e: e.chemin):
            octets = contenus.get(entree.objet)
            regle = obstacles[entree.chemin] or ("" if octets is not None else "fichier-illisible")
            yield Brut(entree.chemin, None if regle else octets, regle)


Source = ArbreDeTravail | Revision


MODES = ("100644", "100755")  # of the ordinary files that Git keeps


def _obstacle(chemin: str, taille: int, *, ordinaire: bool) -> str:
    """The rule that keeps a file from being read; "" when none does."""
    if not ordinaire:
        return "fichier-type"
    if not chemin.endswith(".yaml"):
        return "fichier-inattendu"
    return "fichier-taille" if taille > TAILLE_MAX else ""
