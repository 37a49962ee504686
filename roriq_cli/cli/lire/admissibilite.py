"""`admissibilite`: who meets the two criteria on a day, and on which evidence."""

from collections.abc import Sequence
from typing import Annotated

import typer

from roriq_cli.cli import options as o
from roriq_cli.cli.cibles import un_seul
from roriq_cli.cli.lire.ouverture import ETAT, LectureVoulue, contexte, resultat_de
from roriq_cli.domaine.genres.tri import trier
from roriq_cli.domaine.membres.criteres import admissibilite as examiner
from roriq_cli.domaine.membres.genres import LISTE_TCRI, ORGANISME
from roriq_cli.domaine.membres.listes import listes_du
from roriq_cli.domaine.membres.parcours import SUIVIS, etat_au
from roriq_cli.errors import Usage
from roriq_cli.i18n import Phrase
from roriq_cli.registre.chargement import Chargement
from roriq_cli.rendu.vues import VueAdmissibilite


def admissibilite(
    ctx: typer.Context,
    organismes: o.Organismes,
    etat: o.Etats,
    au: o.Au,
    lecture: Annotated[LectureVoulue, ETAT | resultat_de("admissibilite")],
) -> None:
    """Say who meets the two criteria. Exit code 0 only if every organisation asked about does."""
    if organismes and etat:
        raise Usage(Phrase("Donnez des organismes, ou --etat : les deux ensemble ne disent pas de qui il s'agit."))
    chargement = lecture.charger(ctx)
    vue = contexte(chargement, au, provenance=lecture.format_ != "texte")
    listes = listes_du(chargement.registre)
    if organismes:
        demandes = tuple({trouve.id: trouve for mot in organismes for trouve in [un_seul(chargement, mot)]}.values())
    else:
        etats = etat or SUIVIS
        demandes = tuple(org for org in trier(chargement.registre.organismes) if etat_au(org, vue.au) in etats)
    resultats = tuple((org, examiner(org, vue.au, listes)) for org in demandes)
    lecture.montrer("admissibilite", VueAdmissibilite(vue, resultats))
    if _manque(chargement, organismes or ()) or any(r.verdict != "admissible" for _org, r in resultats):
        raise typer.Exit(1)


def _manque(chargement: Chargement, organismes: Sequence[str]) -> bool:
    """Whether a file that could not be read may change the answer: what is not judged is never a yes."""
    illisibles = chargement.registre.illisibles
    return LISTE_TCRI.nom in illisibles or (not organismes and ORGANISME.nom in illisibles)
