"""What a renderer is given: a result, and how the registry was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a view only carries these: a list does not wait for the report's module
    from datetime import date, datetime

    from roriq_cli.domaine.bilan.conciliation import Conciliation
    from roriq_cli.domaine.bilan.echeances import Echeance
    from roriq_cli.domaine.bilan.rapport import Rapport
    from roriq_cli.domaine.bilan.suivi import Suivi
    from roriq_cli.domaine.genres.changement import Changement
    from roriq_cli.domaine.genres.constats import Constat, Regle
    from roriq_cli.domaine.membres.criteres import Admissibilite
    from roriq_cli.domaine.membres.modele import Organisme, Registre
    from roriq_cli.domaine.revue.revue import Jugement, Revue
    from roriq_cli.domaine.tableaux.exportation import Table
    from roriq_cli.i18n import Affichable


class Contexte(NamedTuple):
    """How the registry was read: the day the facts are asked for, today, Git's state, the files left out.

    `largeur`: columns to fit in, None for no limit. `revision`: the full commit id, "" outside of Git or before the
    first commit. `fige`: read at a past state. `diffusion`: for those outside, who have no command to type.
    """

    au: date
    aujourd_hui: date
    registre: Registre
    revision: str = ""
    modifie: bool = False
    fige: bool = False
    diffusion: bool = False
    largeur: int | None = None
    non_lus: tuple[str, ...] = ()
    etrangers: int = 0


class VueListe(NamedTuple):
    """`lister`: the organisations, sorted."""

    contexte: Contexte
    organismes: tuple[Organisme, ...]
    # Whether the person asked for a choice of states, regions or things to do.
    choisie: bool = False


class VueFiche(NamedTuple):
    """`afficher`."""

    contexte: Contexte
    organisme: Organisme


class LigneDeJournal(NamedTuple):
    """One entry of the journal: who recorded what and when; `retard` in days after it took effect, 0 when on time."""

    instant: datetime
    auteur: str
    revision: str
    id: str
    changement: Changement
    retard: int


class VueJournal(NamedTuple):
    """`journal`: oldest first."""

    contexte: Contexte
    lignes: tuple[LigneDeJournal, ...]


class VueRapport(NamedTuple):
    """`rapport`. `images`: what the names of its pictures' files begin with, beside it; "" where none is written."""

    contexte: Contexte
    rapport: Rapport
    images: str = ""


class VueConciliation(NamedTuple):
    """`concilier`."""

    contexte: Contexte
    conciliation: Conciliation


class VueAdmissibilite(NamedTuple):
    """`admissibilite`: the organisations asked about, each with its two answers."""

    contexte: Contexte
    resultats: tuple[tuple[Organisme, Admissibilite], ...]


class VueEcheances(NamedTuple):
    """`echeances`: what ended or is about to, within `jours` days."""

    contexte: Contexte
    jours: int
    echeances: tuple[Echeance, ...]


class VueExport(NamedTuple):
    """`exporter`."""

    contexte: Contexte
    table: Table


class VueSuivi(NamedTuple):
    """`suivi`."""

    contexte: Contexte
    suivi: Suivi


class VueConstats(NamedTuple):
    """`valider`: findings, and the text of the files they are in (for the excerpts).

    `prefixe`: the registry's place in its repository, "" or "a/b/".
    """

    contexte: Contexte
    fichiers: int
    erreurs: int
    avertissements: int
    non_evalues: int
    constats: tuple[Constat, ...]
    textes: dict[str, str]
    prefixe: str = ""


class VueRegles(NamedTuple):
    """`regle`: one rule, or all."""

    regles: tuple[Regle, ...]


class VueRevue(NamedTuple):
    """`revue`: two states (full commit ids; `base` "" before the first, `tete` "" for the work tree).

    `revue`: what changes, None when nothing could be compared; `lacunes`: what could not be judged, and what to do;
    `autres`: the files that differ and that the registry does not read. `prefixe`: the registry's place in its
    repository ("" or "a/b/"). `remarques`: what to know before the findings are read.
    """

    contexte: Contexte
    base: str
    tete: str
    revue: Revue | None
    jugement: Jugement
    lacunes: tuple[Affichable, ...] = ()
    autres: tuple[str, ...] = ()
    prefixe: str = ""
    remarques: tuple[Affichable, ...] = ()
