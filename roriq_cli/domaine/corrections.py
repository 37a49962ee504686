"""A past entry of an append-only list, of any kind of file, corrected in the open: which one, and what it becomes.

An entry is read as values, each named as its flag; some are given anew, and the entry is put together again.
"""

from datetime import date
from typing import Any, NamedTuple

from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.constats import Chemin, Gravite
from roriq_cli.domaine.genres.entrees import Cible, Corrigeables, Entree, GenreDEntree, drapeau
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.genres.personnes import donnees_personnelles
from roriq_cli.domaine.protection import Savoirs, anomalies
from roriq_cli.errors import Refus
from roriq_cli.i18n import N_, Commande, Liste, Phrase, plier


def corrigeables(genre: Genre) -> Corrigeables:
    """How the entries of that kind are corrected."""
    propres = genre.comportement.corrigeables
    return propres() if propres else Corrigeables()


def drapeau_de(genre: Genre, champ: str) -> str:
    """The flag that names an entry of a list."""
    return corrigeables(genre).drapeaux.get(champ) or drapeau(champ)


def genre_de_l_entree(genre: Genre, champ: str, nom: str) -> GenreDEntree:
    """The kind of the entry that is called so in that list."""
    return corrigeables(genre).genre(genre, champ, nom)


def entrees(genre: Genre, fiche: Any) -> list[Entree]:
    """All the entries of the append-only lists, those of the last list first (an organisation's history)."""
    c = corrigeables(genre)
    return [
        Entree(champ, rang, contenu, c.genre(genre, champ, c.nom(contenu)), c.nom(contenu), c.jour(contenu))
        for champ in reversed(genre.ajout_seul)
        for rang, contenu in enumerate(getattr(fiche, champ))
    ]


def _pareilles(genre: Genre, fiche: Any, cible: Cible) -> list[Entree]:
    return [
        e
        for e in entrees(genre, fiche)
        if e.champ == cible.champ and plier(e.nom) == plier(cible.nom) and cible.du in (None, e.jour)
    ]


def adresse(genre: Genre, fiche: Any, entree: Entree) -> Commande:
    """The command that corrects that entry, and no other; what it becomes is left to be said."""
    mots = [drapeau_de(genre, entree.champ), entree.nom]
    pareilles = _pareilles(genre, fiche, Cible(entree.champ, entree.nom))
    if len(pareilles) > 1 and entree.jour:
        mots += ["--du", entree.jour.isoformat()]
        pareilles = _pareilles(genre, fiche, Cible(entree.champ, entree.nom, entree.jour))
    if len(pareilles) > 1:
        mots += ["--rang", str(pareilles.index(entree) + 1)]
    return Commande("corriger", genre.mot(genre.id_de(fiche)), *mots)


def trouver(genre: Genre, fiche: Any, cible: Cible) -> Entree:
    """The one entry that `cible` names. Raises Refus: none, or several, which are listed."""
    mots = genre.comportement.mots
    trouvees = _pareilles(genre, fiche, cible)
    if cible.rang is not None:
        trouvees = trouvees[cible.rang - 1 : cible.rang]
    if len(trouvees) == 1:
        return trouvees[0]
    if trouvees:
        raise Refus(
            Phrase(
                "{fiche} contient {n} entrées de ce genre : {entrees}.",
                fiche=Phrase(mots.fiche, nom=mots.nom(fiche)),
                n=len(trouvees),
                entrees=Liste(mots.entree(e.contenu) for e in trouvees),
            ),
            Phrase(
                "Dites laquelle : {commandes}",
                commandes=Liste([adresse(genre, fiche, e) for e in trouvees], N_("ou")),
            ),
        )
    voisines = [e for e in entrees(genre, fiche) if e.champ == cible.champ]
    raise Refus(
        Phrase("{fiche} ne contient pas cette entrée.", fiche=Phrase(mots.fiche, nom=mots.nom(fiche))),
        Phrase("Celles qui s'y corrigent : {entrees}.", entrees=Liste(mots.entree(e.contenu) for e in voisines))
        if voisines
        else ce_qu_elle_contient(genre, fiche),
    )


