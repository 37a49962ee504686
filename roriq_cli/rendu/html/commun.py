"""How a page is made: a template that escapes all it is given, a style sheet, and a policy that allows nothing else."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from roriq_cli.i18n import Affichable, inerte

GABARITS = Path(__file__).parent.parent / "gabarits"


def page(gabarit: str, styles: tuple[str, ...], **valeurs: object) -> str:
    """The page that `gabarit` makes of `valeurs`, its style sheets in it.

    Its policy lets a browser apply these style sheets, byte for byte, and show pictures that are in the page: no
    script, no other style, no form, nothing from elsewhere.
    """
    style = "\n" + "".join((GABARITS / nom).read_text(encoding="utf-8") for nom in styles)
    politique = (
        f"default-src 'none'; style-src 'sha256-{empreinte(style)}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return _gabarits().get_template(gabarit).render(style=Markup(style), politique=politique, **valeurs)


def empreinte(texte: str) -> str:
    """The SHA-256 of a text as a content security policy writes it."""
    return base64.b64encode(hashlib.sha256(texte.encode()).digest()).decode()


def dessin(svg: str) -> Markup:
    """A picture of ours (`rendu.images`), whose makers have escaped what is in it: it goes in the page as it is."""
    return Markup(svg)


@cache
def _gabarits() -> Environment:
    return Environment(
        loader=FileSystemLoader(GABARITS),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_montrable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _montrable(valeur: Affichable) -> Affichable:
    """What a template shows: a sentence has made its own values inert, a bare text from a file has not."""
    if isinstance(valeur, Markup) or not isinstance(valeur, str):
        return valeur
    return inerte(valeur)
