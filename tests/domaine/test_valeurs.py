"""What cells say of each field, and the sentence for those that say nothing of use."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine.genres.territoire import MRC, REGIONS
from roriq_cli.domaine.membres.modele import MILIEUX, Etat, Precision
from roriq_cli.domaine.membres.phrases import ETATS
from roriq_cli.domaine.membres.reseau import FINANCEMENTS, PROFILS
from roriq_cli.domaine.tableaux.colonnes import PRECISIONS
from roriq_cli.domaine.tableaux.tableau import Cellule, CelluleRefusee
from roriq_cli.domaine.tableaux.valeurs import ValeurRefusee, lire, nettoyer
from roriq_cli.i18n import ACTIF, Phrase
from tests.domaine.fabrique import INSECABLE, j


def refus(champ: str, cellule: Cellule) -> str:
    with pytest.raises(ValeurRefusee) as refus:
        lire(champ, cellule)
    return str(refus.value.phrase).replace(INSECABLE, " ")


@pytest.mark.parametrize("cellule", [None, "", "  ", "-", "—", "?", "n/a", "N/D", "n.d.", "s/o", "S.O.", "..."])
@pytest.mark.parametrize("champ", ["nom", "depuis", "mrc", "etat"])
def test_une_cellule_vide_ne_dit_rien(champ: str, cellule: Cellule) -> None:
    assert lire(champ, cellule) is None


@pytest.mark.parametrize(
    ("champ", "cellule", "lu"),
    [
        ("nom", "  Accueil \u00a0 Exemple ", "Accueil Exemple"),
        ("nom", "Comite\u0301", "Comité"),
        ("nom", "'=Accueil", "=Accueil"),
        ("nom", "'Accueil'", "'Accueil'"),
        ("nom", "'-", "-"),
        ("neq", 1145678901, "1145678901"),
        ("neq", 1145678901.0, "1145678901"),
        ("neq", "1145 678-901", "1145678901"),
        ("telephone", "(819) 555-0100", "819-555-0100"),
        ("telephone", "1 819.555.0100, poste 12", "819-555-0100 poste 12"),
        ("telephone", "819 555 0100 ext. 12", "819-555-0100 poste 12"),
        ("telephone", 8195550100, "819-555-0100"),
        ("site_web", "www.exemple.org/a", "https://www.exemple.org/a"),
        ("site_web", "http://exemple.org", "http://exemple.org"),
        ("site_web", "notre page", "notre page"),
        ("region", 4, "04"),
        ("region", "04 - Mauricie", "04"),
        ("region", "Lévis", "12"),
        ("region", "Shawinigan", "04"),
        ("mrc", "Mékinac; MRC de Shawinigan", ("Mékinac", "Shawinigan")),
        ("mrc", "Mékinac et Mékinac\nShawinigan", ("Mékinac", "Shawinigan")),
        ("mrc", ";", None),
        ("regions_mandat", "Mauricie, 05", ("04", "05")),
        ("portee", "Régional", "regionale"),
        ("portee", "MRC", "mrc"),
        ("profils", "Accueil; ressource externe d'Emploi-Québec", ("accueil-mifi", "ressource-externe-emploi-quebec")),
        ("milieux", "mixte", MILIEUX),
        ("milieux", "Urbain/Rural", ("urbain", "rural")),
        ("financement", "MICC & Emploi-Québec", ("mifi", "emploi-quebec")),
        ("etat", "Oui", Etat.MEMBRE),
        ("etat", "x", Etat.MEMBRE),
        ("etat", "✓", Etat.MEMBRE),
        ("etat", True, Etat.MEMBRE),
        ("etat", 1, Etat.MEMBRE),
        ("etat", "ACTIVE", Etat.MEMBRE),
        ("etat", "Candidate", Etat.CANDIDAT),
        ("etat", "retiré(e)", Etat.RETIRE),
        ("etat", "Suspendue", Etat.SUSPENDU),
        ("etat", "non-membre", Etat.REPERTORIE),
        ("depuis", date(2021, 3, 3), (j("2021-03-03"), Precision.JOUR)),
        ("depuis", "2021-03-03 00:00:00", (j("2021-03-03"), Precision.JOUR)),
        ("depuis", 2019, (j("2019-01-01"), Precision.ANNEE)),
        ("depuis", 2019.0, (j("2019-01-01"), Precision.ANNEE)),
        ("depuis", "Depuis avril 2019", (j("2019-04-01"), Precision.MOIS)),
        ("precision", "Au plus tard", Precision.AU_PLUS_TARD),
        ("precision", "year", Precision.ANNEE),
    ],
)
def test_ce_que_dit_une_cellule(champ: str, cellule: Cellule, lu: Any) -> None:
    assert lire(champ, cellule) == lu


@pytest.mark.parametrize(
    ("champ", "cellule", "dit"),
    [
        ("nom", '=HYPERLINK("http://example.org","x")', "une formule"),
        ("nom", " =1", "une formule"),
        ("nom", "#REF!", "a donné une erreur, « #REF! »"),
        ("nom", "a\nb", "saut de ligne"),
        ("nom", "a\x07b", "caractère invisible"),
        ("ville", "a\u202eb", "caractère invisible"),
        ("mrc", "Mékinac\x00", "caractère invisible"),
        ("nom", CelluleRefusee("x", Phrase("La raison.")), "La raison."),
        ("neq", "12", "« 12 » n'est pas un NEQ : il a dix chiffres."),
        ("telephone", "555-0100", "n'est pas un numéro comme 819-555-0100"),
        ("region", "Atlantide", "Peut-être : Laurentides"),
        ("region", "zzz", "Bas-Saint-Laurent"),
        ("region", "05 - Mauricie", "n'est pas une région"),
        ("mrc", "Mekinak", "Peut-être : Mékinac"),
        ("mrc", "zzzzzzzz", "n'est pas une MRC du Québec."),
        ("milieux", "marin", "Les choix : urbain ou rural."),
        ("etat", "Non", "ne dit pas l'état"),
        ("etat", "inactif", "répertorié, candidat, membre"),
        ("depuis", "printemps 2019", "L'année suffit (2019)"),
        ("depuis", "04/03/2027", "peut être"),
        ("depuis", 2019.5, "« 2019,5 » n'est pas une date."),
        ("depuis", 43500.0, "« 43500 » n'est pas une date; c'est sans doute"),
        ("neq", 1e300, f"« {str(int(1e300))[:59]}… » n'est pas un NEQ"),
        ("region", "zz" * 5_000, f"« {'z' * 59}… » n'est pas une région"),
        ("precision", "siècle", "jour, mois, année ou au plus tard"),
    ],
)
def test_ce_qu_une_cellule_ne_peut_pas_dire(champ: str, cellule: Cellule, dit: str) -> None:
    assert dit in refus(champ, cellule)


def test_ce_que_le_programme_ecrit_se_relit() -> None:
    for etat, mot in ETATS.items():
        assert lire("etat", mot) is etat
    assert [lire("precision", mot) for mot in PRECISIONS.values()] == list(PRECISIONS) == list(Precision)
    for code, region in REGIONS.items():
        assert lire("region", region.nom) == lire("region", code) == code
    assert lire("mrc", " ; ".join(MRC)) == tuple(MRC)
    assert lire("regions_mandat", ", ".join(r.nom for r in REGIONS.values())) == tuple(REGIONS)
    for champ, choix in (("profils", tuple(PROFILS)), ("milieux", MILIEUX), ("financement", tuple(FINANCEMENTS))):
        assert lire(champ, " ; ".join(choix)) == choix


@given(st.text(max_size=30))
def test_un_texte_lu_n_a_rien_d_actif(texte: str) -> None:
    import re

    try:
        lu = lire("ville", texte)
    except ValeurRefusee:
        return
    assert lu is None or (lu == lu.strip() == nettoyer(lu) and not re.search(ACTIF, lu)) or lu.startswith("'")
