"""The place that several people share: what to receive from it, and sending it the local records."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from roriq_cli.errors import Environnement
from roriq_cli.i18n import Commande, Liste, Phrase, SautDeLigne, guillemets
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


class Partage(NamedTuple):
    """Where the register is shared: the remote, and the name that the local branch has there."""

    depot: str
    nom: str

    @property
    def suivi(self) -> str:
        """The ref that says what was last seen there."""
        return f"refs/remotes/{self.depot}/{self.nom}"


def recevoir(racine: Path, depot: str) -> Partage:
    """Ask what the others have sent. Raises Environnement: no answer, or no telling which is this register."""
    try:
        git.git(racine, "fetch", "--quiet", "--no-tags", "--prune", depot)
    except git.Echec as erreur:
        raise Environnement(
            Phrase("L'endroit commun n'a pas répondu. Vos faits restent sur cet ordinateur."),
            *git.ce_qui_a_ete_dit(erreur),
        ) from erreur
    ici = branche(racine)
    if _reglage(racine, f"branch.{ici}.remote") == depot and (suivie := _reglage(racine, f"branch.{ici}.merge")):
        return Partage(depot, suivie.removeprefix("refs/heads/"))
    la = git.branches(racine, f"refs/remotes/{depot}")
    if ici in la or not la:
        return Partage(depot, ici)
    if len(la) == 1 and ici in ("main", "master"):
        return Partage(depot, la[0])
    if est_une_proposition(ici):
        raise Environnement(
            Phrase("Cette proposition n'est qu'ici : elle n'a rien à recevoir."), comment_envoyer(depot, ici)
        )
    raise Environnement(
        Phrase("L'endroit commun ne contient pas « {ici} », mais : {noms}.", ici=ici, noms=Liste(la)),
        Phrase(
            "Rien n'a été reçu ni envoyé. Qui tient l'endroit commun peut dire lequel est ce registre, et n'y laisser "
            "que lui."
        ),
    )


def est_une_proposition(nom: str) -> bool:
    """Whether the branch is one that waits to be reviewed."""
    return nom.startswith("proposition/")


def comment_envoyer(depot: str, nom: str) -> Phrase:
    """The line that sends a proposition for the first time."""
    return Phrase("Pour envoyer la proposition : git push -u {depot} {nom}", depot=depot, nom=nom)


def reste_a_envoyer(racine: Path, nom: str) -> Phrase | None:
    """How to send a proposal; None once it was, or where there is nowhere to send it."""
    depots = git.ligne(racine, "remote").split()
    if not depots:
        return None
    depot = "origin" if "origin" in depots else depots[0]
    return None if est_la(racine, depot, nom) else comment_envoyer(depot, guillemets(nom))


def est_la(racine: Path, depot: str, nom: str) -> bool:
    """Whether the branch of that name was sent, and goes to the one of the same name there."""
    suivie = _reglage(racine, f"branch.{nom}.merge").removeprefix("refs/heads/")
    return suivie in ("", nom) and nom in git.branches(racine, f"refs/remotes/{depot}")


def disparus(racine: Path, connu: str, recu: str) -> int:
    """How many commits that the shared place had are no longer there: someone rewrote it. "": nothing was there."""
    if not connu or not recu or git.vient_de(racine, recu, connu):
        return 0
    return locaux(racine, recu, connu)


def envoyer(racine: Path, partage: Partage) -> git.Echec | None:
    """Send the branch. The refusal, for who knows whether someone was only faster; None once it is sent."""
    try:
        ref = f"refs/heads/{branche(racine)}:refs/heads/{partage.nom}"
        git.git(racine, "push", "--quiet", "--set-upstream", partage.depot, ref)
    except git.Echec as erreur:
        return erreur
    return None


def genes(racine: Path, tete: str) -> list[str]:
    """The files changed here, and not recorded, that going to `tete` would change too."""
    ici = git.git(racine, "diff", "--name-only", "-z", "HEAD").split(b"\0")
    la = git.git(racine, "diff", "--name-only", "-z", "HEAD", tete).split(b"\0")
    return sorted(os.fsdecode(nom) for nom in {*ici} & {*la} if nom)


def locaux(racine: Path, recu: str, ici: str = "HEAD") -> int:
    """How many commits of the branch `recu` has not, those that touch no file of the registry included."""
    return int(git.ligne(racine, "rev-list", "--count", "--first-parent", ici, "--not", recu, "--", ":/"))


def aller(racine: Path, tete: str) -> None:
    """Move the branch and the files to `tete`; what is changed or staged elsewhere stays. Raises git.Echec."""
    ici = git.commit(racine, "HEAD")
    git.git(racine, "read-tree", "-m", "-u", ici, tete)
    git.git(racine, "update-ref", "-m", "roriq synchroniser", "HEAD", tete, ici)


def mettre_de_cote(racine: Path, nom: str) -> str:
    """Keep what the branch is at under another name, that gets a number when it is taken."""
    libre = git.branche_libre(racine, nom)
    git.git(racine, "branch", "--no-track", libre, "HEAD")
    return libre


def oublier(racine: Path, nom: str) -> None:
    """Take back what `mettre_de_cote` did, when nothing moved."""
    with suppress(git.Echec):
        git.git(racine, "branch", "--quiet", "-D", nom)
