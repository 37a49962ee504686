"""What some libraries do at import for nobody, put off: a command is short, and each of these takes a tenth of it."""

import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import ModuleType
from typing import Any


class _Motif:
    """A pattern that is compiled when it is used."""

    def __init__(self, *arguments: Any) -> None:
        self._arguments = arguments

    def __getattr__(self, nom: str) -> Any:
        return getattr(re.compile(*self._arguments), nom)


@contextmanager
def motifs_a_la_demande() -> Iterator[None]:
    """PyYAML compiles the patterns of its Python parser, 9 ms, where its C parser is all that is used."""
    compiler = re.compile
    re.compile = _Motif  # type: ignore[assignment]
    try:
        yield
    finally:
        re.compile = compiler


def sans_date_de_construction() -> AbstractContextManager[None]:
    """jsonschema-rs asks email.utils, at import, for the day it was built: 9 ms of modules for what nobody reads."""
    return _en_attendant("email.utils", parsedate_to_datetime=lambda _texte: None)


def sans_identifiants_uuid() -> AbstractContextManager[None]:
    """Click and typer know a type of option, UUID, that no command has: 4 ms to learn which system this is."""
    return _en_attendant("uuid", UUID=type("UUID", (), {}))


@contextmanager
def _en_attendant(module: str, **noms: Any) -> Iterator[None]:
    """For whoever imports it meanwhile, `module` has these names alone (unless it is already there)."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = ModuleType(module)
    vars(sys.modules[module]).update(noms)
    try:
        yield
    finally:
        del sys.modules[module]
