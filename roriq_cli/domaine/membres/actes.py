"""The acts of the network: an organisation and a fact in, the organisation with that fact out, or a refusal.

Every refusal is raised before anything is written. `aujourd_hui` is the day of the person who records.
"""

from datetime import date, timedelta

from roriq_cli.domaine.membres.criteres import Examen, admissibilite, examiner
from roriq_cli.domaine.membres.listes import SANS_LISTE, Listes
from roriq_cli.domaine.membres.modele import (
    Attestation,
    Etat,
    Evenement,
    Fait,
    Formulaire,
    NomAnterieur,
    Organisme,
    Precision,
    RegionAnterieure,
    Reponse,
    Source,
)
from roriq_cli.domaine.membres.parcours import a_venir, annonce_le, etat_final, suite, suspension_au
from roriq_cli.domaine.membres.phrases import (
    LE_FAIT,
    SEUL,
    ce_qui_est_possible,
    mots_de_la_decision,
    mots_du_motif,
    situation,
)
from roriq_cli.domaine.membres.reseau import CRITERES
from roriq_cli.errors import Refus
from roriq_cli.i18n import Affichable, Commande, Phrase


def verifier_pas(organisme: Organisme, fait: Fait, aujourd_hui: date = date.max) -> None:
    """Refuse `fait` when the life cycle does not allow it where the history ends.

    An event that takes effect after `aujourd_hui` is said to be to come.
    """
    if suite(etat_final(organisme), fait, premier=not organisme.historique) is None:
        raise Refus(
            Phrase("{situation} : {seul}.", situation=situation(organisme, aujourd_hui), seul=Phrase(SEUL[fait])),
            ce_qui_est_possible(organisme),
            *([_annuler_d_abord(organisme)] if a_venir(organisme, aujourd_hui) else []),
        )


def _annuler_d_abord(organisme: Organisme) -> Phrase:
    """An event to come keeps out what would come before it, until it is undone, or corrected."""
    dernier = organisme.historique[-1]
    return Phrase(
        "Pour consigner un fait avant celui qui est à venir, on l'annule d'abord, s'il n'est pas encore envoyé : "
        "{annuler}. S'il l'est, on le corrige à découvert : {corriger}",
        annuler=Commande("annuler", organisme.id),
        corriger=Commande("corriger", organisme.id, "--evenement", dernier.evenement, "--du", dernier.date.isoformat()),
    )


def verifier_date(organisme: Organisme, evenement: Evenement, aujourd_hui: date) -> None:
    """Refuse a date that goes back in the history, or that is to come with nothing that announces it."""
    dernier = organisme.historique[-1] if organisme.historique else None
    le_fait = Phrase(LE_FAIT[evenement.evenement])
    if dernier and evenement.date < dernier.date:
        valeurs = {
            "nom": organisme.nom,
            "le": evenement.date,
            "fait": le_fait,
            "autre": Phrase(LE_FAIT[dernier.evenement]),
            "dernier": dernier.date,
        }
        if dernier.date > aujourd_hui:
            raise Refus(
                Phrase(
                    "Pour l'organisme {nom}, {fait} ne peut pas prendre effet le {le} : {autre} à venir le {dernier} "
                    "est déjà au registre.",
                    **valeurs,
                ),
                _annuler_d_abord(organisme),
            )
        raise Refus(
            Phrase(
                "Pour l'organisme {nom}, {fait} ne peut pas prendre effet le {le} : {autre} du {dernier} est déjà "
                "au registre, et un historique ne recule pas.",
                **valeurs,
            ),
            Phrase("Ce qui est possible : une date du {dernier} ou après (--date).", dernier=dernier.date),
        )
    if evenement.date > aujourd_hui:
        annonce = annonce_le(evenement)
        if annonce is None or annonce > aujourd_hui:
            raise Refus(
                Phrase("Le {le} n'est pas encore arrivé, et rien ne dit d'où vient cette date.", le=evenement.date),
                Phrase(
                    "Ajoutez ce qui l'annonce (--recu-le, une décision ou une source), ou consignez {fait} ce jour-là.",
                    fait=le_fait,
                ),
            )


