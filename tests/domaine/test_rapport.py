"""The network on a day: counted from dated facts, never typed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roriq_cli import i18n
from roriq_cli.domaine import rapport as r
from roriq_cli.domaine.modele import (
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
from roriq_cli.domaine.territoire import REGIONS
from tests.domaine.fabrique import (
    INSECABLE,
    VIES,
    dans,
    fait,
    fiche,
    j,
    membre,
    registre,
)

JOUR = j("2027-06-14")


def membres(*regions: str) -> Registre:
    return registre(*(membre(f"m{n}", region) for n, region in enumerate(regions)))


def taille(*regions: str, reseau: Reseau = Reseau()) -> str:  # noqa: B008 - an immutable record
    return str(r.phrase_de_taille(r.composition(membres(*regions), JOUR), reseau))


def site(*regions: str, reseau: Reseau = Reseau()) -> str:  # noqa: B008 - an immutable record
    return str(r.phrase_du_site(r.composition(membres(*regions), JOUR), reseau))


ONZE = ("01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12")


def test_le_compte_du_site() -> None:
    c = r.composition(membres(*["06"] * 4, *ONZE, *ONZE), JOUR)
    assert (c.au, c.membres, c.montreal, c.hors_montreal, c.regions_hors_montreal) == (JOUR, 26, 4, 22, 11)
    assert c.regions == {"06": 4} | dict.fromkeys(ONZE, 2)
    assert list(c.regions) == sorted(c.regions)
    assert c.etats == dict.fromkeys(Etat, 0) | {Etat.MEMBRE: 26}


def test_un_registre_vide() -> None:
    c = r.composition(registre(), JOUR)
    assert (c.membres, c.montreal, c.hors_montreal, c.regions_hors_montreal, c.regions) == (0, 0, 0, 0, {})
    assert c.etats == dict.fromkeys(Etat, 0)


@pytest.mark.parametrize(
    ("regions", "phrase"),
    [
        ((), "Au 14 juin 2027, le registre n'établit pour le RORIQ aucun organisme membre."),
        (("06",), "Au 14 juin 2027, le RORIQ compte 1 organisme membre, à Montréal."),
        (("06", "06"), "Au 14 juin 2027, le RORIQ compte 2 organismes membres, tous à Montréal."),
        (("04",), "Au 14 juin 2027, le RORIQ compte 1 organisme membre, dans 1 région, hors de Montréal."),
        (("04", "04"), "Au 14 juin 2027, le RORIQ compte 2 organismes membres, dans 1 région, hors de Montréal."),
        (
            ("04", "05", "05"),
            "Au 14 juin 2027, le RORIQ compte 3 organismes membres, dans 2 régions, hors de Montréal.",
        ),
        (
            ("06", "04"),
            "Au 14 juin 2027, le RORIQ compte 2 organismes membres : 1 à Montréal et 1 dans 1 autre région.",
        ),
        (
            ("06", "06", "04", "04"),
            "Au 14 juin 2027, le RORIQ compte 4 organismes membres : 2 à Montréal et 2 dans 1 autre région.",
        ),
        (
            ("06",) * 4 + ONZE * 2,
            "Au 14 juin 2027, le RORIQ compte 26 organismes membres : 4 à Montréal et 22 dans 11 autres régions.",
        ),
    ],
)
def test_la_phrase_de_taille(regions: tuple[str, ...], phrase: str) -> None:
    assert taille(*regions) == phrase.replace(" : ", f"{INSECABLE}: ")


@pytest.mark.parametrize(
    ("regions", "phrase"),
    [
        ((), "Le RORIQ ne compte à cette date aucun organisme communautaire attesté."),
        (
            ("06",),
            "Le RORIQ est composé de 1 organisme communautaire, présent dans 1 région du Québec, Montréal.",
        ),
        (
            ("06", "06"),
            "Le RORIQ est composé de 2 organismes communautaires, présents dans 1 région du Québec, Montréal.",
        ),
        (
            ("04",),
            "Le RORIQ est composé de 1 organisme communautaire, présent dans 1 région du Québec, hors de Montréal.",
        ),
        (
            ("04", "05"),
            "Le RORIQ est composé de 2 organismes communautaires, présents dans 2 régions du Québec, hors de Montréal.",
        ),
        (
            ("06", "04"),
            "Le RORIQ est composé de 2 organismes communautaires, présents dans 2 régions du Québec, y compris "
            "Montréal.",
        ),
        (
            ("06",) * 3 + ONZE + ("13",) + ONZE[:9],
            "Le RORIQ est composé de 24 organismes communautaires, présents dans 13 régions du Québec, y compris "
            "Montréal.",
        ),
    ],
)
def test_la_phrase_du_site(regions: tuple[str, ...], phrase: str) -> None:
    assert site(*regions) == phrase


def test_le_reseau_porte_son_nom() -> None:
    reseau = Reseau("Alliance {n}", "l'")
    assert taille("06", reseau=reseau) == "Au 14 juin 2027, l'Alliance {n} compte 1 organisme membre, à Montréal."
    assert site(reseau=reseau).startswith("L'Alliance {n} ne compte")
    assert str(r.Sujet(Reseau("A\x1bB", "la"))) == "la A<U+001B>B"
    i18n.utiliser("en")
    assert str(r.Sujet(reseau)) == "the Alliance {n}"
    assert str(r.SujetMajuscule(reseau)) == "The Alliance {n}"


def test_un_suspendu_est_a_cote_du_compte() -> None:
    def phrase(n: int) -> str | None:
        organismes = [dans(Etat.SUSPENDU, id=str(i)) for i in range(n)]
        dite = r.phrase_des_suspendus(r.composition(registre(membre("m"), *organismes), JOUR))
        return None if dite is None else str(dite)

    assert phrase(0) is None
    assert phrase(1) == "1 organisme est suspendu; il n'est pas compté."
    assert phrase(2) == "2 organismes sont suspendus; ils ne sont pas comptés."


def test_la_region_est_celle_du_jour() -> None:
    demenage = membre("m", "06", regions_anterieures=(RegionAnterieure("04", j("2026-12-31")),))
    assert r.composition(registre(demenage), j("2026-12-31")).regions == {"04": 1}
    assert r.composition(registre(demenage), j("2027-01-01")).regions == {"06": 1}


def test_l_etat_est_celui_du_jour() -> None:
    organisme = membre("m")
    comptes = {"2024-03-03": 0, "2024-03-04": 0, "2024-04-01": 0, "2024-04-02": 1, "2027-06-14": 1}
    assert {jour: r.composition(registre(organisme), j(jour)).membres for jour in comptes} == comptes


# Movements.


def test_les_douze_derniers_mois() -> None:
    b = membre("b", depuis="2026-06-15")
    a = fiche(*VIES[Etat.MEMBRE], fait("2026-06-14", "suspension"), fait("2026-06-15", "levee"), id="a")
    venir = fiche(*VIES[Etat.MEMBRE], fait("2027-06-15", "retrait", recu_le=JOUR), id="c")
    resultat = r.rapport(registre(b, a, venir), JOUR)
    assert [(m.organisme.id, m.evenement.evenement) for m in resultat.mouvements] == [
        ("a", Fait.LEVEE),
        ("b", Fait.ADHESION),
    ]
    assert [(m.organisme.id, m.evenement.evenement) for m in resultat.a_venir] == [("c", Fait.RETRAIT)]
    assert resultat.registre.organismes == (b, a, venir)
    assert resultat.composition == r.composition(registre(b, a, venir), JOUR)


def test_douze_mois_avant_un_29_fevrier() -> None:
    organismes = [
        fiche(fait(le, "demande", recu_le=j("2027-01-01")), id=le)
        for le in ("2027-02-28", "2027-03-01", "2028-02-29", "2028-03-01")
    ]
    resultat = r.rapport(registre(*organismes), j("2028-02-29"))
    assert [m.organisme.id for m in resultat.mouvements] == ["2027-03-01", "2028-02-29"]
    assert [m.organisme.id for m in resultat.a_venir] == ["2028-03-01"]
    apres = r.rapport(registre(*organismes), j("2029-02-28"))
    assert [m.organisme.id for m in apres.mouvements] == ["2028-02-29", "2028-03-01"]


def test_une_reprise_n_est_jamais_une_arrivee() -> None:
    repris = fiche(fait("2027-06-01", "reprise", source=(Source("Page", atteste_le=j("2027-06-01")),)))
    resultat = r.rapport(registre(repris), JOUR)
    assert resultat.mouvements == ()
    assert resultat.composition.membres == 1
    assert resultat.attestes == ((repris, j("2027-06-01")),)
    assert resultat.inconnus_avant == ()
    avant = r.rapport(registre(repris), j("2027-05-31"))
    assert (avant.mouvements, avant.a_venir, avant.attestes) == ((), (), ())
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
        return ChiffrePublie(le, precision, 26, SourcePubliee("Page"))

    annee, jour, autre = chiffre("2026"), chiffre("2027-06-14", "jour"), chiffre("2014-03-27", "jour")
    chiffres = Registre(chiffres=(annee, jour, autre))
    assert r.rapport(chiffres, JOUR).publie is jour
    assert r.rapport(chiffres, j("2027-06-13")).publie is annee
    assert r.rapport(chiffres, j("2026-12-30")).publie is autre
    assert r.rapport(chiffres, j("2014-03-26")).publie is None


# Before → after.


@pytest.mark.parametrize(
    ("apres", "le", "phrase"),
    [
        (("04", "05"), JOUR, "Le RORIQ passe de 1 à 2 organismes membres."),
        ((), JOUR, "Le RORIQ passe de 1 à 0 organisme membre."),
        (("05",), JOUR, "Le RORIQ compte toujours 1 organisme membre."),
        (("04", "05"), JOUR + timedelta(days=1), "Le 15 juin 2027, le RORIQ passera de 1 à 2 organismes membres."),
    ],
)
def test_l_effet_sur_le_reseau(apres: tuple[str, ...], le: date, phrase: str) -> None:
    assert str(r.effet(membres("04"), membres(*apres), le, JOUR)) == phrase


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
    assert not any(m.evenement.evenement is Fait.REPRISE for m in (*resultat.mouvements, *resultat.a_venir))
    assert all(m.evenement.date <= jour for m in resultat.mouvements)
    assert all(m.evenement.date > jour for m in resultat.a_venir)
    for phrase in (
        r.phrase_de_taille(c, Reseau()),
        r.phrase_du_site(c, Reseau()),
        *(a.phrase for a in resultat.a_faire),
    ):
        assert not set("{}") & set(str(phrase))
    assert ("Montréal" in str(r.phrase_de_taille(c, Reseau()))) == bool(c.membres)
    assert ("Montréal" in str(r.phrase_du_site(c, Reseau()))) == bool(c.membres)
