"""What the tests of the command line share: short lives, whole states of a repository, and what a command owes."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from roriq_cli.cli import main
from tests.conftest import Reponse, Roriq, copier, tasser

DECISION = (
    "--instance",
    "Rencontre des membres",
    "--decision-le",
    "2026-05-20",
    "--reference",
    "PV 2026-05-20, point 6",
)
SANCTION = ("--motif", "conduite-nuisible", *DECISION)
RIEN = "Rien n'a été consigné."
# Every state that a source may attest, and the one of an organisation that is only listed.
ETATS = ("repertorie", "candidat", "membre", "suspendu", "refuse", "retire", "expulse", "ferme")


def bogue(raison: str) -> pytest.MarkDecorator:
    """The program does not do this yet: the mark goes with the bug (strict, so it cannot stay)."""
    return pytest.mark.xfail(reason=raison, strict=True)


def git(racine: Path, *arguments: str, **env: str) -> str:
    """What Git prints; a failure is the test's."""
    fini = subprocess.run(
        ["git", *arguments], cwd=racine, check=True, capture_output=True, env={**os.environ, **env}, encoding="utf-8"
    )
    return fini.stdout


def fiche(racine: Path, id: str) -> str:
    """The text of an organisation's file."""
    return (racine / "data" / "organismes" / f"{id}.yaml").read_bytes().decode()


def retoucher(racine: Path, id: str, avant: str, apres: str) -> Path:
    """Change a file by hand; nothing is recorded."""
    chemin = racine / "data" / "organismes" / f"{id}.yaml"
    texte = chemin.read_text(encoding="utf-8")
    assert avant in texte
    chemin.write_text(texte.replace(avant, apres), encoding="utf-8")
    return chemin


def poser(racine: Path, id: str, texte: str) -> Path:
    """A file made by hand, and recorded."""
    chemin = racine / "data" / "organismes" / f"{id}.yaml"
    chemin.write_text(texte, encoding="utf-8")
    git(racine, "add", str(chemin))
    git(racine, "commit", "-qm", f"{id} à la main")
    return chemin


def liste_tcri(racine: Path, le: str, fin: str, *membres: str, **statuts: str) -> str:
    """A list of the TCRI, written and committed; `statuts`: keys, each with its standing. Returns the commit."""
    statuts = {"AUTRE": "en-regle"} | statuts
    rangs = [*membres, *(f"{{cle: {cle}, nom: Regroupement {cle}, statut: {s}}}" for cle, s in statuts.items())]
    chemin = racine / "data" / "tcri" / f"tcri-{le}.yaml"
    chemin.parent.mkdir(exist_ok=True)
    chemin.write_text(
        f"etabli_le: {le}\nrecu_le: {le}\nvalide_jusqu_au: {fin}\n"
        f"source: {{titre: Liste de la TCRI, sha256: {'0a' * 32}}}\nmembres:"
        + "".join(f"\n  - {rang}" for rang in rangs)
        + "\n",
        encoding="utf-8",
    )
    git(racine, "add", str(chemin))
    git(racine, "commit", "-qm", f"liste du {le}")
    return git(racine, "rev-parse", "HEAD").strip()


class Instantane(NamedTuple):
    """All that a refusal leaves as it was: branches and HEAD, index and status, every file's bytes.

    What the status does not name is in the index as in HEAD; of what it names, it gives the objects in the index.
    """

    references: dict[str, bytes]
    statut: str
    fichiers: dict[str, bytes]


def instantane(racine: Path) -> Instantane:
    """The repository, whole."""
    depot = racine / ".git"
    noms = [depot / "HEAD", depot / "packed-refs", *(depot / "refs").rglob("*"), *(depot / "worktrees").rglob("*")]
    return Instantane(
        {str(p): p.read_bytes() for p in noms if p.is_file()},
        git(racine, "status", "--porcelain=v2", "--untracked-files=all"),
        {str(p): p.read_bytes() for p in racine.rglob("*") if p.is_file() and depot not in p.parents},
    )


def copie(cache: Path, ici: Path, peupler: Callable[[Path], object]) -> Path:
    """A registry as `peupler` makes it: made once in `cache`, then copied."""
    if not cache.exists():
        assert main(["init", str(cache)]) == 0
        peupler(cache)
        tasser(cache)
    return copier(cache, ici)


def reussir(roriq: Roriq, *argv: str) -> Reponse:
    """Run a command that must do what it is asked."""
    reponse = roriq(*argv)
    assert reponse.code == 0, reponse.tout
    return reponse


def sans_effet(roriq: Roriq, racine: Path, code: int, *argv: str) -> Reponse:
    """Run a command that must stop with `code` and leave the repository as it was."""
    avant = instantane(racine)
    reponse = roriq(*argv)
    assert (reponse.code, reponse.sortie) == (code, ""), reponse.tout
    assert instantane(racine) == avant
    return reponse


def refuser(roriq: Roriq, racine: Path, *argv: str) -> str:
    """Run a command that must be refused, in three parts: what and why, that nothing was written, what is possible."""
    erreur = sans_effet(roriq, racine, 3, *argv).erreur
    motif, rien, possible = erreur.partition(f" {RIEN} ")
    assert rien, erreur
    assert motif.rstrip().endswith("."), erreur
    assert possible.strip(), erreur
    return erreur


