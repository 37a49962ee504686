"""`synchroniser`: receive, put the local facts on top, check again, send; start over when someone was faster."""

import time
from pathlib import Path
from typing import NamedTuple

import typer

from roriq_cli.cli import questions
from roriq_cli.cli.seance import Espaces, Options, Seance, ouvrir
from roriq_cli.domaine.changements import Changement, comparer
from roriq_cli.errors import Environnement, Refus
from roriq_cli.i18n import Affichable, Commande, Liste, Phrase, Pluriel
from roriq_cli.registre import chargement as ch
from roriq_cli.registre import ecriture, git, partage
from roriq_cli.registre.actes import Depot, actes, non_envoyes
from roriq_cli.registre.rejeu import Ecarte, rejouer_sur
from roriq_cli.registre.sources import Revision

ESSAIS = 5
DETAIL = 10  # facts told one by one; beyond, they are counted


class Echange(NamedTuple):
    """What one synchronisation did: what came in, what went out, what was set aside (and under which name)."""

    recus: tuple[Changement, ...] = ()
    envoyes: tuple[Depot, ...] = ()
    ecartes: tuple[Ecarte, ...] = ()
    de_cote: str = ""


def synchroniser(ctx: typer.Context) -> None:
    """Receive what others recorded, put the local facts on top, check, send."""
    seance = ouvrir(ctx, Options())
    racine = seance.racine
    ecriture.verifier_lieux(racine)
    depot = partage.depot_commun(racine)
    modifies = git.chemins_modifies(racine)
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
    echange = Echange()
    recu = partage.recevoir(racine, depot)
    for essai in range(ESSAIS):
        if recu is not None:
            echange = _recevoir(seance, recu, echange)
        envoyes = tuple(non_envoyes(racine, recu))
        if recu is not None and not partage.locaux(racine, recu):
            return echange
        refus = partage.envoyer(racine, depot)
        if refus is None:
            return echange._replace(envoyes=envoyes)
        entre_temps = partage.recevoir(racine, depot)
        if entre_temps == recu:
            raise Environnement(
                Phrase("L'endroit commun a refusé l'envoi. Vos faits restent sur cet ordinateur. Ce qui a été dit :"),
                git.Citation(refus.sortie),
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
    base = partage.commune(racine, recu)
    if base is None:
        raise Environnement(
            Phrase("L'endroit commun contient un autre registre que celui-ci : rien n'a été reçu ni envoyé.")
        )
    if base == recu:
        return echange
    recus = (*echange.recus, *_changements(racine, base, recu))
    depots = non_envoyes(racine, recu)
    if partage.locaux(racine, recu) != len(depots):
        raise Environnement(
            Phrase(
                "Ce dossier contient aussi d'autres changements que ceux du registre, faits en dehors de « roriq » : "
                "rien n'a été reçu ni envoyé. Qui les a faits peut les réunir à la main."
            )
        )
    try:
        if not depots:
            partage.avancer(racine, recu)
            return echange._replace(recus=recus)
        rejeu = rejouer_sur(racine, depots, recu, seance.aujourd_hui)
        de_cote = echange.de_cote
        if not rejeu.complet:
            de_cote = partage.mettre_de_cote(racine, f"mis-de-cote/{seance.aujourd_hui.isoformat()}")
        partage.remplacer(racine, rejeu.tete)
    except git.Echec as erreur:
        raise Environnement(
            Phrase("Ce qui a été reçu n'a pas pu être posé dans ce dossier. Rien n'est perdu. Ce qui a été dit :"),
            git.Citation(erreur.sortie),
        ) from erreur
    return Echange(recus, (), (*echange.ecartes, *rejeu.ecartes), de_cote)


def _changements(racine: Path, base: str, recu: str) -> list[Changement]:
    """What others recorded, in the network's words."""
    avant, apres = (ch.charger(Revision(racine, revision)) for revision in (base, recu))
    anciens = {o.id: o for o in avant.registre.organismes}
    return [c for o in apres.registre.organismes for c in comparer(anciens.get(o.id), o)]


def _dire(echange: Echange) -> list[Affichable]:
    """What happened, one line a fact when they are few."""
    if not (echange.recus or echange.envoyes or echange.ecartes):
        return [Phrase("C'est à jour : rien à recevoir, rien à envoyer.")]
    lignes: list[Affichable] = []
    if echange.recus:
        lignes.append(Pluriel("{n} fait reçu.", "{n} faits reçus.", len(echange.recus)))
        lignes += [Phrase("  - {fait}.", fait=c.phrase) for c in echange.recus[:DETAIL]]
        if len(echange.recus) > DETAIL:
            lignes.append(Phrase("  - … Les voir tous : {commande}", commande=Commande("journal")))
    faits = [depot for acte in actes(list(echange.envoyes)) for depot in acte.depots]
    if echange.envoyes:
        combien = Pluriel("{n} fait envoyé.", "{n} faits envoyés.", len(faits))
        lignes.append(combien if faits else Phrase("Le registre est envoyé."))
    for ecarte in echange.ecartes:
        lignes.append(
            Phrase(
                "Attention : un fait ne peut pas suivre ce qui a été reçu, et n'est pas envoyé. {fait} La raison : "
                "{raison}.",
                fait=Phrase("{fait}", fait=ecarte.depot.phrase),
                raison=Phrase("{raison}", raison=str(ecarte.raison).removesuffix(".")),
            )
        )
    if echange.ecartes:
        lignes.append(
            Phrase(
                "Rien n'est perdu : le registre tel que vous l'aviez reste sous le nom {nom}. Le revoir : {commande}",
                nom=echange.de_cote,
                commande=Commande("journal", "--revision", echange.de_cote),
            )
        )
    return lignes


def _recontroler(seance: Seance) -> None:
    """What was received is checked as the rest is."""
    apres = ch.charger(seance.chargement.source)
    bilan = ch.valider(apres, seance.aujourd_hui)
    if not bilan.conforme:
        fichiers = {c.fichier for c in bilan.constats} | {f.chemin for f in apres.non_lus}
        questions.dire(
            Phrase(
                "Attention : {quoi}",
                quoi=Espaces(
                    [
                        Pluriel(
                            "{n} fichier contient des erreurs : {commande}",
                            "{n} fichiers contiennent des erreurs : {commande}",
                            len(fichiers),
                            commande=Commande("valider"),
                        )
                    ]
                ),
            )
        )
