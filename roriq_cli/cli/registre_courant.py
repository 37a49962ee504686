"""Which registry: -R, else RORIQ_REGISTRE, else the nearest ancestor of the working directory that holds one."""

import os
from pathlib import Path

from roriq_cli.cli import chemins
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
