"""What is written in a CSV or a workbook is read back as it was, on any registry; nothing in it runs."""

import csv
import io
import json
import time
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from roriq_cli import i18n
from roriq_cli.domaine.bilan.composition import composition
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.genres.tri import trier
from roriq_cli.domaine.membres.modele import Organisme, Registre, Reseau
from roriq_cli.domaine.membres.parcours import avant_connu
from roriq_cli.domaine.tableaux.exportation import DATES, TABLES
from roriq_cli.rendu.formats import rendre
from roriq_cli.rendu.vues import Contexte, VueExport
from tests.domaine.fabrique import fait, fiche, j
from tests.registre.strategies import JOURS, ORGANISMES, PEU

JOUR = date(2026, 11, 21)
FICTIF = "Réseau fictif\u00a0: rien de ce qui suit n'est vrai."
# The words of a sheet, as documented (docs/exporter.md).
MOTS = {
    "etat": {
        "repertorie": "répertorié", "candidat": "candidat", "membre": "membre", "suspendu": "suspendu",
        "refuse": "refusé", "retire": "retiré", "expulse": "expulsé", "ferme": "fermé",
    },
    "evenement": {
        "demande": "demande", "adhesion": "adhésion", "refus": "refus", "suspension": "suspension",
        "prolongation": "prolongation", "levee": "levée de suspension", "retrait": "retrait",
        "expulsion": "expulsion", "fermeture": "fermeture", "reprise": "reprise",
        "classement-sans-suite": "classement sans suite",
    },
    "precision": {"jour": "jour", "mois": "mois", "annee": "année", "au-plus-tard": "au plus tard"},
    "region": {code: region.nom for code, region in REGIONS.items()},
}  # fmt: skip
MOTS |= {"depuis_precision": MOTS["precision"], "date_precision": MOTS["precision"], "regions_mandat": MOTS["region"]}
REGISTRES = st.builds(
    lambda organismes, reseau: Registre(organismes, reseau),
    st.lists(ORGANISMES, max_size=4, unique_by=lambda o: o.id).map(tuple),
    st.builds(Reseau, fictif=st.booleans()),
)


def vue(registre: Registre, quoi: str = "organismes", au: date = JOUR) -> VueExport:
    return VueExport(Contexte(au, JOUR, registre), TABLES[quoi](registre, au))


def octets(forme: str, a_rendre: VueExport) -> bytes:
    rendu = rendre("exporter", forme, a_rendre)
    assert isinstance(rendu, bytes)
    return rendu


def feuille(a_rendre: VueExport) -> Worksheet:
    (une,) = load_workbook(io.BytesIO(octets("xlsx", a_rendre))).worksheets
    return une


def du_classeur(a_rendre: VueExport) -> list[list[str | date]]:
    """The cells of the sheet; a day is a date, and nothing else is anything but a text."""
    lues: list[list[str | date]] = []
    for rang in feuille(a_rendre).iter_rows():
        for cellule in rang:
            assert cellule.data_type in ("s", "d") or cellule.value is None
        lues.append([_jour(cellule.value) for cellule in rang])
    return lues


def _jour(valeur: Any) -> str | date:
    return valeur.date() if isinstance(valeur, datetime) else valeur or ""


def du_csv(a_rendre: VueExport) -> list[list[str]]:
    """The fields, without the apostrophe that makes a formula a text."""
    contenu = octets("csv", a_rendre)
    assert contenu.startswith(b"\xef\xbb\xbf")
    texte = contenu.decode("utf-8-sig")
    assert texte.count("\n") == texte.count("\r\n") == len(texte.splitlines())
    lues = list(csv.reader(io.StringIO(texte, newline=""), delimiter=";", strict=True))
    for champ in (c for rang in lues for c in rang):
        assert not champ.startswith(("=", "+", "-", "@", "\t", "\r"))
    return [
        [c[1:] if c.lstrip("'")[:1] in tuple("=+-@＝＋－＠") and c[:1] == "'" else c for c in rang] for rang in lues
    ]


