"""Two records side by side: what differs, but for the differences that are meant."""

import difflib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from outils.memes_sorties.attendues import Difference
from outils.memes_sorties.jeu import ACTE, Enregistrement

FICHIER = "enregistrement.json"
_COMMIT = re.compile(r"^commit ([0-9a-f]{40})", re.MULTILINE)


class Ecart(NamedTuple):
    """What one stream of one command said before (as it was expected to change), and what it says now."""

    commande: str
    flux: str
    avant: str
    apres: str

    def diff(self, lignes: int) -> str:
        """A unified diff, cut."""
        toutes = list(
            difflib.unified_diff(
                _lignes(self.avant),
                _lignes(self.apres),
                f"avant : {self.flux}",
                f"après : {self.flux}",
                n=2,
                lineterm="",
            )
        )
        reste = [f"… et {len(toutes) - lignes} lignes"] if len(toutes) > lignes else []
        return "\n".join([self.commande, *toutes[:lignes], *reste])


def comparer(
    avant: Enregistrement, apres: Enregistrement, differences: Sequence[Difference]
) -> tuple[list[Ecart], list[Difference]]:
    """What differs, command by command; and the differences that were expected and did not come."""
    servies: set[Difference] = set()
    noms = _noms_des_commits(avant, apres, differences)
    ecarts = []
    for commande in dict.fromkeys([*avant, *apres]):
        un, autre = avant.get(commande), apres.get(commande)
        if un is None or autre is None:
            cotes = ("non\n", "oui\n") if un is None else ("oui\n", "non\n")
            ecarts.append(Ecart(commande, "jouée", *cotes))
            continue
        for flux in sorted(un.keys() | autre.keys()):
            voulu = _renommer(_voulu(commande, flux, un.get(flux, ""), differences, servies), noms)
            if voulu != autre.get(flux, ""):
                ecarts.append(Ecart(commande, flux, voulu, autre.get(flux, "")))
    return ecarts, [difference for difference in differences if difference not in servies]


def _voulu(commande: str, flux: str, texte: str, differences: Sequence[Difference], servies: set[Difference]) -> str:
    """What a stream said, as it is expected to have changed; `servies` takes the differences that changed it."""
    for difference in differences:
        if re.search(difference.commande, commande) and re.fullmatch(difference.flux, flux):
            change = re.sub(difference.avant, difference.apres, texte)
            if change != texte:
                servies.add(difference)
            texte = change
    return texte


def _noms_des_commits(
    avant: Enregistrement, apres: Enregistrement, differences: Sequence[Difference]
) -> dict[str, str]:
    """The new ids of the commits whose message was meant to change, or has the time in it, and of those after them.

    Any other has none: a commit that shows the same and has another id is not the same.
    """
    noms: dict[str, str] = {}
    for commande, trace in avant.items():
        for flux in (flux for flux in trace if flux.endswith(" : commits")):
            texte = trace[flux]
            change = _voulu(commande, flux, texte, differences, set()) != texte
            if change or f"-{ACTE}" in texte or any(nom in texte for nom in noms):
                ids = (_COMMIT.findall(t) for t in (texte, apres.get(commande, {}).get(flux, "")))
                noms |= {un: autre for un, autre in zip(*ids, strict=False) if un != autre}
    return noms


def _renommer(texte: str, noms: Mapping[str, str]) -> str:
    """The ids, and what they begin with, as they are now."""
    if not noms:
        return texte
    courts = {un[:n]: autre[:n] for un, autre in noms.items() for n in (7, 10, 40)}
    return re.sub(r"\b[0-9a-f]{7,40}\b", lambda trouve: courts.get(trouve[0], trouve[0]), texte)


def rendre(ecarts: Sequence[Ecart], inutiles: Iterable[Difference], nombre: int, lignes: int = 40) -> str:
    """What a person reads: the first commands that differ, then how many."""
    commandes = list(dict.fromkeys(ecart.commande for ecart in ecarts))
    montres = set(commandes[:nombre])
    blocs = [ecart.diff(lignes) for ecart in ecarts if ecart.commande in montres]
    blocs += [f"Différence attendue qui ne se produit pas : {d.raison} ({d.commande}, {d.flux})" for d in inutiles]
    if len(commandes) > nombre:
        blocs.append("Et aussi :\n" + "\n".join(f"  {commande}" for commande in commandes[nombre : nombre + 100]))
    return "\n\n".join(blocs)


def enregistrer(dossier: Path, enregistrement: Enregistrement) -> None:
    """Keep a record, as lines that can be read and compared."""
    dossier.mkdir(parents=True, exist_ok=True)
    lisible = {
        commande: {flux: texte.splitlines(keepends=True) for flux, texte in enregistrement[commande].items()}
        for commande in enregistrement
    }
    texte = json.dumps(lisible, ensure_ascii=False, indent=1)
    (dossier / FICHIER).write_bytes(texte.encode("utf-8", "surrogateescape"))


def relire(dossier: Path) -> Enregistrement:
    """A record that was kept."""
    texte = (dossier / FICHIER).read_bytes().decode("utf-8", "surrogateescape")
    return {
        commande: {flux: "".join(lignes) for flux, lignes in trace.items()}
        for commande, trace in json.loads(texte).items()
    }


def _lignes(texte: str) -> list[str]:
    """The lines of a text that can be shown, whatever is in it; a line that has no end says so."""
    lignes = [ligne.encode("utf-8", "backslashreplace").decode() for ligne in texte.splitlines(keepends=True)]
    return [ligne[:-1] if ligne.endswith("\n") else repr(ligne)[1:-1] + "⏎̸" for ligne in lignes]
