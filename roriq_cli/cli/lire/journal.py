"""`journal`: the register's own history, told from the versions of its files."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Annotated, NamedTuple

import typer

from roriq_cli.cli import horloge, options as o
from roriq_cli.cli.cibles import un_seul
from roriq_cli.cli.lire.consultation import contexte, ouvrir_source
from roriq_cli.cli.sortie import ecrire_sortie
from roriq_cli.domaine.membres.changements import Changement, comparer
from roriq_cli.domaine.membres.modele import ListeTcri, Organisme
from roriq_cli.i18n import N_, Phrase, Pluriel
from roriq_cli.registre import git
from roriq_cli.registre.chargement import charger, chemin_de, est_une_liste, ouvrir_octets
from roriq_cli.registre.sources import DOSSIER, LISTES, Source
from roriq_cli.rendu.formats import rendre
from roriq_cli.rendu.vues import LigneDeJournal, VueJournal

FormatJournal = Annotated[str, o.format_de("journal")]


def journal(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    revision: o.Revision = None,
    su_le: o.SuLe = None,
    format_: FormatJournal = "texte",
    sortie: o.Sortie = None,
) -> None:
    """Tell who recorded what and when, beside when it took effect."""
    source = ouvrir_source(ctx, revision, su_le)
    chargement = charger(source)
    trouve = un_seul(chargement, organisme) if organisme is not None else None
    git.dossier_git(source.racine)
    vue = contexte(chargement, None, provenance=True)
    lignes = _lignes(source, trouve, chargement.registre.reseau.seuils.saisie_tardive_jours) if vue.revision else []
    ecrire_sortie(rendre("journal", format_, VueJournal(vue, tuple(lignes))), sortie, format_)


def _lignes(source: Source, organisme: Organisme | None, seuil: int) -> list[LigneDeJournal]:
    """One line for each change between two versions of a file; versions that cannot be read are passed over."""
    chemins = (chemin_de(organisme.id),) if organisme else (DOSSIER, LISTES)
    versions = git.versions(source.racine, source.revision or "HEAD", *chemins)
    objets = git.contenus(source.racine, [o for v in versions for o in (v.apres,) if o])
    chemin_de_l_objet = {v.apres: v.chemin for v in versions}
    fiches = {objet: _fiche(chemin_de_l_objet[objet], octets) for objet, octets in objets.items()}
    connues: dict[str, list[_Connue]] = defaultdict(list)
    lignes = []
    for version in versions:
        instant = horloge.jour_de(version.instant)
        fiche = fiches.get(version.apres)
        changements = (
            _de_la_liste(version, fiche)
            if est_une_liste(version.chemin)
            else _changements(version, fiche if isinstance(fiche, Organisme) else None, connues[version.chemin])
        )
        for id, changement in changements:
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
    fiche: Organisme


def _changements(
    version: git.Version, apres: Organisme | None, connues: list[_Connue]
) -> Iterator[tuple[str, Changement]]:
    """What a version changes, since the last one of that file that could be read (the last of `connues`).

    A file that is again what it was just before has had its last change undone.
    """
    derniere = connues[-1] if connues else None
    defaite = version.apres == (connues[-2].objet if len(connues) > 1 else "")
    if derniere and defaite and (version.apres or version.sujet.startswith("annulation(")):
        connues.pop()
        for changement in comparer(connues[-1].fiche if connues else None, derniere.fiche):
            phrase = Phrase("Annulé : {fait}", fait=changement.phrase)
            yield derniere.fiche.id, Changement("annulation", None, phrase)
    elif not version.apres:
        connues.clear()
        if derniere:
            yield (
                derniere.fiche.id,
                Changement("correction", None, Phrase("La fiche {id} est retirée", id=derniere.fiche.id)),
            )
    elif apres is not None:
        for changement in comparer(derniere.fiche if derniere else None, apres):
            yield apres.id, changement
        connues.append(_Connue(version.apres, apres))


def _de_la_liste(version: git.Version, apres: Organisme | ListeTcri | None) -> Iterator[tuple[str, Changement]]:
    """What a version does to a TCRI list: it comes in, once; anything else is told."""
    id = PurePosixPath(version.chemin).stem
    if isinstance(apres, ListeTcri):
        n = Pluriel("{n} organisme y figure", "{n} organismes y figurent", len(apres.membres))
        entree = Phrase("La liste de la TCRI établie le {le} est consignée, {n}", le=apres.etabli_le, n=n)
        if version.avant:
            yield id, Changement("correction", None, Phrase("La liste de la TCRI {id} n'est plus la même", id=id))
        else:
            yield id, Changement("liste", apres.etabli_le, entree)
    elif not version.apres:
        annulee = version.sujet.startswith("annulation(")
        modele = N_("Annulé : la liste de la TCRI {id}") if annulee else N_("La liste de la TCRI {id} est retirée")
        yield id, Changement("annulation" if annulee else "correction", None, Phrase(modele, id=id))


def _reprise(nom: str) -> bool:
    """An opening entry tells of the past, a list is received after its day: neither is ever late."""
    return nom in ("reprise", "liste")


def _fiche(chemin: str, octets: bytes | None) -> Organisme | ListeTcri | None:
    """The record that a past version says; None when it cannot be read."""
    lue: Organisme | ListeTcri | None = ouvrir_octets(chemin, octets).fiche if octets is not None else None
    return lue
