"""`revue` in Markdown: a comment that stays inert, whatever the proposal holds, and that its forge takes whole."""

from roriq_cli.domaine.revue.revue import Acceptation
from roriq_cli.i18n import Affichable, Phrase, Pluriel
from roriq_cli.rendu.markdown.commun import texte
from roriq_cli.rendu.sections.revue import VERDICTS, sections, suite_du_verdict
from roriq_cli.rendu.texte.commun import entete
from roriq_cli.rendu.vues import VueRevue

LIMITE = 60_000  # characters: a forge refuses a comment of more than 65,536, and adds a few of its own
LIGNE_MAX = 800  # characters of a line before they are escaped: a field may hold a megabyte


def revue(vue: VueRevue) -> str:
    """The verdict, then a list for each thing that there is to say; what does not fit is counted."""
    debut = [*map(_texte, entete(vue.contexte._replace(non_lus=(), fige=False)))]
    debut.append(f"**{texte(Phrase(VERDICTS[vue.jugement.verdict]))}** {texte(suite_du_verdict(vue))}")
    lignes = []
    for section in sections(vue, _accord):
        lignes += ["", f"**{texte(section.titre)}**", ""]
        lignes += ["- " + _texte(ligne) for ligne in section.suite]
    # What was compared, so that nobody reads the review of another state.
    etats = {"base": vue.base[:10] or Phrase("rien"), "tete": vue.tete[:10] or Phrase("la copie de travail")}
    provenance = texte(Phrase("De {base} à {tete}.", **etats))
    return "\n".join([*debut, *_bornees(lignes), "", f"<sub>{provenance}</sub>"]) + "\n"


ETIQUETTE_MAX = 50  # characters of a label's name on the forges that we know


def _accord(acceptation: Acceptation) -> Phrase:
    """The label that a maintainer puts; a name that would be too long is whole in the label's description."""
    etiquette = f"accepter:{acceptation}"
    if len(etiquette) <= ETIQUETTE_MAX:
        return Phrase("étiquette « {etiquette} »", etiquette=etiquette)
    return Phrase(
        "étiquette « {debut}… », avec pour description « {etiquette} »",
        debut=etiquette[: ETIQUETTE_MAX - 1],
        etiquette=etiquette,
    )


def _texte(phrase: Affichable) -> str:
    """A line, its end counted when it is too long."""
    entier = str(phrase)
    reste = len(entier) - LIGNE_MAX
    if reste <= 0:
        return texte(entier)
    return texte(
        Phrase(
            "{debut}… ({reste})",
            debut=entier[:LIGNE_MAX],
            reste=Pluriel("et {n} caractère", "et {n} caractères", reste),
        )
    )


def _bornees(lignes: list[str]) -> list[str]:
    """As many lines as fit; the others are counted, none is cut."""
    place = LIMITE
    for rang, ligne in enumerate(lignes):
        place -= len(ligne) + 1
        if place < 0:
            restent = sum(autre.startswith("- ") for autre in lignes[rang:])
            suite = Pluriel("Et {n} autre ligne : roriq revue.", "Et {n} autres lignes : roriq revue.", restent)
            return [*lignes[:rang], "", texte(suite)]
    return lignes
