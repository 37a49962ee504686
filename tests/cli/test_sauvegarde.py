"""One file for a whole registry: made, proved, and made a registry again."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.outils import git, membre, retoucher, reussir, suspendu
from tests.conftest import Roriq

X = "accueil-exemple"


@pytest.fixture
def sauve(registre: Path, roriq: Roriq, tmp_path: Path) -> Path:
    """The backup of a registry with a member."""
    membre(registre)
    fichier = tmp_path / "sauvegarde" / "r.bundle"
    fichier.parent.mkdir()
    reussir(roriq, "sauvegarder", str(fichier))
    return fichier


def test_un_registre_se_refait_de_sa_sauvegarde(registre: Path, sauve: Path, roriq: Roriq, tmp_path: Path) -> None:
    place = tmp_path / "ailleurs" / "refait"
    dit = reussir(roriq, "restaurer", str(sauve), str(place))
    assert "1 fiche d'organisme" in dit.erreur
    assert git(place, "rev-parse", "HEAD") == git(registre, "rev-parse", "HEAD")
    assert git(place, "remote") == git(place, "status", "--porcelain") == ""
    assert git(place, "branch", "--show-current").strip() == "main"
    for argv in (("rapport", "--diffusion"), ("lister",), ("journal",)):
        lus = [json.loads(reussir(roriq, "-R", str(r), *argv, "--format", "json").sortie) for r in (registre, place)]
        assert lus[0] == lus[1]
    (commande,) = re.findall(r"Pour le voir\u00a0: roriq (.+)", dit.erreur)
    reussir(roriq, *shlex.split(commande))
    reussir(roriq, "-R", str(place), "retirer", X, "--date", "2026-11-02")


def test_une_proposition_est_dans_la_sauvegarde(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    reussir(roriq, "retirer", X, "--date", "2026-11-02", "--proposer")
    reussir(roriq, "sauvegarder", str(tmp_path / "r.bundle"))
    reussir(roriq, "restaurer", str(tmp_path / "r.bundle"), str(tmp_path / "refait"))
    assert "1 proposition" in reussir(roriq, "-R", str(tmp_path / "refait"), "suivi").sortie


def test_ce_qui_n_est_pas_consigne_est_dit(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    retoucher(registre, X, 'region: "04"\n', 'region: "04"\nville: Shawinigan\n')
    dit = reussir(roriq, "sauvegarder", str(tmp_path / "r.bundle"))
    assert "1 fichier modifié n'est pas consigné" in dit.erreur


def test_rien_n_est_remplace(sauve: Path, registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    avant = sauve.read_bytes()
    suspendu(registre)
    assert roriq("sauvegarder", str(sauve)).code == 3
    assert sauve.read_bytes() == avant
    reussir(roriq, "sauvegarder", str(sauve), "--remplacer")
    assert sauve.read_bytes() != avant
    plein = tmp_path / "plein"
    plein.mkdir()
    (plein / "x").write_text("x", encoding="utf-8")
    for place in (plein, plein / "x"):
        assert roriq("restaurer", str(sauve), str(place)).code == 3
    assert [p.name for p in plein.iterdir()] == ["x"]
    assert roriq("sauvegarder", str(registre / "data" / "r.bundle")).code == 2
    assert roriq("sauvegarder").code == roriq("restaurer").code == roriq("restaurer", str(sauve)).code == 2
    assert roriq("restaurer", str(tmp_path / "absent"), str(tmp_path / "y")).code == 2


@pytest.mark.parametrize("garde", [0, 10, 60, 200, -30])
def test_une_sauvegarde_abimee_ne_laisse_rien(sauve: Path, roriq: Roriq, tmp_path: Path, garde: int) -> None:
    abimee = tmp_path / "abimee.bundle"
    abimee.write_bytes(sauve.read_bytes()[:garde])
    place = tmp_path / "lieu" / "refait"
    reponse = roriq("restaurer", str(abimee), str(place))
    assert reponse.code == 3
    assert "Rien n'a été consigné." in reponse.erreur
    assert not place.exists()
    assert list(place.parent.iterdir() if place.parent.exists() else []) == []


def test_un_depot_sans_registre_n_en_est_pas_un(roriq: Roriq, tmp_path: Path, registre: Path) -> None:
    depot = tmp_path / "depot"
    depot.mkdir()
    git(depot, "init", "-q")
    (depot / "x").write_text("x", encoding="utf-8")
    git(depot, "add", "x")
    git(depot, "commit", "-qm", "x")
    git(depot, "bundle", "create", "-q", str(tmp_path / "x.bundle"), "--branches", "HEAD")
    reponse = roriq("restaurer", str(tmp_path / "x.bundle"), str(tmp_path / "refait"))
    assert reponse.code == 3
    assert "ne contient aucun registre" in reponse.erreur
    assert not (tmp_path / "refait").exists()


def test_ni_crochet_ni_lien_ne_viennent_d_une_sauvegarde(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    (registre / "lien").symlink_to("/etc/hostname")
    git(registre, "add", "lien")
    git(registre, "commit", "-qm", "un lien")
    reussir(roriq, "sauvegarder", str(tmp_path / "r.bundle"))
    reussir(roriq, "restaurer", str(tmp_path / "r.bundle"), str(tmp_path / "refait"))
    assert not (tmp_path / "refait" / "lien").is_symlink()
    assert not (tmp_path / "refait" / ".git" / "hooks").exists()
