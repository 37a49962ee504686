"""What a scene is made of: commands as a person types them, and what happens around them."""

import itertools
import re
import shlex
from typing import NamedTuple

LANGUES = ("fr", "en")


class Roriq(NamedTuple):
    """A command of `roriq`, with its variables; `reponses` are typed at a terminal, one a question."""

    mots: tuple[str, ...]
    variables: tuple[tuple[str, str], ...] = ()
    reponses: tuple[str, ...] | None = None

    def __str__(self) -> str:
        debut = "".join(f"{nom}={valeur} " for nom, valeur in self.variables)
        return debut + shlex.join(("roriq", *self.mots)) + ("" if self.reponses is None else f" << {self.reponses}")


class Git(NamedTuple):
    """A command of Git, that a person types around the program; it may fail."""

    mots: tuple[str, ...]

    def __str__(self) -> str:
        return shlex.join(("git", *self.mots))


class Ecrire(NamedTuple):
    """A file as it becomes, by hand."""

    chemin: str
    contenu: str | bytes


class Remplacer(NamedTuple):
    """A text replaced in a file, by hand; the file must have it."""

    chemin: str
    avant: str
    apres: str


class Effacer(NamedTuple):
    """A file removed by hand."""

    chemin: str


class Dans(NamedTuple):
    """From here on, commands are typed in this folder of the scene."""

    dossier: str


Geste = Git | Ecrire | Remplacer | Effacer | Dans
Etape = Roriq | Geste


class Scene(NamedTuple):
    """Commands played in a place of their own.

    `depart`: the register that is there at first (`REGISTRES` of jeu.py; `rien`: an empty folder).
    `chacune`: the place is made again as `avant` left it before each command; else one command follows the other.
    `traces`: what each command did to the repository is recorded with what it said.
    """

    nom: str
    etapes: tuple[Etape, ...]
    depart: str = "demo"
    avant: tuple[Etape, ...] = ()
    chacune: bool = False
    traces: bool = True
    langues: tuple[str, ...] = LANGUES


def scene(nom: str, *etapes: "str | Etape", depart: str = "demo", avant: "tuple[str | Etape, ...]" = ()) -> Scene:
    """Commands that follow one another."""
    return Scene(nom, etapes_de(*etapes), depart, etapes_de(*avant))


def chacune(nom: str, *etapes: "str | Etape", depart: str = "demo", avant: "tuple[str | Etape, ...]" = ()) -> Scene:
    """Commands that each find the place as it was."""
    return Scene(nom, etapes_de(*etapes), depart, etapes_de(*avant), chacune=True)


def lectures(nom: str, *etapes: "str | Etape", depart: str = "demo", avant: "tuple[str | Etape, ...]" = ()) -> Scene:
    """Commands that write nothing."""
    return Scene(nom, etapes_de(*etapes), depart, etapes_de(*avant), traces=False)


def terminal(ligne: str, *reponses: str) -> Roriq:
    """A command at a terminal, and what is typed at each question."""
    (commande,) = commandes(ligne)
    return commande._replace(reponses=reponses)


def git(ligne: str) -> Git:
    """A command of Git."""
    return Git(tuple(shlex.split(ligne)))


def etapes_de(*etapes: str | Etape) -> tuple[Etape, ...]:
    """The steps; a text is one command a line."""
    return tuple(
        itertools.chain.from_iterable(commandes(etape) if isinstance(etape, str) else (etape,) for etape in etapes)
    )


def commandes(texte: str) -> list[Roriq]:
    """The commands of a text, without « roriq », one a line: `[VARIABLE=valeur …] commande …`.

    A line that ends with a backslash goes on; {a,b} makes two commands; « # » at the start of a line is a comment.
    """
    lignes = (ligne.strip() for ligne in texte.replace("\\\n", " ").splitlines())
    return [_commande(une) for ligne in lignes if ligne and ligne[0] != "#" for une in _decliner(ligne)]


def _decliner(ligne: str) -> list[str]:
    trouve = re.search(r"\{([^{}]*)\}", ligne)
    if trouve is None:
        return [ligne]
    return [
        une
        for choix in trouve[1].split(",")
        for une in _decliner(ligne[: trouve.start()] + choix + ligne[trouve.end() :])
    ]


def _commande(ligne: str) -> Roriq:
    mots = [] if ligne == "-" else shlex.split(ligne)  # « - »: nothing after « roriq »
    variables = list(itertools.takewhile(lambda mot: re.match(r"[A-Z_]+=", mot), mots))
    paires = tuple((nom, valeur) for nom, _egal, valeur in (mot.partition("=") for mot in variables))
    return Roriq(tuple(mots[len(variables) :]), paires)
