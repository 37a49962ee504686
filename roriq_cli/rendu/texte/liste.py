"""`lister`: one line an organisation."""

from datetime import date

from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.criteres import criteres_perdus
from roriq_cli.domaine.membres.listes import Listes, listes_du
from roriq_cli.domaine.membres.modele import Organisme
from roriq_cli.domaine.membres.parcours import avant_connu, depuis, etat_au, noms_au, region_au
from roriq_cli.domaine.membres.phrases import mots_de_l_etat
from roriq_cli.i18n import N_, Phrase, Pluriel, _, inerte
from roriq_cli.rendu.texte.commun import entete, paragraphe, rien_encore, tableau
from roriq_cli.rendu.vues import VueListe


def lister(vue: VueListe) -> str:
    """One line an organisation."""
    contexte, au = vue.contexte, vue.contexte.au
    if not vue.organismes:
        vide = Phrase("Aucun organisme ne répond à ce choix.") if vue.choisie else rien_encore()
        return paragraphe(*entete(contexte), None if contexte.non_lus and not vue.choisie else vide)
    listes = listes_du(contexte.registre)
    rangs = [
        (
            o.id,
            inerte(noms_au(o, au)),
            inerte(o.sigle or ""),
            _etat_en_mots(o, au, listes),
            _depuis_iso(o, au),
            REGIONS[region_au(o, au)].nom,
        )
        for o in vue.organismes
    ]
    entetes = [_(t) for t in (N_("Fiche"), N_("Nom"), N_("Sigle"), N_("État"), N_("Depuis"), N_("Région"))]
    total = Pluriel("{n} organisme au {le}.", "{n} organismes au {le}.", len(vue.organismes), le=au)
    perdus = any(criteres_perdus(o, au, listes) for o in vue.organismes)
    signal = Phrase("* Un critère n'est plus rempli; l'adhésion ne change pas.") if perdus else None
    return paragraphe(*entete(contexte), tableau(entetes, rangs, limite=contexte.largeur), "", signal, total)


def _etat_en_mots(organisme: Organisme, jour: date, listes: Listes) -> str:
    if not avant_connu(organisme, jour):
        return _("inconnu")
    etat = str(mots_de_l_etat(etat_au(organisme, jour)))
    # One that no longer meets a criterion is flagged, never changed.
    return etat + " *" if criteres_perdus(organisme, jour, listes) else etat


def _depuis_iso(organisme: Organisme, jour: date) -> str:
    """The date of the state, as precisely as it is known: 2019, 2019-04, « ≤ 2014-03-27 » in words."""
    debut = depuis(organisme, jour)
    if debut is None:
        return ""
    texte = debut.date.isoformat()
    return {"annee": texte[:4], "mois": texte[:7], "au-plus-tard": "<= " + texte}.get(debut.precision, texte)
