"""Sheets as people keep them: bytes in, rows of cells out, and the other way round for what is handed back.

Known by their content, not by their name alone. Everything is measured before it is parsed: a workbook is an archive,
and an archive can hold a thousand times its size.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from roriq_cli.domaine.tableaux.colonnes import COLONNES
from roriq_cli.domaine.tableaux.tableau import Cellule, CelluleRefusee, Feuille, Rangee, texte_de
from roriq_cli.errors import Refus
from roriq_cli.i18n import Affichable, Phrase, inerte

TAILLE_MAX = 8 * 1024 * 1024
# What an archive says that it holds, once unpacked; openpyxl never reads more than what is said.
DEPLIE_MAX = 64 * 1024 * 1024
# Many times as much, from a few mebibytes on, is no sheet: rows that only have a format come near a hundred.
RAPPORT_MAX = 200
DEPLIE_SANS_DOUTE = 4 * 1024 * 1024
# What holds something is counted; what only has a format is passed over, as far down as a spreadsheet goes.
RANGEES_MAX = 5_000
RANGEES_VIDES_MAX = 1_048_576
COLONNES_MAX = 200
CELLULE_MAX = 32_767  # Excel's own


class Forme(NamedTuple):
    """How a sheet is written: "csv" with its encoding and separator, or "xlsx"."""

    genre: str
    encodage: str = "utf-8-sig"
    separateur: str = ";"


class Lecture(NamedTuple):
    """A file as it may be read: the candidate sheets, each with the form that it was read in.

    `refus`: why another candidate could not be read, to say when none of these holds a table.
    """

    feuilles: tuple[tuple[Forme, Feuille], ...]
    refus: Refus | None = None


def lire(octets: bytes, nom: str) -> Lecture:
    """The sheets of a file named `nom`. Raises Refus: too large, damaged, protected, or no table at all."""
    if len(octets) > TAILLE_MAX:
        raise Refus(Phrase("Le fichier {nom} dépasse {n} Mio.", nom=nom, n=TAILLE_MAX // 1024**2), _COPIER)
    if octets.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refus(
            Phrase(
                "Le fichier {nom} est protégé par un mot de passe, ou dans l'ancien format d'Excel (.xls) : il ne peut "
                "pas être lu.",
                nom=nom,
            ),
            _ENREGISTRER,
        )
    if octets.startswith(b"PK"):
        return _classeur(octets, nom)
    return _texte(octets, nom)


_ENREGISTRER = Phrase("Dans votre tableur, enregistrez-le au format .xlsx ou .csv, sans mot de passe.")
_COPIER = Phrase(
    "Dans votre tableur, copiez les titres et les lignes du tableau, en valeurs seulement, dans un nouveau classeur, "
    "et importez celui-ci."
)


def _refus(motif: Affichable) -> Refus:
    return Refus(motif, _ENREGISTRER)


def _pas_un_tableau(nom: str) -> Refus:
    return _refus(Phrase("Le fichier {nom} n'est pas un tableau : ni un classeur Excel, ni un texte CSV.", nom=nom))


# Text.


def _texte(octets: bytes, nom: str) -> Lecture:
    texte, encodage = _decoder(octets, nom)
    separateurs, avant = ";,\t", 0
    # Excel's own first line, that no spreadsheet shows.
    if annonce := re.match(r"sep=(.)\r?\n", texte, re.IGNORECASE):
        separateurs, texte, avant = annonce[1], texte[annonce.end() :], 1
    return _lire_tout((Forme("csv", encodage, s), "", partial(_rangees_csv, texte, s, nom, avant)) for s in separateurs)


def _lire_tout(candidats: Iterable[tuple[Forme, str, Callable[[], Iterator[Rangee]]]]) -> Lecture:
    """Several candidates: one that cannot be read hides none of the others. Raises Refus when none can."""
    lues, refus = [], None
    for forme, titre, rangees in candidats:
        try:
            lues.append((forme, Feuille(titre, tuple(rangees()))))
        except Refus as motif:
            refus = refus or motif
    if refus and not lues:
        raise refus
    return Lecture(tuple(lues), refus)


def _decoder(octets: bytes, nom: str) -> tuple[str, str]:
    """The text and its encoding: the mark says it, else what decodes (Windows-1252 is what Excel writes otherwise)."""
    marques = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    marquee = next((e for marque, e in marques.items() if octets.startswith(marque)), None)
    for encodage in [marquee] if marquee else _encodages(octets):
        try:
            texte = octets.decode(encodage)
        except UnicodeDecodeError:
            continue
        # A text may hold a stray control character, that its row will answer for; a picture holds nothing else.
        if texte.strip() and len(re.findall(r"[\x00-\x08\x0e-\x1f]", texte)) * 20 < len(texte):
            return texte, encodage
    raise _pas_un_tableau(nom)


def _encodages(octets: bytes) -> tuple[str, ...]:
    """The encodings to try. In UTF-16 without a mark, one byte in two of Western text is zero."""
    for debut, encodage in ((1, "utf-16-le"), (0, "utf-16-be")):
        moitie = octets[debut:4096:2]
        if moitie and moitie.count(0) > len(moitie) // 2:
            return (encodage,)
    return ("utf-8", "cp1252")


def _rangees_csv(texte: str, separateur: str, nom: str, avant: int) -> Iterator[Rangee]:
    """The rows of a text; `avant` lines of the file come before it."""
    csv.field_size_limit(TAILLE_MAX)
    lecteur = csv.reader(io.StringIO(texte, newline=""), delimiter=separateur, strict=True)
    lue = 0

    def rangees() -> Iterator[tuple[int, list[Cellule]]]:
        nonlocal lue
        for numero, ligne in enumerate(lecteur, 1):
            lue = lecteur.line_num
            yield numero, [_du_texte(c) for c in ligne]

    try:
        yield from _mesurees(rangees(), nom)
    except csv.Error as erreur:
        raise Refus(
            Phrase(
                "Dans le fichier {nom}, des guillemets ouverts ne se referment pas, à partir de la ligne {ligne}.",
                nom=nom,
                ligne=avant + lue + 1,
            ),
            Phrase(
                "Dans un éditeur de texte, fermez ou ôtez ces guillemets; ou, dans votre tableur, enregistrez "
                "l'original au format .xlsx."
            ),
        ) from erreur


def _du_texte(cellule: str) -> Cellule:
    if not cellule.strip():
        return None
    if len(cellule) <= CELLULE_MAX:
        return cellule
    return CelluleRefusee(cellule[:CELLULE_MAX], Phrase("La cellule dépasse {n} caractères.", n=CELLULE_MAX))


def _mesurees(rangees: Iterable[tuple[int, list[Cellule]]], nom: str) -> Iterator[Rangee]:
    """The rows that hold something, without the empty cells at their end. Raises Refus when there is too much."""
    gardees = 0
    for numero, cellules in rangees:
        while cellules and cellules[-1] is None:
            cellules.pop()
        if len(cellules) > COLONNES_MAX:
            raise Refus(
                Phrase("Le fichier {nom} a plus de {n} colonnes.", nom=nom, n=COLONNES_MAX),
                Phrase(
                    "Dans une copie, ne gardez que les colonnes qui décrivent les organismes : le reste, à droite, "
                    "est à effacer."
                ),
            )
        gardees += bool(cellules)
        if numero > RANGEES_VIDES_MAX:
            raise Refus(Phrase("Le fichier {nom} a plus de {n} lignes.", nom=nom, n=RANGEES_VIDES_MAX), _COPIER)
        if gardees > RANGEES_MAX:
            raise Refus(
                Phrase("Le fichier {nom} a plus de {n} lignes.", nom=nom, n=RANGEES_MAX),
                Phrase(
                    "Séparez-le en plusieurs fichiers, chacun avec la ligne de titres, et importez-les l'un après "
                    "l'autre."
                ),
            )
        if cellules:
            yield Rangee(numero, tuple(cellules))


# Workbooks.


def _classeur(octets: bytes, nom: str) -> Lecture:
    try:
        formules = _verifier_archive(octets, nom)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _feuilles(octets, nom, formules)
    except Refus:
        raise
    except Exception as erreur:  # a truncated archive, and whatever openpyxl stumbles on in a hostile file
        raise _refus(Phrase("Le classeur {nom} est abîmé, ou n'est pas un classeur Excel.", nom=nom)) from erreur


def _verifier_archive(octets: bytes, nom: str) -> bool:
    """Whether a workbook holds formulas. Raises Refus unless it is one, of a reasonable size; anything when damaged."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        entrees = archive.infolist()
        deplie = sum(e.file_size for e in entrees)
        if deplie > DEPLIE_MAX or (deplie > DEPLIE_SANS_DOUTE and deplie > RAPPORT_MAX * len(octets)):
            raise Refus(Phrase("Le classeur {nom} est démesuré une fois déplié.", nom=nom), _COPIER)
        if any(e.flag_bits & 1 for e in entrees):
            raise _refus(Phrase("Le classeur {nom} est protégé par un mot de passe.", nom=nom))
        noms = {e.filename for e in entrees}
        if "xl/workbook.xml" not in noms:
            raise _pas_un_tableau(nom)
        feuilles = [n for n in noms if n.startswith("xl/worksheets/")]
        return any(re.search(rb"<(?:\w+:)?f[ />]", archive.read(n)) for n in feuilles)


