"""What every text shares: columns, the header of a reading, a line of what is to be done."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from roriq_cli.domaine.membres.parcours import noms_au
from roriq_cli.i18n import N_, Affichable, Commande, Phrase, Pluriel, inerte
from roriq_cli.rendu.vues import Contexte

if TYPE_CHECKING:  # a list does not wait for what is to be done
    from datetime import date

    from roriq_cli.domaine.bilan.a_faire import AFaire
    from roriq_cli.domaine.membres.modele import Organisme


def largeur(texte: str) -> int:
    """How many columns a text takes on a terminal."""
    if texte.isascii():  # most cells of a long list: no need to ask of each character
        return len(texte)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in texte)


def tableau(
    entetes: Sequence[object], lignes: Iterable[Sequence[object]], marge: str = "", limite: int | None = None
) -> str:
    """Columns separated by two blanks, each as wide as its widest cell; the last one is not padded.

    `limite`: columns of the screen; the widest cells are cut with « … » until the rows fit in it.
    """
    cellules = [list(map(str, entetes)), *([str(c) for c in ligne] for ligne in lignes)]
    largeurs = [max(map(largeur, colonne)) for colonne in zip(*cellules, strict=True)]
    if limite is not None:
        while sum(largeurs) + 2 * (len(largeurs) - 1) + len(marge) > limite and max(largeurs) > LARGEUR_MIN:
            largeurs[largeurs.index(max(largeurs))] -= 1
    return "\n".join(
        marge + "  ".join(_remplie(c, n) for c, n in zip(ligne, largeurs, strict=True)).rstrip() for ligne in cellules
    )


LARGEUR_MIN = 12


def couper(cellule: str, colonnes: int) -> str:
    """`cellule` in that many columns, cut with « … » when it has more."""
    while largeur(cellule) > colonnes:
        cellule = cellule[:-2].rstrip() + "…"
    return cellule


def _remplie(cellule: str, colonnes: int) -> str:
    cellule = couper(cellule, colonnes)
    return cellule + " " * (colonnes - largeur(cellule))


def tableau_sans_entete(lignes: Sequence[Sequence[object]]) -> str:
    """Rows only, indented by two."""
    return tableau(lignes[0], lignes[1:], marge="  ") if lignes else ""


def paragraphe(*lignes: Affichable | None) -> str:
    """Lines, those that are None left out, each ended."""
    return "\n".join(str(ligne) for ligne in lignes if ligne is not None) + "\n"


def bloc(titre: Affichable | None, lignes: Iterable[Affichable]) -> str:
    """A title and its lines; nothing where there is no line."""
    dites = list(lignes)
    return paragraphe(titre, *dites) if dites else ""


def document(*blocs: str) -> str:
    """The blocks that say something, a blank line between two."""
    return "\n".join(filter(None, blocs))


NOM = 32  # columns of a name: what follows it is to be read and copied


def nom_court(organisme: Organisme, jour: date) -> str:
    """The name that it had on `jour`, in few columns."""
    return couper(inerte(noms_au(organisme, jour)), NOM)


FICTIF = Phrase("Réseau fictif : rien de ce qui suit n'est vrai.")


def non_comptes(contexte: Contexte) -> Iterator[Affichable]:
    """How many files are left out, and what tells why."""
    illisibles, valider = len(contexte.non_lus) - contexte.etrangers, Commande("valider")
    if illisibles and contexte.diffusion:
        yield Pluriel(
            "{n} fichier illisible n'est pas compté ici.",
            "{n} fichiers illisibles ne sont pas comptés ici.",
            illisibles,
        )
    elif illisibles:
        yield Pluriel(
            "{n} fichier illisible n'est pas compté ici : {commande}",
            "{n} fichiers illisibles ne sont pas comptés ici : {commande}",
            illisibles,
            commande=valider,
        )
    if contexte.etrangers:
        yield Pluriel(
            "{n} fichier est la copie d'une autre fiche, et n'est pas compté : {commande}",
            "{n} fichiers sont les copies d'autres fiches, et ne sont pas comptés : {commande}",
            contexte.etrangers,
            commande=valider,
        )


def entete(contexte: Contexte) -> list[Affichable]:
    """What is said of every reading: a fictitious network, a past state, files left out."""
    lignes: list[Affichable] = []
    if contexte.registre.reseau.fictif:
        lignes.append(FICTIF)
    if contexte.fige:
        lignes.append(Phrase("Le registre tel qu'il était à la version {revision}.", revision=contexte.revision[:10]))
    if contexte.non_lus:
        lignes += non_comptes(contexte)
    return [*lignes, ""] if lignes else []


def avis(contexte: Contexte) -> list[Affichable]:
    """The registry's own notice, which goes before what is counted from it."""
    texte = contexte.registre.reseau.avis
    return [Phrase("{avis}", avis=texte), ""] if texte else []


def ligne_a_faire(a: AFaire) -> Affichable:
    """« 3 fiches sans ville : roriq lister --a-faire sans-ville »."""
    return Phrase("{phrase} : {commande}", phrase=a.phrase, commande=a.commande)


INCONNUS_DE_CETTE_DATE = (
    N_("Pour {n} organisme, rien n'est connu de cette date : la première source vient après."),
    N_("Pour {n} organismes, rien n'est connu de cette date : la première source vient après."),
)


def rien_encore() -> Affichable:
    """How to begin, where no organisation is recorded."""
    return Phrase("Aucun organisme n'est encore au registre. Pour commencer : {commande}", commande=Commande("ajouter"))


def provenance(contexte: Contexte) -> Affichable:
    """The revision, and whether the files say something else since: with it and the day, the report is made again."""
    if not contexte.revision:
        return Phrase("Ce registre n'a pas encore de version.")
    modele = (
        N_("Registre à la version {revision}, modifié depuis.")
        if contexte.modifie
        else N_("Registre à la version {revision}.")
    )
    return Phrase(modele, revision=contexte.revision[:10])
