"""`admissibilite`: each organisation with its verdict, then both criteria, the reason and the evidence of each."""

from collections import Counter
from datetime import date

from roriq_cli.domaine.membres.criteres import ADHESION_INCHANGEE, REPONSES, VERDICTS, Admissibilite, Examen, perdus
from roriq_cli.domaine.membres.listes import Listes, listes_du
from roriq_cli.domaine.membres.modele import Organisme
from roriq_cli.domaine.membres.parcours import avant_connu, etat_au, noms_au
from roriq_cli.domaine.membres.pertes import perte, phrase_de_perte
from roriq_cli.domaine.membres.phrases import mots_de_l_etat
from roriq_cli.i18n import Affichable, Phrase, Pluriel
from roriq_cli.rendu.texte.commun import bloc, document, entete, paragraphe
from roriq_cli.rendu.vues import VueAdmissibilite


def admissibilite(vue: VueAdmissibilite) -> str:
    """One paragraph an organisation, then how many of each verdict."""
    contexte, au = vue.contexte, vue.contexte.au
    listes = listes_du(contexte.registre)
    blocs = [
        paragraphe(
            Phrase(
                "{nom} ({id}), {etat} : {verdict}",
                nom=noms_au(o, au),
                id=o.id,
                etat=etat_en_mots(o, au),
                verdict=Phrase(VERDICTS[resultat.verdict]),
            ),
            *criteres(o, resultat, au, listes),
        )
        for o, resultat in vue.resultats
    ]
    return document(bloc(None, entete(contexte)[:-1]), *blocs, paragraphe(bilan(vue)))


def criteres(o: Organisme, resultat: Admissibilite, au: date, listes: Listes) -> list[Affichable]:
    """One line a criterion; then what is to be known of an organisation of the network that no longer meets one."""
    lignes: list[Affichable] = [
        Phrase("  {question} : {reponse}", question=Phrase(e.critere.question), reponse=reponse(e))
        for e in resultat.examens
    ]
    return [*lignes, *(f"  {phrase}" for phrase in signalement(o, resultat, au, listes))]


def reponse(e: Examen) -> Phrase:
    """« oui, selon la liste du 1er avril 2026, qui vaut jusqu'au 31 mars 2027 inclusivement »."""
    return Phrase("{reponse}, {raison}", reponse=Phrase(REPONSES[e.reponse]), raison=e.raison)


def signalement(o: Organisme, resultat: Admissibilite, au: date, listes: Listes) -> list[Affichable]:
    """The flag of an organisation of the network that no longer meets a criterion; empty for the others."""
    if not perdus(etat_au(o, au), resultat):
        return []
    perdu = perte(resultat.par_listes, listes, o.tcri)
    return [*([phrase_de_perte(o.nom, perdu)] if perdu else []), Phrase(ADHESION_INCHANGEE)]


def etat_en_mots(o: Organisme, au: date) -> Affichable:
    """The state of the day; nothing is known of a day before the first source."""
    return mots_de_l_etat(etat_au(o, au)) if avant_connu(o, au) else Phrase("inconnu")


def bilan(vue: VueAdmissibilite) -> Affichable:
    """« 3 organismes au 21 novembre 2026 (admissible : 1, à vérifier : 2). »"""
    n, au = len(vue.resultats), vue.contexte.au
    if not n:
        return Phrase("Aucun organisme n'est à examiner au {le}.", le=au)
    nombres = Counter(resultat.verdict for _o, resultat in vue.resultats)
    detail = ", ".join(
        str(Phrase("{mot} : {n}", mot=Phrase(mot), n=nombres[v])) for v, mot in VERDICTS.items() if nombres[v]
    )
    return Pluriel("{n} organisme au {le} ({detail}).", "{n} organismes au {le} ({detail}).", n, le=au, detail=detail)
