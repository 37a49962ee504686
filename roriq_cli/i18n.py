"""French and English. A sentence is written in French in the code and put in the reader's language when shown.

A `Phrase` keeps its model and its values apart until then: the same finding is French in JSON and in a
commit message, English on an English screen. Values that come from files are made inert here, so that no
text from a file drives the terminal.
"""

import gettext as _gettext
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from roriq_cli import plateforme
from roriq_cli.commandes import ALIAS, SOUS_ALIAS

LANGUES = ("fr", "en")
DOMAINE = "roriq"
LOCALES = Path(__file__).parent / "locale"

JOURS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MOIS = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


class _Etat:
    """The reader of this run: a language, and the `-R` that suggested commands must repeat to work."""

    langue = "fr"
    registre: str | None = None


class Affichable(Protocol):
    """What makes its sentence when it is shown."""

    def __str__(self) -> str: ...


def choisir_langue(environ: Mapping[str, str]) -> str:
    """The reader's language, "fr" or "en" (spec: RORIQ_LANGUE, then the locale, French otherwise).

    An unknown RORIQ_LANGUE is as none: this runs before anything could say so in a language.
    """
    voulue = environ.get("RORIQ_LANGUE", "").strip().lower()
    if voulue in LANGUES:
        return voulue
    locale = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := environ.get(n))), "")
    return "en" if locale.lower().startswith("en") else "fr"


def utiliser(langue: str, registre: str | None = None) -> None:
    """Speak `langue` from now on; the frameworks' own texts follow through gettext's default domain."""
    _Etat.langue, _Etat.registre = langue, registre
    os.environ["LANGUAGE"] = langue
    _gettext.bindtextdomain(DOMAINE, LOCALES)
    _gettext.textdomain(DOMAINE)


def repeter_registre(dossier: str | None) -> None:
    """Make the commands that sentences suggest carry `-R dossier` (None: no such flag was given)."""
    _Etat.registre = dossier


def langue() -> str:
    """The language spoken now: "fr" or "en"."""
    return _Etat.langue


@contextmanager
def en_francais() -> Iterator[None]:
    """Commit messages and JSON are French whatever the reader's language."""
    avant = _Etat.langue
    _Etat.langue = "fr"
    try:
        yield
    finally:
        _Etat.langue = avant


@contextmanager
def sans_registre() -> Iterator[None]:
    """Commands without the `-R` of this run: a report that is sent says the same wherever it was made."""
    avant = _Etat.registre
    _Etat.registre = None
    try:
        yield
    finally:
        _Etat.registre = avant


@cache
def _catalogue(langue: str) -> _gettext.NullTranslations:
    return _gettext.translation(DOMAINE, LOCALES, [langue], fallback=True)


def N_(modele: str) -> str:  # noqa: N802 - gettext's own name for « translated later »
    """Mark a text for the catalogue; it is put in the reader's language when shown."""
    return modele


def _(modele: str) -> str:
    """The text in the reader's language."""
    if not modele:  # gettext answers an empty text with the catalogue's header
        return ""
    if _Etat.langue == "fr":
        return _typographie(modele)
    return _catalogue(_Etat.langue).gettext(modele)


@cache
def _typographie(texte: str) -> str:
    """French typography: a no-break space before « : » and inside the guillemets."""
    return re.sub(r"(?<=«) | (?=»)| (?=:(?:\s|$))| $", "\u00a0", texte)


# Everything that can drive a terminal or hide in a line: controls, bidi and format characters, surrogates, and the
# two codes that are no characters (no XML may hold them).
ACTIF = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def inerte(texte: str) -> str:
    """`texte` from a file, safe to print: what is active in it is shown as a visible code."""
    return texte if texte.isprintable() else re.sub(ACTIF, lambda m: f"<U+{ord(m[0]):04X}>", texte)


