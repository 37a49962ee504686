"""The network's size on a day, and the sentences that say it: always whether Montréal is among the regions."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from roriq_cli.domaine.membres.modele import Etat, Registre, Reseau
from roriq_cli.domaine.membres.parcours import etat_au, region_au
from roriq_cli.domaine.membres.territoire import MONTREAL
from roriq_cli.i18n import Affichable, Phrase, Pluriel, inerte, langue


class Composition(NamedTuple):
    """The network's size on a day: `membre` only. `regions` maps a code to its members, Montréal included."""

    au: date
    membres: int
    regions: dict[str, int]
    etats: dict[Etat, int]

    @property
    def montreal(self) -> int:
        """Members in Montréal."""
        return self.regions.get(MONTREAL, 0)

    @property
    def hors_montreal(self) -> int:
        """Members in the other regions."""
        return self.membres - self.montreal

    @property
    def regions_hors_montreal(self) -> int:
        """Regions with a member, Montréal left out."""
        return len(self.regions.keys() - {MONTREAL})


def composition(registre: Registre, jour: date) -> Composition:
    """Count each organisation in its state and region of `jour`."""
    etats: Counter[Etat] = Counter()
    regions: Counter[str] = Counter()
    for organisme in registre.organismes:
        etat = etat_au(organisme, jour)
        etats[etat] += 1
        if etat is Etat.MEMBRE:
            regions[region_au(organisme, jour)] += 1
    return Composition(jour, etats[Etat.MEMBRE], dict(sorted(regions.items())), {e: etats[e] for e in Etat})


def phrase_de_taille(c: Composition, reseau: Reseau) -> Affichable:
    """« Au 14 juin 2027, le RORIQ compte 24 organismes membres : 4 à Montréal et 20 dans 13 autres régions. »"""
    valeurs = {
        "au": c.au,
        "reseau": Sujet(reseau),
        "membres": c.membres,
        "montreal": c.montreal,
        "hors": c.hors_montreal,
        "regions": c.regions_hors_montreal,
    }
    if not c.membres:
        return Phrase("Au {au}, le registre n'établit pour {reseau} aucun organisme membre.", **valeurs)
    if not c.hors_montreal:
        return Pluriel(
            "Au {au}, {reseau} compte {membres} organisme membre, à Montréal.",
            "Au {au}, {reseau} compte {membres} organismes membres, tous à Montréal.",
            c.membres,
            **valeurs,
        )
    if not c.montreal:
        debut = Pluriel(
            "Au {au}, {reseau} compte {membres} organisme membre",
            "Au {au}, {reseau} compte {membres} organismes membres",
            c.membres,
            **valeurs,
        )
        suite = Pluriel(
            "dans {n} région, hors de Montréal", "dans {n} régions, hors de Montréal", c.regions_hors_montreal
        )
        return Phrase("{debut}, {suite}.", debut=debut, suite=suite)
    return Pluriel(
        "Au {au}, {reseau} compte {membres} organismes membres : {montreal} à Montréal et {hors} dans {regions} autre "
        "région.",
        "Au {au}, {reseau} compte {membres} organismes membres : {montreal} à Montréal et {hors} dans {regions} autres "
        "régions.",
        c.regions_hors_montreal,
        **valeurs,
    )


def phrase_du_site(c: Composition, reseau: Reseau) -> Affichable:
    """« Le RORIQ est composé de 24 organismes communautaires, présents dans 14 régions du Québec, y compris… »."""
    sujet = SujetMajuscule(reseau)
    if not c.membres:
        return Phrase("{reseau} ne compte à cette date aucun organisme communautaire attesté.", reseau=sujet)
    organismes = Pluriel(
        "{reseau} est composé de {n} organisme communautaire, présent",
        "{reseau} est composé de {n} organismes communautaires, présents",
        c.membres,
        reseau=sujet,
    )
    if c.montreal:
        lieu = Pluriel(
            "dans {n} région du Québec, Montréal",
            "dans {n} régions du Québec, y compris Montréal",
            c.regions_hors_montreal + 1,
        )
    else:
        lieu = Pluriel(
            "dans {n} région du Québec, hors de Montréal",
            "dans {n} régions du Québec, hors de Montréal",
            c.regions_hors_montreal,
        )
    return Phrase("{organismes} {lieu}.", organismes=organismes, lieu=lieu)


def phrase_des_suspendus(c: Composition) -> Affichable | None:
    """« Un organisme est suspendu; il n'est pas compté. »"""
    n = c.etats[Etat.SUSPENDU]
    if not n:
        return None
    return Pluriel(
        "{n} organisme est suspendu; il n'est pas compté.", "{n} organismes sont suspendus; ils ne sont pas comptés.", n
    )


def phrase_avec_et_sans_montreal(c: Composition) -> Affichable | None:
    """« Avec Montréal : 24 organismes membres dans 14 régions. Sans Montréal : 20 organismes membres… »."""
    if not c.membres:
        return None
    sans = _membres_et_regions(c.hors_montreal, c.regions_hors_montreal)
    if not c.montreal:
        return Phrase("Aucun organisme membre n'est à Montréal : avec ou sans Montréal, {sans}.", sans=sans)
    avec = _membres_et_regions(c.membres, len(c.regions))
    if not c.hors_montreal:
        return Phrase("Avec Montréal : {avec}. Sans Montréal : aucun organisme membre.", avec=avec)
    return Phrase("Avec Montréal : {avec}. Sans Montréal : {sans}.", avec=avec, sans=sans)


def _membres_et_regions(membres: int, regions: int) -> Phrase:
    return Phrase(
        "{membres} dans {regions}",
        membres=Pluriel("{n} organisme membre", "{n} organismes membres", membres),
        regions=Pluriel("{n} région", "{n} régions", regions),
    )


class Sujet(Phrase):
    """The network as a subject, with its article in French: « le RORIQ »."""

    __slots__ = ("reseau",)

    def __init__(self, reseau: Reseau) -> None:
        super().__init__("")
        self.reseau = reseau

    def __str__(self) -> str:
        return inerte(self.reseau.sujet) if langue() == "fr" else "the " + inerte(self.reseau.nom)


class SujetMajuscule(Sujet):
    """« Le RORIQ », at the beginning of a sentence."""

    __slots__ = ()

    def __str__(self) -> str:
        sujet = super().__str__()
        return sujet[0].upper() + sujet[1:]


def effet(avant: Registre, apres: Registre, jour: date, aujourd_hui: date) -> Phrase:
    """What a fact that takes effect on `jour` does to the network's size, before → after."""
    return passage(composition(avant, jour), composition(apres, jour), avant.reseau, aujourd_hui)


def passage(avant: Composition, apres: Composition, reseau: Reseau, aujourd_hui: date) -> Phrase:
    """« Le RORIQ passe de 25 à 26 organismes membres. », of two sizes on the same day."""
    n, m, jour = avant.membres, apres.membres, apres.au
    sujet = SujetMajuscule(reseau)
    if n == m:
        return Phrase(
            "{reseau} compte toujours {n}.",
            reseau=sujet,
            n=Pluriel("{n} organisme membre", "{n} organismes membres", n),
        )
    membres = Pluriel("{n} organisme membre", "{n} organismes membres", m)
    if jour > aujourd_hui:
        return Phrase(
            "Le {le}, {reseau} passera de {avant} à {apres}.",
            le=jour,
            reseau=Sujet(reseau),
            avant=n,
            apres=membres,
        )
    return Phrase("{reseau} passe de {avant} à {apres}.", reseau=sujet, avant=n, apres=membres)
