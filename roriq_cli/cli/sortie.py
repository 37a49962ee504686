"""Where the payload of a command goes: stdout, or the file that `--sortie` names."""

import codecs
import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import typer

from roriq_cli.cli import chemins, registre_courant
from roriq_cli.errors import Environnement, Refus, Usage, dire_l_obstacle
from roriq_cli.i18n import N_, Liste, Phrase
from roriq_cli.rendu import terminal


def largeur_du_terminal() -> int | None:
    """The columns of the terminal that shows the result; None where nothing limits them (a file, a pipe)."""
    return terminal.colonnes(sys.stdout)


def hors_des_fiches(ctx: typer.Context, sortie: str | None) -> str | None:
    """`sortie` as it was typed. Raises Usage where it leads, by links too, among the files of a registry."""
    if sortie is None or ctx.resilient_parsing:
        return sortie
    fichier = chemins.developper(sortie)
    donnees = None
    with suppress(Environnement):  # « roriq regle » needs no registry
        donnees = registre_courant.trouver(ctx.find_root().params.get("registre")) / "data"
    with suppress(OSError, ValueError):  # what can be no path is said when it is written to
        voulus = (Path(os.path.abspath(fichier)), Path(os.path.realpath(fichier)))
        if any(_est_de_donnees(dossier, donnees) for voulu in voulus for dossier in (voulu, *voulu.parents)):
            modele = (
                N_("{fichier} est une fiche du registre : choisissez un autre fichier.")
                if fichier.is_file()
                else N_("{fichier} serait parmi les fiches du registre : choisissez un autre dossier.")
            )
            raise Usage(Phrase(modele, fichier=sortie))
    return sortie


def _est_de_donnees(dossier: Path, donnees: Path | None) -> bool:
    """Whether this is the folder `data` of the registry, whatever the letters' case, or of another one."""
    if dossier.name.casefold() == "data" and (dossier / "organismes").is_dir():
        return True
    return donnees is not None and dossier.is_dir() and dossier.samefile(donnees)


def _ecrire(contenu: str | bytes) -> None:
    """On stdout. Whoever read us may have gone (« roriq lister | head »): nothing is left to say, not even at exit."""
    try:
        if isinstance(contenu, bytes):
            sys.stdout.buffer.write(contenu)
        else:
            sys.stdout.write(contenu)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _en_ascii(texte: str, forme: str) -> str:
    """The same JSON or page, its letters escaped: whoever reads it expects UTF-8, which a pipe of Windows is not."""
    if forme == "html":
        return texte.encode("ascii", "xmlcharrefreplace").decode()
    import json

    return re.sub(r"[^\x00-\x7f]", lambda lettre: json.dumps(lettre[0])[1:-1], texte)


# The end of a file's name → the format that it says.
FORMES = {
    ".txt": "texte", ".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".csv": "csv", ".xlsx": "xlsx",
}  # fmt: skip


def forme_du_fichier(sortie: str | None) -> str | None:
    """The format that the name of a file says; None when it says none."""
    return FORMES.get(Path(sortie).suffix.lower()) if sortie else None


def verifier_la_forme(sortie: str | None, forme: str, formes: Iterable[str]) -> None:
    """Raises Usage when a file's name says another format than what would be in it, or one that there is not."""
    dite = forme_du_fichier(sortie)
    if dite is None or dite == forme:
        return
    possibles = [suffixe for suffixe, f in FORMES.items() if f in formes]
    raise Usage(
        Phrase("{fichier} dit un autre format que « {forme} », qui serait dedans.", fichier=str(sortie), forme=forme),
        Phrase("Les noms possibles finissent par : {suffixes}.", suffixes=Liste(possibles, N_("ou"))),
    )


def verifier_la_place(sortie: str, *, remplacer: bool) -> None:
    """Raises Refus where a file is there already, unless it may be replaced; a device or a pipe is none."""
    fichier = chemins.developper(sortie)
    with suppress(OSError, ValueError):
        if not remplacer and fichier.is_file():
            raise Refus(
                Phrase("Le fichier {fichier} existe déjà.", fichier=sortie),
                Phrase(
                    "Pour le remplacer : la même commande, avec {option}. Sinon, un autre nom.", option="--remplacer"
                ),
            )


def ecrire_sortie(contenu: str | bytes, sortie: str | None, forme: str = "texte", *, remplacer: bool = False) -> None:
    """The payload: on stdout, or in a file. Raises Environnement when the file cannot be written, Refus where one is.

    Bytes are a file's, and leave as they are: no console's encoding or line ends are put on them.
    """
    if sortie is None:
        if (
            forme in ("json", "html")
            and isinstance(contenu, str)
            and codecs.lookup(sys.stdout.encoding or "ascii").name != "utf-8"
        ):
            contenu = _en_ascii(contenu, forme)
        if forme == "texte" and isinstance(contenu, str) and terminal.en_couleur():
            terminal.colorer(contenu)
        elif forme == "texte" and isinstance(contenu, str):
            _ecrire(terminal.a_la_largeur(contenu, sys.stdout))
        else:
            _ecrire(contenu)
        return
    from roriq_cli.registre import ecriture

    verifier_la_place(sortie, remplacer=remplacer)
    fichier = chemins.developper(sortie)
    with dire_l_obstacle(N_("Le fichier {fichier} ne peut pas être écrit : {detail}."), fichier=sortie):
        ecriture.remplacer(fichier, contenu)
