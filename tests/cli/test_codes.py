"""Every exit code, reached through the boundary: what is said, and that nothing is left behind."""

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock

from tests.cli.outils import (
    DECISION,
    RIEN,
    SANCTION,
    candidat,
    consigner,
    dernier,
    git,
    instantane,
    mal_taper,
    membre,
    poser,
    refuser,
    retoucher,
    reussir,
    sans_effet,
)
from tests.conftest import Roriq

X = "accueil-exemple"


def en_panne(*_arguments: object, **_options: object) -> NoReturn:
    raise RuntimeError("la panne du test")


def interrompre(*_arguments: object, **_options: object) -> NoReturn:
    raise KeyboardInterrupt


# 0 and 1.


def test_zero(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    for argv in ((), ("--help",), ("-h",), ("--version",), ("lister",), ("valider",), ("retirer", X)):
        reussir(roriq, *argv)


def test_un_quand_la_reponse_est_non(registre: Path, roriq: Roriq) -> None:
    poser(registre, "casse", "id: casse\n")
    for argv in (("valider",), ("valider", "--revision", "HEAD"), ("valider", "--format", "json")):
        reponse = roriq(*argv)
        assert (reponse.code, reponse.erreur) == (1, "")
        assert reponse.sortie


def test_un_quand_rien_ne_peut_etre_evalue(registre: Path, roriq: Roriq) -> None:
    chemin = poser(registre, X, "id: accueil-exemple\n")
    chemin.unlink()
    chemin.mkdir()
    assert roriq("valider").code == 1
    (registre / "data/registre.yaml").write_text("nom: [\n", encoding="utf-8")
    assert roriq("valider", "data/registre.yaml").code == 1


# 2.


@pytest.mark.parametrize(
    "argv",
    [
        ("inconnue",),
        ("--inconnue",),
        ("-R",),
        ("-R", "/nulle/part", "suspendre"),
        ("suspendre", X),
        ("suspendre", X, *SANCTION, "--inconnue"),
        ("suspendre", X, *SANCTION, "de", "trop"),
        ("suspendre", X, *SANCTION, "--jusqu-au"),
        ("suspendre", X, *SANCTION, "--date", "2026-02-29"),
        ("lever", X, "--au-terme", *DECISION),
        ("--completion", "tcsh"),
    ],
    ids=" ".join,
)
def test_deux_meme_sans_registre(
    roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    """What is wrong as typed is judged before anything is looked for."""
    monkeypatch.chdir(tmp_path)
    reponse = roriq(*argv)
    assert (reponse.code, reponse.sortie) == (2, "")
    assert "Traceback" not in reponse.erreur
    assert list(tmp_path.iterdir()) == []


def test_deux_pour_une_variable_mal_ecrite(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    membre(registre)
    monkeypatch.setenv("RORIQ_AUJOURDHUI", "21 novembre 2026")
    assert "RORIQ_AUJOURDHUI" in mal_taper(roriq, registre, "retirer", X)


def test_deux_dit_ou_est_l_aide(roriq: Roriq) -> None:
    assert roriq("lister", "--format", "xml").erreur.endswith("Pour l'aide\u00a0: roriq lister --help\n")
    assert roriq("lister", "--xyz").erreur.endswith("Pour l'aide\u00a0: roriq lister --help\n")
    assert roriq("--xyz").erreur.endswith("Pour l'aide\u00a0: roriq --help\n")


def test_deux_dit_ou_est_l_aide_meme_sans_valeur(roriq: Roriq) -> None:
    assert "roriq lister --help" in roriq("lister", "--au").erreur


# 3 is everywhere in test_actes and test_fiches.


def test_trois(registre: Path, roriq: Roriq) -> None:
    refuser(roriq, registre, "retirer", "inconnu")
    assert roriq("afficher", "inconnu").code == 3
    assert roriq("init", str(registre)).code == 3


@pytest.mark.parametrize("contenu", ["fichier", "registre", "plein"])
def test_init_n_ecrase_rien(roriq: Roriq, tmp_path: Path, contenu: str) -> None:
    dossier = tmp_path / "ici"
    if contenu == "fichier":
        dossier.write_text("x", encoding="utf-8")
    else:
        (dossier / ("data" if contenu == "registre" else "photos")).mkdir(parents=True)
    avant = sorted(tmp_path.rglob("*"))
    for commande in ("init", "demo"):
        reponse = roriq(commande, str(dossier))
        assert (reponse.code, reponse.sortie) == (3, "")
        assert RIEN in reponse.erreur
        assert sorted(tmp_path.rglob("*")) == avant
    assert "DOSSIER" in roriq("init").erreur
    assert roriq("init").code == 2


def test_init_fait_un_registre_juste(roriq: Roriq, tmp_path: Path) -> None:
    racine = tmp_path / "a b" / "c"
    dit = reussir(roriq, "init", str(racine), "--nom", "Réseau d'essai").erreur
    assert f'  cd "{racine}"\n' in dit
    assert "  roriq ajouter\n" in dit
    assert git(racine, "branch", "--show-current") == "main\n"
    assert git(racine, "status", "--porcelain") == ""
    assert "nom: Réseau d'essai\n" in (racine / "data/registre.yaml").read_text(encoding="utf-8")
    assert (racine / ".gitattributes").read_text(encoding="utf-8").startswith("*.yaml text eol=lf\n")
    assert "organisme.schema.json" in {p.name for p in (racine / "schemas").iterdir()}
    assert reussir(roriq, "-R", str(racine), "valider").sortie.endswith("0 erreur, 0 avertissement.\n")
    assert dernier(racine).sujet == "registre: Réseau d'essai"
    defaut = tmp_path / "defaut"
    reussir(roriq, "init", str(defaut))
    assert "nom: RORIQ\n" in (defaut / "data/registre.yaml").read_text(encoding="utf-8")


# 4.


def test_un_crochet_qui_refuse(registre: Path, roriq: Roriq) -> None:
    """Its words are shown, inert; the file, the index and the branches are as before."""
    membre(registre)
    crochet = registre / ".git/hooks/pre-commit"
    crochet.write_text("#!/bin/sh\nprintf 'Non : \\033[31m[red]{0}\\n' >&2\nexit 1\n", encoding="utf-8")
    crochet.chmod(0o755)
    (registre / "autre.txt").write_text("x", encoding="utf-8")
    git(registre, "add", "autre.txt")
    for argv in (
        ("retirer", X),
        ("ajouter", "--nom", "Relais Exemple", "--region", "05"),
        ("retirer", X, "--proposer"),
    ):
        erreur = sans_effet(roriq, registre, 4, *argv).erreur
        assert "  | Non : <U+001B>[31m[red]{0}" in erreur
        assert "rien n'a été consigné" in erreur.replace("\u00a0", " ")


def test_les_crochets_du_message_sont_appeles(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    crochet = registre / ".git/hooks/commit-msg"
    crochet.write_text('#!/bin/sh\ncat "$1" >&2\nexit 1\n', encoding="utf-8")
    crochet.chmod(0o755)
    assert "  | retrait(accueil-exemple): Accueil Exemple" in sans_effet(roriq, registre, 4, "retirer", X).erreur


def test_un_verrou_tenu(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    with FileLock(registre / ".git/roriq.lock"):
        erreur = sans_effet(roriq, registre, 4, "retirer", X).erreur
        assert RIEN in erreur
        reussir(roriq, "lister")
    consigner(roriq, registre, X, "retrait", "2026-11-21", "retirer", X)


def test_une_identite_manquante(
    registre: Path, roriq: Roriq, machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Two lines to type, alone on their lines; an identity given by variables is one."""
    membre(registre)
    (machine / ".gitconfig").write_text("", encoding="utf-8")
    for argv in (("retirer", X), ("retirer", X, "--proposer")):
        lignes = sans_effet(roriq, registre, 4, *argv).erreur.splitlines()
        assert lignes[1].startswith("  git config --global user.name ")
        assert lignes[2].startswith("  git config --global user.email ")
    reponse = roriq("init", str(tmp_path / "nouveau"))
    assert reponse.code == 4
    assert not (tmp_path / "nouveau").exists()
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Coordination")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "essai@example.org")
    reussir(roriq, "retirer", X)


@pytest.mark.parametrize("temoin", ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"])
def test_une_fusion_en_cours(registre: Path, roriq: Roriq, temoin: str) -> None:
    membre(registre)
    chemin = registre / ".git" / temoin
    if temoin.startswith("rebase"):
        chemin.mkdir()
    else:
        chemin.write_text(git(registre, "rev-parse", "HEAD"), encoding="utf-8")
    assert RIEN in sans_effet(roriq, registre, 4, "retirer", X).erreur
    reussir(roriq, "lister")


def test_une_vraie_fusion_en_cours(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    for branche, ville in (("une", "Shawinigan"), ("autre", "Trois-Rivières")):
        git(registre, "switch", "-qc", branche, "main")
        retoucher(registre, X, 'region: "04"\n', f'region: "04"\nville: {ville}\n')
        git(registre, "commit", "-qam", ville)
    assert subprocess.run(["git", "merge", "-q", "une"], cwd=registre, capture_output=True, check=False).returncode
    erreur = sans_effet(roriq, registre, 4, "ajouter", "--nom", "Relais Exemple", "--region", "05").erreur
    assert RIEN in erreur
    assert roriq("valider").code == 1


def test_une_tete_detachee(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    git(registre, "checkout", "-q", "--detach")
    erreur = sans_effet(roriq, registre, 4, "retirer", X).erreur
    assert "une version passée du registre" in erreur
    assert "git switch main" in erreur
    assert reussir(roriq, "rapport").sortie
    assert "git push" not in reussir(roriq, "retirer", X, "--proposer").erreur


def test_une_tete_detachee_nomme_une_branche_qui_existe(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    git(registre, "branch", "-m", "main", "principale")
    git(registre, "checkout", "-q", "--detach")
    assert "git switch main" not in sans_effet(roriq, registre, 4, "retirer", X).erreur


def test_hors_de_git(roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    racine = tmp_path / "sans-git"
    (racine / "data/organismes").mkdir(parents=True)
    for argv in (("ajouter", "--nom", "Accueil Exemple", "--region", "05"), ("journal",)):
        reponse = roriq("-R", str(racine), *argv)
        assert (reponse.code, reponse.sortie) == (4, "")
        assert "n'est pas suivi par Git" in reponse.erreur
    assert list((racine / "data/organismes").iterdir()) == []


def test_git_absent(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    membre(registre)
    monkeypatch.setenv("PATH", str(tmp_path))
    for argv in (("retirer", X), ("journal",), ("lister", "--revision", "HEAD")):
        reponse = roriq(*argv)
        assert (reponse.code, reponse.sortie) == (4, "")
        assert "Git n'est pas installé" in reponse.erreur


def test_sans_aucun_commit(roriq: Roriq, tmp_path: Path) -> None:
    racine = tmp_path / "neuf"
    (racine / "data/organismes").mkdir(parents=True)
    git(tmp_path, "init", "-q", "neuf")
    assert reussir(roriq, "-R", str(racine), "journal").sortie == "Aucun fait n'a encore été consigné.\n"
    assert reussir(roriq, "-R", str(racine), "rapport").sortie
    for argv in (("lister", "--revision", "HEAD"), ("lister", "--su-le", "2026-11-21")):
        assert roriq("-R", str(racine), *argv).code == 4
    reussir(roriq, "-R", str(racine), "ajouter", "--nom", "Accueil Exemple", "--region", "05")
    assert dernier(racine).sujet == "demande(accueil-exemple): Accueil Exemple"


def test_un_dossier_protege(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever the tests run as: the disk itself refuses."""
    membre(registre)

    def refus(*_arguments: object, **_options: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkstemp", refus)
    erreur = sans_effet(roriq, registre, 4, "retirer", X).erreur
    assert "Le disque refuse d'écrire la fiche" in erreur
    assert RIEN in erreur


# 70.


@pytest.mark.parametrize("langue", ["fr", "en"])
def test_une_panne_se_dit_et_se_garde(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, langue: str
) -> None:
    dossier = tmp_path / "traces"
    dossier.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(dossier))
    monkeypatch.setattr("roriq_cli.cli.lire.ouverture.charger", en_panne)
    monkeypatch.setenv("RORIQ_LANGUE", langue)
    reponse = roriq("lister")
    assert (reponse.code, reponse.sortie) == (70, "")
    assert "Traceback" not in reponse.erreur
    assert "RuntimeError" not in reponse.erreur
    (trace,) = dossier.iterdir()
    assert str(trace) in reponse.erreur
    assert "la panne du test" in trace.read_text(encoding="utf-8")


def test_une_panne_en_ecrivant_ne_laisse_rien(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    membre(registre)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("roriq_cli.registre.ecriture._commettre", en_panne)
    sans_effet(roriq, registre, 70, "retirer", X)
    sans_effet(roriq, registre, 70, "ajouter", "--nom", "Relais Exemple", "--region", "05")


# 130.


def test_une_interruption(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    membre(registre)
    monkeypatch.setattr("roriq_cli.registre.ecriture._commettre", interrompre)
    erreur = sans_effet(roriq, registre, 130, "retirer", X).erreur
    assert RIEN in erreur
    monkeypatch.setattr("roriq_cli.cli.lire.ouverture.charger", interrompre)
    assert roriq("lister").code == 130


@pytest.mark.parametrize(
    ("reponses", "argv"),
    [
        ("", ("suspendre",)),
        ("1\n", ("suspendre",)),
        ("", ("retirer", X)),
        ("n\n", ("retirer", X)),
        ("NON\n", ("retirer", X)),
        ("peut-être\nno\n", ("retirer", X)),
        ("", ("ajouter",)),
        ("Relais Exemple\n", ("ajouter",)),
    ],
)
def test_une_question_sans_reponse_ou_refusee(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, reponses: str, argv: tuple[str, ...]
) -> None:
    membre(registre)
    monkeypatch.setattr("roriq_cli.cli.questions.au_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(reponses))
    assert RIEN in sans_effet(roriq, registre, 130, *argv).erreur


def test_un_lecteur_parti_n_est_pas_une_erreur(registre: Path) -> None:
    """« roriq regle | head -1 »."""
    lecture, ecriture = os.pipe()
    os.close(lecture)
    fini = subprocess.run(
        [sys.executable, "-m", "roriq_cli", "regle"], stdout=ecriture, stderr=subprocess.PIPE, check=False
    )
    os.close(ecriture)
    assert (fini.returncode, fini.stderr) == (0, b"")


def test_les_variables_de_git_d_un_crochet_ne_trompent_pas(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A hook that calls us sets variables that point at its own repository."""
    candidat(registre)
    git(tmp_path, "init", "-q", "ailleurs")
    avant = instantane(registre)
    for variable, valeur in (
        ("GIT_DIR", "ailleurs/.git"),
        ("GIT_WORK_TREE", "ailleurs"),
        ("GIT_INDEX_FILE", "ailleurs/.git/index"),
    ):
        monkeypatch.setenv(variable, str(tmp_path / valeur))
    reussir(roriq, "retirer", X)
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(variable)
    assert instantane(registre) != avant
    assert dernier(registre).sujet == "retrait(accueil-exemple): Accueil Exemple"
    assert list((tmp_path / "ailleurs").iterdir()) == [tmp_path / "ailleurs/.git"]
