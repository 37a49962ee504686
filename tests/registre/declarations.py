"""Files of any kind, made from its declaration alone: its schema, its record, its append-only lists, its free fields.

A kind that comes later is tried by the properties that use these, with no sample written by hand.
"""

import json
from typing import Any

from hypothesis import strategies as st

from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.registre import schemas
from roriq_cli.registre.analyse import caractere_interdit
from roriq_cli.registre.conversion import depuis_donnees
from tests.registre.strategies import JOURS, textes

# What is said in prose of a text, a pattern only bounds.
_TEXTE = r"^\S(.*\S)?$"


def donnees(genre: Genre) -> st.SearchStrategy[Any]:
    """The data of a file that passes the kind's schema."""
    schema = json.loads(schemas.texte_du_schema(genre.nom))
    return _de(schema, schema).filter(lambda d: schemas.conforme(genre.nom, d))


def fiches(genre: Genre) -> st.SearchStrategy[Any]:
    """The record of such a file."""
    return donnees(genre).map(lambda d: depuis_donnees(genre.classe, d))


class _Muet(dict[str, Any]):
    """A schema that is not told whole wherever a strategy is described."""

    def __repr__(self) -> str:
        return str(self.get("title", "…"))


def _ensemble(un: Any, autre: Any) -> Any:
    """A schema that asks for both: what a rule adds to a field that is already bounded."""
    if un is False or autre is False or autre is True:
        return un if autre is True else False
    return {
        **un,
        **autre,
        "required": [*un.get("required", ()), *autre.get("required", ())],
        **({"items": _ensemble(un["items"], autre["items"])} if "items" in un and "items" in autre else {}),
    }


def _de(schema: Any, racine: Any) -> st.SearchStrategy[Any]:
    """Deferred: a schema has parts that refer to each other, and a description of them all is of no use."""
    return st.deferred(lambda: _immediat(schema, racine))


def _immediat(schema: Any, racine: Any) -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        voulu = racine
        for mot in schema["$ref"].removeprefix("#/").split("/"):
            voulu = voulu[mot]
        return _immediat(_ensemble(voulu, {cle: v for cle, v in schema.items() if cle != "$ref"}), racine)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema["type"]:
        case "object":
            return _objet(_Muet(schema), _Muet(racine))
        case "array":
            elements = _de(schema["items"], racine)
            unique = schema.get("uniqueItems", False)
            return st.lists(elements, min_size=1, max_size=3, unique=unique)
        case "integer":
            return st.integers(schema.get("minimum", 0), schema.get("maximum", 10**6))
        case "boolean":
            return st.booleans()
    if schema.get("format") == "date":
        return JOURS.map(lambda jour: jour.isoformat())
    if schema.get("pattern") == _TEXTE:
        return textes(min(schema["maxLength"], 60)).filter(lambda t: len(t) >= schema["minLength"])
    # No file holds what the reader of YAML refuses, whatever the schema would let by.
    formes = st.from_regex(
        schema["pattern"], fullmatch=True, alphabet=st.characters(max_codepoint=0x17F, min_codepoint=32)
    )
    return formes.filter(lambda t: len(t) <= schema.get("maxLength", len(t)) and not caractere_interdit(t))


@st.composite
def _objet(draw: st.DrawFn, schema: Any, racine: Any) -> dict[str, Any]:
    """The fields that the others are asked by come first; what these call for is then added to the schema."""
    regles = [r for r in (schema, *schema.get("allOf", ())) if "if" in r]
    proprietes, requis = dict(schema.get("properties", {})), set(schema.get("required", ()))
    dits: dict[str, Any] = {}
    for nom in {nom: None for r in regles for nom in r["if"]["required"]}:
        if nom in requis or draw(st.booleans()):
            dits[nom] = draw(_de(proprietes[nom], racine))
    for regle in regles:
        vaut = all(nom in dits for nom in regle["if"]["required"]) and all(
            dits[nom] in voulu.get("enum", [voulu.get("const")])
            for nom, voulu in regle["if"].get("properties", {}).items()
        )
        suite = regle.get("then" if vaut else "else", {})
        for nom, ajout in suite.get("properties", {}).items():
            proprietes[nom] = _ensemble(proprietes[nom], ajout)
        requis |= set(suite.get("required", ()))
    requis |= set(draw(st.sampled_from(schema["anyOf"]))["required"]) if "anyOf" in schema else set()
    for nom, valeur in proprietes.items():
        if nom not in dits and valeur is not False and (nom in requis or draw(st.booleans())):
            dits[nom] = draw(_de(valeur, racine))
    return {nom: dits[nom] for nom in proprietes if nom in dits}
