"""A new registry: valid from its first commit, or nothing at all."""

import errno
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from roriq_cli.domaine.membres.genres import CHIFFRES, RESEAU
from roriq_cli.errors import Environnement
from roriq_cli.registre import ecriture
from roriq_cli.registre.analyse import lire
from roriq_cli.registre.creation import creer, fichiers
from tests.conftest import Roriq
from tests.registre.strategies import DIFFICILES


def dire(dossier: Path, *arguments: str) -> str:
    fini = subprocess.run(["git", *arguments], cwd=dossier, capture_output=True, encoding="utf-8", check=True)
    return fini.stdout.strip("\n")


def test_un_registre_neuf(tmp_path: Path, roriq: Roriq) -> None:
    racine = tmp_path / "a/b/mon registre"
    creer(racine, "RORIQ")
    assert dire(racine, "status", "--porcelain", "--branch") == "## main"
    assert dire(racine, "log", "--format=%s") == "registre: RORIQ"
    assert set(dire(racine, "ls-files").splitlines()) == set(fichiers("RORIQ"))
    valide = roriq("-R", str(racine), "valider")
    assert (valide.code, valide.erreur) == (0, "")
    assert roriq("-R", str(racine), "ajouter", "--nom", "Accueil Exemple", "--region", "04").code == 0


@pytest.mark.parametrize("nom", DIFFICILES)
def test_le_nom_du_reseau_est_relu(nom: str) -> None:
    assert lire(fichiers(nom)[RESEAU.lieu]).valeur == {"nom": nom}
    assert lire(fichiers(nom, fictif=True)[RESEAU.lieu]).valeur == {"nom": nom, "fictif": True}
    assert lire(fichiers(nom)[CHIFFRES.lieu]).valeur == {"chiffres": []}


@pytest.mark.parametrize("branche", ["main", "autre"])
def test_dans_un_depot_sans_commit(tmp_path: Path, branche: str) -> None:
    """Its first commit is on main, and holds the registry's own files alone."""
    dire(tmp_path, "init", "--quiet", f"--initial-branch={branche}")
    dire(tmp_path, "remote", "add", "origin", "https://exemple.org/registre.git")
    (tmp_path / "membres.xlsx").write_text("prenom.nom@example.org")
    dire(tmp_path, "add", "membres.xlsx")
    (tmp_path / "membres.xlsx").unlink()
    creer(tmp_path, "RORIQ")
    assert dire(tmp_path, "status", "--porcelain", "--branch") == "## main\nAD membres.xlsx"
    assert set(dire(tmp_path, "ls-tree", "-r", "--name-only", "HEAD").splitlines()) == set(fichiers("RORIQ"))
    assert dire(tmp_path, "remote") == "origin"


def test_dans_un_depot_qui_a_des_commits(tmp_path: Path) -> None:
    dire(tmp_path, "init", "--quiet", "--initial-branch=autre")
    dire(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "vide")
    (tmp_path / "note.txt").write_text("x\n")
    dire(tmp_path, "add", "note.txt")
    (tmp_path / "note.txt").unlink()
    creer(tmp_path, "RORIQ")
    assert dire(tmp_path, "status", "--porcelain", "--branch") == "## autre\nAD note.txt"
    assert set(dire(tmp_path, "ls-tree", "-r", "--name-only", "HEAD").splitlines()) == set(fichiers("RORIQ"))


def test_une_creation_manquee_rend_sa_branche_au_depot(tmp_path: Path) -> None:
    dire(tmp_path, "init", "--quiet", "--initial-branch=autre")
    with pytest.MonkeyPatch.context() as m:
        m.setattr(ecriture, "remplacer", _au_troisieme(OSError(errno.ENOSPC, "plein")))
        with pytest.raises(Environnement):
            creer(tmp_path, "RORIQ")
    assert dire(tmp_path, "symbolic-ref", "HEAD") == "refs/heads/autre"


