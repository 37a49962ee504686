"""How a registry begins: empty (`init`), or as a fictitious network to learn on (`demo`)."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from roriq_cli.cli import options as o
from roriq_cli.cli import questions, types
from roriq_cli.errors import Refus, Usage
from roriq_cli.i18n import N_, Commande, Phrase, SautDeLigne
from roriq_cli.registre import creation

Dossier = Annotated[
    str | None, typer.Argument(metavar=N_("DOSSIER"), help=N_("Le dossier du registre."), show_default=False)
]
NomDuReseau = Annotated[
    str | None, o.champ("--nom", N_("Le nom du réseau (RORIQ si rien n'est dit)."), "nom", vide=False)
]


def init(ctx: typer.Context, dossier: Dossier = None, nom: NomDuReseau = None) -> None:
    """Create an empty, valid registry in a Git repository, with its first commit on main."""
    racine = _dossier(dossier)
    if nom is None and questions.au_terminal():
        nom = questions.demander(N_("Le nom du réseau (RORIQ si rien n'est dit)"), types.Champ("nom"), facultatif=True)
    creation.creer(racine, nom or "RORIQ")
    questions.dire(
        Phrase(
            "Le registre est créé dans {dossier}. Rien n'a quitté votre ordinateur. Pour consigner un premier "
            "organisme : {commande}",
            dossier=str(dossier),
            commande=_dans(str(dossier), "ajouter"),
        )
    )


def demo(ctx: typer.Context, dossier: Dossier = None) -> None:
    """Play a fictitious network into a new registry, through the real commands, each commit on its day."""
    from roriq_cli.cli.demonstration import jouer

    racine = _dossier(dossier, depot=False)
    jouer(racine)
    nom = str(dossier)
    questions.dire(
        Phrase(
            "Le réseau fictif est dans {dossier}. Trois commandes pour faire connaissance :{un}{deux}{trois}",
            dossier=nom,
            un=_ligne(nom, "rapport", "--au", "2016-07-01"),
            deux=_ligne(nom, "lister", "--etat", "membre", "--au", "2016-07-01", "--su-le", "2016-07-01"),
            trois=_ligne(nom, "journal", "relais-cote-nord"),
        ),
        Phrase(
            "La première dit combien d'organismes étaient membres le {le}; la deuxième, lesquels on croyait membres "
            "ce jour-là; la troisième, d'où vient l'écart.",
            le=date(2016, 7, 1),
        ),
    )


def _dossier(dossier: str | None, *, depot: bool = True) -> Path:
    """The folder of a registry to come: it does not exist yet, or is empty but (`depot`) for a Git repository."""
    if dossier is None:
        raise Usage(Phrase("Il manque {quoi}.", quoi=Phrase("DOSSIER")))
    racine = Path(dossier).expanduser().resolve()
    if (racine / "data").exists():
        raise Refus(
            Phrase("Le dossier {dossier} contient déjà un registre.", dossier=dossier),
            Phrase("Choisissez un autre dossier."),
        )
    if racine.exists() and (not racine.is_dir() or any(not depot or e.name != ".git" for e in racine.iterdir())):
        raise Refus(
            Phrase("Le dossier {dossier} n'est pas vide.", dossier=dossier),
            Phrase("Choisissez un dossier vide, ou qui n'existe pas encore."),
        )
    return racine


def _dans(dossier: str, nom: str, *arguments: str) -> Phrase:
    """A command on that registry, whatever the current one is."""
    return Phrase("{commande}", commande=Commande(nom, *arguments, registre=dossier))


def _ligne(dossier: str, nom: str, *arguments: str) -> Phrase:
    return Phrase("{saut}{commande}", saut=SautDeLigne(), commande=Commande(nom, *arguments, registre=dossier))
