"""From what a person types to one organisation, one region; never a guess."""

import pytest

from roriq_cli.domaine.genres import recherche
from roriq_cli.domaine.genres.territoire import MRC, REGIONS
from roriq_cli.domaine.membres.modele import NomAnterieur
from tests.domaine.fabrique import fait, fiche

ACCUEIL = fiche(
    id="accueil-exemple", nom="Accueil Exemple de l'Estrie", sigle="AEE", noms_anterieurs=(NomAnterieur("Vieux Nom"),)
)
ILES = fiche(id="accueil-iles", nom="Accueil des Îles", sigle="SAÉ")
NORD = fiche(id="accueil-nord", nom="Accueil du Nord", sigle="SAE")
ESCALE = fiche(id="escale-soeur", nom="L’Escale Sœur")
HOMONYME = fiche(id="sae", nom="Service Exemple")
TOUS = (ACCUEIL, ILES, NORD, ESCALE)


def ids(mot: str) -> tuple[list[str], list[str]]:
    trouves, proches, *_reste = recherche.chercher(TOUS, mot)
    return [o.id for o in trouves], [o.id for o in proches]


@pytest.mark.parametrize(
    ("mot", "id"),
    [
        ("accueil-exemple", "accueil-exemple"),
        ("ACCUEIL-EXEMPLE", "accueil-exemple"),
        (" accueil-exemple ", "accueil-exemple"),
        ("aee", "accueil-exemple"),
        ("accueil exemple DE L'ESTRIE", "accueil-exemple"),
        ("Accueil  Exemple de l’Estrie", "accueil-exemple"),
        ("accueil des iles", "accueil-iles"),
        ("ACCUEIL DES ÎLES", "accueil-iles"),
        ("l'escale soeur", "escale-soeur"),
    ],
)
def test_un_nom_entier_nomme(mot: str, id: str) -> None:
    assert ids(mot) == ([id], [])


def test_un_sigle_peut_etre_celui_de_deux() -> None:
    assert ids("sae") == (["accueil-iles", "accueil-nord"], [])


def test_un_ancien_nom_nomme_quand_aucun_ne_le_porte() -> None:
    resultat = recherche.chercher(TOUS, "VIEUX nom")
    assert ([o.id for o in resultat.trouves], resultat.ancien) == (["accueil-exemple"], True)
    porteur = fiche(id="porteur", nom="Vieux Nom")
    assert recherche.chercher((*TOUS, porteur), "vieux nom") == recherche.Resultat((porteur,))


def test_un_nom_repris_ouvre_celui_qui_le_porte() -> None:
    ferme = fiche(fait("2024-01-01", "fermeture"), id="ferme", nom="Accueil du Sud")
    porteur = fiche(id="porteur", nom="Accueil du Sud")
    assert recherche.chercher((ferme, porteur), "accueil du sud") == recherche.Resultat((porteur,), autres=(ferme,))
    assert recherche.chercher((ferme,), "accueil du sud").trouves == (ferme,)


def test_l_id_l_emporte() -> None:
    assert recherche.chercher((*TOUS, HOMONYME), "sae").trouves == (HOMONYME,)
    assert recherche.chercher((*TOUS, HOMONYME), "SAE").trouves == (ILES, NORD, HOMONYME)


@pytest.mark.parametrize(
    ("mot", "proches"),
    [
        ("Accueil", ["accueil-exemple", "accueil-iles", "accueil-nord"]),
        ("exemple", ["accueil-exemple"]),
        ("accueil-nrod", ["accueil-nord"]),
        ("vieux nm", ["accueil-exemple"]),
        ("escale", ["escale-soeur"]),
        ("AE", ["accueil-exemple", "accueil-iles", "accueil-nord"]),
    ],
)
def test_une_partie_ne_fait_que_suggerer(mot: str, proches: list[str]) -> None:
    trouves, suggeres = ids(mot)
    assert trouves == []
    assert suggeres[: len(proches)] == proches
    assert len(suggeres) <= 3


@pytest.mark.parametrize("mot", ["", "  ", "zzzzzz", "xyz"])
def test_rien_ne_ressemble_a_rien(mot: str) -> None:
    assert ids(mot) == ([], [])


