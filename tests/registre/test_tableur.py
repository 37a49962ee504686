"""Sheets: the same cells from every form, and a sentence for what is no sheet."""

import io
import re
import struct
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from roriq_cli.domaine.tableaux.colonnes import COLONNES
from roriq_cli.domaine.tableaux.tableau import Cellule, CelluleRefusee, Feuille, Rangee, lettre, texte_de
from roriq_cli.domaine.tableaux.valeurs import nettoyer
from roriq_cli.errors import Refus
from roriq_cli.registre import tableur
from roriq_cli.registre.tableur import Forme, lire

NOM = "membres.xlsx"


def classeur(*rangees: list[Any], titre: str = "Membres", formats: dict[str, str] | None = None) -> bytes:
    """A workbook of one sheet."""
    wb = Workbook()
    ws: Any = wb.active
    ws.title = titre
    for rangee in rangees:
        ws.append(rangee)
    for cellule, forme in (formats or {}).items():
        ws[cellule].number_format = forme
    flux = io.BytesIO()
    wb.save(flux)
    return flux.getvalue()


def retouche(octets: bytes, nom: str, avant: bytes, apres: bytes) -> bytes:
    """A workbook with something else in one of its parts."""
    flux = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(octets)) as source, zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as cible:
        for entree in source.infolist():
            contenu = source.read(entree)
            if entree.filename == nom:
                assert avant in contenu
                contenu = contenu.replace(avant, apres)
            cible.writestr(entree.filename, contenu)
    return flux.getvalue()


def cellules(octets: bytes, separateur: str = ";") -> list[tuple[Cellule, ...]]:
    """The cells of the sheet, as read with that separator (a workbook has none)."""
    feuille = next(
        f for forme, f in lire(octets, NOM).feuilles if forme.genre == "xlsx" or forme.separateur == separateur
    )
    return [r.cellules for r in feuille.rangees]


def refus(octets: bytes) -> str:
    """What is said of a file that is no sheet."""
    with pytest.raises(Refus) as erreur:
        lire(octets, NOM)
    texte = str(erreur.value)
    assert NOM in texte
    assert "Rien n'a été consigné." in texte
    return texte


# Text.

TEXTE = "Organisme;Région\nComité d’accueil Exemple;Québec\n"


@pytest.mark.parametrize(
    ("encodage", "lu"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("fin", ["\n", "\r\n", "\r"])
def test_les_encodages(encodage: str, lu: str, fin: str) -> None:
    lecture = lire(TEXTE.replace("\n", fin).encode(encodage), NOM)
    forme, feuille = lecture.feuilles[0]
    assert forme == Forme("csv", lu, ";")
    assert [r.cellules for r in feuille.rangees] == [("Organisme", "Région"), ("Comité d’accueil Exemple", "Québec")]


def test_utf_16_dans_l_autre_sens_avec_sa_marque() -> None:
    assert cellules(b"\xfe\xff" + TEXTE.encode("utf-16-be"))[0] == ("Organisme", "Région")


@pytest.mark.parametrize("separateur", [",", ";", "\t"])
def test_les_separateurs(separateur: str) -> None:
    octets = f'Nom{separateur}Ville\n"a{separateur} ""b"""{separateur}\n'.encode()
    assert cellules(octets, separateur) == [("Nom", "Ville"), (f'a{separateur} "b"',)]
    assert [forme.separateur for forme, _f in lire(octets, NOM).feuilles if forme.separateur == separateur]


def test_la_ligne_du_separateur_d_excel() -> None:
    lecture = lire(b"sep=|\r\nNom|Ville\r\nx|y\r\n", NOM)
    ((forme, feuille),) = lecture.feuilles
    assert forme.separateur == "|"
    assert [(r.numero, r.cellules) for r in feuille.rangees] == [(1, ("Nom", "Ville")), (2, ("x", "y"))]


def test_les_lignes_vides_gardent_leur_rang() -> None:
    feuille = lire(b'Titre\n\n;;\nNom;"Vi\nlle"\nx;y;;\n', NOM).feuilles[0][1]
    assert [(r.numero, r.cellules) for r in feuille.rangees] == [
        (1, ("Titre",)),
        (4, ("Nom", "Vi\nlle")),
        (5, ("x", "y")),
    ]


def test_des_guillemets_mal_fermes() -> None:
    assert "guillemets" in refus(b'Nom,Ville;Ville\tVille\n"x;y,z\tz\n')
    # With another separator the file can be read: the one that cannot hides nothing.
    assert cellules(b'Nom;Note\nx,"a" b;d\n')[1] == ('x,"a" b', "d")


def test_une_cellule_de_texte_trop_longue() -> None:
    ((longue, ville),) = cellules(b"x" * (tableur.CELLULE_MAX + 1) + b";y\n")
    assert isinstance(longue, CelluleRefusee)
    assert len(longue.texte) == tableur.CELLULE_MAX
    assert str(tableur.CELLULE_MAX) in str(longue.raison)
    assert ville == "y"


def test_un_caractere_de_commande_n_arrete_pas_la_lecture() -> None:
    assert cellules(b"Organisme;Ville;Secteur\nab\x07c;d;" + b"e" * 40)[1][0] == "ab\x07c"


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"  \n",
        b"\xef\xbb\xbf",
        b"\xff\xfe\x00",
        b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20,
        b"%PDF-1.4\n\x81\x8d\x8f",
        bytes(1000),
    ],
)
def test_ce_qui_n_est_pas_un_tableau(octets: bytes) -> None:
    assert "n'est pas un tableau" in refus(octets)


