"""The acts of the network: an organisation and a fact in, the organisation with that fact out, or a refusal.

Every refusal is raised before anything is written. `aujourd_hui` is the day of the person who records.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from roriq_cli.domaine.genres.loi import ordre, succession
from roriq_cli.domaine.membres import lois
from roriq_cli.domaine.membres.criteres import Examen, admissibilite, examiner
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.listes import SANS_LISTE, Listes
from roriq_cli.domaine.membres.modele import (
    Attestation,
    Doublon,
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
from roriq_cli.domaine.membres.parcours import a_venir, etat_final, suite, suspension_au
from roriq_cli.domaine.membres.phrases import ce_qui_est_possible, mots_de_la_decision, mots_du_motif, situation
from roriq_cli.domaine.membres.reseau import CRITERES
from roriq_cli.errors import Refus
from roriq_cli.i18n import Affichable, Commande, Phrase, Suivies


def verifier_pas(organisme: Organisme, fait: Fait, aujourd_hui: date = date.max) -> None:
    """Refuse `fait` when the life cycle does not allow it where the history ends.

    An event that takes effect after `aujourd_hui` is said to be to come.
    """
    avant = etat_final(organisme)
    for manquement in lois.pas(avant, fait, suite(avant, fait, premier=not organisme.historique)):
        raise manquement.refus(
            ce_qui_est_possible(organisme),
            *([_annuler_d_abord(organisme)] if a_venir(organisme, aujourd_hui) else []),
            situation=situation(organisme, aujourd_hui),
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
    le_fait = Phrase(FAITS[evenement.evenement].le)
    dernier = organisme.historique[-1:]
    loi = lois.HISTORIQUE_A_VENIR if a_venir(organisme, aujourd_hui) else lois.HISTORIQUE
    for manquement in ordre(loi, "date", (*dernier, evenement)):
        raise manquement.refus(
            *([_annuler_d_abord(organisme)] if loi is lois.HISTORIQUE_A_VENIR else []),
            nom=organisme.nom,
            fait=le_fait,
            autre=Phrase(FAITS[dernier[0].evenement].le),
        )
    for manquement in lois.annoncee(evenement, aujourd_hui):
        raise manquement.refus(fait=le_fait)


def verifier_papiers(evenement: Evenement, aujourd_hui: date) -> None:
    """Refuse papers dated after today, and an end that comes before what it ends."""
    for manquement in (*lois.papiers_a_ce_jour(evenement, aujourd_hui), *lois.fin(evenement)):
        raise manquement.refus()


def consigner(organisme: Organisme, evenement: Evenement, aujourd_hui: date) -> Organisme:
    """`organisme` with one more event, or a refusal: date going back or to come, papers, illegal move."""
    verifier_papiers(evenement, aujourd_hui)
    verifier_date(organisme, evenement, aujourd_hui)
    verifier_pas(organisme, evenement.evenement, aujourd_hui)
    for manquement in (*lois.terme(suspension_au(organisme), evenement), *lois.attestee(evenement)):
        raise manquement.refus(
            nom=organisme.nom,
            commande=Commande("lever", organisme.id),
        )
    return organisme._replace(historique=(*organisme.historique, evenement))


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
    evenement = Evenement(le, Fait.ADHESION, formulaire=formulaire, note=note)
    verifier_date(organisme, evenement, aujourd_hui)
    verifier_pas(organisme, Fait.ADHESION, aujourd_hui)
    for manquement in lois.formulaire(evenement):
        raise manquement.refus(nom=organisme.nom, le=le)
    resultat = admissibilite(organisme, le, listes)
    preuves = resultat.preuves
    if preuves is None:
        raise _non_admissible(organisme, le, resultat.examens)
    return consigner(organisme, evenement._replace(preuves=preuves), aujourd_hui)


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
                commande=Commande("attester", organisme.id, "--critere", examen.critere.code),
            )
        )
    return Refus(
        Phrase(
            "L'organisme {nom} ne peut pas être admis le {le} : {raisons}.",
            nom=organisme.nom,
            le=le,
            raisons=Suivies(raisons, "; "),
        ),
        *issues,
    )


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
    for manquement in lois.de_l_attestation(attestation, aujourd_hui):
        raise manquement.refus()
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
    for manquement in succession(lois.NOM_PORTE, (), le=depuis, aujourd_hui=aujourd_hui):
        raise manquement.refus()
    jusqu_au = depuis - timedelta(days=1) if depuis else None
    ancien = NomAnterieur(organisme.nom, organisme.sigle if nouveau_sigle != organisme.sigle else None, jusqu_au)
    _verifier_la_suite(organisme, organisme.noms_anterieurs, ancien)
    return organisme._replace(nom=nom, sigle=nouveau_sigle, noms_anterieurs=(*organisme.noms_anterieurs, ancien))


def dire_doublon(organisme: Organisme, autre: Organisme, raison: str, aujourd_hui: date) -> Organisme:
    """`organisme` as the duplicate of `autre`. Raises Refus: itself, or a sanction that the other one's file lacks."""
    if organisme.id == autre.id:
        raise Refus(
            Phrase("La fiche {id} ne peut pas être son propre doublon.", id=organisme.id),
            Phrase("Dites l'autre fiche : --de"),
        )
    ailleurs = {(e.evenement, e.date) for e in autre.historique}
    for e in organisme.historique:
        if e.evenement in (Fait.SUSPENSION, Fait.EXPULSION) and (e.evenement, e.date) not in ailleurs:
            raise Refus(
                Phrase(
                    "La fiche {id} contient {fait} du {le}, que la fiche {autre} n'a pas : ce fait serait perdu.",
                    id=organisme.id,
                    fait=Phrase(FAITS[e.evenement].le),
                    le=e.date,
                    autre=autre.id,
                ),
                Phrase(
                    "Ce qui est possible : dire l'inverse ({commande}), ou consigner ce fait dans l'autre fiche.",
                    commande=Commande("doublon", autre.id, "--de", organisme.id),
                ),
            )
    return organisme._replace(doublon=Doublon(autre.id, aujourd_hui, raison))


def changer_de_region(organisme: Organisme, region: str, depuis: date, aujourd_hui: date) -> Organisme:
    """The seat is in another region since `depuis`; counts for earlier days keep the former one."""
    for manquement in succession(lois.SIEGE, (), le=depuis, aujourd_hui=aujourd_hui):
        raise manquement.refus()
    anterieure = RegionAnterieure(organisme.region, depuis - timedelta(days=1))
    _verifier_la_suite(organisme, organisme.regions_anterieures, anterieure)
    return organisme._replace(region=region, regions_anterieures=(*organisme.regions_anterieures, anterieure))


_Anterieur = NomAnterieur | RegionAnterieure


def _verifier_la_suite(organisme: Organisme, precedents: Sequence[_Anterieur], nouveau: _Anterieur) -> None:
    """A change comes after the last of those whose day is known."""
    dernier = [p for p in precedents if p.jusqu_au][-1:]
    # A name that was misspelled was borne for no day at all.
    memes = lois.CHANGEMENTS if isinstance(nouveau, RegionAnterieure) else None
    for manquement in ordre(lois.CHANGEMENTS, "jusqu_au", (*dernier, nouveau), memes=memes):
        raise manquement.refus(nom=organisme.nom, annuler=Commande("annuler", organisme.id), id=organisme.id)
