"""Entries and values in words."""

from typing import Any

import pytest

from roriq_cli.domaine.genres.dates import Depuis
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import (
    Etat,
    NomAnterieur,
    Precision,
    RegionAnterieure,
    Reponse,
    Territoire,
)
from roriq_cli.domaine.membres.mots import mots_de_l_entree, mots_de_la_valeur
from tests.domaine.fabrique import ATTESTATIONS, INSECABLE, fait, fiche, j


def dit(quoi: Any) -> str:
    return str(quoi).replace(INSECABLE, " ")


@pytest.mark.parametrize(
    ("entree", "mots"),
    [
        (fait("2025-10-01", "suspension"), "la suspension du 1er octobre 2025"),
        (ATTESTATIONS[0], "l'attestation du 1er mars 2024 (en régionalisation de l'immigration : oui)"),
        (ATTESTATIONS[1], "l'attestation du 25 mars 2024 (en règle à la TCRI : oui)"),
        (RegionAnterieure("05", j("2025-06-30")), "la région antérieure (Estrie, jusqu'au 30 juin 2025)"),
        (NomAnterieur("Ancien", "A", j("2019-06-30")), "le nom antérieur « Ancien » (jusqu'au 30 juin 2019)"),
        (NomAnterieur("Ancien"), "le nom antérieur « Ancien »"),
    ],
)
def test_une_entree_en_mots(entree: Any, mots: str) -> None:
    assert dit(mots_de_l_entree(entree)) == mots


def test_une_entree_au_complet() -> None:
    organisme, mots = fiche(), ORGANISME.comportement.mots
    demande = dit(mots.dire(organisme, fait("2024-03-04", "demande", decision=None)))
    assert demande == "L'organisme Accueil Exemple fait une demande le lundi 4 mars 2024"
    attestation = dit(mots.dire(organisme, ATTESTATIONS[1]))
    assert attestation.startswith("L'organisme Accueil Exemple est en règle à la TCRI, selon une vérification")
    assert dit(mots.dire(organisme, NomAnterieur("Ancien"))) == "le nom antérieur « Ancien »"


@pytest.mark.parametrize(
    ("nom", "valeur", "mots"),
    [
        ("note", None, "—"),
        ("date", j("2026-06-01"), "1er juin 2026"),
        ("depuis", Depuis(j("2019-01-01"), Precision.ANNEE), "2019"),
        ("depuis", Depuis(j("2019-04-01"), Precision.MOIS), "avril 2019"),
        ("depuis", Depuis(j("2019-04-01"), Precision.JOUR), "1er avril 2019"),
        ("etat", Etat.RETIRE, "retiré"),
        ("reponse", Reponse.NON, "non"),
        ("motif", "conduite-nuisible", "conduite jugée nuisible au réseau"),
        ("region", "04", "Mauricie"),
        ("source", "Courriel", "Courriel"),
    ],
)
def test_une_valeur_en_mots(nom: str, valeur: Any, mots: str) -> None:
    assert dit(mots_de_la_valeur(nom, valeur)) == mots


@pytest.mark.parametrize(
    ("territoire", "mots"),
    [
        (Territoire("regionale"), "régional"),
        (Territoire("regionale", regions=("04", "05")), "régional (aussi : Mauricie et Estrie)"),
        (Territoire("mrc", ("Mékinac",)), "MRC : Mékinac"),
        (Territoire("mrc", ("Mékinac", "Les Sources"), ("05",)), "MRC : Mékinac et Les Sources (régions : Estrie)"),
    ],
)
def test_un_mandat_en_mots(territoire: Territoire, mots: str) -> None:
    assert dit(mots_de_la_valeur("territoire", territoire)) == mots
