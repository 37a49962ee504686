"""What happened in the network between two days: who came, who left, what became of applications.

A `reprise` says what a source attests, and is never an arrival: what it changes in the count is said apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from roriq_cli.domaine.genres.tri import trier_au
from roriq_cli.domaine.membres.modele import Etat, Evenement, Fait, Organisme, Registre
from roriq_cli.domaine.membres.parcours import (
    DANS_LE_RESEAU,
    IMPRECISES,
    Pas,
    a_venir,
    annonce_le,
    avant_connu,
    entree_au,
    marcher,
)


class Mouvement(NamedTuple):
    """An event of the period that the report covers."""

    organisme: Organisme
    evenement: Evenement


class Depart(NamedTuple):
    """An organisation that left the network: by which event, since when it was in it, and whether it was counted.

    One that was suspended was in the network, and no longer in its size.
    """

    organisme: Organisme
    evenement: Evenement
    entree: Evenement
    compte: bool


class Demande(NamedTuple):
    """An application (or a candidacy that a source attests), and what became of it by the end; None: it is pending."""

    organisme: Organisme
    demande: Evenement
    suite: Evenement | None


M = TypeVar("M", Mouvement, Depart, Demande)


class MouvementsDePeriode(NamedTuple):
    """What happened from `du` to `au`, both inclusive, each in the order of its days.

    `demandes` were received in the period; `demandes_anterieures` were already pending. `reprises`: what a source
    establishes of that period. `avant`, `apres`: members the day before `du`, and on `au`. `inconnus_avant`: nothing is
    known of them the day before `du`.
    """

    du: date
    au: date
    mouvements: tuple[Mouvement, ...]
    arrivees: tuple[Mouvement, ...]
    departs: tuple[Depart, ...]
    suspensions: tuple[Mouvement, ...]
    prolongations: tuple[Mouvement, ...]
    levees: tuple[Mouvement, ...]
    demandes: tuple[Demande, ...]
    demandes_anterieures: tuple[Demande, ...]
    reprises: tuple[Mouvement, ...]
    inconnus_avant: tuple[Organisme, ...]
    avant: int
    apres: int

    @property
    def variation(self) -> int:
        """The net change in the network's size."""
        return self.apres - self.avant

    @property
    def reprises_membres(self) -> tuple[Mouvement, ...]:
        """The members that a source makes known from a day of the period: counted from it, and no arrival."""
        return tuple(m for m in self.reprises if m.evenement.etat is Etat.MEMBRE)

    @property
    def reprises_imprecises(self) -> tuple[Mouvement, ...]:
        """Those known to the month or to the year only, counted on its first day."""
        return tuple(m for m in self.reprises if m.evenement.date_precision in IMPRECISES)


def douze_mois(jour: date) -> date:
    """The first day of the twelve months that end on `jour`."""
    try:
        return jour.replace(year=jour.year - 1) + timedelta(days=1)
    except ValueError:  # 29 February
        return date(jour.year - 1, 3, 1)


def periode(registre: Registre, du: date, au: date) -> MouvementsDePeriode:
    """What happened from `du` to `au`, both inclusive."""
    veille = du - timedelta(days=1)
    mouvements: list[Mouvement] = []
    par_fait: dict[Fait, list[Mouvement]] = {fait: [] for fait in Fait}
    departs: list[Depart] = []
    demandes: list[Demande] = []
    inconnus: list[Organisme] = []
    avant = apres = 0
    for o in trier_au(registre.organismes, au):
        if not o.historique:  # only listed: nothing happens to it
            continue
        marche = list(marcher(o.historique))
        avant += _etat(marche, veille) is Etat.MEMBRE
        apres += _etat(marche, au) is Etat.MEMBRE
        if not avant_connu(o, veille):
            inconnus.append(o)
        for pas in marche:
            e = pas.evenement
            if not du <= e.date <= au:
                continue
            if e.evenement is not Fait.REPRISE:
                mouvements.append(Mouvement(o, e))
            if pas.apres is not None:  # an illegal event changes nothing
                par_fait[e.evenement].append(Mouvement(o, e))
                if pas.avant in DANS_LE_RESEAU and pas.apres not in DANS_LE_RESEAU:
                    entree = entree_au(o, e.date, avant=e)
                    assert entree is not None
                    departs.append(Depart(o, e, entree, pas.avant is Etat.MEMBRE))
        demandes += _demandes(o, marche, du, au)
    recues = [d for d in demandes if d.demande.evenement is Fait.DEMANDE and d.demande.date >= du]
    anterieures = [d for d in demandes if d.demande.evenement is not Fait.DEMANDE or d.demande.date < du]
    return MouvementsDePeriode(
        du,
        au,
        _par_jour(mouvements),
        _par_jour(par_fait[Fait.ADHESION]),
        _par_jour(departs),
        _par_jour(par_fait[Fait.SUSPENSION]),
        _par_jour(par_fait[Fait.PROLONGATION]),
        _par_jour(par_fait[Fait.LEVEE]),
        _par_jour(recues),
        _par_jour(anterieures),
        _par_jour(par_fait[Fait.REPRISE]),
        tuple(inconnus),
        avant,
        apres,
    )


def annonces(registre: Registre, jour: date) -> tuple[Mouvement, ...]:
    """What was announced or decided by `jour` and takes effect later, in the order in which it will."""
    return _par_jour(
        Mouvement(o, e)
        for o in trier_au(registre.organismes, jour)
        for e in a_venir(o, jour)
        if e.evenement is not Fait.REPRISE and (annonce_le(e) or e.date) <= jour
    )


def _etat(marche: Sequence[Pas], jour: date) -> Etat | None:
    """As `etat_au`, from a history that was walked already; None before its first event."""
    return next((p.apres for p in reversed(marche) if p.apres is not None and p.evenement.date <= jour), None)


def _demandes(organisme: Organisme, marche: Sequence[Pas], du: date, au: date) -> Iterator[Demande]:
    """The candidacies begun by `au` that were not over before `du`."""
    demande: Evenement | None = None
    for pas in marche:
        if pas.evenement.date > au or pas.apres is None:
            continue
        if demande is not None and pas.apres is not Etat.CANDIDAT:
            if pas.evenement.date >= du:
                yield Demande(organisme, demande, pas.evenement)
            demande = None
        elif pas.apres is Etat.CANDIDAT:
            demande = pas.evenement
    if demande is not None:
        yield Demande(organisme, demande, None)


def _par_jour(trouves: Iterable[M]) -> tuple[M, ...]:
    """By the day of their event; those of one day stay by name, and in list order for one organisation."""
    return tuple(sorted(trouves, key=lambda m: m[1].date))
