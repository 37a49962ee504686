"""What a network says of itself, as one value, with the pages it comes from: every sentence that names it is here.

A second network is a second `Definition` beside `RORIQ`, named in `DEFINITIONS`, where a code says the same thing in
all. What judges, counts or asks for a register goes through its own (`Registre.reseau.definition`); what tells one
record, without its register, finds the words of a code in the tables at the end. A model is a whole sentence.
"""

from typing import NamedTuple

from roriq_cli.i18n import N_

Deux = tuple[str, str]  # in the singular and in the plural


class Page(NamedTuple):
    """A public page that says what is modelled here."""

    titre: str
    url: str


class Critere(NamedTuple):
    """A condition of membership: its code, its name inside brackets and its question, then its sentences.

    `oui`, `non`: what an attestation says; `refus`: why an application is refused; `sans_preuve`: how many members
    nothing answers for; `preuve`: the evidence of an admission. `statuts`: what its dated lists say of a member, the
    first of which meets the criterion; none where attestations only answer. `anciennes`: how many members have an
    attestation that is old, `ancienne`: one of them; none where it does not age. `a_verifier`: whom to ask, when a list
    names nothing alike.
    """

    code: str
    mot: str
    question: str
    titre: str
    oui: str
    non: str
    refus: str
    si_confirme: str
    sans_preuve: Deux
    preuve: str
    statuts: tuple[Deux, ...] = ()
    anciennes: Deux | None = None
    ancienne: str = ""
    a_verifier: str = ""

    @property
    def par_listes(self) -> bool:
        """Whether dated lists answer it: an attestation without an end then holds for its own day only."""
        return bool(self.statuts)


class RegionAPart(NamedTuple):
    """The region that is always told from the others: the sentences of what is counted, here and by public pages.

    `ici`: all the members are there; `ailleurs`: none is; `avec_et_sans`: none there, all there, some. By whether a
    page counts it among its regions (« oui », « non », or nothing): `publies`, `annonces`, `comptees`, `comparees`.
    """

    code: str
    ici: Deux
    ailleurs: Deux
    ici_et_ailleurs: Deux
    site: Deux
    site_ailleurs: Deux
    avec_et_sans: tuple[str, str, str]
    comprise: Deux
    exclue: Deux
    colonnes: Deux
    legende: str
    publies: dict[str, str]
    annonces: dict[str, str]
    comptees: dict[str, str]
    comparees: dict[str, str]
    annonce: str
    ecart: dict[bool, str]
    total_faux: str
    parmi: str
    en_sus: str


class Definition(NamedTuple):
    """A network: its name, its conditions, what membership gives and asks, the codes of its own, each with its words.

    `fonction`: in whose name facts may be recorded, for example. `motifs`: by event. `aides`: the help of the options
    that name something of the network, by flag. `pages`: where each field comes from.
    """

    nom: str
    article: str
    presentation: str
    fonction: str
    question_du_nom: str
    criteres: tuple[Critere, ...]
    droits: tuple[str, ...]
    engagements: tuple[str, ...]
    motifs: dict[str, dict[str, str]]
    profils: dict[str, str]
    financements: dict[str, str]
    region_a_part: RegionAPart
    aides: dict[str, str]
    pages: dict[str, Page]


