"""`revue` on a terminal: the verdict, then what it rests on."""

from roriq_cli.domaine.revue.revue import Acceptation
from roriq_cli.i18n import Phrase
from roriq_cli.rendu.sections.revue import phrase_du_verdict, sections
from roriq_cli.rendu.texte.commun import entete, paragraphe
from roriq_cli.rendu.vues import VueRevue


def revue(vue: VueRevue) -> str:
    """The verdict in one line, then a list for each thing that there is to say."""
    lignes = [*entete(vue.contexte._replace(non_lus=(), fige=False)), phrase_du_verdict(vue)]
    for section in sections(vue, _accord):
        lignes += ["", Phrase("{titre} :", titre=section.titre)]
        lignes += [Phrase("- {ligne}", ligne=ligne) for ligne in section.suite]
    return paragraphe(*lignes)


def _accord(acceptation: Acceptation) -> Phrase:
    return Phrase("--accepter {accord}", accord=str(acceptation))
