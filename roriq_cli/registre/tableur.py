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
from roriq_cli.domaine.tableaux.valeurs import abreger
from roriq_cli.errors import Refus
from roriq_cli.i18n import N_, Affichable, Liste, Phrase, Pluriel, _, inerte, quelques

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
    remarques = (_encodage_d_ailleurs(encodage),) if encodage in _AILLEURS else ()
    separateurs, avant = ";,\t", 0
    # Excel's own first line, that no spreadsheet shows.
    if annonce := re.match(r"sep=(.)\r?\n", texte, re.IGNORECASE):
        separateurs, texte, avant = annonce[1], texte[annonce.end() :], 1
    return _lire_tout(
        (Forme("csv", encodage, s), "", partial(_rangees_csv, texte, s, nom, avant), remarques) for s in separateurs
    )


_Candidat = tuple[Forme, str, Callable[[], Iterable[Rangee]], Iterable[Affichable]]


def _lire_tout(candidats: Iterable[_Candidat]) -> Lecture:
    """Several candidates: one that cannot be read hides none of the others. Raises Refus when none can."""
    lues, refus = [], None
    for forme, titre, rangees, remarques in candidats:
        try:
            lisibles, reparations = reparer(tuple(rangees()))
            lues.append((forme, Feuille(titre, lisibles, (*remarques, *reparations))))  # `remarques` once they are read
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
            texte = octets.decode(encodage, errors="replace" if encodage == "cp1252" else "strict")
        except UnicodeDecodeError:
            continue
        # A text may hold a stray control character, that its row will answer for; a picture holds nothing else.
        if texte.strip() and len(re.findall(r"[\x00-\x08\x0e-\x1f]", texte)) * 20 < len(texte):
            return (texte, encodage) if encodage != "cp1252" else _le_plus_francais(octets, nom)
    raise _pas_un_tableau(nom)


# What Excel for Mac and older systems write where Windows has its own encoding.
_AILLEURS = {"mac_roman": N_("d'un Mac (MacRoman)"), "cp850": N_("d'un ancien système (CP850)")}
_FRANCAIS = frozenset("àâçéèêëîïôùûüœÀÂÇÉÈÊËÎÏÔÙÛÜŒ")


def _le_plus_francais(octets: bytes, nom: str) -> tuple[str, str]:
    """The text in the encoding where what is not English is French; Windows-1252 unless another says more.

    Raises Refus for bytes that no text has.
    """

    def lisible(texte: str) -> int:
        return sum(1 if c in _FRANCAIS else -1 for c in texte if ord(c) > 127 and c.isalpha())

    textes = [(octets.decode(encodage, errors="replace"), encodage) for encodage in ("cp1252", *_AILLEURS)]
    texte, encodage = max(textes, key=lambda t: lisible(t[0]))
    if "\ufffd" in texte or octets.startswith(b"%PDF"):
        raise _pas_un_tableau(nom)
    return texte, encodage


def _encodage_d_ailleurs(encodage: str) -> Affichable:
    return Phrase(
        "Les accents de ce fichier sont ceux {d_ailleurs} : ils ont été lus ainsi.", d_ailleurs=_(_AILLEURS[encodage])
    )


def reparer(rangees: tuple[Rangee, ...]) -> tuple[tuple[Rangee, ...], tuple[Affichable, ...]]:
    """The rows, where a text that went through the wrong hands says again what it said; what was mended, in words.

    « QuÃ©bec » (accents encoded twice) and « d&#039;aide » (a web page's codes) would make twins of what is there.
    """
    mendees: dict[str, str] = {}
    reparees = []
    for rangee in rangees:
        cellules = tuple(_reparee(c, mendees) if isinstance(c, str) else c for c in rangee.cellules)
        reparees.append(rangee if cellules == rangee.cellules else rangee._replace(cellules=cellules))
    if not mendees:
        return rangees, ()
    avant, apres = next(iter(mendees.items()))
    remarque = Pluriel(
        "Un texte était abîmé : « {avant} » est lu « {apres} ».",
        "{n} textes étaient abîmés : « {avant} » est lu « {apres} », et ainsi des autres.",
        len(mendees),
        avant=abreger(avant),
        apres=abreger(apres),
    )
    return tuple(reparees), (remarque,)


_ENTITE = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"


