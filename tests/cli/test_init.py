"""`roriq init`: what it asks, in whose name it records, where it warns, what it leaves, and what it says comes next."""

import json
import os
import shlex
from pathlib import Path

import pytest

from roriq_cli import plateforme
from roriq_cli.domaine.membres.genres import CHIFFRES, RESEAU
from roriq_cli.registre import creation, ecriture
from tests.cli.outils import git, reussir
from tests.cli.test_terminal import jouer
from tests.conftest import Reponse, Roriq

QUI = ("--signataire", "Coordination du RORIQ", "--courriel", "coordination@exemple.org")
LUI = "Coordination du RORIQ <coordination@exemple.org>"


def signature(racine: Path) -> str:
    """Who signed the last commit, both ways."""
    auteur, commetteur = git(racine, "log", "-1", "--format=%an <%ae>%n%cn <%ce>").splitlines()
    assert auteur == commetteur
    return auteur


def reglages(racine: Path) -> str:
    """What the repository itself says of who signs."""
    return git(racine, "config", "--local", "--list")


def personne(machine: Path) -> None:
    (machine / ".gitconfig").write_text("")


def dit(reponse: Reponse) -> str:
    return reponse.erreur.replace("\u00a0", " ")


# ---- In whose name.


def test_hors_d_un_terminal_l_identite_qui_est_la(tmp_path: Path, roriq: Roriq) -> None:
    reussir(roriq, "init", str(tmp_path / "r"))
    assert signature(tmp_path / "r") == "Coordination d'essai <essai@example.org>"
    assert "user." not in reglages(tmp_path / "r")


def test_sans_identite_les_lignes_a_taper(tmp_path: Path, roriq: Roriq, machine: Path) -> None:
    """Each line, typed as it is said, makes the command work."""
    personne(machine)
    racine = tmp_path / "Mon réseau"
    reponse = roriq("init", str(racine))
    assert reponse.code == 4
    assert not racine.exists()
    lignes = [shlex.split(ligne) for ligne in reponse.erreur.splitlines() if ligne.startswith("  ")]
    assert [mots[0] for mots in lignes] == ["git", "git", "roriq"]
    reussir(roriq, *lignes[2][1:])
    assert signature(racine) == LUI
    for mots in lignes[:2]:
        git(tmp_path, *mots[1:])
    reussir(roriq, "init", str(tmp_path / "autre"))
    assert signature(tmp_path / "autre") == LUI


def test_les_drapeaux_sont_pour_ce_registre(tmp_path: Path, roriq: Roriq) -> None:
    reussir(roriq, "init", str(tmp_path / "r"), "--nom", "Réseau Exemple", *QUI)
    assert signature(tmp_path / "r") == LUI
    assert "user.email=coordination@exemple.org" in reglages(tmp_path / "r")
    assert git(tmp_path, "config", "--global", "user.email") == "essai@example.org\n"
    reussir(roriq, "-R", str(tmp_path / "r"), "ajouter", "--nom", "Accueil Exemple", "--region", "04")
    assert signature(tmp_path / "r") == LUI


def test_l_identite_d_un_autre_depot_n_est_pas_la_sienne(
    tmp_path: Path, roriq: Roriq, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    personne(machine)
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "Autre")
    git(tmp_path, "config", "user.email", "autre@example.org")
    monkeypatch.chdir(tmp_path)
    assert roriq("init", "r").code == 4
    assert not (tmp_path / "r").exists()


def test_l_identite_d_un_depot_deja_la_est_la_sienne(tmp_path: Path, roriq: Roriq, machine: Path) -> None:
    personne(machine)
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "Coordination")
    git(tmp_path, "config", "user.email", "c@example.org")
    reussir(roriq, "init", str(tmp_path))
    assert signature(tmp_path) == "Coordination <c@example.org>"


