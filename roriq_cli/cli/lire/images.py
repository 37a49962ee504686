"""The pictures of a report in Markdown: files of their own beside it, since no forge shows one that is in the text.

A report on stdout has no place beside it: it says in words what they would show.
"""

import os
from pathlib import Path

import typer

from roriq_cli.cli import chemins
from roriq_cli.cli.questions import dire
from roriq_cli.cli.sortie import ecrire_sortie, hors_des_fiches, verifier_la_place
from roriq_cli.i18n import Liste, Pluriel
from roriq_cli.rendu.images import images
from roriq_cli.rendu.images.commun import fichier
from roriq_cli.rendu.vues import VueRapport


def ecrire_images(ctx: typer.Context, vue: VueRapport, sortie: str | None, *, remplacer: bool) -> VueRapport:
    """Write `rapport-carte.svg` beside `rapport.md`; returns the view of a report that shows them.

    Before the report itself: one that is there never names a picture that is not.
    """
    voulu = chemins.developper(sortie) if sortie is not None else None
    if voulu is None or (voulu.exists() and not voulu.is_file()):  # a device, a pipe
        return vue
    texte = Path(os.path.realpath(voulu))
    fichiers = {f"{texte.stem}-{nom}.svg": image for nom, image in images(vue.rapport).items()}
    chemins_des_images = {str(texte.with_name(nom)): image for nom, image in fichiers.items()}
    for chemin in chemins_des_images:
        hors_des_fiches(ctx, chemin)
        verifier_la_place(chemin, remplacer=remplacer)
    for chemin, image in chemins_des_images.items():
        ecrire_sortie(fichier(image.svg), chemin, remplacer=remplacer)
    if fichiers:
        dire(
            Pluriel(
                "Le rapport a une image, dans un fichier à côté de lui : {noms}.",
                "Le rapport a des images, dans des fichiers à côté de lui : {noms}.",
                len(fichiers),
                noms=Liste(fichiers),
            )
        )
    return vue._replace(images=texte.stem)
