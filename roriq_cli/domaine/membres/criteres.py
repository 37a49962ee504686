"""Eligibility (admissibilité): each criterion of the network answered oui, non or inconnu on a day, with the evidence.

Source: the network's page (its criteria are in its definition) and the contract's section on eligibility
(docs/admissibilite.md).
"""

from datetime import date, timedelta
from typing import NamedTuple

from roriq_cli.domaine.membres.listes import ILLISIBLE, SANS_LISTE, Listes, etablie_le
from roriq_cli.domaine.membres.modele import Attestation, Etat, ListeTcri, Organisme, Preuve, Preuves, Reponse
from roriq_cli.domaine.membres.parcours import DANS_LE_RESEAU, etat_au
from roriq_cli.domaine.membres.reseau import CRITERES, EN_REGLE, STATUTS, Critere
from roriq_cli.i18n import N_, Phrase

VERDICTS = {
    "admissible": N_("admissible"),
    "non-admissible": N_("non admissible"),
    "a-verifier": N_("à vérifier"),
}
REPONSES = {Reponse.OUI: N_("oui"), Reponse.NON: N_("non"), Reponse.INCONNU: N_("inconnu")}


class Examen(NamedTuple):
    """The answer to one criterion on one day: why, and the evidence it rests on (an attestation, or a list's row).

    A list without a key: it may name the organisation, and nobody has said which row is its own.
    """

    critere: Critere
    reponse: Reponse
    raison: Phrase
    attestation: Attestation | None = None
    liste: ListeTcri | None = None
    cle: str | None = None

    @property
    def preuve(self) -> Preuve | None:
        """The evidence as an admission records it; None when the answer rests on none."""
        if self.attestation:
            return Preuve(self.attestation.verifie_le)
        return Preuve(liste=self.liste.id, cle=self.cle) if self.liste and self.cle else None

    @property
    def fin(self) -> date | None:
        """The last day that the evidence covers; None without an end, or without evidence."""
        if self.attestation:
            return self.attestation.valide_jusqu_au
        return self.liste.valide_jusqu_au if self.liste and self.cle else None

    @property
    def a_rapprocher(self) -> bool:
        """Whether telling which row of the list is its own would answer."""
        return self.liste is not None and self.cle is None


class Admissibilite(NamedTuple):
    """The answers of one day, in the order of the network's criteria."""

    examens: tuple[Examen, ...]

    def examen(self, code: str) -> Examen | None:
        """The answer to that criterion; None where the network has no such one."""
        return next((e for e in self.examens if e.critere.code == code), None)

    @property
    def par_listes(self) -> Examen | None:
        """The answer to the criterion that dated lists answer; None where the network has no such one."""
        return next((e for e in self.examens if e.critere.par_listes), None)

    @property
    def verdict(self) -> str:
        """`admissible` (all oui), `non-admissible` (any non), else `a-verifier`."""
        reponses = {e.reponse for e in self.examens}
        if Reponse.NON in reponses:
            return "non-admissible"
        return "admissible" if reponses == {Reponse.OUI} else "a-verifier"

    @property
    def preuves(self) -> Preuves | None:
        """The evidence to record with an admission; None unless admissible."""
        if self.verdict != "admissible":
            return None
        return Preuves({e.critere.code: e.preuve for e in self.examens if e.preuve})


def couvre(attestation: Attestation, jour: date) -> bool:
    """Whether the attestation holds on `jour`, both ends inclusive.

    Without an end, it holds for its own day only where lists answer too; elsewhere it holds until a later one.
    """
    if jour < attestation.verifie_le:
        return False
    if attestation.valide_jusqu_au is not None:
        return jour <= attestation.valide_jusqu_au
    return not CRITERES[attestation.critere].par_listes or jour == attestation.verifie_le


def fin_proposee(le: date, listes: Listes) -> date:
    """Until when an answer of that day probably holds: as long as the list of that day, else a year."""
    liste = listes.en_vigueur(le)
    if liste:
        return liste.valide_jusqu_au
    # The day before the same day of the year after; of a 29 February, the 28th.
    an = le.replace(year=le.year + 1, day=28) if (le.month, le.day) == (2, 29) else le.replace(year=le.year + 1)
    return an if an.day != le.day else an - timedelta(days=1)


def _derniere(organisme: Organisme, critere: Critere, jour: date, *, couvrant: bool) -> Attestation | None:
    """The latest attestation made by `jour`; of two on one day, only the one recorded last counts."""
    par_jour = {a.verifie_le: a for a in organisme.attestations if a.critere == critere.code and a.verifie_le <= jour}
    candidates = [a for a in par_jour.values() if not couvrant or couvre(a, jour)]
    return max(candidates, key=lambda a: a.verifie_le, default=None)


def examiner(organisme: Organisme, critere: Critere, jour: date, listes: Listes = SANS_LISTE) -> Examen:
    """The answer to `critere` on `jour`."""
    if critere.par_listes:
        return _selon_les_listes(organisme, critere, jour, listes)
    return _selon_les_attestations(organisme, critere, jour)


