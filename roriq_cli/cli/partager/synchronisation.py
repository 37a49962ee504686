"""`synchroniser`: receive, put the local facts on top, check again, send; start over when someone was faster."""

import time
from pathlib import Path
from typing import NamedTuple

import typer

from roriq_cli.cli import questions
from roriq_cli.cli.partager import reunion
from roriq_cli.cli.seance import Options, Seance, ouvrir
from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.phrases import Clause
from roriq_cli.domaine.protection import changements
from roriq_cli.errors import Environnement, Refus
from roriq_cli.i18n import Affichable, Commande, Liste, Phrase, Pluriel
from roriq_cli.registre import chargement as ch, ecriture, git
from roriq_cli.registre.depots import Depot, actes, non_envoyes
from roriq_cli.registre.git import partager
from roriq_cli.registre.sources import Revision
from roriq_cli.registre.union.rejeu import Ecarte, Rejeu, rejouer_sur

ESSAIS = 5
DETAIL = 10  # facts told one by one; beyond, they are counted


class Echange(NamedTuple):
    """What one synchronisation did: what came in, what went out, what was set aside (and under which name).

    `remis`: commits that the shared place had, had no more, and was given again.
    """

    recus: tuple[Changement, ...] = ()
    envoyes: tuple[Depot, ...] = ()
    ecartes: tuple[Ecarte, ...] = ()
    de_cote: str = ""
    remis: int = 0


def synchroniser(ctx: typer.Context) -> None:
    """Receive what others recorded, put the local facts on top, check, send."""
    seance = ouvrir(ctx, Options())
    racine = seance.racine
    if git.reunion_en_cours(racine) and not reunion.terminer(seance):
        _recontroler(seance)
        return
    ecriture.verifier_lieux(racine)
    depot = partager.depot_commun(racine)
    modifies = [chemin for chemin in git.modifies(racine) if ch.est_une_fiche(chemin)]
    if modifies:
        noms = Liste([Path(chemin).stem for chemin in modifies[:DETAIL]])
        raise Refus(
            Phrase("Des fiches ont été modifiées en dehors de « roriq » : {noms}.", noms=noms),
            Phrase("Les garder : {commande}.", commande=Commande("consigner")),
            Phrase(
                "En remettre une comme avant : {commande}",
                commande=Commande("annuler", "--fiche", Path(modifies[0]).stem),
            ),
        )
    with ecriture.verrou(racine):
        echange = _echanger(seance, depot)
    for phrase in _dire(echange):
        questions.dire(phrase)
    _recontroler(seance)


def _echanger(seance: Seance, depot: str) -> Echange:
    """Receive, replay, send; again, within bounds, when someone sent meanwhile. Raises Environnement."""
    racine = seance.racine
    connu = git.tete(racine, partager.Partage(depot, partager.branche(racine)).suivi)
    lieu = partager.recevoir(racine, depot)
    recu = git.tete(racine, lieu.suivi)
    echange = Echange(remis=partager.disparus(racine, connu, recu))
    for essai in range(ESSAIS):
        if recu:
            echange = _recevoir(seance, recu, echange)
        if recu and not partager.locaux(racine, recu):
            return echange
        envoyes = tuple(non_envoyes(racine, recu))
        refus = partager.envoyer(racine, lieu)
        if refus is None:
            return echange._replace(envoyes=envoyes)
        partager.recevoir(racine, depot)
        entre_temps = git.tete(racine, lieu.suivi)
        if entre_temps == recu:
            raise Environnement(
                Phrase("L'endroit commun a refusé l'envoi. Vos faits restent sur cet ordinateur."),
                *git.ce_qui_a_ete_dit(refus),
            )
        recu = entre_temps
        time.sleep(0.1 * 2**essai)
    raise Environnement(
        Phrase("D'autres envoient en ce moment : vos faits restent sur cet ordinateur."),
        Phrase("Reprenez dans quelques minutes : {commande}", commande=Commande("synchroniser")),
    )


def _recevoir(seance: Seance, recu: str, echange: Echange) -> Echange:
    """The branch and the files with what was received, and the local facts on top. Raises Environnement."""
    racine = seance.racine
    base = git.ancetre_commun(racine, "HEAD", recu)
    if not base:
        raise _autre_chose(racine, recu)
    if base == recu:
        return echange
    recus = (*echange.recus, *_changements(racine, base, recu))
    depots = non_envoyes(racine, recu)
    if partager.locaux(racine, recu) != len(depots):
        raise Environnement(
            Phrase(
                "Ce dossier contient aussi d'autres changements que ceux du registre, faits en dehors de « roriq » : "
                "rien n'a été reçu ni envoyé. Qui les a faits peut les réunir à la main."
            )
        )
    rejeu = rejouer_sur(racine, depots, recu, seance.aujourd_hui) if depots else Rejeu(recu, (), True)
    if genes := partager.genes(racine, rejeu.tete):
        raise Environnement(
            Phrase(
                "Ce qui est modifié ici sans être consigné l'est aussi dans ce qui a été reçu : {fichiers}.",
                fichiers=Liste(genes[:DETAIL]),
            ),
            Phrase("Rien n'a été reçu ni envoyé. Gardez ailleurs ce que vous avez modifié, puis reprenez la commande."),
        )
    de_cote = "" if rejeu.complet else partager.mettre_de_cote(racine, f"mis-de-cote-{seance.aujourd_hui.isoformat()}")
    try:
        partager.aller(racine, rejeu.tete)
    except git.Echec as erreur:
        if de_cote:
            partager.oublier(racine, de_cote)
        raise Environnement(
            Phrase("Ce qui a été reçu n'a pas pu être posé dans ce dossier. Rien n'est perdu."),
            *git.ce_qui_a_ete_dit(erreur),
        ) from erreur
    return Echange(recus, (), (*echange.ecartes, *rejeu.ecartes), de_cote or echange.de_cote, echange.remis)


