"""`roriq suivi`, and `roriq` alone: one screen in the morning, on real repositories, with and without a remote."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from roriq_cli.domaine.bilan.a_faire import FILTRES, GENRES
from tests.cli.outils import (
    SANCTION,
    candidat,
    connus,
    git,
    instantane,
    mal_taper,
    membre,
    poser,
    retoucher,
    reussir,
    suspendu,
)
from tests.conftest import PROJET, Roriq

X = "accueil-exemple"
# Words of Git and of the files, which no French screen of this command has.
INTERDITS = re.compile(r"\b(?:commits?|branche?s?|merge|HEAD|YAML|JSON|schemas?|schémas?)\b", re.IGNORECASE)


def ecran(roriq: Roriq, *argv: str) -> str:
    """The screen, its no-break spaces as blanks; nothing is written, nothing is said beside it."""
    reponse = reussir(roriq, *(argv or ("suivi",)))
    assert reponse.erreur == ""
    return reponse.sortie.replace("\u00a0", " ")


def lire(roriq: Roriq, *argv: str) -> Any:
    return json.loads(reussir(roriq, *argv, "suivi", "--format", "json").sortie)


def a_faire(roriq: Roriq) -> list[str]:
    """The lines of what is to be done."""
    return [ligne[4:] for ligne in ecran(roriq).splitlines() if ligne.startswith("  - ")]


def numero(nom: str) -> int:
    return int.from_bytes(nom.encode()) % 10**8


def importes(racine: Path, *noms: str, precision: str = "annee", etat: str = "membre", suite: str = "") -> None:
    """Organisations as an import brings them: their state from a sheet."""
    for nom in noms:
        (racine / "data" / "organismes" / f"{nom}.yaml").write_text(
            f'id: {nom}\nnom: Organisme {nom}\nregion: "05"\nville: Magog\nneq: "11{numero(nom):08d}"\n'
            "territoire:\n  portee: regionale\nmilieux: [rural]\nfinancement: [mifi]\n"
            f"courriel: info@{nom}.example.org\n"
            "attestations:\n"
            "  - {critere: regionalisation, reponse: oui, verifie_le: 2026-03-04, source: Formulaire}\n"
            "  - {critere: tcri, reponse: oui, verifie_le: 2026-03-25, valide_jusqu_au: 2027-03-31, source: TCRI}\n"
            "historique:\n  - date: 2026-01-01\n    evenement: reprise\n"
            f"    etat: {etat}\n    date_precision: {precision}\n"
            "    source: [{titre: membres.xlsx, atteste_le: 2026-11-20}]\n" + suite,
            encoding="utf-8",
        )
    git(racine, "add", "data")
    git(racine, "commit", "-qm", "à la main")


def en_ligne(racine: Path, distant: Path) -> None:
    """A remote, and everything sent to it."""
    subprocess.run(["git", "init", "--quiet", "--bare", str(distant)], check=True)
    git(racine, "remote", "add", "origin", str(distant))
    git(racine, "push", "-q", "origin", "main")


# Beginning.


def test_un_registre_vide_dit_comment_commencer(registre: Path, roriq: Roriq) -> None:
    assert ecran(roriq) == (
        "Au 21 novembre 2026, le registre n'établit pour le RORIQ aucun organisme membre.\n\n"
        "Aucun organisme n'est encore au registre. Pour commencer : roriq ajouter\n"
        "Pour partir d'un tableau que vous avez déjà : roriq importer FICHIER\n"
    )


def test_roriq_seul_est_le_suivi(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    assert reussir(roriq) == reussir(roriq, "suivi") == reussir(roriq, "status")
    assert reussir(roriq, "-R", str(registre)) == reussir(roriq, "-R", str(registre), "suivi")
    assert f"roriq -R {registre} admettre {X}" in ecran(roriq, "-R", str(registre))


def test_un_registre_ou_rien_n_est_a_faire(registre: Path, roriq: Roriq) -> None:
    importes(registre, "accueil-exemple")
    assert ecran(roriq) == (
        "Au 21 novembre 2026, le RORIQ compte 1 organisme membre, dans 1 région, hors de Montréal.\n\n"
        "Rien n'est à faire aujourd'hui.\n"
    )


def test_l_avis_et_la_marque_du_reseau_fictif(registre: Path, roriq: Roriq) -> None:
    (registre / "data/registre.yaml").write_text("nom: RORIQ\nfictif: true\navis: Un avis.\n", encoding="utf-8")
    git(registre, "commit", "-qam", "x")
    assert ecran(roriq).startswith("Réseau fictif : rien de ce qui suit n'est vrai.\n\nUn avis.\n\nAu 21 novembre 2026")


# Each section.


def test_les_candidats_et_ce_qu_ils_attendent(registre: Path, roriq: Roriq) -> None:
    candidat(registre, "Pret Exemple")
    reussir(roriq, "ajouter", "--nom", "Neuf Exemple", "--region", "04", "--date", "2026-05-01")
    reussir(roriq, "ajouter", "--nom", "Autre Exemple", "--region", "04", "--regionalisation", "Formulaire")
    reussir(roriq, "attester", "autre-exemple", "--critere", "tcri", "--reponse", "non", "--source", "Courriel")
    section = ecran(roriq).split("\n\n")[1]
    assert re.split(r"\n +|  +", section) == [
        "3 candidats",
        *("Pret Exemple", "peut être admis", "roriq admettre pret-exemple"),
        *("Neuf Exemple", "TCRI : inconnu; régionalisation : inconnu"),
        "roriq attester neuf-exemple --critere tcri",
        *("Autre Exemple", "TCRI : non", "roriq refuser autre-exemple --motif tcri"),
    ]
    assert not any("candidat" in ligne for ligne in a_faire(roriq))  # they are said once, one at a time


def test_un_candidat_dont_l_admission_est_a_venir(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    reussir(roriq, "admettre", X, "--date", "2026-12-01", "--recu-le", "2026-11-20")
    texte = ecran(roriq)
    assert re.search(r"\n  Accueil Exemple +un fait est à venir\n", texte)
    assert "1 fait à venir\n  2026-12-01  adhésion  Accueil Exemple  accueil-exemple\n" in texte
    assert "roriq admettre" not in texte


def test_un_candidat_expulse_autrefois(registre: Path, roriq: Roriq) -> None:
    """Every screen says what it was expelled for."""
    membre(registre)
    reussir(roriq, "expulser", X, *SANCTION, "--date", "2026-06-01")
    reussir(roriq, "demander", X)
    assert "\n    L'organisme Accueil Exemple a été expulsé le 1er juin 2026 (motif : conduite jugée" in ecran(roriq)


def test_les_suspensions_et_leur_terme(registre: Path, roriq: Roriq) -> None:
    suspendu(registre, "Sans Exemple", None)
    suspendu(registre, "Plus Tard Exemple", "2027-01-31")
    suspendu(registre, "Echue Exemple", "2026-11-20")
    suspendu(registre, "Dernier Exemple", "2026-11-21")
    texte = ecran(roriq)
    assert re.split(r"\n +|  +", texte.split("\n\n")[1]) == [
        "4 suspensions en cours",
        *("Echue Exemple", "devait prendre fin le 20 novembre 2026; elle tient toujours"),
        "roriq lever echue-exemple --au-terme",
        *("Dernier Exemple", "jusqu'au 21 novembre 2026 inclusivement"),
        *("Plus Tard Exemple", "jusqu'au 31 janvier 2027 inclusivement"),
        *("Sans Exemple", "sans terme fixé"),
    ]
    assert "4 organismes sont suspendus; ils ne sont pas comptés." in texte
    reussir(roriq, "lever", "echue-exemple", "--au-terme")  # the command that was said
    assert "elle tient toujours" not in ecran(roriq)


def test_une_longue_section_dit_ou_est_le_reste(registre: Path, roriq: Roriq) -> None:
    importes(registre, *(f"o{n:02d}" for n in range(12)), etat="candidat")
    section = ecran(roriq).split("\n\n")[1].splitlines()
    assert section[0] == "12 candidats"
    assert len(section) == 12
    assert section[-1] == "  … et 2 autres : roriq lister --etat candidat"
    git(registre, "rm", "-q", "data/organismes/o00.yaml")
    git(registre, "commit", "-qm", "x")
    assert "  … et 1 autre : roriq lister --etat candidat\n" in ecran(roriq)


def test_un_long_nom_laisse_sa_place_a_la_commande(registre: Path, roriq: Roriq) -> None:
    nom = "Organisme Exemple " + "très " * 30 + "long"
    reussir(roriq, "ajouter", "--id", "long", "--nom", nom, "--region", "04")
    ligne = next(x for x in ecran(roriq).splitlines() if "roriq attester long" in x)
    assert ligne.startswith("  Organisme Exemple très")
    assert "…  TCRI" in ligne
    assert ligne.endswith("roriq attester long --critere tcri")


# What is to be done: one line a kind, and the command that settles it.


def test_un_import_se_dit_en_une_ligne_par_genre(registre: Path, roriq: Roriq) -> None:
    importes(registre, *(f"o{n:02d}" for n in range(25)))
    importes(registre, "sans-un", "sans-deux", "sans-trois", precision="au-plus-tard")
    assert a_faire(roriq) == ["3 fiches sans date d'adhésion : roriq lister --sans-date"]
    liste = reussir(roriq, "lister", "--sans-date").sortie
    assert liste.count("<= 2026-01-01") == 3
    assert liste.endswith("3 organismes au 21 novembre 2026.\n")


def test_chaque_ligne_mene_a_ce_qu_elle_compte(registre: Path, roriq: Roriq) -> None:
    """For each kind with several organisations, the command of its line lists them, no more, no fewer."""
    membre(registre)
    suspendu(registre, "Echue Un", "2026-09-30")
    suspendu(registre, "Echue Deux", "2026-09-30")
    suspendu(registre, "Bientot Exemple", "2026-12-15")
    connus(registre, "repertorie", "candidat", "membre", "suspendu", "refuse", "retire", "expulse", "ferme")
    importes(registre, "sans-un", "sans-deux", precision="au-plus-tard")
    vus = set()
    for ligne in lire(roriq)["a_faire"]:
        mots = ligne["commande"].split()
        assert mots[0] == "roriq"
        if mots[1] == "lister":
            listes = json.loads(reussir(roriq, *mots[1:], "--format", "json").sortie)["organismes"]
            assert sorted(o["id"] for o in listes) == sorted(ligne["ids"])
            assert len(ligne["ids"]) > 1
            vus.add(ligne["genre"])
        elif ligne["ids"]:
            assert ligne["ids"][0] in mots
    assert {"suspension-echue", "sans-date", "sans-neq", "a-reattester"} <= vus


@pytest.mark.parametrize("code", FILTRES)
def test_lister_prend_chaque_genre(registre: Path, roriq: Roriq, code: str) -> None:
    assert ecran(roriq, "lister", "--a-faire", code) == "Aucun organisme ne répond à ce choix.\n"


def test_lister_ce_qui_est_a_faire(registre: Path, roriq: Roriq) -> None:
    importes(registre, "date")
    importes(registre, "sans-date", precision="au-plus-tard")
    connus(registre, "membre", "repertorie")

    def ids(*argv: str) -> list[str]:
        return [o["id"] for o in json.loads(reussir(roriq, "lister", *argv, "--format", "json").sortie)["organismes"]]

    assert ids("--sans-date") == ids("--a-faire", "sans-date") == ["sans-date"]
    assert sorted(ids("--a-faire", "sans-ville")) == ["membre", "repertorie"]
    assert ids("--a-faire", "sans-ville", "--etat", "membre") == ["membre"]
    assert ids("--a-faire", "sans-ville", "--sans-date") == []
    assert ids("--sans-date", "--au", "2025-12-31") == []
    assert "Les choix" in mal_taper(roriq, registre, "lister", "--a-faire", "erreurs")
    assert "sans-neq" in mal_taper(roriq, registre, "lister", "--a-faire", "zzz")


def test_des_fiches_modifiees_a_la_main(registre: Path, roriq: Roriq) -> None:
    importes(registre, "un", "deux")
    retoucher(registre, "un", "Magog", "Sherbrooke")
    avant = instantane(registre)
    assert a_faire(roriq) == ["1 fiche modifiée en dehors de « roriq » (un) : roriq consigner un"]
    assert "\n    La remettre comme avant : roriq annuler --fiche un\n" in ecran(roriq)
    (registre / "data/organismes/deux.yaml").unlink()
    poser_sans_consigner(registre, "trois")
    (registre / "data/organismes/.gitkeep").unlink()
    (lignes,) = a_faire(roriq)[:1]
    assert lignes == "3 fiches modifiées en dehors de « roriq » (deux, trois, un) : roriq consigner"
    assert lire(roriq)["modifie"] is True
    git(registre, "checkout", "-q", "--", "data")
    (registre / "data/organismes/trois.yaml").unlink()
    retoucher(registre, "un", "Magog", "Sherbrooke")
    assert instantane(registre) == avant  # looking changes nothing


def poser_sans_consigner(racine: Path, id: str) -> None:
    texte = (racine / "data/organismes/un.yaml").read_text(encoding="utf-8")
    texte = texte.replace("Organisme un", f"Relais {id}").replace("id: un", f"id: {id}").replace("Sherbrooke", "Magog")
    texte = re.sub(r'neq: "\d+"', 'neq: "1100000026"', texte)
    (racine / f"data/organismes/{id}.yaml").write_text(texte, encoding="utf-8")


def test_le_fichier_du_reseau_modifie_a_la_main(registre: Path, roriq: Roriq) -> None:
    importes(registre, "un")
    (registre / "data/registre.yaml").write_text("nom: RORIQ\n", encoding="utf-8")
    assert a_faire(roriq) == ["1 fichier modifié en dehors de « roriq » (data/registre.yaml) : roriq consigner"]


def test_un_registre_dans_un_sous_dossier(roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes beside it is not its own; its files have their path in it."""
    depot = tmp_path / "depot"
    racine = depot / "a" / "registre"
    reussir(roriq, "init", str(racine))
    (racine / ".git").rename(tmp_path / "ailleurs")
    git(tmp_path, "init", "-q", "depot")
    git(depot, "add", ".")
    git(depot, "commit", "-qm", "x")
    monkeypatch.chdir(racine)
    importes(racine, "un")
    (depot / "data").mkdir()
    (depot / "data" / "autre.yaml").write_text("x\n", encoding="utf-8")
    assert a_faire(roriq) == []
    retoucher(racine, "un", "Magog", "Sherbrooke")
    assert a_faire(roriq) == ["1 fiche modifiée en dehors de « roriq » (un) : roriq consigner un"]
    monkeypatch.chdir(depot)
    assert lire(roriq, "-R", "a/registre")["a_faire"][0]["ids"] == ["un"]


