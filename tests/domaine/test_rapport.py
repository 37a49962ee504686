"""The network on a day: counted from dated facts, never typed."""

from datetime import date, timedelta
from typing import Any

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
    Precision,
    RegionAnterieure,
    Registre,
    Reseau,
    Seuils,
    Source,
    SourcePubliee,
    Territoire,
)
from roriq_cli.domaine.territoire import REGIONS
from tests.domaine.fabrique import (
    ATTESTATIONS,
    INSECABLE,
    VIES,
    attestation,
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


# What is missing.

COMPLET: dict[str, Any] = {
    "ville": "Shawinigan",
    "neq": "1145678901",
    "territoire": Territoire("regionale"),
    "milieux": ("urbain",),
    "financement": ("mifi",),
    "courriel": "info@exemple.org",
}
A_JOUR = (
    attestation("regionalisation", "2024-07-01"),
    attestation("tcri", "2024-03-25", "2025-03-31"),
    attestation("tcri", "2026-04-01", "2028-03-31"),
)


def genres(*organismes: Organisme, reseau: Reseau = Reseau()) -> dict[str, tuple[str, ...]]:  # noqa: B008
    return {a.genre: a.ids for a in r.a_faire(registre(*organismes, reseau=reseau), JOUR)}


def test_rien_ne_manque() -> None:
    assert genres() == {}
    assert genres(membre("m", **COMPLET | {"attestations": A_JOUR})) == {}


@pytest.mark.parametrize("champ", COMPLET)
def test_un_champ_qui_manque(champ: str) -> None:
    organisme = membre("m", **{c: v for c, v in COMPLET.items() if c != champ}, attestations=A_JOUR)
    (manque,) = r.manques(organisme, JOUR, Reseau())
    assert (manque.genre, manque.ids) == (f"sans-{champ}", ("m",))
    assert str(manque.phrase).startswith("1 fiche sans ")
    assert str(manque.commande) == "roriq modifier m"


def test_un_genre_par_ligne() -> None:
    un, deux = membre("un", **COMPLET, attestations=()), membre("deux", **COMPLET, attestations=())
    lignes = r.a_faire(registre(un, deux), JOUR)
    trouvees = {a.genre: (str(a.phrase), a.ids, str(a.commande)) for a in lignes}
    assert trouvees == {
        "membre-tcri": (
            "2 membres dont rien n'établit qu'ils sont en règle à la TCRI",
            ("un", "deux"),
            "roriq attester",
        ),
        "membre-regionalisation": (
            "2 membres dont rien n'établit le travail en régionalisation",
            ("un", "deux"),
            "roriq attester",
        ),
    }


def test_un_membre_qui_perd_un_critere_est_signale_et_reste_membre() -> None:
    non = (*A_JOUR, attestation("tcri", "2027-06-01", "2027-12-31", reponse="non"))
    organisme = membre("m", **COMPLET, attestations=non)
    assert genres(organisme) == {"membre-tcri": ("m",)}
    assert r.composition(registre(organisme), JOUR).membres == 1


@pytest.mark.parametrize(
    ("attestations", "genre"),
    [
        (A_JOUR, "candidat-admissible"),
        (ATTESTATIONS, "candidat-a-verifier"),
        ((), "candidat-a-verifier"),
        ((*A_JOUR, attestation("tcri", "2027-06-14", reponse="non")), "candidat-a-verifier"),
    ],
)
def test_un_candidat(attestations: tuple[Any, ...], genre: str) -> None:
    assert genres(fiche(*VIES[Etat.CANDIDAT], **COMPLET, attestations=attestations)) == {genre: ("accueil-exemple",)}


def test_une_suspension_echue_est_a_faire() -> None:
    def suspendu(fin: str | None) -> Organisme:
        suspension = fait("2026-01-01", "suspension", jusqu_au=j(fin) if fin else None)
        return fiche(*VIES[Etat.MEMBRE], suspension, **COMPLET)

    assert genres(suspendu("2027-06-13")) == {"suspension-echue": ("accueil-exemple",)}
    assert genres(suspendu("2027-06-14")) == {"echeance": ("accueil-exemple",)}
    assert genres(suspendu(None)) == {}
    levee = fiche(*suspendu("2027-06-13").historique, fait("2027-06-14", "levee"), **COMPLET, attestations=A_JOUR)
    assert genres(levee) == {}


def test_un_etat_qu_il_faut_reattester() -> None:
    def repris(le: str, precision: Precision = Precision.JOUR) -> Organisme:
        source = Source("Page", atteste_le=j(le))
        return fiche(
            fait("2014-01-01", "reprise", source=(source,), date_precision=precision), **COMPLET, attestations=A_JOUR
        )

    limite = JOUR - timedelta(days=730)
    assert genres(repris(str(limite))) == {}
    assert genres(repris(str(limite - timedelta(days=1)))) == {"a-reattester": ("accueil-exemple",)}
    deux_ans = Reseau(seuils=Seuils(reattestation_jours=731))
    assert genres(repris(str(limite - timedelta(days=1))), reseau=deux_ans) == {}
    for precision in (Precision.MOIS, Precision.ANNEE, Precision.AU_PLUS_TARD):
        assert genres(repris("2027-06-01", precision)) == {"sans-date": ("accueil-exemple",)}
    (ligne,) = r.a_faire(registre(repris("2027-06-01", Precision.ANNEE)), JOUR)
    assert ligne.commande is None


@pytest.mark.parametrize("etat", [Etat.FERME, Etat.EXPULSE, Etat.RETIRE])
def test_a_qui_a_quitte_le_reseau_rien_n_est_demande(etat: Etat) -> None:
    assert genres(dans(etat)) == {}


@pytest.mark.parametrize("etat", [Etat.REPERTORIE, Etat.REFUSE])
def test_a_qui_n_est_pas_membre_seule_la_fiche_manque(etat: Etat) -> None:
    assert set(genres(dans(etat))) == {f"sans-{champ}" for champ in COMPLET}


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


# What comes to its end, by the thresholds of the registry.


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [("2025-01-29", False), ("2025-01-30", True), ("2025-03-31", True), ("2025-04-01", False)],
)
def test_une_preuve_qui_prend_bientot_fin(jour: str, attendu: bool) -> None:
    genres = [a.genre for a in r.a_faire(registre(membre("a")), j(jour))]
    assert ("echeance" in genres) is attendu


def test_une_suspension_qui_prend_bientot_fin() -> None:
    suspendu = membre("a")
    suspendu = suspendu._replace(
        historique=(*suspendu.historique, fait("2025-06-01", "suspension", jusqu_au=j("2025-12-01")))
    )
    reseau = registre(suspendu)
    assert "echeance" not in [a.genre for a in r.a_faire(reseau, j("2025-10-01"))]
    assert "echeance" in [a.genre for a in r.a_faire(reseau, j("2025-10-02"))]
    assert "suspension-echue" in [a.genre for a in r.a_faire(reseau, j("2025-12-02"))]


@pytest.mark.parametrize(("jour", "attendu"), [("2027-02-28", False), ("2027-03-02", True)])
def test_une_attestation_ancienne_en_regionalisation(jour: str, attendu: bool) -> None:
    a_faire = {a.genre: a for a in r.a_faire(registre(membre("a")), j(jour))}
    assert ("regionalisation-ancienne" in a_faire) is attendu
