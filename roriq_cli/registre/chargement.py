"""From files to records and findings: the one way in, for every command that reads.

All files are read, all findings kept; one bad file hides nothing of the others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from roriq_cli.domaine.genres.constats import Anomalie, Constat, Gravite
from roriq_cli.domaine.membres.listes import Listes, listes_du
from roriq_cli.domaine.membres.modele import ChiffrePublie, ListeTcri, Organisme, Registre, Reseau
from roriq_cli.i18n import N_, Phrase, inerte
from roriq_cli.registre import git, schemas
from roriq_cli.registre.analyse import Illisible, Noeud, decoder, lire, trouver
from roriq_cli.registre.conversion import depuis_donnees
from roriq_cli.registre.sources import CHIFFRES, DOSSIER, LISTES, RESEAU, Brut, Source


class Fichier:
    """A file of the registry: its text, its node and its record as far as each could be made."""

    def __init__(self, chemin: str, texte: str | None = None) -> None:
        self.chemin = chemin
        self.texte = texte
        self.noeud: Noeud | None = None
        self.fiche: Any = None
        self.constats: list[Constat] = []

    @property
    def nom(self) -> str:
        """The file's name without `.yaml`: what an organisation's id must be."""
        return PurePosixPath(self.chemin).name.removesuffix(".yaml")

    def vierge(self) -> "Fichier":
        """The same file, with nothing found in it yet."""
        autre = Fichier(self.chemin, self.texte)
        autre.noeud, autre.fiche = self.noeud, self.fiche
        return autre

    def signaler(self, anomalie: Anomalie) -> None:
        """Keep a finding, with the line and column of what it is about."""
        ligne, colonne = 0, 0
        if self.noeud is not None:
            debut = trouver(self.noeud, anomalie.chemin).debut
            ligne, colonne = debut.line, debut.column
        self._constater(anomalie.regle, anomalie, ligne, colonne)

    def refuser(self, illisible: Illisible) -> None:
        """Keep what keeps the file from being read."""
        anomalie = Anomalie(illisible.regle, (), illisible.message, correction=illisible.correction)
        self._constater(illisible.regle, anomalie, illisible.ligne, illisible.colonne)

    def _constater(self, regle: str, anomalie: Anomalie, ligne: int, colonne: int) -> None:
        from roriq_cli.domaine.genres.catalogue import REGLES

        self.constats.append(
            Constat(
                REGLES[regle],
                inerte(self.chemin),
                anomalie.message,
                ligne + 1,
                colonne + 1,
                anomalie.correction,
                next((str(cle) for cle in anomalie.chemin), ""),
            )
        )


class Chargement(NamedTuple):
    """A registry as read at one state: its records, its files, and what could not be read."""

    source: Source
    registre: Registre
    fiches: list[Fichier]
    autres: list[Fichier]

    @property
    def fichiers(self) -> list[Fichier]:
        """Every file, organisations first."""
        return [*self.fiches, *self.autres]

    @property
    def non_lus(self) -> list[Fichier]:
        """The files that no record could be made of: whatever is counted, they are not in it."""
        return [f for f in self.fichiers if f.fiche is None]

    def fichier_de(self, id: str) -> Fichier | None:
        """The file that records the organisation `id`."""
        return next((f for f in self.fiches if f.fiche is not None and f.fiche.id == id), None)


def charger(source: Source, avancer: Callable[[], object] = lambda: None) -> Chargement:
    """Read everything under data/; the rules of the domain are `valider`'s. `avancer`: called at each organisation."""
    a_reunir = cache(lambda: source.revision is None and git.reunion_en_cours(source.racine))
    fiches = []
    for fiche in source.fiches():
        fiches.append(ouvrir(fiche, a_reunir))
        avancer()
    bruts = [brut for chemin in _AUTRES if (brut := source.fichier(chemin)) is not None]
    return _assembler(source, fiches, [ouvrir(brut) for brut in (*bruts, *source.listes())])


class _Chiffres(NamedTuple):
    chiffres: tuple[ChiffrePublie, ...]


# The files of the registry that are no organisation's → their schema and their record.
_AUTRES: dict[str, tuple[str, type]] = {RESEAU: ("registre", Reseau), CHIFFRES: ("chiffres_publies", _Chiffres)}


