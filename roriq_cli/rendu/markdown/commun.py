"""What comes from a file is shown in Markdown as it is written there, never as markup."""

import re

from roriq_cli.i18n import Affichable

# What could open markup becomes an entity: a code span would be left by the data that it holds.
_BALISES = re.compile(r"[\\`*_\[\]<>|~$&@#!^]|^[-+=]|^\d+(?=[.)])")
# A forge makes links and mentions of the text that entities give: a blank of no width parts what could be one.
_LIENS = re.compile(r"(&#64;|&#35;)|(:(?=//|\w+:)|www(?=\.)|\b(?:GH|gh)-(?=\d))")


def texte(phrase: Affichable) -> str:
    """A sentence on one line, with nothing left in it that Markdown or a forge would read."""
    plat = " ".join(str(phrase).split(" "))
    echappe = _BALISES.sub(lambda m: "".join(f"&#{ord(c)};" for c in m[0]), plat)
    return _LIENS.sub(lambda m: m[0] + "&#8203;", echappe)


def rang(*cellules: Affichable) -> str:
    """A row of a table."""
    return "| " + " | ".join(map(texte, cellules)) + " |"


def titres(*cellules: Affichable) -> str:
    """The first row of a table, and the line under it."""
    return rang(*cellules) + "\n" + "| " + " | ".join(["---"] * len(cellules)) + " |"
