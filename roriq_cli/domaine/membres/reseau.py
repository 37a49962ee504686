"""What a network says of itself, as one value, each part with the page it comes from.

A second network is a second `Definition` beside `RORIQ`, named in `DEFINITIONS`, where a code says the same thing in
all. What judges, counts or asks for a register goes through its own (`Registre.reseau.definition`); what tells one
record, without its register, finds its words by the code in CRITERES, MOTIFS and the tables that follow. A model here
is a whole sentence, a key of the catalogues: no other module says a network's words.
"""

from typing import NamedTuple

from roriq_cli.i18n import N_


class Page(NamedTuple):
    """A public page that says what is modelled here."""

    titre: str
    url: str


class Terme(NamedTuple):
    """A code of the files, and its words."""

    code: str
    mots: str


class Choix(NamedTuple):
    """The codes that a field may have."""

    termes: tuple[Terme, ...]
    page: Page


class Enonces(NamedTuple):
    """What follows from membership, under its title, in the page's own order."""

    titre: str
    phrases: tuple[str, ...]
    page: Page


class Critere(NamedTuple):
    """A condition of membership: its question, and every sentence that is about it alone.

    `statuts`: what its dated lists say of a member, the first of which meets the criterion; empty, it is answered by
    attestations only. `oui`, `non`: what an attestation says; `sans_preuve`, `preuve_ancienne` (none: it does not
    age): how many members are so, in the singular and in the plural; `vieillie`: one attestation that is old.
    """

    code: str
    mot: str
    question: str
    titre: str
    oui: str
    non: str
    refus: str
    attend_non: str
    attend_inconnu: str
    si_confirme: str
    sans_preuve: tuple[str, str]
    preuve: str
    aide_de_la_preuve: str
    page: Page
    statuts: tuple[Terme, ...] = ()
    preuve_ancienne: tuple[str, str] | None = None
    vieillie: str = ""

    @property
    def par_listes(self) -> bool:
        """Whether dated lists answer it: an attestation without an end then holds for its own day only."""
        return bool(self.statuts)


class Definition(NamedTuple):
    """A network: its name, its conditions, what membership gives and asks, the codes of its own."""

    nom: str
    article: str
    presentation: str
    page: Page
    criteres: tuple[Critere, ...]
    droits: Enonces
    engagements: Enonces
    sanctions: Choix
    retraits: Choix
    profils: Choix
    financements: Choix

    @property
    def motifs(self) -> dict[str, tuple[Terme, ...]]:
        """The reasons that an event may have: those of the page; an application is refused on a criterion."""
        return {
            "suspension": self.sanctions.termes,
            "expulsion": self.sanctions.termes,
            "retrait": self.retraits.termes,
            "refus": tuple(Terme(c.code, c.refus) for c in self.criteres),
        }


_ANCIEN_SITE = Page(
    "TCRI - comités de régionalisation (ancien site)",
    "http://tcri.qc.ca/volets-tcri/regionalisation/comites-regionalisation",
)
_SITE_ACTUEL = Page("TCRI - projet RORIQ (site actuel)", "https://tcri.qc.ca/projets/roriq/")

EN_REGLE = "en-regle"
_TCRI = Critere(
    code="tcri",
    mot=N_("TCRI"),
    question=N_("en règle à la TCRI"),
    titre=N_("En règle à la TCRI"),
    oui=N_("L'organisme {nom} est en règle à la TCRI"),
    non=N_("L'organisme {nom} n'est pas en règle à la TCRI"),
    refus=N_("l'organisme n'est pas membre en règle de la TCRI"),
    attend_non=N_("TCRI : non"),
    attend_inconnu=N_("TCRI : inconnu"),
    si_confirme=N_("Si la TCRI vous l'a confirmé : {commande}"),
    sans_preuve=(
        N_("{n} membre dont rien n'établit qu'il est en règle à la TCRI"),
        N_("{n} membres dont rien n'établit qu'ils sont en règle à la TCRI"),
    ),
    preuve=N_("preuve pour la TCRI"),
    aide_de_la_preuve=N_(
        "Adhésion : le jour de l'attestation, ou la liste (tcri-2024-04-01), qui montre le critère TCRI."
    ),
    page=_ANCIEN_SITE,
    statuts=(
        Terme(EN_REGLE, N_("en règle")),
        Terme("en-defaut", N_("en défaut")),
        Terme("suspendu", N_("suspendu")),
        Terme("radie", N_("radié")),
    ),
)
_REGIONALISATION = Critere(
    code="regionalisation",
    mot=N_("régionalisation"),
    question=N_("en régionalisation de l'immigration"),
    titre=N_("En régionalisation"),
    oui=N_("L'organisme {nom} travaille en régionalisation de l'immigration"),
    non=N_("L'organisme {nom} ne travaille pas en régionalisation de l'immigration"),
    refus=N_("l'organisme ne travaille pas en régionalisation de l'immigration"),
    attend_non=N_("régionalisation : non"),
    attend_inconnu=N_("régionalisation : inconnu"),
    si_confirme=N_("Si vous l'avez vérifié : {commande}"),
    sans_preuve=(
        N_("{n} membre dont rien n'établit le travail en régionalisation"),
        N_("{n} membres dont rien n'établit le travail en régionalisation"),
    ),
    preuve=N_("preuve pour la régionalisation"),
    aide_de_la_preuve=N_("Adhésion : le jour de l'attestation qui montre le travail en régionalisation."),
    page=_ANCIEN_SITE,
    preuve_ancienne=(
        N_("{n} membre dont l'attestation en régionalisation est ancienne"),
        N_("{n} membres dont l'attestation en régionalisation est ancienne"),
    ),
    vieillie=N_("L'attestation en régionalisation de l'organisme {nom} date du {le}, de plus de {seuil} jours."),
)

