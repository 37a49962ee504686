"""Several files that are to be recorded together: what they would say, and which of them may."""

import os
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from roriq_cli.domaine.genres.constats import Anomalie, Constat, Gravite
from roriq_cli.domaine.membres.listes import listes_du
from roriq_cli.domaine.membres.modele import Organisme
from roriq_cli.i18n import Phrase
from roriq_cli.registre import chargement as ch, ecriture, edition, git
from roriq_cli.registre.sources import DOSSIER


class Epreuve(NamedTuple):
    """What was found of each organisation's file, by id; the registry as it would be with those that have no error."""

    constats: dict[str, list[Constat]]
    ensuite: ch.Chargement

    def texte(self, id: str) -> str:
        """The text of a file that has no error."""
        fichier = self.ensuite.fichier_de(id)
        assert fichier is not None
        assert fichier.texte is not None
        return fichier.texte


def eprouver(chargement: ch.Chargement, organismes: Sequence[Organisme], aujourd_hui: date) -> Epreuve:
    """Write each file in memory, and judge it by the schema and the rules: alone, then among those that passed."""
    textes = {f.chemin: f.texte for f in chargement.fiches}
    constats: dict[str, list[Constat]] = {}
    listes = listes_du(chargement.registre)
    lot = []
    # What is new answers for what it shares with what was there.
    for organisme in sorted(organismes, key=lambda o: ch.chemin_de(o.id) not in textes):
        fichier = _ecrire(textes.get(ch.chemin_de(organisme.id)), organisme)
        constats[organisme.id] = ch.constats_de_la_fiche(fichier, aujourd_hui, listes)
        if not _fautif(constats[organisme.id]):
            lot.append(fichier)
    if lot:
        entre_fiches = ch.constats_entre_fiches(chargement, ch.avec_fiches(chargement, lot), lot)
        for fichier in lot:
            constats[fichier.nom] += entre_fiches[fichier.chemin]
    return Epreuve(constats, ch.avec_fiches(chargement, [f for f in lot if not _fautif(constats[f.nom])]))


def _ecrire(ancien: str | None, organisme: Organisme) -> ch.Fichier:
    chemin = ch.chemin_de(organisme.id)
    try:
        return ch.ouvrir_fiche(chemin, edition.ecrire(ancien, organisme))
    except edition.EditionImpossible:
        fichier = ch.Fichier(chemin)
        message = Phrase("La fiche {id} ne peut pas être écrite telle quelle.", id=organisme.id)
        fichier.signaler(Anomalie("caractere-interdit", (), message))
        return fichier


def _fautif(constats: Sequence[Constat]) -> bool:
    return any(c.gravite is Gravite.ERREUR for c in constats)


def deja_servis(racine: Path, ids: Collection[str]) -> frozenset[str]:
    """Those of `ids` that named a file before: the whole history is asked once, each suspect on its own."""
    try:
        sortie = git.git(
            racine, "log", "--full-history", "--format=", "--name-only", "--no-renames", "-z", "--", DOSSIER
        )
    except git.Echec:  # no commit yet
        return frozenset()
    vus = {PurePosixPath(os.fsdecode(chemin)).name for chemin in sortie.split(b"\0")}
    return frozenset(id for id in ids if f"{id}.yaml" in vus and ecriture.deja_servi(racine, ch.chemin_de(id)))
