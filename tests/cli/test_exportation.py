"""`exporter` as its users run it: a table on stdout or in a file, at any day and any state that Git keeps."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from roriq_cli.domaine.tableaux.colonnes import COLONNES
from roriq_cli.domaine.tableaux.exportation import COLONNES_DES_EVENEMENTS
from tests.cli.outils import connus, instantane, mal_taper, membre, poser, reussir, sans_effet, suspendu
from tests.conftest import PROJET, Roriq

X = "accueil-exemple"
FICTIF = "Réseau fictif\u00a0: rien de ce qui suit n'est vrai."


def lire_json(roriq: Roriq, *argv: str) -> Any:
    return json.loads(reussir(roriq, *argv, "--format", "json").sortie)


def lire_csv(texte: str) -> list[dict[str, str]]:
    """The rows under the headings, whatever line stands above them."""
    lignes = list(csv.reader(io.StringIO(texte.removeprefix("\ufeff"), newline=""), delimiter=";"))
    titres = next(n for n, ligne in enumerate(lignes) if ligne[0] == "Fiche")
    return [dict(zip(lignes[titres], ligne, strict=True)) for ligne in lignes[titres + 1 :]]


def lire_xlsx(chemin: Path) -> list[dict[str, Any]]:
    (feuille,) = load_workbook(chemin).worksheets
    lignes = list(feuille.iter_rows(values_only=True))
    titres = next(n for n, ligne in enumerate(lignes) if ligne[0] == "Fiche")
    return [dict(zip(map(str, lignes[titres]), ligne, strict=True)) for ligne in lignes[titres + 1 :]]


@pytest.fixture
def petit(registre: Path) -> Path:
    """A member, a suspended one, and what a source says of others."""
    membre(registre)
    suspendu(registre, "Relais Exemple")
    connus(registre, "repertorie", "retire")
    return registre


# Where it goes.


def test_un_classeur_dans_un_fichier(petit: Path, roriq: Roriq, tmp_path: Path) -> None:
    sortie = tmp_path / "nouveau" / "organismes.xlsx"
    avant = instantane(petit)
    reponse = reussir(roriq, "exporter", "--format", "xlsx", "--sortie", str(sortie))
    assert reponse.sortie == ""
    assert reponse.erreur == f"C'est écrit dans {sortie}\u00a0: 4 organismes au 21 novembre 2026.\n"
    assert instantane(petit) == avant
    lignes = {ligne["Fiche"]: ligne for ligne in lire_xlsx(sortie)}
    assert (lignes[X]["État"], lignes[X]["Depuis"]) == ("membre", datetime(2024, 4, 2))
    assert (lignes["retire"]["Depuis"], lignes["retire"]["Précision de la date"]) == (datetime(2020, 1, 1), "année")
    assert (lignes["repertorie"]["Depuis"], lignes["repertorie"]["Précision de la date"]) == (None, None)


def test_trois_formes_disent_la_meme_chose(petit: Path, roriq: Roriq, tmp_path: Path) -> None:
    donnees = lire_json(roriq, "exporter")["organismes"]
    texte = reussir(roriq, "exporter", "--format", "csv").sortie
    sortie = tmp_path / "x.xlsx"
    reussir(roriq, "exporter", "--format", "xlsx", "--sortie", str(sortie))
    for lignes in (lire_csv(texte), lire_xlsx(sortie)):
        assert [ligne["Fiche"] for ligne in lignes] == [o["id"] for o in donnees]
        assert [ligne["Organisme"] for ligne in lignes] == [o["nom"] for o in donnees]
        assert [str(ligne["Depuis"] or "")[:10] for ligne in lignes] == [o["depuis"] or "" for o in donnees]


def lancer(*argv: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "roriq_cli", *argv], capture_output=True, check=False)


def test_les_octets_sur_la_sortie_sont_ceux_du_fichier(petit: Path, roriq: Roriq, tmp_path: Path) -> None:
    """Whatever the console's encoding and line ends: a redirection makes the same file as --sortie."""
    for forme in ("csv", "xlsx"):
        sortie = tmp_path / forme
        reussir(roriq, "exporter", "--format", forme, "--sortie", str(sortie))
        fini = lancer("exporter", "--format", forme)
        assert (fini.returncode, fini.stderr) == (0, b"")
        assert fini.stdout == sortie.read_bytes()


