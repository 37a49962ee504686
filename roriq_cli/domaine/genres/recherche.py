"""From what a person types to one organisation, one region; never a guess."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from roriq_cli.domaine.genres.territoire import ANCIENNES_MRC, MRC, REGIONS
from roriq_cli.domaine.membres.modele import Fait, Organisme
from roriq_cli.i18n import plier


class Resultat(NamedTuple):
    """The organisations that answer to a name; when none does, the nearest ones.

    `ancien`: it is a name that it had; `autres`: those that bore it and are closed, where an open one bears it now.
    """

    trouves: tuple[Organisme, ...]
    proches: tuple[Organisme, ...] = ()
    ancien: bool = False
    autres: tuple[Organisme, ...] = ()


def chercher(organismes: tuple[Organisme, ...], mot: str) -> Resultat:
    """By whole id, else by whole acronym or name, accents and case folded, else by a name it had. A part names none."""
    exact = tuple(o for o in organismes if o.id == mot)
    if exact:
        return Resultat(exact)
    plie = plier(mot)
    trouves = tuple(o for o in organismes if plie in {plier(o.id), plier(o.sigle or ""), plier(o.nom)} - {""})
    ouverts = tuple(o for o in trouves if not _ferme(o))
    if len(ouverts) == 1 < len(trouves):
        return Resultat(ouverts, autres=tuple(o for o in trouves if _ferme(o)))
    if trouves:
        return Resultat(trouves)
    anciens = tuple(
        o for o in organismes if plie and plie in {plier(m or "") for n in o.noms_anterieurs for m in (n.nom, n.sigle)}
    )
    return Resultat(anciens, ancien=True) if anciens else Resultat((), _proches(organismes, plie))


def _ferme(organisme: Organisme) -> bool:
    return any(e.evenement is Fait.FERMETURE for e in organisme.historique)


def _proches(organismes: tuple[Organisme, ...], plie: str) -> tuple[Organisme, ...]:
    """At most three organisations whose name, former names, acronym or id resemble what was typed."""
    notes = sorted(((_ressemblance(o, plie), o.id, o) for o in organismes), key=lambda n: (-n[0], n[1]))
    return tuple(o for note, _id, o in notes[:3] if note >= 0.6)


def _ressemblance(organisme: Organisme, plie: str) -> float:
    noms = [organisme.id, organisme.nom, organisme.sigle or "", *(n.nom for n in organisme.noms_anterieurs)]
    return max(_note(plier(nom), plie) for nom in noms if nom)


def _note(nom: str, plie: str) -> float:
    if plie and plie in nom:
        return 1.0
    return ressemblance(nom, plie)


def ressemblance(un: str, autre: str, seuil: float = 0) -> float:
    """How alike two texts are, from 0 to 1; 0 for less than `seuil`."""
    from difflib import SequenceMatcher

    comparaison = SequenceMatcher(None, un, autre, autojunk=False)
    if comparaison.real_quick_ratio() < seuil or comparaison.quick_ratio() < seuil:
        return 0
    note = comparaison.ratio()
    return note if note >= seuil else 0


def semblables(mot: str, choix: Iterable[str], nombre: int, seuil: float = 0.6) -> list[str]:
    """At most `nombre` of the choices that resemble `mot`, the nearest first."""
    from difflib import get_close_matches  # a millisecond that only what is mistyped costs

    return get_close_matches(mot, list(choix), n=nombre, cutoff=seuil)


def region(mot: str) -> str | None:
    """The code of a region given by its code (« 4 » or « 04 ») or its name; None when it names none."""
    if mot.isdigit() and mot.zfill(2) in REGIONS:
        return mot.zfill(2)
    plie = _sans_tirets(mot)
    return next((code for code, r in REGIONS.items() if _sans_tirets(r.nom) == plie), None)


def regions_proches(mot: str) -> list[str]:
    """At most three region names near what was typed, which may be the beginning of one; an MRC brings its region."""
    noms = {_sans_tirets(r.nom): r.nom for r in REGIONS.values()}
    if debuts := [nom for plie, nom in noms.items() if len(mot) > 3 and plie.startswith(_sans_tirets(mot))]:
        return debuts
    noms |= {_sans_tirets(m): REGIONS[code].nom for m, code in MRC.items()}
    return list(dict.fromkeys(noms[p] for p in semblables(_sans_tirets(mot), noms, 3, 0.7)))


def mrc(mot: str) -> str | None:
    """The official name of an MRC, that may be told by a name that it had; None when it names none."""
    plie = _sans_tirets(mot)
    return next((nom for nom in MRC if _sans_tirets(nom) == plie), None) or _anciennes().get(_souple(mot))


def region_du_lieu(mot: str) -> str | None:
    """The code of a region as sheets name it: code, name, both (« 04 - Mauricie »), or one of its MRC (« Lévis »).

    None when nothing is named, or when the code and the name disagree.
    """
    couple = re.fullmatch(r"\(?(\d{1,2})\)?\W*([^\d(]+)", mot.strip())
    code, nom = couple.groups() if couple else ("", mot)
    if inverse := re.fullmatch(r"([^\d(]+?)\W*\(?(\d{1,2})\)?", mot.strip()):
        nom, code = inverse.groups()
    trouve = region(nom.strip()) or _lieux().get(_souple(nom))
    return trouve if not code or code.zfill(2) == trouve else None


def mrc_du_lieu(mot: str) -> str | None:
    """The official name of an MRC as sheets name it (« MRC de Mékinac », « Matapédia »); None when it names none."""
    return _les_mrc().get(_souple(mot)) or _anciennes().get(_souple(mot))


def ancienne_mrc(mot: str) -> str | None:
    """The present name of an MRC that is told by a name that it no longer has; None for any other."""
    nom = mrc_du_lieu(mot)
    return nom if nom and _souple(nom) != _souple(mot) else None


@cache
def _les_mrc() -> dict[str, str]:
    """Each MRC, as loosely as it may be written → its name."""
    return {_souple(nom): nom for nom in MRC}


@cache
def _anciennes() -> dict[str, str]:
    """The names that MRC had, as loosely → the present one."""
    return {_souple(ancien): nom for ancien, nom in ANCIENNES_MRC.items()}


@cache
def _lieux() -> dict[str, str]:
    """Each region and each MRC, as loosely as it may be written → the region's code."""
    anciennes = {_souple(ancien): MRC[nom] for ancien, nom in ANCIENNES_MRC.items()}
    mrc = {_souple(m): code for m, code in MRC.items()}
    return anciennes | mrc | {_souple(r.nom): code for code, r in REGIONS.items()}


