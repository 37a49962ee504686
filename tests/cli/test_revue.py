"""`revue` from a terminal: which states it compares, what it answers when one is missing, hostile names and refs."""

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Reponse, Roriq
from tests.propositions.depot import Depot

ZERO = "0" * 40


def lire(reponse: Reponse, code: int) -> dict[str, Any]:
    """The JSON of a review, which is there whatever the verdict."""
    assert reponse.code == code, reponse.tout
    assert reponse.erreur == ""
    dit: dict[str, Any] = json.loads(reponse.sortie)
    assert (dit["verdict"] == "conforme") == (code == 0)
    return dit


def revue(roriq: Roriq, code: int, *arguments: str) -> dict[str, Any]:
    return lire(roriq("revue", *arguments, "--format", "json"), code)


def ids(dit: dict[str, Any]) -> list[str]:
    return [c["id"] for c in dit["changements"]]


def test_sans_rien_dire_c_est_la_copie_de_travail_depuis_main(depot: Depot, roriq: Roriq) -> None:
    main = depot.git("rev-parse", "main")
    dit = revue(roriq, 0)
    assert (dit["base"], dit["tete"], dit["changements"]) == (main, None, [])
    assert dit["composition"]["avant"] == dit["composition"]["apres"]
    assert dit["composition"]["avant"]["membres"] == 9
    depot.git("switch", "--quiet", "--create", "proposition/x")
    depot.roriq("retirer", "accueil-exemple")
    depot.ecrire("data/organismes/neuf.yaml", depot.organisme("neuf", "Neuf Exemple", depot.demande("2026-11-20")))
    dit = revue(roriq, 0)
    assert (dit["base"], ids(dit)) == (main, ["accueil-exemple", "neuf"])
    assert dit["modifie"] is True
    # Main goes on meanwhile: what is compared is what the branch adds.
    depot.git("stash", "--quiet", "--include-untracked")
    depot.git("switch", "--quiet", "main")
    depot.roriq("retirer", "carrefour-exemple")
    depot.git("switch", "--quiet", "proposition/x")
    assert ids(revue(roriq, 0)) == ["accueil-exemple"]


def test_ce_que_git_ne_suit_plus_est_encore_la(depot: Depot, roriq: Roriq) -> None:
    depot.git("rm", "--quiet", "--cached", "data/organismes/accueil-exemple.yaml")
    dit = revue(roriq, 0)
    assert (dit["changements"], dit["constats"]) == ([], [])


def test_un_depot_distant_passe_avant_main(depot: Depot, roriq: Roriq) -> None:
    distant = depot.racine.parent / "distant.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(depot.racine), str(distant)], check=True)
    depot.git("remote", "add", "origin", str(distant))
    depot.git("fetch", "--quiet", "origin")
    depot.roriq("retirer", "accueil-exemple")
    assert ids(revue(roriq, 0)) == ["accueil-exemple"]
    assert ids(revue(roriq, 0, "main")) == []


def test_l_etat_d_apres_peut_etre_nomme(depot: Depot, roriq: Roriq) -> None:
    depot.roriq("retirer", "accueil-exemple")
    depot.roriq("retirer", "carrefour-exemple")
    avant, apres = depot.git("rev-parse", "HEAD~2"), depot.git("rev-parse", "HEAD~1")
    dit = revue(roriq, 0, "HEAD~2", "HEAD~1")
    assert (dit["base"], dit["tete"], ids(dit)) == (avant, apres, ["accueil-exemple"])
    dit = revue(roriq, 1, "HEAD", "HEAD~1")
    assert [c["regle"] for c in dit["constats"]] == ["fait-reecrit"]
    assert dit["corrections"][0]["apres"] is None


@pytest.mark.parametrize(
    "arguments", [("inconnue",), ("main", "inconnue"), ("^main",), ("--", "-x"), ("--", "--output=x")]
)
def test_une_version_inconnue_n_est_jamais_verte(arguments: tuple[str, ...], depot: Depot, roriq: Roriq) -> None:
    reponse = roriq("revue", "--format", "json", *arguments)
    dit = lire(reponse, 1)
    assert dit["verdict"] == "non-evalue"
    assert (dit["base"], dit["tete"], dit["composition"]) == (None, None, None)
    assert any("À faire" in phrase for phrase in dit["lacunes"])
    texte = roriq("revue", *arguments)
    assert texte.code == 1
    assert texte.sortie.startswith("Non évalué.")
    assert roriq("revue", "--format", "markdown", *arguments).sortie.startswith("**Non évalué.**")
    assert not list(depot.racine.glob("x*"))


def test_une_option_inconnue_est_une_erreur_d_usage(depot: Depot, roriq: Roriq) -> None:
    assert roriq("revue", "-x").code == 2


