"""Play, keep, compare: see the package."""

import argparse
import os
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from outils import roue
from outils.memes_sorties import __doc__ as mode_d_emploi
from outils.memes_sorties.attendues import DIFFERENCES
from outils.memes_sorties.comparaison import FICHIER, comparer, enregistrer, relire, rendre
from outils.memes_sorties.jeu import DEPART, Enregistrement, jouer, unites
from outils.memes_sorties.scenes import toutes


def enregistrement(cote: str, motif: str, processus: int) -> Enregistrement:
    """What a side said: played now, or read again. Raises ValueError."""
    dossier = Path(cote)
    if (dossier / FICHIER).is_file():
        return _choisir(relire(dossier), motif)
    roriq = dossier.absolute() if os.access(dossier, os.X_OK) and dossier.is_file() else None
    if roriq is None:
        print(f"{cote} : la roue et ses versions verrouillées…", file=sys.stderr)
        roriq = roue.installer_revision(cote) / "roriq"
    debut = time.monotonic()
    obtenu = _choisir(jouer(roriq, unites(toutes(), motif), processus), motif)
    print(f"{cote} : {len(obtenu)} commandes jouées en {time.monotonic() - debut:.0f} s.", file=sys.stderr)
    return obtenu


def _choisir(obtenu: Enregistrement, motif: str) -> Enregistrement:
    """The commands that were asked for; what they begin from stays."""
    return {nom: trace for nom, trace in obtenu.items() if re.search(motif, nom) or nom.startswith(DEPART)}


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code."""
    options = argparse.ArgumentParser(
        prog="python -m outils.memes_sorties", description=mode_d_emploi, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("avant", metavar="AVANT")
    options.add_argument("apres", metavar="APRES", nargs="?")
    options.add_argument("--enregistrer", metavar="DOSSIER", type=Path)
    options.add_argument("--garder", metavar="DOSSIER", type=Path)
    options.add_argument("--seulement", metavar="MOTIF", default="")
    options.add_argument("--montrer", metavar="N", type=int, default=20)
    options.add_argument("--processus", metavar="N", type=int, default=2)
    choix = options.parse_args(argv)
    if bool(choix.enregistrer) == bool(choix.apres):
        options.error("il faut APRES, ou --enregistrer DOSSIER")
    try:
        avant = enregistrement(choix.avant, choix.seulement, choix.processus)
        if all(nom.startswith(DEPART) for nom in avant):
            options.error(f"aucune commande ne répond à « {choix.seulement} »")
        if choix.enregistrer:
            enregistrer(choix.enregistrer, avant)
            return 0
        apres = enregistrement(choix.apres, choix.seulement, choix.processus)
    except ValueError as erreur:
        options.error(str(erreur))
    if choix.seulement:  # what the commands of the pattern do not begin from was not made
        avant = {nom: trace for nom, trace in avant.items() if nom in apres or not nom.startswith(DEPART)}
    if choix.garder:
        enregistrer(choix.garder / "avant", avant)
        enregistrer(choix.garder / "apres", apres)
    ecarts, inutiles = comparer(avant, apres, DIFFERENCES)
    if choix.seulement:  # what is expected elsewhere is not played
        inutiles = []
    if ecarts or inutiles:
        print(rendre(ecarts, inutiles, choix.montrer), end="\n\n")
    differentes = len({ecart.commande for ecart in ecarts})
    print(f"{len(avant.keys() | apres.keys())} commandes : {differentes} différentes, "
          f"{len(inutiles)} différences attendues qui ne se produisent pas.")  # fmt: skip
    return 1 if ecarts or inutiles else 0


if __name__ == "__main__":
    sys.exit(main())
