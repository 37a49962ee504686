"""`consigner`: what was changed by hand is checked, and recorded as the facts it is."""

from pathlib import Path
from typing import Any, NamedTuple

import typer

from roriq_cli.cli import questions
from roriq_cli.cli.cibles import chemin_vise, dire_inchangee
from roriq_cli.cli.ecrire import options_actes as o
from roriq_cli.cli.seance import Options, Seance, dire_consigne, faits_en_phrase, montrer_essai, ouvrir
from roriq_cli.domaine.bilan.composition import effet
from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.genres.constats import Gravite
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.phrases import Clause
from roriq_cli.domaine.protection import changements, reecritures
from roriq_cli.errors import Interruption, Refus
from roriq_cli.i18n import Affichable, Commande, Phrase, Pluriel, Suivies
from roriq_cli.registre import chargement as ch, ecriture, git
from roriq_cli.registre.sources import Revision

DETAIL = 3  # files told one by one; beyond, they are counted


class Retouche(NamedTuple):
    """A file changed by hand: what that changes, and how it is recorded."""

    changements: tuple[Changement, ...]
    ecriture: ecriture.Ecriture


def consigner(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    essai: o.Essai = False,
    oui: o.Oui = False,
) -> None:
    """Check the hand edits of a file (of all), and record each as the facts it says."""
    seance = ouvrir(ctx, Options(essai, oui=oui))
    chemins = _chemins(seance, organisme)
    if not chemins:
        if organisme is None:
            questions.dire(Phrase("Aucune fiche n'a été modifiée en dehors de « roriq »."))
        else:
            dire_inchangee(organisme)
        return
    avant = ch.charger(Revision(seance.racine, git.commit(seance.racine, "HEAD")))
    retouches = [_retouche(seance, avant, chemin) for chemin in chemins]
    apres = avant
    for retouche in retouches:
        apres = ch.avec(apres, retouche.ecriture.chemin, retouche.ecriture.apres)
    avertissements = _verifier(seance, avant, apres, chemins)
    if seance.options.essai:
        montrer_essai(*(r.ecriture for r in retouches))
        return
    faits = [c for r in retouches for c in r.changements]
    quoi: Affichable = (
        faits_en_phrase(faits)
        if len(retouches) <= DETAIL
        else Pluriel("ce qui est modifié dans {n} fiche", "ce qui est modifié dans {n} fiches", len(retouches))
    )
    for avertissement in avertissements:
        questions.dire(Phrase("Attention : {quoi}", quoi=Suivies([avertissement])))
    if seance.options.terminal and not seance.options.oui:
        questions.dire(Phrase("À consigner : {faits}.", faits=quoi))
        jour = max((c.date for c in faits if c.date), default=seance.aujourd_hui)
        questions.dire(effet(avant.registre, apres.registre, jour, seance.aujourd_hui))
        if not questions.confirmer():
            raise Interruption(Phrase("Rien n'a été consigné."))
    ecriture.consigner(seance.racine, *(r.ecriture for r in retouches), env=seance.env, sur_place=True)
    dire_consigne(quoi)


def _chemins(seance: Seance, mot: str | None) -> list[str]:
    """The files that differ from what is recorded: all, or that of the organisation; none when none does."""
    modifies = git.modifies(seance.racine)
    if mot is None:
        return [chemin for chemin in modifies if ch.est_une_fiche(chemin)]
    chemin = chemin_vise(seance.chargement, mot, modifies)
    return [chemin] if chemin in modifies else []


def _retouche(seance: Seance, avant: ch.Chargement, chemin: str) -> Retouche:
    """What the hand edit of one file says. Raises Refus: gone, unreadable, or rewriting what was recorded."""
    nom = Path(chemin).stem
    remettre = Phrase("La remettre comme avant : {commande}", commande=Commande("annuler", "--fiche", nom))
    fichier = seance.chargement.fichier(chemin)
    if fichier is None:
        if not (seance.racine / chemin).exists():
            raise Refus(Phrase("La fiche {id} a été effacée : une fiche consignée ne s'efface pas.", id=nom), remettre)
        raise Refus(
            Phrase("Le fichier {fichier} n'est pas une fiche de ce registre.", fichier=chemin),
            Phrase("Sa place est hors du dossier « data »."),
        )
    if fichier.fiche is None or fichier.texte is None:
        raise Refus(
            Phrase("La fiche {id} contient des erreurs, et ne peut pas être lue.", id=nom),
            Phrase("Les voir : {commande}.", commande=Commande("valider", chemin)),
            remettre,
        )
    assert fichier.genre is not None  # it is by its kind that it could be read
    ancien = avant.fichier(chemin)
    lu = ancien.fiche if ancien else None
    _refuser_la_reecriture(fichier.genre, lu, fichier.fiche, nom, remettre, connu=ancien is not None)
    if ancien is None and not fichier.genre.reprise and ecriture.deja_servi(seance.racine, chemin):
        raise Refus(
            Phrase("Le nom de fiche {id} a déjà servi dans ce registre, et ne sert jamais deux fois.", id=nom),
            Phrase("Donnez-en un autre à la fiche, et à son fichier."),
        )
    mise_en_page = Phrase("La mise en page de la fiche {id} change", id=nom)
    faits = changements(fichier.genre, lu, fichier.fiche) or [Changement("modification", None, mise_en_page)]
    message = ecriture.message(fichier.genre, fichier.fiche, faits, seance.aujourd_hui)
    return Retouche(tuple(faits), ecriture.Ecriture(chemin, ancien.texte if ancien else None, fichier.texte, message))


def _refuser_la_reecriture(genre: Genre, avant: Any, apres: Any, nom: str, remettre: Phrase, *, connu: bool) -> None:
    """Refuse what is no continuation of what was recorded, whatever the kind. Raises Refus."""
    intouchable = genre.comportement.mots.intouchable
    if connu and intouchable:
        raise Refus(*intouchable(nom), remettre)
    if avant is None:
        return
    reecriture = next(reecritures(genre, avant, apres), None)
    if reecriture:
        raise Refus(
            Phrase("La fiche {id} ne peut pas être consignée : {raison}.", id=nom, raison=Clause(reecriture.message)),
            Phrase("Un fait consigné ne se réécrit pas."),
            *([_corriger(nom)] if reecriture.regle == "fait-reecrit" and genre is ORGANISME else []),
            remettre,
        )


def _corriger(id: str) -> Phrase:
    """A past that was rewritten by hand is put back, then corrected in the open."""
    return Phrase(
        "S'il est faux, on le corrige à découvert, une fois la fiche remise comme avant : {commande}.",
        commande=Commande("corriger", id),
    )


def _verifier(seance: Seance, avant: ch.Chargement, apres: ch.Chargement, chemins: list[str]) -> list[Affichable]:
    """Refuse what would be an error, in these files or because of them in others; return the warnings."""
    bilan = ch.valider(apres, seance.aujourd_hui, frozenset(chemins))
    erreurs = [c for c in bilan.constats if c.gravite is Gravite.ERREUR]
    erreurs = erreurs or ch.nouvelles_erreurs(avant, apres, seance.aujourd_hui)
    if erreurs:
        raise Refus(
            Phrase("{fichier} : {message}", fichier=erreurs[0].fichier, message=Suivies([erreurs[0].message])),
            Phrase(
                "Toutes les erreurs, et comment les corriger : {commande}",
                commande=Commande("valider", erreurs[0].fichier),
            ),
        )
    return [c.message for c in bilan.constats if c.gravite is Gravite.AVERTISSEMENT]