@pytest.mark.parametrize(
    ("drapeaux", "manque"),
    [(QUI[:2], "Il manque --courriel."), (QUI[2:], "Il manque --signataire.")],
)
def test_un_nom_et_une_adresse_vont_ensemble(
    tmp_path: Path, roriq: Roriq, drapeaux: tuple[str, ...], manque: str
) -> None:
    reponse = roriq("init", str(tmp_path / "r"), *drapeaux)
    assert (reponse.code, manque in reponse.erreur) == (2, True)
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    "nom", ["", " ", "Coordination <x>", "a>b", "x\ny", "x\x1b[2J", "...", "info@exemple.org", "\u202ex"]
)
def test_un_nom_que_git_ne_dirait_pas(tmp_path: Path, roriq: Roriq, nom: str) -> None:
    reponse = roriq("init", str(tmp_path / "r"), "--signataire", nom, "--courriel", "c@exemple.org")
    assert reponse.code == 2
    assert "\x1b" not in reponse.tout
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    "courriel", ["", "exemple.org", "a@b", "a b@exemple.org", "<a@exemple.org>", "a@exemple.org\nb", "a@@exemple.org"]
)
def test_une_adresse_qui_n_en_est_pas_une(tmp_path: Path, roriq: Roriq, courriel: str) -> None:
    reponse = roriq("init", str(tmp_path / "r"), "--signataire", "Coordination", "--courriel", courriel)
    assert reponse.code == 2
    assert not (tmp_path / "r").exists()


# ---- At a terminal.


def test_au_terminal_tout_est_demande(tmp_path: Path, machine: Path) -> None:
    personne(machine)
    racine = tmp_path / "Réseau"
    fin = jouer(
        "init",
        str(racine),
        reponses=[
            ("Le nom du réseau (RORIQ si rien n'est dit) :", "Réseau Exemple\n"),
            ("Au nom de qui consigner :", "\n"),
            ("Au nom de qui consigner :", "Coordination <x>\n"),
            ("sans < ni > ni @.", "Coordination du RORIQ\n"),
            ("L'adresse de courriel du réseau :", "coordination\n"),
            ("une adresse de courriel comme info@exemple.org.", "coordination@exemple.org\n"),
        ],
    )
    assert fin.code == 0, fin.ecran
    assert "plutôt que celles d'une personne" in fin.ecran
    assert "Pour garder cette signature" not in fin.ecran
    assert signature(racine) == LUI
    assert "nom: Réseau Exemple\n" in (racine / RESEAU.lieu).read_text(encoding="utf-8")
    assert git(racine, "status", "--porcelain") == ""


def test_au_terminal_entree_garde_la_signature(tmp_path: Path) -> None:
    fin = jouer("init", str(tmp_path / "r"), reponses=[("Le nom du réseau", "\n"), ("Au nom de qui consigner :", "\n")])
    assert fin.code == 0
    assert "Git signe « Coordination d'essai », essai@example.org." in fin.ecran
    assert "user." not in reglages(tmp_path / "r")
    assert signature(tmp_path / "r") == "Coordination d'essai <essai@example.org>"


def test_au_terminal_une_autre_signature(tmp_path: Path) -> None:
    fin = jouer(
        "init",
        str(tmp_path / "r"),
        reponses=[
            ("Le nom du réseau", "\n"),
            ("Au nom de qui consigner :", "Coordination du RORIQ\n"),
            ("L'adresse de courriel du réseau :", "coordination@exemple.org\n"),
        ],
    )
    assert fin.code == 0
    assert signature(tmp_path / "r") == LUI
    assert "user.name=Coordination du RORIQ" in reglages(tmp_path / "r")


def test_au_terminal_seul_ce_qui_manque_est_demande(tmp_path: Path) -> None:
    fin = jouer("init", str(tmp_path / "a"), "--nom", "R", *QUI)
    assert (fin.code, "Au nom de qui" in fin.ecran, "Le nom du réseau" in fin.ecran) == (0, False, False)
    fin = jouer("init", str(tmp_path / "b"), "--nom", "R", *QUI[:2], reponses=[("L'adresse", "c@exemple.org\n")])
    assert signature(tmp_path / "b") == "Coordination du RORIQ <c@exemple.org>"
    fin = jouer(
        "init", str(tmp_path / "c"), "--nom", "R", *QUI[2:], reponses=[("Au nom", "\n"), ("Au nom", "Coordination\n")]
    )
    assert signature(tmp_path / "c") == "Coordination <coordination@exemple.org>"


