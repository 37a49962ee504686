"""At a terminal: a real one (a pseudo-terminal), with a person who answers, hesitates or leaves."""

import io
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from roriq_cli.cli import main
from tests.cli.outils import RIEN, candidat, connus, dernier, fiche, git, instantane, membre, reussir, suspendu
from tests.conftest import Roriq

# Real terminals, and the time that a person takes.
pytestmark = pytest.mark.lent

pty = pytest.importorskip("pty", reason="no pseudo-terminal on Windows")

X = "accueil-exemple"
PATIENCE = 30.0  # seconds, for a machine that is busy elsewhere


class Fin(NamedTuple):
    """How it ended: the exit code, and all that was on the screen."""

    code: int
    ecran: str


# The terminal is the process's own, so that Ctrl-C reaches it.
_AU_TERMINAL = (
    "import fcntl, runpy, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "runpy.run_module('roriq_cli', run_name='__main__')"
)


def jouer(*argv: str, reponses: Sequence[tuple[str, str]] = (), **env: str) -> Fin:
    """Run `roriq` in a terminal; each answer is typed when the screen shows, after the last one, what it answers."""
    maitre, esclave = pty.openpty()
    processus = subprocess.Popen(
        [sys.executable, "-c", _AU_TERMINAL, *argv],
        stdin=esclave,
        stdout=esclave,
        stderr=esclave,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "1000", **env},
        start_new_session=True,
    )
    os.close(esclave)
    attendues = list(reponses)
    octets, vu = b"", 0
    limite = time.monotonic() + PATIENCE
    try:
        while True:
            if not select.select([maitre], [], [], max(0.0, limite - time.monotonic()))[0]:
                pytest.fail(f"rien de plus après : {octets.decode()!r}")
            try:
                lus = os.read(maitre, 65536)
            except OSError:  # Linux: the other end is closed
                break
            if not lus:
                break
            octets += lus
            ecran = octets.decode(errors="replace").replace("\u00a0", " ")
            if attendues and attendues[0][0] in ecran[vu:]:
                vu = len(ecran)
                reponse = attendues.pop(0)[1]
                if reponse == "\x03":  # between the question and the wait for its answer, nothing would hear it
                    time.sleep(0.5)
                os.write(maitre, reponse.encode())
        code = processus.wait(PATIENCE)
    finally:
        processus.kill()
        processus.wait()
        os.close(maitre)
    ecran = octets.decode().replace("\u00a0", " ").replace("\r\n", "\n")
    assert not attendues, ecran
    return Fin(code, ecran)


def test_suspendre_demande_tout(registre: Path) -> None:
    """Choices by number or by word; what is wrong is asked again; the preview, then the commit."""
    membre(registre)
    connus(registre, "retire")
    fin = jouer(
        "suspendre",
        reponses=[
            ("Votre choix :", "7\n"),
            ("Répondez par le numéro 1, le seul choix.", "1\n"),
            ("1. conduite jugée incompatible", "zzz\n"),
            ("Répondez par un nombre de 1 à 4.", "conduite-nuisible\n"),
            ("Qui a décidé :", "\n"),
            ("Qui a décidé :", "Rencontre des membres\n"),
            ("Le jour de la décision :", "04/05/2026\n"),
            ("peut être le 4 mai ou le 5 avril", "20 mai 2026\n"),
            ("Où la décision est écrite :", "PV 2026-05-20\n"),
            ("Le premier jour de la suspension (Entrée : le mercredi 20 mai 2026) :", "2026-11-21\n"),
            ("Le dernier jour de la suspension, inclusivement (facultatif) :", "\n"),
            ("Consigner? [O/n]", "euh\n"),
            ("Répondez « o » (oui) ou « n » (non).", "o\n"),
        ],
    )
    assert fin.code == 0
    assert "  1. Accueil Exemple (membre)\n" in fin.ecran
    assert "Organisme retire" not in fin.ecran  # only those that can be suspended are offered
    assert (
        "À consigner : l'organisme Accueil Exemple est suspendu à compter du samedi 21 novembre 2026 (motif : conduite "
        "jugée nuisible au réseau; décision : rencontre des membres du 20 mai 2026, PV 2026-05-20).\n"
        "Le RORIQ passe de 1 à 0 organisme membre.\n"
    ) in fin.ecran
    assert "C'est consigné : " in fin.ecran
    assert dernier(registre).sujet == "suspension(accueil-exemple): Accueil Exemple"


