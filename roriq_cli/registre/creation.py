"""A new registry: its folders, the schemas for editors, Git's settings, a first commit on main."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from roriq_cli.errors import Environnement, obstacle
from roriq_cli.i18n import Phrase
from roriq_cli.registre import ecriture, git
from roriq_cli.registre.schemas import GENRES, texte_du_schema
from roriq_cli.registre.sources import CHIFFRES, DOSSIER, RESEAU

GITATTRIBUTES = "*.yaml text eol=lf\n*.json text eol=lf\n"
GITIGNORE = ".DS_Store\nThumbs.db\ndesktop.ini\n*.tmp\n"
_EDITEUR = "# yaml-language-server: $schema=../schemas/{genre}.schema.json\n"


def fichiers(nom: str, *, fictif: bool = False) -> dict[str, str]:
    """The files of an empty registry, path → text."""
    from roriq_cli.registre.edition import _champ as champ

    reseau = _EDITEUR.format(genre="registre") + champ("nom", nom) + ("fictif: true\n" if fictif else "")
    return {
        ".gitattributes": GITATTRIBUTES,
        ".gitignore": GITIGNORE,
        f"{DOSSIER}/.gitkeep": "",
        RESEAU: reseau,
        CHIFFRES: _EDITEUR.format(genre="chiffres_publies") + "chiffres: []\n",
        **{f"schemas/{genre}.schema.json": texte_du_schema(genre) for genre in GENRES},
    }


def creer(racine: Path, nom: str, *, fictif: bool = False, env: Mapping[str, str] | None = None) -> None:
    """Make the registry, or leave nothing behind. Raises Environnement: Git, identity, disk."""
    absents = [dossier for dossier in (racine, *racine.parents) if not dossier.exists()]
    depot = (racine / ".git").exists()
    contenu = fichiers(nom, fictif=fictif)
    try:
        racine.mkdir(parents=True, exist_ok=True)
        if not depot:
            git.git(racine, "init", "--quiet")
            git.git(racine, "symbolic-ref", "HEAD", "refs/heads/main")
        git.verifier_identite(racine, env)
        for chemin, texte in contenu.items():
            ecriture.remplacer(racine / chemin, texte)
        git.git(racine, "add", "--", *contenu)
        message = f"registre: {nom}\n\nUn registre vide, prêt à recevoir ses organismes.\n"
        git.git(racine, "commit", "--quiet", "--file=-", entree=message.encode(), env=env)
    except BaseException as erreur:
        _effacer(racine, absents, list(contenu) if depot else [])
        if isinstance(erreur, git.Echec):
            raise Environnement(
                Phrase("Git a refusé de créer le registre. Ce qui a été dit :"), git.Citation(erreur.sortie)
            ) from erreur
        if isinstance(erreur, OSError):
            raise Environnement(
                Phrase(
                    "Le dossier {dossier} ne peut pas être créé ({detail}).",
                    dossier=str(racine),
                    detail=obstacle(erreur),
                ),
            ) from erreur
        raise


def _effacer(racine: Path, absents: list[Path], indexes: list[str]) -> None:
    """Undo a creation that failed: `absents` were not there; with `indexes`, a Git repository was, and stays."""
    with suppress(OSError):
        for entree in racine.iterdir():
            if not indexes or entree.name != ".git":
                shutil.rmtree(entree) if entree.is_dir() else entree.unlink()
        for dossier in absents:
            dossier.rmdir()
    with suppress(Environnement):
        if indexes:
            git.git(racine, "rm", "-r", "--cached", "--quiet", "--ignore-unmatch", "--", *indexes)
