"""What was rewritten in an organisation's append-only lists: each entry before and after, in a sentence."""

from typing import Any

from roriq_cli.domaine.genres.ajout_seul import Ecart, ListeComparee, comparer_listes
from roriq_cli.domaine.genres.personnes import nomme_peut_etre
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.modele import AJOUT_SEUL, Evenement, Organisme
from roriq_cli.domaine.membres.mots import CHAMPS_D_UNE_ENTREE, mots_de_l_entree, mots_de_la_valeur
from roriq_cli.i18n import N_, Liste, Phrase


def comparer_fiches(avant: Organisme, apres: Organisme) -> dict[str, ListeComparee]:
    """Each append-only list of an organisation, compared."""
    return {champ: comparer_listes(champ, getattr(avant, champ), getattr(apres, champ)) for champ in AJOUT_SEUL}


def champs_changes(avant: Any, apres: Any) -> list[Phrase]:
    """The fields of an entry that differ, each « champ : avant → après »."""
    return [
        Phrase(
            "{champ} : {avant} → {apres}",
            champ=Phrase(CHAMPS_D_UNE_ENTREE[champ]),
            avant=Phrase("ce qui y était") if est_tu(champ, ancien) else mots_de_la_valeur(champ, ancien),
            apres=mots_de_la_valeur(champ, nouveau),
        )
        for champ, ancien, nouveau in zip(avant._fields, avant, apres, strict=True)
        if ancien != nouveau
    ]


_LIBRES = ("source", "note", "decision", "formulaire")


def est_tu(champ: str, ancien: object) -> bool:
    """Whether what an entry said is left out of the words of its correction: it may be a name that is taken out."""
    return champ in _LIBRES and nomme_peut_etre(ancien)


def ote_un_nom(avant: Organisme, apres: Organisme) -> bool:
    """Whether a correction takes out what may name a person."""
    return any(
        est_tu(champ, valeur)
        for liste in comparer_fiches(avant, apres).values()
        for ecart in liste.ecarts
        if ecart.avant is not None
        for champ, valeur in ecart.avant._asdict().items()
        if ecart.apres is None or getattr(ecart.apres, champ, None) != valeur
    )


def phrase_de_l_ecart(nom: str, ecart: Ecart) -> Phrase:
    """What was rewritten, in one sentence without its full stop: before → after."""
    avant, apres = ecart.avant, ecart.apres
    if avant is None:
        modele = N_("Pour l'organisme {nom}, {quoi} vient se glisser parmi ce qui était déjà consigné")
        return Phrase(modele, nom=nom, quoi=mots_de_l_entree(apres))
    valeurs = {"nom": nom, "quoi": mots_de_l_entree(avant)}
    if apres is None:
        return Phrase("Pour l'organisme {nom}, {quoi} n'est plus au registre", **valeurs)
    if avant == apres:
        return Phrase("Pour l'organisme {nom}, {quoi} n'est plus à sa place dans la liste", **valeurs)
    if isinstance(avant, Evenement) and avant.evenement is not apres.evenement:
        return Phrase("Pour l'organisme {nom}, {quoi} devient {autre}", autre=mots_de_l_entree(apres), **valeurs)
    if isinstance(avant, Evenement) and avant._replace(date=apres.date) == apres:
        return Phrase(
            "Pour l'organisme {nom}, {fait} passe du {avant} au {apres}",
            nom=nom,
            fait=Phrase(FAITS[avant.evenement].le),
            avant=avant.date,
            apres=apres.date,
        )
    return Phrase(
        "Pour l'organisme {nom}, {quoi} change, {champs}", champs=Liste(champs_changes(avant, apres)), **valeurs
    )


def phrase_du_doublon(apres: Organisme) -> Phrase:
    """That a file becomes another's duplicate, or is none any more; without a full stop."""
    if apres.doublon is None:
        return Phrase("La fiche {id} n'est plus le doublon d'une autre : elle compte de nouveau", id=apres.id)
    return Phrase(
        "La fiche {id} devient le doublon de la fiche {de} ({raison}), et ne compte plus, même au passé",
        id=apres.id,
        de=apres.doublon.de,
        raison=apres.doublon.raison,
    )
