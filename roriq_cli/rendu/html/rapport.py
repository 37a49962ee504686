"""`rapport` as a page: to send, to read on a telephone, to print as the annual report."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from roriq_cli.domaine.bilan.a_faire import AFaire
from roriq_cli.domaine.bilan.taille import Taille
from roriq_cli.domaine.membres.modele import ChiffrePublie
from roriq_cli.domaine.membres.reseau import RORIQ, RegionAPart
from roriq_cli.domaine.membres.territoire import REGIONS
from roriq_cli.i18n import N_, Affichable, Phrase, langue, sans_registre
from roriq_cli.rendu import rapport as dit
from roriq_cli.rendu.html.commun import dessin, page
from roriq_cli.rendu.images import Image, images
from roriq_cli.rendu.texte.commun import FICTIF, illisibles
from roriq_cli.rendu.vues import Contexte, VueRapport

# Rows beyond which a table may be cut between two pages: of numbers, of sentences.
LONG, LONG_EN_PHRASES = 20, 5
IDS = 5  # organisations named where something is missing


class TableauHtml(NamedTuple):
    """A table; the first cell of a row is its title.

    By their number from 0: the columns of numbers, the rows that are a part of the one above.
    """

    titre: Affichable
    entetes: tuple[Affichable, ...]
    rangs: tuple[tuple[Affichable, ...], ...]
    nombres: tuple[int, ...] = ()
    datee: bool = False  # its rows begin with a day
    details: tuple[int, ...] = ()
    total: bool = False  # the last row is one

    @property
    def classes(self) -> str:
        """What the style sheet goes by; a long one may be cut between two pages."""
        limite = LONG if self.nombres else LONG_EN_PHRASES
        dites = (("compte", self.nombres), ("datee", self.datee), ("long", len(self.rangs) > limite))
        return " ".join(nom for nom, vrai in dites if vrai)


class Figure(NamedTuple):
    """A picture and what is written under it."""

    image: Markup
    legende: Affichable


class Manque(NamedTuple):
    """Something that is missing: its sentence, the files it is about, the command that shows or settles it."""

    quoi: Affichable
    ids: str
    commande: Affichable


class SectionHtml(NamedTuple):
    """A part of the page: its id there, its titles, then what it has, in this order (the figure beside its table)."""

    id: str
    court: Affichable  # for the table of contents
    titre: Affichable
    phrases: Sequence[Affichable] = ()
    figure: Figure | None = None
    tableau: TableauHtml | None = None
    suite: Sequence[Affichable] = ()
    liste: Sequence[tuple[Affichable, Affichable]] = ()
    manques: Sequence[Manque] = ()
    annexes: Sequence[TableauHtml] = ()


def rapport(vue: VueRapport) -> str:
    """The whole report as one self-contained page."""
    with sans_registre():
        reseau = vue.contexte.registre.reseau
        sections = [s for s in _sections(vue) if s is not None]
        return page(
            "rapport.html.jinja",
            ("rapport.css", "images.css"),
            langue=langue(),
            titre=Phrase("{reseau} : rapport au {au}", reseau=reseau.nom, au=vue.rapport.composition.au),
            avertissements=_avertissements(vue.contexte),
            avis=reseau.avis or "",
            phrases=dit.phrases(vue),
            reserves=dit.reserves(vue),
            sections=sections,
            provenance=dit.provenance(vue.contexte),
            aller=Phrase("Aller au contenu"),
            sommaire=Phrase("Sommaire"),
        )


def _avertissements(contexte: Contexte) -> list[Affichable]:
    """What is said before anything else: a fictitious network, a past state, files left out."""
    dits: list[Affichable] = [FICTIF] if contexte.registre.reseau.fictif else []
    if contexte.fige:
        dits.append(Phrase("Le registre tel qu'il était à la version {revision}.", revision=contexte.revision[:10]))
    if contexte.non_lus:
        dits.append(illisibles(contexte))
    return dits


def _sections(vue: VueRapport) -> Iterable[SectionHtml | None]:
    dessinees = images(vue.rapport)
    yield _regions(vue, dessinees.get("carte"))
    yield _taille(vue.rapport.taille, vue.rapport.composition.a_part, dessinees.get("taille"))
    yield _periode(vue)
    yield _anciennete(vue)
    yield _fiche_actuelle(vue)
    yield _mrc(vue)
    yield _etats(vue)
    yield _a_venir(vue)
    yield _manques(vue.rapport.a_faire)


def _regions(vue: VueRapport, image: Image | None) -> SectionHtml | None:
    if image is None:
        return None
    legende = Phrase(
        "Une tuile par région, placée comme sur la carte du Québec; le nombre est celui des organismes membres qui y "
        "ont leur siège."
    )
    tableau = TableauHtml(
        Phrase("Organismes membres par région"),
        (Phrase("Région"), Phrase("Code"), Phrase("Organismes membres")),
        tuple((REGIONS[code].nom, code, str(n)) for code, n in vue.rapport.composition.regions.items()),
        (2,),
    )
    return SectionHtml(
        "regions",
        Phrase("Régions"),
        Phrase("Où est le réseau"),
        dit.lieux(vue),
        Figure(dessin(image.svg), legende),
        tableau if tableau.rangs else None,
    )


def _taille(taille: Taille, a_part: RegionAPart, image: Image | None) -> SectionHtml | None:
    if image is None:
        return None
    legende = Phrase("Le nombre d'organismes membres, selon les faits datés du registre.")
    annees = TableauHtml(
        Phrase("Organismes membres, année par année"),
        (Phrase("Au"), Phrase("Organismes membres"), *map(Phrase, a_part.colonnes)),
        tuple(_annees(taille)),
        (1, 2, 3),
        datee=True,
    )
    publies = TableauHtml(
        Phrase("Chiffres publiés"),
        (Phrase("Date"), Phrase("Organismes"), Phrase("Régions"), Phrase("Source")),
        tuple((dit.date_publiee(c), str(c.total), _regions_publiees(c), c.source.titre) for c in taille.chiffres),
        (1,),
    )
    return SectionHtml(
        "taille",
        Phrase("Taille"),
        Phrase("La taille du réseau au fil des ans"),
        figure=Figure(dessin(image.svg), legende),
        tableau=annees if annees.rangs else None,
        annexes=[publies] if publies.rangs else [],
    )


def _annees(taille: Taille) -> Iterable[tuple[Affichable, ...]]:
    """The last day of each year since the first step, and the day of the report."""
    if not taille.marches:
        return
    fins = [date(annee, 12, 31) for annee in range(taille.marches[0].date.year, taille.au.year)]
    for jour in [*fins, taille.au]:
        marche = taille.marche_du(jour)
        assert marche is not None
        partiel = taille.connu_depuis is not None and jour < taille.connu_depuis
        modele = N_("au moins {n}") if partiel else "{n}"
        yield jour.isoformat(), *(Phrase(modele, n=n) for n in (marche.membres, marche.montreal, marche.regions))


def _regions_publiees(chiffre: ChiffrePublie) -> Affichable:
    if chiffre.regions is None:
        return Phrase("non dit")
    return Phrase(RORIQ.region_a_part.comptees[chiffre.regions_comptent_montreal or ""], n=chiffre.regions)


def _periode(vue: VueRapport) -> SectionHtml:
    p, rangs = vue.rapport.periode, dit.compte(vue)
    compte = TableauHtml(
        Phrase("De la veille à la fin de la période"),
        (Phrase("Ce qui change"), Phrase("Nombre")),
        tuple((r.quoi, r.nombre) for r in rangs),
        (1,),
        details=tuple(numero for numero, r in enumerate(rangs) if r.detail),
        total=True,
    )
    faits = (
        (Phrase("Départs"), dit.departs(vue)),
        (Phrase("Ce qu'une source établit (ce ne sont pas des arrivées)"), dit.faits(p.reprises, vue)),
        (Phrase("Faits de la période"), dit.faits(p.mouvements, vue)),
    )
    return SectionHtml(
        "periode",
        Phrase("Période"),
        dit.titre_de_la_periode(vue),
        tableau=compte,
        suite=dit.suites_de_la_periode(vue),
        annexes=[_faits(titre, lignes) for titre, lignes in faits if lignes],
    )


def _faits(titre: Affichable, lignes: Sequence[tuple[str, Affichable]]) -> TableauHtml:
    return TableauHtml(titre, (Phrase("Date"), Phrase("Fait")), tuple(lignes), datee=True)


def _anciennete(vue: VueRapport) -> SectionHtml | None:
    lignes, phrases = dit.anciennete(vue)
    if not lignes and not phrases:
        return None
    tableau = TableauHtml(
        Phrase("Depuis combien de temps ils le sont"),
        (Phrase("Durée"), Phrase("Organismes membres")),
        tuple((tranche, str(n)) for tranche, n in lignes),
        (1,),
    )
    titre = Phrase("Ancienneté des organismes membres")
    return SectionHtml("anciennete", Phrase("Ancienneté"), titre, tableau=tableau if lignes else None, suite=phrases)


def _fiche_actuelle(vue: VueRapport) -> SectionHtml | None:
    lignes = dit.fiche_actuelle(vue)
    if not lignes:
        return None
    return SectionHtml("fiche-actuelle", Phrase("Fiches actuelles"), Phrase(dit.FICHE_ACTUELLE), liste=lignes)


def _mrc(vue: VueRapport) -> SectionHtml | None:
    phrases, lignes = dit.mrc(vue)
    if not phrases:
        return None
    return SectionHtml(
        "mrc", Phrase("MRC"), Phrase("MRC non desservies, selon la fiche actuelle"), phrases, liste=lignes
    )


def _etats(vue: VueRapport) -> SectionHtml | None:
    rangs = tuple((mots, str(n)) for n, mots in dit.etats(vue))
    if not rangs:
        return None
    tableau = TableauHtml(Phrase("Organismes par état"), (Phrase("État"), Phrase("Organismes")), rangs, (1,))
    return SectionHtml("etats", Phrase("États"), Phrase("Tous les organismes du registre"), tableau=tableau)


def _a_venir(vue: VueRapport) -> SectionHtml | None:
    lignes = dit.faits(vue.rapport.a_venir, vue)
    if not lignes:
        return None
    return SectionHtml(
        "a-venir",
        Phrase("À venir"),
        Phrase("À venir"),
        annexes=[_faits(Phrase("Ce qui est annoncé ou décidé"), lignes)],
    )


def _manques(a_faire: Sequence[AFaire]) -> SectionHtml | None:
    if not a_faire:
        return None
    manques = [
        Manque(a.phrase, ", ".join(a.ids[:IDS]) + (", …" if len(a.ids) > IDS else ""), a.commande) for a in a_faire
    ]
    return SectionHtml("manques", Phrase("Ce qui manque"), Phrase("Ce qui manque"), manques=manques)
