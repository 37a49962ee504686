"""How JSON is written: a contract, the same in both languages. Keys are added, never renamed (docs/json.md).

A command gives its object as it has it; days, sentences and commands are put in words here, in French.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.criteres import criteres_perdus
from roriq_cli.domaine.membres.parcours import depuis, etat_au, noms_au, region_au
from roriq_cli.domaine.membres.phrases import PhraseFait
from roriq_cli.i18n import ACTIF, Affichable, en_francais
from roriq_cli.rendu.sections.section import finie

if TYPE_CHECKING:  # what a list is made of needs nothing of a report
    from roriq_cli.domaine.bilan.a_faire import AFaire
    from roriq_cli.domaine.bilan.composition import Composition
    from roriq_cli.domaine.bilan.periode import Mouvement
    from roriq_cli.domaine.membres.criteres import Admissibilite
    from roriq_cli.domaine.membres.listes import Listes
    from roriq_cli.domaine.membres.modele import Evenement, Organisme
    from roriq_cli.rendu.vues import Contexte


def en_json(donnees: dict[str, Any]) -> str:
    """Readable accents; what could drive a terminal or break a line is escaped, as JSON lets it be."""
    with en_francais():
        texte = json.dumps(donnees, ensure_ascii=False, indent=2, default=_en_mots)
    return re.sub(ACTIF, lambda m: m[0] if m[0] == "\n" else json.dumps(m[0])[1:-1], texte) + "\n"


def _en_mots(valeur: object) -> str:
    if isinstance(valeur, date):
        return valeur.isoformat()
    if type(valeur).__str__ is object.__str__:  # it has no words of its own
        raise TypeError(type(valeur))
    return str(valeur)


def lecture(contexte: Contexte, donnees: dict[str, Any]) -> str:
    """The answer of a reading: how the registry was read, then what the command says."""
    lu = {
        "revision": contexte.revision,
        "modifie": contexte.modifie,
        "fictif": contexte.registre.reseau.fictif,
        "non_lus": contexte.non_lus,
    }
    return en_json(lu | donnees)


def champs(valeur: object, *noms: str) -> dict[str, Any]:
    """Some fields of a record, under their own names."""
    return {nom: getattr(valeur, nom) for nom in noms}


def sans_vide(valeur: Any) -> Any:
    """A whole record: objects, lists, the fields that its file does not have left out."""
    if hasattr(valeur, "_asdict"):
        return {cle: sans_vide(v) for cle, v in valeur._asdict().items() if v is not None and v != ()}
    if isinstance(valeur, Mapping):
        return {cle: sans_vide(v) for cle, v in valeur.items()}
    return [sans_vide(v) for v in valeur] if isinstance(valeur, tuple) else valeur


def organisme(o: Organisme, contexte: Contexte, listes: Listes) -> dict[str, Any]:
    """An organisation on the day that is asked for: the keys of `lister`."""
    debut = depuis(o, contexte.au)
    return {
        "id": o.id,
        "nom": noms_au(o, contexte.au),
        "etat": etat_au(o, contexte.au),
        "depuis": debut.date if debut else None,
        "depuis_precision": debut.precision if debut else None,
        "region": region_au(o, contexte.au),
        "sigle": o.sigle,
        "criteres_perdus": [critere.code for critere in criteres_perdus(o, contexte.au, listes)],
    }


def reponses(a: Admissibilite) -> dict[str, Any]:
    """The verdict, and the answer to each criterion."""
    return {"verdict": a.verdict, "criteres": {e.critere.code: e.reponse for e in a.examens}}


def ids(organismes: tuple[Organisme, ...]) -> list[str]:
    """Who, by the names of their files."""
    return [o.id for o in organismes]


def entree(e: Evenement) -> dict[str, Any]:
    """Since when an organisation is in the network, and how precisely that is known."""
    return {"entree_le": e.date, "entree_precision": e.date_precision or "jour"}


def fait(id: str, nom: str, le: date | None, dit: Affichable) -> dict[str, Any]:
    """Something that happened, or is to come: whom it is about, its noun, its day, its sentence."""
    return {"id": id, "evenement": nom, "date": le, "phrase": finie(dit)}


def mouvements(trouves: tuple[Mouvement, ...]) -> list[dict[str, Any]]:
    """Events, each with its sentence."""
    return [fait(o.id, e.evenement, e.date, PhraseFait(o.nom, e)) for o, e in trouves]


def a_faire(trouves: tuple[AFaire, ...]) -> list[dict[str, Any]]:
    """What is to be done, one entry a kind."""
    return [champs(a, "genre", "phrase", "ids", "commande") for a in trouves]


def composition(c: Composition) -> dict[str, Any]:
    """The network's size: its own keys in `rapport`, and each side of a review."""
    return {
        **champs(c, "membres", "montreal", "hors_montreal", "regions_hors_montreal"),
        "regions": [{"code": code, "nom": REGIONS[code].nom, "membres": n} for code, n in c.regions.items()],
    }
