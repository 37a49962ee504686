"""Strict reading of one YAML file: data, and the place of every value.

YAML 1.2's core scalars, nothing that surprises: no anchors, aliases, tags, second document or duplicate key.
The events of libyaml's parser are read one at a time, so that depth is checked before anything nests
(libyaml's own composer recurses, and 30,000 brackets crash the interpreter).
"""

import re
from functools import lru_cache
from typing import Any

from roriq_cli.domaine.constats import Chemin
from roriq_cli.i18n import N_, Affichable, Phrase
from roriq_cli.registre.imports import motifs_a_la_demande

with motifs_a_la_demande():
    import yaml

TAILLE_MAX = 1024 * 1024
PROFONDEUR_MAX = 32

# Controls (tab included), bidi and other format characters, surrogates, tags: none has its place in a file.
_INTERDITS = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff0-\ufffb\ud800-\udfff\ufffe\uffff\U000e0000-\U000e0fff]"
)
_CONFLIT = re.compile(r"^(?:<<<<<<<|\|\|\|\|\|\|\||>>>>>>>)(?: |$)|^=======$", re.MULTILINE)
_NUL = re.compile(r"~|null|Null|NULL|")
_MOTS = frozenset({"null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"})
_BOOLEEN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_ENTIER = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]{1,18}(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?")
# Numbers too, for whoever reads YAML, that no field has a use for: octal, hexadecimal, infinite, endless.
_HORS_MESURE = re.compile(
    r"0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
)


_SANS_CLES: dict[str, "Noeud"] = {}


class Noeud:
    """A value with its place: data in `valeur`, and the nodes inside (by key or rank) in `enfants`."""

    __slots__ = ("bloc", "cles", "debut", "enfants", "fin", "valeur")

    def __init__(self, valeur: Any, debut: Any, *, bloc: bool = False) -> None:
        self.valeur = valeur
        self.debut = debut
        self.fin = debut
        self.bloc = bloc
        self.enfants: Any = None
        self.cles: dict[str, Noeud] = _SANS_CLES

    def dernier(self) -> Any:
        """The mark just after the last character of the value (a block's own end is its next token)."""
        enfants = list(self.enfants.values() if isinstance(self.enfants, dict) else self.enfants or ())
        return enfants[-1].dernier() if self.bloc and enfants else self.fin


class Illisible(Exception):
    """A file that cannot be read as data: the rule it breaks, and where (0-based)."""

    def __init__(self, regle: str, message: Affichable, ligne: int = 0, colonne: int = 0) -> None:
        super().__init__(regle)
        self.regle = regle
        self.message = message
        self.ligne = ligne
        self.colonne = colonne


def caractere_interdit(texte: str) -> re.Match[str] | None:
    """The first character that has no place in a file; a line feed has."""
    # What Python prints as it is holds none: most files end here, without a pattern that takes 2 ms to compile.
    # (Python prints the selectors from U+E0100 as they are, and nobody sees them: they are F3 A0 in UTF-8.)
    if texte.replace("\n", "").isprintable() and b"\xf3\xa0" not in texte.encode():
        return None
    return re.search(_INTERDITS, texte)


def decoder(octets: bytes) -> str:
    """The text of a file's bytes, checked before any parser sees it.

    Raises Illisible: too large, empty, not UTF-8, byte order mark, CR, forbidden character, conflict markers.
    """
    if len(octets) > TAILLE_MAX:
        raise Illisible("fichier-taille", Phrase("La fiche dépasse 1 Mio."))
    if octets.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise Illisible("bom", Phrase("Le fichier commence par une marque d'encodage invisible."))
    try:
        texte = octets.decode()
    except UnicodeDecodeError as erreur:
        lisible = octets[: erreur.start].decode()
        raise Illisible("encodage", Phrase("Cette ligne n'est pas en UTF-8."), *_ou(lisible, len(lisible))) from None
    if not texte.strip():
        raise Illisible("fichier-vide", Phrase("Le fichier est vide."))
    if conflit := _CONFLIT.search(texte):
        raise Illisible("conflit", Phrase("Deux versions de la fiche sont mêlées ici."), *_ou(texte, conflit.start()))
    if interdit := caractere_interdit(texte):
        regle = "fin-de-ligne" if interdit[0] == "\r" else "caractere-interdit"
        message = (
            Phrase("La ligne finit par un retour chariot (CR).")
            if interdit[0] == "\r"
            else Phrase("Le caractère {code} n'a pas sa place dans une fiche.", code=f"U+{ord(interdit[0]):04X}")
        )
        raise Illisible(regle, message, *_ou(texte, interdit.start()))
    return texte


def _ou(texte: str, index: int) -> tuple[int, int]:
    return texte.count("\n", 0, index), index - (texte.rfind("\n", 0, index) + 1)


@lru_cache(maxsize=1024)
def lire(texte: str) -> Noeud:
    """The node of the one document in `texte`. Raises Illisible."""
    try:
        return _composer(texte)
    except yaml.MarkedYAMLError as erreur:
        marque = erreur.problem_mark or erreur.context_mark
        if erreur.context_mark and marque and marque.index >= len(texte.rstrip()):
            marque = erreur.context_mark  # what is never closed, rather than the end of the file
        raise Illisible(
            "yaml-syntaxe", _probleme(erreur), *((marque.line, marque.column) if marque else (0, 0))
        ) from None
    except yaml.YAMLError:
        raise Illisible("yaml-syntaxe", Phrase("Le fichier n'est pas du YAML lisible.")) from None


# What libyaml reports → what a person may look for.
_PROBLEMES: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        N_("Un deux-points n'a pas sa place ici : une valeur qui en contient s'écrit entre guillemets droits."),
    ),
    (
        "cannot start any token",
        N_("Une valeur ne peut pas commencer par ce caractère : mettez-la entre guillemets droits."),
    ),
    ("unexpected end of stream", N_("Un guillemet ou un crochet n'est pas refermé.")),
    ("did not find expected ',' or", N_("Une virgule, un crochet ou une accolade manque.")),
    ("could not find expected ':'", N_("Le deux-points qui suit une clé manque.")),
    ("did not find expected key", N_("L'alignement ou la ponctuation de cette ligne ne suit pas ce qui précède.")),
    ("did not find expected '-'", N_("L'alignement de cette ligne ne suit pas celui de la liste.")),
    ("block sequence entries are not allowed", N_("Un tiret de liste n'a pas sa place ici.")),
)


