"""`afficher`: one organisation, what follows from its state, what is missing."""

from collections.abc import Sequence
from datetime import date

from roriq_cli.domaine.bilan.a_faire import AFaire, manques
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.actes import expulsion_anterieure
from roriq_cli.domaine.membres.changements import mots_du_champ, phrase_attestation
from roriq_cli.domaine.membres.criteres import admissibilite
from roriq_cli.domaine.membres.genres import CHAMPS
from roriq_cli.domaine.membres.listes import listes_du
from roriq_cli.domaine.membres.modele import Etat, Fait, Organisme, Precision, Registre
from roriq_cli.domaine.membres.parcours import (
    SUIVIS,
    Suspension,
    annonce_le,
    avant_connu,
    depuis,
    derniere_attestation_de_l_etat,
    etat_au,
    noms_au,
    origine,
    region_au,
    suspension_au,
)
from roriq_cli.domaine.membres.phrases import MoisEnMots, PhraseFait, mots_de_l_etat, mots_de_la_decision
from roriq_cli.domaine.membres.reseau import Definition
from roriq_cli.i18n import N_, Affichable, Commande, Phrase, _, inerte
from roriq_cli.rendu.texte.admissibilite import criteres
from roriq_cli.rendu.texte.commun import bloc, document, entete, ligne_a_faire, paragraphe, tableau_sans_entete
from roriq_cli.rendu.vues import VueFiche


def afficher(vue: VueFiche) -> str:
    """One organisation: profile, state, history, what follows from the state, what is missing."""
    o, au = vue.organisme, vue.contexte.au
    titre = noms_au(o, au) + (f" ({o.sigle})" if o.sigle else "")
    listes = listes_du(vue.contexte.registre)
    examens = criteres(o, admissibilite(o, au, listes), au, listes) if etat_au(o, au) in SUIVIS else []
    return document(
        paragraphe(*entete(vue.contexte), inerte(titre), _situation(o, au)),
        _profil(o, au),
        bloc(_("Critères d'admissibilité"), examens),
        bloc(_("Attestations"), (f"  {phrase_attestation(o.nom, a)}" for a in o.attestations)),
        _historique(o, au),
        _releve(o, au, vue.contexte.registre),
        _consequences(o, au, vue.contexte.registre.reseau.definition),
        _manques(manques(o, au, vue.contexte.registre)),
    )


_DEPUIS: dict[Precision, str] = {
    Precision.JOUR: N_("Au {au} : {etat}, depuis le {le:j}."),
    Precision.MOIS: N_("Au {au} : {etat}, depuis {mois}."),
    Precision.ANNEE: N_("Au {au} : {etat}, depuis {annee}."),
    Precision.AU_PLUS_TARD: N_("Au {au} : {etat}, depuis le {le:j} au plus tard."),
}


def _situation(o: Organisme, au: date) -> Affichable:
    if not avant_connu(o, au):
        return Phrase("Au {au}, rien n'est connu : la première source vient après.", au=au)
    etat = mots_de_l_etat(etat_au(o, au))
    debut, donne = depuis(o, au), origine(o, au)
    if debut is None or donne is None:
        return Phrase("Au {au} : {etat}.", au=au, etat=etat)
    if donne.evenement is not Fait.REPRISE:
        mois, annee = MoisEnMots(debut.date), debut.date.year
        return Phrase(_DEPUIS[debut.precision], au=au, etat=etat, le=debut.date, mois=mois, annee=annee)
    atteste = derniere_attestation_de_l_etat(o, au)
    if atteste is None:
        return Phrase("Au {au} : {etat}, selon une source plus récente.", au=au, etat=etat)
    return Phrase(
        "Au {au} : {etat}, selon une source. Cet état a été attesté pour la dernière fois le {le}.",
        au=au,
        etat=etat,
        le=atteste,
    )


def _profil(o: Organisme, au: date) -> str:
    """The profile; of what changes with a date, what it was on that day, and what came before."""
    alors = o._replace(
        region=region_au(o, au), regions_anterieures=tuple(r for r in o.regions_anterieures if r.jusqu_au < au)
    )
    champs = [
        c for c in Organisme._fields if c not in ("nom", "historique", "attestations", "noms_anterieurs", "sigle")
    ]
    lignes = [(_(CHAMPS[c]), _valeur(alors, c)) for c in champs if getattr(alors, c) not in (None, ())]
    anciens = [n for n in o.noms_anterieurs if n.jusqu_au is None or n.jusqu_au < au]
    lignes += [(_("nom antérieur"), _ancien(n.nom, n.jusqu_au)) for n in anciens]
    return paragraphe(_("Profil"), tableau_sans_entete(lignes))


