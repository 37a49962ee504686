"""Eligibility (admissibilité): two criteria, each answered oui, non or inconnu on a day, with the evidence.

Source: the network's page (member in good standing of the TCRI, working in regionalisation) and the
contract's section on eligibility (docs/admissibilite.md).
"""

from datetime import date
from typing import NamedTuple

from roriq_cli.domaine.membres.listes import SANS_LISTE, Listes
from roriq_cli.domaine.membres.modele import Attestation, Critere, Etat, ListeTcri, Organisme, Preuve, Preuves, Reponse
from roriq_cli.domaine.membres.parcours import DANS_LE_RESEAU, etat_au
from roriq_cli.domaine.membres.rapprochement import candidats
from roriq_cli.i18n import N_, Phrase

QUESTIONS = {
    Critere.TCRI: N_("en règle à la TCRI"),
    Critere.REGIONALISATION: N_("en régionalisation de l'immigration"),
}

VERDICTS = {
    "admissible": N_("admissible"),
    "non-admissible": N_("non admissible"),
    "a-verifier": N_("à vérifier"),
}
REPONSES = {Reponse.OUI: N_("oui"), Reponse.NON: N_("non"), Reponse.INCONNU: N_("inconnu")}

EN_REGLE = "en-regle"
STATUTS = {
    EN_REGLE: N_("en règle"),
    "en-defaut": N_("en défaut"),
    "suspendu": N_("suspendu"),
    "radie": N_("radié"),
}


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
        tcri, regionalisation = (e.preuve for e in self.examens)
        if self.verdict != "admissible" or tcri is None or regionalisation is None:
            return None
        return Preuves(tcri, regionalisation)


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


def examiner(organisme: Organisme, critere: Critere, jour: date, listes: Listes = SANS_LISTE) -> Examen:
    """The answer to `critere` on `jour`."""
    return _tcri(organisme, jour, listes) if critere is Critere.TCRI else _regionalisation(organisme, jour)


def _tcri(organisme: Organisme, jour: date, listes: Listes) -> Examen:
    """Among the evidence that covers the day, the most recent wins; on a tie, the list."""
    if listes.illisibles:  # a newer list may be the one that answers
        raison = Phrase("une liste de la TCRI ne peut pas être lue : rien ne dit ce qu'elle répond")
        return Examen(Critere.TCRI, Reponse.INCONNU, raison)
    attestation = _derniere(organisme, Critere.TCRI, jour, couvrant=True)
    liste = listes.en_vigueur(jour)
    if liste and organisme.tcri and not (attestation and attestation.verifie_le > liste.etabli_le):
        return _selon_la_liste(organisme, organisme.tcri, liste, listes)
    if attestation is not None:
        return Examen(Critere.TCRI, attestation.reponse, _raison(attestation), attestation)
    if liste:
        raison = Phrase("non rapproché : rien ne dit quelle est sa ligne dans la liste du {le}", le=liste.etabli_le)
    elif listes.toutes:
        raison = Phrase("aucune liste n'est en vigueur, aucune attestation ne couvre cette date")
    else:
        raison = Phrase("aucune attestation ne couvre cette date")
    return Examen(Critere.TCRI, Reponse.INCONNU, raison, liste=liste)


def _selon_la_liste(organisme: Organisme, cle: str, liste: ListeTcri, listes: Listes) -> Examen:
    """What a list in force says of an organisation whose key is recorded."""
    ligne = listes.ligne(liste, cle)
    valeurs = {"le": liste.etabli_le, "fin": liste.valide_jusqu_au}
    if cle in listes.partagees:
        raison = Phrase("sa clé est aussi celle d'une autre fiche : rien ne dit de qui la liste parle")
        return Examen(Critere.TCRI, Reponse.INCONNU, raison, liste=liste)
    if ligne is None and candidats(organisme, listes.libres(liste)):
        raison = Phrase("sa clé n'est pas dans la liste du {le}, et une autre ligne est peut-être la sienne", **valeurs)
        return Examen(Critere.TCRI, Reponse.INCONNU, raison, liste=liste)
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
    return Examen(Critere.TCRI, reponse, raison, liste=liste, cle=cle)


