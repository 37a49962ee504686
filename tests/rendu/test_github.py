"""`--format github`: what is written is what GitHub's runner reads, and nothing else is a command."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, strategies as st

from roriq_cli import i18n
from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.constats import Constat, Gravite
from roriq_cli.domaine.membres.modele import Registre, Reseau
from roriq_cli.i18n import Phrase, inerte
from roriq_cli.rendu import github
from roriq_cli.rendu.vues import Contexte, VueConstats
from tests.cli.outils import git, retoucher
from tests.conftest import Roriq

PAR_GRAVITE = {g: next(r for r in REGLES.values() if r.gravite is g) for g in {r.gravite for r in REGLES.values()}}
ERREUR = PAR_GRAVITE[Gravite.ERREUR]
# What a file, or its name, could hold to leave its place.
HOSTILE = st.text() | st.lists(
    st.sampled_from(
        ["::", "::error::", "##[error]", "##vso[", "\n", "\r", "%0A", "%", ",", ":", "=", "\u2028", "\x85", "\x1b[2J",
         "::stop-commands::x", "file=", "x", "é", " ", "\ud800"]
    )
).map("".join)  # fmt: skip


class Lue(NamedTuple):
    """A command, as the runner reads it."""

    nom: str
    proprietes: dict[str, str]
    message: str


def lire(ligne: str) -> Lue:
    """As the runner does: the first `::` after the beginning ends the properties, commas part them."""
    assert ligne.startswith("::")
    entete, separateur, message = ligne[2:].partition("::")
    assert separateur
    nom, _espace, reste = entete.partition(" ")
    proprietes = dict(propriete.split("=", 1) for propriete in reste.split(",") if propriete)
    return Lue(nom, {c: _deplier(v, {":": "%3A", ",": "%2C"}) for c, v in proprietes.items()}, _deplier(message, {}))


def _deplier(texte: str, autres: dict[str, str]) -> str:
    for caractere, code in {"\r": "%0D", "\n": "%0A", **autres, "%": "%25"}.items():
        texte = texte.replace(code, caractere)
    return texte


def vue(*constats: Constat, prefixe: str = "") -> VueConstats:
    jour = date(2026, 11, 21)
    contexte = Contexte(jour, jour, Registre(reseau=Reseau("RORIQ")))
    return VueConstats(contexte, 3, len(constats), 0, 0, constats, {}, prefixe)


@given(HOSTILE, HOSTILE, HOSTILE, st.integers(1, 99), st.integers(1, 99))
def test_ce_qui_est_ecrit_se_relit(fichier: str, nom: str, prefixe: str, ligne: int, colonne: int) -> None:
    constat = Constat(ERREUR, fichier, Phrase("« {nom} » est faux.", nom=nom), ligne, colonne, Phrase("Corrigez."))
    ecrit = github.annotation(constat, prefixe)
    assert not re.search("[\r\n\x85\u2028\u2029]", ecrit)
    lue = lire(ecrit)
    assert lue.nom == "error"
    assert lue.proprietes == {
        "file": inerte(prefixe + fichier), "line": str(ligne), "col": str(colonne), "title": ERREUR.code,
    }  # fmt: skip
    assert lue.message == f"{constat.message}\nCorrigez."


@given(st.lists(st.tuples(st.sampled_from(sorted(PAR_GRAVITE)), HOSTILE), max_size=40))
def test_seules_nos_lignes_commandent(donnees: list[tuple[Gravite, str]]) -> None:
    """Each line is one of the commands that are meant, or a sentence of ours."""
    constats = [Constat(PAR_GRAVITE[g], f"data/{t}", Phrase("{t}", t=t)) for g, t in donnees]
    texte = github.valider(vue(*constats))
    assert texte.endswith("\n")
    *lignes, bilan = texte[:-1].split("\n")
    assert bilan.startswith("3 fichiers vérifiés")
    commandes = [ligne for ligne in lignes if ligne.startswith("::")]
    attendues = {g: min(10, sum(x is g for x, _ in donnees)) for g in PAR_GRAVITE}
    assert {g: sum(lire(c).nom == github.NIVEAUX[g] for c in commandes) for g in PAR_GRAVITE} == attendues
    en_trop = len(donnees) - len(commandes)
    assert len(lignes) - len(commandes) == (en_trop > 0)
    if en_trop:
        assert re.match(rf"{en_trop} autres? constats? ", lignes[-1])
        assert lignes[-1].endswith("roriq valider")


def test_les_plus_graves_d_abord() -> None:
    constats = [Constat(PAR_GRAVITE[g], "data/x", Phrase("x")) for g in reversed(github.NIVEAUX) if g in PAR_GRAVITE]
    lignes = github.valider(vue(*constats)).splitlines()[:-1]
    assert [lire(ligne).nom for ligne in lignes] == [n for g, n in github.NIVEAUX.items() if g in PAR_GRAVITE]


def test_un_message_demesure_est_borne() -> None:
    lue = lire(github.annotation(Constat(ERREUR, "data/x", Phrase("{x}", x="é" * (github.LONGUEUR + 1)))))
    assert len(lue.message) == github.LONGUEUR
    assert lue.message.endswith("…")


def test_dans_la_langue_de_qui_lit() -> None:
    i18n.utiliser("en")
    texte = github.valider(vue(Constat(ERREUR, "data/x", Phrase("x"))))
    assert lire(texte.splitlines()[0]).message == f"x\n{i18n._(ERREUR.correction)}"
    assert texte.splitlines()[-1] == "3 files checked: 1 error, 0 warnings."


# ---- From the command line.


def test_la_place_est_celle_du_depot(
    roriq: Roriq, registre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A registry in a folder of its repository: the forge knows the repository alone."""
    assert roriq("ajouter", "--nom", "Accueil Exemple", "--region", "04").code == 0
    retoucher(registre, "accueil-exemple", 'region: "04"', 'region: "99"')
    reponse = roriq("valider", "--format", "github")
    assert reponse.code == 1
    assert lire(reponse.sortie.splitlines()[0]).proprietes["file"] == "data/organismes/accueil-exemple.yaml"

    depot = tmp_path / "depot"
    (depot / "le registre").mkdir(parents=True)
    git(depot, "init", "-q")
    (registre / "data").rename(depot / "le registre" / "data")
    monkeypatch.chdir(depot)
    reponse = roriq("-R", "le registre", "valider", "--format", "github", "--sortie", "annotations")
    assert (reponse.code, reponse.sortie) == (1, "")
    ligne = (depot / "annotations").read_text(encoding="utf-8").splitlines()[0]
    assert lire(ligne).proprietes["file"] == "le registre/data/organismes/accueil-exemple.yaml"


def test_rien_a_dire(roriq: Roriq, registre: Path) -> None:
    reponse = roriq("valider", "--format", "github")
    assert (reponse.code, reponse.sortie) == (0, "2 fichiers vérifiés\u00a0: 0 erreur, 0 avertissement.\n")
