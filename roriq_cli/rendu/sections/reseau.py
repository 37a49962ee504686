"""The sections of the report on the network of a day: where it is, its size over the years, what its files say.

What has no date (mandate, host communities, funding, profile) is « selon la fiche actuelle ».
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from roriq_cli.domaine.bilan.anciennete import TRANCHES, Anciennetes
from roriq_cli.domaine.bilan.composition import phrase_avec_et_sans_montreal
from roriq_cli.domaine.bilan.presence import Repartition
from roriq_cli.domaine.bilan.taille import Taille
from roriq_cli.domaine.genres.territoire import MRC, REGIONS
from roriq_cli.domaine.membres.modele import ChiffrePublie, Etat, Organisme
from roriq_cli.domaine.membres.mots import VALEURS
from roriq_cli.domaine.membres.parcours import noms_au, region_au
from roriq_cli.domaine.membres.phrases import mots_de_l_etat
from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.i18n import N_, Affichable, Liste, Phrase, Pluriel, Suivies
from roriq_cli.rendu.donnees.commun import champs, composition, entree, ids
from roriq_cli.rendu.sections.section import Figure, Grille, Section, comptees
from roriq_cli.rendu.vues import VueRapport

BARRE = 40  # columns of the longest bar, where one mark a member would be longer


def regions(vue: VueRapport) -> Iterator[Section]:
    """Where the members are: a row a region, and a map."""
    nombres = vue.rapport.composition.regions
    titre, region, membres = Phrase("Organismes membres par région"), Phrase("Région"), Phrase("Organismes membres")
    rangs = [(code, REGIONS[code].nom, str(n)) for code, n in nombres.items()]
    barres = [_barre(n, max(nombres.values())) for n in nombres.values()]
    legende = Phrase(
        "Une tuile par région, placée comme sur la carte du Québec; le nombre est celui des organismes membres qui y "
        "ont leur siège."
    )
    de_la_carte = Grille(titre, (region, Phrase("Code"), membres), [(nom, code, n) for code, nom, n in rangs], (2,))
    yield Section(
        titre,
        "regions",
        Phrase("Régions"),
        page=Phrase("Où est le réseau"),
        tableau=Grille(
            titre,
            (Phrase("Code"), region, membres),
            rangs,
            ecran=[(*rang, barre) for rang, barre in zip(rangs, barres, strict=True)],
        ),
        bilan=_lieux(vue),
        figure=Figure("carte", legende, (de_la_carte,)),
    )


def donnees_des_regions(vue: VueRapport) -> dict[str, Any]:
    """The size of the day, region by region."""
    return {**composition(vue.rapport.composition), **champs(vue.rapport.presence, "regions_sans_membre")}


def _barre(n: int, plus: int) -> str:
    """A mark a member; of a network with more than `BARRE` in one region, its share of the longest bar."""
    return "#" * (n if plus <= BARRE else max(1, round(n * BARRE / plus)))


def _lieux(vue: VueRapport) -> list[Affichable]:
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


def membres(vue: VueRapport) -> Iterator[Section]:
    """Who the members are: a row each, by name."""
    au, titre = vue.rapport.composition.au, Phrase("Organismes membres, par nom")
    rangs = [
        (noms_au(o, au), ville_au(o, au) or Phrase("ville non dite"), REGIONS[region_au(o, au)].nom)
        for o in vue.rapport.presence.membres
    ]
    if rangs:
        tableau = Grille(titre, (Phrase("Organisme"), Phrase("Ville"), Phrase("Région")), rangs)
        yield Section(titre, "membres", Phrase("Membres"), page=Phrase("Qui en est membre"), tableau=tableau)


def donnees_des_membres(vue: VueRapport) -> dict[str, Any]:
    """The same, with the names of their files."""
    au = vue.rapport.composition.au
    liste = [
        {"id": o.id, "nom": noms_au(o, au), "ville": ville_au(o, au), "region": region_au(o, au)}
        for o in vue.rapport.presence.membres
    ]
    return {"liste_membres": liste}


def ville_au(organisme: Organisme, jour: date) -> str | None:
    """The city of its file, which has no date: not that of a day when its seat was in another region."""
    return organisme.ville if region_au(organisme, jour) == organisme.region else None


def taille(vue: VueRapport) -> Iterator[Section]:
    """The network's size over the years: a curve, its numbers, and those that were published."""
    annees = Grille(
        Phrase("Organismes membres, année par année"),
        (Phrase("Au"), Phrase("Organismes membres"), *map(Phrase, vue.rapport.composition.a_part.colonnes)),
        tuple(_annees(vue.rapport.taille)),
        (1, 2, 3),
        datee=True,
    )
    publies = Grille(
        Phrase("Chiffres publiés"),
        (Phrase("Date"), Phrase("Organismes"), Phrase("Régions"), Phrase("Source")),
        [(date_publiee(c), str(c.total), _regions_publiees(c), c.source.titre) for c in vue.rapport.taille.chiffres],
        (1,),
    )
    legende = Phrase("Le nombre d'organismes membres, selon les faits datés du registre.")
    titre = Phrase("La taille du réseau au fil des ans")
    yield Section(titre, "taille", Phrase("Taille"), figure=Figure("taille", legende, (annees, publies)))


