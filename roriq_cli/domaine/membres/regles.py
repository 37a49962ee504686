"""The rules that no schema can say. A rule is `f(organisme, contexte) -> Iterator[Anomalie]`; the list is literal.

Each rule's title, reason, remedy and example are in `catalogue`; its sentence is here, with its data.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from roriq_cli.domaine.genres.constats import Anomalie, Chemin
from roriq_cli.domaine.membres.criteres import attestations_du, couvre
from roriq_cli.domaine.membres.listes import SANS_LISTE, Listes
from roriq_cli.domaine.membres.modele import (
    ChiffrePublie,
    Fait,
    ListeTcri,
    Organisme,
    Precision,
    Preuve,
    Registre,
    Reponse,
)
from roriq_cli.domaine.membres.parcours import Suspension, annonce_le, marcher, suspensions
from roriq_cli.domaine.membres.phrases import LE_FAIT, SEUL, mots_de_l_etat
from roriq_cli.domaine.membres.recherche import RESERVES, ressemblance
from roriq_cli.domaine.membres.reseau import EN_REGLE, RORIQ
from roriq_cli.domaine.membres.territoire import MRC, REGIONS
from roriq_cli.i18n import N_, Phrase, plier


def par_organisme(
    organisme: Organisme, fichier: str, aujourd_hui: date, listes: Listes = SANS_LISTE
) -> Iterator[Anomalie]:
    """Everything wrong inside one organisation's file; `fichier` is the file's name without `.yaml`."""
    if organisme.id != fichier:
        yield Anomalie(
            "id-fichier",
            ("id",),
            Phrase("La fiche se nomme {fichier}.yaml, mais son id est « {id} ».", fichier=fichier, id=organisme.id),
        )
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
        if pas.apres is None:
            yield Anomalie(
                "parcours",
                ("historique", rang, "evenement"),
                Phrase(
                    "Ici, {fait} n'a pas sa place : l'organisme est alors {etat}, et {seul}.",
                    fait=Phrase(LE_FAIT[pas.evenement.evenement]),
                    etat=mots_de_l_etat(pas.avant),
                    seul=Phrase(SEUL[pas.evenement.evenement]),
                ),
            )


def ordre(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """A history never goes back; two events may share a day."""
    for liste, dates in (
        ("historique", [(e.date, "date") for e in organisme.historique]),
        ("regions_anterieures", [(r.jusqu_au, "jusqu_au") for r in organisme.regions_anterieures]),
        ("noms_anterieurs", [(n.jusqu_au, "jusqu_au") for n in organisme.noms_anterieurs]),
    ):
        connues = [(rang, jour, cle) for rang, (jour, cle) in enumerate(dates) if jour]
        for (_r, avant, _c), (rang, jour, cle) in pairwise(connues):
            if jour < avant or (jour == avant and liste != "historique"):
                yield Anomalie(
                    "ordre",
                    (liste, rang, cle),
                    Phrase(
                        "Le {le} vient après le {avant} dans la liste : l'ordre du temps n'y est plus.",
                        le=jour,
                        avant=avant,
                    ),
                )


def date_a_venir(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """A register records facts: an event to come needs what announces it, a paper is never dated after today."""
    for rang, evenement in enumerate(organisme.historique):
        annonce = annonce_le(evenement)
        if evenement.date > aujourd_hui and (annonce is None or annonce > aujourd_hui):
            yield Anomalie(
                "date-a-venir",
                ("historique", rang, "date"),
                Phrase("Le {le} n'est pas encore arrivé, et rien ne dit d'où vient cette date.", le=evenement.date),
            )
    for chemin, jour in _dates_de_papiers(organisme):
        if jour > aujourd_hui:
            yield Anomalie(
                "date-a-venir",
                chemin,
                Phrase("Le {le} n'est pas encore arrivé : rien ne peut déjà porter cette date.", le=jour),
            )


def _dates_de_papiers(organisme: Organisme) -> Iterator[tuple[Chemin, date]]:
    """Every date that tells of something done: all but effective dates and ends of validity."""
    trouvees: list[tuple[Chemin, date | None]] = []
    for rang, e in enumerate(organisme.historique):
        ici: Chemin = ("historique", rang)
        trouvees += [((*ici, "recu_le"), e.recu_le)]
        trouvees += [((*ici, "decision", "date"), e.decision.date if e.decision else None)]
        trouvees += [((*ici, "source", i, "atteste_le"), s.atteste_le) for i, s in enumerate(e.source)]
        if e.formulaire:
            trouvees += [((*ici, "formulaire", "recu_le"), e.formulaire.recu_le)]
    trouvees += [(("attestations", i, "verifie_le"), a.verifie_le) for i, a in enumerate(organisme.attestations)]
    trouvees += [(("sources", i, "consulte_le"), s.consulte_le) for i, s in enumerate(organisme.sources)]
    trouvees += [(("noms_anterieurs", i, "jusqu_au"), n.jusqu_au) for i, n in enumerate(organisme.noms_anterieurs)]
    trouvees += [
        (("regions_anterieures", i, "jusqu_au"), r.jusqu_au) for i, r in enumerate(organisme.regions_anterieures)
    ]
    return ((chemin, jour) for chemin, jour in trouvees if jour)


def reprise(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """The date of an opening entry is the first day of the period that its precision names; its source comes after."""
    for rang, evenement in enumerate(organisme.historique):
        jour, precision = evenement.date, evenement.date_precision
        attestes = [s.atteste_le for s in evenement.source if s.atteste_le]
        if evenement.evenement is Fait.REPRISE and attestes and max(attestes) < jour:
            yield Anomalie(
                "reprise",
                ("historique", rang, "date"),
                Phrase(
                    "Une source du {atteste} ne peut pas attester ce qui commence le {le}.",
                    atteste=max(attestes),
                    le=jour,
                ),
            )
        attendu = {Precision.ANNEE: jour.replace(month=1, day=1), Precision.MOIS: jour.replace(day=1)}
        if precision in attendu and jour != attendu[precision]:
            yield Anomalie(
                "reprise",
                ("historique", rang, "date"),
                Phrase(
                    "La précision est « {precision} » : la date est le premier jour, {attendu:iso}.",
                    precision=precision,
                    attendu=attendu[precision],
                ),
            )


def fin_avant_debut(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """An end, inclusive, never comes before what it ends."""
    message = N_("La fin ({fin}) vient avant le début ({le}).")
    for rang, e in enumerate(organisme.historique):
        if e.jusqu_au and e.jusqu_au < e.date:
            yield Anomalie(
                "fin-avant-debut", ("historique", rang, "jusqu_au"), Phrase(message, fin=e.jusqu_au, le=e.date)
            )
    for rang, a in enumerate(organisme.attestations):
        if a.valide_jusqu_au and a.valide_jusqu_au < a.verifie_le:
            yield Anomalie(
                "fin-avant-debut",
                ("attestations", rang, "valide_jusqu_au"),
                Phrase(message, fin=a.valide_jusqu_au, le=a.verifie_le),
            )


def formulaire(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """The form is signed, then received, then the organisation is admitted."""
    for rang, e in enumerate(organisme.historique):
        if not e.formulaire:
            continue
        ici: Chemin = ("historique", rang, "formulaire")
        if e.formulaire.recu_le > e.date:
            yield Anomalie(
                "formulaire",
                (*ici, "recu_le"),
                Phrase(
                    "Le formulaire est reçu le {recu}, après l'admission du {le}.", recu=e.formulaire.recu_le, le=e.date
                ),
            )
        if e.formulaire.signe_le and e.formulaire.signe_le > e.formulaire.recu_le:
            yield Anomalie(
                "formulaire",
                (*ici, "signe_le"),
                Phrase(
                    "Le formulaire est signé le {signe}, après sa réception le {recu}.",
                    signe=e.formulaire.signe_le,
                    recu=e.formulaire.recu_le,
                ),
            )


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
        return Phrase("La liste de la TCRI « {liste} » n'est pas au registre.", liste=preuve.liste)
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
        if e.evenement is Fait.LEVEE and not e.decision and avant and not avant.echue(e.date):
            yield Anomalie(
                "levee",
                ("historique", rang, "evenement"),
                Phrase(
                    "La levée du {le} n'a pas de décision, et le terme de la suspension n'était pas passé.", le=e.date
                ),
            )
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


# What is certain: an address with its at sign and domain, a ten-digit telephone, a social insurance number.
# Strings, compiled when a text has what they look for: few have.
_COURRIEL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_TELEPHONE = r"(?<![\w/.-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w-])"
CHIFFRES_D_UN_NAS = 9
_NAS = r"(?<![\w/.-])\d{3}[ -]?\d{3}[ -]?\d{3}(?![\w-])"
# What is likely: a civility before a capital, or given and family names where a function is asked.
_CIVILITES = ("M.", "Mme", "Mlle", "Monsieur", "Madame", "Mr", "Mrs", "Ms", "Dr")
_CIVILITE = r"(?<!\w)(?:M\.|Mme|Mlle|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?|Dre?\.?)\s+[A-ZÀ-Ý]"
_NOM_PROPRE = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*(?: [A-ZÀ-Ý]\.)? [A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*"


def luhn(chiffres: str) -> bool:
    """Whether the nine digits have a social insurance number's check digit (any nine digits would not)."""
    somme = 0
    for rang, c in enumerate(chiffres):
        n = int(c) * (1 + rang % 2)
        somme += n - 9 if n > 9 else n
    return somme % 10 == 0


