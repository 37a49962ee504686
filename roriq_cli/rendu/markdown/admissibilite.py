"""`admissibilite` in Markdown."""

from roriq_cli.domaine.membres.criteres import VERDICTS, perdus
from roriq_cli.domaine.membres.listes import listes_du
from roriq_cli.domaine.membres.parcours import etat_au, noms_au
from roriq_cli.i18n import N_, Phrase
from roriq_cli.rendu.markdown.commun import rang, texte, titres
from roriq_cli.rendu.texte.admissibilite import bilan, etat_en_mots, reponse, signalement
from roriq_cli.rendu.texte.commun import entete
from roriq_cli.rendu.vues import VueAdmissibilite


def admissibilite(vue: VueAdmissibilite) -> str:
    """One row an organisation; below, what is to be known of those that no longer meet a criterion."""
    au, listes = vue.contexte.au, listes_du(vue.contexte.registre)
    lignes = [*map(texte, entete(vue.contexte)), texte(bilan(vue))]
    if vue.resultats:
        criteres = vue.contexte.registre.reseau.definition.criteres
        noms = (N_("Organisme"), N_("État"), N_("Verdict"), *(c.titre for c in criteres))
        lignes += ["", titres(*map(Phrase, noms))]
        for o, resultat in vue.resultats:
            marque = " *" if perdus(etat_au(o, au), resultat) else ""
            etat = Phrase("{etat}{marque}", etat=etat_en_mots(o, au), marque=marque)
            nom = Phrase("{nom} ({id})", nom=noms_au(o, au), id=o.id)
            lignes.append(rang(nom, etat, Phrase(VERDICTS[resultat.verdict]), *map(reponse, resultat.examens)))
    signales = [(o, phrases) for o, r in vue.resultats if (phrases := signalement(o, r, au, listes))]
    lignes += [""] if signales else []
    for o, phrases in signales:
        lignes.append("- " + texte(Phrase("{id} : {phrases}", id=o.id, phrases=" ".join(map(str, phrases)))))
    return "\n".join(lignes) + "\n"
