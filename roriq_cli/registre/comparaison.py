"""Two states of a registry, read together: what both share is read once, the base only where it differs."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from roriq_cli.domaine.bilan.composition import composition
from roriq_cli.domaine.genres.ajout_seul import debut_commun
from roriq_cli.domaine.genres.constats import Anomalie, Constat
from roriq_cli.domaine.membres.listes import Listes, listes_du
from roriq_cli.domaine.membres.modele import AJOUT_SEUL, ListeTcri, Organisme
from roriq_cli.domaine.revue import legalite
from roriq_cli.domaine.revue.legalite import Couple, Regard
from roriq_cli.errors import Environnement
from roriq_cli.i18n import Affichable, Phrase, Pluriel
from roriq_cli.registre import chargement as ch, git
from roriq_cli.registre.sources import DOSSIER, LISTES, RESEAU, ArbreDeTravail, Revision, est_lu

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
        fiches = [f.fiche if f else None for f in (self.avant, self.apres)]
        return None in fiches or fiches[0] != fiches[1]

    @property
    def compte(self) -> bool:
        """Whether the registry has a place for such a file; one that has none may only go."""
        return self.apres is not None or self.chemin.endswith(".yaml") or "/" not in self.chemin.removeprefix("data/")

    @property
    def couple(self) -> Couple:
        """The organisation on both sides, as far as it can be read."""
        return Couple(_organisme(self.avant), _organisme(self.apres))


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
        return [p.couple for p in self.paires if p.lisible]

    @property
    def lisible(self) -> bool:
        """Whether all that each side holds could be read: what is counted otherwise is not what is."""
        return not self.avant.non_lus and not self.apres.non_lus

    @property
    def complete(self) -> bool:
        """Whether every file that differs could be compared."""
        return not self.lacunes and all(p.lisible for p in self.paires if p.compte)


def _organisme(fichier: ch.Fichier | None) -> Organisme | None:
    fiche = fichier.fiche if fichier else None
    return fiche if isinstance(fiche, Organisme) else None


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
    if depart == RIEN:
        return _sans_base(racine, apres, revision)
    prefixe = git.prefixe(racine) or ""
    differences = git.differences(racine, depart, revision)
    ici = {d.chemin.removeprefix(prefixe): d for d in differences if d.chemin.startswith(prefixe)}
    avant = _a_la_base(racine, depart, apres, {c: d.avant for c, d in ici.items()})
    paires = _paires(avant, apres, ici)
    chemins = tuple(os.path.relpath(d.chemin, prefixe or ".").replace(os.sep, "/") for d in differences)
    comparaison = Comparaison(depart, revision or "", avant, apres, paires, chemins)
    return comparaison._replace(lacunes=tuple(_lacunes(racine, comparaison)))


def _sans_base(racine: Path, apres: ch.Chargement, revision: str | None) -> Comparaison:
    """All is new: there was nothing before."""
    avant = ch.assembler(apres.source, [])
    paires = tuple(Paire(f.chemin, None, f) for f in apres.fichiers)
    return Comparaison("", revision or "", avant, apres, paires, ())


def _a_la_base(
    racine: Path, depart: str, apres: ch.Chargement, changes: dict[str, git.EntreeDArbre | None]
) -> ch.Chargement:
    """The base: the files of `apres` that do not differ, and the others as they were."""
    source = Revision(racine, depart)
    # A folder that was a link or a submodule held nothing that could be read.
    anciens = [
        entree._replace(chemin=chemin)
        for chemin, entree in changes.items()
        if entree and (est_lu(chemin) or chemin in ("data", DOSSIER, LISTES))
    ]
    communs = [f for f in apres.fichiers if f.chemin not in changes and (f.fiche or not _change(f.chemin, changes))]
    return ch.assembler(source, [*communs, *map(ch.ouvrir, source.bruts(anciens))])


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
    """The organisations' files that were not there before."""
    return [p for p in paires if p.avant is None and p.apres is not None and ch.est_une_fiche(p.chemin)]


def constater(
    comparaison: Comparaison, aujourd_hui: date, consignes: Mapping[str, date] | None = None
) -> list[Constat]:
    """Everything wrong in a change: what is not a legal continuation, and what it newly makes wrong.

    `consignes`: the day that the change of a file was recorded; today for what is only proposed.
    """
    listes = listes_du(comparaison.avant.registre), listes_du(comparaison.apres.registre)
    jours = {p.chemin: (consignes or {}).get(p.chemin, aujourd_hui) for p in comparaison.paires}
    constats = [
        c for p in comparaison.paires for c in _de_la_paire(comparaison, p, listes, aujourd_hui, jours[p.chemin])
    ]
    constats += _entre_fiches(comparaison)
    constats += _des_ids(comparaison)
    constats += _d_ensemble(comparaison, aujourd_hui)
    return ch.ranger(constats)


def _de_la_paire(
    comparaison: Comparaison, paire: Paire, listes: tuple[Listes, Listes], aujourd_hui: date, consigne_le: date
) -> list[Constat]:
    """What is wrong in the change of one file; `listes`: the TCRI's, before and after."""
    if paire.apres is None:
        assert paire.avant is not None  # a pair has one side at least
        retiree = _retiree(comparaison, paire.avant)
        return _places(paire.avant, [retiree] if retiree else [])
    seuil = comparaison.avant.registre.reseau.seuils.saisie_tardive_jours
    anomalies: list[Anomalie | None] = []
    if paire.lisible and paire.couple.apres is not None:
        anomalies += legalite.par_couple(paire.couple, Regard(consigne_le, seuil, listes))
    elif isinstance(paire.apres.fiche, ListeTcri) and paire.avant is not None:
        lue = paire.avant.fiche if isinstance(paire.avant.fiche, ListeTcri) else None
        anomalies.append(legalite.liste_reecrite(lue, paire.apres.fiche, paire.apres.nom))
    connues = ch.anomalies_du_fichier(paire.avant, aujourd_hui, listes[0]) if paire.avant else ()
    trouvees = ch.anomalies_du_fichier(paire.apres, aujourd_hui, listes[1])
    return [*paire.apres.constats, *_places(paire.apres, anomalies, _nouvelles_anomalies(paire, connues, trouvees))]


