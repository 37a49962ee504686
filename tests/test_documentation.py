"""The documentation cannot lie: its commands are run, its tables and its help are compared with the program."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from outils import aides, faits
from roriq_cli.commandes import ALIAS
from roriq_cli.domaine.membres.faits import FAITS, Etat
from roriq_cli.domaine.tableaux.colonnes import ORGANISMES
from roriq_cli.registre import depots
from tests import contrat
from tests.conftest import PROJET, Roriq


def blocs(page: str) -> list[tuple[str, list[str]]]:
    """The commands of the `console` blocks of a page, each with the lines that follow it."""
    texte = (PROJET / page).read_text(encoding="utf-8")
    trouves: list[tuple[str, list[str]]] = []
    for bloc in re.findall(r"```console\n(.*?)```", texte, re.DOTALL):
        for ligne in bloc.splitlines():
            if ligne.startswith("$ "):
                trouves.append((ligne[2:], []))
            else:
                trouves[-1][1].append(ligne)
    return trouves


@pytest.mark.parametrize(("page", "langue"), [("README.md", "fr"), ("README.en.md", "en")])
def test_les_commandes_du_readme(
    page: str, langue: str, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RORIQ_LANGUE", langue)
    monkeypatch.chdir(tmp_path)
    exemple, *suite = blocs(page)
    for commande, attendu in [*suite, exemple]:
        mots = shlex.split(commande.split(" | ")[0])
        if mots[0] == "cd":
            monkeypatch.chdir(mots[1])
            continue
        assert mots[0] == "roriq"
        reponse = roriq(*mots[1:])
        lignes = reponse.tout.replace("\u00a0", " ").splitlines()
        assert lignes[: len(attendu)] == attendu, commande


def test_les_deux_readme_disent_la_meme_chose() -> None:
    """Same titles in number, same blocks, same commands under the two languages."""
    fr, en = ((PROJET / page).read_text(encoding="utf-8") for page in ("README.md", "README.en.md"))
    for motif in (r"^#+ ", r"^```(?!console)\w+$.*?^```$"):
        assert len(re.findall(motif, fr, re.M | re.S)) == len(re.findall(motif, en, re.M | re.S))
    blocs_fr, blocs_en = (re.findall(r"^```(?:sh|powershell)\n.*?```$", t, re.M | re.S) for t in (fr, en))
    assert blocs_fr == blocs_en
    francais = {alias: nom for nom, alias in ALIAS.items()}

    def en_francais(commande: str) -> list[str]:
        return [francais.get(mot, mot) for mot in shlex.split(commande)]

    assert [en_francais(c) for c, _ in blocs("README.md")] == [en_francais(c) for c, _ in blocs("README.en.md")]


def test_l_aide_documentee_est_celle_du_programme() -> None:
    assert (PROJET / "docs" / "commandes.md").read_text(encoding="utf-8") == aides.page(), "python -m outils.aides"


def test_les_tableaux_du_parcours() -> None:
    """The contract's two tables, and the rows of the events: the verb, its English name, where it may come and leads."""
    assert {fait: (genre.commande, genre.alias, genre.vers) for fait, genre in FAITS.items()} == contrat.FAITS
    suites = {etat: {fait for fait, genre in FAITS.items() if etat in genre.de} for etat in Etat}
    assert {etat: set(faits) for etat, faits in contrat.MARCHES.items()} == suites


def test_ce_qui_s_ecrit_des_lignes_est_a_jour() -> None:
    for fichier, texte in faits.textes().items():
        assert fichier.read_text(encoding="utf-8") == texte, "python -m outils.faits"


def test_chaque_commande_et_son_alias_sont_documentes() -> None:
    texte = (PROJET / "docs" / "commandes.md").read_text(encoding="utf-8")
    for nom, alias in ALIAS.items():
        assert f"## {nom} (`{alias}`)" in texte


def test_chaque_dependance_a_sa_raison() -> None:
    projet = tomllib.loads((PROJET / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texte = (PROJET / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Dépendances")[1]
    for dependance in projet["dependencies"]:
        nom, borne = re.fullmatch(r"([\w.-]+)>=([\w.]+).*", dependance).groups()  # type: ignore[union-attr]
        assert nom in texte
        plancher = (PROJET / "requirements" / "plancher.txt").read_text(encoding="utf-8").lower()
        version = re.search(rf"^{nom.lower().replace('.', '[-.]')}==([\d.]+)", plancher, re.M)
        assert version is not None
        assert (version[1] + ".0").startswith(borne), f"{nom} : la borne {borne} n'est pas celle qu'on installe"


def test_aucun_verrou_ne_nomme_de_depot() -> None:
    for verrou in (PROJET / "requirements").iterdir():
        texte = verrou.read_text(encoding="utf-8")
        assert "http" not in texte
        assert "--hash=sha256:" in texte
    navigateur = PROJET / "tests" / "navigateur"
    paquets = json.loads((navigateur / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    voulus = json.loads((navigateur / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    installes = {chemin.removeprefix("node_modules/"): p for chemin, p in paquets.items() if chemin}
    assert {nom: p["version"] for nom, p in installes.items()} == voulus
    assert all(p["integrity"].startswith("sha512-") and "resolved" not in p for p in installes.values())


def test_les_liens_de_la_documentation_menent_quelque_part() -> None:
    for page in [*PROJET.glob("*.md"), *(PROJET / "docs").glob("*.md")]:
        for lien in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / lien).exists(), f"{page.name} : {lien}"


def test_le_tableau_des_colonnes() -> None:
    texte = (PROJET / "docs" / "importer.md").read_text(encoding="utf-8").split("## Les colonnes")[1]
    lignes = re.findall(r"^\| `(\w+)` \| ([^|]*) \| ([^|]*) \|", texte, re.M)
    assert lignes == [(c.champ, c.titre, ", ".join(c.noms)) for c in ORGANISMES.colonnes]


def test_les_lignes_que_git_garde() -> None:
    texte = (PROJET / "docs" / "partage.md").read_text(encoding="utf-8")
    dites = set(re.findall(r"^\| `(Roriq-\w+)` \|", texte, re.M))
    assert dites == {depots.ACTE, depots.ANNULE, depots.DATE, depots.EVENEMENT, depots.ORGANISME}
