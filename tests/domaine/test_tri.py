"""The order of a list, as a French reader expects it."""

from roriq_cli.domaine.genres.tri import trier
from tests.domaine.fabrique import fiche


def test_une_liste_francaise() -> None:
    noms = ["Zénith", "École", "Ecluse", "Saint-Luc", "St-Denis", "Ste-Anne", "Sainte-Zoé", "saba", "Éclair", "L'Île"]
    organismes = tuple(fiche(id=str(n), nom=nom) for n, nom in enumerate(noms))
    assert [o.nom for o in trier(organismes)] == [
        "Éclair",
        "Ecluse",
        "École",
        "L'Île",
        "saba",
        "St-Denis",
        "Saint-Luc",
        "Ste-Anne",
        "Sainte-Zoé",
        "Zénith",
    ]
    homonymes = (fiche(id="b", nom="Été"), fiche(id="a", nom="ete"))
    assert [o.id for o in trier(homonymes)] == ["a", "b"]


def test_les_accents_se_rangent_par_la_fin() -> None:
    """As a Canadian French dictionary does (CLDR fr_CA)."""
    ordre = ["cote", "côte", "coté", "côté"]
    organismes = [fiche(id=f"z{9 - n}", nom=nom) for n, nom in enumerate(reversed(ordre))]
    assert [o.nom for o in trier(organismes)] == ordre


def test_les_traits_d_union_et_les_guillemets_ne_rangent_pas() -> None:
    noms = ["Accueil\u2011Nord", "Accueil\u00a0« Ouest »", "Accueil  Sud", "Accueil-Centre", "Accueil – Est"]
    organismes = [fiche(id=str(n), nom=nom) for n, nom in enumerate(noms)]
    assert [o.id for o in trier(organismes)] == ["3", "4", "0", "1", "2"]
