"""What the reading commands answer, in text and in JSON, at the work tree and at the states that Git keeps."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.outils import (
    SANCTION,
    candidat,
    connus,
    fiche,
    git,
    instantane,
    membre,
    poser,
    retoucher,
    reussir,
    suspendu,
)
from tests.conftest import Reponse, Roriq

X = "accueil-exemple"
DECISION = 'decision: {instance: Rencontre des membres, date: 2026-05-20, reference: "PV 2026-05-20, point 6"}'

# A small network: every state, a name and a region that changed, a fact to come, Montréal.
FICHES = {
    X: """nom: Accueil Exemple
sigle: AEM
neq: "1145678901"
region: "04"
ville: Shawinigan
territoire:
  portee: mrc
  mrc: [Shawinigan]
profils: [accueil-mifi]
milieux: [rural]
financement: [mifi]
courriel: info@exemple.org
tcri: AEM-04
attestations:
  - {critere: regionalisation, reponse: oui, verifie_le: 2024-03-04, source: Formulaire}
  - {critere: tcri, reponse: oui, verifie_le: 2024-03-25, valide_jusqu_au: 2027-03-31, source: Courriel de la TCRI}
historique:
  - date: 2024-03-04
    evenement: demande
  - date: 2024-04-02
    evenement: adhesion
    formulaire: {recu_le: 2024-04-02}
    preuves: {tcri: {attestation: 2024-03-25}, regionalisation: {attestation: 2024-03-04}}
""",
    "carrefour-exemple": """nom: Carrefour Exemple
noms_anterieurs:
  - {nom: Comité Exemple, jusqu_au: 2020-06-30}
region: "06"
attestations:
  - {critere: tcri, reponse: non, verifie_le: 2026-11-01, valide_jusqu_au: 2027-03-31, source: Courriel de la TCRI}
historique:
  - date: 2014-01-01
    evenement: reprise
    etat: membre
    date_precision: annee
    source: [{titre: Le Journal, atteste_le: 2022-02-01}]
""",
    "escale-exemple": """nom: Escale Exemple
region: "05"
regions_anterieures:
  - {region: "04", jusqu_au: 2025-12-31}
sources:
  - {titre: Le Journal}
""",
    "phare-exemple": """nom: Phare Exemple
region: "01"
historique:
  - date: 2020-01-01
    evenement: reprise
    etat: membre
    date_precision: au-plus-tard
    source: [{titre: Le Journal, atteste_le: 2020-01-01}]
  - date: 2026-12-01
    evenement: retrait
    recu_le: 2026-11-01
""",
    "refuge-exemple": f"""nom: Refuge Exemple
region: "16"
historique:
  - date: 2020-01-01
    evenement: demande
  - date: 2026-06-01
    evenement: retrait
    motif: incompatibilite
  - date: 2026-07-01
    evenement: demande
    {DECISION}
""",
    "relais-exemple": f"""nom: Relais Exemple
region: "12"
historique:
  - date: 2020-04-01
    evenement: reprise
    etat: membre
    date_precision: mois
    source: [{{titre: Le Journal, atteste_le: 2026-05-01}}]
  - date: 2026-06-01
    evenement: suspension
    motif: conduite-nuisible
    {DECISION}
    jusqu_au: 2026-09-30
""",
}


@pytest.fixture(scope="module")
def modele(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small network, made once: one commit a file, then one by hand that breaks nothing."""
    base = tmp_path_factory.mktemp("modele")
    racine = base / "reseau"
    env = {nom: v for nom, v in os.environ.items() if not nom.startswith(("GIT_", "RORIQ_", "LC_"))}
    env |= {"HOME": str(base), "GIT_CONFIG_NOSYSTEM": "1", "RORIQ_LANGUE": "fr"}
    for role in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{role}_NAME": "Coordination", f"GIT_{role}_EMAIL": "essai@example.org"}

    def lancer(*commande: str, le: str) -> None:
        dates = {"GIT_AUTHOR_DATE": le, "GIT_COMMITTER_DATE": le}
        subprocess.run(commande, env=env | dates, cwd=base, check=True, capture_output=True)

    lancer(sys.executable, "-m", "roriq_cli", "init", str(racine), le="2026-10-01T12:00:00-04:00")
    for rang, (id, texte) in enumerate(FICHES.items(), 2):
        chemin = racine / "data" / "organismes" / f"{id}.yaml"
        chemin.write_text(f"id: {id}\n{texte}", encoding="utf-8")
        lancer("git", "-C", str(racine), "add", ".", le="")
        lancer("git", "-C", str(racine), "commit", "-qm", id, le=f"2026-11-{rang:02}T12:00:00-05:00")
    (racine / "data" / "chiffres_publies.yaml").write_text(
        'chiffres:\n  - {date: "2022", precision: annee, total: 24, regions: 13, regions_comptent_montreal: oui, '
        "source: {titre: TCRI}}\n",
        encoding="utf-8",
    )
    lancer("git", "-C", str(racine), "commit", "-qam", "chiffres", le="2026-11-20T12:00:00-05:00")
    return racine


