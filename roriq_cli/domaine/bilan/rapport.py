"""The report of a day: the network's size, where it is, what the period changed, what is missing.

Counts come from dated facts only. Each part has its module: `composition`, `presence`, `periode`, `anciennete`,
`taille`.
"""

from datetime import date
from typing import NamedTuple

from roriq_cli.domaine.bilan.a_faire import AFaire, a_faire, situer_tous
from roriq_cli.domaine.bilan.anciennete import Anciennetes, anciennetes
from roriq_cli.domaine.bilan.composition import Composition, composition
from roriq_cli.domaine.bilan.periode import Mouvement, MouvementsDePeriode, annonces, douze_mois, periode
from roriq_cli.domaine.bilan.presence import Presence, presence
from roriq_cli.domaine.bilan.taille import Taille, taille
from roriq_cli.domaine.genres.tri import rang, trier
from roriq_cli.domaine.membres.criteres import perdus
from roriq_cli.domaine.membres.modele import ChiffrePublie, Organisme, Registre
from roriq_cli.domaine.membres.parcours import avant_connu, dernier_jour, derniere_attestation_de_l_etat
from roriq_cli.domaine.membres.reseau import Critere


class Rapport(NamedTuple):
    """The report of a day: everything in it is computed from `registre`, `composition.au` and `periode.du`.

    Lists of organisations are by name. `inconnus_avant`: nothing is known of them on that day. `imprecis`: members
    counted from the first day of a month or of a year that is not over: all that their source knows. `douze_mois`: no
    other beginning was asked for.
    """

    registre: Registre
    composition: Composition
    presence: Presence
    periode: MouvementsDePeriode
    anciennetes: Anciennetes
    taille: Taille
    a_venir: tuple[Mouvement, ...]
    a_faire: tuple[AFaire, ...]
    perdus: tuple[tuple[Organisme, tuple[Critere, ...]], ...]
    attestes: tuple[tuple[Organisme, date], ...]
    inconnus_avant: tuple[Organisme, ...]
    imprecis: tuple[Organisme, ...]
    douze_mois: bool = True

    @property
    def publie(self) -> ChiffrePublie | None:
        """The latest published figure."""
        return self.taille.chiffres[-1] if self.taille.chiffres else None


def pour_diffusion(registre: Registre, jour: date, du: date | None = None) -> Rapport:
    """The same report for those outside the network: no reason for what happened, nothing that is to be done in it."""
    sans_motifs = tuple(
        o._replace(historique=tuple(e._replace(motif=None) for e in o.historique)) for o in registre.organismes
    )
    return rapport(registre._replace(organismes=sans_motifs), jour, du)._replace(a_faire=(), perdus=())


def rapport(registre: Registre, jour: date, du: date | None = None) -> Rapport:
    """The network on `jour`, and what led to it since `du` (None: twelve months)."""
    ranges = trier(registre.organismes)
    situations = situer_tous(registre, jour)
    signales = [(s.organisme, criteres) for s in situations if (criteres := perdus(s.etat, s.admissibilite))]
    presents = presence(registre, jour)
    ages = anciennetes(presents.membres, jour)
    return Rapport(
        registre,
        composition(registre, jour),
        presents,
        periode(registre, du or douze_mois(jour), jour),
        ages,
        taille(registre, jour),
        annonces(registre, jour),
        tuple(a_faire(registre, jour, situations=situations)),
        tuple(sorted(signales, key=lambda signale: rang(signale[0]))),
        tuple((o, le) for o in ranges if (le := derniere_attestation_de_l_etat(o, jour))),
        tuple(o for o in ranges if not avant_connu(o, jour)),
        tuple(a.organisme for a in ages.membres if dernier_jour(a.entree) > jour),
        douze_mois=du is None,
    )
