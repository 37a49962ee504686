"""The columns of a table of organisations: what a sheet calls a field, in and out."""

import re
from enum import StrEnum
from typing import NamedTuple

from roriq_cli.domaine.membres.modele import Precision
from roriq_cli.i18n import N_, plier


class Colonne(NamedTuple):
    """A field as a column: the heading that the program writes, and those that people write for it (folded).

    A sheet is data: its headings are French in both languages; a sentence that names a field translates its own.
    """

    champ: str
    titre: str
    noms: tuple[str, ...] = ()


# In the order in which they are written. `regions_mandat`, `portee` and `mrc` are the mandate's; `etat`, `depuis` and
# `precision` are computed from the history.
COLONNES: tuple[Colonne, ...] = (
    Colonne("id", N_("Fiche"), ("id", "identifiant", "nom de fiche", "record")),
    Colonne(
        "nom",
        N_("Organisme"),
        (
            "nom de l'organisme", "nom organisme", "nom de l'organisation", "organisation", "organismes membres",
            "organization name", "organization", "membres", "nom", "name",
        ),
    ),
    Colonne("sigle", N_("Sigle"), ("acronyme", "acronym", "abreviation")),
    Colonne(
        "neq", N_("NEQ"), ("numero d'entreprise", "numero d'entreprise du quebec", "no neq", "numero neq", "n.e.q."),
    ),
    Colonne(
        "region",
        N_("Région"),
        ("reg", "region admin", "region administrative", "region du siege", "administrative region"),
    ),
    Colonne("ville", N_("Ville"), ("municipalite", "localite", "city", "town")),
    Colonne("portee", N_("Portée du mandat"), ("portee", "mandat", "mandate")),
    Colonne("mrc", N_("MRC"), ("mrc du mandat", "mrc desservies")),
    Colonne("regions_mandat", N_("Régions du mandat"), ("regions desservies", "mandate regions")),
    Colonne("profils", N_("Profils"), ("profil", "profile", "type d'organisme")),
    Colonne("milieux", N_("Milieux"), ("milieu", "milieu d'accueil", "community")),
    Colonne("financement", N_("Financement"), ("bailleur", "bailleurs de fonds", "funding")),
    Colonne(
        "courriel",
        N_("Courriel de l'organisme"),
        ("courriel organisme", "courriel de l'organisation", "organization e-mail", "organization email"),
    ),
    Colonne(
        "telephone",
        N_("Téléphone de l'organisme"),
        ("telephone organisme", "telephone de l'organisation", "organization telephone", "organization phone"),
    ),
    Colonne("site_web", N_("Site web"), ("site internet", "site", "web", "url", "website", "web site")),
    Colonne("tcri", N_("Clé à la TCRI"), ("cle tcri", "tcri key")),
    Colonne("etat", N_("État"), ("statut", "membre", "actif", "status", "state", "member", "active")),
    Colonne(
        "depuis",
        N_("Depuis"),
        (
            "membre depuis", "date d'adhesion", "adhesion", "membre depuis le", "date d'entree", "entree",
            "member since", "joined", "depuis le", "since",
        ),
    ),
    Colonne("precision", N_("Précision de la date"), ("precision", "date precision")),
)  # fmt: skip
# What says when it entered, whatever became of it since; « Depuis » alone says when its present state began.
_ENTREES = frozenset(
    {
        "membre depuis", "membre depuis le", "date d adhesion", "adhesion", "date d entree", "entree", "member since",
        "joined",
    }
)  # fmt: skip


def dit_l_entree(titre: str) -> bool:
    """Whether a heading is that of the day of admission."""
    return cle(titre) in _ENTREES


# What people's sheets say and the register's own do not: how a membership ended.
_FINS: tuple[Colonne, ...] = (
    Colonne(
        "jusqu_au",
        N_("Jusqu'au"),
        (
            "membre jusqu'au", "membre jusqu'en", "fin", "date de fin", "fin d'adhesion", "fin de l'adhesion",
            "expiration", "echeance", "member until", "until", "end date",
        ),
    ),
    Colonne(
        "retire_le",
        N_("Retiré le"),
        ("date de retrait", "date du retrait", "retrait", "date de depart", "depart", "withdrawn on", "withdrawal"),
    ),
)  # fmt: skip
# How precisely a date is known, in the words of a sheet: French in both languages, and read in either.
PRECISIONS = {
    Precision.JOUR: N_("jour"),
    Precision.MOIS: N_("mois"),
    Precision.ANNEE: N_("année"),
    Precision.AU_PLUS_TARD: N_("au plus tard"),
}
# What is handed back has one more column, that says why.
A_CORRIGER = "À corriger"


