"""From files to records and findings: the one way in, for every command that reads.

All files are read, all findings kept; one bad file hides nothing of the others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from roriq_cli.domaine.genres.constats import Anomalie, Constat, Gravite
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres.genres import RESEAU
from roriq_cli.domaine.membres.modele import Registre
from roriq_cli.domaine.table import GENRES, genre_de
from roriq_cli.i18n import N_, Phrase, inerte
from roriq_cli.registre import git, schemas
from roriq_cli.registre.analyse import Illisible, Noeud, decoder, encoder, lire, trouver
from roriq_cli.registre.conversion import depuis_donnees
from roriq_cli.registre.sources import Brut, Source

if TYPE_CHECKING:  # the rules are imported by the commands that ask for them
    from roriq_cli.domaine.protection import Savoirs


class Fichier(NamedTuple):
    """A file of the registry: its text, its node and its record as far as each could be made; what kept it from more.

    `constats`: what reading it found, not what the rules find of its record.
    """

    chemin: str
    texte: str | None = None
    noeud: Noeud | None = None
    fiche: Any = None
    constats: tuple[Constat, ...] = ()

    @property
    def nom(self) -> str:
        """The file's name without `.yaml`: what its record's id must be."""
        return PurePosixPath(self.chemin).name.removesuffix(".yaml")

    @property
    def etranger(self) -> bool:
        """Whether its record is another file's: a copy that a synchronised folder left, which counts for nothing."""
        genre = self.genre
        if self.fiche is None or genre is None or not genre.dossier:
            return False
        return not self.chemin.endswith(f"/{genre.id_de(self.fiche)}.yaml")

    @property
    def genre(self) -> Genre | None:
        """Its kind, by its place; None: no kind's."""
        return genre_de(self.chemin)


def placer(fichier: Fichier, anomalie: Anomalie) -> Constat:
    """A finding, with the line and column of what it is about."""
    ligne, colonne = 0, 0
    if fichier.noeud is not None:
        debut = trouver(fichier.noeud, anomalie.chemin).debut
        ligne, colonne = debut.line, debut.column
    return _constat(fichier.chemin, anomalie, ligne, colonne)


def _constat(chemin: str, anomalie: Anomalie, ligne: int, colonne: int) -> Constat:
    from roriq_cli.domaine.genres.catalogue import REGLES

    return Constat(
        REGLES[anomalie.regle],
        inerte(chemin),
        anomalie.message,
        ligne + 1,
        colonne + 1,
        anomalie.correction,
        next((str(cle) for cle in anomalie.chemin), ""),
    )


class Chargement(NamedTuple):
    """A registry as read at one state: its records and its files, in the order of the table of kinds."""

    source: Source
    registre: Registre
    fichiers: tuple[Fichier, ...]

    @property
    def non_lus(self) -> list[Fichier]:
        """The files that no record could be made of: whatever is counted, they are not in it."""
        return [f for f in self.fichiers if f.fiche is None]

    @property
    def etrangers(self) -> list[Fichier]:
        """The files whose record is another file's: whatever is counted, they are not in it either."""
        return [f for f in self.fichiers if f.etranger]

    def du_genre(self, genre: Genre) -> list[Fichier]:
        """The files of a kind."""
        return [f for f in self.fichiers if f.genre is genre]

    def fichier(self, chemin: str) -> Fichier | None:
        """One file by its path; None when there is none."""
        return next((f for f in self.fichiers if f.chemin == chemin), None)

    def texte(self, chemin: str) -> str | None:
        """The text of a file, as far as it could be read; None when there is none."""
        fichier = self.fichier(chemin)
        return fichier.texte if fichier else None


def charger(source: Source, avancer: Callable[[], object] = lambda: None) -> Chargement:
    """Read everything under data/; the rules of the domain are `valider`'s. `avancer`: called at each file."""
    a_reunir = cache(lambda: source.revision is None and git.reunion_en_cours(source.racine))
    fichiers = []
    for genre in GENRES:
        for brut in source.bruts(genre):
            fichiers.append(ouvrir(brut, a_reunir))
            avancer()
    return _assembler(source, fichiers)


def assembler(source: Source, fichiers: Iterable[Fichier]) -> Chargement:
    """The registry that `source` would be with these files and no other."""
    rangs = {genre.nom: rang for rang, genre in enumerate(GENRES)}
    return _assembler(source, sorted(fichiers, key=lambda f: (rangs[f.genre.nom] if f.genre else len(rangs), f.chemin)))


def _assembler(source: Source, fichiers: Sequence[Fichier]) -> Chargement:
    """The same, of files in the order of the table."""
    illisibles = frozenset(f.genre.nom for f in fichiers if f.fiche is None and f.genre is not None)
    registre = Registre(illisibles=illisibles)
    for genre, groupe in groupby(
        (f for f in fichiers if f.fiche is not None and not f.etranger), key=lambda f: f.genre
    ):
        assert genre is not None  # a record was made: its kind is known
        fiches = tuple(f.fiche if genre.valeur is None else genre.valeur(f.fiche) for f in groupe)
        registre = registre.avec(genre, fiches)
    return Chargement(source, registre, tuple(fichiers))


