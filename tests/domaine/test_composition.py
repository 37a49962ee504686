"""The network's size on a day: counted from dated facts, never typed; always whether Montréal is among the regions."""

from datetime import date, timedelta

import pytest

from roriq_cli import i18n
from roriq_cli.domaine.bilan.composition import (
    Sujet,
    composition,
    effet,
    phrase_avec_et_sans_montreal,
    phrase_de_taille,
    phrase_des_suspendus,
    phrase_du_site,
)
from roriq_cli.domaine.membres.modele import Etat, RegionAnterieure, Registre, Reseau
from tests.domaine.fabrique import INSECABLE, dans, j, membre, registre

JOUR = j("2027-06-14")


def membres(*regions: str) -> Registre:
    return registre(*(membre(f"m{n}", region) for n, region in enumerate(regions)))


def taille(*regions: str, reseau: Reseau = Reseau()) -> str:  # noqa: B008 - an immutable record
    return str(phrase_de_taille(composition(membres(*regions), JOUR), reseau))


def site(*regions: str, reseau: Reseau = Reseau()) -> str:  # noqa: B008 - an immutable record
    return str(phrase_du_site(composition(membres(*regions), JOUR), reseau))


ONZE = ("01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12")


def test_le_compte_du_site() -> None:
    c = composition(membres(*["06"] * 4, *ONZE, *ONZE), JOUR)
    assert (c.au, c.membres, c.montreal, c.hors_montreal, c.regions_hors_montreal) == (JOUR, 26, 4, 22, 11)
    assert c.regions == {"06": 4} | dict.fromkeys(ONZE, 2)
    assert list(c.regions) == sorted(c.regions)
    assert c.etats == dict.fromkeys(Etat, 0) | {Etat.MEMBRE: 26}


def test_un_registre_vide() -> None:
    c = composition(registre(), JOUR)
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
    assert str(Sujet(Reseau("A\x1bB", "la"))) == "la A<U+001B>B"
    i18n.utiliser("en")
    assert str(Sujet(reseau)) == "the Alliance {n}"
    assert str(Sujet(reseau, majuscule=True)) == "The Alliance {n}"


def test_un_suspendu_est_a_cote_du_compte() -> None:
    def phrase(n: int) -> str | None:
        organismes = [dans(Etat.SUSPENDU, id=str(i)) for i in range(n)]
        dite = phrase_des_suspendus(composition(registre(membre("m"), *organismes), JOUR))
        return None if dite is None else str(dite)

    assert phrase(0) is None
    assert phrase(1) == "1 organisme est suspendu; il n'est pas compté."
    assert phrase(2) == "2 organismes sont suspendus; ils ne sont pas comptés."


def test_la_region_est_celle_du_jour() -> None:
    demenage = membre("m", "06", regions_anterieures=(RegionAnterieure("04", j("2026-12-31")),))
    assert composition(registre(demenage), j("2026-12-31")).regions == {"04": 1}
    assert composition(registre(demenage), j("2027-01-01")).regions == {"06": 1}


def test_l_etat_est_celui_du_jour() -> None:
    organisme = membre("m")
    comptes = {"2024-03-03": 0, "2024-03-04": 0, "2024-04-01": 0, "2024-04-02": 1, "2027-06-14": 1}
    assert {jour: composition(registre(organisme), j(jour)).membres for jour in comptes} == comptes


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
    assert str(effet(membres("04"), membres(*apres), le, JOUR)) == phrase


@pytest.mark.parametrize(
    ("regions", "phrase"),
    [
        (
            ("06", "06", "04"),
            "Avec Montréal : 3 organismes membres dans 2 régions. Sans Montréal : 1 organisme membre dans 1 région.",
        ),
        (
            ("06",),
            "Avec Montréal : 1 organisme membre dans 1 région. Sans Montréal : aucun organisme membre.",
        ),
        (
            ("04", "05"),
            "Aucun organisme membre n'est à Montréal : avec ou sans Montréal, 2 organismes membres dans 2 régions.",
        ),
    ],
)
def test_avec_et_sans_montreal(regions: tuple[str, ...], phrase: str) -> None:
    dite = str(phrase_avec_et_sans_montreal(composition(membres(*regions), JOUR)))
    assert dite == phrase.replace(" : ", f"{INSECABLE}: ")
    assert phrase_avec_et_sans_montreal(composition(registre(), JOUR)) is None
