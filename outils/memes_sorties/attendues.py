"""The differences that are meant: each with its reason, and how what was said becomes what is said now."""

from typing import NamedTuple


class Difference(NamedTuple):
    """`avant`, a regular expression, becomes `apres` in a stream of the commands whose name has `commande`.

    Commands and streams are named as the script shows them (« code », « sortie », « erreur », « registre : commits »…);
    both are regular expressions. A difference that changes nothing is an error: what is no longer needed goes.
    """

    raison: str
    commande: str
    flux: str
    avant: str
    apres: str


DIFFERENCES: tuple[Difference, ...] = (
    Difference(
        "la description de « decision » vient des lignes des faits, qui nomment la levée en entier",
        r".*", r".*", r"permise pour une demande ou une levée\.", "permise pour une demande ou une levée de suspension.",
    ),
    Difference(
        "la description du motif d'un refus ne nomme plus les critères d'un réseau",
        r".*", r".*",
        r"Le critère qui n'est pas rempli : tcri \(être en règle à la TCRI\) ou regionalisation\.",
        "Le critère qui n'est pas rempli, parmi ceux du réseau.",
    ),
)  # fmt: skip