def _selon_les_listes(organisme: Organisme, critere: Critere, jour: date, listes: Listes) -> Examen:
    """Among the evidence that covers the day, the most recent wins; on a tie, the list."""
    if listes.illisibles:  # a newer list may be the one that answers
        return Examen(critere, Reponse.INCONNU, Phrase(ILLISIBLE))
    attestation = _derniere(organisme, critere, jour, couvrant=True)
    liste = listes.en_vigueur(jour)
    if liste and organisme.tcri and not (attestation and attestation.verifie_le > liste.etabli_le):
        return _selon_la_liste(organisme, critere, organisme.tcri, liste, listes)
    if attestation is not None:
        return Examen(critere, attestation.reponse, _raison(attestation), attestation)
    if liste and listes.possibles(liste, organisme):
        raison = Phrase("non rapproché : rien ne dit quelle est sa ligne dans la liste du {le}", le=etablie_le(liste))
        return Examen(critere, Reponse.INCONNU, raison, liste=liste)
    if liste:
        raison = Phrase(
            "non rapproché : aucune ligne de la liste du {le} ne lui ressemble, {a_verifier}",
            le=etablie_le(liste),
            a_verifier=Phrase(critere.a_verifier),
        )
    elif listes.toutes:
        raison = Phrase("aucune liste n'est en vigueur, aucune attestation ne couvre cette date")
    else:
        raison = Phrase("aucune attestation ne couvre cette date")
    return Examen(critere, Reponse.INCONNU, raison)


def _selon_la_liste(organisme: Organisme, critere: Critere, cle: str, liste: ListeTcri, listes: Listes) -> Examen:
    """What a list in force says of an organisation whose key is recorded."""
    ligne = listes.ligne(liste, cle)
    valeurs = {"le": etablie_le(liste), "fin": liste.valide_jusqu_au}
    if cle in listes.partagees:
        raison = Phrase("sa clé est aussi celle d'une autre fiche : rien ne dit de qui la liste parle")
        return Examen(critere, Reponse.INCONNU, raison, liste=liste)
    if ligne is None and listes.possibles(liste, organisme):
        raison = Phrase("sa clé n'est pas dans la liste du {le}, et une autre ligne est peut-être la sienne", **valeurs)
        return Examen(critere, Reponse.INCONNU, raison, liste=liste)
    if ligne is None:
        raison = Phrase("la liste du {le}, qui vaut jusqu'au {fin} inclusivement, ne le nomme pas", **valeurs)
    elif ligne.statut == EN_REGLE:
        raison = Phrase("selon la liste du {le}, qui vaut jusqu'au {fin} inclusivement", **valeurs)
    else:
        raison = Phrase(
            "la liste du {le}, qui vaut jusqu'au {fin} inclusivement, le dit {statut}",
            statut=Phrase(STATUTS[ligne.statut]),
            **valeurs,
        )
    reponse = Reponse.OUI if ligne and ligne.statut == EN_REGLE else Reponse.NON
    return Examen(critere, reponse, raison, liste=liste, cle=cle)


def _selon_les_attestations(organisme: Organisme, critere: Critere, jour: date) -> Examen:
    """The latest attestation answers, unless its end has passed."""
    attestation = _derniere(organisme, critere, jour, couvrant=False)
    if attestation is None:
        raison = Phrase("aucune attestation n'est au registre à cette date")
    elif couvre(attestation, jour):
        return Examen(critere, attestation.reponse, _raison(attestation), attestation)
    else:
        raison = Phrase(
            "l'attestation du {le} ne valait que jusqu'au {fin} inclusivement",
            le=attestation.verifie_le,
            fin=attestation.valide_jusqu_au,
        )
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


def admissibilite(organisme: Organisme, jour: date, listes: Listes = SANS_LISTE) -> Admissibilite:
    """All the criteria on `jour`."""
    return Admissibilite(tuple(examiner(organisme, critere, jour, listes) for critere in listes.criteres))


def attestations_du(organisme: Organisme, critere: str, jour: date) -> tuple[Attestation, ...]:
    """The attestations that a recorded proof may name by its day, in the order they were recorded."""
    return tuple(a for a in organisme.attestations if a.critere == critere and a.verifie_le == jour)


def perdus(etat: Etat, resultat: Admissibilite) -> tuple[Critere, ...]:
    """The criteria that an organisation of the network no longer meets: it is flagged, its state never moves."""
    return tuple(e.critere for e in resultat.examens if e.reponse is Reponse.NON) if etat in DANS_LE_RESEAU else ()


def criteres_perdus(organisme: Organisme, jour: date, listes: Listes) -> tuple[Critere, ...]:
    """What `perdus` says of an organisation on `jour`."""
    etat = etat_au(organisme, jour)
    return perdus(etat, admissibilite(organisme, jour, listes)) if etat in DANS_LE_RESEAU else ()


ADHESION_INCHANGEE = N_("Son adhésion ne change pas : seul le réseau peut en décider.")
