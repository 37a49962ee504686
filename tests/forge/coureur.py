"""GitHub, played here: a job of a workflow is run as its file says, step by step, with what GitHub would give it.

The steps are the real ones (`run:` of the workflows and of our actions, under bash), Git is real, and the repository is a
bare one beside. Three things are not: `gh` answers what the test says and writes down what it is asked, `python3 -m venv`
makes a folder whose `roriq` is this project's, and whose `pip` only writes down what it is asked.
"""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from roriq_cli.registre.flux import fichiers, programme
from tests.conftest import PROJET

DEPOT = "reseau/registre"
EXEMPLE = "exemple/roriq@0123456789abcdef0123456789abcdef01234567"
JETON = "jeton-secret-de-la-tache"

_GH = """
import json, os, sys, base64
arguments = sys.argv[1:]
assert arguments.pop(0) == "api", arguments
methode, chemin, corps = "GET", None, None
pages = False
while arguments:
    mot = arguments.pop(0)
    if mot == "--method":
        methode = arguments.pop(0)
    elif mot == "--paginate":
        pages = True
    elif mot == "--input":
        assert arguments.pop(0) == "-"
        corps = json.load(sys.stdin)
    else:
        assert not mot.startswith("-") and chemin is None, mot
        chemin = mot
dossier = os.environ["FAUX_GITHUB"]
with open(dossier + "/demandes", "a", encoding="utf-8") as journal:
    journal.write(json.dumps([methode, chemin, corps, os.environ.get("GH_TOKEN")]) + "\\n")
reponses = json.load(open(dossier + "/reponses", encoding="utf-8"))
cle = methode + " " + chemin.partition("?")[0]
if cle not in reponses:
    print("gh: Not Found (HTTP 404)", file=sys.stderr)
    sys.exit(1)
reponse = reponses[cle]
if isinstance(reponse, dict) and "zip" in reponse:
    sys.stdout.buffer.write(base64.b64decode(reponse["zip"]))
elif pages and isinstance(reponse, list):  # one element a page: what comes after is read too
    print("".join(json.dumps([element]) for element in reponse) or "[]")
else:
    print(json.dumps(reponse))
"""
_PYTHON3 = """#!/bin/bash
if [ "$1" = -m ] && [ "$2" = venv ]; then
    mkdir -p "$3/bin"
    cp "$FAUX_GITHUB/pip" "$3/bin/python"
    cp "$FAUX_GITHUB/roriq" "$3/bin/roriq"
    exit 0
fi
exec {python} "$@"
"""
_PIP = """#!/bin/bash
printf '%s\\n' "$*" >> "$FAUX_GITHUB/pip.journal"
"""
# -P: as the console script of a real environment, it finds nothing in the folder it is run from.
_RORIQ = """#!/bin/bash
printf '%s\\n' "$*" >> "$FAUX_GITHUB/roriq.journal"
if [ "$3" = revue ] && [ -e "$FAUX_GITHUB/revue.code" ]; then
    case "$*" in
        *markdown*) cat "$FAUX_GITHUB/revue.md" ;;
        *) echo "::notice::revue" ;;
    esac
    exit "$(cat "$FAUX_GITHUB/revue.code")"
fi
PYTHONPATH={projet} exec {python} -P -m roriq_cli "$@"
"""


@dataclass
class Fin:
    """How a job ended: whether all its steps passed, what was printed, its summary, what it kept."""

    reussie: bool
    sortie: str
    resume: str
    artefacts: dict[str, dict[str, bytes]]


