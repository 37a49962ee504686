"""A command at a pseudo-terminal: each answer is typed once the screen waits for it."""

import fcntl
import os
import pty
import select
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

CALME = 0.15  # seconds without a word, after which a line that is not ended is a question
PATIENCE = 30.0  # seconds, for a machine that is busy elsewhere


def au_terminal(
    argv: Sequence[str], dossier: Path, env: Mapping[str, str], reponses: Sequence[str]
) -> tuple[int, bytes]:
    """The exit code and all that was on the screen; what is not answered ends with the end of the input."""
    maitre, esclave = pty.openpty()
    processus = subprocess.Popen(
        argv,
        cwd=dossier,
        env={**env, "TERM": "xterm"},
        stdin=esclave,
        stdout=esclave,
        stderr=esclave,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # Ctrl-C reaches it
    )
    os.close(esclave)
    try:
        ecran = _converser(maitre, list(reponses))
        return processus.wait(PATIENCE), ecran
    finally:
        processus.kill()
        processus.wait()
        os.close(maitre)


def _converser(maitre: int, reponses: list[str]) -> bytes:
    ecran, limite = b"", time.monotonic() + PATIENCE
    while time.monotonic() < limite:
        if select.select([maitre], [], [], CALME)[0]:
            try:
                lus = os.read(maitre, 65536)
            except OSError:  # Linux: the other end is closed
                return ecran
            if not lus:
                return ecran
            ecran += lus
        elif not ecran.endswith((b"\n", b"\r")) and ecran:
            reponse = reponses.pop(0) if reponses else "\x04"
            os.write(maitre, (reponse if reponse in ("\x03", "\x04") else reponse + "\n").encode())
            ecran += b"\n"  # what it echoes goes after; a question that is not answered twice
            limite = time.monotonic() + PATIENCE
    return ecran + b"\n(plus rien)\n"
