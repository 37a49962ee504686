"""One person's facts on top of another's: what a file says, played again where the register went on meanwhile.

Facts on one organisation unite when the local ones can follow what was received. One that cannot (dated earlier,
become illegal, a field changed on both sides) is refused with its reason; nobody's fact is ever rewritten.
"""

from contextlib import suppress
from datetime import date
from typing import Any

from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.changements import CHAMPS, mots_du_champ
from roriq_cli.domaine.membres.modele import AJOUT_SEUL, ORDRE, Evenement, Organisme
from roriq_cli.domaine.membres.phrases import Clause
from roriq_cli.domaine.revue.legalite import reecritures
from roriq_cli.errors import Refus
from roriq_cli.i18n import Phrase


def rejouer(avant: Organisme | None, apres: Organisme, recu: Organisme | None, aujourd_hui: date) -> Organisme:
    """What led from `avant` to `apres` (None: no file yet), on top of `recu`. Raises Refus with the reason."""
    if recu in (avant, apres):
        return apres
    reuni, nouveaux = _reste(avant, apres, recu)
    return _suivre(reuni, nouveaux, aujourd_hui)


def reunir(avant: Organisme | None, apres: Organisme, recu: Organisme | None, aujourd_hui: date) -> Organisme:
    """As `rejouer`, for two sides that are both kept: facts that cannot come after what was received may come before.

    What both sides knew stays first, and each side's facts stay in its own order. Raises Refus with the reason.
    """
    try:
        return rejouer(avant, apres, recu, aujourd_hui)
    except Refus:
        if avant is None or recu is None or recu.historique[: len(avant.historique)] != avant.historique:
            raise
        reuni, nouveaux = _reste(avant, apres, recu)
        recus = recu.historique[len(avant.historique) :]
        for ordre in ((*nouveaux, *recus), tuple(sorted((*recus, *nouveaux), key=lambda e: e.date))):
            with suppress(Refus):
                return _suivre(reuni._replace(historique=avant.historique), ordre, aujourd_hui)
        raise


NOUVEAUX_MAX = 500  # each is judged against the whole history: beyond, a hostile file would take hours


def _reste(
    avant: Organisme | None, apres: Organisme, recu: Organisme | None
) -> tuple[Organisme, tuple[Evenement, ...]]:
    """All but the history of the two, united on `recu`, and the events that `apres` adds. Raises Refus."""
    if avant is None:
        raise Refus(Phrase("une fiche du même nom, {id}, a été reçue entre-temps", id=apres.id))
    if recu is None:
        raise Refus(Phrase("la fiche {id} n'est plus dans ce qui a été reçu", id=apres.id))
    if reecriture := next(reecritures(avant, apres), None):
        raise Refus(Clause(reecriture.message))
    reuni = recu._replace(**{champ: _champ(champ, avant, apres, recu) for champ in _CHAMPS})
    return reuni, _nouveaux("historique", avant, apres, recu)


def _suivre(organisme: Organisme, evenements: tuple[Evenement, ...], aujourd_hui: date) -> Organisme:
    """`organisme` with these events, each as if someone recorded it now. Raises Refus."""
    if len(evenements) > NOUVEAUX_MAX:
        raise Refus(Phrase("la fiche {id} a plus de {n} faits nouveaux", id=organisme.id, n=NOUVEAUX_MAX))
    for evenement in evenements:
        organisme = actes.consigner(organisme, evenement, aujourd_hui)
    return organisme


_CHAMPS = tuple(champ for champ in ORDRE if champ not in ("id", "historique"))
_LISTES = (*AJOUT_SEUL, "sources")


def _nouveaux(champ: str, avant: Organisme, apres: Organisme, recu: Organisme) -> tuple[Any, ...]:
    """What `apres` adds to a list, without what was received too: the same fact, recorded by two people, is one."""
    connus = getattr(avant, champ)
    recus = frozenset(getattr(recu, champ)[len(connus) :])
    return tuple(element for element in getattr(apres, champ)[len(connus) :] if element not in recus)


def _champ(champ: str, avant: Organisme, apres: Organisme, recu: Organisme) -> Any:
    base, local, autre = getattr(avant, champ), getattr(apres, champ), getattr(recu, champ)
    if autre in (base, local):
        return local
    if local == base:
        return autre
    if champ in _LISTES and local[: len(base)] == base == autre[: len(base)]:
        return (*autre, *_nouveaux(champ, avant, apres, recu))
    raise Refus(
        Phrase(
            "{champ} : {local} d'un côté, {autre} de l'autre",
            champ=Phrase(CHAMPS[champ]),
            local=mots_du_champ(apres, champ),
            autre=mots_du_champ(recu, champ),
        )
    )
