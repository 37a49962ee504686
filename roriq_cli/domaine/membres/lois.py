"""The laws of membership: each is said once, for what a file holds (`regles`) and for what an act records (`actes`).

The laws on dates of any kind of file are in `genres.loi`; what is theirs here is the words of a refusal. Source: the
contract's sections on the registry and on the life cycle (docs/parcours.md, docs/regles/).
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from roriq_cli.domaine.genres.loi import ANNONCE, FIN, ORDRE, PAPIER, Loi, Manquement, Manquements, annonce, succession
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.modele import Attestation, Etat, Evenement, Fait, ListeTcri, Precision
from roriq_cli.domaine.membres.parcours import Suspension, annonce_le, attestee_le, papiers
from roriq_cli.domaine.membres.phrases import mots_de_l_etat
from roriq_cli.i18n import N_, Phrase

PAS = Loi(
    "parcours",
    N_("Ici, {fait} n'a pas sa place : l'organisme est alors {etat}, et {seul}."),
    N_("{situation} : {seul}."),
)
HISTORIQUE = ORDRE._replace(
    refus=N_(
        "Pour l'organisme {nom}, {fait} ne peut pas prendre effet le {le} : {autre} du {avant} est déjà au registre, "
        "et un historique ne recule pas."
    ),
    possible=N_("Ce qui est possible : une date du {avant} ou après (--date)."),
)
HISTORIQUE_A_VENIR = ORDRE._replace(
    refus=N_(
        "Pour l'organisme {nom}, {fait} ne peut pas prendre effet le {le} : {autre} à venir le {avant} est déjà au "
        "registre."
    )
)
CHANGEMENTS = ORDRE._replace(
    refus=N_("L'organisme {nom} a déjà un changement consigné jusqu'au {avant} : celui-ci doit venir après."),
    possible=N_("Vérifiez --depuis. Si l'autre est une erreur qui n'est pas envoyée : {annuler}"),
)
NOM_PORTE = PAPIER._replace(
    refus=N_("Le {le} n'est pas encore arrivé : un nom se consigne quand il est porté."),
    possible=N_("Vérifiez --depuis."),
)
SIEGE = PAPIER._replace(
    refus=N_("Le {le} n'est pas encore arrivé : une région se consigne quand le siège y est."),
    possible=N_("Vérifiez --depuis."),
)
VERIFICATION = PAPIER._replace(
    refus=N_("Le {le} n'est pas encore arrivé : une vérification se consigne le jour où elle est faite, ou après."),
    possible=N_("Vérifiez --verifie-le."),
)
VALIDITE = FIN._replace(
    refus=N_("L'attestation ne peut pas cesser de valoir le {fin}, avant d'avoir été vérifiée le {le}."),
    possible=N_("Vérifiez --verifie-le et --valide-jusqu-au."),
)
RECU = Loi(
    "formulaire",
    N_("Le formulaire est reçu le {recu}, après l'admission du {le}."),
    N_(
        "L'organisme {nom} ne peut pas être admis le {le} : le formulaire serait reçu le {recu}, après cette date ou "
        "après aujourd'hui."
    ),
    N_("Vérifiez --recu-le et --date."),
)
SIGNE = Loi(
    "formulaire",
    N_("Le formulaire est signé le {signe}, après sa réception le {recu}."),
    N_(
        "L'organisme {nom} ne peut pas être admis le {le} : le formulaire serait signé le {signe}, après sa réception "
        "le {recu}."
    ),
    N_("Vérifiez --signe-le et --recu-le."),
)
ATTESTEE = Loi(
    "reprise",
    N_("Une source du {atteste} ne peut pas attester ce qui commence le {le}."),
    N_("Pour l'organisme {nom}, une source du {atteste} ne peut pas attester ce qui commence le {le}."),
    N_("Vérifiez --depuis et --atteste-le."),
)
TERME = Loi(
    "levee",
    N_("La levée du {le} n'a pas de décision, et le terme de la suspension n'était pas passé."),
    N_("La suspension de l'organisme {nom} court jusqu'au {fin} inclusivement : le {le}, son terme n'est pas passé."),
    N_("Levée par une décision : {commande}"),
)
SANS_TERME = TERME._replace(
    refus=N_("La suspension de l'organisme {nom} n'a pas de fin prévue : elle ne peut pas être levée au terme.")
)
# What follows is met in files only: the acts make these dates themselves, or show the finding.
PREMIER_JOUR = Loi("reprise", N_("La précision est « {precision} » : la date est le premier jour, {attendu:iso}."))
PUBLIE = PAPIER._replace(constat=N_("{le} n'est pas encore arrivé : rien ne peut déjà porter cette date."))
RECEPTION = Loi("ordre", N_("La liste serait reçue le {recu}, avant d'être établie le {etabli}."))


def pas(avant: Etat, fait: Fait, apres: Etat | None) -> Manquements:
    """Each event may follow the state that it finds; `apres`: where the life cycle leads (None: nowhere)."""
    if apres is not None:
        return ()
    mots = {"fait": Phrase(FAITS[fait].le), "etat": mots_de_l_etat(avant), "seul": Phrase(FAITS[fait].seul)}
    return (Manquement(PAS, ("evenement",), mots),)


def terme(suspension: Suspension | None, e: Evenement) -> Manquements:
    """A suspension is lifted by a decision, unless its end (its own or its last prolongation's) has passed."""
    if e.evenement is not Fait.LEVEE or e.decision or suspension is None or suspension.echue(e.date):
        return ()
    loi = TERME if suspension.fin else SANS_TERME
    return (Manquement(loi, ("evenement",), {"le": e.date, "fin": suspension.fin}),)


def annoncee(e: Evenement, aujourd_hui: date) -> Manquements:
    """An event to come needs what announces it."""
    if e.date <= aujourd_hui:  # nearly all: what announced them is not looked for
        return ()
    return annonce(ANNONCE, ("date",), e.date, annonce_le(e), aujourd_hui)


def papiers_a_ce_jour(e: Evenement, aujourd_hui: date) -> Iterator[Manquement]:
    """A paper is never dated after today."""
    for chemin, jour in papiers(e):
        yield from succession(PAPIER, chemin, le=jour, aujourd_hui=aujourd_hui)


def fin(e: Evenement) -> Manquements:
    """An end, inclusive, never comes before what it ends."""
    return succession(FIN, ("jusqu_au",), le=e.date, fin=e.jusqu_au)


def attestee(e: Evenement) -> Manquements:
    """A source attests what holds on its day, not what begins later."""
    if e.evenement is not Fait.REPRISE:
        return ()
    return succession(ATTESTEE, ("date",), le=e.date, atteste=attestee_le(e.source))


def formulaire(e: Evenement) -> Iterator[Manquement]:
    """The form is signed, then received, then the organisation is admitted."""
    if e.formulaire:
        signe, recu = e.formulaire.signe_le, e.formulaire.recu_le
        yield from succession(RECU, ("formulaire", "recu_le"), recu=recu, le=e.date)
        yield from succession(SIGNE, ("formulaire", "signe_le"), signe=signe, recu=recu)


def premier_jour(e: Evenement) -> Manquements:
    """The date of an opening entry is the first day of the period that its precision names."""
    attendus = {Precision.ANNEE: e.date.replace(month=1, day=1), Precision.MOIS: e.date.replace(day=1)}
    attendu = attendus.get(e.date_precision, e.date) if e.date_precision else e.date
    if attendu == e.date:
        return ()
    return (Manquement(PREMIER_JOUR, ("date",), {"precision": e.date_precision, "attendu": attendu}),)


def du_fait(e: Evenement, aujourd_hui: date) -> Iterator[Manquement]:
    """The laws on one event, whatever comes before it."""
    yield from annoncee(e, aujourd_hui)
    yield from papiers_a_ce_jour(e, aujourd_hui)
    yield from attestee(e)
    yield from premier_jour(e)
    yield from fin(e)
    yield from formulaire(e)


def de_l_attestation(a: Attestation, aujourd_hui: date) -> Iterator[Manquement]:
    """A verification is done, and holds from its day on."""
    yield from succession(VERIFICATION, ("verifie_le",), le=a.verifie_le, aujourd_hui=aujourd_hui)
    yield from succession(VALIDITE, ("valide_jusqu_au",), le=a.verifie_le, fin=a.valide_jusqu_au)


def a_ce_jour(champ: str) -> Callable[[Any, date], Manquements]:
    """The law of an entry whose day (its field) is not to come: a page is consulted, a former name or region ended."""
    return lambda entree, aujourd_hui: succession(PAPIER, (champ,), le=getattr(entree, champ), aujourd_hui=aujourd_hui)


def de_la_liste(liste: ListeTcri, aujourd_hui: date) -> Iterator[Manquement]:
    """A TCRI list is established, then received, and covers the days after."""
    yield from succession(RECEPTION, ("recu_le",), etabli=liste.etabli_le, recu=liste.recu_le)
    yield from succession(FIN, ("valide_jusqu_au",), le=liste.etabli_le, fin=liste.valide_jusqu_au)
    for champ in ("etabli_le", "recu_le"):
        yield from a_ce_jour(champ)(liste, aujourd_hui)
