"""What a period changed: who came, who left, what became of applications; a `reprise` is never an arrival."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from roriq_cli.domaine.bilan.periode import douze_mois, periode
from roriq_cli.domaine.membres.modele import Etat, Evenement, Fait, Organisme, Precision
from roriq_cli.domaine.membres.parcours import PARCOURS, dernier_jour, entree_au, etat_au, etats
from tests.domaine.fabrique import VIES, fait, fiche, j, membre, registre

DU, AU = j("2026-06-15"), j("2027-06-14")
DEMANDE = fait("2024-03-04", "demande")
ADHESION = fait("2024-04-02", "adhesion")


@pytest.mark.parametrize(
    ("au", "du"),
    [
        ("2027-06-14", "2026-06-15"),
        ("2027-12-31", "2027-01-01"),
        ("2028-02-29", "2027-03-01"),
        ("2029-02-28", "2028-02-29"),
        ("2028-03-01", "2027-03-02"),
    ],
)
def test_douze_mois(au: str, du: str) -> None:
    assert douze_mois(j(au)) == j(du)


def test_les_bornes_sont_comprises() -> None:
    connus = registre(*(membre(le, depuis=le) for le in ("2026-06-14", "2026-06-15", "2027-06-14", "2027-06-15")))
    p = periode(connus, DU, AU)
    assert [m.organisme.id for m in p.arrivees] == ["2026-06-15", "2027-06-14"]
    assert (p.avant, p.apres, p.variation) == (1, 3, 2)


def test_chaque_depart_a_son_genre_et_son_entree() -> None:
    parti = fiche(DEMANDE, ADHESION, fait("2026-07-01", "retrait"), id="a")
    expulse = fiche(DEMANDE, ADHESION, fait("2026-07-02", "expulsion"), id="b")
    ferme = fiche(DEMANDE, ADHESION, fait("2026-07-03", "fermeture"), id="c")
    suspendu = fiche(*VIES[Etat.SUSPENDU], fait("2026-07-04", "expulsion"), id="d")
    candidat = fiche(DEMANDE, fait("2026-07-05", "retrait"), id="e")
    p = periode(registre(suspendu, candidat, ferme, expulse, parti), DU, AU)
    assert [(d.organisme.id, d.compte) for d in p.departs] == [("a", True), ("b", True), ("c", True), ("d", False)]
    assert {d.entree for d in p.departs} == {ADHESION}
    assert [d.organisme.id for d in p.departs if d.evenement.evenement is Fait.EXPULSION] == ["b", "d"]
    assert (p.avant, p.apres, p.variation) == (3, 0, -3)


def test_le_retour_d_un_organisme_est_une_autre_entree() -> None:
    retour = fait("2026-09-01", "adhesion")
    vie = (DEMANDE, ADHESION, fait("2025-01-01", "retrait"), fait("2026-08-01", "demande"), retour)
    p = periode(registre(fiche(*vie, fait("2027-01-01", "retrait"))), DU, AU)
    (depart,) = p.departs
    assert depart.entree == retour
    assert [m.evenement for m in p.arrivees] == [retour]


def test_suspensions_prolongations_et_levees() -> None:
    vie = (
        fait("2026-07-01", "suspension"),
        fait("2026-08-01", "prolongation", jusqu_au=j("2026-12-31")),
        fait("2026-09-01", "levee"),
    )
    p = periode(registre(fiche(DEMANDE, ADHESION, *vie)), DU, AU)
    assert [m.evenement for m in (*p.suspensions, *p.prolongations, *p.levees)] == list(vie)
    assert (p.departs, p.variation) == ((), 0)


def test_ce_que_deviennent_les_demandes() -> None:
    suites = {
        "admise": fait("2026-08-01", "adhesion"),
        "refusee": fait("2026-08-01", "refus"),
        "retiree": fait("2026-08-01", "retrait"),
        "fermee": fait("2026-08-01", "fermeture"),
        "apres": fait("2027-06-15", "adhesion"),
    }
    recue = fait("2026-07-01", "demande")
    organismes = [fiche(recue, suite, id=id) for id, suite in suites.items()]
    p = periode(registre(*organismes, fiche(recue, id="en-attente")), DU, AU)
    assert {d.organisme.id: d.suite and d.suite.evenement for d in p.demandes} == {
        "admise": Fait.ADHESION,
        "refusee": Fait.REFUS,
        "retiree": Fait.RETRAIT,
        "fermee": Fait.FERMETURE,
        "apres": None,
        "en-attente": None,
    }
    assert p.demandes_anterieures == ()


def test_les_demandes_d_avant_la_periode() -> None:
    tranchee = fiche(DEMANDE, fait("2026-07-01", "adhesion"), id="tranchee")
    attend = fiche(DEMANDE, id="attend")
    finie = fiche(DEMANDE, fait("2026-06-14", "refus"), id="finie")
    source = fiche(fait("2026-07-01", "reprise", etat=Etat.CANDIDAT), id="source")
    p = periode(registre(tranchee, attend, finie, source), DU, AU)
    assert p.demandes == ()
    assert {d.organisme.id for d in p.demandes_anterieures} == {"tranchee", "attend", "source"}


def test_une_reprise_compte_sans_etre_une_arrivee() -> None:
    annee = fait("2027-01-01", "reprise", date_precision=Precision.ANNEE)
    jour = fait("2027-02-03", "reprise", etat=Etat.RETIRE)
    p = periode(registre(fiche(annee, id="a"), fiche(jour, id="b"), fiche(id="c")), DU, AU)
    assert (p.arrivees, p.departs, p.mouvements) == ((), (), ())
    assert [m.organisme.id for m in p.reprises] == ["a", "b"]
    assert [m.organisme.id for m in p.reprises_membres] == ["a"]
    assert [m.organisme.id for m in p.reprises_imprecises] == ["a"]
    assert [o.id for o in p.inconnus_avant] == ["a", "b"]
    assert (p.avant, p.apres) == (0, 1)


def test_un_fait_interdit_est_montre_et_ne_change_rien() -> None:
    p = periode(registre(fiche(fait("2026-07-01", "adhesion"), id="a")), DU, AU)
    assert [m.evenement.evenement for m in p.mouvements] == [Fait.ADHESION]
    assert (p.arrivees, p.demandes, p.variation) == ((), (), 0)


def test_l_ordre_est_celui_des_jours_puis_des_noms() -> None:
    noms = ("Élan", "Zénith", "St-Paul", "Saint-Ours", "École")
    organismes = [membre(f"o{n}", nom=nom, depuis="2026-07-01") for n, nom in enumerate(noms)]
    p = periode(registre(*organismes, membre("avant", nom="Zzz", depuis="2026-06-30")), DU, AU)
    assert [m.organisme.nom for m in p.arrivees] == ["Zzz", "École", "Élan", "Saint-Ours", "St-Paul", "Zénith"]


# The states one after the other.


@pytest.mark.parametrize(
    ("precision", "le", "fin"),
    [
        (None, "2024-02-03", "2024-02-03"),
        (Precision.JOUR, "2024-02-03", "2024-02-03"),
        (Precision.AU_PLUS_TARD, "2024-02-03", "2024-02-03"),
        (Precision.MOIS, "2024-02-01", "2024-02-29"),
        (Precision.ANNEE, "2024-01-01", "2024-12-31"),
    ],
)
def test_le_dernier_jour_qu_une_date_peut_dire(precision: Precision | None, le: str, fin: str) -> None:
    assert dernier_jour(fait(le, "reprise", date_precision=precision)) == j(fin)


@st.composite
def vies(draw: st.DrawFn) -> tuple[Evenement, ...]:
    """A legal walk, each event some days after the one before, or on the same day."""
    jour, etat, vie = draw(st.dates(date(2010, 1, 1), date(2020, 12, 31))), Etat.REPERTORIE, []
    if draw(st.booleans()):
        etat = draw(st.sampled_from([e for e in Etat if e is not Etat.REPERTORIE]))
        vie.append(fait(jour.isoformat(), "reprise", etat=etat, date_precision=draw(st.sampled_from(Precision))))
    for _ in range(draw(st.integers(0, 6))):
        if not PARCOURS[etat]:
            break
        genre = draw(st.sampled_from(list(PARCOURS[etat])))
        jour += timedelta(draw(st.integers(0, 400)))
        vie.append(fait(jour.isoformat(), genre))
        etat = PARCOURS[etat][genre]
    return tuple(vie)


JOURS = st.dates(date(2009, 1, 1), date(2031, 12, 31))


@settings(max_examples=200)
@given(st.lists(vies(), max_size=6), JOURS, JOURS)
def test_le_compte_tombe_juste(histoires: list[tuple[Evenement, ...]], un: date, autre: date) -> None:
    """From the size the day before to the size at the end, every step is told: nothing is counted twice, or left out."""
    du, au = sorted((un, autre))
    p = periode(registre(*(fiche(*vie, id=f"o{n}") for n, vie in enumerate(histoires))), du, au)
    partis = sum(d.compte for d in p.departs)
    venus = len(p.arrivees) + len(p.levees) + len(p.reprises_membres)
    assert p.avant + venus - partis - len(p.suspensions) == p.apres
    admises = [d for d in (*p.demandes, *p.demandes_anterieures) if d.suite and d.suite.evenement is Fait.ADHESION]
    assert len(admises) == len(p.arrivees)


@settings(max_examples=200)
@given(vies(), st.randoms(use_true_random=False), JOURS)
def test_les_etapes_disent_l_etat_de_chaque_jour(vie: tuple[Evenement, ...], hasard: object, jour: date) -> None:
    """Whatever the order of the list, illegal or not: a history is what it is."""
    melange = list(vie)
    hasard.shuffle(melange)  # type: ignore[attr-defined]
    for historique in (vie, tuple(melange)):
        organisme = fiche(*historique)
        etapes = [e for e in etats(organisme) if e.date <= jour]
        assert (etapes[-1].etat if etapes else Etat.REPERTORIE) is etat_au(organisme, jour)


@settings(max_examples=100)
@given(vies(), JOURS)
def test_qui_est_dans_le_reseau_y_est_entre(vie: tuple[Evenement, ...], jour: date) -> None:
    organisme: Organisme = fiche(*vie)
    entree = entree_au(organisme, jour)
    assert (entree is not None) == (etat_au(organisme, jour) in (Etat.MEMBRE, Etat.SUSPENDU))
    assert entree is None or (entree in vie and entree.date <= jour)
