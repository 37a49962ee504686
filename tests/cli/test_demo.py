"""The fictitious network: played through the real commands, as their users would, and true to what it promises."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from roriq_cli.cli.ecrire import demonstration
from roriq_cli.cli.horloge import zone
from roriq_cli.domaine.membres.modele import Etat, Fait, Organisme, Precision, Reponse
from roriq_cli.domaine.membres.reseau import MOTIFS
from roriq_cli.errors import Environnement
from roriq_cli.registre import ecriture, git
from roriq_cli.registre.chargement import charger
from roriq_cli.registre.sources import ArbreDeTravail
from tests.cli.conftest import jouer_ailleurs, sans_personne
from tests.conftest import Roriq

LECTURES = (
    ("lister",),
    ("afficher", "relais-cote-nord"),
    ("journal",),
    ("journal", "relais-cote-nord"),
    ("rapport",),
    ("valider",),
)


def lire(roriq: Roriq, racine: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    reponse = roriq("-R", str(racine), *arguments, "--format", "json")
    assert reponse.code == code, reponse.erreur
    lu: dict[str, Any] = json.loads(reponse.sortie)
    return lu


def fiches(racine: Path) -> tuple[Organisme, ...]:
    return charger(ArbreDeTravail(racine)).registre.organismes


# ---- What it promises.


@pytest.mark.parametrize(
    ("au", "comptes", "phrase"),
    [
        (
            "2016-07-01",
            (26, 4, 22, 11),
            "26 organismes membres\u00a0: 4 à Montréal et 22 dans 11 autres régions",
        ),
        (
            "2022-07-01",
            (24, 3, 21, 12),
            "24 organismes communautaires, présents dans 13 régions du Québec, y compris Montréal",
        ),
    ],
)
def test_les_deux_nombres(demo: Path, roriq: Roriq, au: str, comptes: tuple[int, int, int, int], phrase: str) -> None:
    lu = lire(roriq, demo, "rapport", "--au", au)
    assert (lu["membres"], lu["montreal"], lu["hors_montreal"], lu["regions_hors_montreal"]) == comptes
    assert len(lu["regions"]) == comptes[3] + 1
    assert phrase in roriq("-R", str(demo), "rapport", "--au", au).sortie


def test_une_trentaine_d_organismes_qui_ont_l_air_fictifs(demo: Path) -> None:
    organismes = fiches(demo)
    assert 30 <= len(organismes) <= 45
    for o in organismes:
        assert "Exemple" in o.nom
        for adresse in (o.courriel, o.site_web):
            assert adresse is None or adresse.endswith(".example.org")


def test_chaque_sorte_de_fait_et_chaque_etat(demo: Path, roriq: Roriq) -> None:
    historiques = [e for o in fiches(demo) for e in o.historique]
    assert {e.evenement for e in historiques} == set(Fait)
    assert {o["etat"] for o in lire(roriq, demo, "lister")["organismes"]} == set(Etat) - {Etat.EXPULSE}
    # Expelled in 2017; an applicant again since 2025.
    assert lire(roriq, demo, "afficher", "cercle-temiscouata", "--au", "2020-01-01")["etat"] == Etat.EXPULSE

    def motifs(fait: Fait) -> set[str | None]:
        return {e.motif for e in historiques if e.evenement is fait}

    assert motifs(Fait.SUSPENSION) == set(MOTIFS[Fait.SUSPENSION])
    assert motifs(Fait.EXPULSION) < set(MOTIFS[Fait.EXPULSION])
    assert motifs(Fait.RETRAIT) == {*MOTIFS[Fait.RETRAIT], None}
    assert motifs(Fait.REFUS) == set(MOTIFS[Fait.REFUS])
    reprises = [e for e in historiques if e.evenement is Fait.REPRISE]
    assert {e.date_precision for e in reprises} == set(Precision)
    assert {e.etat for e in reprises} == {Etat.MEMBRE, Etat.SUSPENDU, Etat.CANDIDAT, Etat.RETIRE, Etat.FERME}
    assert {e.decision is None for e in historiques if e.evenement is Fait.LEVEE} == {True, False}


def test_chaque_trait_d_un_profil(demo: Path) -> None:
    organismes = fiches(demo)
    assert {n.jusqu_au is None for o in organismes for n in o.noms_anterieurs} == {True, False}
    assert any(o.regions_anterieures for o in organismes)
    assert {o.territoire.portee for o in organismes if o.territoire} == {"regionale", "mrc"}
    assert {m for o in organismes for m in o.milieux} == {"urbain", "rural"}
    assert {a.reponse for o in organismes for a in o.attestations} == {Reponse.OUI, Reponse.NON}
    sigles = Counter(o.sigle for o in organismes if o.sigle)
    assert {sigle: n for sigle, n in sigles.items() if n > 1} == {"SAE": 3}


def test_des_retours_apres_un_retrait_un_refus_une_expulsion(demo: Path) -> None:
    retours = {
        avant.evenement
        for o in fiches(demo)
        for avant, apres in pairwise(o.historique)
        if apres.evenement is Fait.DEMANDE
    }
    assert retours == {Fait.RETRAIT, Fait.REFUS, Fait.EXPULSION}


def test_ce_qui_reste_a_faire_et_a_venir(demo: Path, roriq: Roriq) -> None:
    lu = lire(roriq, demo, "rapport")
    assert [m["id"] for m in lu["a_venir"]] == ["halte-bois-francs"]
    a_faire = {a["genre"]: a["ids"] for a in lu["a_faire"]}
    assert a_faire["suspension-echue"] == ["relais-beauce"]
    assert "balise-jamesie" in a_faire["candidat-a-verifier"]
    assert a_faire["candidat-admissible"] == ["quai-matanie"]
    assert a_faire["critere-perdu"] == ["carrefour-st-maurice", "foyer-lanaudiere"]
    assert a_faire["membre-tcri"] == ["accueil-montreal"]
    assert a_faire["membre-regionalisation"] == ["relais-charlevoix"]


def test_un_sigle_de_trois_organismes(demo: Path, roriq: Roriq) -> None:
    reponse = roriq("-R", str(demo), "afficher", "SAE")
    assert reponse.code == 3
    assert all(id in reponse.erreur for id in ("accueil-fjord", "solidarite-granit", "accueil-abitibi"))


def test_rien_a_redire(demo: Path, roriq: Roriq) -> None:
    lu = lire(roriq, demo, "valider")
    assert (lu["erreurs"], lu["avertissements"], lu["non_evalues"], lu["constats"]) == (0, 0, 0, [])
    assert lu["modifie"] is False


# ---- What was known, and when.


def test_ce_qu_on_savait_alors(demo: Path, roriq: Roriq) -> None:
    ce_jour = ("--etat", "membre", "--au", "2016-07-01")
    su_depuis = {o["id"] for o in lire(roriq, demo, "lister", *ce_jour)["organismes"]}
    su_alors = {o["id"] for o in lire(roriq, demo, "lister", *ce_jour, "--su-le", "2016-07-01")["organismes"]}
    assert su_alors - su_depuis == {"relais-cote-nord"}
    assert su_depuis < su_alors
    assert lire(roriq, demo, "rapport", "--au", "2016-07-01", "--su-le", "2016-08-22")["membres"] == 26
    assert lire(roriq, demo, "rapport", "--au", "2016-07-01", "--su-le", "2016-08-21")["membres"] == 27


def test_le_journal_montre_les_saisies_tardives(demo: Path, roriq: Roriq) -> None:
    lignes = lire(roriq, demo, "journal")["lignes"]
    tardives = [(ligne["id"], ligne["evenement"]) for ligne in lignes if ligne["retard_jours"]]
    assert ("relais-cote-nord", "retrait") in tardives
    assert 3 <= len({id for id, _evenement in tardives}) <= 8
    assert not any(evenement == "reprise" for _id, evenement in tardives)


# ---- The history.


def test_un_acte_une_fiche_un_commit_a_son_jour(demo: Path) -> None:
    actes = demonstration.lire(demonstration.SCENARIO.read_text(encoding="utf-8"))
    forme = "--format=%x01%at%x02%ct%x02%an <%ae>%x02%cn <%ce>%x02%(trailers:key=Roriq-Acte,valueonly,separator=%x2c)"
    sortie = git.git(demo, "log", "--reverse", forme, "--name-only")
    tous = [bloc.split("\n") for bloc in sortie.decode().split("\x01")[1:]]
    # A list of the TCRI is one act, that takes a commit a file; any other act takes one.
    commits = [
        commit
        for precedent, commit in pairwise([["\x02"], *tous])
        if not (acte := commit[0].rpartition("\x02")[2]) or acte != precedent[0].rpartition("\x02")[2]
    ]
    assert len(tous) > len(commits)
    assert len(commits) == len(actes) + 1, "an act changed nothing, or took more than a commit"
    jours = [date(2014, 3, 3)] + [acte.consigne_le for acte in actes]
    instants = []
    for rang, ((entete, *fichiers), jour) in enumerate(zip(commits, jours, strict=True)):
        auteur, commetteur, qui, par, _acte = entete.split("\x02")
        assert auteur == commetteur
        assert qui == par == "Coordination du réseau fictif <coordination@example.org>"
        instant = datetime.fromtimestamp(int(auteur), zone())
        assert (instant.date(), instant.hour) == (jour, 12)
        instants.append(instant)
        assert rang == 0 or len([f for f in fichiers if f]) == 1
    assert instants == sorted(set(instants))


def test_les_messages_se_lisent_en_francais(demo: Path) -> None:
    messages = git.git(demo, "log", "-z", "--format=%B", "--", "data/organismes/*.yaml").decode().split("\0")
    for message in filter(None, messages[:-1]):
        sujet, corps, fin = message.strip().split("\n\n")
        assert re.fullmatch(r"[a-z-]+\([a-z0-9-]+\): .+", sujet)
        for ligne in corps.splitlines():
            assert re.match(
                r"L'organisme |La demande de l'organisme |La suspension de l'organisme |Fiche de l'organ", ligne
            )
            assert ligne.endswith(".")
            assert not re.search(r"[{}]|None|\b(?:the|is|was|of)\b", ligne)
        assert all(ligne.startswith("Roriq-") for ligne in fin.splitlines())


def test_le_depot_est_propre(demo: Path) -> None:
    assert git.git(demo, "status", "--porcelain", "--ignored") == b""
    assert {e.name for e in demo.iterdir()} == {".git", ".gitattributes", ".gitignore", ".vscode", "data", "schemas"}
    assert git.ligne(demo, "symbolic-ref", "HEAD") == "refs/heads/main"


# ---- Marked as fictitious.


@pytest.mark.parametrize("lecture", LECTURES, ids=" ".join)
def test_tout_ce_qu_on_en_lit_se_dit_fictif(demo: Path, roriq: Roriq, lecture: tuple[str, ...]) -> None:
    texte = roriq("-R", str(demo), *lecture)
    assert texte.code == 0
    assert "réseau fictif" in texte.sortie.lower()
    assert lire(roriq, demo, *lecture)["fictif"] is True
    if lecture != ("valider",):
        autrefois = roriq("-R", str(demo), *lecture, "--su-le", "2016-07-01")
        assert "réseau fictif" in autrefois.sortie.lower()


# ---- The play itself.


def test_il_finit_par_trois_commandes_qui_marchent(demo: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo.parent)
    dit = (demo.parent / "demo.stderr").read_text(encoding="utf-8")
    commandes = [shlex.split(ligne)[1:] for ligne in dit.splitlines() if ligne.startswith("  roriq ")]
    assert [c[2] for c in commandes] == ["rapport", "lister", "journal"]
    reponses = [roriq(*commande) for commande in commandes]
    assert [r.code for r in reponses] == [0, 0, 0]
    assert "26 organismes membres" in reponses[0].sortie
    assert "27 organismes au 1er juillet 2016" in reponses[1].sortie
    assert "Consigné 84 jours après." in reponses[2].sortie


def test_hors_d_un_terminal_ni_barre_ni_bavardage(demo: Path) -> None:
    dit = (demo.parent / "demo.stderr").read_text(encoding="utf-8")
    assert (demo.parent / "demo.stdout").read_text(encoding="utf-8") == ""
    assert "C'est consigné" not in dit
    assert "\x1b" not in dit
    assert "\r" not in dit
    assert len(dit.splitlines()) == 5


def test_sans_identite_on_peut_ensuite_y_consigner(
    demo_copie: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert roriq("admettre", "quai-matanie").code == 0
    assert roriq("lever", "relais-beauce", "--au-terme").code == 0
    assert git.ligne(demo_copie, "log", "-1", "--format=%an <%ae>") == (
        "Coordination du réseau fictif <coordination@example.org>"
    )


COURT = """# Deux actes.
2014-03-03  ajouter --id a --nom "Accueil Exemple" --region 04
2014-03-04 consigné 2014-03-05  attester a --critere tcri
              --source "Courriel de la TCRI"
