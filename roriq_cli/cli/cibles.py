"""From the name that was typed to the one organisation that it names, or a sentence that says why not."""

from collections.abc import Iterable
from typing import Any

from roriq_cli.cli.questions import dire
from roriq_cli.domaine.genres import recherche
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.genres.tri import trier
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import Organisme
from roriq_cli.domaine.table import genre_de
from roriq_cli.errors import Introuvable
from roriq_cli.i18n import N_, Affichable, Commande, Liste, Phrase
from roriq_cli.registre.chargement import Chargement, Fichier, chemin_nomme

RIEN = Phrase("Rien n'a été consigné.")


def genre_designe(mot: str | None) -> Genre:
    """The kind of the file that `mot` names: another's by its folder (« rencontres/… »), else an organisation's."""
    genre = genre_de(f"data/{mot}.yaml") if mot else None
    return genre if genre and genre.sans_place else ORGANISME


def nommee(chargement: Chargement, genre: Genre, mot: str) -> Any:
    """The record of a kind that `mot` names, for a writing command. Raises Introuvable: none, several, illegible."""
    if genre is ORGANISME:
        return un_seul(chargement, mot, ecriture=True)
    fichier = next((f for f in chargement.du_genre(genre) if genre.mot(f.nom) == mot), None)
    if fichier is None:
        raise Introuvable(Phrase(genre.comportement.mots.inconnu, id=mot.rpartition("/")[2]), RIEN)
    if fichier.fiche is None:
        raise _illisible(fichier, RIEN)
    return fichier.fiche


def chemin_vise(chargement: Chargement, mot: str, modifies: Iterable[str]) -> str:
    """The file that `mot` names: one of `modifies` by its id, though it cannot be read, else a record's."""
    genre = genre_designe(mot)
    return chemin_nomme(mot, modifies) or genre.chemin(genre.id_de(nommee(chargement, genre, mot)))


def dire_inchangee(mot: str) -> None:
    """Say that a file has no hand edit."""
    fiche = Phrase(genre_designe(mot).comportement.mots.fiche, nom=mot)
    dire(Phrase("{fiche} est comme elle a été consignée.", fiche=fiche))


def _illisible(fichier: Fichier, *rien: Affichable) -> Introuvable:
    return Introuvable(
        Phrase("La fiche {id} contient des erreurs, et ne peut pas être lue.", id=fichier.nom),
        *rien,
        Phrase("Les voir : {commande}", commande=Commande("valider", fichier.chemin)),
    )


def un_seul(chargement: Chargement, mot: str, *, ecriture: bool = False) -> Organisme:
    """The organisation that `mot` names. Raises Introuvable (Refus for a writing command): unknown, or several."""
    trouves, proches, ancien, autres = recherche.chercher(chargement.registre.organismes, mot)
    if len(trouves) == 1:
        _dire_le_nom(mot, trouves[0], autres, ancien=ancien)
        return trouves[0]
    rien: tuple[Affichable, ...] = (RIEN,) if ecriture else ()
    if trouves:
        noms = Liste(_noms(trier(trouves)))
        raise Introuvable(
            Phrase("« {mot} » désigne {n} organismes : {noms}.", mot=mot, n=len(trouves), noms=noms),
            *rien,
            Phrase("Reprenez la commande avec l'un de ces noms de fiche."),
        )
    if doublon := doublon_nomme(chargement, mot):
        raise _est_un_doublon(doublon, *rien)
    fichier = next((f for f in chargement.du_genre(ORGANISME) if f.nom.casefold() == mot.casefold()), None)
    if fichier is not None:
        raise _illisible(fichier, *rien)
    suite = (
        Phrase("Peut-être : {noms}.", noms=Liste(_noms(proches), N_("ou")))
        if proches
        else Phrase("Les voir tous : {commande}", commande=Commande("lister"))
    )
    raise Introuvable(Phrase("Aucun organisme du registre ne se nomme « {mot} ».", mot=mot), *rien, suite)


def doublon_nomme(chargement: Chargement, mot: str) -> Organisme | None:
    """The file that `mot` names among those that are another's duplicate; None when it names none, or several."""
    trouves = recherche.chercher(chargement.registre.doublons, mot).trouves
    return trouves[0] if len(trouves) == 1 else None


def _est_un_doublon(doublon: Organisme, *rien: Affichable) -> Introuvable:
    assert doublon.doublon is not None
    return Introuvable(
        Phrase(
            "La fiche {id} est le doublon de la fiche {de} : elle ne compte nulle part, et rien ne s'y consigne.",
            id=doublon.id,
            de=doublon.doublon.de,
        ),
        *rien,
        Phrase("L'autre fiche : {commande}", commande=Commande("afficher", doublon.doublon.de)),
        Phrase("Si c'était une erreur : {commande}", commande=Commande("corriger", doublon.id, "--doublon", "")),
    )


def _dire_le_nom(mot: str, trouve: Organisme, autres: Iterable[Organisme], *, ancien: bool) -> None:
    """Say, beside what is shown, that a name is one that it had, or that another bore it."""
    if ancien:
        dire(Phrase("« {mot} » est un ancien nom de l'organisme {nom} ({id}).", mot=mot, nom=trouve.nom, id=trouve.id))
    for autre in autres:
        dire(
            Phrase(
                "« {mot} » fut aussi le nom d'un organisme qui a fermé : {commande}",
                mot=mot,
                commande=Commande("afficher", autre.id),
            )
        )


def _noms(organismes: Iterable[Organisme]) -> list[Phrase]:
    return [Phrase("{nom} ({id})", nom=o.nom, id=o.id) for o in organismes]
