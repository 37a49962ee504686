"""The text of data/chiffres_publies.yaml with one more claim: what is there is left as it is."""

from roriq_cli.domaine.membres.modele import ChiffrePublie
from roriq_cli.registre import edition
from roriq_cli.registre.conversion import vers_donnees

ENTETE = "# yaml-language-server: $schema=../schemas/chiffres_publies.schema.json\n"
# The order of the contract's example: what the page says, then where.
ORDRE = ("date", "precision", "total", "montreal", "hors_montreal", "regions", "regions_comptent_montreal", "source")


def avec_chiffre(texte: str | None, chiffre: ChiffrePublie) -> str:
    """The file (None: a new one) with `chiffre` at its end. Raises EditionImpossible."""
    donnees = vers_donnees(chiffre)
    element = {cle: donnees[cle] for cle in ORDRE if cle in donnees}
    return edition.ajouter(texte or ENTETE + "chiffres: []\n", "chiffres", element)
