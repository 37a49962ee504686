"""The administrative regions of Québec and their MRC: the official lists, data of the program.

Source: Répertoire des municipalités du Québec, as relevé in 2026. A list that changes here changes
with a new version of the program, never with a registry.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple


class Region(NamedTuple):
    """An administrative region: its two-digit code, its name, and the preposition that goes before it."""

    code: str
    nom: str
    preposition: str

    @property
    def lieu(self) -> str:
        """The region as a place in a French sentence: « en Mauricie », « dans le Bas-Saint-Laurent »."""
        return f"{self.preposition} {self.nom}"


REGIONS: dict[str, Region] = {
    region.code: region
    for region in (
        Region("01", "Bas-Saint-Laurent", "dans le"),
        Region("02", "Saguenay–Lac-Saint-Jean", "au"),
        Region("03", "Capitale-Nationale", "dans la"),
        Region("04", "Mauricie", "en"),
        Region("05", "Estrie", "en"),
        Region("06", "Montréal", "à"),
        Region("07", "Outaouais", "en"),
        Region("08", "Abitibi-Témiscamingue", "en"),
        Region("09", "Côte-Nord", "sur la"),
        Region("10", "Nord-du-Québec", "dans le"),
        Region("11", "Gaspésie–Îles-de-la-Madeleine", "en"),
        Region("12", "Chaudière-Appalaches", "en"),
        Region("13", "Laval", "à"),
        Region("14", "Lanaudière", "dans"),
        Region("15", "Laurentides", "dans les"),
        Region("16", "Montérégie", "en"),
        Region("17", "Centre-du-Québec", "dans le"),
    )
}

# The MRC of each region, and the territories that have the powers of one, in the order of the official list.
MRC_DES_REGIONS: dict[str, tuple[str, ...]] = {
    "01": (
        "La Matapédia", "La Matanie", "La Mitis", "Rimouski-Neigette", "Les Basques", "Rivière-du-Loup",
        "Témiscouata", "Kamouraska",
    ),
    "02": ("Le Domaine-du-Roy", "Maria-Chapdelaine", "Lac-Saint-Jean-Est", "Saguenay", "Le Fjord-du-Saguenay"),
    "03": (
        "Charlevoix-Est", "Charlevoix", "L'Île-d'Orléans", "La Côte-de-Beaupré", "La Jacques-Cartier", "Québec",
        "Portneuf",
    ),
    "04": ("Mékinac", "Shawinigan", "Trois-Rivières", "Les Chenaux", "Maskinongé", "La Tuque"),
    "05": (
        "Le Granit", "Les Sources", "Le Haut-Saint-François", "Le Val-Saint-François", "Sherbrooke", "Coaticook",
        "Memphrémagog", "Brome-Missisquoi", "La Haute-Yamaska",
    ),
    "06": ("Montréal",),
    "07": ("Papineau", "Gatineau", "Les Collines-de-l'Outaouais", "La Vallée-de-la-Gatineau", "Pontiac"),
    "08": ("Témiscamingue", "Rouyn-Noranda", "Abitibi-Ouest", "Abitibi", "La Vallée-de-l'Or"),
    "09": (
        "La Haute-Côte-Nord", "Manicouagan", "Sept-Rivières", "Caniapiscau", "Minganie", "Le Golfe-du-Saint-Laurent",
    ),
    "10": ("Jamésie", "Kativik", "Eeyou Istchee"),
    "11": (
        "Les Îles-de-la-Madeleine", "Le Rocher-Percé", "La Côte-de-Gaspé", "La Haute-Gaspésie", "Bonaventure",
        "Avignon",
    ),
    "12": (
        "L'Islet", "Montmagny", "Bellechasse", "Lévis", "La Nouvelle-Beauce", "Beauce-Centre", "Les Etchemins",
        "Beauce-Sartigan", "Les Appalaches", "Lotbinière",
    ),
    "13": ("Laval",),
    "14": ("D'Autray", "L'Assomption", "Joliette", "Matawinie", "Montcalm", "Les Moulins"),
    "15": (
        "Deux-Montagnes", "Thérèse-De Blainville", "Mirabel", "La Rivière-du-Nord", "Argenteuil",
        "Les Pays-d'en-Haut", "Les Laurentides", "Antoine-Labelle",
    ),
    "16": (
        "Acton", "Pierre-De Saurel", "Les Maskoutains", "Rouville", "Le Haut-Richelieu", "La Vallée-du-Richelieu",
        "Longueuil", "Marguerite-D'Youville", "Roussillon", "Les Jardins-de-Napierville", "Le Haut-Saint-Laurent",
        "Beauharnois-Salaberry", "Vaudreuil-Soulanges",
    ),
    "17": ("L'Érable", "Bécancour", "Arthabaska", "Drummond", "Nicolet-Yamaska"),
}  # fmt: skip

# The region of an MRC.
MRC: dict[str, str] = {nom: code for code, noms in MRC_DES_REGIONS.items() for nom in noms}

# The names that MRC had before → the present one. What was split between several is not here.
ANCIENNES_MRC: dict[str, str] = {
    "Administration régionale Kativik": "Kativik",
    "Asbestos": "Les Sources",
    "Denis-Riverin": "La Haute-Gaspésie",
    "L'Amiante": "Les Appalaches",
    "L'Or-Blanc": "Les Sources",
    "Lajemmerais": "Marguerite-D'Youville",
    "Le Bas-Richelieu": "Pierre-De Saurel",
    "Matane": "La Matanie",
    "Pabok": "Le Rocher-Percé",
    "Robert-Cliche": "Beauce-Centre",
}


class RegionDAvant(NamedTuple):
    """The administrative region where an MRC was, through `jusqu_au`."""

    region: str
    jusqu_au: date


# The MRC that the government moved from one administrative region to another.
MRC_DEPLACEES: dict[str, RegionDAvant] = dict.fromkeys(
    ("Brome-Missisquoi", "La Haute-Yamaska"), RegionDAvant("16", date(2021, 7, 7))
)


def regions_d_avant(mrc: Iterable[str], region: str) -> Iterator[tuple[str, RegionDAvant]]:
    """Those of these MRC that are in `region` and were elsewhere, each with where it was."""
    for nom in dict.fromkeys(mrc):
        if nom in MRC_DEPLACEES and MRC[nom] == region:
            yield nom, MRC_DEPLACEES[nom]
