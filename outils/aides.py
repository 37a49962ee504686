"""docs/commandes.md: the help of every command, as `--help` says it.

`python -m outils.aides` writes it; a test compares it with what the program says.
"""

from pathlib import Path
from typing import Any

import click

from roriq_cli import i18n
from roriq_cli.cli.app import COMMANDES, SOUS_COMMANDES, application, construire
from roriq_cli.commandes import ALIAS, SOUS_ALIAS

PAGE = Path(__file__).parent.parent / "docs" / "commandes.md"
COLONNES = 100


def page() -> str:
    """The text of docs/commandes.md."""
    i18n.utiliser("fr")
    blocs = ["# Les commandes\n\nL'aide de chaque commande, telle que `roriq COMMANDE --help` la donne.\n"]
    racine = application()
    blocs.append(_bloc("roriq", racine, None, ""))
    with click.Context(racine, info_name="roriq") as ctx:
        for nom in COMMANDES:
            commande = construire(nom)
            blocs.append(_bloc(nom, commande, ctx, f" (`{ALIAS[nom]}`)"))
            blocs += _sous_blocs(nom, commande, ctx)
    return "\n".join(blocs)


def _sous_blocs(groupe: str, commande: click.Command, parent: click.Context) -> list[str]:
    with click.Context(commande, info_name=groupe, parent=parent) as ctx:
        return [
            _bloc(nom, construire(nom, groupe), ctx, f" (`{ALIAS[groupe]} {SOUS_ALIAS[groupe][nom]}`)", f"{groupe} ")
            for nom in SOUS_COMMANDES.get(groupe, ())
        ]


def _bloc(nom: str, commande: click.Command, parent: click.Context | None, alias: str, avant: str = "") -> str:
    reglages: dict[str, Any] = {"terminal_width": COLONNES, "max_content_width": COLONNES}
    ctx = click.Context(commande, info_name=nom, parent=parent, help_option_names=["-h", "--help"], **reglages)
    return f"## {avant}{nom}{alias}\n\n```text\n{commande.get_help(ctx)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
