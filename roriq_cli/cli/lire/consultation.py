"""The commands that show the organisations: all of them, one of them, the report on the network."""

from datetime import date
from typing import Annotated

import typer

from roriq_cli.cli import horloge, options as o, types
from roriq_cli.cli.cibles import un_seul
from roriq_cli.cli.lire.ouverture import contexte, lire, ouvrir_source
from roriq_cli.cli.questions import dire
from roriq_cli.cli.sortie import ecrire_sortie
from roriq_cli.domaine.bilan.a_faire import FILTRES, concerne
from roriq_cli.domaine.genres.tri import trier
from roriq_cli.domaine.membres.listes import listes_du
from roriq_cli.domaine.membres.parcours import etat_au, region_au
from roriq_cli.errors import Usage
from roriq_cli.i18n import N_, Phrase
from roriq_cli.rendu.formats import rendre
from roriq_cli.rendu.vues import Contexte, VueFiche, VueListe, VueRapport

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
Du = Annotated[
    date | None, o.jour("--du", N_("Le premier jour de la période (douze mois avant --au si rien n'est dit)."))
]
PhraseSeule = Annotated[bool, o.option("--phrase", N_("Seulement la phrase pour le site."), None)]


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
    chargement = lire(ouvrir_source(ctx, revision, su_le))
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
    chargement = lire(ouvrir_source(ctx, revision, su_le))
    trouve = un_seul(chargement, organisme)
    vue = contexte(chargement, au, provenance=format_ != "texte")
    ecrire_sortie(rendre("afficher", format_, VueFiche(vue, trouve)), sortie, format_)


def rapport(
    ctx: typer.Context,
    au: o.Au = None,
    du: Du = None,
    phrase: PhraseSeule = False,
    revision: o.Revision = None,
    su_le: o.SuLe = None,
    format_: FormatRapport = "texte",
    sortie: o.Sortie = None,
) -> None:
    """Say what the network is on a day, and what led to it."""
    if phrase and (du or format_ != "texte"):
        raise Usage(Phrase("--phrase donne une seule ligne : --du et --format n'y ont pas leur place."))
    _verifier_la_periode(du, au or horloge.aujourd_hui())
    chargement = lire(ouvrir_source(ctx, revision, su_le))
    vue = contexte(chargement, au, provenance=not phrase)
    from roriq_cli.domaine.bilan.rapport import rapport as faire_rapport

    if phrase:
        _phrase_seule(vue, sortie)
        return
    resultat = VueRapport(vue, faire_rapport(chargement.registre, vue.au, du))
    if format_ == "markdown":
        from roriq_cli.cli.lire.images import ecrire_images

        resultat = ecrire_images(ctx, resultat, sortie)
    ecrire_sortie(rendre("rapport", format_, resultat), sortie, format_)


def _verifier_la_periode(du: date | None, au: date) -> None:
    """Raises Usage: a period ends after it begins, and has begun."""
    if du and du > au:
        raise Usage(Phrase("La période finirait le {au}, avant de commencer le {du}.", au=au, du=du))
    if du and du > horloge.aujourd_hui():
        raise Usage(Phrase("Le {du} n'est pas encore arrivé : la période n'a pas commencé.", du=du))


def _phrase_seule(vue: Contexte, sortie: str | None) -> None:
    """The sentence for the site on stdout; what makes it doubtful on stderr."""
    from roriq_cli.domaine.bilan.composition import composition, phrase_du_site
    from roriq_cli.rendu.texte.commun import avis, entete

    for ligne in (*entete(vue), *avis(vue)):
        if str(ligne):
            dire(ligne)
    dite = phrase_du_site(composition(vue.registre, vue.au), vue.registre.reseau)
    ecrire_sortie(f"{dite}\n", sortie)
