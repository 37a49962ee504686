"""A headless Chromium, driven by its DevTools protocol over a pipe: nothing to install but the browser itself."""

import fcntl
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Message = dict[str, Any]

# Without these, a browser looks for updates and for its maker's hosts: nothing may leave the machine.
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
DELAI = 60.0  # seconds: for a machine that has much else to do
# Chromium reads its orders on descriptor 3 and answers on 4.
_LANCEUR = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execvp(sys.argv[3], sys.argv[3:])"
)
# What the content security policy stopped is told to the page only: it keeps it for us.
_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => window.violations.push(e.violatedDirective));
"""


class Echec(Exception):
    """Chromium refused an order, went away, or did not answer in time."""


class Chromium:
    """The browser: orders, and what it tells meanwhile."""

    def __init__(self, ordres: int, reponses: int) -> None:
        self._ordres, self._reponses = ordres, reponses
        self._tampon = b""
        self._numero = 0
        self.evenements: list[Message] = []

    def demander(self, methode: str, session: str = "", **parametres: Any) -> Message:
        """Give an order, and wait for its result."""
        self._numero += 1
        ordre = {"id": self._numero, "method": methode, "params": parametres}
        if session:
            ordre["sessionId"] = session
        os.write(self._ordres, json.dumps(ordre).encode() + b"\0")
        limite = time.monotonic() + DELAI
        while True:
            message = self._lire(limite)
            if message.get("id") == self._numero:
                if "error" in message:
                    raise Echec(f"{methode} : {message['error']}")
                resultat: Message = message["result"]
                return resultat
            self.evenements.append(message)

    def attendre(self, methode: str, session: str) -> Message:
        """Wait for something that the browser tells of a page."""
        limite = time.monotonic() + DELAI
        while True:
            for message in self.evenements:
                if message.get("method") == methode and message.get("sessionId") == session:
                    return message
            self.evenements.append(self._lire(limite))

    def _lire(self, limite: float) -> Message:
        while b"\0" not in self._tampon:
            prets, _, _ = select.select([self._reponses], [], [], max(0.0, limite - time.monotonic()))
            recu = os.read(self._reponses, 1 << 20) if prets else b""
            if not recu:
                raise Echec("Chromium ne répond plus")
            self._tampon += recu
        texte, _, self._tampon = self._tampon.partition(b"\0")
        message: Message = json.loads(texte)
        return message


class Page:
    """A page in its tab: what it asked for, what it shows, what it was kept from doing."""

    def __init__(self, chromium: Chromium, fichier: Path, largeur: int, hauteur: int, *, sombre: bool) -> None:
        self.chromium = chromium
        cible = chromium.demander("Target.createTarget", url="about:blank")["targetId"]
        self.session = chromium.demander("Target.attachToTarget", targetId=cible, flatten=True)["sessionId"]
        for domaine in ("Page", "Network", "Runtime", "Log"):
            self.demander(f"{domaine}.enable")
        self.demander(
            "Emulation.setDeviceMetricsOverride",
            width=largeur,
            height=hauteur,
            deviceScaleFactor=1,
            mobile=largeur < 600,
        )
        theme = {"name": "prefers-color-scheme", "value": "dark" if sombre else "light"}
        self.demander("Emulation.setEmulatedMedia", features=[theme])
        self.demander("Page.addScriptToEvaluateOnNewDocument", source=_VIOLATIONS)
        self.adresse = fichier.as_uri()
        self.demander("Page.navigate", url=self.adresse)
        chromium.attendre("Page.loadEventFired", self.session)

    def demander(self, methode: str, **parametres: Any) -> Message:
        """An order about this page."""
        return self.chromium.demander(methode, self.session, **parametres)

    def evaluer(self, expression: str) -> Any:
        """The value of an expression in the page (our own script: the page's policy does not bind it)."""
        reponse = self.demander("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in reponse:
            raise Echec(str(reponse["exceptionDetails"]))
        return reponse["result"].get("value")

    def taper(self, touche: str) -> None:
        """Press a key and let it go."""
        for genre in ("keyDown", "keyUp"):
            self.demander("Input.dispatchKeyEvent", type=genre, key=touche, code=touche, windowsVirtualKeyCode=9)

    def image(self) -> bytes:
        """The whole page as PNG, base64."""
        vue = self.demander("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return vue["data"].encode()  # type: ignore[no-any-return]

    def requetes(self) -> list[str]:
        """The addresses that the page asked for, its own left out."""
        return [
            m["params"]["request"]["url"]
            for m in self._evenements("Network.requestWillBeSent")
            if m["params"]["request"]["url"] != self.adresse
        ]

    def violations(self) -> list[str]:
        """What the content security policy stopped, and what the console says of the page."""
        consignees: list[str] = self.evaluer("window.violations")
        journal = [m["params"]["entry"]["text"] for m in self._evenements("Log.entryAdded")]
        return [*consignees, *journal]

    def _evenements(self, methode: str) -> Iterator[Message]:
        self.evaluer("new Promise((suite) => setTimeout(suite, 50))")  # what is late has the time to be told
        for message in self.chromium.evenements:
            if message.get("method") == methode and message.get("sessionId") == self.session:
                yield message


def _tuyau() -> tuple[int, int]:
    """A pipe whose ends are away from the descriptors that Chromium wants."""
    bas = os.pipe()
    hauts = tuple(fcntl.fcntl(bout, fcntl.F_DUPFD_CLOEXEC, 10) for bout in bas)
    for bout in bas:
        os.close(bout)
    return hauts[0], hauts[1]


@contextmanager
def lancer(programme: str, profil: Path) -> Iterator[Chromium]:
    """A browser with an empty profile, ended with the block."""
    ordres_lus, ordres = _tuyau()
    reponses, reponses_ecrites = _tuyau()
    arguments = [programme, *OPTIONS, f"--user-data-dir={profil}", "about:blank"]
    processus = subprocess.Popen(
        [sys.executable, "-c", _LANCEUR, str(ordres_lus), str(reponses_ecrites), *arguments],
        pass_fds=(ordres_lus, reponses_ecrites),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(ordres_lus)
    os.close(reponses_ecrites)
    try:
        yield Chromium(ordres, reponses)
    finally:
        processus.terminate()
        processus.wait(DELAI)
        os.close(ordres)
        os.close(reponses)
