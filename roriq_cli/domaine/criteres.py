"""Eligibility (admissibilité): two criteria, each answered oui, non or inconnu on a day, with the evidence.

Source: the network's page (member in good standing of the TCRI, working in regionalisation) and the
contract's section on eligibility (docs/admissibilite.md).
"""

from datetime import date
from typing import NamedTuple

from roriq_cli.domaine.modele import Attestation, Critere, Organisme, Preuve, Preuves, Reponse
from roriq_cli.i18n import N_, Phrase

QUESTIONS = {
    Critere.TCRI: N_("en règle à la TCRI"),
    Critere.REGIONALISATION: N_("en régionalisation de l'immigration"),
}


class Examen(NamedTuple):
    """The answer to one criterion on one day: why, and the attestation it rests on (None: inconnu)."""

    critere: Critere
    reponse: Reponse
    raison: Phrase
    attestation: Attestation | None = None


class Admissibilite(NamedTuple):
    """The two answers of one day."""

    tcri: Examen
    regionalisation: Examen

    @property
    def examens(self) -> tuple[Examen, Examen]:
        """The two criteria, TCRI first."""
        return (self.tcri, self.regionalisation)

    @property
    def verdict(self) -> str:
        """`admissible` (oui, oui), `non-admissible` (any non), else `a-verifier`."""
        reponses = {e.reponse for e in self.examens}
        if Reponse.NON in reponses:
            return "non-admissible"
        return "admissible" if reponses == {Reponse.OUI} else "a-verifier"

    @property
    def preuves(self) -> Preuves | None:
        """The evidence to record with an admission; None unless admissible."""
        tcri, regionalisation = (e.attestation for e in self.examens)
        if self.verdict != "admissible" or tcri is None or regionalisation is None:
            return None
        return Preuves(Preuve(tcri.verifie_le), Preuve(regionalisation.verifie_le))


def couvre(attestation: Attestation, jour: date) -> bool:
    """Whether the attestation holds on `jour`, both ends inclusive.

    On the TCRI, an attestation without an end holds for its own day only; on regionalisation it holds until
    a later one.
    """
    if jour < attestation.verifie_le:
        return False
    if attestation.valide_jusqu_au is not None:
        return jour <= attestation.valide_jusqu_au
    return attestation.critere is Critere.REGIONALISATION or jour == attestation.verifie_le


def _derniere(organisme: Organisme, critere: Critere, jour: date, *, couvrant: bool) -> Attestation | None:
    """The latest attestation made by `jour`; of two on one day, only the one recorded last counts."""
    par_jour = {a.verifie_le: a for a in organisme.attestations if a.critere is critere and a.verifie_le <= jour}
    candidates = [a for a in par_jour.values() if not couvrant or couvre(a, jour)]
    return max(candidates, key=lambda a: a.verifie_le, default=None)


def examiner(organisme: Organisme, critere: Critere, jour: date) -> Examen:
    """The answer to `critere` on `jour`."""
    tcri = critere is Critere.TCRI
    attestation = _derniere(organisme, critere, jour, couvrant=tcri)
    if attestation is not None and couvre(attestation, jour):
        return Examen(critere, attestation.reponse, _raison(attestation), attestation)
    if attestation is not None:
        raison = Phrase(
            "l'attestation du {le} ne valait que jusqu'au {fin} inclusivement",
            le=attestation.verifie_le,
            fin=attestation.valide_jusqu_au,
        )
    elif tcri:
        raison = Phrase("aucune attestation ne couvre cette date")
    else:
        raison = Phrase("aucune attestation n'est au registre à cette date")
    return Examen(critere, Reponse.INCONNU, raison)


def _raison(attestation: Attestation) -> Phrase:
    if attestation.valide_jusqu_au is None:
        return Phrase(
            "selon l'attestation du {le}, source : {source}", le=attestation.verifie_le, source=attestation.source
        )
    return Phrase(
        "selon l'attestation du {le}, qui vaut jusqu'au {fin} inclusivement, source : {source}",
        le=attestation.verifie_le,
        fin=attestation.valide_jusqu_au,
        source=attestation.source,
    )


def admissibilite(organisme: Organisme, jour: date) -> Admissibilite:
    """Both criteria on `jour`."""
    return Admissibilite(examiner(organisme, Critere.TCRI, jour), examiner(organisme, Critere.REGIONALISATION, jour))


def attestations_du(organisme: Organisme, critere: Critere, jour: date) -> tuple[Attestation, ...]:
    """The attestations that a recorded proof may name by its day, in the order they were recorded."""
    return tuple(a for a in organisme.attestations if a.critere is critere and a.verifie_le == jour)
