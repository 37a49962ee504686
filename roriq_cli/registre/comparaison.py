"""Two states of a registry, read together: what both share is read once, the base only where it differs."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from roriq_cli.domaine.bilan.composition import composition
from roriq_cli.domaine.genres.ajout_seul import debut_commun
from roriq_cli.domaine.genres.conduite import Couple, Regard
from roriq_cli.domaine.genres.constats import Anomalie, Constat
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres.genres import ORGANISME, RESEAU
from roriq_cli.domaine.membres.legalite import DEPARTS_PERMIS, departs_nombreux
from roriq_cli.domaine.protection import Savoirs, legalite
from roriq_cli.domaine.revue import ensemble
from roriq_cli.domaine.table import GENRES, genre_de
from roriq_cli.errors import Environnement
from roriq_cli.i18n import Affichable, Phrase, Pluriel
from roriq_cli.registre import chargement as ch, git
from roriq_cli.registre.sources import ArbreDeTravail, Revision, est_lu

RIEN = "0" * 40  # what a forge names before the first commit


class Paire(NamedTuple):
    """A file of the registry that differs: how it is read on both sides (None: it is not there)."""

    chemin: str
    avant: ch.Fichier | None
    apres: ch.Fichier | None

    @property
    def lisible(self) -> bool:
        """Whether what stands on each side could be read."""
        return all(f is None or f.fiche is not None for f in (self.avant, self.apres))

    @property
    def change(self) -> bool:
        """Whether what the file says is not the same, or cannot be compared; otherwise its layout alone moved."""
        return None in self.couple or self.couple.avant != self.couple.apres

    @property
    def compte(self) -> bool:
        """Whether the registry has a place for such a file; one that has none may only go."""
        return self.apres is not None or self.chemin.endswith(".yaml") or "/" not in self.chemin.removeprefix("data/")

    @property
    def couple(self) -> Couple:
        """The records on both sides, as far as they can be read."""
        return Couple(_fiche(self.avant), _fiche(self.apres))

    @property
    def genre(self) -> Genre | None:
        """The kind of the file, by its place."""
        return genre_de(self.chemin)


class Comparaison(NamedTuple):
    """Two states of a registry, the files that differ, and what keeps the comparison from being whole.

    `base` and `tete` are full commit ids; `base` is "" before the first commit, `tete` for the work tree.
    `chemins`: every file of the repository that differs, from the registry.
    """

    base: str
    tete: str
    avant: ch.Chargement
    apres: ch.Chargement
    paires: tuple[Paire, ...]
    chemins: tuple[str, ...]
    lacunes: tuple[Affichable, ...] = ()

    @property
    def couples(self) -> list[Couple]:
        """The organisations whose file differs, where both sides can be read."""
        return [p.couple for p in self.paires if p.lisible and p.genre is ORGANISME]

    @property
    def autres(self) -> list[tuple[Genre, Couple]]:
        """The files, of the kinds that have no place of their own in a registry, that differ and can be read."""
        return [(p.genre, p.couple) for p in self.paires if p.lisible and p.genre and p.genre.sans_place]

    @property
    def lisible(self) -> bool:
        """Whether all that each side holds could be read: what is counted otherwise is not what is."""
        return not self.avant.non_lus and not self.apres.non_lus

    @property
    def complete(self) -> bool:
        """Whether every file that differs could be compared."""
        return not self.lacunes and all(p.lisible for p in self.paires if p.compte)


def _fiche(fichier: ch.Fichier | None) -> Any:
    return fichier.fiche if fichier else None


class EtatInconnu(Environnement):
    """One of the two states is not in this copy: nothing can be compared. `phrases`: what, then what to do."""


def etat_de_base(racine: Path, base: str | None, tete: str | None) -> str:
    """The full id of the commit to compare with: `base`, else where `tete` left the shared branch.

    Raises Introuvable: unknown, or no such point.
    """
    if base is not None:
        return RIEN if base == RIEN else _commit(racine, base)
    partagee, depart = _partagee(racine), tete or git.tete(racine)
    commun = git.ancetre_commun(racine, partagee, depart) if partagee and depart else ""
    if not commun:
        raise _sans_avant(racine)
    return commun


def _partagee(racine: Path) -> str:
    """The commit of the branch that all share; "" when none is known here."""
    branches = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/heads/main")
    return next((revision for ref in branches if (revision := git.tete(racine, ref))), "")


def consignes_le(racine: Path, comparaison: Comparaison, chemins: Collection[str]) -> dict[str, datetime]:
    """When what these files now say was recorded; nothing for a proposal, which is not on the shared branch yet.

    A file that was changed by hand since is a proposal too.
    """
    tete, partagee = comparaison.tete or git.tete(racine), _partagee(racine)
    if not partagee or git.ancetre_commun(racine, partagee, tete) != tete:
        return {}
    retouches = git.modifies(racine) if not comparaison.tete else []
    recents = [chemin for chemin in sorted(chemins) if chemin not in retouches]
    return {version.chemin: version.instant for version in git.versions(racine, tete, *recents)} if recents else {}


def _commit(racine: Path, revision: str) -> str:
    try:
        return git.commit(racine, revision)
    except Environnement as erreur:
        if git.tronque(racine):
            raise _sans_avant(racine) from None
        raise EtatInconnu(*erreur.phrases, _NOMMER) from None


def _sans_avant(racine: Path) -> EtatInconnu:
    quoi = Phrase("L'état d'avant n'est pas dans la copie vérifiée.")
    if git.tronque(racine):
        return EtatInconnu(quoi, Phrase("À faire : fetch-depth: 0 à l'étape « checkout »."))
    return EtatInconnu(quoi, _NOMMER)


_NOMMER = Phrase("À faire : nommer un état que cette copie connaît, comme dans « roriq revue origin/main ».")


def comparer(racine: Path, base: str | None, tete: str | None) -> Comparaison:
    """The registry at `base` (None: where `tete` left the shared branch) and at `tete` (None: the work tree).

    Raises Introuvable when one of them is not in this copy.
    """
    revision = _commit(racine, tete) if tete is not None else None
    depart = etat_de_base(racine, base, revision)
    apres = ch.charger(Revision(racine, revision) if revision else ArbreDeTravail(racine))
    if depart == RIEN:  # all is new: there was nothing before
        paires = tuple(Paire(f.chemin, None, f) for f in apres.fichiers)
        return Comparaison("", revision or "", ch.assembler(apres.source, []), apres, paires, ())
    prefixe = git.prefixe(racine) or ""
    differences = git.differences(racine, depart, revision)
    ici = {c.removeprefix(prefixe): avant for c, avant in differences.items() if c.startswith(prefixe)}
    avant = _a_la_base(racine, depart, apres, ici)
    paires = _paires(avant, apres, ici)
    chemins = tuple(os.path.relpath(c, prefixe or ".").replace(os.sep, "/") for c in differences)
    comparaison = Comparaison(depart, revision or "", avant, apres, paires, chemins)
    return comparaison._replace(lacunes=tuple(_lacunes(racine, comparaison)))


def _a_la_base(
    racine: Path, depart: str, apres: ch.Chargement, changes: dict[str, git.EntreeDArbre | None]
) -> ch.Chargement:
    """The base: the files of `apres` that do not differ, and the others as they were."""
    source = Revision(racine, depart)
    # A folder that was a link or a submodule held nothing that could be read.
    anciens = [
        entree._replace(chemin=chemin)
        for chemin, entree in changes.items()
        if entree and (est_lu(chemin) or chemin == "data" or chemin in (g.lieu for g in GENRES))
    ]
    communs = [f for f in apres.fichiers if f.chemin not in changes and (f.fiche or not _change(f.chemin, changes))]
    return ch.assembler(source, [*communs, *map(ch.ouvrir, source.lire(anciens))])


def _change(chemin: str, changes: Collection[str]) -> bool:
    """Whether the file, or for a folder what is in it, differs."""
    return chemin in changes or any(autre.startswith(chemin + "/") for autre in changes)


def _paires(avant: ch.Chargement, apres: ch.Chargement, changes: Collection[str]) -> tuple[Paire, ...]:
    anciens = {f.chemin: f for f in avant.fichiers if f.chemin in changes}
    nouveaux = {f.chemin: f for f in apres.fichiers if f.chemin in changes}
    # A folder that is a link, or is gone, is named by no difference: those of its files are.
    nouveaux |= {f.chemin: f for f in apres.non_lus if _change(f.chemin, changes)}
    return tuple(Paire(c, anciens.get(c), nouveaux.get(c)) for c in sorted({*anciens, *nouveaux}))


def _lacunes(racine: Path, comparaison: Comparaison) -> Iterator[Affichable]:
    """What keeps the comparison from being whole."""
    paires = comparaison.paires
    for paire in paires:
        if paire.avant is not None and paire.avant.fiche is None and paire.compte:
            yield Phrase(
                "Le fichier {fichier} tel qu'il était ne peut pas être lu : rien ne dit si ce qui y était consigné "
                "est encore là. À faire : comparer avec un état où il se lit, comme dans « roriq revue VERSION ».",
                fichier=paire.chemin,
            )
    differents = {p.chemin for p in paires}
    ailleurs = [f for f in comparaison.apres.non_lus if f.chemin not in differents]
    if ailleurs:
        yield Pluriel(
            "{n} fichier que ce changement ne touche pas ne peut pas être lu : rien ne peut lui être comparé.",
            "{n} fichiers que ce changement ne touche pas ne peuvent pas être lus : rien ne peut leur être comparé.",
            len(ailleurs),
        )
    if _nouvelles(paires) and git.tronque(racine):
        yield Phrase(
            "L'historique de cette copie est incomplet : rien ne dit si le nom d'une nouvelle fiche a déjà servi. À "
            "faire : fetch-depth: 0 à l'étape « checkout »."
        )


def _nouvelles(paires: Sequence[Paire]) -> list[Paire]:
    """The files that were not there before, of the kinds whose names serve only once."""
    venues = [p for p in paires if p.avant is None and p.apres and ch.est_une_fiche(p.chemin)]
    return [p for p in venues if p.genre and not p.genre.reprise]


def constater(
    comparaison: Comparaison, aujourd_hui: date, consignes: Mapping[str, date] | None = None
) -> list[Constat]:
    """Everything wrong in a change: what is not a legal continuation, and what it newly makes wrong.

    `consignes`: the day that the change of a file was recorded; today for what is only proposed.
    """
    savoirs = Savoirs(comparaison.avant.registre), Savoirs(comparaison.apres.registre)
    constats: list[Constat] = []
    for paire in comparaison.paires:
        consigne_le = (consignes or {}).get(paire.chemin, aujourd_hui)
        constats += _de_la_paire(comparaison, paire, savoirs, aujourd_hui, consigne_le)
    constats += _entre_fiches(comparaison)
    constats += _des_ids(comparaison)
    constats += _d_ensemble(comparaison, aujourd_hui)
    return ch.ranger(constats)


def _de_la_paire(
    comparaison: Comparaison, paire: Paire, savoirs: tuple[Savoirs, Savoirs], aujourd_hui: date, consigne_le: date
) -> list[Constat]:
    """What is wrong in the change of one file; `savoirs`: what the rules need of both states."""
    if paire.apres is None:
        assert paire.avant is not None  # a pair has one side at least
        retiree = _retiree(comparaison, paire.avant)
        return [ch.placer(paire.avant, retiree)] if retiree else []
    anomalies: list[Anomalie] = []
    if paire.lisible and paire.genre:
        seuil = comparaison.avant.registre.reseau.seuils.saisie_tardive_jours
        avant, apres = (savoir.du(paire.genre) for savoir in savoirs)
        anomalies += legalite(paire.genre, paire.couple, Regard(consigne_le, seuil, (avant, apres)))
    connues = ch.anomalies_du_fichier(paire.avant, aujourd_hui, savoirs[0]) if paire.avant else ()
    trouvees = ch.anomalies_du_fichier(paire.apres, aujourd_hui, savoirs[1])
    anomalies += _nouvelles_anomalies(paire, connues, trouvees)
    return [*paire.apres.constats, *(ch.placer(paire.apres, anomalie) for anomalie in anomalies)]


def _nouvelles_anomalies(paire: Paire, connues: Iterable[Anomalie], trouvees: Iterable[Anomalie]) -> Iterator[Anomalie]:
    """What was not wrong before: all that is wrong in an entry that was added, and elsewhere what comes on top."""
    avant, apres = paire.couple
    listes = paire.genre.ajout_seul if paire.genre else ()
    communs = {
        champ: debut_commun(getattr(avant, champ), getattr(apres, champ))
        for champ in (listes if avant and apres else ())
    }
    deja = Counter(_signature(a, listes) for a in connues)
    for anomalie in trouvees:
        signature = _signature(anomalie, listes)
        champ, rang = (*anomalie.chemin, None, None)[:2]
        if isinstance(rang, int) and champ in communs and rang >= communs[str(champ)]:
            yield anomalie
        elif deja[signature]:
            deja[signature] -= 1
        else:
            yield anomalie


def _signature(anomalie: Anomalie, listes: Sequence[str]) -> tuple[object, ...]:
    """What makes two findings the same: in an append-only list the place, elsewhere what is said."""
    champ = anomalie.chemin[0] if anomalie.chemin else ""
    return (anomalie.regle, anomalie.chemin if champ in listes else str(anomalie.message))


def _retiree(comparaison: Comparaison, fichier: ch.Fichier) -> Anomalie | None:
    """What it means that a file is gone; None for one that had no place there, or that others may take away."""
    if fichier.genre is None or not fichier.chemin.endswith(".yaml"):
        return None
    nouvelles = [p.apres for p in _nouvelles(comparaison.paires) if p.genre is fichier.genre and p.apres]
    meme = [nouveau.nom for nouveau in nouvelles if _meme(fichier.genre, nouveau.fiche, fichier.fiche)]
    return fichier.genre.comportement.retiree(fichier.fiche, fichier.nom, meme[0] if meme else None)


def _meme(genre: Genre, nouvelle: Any, ancienne: Any) -> bool:
    """Whether a new file goes on with one that is gone: the same id inside, or the same name."""
    if nouvelle is None or ancienne is None:
        return False
    nom = genre.comportement.mots.nom
    return genre.id_de(nouvelle) == genre.id_de(ancienne) or nom(nouvelle) == nom(ancienne)


def _entre_fiches(comparaison: Comparaison) -> list[Constat]:
    """What the files that differ newly make wrong between files: a name, a number or a key that two have."""
    lot = [p.apres for p in comparaison.paires if p.apres and p.apres.fiche is not None and p.genre and p.genre.dossier]
    if not lot:
        return []
    trouves = ch.constats_entre_fiches(comparaison.avant, comparaison.apres, lot)
    return [c for constats in trouves.values() for c in constats]


def _des_ids(comparaison: Comparaison) -> list[Constat]:
    """A new file never has the name of one that is gone."""
    nouvelles = [p for p in _nouvelles(comparaison.paires) if p.apres]
    if not nouvelles or not comparaison.base:
        return []
    dossiers = {p.genre.lieu for p in nouvelles if p.genre}
    racine = comparaison.avant.source.racine
    effaces = set().union(*(git.effaces(racine, comparaison.base, dossier) for dossier in sorted(dossiers)))
    return [
        ch.placer(p.apres, ensemble.id_deja_servi(p.apres.nom)) for p in nouvelles if p.apres and p.chemin in effaces
    ]


def _d_ensemble(comparaison: Comparaison, aujourd_hui: date) -> Iterator[Constat]:
    """What is wrong in the change as a whole."""
    couples = comparaison.couples
    if len(couples) > DEPARTS_PERMIS:  # fewer cannot be too many, and all the members need not be counted
        membres = composition(comparaison.avant.registre, aujourd_hui).membres
        if nombreux := departs_nombreux(couples, membres):
            yield ch.placer(ch.Fichier(RESEAU.lieu), nombreux)
    verifient = [c for c in comparaison.chemins if ensemble.verifie(c)]
    if verifient and any(ensemble.confondu(c).startswith("data/") for c in comparaison.chemins):
        yield ch.placer(ch.Fichier(verifient[0]), ensemble.proposition_melee(verifient))
    for un, autre in _confondus(comparaison):
        yield ch.placer(ch.Fichier(un), ensemble.chemins_confondus(un, autre))
    if RESEAU.lieu in comparaison.chemins:
        yield from ch.absences(comparaison.apres)


DOSSIERS = tuple(f"{genre.lieu}/" for genre in GENRES if genre.dossier)


def _confondus(comparaison: Comparaison) -> Iterator[tuple[str, str]]:
    """The paths that change and that are another of the registry's on some computers."""
    lus = {ensemble.confondu(f.chemin): f.chemin for f in comparaison.apres.fichiers}
    for chemin in comparaison.chemins:
        plie = ensemble.confondu(chemin)
        if plie.startswith("data/") and (not chemin.startswith("data/") or lus.get(plie, chemin) != chemin):
            yield chemin, lus.get(plie, plie)
        elif plie.startswith(DOSSIERS) and not chemin.startswith(DOSSIERS):
            yield chemin, plie
