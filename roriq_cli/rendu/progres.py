"""How far a long command has gone: a bar at a terminal, nothing anywhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from roriq_cli.i18n import Affichable


@contextmanager
def progression(texte: Affichable, total: int, flux: TextIO) -> Iterator[Callable[[], object]]:
    """Yield what to call at each of `total` steps; the bar goes to `flux`, and leaves no trace of itself."""
    # rich would take FORCE_COLOR for a terminal; only the stream knows.
    if not flux.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    colonnes = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    # The caller decides where talk goes meanwhile: rich must not take the streams for itself.
    with Progress(
        *colonnes, console=Console(file=flux), transient=True, redirect_stdout=False, redirect_stderr=False
    ) as barre:
        tache = barre.add_task(str(texte), total=total)
        yield lambda: barre.advance(tache)