@pytest.mark.parametrize("touche", ["\x04", "\x03"], ids=["fin", "ctrl-c"])
def test_partir_ne_laisse_rien(tmp_path: Path, touche: str) -> None:
    fin = jouer("init", str(tmp_path / "r"), reponses=[("Le nom du réseau", "R\n"), ("Au nom de qui", touche)])
    assert fin.code == 130
    assert list(tmp_path.iterdir()) == []


# ---- Where.


@pytest.mark.parametrize(
    "nom", ["registre", "Réseau d'accueil", "a/b/c", "$HOME", "~", "-x", "=egal", "@x", "virgule, etc"]
)
def test_un_dossier_relatif(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, nom: str) -> None:
    """« cd » and the folder, as they are said, lead there."""
    (tmp_path / "ici").mkdir()
    monkeypatch.chdir(tmp_path / "ici")
    dossier = f"./{nom}" if nom in ("~", "-x") else nom
    reponse = reussir(roriq, "init", dossier)
    (ligne,) = [ligne for ligne in reponse.erreur.splitlines() if ligne.startswith("  cd ")]
    mots = shlex.split(ligne)
    assert mots == ["cd", dossier]
    monkeypatch.chdir(mots[1])
    assert Path.cwd() == tmp_path / "ici" / nom
    assert roriq("valider").code == 0


def test_le_dossier_de_la_personne(machine: Path, roriq: Roriq) -> None:
    reussir(roriq, "init", "~/Mes registres/réseau")
    assert (machine / "Mes registres/réseau" / RESEAU.lieu).is_file()
    assert roriq("-R", "~/Mes registres/réseau", "lister").code == 0