@dataclass
class Github:
    """A repository on GitHub, and what its API answers."""

    dossier: Path
    reponses: dict[str, Any] = field(default_factory=dict)
    courses: int = 0

    def __post_init__(self) -> None:
        faux = self.faux
        (faux / "bin").mkdir(parents=True)
        executable = {
            faux / "bin" / "gh": f"#!{sys.executable}\n{_GH}",
            faux / "bin" / "python3": _PYTHON3.format(python=sys.executable),
            faux / "pip": _PIP,
            faux / "roriq": _RORIQ.format(python=sys.executable, projet=PROJET),
        }
        for chemin, texte in executable.items():
            chemin.write_text(texte, encoding="utf-8")
            chemin.chmod(0o755)
        for journal in ("demandes", "pip.journal", "roriq.journal"):
            (faux / journal).touch()
        voulu = programme(EXEMPLE)
        assert voulu
        self.flux = {Path(nom).stem: yaml.safe_load(t) for nom, t in fichiers(voulu).items() if nom.endswith(".yml")}

    @property
    def faux(self) -> Path:
        """What stands for GitHub's machine."""
        return self.dossier / "faux"

    @property
    def depot(self) -> Path:
        """The repository itself, bare."""
        return self.dossier / "serveur" / DEPOT

    def revoir(self, code: int, markdown: str) -> None:
        """What `roriq revue` says, for tests of what is around it."""
        (self.faux / "revue.code").write_text(str(code))
        (self.faux / "revue.md").write_text(markdown, encoding="utf-8")

    def demandes(self) -> list[list[Any]]:
        """All that the API was asked: method, path, body, token."""
        return [json.loads(ligne) for ligne in (self.faux / "demandes").read_text(encoding="utf-8").splitlines()]

    def roriq(self) -> list[list[str]]:
        """All that the program was asked."""
        return [ligne.split() for ligne in (self.faux / "roriq.journal").read_text(encoding="utf-8").splitlines()]

    def executer(self, nom: str, evenement: dict[str, Any], *, flux: str = "roriq", sha: str = "") -> Fin:
        """Run the one job of a workflow for an event."""
        self.courses += 1
        machine = self.dossier / f"machine-{self.courses}"
        for sous in ("temp", "travail"):
            (machine / sous).mkdir(parents=True)
        (machine / "evenement.json").write_text(json.dumps(evenement), encoding="utf-8")
        (self.faux / "reponses").write_text(
            json.dumps({cle.replace(" ", f" repos/{DEPOT}/", 1): r for cle, r in self.reponses.items()}),
            encoding="utf-8",
        )
        (machine / "resume").touch()
        (travail,) = self.flux[flux]["jobs"].values()
        env = {
            **{n: v for n, v in os.environ.items() if not n.startswith(("GITHUB_", "RUNNER_", "PYTHON", "GIT_"))},
            "PATH": f"{self.faux / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "FAUX_GITHUB": str(self.faux),
            "CI": "true",
            "RUNNER_TEMP": str(machine / "temp"),
            "GITHUB_WORKSPACE": str(machine / "travail"),
            "GITHUB_EVENT_NAME": nom,
            "GITHUB_EVENT_PATH": str(machine / "evenement.json"),
            "GITHUB_REPOSITORY": DEPOT,
            "GITHUB_SERVER_URL": f"file://{self.dossier / 'serveur'}",
            "GITHUB_SHA": sha,
            "GITHUB_STEP_SUMMARY": str(machine / "resume"),
            "GITHUB_WORKFLOW_REF": f"{DEPOT}/.github/workflows/{flux}.yml@refs/heads/main",
        }
        github = {"token": JETON, "event": evenement, "event_name": nom, "sha": sha}
        course = _Course(machine, env, {"github": github})
        if "if" in travail and not course.valeur(travail["if"]):
            return Fin(True, "", "", {})
        course.etapes(travail["steps"], {})
        return Fin(course.reussie, course.sortie, (machine / "resume").read_text(encoding="utf-8"), course.artefacts)


