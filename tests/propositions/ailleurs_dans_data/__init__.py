"""A file that nobody reads, beside the files."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("data/note.txt", "à relire\n")
