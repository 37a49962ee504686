"""How people write a day, a month, a year: the one way in, for the command line and for sheets alike."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from roriq_cli.domaine.membres.modele import Precision
from roriq_cli.i18n import MOIS, Affichable, Phrase, plier

_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_MOTS = r"(?:le )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)\.? (\d{4})"
_MOIS_D_ABORD = r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"
_BARRES = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_JOUR_ZERO = date(1899, 12, 30)  # of a spreadsheet that has lost the format of its dates
_DERNIER_JOUR = (date(2099, 12, 31) - _JOUR_ZERO).days
_NOMS_DE_MOIS = {plier(nom): rang for noms in MOIS.values() for rang, nom in enumerate(noms, 1)}


class DateRefusee(ValueError):
    """Not a date; `phrase` says why."""

    def __init__(self, phrase: Affichable) -> None:
        super().__init__()
        self.phrase = phrase


class Depuis(NamedTuple):
    """A beginning as precisely as it is known: the first day of the period."""

    jour: date
    precision: Precision

    @property
    def dernier(self) -> date:
        """The last day of the period."""
        if self.precision is Precision.ANNEE:
            return date(self.jour.year, 12, 31)
        if self.precision is Precision.MOIS:
            return (self.jour.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return self.jour


def lire_date(texte: str) -> date:
    """A day as people write it: AAAA-MM-JJ, « 4 mars 2027 », "March 4, 2027". Raises DateRefusee with a sentence."""
    mot = plier(texte.strip())
    if trouve := re.fullmatch(_ISO, mot):
        annee, mois, jour = map(int, trouve.groups())
    elif trouve := re.fullmatch(_MOTS, mot):
        jour, annee, mois = int(trouve[1]), int(trouve[3]), _NOMS_DE_MOIS.get(trouve[2], 0)
    elif trouve := re.fullmatch(_MOIS_D_ABORD, mot):
        jour, annee, mois = int(trouve[2]), int(trouve[3]), _NOMS_DE_MOIS.get(trouve[1], 0)
    elif trouve := re.fullmatch(_BARRES, mot):
        raise DateRefusee(_ambigue(texte, *map(int, trouve.groups())))
    else:
        raise DateRefusee(Phrase("« {texte} » n'est pas une date. Écrivez AAAA-MM-JJ ou « 4 mars 2027 ».", texte=texte))
    try:
        lue = date(annee, mois, jour)
    except ValueError:
        raise DateRefusee(Phrase("« {texte} » n'existe pas au calendrier.", texte=texte)) from None
    if not 1900 <= lue.year <= 2099:
        raise DateRefusee(Phrase("« {texte} » est hors des années 1900 à 2099.", texte=texte))
    return lue


def lire_depuis(texte: str) -> Depuis:
    """A beginning: AAAA, AAAA-MM, « avril 2019 » or a day. Raises DateRefusee with a sentence."""
    mot = plier(texte)
    if re.fullmatch(r"\d{4}", mot):
        return Depuis(lire_date(f"{mot}-01-01"), Precision.ANNEE)
    if re.fullmatch(r"\d{4}-\d{1,2}", mot):
        return Depuis(lire_date(f"{mot}-01"), Precision.MOIS)
    if (trouve := re.fullmatch(r"([a-z]+)\.? (\d{4})", mot)) and (mois := _NOMS_DE_MOIS.get(trouve[1])):
        return Depuis(lire_date(f"{trouve[2]}-{mois:02}-01"), Precision.MOIS)
    if any(re.fullmatch(forme, mot) for forme in (_ISO, _MOTS, _MOIS_D_ABORD, _BARRES)):
        return Depuis(lire_date(texte), Precision.JOUR)
    if (trouve := re.fullmatch(r"(\d{5})(?:\.\d+)?", mot)) and int(trouve[1]) <= _DERNIER_JOUR:
        raise DateRefusee(
            Phrase(
                "« {texte} » n'est pas une date; c'est sans doute un numéro de jour d'Excel, celui du {le}. Écrivez "
                "{le:iso} ou « {le} ».",
                texte=texte,
                le=_JOUR_ZERO + timedelta(int(trouve[1])),
            )
        )
    annee = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", mot)
    raise DateRefusee(
        Phrase(
            "« {texte} » n'est pas une date. L'année suffit ({annee}), le mois aussi ({annee}-04).",
            texte=texte,
            annee=annee[0] if annee else "2019",
        )
    )


def _ambigue(texte: str, premier: int, second: int, annee: int) -> Affichable:
    """« 04/03/2027 peut être le 4 mars ou le 3 avril. »"""
    possibles = []
    for mois, jour in ((second, premier), (premier, second)):
        try:
            possibles.append(date(annee, mois, jour))
        except ValueError:
            continue
    if len(set(possibles)) == 2:
        return Phrase(
            "{texte} peut être le {a:s} ou le {b:s}. Écrivez {a:iso} ou « {a} ».",
            texte=texte,
            a=possibles[0],
            b=possibles[1],
        )
    if possibles:
        return Phrase("« {texte} » s'écrit {a:iso} ou « {a} ».", texte=texte, a=possibles[0])
    return Phrase("« {texte} » n'existe pas au calendrier.", texte=texte)
