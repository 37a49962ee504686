"""How a command opens the registry that it reads: the work tree as it is, or the registry as Git knew it."""

import sys
from datetime import date
from typing import Annotated, Any, NamedTuple

import click

from roriq_cli.cli import horloge, options as o, registre_courant
from roriq_cli.cli.sortie import (
    ecrire_sortie,
    forme_du_fichier,
    largeur_du_terminal,
    verifier_la_forme,
    verifier_la_place,
)
from roriq_cli.domaine.table import GENRES
from roriq_cli.errors import Environnement, Usage
from roriq_cli.i18n import N_, Phrase, inerte
from roriq_cli.registre import git
from roriq_cli.registre.chargement import Chargement, charger
from roriq_cli.registre.sources import ArbreDeTravail, Revision, Source
from roriq_cli.rendu.formats import FORMATS, rendre
from roriq_cli.rendu.vues import Contexte

LONG = 1000  # files to read; beyond, someone who waits at a terminal is told how far it has gone


class LectureVoulue(NamedTuple):
    """What is asked of a reading command: which state of the registry, in which format, and where the result goes."""

    revision: str | None = None
    su_le: date | None = None
    format_voulu: str | None = None
    sortie: str | None = None
    remplacer: bool = False

    @property
    def format_(self) -> str:
        """The format that was asked for, else the one that the file's name says."""
        return self.format_voulu or forme_du_fichier(self.sortie) or "texte"

    def source(self, ctx: click.Context) -> Source:
        """The work tree, or the commit that `--revision` or `--su-le` names."""
        if self.revision is not None and self.su_le:
            raise Usage(Phrase("--revision et --su-le disent la même chose de deux façons : donnez l'un ou l'autre."))
        racine = registre_courant.trouver(ctx.find_root().params.get("registre"))
        if self.revision is not None:
            git.dossier_git(racine)
            return Revision(racine, git.commit(racine, self.revision))
        if self.su_le:
            git.dossier_git(racine)
            trouve = git.commit_a(racine, horloge.fin_du_jour(self.su_le))
            if trouve is None:
                raise Environnement(
                    Phrase(
                        "Le registre ne connaît rien du {le} : son premier fait a été consigné plus tard.",
                        le=self.su_le,
                    )
                )
            return Revision(racine, trouve)
        return ArbreDeTravail(racine)

    def charger(self, ctx: click.Context) -> Chargement:
        """The registry; at a terminal, with a bar when it is long to read."""
        source = self.source(ctx)
        if not sys.stderr.isatty() or (total := sum(source.nombre(g) for g in GENRES if g.dossier)) <= LONG:
            return charger(source)
        from roriq_cli.rendu.progres import progression

        with progression(Phrase("Lecture des fiches"), total, sys.stderr) as avancer:
            return charger(source, avancer)

    def montrer(self, commande: str, vue: Any) -> None:
        """The result of a command, as it was asked for."""
        self.verifier(commande)
        ecrire_sortie(rendre(commande, self.format_, vue), self.sortie, self.format_, remplacer=self.remplacer)

    def verifier(self, commande: str) -> None:
        """Raises Usage, Refus: a file whose name says another format, a workbook on a screen, a file that is there."""
        forme = self.format_ if self.format_ in FORMATS[commande] else "texte"
        verifier_la_forme(self.sortie, forme, FORMATS[commande])
        if forme == "xlsx" and self.sortie is None and sys.stdout.isatty():
            raise Usage(
                Phrase("Un classeur ne se lit pas dans un terminal."),
                Phrase("Donnez-lui un fichier : {option}", option=f"--sortie {commande}.xlsx"),
            )
        if self.sortie is not None:
            verifier_la_place(self.sortie, remplacer=self.remplacer)


# The options that make it: which state, then the format and the place of the result.
ETAT = {"revision": o.Revision, "su_le": o.SuLe}


def resultat_de(commande: str) -> dict[str, Any]:
    """`--format`, with the formats that the command has, and `--sortie`."""
    formats = o.choix(
        "--format", N_("La forme du résultat (celle que dit --sortie, sinon texte)."), tuple(FORMATS[commande])
    )
    return {"format_voulu": Annotated[str | None, formats], "sortie": o.Sortie, "remplacer": o.Remplacer}


def contexte(chargement: Chargement, au: date | None, *, provenance: bool) -> Contexte:
    """How the registry was read; `provenance` asks Git for the revision, when what is shown says it."""
    source = chargement.source
    aujourd_hui = horloge.aujourd_hui()
    base = Contexte(
        au or aujourd_hui,
        aujourd_hui,
        chargement.registre,
        non_lus=tuple(inerte(f.chemin) for f in (*chargement.non_lus, *chargement.etrangers)),
        etrangers=len(chargement.etrangers),
        largeur=largeur_du_terminal(),
    )
    if source.revision:
        return base._replace(revision=source.revision, fige=True)
    if not provenance:
        return base
    etat = git.etat(source.racine)
    return base._replace(revision=etat.revision, modifie=etat.modifie)
