"""How long the members of a day have been in the network: since they last came in; a suspension leaves them in it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from roriq_cli.domaine.membres.modele import Evenement, Organisme, Precision
from roriq_cli.domaine.membres.parcours import IMPRECISES, entree_au

# The spans that a report counts, in whole years: from the first included to the second left out (None: no end).
TRANCHES: tuple[tuple[int, int | None], ...] = ((0, 1), (1, 5), (5, 10), (10, None))


class Anciennete(NamedTuple):
    """One member: the event by which it came in, and the whole years since."""

    organisme: Organisme
    entree: Evenement
    annees: int


class Anciennetes(NamedTuple):
    """All the members of a day."""

    membres: tuple[Anciennete, ...]

    @property
    def datees(self) -> tuple[Anciennete, ...]:
        """Those whose beginning is known, be it to the year; the others were there by then, and maybe long before."""
        return tuple(a for a in self.membres if a.entree.date_precision is not Precision.AU_PLUS_TARD)

    @property
    def tranches(self) -> tuple[int, ...]:
        """How many of those are in each of `TRANCHES`."""
        return tuple(
            sum(debut <= a.annees and (fin is None or a.annees < fin) for a in self.datees) for debut, fin in TRANCHES
        )

    @property
    def mediane(self) -> int | None:
        """The whole years that at least half of those have reached."""
        annees = sorted(a.annees for a in self.datees)
        return annees[len(annees) // 2] if annees else None

    @property
    def imprecises(self) -> int:
        """How many of those are known to the month or to the year only: they count from the first day of it."""
        return sum(a.entree.date_precision in IMPRECISES for a in self.datees)

    @property
    def sans_date(self) -> int:
        """How many others there are: a source says that they were members by a day, not since when."""
        return len(self.membres) - len(self.datees)


def anciennetes(membres: Iterable[Organisme], jour: date) -> Anciennetes:
    """How long each of the members of `jour` has been in the network."""
    return Anciennetes(
        tuple(Anciennete(o, e, annees_entieres(e.date, jour)) for o in membres if (e := entree_au(o, jour)) is not None)
    )


def annees_entieres(debut: date, fin: date) -> int:
    """Whole years between two days: « 1 » on the first anniversary."""
    return fin.year - debut.year - ((fin.month, fin.day) < (debut.month, debut.day))
