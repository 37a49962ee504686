"""Several files that are to be recorded together: what they would say, and which of them may."""

import os
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from roriq_cli.domaine.genres.constats import Anomalie, Constat, Gravite
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import Organisme
from roriq_cli.domaine.protection import Savoirs
from roriq_cli.i18n import Phrase
from roriq_cli.registre import chargement as ch, ecriture, edition, git


class Epreuve(NamedTuple):
    """What was found of each organisation's file, by id; the registry as it would be with those that have no error."""

    constats: dict[str, list[Constat]]
    ensuite: ch.Chargement

    def texte(self, id: str) -> str:
        """The text of a file that has no error."""
        texte = self.ensuite.texte(ORGANISME.chemin(id))
        assert texte is not None
        return texte


def eprouver(chargement: ch.Chargement, organismes: Sequence[Organisme], aujourd_hui: date) -> Epreuve:
    """Write each file in memory, and judge it by the schema and the rules: alone, then among those that passed."""
    textes = {f.chemin: f.texte for f in chargement.du_genre(ORGANISME)}
    constats: dict[str, list[Constat]] = {}
    savoirs = Savoirs(chargement.registre)
    lot = []
    # What is new answers for what it shares with what was there.
    for organisme in sorted(organismes, key=lambda o: ORGANISME.chemin(o.id) not in textes):
        fichier = _ecrire(textes.get(ORGANISME.chemin(organisme.id)), organisme)
        constats[organisme.id] = ch.constats_du_fichier(fichier, aujourd_hui, savoirs)
        if not _fautif(constats[organisme.id]):
            lot.append(fichier)
    if lot:
        entre_fiches = ch.constats_entre_fiches(chargement, ch.avec_fichiers(chargement, lot), lot)
        for fichier in lot:
            constats[fichier.nom] += entre_fiches[fichier.chemin]
    return Epreuve(constats, ch.avec_fichiers(chargement, [f for f in lot if not _fautif(constats[f.nom])]))


def _ecrire(ancien: str | None, organisme: Organisme) -> ch.Fichier:
    chemin = ORGANISME.chemin(organisme.id)
    try:
        return ch.ouvrir_fiche(chemin, edition.ecrire(ORGANISME, ancien, organisme))
    except edition.EditionImpossible:
        vide = ch.Fichier(chemin)
        message = Phrase("La fiche {id} ne peut pas être écrite telle quelle.", id=organisme.id)
        return vide._replace(constats=(ch.placer(vide, Anomalie("caractere-interdit", (), message)),))


def _fautif(constats: Sequence[Constat]) -> bool:
    return any(c.gravite is Gravite.ERREUR for c in constats)


def deja_servis(racine: Path, ids: Collection[str]) -> frozenset[str]:
    """Those of `ids` that named a file before: the whole history is asked once, each suspect on its own."""
    try:
        sortie = git.git(
            racine, "log", "--full-history", "--format=", "--name-only", "--no-renames", "-z", "--", ORGANISME.lieu
        )
    except git.Echec:  # no commit yet
        return frozenset()
    vus = {PurePosixPath(os.fsdecode(chemin)).name for chemin in sortie.split(b"\0")}
    return frozenset(id for id in ids if f"{id}.yaml" in vus and ecriture.deja_servi(racine, ORGANISME.chemin(id)))
