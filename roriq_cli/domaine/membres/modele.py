"""The records of the register: what a file says, as frozen values.

A record has the names and the order of its file's keys. Records are NamedTuples (`_replace` gives a changed copy): a
frozen dataclass costs ten times as much at import, at every command. `None` or an empty tuple means that the key is
absent. Dates are days, America/Toronto. Source: the contract's section on the registry (docs/donnees.md).
"""

from collections.abc import ItemsView, Iterator, Mapping
from datetime import date as Jour  # noqa: N812 - `date` is a key of the files
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from roriq_cli.domaine.membres.faits import Etat as Etat, Fait as Fait  # what records are made of, theirs too
from roriq_cli.domaine.membres.reseau import RORIQ, Definition

if TYPE_CHECKING:
    from roriq_cli.domaine.genres.genre import Genre


class Reponse(StrEnum):
    """What the evidence answers to a criterion; unknown is neither a yes nor a no."""

    OUI = "oui"
    NON = "non"
    INCONNU = "inconnu"


class Precision(StrEnum):
    """How precisely a source dates a state (`reprise`)."""

    JOUR = "jour"
    MOIS = "mois"
    ANNEE = "annee"
    AU_PLUS_TARD = "au-plus-tard"


# What a source may attest: `repertorie` needs no event.
ETATS_ATTESTABLES = tuple(e for e in Etat if e is not Etat.REPERTORIE)
PORTEES = ("regionale", "mrc")
MILIEUX = ("urbain", "rural")


class Source(NamedTuple):
    """Where a fact is written: a title or an address, and days (`publie_le` may be a year or a month)."""

    titre: str | None = None
    url: str | None = None
    publie_le: str | None = None
    consulte_le: Jour | None = None
    atteste_le: Jour | None = None


class Decision(NamedTuple):
    """Who decided, on which day, and where it is written."""

    instance: str
    date: Jour
    reference: str


class Formulaire(NamedTuple):
    """The signed form: when it was received and signed, and the signatory's function (never a name)."""

    recu_le: Jour
    signe_le: Jour | None = None
    signataire: str | None = None


class Preuve(NamedTuple):
    """The evidence an admission relied on: an attestation by its day, or a list of the TCRI and its key there."""

    attestation: Jour | None = None
    liste: str | None = None
    cle: str | None = None


class Preuves(Mapping[str, Preuve]):
    """The evidence of each criterion, by its code, as recorded when the organisation was admitted."""

    __slots__ = ("_par_critere",)

    def __init__(self, par_critere: Mapping[str, Preuve]) -> None:
        self._par_critere = dict(par_critere)

    def __getitem__(self, critere: str) -> Preuve:
        return self._par_critere[critere]

    def __iter__(self) -> Iterator[str]:
        return iter(self._par_critere)

    def __len__(self) -> int:
        return len(self._par_critere)

    def items(self) -> ItemsView[str, Preuve]:
        """As the dictionary gives them: asked of every admission."""
        return self._par_critere.items()

    def __hash__(self) -> int:
        return hash(frozenset(self._par_critere.items()))


class Evenement(NamedTuple):
    """One fact of a history. `date` is the day it takes effect; `jusqu_au` is inclusive."""

    date: Jour
    evenement: Fait
    etat: Etat | None = None
    date_precision: Precision | None = None
    motif: str | None = None
    decision: Decision | None = None
    jusqu_au: Jour | None = None
    formulaire: Formulaire | None = None
    preuves: Preuves | None = None
    releve: tuple[str, ...] = ()
    recu_le: Jour | None = None
    source: tuple[Source, ...] = ()
    note: str | None = None


class Attestation(NamedTuple):
    """Evidence on one criterion (its code), apart from the TCRI's lists; both ends inclusive."""

    critere: str
    reponse: Reponse
    verifie_le: Jour
    valide_jusqu_au: Jour | None = None
    source: str = ""  # always there: the schema requires it


class NomAnterieur(NamedTuple):
    """A former name, until its last day (when it is known)."""

    nom: str
    sigle: str | None = None
    jusqu_au: Jour | None = None


class RegionAnterieure(NamedTuple):
    """The region of the seat until `jusqu_au`, inclusive."""

    region: str
    jusqu_au: Jour


class Territoire(NamedTuple):
    """The mandate: whole region(s), or one or several MRC."""

    portee: str
    mrc: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


class Doublon(NamedTuple):
    """A file that is another's duplicate: the other one's id, the day on which it was said, why."""

    de: str
    date: Jour
    raison: str


class Organisme(NamedTuple):
    """One organisation: one file; the history comes last."""

    id: str
    nom: str
    sigle: str | None = None
    noms_anterieurs: tuple[NomAnterieur, ...] = ()
    neq: str | None = None
    region: str = ""  # always there: the schema requires it
    regions_anterieures: tuple[RegionAnterieure, ...] = ()
    ville: str | None = None
    territoire: Territoire | None = None
    profils: tuple[str, ...] = ()
    milieux: tuple[str, ...] = ()
    financement: tuple[str, ...] = ()
    courriel: str | None = None
    telephone: str | None = None
    site_web: str | None = None
    tcri: str | None = None
    sources: tuple[Source, ...] = ()
    doublon: Doublon | None = None
    attestations: tuple[Attestation, ...] = ()
    historique: tuple[Evenement, ...] = ()


