"""The network's size on a day, and the sentences that say it: always whether its region apart is among the regions."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.modele import Etat, Registre, Reseau
from roriq_cli.domaine.membres.parcours import etat_au, region_au
from roriq_cli.domaine.membres.reseau import RegionAPart
from roriq_cli.i18n import N_, Affichable, Liste, Phrase, Pluriel, inerte, langue


class Composition(NamedTuple):
    """The network's size on a day: `membre` only. `regions`: a code → its members, the region `a_part` included."""

    au: date
    membres: int
    regions: dict[str, int]
    etats: dict[Etat, int]
    a_part: RegionAPart

    @property
    def montreal(self) -> int:
        """Members in the region apart."""
        return self.regions.get(self.a_part.code, 0)

    @property
    def hors_montreal(self) -> int:
        """Members in the other regions."""
        return self.membres - self.montreal

    @property
    def regions_hors_montreal(self) -> int:
        """Regions with a member, the one apart left out."""
        return len(self.regions.keys() - {self.a_part.code})


def composition(registre: Registre, jour: date) -> Composition:
    """Count each organisation in its state and region of `jour`."""
    etats: Counter[Etat] = Counter()
    regions: Counter[str] = Counter()
    for organisme in registre.organismes:
        etat = etat_au(organisme, jour)
        etats[etat] += 1
        if etat is Etat.MEMBRE:
            regions[region_au(organisme, jour)] += 1
    par_etat = {e: etats[e] for e in Etat}
    a_part = registre.reseau.definition.region_a_part
    return Composition(jour, etats[Etat.MEMBRE], dict(sorted(regions.items())), par_etat, a_part)


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
        return Pluriel(*c.a_part.ici, c.membres, **valeurs)
    if not c.montreal:
        debut = Pluriel(
            "Au {au}, {reseau} compte {membres} organisme membre",
            "Au {au}, {reseau} compte {membres} organismes membres",
            c.membres,
            **valeurs,
        )
        suite = Pluriel(*c.a_part.ailleurs, c.regions_hors_montreal)
        return Phrase("{debut}, {suite}.", debut=debut, suite=suite)
    return Pluriel(*c.a_part.ici_et_ailleurs, c.regions_hors_montreal, **valeurs)


def phrase_du_site(c: Composition, reseau: Reseau) -> Affichable:
    """« Le RORIQ est composé de 24 organismes communautaires, présents dans 14 régions du Québec, y compris… »."""
    sujet = Sujet(reseau, majuscule=True)
    if not c.membres:
        return Phrase("{reseau} ne compte à cette date aucun organisme communautaire attesté.", reseau=sujet)
    organismes = Pluriel(
        "{reseau} est composé de {n} organisme communautaire, présent",
        "{reseau} est composé de {n} organismes communautaires, présents",
        c.membres,
        reseau=sujet,
    )
    lieu = Pluriel(*(c.a_part.site if c.montreal else c.a_part.site_ailleurs), len(c.regions))
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
    avec = _membres_et_regions(c.membres, len(c.regions))
    aucun_ici, tous_ici, partout = c.a_part.avec_et_sans
    modele = aucun_ici if not c.montreal else tous_ici if not c.hors_montreal else partout
    return Phrase(modele, avec=avec, sans=sans)


def _membres_et_regions(membres: int, regions: int) -> Phrase:
    nombre = Pluriel("{n} région", "{n} régions", regions)
    return Phrase("{membres} dans {regions}", membres=organismes_membres(membres), regions=nombre)


def organismes_membres(n: int) -> Pluriel:
    """« 24 organismes membres »."""
    return Pluriel("{n} organisme membre", "{n} organismes membres", n)


class Sujet(Phrase):
    """The network as a subject, with its article in French: « le RORIQ »; « Le RORIQ » where a sentence begins."""

    __slots__ = ("majuscule", "reseau")

    def __init__(self, reseau: Reseau, *, majuscule: bool = False) -> None:
        super().__init__("")
        self.reseau, self.majuscule = reseau, majuscule

    def __str__(self) -> str:
        sujet = inerte(self.reseau.sujet) if langue() == "fr" else "the " + inerte(self.reseau.nom)
        return sujet[0].upper() + sujet[1:] if self.majuscule else sujet


def effet(avant: Registre, apres: Registre, jour: date, aujourd_hui: date) -> Phrase:
    """What a fact that takes effect on `jour` does to the network's size, before → after."""
    return passage(composition(avant, jour), composition(apres, jour), avant.reseau, aujourd_hui)


def passage(avant: Composition, apres: Composition, reseau: Reseau, aujourd_hui: date) -> Phrase:
    """« Le RORIQ passe de 25 à 26 organismes membres. », of two sizes on the same day."""
    n, membres, le = avant.membres, organismes_membres(apres.membres), apres.au
    if n == apres.membres:
        return Phrase("{reseau} compte toujours {n}.", reseau=Sujet(reseau, majuscule=True), n=membres)
    if le > aujourd_hui:
        modele = N_("Le {le}, {reseau} passera de {avant} à {apres}.")
        return Phrase(modele, le=le, reseau=Sujet(reseau), avant=n, apres=membres)
    modele = N_("{reseau} passe de {avant} à {apres}.")
    return Phrase(modele, reseau=Sujet(reseau, majuscule=True), avant=n, apres=membres)


def effets(avant: Registre, apres: Registre, jour: date, aujourd_hui: date) -> tuple[Affichable, ...]:
    """What `effet` says, then the regions that the network enters or leaves."""
    un, autre = composition(avant, jour), composition(apres, jour)
    return (passage(un, autre, avant.reseau, aujourd_hui), *regions_en_plus_ou_en_moins(un, autre))


def regions_en_plus_ou_en_moins(avant: Composition, apres: Composition) -> Iterator[Affichable]:
    """The regions that the network enters or leaves, and how many it is then in."""
    n = len(apres.regions)
    total = Pluriel(*(apres.a_part.comprise if apres.montreal else apres.a_part.exclue), n)
    gagnees, perdues = apres.regions.keys() - avant.regions.keys(), avant.regions.keys() - apres.regions.keys()
    for codes, un, plusieurs in (
        (gagnees, N_("Région de plus : {regions} ({total})."), N_("Régions de plus : {regions} ({total}).")),
        (perdues, N_("Région de moins : {regions} ({total})."), N_("Régions de moins : {regions} ({total}).")),
    ):
        if codes:
            noms = Liste(REGIONS[code].nom for code in sorted(codes))
            yield Pluriel(un, plusieurs, len(codes), regions=noms, total=total)
