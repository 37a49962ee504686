"""Measure what a person waits for: `roriq` as its users install it, beside an empty Python and a peer.

    python -m benchmarks.mesurer [--tours N] [--fiches N] [--ecrire]

The wheel is built and installed alone in a temporary venv, from the locked versions. Every command of a
round is run once, then the next round: what slows the machine slows all alike. Medians are in
milliseconds, then as multiples of `python -c pass`. `--ecrire` records them in benchmarks/RESULTATS.md.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

RACINE = Path(__file__).parent.parent
FICHES = 26
RAPPORT = "2024-06-30"  # in the twelve months before, every organisation applied and was admitted: the longest report


def preparer(dossier: Path) -> Path:
    """A venv with the wheel and its locked dependencies, compiled; returns its folder of programs."""
    env = dossier / "env"
    pip = [str(env / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    verrou = str(RACINE / "requirements" / "execution.txt")
    _lancer([sys.executable, "-m", "venv", str(env)])
    _lancer([*pip, "--require-hashes", "--requirement", verrou])
    construire = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "wheel", "--no-deps"]
    _lancer([*construire, "--no-build-isolation", "--wheel-dir", str(dossier), str(RACINE)])
    _lancer([*pip, "--no-deps", "--no-index", *map(str, dossier.glob("*.whl"))])
    _lancer([str(env / "bin" / "python"), "-m", "compileall", "-q", str(env / "lib")])
    return env / "bin"


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
    _lancer(["git", "init", "--quiet", str(racine)])
    _consigner(racine, "avant")
    with (fiches / "accueil-exemple-00000.yaml").open("a", encoding="utf-8") as fiche:
        fiche.write("  - date: 2024-05-01\n    evenement: retrait\n")
    _consigner(racine, "un fait")
    return racine


def _consigner(racine: Path, message: str) -> None:
    personne = ("-c", "user.name=Mesures", "-c", "user.email=mesures@example.org", "-c", "commit.gpgSign=false")
    _lancer(["git", "-C", str(racine), "add", "--all"])
    _lancer(["git", "-C", str(racine), *personne, "commit", "--quiet", "--message", message])


def _lancer(commande: list[str]) -> None:
    subprocess.run(commande, check=True, stdout=subprocess.DEVNULL)


def mesurer(commandes: dict[str, list[str]], tours: int) -> dict[str, float]:
    """The median time of each command, in seconds, over interleaved rounds (one more, first, to warm up)."""
    temps: dict[str, list[float]] = defaultdict(list)
    env = {"PATH": os.environ["PATH"], "HOME": tempfile.gettempdir(), "LANG": "C.UTF-8"}
    for tour in range(tours + 1):
        for nom, commande in commandes.items():
            debut = time.perf_counter()
            subprocess.run(commande, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if tour:
                temps[nom].append(time.perf_counter() - debut)
    return {nom: statistics.median(durees) for nom, durees in temps.items()}


def main() -> None:
    """Measure, print, and record on demand."""
    options = argparse.ArgumentParser()
    options.add_argument("--tours", type=int, default=31)
    options.add_argument("--fiches", type=int, default=FICHES)
    options.add_argument("--ecrire", action="store_true")
    choix = options.parse_args()
    with tempfile.TemporaryDirectory() as temporaire:
        dossier = Path(temporaire)
        programmes = preparer(dossier)
        racine = registre(dossier, choix.fiches)
        python, roriq = str(programmes / "python"), str(programmes / "roriq")
        schema = str(RACINE / "roriq_cli" / "schemas" / "organisme.schema.json")
        pair = str(Path(sys.executable).parent / "check-jsonschema")
        fiches = sorted(map(str, (racine / "data" / "organismes").iterdir()))
        resultats = mesurer(
            {
                "python -c pass": [python, "-c", "pass"],
                "python -c 'import typer'": [python, "-c", "import typer"],
                "roriq --version": [roriq, "--version"],
                f"roriq lister ({choix.fiches} fiches)": [roriq, "-R", str(racine), "lister"],
                f"roriq valider ({choix.fiches} fiches)": [roriq, "-R", str(racine), "valider"],
                f"roriq rapport --au ({choix.fiches} fiches)": [roriq, "-R", str(racine), "rapport", "--au", RAPPORT],
                f"roriq revue, une fiche ({choix.fiches} fiches)": [
                    roriq,
                    "-R",
                    str(racine),
                    "revue",
                    "HEAD~1",
                    "HEAD",
                ],
                f"check-jsonschema ({choix.fiches} fiches)": [pair, "--schemafile", schema, *fiches],
            },
            choix.tours,
        )
    base = resultats["python -c pass"]
    lignes = ["| commande | médiane (ms) | × python -c pass |", "| --- | ---: | ---: |"]
    lignes += [f"| {nom} | {duree * 1000:.1f} | {duree / base:.2f} |" for nom, duree in resultats.items()]
    texte = "\n".join(lignes) + "\n"
    print(texte)
    if choix.ecrire:
        machine = f"Python {platform.python_version()}, {os.cpu_count()} cœurs, {choix.tours} tours entrelacés."
        (RACINE / "benchmarks" / "RESULTATS.md").write_text(
            f"# Mesures\n\n`python -m benchmarks.mesurer --ecrire` : {machine}\n\n{texte}", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
