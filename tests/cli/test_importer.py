"""`importer`: the sheets people have, the first morning; what comes in, what is handed back, what never gets in."""

import csv
import io
import json
import os
import re
import shlex
import shutil
import stat
import sys
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from openpyxl import Workbook, load_workbook

from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.modele import Organisme, Precision
from roriq_cli.domaine.membres.parcours import depuis, etat_au
from roriq_cli.domaine.membres.phrases import ETATS
from roriq_cli.domaine.tableaux.colonnes import COLONNES, PRECISIONS
from roriq_cli.domaine.tableaux.tableau import Cellule
from roriq_cli.registre import ecriture, tableur
from roriq_cli.registre.chargement import charger
from roriq_cli.registre.sources import ArbreDeTravail
from roriq_cli.rendu.texte.replis import replier
from tests.cli.outils import RIEN, connus, dernier, fiche, git, instantane, membre, retoucher, reussir, sans_effet
from tests.conftest import AUJOURD_HUI, Reponse, Roriq, copier, tasser

X = "accueil-exemple"
TITRES: list[Cellule] = [
    *("Nom de l'organisme", "Sigle", "Région administrative", "Ville", "NEQ", "Membre depuis", "Statut"),
    *("Personne-ressource", "Courriel", "Téléphone", "Notes"),
]
PERSONNE: list[Cellule] = ["Prénom Nom", "prenom.nom@example.org", "819-555-0177", "appeler Prénom Nom"]


def ranger(rangees: list[list[Cellule]], titre: str = "Membres") -> bytes:
    """A workbook."""
    classeur = Workbook()
    feuille: Any = classeur.active
    feuille.title = titre
    for rangee in rangees:
        feuille.append(rangee)
    flux = io.BytesIO()
    classeur.save(flux)
    return flux.getvalue()


def en_texte(rangees: list[list[Cellule]], separateur: str = ";", encodage: str = "utf-8") -> bytes:
    """The same cells as Excel saves them as text, here."""
    flux = io.StringIO(newline="")
    redacteur = csv.writer(flux, delimiter=separateur)
    redacteur.writerows([re.sub(r" 00:00:00$|\.0$", "", "" if c is None else str(c)) for c in r] for r in rangees)
    return flux.getvalue().encode(encodage)


def les_trente() -> list[list[Cellule]]:
    """A sheet of 30 organisations as people keep them: a title, blank cells, accents, contacts, a total."""
    dates: list[Cellule] = [datetime(2021, 3, 3), 2019, "avril 2019", "3 mars 2021", "2014-03-27", "2019-04", 2020.0]
    regions: list[Cellule] = ["Mauricie", "04", 4, "04 - Mauricie", "Lévis", "Shawinigan", "Bas-St-Laurent", "MONTRÉAL"]
    rangees: list[list[Cellule]] = [
        ["Réseau fictif – liste des membres"],
        ["Mise à jour", datetime(2026, 10, 1)],
        [],
        TITRES,
    ]
    for n in range(30):
        quand = None if n in (7, 15, 23) else "printemps 2019" if n == 9 else dates[n % 7]
        region = "Atlantide" if n == 20 else regions[n % 8]
        etat: Cellule = ("Actif", "Membre", "Oui", "membre")[n % 4]
        rangee: list[Cellule] = [
            f"Comité d’accueil Exemple n° {n} – Îles",
            f"CAE{n}" if n % 3 else None,
            region,
            "Québec" if n % 2 else None,
            1_100_000_000 + n if n % 5 else None,
            quand,
            etat,
            *PERSONNE,
        ]
        rangees.append(rangee)
        if n == 14:
            rangees.append([])
    return [*rangees, [], ["Total", None, None, None, None, None, 30]]


def poser(dossier: Path, octets: bytes, nom: str = "membres.xlsx") -> str:
    """The sheet, beside the registry."""
    (dossier / nom).write_bytes(octets)
    return str(dossier / nom)


def petit(*rangees: list[Cellule]) -> bytes:
    return ranger([["Organisme", "Région", "Ville"], *rangees])


UN: list[Cellule] = ["Accueil Exemple", "Mauricie", "Shawinigan"]


def fiches(racine: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (racine / "data/organismes").glob("*.yaml")}


def les_organismes(racine: Path) -> tuple[Organisme, ...]:
    return charger(ArbreDeTravail(racine)).registre.organismes


