"""Measure what a person waits for: `roriq` as its users install it, beside an empty Python and a peer.

    python -m benchmarks.mesurer [--tours N] [--fiches N] [--ecrire]
    python -m benchmarks.mesurer --ancien REVISION [--tours N] [--fiches N]

The wheel is built and installed alone in a temporary venv, from the locked versions. Every command of a
round is run once, then the next round: what slows the machine slows all alike. Medians are in
milliseconds, then as multiples of `python -c pass`. `--ecrire` records them in benchmarks/RESULTATS.md.

`--ancien` measures what is here beside an older revision, each installed the same way, one after the other in every
round and each first in turn: how many times longer a command takes is asked of each round, then the median is kept,
with the middle half of the rounds beside it. On a machine that others use, the processor's time says more than the
clock.
"""

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from outils import roue

RACINE = Path(__file__).parent.parent
FICHES = 26
RAPPORT = "2024-06-30"  # in the twelve months before, every organisation applied and was admitted: the longest report


def registre(dossier: Path, nombre: int) -> Path:
    """A registry of `nombre` organisations, each a typical member (as long as those of `roriq demo`)."""
    racine = dossier / f"registre-{nombre}"
    fiches = racine / "data" / "organismes"
    fiches.mkdir(parents=True)
    modele = (RACINE / "benchmarks" / "modele.yaml").read_text(encoding="utf-8")
    for rang in range(nombre):
        texte = modele.replace("RANG", f"{rang:05d}")
        (fiches / f"accueil-exemple-{rang:05d}.yaml").write_text(texte, encoding="utf-8")
    shutil.copy(RACINE / "data" / "registre.yaml", racine / "data")
    roue.lancer(["git", "init", "--quiet", str(racine)])
    _consigner(racine, "avant")
    with (fiches / "accueil-exemple-00000.yaml").open("a", encoding="utf-8") as fiche:
        fiche.write("  - date: 2024-05-01\n    evenement: retrait\n")
    _consigner(racine, "un fait")
    return racine


def _consigner(racine: Path, message: str) -> None:
    personne = ("-c", "user.name=Mesures", "-c", "user.email=mesures@example.org", "-c", "commit.gpgSign=false")
    roue.lancer(["git", "-C", str(racine), "add", "--all"])
    roue.lancer(["git", "-C", str(racine), *personne, "commit", "--quiet", "--message", message])


class Temps(NamedTuple):
    """How long a command takes, in milliseconds: by the clock, then of the processor (what it runs included)."""

    duree: float
    processeur: float


def mesurer(commandes: dict[str, list[str]], tours: int) -> dict[str, list[Temps]]:
    """The time of each command in interleaved rounds (one more, first, to warm up); one of two is reversed."""
    temps: dict[str, list[Temps]] = {nom: [] for nom in commandes}
    env = {"PATH": os.environ["PATH"], "HOME": tempfile.gettempdir(), "LANG": "C.UTF-8"}
    for tour in range(tours + 1):
        for nom in list(commandes)[:: -1 if tour % 2 else 1]:
            debut, avant = time.perf_counter(), _processeur()
            subprocess.run(commandes[nom], env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if tour:
                temps[nom].append(Temps((time.perf_counter() - debut) * 1000, (_processeur() - avant) * 1000))
    return temps


def _processeur() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def comparer(dossier: Path, ancien: str, fiches: int, tours: int) -> str:
    """Two programs on one registry, as a table."""
    programmes = {ancien: roue.installer_revision(ancien), "ici": roue.installer(RACINE, dossier / "ici")}
    racine = str(registre(dossier, fiches))
    lignes = [
        f"| commande ({fiches} fiches, {tours} tours) | {ancien} (ms) | ici (ms) | rapport | rapport, processeur |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for mots in (["lister"], ["valider"], ["revue", "HEAD~1", "HEAD"]):
        temps = mesurer({nom: [str(bin / "roriq"), "-R", racine, *mots] for nom, bin in programmes.items()}, tours)
        paires = list(zip(temps[ancien], temps["ici"], strict=True))
        cellules = [_etendue([temps_.duree for temps_ in temps[nom]], 1) for nom in programmes]
        cellules.append(_etendue([ici.duree / avant.duree for avant, ici in paires], 3))
        cellules.append(_etendue([ici.processeur / avant.processeur for avant, ici in paires], 3))
        lignes.append(f"| roriq {' '.join(mots)} | {' | '.join(cellules)} |")
    return "\n".join(lignes) + "\n"


def _etendue(valeurs: list[float], decimales: int) -> str:
    """The median, and the two quartiles around it."""
    bas, milieu, haut = (f"{q:.{decimales}f}" for q in statistics.quantiles(valeurs, n=4, method="inclusive"))
    return f"{milieu} ({bas} à {haut})"


def seul(dossier: Path, nombre: int, tours: int) -> str:
    """What is here, beside an empty Python and a peer, as a table."""
    programmes = roue.installer(RACINE, dossier)
    racine = registre(dossier, nombre)
    python, roriq = str(programmes / "python"), [str(programmes / "roriq"), "-R", str(racine)]
    schema = str(RACINE / "roriq_cli" / "schemas" / "organisme.schema.json")
    pair = str(Path(sys.executable).parent / "check-jsonschema")
    fiches = sorted(map(str, (racine / "data" / "organismes").iterdir()))
    temps = mesurer(
        {
            "python -c pass": [python, "-c", "pass"],
            "python -c 'import typer'": [python, "-c", "import typer"],
            "roriq --version": [roriq[0], "--version"],
            f"roriq lister ({nombre} fiches)": [*roriq, "lister"],
            f"roriq valider ({nombre} fiches)": [*roriq, "valider"],
            f"roriq rapport --au ({nombre} fiches)": [*roriq, "rapport", "--au", RAPPORT],
            f"roriq revue, une fiche ({nombre} fiches)": [*roriq, "revue", "HEAD~1", "HEAD"],
            f"check-jsonschema ({nombre} fiches)": [pair, "--schemafile", schema, *fiches],
        },
        tours,
    )
    medianes = {nom: statistics.median(un.duree for un in durees) for nom, durees in temps.items()}
    base = medianes["python -c pass"]
    lignes = ["| commande | médiane (ms) | × python -c pass |", "| --- | ---: | ---: |"]
    lignes += [f"| {nom} | {duree:.1f} | {duree / base:.2f} |" for nom, duree in medianes.items()]
    return "\n".join(lignes) + "\n"


def main() -> None:
    """Measure, print, and record on demand."""
    options = argparse.ArgumentParser()
    options.add_argument("--tours", type=int, default=31)
    options.add_argument("--fiches", type=int, default=FICHES)
    options.add_argument("--ancien", metavar="REVISION")
    options.add_argument("--ecrire", action="store_true")
    choix = options.parse_args()
    if choix.ancien and choix.ecrire:
        options.error("--ecrire consigne ce qui est ici seul, sans --ancien")
    if choix.ancien and choix.tours < 2:
        options.error("--ancien demande au moins deux tours")
    with tempfile.TemporaryDirectory() as temporaire:
        if choix.ancien:
            print(comparer(Path(temporaire), choix.ancien, choix.fiches, choix.tours))
            return
        texte = seul(Path(temporaire), choix.fiches, choix.tours)
    print(texte)
    if choix.ecrire:
        machine = f"Python {platform.python_version()}, {os.cpu_count()} cœurs, {choix.tours} tours entrelacés."
        (RACINE / "benchmarks" / "RESULTATS.md").write_text(
            f"# Mesures\n\n`python -m benchmarks.mesurer --ecrire` : {machine}\n\n{texte}", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