def mal_taper(roriq: Roriq, racine: Path, *argv: str) -> str:
    """Run a command that is wrong as typed."""
    return sans_effet(roriq, racine, 2, *argv).erreur


class Commit(NamedTuple):
    """A commit, as it is read."""

    sujet: str
    corps: str
    trailers: dict[str, list[str]]
    fichiers: list[str]
    parents: list[str]


def dernier(racine: Path, revision: str = "HEAD") -> Commit:
    """The commit at `revision`."""
    forme = "--format=%P%x00%B%x00%(trailers:only,unfold)%x00"
    parents, corps, trailers, fichiers = git(racine, "log", "-1", "--name-only", forme, revision).split("\0")
    lus: dict[str, list[str]] = {}
    for ligne in trailers.strip().splitlines():
        cle, valeur = ligne.split(": ", 1)
        lus.setdefault(cle, []).append(valeur)
    sujet, _vide, reste = corps.strip().partition("\n\n")
    return Commit(sujet, reste.partition("\n\nRoriq-")[0], lus, fichiers.split("\n")[2:-1], parents.split())


def consigner(roriq: Roriq, racine: Path, id: str, evenements: str | list[str], jour: str, *argv: str) -> Commit:
    """Run a command that must record one fact in one file, in one commit, and nothing of what else is staged."""
    temoin = racine / "temoin.txt"
    temoin.write_text("en attente\n", encoding="utf-8")
    git(racine, "add", "temoin.txt")
    avant = git(racine, "rev-parse", "HEAD").strip()
    reponse = reussir(roriq, *argv)
    assert reponse.sortie == ""
    assert "C'est consigné : " in reponse.erreur.replace("\u00a0", " ")
    commit = dernier(racine)
    noms = [evenements] if isinstance(evenements, str) else evenements
    nom = next(
        ligne.removeprefix("nom: ").strip('"') for ligne in fiche(racine, id).splitlines() if ligne.startswith("nom: ")
    )
    assert commit.parents == [avant]
    assert commit.fichiers == [f"data/organismes/{id}.yaml"]
    assert commit.sujet == f"{noms[0]}({id}): {nom}"
    assert commit.trailers == {"Roriq-Organisme": [id], "Roriq-Evenement": noms, "Roriq-Date": [jour]}
    assert commit.corps.endswith(".")
    assert git(racine, "status", "--porcelain") == "A  temoin.txt\n"
    return commit


_ENTETE = "# yaml-language-server: $schema=../../schemas/organisme.schema.json\n"
_CANDIDAT = """attestations:
  - {critere: regionalisation, reponse: oui, verifie_le: 2024-03-04, source: "Formulaire, section 3"}
  - {critere: tcri, reponse: oui, verifie_le: 2024-03-25, valide_jusqu_au: 2027-03-31, source: Courriel de la TCRI}
historique:
  - date: 2024-03-04
    evenement: demande
"""
_ADHESION = """  - date: 2024-04-02
    evenement: adhesion
    formulaire: {recu_le: 2024-04-02}
    preuves: {tcri: {attestation: 2024-03-25}, regionalisation: {attestation: 2024-03-04}}
"""
_SUSPENSION = """  - date: 2026-06-01
    evenement: suspension
    motif: conduite-nuisible
    decision: {instance: Rencontre des membres, date: 2026-05-20, reference: "PV 2026-05-20, point 6"}
"""


def _debut(id: str, nom: str, sigle: str = "", region: str = "04") -> str:
    return f"{_ENTETE}id: {id}\nnom: {nom}\n" + (f"sigle: {sigle}\n" if sigle else "") + f'region: "{region}"\n'


def candidat(racine: Path, nom: str = "Accueil Exemple", sigle: str = "", suite: str = "") -> str:
    """An organisation that applied on 4 March 2024, and meets both criteria until March 2027; returns its id."""
    id = nom.lower().replace(" ", "-")
    poser(racine, id, _debut(id, nom, sigle) + _CANDIDAT + suite)
    return id


def membre(racine: Path, nom: str = "Accueil Exemple", sigle: str = "", suite: str = "") -> str:
    """The same, admitted on 2 April 2024."""
    return candidat(racine, nom, sigle, _ADHESION + suite)


def suspendu(racine: Path, nom: str = "Accueil Exemple", jusqu_au: str | None = "2026-09-30") -> str:
    """A member suspended on 1 June 2026."""
    return membre(racine, nom, suite=_SUSPENSION + (f"    jusqu_au: {jusqu_au}\n" if jusqu_au else ""))


def connus(racine: Path, *etats: str) -> None:
    """Organisations whose state, which is also their id, is known from a source since 2020."""
    for etat in etats:
        texte = _debut(etat, f"Organisme {etat}", region="05")
        if etat == "repertorie":
            texte += "sources:\n  - {titre: Le Journal, consulte_le: 2024-01-01}\n"
        else:
            texte += "historique:\n  - date: 2020-01-01\n    evenement: reprise\n"
            texte += f"    etat: {etat}\n    date_precision: annee\n"
            texte += "    source: [{titre: Le Journal, atteste_le: 2024-01-01}]\n"
        (racine / "data" / "organismes" / f"{etat}.yaml").write_text(texte, encoding="utf-8")
    git(racine, "add", "data")
    git(racine, "commit", "-qm", "ce que dit le Journal")
