"""What the shell proposes after a tab: organisations, regions, MRC. It never fails: it proposes nothing instead."""

import unicodedata
from collections.abc import Iterator
from contextlib import suppress

import click

from roriq_cli.domaine.genres.territoire import MRC, REGIONS
from roriq_cli.errors import Erreur


def organismes(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The ids that begin as typed, each with its organisation's name."""
    from roriq_cli.cli.registre_courant import trouver
    from roriq_cli.registre.chargement import charger
    from roriq_cli.registre.sources import ArbreDeTravail

    with suppress(Erreur):
        racine = trouver(ctx.find_root().params.get("registre"))
        for organisme in charger(ArbreDeTravail(racine)).registre.organismes:
            if organisme.id.startswith(incomplete):
                yield organisme.id, inoffensif(organisme.nom)


def inoffensif(texte: str) -> str:
    r"""`texte` with its letters, digits and plain punctuation only.

    A name comes from a file that anyone may propose, and zsh evaluates what it is given twice: in « a \\$(…) », the
    escaping of typer itself is what runs the command.
    """
    permis = (c if unicodedata.category(c)[0] in "LMN" or c in ",.-’" else " " for c in texte.replace("'", "’"))
    return " ".join("".join(permis).split())


def regions(incomplete: str) -> Iterator[tuple[str, str]]:
    """The codes of regions, each with its name."""
    for code, region in REGIONS.items():
        if code.startswith(incomplete):
            yield code, region.nom


def mrc(incomplete: str) -> Iterator[str]:
    """The MRC that begin as typed."""
    return (nom for nom in MRC if nom.startswith(incomplete))


def script(shell: str) -> str:
    """What a shell reads to complete `roriq`."""
    from typer._completion_shared import get_completion_script

    return str(get_completion_script(prog_name="roriq", complete_var="_RORIQ_COMPLETE", shell=shell)) + "\n"