def ce_qu_elle_contient(genre: Genre, fiche: Any) -> Phrase:
    """Where a file is shown."""
    commande = Commande(genre.comportement.mots.montrer, genre.mot(genre.id_de(fiche)))
    return Phrase("Ce qu'elle contient : {commande}", commande=commande)


def mal_dit(genre: Genre, sorte: GenreDEntree, valeurs: dict[str, Any]) -> Phrase | None:
    """What is wrong with these values (None removes one) for that kind of entry, whatever the entry says."""
    quoi = Phrase(sorte.nom)
    for nom in valeurs:
        if nom not in sorte.valeurs:
            return Phrase(
                "{drapeau} n'a pas sa place pour {quoi}. Ce qui s'y corrige : {drapeaux}.",
                drapeau=drapeau(nom),
                quoi=quoi,
                drapeaux=Liste(map(drapeau, sorte.valeurs)),
            )
    for nom, valeur in valeurs.items():
        if valeur is None and nom in sorte.requises:
            return Phrase(
                "{drapeau} ne peut pas être vide : {quoi} en demande une valeur.", drapeau=drapeau(nom), quoi=quoi
            )
    return corrigeables(genre).mal_dit(sorte, valeurs)


def lire(genre: Genre, entree: Entree, source: int = 0) -> dict[str, Any]:
    """The values of an entry, by name; None for those that it has not. `source`: which of its sources."""
    tout = corrigeables(genre).lire(entree.contenu, source)
    return {nom: tout[nom] for nom in entree.genre.valeurs}


def corriger(genre: Genre, fiche: Any, entree: Entree, valeurs: dict[str, Any], source: int = 0) -> Any:
    """`fiche` where that entry has these values (None removes one), which `mal_dit` and `manquantes` let by.

    Raises Refus for what its kind does not take.
    """
    return corrigeables(genre).composer(fiche, entree, lire(genre, entree, source) | valeurs, source)


def verifier(genre: Genre, avant: Any, apres: Any, entree: Entree, aujourd_hui: date, savoirs: Savoirs) -> None:
    """Refuse a correction that leaves another entry standing on nothing; the refusal names it.

    What would be wrong with the corrected entry itself is the rules' to say, as for any other act.
    """
    corrigeables(genre).verifier(avant, apres, entree)
    retiree = len(getattr(apres, entree.champ)) < len(getattr(avant, entree.champ))
    # Where the other entries are now: those after the one that is gone have moved up.
    autres: dict[Chemin, Entree] = {
        (e.champ, e.rang - (retiree and e.champ == entree.champ and e.rang > entree.rang)): e
        for e in entrees(genre, avant)
        if e != entree
    }
    mots, id = genre.comportement.mots, genre.id_de(avant)
    connues = {a.dite for a in anomalies(genre, avant, id, aujourd_hui, savoirs)}
    for anomalie in anomalies(genre, apres, id, aujourd_hui, savoirs):
        autre = autres.get(anomalie.chemin[:2])
        if autre is None or REGLES[anomalie.regle].gravite is not Gravite.ERREUR or anomalie.dite in connues:
            continue
        raise Refus(
            Phrase(
                "{dans}, {autre} ne tiendrait plus. {message}",
                dans=Phrase(mots.dans, nom=mots.nom(avant)),
                autre=mots.entree(autre.contenu),
                message=anomalie.message,
            ),
            Phrase(
                "Ce qui est possible : corriger ou retirer d'abord {autre} : {commande}",
                autre=mots.entree(autre.contenu),
                commande=adresse(genre, avant, autre),
            ),
        )


class _Raison(NamedTuple):
    """A reason, as a free field of a file would have it."""

    note: str


def verifier_raison(raison: str) -> Phrase | None:
    """The warning that a reason calls for. Raises Refus when it holds what no file may: it stays with the act."""
    for anomalie in donnees_personnelles(_Raison(raison)):
        if REGLES[anomalie.regle].gravite is Gravite.ERREUR:
            raise Refus(
                Phrase("La raison ne peut pas être consignée. {message}", message=anomalie.message),
                Phrase("Dites ce qui était faux, sans rien d'une personne : --raison"),
            )
        return Phrase("dans la raison, {message}", message=anomalie.message)
    return None
