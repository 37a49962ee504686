"""Where the payload of a command goes: stdout, or the file that `--sortie` names."""

import codecs
import os
import re
import sys
from contextlib import suppress
from pathlib import Path

import typer

from roriq_cli.cli import chemins, registre_courant
from roriq_cli.errors import Environnement, Usage, dire_l_obstacle
from roriq_cli.i18n import N_, Phrase
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


def ecrire_sortie(contenu: str | bytes, sortie: str | None, forme: str = "texte") -> None:
    """The payload: on stdout, or in a file. Raises Environnement when the file cannot be written.

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

    fichier = chemins.developper(sortie)
    with dire_l_obstacle(N_("Le fichier {fichier} ne peut pas être écrit : {detail}."), fichier=sortie):
        ecriture.remplacer(fichier, contenu)
