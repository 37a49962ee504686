"""What every format of the report says, in sentences and in rows: a format only lays them out.

What has no date (mandate, host communities, funding, profile) is « selon la fiche actuelle ». What is known to the
month or to the year only is counted on its first day, and said.
"""

from collections.abc import Sequence
from typing import NamedTuple

from roriq_cli.domaine.bilan.anciennete import TRANCHES, annees_entieres
from roriq_cli.domaine.bilan.composition import (
    phrase_avec_et_sans_montreal,
    phrase_de_taille,
    phrase_des_suspendus,
    phrase_du_site,
)
from roriq_cli.domaine.bilan.periode import DEPARTS, Demande, Depart, Mouvement
from roriq_cli.domaine.bilan.presence import VALEURS, Repartition
from roriq_cli.domaine.membres.modele import ChiffrePublie, Etat, Fait, Precision
from roriq_cli.domaine.membres.parcours import etat_au, noms_au
from roriq_cli.domaine.membres.phrases import FAITS, PhraseFait, mots_de_l_etat
from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.domaine.membres.territoire import MRC, REGIONS
from roriq_cli.i18n import N_, Affichable, Liste, Phrase, Pluriel
from roriq_cli.rendu.vues import Contexte, VueRapport

DETAIL = 3  # organisations named one by one; beyond, they are counted


class Rang(NamedTuple):
    """A row: what is counted, and how many; `detail`: a part of the row above."""

    quoi: Affichable
    nombre: str
    detail: bool = False


def phrases(vue: VueRapport) -> list[Affichable]:
    """The two public sentences, and the suspended ones between them."""
    c, reseau = vue.rapport.composition, vue.contexte.registre.reseau
    suspendus = phrase_des_suspendus(c)
    return [phrase_de_taille(c, reseau), *([suspendus] if suspendus else []), phrase_du_site(c, reseau)]


def reserves(vue: VueRapport) -> list[Affichable]:
    """What rests on a source only, what is not known, and what is published elsewhere."""
    r = vue.rapport
    lignes = _anciennement_attestes(vue)
    if r.imprecis:
        lignes.append(
            Pluriel(
                "De l'entrée de {n} organisme membre, on ne connaît que le mois ou l'année, pas encore finie à cette "
                "date : il est compté du premier jour.",
                "De l'entrée de {n} organismes membres, on ne connaît que le mois ou l'année, pas encore finie à cette "
                "date : ils sont comptés du premier jour.",
                len(r.imprecis),
            )
        )
    if r.inconnus_avant:
        lignes.append(
            Pluriel(
                "Pour {n} organisme, rien n'est connu de cette date : la première source vient après.",
                "Pour {n} organismes, rien n'est connu de cette date : la première source vient après.",
                len(r.inconnus_avant),
            )
        )
    if r.publie:
        lignes.append(_publie(r.publie))
    return lignes


