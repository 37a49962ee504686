"""The life cycle: which event may follow which state, and what an organisation is on a given day.

Source: the contract's tables of words and of legal walks (docs/parcours.md).
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from roriq_cli.domaine.genres.constats import Chemin
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.modele import Etat, Evenement, Fait, Organisme, Precision, Source

# state → {the event that may come: the state it leads to}. `reprise` leads where its source says.
PARCOURS: dict[Etat, dict[Fait, Etat]] = {
    etat: {fait: genre.vers for fait, genre in FAITS.items() if etat in genre.de and genre.vers} for etat in Etat
}

# A source may know the month or the year only: the date is then the first day of it.
IMPRECISES = (Precision.MOIS, Precision.ANNEE)
# In the network: a suspension leaves an organisation in it, though it is not counted.
DANS_LE_RESEAU = (Etat.MEMBRE, Etat.SUSPENDU)
SUIVIS = (Etat.CANDIDAT, *DANS_LE_RESEAU)  # those of whom the two criteria are asked


class Pas(NamedTuple):
    """One event of a walk: the state it found, and the one it leads to (None: illegal there)."""

    avant: Etat
    evenement: Evenement
    apres: Etat | None


def suite(etat: Etat, fait: Fait, *, premier: bool = False) -> Etat | None:
    """The state `fait` leads to from `etat`, or None where it may not come.

    `premier`: nothing is recorded yet, the only place of a `reprise`; where it leads is its own to say, and
    `repertorie` stands for that here.
    """
    if fait is Fait.REPRISE:
        return Etat.REPERTORIE if premier and etat is Etat.REPERTORIE else None
    return PARCOURS[etat].get(fait)


def possibles(etat: Etat, *, premier: bool = False) -> tuple[Fait, ...]:
    """The events that may come after `etat`, in the table's order."""
    return (*PARCOURS[etat], *((Fait.REPRISE,) if premier and etat is Etat.REPERTORIE else ()))


def marcher(historique: tuple[Evenement, ...]) -> Iterator[Pas]:
    """Walk a history in list order. After an illegal event the walk goes on as if it had not been."""
    etat = Etat.REPERTORIE
    for rang, evenement in enumerate(historique):
        apres = suite(etat, evenement.evenement, premier=rang == 0)
        if apres is not None and evenement.evenement is Fait.REPRISE:
            apres = evenement.etat
        yield Pas(etat, evenement, apres)
        if apres is not None:
            etat = apres


def etat_final(organisme: Organisme) -> Etat:
    """The state after the whole history, events to come included."""
    return etat_au(organisme, date.max)


def etat_au(organisme: Organisme, jour: date) -> Etat:
    """The state on `jour`: that of the last event dated that day or before; `repertorie` before the first."""
    etat = Etat.REPERTORIE
    for pas in marcher(organisme.historique):
        if pas.evenement.date <= jour:
            etat = pas.apres or etat
    return etat


class Etape(NamedTuple):
    """From `date`, the organisation is in `etat`. `imprecise`: its source knows the month or the year only."""

    date: date
    etat: Etat
    imprecise: bool


def dernier_jour(evenement: Evenement) -> date:
    """The last day that an event's date may stand for: its own, or the end of its month or year."""
    if evenement.date_precision is Precision.ANNEE:
        return evenement.date.replace(month=12, day=31)
    if evenement.date_precision is Precision.MOIS:
        annee, mois = evenement.date.year, evenement.date.month
        return evenement.date.replace(day=monthrange(annee, mois)[1])
    return evenement.date


def etats(organisme: Organisme) -> Iterator[Etape]:
    """The states one after the other, oldest first: on any day, `etat_au` is that of the last one begun by then."""
    pas = [p for p in marcher(organisme.historique) if p.apres is not None]
    for jour in sorted({p.evenement.date for p in pas}):
        dernier = next(p for p in reversed(pas) if p.evenement.date <= jour)
        assert dernier.apres is not None
        yield Etape(jour, dernier.apres, dernier.evenement.date_precision in IMPRECISES)


def entree_au(organisme: Organisme, jour: date, *, avant: Evenement | None = None) -> Evenement | None:
    """The event by which the organisation came into the network where it is on `jour` (a suspension leaves it in).

    `avant`: where it was just before that event of its history. None when it is not in the network.
    """
    entree = None
    for pas in marcher(organisme.historique):
        if pas.evenement is avant:
            break
        if pas.evenement.date <= jour and pas.apres is not None:
            if pas.apres not in DANS_LE_RESEAU:
                entree = None
            elif pas.avant not in DANS_LE_RESEAU:
                entree = pas.evenement
    return entree


def origine(organisme: Organisme, jour: date) -> Evenement | None:
    """The event that gave the organisation its state of `jour`; one that changes no state gives none."""
    donne = None
    for pas in marcher(organisme.historique):
        if pas.evenement.date <= jour and pas.apres not in (None, pas.avant):
            donne = pas.evenement
    return donne


