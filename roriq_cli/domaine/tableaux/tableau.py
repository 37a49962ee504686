"""The table inside a sheet: which row holds the headings, which column is which field, what is left out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from roriq_cli.domaine.genres import recherche
from roriq_cli.domaine.tableaux.colonnes import A_CORRIGER, ORGANISMES, Lexique, RaisonDEcart, cle, ecart
from roriq_cli.i18n import Affichable, plier


class CelluleRefusee(NamedTuple):
    """A cell whose value cannot be had (too long, a formula that was never computed), and why."""

    texte: str
    raison: Affichable


Cellule = str | int | float | date | CelluleRefusee | None


class Rangee(NamedTuple):
    """A row of a sheet: its number there, from 1, and its cells from the first column on.

    `retranchee`: whoever keeps the sheet hid the row, or struck it through.
    """

    numero: int
    cellules: tuple[Cellule, ...]
    retranchee: bool = False


class Feuille(NamedTuple):
    """A sheet: its name ("" for a text file), its rows that are not empty, what was done to read them."""

    nom: str
    rangees: tuple[Rangee, ...]
    remarques: tuple[Affichable, ...] = ()


def texte_de(cellule: Cellule) -> str:
    """A cell as a text file would have it: a typed cell and its text say the same."""
    if isinstance(cellule, CelluleRefusee):
        return cellule.texte
    if isinstance(cellule, bool):
        return "VRAI" if cellule else "FAUX"
    if isinstance(cellule, float) and cellule.is_integer():
        return str(int(cellule))
    if isinstance(cellule, date):
        return cellule.isoformat()
    return "" if cellule is None else str(cellule)


RANGEES_AVANT_LES_TITRES = 50


class Ecartee(NamedTuple):
    """A column that is left out: its heading (its letter without one), and why."""

    titre: str
    raison: RaisonDEcart


class Tableau(NamedTuple):
    """The table found in a sheet: its heading rows, the column of each field, what is left out, its rows."""

    feuille: str
    entete: tuple[Rangee, ...]
    titres: tuple[str, ...]
    champs: dict[str, int]
    ecartees: tuple[Ecartee, ...]
    rangees: tuple[Rangee, ...]
    remarques: tuple[Affichable, ...] = ()

    @property
    def retranchees(self) -> tuple[int, ...]:
        """The numbers of the rows that are hidden or struck through."""
        return tuple(r.numero for r in self.rangees if r.retranchee)

    def avec_les_retranchees(self) -> "Tableau":
        """The same, where those rows are as good as the others."""
        return self._replace(rangees=tuple(r._replace(retranchee=False) for r in self.rangees))

    def titre(self, champ: str) -> str:
        """The heading of a field in this sheet; "" where it has no column."""
        return self.titres[self.champs[champ]] if champ in self.champs else ""

    def cellule(self, rangee: Rangee, champ: str) -> Cellule:
        """The cell of a row for a field; None where it has none."""
        rang = self.champs.get(champ, len(rangee.cellules))
        return rangee.cellules[rang] if rang < len(rangee.cellules) else None


class _Entete(NamedTuple):
    """Rows read as headings: the rank of the last one, its column for each field, why others are left out."""

    rang: int
    hauteur: int
    titres: tuple[str, ...]
    champs: dict[str, int]
    ecarts: dict[int, RaisonDEcart]

    def valable(self, lexique: Lexique) -> bool:
        """Whether it has what names an organisation, and something to say of it."""
        return len(self.champs) >= lexique.minimum and any(champ in self.champs for champ in lexique.cles)


def trouver(feuilles: Iterable[Feuille], choix: Mapping[str, str], lexique: Lexique = ORGANISMES) -> Tableau | None:
    """The first table whose headings are recognised; `choix` gives the heading of a field (--colonne)."""
    for feuille in feuilles:
        hautes = feuille.rangees[:RANGEES_AVANT_LES_TITRES]
        entetes = [e for e in _entetes(hautes, choix, lexique) if e.valable(lexique)]
        if entetes:
            # Of equals, the two rows of a heading made of groups say more than one; then the first.
            meilleure = max(entetes, key=lambda e: (len(e.champs), e.hauteur, -e.rang))
            return _tableau(feuille, meilleure)
    return None


def titres_proches(feuilles: Iterable[Feuille], titre: str) -> list[str]:
    """At most three cells of the tops of the sheets that resemble a heading that none has."""
    cellules = {
        plier(t): t
        for feuille in feuilles
        for rangee in feuille.rangees[:RANGEES_AVANT_LES_TITRES]
        for c in rangee.cellules
        if (t := " ".join(texte_de(c).split())) and len(t) <= 80
    }
    return [cellules[proche] for proche in recherche.semblables(plier(titre), cellules, 3)]


def _entetes(rangees: Sequence[Rangee], choix: Mapping[str, str], lexique: Lexique) -> Iterator[_Entete]:
    precedents: tuple[str, ...] = ()
    for rang, rangee in enumerate(rangees):
        titres = tuple(" ".join(texte_de(c).split()) for c in rangee.cellules)
        yield _lire_entete(rang, 1, titres, ("",) * len(titres), choix, lexique)
        if rang and rangees[rang - 1].numero == rangee.numero - 1 and _suivent(precedents, titres, lexique):
            largeur = max(len(precedents), len(titres))
            dessus, dessous = (t + ("",) * (largeur - len(t)) for t in (precedents, titres))
            reunis = tuple(bas or haut for haut, bas in zip(dessus, dessous, strict=True))
            yield _lire_entete(rang, 2, reunis, _groupes(dessus, dessous), choix, lexique)
        precedents = titres


def _suivent(dessus: tuple[str, ...], dessous: tuple[str, ...], lexique: Lexique) -> bool:
    """Whether a row is the second row of headings under groups, rather than the title above or the first data."""
    remplis = [t for t in dessous if t]
    sous_un_titre = [bas for haut, bas in zip(dessus, dessous, strict=False) if bas and lexique.reconnaitre(haut)]
    connus = sum(_est_un_titre(t, lexique) for t in remplis)
    return (
        sum(map(bool, dessus)) > 1
        and 0 < len(remplis) <= 2 * connus
        and all(_est_un_titre(t, lexique) for t in sous_un_titre)
    )


def _est_un_titre(texte: str, lexique: Lexique) -> bool:
    return lexique.reconnaitre(texte) is not None or ecart(texte) is not RaisonDEcart.INCONNUE


def _groupes(dessus: tuple[str, ...], dessous: tuple[str, ...]) -> tuple[str, ...]:
    """What stands above each heading of the second row: a merged cell has its text in its first column only."""
    groupes, courant = [], ""
    for haut, bas in zip(dessus, dessous, strict=True):
        courant = (haut or courant) if bas else ""
        groupes.append(courant)
    return tuple(groupes)


def _lire_entete(
    rang: int,
    hauteur: int,
    titres: tuple[str, ...],
    groupes: tuple[str, ...],
    choix: Mapping[str, str],
    lexique: Lexique,
) -> _Entete:
    premiers = {plier(t): n for n, t in reversed([*enumerate(titres)]) if t}
    champs = {champ: premiers[plier(titre)] for champ, titre in choix.items() if plier(titre) in premiers}
    choisies = set(champs.values())
    # « Nom » beside « Prénom » is a person's.
    personnes = any("prenom" in cle(t).split() or cle(t) == "first name" for t in titres)
    ecarts: dict[int, RaisonDEcart] = {}
    candidates: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, (titre, groupe) in enumerate(zip(titres, groupes, strict=True)):
        connu = lexique.reconnaitre(titre)
        if n in choisies or cle(titre) == cle(A_CORRIGER):
            continue
        if (groupe and ecart(groupe) is RaisonDEcart.PERSONNE) or (personnes and cle(titre) in ("nom", "name")):
            ecarts[n] = RaisonDEcart.PERSONNE
        elif connu and connu[0] not in choix:
            candidates[connu[0]].append((connu[1], n))
        else:
            ecarts[n] = RaisonDEcart.DOUBLE if connu else ecart(titre)
    for champ, trouvees in candidates.items():
        (_note, champs[champ]), *autres = sorted(trouvees)
        ecarts |= {n: RaisonDEcart.DOUBLE for _note, n in autres}
    return _Entete(
        rang, hauteur, titres, {c: champs[c] for c in lexique.champs if c in champs}, dict(sorted(ecarts.items()))
    )


def _tableau(feuille: Feuille, entete: _Entete) -> Tableau:
    rangees = feuille.rangees[entete.rang + 1 :]
    largeur = max((len(r.cellules) for r in rangees), default=0)
    ecarts = entete.ecarts | dict.fromkeys(range(len(entete.titres), largeur), RaisonDEcart.SANS_TITRE)
    ecartees = [
        Ecartee(entete.titres[n] if raison is not RaisonDEcart.SANS_TITRE else lettre(n), raison)
        for n, raison in ecarts.items()
        if raison is not RaisonDEcart.SANS_TITRE
        or any(n < len(r.cellules) and texte_de(r.cellules[n]).strip() for r in rangees)
    ]
    debut = entete.rang + 1 - entete.hauteur
    return Tableau(
        feuille.nom,
        feuille.rangees[debut : entete.rang + 1],
        entete.titres,
        entete.champs,
        tuple(ecartees),
        rangees,
        feuille.remarques,
    )


def lettre(rang: int) -> str:
    """The letters of a column: A, B… Z, AA."""
    return (lettre(rang // 26 - 1) if rang >= 26 else "") + chr(ord("A") + rang % 26)


_TOTAL = (
    r"(?:grand |sous )?tota(?:l|ux)(?: general)?(?: (?:des |de |d )?(?:membres?|organismes?|organisations?))?|"
    r"nombre(?: total)? (?:de |d )?(?:membres?|organismes?|organisations?)|somme"
)


def est_un_total(tableau: Tableau, rangee: Rangee) -> bool:
    """Whether a row counts the others."""
    premiere = next((t for c in rangee.cellules if (t := texte_de(c).strip())), "")
    textes = (premiere, texte_de(tableau.cellule(rangee, "nom")))
    return any(re.fullmatch(_TOTAL, " ".join(re.sub(r"\d+", " ", cle(t)).split())) for t in textes)


def est_vide(tableau: Tableau, rangee: Rangee) -> bool:
    """Whether a row says nothing in the columns that are read."""
    return all(not texte_de(tableau.cellule(rangee, champ)).strip() for champ in tableau.champs)


def repete_les_titres(tableau: Tableau, rangee: Rangee) -> bool:
    """A sheet printed on several pages has its headings again."""
    cellules = {champ: texte_de(tableau.cellule(rangee, champ)) for champ in tableau.champs}
    return all(not texte.strip() or cle(texte) == cle(tableau.titre(champ)) for champ, texte in cellules.items())
