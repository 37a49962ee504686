"""`roriq init --github`: GitHub checks the propositions of a registry, new or there already."""

from pathlib import Path
from typing import Annotated

import typer

from roriq_cli.cli import chemins, options as o, questions, registre_courant, types
from roriq_cli.errors import Usage
from roriq_cli.i18n import N_, Phrase
from roriq_cli.registre import ecriture, flux


class TypeProgramme(types.Saisie):
    """Where the program is on GitHub, at one commit."""

    name = "programme"

    def _lire(self, texte: str) -> flux.Programme:
        trouve = flux.programme(texte)
        if trouve is None:
            raise Usage(
                Phrase(
                    "« {valeur} » n'est pas PROPRIETAIRE/DEPOT@EMPREINTE, où l'empreinte a 40 caractères, de 0 à 9 "
                    "et de a à f. Un nom de version peut changer de contenu; une empreinte, non.",
                    valeur=texte,
                )
            )
        return trouve


Github = Annotated[
    bool,
    o.option("--github", N_("Écrire aussi de quoi faire vérifier chaque proposition par GitHub.")),
]
Programme = Annotated[
    flux.Programme | None,
    o.option(
        "--programme",
        N_("Avec --github : où GitHub prend « roriq », à une version fixe."),
        TypeProgramme(),
        N_("PROPRIETAIRE/DEPOT@EMPREINTE"),
    ),
]


def programme_voulu(programme: flux.Programme | None) -> flux.Programme:
    """Where the program is: as the flag says, else as the person answers. Raises Usage when nobody can be asked."""
    if programme is not None:
        return programme
    if not questions.au_terminal():
        raise Usage(
            Phrase("Il manque {quoi}.", quoi=Phrase("--programme")),
            Phrase("GitHub doit savoir où prendre « roriq », et à quelle version : PROPRIETAIRE/DEPOT@EMPREINTE."),
        )
    questions.dire(
        Phrase(
            "GitHub prendra « roriq » d'un dépôt où vous l'avez mis, à une version qui ne change pas. L'empreinte de "
            "cette version : git log -1 --format=%H, dans une copie de ce dépôt."
        )
    )
    demande: flux.Programme = questions.demander(N_("Le programme (PROPRIETAIRE/DEPOT@EMPREINTE)"), TypeProgramme())
    return demande


def registre_deja_la(ctx: typer.Context, dossier: str | None) -> Path | None:
    """The registry that is there: in `dossier`, or the one that is worked on when none is named; None: yet to come."""
    if dossier is None:
        return registre_courant.trouver(ctx.find_root().params.get("registre"))
    racine = chemins.lire(dossier)
    return racine if (racine / registre_courant.TEMOIN).is_dir() else None


def ajouter(racine: Path, programme: flux.Programme) -> None:
    """Write the files in the repository of an existing registry, in one commit, and say what comes next."""
    lieu = flux.lieu(racine)
    ecritures = flux.ecritures(lieu, programme)
    if not ecritures:
        questions.dire(
            Phrase("GitHub vérifie déjà les propositions de ce registre, avec cette version : rien ne change.")
        )
        return
    ecriture.consigner(lieu.depot, *ecritures)
    questions.dire(
        Phrase("C'est consigné : GitHub vérifiera les propositions de ce registre. Rien n'a quitté votre ordinateur.")
    )
    dire_la_suite()


def dire_la_suite() -> None:
    """What only someone with rights on GitHub can do."""
    questions.dire(
        Phrase(
            "Il reste à l'envoyer, puis à exiger sur GitHub la vérification « revue » avant d'accepter une proposition "
            ": docs/integration-continue.md, dans le dépôt de « roriq »."
        )
    )
