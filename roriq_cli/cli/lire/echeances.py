"""`echeances`: what ends soon, or ended without a sequel; today, in the work tree."""

from typing import Annotated

import typer

from roriq_cli.cli import options as o, types
from roriq_cli.cli.lire.ouverture import LectureVoulue, contexte, resultat_de
from roriq_cli.domaine.bilan.echeances import echeances as trouver
from roriq_cli.i18n import N_
from roriq_cli.rendu.vues import VueEcheances

Jours = Annotated[
    int | None,
    o.option(
        "--jours",
        N_("Combien de jours à l'avance (le seuil du registre si rien n'est dit, d'ordinaire 60)."),
        types.TypeJours(),
        N_("NOMBRE"),
    ),
]


def echeances(ctx: typer.Context, jours: Jours, lecture: Annotated[LectureVoulue, resultat_de("echeances")]) -> None:
    """Say what ends soon. Exit code 1 when there is something: a scheduled job can open an alert on it."""
    chargement = lecture.charger(ctx)
    vue = contexte(chargement, None, provenance=lecture.format_ != "texte")
    jours = chargement.registre.reseau.seuils.echeance_jours if jours is None else jours
    trouvees = trouver(chargement.registre, vue.au, jours)
    lecture.montrer("echeances", VueEcheances(vue, jours, trouvees))
    # What could not be read may hide something.
    if trouvees or chargement.non_lus:
        raise typer.Exit(1)