def _valeur(o: Organisme, champ: str) -> str:
    if champ == "regions_anterieures":
        return "; ".join(_ancien(REGIONS[r.region].nom, r.jusqu_au) for r in o.regions_anterieures)
    return str(mots_du_champ(o, champ))


def _ancien(nom: str, jusqu_au: date | None) -> str:
    if jusqu_au is None:
        return inerte(nom)
    return str(Phrase("{nom}, jusqu'au {le} inclusivement", nom=nom, le=jusqu_au))


def _historique(o: Organisme, au: date) -> str:
    lignes = []
    for e in o.historique:
        if e.date > au and (annonce_le(e) or e.date) > au:
            continue  # on that day, nothing told of it
        marque = " " + _("(à venir)") if e.date > au else ""
        note = " " + str(Phrase("Note : {note}", note=e.note)) if e.note else ""
        lignes.append(f"  {PhraseFait(o.nom, e)}.{marque}{note}")
    return paragraphe(_("Historique"), *(lignes or ["  " + _("Aucun fait n'est consigné.")]))


def _releve(o: Organisme, au: date, registre: Registre) -> str:
    """Who took over from it once it closed, and from whom it took over: both files show a merger or a split."""
    par_id = {autre.id: autre for autre in registre.organismes}
    lignes: list[Affichable] = []
    for e in o.historique:
        for id in e.releve if e.date <= au else ():
            nom = noms_au(par_id[id], au) if id in par_id else id
            lignes.append(Phrase("  Sa relève est prise par : {nom} ({id})", nom=nom, id=id))
    for autre in registre.organismes:
        for e in autre.historique:
            if o.id in e.releve and e.date <= au:
                valeurs = {"nom": noms_au(autre, e.date), "id": autre.id, "le": e.date}
                lignes.append(Phrase("  Prend la relève de : {nom} ({id}), fermé le {le}", **valeurs))
    return bloc(_("Relève"), lignes)


def _consequences(o: Organisme, au: date, reseau: Definition) -> str:
    """What follows from the state, according to the network's page and to nothing else."""
    if etat_au(o, au) is Etat.MEMBRE and avant_connu(o, au):
        return paragraphe(
            _("Droits (page du réseau)"),
            *(f"  - {_(d)}" for d in reseau.droits),
            "",
            _("Engagements (page du réseau)"),
            *(f"  - {_(e)}" for e in reseau.engagements),
        )
    suspension = suspension_au(o, au)
    if suspension:
        decision = suspension.evenement.decision
        voir = Phrase("Voir la décision : {decision}.", decision=mots_de_la_decision(decision)) if decision else None
        fin = _fin_de_suspension(o.id, suspension, au)
        return paragraphe(
            _("Suspension"),
            Phrase("  La page du réseau prévoit la suspension sans dire quels droits elle retire."),
            f"  {voir}" if voir else None,
            f"  {fin}" if fin else None,
        )
    expulsion = expulsion_anterieure(o)
    return paragraphe(_("À savoir"), f"  {expulsion}") if expulsion else ""


def _fin_de_suspension(id: str, suspension: Suspension, au: date) -> Affichable | None:
    if suspension.fin is None:
        return None
    if not suspension.echue(au):
        return Phrase(
            "Elle prend fin le {fin:j} inclusivement, si rien d'autre n'est consigné que sa levée.", fin=suspension.fin
        )
    return Phrase(
        "Elle devait prendre fin le {fin}. Elle tient toujours : le registre ne lève rien de lui-même. Levée au terme "
        "prévu : {lever}. Prolongée : {prolonger}",
        fin=suspension.fin,
        lever=Commande("lever", id, "--au-terme"),
        prolonger=Commande("prolonger", id),
    )


def _manques(a_faire: Sequence[AFaire]) -> str:
    lignes = [f"  - {a.phrase if a.commande.nom == 'afficher' else ligne_a_faire(a)}" for a in a_faire]
    return bloc(_("Ce qui manque"), lignes)
