"""What stops a command: each kind carries its exit code, and makes its sentence when it is shown."""

from roriq_cli.i18n import Affichable, Phrase


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
