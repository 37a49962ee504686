"""`sauvegarder` and `restaurer`: one file for a whole registry, that needs no host to be made a registry again."""

from typing import Annotated

import typer

from roriq_cli.cli import chemins, horloge, options as o, questions, registre_courant
from roriq_cli.cli.options import argument
from roriq_cli.cli.sortie import hors_des_fiches, verifier_la_place
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.errors import Refus, Usage, dire_l_obstacle
from roriq_cli.i18n import N_, Commande, Phrase, Pluriel
from roriq_cli.registre import ecriture, git, sauvegarde
from roriq_cli.registre.chargement import valider

Fichier = Annotated[str | None, argument(N_("FICHIER"), N_("Le fichier de la sauvegarde."))]
Dossier = Annotated[str | None, argument(N_("DOSSIER"), N_("Le dossier du registre restauré : vide, ou à créer."))]


def sauvegarder(ctx: typer.Context, fichier: Fichier, remplacer: o.Remplacer) -> None:
    """Put the registry and all its history in one file, which is read back before it is kept."""
    racine = registre_courant.trouver(ctx.find_root().params.get("registre"))
    git.dossier_git(racine)
    if fichier is None:
        exemple = Commande("sauvegarder", f"registre-{horloge.aujourd_hui().isoformat()}.bundle")
        raise Usage(Phrase("Il manque {quoi}.", quoi=Phrase("FICHIER")), Phrase("Exemple : {exemple}", exemple=exemple))
    hors_des_fiches(ctx, fichier)
    verifier_la_place(fichier, remplacer=remplacer)
    octets = sauvegarde.sauvegarder(racine)
    with dire_l_obstacle(N_("Le fichier {fichier} ne peut pas être écrit : {detail}."), fichier=fichier):
        ecriture.remplacer(chemins.developper(fichier), octets)
    questions.dire(
        Phrase(
            "C'est sauvegardé, et relu, dans {fichier} : le registre et toute son histoire, jusqu'à la version "
            "{version}. Gardez ce fichier ailleurs que sur cet ordinateur. Pour s'en servir : {commande}",
            fichier=fichier,
            version=git.ligne(racine, "rev-parse", "HEAD")[:10],
            commande=Commande("restaurer", fichier, "registre-restaure"),
        )
    )
    if modifies := git.modifies(racine):
        questions.avertir(
            Pluriel(
                "{n} fichier modifié n'est pas consigné : ce changement n'est pas dans la sauvegarde.",
                "{n} fichiers modifiés ne sont pas consignés : ces changements ne sont pas dans la sauvegarde.",
                len(modifies),
            )
        )


def restaurer(fichier: Fichier, dossier: Dossier) -> None:
    """Make a registry again from the file of a backup, in a folder of its own; nothing is sent nor asked anywhere."""
    if fichier is None or dossier is None:
        manque = N_("FICHIER") if fichier is None else N_("DOSSIER")
        raise Usage(
            Phrase("Il manque {quoi}.", quoi=Phrase(manque)),
            Phrase(
                "Exemple : {exemple}", exemple=Commande("restaurer", fichier or "registre.bundle", "registre-restaure")
            ),
        )
    voulu = chemins.developper(fichier)
    if not voulu.is_file():
        raise Usage(Phrase("Le fichier {fichier} n'existe pas.", fichier=fichier))
    place = chemins.lire(dossier)
    with dire_l_obstacle(N_("Le dossier {dossier} ne peut pas être créé ({detail})."), dossier=dossier):
        if place.is_symlink() or (place.exists() and (not place.is_dir() or any(place.iterdir()))):
            raise Refus(
                Phrase("Le dossier {dossier} n'est pas vide.", dossier=dossier),
                Phrase("Choisissez un dossier vide, ou qui n'existe pas encore."),
            )
        faite = sauvegarde.restaurer(voulu, place)
    fiches = len(faite.chargement.du_genre(ORGANISME))
    questions.dire(
        Phrase(
            "Le registre est restauré dans {dossier}, à la version {version} : {fiches}. Il n'est relié à aucun "
            "endroit commun. Pour le voir : {commande}",
            dossier=dossier,
            version=faite.version[:10],
            fiches=Pluriel("{n} fiche d'organisme", "{n} fiches d'organismes", fiches),
            commande=Commande("suivi", registre=str(faite.racine)),
        )
    )
    if erreurs := valider(faite.chargement, horloge.aujourd_hui()).constats:
        questions.avertir(
            Pluriel(
                "{n} constat est à lire : {commande}",
                "{n} constats sont à lire : {commande}",
                len(erreurs),
                commande=Commande("valider", registre=str(faite.racine)),
            )
        )
