"""What became of the entries of an append-only list: what was added at its end, and what was rewritten before it.

Of any kind of file: entries are compared as values, and none is read. Source: the contract's section on the registry
(docs/parcours.md): a recorded fact is never rewritten in silence.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import takewhile, zip_longest
from typing import Any, NamedTuple


class Ecart(NamedTuple):
    """A past entry that is no longer what it was. `rang` is its place in the list of after (in that of before, gone).

    `avant` None: slipped in among what was recorded; `apres` None: gone; the same: no longer at its place.
    """

    champ: str
    rang: int
    avant: Any
    apres: Any


class ListeComparee(NamedTuple):
    """Two states of one append-only list."""

    ecarts: tuple[Ecart, ...]
    ajouts: tuple[Any, ...]


def prolonge(avant: tuple[Any, ...], apres: tuple[Any, ...]) -> bool:
    """Whether the beginning of `apres` is `avant`: nothing of the past is rewritten."""
    return apres[: len(avant)] == avant


def debut_commun(avant: tuple[Any, ...], apres: tuple[Any, ...]) -> int:
    """How many entries both lists begin with."""
    return sum(1 for _ in takewhile(lambda paire: paire[0] == paire[1], zip(avant, apres, strict=False)))


def comparer_listes(champ: str, avant: tuple[Any, ...], apres: tuple[Any, ...]) -> ListeComparee:
    """Which past entries of the list `champ` were rewritten, and what was added at its end."""
    if prolonge(avant, apres):
        return ListeComparee((), apres[len(avant) :])
    debut = debut_commun(avant, apres)
    bruts: list[Ecart] = []
    ajouts: list[Any] = []
    for i, j, ancien, nouveau in _alignes(avant[debut:], apres[debut:]):
        if ancien is None and i == len(avant) - debut:
            ajouts.append(nouveau)
        else:
            bruts.append(Ecart(champ, debut + (i if nouveau is None else j), ancien, nouveau))
    if len(bruts) <= _DEPLACEMENTS_MAX:
        bruts = list(_deplaces(bruts, ajouts))
    return ListeComparee(tuple(bruts), tuple(ajouts))


def _deplaces(bruts: list[Ecart], ajouts: list[Any]) -> Iterator[Ecart]:
    """The same entry, gone from one place and new at another, is one that moved: it is taken out of `ajouts`."""
    restes = list(bruts)
    while restes:
        ecart = restes.pop(0)
        if ecart.avant is None or ecart.apres is None:
            ailleurs = next((e for e in restes if (e.avant, e.apres) == (ecart.apres, ecart.avant)), None)
            if ailleurs:
                restes.remove(ailleurs)
                venue = ailleurs if ecart.apres is None else ecart
                ecart = venue._replace(avant=venue.apres)
            elif ecart.avant in ajouts:
                ajouts.remove(ecart.avant)
                ecart = ecart._replace(apres=ecart.avant)
        yield ecart


# Beyond, entries are paired by their rank, and none is looked for elsewhere: a hostile list must not cost its square.
_PAIRES_MAX = 40_000
_DEPLACEMENTS_MAX = 200


def _alignes(avant: tuple[Any, ...], apres: tuple[Any, ...]) -> Iterator[tuple[int, int, Any, Any]]:
    """What differs: the ranks on both sides, the entry before and after (None: there is none)."""
    if len(avant) * len(apres) > _PAIRES_MAX:
        for rang, (ancien, nouveau) in enumerate(zip_longest(avant, apres)):
            if ancien != nouveau:
                yield min(rang, len(avant)), rang, ancien, nouveau
        return
    for geste, i1, i2, j1, j2 in SequenceMatcher(None, avant, apres, autojunk=False).get_opcodes():
        if geste != "equal":
            for rang, (ancien, nouveau) in enumerate(zip_longest(avant[i1:i2], apres[j1:j2])):
                yield min(i1 + rang, i2), min(j1 + rang, j2), ancien, nouveau
