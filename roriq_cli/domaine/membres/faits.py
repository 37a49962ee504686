"""What may happen to an organisation: one row an event, and all that is said of it.

The walk (`parcours`), the words (`phrases`), what may be corrected (`corrections`) and the commands (cli/ecrire/actes)
come from the rows; the English names of the commands and the schema's part on events are written from them by
`make pages`. Source: the contract's tables of words and of legal walks (docs/parcours.md).
"""

from enum import StrEnum
from typing import Literal, NamedTuple

from roriq_cli.i18n import N_


class Etat(StrEnum):
    """What an organisation is to the network on a day; computed from its history, never stored."""

    REPERTORIE = "repertorie"
    CANDIDAT = "candidat"
    MEMBRE = "membre"
    SUSPENDU = "suspendu"
    REFUSE = "refuse"
    RETIRE = "retire"
    EXPULSE = "expulse"
    FERME = "ferme"


class Fait(StrEnum):
    """The kinds of event, each a noun."""

    DEMANDE = "demande"
    ADHESION = "adhesion"
    REFUS = "refus"
    CLASSEMENT_SANS_SUITE = "classement-sans-suite"
    SUSPENSION = "suspension"
    PROLONGATION = "prolongation"
    LEVEE = "levee"
    RETRAIT = "retrait"
    EXPULSION = "expulsion"
    FERMETURE = "fermeture"
    REPRISE = "reprise"


# What an event may have, beside its day and what all may have: when it was announced, sources, a note.
ChampDeFait = Literal[
    "motif", "decision", "jusqu_au", "source", "formulaire", "preuves", "etat", "date_precision", "releve"
]


class MotsDuMotif(NamedTuple):
    """The words of an event's reason: for its option, for the schema, and the question to ask where it is required."""

    aide: str
    titre: str
    description: str
    question: str | None = None


class TypeDeFait(NamedTuple):
    """An event: what records it, where it leads, what it holds, how it is said.

    `commande`, `alias`: the verb, in French and in English; `aide`: what it does, in one line. `de` → `vers`: where it
    may come, and what it leads to (None: what its source says). `commence`: whether that state begins with it; an event
    that leaves the state as it was, or takes it up again, begins none. `requis`, `permis`: its fields, beside those
    that all may have, in the order of the options. `le`, `un`: its name with an article. `possible`: what follows « on
    peut ». `seul`: what is said where it may not come. `phrase`: its sentence, without a full stop; `phrase_avec_fin`:
    the same, where it may have an end and has one. `question_du_jour`: what asks for its day, where someone answers;
    None where it is nearly always the day on which it is recorded, or another date says it.
    """

    commande: str
    alias: str
    aide: str
    de: tuple[Etat, ...]
    vers: Etat | None
    nom: str
    le: str
    un: str
    possible: str
    seul: str
    phrase: str
    requis: tuple[ChampDeFait, ...] = ()
    permis: tuple[ChampDeFait, ...] = ()
    commence: bool = True
    motif: MotsDuMotif | None = None
    phrase_avec_fin: str | None = None
    question_du_jour: str | None = None


_CATEGORIE = (
    "La conduite ou les activités, jugées incompatibles avec le réseau ou nuisibles pour lui. Une catégorie, jamais un "
    "récit."
)