"""


@pytest.fixture
def court(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A short scenario in place of the real one."""
    scenario = tmp_path / "scenario.txt"
    scenario.write_text(COURT, encoding="utf-8")
    monkeypatch.setattr(demonstration, "SCENARIO", scenario)
    return scenario


def test_lire_un_scenario() -> None:
    actes = demonstration.lire(COURT + "2014-03-06  attester {a,\n   b} --critere tcri --source x\n")
    assert [a.ligne for a in actes] == [2, 3, 5, 5]
    assert actes[1].consigne_le == date(2014, 3, 5)
    assert actes[1].mots[-4:] == ("--source", "Courriel de la TCRI", "--verifie-le", "2014-03-04")
    assert [a.mots[1] for a in actes[2:]] == ["a", "b"]


@pytest.mark.parametrize("ligne", ["ajouter", "2014-03-02  lister", "2014-03-07 ajouter"])
def test_un_scenario_mal_ecrit(ligne: str) -> None:
    with pytest.raises(demonstration.ScenarioFaux, match=r"reseau_fictif\.txt:5: "):
        demonstration.lire(COURT + ligne + "\n")


def test_l_environnement_est_remis_comme_avant(court: Path, tmp_path: Path, roriq: Roriq) -> None:
    avant = dict(os.environ)
    reponse = roriq("demo", str(tmp_path / "r"))
    assert reponse.code == 0
    assert dict(os.environ) == avant
    assert "C'est consigné" not in reponse.erreur
    suggeree = roriq("-R", str(tmp_path / "r"), "rapport")
    assert suggeree.code == 0
    assert roriq("init", str(tmp_path / "autre")).code == 0


