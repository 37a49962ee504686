"""A table as the bytes of a file: CSV, or a workbook. The same registry gives the same bytes, on any day.

What comes from a file is hostile here too: no cell is left for a spreadsheet to run.
"""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import repeat
from typing import TYPE_CHECKING

from roriq_cli.domaine.genres.territoire import Region
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.modele import Etat, Fait, Precision
from roriq_cli.domaine.membres.phrases import ETATS
from roriq_cli.domaine.tableaux.colonnes import PRECISIONS
from roriq_cli.domaine.tableaux.exportation import DATES, Mot, Valeur, de_ces, est_une_formule
from roriq_cli.i18n import en_francais, inerte
from roriq_cli.rendu.texte.commun import FICTIF
from roriq_cli.rendu.vues import VueExport, VueListe

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

SEPARATEUR = "; "  # between the values of one cell
LARGEUR_MAX = 60  # of a column, in characters
_JOUR, _TEXTE = "yyyy-mm-dd", "@"


def csv(vue: VueExport) -> bytes:
    """What Excel opens in Québec without asking: semicolons, CRLF, UTF-8 and the mark that says so."""
    from csv import writer
    from io import StringIO

    table = vue.table
    flux = StringIO(newline="")
    feuille = writer(flux, delimiter=";", lineterminator="\r\n")
    feuille.writerows([ligne, *[""] * (len(table.colonnes) - 1)] for ligne in _au_dessus(vue))
    feuille.writerow(c.titre for c in table.colonnes)
    feuille.writerows([_en_csv(ligne[c.champ]) for c in table.colonnes] for ligne in table.lignes)
    return flux.getvalue().encode("utf-8-sig")


def liste_csv(vue: VueListe) -> bytes:
    """`lister`, as the table of the organisations that it shows."""
    return csv(_tableau(vue))


def liste_xlsx(vue: VueListe) -> bytes:
    """The same, as a workbook."""
    return xlsx(_tableau(vue))


def _tableau(vue: VueListe) -> VueExport:
    return VueExport(vue.contexte, de_ces(vue.organismes, vue.contexte.au))


def _en_csv(valeur: Valeur) -> str:
    contenu = _contenu(valeur)
    if isinstance(contenu, date):
        return contenu.isoformat()
    return f"'{contenu}" if est_une_formule(contenu) else contenu


def xlsx(vue: VueExport) -> bytes:
    """A workbook of one sheet: dates that are dates, filters, a header that stays, nothing that runs.

    Raises OSError where openpyxl cannot make the temporary file that it writes a sheet to.
    """
    from openpyxl import Workbook
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.utils import get_column_letter

    table, au = vue.table, vue.contexte.au
    titre, instant = f"{table.titre} au {au.isoformat()}", datetime.combine(au, time())
    classeur = Workbook()
    classeur.properties = DocumentProperties(creator="roriq", title=titre, created=instant, modified=instant)
    feuille = classeur.worksheets[0]
    feuille.title = table.titre
    dessus, titres = _au_dessus(vue), [c.titre for c in table.colonnes]
    for ligne in [*([texte] for texte in dessus), titres]:
        feuille.append(tuple(_titre(feuille, texte) for texte in ligne))
    formats = [_JOUR if c.champ in DATES else _TEXTE for c in table.colonnes]
    rangs = [[_contenu(ligne[c.champ]) for c in table.colonnes] for ligne in table.lignes]
    for rang in rangs:
        feuille.append(tuple(map(_cellule, repeat(feuille), rang, formats)))
    for n, colonne in enumerate(zip(titres, *rangs, strict=True), 1):
        largeur = max(len(str(contenu)) for contenu in colonne)
        feuille.column_dimensions[get_column_letter(n)].width = min(largeur + 3, LARGEUR_MAX)
    entete = len(dessus) + 1
    feuille.freeze_panes = f"A{entete + 1}"
    feuille.auto_filter.ref = f"A{entete}:{get_column_letter(len(titres))}{entete + len(rangs)}"
    # On paper too, one knows which day it was.
    feuille.page_setup.orientation = "landscape"
    feuille.print_title_rows = f"1:{entete}"
    feuille.oddHeader.center.text = titre  # type: ignore[union-attr]
    return _octets(classeur)


def _cellule(feuille: Worksheet, contenu: str | date, format_: str) -> Cell:
    """A day or a text; openpyxl would make a formula of « =… », an error of « #N/A »."""
    from openpyxl.cell import Cell

    cellule = Cell(feuille, 1, 1, contenu or None)
    if isinstance(contenu, str) and contenu:
        cellule.data_type = "s"
        cellule.quotePrefix = est_une_formule(contenu)
    cellule.number_format = format_
    return cellule


def _titre(feuille: Worksheet, texte: str) -> Cell:
    from openpyxl.styles import Font

    cellule = _cellule(feuille, texte, _TEXTE)
    cellule.font = Font(name="Calibri", size=11, bold=True)  # as the other cells, which have it by default
    return cellule


def _octets(classeur: Workbook) -> bytes:
    """The workbook as a file, without the clock that openpyxl and zip put in it."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    from openpyxl.writer.excel import ExcelWriter

    brouillon, propre = BytesIO(), BytesIO()
    ExcelWriter(classeur, ZipFile(brouillon, "w")).save()
    with ZipFile(brouillon) as source, ZipFile(propre, "w", ZIP_DEFLATED) as archive:
        for nom in source.namelist():
            entree = ZipInfo(nom)  # dated 1980-01-01
            entree.compress_type = ZIP_DEFLATED
            entree.create_system = 0
            archive.writestr(entree, source.read(nom))
    return propre.getvalue()


def _au_dessus(vue: VueExport) -> list[str]:
    """The lines above the headings: a fictitious network says that it is one."""
    if not vue.contexte.registre.reseau.fictif:
        return []
    with en_francais():
        return [str(FICTIF)]


def _contenu(valeur: Valeur) -> str | date:
    """The words of a sheet, in French, safe to show; a day stays one."""
    if valeur is None:
        return ""
    if isinstance(valeur, date):
        return valeur
    if isinstance(valeur, tuple) and not isinstance(valeur, Region):
        return SEPARATEUR.join(map(_mots, valeur))
    return _mots(valeur)


def _mots(mot: Mot) -> str:
    match mot:
        case Region():
            return mot.nom
        case Etat():
            return ETATS[mot]
        case Fait():
            return FAITS[mot].nom
        case Precision():
            return PRECISIONS[mot]
    return inerte(mot)
