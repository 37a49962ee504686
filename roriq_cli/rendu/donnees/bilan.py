"""JSON of what is computed from the register: the follow-up, what ends, the criteria, published figures."""

from typing import Any

from roriq_cli.domaine.bilan.conciliation import Confrontation
from roriq_cli.domaine.bilan.suivi import EnAttente
from roriq_cli.domaine.membres.criteres import Examen
from roriq_cli.domaine.membres.parcours import etat_au, noms_au
from roriq_cli.rendu.donnees.commun import a_faire, champs, lecture, mouvements, organisme, reponses, sans_vide
from roriq_cli.rendu.sections.section import finie
from roriq_cli.rendu.texte.conciliation import comparer
from roriq_cli.rendu.vues import VueAdmissibilite, VueConciliation, VueEcheances, VueSuivi


def concilier(vue: VueConciliation) -> str:
    """`{au, concorde, chiffres: [{date, jour, source, publie, registre, ecarts, concorde, phrases}]}`, oldest first."""
    dit = {
        "au": vue.contexte.au,
        "concorde": vue.conciliation.concorde,
        "chiffres": [_confrontation(c) for c in vue.conciliation.comparaisons],
    }
    return lecture(vue.contexte, dit)


def _confrontation(c: Confrontation) -> dict[str, Any]:
    """`ecarts`: how many more the register has, for each number compared."""
    return {
        **champs(c.chiffre, "date", "precision"),
        "jour": c.jour,
        "source": champs(c.chiffre.source, "titre", "url"),
        "publie": champs(c.chiffre, "total", "montreal", "hors_montreal", "regions", "regions_comptent_montreal"),
        "registre": {
            **champs(c.compte, "membres", "montreal", "hors_montreal", "regions_hors_montreal"),
            "depuis": c.depuis,
        },
        "ensuite": dict(zip(("membres", "depuis"), c.ensuite, strict=True)) if c.ensuite else None,
        "ecarts": {e.quoi: e.difference for e in c.ecarts},
        **champs(c, "concorde", "inconnus"),
        "phrases": comparer(c),
    }


def suivi(vue: VueSuivi) -> str:
    """`{au, membres, candidats, suspendus, a_venir, a_faire, non_envoyes, …}`, of today and of the work tree."""
    s = vue.suivi
    dit = {
        "au": s.composition.au,
        "membres": s.composition.membres,
        "candidats": [
            {
                **organisme(c.situation.organisme, vue.contexte, c.situation.listes),
                **reponses(c.situation.admissibilite),
                "commande": c.commande,
            }
            for c in s.candidats
        ],
        "suspendus": [
            {
                **organisme(x.situation.organisme, vue.contexte, x.situation.listes),
                "suspendu_jusqu_au": x.suspension.fin,
                **champs(x, "echue", "commande"),
            }
            for x in s.suspendus
        ],
        "a_venir": mouvements(s.a_venir),
        "a_faire": a_faire(s.a_faire),
        "non_envoyes": s.non_envoyes,
        "propositions": [_en_attente(e) for e in s.en_attente if not e.de_cote],
        "mis_de_cote": [_en_attente(e) for e in s.en_attente if e.de_cote],
    }
    return lecture(vue.contexte, dit)


def _en_attente(e: EnAttente) -> dict[str, Any]:
    """`{nom, fichiers, phrases, commande}`."""
    return {
        "nom": e.nom,
        "fichiers": e.chemins,
        "phrases": [finie(fait.phrase) for fait in e.faits],
        "commande": e.commande,
    }


def admissibilite(vue: VueAdmissibilite) -> str:
    """`{au, organismes: [{id, etat, verdict, criteres: {tcri: {reponse, raison, preuve, valide_jusqu_au}, …}}]}`."""
    au = vue.contexte.au
    organismes = [
        {
            "id": o.id,
            "nom": noms_au(o, au),
            "etat": etat_au(o, au),
            "verdict": resultat.verdict,
            "criteres": {e.critere.code: _examen(e) for e in resultat.examens},
        }
        for o, resultat in vue.resultats
    ]
    return lecture(vue.contexte, {"au": au, "organismes": organismes})


def _examen(e: Examen) -> dict[str, Any]:
    preuve = sans_vide(e.preuve) if e.preuve else None
    return {**champs(e, "reponse", "raison"), "preuve": preuve, "valide_jusqu_au": e.fin}


def echeances(vue: VueEcheances) -> str:
    """`{au, jours, echeances: [{genre, date, phrase, ids, commande}]}`, of today and of the work tree."""
    dites = [{"genre": e.genre, "date": e.jour, **champs(e, "phrase", "ids", "commande")} for e in vue.echeances]
    return lecture(vue.contexte, {"au": vue.contexte.au, "jours": vue.jours, "echeances": dites})
