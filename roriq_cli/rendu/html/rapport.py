"""`rapport` as a page: to send, to read on a telephone, to print as the annual report."""

from roriq_cli.i18n import Phrase, langue, sans_registre
from roriq_cli.rendu.html.commun import dessin, page
from roriq_cli.rendu.images import images
from roriq_cli.rendu.sections import rapport as dit
from roriq_cli.rendu.sections.section import Grille, Section
from roriq_cli.rendu.texte.commun import entete, provenance
from roriq_cli.rendu.vues import VueRapport

# Rows beyond which a table may be cut between two pages: of numbers, of sentences.
LONG, LONG_EN_PHRASES = 20, 5
# What a page that is sent tells first: the years, then what the files say. The others follow, in the report's order.
D_ABORD = ("regions", "membres", "taille", "periode", "anciennete", "fiche-actuelle", "mrc")


def rapport(vue: VueRapport) -> str:
    """The whole report as one self-contained page."""
    with sans_registre():
        reseau = vue.contexte.registre.reseau
        dessinees = {nom: dessin(image.svg) for nom, image in images(vue.rapport).items()}
        return page(
            "rapport.html.jinja",
            ("rapport.css", "images.css"),
            langue=langue(),
            titre=Phrase("{reseau} : rapport au {au}", reseau=reseau.nom, au=vue.rapport.composition.au),
            avertissements=[mots for mots in entete(vue.contexte) if mots],
            avis=reseau.avis or "",
            phrases=dit.phrases(vue),
            reserves=dit.reserves(vue),
            sections=sections(vue, set(dessinees)),
            images=dessinees,
            classes=_classes,
            provenance=provenance(vue.contexte),
            aller=Phrase("Aller au contenu"),
            sommaire=Phrase("Sommaire"),
        )


def sections(vue: VueRapport, dessinees: set[str]) -> list[Section]:
    """Those that have something to show, in the order of the page; a picture that is not drawn is left out."""
    rangees = sorted(dit.sections(vue), key=rang_sur_la_page)
    montrees = [s if s.figure is None or s.figure.nom in dessinees else s._replace(figure=None) for s in rangees]
    return [s for s in montrees if not s.vide]


def rang_sur_la_page(s: Section) -> int:
    """What the page sorts by: sections of one rank stay in the report's order."""
    return D_ABORD.index(s.id) if s.id in D_ABORD else len(D_ABORD)


def _classes(t: Grille) -> str:
    """What the style sheet goes by; a long one may be cut between two pages."""
    limite = LONG if t.nombres else LONG_EN_PHRASES
    dites = (("compte", t.nombres), ("datee", t.datee), ("long", len(t.rangs) > limite))
    return " ".join(nom for nom, vrai in dites if vrai)
