"""Colour on a terminal. The text is the same with and without: colour only helps the eye.

The only place, with the progress bar, that knows rich; it is imported when someone is looking.
"""

import os
import sys
from contextlib import suppress
from typing import TextIO

LARGEUR = 80  # columns of a terminal that does not say


def colonnes(flux: TextIO) -> int | None:
    """The columns of the terminal that shows `flux`; None where nothing limits them (a file, a pipe)."""
    if not flux.isatty():
        return None
    with suppress(ValueError):
        if (dites := int(os.environ.get("COLUMNS", ""))) > 0:
            return dites
    with suppress(OSError, ValueError):
        return os.get_terminal_size(flux.fileno()).columns or LARGEUR
    return LARGEUR


def a_la_largeur(texte: str, flux: TextIO) -> str:
    """`texte` as `flux` shows it, its lines cut between words at a terminal."""
    limite = colonnes(flux)
    if limite is None:
        return texte
    from roriq_cli.rendu.texte.replis import replier

    return replier(texte, limite)


def en_couleur() -> bool:
    """Whether stdout is to be coloured: a terminal, unless NO_COLOR; or FORCE_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def colorer(texte: str) -> None:
    """Print `texte` on stdout, its states, severities and commands coloured. Data is never read as markup."""
    from rich.console import Console
    from rich.highlighter import RegexHighlighter
    from rich.text import Text
    from rich.theme import Theme

    from roriq_cli.rendu.texte.replis import plis

    class Surlignage(RegexHighlighter):
        base_style = "roriq."
        highlights = [  # noqa: RUF012 - as rich declares it
            r"(?P<titre>^(?!.*  )\w[^:.]*$)",
            r"(?P<oui>\b(?:membre|member|oui|yes|Conforme)\b)",
            r"(?P<attention>\b(?:suspendu|suspended|avertissement|warning|inconnu|unknown)\b)",
            r"(?P<non>\b(?:erreur|error|expulsé|expelled|refusé|refused)\b)",
            r"(?P<commande>\broriq (?:-R \S+ )?[a-z]+[^.;)\n]*)",
            r"(?P<discret>^ *\d* \|.*$)",
            r"(?P<barre>(?<=\d  )#+$)",
        ]

    styles = {"titre": "bold", "oui": "green", "attention": "yellow", "non": "red", "commande": "cyan",
              "discret": "dim", "barre": "blue"}  # fmt: skip
    theme = Theme({f"roriq.{nom}": style for nom, style in styles.items()})
    console = Console(theme=theme, soft_wrap=True, markup=False, emoji=False)
    limite = colonnes(sys.stdout)
    for ligne in texte.splitlines():
        contenu = Text(ligne)
        Surlignage().highlight(contenu)
        for pli in plis(ligne, limite) if limite else [None]:
            montre = contenu if pli is None else Text(" " * pli.retrait) + contenu[pli.debut : pli.fin]
            console.print(montre, markup=False, highlight=False)
