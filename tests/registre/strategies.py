"""Any organisation that the schema accepts, and any value that a file may hold; for the property tests."""

from datetime import date
from typing import Any

from hypothesis import settings, strategies as st

from roriq_cli.domaine.genres.territoire import MRC, REGIONS
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.modele import (
    ETATS_ATTESTABLES,
    MILIEUX,
    Attestation,
    Decision,
    Evenement,
    Fait,
    Formulaire,
    NomAnterieur,
    Organisme,
    Precision,
    Preuve,
    Preuves,
    RegionAnterieure,
    Reponse,
    Source,
    Territoire,
)
from roriq_cli.domaine.membres.reseau import CRITERES, FINANCEMENTS, MOTIFS, PROFILS
from roriq_cli.registre.analyse import caractere_interdit

# Modest: the whole of tests/registre runs in less than a minute.
PEU = settings(max_examples=40, deadline=None, derandomize=True)
BEAUCOUP = settings(max_examples=150, deadline=None, derandomize=True)

# What YAML gives a meaning to, what French is full of, and what looks like another type.
DIFFICILES = (
    "null", "~", "true", "No", "yes", "012", "0x1F", "0o17", "1e3", "1_000", ".nan", "-.inf", "12:30:45", "2024-01-01",
    "2024-02-31", "=", "<<", "-", "- a", "? a", ": a", "a: b", "a #b", "# a", "#a", "&a", "*a", "!a", "|", ">", "%a",
    "@a", "`a`", "[a]", "{a}", "a, b", "a]", "a}", "'a'", '"a"', "l'œuvre d’accueil", "« à »", "\\n", "--- a", "...",
    "<<<<<<< a", "=======", "難民", "🌍", "e\u0301", "a" * 90 + " " + "b" * 90, "$x {0} %s", "a:", "a :b", "a:?b", "?a", ":a", "a:,b", "a\u00a0:",
)  # fmt: skip


def _permis(texte: str) -> bool:
    return not caractere_interdit(texte) and "\n" not in texte


def textes(maximum: int = 100) -> st.SearchStrategy[str]:
    """A text as the schemas want it: on one line, no blank at either end."""
    quelconques = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)
    return (
        st.one_of(st.sampled_from(DIFFICILES), quelconques)
        .map(lambda t: " ".join(t.split())[:maximum].strip())
        .filter(lambda t: bool(t) and _permis(t))
    )


JOURS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
IDS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,3}", fullmatch=True)
CLES = st.from_regex(r"[A-Za-z0-9]{1,5}([-_.][A-Za-z0-9]{1,4}){0,2}", fullmatch=True)
URLS = st.from_regex(r"https?://[a-zA-Z0-9/?&=#%~:,;@!'()*.\[\]-]{1,30}", fullmatch=True)
CODES = st.sampled_from(sorted(REGIONS))