# What people write one way or the other: hyphens, apostrophes, quotation marks, ligatures.
_PLIS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4\u0060\uff07", "'"),
        **dict.fromkeys('"\u00ab\u00bb\u201c\u201d\u201e\u2039\u203a', ""),
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "Æ": "ae",
    }
)


def plier(texte: str) -> str:
    """`texte` without accents, ligatures, quotation marks or case; blanks, hyphens and apostrophes made one.

    What is compared, to find a name, to tell two apart, to put them in order.
    """
    if not texte.isascii():
        decompose = unicodedata.normalize("NFKD", texte.translate(_PLIS)).translate(_PLIS)
        texte = "".join(c for c in decompose if not unicodedata.combining(c))
    return " ".join(texte.replace('"', "").replace("`", "'").casefold().split())


def date_en_mots(jour: date, precision: str = "") -> str:
    """A day in words. `precision`: "" (4 mars 2027), "j" with its weekday, "s" and "js" without the year, "iso"."""
    if precision == "iso":
        return jour.isoformat()
    langue = _Etat.langue
    quantieme = "1er" if jour.day == 1 and langue == "fr" else str(jour.day)
    mots = [quantieme, MOIS[langue][jour.month - 1]]
    if "j" in precision:
        mots.insert(0, JOURS[langue][jour.weekday()])
    if "s" not in precision:
        mots.append(str(jour.year))
    return " ".join(mots)


class _Date:
    """A date inside a sentence: `{le}`, `{le:j}`, `{le:js}`, `{le:iso}`."""

    def __init__(self, jour: date) -> None:
        self._jour = jour

    def __format__(self, precision: str) -> str:
        return date_en_mots(self._jour, precision)


def _mot(valeur: object) -> object:
    if isinstance(valeur, date):
        return _Date(valeur)
    if isinstance(valeur, (Phrase, Commande, Liste, Periode, SautDeLigne, int)):
        return valeur if isinstance(valeur, int) else str(valeur)
    return inerte(str(valeur))


class Phrase:
    """A sentence to be: a French model with `{names}`, and their values (text, int, date, another phrase)."""

    __slots__ = ("modele", "valeurs")

    def __init__(self, modele: str, /, **valeurs: Any) -> None:
        self.modele = modele
        self.valeurs = valeurs

    def __str__(self) -> str:
        return _(self.modele).format(**{nom: _mot(v) for nom, v in self.valeurs.items()})

    def __repr__(self) -> str:
        return f"Phrase({self.modele!r}, {self.valeurs!r})"


class Pluriel(Phrase):
    """A sentence that counts: two French models, singular for zero and one in French, for one in English."""

    __slots__ = ("n", "pluriel")

    def __init__(self, singulier: str, pluriel: str, n: int, /, **valeurs: Any) -> None:
        super().__init__(singulier, n=n, **valeurs)
        self.pluriel = pluriel
        self.n = n

    def __str__(self) -> str:
        singulier = self.n < 2 if _Etat.langue == "fr" else self.n == 1
        modele = _(self.modele if singulier else self.pluriel)
        return modele.format(**{nom: _mot(v) for nom, v in self.valeurs.items()})


class Liste:
    """« a, b et c »."""

    __slots__ = ("conjonction", "elements")

    def __init__(self, elements: Iterable[Any], conjonction: str = N_("et")) -> None:
        self.elements = tuple(elements)
        self.conjonction = conjonction

    def __str__(self) -> str:
        mots = [f"{_mot(e)}" for e in self.elements]
        if len(mots) < 2:
            return "".join(mots)
        return f"{', '.join(mots[:-1])} {_(self.conjonction)} {mots[-1]}"


class Suivies(Phrase):
    """Sentences one after the other, or reasons side by side (« a; b »), by what separates them."""

    __slots__ = ("elements", "separateur")

    def __init__(self, elements: Iterable[Affichable], separateur: str = " ") -> None:
        super().__init__("")
        self.elements = tuple(elements)
        self.separateur = separateur

    def __str__(self) -> str:
        return self.separateur.join(map(str, self.elements))