_DATE_DU_DOCUMENT = Phrase("Ce qui est possible : la date que porte le document, aujourd'hui ou avant.")


def verifier_papiers(evenement: Evenement, aujourd_hui: date) -> None:
    """Refuse papers dated after today, a suspension that ends before it begins, a form signed after it came."""
    for jour in (
        evenement.recu_le,
        evenement.decision.date if evenement.decision else None,
        *(s.atteste_le for s in evenement.source),
    ):
        if jour and jour > aujourd_hui:
            raise Refus(
                Phrase("Le {le} n'est pas encore arrivé : aucun document ne peut porter cette date.", le=jour),
                _DATE_DU_DOCUMENT,
            )
    if evenement.jusqu_au and evenement.jusqu_au < evenement.date:
        raise Refus(
            Phrase("La fin ({fin}) vient avant le début ({le}).", fin=evenement.jusqu_au, le=evenement.date),
            Phrase("Une date de fin est le dernier jour, inclusivement : --jusqu-au."),
        )


def consigner(organisme: Organisme, evenement: Evenement, aujourd_hui: date) -> Organisme:
    """`organisme` with one more event, or a refusal: date going back or to come, papers, illegal move."""
    verifier_papiers(evenement, aujourd_hui)
    verifier_date(organisme, evenement, aujourd_hui)
    verifier_pas(organisme, evenement.evenement, aujourd_hui)
    if evenement.evenement is Fait.LEVEE and evenement.decision is None:
        _verifier_terme(organisme, evenement.date)
    if evenement.evenement is Fait.REPRISE:
        _verifier_source(organisme, evenement)
    return organisme._replace(historique=(*organisme.historique, evenement))


def _verifier_source(organisme: Organisme, evenement: Evenement) -> None:
    """A source attests what holds on its day, not what begins later."""
    atteste = max((s.atteste_le for s in evenement.source if s.atteste_le), default=None)
    if atteste and atteste < evenement.date:
        raise Refus(
            Phrase(
                "Pour l'organisme {nom}, une source du {atteste} ne peut pas attester ce qui commence le {le}.",
                nom=organisme.nom,
                atteste=atteste,
                le=evenement.date,
            ),
            Phrase("Vérifiez --depuis et --atteste-le."),
        )


def _verifier_terme(organisme: Organisme, jour: date) -> None:
    """A suspension is lifted without a decision only when its own end has passed."""
    suspension = suspension_au(organisme)
    decider = Phrase(
        "Levée par une décision : {commande}",
        commande=Commande("lever", organisme.id, "--instance", "…", "--decision-le", "…", "--reference", "…"),
    )
    if suspension is None or suspension.fin is None:
        raise Refus(
            Phrase(
                "La suspension de l'organisme {nom} n'a pas de fin prévue : elle ne peut pas être levée au terme.",
                nom=organisme.nom,
            ),
            decider,
        )
    if not suspension.echue(jour):
        raise Refus(
            Phrase(
                "La suspension de l'organisme {nom} court jusqu'au {fin} inclusivement : le {le}, son terme n'est "
                "pas passé.",
                nom=organisme.nom,
                fin=suspension.fin,
                le=jour,
            ),
            decider,
        )


def admettre(
    organisme: Organisme,
    le: date,
    formulaire: Formulaire,
    aujourd_hui: date,
    note: str | None,
    listes: Listes = SANS_LISTE,
) -> Organisme:
    """Admit a candidate on the two criteria alone, and record the evidence relied on.

    Refuses unless `signe_le ≤ recu_le ≤ le` and both criteria are answered oui on `le`.
    """
    verifier_date(organisme, Evenement(le, Fait.ADHESION, formulaire=formulaire), aujourd_hui)
    verifier_pas(organisme, Fait.ADHESION, aujourd_hui)
    verifier_formulaire(organisme, formulaire, le, aujourd_hui)
    resultat = admissibilite(organisme, le, listes)
    preuves = resultat.preuves
    if preuves is None:
        raise _non_admissible(organisme, le, resultat.examens)
    evenement = Evenement(le, Fait.ADHESION, formulaire=formulaire, preuves=preuves, note=note)
    return consigner(organisme, evenement, aujourd_hui)


