"""Headings: which field they name, and why the others are left out."""

import pytest

from roriq_cli.domaine.membres.modele import Organisme
from roriq_cli.domaine.tableaux.colonnes import COLONNES, ORGANISMES, RaisonDEcart, cle, ecart


def test_chaque_titre_est_reconnu_sans_ambiguite() -> None:
    noms = [cle(nom) for c in ORGANISMES.colonnes for nom in (c.titre, *c.noms)]
    assert len(noms) == len(set(noms))
    for colonne in ORGANISMES.colonnes:
        for rang, nom in enumerate((colonne.titre, *colonne.noms)):
            assert ORGANISMES.reconnaitre(nom) == (colonne.champ, rang)
            assert ORGANISMES.reconnaitre(f" {nom.upper()} * :") == (colonne.champ, rang)
    assert list(ORGANISMES.champs) == [*(c.champ for c in COLONNES), "jusqu_au", "retire_le"]


def test_les_champs_d_une_fiche_ont_leur_colonne() -> None:
    mandat = {"portee", "mrc", "regions_mandat"}
    calcules = {"etat", "depuis", "precision", "jusqu_au", "retire_le"}
    sans_colonne = {
        "noms_anterieurs",
        "regions_anterieures",
        "territoire",
        "sources",
        "doublon",
        "attestations",
        "historique",
    }
    assert set(ORGANISMES.champs) == set(Organisme._fields) - sans_colonne | mandat | calcules


@pytest.mark.parametrize(
    ("titre", "champ"),
    [
        ("Nom de l’organisme", "nom"),
        ("RÉGION (administrative)", "region"),
        ("Membre\ndepuis", "depuis"),
        ("Date d'adhésion (AAAA-MM-JJ)", "depuis"),
        ("N.E.Q.", "neq"),
        ("Statut :", "etat"),
        ("Courriel (organisme)", None),
        ("Name", "nom"),
        ("(Ville)", "ville"),
        ("Nom (contact)", None),
        ("", None),
        ("***", None),
    ],
)
def test_un_titre(titre: str, champ: str | None) -> None:
    connu = ORGANISMES.reconnaitre(titre)
    assert (connu[0] if connu else None) == champ


@pytest.mark.parametrize(
    ("titres", "raison"),
    [
        (
            "Contact|Personne-ressource|Responsable|Directrice|Direction générale|Nom du responsable|Prénom|DG|"
            "Courriel du contact|Coordonnatrice|Représentante|First name|Tél. de la directrice",
            RaisonDEcart.PERSONNE,
        ),
        ("Courriel|E-mail|Email|Adresse courriel|Courriels", RaisonDEcart.COURRIEL),
        ("Téléphone|Tél.|Cell.|Cellulaire|No de téléphone|Phone|Poste", RaisonDEcart.TELEPHONE),
        ("Notes|Remarques|Commentaire", RaisonDEcart.NOTE),
        ("Budget|Adresse|No|Contactless", RaisonDEcart.INCONNUE),
        ("|  |*|#", RaisonDEcart.SANS_TITRE),
    ],
)
def test_pourquoi_une_colonne_est_laissee(titres: str, raison: RaisonDEcart) -> None:
    for titre in titres.split("|"):
        assert ORGANISMES.reconnaitre(titre) is None
        assert ecart(titre) is raison, titre
