"""`suivi`, which is also what `roriq` alone runs: today, in the work tree."""

from pathlib import Path
from typing import Annotated

import typer

from roriq_cli.cli import registre_courant
from roriq_cli.cli.lire.ouverture import LectureVoulue, contexte, resultat_de
from roriq_cli.domaine.bilan.suivi import Dossier, suivi as faire_suivi
from roriq_cli.domaine.genres.constats import Gravite
from roriq_cli.registre import depots, git
from roriq_cli.registre.attente import en_attente
from roriq_cli.registre.chargement import Validation, charger, valider
from roriq_cli.registre.sources import ArbreDeTravail
from roriq_cli.rendu.vues import VueSuivi


def suivi(ctx: typer.Context, lecture: Annotated[LectureVoulue, resultat_de("suivi")]) -> None:
    """Say where the network stands today, and what is to be done."""
    racine = registre_courant.trouver(ctx.find_root().params.get("registre"))
    chargement = charger(ArbreDeTravail(racine))
    vue = contexte(chargement, None, provenance=True)
    bilan = valider(chargement, vue.aujourd_hui)
    resultat = faire_suivi(chargement.registre, vue.au, _dossier(racine, bilan, modifie=vue.modifie))
    lecture.montrer("suivi", VueSuivi(vue, resultat))


def _dossier(racine: Path, bilan: Validation, *, modifie: bool) -> Dossier:
    """What the findings and Git say of the folder."""
    faits = [depot for acte in depots.actes(depots.non_envoyes(racine)) for depot in acte.depots]
    return Dossier(
        erreurs=tuple(dict.fromkeys(c.fichier for c in bilan.constats if c.gravite is Gravite.ERREUR)),
        avertissements=bilan.nombre(Gravite.AVERTISSEMENT),
        modifies=tuple(m for m in git.modifies(racine) if _compte(m)) if modifie else (),
        non_envoyes=tuple(depot.nomme for depot in faits),
        en_attente=tuple(en_attente(racine)) if git.prefixe(racine) is not None else (),
        seul=bool(faits) and not git.ligne(racine, "remote"),
    )


def _compte(chemin: str) -> bool:
    """Hidden files (.gitkeep) are nobody's."""
    return not Path(chemin).name.startswith(".")