_AVANT_UN_LIEU = r"mrc|region|administrative|ville|territoire|d[eu]|des|d|l[ae]|les|l"


def _souple(mot: str) -> str:
    """A place without what may stand before it, « St » with « Saint »."""
    mots = [{"st": "saint", "ste": "sainte"}.get(m, m) for m in _sans_tirets(mot).split()]
    while len(mots) > 1 and re.fullmatch(_AVANT_UN_LIEU, mots[0]):
        mots.pop(0)
    return " ".join(mots)


def mrc_proches(mot: str) -> list[str]:
    """At most three MRC near what was typed."""
    noms = {_sans_tirets(nom): nom for nom in MRC}
    return [noms[p] for p in semblables(_sans_tirets(mot), noms, 3)]


def _sans_tirets(mot: str) -> str:
    return " ".join(plier(mot).replace("–", " ").replace("-", " ").replace("'", " ").split())


def _en_ascii(plie: str) -> str:
    """The Latin letters that are no accented one (« ł », « ø ») in ASCII; another script says nothing that way."""
    if plie.isascii():
        return plie
    from anyascii import anyascii

    return "".join(anyascii(c) if unicodedata.name(c, "").startswith("LATIN") else c for c in plie)


LONGUEUR_ID = 60
# Names that Windows keeps for its devices: no file can have one there, whatever its suffix.
RESERVES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def identifiant(nom: str) -> str:
    """The id that a name suggests: « Accueil Exemple de l'Estrie » → accueil-exemple-de-l-estrie, 60 at most.

    Every system can have a file of that name.
    """
    mots = "".join(c if c.isascii() and c.isalnum() else " " for c in _en_ascii(plier(nom))).split()
    ident = "-".join(mots)
    while len(ident) > LONGUEUR_ID and "-" in ident:
        ident = ident.rpartition("-")[0]
    return f"{ident}-organisme" if ident in RESERVES else ident[:LONGUEUR_ID]
