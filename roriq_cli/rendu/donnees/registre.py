"""JSON of what reads the register: organisations, one of them, the journal, a sheet."""

from typing import Any

from roriq_cli.domaine.genres.territoire import Region
from roriq_cli.domaine.membres.criteres import admissibilite
from roriq_cli.domaine.membres.listes import listes_du
from roriq_cli.domaine.membres.modele import Etat
from roriq_cli.domaine.membres.parcours import suspension_au
from roriq_cli.rendu.donnees.commun import champs, lecture, organisme, reponses, sans_vide
from roriq_cli.rendu.sections.section import finie
from roriq_cli.rendu.vues import VueExport, VueFiche, VueJournal, VueListe


def lister(vue: VueListe) -> str:
    """`{au, organismes: [{id, nom, etat, depuis, region}]}`, every organisation whatever its state."""
    listes = listes_du(vue.contexte.registre)
    organismes = [organisme(o, vue.contexte, listes) for o in vue.organismes]
    return lecture(vue.contexte, {"au": vue.contexte.au, "organismes": organismes})


def afficher(vue: VueFiche) -> str:
    """One organisation: its state of the day, and all that its file says under `fiche`."""
    o, au, listes = vue.organisme, vue.contexte.au, listes_du(vue.contexte.registre)
    suspension = suspension_au(o, au)
    dit = {
        "au": au,
        **organisme(o, vue.contexte, listes),
        "suspendu_jusqu_au": suspension.fin if suspension else None,
        **reponses(admissibilite(o, au, listes)),
        "fiche": champs(o, "id", "nom", "region") | sans_vide(o),  # what every file has comes first
    }
    return lecture(vue.contexte, dit)


def journal(vue: VueJournal) -> str:
    """`{lignes: [{consigne_le, date, auteur, commit, id, evenement, phrase, retard_jours}]}`, oldest first."""
    lignes = [
        {
            "consigne_le": ligne.instant,
            "date": ligne.changement.date,
            "auteur": ligne.auteur,
            "commit": ligne.revision,
            "id": ligne.id,
            "evenement": ligne.changement.nom,
            "phrase": finie(ligne.changement.phrase),
            "retard_jours": ligne.retard,
        }
        for ligne in vue.lignes
    ]
    return lecture(vue.contexte, {"lignes": lignes})


def exporter(vue: VueExport) -> str:
    """`{au, organismes: [{id, nom, etat, …}]}` or `{au, evenements: [{id, nom, date, evenement, …}]}`.

    One key a column.
    """
    table = vue.table
    noms = {c.champ: "depuis_precision" if c.champ == "precision" else c.champ for c in table.colonnes}
    lignes = [{nom: _valeur(ligne[champ]) for champ, nom in noms.items()} for ligne in table.lignes]
    if table.nom == "organismes":
        for ligne in lignes:  # a state is always one of the words of the contract, as `lister` gives it
            ligne["etat"] = ligne["etat"] or Etat.REPERTORIE
    return lecture(vue.contexte, {"au": vue.contexte.au, table.nom: lignes})


def _valeur(valeur: Any) -> Any:
    """Data words: a region's code."""
    if isinstance(valeur, Region):  # a tuple too
        return valeur.code
    return [_valeur(v) for v in valeur] if isinstance(valeur, tuple) else valeur
