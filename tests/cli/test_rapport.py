"""`rapport` as its users run it: the whole of it on the fictitious network, and the same totals wherever they are said.

The expected outputs are in tests/exemples/rapports; `pytest --accepter-les-sorties` writes them again.
"""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from roriq_cli.cli import main
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import Etat, Evenement, RegionAnterieure
from roriq_cli.domaine.membres.phrases import ETATS
from roriq_cli.registre import edition
from tests.cli.outils import connus, git, mal_taper, membre, reussir, suspendu
from tests.cli.test_exportation import lire_xlsx
from tests.conftest import PROJET, Roriq
from tests.domaine.fabrique import fiche
from tests.domaine.test_periode import vies

ATTENDUES = PROJET / "tests" / "exemples" / "rapports"
FORMES = {"texte": "txt", "markdown": "md", "html": "html", "json": "json"}
SITE = {
    "2016-07-01": "Le RORIQ est composé de 26 organismes communautaires, présents dans 12 régions du Québec, "
    "y compris Montréal.",
    "2022-07-01": "Le RORIQ est composé de 24 organismes communautaires, présents dans 13 régions du Québec, "
    "y compris Montréal.",
}
TAILLE = {
    "2016-07-01": "Au 1er juillet 2016, le RORIQ compte 26 organismes membres : 4 à Montréal et 22 dans 11 autres "
    "régions.",
    "2022-07-01": "Au 1er juillet 2022, le RORIQ compte 24 organismes membres : 3 à Montréal et 21 dans 12 autres "
    "régions.",
}


def sans_version(texte: str, racine: Path) -> str:
    """The revision is Git's, and changes with anything in the registry: it is left out of what is compared."""
    revision = git(racine, "rev-parse", "HEAD").strip()
    assert revision[:10] in texte
    return texte.replace(revision, "VERSION").replace(revision[:10], "VERSION")


@pytest.mark.parametrize("forme", FORMES)
@pytest.mark.parametrize("langue", ["fr", "en"])
@pytest.mark.parametrize("au", SITE)
def test_la_sortie_attendue(
    demo: Path,
    roriq: Roriq,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    au: str,
    langue: str,
    forme: str,
) -> None:
    monkeypatch.chdir(demo)
    monkeypatch.setenv("RORIQ_LANGUE", langue)
    texte = sans_version(reussir(roriq, "rapport", "--au", au, "--format", forme).sortie, demo)
    # JSON is a contract: one page for the two languages.
    attendue = ATTENDUES / (f"{au}.json" if forme == "json" else f"{au}.{langue}.{FORMES[forme]}")
    if request.config.getoption("--accepter-les-sorties"):
        attendue.parent.mkdir(exist_ok=True)
        attendue.write_text(texte, encoding="utf-8", newline="\n")
    assert texte == attendue.read_text(encoding="utf-8")


@pytest.mark.parametrize("forme", FORMES)
@pytest.mark.parametrize("au", SITE)
def test_les_deux_phrases_publiques_y_sont(demo: Path, roriq: Roriq, au: str, forme: str) -> None:
    texte = reussir(roriq, "-R", str(demo), "rapport", "--au", au, "--format", forme).sortie.replace("\u00a0", " ")
    assert SITE[au] in texte
    assert TAILLE[au] in texte


@pytest.mark.parametrize("forme", FORMES)
def test_refait_octet_pour_octet(demo: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, forme: str) -> None:
    """The day on which a report is made says nothing of it."""
    argv = ("-R", str(demo), "rapport", "--au", "2016-07-01", "--format", forme)
    un = reussir(roriq, *argv).sortie
    monkeypatch.setenv("RORIQ_AUJOURDHUI", "2027-03-04")
    assert reussir(roriq, *argv).sortie == un


def test_une_console_de_windows_peut_tout_montrer(demo: Path, roriq: Roriq) -> None:
    for au in SITE:
        reussir(roriq, "-R", str(demo), "rapport", "--au", au).sortie.encode("cp1252")


# The sentence for the site.


@pytest.mark.parametrize("au", SITE)
def test_la_phrase_seule(demo: Path, roriq: Roriq, au: str) -> None:
    reponse = reussir(roriq, "-R", str(demo), "rapport", "--phrase", "--au", au)
    assert reponse.sortie == SITE[au] + "\n"
    assert "Réseau fictif" in reponse.erreur