class Debut(NamedTuple):
    """Since when an organisation has been in its state: a day, how precisely it is known, the event that tells it."""

    date: date
    precision: Precision
    evenement: Evenement


def depuis(organisme: Organisme, jour: date) -> Debut | None:
    """Since when the organisation has been in its state of `jour`: a member that was suspended, since it came in.

    Where its source knows of the suspension only, it was a member by then, and nothing says since when.
    """
    etat = Etat.REPERTORIE
    debuts: dict[Etat, Evenement] = {}
    for pas in marcher(organisme.historique):
        if pas.evenement.date <= jour and pas.apres is not None:
            etat = pas.apres
            if FAITS[pas.evenement.evenement].commence:
                debuts[etat] = pas.evenement
    if etat in debuts:
        debut = debuts[etat]
        return Debut(debut.date, debut.date_precision or Precision.JOUR, debut)
    entree, donne = entree_au(organisme, jour), origine(organisme, jour)
    if entree is None or donne is None:
        return None
    return Debut(min(dernier_jour(entree), donne.date), Precision.AU_PLUS_TARD, entree)


def avant_connu(organisme: Organisme, jour: date) -> bool:
    """Whether something is known of `jour`: nothing is, before an opening entry taken from a source."""
    premier = organisme.historique[0] if organisme.historique else None
    return premier is None or premier.evenement is not Fait.REPRISE or premier.date <= jour


def a_venir(organisme: Organisme, jour: date) -> tuple[Evenement, ...]:
    """The events announced or decided that take effect after `jour`."""
    return tuple(e for e in organisme.historique if e.date > jour)


def papiers(evenement: Evenement) -> tuple[tuple[Chemin, date | None], ...]:
    """The days of an event's papers (None: there is none), with their places."""
    decision, formulaire = evenement.decision, evenement.formulaire
    return (
        (("recu_le",), evenement.recu_le),
        (("decision", "date"), decision.date if decision else None),
        *((("source", rang, "atteste_le"), s.atteste_le) for rang, s in enumerate(evenement.source)),
        (("formulaire", "recu_le"), formulaire.recu_le if formulaire else None),
    )


def annonce_le(evenement: Evenement) -> date | None:
    """The day by which the event was announced or decided: the earliest of its papers."""
    return min((jour for _chemin, jour in papiers(evenement) if jour), default=None)


class Suspension(NamedTuple):
    """A suspension under way: the event that began it, and its end, inclusive (its last prolongation's, or None)."""

    evenement: Evenement
    fin: date | None

    def echue(self, jour: date) -> bool:
        """Whether its end has passed on `jour`; its passing changes no state."""
        return self.fin is not None and self.fin < jour


def suspensions(historique: tuple[Evenement, ...], jour: date | None = None) -> Iterator[Suspension | None]:
    """After each event, the suspension under way; an illegal event, or one later than `jour`, changes nothing to it."""
    en_cours: Suspension | None = None
    for pas in marcher(historique):
        evenement = pas.evenement
        if pas.apres is not None and (jour is None or evenement.date <= jour):
            if pas.apres is not Etat.SUSPENDU:
                en_cours = None
            elif evenement.evenement is Fait.PROLONGATION and en_cours:
                en_cours = en_cours._replace(fin=evenement.jusqu_au)
            else:
                en_cours = Suspension(evenement, evenement.jusqu_au)
        yield en_cours


def suspension_au(organisme: Organisme, jour: date | None = None) -> Suspension | None:
    """The suspension under way on `jour` (None: after the whole history)."""
    etapes = list(suspensions(organisme.historique, jour))
    return etapes[-1] if etapes else None


def attestee_le(sources: tuple[Source, ...], jour: date = date.max) -> date | None:
    """The last day that these sources attest, as known for `jour`; None when none of them says one."""
    return max((s.atteste_le for s in sources if s.atteste_le and s.atteste_le <= jour), default=None)


def derniere_attestation_de_l_etat(organisme: Organisme, jour: date) -> date | None:
    """When a source last attested a state that only a source gives (`reprise`), as known for `jour`.

    None when the state of that day comes from an event of its own.
    """
    donne = origine(organisme, jour)
    if donne is None or donne.evenement is not Fait.REPRISE:
        return None
    return attestee_le(donne.source, jour)


def region_au(organisme: Organisme, jour: date) -> str:
    """The code of the seat's region on `jour` (a former region holds through its `jusqu_au`)."""
    anciennes = sorted(organisme.regions_anterieures, key=lambda r: r.jusqu_au)
    return next((r.region for r in anciennes if jour <= r.jusqu_au), organisme.region)


def noms_au(organisme: Organisme, jour: date) -> str:
    """The name on `jour`: a former one through its last day, when that day is known."""
    dates = [(n.jusqu_au, n.nom) for n in organisme.noms_anterieurs if n.jusqu_au]
    return next((nom for fin, nom in sorted(dates, key=itemgetter(0)) if jour <= fin), organisme.nom)
