"""`roriq init --github`: the files that make GitHub check the propositions, in a new registry or in one that is there."""

import os
import re
from pathlib import Path

import pytest
import yaml

from roriq_cli.registre import flux
from tests.cli.outils import Instantane, git, instantane, refuser, reussir, sans_effet
from tests.cli.test_terminal import jouer
from tests.conftest import Roriq

EMPREINTE = "0123456789abcdef0123456789abcdef01234567"
PROGRAMME = f"exemple/roriq@{EMPREINTE}"
AUTRE = "autre/roriq.cli@" + "f" * 40
AVEC = ("--github", "--programme", PROGRAMME)
FICHIERS = sorted(flux.MODELES)


def lu(racine: Path, chemin: str = ".github/workflows/roriq.yml") -> str:
    return (racine / chemin).read_text(encoding="utf-8")


def fichiers(racine: Path) -> list[str]:
    """What the last commit holds of GitHub."""
    return git(racine, "ls-tree", "-r", "--name-only", "HEAD", "--", ".github").splitlines()


# ---- A new registry.


def test_un_nouveau_registre(tmp_path: Path, roriq: Roriq) -> None:
    """One commit, as without GitHub; the program is at one version, everywhere."""
    racine = tmp_path / "r"
    reponse = reussir(roriq, "init", str(racine), *AVEC)
    assert "« revue »" in reponse.erreur.replace("\u00a0", " ")
    assert fichiers(racine) == FICHIERS
    assert git(racine, "rev-list", "--count", "HEAD") == "1\n"
    assert git(racine, "status", "--porcelain") == ""
    vus = [re.findall(r"uses: (exemple/\S+)", lu(racine, c)) for c in FICHIERS if c.endswith(".yml")]
    assert sorted(u for usages in vus for u in usages) == [
        f"exemple/roriq/action/accords@{EMPREINTE}",
        f"exemple/roriq/action/commentaire@{EMPREINTE}",
        PROGRAMME,
    ]
    for chemin in FICHIERS:
        assert "__" not in lu(racine, chemin)
    assert yaml.safe_load(lu(racine))["jobs"]["revue"]["steps"][0]["with"] == {"registre": "."}
    assert roriq("-R", str(racine), "valider").code == 0


def test_sans_github_rien_n_en_est_ecrit(registre: Path) -> None:
    assert fichiers(registre) == []


@pytest.mark.parametrize(
    "programme",
    [
        "", "exemple/roriq", "exemple/roriq@main", "exemple/roriq@v1.0.0", f"roriq@{EMPREINTE}", f"a/b/c@{EMPREINTE}",
        f"exemple/..@{EMPREINTE}", f"./action@{EMPREINTE}", f"docker://x@{EMPREINTE}", f"exemple/roriq@{EMPREINTE[:-1]}",
        f"exemple/roriq@{EMPREINTE}0", f"exemple/roriq@{EMPREINTE.upper()}", f"exemple/roriq@{'0' * 40}",
        f"exemple/ro riq@{EMPREINTE}", f"exemple/roriq@{EMPREINTE}\n", f"ex\nemple/roriq@{EMPREINTE}",
        f"exemple/${{{{x}}}}@{EMPREINTE}", f"-exemple/roriq@{EMPREINTE}", f"exémple/roriq@{EMPREINTE}",
    ],
)  # fmt: skip
def test_un_programme_qui_n_en_nomme_pas_un(tmp_path: Path, roriq: Roriq, programme: str) -> None:
    reponse = roriq("init", str(tmp_path / "r"), "--github", "--programme", programme)
    assert reponse.code == 2
    assert "PROPRIETAIRE/DEPOT@EMPREINTE" in reponse.erreur
    assert not (tmp_path / "r").exists()


def test_hors_d_un_terminal_le_programme_doit_etre_nomme(tmp_path: Path, roriq: Roriq, registre: Path) -> None:
    for dossier in (str(tmp_path / "r"), str(registre)):
        reponse = sans_effet(roriq, registre, 2, "init", dossier, "--github")
        assert "Il manque --programme." in reponse.erreur
    assert not (tmp_path / "r").exists()


def test_un_programme_ne_va_qu_avec_github(tmp_path: Path, roriq: Roriq) -> None:
    assert roriq("init", str(tmp_path / "r"), "--programme", PROGRAMME).code == 2
    assert not (tmp_path / "r").exists()


