"""The options of `corriger`: which entry, and each value that an entry may have, of any kind of file."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, NamedTuple

import click

from roriq_cli.cli import completion, types
from roriq_cli.cli.options import DATE, TEXTE, choix, jour, option, region
from roriq_cli.domaine import table
from roriq_cli.domaine.corrections import corrigeables, drapeau_de
from roriq_cli.domaine.genres.entrees import Corrigeables, drapeau, types_d_entree
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres.modele import ETATS_ATTESTABLES, Etat, Fait, Reponse
from roriq_cli.domaine.membres.reseau import CRITERES, MOTS_DES_MOTIFS, RORIQ
from roriq_cli.i18n import N_

# Which entry, by its list: the kinds' other lists have an option too, made from their declaration.
LISTES: dict[str, Any] = {
    "historique": Annotated[str | None, choix("--evenement", N_("Le fait à corriger."), tuple(Fait))],
    "attestations": Annotated[
        str | None, choix("--attestation", N_("L'attestation à corriger, par son critère."), tuple(CRITERES))
    ],
    "noms_anterieurs": Annotated[
        str | None, option("--nom-anterieur", N_("Le nom antérieur à corriger."), types.Champ("nom"), TEXTE)
    ],
    "regions_anterieures": Annotated[
        str | None,
        region("--region-anterieure", N_("La région antérieure à corriger.")),
    ],
}
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
Ajouter = Annotated[
    bool,
    option("--ajouter", N_("Ajouter, à sa place, un nom antérieur ou une région antérieure que la fiche a oubliés.")),
]
Doublon = Annotated[
    str | None,
    option(
        "--doublon", N_("Vide (\"\") : la fiche n'est pas le doublon d'une autre, et compte de nouveau."), None, TEXTE
    ),
]
Retirer = Annotated[bool, option("--retirer", N_("Ôter de la fiche ce qui y a été mis par erreur."))]
Raison = Annotated[
    str | None,
    option("--raison", N_("Pourquoi on corrige, en une ligne, sans rien d'une personne."), types.note(), TEXTE),
]


DoublonDe = option(
    "--de", N_("L'autre fiche, celle qui reste."), None, N_("ORGANISME"), autocompletion=completion.organismes
)
RaisonDuDoublon = option(
    "--raison", N_("Pourquoi c'est le même organisme, en une ligne, sans rien d'une personne."), types.note(), TEXTE
)


class Valeur(NamedTuple):
    """A value of an entry: what may be typed after its flag or when it is asked for, and its help."""

    genre: click.ParamType[Any]
    aide: str
    metavar: str
    autres: dict[str, Any] = {}  # noqa: RUF012 - never changed

    def option(self, nom: str) -> Any:
        """Its option: "" removes a value that the entry may do without."""
        return Annotated[Any, option(drapeau(nom), self.aide, types.OuVide(self.genre), self.metavar, **self.autres)]


def _un_de(mots: tuple[str, ...], aide: str) -> Valeur:
    return Valeur(types.Choix(mots), aide, f"[{'|'.join(mots)}]")


# By name, in the order of the help.
VALEURS: dict[str, Valeur] = {
    "date": Valeur(types.TypeDate(), N_("Le jour où le fait prend effet."), DATE),
    "motif": Valeur(types.Choix(tuple(MOTS_DES_MOTIFS)), N_("Le motif, parmi ceux de ce fait."), N_("MOTIF")),
    "instance": Valeur(types.decision("instance"), N_("Qui a décidé."), TEXTE),
    "decision_le": Valeur(types.TypeDate(), N_("Le jour de la décision."), DATE),
    "reference": Valeur(types.decision("reference"), N_("Où la décision est écrite."), TEXTE),
    "jusqu_au": Valeur(types.TypeDate(), N_("Le dernier jour, inclusivement."), DATE),
    "recu_le": Valeur(
        types.TypeDate(), N_("Le jour où le fait a été annoncé; pour une adhésion, où le formulaire est reçu."), DATE
    ),
    "signe_le": Valeur(types.TypeDate(), N_("Le jour où le formulaire est signé."), DATE),
    "signataire": Valeur(types.signataire(), N_("La fonction du signataire, jamais son nom."), TEXTE),
    "preuve_tcri": Valeur(
        types.TypePreuve(),
        RORIQ.aides["--preuve-tcri"],
        N_("DATE|LISTE"),
    ),
    "preuve_regionalisation": Valeur(types.TypeDate(), RORIQ.aides["--preuve-regionalisation"], DATE),
    "etat": _un_de(ETATS_ATTESTABLES, N_("Reprise : l'état que la source atteste.")),
    "depuis": Valeur(
        types.TypeDepuis(),
        N_("Reprise : depuis quand (vide : au plus tard le jour de la source)."),
        N_("AAAA[-MM[-JJ]]"),
    ),
    "source_titre": Valeur(types.source("titre"), N_("Le titre de la source."), TEXTE),
    "source_url": Valeur(types.source("url"), N_("L'adresse web de la source."), "URL"),
    "atteste_le": Valeur(types.TypeDate(), N_("Le jour où la source l'atteste."), DATE),
    "releve": Valeur(types.TypeReleve(), N_("Fermeture : les fiches de la relève, séparées par des virgules."), TEXTE),
    "note": Valeur(types.note(), N_("Une courte note sur les documents, jamais sur des personnes."), TEXTE),
    "reponse": _un_de((Reponse.OUI, Reponse.NON), N_("Attestation : la réponse.")),
    "verifie_le": Valeur(types.TypeDate(), N_("Attestation : le jour de la vérification."), DATE),
    "valide_jusqu_au": Valeur(types.TypeDate(), N_("Le dernier jour où la réponse vaut, inclusivement."), DATE),
    "source": Valeur(types.source_d_attestation(), N_("Attestation : d'où vient la réponse."), TEXTE),
    "nom": Valeur(types.Champ("nom"), N_("Nom antérieur : le nom qui était porté."), TEXTE),
    "sigle": Valeur(types.Champ("sigle"), N_("Nom antérieur : le sigle d'alors."), TEXTE),
    "region": Valeur(
        types.TypeRegion(),
        N_("Région antérieure : la région d'alors, par son code ou son nom."),
        N_("REGION"),
        {"autocompletion": completion.regions},
    ),
}


def _listes() -> Iterator[tuple[Genre, str]]:
    return ((genre, champ) for genre in table.GENRES for champ in genre.ajout_seul)


def _declarees() -> Iterator[tuple[str, Valeur]]:
    """The values of the entries that a kind says nothing more of, by the types of their record."""
    for genre, champ in _listes():
        if corrigeables(genre).genre is not Corrigeables().genre:
            continue
        for nom, type_ in types_d_entree(genre, champ).items():
            if type_ in (str, str | None):
                yield nom, Valeur(click.STRING, N_("La nouvelle valeur."), TEXTE)
            elif type_ in (date, date | None):
                yield nom, Valeur(types.TypeDate(), N_("La nouvelle valeur."), DATE)


def valeurs() -> dict[str, Valeur]:
    """What every value that an entry may have is typed as."""
    return VALEURS | {nom: valeur for nom, valeur in _declarees() if nom not in VALEURS}


def listes() -> dict[str, Any]:
    """The option that names an entry of each append-only list, in the order of the help."""
    autres = {
        champ: Annotated[str | None, option(drapeau_de(genre, champ), N_("L'entrée à corriger."), click.STRING, TEXTE)]
        for genre, champ in _listes()
        if champ not in LISTES
    }
    return LISTES | autres


# A value or a list may have the name of another parameter of the command.
_LISTE, _VALEUR = "liste_{}".format, "valeur_{}".format


def options() -> dict[str, Any]:
    """All, in the order of the help; which source is meant is said after what it becomes."""
    toutes: dict[str, Any] = {_LISTE(champ): liste for champ, liste in listes().items()}
    toutes |= {"du": Du, "rang": Rang, "raison": Raison, "ajouter": Ajouter, "retirer": Retirer, "doublon": Doublon}
    for nom, valeur in valeurs().items():
        toutes[_VALEUR(nom)] = valeur.option(nom)
        if nom == "atteste_le":
            toutes["de_la_source"] = DeLaSource
    return toutes


def donnees(parametres: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """What was given: the word for an entry, by list; the values, by name, where "" is None, which removes one."""
    nommees = {champ: mot for champ in listes() if (mot := parametres[_LISTE(champ)]) is not None}
    donnees: dict[str, Any] = {nom: v or None for nom in valeurs() if (v := parametres[_VALEUR(nom)]) is not None}
    for nom, mots in {"etat": Etat, "reponse": Reponse}.items():
        if donnees.get(nom):
            donnees[nom] = mots(donnees[nom])
    return nommees, donnees
