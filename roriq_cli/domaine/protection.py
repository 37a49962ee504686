"""What protects every kind of file alike, from its declaration alone: no command and no kind asks for it by name.

Inside a file: its name, its own rules, personal data, the files that it names. From one state to another: what only
grows, what never changes, what stays. Source: the contract's section on the registry (docs/donnees.md).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from roriq_cli.domaine.genres.ajout_seul import comparer_listes
from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.genres.conduite import Couple, Regard, Renvoi
from roriq_cli.domaine.genres.constats import Anomalie
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.genres.personnes import donnees_personnelles
from roriq_cli.domaine.membres.modele import Registre
from roriq_cli.domaine.table import GENRES, genre_nomme
from roriq_cli.i18n import Phrase


class Savoirs:
    """What the rules need of the whole of a registry: made when it is first asked, and once."""

    def __init__(self, registre: Registre) -> None:
        self._registre = registre
        self._par_genre: dict[str, Any] = {}
        self._ids: dict[str, frozenset[str]] = {}

    def du(self, genre: Genre) -> Any:
        """What the rules of a kind need (`Conduite.savoir`)."""
        if genre.nom not in self._par_genre:
            self._par_genre[genre.nom] = genre.comportement.savoir(self._registre)
        return self._par_genre[genre.nom]

    def connait(self, renvoi: Renvoi) -> bool:
        """Whether there is a file where `renvoi` leads, as far as the files of that kind can be read."""
        if renvoi.genre not in self._ids:
            genre = genre_nomme(renvoi.genre)
            self._ids[renvoi.genre] = frozenset(map(genre.id_de, self._registre.fiches(genre)))
        return renvoi.id in self._ids[renvoi.genre] or renvoi.genre in self._registre.illisibles


def anomalies(genre: Genre, fiche: Any, nom: str, aujourd_hui: date, savoirs: Savoirs) -> Iterator[Anomalie]:
    """Everything wrong inside one file; `nom` is the file's name without `.yaml`."""
    conduite = genre.comportement
    if genre.cle and genre.id_de(fiche) != nom:
        valeurs = {"fichier": nom, "id": genre.id_de(fiche), "le": getattr(fiche, genre.cle.champ)}
        yield Anomalie(genre.cle.regle, (genre.cle.champ,), Phrase(genre.cle.modele, **valeurs))
    yield from conduite.regles(fiche, aujourd_hui, savoirs.du(genre))
    yield from donnees_personnelles(fiche)
    for renvoi in conduite.renvois(fiche):
        if not savoirs.connait(renvoi):
            inconnu = genre_nomme(renvoi.genre).comportement.mots.inconnu
            yield Anomalie(renvoi.regle, renvoi.chemin, Phrase(inconnu, id=renvoi.id))


def entre_fiches(registre: Registre) -> Iterator[tuple[str, Anomalie]]:
    """What is wrong between the files, each with the name of the kind of its subject."""
    for genre in GENRES:
        for anomalie in genre.comportement.entre_fiches(registre):
            yield genre.nom, anomalie


def reecritures(genre: Genre, avant: Any, apres: Any) -> Iterator[Anomalie]:
    """Why `apres` is no continuation of `avant`; the messages have no full stop."""
    conduite, id = genre.comportement, genre.id_de(apres)
    for champ in genre.ajout_seul:
        for ecart in comparer_listes(champ, getattr(avant, champ), getattr(apres, champ)).ecarts:
            yield Anomalie("fait-reecrit", (champ, ecart.rang), conduite.ecart(apres, ecart), id)
    changes = tuple(champ for champ in genre.fige if getattr(avant, champ) != getattr(apres, champ))
    if changes:
        yield conduite.fige(avant, apres, changes)
    yield from conduite.suite(avant, apres)


def legalite(genre: Genre, couple: Couple, regard: Regard) -> Iterator[Anomalie]:
    """What is wrong in the change of one file that is there afterwards: what every kind is asked, then its own."""
    if couple.apres is None:
        return
    if couple.avant is not None:
        for anomalie in reecritures(genre, *couple):
            yield anomalie._replace(message=Phrase("{debut}.", debut=anomalie.message))
    yield from genre.comportement.proposition(couple, regard)


def changements(genre: Genre, avant: Any, apres: Any) -> list[Changement]:
    """What happened to one file from `avant` (None: no file) to `apres`: what its kind tells, else what changed."""
    conduite = genre.comportement
    if conduite.changements:
        return conduite.changements(avant, apres)
    return list(_changements(genre, avant, apres))


def _changements(genre: Genre, avant: Any, apres: Any) -> Iterator[Changement]:
    mots = genre.comportement.mots
    nom = mots.nom(apres)
    if avant is None:
        yield Changement("ajout", None, Phrase(mots.nouvelle, nom=nom))
    for champ in genre.ajout_seul:
        anciennes = getattr(avant, champ) if avant else ()
        for entree in comparer_listes(champ, anciennes, getattr(apres, champ)).ajouts:
            ajoutee = Phrase("Fiche {nom}, {entree} s'ajoute", nom=nom, entree=mots.entree(entree))
            nature = getattr(entree, "evenement", "modification")
            yield Changement(str(nature), getattr(entree, "date", None), mots.phrase(apres, entree) or ajoutee)
    if avant is None:
        return
    for anomalie in reecritures(genre, avant, apres):
        yield Changement("correction", None, anomalie.message)
    for champ in genre.libres:
        if getattr(avant, champ) != getattr(apres, champ):
            valeurs = {"champ": Phrase(mots.champs.get(champ, champ)), "nom": nom}
            phrase = Phrase(
                "Fiche {nom}, {champ} : {avant} → {apres}",
                avant=mots.champ(avant, champ),
                apres=mots.champ(apres, champ),
                **valeurs,
            )
            yield Changement("modification", None, phrase)
