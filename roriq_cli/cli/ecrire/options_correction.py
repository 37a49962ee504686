"""The options of `corriger`: which entry, and each value that an entry may have."""

from datetime import date
from typing import Annotated, Any

import click

from roriq_cli.cli import completion, types
from roriq_cli.cli.options import DATE, TEXTE, choix, jour, option
from roriq_cli.domaine.membres.corrections import drapeau
from roriq_cli.domaine.membres.modele import ETATS_ATTESTABLES, Fait, Reponse
from roriq_cli.domaine.membres.reseau import CRITERES, MOTS_DES_MOTIFS, RORIQ
from roriq_cli.i18n import N_

REGION = N_("REGION")
REPONSES = (Reponse.OUI, Reponse.NON)

# Which entry.
Evenement = Annotated[str | None, choix("--evenement", N_("Le fait à corriger."), tuple(Fait))]
Attestation = Annotated[
    str | None, choix("--attestation", N_("L'attestation à corriger, par son critère."), tuple(CRITERES))
]
NomAnterieur = Annotated[
    str | None, option("--nom-anterieur", N_("Le nom antérieur à corriger."), types.Champ("nom"), TEXTE)
]
RegionAnterieure = Annotated[
    str | None,
    option(
        "--region-anterieure",
        N_("La région antérieure à corriger."),
        types.TypeRegion(),
        REGION,
        autocompletion=completion.regions,
    ),
]
Du = Annotated[date | None, jour("--du", N_("Le jour de l'entrée, quand plusieurs se ressemblent."))]
Rang = Annotated[
    int | None,
    option("--rang", N_("Son rang parmi celles du même jour (1, 2…)."), types.TypeRang(), N_("NOMBRE")),
]
DeLaSource = Annotated[
    str | None,
    option(
        "--de-la-source",
        N_("La source à corriger, par son titre ou son adresse, quand un fait en a plusieurs."),
        types.source("titre"),
        TEXTE,
    ),
]
Retirer = Annotated[bool, option("--retirer", N_("Retirer l'entrée."))]
Raison = Annotated[
    str | None,
    option("--raison", N_("Pourquoi on corrige, en une ligne, sans rien d'une personne."), types.note(), TEXTE),
]

# What each value is, whether it is typed after its flag or asked for.
TYPES: dict[str, click.ParamType[Any]] = {
    "date": types.TypeDate(),
    "depuis": types.TypeDepuis(),
    "etat": types.Choix(ETATS_ATTESTABLES),
    "motif": types.Choix(tuple(MOTS_DES_MOTIFS)),
    "instance": types.decision("instance"),
    "decision_le": types.TypeDate(),
    "reference": types.decision("reference"),
    "jusqu_au": types.TypeDate(),
    "recu_le": types.TypeDate(),
    "signe_le": types.TypeDate(),
    "signataire": types.signataire(),
    "preuve_tcri": types.TypePreuve(),
    "preuve_regionalisation": types.TypeDate(),
    "source_titre": types.source("titre"),
    "source_url": types.source("url"),
    "atteste_le": types.TypeDate(),
    "note": types.note(),
    "reponse": types.Choix(REPONSES),
    "verifie_le": types.TypeDate(),
    "source": types.source_d_attestation(),
    "valide_jusqu_au": types.TypeDate(),
    "nom": types.Champ("nom"),
    "sigle": types.Champ("sigle"),
    "region": types.TypeRegion(),
}


def _valeur(nom: str, aide: str, metavar: str, **autres: Any) -> Any:
    """An option for a value of an entry; empty, it removes the value."""
    return option(drapeau(nom), aide, types.OuVide(TYPES[nom]), metavar, **autres)


def _mot(nom: str, aide: str, mots: tuple[str, ...]) -> Any:
    return _valeur(nom, aide, f"[{'|'.join(mots)}]")


# The values of an entry: "" removes one that it may do without.
Date = Annotated[Any, _valeur("date", N_("Le jour où le fait prend effet."), DATE)]
Depuis = Annotated[
    Any,
    _valeur("depuis", N_("Reprise : depuis quand (vide : au plus tard le jour de la source)."), N_("AAAA[-MM[-JJ]]")),
]
EtatAtteste = Annotated[Any, _mot("etat", N_("Reprise : l'état que la source atteste."), ETATS_ATTESTABLES)]
Motif = Annotated[Any, _valeur("motif", N_("Le motif, parmi ceux de ce fait."), N_("MOTIF"))]
Instance = Annotated[Any, _valeur("instance", N_("Qui a décidé."), TEXTE)]
DecisionLe = Annotated[Any, _valeur("decision_le", N_("Le jour de la décision."), DATE)]
Reference = Annotated[Any, _valeur("reference", N_("Où la décision est écrite."), TEXTE)]
JusquAu = Annotated[Any, _valeur("jusqu_au", N_("Le dernier jour, inclusivement."), DATE)]
RecuLe = Annotated[
    Any,
    _valeur("recu_le", N_("Le jour où le fait a été annoncé; pour une adhésion, où le formulaire est reçu."), DATE),
]
SigneLe = Annotated[Any, _valeur("signe_le", N_("Le jour où le formulaire est signé."), DATE)]
Signataire = Annotated[Any, _valeur("signataire", N_("La fonction du signataire, jamais son nom."), TEXTE)]
PreuveTcri = Annotated[
    Any,
    _valeur(
        "preuve_tcri",
        RORIQ.aides["--preuve-tcri"],
        N_("DATE|LISTE"),
    ),
]
PreuveRegionalisation = Annotated[
    Any,
    _valeur("preuve_regionalisation", RORIQ.aides["--preuve-regionalisation"], DATE),
]
SourceTitre = Annotated[Any, _valeur("source_titre", N_("Le titre de la source."), TEXTE)]
SourceUrl = Annotated[Any, _valeur("source_url", N_("L'adresse web de la source."), "URL")]
AttesteLe = Annotated[Any, _valeur("atteste_le", N_("Le jour où la source l'atteste."), DATE)]
Note = Annotated[Any, _valeur("note", N_("Une courte note sur les documents, jamais sur des personnes."), TEXTE)]
Reponse_ = Annotated[Any, _mot("reponse", N_("Attestation : la réponse."), REPONSES)]
VerifieLe = Annotated[Any, _valeur("verifie_le", N_("Attestation : le jour de la vérification."), DATE)]
ValideJusquAu = Annotated[
    Any, _valeur("valide_jusqu_au", N_("Le dernier jour où la réponse vaut, inclusivement."), DATE)
]
Source = Annotated[Any, _valeur("source", N_("Attestation : d'où vient la réponse."), TEXTE)]
Nom = Annotated[Any, _valeur("nom", N_("Nom antérieur : le nom qui était porté."), TEXTE)]
Sigle = Annotated[Any, _valeur("sigle", N_("Nom antérieur : le sigle d'alors."), TEXTE)]
Region = Annotated[
    Any,
    _valeur(
        "region", N_("Région antérieure : la région d'alors, par son code ou son nom."), REGION,
        autocompletion=completion.regions,
    ),
]  # fmt: skip
