"""The command line: typer, the clock, questions, exit codes. A command parses, loads, acts, renders: no rule here."""

import codecs
import gc
import os
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn


def entree() -> NoReturn:
    """The program: run once, then leave.

    Collecting garbage on the way, and taking every module apart at the end, would take a fifth of a short
    command's time; files and folders are all closed by then, and the system takes back the rest.
    """
    gc.disable()
    _partir_proprement()
    code = main(sys.argv[1:])
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _partir_proprement() -> None:
    """A terminal that closes, or a system that stops, interrupts as Ctrl-C does: what was begun is put back."""
    import signal

    for nom in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        if hasattr(signal, nom):
            signal.signal(getattr(signal, nom), signal.default_int_handler)


def main(argv: Sequence[str]) -> int:
    """Run `roriq` with these arguments and return its exit code; the one place where errors become words."""
    from roriq_cli import plateforme
    from roriq_cli.i18n import choisir_langue, utiliser

    plateforme.preparer()
    proteger_les_sorties()
    utiliser(choisir_langue(os.environ))
    if list(argv) == ["--version"]:  # asked by scripts at every step: typer alone would cost four times the rest
        from roriq_cli import __version__

        print(f"roriq {__version__}")
        return 0
    return _executer(argv)


def _executer(argv: Sequence[str]) -> int:
    from roriq_cli.errors import Erreur
    from roriq_cli.registre.imports import sans_identifiants_uuid

    with sans_identifiants_uuid():
        import click

        from roriq_cli.cli.app import application

    try:
        _refuser_ce_qui_est_a_remplir(argv)
        if "_RORIQ_COMPLETE" in os.environ:
            from typer._completion_classes import completion_init

            completion_init()
        resultat = application().main(list(argv), prog_name="roriq", standalone_mode=False)
        sys.stdout.flush()
        if resultat == 130:  # typer takes Ctrl-C for itself
            raise KeyboardInterrupt
        return resultat if isinstance(resultat, int) else 0
    except click.UsageError as erreur:
        return _usage(erreur, argv)
    except Erreur as erreur:
        _dire(str(erreur))
        return erreur.code
    except (KeyboardInterrupt, click.Abort):
        from roriq_cli.i18n import Phrase

        _dire(str(Phrase("Interrompu. Rien n'a été consigné.")))
        return 130
    except SystemExit as fin:  # how typer leaves shell completion
        return fin.code if isinstance(fin.code, int) else 0
    except Exception:
        return _panne()


def _refuser_ce_qui_est_a_remplir(argv: Sequence[str]) -> None:
    """« … » holds the place of a value in a screen or a page: copied as it is, it is none. Raises Usage."""
    from roriq_cli.errors import Usage
    from roriq_cli.i18n import Phrase

    for mot in argv:
        if mot.rpartition("=")[2].strip(" \u00a0«»\"'") in ("…", "..."):
            raise Usage(Phrase("« {mot} » tient la place d'une valeur : écrivez la vôtre.", mot=mot))


def _dire(texte: str) -> None:
    from roriq_cli.rendu import terminal

    sys.stdout.flush()
    print(terminal.a_la_largeur(texte, sys.stderr), file=sys.stderr)


def _usage(erreur: Any, argv: Sequence[str]) -> int:
    """A usage error: what is wrong, and where the help is."""
    from roriq_cli.i18n import Phrase

    message = erreur.format_message()
    contexte = erreur.ctx
    _dire(message)
    # click's parser does not always say which command it was in
    commande = contexte.command_path if contexte else " ".join(["roriq", *_commande(argv)])
    _dire(str(Phrase("Pour l'aide : {commande} --help", commande=commande)))
    return 2


def _commande(argv: Sequence[str]) -> list[str]:
    """The command that was typed, and the one of its own when it has some."""
    from roriq_cli.commandes import ALIAS, SOUS_ALIAS

    rang = next((n for n, mot in enumerate(argv) if mot in ALIAS or mot in ALIAS.values()), len(argv))
    sous = next(
        (
            SOUS_ALIAS[nom]
            for nom, alias in ALIAS.items()
            if nom in SOUS_ALIAS and argv[rang : rang + 1] in ([nom], [alias])
        ),
        {},
    )
    suite = [mot for mot in argv[rang + 1 : rang + 2] if mot in sous or mot in sous.values()]
    return [*argv[rang : rang + 1], *suite]


def _panne() -> int:
    """A bug of ours: say so, and keep what happened in a file to send."""
    import tempfile
    import traceback

    from roriq_cli.i18n import Phrase

    with tempfile.NamedTemporaryFile("w", prefix="roriq-", suffix=".txt", delete=False, encoding="utf-8") as trace:
        traceback.print_exc(file=trace)
    _dire(
        str(
            Phrase(
                "Le programme « roriq » a rencontré une erreur qui vient de lui, non de vous. Le détail, à joindre si "
                "vous la signalez : {fichier}",
                fichier=trace.name,
            )
        )
    )
    return 70


# What stands for a character that a console has not: the first of these that it has.
_TRANSLITTERE = {
    "→": ("->",),
    "≤": ("<=",),
    "≥": (">=",),
    "«": ('"',),
    "»": ('"',),
    "“": ('"',),
    "”": ('"',),
    "’": ("'",),
    "…": ("...",),
    "–": ("-",),
    "—": ("-",),
    "\u2011": ("-",),
    "œ": ("oe",),
    "Œ": ("OE",),
    "\u00a0": (" ",),
    "\u202f": ("\u00a0", " "),
}


def sans_echec(encodage: str) -> str:
    """The name of a way to encode that cannot fail: what a console cannot show is written with what it has."""

    def remplacer(erreur: UnicodeError) -> tuple[str, int]:
        if not isinstance(erreur, UnicodeEncodeError):
            raise erreur
        texte = erreur.object[erreur.start : erreur.end]
        return "".join(_proche(c, encodage) for c in texte), erreur.end

    nom = f"roriq-{encodage}"  # one for each: the error itself calls cp1252 and cp850 both « charmap »
    codecs.register_error(nom, remplacer)
    return nom


def _proche(caractere: str, encodage: str) -> str:
    """The nearest to `caractere` that the encoding has: its equivalent, the letter without its accent, or « ? »."""
    lettre = unicodedata.normalize("NFKD", caractere)[0]
    for remplacant in (*_TRANSLITTERE.get(caractere, ()), lettre):
        with suppress(UnicodeEncodeError):
            remplacant.encode(encodage)
            return remplacant
    return "?"


def proteger_les_sorties() -> None:
    """Make stdout and stderr unable to fail on a character, whatever the console's encoding."""
    for flux in (sys.stdout, sys.stderr):
        reconfigurer = getattr(flux, "reconfigure", None)
        if reconfigurer is not None:
            reconfigurer(errors=sans_echec(flux.encoding or "ascii"))
