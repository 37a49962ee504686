"""Strict reading of one YAML file: data, and the place of every value.

YAML 1.2's core scalars, nothing that surprises: no anchors, aliases, tags, second document or duplicate key.
libyaml's composer gives the tree. It recurses, without a bound of its own: a text that could nest much, or that could
hold an anchor, a tag or a second document, has its events read one at a time first.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from roriq_cli.domaine.genres.constats import Chemin
from roriq_cli.i18n import N_, Affichable, Phrase
from roriq_cli.registre.imports import motifs_a_la_demande

with motifs_a_la_demande():
    import yaml
    from yaml._yaml import CParser

TAILLE_MAX = 1024 * 1024
PROFONDEUR_MAX = 32

# Controls (tab included), bidi and other format characters, surrogates, tags: none has its place in a file.
_INTERDITS = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff0-\ufffb\ud800-\udfff\ufffe\uffff\U000e0000-\U000e0fff]"
)
_CONFLIT = r"(?m)^(?:<<<<<<<|\|\|\|\|\|\|\||>>>>>>>)(?: |\r?$)|^=======\r?$"
# Strings, compiled when a value needs them: most files hold no number.
_MOTS = frozenset({"", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"})
_BOOLEEN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_ENTIER = r"[-+]?[0-9]{1,18}"
_DECIMAL = r"[-+]?(?:\.[0-9]+|[0-9]{1,18}(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?"
# Numbers too, for whoever reads YAML, that no field has a use for: octal, hexadecimal, infinite, endless.
_HORS_MESURE = (
    r"0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
)


class Noeud(NamedTuple):
    """A value with its place in the text (`brut` is libyaml's node): what findings and splices ask where things are."""

    valeur: Any
    brut: Any

    @property
    def debut(self) -> Any:
        """The mark of the first character."""
        return self.brut.start_mark

    @property
    def fin(self) -> Any:
        """The mark just after the last character; a block's own is its next token's."""
        return self.brut.end_mark

    @property
    def bloc(self) -> bool:
        """Whether it is a list or a group of fields laid out on lines of their own."""
        return not isinstance(self.brut, yaml.ScalarNode) and not self.brut.flow_style

    @property
    def enfants(self) -> Any:
        """The nodes inside, by key or rank; None for a text or a number."""
        if isinstance(self.brut, yaml.MappingNode):
            return {cle.value: Noeud(self.valeur[cle.value], brut) for cle, brut in self.brut.value}
        if isinstance(self.brut, yaml.SequenceNode):
            return [Noeud(valeur, brut) for valeur, brut in zip(self.valeur, self.brut.value, strict=True)]
        return None

    @property
    def cles(self) -> "dict[str, Noeud]":
        """The keys themselves, with their places."""
        return {cle.value: Noeud(cle.value, cle) for cle, _valeur in self.brut.value}

    def dernier(self) -> Any:
        """The mark just after the last character of the value, blocks included."""
        if not (self.bloc and self.brut.value):
            return self.fin
        return (list(self.enfants.values()) if isinstance(self.enfants, dict) else self.enfants)[-1].dernier()


class Illisible(Exception):
    """A file that cannot be read as data: the rule it breaks, where (0-based), and what to do if not the rule's own."""

    def __init__(
        self, regle: str, message: Affichable, ligne: int = 0, colonne: int = 0, correction: Affichable | None = None
    ) -> None:
        super().__init__(regle)
        self.regle = regle
        self.message = message
        self.ligne = ligne
        self.colonne = colonne
        self.correction = correction


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
    if octets.startswith(b"\xef\xbb\xbf"):
        raise Illisible("bom", Phrase("Le fichier commence par une marque d'encodage invisible."))
    if octets.startswith((b"\xff\xfe", b"\xfe\xff")):  # what « > » makes in Windows PowerShell
        raise Illisible("bom", Phrase("Le fichier est en UTF-16, comme ce que « > » écrit dans Windows PowerShell."))
    try:
        texte = octets.decode()
    except UnicodeDecodeError as erreur:
        lisible = octets[: erreur.start].decode()
        raise Illisible("encodage", Phrase("Cette ligne n'est pas en UTF-8."), *_ou(lisible, len(lisible))) from None
    if not texte.strip():
        raise Illisible("fichier-vide", Phrase("Le fichier est vide."))
    if any(signe * 7 in texte for signe in "<|>=") and (conflit := re.search(_CONFLIT, texte)):
        raise Illisible("conflit", Phrase("Deux versions de la fiche sont mêlées ici."), *_ou(texte, conflit.start()))
    if interdit := caractere_interdit(texte):
        ou = _ou(texte, interdit.start())
        if interdit[0] == "\r":
            raise Illisible("fin-de-ligne", Phrase("La ligne finit par un retour chariot (CR)."), *ou)
        message = Phrase("Le caractère {code} n'a pas sa place dans une fiche.", code=f"U+{ord(interdit[0]):04X}")
        raise Illisible("caractere-interdit", message, *ou)
    return texte


def encoder(texte: str) -> bytes:
    """The bytes of a file's text, those that are no text as they were."""
    return texte.encode(errors="surrogateescape")


def _ou(texte: str, index: int) -> tuple[int, int]:
    return texte.count("\n", 0, index), index - (texte.rfind("\n", 0, index) + 1)


@lru_cache(maxsize=1024)
def lire(texte: str) -> Noeud:
    """The node of the one document in `texte`. Raises Illisible."""
    try:
        if _suspect(texte):
            _verifier(texte)
        racine = _Lecteur(texte).get_single_node()
    except yaml.MarkedYAMLError as erreur:
        marque = erreur.problem_mark or erreur.context_mark
        if erreur.context_mark and marque and marque.index >= len(texte.rstrip()):
            marque = erreur.context_mark  # what is never closed, rather than the end of the file
        raise Illisible(
            "yaml-syntaxe", _probleme(erreur), *((marque.line, marque.column) if marque else (0, 0))
        ) from None
    except yaml.YAMLError:
        raise Illisible("yaml-syntaxe", Phrase("Le fichier n'est pas du YAML lisible.")) from None
    if racine is None:
        raise Illisible("fichier-vide", Phrase("Le fichier ne contient que des commentaires."))
    valeur = _valeur(racine)
    if valeur is None:
        raise Illisible("fichier-vide", Phrase("Le fichier est vide."))
    return Noeud(valeur, racine)


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


class _Lecteur(CParser):
    """libyaml's parser and composer alone: the types of plain scalars are `_scalaire`'s."""

    def resolve(self, _genre: Any, _valeur: Any, _implicite: Any) -> str:
        return ""

    def descend_resolver(self, _parent: Any, _rang: Any) -> None:
        """Nothing: no path resolves otherwise than another."""

    def ascend_resolver(self) -> None:
        """Nothing either."""


NIVEAUX_SURS = 1000


def _suspect(texte: str) -> bool:
    """Whether the text may hold what `_verifier` refuses; most files cannot, and are read once."""
    if any(signe in texte for signe in ("&", "*", "!", "---", "...")):
        return True
    # A level opens with a bracket, or begins further on a line than the one that holds it (or as a list, with it).
    return texte.count("[") + texte.count("{") + 2 * max(map(len, texte.split("\n"))) > NIVEAUX_SURS


def _verifier(texte: str) -> None:
    """Read the events one by one. Raises Illisible: anchor, alias, tag, second document, too many levels."""
    lecteur = _Lecteur(texte)
    profondeur = documents = 0
    while (evenement := lecteur.get_event()) is not None:
        if isinstance(evenement, yaml.AliasEvent):
            raise _illisible("yaml-alias", Phrase("Un renvoi (*) n'a pas sa place dans une fiche."), evenement)
        if getattr(evenement, "anchor", None) is not None:
            raise _illisible("yaml-alias", Phrase("Une ancre (&) n'a pas sa place dans une fiche."), evenement)
        if getattr(evenement, "tag", None) is not None:
            raise _illisible("yaml-etiquette", Phrase("Une étiquette (!) n'a pas sa place dans une fiche."), evenement)
        documents += isinstance(evenement, yaml.DocumentStartEvent)
        if documents > 1:
            raise _illisible("yaml-documents", Phrase("Un second document (---) commence ici."), evenement)
        profondeur += isinstance(evenement, yaml.CollectionStartEvent) - isinstance(evenement, yaml.CollectionEndEvent)
        if profondeur > PROFONDEUR_MAX:
            raise _illisible("yaml-profondeur", Phrase("Trop de niveaux imbriqués."), evenement)


def _valeur(brut: Any, niveau: int = 1) -> Any:
    """The data of a node."""
    genre = type(brut)
    if genre is yaml.ScalarNode:
        return _scalaire(brut)
    if niveau > PROFONDEUR_MAX:
        raise _illisible("yaml-profondeur", Phrase("Trop de niveaux imbriqués."), brut)
    if genre is yaml.SequenceNode:
        return [_valeur(element, niveau + 1) for element in brut.value]
    valeurs: dict[str, Any] = {}
    for cle, valeur in brut.value:
        # The commonest key is a bare word; whatever else it may be is asked of the value it would make.
        if type(cle) is not yaml.ScalarNode or (
            (cle.style or cle.value in _MOTS or not cle.value.isidentifier()) and not isinstance(_scalaire(cle), str)
        ):
            raise _illisible("yaml-cle", Phrase("Une clé est un mot : le nom d'un champ."), cle)
        if cle.value in valeurs:
            premiere = next(autre.start_mark.line for autre, _v in brut.value if autre.value == cle.value)
            raise _illisible(
                "yaml-cle-double",
                Phrase(
                    "Le champ « {cle} » est déjà écrit à la ligne {premiere}.", cle=cle.value, premiere=premiere + 1
                ),
                cle,
            )
        valeurs[cle.value] = _valeur(valeur, niveau + 1)
    return valeurs


def _scalaire(brut: Any) -> Any:
    """YAML 1.2 core: null, true, 12, 1.5; any other text is text, on one line. A number beyond use is refused."""
    texte = brut.value
    if "\n" in texte:
        raise _illisible("caractere-interdit", Phrase("Une valeur tient sur une ligne."), brut)
    if brut.style:
        # Only an escape can hold what the raw text did not show.
        if interdit := caractere_interdit(texte):
            raise _illisible(
                "caractere-interdit",
                Phrase("Le caractère {code} n'a pas sa place dans une valeur.", code=f"U+{ord(interdit[0]):04X}"),
                brut,
            )
        return texte
    if texte in _MOTS:
        return _BOOLEEN.get(texte)
    # A day, the commonest of what begins with a digit, is no number.
    if texte[0].isalpha() or (texte[4:5] == "-" and texte[:4].isdigit()):
        return texte
    if re.fullmatch(_ENTIER, texte):
        return int(texte)
    if re.fullmatch(_DECIMAL, texte):
        return float(texte)
    if re.fullmatch(_HORS_MESURE, texte):
        raise _illisible(
            "valeur-type", Phrase("Un texte est attendu ici : mettez la valeur entre guillemets droits."), brut
        )
    return texte


def _illisible(regle: str, message: Affichable, place: Any) -> Illisible:
    """`place` is an event or a node."""
    return Illisible(regle, message, place.start_mark.line, place.start_mark.column)


def trouver(noeud: Noeud, chemin: Chemin) -> Noeud:
    """The node at `chemin`, or the deepest one on the way there; a key's own place for the last key."""
    for rang, cle in enumerate(chemin):
        if isinstance(noeud.valeur, dict) and cle in noeud.valeur:
            # Not `enfants`: a hostile file has many values, and as many findings.
            place, brut = next(couple for couple in noeud.brut.value if couple[0].value == cle)
            noeud = Noeud(cle, place) if rang == len(chemin) - 1 else Noeud(noeud.valeur[cle], brut)
        elif isinstance(noeud.valeur, list) and isinstance(cle, int) and cle < len(noeud.valeur):
            noeud = Noeud(noeud.valeur[cle], noeud.brut.value[cle])
        else:
            break
    return noeud