@pytest.mark.parametrize("reponse", ["n\n", "Non\n", "\x04", "\x03"], ids=["n", "non", "fin", "ctrl-c"])
def test_dire_non_ou_partir(registre: Path, reponse: str) -> None:
    membre(registre)
    avant = instantane(registre)
    fin = jouer("retirer", X, reponses=[("Le jour du retrait", "\n"), ("Consigner? [O/n]", reponse)])
    assert fin.code == 130
    assert RIEN in fin.ecran
    assert "C'est consigné" not in fin.ecran
    assert "Traceback" not in fin.ecran
    assert instantane(registre) == avant


def test_partir_au_milieu_des_questions(registre: Path) -> None:
    membre(registre)
    avant = instantane(registre)
    fin = jouer("suspendre", X, reponses=[("Votre choix :", "1\n"), ("Qui a décidé :", "\x04")])
    assert (fin.code, RIEN in fin.ecran) == (130, True)
    assert instantane(registre) == avant


def test_une_reponse_vide_est_oui(registre: Path) -> None:
    membre(registre)
    fin = jouer("retirer", X, reponses=[("Le jour du retrait", "\n"), ("Consigner? [O/n]", "\n")])
    assert fin.code == 0
    assert dernier(registre).sujet.startswith("retrait(")


def test_l_effet_d_un_fait_a_venir(registre: Path) -> None:
    membre(registre)
    fin = jouer("retirer", X, "--date", "2026-12-01", "--recu-le", "2026-11-20", reponses=[("[O/n]", "n\n")])
    assert "le mardi 1er décembre 2026 (annoncé le 20 novembre 2026).\n" in fin.ecran
    assert "Le 1er décembre 2026, le RORIQ passera de 1 à 0 organisme membre.\n" in fin.ecran


def test_oui_ne_demande_rien(registre: Path) -> None:
    membre(registre)
    fin = jouer("retirer", X, "--oui")
    assert fin.code == 0
    assert "[O/n]" not in fin.ecran


def test_essai_ne_demande_pas_de_confirmation(registre: Path) -> None:
    membre(registre)
    avant = instantane(registre)
    fin = jouer("retirer", X, "--essai")
    assert fin.code == 0
    assert "+    evenement: retrait\n" in fin.ecran
    assert instantane(registre) == avant


def test_ajouter_demande_le_nom_et_la_region(registre: Path) -> None:
    fin = jouer(
        "ajouter",
        reponses=[
            ("Le nom complet de l'organisme :", "\n"),
            ("Le nom complet de l'organisme :", "Relais Exemple\n"),
            ("Votre choix :", "18\n"),
            ("Répondez par un nombre de 1 à 17.", "Mauricie\n"),
            ("Consigner? [O/n]", "oui\n"),
        ],
    )
    assert fin.code == 0
    assert "  17. Centre-du-Québec\n" in fin.ecran
    assert "Le RORIQ compte toujours 0 organisme membre." in fin.ecran
    assert 'nom: Relais Exemple\nregion: "04"\n' in fiche(registre, "relais-exemple")


def test_les_autres_questions(registre: Path) -> None:
    """Each command that can ask, asked as little as possible."""
    suspendu(registre)
    candidat(registre, "Relais Exemple")
    connus(registre, "repertorie")
    for argv, reponses in (
        (("lever", X), [("au terme prévu, sans décision", "1\n"), ("suspension est levée", "\n"),
                        ("au terme prévu).", "n\n")]),
        (("prolonger", X), [("Le dernier jour", "2027-01-31\n"), ("Qui a décidé", "CA\n"), ("Le jour", "2026-05-20\n"),
                            ("Où la", "PV 6\n"), ("[O/n]", "n\n")]),
        (("refuser",), [("Quel organisme", "1\n"), ("Le critère", "tcri\n"), ("Attention", "n\n")]),
        (("attester", "relais-exemple"), [("Le critère vérifié", "2\n"), ("D'où vient", "Site\n"), ("[O/n]", "n\n")]),
        (("etablir", "repertorie"), [("L'état que", "membre\n"), ("Le titre de la source", "S\n"), ("[O/n]", "n\n")]),
        (("fermer", X), [("Le titre de la source", "REQ\n"), ("a cessé ses activités", "\n"), ("[O/n]", "n\n")]),
        (("renommer", X), [("Le nouveau nom", "Nouveau\n"), ("[O/n]", "n\n")]),
        (("modifier", X), [("Le champ à modifier", "ville\n"), ("La valeur", "Magog\n"), ("[O/n]", "n\n")]),
        (("modifier", X), [("Le champ à modifier", "mandat\n"), ("Le mandat", "mrc\n"), ("Une MRC", "Mékinac\n"),
                           ("Une autre MRC", "\n"), ("[O/n]", "n\n")]),
        (("modifier", X, "--region", "05"), [("Depuis quel jour", "2026-01-01\n"), ("[O/n]", "n\n")]),
    ):  # fmt: skip
        fin = jouer(*argv, reponses=reponses)
        assert (fin.code, argv) == (130, argv), fin.ecran
        assert "À consigner : " in fin.ecran
    assert git(registre, "status", "--porcelain") == ""