def test_des_fichiers_que_la_validation_refuse(registre: Path, roriq: Roriq) -> None:
    importes(registre, "un")
    poser(registre, "casse", "id: casse\nnom: [\n")
    poser(registre, "faux", 'id: autre\nnom: Faux Exemple\nregion: "04"\nsources: [{titre: Web}]\nvile: x\n')
    texte = ecran(roriq)
    assert a_faire(roriq)[0] == "2 fiches contiennent des erreurs : roriq valider"
    assert texte.startswith("2 fichiers illisibles ne sont pas comptés ici : roriq valider\n")
    assert lire(roriq)["a_faire"][0]["ids"] == ["casse", "faux"]
    assert roriq("valider").code == 1


def test_une_regle_du_domaine_compte_aussi(registre: Path, roriq: Roriq) -> None:
    """The whole validation is made: a file that reads well may break the life cycle."""
    importes(registre, "un", suite="  - date: 2026-06-01\n    evenement: adhesion\n    formulaire: {recu_le: 2026-06-01}\n"
            "    preuves: {tcri: {attestation: 2026-03-25}, regionalisation: {attestation: 2026-03-04}}\n")  # fmt: skip
    assert a_faire(roriq) == ["1 fiche contient des erreurs : roriq valider"]


def test_les_avertissements_ont_leur_ligne(registre: Path, roriq: Roriq) -> None:
    importes(registre, "un", suite="    note: reçue de Mme Exemple\n")
    assert a_faire(roriq) == ["1 avertissement : roriq valider"]
    assert lire(roriq)["a_faire"][0] == {
        "genre": "avertissements",
        "phrase": "1 avertissement",
        "ids": [],
        "commande": "roriq valider",
    }