def _fiche(classe: Any, **champs: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records that have these fields, and no other."""
    return st.fixed_dictionaries(champs).map(lambda valeurs: classe(**valeurs))


DECISIONS = _fiche(Decision, instance=textes(), date=JOURS, reference=textes())


def _facultatif(strategie: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategie


def _listes(elements: st.SearchStrategy[Any], *, minimum: int = 0, uniques: bool = False) -> st.SearchStrategy[Any]:
    return st.lists(elements, min_size=minimum, max_size=3, unique=uniques).map(tuple)


def _sources(**champs: st.SearchStrategy[Any]) -> st.SearchStrategy[Source]:
    return _fiche(Source, titre=textes(), url=_facultatif(URLS), **champs) | _fiche(Source, url=URLS, **champs)


SOURCES_DE_FICHE = _sources(
    publie_le=_facultatif(st.sampled_from(["2014", "2022-02", "2022-02-15", "2024-02-29"])),
    consulte_le=_facultatif(JOURS),
)
SOURCES_DE_FAIT = _sources(atteste_le=_facultatif(JOURS))
ATTESTATIONS = _fiche(
    Attestation,
    critere=st.sampled_from(list(CRITERES)),
    reponse=st.sampled_from([Reponse.OUI, Reponse.NON]),
    verifie_le=JOURS,
    valide_jusqu_au=_facultatif(JOURS),
    source=textes(),
)
PREUVES = _fiche(
    lambda **preuves: Preuves(preuves),
    tcri=_fiche(Preuve, attestation=JOURS) | _fiche(Preuve, liste=IDS, cle=CLES),
    regionalisation=_fiche(Preuve, attestation=JOURS),
)
FORMULAIRES = _fiche(Formulaire, recu_le=JOURS, signe_le=_facultatif(JOURS), signataire=_facultatif(textes()))
_CHAMPS: dict[str, st.SearchStrategy[Any]] = {
    "decision": DECISIONS,
    "jusqu_au": JOURS,
    "formulaire": FORMULAIRES,
    "preuves": PREUVES,
    "source": _listes(SOURCES_DE_FAIT, minimum=1),
    "etat": st.sampled_from(ETATS_ATTESTABLES),
    "date_precision": st.sampled_from(Precision),
    "releve": _listes(IDS, uniques=True),
}


def _evenement(fait: Fait) -> st.SearchStrategy[Evenement]:
    champs = {"recu_le": _facultatif(JOURS), "source": _listes(SOURCES_DE_FAIT), "note": _facultatif(textes())}
    for champ in (*FAITS[fait].requis, *FAITS[fait].permis):
        valeurs = st.sampled_from(list(MOTIFS[fait])) if champ == "motif" else _CHAMPS[champ]
        champs[champ] = valeurs if champ in (*FAITS[fait].requis, "releve") else _facultatif(valeurs)
    if fait is Fait.REPRISE:
        champs["source"] = _listes(_sources(atteste_le=JOURS), minimum=1)
    return _fiche(Evenement, date=JOURS, evenement=st.just(fait), **champs)


EVENEMENTS = st.sampled_from(Fait).flatmap(_evenement)
NOMS_ANTERIEURS = _fiche(NomAnterieur, nom=textes(), sigle=_facultatif(textes(30)), jusqu_au=_facultatif(JOURS))
REGIONS_ANTERIEURES = _fiche(RegionAnterieure, region=CODES, jusqu_au=JOURS)
_REGIONS_DU_MANDAT = _listes(CODES, uniques=True)
TERRITOIRES = _fiche(Territoire, portee=st.just("regionale"), regions=_REGIONS_DU_MANDAT) | _fiche(
    Territoire,
    portee=st.just("mrc"),
    mrc=_listes(st.sampled_from(sorted(MRC)), minimum=1, uniques=True),
    regions=_REGIONS_DU_MANDAT,
)
# The fields that a command may change at will: what each may become.
PROFIL: dict[str, st.SearchStrategy[Any]] = {
    "sigle": _facultatif(textes(30)),
    "neq": _facultatif(st.from_regex(r"[0-9]{10}", fullmatch=True)),
    "ville": _facultatif(textes()),
    "territoire": _facultatif(TERRITOIRES),
    "profils": _listes(st.sampled_from(list(PROFILS)), uniques=True),
    "milieux": _listes(st.sampled_from(MILIEUX), uniques=True),
    "financement": _listes(st.sampled_from(list(FINANCEMENTS)), uniques=True),
    "courriel": _facultatif(st.just("info@exemple.org")),
    "telephone": _facultatif(st.sampled_from(["819-555-0100", "819-555-0100 poste 12"])),
    "site_web": _facultatif(URLS),
    "tcri": _facultatif(CLES),
}
# The lists that only grow.
LISTES: dict[str, st.SearchStrategy[Any]] = {
    "noms_anterieurs": NOMS_ANTERIEURS,
    "regions_anterieures": REGIONS_ANTERIEURES,
    "sources": SOURCES_DE_FICHE,
    "attestations": ATTESTATIONS,
    "historique": EVENEMENTS,
}
ORGANISMES: st.SearchStrategy[Organisme] = _fiche(
    Organisme,
    id=IDS,
    nom=textes(),
    region=CODES,
    **(PROFIL | {champ: _listes(element) for champ, element in LISTES.items()}),
).flatmap(
    lambda o: st.just(o) if o.historique or o.sources else SOURCES_DE_FICHE.map(lambda s: o._replace(sources=(s,)))
)
# Anything that the reader may hand to a schema. No letter of these texts can make an English word.
MOTS = st.text("àéîôxyz019 -_@.:/", max_size=12)
VALEURS: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18) + 1, 10**18 - 1)
    | st.floats(-1e99, 1e99, allow_nan=False)
    | MOTS
    | st.sampled_from(
        ["2024-02-30", "2024-2-3", "20240203", "2024-W01-1", "04", "é" * 301, "oui", "membre", "\u00a0x"]
    ),
    lambda interieur: st.lists(interieur, max_size=3) | st.dictionaries(MOTS, interieur, max_size=3),
    max_leaves=5,
)


@st.composite
def changements(draw: st.DrawFn, organisme: Organisme) -> Organisme:
    """`organisme` after one command: a fact more, a new name, another region, or another profile."""
    quoi = draw(st.sampled_from(["ajout", "nom", "region", "profil"]))
    if quoi == "ajout":
        champ = draw(st.sampled_from(sorted(LISTES)))
        nouveaux = tuple(draw(st.lists(LISTES[champ], min_size=1, max_size=2)))
        ajout: dict[str, Any] = {champ: (*getattr(organisme, champ), *nouveaux)}
        return organisme._replace(**ajout)
    if quoi == "nom":
        ancien = NomAnterieur(organisme.nom, organisme.sigle)
        return organisme._replace(nom=draw(textes()), noms_anterieurs=(*organisme.noms_anterieurs, ancien))
    if quoi == "region":
        ancienne = RegionAnterieure(organisme.region, draw(JOURS))
        anciennes = (*organisme.regions_anterieures, ancienne)
        return organisme._replace(region=draw(CODES), regions_anterieures=anciennes)
    champs = draw(st.lists(st.sampled_from(sorted(PROFIL)), min_size=1, max_size=3, unique=True))
    return organisme._replace(**{champ: draw(PROFIL[champ]) for champ in champs})


@st.composite
def corrections(draw: st.DrawFn, organisme: Organisme) -> tuple[str, int, Organisme]:
    """A list, the rank of one of its entries, and `organisme` with that entry changed or taken away."""
    champ = draw(st.sampled_from([c for c in sorted(LISTES) if getattr(organisme, c)]))
    entrees = getattr(organisme, champ)
    rang = draw(st.integers(0, len(entrees) - 1))
    sans: dict[str, Any] = {champ: (*entrees[:rang], *entrees[rang + 1 :])}
    if draw(st.booleans()):
        return champ, rang, organisme._replace(**sans)
    autre = draw(LISTES[champ])
    if draw(st.booleans()):  # a few of its values only
        gardes = draw(st.lists(st.sampled_from(autre._fields), unique=True))
        autre = autre._replace(**{nom: getattr(entrees[rang], nom) for nom in gardes})
    change: dict[str, Any] = {champ: (*entrees[:rang], autre, *entrees[rang + 1 :])}
    return champ, rang, organisme._replace(**change)
