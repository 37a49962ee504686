"""Playing the scenes with one `roriq`, each in a place of its own, and recording what each command said and did."""

import multiprocessing
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from outils.memes_sorties import registres
from outils.memes_sorties.etapes import Dans, Ecrire, Effacer, Etape, Git, Remplacer, Roriq, Scene
from outils.memes_sorties.terminal import au_terminal

AUJOURD_HUI = "2026-11-21"
DEBUT = datetime(2026, 11, 21, 9, 0, 0)
COMMITS = ("log", "-p", "--stat", "--cc", "--format=commit %H (%P)%n%an <%ae> %ad%n%cn <%ce> %cd%n%n%B", "--all")
DEPART = "départ"
ACTE = "0" * 12
Trace = dict[str, str]  # « code », « sortie », « erreur », then what it did
Enregistrement = dict[str, Trace]  # by the name of the command, unique


class Unite(NamedTuple):
    """What one process plays: a scene in a language."""

    scene: Scene
    langue: str

    def noms(self) -> Iterator[tuple[str, Etape]]:
        """Each step, and the name under which a command is recorded."""
        vus: dict[str, int] = {}
        for etape in self.scene.etapes:
            nom = f"{self.scene.nom} [{self.langue}] {etape}"
            vus[nom] = vus.get(nom, 0) + 1
            yield (nom if vus[nom] == 1 else f"{nom} ({vus[nom]})"), etape


def unites(scenes: list[Scene], motif: str = "") -> list[Unite]:
    """What is to be played; with a pattern, the commands whose name has it, and what leads to them."""
    gardees = []
    for scene in scenes:
        for langue in scene.langues:
            unite = Unite(scene, langue)
            noms = list(unite.noms())
            voulues = {nom for nom, _etape in noms if re.search(motif, nom)}
            if voulues and (scene.chacune or not scene.traces):
                etapes = tuple(e for nom, e in noms if nom in voulues or not isinstance(e, Roriq))
                unite = Unite(scene._replace(etapes=etapes), langue)
            if voulues:
                gardees.append(unite)
    return gardees


def jouer(roriq: Path, a_jouer: list[Unite], processus: int = 2) -> Enregistrement:
    """Play everything, several units at a time; what the program made to begin from is recorded too."""
    resultat: Enregistrement = {}
    with tempfile.TemporaryDirectory(prefix="memes-") as base:
        departs = sorted({unite.scene.depart for unite in a_jouer})
        with ProcessPoolExecutor(processus, multiprocessing.get_context("spawn")) as executeur:
            prets = {nom: executeur.submit(_fonder, nom, Path(base), roriq) for nom in departs}
            resultat = {f"{DEPART} {nom}": trace for nom, pret in prets.items() if (trace := pret.result())}
            poids = sorted(a_jouer, key=lambda unite: -len(unite.scene.etapes))
            futurs = [
                executeur.submit(_jouer, roriq, unite, Path(base), f"{rang:04d}") for rang, unite in enumerate(poids)
            ]
            for futur in futurs:
                resultat |= futur.result()
    return resultat


def _fonder(nom: str, base: Path, roriq: Path) -> Trace:
    """Make what scenes begin from; what `roriq` consigned in it."""
    lieu = _depart(base, nom)
    registres.fonder(nom, lieu, roriq)
    if nom.partition(":")[0] not in ("demo", "vide", "proposition"):
        return {}
    fini = subprocess.run(["git", *COMMITS], cwd=lieu / "registre", capture_output=True, check=True)
    return {"registre : commits": intemporel(sans_objets(texte_de(fini.stdout)))}


def _depart(base: Path, nom: str) -> Path:
    return base / "departs" / re.sub("[:/]", "+", nom)


def _jouer(roriq: Path, unite: Unite, base: Path, nom: str) -> Enregistrement:
    return Lieu(roriq, unite, base / nom, _depart(base, unite.scene.depart)).jouer()


