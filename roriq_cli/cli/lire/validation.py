"""`valider` and `regle`: what is wrong, and what each rule asks."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from roriq_cli.cli import options as o
from roriq_cli.cli.lire.ouverture import ETAT, LectureVoulue, contexte, resultat_de
from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.constats import Gravite
from roriq_cli.domaine.genres.recherche import semblables
from roriq_cli.errors import Usage
from roriq_cli.i18n import N_, Commande, Liste, Phrase, inerte, plier
from roriq_cli.registre import git
from roriq_cli.registre.chargement import Chargement, valider as faire_bilan
from roriq_cli.rendu.vues import VueConstats, VueRegles

Fichiers = Annotated[
    list[str] | None,
    o.argument(N_("[FICHIER]..."), N_("Les fichiers à vérifier (tous si rien n'est dit).")),
]
Code = Annotated[
    str | None,
    o.argument(
        N_("[CODE]"),
        N_("Le code d'une règle."),
        autocompletion=lambda incomplete: [c for c in REGLES if c.startswith(incomplete)],
    ),
]


def valider(
    ctx: typer.Context,
    fichiers: Fichiers,
    lecture: Annotated[LectureVoulue, ETAT | resultat_de("valider")],
) -> None:
    """Check every file of the registry. Exit code 1 when there is an error, or something could not be judged."""
    chargement = lecture.charger(ctx)
    demandes = _demandes(chargement, fichiers) if fichiers else None
    vue = contexte(chargement, None, provenance=lecture.format_ != "texte")
    bilan = faire_bilan(chargement, vue.aujourd_hui, demandes)
    resultat = VueConstats(
        vue,
        bilan.fichiers,
        bilan.nombre(Gravite.ERREUR),
        bilan.nombre(Gravite.AVERTISSEMENT),
        bilan.non_evalues,
        bilan.constats,
        {inerte(f.chemin): f.texte for f in chargement.fichiers if f.texte is not None},
        (git.prefixe(chargement.source.racine) or "") if lecture.format_ == "github" else "",
    )
    lecture.montrer("valider", resultat)
    if not bilan.conforme:
        raise typer.Exit(1)


def _demandes(chargement: Chargement, fichiers: list[str]) -> frozenset[str]:
    """The registry's paths of the files named, from the working directory or from the registry.

    Raises Usage for a path that is no file of the registry: a check of nothing must not pass.
    """
    racine = chargement.source.racine
    connus = {f.chemin for f in chargement.fichiers}
    demandes = set()
    for nom in fichiers:
        ecrits = dict.fromkeys((nom, nom.replace("\\", "/")))  # a path copied from Windows
        candidats = [_normal(dossier / ecrit) for ecrit in ecrits for dossier in (Path.cwd(), racine)]
        chemins = {c.relative_to(racine).as_posix() for c in candidats if c.is_relative_to(racine)}
        trouves = connus & chemins or {c for c in connus if any(_est(racine / c, autre) for autre in candidats)}
        if not trouves:
            raise Usage(Phrase("« {nom} » n'est pas un fichier de ce registre.", nom=nom))
        demandes |= trouves
    return frozenset(demandes)


def _est(fichier: Path, autre: Path) -> bool:
    """Whether two paths are one file: where case does not count, or accents are written in two ways."""
    if fichier.name.casefold() != autre.name.casefold():
        return False
    with suppress(OSError):
        return os.path.samefile(fichier, autre)
    return False


def _normal(chemin: Path) -> Path:
    """The path with its folder resolved; the file itself may be a link, which is then a finding."""
    return chemin.parent.resolve() / chemin.name


def regle(code: Code, lecture: Annotated[LectureVoulue, resultat_de("regle")]) -> None:
    """Explain a rule, or list them all."""
    if code is None:
        vue = VueRegles(tuple(REGLES.values()))
    elif code in REGLES:
        vue = VueRegles((REGLES[code],))
    else:
        proches = semblables(plier(code), REGLES, 3, 0.5)
        suite = (
            Phrase("Peut-être : {codes}.", codes=Liste(proches, N_("ou")))
            if proches
            else Phrase("Les voir toutes : {commande}", commande=Commande("regle"))
        )
        raise Usage(Phrase("Aucune règle ne se nomme « {code} ».", code=code), suite)
    lecture.montrer("regle", vue)
