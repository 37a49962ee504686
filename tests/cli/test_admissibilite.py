"""`roriq admissibilite` and `roriq echeances`, on real repositories where each list is a file and a commit."""

import json
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
    liste_tcri,
    mal_taper,
    membre,
    poser,
    refuser,
    retoucher,
    reussir,
    suspendu,
)
from tests.conftest import Roriq

X = "accueil-exemple"
CLE = "AEM-04"
# The organisation's file in short: in regionalisation since 2024, known to the TCRI by its key, no attestation of it.
FICHE = f"""id: {X}
nom: Accueil Exemple
region: "04"
tcri: {CLE}
attestations:
  - {{critere: regionalisation, reponse: oui, verifie_le: 2024-03-01, source: Formulaire}}
historique:
  - date: 2024-03-04
    evenement: demande
"""


def json_de(roriq: Roriq, *argv: str, code: int | None = None) -> Any:
    reponse = roriq(*argv, "--format", "json")
    assert reponse.code in ((0, 1) if code is None else (code,)), reponse.tout
    assert reponse.erreur == ""
    return json.loads(reponse.sortie)


def ecran(roriq: Roriq, code: int, *argv: str) -> str:
    """The screen, its no-break spaces as blanks."""
    reponse = roriq(*argv)
    assert (reponse.code, reponse.erreur) == (code, ""), reponse.tout
    return reponse.sortie.replace("\u00a0", " ")


# A life across three yearly lists: in good standing, lapsed, back.


@pytest.fixture
def trois_ans(registre: Path, roriq: Roriq) -> tuple[str, ...]:
    """The commits: the application, the first list, the admission, the second list, the third."""
    poser(registre, X, FICHE)
    sans = git(registre, "rev-parse", "HEAD").strip()
    une = liste_tcri(registre, "2024-04-01", "2025-03-31", **{CLE: "en-regle"})
    reussir(roriq, "admettre", X, "--date", "2024-04-02")
    deux = liste_tcri(registre, "2025-04-01", "2026-03-31", **{CLE: "en-defaut"})
    trois = liste_tcri(registre, "2026-04-15", "2027-03-31", **{CLE: "en-regle"})
    return sans, une, deux, trois


VIE = {
    # day: as known without a list, with the first, the first two, the three.
    "2024-02-29": "inconnu inconnu inconnu inconnu",
    "2024-03-31": "inconnu inconnu inconnu inconnu",
    "2024-04-01": "inconnu oui     oui     oui",
    "2025-03-31": "inconnu oui     oui     oui",
    "2025-04-01": "inconnu inconnu non     non",
    "2026-03-31": "inconnu inconnu non     non",
    "2026-04-01": "inconnu inconnu inconnu inconnu",
    "2026-04-14": "inconnu inconnu inconnu inconnu",
    "2026-04-15": "inconnu inconnu inconnu oui",
    "2027-03-31": "inconnu inconnu inconnu oui",
    "2027-04-01": "inconnu inconnu inconnu inconnu",
}


def test_une_vie_a_travers_trois_listes(trois_ans: tuple[str, ...], roriq: Roriq) -> None:
    """What is answered of each day, according to what was known at each revision; both ends inclusive."""
    for jour, attendu in VIE.items():
        for revision, reponse in zip(trois_ans, attendu.split(), strict=True):
            en_regionalisation = jour >= "2024-03-01"
            verdict = "non-admissible" if reponse == "non" else "a-verifier"
            if (reponse, en_regionalisation) == ("oui", True):
                verdict = "admissible"
            lu = json_de(
                roriq, "admissibilite", X, "--au", jour, "--revision", revision, code=int(verdict != "admissible")
            )
            (organisme,) = lu["organismes"]
            assert (lu["au"], lu["revision"], lu["modifie"]) == (jour, revision, False)
            assert organisme["criteres"]["tcri"]["reponse"] == reponse, (jour, revision)
            assert organisme["criteres"]["regionalisation"]["reponse"] == ("oui" if en_regionalisation else "inconnu")
            assert organisme["verdict"] == verdict


