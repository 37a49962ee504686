"""Folders that a service copies to its servers: it moves and doubles files while Git works on them."""

import os
from collections.abc import Mapping
from pathlib import Path, PurePath

# service → what a folder of its own is called, and how such a name begins; case does not count.
_NOMS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("OneDrive", ("onedrive",), ("onedrive -", "onedrive-")),
    ("iCloud", ("iclouddrive", "icloud drive", "mobile documents", "com~apple~clouddocs"), ("icloud drive (",)),
    ("Dropbox", ("dropbox",), ("dropbox (", "dropbox-")),
    ("Google Drive", ("googledrive", "google drive", "my drive", "mon drive"), ("googledrive-", "google drive (")),
)
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
# service → what it leaves at the top of its folder. (A *folder* .dropbox is its settings, in the home of everyone.)
_MARQUES = (
    ("Dropbox", ".dropbox"),
    ("Google Drive", ".tmp.drivedownload"),
    ("Google Drive", ".tmp.driveupload"),
)
_ICLOUD = "Library/Mobile Documents/com~apple~CloudDocs"


def service(dossier: Path, environ: Mapping[str, str], maison: Path) -> str | None:
    """The service that seems to synchronise `dossier`; None: none that is known.

    It is a whole path, which may not exist yet. `maison` is the person's own folder.
    """
    return (
        _selon_le_nom(dossier)
        or _selon_l_environnement(dossier, environ)
        or _selon_les_marques(dossier)
        or _selon_icloud(dossier, maison)
    )


def _selon_le_nom(dossier: PurePath) -> str | None:
    for partie in map(str.casefold, dossier.parts):
        for nom, entiers, debuts in _NOMS:
            if partie in entiers or partie.startswith(debuts):
                return nom
    return None


def _selon_l_environnement(dossier: PurePath, environ: Mapping[str, str]) -> str | None:
    """What OneDrive says of itself, whatever its folder was called. (`type`: a test has Windows paths elsewhere.)"""
    chemin = type(dossier)
    racines = [chemin(environ[nom]) for nom in _VARIABLES if environ.get(nom)]
    return "OneDrive" if any(_plie(dossier)[: len(_plie(r))] == _plie(r) for r in racines) else None


def _plie(chemin: PurePath) -> tuple[str, ...]:
    return tuple(partie.casefold() for partie in chemin.parts)


def _selon_les_marques(dossier: Path) -> str | None:
    for parent in (dossier, *dossier.parents):
        for nom, marque in _MARQUES:
            la = os.path.isfile if nom == "Dropbox" else os.path.isdir
            if la(parent / marque):
                return nom
    return None


def _selon_icloud(dossier: Path, maison: Path) -> str | None:
    """On a Mac, the desk and the documents may be iCloud's while they keep their usual place."""
    for nom in ("Desktop", "Documents"):
        if (maison / nom) in (dossier, *dossier.parents) and os.path.lexists(maison / _ICLOUD / nom):
            return "iCloud"
    return None
