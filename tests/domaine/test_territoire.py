"""The official lists."""

from collections import Counter

from roriq_cli.domaine.genres.territoire import MRC, REGIONS

LIEUX = {
    "01": "dans le Bas-Saint-Laurent",
    "02": "au Saguenay–Lac-Saint-Jean",
    "03": "dans la Capitale-Nationale",
    "04": "en Mauricie",
    "05": "en Estrie",
    "06": "à Montréal",
    "07": "en Outaouais",
    "08": "en Abitibi-Témiscamingue",
    "09": "sur la Côte-Nord",
    "10": "dans le Nord-du-Québec",
    "11": "en Gaspésie–Îles-de-la-Madeleine",
    "12": "en Chaudière-Appalaches",
    "13": "à Laval",
    "14": "dans Lanaudière",
    "15": "dans les Laurentides",
    "16": "en Montérégie",
    "17": "dans le Centre-du-Québec",
}
MRC_PAR_REGION = {
    "01": 8, "02": 5, "03": 7, "04": 6, "05": 9, "06": 1, "07": 5, "08": 5, "09": 6,
    "10": 3, "11": 6, "12": 10, "13": 1, "14": 6, "15": 8, "16": 13, "17": 5,
}  # fmt: skip


def test_les_dix_sept_regions() -> None:
    assert {code: region.lieu for code, region in REGIONS.items()} == LIEUX
    assert all(region.code == code for code, region in REGIONS.items())


def test_les_mrc_sont_dans_leur_region() -> None:
    assert Counter(MRC.values()) == MRC_PAR_REGION
    assert sum(MRC_PAR_REGION.values()) == 104
    reperes = {"Mékinac": "04", "Brome-Missisquoi": "05", "La Haute-Yamaska": "05", "Eeyou Istchee": "10"}
    assert {nom: MRC[nom] for nom in reperes} == reperes