def _feuilles(octets: bytes, nom: str, formules: bool) -> Lecture:
    """The visible sheets. A formula whose value was never computed is told from an empty cell by a second reading."""
    from openpyxl import load_workbook

    def ouvrir(donnees: bool) -> Any:
        return load_workbook(io.BytesIO(octets), read_only=True, data_only=donnees, keep_links=False)

    valeurs = ouvrir(True)
    textes = ouvrir(False) if formules else None
    visibles = [f for f in valeurs.worksheets if f.sheet_state == "visible"]
    return _lire_tout(
        (Forme("xlsx"), str(f.title), partial(_mesurees, _cellules(f, textes[f.title] if textes else None), nom))
        for f in visibles
    )


def _cellules(feuille: Any, jumelle: Any) -> Iterator[tuple[int, list[Cellule]]]:
    """Every row with its number. Where a cell holds anything, so does that of the sheet of the formulas."""
    rangees = _parcourir(feuille)
    paires = ((r, r) for r in rangees) if jumelle is None else zip(rangees, _parcourir(jumelle), strict=True)
    vide: Any = None  # one and the same for all the rows that the file skips, and they may be a million
    for numero, (rangee, formules) in enumerate(paires, 1):
        if formules is not vide and all(c.value is None for c in formules):
            vide = formules
        cellules = [] if formules is vide else [_calculee(c, f) for c, f in zip(rangee, formules, strict=True)]
        yield numero, cellules


