"""The rows of the events: each has one, whole, and says nothing that another table contradicts."""

from collections import Counter

import pytest

from roriq_cli.domaine.membres.faits import FAITS, Etat, Fait, TypeDeFait
from roriq_cli.domaine.membres.modele import Evenement
from roriq_cli.domaine.membres.parcours import DANS_LE_RESEAU
from roriq_cli.domaine.membres.reseau import MOTIFS
from roriq_cli.rendu.sections.periode import _SORTES, _SUITES

LIGNES = [pytest.param(fait, genre, id=fait.value) for fait, genre in FAITS.items()]


def test_chaque_fait_a_sa_ligne_et_rien_d_autre_n_en_a() -> None:
    assert list(FAITS) == list(Fait)


@pytest.mark.parametrize(("fait", "genre"), LIGNES)
def test_une_ligne_tient_debout(fait: Fait, genre: TypeDeFait) -> None:
    assert genre.de
    assert len(set(genre.de)) == len(genre.de)
    champs = (*genre.requis, *genre.permis)
    assert len(set(champs)) == len(champs)
    assert set(champs) <= set(Evenement._fields)
    assert (genre.vers is None) == (fait is Fait.REPRISE)
    # An event that leaves the state as it was begins nothing.
    assert not (genre.commence and genre.vers in genre.de)
    # Its reasons, their words, and the question of one that is required go together.
    assert ("motif" in champs) == (genre.motif is not None) == (fait in MOTIFS)
    assert genre.motif is None or (genre.motif.question is not None) == ("motif" in genre.requis)
    assert genre.phrase_avec_fin is None or "jusqu_au" in genre.permis


def test_une_commande_n_est_qu_a_un_fait() -> None:
    for noms in ([g.commande for g in FAITS.values()], [g.alias for g in FAITS.values()]):
        assert max(Counter(noms).values()) == 1


def test_le_rapport_compte_chaque_facon_de_partir() -> None:
    """A departure that the report has no word for would be left out of its count."""
    departs = {
        fait for fait, g in FAITS.items() if g.vers not in (None, *DANS_LE_RESEAU) and set(g.de) & set(DANS_LE_RESEAU)
    }
    assert set(_SORTES) == departs
    suites = {fait for fait, g in FAITS.items() if Etat.CANDIDAT in g.de and g.vers is not Etat.CANDIDAT}
    assert set(_SUITES) - {None} == suites