def ouvrir(brut: Brut, a_reunir: Callable[[], bool] = lambda: False) -> Fichier:
    """Bytes → text → node → data that passes its schema → record, as far as it goes.

    `a_reunir`: whether a merge is under way, asked only of a file with conflict marks.
    """
    genre = genre_de(brut.chemin)
    texte = noeud = None
    try:
        if brut.octets is None or genre is None:
            regle = brut.regle or "fichier-inattendu"
            raise Illisible(regle, Phrase(_OBSTACLES[regle]))
        texte = decoder(brut.octets)
        noeud = lire(texte)
    except Illisible as illisible:
        dite = _en_mots(brut, illisible, a_reunir) if illisible.regle == "conflit" else illisible
        anomalie = Anomalie(dite.regle, (), dite.message, correction=dite.correction)
        return Fichier(brut.chemin, texte, constats=(_constat(brut.chemin, anomalie, dite.ligne, dite.colonne),))
    if schemas.conforme(genre.nom, noeud.valeur):
        return Fichier(brut.chemin, texte, noeud, depuis_donnees(genre.classe, noeud.valeur))
    fichier = Fichier(brut.chemin, texte, noeud)
    return fichier._replace(
        constats=tuple(placer(fichier, anomalie) for anomalie in schemas.expliquer(genre.nom, noeud.valeur))
    )


def _en_mots(brut: Brut, illisible: Illisible, a_reunir: Callable[[], bool]) -> Illisible:
    """Conflict marks, with the facts that they mix."""
    from roriq_cli.registre.union import conflits

    genre = genre_de(brut.chemin)
    assert brut.octets is not None  # its text was read
    assert genre is not None
    return conflits.expliquer(
        illisible, brut.octets.decode(), genre, partial(lire_fiche, genre), a_reunir=genre.union and a_reunir()
    )


def lire_fiche(genre: Genre, contenu: str | bytes | None) -> Any:
    """The record that a file with this content says; None without one or when it cannot be read, nobody asks why."""
    if contenu is None:
        return None
    try:
        donnees = lire(decoder(contenu if isinstance(contenu, bytes) else encoder(contenu))).valeur
    except Illisible:
        return None
    return depuis_donnees(genre.classe, donnees) if schemas.conforme(genre.nom, donnees) else None


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
    juges = [f for f in chargement.fichiers if demandes is None or f.chemin in demandes]
    constats = [c for f in juges for c in f.constats]
    constats += [
        placer(fichier, anomalie)
        for fichier, anomalie in _anomalies(chargement, aujourd_hui)
        if demandes is None or fichier.chemin in demandes
    ]
    if demandes is None:
        constats += absences(chargement)
    return Validation(len(juges), tuple(ranger(constats)), sum(f.fiche is None for f in juges))


def ranger(constats: Iterable[Constat]) -> list[Constat]:
    """Findings in the order that they are read: file by file, from the first line."""
    return sorted(constats, key=lambda c: (c.fichier, c.ligne, c.colonne, c.regle.code))


def absences(chargement: Chargement) -> Iterator[Constat]:
    """The file that every registry has, when it is not there."""
    if chargement.fichier(RESEAU.lieu) is None:
        message = Phrase("Le fichier {fichier} n'existe pas.", fichier=RESEAU.lieu)
        yield placer(Fichier(RESEAU.lieu), Anomalie("registre-absent", (), message))


_OBSTACLES = {
    "fichier-type": N_("Ce n'est pas un fichier ordinaire (un lien, un dossier)."),
    "fichier-inattendu": N_("Seules les fiches, nommées <id>.yaml, ont leur place dans ce dossier."),
    "fichier-taille": N_("La fiche dépasse 1 Mio."),
    "fichier-illisible": N_("Le fichier ne peut pas être lu."),
}


def chemin_nomme(mot: str, chemins: Iterable[str]) -> str | None:
    """Which of these paths `mot` names: a file's id, of any kind (`registre`, `tcri-2024-04-01`), or a path itself."""
    connus = set(chemins)
    voulus = (mot, *(genre.chemin(mot) for genre in GENRES if genre.dossier), f"data/{mot}.yaml")
    return next((voulu for voulu in voulus if voulu in connus), None)


def est_une_fiche(chemin: str) -> bool:
    """Whether `chemin` is that of a file that a kind has, whether or not it can be read."""
    return genre_de(chemin) is not None and chemin.endswith(".yaml")


def ouvrir_fiche(chemin: str, texte: str) -> Fichier:
    """A file of the registry as it would be with `texte`."""
    return ouvrir(Brut(chemin, encoder(texte)))


def avec(chargement: Chargement, chemin: str, texte: str | None) -> Chargement:
    """The registry as it would be with `texte` in `chemin` (None: without it); the other files are not read again."""
    nouveaux = [] if texte is None else [ouvrir_fiche(chemin, texte)]
    return assembler(chargement.source, [*(f for f in chargement.fichiers if f.chemin != chemin), *nouveaux])