def verifier_formulaire(organisme: Organisme, formulaire: Formulaire, le: date, aujourd_hui: date) -> None:
    """The signed form comes before the admission, and is signed before it is received."""
    signe, recu = formulaire.signe_le, formulaire.recu_le
    if recu > le or recu > aujourd_hui:
        raise Refus(
            Phrase(
                "L'organisme {nom} ne peut pas être admis le {le} : le formulaire serait reçu le {recu}, après "
                "cette date ou après aujourd'hui.",
                nom=organisme.nom,
                le=le,
                recu=recu,
            ),
            Phrase("Vérifiez --recu-le et --date."),
        )
    if signe and signe > recu:
        raise Refus(
            Phrase(
                "L'organisme {nom} ne peut pas être admis le {le} : le formulaire serait signé le {signe}, après "
                "sa réception le {recu}.",
                nom=organisme.nom,
                le=le,
                signe=signe,
                recu=recu,
            ),
            Phrase("Vérifiez --signe-le et --recu-le."),
        )


def _non_admissible(organisme: Organisme, le: date, examens: tuple[Examen, ...]) -> Refus:
    manquants = [e for e in examens if e.reponse is not Reponse.OUI]
    raisons: list[Affichable] = []
    issues: list[Affichable] = []
    for examen in manquants:
        question = Phrase(examen.critere.question)
        if examen.reponse is Reponse.INCONNU:
            raisons.append(
                Phrase("rien ne dit s'il est {question} ce jour-là ({raison})", question=question, raison=examen.raison)
            )
        else:
            raisons.append(Phrase("il n'est pas {question} ({raison})", question=question, raison=examen.raison))
        issues.append(
            Phrase(
                examen.critere.si_confirme,
                commande=Commande("attester", organisme.id, "--critere", examen.critere.code, "--source", "…"),
            )
        )
    return Refus(
        Phrase(
            "L'organisme {nom} ne peut pas être admis le {le} : {raisons}.",
            nom=organisme.nom,
            le=le,
            raisons=PointVirgule(raisons),
        ),
        *issues,
    )


class PointVirgule(Phrase):
    """Reasons side by side: « a; b »."""

    __slots__ = ("elements",)

    def __init__(self, elements: list[Affichable]) -> None:
        super().__init__("")
        self.elements = elements

    def __str__(self) -> str:
        return "; ".join(map(str, self.elements))


def avertissement_du_refus(organisme: Organisme, motif: str, jour: date, listes: Listes = SANS_LISTE) -> Phrase | None:
    """What to say when a refusal's reason is contradicted by the register; the network decides all the same."""
    examen = examiner(organisme, CRITERES[motif], jour, listes)
    if examen.reponse is not Reponse.OUI:
        return None
    return Phrase(
        "Le registre dit pourtant que l'organisme {nom} est {question} ce jour-là : {raison}.",
        nom=organisme.nom,
        question=Phrase(examen.critere.question),
        raison=examen.raison,
    )


def expulsion_anterieure(organisme: Organisme) -> Phrase | None:
    """What an organisation that applies again was expelled for; None where there is nothing to say."""
    if etat_final(organisme) not in (Etat.CANDIDAT, Etat.EXPULSE):
        return None
    expulsion = next((e for e in reversed(organisme.historique) if e.evenement is Fait.EXPULSION), None)
    return phrase_de_l_expulsion(organisme.nom, expulsion) if expulsion else None


def phrase_de_l_expulsion(nom: str, expulsion: Evenement) -> Phrase | None:
    """What an organisation was expelled for; None where the record is not whole."""
    if expulsion.motif is None or expulsion.decision is None:
        return None
    return Phrase(
        "L'organisme {nom} a été expulsé le {le} (motif : {motif}; décision : {decision}).",
        nom=nom,
        le=expulsion.date,
        motif=mots_du_motif(expulsion.motif),
        decision=mots_de_la_decision(expulsion.decision),
    )


