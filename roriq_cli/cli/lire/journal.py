"""`journal`: the register's own history, told from the versions of its files."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

import typer

from roriq_cli.cli import horloge, options as o
from roriq_cli.cli.cibles import un_seul
from roriq_cli.cli.lire.ouverture import ETAT, LectureVoulue, contexte, resultat_de
from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.protection import changements
from roriq_cli.domaine.table import GENRES, genre_de
from roriq_cli.i18n import Phrase
from roriq_cli.registre import git
from roriq_cli.registre.chargement import Chargement, charger, chemin_nomme, lire_fiche
from roriq_cli.registre.sources import Source
from roriq_cli.rendu.vues import LigneDeJournal, VueJournal


def journal(
    ctx: typer.Context,
    organisme: o.Organisme,
    lecture: Annotated[LectureVoulue, ETAT | resultat_de("journal")],
) -> None:
    """Tell who recorded what and when, beside when it took effect."""
    source = lecture.source(ctx)
    chargement = charger(source)
    chemin = _chemin(chargement, organisme) if organisme is not None else None
    git.dossier_git(source.racine)
    vue = contexte(chargement, None, provenance=True)
    lignes = _lignes(source, chemin, chargement.registre.reseau.seuils.saisie_tardive_jours) if vue.revision else []
    lecture.montrer("journal", VueJournal(vue, tuple(lignes)))


def _chemin(chargement: Chargement, mot: str) -> str:
    """The file that `mot` names: any kind's by its id, an organisation's by its name too. Raises Introuvable."""
    nomme = chemin_nomme(mot, (f.chemin for f in chargement.fichiers if f.genre and f.genre.sans_place))
    return nomme or ORGANISME.chemin(un_seul(chargement, mot).id)


def _lignes(source: Source, chemin: str | None, seuil: int) -> list[LigneDeJournal]:
    """One line for each change between two versions of a file; versions that cannot be read are passed over."""
    chemins = [chemin] if chemin else [genre.lieu for genre in GENRES if genre.dossier]
    versions = git.versions(source.racine, source.revision or "HEAD", *chemins)
    objets = git.contenus(source.racine, [o for v in versions for o in (v.apres,) if o])
    genres = {v.apres: genre_de(v.chemin) for v in versions}
    fiches = {objet: lire_fiche(genre, octets) for objet, octets in objets.items() if (genre := genres[objet])}
    connues: dict[str, list[_Connue]] = defaultdict(list)
    lignes = []
    for version in versions:
        instant = horloge.jour_de(version.instant)
        fiche = fiches.get(version.apres)
        genre = genre_de(version.chemin)
        for id, changement in _changements(genre, version, fiche, connues[version.chemin]) if genre else ():
            retard = (instant.date() - changement.date).days if changement.date and not _reprise(changement.nom) else 0
            lignes.append(
                LigneDeJournal(
                    instant, version.auteur, version.revision, id, changement, retard if retard > seuil else 0
                )
            )
    return lignes


class _Connue(NamedTuple):
    """A past version of a file that could be read."""

    objet: str
    fiche: Any


def _changements(
    genre: Genre, version: git.Version, apres: Any, connues: list[_Connue]
) -> Iterator[tuple[str, Changement]]:
    """What a version changes, since the last one of that file that could be read (the last of `connues`).

    A file that is again what it was just before has had its last change undone.
    """
    derniere = connues[-1] if connues else None
    defaite = version.apres == (connues[-2].objet if len(connues) > 1 else "")
    if derniere and defaite and (version.apres or version.sujet.startswith("annulation(")):
        connues.pop()
        mots = genre.comportement.mots
        if not connues and mots.annulee:
            id = genre.id_de(derniere.fiche)
            yield id, Changement("annulation", None, Phrase(mots.annulee, id=id))
            return
        for changement in changements(genre, connues[-1].fiche if connues else None, derniere.fiche):
            phrase = Phrase("Annulé : {fait}", fait=changement.phrase)
            yield genre.id_de(derniere.fiche), Changement("annulation", None, phrase)
    elif not version.apres:
        connues.clear()
        if derniere:
            id = genre.id_de(derniere.fiche)
            yield id, Changement("correction", None, Phrase(genre.comportement.mots.retiree, id=id))
    elif apres is not None:
        for changement in changements(genre, derniere.fiche if derniere else None, apres):
            yield genre.id_de(apres), changement
        connues.append(_Connue(version.apres, apres))


def _reprise(nom: str) -> bool:
    """An opening entry tells of the past, a list is received after its day: neither is ever late."""
    return nom in ("reprise", "liste")
