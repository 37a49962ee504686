"""What ended, or is about to: the kinds of `a_faire` that have a day, said one thing at a time, each with its command.

Which organisations a kind is about is for `a_faire` to say; here are the sentences, with their days.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from roriq_cli.domaine.bilan.a_faire import (
    GENRES,
    Situation,
    commande_du_critere,
    de_la_liste,
    fin_de_liste,
    preuves_sans_suite,
    situer_tous,
    suspension_bientot_finie,
)
from roriq_cli.domaine.membres.criteres import ADHESION_INCHANGEE
from roriq_cli.domaine.membres.modele import Registre
from roriq_cli.domaine.membres.pertes import perte, phrase_de_perte
from roriq_cli.domaine.membres.reseau import CRITERES, Critere
from roriq_cli.i18n import Affichable, Commande, Duree, Phrase


class Echeance(NamedTuple):
    """One thing: its day, its sentence, whom it is about, the command that settles it.

    The day is that of its end, of the list on which a criterion was lost, of the attestation that is old.
    `ids`: for a list of the TCRI, the organisations that no other evidence covers once it is over.
    """

    genre: str
    jour: date
    phrase: Affichable
    ids: tuple[str, ...]
    commande: Commande


def echeances(registre: Registre, jour: date, jours: int) -> tuple[Echeance, ...]:
    """What ended by `jour` and is not settled, and what ends in the `jours` days that follow it."""
    seuils = registre.reseau.seuils._replace(echeance_jours=jours)
    registre = registre._replace(reseau=registre.reseau._replace(seuils=seuils))
    situations = situer_tous(registre, jour)
    trouvees = [
        Echeance(genre, le, phrase, (s.organisme.id,), commande)
        for genre, dire in _DITES.items()
        for s in situations
        if GENRES[genre].concerne(s)
        for le, phrase, commande in dire(s)
    ]
    liste = fin_de_liste(registre, jour)
    if liste:
        a = de_la_liste(liste, jour, situations)
        trouvees.append(
            Echeance(a.genre, liste.valide_jusqu_au, Phrase("{phrase}.", phrase=a.phrase), a.ids, a.commande)
        )
    rangs = {code: rang for rang, code in enumerate(GENRES)}
    return tuple(sorted(trouvees, key=lambda e: (rangs[e.genre], e.jour, e.ids)))


# The day of a thing, its sentence, and the command that settles it.
_Dite = tuple[date, Affichable, Commande]


def _suspension_echue(s: Situation) -> Iterator[_Dite]:
    assert s.suspension is not None
    assert s.suspension.fin is not None
    fin = s.suspension.fin
    phrase = Phrase(
        "La suspension de l'organisme {nom} devait prendre fin le {fin}. Elle tient toujours : le registre ne lève "
        "rien de lui-même.",
        nom=s.organisme.nom,
        fin=fin,
    )
    yield fin, phrase, Commande("lever", s.organisme.id, "--au-terme")


def _critere_perdu(s: Situation) -> Iterator[_Dite]:
    examen = s.admissibilite.par_listes
    perdu = perte(examen, s.listes, s.organisme.tcri)
    assert examen is not None
    assert perdu is not None
    phrase = Phrase(
        "{perte} {adhesion}", perte=phrase_de_perte(s.organisme.nom, perdu), adhesion=Phrase(ADHESION_INCHANGEE)
    )
    le = perdu.attestation.verifie_le if perdu.attestation else perdu.liste.etabli_le
    yield le, phrase, commande_du_critere(s, examen.critere)


def _bientot(s: Situation) -> Iterator[_Dite]:
    """An end that nothing follows: of a suspension, of an attestation."""
    fin = suspension_bientot_finie(s)
    if fin:
        phrase = Phrase(
            "La suspension de l'organisme {nom} prend fin le {fin} inclusivement; sa levée ou sa "
            "prolongation sera à consigner.",
            nom=s.organisme.nom,
            fin=fin,
        )
        yield fin, phrase, Commande("prolonger", s.organisme.id)
    for examen in preuves_sans_suite(s):
        if examen.attestation and examen.fin:
            phrase = Phrase(
                "L'organisme {nom} est {question} selon l'attestation du {le}, qui vaut jusqu'au {fin} inclusivement; "
                "aucune autre preuve ne prend la suite.",
                nom=s.organisme.nom,
                question=Phrase(examen.critere.question),
                le=examen.attestation.verifie_le,
                fin=examen.fin,
            )
            yield examen.fin, phrase, commande_du_critere(s, examen.critere)


def _preuve_ancienne(s: Situation, critere: Critere) -> Iterator[_Dite]:
    examen = s.admissibilite.examen(critere.code)
    assert examen is not None
    assert examen.attestation is not None
    le, seuil = examen.attestation.verifie_le, s.seuils.attestation_regionalisation_jours
    yield le, Phrase(critere.ancienne, nom=s.organisme.nom, le=le, seuil=Duree(seuil)), commande_du_critere(s, critere)


_DITES: dict[str, Callable[[Situation], Iterator[_Dite]]] = {
    "suspension-echue": _suspension_echue,
    "critere-perdu": _critere_perdu,
    "echeance": _bientot,
    **{f"{code}-ancienne": partial(_preuve_ancienne, critere=c) for code, c in CRITERES.items() if c.anciennes},
}
