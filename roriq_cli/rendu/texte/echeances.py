"""`echeances`: one thing at a time, the most pressing first, each with the command that settles it."""

from datetime import timedelta

from roriq_cli.i18n import Phrase, Pluriel
from roriq_cli.rendu.texte.commun import entete, paragraphe
from roriq_cli.rendu.vues import VueEcheances


def echeances(vue: VueEcheances) -> str:
    """How many, then each with its command; one sentence when there is none."""
    au = vue.contexte.au
    valeurs = {"au": au, "fin": au + timedelta(days=vue.jours)}
    if not vue.echeances:
        return paragraphe(
            *entete(vue.contexte), Phrase("Au {au}, aucune échéance d'ici au {fin} inclusivement.", **valeurs)
        )
    titre = Pluriel(
        "Au {au}, {n} échéance passée ou à venir d'ici au {fin} inclusivement",
        "Au {au}, {n} échéances passées ou à venir d'ici au {fin} inclusivement",
        len(vue.echeances),
        **valeurs,
    )
    corps = [ligne for e in vue.echeances for ligne in ("", f"  - {e.phrase}", f"    {e.commande}")]
    return paragraphe(*entete(vue.contexte), titre, *corps)
