"""The options of the commands that record a fact, once each."""

from datetime import date
from typing import Annotated, Any

from roriq_cli.cli import completion, options, types
from roriq_cli.cli.options import TEXTE, champ, choix, jour, option, region
from roriq_cli.cli.seance import Options
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.modele import ETATS_ATTESTABLES, MILIEUX, PORTEES, Etat, Fait, Reponse
from roriq_cli.domaine.membres.reseau import CRITERES, FINANCEMENTS, MOTIFS, PROFILS, RORIQ
from roriq_cli.i18n import N_

Organisme = options.Organisme

# What every writing command takes.
Date = Annotated[date | None, jour("--date", N_("Le jour où le fait prend effet (aujourd'hui si rien n'est dit)."))]
Essai = Annotated[bool, option("--essai", N_("Montrer ce qui serait consigné, sans rien écrire."))]
Proposer = Annotated[bool, option("--proposer", N_("Consigner dans une proposition, à faire relire."))]
Oui = Annotated[bool, option("--oui", N_("Ne pas demander de confirmation."))]
Ecriture = Annotated[Options, {"essai": Essai, "proposer": Proposer, "oui": Oui}]
EcritureIci = Annotated[Options, {"essai": Essai, "oui": Oui}]
Note = Annotated[
    str | None,
    option("--note", N_("Une courte note sur les documents, jamais sur des personnes."), types.note(), TEXTE),
]
RecuLe = Annotated[date | None, jour("--recu-le", N_("Le jour où le fait a été annoncé au réseau."))]

# A decision of the network.
Instance = Annotated[
    str | None, option("--instance", N_("Qui a décidé (« Rencontre des membres »)."), types.decision("instance"), TEXTE)
]
DecisionLe = Annotated[date | None, jour("--decision-le", N_("Le jour de la décision."))]
Reference = Annotated[
    str | None,
    option(
        "--reference", N_("Où la décision est écrite (« PV 2027-05-20, point 6 »)."), types.decision("reference"), TEXTE
    ),
]

# A source.
SourceTitre = Annotated[
    str | None, option("--source-titre", N_("Le titre de la source."), types.source("titre"), TEXTE)
]
SourceUrl = Annotated[str | None, option("--source-url", N_("L'adresse web de la source."), types.source("url"), "URL")]
AttesteLe = Annotated[
    date | None, jour("--atteste-le", N_("Le jour où la source l'atteste (aujourd'hui si rien n'est dit)."))
]
Depuis = Annotated[
    Any, option("--depuis", N_("Depuis quand : AAAA, AAAA-MM ou une date."), types.TypeDepuis(), N_("AAAA[-MM[-JJ]]"))
]
DepuisJour = Annotated[date | None, jour("--depuis", N_("Le premier jour où c'est vrai."))]

# The profile.
Nom = Annotated[str | None, champ("--nom", N_("Le nom complet de l'organisme."), "nom", vide=False)]
Id = Annotated[str | None, champ("--id", N_("Le nom de la fiche (tiré du nom si rien n'est dit)."), "id", vide=False)]
Region = Annotated[str | None, region("--region", N_("La région administrative du siège, par son code ou son nom."))]
Sigle = Annotated[str | None, champ("--sigle", N_("Le sigle."), "sigle")]