RORIQ = Definition(
    nom="RORIQ",
    article="le",
    presentation="Réseau des organismes de régionalisation de l'immigration",
    page=_SITE_ACTUEL,
    criteres=(_TCRI, _REGIONALISATION),
    droits=Enonces(
        N_("Droits (page du réseau)"),
        (
            N_("participer aux instances démocratiques du réseau"),
            N_("être informé des nouvelles et des activités du réseau"),
            N_("être élu aux comités de travail"),
            N_("être délégué par le réseau aux instances et comités de consultation externes"),
            N_("être représenté par le réseau"),
            N_("bénéficier de la promotion du réseau (caravane, Salon de la régionalisation de l'immigration)"),
        ),
        _ANCIEN_SITE,
    ),
    engagements=Enonces(
        N_("Engagements (page du réseau)"),
        (
            N_("mandater un représentant"),
            N_("participer au développement et à l'amélioration des pratiques"),
            N_("adhérer aux positions adoptées par le réseau"),
        ),
        _ANCIEN_SITE,
    ),
    sanctions=Choix(
        (
            Terme("conduite-incompatible", N_("conduite jugée incompatible avec le réseau")),
            Terme("conduite-nuisible", N_("conduite jugée nuisible au réseau")),
            Terme("activites-incompatibles", N_("activités jugées incompatibles avec le réseau")),
            Terme("activites-nuisibles", N_("activités jugées nuisibles au réseau")),
        ),
        _ANCIEN_SITE,
    ),
    retraits=Choix(
        (
            Terme("participation-inutile", N_("l'organisme juge sa participation inutile")),
            Terme(
                "incompatibilite",
                N_("l'organisme juge sa participation incompatible avec les activités du réseau"),
            ),
        ),
        _ANCIEN_SITE,
    ),
    profils=Choix(
        (
            Terme("ressource-externe-emploi-quebec", N_("ressource externe d'Emploi-Québec")),
            Terme("accueil-mifi", N_("organisme d'accueil du MIFI")),
            Terme("autre", N_("autre")),
        ),
        _ANCIEN_SITE,
    ),
    financements=Choix(
        (
            Terme("mifi", N_("MIFI")),
            Terme("emploi-quebec", N_("Emploi-Québec")),
            Terme("autre", N_("autre")),
        ),
        _ANCIEN_SITE,
    ),
)

DEFINITIONS = (RORIQ,)
# What the files may say and the commands may take, whatever the network, each with its words.
CRITERES: dict[str, Critere] = {c.code: c for d in DEFINITIONS for c in d.criteres}
STATUTS: dict[str, str] = {t.code: t.mots for c in CRITERES.values() for t in c.statuts}
MOTIFS: dict[str, dict[str, str]] = {
    fait: {t.code: t.mots for d in DEFINITIONS for t in d.motifs[fait]} for fait in RORIQ.motifs
}
MOTS_DES_MOTIFS: dict[str, str] = {code: mots for motifs in MOTIFS.values() for code, mots in motifs.items()}
PROFILS: dict[str, str] = {t.code: t.mots for d in DEFINITIONS for t in d.profils.termes}
FINANCEMENTS: dict[str, str] = {t.code: t.mots for d in DEFINITIONS for t in d.financements.termes}
