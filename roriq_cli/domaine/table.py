"""The kinds of files of a registry: the only list of them, in the order in which they are read.

A new kind is a folder beside `membres` that declares it, and one entry here.
"""

from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres.genres import CHIFFRES, LISTE_TCRI, ORGANISME, RESEAU

GENRES: tuple[Genre, ...] = (ORGANISME, RESEAU, CHIFFRES, LISTE_TCRI)


def genre_de(chemin: str) -> Genre | None:
    """The kind in whose place a path of the registry stands; None: nobody's, and never taken for an organisation."""
    for genre in GENRES:  # asked of every path, several times: most are an organisation's
        if chemin.startswith(genre.lieu):
            reste = chemin[len(genre.lieu) :]
            if not reste or (reste[0] == "/" and genre.dossier):
                return genre
    return None


def genre_nomme(nom: str) -> Genre:
    """The kind of that name. Raises StopIteration for one that is not in the table: a reference is the program's."""
    return next(g for g in GENRES if g.nom == nom)
