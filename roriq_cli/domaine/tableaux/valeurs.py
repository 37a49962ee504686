"""What the cells of a table of organisations say: a field as people write it, or a sentence that says why not."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from roriq_cli.domaine.genres import recherche
from roriq_cli.domaine.genres.dates import DateRefusee, Depuis, lire_depuis
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.modele import MILIEUX, PORTEES, Etat, Precision
from roriq_cli.domaine.membres.phrases import ETATS, mots_de_l_etat
from roriq_cli.domaine.membres.reseau import FINANCEMENTS, PROFILS, STATUTS
from roriq_cli.domaine.tableaux.colonnes import PRECISIONS, cle
from roriq_cli.domaine.tableaux.tableau import Cellule, CelluleRefusee, texte_de
from roriq_cli.i18n import ACTIF, N_, Affichable, Liste, Phrase, langue, plier


class ValeurRefusee(ValueError):
    """Not what the column asks; `phrase` says why."""

    def __init__(self, phrase: Affichable) -> None:
        super().__init__()
        self.phrase = phrase


LISTES = ("mrc", "regions_mandat", "profils", "milieux", "financement")
_VIDE = r"[-–—?.*_/]+|[ns]/[aod]\.?|[ns]\. ?[aod]\."
_ERREUR = r"#(?:REF|NAME|NOM|VALUE|VALEUR|DIV/0|NUM|NOMBRE|NULL|NUL|N/A|SPILL|CALC)[!?]?"


def lire(champ: str, cellule: Cellule) -> Any:
    """What a cell says of a field; None when it is empty. Raises ValeurRefusee with a sentence."""
    if isinstance(cellule, CelluleRefusee):
        raise ValeurRefusee(cellule.raison)
    try:
        return _lire(champ, cellule)
    except ValeurRefusee as refus:
        raise ValeurRefusee(_a_l_echelle(refus.phrase, cellule)) from None


TEXTE_MAX = 60


def abreger(texte: str) -> str:
    """`texte` as a sentence may quote it."""
    return texte if len(texte) <= TEXTE_MAX else texte[: TEXTE_MAX - 1].rstrip() + "…"


def _a_l_echelle(phrase: Affichable, cellule: Cellule) -> Affichable:
    """A sentence that quotes a cell: not all of ten thousand characters, and a number as the reader writes it."""
    assert isinstance(phrase, Phrase)
    citer: Callable[[str], Affichable] = _Nombre if isinstance(cellule, float) else str
    cites = {nom: citer(abreger(phrase.valeurs[nom])) for nom in ("texte", "valeur") if nom in phrase.valeurs}
    return Phrase(phrase.modele, **phrase.valeurs | cites)


class _Nombre(Phrase):
    """A number as the reader writes it: « 2019,5 » in French."""

    __slots__ = ()

    def __init__(self, texte: str) -> None:
        super().__init__("{texte}", texte=texte)

    def __str__(self) -> str:
        texte = super().__str__()
        return texte.replace(".", ",") if langue() == "fr" else texte


def _lire(champ: str, cellule: Cellule) -> Any:
    texte = texte_de(cellule).strip()
    if not texte or re.fullmatch(_VIDE, texte.lower()):
        return None
    if texte.startswith("="):
        raise ValeurRefusee(Phrase("La cellule contient une formule. Mettez sa valeur à la place."))
    if re.fullmatch(_ERREUR, texte):
        raise ValeurRefusee(Phrase("La formule de cette cellule a donné une erreur, « {texte} ».", texte=texte))
    if "\ufffd" in texte:
        raise ValeurRefusee(
            Phrase(
                "Un accent est perdu dans « {texte} » : écrivez-le de nouveau, ou repartez de l'original.", texte=texte
            )
        )
    if champ not in LISTES and re.search(r"[\r\n]", texte):
        raise ValeurRefusee(Phrase("La cellule contient un saut de ligne. Écrivez-la sur une seule ligne."))
    if re.search(ACTIF, re.sub(r"[\r\n]", "", texte)):
        raise ValeurRefusee(Phrase("La cellule contient un caractère invisible. Écrivez-la de nouveau."))
    if champ in LISTES:
        lus = [v for e in elements(texte) for v in _LECTEURS[champ](e)]
        return tuple(dict.fromkeys(lus)) or None
    return _LECTEURS.get(champ, str)(nettoyer(texte))


def elements(cellule: Cellule) -> list[str]:
    """What a cell that holds a list separates."""
    return [e for morceau in re.split(r"[;,/\r\n]+|\s+(?:et|and|&)\s+", texte_de(cellule)) if (e := nettoyer(morceau))]


def nettoyer(texte: str) -> str:
    """`texte` with single blanks and composed accents, without the apostrophe that says « this is no formula »."""
    sans = re.sub(r"^'(?=[=+\-@\t\r])", "", texte.strip())
    return " ".join(unicodedata.normalize("NFC", sans).split())


def _neq(texte: str) -> str:
    chiffres = re.sub(r"[ .-]", "", texte)
    if not re.fullmatch(r"[0-9]{10}", chiffres):
        raise ValeurRefusee(Phrase("« {texte} » n'est pas un NEQ : il a dix chiffres.", texte=texte))
    return chiffres


_TELEPHONE = (
    r"(?:\+?1[ .-]?)?\(?([0-9]{3})\)?[ .-]*([0-9]{3})[ .-]*([0-9]{4})"
    r"(?:[ ,]*(?:poste|ext|p|x|#)[ .:]*([0-9]{1,6}))?"
)


def _telephone(texte: str) -> str:
    trouve = re.fullmatch(_TELEPHONE, texte.lower())
    if trouve is None:
        raise ValeurRefusee(
            Phrase("« {texte} » n'est pas un numéro comme 819-555-0100, « poste 12 » au besoin.", texte=texte)
        )
    numero = "-".join(trouve.groups()[:3])
    return f"{numero} poste {trouve[4]}" if trouve[4] else numero


def _site_web(texte: str) -> str:
    return f"https://{texte}" if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?", texte) else texte


def _region(texte: str) -> str:
    code = recherche.region_du_lieu(texte)
    if code is None:
        proches = recherche.regions_proches(texte) or [r.nom for r in REGIONS.values()]
        modele = N_("« {valeur} » n'est pas une région administrative. Peut-être : {proches}.")
        raise _plutot(modele, texte, proches=proches)
    return code


def _mrc(texte: str) -> tuple[str, ...]:
    nom = recherche.mrc_du_lieu(texte)
    if nom is not None:
        return (nom,)
    proches = recherche.mrc_proches(texte)
    modele = (
        N_("« {valeur} » n'est pas une MRC du Québec. Peut-être : {proches}.")
        if proches
        else N_("« {valeur} » n'est pas une MRC du Québec.")
    )
    raise _plutot(modele, texte, proches=proches)


PAS_UN_CHOIX = N_("« {valeur} » n'est pas un choix. Les choix : {choix}.")


def _plutot(modele: str, valeur: str, **autres: Iterable[Any]) -> ValeurRefusee:
    """A cell that is refused, and what it could say instead: « a, b ou c »."""
    listes = {nom: Liste(mots, N_("ou")) for nom, mots in autres.items()}
    return ValeurRefusee(Phrase(modele, valeur=valeur, **listes))


def _parmi(choix: Sequence[str], autres: dict[str, tuple[str, ...]]) -> Callable[[str], tuple[str, ...]]:
    """A reader of one of a few words, or of another way to write them."""
    mots: dict[str, tuple[str, ...]] = {cle(c): (c,) for c in choix} | autres

    def un_mot(texte: str) -> tuple[str, ...]:
        trouves = mots.get(cle(texte))
        if trouves is None:
            raise _plutot(PAS_UN_CHOIX, texte, choix=choix)
        return trouves

    return un_mot


_ACCUEIL: tuple[str, ...] = ("accueil-mifi",)
_EXTERNE: tuple[str, ...] = ("ressource-externe-emploi-quebec",)
_PORTEE = _parmi(PORTEES, dict.fromkeys(("regional", "region", "toute la region"), ("regionale",)))
_PROFILS = _parmi(
    tuple(PROFILS),
    dict.fromkeys(("accueil", "organisme d accueil", "accueil micc"), _ACCUEIL)
    | dict.fromkeys(("ressource externe", "ressource externe d emploi quebec", "emploi quebec"), _EXTERNE),
)
_MILIEUX = _parmi(MILIEUX, dict.fromkeys(("mixte", "les deux", "both", "mixed"), MILIEUX))
_FINANCEMENTS = _parmi(tuple(FINANCEMENTS), {"micc": ("mifi",), "other": ("autre",)})

T = TypeVar("T", bound=str)


def _par_mot(mots: Mapping[T, str]) -> dict[str, T]:
    """Each word, and what it stands for; those of one thing are separated by « | »."""
    return {mot: chose for chose, ensemble in mots.items() for mot in ensemble.split("|")}


def _selon(mots: Mapping[str, T], texte: str) -> T | None:
    """What a cell stands for, whole: « Membre (suspendu) » and « Membre? » are not « membre ».

    « (e) », a feminine and a plural are the same word.
    """
    if "?" in texte:
        return None
    mot = _entier(re.sub(r"\((?:e|s|es|e s|e-s)\)", "", texte.lower()))
    return mots.get(mot) or mots.get(mot.removesuffix("e"))


def _entier(texte: str) -> str:
    """Folded, without punctuation, what stands in brackets kept."""
    return " ".join(re.findall(r"[a-z0-9]+", plier(texte)))


def _mots_dits(mots: Mapping[str, T], texte: str) -> list[T]:
    """What a cell that says too much names: « Membre (retiré en 2022) » names two states."""
    entier = f" {_entier(texte)} "
    trouves = ((re.search(rf" {re.escape(mot)}e?s? ", entier), chose) for mot, chose in mots.items())
    places = sorted((trouve.start(), str(chose), chose) for trouve, chose in trouves if trouve)
    return list(dict.fromkeys(chose for _place, _mot, chose in places))


TROP_DIT = N_(
    "« {valeur} » ne dit pas un état seul, et ce qui l'accompagne serait perdu. Écrivez celui d'aujourd'hui : {choix}."
)


# An organisation whose cell is ticked is a member.
COCHES = frozenset({"x", "oui", "o", "yes", "y", "vrai", "true", "1", "✓", "✔", "☑", "☒", "√"})
_ETATS = _par_mot(
    {
        Etat.MEMBRE: "membre|membre actif|membre regulier|actif|adherent|member|active|active member",
        Etat.CANDIDAT: "candidat|candidature|en attente|demande|demande recue|applicant|candidate|pending",
        Etat.SUSPENDU: "suspendu|suspension|suspended",
        Etat.REFUSE: "refuse|refus|refused",
        Etat.RETIRE: "retire|retrait|s est retire|ancien membre|ex membre|withdrawn|former member",
        Etat.EXPULSE: "expulse|expulsion|expelled",
        Etat.FERME: "ferme|fermeture|closed",
        Etat.REPERTORIE: "repertorie|non membre|listed|not a member",
    }
)


def _etat(texte: str) -> Etat:
    """A state in a word or a tick."""
    if texte.lower() in COCHES:
        return Etat.MEMBRE
    etat = _selon(_ETATS, texte)
    if etat is None:
        dits = _mots_dits(_ETATS, texte)
        modele = TROP_DIT if dits else N_("« {valeur} » ne dit pas l'état de l'organisme. Les choix : {choix}.")
        raise _plutot(modele, texte, choix=map(mots_de_l_etat, dits if len(dits) > 1 else ETATS))
    return etat


def _depuis(texte: str) -> Depuis:
    try:
        return lire_depuis(re.sub(r"^(?:depuis|since) |[ T]00:00(?::00)?$", "", texte, flags=re.IGNORECASE))
    except DateRefusee as refus:
        raise ValeurRefusee(refus.phrase) from None


_PRECISIONS = _par_mot(
    {
        Precision.JOUR: "jour|day",
        Precision.MOIS: "mois|month",
        Precision.ANNEE: "annee|year",
        Precision.AU_PLUS_TARD: "au plus tard|at the latest",
    }
)


def _precision(texte: str) -> Precision:
    if cle(texte) not in _PRECISIONS:
        raise _plutot(PAS_UN_CHOIX, texte, choix=map(Phrase, PRECISIONS.values()))
    return _PRECISIONS[cle(texte)]


def _cle_tcri(texte: str) -> str:
    """A key as the files write it."""
    if not re.fullmatch(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*", texte) or len(texte) > LONGUEUR_CLE:
        raise ValeurRefusee(
            Phrase(
                "« {texte} » n'est pas une clé : des lettres sans accent et des chiffres, avec un tiret entre eux au "
                "besoin (AEM-04).",
                texte=texte,
            )
        )
    return texte


LONGUEUR_CLE = 60
_STATUTS = _par_mot(
    {
        "en-regle": "en regle|membre en regle|oui|yes|in good standing|good standing|member in good standing",
        "en-defaut": "en defaut|defaut|pas en regle|non en regle|in default|default|not in good standing",
        "suspendu": "suspendu|suspension|suspended",
        "radie": "radie|radiation|struck off|removed",
    }
)


def est_un_statut(texte: str) -> bool:
    """Whether a cell says a standing at the TCRI, and no state in the network."""
    return _selon(_STATUTS, texte) is not None and (_selon(_ETATS, texte) is None or "regle" in plier(texte))


def _statut(texte: str) -> str:
    """A standing in a word."""
    statut = _selon(_STATUTS, texte)
    if statut is None:
        dits = _mots_dits(_STATUTS, texte)
        choix = [STATUTS[s] for s in dits] if len(dits) > 1 else STATUTS.values()
        raise _plutot(TROP_DIT if dits else PAS_UN_CHOIX, texte, choix=map(Phrase, choix))
    return statut


_LECTEURS: dict[str, Callable[[str], Any]] = {
    "neq": _neq,
    "telephone": _telephone,
    "site_web": _site_web,
    "region": _region,
    "portee": lambda texte: _PORTEE(texte)[0],
    "mrc": _mrc,
    "regions_mandat": lambda texte: (_region(texte),),
    "profils": _PROFILS,
    "milieux": _MILIEUX,
    "financement": _FINANCEMENTS,
    "etat": _etat,
    "depuis": _depuis,
    "jusqu_au": _depuis,
    "retire_le": _depuis,
    "precision": _precision,
    "cle": _cle_tcri,
    "statut": _statut,
}