def _nouvelles_anomalies(paire: Paire, connues: Iterable[Anomalie], trouvees: Iterable[Anomalie]) -> Iterator[Anomalie]:
    """What was not wrong before: all that is wrong in an entry that was added, and elsewhere what comes on top."""
    avant, apres = paire.couple
    communs = {
        champ: debut_commun(getattr(avant, champ), getattr(apres, champ))
        for champ in (AJOUT_SEUL if avant and apres else ())
    }
    deja = Counter(_signature(a) for a in connues)
    for anomalie in trouvees:
        signature = _signature(anomalie)
        champ, rang = (*anomalie.chemin, None, None)[:2]
        if isinstance(rang, int) and champ in communs and rang >= communs[str(champ)]:
            yield anomalie
        elif deja[signature]:
            deja[signature] -= 1
        else:
            yield anomalie


def _signature(anomalie: Anomalie) -> tuple[object, ...]:
    """What makes two findings the same: in an append-only list the place, elsewhere what is said."""
    champ = anomalie.chemin[0] if anomalie.chemin else ""
    return (anomalie.regle, anomalie.chemin if champ in AJOUT_SEUL else str(anomalie.message))


def _places(fichier: ch.Fichier, *anomalies: Iterable[Anomalie | None]) -> list[Constat]:
    """Findings at their place in a file, whose own are left as they were."""
    place = fichier.vierge()
    for anomalie in chain(*anomalies):
        if anomalie is not None:
            place.signaler(anomalie)
    return place.constats


def _retiree(comparaison: Comparaison, fichier: ch.Fichier) -> Anomalie | None:
    """What it means that a file is gone; None for one that others may take away."""
    if not fichier.chemin.endswith(".yaml"):
        return None  # it had no place there
    if ch.est_une_liste(fichier.chemin):
        return legalite.liste_reecrite(None, None, fichier.nom)
    if not ch.est_une_fiche(fichier.chemin):
        return None  # what every registry has is asked for elsewhere
    meme = [p.apres.nom for p in _nouvelles(comparaison.paires) if p.apres is not None and _meme(p.apres, fichier)]
    return legalite.fiche_retiree(_organisme(fichier), fichier.nom, meme[0] if meme else None)


def _meme(nouveau: ch.Fichier, ancien: ch.Fichier) -> bool:
    """Whether a new file goes on with the organisation of one that is gone."""
    un, autre = _organisme(nouveau), _organisme(ancien)
    return un is not None and autre is not None and (un.id == autre.id or un.nom == autre.nom)


def _entre_fiches(comparaison: Comparaison) -> list[Constat]:
    """What the files that differ newly make wrong between files: a name, a number or a key that two have."""
    lot = [p.apres for p in comparaison.paires if p.apres is not None and p.couple.apres is not None]
    if not lot:
        return []
    trouves = ch.constats_entre_fiches(comparaison.avant, comparaison.apres, lot)
    return [c for constats in trouves.values() for c in constats]


def _des_ids(comparaison: Comparaison) -> list[Constat]:
    """A new file never has the name of one that is gone."""
    nouvelles = [p.apres for p in _nouvelles(comparaison.paires) if p.apres is not None]
    if not nouvelles or not comparaison.base:
        return []
    effaces = git.effaces(comparaison.avant.source.racine, comparaison.base, DOSSIER)
    return [c for f in nouvelles if f.chemin in effaces for c in _places(f, [legalite.id_deja_servi(f.nom)])]


def _d_ensemble(comparaison: Comparaison, aujourd_hui: date) -> Iterator[Constat]:
    """What is wrong in the change as a whole."""
    couples = comparaison.couples
    if len(couples) > legalite.DEPARTS_PERMIS:  # fewer cannot be too many, and all the members need not be counted
        membres = composition(comparaison.avant.registre, aujourd_hui).membres
        yield from _places(ch.Fichier(RESEAU), [legalite.departs_nombreux(couples, membres)])
    verifient = [c for c in comparaison.chemins if legalite.verifie(c)]
    if verifient and any(legalite.confondu(c).startswith("data/") for c in comparaison.chemins):
        yield from _places(ch.Fichier(verifient[0]), [legalite.proposition_melee(verifient)])
    for un, autre in _confondus(comparaison):
        yield from _places(ch.Fichier(un), [legalite.chemins_confondus(un, autre)])
    if not any(f.chemin == RESEAU for f in comparaison.apres.autres) and RESEAU in comparaison.chemins:
        yield from ch.absences(comparaison.apres)


def _confondus(comparaison: Comparaison) -> Iterator[tuple[str, str]]:
    """The paths that change and that are another of the registry's on some computers."""
    lus = {legalite.confondu(f.chemin): f.chemin for f in comparaison.apres.fichiers}
    for chemin in comparaison.chemins:
        plie = legalite.confondu(chemin)
        if plie.startswith("data/") and (not chemin.startswith("data/") or lus.get(plie, chemin) != chemin):
            yield chemin, lus.get(plie, plie)
        elif plie.startswith((f"{DOSSIER}/", f"{LISTES}/")) and not chemin.startswith((f"{DOSSIER}/", f"{LISTES}/")):
            yield chemin, plie