def test_en_anglais_le_registre_est_le_meme(
    court: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert roriq("demo", str(tmp_path / "fr")).code == 0
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert roriq("demo", str(tmp_path / "en")).code == 0
    tetes = [git.ligne(tmp_path / langue, "rev-parse", "HEAD") for langue in ("fr", "en")]
    assert tetes[0] == tetes[1]


def test_un_dossier_vide_convient(court: Path, tmp_path: Path, roriq: Roriq) -> None:
    (tmp_path / "un dossier").mkdir()
    assert roriq("demo", str(tmp_path / "un dossier")).code == 0


def test_un_dossier_qui_ne_peut_pas_etre_cree(court: Path, tmp_path: Path, roriq: Roriq) -> None:
    (tmp_path / "fichier").write_text("")
    reponse = roriq("demo", str(tmp_path / "fichier" / "r"))
    assert reponse.code == 4
    assert "ne peut pas être créé" in reponse.erreur


@pytest.mark.parametrize("contenu", ["fichier.txt", ".git", "data"])
def test_un_dossier_occupe_est_refuse(court: Path, tmp_path: Path, roriq: Roriq, contenu: str) -> None:
    racine = tmp_path / "r"
    (racine / contenu).mkdir(parents=True)
    assert roriq("demo", str(racine)).code == 3
    assert [e.name for e in racine.iterdir()] == [contenu]


@pytest.mark.parametrize("existait", [False, True])
def test_un_acte_refuse_ne_laisse_rien(court: Path, tmp_path: Path, roriq: Roriq, existait: bool) -> None:
    court.write_text(COURT + "2014-03-06  suspendre a\n", encoding="utf-8")
    racine = tmp_path / "x" / "y"
    if existait:
        racine.mkdir(parents=True)
    reponse = roriq("demo", str(racine))
    assert reponse.code == 70
    trace = Path(reponse.erreur.split()[-1])
    assert "scenario.txt:5: " in trace.read_text(encoding="utf-8")
    trace.unlink()
    assert (tmp_path / "x").exists() is existait
    assert not existait or list(racine.iterdir()) == []


@pytest.mark.parametrize(
    ("erreur", "code"), [(KeyboardInterrupt(), 130), (Environnement(), 4), (OSError(28, "plein"), 70)]
)
def test_une_panne_ne_laisse_rien(
    court: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, erreur: BaseException, code: int
) -> None:
    vrai, appels = ecriture.consigner, []

    def consigner(*arguments: Any, **options: Any) -> None:
        appels.append(arguments)
        if len(appels) == 2:
            raise erreur
        vrai(*arguments, **options)

    monkeypatch.setattr(ecriture, "consigner", consigner)
    reponse = roriq("demo", str(tmp_path / "r"))
    assert reponse.code == code
    if code == 130:
        assert reponse.erreur == "Interrompu. Le réseau fictif n'est pas créé.\n"
    assert not (tmp_path / "r").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no signal to send")
@pytest.mark.parametrize("signal_", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_interrompu(tmp_path: Path, signal_: str) -> None:
    racine, maison = tmp_path / "r", tmp_path / "maison"
    maison.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "roriq_cli", "demo", str(racine)],
        env={**sans_personne(maison), "RORIQ_LANGUE": "fr"},
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as joue:
        fin = time.monotonic() + 60
        while len(list(racine.glob("*/registre/data/organismes/*.yaml"))) < 3:
            assert joue.poll() is None
            assert time.monotonic() < fin
            time.sleep(0.01)
        assert not (racine / "data").exists(), "half of a register where a whole one was asked for"
        os.killpg(joue.pid, getattr(signal, signal_))
        _sortie, dit = joue.communicate(timeout=60)
    assert joue.returncode == 130
    assert "n'est pas créé" in dit
    assert not racine.exists()


def test_les_reglages_de_git_de_la_personne_n_y_changent_rien(court: Path, tmp_path: Path, roriq: Roriq) -> None:
    crochets = tmp_path / "crochets"
    crochets.mkdir()
    (crochets / "pre-commit").write_text("#!/bin/sh\nexit 1\n")
    (crochets / "pre-commit").chmod(0o755)
    git.git(tmp_path, "config", "--global", "core.hooksPath", str(crochets))
    git.git(tmp_path, "config", "--global", "commit.gpgSign", "true")
    git.git(tmp_path, "config", "--global", "init.defaultBranch", "autre")
    assert roriq("demo", str(tmp_path / "r")).code == 0
    assert git.ligne(tmp_path / "r", "branch", "--show-current") == "main"


def test_une_barre_a_un_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from roriq_cli.i18n import Phrase
    from roriq_cli.rendu.progres import progression

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    terminal, fichier = Terminal(), io.StringIO()
    monkeypatch.setenv("FORCE_COLOR", "1")
    for flux in (terminal, fichier):
        with progression(Phrase("Un fait [après] l'autre"), 2, flux) as avancer:
            avancer()
            avancer()
    assert "Un fait [après] l'autre" in terminal.getvalue()
    assert "2/2" in terminal.getvalue()
    assert fichier.getvalue() == ""


def test_la_demo_se_joue_sans_git(tmp_path: Path) -> None:
    """Without Git, a sentence says so, and nothing is left."""
    if shutil.which("git") is None:
        pytest.skip("no Git to hide")
    joue = jouer_ailleurs(tmp_path / "r", tmp_path / "maison", PATH=str(tmp_path))
    assert joue.returncode == 4
    assert "Git" in joue.stderr
    assert not (tmp_path / "r").exists()


def test_chaque_verdict_et_chaque_reponse_s_y_rencontrent(demo: Path, roriq: Roriq) -> None:
    lu = lire(roriq, demo, "admissibilite", code=1)
    assert {o["verdict"] for o in lu["organismes"]} == {"admissible", "non-admissible", "a-verifier"}
    reponses = {(c, e["reponse"]) for o in lu["organismes"] for c, e in o["criteres"].items()}
    assert {("tcri", r) for r in ("oui", "non", "inconnu")} <= reponses
    preuves = [o["criteres"]["tcri"]["preuve"] or {} for o in lu["organismes"]]
    assert {cle for preuve in preuves for cle in preuve} == {"liste", "cle", "attestation"}