def objets(racine: Path) -> bytes:
    """Everything that Git holds, commits and files alike."""
    noms = git(racine, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").splitlines()
    return b"".join(git(racine, "cat-file", "-p", nom.split()[0]).encode() for nom in noms if not nom.endswith("tree"))


def propre(texte: str) -> str:
    return " ".join(texte.replace("\u00a0", " ").split())


# The first morning.


@pytest.fixture
def importe(registres: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The thirty rows, brought in once; the sheet and the copy to correct are beside the registry."""
    modele = registres / "importe"
    if not modele.exists():
        reussir(roriq, "init", str(modele / "registre"))
        fichier = poser(modele, ranger(les_trente()))
        reponse = reussir(roriq, "-R", str(modele / "registre"), "importer", fichier, "--oui")
        assert "C'est consigné : 28 organismes nouveaux." in propre(reponse.erreur)
        assert "2 lignes sont à corriger" in propre(reponse.erreur)
        tasser(modele / "registre")
    for fichier_fait in modele.glob("*.xlsx"):
        shutil.copy2(fichier_fait, tmp_path)
    monkeypatch.chdir(copier(modele / "registre", tmp_path / "registre"))
    return tmp_path / "registre"


def test_trente_lignes_comme_on_les_tient(importe: Path, tmp_path: Path, roriq: Roriq) -> None:
    organismes = les_organismes(importe)
    assert len(organismes) == 28
    assert {etat_au(o, date.fromisoformat(AUJOURD_HUI)).value for o in organismes} == {"membre"}
    assert all(o.historique[0].source[0].titre == "membres.xlsx" for o in organismes)
    assert [o.historique[0].date_precision for o in organismes].count(Precision.AU_PLUS_TARD) == 3
    assert reussir(roriq, "valider").sortie.endswith("0 erreur, 0 avertissement.\n")
    assert git(importe, "status", "--porcelain") == ""

    feuille: Any = load_workbook(tmp_path / "membres - à corriger.xlsx").active
    titres, *lignes = [[c.value for c in rangee] for rangee in feuille.iter_rows()]
    assert titres == [*TITRES, "À corriger"]
    assert [propre(ligne[-1]) for ligne in lignes] == [
        "Colonne « Membre depuis » : « printemps 2019 » n'est pas une date. L'année suffit (2019), le mois aussi "
        "(2019-04).",
        "Colonne « Région administrative » : « Atlantide » n'est pas une région administrative. Peut-être : "
        "Laurentides.",
    ]
    assert lignes[0][7:11] == PERSONNE


def test_aucun_renseignement_personnel_dans_git(importe: Path) -> None:
    tout = objets(importe)
    assert "Comité d’accueil Exemple n° 3".encode() in tout
    for mot in (b"Pr\xc3\xa9nom", b"prenom.nom", b"555-0177", b"appeler"):
        assert mot not in tout


def test_le_meme_tableau_une_seconde_fois(importe: Path, tmp_path: Path, roriq: Roriq) -> None:
    avant = instantane(importe)
    reponse = reussir(roriq, "importer", str(tmp_path / "membres.xlsx"), "--oui")
    assert "28 lignes ne changent rien au registre : 5 à 13, 15 à 19, 21 à 25 et 27 à 35." in propre(reponse.sortie)
    assert f"Rien ne change au registre. {RIEN}" in reponse.erreur
    assert instantane(importe) == avant
    assert not (tmp_path / "membres - à corriger (2).xlsx").exists()


def test_la_copie_corrigee_s_importe(importe: Path, tmp_path: Path, roriq: Roriq) -> None:
    copie = tmp_path / "membres - à corriger.xlsx"
    classeur = load_workbook(copie)
    feuille: Any = classeur.active
    feuille["F2"], feuille["C3"] = 2019, "Estrie"
    classeur.save(copie)
    reponse = reussir(roriq, "importer", str(copie), "--oui")
    assert "À corriger" not in reponse.sortie
    assert len(les_organismes(importe)) == 30


def test_un_acte_une_trace_par_fiche(importe: Path) -> None:
    assert git(importe, "rev-list", "--count", "HEAD") == "29\n"
    actes = set()
    for n in range(28):
        commit = dernier(importe, f"HEAD~{n}")
        (id,) = commit.trailers["Roriq-Organisme"]
        assert commit.fichiers == [f"data/organismes/{id}.yaml"]
        assert commit.sujet.startswith(f"reprise({id}): Comité")
        assert commit.trailers["Roriq-Evenement"] == ["reprise"]
        actes.update(commit.trailers["Roriq-Acte"])
    (acte,) = actes
    assert re.fullmatch(r"import-[0-9a-f]{12}", acte)


@pytest.mark.parametrize(
    "ecrire",
    [
        lambda r: en_texte(r),
        lambda r: en_texte(r, ",", "utf-8-sig"),
        lambda r: en_texte(r, ";", "cp1252"),
        lambda r: en_texte(r, "\t", "utf-16"),
        lambda r: en_texte(r, "\t", "utf-16-le"),
        lambda r: b"sep=;\r\n" + en_texte(r),
        lambda r: unicodedata.normalize("NFD", en_texte(r).decode()).encode(),
    ],
    ids=["utf-8", "utf-8-bom", "cp1252", "utf-16", "utf-16-le", "sep", "nfd"],
)
def test_le_meme_tableau_donne_les_memes_fiches(
    importe: Path, tmp_path: Path, roriq: Roriq, ecrire: Callable[[list[list[Cellule]]], bytes]
) -> None:
    autre = tmp_path / "autre"
    reussir(roriq, "init", str(autre))
    fichier = poser(tmp_path, ecrire(les_trente()), "membres.csv")
    reussir(roriq, "-R", str(autre), "importer", fichier, "--oui")
    attendues = {nom: octets.replace(b"membres.xlsx", b"membres.csv") for nom, octets in fiches(importe).items()}
    assert fiches(autre) == attendues
    copie = (tmp_path / "membres - à corriger.csv").read_bytes()
    (forme, _feuille), *_reste = tableur.lire(copie, "x").feuilles
    assert forme.encodage == tableur.lire(Path(fichier).read_bytes(), "x").feuilles[0][0].encodage


# What is shown before anything is written.


def test_sans_oui_rien_n_est_ecrit(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    fichier = poser(tmp_path, ranger(les_trente()))
    avant = instantane(registre)
    reponse = reussir(roriq, "importer", fichier)
    assert instantane(registre) == avant
    assert sorted(p.name for p in tmp_path.iterdir()) == ["membres.xlsx", "registre"]
    sortie = propre(reponse.sortie)
    assert "membres.xlsx, feuille « Membres », titres à la ligne 4" in sortie
    assert "« Personne-ressource » : une personne ou ses coordonnées; le registre n'en garde aucune." in sortie
    assert "--colonne courriel=Courriel" in sortie
    assert "--colonne telephone=Téléphone" in sortie
    assert "« Notes » : des notes; le registre n'en reprend pas." in sortie
    assert "Ligne 37 : un total, laissée de côté." in sortie
    assert "Sans date aux lignes 12, 21 et 29 : l'état est dit au plus tard le 21 novembre 2026" in sortie
    assert (
        "Ligne 14, colonne « Membre depuis » : « printemps 2019 » n'est pas une date. L'année suffit (2019), le mois "
        "aussi (2019-04)."
    ) in sortie
    assert sortie.endswith("Les 28 autres lignes sont prêtes; rien n'est encore écrit.")
    assert reponse.erreur.endswith(f"roriq importer {fichier} --oui\n")
    plie = replier(reponse.sortie, 80)  # as a terminal shows it
    assert max(map(len, (li for li in plie.splitlines() if "--" not in li))) <= 80


def test_un_ecran_sans_mot_de_git(importe: Path, tmp_path: Path, roriq: Roriq) -> None:
    reponses = [roriq("importer", str(tmp_path / "membres.xlsx"), *suite) for suite in ((), ("--oui",))]
    reponses += [roriq("importer", "--modele", str(tmp_path / "m.xlsx")), roriq("importer", "--help")]
    for reponse in reponses:
        assert not re.search(r"commit|branche|merge|HEAD|YAML|JSON|sch[ée]ma|YAML", reponse.tout, re.IGNORECASE)


def test_en_anglais(registre: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    fichier = poser(tmp_path, ranger(les_trente()))
    sortie = propre(reussir(roriq, "import", fichier).sortie)
    assert "is not a date. The year is enough (2019)" in sortie
    assert "Columns read: Organization (“Nom de l'organisme”), Acronym (“Sigle”), NEQ, Region (“Région" in sortie
    reponse = reussir(roriq, "import", fichier, "--oui")
    assert "Recorded: 28 new organizations." in reponse.erreur
    assert "est membre depuis" in dernier(registre).corps


@pytest.mark.parametrize(("reponse", "code"), [("o\n", 0), ("\n", 0), ("n\n", 130), ("", 130)])
def test_au_terminal(
    registre: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, reponse: str, code: int
) -> None:
    monkeypatch.setattr("roriq_cli.cli.questions.au_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(reponse))
    fichier = poser(tmp_path, petit(UN, ["Sans région"]))
    avant = instantane(registre)
    dit = roriq("importer", fichier)
    assert dit.code == code
    assert "passe de 0 à 1 organisme membre.\nConsigner? [O/n]" in dit.erreur
    assert (instantane(registre) == avant) == (code != 0)
    assert (tmp_path / "membres - à corriger.xlsx").exists() == (code == 0)
    assert (RIEN in dit.erreur) == (code != 0)


def test_essai(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    fichier = poser(tmp_path, petit(UN, ["Relais Exemple", "05"], ["Sans région"]))
    avant = instantane(registre)
    reponse = reussir(roriq, "importer", fichier, "--essai", "--oui")
    assert instantane(registre) == avant
    assert "+++ b/data/organismes/accueil-exemple.yaml" in reponse.sortie
    assert "reprise(relais-exemple): Relais Exemple" in reponse.sortie
    assert "Roriq-Acte: import-" in reponse.sortie
    assert reponse.erreur == "Attention\u00a0: 1 ligne est à corriger.\n"
    rien = reussir(roriq, "importer", fichier, "--oui")
    assert rien.code == 0
    assert "Rien ne change" in reussir(roriq, "importer", fichier, "--essai").erreur


@pytest.mark.parametrize(
    ("entete", "rangees", "dit"),
    [
        (
            ["Organisme", "Région"],
            [["A", "04"]],
            "Aucune colonne ne dit l'état : un organisme nouveau entre comme membre.",
        ),
        (
            ["Organisme", "Région", "État"],
            [["A", "04", "candidat"], ["B", "04"]],
            "La case ne dit pas l'état de l'organisme : rien ne dit s'il est membre.",
        ),
        (["Organisme", "Région", "État"], [["A", "04", "répertorié"]], "Ligne 2 : A (a) répertorié; région : Mauricie"),
        (["Organisme", "Région", None], [["A", "04", "z"]], "colonne C : elle n'a pas de titre."),
        (
            ["Organisme", "Région"],
            [["A", "04"], ["A", "05"]],
            "Ligne 2 : Les lignes 2 et 3 désignent le même organisme",
        ),
        (["Organisme", "Région", "Ville"], [["x" * 90, "04"]], "x" * 59 + "…"),
    ],
)
def test_ce_que_dit_l_apercu(
    registre: Path, tmp_path: Path, roriq: Roriq, entete: list[Cellule], rangees: list[list[Cellule]], dit: str
) -> None:
    assert dit in propre(roriq("importer", poser(tmp_path, ranger([entete, *rangees]))).sortie)


NOMBRE = int(1e299)


@pytest.mark.parametrize(
    ("colonne", "cellule", "dit", "anglais"),
    [
        ("Membre depuis", timedelta(3), "« 72:00:00 » n'est pas une date.", "“72:00:00” is not a date."),
        ("Membre depuis", 2019.5, "« 2019,5 » n'est pas une date. L'année suffit", "“2019.5” is not a date."),
        (
            "Membre depuis",
            43500,
            "« 43500 » n'est pas une date; c'est sans doute un numéro de jour d'Excel, celui du 4 février 2019. Écrivez "
            "2019-02-04 ou « 4 février 2019 ».",
            "an Excel day number, that of 4 February 2019. Write 2019-02-04 or “4 February 2019”.",
        ),
        ("NEQ", 1e299, f"« {str(NOMBRE)[:59]}… » n'est pas un NEQ", f"“{str(NOMBRE)[:59]}…”"),
        ("Téléphone de l'organisme", "9" * 10_000, f"« {'9' * 59}… » n'est pas un numéro", f"“{'9' * 59}…”"),
        ("MRC", "z" * 10_000, f"« {'z' * 59}… » n'est pas une MRC", f"“{'z' * 59}…”"),
    ],
    ids=["duree", "decimale", "serie", "nombre", "telephone", "mrc"],
)
def test_une_cellule_citee(
    registre: Path,
    tmp_path: Path,
    roriq: Roriq,
    monkeypatch: pytest.MonkeyPatch,
    colonne: str,
    cellule: Any,
    dit: str,
    anglais: str,
) -> None:
    """As the reader writes it, and no longer than a sentence holds."""
    fichier = poser(tmp_path, ranger([["Organisme", "Région", colonne], ["Accueil Exemple", "04", cellule]]))
    assert dit in propre(roriq("importer", fichier).sortie)
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert anglais in propre(roriq("importer", fichier).sortie)


def test_deux_lignes_qui_se_suivent(
    registre: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    rangees: list[list[Cellule]] = [["Organisme", "Région", "Membre depuis"], ["A", "04", 2019]]
    rangees += [["B", "04"], ["C", "04"], ["D", "04", 2019], ["E", "04"], ["F", "04"], ["G", "04"]]
    fichier = poser(tmp_path, ranger(rangees))
    assert "Sans date aux lignes 3, 4 et 6 à 8 :" in propre(roriq("importer", fichier).sortie)
    poser(tmp_path, ranger(rangees[:4]))
    assert "Sans date aux lignes 3 et 4 :" in propre(roriq("importer", fichier).sortie)
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert "3 and 4" in propre(roriq("importer", fichier).sortie)


def test_une_interruption_apres_coup_garde_la_copie(
    registre: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C once everything is recorded: what was handed back stays."""
    commettre = ecriture._commettre

    def puis_interrompre(*arguments: Any) -> NoReturn:
        commettre(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(ecriture, "_commettre", puis_interrompre)
    reponse = roriq("importer", poser(tmp_path, petit(UN, ["Sans région"])), "--oui")
    assert reponse.code == 130
    assert "déjà consigné" in reponse.erreur
    assert (tmp_path / "membres - à corriger.xlsx").exists()
    assert list(fiches(registre)) == [f"{X}.yaml"]


def test_un_refus_de_git_sans_copie(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    git(registre, "checkout", "-q", "--detach")
    assert sans_effet_apres_l_apercu(roriq, registre, 4, "importer", poser(tmp_path, petit(UN)), "--oui")


def sans_effet_apres_l_apercu(roriq: Roriq, racine: Path, code: int, *argv: str) -> str:
    """A command that shows its preview, then stops and leaves the repository as it was."""
    avant = instantane(racine)
    reponse = roriq(*argv)
    assert reponse.code == code, reponse.tout
    assert instantane(racine) == avant
    assert RIEN in reponse.erreur
    return reponse.erreur


# An organisation that the register knows.


def test_un_profil_change_et_le_reste_demeure(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    membre(registre)
    membre(registre, "Relais Exemple")
    retoucher(registre, X, "nom: Accueil Exemple\n", "nom:   Accueil Exemple   # à la main\n")
    git(registre, "commit", "-qam", "x")
    entete: list[Cellule] = ["Organisme", "Région", "Ville", "Téléphone de l'organisme"]
    fichier = poser(
        tmp_path, ranger([entete, ["ACCUEIL EXEMPLE", None, "Shawinigan", "819 555 0100"], ["Relais Exemple"]])
    )
    reponse = reussir(roriq, "importer", fichier, "--oui")
    assert "ville : — → Shawinigan; téléphone : — → 819-555-0100" in propre(reponse.sortie)
    assert "1 fiche changée." in propre(reponse.erreur)
    commit = dernier(registre)
    assert commit.sujet == f"modification({X}): Accueil Exemple"
    assert "nom:   Accueil Exemple   # à la main\n" in fiche(registre, X)
    assert git(registre, "diff", "--stat", "HEAD~1").count("|") == 1


def test_une_fiche_modifiee_a_la_main_est_refusee(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    membre(registre)
    membre(registre, "Relais Exemple")
    retoucher(registre, X, 'region: "04"', 'region: "04"\nville: Ici')
    fichier = poser(tmp_path, petit(["Accueil Exemple", None, "Ailleurs"], ["Relais Exemple", None, "Ailleurs"]))
    erreur = sans_effet(roriq, registre, 3, "importer", fichier, "--oui").erreur
    assert "La fiche accueil-exemple a été modifiée en dehors" in erreur
    # A sheet that leaves that file alone is none of its business.
    reussir(roriq, "importer", poser(tmp_path, petit(["Relais Exemple", None, "Ailleurs"])), "--oui")


def test_un_etat_atteste_pour_un_repertorie(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    connus(registre, "repertorie", "retire")
    entete: list[Cellule] = ["Fiche", "Organisme", "État", "Membre depuis"]
    fichier = poser(
        tmp_path,
        ranger([entete, ["repertorie", None, "Membre", 2019], ["retire", None, "Membre"]]),
    )
    reponse = reussir(roriq, "importer", fichier, "--atteste-le", "2026-11-01", "--oui")
    assert "membre depuis 2019" in reponse.sortie
    assert "roriq demander retire" in reponse.sortie
    assert "source: [{titre: membres.xlsx, atteste_le: 2026-11-01}]" in fiche(registre, "repertorie")


def test_un_numero_deja_pris_est_a_corriger(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    """What only the registry's rules can say: between the files, and between the rows."""
    membre(registre, suite="")
    reussir(roriq, "modifier", X, "--tcri", "AE-04")
    entete: list[Cellule] = ["Organisme", "Région", "Clé à la TCRI", "Courriel de l'organisme"]
    rangees: list[list[Cellule]] = [
        ["Relais Exemple", "05", "AE-04"],
        ["Escale Exemple", "05", "E-1"],
        ["Phare Exemple", "05", "e-1"],
        ["Carrefour 819-555-0100", "05"],
        ["Havre Exemple", "05", None, "pas une adresse"],
        ["x" * 300, "05"],
        ["Halte Exemple", "05"],
        ["Halte Exemples", "05"],
    ]
    reponse = reussir(roriq, "importer", poser(tmp_path, ranger([entete, *rangees])), "--oui")
    sortie = propre(reponse.sortie)
    assert "Ligne 2, colonne « Clé à la TCRI » : La clé « AE-04 » de la TCRI est déjà celle de la fiche" in sortie
    assert "Ligne 4, colonne « Clé à la TCRI » : La clé « e-1 » de la TCRI est déjà celle de la fiche escale" in sortie
    assert "Ligne 5, colonne « Organisme » : Un numéro de téléphone est écrit ici." in sortie
    assert "Ligne 6, colonne « Courriel de l'organisme » : Attendu ici : une adresse de courriel" in sortie
    assert "Ligne 7, colonne « Organisme » : 200 caractères au plus." in sortie
    assert "Attention : Le nom « Halte Exemples » ressemble à « Halte Exemple »" in sortie
    assert sorted(fiches(registre)) == [
        f"{id}.yaml" for id in ("accueil-exemple", "escale-exemple", "halte-exemple", "halte-exemples")
    ]


def test_un_nom_de_fiche_ne_sert_pas_deux_fois(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    membre(registre)
    membre(registre, "Relais Exemple")
    git(registre, "rm", "-q", f"data/organismes/{X}.yaml")
    git(registre, "commit", "-qm", "x")
    (registre / "data/organismes/casse.yaml").write_text("nom: [\n", encoding="utf-8")
    fichier = poser(tmp_path, petit(UN, ["Casse", "05"], ["Neuf", "05"]))
    reponse = reussir(roriq, "importer", fichier, "--oui")
    assert "Le nom de fiche accueil-exemple a déjà servi" in propre(reponse.sortie)
    assert "La fiche casse existe déjà" in propre(reponse.sortie)
    assert "1 fichier du registre n'est pas lisible" in propre(reponse.erreur)
    assert "C'est consigné : 1 organisme nouveau." in propre(reponse.erreur)


# Our own export, unchanged.


def exporter(organismes: tuple[Organisme, ...], jour: date) -> list[list[Cellule]]:
    """The table that the register writes of itself."""
    rangees: list[list[Cellule]] = [[c.titre for c in COLONNES]]
    for o in organismes:
        debut = depuis(o, jour)
        t = o.territoire
        valeurs: dict[str, Cellule] = {
            **{champ: getattr(o, champ) for champ in ("id", "nom", "sigle", "neq", "ville", "courriel", "telephone")},
            **{champ: getattr(o, champ) for champ in ("site_web", "tcri")},
            **{champ: " ; ".join(getattr(o, champ)) for champ in ("profils", "milieux", "financement")},
            "region": REGIONS[o.region].nom,
            "portee": t.portee if t else None,
            "mrc": ", ".join(t.mrc) if t else None,
            "regions_mandat": " ; ".join(REGIONS[r].nom for r in t.regions) if t else None,
            "etat": ETATS[etat_au(o, jour)],
            "depuis": datetime.combine(debut.date, datetime.min.time()) if debut else None,
            "precision": PRECISIONS[debut.precision] if debut else None,
        }
        rangees.append([c if not isinstance(c := valeurs[k.champ], str) else tableur.sans_formule(c) for k in COLONNES])
    return rangees


def test_notre_propre_tableau_ne_change_rien(demo_copie: Path, tmp_path: Path, roriq: Roriq) -> None:
    curieux = "  - {titre: Le Journal, consulte_le: 2024-01-01}\n"
    for id, nom in (("egal", '"=HYPERLINK(1)"'), ("tiret", "\"-Accueil, d'un côté; de l'autre\"")):
        texte = f'id: {id}\nnom: {nom}\nregion: "11"\nville: "+1"\nsources:\n{curieux}'
        (demo_copie / f"data/organismes/{id}.yaml").write_text(texte, encoding="utf-8")
    git(demo_copie, "add", "data")
    git(demo_copie, "commit", "-qm", "x")
    avant = instantane(demo_copie)
    rangees = exporter(les_organismes(demo_copie), date.fromisoformat(AUJOURD_HUI))
    assert len(rangees) > 25
    for nom, octets in (("e.xlsx", ranger(rangees)), ("e.csv", en_texte(rangees, ",", "utf-8-sig"))):
        reponse = reussir(roriq, "importer", poser(tmp_path, octets, nom), "--oui")
        assert "À corriger" not in reponse.sortie
        assert "Changés" not in reponse.sortie
        assert "Rien ne change au registre." in reponse.erreur
    assert instantane(demo_copie) == avant


# What is wrong as typed.


@pytest.mark.parametrize(
    ("argv", "dit"),
    [
        ((), "FICHIER"),
        (("absent.xlsx",), "n'existe pas"),
        (("absent/x.xlsx",), "n'existe pas"),
        (("\0",), "n'existe pas"),
        ((".",), "est un dossier"),
        (("membres.xlsx", "--colonne", "nom"), "CHAMP=TITRE"),
        (("membres.xlsx", "--colonne", "nom="), "CHAMP=TITRE"),
        (("membres.xlsx", "--colonne", "villle=Ville"), "Peut-être\u00a0: ville."),
        (("membres.xlsx", "--colonne", "zzzzz=Ville"), "Peut-être\u00a0: id, nom"),
        (("membres.xlsx", "--colonne", "ville=Vile"), "Peut-être\u00a0: «\u00a0Ville\u00a0»."),
        (("membres.xlsx", "--colonne", "ville=zzzzzzz"), "Aucune colonne n'a pour titre"),
        (("membres.xlsx", "--atteste-le", "demain"), "n'est pas une date"),
        (("--modele", "modele.pdf"), ".xlsx ou .csv"),
        (("--modele", "modele"), ".xlsx ou .csv"),
        (("--modele", "m.xlsx", "--oui"), "les autres options"),
        (("--modele", "m.xlsx", "--colonne", "nom=x"), "les autres options"),
    ],
)
def test_une_commande_mal_tapee(
    registre: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], dit: str
) -> None:
    poser(tmp_path, petit(UN))
    monkeypatch.chdir(tmp_path)
    avant = sorted(tmp_path.iterdir())
    assert dit in sans_effet(roriq, registre, 2, "-R", str(registre), "importer", *argv).erreur
    assert sorted(tmp_path.iterdir()) == avant


def test_sans_fichier_hors_d_un_terminal(registre: Path, roriq: Roriq) -> None:
    erreur = propre(sans_effet(roriq, registre, 2, "importer").erreur)
    assert erreur == (
        "Il manque FICHIER. Exemple : roriq importer membres.xlsx Un modèle à remplir : roriq importer --modele "
        "modele-roriq.xlsx"
    )


@pytest.mark.parametrize("tape", ["{}", '"{}"', "'{}'"])
def test_sans_fichier_au_terminal(
    registre: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, tape: str
) -> None:
    """It is asked for, until one is there."""
    monkeypatch.setattr("roriq_cli.cli.questions.au_terminal", lambda: True)
    fichier = tape.format(poser(tmp_path, petit(UN), "des membres.xlsx"))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"~personne-de-ce-nom/x\nabsent.xlsx\n{fichier}\no\n"))
    dit = propre(reussir(roriq, "importer").erreur)
    assert "Le fichier du tableau (.xlsx ou .csv) :" in dit
    assert "n'est pas un chemin possible" in dit
    assert "Le fichier absent.xlsx n'existe pas." in dit
    assert list(fiches(registre)) == [f"{X}.yaml"]


def test_une_colonne_nommee(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    rangees: list[list[Cellule]] = [
        ["Raison sociale", "Lieu", "Courriel"],
        ["Accueil Exemple", "Lévis", "info@example.org"],
    ]
    fichier = poser(tmp_path, ranger(rangees), "a b.xlsx")
    assert "aucune ligne de titres" in sans_effet(roriq, registre, 3, "importer", fichier).erreur
    colonnes = ("--colonne", "nom=raison sociale", "--colonne", "Région=Lieu", "--colonne", "courriel=Courriel")
    reponse = reussir(roriq, "importer", fichier, *colonnes)
    assert '--colonne "nom=raison sociale" --colonne Région=Lieu' in reponse.erreur
    reussir(roriq, "importer", fichier, *colonnes, "--colonne", "ville=Lieu", "--oui")
    assert 'region: "12"\nville: Lévis\ncourriel: info@example.org\n' in fiche(registre, X)
    # A heading that is there, in a sheet that has no other.
    assert "aucune ligne de titres" in sans_effet(roriq, registre, 3, "importer", fichier, *colonnes[:2]).erreur


# What is hostile, broken, or elsewhere.


@pytest.mark.parametrize(
    "cellule",
    [
        '=HYPERLINK("http://example.org","x")',
        "a\nRoriq-Acte: x",
        "x" * 10_000,
        "a\x07b",
        "a\u202eb",
        "#REF!",
        "x" * 40_000,
    ],
    ids=["formule", "saut", "long", "commande", "sens", "erreur", "demesure"],
)
@pytest.mark.parametrize("forme", ["csv", "xlsx"])
def test_une_cellule_hostile(registre: Path, tmp_path: Path, roriq: Roriq, cellule: str, forme: str) -> None:
    if forme == "xlsx" and ("\x07" in cellule or len(cellule) > 32_767):
        pytest.skip("no workbook can hold it")
    seule: list[list[Cellule]] = [["Organisme", "Région"], [cellule, "04"]]
    avec: list[list[Cellule]] = [*seule, ["Accueil Exemple", "04"]]
    ecrire = ranger if forme == "xlsx" else en_texte
    avant = instantane(registre)
    reponse = roriq("importer", poser(tmp_path, ecrire(seule), f"m.{forme}"), "--oui")
    assert reponse.code == 3, reponse.tout
    assert RIEN in reponse.erreur
    assert instantane(registre) == avant
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"m.{forme}", "registre"]
    assert max(map(len, reponse.tout.splitlines())) < 400
    assert "\x07" not in reponse.tout
    assert "\u202e" not in reponse.tout

    reussir(roriq, "importer", poser(tmp_path, ecrire(avec), f"m.{forme}"), "--oui")
    assert list(fiches(registre)) == [f"{X}.yaml"]
    copie = (tmp_path / f"m - à corriger.{forme}").read_bytes()
    rendue = tableur.lire(copie, "x").feuilles[0][1].rangees[1].cellules
    assert not str(rendue[0]).startswith("=")
    assert len(rendue) == 3


@pytest.mark.parametrize(
    ("nom", "octets", "dit"),
    [
        ("vide.csv", b"", "n'est pas un tableau"),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200), "n'est pas un tableau"),
        ("protege.xlsx", b"\xd0\xcf\x11\xe0" + bytes(200), "mot de passe"),
        ("tronque.xlsx", ranger([["Organisme", "Région"]])[:1500], "abîmé"),
        ("sans-titres.csv", b"bonjour\n", "aucune ligne de titres n'est reconnue"),
        ("sans-ligne.csv", "Organisme;Région\nTotal;3\n".encode(), "n'a aucune ligne d'organisme"),
        ("guillemets.csv", 'Organisme;Région\n"Accueil;04\n'.encode(), "guillemets"),
        ("large.csv", ";".join(["Organisme", "Région", *["x"] * 300]).encode(), "200 colonnes"),
    ],
    ids=lambda valeur: valeur if isinstance(valeur, str) else "",  # a workbook's bytes say when it was made
)
def test_un_fichier_qui_n_est_pas_un_tableau(
    registre: Path, tmp_path: Path, roriq: Roriq, nom: str, octets: bytes, dit: str
) -> None:
    avant = instantane(registre)
    reponse = roriq("importer", poser(tmp_path, octets, nom), "--oui")
    assert reponse.code == 3
    assert dit in reponse.erreur
    assert RIEN in reponse.erreur
    assert instantane(registre) == avant


def test_aucune_ligne_n_est_prete(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    for suite in ((), ("--oui",), ("--essai",)):
        reponse = roriq("importer", poser(tmp_path, petit(["Sans région"], ["B"])), *suite)
        assert reponse.code == 3
        assert "Ligne 2, colonne « Région » : Il manque la région" in propre(reponse.sortie)
        assert "chacune est à corriger" in reponse.erreur
    assert not (tmp_path / "membres - à corriger.xlsx").exists()


@pytest.mark.skipif(os.name == "nt", reason="no pipe with a name")
def test_un_tuyau_ou_un_fichier_interdit(
    registre: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuyau = tmp_path / "tuyau.csv"
    os.mkfifo(tuyau)
    assert "n'est pas un fichier ordinaire" in sans_effet(roriq, registre, 3, "importer", str(tuyau)).erreur
    fichier = poser(tmp_path, petit(UN))

    ouvrir = Path.open

    def interdit(chemin: Path, *arguments: Any, **options: Any) -> Any:
        if chemin.suffix == ".xlsx":
            raise PermissionError(13, "x")
        return ouvrir(chemin, *arguments, **options)

    monkeypatch.setattr(Path, "open", interdit)
    assert "ne peut pas être lu : l'accès est refusé" in propre(
        sans_effet(roriq, registre, 4, "importer", fichier).erreur
    )


@pytest.mark.parametrize("nom", ["a\u202eb.csv", "a\x07.csv", "prenom.nom@example.org.csv", "819-555-0100.csv"])
def test_le_nom_du_fichier_est_une_source(registre: Path, tmp_path: Path, roriq: Roriq, nom: str) -> None:
    fichier = poser(tmp_path, en_texte([["Organisme", "Région"], ["Accueil Exemple", "04"]]), nom)
    erreur = sans_effet(roriq, registre, 3, "importer", fichier, "--oui").erreur
    assert "Renommez le fichier" in erreur
    assert "\u202e" not in erreur


def test_un_nom_de_fichier_decompose_est_recompose(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    nom = unicodedata.normalize("NFD", "répertoire.csv")
    reussir(
        roriq, "importer", poser(tmp_path, en_texte([["Organisme", "Région"], ["Accueil Exemple", "04"]]), nom), "--oui"
    )
    assert "titre: répertoire.csv" in fiche(registre, X)


def test_une_feuille_datee_de_demain(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    fichier = poser(tmp_path, petit(UN))
    assert RIEN in sans_effet(roriq, registre, 3, "importer", fichier, "--oui", "--atteste-le", "2026-11-22").erreur
    reussir(roriq, "importer", fichier, "--oui", "--atteste-le", "2024-06-01")
    assert "  - date: 2024-06-01\n" in fiche(registre, X)


def test_hors_d_un_registre(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert roriq("importer", poser(tmp_path, petit(UN))).code == 4


# The copy.


def test_la_copie_n_ecrase_rien(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    fichier = poser(tmp_path, petit(UN, ["Sans région"]))
    (tmp_path / "membres - à corriger.xlsx").write_text("à moi", encoding="utf-8")
    reponse = reussir(roriq, "importer", fichier, "--oui")
    assert (tmp_path / "membres - à corriger.xlsx").read_text(encoding="utf-8") == "à moi"
    assert "membres - à corriger (2).xlsx" in reponse.erreur
    assert (tmp_path / "membres - à corriger (2).xlsx").exists()


def test_la_copie_a_le_nom_de_sa_forme(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    """What is in a file is known by its content: its name may lie."""
    rangees: list[list[Cellule]] = [["Organisme", "Région"], ["Un", "04"], ["Sans région"]]
    for nom, octets, copie in (
        ("texte.xlsx", en_texte(rangees), "texte - à corriger.csv"),
        ("classeur.csv", ranger([rangees[0], ["Deux", "04"], rangees[2]]), "classeur - à corriger.xlsx"),
        ("sans", en_texte([rangees[0], ["Trois", "04"], rangees[2]]), "sans - à corriger.csv"),
        ("a.TXT", en_texte([rangees[0], ["Quatre", "04"], rangees[2]]), "a - à corriger.TXT"),
    ):
        reussir(roriq, "importer", poser(tmp_path, octets, nom), "--oui")
        assert (tmp_path / copie).exists()


def test_une_copie_impossible_ne_laisse_rien(
    registre: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    fichier = poser(tmp_path, petit(UN, ["Sans région"]))

    def plein(*_arguments: object) -> NoReturn:
        raise OSError(28, "x")

    monkeypatch.setattr(ecriture, "remplacer", plein)
    avant = instantane(registre)
    reponse = roriq("importer", fichier, "--oui")
    assert reponse.code == 4
    assert f"le disque est plein. {RIEN}" in reponse.erreur
    assert instantane(registre) == avant


def test_un_crochet_qui_refuse_ne_laisse_ni_fiche_ni_copie(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    fichier = poser(tmp_path, petit(UN, ["Relais Exemple", "05"], ["Sans région"]))
    crochet = registre / ".git/hooks/pre-commit"
    crochet.write_text("#!/bin/sh\ntest ! -e data/organismes/relais-exemple.yaml\n", encoding="utf-8")
    crochet.chmod(crochet.stat().st_mode | stat.S_IXUSR)
    avant = instantane(registre)
    reponse = roriq("importer", fichier, "--oui")
    assert reponse.code == 4
    assert instantane(registre) == avant
    assert not (tmp_path / "membres - à corriger.xlsx").exists()


# The model.


@pytest.mark.parametrize("forme", ["xlsx", "csv"])
def test_le_modele(registre: Path, tmp_path: Path, roriq: Roriq, forme: str) -> None:
    modele = tmp_path / f"modele.{forme}"
    reponse = reussir(roriq, "importer", "--modele", str(modele))
    assert f"roriq importer {modele}" in reponse.erreur
    avant = modele.read_bytes()
    dit = sans_modele(roriq, registre, modele)
    assert "Ligne 2 : l'exemple du modèle, laissée de côté." in propre(dit.sortie)
    assert "existe déjà" in sans_effet(roriq, registre, 3, "importer", "--modele", str(modele)).erreur
    assert modele.read_bytes() == avant
    # Without « exemple » in its first column, the example is an organisation like another: it is well written.
    lues = tableur.lire(avant, "x").feuilles[0][1].rangees
    rangees = [list(lues[0].cellules), [None, *lues[1].cellules[1:]]]
    reussir(roriq, "importer", poser(tmp_path, ranger(rangees)), "--oui")
    (texte,) = fiches(registre).values()
    assert b"Mauricie" not in texte
    assert b"date_precision: mois" in texte


def sans_modele(roriq: Roriq, registre: Path, modele: Path) -> Reponse:
    """Importing a model that nobody filled."""
    avant = instantane(registre)
    reponse = roriq("importer", str(modele), "--oui")
    assert reponse.code == 3
    assert "n'a aucune ligne d'organisme" in reponse.erreur
    assert instantane(registre) == avant
    return reponse


def test_le_modele_sans_nom(roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reussir(roriq, "importer", "--modele")
    classeur = load_workbook(tmp_path / "modele-roriq.xlsx")
    assert classeur["Choix"].sheet_state == "hidden"
    assert roriq("importer", "--modele", "ailleurs/nulle-part/m.csv").code == 0  # the folder is made

    def plein(*_arguments: object) -> NoReturn:
        raise OSError(28, "x")

    monkeypatch.setattr(ecriture, "remplacer", plein)
    assert roriq("importer", "--modele", "m.csv").code == 4


def _classeur(chemin: Path, **feuilles: list[list[Any]]) -> str:
    wb = Workbook()
    wb.remove(wb.worksheets[0])
    for nom, rangees in feuilles.items():
        feuille = wb.create_sheet(nom)
        for rangee in rangees:
            feuille.append(rangee)
    wb.save(chemin)
    return str(chemin)


def test_une_autre_feuille_est_nommee_et_se_lit(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    fichier = _classeur(
        tmp_path / "reseau.xlsx",
        Membres=[["Organisme", "Région"], ["Accueil Exemple", "04"]],
        Anciens=[["Organisme", "Région", "État"], ["Relais Exemple", "05", "retiré"]],
    )
    dit = reussir(roriq, "importer", fichier, "--oui")
    (commande,) = re.findall(r"n'est pas lu\u00a0: roriq (.+)", dit.sortie)
    autre = reussir(roriq, *shlex.split(commande))
    assert "Relais Exemple (relais-exemple)" in autre.sortie
    assert "n'est pas lu" not in autre.sortie
    mal = roriq("importer", fichier, "--feuille", "Absente")
    assert mal.code == 2
    assert "Les feuilles\u00a0: «\u00a0Membres\u00a0» et «\u00a0Anciens\u00a0»." in mal.erreur


def test_une_ligne_masquee_est_laissee_et_se_prend(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    chemin = tmp_path / "filtre.xlsx"
    _classeur(chemin, Membres=[["Organisme", "Région"], ["Accueil Exemple", "04"], ["Relais Exemple", "05"]])
    wb = load_workbook(chemin)
    wb["Membres"].row_dimensions[3].hidden = True
    wb.save(chemin)
    dit = reussir(roriq, "importer", str(chemin), "--oui")
    assert "1 ligne est masquée ou barrée" in dit.sortie
    assert not (registre / "data/organismes/relais-exemple.yaml").exists()
    (commande,) = re.findall(r"Pour la prendre\u00a0: roriq (.+)", dit.sortie)
    reussir(roriq, *shlex.split(commande), "--oui")
    assert (registre / "data/organismes/relais-exemple.yaml").exists()


def test_une_liste_de_la_tcri_donnee_a_importer(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    fichier = _classeur(tmp_path / "liste.xlsx", Liste=[["Organisme", "Statut"], ["Accueil Exemple", "En règle"]])
    reponse = roriq("importer", fichier)
    assert reponse.code == 3
    assert "est une liste de la TCRI" in reponse.erreur
    (commande,) = re.findall(r"Pour la faire entrer\u00a0: roriq (.+)", reponse.erreur)
    jours = ("--etabli-le", "2026-04-01", "--valide-jusqu-au", "2027-03-31", "--oui")
    reussir(roriq, *shlex.split(commande), *jours)


def test_ce_qui_revient_corrige_garde_le_nom_de_son_origine(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    fichier = _classeur(
        tmp_path / "membres.xlsx", M=[["Organisme", "Région"], ["Accueil Exemple", "04"], ["Relais", None]]
    )
    reussir(roriq, "importer", fichier, "--oui")
    rendu = tmp_path / "membres - à corriger.xlsx"
    wb = load_workbook(rendu)
    wb.worksheets[0].append(["Carrefour Exemple", "05"])
    wb.save(rendu)
    reussir(roriq, "importer", str(rendu), "--oui")
    assert "titre: membres.xlsx" in (registre / "data/organismes/carrefour-exemple.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "membres - à corriger (2).xlsx").exists()
    assert not list(tmp_path.glob("*à corriger - à corriger*"))


def test_les_mrc_d_hier(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    fichier = _classeur(
        tmp_path / "mrc.xlsx",
        M=[
            ["Organisme", "Région", "MRC", "Membre depuis"],
            ["Accueil Exemple", "12", "Robert-Cliche", 2015],
            ["Relais Exemple", "Le Bas-Richelieu", "MRC de Lajemmerais", 2015],
            ["Granby Exemple", "La Haute-Yamaska", None, "2015-04-01"],
            ["Bromont Exemple", "Estrie", "Brome-Missisquoi", "2022-04-01"],
        ],
    )
    sortie = reussir(roriq, "importer", fichier, "--oui").sortie
    dit = " ".join(sortie.split())
    for ancien, nom in (("Robert-Cliche", "Beauce-Centre"), ("Le Bas-Richelieu", "Pierre-De Saurel")):
        assert f"« {ancien} » est l'ancien nom de la MRC {nom}." in dit
    assert "« MRC de Lajemmerais » est l'ancien nom de la MRC Marguerite-D'Youville." in dit
    assert dit.count("était en Montérégie jusqu'au 7 juillet 2021") == 1
    (commande,) = re.findall(r"Si le siège y était déjà\u00a0: roriq (.+)", sortie)
    reussir(roriq, *shlex.split(commande))
    rapport = reussir(roriq, "rapport", "--au", "2018-03-31", "--format", "json").sortie
    assert {r["code"]: r["membres"] for r in json.loads(rapport)["regions"] if r["membres"]} == {"12": 1, "16": 2}
