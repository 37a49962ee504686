"""The administrative regions of Québec and their MRC: the official lists, data of the program.

Source: Répertoire des municipalités du Québec, as relevé in 2026. A list that changes here changes
with a new version of the program, never with a registry.
"""

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

# An MRC, or a territory that has the powers of one: its name → the code of its region.
MRC: dict[str, str] = {
    "La Matapédia": "01",
    "La Matanie": "01",
    "La Mitis": "01",
    "Rimouski-Neigette": "01",
    "Les Basques": "01",
    "Rivière-du-Loup": "01",
    "Témiscouata": "01",
    "Kamouraska": "01",
    "Le Domaine-du-Roy": "02",
    "Maria-Chapdelaine": "02",
    "Lac-Saint-Jean-Est": "02",
    "Saguenay": "02",
    "Le Fjord-du-Saguenay": "02",
    "Charlevoix-Est": "03",
    "Charlevoix": "03",
    "L'Île-d'Orléans": "03",
    "La Côte-de-Beaupré": "03",
    "La Jacques-Cartier": "03",
    "Québec": "03",
    "Portneuf": "03",
    "Mékinac": "04",
    "Shawinigan": "04",
    "Trois-Rivières": "04",
    "Les Chenaux": "04",
    "Maskinongé": "04",
    "La Tuque": "04",
    "Le Granit": "05",
    "Les Sources": "05",
    "Le Haut-Saint-François": "05",
    "Le Val-Saint-François": "05",
    "Sherbrooke": "05",
    "Coaticook": "05",
    "Memphrémagog": "05",
    "Brome-Missisquoi": "05",
    "La Haute-Yamaska": "05",
    "Montréal": "06",
    "Papineau": "07",
    "Gatineau": "07",
    "Les Collines-de-l'Outaouais": "07",
    "La Vallée-de-la-Gatineau": "07",
    "Pontiac": "07",
    "Témiscamingue": "08",
    "Rouyn-Noranda": "08",
    "Abitibi-Ouest": "08",
    "Abitibi": "08",
    "La Vallée-de-l'Or": "08",
    "La Haute-Côte-Nord": "09",
    "Manicouagan": "09",
    "Sept-Rivières": "09",
    "Caniapiscau": "09",
    "Minganie": "09",
    "Le Golfe-du-Saint-Laurent": "09",
    "Jamésie": "10",
    "Kativik": "10",
    "Eeyou Istchee": "10",
    "Les Îles-de-la-Madeleine": "11",
    "Le Rocher-Percé": "11",
    "La Côte-de-Gaspé": "11",
    "La Haute-Gaspésie": "11",
    "Bonaventure": "11",
    "Avignon": "11",
    "L'Islet": "12",
    "Montmagny": "12",
    "Bellechasse": "12",
    "Lévis": "12",
    "La Nouvelle-Beauce": "12",
    "Beauce-Centre": "12",
    "Les Etchemins": "12",
    "Beauce-Sartigan": "12",
    "Les Appalaches": "12",
    "Lotbinière": "12",
    "Laval": "13",
    "D'Autray": "14",
    "L'Assomption": "14",
    "Joliette": "14",
    "Matawinie": "14",
    "Montcalm": "14",
    "Les Moulins": "14",
    "Deux-Montagnes": "15",
    "Thérèse-De Blainville": "15",
    "Mirabel": "15",
    "La Rivière-du-Nord": "15",
    "Argenteuil": "15",
    "Les Pays-d'en-Haut": "15",
    "Les Laurentides": "15",
    "Antoine-Labelle": "15",
    "Acton": "16",
    "Pierre-De Saurel": "16",
    "Les Maskoutains": "16",
    "Rouville": "16",
    "Le Haut-Richelieu": "16",
    "La Vallée-du-Richelieu": "16",
    "Longueuil": "16",
    "Marguerite-D'Youville": "16",
    "Roussillon": "16",
    "Les Jardins-de-Napierville": "16",
    "Le Haut-Saint-Laurent": "16",
    "Beauharnois-Salaberry": "16",
    "Vaudreuil-Soulanges": "16",
    "L'Érable": "17",
    "Bécancour": "17",
    "Arthabaska": "17",
    "Drummond": "17",
    "Nicolet-Yamaska": "17",
}