@pytest.mark.parametrize(
    ("encodage", "ailleurs"),
    [("cp1252", None), ("mac_roman", "d'un Mac"), ("cp850", "d'un ancien système"), ("utf-8", None)],
)
@pytest.mark.parametrize(
    "nom", ["Accueil Québec Exemple", "Forêt, île et çà Exemple", "Été à Noël Exemple", "Œuvre Exemple"]
)
def test_les_accents_d_ailleurs(encodage: str, ailleurs: str | None, nom: str) -> None:
    if encodage == "cp850" and "Œ" in nom:
        pytest.skip("CP850 n'a pas cette lettre")
    ((_forme, feuille), *_autres) = lire(f"Nom;Ville\n{nom};Rivière-Exemple\n".encode(encodage), NOM).feuilles
    assert feuille.rangees[1].cellules == (nom, "Rivière-Exemple")
    dits = " ".join(map(str, feuille.remarques))
    assert (ailleurs in dits) if ailleurs else dits == ""


@pytest.mark.parametrize(
    ("abime", "lu"),
    [
        ("Accueil QuÃ©bec", "Accueil Québec"),
        ("dâ€™aide Exemple", "d’aide Exemple"),
        ("Carrefour d&#039;aide", "Carrefour d'aide"),
        ("Aide &amp; Accueil", "Aide & Accueil"),
        ("Aide &amp;amp; Accueil", "Aide & Accueil"),
        ("Caf&eacute;", "Café"),
        ("AT&T; Exemple", "AT&T; Exemple"),
        ("Ãgua Exemple", "Ãgua Exemple"),
    ],
)
def test_un_texte_abime_est_lu_comme_il_etait(abime: str, lu: str) -> None:
    for octets in (f'Nom,Ville\n"{abime}",X\n'.encode(), classeur(["Nom", "Ville"], [abime, "X"])):
        feuille = next(f for forme, f in lire(octets, NOM).feuilles if forme.genre == "xlsx" or forme.separateur == ",")
        assert feuille.rangees[1].cellules == (lu, "X")
        assert [f"« {abime} » est lu « {lu} »" in str(r).replace("\u00a0", " ") for r in feuille.remarques] == [
            True
        ] * (abime != lu)


def test_les_gestes_sur_un_classeur() -> None:
    wb = Workbook()
    ws: Any = wb.active
    for rangee in (["Nom", "Région"], ["A", "Estrie"], ["B", None], ["C", None], ["D", "Mauricie"], ["E", "Estrie"]):
        ws.append(rangee)
    ws.merge_cells("B2:B4")
    ws.row_dimensions[5].hidden = True
    for cellule in ws[6]:
        cellule.font = Font(strike=True)
    flux = io.BytesIO()
    wb.save(flux)
    ((_forme, feuille),) = lire(flux.getvalue(), NOM).feuilles
    assert [r.cellules[1] for r in feuille.rangees] == ["Région", "Estrie", "Estrie", "Estrie", "Mauricie", "Estrie"]
    assert [r.numero for r in feuille.rangees if r.retranchee] == [5, 6]
    assert [str(r) for r in feuille.remarques] == [
        "Des cellules sont fusionnées\u00a0: aux lignes 3 et 4, la valeur du haut est reprise."
    ]


