"""A kind of file declares itself: where its files are, their record, what names them, what of them may change.

All that is common to the kinds (reading at any revision, schema, name, personal data, what never changes, references,
messages, journal, union) is asked of the declaration; no code knows one kind by name to protect it. What is not said
to be free never changes: a kind that forgets to say is protected whole. Source: the contract's section on the
registry (docs/donnees.md).
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # how a kind behaves is imported by the commands that ask
    from roriq_cli.domaine.genres.conduite import Conduite


class Cle(NamedTuple):
    """What names a file: the field it comes from, how, and what is said of a file of another name.

    `modele` may tell {fichier}, {id}, and {le}: the field's value.
    """

    champ: str
    de: Callable[[Any], str]
    regle: str
    modele: str


class Genre(NamedTuple):
    """A kind of file. Its fields are in three groups: append-only lists, free ones, and those that never change.

    `nom` is its schema's too. `lieu`: its folder in the registry, or the one file that it is; `present`: every
    registry has it. `conduite`: where its behaviour is (module:NAME, a `Conduite`). `champ`: where a `Registre` holds
    its records, « autres » for those that have no place of their own; `valeur`: what of a record is kept there.
    `trailer`: what a commit calls its file by. `reprise`: a file that is gone may come again under its name.
    """

    nom: str
    lieu: str
    classe: type[Any]
    conduite: str
    cle: Cle | None = None
    ajout_seul: tuple[str, ...] = ()
    libres: tuple[str, ...] = ()
    present: bool = False
    champ: str = "autres"
    valeur: Callable[[Any], Any] | None = None
    trailer: str = "Roriq-Fiche"
    reprise: bool = False

    @property
    def champs(self) -> tuple[str, ...]:
        """The fields, in the order of a file."""
        champs: tuple[str, ...] = self.classe._fields
        return champs

    @property
    def sans_place(self) -> bool:
        """Whether a `Registre` has no field for its records."""
        return self.champ == "autres"

    @property
    def dossier(self) -> bool:
        """Whether it has a folder of files, rather than one file."""
        return not self.lieu.endswith(".yaml")

    def chemin(self, id: str) -> str:
        """The path, in the registry, of the file named `id`."""
        return f"{self.lieu}/{id}.yaml" if self.dossier else self.lieu

    def adresse(self, id: str) -> str:
        """How a file is told from those of all kinds: « rencontres/2027-05-20-membres »."""
        return self.chemin(id).removeprefix("data/").removesuffix(".yaml")

    def mot(self, id: str) -> str:
        """What a person types to name a file: its id, with the kind's folder where ids are not an organisation's."""
        return self.adresse(id) if self.sans_place else id

    def id_de(self, fiche: Any) -> str:
        """The name that a record's file has, without `.yaml`."""
        return self.cle.de(fiche) if self.cle else self.lieu.rpartition("/")[2].removesuffix(".yaml")

    @property
    def fige(self) -> tuple[str, ...]:
        """The fields that never change."""
        return tuple(c for c in self.champs if c not in self.ajout_seul and c not in self.libres)

    @property
    def union(self) -> bool:
        """Whether what two people wrote in one file can be united: what grows only by its end can."""
        return bool(self.ajout_seul)

    @property
    def comportement(self) -> "Conduite":
        """How the kind behaves."""
        return _conduite(self.conduite)


@cache
def _conduite(ou: str) -> "Conduite":
    module, nom = ou.split(":")
    conduite: Conduite = getattr(import_module(f"roriq_cli.domaine.{module}"), nom)
    return conduite