def test_ici(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vide").mkdir()
    monkeypatch.chdir(tmp_path / "vide")
    reponse = reussir(roriq, "init", ".")
    assert "cd " not in reponse.erreur
    assert "Le registre est créé dans ce dossier. Rien" in reponse.erreur
    assert roriq("valider").code == 0


def test_ailleurs_par_des_points(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"Le registre est créé dans {tmp_path / 'autre'}. Rien" in reussir(roriq, "init", "autre/.").erreur


def test_ce_qu_on_dit_ensuite(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert dit(reussir(roriq, "init", "réseau")) == (
        "Le registre est créé dans réseau. Rien n'a quitté votre ordinateur.\n"
        "Pour la suite, entrez d'abord dans ce dossier :\n  cd réseau\n"
        "Si vos organismes sont dans une feuille de calcul :\n  roriq importer FICHIER\n"
        "Pour en consigner un seul :\n  roriq ajouter\n"
    )
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    anglais = reussir(roriq, "-R", "autre", "init", "network").erreur
    assert anglais == (
        "The register is created in network. Nothing has left your computer.\n"
        "To go on, first enter this folder:\n  cd network\n"
        "If your organizations are in a spreadsheet:\n  roriq import FILE\n"
        "To record a single one:\n  roriq add\n"
    )


def test_ce_qu_on_dit_ensuite_quand_un_autre_registre_est_d_usage(
    tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RORIQ_REGISTRE", str(tmp_path / "usuel"))
    erreur = reussir(roriq, "init", "neuf").erreur
    assert "cd " not in erreur
    assert "  roriq -R neuf ajouter\n" in erreur


@pytest.mark.parametrize(
    ("dossier", "code"),
    [
        ("", 2),
        ("~personne-de-ce-nom/r", 2),
        ("x" * 300, 4),
        ("boucle/r", 4),
        ("fichier", 3),
        ("fichier/r", 4),
        ("plein", 3),
    ],
)
def test_un_dossier_qui_ne_convient_pas(
    tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, dossier: str, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fichier").write_text("x\n")
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein/lettre.txt").write_text("x\n")
    (tmp_path / "boucle").symlink_to("boucle")
    avant = sorted(tmp_path.rglob("*"))
    for commande in ("init", "demo"):
        reponse = roriq(commande, dossier)
        assert reponse.code == code or (dossier == "boucle/r" and reponse.code == 2), reponse.erreur
        assert reponse.erreur.count("\n") <= 2
    assert sorted(tmp_path.rglob("*")) == avant
    assert roriq("-R", dossier or "x", "lister").code in (2, 4)


def test_deux_fois(registre: Path, roriq: Roriq) -> None:
    tete = git(registre, "rev-parse", "HEAD")
    reponse = roriq("init", str(registre))
    assert (reponse.code, "contient déjà un registre" in reponse.erreur) == (3, True)
    assert git(registre, "rev-parse", "HEAD") == tete


def test_dans_un_autre_depot(tmp_path: Path, roriq: Roriq) -> None:
    git(tmp_path, "init", "-q")
    erreur = dit(reussir(roriq, "init", str(tmp_path / "a/r")))
    assert f"Attention : ce dossier est à l'intérieur d'un autre, déjà suivi par Git ({tmp_path})." in erreur
    assert git(tmp_path / "a/r", "rev-parse", "--show-toplevel") == f"{tmp_path}/a/r\n"
    assert git(tmp_path / "a/r", "status", "--porcelain") == ""
    assert git(tmp_path, "ls-files") == ""
    assert "Attention" not in reussir(roriq, "init", str(tmp_path.parent / f"{tmp_path.name}-a-cote")).erreur


@pytest.mark.lent
@pytest.mark.parametrize("commande", ["init", "demo"])
def test_un_dossier_synchronise(tmp_path: Path, roriq: Roriq, commande: str) -> None:
    racine = tmp_path / "OneDrive - Organisation/r"
    erreur = dit(reussir(roriq, commande, str(racine)))
    assert "Attention : Ce dossier semble synchronisé (OneDrive)." in erreur
    assert (racine / RESEAU.lieu).is_file()


@pytest.mark.parametrize(("reponse", "code"), [("n\n", 130), ("\n", 130), ("\x04", 130), ("o\n", 0)])
def test_un_dossier_synchronise_au_terminal(tmp_path: Path, reponse: str, code: int) -> None:
    racine = tmp_path / "Dropbox/r"
    fin = jouer(
        "init", str(racine), "--nom", "R", *QUI, reponses=[("Créer le registre ici quand même? [o/N]", reponse)]
    )
    assert fin.code == code
    assert (racine / RESEAU.lieu).is_file() is (code == 0)
    assert code == 0 or list(tmp_path.iterdir()) == []


def test_un_chemin_trop_long_pour_windows(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path / ("a" * 120) / ("b" * 60)
    assert "si long" not in reussir(roriq, "init", str(long)).erreur
    monkeypatch.setattr(plateforme, "WINDOWS", True)
    assert "si long que Windows" in reussir(roriq, "init", str(long.with_name("c" * 60))).erreur
    assert "si long" not in reussir(roriq, "init", str(tmp_path / "court")).erreur


# ---- What it leaves.


def test_ce_qu_il_y_a_dedans(tmp_path: Path, roriq: Roriq, machine: Path) -> None:
    """All of it in the first commit, even what this person never records elsewhere."""
    (machine / "ignores").write_text(".vscode\n*.json\n.gitignore\n")
    git(tmp_path, "config", "--global", "core.excludesFile", str(machine / "ignores"))
    racine = tmp_path / "r"
    reussir(roriq, "init", str(racine))
    ici = {str(p.relative_to(racine)) for p in racine.rglob("*") if p.is_file() and ".git/" not in f"{p}"}
    assert set(git(racine, "ls-files").splitlines()) == ici == set(creation.fichiers("RORIQ"))
    assert git(racine, "status", "--porcelain", "--ignored") == ""
    assert git(racine, "rev-list", "--count", "HEAD") == "1\n"


def test_ce_dont_vs_code_se_sert(registre: Path) -> None:
    reglages = json.loads((registre / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert reglages["files.eol"] == "\n"
    assert reglages["files.insertFinalNewline"] is True
    trouves = {}
    for schema, fichiers in reglages["yaml.schemas"].items():
        assert json.loads((registre / schema).read_text(encoding="utf-8"))["title"]
        trouves[schema] = fichiers
    assert set(trouves.values()) == {"data/organismes/*.yaml", "data/tcri/*.yaml", RESEAU.lieu, CHIFFRES.lieu}
    assert {f"./schemas/{p.name}" for p in (registre / "schemas").iterdir()} == set(trouves)
    extensions = json.loads((registre / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}


def test_une_feuille_de_calcul_n_entre_pas_dans_git(registre: Path) -> None:
    for nom in ("membres.xlsx", "membres.csv", "~$membres.xlsx", ".~lock.membres.ods#", "membres.XLSX".lower()):
        (registre / nom).write_bytes(b"prenom.nom@example.org")
    git(registre, "add", ".")
    assert git(registre, "status", "--porcelain") == ""
    (registre / "data/organismes/accueil-exemple.yaml").write_text("id: accueil-exemple\n")
    assert (
        git(registre, "status", "--porcelain", "--untracked-files=all") == "?? data/organismes/accueil-exemple.yaml\n"
    )


def test_demo_a_les_memes_fichiers(demo: Path) -> None:
    attendus = creation.fichiers("RORIQ", fictif=True, avis="x")
    lus = {nom: (demo / nom).read_text(encoding="utf-8") for nom in attendus if nom not in (RESEAU.lieu,)}
    assert lus == {nom: texte for nom, texte in attendus.items() if nom != RESEAU.lieu}
    assert "user.name=Coordination du réseau fictif" in reglages(demo)
    premier = git(demo, "rev-list", "--max-parents=0", "HEAD").strip()
    assert "avis: Ce réseau est fictif." in git(demo, "show", f"{premier}:{RESEAU.lieu}")


@pytest.mark.parametrize("panne", ["crochet", "disque"])
def test_une_creation_manquee_rend_ses_reglages_au_depot(
    tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, panne: str
) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "Autre")
    avant = (tmp_path / ".git/config").read_bytes()
    if panne == "crochet":
        crochet = tmp_path / ".git/hooks/pre-commit"
        crochet.parent.mkdir(exist_ok=True)
        crochet.write_text("#!/bin/sh\nexit 1\n")
        crochet.chmod(0o755)
    else:
        vrai = ecriture.remplacer

        def remplacer(chemin: Path, contenu: str | bytes) -> None:
            if chemin.name == "settings.json":
                raise OSError(28, "plein")
            vrai(chemin, contenu)

        monkeypatch.setattr(ecriture, "remplacer", remplacer)
    assert roriq("init", str(tmp_path), *QUI).code == 4
    assert (tmp_path / ".git/config").read_bytes() == avant
    assert os.listdir(tmp_path) == [".git"]


# A registry that answers from any folder.


def test_ouvrir_retient_un_registre(
    registre: Path, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "etat"))
    dit = reussir(roriq, "ouvrir", str(registre))
    assert "répond maintenant de n'importe quel dossier" in dit.erreur
    monkeypatch.chdir(ailleurs)
    # Never where nobody sees which it is.
    assert roriq("suivi").code == 4
    monkeypatch.setattr("roriq_cli.cli.questions.au_terminal", lambda: True)
    reponse = roriq("suivi")
    assert reponse.code == 0
    assert f"Registre\u00a0: {registre}" in reponse.erreur
    for commande in ("valider", "validate", "revue"):
        assert roriq(commande).code in (1, 4)
        assert "Registre\u00a0:" not in roriq(commande).erreur


@pytest.mark.parametrize("retenu", ["", "relatif", "/nulle/part", "/tmp\0x", "x" * 10_000])
def test_un_registre_retenu_qui_n_est_plus_la(
    roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, retenu: str
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "etat"))
    (tmp_path / "etat" / "roriq").mkdir(parents=True)
    (tmp_path / "etat" / "roriq" / "registre").write_text(retenu, encoding="utf-8")
    monkeypatch.setattr("roriq_cli.cli.questions.au_terminal", lambda: True)
    monkeypatch.chdir(tmp_path)
    assert roriq("suivi").code == 4


def test_ouvrir_mal_tape(roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "etat"))
    assert roriq("ouvrir").code == 2
    assert roriq("ouvrir", str(tmp_path)).code == 4
    assert not (tmp_path / "etat").exists()
