"""The network's size over the years: a stepped line from dated facts, and what public pages said as points."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from roriq_cli.domaine.taille import Marche, Taille
from roriq_cli.i18n import Affichable, Liste, Phrase, Pluriel
from roriq_cli.rendu.images.commun import LARGEUR, Dessin

HAUT, BAS, GAUCHE, DROITE = 18, 178, 30, LARGEUR - 24
GRADUATIONS = 5  # on each axis, about
ANNEE_MIN = 34  # between two years that are written


class Echelle(NamedTuple):
    """Where a day and a number are in the picture."""

    debut: date
    fin: date
    plafond: int

    def x(self, jour: date) -> float:
        """From the left."""
        return GAUCHE + (DROITE - GAUCHE) * (jour - self.debut).days / max(1, (self.fin - self.debut).days)

    def y(self, n: int) -> float:
        """From the top."""
        return BAS - (BAS - HAUT) * n / self.plafond


def courbe(taille: Taille) -> str:
    """The stepped line of `taille`, up to its day."""
    echelle = _echelle(taille)
    legende = _legende(taille)
    titre = Phrase("Nombre d'organismes membres au fil des ans, jusqu'au {au}", au=taille.au)
    dessin = Dessin("courbe", BAS + 24 + 17 * len(legende), titre, description(taille))
    dessin.hachures()
    _axes(dessin, echelle)
    _inconnu(dessin, echelle, taille)
    _ligne(dessin, echelle, taille)
    _publies(dessin, echelle, taille)
    for rang, (signe, sens) in enumerate(legende):
        y = BAS + 34 + 17 * rang
        _signe(dessin, signe, y)
        dessin.texte("text", sens, "", x=GAUCHE + 30, y=y + 4)
    return str(dessin)