def test_une_copie_sans_le_passe(depot: Depot, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = depot.git("rev-parse", "HEAD")
    depot.ecrire("data/organismes/neuf.yaml", depot.organisme("neuf", "Neuf Exemple", depot.demande("2026-11-20")))
    depot.consigner()
    for profondeur, code, mot in (("1", 1, "fetch-depth: 0"), ("2", 1, "fetch-depth: 0"), ("9", 0, "")):
        copie = tmp_path / f"copie-{profondeur}"
        url = depot.racine.as_uri()
        subprocess.run(["git", "clone", "--quiet", "--depth", profondeur, url, str(copie)], check=True)
        monkeypatch.chdir(copie)
        dit = revue(roriq, code, base, "HEAD")
        assert (dit["verdict"] == "non-evalue") == (code == 1)
        assert mot in " ".join(dit["lacunes"])


def test_aucun_point_commun(depot: Depot, roriq: Roriq) -> None:
    depot.git("switch", "--quiet", "--orphan", "ailleurs")
    depot.git("checkout", "main", "--", "data")
    depot.consigner()
    dit = revue(roriq, 1)
    assert dit["verdict"] == "non-evalue"
    assert "roriq revue origin/main" in " ".join(dit["lacunes"])
    # The two states can be compared all the same, when they are named.
    assert revue(roriq, 0, "main", "HEAD")["changements"] == []


def test_un_registre_sans_aucune_version(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    racine = tmp_path / "neuf"
    (racine / "data/organismes").mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", str(racine)], check=True)
    monkeypatch.chdir(racine)
    assert revue(roriq, 1)["verdict"] == "non-evalue"


def test_hors_de_git_c_est_l_environnement(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data/organismes").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert roriq("revue").code == 4


def test_le_premier_envoi(depot: Depot, roriq: Roriq) -> None:
    """A forge names no state before the first push: all is new, and there is nothing to rewrite."""
    dit = revue(roriq, 0, ZERO, "HEAD")
    assert dit["base"] is None
    assert dit["composition"]["avant"]["membres"] == 0
    assert dit["composition"]["apres"]["membres"] == 9
    depot.ajouter("data/organismes/accueil-exemple.yaml", depot.adhesion("2026-11-20"))
    assert {c["regle"] for c in revue(roriq, 1, ZERO)["constats"]} >= {"parcours"}


def test_un_accord_mal_ecrit_est_une_erreur_d_usage(depot: Depot, roriq: Roriq) -> None:
    for accord in ("tout", "", ":accueil-exemple", "fait-reecrit:", "fait-reecrit:a:b", "saisie-tardive"):
        refus = roriq("revue", "--accepter", accord)
        assert refus.code == 2, accord
        assert "Traceback" not in refus.tout


def test_un_accord_inutile_se_dit(depot: Depot, roriq: Roriq) -> None:
    dit = revue(roriq, 0, "--accepter", "fait-reecrit:accueil-exemple", "--accepter", "fait-reecrit:accueil-exemple")
    assert dit["acceptations_inutiles"] == ["fait-reecrit:accueil-exemple"]


def test_un_registre_dans_un_sous_dossier(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of the repository is no registry; what checks it is seen all the same."""
    depot = Depot(tmp_path / "depot", roriq)
    depot.racine.mkdir()
    depot.fonder()
    (depot.racine / "registre").mkdir()
    depot.git("mv", "data", "registre/data")
    depot.consigner()
    sous = Depot(depot.racine / "registre", roriq)
    monkeypatch.chdir(sous.racine)
    sous.roriq("retirer", "accueil-exemple")
    dit = revue(roriq, 0, "HEAD~1", "HEAD")
    assert (ids(dit), dit["autres_fichiers"]) == (["accueil-exemple"], [])
    depot.ecrire(".github/workflows/x.yml", "on: push\n")
    dit = revue(roriq, 1, "HEAD~1")
    assert [(c["regle"], c["fichier"]) for c in dit["constats"]] == [
        ("proposition-melee", "../.github/workflows/x.yml")
    ]
    # The file that an earlier one had is known there too.
    sous.effacer("data/organismes/carrefour-exemple.yaml")
    sous.effacer("data/organismes/escale-exemple.yaml")
    base = depot.consigner()
    texte = sous.organisme("carrefour-exemple", "Autre Exemple", sous.demande("2026-11-20"))
    sous.ecrire("data/organismes/carrefour-exemple.yaml", texte)
    assert [c["regle"] for c in revue(roriq, 1, base)["constats"]] == ["id-deja-servi"]


def test_une_fiche_effacee_dans_une_branche_reunie_a_servi(depot: Depot, roriq: Roriq) -> None:
    depot.git("switch", "--quiet", "--create", "cote")
    depot.ecrire("data/organismes/neuf.yaml", depot.organisme("neuf", "Neuf Exemple", depot.demande("2026-11-20")))
    depot.consigner()
    depot.effacer("data/organismes/neuf.yaml")
    depot.consigner()
    depot.git("switch", "--quiet", "main")
    depot.git("merge", "--quiet", "--no-ff", "--message", "réunir", "cote")
    depot.ecrire("data/organismes/neuf.yaml", depot.organisme("neuf", "Autre Exemple", depot.demande("2026-11-20")))
    assert [c["regle"] for c in revue(roriq, 1, "HEAD")["constats"]] == ["id-deja-servi"]


def test_un_fait_consigne_a_temps_n_est_pas_tardif_plus_tard(
    depot: Depot, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    depot.roriq("retirer", "accueil-exemple", "--date", "2026-11-20")
    monkeypatch.setenv("RORIQ_AUJOURDHUI", "2027-06-01")
    assert revue(roriq, 0, "HEAD~1", "HEAD")["constats"] == []
    # Of a proposal, today decides.
    depot.git("switch", "--quiet", "--create", "x", "HEAD~1")
    depot.ajouter("data/organismes/accueil-exemple.yaml", "  - date: 2026-11-20\n    evenement: retrait\n")
    depot.consigner()
    assert [c["regle"] for c in revue(roriq, 0, "main~1", "x")["constats"]] == ["saisie-tardive"]


def test_les_reglages_d_une_personne_ne_changent_rien(depot: Depot, roriq: Roriq) -> None:
    depot.roriq("retirer", "accueil-exemple")
    attendu = revue(roriq, 0, "HEAD~1", "HEAD")
    temoin = depot.racine.parent / "temoin"
    depot.ecrire(".gitattributes", "*.yaml diff=piege\n")
    for reglage, valeur in (
        ("diff.noprefix", "true"),
        ("diff.renames", "copies"),
        ("diff.external", f"touch {temoin}"),
        ("diff.piege.textconv", f"touch {temoin}; cat"),
        ("diff.relative", "true"),
        ("core.quotePath", "true"),
        ("log.showSignature", "true"),
    ):
        depot.git("config", reglage, valeur)
    assert revue(roriq, 0, "HEAD~1", "HEAD") == attendu | {"modifie": False}
    assert not temoin.exists()


@pytest.mark.lent
def test_deux_mille_fichiers(depot: Depot, roriq: Roriq) -> None:
    for n in range(2000):
        texte = depot.organisme(f"neuf-{n}", f"Organisme {n} Exemple", depot.demande("2026-11-20"))
        (depot.racine / f"data/organismes/neuf-{n}.yaml").write_text(texte, encoding="utf-8")
    depot.effacer("data/organismes/accueil-exemple.yaml")
    tete = depot.consigner()
    debut = time.monotonic()
    commentaire = roriq("revue", "HEAD~1", tete, "--format", "markdown")
    assert time.monotonic() - debut < 60  # no figure: what it must not do is never end
    assert commentaire.code == 1
    assert len(commentaire.sortie) < 65_536
    assert commentaire.sortie.count("fiche-retiree, data") == 1
    assert "autres lignes" in commentaire.sortie
    assert len(revue(roriq, 1, "HEAD~1", tete)["changements"]) == 2000


def test_en_anglais(depot: Depot, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    depot.roriq("retirer", "accueil-exemple")
    francais = revue(roriq, 0, "HEAD~1", "HEAD")
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert revue(roriq, 0, "HEAD~1", "HEAD") == francais
    reponse = roriq("review", "HEAD~1", "HEAD")
    assert reponse.code == 0
    assert reponse.sortie.splitlines()[2].startswith("Compliant.")
    depot.effacer("data/organismes/carrefour-exemple.yaml")
    assert "Not compliant. 1 finding keeps it from passing." in roriq("review", "HEAD").sortie
    assert roriq("review", "inconnue").sortie.startswith("Not assessed.")


def test_la_sortie_va_dans_un_fichier(depot: Depot, roriq: Roriq, tmp_path: Path) -> None:
    fichier = tmp_path / "revue.md"
    depot.effacer("data/organismes/accueil-exemple.yaml")
    reponse = roriq("revue", "--format", "markdown", "--sortie", str(fichier))
    assert (reponse.code, reponse.sortie) == (1, "")
    assert fichier.read_text(encoding="utf-8").splitlines()[2].startswith("**Non conforme.**")
    assert os.listdir(tmp_path).count("revue.md") == 1