def _probleme(erreur: yaml.MarkedYAMLError) -> Phrase:
    probleme = str(erreur.problem)
    modele = next((m for debut, m in _PROBLEMES if debut in probleme), None)
    return Phrase(modele or N_("Cette ligne n'est pas du YAML lisible."))


def _composer(texte: str) -> Noeud:
    """Build the tree from the parser's events, iteratively."""
    pile: list[Noeud] = []
    cles: list[Noeud | None] = []
    racine: Noeud | None = None
    lecteur: Any = yaml.CLoader(texte)
    while (evenement := lecteur.get_event()) is not None:
        genre = type(evenement)
        if genre is yaml.ScalarEvent:
            if evenement.anchor is not None or evenement.tag is not None:
                _sans_marque(evenement)
            noeud = Noeud(_scalaire(evenement), evenement.start_mark)
            noeud.fin = evenement.end_mark
        elif genre is yaml.MappingStartEvent or genre is yaml.SequenceStartEvent:
            _sans_marque(evenement)
            noeud = Noeud(
                {} if genre is yaml.MappingStartEvent else [], evenement.start_mark, bloc=not evenement.flow_style
            )
            noeud.enfants = {} if genre is yaml.MappingStartEvent else []
            noeud.cles = {}
        elif genre is yaml.MappingEndEvent or genre is yaml.SequenceEndEvent:
            pile.pop().fin = evenement.end_mark
            cles.pop()
            continue
        elif genre is yaml.AliasEvent:
            raise _illisible("yaml-alias", Phrase("Un renvoi (*) n'a pas sa place dans une fiche."), evenement)
        else:
            if genre is yaml.DocumentStartEvent and racine is not None:
                raise _illisible("yaml-documents", Phrase("Un second document (---) commence ici."), evenement)
            continue
        if pile:
            _placer(pile[-1], cles, noeud)
        else:
            racine = noeud
        if noeud.enfants is not None:
            pile.append(noeud)
            cles.append(None)
            if len(pile) > PROFONDEUR_MAX:
                raise _illisible("yaml-profondeur", Phrase("Trop de niveaux imbriqués."), evenement)
    if racine is None:
        raise Illisible("fichier-vide", Phrase("Le fichier ne contient que des commentaires."))
    if racine.valeur is None:
        raise Illisible("fichier-vide", Phrase("Le fichier est vide."))
    return racine


