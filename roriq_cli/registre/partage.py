"""The place that several people share: what to receive from it, and sending it the local records."""

from pathlib import Path

from roriq_cli.errors import Environnement
from roriq_cli.i18n import Commande, Phrase, SautDeLigne
from roriq_cli.registre import git


def depot_commun(racine: Path) -> str:
    """The remote that this branch goes to. Raises Environnement, with how to add one, when there is none."""
    depots = git.ligne(racine, "remote").split()
    if not depots:
        raise Environnement(
            Phrase(
                "Ce registre n'est que sur cet ordinateur : aucun endroit commun n'y est inscrit. Créez-en un, vide "
                "(par exemple chez un hébergeur Git), puis tapez ces deux lignes, avec son adresse :{n}git remote add "
                "origin ADRESSE{n}{commande}",
                n=SautDeLigne(),
                commande=Commande("synchroniser"),
            )
        )
    voulu = _reglage(racine, f"branch.{branche(racine)}.remote")
    return next((d for d in (voulu, "origin") if d in depots), depots[0])


def branche(racine: Path) -> str:
    """The branch that the work tree is on."""
    return git.ligne(racine, "symbolic-ref", "--short", "HEAD")


def _reglage(racine: Path, cle: str) -> str:
    try:
        return git.ligne(racine, "config", "--get", cle)
    except git.Echec:
        return ""


def recevoir(racine: Path, depot: str) -> str | None:
    """Ask what the others have sent: the commit that the shared branch is at, None when it has none yet.

    Raises Environnement when the place does not answer.
    """
    try:
        git.git(racine, "fetch", "--quiet", "--no-tags", "--prune", depot)
    except git.Echec as erreur:
        raise Environnement(
            Phrase("L'endroit commun n'a pas répondu. Vos faits restent sur cet ordinateur. Ce qui a été dit :"),
            git.Citation(erreur.sortie),
        ) from erreur
    try:
        return git.ligne(
            racine, "rev-parse", "--verify", "--quiet", f"refs/remotes/{depot}/{branche(racine)}^{{commit}}"
        )
    except git.Echec:
        return None


def envoyer(racine: Path, depot: str) -> git.Echec | None:
    """Send the branch. The refusal, for who knows whether someone was only faster; None once it is sent."""
    try:
        ref = f"refs/heads/{branche(racine)}"
        git.git(racine, "push", "--quiet", "--set-upstream", depot, f"{ref}:{ref}")
    except git.Echec as erreur:
        return erreur
    return None


def commune(racine: Path, recu: str) -> str | None:
    """The last commit that both sides share; None when they have none: these are two registers."""
    try:
        return git.ligne(racine, "merge-base", "HEAD", recu)
    except git.Echec:
        return None


def locaux(racine: Path, recu: str | None) -> int:
    """How many commits of the branch `recu` has not, those that touch no file of the registry included."""
    return int(git.ligne(racine, "rev-list", "--count", "--first-parent", "HEAD", *(("--not", recu) if recu else ())))


def avancer(racine: Path, tete: str) -> None:
    """Move the branch and the files to `tete`, which follows what they are at. Raises git.Echec."""
    git.git(racine, "merge", "--quiet", "--ff-only", tete)


def remplacer(racine: Path, tete: str) -> None:
    """Move the branch and the files to `tete`; what is changed elsewhere by hand stays. Raises git.Echec."""
    git.git(racine, "reset", "--quiet", "--keep", tete)


def mettre_de_cote(racine: Path, nom: str) -> str:
    """Keep what the branch is at under another name, that gets a number when it is taken."""
    libre = git.branche_libre(racine, nom)
    git.git(racine, "branch", "--no-track", libre, "HEAD")
    return libre
