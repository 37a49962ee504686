"""What happened to one file between two states: the same for commit messages, previews, the journal and a review."""

from datetime import date
from typing import NamedTuple

from roriq_cli.i18n import Affichable


class Changement(NamedTuple):
    """One change: its name, its day, its sentence.

    The name is an event's, or ajout, attestation, modification, rapprochement, renommage, correction, liste.

    `date` is the day the fact takes effect; None for what is undated. The sentence has no full stop.
    """

    nom: str
    date: date | None
    phrase: Affichable