def _anciennement_attestes(vue: VueRapport) -> list[Affichable]:
    r = vue.rapport
    au, seuil = r.composition.au, vue.contexte.registre.reseau.seuils.reattestation_jours
    anciens = [(o, le) for o, le in r.attestes if etat_au(o, au) is Etat.MEMBRE and (au - le).days > seuil]
    if len(anciens) > DETAIL:
        return [
            Phrase(
                "{n} organismes membres le sont selon une source, dont aucune ne date de moins de {seuil} jours.",
                n=len(anciens),
                seuil=seuil,
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


def date_publiee(chiffre: ChiffrePublie) -> Affichable:
    """« 14 juin 2027 », « 2022 (année déduite) »."""
    if chiffre.precision == "jour":
        return Phrase("{le}", le=chiffre.jour)
    modele = N_("{annee} (année déduite)") if chiffre.precision == "annee-inferee" else "{annee}"
    return Phrase(modele, annee=chiffre.date)


# Where the network is.


def lieux(vue: VueRapport) -> list[Affichable]:
    """With Montréal and without; the regions without a member, and those of them that a mandate reaches."""
    r = vue.rapport
    montreal = phrase_avec_et_sans_montreal(r.composition)
    absentes = r.presence.regions_sans_membre
    if montreal is None or not absentes:
        return [montreal] if montreal else []
    sans = Phrase("Sans organisme membre : {regions}.", regions=_noms_de_regions(absentes))
    atteintes = [code for code in absentes if code not in r.presence.regions_non_desservies]
    if atteintes:
        mandats: Affichable = Phrase(
            "De ces régions, le mandat d'un organisme d'ailleurs atteint, selon la fiche actuelle : {regions}.",
            regions=_noms_de_regions(atteintes),
        )
    else:
        mandats = Pluriel(
            "Aucun mandat connu ne l'atteint, selon la fiche actuelle.",
            "Aucun mandat connu ne les atteint, selon la fiche actuelle.",
            len(absentes),
        )
    return [montreal, sans, mandats]


def _noms_de_regions(codes: Sequence[str]) -> Liste:
    return Liste([REGIONS[code].nom for code in codes])


def etats(vue: VueRapport) -> list[tuple[int, Affichable]]:
    """How many organisations in each state; apart, those of which nothing is known on that day."""
    inconnus = len(vue.rapport.inconnus_avant)
    nombres = vue.rapport.composition.etats | {
        Etat.REPERTORIE: vue.rapport.composition.etats[Etat.REPERTORIE] - inconnus
    }
    rangs: list[tuple[int, Affichable]] = [(n, mots_de_l_etat(etat)) for etat, n in nombres.items() if n]
    return [*rangs, *([(inconnus, Phrase("inconnu"))] if inconnus else [])]


FICHE_ACTUELLE = N_("Selon la fiche actuelle (ce qui suit n'a pas de date)")


def fiche_actuelle(vue: VueRapport) -> list[tuple[Affichable, Affichable]]:
    """What the members' files say now, each with its counts."""
    p = vue.rapport.presence
    titres = (
        (N_("Mandat"), p.mandats),
        (N_("Milieu d'accueil"), p.milieux),
        (N_("Financement"), p.financements),
        (N_("Profil"), p.profils),
    )
    return [(Phrase(titre), _repartition(r)) for titre, r in titres] if p.membres else []


def _repartition(r: Repartition) -> Affichable:
    """« urbain : 15, rural : 18; 7 organismes en ont plusieurs »."""
    nombres = [Phrase("{mot} : {n}", mot=Phrase(VALEURS[v]), n=n) for v, n in r.nombres.items() if n]
    if r.inconnus:
        nombres.append(Phrase("non dit : {n}", n=r.inconnus))
    liste = Phrase("{nombres}", nombres=", ".join(map(str, nombres)))
    if not r.plusieurs:
        return liste
    plusieurs = Pluriel("{n} organisme en a plusieurs", "{n} organismes en ont plusieurs", r.plusieurs)
    return Phrase("{nombres}; {plusieurs}", nombres=liste, plusieurs=plusieurs)


def mrc(vue: VueRapport) -> tuple[list[Affichable], list[tuple[Affichable, Affichable]]]:
    """How many MRC no mandate reaches, with what keeps that from being sure; then which ones, by region."""
    p = vue.rapport.presence
    if not p.membres:
        return [], []
    if len(p.sans_mandat) == len(p.membres):
        return [
            Phrase("Aucun organisme membre n'a de mandat à sa fiche : rien ne dit quelles MRC sont desservies.")
        ], []
    absentes = p.mrc_non_desservies
    n = sum(map(len, absentes.values()))
    if n:
        total: Affichable = Pluriel(
            "{n} MRC sur {total} n'est du mandat d'aucun organisme membre :",
            "{n} MRC sur {total} ne sont du mandat d'aucun organisme membre :",
            n,
            total=len(MRC),
        )
    else:
        total = Phrase("Chaque MRC est du mandat d'un organisme membre.")
    phrases = [total]
    if p.sans_mandat:
        phrases = [
            Pluriel(
                "Le mandat de {n} organisme membre n'est pas à sa fiche : ce qu'il dessert n'est pas compté.",
                "Le mandat de {n} organismes membres n'est pas à leur fiche : ce qu'ils desservent n'est pas compté.",
                len(p.sans_mandat),
            ),
            total,
        ]
    return phrases, [(Phrase("{nom}", nom=REGIONS[code].nom), _mrc_de(code, noms)) for code, noms in absentes.items()]


def _mrc_de(code: str, noms: tuple[str, ...]) -> Affichable:
    toutes = sum(region == code for region in MRC.values())
    if len(noms) < toutes:
        return Liste(noms)
    if toutes == 1:
        return Phrase("{nom}", nom=noms[0])
    return Phrase("les {n} MRC de la région", n=toutes)


# The period.


def titre_de_la_periode(vue: VueRapport) -> Affichable:
    """« Du 2 juillet 2015 au 1er juillet 2016 inclusivement (douze mois) »."""
    p = vue.rapport.periode
    if vue.rapport.douze_mois:
        return Phrase("Du {du} au {au} inclusivement (douze mois)", du=p.du, au=p.au)
    if p.du == p.au:
        return Phrase("Le {au}", au=p.au)
    return Phrase("Du {du} au {au} inclusivement", du=p.du, au=p.au)


def compte(vue: VueRapport) -> list[Rang]:
    """From the size the day before to the size at the end: each row but the first and the last is a step."""
    p = vue.rapport.periode
    comptes = [d for d in p.departs if d.compte]
    rangs = [
        Rang(Phrase("Organismes membres la veille"), str(p.avant)),
        Rang(Phrase("Arrivées"), _signe(len(p.arrivees))),
    ]
    if p.levees:
        rangs.append(Rang(Phrase("Suspensions levées"), _signe(len(p.levees))))
    if p.reprises_membres:
        rangs.append(
            Rang(
                Phrase("Membres établis par une source (ce ne sont pas des arrivées)"), _signe(len(p.reprises_membres))
            )
        )
    rangs.append(Rang(Phrase("Départs"), _signe(-len(comptes))))
    for fait in DEPARTS:
        if n := sum(d.evenement.evenement is fait for d in comptes):
            rangs.append(Rang(Phrase(_SORTES[fait]), str(n), detail=True))
    if p.suspensions:
        rangs.append(Rang(Phrase("Suspensions"), _signe(-len(p.suspensions))))
    fin = Phrase("Organismes membres à la fin (variation nette : {n})", n=_signe(p.variation))
    return [*rangs, Rang(fin, str(p.apres))]


_SORTES = {Fait.RETRAIT: N_("retraits"), Fait.EXPULSION: N_("expulsions"), Fait.FERMETURE: N_("fermetures")}


def _signe(n: int) -> str:
    return f"{n:+d}" if n else "0"


def suites_de_la_periode(vue: VueRapport) -> list[Affichable]:
    """Applications and what became of them, departures of suspended ones, and what is known imprecisely or not."""
    p = vue.rapport.periode
    lignes: list[Affichable] = [_demandes(p.demandes)]
    if p.demandes_anterieures:
        lignes.append(
            Phrase(
                "{demandes} : {suites}.",
                demandes=Pluriel("Demande déjà en cours", "Demandes déjà en cours", len(p.demandes_anterieures)),
                suites=_suites(p.demandes_anterieures),
            )
        )
    suspendus = sum(not d.compte for d in p.departs)
    if suspendus:
        lignes.append(
            Pluriel(
                "{n} organisme suspendu est aussi parti; il n'était plus compté.",
                "{n} organismes suspendus sont aussi partis; ils n'étaient plus comptés.",
                suspendus,
            )
        )
    if p.prolongations:
        lignes.append(Pluriel("{n} suspension prolongée.", "{n} suspensions prolongées.", len(p.prolongations)))
    if p.reprises_imprecises:
        lignes.append(
            Pluriel(
                "{n} état établi par une source n'est connu qu'au mois ou à l'année : il est compté du premier jour.",
                "{n} états établis par une source ne sont connus qu'au mois ou à l'année : ils sont comptés du premier "
                "jour.",
                len(p.reprises_imprecises),
            )
        )
    if p.inconnus_avant:
        lignes.append(
            Pluriel(
                "De {n} organisme, rien n'est connu la veille : la première source vient après.",
                "De {n} organismes, rien n'est connu la veille : la première source vient après.",
                len(p.inconnus_avant),
            )
        )
    return lignes


def _demandes(recues: Sequence[Demande]) -> Affichable:
    if not recues:
        return Phrase("Aucune demande reçue.")
    n = Pluriel("{n} demande reçue", "{n} demandes reçues", len(recues))
    return Phrase("{n} : {suites}.", n=n, suites=_suites(recues))


_SUITES: dict[Fait | None, tuple[str, str]] = {
    Fait.ADHESION: (N_("{n} admise"), N_("{n} admises")),
    Fait.REFUS: (N_("{n} refusée"), N_("{n} refusées")),
    Fait.RETRAIT: (N_("{n} retirée"), N_("{n} retirées")),
    Fait.FERMETURE: (N_("{n} close par une fermeture"), N_("{n} closes par une fermeture")),
    None: (N_("{n} en attente"), N_("{n} en attente")),
}


def _suites(demandes: Sequence[Demande]) -> Liste:
    suites = [d.suite.evenement if d.suite else None for d in demandes]
    return Liste([Pluriel(*modeles, suites.count(fait)) for fait, modeles in _SUITES.items() if fait in suites])


def departs(vue: VueRapport) -> list[tuple[str, Affichable]]:
    """Each departure's day, then « Relais Exemple : retrait, après 2 ans dans le réseau »."""
    return [(d.evenement.date.isoformat(), _depart(d, vue)) for d in vue.rapport.periode.departs]


def _depart(d: Depart, vue: VueRapport) -> Affichable:
    annees = annees_entieres(d.entree.date, d.evenement.date)
    if d.entree.date_precision is Precision.AU_PLUS_TARD:
        duree: Affichable = Pluriel("au moins {n} an", "au moins {n} ans", annees)
    else:
        duree = Pluriel("{n} an", "{n} ans", annees) if annees else Phrase("moins d'un an")
    return Phrase(
        "{nom} : {fait}, après {duree} dans le réseau",
        nom=noms_au(d.organisme, vue.rapport.composition.au),
        fait=Phrase(FAITS[d.evenement.evenement]),
        duree=duree,
    )


def faits(mouvements: Sequence[Mouvement], vue: VueRapport) -> list[tuple[str, Affichable]]:
    """Each event's day and sentence, with the name that the organisation has on the day of the report."""
    au = vue.rapport.composition.au
    return [
        (m.evenement.date.isoformat(), Phrase("{fait}.", fait=PhraseFait(noms_au(m.organisme, au), m.evenement)))
        for m in mouvements
    ]


def anciennete(vue: VueRapport) -> tuple[list[tuple[Affichable, int]], list[Affichable]]:
    """How many members in each span of years; then the middle, and what is known imprecisely or not."""
    a = vue.rapport.anciennetes
    rangs = [(_tranche(*bornes), n) for bornes, n in zip(TRANCHES, a.tranches, strict=True)] if a.datees else []
    lignes: list[Affichable] = []
    if a.mediane:
        lignes.append(
            Pluriel(
                "Au moins la moitié de ceux-ci le sont depuis {n} an ou plus.",
                "Au moins la moitié de ceux-ci le sont depuis {n} ans ou plus.",
                a.mediane,
            )
        )
    if a.imprecises:
        lignes.append(
            Pluriel(
                "L'entrée de {n} organisme n'est connue qu'au mois ou à l'année : elle est comptée du premier jour.",
                "L'entrée de {n} organismes n'est connue qu'au mois ou à l'année : elle est comptée du premier jour.",
                a.imprecises,
            )
        )
    if a.sans_date:
        lignes.append(
            Pluriel(
                "{n} organisme l'est selon une source qui ne dit pas depuis quand : il n'est pas compté ici.",
                "{n} organismes le sont selon une source qui ne dit pas depuis quand : ils ne sont pas comptés ici.",
                a.sans_date,
            )
        )
    return rangs, lignes


def _tranche(debut: int, fin: int | None) -> Affichable:
    if fin is None:
        return Phrase("{n} ans et plus", n=debut)
    if not debut:
        return Phrase("moins d'un an")
    return Phrase("de {debut} à {fin} ans", debut=debut, fin=fin - 1)


def provenance(contexte: Contexte) -> Affichable:
    """The revision, and whether the files say something else since: with it and the day, the report is made again."""
    if not contexte.revision:
        return Phrase("Ce registre n'a pas encore de version.")
    modele = (
        N_("Registre à la version {revision}, modifié depuis.")
        if contexte.modifie
        else N_("Registre à la version {revision}.")
    )
    return Phrase(modele, revision=contexte.revision[:10])
