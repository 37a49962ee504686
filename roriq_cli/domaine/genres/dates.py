"""How people write a day, a month, a year: the one way in, for the command line and for sheets alike."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from roriq_cli.domaine.membres.modele import Precision
from roriq_cli.i18n import JOURS, MOIS, Affichable, Phrase, plier

# What may stand before a day, and is checked: « le », a day of the week.
_JOURS = {plier(nom): rang for noms in JOURS.values() for rang, nom in enumerate(noms)}
_AVANT = rf"(?:(?:le|the|on) )?(?:({'|'.join(_JOURS)})\.?,? )?(?:(?:le|the) )?"
_ISO = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
_QUANTIEME = r"(\d{1,2})(?:er|st|nd|rd|th)?"
_MOTS = rf"{_QUANTIEME}[ -]([a-z]+)\.?,?[ -](\d{{4}})"
_MOIS_D_ABORD = rf"([a-z]+)\.? {_QUANTIEME},? (\d{{4}})"
_SANS_ANNEE = rf"{_QUANTIEME} ([a-z]+)\.?"
_BARRES = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_RELATIFS = {"aujourd'hui": 0, "today": 0, "hier": 1, "yesterday": 1, "avant-hier": 2}
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


def lire_date(texte: str, aujourd_hui: date | None = None) -> date:
    """A day as people write it: AAAA-MM-JJ, « 4 mars 2027 », « jeu. 14 janv. 2027 », "March 4, 2027".

    `aujourd_hui`: where someone is there to see what was understood, « hier » and « 20 mai » (the last one) are days
    too. Raises DateRefusee with a sentence.
    """
    mot = plier(texte.strip())
    semaine, reste = _apres_la_semaine(mot)
    lue = _lire_le_jour(texte, reste, aujourd_hui)
    if semaine is not None and lue.weekday() != semaine:
        raise DateRefusee(Phrase("« {texte} » : ce jour-là est {le:j}.", texte=texte, le=lue))
    if not 1900 <= lue.year <= 2099:
        raise DateRefusee(Phrase("« {texte} » est hors des années 1900 à 2099.", texte=texte))
    return lue


def _apres_la_semaine(mot: str) -> tuple[int | None, str]:
    """The day of the week that a text begins with (None: none), and what follows it."""
    avant = re.match(_AVANT, mot)
    if avant is None:
        return None, mot
    return _JOURS.get(avant[1] or ""), mot[avant.end() :]


def _lire_le_jour(texte: str, mot: str, aujourd_hui: date | None) -> date:
    if trouve := re.fullmatch(_ISO, mot):
        annee, _signe, mois, jour = (int(m) if m.isdigit() else 0 for m in trouve.groups())
    elif (trouve := re.fullmatch(_MOTS, mot)) and (mois := _mois(trouve[2])):
        jour, annee = int(trouve[1]), int(trouve[3])
    elif (trouve := re.fullmatch(_MOIS_D_ABORD, mot)) and (mois := _mois(trouve[1])):
        jour, annee = int(trouve[2]), int(trouve[3])
    elif trouve := re.fullmatch(_BARRES, mot):
        raise DateRefusee(_ambigue(texte, *map(int, trouve.groups())))
    elif aujourd_hui and mot in _RELATIFS:
        return aujourd_hui - timedelta(days=_RELATIFS[mot])
    elif aujourd_hui and (trouve := re.fullmatch(_SANS_ANNEE, mot)) and (mois := _mois(trouve[2])):
        return _le_dernier(texte, int(trouve[1]), mois, aujourd_hui)
    else:
        raise DateRefusee(Phrase("« {texte} » n'est pas une date. Écrivez AAAA-MM-JJ ou « 4 mars 2027 ».", texte=texte))
    return _du_calendrier(texte, annee, mois, jour)


def _du_calendrier(texte: str, annee: int, mois: int, jour: int) -> date:
    try:
        return date(annee, mois, jour)
    except ValueError:
        raise DateRefusee(Phrase("« {texte} » n'existe pas au calendrier.", texte=texte)) from None


def _le_dernier(texte: str, jour: int, mois: int, aujourd_hui: date) -> date:
    """The last such day, today included: a register tells what happened."""
    for annee in range(aujourd_hui.year, aujourd_hui.year - 9, -1):  # 29 February comes every four years, or eight
        try:
            le = date(annee, mois, jour)
        except ValueError:
            continue
        if le <= aujourd_hui:
            return le
    raise DateRefusee(Phrase("« {texte} » n'existe pas au calendrier.", texte=texte))


def _mois(mot: str) -> int:
    """The month that a word is, or begins with no other (« janv », « sept », « juill »); 0 for any other word."""
    if exact := _NOMS_DE_MOIS.get(mot):
        return exact
    trouves = {rang for nom, rang in _NOMS_DE_MOIS.items() if len(mot) > 2 and nom.startswith(mot)}
    return trouves.pop() if len(trouves) == 1 else 0


def lire_depuis(texte: str, aujourd_hui: date | None = None) -> Depuis:
    """A beginning: AAAA, AAAA-MM, « avril 2019 » or a day (`lire_date`). Raises DateRefusee with a sentence."""
    mot = plier(texte)
    if re.fullmatch(r"\d{4}", mot):
        return Depuis(lire_date(f"{mot}-01-01"), Precision.ANNEE)
    if trouve := re.fullmatch(r"(\d{4})[-/](\d{1,2})", mot):
        return Depuis(_du_calendrier(texte, int(trouve[1]), int(trouve[2]), 1), Precision.MOIS)
    if (trouve := re.fullmatch(r"(?:en )?([a-z]+)\.? (\d{4})", mot)) and (mois := _mois(trouve[1])):
        return Depuis(lire_date(f"{trouve[2]}-{mois:02}-01"), Precision.MOIS)
    _semaine, reste = _apres_la_semaine(mot)
    if any(re.fullmatch(forme, reste) for forme in (_ISO, _MOTS, _MOIS_D_ABORD, _BARRES)) or (
        aujourd_hui and mot in _RELATIFS
    ):
        return Depuis(lire_date(texte, aujourd_hui), Precision.JOUR)
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
    dit = next((m for lettres in re.findall("[a-z]+", mot) if (m := _mois(lettres))), 4)
    raise DateRefusee(
        Phrase(
            "« {texte} » n'est pas une date. L'année suffit ({annee}), le mois aussi ({annee}-{mois}).",
            texte=texte,
            annee=annee[0] if annee else "2019",
            mois=f"{dit:02}",
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