def _autre_chose(racine: Path, recu: str) -> Environnement:
    """The shared place and this register have nothing in common: say what is there."""
    if git.arbre(racine, recu, ORGANISME.lieu + "/"):
        return Environnement(
            Phrase("L'endroit commun contient un autre registre que celui-ci : rien n'a été reçu ni envoyé."),
            Phrase("L'autre se reçoit dans un dossier à lui. Celui-ci va dans un endroit vide."),
        )
    return Environnement(
        Phrase(
            "L'endroit commun n'est pas vide, et ce qu'il contient n'est pas un registre ({fichiers}) : rien n'a été "
            "reçu ni envoyé.",
            fichiers=Liste([entree.chemin for entree in git.arbre(racine, recu)][:DETAIL]),
        ),
        Phrase(
            "Créez-en un tout à fait vide (sans fichier README), et donnez son adresse : git remote set-url origin "
            "ADRESSE"
        ),
    )


def _changements(racine: Path, base: str, recu: str) -> list[Changement]:
    """What others recorded, in the network's words; first what takes away or rewrites what was recorded."""
    avant, apres = (ch.charger(Revision(racine, revision)) for revision in (base, recu))
    anciens = {f.chemin: f for f in avant.fichiers}
    retires = [
        Changement("correction", None, Phrase("La fiche {id} est retirée", id=f.nom))
        for f in avant.fichiers
        if f.fiche is not None and f.genre and f.genre.union and apres.fichier(f.chemin) is None
    ]
    recus = []
    for fichier in apres.fichiers:
        if fichier.fiche is not None and fichier.genre and fichier.genre.union:
            ancien = anciens.get(fichier.chemin)
            recus += changements(fichier.genre, ancien.fiche if ancien else None, fichier.fiche)
    return [*retires, *sorted(recus, key=lambda c: c.nom != "correction")]


def _dire(echange: Echange) -> list[Affichable]:
    """What happened, one line a fact when they are few."""
    if not (echange.recus or echange.envoyes or echange.ecartes or echange.remis):
        return [Phrase("C'est à jour : rien à recevoir, rien à envoyer.")]
    lignes: list[Affichable] = []
    if echange.remis:
        lignes.append(
            Pluriel(
                "Attention : {n} fait déjà envoyé n'était plus à l'endroit commun; il y est remis.",
                "Attention : {n} faits déjà envoyés n'étaient plus à l'endroit commun; ils y sont remis.",
                echange.remis,
            )
        )
    graves = [c for c in echange.recus if c.nom == "correction"]
    lignes += [Phrase("Attention, reçu d'ailleurs : {fait}.", fait=c.phrase) for c in graves]
    if graves:
        lignes.append(Phrase("Qui l'a fait, et quand : {commande}", commande=Commande("journal")))
    faits = [c for c in echange.recus if c.nom != "correction"]
    if faits:
        lignes.append(Pluriel("{n} fait reçu.", "{n} faits reçus.", len(faits)))
        lignes += [Phrase("  - {fait}.", fait=c.phrase) for c in faits[:DETAIL]]
        if len(faits) > DETAIL:
            lignes.append(Phrase("  - … Les voir tous : {commande}", commande=Commande("journal")))
    envoyes = [depot for acte in actes(list(echange.envoyes)) for depot in acte.depots]
    if echange.envoyes:
        combien = Pluriel("{n} fait envoyé.", "{n} faits envoyés.", len(envoyes))
        lignes.append(combien if envoyes else Phrase("Le registre est envoyé."))
    for ecarte in echange.ecartes[:DETAIL]:
        lignes.append(
            Phrase(
                "Attention : un fait ne peut pas suivre ce qui a été reçu, et n'est pas envoyé. {fait} La raison : "
                "{raison}.",
                fait=Phrase("{fait}", fait=ecarte.depot.phrase),
                raison=Clause(ecarte.raison),
            )
        )
    if len(echange.ecartes) > DETAIL:
        lignes.append(Pluriel("Et {n} autre fait.", "Et {n} autres faits.", len(echange.ecartes) - DETAIL))
    if echange.ecartes:
        lignes.append(
            Phrase(
                "Rien n'est perdu : le registre tel que vous l'aviez reste sous le nom {nom}. Le revoir : {commande}. "
                "Ce qui peut suivre ce qui a été reçu se consigne de nouveau; ce qui reste à régler est à l'écran de "
                "{suivi}",
                nom=echange.de_cote,
                commande=Commande("journal", "--revision", echange.de_cote),
                suivi=Commande("suivi"),
            )
        )
    return lignes


def _recontroler(seance: Seance) -> None:
    """What was received is checked as the rest is."""
    apres = ch.charger(seance.chargement.source)
    bilan = ch.valider(apres, seance.aujourd_hui)
    if not bilan.conforme:
        fichiers = {c.fichier for c in bilan.constats} | {f.chemin for f in apres.non_lus}
        questions.avertir(
            Pluriel(
                "{n} fichier contient des erreurs : {commande}",
                "{n} fichiers contiennent des erreurs : {commande}",
                len(fichiers),
                commande=Commande("valider"),
            )
        )
