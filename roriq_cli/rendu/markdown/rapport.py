"""`rapport` in Markdown: the annual report, to paste in minutes or in a discussion."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from roriq_cli.domaine.membres.territoire import REGIONS
from roriq_cli.i18n import N_, Affichable, Phrase
from roriq_cli.rendu import rapport as dit
from roriq_cli.rendu.images import images
from roriq_cli.rendu.markdown.commun import rang, texte, titres
from roriq_cli.rendu.texte.commun import avis, entete
from roriq_cli.rendu.vues import VueRapport


def rapport(vue: VueRapport) -> str:
    """The same parts as on a screen, but for what is to be done: that is between the coordinator and the register."""
    c = vue.rapport.composition
    blocs = [
        "# " + texte(Phrase("{reseau} au {au}", reseau=vue.contexte.registre.reseau.nom, au=c.au)),
        *_paragraphes(*entete(vue.contexte), *avis(vue.contexte)),
        *_paragraphes(*dit.phrases(vue)),
        _liste(dit.reserves(vue)),
        _titre(Phrase("Organismes membres par région")),
        _tableau(
            (N_("Code"), N_("Région"), N_("Organismes membres")),
            [(code, REGIONS[code].nom, n) for code, n in c.regions.items()],
        ),
        _liste(dit.lieux(vue)),
        *_images(vue),
        _titre(Phrase("Organismes par état")),
        _tableau((N_("État"), N_("Organismes")), [(etat, n) for n, etat in dit.etats(vue)]),
        *_fiches(vue),
        *_periode(vue),
        *_anciennete(vue),
        *_faits(Phrase("À venir"), dit.faits(vue.rapport.a_venir, vue)),
        texte(dit.provenance(vue.contexte)),
    ]
    return "\n\n".join(bloc for bloc in blocs if bloc) + "\n"


def _images(vue: VueRapport) -> list[str]:
    """Links to the pictures' files; where none is written, the table above is the map, and words are the curve."""
    dessinees = images(vue.rapport)
    liens = {
        nom: f"![{texte(image.description)}]({quote(vue.images, safe='', errors='surrogateescape')}-{nom}.svg)"
        for nom, image in dessinees.items()
        if vue.images
    }
    carte, taille = liens.get("carte", ""), dessinees.get("taille")
    if taille is None:
        return [carte]
    titre = _titre(Phrase("La taille du réseau au fil des ans"))
    return [carte, titre, liens.get("taille") or texte(taille.description)]


def _fiches(vue: VueRapport) -> list[str]:
    lignes = dit.fiche_actuelle(vue)
    if not lignes:
        return []
    phrases, mrc = dit.mrc(vue)
    return [
        _titre(Phrase(dit.FICHE_ACTUELLE)),
        _tableau((N_("Champ"), N_("Organismes membres")), lignes),
        _titre(Phrase("MRC non desservies, selon la fiche actuelle"), 3),
        *_paragraphes(*phrases),
        _tableau((N_("Région"), N_("MRC")), mrc),
    ]


def _periode(vue: VueRapport) -> list[str]:
    p = vue.rapport.periode
    compte = [(Phrase("dont {quoi}", quoi=r.quoi) if r.detail else r.quoi, r.nombre) for r in dit.compte(vue)]
    return [
        _titre(dit.titre_de_la_periode(vue)),
        _tableau((N_("Ce qui change"), N_("Nombre")), compte),
        _liste(dit.suites_de_la_periode(vue)),
        *_faits(Phrase("Départs"), dit.departs(vue), 3),
        *_faits(Phrase("Ce qu'une source établit (ce ne sont pas des arrivées)"), dit.faits(p.reprises, vue), 3),
        *_faits(Phrase("Faits de la période"), dit.faits(p.mouvements, vue), 3),
    ]


def _anciennete(vue: VueRapport) -> list[str]:
    lignes, phrases = dit.anciennete(vue)
    if not lignes and not phrases:
        return []
    return [
        _titre(Phrase("Ancienneté des organismes membres")),
        _tableau((N_("Durée"), N_("Organismes membres")), lignes),
        _liste(phrases),
    ]


def _faits(titre: Affichable, faits: Sequence[tuple[str, Affichable]], niveau: int = 2) -> list[str]:
    if not faits:
        return []
    return [_titre(titre, niveau), _liste(Phrase("{le} : {fait}", le=le, fait=f) for le, f in faits)]


def _titre(titre: Affichable, niveau: int = 2) -> str:
    return "#" * niveau + " " + texte(titre)


def _paragraphes(*phrases: Affichable) -> list[str]:
    """One a sentence; the blank lines of a header are the blank lines of Markdown."""
    return [texte(p) for p in phrases if str(p)]


def _liste(phrases: Iterable[Affichable]) -> str:
    return "\n".join("- " + texte(p) for p in phrases)


def _tableau(noms: tuple[str, ...], lignes: Sequence[Sequence[Affichable]]) -> str:
    return "\n".join([titres(*map(Phrase, noms)), *(rang(*ligne) for ligne in lignes)]) if lignes else ""
