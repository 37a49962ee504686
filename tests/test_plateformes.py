"""Windows and macOS, played here: what differs there is simulated, one thing at a time.

`docs/windows-macos.md` says what is only simulated; when a test comes or goes, its list follows.
"""

import errno
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given, strategies as st

from roriq_cli import i18n, plateforme
from roriq_cli.cli import chemins, horloge, main, proteger_les_sorties, sans_echec
from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.errors import Environnement
from roriq_cli.i18n import Commande, guillemets
from roriq_cli.registre import creation
from roriq_cli.registre.git import Signature
from roriq_cli.registre.union import nuage
from tests.cli.outils import fiche, git, membre, refuser, retoucher, reussir, sans_effet
from tests.conftest import PROJET, Roriq

X = "accueil-exemple"


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plateforme, "WINDOWS", True)


def executer(*argv: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """`roriq` in a process of its own, its output in a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "roriq_cli", *argv],
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


# ---- Consoles.

DIT = "L'œuvre → « 10\u202f000 » ✓ 日本"


@pytest.mark.parametrize(
    ("encodage", "lu"),
    [
        ("cp1252", "L'œuvre -> « 10\u00a0000 » ? ??"),
        ("cp850", "L'oeuvre -> « 10\u00a0000 » ? ??"),
        ("cp437", "L'oeuvre -> « 10\u00a0000 » ? ??"),
        ("latin-1", "L'oeuvre -> « 10\u00a0000 » ? ??"),
        ("ascii", 'L\'oeuvre -> " 10 000 " ? ??'),
        ("utf-8", "L'œuvre → « 10\u202f000 » ✓ 日本"),
    ],
)
def test_ce_qu_une_console_n_a_pas(monkeypatch: pytest.MonkeyPatch, encodage: str, lu: str) -> None:
    flux = io.TextIOWrapper(io.BytesIO(), encoding=encodage)
    monkeypatch.setattr(sys, "stdout", flux)
    proteger_les_sorties()
    print(DIT, end="")
    flux.flush()
    monkeypatch.undo()
    assert flux.buffer.getvalue().decode(encodage) == lu


@given(texte=st.text(), encodage=st.sampled_from(["ascii", "cp437", "cp850", "cp1252", "latin-1"]))
def test_aucun_caractere_ne_fait_tomber_une_console(texte: str, encodage: str) -> None:
    lu = texte.encode(encodage, sans_echec(encodage)).decode(encodage)
    assert all(c in lu for c in texte if c.isascii())


@pytest.mark.parametrize("encodage", ["cp437", "cp850", "cp1252"])
@pytest.mark.parametrize("langue", ["fr", "en"])
def test_chaque_ecran_sur_une_console_etroite(
    registre: Path, monkeypatch: pytest.MonkeyPatch, encodage: str, langue: str
) -> None:
    """The same words as on a console that has all letters, but for what this one has not."""
    monkeypatch.setenv("RORIQ_LANGUE", langue)
    membre(registre)
    retoucher(registre, X, "historique:", "ville: Saint-Œil → 日本\nhistorique:")
    for argv in (
        ("lister",), ("afficher", X), ("rapport",), ("journal",), ("valider",), ("regle",), ("regle", "id-windows"),
        ("suspendre", X), ("afficher", "→"), ("--help",), ("ajouter", "--help"), ("init", "data"),
        ("ajouter", "--nom", "Œuvre → 日本", "--region", "04", "--essai"),
    ):  # fmt: skip
        ecrits = []
        for voulu in ("utf-8", encodage):
            flux = [io.TextIOWrapper(io.BytesIO(), encoding=voulu) for _ in range(2)]
            with monkeypatch.context() as m:
                m.setattr(sys, "stdout", flux[0])
                m.setattr(sys, "stderr", flux[1])
                code = main(list(argv))
                for f in flux:
                    f.flush()
            assert code in (0, 2, 3)
            ecrits.append([f.buffer.getvalue().decode(voulu) for f in flux])
        tous, etroits = ecrits
        assert etroits == [t.encode(encodage, sans_echec(encodage)).decode(encodage) for t in tous]
        assert "".join(etroits)


@pytest.mark.parametrize("encodage", ["cp1252", "ascii"])
def test_le_json_passe_partout(registre: Path, encodage: str) -> None:
    """In a pipe of Windows too: whoever reads JSON takes it for UTF-8."""
    membre(registre, "Relais Exemple", suite="")
    retoucher(registre, "relais-exemple", "region:", "ville: Saint-Œil 𝄞 é\nregion:")
    juste = json.loads(executer("afficher", "relais-exemple", "--format", "json", PYTHONIOENCODING="utf-8").stdout)
    etroit = executer("afficher", "relais-exemple", "--format", "json", PYTHONIOENCODING=encodage).stdout
    assert etroit.isascii()
    assert json.loads(etroit) == juste
    assert "Saint-Œil 𝄞 é" in str(juste)


def test_sortie_est_toujours_en_utf_8(registre: Path, tmp_path: Path) -> None:
    membre(registre)
    retoucher(registre, X, "region:", "ville: Saint-Œil → 日本\nregion:")
    for forme in ("texte", "json"):
        fichier = tmp_path / f"fiche.{forme}"
        fini = executer("afficher", X, "--format", forme, "--sortie", str(fichier), PYTHONIOENCODING="cp1252")
        assert (fini.returncode, fini.stdout) == (0, b"")
        octets = fichier.read_bytes()
        assert "Saint-Œil → 日本" in octets.decode()
        assert b"\r" not in octets


def test_sortie_dans_le_dossier_de_la_personne(registre: Path, machine: Path, roriq: Roriq) -> None:
    """Not every shell develops « ~ » before a program gets it."""
    reussir(roriq, "lister", "--sortie", "~/liste.txt")
    assert (machine / "liste.txt").is_file()
    assert roriq("lister", "--sortie", "~personne-de-ce-nom/liste.txt").code == 2


def test_tout_est_ecrit_avant_de_partir(registre: Path) -> None:
    """The program leaves without taking itself apart: its streams are emptied first."""
    fini = executer("regle", "--format", "json")
    assert len(json.loads(fini.stdout)["regles"]) > 40
    lu = subprocess.run(
        [sys.executable, "-m", "roriq_cli", "regle"], stdout=subprocess.PIPE, check=True, bufsize=0, env=os.environ
    )
    assert [*REGLES][-1].encode() in lu.stdout[-400:]


# ---- Line endings and encodings.


def test_une_copie_sous_windows_garde_ses_fins_de_ligne(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    membre(registre)
    ailleurs = tmp_path / "ailleurs"
    git(tmp_path, "config", "--global", "core.autocrlf", "true")
    git(tmp_path, "clone", "-q", str(registre), str(ailleurs))
    for nom in git(ailleurs, "ls-files").splitlines():
        assert b"\r" not in (ailleurs / nom).read_bytes(), nom
    assert roriq("-R", str(ailleurs), "valider").code == 0
    reussir(roriq, "-R", str(ailleurs), "modifier", X, "--ville", "Magog")
    assert git(ailleurs, "show", "--format=", "--numstat", "HEAD").split()[:2] == ["1", "0"]
    assert git(ailleurs, "status", "--porcelain") == ""


def test_un_registre_neuf_sous_windows(tmp_path: Path, roriq: Roriq) -> None:
    git(tmp_path, "config", "--global", "core.autocrlf", "true")
    git(tmp_path, "config", "--global", "core.safecrlf", "true")
    reussir(roriq, "init", str(tmp_path / "r"))
    assert git(tmp_path / "r", "status", "--porcelain") == ""
    assert "\r" not in "".join(git(tmp_path / "r", "show", f"HEAD:{nom}") for nom in creation.fichiers("RORIQ"))


def test_une_fiche_enregistree_en_crlf(registre: Path, roriq: Roriq) -> None:
    """Git has nothing to show of it; `valider` does; nothing is written over it; saved again with LF, all goes on."""
    membre(registre)
    chemin = registre / f"data/organismes/{X}.yaml"
    justes = chemin.read_bytes()
    chemin.write_bytes(justes.replace(b"\n", b"\r\n"))
    assert git(registre, "diff", "--numstat") == ""
    bilan = roriq("valider")
    assert bilan.code == 1
    assert "fin-de-ligne" in bilan.sortie
    assert "choisissez LF au lieu de CRLF" in bilan.sortie
    for argv in (("modifier", X, "--ville", "Magog"), ("retirer", X), ("renommer", X, "--nom", "Autre")):
        erreur = refuser_tel_quel(roriq, registre, *argv)
        assert f"roriq valider data/organismes/{X}.yaml" in erreur
    assert chemin.read_bytes() == justes.replace(b"\n", b"\r\n")
    chemin.write_bytes(justes)
    reussir(roriq, "modifier", X, "--ville", "Magog")
    assert git(registre, "show", "--format=", "--numstat", "HEAD").split()[:2] == ["1", "0"]


def refuser_tel_quel(roriq: Roriq, racine: Path, *argv: str) -> str:
    """A refusal because of a file, that leaves the file as it is."""
    return sans_effet(roriq, racine, 3, *argv).erreur.replace("\u00a0", " ")


@pytest.mark.parametrize("encodage", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_ce_que_powershell_a_ecrit(registre: Path, roriq: Roriq, encodage: str) -> None:
    """« roriq … > fiche.yaml » in Windows PowerShell makes UTF-16, with CRLF."""
    membre(registre)
    chemin = registre / f"data/organismes/{X}.yaml"
    texte = chemin.read_text(encoding="utf-8").replace("\n", "\r\n")
    marque = "\ufeff" if encodage == "utf-16-be" else ""
    chemin.write_bytes((marque + texte).encode(encodage))
    bilan = roriq("valider")
    assert (bilan.code, "bom" in bilan.sortie) == (1, True)
    assert ("UTF-16, comme ce que" in bilan.sortie) is (encodage != "utf-8-sig")
    assert refuser_tel_quel(roriq, registre, "retirer", X)


# ---- Days.


def test_sans_table_des_fuseaux(registre: Path) -> None:
    """As on Windows: the system has no time zones, the package `tzdata` has."""
    programme = (
        "import zoneinfo; zoneinfo.reset_tzpath(()); zoneinfo.ZoneInfo.clear_cache()\n"
        "from datetime import date, datetime\nfrom roriq_cli.cli import horloge\n"
        "zone = horloge.zone(); zoneinfo.reset_tzpath(())\n"
        "print(zone, horloge.fin_du_jour(date(2026, 7, 1)).isoformat(), horloge.aujourd_hui() == datetime.now(zone).date())"
    )
    env = {nom: valeur for nom, valeur in os.environ.items() if nom != horloge.VARIABLE}
    for chemin in ({}, {"PYTHONTZPATH": ""}):
        fini = subprocess.run(
            [sys.executable, "-c", programme], env={**env, **chemin}, capture_output=True, encoding="utf-8", check=False
        )
        assert fini.stdout == "America/Toronto 2026-07-01T23:59:59-04:00 True\n", fini.stderr
    assert executer("lister", PYTHONTZPATH="", RORIQ_AUJOURDHUI="").returncode == 0


# The days when Toronto changes its clocks, and the last second of each, in UTC.
CHANGEMENTS = [
    (date(2026, 3, 7), datetime(2026, 3, 8, 4, 59, 59, tzinfo=UTC)),
    (date(2026, 3, 8), datetime(2026, 3, 9, 3, 59, 59, tzinfo=UTC)),
    (date(2026, 10, 31), datetime(2026, 11, 1, 3, 59, 59, tzinfo=UTC)),
    (date(2026, 11, 1), datetime(2026, 11, 2, 4, 59, 59, tzinfo=UTC)),
]


@pytest.mark.parametrize(("jour", "fin"), CHANGEMENTS)
def test_un_jour_ou_l_heure_change(jour: date, fin: datetime, registre: Path, roriq: Roriq) -> None:
    """What was recorded in the day's last second was known at its end; a second later, it was not."""
    assert horloge.fin_du_jour(jour) == fin
    git(registre, "commit", "-q", "--amend", "--no-edit", GIT_COMMITTER_DATE="@1000000000 +0000")  # long before
    for nom, instant in (("Avant Exemple", fin.timestamp()), ("Ensuite Exemple", fin.timestamp() + 1)):
        quand = f"@{int(instant)} +0000"
        id = nom.lower().replace(" ", "-")
        (registre / f"data/organismes/{id}.yaml").write_text(
            f'id: {id}\nnom: {nom}\nregion: "04"\nsources:\n  - {{titre: x}}\n'
        )
        git(registre, "add", ".")
        git(registre, "commit", "-qm", nom, GIT_AUTHOR_DATE=quand, GIT_COMMITTER_DATE=quand)
    lu = json.loads(reussir(roriq, "lister", "--su-le", jour.isoformat(), "--format", "json").sortie)
    assert [o["id"] for o in lu["organismes"]] == ["avant-exemple"]


@pytest.mark.parametrize(("jour", "fin"), CHANGEMENTS)
def test_aujourd_hui_quand_l_heure_change(monkeypatch: pytest.MonkeyPatch, jour: date, fin: datetime) -> None:
    class Horloge(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return fin.astimezone(tz)

    monkeypatch.delenv(horloge.VARIABLE)
    monkeypatch.setattr(horloge, "datetime", Horloge)
    assert horloge.aujourd_hui() == jour


# ---- Names of files.


def test_deux_noms_qui_ne_different_que_par_les_majuscules(registre: Path, roriq: Roriq) -> None:
    """Windows and macOS would make one file of them."""
    membre(registre)
    shutil.copy(registre / f"data/organismes/{X}.yaml", registre / "data/organismes/Accueil-Exemple.yaml")
    bilan = json.loads(roriq("valider", "--format", "json").sortie)
    assert {(c["fichier"], c["regle"]) for c in bilan["constats"] if "Accueil" in c["fichier"]} >= {
        ("data/organismes/Accueil-Exemple.yaml", "id-fichier")
    }
    (registre / f"data/organismes/{X}.yaml").unlink()
    erreur = refuser(roriq, registre, "ajouter", "--nom", "Accueil Exemple", "--region", "04")
    assert "La fiche accueil-exemple existe déjà" in erreur


@pytest.mark.parametrize("mot", ["ACCUEIL-EXEMPLE", "Accueil-exemple", "accueil exemple", "ACCUEIL EXEMPLE"])
def test_un_nom_sans_egard_aux_majuscules(registre: Path, roriq: Roriq, mot: str) -> None:
    membre(registre)
    assert "accueil-exemple" in reussir(roriq, "afficher", mot, "--format", "json").sortie
    retoucher(registre, X, "nom:", "nom: [")
    reponse = roriq("afficher", mot)
    assert reponse.code == 3
    assert ("roriq valider data/organismes/accueil-exemple.yaml" in reponse.erreur) is ("-" in mot)


@pytest.mark.parametrize("id", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_un_nom_que_windows_garde(registre: Path, roriq: Roriq, id: str) -> None:
    reponse = sans_effet(roriq, registre, 2, "ajouter", "--nom", "Accueil Exemple", "--region", "04", "--id", id)
    assert f"--id {id}-organisme" in reponse.erreur
    reussir(roriq, "ajouter", "--nom", id.upper(), "--region", "04")
    assert f"id: {id}-organisme\n" in fiche(registre, f"{id}-organisme")


def test_aucun_fichier_du_projet_n_a_un_nom_que_windows_garde() -> None:
    """Nor one that Windows or a Mac would take for another's."""
    noms = [n for n in git(PROJET, "ls-files", "-z").split("\0") if n]
    for nom in noms:
        assert not re.search(r'[<>:"|?*\\]|[. ](/|$)', nom), nom
        assert not {p.partition(".")[0].lower() for p in nom.split("/")} & {"con", "prn", "aux", "nul"}, nom
    assert len({nom.casefold() for nom in noms}) == len(noms)


def test_un_accent_separe_de_sa_lettre(registre: Path, roriq: Roriq) -> None:
    """As macOS may give it: what is written is composed, what is looked for is found in both forms."""
    nom = "Évangéline Exemple"
    separe = unicodedata.normalize("NFD", nom)
    assert separe != nom
    reussir(roriq, "ajouter", "--nom", separe, "--region", "04", "--ville", unicodedata.normalize("NFD", "Lévis"))
    texte = fiche(registre, "evangeline-exemple")
    assert f"nom: {nom}\n" in texte
    assert unicodedata.is_normalized("NFC", texte)
    assert unicodedata.is_normalized("NFC", git(registre, "log", "-1", "--format=%B"))
    for mot in (nom, separe, "evangeline exemple"):
        reussir(roriq, "afficher", mot)
    assert roriq("ajouter", "--nom", nom, "--region", "04").code == 3
    reussir(roriq, "lister", "--region", unicodedata.normalize("NFD", "Côte-Nord"))
    reussir(roriq, "modifier", nom, "--portee", "mrc", "--mrc", unicodedata.normalize("NFD", "Mékinac"))
    assert "Mékinac" in fiche(registre, "evangeline-exemple")


def test_un_dossier_a_l_accent_separe(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    racine = tmp_path / unicodedata.normalize("NFD", "Réseau")
    reussir(roriq, "init", str(racine), "--nom", unicodedata.normalize("NFD", "Réseau Été"))
    assert "nom: Réseau Été\n" in (racine / "data/registre.yaml").read_text(encoding="utf-8")
    membre(racine)
    monkeypatch.chdir(racine)
    assert roriq("valider", f"data/organismes/{X}.yaml").code == 0


# ---- Paths.


@pytest.mark.parametrize("nom", ["data\\organismes\\accueil-exemple.yaml", ".\\data\\organismes\\accueil-exemple.yaml"])
def test_un_chemin_de_windows(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, nom: str) -> None:
    membre(registre)
    lu = json.loads(reussir(roriq, "valider", nom, "--format", "json").sortie)
    assert lu["fichiers"] == 1
    monkeypatch.chdir(registre / "data")
    assert roriq("valider", "organismes\\accueil-exemple.yaml").code == 0
    assert roriq("valider", "organismes\\autre.yaml").code == 2


def test_le_meme_fichier_par_un_autre_nom(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    """Where case does not count, a name in capitals is the file's: here, a second name of the same file."""
    membre(registre)
    autre = tmp_path / "DATA"
    autre.mkdir()
    os.link(registre / f"data/organismes/{X}.yaml", autre / "ACCUEIL-EXEMPLE.YAML")
    lu = json.loads(reussir(roriq, "valider", str(autre / "ACCUEIL-EXEMPLE.YAML"), "--format", "json").sortie)
    assert lu["fichiers"] == 1
    (autre / "accueil-exemple.yaml").write_text("x\n")
    assert roriq("valider", str(autre / "accueil-exemple.yaml")).code == 2


@pytest.mark.parametrize(
    ("mot", "ecrit"),
    [
        ("accueil-exemple", "accueil-exemple"),
        (r"C:\registres\roriq", r"C:\registres\roriq"),
        (r"C:\Mes registres\Réseau", r'"C:\Mes registres\Réseau"'),
        (r"\\serveur\partage\Réseau", r"\\serveur\partage\Réseau"),
        ("C:\\Mes registres\\", '"C:\\Mes registres\\\\"'),
        (r"C:\Jean's & fils", '''"C:\\Jean's & fils"'''),
        ("~/x", '"~/x"'),
        ("=x", '"=x"'),
        ("@x", '"@x"'),
        ("a,b", '"a,b"'),
        ("", '""'),
        ("$env:x", "'$env:x'"),
        ('l\'un "oui"', "'l''un \"oui\"'"),
        ("fini!", '"fini!"'),
    ],
)
def test_les_guillemets_de_windows(windows: None, mot: str, ecrit: str) -> None:
    assert guillemets(mot) == ecrit
    if "$" not in mot and '"' not in mot:
        assert _comme_windows(ecrit) == mot


def _comme_windows(ligne: str) -> str:
    """One argument, as the runtime of Microsoft's C reads it: backslashes count by two before a quote only."""
    lu, dedans, i = "", False, 0
    while i < len(ligne):
        barres = len(ligne[i:]) - len(ligne[i:].lstrip("\\"))
        i += barres
        if i < len(ligne) and ligne[i] == '"':
            lu += "\\" * (barres // 2)
            dedans = not dedans
            i += 1
            continue
        lu += "\\" * barres
        if i < len(ligne):
            assert dedans or ligne[i] not in " \t"
            lu += ligne[i]
            i += 1
    assert not dedans
    return lu


@pytest.mark.parametrize("mot", ["~", "~/registre", "=registre", "@registre", "a,b", "a\\b", "%PATH%"])
def test_ce_qui_veut_dire_autre_chose_en_tete(mot: str) -> None:
    ecrit = guillemets(mot)
    assert shlex.split(ecrit) == [mot]
    assert mot == "%PATH%" or ecrit[0] in "\"'"
    fini = subprocess.run(["sh", "-c", f"printf %s {ecrit}"], capture_output=True, encoding="utf-8", check=True)
    assert fini.stdout == mot


def test_une_commande_avec_un_dossier_de_windows(windows: None) -> None:
    i18n.repeter_registre(r"\\serveur\partage\Mon réseau")
    assert str(Commande("afficher", X)) == r'roriq -R "\\serveur\partage\Mon réseau" afficher accueil-exemple'
    i18n.repeter_registre(None)


@pytest.mark.parametrize("dossier", [r"C:\registres\roriq", r"\\serveur\partage\Réseau", "Z:"])
def test_un_dossier_de_windows_qui_n_existe_pas(windows: None, roriq: Roriq, dossier: str) -> None:
    reponse = roriq("-R", dossier, "lister")
    assert reponse.code == 4
    assert f"Le dossier {dossier} n'est pas un registre" in reponse.erreur


def test_un_dossier_complete_par_powershell(windows: None, registre: Path, roriq: Roriq) -> None:
    """'.\\Mon registre\\' reaches the program with a mark that should have closed the word."""
    assert roriq("-R", f'{registre}/"', "lister").code == 0
    assert chemins.developper('Mon registre\\"') == Path("Mon registre\\")


@pytest.mark.parametrize(
    ("dossier", "attendu"),
    [
        ("C:/Users/x/OneDrive/registre", "OneDrive"),
        ("C:/Users/x/OneDrive - Organisme Exemple/Documents/r", "OneDrive"),
        ("C:/Users/x/ONEDRIVE/r", "OneDrive"),
        ("/Users/x/Library/CloudStorage/OneDrive-Personnel/r", "OneDrive"),
        ("/Users/x/Library/Mobile Documents/com~apple~CloudDocs/r", "iCloud"),
        ("C:/Users/x/iCloudDrive/r", "iCloud"),
        ("/home/x/Dropbox/r", "Dropbox"),
        ("/home/x/Dropbox (Organisme Exemple)/r", "Dropbox"),
        ("/Users/x/Library/CloudStorage/GoogleDrive-x@example.org/Mon Drive/r", "Google Drive"),
        ("G:/Mon Drive/r", "Google Drive"),
        ("G:/My Drive/r", "Google Drive"),
        ("/home/x/registres/r", None),
        ("/home/x/onedriver/r", None),
        ("/home/x/mes-dropbox/r", None),
        ("C:/registres/icloud", None),
        ("/", None),
    ],
)
@pytest.mark.parametrize("chemin", [PurePosixPath, PureWindowsPath])
def test_un_dossier_synchronise_a_son_nom(chemin: Callable[[str], Any], dossier: str, attendu: str | None) -> None:
    assert nuage._selon_le_nom(chemin(dossier)) == attendu


def test_onedrive_sous_un_autre_nom() -> None:
    env = {"OneDriveCommercial": r"C:\Users\x\Documents partagés", "OneDrive": "", "OneDriveConsumer": r"D:\perso"}
    for dossier, attendu in (
        (r"c:\users\X\DOCUMENTS PARTAGÉS\registre", "OneDrive"),
        (r"C:\Users\x\Documents partagés", "OneDrive"),
        (r"D:\Perso\r", "OneDrive"),
        (r"C:\Users\x\Documents", None),
        (r"C:\Users\x\Documents partagés 2\r", None),
    ):
        assert nuage._selon_l_environnement(PureWindowsPath(dossier), env) == attendu


def test_les_marques_d_un_service(tmp_path: Path) -> None:
    """A folder .dropbox in one's home is Dropbox's settings: it says nothing of what is beside it."""
    maison = tmp_path / "maison"
    (maison / ".dropbox").mkdir(parents=True)
    assert nuage.service(maison / "registres/r", {}, maison) is None
    (maison / "Équipe").mkdir()
    (maison / "Équipe/.dropbox").write_text("{}")
    assert nuage.service(maison / "Équipe/a/r", {}, maison) == "Dropbox"
    (tmp_path / "g/.tmp.drivedownload").mkdir(parents=True)
    assert nuage.service(tmp_path / "g/r", {}, maison) == "Google Drive"
    assert nuage.service(tmp_path / "r", {}, maison) is None


def test_le_bureau_d_un_mac_a_icloud(tmp_path: Path) -> None:
    maison = tmp_path / "x"
    nuage_de_mac = maison / "Library/Mobile Documents/com~apple~CloudDocs"
    nuage_de_mac.mkdir(parents=True)
    assert nuage.service(maison / "Documents/r", {}, maison) is None
    (nuage_de_mac / "Documents").symlink_to(maison / "Documents")
    assert nuage.service(maison / "Documents/r", {}, maison) == "iCloud"
    assert nuage.service(maison / "Documents", {}, maison) == "iCloud"
    assert nuage.service(maison / "Desktop/r", {}, maison) is None
    assert nuage.service(maison / "registres/r", {}, maison) is None


# ---- The disk, and Git.


def _tenu(fois: int, code: int | None = 32) -> Callable[[Any, Any], None]:
    """`os.replace` as Windows does it while another program holds the file, `fois` times."""
    reste = iter(range(fois))
    vrai = os.replace

    def remplacer(source: Any, cible: Any) -> None:
        if next(reste, None) is None:
            vrai(source, cible)
            return
        erreur = PermissionError(errno.EACCES, "The process cannot access the file")
        if code is not None:
            erreur.winerror = code  # type: ignore[attr-defined, unused-ignore]
        raise erreur

    return remplacer


@pytest.fixture
def attentes(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    vues: list[float] = []
    monkeypatch.setattr(time, "sleep", vues.append)
    return vues


@pytest.mark.parametrize("code", [5, 32])
def test_un_fichier_tenu_un_moment(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, attentes: list[float], code: int
) -> None:
    membre(registre)
    monkeypatch.setattr(os, "replace", _tenu(3, code))
    reussir(roriq, "modifier", X, "--ville", "Magog")
    assert "ville: Magog\n" in fiche(registre, X)
    assert attentes == [0.05, 0.1, 0.2]


def test_un_fichier_tenu_longtemps(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, attentes: list[float]
) -> None:
    membre(registre)
    monkeypatch.setattr(os, "replace", _tenu(100))
    erreur = sans_effet(roriq, registre, 4, "modifier", X, "--ville", "Magog").erreur
    assert "le fichier est ouvert dans un autre programme, ou l'accès est refusé" in erreur
    assert "Rien n'a été consigné." in erreur
    assert sum(attentes) < 2


def test_un_acces_refuse_n_attend_pas(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, attentes: list[float]
) -> None:
    membre(registre)
    monkeypatch.setattr(os, "replace", _tenu(100, None))
    erreur = sans_effet(roriq, registre, 4, "modifier", X, "--ville", "Magog").erreur
    assert "(l'accès est refusé)" in erreur
    assert attentes == []


def test_un_dossier_ne_s_ouvre_pas(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows a folder cannot be opened, hence not flushed: it is done without."""
    membre(registre)
    vrai = os.open

    def ouvrir(chemin: Any, *arguments: Any, **options: Any) -> int:
        if os.path.isdir(chemin):
            raise PermissionError(errno.EACCES, "Permission denied")
        return vrai(chemin, *arguments, **options)

    monkeypatch.setattr(os, "open", ouvrir)
    reussir(roriq, "modifier", X, "--ville", "Magog")


def test_un_registre_manque_s_efface_malgre_les_lectures_seules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git's objects are read-only, and Windows removes nothing that is."""
    vrai = os.unlink

    def effacer(chemin: Any, *, dir_fd: int | None = None) -> None:
        if not os.stat(chemin, dir_fd=dir_fd, follow_symlinks=False).st_mode & 0o200:
            raise PermissionError(errno.EACCES, "Access is denied")
        vrai(chemin, dir_fd=dir_fd)

    crochets = tmp_path / "crochets"
    crochets.mkdir()
    (crochets / "pre-commit").write_text("#!/bin/sh\nexit 1\n")
    (crochets / "pre-commit").chmod(0o755)
    git(tmp_path, "config", "--global", "core.hooksPath", str(crochets))
    monkeypatch.setattr(os, "unlink", effacer)
    with pytest.raises(Environnement):
        creation.creer(tmp_path / "a/r", "RORIQ", signature=Signature("Coordination", "c@example.org"))
    assert [p.name for p in tmp_path.iterdir()] == ["crochets"]


def test_git_ne_s_installe_pas_tout_seul(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    faux = tmp_path / "faux"
    faux.mkdir()
    (faux / "git").write_text("ni programme, ni script\n")
    for chemin in ("", str(faux)):
        monkeypatch.setenv("PATH", chemin)
        for argv in (("ajouter", "--nom", "X", "--region", "04"), ("init", str(tmp_path / "neuf"))):
            reponse = roriq(*argv)
            assert reponse.code == 4
            assert "Git n'est pas installé sur cet ordinateur" in reponse.erreur
            assert "https://git-scm.com" in reponse.erreur
    assert not (tmp_path / "neuf").exists()


def test_le_programme_git_du_dossier_n_est_pas_pris(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows looks in the current folder first, which may come from anyone: it is told not to."""
    nom = "NoDefaultCurrentDirectoryInExePath"
    monkeypatch.delenv(nom, raising=False)
    assert main(["--version"]) == 0
    assert nom not in os.environ
    monkeypatch.setattr(plateforme, "WINDOWS", True)
    assert main(["--version"]) == 0
    assert os.environ.pop(nom) == "1"


def test_le_depot_d_un_autre_compte(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shared folder, a USB key: the line that is said, once typed, is all that was missing."""
    membre(registre)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    reponse = roriq("retirer", X)
    assert reponse.code == 4
    assert "appartient à un autre compte de l'ordinateur" in reponse.erreur
    ligne = shlex.split(reponse.erreur.splitlines()[-1])
    assert ligne == ["git", "config", "--global", "--add", "safe.directory", str(registre)]
    git(registre, *ligne[1:])
    reussir(roriq, "retirer", X)