class Lieu:
    """The place of a scene: the register, what is received, what is written beside it, an empty home."""

    def __init__(self, roriq: Path, unite: Unite, racine: Path, depart: Path) -> None:
        self.roriq, self.unite, self.racine, self.depart = roriq, unite, racine, depart
        self.dossier = racine / "registre"
        self.rang = 0
        self.connus: dict[Path, str] = {}

    def jouer(self) -> Enregistrement:
        """Play the scene."""
        scene = self.unite.scene
        shutil.copytree(self.depart, self.racine, symlinks=True)
        for etape in scene.avant:
            self.faire(etape)
        depart, dossier = self.references() if scene.traces else {}, self.dossier
        self.connus = dict(depart)
        modele = self.racine.with_name(self.racine.name + ".modele")
        if scene.chacune:
            self.racine.rename(modele)
        resultat = {}
        for nom, etape in self.unite.noms():
            if scene.chacune:
                shutil.rmtree(self.racine, ignore_errors=True)
                shutil.copytree(modele, self.racine, symlinks=True)
                self.dossier, self.rang, self.connus = dossier, len(scene.avant), dict(depart)
            trace = self.faire(etape)
            if trace is not None:
                resultat[nom] = {cle: self.neutre(texte) for cle, texte in trace.items()}
        shutil.rmtree(self.racine)
        shutil.rmtree(modele, ignore_errors=True)
        return resultat

    def neutre(self, texte: str) -> str:
        """The same text wherever the scene is played."""
        return intemporel(texte.replace(str(self.racine), "/LIEU"))

    def faire(self, etape: Etape) -> Trace | None:
        """One step; what is recorded of it."""
        self.rang += 1
        match etape:
            case Roriq():
                return self.taper(etape)
            case Git(mots):
                subprocess.run(["git", *mots], cwd=self.dossier, env=self.env({}), capture_output=True, check=False)
            case Ecrire(chemin, contenu):
                octets = contenu if isinstance(contenu, bytes) else contenu.encode()
                (self.dossier / chemin).parent.mkdir(parents=True, exist_ok=True)
                (self.dossier / chemin).write_bytes(octets)
            case Remplacer(chemin, avant, apres):
                texte = (self.dossier / chemin).read_text(encoding="utf-8")
                if avant not in texte:
                    raise ValueError(f"{self.unite.scene.nom} : {chemin} n'a pas « {avant} »")
                (self.dossier / chemin).write_text(texte.replace(avant, apres), encoding="utf-8")
            case Effacer(chemin):
                (self.dossier / chemin).unlink()
            case Dans(dossier):
                self.dossier = self.racine / dossier
        return None

    def env(self, variables: Mapping[str, str]) -> dict[str, str]:
        """A machine that knows nobody, on a day that does not change; each step is a minute after the other."""
        instant = (DEBUT + timedelta(minutes=self.rang)).isoformat() + "-05:00"
        return environnement(self.racine / "maison", instant, RORIQ_LANGUE=self.unite.langue) | dict(variables)

    def taper(self, commande: Roriq) -> Trace:
        """Run the command."""
        env = self.env({nom: self.placer(valeur) for nom, valeur in commande.variables})
        argv = [str(self.roriq), *map(self.placer, commande.mots)]
        if commande.reponses is None:
            fini = subprocess.run(
                argv, cwd=self.dossier, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=300
            )
            code, sortie, erreur = fini.returncode, fini.stdout, fini.stderr
        else:
            code, sortie = au_terminal(argv, self.dossier, env, commande.reponses)
            erreur = b""
        trace = {"code": f"{code}\n", "sortie": texte_de(sortie), "erreur": texte_de(erreur)}
        trace |= self.fichiers()
        if self.unite.scene.traces:
            trace |= self.effets()
        return {cle: texte for cle, texte in trace.items() if texte}

    def placer(self, mot: str) -> str:
        """« LIEU » in a word is where the scene is."""
        return mot.replace("LIEU", str(self.racine))

    def fichiers(self) -> Trace:
        """What was written beside the register; it is then taken away."""
        trace = {}
        sorties = self.racine / "sorties"
        for fichier in sorted(p for p in sorties.rglob("*") if p.is_file()):
            trace[f"fichier {fichier.relative_to(sorties)}"] = contenu(fichier)
            fichier.unlink()
        return trace

    def depots(self) -> list[Path]:
        """The repositories of the place."""
        ici = [*self.racine.iterdir(), *self.racine.glob("registre/[!.]*/")]
        return sorted(p for p in ici if (p / ".git").exists() or (p / "objects").exists())

    def references(self) -> dict[Path, str]:
        """What each repository knows, and where it is."""
        return {depot: self._git(depot, "for-each-ref", "--format=%(objectname) %(refname)") + _ou(depot)
                for depot in self.depots()}  # fmt: skip

    def effets(self) -> Trace:
        """What a command did to each repository: names, new commits, what is not committed."""
        trace: Trace = {}
        for depot, sait in self.references().items():
            nom, avant = str(depot.relative_to(self.racine)), self.connus.get(depot, "")
            trace[f"{nom} : références"] = sait
            if sait != avant:
                deja = re.findall(r"^[0-9a-f]{40}", avant, re.MULTILINE)
                trace[f"{nom} : commits"] = self._git(depot, *COMMITS, "HEAD", "--not", *deja)
            if (depot / ".git").exists():
                statut = self._git(depot, "status", "--porcelain", "--untracked-files=all", "--ignored")
                trace[f"{nom} : statut"] = statut
                trace[f"{nom} : à consigner"] = self._git(depot, "diff", "HEAD") if statut else ""
            self.connus[depot] = sait
        if self.unite.scene.depart == "rien":
            trace |= self.tout()
        return trace

    def tout(self) -> Trace:
        """All the files of the place, but what Git keeps for itself."""
        trace = {}
        for fichier in sorted(p for p in self.racine.rglob("*") if p.is_file()):
            chemin = fichier.relative_to(self.racine)
            if ".git" not in chemin.parts or chemin.name in ("config", "exclude") or chemin.parent.name == "hooks":
                trace[f"fichier {chemin}"] = contenu(fichier)
        return trace

    def _git(self, depot: Path, *arguments: str) -> str:
        fini = subprocess.run(
            ["git", "-c", "core.quotePath=false", *arguments],
            cwd=depot,
            env=self.env({"GIT_OPTIONAL_LOCKS": "0"}),
            capture_output=True,
            check=False,
        )
        return sans_objets(texte_de(fini.stdout))


