"""The network's size over the years: dated steps, from facts only, beside the figures that public pages gave."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from roriq_cli.domaine.membres.modele import ChiffrePublie, Etat, Fait, Organisme, Registre
from roriq_cli.domaine.membres.parcours import etats, region_au


class Marche(NamedTuple):
    """From `date`, the network has `membres` members, `montreal` of them in the region apart, until the next step.

    `regions`: those with a member, the one apart included. `imprecis`: some of what changes that day is known to the
    month or to the year only.
    """

    date: date
    membres: int
    montreal: int
    regions: int
    imprecis: bool = False

    @property
    def hors_montreal(self) -> int:
        """Members in the other regions."""
        return self.membres - self.montreal

    @property
    def regions_hors_montreal(self) -> int:
        """Regions with a member, the one apart left out."""
        return self.regions - bool(self.montreal)


class Taille(NamedTuple):
    """The steps up to `au`, the first where a first member is known; the published figures, oldest first.

    `connu_depuis`: before that day nothing is known of some organisations (a `reprise` comes later), and a step says
    the members that are known: the network had them at least. None when everything is known.
    """

    au: date
    marches: tuple[Marche, ...]
    chiffres: tuple[ChiffrePublie, ...]
    connu_depuis: date | None = None

    def marche_du(self, jour: date) -> Marche | None:
        """The step under way on `jour`; None before the first: no member is known of then."""
        rang = self._rang(jour)
        return self.marches[rang] if rang >= 0 else None

    def depuis(self, jour: date) -> date | None:
        """Since when the network had, on `jour`, as many members; None before the first step."""
        rang = self._rang(jour)
        if rang < 0:
            return None
        while rang and self.marches[rang - 1].membres == self.marches[rang].membres:
            rang -= 1
        return self.marches[rang].date

    def _rang(self, jour: date) -> int:
        return bisect_right(self.marches, jour, key=lambda m: m.date) - 1


class _Changement(NamedTuple):
    """An organisation becomes a member, ceases to be one, or moves: its region before and after (None: no member)."""

    date: date
    avant: str | None
    apres: str | None
    imprecis: bool


def taille(registre: Registre, au: date) -> Taille:
    """One pass over the organisations, then one over the days on which something changed."""
    changements = [c for o in registre.organismes for c in _changements(o) if c.date <= au]
    changements.sort(key=lambda c: c.date)
    a_part = registre.reseau.definition.region_a_part.code
    regions: Counter[str] = Counter()
    marches: list[Marche] = []
    for jour, groupe in groupby(changements, key=lambda c: c.date):
        ensemble = list(groupe)
        regions.update(c.apres for c in ensemble if c.apres)
        regions.subtract(c.avant for c in ensemble if c.avant)
        regions = +regions  # a region without a member is none
        imprecis = any(c.imprecis for c in ensemble)
        marche = Marche(jour, sum(regions.values()), regions[a_part], len(regions), imprecis)
        if not marches or marche[1:4] != marches[-1][1:4]:
            marches.append(marche)
    publies = sorted((c for c in registre.chiffres if c.jour <= au), key=lambda c: c.jour)
    reprises = (e.date for o in registre.organismes for e in o.historique[:1] if e.evenement is Fait.REPRISE)
    connu = max((le for le in reprises if le <= au), default=None)
    return Taille(au, tuple(marches), tuple(publies), connu)


def _changements(organisme: Organisme) -> Iterator[_Changement]:
    """The days on which the organisation changes something in the size or in the regions, oldest first."""
    connus = list(etats(organisme))
    if not any(etape.etat is Etat.MEMBRE for etape in connus):
        return
    demenagements = {r.jusqu_au + timedelta(days=1) for r in organisme.regions_anterieures if r.jusqu_au < date.max}
    avant: str | None = None
    for jour in sorted({*(etape.date for etape in connus), *demenagements}):
        etape = next((etape for etape in reversed(connus) if etape.date <= jour), None)
        membre = etape is not None and etape.etat is Etat.MEMBRE
        apres = region_au(organisme, jour) if membre else None
        if apres != avant:
            yield _Changement(jour, avant, apres, etape is not None and etape.date == jour and etape.imprecise)
            avant = apres
