"""Text in, text out: one fact becomes a few lines spliced into a file, and no other line changes.

ruamel.yaml lays out what is new; the reader's places say where it goes. The result is read again and compared
with what was meant, so a splice can be refused but never be wrong.
"""

import io
import re
from contextlib import suppress
from datetime import date
from typing import Any

from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.registre.analyse import Illisible, Noeud, decoder, lire
from roriq_cli.registre.conversion import vers_donnees

LARGEUR = 10_000
# The lists whose items have a line a field.
EN_BLOCS = ("historique", "chiffres")


class EditionImpossible(Exception):
    """The splice did not give what was meant; nothing is to be written."""


def entete(genre: Genre) -> str:
    """The first line of a new file: where an editor finds its schema."""
    racine = "../" * genre.chemin("").count("/")
    return f"# yaml-language-server: $schema={racine}schemas/{genre.nom}.schema.json\n"


def ecrire(genre: Genre, texte: str | None, fiche: Any) -> str:
    """The text of the file that says `fiche`, from its text so far (None: a new file).

    Raises EditionImpossible when the result, read again, does not say exactly that.
    """
    donnees = vers_donnees(fiche)
    apres = {cle: donnees[cle] for cle in genre.champs if cle in donnees}
    try:
        if texte is None:
            nouveau = entete(genre) + "".join(champ(cle, valeur) for cle, valeur in apres.items())
        else:
            nouveau = _episser(texte if texte.endswith("\n") else texte + "\n", (), apres)
        relu = lire(decoder(nouveau.encode(errors="surrogatepass"))).valeur
    except Illisible:
        relu = None
    if relu != apres:
        raise EditionImpossible(genre.id_de(fiche))
    return nouveau


Chemin = tuple[str | int, ...]


def _episser(texte: str, chemin: Chemin, apres: dict[str, Any]) -> str:
    """`texte` where the group of fields at `chemin` says `apres`; each field that differs is a splice of its own."""
    avant = _groupe(texte, chemin).valeur
    ordre = [*apres, *(cle for cle in avant if cle not in apres)]
    for cle in ordre:
        groupe = _groupe(texte, chemin)
        if cle not in apres:
            texte = _retirer(texte, groupe, cle)
        elif cle not in avant:
            texte = _inserer(texte, groupe, chemin, cle, apres[cle], ordre)
        elif avant[cle] != apres[cle]:
            texte = _changer(texte, groupe, chemin, cle, apres[cle])
    return texte


def _groupe(texte: str, chemin: Chemin) -> Noeud:
    noeud = lire(texte)
    for cle in chemin:
        noeud = noeud.enfants[cle]
    return noeud


def _lignes(groupe: Noeud, cle: str) -> tuple[int, int]:
    """The lines of a key and its value: first, and one past the last."""
    return groupe.cles[cle].debut.line, _apres(groupe.enfants[cle])


def _apres(noeud: Noeud) -> int:
    """The line after the last one of a value."""
    fin = noeud.dernier()
    return int(fin.line + (1 if fin.column else 0))


def _remplacer_lignes(texte: str, debut: int, fin: int, nouvelles: str) -> str:
    """Other lines in place of some; the comments that have a line of their own stay."""
    lignes = texte.splitlines(keepends=True)
    commentaires = [ligne for ligne in lignes[debut:fin] if ligne.lstrip().startswith("#")]
    return "".join([*lignes[:debut], nouvelles, *commentaires, *lignes[fin:]])


def _ajouter_lignes(texte: str, ligne: int, colonne: int, nouvelles: str) -> str:
    """Lines put in at `ligne`, indented to `colonne`; a deeper comment there goes with what is before it."""
    suite = texte.splitlines()[ligne:]
    ligne += next((n for n, s in enumerate(suite) if not re.match(rf" {{{colonne + 1},}}#", s)), len(suite))
    return _remplacer_lignes(texte, ligne, ligne, _indenter(nouvelles, colonne))


def _retirer(texte: str, groupe: Noeud, cle: str) -> str:
    cles = list(groupe.cles)
    rang = cles.index(cle)
    if groupe.bloc:
        debut, fin = _lignes(groupe, cle)
        tiret = _tiret(texte, groupe, cle)
        if not tiret:
            return _remplacer_lignes(texte, debut, fin, "")
        # The first key of an item: the next one takes its place behind the dash.
        suivante = groupe.cles[cles[rang + 1]].debut
        ligne = texte.splitlines(keepends=True)[suivante.line]
        sans = _remplacer_lignes(texte, suivante.line, suivante.line + 1, tiret + ligne[suivante.column :])
        return _remplacer_lignes(sans, debut, fin, "")
    if rang + 1 < len(cles):
        return texte[: groupe.cles[cle].debut.index] + texte[groupe.cles[cles[rang + 1]].debut.index :]
    return texte[: groupe.enfants[cles[rang - 1]].fin.index] + texte[groupe.enfants[cle].fin.index :]