def test_un_registre_vide() -> None:
    assert recherche.chercher((), "accueil") == recherche.Resultat(())


def test_une_region_par_son_code_ou_son_nom() -> None:
    for code, region in REGIONS.items():
        nom = region.nom
        for mot in (code, str(int(code)), nom, nom.upper(), nom.replace("-", " ").replace("–", "-"), f" {nom} "):
            assert recherche.region(mot) == code, mot


@pytest.mark.parametrize(
    ("mot", "code"),
    [
        ("montreal", "06"),
        ("MONTRÉAL", "06"),
        ("saguenay lac saint jean", "02"),
        ("Gaspesie-Iles-de-la-Madeleine", "11"),
        ("00", None),
        ("18", None),
        ("004", None),
        ("²", None),
        ("", None),
        ("Mont", None),
        ("Québec", None),
    ],
)
def test_une_region_ou_aucune(mot: str, code: str | None) -> None:
    assert recherche.region(mot) == code


def test_les_regions_proches() -> None:
    assert recherche.regions_proches("Maurice") == ["Mauricie"]
    assert recherche.regions_proches("Shawinigan") == ["Mauricie"]
    assert recherche.regions_proches("zzz") == []


def test_une_mrc_par_son_nom() -> None:
    for nom in MRC:
        assert recherche.mrc(nom) == nom
        assert recherche.mrc(nom.upper().replace("-", " ").replace("'", "’")) == nom


def test_une_mrc_ou_aucune() -> None:
    assert recherche.mrc("mekinac") == "Mékinac"
    assert recherche.mrc("Mékin") is None
    assert recherche.mrc("") is None
    assert recherche.mrc_proches("Mékin") == ["Mékinac"]
    assert len(recherche.mrc_proches("Charlevoix Ouest")) <= 3
    assert recherche.mrc_proches("zzz") == []


@pytest.mark.parametrize(
    ("nom", "id"),
    [
        ("Accueil Exemple de l'Estrie", "accueil-exemple-de-l-estrie"),
        ("  Œuvre « Été » n° 2 ", "oeuvre-ete-n-2"),
        ("L’Escale — Îles", "l-escale-iles"),
        ("ᐊᑦ", ""),
        ("a" * 70, "a" * 60),
        ("mot " * 30, ("mot-" * 15).rstrip("-")),
        ("x" * 59 + " yz", "x" * 59),
        ("Aux", "aux-organisme"),
        ("COM1", "com1-organisme"),
    ],
)
def test_un_nom_donne_un_id(nom: str, id: str) -> None:
    assert recherche.identifiant(nom) == id
    assert len(id) <= 60


@pytest.mark.parametrize(
    ("mot", "code"),
    [
        ("4", "04"),
        ("04", "04"),
        ("04 - Mauricie", "04"),
        ("(04) Mauricie", "04"),
        ("Mauricie (04)", "04"),
        ("Région de la Mauricie", "04"),
        ("Bas St-Laurent", "01"),
        ("Lévis", "12"),
        ("shawinigan", "04"),
        ("MRC de La Matapédia", "01"),
        ("12 - Lévis", "12"),
        ("05 Mauricie", None),
        ("99", None),
        ("", None),
        ("région", None),
        ("Atlantide", None),
    ],
)
def test_une_region_comme_dans_un_tableau(mot: str, code: str | None) -> None:
    assert recherche.region_du_lieu(mot) == code


def test_toute_region_et_toute_mrc_se_nomment() -> None:
    for code, r in REGIONS.items():
        for mot in (r.nom, r.nom.upper(), f"{code} {r.nom}", f"{r.nom} ({int(code)})"):
            assert recherche.region_du_lieu(mot) == code
    for nom, code in MRC.items():
        assert recherche.region_du_lieu(nom) == recherche.region_du_lieu(f"MRC de {nom}") == code
        assert recherche.mrc_du_lieu(nom) == recherche.mrc_du_lieu(f"MRC de {nom}") == nom
    assert recherche.mrc_du_lieu("Nulle part") is None


def test_le_debut_d_un_nom_de_region_la_propose() -> None:
    assert recherche.regions_proches("Gaspésie") == ["Gaspésie–Îles-de-la-Madeleine"]
    assert recherche.regions_proches("Bas-") == ["Bas-Saint-Laurent"]
