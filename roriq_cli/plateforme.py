"""What differs from one system to another, kept apart so that each can be played on all of them by a test.

`WINDOWS` is read when it is needed, never copied: a test that changes it changes all that follows.
"""

import os

WINDOWS = os.name == "nt"

CHEMIN_MAX = 259  # characters, in a path of Windows as it comes
# ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION: what is said of a file that another program holds open.
_OCCUPE = (5, 32)


def occupe(erreur: OSError) -> bool:
    """Whether Windows refuses because another program has the file open (or so it seems)."""
    return getattr(erreur, "winerror", None) in _OCCUPE


def preparer() -> None:
    """Programs are looked for on the PATH alone: Windows would first take a git.exe of the folder one is in."""
    if WINDOWS:
        os.environ.setdefault("NoDefaultCurrentDirectoryInExePath", "1")


def dossier_d_etat() -> str:
    """Where a program keeps, for a person, what it remembers from one time to the next."""
    if WINDOWS:
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "roriq")
    return os.path.join(os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state"), "roriq")
