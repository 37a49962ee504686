"""The text of a TCRI list: written once, never edited."""

from roriq_cli.domaine.membres.modele import ListeTcri
from roriq_cli.registre import edition
from roriq_cli.registre.conversion import vers_donnees
from roriq_cli.registre.sources import LISTES

ENTETE = "# yaml-language-server: $schema=../../schemas/liste_tcri.schema.json\n"


def chemin_de_la_liste(id: str) -> str:
    """The path of a list's file in the registry."""
    return f"{LISTES}/{id}.yaml"


def texte_de_la_liste(liste: ListeTcri) -> str:
    """The whole file; one member a line, in the order of the list."""
    donnees = vers_donnees(liste)
    membres = donnees.pop("membres", [])
    return (
        ENTETE
        + "".join(edition.champ(cle, valeur) for cle, valeur in donnees.items())
        + edition.champ("membres", membres)
    )
