"""In English, every sentence of ours is English: no model of the code comes out as it was written.

These tests hold the English catalogue: they fail as long as a sentence that a person meets has no translation.
"""

import gettext
import io
import re
import sys
from pathlib import Path

import pytest

from roriq_cli import i18n
from tests.cli.outils import (
    DECISION,
    SANCTION,
    candidat,
    connus,
    copie,
    git,
    liste_tcri,
    membre,
    poser,
    retoucher,
    suspendu,
)
from tests.cli.test_actes import ALIAS
from tests.conftest import Roriq

X = "accueil-exemple"
# Words that no English sentence has; names of places and of flags apart, nothing else is French on these screens.
MOTS = re.compile(
    r"(?<![\w./=-])(?:le|la|les|des|du|une|un|est|sont|pas|aucun|aucune|dans|pour|avec|sans|qui|que|ne|se|sa|son|au|"
    r"aux|et|ou|organisme|organismes|registre|fiche|consigner|consigné|depuis|selon|inconnu)(?![\w./=-])|[«»]",
    re.IGNORECASE,
)
# Data, French in both languages: names, titles, values, the examples of rules.
DONNEES = ("Accueil Exemple", "Organisme ", "Rencontre des membres", "rencontre des membres", "Le Journal",
           "Courriel de la TCRI", "Formulaire, section 3", "Salon de régionalisation de l'immigration",
           "[organismes|evenements]")  # fmt: skip


class Oublis(gettext.NullTranslations):
    """The English catalogue, and the models that were asked of it in vain."""

    def __init__(self, vrai: gettext.NullTranslations) -> None:
        super().__init__()
        self.vrai = vrai
        self.oublies: set[str] = set()

    def manquer(self, message: str) -> None:
        if message.casefold() not in PAREILS and not _TAPE.fullmatch(message):
            self.oublies.add(message)

    def gettext(self, message: str) -> str:
        traduit = self.vrai.gettext(message)
        if traduit == message and re.search(r"[^\W\d_]{2}", re.sub(r"\{[^}]*\}", "", message)):
            self.manquer(message)
        return traduit

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        traduit = self.vrai.ngettext(msgid1, msgid2, n)
        if traduit in (msgid1, msgid2):
            self.manquer(msgid1)
        return traduit


# The same word in both languages, and what is typed as it is: flags, choices.
PAREILS = {"[base]", "[code]", "attestation", "attestations", "code", "date", "emploi-québec", "expulsion", "expulsions", "id",
           "information", "mifi", "modification", "mrc", "neq", "note", "region", "rural", "source", "sources",
           "suspension", "suspensions", "tcri", "url", "verdict", "version"}  # fmt: skip
_TAPE = re.compile(r"--[\w-]+|\[[\w-]+(?:\|[\w-]+)+\]")


@pytest.fixture
def oublis(monkeypatch: pytest.MonkeyPatch) -> Oublis:
    """English, and what is missing in it."""
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    catalogue = Oublis(i18n._catalogue("en"))
    monkeypatch.setattr(i18n, "_catalogue", lambda _langue: catalogue)
    return catalogue


def en_anglais(texte: str, oublis: Oublis) -> None:
    """Nothing was asked in vain of the catalogue, and no French went around it."""
    assert oublis.oublies == set()
    texte = re.sub(r"\n {20,}", " ", texte)  # help wraps its sentences
    for donnee in DONNEES:
        texte = texte.replace(donnee, "")
    for ligne in texte.splitlines():
        assert not MOTS.search(ligne), ligne


def peupler(racine: Path) -> None:
    """Organisations in each situation that the refusals tell apart."""
    membre(racine)
    candidat(racine, "Accueil Exemple Deux")
    suspendu(racine, "Accueil Exemple Trois")
    connus(racine, "repertorie", "candidat", "membre", "suspendu", "refuse", "retire", "expulse", "ferme")