def _assembler(source: Source, fiches: list[Fichier], autres: list[Fichier]) -> Chargement:
    """The registry that these files say, as far as they can be read."""
    lus = {f.chemin: f.fiche for f in autres if f.fiche is not None}
    chiffres = lus.get(CHIFFRES)
    registre = Registre(
        tuple(f.fiche for f in fiches if f.fiche is not None),
        lus.get(RESEAU) or Reseau(),
        chiffres.chiffres if chiffres else (),
        tuple(f.fiche for f in autres if isinstance(f.fiche, ListeTcri)),
        any(f.fiche is None and est_une_liste(f.chemin) for f in autres),
    )
    return Chargement(source, registre, fiches, autres)


def assembler(source: Source, fichiers: Iterable[Fichier]) -> Chargement:
    """The registry that `source` would be with these files and no other."""
    ranges = _ranges(fichiers)
    fiches = [f for f in ranges if f.chemin.startswith(f"{DOSSIER}/")]
    return _assembler(source, fiches, [f for f in ranges if not f.chemin.startswith(f"{DOSSIER}/")])


def _genre(chemin: str) -> tuple[str, type]:
    """The schema and the record of a file, by its place."""
    if chemin.startswith(f"{LISTES}/"):
        return "liste_tcri", ListeTcri
    return _AUTRES.get(chemin, ("organisme", Organisme))


def _jamais() -> bool:
    return False


def ouvrir(brut: Brut, a_reunir: Callable[[], bool] = _jamais) -> Fichier:
    """Bytes → text → node → data that passes its schema → record, as far as it goes.

    `a_reunir`: whether a merge is under way, asked only of a file with conflict marks.
    """
    genre, classe = _genre(brut.chemin)
    fichier = Fichier(brut.chemin)
    try:
        if brut.octets is None:
            raise Illisible(brut.regle, Phrase(_OBSTACLES[brut.regle]))
        fichier.texte = decoder(brut.octets)
        fichier.noeud = lire(fichier.texte)
    except Illisible as illisible:
        fichier.refuser(_en_mots(brut, illisible, a_reunir) if illisible.regle == "conflit" else illisible)
        return fichier
    donnees = fichier.noeud.valeur
    if schemas.conforme(genre, donnees):
        fichier.fiche = depuis_donnees(classe, donnees)
    else:
        for anomalie in schemas.expliquer(genre, donnees):
            fichier.signaler(anomalie)
    return fichier


def _en_mots(brut: Brut, illisible: Illisible, a_reunir: Callable[[], bool]) -> Illisible:
    """Conflict marks, with the facts that they mix."""
    from roriq_cli.registre.union import conflits

    assert brut.octets is not None  # its text was read
    une_fiche = _genre(brut.chemin)[1] is Organisme
    return conflits.expliquer(
        illisible, brut.octets.decode(), lire_organisme if une_fiche else None, a_reunir=une_fiche and a_reunir()
    )


def lire_organisme(texte: str) -> Organisme | None:
    """The record that a text says; None when it cannot be read, without asking why."""
    try:
        donnees = lire(decoder(texte.encode(errors="surrogateescape"))).valeur
    except Illisible:
        return None
    return depuis_donnees(Organisme, donnees) if schemas.conforme("organisme", donnees) else None


def gravite_de(anomalie: Anomalie) -> Gravite:
    """How serious what a rule found is."""
    from roriq_cli.domaine.genres.catalogue import REGLES

    return REGLES[anomalie.regle].gravite


class Validation(NamedTuple):
    """What a validation found: the findings of the files asked about, and how many could not be judged to the end."""

    fichiers: int
    constats: tuple[Constat, ...]
    non_evalues: int

    def nombre(self, gravite: Gravite) -> int:
        """How many findings of one severity."""
        return sum(c.gravite is gravite for c in self.constats)

    @property
    def conforme(self) -> bool:
        """Whether nothing is wrong and everything could be judged."""
        return not self.nombre(Gravite.ERREUR) and not self.non_evalues


