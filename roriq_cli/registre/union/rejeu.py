"""The local records played again on top of what others sent, one at a time, in a work tree of their own.

What cannot follow what was received is left out and told; nothing of the person's branch or files moves here.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from roriq_cli.domaine.genres.constats import Gravite
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.table import genre_de
from roriq_cli.domaine.union.rejeu import rejouer
from roriq_cli.errors import Environnement, Refus
from roriq_cli.i18n import Affichable, Phrase
from roriq_cli.registre import chargement as ch, ecriture, edition, git
from roriq_cli.registre.depots import Depot
from roriq_cli.registre.ecriture import Ecriture
from roriq_cli.registre.sources import Revision, lien


class Ecarte(NamedTuple):
    """A record that cannot follow what was received, and why."""

    depot: Depot
    raison: Affichable


class Rejeu(NamedTuple):
    """Where the local records lead once played again, and those that were left out.

    `complet`: nothing was left out, not even what its author had taken back.
    """

    tete: str
    ecartes: tuple[Ecarte, ...]
    complet: bool


def rejouer_sur(racine: Path, depots: list[Depot], recu: str, aujourd_hui: date) -> Rejeu:
    """Play `depots` again on top of the commit `recu`. Raises Environnement: Git or a hook refuses."""
    ecartes: list[Ecarte] = []
    annules = {revision for depot in depots for revision in depot.annules}
    complet = True
    laisses: set[str] = set()
    poses: dict[str, tuple[Ecriture, ...]] = {}
    nouveaux: dict[str, str] = {}
    git.git(racine, "worktree", "prune")
    with ecriture.arbre_a_part(racine, recu, "--detach") as ici:
        etat = ch.charger(Revision(ici, recu))
        for depot in depots:
            try:
                siennes = tuple(_poses(ici, depot, poses, laisses, aujourd_hui))
                utiles = [p for p in siennes if p.avant != p.apres]
                ensuite = _avec(etat, utiles, aujourd_hui)
            except Refus as refus:
                complet = False
                laisses |= {p.chemin for p in depot.passages}
                if depot.revision not in annules:  # one that its author took back is no loss to tell
                    ecartes.append(Ecarte(depot, refus.phrases[0]))
                continue
            poses[depot.revision] = siennes
            if utiles:
                message = _renommer(depot.message, nouveaux) + "\n"
                _deposer(ici, [p._replace(message=message) for p in utiles], depot)
                nouveaux[depot.revision] = git.commit(ici, "HEAD")
            etat = ensuite
        return Rejeu(git.commit(ici, "HEAD"), tuple(ecartes), complet)


def _deposer(ici: Path, lot: list[Ecriture], depot: Depot) -> None:
    try:
        ecriture.deposer(ici, *lot, env=_auteur(ici, depot))
    except Environnement as erreur:
        raise Environnement(
            Phrase("Un fait d'ici n'a pas pu être posé sur ce qui a été reçu : rien n'a été reçu ni envoyé."),
            *erreur.phrases[1:],
        ) from erreur


def _poses(
    ici: Path, depot: Depot, poses: dict[str, tuple[Ecriture, ...]], laisses: set[str], aujourd_hui: date
) -> Iterator[Ecriture]:
    """What a record does to each of its files, where they are now. Raises Refus: it cannot follow.

    `laisses`: the files of the records that were left out before this one.
    """
    if any(revision in poses for revision in depot.annules):
        yield from _annulation(ici, [p for r in reversed(depot.annules) for p in reversed(poses.get(r, ()))])
        return
    if depot.annules:  # what it undoes was left out
        return
    contenus = git.contenus(ici, [o for p in depot.passages for o in (p.avant, p.apres) if o])
    for passage in depot.passages:
        if lien(ici, ici / passage.chemin):
            raise Refus(Phrase("le fichier {fichier} reçu est un lien, et non un fichier", fichier=passage.chemin))
        avant, apres = (_texte(contenus, objet) for objet in (passage.avant, passage.apres))
        recu = ecriture.lire_texte(ici / passage.chemin)
        if recu is None and avant is not None and passage.chemin in laisses:
            raise Refus(Phrase("le fait dont il dépend n'a pas pu suivre non plus"))
        fondu = fondre(passage.chemin, avant, apres, recu, aujourd_hui)
        yield Ecriture(passage.chemin, recu, fondu, depot.message)


def _annulation(ici: Path, faites: list[Ecriture]) -> Iterator[Ecriture]:
    for pose in faites:
        if ecriture.lire_texte(ici / pose.chemin) != pose.apres:
            raise Refus(Phrase("la fiche {id} a changé entre-temps", id=Path(pose.chemin).stem))
        yield pose._replace(avant=pose.apres, apres=pose.avant)


def _texte(contenus: dict[str, bytes | None], objet: str) -> str | None:
    if not objet:
        return None
    octets = contenus[objet]
    if octets is None:
        raise Refus(Phrase("le fichier est trop grand, ou manque"))
    return octets.decode(errors="surrogateescape")


def fondre(
    chemin: str,
    avant: str | None,
    apres: str | None,
    recu: str | None,
    aujourd_hui: date,
    unir: Callable[[Genre, Any, Any, Any, date], Any] = rejouer,
) -> str | None:
    """The text of a file with the local change on top of what was received. Raises Refus.

    `unir`: how the two records become one.
    """
    if recu == avant:
        return apres
    if recu == apres:
        return recu
    genre = genre_de(chemin)
    impossible = Refus(Phrase("le fichier {fichier} a changé des deux côtés", fichier=chemin))
    if genre is None or not genre.union:
        raise impossible
    base, local, autre = (ch.lire_fiche(genre, texte) for texte in (avant, apres, recu))
    if local is None:
        raise impossible
    if autre is None and recu is not None:
        raise Refus(Phrase("la fiche {id} reçue contient des erreurs, et ne peut pas être lue", id=genre.id_de(local)))
    reuni = unir(genre, base, local, autre, aujourd_hui)
    if reuni == autre:
        return recu
    try:
        return edition.ecrire(genre, recu, reuni)
    except edition.EditionImpossible:
        raise impossible from None


def _avec(etat: ch.Chargement, poses: list[Ecriture], aujourd_hui: date) -> ch.Chargement:
    """The registry with these files. Raises Refus when that would be an error."""
    ensuite = etat
    for pose in poses:
        genre = genre_de(pose.chemin)
        if genre is None or not ch.est_une_fiche(pose.chemin):
            continue
        precedent, ensuite = ensuite, ch.avec(ensuite, pose.chemin, pose.apres)
        if pose.apres is None or not genre.union:
            continue
        constats = ch.nouveaux_constats(precedent, ensuite, pose.chemin, aujourd_hui)
        erreur = next((c for c in constats if c.gravite is Gravite.ERREUR), None)
        if erreur:
            raise Refus(erreur.message)
    return ensuite


def _renommer(message: str, nouveaux: dict[str, str]) -> str:
    """An annulation names the commits that it undoes: those that were played again have other names."""
    for ancien, nouveau in nouveaux.items():
        message = message.replace(ancien, nouveau)
    return message


def _auteur(ici: Path, depot: Depot) -> dict[str, str]:
    """Who recorded it, and when, stay what they were."""
    forme = "--format=%an%x00%ae%x00%ad"
    nom, courriel, quand = git.ligne(ici, "log", "-1", "--date=raw", forme, depot.revision).split("\0")
    return {"GIT_AUTHOR_NAME": nom, "GIT_AUTHOR_EMAIL": courriel, "GIT_AUTHOR_DATE": quand}
