"""Colour on a terminal. The text is the same with and without: colour only helps the eye.

The only place, with the progress bar, that knows rich; it is imported when someone is looking.
"""

import os
import sys


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
    for ligne in texte.splitlines():
        contenu = Text(ligne)
        Surlignage().highlight(contenu)
        console.print(contenu, markup=False, highlight=False)
