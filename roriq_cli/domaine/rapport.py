"""The network on a day: its size, its regions, what changed, what is missing. Counts come from dated facts only."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from roriq_cli.domaine.actes import annonce_le
from roriq_cli.domaine.criteres import admissibilite
from roriq_cli.domaine.modele import ChiffrePublie, Etat, Evenement, Fait, Organisme, Registre, Reponse, Reseau, Seuils
from roriq_cli.domaine.parcours import (
    a_venir,
    avant_connu,
    depuis,
    derniere_attestation_de_l_etat,
    etat_au,
    region_au,
    suspension_au,
)
from roriq_cli.domaine.territoire import MONTREAL
from roriq_cli.i18n import N_, Affichable, Commande, Phrase, Pluriel


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


class Sujet(Phrase):
    """The network as a subject, with its article in French: « le RORIQ »."""

    __slots__ = ("reseau",)

    def __init__(self, reseau: Reseau) -> None:
        super().__init__("")
        self.reseau = reseau

    def __str__(self) -> str:
        from roriq_cli.i18n import inerte, langue

        return inerte(self.reseau.sujet) if langue() == "fr" else "the " + inerte(self.reseau.nom)


class SujetMajuscule(Sujet):
    """« Le RORIQ », at the beginning of a sentence."""

    __slots__ = ()

    def __str__(self) -> str:
        sujet = super().__str__()
        return sujet[0].upper() + sujet[1:]


class Mouvement(NamedTuple):
    """An event of the period that the report covers."""

    organisme: Organisme
    evenement: Evenement


class AFaire(NamedTuple):
    """Something that is missing or to be done, by kind: its sentence, whom it is about, the command that settles it."""

    genre: str
    phrase: Affichable
    ids: tuple[str, ...]
    commande: Commande | None = None


class Rapport(NamedTuple):
    """The report of a day: everything in it is computed from `registre` and `composition.au`."""

    registre: Registre
    composition: Composition
    mouvements: tuple[Mouvement, ...]
    a_venir: tuple[Mouvement, ...]
    a_faire: tuple[AFaire, ...]
    attestes: tuple[tuple[Organisme, date], ...]
    inconnus_avant: tuple[Organisme, ...]
    publie: ChiffrePublie | None


def rapport(registre: Registre, jour: date) -> Rapport:
    """The network on `jour`, and the twelve months that led to it."""
    debut = _un_an_avant(jour)
    mouvements = [
        Mouvement(o, e)
        for o in registre.organismes
        for e in o.historique
        if debut < e.date <= jour and e.evenement is not Fait.REPRISE
    ]
    annonces = [
        Mouvement(o, e)
        for o in registre.organismes
        for e in a_venir(o, jour)
        if e.evenement is not Fait.REPRISE and (annonce_le(e) or e.date) <= jour
    ]
    attestes = [(o, le) for o in registre.organismes if (le := derniere_attestation_de_l_etat(o, jour))]
    publies = [c for c in registre.chiffres if c.jour <= jour]
    return Rapport(
        registre,
        composition(registre, jour),
        tuple(sorted(mouvements, key=lambda m: (m.evenement.date, m.organisme.id))),
        tuple(sorted(annonces, key=lambda m: (m.evenement.date, m.organisme.id))),
        tuple(a_faire(registre, jour)),
        tuple(attestes),
        tuple(o for o in registre.organismes if not avant_connu(o, jour)),
        max(publies, key=lambda c: c.jour, default=None),
    )


def _un_an_avant(jour: date) -> date:
    try:
        return jour.replace(year=jour.year - 1)
    except ValueError:  # 29 February
        return jour.replace(year=jour.year - 1, day=28)


def a_faire(registre: Registre, jour: date) -> Iterator[AFaire]:
    """What is missing on `jour`, one entry a kind, the most pressing first."""
    vivants = [o for o in registre.organismes if etat_au(o, jour) not in (Etat.FERME, Etat.EXPULSE, Etat.RETIRE)]
    membres = [o for o in vivants if etat_au(o, jour) is Etat.MEMBRE]
    candidats = [o for o in vivants if etat_au(o, jour) is Etat.CANDIDAT]
    suspendus = [o for o in vivants if etat_au(o, jour) is Etat.SUSPENDU]
    seuils = registre.reseau.seuils
    yield from _genre(
        "suspension-echue",
        [o for o in vivants if _echue(o, jour)],
        N_("{n} suspension dont le terme est passé"),
        N_("{n} suspensions dont le terme est passé"),
        "lever",
    )
    yield from _genre(
        "candidat-a-verifier",
        [o for o in candidats if admissibilite(o, jour).verdict != "admissible"],
        N_("{n} candidat dont un critère n'est pas établi"),
        N_("{n} candidats dont un critère n'est pas établi"),
        "attester",
    )
    yield from _genre(
        "candidat-admissible",
        [o for o in candidats if admissibilite(o, jour).verdict == "admissible"],
        N_("{n} candidat qui peut être admis"),
        N_("{n} candidats qui peuvent être admis"),
        "admettre",
    )
    yield from _genre(
        "membre-tcri",
        [o for o in membres if admissibilite(o, jour).tcri.reponse is not Reponse.OUI],
        N_("{n} membre dont rien n'établit qu'il est en règle à la TCRI"),
        N_("{n} membres dont rien n'établit qu'ils sont en règle à la TCRI"),
        "attester",
    )
    yield from _genre(
        "membre-regionalisation",
        [o for o in membres if admissibilite(o, jour).regionalisation.reponse is not Reponse.OUI],
        N_("{n} membre dont rien n'établit le travail en régionalisation"),
        N_("{n} membres dont rien n'établit le travail en régionalisation"),
        "attester",
    )
    yield from _genre(
        "echeance",
        [o for o in (*membres, *candidats, *suspendus) if _bientot(o, jour, seuils)],
        N_("{n} organisme dont une suspension ou une preuve prend bientôt fin"),
        N_("{n} organismes dont une suspension ou une preuve prend bientôt fin"),
        None,
    )
    yield from _genre(
        "regionalisation-ancienne",
        [o for o in membres if _ancienne(o, jour, seuils)],
        N_("{n} membre dont l'attestation en régionalisation est ancienne"),
        N_("{n} membres dont l'attestation en régionalisation est ancienne"),
        "attester",
    )
    yield from _genre(
        "a-reattester",
        [o for o in vivants if _a_reattester(o, jour, seuils)],
        N_("{n} organisme dont l'état n'a pas été attesté depuis longtemps"),
        N_("{n} organismes dont l'état n'a pas été attesté depuis longtemps"),
        None,
    )
    yield from _genre(
        "sans-date",
        [o for o in membres if _date_imprecise(o, jour)],
        N_("{n} membre dont la date d'adhésion n'est pas connue au jour près"),
        N_("{n} membres dont la date d'adhésion n'est pas connue au jour près"),
        None,
    )
    for genre, champ, singulier, pluriel in _CHAMPS_ATTENDUS:
        manquants = [o for o in vivants if not getattr(o, champ)]
        yield from _genre(genre, manquants, singulier, pluriel, "modifier")


_CHAMPS_ATTENDUS = (
    ("sans-ville", "ville", N_("{n} fiche sans ville"), N_("{n} fiches sans ville")),
    ("sans-neq", "neq", N_("{n} fiche sans NEQ"), N_("{n} fiches sans NEQ")),
    (
        "sans-territoire",
        "territoire",
        N_("{n} fiche sans mandat (région ou MRC)"),
        N_("{n} fiches sans mandat (région ou MRC)"),
    ),
    ("sans-milieux", "milieux", N_("{n} fiche sans milieu d'accueil"), N_("{n} fiches sans milieu d'accueil")),
    ("sans-financement", "financement", N_("{n} fiche sans financement"), N_("{n} fiches sans financement")),
    ("sans-courriel", "courriel", N_("{n} fiche sans courriel"), N_("{n} fiches sans courriel")),
)


def _genre(
    genre: str, organismes: list[Organisme], singulier: str, pluriel: str, commande: str | None
) -> Iterator[AFaire]:
    """One line for a kind; the command is given whole for one organisation, as its beginning for several."""
    if organismes:
        ids = tuple(o.id for o in organismes)
        suite = (ids[0],) if len(ids) == 1 else ()
        yield AFaire(
            genre, Pluriel(singulier, pluriel, len(ids)), ids, Commande(commande, *suite) if commande else None
        )


def _echue(organisme: Organisme, jour: date) -> bool:
    suspension = suspension_au(organisme, jour)
    return suspension is not None and suspension.echue(jour)


def _bientot(organisme: Organisme, jour: date, seuils: Seuils) -> bool:
    """Whether a suspension, or evidence that answers oui, ends within the threshold."""
    suspension = suspension_au(organisme, jour)
    fins = [e.attestation.valide_jusqu_au for e in admissibilite(organisme, jour).examens if e.attestation]
    horizon = jour + timedelta(days=seuils.echeance_jours)
    return any(fin and jour <= fin <= horizon for fin in (*fins, suspension.fin if suspension else None))


def _ancienne(organisme: Organisme, jour: date, seuils: Seuils) -> bool:
    attestation = admissibilite(organisme, jour).regionalisation.attestation
    limite = timedelta(days=seuils.attestation_regionalisation_jours)
    return attestation is not None and jour - attestation.verifie_le > limite


def _a_reattester(organisme: Organisme, jour: date, seuils: Seuils) -> bool:
    atteste = derniere_attestation_de_l_etat(organisme, jour)
    return atteste is not None and jour - atteste > timedelta(days=seuils.reattestation_jours)


def _date_imprecise(organisme: Organisme, jour: date) -> bool:
    origine = depuis(organisme, jour)
    return origine is not None and origine.date_precision not in (None, "jour")


def manques(organisme: Organisme, jour: date, reseau: Reseau) -> list[AFaire]:
    """What is missing for one organisation."""
    return list(a_faire(Registre((organisme,), reseau), jour))


def effet(avant: Registre, apres: Registre, jour: date, aujourd_hui: date) -> Phrase:
    """What a fact that takes effect on `jour` does to the network's size, before → after."""
    n, m = composition(avant, jour).membres, composition(apres, jour).membres
    sujet = SujetMajuscule(avant.reseau)
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
            reseau=Sujet(avant.reseau),
            avant=n,
            apres=membres,
        )
    return Phrase("{reseau} passe de {avant} à {apres}.", reseau=sujet, avant=n, apres=membres)