def donnees_personnelles(organisme: Organisme, aujourd_hui: date) -> Iterator[Anomalie]:
    """No person in these files: an address or a number outside its field is refused, the rest is warned of."""
    yield from _donnees_personnelles(organisme)


def _donnees_personnelles(fiche: tuple[object, ...]) -> Iterator[Anomalie]:
    for chemin, texte in _textes(fiche):
        champ = chemin[-1] if isinstance(chemin[-1], str) else chemin[-2]
        if champ != "courriel" and "@" in texte and re.search(_COURRIEL, texte):
            yield Anomalie("donnees-personnelles", chemin, Phrase("Une adresse de courriel est écrite ici."))
        if champ not in ("url", "site_web") and sum(map(str.isdigit, texte)) >= CHIFFRES_D_UN_NAS:
            if champ != "telephone" and re.search(_TELEPHONE, texte):
                yield Anomalie("donnees-personnelles", chemin, Phrase("Un numéro de téléphone est écrit ici."))
            if champ != "neq" and any(luhn(re.sub(r"\D", "", nombre)) for nombre in re.findall(_NAS, texte)):
                yield Anomalie("donnees-personnelles", chemin, Phrase("Un numéro d'assurance sociale est écrit ici."))
        if champ in _CHAMPS_LIBRES and (
            (any(c in texte for c in _CIVILITES) and re.search(_CIVILITE, texte))
            or (champ == "signataire" and re.fullmatch(_NOM_PROPRE, texte))
        ):
            yield Anomalie("personne-possible", chemin, Phrase("« {texte} » semble nommer une personne.", texte=texte))


