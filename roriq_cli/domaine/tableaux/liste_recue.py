"""A list of the TCRI as it is received: its rows, the key that each keeps or gets, and what it says of our own.

The list that people really get has neither key nor standing. A row keeps the key that our file or another list gave
to the same NEQ, folded name or confirmed match; only a row without one gets a new key.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from roriq_cli.domaine.genres.constats import Anomalie
from roriq_cli.domaine.genres.tri import trier
from roriq_cli.domaine.membres.criteres import admissibilite
from roriq_cli.domaine.membres.listes import Listes
from roriq_cli.domaine.membres.modele import Etat, ListeTcri, MembreTcri, Organisme
from roriq_cli.domaine.membres.parcours import SUIVIS, etat_au
from roriq_cli.domaine.membres.rapprochement import Rapprochement, certitudes, nom_plie, noms_plies, rapprocher
from roriq_cli.domaine.membres.reseau import EN_REGLE
from roriq_cli.domaine.tableaux.importation import RETRANCHEE, Laissee, Probleme, lire_rangee, repetees
from roriq_cli.domaine.tableaux.tableau import Tableau, est_un_total, est_vide, repete_les_titres
from roriq_cli.domaine.tableaux.valeurs import LONGUEUR_CLE
from roriq_cli.i18n import N_, Phrase, plier


class LigneRecue(NamedTuple):
    """A row of the sheet: its number, its values, what is wrong."""

    numero: int
    valeurs: dict[str, Any]
    problemes: tuple[Probleme, ...] = ()


class Recue(NamedTuple):
    """The sheet, row by row; the rows that are no organisation's, and why."""

    tableau: Tableau
    lignes: tuple[LigneRecue, ...]
    laissees: tuple[Laissee, ...]

    @property
    def fautives(self) -> tuple[LigneRecue, ...]:
        """The rows to correct: while there is one, nothing of the list is recorded."""
        return tuple(ligne for ligne in self.lignes if ligne.problemes)


def lire_lignes(tableau: Tableau, statut: str | None) -> Recue:
    """Each row of the sheet, and what is wrong in it; `statut` is that of every row where no column says it."""
    partout: dict[str, Any] = {"statut": statut} if statut else {}
    lignes, laissees = [], []
    for rangee in tableau.rangees:
        if est_vide(tableau, rangee) or repete_les_titres(tableau, rangee):
            continue
        if est_un_total(tableau, rangee):
            laissees.append(Laissee(rangee.numero, Phrase("un total")))
        elif rangee.retranchee:
            laissees.append(Laissee(rangee.numero, RETRANCHEE))
        else:
            valeurs, problemes = lire_rangee(tableau, rangee, _MANQUANTS)
            lignes.append(LigneRecue(rangee.numero, partout | valeurs, problemes))
    doubles = _doubles(lignes)
    return Recue(
        tableau,
        tuple(ligne._replace(problemes=(*ligne.problemes, *doubles.get(ligne.numero, ()))) for ligne in lignes),
        tuple(laissees),
    )


_MANQUANTS = {
    "nom": N_("Il manque le nom de l'organisme."),
    "statut": N_("Il manque le statut : en règle, en défaut, suspendu ou radié."),
}


_DOUBLES = {
    "cle": N_("Les lignes {lignes} ont la même clé : gardez-en une, ou corrigez l'autre."),
    "neq": N_("Les lignes {lignes} ont le même NEQ : gardez-en une, ou corrigez l'autre."),
    "nom": N_("Les lignes {lignes} ont le même nom et la même ville : gardez-en une."),
}


def _doubles(lignes: Sequence[LigneRecue]) -> dict[int, tuple[Probleme, ...]]:
    """Rows that name one organisation twice: each is to correct."""
    groupes: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for ligne in lignes:
        for champ in ("cle", "neq"):
            if champ in ligne.valeurs:
                groupes[champ, ligne.valeurs[champ]].append(ligne.numero)
        if "nom" in ligne.valeurs:
            groupes["nom", _nom(ligne), _ville(ligne)].append(ligne.numero)
    return repetees(groupes, _DOUBLES)