def donnees_de_la_taille(vue: VueRapport) -> dict[str, Any]:
    """The steps of the curve, and the latest published figure."""
    t, publie = vue.rapport.taille, vue.rapport.publie
    marches = [champs(m, "date", "membres", "montreal", "regions_hors_montreal", "imprecis") for m in t.marches]
    chiffre = None
    if publie:
        chiffre = {**champs(publie, "date", "precision", "total", "regions"), "source": publie.source.titre}
    return {"taille": {"connu_depuis": t.connu_depuis, "marches": marches}, "chiffre_publie": chiffre}


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


def date_publiee(chiffre: ChiffrePublie) -> Affichable:
    """« 14 juin 2027 », « 2022 (année déduite) »."""
    if chiffre.precision == "jour":
        return Phrase("{le}", le=chiffre.jour)
    modele = N_("{annee} (année déduite)") if chiffre.precision == "annee-inferee" else "{annee}"
    return Phrase(modele, annee=chiffre.date)


def etats(vue: VueRapport) -> Iterator[Section]:
    """How many organisations in each state; apart, those of which nothing is known on that day."""
    inconnus, comptes = len(vue.rapport.inconnus_avant), vue.rapport.composition.etats
    nombres = comptes | {Etat.REPERTORIE: comptes[Etat.REPERTORIE] - inconnus}
    rangs: list[tuple[Affichable, str]] = [(mots_de_l_etat(etat), str(n)) for etat, n in nombres.items() if n]
    rangs += [(Phrase("inconnu"), str(inconnus))] if inconnus else []
    titre = Phrase("Organismes par état")
    yield Section(
        titre,
        "etats",
        Phrase("États"),
        page=Phrase("Tous les organismes du registre"),
        ecran=Phrase("Par état"),
        tableau=Grille(titre, (Phrase("État"), Phrase("Organismes")), rangs, (1,)),
    )


def fiche_actuelle(vue: VueRapport) -> Iterator[Section]:
    """What the members' files say now: the counts of each field, then the MRC that no mandate reaches."""
    p = vue.rapport.presence
    if not p.membres:
        return
    champs_comptes = (
        (N_("Mandat"), p.mandats),
        (N_("Milieu d'accueil"), p.milieux),
        (N_("Financement"), p.financements),
        (N_("Profil"), p.profils),
    )
    titre = Phrase("Selon la fiche actuelle (ce qui suit n'a pas de date)")
    entetes = (Phrase("Champ"), Phrase("Organismes membres"))
    rangs = [(Phrase(champ), _repartition(r)) for champ, r in champs_comptes]
    yield Section(
        titre,
        "fiche-actuelle",
        Phrase("Fiches actuelles"),
        tableau=Grille(titre, entetes, rangs, definitions=True),
    )
    titre, (phrases, absentes) = Phrase("MRC non desservies, selon la fiche actuelle"), _mrc(vue)
    tableau = Grille(titre, (Phrase("Région"), Phrase("MRC")), absentes, definitions=True)
    yield Section(titre, "mrc", Phrase("MRC"), niveau=3, avant=phrases, tableau=tableau)


