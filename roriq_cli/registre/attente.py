"""What was recorded beside the register, and waits: proposals, and facts that a synchronisation set aside.

Each is a local branch. It waits for as long as the register has not said what it says, whatever way that came in: by a
merge, in another commit, or recorded anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from roriq_cli.domaine.bilan.suivi import EnAttente
from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.protection import changements
from roriq_cli.domaine.table import genre_de
from roriq_cli.i18n import Phrase
from roriq_cli.registre import git
from roriq_cli.registre.analyse import encoder
from roriq_cli.registre.chargement import est_une_fiche, lire_fiche
from roriq_cli.registre.git.partager import reste_a_envoyer

if TYPE_CHECKING:  # who only reads does not wait for what writes
    from roriq_cli.registre.ecriture import Ecriture

PROPOSITION, DE_COTE = "proposition/", "mis-de-cote-"

# Where a change is, and what it says: two that say the same are the same.
_Dit = tuple[str, str]


def en_attente(racine: Path) -> Iterator[EnAttente]:
    """The proposals, then what was set aside: those that say something that the register does not."""
    if not git.tete(racine):
        return
    for nom in git.non_reunies(racine, PROPOSITION, f"{DE_COTE}*"):
        ref, de_cote = f"refs/heads/{nom}", nom.startswith(DE_COTE)
        a_envoyer = None if de_cote else reste_a_envoyer(racine, nom)
        base = git.ancetre_commun(racine, "HEAD", ref)
        if not base:  # a copy whose past is cut short: what it says is not known
            yield EnAttente(nom, "", (), (), de_cote, a_envoyer)
        elif restants := _restants(racine, base, ref):
            chemins = tuple(dict.fromkeys(chemin for chemin, _dit in restants))
            yield EnAttente(nom, base, chemins, tuple(restants.values()), de_cote, a_envoyer)


def deja_proposee(racine: Path, ecriture: Ecriture) -> str | None:
    """The proposal that waits and says exactly this already; None without one."""
    textes = {"avant": ecriture.avant, "apres": ecriture.apres}
    contenus = {nom: None if texte is None else encoder(texte) for nom, texte in textes.items()}
    dite = _dits(contenus, git.Passage(ecriture.chemin, "avant", "apres")).keys()
    for nom in git.non_reunies(racine, PROPOSITION):
        base = git.ancetre_commun(racine, "HEAD", f"refs/heads/{nom}")
        if base and _restants(racine, base, f"refs/heads/{nom}").keys() == dite:
            return nom
    return None


def _restants(racine: Path, base: str, ref: str) -> dict[_Dit, Changement]:
    """What a branch says since `base`, without what the register has said since."""
    place = git.prefixe(racine) or ""
    differents = [c.removeprefix(place) for c in git.differences(racine, base, ref) if c.startswith(place)]
    avant, la, ici = (git.objets(racine, revision, differents) for revision in (base, ref, "HEAD"))
    proposes, venus = ([git.Passage(c, avant.get(c, ""), apres.get(c, "")) for c in differents] for apres in (la, ici))
    for _dit, passages in git.commits(racine, ("%H",), f"{base}..HEAD", "--", "."):
        venus += [p for p in passages if p.chemin in avant or p.chemin in la]
    contenus = git.contenus(racine, {o for p in (*proposes, *venus) for o in (p.avant, p.apres) if o})
    connus = {dit for passage in venus for dit in _dits(contenus, passage)}
    return {d: c for passage in proposes for d, c in _dits(contenus, passage).items() if d not in connus}


def _dits(contenus: Mapping[str, bytes | None], passage: git.Passage) -> dict[_Dit, Changement]:
    """The changes from one state of a file to another, each under what it says."""
    if passage.avant == passage.apres:
        return {}
    trouves = _changements(passage.chemin, contenus.get(passage.avant), contenus.get(passage.apres))
    return {(passage.chemin, f"{c.nom} {c.date} {c.phrase}"): c for c in trouves}


def _changements(chemin: str, avant: bytes | None, apres: bytes | None) -> list[Changement]:
    genre = genre_de(chemin) if est_une_fiche(chemin) else None
    lue = lire_fiche(genre, apres) if genre else None
    if genre is None or lue is None:
        return [Changement("modification", None, Phrase("Le fichier {fichier} change", fichier=chemin))]
    return changements(genre, lire_fiche(genre, avant), lue)