def cle(titre: str) -> str:
    """A heading as it is compared: folded, without punctuation nor what stands in brackets."""
    plie = plier(titre)
    mots = re.sub(r"[^a-z0-9]+", " ", re.sub(r"\([^)]*\)", " ", plie)).strip()
    return mots or re.sub(r"[^a-z0-9]+", " ", plie).strip()


class RaisonDEcart(StrEnum):
    """Why a column is left out."""

    PERSONNE = "personne"
    COURRIEL = "courriel"
    TELEPHONE = "telephone"
    NOTE = "note"
    DOUBLE = "double"
    SANS_TITRE = "sans-titre"
    INCONNUE = "inconnue"


# Words of a folded heading. What names a person comes first: « Courriel du contact » is a person's.
_ECARTS: tuple[tuple[RaisonDEcart, str], ...] = (
    (
        RaisonDEcart.PERSONNE,
        r"contacts?|personnes?|responsables?|direct(?:eurs?|rices?|ion|or)|dg|coordonnat(?:eurs?|rices?)|"
        r"coordinat(?:ion|or)|president(?:es?|s)?|presidence|representant(?:es?|s)?|representative|delegue(?:es?|s)?|"
        r"delegate|prenoms?|famille|signataire|employe(?:es?|s)?|intervenant(?:es?|s)?|titulaire|interlocut(?:eur|rice)|"
        r"gestionnaire|person|manager|first|last|staff|chair",
    ),
    (RaisonDEcart.COURRIEL, r"courriels?|e?mails?|mel"),
    (RaisonDEcart.TELEPHONE, r"telephones?|tel|phones?|cell|cellulaires?|cellphone|mobile|poste|fax|telecopieur"),
    (RaisonDEcart.NOTE, r"notes?|remarques?|commentaires?|comments?|observations?"),
)


def ecart(titre: str) -> RaisonDEcart:
    """Why a heading would be left out, were it no field's."""
    mots = re.findall(r"[a-z0-9]+", plier(titre))
    if not mots:
        return RaisonDEcart.SANS_TITRE
    return next((e for e, signe in _ECARTS if any(re.fullmatch(signe, mot) for mot in mots)), RaisonDEcart.INCONNUE)


class Lexique:
    """The columns that one kind of sheet has, and what its headings are read as.

    `cles`: the fields that name an organisation. `minimum`: how many fields make a row one of headings.
    """

    def __init__(self, colonnes: tuple[Colonne, ...], cles: tuple[str, ...], minimum: int) -> None:
        self.colonnes = colonnes
        self.champs = {colonne.champ: colonne for colonne in colonnes}
        self.cles = cles
        self.minimum = minimum
        # key → (field, rank): of two columns for one field, the heading with the lower rank says more.
        self._connues = {
            cle(nom): (colonne.champ, rang)
            for colonne in colonnes
            for rang, nom in reversed([*enumerate((colonne.titre, *colonne.noms))])
        }

    def reconnaitre(self, titre: str) -> tuple[str, int] | None:
        """The field that a heading names, and how well; None for a heading that names none, or a person."""
        return None if ecart(titre) is RaisonDEcart.PERSONNE else self._connues.get(cle(titre))


ORGANISMES = Lexique((*COLONNES, *_FINS), ("nom", "id", "neq"), 2)
# A list of the TCRI. « No » counts the rows of a sheet as often as it is a key: it is none unless --colonne says so.
LISTE_TCRI = Lexique(
    (
        Colonne(
            "cle",
            N_("Clé"),
            (
                "cle tcri", "cle a la tcri", "numero de membre", "no de membre", "code", "code de membre", "key",
                "tcri key", "member number", "member key", "membership number", "member id",
            ),
        ),
        ORGANISMES.champs["nom"]._replace(
            noms=(
                *ORGANISMES.champs["nom"].noms, "membre", "organisme membre", "nom du membre", "member", "member name",
            )
        ),
        ORGANISMES.champs["neq"],
        ORGANISMES.champs["ville"],
        Colonne(
            "statut",
            N_("Statut"),
            (
                "statut du membre", "statut de membre", "statut a la tcri", "etat", "situation", "en regle", "status",
                "standing", "member status", "membership status", "good standing", "in good standing",
            ),
        ),
    ),
    ("nom", "cle", "neq"),
    1,
)  # fmt: skip
