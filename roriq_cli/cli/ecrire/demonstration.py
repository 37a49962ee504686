"""The fictitious network: a scenario played through the real commands, each on its day."""

import io
import os
import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from roriq_cli.cli import horloge
from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.errors import Environnement, Erreur, Interruption, dire_l_obstacle
from roriq_cli.i18n import N_, Phrase, repeter_registre
from roriq_cli.registre import creation, git
from roriq_cli.rendu.progres import progression

SCENARIO = Path(__file__).with_name("reseau_fictif.txt")
LISTES = Path(__file__).parent / "listes_fictives"
AVIS = "Ce réseau est fictif. Ses organismes, décisions et sources sont inventés, pour apprendre et pour essayer."
AUTEUR, COURRIEL = "Coordination du réseau fictif", "coordination@example.org"
# Git's settings during the play: neither the person's hooks nor their signature belong to invented facts.
REGLAGES = """[commit]
    gpgSign = false
[core]
    fsync = none
[gc]
    auto = 0
[maintenance]
    auto = false
[safe]
    directory = *
"""


@dataclass(frozen=True)
class Geste:
    """A line of the scenario: the words of a command, the day they are typed, and where they are written."""

    ligne: int
    consigne_le: date
    mots: tuple[str, ...]


class ScenarioFaux(Exception):
    """The scenario cannot be read, or one of its acts is refused: a bug of ours."""

    def __init__(self, ligne: int, detail: object) -> None:
        super().__init__(f"{SCENARIO.name}:{ligne}: {detail}")


def jouer(racine: Path) -> None:
    """Play the scenario into `racine`, which is empty or does not exist, or leave nothing behind.

    It is played aside and moved when it is whole: even a machine that stops leaves no half of a register there.
    Raises Environnement (Git, disk), Interruption.
    """
    actes = lire(SCENARIO.read_text(encoding="utf-8"))
    try:
        with _dossier_neuf(racine), TemporaryDirectory(prefix=".roriq-", dir=racine) as atelier:
            reglages, registre = Path(atelier, "gitconfig"), Path(atelier, "registre")
            reglages.write_text(REGLAGES, encoding="utf-8")
            with _variables(_identite() | {"GIT_CONFIG_GLOBAL": str(reglages), "GIT_CONFIG_NOSYSTEM": "1"}):
                _jouer(registre, actes)
            for entree in list(registre.iterdir()):
                entree.rename(racine / entree.name)
    except (KeyboardInterrupt, click.Abort, Interruption):
        raise Interruption(Phrase("Interrompu. Le réseau fictif n'est pas créé.")) from None
    finally:
        repeter_registre(None)


def _jouer(racine: Path, actes: list[Geste]) -> None:
    from roriq_cli.cli.app import application

    roriq = application()
    rangs: Counter[date] = Counter()

    @contextmanager
    def le(jour: date) -> Iterator[None]:
        """Noon in Toronto of that day, a second later at each further act of the day."""
        instant = datetime.combine(jour, time(12), horloge.zone()) + timedelta(seconds=rangs[jour])
        rangs[jour] += 1
        dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), instant.isoformat())
        with _variables(dates | {horloge.VARIABLE: jour.isoformat()}):
            yield

    barre = progression(Phrase("Le réseau fictif, un fait après l'autre"), len(actes), sys.stderr)
    with barre as avancer, redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
        with le(actes[0].consigne_le):
            creation.creer(racine, RORIQ.nom, signature=git.Signature(AUTEUR, COURRIEL), fictif=True, avis=AVIS)
        git.git(racine, "config", "--local", "commit.gpgSign", "false")  # what is tried in it later is nobody's
        for acte in actes:
            with le(acte.consigne_le):
                _taper(roriq, racine, acte)
            avancer()
        with suppress(git.Echec):  # only for a smaller folder
            git.git(racine, "gc", "--quiet")


