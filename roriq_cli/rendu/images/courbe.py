"""The network's size over the years: a stepped line from dated facts, and what public pages said as points."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from typing import NamedTuple

from roriq_cli.domaine.bilan.taille import Taille
from roriq_cli.domaine.membres.modele import ChiffrePublie
from roriq_cli.i18n import Affichable, Liste, Phrase
from roriq_cli.rendu.images.commun import LARGEUR, Dessin
from roriq_cli.rendu.sections.reseau import date_publiee

HAUT, BAS, GAUCHE, DROITE = 18, 178, 38, LARGEUR - 34
GRADUATIONS = 5  # of the numbers, at most
ANNEE = 34  # the room that a year takes under the axis
CHIFFRE = 15  # the room that a published figure takes beside another
RANG_DE_LEGENDE = 17
DEMI_ANNEE = 183  # days


class Echelle(NamedTuple):
    """Where a day and a number are in the picture; `pas`: from a number to the next on the axis."""

    debut: date
    fin: date
    pas: int
    plafond: int

    def x(self, jour: date) -> float:
        """From the left, to half a unit: a step more would not be seen."""
        part = (jour - self.debut).days / max(1, (self.fin - self.debut).days)
        return GAUCHE + round(2 * (DROITE - GAUCHE) * min(1.0, max(0.0, part))) / 2

    def y(self, n: int) -> float:
        """From the top."""
        return BAS - (BAS - HAUT) * n / self.plafond


def courbe(taille: Taille) -> str:
    """The stepped line of `taille`, up to its day."""
    e = echelle(taille)
    legende = list(_legende(taille))
    titre = Phrase("Nombre d'organismes membres au fil des ans, jusqu'au {au}", au=taille.au)
    dessin = Dessin("courbe", BAS + 24 + RANG_DE_LEGENDE * len(legende), titre, taille_en_mots(taille))
    dessin.hachures()
    rien, partiel = rien_avant(taille), taille.connu_depuis
    if rien:
        dessin.poser("rect", "rien", x=GAUCHE, y=HAUT, width=e.x(rien) - GAUCHE, height=BAS - HAUT)
    _axes(dessin, e)
    _ligne(dessin, e, taille, partiel or e.debut)
    _publies(dessin, e, taille.chiffres)
    for rang, (signe, sens) in enumerate(legende):
        y = BAS + 32 + RANG_DE_LEGENDE * rang
        _signe(dessin, signe, GAUCHE, y)
        dessin.texte("text", sens, x=GAUCHE + 30, y=y + 3.5)
    return str(dessin)


def rien_avant(taille: Taille) -> date | None:
    """The day before which no member is known and some could be: it is no zero. None where everything is known."""
    if taille.connu_depuis is None:
        return None
    return min(taille.connu_depuis, taille.marches[0].date) if taille.marches else taille.connu_depuis


def au_moins(taille: Taille) -> bool:
    """Whether there are days of which only a part of the members is known."""
    return bool(taille.connu_depuis and taille.marches and taille.marches[0].date < taille.connu_depuis)


def echelle(taille: Taille) -> Echelle:
    """From a half-year or more before what is first known, up to the day; from zero up to a round number."""
    connus = [*(m.date for m in taille.marches[:1]), *(c.jour for c in taille.chiffres[:1])]
    premier = min([*connus, taille.connu_depuis or taille.au, taille.au])
    debut = date.fromordinal(max(1, premier.toordinal() - DEMI_ANNEE)).replace(month=1, day=1)
    plus_grand = max([1, *(m.membres for m in taille.marches), *(c.total for c in taille.chiffres)])
    pas = next(p for p in _ronds() if -(-plus_grand // p) <= GRADUATIONS)
    return Echelle(debut, taille.au, pas, pas * -(-plus_grand // pas))


def _ronds() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50, …"""
    return (chiffre * 10**rang for rang in count() for chiffre in (1, 2, 5))


def taille_en_mots(taille: Taille) -> Affichable:
    """What the line shows, in words: its beginning, its summit, its end; then each published figure."""
    phrases: list[Affichable] = []
    rien = rien_avant(taille)
    if rien:
        phrases.append(Phrase("Rien n'est connu avant le {le}.", le=rien))
    if au_moins(taille):
        phrases.append(Phrase("Avant le {le}, une partie seulement est connue.", le=taille.connu_depuis))
    if taille.marches:
        sommet = max(taille.marches, key=lambda m: m.membres)
        reperes = [(taille.marches[0].date, taille.marches[0].membres), (sommet.date, sommet.membres)]
        reperes.append((taille.au, taille.marches[-1].membres))
        nombres = [Phrase("{n} le {le}", n=n, le=le) for le, n in dict.fromkeys(reperes)]
        phrases.append(Phrase("Organismes membres : {nombres}.", nombres=Liste(nombres)))
    if taille.chiffres:
        publies = [Phrase("{n} ({le})", n=c.total, le=date_publiee(c)) for c in taille.chiffres]
        phrases.append(Phrase("Chiffres publiés : {publies}.", publies=Liste(publies)))
    return " ".join(map(str, phrases))