def _nom(ligne: LigneRecue) -> str:
    """The folded name; a name that has no Latin letter is itself."""
    return nom_plie(ligne.valeurs["nom"]) or plier(ligne.valeurs["nom"])


def _ville(ligne: LigneRecue) -> str:
    return nom_plie(ligne.valeurs.get("ville", ""))


# Keys.


class _Souvenir(NamedTuple):
    """A key that is in use, and what it was given to."""

    cle: str
    neq: str | None
    noms: frozenset[str]
    ville: str


def membres_de(
    recue: Recue, organismes: Sequence[Organisme], listes: Listes, etabli_le: date
) -> tuple[tuple[MembreTcri, ...], Recue]:
    """The list's members, in the sheet's order, each with its key; the sheet, where a row that gets none is wrong."""
    memoire = _memoire(organismes, listes, etabli_le)
    cles = _cles_gardees(recue.lignes, memoire)
    cles |= _cles_neuves(
        [x for x in recue.lignes if x.numero not in cles], {cle for g in memoire for cle in g.cles} | {*cles.values()}
    )
    lignes, membres = [], []
    for ligne in recue.lignes:
        cle = cles.get(ligne.numero)
        if cle is None:
            sans = Phrase("Ce nom ne donne pas de clé : donnez-en une dans une colonne « Clé ».")
            ligne = ligne._replace(problemes=(Probleme(recue.tableau.titre("nom"), sans),))
        else:
            v = ligne.valeurs
            membres.append(MembreTcri(cle, v["nom"], v.get("neq"), v.get("ville"), v["statut"]))
        lignes.append(ligne)
    return tuple(membres), recue._replace(lignes=tuple(lignes))


class _Generation:
    """What knew keys at one moment, found by NEQ or by folded name: a list has thousands of rows."""

    def __init__(self, souvenirs: Iterable[_Souvenir]) -> None:
        self.cles: set[str] = set()
        self._par: dict[tuple[str, str], list[_Souvenir]] = defaultdict(list)
        for s in souvenirs:
            self.cles.add(s.cle)
            for marque in (("neq", s.neq or ""), *(("nom", nom) for nom in s.noms)):
                self._par[marque].append(s)

    def possibles(self, ligne: LigneRecue, passe: str) -> Iterable[_Souvenir]:
        """Those that a row may be, as far as one pass looks."""
        marque = ("neq", ligne.valeurs.get("neq", "")) if passe == "neq" else ("nom", nom_plie(ligne.valeurs["nom"]))
        return self._par.get(marque, ()) if marque[1] else ()


def _memoire(organismes: Sequence[Organisme], listes: Listes, etabli_le: date) -> list[_Generation]:
    """What knows a key, the surest first: our files, the lists before this one from the latest, those after it."""
    nous = [_Souvenir(o.tcri, o.neq, noms_plies(o), nom_plie(o.ville or "")) for o in organismes if o.tcri]
    avant = [x for x in reversed(listes.toutes) if x.etabli_le <= etabli_le]
    apres = [x for x in listes.toutes if x.etabli_le > etabli_le]
    return [_Generation(nous), *(_Generation(map(_souvenir, x.membres)) for x in (*avant, *apres))]


def _souvenir(membre: MembreTcri) -> _Souvenir:
    return _Souvenir(membre.cle, membre.neq, frozenset((nom_plie(membre.nom),)), nom_plie(membre.ville or ""))


def _cles_gardees(lignes: Sequence[LigneRecue], memoire: list[_Generation]) -> dict[int, str]:
    """The key of each row that has one, or whose organisation had one: by NEQ, name and city, then name alone."""
    cles = {ligne.numero: ligne.valeurs["cle"] for ligne in lignes if "cle" in ligne.valeurs}
    noms = Counter(map(_nom, lignes))
    for passe in ("neq", "nom-ville", "nom"):
        voulues: dict[str, list[int]] = defaultdict(list)
        prises = set(cles.values())
        for ligne in lignes:
            if ligne.numero in cles or (passe == "nom" and noms[_nom(ligne)] > 1):
                continue
            cle = _cle_connue(ligne, passe, memoire, prises)
            if cle:
                voulues[cle].append(ligne.numero)
        cles |= {numeros[0]: cle for cle, numeros in voulues.items() if len(numeros) == 1}
    return cles