@pytest.fixture
def peuple(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry where each of them is."""
    racine = copie(tmp_path_factory.getbasetemp() / "anglais", tmp_path / "registre", peupler)
    monkeypatch.chdir(racine)
    return racine


@pytest.mark.parametrize("nom", ["", *ALIAS])
def test_l_aide(roriq: Roriq, oublis: Oublis, nom: str) -> None:
    reponse = roriq(*filter(None, [nom]), "--help")
    assert reponse.code == 0
    en_anglais(reponse.sortie, oublis)


@pytest.mark.parametrize(
    "argv",
    [
        ("suivi",),
        ("lister",),
        ("lister", "--a-faire", "sans-neq"),
        ("lister", "--au", "2010-01-01"),
        ("lister", "--etat", "membre", "--region", "17"),
        ("rapport",),
        ("rapport", "--au", "2010-01-01"),
        ("rapport", "--du", "2020-01-01", "--format", "markdown"),
        ("rapport", "--du", "2026-06-01", "--au", "2026-06-01"),
        ("rapport", "--phrase"),
        ("concilier",),
        ("concilier", "--format", "markdown"),
        ("afficher", X),
        ("afficher", "accueil-exemple-trois"),
        ("afficher", "expulse"),
        ("afficher", "membre", "--au", "2010-01-01"),
        ("afficher", "repertorie"),
        ("journal",),
        ("valider",),
        ("revue",),
        ("revue", "HEAD~3"),
        ("regle",),
        ("lister", "--revision", "HEAD~1"),
        ("exporter", "--format", "xlsx", "--sortie", "table.xlsx"),
        ("exporter", "--format", "csv", "--quoi", "evenements", "--sortie", "table.csv", "--au", "2010-01-01"),
    ],
    ids=" ".join,
)
def test_les_lectures(peuple: Path, roriq: Roriq, oublis: Oublis, argv: tuple[str, ...]) -> None:
    reponse = roriq(*argv)
    assert reponse.code == 0, reponse.tout
    en_anglais(reponse.tout, oublis)


@pytest.mark.parametrize(
    ("jour", "argv"),
    [
        ("2026-11-21", ("admissibilite",)),
        ("2026-11-21", ("admissibilite", "--format", "markdown")),
        ("2026-11-21", ("admissibilite", "membre", "--au", "2010-01-01")),
        ("2026-11-21", ("admissibilite", "--etat", "repertorie", "--au", "2026-05-01")),
        ("2026-11-21", ("afficher", "suspendu")),
        ("2026-11-21", ("echeances",)),
        ("2027-02-15", ("echeances",)),
        ("2027-04-15", ("echeances",)),
        ("2027-04-15", ("rapport",)),
        ("2027-02-15", ("suivi",)),
    ],
)
def test_l_admissibilite(
    peuple: Path,
    roriq: Roriq,
    oublis: Oublis,
    monkeypatch: pytest.MonkeyPatch,
    jour: str,
    argv: tuple[str, ...],
) -> None:
    for id in ("membre", "suspendu", "candidat"):
        retoucher(peuple, id, "id: ", f"tcri: {id.upper()}\nid: ")
    git(peuple, "commit", "-qam", "x")
    liste_tcri(peuple, "2025-04-01", "2026-03-31", MEMBRE="en-regle", SUSPENDU="en-regle", CANDIDAT="en-regle")
    liste_tcri(peuple, "2026-04-01", "2027-03-31", SUSPENDU="en-defaut", CANDIDAT="en-regle")
    monkeypatch.setenv("RORIQ_AUJOURDHUI", jour)
    reponse = roriq(*argv)
    assert reponse.code in (0, 1), reponse.tout
    en_anglais(reponse.tout.replace("Regroupement", ""), oublis)


ECRITURES: list[tuple[str, ...]] = [
    ("ajouter", "--nom", "Welcome", "--region", "17", "--regionalisation", "Form"),
    ("ajouter", "--nom", "Welcome", "--region", "17", "--deja", "membre", "--source-titre", "Web", "--depuis", "2019"),
    ("ajouter", "--nom", "Welcome", "--region", "17", "--deja", "membre", "--source-titre", "Web"),
    ("ajouter", "--nom", "Welcome", "--region", "17", "--deja", "repertorie", "--source-titre", "Web"),
    ("ajouter", "--nom", "Accueil Exempl", "--region", "17"),
    ("etablir", "repertorie", "--etat", "suspendu", "--source-titre", "Web", "--depuis", "2019-04"),
    ("demander", "expulse"),
    ("attester", X, "--critere", "tcri", "--source", "Form", "--valide-jusqu-au", "2027-01-01"),
    ("attester", X, "--critere", "regionalisation", "--source", "Form", "--reponse", "non"),
    ("admettre", "accueil-exemple-deux", "--signe-le", "2026-11-01"),
    ("refuser", "accueil-exemple-deux", "--motif", "tcri"),
    ("suspendre", "membre", *SANCTION),
    ("suspendre", "membre", *SANCTION, "--jusqu-au", "2027-01-01"),
    ("prolonger", "suspendu", *DECISION, "--jusqu-au", "2027-01-01"),
    ("lever", "suspendu", *DECISION),
    ("lever", "accueil-exemple-trois", "--au-terme"),
    ("retirer", "membre", "--motif", "incompatibilite", "--note", "from Mme Example"),
    ("expulser", "membre", *SANCTION),
    ("fermer", "retire", "--source-titre", "REQ"),
    ("modifier", "membre", "--ville", "Magog", "--mrc", "Sherbrooke", "--profil", "autre"),
    ("renommer", "membre", "--nom", "New name", "--depuis", "2026-01-01"),
    ("modifier", "membre", "--ville", ""),
    ("retirer", "membre", "--proposer"),
]


@pytest.mark.parametrize("argv", ECRITURES, ids=" ".join)
def test_les_ecritures(peuple: Path, roriq: Roriq, oublis: Oublis, argv: tuple[str, ...]) -> None:
    reponse = roriq(*argv)
    assert reponse.code == 0, reponse.tout
    en_anglais(reponse.tout, oublis)


REFUS: list[tuple[str, ...]] = [
    *((verbe, etat) for verbe in ("demander", "admettre") for etat in ("membre", "suspendu", "ferme", X)),
    *(("retirer", etat) for etat in ("repertorie", "refuse", "retire", "expulse", "ferme")),
    ("fermer", "ferme", "--source-titre", "Web"),
    *(("lever", etat, *DECISION) for etat in ("repertorie", "candidat", "refuse", "retire", "expulse")),
    ("etablir", "membre", "--etat", "membre", "--source-titre", "Web"),
    ("prolonger", "membre", *DECISION, "--jusqu-au", "2027-01-01"),
    ("suspendre", "suspendu", *SANCTION),
    ("expulser", "retire", *SANCTION),
    ("refuser", "membre", "--motif", "tcri"),
    ("admettre", "candidat"),
    ("admettre", "accueil-exemple-deux", "--recu-le", "2026-11-22"),
    ("admettre", "accueil-exemple-deux", "--signe-le", "2026-11-22"),
    ("lever", "suspendu", "--au-terme"),
    ("retirer", X, "--date", "2020-01-01"),
    ("retirer", X, "--date", "2027-01-01"),
    ("retirer", X, "--recu-le", "2027-01-01"),
    ("suspendre", X, *SANCTION, "--jusqu-au", "2026-01-01"),
    ("attester", X, "--critere", "tcri", "--source", "Form", "--verifie-le", "2027-01-01"),
    ("attester", X, "--critere", "tcri", "--source", "Form", "--valide-jusqu-au", "2026-01-01"),
    ("renommer", X, "--nom", "Accueil Exemple"),
    ("renommer", X, "--nom", "New name", "--depuis", "2027-01-01"),
    ("modifier", X, "--region", "17", "--depuis", "2027-01-01"),
    ("modifier", X, "--mrc", "Sherbrooke"),
    ("retirer", X, "--note", "from someone@example.org or 819-555-0100"),
    ("ajouter", "--nom", "Accueil Exemple", "--region", "17"),
    ("ajouter", "--nom", "Accueil Exemple", "--region", "17", "--id", "zzz"),
    ("retirer", "nobody"),
    ("retirer", "accueil"),
    ("afficher", "nobody"),
    ("init", "."),
    ("lister", "--revision", "nothing"),
    ("lister", "--su-le", "2010-01-01"),
    ("lister", "--sortie", "."),
    ("exporter",),
    ("exporter", "--format", "texte"),
    ("exporter", "--format", "xlsx", "--sortie", "."),
    ("-R", "/nowhere", "lister"),
    ("nothing",),
    ("supprimer",),
    ("suspandre",),
    ("suspendre",),
    ("suspendre", X, *SANCTION, "--motif", "x"),
    ("lever", X, "--au-terme", *DECISION),
    ("modifier", X),
    ("modifier", X, "--region", "17"),
    ("modifier", X, "--depuis", "2026-01-01", "--ville", "Magog"),
    ("ajouter", "--nom", "x", "--region", "Mauricy"),
    ("ajouter", "--nom", "x", "--region", "04", "--mrc", "Shawi"),
    ("ajouter", "--nom", "x", "--region", "04", "--mrc", "zzz"),
    ("ajouter", "--nom", "x", "--region", "04", "--portee", "mrc"),
    ("ajouter", "--nom", "x", "--region", "04", "--portee", "regionale", "--mrc", "Shawinigan"),
    ("ajouter", "--nom", "x", "--region", "04", "--source-titre", "Web"),
    ("ajouter", "--nom", "x", "--region", "04", "--deja", "membre", "--source-titre", "Web", "--date", "2026-01-01"),
    ("ajouter", "--nom", "x", "--region", "04", "--neq", "1"),
    ("ajouter", "--nom", "x", "--region", "04", "--courriel", "x"),
    ("ajouter", "--nom", "x" * 300, "--region", "04"),
    ("ajouter", "--nom", "日本", "--region", "04"),
    ("ajouter", "--nom", "a\x07b", "--region", "04"),
    ("lister", "--au", "04/03/2027"),
    ("lister", "--au", "13/03/2027"),
    ("lister", "--au", "2026-02-30"),
    ("lister", "--au", "tomorrow"),
    ("lister", "--au", "0001-01-01"),
    ("lister", "--revision", "HEAD", "--su-le", "2026-01-01"),
    ("regle", "zzz"),
    ("regle", "parcour"),
    ("valider", "zzz"),
]


@pytest.mark.parametrize("argv", REFUS, ids=lambda argv: " ".join(argv)[:60])
def test_les_refus(peuple: Path, roriq: Roriq, oublis: Oublis, argv: tuple[str, ...]) -> None:
    reponse = roriq(*argv)
    assert reponse.code in (2, 3, 4), reponse.tout
    assert "Traceback" not in reponse.tout
    en_anglais(reponse.tout, oublis)


def test_les_surprises_de_git(peuple: Path, roriq: Roriq, oublis: Oublis, machine: Path) -> None:
    retoucher(peuple, X, 'region: "04"', 'region: "05"')
    reponses = [roriq("retirer", X)]
    git(peuple, "commit", "-qam", "x")
    poser(peuple, "broken", "id: broken\nnom: [\n")
    reponses += [
        roriq(*argv) for argv in (("lister",), ("afficher", "broken"), ("ajouter", "--nom", "x", "--region", "17"))
    ]
    (peuple / ".git/MERGE_HEAD").write_text("x", encoding="utf-8")
    reponses.append(roriq("retirer", X))
    (peuple / ".git/MERGE_HEAD").unlink()
    git(peuple, "checkout", "-q", "--detach")
    reponses.append(roriq("retirer", X))
    git(peuple, "checkout", "-q", "main")
    (machine / ".gitconfig").write_text("", encoding="utf-8")
    reponses.append(roriq("retirer", X))
    for reponse in reponses:
        en_anglais(reponse.tout, oublis)


def test_les_constats(peuple: Path, roriq: Roriq, oublis: Oublis) -> None:
    """One file for each kind of mistake that its text alone can hold."""
    for rang, exemple in enumerate(
        (
            "",
            "id: x\n",
            "id: x\nnom: [\n",
            "id: x\nid: y\n",
            "id: &a x\n",
            "id: !!str x\n",
            "? [a]\n: b\n",
            "id: x\n---\nid: y\n",
            "<<<<<<< HEAD\n",
            "id: x\r\n",
            "\ufeffid: x\n",
            "id: \x07\n",
            "nom: a: b\n",
            "nom: @a\n",
            "id: x\nnom: x\nregion: 04\nvile: x\nmilieux: [sea, sea]\nneq: '1'\nsigle: ''\nhistorique: []\n",
            'id: x\nnom: x\nregion: "04"\nhistorique:\n  - date: 2026-01-01\n    evenement: levee\n'
            "  - date: 2025-01-01\n    evenement: demande\n    note: from Mme Example\n  - date: 2030-01-01\n"
            "    evenement: adhesion\n    formulaire: {recu_le: 2031-01-01, signe_le: 2032-01-01}\n"
            "    preuves: {tcri: {attestation: 2020-01-01}, regionalisation: {attestation: 2020-01-01}}\n",
        )
    ):
        (peuple / f"data/organismes/f{rang}.yaml").write_text(exemple, encoding="utf-8", newline="")
    reponse = roriq("valider")
    assert reponse.code == 1
    assert oublis.oublies == set()
    # The excerpts are the files' own words.
    dit = "\n".join(ligne for ligne in reponse.sortie.splitlines() if not re.match(r"\s*\d* \|", ligne))
    en_anglais(dit, oublis)


@pytest.mark.parametrize(
    ("argv", "reponses"),
    [
        (("suspendre",), "9\n1\n9\n1\nBoard\nx\n2026-05-20\nMinutes\nz\n\n\nn\n"),
        (("ajouter",), "Welcome\n17\nn\n"),
        (("refuser", "accueil-exemple-deux"), "1\nn\n"),
        (("lever", "accueil-exemple-trois"), "1\n\nn\n"),
        (("prolonger", "suspendu"), "2027-01-01\nBoard\n2026-05-20\nMinutes\nn\n"),
        (("attester", X), "1\nForm\n\nn\n"),
        (("etablir", "repertorie"), "1\nWeb\nn\n"),
        (("fermer", X), "Web\n\nn\n"),
        (("renommer", X), "New name\nn\n"),
        (("modifier", X), "1\nMagog\nn\n"),
        (("modifier", X), "8\n1\nn\n"),
        (("modifier", X, "--region", "17"), "2026-01-01\nn\n"),
        (("retirer", X), "2027-01-01\n\nn\n"),
        (("retirer", X, "--date", "2026-12-01", "--recu-le", "2026-11-01"), "n\n"),
    ],
    ids=lambda valeur: " ".join(valeur) if isinstance(valeur, tuple) else "",
)
def test_les_questions(
    peuple: Path, roriq: Roriq, oublis: Oublis, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], reponses: str
) -> None:
    monkeypatch.setattr("roriq_cli.cli.questions.au_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(reponses))
    reponse = roriq(*argv)
    assert reponse.code == 130, reponse.tout
    assert "[Y/n]" in reponse.erreur
    en_anglais(reponse.tout, oublis)
