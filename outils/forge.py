"""What GitHub runs, checked without GitHub: the workflows as `roriq init --github` writes them, and our own actions.

`python -m outils.forge` exits 1 when zizmor (security), GitHub's own schemas or shellcheck find anything. All three
work offline.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from roriq_cli.registre.flux import fichiers, programme

RACINE = Path(__file__).parent.parent
ACTIONS = (RACINE / "action.yml", *sorted(RACINE.glob("action/*/action.yml")))
EXEMPLE = "exemple/roriq@0123456789abcdef0123456789abcdef01234567"


def main() -> int:
    """Run every check; each says what it finds."""
    with tempfile.TemporaryDirectory(prefix="roriq-") as nom:
        dossier = Path(nom)
        flux = ecrire(dossier / "registre")
        scripts = [ecrire_script(dossier / f"{rang}.sh", texte) for rang, texte in enumerate(etapes(*flux, *ACTIONS))]
        codes = [
            lancer("zizmor", "--offline", "--no-progress", "--quiet", "--persona=pedantic", *flux, *ACTIONS),
            lancer("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *flux),
            lancer("check-jsonschema", "--builtin-schema", "vendor.github-actions", *ACTIONS),
            lancer("shellcheck", "--shell=bash", *scripts),
        ]
    return max(codes)


def ecrire(racine: Path) -> list[Path]:
    """The workflows of an example registry."""
    voulu = programme(EXEMPLE)
    assert voulu is not None
    for chemin, texte in fichiers(voulu).items():
        (racine / chemin).parent.mkdir(parents=True, exist_ok=True)
        (racine / chemin).write_text(texte, encoding="utf-8")
    return sorted((racine / ".github" / "workflows").iterdir())


def etapes(*chemins: Path) -> Iterator[str]:
    """Every `run:` of workflows and actions."""
    for chemin in chemins:
        yield from _run(yaml.safe_load(chemin.read_text(encoding="utf-8")))


def _run(noeud: Any) -> Iterator[str]:
    enfants = noeud.values() if isinstance(noeud, dict) else noeud if isinstance(noeud, list) else ()
    if isinstance(noeud, dict) and isinstance(noeud.get("run"), str):
        yield noeud["run"]
    for enfant in enfants:
        yield from _run(enfant)


def ecrire_script(chemin: Path, texte: str) -> Path:
    """A step as GitHub runs it."""
    chemin.write_text(f"set -eo pipefail\n{texte}", encoding="utf-8")
    return chemin


def lancer(outil: str, *arguments: str | Path) -> int:
    """The tool of this environment; its exit code."""
    print(f"== {outil}", flush=True)
    return subprocess.run([Path(sys.executable).parent / outil, *arguments], cwd=RACINE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
