"""Where the members of a day are, and what they do: by their seat of that day, then by their files as they are now.

A seat has dates, in the file. The mandate, the host communities, the funding and the profile have none: what they say
is « selon la fiche actuelle », whatever the day.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from roriq_cli.domaine.genres.territoire import MRC, REGIONS
from roriq_cli.domaine.genres.tri import cle_alphabetique, trier_au
from roriq_cli.domaine.membres.modele import MILIEUX, PORTEES, Etat, Organisme, Registre
from roriq_cli.domaine.membres.parcours import etat_au, region_au
from roriq_cli.domaine.membres.reseau import FINANCEMENTS, PROFILS


class Repartition(NamedTuple):
    """How many members a file says each value of. `plusieurs`: members with more than one; `inconnus`: with none."""

    nombres: dict[str, int]
    plusieurs: int
    inconnus: int


class Presence(NamedTuple):
    """The members of a day, by name, where they are and whom they serve.

    `sieges`: the 17 regions, each with the members whose seat was there that day. `regions`, `mrc`: every region, every
    MRC, with the members whose mandate reaches it, as their files say now; `sans_mandat`: those that say none.
    """

    membres: tuple[Organisme, ...]
    sieges: dict[str, list[Organisme]]
    regions: dict[str, list[Organisme]]
    mrc: dict[str, list[Organisme]]
    sans_mandat: tuple[Organisme, ...]
    mandats: Repartition
    milieux: Repartition
    financements: Repartition
    profils: Repartition

    @property
    def regions_sans_membre(self) -> tuple[str, ...]:
        """The regions where no member has its seat."""
        return tuple(code for code, membres in self.sieges.items() if not membres)

    @property
    def regions_non_desservies(self) -> tuple[str, ...]:
        """The regions where no member has its seat, and that no member's mandate reaches."""
        return tuple(code for code in self.regions_sans_membre if not self.regions[code])

    @property
    def mrc_non_desservies(self) -> dict[str, tuple[str, ...]]:
        """By region, the MRC that no member's mandate reaches, in a reader's order."""
        absentes = sorted((nom for nom, membres in self.mrc.items() if not membres), key=cle_alphabetique)
        par_region = {code: tuple(nom for nom in absentes if MRC[nom] == code) for code in REGIONS}
        return {code: noms for code, noms in par_region.items() if noms}


def presence(registre: Registre, jour: date) -> Presence:
    """The members of `jour`, where they are and whom they serve."""
    membres = tuple(trier_au((o for o in registre.organismes if etat_au(o, jour) is Etat.MEMBRE), jour))
    sieges: dict[str, list[Organisme]] = {code: [] for code in REGIONS}
    regions: dict[str, list[Organisme]] = {code: [] for code in REGIONS}
    mrc: dict[str, list[Organisme]] = {nom: [] for nom in MRC}
    for o in membres:
        siege = region_au(o, jour)
        sieges[siege].append(o)
        desservies = mrc_du_mandat(o, siege)
        for nom in desservies:
            mrc[nom].append(o)
        for code in sorted({MRC[nom] for nom in desservies}):
            regions[code].append(o)
    return Presence(
        membres,
        sieges,
        regions,
        mrc,
        tuple(o for o in membres if o.territoire is None),
        _repartir(membres, PORTEES, lambda o: (o.territoire.portee,) if o.territoire else ()),
        _repartir(membres, MILIEUX, lambda o: o.milieux),
        _repartir(membres, tuple(FINANCEMENTS), lambda o: o.financement),
        _repartir(membres, tuple(PROFILS), lambda o: o.profils),
    )


def mrc_du_mandat(organisme: Organisme, siege: str) -> tuple[str, ...]:
    """The MRC that a mandate reaches: those it names, or all those of its whole regions (the seat's, and its own)."""
    mandat = organisme.territoire
    if mandat is None:
        return ()
    if mandat.portee == "mrc":
        return tuple(nom for nom in mandat.mrc if nom in MRC)
    return tuple(nom for code in sorted({siege, *mandat.regions}) for nom in _MRC_DE[code])


_MRC_DE = {code: tuple(nom for nom, region in MRC.items() if region == code) for code in REGIONS}


def _repartir(
    membres: Iterable[Organisme], valeurs: tuple[str, ...], dites: Callable[[Organisme], tuple[str, ...]]
) -> Repartition:
    """In the order of the literal list; a value that it does not have is left to validation."""
    nombres: Counter[str] = Counter()
    plusieurs = inconnus = 0
    for o in membres:
        connues = set(dites(o))
        nombres.update(connues)
        plusieurs += len(connues) > 1
        inconnus += not connues
    return Repartition({v: nombres[v] for v in valeurs}, plusieurs, inconnus)