CITES = 5


def quelques(noms: Sequence[str]) -> list[str | Phrase]:
    """The first of these names; beyond, they are counted."""
    if len(noms) <= CITES:
        return [*noms]
    return [*noms[: CITES - 1], Phrase("{n} autres", n=len(noms) - CITES + 1)]


class Periode:
    """« du mardi 1er juin au mardi 30 novembre 2027 » (the end is included)."""

    __slots__ = ("debut", "fin")

    def __init__(self, debut: date, fin: date) -> None:
        self.debut, self.fin = debut, fin

    def __str__(self) -> str:
        if self.debut.year == self.fin.year:
            return str(Phrase("du {debut:js} au {fin:j}", debut=self.debut, fin=self.fin))
        return str(Phrase("du {debut:j} au {fin:j}", debut=self.debut, fin=self.fin))


AN, MOIS_MOYEN = 365, 30  # days; thresholds are given in multiples of 365


class Duree(Phrase):
    """A number of days as one says it: « 84 jours », « 2 ans », « 2 ans et 8 mois »."""

    __slots__ = ("jours",)

    def __init__(self, jours: int) -> None:
        super().__init__("")
        self.jours = jours

    def __str__(self) -> str:
        if self.jours < AN:
            return str(Pluriel("{n} jour", "{n} jours", self.jours))
        annees, reste = divmod(self.jours, AN)
        ans = Pluriel("{n} an", "{n} ans", annees)
        mois = Pluriel("un mois", "{n} mois", min(11, reste // MOIS_MOYEN))
        return str(Phrase("{ans} et {mois}", ans=ans, mois=mois) if reste >= MOIS_MOYEN else ans)


class Commande:
    """A command that works when copied, in the reader's language, with the registry that was named."""

    __slots__ = ("arguments", "nom", "registre")

    def __init__(self, nom: str, *arguments: str, registre: str | None = None) -> None:
        if nom not in ALIAS:
            raise KeyError(nom)
        self.nom = nom
        self.arguments = arguments
        self.registre = registre

    def __str__(self) -> str:
        nom, arguments = self.nom, self.arguments
        if _Etat.langue != "fr":
            sous = SOUS_ALIAS.get(nom, {})
            nom, arguments = ALIAS[nom], (*(sous.get(a, a) for a in arguments[:1]), *arguments[1:])
        dossier = self.registre or _Etat.registre
        registre = ["-R", dossier] if dossier else []
        # What is active in a name is shown, as everywhere, even if the command is then of no use.
        return inerte(" ".join(["roriq", *map(guillemets, registre), nom, *map(guillemets, arguments)]))


class SautDeLigne:
    """A line break inside a sentence: what follows is to be typed alone on its line."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n  "


def guillemets(mot: str) -> str:
    """`mot` as one word: for bash, zsh, fish and PowerShell alike; on Windows, for cmd and PowerShell."""
    # At the head of a word, « ~ », « = » and « @ » mean something to one of them; so does a comma to PowerShell.
    if re.fullmatch(r"(?![~=@])[\w@%+=:./~\\-]+" if plateforme.WINDOWS else r"(?![~=@])[\w@%+=:./~-]+", mot):
        return mot
    if plateforme.WINDOWS:
        return _guillemets_de_windows(mot)
    if not re.search(r'["$`!\\]', mot):
        return f'"{mot}"'
    return "'" + mot.replace("'", "'\\''") + "'"


def _guillemets_de_windows(mot: str) -> str:
    """A backslash is a letter like another there, but before the closing mark, which it would keep from closing."""
    if not re.search(r'["$`]', mot):
        return f'"{mot}{mot[len(mot.rstrip(chr(92))) :]}"'
    return "'" + mot.replace("'", "''") + "'"  # PowerShell alone: nothing says it to cmd as well
