"""Which of two versions is the register as others have it, and what Git says of a merge under way."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from roriq_cli.errors import Refus
from roriq_cli.registre.union import reunion
from tests.registre.conftest import Git, poser

AUJOURD_HUI = date(2026, 11, 21)
ACCUEIL = "data/organismes/accueil.yaml"
SOURCE = "sources:\n  - {{titre: {}}}\n"


def consigner(registre: Path, git: Git, titre: str) -> None:
    texte = 'id: accueil\nnom: Accueil\nregion: "04"\n' + SOURCE.format(titre)
    poser(registre, "accueil", texte)
    git("add", "--all")
    git("commit", "--quiet", "--message", titre)


@pytest.fixture
def ecartees(registre: Path, git: Git) -> Path:
    """main and « autre », that each changed the same line."""
    consigner(registre, git, "Base")
    git("switch", "--quiet", "--create", "autre")
    consigner(registre, git, "Autre")
    git("switch", "--quiet", "main")
    consigner(registre, git, "Main")
    return registre


def fusionner(registre: Path, git: Git, ici: str, venu: str) -> reunion.EnCours:
    git("switch", "--quiet", ici)
    fini = subprocess.run(["git", "merge", "--quiet", venu], cwd=registre, capture_output=True, check=False)
    assert fini.returncode
    return reunion.lire(registre)


def suivi(git: Git, **tetes: str) -> None:
    """What a shared place was last seen at."""
    git("remote", "add", "origin", "https://example.org/registre.git")
    for nom, revision in tetes.items():
        git("update-ref", f"refs/remotes/origin/{nom}", revision)


@pytest.mark.parametrize(("ici", "venu", "recu_est_venu"), [("main", "autre", False), ("autre", "main", True)])
def test_sans_endroit_commun_la_branche_courante_fait_foi(
    ici: str, venu: str, recu_est_venu: bool, ecartees: Path, git: Git
) -> None:
    en_cours = fusionner(ecartees, git, ici, venu)
    assert en_cours.recu_est_venu is recu_est_venu
    assert en_cours.recu == git("rev-parse", "main")
    assert [f.chemin for f in en_cours.fiches] == [ACCUEIL]
    assert {c: "Base" in (t or "") for c, t in en_cours.fiches[0].versions.items()} == {
        "base": True,
        "ici": False,
        "venu": False,
    }


def test_ce_que_l_endroit_commun_a_passe_avant_la_branche_d_ici(ecartees: Path, git: Git) -> None:
    """git pull, on main: main has facts that nobody else has."""
    suivi(git, main="autre")
    assert fusionner(ecartees, git, "main", "autre").recu_est_venu


def test_l_endroit_commun_qui_n_a_ni_l_un_ni_l_autre_ne_dit_rien(ecartees: Path, git: Git) -> None:
    suivi(git, main="main~1")
    assert not fusionner(ecartees, git, "main", "autre").recu_est_venu


def test_l_endroit_commun_dit_sa_branche(ecartees: Path, git: Git) -> None:
    suivi(git, registre="autre")
    git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/registre")
    assert fusionner(ecartees, git, "main", "autre").recu_est_venu


def test_la_branche_suivie_quand_rien_d_autre_ne_le_dit(ecartees: Path, git: Git) -> None:
    git("switch", "--quiet", "--create", "proposition/x", "main")
    git("branch", "--quiet", "--delete", "--force", "main")
    suivi(git, x="autre")
    git("config", "branch.proposition/x.remote", "origin")
    git("config", "branch.proposition/x.merge", "refs/heads/x")
    git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    assert fusionner(ecartees, git, "proposition/x", "autre").recu_est_venu


def test_rien_ne_le_dit(ecartees: Path, git: Git) -> None:
    git("branch", "--quiet", "--move", "main", "tronc")
    assert not fusionner(ecartees, git, "tronc", "autre").recu_est_venu


def test_une_fiche_renommee_des_deux_cotes(ecartees: Path, git: Git) -> None:
    for branche, nom in (("autre", "un"), ("main", "deux")):
        git("switch", "--quiet", branche)
        git("mv", ACCUEIL, f"data/organismes/{nom}.yaml")
        git("commit", "--quiet", "--message", nom)
    en_cours = fusionner(ecartees, git, "main", "autre")
    _unies, desaccords = reunion.unir(en_cours, AUJOURD_HUI)
    raisons = {Path(d.chemin).stem: (str(d.raison), d.garder) for d in desaccords}
    assert {*raisons} == {"accueil", "un", "deux"}
    assert all("n'est plus là d'un côté" in raison for raison, _garder in raisons.values())
    assert not any(garder for _raison, garder in raisons.values())  # Git put its marks in both


def test_un_git_qui_ne_garde_pas_ce_qu_il_a_laisse(ecartees: Path, git: Git) -> None:
    """Without AUTO_MERGE, marks are enough to know that nobody settled the file."""
    en_cours = fusionner(ecartees, git, "main", "autre")
    git("update-ref", "-d", "AUTO_MERGE")
    reunion.verifier_intactes(ecartees, en_cours)
    poser(ecartees, "accueil")
    with pytest.raises(Refus, match="a été modifiée à la main"):
        reunion.verifier_intactes(ecartees, en_cours)


def test_des_noms_difficiles_et_un_fichier_qui_n_est_pas_une_fiche(registre: Path, git: Git) -> None:
    """Names that Git could take for patterns are files like others."""
    noms = ["data/organismes/a b\u00e9'.yaml", "data/organismes/*.yaml", "data/registre.yaml"]
    for branche in ("main", "autre"):
        git("switch", "--quiet", *([] if branche == "main" else ["--create"]), branche)
        for nom in noms:
            (registre / nom).write_text(f"nom: {branche}\n", encoding="utf-8")
        git("add", "--all")
        git("commit", "--quiet", "--message", branche)
        if branche == "main":
            git("tag", "tronc")
    git("switch", "--quiet", "main")
    for nom in noms:
        (registre / nom).write_text("nom: encore\n", encoding="utf-8")
    git("commit", "--quiet", "--all", "--message", "encore")
    en_cours = fusionner(registre, git, "main", "autre")
    assert sorted(f.chemin for f in en_cours.fiches) == sorted(noms[:2])
    assert en_cours.autres == ("data/registre.yaml",)


def test_ce_qui_ne_se_relit_pas_n_est_pas_garde(ecartees: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    en_cours = fusionner(ecartees, git, "main", "autre")
    monkeypatch.setattr(reunion, "fondre", lambda *_arguments: "id: [\n")
    unies, desaccords = reunion.unir(en_cours, AUJOURD_HUI)
    assert not unies
    assert "ne peut pas être lue une fois réunie" in str(desaccords[0].raison)