def _cle_connue(ligne: LigneRecue, passe: str, memoire: list[_Generation], prises: set[str]) -> str | None:
    """The one key that the first to know this row gives it; None when nobody does, or not one only."""
    for generation in memoire:
        trouvees = {s.cle for s in generation.possibles(ligne, passe) if _est_la_meme(ligne, s, passe)} - prises
        if trouvees:
            return trouvees.pop() if len(trouvees) == 1 else None
    return None


def _est_la_meme(ligne: LigneRecue, souvenir: _Souvenir, passe: str) -> bool:
    """Whether what shares a NEQ or a name with a row is it: not under two NEQs that differ, nor in another city."""
    neq = ligne.valeurs.get("neq")
    if passe != "neq" and neq and souvenir.neq and neq != souvenir.neq:
        return False
    return passe != "nom-ville" or _ville(ligne) == souvenir.ville


def _cles_neuves(lignes: Sequence[LigneRecue], prises: set[str]) -> dict[int, str]:
    """A new key for each row: of its NEQ, or its folded name, with its city where that names another too."""
    bases = {ligne.numero: _base(ligne) for ligne in lignes}
    partagees = Counter(bases.values())
    cles: dict[int, str] = {}
    for ligne in lignes:
        base = bases[ligne.numero]
        if not base:
            continue
        if partagees[base] > 1 or base in prises:
            base = _bornee(f"{base} {_ville(ligne)}") if _ville(ligne) else base
        cle, rang = base, 1
        while cle in prises:
            rang += 1
            cle = _bornee(base, f"-{rang}")
        cles[ligne.numero] = cle
        prises.add(cle)
    return cles


def _base(ligne: LigneRecue) -> str:
    neq = ligne.valeurs.get("neq")
    return f"neq-{neq}" if neq else _bornee(nom_plie(ligne.valeurs["nom"]))


def _bornee(texte: str, suite: str = "") -> str:
    """Words joined by hyphens, as many as a key holds."""
    cle = "-".join(texte.split())
    while len(cle) > LONGUEUR_CLE - len(suite) and "-" in cle:
        cle = cle.rpartition("-")[0]
    return cle[: LONGUEUR_CLE - len(suite)] + suite


def avec_anomalies(recue: Recue, anomalies: Iterable[Anomalie]) -> Recue:
    """`recue` with what the schema and the rules find in the rows of the list that it would make."""
    lignes = list(recue.lignes)
    for anomalie in anomalies:
        if len(anomalie.chemin) > 1 and anomalie.chemin[0] == "membres":
            rang = int(anomalie.chemin[1])
            titre = recue.tableau.titre(str(anomalie.chemin[2])) if len(anomalie.chemin) > 2 else ""
            problemes = (*lignes[rang].problemes, Probleme(titre, anomalie.message))
            lignes[rang] = lignes[rang]._replace(problemes=problemes)
    return recue._replace(lignes=tuple(lignes))


# What the list says.


class Place(StrEnum):
    """What a list says of an organisation of the registry, next to the list before it."""

    EN_REGLE = "en-regle"
    NOUVELLE = "nouvelle"
    PERDUE = "perdue"
    PAS_EN_REGLE = "pas-en-regle"
    ABSENTE = "absente"
    A_RAPPROCHER = "a-rapprocher"


class Notre(NamedTuple):
    """An organisation of the registry: its state, its place in the list, its row there."""

    organisme: Organisme
    etat: Etat
    place: Place
    membre: MembreTcri | None = None


class Ecarts(NamedTuple):
    """What changed from a list to the next: rows that came, that went, whose standing changed (before, after)."""

    venues: tuple[MembreTcri, ...] = ()
    parties: tuple[MembreTcri, ...] = ()
    changees: tuple[tuple[MembreTcri, MembreTcri], ...] = ()


