"""How a kind of file behaves: its own rules, what a change of it means, and its words; each has a default.

Only what commands ask for is imported: the declaration (`Genre`) says where a kind's behaviour is.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.genres.constats import Anomalie, Chemin
from roriq_cli.i18n import N_, Affichable, Liste, Phrase

if TYPE_CHECKING:
    from roriq_cli.domaine.genres.ajout_seul import Ecart
    from roriq_cli.domaine.genres.entrees import Corrigeables


class Renvoi(NamedTuple):
    """A file that a record names: its kind and id, where the record names it, the rule that asks that it be there."""

    chemin: Chemin
    genre: str
    id: str
    regle: str


def _tel_quel(fiche: Any, champ: str) -> Affichable:
    valeur = getattr(fiche, champ)
    return Phrase("{valeur}", valeur="—" if valeur in (None, ()) else str(valeur))


def _entree(entree: Any) -> Phrase:
    return Phrase("« {valeur} »", valeur=str(entree[0] if isinstance(entree, tuple) else entree))


def _rien_de_plus(fiche: Any, entree: Any) -> None:
    return None


class Mots(NamedTuple):
    """The words of a kind, in whole sentences: never fragments that a machine would glue.

    `nom`: what a sentence calls the thing. Models of {nom}: `titre`, at the head of a sentence; `sujet`, inside one;
    `fiche` and `dans`, of its file, at the head of a sentence; `nouvelle`, of a file that comes in. `champs`: the
    fields' names; `champ`: a field's value in words. `entree`: an entry of a list inside a sentence; `phrase`: an entry
    told whole, None when it has no sentence of its own. Models of {id}: `inconnu`, of a name that no file has;
    `retiree`, of a file that is gone; `annulee`, of one whose coming in was undone, when its facts do not say it.
    `intouchable`: of a file that never changes, and what takes its place. `montrer`: the command that shows a file.
    """

    nom: Callable[[Any], str]
    inconnu: str = N_("La fiche {id} n'est pas au registre.")
    titre: str = N_("Fiche {nom}")
    sujet: str = N_("la fiche {nom}")
    fiche: str = N_("La fiche {nom}")
    dans: str = N_("Dans la fiche {nom}")
    nouvelle: str = N_("La fiche {nom} s'ajoute")
    retiree: str = N_("La fiche {id} est retirée")
    annulee: str = ""
    champs: Mapping[str, str] = MappingProxyType({})
    champ: Callable[[Any, str], Affichable] = _tel_quel
    entree: Callable[[Any], Phrase] = _entree
    phrase: Callable[[Any, Any], Affichable | None] = _rien_de_plus
    intouchable: Callable[[str], tuple[Phrase, ...]] | None = None
    montrer: str = "journal"

    def dire(self, fiche: Any, entree: Any) -> Affichable:
        """An entry, by its sentence when it has one."""
        return self.phrase(fiche, entree) or self.entree(entree)


class Couple(NamedTuple):
    """The record of one file on both sides of a change; None where there is none, or it cannot be read."""

    avant: Any
    apres: Any


class Regard(NamedTuple):
    """What a change is judged with.

    The day it is recorded (today, for a proposal), the days after which an entry is late, and what the rules need of
    the other files (`Conduite.savoir`), before and after.
    """

    jour: date
    seuil: int
    savoirs: tuple[Any, Any]


def _rien(*_arguments: Any) -> tuple[Any, ...]:
    return ()


def _ecart(fiche: Any, ecart: "Ecart") -> Phrase:
    return Phrase("Une entrée déjà consignée de la liste « {champ} » n'est plus la même", champ=ecart.champ)


def _fige(avant: Any, apres: Any, champs: tuple[str, ...]) -> Anomalie:
    phrase = Phrase("Ce qui ne change jamais dans cette fiche a changé : {champs}", champs=Liste(champs))
    return Anomalie("fait-reecrit", (champs[0],), phrase)


def _retiree(avant: Any, id: str, ailleurs: str | None) -> Anomalie:
    return Anomalie("fiche-retiree", (), Phrase("La fiche {id} n'est plus au registre.", id=id), id)


class Conduite(NamedTuple):
    """What a kind adds to what is common to all.

    `savoir`: what its rules need of the whole registry, made once. `regles(fiche, aujourd_hui, savoir)`: what is wrong
    in one file; `entre_fiches(registre)`: between files, each anomaly with its subject. `renvois(fiche)`: the files
    that it names. `changements(avant | None, apres)`: what happened (without it: the entries
    that were added, the fields that changed). `ecart(fiche, ecart)`: what was rewritten of an
    append-only list, in a sentence; `fige(avant, apres, champs)`: of the fields that never change. `suite(avant,
    apres)`: its own laws of what may follow. `retiree(avant | None, id, ailleurs | None)`: what it means that a file
    is gone. `proposition(couple, regard)`: what a review finds besides. `poursuivre(fiche, ajouts, aujourd_hui)`: the
    record with entries of its history recorded on top, raising Refus when they cannot follow. `corrigeables()`: how its
    entries are corrected in the open. `rappel(fiche)`: what is to be minded of a file, whatever is recorded in it.
    """

    mots: Mots
    changements: Callable[[Any, Any], list[Changement]] | None = None
    ecart: Callable[[Any, "Ecart"], Phrase] = _ecart
    fige: Callable[[Any, Any, tuple[str, ...]], Anomalie] = _fige
    retiree: Callable[[Any, str, str | None], Anomalie | None] = _retiree
    savoir: Callable[[Any], Any] = _rien
    regles: Callable[[Any, date, Any], Iterable[Anomalie]] = _rien
    entre_fiches: Callable[[Any], Iterable[Anomalie]] = _rien
    renvois: Callable[[Any], Iterable[Renvoi]] = _rien
    suite: Callable[[Any, Any], Iterable[Anomalie]] = _rien
    proposition: Callable[[Couple, Regard], Iterable[Anomalie]] = _rien
    poursuivre: Callable[[Any, tuple[Any, ...], date], Any] | None = None
    corrigeables: "Callable[[], Corrigeables] | None" = None
    rappel: Callable[[Any], Affichable | None] = lambda _fiche: None