def _reparee(texte: str, mendees: dict[str, str]) -> str:
    lisible = texte
    if "&" in lisible and ";" in lisible:
        from html import unescape

        for _fois in range(3):  # some were escaped twice
            lisible = re.sub(_ENTITE, lambda m: unescape(m[0]), lisible)
    if re.search(r"[ÃÂâÅ][\x80-\xbf\u0152-\u2122]", lisible):  # what UTF-8 read as Windows-1252 looks like
        from ftfy import fix_encoding

        lisible = fix_encoding(lisible)
    if lisible != texte:
        mendees[texte] = lisible
    return lisible


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
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        barre = b"strike" in archive.read("xl/styles.xml") if "xl/styles.xml" in archive.namelist() else False
        feuilles = [(f, lire_gestes(archive.read(f._worksheet_path))) for f in valeurs.worksheets]
    lues = []
    for feuille, gestes in feuilles:
        if feuille.sheet_state == "visible":
            cellules = _cellules(feuille, textes[feuille.title] if textes else None, gestes.barrees if barre else None)
            rangees = partial(gestes.appliquer, _mesurees(cellules, nom))
            lues.append((Forme("xlsx"), str(feuille.title), rangees, gestes.dits()))
    return _lire_tout(lues)


class Gestes:
    """What was done to a sheet by hand that its values do not show: rows hidden or struck through, cells merged down.

    `fusions`: the first row of a merge, the last one and its column, from 0. `barrees` is filled while rows are read.
    """

    def __init__(self, masquees: frozenset[int], fusions: Sequence[tuple[int, int, int]]) -> None:
        self.masquees = masquees
        self.barrees: set[int] = set()
        self._fusions = sorted(fusions)
        self._reprises: list[int] = []

    def appliquer(self, rangees: Iterable[Rangee]) -> Iterator[Rangee]:
        """The rows, each empty cell of a merge with the value that is shown above it."""
        attendues = iter([*self._fusions, None])
        suivante = next(attendues)
        ouvertes: dict[int, tuple[int, Cellule]] = {}
        for rangee in rangees:
            while suivante and suivante[0] <= rangee.numero:
                debut, fin, colonne = suivante
                if debut == rangee.numero and colonne < len(rangee.cellules):
                    ouvertes[colonne] = (fin, rangee.cellules[colonne])
                suivante = next(attendues)
            ouvertes = {colonne: o for colonne, o in ouvertes.items() if o[0] >= rangee.numero}
            retranchee = rangee.numero in self.masquees or rangee.numero in self.barrees
            yield self._reprendre(rangee, ouvertes)._replace(retranchee=retranchee)

    def _reprendre(self, rangee: Rangee, ouvertes: dict[int, tuple[int, Cellule]]) -> Rangee:
        cellules = [*rangee.cellules]
        for colonne, (_fin, valeur) in ouvertes.items():
            cellules += [None] * (colonne + 1 - len(cellules))
            if cellules[colonne] is None and valeur is not None:
                cellules[colonne] = valeur
                self._reprises.append(rangee.numero)
        return rangee._replace(cellules=tuple(cellules)) if self._reprises[-1:] == [rangee.numero] else rangee

    def dits(self) -> Iterator[Affichable]:
        """What is said of it, once the rows are read."""
        if numeros := list(dict.fromkeys(self._reprises)):
            yield Pluriel(
                "Des cellules sont fusionnées : à la ligne {lignes}, la valeur du haut est reprise.",
                "Des cellules sont fusionnées : aux lignes {lignes}, la valeur du haut est reprise.",
                len(numeros),
                lignes=Liste(quelques([str(n) for n in numeros])),
            )


_RANGEE = rb"<(?:\w+:)?row\b([^>]*)>"
_FUSION = rb'<(?:\w+:)?mergeCell\b[^>]*\bref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})"'


def lire_gestes(feuille: bytes) -> Gestes:
    """The gestures in the XML of a sheet; a pass over the values alone does not have them."""
    from openpyxl.utils import column_index_from_string

    masquees = set()
    if b"hidden" in feuille:
        for attributs in re.findall(_RANGEE, feuille):
            numero = re.search(rb'\br="(\d{1,7})"', attributs)
            if numero and re.search(rb'\bhidden="(?:1|true)"', attributs):
                masquees.add(int(numero[1]))
    fusions = [
        (int(debut), int(fin), column_index_from_string(colonne.decode()) - 1)
        for colonne, debut, fin in re.findall(_FUSION, feuille)
        if int(fin) > int(debut)
    ]
    return Gestes(frozenset(masquees), fusions)


def _cellules(feuille: Any, jumelle: Any, barrees: set[int] | None) -> Iterator[tuple[int, list[Cellule]]]:
    """Every row with its number. Where a cell holds anything, so does that of the sheet of the formulas.

    `barrees`: where the numbers of the rows that are struck through go; None when no font of the workbook strikes.
    """
    rangees = _parcourir(feuille)
    paires = ((r, r) for r in rangees) if jumelle is None else zip(rangees, _parcourir(jumelle), strict=True)
    vide: Any = None  # one and the same for all the rows that the file skips, and they may be a million
    for numero, (rangee, formules) in enumerate(paires, 1):
        if formules is not vide and all(c.value is None for c in formules):
            vide = formules
        cellules = [] if formules is vide else [_calculee(c, f) for c, f in zip(rangee, formules, strict=True)]
        if cellules and barrees is not None and all(c.font.strike for c in rangee if c.value is not None):
            barrees.add(numero)
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
