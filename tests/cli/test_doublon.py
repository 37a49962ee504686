"""One organisation recorded twice, and what becomes of one that closes: files that lead to another."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.outils import (
    RIEN,
    connus,
    dernier,
    fiche,
    git,
    instantane,
    mal_taper,
    membre,
    poser,
    refuser,
    reussir,
    suspendu,
)
from tests.conftest import Roriq

X = "accueil-exemple"
Y = "relais-exemple"
DOUBLON = ("doublon", X, "--de", Y, "--raison", "Ajouté deux fois")


@pytest.fixture
def deux(registre: Path, roriq: Roriq) -> Path:
    """Two members."""
    membre(registre)
    membre(registre, "Relais Exemple")
    return registre


def membres(roriq: Roriq, *argv: str) -> int:
    return int(json.loads(reussir(roriq, "rapport", "--format", "json", *argv).sortie)["membres"])


def test_un_doublon_ne_compte_nulle_part(deux: Path, roriq: Roriq) -> None:
    assert membres(roriq) == 2
    reponse = reussir(roriq, *DOUBLON)
    assert f"la fiche {X} devient le doublon de la fiche {Y}" in reponse.erreur
    assert f"doublon:\n  de: {Y}\n  date: 2026-11-21\n  raison: Ajouté deux fois\n" in fiche(deux, X)
    assert dernier(deux).sujet == f"correction({X}): Accueil Exemple"
    assert (membres(roriq), membres(roriq, "--au", "2026-11-01")) == (1, 1)
    listes = json.loads(reussir(roriq, "lister", "--format", "json").sortie)["organismes"]
    assert [o["id"] for o in listes] == [Y]
    assert X not in reussir(roriq, "exporter", "--format", "csv").sortie
    assert reussir(roriq, "valider").code == 0
    # Its name and its number are free.
    reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--id", "autre", "--region", "04", "--date", "2026-11-02")
    assert reussir(roriq, "valider").code == 0


def test_un_doublon_mene_a_l_autre(deux: Path, roriq: Roriq) -> None:
    reussir(roriq, *DOUBLON)
    for mot in (X, "Accueil Exemple"):
        montre = reussir(roriq, "afficher", mot)
        assert "Relais Exemple" in montre.sortie
        assert f"La fiche {X} est le doublon de celle-ci (Ajouté deux fois)." in montre.erreur
    dit = refuser(roriq, deux, "retirer", X)
    assert f"La fiche {X} est le doublon de la fiche {Y}" in dit
    for commande in re.findall(r"roriq (.+?)(?: Si|\n|$)", dit):
        if "corriger" not in commande:
            reussir(roriq, *shlex.split(commande))
    reprise = reussir(roriq, "corriger", X, "--doublon", "", "--raison", "Erreur")
    assert f"la fiche {X} n'est plus le doublon d'une autre" in reprise.erreur
    assert "doublon" not in fiche(deux, X)
    assert membres(roriq) == 2
    assert "n'est le doublon d'aucune autre" in refuser(roriq, deux, "corriger", X, "--doublon", "", "--raison", "Non")
    mal_taper(roriq, deux, "corriger", X, "--doublon", Y, "--raison", "Non")


def test_ce_qui_ne_peut_pas_etre_un_doublon(deux: Path, roriq: Roriq) -> None:
    mal_taper(roriq, deux, "doublon", X)
    assert "--raison" in mal_taper(roriq, deux, "doublon", X, "--de", Y)
    assert "son propre doublon" in refuser(roriq, deux, "doublon", X, "--de", X, "--raison", "R")
    refuser(roriq, deux, "doublon", X, "--de", "absent", "--raison", "R")
    suspendu(deux)
    dit = refuser(roriq, deux, *DOUBLON)
    assert "contient la suspension" in dit
    assert f"roriq doublon {Y} --de {X}" in dit
    reussir(roriq, "doublon", Y, "--de", X, "--raison", "Ajouté deux fois")
    # Not a duplicate of a duplicate, nor a loop by hand.
    refuser(roriq, deux, "doublon", X, "--de", Y, "--raison", "R")


def test_la_revue_attend_un_accord(deux: Path, roriq: Roriq) -> None:
    base = git(deux, "rev-parse", "HEAD").strip()
    reussir(roriq, *DOUBLON)
    revue = roriq("revue", base, "HEAD")
    assert revue.code == 1
    assert f"La fiche {X} devient le doublon de la fiche {Y} (Ajouté deux fois), et ne compte plus" in revue.sortie
    assert "fait-reecrit" in revue.sortie
    assert "2 à 1" in revue.sortie.replace("\u00a0", " ")


def test_un_doublon_ecrit_a_la_main_n_est_pas_consigne(deux: Path, roriq: Roriq) -> None:
    texte = fiche(deux, X)
    poser(deux, X, texte.replace("historique:", f"doublon: {{de: {Y}, date: 2026-11-02, raison: R}}\nhistorique:"))
    avant = instantane(deux)
    reponse = roriq("consigner", X)
    assert (reponse.code, instantane(deux)) == (3, avant)
    assert RIEN in reponse.erreur


# What becomes of one that closes.

FERMER = ("fermer", X, "--date", "2026-10-01", "--source-titre", "Lettre", "--atteste-le", "2026-09-20")


def test_la_releve_se_voit_dans_les_deux_fiches(deux: Path, roriq: Roriq) -> None:
    reussir(roriq, *FERMER, "--releve", "Relais Exemple")
    assert f"releve: [{Y}]\n" in fiche(deux, X)
    assert "Sa relève est prise par\u00a0: Relais Exemple (relais-exemple)" in reussir(roriq, "afficher", X).sortie
    montre = reussir(roriq, "afficher", Y).sortie
    assert "Prend la relève de\u00a0: Accueil Exemple (accueil-exemple), fermé le 1er octobre 2026" in montre
    assert "Relève" not in reussir(roriq, "afficher", Y, "--au", "2026-09-30").sortie
    lu = json.loads(reussir(roriq, "afficher", X, "--format", "json").sortie)
    assert Y in json.dumps(lu)
    assert reussir(roriq, "valider").code == 0
    reussir(roriq, "corriger", X, "--evenement", "fermeture", "--releve", "", "--raison", "Erreur")
    assert "releve" not in fiche(deux, X)


def test_une_releve_est_un_autre_organisme_du_registre(deux: Path, roriq: Roriq) -> None:
    refuser(roriq, deux, *FERMER, "--releve", "absent")
    refuser(roriq, deux, *FERMER, "--releve", X)


def test_le_nom_d_un_ferme_se_reprend_le_lendemain(deux: Path, roriq: Roriq) -> None:
    reussir(roriq, *FERMER)
    refuser(roriq, deux, "renommer", Y, "--nom", "Accueil Exemple", "--depuis", "2026-10-01")
    reussir(roriq, "renommer", Y, "--nom", "Accueil Exemple", "--depuis", "2026-10-02")
    assert reussir(roriq, "valider").code == 0
    montre = reussir(roriq, "afficher", "Accueil Exemple")
    assert "relais-exemple" in montre.sortie
    assert f"fut aussi le nom d'un organisme qui a fermé\u00a0: roriq afficher {X}" in montre.erreur


def test_un_ancien_nom_ouvre_la_fiche(deux: Path, roriq: Roriq) -> None:
    reussir(roriq, "renommer", Y, "--nom", "Alliance Exemple", "--depuis", "2026-10-02")
    montre = reussir(roriq, "afficher", "relais exemplé")
    assert "Alliance Exemple" in montre.sortie
    assert "est un ancien nom de l'organisme Alliance Exemple (relais-exemple)" in montre.erreur
    dit = reussir(roriq, "retirer", "Relais Exemple", "--date", "2026-11-01")
    assert "est un ancien nom" in dit.erreur


def test_un_numero_peut_rester_vide(registre: Path, roriq: Roriq) -> None:
    connus(registre, "membre")
    for nom, neq, code in (("Section Un", "1145678901", 0), ("Section Deux", "1145678901", 3), ("Section Deux", "", 0)):
        argv = ("ajouter", "--nom", nom, "--region", "05", "--date", "2026-11-01", *(("--neq", neq) if neq else ()))
        reponse = roriq(*argv)
        assert reponse.code == code, reponse.tout
        assert ("laissez-le vide" in reponse.erreur) == bool(code)