def lire(texte: str) -> list[Geste]:
    """The acts of a scenario, in the order they are typed. Raises ScenarioFaux."""
    actes: list[Geste] = []
    for numero, ligne in _lignes(texte):
        trouve = _LIGNE.fullmatch(ligne)
        if trouve is None:
            raise ScenarioFaux(numero, "ni un acte, ni un commentaire")
        effet = date.fromisoformat(trouve[1])
        consigne_le = date.fromisoformat(trouve[2] or trouve[1])
        if actes and consigne_le < actes[-1].consigne_le:
            raise ScenarioFaux(numero, "consigné avant l'acte qui précède")
        for commande in _decliner(trouve[3]):
            mots = [_liste(mot) for mot in shlex.split(commande)]
            if effet != consigne_le:
                mots += [_DRAPEAUX.get(mots[0], "--date"), effet.isoformat()]
            actes.append(Geste(numero, consigne_le, tuple(mots)))
    return actes


def _liste(mot: str) -> str:
    """« listes/… » names a list that comes with the scenario."""
    return str(LISTES / mot.removeprefix("listes/")) if mot.startswith("listes/") else mot


_LIGNE = re.compile(r"(\d{4}-\d\d-\d\d)(?: consigné (\d{4}-\d\d-\d\d))? {2,}(\S.*)")
# The flag that says the day of effect, when it is not the day of recording; « --date » for an event.
_DRAPEAUX = {"attester": "--verifie-le", "renommer": "--depuis"}


def _lignes(texte: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their number; one that begins with a blank continues the one before."""
    attente: list[str] = []
    debut = 0
    for numero, ligne in enumerate(texte.splitlines(), 1):
        if not ligne.strip() or ligne.startswith("#"):
            continue
        if not ligne.startswith(" "):
            if attente:
                yield debut, " ".join(attente)
            attente, debut = [], numero
        attente.append(ligne.strip())
    if attente:
        yield debut, " ".join(attente)


def _decliner(commande: str) -> list[str]:
    """« x {a, b} y » → « x a y », « x b y »."""
    debut, accolade, reste = commande.partition("{")
    if not accolade:
        return [commande]
    choix, _accolade, fin = reste.partition("}")
    return [f"{debut}{un.strip()}{fin}" for un in choix.split(",")]


def _taper(roriq: click.Command, racine: Path, acte: Geste) -> None:
    """Run the act as its user would. Raises Environnement, KeyboardInterrupt, ScenarioFaux."""
    try:
        code = roriq.main(["-R", str(racine), *acte.mots], prog_name="roriq", standalone_mode=False)
    except (Environnement, Interruption):
        raise
    except (Erreur, click.UsageError) as erreur:
        raise ScenarioFaux(acte.ligne, erreur) from erreur
    if code == Interruption.code:  # how typer gives an interruption back
        raise KeyboardInterrupt
    if code:
        raise ScenarioFaux(acte.ligne, f"code {code}")


def _identite() -> dict[str, str]:
    return {
        f"GIT_{role}_{champ}": valeur
        for role in ("AUTHOR", "COMMITTER")
        for champ, valeur in (("NAME", AUTEUR), ("EMAIL", COURRIEL))
    }


@contextmanager
def _variables(valeurs: dict[str, str]) -> Iterator[None]:
    """The environment with `valeurs`, then as it was."""
    avant = {nom: os.environ.get(nom) for nom in valeurs}
    os.environ.update(valeurs)
    try:
        yield
    finally:
        for nom, valeur in avant.items():
            if valeur is None:
                os.environ.pop(nom, None)
            else:
                os.environ[nom] = valeur


@contextmanager
def _dossier_neuf(racine: Path) -> Iterator[None]:
    """The folder, made if need be; on any failure, it and those made on the way to it are no more."""
    absents = [dossier for dossier in (racine, *racine.parents) if not dossier.exists()]
    try:
        with dire_l_obstacle(N_("Le dossier {dossier} ne peut pas être créé ({detail})."), dossier=str(racine)):
            racine.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for dossier in absents:
            with suppress(OSError):
                dossier.rmdir()
        raise
