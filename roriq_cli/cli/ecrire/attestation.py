"""`attester`: dated evidence on one of the two criteria, for one organisation or several at once."""

from collections.abc import Sequence
from typing import Annotated

import typer

from roriq_cli.cli import questions, types
from roriq_cli.cli.ecrire import options_actes as o
from roriq_cli.cli.options import Organismes, option
from roriq_cli.cli.seance import Seance, dire_consigne, montrer_essai, ouvrir
from roriq_cli.domaine.genres.constats import Gravite
from roriq_cli.domaine.genres.tri import trier
from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.criteres import REPONSES, fin_proposee
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import Attestation, Organisme, Reponse
from roriq_cli.domaine.membres.parcours import DANS_LE_RESEAU, etat_au
from roriq_cli.domaine.membres.reseau import CRITERES
from roriq_cli.errors import Refus, Usage
from roriq_cli.i18n import N_, Commande, Phrase
from roriq_cli.registre import ecriture

Membres = Annotated[bool, option("--membres", N_("Tous les organismes membres, et ceux qui sont suspendus."))]


def attester(
    ctx: typer.Context,
    organismes: Organismes,
    membres: Membres,
    critere: o.CritereAtteste,
    source: o.SourceAttestation,
    reponse: o.ReponseAttestee,
    verifie_le: o.VerifieLe,
    valide_jusqu_au: o.ValideJusquAu,
    opts: o.Ecriture,
) -> None:
    """Record dated evidence on one of the two criteria, for one organisation or several at once."""
    if membres and organismes:
        raise Usage(Phrase("--membres nomme déjà les organismes : n'en nommez pas d'autres."))
    opts.exiger(("ORGANISME", organismes or membres or None), ("--critere", critere), ("--source", source))
    plusieurs = membres or len(organismes or []) > 1
    if plusieurs and opts.proposer:
        raise Usage(Phrase("--proposer porte sur une seule fiche : attestez un organisme à la fois."))
    seance = ouvrir(ctx, opts)
    cibles = _cibles(seance, organismes, membres=membres)
    cible = cibles[0]
    codes = [c.code for c in seance.chargement.registre.reseau.definition.criteres]
    choisi = critere or questions.choisir(N_("Le critère vérifié"), codes, lambda c: Phrase(CRITERES[c].question))
    attestation = Attestation(
        critere=str(choisi),
        reponse=Reponse(reponse or Reponse.OUI),
        verifie_le=verifie_le or seance.aujourd_hui,
        valide_jusqu_au=valide_jusqu_au,
        source=source or questions.demander(N_("D'où vient la réponse"), types.source_d_attestation()),
    )
    attestation = _avec_sa_fin(seance, attestation)
    if plusieurs:
        _attester_tous(seance, cibles, attestation)
        return
    apres = actes.attester(cible, attestation, seance.aujourd_hui)
    seance.conclure(cible, apres, attestation.verifie_le, (_duree(apres.attestations[-1]),))


def _cibles(seance: Seance, mots: list[str] | None, *, membres: bool) -> list[Organisme]:
    """The organisations that were named, each once; at a terminal, one is asked for. Raises Refus without any."""
    if not membres:
        nommes = [seance.organisme(mot) for mot in mots] if mots else [seance.organisme(None)]
        return list({o.id: o for o in nommes}.values())
    tous = trier(seance.chargement.registre.organismes)
    trouves = [o for o in tous if etat_au(o, seance.aujourd_hui) in DANS_LE_RESEAU]
    if not trouves:
        raise Refus(
            Phrase("Le registre n'a aucun organisme membre."),
            Phrase("Les voir tous : {commande}", commande=Commande("lister")),
        )
    ecriture.verifier_fiches(seance.racine, *(ORGANISME.chemin(o.id) for o in trouves))
    return trouves


def _attester_tous(seance: Seance, cibles: Sequence[Organisme], attestation: Attestation) -> None:
    """The same evidence for each, one commit a file, one act: all or none. Raises Refus, Interruption."""
    from roriq_cli.cli.ecrire.importation import ecritures_du_lot, nom_d_acte
    from roriq_cli.registre import lot

    apres = [actes.attester(o, attestation, seance.aujourd_hui) for o in cibles]
    epreuve = lot.eprouver(seance.chargement, apres, seance.aujourd_hui)
    for id, constats in epreuve.constats.items():
        for constat in constats:
            if constat.gravite is Gravite.ERREUR:
                raise Refus(Phrase("Fiche {id} : {message}", id=id, message=constat.message))
    ecritures = ecritures_du_lot(seance, list(zip(cibles, apres, strict=True)), epreuve, nom_d_acte("attestation"))
    if seance.options.essai:
        montrer_essai(*ecritures)
        return
    quoi = Phrase(
        "pour {n} organismes, {question} : {reponse}, selon une vérification du {le} (source : {source})",
        n=len(cibles),
        question=Phrase(CRITERES[attestation.critere].question),
        reponse=Phrase(REPONSES[attestation.reponse]),
        le=attestation.verifie_le,
        source=attestation.source,
    )
    if seance.options.interroger:
        questions.dire(Phrase("À consigner : {faits}.", faits=quoi))
        questions.dire(*(Phrase("  {nom} ({id})", nom=o.nom, id=o.id) for o in cibles))
        questions.confirmer()
    ecriture.consigner(seance.racine, *ecritures)
    dire_consigne(quoi)


def _avec_sa_fin(seance: Seance, attestation: Attestation) -> Attestation:
    """Where an answer without an end holds for its own day only, its end is asked for: that of the list, or a year."""
    if not CRITERES[attestation.critere].par_listes or attestation.valide_jusqu_au is not None:
        return attestation
    if not seance.options.demander_les_jours or attestation.verifie_le > seance.aujourd_hui:
        return attestation
    question = N_("Le dernier jour où la réponse vaut, inclusivement")
    fin = questions.demander(question, types.TypeDate(), propose=fin_proposee(attestation.verifie_le, seance.listes))
    return attestation._replace(valide_jusqu_au=fin)


def _duree(attestation: Attestation) -> Phrase | None:
    """That a « non » without an end is over the next morning: it would be thought to hold."""
    sans_fin = CRITERES[attestation.critere].par_listes and attestation.valide_jusqu_au is None
    if not sans_fin or attestation.reponse is not Reponse.NON:
        return None
    return Phrase(
        "Sans dernier jour (--valide-jusqu-au), ce « non » ne vaut que pour le {le} : dès le lendemain, il ne répond "
        "plus.",
        le=attestation.verifie_le,
    )