def _parcourir(feuille: Any) -> Iterator[Sequence[Any]]:
    """Every row. What a sheet says of its own size is often wrong."""
    feuille.reset_dimensions()
    rangees: Iterator[Sequence[Any]] = feuille.iter_rows(max_col=COLONNES_MAX + 1)
    return rangees


def _calculee(cellule: Any, formule: Any) -> Cellule:
    if cellule.value is None and formule.data_type == "f":
        texte = formule.value if isinstance(formule.value, str) else "="
        raison = Phrase("La valeur de cette formule n'a jamais été calculée. Mettez la valeur à la place.")
        return CelluleRefusee(texte[:CELLULE_MAX], raison)
    return _du_classeur(cellule)


def _du_classeur(cellule: Any) -> Cellule:
    valeur = cellule.value
    if isinstance(valeur, datetime):
        return _selon_le_format(valeur.date(), str(cellule.number_format))
    if valeur is None or isinstance(valeur, bool | int | float | date):
        return valeur
    return _du_texte(_duree(valeur) if isinstance(valeur, timedelta) else str(valeur))


def _duree(duree: timedelta) -> str:
    """« 72:00:00 », as a spreadsheet shows it in any language."""
    secondes = abs(round(duree.total_seconds()))
    heures = f"{secondes // 3600}:{secondes // 60 % 60:02}:{secondes % 60:02}"
    return f"-{heures}" if duree < timedelta() else heures


def _selon_le_format(jour: date, forme: str) -> Cellule:
    """A date that its cell shows as a year, or a month of a year, says no more than that."""
    lettres = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", forme.lower())
    if "y" not in lettres or "d" in lettres:
        return jour
    return f"{jour:%Y-%m}" if "m" in lettres else f"{jour:%Y}"


# What is handed back.


def ecrire(forme: Forme, rangees: Iterable[Sequence[Cellule]], titre: str = "") -> bytes:
    """A sheet in the form of the one that was read; no text of it is taken for a formula."""
    return _octets(_en_classeur(rangees, titre)) if forme.genre == "xlsx" else _en_texte(forme, rangees)


