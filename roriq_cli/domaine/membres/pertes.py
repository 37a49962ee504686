"""What a list of the TCRI takes away: an organisation in good standing on the list before, and no longer."""

from typing import NamedTuple

from roriq_cli.domaine.membres.criteres import Examen
from roriq_cli.domaine.membres.listes import Listes
from roriq_cli.domaine.membres.modele import Attestation, ListeTcri, Reponse
from roriq_cli.domaine.membres.reseau import EN_REGLE, STATUTS
from roriq_cli.i18n import N_, Phrase

# How many organisations are so.
PERDUS = (
    N_("{n} organisme qui n'est plus en règle depuis la dernière liste de la TCRI; son adhésion ne change pas"),
    N_("{n} organismes qui ne sont plus en règle depuis la dernière liste de la TCRI; leur adhésion ne change pas"),
)


class Perte(NamedTuple):
    """In good standing on `avant`, no longer on the next list, that says `statut` or nothing (None).

    `attestation`: it is this that says so, since the list `avant`.
    """

    liste: ListeTcri
    avant: ListeTcri
    statut: str | None
    attestation: Attestation | None = None


def perte(examen: Examen | None, listes: Listes, cle: str | None) -> Perte | None:
    """What changed since the list before, for the answer non; None when it already was one, or there was no list.

    `cle`: the organisation's key in the lists.
    """
    if examen is None or examen.reponse is not Reponse.NON or cle is None:
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
