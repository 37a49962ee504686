"""The commands that show the organisations: all of them, one of them, the report on the network."""

from datetime import date
from typing import Annotated

import typer

from roriq_cli.cli import horloge, options as o, types
from roriq_cli.cli.cibles import doublon_nomme, un_seul
from roriq_cli.cli.lire.ouverture import ETAT, LectureVoulue, contexte, resultat_de
from roriq_cli.cli.questions import dire
from roriq_cli.cli.sortie import ecrire_sortie
from roriq_cli.domaine.bilan.a_faire import FILTRES, concerne
from roriq_cli.domaine.genres.recherche import chercher
from roriq_cli.domaine.genres.tri import trier
from roriq_cli.domaine.membres.listes import listes_du
from roriq_cli.domaine.membres.parcours import etat_au, region_au
from roriq_cli.errors import Usage
from roriq_cli.i18n import N_, Phrase
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
Du = Annotated[
    date | None, o.jour("--du", N_("Le premier jour de la période (douze mois avant --au si rien n'est dit)."))
]
Diffusion = Annotated[
    bool, o.option("--diffusion", N_("Pour l'extérieur : sans motifs, sans ce qui manque, sans commandes."), None)
]
PhraseSeule = Annotated[bool, o.option("--phrase", N_("Seulement la phrase pour le site."), None)]


def lister(
    ctx: typer.Context,
    etat: o.Etats,
    region: o.Regions,
    a_faire: GenreAFaire,
    sans_date: SansDate,
    au: o.Au,
    lecture: Annotated[LectureVoulue, ETAT | resultat_de("lister")],
) -> None:
    """List the organisations, whatever their state."""
    chargement = lecture.charger(ctx)
    vue = contexte(chargement, au, provenance=lecture.format_ != "texte")
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
    lecture.montrer("lister", liste)


def afficher(
    ctx: typer.Context,
    organisme: o.Organisme,
    au: o.Au,
    lecture: Annotated[LectureVoulue, ETAT | resultat_de("afficher")],
) -> None:
    """Show one organisation."""
    if organisme is None:
        raise Usage(Phrase("Il manque {quoi}.", quoi=Phrase("ORGANISME")))
    chargement = lecture.charger(ctx)
    doublon = doublon_nomme(chargement, organisme)
    if doublon and doublon.doublon and not chercher(chargement.registre.organismes, organisme).trouves:
        suite = Phrase(
            "La fiche {id} est le doublon de celle-ci ({raison}).", id=doublon.id, raison=doublon.doublon.raison
        )
        dire(suite)
        organisme = doublon.doublon.de
    trouve = un_seul(chargement, organisme)
    vue = contexte(chargement, au, provenance=lecture.format_ != "texte")
    lecture.montrer("afficher", VueFiche(vue, trouve))


def rapport(
    ctx: typer.Context,
    au: o.Au,
    du: Du,
    phrase: PhraseSeule,
    diffusion: Diffusion,
    lecture: Annotated[LectureVoulue, ETAT | resultat_de("rapport")],
) -> None:
    """Say what the network is on a day, and what led to it."""
    if phrase and (du or lecture.format_ != "texte"):
        raise Usage(Phrase("--phrase donne une seule ligne : --du et --format n'y ont pas leur place."))
    _verifier_la_periode(du, au or horloge.aujourd_hui())
    chargement = lecture.charger(ctx)
    vue = contexte(chargement, au, provenance=not phrase)._replace(diffusion=diffusion)
    from roriq_cli.domaine.bilan import rapport as bilan

    if phrase:
        _phrase_seule(vue, lecture)
        return
    faire = bilan.pour_diffusion if diffusion else bilan.rapport
    montree = VueRapport(vue, faire(chargement.registre, vue.au, du))
    if lecture.format_ == "markdown":
        from roriq_cli.cli.lire.images import ecrire_images

        lecture.verifier("rapport")
        montree = ecrire_images(ctx, montree, lecture.sortie, remplacer=lecture.remplacer)
    lecture.montrer("rapport", montree)


def _verifier_la_periode(du: date | None, au: date) -> None:
    """Raises Usage: a period ends after it begins, and has begun."""
    if du and du > au:
        raise Usage(Phrase("La période finirait le {au}, avant de commencer le {du}.", au=au, du=du))
    if du and du > horloge.aujourd_hui():
        raise Usage(Phrase("Le {du} n'est pas encore arrivé : la période n'a pas commencé.", du=du))


def _phrase_seule(vue: Contexte, lecture: LectureVoulue) -> None:
    """The sentence for the site on stdout; what makes it doubtful on stderr."""
    from roriq_cli.domaine.bilan.composition import composition, phrase_du_site
    from roriq_cli.rendu.texte.commun import avis, entete

    for ligne in (*entete(vue), *avis(vue)):
        if str(ligne):
            dire(ligne)
    dite = phrase_du_site(composition(vue.registre, vue.au), vue.registre.reseau)
    ecrire_sortie(f"{dite}\n", lecture.sortie, remplacer=lecture.remplacer)
