"""A law, said once for any kind of file: what finds it broken in a file is what refuses it to an act.

A law is asked of values and gives its breaches: `constater` makes them findings, and an act raises the first
(`Manquement.refus`). Here are the laws on dates, which hold for every kind. Source: the contract's section on the
rules (docs/regles/).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from roriq_cli.domaine.genres.constats import Anomalie, Chemin
from roriq_cli.errors import Refus
from roriq_cli.i18n import N_, Affichable, Phrase


class Loi(NamedTuple):
    """A law in words: the rule of its findings and their sentence, that of a refusal ("": the same), what is possible.

    The three are models for the catalogue, on the same values; the act that refuses may add its own.
    """

    regle: str
    constat: str
    refus: str = ""
    possible: str = ""


class Manquement(NamedTuple):
    """A law that does not hold: where, from the record it was asked of, and the values of its sentences."""

    loi: Loi
    chemin: Chemin
    valeurs: dict[str, Any]

    def anomalie(self, *ici: str | int, **valeurs: Any) -> Anomalie:
        """The finding; `ici` is the place of the record in its file."""
        return Anomalie(self.loi.regle, (*ici, *self.chemin), Phrase(self.loi.constat, **self.valeurs | valeurs))

    def refus(self, *possible: Affichable, **valeurs: Any) -> Refus:
        """The refusal; `possible` comes after what the law says is possible."""
        valeurs = self.valeurs | valeurs
        issues = [Phrase(self.loi.possible, **valeurs)] if self.loi.possible else []
        return Refus(Phrase(self.loi.refus or self.loi.constat, **valeurs), *issues, *possible)


Manquements = Iterable[Manquement]

# An end is inclusive: it may be the day of the beginning.
FIN = Loi(
    "fin-avant-debut",
    N_("La fin ({fin}) vient avant le début ({le})."),
    possible=N_("Une date de fin est le dernier jour, inclusivement : --jusqu-au."),
)
PAPIER = Loi(
    "date-a-venir",
    N_("Le {le} n'est pas encore arrivé : rien ne peut déjà porter cette date."),
    N_("Le {le} n'est pas encore arrivé : aucun document ne peut porter cette date."),
    N_("Ce qui est possible : la date que porte le document, aujourd'hui ou avant."),
)
ANNONCE = Loi(
    "date-a-venir",
    N_("Le {le} n'est pas encore arrivé, et rien ne dit d'où vient cette date."),
    possible=N_("Ajoutez ce qui l'annonce (--recu-le, une décision ou une source), ou consignez {fait} ce jour-là."),
)
ORDRE = Loi("ordre", N_("Le {le} vient après le {avant} dans la liste : l'ordre du temps n'y est plus."))
MEME_JOUR = ORDRE._replace(constat=N_("Deux entrées de la liste finissent le même jour, le {le}."))


def succession(loi: Loi, chemin: Chemin, **jours: date | None) -> Manquements:
    """The first of two days never comes after the second; named as the law's sentences name them. None: not known."""
    premier, second = jours.values()
    return (Manquement(loi, chemin, jours),) if premier and second and second < premier else ()


def annonce(loi: Loi, chemin: Chemin, le: date, papier: date | None, aujourd_hui: date) -> Manquements:
    """A register records facts: what takes effect after today is announced by a paper that is there already."""
    a_venir = le > aujourd_hui and (papier is None or papier > aujourd_hui)
    return (Manquement(loi, chemin, {"le": le}),) if a_venir else ()


def ordre(loi: Loi, champ: str, entrees: Sequence[Any], *, memes: Loi | None = None) -> Iterator[Manquement]:
    """The dates of a list never go back, those that are not known left out; `memes`: what two of one day break."""
    dates = [(rang, jour) for rang, e in enumerate(entrees) if (jour := getattr(e, champ))]
    for (_rang, avant), (rang, jour) in pairwise(dates):
        if jour < avant or (jour == avant and memes):
            yield Manquement(memes if memes and jour == avant else loi, (rang, champ), {"le": jour, "avant": avant})


def constater(manquements: Manquements, *ici: str | int) -> Iterator[Anomalie]:
    """The findings of a record whose place in its file is `ici`."""
    return (manquement.anomalie(*ici) for manquement in manquements)
