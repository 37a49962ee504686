"""The marks that Git leaves in a file that two sides changed: the two texts they stand for, and what each says."""

from collections.abc import Callable
from typing import Any, NamedTuple

from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.union.cotes import divergences, phrase_des_cotes
from roriq_cli.i18n import Commande, Phrase, Pluriel
from roriq_cli.registre.analyse import Illisible

_DEBUT, _BASE, _MILIEU, _FIN = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
# What is being read ("" for what both sides share), and the mark met → what is read next.
_SUITES = {
    ("", _DEBUT): "un",
    ("un", _BASE): "base",
    ("un", _MILIEU): "autre",
    ("base", _MILIEU): "autre",
    ("autre", _FIN): "",
}


class Marques(NamedTuple):
    """The two texts that a marked one stands for, the lines (from 1) of the first marks, how many places have some."""

    un: str
    autre: str
    debut: int
    fin: int
    endroits: int


def separer(texte: str) -> Marques | None:
    """The two sides of a text with marks, in one reading of its lines. None: the marks are not as Git leaves them."""
    cotes: dict[str, list[str]] = {"un": [], "autre": []}
    lu, debut, fin, endroits = "", 0, 0, 0
    for numero, ligne in enumerate(texte.replace("\r\n", "\n").split("\n"), 1):
        marque = _marque(ligne)
        if not marque:
            for cote, lignes in cotes.items():
                if lu in ("", cote):
                    lignes.append(ligne)
            continue
        suite = _SUITES.get((lu, marque))
        if suite is None:
            return None
        lu = suite
        endroits += marque == _FIN
        debut = debut or numero
        fin = fin or (numero if marque == _FIN else 0)
    if lu or not endroits:
        return None
    return Marques("\n".join(cotes["un"]), "\n".join(cotes["autre"]), debut, fin, endroits)


def _marque(ligne: str) -> str:
    """The mark that a line is; "" for any other line. Git puts names after all marks but the middle one."""
    marque = ligne[:7]
    if marque == _MILIEU:
        return marque if ligne == _MILIEU else ""
    return marque if marque in (_DEBUT, _BASE, _FIN) and ligne[7:8] in ("", " ") else ""


def expliquer(
    illisible: Illisible, texte: str, genre: Genre, lire_cote: Callable[[str], Any], *, a_reunir: bool
) -> Illisible:
    """The same finding with the lines of the marks, and the facts of each side in words.

    The sides of a kind whose files cannot be united are not told. `a_reunir`: `synchroniser` can unite the two.
    """
    marques = separer(texte)
    if marques is None:
        return illisible
    lignes: dict[str, int] = {"debut": marques.debut, "fin": marques.fin}
    ou = (
        Phrase("Deux versions de la fiche sont mêlées de la ligne {debut} à la ligne {fin}.", **lignes)
        if marques.endroits == 1
        else Pluriel(
            "Deux versions de la fiche sont mêlées de la ligne {debut} à la ligne {fin}, et à {n} autre endroit.",
            "Deux versions de la fiche sont mêlées de la ligne {debut} à la ligne {fin}, et à {n} autres endroits.",
            marques.endroits - 1,
            **lignes,
        )
    )
    message, correction = ou, None
    if genre.union:
        un, autre = lire_cote(marques.un), lire_cote(marques.autre)
        lus = un is not None and autre is not None
        cotes = phrase_des_cotes(divergences(genre, un, autre)) if lus else _sans_les_faits(un, autre)
        message = Phrase("{ou} {cotes}", ou=ou, cotes=cotes)
        if lus and a_reunir:
            correction = Phrase(
                "Les réunir, quand les faits des deux côtés peuvent tenir ensemble : {commande}",
                commande=Commande("synchroniser"),
            )
    return Illisible(illisible.regle, message, illisible.ligne, illisible.colonne, correction)


def _sans_les_faits(un: Any, autre: Any) -> Phrase:
    if un is None and autre is None:
        return Phrase("Aucun des deux côtés ne peut être lu.")
    if un is None:
        return Phrase("Le premier côté contient des erreurs, et ne peut pas être lu.")
    return Phrase("Le second côté contient des erreurs, et ne peut pas être lu.")