def test_dans_un_arbre_secondaire(tmp_path: Path) -> None:
    """There `.git` is a file, and stays when all fails."""
    depot = tmp_path / "depot"
    depot.mkdir()
    dire(depot, "init", "--quiet")
    dire(depot, "commit", "--quiet", "--allow-empty", "--message", "vide")
    dire(depot, "worktree", "add", "--quiet", str(tmp_path / "arbre"))
    with pytest.MonkeyPatch.context() as m:
        m.setattr(ecriture, "remplacer", _echouer(OSError(errno.ENOSPC, "plein")))
        with pytest.raises(Environnement):
            creer(tmp_path / "arbre", "RORIQ")
    assert [p.name for p in (tmp_path / "arbre").iterdir()] == [".git"]
    creer(tmp_path / "arbre", "RORIQ")


def _echouer(erreur: BaseException) -> Callable[..., NoReturn]:
    def fonction(*arguments: Any, **options: Any) -> NoReturn:
        raise erreur

    return fonction


def _au_troisieme(erreur: BaseException) -> Callable[[Path, str], None]:
    """Two files are written, the third is not."""
    reste = iter((True, True))
    remplacer = ecriture.remplacer

    def fonction(chemin: Path, texte: str) -> None:
        if not next(reste, False):
            raise erreur
        remplacer(chemin, texte)

    return fonction


def _hook(maison: Path) -> None:
    """A hook for every repository of this person, that refuses."""
    modele = maison / "hooks/pre-commit"
    modele.parent.mkdir()
    modele.write_text("#!/bin/sh\necho refus >&2\nexit 1\n")
    modele.chmod(0o755)
    with (maison / ".gitconfig").open("a") as flux:
        flux.write(f"[core]\n\thooksPath = {modele.parent}\n")


PANNES: dict[str, Callable[[pytest.MonkeyPatch, Path], None]] = {
    "identité": lambda m, maison: (maison / ".gitconfig").unlink(),
    "hook": lambda m, maison: _hook(maison),
    "disque plein": lambda m, maison: m.setattr(ecriture, "remplacer", _au_troisieme(OSError(errno.ENOSPC, "plein"))),
    "clavier": lambda m, maison: m.setattr(ecriture, "remplacer", _au_troisieme(KeyboardInterrupt())),
    "git": lambda m, maison: m.setenv("PATH", "/n/existe/pas"),
    "dossier": lambda m, maison: m.setattr(Path, "mkdir", _echouer(PermissionError(errno.EACCES, "refus"))),
}


@pytest.mark.parametrize("nom", PANNES)
@pytest.mark.parametrize("lieu", ["profond", "vide", "depot"])
def test_une_creation_manquee_ne_laisse_rien(nom: str, lieu: str, tmp_path: Path, machine: Path) -> None:
    racine = {"profond": tmp_path / "a/b/c", "vide": tmp_path / "vide", "depot": tmp_path / "depot"}[lieu]
    if lieu != "profond":
        racine.mkdir()
    if lieu == "depot":
        dire(racine, "init", "--quiet", "--initial-branch=main")
    avant = sorted(p for p in tmp_path.rglob("*") if ".git/" not in p.as_posix())
    with pytest.MonkeyPatch.context() as m:
        PANNES[nom](m, machine)
        with pytest.raises(KeyboardInterrupt if nom == "clavier" else Environnement):
            creer(racine, "RORIQ")
    assert sorted(p for p in tmp_path.rglob("*") if ".git/" not in p.as_posix()) == avant
    if lieu == "depot":
        assert dire(racine, "status", "--porcelain") == ""
        assert dire(racine, "ls-files") == ""
    (machine / ".gitconfig").write_text("[user]\n\tname = Coordination\n\temail = essai@example.org\n")
    creer(racine, "RORIQ")
    assert dire(racine, "log", "--format=%s") == "registre: RORIQ"


def test_init_par_la_ligne_de_commande(tmp_path: Path, roriq: Roriq, machine: Path) -> None:
    (machine / ".gitconfig").write_text("")
    reponse = roriq("init", str(tmp_path / "a/b"))
    assert (reponse.code, "git config --global user.name" in reponse.erreur) == (4, True)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "fichier").write_text("x\n")
    reponse = roriq("init", str(tmp_path / "fichier/registre"))
    assert reponse.code in (3, 4)
    assert "Traceback" not in reponse.tout
    assert os.listdir(tmp_path) == ["fichier"]