def _axes(dessin: Dessin, e: Echelle) -> None:
    for n in range(0, e.plafond + 1, e.pas):
        y = e.y(n)
        dessin.poser("path", "axe" if n == 0 else "grille", d=f"M{GAUCHE} {y:g}H{DROITE}")
        dessin.texte("text", str(n), "gradue", x=GAUCHE - 5, y=y + 3.5, text_anchor="end")
    annees = e.fin.year - e.debut.year + 1
    pas = next(p for p in _ronds() if p * (DROITE - GAUCHE) >= annees * ANNEE)
    for annee in range(e.debut.year, e.fin.year + 1):
        if annee % pas == 0 or annees == 1:
            x = e.x(date(annee, 1, 1))
            dessin.poser("path", "axe", d=f"M{x:g} {BAS}V{BAS + 4}")
            dessin.texte("text", str(annee), "gradue", x=x, y=BAS + 15, text_anchor="middle")


def _ligne(dessin: Dessin, e: Echelle, taille: Taille, connu: date) -> None:
    """Dashed where a part of the members is not known, full afterwards; its end bears its number."""
    if not taille.marches:
        return
    trace = [(e.x(m.date), m.membres, m.date < connu) for m in taille.marches]
    avant = [(x, n) for x, n, partiel in trace if partiel]
    apres = [(x, n) for x, n, partiel in trace if not partiel]
    if avant:
        limite = e.x(connu)
        dessin.poser("path", "ligne partielle", d=_marches(e, avant, limite))
        apres.insert(0, (limite, avant[-1][1]))
    if apres:
        dessin.poser("path", "ligne", d=_marches(e, apres, DROITE))
    fin = taille.marches[-1].membres
    dessin.poser("circle", "bout", cx=DROITE, cy=e.y(fin), r=3)
    if fin < 1000:
        dessin.texte("text", str(fin), "taille", x=DROITE + 6, y=e.y(fin) + 4)
    else:  # no room beside it
        dessin.texte("text", str(fin), "taille", x=DROITE + 6, y=e.y(fin) - 7, text_anchor="end")


def _marches(e: Echelle, points: Iterable[tuple[float, int]], fin: float) -> str:
    """The path through those points, each at its number until the next; of those at one place, the last."""
    (x, n), *suite = dict(points).items()
    pas = [f"M{x:g} {e.y(n):g}", *(f"H{x:g}V{e.y(n):g}" for x, n in suite), f"H{fin:g}"]
    return "".join(pas)


def _publies(dessin: Dessin, e: Echelle, chiffres: Iterable[ChiffrePublie]) -> None:
    """A lozenge a figure; with a bar, the year in which it was published, when no more is known."""
    ecrits: list[tuple[float, float]] = []
    for c in chiffres:
        x, y = e.x(c.jour), e.y(c.total)
        if c.precision != "jour":
            dessin.poser("path", "barre", d=f"M{e.x(date(c.jour.year, 1, 1)):g} {y:g}H{x:g}")
        _losange(dessin, x, y)
        for ligne in (y - 7, y + 15):  # above, else below, else the lozenge alone
            if all(abs(x - autre_x) > CHIFFRE or abs(ligne - autre_y) > 10 for autre_x, autre_y in ecrits):
                dessin.texte("text", str(c.total), "publie", x=x, y=ligne, text_anchor="middle")
                ecrits.append((x, ligne))
                break


def _losange(dessin: Dessin, x: float, y: float) -> None:
    dessin.poser("path", "losange", d=f"M{x:g} {y - 4.5:g}L{x + 4.5:g} {y:g}L{x:g} {y + 4.5:g}L{x - 4.5:g} {y:g}Z")


def _legende(taille: Taille) -> Iterator[tuple[str, Affichable]]:
    """The marks of this picture, each with what it means."""
    if taille.marches:
        yield "ligne", Phrase("selon les faits consignés au registre")
    if au_moins(taille):
        yield "ligne partielle", Phrase("au moins : une partie seulement est connue")
    if rien_avant(taille):
        yield "rien", Phrase("rien n'est connu")
    if taille.chiffres:
        yield "losange", Phrase("chiffre publié")
    if any(c.precision != "jour" for c in taille.chiffres):
        yield "barre", Phrase("chiffre publié dans l'année, le jour n'est pas connu")


def _signe(dessin: Dessin, signe: str, x: float, y: float) -> None:
    """A mark of the legend, alone on its row."""
    if signe == "rien":
        dessin.poser("rect", "rien", x=x, y=y - 6, width=24, height=12)
    if signe in ("ligne", "ligne partielle"):
        dessin.poser("path", signe, d=f"M{x:g} {y:g}h24")
    if signe == "barre":
        dessin.poser("path", signe, d=f"M{x:g} {y:g}h20")
    if signe in ("barre", "losange"):
        _losange(dessin, x + (20 if signe == "barre" else 12), y)
