"""`echeances`: one section a kind, the most pressing first; one line each, with the command that settles it."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from roriq_cli.domaine.bilan.a_faire import GENRES
from roriq_cli.domaine.bilan.echeances import Echeance
from roriq_cli.domaine.membres.modele import Organisme
from roriq_cli.i18n import Phrase, Pluriel
from roriq_cli.rendu.texte.commun import entete, nom_court, paragraphe, tableau_sans_entete
from roriq_cli.rendu.vues import VueEcheances


def echeances(vue: VueEcheances) -> str:
    """How many, then each section; one sentence when there is nothing."""
    valeurs = {"au": vue.contexte.au, "fin": vue.contexte.au + timedelta(days=vue.jours)}
    if not vue.echeances:
        rien = Phrase("Au {au}, aucune échéance d'ici au {fin} inclusivement.", **valeurs)
        return paragraphe(*entete(vue.contexte), rien)
    titre = Pluriel(
        "Au {au}, {n} échéance passée ou à venir d'ici au {fin} inclusivement.",
        "Au {au}, {n} échéances passées ou à venir d'ici au {fin} inclusivement.",
        len(vue.echeances),
        **valeurs,
    )
    connus = {o.id: o for o in vue.contexte.registre.organismes}
    sections = [
        _section(genre, list(toutes), connus, vue) for genre, toutes in groupby(vue.echeances, lambda e: e.genre)
    ]
    return "\n".join([paragraphe(*entete(vue.contexte), titre), *sections])


def _section(genre: str, toutes: Sequence[Echeance], connus: dict[str, Organisme], vue: VueEcheances) -> str:
    """What is said of organisations, one a line; what a list says, or what was lost with one, in a sentence."""
    titre = GENRES[genre].singulier
    if not titre:
        return paragraphe(*(ligne for e in toutes for ligne in (e.phrase, f"  {e.commande}")))
    rangs = [(e.jour.isoformat(), nom_court(connus[e.ids[0]], vue.contexte.au), e.commande) for e in toutes]
    lignes = tableau_sans_entete(rangs).splitlines()
    if genre == "critere-perdu":
        lignes = [ligne for rang, e in zip(lignes, toutes, strict=True) for ligne in (rang, f"    {e.phrase}")]
    n = len({e.ids for e in toutes})
    return paragraphe(Pluriel(titre, GENRES[genre].pluriel, n), *lignes)