@pytest.mark.parametrize("forme", ["csv", "xlsx"])
def test_une_console_cp1252_n_y_touche_pas(
    petit: Path, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forme: str
) -> None:
    reussir(roriq, "exporter", "--format", forme, "--sortie", str(tmp_path / "x"))
    octets = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(octets, encoding="cp1252", newline="\r\n"))
    assert roriq("exporter", "--format", forme).code == 0
    assert octets.getvalue() == (tmp_path / "x").read_bytes()


def test_celui_qui_lisait_est_parti(petit: Path) -> None:
    processus = subprocess.Popen(
        [sys.executable, "-m", "roriq_cli", "exporter", "--format", "xlsx"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert processus.stdout is not None
    processus.stdout.close()
    assert processus.stderr is not None
    assert processus.stderr.read() == b""
    processus.stderr.close()
    assert processus.wait() == 0


def au_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


def test_un_classeur_ne_va_pas_au_terminal(
    petit: Path, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    au_terminal(monkeypatch)
    erreur = mal_taper(roriq, petit, "exporter", "--format", "xlsx")
    assert erreur == (
        "Un classeur ne se lit pas dans un terminal. Donnez-lui un fichier\u00a0: roriq exporter --format xlsx "
        "--sortie organismes.xlsx\n"
    )
    monkeypatch.chdir(tmp_path)
    (commande,) = re.findall(r"roriq exporter (.*)", erreur)
    reussir(roriq, "-R", str(petit), "exporter", *commande.split())
    assert (tmp_path / "organismes.xlsx").read_bytes().startswith(b"PK")


def test_un_csv_se_lit_au_terminal(petit: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    redirige = reussir(roriq, "exporter", "--format", "csv").sortie
    au_terminal(monkeypatch)
    lu = reussir(roriq, "exporter", "--format", "csv").sortie
    assert lu.startswith("Fiche;Organisme;")
    assert "\r" not in lu
    assert lu == redirige.removeprefix("\ufeff").replace("\r\n", "\n")


def test_un_vrai_terminal(petit: Path) -> None:
    pytest.importorskip("pty", reason="no pseudo-terminal on Windows")
    from tests.cli.test_terminal import jouer

    refus = jouer("exporter", "--format", "xlsx")
    assert refus.code == 2
    assert "ne se lit pas dans un terminal" in refus.ecran
    lu = jouer("exporter", "--format", "csv")
    assert lu.code == 0
    assert lu.ecran.startswith("Fiche;Organisme;")


@pytest.mark.parametrize("forme", ["csv", "xlsx", "json"])
def test_un_mauvais_endroit(petit: Path, roriq: Roriq, tmp_path: Path, forme: str) -> None:
    (tmp_path / "fichier").write_text("x", encoding="utf-8")
    for lieu in (tmp_path, tmp_path / "fichier" / "x", tmp_path / ("n" * 300)):
        avant = sorted(tmp_path.rglob("*"))
        erreur = sans_effet(roriq, petit, 4, "exporter", "--format", forme, "--sortie", str(lieu)).erreur
        assert "ne peut pas être écrit" in erreur
        assert sorted(tmp_path.rglob("*")) == avant


def test_sans_dossier_temporaire(petit: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    """openpyxl writes a sheet to a temporary file: where it cannot, one is told so."""
    monkeypatch.setattr(tempfile, "tempdir", str(petit / "nulle-part"))
    erreur = sans_effet(roriq, petit, 4, "exporter", "--format", "xlsx").erreur
    assert erreur == "Le tableau ne peut pas être préparé\u00a0: le dossier n'existe pas.\n"


# What was asked.


def test_sans_forme_on_dit_lesquelles(petit: Path, roriq: Roriq) -> None:
    assert mal_taper(roriq, petit, "exporter") == (
        "Il manque --format. Les choix\u00a0: csv, xlsx ou json. Pour Excel\u00a0: roriq exporter --format xlsx "
        "--sortie organismes.xlsx\n"
    )


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("--format", "texte"),
        ("--format", ""),
        ("--format", "csv", "--quoi", "membres"),
        ("--format", "csv", "--au", "2026-02-30"),
        ("--format", "csv", "--revision", "HEAD", "--su-le", "2026-11-21"),
        ("--format", "csv", "de", "trop"),
    ],
    ids=" ".join,
)
def test_ce_qui_est_mal_tape_l_est_meme_sans_registre(
    roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    reponse = roriq("exporter", *argv)
    assert (reponse.code, reponse.sortie) == (2, "")
    assert list(tmp_path.iterdir()) == []


def test_sans_registre(roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert roriq("exporter", "--format", "xlsx", "--sortie", "x.xlsx").code == 4
    assert list(tmp_path.iterdir()) == []


def test_une_version_inconnue(petit: Path, roriq: Roriq) -> None:
    sans_effet(roriq, petit, 4, "exporter", "--format", "csv", "--revision", "inconnue")


def test_le_json_est_un_contrat(petit: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    donnees = lire_json(roriq, "exporter")
    assert {"revision", "modifie", "fictif", "non_lus", "au", "organismes"} == set(donnees)
    # What `lister` says of an organisation, in the same words, and the rest of its profile.
    listes = {o["id"]: o for o in lire_json(roriq, "lister")["organismes"]}
    for dit in listes.values():
        del dit["criteres_perdus"]  # an answer of that day, which no column has
    for organisme in donnees["organismes"]:
        assert listes[organisme["id"]].items() <= organisme.items()
        assert {"neq", "ville", "portee", "mrc", "regions_mandat", "profils", "milieux", "financement"} <= set(
            organisme
        )
        assert {"courriel", "telephone", "site_web", "tcri"} <= set(organisme)
    faits = lire_json(roriq, "exporter", "--quoi", "evenements")
    assert {"au", "evenements"} <= set(faits)
    assert "organismes" not in faits
    dates = [e["date"] for e in faits["evenements"]]
    assert dates == sorted(dates)
    (suspension,) = [e for e in faits["evenements"] if e["evenement"] == "suspension"]
    assert {"id", "nom", "date", "evenement"} <= set(suspension)
    assert suspension["motif"] == "conduite-nuisible"
    assert (suspension["instance"], suspension["decision_le"]) == ("Rencontre des membres", "2026-05-20")
    assert (suspension["reference"], suspension["jusqu_au"]) == ("PV 2026-05-20, point 6", "2026-09-30")
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert lire_json(roriq, "export") == donnees


def test_les_tableaux_sont_francais_dans_les_deux_langues(
    petit: Path, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for langue in ("fr", "en"):
        monkeypatch.setenv("RORIQ_LANGUE", langue)
        for forme in ("csv", "xlsx"):
            reussir(roriq, "exporter", "--format", forme, "--sortie", str(tmp_path / f"{langue}.{forme}"))
    for forme in ("csv", "xlsx"):
        assert (tmp_path / f"fr.{forme}").read_bytes() == (tmp_path / f"en.{forme}").read_bytes()


def test_la_version_et_le_dossier_ne_se_melent_pas(petit: Path, roriq: Roriq) -> None:
    (petit / f"data/organismes/{X}.yaml").unlink()
    ids = [o["id"] for o in lire_json(roriq, "exporter")["organismes"]]
    assert X not in ids
    avant = lire_json(roriq, "exporter", "--revision", "HEAD")
    assert X in [o["id"] for o in avant["organismes"]]
    assert X in reussir(roriq, "exporter", "--format", "csv", "--revision", "HEAD").sortie


def test_ce_qui_est_illisible_est_laisse_et_dit(petit: Path, roriq: Roriq, tmp_path: Path) -> None:
    poser(petit, "casse", "id: casse\nnom: [\n")
    for forme in ("csv", "json", "xlsx"):
        sortie = str(tmp_path / forme)
        reponse = reussir(roriq, "exporter", "--format", forme, "--sortie", sortie)
        assert reponse.erreur.startswith("1 fichier illisible n'est pas compté ici\u00a0: roriq valider\n")
    donnees = json.loads((tmp_path / "json").read_text(encoding="utf-8"))
    assert donnees["non_lus"] == ["data/organismes/casse.yaml"]
    lus = {"json": [o["id"] for o in donnees["organismes"]],
           "csv": [o["Fiche"] for o in lire_csv((tmp_path / "csv").read_bytes().decode())]}  # fmt: skip
    assert lus["csv"] == lus["json"]
    assert len(lus["csv"]) == 4


def test_une_formule_dans_une_fiche(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    formule = "=HYPERLINK('https://example.org';'Cliquez')"
    connus(registre, "membre")
    poser(registre, "piege", f'id: piege\nnom: "{formule}"\nregion: "04"\nsources:\n  - {{titre: "@Journal"}}\n')
    assert lire_csv(reussir(roriq, "exporter", "--format", "csv").sortie)[0]["Organisme"] == f"'{formule}"
    reussir(roriq, "exporter", "--format", "xlsx", "--sortie", str(tmp_path / "x.xlsx"))
    (feuille,) = load_workbook(tmp_path / "x.xlsx").worksheets
    assert (feuille["B2"].value, feuille["B2"].data_type, feuille["B2"].quotePrefix) == (formule, "s", True)
    assert not any(c.data_type == "f" for rang in feuille.iter_rows() for c in rang)


def test_un_registre_vide(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    for quoi, rien in (("organismes", "aucun organisme"), ("evenements", "aucun fait")):
        sortie = tmp_path / f"{quoi}.xlsx"
        dit = reussir(roriq, "exporter", "--format", "xlsx", "--quoi", quoi, "--sortie", str(sortie)).erreur
        assert dit.endswith(f": {rien} au 21 novembre 2026.\n".replace(": ", "\u00a0: "))
        assert lire_xlsx(sortie) == []


def test_un_seul_fait(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    connus(registre, "membre")
    sortie = str(tmp_path / "x")
    dit = reussir(roriq, "exporter", "--format", "csv", "--quoi", "evenements", "--sortie", sortie).erreur
    assert dit.endswith("1 fait au 21 novembre 2026.\n")


# The fictitious network.


@pytest.mark.parametrize("le", ["2009-01-01", "2012-06-01", "2016-07-01", "2022-07-01", "2026-11-21"])
def test_le_reseau_fictif_au_fil_des_ans(demo: Path, roriq: Roriq, le: str) -> None:
    def en(commande: str, *argv: str) -> Any:
        return lire_json(roriq, "-R", str(demo), commande, "--au", le, *argv)

    lignes = lire_csv(reussir(roriq, "-R", str(demo), "exporter", "--format", "csv", "--au", le).sortie)
    donnees, rapport = en("exporter")["organismes"], en("rapport")
    assert sum(o["etat"] == "membre" for o in donnees) == rapport["membres"]
    assert sum(ligne["État"] == "membre" for ligne in lignes) == rapport["membres"]
    montreal = [ligne for ligne in lignes if ligne["État"] == "membre" and ligne["Région"] == "Montréal"]
    assert len(montreal) == rapport["montreal"]
    faits = en("exporter", "--quoi", "evenements")["evenements"]
    assert all(fait["date"] <= le for fait in faits)
    # The state of a day is where the last event of that day leads.
    dernier = {fait["id"]: fait["etat"] for fait in faits}
    assert {o["id"]: o["etat"] for o in donnees} == {o["id"]: dernier.get(o["id"], "repertorie") for o in donnees}


def test_un_reseau_fictif_le_dit(demo: Path, roriq: Roriq, tmp_path: Path) -> None:
    texte = reussir(roriq, "-R", str(demo), "exporter", "--format", "csv").sortie
    assert texte.splitlines()[0].strip("\ufeff;") == FICTIF
    sortie = tmp_path / "x.xlsx"
    reussir(roriq, "-R", str(demo), "exporter", "--format", "xlsx", "--sortie", str(sortie))
    (feuille,) = load_workbook(sortie).worksheets
    assert (feuille["A1"].value, feuille["A2"].value) == (FICTIF, "Fiche")
    assert feuille.freeze_panes == "A3"
    assert lire_json(roriq, "-R", str(demo), "exporter")["fictif"] is True


def test_ce_qu_on_savait(demo: Path, roriq: Roriq) -> None:
    """« Qui était membre ce jour-là, selon ce qu'on savait alors? »"""
    argv = ("-R", str(demo), "exporter", "--au", "2016-07-01", "--su-le", "2016-07-01")
    donnees = lire_json(roriq, *argv)
    liste = lire_json(roriq, "-R", str(demo), "lister", "--au", "2016-07-01", "--su-le", "2016-07-01")
    assert donnees["revision"] == liste["revision"]
    assert [o["id"] for o in donnees["organismes"]] == [o["id"] for o in liste["organismes"]]
    aujourd_hui = lire_json(roriq, "-R", str(demo), "exporter", "--au", "2016-07-01")
    assert len(donnees["organismes"]) < len(aujourd_hui["organismes"])


def test_deux_exportations_du_meme_registre_sont_identiques(demo: Path, tmp_path: Path) -> None:
    """On two machines, in two languages, in two time zones, at two moments."""
    rendus: set[bytes] = set()
    for langue, zone in (("fr", "America/Toronto"), ("en", "Asia/Tokyo")):
        env = {**os.environ, "RORIQ_LANGUE": langue, "TZ": zone, "PYTHONHASHSEED": str(len(rendus))}
        fini = subprocess.run(
            [sys.executable, "-m", "roriq_cli", "-R", str(demo), "exporter", "--format", "xlsx"],
            env=env,
            capture_output=True,
            check=True,
        )
        rendus.add(fini.stdout)
    assert len(rendus) == 1


def test_aucun_mot_de_git_ni_de_programme(petit: Path, roriq: Roriq) -> None:
    dits = [reussir(roriq, "exporter", "--help").sortie, roriq("exporter").erreur]
    dits.append(roriq("exporter", "--format", "csv", "--sortie", ".").erreur)
    for dit in dits:
        assert not re.search(r"\b(?:commits?|branch(?:es?)?|merge|HEAD|YAML|JSON|sch[eé]mas?)\b", dit), dit


# The documentation (docs/exporter.md).


PAGE = (PROJET / "docs" / "exporter.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("commande", re.findall(r"^\| [^`|]+ \| `roriq (exporter [^`]+)`", PAGE, re.M))
def test_les_commandes_documentees(
    demo: Path, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commande: str
) -> None:
    monkeypatch.chdir(tmp_path)
    reponse = reussir(roriq, "-R", str(demo), *commande.split())
    (nom,) = re.findall(r"--sortie (\S+)", commande) or [""]
    assert [p.name for p in tmp_path.iterdir()] == [nom] * bool(nom)
    assert bool(reponse.sortie) != bool(nom)


def test_les_colonnes_documentees_sont_celles_du_tableau() -> None:
    tableau = PAGE.split("| colonne | ce qu'elle contient |")[1].split("\n\n")[0]
    documentees = [titre for titres in re.findall(r"^\| ([^|]+) \|", tableau, re.M)[1:] for titre in titres.split(", ")]
    assert sorted(documentees) == sorted(c.titre for c in COLONNES)
    json_ = (PROJET / "docs" / "json.md").read_text(encoding="utf-8")
    for champ in (c.champ for c in COLONNES_DES_EVENEMENTS):
        assert f"`{champ}`" in json_.split("`exporter --quoi evenements`")[1].split("\n")[0]