_CHAMPS_LIBRES = ("note", "reference", "instance", "signataire", "source", "titre", "nom")


def _textes(objet: tuple[object, ...], chemin: Chemin = ()) -> list[tuple[Chemin, str]]:
    """Every text of a record that a person wrote, with its path; a word of an enumeration is none."""
    trouves: list[tuple[Chemin, str]] = []
    for cle, valeur in zip(getattr(objet, "_fields", range(len(objet))), objet, strict=True):
        if type(valeur) is str:
            trouves.append(((*chemin, cle), valeur))
        elif isinstance(valeur, tuple) and valeur:
            trouves += _textes(valeur, (*chemin, cle))
    return trouves


REGLES_DE_FICHE: tuple[Callable[[Organisme, date], Iterator[Anomalie]], ...] = (
    id_windows,
    parcours,
    ordre,
    date_a_venir,
    reprise,
    fin_avant_debut,
    formulaire,
    levee,
    mrc,
    donnees_personnelles,
)


def par_registre(registre: Registre) -> Iterator[Anomalie]:
    """What is wrong between the files: two organisations that share a number, a name or a key, or nearly a name."""
    for regle in REGLES_DE_REGISTRE:
        yield from regle(registre.organismes)


class _Porteur(NamedTuple):
    """A value, folded, that an organisation bears at a place of its file."""

    organisme: Organisme
    chemin: Chemin
    valeur: str


