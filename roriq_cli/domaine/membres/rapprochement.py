"""Which row of a TCRI list is which organisation: certain when nothing else can be meant, else proposed to a person.

Certain, in this order, each only when unique on both sides: the recorded key, the NEQ, the folded name (current or
former). A sigle alone, a near name, a name inside the other, or what is not unique is never more than a proposal; a row
is proposed to the organisation that it fits best.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from roriq_cli.domaine.genres.recherche import region_du_lieu, ressemblance
from roriq_cli.domaine.membres.modele import Etat, MembreTcri, Organisme
from roriq_cli.domaine.membres.parcours import etat_final
from roriq_cli.i18n import N_, plier

# What ends the name of a legal person, and tells it from no other.
_SUFFIXES = frozenset(
    (
        "inc", "incorporee", "incorporated", "ltee", "ltd", "limitee", "limited", "enr", "enrg", "senc", "corp",
        "osbl", "obnl", "npo",
    )
)  # fmt: skip
PROCHE = 0.8
CANDIDATS = 5

PAR_CLE = N_("clé déjà consignée")
PAR_NEQ = N_("même NEQ")
PAR_NOM = N_("même nom")
AUTRE_NEQ = N_("même nom, autre NEQ")
PAR_SIGLE = N_("même sigle")
PAR_RESSEMBLANCE = N_("nom proche")
PAR_INCLUSION = N_("un nom dans l'autre")


class PaireDeNoms(NamedTuple):
    """An organisation, the row that is its own (or may be), and why."""

    organisme: Organisme
    membre: MembreTcri
    raison: str


Notees = list[tuple[float, PaireDeNoms]]


class Rapprochement(NamedTuple):
    """Certain pairs; for each organisation left, the rows it may be, the likeliest first; the rows of nobody here.

    `notees`: all the rows that each may be, and how well they fit it, those that fit another one better included.
    """

    certaines: tuple[PaireDeNoms, ...]
    proposees: tuple[tuple[PaireDeNoms, ...], ...]
    inconnus: tuple[MembreTcri, ...]
    notees: tuple[Notees, ...] = ()


@lru_cache(maxsize=20_000)  # the rows of a list are compared with each organisation
def nom_plie(nom: str) -> str:
    """A name without accents, case, punctuation or the legal suffixes at its end."""
    plie = re.sub(r"\b(?:[a-z]\.){2,}", lambda m: m[0].replace(".", "") + " ", plier(nom).replace("&", " et "))
    mots = re.sub(r"[^a-z0-9]+", " ", plie).split()
    while len(mots) > 1 and mots[-1] in _SUFFIXES:
        mots.pop()
    return " ".join(mots)


def noms_plies(organisme: Organisme) -> frozenset[str]:
    """The current name and the former ones, folded."""
    return frozenset(map(nom_plie, (organisme.nom, *(n.nom for n in organisme.noms_anterieurs))))


def rapprocher(organismes: Iterable[Organisme], membres: Iterable[MembreTcri]) -> Rapprochement:
    """Each organisation with its row, as far as that is certain; what else it may be is proposed."""
    ici, la = tuple(organismes), tuple(membres)
    certaines = certitudes(ici, la)
    pris, prises = {p.organisme.id for p in certaines}, {p.membre.cle for p in certaines}
    libres = [m for m in la if m.cle not in prises]
    lignes = Lignes(libres)
    # A closed organisation is found, and no longer looked for.
    cherches = [o for o in ici if o.id not in pris and etat_final(o) is not Etat.FERME] if libres else []
    notees = tuple(notes for o in cherches if (notes := _notees(o, lignes)))
    proposees = aux_meilleurs(notees)
    proposes = {p.membre.cle for possibles in proposees for p in possibles}
    return Rapprochement(certaines, proposees, tuple(m for m in libres if m.cle not in proposes), notees)


def aux_meilleurs(notees: Iterable[Notees]) -> tuple[tuple[PaireDeNoms, ...], ...]:
    """The pairs of each organisation without those whose row fits another one better."""
    toutes, meilleures = list(notees), defaultdict[str, float](float)
    for note, paire in (n for siennes in toutes for n in siennes):
        meilleures[paire.membre.cle] = max(meilleures[paire.membre.cle], note)
    gardees = (tuple(p for note, p in siennes if note == meilleures[p.membre.cle]) for siennes in toutes)
    return tuple(paires for paires in gardees if paires)


def certitudes(organismes: Iterable[Organisme], membres: Iterable[MembreTcri]) -> tuple[PaireDeNoms, ...]:
    """The pairs that nothing else can be, in the order of the organisations."""
    ici, la = tuple(organismes), tuple(membres)
    certaines: dict[str, PaireDeNoms] = {}
    prises: set[str] = set()
    for raison, cles_de, cle_de in _CERTITUDES:
        for paire in _uniques(ici, la, raison, cles_de, cle_de):
            if paire.organisme.id not in certaines and paire.membre.cle not in prises:
                certaines[paire.organisme.id] = paire
                prises.add(paire.membre.cle)
    return tuple(certaines[o.id] for o in ici if o.id in certaines)


_CERTITUDES: tuple[tuple[str, Callable[[Organisme], Iterable[str]], Callable[[MembreTcri], str]], ...] = (
    (PAR_CLE, lambda o: [o.tcri or ""], lambda m: m.cle),
    (PAR_NEQ, lambda o: [o.neq or ""], lambda m: m.neq or ""),
    (PAR_NOM, noms_plies, lambda m: nom_plie(m.nom)),
)


def _uniques(
    organismes: Iterable[Organisme],
    membres: Iterable[MembreTcri],
    raison: str,
    cles_de: Callable[[Organisme], Iterable[str]],
    cle_de: Callable[[MembreTcri], str],
) -> list[PaireDeNoms]:
    """The pairs that share a value that no other organisation and no other row has, paired or not."""
    ici: dict[str, list[Organisme]] = defaultdict(list)
    la: dict[str, list[MembreTcri]] = defaultdict(list)
    for organisme in organismes:
        for cle in cles_de(organisme):
            ici[cle].append(organisme)
    for membre in membres:
        la[cle_de(membre)].append(membre)
    seules = [PaireDeNoms(ici[cle][0], la[cle][0], raison) for cle in la if cle and len(ici[cle]) == 1 == len(la[cle])]
    # By a current and a former name, one organisation may meet two rows: then neither is certain.
    par_organisme = Counter(p.organisme.id for p in seules)
    return [p for p in seules if par_organisme[p.organisme.id] == 1 and _compatibles(p.organisme, p.membre, raison)]


def _compatibles(organisme: Organisme, membre: MembreTcri, raison: str) -> bool:
    """A name is no certainty against a recorded key, nor against two numbers or two cities that differ."""
    if raison == PAR_CLE:
        return True
    if organisme.tcri and organisme.tcri != membre.cle:
        return False
    if raison == PAR_NEQ:
        return True
    return not (_different(organisme.neq, membre.neq) or _different(organisme.ville, membre.ville))


def _different(ici: str | None, la: str | None) -> bool:
    """Whether two things that are both known differ; a city is written in several ways."""
    return bool(ici and la and _lieu(ici) != _lieu(la))


def _lieu(ville: str | None) -> str:
    """A city, folded: « Ville de St-Jérôme (Québec) » is « Saint-Jérôme »."""
    mots = nom_plie(_PARENTHESES.sub(" ", ville or "")).removeprefix("ville de ").split()
    return " ".join(_SAINTS.get(mot, mot) for mot in mots)


_SAINTS = {"st": "saint", "ste": "sainte"}


NOMS_COMPARES = 20


def candidats(organisme: Organisme, membres: Iterable[MembreTcri]) -> tuple[PaireDeNoms, ...]:
    """The rows that may be this organisation, the likeliest first; only a person can say."""
    return tuple(paire for _note, paire in _notees(organisme, Lignes(membres)))


def _notees(organisme: Organisme, lignes: "Lignes") -> Notees:
    connu = _connu(organisme)
    notes = [
        (note, ligne, raison) for ligne in lignes.possibles(connu) for note, raison in [_note(connu, ligne)] if note
    ]
    notes.sort(key=lambda n: (-n[0], n[1].membre.nom, n[1].membre.cle))
    return [(note, PaireDeNoms(organisme, ligne.membre, raison)) for note, ligne, raison in notes[:CANDIDATS]]


class _Ecrit(NamedTuple):
    """A name as it may be compared: in full, without what is in brackets; and that, which alone says little."""

    noms: tuple[str, ...]
    entre: tuple[str, ...]

    @property
    def tous(self) -> tuple[str, ...]:
        return (*self.noms, *self.entre)


_PARENTHESES = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@lru_cache(maxsize=20_000)
def _ecrit(nom: str) -> _Ecrit:
    """A name that has no Latin letter is itself."""
    plies = [nom_plie(nom) or plier(nom), nom_plie(_PARENTHESES.sub(" ", nom))]
    entre = [nom_plie(dedans) for dedans in _PARENTHESES.findall(nom)]
    return _Ecrit(*(tuple(dict.fromkeys(p for p in formes if p)) for formes in (plies, entre)))


class _Connu(NamedTuple):
    """What rows are compared with, folded once: all the names, those that a near one is looked for, the acronyms."""

    organisme: Organisme
    noms: frozenset[str]
    recents: tuple[_Ecrit, ...]
    sigles: frozenset[str]

    @property
    def ecrits(self) -> list[str]:
        """All the ways that the names are compared in."""
        return [texte for ecrit in self.recents for texte in ecrit.tous]


def _connu(organisme: Organisme) -> _Connu:
    # The latest names only: a thousand former ones, against a thousand rows, would never end.
    recents = (organisme.nom, *(n.nom for n in organisme.noms_anterieurs[-NOMS_COMPARES:]))
    sigles = {nom_plie(s) for s in (organisme.sigle, *(n.sigle for n in organisme.noms_anterieurs)) if s}
    return _Connu(organisme, noms_plies(organisme), tuple(map(_ecrit, recents)), frozenset(sigles - {""}))


class _LigneEcrite(NamedTuple):
    """A row, its name folded, and as it may be compared."""

    membre: MembreTcri
    plie: str
    ecrit: _Ecrit


class Lignes:
    """The rows of a list, so kept that those which may be an organisation are found without looking at each.

    What is found is more than what is proposed, never less: `_note` decides.
    """

    def __init__(self, membres: Iterable[MembreTcri]) -> None:
        self.toutes = [_LigneEcrite(m, nom_plie(m.nom), _ecrit(m.nom)) for m in membres]
        self._par_neq: dict[str, list[int]] = defaultdict(list)
        self._par_nom: dict[str, list[int]] = defaultdict(list)
        self._par_mot: dict[str, set[int]] = defaultdict(set)
        self._textes: list[str] = []
        self._ranges: list[str] = []
        self._rangs: list[int] = []
        for rang, ligne in enumerate(self.toutes):
            if ligne.membre.neq:
                self._par_neq[ligne.membre.neq].append(rang)
            for texte in {ligne.plie, *ligne.ecrit.tous}:
                self._par_nom[texte].append(rang)
                self._textes.append(texte)
                self._ranges.append(_range(texte))
                self._rangs.append(rang)
                for mot in texte.split():
                    self._par_mot[mot].add(rang)

    def possibles(self, connu: _Connu) -> list[_LigneEcrite]:
        """The rows that `connu` may be, and some others, in their order."""
        rangs = set(self._par_neq.get(connu.organisme.neq or "", ()))
        for nom in connu.noms:
            rangs.update(self._par_nom.get(nom, ()))
        for texte in (*connu.sigles, *connu.ecrits):
            rangs |= self._qui_contiennent(texte)
        for texte in connu.ecrits:
            rangs.update(rang for suite in _suites(texte) for rang in self._par_nom.get(suite, ()))
            rangs.update(self._proches(texte))
        return [self.toutes[rang] for rang in sorted(rangs)]

    def _qui_contiennent(self, texte: str) -> set[int]:
        par_mot = sorted((self._par_mot.get(mot, set()) for mot in texte.split()), key=len)
        return set.intersection(*par_mot) if par_mot else set()

    def _proches(self, texte: str) -> Iterator[int]:
        """The rows whose name is as near as difflib may say: the indel distance never says less."""
        from rapidfuzz import process
        from rapidfuzz.distance import Indel

        for voulu, textes in ((texte, self._textes), (_range(texte), self._ranges)):
            # A hair below: on the threshold, and up to 1e-8 under it, the cutoff drops what difflib keeps.
            trouves = process.extract(
                voulu, textes, scorer=Indel.normalized_similarity, score_cutoff=PROCHE - 1e-6, limit=None
            )
            yield from (self._rangs[place] for _texte, _note, place in trouves)


def _suites(texte: str) -> Iterator[str]:
    """Each run of words of a text."""
    mots = texte.split()
    return (" ".join(mots[i:j]) for i in range(len(mots)) for j in range(i + 1, len(mots) + 1))


def _note(connu: _Connu, ligne: _LigneEcrite) -> tuple[float, str]:
    """How well a row fits an organisation, and by what; 0 when nothing says that it may."""
    organisme, membre = connu.organisme, ligne.membre
    autre = bool(organisme.neq and membre.neq and organisme.neq != membre.neq)
    if organisme.neq and organisme.neq == membre.neq:
        return 4, PAR_NEQ
    if ligne.plie and ligne.plie in connu.noms:
        return (2, AUTRE_NEQ) if autre else (3, PAR_NOM)
    if autre:
        return 0, ""
    note, raison = _proximite(connu, ligne)
    if any(_contient(ligne.plie, sigle) for sigle in connu.sigles):
        return 1 + note, PAR_SIGLE
    return note, raison


def _proximite(connu: _Connu, ligne: _LigneEcrite) -> tuple[float, str]:
    """How near the names are; below what is near, one may hold the other."""
    couples = [
        (nom, autre)
        for ecrit in connu.recents
        for nom in ecrit.tous
        for autre in (ligne.ecrit.tous if nom in ecrit.noms else ligne.ecrit.noms)
    ]
    proche = max(
        (
            ressemblance(un, autre, PROCHE)
            for couple in couples
            for un, autre in (couple, (_range(couple[0]), _range(couple[1])))
        ),
        default=0,
    )
    if proche:
        return proche, PAR_RESSEMBLANCE
    noms = [nom for ecrit in connu.recents for nom in ecrit.noms]
    inclus = (_inclusion(connu.organisme, nom, ligne.membre, autre) for nom in noms for autre in ligne.ecrit.noms)
    note = max(inclus, default=0)
    return (note, PAR_INCLUSION) if note else (0, "")


def _range(nom: str) -> str:
    """A name whose words are put in order: « Exemple Accueil » is near « Accueil Exemple »."""
    return " ".join(sorted(nom.split()))


def _contient(long: str, court: str) -> bool:
    """Whether whole words of `long` are those of `court`, in a row."""
    return f" {court} " in f" {long} "


def _inclusion(organisme: Organisme, nom: str, membre: MembreTcri, autre: str) -> float:
    """How much of the longer name the other one is, when it is inside and nothing says that it is elsewhere; else 0."""
    (court, sa_ville), (long, ville) = sorted(
        ((nom, _lieu(organisme.ville)), (autre, _lieu(membre.ville))), key=lambda n: len(n[0])
    )
    if not court or not _contient(long, court):
        return 0
    ajout = _lieu(f" {long} ".replace(f" {court} ", " ", 1))
    if sa_ville and _contient(ajout, sa_ville):
        ici = True
    elif sa_ville and ville:
        ici = _contient(ville, sa_ville) or _contient(sa_ville, ville)
    else:
        # Two words name something; one alone, only with the place that it is in.
        ici = len(set(court.split()) - _PETITS_MOTS) > 1 or region_du_lieu(ajout) is not None
        ici = ici or bool(ville and _contient(ajout, ville))
    return 2 * len(court) / (len(court) + len(long)) if ici else 0


_PETITS_MOTS = frozenset(("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "the"))
