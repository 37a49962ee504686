"""What is shown and asked at a terminal before a fact is recorded: the file, the evidence, the effect, the day."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.outils import DECISION, SANCTION, candidat, dernier, fiche, liste_tcri, membre, reussir
from tests.conftest import Reponse, Roriq

X = "accueil-exemple"
Repondre = Callable[..., Reponse]


@pytest.fixture
def repondre(roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> Repondre:
    """Run a command as at a terminal, with what a person types, a line each."""

    def executer(lignes: list[str], *argv: str) -> Reponse:
        with monkeypatch.context() as m:
            m.setattr("roriq_cli.cli.questions.au_terminal", lambda: True)
            m.setattr(sys, "stdin", io.StringIO("".join(f"{ligne}\n" for ligne in lignes)))
            reponse = roriq(*argv)
        return Reponse(reponse.code, reponse.sortie, reponse.erreur.replace("\u00a0", " "))

    return executer


def test_l_apercu_d_une_nouvelle_fiche(registre: Path, repondre: Repondre) -> None:
    dit = repondre(["n"], "ajouter", "--nom", "Relais Exemple", "--region", "04", "--ville", "Shawinigan")
    assert "Nouvelle fiche : relais-exemple (région : Mauricie; ville : Shawinigan)\nÀ consigner : " in dit.erreur
    assert dit.code == 130


def test_l_apercu_d_une_admission_dit_ses_preuves_et_la_region(
    registre: Path, roriq: Roriq, repondre: Repondre
) -> None:
    candidat(registre)
    reussir(roriq, "attester", X, "--critere", "tcri", "--source", "Courriel de la TCRI")
    reussir(roriq, "attester", X, "--critere", "regionalisation", "--source", "Formulaire, section 3")
    dit = repondre(["", "", "o"], "admettre", X).erreur
    assert f"Fiche : {X} (région : Mauricie)\nÀ consigner : l'organisme Accueil Exemple est admis" in dit
    assert (
        "Preuves : en règle à la TCRI selon l'attestation du 21 novembre 2026 (Courriel de la TCRI) et en "
        "régionalisation de l'immigration selon l'attestation du 21 novembre 2026 (Formulaire, section 3).\n"
    ) in dit
    assert "Région de plus : Mauricie (1 région, hors de Montréal).\n" in dit
    dit = repondre(["", "n"], "retirer", X).erreur
    assert "Région de moins : Mauricie (0 région, hors de Montréal).\n" in dit


def test_une_fermeture_est_la_fin_de_la_fiche(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    dit = reussir(roriq, "fermer", X, "--source-titre", "REQ").erreur.replace("\u00a0", " ")
    assert f"Attention : C'est la fin de la fiche {X} : plus aucun fait ne pourra y être consigné." in dit
    assert dernier(registre).sujet.startswith("fermeture(")


# The day that counts.


def test_le_formulaire_est_demande_une_fois_les_criteres_remplis(
    registre: Path, roriq: Roriq, repondre: Repondre
) -> None:
    reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--region", "04")
    dit = repondre([], "admettre", X)
    assert (dit.code, "formulaire" in dit.erreur) == (3, False)
    attester(roriq)
    dit = repondre(["2026-11-20", "18 novembre 2026", "o"], "admettre", X)
    assert "Le jour où le formulaire est reçu (Entrée : le samedi 21 novembre 2026) : " in dit.erreur
    assert "formulaire signé le 18 novembre 2026 et reçu le 20 novembre 2026" in dit.erreur
    assert "recu_le: 2026-11-20, signe_le: 2026-11-18" in fiche(registre, X)


def attester(roriq: Roriq) -> None:
    for critere in ("tcri", "regionalisation"):
        reussir(roriq, "attester", X, "--critere", critere, "--source", "Courriel")


def test_la_levee_au_terme_est_du_matin_qui_suit(registre: Path, repondre: Repondre, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "suspendre", X, *SANCTION, "--date", "2026-06-01", "--jusqu-au", "2026-09-30")
    dit = repondre(["", "o"], "lever", X, "--au-terme").erreur
    assert "Le jour où la suspension est levée (Entrée : le jeudi 1er octobre 2026) : " in dit
    assert dernier(registre).trailers["Roriq-Date"] == ["2026-10-01"]


def test_un_terme_qui_n_est_pas_passe_se_refuse_sans_rien_demander(
    registre: Path, repondre: Repondre, roriq: Roriq
) -> None:
    membre(registre)
    reussir(roriq, "suspendre", X, *SANCTION, "--date", "2026-06-01", "--jusqu-au", "2026-12-31")
    dit = repondre([], "lever", X, "--au-terme")
    assert (dit.code, "Le jour" in dit.erreur) == (3, False)


@pytest.mark.parametrize(
    ("argv", "question", "evenement"),
    [
        (("suspendre", X, *SANCTION), "Le premier jour de la suspension", "suspension"),
        (("expulser", X, *SANCTION), "Le jour de l'expulsion", "expulsion"),
    ],
)
def test_ce_qui_se_decide_prend_effet_le_jour_de_la_decision(
    registre: Path, repondre: Repondre, argv: tuple[str, ...], question: str, evenement: str
) -> None:
    membre(registre)
    fin = ["2026-12-31"] if evenement == "suspension" else []
    dit = repondre(["", *fin, "o"], *argv).erreur
    assert f"{question} (Entrée : le mercredi 20 mai 2026) : " in dit
    assert f"date: 2026-05-20\n    evenement: {evenement}" in fiche(registre, X)
    assert ("jusqu_au: 2026-12-31" in fiche(registre, X)) is bool(fin)


def test_une_levee_decidee_prend_effet_ce_jour_la(registre: Path, repondre: Repondre, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "suspendre", X, *SANCTION, "--date", "2026-06-01")
    dit = repondre(["", "o"], "lever", X, *DECISION).erreur
    # The decision is older than the suspension: a history does not go back.
    assert "Le jour où la suspension est levée (Entrée : le lundi 1er juin 2026) : " in dit


def test_un_retrait_a_venir_demande_quand_il_est_annonce(registre: Path, repondre: Repondre) -> None:
    membre(registre)
    dit = repondre(["2026-12-31", "2026-11-18", "o"], "retirer", X)
    assert "Le jour où le retrait a été annoncé (Entrée : le samedi 21 novembre 2026) : " in dit.erreur
    assert (dit.code, "recu_le: 2026-11-18" in fiche(registre, X)) == (0, True)


def test_une_fermeture_est_du_jour_ou_elle_a_eu_lieu(registre: Path, repondre: Repondre) -> None:
    membre(registre)
    dit = repondre(["2026-09-30", "o"], "fermer", X, "--source-titre", "REQ")
    assert "le mercredi 30 septembre 2026" in dit.erreur
    assert "date: 2026-09-30\n    evenement: fermeture" in fiche(registre, X)


@pytest.mark.parametrize("argv", [("--oui",), ("--essai",)])
def test_qui_ne_confirme_rien_garde_les_jours_d_avant(
    registre: Path, repondre: Repondre, argv: tuple[str, ...]
) -> None:
    membre(registre)
    dit = repondre([], "retirer", X, *argv)
    assert (dit.code, "Le jour" in dit.erreur) == (0, False)
    assert "2026-11-21" in dit.tout + fiche(registre, X)


# How long an answer of the TCRI holds.


def test_la_fin_d_une_reponse_est_celle_de_la_liste(registre: Path, repondre: Repondre, roriq: Roriq) -> None:
    membre(registre)
    liste_tcri(registre, "2026-04-01", "2027-03-31")
    argv = ("attester", X, "--critere", "tcri", "--reponse", "non", "--source", "Courriel de la TCRI")
    dit = repondre(["", "o"], *argv).erreur
    assert "Le dernier jour où la réponse vaut, inclusivement (Entrée : le mercredi 31 mars 2027) : " in dit
    assert "qui vaut jusqu'au 31 mars 2027 inclusivement" in dit
    assert "valide_jusqu_au: 2027-03-31" in fiche(registre, X)
    assert "non, selon l'attestation" in roriq("admissibilite", X, "--au", "2027-02-01").sortie


@pytest.mark.parametrize(
    ("le", "fin"),
    [("2026-11-20", "19 novembre 2027"), ("2024-02-29", "28 février 2025"), ("2026-03-01", "28 février 2027")],
)
def test_sans_liste_une_reponse_vaut_un_an(registre: Path, repondre: Repondre, le: str, fin: str) -> None:
    membre(registre)
    dit = repondre(["", "o"], "attester", X, "--critere", "tcri", "--source", "Courriel", "--verifie-le", le).erreur
    assert f"qui vaut jusqu'au {fin} inclusivement" in dit


def test_un_non_sans_fin_dit_qu_elle_ne_tient_pas(registre: Path, repondre: Repondre, roriq: Roriq) -> None:
    membre(registre)
    dit = reussir(roriq, "attester", X, "--critere", "tcri", "--reponse", "non", "--source", "Courriel").erreur.replace(
        "\u00a0", " "
    )
    assert "ce « non » ne vaut que pour le 21 novembre 2026 : dès le lendemain, il ne répond plus." in dit
    assert "lendemain" not in reussir(roriq, "attester", X, "--critere", "tcri", "--source", "Courriel").erreur
    argv = ("--critere", "regionalisation", "--source", "Courriel")
    assert "lendemain" not in reussir(roriq, "attester", X, *argv).erreur
    assert "Le dernier jour" not in repondre(["o"], "attester", X, *argv).erreur


def test_une_ligne_que_le_plus_proche_ne_prend_pas_va_au_suivant(
    registre: Path, repondre: Repondre, roriq: Roriq, tmp_path: Path
) -> None:
    """Offered to whom it fits best; « aucune de ces lignes », and the next one is asked."""
    for nom in ("Accueil Exemple", "Accueil Exemple du Nord"):
        reussir(roriq, "ajouter", "--nom", nom, "--region", "04")
    recue = tmp_path / "l.csv"
    recue.write_text("Organisme\nAccueil Exemple du Nort\n", encoding="utf-8")
    argv = ("tcri", "importer", str(recue), "--etabli-le", "2026-04-01", "--valide-jusqu-au", "2027-03-31")
    dit = repondre(["2", "1", "o"], *argv, "--statut", "en-regle").erreur
    premiere, _, seconde = dit.partition("de l'organisme Accueil Exemple du Nord (")
    assert "quelle ligne" in premiere
    assert "de l'organisme Accueil Exemple (" in seconde
    assert "tcri: accueil-exemple-du-nort" in fiche(registre, X)
    assert "tcri:" not in fiche(registre, "accueil-exemple-du-nord")