def test_une_fusion_ne_remplit_pas_les_lignes_vides() -> None:
    wb = Workbook()
    ws: Any = wb.active
    ws.append(["Nom", "Région"])
    ws.append(["A", "Estrie"])
    ws.merge_cells("B2:B20000")
    flux = io.BytesIO()
    wb.save(flux)
    ((_forme, feuille),) = lire(flux.getvalue(), NOM).feuilles
    assert [r.numero for r in feuille.rangees] == [1, 2]
    assert feuille.remarques == ()


def test_trop_de_lignes_ou_de_colonnes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "plus de 200 colonnes" in str(lire(b";".join([b"x"] * 201) + b"\n", NOM).refus)
    # A cell full of commas is long with another separator only.
    assert cellules(b"Nom;Ville\n" + b"a," * 300 + b";b\n")[1][1] == "b"
    monkeypatch.setattr(tableur, "RANGEES_MAX", 10)
    assert "plus de 10 lignes" in refus(b"x\n" * 11)
    assert len(cellules(b"x\n" * 10)) == 10
    monkeypatch.setattr(tableur, "RANGEES_VIDES_MAX", 20)
    assert "lignes" in refus(b"x\n" + b"\n" * 30 + b"x\n")
    monkeypatch.setattr(tableur, "TAILLE_MAX", 100)
    assert "dépasse" in refus(b"x" * 101)


# Workbooks.


def test_les_cellules_d_un_classeur_ont_leur_genre() -> None:
    rangees = cellules(
        classeur(["x", 2019, 2.5, True, None, " ", date(2021, 3, 3), datetime(2021, 3, 3, 14, 30), None], ["é\nb"])
    )
    assert rangees == [("x", 2019, 2.5, True, None, None, date(2021, 3, 3), date(2021, 3, 3)), ("é\nb",)]


@pytest.mark.parametrize(
    ("forme", "dit"),
    [
        ("yyyy-mm-dd", "2019-04-01"),
        ("d mmmm yyyy", "2019-04-01"),
        ('[$-c0c]mmm\\ yyyy "an"', "2019-04"),
        ("yyyy", "2019"),
        ("yyyy-mm", "2019-04"),
    ],
)
def test_une_date_ne_dit_que_ce_que_sa_cellule_montre(forme: str, dit: str) -> None:
    (((cellule),),) = cellules(classeur([datetime(2019, 4, 1)], formats={"A1": forme}))
    assert texte_de(cellule) == dit


def test_une_duree_et_une_heure_se_lisent_sans_mots() -> None:
    durees = [timedelta(3), timedelta(hours=-1, minutes=-30), timedelta(seconds=5), time(14, 30)]
    assert cellules(classeur(durees)) == [("72:00:00", "-1:30:00", "0:00:05", "14:30:00")]


def test_seules_les_feuilles_visibles() -> None:
    wb = Workbook()
    wb.active.title = "Cachée"  # type: ignore[union-attr]
    wb.create_sheet("Vue").append(["x"])
    wb["Cachée"].append(["y"])
    wb["Cachée"].sheet_state = "hidden"
    flux = io.BytesIO()
    wb.save(flux)
    assert [f.nom for _forme, f in lire(flux.getvalue(), NOM).feuilles] == ["Vue"]


