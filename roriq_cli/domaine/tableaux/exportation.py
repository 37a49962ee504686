"""The register as tables on a day: what `exporter` writes, as typed values, whatever the form of the file.

A table is data, the same in both languages: its headings and its words are French.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from roriq_cli.domaine.genres.territoire import REGIONS, Region
from roriq_cli.domaine.genres.tri import trier, trier_au
from roriq_cli.domaine.membres.modele import Etat, Fait, Organisme, Precision, Registre, Territoire
from roriq_cli.domaine.membres.parcours import avant_connu, depuis, etat_au, marcher, noms_au, region_au
from roriq_cli.domaine.tableaux.colonnes import COLONNES, Colonne

# A region is its code in data, its name in a sheet, and a state has its accents there: values stay whole until then.
Mot = str | Etat | Fait | Precision | Region
Valeur = date | Mot | tuple[Mot, ...] | None

COLONNES_DES_EVENEMENTS: tuple[Colonne, ...] = (
    Colonne("id", "Fiche"),
    Colonne("nom", "Organisme"),
    Colonne("date", "Date"),
    Colonne("date_precision", "Précision de la date"),
    Colonne("evenement", "Événement"),
    Colonne("etat", "État ensuite"),
    Colonne("motif", "Motif"),
    Colonne("instance", "Instance"),
    Colonne("decision_le", "Décision du"),
    Colonne("reference", "Référence"),
    Colonne("jusqu_au", "Jusqu'au"),
    Colonne("recu_le", "Annoncé le"),
    Colonne("sources", "Sources"),
)
# The columns of either table whose values are days.
DATES = frozenset({"depuis", "date", "decision_le", "jusqu_au", "recu_le"})


class Table(NamedTuple):
    """Rows of values, by column. `nom` is the table's key in data, `titre` its name in a sheet."""

    nom: str
    titre: str
    colonnes: tuple[Colonne, ...]
    lignes: tuple[dict[str, Valeur], ...]


def organismes(registre: Registre, jour: date) -> Table:
    """One row an organisation, by name: what it was on `jour`, beside what its file says that has no date."""
    return de_ces(trier(registre.organismes), jour)


def evenements(registre: Registre, jour: date) -> Table:
    """One row an event dated `jour` or before, by date; those of one day by name, then in list order."""
    faits = [fait for o in trier_au(registre.organismes, jour) for fait in _evenements(o, jour)]
    faits.sort(key=itemgetter("date"))
    return Table("evenements", "Événements", COLONNES_DES_EVENEMENTS, tuple(faits))


# What may be exported → how its table is made.
TABLES: dict[str, Callable[[Registre, date], Table]] = {"organismes": organismes, "evenements": evenements}


COLONNES_DE = {"organismes": COLONNES, "evenements": COLONNES_DES_EVENEMENTS}


def choisir(table: Table, etats: Collection[str], champs: Sequence[str]) -> Table:
    """A table with the rows of some states only, and some columns, in the order in which they are named."""
    lignes = tuple(ligne for ligne in table.lignes if not etats or ligne["etat"] in etats)
    colonnes = tuple(next(c for c in table.colonnes if c.champ == champ) for champ in dict.fromkeys(champs))
    return table._replace(colonnes=colonnes or table.colonnes, lignes=lignes)


def de_ces(organismes: Iterable[Organisme], jour: date) -> Table:
    """The table of these organisations, in that order."""
    return Table("organismes", "Organismes", COLONNES, tuple(_organisme(o, jour) for o in organismes))


def _organisme(o: Organisme, jour: date) -> dict[str, Valeur]:
    debut = depuis(o, jour)
    mandat = o.territoire or Territoire("")
    return {
        **{c.champ: getattr(o, c.champ) for c in COLONNES if c.champ in Organisme._fields},
        "nom": noms_au(o, jour),
        "region": REGIONS[region_au(o, jour)],
        "portee": mandat.portee or None,
        "mrc": mandat.mrc,
        "regions_mandat": tuple(REGIONS[code] for code in mandat.regions),
        # Before an opening entry taken from a source nothing is known: no word stands for it.
        "etat": etat_au(o, jour) if avant_connu(o, jour) else None,
        "depuis": debut.date if debut else None,
        "precision": debut.precision if debut else None,
    }


def _evenements(o: Organisme, jour: date) -> list[dict[str, Valeur]]:
    nom = noms_au(o, jour)
    return [
        {
            "id": o.id,
            "nom": nom,
            "date": e.date,
            "date_precision": e.date_precision or Precision.JOUR,
            "evenement": e.evenement,
            "etat": pas.apres,
            "motif": e.motif,
            "instance": e.decision.instance if e.decision else None,
            "decision_le": e.decision.date if e.decision else None,
            "reference": e.decision.reference if e.decision else None,
            "jusqu_au": e.jusqu_au,
            "recu_le": e.recu_le,
            "sources": tuple(s.titre or s.url or "" for s in e.source),
        }
        for pas in marcher(o.historique)
        for e in (pas.evenement,)
        if e.date <= jour
    ]


# What a spreadsheet takes for a formula (full-width signs too); the apostrophe that makes it a text may be there twice.
_FORMULE = re.compile("'*[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]")


def est_une_formule(texte: str) -> bool:
    """Whether a spreadsheet could run `texte`, or take off the apostrophe that it has."""
    return _FORMULE.match(texte) is not None
