"""The rules that no schema can say. A rule is `f(organisme, contexte) -> Iterator[Anomalie]`; the list is literal.

Each rule's title, reason, remedy and example are in `catalogue`; its sentence is here, with its data.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from roriq_cli.domaine.genres.constats import Anomalie, Chemin
from roriq_cli.domaine.genres.loi import MEME_JOUR, ORDRE, Manquements, constater, ordre, succession
from roriq_cli.domaine.genres.recherche import RESERVES, ressemblance
from roriq_cli.domaine.genres.territoire import MRC, REGIONS
from roriq_cli.domaine.membres import lois
from roriq_cli.domaine.membres.criteres import attestations_du, couvre
from roriq_cli.domaine.membres.listes import Listes
from roriq_cli.domaine.membres.modele import ChiffresPublies, Fait, ListeTcri, Organisme, Preuve, Registre, Reponse
from roriq_cli.domaine.membres.parcours import Suspension, marcher, suspensions
from roriq_cli.domaine.membres.reseau import EN_REGLE, RORIQ
from roriq_cli.i18n import N_, Phrase, plier


def par_organisme(organisme: Organisme, aujourd_hui: date, listes: Listes) -> Iterator[Anomalie]:
    """What is wrong inside one organisation's file, besides what is asked of every kind."""
    for regle in REGLES_DE_FICHE:
        yield from regle(organisme, aujourd_hui)
    yield from preuves(organisme, listes)


