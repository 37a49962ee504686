"""Which registry: -R, else RORIQ_REGISTRE, else the nearest ancestor of the working directory that holds one.

Else, at a terminal only, and named on the screen, the one that `ouvrir` remembers; never for `valider` and `revue`,
whose answer is about the folder that they are run in.
"""

import os
from contextlib import suppress
from pathlib import Path

import click

from roriq_cli import plateforme
from roriq_cli.cli import chemins, questions
from roriq_cli.errors import Environnement
from roriq_cli.i18n import Commande, Phrase

VARIABLE = "RORIQ_REGISTRE"
TEMOIN = "data/organismes"


def trouver(dossier: str | None) -> Path:
    """The root of the registry to work on. Raises Environnement where there is none."""
    voulu = dossier or os.environ.get(VARIABLE)
    if voulu:
        racine = chemins.lire(voulu)
        if not os.path.isdir(racine / TEMOIN):
            raise Environnement(
                Phrase(
                    "Le dossier {dossier} n'est pas un registre : il n'y a pas de dossier {temoin}.",
                    dossier=voulu,
                    temoin=TEMOIN,
                ),
            )
        return racine
    ici = Path.cwd()
    for racine in (ici, *ici.parents):
        if os.path.isdir(racine / TEMOIN):
            return racine
    if retenu := _retenu():
        questions.dire(Phrase("Registre : {dossier}", dossier=str(retenu)))
        return retenu
    raise Environnement(
        Phrase(
            "Aucun registre ici : ni ce dossier, ni ceux qui le contiennent n'ont de dossier {temoin}.", temoin=TEMOIN
        ),
        Phrase(
            "Pour en commencer un : {init}. Pour voir un exemple : {demo}. Pour en nommer un : roriq -R DOSSIER",
            init=Commande("init", "mon-registre"),
            demo=Commande("demo", "exemple"),
        ),
    )


def _memoire() -> Path:
    return Path(plateforme.dossier_d_etat()) / "registre"


LONGUEUR_MAX = 4096  # of a path, in bytes
_JAMAIS = ("valider", "validate", "revue", "review")


def _retenu() -> Path | None:
    """The registry that `ouvrir` remembers, where someone sees which it is; None without one that is still there."""
    contexte = click.get_current_context(silent=True)
    if not questions.au_terminal() or (contexte and contexte.info_name in _JAMAIS):
        return None
    with suppress(OSError, ValueError), _memoire().open("rb") as fichier:
        racine = Path(os.fsdecode(fichier.read(LONGUEUR_MAX)).removesuffix("\n"))
        if racine.is_absolute() and os.path.isdir(racine / TEMOIN):
            return racine
    return None


def retenir(racine: Path) -> None:
    """Remember a registry, for this person on this computer. Raises OSError."""
    from roriq_cli.registre import ecriture

    ecriture.remplacer(_memoire(), os.fsencode(f"{racine}\n"))
