"""What a page claims against the register of that day, regions counted the way the page counts them."""

from typing import Any

import pytest

from roriq_cli.domaine.bilan.conciliation import concilier, deja_publie
from roriq_cli.domaine.membres.modele import ChiffrePublie, Registre, SourcePubliee
from tests.domaine.fabrique import fait, fiche, j, membre, registre

AUJOURD_HUI = j("2027-07-15")
# Four in Montréal, two in two other regions, since 2024; one more in 2027.
MEMBRES = (*(membre(f"m{n}", "06") for n in range(4)), membre("a", "04"), membre("b", "05"))
NOUVEAU = membre("n", "07", depuis="2027-06-30")


def chiffre(le: str = "2027-06-14", precision: str = "jour", total: int = 6, **champs: Any) -> ChiffrePublie:
    return ChiffrePublie(le, precision, total, source=SourcePubliee("Page du réseau"), **champs)


def connus(*chiffres: ChiffrePublie) -> Registre:
    return registre(*MEMBRES, NOUVEAU, chiffres=chiffres)


@pytest.mark.parametrize(
    ("champs", "ecarts"),
    [
        ({}, {"total": 0}),
        ({"total": 8}, {"total": -2}),
        ({"regions": 3}, {"total": 0}),
        # How a page counts its regions says nothing of its organisations in Montréal.
        ({"montreal": 9, "hors_montreal": 9}, {"total": 0, "montreal": -5, "hors_montreal": -7}),
        ({"regions": 3, "regions_comptent_montreal": "oui"}, {"total": 0, "regions": 0}),
        ({"regions": 3, "regions_comptent_montreal": "non"}, {"total": 0, "regions": -1}),
        ({"regions": 2, "regions_comptent_montreal": "non"}, {"total": 0, "regions": 0}),
        ({"regions_comptent_montreal": "non"}, {"total": 0}),
        (
            {"montreal": 4, "hors_montreal": 1, "regions": 1, "regions_comptent_montreal": "non"},
            {"total": 0, "montreal": 0, "hors_montreal": 1, "regions": 1},
        ),
    ],
)
def test_on_compare_ce_qui_se_compare(champs: dict[str, Any], ecarts: dict[str, int]) -> None:
    conciliation = concilier(connus(chiffre(**champs)), AUJOURD_HUI)
    (c,) = conciliation.comparaisons
    assert {e.quoi: e.difference for e in c.ecarts} == ecarts
    assert c.concorde == conciliation.concorde == (not any(ecarts.values()))


def test_une_annee_est_prise_a_son_31_decembre() -> None:
    (c,) = concilier(connus(chiffre("2024", "annee")), AUJOURD_HUI).comparaisons
    assert (c.jour, c.annee_en_cours, c.concorde) == (j("2024-12-31"), False, True)


def test_une_annee_qui_n_est_pas_finie_est_prise_aujourd_hui() -> None:
    (c,) = concilier(connus(chiffre("2027", "annee")), AUJOURD_HUI).comparaisons
    assert (c.jour, c.annee_en_cours, c.ecarts[0].registre) == (AUJOURD_HUI, True, 7)


def test_le_registre_a_change_ensuite() -> None:
    avant, apres = concilier(connus(chiffre(), chiffre("2027-07-01", total=7)), AUJOURD_HUI).comparaisons
    assert (avant.depuis, avant.ensuite) == (j("2024-04-02"), (7, j("2027-06-30")))
    assert (apres.depuis, apres.ensuite) == (j("2027-06-30"), None)


def test_avant_tout_membre() -> None:
    repris = fiche(fait("2020-01-01", "reprise"), id="r")
    (c,) = concilier(registre(repris, chiffres=(chiffre("2014-03-27"),)), AUJOURD_HUI).comparaisons
    assert (c.depuis, c.compte.membres, c.inconnus) == (None, 0, 1)
    assert c.ensuite == (1, j("2020-01-01"))
    (vide,) = concilier(registre(chiffres=(chiffre(),)), AUJOURD_HUI).comparaisons
    assert (vide.depuis, vide.ensuite) == (None, None)


def test_le_dernier_chiffre_decide() -> None:
    faux, juste = chiffre("2026-01-01", total=3), chiffre()
    assert concilier(connus(juste, faux), AUJOURD_HUI).concorde
    assert not concilier(connus(juste, chiffre("2027-06-14", total=3)), AUJOURD_HUI).concorde
    conciliation = concilier(registre(), AUJOURD_HUI)
    assert (conciliation.derniere, conciliation.concorde) == (None, True)


@pytest.mark.parametrize(("mot", "compte"), [("oui", True), ("non", False), (None, None)])
def test_comment_la_page_compte_montreal(mot: str | None, compte: bool | None) -> None:
    (c,) = concilier(connus(chiffre(regions=3, regions_comptent_montreal=mot)), AUJOURD_HUI).comparaisons
    assert c.compte_montreal is compte


def test_un_chiffre_deja_publie() -> None:
    la = chiffre()
    autre = la._replace(source=SourcePubliee("PAGE du Reseau"), total=9)
    assert deja_publie(connus(la), autre) is la
    assert deja_publie(connus(la), chiffre("2027-06-15")) is None
    assert deja_publie(connus(la), la._replace(source=SourcePubliee("Autre page"))) is None
