"""Text in, text out: one fact becomes a few lines spliced into a file, and no other line changes.

ruamel.yaml lays out what is new; the reader's places say where it goes. The result is read again and compared
with what was meant, so a splice can be refused but never be wrong.
"""

import io
import re
from datetime import date
from typing import Any

from roriq_cli.domaine.modele import ORDRE, Organisme
from roriq_cli.registre.fiches import vers_donnees
from roriq_cli.registre.lecture import Noeud, lire

ENTETE = "# yaml-language-server: $schema=../../schemas/organisme.schema.json\n"
LARGEUR = 10_000


class EditionImpossible(Exception):
    """The splice did not give what was meant; nothing is to be written."""


def ecrire(texte: str | None, organisme: Organisme) -> str:
    """The text of the file that says `organisme`, from its text so far (None: a new file).

    Raises EditionImpossible when the result, read again, does not say exactly that.
    """
    apres = _dans_l_ordre(vers_donnees(organisme))
    racine = lire(texte) if texte is not None else None
    if texte is None or racine is None or not racine.bloc:
        nouveau = ENTETE + "".join(_champ(cle, valeur) for cle, valeur in apres.items())
    else:
        nouveau = _episser(texte, racine.valeur, apres)
    if lire(nouveau).valeur != apres:
        raise EditionImpossible(organisme.id)
    return nouveau


def _dans_l_ordre(donnees: dict[str, Any]) -> dict[str, Any]:
    return {cle: donnees[cle] for cle in ORDRE if cle in donnees}


def _episser(texte: str, avant: dict[str, Any], apres: dict[str, Any]) -> str:
    texte = texte if texte.endswith("\n") else texte + "\n"
    for cle in ORDRE:
        if avant.get(cle) == apres.get(cle):
            continue
        racine = lire(texte)
        if cle not in apres:
            texte = _remplacer_lignes(texte, *_lignes(racine, cle), "")
        elif cle not in avant:
            texte = _inserer(texte, racine, cle, apres[cle])
        else:
            texte = _changer(texte, racine, cle, apres[cle])
    return texte


def _lignes(racine: Noeud, cle: str) -> tuple[int, int]:
    """The lines of a key and its value: first, and one past the last."""
    fin = racine.enfants[cle].dernier()
    return racine.cles[cle].debut.line, fin.line + (1 if fin.column else 0)


def _remplacer_lignes(texte: str, debut: int, fin: int, nouvelles: str) -> str:
    lignes = texte.splitlines(keepends=True)
    return "".join([*lignes[:debut], nouvelles, *lignes[fin:]])


def _inserer(texte: str, racine: Noeud, cle: str, valeur: Any) -> str:
    """A new key after the last one that goes before it in the layout."""
    avant = [c for c in racine.enfants if c in ORDRE and ORDRE.index(c) < ORDRE.index(cle)]
    dernier = max(avant, key=ORDRE.index, default=None)
    ligne = _lignes(racine, dernier)[1] if dernier else racine.debut.line
    return _remplacer_lignes(texte, ligne, ligne, _indenter(_champ(cle, valeur), racine.debut.column))


def _changer(texte: str, racine: Noeud, cle: str, valeur: Any) -> str:
    noeud = racine.enfants[cle]
    if isinstance(valeur, list) and noeud.bloc and valeur[: len(noeud.valeur)] == noeud.valeur:
        ajout = "".join(_element(cle, v) for v in valeur[len(noeud.valeur) :])
        fin = noeud.dernier()
        ligne = fin.line + (1 if fin.column else 0)
        return _remplacer_lignes(texte, ligne, ligne, _indenter(ajout, noeud.debut.column))
    if not isinstance(valeur, list | dict) and noeud.enfants is None and noeud.debut.line == noeud.fin.line:
        scalaire = _champ("x", valeur).removeprefix("x: ").rstrip("\n")
        return texte[: noeud.debut.index] + scalaire + texte[noeud.fin.index :]
    return _remplacer_lignes(texte, *_lignes(racine, cle), _indenter(_champ(cle, valeur), racine.debut.column))


def _indenter(texte: str, colonnes: int) -> str:
    return "".join(" " * colonnes + ligne for ligne in texte.splitlines(keepends=True))


def _champ(cle: str, valeur: Any) -> str:
    """The lines of a top-level key in the layout of the contract's example."""
    if isinstance(valeur, list) and valeur and isinstance(valeur[0], dict):
        return f"{cle}:\n" + _indenter("".join(_element(cle, v) for v in valeur), 2)
    return _mise_en_page({cle: valeur}, blocs=2 if isinstance(valeur, dict) else 1)


def _element(cle: str, valeur: Any) -> str:
    """One item of a list of records: an event in a block, the others on one line."""
    if cle == "historique":
        lignes = _mise_en_page(valeur, blocs=1)
        return "- " + _indenter(lignes, 2)[2:]
    return _mise_en_page([valeur], blocs=1)


def _mise_en_page(valeur: Any, *, blocs: int) -> str:
    """YAML text with `blocs` levels in block style, the rest in flow style."""
    from ruamel.yaml import YAML
    from ruamel.yaml.emitter import RoundTripEmitter

    class Emetteur(RoundTripEmitter):
        """Double quotes where quotes are needed: French is full of apostrophes."""

        def choose_scalar_style(self) -> str:
            style = super().choose_scalar_style()
            return '"' if style == "'" else str(style)

    yaml = YAML()
    yaml.Emitter = Emetteur
    yaml.width = LARGEUR
    flux = io.StringIO()
    yaml.dump(_noeuds(valeur, blocs), flux)
    return flux.getvalue()


_JOUR = re.compile(r"\d{4}-\d{2}-\d{2}")


def _noeuds(valeur: Any, blocs: int) -> Any:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(valeur, dict):
        noeud: CommentedMap | CommentedSeq = CommentedMap({cle: _noeuds(v, blocs - 1) for cle, v in valeur.items()})
    elif isinstance(valeur, list):
        noeud = CommentedSeq([_noeuds(v, blocs - 1) for v in valeur])
    elif isinstance(valeur, str) and _JOUR.fullmatch(valeur):
        return date.fromisoformat(valeur)  # as a date, it is written without quotes
    else:
        return valeur
    if blocs < 1:
        noeud.fa.set_flow_style()
    return noeud