def test_au_terminal_il_est_demande(tmp_path: Path) -> None:
    racine = tmp_path / "r"
    fin = jouer(
        "init",
        str(racine),
        "--github",
        reponses=[
            ("Le programme (PROPRIETAIRE/DEPOT@EMPREINTE) :", "exemple/roriq@main\n"),
            ("une empreinte, non.", f"{PROGRAMME}\n"),
            ("Le nom du réseau (RORIQ si rien n'est dit) :", "\n"),
            ("Au nom de qui consigner :", "\n"),
        ],
    )
    assert fin.code == 0, fin.ecran
    assert PROGRAMME in lu(racine)


def test_la_branche_d_un_depot_qui_en_a_une(tmp_path: Path, roriq: Roriq) -> None:
    racine = tmp_path / "r"
    git(tmp_path, "init", "-q", "-b", "tronc", str(racine))
    git(racine, "commit", "-q", "--allow-empty", "-m", "rien")
    reussir(roriq, "init", str(racine), *AVEC)
    assert yaml.safe_load(lu(racine))[True]["push"] == {"branches": ["tronc"]}


# ---- A registry that is there.


def test_un_registre_deja_la(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    """Named, by -R, or the one that one is in: a commit of these files alone, what else is staged stays staged."""
    (registre / "temoin").write_text("x")
    git(registre, "add", "temoin")
    reussir(roriq, "init", *AVEC)
    assert fichiers(registre) == FICHIERS
    assert git(registre, "status", "--porcelain") == "A  temoin\n"
    assert git(registre, "log", "-1", "--format=%s") == "registre: vérification des propositions sur GitHub\n"
    assert sorted(git(registre, "diff-tree", "--no-commit-id", "--name-only", "-r", "HEAD").splitlines()) == FICHIERS


def test_deux_fois_ne_change_rien(
    registre: Path, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reussir(roriq, "init", str(registre), *AVEC)
    monkeypatch.chdir(tmp_path)
    assert "rien ne change" in sans_effet(roriq, registre, 0, "-R", str(registre), "init", *AVEC).erreur


def test_une_autre_version_du_programme(registre: Path, roriq: Roriq) -> None:
    """Only the lines that name it change."""
    reussir(roriq, "init", *AVEC)
    reussir(roriq, "init", "--github", "--programme", AUTRE)
    change = [ligne for ligne in git(registre, "show", "--format=", "-U0").splitlines() if re.match(r"[-+] ", ligne)]
    assert len(change) == 6
    assert all(PROGRAMME.split("@")[1] in ligne or AUTRE.split("@")[1] in ligne for ligne in change)


@pytest.mark.parametrize("chemin", FICHIERS)
def test_un_fichier_qui_dit_autre_chose_reste(registre: Path, roriq: Roriq, chemin: str) -> None:
    reussir(roriq, "init", *AVEC)
    (registre / chemin).write_text(lu(registre, chemin) + "# à nous\n", encoding="utf-8")
    git(registre, "commit", "-qam", "à nous")
    erreur = refuser(roriq, registre, "init", "--github", "--programme", AUTRE)
    assert chemin in erreur


def test_un_modele_de_proposition_deja_la(registre: Path, roriq: Roriq) -> None:
    (registre / ".github").mkdir()
    (registre / ".github" / "pull_request_template.md").write_text("à nous\n")
    git(registre, "add", ".github")
    git(registre, "commit", "-qm", "à nous")
    assert ".github/pull_request_template.md" in refuser(roriq, registre, "init", *AVEC)


@pytest.mark.parametrize("quoi", ["modifie", "absent", "jamais consigné"])
def test_ce_qui_n_est_pas_consigne(registre: Path, roriq: Roriq, quoi: str) -> None:
    flux = registre / ".github" / "workflows" / "roriq.yml"
    reussir(roriq, "init", *AVEC)
    if quoi == "modifie":
        flux.write_text(flux.read_text(encoding="utf-8").replace(PROGRAMME, AUTRE), encoding="utf-8")
    elif quoi == "absent":
        flux.unlink()
    else:
        git(registre, "rm", "-rq", "--cached", ".github")
        git(registre, "commit", "-qm", "sans")
    assert ".github" in refuser(roriq, registre, "init", *AVEC)


@pytest.mark.parametrize(
    ("place", "genre"),
    [
        *((place, g) for place in (".github", ".github/workflows") for g in ("lien", "fichier")),
        *((".github/workflows/roriq.yml", g) for g in ("lien", "fichier", "dossier")),
    ],
)
def test_une_place_prise(registre: Path, roriq: Roriq, tmp_path: Path, place: str, genre: str) -> None:
    """Nothing is written through a link, nothing takes another thing's place."""
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    (registre / place).parent.mkdir(parents=True, exist_ok=True)
    if genre == "lien":
        (registre / place).symlink_to(ailleurs)
    elif genre == "fichier":
        (registre / place).write_text("x")
    else:
        (registre / place).mkdir()
    avant: Instantane = instantane(registre)
    reponse = roriq("init", *AVEC)
    assert reponse.code == 3, reponse.tout
    assert instantane(registre) == avant
    assert os.listdir(ailleurs) == []


def test_ni_nom_ni_signature_pour_un_registre_deja_la(registre: Path, roriq: Roriq) -> None:
    for drapeau in (("--nom", "X"), ("--signataire", "Coordination"), ("--courriel", "c@example.org")):
        sans_effet(roriq, registre, 2, "init", *AVEC, *drapeau)


def test_aucun_registre_ici(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert roriq("init", *AVEC).code == 4


def test_un_registre_dans_un_dossier_du_depot(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    """GitHub reads the repository's root alone; the workflow says where the registry is."""
    depot = tmp_path / "depot"
    (depot / "sous").mkdir(parents=True)
    git(depot, "init", "-q", "-b", "main")
    (registre / "data").rename(depot / "sous" / "registre")
    (depot / "sous" / "registre").rename(depot / "sous" / "data")
    git(depot, "add", "--all")
    git(depot, "commit", "-qm", "registre")
    reussir(roriq, "-R", str(depot / "sous"), "init", *AVEC)
    assert fichiers(depot) == FICHIERS
    assert yaml.safe_load(lu(depot))["jobs"]["revue"]["steps"][0]["with"] == {"registre": "sous"}
    git(depot, "mv", "sous", 'le "registre"')
    git(depot, "rm", "-rqf", ".github")
    git(depot, "commit", "-qm", "ailleurs")
    refuser(roriq, depot, "-R", str(depot / 'le "registre"'), "init", *AVEC)


@pytest.mark.parametrize("branche", ["été", "a'b", "x${{y}}", 'a"b', "a,b"])
def test_une_branche_qu_un_flux_ne_peut_nommer(registre: Path, roriq: Roriq, branche: str) -> None:
    git(registre, "checkout", "-qb", branche)
    refuser(roriq, registre, "init", *AVEC)


def test_la_branche_du_depot_commun(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    """Whatever branch one is on, propositions go to the one that the shared repository shows first."""
    git(registre, "branch", "-m", "tronc")
    git(tmp_path, "clone", "-q", str(registre), str(tmp_path / "clone"))
    git(tmp_path / "clone", "checkout", "-qb", "essai")
    reussir(roriq, "-R", str(tmp_path / "clone"), "init", *AVEC)
    assert yaml.safe_load(lu(tmp_path / "clone"))[True]["push"] == {"branches": ["tronc"]}


def test_un_crochet_qui_refuse(registre: Path, roriq: Roriq) -> None:
    crochet = registre / ".git" / "hooks" / "pre-commit"
    crochet.parent.mkdir(exist_ok=True)
    crochet.write_text("#!/bin/sh\necho non\nexit 1\n")
    crochet.chmod(0o755)
    sans_effet(roriq, registre, 4, "init", *AVEC)


def test_ce_qui_suit_marche_encore(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    """It is no fact: `annuler` goes past it, `synchroniser` sends it."""
    commun = tmp_path / "commun.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(commun))
    git(registre, "remote", "add", "origin", str(commun))
    reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--region", "04")
    reussir(roriq, "init", *AVEC)
    reussir(roriq, "annuler")
    reussir(roriq, "synchroniser")
    assert git(commun, "ls-tree", "-r", "--name-only", "main", "--", ".github").splitlines() == FICHIERS