def attendu(a_rendre: VueExport) -> list[list[str | date]]:
    """The rows of the JSON, in the words of a sheet."""
    donnees = json.loads(rendre("exporter", "json", a_rendre))
    assert donnees["au"] == a_rendre.contexte.au.isoformat()
    assert donnees["fictif"] is a_rendre.contexte.registre.reseau.fictif
    return [[_en_mots(champ, valeur) for champ, valeur in ligne.items()] for ligne in donnees[a_rendre.table.nom]]


def _en_mots(champ: str, valeur: Any) -> str | date:
    if isinstance(valeur, list):
        return "; ".join(str(_en_mots(champ, v)) for v in valeur)
    if valeur is None:
        return ""
    return date.fromisoformat(valeur) if champ in DATES else MOTS.get(champ, {}).get(valeur, valeur)


@pytest.mark.lent
@PEU
@given(REGISTRES, st.sampled_from(sorted(TABLES)), JOURS)
def test_ce_qui_est_ecrit_se_relit(registre: Registre, quoi: str, au: date) -> None:
    a_rendre = vue(registre, quoi, au)
    titres: list[str | date] = [c.titre for c in a_rendre.table.colonnes]
    lignes = attendu(a_rendre)
    if quoi == "organismes":  # before an opening entry, a sheet has no word for a state that is not known
        for o, ligne in zip(trier(registre.organismes), lignes, strict=True):
            if not avant_connu(o, au):
                assert ligne[titres.index("État")] == "répertorié"
                ligne[titres.index("État")] = ""
    dessus: list[list[str | date]] = [[FICTIF, *[""] * (len(titres) - 1)]] if registre.reseau.fictif else []
    assert du_classeur(a_rendre) == [*dessus, titres, *lignes]
    assert du_csv(a_rendre) == [[str(c) for c in rang] for rang in (*dessus, titres, *lignes)]


@pytest.mark.lent
@PEU
@given(REGISTRES, JOURS)
def test_les_membres_sont_ceux_du_rapport(registre: Registre, au: date) -> None:
    etats = [rang[-3] for rang in du_csv(vue(registre, au=au))]
    assert etats.count("membre") == composition(registre, au).membres


@pytest.mark.parametrize("formule", ["=1+1", '=HYPERLINK("https://example.org")', "+1", "-1", "@SOMME(A1)", "＝1"])
def test_aucune_formule(formule: str) -> None:
    registre = Registre((fiche(nom=formule, sigle=formule, ville=formule, tcri=formule),))
    rang = feuille(vue(registre))[2]
    formules = [cellule for cellule in rang if cellule.value == formule]
    assert len(formules) == 4
    assert all(cellule.data_type == "s" and cellule.quotePrefix for cellule in formules)
    assert not any(cellule.quotePrefix for cellule in rang if cellule.value != formule)
    texte = octets("csv", vue(registre)).decode("utf-8-sig")
    _titres, champs = csv.reader(io.StringIO(texte, newline=""), delimiter=";")
    assert champs.count(f"'{formule}") == 4
    assert formule not in champs


def test_une_apostrophe_ecrite_ne_se_perd_pas() -> None:
    """« '=1 », as it is in a file, is read back with its own apostrophe."""
    a_rendre = vue(Registre((fiche(nom="'=1", ville="'hui"),)))
    assert "''=1;" in octets("csv", a_rendre).decode()
    assert du_csv(a_rendre)[1][1] == "'=1"
    assert du_csv(a_rendre)[1][5] == "'hui"


def test_ce_que_le_tableur_prendrait_pour_autre_chose_reste_un_texte() -> None:
    o = fiche(nom="#N/A", sigle="2024-01-01", neq="0045678901", ville="TRUE", telephone="819-555-0100", tcri="1e3")
    rang = du_classeur(vue(Registre((o,))))[1]
    assert [rang[n] for n in (1, 2, 3, 5, 13, 15)] == [o.nom, o.sigle, o.neq, o.ville, o.telephone, o.tcri]