class _Course:
    """A job being run."""

    def __init__(self, machine: Path, env: dict[str, str], contexte: dict[str, Any]) -> None:
        self.machine, self.env, self.contexte = machine, env, contexte
        self.reussie, self.sortie = True, ""
        self.artefacts: dict[str, dict[str, bytes]] = {}

    def etapes(self, etapes: list[dict[str, Any]], entrees: dict[str, str], action: Path | None = None) -> None:
        """Run steps in turn; after a failure, only those that say « always() »."""
        precedentes = self.contexte
        self.contexte = {"github": precedentes["github"], "inputs": entrees, "steps": {}}
        for etape in etapes:
            condition = str(etape.get("if", "true"))
            if (self.reussie or "always()" in condition) and self.valeur(condition):
                sorties = self._etape(etape, action)
                if "id" in etape:
                    self.contexte["steps"][etape["id"]] = {"outputs": sorties}
        if action:
            self.rendues = {
                nom: str(self.remplir(o["value"])) for nom, o in _lire(action / "action.yml").get("outputs", {}).items()
            }
        self.contexte = precedentes

    def _etape(self, etape: dict[str, Any], action: Path | None) -> dict[str, str]:
        if "run" in etape:
            assert etape["shell"] == "bash"
            assert "${{" not in etape["run"], "data would become words of a script"
            return self._run(etape["run"], {n: self.remplir(v) for n, v in etape.get("env", {}).items()}, action)
        avec = {nom: self.remplir(v) for nom, v in etape.get("with", {}).items()}
        nom, _arobase, version = etape["uses"].partition("@")
        assert re.fullmatch("[0-9a-f]{40}", version)
        if nom == "actions/upload-artifact":
            dossier = Path(avec["path"])
            self.artefacts[avec["name"]] = {f.name: f.read_bytes() for f in dossier.iterdir()}
            return {}
        assert nom.startswith("exemple/roriq")
        chemin = PROJET / nom.removeprefix("exemple/roriq").lstrip("/")
        description = _lire(chemin / "action.yml")
        assert set(avec) <= set(description["inputs"])
        entrees = {n: self.remplir(e.get("default", "")) for n, e in description["inputs"].items()} | avec
        self.etapes(description["runs"]["steps"], entrees, chemin)
        return self.rendues

    def _run(self, script: str, ajout: dict[str, str], action: Path | None) -> dict[str, str]:
        fichier, sorties = self.machine / "etape.sh", self.machine / "sorties"
        fichier.write_text(script, encoding="utf-8")
        sorties.write_text("")
        fini = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", fichier],
            env={**self.env, "GITHUB_ACTION_PATH": str(action), "GITHUB_OUTPUT": str(sorties), **ajout},
            cwd=self.env["GITHUB_WORKSPACE"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        self.sortie += fini.stdout.decode()
        self.reussie = self.reussie and fini.returncode == 0
        return dict(ligne.split("=", 1) for ligne in sorties.read_text(encoding="utf-8").splitlines())

    def remplir(self, texte: str) -> str:
        """A value with its `${{ … }}` computed."""
        return re.sub(r"\$\{\{(.*?)\}\}", lambda t: str(self.valeur(t[1])), str(texte))

    def valeur(self, expression: str) -> Any:
        """The part of GitHub's expressions that our files use."""
        mots = re.sub(r"'[^']*'|[a-z][\w-]*(?:\.[\w-]+)+|\w+\(\)|&&|\|\|", self._mot, expression)
        return eval(mots.strip(), {"true": True})

    def _mot(self, trouve: re.Match[str]) -> str:
        mot = trouve[0]
        if mot.startswith("'"):
            return repr(mot[1:-1])
        if mot in ("&&", "||", "always()"):
            return {"&&": " and ", "||": " or ", "always()": "True"}[mot]
        valeur: Any = self.contexte
        for cle in mot.split("."):
            valeur = valeur.get(cle, "") if isinstance(valeur, dict) else ""
        return repr(valeur)


def _lire(chemin: Path) -> dict[str, Any]:
    lu: dict[str, Any] = yaml.safe_load(chemin.read_text(encoding="utf-8"))
    return lu


def archive(pieces: dict[str, bytes]) -> bytes:
    """What was kept, as the API gives it."""
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as fichier:
        for nom, contenu in pieces.items():
            fichier.writestr(nom, contenu)
    return octets.getvalue()