def test_la_taille_que_dit_la_feuille_n_est_pas_crue() -> None:
    octets = classeur(["a", "b"], ["c", "d"])
    menteur = retouche(octets, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:B2" />', b'<dimension ref="A1:A1" />')
    assert cellules(menteur) == [("a", "b"), ("c", "d")]


def test_une_formule_a_sa_valeur_ou_n_en_a_pas() -> None:
    octets = classeur(["a", "=1+1", "z"], ["b", None, "z"])
    (_a, formule, _z), suite = cellules(octets)
    assert isinstance(formule, CelluleRefusee)
    assert formule.texte == "=1+1"
    assert "jamais été calculée" in str(formule.raison)
    assert suite == ("b", None, "z")
    calculee = retouche(octets, "xl/worksheets/sheet1.xml", b"<v />", b"<v>2</v>")
    assert cellules(calculee)[0] == ("a", 2, "z")


def test_une_formule_de_tableau() -> None:
    octets = retouche(
        classeur(["=1+1"]), "xl/worksheets/sheet1.xml", b"<f>1+1</f>", b'<f t="array" ref="A1:A1">SUM(1)</f>'
    )
    (((formule),),) = cellules(octets)
    assert isinstance(formule, CelluleRefusee)


def test_une_date_hors_du_calendrier_est_une_erreur() -> None:
    (((cellule),),) = cellules(classeur([99_999_999], formats={"A1": "yyyy-mm-dd"}))
    assert cellule == "#VALUE!"


def test_des_colonnes_et_des_lignes_tres_loin(monkeypatch: pytest.MonkeyPatch) -> None:
    octets = classeur(["a"])
    loin = b'<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>'
    feuille = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        rangee = re.search(rb"<row .*?</row>", archive.read(feuille))
    assert rangee
    # Beyond what is read, a cell is as one that is not there: only a table would be too wide.
    assert cellules(retouche(octets, feuille, rangee[0], loin)) == []
    voisine = loin.replace(b"XFD1", b"GS1")  # the 201st
    assert "colonnes" in refus(retouche(octets, feuille, rangee[0], voisine))
    monkeypatch.setattr(tableur, "RANGEES_VIDES_MAX", 1000)
    fond = rangee[0].replace(b'r="1"', b'r="1001"').replace(b'r="A1"', b'r="A1001"')
    assert "lignes" in refus(retouche(octets, feuille, rangee[0], rangee[0] + fond))


@pytest.mark.lent
def test_des_cellules_qui_n_ont_qu_un_format() -> None:
    """A style drawn down to row 60,000 and over 300 columns, a blank cell in the last row: nothing that is there."""
    octets = classeur(["Organisme", "Région"], ["Accueil Exemple", "=2+2"])
    rangees = b"".join(b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (n, n, n) for n in range(3, 60_001))
    large = (
        b'<row r="60001">' + b"".join(b'<c r="%s60001" s="0"/>' % lettre(n).encode() for n in range(300)) + b"</row>"
    )
    fond = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t> </t></is></c></row>'
    pleine = retouche(octets, FEUILLE, b"</sheetData>", rangees + large + fond + b"</sheetData>")
    (titres, (nom, formule)) = cellules(pleine)
    assert (titres, nom) == (("Organisme", "Région"), "Accueil Exemple")
    assert isinstance(formule, CelluleRefusee)
    trop_bas = fond.replace(b"1048576", b"1048577")
    assert "plus de 1048576 lignes" in refus(retouche(octets, FEUILLE, b"</sheetData>", trop_bas + b"</sheetData>"))


@pytest.mark.parametrize(
    ("octets", "motif", "remede"),
    [
        (b"x\n" * 5_001, "plus de 5000 lignes", "Séparez-le en plusieurs fichiers"),
        (b";,\t".join([b"x"] * 201), "plus de 200 colonnes", "ne gardez que les colonnes"),
        (b'sep=;\r\nNom;Ville\r\nx;"y\r\nz;t\r\n', "à partir de la ligne 3", "fermez ou ôtez ces guillemets"),
        (b"x" * (tableur.TAILLE_MAX + 1), "dépasse 8 Mio", "dans un nouveau classeur"),
    ],
    ids=["lignes", "colonnes", "guillemets", "taille"],
)
def test_le_remede_est_celui_du_mal(octets: bytes, motif: str, remede: str) -> None:
    dit = refus(octets)
    assert motif in dit
    assert remede in dit
    assert "mot de passe" not in dit


def test_une_feuille_demesuree_ne_cache_pas_les_autres(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tableur, "RANGEES_MAX", 10)
    wb = Workbook()
    for _ in range(11):
        wb.active.append(["x"])  # type: ignore[union-attr]
    wb.create_sheet("Membres").append(["y"])
    flux = io.BytesIO()
    wb.save(flux)
    assert [f.nom for _forme, f in lire(flux.getvalue(), NOM).feuilles] == ["Membres"]


# Hostile archives.


def archive(**fichiers: bytes) -> bytes:
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as cible:
        for nom, contenu in fichiers.items():
            cible.writestr(nom, contenu)
    return flux.getvalue()


def test_une_archive_qui_se_deplie_trop(monkeypatch: pytest.MonkeyPatch) -> None:
    """At each bound, then one byte past it. (What is within them is refused for what it is: nothing.)"""
    monkeypatch.setattr(tableur, "DEPLIE_SANS_DOUTE", 2000)
    monkeypatch.setattr(tableur, "RAPPORT_MAX", 4)

    def pleine(taille: int) -> bytes:
        return archive(**{"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": bytes(taille - 1)})

    # Many times its own size, beyond the size that is never doubted.
    assert len(pleine(2001)) * 4 < 2001
    assert "démesuré" in refus(pleine(2001))
    assert "dans un nouveau classeur" in refus(pleine(2001))
    assert "abîmé" in refus(pleine(2000))
    # Whatever its own size.
    monkeypatch.setattr(tableur, "RAPPORT_MAX", 1000)
    monkeypatch.setattr(tableur, "DEPLIE_MAX", 3000)
    assert "démesuré" in refus(pleine(3001))
    assert "abîmé" in refus(pleine(3000))


def test_une_taille_declaree_fausse() -> None:
    """An entry that says 10 bytes and holds 70,000 is not read beyond what it says."""
    octets = bytearray(archive(**{"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": bytes(70_000)}))
    vraie, fausse = struct.pack("<I", 70_000), struct.pack("<I", 10)
    assert vraie in octets
    assert "abîmé" in refus(bytes(octets.replace(vraie, fausse)))


@pytest.mark.parametrize("reste", [10, 200, 3000])
def test_un_classeur_tronque(reste: int) -> None:
    assert "abîmé" in refus(classeur(["Nom", "Région"])[:reste])


def test_un_classeur_protege() -> None:
    assert "mot de passe" in refus(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    octets = bytearray(classeur(["Nom"]))
    debut = octets.index(b"PK\x01\x02")
    octets[debut + 8] |= 1
    assert "mot de passe" in refus(bytes(octets))


@pytest.mark.parametrize(
    "fichiers",
    [
        {"a.txt": b"x"},
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"},
        {"xl/workbook.bin": b"x"},
    ],
)
def test_une_archive_qui_n_est_pas_un_classeur(fichiers: dict[str, bytes]) -> None:
    assert "n'est pas un tableau" in refus(archive(**fichiers))


# One entity is one too many: what may stand for a text may stand for as much text as one likes.
ENTITE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY i "Nom">]>'


FEUILLE, TYPES, CHAINES = "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/sharedStrings.xml"


def comme_excel(chaines: bytes) -> bytes:
    """A workbook whose texts are kept apart from its cells, as Excel writes them."""
    octets = retouche(classeur(["Nom"]), FEUILLE, b't="inlineStr"><is><t>Nom</t></is>', b't="s"><v>0</v>')
    genre = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    piece = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + genre + b'"/></Types>'
    flux = io.BytesIO(retouche(octets, TYPES, b"</Types>", piece))
    with zipfile.ZipFile(flux, "a") as archive:
        archive.writestr(CHAINES, chaines)
    return flux.getvalue()


SST = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'


def test_un_classeur_comme_excel_en_ecrit() -> None:
    assert cellules(comme_excel(SST % "Comité".encode())) == [("Comité",)]
    # A text that the strings do not hold.
    assert "abîmé" in refus(retouche(comme_excel(SST % b"x"), FEUILLE, b"<v>0</v>", b"<v>9</v>"))


@pytest.mark.parametrize("partie", ["xl/workbook.xml", FEUILLE, CHAINES, "xl/styles.xml"])
def test_une_entite_n_est_jamais_remplacee(partie: str) -> None:
    octets = comme_excel(SST % b"Nom")
    with zipfile.ZipFile(io.BytesIO(octets)) as source:
        contenu = source.read(partie)
    piege = ENTITE + re.sub(rb"^<\?xml[^>]*\?>", b"", contenu).replace(b"Nom", b"&i;")
    assert "abîmé" in refus(retouche(octets, partie, contenu, piege))


@given(st.binary(max_size=300))
def test_rien_ne_fait_tomber_la_lecture(octets: bytes) -> None:
    for debut in (b"", b"PK\x03\x04", b"\xff\xfe", b"sep=;\n"):
        try:
            lecture = lire(debut + octets, NOM)
        except Refus:
            continue
        assert all(isinstance(feuille, Feuille) for _forme, feuille in lecture.feuilles)


CLASSEUR = classeur(["Nom", "Région"], ["x", 3], ["=1+1", date(2020, 1, 1)])


@given(st.integers(0, len(CLASSEUR) - 1), st.binary(min_size=1, max_size=8))
def test_un_classeur_abime_n_importe_ou(place: int, octets: bytes) -> None:
    abime = CLASSEUR[:place] + octets + CLASSEUR[place + len(octets) :]
    with suppress(Refus):
        assert all(forme == Forme("xlsx") for forme, _feuille in lire(abime, NOM).feuilles)


# What is handed back.

FORMES = [Forme("csv", e, s) for e in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le") for s in ",;\t"] + [Forme("xlsx")]
TEXTES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"]), max_size=20)


@pytest.mark.parametrize("forme", FORMES, ids=str)
def test_ce_qui_est_rendu_se_relit(forme: Forme) -> None:
    rangees: list[list[Cellule]] = [
        ["Organisme", "Région", "À corriger"],
        ["=HYPERLINK(1)", "+1", "a\nb"],
        [date(2020, 1, 2), 2019, "@x"],
    ]
    octets = tableur.ecrire(forme, rangees, "Membres/[x]")
    lue = cellules(octets, forme.separateur)
    assert [[nettoyer(texte_de(c)) for c in r] for r in lue] == [[nettoyer(texte_de(c)) for c in r] for r in rangees]
    assert str(lue[1][0]).startswith("'=")
    assert lire(octets, NOM).feuilles[0][0].encodage == forme.encodage
    if forme.genre == "xlsx":
        assert lue[2][:2] == (date(2020, 1, 2), 2019)
        assert load_workbook(io.BytesIO(octets)).sheetnames == ["Membresx"]


@given(TEXTES, st.sampled_from([f for f in FORMES if f.encodage != "utf-16-le"]))
def test_un_texte_rendu_n_est_jamais_une_formule(texte: str, forme: Forme) -> None:
    assume(not tableur.reparer((Rangee(1, (texte,)),))[1])  # what looks damaged is mended, and said
    octets = tableur.ecrire(forme, [["Nom", texte, "fin"]])
    ((_nom, lu, _fin),) = cellules(octets, forme.separateur)
    assert not str(lu or "").startswith(("=", "+", "-", "@"))
    assert nettoyer(texte_de(lu)) == nettoyer(texte)


def test_ce_que_windows_1252_n_a_pas_est_remplace() -> None:
    octets = tableur.ecrire(Forme("csv", "cp1252", ";"), [["é « x »", "≤", "\x07", CelluleRefusee("=1", "raison")]])
    assert octets.decode("cp1252") == "é « x »;?;<U+0007>;'=1\r\n"


def test_un_classeur_rendu_n_a_pas_de_caractere_de_commande() -> None:
    octets = tableur.ecrire(
        Forme("xlsx"), [["a\x07b", CelluleRefusee("=1", "raison"), "x" * (tableur.CELLULE_MAX + 1)]]
    )
    ((un, deux, trois),) = cellules(octets)
    assert (un, deux) == ("a<U+0007>b", "'=1")
    assert len(str(trois)) <= tableur.CELLULE_MAX


def test_un_nom_libre(tmp_path: Path) -> None:
    chemin = tmp_path / "a.b.csv"
    assert tableur.libre(chemin) == chemin
    chemin.write_text("x", encoding="utf-8")
    (tmp_path / "a.b (2).csv").symlink_to("nulle-part")
    assert tableur.libre(chemin).name == "a.b (3).csv"


@pytest.mark.parametrize("genre", ["csv", "xlsx"])
def test_le_modele(genre: str) -> None:
    octets = tableur.modele(genre, {"etat": (("membre", "candidat"), False), "milieux": (("urbain", "rural"), True)})
    titres, exemple = cellules(octets)
    assert list(titres) == [c.titre for c in COLONNES]
    assert exemple[0] == "exemple"
    if genre == "xlsx":
        feuille: Any = load_workbook(io.BytesIO(octets))["Organismes"]
        choix = {v.formula1: v for v in feuille.data_validations.dataValidation}
        rang = [c.champ for c in COLONNES].index("etat")
        lettre = chr(ord("A") + rang)
        assert f"=Choix!${lettre}$1:${lettre}$2" in choix or f"Choix!${lettre}$1:${lettre}$2" in choix
        assert sorted(v.showErrorMessage for v in choix.values()) == [False, True]
