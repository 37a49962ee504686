"""The one model for everything that is found wrong (constat), and the rule it breaks."""

from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple

from roriq_cli.i18n import Affichable

# Where a finding is inside a file: the keys and ranks that lead to the value, () for the whole file.
Chemin = tuple[str | int, ...]


class Gravite(StrEnum):
    """`erreur` fails a check; `avertissement` and `information` never change an exit code."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"
    INFORMATION = "information"


class Regle(NamedTuple):
    """A rule: its stable id, what it asks and why, how to fix what breaks it, an example that does.

    `titre`, `raison` and `correction` are models for the catalogue; `exemple` is data, hence French. `code` is
    part of the JSON contract and never changes. What is not said to be less is an error.
    """

    code: str
    titre: str
    raison: str
    correction: str
    exemple: str
    gravite: Gravite = Gravite.ERREUR


class Constat(NamedTuple):
    """One finding. `fichier` is relative to the registry, with `/`; line and column are ≥ 1; `champ` is its key."""

    regle: Regle
    fichier: str
    message: Affichable
    ligne: int = 1
    colonne: int = 1
    correction: Affichable | None = None
    champ: str = ""

    @property
    def gravite(self) -> Gravite:
        """The severity is the rule's."""
        return self.regle.gravite

    @property
    def sujet(self) -> str:
        """What the finding is about, by its file's name: the organisation's id, most often."""
        return PurePosixPath(self.fichier).stem


class Anomalie(NamedTuple):
    """What a pure rule finds: `sujet` is the organisation's id ("" for the registry), the place a path of keys."""

    regle: str
    chemin: Chemin
    message: Affichable
    sujet: str = ""
    correction: Affichable | None = None

    @property
    def dite(self) -> tuple[str, str, str]:
        """What it says, wherever it stands: two states of the registry are compared by it."""
        return (self.regle, self.sujet, str(self.message))
