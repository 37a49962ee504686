"""`valider`: every finding with its place, the excerpt and a caret, and what to do."""

from roriq_cli.domaine.genres.constats import Constat, Gravite
from roriq_cli.i18n import N_, Affichable, Phrase, Pluriel, _, inerte
from roriq_cli.rendu.sections.section import comptees
from roriq_cli.rendu.texte.commun import entete, largeur, paragraphe
from roriq_cli.rendu.vues import VueConstats

GRAVITES = {
    Gravite.ERREUR: N_("erreur"),
    Gravite.AVERTISSEMENT: N_("avertissement"),
    Gravite.INFORMATION: N_("information"),
}

EXTRAIT = 100


def valider(vue: VueConstats) -> str:
    """Every finding with its place, the excerpt and a caret, what to do; then the count."""
    lignes = {
        fichier: vue.textes[fichier].splitlines() for fichier in {c.fichier for c in vue.constats} & {*vue.textes}
    }
    blocs = [_constat(c, lignes.get(c.fichier, [])) for c in vue.constats]
    return paragraphe(*entete(vue.contexte._replace(non_lus=())), *blocs, *bilan(vue))


def bilan(vue: VueConstats) -> list[Affichable]:
    """How many files, errors and warnings; how many files could not be judged."""
    fichiers = Pluriel("{n} fichier vérifié", "{n} fichiers vérifiés", vue.fichiers)
    erreurs = Pluriel("{n} erreur", "{n} erreurs", vue.erreurs)
    avertissements = Pluriel("{n} avertissement", "{n} avertissements", vue.avertissements)
    trouves = Phrase(
        "{fichiers} : {erreurs}, {avertissements}.",
        fichiers=fichiers,
        erreurs=erreurs,
        avertissements=avertissements,
    )
    reserve = (
        vue.non_evalues,
        N_("{n} fichier n'a pas pu être évalué jusqu'au bout : rien ne prouve qu'il est juste."),
        N_("{n} fichiers n'ont pas pu être évalués jusqu'au bout : rien ne prouve qu'ils sont justes."),
    )
    return [trouves, *comptees(reserve)]


def _constat(constat: Constat, lignes: list[str]) -> str:
    gravite = _(GRAVITES[constat.gravite])
    place = f"{constat.fichier}:{constat.ligne}:{constat.colonne}"
    bloc = [f"{place}: {gravite} [{constat.regle.code}]", f"  {constat.message}"]
    if constat.ligne <= len(lignes):
        ligne = lignes[constat.ligne - 1]
        debut = max(0, constat.colonne - 1 - EXTRAIT // 2) if len(ligne) > EXTRAIT else 0
        extrait = inerte(ligne[debut : debut + EXTRAIT])
        retrait = largeur(inerte(ligne[debut : constat.colonne - 1]))
        marge = f"  {constat.ligne} | "
        bloc += [marge + extrait, " " * (len(marge) - 2) + "| " + " " * retrait + "^"]
    bloc.append(f"  {constat.correction or _(constat.regle.correction)}")
    return "\n".join(bloc) + "\n"