class Annonce(NamedTuple):
    """What a list would change: ours first, then itself. `precedente`, `suivante`: the lists before it, after it.

    `incertaine`: a list of the registry could not be read; it may be before this one, or after.
    """

    liste: ListeTcri
    precedente: ListeTcri | None
    notres: tuple[Notre, ...]
    ecarts: Ecarts
    rapprochement: Rapprochement
    suivante: ListeTcri | None = None
    incertaine: bool = False

    def a(self, *places: Place) -> tuple[Notre, ...]:
        """Our organisations in some places."""
        return tuple(n for n in self.notres if n.place in places)

    @property
    def membres(self) -> tuple[Notre, ...]:
        """Those that are members of the network."""
        return tuple(n for n in self.notres if n.etat is Etat.MEMBRE)


def annoncer(liste: ListeTcri, precedente: ListeTcri | None, organismes: Sequence[Organisme], jour: date) -> Annonce:
    """What `liste` says of the organisations that apply or belong on `jour`, and what it changes."""
    trouves = rapprocher(organismes, liste.membres)
    ici = {p.organisme.id: p.membre for p in trouves.certaines}
    avant = _avant(organismes, precedente, ici)
    proposes = {possibles[0].organisme.id for possibles in trouves.proposees}
    notres = []
    for o in trier(organismes):
        etat = etat_au(o, jour)
        if etat in SUIVIS:
            place = _place(ici.get(o.id), avant.get(o.id), precedente is None, o.id in proposes)
            notres.append(Notre(o, etat, place, ici.get(o.id)))
    ecarts = comparer(precedente.membres, liste.membres) if precedente else Ecarts()
    return Annonce(liste, precedente, tuple(notres), ecarts, trouves)


def introuvables(
    organismes: Iterable[Organisme], trouves: Rapprochement, listes: Listes, jour: date
) -> tuple[Organisme, ...]:
    """Those that apply or belong on `jour` and that no row may be, as long as no attestation answers for them."""
    ids = {p.organisme.id for p in (*trouves.certaines, *(p for possibles in trouves.proposees for p in possibles))}
    absents = (o for o in trier(organismes) if o.id not in ids and etat_au(o, jour) in SUIVIS)
    return tuple(o for o in absents if not (e := admissibilite(o, jour, listes).par_listes) or not e.attestation)


def _avant(
    organismes: Sequence[Organisme], precedente: ListeTcri | None, ici: dict[str, MembreTcri]
) -> dict[str, MembreTcri]:
    """The row of each organisation in the list before: by its key, or the one that it has now."""
    if precedente is None:
        return {}
    par_cle = {m.cle: m for m in precedente.membres}
    trouves = {p.organisme.id: p.membre for p in certitudes(organismes, precedente.membres)}
    trouves |= {id: par_cle[m.cle] for id, m in ici.items() if m.cle in par_cle}
    return trouves


def _place(membre: MembreTcri | None, avant: MembreTcri | None, premiere: bool, propose: bool) -> Place:
    etait = avant is not None and avant.statut == EN_REGLE
    if membre is not None and membre.statut == EN_REGLE:
        return Place.EN_REGLE if etait or premiere else Place.NOUVELLE
    if membre is None and propose:
        return Place.A_RAPPROCHER
    if etait:
        return Place.PERDUE
    return Place.PAS_EN_REGLE if membre else Place.ABSENTE


def comparer(avant: Iterable[MembreTcri], apres: Iterable[MembreTcri]) -> Ecarts:
    """What came, what went, what has another standing, each in the order of its list."""
    anciens, nouveaux = ({m.cle: m for m in membres} for membres in (avant, apres))
    return Ecarts(
        tuple(m for m in nouveaux.values() if m.cle not in anciens),
        tuple(m for m in anciens.values() if m.cle not in nouveaux),
        tuple((m, n) for cle, n in nouveaux.items() if (m := anciens.get(cle)) and m.statut != n.statut),
    )