AJOUT_SEUL = ("noms_anterieurs", "regions_anterieures", "attestations", "historique")


class Seuils(NamedTuple):
    """Days after which something becomes a to-do or is said to be late (data/registre.yaml, bounded by its schema)."""

    saisie_tardive_jours: int = 30
    reattestation_jours: int = 730
    attestation_regionalisation_jours: int = 1095
    echeance_jours: int = 60


class Reseau(NamedTuple):
    """The network whose register this is (data/registre.yaml)."""

    nom: str = RORIQ.nom
    article: str = RORIQ.article
    fictif: bool = False
    avis: str | None = None
    seuils: Seuils = Seuils()

    @property
    def definition(self) -> Definition:
        """What the network says of itself: the RORIQ's, the only one so far."""
        return RORIQ

    @property
    def sujet(self) -> str:
        """« le RORIQ »."""
        return self.article + ("" if self.article.endswith("'") else " ") + self.nom


class SourcePubliee(NamedTuple):
    """The public page that gives a figure."""

    titre: str
    url: str | None = None


class ChiffrePublie(NamedTuple):
    """What a public page claims about the network's size. `date` is a day, or a year (`precision`)."""

    date: str
    precision: str
    total: int
    montreal: int | None = None
    hors_montreal: int | None = None
    regions: int | None = None
    regions_comptent_montreal: str | None = None
    source: SourcePubliee = SourcePubliee("")  # always there: the schema requires it

    @property
    def jour(self) -> Jour:
        """The day of the claim; one known by its year is taken at its 31 December."""
        return Jour.fromisoformat(self.date if self.precision == "jour" else f"{self.date}-12-31")


class ChiffresPublies(NamedTuple):
    """The figures that public pages give (data/chiffres_publies.yaml)."""

    chiffres: tuple[ChiffrePublie, ...] = ()


class MembreTcri(NamedTuple):
    """A row of a TCRI list: the key that stays from list to list, the name as written there, the standing."""

    cle: str
    nom: str
    neq: str | None = None
    ville: str | None = None
    statut: str = ""  # always there: the schema requires it


class SourceDeListe(NamedTuple):
    """The file that was received: its title, and the SHA-256 of its bytes (64 hexadecimal digits).

    `version`: 2 and more when the TCRI has corrected its list of that day.
    """

    titre: str
    sha256: str
    version: int | None = None


class ListeTcri(NamedTuple):
    """A dated list of the TCRI's members (data/tcri/); it covers `etabli_le` to `valide_jusqu_au`, inclusive."""

    etabli_le: Jour
    recu_le: Jour
    valide_jusqu_au: Jour
    source: SourceDeListe
    membres: tuple[MembreTcri, ...] = ()

    @property
    def id(self) -> str:
        """Its file's name: `tcri-2024-04-01`; `tcri-2024-04-01-2` once corrected."""
        suite = f"-{self.source.version}" if self.source.version else ""
        return f"tcri-{self.etabli_le.isoformat()}{suite}"

    def couvre(self, jour: Jour) -> bool:
        """Whether it is in force on `jour`, both ends inclusive."""
        return self.etabli_le <= jour <= self.valide_jusqu_au


class Registre(NamedTuple):
    """All that a registry holds and that could be read, at one state.

    `illisibles`: the names of the kinds of which a file could not be read. `autres`: the records of the kinds that have
    no field here, by the kind's name. `doublons`: the files that say that they are another's duplicate: they are in no
    count, on any day.
    """

    organismes: tuple[Organisme, ...] = ()
    reseau: Reseau = Reseau()
    chiffres: tuple[ChiffrePublie, ...] = ()
    listes_tcri: tuple[ListeTcri, ...] = ()
    illisibles: frozenset[str] = frozenset()
    autres: Mapping[str, tuple[Any, ...]] = MappingProxyType({})
    doublons: tuple[Organisme, ...] = ()

    def fiches(self, genre: "Genre") -> tuple[Any, ...]:
        """The records of a kind that has a folder."""
        fiches: tuple[Any, ...] = self.autres.get(genre.nom, ()) if genre.sans_place else getattr(self, genre.champ)
        return (*fiches, *self.doublons) if genre.classe is Organisme else fiches

    def avec(self, genre: "Genre", fiches: tuple[Any, ...]) -> "Registre":
        """The registry with these records of a kind, in that order; of one that is a file, its one record."""
        if genre.sans_place:
            return self._replace(autres={**self.autres, genre.nom: fiches})
        if genre.classe is Organisme:
            organismes, doublons = (
                tuple(o for o in fiches if (o.doublon is None) is compte) for compte in (True, False)
            )
            return self._replace(organismes=organismes, doublons=doublons)
        champs: dict[str, Any] = {genre.champ: fiches if genre.dossier else fiches[0]}
        return self._replace(**champs)