# What may be changed of a profile, by parameter. A text is a field of the file.
TEXTES: dict[str, Any] = {
    "ville": Annotated[str | None, champ("--ville", N_("La ville du siège."), "ville")],
    "sigle": Sigle,
    "neq": Annotated[str | None, champ("--neq", N_("Le numéro d'entreprise du Québec : dix chiffres."), "neq")],
    "site_web": Annotated[str | None, champ("--site-web", N_("L'adresse du site web."), "site_web")],
    "courriel": Annotated[
        str | None, champ("--courriel", N_("Le courriel de l'organisme, jamais celui d'une personne."), "courriel")
    ],
    "telephone": Annotated[
        str | None, champ("--telephone", N_("Le téléphone de l'organisme : 819-555-0100."), "telephone")
    ],
    "tcri": Annotated[str | None, champ("--tcri", N_("La clé de l'organisme dans les listes de la TCRI."), "tcri")],
}
MANDAT: dict[str, Any] = {
    "portee": Annotated[
        str | None, choix("--portee", N_("Le mandat : des régions entières, ou des MRC."), PORTEES, vide=True)
    ],
    "mrc": Annotated[
        list[str] | None,
        option(
            "--mrc",
            N_("Une MRC du mandat; se répète."),
            types.OuVide(types.TypeMrc()),
            "MRC",
            autocompletion=completion.mrc,
        ),
    ],
    "regions_mandat": Annotated[
        list[str] | None,
        region("--regions-mandat", N_("Une région du mandat au-delà de celle du siège; se répète."), vide=True),
    ],
}
LISTES: dict[str, Any] = {
    "milieux": Annotated[
        list[str] | None, choix("--milieu", N_("Un milieu d'accueil; se répète."), MILIEUX, vide=True)
    ],
    "financement": Annotated[
        list[str] | None, choix("--financement", N_("Un bailleur; se répète."), tuple(FINANCEMENTS), vide=True)
    ],
    "profils": Annotated[list[str] | None, choix("--profil", N_("Un profil; se répète."), tuple(PROFILS), vide=True)],
}
PROFIL = {**TEXTES, **MANDAT, **LISTES}

# Evidence.
CritereAtteste = Annotated[str | None, choix("--critere", N_("Le critère vérifié."), tuple(CRITERES))]
SourceAttestation = Annotated[
    str | None,
    option("--source", RORIQ.aides["--source"], types.source_d_attestation(), TEXTE),
]
ReponseAttestee = Annotated[
    str | None, choix("--reponse", N_("La réponse (oui si rien n'est dit)."), (Reponse.OUI, Reponse.NON))
]
VerifieLe = Annotated[
    date | None, jour("--verifie-le", N_("Le jour de la vérification (aujourd'hui si rien n'est dit)."))
]
ValideJusquAu = Annotated[
    date | None, jour("--valide-jusqu-au", N_("Le dernier jour où la réponse vaut, inclusivement."))
]
Regionalisation = Annotated[
    str | None,
    option(
        "--regionalisation",
        RORIQ.aides["--regionalisation"],
        types.source_d_attestation(),
        N_("SOURCE"),
    ),
]

# A sheet.
Colonnes = Annotated[
    list[str] | None,
    option(
        "--colonne",
        N_("Le titre de la colonne d'un champ, s'il n'est pas reconnu; se répète."),
        None,
        N_("CHAMP=TITRE"),
    ),
]

# Events.
EtatAtteste = Annotated[str | None, choix("--etat", N_("L'état que la source atteste."), ETATS_ATTESTABLES)]
Deja = Annotated[str | None, choix("--deja", N_("L'état de l'organisme, déjà connu d'une source."), tuple(Etat))]
JusquAu = Annotated[date | None, jour("--jusqu-au", N_("Le dernier jour, inclusivement."))]
Releve = Annotated[
    list[str] | None,
    option(
        "--releve",
        N_("Un organisme qui prend la relève (fusion, scission); se répète."),
        None,
        N_("ORGANISME"),
        autocompletion=completion.organismes,
    ),
]
FormulaireRecu = Annotated[
    date | None, jour("--recu-le", N_("Le jour où le formulaire est reçu (celui de --date si rien n'est dit)."))
]
SigneLe = Annotated[date | None, jour("--signe-le", N_("Le jour où le formulaire est signé."))]
Signataire = Annotated[
    str | None, option("--signataire", N_("La fonction du signataire, jamais son nom."), types.signataire(), TEXTE)
]
AuTerme = Annotated[bool, option("--au-terme", N_("La suspension a pris fin à son terme : aucune décision."))]


def motif(fait: Fait) -> Any:
    """`--motif`, with the reasons of an event."""
    mots = FAITS[fait].motif
    assert mots
    return Annotated[str | None, choix("--motif", mots.aide, tuple(MOTIFS[fait]))]
