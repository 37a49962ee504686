"""The commands that read: the work tree as it is, or the registry as Git knew it."""

from datetime import date
from typing import Annotated

import click
import typer

from roriq_cli.cli import horloge, registre_courant, types
from roriq_cli.cli import options as o
from roriq_cli.cli.cibles import un_seul
from roriq_cli.cli.sortie import ecrire_sortie, largeur_du_terminal
from roriq_cli.domaine.a_faire import FILTRES, concerne
from roriq_cli.domaine.listes import listes_du
from roriq_cli.domaine.parcours import etat_au, region_au
from roriq_cli.domaine.tri import trier
from roriq_cli.errors import Environnement, Usage
from roriq_cli.i18n import N_, Phrase, inerte
from roriq_cli.registre import git
from roriq_cli.registre.chargement import Chargement, charger
from roriq_cli.registre.sources import ArbreDeTravail, Revision, Source
from roriq_cli.rendu.formats import rendre
from roriq_cli.rendu.vues import Contexte, VueFiche, VueListe, VueRapport


def ouvrir_source(ctx: click.Context, revision: str | None, su_le: date | None) -> Source:
    """The work tree, or the commit that `--revision` or `--su-le` names."""
    if revision is not None and su_le:
        raise Usage(Phrase("--revision et --su-le disent la même chose de deux façons : donnez l'un ou l'autre."))
    racine = registre_courant.trouver(ctx.find_root().params.get("registre"))
    if revision is not None:
        git.dossier_git(racine)
        return Revision(racine, git.commit(racine, revision))
    if su_le:
        git.dossier_git(racine)
        trouve = git.commit_a(racine, horloge.fin_du_jour(su_le))
        if trouve is None:
            raise Environnement(
                Phrase("Le registre ne connaît rien du {le} : son premier fait a été consigné plus tard.", le=su_le)
            )
        return Revision(racine, trouve)
    return ArbreDeTravail(racine)


def contexte(chargement: Chargement, au: date | None, *, provenance: bool) -> Contexte:
    """How the registry was read; `provenance` asks Git for the revision, when what is shown says it."""
    source = chargement.source
    aujourd_hui = horloge.aujourd_hui()
    base = Contexte(
        au or aujourd_hui,
        aujourd_hui,
        chargement.registre,
        non_lus=tuple(inerte(f.chemin) for f in chargement.non_lus),
        largeur=largeur_du_terminal(),
    )
    if source.revision:
        return base._replace(revision=source.revision, fige=True)
    if not provenance:
        return base
    etat = git.etat(source.racine)
    return base._replace(revision=etat.revision, modifie=etat.modifie)


GenreAFaire = Annotated[
    str | None,
    o.option(
        "--a-faire",
        N_("Seulement ceux pour qui ceci est à faire, selon « roriq suivi »."),
        types.Choix(FILTRES),
        N_("GENRE"),
    ),
]
SansDate = Annotated[
    bool, o.option("--sans-date", N_("Seulement ceux dont la date d'adhésion n'est pas connue."), None)
]
FormatListe = Annotated[str, o.format_de("lister")]
FormatFiche = Annotated[str, o.format_de("afficher")]
FormatRapport = Annotated[str, o.format_de("rapport")]


def lister(
    ctx: typer.Context,
    etat: o.Etats = None,
    region: o.Regions = None,
    a_faire: GenreAFaire = None,
    sans_date: SansDate = False,
    au: o.Au = None,
    revision: o.Revision = None,
    su_le: o.SuLe = None,
    format_: FormatListe = "texte",
    sortie: o.Sortie = None,
) -> None:
    """List the organisations, whatever their state."""
    chargement = charger(ouvrir_source(ctx, revision, su_le))
    vue = contexte(chargement, au, provenance=format_ != "texte")
    genres = [*([a_faire] if a_faire else []), *(["sans-date"] if sans_date else [])]
    seuils, listes = chargement.registre.reseau.seuils, listes_du(chargement.registre)
    organismes = [
        org
        for org in trier(chargement.registre.organismes)
        if (not etat or etat_au(org, vue.au) in etat)
        and (not region or region_au(org, vue.au) in region)
        and all(concerne(genre, org, vue.au, seuils, listes) for genre in genres)
    ]
    liste = VueListe(vue, tuple(organismes), choisie=bool(etat or region or genres))
    ecrire_sortie(rendre("lister", format_, liste), sortie, format_)


def afficher(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    au: o.Au = None,
    revision: o.Revision = None,
    su_le: o.SuLe = None,
    format_: FormatFiche = "texte",
    sortie: o.Sortie = None,
) -> None:
    """Show one organisation."""
    if organisme is None:
        raise Usage(Phrase("Il manque {quoi}.", quoi=Phrase("ORGANISME")))
    chargement = charger(ouvrir_source(ctx, revision, su_le))
    trouve = un_seul(chargement, organisme)
    vue = contexte(chargement, au, provenance=format_ != "texte")
    ecrire_sortie(rendre("afficher", format_, VueFiche(vue, trouve)), sortie, format_)


def rapport(
    ctx: typer.Context,
    au: o.Au = None,
    revision: o.Revision = None,
    su_le: o.SuLe = None,
    format_: FormatRapport = "texte",
    sortie: o.Sortie = None,
) -> None:
    """Say what the network is on a day."""
    chargement = charger(ouvrir_source(ctx, revision, su_le))
    vue = contexte(chargement, au, provenance=True)
    from roriq_cli.domaine.rapport import rapport as faire_rapport

    resultat = faire_rapport(chargement.registre, vue.au)
    ecrire_sortie(rendre("rapport", format_, VueRapport(vue, resultat)), sortie, format_)