def _doubles(regle: str, porteurs: list[_Porteur], modele: str) -> Iterator[Anomalie]:
    """Each value borne by more than one organisation: an anomaly at every place but the first organisation's."""
    par_valeur: dict[str, list[_Porteur]] = defaultdict(list)
    for porteur in porteurs:
        par_valeur[plier(porteur.valeur)].append(porteur)
    for groupe in par_valeur.values():
        premier = groupe[0]
        vus = {premier.organisme.id}
        for porteur in groupe[1:]:
            if porteur.organisme.id not in vus:
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
    yield from _doubles("nom-unique", porteurs, N_("Le nom « {valeur} » est déjà porté par la fiche {autre}."))


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


def par_chiffres(chiffres: tuple[ChiffrePublie, ...], aujourd_hui: date) -> Iterator[Anomalie]:
    """A published figure is of the past, its parts add up, and it names nobody."""
    for rang, chiffre in enumerate(chiffres):
        ici: Chemin = ("chiffres", rang)
        if chiffre.jour.replace(month=1, day=1) > aujourd_hui or (
            chiffre.precision == "jour" and chiffre.jour > aujourd_hui
        ):
            yield Anomalie(
                "date-a-venir",
                (*ici, "date"),
                Phrase("{le} n'est pas encore arrivé : rien ne peut déjà porter cette date.", le=chiffre.date),
            )
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
        for anomalie in _donnees_personnelles(chiffre):
            yield anomalie._replace(chemin=(*ici, *anomalie.chemin))


def par_liste(liste: ListeTcri, fichier: str, aujourd_hui: date) -> Iterator[Anomalie]:
    """What is wrong in a TCRI list: its name, its days, a key that names two rows, a person's address."""
    if liste.id != fichier:
        yield Anomalie(
            "liste-nom",
            ("etabli_le",),
            Phrase(
                "La liste du {le} se nomme {id}.yaml, et non {fichier}.yaml.",
                le=liste.etabli_le,
                id=liste.id,
                fichier=fichier,
            ),
        )
    if liste.recu_le < liste.etabli_le:
        yield Anomalie(
            "ordre",
            ("recu_le",),
            Phrase(
                "La liste serait reçue le {recu}, avant d'être établie le {etabli}.",
                recu=liste.recu_le,
                etabli=liste.etabli_le,
            ),
        )
    if liste.valide_jusqu_au < liste.etabli_le:
        yield Anomalie(
            "fin-avant-debut",
            ("valide_jusqu_au",),
            Phrase("La fin ({fin}) vient avant le début ({le}).", fin=liste.valide_jusqu_au, le=liste.etabli_le),
        )
    for champ, jour in (("etabli_le", liste.etabli_le), ("recu_le", liste.recu_le)):
        if jour > aujourd_hui:
            yield Anomalie(
                "date-a-venir",
                (champ,),
                Phrase("Le {le} n'est pas encore arrivé : rien ne peut déjà porter cette date.", le=jour),
            )
    premiers: dict[str, int] = {}
    for rang, membre in enumerate(liste.membres):
        if premiers.setdefault(membre.cle, rang) != rang:
            yield Anomalie(
                "liste-cle",
                ("membres", rang, "cle"),
                Phrase("La clé « {cle} » est déjà celle d'une autre ligne de la liste.", cle=membre.cle),
            )
    yield from _donnees_personnelles(liste)