def _tiret(texte: str, groupe: Noeud, cle: str) -> str:
    """What stands before a key on its line, when that is the dash of the item that it begins; "" otherwise."""
    debut = groupe.cles[cle].debut
    avant = texte.splitlines()[debut.line][: debut.column]
    return avant if avant.strip() else ""


def _inserer(texte: str, groupe: Noeud, chemin: Chemin, cle: str, valeur: Any, ordre: list[str]) -> str:
    """A new key after the last one that goes before it in the layout."""
    precedent = next(c for c in reversed(ordre[: ordre.index(cle)]) if c in groupe.enfants)
    if groupe.bloc:
        ligne = _apres(groupe.enfants[precedent])
        return _ajouter_lignes(texte, ligne, groupe.debut.column, _champ(chemin, cle, valeur))
    fin = groupe.enfants[precedent].fin.index
    return f"{texte[:fin]}, {cle}: {_en_ligne(valeur)}{texte[fin:]}"


def _changer(texte: str, groupe: Noeud, chemin: Chemin, cle: str, valeur: Any) -> str:
    """Another value for a key: a list by its items, a nested group by its own keys, else the value whole."""
    noeud = groupe.enfants[cle]
    if isinstance(valeur, list) and valeur[: len(noeud.valeur)] == noeud.valeur:
        nouveaux = valeur[len(noeud.valeur) :]
        if noeud.bloc:
            return _ajouter_lignes(texte, _apres(noeud), noeud.debut.column, _elements(cle, nouveaux))
        if not noeud.valeur and not chemin:
            return _ouvrir_la_liste(texte, noeud, cle, nouveaux)
        fin = noeud.enfants[-1].fin.index
        return texte[:fin] + "".join(f", {_en_ligne(v)}" for v in nouveaux) + texte[fin:]
    if isinstance(valeur, list) and noeud.bloc and (ajouts := _intercales(noeud.valeur, valeur)):
        for rang, nouveaux in reversed(ajouts):  # from the last, the lines of those before stay where they are
            ligne = _apres(noeud.enfants[rang])
            texte = _ajouter_lignes(texte, ligne, noeud.debut.column, _elements(cle, nouveaux))
        return texte
    if isinstance(valeur, list) and (rangs := _rangs_changes(noeud.valeur, valeur)):
        return _changer_elements(texte, (*chemin, cle), cle, valeur, *rangs)
    if isinstance(valeur, dict) and _se_change_par_cles(texte, noeud, valeur):
        return _episser(texte, (*chemin, cle), valeur)
    if groupe.bloc and (noeud.bloc or (noeud.enfants is None and noeud.debut.line != noeud.fin.line)):
        lignes = _indenter(_champ(chemin, cle, valeur), groupe.debut.column)
        tiret = _tiret(texte, groupe, cle)
        return _remplacer_lignes(texte, *_lignes(groupe, cle), tiret + lignes[len(tiret) :])
    scalaire = groupe.bloc and noeud.enfants is None
    nouvelle = champ("x", valeur).removeprefix("x: ").rstrip("\n") if scalaire else _en_ligne(valeur)
    return texte[: noeud.debut.index] + nouvelle + texte[noeud.fin.index :]


def _ouvrir_la_liste(texte: str, noeud: Noeud, cle: str, elements: list[Any]) -> str:
    """« [] » becomes a block; a comment between its brackets has no line to stay on."""
    if texte[noeud.debut.index : noeud.fin.index].strip("[ \n]"):
        raise EditionImpossible(cle)
    vide = texte[: noeud.debut.index].rstrip(" ") + texte[noeud.fin.index :]
    return _ajouter_lignes(vide, noeud.debut.line + 1, 2, _elements(cle, elements))


def _se_change_par_cles(texte: str, noeud: Noeud, valeur: dict[str, Any]) -> bool:
    """Whether a group of fields can become `valeur` key by key: it has a place for each, and its first one stays."""
    if not isinstance(noeud.valeur, dict) or next(iter(valeur)) not in noeud.valeur:
        return False
    return noeud.bloc or texte[noeud.debut.index] == "{"  # `[titre: x]` has no braces to put a second field in


def _rangs_changes(avant: list[Any], apres: list[Any]) -> tuple[int, int] | None:
    """From which item to which (one past it) a list of records has others, in place or fewer; None: more, or no such.

    What surrounds them is the same in both.
    """
    if len(apres) > len(avant) or not all(isinstance(v, dict) for v in (*avant, *apres)):
        return None
    paires = zip(avant, apres, strict=False)
    debut = next((rang for rang, (un, autre) in enumerate(paires) if un != autre), len(apres))
    if len(avant) == len(apres):
        return debut, len(apres)
    fin = debut + len(avant) - len(apres)
    return (debut, fin) if avant[fin:] == apres[debut:] else None