def avec_fichiers(chargement: Chargement, nouveaux: Sequence[Fichier]) -> Chargement:
    """The registry as it would be with these files."""
    chemins = {f.chemin for f in nouveaux}
    return assembler(chargement.source, [*(f for f in chargement.fichiers if f.chemin not in chemins), *nouveaux])


def nouveaux_constats(avant: Chargement, apres: Chargement, chemin: str, aujourd_hui: date) -> list[Constat]:
    """What is wrong with `chemin` in `apres`, and what it newly makes wrong among the other files of `avant`."""
    from roriq_cli.domaine.protection import Savoirs

    fichier = apres.fichier(chemin)
    assert fichier is not None
    constats = constats_du_fichier(fichier, aujourd_hui, Savoirs(apres.registre))
    return [*constats, *constats_entre_fiches(avant, apres, [fichier])[chemin]] if fichier.fiche else constats


def constats_du_fichier(fichier: Fichier, aujourd_hui: date, savoirs: "Savoirs") -> list[Constat]:
    """What is wrong in one file, whatever the others say."""
    trouvees = anomalies_du_fichier(fichier, aujourd_hui, savoirs)
    return [*fichier.constats, *(placer(fichier, anomalie) for anomalie in trouvees)]


def constats_entre_fiches(
    avant: Chargement, apres: Chargement, lot: Sequence[Fichier]
) -> defaultdict[str, list[Constat]]:
    """What the files of `lot` (each has a record) newly make wrong between files, by the path of the one at fault."""
    from roriq_cli.domaine.protection import entre_fiches

    # Last in the list, the records being judged are those that a rule between files speaks of.
    places = {_cle(f): f for f in lot}
    trouvees = list(entre_fiches(_en_dernier(apres.registre, lot)))
    connues = {a.dite for _nom, a in (entre_fiches(_en_dernier(avant.registre, lot)) if trouvees else ())}
    constats: defaultdict[str, list[Constat]] = defaultdict(list)
    for nom, anomalie in trouvees:
        if anomalie.dite not in connues:
            fichier = places.get((nom, anomalie.sujet), lot[-1])
            constats[fichier.chemin].append(placer(fichier, anomalie))
    return constats


def _cle(fichier: Fichier) -> tuple[str, str]:
    """The kind and the id of a record: what a rule between files says that it is about."""
    genre = fichier.genre
    assert genre is not None
    return genre.nom, genre.id_de(fichier.fiche)


def _en_dernier(registre: Registre, lot: Sequence[Fichier]) -> Registre:
    rangs = {_cle(f): rang for rang, f in enumerate(lot)}
    for genre in GENRES:
        if genre.dossier and any(f.genre is genre for f in lot):
            fiches = sorted(registre.fiches(genre), key=lambda o: rangs.get((genre.nom, genre.id_de(o)), -1))
            registre = registre.avec(genre, tuple(fiches))
    return registre


def nouvelles_erreurs(avant: Chargement, apres: Chargement, aujourd_hui: date) -> list[Constat]:
    """The errors that the whole registry has in `apres` and had not in `avant`."""
    connues = {a.dite for _f, a in _anomalies(avant, aujourd_hui)}
    trouvees = [
        constat
        for fichier, anomalie in _anomalies(apres, aujourd_hui)
        if anomalie.dite not in connues
        if (constat := placer(fichier, anomalie)).gravite is Gravite.ERREUR
    ]
    illisibles = {f.chemin for f in avant.non_lus}
    return [*(c for f in apres.non_lus if f.chemin not in illisibles for c in f.constats), *trouvees]


def _anomalies(chargement: Chargement, aujourd_hui: date) -> Iterator[tuple[Fichier, Anomalie]]:
    """What the rules of the domain find, each with its file."""
    from roriq_cli.domaine.protection import Savoirs, entre_fiches

    savoirs = Savoirs(chargement.registre)
    lus: dict[tuple[str, str], Fichier] = {}
    for fichier in chargement.fichiers:
        if fichier.fiche is not None:
            nom, id = _cle(fichier)
            if not fichier.etranger:
                lus[nom, id] = fichier
            for anomalie in anomalies_du_fichier(fichier, aujourd_hui, savoirs):
                yield fichier, anomalie._replace(sujet=id)
    for nom, anomalie in entre_fiches(chargement.registre):
        yield lus[nom, anomalie.sujet], anomalie


def anomalies_du_fichier(fichier: Fichier, aujourd_hui: date, savoirs: "Savoirs") -> Iterable[Anomalie]:
    """What the rules of the domain find inside one file, whatever the others say."""
    from roriq_cli.domaine.protection import anomalies

    genre = fichier.genre
    if fichier.fiche is None or genre is None:
        return ()
    return anomalies(genre, fichier.fiche, fichier.nom, aujourd_hui, savoirs)
