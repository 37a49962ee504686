"""`revue`: what a proposal changes, and whether it may; what a reviewer reads and CI obeys."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from roriq_cli.cli import horloge, options as o, registre_courant, types
from roriq_cli.cli.lire.ouverture import LectureVoulue, contexte, resultat_de
from roriq_cli.cli.sortie import largeur_du_terminal
from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.constats import Constat, Gravite
from roriq_cli.domaine.membres.modele import Registre
from roriq_cli.domaine.revue.revue import ILLISIBLES, Acceptation, Verdict, juger, revue as faire_revue
from roriq_cli.errors import Usage
from roriq_cli.i18n import N_, Commande, Phrase, inerte
from roriq_cli.registre import comparaison as comp, git
from roriq_cli.rendu.vues import Contexte, VueRevue


class TypeAcceptation(types.Saisie):
    """REGLE, or REGLE:ID: an exact waiver."""

    name = "acceptation"

    def _lire(self, texte: str) -> Acceptation:
        regle, deux_points, id = texte.partition(":")
        connue = REGLES.get(regle)
        if connue is None or connue.gravite is not Gravite.ERREUR or regle in ILLISIBLES:
            raise Usage(
                Phrase(
                    "« {regle} » n'est pas le code d'une règle qui s'accepte. Les voir toutes : {commande}",
                    regle=regle,
                    commande=Commande("regle"),
                )
            )
        if deux_points and (not id or ":" in id):
            raise Usage(Phrase("« {mot} » ne dit pas quelle fiche. Écrivez {regle}:ID.", mot=texte, regle=regle))
        return Acceptation(regle, id)


Base = Annotated[
    str | None,
    o.argument(
        N_("[BASE]"), N_("L'état d'avant, une version que Git connaît (ce que tous ont déjà, si rien n'est dit).")
    ),
]
Tete = Annotated[
    str | None,
    o.argument(N_("[TETE]"), N_("L'état d'après (les fichiers tels qu'ils sont si rien n'est dit).")),
]
Accepter = Annotated[
    list[Any] | None,
    o.option(
        "--accepter",
        N_("Laisser passer ce qu'un responsable accepte : une règle, pour une fiche ou partout; se répète."),
        TypeAcceptation(),
        N_("REGLE[:ID]"),
    ),
]


def revue(
    ctx: typer.Context,
    base: Base,
    tete: Tete,
    accepter: Accepter,
    lecture: Annotated[LectureVoulue, resultat_de("revue")],
) -> None:
    """Compare two states of the registry. Exit code 1 unless the change is legal, and all of it could be judged."""
    racine = registre_courant.trouver(ctx.find_root().params.get("registre"))
    git.dossier_git(racine)
    acceptations: list[Acceptation] = list(dict.fromkeys(accepter or ()))
    aujourd_hui = horloge.aujourd_hui()
    try:
        comparaison = comp.comparer(racine, base, tete)
    except comp.EtatInconnu as erreur:
        vide = Contexte(aujourd_hui, aujourd_hui, Registre(), largeur=largeur_du_terminal())
        vue = VueRevue(vide, "", "", None, juger((), acceptations, complet=False), erreur.phrases)
    else:
        constats = _constater(racine, comparaison, aujourd_hui)
        racontes = {p.chemin for p in comparaison.paires if p.avant is None or p.apres is None or p.change}
        vue = VueRevue(
            _contexte(comparaison, provenance=lecture.format_ == "json"),
            comparaison.base,
            comparaison.tete,
            faire_revue(
                comparaison.avant.registre,
                comparaison.apres.registre,
                comparaison.couples,
                aujourd_hui,
                autres=comparaison.autres,
                lisible=comparaison.lisible,
            ),
            juger(constats, acceptations, complet=comparaison.complete),
            comparaison.lacunes,
            tuple(inerte(chemin) for chemin in comparaison.chemins if chemin not in racontes),
            inerte(git.prefixe(racine) or ""),
            _remarques(racine, comparaison, constats),
        )
    lecture.montrer("revue", vue)
    if vue.jugement.verdict is not Verdict.CONFORME:
        raise typer.Exit(1)


def _constater(racine: Path, comparaison: comp.Comparaison, aujourd_hui: date) -> list[Constat]:
    """The findings; what was recorded in time is not late for being looked at later."""
    constats = comp.constater(comparaison, aujourd_hui)
    tardifs = {c.fichier for c in constats if c.regle.code == "saisie-tardive"}
    instants = comp.consignes_le(racine, comparaison, tardifs) if tardifs else {}
    if not instants:
        return constats
    return comp.constater(comparaison, aujourd_hui, {c: horloge.jour_de(i).date() for c, i in instants.items()})


def _contexte(comparaison: comp.Comparaison, *, provenance: bool) -> Contexte:
    """How the registry was read; what it says of itself is what it said before."""
    apres = contexte(comparaison.apres, None, provenance=provenance)
    return apres._replace(registre=comparaison.avant.registre) if comparaison.base else apres


def _remarques(racine: Path, comparaison: comp.Comparaison, constats: list[Constat]) -> tuple[Phrase, ...]:
    """That the new state does not come from the old one: what only the old one has looks taken away."""
    perdu = any(c.regle.code in ("fait-reecrit", "fiche-retiree", "liste-reecrite") for c in constats)
    if not perdu or not comparaison.base or git.vient_de(racine, comparaison.tete or "HEAD", comparaison.base):
        return ()
    return (
        Phrase(
            "L'état d'après n'a pas les derniers faits de l'état d'avant : ce qui lui manque paraît retiré. "
            "Réunissez-les d'abord (roriq synchroniser), ou comparez depuis leur point commun."
        ),
    )