EN_REGLE = "en-regle"
_CRITERES = (
    Critere(
        code="tcri",
        mot=N_("TCRI"),
        question=N_("en règle à la TCRI"),
        titre=N_("En règle à la TCRI"),
        oui=N_("L'organisme {nom} est en règle à la TCRI"),
        non=N_("L'organisme {nom} n'est pas en règle à la TCRI"),
        refus=N_("l'organisme n'est pas membre en règle de la TCRI"),
        si_confirme=N_("Si la TCRI vous l'a confirmé : {commande}"),
        sans_preuve=(
            N_("{n} membre dont rien n'établit qu'il est en règle à la TCRI"),
            N_("{n} membres dont rien n'établit qu'ils sont en règle à la TCRI"),
        ),
        preuve=N_("preuve pour la TCRI"),
        statuts=(
            (EN_REGLE, N_("en règle")),
            ("en-defaut", N_("en défaut")),
            ("suspendu", N_("suspendu")),
            ("radie", N_("radié")),
        ),
        a_verifier=N_("à vérifier auprès de la TCRI"),
    ),
    Critere(
        code="regionalisation",
        mot=N_("régionalisation"),
        question=N_("en régionalisation de l'immigration"),
        titre=N_("En régionalisation"),
        oui=N_("L'organisme {nom} travaille en régionalisation de l'immigration"),
        non=N_("L'organisme {nom} ne travaille pas en régionalisation de l'immigration"),
        refus=N_("l'organisme ne travaille pas en régionalisation de l'immigration"),
        si_confirme=N_("Si vous l'avez vérifié : {commande}"),
        sans_preuve=(
            N_("{n} membre dont rien n'établit le travail en régionalisation"),
            N_("{n} membres dont rien n'établit le travail en régionalisation"),
        ),
        preuve=N_("preuve pour la régionalisation"),
        anciennes=(
            N_("{n} membre dont l'attestation en régionalisation est ancienne"),
            N_("{n} membres dont l'attestation en régionalisation est ancienne"),
        ),
        ancienne=N_("L'attestation en régionalisation de l'organisme {nom} date du {le}, de plus de {seuil}."),
    ),
)
_SANCTIONS = {
    "conduite-incompatible": N_("conduite jugée incompatible avec le réseau"),
    "conduite-nuisible": N_("conduite jugée nuisible au réseau"),
    "activites-incompatibles": N_("activités jugées incompatibles avec le réseau"),
    "activites-nuisibles": N_("activités jugées nuisibles au réseau"),
}
_MONTREAL = RegionAPart(
    code="06",
    ici=(
        N_("Au {au}, {reseau} compte {membres} organisme membre, à Montréal."),
        N_("Au {au}, {reseau} compte {membres} organismes membres, tous à Montréal."),
    ),
    ailleurs=(N_("dans {n} région, hors de Montréal"), N_("dans {n} régions, hors de Montréal")),
    ici_et_ailleurs=(
        N_(
            "Au {au}, {reseau} compte {membres} organismes membres : {montreal} à Montréal et {hors} dans {regions} "
            "autre région."
        ),
        N_(
            "Au {au}, {reseau} compte {membres} organismes membres : {montreal} à Montréal et {hors} dans {regions} "
            "autres régions."
        ),
    ),
    site=(N_("dans {n} région du Québec, Montréal"), N_("dans {n} régions du Québec, y compris Montréal")),
    site_ailleurs=(
        N_("dans {n} région du Québec, hors de Montréal"),
        N_("dans {n} régions du Québec, hors de Montréal"),
    ),
    avec_et_sans=(
        N_("Aucun organisme membre n'est à Montréal : avec ou sans Montréal, {sans}."),
        N_("Avec Montréal : {avec}. Sans Montréal : aucun organisme membre."),
        N_("Avec Montréal : {avec}. Sans Montréal : {sans}."),
    ),
    comprise=(N_("{n} région, y compris Montréal"), N_("{n} régions, y compris Montréal")),
    exclue=(N_("{n} région, hors de Montréal"), N_("{n} régions, hors de Montréal")),
    colonnes=(N_("À Montréal"), N_("Régions, y compris Montréal")),
    legende=N_("Montréal, comptée à part"),
    publies={
        "oui": N_("Dernier chiffre publié : {nombre} dans {regions}, y compris Montréal ({source})."),
        "non": N_("Dernier chiffre publié : {nombre}, dont ceux hors de Montréal dans {regions} ({source})."),
        "": N_("Dernier chiffre publié : {nombre} dans {regions}; rien ne dit si Montréal en est ({source})."),
    },
    annonces={
        "oui": N_("{annonce}; {regions}, y compris Montréal"),
        "non": N_("{annonce}; {regions}, Montréal en sus"),
        "": N_("{annonce}; {regions}, sans dire si Montréal en est"),
    },
    comptees={
        "oui": N_("{n}, y compris Montréal"),
        "non": N_("{n}, Montréal en sus"),
        "": N_("{n}; rien ne dit si Montréal en est"),
    },
    comparees={
        "oui": N_("Les deux comptent Montréal parmi les régions. La source : {publie}. Le registre : {compte}."),
        "non": N_("Aucun des deux ne compte Montréal parmi les régions. La source : {publie}. Le registre : {compte}."),
        "": N_("La source ne dit pas si Montréal est parmi ses régions ({n}) : elles ne sont pas comparées."),
    },
    annonce=N_("{source} annonce {membres}, {montreal} à Montréal et {hors} ailleurs ({le})"),
    ecart={True: N_("{n} de plus à Montréal"), False: N_("{n} de moins à Montréal")},
    total_faux=N_("{montreal} à Montréal et {hors} ailleurs ne font pas {total}."),
    parmi=N_("Montréal est-elle parmi ces régions"),
    en_sus=N_("non, Montréal est en sus"),
)
_COMITES = Page(
    "TCRI - comités de régionalisation (ancien site)",
    "http://tcri.qc.ca/volets-tcri/regionalisation/comites-regionalisation",
)

