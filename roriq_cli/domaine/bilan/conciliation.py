"""What public pages claimed of the network's size, against what the register says of that day.

Regions are counted the way each page counts them. A page that does not say whether Montréal is among its regions is
compared on the total only.
"""

from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from roriq_cli.domaine.bilan.taille import Marche, Taille, taille
from roriq_cli.domaine.membres.modele import ChiffrePublie, Fait, Registre
from roriq_cli.i18n import plier


class EcartDeTotal(NamedTuple):
    """One number, on the page and in the register. `quoi`: total, montreal, hors_montreal or regions."""

    quoi: str
    publie: int
    registre: int

    @property
    def difference(self) -> int:
        """How many more the register has (negative: fewer)."""
        return self.registre - self.publie


class Confrontation(NamedTuple):
    """One claim against the register. `jour`: the day of the claim, or today where its year is not over.

    `compte`: the register on that day. `ecarts`: every number compared, those that agree too. `depuis`: since when the
    register had that size (None: no member is known by then). `ensuite`: what the register counts today, when its size
    has changed since, and from which day. `inconnus`: organisations of which nothing is known on `jour`.
    """

    chiffre: ChiffrePublie
    jour: date
    compte: Marche
    ecarts: tuple[EcartDeTotal, ...]
    depuis: date | None
    ensuite: tuple[int, date] | None
    inconnus: int

    @property
    def concorde(self) -> bool:
        """Whether every number compared is the same."""
        return not any(e.difference for e in self.ecarts)

    @property
    def annee_en_cours(self) -> bool:
        """Whether the claim is of a year that is not over."""
        return self.jour < self.chiffre.jour

    @property
    def compte_montreal(self) -> bool | None:
        """Whether the page counts Montréal among its regions; None when it does not say."""
        return {"oui": True, "non": False}.get(self.chiffre.regions_comptent_montreal or "")


class Conciliation(NamedTuple):
    """Every claim of the registry, oldest first."""

    comparaisons: tuple[Confrontation, ...]

    @property
    def derniere(self) -> Confrontation | None:
        """The latest claim; of several of one day, the last recorded."""
        return self.comparaisons[-1] if self.comparaisons else None

    @property
    def concorde(self) -> bool:
        """Whether the latest claim says what the register says."""
        return self.derniere is None or self.derniere.concorde


def deja_publie(registre: Registre, chiffre: ChiffrePublie) -> ChiffrePublie | None:
    """The claim of the same date and source that the registry has: one entry a source and a date."""
    meme = (chiffre.date, plier(chiffre.source.titre))
    return next((c for c in registre.chiffres if (c.date, plier(c.source.titre)) == meme), None)


def concilier(registre: Registre, aujourd_hui: date) -> Conciliation:
    """Each claim against the register on its day: one pass over the organisations, however many claims there are."""
    ans = taille(registre, aujourd_hui)
    reprises = sorted(e.date for o in registre.organismes for e in o.historique[:1] if e.evenement is Fait.REPRISE)
    chiffres = sorted(registre.chiffres, key=lambda c: c.jour)
    return Conciliation(tuple(_comparer(c, ans, reprises, min(c.jour, aujourd_hui)) for c in chiffres))


def _comparer(chiffre: ChiffrePublie, ans: Taille, reprises: list[date], jour: date) -> Confrontation:
    compte = ans.marche_du(jour) or Marche(jour, 0, 0, 0)
    courante, debut = ans.marche_du(ans.au), ans.depuis(ans.au)
    ensuite = (courante.membres, debut) if courante and debut and courante.membres != compte.membres else None
    inconnus = len(reprises) - bisect_right(reprises, jour)
    return Confrontation(chiffre, jour, compte, _ecarts(chiffre, compte), ans.depuis(jour), ensuite, inconnus)


def _ecarts(chiffre: ChiffrePublie, compte: Marche) -> tuple[EcartDeTotal, ...]:
    """The numbers that the page gives and that can be compared, total first."""
    total = EcartDeTotal("total", chiffre.total, compte.membres)
    regions = compte.regions if chiffre.regions_comptent_montreal == "oui" else compte.regions_hors_montreal
    autres = (
        ("montreal", chiffre.montreal, compte.montreal),
        ("hors_montreal", chiffre.hors_montreal, compte.hors_montreal),
        # Nothing says whether Montréal is among them: they are compared with nothing.
        ("regions", chiffre.regions if chiffre.regions_comptent_montreal else None, regions),
    )
    return (total, *(EcartDeTotal(quoi, publie, n) for quoi, publie, n in autres if publie is not None))
