"""What is written from the rows of the events: the English names of their commands, the schema's part on events.

`python -m outils.faits` writes it; a test compares it with what the rows say. The schema's `$defs.evenement` keeps what
the rows do not say: its fields, their titles, their forms.
"""

import json
import re
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from roriq_cli.domaine.membres.faits import FAITS, ChampDeFait, Fait, TypeDeFait
from roriq_cli.domaine.membres.reseau import MOTIFS

RACINE = Path(__file__).parent.parent
COMMANDES = RACINE / "roriq_cli" / "commandes.py"
SCHEMAS = (RACINE / "schemas" / "organisme.schema.json", RACINE / "roriq_cli" / "schemas" / "organisme.schema.json")
PROPRES = set(get_args(ChampDeFait)) - {"source"}  # a source may tell any fact
LARGEUR = 110

# Descriptions that name events; {requis} and {permis} say which.
DESCRIPTIONS = {
    "motif": "Une catégorie, jamais un récit. Requis pour {requis}; permis pour {permis}; absent ailleurs.",
    "decision": "Qui a décidé, quel jour, et où c'est écrit. Requise pour {requis}; permise pour {permis}.",
    "jusqu_au": "Dernier jour de la suspension, inclusivement (AAAA-MM-JJ). Requis pour {requis}. Quand il passe, la "
    "suspension tient toujours : c'est une chose à faire.",
    "source": "Ce qui dit ce fait. Requis pour {requis}; facultatif ailleurs.",
}
SOURCE_DE_REPRISE = {
    "title": "Sources de l'état repris",
    "description": "Ce qui atteste l'état. Chaque source dit quel jour elle l'atteste (atteste_le).",
    "items": {"required": ["atteste_le"]},
}


def textes() -> dict[Path, str]:
    """Each file with its parts that come from the rows."""
    schema = SCHEMAS[0].read_text(encoding="utf-8")
    return {COMMANDES: _commandes(COMMANDES.read_text(encoding="utf-8")), **dict.fromkeys(SCHEMAS, _schema(schema))}


def _commandes(texte: str) -> str:
    lignes = "".join(f'    "{genre.commande}": "{genre.alias}",\n' for genre in FAITS.values())
    return re.sub(r"(?<=^ALIAS_DES_FAITS: dict\[str, str\] = \{\n)[^}]*", lignes, texte, flags=re.M)


def _schema(texte: str) -> str:
    avant, cle, reste = texte.partition('\n    "evenement": ')
    evenement, longueur = json.JSONDecoder().raw_decode(reste)
    proprietes = evenement["properties"]
    noms = list(Fait)
    proprietes["evenement"] |= {
        "description": f"Ce qui s'est passé, sans accent : {_liste(noms)}.",
        "enum": noms,
    }
    for champ, modele in DESCRIPTIONS.items():
        requis = _liste([genre.un for genre in FAITS.values() if champ in genre.requis])
        permis = _liste([genre.un for genre in FAITS.values() if champ in genre.permis])
        proprietes[champ]["description"] = modele.format(requis=requis, permis=permis)
    proprietes["motif"]["enum"] = list(dict.fromkeys(m for motifs in MOTIFS.values() for m in motifs))
    evenement["allOf"] = [
        {
            "if": {"properties": {"evenement": {"const": fait}}, "required": ["evenement"]},
            "then": _alors(fait, genre, list(proprietes)),
        }
        for fait, genre in FAITS.items()
    ]
    return avant + cle + _json(evenement, 4).replace(" : ", "\u00a0: ") + reste[longueur:]


def _alors(fait: Fait, genre: TypeDeFait, champs: Sequence[str]) -> dict[str, Any]:
    """What the schema asks of an event: its required fields, its reasons, and none of the others' own fields."""
    permis = {*genre.requis, *genre.permis}
    proprietes: dict[str, Any] = {}
    if genre.motif:
        mots = {"title": genre.motif.titre, "description": genre.motif.description}
        proprietes["motif"] = {**mots, "enum": list(MOTIFS[fait])}
    if fait is Fait.REPRISE:
        proprietes["source"] = SOURCE_DE_REPRISE
    requis = [champ for champ in champs if champ in genre.requis]
    proprietes |= {champ: False for champ in champs if champ in PROPRES - permis}
    return {**({"required": requis} if requis else {}), "properties": proprietes}


def _liste(mots: Sequence[str]) -> str:
    return " ou ".join(filter(None, (", ".join(mots[:-1]), *mots[-1:])))


def _json(valeur: Any, retrait: int) -> str:
    """As the schemas are written by hand: one key a line, short lists on one line."""
    marge = " " * (retrait + 2)
    if isinstance(valeur, dict):
        cles = [f"{marge}{json.dumps(cle)}: {_json(v, retrait + 2)}" for cle, v in valeur.items()]
        return "{\n" + ",\n".join(cles) + "\n" + " " * retrait + "}"
    if isinstance(valeur, list) and any(isinstance(v, dict) for v in valeur):
        return "[\n" + ",\n".join(marge + _json(v, retrait + 2) for v in valeur) + "\n" + " " * retrait + "]"
    texte = json.dumps(valeur, ensure_ascii=False)
    if isinstance(valeur, list) and retrait + len('"enum": ') + len(texte) > LARGEUR:
        lignes = textwrap.wrap(
            texte[1:-1], LARGEUR, break_on_hyphens=False, initial_indent=marge, subsequent_indent=marge
        )
        return "\n".join(["[", *lignes, " " * retrait + "]"])
    return texte


if __name__ == "__main__":
    for fichier, texte in textes().items():
        fichier.write_text(texte, encoding="utf-8", newline="\n")
