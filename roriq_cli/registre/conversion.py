"""Data from a file that passed its schema ↔ the domain's records. Only what cannot lose anything is done here."""

import types
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from roriq_cli.domaine.membres.modele import Preuve, Preuves

T = TypeVar("T")


def depuis_donnees(classe: type[T], donnees: dict[str, Any]) -> T:
    """The record of class `classe` that `donnees` says. The data has passed the class's schema."""
    convertisseurs = _convertisseurs(cast(type, classe))
    return classe(**{cle: convertisseurs[cle](valeur) for cle, valeur in donnees.items()})


def vers_donnees(fiche: NamedTuple) -> dict[str, Any]:
    """The data of a record, in the record's order, what is absent left out."""
    return {cle: _donnee(v) for cle, v in fiche._asdict().items() if v is not None and v != ()}


def _donnee(valeur: Any) -> Any:
    if hasattr(valeur, "_asdict"):
        return vers_donnees(valeur)
    if isinstance(valeur, tuple):
        return [_donnee(v) for v in valeur]
    if isinstance(valeur, Preuves):
        return {critere: vers_donnees(preuve) for critere, preuve in valeur.items()}
    if isinstance(valeur, date):
        return valeur.isoformat()
    return valeur.value if isinstance(valeur, StrEnum) else valeur


@cache
def _convertisseurs(classe: type) -> dict[str, Callable[[Any], Any]]:
    return {nom: _convertisseur(genre) for nom, genre in get_type_hints(classe).items()}


def _convertisseur(genre: Any) -> Callable[[Any], Any]:
    """From a JSON value to a value of the annotated type (str, int, bool, date, enum, record, tuple of these)."""
    if get_origin(genre) in (Union, types.UnionType):
        return _convertisseur(next(g for g in get_args(genre) if g is not type(None)))
    if get_origin(genre) is tuple:
        element = _convertisseur(get_args(genre)[0])
        return lambda valeurs: tuple(element(v) for v in valeurs)
    if genre is Preuves:
        preuve = _convertisseur(Preuve)
        return lambda valeur: Preuves({critere: preuve(v) for critere, v in valeur.items()})
    if genre is date:
        return date.fromisoformat
    if hasattr(genre, "_fields"):
        return lambda valeur: depuis_donnees(genre, valeur)
    if genre is int or issubclass(genre, StrEnum):  # a schema takes 24.0 for an integer
        return cast(Callable[[Any], Any], genre)
    return lambda valeur: valeur
