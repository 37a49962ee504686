"""One person's facts on top of another's: what a file says, played again where the register went on meanwhile.

Facts on one thing unite when the local ones can follow what was received. One that cannot (dated earlier, become
illegal, a field changed on both sides) is refused with its reason; nobody's fact is ever rewritten.
"""

from contextlib import suppress
from datetime import date
from typing import Any

from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres.phrases import Clause
from roriq_cli.domaine.protection import reecritures
from roriq_cli.errors import Refus
from roriq_cli.i18n import Phrase

HISTORIQUE = "historique"


def rejouer(genre: Genre, avant: Any, apres: Any, recu: Any, aujourd_hui: date) -> Any:
    """What led from `avant` to `apres` (None: no file yet), on top of `recu`. Raises Refus with the reason."""
    if recu in (avant, apres):
        return apres
    reuni, nouveaux = _reste(genre, avant, apres, recu)
    return _suivre(genre, reuni, nouveaux, aujourd_hui)


def reunir(genre: Genre, avant: Any, apres: Any, recu: Any, aujourd_hui: date) -> Any:
    """As `rejouer`, for two sides that are both kept: facts that cannot come after what was received may come before.

    What both sides knew stays first, and each side's facts stay in its own order. Raises Refus with the reason.
    """
    try:
        return rejouer(genre, avant, apres, recu, aujourd_hui)
    except Refus:
        if avant is None or recu is None or HISTORIQUE not in genre.ajout_seul:
            raise
        connus = len(avant.historique)
        if recu.historique[:connus] != avant.historique:
            raise
        reuni, nouveaux = _reste(genre, avant, apres, recu)
        recus = recu.historique[connus:]
        for ordre in ((*nouveaux, *recus), tuple(sorted((*recus, *nouveaux), key=lambda e: e.date))):
            with suppress(Refus):
                return _suivre(genre, reuni._replace(historique=avant.historique), ordre, aujourd_hui)
        raise


NOUVEAUX_MAX = 500  # each is judged against the whole history: beyond, a hostile file would take hours


def _reste(genre: Genre, avant: Any, apres: Any, recu: Any) -> tuple[Any, tuple[Any, ...]]:
    """All but the history of the two, united on `recu`, and the events that `apres` adds. Raises Refus."""
    id = genre.id_de(apres)
    if avant is None:
        raise Refus(Phrase("une fiche du même nom, {id}, a été reçue entre-temps", id=id))
    if recu is None:
        raise Refus(Phrase("la fiche {id} n'est plus dans ce qui a été reçu", id=id))
    if reecriture := next(reecritures(genre, avant, apres), None):
        raise Refus(Clause(reecriture.message))
    a_part = (HISTORIQUE,) if genre.comportement.poursuivre else ()
    champs = [champ for champ in genre.champs if champ not in a_part and champ not in genre.fige]
    reuni = recu._replace(**{champ: _champ(genre, champ, avant, apres, recu) for champ in champs})
    return reuni, _nouveaux(HISTORIQUE, avant, apres, recu) if a_part else ()


def _suivre(genre: Genre, fiche: Any, evenements: tuple[Any, ...], aujourd_hui: date) -> Any:
    """`fiche` with these events, each as if someone recorded it now. Raises Refus."""
    if len(evenements) > NOUVEAUX_MAX:
        raise Refus(Phrase("la fiche {id} a plus de {n} faits nouveaux", id=genre.id_de(fiche), n=NOUVEAUX_MAX))
    poursuivre = genre.comportement.poursuivre
    return poursuivre(fiche, evenements, aujourd_hui) if poursuivre else fiche


def _nouveaux(champ: str, avant: Any, apres: Any, recu: Any) -> tuple[Any, ...]:
    """What `apres` adds to a list, without what was received too: the same fact, recorded by two people, is one."""
    connus = getattr(avant, champ)
    recus = frozenset(getattr(recu, champ)[len(connus) :])
    return tuple(element for element in getattr(apres, champ)[len(connus) :] if element not in recus)


def _champ(genre: Genre, champ: str, avant: Any, apres: Any, recu: Any) -> Any:
    base, local, autre = getattr(avant, champ), getattr(apres, champ), getattr(recu, champ)
    if autre in (base, local):
        return local
    if local == base:
        return autre
    if _s_unissent(base, local, autre):
        return (*autre, *_nouveaux(champ, avant, apres, recu))
    mots = genre.comportement.mots
    raise Refus(
        Phrase(
            "{champ} : {local} d'un côté, {autre} de l'autre",
            champ=Phrase(mots.champs.get(champ, champ)),
            local=mots.champ(apres, champ),
            autre=mots.champ(recu, champ),
        )
    )


def _s_unissent(base: Any, local: Any, autre: Any) -> bool:
    """Whether both sides add records to a list that they found the same."""
    if not all(type(liste) is tuple for liste in (base, local, autre)):
        return False
    records = all(hasattr(element, "_fields") for element in (*base, *local, *autre))
    return bool(records and local[: len(base)] == base == autre[: len(base)])