def _sans_marque(evenement: Any) -> None:
    if evenement.anchor is not None:
        raise _illisible("yaml-alias", Phrase("Une ancre (&) n'a pas sa place dans une fiche."), evenement)
    if evenement.tag is not None:
        raise _illisible("yaml-etiquette", Phrase("Une étiquette (!) n'a pas sa place dans une fiche."), evenement)


def _placer(parent: Noeud, cles: list[Noeud | None], noeud: Noeud) -> None:
    """Put `noeud` in its parent: the next item of a list, a key, or the value of the pending key."""
    if isinstance(parent.enfants, list):
        parent.enfants.append(noeud)
        parent.valeur.append(noeud.valeur)
        return
    cle = cles[-1]
    if cle is not None:
        parent.enfants[cle.valeur] = noeud
        parent.valeur[cle.valeur] = noeud.valeur
        cles[-1] = None
        return
    if not isinstance(noeud.valeur, str):
        raise Illisible(
            "yaml-cle", Phrase("Une clé est un mot : le nom d'un champ."), noeud.debut.line, noeud.debut.column
        )
    if noeud.valeur in parent.cles:
        premiere = parent.cles[noeud.valeur].debut.line + 1
        raise Illisible(
            "yaml-cle-double",
            Phrase("Le champ « {cle} » est déjà écrit à la ligne {premiere}.", cle=noeud.valeur, premiere=premiere),
            noeud.debut.line,
            noeud.debut.column,
        )
    parent.cles[noeud.valeur] = noeud
    cles[-1] = noeud


def _scalaire(evenement: Any) -> Any:
    """YAML 1.2 core: null, true, 12, 1.5; any other text is text, on one line. A number beyond use is refused."""
    texte = evenement.value
    if "\n" in texte:
        raise _illisible("caractere-interdit", Phrase("Une valeur tient sur une ligne."), evenement)
    if not evenement.implicit[0]:
        # Only an escape can hold what the raw text did not show.
        if interdit := caractere_interdit(texte):
            raise _illisible(
                "caractere-interdit",
                Phrase("Le caractère {code} n'a pas sa place dans une valeur.", code=f"U+{ord(interdit[0]):04X}"),
                evenement,
            )
        return texte
    if texte[:1].isalpha() and texte not in _MOTS:
        return texte
    if _NUL.fullmatch(texte):
        return None
    if texte in _BOOLEEN:
        return _BOOLEEN[texte]
    if _ENTIER.fullmatch(texte):
        return int(texte)
    if _DECIMAL.fullmatch(texte):
        return float(texte)
    if _HORS_MESURE.fullmatch(texte):
        raise _illisible(
            "valeur-type", Phrase("Un texte est attendu ici : mettez la valeur entre guillemets droits."), evenement
        )
    return texte


def _illisible(regle: str, message: Affichable, evenement: Any) -> Illisible:
    return Illisible(regle, message, evenement.start_mark.line, evenement.start_mark.column)


def trouver(noeud: Noeud, chemin: Chemin) -> Noeud:
    """The node at `chemin`, or the deepest one on the way there; a key's own place for the last key."""
    for rang, cle in enumerate(chemin):
        if isinstance(noeud.enfants, dict) and cle in noeud.enfants:
            if rang == len(chemin) - 1:
                return noeud.cles[str(cle)]
            noeud = noeud.enfants[cle]
        elif isinstance(noeud.enfants, list) and isinstance(cle, int) and cle < len(noeud.enfants):
            noeud = noeud.enfants[cle]
        else:
            break
    return noeud
