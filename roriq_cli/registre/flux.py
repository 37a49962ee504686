"""GitHub: the files that make it check a registry's propositions, filled in from models, and their commit."""

import re
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from roriq_cli.errors import Refus
from roriq_cli.i18n import Liste, Phrase
from roriq_cli.registre import ecriture, git
from roriq_cli.registre.ecriture import Ecriture

FLUX = ".github/workflows"
MODELES = {
    f"{FLUX}/roriq.yml": "workflows/roriq.yml",
    f"{FLUX}/roriq-commentaire.yml": "workflows/roriq-commentaire.yml",
    f"{FLUX}/roriq-accords.yml": "workflows/roriq-accords.yml",
    ".github/pull_request_template.md": "pull_request_template.md",
}
PROGRAMME = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))/([A-Za-z0-9._-]{1,100})@([0-9a-f]{40})")
# What is written in a workflow without a risk of being read there as anything else.
_SUR = re.compile(r"(?![.]{1,2}(?:/|$))[A-Za-z0-9_][A-Za-z0-9._/-]{0,200}")


class Programme(NamedTuple):
    """Where the workflows take the program from: a repository on GitHub, at one commit."""

    depot: str
    empreinte: str


def programme(texte: str) -> Programme | None:
    """PROPRIETAIRE/DEPOT@EMPREINTE, the commit's id in full; None for anything else."""
    trouve = PROGRAMME.fullmatch(texte)
    if trouve is None or trouve[2] in (".", "..") or set(trouve[3]) == {"0"}:
        return None
    return Programme(f"{trouve[1]}/{trouve[2]}", trouve[3])


class Lieu(NamedTuple):
    """Where a registry is: its repository, its folder in it ("." or "a/b"), the branch that propositions go to."""

    depot: Path
    registre: str
    branche: str


def lieu(racine: Path) -> Lieu:
    """Where an existing registry is. Raises Environnement outside of Git."""
    git.dossier_git(racine)
    depot = Path(git.ligne(racine, "rev-parse", "--show-toplevel"))
    registre = (git.prefixe(racine) or "").rstrip("/")
    return Lieu(depot, registre or ".", branche(racine))


def branche(racine: Path) -> str:
    """The branch that the shared repository shows first, else the one that is here; main before the first commit."""
    for ref in ("refs/remotes/origin/HEAD", "HEAD"):
        try:
            nom = git.ligne(racine, "symbolic-ref", "--quiet", ref)
        except git.Echec:
            continue
        return re.sub(r"^refs/(?:heads|remotes/origin)/", "", nom)
    return "main"


def fichiers(programme: Programme, registre: str = ".", branche: str = "main") -> dict[str, str]:
    """The files, path in the repository → text. Raises Refus for names that a workflow cannot hold."""
    for nom in (branche, *([registre] if registre != "." else [])):
        if not _SUR.fullmatch(nom):
            raise Refus(
                Phrase("« {nom} » ne peut pas être écrit dans les vérifications de GitHub.", nom=nom),
                Phrase("Des lettres sans accent, des chiffres, « - », « _ », « . » et « / » : un tel nom convient."),
            )
    valeurs = {
        "__DEPOT__": programme.depot,
        "__EMPREINTE__": programme.empreinte,
        "__REGISTRE__": registre,
        "__BRANCHE__": branche,
    }
    modeles = files("roriq_cli") / "modeles" / "github"
    return {
        chemin: re.sub("|".join(valeurs), lambda mot: valeurs[mot[0]], (modeles / nom).read_text(encoding="utf-8"))
        for chemin, nom in MODELES.items()
    }


def ecritures(lieu: Lieu, programme: Programme) -> list[Ecriture]:
    """What is to be written in an existing repository, as one commit; nothing where all is there.

    A file that says something else is the network's own: Refus. Only another version of the program makes a change.
    """
    voulus = fichiers(programme, lieu.registre, lieu.branche)
    avant = {chemin: _lire(lieu.depot / chemin) for chemin in voulus}
    deja = {chemin: texte for chemin, texte in avant.items() if texte is not None}
    autres = [chemin for chemin, texte in deja.items() if _sans_version(texte) != _sans_version(voulus[chemin])]
    if autres:
        raise Refus(
            Phrase("Ces fichiers existent déjà, et disent autre chose : {fichiers}.", fichiers=Liste(autres)),
            Phrase("Gardez-les s'ils sont voulus; sinon, mettez-les ailleurs et reprenez la commande."),
        )
    if git.non_consignes(lieu.depot, voulus):
        raise Refus(
            Phrase("Le dossier {dossier} a été modifié en dehors de « roriq ».", dossier=".github"),
            Phrase("Consignez-le dans Git, ou remettez-le comme avant, puis reprenez la commande."),
        )
    message = (
        "registre: vérification des propositions sur GitHub\n\n"
        f"Le programme vient de {programme.depot}, à la version {programme.empreinte}.\n"
    )
    return [
        Ecriture(chemin, avant[chemin], texte, message) for chemin, texte in voulus.items() if avant[chemin] != texte
    ]


def _lire(chemin: Path) -> str | None:
    """The text of a file; "" when something else has its place, or one of its folders'."""
    try:
        return ecriture.lire_texte(chemin)
    except OSError:
        return ""


def _sans_version(texte: str) -> str:
    """A text but for the program's version, and for how lines end."""
    uses = r"(?m)^( +(?:- )?uses: )[\w.-]+/[\w.-]+((?:/action/\w+)?)@[0-9a-f]{40}$"
    return re.sub(uses, r"\1\2", texte.replace("\r\n", "\n"))
