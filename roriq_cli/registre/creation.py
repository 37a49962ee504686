"""A new registry: its folders, the schemas and settings for editors, Git's settings, a first commit on main."""

import json
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from roriq_cli.domaine.membres.genres import CHIFFRES, ORGANISME, RESEAU
from roriq_cli.domaine.table import GENRES
from roriq_cli.errors import Environnement, obstacle
from roriq_cli.i18n import Phrase
from roriq_cli.registre import ecriture, flux, git
from roriq_cli.registre.git import Signature
from roriq_cli.registre.schemas import texte_du_schema

# Whatever the person's own settings, lines end in one way: a diff is the fact, on every system.
GITATTRIBUTES = "*.yaml text eol=lf\n*.json text eol=lf\n.gitattributes text eol=lf\n.gitignore text eol=lf\n"
GITIGNORE = """# Ce que les systèmes et les éditeurs laissent.
.DS_Store
Thumbs.db
desktop.ini
*.tmp
*~
~$*
.~lock.*#

# Une feuille de calcul peut porter des noms de personnes : elle ne va pas dans le registre.
*.csv
*.ods
*.tsv
*.xls
*.xlsm
*.xlsx
"""
# VS Code and its YAML extension: a mistyped field is underlined, and files are saved as the program writes them.
VSCODE = {
    "extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
    "settings.json": {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.formatOnSave": False},
        "yaml.schemas": {
            f"./schemas/{genre.nom}.schema.json": f"{genre.lieu}/*.yaml" if genre.dossier else genre.lieu
            for genre in GENRES
        },
    },
}


def fichiers(nom: str, *, fictif: bool = False, avis: str = "") -> dict[str, str]:
    """The files of an empty registry, path → text; `avis` is shown with its reports."""
    from roriq_cli.registre.edition import champ, entete

    reseau = entete(RESEAU) + champ("nom", nom)
    reseau += ("fictif: true\n" if fictif else "") + (champ("avis", avis) if avis else "")
    return {
        ".gitattributes": GITATTRIBUTES,
        ".gitignore": GITIGNORE,
        f"{ORGANISME.lieu}/.gitkeep": "",
        RESEAU.lieu: reseau,
        CHIFFRES.lieu: entete(CHIFFRES) + "chiffres: []\n",
        **{f"schemas/{genre.nom}.schema.json": texte_du_schema(genre.nom) for genre in GENRES},
        **{
            f".vscode/{fichier}": json.dumps(reglages, ensure_ascii=False, indent=2) + "\n"
            for fichier, reglages in VSCODE.items()
        },
    }


def creer(
    racine: Path,
    nom: str,
    *,
    signature: Signature | None = None,
    fictif: bool = False,
    avis: str = "",
    programme: flux.Programme | None = None,
) -> None:
    """Make the registry, or leave nothing behind. Raises Environnement: Git, identity, disk.

    With a `programme`, GitHub will check its propositions. With a `signature`, that is in whose name facts are
    recorded there, whatever the person's own settings. In a repository that is there already, what else is staged
    stays so, and a branch that has commits goes on.
    """
    absents = [dossier for dossier in (racine, *racine.parents) if not dossier.exists()]
    depot = (racine / ".git").exists()
    reglages = _Reglages(racine) if depot else None
    contenu = fichiers(nom, fictif=fictif, avis=avis)
    if programme:
        suite = reglages is not None and not reglages.sans_commit
        contenu |= flux.fichiers(programme, branche=flux.branche(racine) if suite else "main")
    try:
        racine.mkdir(parents=True, exist_ok=True)
        if not depot:
            git.git(racine, "init", "--quiet")
        if reglages is None or reglages.sans_commit:
            git.git(racine, "symbolic-ref", "HEAD", "refs/heads/main")
        if signature:
            git.git(racine, "config", "--local", "user.name", signature.nom)
            git.git(racine, "config", "--local", "user.email", signature.courriel)
        git.verifier_identite(racine)
        _consigner(racine, nom, contenu)
    except BaseException as erreur:
        _effacer(racine, absents, list(contenu) if depot else [])
        if reglages:
            reglages.remettre()
        if isinstance(erreur, git.Echec | OSError):
            raise _refus(racine, erreur) from erreur
        raise


def _refus(racine: Path, erreur: git.Echec | OSError) -> Environnement:
    if isinstance(erreur, git.Echec):
        return Environnement(
            Phrase("Git a refusé de créer le registre. Ce qui a été dit :"), git.Citation(erreur.sortie)
        )
    return Environnement(
        Phrase("Le dossier {dossier} ne peut pas être créé ({detail}).", dossier=str(racine), detail=obstacle(erreur))
    )


def _consigner(racine: Path, nom: str, contenu: Mapping[str, str]) -> None:
    """Write the files, and make them the first commit. Raises OSError, git.Echec."""
    for chemin, texte in contenu.items():
        ecriture.remplacer(racine / chemin, texte)
    git.git(racine, "add", "--force", "--", *contenu)  # whatever the person ignores in all repositories
    message = f"registre: {nom}\n\nUn registre vide, prêt à recevoir ses organismes.\n"
    git.git(racine, "commit", "--quiet", "--only", "--file=-", "--", *contenu, entree=message.encode())


def _effacer(racine: Path, absents: list[Path], indexes: list[str]) -> None:
    """Undo a creation that failed: `absents` were not there; with `indexes`, a Git repository was, and stays."""
    with suppress(OSError):
        for entree in racine.iterdir():
            if not indexes or entree.name != ".git":
                _supprimer(entree)
        for dossier in absents:
            dossier.rmdir()
    with suppress(Environnement):
        if indexes:
            git.git(racine, "rm", "-r", "--cached", "--quiet", "--ignore-unmatch", "--", *indexes)


def _supprimer(entree: Path) -> None:
    """A file, or a folder and all that it holds: Windows removes nothing that is read-only, as Git's objects are."""
    if not entree.is_dir():
        entree.unlink()
        return
    for fichier in entree.rglob("*"):
        if fichier.is_file() and not fichier.is_symlink():
            fichier.chmod(stat.S_IREAD | stat.S_IWRITE)
    shutil.rmtree(entree)


class _Reglages:
    """The settings of a repository that was there before, and its branch, to put them back as they were."""

    def __init__(self, racine: Path) -> None:
        self._racine = racine
        self._fichier = racine / git.ligne(racine, "rev-parse", "--git-path", "config")
        self._avant = self._fichier.read_bytes()
        self.sans_commit = not git.ligne(racine, "rev-list", "--all", "--max-count=1")
        self._branche = git.ligne(racine, "symbolic-ref", "HEAD") if self.sans_commit else ""

    def remettre(self) -> None:
        """As they were."""
        with suppress(OSError):
            if self._fichier.read_bytes() != self._avant:
                ecriture.remplacer(self._fichier, self._avant)
        with suppress(Environnement):
            if self._branche:
                git.git(self._racine, "symbolic-ref", "HEAD", self._branche)
