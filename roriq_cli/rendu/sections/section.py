"""A part of a document, before any format: what it says and what it counts. A format only lays it out.

What a format has no place for it leaves out: no screen shows a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from roriq_cli.i18n import Affichable, Phrase, Pluriel

if TYPE_CHECKING:  # what a list is made of needs nothing of a report
    from roriq_cli.domaine.bilan.a_faire import AFaire

Rang = tuple[Affichable, ...]


def finie(debut: Affichable) -> Phrase:
    """A sentence, with its full stop."""
    return Phrase("{debut}.", debut=debut)


def comptees(*phrases: tuple[int | None, str, str]) -> list[Affichable]:
    """Sentences that count, singular and plural: those that have something to count."""
    return [Pluriel(singulier, pluriel, n) for n, singulier, pluriel in phrases if n]


class Grille(NamedTuple):
    """A table with its own title; the first cell of a row is the row's. Without a row, it is shown nowhere.

    By their number from 0: `nombres`, the columns of numbers; `details`, the rows that are a part of the one above.
    `datee`: its rows are a day and a sentence; `definitions`: a word and what is said of it; `total`: the last row is
    one. `ecran`: its rows where no header names the columns, if they are not the same; `titre_ecran`: its title there.
    """

    titre: Affichable
    entetes: Rang
    rangs: Sequence[Rang]
    nombres: tuple[int, ...] = ()
    details: tuple[int, ...] = ()
    datee: bool = False
    definitions: bool = False
    total: bool = False
    ecran: Sequence[Rang] = ()
    titre_ecran: Affichable | None = None


class Figure(NamedTuple):
    """A picture by its name in `rendu.images`, what is written under it, and its tables: where it is shown, these are.

    The first is beside it, in place of the section's own.
    """

    nom: str
    legende: Affichable
    tableaux: tuple[Grille, ...]


class Section(NamedTuple):
    """A title, then what it has to say. `id`: its place on a page, and its name in the list.

    Where another title is shown: `court` in a page's table of contents, `page` on it, `ecran` on a screen.

    Sentences: `avant` the table, what it comes to (`bilan`: under it, but first on a page, which shows a picture),
    `suite` after it. `annexes`: tables that have their own title. `niveau`: 3 for a part of the section before it,
    where a format has such levels.
    """

    titre: Affichable
    id: str = ""
    court: Affichable | None = None
    page: Affichable | None = None
    ecran: Affichable | None = None
    niveau: int = 2
    avant: Sequence[Affichable] = ()
    tableau: Grille | None = None
    bilan: Sequence[Affichable] = ()
    figure: Figure | None = None
    suite: Sequence[Affichable] = ()
    manques: Sequence[AFaire] = ()
    annexes: Sequence[Grille] = ()

    @property
    def autres_tableaux(self) -> tuple[Grille, ...]:
        """The tables that come after all the rest."""
        return (*(self.figure.tableaux[1:] if self.figure else ()), *self.annexes)

    @property
    def vide(self) -> bool:
        """Whether there is nothing under its title."""
        tableaux = [t for t in (self.tableau, *self.autres_tableaux) if t and t.rangs]
        return not any((self.avant, self.bilan, self.figure, tableaux, self.suite, self.manques))
