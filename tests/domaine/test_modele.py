"""The records: the words of the files, in the files' order."""

import pytest

from roriq_cli.domaine.membres import modele
from roriq_cli.domaine.membres.modele import (
    ChiffrePublie,
    Etat,
    Evenement,
    Fait,
    Organisme,
    Preuve,
    Preuves,
    Reseau,
    Seuils,
    SourcePubliee,
)
from roriq_cli.domaine.membres.reseau import MOTIFS
from tests.domaine.fabrique import dans, j


def test_les_mots_des_statuts() -> None:
    assert [e.value for e in Etat] == [
        "repertorie",
        "candidat",
        "membre",
        "suspendu",
        "refuse",
        "retire",
        "expulse",
        "ferme",
    ]
    assert [f.value for f in Fait] == [
        "demande",
        "adhesion",
        "refus",
        "suspension",
        "prolongation",
        "levee",
        "retrait",
        "expulsion",
        "fermeture",
        "reprise",
    ]
    assert Etat.REPERTORIE not in modele.ETATS_ATTESTABLES
    assert len(modele.ETATS_ATTESTABLES) == len(Etat) - 1


def test_les_motifs_sont_des_categories() -> None:
    sanctions = ("conduite-incompatible", "conduite-nuisible", "activites-incompatibles", "activites-nuisibles")
    assert {
        Fait.SUSPENSION: sanctions,
        Fait.EXPULSION: sanctions,
        Fait.RETRAIT: ("participation-inutile", "incompatibilite"),
        Fait.REFUS: ("tcri", "regionalisation"),
    } == {fait: tuple(motifs) for fait, motifs in MOTIFS.items()}


def test_l_ordre_des_cles() -> None:
    assert sorted(modele.ORDRE) == sorted(Organisme._fields)
    assert modele.ORDRE[0] == "id"
    assert modele.ORDRE[-1] == "historique"
    assert Evenement._fields[:2] == ("date", "evenement")
    assert set(modele.AJOUT_SEUL) == {"noms_anterieurs", "regions_anterieures", "attestations", "historique"}


def test_les_preuves_se_lisent_par_critere() -> None:
    une, autre = Preuve(liste="tcri-2024-04-01", cle="AE-04"), Preuve(j("2024-03-01"))
    preuves = Preuves({"tcri": une, "regionalisation": autre})
    assert preuves["tcri"] is une
    # The order of the keys in a file is layout: nothing of the past is rewritten by it.
    inverses = Preuves({"regionalisation": autre, "tcri": une})
    assert preuves == inverses
    assert hash(preuves) == hash(inverses)
    assert preuves != Preuves({"tcri": autre, "regionalisation": autre})
    with pytest.raises(TypeError):
        preuves["tcri"] = autre  # type: ignore[index]


def test_une_fiche_ne_se_change_pas() -> None:
    with pytest.raises(AttributeError):
        dans(Etat.MEMBRE).nom = "Autre"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("article", "nom", "sujet"),
    [("le", "RORIQ", "le RORIQ"), ("la", "Table", "la Table"), ("l'", "Alliance", "l'Alliance")],
)
def test_le_reseau_a_son_article(article: str, nom: str, sujet: str) -> None:
    assert Reseau(nom, article).sujet == sujet
    assert Reseau().sujet == "le RORIQ"
    assert Reseau().seuils == Seuils(30, 730, 1095, 60)


@pytest.mark.parametrize(
    ("le", "precision", "jour"),
    [
        ("2014-03-27", "jour", "2014-03-27"),
        ("2016", "annee", "2016-12-31"),
        ("2022", "annee-inferee", "2022-12-31"),
    ],
)
def test_le_jour_d_un_chiffre_publie(le: str, precision: str, jour: str) -> None:
    assert ChiffrePublie(le, precision, 26, SourcePubliee("Page")).jour == j(jour)
