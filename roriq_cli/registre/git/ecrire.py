"""What recording asks of Git: in whose name, on which branch, and how a failure is put back."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.errors import Environnement
from roriq_cli.i18n import Phrase, SautDeLigne
from roriq_cli.registre.git.appel import Echec, git, ligne
from roriq_cli.registre.git.histoire import branches


def branche_libre(racine: Path, voulue: str) -> str:
    """`voulue`, with a number when a branch has that name already."""
    prises = branches(racine)
    rang = 1
    nom = voulue
    while nom in prises:
        rang += 1
        nom = f"{voulue}-{rang}"
    return nom


def depot_autour(racine: Path) -> str | None:
    """The work tree that `racine`, to come or there already, would be inside of; None: no other."""
    ici = next(dossier for dossier in (racine, *racine.parents) if dossier.is_dir())
    with suppress(Echec):
        return ligne(ici, "rev-parse", "--show-toplevel")
    return None


class Signature(NamedTuple):
    """In whose name facts are recorded."""

    nom: str
    courriel: str


def identite(racine: Path) -> Signature | None:
    """In whose name Git would record in `racine`, be it a repository already or to come; None: nobody's."""
    ici = next(dossier for dossier in (racine, *racine.parents) if dossier.is_dir())
    # Told of a repository, Git takes no other: not one that the folder would be in.
    depot = {"GIT_DIR": str(racine / ".git")}
    try:
        dite = git(ici, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT", env=depot)
    except Echec:
        return None
    nom, _chevron, reste = dite.decode(errors="replace").partition(" <")
    return Signature(nom, reste.partition(">")[0])


def verifier_identite(racine: Path) -> None:
    """Git must know who records: a name guessed from the machine is nobody. Raises Environnement."""
    try:
        for role in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            git(racine, "-c", "user.useConfigOnly=true", "var", role)
    except Echec:
        raise Environnement(*sans_identite()) from None


def sans_identite() -> tuple[Phrase, Phrase]:
    """Nobody to record in the name of, and the two lines to type."""
    return (
        Phrase(
            "Git ne sait pas au nom de qui consigner. Deux lignes à taper, une seule fois, avec votre fonction "
            "et une adresse de courriel :"
        ),
        Phrase(
            '{n}{nom} "{fonction}"{n}{courriel}',
            n=SautDeLigne(),
            nom="git config --global user.name",
            fonction=Phrase(RORIQ.fonction),
            courriel="git config --global user.email coordination@exemple.org",
        ),
    )