def environnement(maison: Path, instant: str, **variables: str) -> dict[str, str]:
    """A machine that has Git and knows nobody but a function."""
    return {
        "HOME": str(maison),
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": instant,
        "GIT_COMMITTER_DATE": instant,
        "RORIQ_AUJOURDHUI": AUJOURD_HUI,
    } | variables


def contenu(fichier: Path) -> str:
    """The text of a file; of a workbook, that of each of its parts (when it was zipped says nothing)."""
    if not zipfile.is_zipfile(fichier):
        return texte_de(fichier.read_bytes())
    with zipfile.ZipFile(fichier) as classeur:
        parts = [f"--- {nom}\n{texte_de(classeur.read(nom))}\n" for nom in sorted(classeur.namelist())]
    return re.sub(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*", r"\1…", "".join(parts)).replace("><", ">\n<")


def sans_objets(texte: str) -> str:
    """What Git shows, without the names of the files' contents: the contents are there, line by line."""
    return re.sub(r"^index [0-9a-f,]+\.\.[0-9a-f]+.*\n", "", texte, flags=re.MULTILINE)


def intemporel(texte: str) -> str:
    """The same text whenever it is said: what names an act that takes several commits comes from the real clock."""
    return re.sub(r"\b(tcri|import)-[0-9a-f]{12}\b", rf"\1-{ACTE}", texte)


def _ou(depot: Path) -> str:
    """The branch, or the commit, where a repository is."""
    tete = depot / ".git" / "HEAD" if (depot / ".git").exists() else depot / "HEAD"
    return tete.read_text(encoding="utf-8")


def texte_de(octets: bytes) -> str:
    """The bytes as a text that gives them back."""
    return octets.decode("utf-8", "surrogateescape")