def test_un_registre_tout_illisible_ne_dit_pas_qu_il_est_vide(registre: Path, roriq: Roriq) -> None:
    poser(registre, "casse", "id: casse\nnom: [\n")
    texte = ecran(roriq)
    assert "Pour commencer" not in texte
    assert "Rien n'est à faire" not in texte
    assert "1 fiche contient des erreurs" in texte


# Facts that nobody else has yet.


def test_les_faits_non_envoyes(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    assert lire(roriq)["non_envoyes"] == 0
    reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--region", "04")
    assert "Le registre n'est que sur cet ordinateur : roriq synchroniser" in a_faire(roriq)
    assert lire(roriq)["non_envoyes"] == 1
    en_ligne(registre, tmp_path / "distant.git")
    assert not any("synchroniser" in ligne for ligne in a_faire(roriq))
    assert lire(roriq)["non_envoyes"] == 0
    reussir(roriq, "modifier", X, "--ville", "Shawinigan")
    assert "1 fait n'est pas encore envoyé : roriq synchroniser" in a_faire(roriq)
    reussir(roriq, "retirer", X)
    assert "2 faits ne sont pas encore envoyés : roriq synchroniser" in a_faire(roriq)
    (ligne,) = (a for a in lire(roriq)["a_faire"] if a["genre"] == "non-envoyes")
    assert (ligne["ids"], lire(roriq)["non_envoyes"]) == ([X], 2)
    git(registre, "push", "-q", "origin", "main")
    assert lire(roriq)["non_envoyes"] == 0


def test_un_depot_ou_rien_n_a_ete_envoye(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--region", "04")
    git(registre, "remote", "add", "origin", str(tmp_path / "nulle-part"))
    assert "1 fait n'est pas encore envoyé : roriq synchroniser" in a_faire(roriq)


def test_un_fait_annule_n_est_pas_a_envoyer(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--region", "04")
    tete = git(registre, "rev-parse", "HEAD").strip()
    git(registre, "rm", "-q", f"data/organismes/{X}.yaml")
    git(registre, "commit", "-qm", f"annulation({X}): Accueil Exemple\n\nx.\n\nRoriq-Annule: {tete}")
    assert lire(roriq)["non_envoyes"] == 0
    assert a_faire(roriq) == []


def test_avant_le_premier_fait_et_hors_de_git(roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    racine = tmp_path / "sans-git"
    (racine / "data/organismes").mkdir(parents=True)
    (racine / "data/registre.yaml").write_text("nom: RORIQ\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(racine)
    assert (lire(roriq)["revision"], lire(roriq)["non_envoyes"], lire(roriq)["a_faire"]) == ("", 0, [])
    git(racine, "init", "-q")
    assert lire(roriq)["non_envoyes"] == 0
    assert "roriq ajouter" in ecran(roriq)


def test_un_auteur_de_faits_hostile(registre: Path, roriq: Roriq) -> None:
    """Trailers are anyone's to write."""
    importes(registre, "un")
    (registre / "x.txt").write_text("x", encoding="utf-8")
    git(registre, "add", "x.txt")
    git(
        registre,
        "commit",
        "-qm",
        "retrait(x): x\n\nx.\n\nRoriq-Evenement: retrait\nRoriq-Organisme: \x1b[31m$(x)\u202e",
    )
    texte = ecran(roriq)
    assert "\x1b" not in texte
    assert "\u202e" not in texte
    assert lire(roriq)["non_envoyes"] == 1


# The contract.


def test_le_json(registre: Path, roriq: Roriq) -> None:
    membre(registre, "Membre Exemple")
    candidat(registre)
    suspendu(registre, "Echue Exemple", "2026-09-30")
    suspendu(registre, "Sans Exemple", None)
    reussir(roriq, "retirer", "membre-exemple", "--date", "2026-12-31", "--recu-le", "2026-11-01")
    donnees = lire(roriq)
    assert list(donnees) == [
        *("revision", "modifie", "fictif", "non_lus"),
        *("au", "membres", "candidats", "suspendus", "a_venir", "a_faire", "non_envoyes"),
        *("propositions", "mis_de_cote"),
    ]
    assert (donnees["au"], donnees["membres"], donnees["modifie"]) == ("2026-11-21", 1, False)
    assert donnees["revision"] == git(registre, "rev-parse", "HEAD").strip()
    assert donnees["candidats"] == [
        {
            "id": X,
            "nom": "Accueil Exemple",
            "etat": "candidat",
            "depuis": "2024-03-04",
            "depuis_precision": "jour",
            "region": "04",
            "sigle": None,
            "criteres_perdus": [],
            "verdict": "admissible",
            "criteres": {"tcri": "oui", "regionalisation": "oui"},
            "commande": f"roriq admettre {X}",
        }
    ]
    assert [(s["id"], s["suspendu_jusqu_au"], s["echue"], s["commande"]) for s in donnees["suspendus"]] == [
        ("echue-exemple", "2026-09-30", True, "roriq lever echue-exemple --au-terme"),
        ("sans-exemple", None, False, None),
    ]
    assert [(m["id"], m["evenement"], m["date"]) for m in donnees["a_venir"]] == [
        ("membre-exemple", "retrait", "2026-12-31")
    ]
    assert all(list(a) == ["genre", "phrase", "ids", "commande"] for a in donnees["a_faire"])
    # All that is to be done, the lines that the screen says one organisation at a time included.
    genres = [a["genre"] for a in donnees["a_faire"]]
    assert {"suspension-echue", "candidat-admissible"} <= set(genres)
    assert genres == [code for code in GENRES if code in genres]


def test_le_json_est_le_meme_dans_les_deux_langues(demo: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    francais = reussir(roriq, "-R", str(demo), "suivi", "--format", "json")
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert reussir(roriq, "-R", str(demo), "status", "--format", "json") == francais


def test_la_sortie_dans_un_fichier(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    candidat(registre)
    for forme in ("texte", "json"):
        attendu = reussir(roriq, "suivi", "--format", forme).sortie
        fichier = tmp_path / forme
        assert reussir(roriq, "suivi", "--format", forme, "--sortie", str(fichier)).tout == ""
        assert fichier.read_bytes().decode() == attendu


@pytest.mark.parametrize("option", ["--au", "--revision", "--su-le"])
def test_le_suivi_est_d_aujourd_hui(registre: Path, roriq: Roriq, option: str) -> None:
    mal_taper(roriq, registre, "suivi", option, "2026-01-01")


def test_le_json_documente_chaque_genre() -> None:
    texte = (PROJET / "docs" / "json.md").read_text(encoding="utf-8").split("## Ce qui est à faire")[1]
    assert re.findall(r"^\| `([\w-]+)` \|", texte.split("\n## ")[0], re.M) == list(GENRES)


# On the fictitious network.


def test_sur_le_reseau_fictif(demo: Path, roriq: Roriq) -> None:
    texte = ecran(roriq, "-R", str(demo), "suivi")
    assert texte.startswith("Réseau fictif : rien de ce qui suit n'est vrai.\n")
    assert "\nAu 21 novembre 2026, le RORIQ compte 25 organismes membres : 3 à Montréal et 22 dans 15 autres" in texte
    assert re.search(rf"Quai Exemple de la Matanie +peut être admis +roriq -R {demo} admettre quai-matanie\n", texte)
    assert "a été expulsé le 21 mars 2017" in texte
    assert "devait prendre fin le 31 août 2026; elle tient toujours" in texte
    assert "2027-03-31  retrait  Halte Exemple des Bois-Francs  halte-bois-francs" in texte
    assert "Le registre n'est que sur cet ordinateur" in texte
    lignes = [ligne for ligne in texte.splitlines() if ligne.startswith("  - ")]
    assert len(lignes) == len({ligne.split(" : ")[0] for ligne in lignes})
    assert not INTERDITS.search(texte)
    assert lire(roriq, "-R", str(demo))["non_envoyes"] > 200


def test_aucun_mot_de_git_dans_ses_ecrans(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    ecrans = [ecran(roriq), ecran(roriq, "suivi", "--help")]
    candidat(registre)
    suspendu(registre, "Echue Exemple", "2026-09-30")
    reussir(roriq, "retirer", "echue-exemple")
    retoucher(registre, X, 'region: "04"', 'region: "05"')
    poser(registre, "casse", "id: casse\nnom: [\n")
    ecrans.append(ecran(roriq))
    en_ligne(registre, tmp_path / "distant.git")
    ecrans.append(ecran(roriq))
    for texte in ecrans:
        assert not INTERDITS.search(texte.replace("[texte|json]", "")), texte


def test_des_noms_hostiles_sont_inertes(registre: Path, roriq: Roriq) -> None:
    nom = "Accueil [red]{0}%s[/red] $(touch PIEGE)"
    reussir(roriq, "ajouter", "--id", "hostile", "--nom", nom, "--region", "04")
    (registre / "data/organismes/a\x1b[31mb\u202e.yaml").write_text("x", encoding="utf-8")
    (registre / "data/organismes/$(touch PIEGE).yaml").write_text("x", encoding="utf-8")
    texte = ecran(roriq)
    assert "Accueil [red]{0}%s[/red] $(touc…" in texte
    assert "\x1b" not in texte
    assert "\u202e" not in texte
    assert "$(touch PIEGE).yaml" in texte
    assert not any("PIEGE" in ligne.partition(" : ")[2] for ligne in a_faire(roriq))  # in no command
    donnees = reussir(roriq, "suivi", "--format", "json").sortie
    assert "\x1b" not in donnees
    assert json.loads(donnees)["a_faire"][0]["genre"] == "erreurs"


def test_l_ecran_anglais(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    candidat(registre)
    reussir(roriq, "modifier", X, "--ville", "Magog")
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    texte = reussir(roriq, "status").sortie
    assert re.search(rf"1 applicant\n  Accueil Exemple +can be admitted +roriq admit {X}\n", texte)
    assert "  - The register is on this computer only: roriq sync\n" in texte
    assert "  - 1 file without an NEQ: roriq edit accueil-exemple\n" in texte
    assert "\u00a0" not in texte


def test_aucune_couleur_n_est_preparee_hors_d_un_terminal(registre: Path) -> None:
    """rich costs more than all the rest."""
    programme = (
        "import sys\nfrom roriq_cli.cli import main\ncode = main(['suivi'])\n"
        "assert not {'rich', 'openpyxl', 'ruamel.yaml', 'jsonschema'} & set(sys.modules), sys.modules.keys()\nsys.exit(code)"
    )
    fini = subprocess.run(
        [sys.executable, "-c", programme], cwd=registre, capture_output=True, encoding="utf-8", check=False
    )
    assert (fini.returncode, fini.stderr) == (0, "")
