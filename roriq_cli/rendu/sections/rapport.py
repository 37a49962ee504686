"""The report: what is said before anything else, then its sections, in their order. A format only lays them out.

To add a section: what it says and its JSON, two functions of the report's view, and one row of `PARTIES`.
"""

from collections.abc import Callable, Iterator
from typing import Any

from roriq_cli.domaine.bilan.composition import phrase_de_taille, phrase_des_suspendus, phrase_du_site
from roriq_cli.domaine.membres.modele import ChiffrePublie, Etat
from roriq_cli.domaine.membres.parcours import etat_au, noms_au
from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.i18n import N_, Affichable, Duree, Phrase, Pluriel
from roriq_cli.rendu.donnees.commun import a_faire, champs, ids, mouvements
from roriq_cli.rendu.sections import periode, reseau
from roriq_cli.rendu.sections.reseau import date_publiee
from roriq_cli.rendu.sections.section import Section, comptees
from roriq_cli.rendu.texte.commun import INCONNUS_DE_CETTE_DATE
from roriq_cli.rendu.vues import VueRapport

DETAIL = 3  # organisations named one by one; beyond, they are counted


def manques(vue: VueRapport) -> Iterator[Section]:
    """What is missing, and the commands that settle it."""
    if vue.rapport.a_faire:
        yield Section(Phrase("Ce qui manque"), "manques", manques=vue.rapport.a_faire)


# What each part says to a person, and its keys for a program.
PARTIES: tuple[tuple[Callable[[VueRapport], Iterator[Section]], Callable[[VueRapport], dict[str, Any]]], ...] = (
    (reseau.regions, reseau.donnees_des_regions),
    (reseau.membres, reseau.donnees_des_membres),
    (reseau.taille, reseau.donnees_de_la_taille),
    (reseau.etats, lambda vue: champs(vue.rapport.composition, "etats")),
    (reseau.fiche_actuelle, reseau.donnees_de_la_fiche_actuelle),
    (periode.periode, periode.donnees_de_la_periode),
    (reseau.anciennete, reseau.donnees_de_l_anciennete),
    (periode.a_venir, lambda vue: {"a_venir": mouvements(vue.rapport.a_venir)}),
    (manques, lambda vue: {"a_faire": a_faire(vue.rapport.a_faire)}),
)


def sections(vue: VueRapport) -> list[Section]:
    """Those that this report has, in their order."""
    return [section for partie, _donnees in PARTIES for section in partie(vue)]


def donnees(vue: VueRapport) -> dict[str, Any]:
    """What is said before the sections, and the keys of each part."""
    r, tete = vue.rapport, vue.contexte.registre.reseau
    dites = {
        "au": r.composition.au,
        "diffusion": vue.contexte.diffusion,
        "reseau": tete.nom,
        "phrases": [phrase_de_taille(r.composition, tete), phrase_du_site(r.composition, tete)],
        "imprecis": ids(r.imprecis),
        "inconnus": ids(r.inconnus_avant),
        "criteres_perdus": [
            {"id": o.id, "criteres": [critere.code for critere in criteres]} for o, criteres in r.perdus
        ],
        "attestes": [{"id": o.id, "atteste_le": le} for o, le in r.attestes],
    }
    for _sections, partie in PARTIES:
        dites |= partie(vue)
    return dites


def phrases(vue: VueRapport) -> list[Affichable]:
    """The two public sentences, and the suspended ones between them."""
    c, reseau = vue.rapport.composition, vue.contexte.registre.reseau
    suspendus = phrase_des_suspendus(c)
    return [phrase_de_taille(c, reseau), *([suspendus] if suspendus else []), phrase_du_site(c, reseau)]


def reserves(vue: VueRapport) -> list[Affichable]:
    """What rests on a source only, what is not known, and what is published elsewhere."""
    r = vue.rapport
    imprecis = (
        len(r.imprecis),
        N_(
            "De l'entrée de {n} organisme membre, on ne connaît que le mois ou l'année, pas encore finie à cette "
            "date : il est compté du premier jour."
        ),
        N_(
            "De l'entrée de {n} organismes membres, on ne connaît que le mois ou l'année, pas encore finie à cette "
            "date : ils sont comptés du premier jour."
        ),
    )
    inconnus = (len(r.inconnus_avant), *INCONNUS_DE_CETTE_DATE)
    return [*_anciennement_attestes(vue), *comptees(imprecis, inconnus), *([_publie(r.publie)] if r.publie else [])]


def _anciennement_attestes(vue: VueRapport) -> list[Affichable]:
    r = vue.rapport
    au, seuil = r.composition.au, vue.contexte.registre.reseau.seuils.reattestation_jours
    anciens = [(o, le) for o, le in r.attestes if etat_au(o, au) is Etat.MEMBRE and (au - le).days > seuil]
    if len(anciens) > DETAIL:
        return [
            Phrase(
                "{n} organismes membres le sont selon une source, dont aucune ne date de moins de {seuil}.",
                n=len(anciens),
                seuil=Duree(seuil),
            )
        ]
    return [
        Phrase(
            "L'organisme {nom} est membre selon une source, et l'était encore le {le} : rien ne l'atteste depuis.",
            nom=noms_au(o, au),
            le=le,
        )
        for o, le in anciens
    ]


def _publie(chiffre: ChiffrePublie) -> Affichable:
    """« Dernier chiffre publié : 24 organismes dans 13 régions, y compris Montréal (TCRI, 2022). »"""
    nombre = Pluriel("{n} organisme", "{n} organismes", chiffre.total)
    source = Phrase("{titre}, {le}", titre=chiffre.source.titre, le=date_publiee(chiffre))
    if chiffre.regions is None:
        return Phrase("Dernier chiffre publié : {nombre} ({source}).", nombre=nombre, source=source)
    regions = Pluriel("{n} région", "{n} régions", chiffre.regions)
    modele = RORIQ.region_a_part.publies[chiffre.regions_comptent_montreal or ""]
    return Phrase(modele, nombre=nombre, regions=regions, source=source)
