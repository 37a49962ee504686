"""`consigner`: what was changed by hand is checked, and recorded as the facts it is."""

from pathlib import Path

import pytest

from tests.cli.outils import dernier, fiche, git, instantane, refuser, retoucher, reussir, sans_effet
from tests.conftest import Roriq

ID = "accueil-exemple"
NOUVEAU = ("ajouter", "--nom", "Accueil Exemple", "--region", "04", "--regionalisation", "Formulaire")
RETRAIT = "  - date: 2026-11-20\n    evenement: retrait\n    recu_le: 2026-11-20\n"


@pytest.fixture
def peuple(registre: Path, roriq: Roriq) -> Path:
    reussir(roriq, *NOUVEAU, "--date", "2026-11-01")
    return registre


def ajouter_lignes(racine: Path, lignes: str) -> None:
    chemin = racine / f"data/organismes/{ID}.yaml"
    chemin.write_text(fiche(racine, ID) + lignes, encoding="utf-8")


def test_un_fait_ecrit_a_la_main_devient_un_fait(peuple: Path, roriq: Roriq) -> None:
    ajouter_lignes(peuple, RETRAIT + "# une remarque\n")
    texte = fiche(peuple, ID)
    reponse = reussir(roriq, "consigner", ID)
    assert "C'est consigné : l'organisme Accueil Exemple se retire" in reponse.erreur.replace("\u00a0", " ")
    fait = dernier(peuple)
    assert fait.sujet == f"retrait({ID}): Accueil Exemple"
    assert fait.trailers["Roriq-Evenement"] == ["retrait"]
    assert fait.trailers["Roriq-Date"] == ["2026-11-20"]
    assert fiche(peuple, ID) == texte
    assert git(peuple, "status", "--porcelain") == ""
    reussir(roriq, "annuler")
    assert "retrait" not in fiche(peuple, ID)


def test_tout_ce_qui_est_modifie_une_trace_par_fiche(peuple: Path, roriq: Roriq) -> None:
    retoucher(peuple, ID, "region:", "ville: Shawinigan\nregion:")
    nouvelle = fiche(peuple, ID).replace("Accueil Exemple", "Relais Exemple").replace(ID, "relais-exemple")
    (peuple / "data/organismes/relais-exemple.yaml").write_text(nouvelle, encoding="utf-8")
    retoucher_reseau(peuple, "avis: Registre d'exemple.\n")
    avant = int(git(peuple, "rev-list", "--count", "HEAD"))
    reussir(roriq, "consigner")
    assert int(git(peuple, "rev-list", "--count", "HEAD")) == avant + 3
    sujets = git(peuple, "log", "-3", "--format=%s").splitlines()
    assert set(sujets) == {
        f"modification({ID}): Accueil Exemple",
        "demande(relais-exemple): Relais Exemple",
        "modification(registre): Le fichier data/registre.yaml est modifié.",
    }
    assert git(peuple, "status", "--porcelain") == ""
    assert "Aucune fiche n'a été modifiée" in reussir(roriq, "consigner").erreur
    for _ in range(3):
        reussir(roriq, "annuler")
    assert "avis" not in (peuple / "data/registre.yaml").read_text(encoding="utf-8")


def retoucher_reseau(racine: Path, lignes: str) -> None:
    chemin = racine / "data/registre.yaml"
    chemin.write_text(chemin.read_text(encoding="utf-8") + lignes, encoding="utf-8")


def test_le_fichier_du_reseau_se_nomme_aussi(peuple: Path, roriq: Roriq) -> None:
    chemin = peuple / "data/registre.yaml"
    avant = chemin.read_text(encoding="utf-8")
    chemin.write_text("nom: [", encoding="utf-8")
    assert "roriq annuler --fiche registre" in refuser(roriq, peuple, "consigner")
    reussir(roriq, "annuler", "--fiche", "registre")
    assert chemin.read_text(encoding="utf-8") == avant
    retoucher_reseau(peuple, "avis: Un avis.\n")
    reussir(roriq, "consigner", "registre")
    assert git(peuple, "status", "--porcelain") == ""


def test_une_mise_en_page_se_consigne(peuple: Path, roriq: Roriq) -> None:
    ajouter_lignes(peuple, "# une remarque\n")
    reussir(roriq, "consigner", ID)
    assert "mise en page" in dernier(peuple).corps


