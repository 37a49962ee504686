"""The regions as tiles, one a region, placed as on the map of Québec: where the network is, and where it is not."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.reseau import RegionAPart
from roriq_cli.i18n import Affichable, Liste, Phrase, Pluriel
from roriq_cli.rendu.images.commun import LARGEUR, Dessin, Element


class Tuile(NamedTuple):
    """Where a region's tile is, in columns and rows from the top left, and its name as it fits there."""

    colonne: int
    rangee: int
    nom: tuple[str, ...]


TUILES: dict[str, Tuile] = {
    "10": Tuile(2, 0, ("Nord-du-", "Québec")),
    "08": Tuile(0, 1, ("Abitibi-", "Témis.")),
    "04": Tuile(2, 1, ("Mauricie",)),
    "02": Tuile(3, 1, ("Saguenay–", "Lac-St-Jean")),
    "09": Tuile(4, 1, ("Côte-Nord",)),
    "07": Tuile(0, 2, ("Outaouais",)),
    "15": Tuile(1, 2, ("Laurentides",)),
    "14": Tuile(2, 2, ("Lanaudière",)),
    "03": Tuile(3, 2, ("Capitale-", "Nationale")),
    "01": Tuile(4, 2, ("Bas-Saint-", "Laurent")),
    "11": Tuile(5, 2, ("Gaspésie–", "Îles")),
    "13": Tuile(1, 3, ("Laval",)),
    "06": Tuile(2, 3, ("Montréal",)),
    "17": Tuile(3, 3, ("Centre-du-", "Québec")),
    "12": Tuile(4, 3, ("Chaudière-", "Appalaches")),
    "16": Tuile(2, 4, ("Montérégie",)),
    "05": Tuile(3, 4, ("Estrie",)),
}
COLONNES, RANGEES = 6, 5
PAS = LARGEUR / COLONNES
COTE = PAS - 4
NIVEAUX = 4  # shades
# What a tile without members says, and what the legend says of it.
MOTS = {"vide": Phrase("aucun"), "desservie": Phrase("desservie")}
SENS = {"vide": Phrase("aucun organisme membre"), "desservie": Phrase("aucun, mais au mandat d'un membre d'ailleurs")}
RANG_DE_LEGENDE = 20
DECALAGE, LETTRE = 19, 6.1  # from a sample to its words; the width of a letter of theirs, at most


def carte(nombres: Mapping[str, int], desservies: Collection[str], au: date, a_part: RegionAPart) -> str:
    """The tile map of the day `au`. `nombres`: how many members have their seat in each of the 17 regions.

    `desservies`: the regions that the mandate of a member from elsewhere reaches; `a_part` has a double outline.
    """
    bornes = _bornes(max(nombres.values()))
    classes = {
        code: _niveau(n, bornes) if n else "desservie" if code in desservies else "vide" for code, n in nombres.items()
    }
    legende = list(_ranger(_legende(bornes, classes.values(), a_part)))
    bas = RANGEES * PAS + 6
    titre = Phrase("Carte des organismes membres par région, au {au}", au=au)
    dessin = Dessin("carte", bas + legende[-1][1] + RANG_DE_LEGENDE, titre, presence_en_mots(nombres, desservies))
    dessin.hachures()
    for code, tuile in TUILES.items():
        _tuile(dessin, code, tuile, nombres[code], classes[code], a_part)
    for x, y, classe, sens in legende:
        _case(dessin, dessin.poser("g", f"tuile {classe}"), x, bas + y, 14, double=classe == "montreal")
        dessin.texte("text", sens, "legende", x=x + DECALAGE, y=bas + y + 11)
    return str(dessin)