def _regionalisation(organisme: Organisme, jour: date) -> Examen:
    """The latest attestation answers, unless its end has passed."""
    attestation = _derniere(organisme, Critere.REGIONALISATION, jour, couvrant=False)
    if attestation is None:
        raison = Phrase("aucune attestation n'est au registre à cette date")
    elif couvre(attestation, jour):
        return Examen(Critere.REGIONALISATION, attestation.reponse, _raison(attestation), attestation)
    else:
        raison = Phrase(
            "l'attestation du {le} ne valait que jusqu'au {fin} inclusivement",
            le=attestation.verifie_le,
            fin=attestation.valide_jusqu_au,
        )
    return Examen(Critere.REGIONALISATION, Reponse.INCONNU, raison)


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
    """Both criteria on `jour`."""
    return Admissibilite(
        examiner(organisme, Critere.TCRI, jour, listes), examiner(organisme, Critere.REGIONALISATION, jour, listes)
    )


def attestations_du(organisme: Organisme, critere: Critere, jour: date) -> tuple[Attestation, ...]:
    """The attestations that a recorded proof may name by its day, in the order they were recorded."""
    return tuple(a for a in organisme.attestations if a.critere is critere and a.verifie_le == jour)


def perdus(etat: Etat, resultat: Admissibilite) -> tuple[Critere, ...]:
    """The criteria that an organisation of the network no longer meets: it is flagged, its state never moves."""
    return tuple(e.critere for e in resultat.examens if e.reponse is Reponse.NON) if etat in DANS_LE_RESEAU else ()


def criteres_perdus(organisme: Organisme, jour: date, listes: Listes) -> tuple[Critere, ...]:
    """What `perdus` says of an organisation on `jour`."""
    etat = etat_au(organisme, jour)
    return perdus(etat, admissibilite(organisme, jour, listes)) if etat in DANS_LE_RESEAU else ()


ADHESION_INCHANGEE = N_("Son adhésion ne change pas : seul le réseau peut en décider.")


class Perte(NamedTuple):
    """In good standing on `avant`, no longer on the next list, that says `statut` or nothing (None).

    `attestation`: it is this that says so, since the list `avant`.
    """

    liste: ListeTcri
    avant: ListeTcri
    statut: str | None
    attestation: Attestation | None = None


def perte(examen: Examen, listes: Listes, cle: str | None) -> Perte | None:
    """What changed since the list before, for the answer non; None when it already was one, or there was no list.

    `cle`: the organisation's key in the lists.
    """
    if examen.reponse is not Reponse.NON or cle is None:
        return None
    if examen.attestation:
        liste = listes.derniere(examen.attestation.verifie_le)
        dite = listes.ligne(liste, cle) if liste else None
        if liste is None or dite is None or dite.statut != EN_REGLE:
            return None
        return Perte(liste, liste, None, examen.attestation)
    assert examen.liste is not None  # a « non » rests on one or the other
    avant = listes.precedente(examen.liste)
    ancienne = listes.ligne(avant, cle) if avant else None
    if avant is None or ancienne is None or ancienne.statut != EN_REGLE:
        return None
    ligne = listes.ligne(examen.liste, cle)
    return Perte(examen.liste, avant, ligne.statut if ligne else None)


def phrase_de_perte(nom: str, perte: Perte) -> Phrase:
    """« L'organisme X n'est pas dans la liste de la TCRI du …, alors qu'il était en règle dans celle du … »."""
    valeurs = {"nom": nom, "le": perte.liste.etabli_le, "avant": perte.avant.etabli_le}
    if perte.attestation:
        return Phrase(
            "L'organisme {nom} n'est plus en règle à la TCRI selon l'attestation du {atteste}, alors qu'il l'était "
            "dans la liste du {avant}.",
            atteste=perte.attestation.verifie_le,
            **valeurs,
        )
    if perte.statut is None:
        return Phrase(
            "L'organisme {nom} n'est pas dans la liste de la TCRI du {le}, alors qu'il était en règle dans celle du "
            "{avant}.",
            **valeurs,
        )
    return Phrase(
        "L'organisme {nom} est dit « {statut} » dans la liste de la TCRI du {le}, alors qu'il était en règle dans "
        "celle du {avant}.",
        statut=Phrase(STATUTS[perte.statut]),
        **valeurs,
    )