def id_windows(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """Every system can have a file of that name: one that cannot would get no copy of the register at all."""
    if organisme.id in RESERVES:
        yield Anomalie(
            "id-windows", ("id",), Phrase("Windows ne peut pas avoir de fichier nommé {id}.yaml.", id=organisme.id)
        )


def parcours(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """Each event may follow the state it finds."""
    for rang, pas in enumerate(marcher(organisme.historique)):
        yield from constater(lois.pas(pas.avant, pas.evenement.evenement, pas.apres), "historique", rang)


def chronologie(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """A history never goes back; two events may share a day, two former names too, and two former regions may not."""
    yield from constater(ordre(ORDRE, "date", organisme.historique), "historique")
    yield from constater(ordre(ORDRE, "jusqu_au", organisme.noms_anterieurs), "noms_anterieurs")
    yield from constater(
        ordre(ORDRE, "jusqu_au", organisme.regions_anterieures, memes=MEME_JOUR), "regions_anterieures"
    )


_LOIS: tuple[tuple[str, Callable[[Any, date], Manquements]], ...] = (
    ("historique", lois.du_fait),
    ("attestations", lois.de_l_attestation),
    ("sources", lois.a_ce_jour("consulte_le")),
    ("noms_anterieurs", lois.a_ce_jour("jusqu_au")),
    ("regions_anterieures", lois.a_ce_jour("jusqu_au")),
)


def entrees(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """Each entry of a list, whatever the others say, keeps the laws on its dates."""
    for liste, loi in _LOIS:
        for rang, entree in enumerate(getattr(organisme, liste)):
            for manquement in loi(entree, aujourd_hui):
                yield manquement.anomalie(liste, rang)


def preuves(organisme: Organisme, listes: Listes) -> Iterator[Anomalie]:
    """The evidence recorded with an admission exists, answers oui, and covers its day; nothing newer is looked at."""
    for rang, e in enumerate(organisme.historique):
        if not e.preuves:
            continue
        for critere, preuve in e.preuves.items():
            ici: Chemin = ("historique", rang, "preuves", critere)
            if preuve.attestation is None:
                message, champ = _preuve_par_liste(preuve, e.date, listes), "liste"
            else:
                message, champ = _preuve_par_attestation(organisme, critere, preuve.attestation, e.date), "attestation"
            if message:
                yield Anomalie("preuves", (*ici, champ), message)


def _preuve_par_attestation(organisme: Organisme, critere: str, le: date, admission: date) -> Phrase | None:
    # One recorded later on that day does not undo what the admission relied on.
    attestations = attestations_du(organisme, critere, le)
    favorables = [a for a in attestations if a.reponse is Reponse.OUI]
    if not attestations:
        return Phrase("Aucune attestation de ce critère n'est datée du {le}.", le=le)
    if not favorables:
        return Phrase("L'attestation du {le} ne répond pas « oui ».", le=le)
    if not any(couvre(a, admission) for a in favorables):
        return Phrase("L'attestation du {le} ne couvre pas l'admission du {admission}.", le=le, admission=admission)
    return None


def _preuve_par_liste(preuve: Preuve, admission: date, listes: Listes) -> Phrase | None:
    liste = listes.nommee(preuve.liste or "")
    if liste is None:
        return None  # a file that is named and is not there is asked of every kind
    ligne = listes.ligne(liste, preuve.cle or "")
    if ligne is None or ligne.statut != EN_REGLE:
        return Phrase("Dans la liste {liste}, la clé « {cle} » n'est pas en règle.", liste=preuve.liste, cle=preuve.cle)
    if not liste.couvre(admission):
        return Phrase(
            "La liste {liste} ne couvre pas l'admission du {admission}.", liste=preuve.liste, admission=admission
        )
    return None


def levee(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """A suspension is lifted by a decision, unless its end (its own or its last prolongation's) has passed."""
    avant: Suspension | None = None
    for rang, (e, apres) in enumerate(zip(organisme.historique, suspensions(organisme.historique), strict=True)):
        yield from constater(lois.terme(avant, e), "historique", rang)
        avant = apres


def mrc(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """The MRC of a mandate are inside its regions: the seat's, and those that the mandate adds."""
    territoire = organisme.territoire
    if territoire is None:
        return
    permises = {organisme.region, *territoire.regions}
    for rang, nom in enumerate(territoire.mrc):
        if MRC[nom] not in permises:
            yield Anomalie(
                "mrc-region",
                ("territoire", "mrc", rang),
                Phrase("{mrc} est {lieu}, hors des régions du mandat.", mrc=nom, lieu=REGIONS[MRC[nom]].lieu),
            )


def releve(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """Who takes over from an organisation is another one."""
    for rang, e in enumerate(organisme.historique):
        if organisme.id in e.releve:
            phrase = Phrase("Un organisme qui ferme ne prend pas sa propre relève.")
            yield Anomalie("renvoi-inconnu", ("historique", rang, "releve"), phrase)


REGLES_DE_FICHE: tuple[Callable[[Organisme, date], Iterator[Anomalie]], ...] = (
    id_windows,
    parcours,
    chronologie,
    entrees,
    levee,
    mrc,
    releve,
)


def par_registre(registre: Registre) -> Iterator[Anomalie]:
    """What is wrong between the files: two organisations that share a number, a name or a key, or nearly a name."""
    for regle in REGLES_DE_REGISTRE:
        yield from regle(registre.organismes)
    yield from doublon_boucle(registre)


def doublon_boucle(registre: Registre) -> Iterator[Anomalie]:
    """A duplicate leads to a file that is none: neither itself, nor another duplicate."""
    doublons = {o.id for o in registre.doublons}
    for o in registre.doublons:
        if o.doublon and o.doublon.de in doublons:
            phrase = Phrase("La fiche {de} est elle-même un doublon, ou celle-ci.", de=o.doublon.de)
            yield Anomalie("doublon-boucle", ("doublon", "de"), phrase, sujet=o.id)


class _Porteur(NamedTuple):
    """A value, folded, that an organisation bears at a place of its file."""

    organisme: Organisme
    chemin: Chemin
    valeur: str


def _doubles(
    regle: str,
    porteurs: list[_Porteur],
    modele: str,
    libre: Callable[[_Porteur, _Porteur], bool] = lambda _un, _autre: False,
) -> Iterator[Anomalie]:
    """Each value borne by more than one organisation: an anomaly at every place but the first organisation's."""
    par_valeur: dict[str, list[_Porteur]] = defaultdict(list)
    for porteur in porteurs:
        par_valeur[plier(porteur.valeur)].append(porteur)
    for groupe in par_valeur.values():
        vus = {groupe[0].organisme.id}
        for rang, porteur in enumerate(groupe[1:], 1):
            genants = (p for p in groupe[:rang] if p.organisme.id != porteur.organisme.id and not libre(p, porteur))
            premier = None if porteur.organisme.id in vus else next(genants, None)
            if premier:
                vus.add(porteur.organisme.id)
                yield Anomalie(
                    regle,
                    porteur.chemin,
                    Phrase(modele, valeur=porteur.valeur, autre=premier.organisme.id),
                    sujet=porteur.organisme.id,
                )


def neq_unique(organismes: tuple[Organisme, ...]) -> Iterator[Anomalie]:
    """A number of the Registraire des entreprises names one organisation."""
    porteurs = [_Porteur(o, ("neq",), o.neq) for o in organismes if o.neq]
    yield from _doubles("neq-unique", porteurs, N_("Le NEQ {valeur} est déjà celui de la fiche {autre}."))


def cle_unique(organismes: tuple[Organisme, ...]) -> Iterator[Anomalie]:
    """A key of the TCRI's lists names one organisation."""
    porteurs = [_Porteur(o, ("tcri",), o.tcri) for o in organismes if o.tcri]
    yield from _doubles(
        "tcri-unique", porteurs, N_("La clé « {valeur} » de la TCRI est déjà celle de la fiche {autre}.")
    )


def noms_portes(organisme: Organisme) -> list[tuple[Chemin, str]]:
    """The name, then the former ones, with their places."""
    return [
        (("nom",), organisme.nom),
        *((("noms_anterieurs", i, "nom"), n.nom) for i, n in enumerate(organisme.noms_anterieurs)),
    ]


def nom_unique(organismes: tuple[Organisme, ...]) -> Iterator[Anomalie]:
    """Two organisations never share a name, former names, case and accents folded."""
    porteurs = [_Porteur(o, chemin, nom) for o in organismes for chemin, nom in noms_portes(o)]
    yield from _doubles("nom-unique", porteurs, N_("Le nom « {valeur} » est déjà porté par la fiche {autre}."), _libere)


def _libere(un: _Porteur, autre: _Porteur) -> bool:
    """Whether one of the two had closed before the other came to bear the name."""
    return any(
        fin is not None and debut is not None and fin < debut
        for fin, debut in ((_fermeture(un), _debut_du_nom(autre)), (_fermeture(autre), _debut_du_nom(un)))
    )


def _fermeture(porteur: _Porteur) -> date | None:
    return next((e.date for e in porteur.organisme.historique if e.evenement is Fait.FERMETURE), None)


def _debut_du_nom(porteur: _Porteur) -> date | None:
    """The first day on which the name may have been borne: the former one's end, else the first fact; None: unknown."""
    o = porteur.organisme
    rang = len(o.noms_anterieurs) if porteur.chemin == ("nom",) else porteur.chemin[1]
    assert isinstance(rang, int)
    if rang:
        fin = o.noms_anterieurs[rang - 1].jusqu_au
        return fin + timedelta(days=1) if fin else None
    return o.historique[0].date if o.historique else None


PROCHE = 0.9


def nom_proche(organismes: tuple[Organisme, ...]) -> Iterator[Anomalie]:
    """Two names that differ by a letter or two, or a hyphen, are often one organisation, recorded twice."""
    rangs = {o.id: rang for rang, o in enumerate(organismes)}
    plies = sorted((cle_de_nom(o.nom), o.id, o) for o in organismes)
    for premier, second in _voisins(plies):
        # Of two, the later in the list is the one to look at: when a fact is being recorded, it is its own.
        (nom, _i, organisme), (voisin, _j, autre) = sorted((premier, second), key=lambda v: -rangs[v[1]])
        # The same name, accents and case folded, is nom-unique's.
        if nom and plier(organisme.nom) != plier(autre.nom) and noms_proches(nom, voisin):
            yield Anomalie(
                "nom-proche",
                ("nom",),
                Phrase(
                    "Le nom « {nom} » ressemble à « {autre} » (fiche {id}).",
                    nom=organisme.nom,
                    autre=autre.nom,
                    id=autre.id,
                ),
                sujet=organisme.id,
            )


def _voisins(
    plies: list[tuple[str, str, Organisme]],
) -> Iterator[tuple[tuple[str, str, Organisme], tuple[str, str, Organisme]]]:
    """Pairs worth comparing: names that share their beginning or their end, not each with each."""
    vues: set[tuple[str, str]] = set()
    for bout in (slice(None, 6), slice(-6, None)):
        # Names that differ by a number are two: « Accueil 1 » and « Accueil 2 » are not compared.
        groupes: dict[tuple[str, str], list[tuple[str, str, Organisme]]] = defaultdict(list)
        for entree in plies:
            groupes[entree[0][bout], re.sub(r"\D", "", entree[0])].append(entree)
        for groupe in groupes.values():
            for rang, premier in enumerate(groupe):
                for second in groupe[rang + 1 : rang + 10]:
                    if (paire := (premier[1], second[1])) not in vues:
                        vues.add(paire)
                        yield second, premier


def cle_de_nom(nom: str) -> str:
    """A name reduced to its letters and digits, folded: what two spellings of it share."""
    return re.sub(r"[^a-z0-9]+", " ", plier(nom)).strip()


def noms_proches(un: str, autre: str) -> bool:
    """Whether two folded names differ by little, and in letters only: « Accueil 1 » and « Accueil 2 » are two."""
    if abs(len(un) - len(autre)) > 3 or re.sub(r"\D", "", un) != re.sub(r"\D", "", autre):
        return False
    return ressemblance(un, autre, PROCHE) > 0


REGLES_DE_REGISTRE: tuple[Callable[[tuple[Organisme, ...]], Iterator[Anomalie]], ...] = (
    neq_unique,
    cle_unique,
    nom_unique,
    nom_proche,
)


def par_chiffres(publies: ChiffresPublies, aujourd_hui: date, savoir: object) -> Iterator[Anomalie]:
    """A published figure is of the past, and its parts add up."""
    for rang, chiffre in enumerate(publies.chiffres):
        ici: Chemin = ("chiffres", rang)
        # A year that is not over may have its figure.
        debut = chiffre.jour if chiffre.precision == "jour" else chiffre.jour.replace(month=1, day=1)
        for manquement in succession(lois.PUBLIE, ("date",), le=debut, aujourd_hui=aujourd_hui):
            yield manquement.anomalie(*ici, le=chiffre.date)
        if (
            chiffre.montreal is not None
            and chiffre.hors_montreal is not None
            and (chiffre.montreal + chiffre.hors_montreal != chiffre.total)
        ):
            yield Anomalie(
                "chiffre-total",
                (*ici, "total"),
                Phrase(
                    RORIQ.region_a_part.total_faux,
                    montreal=chiffre.montreal,
                    hors=chiffre.hors_montreal,
                    total=chiffre.total,
                ),
            )


def par_liste(liste: ListeTcri, aujourd_hui: date, savoir: object) -> Iterator[Anomalie]:
    """What is wrong in a TCRI list: its days, a key that names two rows."""
    yield from constater(lois.de_la_liste(liste, aujourd_hui))
    premiers: dict[str, int] = {}
    for rang, membre in enumerate(liste.membres):
        if premiers.setdefault(membre.cle, rang) != rang:
            yield Anomalie(
                "liste-cle",
                ("membres", rang, "cle"),
                Phrase("La clé « {cle} » est déjà celle d'une autre ligne de la liste.", cle=membre.cle),
            )
