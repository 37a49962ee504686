"""Which row of a TCRI list is which organisation: certain when nothing else can be meant, else proposed to a person.

Certain, in this order, each only when unique on both sides: the recorded key, the NEQ, the folded name (current or
former). A sigle alone, a near name, or what is not unique is never more than a proposal.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from roriq_cli.domaine.genres.recherche import ressemblance
from roriq_cli.domaine.membres.modele import MembreTcri, Organisme
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


class PaireDeNoms(NamedTuple):
    """An organisation, the row that is its own (or may be), and why."""

    organisme: Organisme
    membre: MembreTcri
    raison: str


class Rapprochement(NamedTuple):
    """Certain pairs; for each organisation left, the rows it may be, the likeliest first; the rows of nobody here."""

    certaines: tuple[PaireDeNoms, ...]
    proposees: tuple[tuple[PaireDeNoms, ...], ...]
    inconnus: tuple[MembreTcri, ...]


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
    proposees = tuple(possibles for o in ici if o.id not in pris and (possibles := candidats(o, libres)))
    proposes = {p.membre.cle for possibles in proposees for p in possibles}
    return Rapprochement(certaines, proposees, tuple(m for m in libres if m.cle not in proposes))


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
    return bool(ici and la and nom_plie(ici) != nom_plie(la))


def candidats(organisme: Organisme, membres: Iterable[MembreTcri]) -> tuple[PaireDeNoms, ...]:
    """The rows that may be this organisation, the likeliest first; only a person can say."""
    noms = noms_plies(organisme)
    # The latest names only: a thousand former ones, against a thousand rows, would never end.
    recents = tuple(nom_plie(n) for n in (organisme.nom, *(n.nom for n in organisme.noms_anterieurs[-NOMS_COMPARES:])))
    sigles = {plier(s) for s in (organisme.sigle, *(n.sigle for n in organisme.noms_anterieurs)) if s}
    connu = _Connu(organisme, noms, recents, sigles)
    notes = [(note, membre, raison) for membre in membres for note, raison in [_note(connu, membre)] if note]
    notes.sort(key=lambda n: (-n[0], n[1].nom, n[1].cle))
    return tuple(PaireDeNoms(organisme, membre, raison) for _note_, membre, raison in notes[:CANDIDATS])


NOMS_COMPARES = 20


class _Connu(NamedTuple):
    """What rows are compared with, folded once: all the names, those that a near one is looked for, the acronyms."""

    organisme: Organisme
    noms: frozenset[str]
    recents: tuple[str, ...]
    sigles: set[str]


def _note(connu: _Connu, membre: MembreTcri) -> tuple[float, str]:
    organisme, plie = connu.organisme, nom_plie(membre.nom)
    autre = bool(organisme.neq and membre.neq and organisme.neq != membre.neq)
    if organisme.neq and organisme.neq == membre.neq:
        return 4, PAR_NEQ
    if plie and plie in connu.noms:
        return (2, AUTRE_NEQ) if autre else (3, PAR_NOM)
    if autre:
        return 0, ""
    if connu.sigles & set(plie.split()):
        return 1, PAR_SIGLE
    note = max(
        ressemblance(un, autre, PROCHE) for nom in connu.recents for un, autre in ((nom, plie), _ranges(nom, plie))
    )
    return (note, PAR_RESSEMBLANCE) if note else (0, "")


def _ranges(*noms: str) -> tuple[str, ...]:
    """Names whose words are put in order: « Exemple Accueil » is near « Accueil Exemple »."""
    return tuple(" ".join(sorted(nom.split())) for nom in noms)
