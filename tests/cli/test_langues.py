"""French unless English is asked for, the framework's own words included; data and commits French in both."""

import re
from pathlib import Path
from typing import Any

import click
import pytest

from roriq_cli.cli.app import COMMANDES, SOUS_COMMANDES, construire
from tests.cli.outils import connus, membre, poser, reussir
from tests.cli.test_actes import ALIAS
from tests.conftest import Roriq

X = "accueil-exemple"
# What click and typer say in English, and would say to a French reader if a sentence of theirs were forgotten.
ANGLAIS = re.compile(
    r"\b(?:Usage|Options:|Arguments:|Commands|Show this message|Missing|Invalid|No such|Error|Try|required|default|"
    r"must|unexpected|Did you mean|does not|requires|argument|Aborted|extra|value|Got|is not|one of)\b|\[OPTION|"
    r"\[ARGS\]"
)
# What the French catalogue makes of it, and would say to an English reader.
FRANCAIS = re.compile(
    r"Emploi|Afficher cette aide|L'option|mots de trop|n'existe pas|demande une valeur|Arguments\s:|Options\s:|requis"
)
MAL_TAPEES: list[tuple[str, ...]] = [
    ("inconnue",),
    ("--inconnue",),
    ("-x",),
    ("-R",),
    ("--version=oui",),
    ("--completion", "tcsh"),
    ("lister", "--inconnue"),
    ("lister", "--eta", "membre"),
    ("lister", "--au"),
    ("lister", "--au", "--etat"),
    ("lister", "--au", "demain"),
    ("lister", "--etat", "zzz"),
    ("lister", "--format", "xml"),
    ("exporter",),
    ("exporter", "--format", "csv", "--quoi", "zzz"),
    ("lister", "de", "trop"),
    ("lister", "trop"),
    ("retirer", X, "--essai=oui"),
    ("retirer", X, "--motif", "zzz"),
    ("suspendre", X, "--oui", "--motif"),
    ("ajouter", "--region", "99", "--nom", "x"),
    ("admissibilite", "--etat", "zzz"),
    ("admissibilite", X, "--etat", "membre"),
    ("admissibilite", "--revision", "HEAD", "--su-le", "2026-11-21"),
    ("echeances", "--jours", "soixante"),
    ("echeances", "--jours"),
    ("echeances", "trop"),
    ("regle", "zzz"),
    ("init", "a", "b"),
]


def sans_options(texte: str) -> str:
    """The usage line keeps [OPTIONS], which is French too."""
    return texte.replace("[OPTIONS]", "")


@pytest.mark.parametrize("nom", ["", *ALIAS])
def test_l_aide_francaise_n_a_pas_un_mot_d_anglais(roriq: Roriq, nom: str) -> None:
    aide = reussir(roriq, *filter(None, [nom]), "--help").sortie
    assert aide.startswith(f"Emploi\u00a0: roriq {nom}".rstrip())
    assert not ANGLAIS.search(sans_options(aide)), aide
    assert "Afficher cette aide." in aide


@pytest.mark.parametrize("argv", MAL_TAPEES, ids=" ".join)
def test_un_usage_fautif_en_francais_n_a_pas_un_mot_d_anglais(
    registre: Path, roriq: Roriq, argv: tuple[str, ...]
) -> None:
    reponse = roriq(*argv)
    assert (reponse.code, reponse.sortie) == (2, ""), reponse.tout
    assert not ANGLAIS.search(reponse.erreur), reponse.erreur


@pytest.mark.parametrize("nom", ["", *ALIAS])
def test_l_aide_anglaise_n_a_pas_un_mot_du_cadre_en_francais(
    roriq: Roriq, monkeypatch: pytest.MonkeyPatch, nom: str
) -> None:
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    aide = reussir(roriq, *filter(None, [nom]), "--help").sortie
    assert aide.startswith(f"Usage: roriq {ALIAS.get(nom, '')}".rstrip())
    assert not FRANCAIS.search(aide), aide
    assert "Options:\n" in aide
    assert "Show this message and exit." in aide