def attester(organisme: Organisme, attestation: Attestation, aujourd_hui: date) -> Organisme:
    """`organisme` with one more piece of evidence on a criterion."""
    if attestation.verifie_le > aujourd_hui:
        raise Refus(
            Phrase(
                "Le {le} n'est pas encore arrivé : une vérification se consigne le jour où elle est faite, ou après.",
                le=attestation.verifie_le,
            ),
            Phrase("Vérifiez --verifie-le."),
        )
    if attestation.valide_jusqu_au and attestation.valide_jusqu_au < attestation.verifie_le:
        raise Refus(
            Phrase(
                "L'attestation ne peut pas cesser de valoir le {fin}, avant d'avoir été vérifiée le {le}.",
                fin=attestation.valide_jusqu_au,
                le=attestation.verifie_le,
            ),
            Phrase("Vérifiez --verifie-le et --valide-jusqu-au."),
        )
    return organisme._replace(attestations=(*organisme.attestations, attestation))


def reprise(etat: Etat, depuis: tuple[date, Precision] | None, source: Source) -> Evenement:
    """The opening entry for a state that a source attests; without `depuis`, it held at the latest when attested."""
    if depuis is None:
        if source.atteste_le is None:
            raise ValueError("a reprise without a beginning is dated by its source")
        depuis = (source.atteste_le, Precision.AU_PLUS_TARD)
    return Evenement(depuis[0], Fait.REPRISE, etat=etat, date_precision=depuis[1], source=(source,))


def renommer(organisme: Organisme, nom: str, sigle: str | None, depuis: date | None, aujourd_hui: date) -> Organisme:
    """A new name (and acronym); the old one goes to the former names, through the day before `depuis` when known.

    `sigle`: None keeps the acronym, "" removes it.
    """
    nouveau_sigle = organisme.sigle if sigle is None else sigle or None
    if (nom, nouveau_sigle) == (organisme.nom, organisme.sigle):
        raise Refus(
            Phrase("L'organisme {nom} porte déjà ce nom.", nom=organisme.nom),
            Phrase("Ce qui est possible : un autre nom (--nom), ou un autre sigle (--sigle)."),
        )
    if depuis and depuis > aujourd_hui:
        raise Refus(
            Phrase("Le {le} n'est pas encore arrivé : un nom se consigne quand il est porté.", le=depuis),
            Phrase("Vérifiez --depuis."),
        )
    jusqu_au = depuis - timedelta(days=1) if depuis else None
    _verifier_ordre(organisme, jusqu_au, [n.jusqu_au for n in organisme.noms_anterieurs])
    ancien = NomAnterieur(organisme.nom, organisme.sigle if nouveau_sigle != organisme.sigle else None, jusqu_au)
    return organisme._replace(nom=nom, sigle=nouveau_sigle, noms_anterieurs=(*organisme.noms_anterieurs, ancien))


def changer_de_region(organisme: Organisme, region: str, depuis: date, aujourd_hui: date) -> Organisme:
    """The seat is in another region since `depuis`; counts for earlier days keep the former one."""
    if depuis > aujourd_hui:
        raise Refus(
            Phrase("Le {le} n'est pas encore arrivé : une région se consigne quand le siège y est.", le=depuis),
            Phrase("Vérifiez --depuis."),
        )
    jusqu_au = depuis - timedelta(days=1)
    _verifier_ordre(organisme, jusqu_au, [r.jusqu_au for r in organisme.regions_anterieures])
    anterieure = RegionAnterieure(organisme.region, jusqu_au)
    return organisme._replace(region=region, regions_anterieures=(*organisme.regions_anterieures, anterieure))


def _verifier_ordre(organisme: Organisme, jusqu_au: date | None, precedentes: list[date | None]) -> None:
    derniere = max((d for d in precedentes if d), default=None)
    if jusqu_au and derniere and jusqu_au <= derniere:
        raise Refus(
            Phrase(
                "L'organisme {nom} a déjà un changement consigné jusqu'au {dernier} : celui-ci doit venir après.",
                nom=organisme.nom,
                dernier=derniere,
            ),
            Phrase("Vérifiez --depuis."),
        )