def valider(chargement: Chargement, aujourd_hui: date, demandes: frozenset[str] | None = None) -> Validation:
    """All findings, the domain's rules included, for the files asked about (None: all)."""
    for fichier, anomalie in _anomalies(chargement, aujourd_hui):
        fichier.signaler(anomalie)
    juges = [f for f in chargement.fichiers if demandes is None or f.chemin in demandes]
    constats = ranger(c for f in juges for c in f.constats)
    if demandes is None:
        constats += absences(chargement)
    return Validation(len(juges), tuple(constats), sum(f.fiche is None for f in juges))


def ranger(constats: Iterable[Constat]) -> list[Constat]:
    """Findings in the order that they are read: file by file, from the first line."""
    return sorted(constats, key=lambda c: (c.fichier, c.ligne, c.colonne, c.regle.code))


def absences(chargement: Chargement) -> Iterator[Constat]:
    """The file that every registry has, when it is not there."""
    if not any(f.chemin == RESEAU for f in chargement.autres):
        manquant = Fichier(RESEAU)
        manquant.signaler(Anomalie("registre-absent", (), Phrase("Le fichier {fichier} n'existe pas.", fichier=RESEAU)))
        yield from manquant.constats


_OBSTACLES = {
    "fichier-type": N_("Ce n'est pas un fichier ordinaire (un lien, un dossier)."),
    "fichier-inattendu": N_("Seules les fiches, nommées <id>.yaml, ont leur place dans ce dossier."),
    "fichier-taille": N_("La fiche dépasse 1 Mio."),
    "fichier-illisible": N_("Le fichier ne peut pas être lu."),
}


def chemin_de(id: str) -> str:
    """The path of an organisation's file in the registry."""
    return f"{DOSSIER}/{id}.yaml"


def chemin_nomme(mot: str, chemins: Iterable[str]) -> str | None:
    """Which of these paths `mot` names: an organisation's id, another file's name (`registre`), or a path itself."""
    voulus = (mot, chemin_de(mot), f"data/{mot}.yaml", f"{LISTES}/{mot}.yaml")
    connus = set(chemins)
    return next((voulu for voulu in voulus if voulu in connus), None)


def est_une_fiche(chemin: str) -> bool:
    """Whether `chemin` is that of an organisation's file."""
    return chemin.startswith(f"{DOSSIER}/") and chemin.endswith(".yaml")


def est_du_registre(chemin: str) -> bool:
    """Whether `chemin` is one of the files that the registry reads."""
    return chemin in _AUTRES or est_une_fiche(chemin) or est_une_liste(chemin)


def est_une_liste(chemin: str) -> bool:
    """Whether `chemin` is that of a TCRI list."""
    return chemin.startswith(LISTES)


def ouvrir_fiche(chemin: str, texte: str) -> Fichier:
    """A file of the registry as it would be with `texte`."""
    return ouvrir_octets(chemin, texte.encode(errors="surrogateescape"))


def ouvrir_octets(chemin: str, octets: bytes) -> Fichier:
    """A file of the registry as it would be with these bytes."""
    return ouvrir(Brut(chemin, octets))


def avec(chargement: Chargement, chemin: str, texte: str | None) -> Chargement:
    """The registry as it would be with `texte` in `chemin` (None: without it); the other files are not read again."""
    nouveaux = [] if texte is None else [ouvrir_fiche(chemin, texte)]
    voisins = chargement.fiches if est_une_fiche(chemin) else chargement.autres
    fichiers = _ranges([*(f for f in voisins if f.chemin != chemin), *nouveaux])
    if est_une_fiche(chemin):
        return _assembler(chargement.source, fichiers, chargement.autres)
    return _assembler(chargement.source, chargement.fiches, fichiers)


def avec_fiches(chargement: Chargement, nouvelles: Sequence[Fichier]) -> Chargement:
    """The registry as it would be with these organisations' files."""
    chemins = {f.chemin for f in nouvelles}
    autres = [f for f in chargement.fiches if f.chemin not in chemins]
    return _assembler(chargement.source, _ranges([*autres, *nouvelles]), chargement.autres)


def _ranges(fichiers: Iterable[Fichier]) -> list[Fichier]:
    return sorted(fichiers, key=lambda f: f.chemin)


