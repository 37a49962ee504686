"""`rapport` on a screen: sentences, then each section, one under the other."""

from collections.abc import Sequence

from roriq_cli.domaine.bilan.a_faire import AFaire
from roriq_cli.i18n import N_, Affichable, Phrase
from roriq_cli.rendu.sections.rapport import phrases, reserves, sections
from roriq_cli.rendu.sections.section import Grille, Section
from roriq_cli.rendu.texte.commun import avis, bloc, document, entete, paragraphe, provenance, tableau_sans_entete
from roriq_cli.rendu.vues import VueRapport


def rapport(vue: VueRapport) -> str:
    """The public sentences, the sections that have something for a screen, and the revision."""
    return document(
        paragraphe(*entete(vue.contexte), *avis(vue.contexte), *phrases(vue)),
        bloc(None, reserves(vue)),
        *(dit for section in sections(vue) for dit in _section(section)),
        paragraphe(provenance(vue.contexte)),
    )


def _section(s: Section) -> list[str]:
    corps = [*_retrait(s.avant), *_rangs(s.tableau), *s.bilan, *_retrait(s.suite), *map(_manque, s.manques)]
    return [bloc(s.ecran or s.titre, corps), *(bloc(t.titre_ecran or t.titre, _rangs(t)) for t in s.annexes)]


def _rangs(t: Grille | None) -> list[str]:
    """Rows in columns, what is a part of the row above further in."""
    if t is None or not t.rangs:
        return []
    if t.datee:  # a day is ten columns: nothing has to be measured, and there may be thousands
        return [f"  {le}  {fait}" for le, fait in t.rangs]
    retraits = ["  " if numero in t.details else "" for numero in range(len(t.rangs))]
    rangs = [(f"{retrait}{quoi}", *reste) for retrait, (quoi, *reste) in zip(retraits, t.ecran or t.rangs, strict=True)]
    return [tableau_sans_entete(rangs)]


def _retrait(phrases: Sequence[Affichable]) -> list[str]:
    return [f"  {p}" for p in phrases]


def _manque(a: AFaire) -> str:
    """« 3 fiches sans ville (a, b, c) : roriq lister --a-faire sans-ville »."""
    modele = N_("{phrase} ({ids}) : {commande}") if a.ids else N_("{phrase} : {commande}")
    return f"  - {Phrase(modele, phrase=a.phrase, ids=a.cites, commande=a.commande)}"
