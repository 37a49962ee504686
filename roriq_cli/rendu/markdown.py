"""Markdown, to paste in minutes or in a discussion: what comes from a file is shown as written, never as markup."""

import re

from roriq_cli.domaine.criteres import VERDICTS, perdus
from roriq_cli.domaine.listes import listes_du
from roriq_cli.domaine.parcours import etat_au, noms_au
from roriq_cli.i18n import N_, Affichable, Phrase
from roriq_cli.rendu.texte.admissibilite import bilan, etat_en_mots, reponse, signalement
from roriq_cli.rendu.texte.commun import entete
from roriq_cli.rendu.vues import VueAdmissibilite


def admissibilite(vue: VueAdmissibilite) -> str:
    """One row an organisation; below, what is to be known of those that no longer meet a criterion."""
    au, listes = vue.contexte.au, listes_du(vue.contexte.registre)
    lignes = [*map(texte, entete(vue.contexte)), texte(bilan(vue))]
    if vue.resultats:
        titres = (N_("Organisme"), N_("État"), N_("Verdict"), N_("En règle à la TCRI"), N_("En régionalisation"))
        lignes += ["", _rang([Phrase(t) for t in titres]), _rang(["---"] * len(titres), brut=True)]
        for o, resultat in vue.resultats:
            marque = " *" if perdus(etat_au(o, au), resultat) else ""
            etat = Phrase("{etat}{marque}", etat=etat_en_mots(o, au), marque=marque)
            nom = Phrase("{nom} ({id})", nom=noms_au(o, au), id=o.id)
            lignes.append(_rang([nom, etat, Phrase(VERDICTS[resultat.verdict]), *map(reponse, resultat.examens)]))
    signales = [(o, phrases) for o, r in vue.resultats if (phrases := signalement(o, r, au, listes))]
    lignes += [""] if signales else []
    for o, phrases in signales:
        lignes.append("- " + texte(Phrase("{id} : {phrases}", id=o.id, phrases=" ".join(map(str, phrases)))))
    return "\n".join(lignes) + "\n"


def _rang(cellules: list[Affichable], *, brut: bool = False) -> str:
    return "| " + " | ".join(str(c) if brut else texte(c) for c in cellules) + " |"


# What opens markup is escaped; what is made a link or a mention, wherever it stands, is parted by a blank of no width.
_BALISES = re.compile(r"[\\`*_\[\]<>|~$&]")
_LIENS = re.compile(r"[@#]|:(?=//)|www(?=\.)", re.IGNORECASE)


def texte(phrase: Affichable) -> str:
    """A sentence on one line, with nothing left in it that Markdown would read."""
    echappe = _BALISES.sub(lambda m: "\\" + m[0], " ".join(str(phrase).split(" ")))
    return _LIENS.sub(lambda m: m[0] + "&#8203;", echappe)