@pytest.fixture
def reseau(modele: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small network, to read."""
    monkeypatch.chdir(modele)
    return modele


def lire(roriq: Roriq, *argv: str) -> Any:
    return json.loads(reussir(roriq, *argv, "--format", "json").sortie)


# The contract of JSON.

COMMUN = {"revision", "modifie"}
ETATS = {"repertorie", "candidat", "membre", "suspendu", "refuse", "retire", "expulse", "ferme"}


def test_json_de_lister(reseau: Path, roriq: Roriq) -> None:
    donnees = lire(roriq, "lister")
    assert {*COMMUN, "au", "organismes"} <= set(donnees)
    assert donnees["au"] == "2026-11-21"
    assert (donnees["revision"], donnees["modifie"]) == (git(reseau, "rev-parse", "HEAD").strip(), False)
    assert [o["id"] for o in donnees["organismes"]] == sorted(FICHES)
    for organisme in donnees["organismes"]:
        assert {"id", "nom", "etat", "depuis", "region"} <= set(organisme)
    trois = {o["id"]: (o["nom"], o["etat"], o["depuis"], o["region"]) for o in donnees["organismes"]}
    assert trois[X] == ("Accueil Exemple", "membre", "2024-04-02", "04")
    assert trois["escale-exemple"] == ("Escale Exemple", "repertorie", None, "05")
    assert trois["relais-exemple"] == ("Relais Exemple", "suspendu", "2026-06-01", "12")
    assert trois["phare-exemple"][1] == "membre"


def test_json_de_rapport(reseau: Path, roriq: Roriq) -> None:
    donnees = lire(roriq, "rapport")
    attendues = {"au", "membres", "montreal", "hors_montreal", "regions_hors_montreal", "regions", "etats"}
    assert {*COMMUN, *attendues} <= set(donnees)
    assert {c: donnees[c] for c in ("membres", "montreal", "hors_montreal", "regions_hors_montreal")} == {
        "membres": 3,
        "montreal": 1,
        "hors_montreal": 2,
        "regions_hors_montreal": 2,
    }
    assert donnees["regions"] == [
        {"code": "01", "nom": "Bas-Saint-Laurent", "membres": 1},
        {"code": "04", "nom": "Mauricie", "membres": 1},
        {"code": "06", "nom": "Montréal", "membres": 1},
    ]
    assert set(donnees["etats"]) == ETATS
    assert {e: n for e, n in donnees["etats"].items() if n} == {
        "repertorie": 1,
        "candidat": 1,
        "membre": 3,
        "suspendu": 1,
    }


def test_json_de_valider(reseau: Path, roriq: Roriq, tmp_path: Path) -> None:
    donnees = lire(roriq, "valider")
    assert {*COMMUN, "fichiers", "erreurs", "avertissements", "non_evalues", "constats"} <= set(donnees)
    assert [donnees[c] for c in ("fichiers", "erreurs", "avertissements", "non_evalues")] == [8, 0, 0, 0]
    copie = tmp_path / "copie"
    shutil.copytree(reseau, copie)
    poser(copie, "casse", "id: casse\nnom: Casse\nregion: 04\nvile: X\n")
    poser(copie, "vide", "")
    reponse = roriq("-R", str(copie), "valider", "--format", "json")
    assert reponse.code == 1
    donnees = json.loads(reponse.sortie)
    assert (donnees["fichiers"], donnees["non_evalues"]) == (10, 2)
    assert donnees["erreurs"] == len(donnees["constats"])
    for constat in donnees["constats"]:
        assert set(constat) >= {"regle", "gravite", "fichier", "ligne", "colonne", "message", "correction"}
        assert constat["ligne"] >= 1
        assert constat["colonne"] >= 1
        assert constat["fichier"] in ("data/organismes/casse.yaml", "data/organismes/vide.yaml")
        assert constat["gravite"] == "erreur"


def test_json_d_afficher_de_journal_et_de_regle(reseau: Path, roriq: Roriq) -> None:
    une = lire(roriq, "afficher", "AEM")
    assert {*COMMUN, "au", "id", "nom", "etat", "depuis", "region", "fiche"} <= set(une)
    assert une["fiche"]["historique"][1]["formulaire"] == {"recu_le": "2024-04-02"}
    journal = lire(roriq, "journal")
    assert {*COMMUN, "lignes"} <= set(journal)
    assert {"consigne_le", "date", "auteur", "commit", "id", "evenement", "phrase"} <= set(journal["lignes"][0])
    assert len(lire(roriq, "regle")["regles"]) > 20
    assert lire(roriq, "regle", "parcours")["regles"][0]["code"] == "parcours"


LECTURES = [
    ("suivi",),
    ("lister", "--a-faire", "sans-ville"),
    ("lister",),
    ("lister", "--au", "2016-01-01"),
    ("afficher", "relais-exemple"),
    ("afficher", "carrefour-exemple", "--au", "2016-01-01"),
    ("rapport",),
    ("rapport", "--au", "2026-12-01"),
    ("journal",),
    ("journal", "refuge-exemple"),
    ("valider",),
    ("valider", "--revision", "HEAD"),
    ("regle",),
    ("regle", "levee"),
]


@pytest.mark.parametrize("argv", LECTURES, ids=" ".join)
def test_json_est_le_meme_dans_les_deux_langues(
    reseau: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    francais = reussir(roriq, *argv, "--format", "json")
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert reussir(roriq, *argv, "--format", "json") == francais
    json.loads(francais.sortie)
    assert francais.sortie.endswith("}\n")


def test_json_des_constats_dans_les_deux_langues(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    poser(registre, "casse", "id: casse\nnom: Casse\nregion: 04\nvile: X\nhistorique: []\nmilieux: [mer]\n")
    poser(registre, "tordu", "id: tordu\nnom: [\n")
    poser(registre, "autre", 'id: autre\nnom: Autre\nregion: "04"\nhistorique:\n  - date: 2024-01-01\n    evenement: '
          "levee\n  - date: 2023-01-01\n    evenement: retrait\n    note: M. Exemple\n")  # fmt: skip
    francais = roriq("valider", "--format", "json")
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert francais.code == 1
    assert roriq("valider", "--format", "json") == francais


# lister.


def test_lister_en_texte(reseau: Path, roriq: Roriq) -> None:
    lignes = reussir(roriq, "lister").sortie.splitlines()
    assert re.split(r"  +", lignes[0]) == ["Fiche", "Nom", "Sigle", "État", "Depuis", "Région"]
    assert re.split(r"  +", lignes[1]) == [X, "Accueil Exemple", "AEM", "membre", "2024-04-02", "Mauricie"]
    # A member that no longer meets a criterion is flagged, never changed.
    assert re.split(r"  +", lignes[2]) == ["carrefour-exemple", "Carrefour Exemple", "membre *", "2014", "Montréal"]
    assert re.split(r"  +", lignes[4])[3:5] == ["<= 2020-01-01", "Bas-Saint-Laurent"]
    assert lignes[-1] == "6 organismes au 21 novembre 2026."
    assert all(len(ligne) == len(ligne.rstrip()) for ligne in lignes)


@pytest.mark.parametrize(
    ("argv", "ids"),
    [
        (("--etat", "membre"), [X, "carrefour-exemple", "phare-exemple"]),
        (("--etat", "Suspendu", "--etat", "candidat"), ["refuge-exemple", "relais-exemple"]),
        (("--region", "Mauricie"), [X]),
        (("--region", "4", "--region", "06"), [X, "carrefour-exemple"]),
        (("--region", "04", "--au", "2025-12-31"), [X, "escale-exemple"]),
        (("--etat", "membre", "--region", "05"), []),
        (("--etat", "retire", "--au", "2026-12-01"), ["phare-exemple"]),
        (("--etat", "membre", "--au", "2024-04-01"), ["carrefour-exemple", "phare-exemple", "relais-exemple"]),
    ],
)
def test_lister_choisit(reseau: Path, roriq: Roriq, argv: tuple[str, ...], ids: list[str]) -> None:
    assert [o["id"] for o in lire(roriq, "lister", *argv)["organismes"]] == ids
    texte = reussir(roriq, "lister", *argv).sortie
    assert all(id in texte for id in ids)
    if not ids:
        assert texte == "Aucun organisme ne répond à ce choix.\n"


def test_lister_un_registre_vide(registre: Path, roriq: Roriq) -> None:
    assert "roriq ajouter" in reussir(roriq, "lister").sortie
    assert lire(roriq, "lister")["organismes"] == []


@pytest.mark.parametrize(
    "argv",
    [
        ("lister", "--etat", "actif"),
        ("lister", "--region", "18"),
        ("lister", "--au", "2026-02-30"),
        ("lister", "--su-le", "04/03/2027"),
        ("lister", "--format", "xml"),
        ("rapport", "--format", ""),
        ("afficher",),
        ("afficher", "inconnu", "--au", "demain"),
        ("afficher", "inconnu", "--revision", "HEAD", "--su-le", "2026-11-21"),
        ("journal", "inconnu", "--revision", "zzz", "--su-le", "2026-11-21"),
        ("lister", "de", "trop"),
        ("regle", "inconnue"),
        ("valider", "data/organismes/inconnu.yaml"),
        ("valider", "/etc/passwd"),
        ("valider", ""),
        ("valider", "--au", "2026-01-01"),
    ],
    ids=" ".join,
)
def test_une_lecture_mal_tapee(reseau: Path, roriq: Roriq, argv: tuple[str, ...]) -> None:
    reponse = roriq(*argv)
    assert (reponse.code, reponse.sortie) == (2, "")
    assert reponse.erreur


@pytest.mark.parametrize("commande", ["afficher", "journal"])
def test_une_lecture_d_un_inconnu(reseau: Path, roriq: Roriq, commande: str) -> None:
    reponse = roriq(commande, "Accueil")
    assert (reponse.code, reponse.sortie) == (3, "")
    assert "Peut-être\u00a0: Accueil Exemple (accueil-exemple)" in reponse.erreur
    assert "Rien n'a été consigné" not in reponse.erreur


# afficher.


def test_afficher_un_membre_dit_droits_et_engagements(reseau: Path, roriq: Roriq) -> None:
    texte = reussir(roriq, "afficher", X).sortie
    assert texte.startswith("Accueil Exemple (AEM)\nAu 21 novembre 2026\u00a0: membre, depuis le mardi 2 avril 2024.\n")
    droits = texte.partition("Droits (page du réseau)\n")[2].partition("\n\n")[0].splitlines()
    assert [d.split()[1:3] for d in droits] == [
        ["participer", "aux"],
        ["être", "informé"],
        ["être", "élu"],
        ["siéger", "comme"],
        ["être", "représenté"],
        ["bénéficier", "des"],
    ]
    engagements = texte.partition("Engagements (page du réseau)\n")[2].splitlines()
    assert [e.split()[1] for e in engagements] == ["mandater", "participer", "adhérer"]
    assert "Ce qui manque" not in texte


def test_afficher_une_suspension_renvoie_a_la_decision(reseau: Path, roriq: Roriq) -> None:
    texte = reussir(roriq, "afficher", "relais-exemple").sortie
    assert "Au 21 novembre 2026\u00a0: suspendu, depuis le lundi 1er juin 2026." in texte
    assert "La page du réseau prévoit la suspension sans dire quels droits elle retire." in texte
    assert "Voir la décision\u00a0: rencontre des membres du 20 mai 2026, PV 2026-05-20, point 6." in texte
    assert "Elle devait prendre fin le 30 septembre 2026. Elle tient toujours" in texte
    assert "roriq lever relais-exemple --au-terme" in texte
    assert "Droits" not in texte
    assert "Elle prend fin le mercredi 30 septembre 2026 inclusivement" in (
        reussir(roriq, "afficher", "relais-exemple", "--au", "2026-09-30").sortie
    )


def test_afficher_selon_une_source(reseau: Path, roriq: Roriq) -> None:
    texte = reussir(roriq, "afficher", "carrefour-exemple").sortie
    assert "membre, selon une source. Cet état a été attesté pour la dernière fois le 1er février 2022." in texte
    assert "en règle à la TCRI\u00a0: non, selon l'attestation du 1er novembre 2026" in texte
    assert "en régionalisation de l'immigration\u00a0: inconnu, aucune attestation n'est au registre" in texte
    assert "Son adhésion ne change pas" in texte
    assert "Comité Exemple, jusqu'au 30 juin 2020 inclusivement" in texte
    avant = reussir(roriq, "afficher", "carrefour-exemple", "--au", "2013-12-31").sortie
    assert avant.startswith("Comité Exemple\nAu 31 décembre 2013, rien n'est connu")
    assert "Droits" not in avant


def test_afficher_n_invente_pas_le_jour(reseau: Path, roriq: Roriq) -> None:
    assert "1er janvier 2014" not in reussir(roriq, "afficher", "carrefour-exemple", "--au", "2016-01-01").sortie


def test_afficher_un_fait_a_venir(reseau: Path, roriq: Roriq) -> None:
    texte = reussir(roriq, "afficher", "phare-exemple").sortie
    assert "le mardi 1er décembre 2026 (annoncé le 1er novembre 2026). (à venir)" in texte
    assert "(à venir)" not in reussir(roriq, "afficher", "phare-exemple", "--au", "2026-12-01").sortie


# rapport.


def test_rapport_en_texte(reseau: Path, roriq: Roriq) -> None:
    texte = reussir(roriq, "rapport").sortie.replace("\u00a0", " ")
    assert texte.startswith(
        "Au 21 novembre 2026, le RORIQ compte 3 organismes membres : 1 à Montréal et 2 dans 2 autres régions.\n"
        "1 organisme est suspendu; il n'est pas compté.\n"
        "Le RORIQ est composé de 3 organismes communautaires, présents dans 3 régions du Québec, y compris Montréal.\n"
    )
    assert "Dernier chiffre publié : 24 organismes dans 13 régions, y compris Montréal (TCRI, 2022)." in texte
    assert "1 suspension dont le terme est passé (relais-exemple) : roriq lever relais-exemple" in texte
    assert "À venir (retrait : 1)\n  2026-12-01  L'organisme Phare Exemple se retire" in texte
    assert f"Registre à la version {git(reseau, 'rev-parse', 'HEAD')[:10]}." in texte


@pytest.mark.parametrize(
    ("au", "debut"),
    [
        ("2012-01-01", "Au 1er janvier 2012, le registre n'établit pour le RORIQ aucun organisme membre.\n"),
        ("2016-01-01", "Au 1er janvier 2016, le RORIQ compte 1 organisme membre, à Montréal.\n"),
        (
            "2026-12-01",
            "Au 1er décembre 2026, le RORIQ compte 2 organismes membres\u00a0: "
            "1 à Montréal et 1 dans 1 autre région.\n",
        ),
    ],
)
def test_rapport_d_un_autre_jour(reseau: Path, roriq: Roriq, au: str, debut: str) -> None:
    assert reussir(roriq, "rapport", "--au", au).sortie.startswith(debut)


def test_avant_une_reprise_rien_n_est_connu(reseau: Path, roriq: Roriq) -> None:
    texte = reussir(roriq, "rapport", "--au", "2013-01-01").sortie
    assert "Pour 3 organismes, rien n'est connu de cette date" in texte
    assert "inconnu" in reussir(roriq, "lister", "--au", "2013-01-01").sortie


# What is read is told: rights as they stand, files left out, a work tree that differs.


def test_un_fichier_illisible_est_dit(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    poser(registre, "casse", "id: casse\nnom: [\n")
    (registre / "data/organismes/pas-une-fiche.txt").write_text("x", encoding="utf-8")
    for commande in ("lister", "rapport"):
        assert reussir(roriq, commande).sortie.startswith(
            "2 fichiers illisibles ne sont pas comptés ici\u00a0: roriq valider\n"
        )
        assert lire(roriq, commande)["non_lus"] == [
            "data/organismes/casse.yaml",
            "data/organismes/pas-une-fiche.txt",
        ]
    assert lire(roriq, "rapport")["membres"] == 1
    assert roriq("valider").code == 1


def test_un_arbre_modifie_se_dit_et_le_passe_se_lit(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    membre(registre, "Relais Exemple")
    tete = git(registre, "rev-parse", "HEAD").strip()
    retoucher(registre, "relais-exemple", 'region: "04"', 'region: "06"')
    retoucher(registre, X, "historique:", "histoire:")
    (registre / "data/organismes/nouveau.yaml").write_text("id: nouveau\n", encoding="utf-8")
    avant = instantane(registre)
    ici = lire(roriq, "rapport")
    assert (ici["revision"], ici["modifie"], ici["membres"], ici["montreal"]) == (tete, True, 1, 1)
    assert "modifié depuis" in reussir(roriq, "rapport").sortie
    for argv in (("--revision", "HEAD"), ("--su-le", "2099-12-31")):
        passe = lire(roriq, "rapport", *argv)
        assert (passe["revision"], passe["modifie"], passe["membres"], passe["montreal"]) == (tete, False, 2, 0)
        assert reussir(roriq, "lister", *argv).sortie.startswith(
            f"Le registre tel qu'il était à la version {tete[:10]}.\n"
        )
        assert reussir(roriq, "valider", *argv).sortie.endswith("0 erreur, 0 avertissement.\n")
    assert instantane(registre) == avant


# Past states.


def test_revision_sous_toutes_ses_formes(reseau: Path, roriq: Roriq) -> None:
    precedent = git(reseau, "rev-parse", "HEAD~2").strip()
    for revision in ("HEAD~2", "@~2", precedent, precedent[:12], "main~2", "HEAD^^", "HEAD~2^{commit}"):
        donnees = lire(roriq, "lister", f"--revision={revision}")
        assert donnees["revision"] == precedent
        assert [o["id"] for o in donnees["organismes"]] == sorted(FICHES)[:-1]
    assert lire(roriq, "journal", "--revision", "HEAD~2")["revision"] == precedent
    assert roriq("afficher", "relais-exemple", "--revision", "HEAD~2").code == 3
    assert roriq("afficher", "relais-exemple", "--revision", "HEAD").code == 0


@pytest.mark.parametrize(
    "revision",
    [
        *("inconnue", "-x", "--all", "--help", "", " ", "HEAD~100", "HEAD:data", "HEAD^{tree}", "f" * 40, "a..b"),
        *("HEAD\nHEAD", "a\x1b[31m", "/"),
    ],
)
def test_une_revision_inconnue(reseau: Path, roriq: Roriq, revision: str) -> None:
    for commande in (("lister",), ("afficher", "inconnu"), ("rapport",), ("journal",), ("valider",)):
        reponse = roriq(*commande, f"--revision={revision}")
        assert (reponse.code, reponse.sortie) == (4, "")
        assert "Git ne connaît pas la version" in reponse.erreur
        assert "\x1b" not in reponse.erreur


def test_su_le_va_jusqu_a_la_fin_du_jour_a_toronto(registre: Path, roriq: Roriq) -> None:
    """A day ends at midnight in Toronto: 04:00 UTC in summer, 05:00 in winter."""
    reussir(roriq, "ajouter", "--nom", "Avant", "--region", "04")
    moments = {
        "ete-avant": "2027-07-02T03:59:59Z",
        "ete-apres": "2027-07-02T04:00:00Z",
        "hiver-avant": "2028-01-02T04:59:59Z",
        "hiver-apres": "2028-01-02T05:00:00Z",
    }
    for id, moment in moments.items():
        chemin = registre / f"data/organismes/{id}.yaml"
        chemin.write_text(f'id: {id}\nnom: {id}\nregion: "04"\nsources:\n  - {{titre: Page}}\n', encoding="utf-8")
        git(registre, "add", ".")
        git(registre, "commit", "-qm", id, GIT_COMMITTER_DATE=moment, GIT_AUTHOR_DATE="2001-01-01T00:00:00Z")

    def connus_le(jour: str) -> list[str]:
        return [o["id"] for o in lire(roriq, "lister", "--su-le", jour)["organismes"]]

    assert connus_le("2027-07-01") == ["avant", "ete-avant"]
    assert connus_le("2027-07-02") == ["avant", "ete-apres", "ete-avant"]
    assert connus_le("2028-01-01") == ["avant", "ete-apres", "ete-avant", "hiver-avant"]
    assert len(connus_le("2 janvier 2028")) == 5


def test_su_le_avant_le_premier_fait(registre: Path, roriq: Roriq) -> None:
    for commande in (("lister",), ("afficher", "inconnu"), ("rapport",), ("journal",), ("valider",)):
        reponse = roriq(*commande, "--su-le", "2020-12-31")
        assert (reponse.code, reponse.sortie) == (4, "")
        assert "Le registre ne connaît rien du 31 décembre 2020" in reponse.erreur


def test_qui_etait_membre_le_d_selon_ce_qu_on_savait_le_r(registre: Path, roriq: Roriq) -> None:
    """A withdrawal of May, learned in September: in June the register believed in a member."""
    texte = membre_depuis_2020()
    for moment, contenu in (
        ("2026-01-10T12:00:00Z", texte),
        ("2026-09-10T12:00:00Z", texte + "  - date: 2026-05-01\n    evenement: retrait\n"),
    ):
        (registre / f"data/organismes/{X}.yaml").write_text(contenu, encoding="utf-8")
        git(registre, "add", ".")
        git(registre, "commit", "-qm", moment, GIT_COMMITTER_DATE=moment)

    def etat(*argv: str) -> str:
        return str(lire(roriq, "lister", *argv)["organismes"][0]["etat"])

    assert etat("--au", "2026-06-01") == "retire"
    assert etat("--au", "2026-06-01", "--su-le", "2026-09-09") == "membre"
    assert etat("--au", "2026-06-01", "--su-le", "2026-09-10") == "retire"
    assert etat("--au", "2026-04-30", "--su-le", "2026-09-10") == "membre"
    assert etat("--au", "2026-06-01", "--revision", "HEAD~1") == "membre"
    assert "1 organisme membre" in reussir(roriq, "rapport", "--au", "2026-06-01", "--su-le", "2026-09-09").sortie
    assert (
        "membre" in reussir(roriq, "afficher", X, "--au", "2026-06-01", "--su-le", "2026-09-09").sortie.splitlines()[3]
    )


def membre_depuis_2020() -> str:
    return (
        f'id: {X}\nnom: Accueil Exemple\nregion: "04"\nhistorique:\n  - date: 2020-01-01\n    evenement: reprise\n'
        "    etat: membre\n    date_precision: annee\n    source: [{titre: Le Journal, atteste_le: 2026-01-01}]\n"
    )


# Where the registry is.


def test_le_registre_par_r_par_la_variable_ou_par_le_dossier(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    candidat(registre)
    autre = tmp_path / "autre registre"
    reussir(roriq, "init", str(autre))
    profond = registre / "data" / "organismes"
    monkeypatch.chdir(profond)
    assert X in reussir(roriq, "lister").sortie
    monkeypatch.setenv("RORIQ_REGISTRE", str(autre))
    assert X not in reussir(roriq, "lister").sortie
    assert X in reussir(roriq, "-R", str(registre), "lister").sortie
    assert X in reussir(roriq, "--registre", "../..", "lister").sortie
    monkeypatch.delenv("RORIQ_REGISTRE")
    monkeypatch.chdir(tmp_path)
    vide = reussir(roriq, "-R", "autre registre", "lister").sortie
    assert 'roriq -R "autre registre" ajouter' in vide
    assert "roriq -R" not in reussir(roriq, "-R", str(registre), "lister").sortie


@pytest.mark.parametrize(
    "argv", [(), ("lister",), ("rapport",), ("suspendre", X, *SANCTION), ("valider",), ("journal",)]
)
def test_sans_registre(roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    reponse = roriq(*argv)
    assert (reponse.code, reponse.sortie) == (4, "")
    for commande in ("roriq init", "roriq demo", "roriq -R"):
        assert commande in reponse.erreur
    assert list(tmp_path.iterdir()) == []


def test_un_dossier_qui_n_est_pas_un_registre(roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reponse = roriq("-R", str(tmp_path), "lister")
    assert (reponse.code, reponse.sortie) == (4, "")
    assert "n'est pas un registre" in reponse.erreur
    monkeypatch.setenv("RORIQ_REGISTRE", str(tmp_path / "rien"))
    assert roriq("lister").code == 4


def test_roriq_seul(reseau: Path, roriq: Roriq) -> None:
    assert "Au 21 novembre 2026, le RORIQ compte 3 organismes membres" in reussir(roriq).sortie
    assert reussir(roriq, "-R", str(reseau)).sortie


def test_hors_de_git(roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading works; what only Git knows does not."""
    racine = tmp_path / "sans-git"
    (racine / "data/organismes").mkdir(parents=True)
    (racine / f"data/organismes/{X}.yaml").write_text(membre_depuis_2020(), encoding="utf-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(racine)
    assert (lire(roriq, "lister")["revision"], lire(roriq, "lister")["modifie"]) == ("", False)
    assert "1 organisme membre" in reussir(roriq, "rapport").sortie
    for argv in (("journal",), ("lister", "--revision", "HEAD"), ("lister", "--su-le", "2026-01-01"), ("retirer", X)):
        reponse = roriq(*argv)
        assert (reponse.code, reponse.sortie) == (4, "")
        assert "Git" in reponse.erreur


# --sortie.


@pytest.mark.parametrize("argv", LECTURES, ids=" ".join)
def test_sortie_ecrit_la_meme_chose(reseau: Path, roriq: Roriq, tmp_path: Path, argv: tuple[str, ...]) -> None:
    for forme in ("texte", "json"):
        fichier = tmp_path / f"sortie.{forme}"
        attendu = reussir(roriq, *argv, "--format", forme).sortie
        assert reussir(roriq, *argv, "--format", forme, "--sortie", str(fichier)).tout == ""
        assert fichier.read_bytes().decode() == attendu


def test_sortie_remplace_ou_echoue(reseau: Path, roriq: Roriq, tmp_path: Path) -> None:
    fichier = tmp_path / "ancien.txt"
    fichier.write_text("ancien " * 1000, encoding="utf-8")
    garde = roriq("lister", "--sortie", str(fichier))
    assert (garde.code, fichier.read_text(encoding="utf-8")) == (3, "ancien " * 1000)
    assert "avec --remplacer" in garde.erreur
    reussir(roriq, "lister", "--sortie", str(fichier), "--remplacer")
    assert fichier.read_text(encoding="utf-8").startswith("Fiche")
    assert [p.name for p in tmp_path.iterdir()] == ["ancien.txt"]
    for mauvais in (str(tmp_path), str(fichier / "dedans.txt"), ""):
        reponse = roriq("lister", "--sortie", mauvais)
        assert (reponse.code, reponse.sortie) == (4, "")
        assert "ne peut pas être écrit" in reponse.erreur


def test_sortie_n_est_pas_ecrite_quand_la_commande_echoue(reseau: Path, roriq: Roriq, tmp_path: Path) -> None:
    fichier = tmp_path / "rien.txt"
    assert roriq("afficher", "inconnu", "--sortie", str(fichier)).code == 3
    assert not fichier.exists()


def test_sortie_suit_un_lien(reseau: Path, roriq: Roriq, tmp_path: Path) -> None:
    lien = tmp_path / "lien"
    lien.symlink_to(tmp_path / "cible.txt")
    reussir(roriq, "lister", "--sortie", str(lien))
    assert lien.is_symlink()
    assert (tmp_path / "cible.txt").read_text(encoding="utf-8").startswith("Fiche")


def test_sortie_ecrit_dans_un_tube(reseau: Path, roriq: Roriq, tmp_path: Path) -> None:
    """As in /dev/stdout: what is no ordinary file is never replaced by one."""
    tube = tmp_path / "tube"
    os.mkfifo(tube)
    lecteur = os.open(tube, os.O_RDONLY | os.O_NONBLOCK)
    try:
        reussir(roriq, "lister", "--sortie", str(tube))
        assert os.read(lecteur, 5) == b"Fiche"
    finally:
        os.close(lecteur)
    assert stat.S_ISFIFO(tube.lstat().st_mode)


# journal.


def test_journal_en_texte(reseau: Path, roriq: Roriq) -> None:
    lignes = reussir(roriq, "journal").sortie.replace("\u00a0", " ").splitlines()
    assert re.split(r"  +", lignes[0]) == ["Consigné le", "Effet le", "Par", "Fait"]
    assert re.split(r"  +", lignes[1])[:3] == ["2026-11-02", "2024-03-04 !", "Coordination"]
    assert (
        "L'organisme Accueil Exemple fait une demande le lundi 4 mars 2024. Consigné 2 ans et 8 mois après."
        in lignes[1]
    )
    assert lignes[-1].endswith("saisies tardives, marquées « ! ».")
    reprise = next(ligne for ligne in lignes if "Carrefour Exemple est membre depuis 2014" in ligne)
    assert "!" not in reprise  # an opening entry tells of the past: it is never late
    seul = reussir(roriq, "journal", "phare-exemple").sortie
    assert "Accueil" not in seul
    assert "2026-11-05   2026-12-01" in seul


def test_le_retard_se_compte_a_partir_du_seuil(registre: Path, roriq: Roriq) -> None:
    reseau = registre / "data/registre.yaml"
    reseau.write_text("nom: RORIQ\nseuils: {saisie_tardive_jours: 10}\n", encoding="utf-8")
    git(registre, "commit", "-qam", "seuils")
    for rang, moment in enumerate(("2026-11-11", "2026-11-12")):
        chemin = registre / f"data/organismes/o{rang}.yaml"
        chemin.write_text(
            f'id: o{rang}\nnom: Organisme {rang}\nregion: "04"\n'
            "historique:\n  - date: 2026-11-01\n    evenement: demande\n",
            encoding="utf-8",
        )
        git(registre, "add", ".")
        git(registre, "commit", "-qm", "x", GIT_COMMITTER_DATE=f"{moment}T12:00:00-05:00")
    assert [ligne["retard_jours"] for ligne in lire(roriq, "journal")["lignes"]] == [0, 11]
    assert "1 saisie tardive" in reussir(roriq, "journal").sortie


def test_ce_qui_est_fait_a_la_main_est_au_journal(registre: Path, roriq: Roriq) -> None:
    """The messages are not looked at: the versions of the files are."""
    membre(registre)
    retoucher(registre, X, 'region: "04"\n', 'region: "04"\nville: Shawinigan\n')
    git(registre, "commit", "-qam", "retrait(accueil-exemple): ce message ment")
    retoucher(registre, X, "  - date: 2024-04-02\n", "  - date: 2024-04-01\n")
    git(registre, "commit", "-qam", "x")
    lignes = lire(roriq, "journal", X)["lignes"]
    assert [ligne["evenement"] for ligne in lignes[-2:]] == ["modification", "correction"]
    assert "ville\u00a0: — → Shawinigan" in lignes[-2]["phrase"]
    assert "l'adhésion passe du 2 avril 2024 au 1er avril 2024" in lignes[-1]["phrase"]


def test_une_fusion_et_un_ecrasement_comptent(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "retirer", X, "--proposer")
    branche = "proposition/retrait-accueil-exemple-2026-11-21"
    membre(registre, "Relais Exemple")
    git(registre, "merge", "-q", "--no-ff", branche, "-m", "réunion")
    fusion = git(registre, "rev-parse", "HEAD").strip()
    assert [(ligne["evenement"], ligne["commit"]) for ligne in lire(roriq, "journal", X)["lignes"]][-1] == (
        "retrait",
        fusion,
    )
    git(registre, "reset", "-q", "--hard", "HEAD~1")
    git(registre, "merge", "-q", "--squash", branche)
    git(registre, "commit", "-qm", "écrasé")
    assert lire(roriq, "journal", X)["lignes"][-1]["evenement"] == "retrait"


def test_un_auteur_hostile_est_inerte(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Coord\x1b[31m[red]{0}\u202e\x9b\x07")
    candidat(registre)
    texte = reussir(roriq, "journal").sortie
    assert "Coord<U+001B>[31m[red]{0}<U+202E><U+009B>" in texte
    for actif in ("\x1b", "\u202e", "\x9b", "\x07"):
        assert actif not in texte
    assert lire(roriq, "journal")["lignes"][0]["auteur"].startswith("Coord\x1b[31m")


def test_un_auteur_hostile_est_inerte_en_json(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Coord\u202e\x9b31m")
    candidat(registre)
    assert not re.search("[\x7f-\x9f\u202e]", reussir(roriq, "journal", "--format", "json").sortie)


@pytest.mark.parametrize("variable", ["auteur", "sujet"])
def test_un_caractere_de_commande_ne_fait_pas_tomber_le_journal(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    if variable == "auteur":
        monkeypatch.setenv("GIT_AUTHOR_NAME", "a\x01b\x02c\x1ed")
    candidat(registre)
    retoucher(registre, X, 'region: "04"', 'region: "05"')
    git(registre, "commit", "-qam", "un\x01sujet\x02avec\x03\x1e\x1f")
    assert len(lire(roriq, "journal")["lignes"]) == 4


def test_une_version_illisible_n_efface_pas_la_precedente(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    bon = fiche(registre, X)
    poser(registre, X, bon + "historique: [\n")
    poser(registre, X, bon.replace('region: "04"\n', 'region: "04"\nville: Shawinigan\n'))
    noms = [ligne["evenement"] for ligne in lire(roriq, "journal")["lignes"]]
    assert noms == ["demande", "attestation", "attestation", "modification"]


def test_une_fiche_retiree_a_la_main_est_au_journal(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    avant = len(lire(roriq, "journal")["lignes"])
    git(registre, "rm", "-q", f"data/organismes/{X}.yaml")
    git(registre, "commit", "-qm", "retirée à la main")
    assert len(lire(roriq, "journal")["lignes"]) == avant + 1


def test_un_journal_vide(registre: Path, roriq: Roriq) -> None:
    assert reussir(roriq, "journal").sortie == "Aucun fait n'a encore été consigné.\n"
    assert lire(roriq, "journal")["lignes"] == []


# valider, regle.


def test_valider_des_fichiers_choisis(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    membre(registre)
    poser(registre, "casse", "id: casse\nnom: [\n")
    assert roriq("valider").code == 1
    assert roriq("valider", "data/organismes/casse.yaml").code == 1
    bons = (
        f"data/organismes/{X}.yaml",
        str(registre / f"data/organismes/{X}.yaml"),
        f"./data/../data/organismes/{X}.yaml",
    )
    for chemin in bons:
        assert reussir(roriq, "valider", chemin).sortie.endswith(
            "1 fichier vérifié\u00a0: 0 erreur, 0 avertissement.\n"
        )
    monkeypatch.chdir(registre / "data/organismes")
    reussir(roriq, "valider", f"{X}.yaml", "../registre.yaml")
    assert roriq("valider", f"{X}.yaml", "casse.yaml").code == 1
    assert roriq("valider", f"{X}.yaml", "inconnu.yaml").code == 2


def test_un_avertissement_ne_change_pas_le_code(registre: Path, roriq: Roriq) -> None:
    poser(registre, X, 'id: accueil-exemple\nnom: Accueil Exemple\nregion: "04"\nhistorique:\n  - date: 2024-01-01\n'
          "    evenement: demande\n    note: reçue de Mme Exemple\n")  # fmt: skip
    texte = reussir(roriq, "valider").sortie
    assert f"data/organismes/{X}.yaml:7:5: avertissement [personne-possible]" in texte
    assert texte.endswith("3 fichiers vérifiés\u00a0: 0 erreur, 1 avertissement.\n")


def test_valider_montre_tout_et_ou(registre: Path, roriq: Roriq) -> None:
    connus(registre, "membre")
    poser(registre, "casse", "id: casse\nnom: Cassé\nregion: 04\nvile: X\n")
    poser(registre, "tordu", "id: tordu\nnom: [\n")
    reponse = roriq("valider")
    assert reponse.code == 1
    assert "data/organismes/casse.yaml:3:1: erreur [valeur-type]\n" in reponse.sortie
    assert "  3 | region: 04\n    | ^\n" in reponse.sortie
    assert "data/organismes/casse.yaml:4:1: erreur [champ-inconnu]\n" in reponse.sortie
    assert "data/organismes/tordu.yaml:" in reponse.sortie
    assert "2 fichiers n'ont pas pu être évalués jusqu'au bout" in reponse.sortie
    assert reponse.erreur == ""


def test_valider_ne_renvoie_pas_a_valider(registre: Path, roriq: Roriq) -> None:
    poser(registre, "tordu", "id: tordu\nnom: [\n")
    assert "roriq valider" not in roriq("valider").sortie


def test_regle(roriq: Roriq) -> None:
    """The rules belong to the program: no registry is needed."""
    liste = reussir(roriq, "regle").sortie
    assert liste.startswith("Règle")
    codes = [r["code"] for r in json.loads(reussir(roriq, "regle", "--format", "json").sortie)["regles"]]
    assert len(codes) == len(set(codes))
    for code in codes:
        assert code in liste
        une = reussir(roriq, "regle", code).sortie
        assert une.startswith(f"{code} (")
        assert "À faire\u00a0: " in une
        assert "Un exemple qui l'enfreint\u00a0:" in une
    assert "Peut-être\u00a0: donnees-personnelles" in roriq("regle", "donnees-personelles").erreur


def test_la_suspension_echue_tient_toujours(registre: Path, roriq: Roriq) -> None:
    suspendu(registre)
    donnees = lire(roriq, "afficher", X)
    assert (donnees["etat"], donnees["suspendu_jusqu_au"]) == ("suspendu", "2026-09-30")
    assert lire(roriq, "rapport")["membres"] == 0


def test_une_variable_mal_ecrite_est_jugee_avant(reseau: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RORIQ_AUJOURDHUI", "demain")
    assert roriq("rapport").code == 2
    assert roriq("afficher", "inconnu").code == 2


# A suspension that was lifted: membership goes on since it began.

LEVEE = f"  - date: 2026-07-01\n    evenement: levee\n    {DECISION}\n"
SUSPENDU = f"  - date: 2026-06-01\n    evenement: suspension\n    motif: conduite-nuisible\n    {DECISION}\n"
REPRISE = """id: {id}
nom: {nom}
region: "05"
historique:
  - date: {date}
    evenement: reprise
    etat: {etat}
    date_precision: {precision}
    source: [{{titre: Le Journal, atteste_le: 2024-01-01}}]
"""


def propre(reponse: Reponse) -> str:
    return reponse.tout.replace("\u00a0", " ")


def test_membre_depuis_est_le_jour_de_l_entree(registre: Path, roriq: Roriq) -> None:
    membre(registre, suite=SUSPENDU + LEVEE)
    lu = json.loads(reussir(roriq, "afficher", X, "--format", "json").sortie)
    assert (lu["etat"], lu["depuis"], lu["depuis_precision"]) == ("membre", "2024-04-02", "jour")
    assert json.loads(reussir(roriq, "lister", "--format", "json").sortie)["organismes"][0]["depuis"] == "2024-04-02"
    assert "Au 21 novembre 2026 : membre, depuis le mardi 2 avril 2024.\n" in propre(reussir(roriq, "afficher", X))
    assert re.search(r"membre +2024-04-02 +Mauricie", reussir(roriq, "lister").sortie)
    assert ",membre,2024-04-02,jour" in reussir(roriq, "exporter", "--format", "csv").sortie.replace(";", ",")
    assert "membre, depuis le mercredi 1er juillet 2026" not in propre(reussir(roriq, "afficher", X))
    suspension = json.loads(reussir(roriq, "afficher", X, "--au", "2026-06-15", "--format", "json").sortie)
    assert (suspension["etat"], suspension["depuis"]) == ("suspendu", "2026-06-01")
    refus = roriq("admettre", X)
    assert refus.code == 3
    assert "L'organisme Accueil Exemple est membre depuis le 2 avril 2024 : seul un candidat" in propre(refus)


@pytest.mark.parametrize(
    ("etat", "precision", "iso", "dit", "situation"),
    [
        ("membre", "jour", "2019-04-01", "depuis le lundi 1er avril 2019", "est membre depuis le 1er avril 2019"),
        ("membre", "mois", "2019-04", "depuis avril 2019", "est membre depuis avril 2019"),
        ("membre", "annee", "2019", "depuis 2019", "est membre depuis 2019"),
        (
            "membre", "au-plus-tard", "<= 2019-04-01", "depuis le lundi 1er avril 2019 au plus tard",
            "est membre au plus tard le lundi 1er avril 2019",
        ),
        (
            "suspendu", "mois", "<= 2019-04-30", "depuis le mardi 30 avril 2019 au plus tard",
            "est membre au plus tard le mardi 30 avril 2019",
        ),
    ],
)  # fmt: skip
def test_membre_depuis_ce_qu_en_dit_la_source(
    registre: Path, roriq: Roriq, tmp_path: Path, etat: str, precision: str, iso: str, dit: str, situation: str
) -> None:
    """A source said it, then it was suspended and the suspension lifted: no more is known of its beginning."""
    entree = REPRISE.format(id=X, nom="Accueil Exemple", etat=etat, precision=precision, date="2019-04-01")
    poser(registre, X, entree + (SUSPENDU if etat == "membre" else "") + LEVEE)
    assert f"Au 21 novembre 2026 : membre, {dit}.\n" in propre(reussir(roriq, "afficher", X))
    assert re.search(rf"membre +{iso} +Estrie", reussir(roriq, "lister").sortie)
    refus = roriq("admettre", X)
    assert refus.code == 3
    assert f"L'organisme Accueil Exemple {situation} : seul un candidat" in propre(refus)
    # The state is an act's, not a source's: there is nothing to attest again.
    assert "à réattester" not in propre(reussir(roriq, "suivi"))
    avant = instantane(registre)
    tableau = str(tmp_path / "tableau.csv")
    reussir(roriq, "exporter", "--format", "csv", "--sortie", tableau)
    reussir(roriq, "importer", tableau, "--oui")
    assert instantane(registre) == avant


def test_la_fiche_d_un_jour_passe_dit_la_region_et_les_noms_d_alors(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "modifier", X, "--region", "17", "--depuis", "2026-07-01")
    reussir(roriq, "renommer", X, "--nom", "Halte Exemple", "--depuis", "2026-09-01")
    alors = reussir(roriq, "afficher", X, "--au", "2026-06-30").sortie
    assert re.search(r"^ +région +Mauricie$", alors, re.M)
    assert "nom antérieur" not in alors
    assert "régions antérieures" not in alors
    depuis = reussir(roriq, "afficher", X).sortie
    assert re.search(r"^ +région +Centre-du-Québec$", depuis, re.M)
    assert re.search(r"nom antérieur +Accueil Exemple, jusqu'au 31 août 2026", depuis)
    assert re.search(r"régions antérieures +Mauricie, jusqu'au 30 juin 2026", depuis)


@pytest.mark.parametrize("retouche", ["", "ville: Ailleurs\n"])
def test_la_copie_d_une_fiche_ne_compte_nulle_part(registre: Path, roriq: Roriq, retouche: str) -> None:
    """What a synchronised folder leaves beside a file, with the same id; edited or not, acts go to the true one."""
    membre(registre)
    membre(registre, "Relais Exemple")
    texte = fiche(registre, X)
    poser(registre, f"{X}-DESKTOP-AB12CD", texte.replace('region: "04"\n', f'region: "04"\n{retouche}'))
    copie = "1 fichier est la copie d'une autre fiche, et n'est pas compté\u00a0: roriq valider"
    for commande in (("rapport",), ("lister",), ("suivi",), ("admissibilite",), ("echeances",), ("afficher", X)):
        assert copie in roriq(*commande).sortie, commande
    for forme in ("html", "markdown"):
        assert "la copie d'une autre fiche" in reussir(roriq, "rapport", "--format", forme).sortie.replace("&#39;", "'")
    lu = json.loads(reussir(roriq, "rapport", "--format", "json").sortie)
    assert (lu["membres"], lu["non_lus"]) == (2, [f"data/organismes/{X}-DESKTOP-AB12CD.yaml"])
    assert "2 organismes" in reussir(roriq, "rapport", "--phrase").sortie
    valide = roriq("valider")
    assert (valide.code, valide.sortie.count("id-fichier")) == (1, 1)
    assert "OneDrive" in valide.sortie
    reponse = reussir(roriq, "retirer", X, "--date", "2026-11-01")
    assert "est la copie d'une autre fiche, et ne compte pas" in reponse.erreur
    assert "evenement: retrait" in fiche(registre, X)


def test_sortie_dit_sa_forme(reseau: Path, roriq: Roriq, tmp_path: Path) -> None:
    """The end of the file's name is the format, or contradicts it."""
    for nom, debut in (("r.md", "# "), ("r.html", "<!doctype"), ("r.json", "{"), ("r.TXT", "Au "), ("r.autre", "Au ")):
        reussir(roriq, "rapport", "--sortie", str(tmp_path / nom))
        assert (tmp_path / nom).read_text(encoding="utf-8").lower().startswith(debut.lower()), nom
    for argv in (
        ("rapport", "--format", "html", "--sortie", str(tmp_path / "x.json")),
        ("lister", "--sortie", str(tmp_path / "x.html")),
        ("exporter", "--format", "csv", "--sortie", str(tmp_path / "x.xlsx")),
        ("exporter", "--sortie", str(tmp_path / "x.md")),
    ):
        reponse = roriq(*argv)
        assert (reponse.code, reponse.sortie) == (2, ""), argv
        assert not (tmp_path / Path(argv[-1]).name).exists()
    reussir(roriq, "exporter", "--sortie", str(tmp_path / "x.xlsx"))
    assert (tmp_path / "x.xlsx").read_bytes().startswith(b"PK")


def test_une_liste_est_aussi_un_tableau(reseau: Path, roriq: Roriq, tmp_path: Path) -> None:
    reussir(roriq, "lister", "--etat", "membre", "--sortie", str(tmp_path / "l.csv"))
    lignes = (tmp_path / "l.csv").read_text(encoding="utf-8-sig").splitlines()
    ids = [
        o["id"]
        for o in json.loads(reussir(roriq, "lister", "--etat", "membre", "--format", "json").sortie)["organismes"]
    ]
    assert [ligne.split(";")[0] for ligne in lignes[1:]] == ids
    reussir(roriq, "lister", "--sortie", str(tmp_path / "l.xlsx"))
    assert (tmp_path / "l.xlsx").read_bytes().startswith(b"PK")


def test_exporter_quelques_colonnes_et_un_etat(reseau: Path, roriq: Roriq) -> None:
    dit = reussir(
        roriq, "exporter", "--format", "csv", "--etat", "membre", "--colonne", "ville", "--colonne", "Organisme"
    )
    lignes = dit.sortie.lstrip("\ufeff").splitlines()
    assert lignes[0] == "Ville;Organisme"
    lister = json.loads(reussir(roriq, "lister", "--etat", "membre", "--format", "json").sortie)["organismes"]
    assert [ligne.split(";")[1] for ligne in lignes[1:]] == [o["nom"] for o in lister]
    mal = roriq("exporter", "--format", "csv", "--colonne", "couleur")
    assert mal.code == 2
    assert "n'est pas une colonne" in mal.erreur
