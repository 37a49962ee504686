"""`regle`: one rule whole, or the list of all."""

from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.constats import Regle
from roriq_cli.i18n import Commande, Phrase, _
from roriq_cli.rendu.texte.commun import paragraphe, tableau
from roriq_cli.rendu.texte.constats import GRAVITES
from roriq_cli.rendu.vues import VueRegles


def regle(vue: VueRegles) -> str:
    """One rule whole, or the list of all."""
    if len(vue.regles) == 1:
        return _une_regle(vue.regles[0])
    entetes = [_("Règle"), _("Gravité"), _("Ce qu'elle demande")]
    rangs = [(r.code, _(GRAVITES[r.gravite]), _(r.titre)) for r in vue.regles]
    suite = Phrase("Le détail de l'une d'elles : {commande}", commande=Commande("regle", next(iter(REGLES))))
    return paragraphe(tableau(entetes, rangs), "", suite)


def _une_regle(r: Regle) -> str:
    exemple = "\n".join("  " + ligne for ligne in r.exemple.splitlines())
    return paragraphe(
        f"{r.code} ({_(GRAVITES[r.gravite])})",
        f"{_(r.titre)}.",
        "",
        _(r.raison),
        Phrase("À faire : {correction}", correction=Phrase(r.correction)),
        "",
        _("Un exemple qui l'enfreint :"),
        exemple,
    )
