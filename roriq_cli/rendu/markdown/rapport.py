"""`rapport` in Markdown: the annual report, to paste in minutes or in a discussion."""

from collections.abc import Iterable
from urllib.parse import quote

from roriq_cli.i18n import Affichable, Phrase
from roriq_cli.rendu.images import Image, images
from roriq_cli.rendu.markdown.commun import rang, texte, titres
from roriq_cli.rendu.sections.rapport import phrases, reserves, sections
from roriq_cli.rendu.sections.section import Figure, Grille, Section
from roriq_cli.rendu.texte.commun import avis, entete, provenance
from roriq_cli.rendu.vues import VueRapport


def rapport(vue: VueRapport) -> str:
    """The same parts as on a screen, but for what is to be done: that is between the coordinator and the register."""
    dessinees = images(vue.rapport)
    titre = Phrase("{reseau} au {au}", reseau=vue.contexte.registre.reseau.nom, au=vue.rapport.composition.au)
    blocs = [
        "# " + texte(titre),
        *_paragraphes([*entete(vue.contexte), *avis(vue.contexte), *phrases(vue)]),
        _liste(reserves(vue)),
        *(bloc for section in sections(vue) for bloc in _section(section, dessinees, vue.images)),
        texte(provenance(vue.contexte)),
    ]
    return "\n\n".join(bloc for bloc in blocs if bloc) + "\n"


def _section(s: Section, dessinees: dict[str, Image], fichiers: str) -> list[str]:
    """Its title and what it has; a table without a row is a title all the same."""
    corps = [*_paragraphes(s.avant), _tableau(s.tableau), _liste(s.bilan)]
    corps += [_figure(s, s.figure, dessinees, fichiers) if s.figure else "", _liste(s.suite)]
    corps += [mots for t in s.annexes if t.rangs for mots in (_titre(t.titre, 3), _tableau(t))]
    return [_titre(s.titre, s.niveau), *corps] if s.tableau or any(corps) else []


def _figure(s: Section, figure: Figure, dessinees: dict[str, Image], fichiers: str) -> str:
    """A link to the picture's file; where none is written, what it shows in words, unless the section's table does."""
    image = dessinees.get(figure.nom)
    if image is None or not (fichiers or s.tableau is None):
        return ""
    if not fichiers:
        return texte(image.description)
    return f"![{texte(image.description)}]({quote(fichiers, safe='', errors='surrogateescape')}-{figure.nom}.svg)"


def _titre(titre: Affichable, niveau: int) -> str:
    return "#" * niveau + " " + texte(titre)


def _paragraphes(phrases: Iterable[Affichable]) -> list[str]:
    """One a sentence; the blank lines of a header are the blank lines of Markdown."""
    return [texte(p) for p in phrases if str(p)]


def _liste(phrases: Iterable[Affichable]) -> str:
    return "\n".join("- " + texte(p) for p in phrases)


def _tableau(t: Grille | None) -> str:
    """A table, or a list of what happened day by day."""
    if t is None or not t.rangs:
        return ""
    if t.datee:
        return _liste(Phrase("{le} : {fait}", le=le, fait=fait) for le, fait in t.rangs)
    rangs = [
        rang(Phrase("dont {quoi}", quoi=quoi) if numero in t.details else quoi, *reste)
        for numero, (quoi, *reste) in enumerate(t.rangs)
    ]
    return "\n".join([titres(*t.entetes), *rangs])
