"""The options that commands share: how one is declared, and what every reading command takes.

A command's signature says which ones it takes. Help and metavars are French models, translated when the command
is built (`app`). Those of the writing commands are in `options_actes`.
"""

from datetime import date
from typing import Annotated, Any

import typer

from roriq_cli.cli import completion, types
from roriq_cli.cli.sortie import hors_des_fiches
from roriq_cli.domaine.membres.modele import Etat
from roriq_cli.i18n import N_

TEXTE = N_("TEXTE")
DATE = N_("DATE")


def option(drapeau: str, aide: str, type_: Any = None, metavar: str | None = None, **autres: Any) -> Any:
    """A typer option with a French model for its help."""
    return typer.Option(drapeau, help=aide, click_type=type_, metavar=metavar, show_default=False, **autres)


def argument(metavar: str, aide: str, **autres: Any) -> Any:
    """A typer argument, with French models for its name and its help."""
    return typer.Argument(metavar=metavar, help=aide, show_default=False, **autres)


def choix(drapeau: str, aide: str, valeurs: tuple[str, ...], *, vide: bool = False) -> Any:
    """An option that takes one of a few words, all shown in the help."""
    return option(drapeau, aide, types.Choix(valeurs, vide=vide), f"[{'|'.join(valeurs)}]")


def jour(drapeau: str, aide: str) -> Any:
    """An option that takes a day."""
    return option(drapeau, aide, types.TypeDate(), DATE)


def region(drapeau: str, aide: str, *, vide: bool = False) -> Any:
    """An option that takes a region, or nothing when `vide`."""
    genre = types.TypeRegion()
    return option(
        drapeau, aide, types.OuVide(genre) if vide else genre, N_("REGION"), autocompletion=completion.regions
    )


def champ(drapeau: str, aide: str, nom: str, *, vide: bool = True) -> Any:
    """An option for a text field of the file; with `vide`, an empty one removes the field."""
    texte = types.Champ(nom)
    return option(drapeau, aide, types.OuVide(texte) if vide else texte, TEXTE)


Organisme = Annotated[
    str | None,
    argument(
        N_("ORGANISME"),
        N_("L'organisme : sa fiche (id), son sigle ou son nom, en entier."),
        autocompletion=completion.organismes,
    ),
]
Organismes = Annotated[
    list[str] | None,
    argument(
        N_("[ORGANISME]..."),
        N_("Les organismes : leur fiche (id), leur sigle ou leur nom, en entier."),
        autocompletion=completion.organismes,
    ),
]

# What the reading commands take; the rest is in `lire.ouverture`.
Sortie = Annotated[
    str | None,
    option("--sortie", N_("Écrire le résultat dans ce fichier."), None, N_("FICHIER"), callback=hors_des_fiches),
]
Remplacer = Annotated[bool, option("--remplacer", N_("Remplacer le fichier de --sortie, s'il existe déjà."))]
Au = Annotated[date | None, jour("--au", N_("Le jour dont on veut les faits (aujourd'hui si rien n'est dit)."))]
Revision = Annotated[
    str | None, option("--revision", N_("Le registre tel que Git le connaît à cette version."), None, N_("VERSION"))
]
SuLe = Annotated[date | None, jour("--su-le", N_("Le registre tel qu'il était connu à la fin de ce jour."))]
Etats = Annotated[list[str] | None, choix("--etat", N_("Seulement cet état; se répète."), tuple(Etat))]
Regions = Annotated[list[str] | None, region("--region", N_("Seulement cette région; se répète."))]