def test_l_etat_ne_bouge_jamais(registre: Path, trois_ans: tuple[str, ...], roriq: Roriq) -> None:
    """In default, then unknown, then back: a member all along, flagged on every screen while it is in default."""
    suite = "Son adhésion ne change pas : seul le réseau peut en décider."
    perte = (
        "L'organisme Accueil Exemple est dit « en défaut » dans la liste de la TCRI du 1er avril 2025, alors qu'il "
        "était en règle dans celle du 1er avril 2024."
    )
    for jour, attendu in VIE.items():
        if jour < "2024-04-02":
            continue
        perdu = attendu.split()[-1] == "non"
        (organisme,) = json_de(roriq, "admissibilite", X, "--au", jour)["organismes"]
        (ligne,) = json_de(roriq, "lister", "--au", jour)["organismes"]
        lu = json_de(roriq, "rapport", "--au", jour)
        assert organisme["etat"] == ligne["etat"] == "membre"
        assert lu["membres"] == 1
        assert ligne["criteres_perdus"] == (["tcri"] if perdu else [])
        assert lu["criteres_perdus"] == ([{"id": X, "criteres": ["tcri"]}] if perdu else [])
        assert ("critere-perdu" in [a["genre"] for a in lu["a_faire"]]) is perdu
        assert ("membre *" in ecran(roriq, 0, "lister", "--au", jour)) is perdu
        for argv in (("afficher", X), ("admissibilite", X)):
            texte = ecran(roriq, 0 if argv[0] == "afficher" or attendu.endswith("oui") else 1, *argv, "--au", jour)
            assert (perte in texte) is perdu
            assert (suite in texte) is perdu
    assert git(registre, "status", "--porcelain") == ""
    assert fiche(registre, X).count("evenement:") == 2


def test_l_admission_consigne_la_liste_et_valider_ne_revoit_qu_elle(
    registre: Path, trois_ans: tuple[str, ...], roriq: Roriq
) -> None:
    assert "tcri: {liste: tcri-2024-04-01, cle: AEM-04}" in fiche(registre, X).replace('"', "")
    assert json_de(roriq, "valider", code=0)["constats"] == []  # the newer lists change nothing to it
    premiere = registre / "data/tcri/tcri-2024-04-01.yaml"
    premiere.write_text(premiere.read_text().replace("en-regle", "en-defaut"))
    (constat,) = json_de(roriq, "valider", code=1)["constats"]
    assert (constat["regle"], constat["fichier"]) == ("preuves", f"data/organismes/{X}.yaml")
    premiere.unlink()
    (constat,) = json_de(roriq, "valider", code=1)["constats"]
    assert constat["regle"] == "preuves"
    assert "tcri-2024-04-01" in constat["message"]


def test_une_admission_que_la_liste_refuse(registre: Path, roriq: Roriq) -> None:
    poser(registre, X, FICHE)
    liste_tcri(registre, "2026-04-01", "2027-03-31", **{CLE: "radie"})
    assert "il n'est pas en règle à la TCRI (la liste du 1er avril 2026" in refuser(roriq, registre, "admettre", X)
    retoucher(registre, X, f"tcri: {CLE}\n", "")
    git(registre, "commit", "-qam", "sans clé")
    assert "(non rapproché" in refuser(roriq, registre, "admettre", X).replace("\u00a0", " ")


# The contract of JSON, and the texts.


def test_json_d_admissibilite(registre: Path, trois_ans: tuple[str, ...], roriq: Roriq) -> None:
    lu = json_de(roriq, "admissibilite", code=0)
    assert {"revision", "modifie", "au", "organismes"} <= set(lu)
    assert lu["revision"] == git(registre, "rev-parse", "HEAD").strip()
    (organisme,) = lu["organismes"]
    assert {"id", "etat", "verdict", "criteres"} <= set(organisme)
    assert organisme["criteres"] == {
        "tcri": {
            "reponse": "oui",
            "raison": "selon la liste du 15 avril 2026, qui vaut jusqu'au 31 mars 2027 inclusivement",
            "preuve": {"liste": "tcri-2026-04-15", "cle": CLE},
            "valide_jusqu_au": "2027-03-31",
        },
        "regionalisation": {
            "reponse": "oui",
            "raison": "selon l'attestation du 1er mars 2024, source\u00a0: Formulaire",
            "preuve": {"attestation": "2024-03-01"},
            "valide_jusqu_au": None,
        },
    }
    inconnu = json_de(roriq, "admissibilite", "--au", "2026-04-01", code=1)["organismes"][0]["criteres"]["tcri"]
    assert (inconnu["reponse"], inconnu["preuve"], inconnu["valide_jusqu_au"]) == ("inconnu", None, None)


@pytest.mark.parametrize("forme", ["json", "markdown"])
def test_json_ne_change_pas_de_langue_et_markdown_oui(
    trois_ans: tuple[str, ...], roriq: Roriq, monkeypatch: pytest.MonkeyPatch, forme: str
) -> None:
    argv = ("admissibilite", "--au", "2025-04-01", "--format", forme)
    francais = roriq(*argv)
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert (roriq("eligibility", *argv[1:]) == francais) is (forme == "json")


