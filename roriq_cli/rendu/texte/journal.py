"""`journal`: who recorded what and when, beside when it took effect."""

from roriq_cli.i18n import N_, Duree, Phrase, Pluriel, _, inerte
from roriq_cli.rendu.texte.commun import entete, paragraphe, tableau
from roriq_cli.rendu.vues import LigneDeJournal, VueJournal


def journal(vue: VueJournal) -> str:
    """Who recorded what and when, beside when it took effect; late entries stand out."""
    if not vue.lignes:
        return paragraphe(*entete(vue.contexte), Phrase("Aucun fait n'a encore été consigné."))
    entetes = [_(t) for t in (N_("Consigné le"), N_("Effet le"), N_("Par"), N_("Fait"))]
    corps = [
        (
            ligne.instant.date().isoformat(),
            (ligne.changement.date.isoformat() if ligne.changement.date else "") + (" !" if ligne.retard else ""),
            inerte(ligne.auteur),
            f"{ligne.changement.phrase}.{_retard(ligne)}",
        )
        for ligne in vue.lignes
    ]
    tardifs = sum(1 for ligne in vue.lignes if ligne.retard)
    resume = Pluriel("{n} saisie tardive, marquée « ! ».", "{n} saisies tardives, marquées « ! ».", tardifs)
    return paragraphe(
        *entete(vue.contexte), tableau(entetes, corps), "" if tardifs else None, resume if tardifs else None
    )


def _retard(ligne: LigneDeJournal) -> str:
    if not ligne.retard:
        return ""
    return " " + str(Phrase("Consigné {duree} après.", duree=Duree(ligne.retard)))
