"""The fields of an organisation in words: their names in an entry, their values, an entry of an append-only list.

The names of the fields of a file are `genres.CHAMPS`; events, reasons and states are said by `phrases`.
"""

from datetime import date
from typing import Any

from roriq_cli.domaine.genres.dates import Depuis
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.criteres import REPONSES
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.modele import (
    Attestation,
    Decision,
    Doublon,
    Etat,
    Evenement,
    Formulaire,
    NomAnterieur,
    Precision,
    Preuve,
    Preuves,
    RegionAnterieure,
    Reponse,
    Territoire,
)
from roriq_cli.domaine.membres.phrases import (
    MoisEnMots,
    mots_de_l_etat,
    mots_de_la_decision,
    mots_de_la_source,
    mots_du_motif,
)
from roriq_cli.domaine.membres.reseau import CRITERES, FINANCEMENTS, PROFILS
from roriq_cli.i18n import N_, Affichable, Liste, Phrase, Suivies

# The fields of an entry, and the values that a correction takes them apart into.
CHAMPS_D_UNE_ENTREE: dict[str, str] = {
    "date": N_("date d'effet"),
    "depuis": N_("depuis quand"),
    "evenement": N_("fait"),
    "etat": N_("état"),
    "date_precision": N_("précision de la date"),
    "motif": N_("motif"),
    "decision": N_("décision"),
    "instance": N_("décision, par qui"),
    "decision_le": N_("décision, jour"),
    "reference": N_("décision, référence"),
    "jusqu_au": N_("dernier jour (inclusivement)"),
    "formulaire": N_("formulaire"),
    "recu_le": N_("reçu ou annoncé le"),
    "signe_le": N_("formulaire signé le"),
    "signataire": N_("fonction du signataire"),
    "preuves": N_("preuves"),
    "releve": N_("relève"),
    **{f"preuve_{code}": critere.preuve for code, critere in CRITERES.items()},
    "source": N_("source"),
    "source_titre": N_("source, titre"),
    "source_url": N_("source, adresse web"),
    "atteste_le": N_("source, attestée le"),
    "note": N_("note"),
    "critere": N_("critère"),
    "reponse": N_("réponse"),
    "verifie_le": N_("vérifié le"),
    "valide_jusqu_au": N_("dernier jour de validité"),
    "nom": N_("nom"),
    "sigle": N_("sigle"),
    "region": N_("région"),
}
# What the fields of a file that take one of a few words may say.
VALEURS: dict[str, str] = {
    "regionale": N_("régional"),
    "mrc": N_("une ou plusieurs MRC"),
    "urbain": N_("urbain"),
    "rural": N_("rural"),
    **FINANCEMENTS,
    **PROFILS,
}


def mots_de_l_entree(entree: Any) -> Phrase:
    """« la suspension du 1er juin 2027 », « le nom antérieur « Comité Exemple » (jusqu'au 30 juin 2019) »."""
    match entree:
        case Evenement(date=le, evenement=fait):
            return Phrase("{fait} du {le}", fait=Phrase(FAITS[fait].le), le=le)
        case Attestation(critere=critere, reponse=reponse, verifie_le=le):
            return Phrase(
                "l'attestation du {le} ({question} : {reponse})",
                le=le,
                question=Phrase(CRITERES[critere].question),
                reponse=Phrase(REPONSES[reponse]),
            )
        case NomAnterieur(nom=nom, jusqu_au=None):
            return Phrase("le nom antérieur « {nom} »", nom=nom)
        case NomAnterieur(nom=nom, jusqu_au=fin):
            return Phrase("le nom antérieur « {nom} » (jusqu'au {fin})", nom=nom, fin=fin)
    assert isinstance(entree, RegionAnterieure)
    region = REGIONS[entree.region].nom
    return Phrase("la région antérieure ({region}, jusqu'au {fin})", region=region, fin=entree.jusqu_au)


def mots_de_la_valeur(champ: str, valeur: Any) -> Affichable:
    """The value of a field, of a file or of an entry; « — » when it is absent."""
    match valeur:
        case None | "" | ():
            return Phrase("—")
        case Depuis(jour=le, precision=Precision.MOIS):
            return MoisEnMots(le)
        case Depuis(jour=le, precision=Precision.ANNEE):
            return Phrase("{annee}", annee=le.year)
        case Depuis(jour=le) | (date() as le):
            return Phrase("{le}", le=le)
        case Etat():
            return mots_de_l_etat(valeur)
        case Reponse():
            return Phrase(REPONSES[valeur])
        case Decision():
            return mots_de_la_decision(valeur)
        case Formulaire():
            return _mots_du_formulaire(valeur)
        case Preuves():
            return Liste([_mots_de_la_preuve(valeur[code]) for code in CRITERES if code in valeur])
        case Territoire():
            return mots_du_territoire(valeur)
        case Doublon():
            return Phrase("{de}, dit le {le} ({raison})", de=valeur.de, le=valeur.date, raison=valeur.raison)
    match champ:
        case "motif":
            return mots_du_motif(valeur)
        case "region":
            return Phrase("{nom}", nom=REGIONS[valeur].nom)
        case "profils" | "milieux" | "financement":
            return Suivies([Phrase(VALEURS[mot]) for mot in valeur], ", ")
        case "source" | "sources" if isinstance(valeur, tuple):
            return Liste(map(mots_de_la_source, valeur))
        case "noms_anterieurs":
            return Liste(n.nom for n in valeur)
        case "regions_anterieures":
            return Liste(REGIONS[r.region].nom for r in valeur)
    return Phrase("{valeur}", valeur=", ".join(map(str, valeur)) if isinstance(valeur, tuple) else str(valeur))


def _mots_du_formulaire(formulaire: Formulaire) -> Phrase:
    valeurs = {"recu": formulaire.recu_le, "signe": formulaire.signe_le, "fonction": formulaire.signataire}
    phrase = (
        Phrase("signé le {signe} et reçu le {recu}", **valeurs)
        if formulaire.signe_le
        else Phrase("reçu le {recu}", **valeurs)
    )
    return Phrase("{phrase}, {fonction}", phrase=phrase, **valeurs) if formulaire.signataire else phrase


def _mots_de_la_preuve(preuve: Preuve) -> Phrase:
    if preuve.attestation:
        return Phrase("l'attestation du {le}", le=preuve.attestation)
    return Phrase("la liste {liste}, clé {cle}", liste=preuve.liste, cle=preuve.cle)


def mots_du_territoire(territoire: Territoire) -> Phrase:
    """« MRC : Mékinac et Shawinigan » or « régional », with the other regions of the mandate."""
    regions = Liste(REGIONS[code].nom for code in territoire.regions)
    if territoire.portee == "mrc":
        mrc = Liste(territoire.mrc)
        if territoire.regions:
            return Phrase("MRC : {mrc} (régions : {regions})", mrc=mrc, regions=regions)
        return Phrase("MRC : {mrc}", mrc=mrc)
    if territoire.regions:
        return Phrase("régional (aussi : {regions})", regions=regions)
    return Phrase("régional")
