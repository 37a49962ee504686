"""The report of a day: its parts make the whole, whatever the registry."""

from datetime import date, timedelta

from hypothesis import given, settings, strategies as st

from roriq_cli.domaine.bilan import rapport as r
from roriq_cli.domaine.bilan.composition import composition, phrase_de_taille, phrase_du_site
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.modele import (
    ChiffrePublie,
    Etat,
    Fait,
    Organisme,
    RegionAnterieure,
    Registre,
    Reseau,
    Source,
    SourcePubliee,
)
from tests.domaine.fabrique import (
    VIES,
    fait,
    fiche,
    j,
    membre,
    registre,
)

JOUR = j("2027-06-14")


# Movements.


def test_les_douze_derniers_mois() -> None:
    b = membre("b", depuis="2026-06-15")
    a = fiche(*VIES[Etat.MEMBRE], fait("2026-06-14", "suspension"), fait("2026-06-15", "levee"), id="a")
    venir = fiche(*VIES[Etat.MEMBRE], fait("2027-06-15", "retrait", recu_le=JOUR), id="c")
    resultat = r.rapport(registre(b, a, venir), JOUR)
    assert [(m.organisme.id, m.evenement.evenement) for m in resultat.periode.mouvements] == [
        ("a", Fait.LEVEE),
        ("b", Fait.ADHESION),
    ]
    assert [(m.organisme.id, m.evenement.evenement) for m in resultat.a_venir] == [("c", Fait.RETRAIT)]
    assert resultat.registre.organismes == (b, a, venir)
    assert resultat.composition == composition(registre(b, a, venir), JOUR)


def test_douze_mois_avant_un_29_fevrier() -> None:
    organismes = [
        fiche(fait(le, "demande", recu_le=j("2027-01-01")), id=le)
        for le in ("2027-02-28", "2027-03-01", "2028-02-29", "2028-03-01")
    ]
    resultat = r.rapport(registre(*organismes), j("2028-02-29"))
    assert [m.organisme.id for m in resultat.periode.mouvements] == ["2027-03-01", "2028-02-29"]
    assert [m.organisme.id for m in resultat.a_venir] == ["2028-03-01"]
    apres = r.rapport(registre(*organismes), j("2029-02-28"))
    assert [m.organisme.id for m in apres.periode.mouvements] == ["2028-02-29", "2028-03-01"]


def test_une_reprise_n_est_jamais_une_arrivee() -> None:
    repris = fiche(fait("2027-06-01", "reprise", source=(Source("Page", atteste_le=j("2027-06-01")),)))
    resultat = r.rapport(registre(repris), JOUR)
    assert resultat.periode.mouvements == ()
    assert resultat.composition.membres == 1
    assert resultat.attestes == ((repris, j("2027-06-01")),)
    assert resultat.inconnus_avant == ()
    avant = r.rapport(registre(repris), j("2027-05-31"))
    assert (avant.periode.mouvements, avant.a_venir, avant.attestes) == ((), (), ())
    assert avant.inconnus_avant == (repris,)
    assert avant.composition.membres == 0


def test_un_fait_est_a_venir_du_jour_ou_il_est_annonce() -> None:
    annonce = fiche(*VIES[Etat.MEMBRE], fait("2027-07-01", "retrait", recu_le=JOUR), id="a")
    decide = fiche(*VIES[Etat.MEMBRE], fait("2027-06-20", "expulsion"), id="b")
    sans_papier = fiche(*VIES[Etat.MEMBRE], fait("2027-06-15", "retrait"), id="c")
    connus = registre(annonce, decide, sans_papier)
    assert [m.organisme.id for m in r.rapport(connus, JOUR).a_venir] == ["b", "a"]
    assert [m.organisme.id for m in r.rapport(connus, JOUR - timedelta(days=1)).a_venir] == ["b"]
    assert r.rapport(connus, j("2025-09-24")).a_venir == ()


# Published figures.


def test_le_dernier_chiffre_publie() -> None:
    def chiffre(le: str, precision: str = "annee") -> ChiffrePublie:
        return ChiffrePublie(le, precision, 26, source=SourcePubliee("Page"))

    annee, jour, autre = chiffre("2026"), chiffre("2027-06-14", "jour"), chiffre("2014-03-27", "jour")
    chiffres = Registre(chiffres=(annee, jour, autre))
    assert r.rapport(chiffres, JOUR).publie is jour
    assert r.rapport(chiffres, j("2027-06-13")).publie is annee
    assert r.rapport(chiffres, j("2026-12-30")).publie is autre
    assert r.rapport(chiffres, j("2014-03-26")).publie is None


# Any registry, any day.

JOURS = st.dates(date(2010, 1, 1), date(2030, 12, 31))
CODES = st.sampled_from(sorted(REGIONS))


@st.composite
def organismes(draw: st.DrawFn) -> Organisme:
    """One organisation anywhere in its life, its seat moved or not."""
    vie = VIES[draw(st.sampled_from(Etat))]
    if draw(st.booleans()):
        vie = (fait("2015-01-01", "reprise", etat=draw(st.sampled_from([e for e in Etat if e != "repertorie"]))),)
    decalage = timedelta(days=draw(st.integers(-1500, 1500)))
    historique = [e._replace(date=e.date + decalage) for e in vie]
    anciennes = sorted(draw(st.lists(st.tuples(JOURS, CODES), max_size=2, unique_by=lambda r: r[0])))
    return fiche(
        *historique,
        region=draw(CODES),
        regions_anterieures=tuple(RegionAnterieure(code, le) for le, code in anciennes),
    )


@settings(max_examples=80, deadline=None, database=None)
@given(st.lists(organismes(), max_size=12), JOURS)
def test_les_parties_font_le_tout(liste: list[Organisme], jour: date) -> None:
    connus = registre(*(o._replace(id=f"o{n}") for n, o in enumerate(liste)))
    resultat = r.rapport(connus, jour)
    c = resultat.composition
    assert sum(c.regions.values()) == c.membres == c.etats[Etat.MEMBRE]
    assert sum(c.etats.values()) == len(liste)
    assert c.montreal + c.hors_montreal == c.membres
    assert len(c.regions) == c.regions_hors_montreal + bool(c.montreal)
    assert all(n > 0 for n in c.regions.values())
    assert not any(m.evenement.evenement is Fait.REPRISE for m in (*resultat.periode.mouvements, *resultat.a_venir))
    assert all(m.evenement.date <= jour for m in resultat.periode.mouvements)
    assert all(m.evenement.date > jour for m in resultat.a_venir)
    for phrase in (
        phrase_de_taille(c, Reseau()),
        phrase_du_site(c, Reseau()),
        *(a.phrase for a in resultat.a_faire),
    ):
        assert not set("{}") & set(str(phrase))
    assert ("Montréal" in str(phrase_de_taille(c, Reseau()))) == bool(c.membres)
    assert ("Montréal" in str(phrase_du_site(c, Reseau()))) == bool(c.membres)
