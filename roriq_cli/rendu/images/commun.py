"""What the pictures share: elements (whatever is put in them is escaped), the style sheet, a file of one's own."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from roriq_cli.i18n import Affichable, langue

LARGEUR = 390  # the width of a telephone: there, a unit is about a pixel
STYLE = Path(__file__).parent.parent / "gabarits" / "images.css"

Element = ElementTree.Element
Valeur = float | str


class Dessin:
    """A picture under way; `nom` begins the ids in it, which no other picture of a page may have."""

    def __init__(self, nom: str, hauteur: float, titre: Affichable, description: Affichable) -> None:
        self.nom = nom
        attributs = {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "image",
            "viewBox": f"0 0 {LARGEUR} {_nombre(hauteur)}",
            "role": "img",
            "lang": langue(),
            "aria-labelledby": f"{nom}-titre",
            "aria-describedby": f"{nom}-description",
        }
        self.racine = Element("svg", attributs)
        self.texte("title", titre, id=f"{nom}-titre")
        self.texte("desc", description, id=f"{nom}-description")
        self.poser("rect", "fond", width=LARGEUR, height=hauteur)

    def poser(self, balise: str, classe: str = "", dans: Element | None = None, /, **attributs: Valeur) -> Element:
        """An element, in the picture or in another element; `_` in an attribute's name stands for `-`."""
        tous = {"class": classe} if classe else {}
        tous |= {nom.replace("_", "-"): _nombre(valeur) for nom, valeur in attributs.items()}
        return ElementTree.SubElement(self.racine if dans is None else dans, balise, tous)

    def texte(
        self,
        balise: str,
        mots: Affichable,
        classe: str = "",
        dans: Element | None = None,
        /,
        **attributs: Valeur,
    ) -> None:
        """An element that holds words."""
        self.poser(balise, classe, dans, **attributs).text = str(mots)

    def hachures(self) -> None:
        """The hatching that the style sheet names `url(#…-hachures)`."""
        motif = self.poser(
            "pattern",
            "",
            self.poser("defs"),
            id=f"{self.nom}-hachures",
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        self.poser("path", "hachure", motif, d="M0 0V6")

    def __str__(self) -> str:
        return ElementTree.tostring(self.racine, encoding="unicode")


def _nombre(valeur: Valeur) -> str:
    """At most two decimals, and none that says nothing: the same on every machine."""
    if isinstance(valeur, str):
        return valeur
    texte = f"{valeur:.2f}".rstrip("0").rstrip(".")
    return "0" if texte == "-0" else texte


@cache
def style() -> str:
    """The style sheet of the pictures."""
    return STYLE.read_text(encoding="utf-8")


def fichier(image: str) -> str:
    """The same picture as a file of its own, with its style sheet in it."""
    racine, crochet, reste = image.partition(">")
    return f"{racine}{crochet}<style>\n{style()}</style>{reste}\n"