def test_les_caracteres_que_xml_refuse_se_voient() -> None:
    mal = "a\x00b\x0bc\x1bd\ud800e\ufffff\ng\x9bh\u202e"
    visible = "a<U+0000>b<U+000B>c<U+001B>d<U+D800>e<U+FFFF>f<U+000A>g<U+009B>h<U+202E>"
    a_rendre = vue(Registre((fiche(nom=mal),)))
    assert du_classeur(a_rendre)[1][1] == visible
    assert du_csv(a_rendre)[1][1] == visible


@pytest.mark.parametrize("fictif", [False, True])
@pytest.mark.parametrize("quoi", TABLES)
def test_la_mise_en_page_du_classeur(quoi: str, fictif: bool) -> None:
    o = fiche(fait("2024-03-04", "demande"), nom="N" * 200)
    a_rendre = vue(Registre((o,), Reseau(fictif=fictif)), quoi)
    une, entete = feuille(a_rendre), 2 if fictif else 1
    assert une.title == {"organismes": "Organismes", "evenements": "Événements"}[quoi]
    assert une.freeze_panes == f"A{entete + 1}"
    assert une.auto_filter.ref == f"A{entete}:{'S' if quoi == 'organismes' else 'M'}{entete + 1}"
    assert all(cellule.font.b for rang in une.iter_rows(max_row=entete) for cellule in rang if cellule.value)
    assert not any(cellule.font.b for cellule in une[entete + 1])
    largeurs = [dimension.width for dimension in une.column_dimensions.values()]
    assert len(largeurs) == len(a_rendre.table.colonnes)
    assert max(largeurs) == 60
    for colonne, cellule in zip(a_rendre.table.colonnes, une[entete + 1], strict=True):
        assert cellule.number_format == ("yyyy-mm-dd" if colonne.champ in DATES else "@")


def test_un_registre_vide_a_ses_titres() -> None:
    for quoi, faire in TABLES.items():
        titres = [c.titre for c in faire(Registre(), JOUR).colonnes]
        assert du_classeur(vue(Registre(), quoi)) == [titres]
        assert du_csv(vue(Registre(), quoi)) == [titres]
        assert json.loads(rendre("exporter", "json", vue(Registre(), quoi)))[quoi] == []


@pytest.mark.parametrize("forme", ["csv", "xlsx"])
def test_le_meme_registre_donne_les_memes_octets(forme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    a_rendre = vue(Registre((fiche(fait("2024-03-04", "demande")),), Reseau(fictif=True)))
    premier = octets(forme, a_rendre)
    heure = time.time
    monkeypatch.setattr(time, "time", lambda: heure() + 40_000_000)
    i18n.utiliser("en")
    assert octets(forme, a_rendre) == premier


def test_le_classeur_ne_dit_ni_personne_ni_heure() -> None:
    contenu = octets("xlsx", vue(Registre(), au=j("2019-05-06")))
    proprietes = load_workbook(io.BytesIO(contenu)).properties
    assert (proprietes.creator, proprietes.lastModifiedBy) == ("roriq", None)
    assert proprietes.title == "Organismes au 2019-05-06"
    assert proprietes.created == proprietes.modified == datetime(2019, 5, 6)
    with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
        assert {entree.date_time for entree in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_le_jour_se_lit_aussi_sur_papier() -> None:
    une = feuille(vue(Registre((), Reseau(fictif=True)), "evenements", j("2019-05-06")))
    assert une.oddHeader is not None
    assert une.oddHeader.center.text == "Événements au 2019-05-06"
    assert une.print_title_rows == "$1:$2"


def test_une_longue_liste_tient_dans_sa_cellule() -> None:
    from roriq_cli.domaine.genres.territoire import MRC
    from roriq_cli.domaine.membres.modele import Territoire

    o: Organisme = fiche(territoire=Territoire("mrc", tuple(MRC), tuple(REGIONS)))
    rang = du_classeur(vue(Registre((o,))))[1]
    assert str(rang[7]).split("; ") == list(MRC)
    assert str(rang[8]).split("; ") == [region.nom for region in REGIONS.values()]
