"""The table inside a sheet: its headings wherever they are, and what is left out."""

from datetime import date

import pytest

from roriq_cli.domaine.tableaux.colonnes import RaisonDEcart
from roriq_cli.domaine.tableaux.tableau import (
    Cellule,
    CelluleRefusee,
    Ecartee,
    Feuille,
    Rangee,
    Tableau,
    lettre,
    texte_de,
    titres_proches,
    trouver,
)
from roriq_cli.i18n import Phrase


def feuille(*rangees: list[Cellule], nom: str = "Membres") -> Feuille:
    """A sheet; an empty list is an empty row."""
    return Feuille(nom, tuple(Rangee(n, tuple(r)) for n, r in enumerate(rangees, 1) if r))


def tableau(*rangees: list[Cellule], **choix: str) -> Tableau:
    trouve = trouver([feuille(*rangees)], choix)
    assert trouve is not None
    return trouve


@pytest.mark.parametrize(
    ("cellule", "texte"),
    [
        (None, ""),
        ("x ", "x "),
        (2019, "2019"),
        (2019.0, "2019"),
        (2.5, "2.5"),
        (True, "VRAI"),
        (False, "FAUX"),
        (date(2021, 3, 3), "2021-03-03"),
        (CelluleRefusee("=1", Phrase("x")), "=1"),
    ],
)
def test_une_cellule_typee_dit_comme_son_texte(cellule: Cellule, texte: str) -> None:
    assert texte_de(cellule) == texte


def test_les_titres_sont_sous_ce_qui_les_precede() -> None:
    t = tableau(
        ["Liste des membres", None, "mars 2026"],
        [],
        [None, "Nom", "Région", None, "Ville"],
        [None, "Accueil", "04", None, "x", "reste"],
    )
    assert (t.feuille, t.champs) == ("Membres", {"nom": 1, "region": 2, "ville": 4})
    assert [r.numero for r in t.entete] == [3]
    assert [r.numero for r in t.rangees] == [4]
    assert t.ecartees == (Ecartee("F", RaisonDEcart.SANS_TITRE),)
    assert (t.titre("nom"), t.titre("neq")) == ("Nom", "")
    assert (t.cellule(t.rangees[0], "ville"), t.cellule(t.rangees[0], "neq")) == ("x", None)
    assert t.cellule(Rangee(9, ("a",)), "ville") is None


def test_une_colonne_vide_et_sans_titre_n_est_rien() -> None:
    assert tableau(["Nom", None, "Région"], ["x", None, "04"], ["y"]).ecartees == ()
    assert tableau(["Nom", "Région"]).rangees == ()


@pytest.mark.parametrize(
    "rangees",
    [
        [],
        [["Nom", "Budget"], ["x", 1]],
        [["Ville", "Région"], ["x", 1]],
        [["Bonjour"]],
        [[n] for n in range(50)] + [["Nom", "Région"]],
    ],
)
def test_pas_de_titres(rangees: list[list[Cellule]]) -> None:
    assert trouver([feuille(*rangees)], {}) is None


def test_la_premiere_feuille_qui_a_des_titres() -> None:
    bonne = feuille(["Nom", "Région"], nom="B")
    trouve = trouver([feuille(["x"], nom="A"), bonne, feuille(["Nom", "Région", "Ville"], nom="C")], {})
    assert trouve
    assert trouve.feuille == "B"


def test_des_titres_sur_deux_lignes() -> None:
    """Cells merged across have their text in the first one, cells merged down in the upper one."""
    t = tableau(
        ["Organisme", "Région", "Coordonnées", None, "Membre depuis"],
        [None, None, "Courriel", "Téléphone", None],
        ["x", "04", "a", "b", 2019],
    )
    assert t.champs == {"nom": 0, "region": 1, "depuis": 4}
    assert t.ecartees == (Ecartee("Courriel", RaisonDEcart.COURRIEL), Ecartee("Téléphone", RaisonDEcart.TELEPHONE))
    assert [r.numero for r in t.entete] == [1, 2]
    assert [r.numero for r in t.rangees] == [3]


def test_un_groupe_qui_nomme_une_personne() -> None:
    t = tableau(
        ["Personne-ressource", None, "Organisme", None, None],
        ["Nom", "Courriel", "Nom", "Région", "Ville"],
        ["a", "b", "x", "04", "y"],
    )
    assert t.champs == {"nom": 2, "region": 3, "ville": 4}
    assert t.ecartees == (Ecartee("Nom", RaisonDEcart.PERSONNE), Ecartee("Courriel", RaisonDEcart.PERSONNE))


def test_un_titre_general_n_est_pas_un_groupe() -> None:
    t = tableau(["Personnes et organismes"], ["Nom", "Région"], ["x", "04"])
    assert (t.champs, len(t.entete)) == ({"nom": 0, "region": 1}, 1)


def test_la_premiere_ligne_n_est_pas_prise_pour_des_titres() -> None:
    t = tableau(["Organisme", "Statut", "Région"], ["Accueil", "Membre", "04"])
    assert len(t.entete) == 1
    assert len(t.rangees) == 1
    # Nor a row that is not just below.
    assert len(tableau(["Organisme", "Région"], [], [None, None, "Courriel"]).entete) == 1


def test_nom_a_cote_de_prenom_est_celui_d_une_personne() -> None:
    for prenom in ("Prénom", "First name"):
        t = tableau(["Organisme", "Région", prenom, "Nom"])
        assert t.champs == {"nom": 0, "region": 1}
        assert {e.raison for e in t.ecartees} == {RaisonDEcart.PERSONNE}
    assert trouver([feuille(["Prénom", "Nom", "Région"])], {}) is None


def test_de_deux_colonnes_celle_qui_en_dit_le_plus() -> None:
    t = tableau(["Nom", "Région", "Organisme", "Région"])
    assert t.champs == {"nom": 2, "region": 1}
    assert t.ecartees == (Ecartee("Nom", RaisonDEcart.DOUBLE), Ecartee("Région", RaisonDEcart.DOUBLE))


def test_la_colonne_de_ce_qui_etait_a_corriger() -> None:
    assert tableau(["Nom", "Région", "À corriger"], ["x", "04", "y"]).ecartees == ()


def test_une_colonne_choisie() -> None:
    t = tableau(
        ["Raison sociale", "Lieu", "Courriel", "Nom", ""],
        ["x", "04", "a", "b"],
        nom="raison  sociale".replace("  ", " "),
        region="LIEU",
        ville="Lieu",
        courriel="Courriel",
        neq="Absente",
    )
    assert t.champs == {"nom": 0, "region": 1, "ville": 1, "courriel": 2}
    # « Nom » would be the same field: the choice wins.
    assert t.ecartees == (Ecartee("Nom", RaisonDEcart.DOUBLE),)


def test_les_titres_proches() -> None:
    feuilles = [feuille(["Nom complet", 12, "x" * 100], ["Région"])]
    assert titres_proches(feuilles, "nom complé") == ["Nom complet"]
    assert titres_proches(feuilles, "zzz") == []


@pytest.mark.parametrize(("rang", "attendue"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")])
def test_la_lettre_d_une_colonne(rang: int, attendue: str) -> None:
    assert lettre(rang) == attendue