def _changer_elements(texte: str, chemin: Chemin, cle: str, valeurs: list[Any], debut: int, fin: int) -> str:
    """Some items of a list, changed or (when `valeurs` has fewer) taken away; the others keep their lines."""
    retires = len(_groupe(texte, chemin).valeur) > len(valeurs)
    for rang in reversed(range(debut, fin)):
        liste = _groupe(texte, chemin)
        if retires:
            texte = _retirer_element(texte, liste, rang)
        elif liste.valeur[rang] != valeurs[rang]:
            noeud, valeur = liste.enfants[rang], valeurs[rang]
            par_cles = _se_change_par_cles(texte, noeud, valeur)
            texte = (
                _episser(texte, (*chemin, rang), valeur)
                if par_cles
                else _remplacer_element(texte, liste, noeud, cle, valeur)
            )
    return texte


def _remplacer_element(texte: str, liste: Noeud, noeud: Noeud, cle: str, valeur: dict[str, Any]) -> str:
    if liste.bloc:
        nouvelles = _indenter(_elements(cle, [valeur]), liste.debut.column)
        return _remplacer_lignes(texte, _ligne_du_tiret(texte, noeud), _apres(noeud), nouvelles)
    return texte[: noeud.debut.index] + _en_ligne(valeur) + texte[noeud.fin.index :]


def _retirer_element(texte: str, liste: Noeud, rang: int) -> str:
    elements = liste.enfants
    noeud = elements[rang]
    if liste.bloc:
        return _remplacer_lignes(texte, _ligne_du_tiret(texte, noeud), _apres(noeud), "")
    if rang + 1 < len(elements):
        return texte[: noeud.debut.index] + texte[elements[rang + 1].debut.index :]
    return texte[: elements[rang - 1].fin.index] + texte[noeud.fin.index :]


def _ligne_du_tiret(texte: str, noeud: Noeud) -> int:
    """The line where an item of a block begins: that of its dash, which may stand alone above it."""
    lignes = texte.splitlines()
    ligne = int(noeud.debut.line)
    if lignes[ligne][: noeud.debut.column].strip():
        return ligne
    return next(n for n in reversed(range(ligne)) if lignes[n].lstrip().startswith("-"))


def _intercales(avant: list[Any], apres: list[Any]) -> list[tuple[int, list[Any]]]:
    """The items that `apres` puts in, by the rank in `avant` of the one they follow; none when others go, or move."""
    ajouts: dict[int, list[Any]] = {}
    rang = -1
    for element in apres:
        if rang + 1 < len(avant) and element == avant[rang + 1]:
            rang += 1
        else:
            ajouts.setdefault(rang, []).append(element)
    return [] if rang + 1 < len(avant) or -1 in ajouts else list(ajouts.items())


def _indenter(texte: str, colonnes: int) -> str:
    return "".join(" " * colonnes + ligne for ligne in texte.splitlines(keepends=True))


def champ(cle: str, valeur: Any) -> str:
    """The lines of a top-level key in the layout of the contract's example."""
    if isinstance(valeur, list) and valeur and isinstance(valeur[0], dict):
        return f"{cle}:\n" + _indenter(_elements(cle, valeur), 2)
    return _mise_en_page({cle: valeur}, blocs=2 if isinstance(valeur, dict) else 1)


def _champ(chemin: Chemin, cle: str, valeur: Any) -> str:
    """The lines of a key of the group at `chemin`: inside another, what it holds is on its line."""
    return _mise_en_page({cle: valeur}, blocs=1) if chemin else champ(cle, valeur)


def _en_ligne(valeur: Any) -> str:
    """A value as it is written between brackets."""
    return _mise_en_page([valeur], blocs=0).strip()[1:-1]


def _elements(cle: str, valeurs: list[Any]) -> str:
    """The items of a list of records: in a block for some lists, the others a line each (a list has thousands)."""
    if cle in EN_BLOCS:
        return "".join("- " + _indenter(_mise_en_page(valeur, blocs=1), 2)[2:] for valeur in valeurs)
    return _mise_en_page(valeurs, blocs=1)


def _mise_en_page(valeur: Any, *, blocs: int) -> str:
    """YAML text with `blocs` levels in block style, the rest in flow style."""
    from ruamel.yaml import YAML
    from ruamel.yaml.emitter import RoundTripEmitter

    class Emetteur(RoundTripEmitter):
        """Double quotes where quotes are needed: French is full of apostrophes."""

        def choose_scalar_style(self) -> str:
            style, texte = str(super().choose_scalar_style()), self.event.value
            # Between brackets « ?a », « :a » and « a:?b » are no longer texts, and ruamel lets them by.
            return '"' if style == "'" or texte.startswith(("?", ":")) or ":?" in texte else style

    yaml = YAML()
    yaml.Emitter = Emetteur
    yaml.width = LARGEUR
    yaml.brace_single_entry_mapping_in_flow_sequence = True
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
        with suppress(ValueError):  # a day of no calendar stays a text
            return date.fromisoformat(valeur)  # as a date, it is written without quotes
        return valeur
    else:
        return valeur
    if blocs < 1:
        noeud.fa.set_flow_style()
    return noeud
