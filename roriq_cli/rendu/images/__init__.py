"""The pictures of the report, drawn by us as SVG: one module per picture. No clock, no chance: the same bytes again."""

from typing import NamedTuple

from roriq_cli.domaine.bilan.rapport import Rapport
from roriq_cli.i18n import Affichable
from roriq_cli.rendu.images.carte import carte, presence_en_mots
from roriq_cli.rendu.images.courbe import courbe, taille_en_mots


class Image(NamedTuple):
    """A picture: SVG that goes in a page as it is (`commun.fichier` makes a file of it), and what it shows in words."""

    svg: str
    description: Affichable


def images(r: Rapport) -> dict[str, Image]:
    """The pictures of a report, by name; those that would show nothing left out."""
    trouvees: dict[str, Image] = {}
    if r.registre.organismes:
        nombres = {code: len(membres) for code, membres in r.presence.sieges.items()}
        desservies = [code for code, membres in r.presence.regions.items() if membres]
        dessin = carte(nombres, desservies, r.composition.au, r.composition.a_part)
        trouvees["carte"] = Image(dessin, presence_en_mots(nombres, desservies))
    if r.taille.marches or r.taille.chiffres:
        trouvees["taille"] = Image(courbe(r.taille), taille_en_mots(r.taille))
    return trouvees