@pytest.mark.parametrize("argv", MAL_TAPEES, ids=" ".join)
def test_un_usage_fautif_en_anglais_n_a_pas_un_mot_du_cadre_en_francais(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    reponse = roriq(*argv)
    assert (reponse.code, reponse.sortie) == (2, "")
    assert not FRANCAIS.search(reponse.erreur), reponse.erreur


@pytest.mark.parametrize(
    ("env", "langue"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "en_CA.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_US"}, "en"),
        ({"LC_ALL": "en_CA.UTF-8"}, "en"),
        ({"LC_ALL": "en"}, "en"),
        ({"LC_ALL": "fr_CA.UTF-8", "LANG": "en_CA.UTF-8"}, "fr"),
        ({"LC_ALL": "fr_CA.UTF-8", "LC_MESSAGES": "en_CA.UTF-8"}, "fr"),
        ({"LC_MESSAGES": "fr_CA.UTF-8", "LANG": "en_CA.UTF-8"}, "fr"),
        ({"LC_ALL": "", "LANG": "en_CA.UTF-8"}, "en"),
        ({"LC_TIME": "en_CA.UTF-8"}, "fr"),
        ({"RORIQ_LANGUE": "fr", "LC_ALL": "en_CA.UTF-8"}, "fr"),
        ({"RORIQ_LANGUE": "en", "LC_ALL": "fr_CA.UTF-8"}, "en"),
        ({"RORIQ_LANGUE": "EN"}, "en"),
        ({"RORIQ_LANGUE": "de"}, "fr"),
        ({"RORIQ_LANGUE": "", "LANG": "en_CA"}, "en"),
        ({"LANGUAGE": "en"}, "fr"),
    ],
    ids=str,
)
def test_la_langue_choisie(roriq: Roriq, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], langue: str) -> None:
    for nom, valeur in env.items():
        monkeypatch.setenv(nom, valeur)
    debut = {"fr": "Emploi\u00a0: roriq lister", "en": "Usage: roriq list "}[langue]
    assert reussir(roriq, "list", "--help").sortie.startswith(debut)


@pytest.mark.parametrize(
    ("mot", "commande"),
    [
        ("radier", "expulser"),
        ("réactiver", "lever"),
        ("Reactiver", "lever"),
        ("RÉACTIVER", "lever"),
        ("établir", "etablir"),
        ("Règle", "regle"),
        ("démissionner", "retirer"),
        ("créer", "ajouter"),
        ("envoyer", "synchroniser"),
        ("suspension", "suspendre"),
        ("Adhésion", "admettre"),
        ("retrait", "retirer"),
        ("levée", "lever"),
        ("attestation", "attester"),
    ],
)
def test_un_mot_voisin_dit_quelle_commande(roriq: Roriq, mot: str, commande: str) -> None:
    reponse = roriq(mot, "accueil-exemple", "--motif", "x")
    assert (reponse.code, reponse.sortie) == (2, "")
    assert f"La commande voulue est sans doute\u00a0: roriq {commande}" in reponse.erreur
    assert f"«\u00a0{mot}\u00a0» n'est pas une commande." in reponse.erreur


@pytest.mark.parametrize(
    ("mot", "commandes", "jamais"),
    [
        ("supprimer", ("annuler", "corriger", "doublon", "retirer"), ()),
        ("delete", ("annuler", "corriger", "doublon", "retirer"), ()),
        ("EFFACER", ("annuler", "corriger"), ("retirer",)),
        ("imprimer", ("rapport", "exporter"), ("retirer", "importer")),
    ],
)
def test_un_mot_a_plusieurs_sens_dit_chacun(
    roriq: Roriq, mot: str, commandes: tuple[str, ...], jamais: tuple[str, ...]
) -> None:
    reponse = roriq(mot, "accueil-exemple")
    assert (reponse.code, reponse.sortie) == (2, "")
    assert re.findall(r"^  roriq (\w+)\u00a0: \S", reponse.erreur, re.M) == list(commandes)
    assert not any(f"roriq {autre}" in reponse.erreur for autre in jamais)


@pytest.mark.parametrize("mot", ["quitter", "exit", "sortir"])
def test_il_n_y_a_rien_a_quitter(roriq: Roriq, mot: str) -> None:
    reponse = roriq(mot)
    assert reponse.code == 2
    assert "chaque commande finit d'elle-même" in reponse.erreur
    assert re.findall(r"roriq (\S+)", reponse.erreur.partition("\n")[0]) == ["--help"]


@pytest.mark.parametrize("mot", ["courriel", "contacts", "actifs", "impression"])
def test_un_mot_lointain_ne_mene_a_aucun_acte(roriq: Roriq, mot: str) -> None:
    reponse = roriq(mot)
    assert reponse.code == 2
    assert set(re.findall(r"roriq (\S+)", reponse.erreur)) == {"--help"}


