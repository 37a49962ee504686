"""The clock: the only place that knows what day it is, and what a Toronto day is."""

import os
from datetime import date, datetime, time, tzinfo
from functools import cache
from pathlib import Path

import tzdata  # type: ignore[import-untyped]

from roriq_cli.errors import Usage
from roriq_cli.i18n import Phrase

VARIABLE = "RORIQ_AUJOURDHUI"


@cache
def zone() -> tzinfo:
    """America/Toronto, as `tzdata` says it on every system (Windows has no time zones of its own)."""
    # Without a path, zoneinfo asks how Python was built, only to know where the system's own time zones are.
    nom, chemin = "PYTHONTZPATH", str(Path(tzdata.__path__[0], "zoneinfo"))
    pose = nom not in os.environ
    os.environ.setdefault(nom, chemin)
    from zoneinfo import ZoneInfo

    if pose:
        del os.environ[nom]
    return ZoneInfo("America/Toronto")


def aujourd_hui() -> date:
    """RORIQ_AUJOURDHUI=AAAA-MM-JJ, else the day in America/Toronto. Raises Usage when the variable is no day."""
    voulu = os.environ.get(VARIABLE, "").strip()
    if not voulu:
        return datetime.now(zone()).date()
    try:
        jour = date.fromisoformat(voulu)
        if not 1900 <= jour.year <= 2099:
            raise ValueError(voulu)
        return jour
    except ValueError:
        raise Usage(
            Phrase("{variable} vaut « {valeur} » : une date s'écrit AAAA-MM-JJ.", variable=VARIABLE, valeur=voulu)
        ) from None


def verifier() -> None:
    """Raises Usage when the variable is set and no day: judged before anything is read."""
    if os.environ.get(VARIABLE):
        aujourd_hui()


def fin_du_jour(jour: date) -> datetime:
    """The last second of `jour` in America/Toronto."""
    return datetime.combine(jour, time(23, 59, 59), zone())


def jour_de(instant: datetime) -> datetime:
    """`instant` as told in America/Toronto."""
    return instant.astimezone(zone())