def test_un_refus_ne_demande_rien_d_autre(registre: Path) -> None:
    membre(registre)
    fin = jouer("lever", X)
    assert fin.code == 3
    assert "Qui a décidé" not in fin.ecran


# Colour, width, encodings.

COULEUR = re.compile(r"\x1b\[[\d;]*m")


def test_la_couleur_suit_le_terminal(registre: Path) -> None:
    membre(registre)
    assert COULEUR.search(jouer("afficher", X).ecran)
    assert "\x1b" not in jouer("afficher", X, NO_COLOR="1").ecran
    assert "\x1b" not in jouer("afficher", X, "--format", "json").ecran


@pytest.mark.parametrize("argv", [("afficher", "hostile"), ("lister",), ("rapport",), ("valider",), ("regle",)])
def test_la_couleur_ne_change_pas_le_texte(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    membre(registre)
    (registre / "data/organismes/hostile.yaml").write_text(
        'id: hostile\nnom: "[red]Gras[/red] [link=x]y[/] :smile:"\nregion: "04"\nsources:\n  - {titre: Page}\n',
        encoding="utf-8",
    )
    nu = roriq(*argv).sortie
    assert "\x1b" not in nu
    monkeypatch.setenv("FORCE_COLOR", "1")
    colore = roriq(*argv)
    assert COULEUR.search(colore.sortie)
    assert COULEUR.sub("", colore.sortie) == nu
    assert "\x1b" not in colore.erreur
    assert "\x1b" not in roriq("afficher", "inconnu").tout
    monkeypatch.setenv("NO_COLOR", "1")
    assert roriq(*argv).sortie == nu


def test_seuls_les_titres_sont_en_gras(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    membre(registre)
    monkeypatch.setenv("FORCE_COLOR", "1")
    ligne = roriq("lister").sortie.splitlines()[1]
    assert "\x1b[1m" not in ligne
    assert "\x1b[32mmembre\x1b[0m" in ligne


def test_un_terminal_etroit(registre: Path, roriq: Roriq) -> None:
    """A list is cut to the screen; a file or a pipe is never cut."""
    connus(registre, "membre")
    long = "Organisme " + "très " * 20 + "long"
    (registre / "data/organismes/long.yaml").write_text(
        f'id: long\nnom: {long}\nregion: "11"\nsources:\n  - {{titre: Page}}\n', encoding="utf-8"
    )
    etroit = jouer("lister", NO_COLOR="1", COLUMNS="72").ecran.splitlines()
    assert all(len(ligne) <= 72 for ligne in etroit)
    assert "…" in etroit[2]
    assert long in roriq("lister").sortie
    ecran = jouer("afficher", "long", NO_COLOR="1", COLUMNS="72").ecran
    assert max(map(len, ecran.splitlines())) <= 72
    assert long in " ".join(ecran.split())


def test_un_organisme_se_choisit_aussi_par_son_nom(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    membre(registre)
    monkeypatch.setattr("roriq_cli.cli.questions.au_terminal", lambda: True)
    for reponse in ("Accueil Exemple", X):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{reponse}\n\nn\n"))
        assert "À consigner" in roriq("retirer").erreur


def test_une_console_de_windows(registre: Path) -> None:
    """Its encoding has neither the arrow nor every letter: nothing fails, and Git is given UTF-8."""
    membre(registre)
    env = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    for argv in (("modifier", X, "--ville", "日本 – Saint-Œil"), ("journal",), ("inconnue→",)):
        fini = subprocess.run(
            [sys.executable, "-m", "roriq_cli", *argv],
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert fini.returncode == (2 if argv == ("inconnue→",) else 0)
        dit = (fini.stdout + fini.stderr).decode("cp1252")
        assert ("-> ?? – Saint-Œil" in dit) if argv[0] != "inconnue→" else ("«\u00a0inconnue->\u00a0»" in dit)
    assert "ville: 日本 – Saint-Œil\n" in fiche(registre, X)
    assert "ville\u00a0: — → 日本 – Saint-Œil" in dernier(registre).corps


@pytest.mark.parametrize("encodage", ["ascii", "cp437", "cp850", "cp1252", "latin-1"])
def test_aucune_console_ne_fait_tomber_une_lecture(
    registre: Path, monkeypatch: pytest.MonkeyPatch, encodage: str
) -> None:
    membre(registre)
    for argv in (("afficher", X), ("rapport",), ("journal",), ("regle",), ("regle", "caractere-interdit"), ("zzz",)):
        flux = [io.TextIOWrapper(io.BytesIO(), encoding=encodage) for _ in range(2)]
        with monkeypatch.context() as m:
            m.setattr(sys, "stdout", flux[0])
            m.setattr(sys, "stderr", flux[1])
            assert main(list(argv)) == (2 if argv == ("zzz",) else 0)
        assert "".join(f.buffer.getvalue().decode(encodage) for f in map(_vider, flux))


def _vider(flux: io.TextIOWrapper) -> Any:
    flux.flush()
    return flux


def test_une_liste_de_la_tcri_au_terminal(registre: Path, tmp_path: Path) -> None:
    """What is missing is asked for; an organisation that is perhaps there is asked about, with its candidates."""
    membre(registre)
    membre(registre, "Relais Exemple")
    membre(registre, "Tandem Exemple")
    liste = tmp_path / "l.csv"
    liste.write_text("Organisme\nAccueil Exemple\nRelais Exemples\nTandem Exemples\n", encoding="utf-8")
    fin = jouer(
        "tcri",
        "importer",
        str(liste),
        reponses=[
            ("établi la liste :", "1er avril 2026\n"),
            ("la liste vaut :", "2027-03-31\n"),
            ("Votre choix :", "en-regle\n"),
            ("aucune de ces lignes", "1\n"),
            ("aucune de ces lignes", "2\n"),
            ("Consigner?", "o\n"),
        ],
    )
    assert fin.code == 0, fin.ecran
    assert "le rapprochement de 2 organismes" in fin.ecran
    assert "\ntcri: relais-exemples\n" in fiche(registre, "relais-exemple")
    assert "\ntcri: " not in fiche(registre, "tandem-exemple")
    assert dernier(registre).sujet.startswith("rapprochement(")


def test_un_chiffre_publie_au_terminal(registre: Path) -> None:
    """What the page says is asked for, then shown; how it counts Montréal only where it counts regions."""
    reponses = [("journal", "Le site du RORIQ\n"), ("annoncé", "vingt\n"), ("nombre, de 0", "24\n"),
                ("facultatif", "13\n"), ("ne le dit pas", "oui\n"), ("Consigner?", "o\n")]  # fmt: skip
    fin = jouer("concilier", "--ajouter", reponses=reponses)
    assert fin.code == 0, fin.ecran
    assert "24 organismes membres (21 novembre 2026); 13 régions, y compris Montréal." in fin.ecran
    assert "Le registre, lui, n'en change pas." in fin.ecran
    assert dernier(registre).sujet.startswith("modification(chiffres_publies): Le site du RORIQ annonce 24")
    reponses = [("journal", "Le Journal\n"), ("annoncé", "24\n"), ("facultatif", "\n"), ("Consigner?", "n\n")]
    fin = jouer("concilier", "--ajouter", reponses=reponses)
    assert fin.code == 130
    assert "Rien n'a été consigné." in fin.ecran


def test_une_longue_lecture_montre_ou_elle_en_est(registre: Path, roriq: Roriq) -> None:
    """At a terminal only: elsewhere nobody waits in front of a screen."""
    for n in range(1001):
        (registre / "data" / "organismes" / f"o{n}.yaml").write_text(
            f'id: o{n}\nnom: Organisme {n}\nregion: "04"\nsources: [{{titre: Page}}]\n', encoding="utf-8"
        )
    assert reussir(roriq, "rapport").erreur == ""
    fin = jouer("rapport")
    assert fin.code == 0
    assert "Lecture des fiches" in fin.ecran
    for n in range(1001):
        (registre / "data" / "organismes" / f"o{n}.yaml").unlink()
    assert "Lecture des fiches" not in jouer("rapport").ecran


def test_les_barres_sont_en_couleur(registre: Path) -> None:
    membre(registre)
    assert "\x1b[34m#\x1b[0m" in jouer("rapport").ecran
    assert "Mauricie  1  #\n" in jouer("rapport", NO_COLOR="1").ecran


def test_une_liste_refusee_au_terminal_ne_laisse_rien(registre: Path, tmp_path: Path) -> None:
    membre(registre)
    liste = tmp_path / "l.csv"
    liste.write_text("Organisme,Statut\nAccueil Exemple,en règle\n", encoding="utf-8")
    avant = instantane(registre)
    dates = ("--etabli-le", "2026-04-01", "--valide-jusqu-au", "2027-03-31")
    fin = jouer("tcri", "importer", str(liste), *dates, reponses=[("Consigner?", "n\n")])
    assert fin.code == 130
    assert RIEN in fin.ecran
    assert instantane(registre) == avant