def _en_texte(forme: Forme, rangees: Iterable[Sequence[Cellule]]) -> bytes:
    flux = io.StringIO(newline="")
    redacteur = csv.writer(flux, delimiter=forme.separateur)
    redacteur.writerows([sans_formule(texte_de(c)) for c in rangee] for rangee in rangees)
    # A reason may hold a sign that Windows-1252 does not have.
    return flux.getvalue().encode(forme.encodage, errors="replace")


def _en_classeur(rangees: Iterable[Sequence[Cellule]], titre: str = "") -> Any:
    from openpyxl import Workbook

    classeur = Workbook()
    feuille: Any = classeur.active
    feuille.title = re.sub(r"[\[\]*:?/\\]", "", inerte(titre))[:31] or "Organismes"
    for rangee in rangees:
        feuille.append([_pour_le_classeur(c) for c in rangee])
    return classeur


def _pour_le_classeur(cellule: Cellule) -> Any:
    if isinstance(cellule, CelluleRefusee):
        cellule = cellule.texte
    return sans_formule(cellule) if isinstance(cellule, str) else cellule


def _octets(classeur: Any) -> bytes:
    flux = io.BytesIO()
    classeur.save(flux)
    return flux.getvalue()


def sans_formule(texte: str) -> str:
    """`texte` as a spreadsheet shows it and runs nothing of it; reading it gives it back as it was."""
    lisible = "".join(c if c in "\r\n\t" else inerte(c) for c in texte)[: CELLULE_MAX - 1]
    return f"'{lisible}" if lisible.startswith(("=", "+", "-", "@", "\t", "\r")) else lisible


def libre(chemin: Path) -> Path:
    """`chemin`, or the same with a number when there is a file there already."""
    rang = 1
    candidat = chemin
    while candidat.exists() or candidat.is_symlink():
        rang += 1
        candidat = chemin.with_name(f"{chemin.stem} ({rang}){chemin.suffix}")
    return candidat


# The model.

EXEMPLE: dict[str, Cellule] = {
    "id": "exemple",
    "nom": "Organisme Exemple (ligne à effacer)",
    "sigle": "OE",
    "neq": "1100000000",
    "region": "Mauricie",
    "ville": "Shawinigan",
    "portee": "mrc",
    "mrc": "Mékinac; Shawinigan",
    "regions_mandat": None,
    "profils": "accueil-mifi",
    "milieux": "urbain; rural",
    "financement": "mifi; emploi-quebec",
    "courriel": "info@example.org",
    "telephone": "819-555-0100",
    "site_web": "https://example.org",
    "tcri": None,
    "etat": "membre",
    "depuis": "2019-04",
    "precision": "mois",
}


def modele(genre: str, choix: dict[str, tuple[tuple[str, ...], bool]]) -> bytes:
    """An empty table: the headings and one example. `choix`: field → its choices, and whether several may be given."""
    rangees: list[list[Cellule]] = [[c.titre for c in COLONNES], [EXEMPLE[c.champ] for c in COLONNES]]
    if genre != "xlsx":
        return _en_texte(Forme("csv"), rangees)
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    classeur = _en_classeur(rangees)
    feuille = classeur.active
    feuille.freeze_panes = "A2"
    listes = classeur.create_sheet("Choix")
    listes.sheet_state = "hidden"
    for rang, colonne in enumerate(COLONNES, 1):
        lettre = get_column_letter(rang)
        feuille.column_dimensions[lettre].width = max(14, len(colonne.titre) + 4)
        feuille[f"{lettre}1"].font = Font(bold=True)
        feuille[f"{lettre}2"].font = Font(italic=True)
        for ligne in range(1, RANGEES_DU_MODELE):
            feuille[
                f"{lettre}{ligne}"
            ].number_format = "@"  # as typed: « 04 » keeps its zero, « 2019-04 » stays a month
        if colonne.champ in choix:
            valeurs, plusieurs = choix[colonne.champ]
            for ligne, valeur in enumerate(valeurs, 1):
                listes[f"{lettre}{ligne}"] = valeur
            validation = DataValidation(
                type="list", formula1=f"=Choix!${lettre}$1:${lettre}${len(valeurs)}", showErrorMessage=not plusieurs
            )
            validation.add(f"{lettre}2:{lettre}{RANGEES_DU_MODELE}")
            feuille.add_data_validation(validation)
    return _octets(classeur)


RANGEES_DU_MODELE = 200
