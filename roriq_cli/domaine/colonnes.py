"""The columns of a table of organisations: what a sheet calls a field, in and out."""

from typing import NamedTuple


class Colonne(NamedTuple):
    """A field as a column: the heading that the program writes, and those that people write for it (folded).

    A sheet is data: its headings are French in both languages.
    """

    champ: str
    titre: str
    noms: tuple[str, ...] = ()


# In the order in which they are written. `regions_mandat`, `portee` and `mrc` are the mandate's; `etat`, `depuis` and
# `precision` are computed from the history.
COLONNES: tuple[Colonne, ...] = (
    Colonne("id", "Fiche", ("id", "identifiant", "nom de fiche", "record")),
    Colonne("nom", "Organisme", ("nom", "nom de l'organisme", "organisation", "name", "organization")),
    Colonne("sigle", "Sigle", ("acronyme", "acronym", "abreviation")),
    Colonne("neq", "NEQ", ("numero d'entreprise", "no neq", "numero neq")),
    Colonne("region", "Région", ("region administrative", "region du siege", "region", "administrative region")),
    Colonne("ville", "Ville", ("municipalite", "localite", "city", "town")),
    Colonne("portee", "Portée du mandat", ("portee", "mandat", "mandate")),
    Colonne("mrc", "MRC", ("mrc du mandat", "mrc desservies")),
    Colonne("regions_mandat", "Régions du mandat", ("regions desservies", "mandate regions")),
    Colonne("profils", "Profils", ("profil", "profile", "type d'organisme")),
    Colonne("milieux", "Milieux", ("milieu", "milieu d'accueil", "community")),
    Colonne("financement", "Financement", ("bailleur", "bailleurs de fonds", "funding")),
    Colonne("courriel", "Courriel de l'organisme", ("organization e-mail", "organization email")),
    Colonne("telephone", "Téléphone de l'organisme", ("organization telephone", "organization phone")),
    Colonne("site_web", "Site web", ("site internet", "site", "web", "url", "website", "web site")),
    Colonne("tcri", "Clé à la TCRI", ("cle tcri", "tcri key")),
    Colonne("etat", "État", ("statut", "membre", "actif", "status", "state", "member")),
    Colonne("depuis", "Depuis", ("membre depuis", "date d'adhesion", "adhesion", "member since", "since")),
    Colonne("precision", "Précision de la date", ("precision", "date precision")),
)