def test_aide_est_l_aide(roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reussir(roriq, "aide").sortie == reussir(roriq, "--help").sortie
    assert reussir(roriq, "aide", "suspendre").sortie == reussir(roriq, "suspendre", "--help").sortie
    assert reussir(roriq, "aide", "tcri", "importer").sortie == reussir(roriq, "tcri", "importer", "--help").sortie
    assert reussir(roriq, "tcri", "aide").sortie == reussir(roriq, "tcri", "--help").sortie
    assert "La commande voulue est sans doute" in roriq("aide", "radier").erreur
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert reussir(roriq, "help", "suspend").sortie == reussir(roriq, "suspend", "--help").sortie


def test_les_trois_points_ne_sont_pas_une_valeur(roriq: Roriq) -> None:
    for mots in (("--motif", "…"), ("--motif=…",), ("--motif", "..."), ("--motif", "«\u00a0…\u00a0»")):
        reponse = roriq("retirer", "accueil-exemple", *mots)
        assert (reponse.code, reponse.sortie) == (2, "")
        assert "tient la place d'une valeur" in reponse.erreur


def test_un_mot_voisin_en_anglais(roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert "roriq withdraw" in roriq("supprimer").erreur
    assert "roriq reinstate" in roriq("réactiver").erreur


def test_une_faute_de_frappe_suggere(roriq: Roriq) -> None:
    assert "Peut-être\u00a0: roriq suspendre" in roriq("suspandre").erreur
    assert "roriq --help" in roriq("xyzzy").erreur
    assert "\x1b" not in roriq("a\x1b[31m").erreur


TOUTES = [*((nom, "") for nom in COMMANDES), *((nom, g) for g, noms in SOUS_COMMANDES.items() for nom in noms)]


def test_chaque_option_a_son_aide() -> None:
    for nom, groupe in TOUTES:
        for parametre in construire(nom, groupe).params:
            aide: Any = getattr(parametre, "help", None)
            assert aide, (nom, parametre.name)
            assert aide.endswith("."), (nom, parametre.name)
            assert not ANGLAIS.search(aide), aide


def test_l_aide_ne_montre_aucune_valeur_par_defaut_du_cadre() -> None:
    for nom, groupe in TOUTES:
        for parametre in construire(nom, groupe).params:
            if isinstance(parametre, click.Option) and parametre.name != "help":
                assert not parametre.show_default, (nom, parametre.name)
            assert not parametre.required, (nom, parametre.name)


def test_une_commande_a_un_seul_nom_dans_l_aide(roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    def noms() -> list[str]:
        return re.findall(r"^  ([a-z]+) {2,}\S", reussir(roriq, "--help").sortie, re.MULTILINE)

    assert noms() == list(ALIAS)
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert noms() == list(ALIAS.values())


def test_les_commits_sont_francais_dans_les_deux_langues(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    membre(registre)
    francais = reussir(roriq, "retirer", X, "--motif", "incompatibilite", "--essai").sortie
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert reussir(roriq, "withdraw", X, "--motif", "incompatibilite", "--essai").sortie == francais
    assert "se retire, de sa propre initiative, le samedi 21 novembre 2026 (motif\u00a0: " in francais


def test_la_typographie_du_francais(registre: Path, roriq: Roriq) -> None:
    """A no-break space before a colon and inside guillemets; nothing before « ; » and « ? »."""
    membre(registre)
    connus(registre, "suspendu", "retire")
    poser(registre, "casse", "id: casse\nnom: Casse\nregion: 04\n")
    for argv in (
        ("--help",),
        *((nom, "--help") for nom in ALIAS),
        ("lister",),
        ("suivi",),
        ("rapport",),
        ("admissibilite",),
        ("echeances",),
        ("afficher", X),
        ("afficher", "suspendu"),
        ("journal",),
        ("valider",),
        ("afficher", "inconnu"),
        ("suspendre", "inconnu"),
        ("lever", X, "--au-terme"),
        ("retirer", X),
        ("supprimer",),
        ("lister", "--au", "04/03/2027"),
        ("lister", "--xyz"),
        ("lister", "--etat", "x"),
    ):
        for ligne in roriq(*argv).tout.splitlines():
            assert not re.search(r"\w :(?:\s|$)|« \S|\S »|\s[;?](?:\s|$)", ligne), ligne


def test_la_typographie_d_une_note(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "retirer", X, "--note", "lettre reçue")
    assert "Note\u00a0: lettre reçue" in reussir(roriq, "afficher", X).sortie