def nouveaux_constats(avant: Chargement, apres: Chargement, chemin: str, aujourd_hui: date) -> list[Constat]:
    """What is wrong with `chemin` in `apres`, and what it newly makes wrong among the other files of `avant`."""
    fichier = next(f for f in apres.fiches if f.chemin == chemin)
    constats = constats_de_la_fiche(fichier, aujourd_hui, listes_du(apres.registre))
    return [*constats, *constats_entre_fiches(avant, apres, [fichier])[chemin]] if fichier.fiche else constats


def constats_de_la_fiche(fichier: Fichier, aujourd_hui: date, listes: Listes) -> list[Constat]:
    """What is wrong in one file, whatever the others say."""
    for anomalie in anomalies_du_fichier(fichier, aujourd_hui, listes):
        fichier.signaler(anomalie)
    return fichier.constats


def constats_entre_fiches(
    avant: Chargement, apres: Chargement, lot: Sequence[Fichier]
) -> defaultdict[str, list[Constat]]:
    """What the files of `lot` (each has a record) newly make wrong between files, by the path of the one at fault."""
    from roriq_cli.domaine.membres import regles

    # Last in the list, the organisations being recorded are those that a rule between files speaks of.
    rangs = {f.fiche.id: rang for rang, f in enumerate(lot)}
    registre_avant, registre_apres = (
        c.registre._replace(organismes=tuple(sorted(c.registre.organismes, key=lambda o: rangs.get(o.id, -1))))
        for c in (avant, apres)
    )
    entre_fiches = {f.fiche.id: f.vierge() for f in lot}
    trouvees = list(regles.par_registre(registre_apres))
    connues = {a.dite for a in (regles.par_registre(registre_avant) if trouvees else ())}
    for anomalie in trouvees:
        if anomalie.dite not in connues:
            entre_fiches.get(anomalie.sujet, entre_fiches[lot[-1].fiche.id]).signaler(anomalie)
    return defaultdict(list, {f.chemin: f.constats for f in entre_fiches.values()})


def nouvelles_erreurs(avant: Chargement, apres: Chargement, aujourd_hui: date) -> list[Constat]:
    """The errors that the whole registry has in `apres` and had not in `avant`."""
    connues = {a.dite for _f, a in _anomalies(avant, aujourd_hui)}
    trouvees: list[Constat] = []
    for fichier, anomalie in _anomalies(apres, aujourd_hui):
        if anomalie.dite not in connues:
            place = fichier.vierge()
            place.signaler(anomalie)
            trouvees += [c for c in place.constats if c.gravite is Gravite.ERREUR]
    illisibles = {f.chemin for f in avant.non_lus}
    return [*(c for f in apres.non_lus if f.chemin not in illisibles for c in f.constats), *trouvees]


def _anomalies(chargement: Chargement, aujourd_hui: date) -> Iterator[tuple[Fichier, Anomalie]]:
    """What the rules of the domain find, each with its file; nothing is kept in the files."""
    from roriq_cli.domaine.membres import regles

    listes = listes_du(chargement.registre)
    lisibles = [f for f in chargement.fiches if f.fiche is not None]
    for fichier in lisibles:
        for anomalie in anomalies_du_fichier(fichier, aujourd_hui, listes):
            yield fichier, anomalie._replace(sujet=fichier.fiche.id)
    lus = {f.fiche.id: f for f in lisibles}
    for anomalie in regles.par_registre(chargement.registre):
        yield lus[anomalie.sujet], anomalie
    for fichier in chargement.autres:
        for anomalie in anomalies_du_fichier(fichier, aujourd_hui, listes):
            yield fichier, anomalie


def anomalies_du_fichier(fichier: Fichier, aujourd_hui: date, listes: Listes) -> Iterable[Anomalie]:
    """What the rules of the domain find inside one file, whatever the others say."""
    from roriq_cli.domaine.membres import regles

    if isinstance(fichier.fiche, Organisme):
        return regles.par_organisme(fichier.fiche, fichier.nom, aujourd_hui, listes)
    if isinstance(fichier.fiche, _Chiffres):
        return regles.par_chiffres(fichier.fiche.chiffres, aujourd_hui)
    if isinstance(fichier.fiche, ListeTcri):
        return regles.par_liste(fichier.fiche, fichier.nom, aujourd_hui)
    return ()