def test_la_phrase_dans_un_fichier(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    sortie = tmp_path / "phrase.txt"
    reponse = reussir(roriq, "rapport", "--phrase", "--sortie", str(sortie))
    assert (reponse.sortie, reponse.erreur) == ("", "")
    assert sortie.read_text(encoding="utf-8") == (
        "Le RORIQ est composé de 1 organisme communautaire, présent dans 1 région du Québec, hors de Montréal.\n"
    )


def test_la_phrase_dit_a_part_ce_qui_n_est_pas_lu(registre: Path, roriq: Roriq) -> None:
    (registre / "data" / "organismes" / "mal.yaml").write_text("{", encoding="utf-8")
    reponse = reussir(roriq, "rapport", "--phrase")
    assert reponse.sortie == "Le RORIQ ne compte à cette date aucun organisme communautaire attesté.\n"
    assert "1 fichier illisible n'est pas compté ici" in reponse.erreur


@pytest.mark.parametrize("argv", [("--format", "json"), ("--du", "2026-01-01")])
def test_la_phrase_est_une_seule_ligne(registre: Path, roriq: Roriq, argv: tuple[str, ...]) -> None:
    assert "--phrase donne une seule ligne" in mal_taper(roriq, registre, "rapport", "--phrase", *argv)


# The period.


def test_la_periode_est_de_douze_mois(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    donnees = json.loads(reussir(roriq, "rapport", "--format", "json").sortie)
    assert (donnees["periode"]["du"], donnees["periode"]["au"]) == ("2025-11-22", "2026-11-21")
    assert "Du 22 novembre 2025 au 21 novembre 2026 inclusivement (douze mois)\n" in reussir(roriq, "rapport").sortie


def test_une_autre_periode(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    texte = reussir(roriq, "rapport", "--du", "2024-01-01").sortie.replace("\u00a0", " ")
    assert "Du 1er janvier 2024 au 21 novembre 2026 inclusivement\n" in texte
    assert re.search(r"  Arrivées +\+1\n", texte)
    assert "1 demande reçue : 1 admise." in texte
    jour = reussir(roriq, "rapport", "--du", "2024-04-02", "--au", "2024-04-02").sortie
    assert "\nLe 2 avril 2024\n" in jour


@pytest.mark.parametrize(
    ("argv", "phrase"),
    [
        (("--du", "2026-11-22"), "La période finirait le 21 novembre 2026, avant de commencer le 22 novembre 2026."),
        (
            ("--du", "2016-01-02", "--au", "2016-01-01"),
            "La période finirait le 1er janvier 2016, avant de commencer le 2 janvier 2016.",
        ),
        (
            ("--du", "2027-01-01", "--au", "2027-02-01"),
            "Le 1er janvier 2027 n'est pas encore arrivé : la période n'a pas commencé.",
        ),
    ],
)
def test_une_periode_impossible(registre: Path, roriq: Roriq, argv: tuple[str, ...], phrase: str) -> None:
    assert mal_taper(roriq, registre, "rapport", *argv).replace("\u00a0", " ") == phrase + "\n"


def test_une_reprise_n_est_pas_une_arrivee(registre: Path, roriq: Roriq) -> None:
    """What a source makes known counts from its day, in a row of its own."""
    connus(registre, "membre", "suspendu")
    texte = reussir(roriq, "rapport", "--du", "2019-07-01", "--au", "2020-06-30").sortie.replace("\u00a0", " ")
    assert re.search(r"  Arrivées +0\n", texte)
    assert re.search(r"  Membres établis par une source \(ce ne sont pas des arrivées\) +\+1\n", texte)
    assert "2 états établis par une source ne sont connus qu'au mois ou à l'année" in texte
    assert "De 2 organismes, rien n'est connu la veille" in texte
    assert "De l'entrée de 1 organisme membre, on ne connaît que le mois ou l'année" in texte
    avant = reussir(roriq, "rapport", "--au", "2019-12-31").sortie.replace("\u00a0", " ")
    assert "Pour 2 organismes, rien n'est connu de cette date" in avant
    assert re.search(r"  inconnu +2\n", avant)


# Who is in it, and what those outside are given.


def test_les_membres_par_nom(registre: Path, roriq: Roriq) -> None:
    """By the names and the seats of the day; a city, of which no date is known, only where it can be that day's."""
    membre(registre, "Zone Exemple")
    id = membre(registre, "Anse Exemple")
    reussir(roriq, "modifier", id, "--ville", "Magog", "--region", "05", "--depuis", "2026-06-01")
    texte = reussir(roriq, "rapport", "--du", "2024-01-01").sortie
    assert re.search(r"par nom\n  Anse Exemple +Magog +Estrie\n  Zone Exemple +ville non dite +Mauricie\n", texte)
    assert "\nArrivées\n  2024-04-02  Anse Exemple (Magog)\n  2024-04-02  Zone Exemple\n" in texte
    avant = json.loads(reussir(roriq, "rapport", "--au", "2026-05-31", "--format", "json").sortie)["liste_membres"]
    assert avant[0] == {"id": id, "nom": "Anse Exemple", "ville": None, "region": "04"}
    aucun = reussir(roriq, "rapport", "--au", "2020-01-01").sortie
    assert "par nom" not in aucun


def test_un_organisme_suspendu_puis_expulse_est_explique_la_ou_l_on_compte(registre: Path, roriq: Roriq) -> None:
    id = suspendu(registre, "Escale Exemple", None)
    decision = ("--instance", "Rencontre", "--decision-le", "2026-10-01", "--reference", "PV 4")
    expulser = ("expulser", id, "--motif", "conduite-nuisible", *decision, "--date", "2026-10-02")
    reussir(roriq, *expulser)
    texte = reussir(roriq, "rapport").sortie
    assert re.search(
        r"  Départs \(en plus : 1 organisme déjà suspendu, qui n'était plus compté\) +0\n", texte.replace("\u00a0", " ")
    )
    assert "après 2 ans dans le réseau (déjà suspendu, il n'était plus compté)\n" in texte


@pytest.mark.parametrize("forme", FORMES)
def test_pour_l_exterieur(registre: Path, roriq: Roriq, forme: str) -> None:
    suspendu(registre, "Escale Exemple", None)
    reussir(
        roriq, "retirer", membre(registre, "Relais Exemple"), "--motif", "participation-inutile", "--date", "2026-11-02"
    )
    (registre / "data" / "organismes" / "mal.yaml").write_text("{", encoding="utf-8")
    dedans = reussir(roriq, "rapport", "--format", forme).sortie
    dehors = reussir(roriq, "rapport", "--diffusion", "--format", forme).sortie
    for mot in ("motif", "jugée", "roriq "):
        assert mot in dedans or (mot == "roriq " and forme == "json")
        assert mot not in dehors
    for mot in ("Relais Exemple", "Escale Exemple", "PV 2026"):
        assert mot in dehors
    if forme == "json":
        lu = json.loads(dehors)
        assert (lu["diffusion"], lu["a_faire"], lu["criteres_perdus"]) == (True, [], [])
        assert lu["non_lus"] == ["data/organismes/mal.yaml"]
    else:
        assert "1 fichier illisible" in dehors
        assert "Ce qui manque" not in dehors


def test_modifie_depuis(registre: Path, roriq: Roriq) -> None:
    id = membre(registre)
    for forme in ("texte", "markdown", "html"):
        assert "modifié depuis" not in reussir(roriq, "rapport", "--format", forme).sortie
    fichier = registre / "data" / "organismes" / f"{id}.yaml"
    fichier.write_text(fichier.read_text(encoding="utf-8") + "# à la main\n", encoding="utf-8")
    for forme in ("texte", "markdown", "html"):
        assert ", modifié depuis." in reussir(roriq, "rapport", "--format", forme).sortie
    assert json.loads(reussir(roriq, "rapport", "--format", "json").sortie)["modifie"] is True


def test_un_grand_reseau_tient_a_l_ecran(registre: Path, roriq: Roriq) -> None:
    for n in range(90):
        texte = f'id: m{n}\nnom: Membre {n}\nregion: "{"06" if n else "09"}"\nhistorique:\n  - date: 2020-01-01\n'
        texte += "    evenement: reprise\n    etat: membre\n    date_precision: jour\n"
        texte += "    source: [{titre: Le Journal, atteste_le: 2020-01-01}]\n"
        (registre / "data" / "organismes" / f"m{n}.yaml").write_text(texte, encoding="utf-8")
    barres = re.findall(r" (#+)\n", reussir(roriq, "rapport").sortie)
    assert list(map(len, barres)) == [40, 1]


# The same totals wherever they are said.


def totaux(roriq_: Any, au: str, tmp_path: Path) -> list[Any]:
    """Members by region and organisations by state, as the report, the export and a spreadsheet say them."""

    def json_de(*argv: str) -> Any:
        return json.loads(roriq_(*argv, "--au", au, "--format", "json"))

    rapport = json_de("rapport")
    organismes = json_de("exporter")["organismes"]
    classeur = tmp_path / "export.xlsx"
    roriq_("exporter", "--format", "xlsx", "--au", au, "--sortie", str(classeur), "--remplacer")
    lignes = lire_xlsx(classeur)
    noms = {region.nom: code for code, region in REGIONS.items()}
    etats = {mot: etat.value for etat, mot in ETATS.items()} | {None: "repertorie"}
    return [
        (
            {r["code"]: r["membres"] for r in rapport["regions"]},
            {etat: n for etat, n in rapport["etats"].items() if n},
            (rapport["membres"], rapport["montreal"], rapport["hors_montreal"], rapport["regions_hors_montreal"]),
            rapport["periode"]["membres_apres"],
        ),
        _comptes([(o["region"], o["etat"]) for o in organismes]),
        _comptes([(noms[ligne["Région"]], etats[ligne["État"]]) for ligne in lignes]),
    ]


def _comptes(couples: list[tuple[str, str]]) -> Any:
    membres = [region for region, etat in couples if etat == "membre"]
    etats = [etat for _region, etat in couples]
    montreal = membres.count("06")
    regions = {code: membres.count(code) for code in sorted(set(membres))}
    return (
        regions,
        {etat: etats.count(etat) for etat in dict.fromkeys(map(str, Etat)) if etat in etats},
        (len(membres), montreal, len(membres) - montreal, len(set(membres) - {"06"})),
        len(membres),
    )


@pytest.mark.parametrize("au", ["2009-01-01", "2014-03-01", "2016-07-01", "2022-07-01", "2026-11-21", "2027-03-31"])
def test_les_memes_totaux_partout(demo: Path, roriq: Roriq, tmp_path: Path, au: str) -> None:
    def dire(*argv: str) -> str:
        return reussir(roriq, "-R", str(demo), *argv).sortie

    rapport, export, classeur = totaux(dire, au, tmp_path)
    assert rapport == export == classeur


HISTOIRES = st.lists(
    st.tuples(vies(), st.sampled_from(sorted(REGIONS)), st.none() | st.dates(date(2009, 1, 1), date(2020, 1, 1))),
    max_size=6,
)


@pytest.mark.lent
@settings(max_examples=15)
@given(HISTOIRES, st.dates(date(2009, 1, 1), date(2026, 11, 21)))
def test_les_memes_totaux_dans_un_registre_quelconque(
    tmp_path_factory: pytest.TempPathFactory,
    histoires: list[tuple[tuple[Evenement, ...], str, date | None]],
    au: date,
) -> None:
    racine = tmp_path_factory.mktemp("quelconque") / "r"
    assert main(["init", str(racine)]) == 0
    for n, (vie, region, fin) in enumerate(histoires):
        anciennes = (RegionAnterieure("06", fin),) if fin else ()
        o = fiche(*vie, id=f"o{n}", nom=f"Organisme {n}", region=region, regions_anterieures=anciennes)
        if not vie:
            continue
        (racine / "data" / "organismes" / f"o{n}.yaml").write_text(edition.ecrire(ORGANISME, None, o), encoding="utf-8")

    def dire(*argv: str) -> str:
        sortie = racine / "sortie"
        sans = "--sortie" in argv
        place = ["--remplacer"] if sans else ["--sortie", str(sortie), "--remplacer"]
        assert main(["-R", str(racine), *argv, *place]) == 0
        return "" if sans else sortie.read_text(encoding="utf-8")

    rapport, export, classeur = totaux(dire, au.isoformat(), racine)
    assert rapport == export == classeur


def test_les_suspendus_ne_sont_dans_aucun_total(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    suspendu(registre)
    rapport, *_autres = totaux(lambda *argv: reussir(roriq, *argv).sortie, "2026-11-21", tmp_path)
    assert rapport[2] == (0, 0, 0, 0)
    assert rapport[1] == {"suspendu": 1}
    veille = (date(2026, 6, 1) - timedelta(days=1)).isoformat()
    rapport, *_autres = totaux(lambda *argv: reussir(roriq, *argv).sortie, veille, tmp_path)
    assert rapport[2] == (1, 0, 1, 1)