RORIQ = Definition(
    nom="RORIQ",
    article="le",
    presentation="Réseau des organismes de régionalisation de l'immigration",
    fonction=N_("Coordination du RORIQ"),
    question_du_nom=N_("Le nom du réseau (RORIQ si rien n'est dit)"),
    criteres=_CRITERES,
    droits=(
        N_("participer aux instances démocratiques"),
        N_("être informé sur l'actualité et la tenue des différentes activités relatives à la mission du réseau"),
        N_("être élu aux différents comités de travail"),
        N_("siéger comme délégué du RORIQ aux différentes instances de consultation ou comités externes"),
        N_("être représenté par le RORIQ auprès de différentes instances et comités"),
        N_("bénéficier des activités de promotion comme la caravane et le Salon de régionalisation de l'immigration"),
    ),
    engagements=(
        N_("mandater un représentant au sein du RORIQ"),
        N_("participer au développement et à l'amélioration des pratiques"),
        N_("adhérer aux positions adoptées par le RORIQ"),
    ),
    motifs={
        "suspension": _SANCTIONS,
        "expulsion": _SANCTIONS,
        "retrait": {
            "participation-inutile": N_("l'organisme juge sa participation inutile"),
            "incompatibilite": N_("l'organisme juge sa participation incompatible avec les activités du réseau"),
        },
        "refus": {c.code: c.refus for c in _CRITERES},
    },
    profils={
        "ressource-externe-emploi-quebec": N_("ressource externe d'Emploi-Québec"),
        "accueil-mifi": N_("organisme d'accueil du MIFI"),
        "autre": N_("autre"),
    },
    financements={"mifi": N_("MIFI"), "emploi-quebec": N_("Emploi-Québec"), "autre": N_("autre")},
    region_a_part=_MONTREAL,
    aides={
        "--nom": N_("Le nom du réseau (RORIQ si rien n'est dit)."),
        "--signataire": N_("Au nom de qui consigner : une fonction (« Coordination du RORIQ »), jamais une personne."),
        "--source": N_("D'où vient la réponse (« Courriel de la TCRI »)."),
        "--regionalisation": N_("Ce qui montre le travail en régionalisation (« Formulaire, section 3 »)."),
        "--preuve-tcri": N_(
            "Adhésion : le jour de l'attestation, ou la liste (tcri-2024-04-01), qui montre le critère TCRI."
        ),
        "--preuve-regionalisation": N_("Adhésion : le jour de l'attestation qui montre le travail en régionalisation."),
        "--montreal": N_("Combien à Montréal, si la source le dit."),
        "--hors-montreal": N_("Combien hors de Montréal, si la source le dit."),
        "--montreal-compris": N_("La source compte Montréal parmi ces régions, ou en sus (rien : elle ne le dit pas)."),
    },
    pages={
        "presentation": Page("TCRI - projet RORIQ (site actuel)", "https://tcri.qc.ca/projets/roriq/"),
        "criteres": _COMITES,
        "droits": _COMITES,
        "engagements": _COMITES,
        "motifs": _COMITES,
        "profils": _COMITES,
        "financements": _COMITES,
        "region_a_part": _COMITES,
    },
)

DEFINITIONS = (RORIQ,)
# What the files may say and the commands may take, whatever the network, each with its words.
CRITERES: dict[str, Critere] = {c.code: c for d in DEFINITIONS for c in d.criteres}
STATUTS: dict[str, str] = {code: mots for c in CRITERES.values() for code, mots in c.statuts}
MOTIFS: dict[str, dict[str, str]] = {
    fait: {code: mots for d in DEFINITIONS for code, mots in d.motifs[fait].items()} for fait in RORIQ.motifs
}
MOTS_DES_MOTIFS: dict[str, str] = {code: mots for motifs in MOTIFS.values() for code, mots in motifs.items()}
PROFILS: dict[str, str] = {code: mots for d in DEFINITIONS for code, mots in d.profils.items()}
FINANCEMENTS: dict[str, str] = {code: mots for d in DEFINITIONS for code, mots in d.financements.items()}