def test_l_ecran_d_admissibilite(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    membre(registre, "Escale Exemple")
    retoucher(registre, "escale-exemple", "region:", "tcri: EE\nregion:")
    git(registre, "commit", "-qam", "clé")
    liste_tcri(registre, "2026-04-01", "2027-03-31")
    assert ecran(roriq, 1, "admissibilite") == (
        "Accueil Exemple (accueil-exemple), candidat : admissible\n"
        "  en règle à la TCRI : oui, selon l'attestation du 25 mars 2024, qui vaut jusqu'au 31 mars 2027 inclusivement, "
        "source : Courriel de la TCRI\n"
        "  en régionalisation de l'immigration : oui, selon l'attestation du 4 mars 2024, source : Formulaire, section "
        "3\n"
        "\n"
        "Escale Exemple (escale-exemple), membre : non admissible\n"
        "  en règle à la TCRI : non, la liste du 1er avril 2026, qui vaut jusqu'au 31 mars 2027 inclusivement, ne le "
        "nomme pas\n"
        "  en régionalisation de l'immigration : oui, selon l'attestation du 4 mars 2024, source : Formulaire, section "
        "3\n"
        "  Son adhésion ne change pas : seul le réseau peut en décider.\n"
        "\n"
        "2 organismes au 21 novembre 2026 (admissible : 1, non admissible : 1).\n"
    )
    markdown = ecran(roriq, 1, "admissibilite", "--format", "markdown").splitlines()
    assert markdown[2] == "| Organisme | État | Verdict | En règle à la TCRI | En régionalisation |"
    assert markdown[5].startswith(
        r"| Escale Exemple (escale-exemple) | membre &#42; | non admissible | non, la liste du"
    )
    assert markdown[-1] == "- escale-exemple : Son adhésion ne change pas : seul le réseau peut en décider."


# Whom it is about, and the exit code.


def demandes(roriq: Roriq, *argv: str) -> tuple[list[str], int]:
    reponse = roriq("admissibilite", *argv, "--format", "json")
    return [o["id"] for o in json.loads(reponse.sortie)["organismes"]], reponse.code


def test_de_qui_il_s_agit(registre: Path, roriq: Roriq) -> None:
    candidat(registre, "Un Exemple", "UE")
    membre(registre, "Deux Exemple")
    assert demandes(roriq) == (["deux-exemple", "un-exemple"], 0)
    connus(registre, "repertorie", "candidat", "suspendu", "refuse", "retire", "expulse", "ferme")
    assert demandes(roriq) == (["deux-exemple", "candidat", "suspendu", "un-exemple"], 1)
    assert demandes(roriq, "--etat", "membre") == (["deux-exemple"], 0)
    assert demandes(roriq, "--etat", "Fermé", "--etat", "refuse") == (["ferme", "refuse"], 1)
    assert demandes(roriq, "--etat", "candidat", "--au", "2024-03-25")[0] == ["deux-exemple", "candidat", "un-exemple"]
    # In the order asked, once each, by any of its names.
    assert demandes(roriq, "UE", "deux exemple", "un-exemple") == (["un-exemple", "deux-exemple"], 0)
    assert demandes(roriq, "UE", "ferme") == (["un-exemple", "ferme"], 1)


def test_un_inconnu_parmi_plusieurs_refuse_tout(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    membre(registre, "Un Exemple", "SAE")
    membre(registre, "Deux Exemple", "SAE")
    avant = instantane(registre)
    for mot in ("zzz", "SAE", "Accueil"):
        reponse = roriq("admissibilite", X, mot)
        assert (reponse.code, reponse.sortie) == (3, "")
        assert mot in reponse.erreur
    assert instantane(registre) == avant


def test_personne_a_examiner(registre: Path, roriq: Roriq) -> None:
    attendu = "Aucun organisme n'est à examiner au 21 novembre 2026.\n"
    assert ecran(roriq, 0, "admissibilite") == attendu
    connus(registre, "retire")
    assert ecran(roriq, 0, "admissibilite") == ecran(roriq, 0, "admissibilite", "--etat", "membre") == attendu
    assert ecran(roriq, 0, "admissibilite", "--format", "markdown") == attendu
    assert json_de(roriq, "admissibilite", code=0)["organismes"] == []


def test_mal_tape(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    assert "--etat" in mal_taper(roriq, registre, "admissibilite", X, "--etat", "membre")
    assert "--etat" in mal_taper(roriq, registre, "admissibilite", "zzz", "--etat", "membre")  # judged before 3
    for argv in (("--au", "demain"), ("--revision", "HEAD", "--su-le", "2026-11-21"), ("--format", "xml")):
        mal_taper(roriq, registre, "admissibilite", *argv)
    assert roriq("admissibilite", X, "--revision", "zzz").code == 4
    assert roriq("admissibilite", X, "--su-le", "2001-01-01").code == 4


def test_ce_qui_ne_se_lit_pas_n_est_jamais_un_oui(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    assert demandes(roriq) == ([X], 0)
    poser(registre, "casse", "id: casse\nnom: [\n")
    assert demandes(roriq) == ([X], 1)
    assert "1 fichier illisible n'est pas compté ici : roriq valider" in ecran(roriq, 1, "admissibilite")
    assert demandes(roriq, X) == ([X], 0)
    (registre / "data/tcri").mkdir(exist_ok=True)
    (registre / "data/tcri/tcri-2026-04-01.yaml").write_text("etabli_le: [\n", encoding="utf-8")
    assert demandes(roriq, X) == ([X], 1)  # a list that nobody could read may say no


def test_la_sortie_dans_un_fichier(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    chemin = tmp_path / "verdict.md"
    assert ecran(roriq, 0, "admissibilite", "--format", "markdown", "--sortie", str(chemin)) == ""
    assert "| Accueil Exemple (accueil-exemple) | membre | admissible |" in chemin.read_text(encoding="utf-8")
    assert roriq("admissibilite", "--sortie", str(tmp_path)).code == 4


# echeances.


def echeances(roriq: Roriq, *argv: str) -> list[tuple[str, str, list[str], str]]:
    reponse = roriq("echeances", *argv, "--format", "json")
    lu = json.loads(reponse.sortie)
    assert reponse.code == int(bool(lu["echeances"]))
    assert {"revision", "modifie", "au", "jours"} <= set(lu)
    return [(e["genre"], e["date"], e["ids"], e["commande"]) for e in lu["echeances"]]


def test_rien_n_est_a_echeance(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    rien = "Au 21 novembre 2026, aucune échéance d'ici au 20 janvier 2027 inclusivement.\n"
    assert ecran(roriq, 0, "echeances") == rien
    membre(registre)
    assert ecran(roriq, 0, "echeances", "--jours", "0").endswith("d'ici au 21 novembre 2026 inclusivement.\n")
    assert echeances(roriq) == []
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert ecran(roriq, 0, "deadlines") == "On 21 November 2026, no deadline by 20 January 2027 inclusive.\n"


def test_ce_qui_est_a_echeance(registre: Path, roriq: Roriq) -> None:
    for n, nom in enumerate(("Un", "Deux", "Trois", "Quatre")):
        membre(registre, f"{nom} Exemple")
        retoucher(registre, f"{nom.lower()}-exemple", "region:", f"tcri: C{n}\nregion:")
    retoucher(registre, "quatre-exemple", "verifie_le: 2024-03-04", "verifie_le: 2023-11-20")
    retoucher(registre, "quatre-exemple", "regionalisation: {attestation: 2024-03-04}", "regionalisation: {attestation: 2023-11-20}")  # fmt: skip
    git(registre, "commit", "-qam", "clés")
    suspendu(registre, "Cinq Exemple", "2026-09-30")
    suspendu(registre, "Six Exemple", "2026-12-15")
    regles = {"C0": "en-regle", "C1": "en-regle", "C2": "en-regle", "C3": "en-regle"}
    liste_tcri(registre, "2025-04-01", "2026-03-31", **regles)
    liste_tcri(registre, "2026-04-01", "2027-01-10", **regles | {"C1": "en-defaut", "C2": "radie"})
    reussir(roriq, "attester", "trois-exemple", "--critere", "tcri", "--source", "Courriel", "--valide-jusqu-au", "2027-01-20")  # fmt: skip
    importer = "roriq tcri importer FICHIER"
    attendu = [
        ("suspension-echue", "2026-09-30", ["cinq-exemple"], "roriq lever cinq-exemple --au-terme"),
        ("critere-perdu", "2026-04-01", ["deux-exemple"], "roriq attester deux-exemple --critere tcri"),
        ("liste-echeance", "2027-01-10", [], importer),
        ("echeance", "2026-12-15", ["six-exemple"], "roriq prolonger six-exemple"),
        (
            "regionalisation-ancienne",
            "2023-11-20",
            ["quatre-exemple"],
            "roriq attester quatre-exemple --critere regionalisation",
        ),
    ]
    assert echeances(roriq) == attendu
    assert [e for e in echeances(roriq, "--jours", "10") if e not in attendu] == []
    assert [e[0] for e in echeances(roriq, "--jours", "10")] == ["suspension-echue", "critere-perdu", "regionalisation-ancienne"]  # fmt: skip
    # The attestation of January 2027 is followed by that of March 2024, which holds until March 2027.
    assert ("echeance", "2027-01-20") not in [e[:2] for e in echeances(roriq, "--jours", "90")]
    texte = ecran(roriq, 1, "echeances")
    assert texte.startswith(
        "Au 21 novembre 2026, 5 échéances passées ou à venir d'ici au 20 janvier 2027 inclusivement.\n\n"
    )
    assert "  2026-09-30  Cinq Exemple  roriq lever cinq-exemple --au-terme\n" in texte
    assert "    L'organisme Deux Exemple est dit « en défaut » dans la liste de la TCRI du 1er avril 2026," in texte
    assert f"et aucune autre ne prend la suite.\n  {importer}\n" in texte
    # One source: the follow-up has each of these kinds, and lists whom it is about.
    suivi = {a["genre"]: a["ids"] for a in json.loads(reussir(roriq, "suivi", "--format", "json").sortie)["a_faire"]}
    for genre, _date, ids, _commande in attendu:
        assert suivi[genre] == ids
        if ids:
            lus = json_de(roriq, "lister", "--a-faire", genre, code=0)["organismes"]
            assert [o["id"] for o in lus] == ids


def test_plus_aucune_liste_n_est_en_vigueur(registre: Path, roriq: Roriq) -> None:
    poser(registre, X, FICHE)
    liste_tcri(registre, "2025-04-01", "2026-03-31", **{CLE: "en-regle"})
    assert echeances(roriq, "--jours", "0") == [("liste-absente", "2026-03-31", [], "roriq tcri importer FICHIER")]
    assert "Aucune liste de la TCRI n'est en vigueur : la dernière, du 1er avril 2025, valait" in ecran(
        roriq, 0, "suivi"
    )
    assert "Aucune liste de la TCRI n'est en vigueur" in ecran(roriq, 0, "rapport")


def test_le_seuil_du_registre(registre: Path, roriq: Roriq) -> None:
    liste_tcri(registre, "2026-04-01", "2027-01-31")
    assert echeances(roriq) == []
    assert json_de(roriq, "echeances", code=0)["jours"] == 60
    (registre / "data/registre.yaml").write_text("nom: RORIQ\nseuils: {echeance_jours: 71}\n", encoding="utf-8")
    assert [e[0] for e in echeances(roriq)] == ["liste-echeance"]
    assert echeances(roriq, "--jours", "70") == []


def test_le_nombre_de_jours_mal_tape(registre: Path, roriq: Roriq) -> None:
    for mot in ("", "-1", "soixante", "1.5", "3661", "99999999999999999999", "６０"):
        assert "n'est pas un nombre de jours" in mal_taper(roriq, registre, "echeances", "--jours", mot)
    assert ecran(roriq, 0, "echeances", "--jours", "3660").startswith("Au 21 novembre 2026, aucune échéance")


def test_ce_qui_ne_se_lit_pas_peut_cacher_une_echeance(registre: Path, roriq: Roriq) -> None:
    poser(registre, "casse", "id: casse\nnom: [\n")
    assert "1 fichier illisible n'est pas compté ici : roriq valider" in ecran(roriq, 1, "echeances")
    assert json.loads(roriq("echeances", "--format", "json").sortie)["non_lus"] == ["data/organismes/casse.yaml"]


def test_un_membre_suspendu_est_signale_aussi(registre: Path, roriq: Roriq) -> None:
    poser(registre, X, FICHE)
    liste_tcri(registre, "2024-04-01", "2025-03-31", **{CLE: "en-regle"})
    reussir(roriq, "admettre", X, "--date", "2024-04-02")
    reussir(roriq, "suspendre", X, *SANCTION, "--date", "2026-06-01")
    liste_tcri(registre, "2026-04-01", "2027-03-31", **{CLE: "radie"})
    assert "suspendu *" in ecran(roriq, 0, "lister")
    assert "suspendu : non admissible" in ecran(roriq, 1, "admissibilite", X)
    assert json_de(roriq, "rapport", code=0)["criteres_perdus"] == [{"id": X, "criteres": ["tcri"]}]
