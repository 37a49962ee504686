"""The words of the network in sentences: states, events, reasons, decisions.

One sentence per event serves the preview, the success line, the commit's body, `afficher` and `journal`.
"""

from datetime import date

from roriq_cli.domaine.genres.territoire import RegionDAvant
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.modele import Decision, Etat, Evenement, Fait, Organisme, Precision, Source
from roriq_cli.domaine.membres.parcours import depuis, etat_final, origine, possibles
from roriq_cli.domaine.membres.reseau import MOTS_DES_MOTIFS
from roriq_cli.i18n import N_, Affichable, Commande, Liste, Periode, Phrase, _

ETATS: dict[Etat, str] = {
    Etat.REPERTORIE: N_("répertorié"),
    Etat.CANDIDAT: N_("candidat"),
    Etat.MEMBRE: N_("membre"),
    Etat.SUSPENDU: N_("suspendu"),
    Etat.REFUSE: N_("refusé"),
    Etat.RETIRE: N_("retiré"),
    Etat.EXPULSE: N_("expulsé"),
    Etat.FERME: N_("fermé"),
}

_LE_RESTE: dict[str, str] = {
    "attestation": N_("l'attestation"),
    "modification": N_("la modification"),
    "renommage": N_("le renommage"),
    "rapprochement": N_("le rapprochement"),
    "correction": N_("la correction"),
    "liste": N_("la liste de la TCRI"),
}


def le_fait(nom: str) -> Phrase:
    """« la demande », « l'attestation »: what a commit's trailer names."""
    modele = {fait.value: genre.le for fait, genre in FAITS.items()}.get(nom) or _LE_RESTE.get(nom)
    return Phrase(modele) if modele else Phrase("l'acte « {nom} »", nom=nom)


def mots_de_l_etat(etat: Etat) -> Phrase:
    """« suspendu »."""
    return Phrase(ETATS[etat])


def mots_du_motif(motif: str) -> Phrase:
    """The category in words; never a cause beyond it."""
    return Phrase(MOTS_DES_MOTIFS[motif])


def en_cours_de_phrase(texte: str) -> str:
    """« Rencontre des membres. » → « rencontre des membres », as it follows a colon; an acronym keeps its capitals."""
    texte = texte.removesuffix(".")
    return texte[:1].lower() + texte[1:] if texte[1:2].islower() or texte[1:2] in (" ", "'") else texte


class Clause(Phrase):
    """A sentence in the course of another."""

    __slots__ = ("phrase",)

    def __init__(self, phrase: Affichable) -> None:
        super().__init__("")
        self.phrase = phrase

    def __str__(self) -> str:
        return en_cours_de_phrase(str(self.phrase))


def mots_de_la_decision(decision: Decision) -> Phrase:
    """« rencontre des membres du 20 mai 2027, PV 2027-05-20, point 6 »."""
    return Phrase(
        "{instance} du {le}, {reference}",
        instance=en_cours_de_phrase(decision.instance),
        le=decision.date,
        reference=decision.reference,
    )


def mots_de_la_source(source: Source) -> Phrase:
    """« Le Soleil, 10 novembre 2014 »: what names the source, then the day it attests."""
    nom = source.titre or source.url or ""
    if source.atteste_le:
        return Phrase("{nom}, {le}", nom=nom, le=source.atteste_le)
    return Phrase("{nom}", nom=nom)


def _precisions(evenement: Evenement, *, au_terme: bool = False) -> str:
    """What stands in brackets after an event: reason, decision, sources, form."""
    mots: list[Affichable] = []
    if evenement.motif:
        mots.append(Phrase("motif : {motif}", motif=mots_du_motif(evenement.motif)))
    if evenement.decision:
        mots.append(Phrase("décision : {decision}", decision=mots_de_la_decision(evenement.decision)))
    if au_terme:
        mots.append(Phrase("au terme prévu"))
    if evenement.formulaire:
        formulaire = evenement.formulaire
        if formulaire.signe_le:
            mots.append(
                Phrase(
                    "formulaire signé le {signe} et reçu le {recu}", signe=formulaire.signe_le, recu=formulaire.recu_le
                )
            )
        else:
            mots.append(Phrase("formulaire reçu le {recu}", recu=formulaire.recu_le))
        if formulaire.signataire:
            mots.append(Phrase("signataire : {fonction}", fonction=formulaire.signataire))
    if evenement.releve:
        mots.append(Phrase("relève : {ids}", ids=Liste(evenement.releve)))
    if evenement.source:
        mots.append(Phrase("source : {sources}", sources=Liste(map(mots_de_la_source, evenement.source))))
    if evenement.recu_le:
        mots.append(Phrase("annoncé le {le}", le=evenement.recu_le))
    return f" ({'; '.join(map(str, mots))})" if mots else ""


_REPRISES: dict[Precision, str] = {
    Precision.JOUR: FAITS[Fait.REPRISE].phrase,
    Precision.MOIS: N_("L'organisme {nom} est {etat} depuis {mois}"),
    Precision.ANNEE: N_("L'organisme {nom} est {etat} depuis {annee}"),
    Precision.AU_PLUS_TARD: N_("L'organisme {nom} est {etat} au plus tard le {le:j}"),
}


