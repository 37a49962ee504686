"""`concilier` in Markdown."""

from roriq_cli.i18n import Affichable, Phrase
from roriq_cli.rendu.markdown.commun import texte
from roriq_cli.rendu.texte.commun import avis, entete, provenance
from roriq_cli.rendu.texte.conciliation import comparer, suite
from roriq_cli.rendu.vues import VueConciliation


def concilier(vue: VueConciliation) -> str:
    """One list a claim, the latest first."""
    debut: list[Affichable] = [*entete(vue.contexte), *avis(vue.contexte)]
    titre = Phrase("Chiffres publiés et registre au {au}", au=vue.contexte.au)
    blocs = [
        "# " + texte(titre),
        *(texte(p) for p in debut if str(p)),
        *("\n".join("- " + texte(p) for p in comparer(c)) for c in reversed(vue.conciliation.comparaisons)),
        *map(texte, suite(vue)),
        texte(provenance(vue.contexte)),
    ]
    return "\n\n".join(blocs) + "\n"
