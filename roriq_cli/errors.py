"""What stops a command: each kind carries its exit code, and makes its sentence when it is shown."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from roriq_cli.i18n import N_, Affichable, Phrase
from roriq_cli.plateforme import occupe


class Erreur(Exception):
    """Base of everything that `roriq` says instead of doing; `code` is the exit code."""

    code = 70

    def __init__(self, *phrases: Affichable) -> None:
        super().__init__(*phrases)
        self.phrases = phrases

    def __str__(self) -> str:
        return " ".join(str(phrase) for phrase in self.phrases)


class Usage(Erreur):
    """The command line is wrong: a flag missing or malformed, an impossible date. Judged before all else."""

    code = 2


class Refus(Erreur):
    """A verb refuses: what and why, then what is possible instead. Nothing was written."""

    code = 3

    def __init__(self, motif: Affichable, *possible: Affichable) -> None:
        super().__init__(motif, Phrase("Rien n'a été consigné."), *possible)


class Introuvable(Erreur):
    """No organisation, or more than one, answers to the name given (reading commands)."""

    code = 3


class Environnement(Erreur):
    """The surroundings fail: no registry, Git, a hook, an unknown revision, a lock that is held."""

    code = 4


class Interruption(Erreur):
    """The person said no, or left in the middle of a question."""

    code = 130


_OBSTACLES = {
    errno.ENOSPC: N_("le disque est plein"),
    errno.EDQUOT: N_("l'espace alloué est plein"),
    errno.EACCES: N_("l'accès est refusé"),
    errno.EPERM: N_("l'accès est refusé"),
    errno.EROFS: N_("le disque est en lecture seule"),
    errno.ENOTDIR: N_("un fichier est là où un dossier est attendu"),
    errno.EISDIR: N_("un dossier est là où un fichier est attendu"),
    errno.ENOENT: N_("le dossier n'existe pas"),
    errno.ENAMETOOLONG: N_("le nom est trop long"),
}


def obstacle(erreur: OSError) -> Phrase:
    """Why the system refuses, in the reader's language (its own words are English)."""
    if occupe(erreur):
        return Phrase("le fichier est ouvert dans un autre programme, ou l'accès est refusé")
    modele = _OBSTACLES.get(erreur.errno or 0)
    return Phrase(modele) if modele else Phrase("erreur {n} du système", n=erreur.errno or 0)


@contextmanager
def dire_l_obstacle(modele: str, **valeurs: Any) -> Iterator[None]:
    """What the system refuses inside, in words: `modele`, whose `{detail}` is why. Raises Environnement."""
    try:
        yield
    except OSError as erreur:
        raise Environnement(Phrase(modele, **valeurs, detail=obstacle(erreur))) from erreur