def _repris(nom: str, etat: Etat, le: date, precision: Precision) -> Phrase:
    """« L'organisme Accueil Exemple est membre depuis avril 2019 »: as precisely as a source knows it."""
    mots = mots_de_l_etat(etat)
    return Phrase(_REPRISES[precision], nom=nom, etat=mots, le=le, mois=MoisEnMots(le), annee=le.year)


class PhraseFait:
    """The sentence of an event, without its full stop: who, what, when, on what evidence."""

    __slots__ = ("evenement", "nom")

    def __init__(self, nom: str, evenement: Evenement) -> None:
        self.nom = nom
        self.evenement = evenement

    def __str__(self) -> str:
        e = self.evenement
        if e.evenement is Fait.REPRISE and e.etat and e.date_precision:
            phrase = _repris(self.nom, e.etat, e.date, e.date_precision)
        else:
            genre, fin = FAITS[e.evenement], e.jusqu_au or e.date
            modele = genre.phrase_avec_fin if e.jusqu_au else None
            phrase = Phrase(modele or genre.phrase, nom=self.nom, le=e.date, fin=fin, periode=Periode(e.date, fin))
        au_terme = e.evenement is Fait.LEVEE and e.decision is None
        return f"{phrase}{_precisions(e, au_terme=au_terme)}"


class MoisEnMots(Phrase):
    """« avril 2019 »."""

    __slots__ = ()

    def __init__(self, jour: date) -> None:
        super().__init__("{le}", le=jour)

    def __str__(self) -> str:
        return super().__str__().split(" ", 1)[1]


_SITUATIONS: dict[Etat, str] = {
    Etat.REPERTORIE: N_("L'organisme {nom} est répertorié, et aucune demande n'est au registre"),
    Etat.CANDIDAT: N_("L'organisme {nom} a fait une demande le {le}, et n'est pas membre"),
    Etat.MEMBRE: N_("L'organisme {nom} est membre depuis le {le}"),
    Etat.SUSPENDU: N_("L'organisme {nom} est suspendu depuis le {le}"),
    Etat.REFUSE: N_("La demande de l'organisme {nom} a été refusée le {le}"),
    Etat.RETIRE: N_("L'organisme {nom} s'est retiré le {le}"),
    Etat.EXPULSE: N_("L'organisme {nom} a été expulsé le {le}"),
    Etat.FERME: N_("L'organisme {nom} a cessé ses activités le {le}"),
}


def situation(organisme: Organisme, aujourd_hui: date) -> Phrase:
    """Where the history leaves the organisation: « … a fait une demande le 14 janvier 2027, et n'est pas membre »."""
    etat = etat_final(organisme)
    debut, donne = depuis(organisme, date.max), origine(organisme, date.max)
    if donne and donne.date > aujourd_hui:
        return Phrase(
            "Pour l'organisme {nom}, {fait} à venir le {le} est déjà au registre",
            nom=organisme.nom,
            fait=Phrase(FAITS[donne.evenement].le),
            le=donne.date,
        )
    if donne and donne.evenement is Fait.REPRISE:
        return Phrase("L'organisme {nom} est {etat} selon une source", nom=organisme.nom, etat=mots_de_l_etat(etat))
    if debut and debut.precision is not Precision.JOUR:
        return _repris(organisme.nom, etat, debut.date, debut.precision)
    if etat is Etat.REPERTORIE and debut:
        return Phrase(
            "La demande de l'organisme {nom} a été classée sans suite le {le}", nom=organisme.nom, le=debut.date
        )
    return Phrase(_SITUATIONS[etat], nom=organisme.nom, le=debut.date if debut else date.min)


def ce_qui_est_possible(organisme: Organisme) -> Affichable:
    """What may be recorded next, each with the command that does it."""
    etat = etat_final(organisme)
    faits = possibles(etat, premier=not organisme.historique)
    if not faits:
        return Phrase("Son historique est complet : rien d'autre ne peut y être consigné.")
    if faits[0] is Fait.DEMANDE and etat is not Etat.REPERTORIE:
        return Phrase(
            "Pour qu'il revienne, il présente une nouvelle demande : {commande}. Son historique est conservé.",
            commande=Commande("demander", organisme.id),
        )
    return Phrase(
        "À ce stade, on peut {liste}.",
        liste=Liste([_Possibilite(fait, organisme.id) for fait in faits], N_("ou")),
    )


def commande_du_fait(fait: Fait, id: str) -> Commande:
    """The command that records `fait` for the organisation `id`."""
    return Commande(FAITS[fait].commande, id)


def ajouter_une_region(id: str, avant: RegionDAvant) -> Commande:
    """The command that adds the region where a seat was, when the file forgot it."""
    jusqu_au = avant.jusqu_au.isoformat()
    raison = _("Région d'avant oubliée")
    return Commande(
        "corriger", id, "--ajouter", "--region-anterieure", avant.region, "--jusqu-au", jusqu_au, "--raison", raison
    )


class _Possibilite(Phrase):
    """« l'admettre (roriq admettre accueil-exemple) »."""

    __slots__ = ("fait", "id")

    def __init__(self, fait: Fait, id: str) -> None:
        super().__init__("{acte} ({commande})", acte="", commande="")
        self.fait = fait
        self.id = id

    def __str__(self) -> str:
        return f"{_(FAITS[self.fait].possible)} ({commande_du_fait(self.fait, self.id)})"
