"""The entries of the append-only lists of a kind, as a correction takes them: each read as values, each value a flag.

All has a default, made from the record: a list is named by its field, an entry by its first value, its values are its
fields. Source: the contract's section on corrections (docs/parcours.md).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.i18n import N_, Affichable, Phrase

T = TypeVar("T")


def drapeau(valeur: str) -> str:
    """The flag that gives a value."""
    return "--" + valeur.replace("_", "-")


class GenreDEntree(NamedTuple):
    """A kind of entry: its name, the values that it always has, those that it may have; the words of some are few."""

    nom: str
    requises: tuple[str, ...]
    facultatives: tuple[str, ...] = ()
    choix: Mapping[str, tuple[Any, ...]] = MappingProxyType({})

    @property
    def valeurs(self) -> tuple[str, ...]:
        """All of them, in the order in which they are shown."""
        return (*self.requises, *self.facultatives)


class Entree(NamedTuple):
    """One entry of an append-only list: the list, its place there, what it says; its kind, its name and its day."""

    champ: str
    rang: int
    contenu: Any
    genre: GenreDEntree
    nom: str
    jour: date | None


class Cible(NamedTuple):
    """How a person names an entry: its list and its name; its day, then its rank, where several answer."""

    champ: str
    nom: str
    du: date | None = None
    rang: int | None = None


# A list of bare words has entries of one value.
VALEUR = "valeur"


def types_d_entree(genre: Genre, champ: str) -> dict[str, Any]:
    """The type of each value of the entries of a list, a record's or a bare word's."""
    classe = _classe(genre, champ)
    return get_type_hints(classe) if hasattr(classe, "_fields") else {VALEUR: classe}


def _classe(genre: Genre, champ: str) -> type[Any]:
    classe: type[Any] = get_args(get_type_hints(genre.classe)[champ])[0]
    return classe


def _du_type(genre: Genre, champ: str, nom: str) -> GenreDEntree:
    """The values of an entry as its record has them: those without a default are always there."""
    defauts = getattr(_classe(genre, champ), "_field_defaults", {})
    requises = tuple(c for c in types_d_entree(genre, champ) if c not in defauts)
    return GenreDEntree(N_("une entrée"), requises, tuple(defauts))


def _premiere(contenu: Any) -> str:
    return str(_parties(contenu)[0])


def _jour(contenu: Any) -> date | None:
    return next((v for v in _parties(contenu) if isinstance(v, date)), None)


def _lire(contenu: Any, source: int) -> dict[str, Any]:
    return dict(zip(getattr(contenu, "_fields", (VALEUR,)), _parties(contenu), strict=True))


def _parties(contenu: Any) -> tuple[Any, ...]:
    return contenu if isinstance(contenu, tuple) else (contenu,)


def avec(fiche: T, entree: Entree, *a_la_place: Any) -> T:
    """`fiche` where these stand in the place of an entry; nothing: without it."""
    liste = getattr(fiche, entree.champ)
    autre: T = fiche._replace(**{entree.champ: (*liste[: entree.rang], *a_la_place, *liste[entree.rang + 1 :])})  # type: ignore[attr-defined]
    return autre


def _composer(fiche: Any, entree: Entree, valeurs: dict[str, Any], source: int) -> Any:
    contenu = entree.contenu
    return avec(fiche, entree, contenu._replace(**valeurs) if isinstance(contenu, tuple) else valeurs[VALEUR])  # type: ignore[attr-defined]


def _rien(*_arguments: Any) -> tuple[Any, ...]:
    return ()


def _mots(nom: str, valeur: Any) -> Affichable:
    return Phrase("{valeur}", valeur="—" if valeur is None else str(valeur))


class Corrigeables(NamedTuple):
    """What a kind adds to how its entries are corrected.

    `drapeaux`: by list, the flag that names an entry of it. `genre(genre, champ, nom)`: the kind of an entry;
    `nom(contenu)`, `jour(contenu)`: its name and its day. `lire(contenu, source)`: its values, by name, None for those
    that it has not; `composer(fiche, entree, valeurs, source)`: the file where the entry has these, raising Refus;
    `source`: which of an entry's sources, for a kind that has several. `mal_dit(genre, valeurs)`: what is wrong with
    the values given, whatever the entry says; `manquantes(entree, valeurs, source)`: those without which they make no
    whole. `verifier(avant, apres, entree)`: raises Refus for what the kind's rules do not find. `effets(avant, apres)`:
    what changes in the counts of the network, in sentences. `mots`, `valeur(nom, valeur)`: the names of the values, and
    a value, in words.
    """

    drapeaux: Mapping[str, str] = MappingProxyType({})
    genre: Callable[[Genre, str, str], GenreDEntree] = _du_type
    nom: Callable[[Any], str] = _premiere
    jour: Callable[[Any], date | None] = _jour
    lire: Callable[[Any, int], dict[str, Any]] = _lire
    composer: Callable[[Any, Entree, dict[str, Any], int], Any] = _composer
    mal_dit: Callable[[GenreDEntree, dict[str, Any]], Phrase | None] = lambda _genre, _valeurs: None
    manquantes: Callable[[Entree, dict[str, Any], int], tuple[str, ...]] = _rien
    verifier: Callable[[Any, Any, Entree], object] = _rien
    effets: Callable[[Any, Any], Iterable[Phrase]] = _rien
    mots: Mapping[str, str] = MappingProxyType({})
    valeur: Callable[[str, Any], Affichable] = _mots