def presence_en_mots(nombres: Mapping[str, int], desservies: Collection[str]) -> Affichable:
    """What the map shows, in words: the regions with members and how many, those that are reached, the others."""
    avec = [Phrase("{region} ({n})", region=REGIONS[c].nom, n=n) for c, n in nombres.items() if n]
    phrases: list[Affichable] = [
        Pluriel(
            "Des organismes membres ont leur siège dans {n} région sur {toutes} : {regions}.",
            "Des organismes membres ont leur siège dans {n} régions sur {toutes} : {regions}.",
            len(avec),
            toutes=len(REGIONS),
            regions=Liste(avec),
        )
        if avec
        else Phrase("Aucun organisme membre n'a son siège dans l'une des {toutes} régions.", toutes=len(REGIONS))
    ]
    mandat = [r.nom for c, r in REGIONS.items() if not nombres[c] and c in desservies]
    if mandat:
        phrases.append(Phrase("Au mandat d'un membre d'une autre région : {regions}.", regions=Liste(mandat)))
    sans = [r.nom for c, r in REGIONS.items() if not nombres[c] and c not in desservies]
    if avec and sans:
        phrases.append(Phrase("Aucun organisme membre : {regions}.", regions=Liste(sans)))
    return " ".join(map(str, phrases))


def _bornes(plus_grand: int) -> tuple[int, ...]:
    """The greatest number of each shade: a shade a number while there are few, else as many numbers in each."""
    if plus_grand <= NIVEAUX:
        return tuple(range(1, plus_grand + 1))
    return tuple(-(-plus_grand * rang // NIVEAUX) for rang in range(1, NIVEAUX + 1))


def _niveau(n: int, bornes: tuple[int, ...]) -> str:
    """The class of a number of members: the last one for the greatest number, however few the shades are."""
    return f"n{NIVEAUX - len(bornes) + 1 + sum(n > borne for borne in bornes)}"


def _legende(
    bornes: tuple[int, ...], presentes: Collection[str], a_part: RegionAPart
) -> Iterator[tuple[str, Affichable]]:
    """The classes of the squares of this map, each with what it means."""
    for debut, fin in pairwise((0, *bornes)):
        yield _niveau(fin, bornes), str(fin) if fin == debut + 1 else f"{debut + 1}–{fin}"
    yield from ((classe, sens) for classe, sens in SENS.items() if classe in presentes)
    yield "montreal", Phrase(a_part.legende)


def _ranger(legende: Iterable[tuple[str, Affichable]]) -> Iterator[tuple[float, float, str, Affichable]]:
    """Each with its place under the tiles: one after the other, in as many rows as they need."""
    x, y = 2.0, 0
    for classe, sens in legende:
        largeur = DECALAGE + LETTRE * len(str(sens))
        if x + largeur > LARGEUR:
            x, y = 2.0, y + RANG_DE_LEGENDE
        yield x, y, classe, sens
        x += largeur + 10


def _tuile(dessin: Dessin, code: str, tuile: Tuile, n: int, classe: str, a_part: RegionAPart) -> None:
    x, y = tuile.colonne * PAS + (PAS - COTE) / 2, tuile.rangee * PAS + (PAS - COTE) / 2
    groupe = dessin.poser("g", f"tuile {classe}")
    combien = Pluriel("{n} organisme membre", "{n} organismes membres", n) if n else Phrase("aucun organisme membre")
    dessin.texte("title", Phrase("{region} : {combien}", region=REGIONS[code].nom, combien=combien), "", groupe)
    _case(dessin, groupe, x, y, COTE, double=code == a_part.code)
    milieu = x + COTE / 2
    for rang, mots in enumerate(tuile.nom):
        dessin.texte("text", mots, "nom", groupe, x=milieu, y=y + 16 + 11 * rang)
    if n:
        dessin.texte("text", str(n), "nombre" if n < 1000 else "nombre grand", groupe, x=milieu, y=y + COTE - 9)
    else:
        dessin.texte("text", MOTS[classe], "mot", groupe, x=milieu, y=y + COTE - 9)


def _case(dessin: Dessin, groupe: Element, x: float, y: float, cote: float, *, double: bool) -> None:
    """A square; a double outline marks the region that the network counts apart."""
    dessin.poser("rect", "case", groupe, x=x, y=y, width=cote, height=cote, rx=3)
    if double:
        dessin.poser("rect", "contour", groupe, x=x, y=y, width=cote, height=cote, rx=3)
        dessin.poser("rect", "contour", groupe, x=x + 3, y=y + 3, width=cote - 6, height=cote - 6, rx=1)