FAITS: dict[Fait, TypeDeFait] = {
    Fait.DEMANDE: TypeDeFait(
        "demander", "apply", N_("Consigner la demande d'un organisme déjà au registre."),
        de=(Etat.REPERTORIE, Etat.RETIRE, Etat.REFUSE, Etat.EXPULSE),
        vers=Etat.CANDIDAT,
        permis=("decision",),
        nom=N_("demande"), le=N_("la demande"), un=N_("une demande"),
        possible=N_("consigner sa demande"),
        seul=N_("une demande ne vient que d'un organisme répertorié, refusé, retiré ou expulsé"),
        phrase=N_("L'organisme {nom} fait une demande le {le:j}"),
    ),
    Fait.ADHESION: TypeDeFait(
        "admettre", "admit", N_("Admettre un candidat, sur les deux critères."),
        de=(Etat.CANDIDAT,),
        vers=Etat.MEMBRE,
        requis=("formulaire", "preuves"),
        nom=N_("adhésion"), le=N_("l'adhésion"), un=N_("une adhésion"),
        possible=N_("l'admettre"),
        seul=N_("seul un candidat peut être admis"),
        phrase=N_("L'organisme {nom} est admis le {le:j}"),
    ),
    Fait.REFUS: TypeDeFait(
        "refuser", "refuse", N_("Refuser une demande, pour un critère qui n'est pas rempli."),
        de=(Etat.CANDIDAT,),
        vers=Etat.REFUSE,
        requis=("motif",),
        motif=MotsDuMotif(
            N_("Le critère qui n'est pas rempli."), "Motif du refus",
            "Le critère qui n'est pas rempli, parmi ceux du réseau.",
            N_("Le critère qui n'est pas rempli"),
        ),
        nom=N_("refus"), le=N_("le refus"), un=N_("un refus"),
        possible=N_("refuser sa demande"),
        seul=N_("seule la demande d'un candidat peut être refusée"),
        phrase=N_("La demande de l'organisme {nom} est refusée le {le:j}"),
    ),
    # Nobody follows the application up: it says neither that the organisation withdrew nor that a criterion failed.
    Fait.CLASSEMENT_SANS_SUITE: TypeDeFait(
        "classer", "shelve", N_("Classer une demande restée sans suite."),
        de=(Etat.CANDIDAT,),
        vers=Etat.REPERTORIE,
        nom=N_("classement sans suite"), le=N_("le classement sans suite"), un=N_("un classement sans suite"),
        possible=N_("classer sa demande"),
        seul=N_("seule la demande d'un candidat peut être classée"),
        phrase=N_("La demande de l'organisme {nom} est classée sans suite le {le:j}"),
        question_du_jour=N_("Le jour où la demande est classée"),
    ),
    Fait.SUSPENSION: TypeDeFait(
        "suspendre", "suspend", N_("Suspendre un membre, par une décision du réseau."),
        de=(Etat.MEMBRE,),
        vers=Etat.SUSPENDU,
        requis=("motif", "decision"), permis=("jusqu_au",),
        motif=MotsDuMotif(
            N_("Le motif, parmi ceux du réseau."), "Motif de la suspension",
            _CATEGORIE, N_("Le motif de la suspension"),
        ),
        nom=N_("suspension"), le=N_("la suspension"), un=N_("une suspension"),
        possible=N_("le suspendre"),
        seul=N_("seul un membre peut être suspendu"),
        phrase=N_("L'organisme {nom} est suspendu à compter du {le:j}"),
        phrase_avec_fin=N_("L'organisme {nom} est suspendu {periode} inclusivement"),
        question_du_jour=N_("Le premier jour de la suspension"),
    ),
    Fait.PROLONGATION: TypeDeFait(
        "prolonger", "extend", N_("Fixer la fin d'une suspension en cours."),
        de=(Etat.SUSPENDU,),
        vers=Etat.SUSPENDU, commence=False,
        requis=("jusqu_au", "decision"),
        nom=N_("prolongation"), le=N_("la prolongation"), un=N_("une prolongation"),
        possible=N_("prolonger sa suspension"),
        seul=N_("seule une suspension en cours peut être prolongée"),
        phrase=N_("La suspension de l'organisme {nom} est prolongée jusqu'au {fin:j} inclusivement"),
    ),
    Fait.LEVEE: TypeDeFait(
        "lever", "reinstate", N_("Lever une suspension, par une décision ou à son terme."),
        de=(Etat.SUSPENDU,),
        vers=Etat.MEMBRE, commence=False,
        permis=("decision",),
        nom=N_("levée de suspension"), le=N_("la levée de la suspension"), un=N_("une levée de suspension"),
        possible=N_("lever sa suspension"),
        seul=N_("seule une suspension en cours peut être levée"),
        phrase=N_("La suspension de l'organisme {nom} est levée le {le:j}"),
        question_du_jour=N_("Le jour où la suspension est levée"),
    ),
    Fait.RETRAIT: TypeDeFait(
        "retirer", "withdraw", N_("Consigner qu'un organisme se retire, de sa propre initiative."),
        de=(Etat.CANDIDAT, Etat.MEMBRE, Etat.SUSPENDU),
        vers=Etat.RETIRE,
        permis=("motif",),
        motif=MotsDuMotif(
            N_("Le motif, si l'organisme en donne un."), "Motif du retrait",
            "Facultatif : un membre ne doit pas de raison. participation-inutile, ou incompatibilite avec les "
            "activités du réseau.",
        ),
        nom=N_("retrait"), le=N_("le retrait"), un=N_("un retrait"),
        possible=N_("consigner son retrait"),
        seul=N_("seul un candidat, un membre ou un organisme suspendu peut se retirer"),
        phrase=N_("L'organisme {nom} se retire, de sa propre initiative, le {le:j}"),
        question_du_jour=N_("Le jour du retrait"),
    ),
    Fait.EXPULSION: TypeDeFait(
        "expulser", "expel", N_("Expulser un membre, par une décision du réseau."),
        de=(Etat.MEMBRE, Etat.SUSPENDU),
        vers=Etat.EXPULSE,
        requis=("motif", "decision"),
        motif=MotsDuMotif(
            N_("Le motif, parmi ceux du réseau."), "Motif de l'expulsion",
            _CATEGORIE, N_("Le motif de l'expulsion"),
        ),
        nom=N_("expulsion"), le=N_("l'expulsion"), un=N_("une expulsion"),
        possible=N_("l'expulser"),
        seul=N_("seul un membre ou un organisme suspendu peut être expulsé"),
        phrase=N_("L'organisme {nom} est expulsé le {le:j}"),
        question_du_jour=N_("Le jour de l'expulsion"),
    ),
    Fait.FERMETURE: TypeDeFait(
        "fermer", "close", N_("Consigner qu'un organisme a cessé ses activités."),
        de=tuple(e for e in Etat if e is not Etat.FERME),
        vers=Etat.FERME,
        requis=("source",),
        permis=("releve",),
        nom=N_("fermeture"), le=N_("la fermeture"), un=N_("une fermeture"),
        possible=N_("consigner sa fermeture"),
        seul=N_("la fermeture est la fin de l'historique"),
        phrase=N_("L'organisme {nom} cesse ses activités le {le:j}"),
        question_du_jour=N_("Le jour où l'organisme a cessé ses activités"),
    ),
    # The first event of a file only. Its date may be less precise than a day, and then it is said otherwise.
    Fait.REPRISE: TypeDeFait(
        "etablir", "establish", N_("Consigner ce qu'une source atteste d'un organisme répertorié."),
        de=(Etat.REPERTORIE,),
        vers=None,
        requis=("etat", "date_precision", "source"),
        nom=N_("reprise"), le=N_("la reprise"), un=N_("une reprise"),
        possible=N_("établir ce qu'une source atteste"),
        seul=N_("une reprise ne peut être que le premier fait d'une fiche"),
        phrase=N_("L'organisme {nom} est {etat} depuis le {le:j}"),
    ),
}  # fmt: skip