def test_une_fiche_comme_elle_est(peuple: Path, roriq: Roriq) -> None:
    avant = instantane(peuple)
    assert "est comme elle a été consignée" in reussir(roriq, "consigner", ID).erreur
    assert instantane(peuple) == avant


@pytest.mark.parametrize(
    ("avant", "apres", "raison"),
    [
        ("date: 2026-11-01", "date: 2026-11-02", "passe du 1er novembre 2026 au 2 novembre 2026"),
        ("nom: Accueil Exemple", "nom: Accueil Essai", "son ancien nom n'est pas conservé"),
        ('region: "04"', 'region: "05"', "l'ancienne n'est pas conservée"),
    ],
)
def test_ce_qui_est_consigne_ne_se_reecrit_pas(peuple: Path, roriq: Roriq, avant: str, apres: str, raison: str) -> None:
    retoucher(peuple, ID, avant, apres)
    phrase = refuser(roriq, peuple, "consigner", ID)
    assert raison in phrase
    assert f"roriq annuler --fiche {ID}" in phrase


@pytest.mark.parametrize(
    ("lignes", "raison"),
    [
        ("  - date: 2026-11-20\n    evenement: levee\n", "n'a pas sa place"),
        ("  - date: 2026-10-20\n    evenement: retrait\n", "l'ordre du temps"),
        ("  - date: 2027-10-20\n    evenement: retrait\n", "n'est pas encore arrivé"),
    ],
)
def test_ce_qui_serait_une_erreur_ne_se_consigne_pas(peuple: Path, roriq: Roriq, lignes: str, raison: str) -> None:
    ajouter_lignes(peuple, lignes)
    assert raison in refuser(roriq, peuple, "consigner", ID)


def test_ce_qui_fait_tort_a_une_autre_fiche(peuple: Path, roriq: Roriq) -> None:
    reussir(roriq, "ajouter", "--nom", "Zone Exemple", "--region", "04", "--neq", "1145678901")
    retoucher(peuple, ID, "region:", 'neq: "1145678901"\nregion:')
    assert "1145678901" in refuser(roriq, peuple, "consigner", ID)


def test_une_fiche_illisible_effacee_ou_etrangere(peuple: Path, roriq: Roriq) -> None:
    chemin = peuple / f"data/organismes/{ID}.yaml"
    texte = fiche(peuple, ID)
    chemin.write_text("{{{", encoding="utf-8")
    assert "roriq valider" in refuser(roriq, peuple, "consigner", ID)
    chemin.unlink()
    assert "ne s'efface pas" in refuser(roriq, peuple, "consigner")
    chemin.write_text(texte, encoding="utf-8")
    (peuple / "data/notes.txt").write_text("x", encoding="utf-8")
    assert "Aucune fiche n'a été modifiée" in reussir(roriq, "consigner").erreur
    assert "n'est pas une fiche" in refuser(roriq, peuple, "consigner", "data/notes.txt")


def test_un_nom_de_fiche_qui_a_deja_servi(peuple: Path, roriq: Roriq) -> None:
    texte = fiche(peuple, ID)
    git(peuple, "rm", "-q", f"data/organismes/{ID}.yaml")
    git(peuple, "commit", "-qm", "à la main")
    (peuple / "data/organismes").mkdir(exist_ok=True)
    (peuple / f"data/organismes/{ID}.yaml").write_text(texte, encoding="utf-8")
    assert "a déjà servi" in refuser(roriq, peuple, "consigner")


def test_essai_et_hook_ne_laissent_rien(peuple: Path, roriq: Roriq) -> None:
    ajouter_lignes(peuple, RETRAIT)
    avant = instantane(peuple)
    assert "+    evenement: retrait" in reussir(roriq, "consigner", "--essai").sortie
    assert instantane(peuple) == avant
    hook = peuple / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    sans_effet(roriq, peuple, 4, "consigner")


def test_en_anglais(peuple: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    ajouter_lignes(peuple, RETRAIT)
    assert reussir(roriq, "record", ID).erreur.startswith("Recorded:")
    assert dernier(peuple).corps.startswith("L'organisme")