def donnees_de_la_fiche_actuelle(vue: VueRapport) -> dict[str, Any]:
    """The same: these fields have no date."""
    p = vue.rapport.presence
    repartitions = {"mandats": p.mandats, "milieux": p.milieux, "financement": p.financements, "profils": p.profils}
    dites = {
        **{champ: {**r.nombres, "non_dit": r.inconnus} for champ, r in repartitions.items()},
        "sans_mandat": ids(p.sans_mandat),
        **champs(p, "regions_non_desservies", "mrc_non_desservies"),
    }
    return {"selon_fiche_actuelle": dites}


def _repartition(r: Repartition) -> Affichable:
    """« urbain : 15, rural : 18; 7 organismes en ont plusieurs »."""
    nombres = [Phrase("{mot} : {n}", mot=Phrase(VALEURS[v]), n=n) for v, n in r.nombres.items() if n]
    if r.inconnus:
        nombres.append(Phrase("non dit : {n}", n=r.inconnus))
    plusieurs = comptees((r.plusieurs, N_("{n} organisme en a plusieurs"), N_("{n} organismes en ont plusieurs")))
    return Suivies([Suivies(nombres, ", "), *plusieurs], "; ")


def _mrc(vue: VueRapport) -> tuple[list[Affichable], list[tuple[Affichable, Affichable]]]:
    """How many MRC no mandate reaches, with what keeps that from being sure; then which ones, by region."""
    p = vue.rapport.presence
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
    reserve = comptees(
        (
            len(p.sans_mandat),
            N_("Le mandat de {n} organisme membre n'est pas à sa fiche : ce qu'il dessert n'est pas compté."),
            N_("Le mandat de {n} organismes membres n'est pas à leur fiche : ce qu'ils desservent n'est pas compté."),
        )
    )
    return [*reserve, total], [(REGIONS[code].nom, _mrc_de(code, noms)) for code, noms in absentes.items()]


def _mrc_de(code: str, noms: tuple[str, ...]) -> Affichable:
    toutes = sum(region == code for region in MRC.values())
    return Phrase("les {n} MRC de la région", n=toutes) if 1 < toutes == len(noms) else Liste(noms)


def anciennete(vue: VueRapport) -> Iterator[Section]:
    """How many members in each span of years; then the middle, and what is known imprecisely or not."""
    a = vue.rapport.anciennetes
    rangs = [(_tranche(*bornes), str(n)) for bornes, n in zip(TRANCHES, a.tranches, strict=True)] if a.datees else []
    tableau = Grille(
        Phrase("Depuis combien de temps ils le sont"), (Phrase("Durée"), Phrase("Organismes membres")), rangs, (1,)
    )
    if a.membres:
        titre = Phrase("Ancienneté des organismes membres")
        yield Section(titre, "anciennete", Phrase("Ancienneté"), tableau=tableau, suite=_en_phrases(a))


def donnees_de_l_anciennete(vue: VueRapport) -> dict[str, Any]:
    """Each member, since when, and the whole years."""
    au = vue.rapport.composition.au
    membres = [
        {"id": a.organisme.id, "nom": noms_au(a.organisme, au), **entree(a.entree), "annees": a.annees}
        for a in vue.rapport.anciennetes.membres
    ]
    return {"anciennete": membres}


def _en_phrases(a: Anciennetes) -> list[Affichable]:
    """The middle, and what is known imprecisely or not."""
    return comptees(
        (
            a.mediane,
            N_("Au moins la moitié de ceux-ci le sont depuis {n} an ou plus."),
            N_("Au moins la moitié de ceux-ci le sont depuis {n} ans ou plus."),
        ),
        (
            a.imprecises,
            N_("L'entrée de {n} organisme n'est connue qu'au mois ou à l'année : elle est comptée du premier jour."),
            N_("L'entrée de {n} organismes n'est connue qu'au mois ou à l'année : elle est comptée du premier jour."),
        ),
        (
            a.sans_date,
            N_("{n} organisme l'est selon une source qui ne dit pas depuis quand : il n'est pas compté ici."),
            N_("{n} organismes le sont selon une source qui ne dit pas depuis quand : ils ne sont pas comptés ici."),
        ),
    )


def _tranche(debut: int, fin: int | None) -> Affichable:
    if fin is None:
        return Phrase("{n} ans et plus", n=debut)
    if not debut:
        return Phrase("moins d'un an")
    return Phrase("de {debut} à {fin} ans", debut=debut, fin=fin - 1)
