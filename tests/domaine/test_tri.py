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
