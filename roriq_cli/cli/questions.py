"""Questions at a terminal, on stderr; off a terminal nothing is asked."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import click

from roriq_cli.errors import Interruption
from roriq_cli.i18n import N_, Affichable, Phrase, Suivies, _, plier
from roriq_cli.rendu import terminal

T = TypeVar("T")


def au_terminal() -> bool:
    """Whether someone is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def dire(*phrases: Affichable) -> None:
    """Talk: it goes to stderr, the payload of a command goes to stdout."""
    print(terminal.a_la_largeur("\n".join(map(str, phrases)), sys.stderr), file=sys.stderr)


def avertir(*remarques: Affichable) -> None:
    """Say what is to be minded, a line each."""
    for remarque in remarques:
        dire(Phrase("Attention : {quoi}", quoi=Suivies([remarque])))


def _lire(invite: str) -> str:
    print(terminal.a_la_largeur(invite, sys.stderr), end=" ", file=sys.stderr, flush=True)
    ligne = sys.stdin.readline()
    if not ligne:
        print(file=sys.stderr)
        raise Interruption(Phrase("Rien n'a été consigné."))
    return ligne.strip()


def demander(
    question: str, genre: click.ParamType[Any], *, facultatif: bool = False, propose: date | None = None
) -> Any:
    """Ask until the answer is one that `genre` accepts.

    An empty answer is the day that is proposed, if there is one; else None, when it may be.
    """
    invite = N_("{question} (Entrée : le {propose:j}) :") if propose else N_("{question} :")
    while True:
        reponse = _lire(str(Phrase(invite, question=_(question), propose=propose)))
        if not reponse and (propose or facultatif):
            return propose
        if reponse.strip("«» ") in ("", "…", "..."):  # what holds the place of an answer is none
            continue
        try:
            return genre.convert(reponse, None, None)
        except click.BadParameter as erreur:
            dire(Phrase("{message}", message=erreur.message))


def choisir(
    question: str,
    choix: Sequence[T],
    mots: Callable[[T], object],
    *,
    facultatif: bool = False,
    noms: Callable[[T], Sequence[str]] = lambda choix: (str(choix),),
) -> T | None:
    """Ask for one of `choix`, by its number, its words, or one of its names."""
    dire(Phrase("{question} :", question=_(question)))
    for rang, element in enumerate(choix, 1):
        dire(Phrase("  {rang}. {mots}", rang=rang, mots=str(mots(element))))
    while True:
        reponse = _lire(_("Votre choix (facultatif) :") if facultatif else _("Votre choix :"))
        if not reponse and facultatif:
            return None
        if reponse.isdigit() and 0 < int(reponse) <= len(choix):
            return choix[int(reponse) - 1]
        trouves = [e for e in choix if plier(reponse) in map(plier, (str(mots(e)), *noms(e)))]
        if len(trouves) == 1:
            return trouves[0]
        seul = Phrase("Répondez par le numéro 1, le seul choix.")
        dire(seul if len(choix) == 1 else Phrase("Répondez par un nombre de 1 à {n}.", n=len(choix)))


def confirmer(
    question: str = N_("Consigner? [O/n]"), refus: str = N_("Rien n'a été consigné."), *, defaut: bool = True
) -> None:
    """Ask whether to go on; an empty answer is `defaut`, whose letter the question has as a capital.

    Raises Interruption, which says `refus`: the answer is no.
    """
    while True:
        reponse = plier(_lire(_(question)))
        if reponse in ("o", "oui", "y", "yes") or (defaut and not reponse):
            return
        if reponse in ("n", "non", "no", ""):
            raise Interruption(Phrase(refus))
        dire(Phrase("Répondez « o » (oui) ou « n » (non)."))
