"""What a kind's declaration promises, for every kind of the table: no kind is named here."""

from typing import Any

import pytest
from hypothesis import Phase, given, settings, strategies as st

from roriq_cli.domaine import corrections
from roriq_cli.domaine.genres.entrees import avec
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.protection import changements, reecritures
from roriq_cli.domaine.table import GENRES, genre_de
from roriq_cli.registre.chargement import lire_fiche
from roriq_cli.registre.edition import ecrire
from tests.registre.declarations import fiches
from tests.registre.strategies import PEU

TOUS = pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.nom)


def propriete(essai: Any, *strategies: st.SearchStrategy[Any]) -> None:
    # Whole files are long to shrink, and the first that fails says enough.
    settings(PEU, max_examples=15, phases=[Phase.generate])(given(*strategies)(essai))()


@TOUS
def test_une_fiche_s_ecrit_et_se_relit(genre: Genre) -> None:
    def essai(fiche: Any) -> None:
        texte = ecrire(genre, None, fiche)
        assert lire_fiche(genre, texte) == fiche
        assert ecrire(genre, texte, fiche) == texte
        assert genre_de(genre.chemin(genre.id_de(fiche))) is genre

    propriete(essai, fiches(genre))


@TOUS
def test_ce_qui_ne_change_pas_n_est_pas_reecrit(genre: Genre) -> None:
    def essai(fiche: Any) -> None:
        assert list(reecritures(genre, fiche, fiche)) == []

    propriete(essai, fiches(genre))


@TOUS
def test_ce_qui_n_est_pas_libre_ne_se_reecrit_pas(genre: Genre) -> None:
    """A field that never changes, an entry that goes: each is found, and told."""

    def essai(data: st.DataObject) -> None:
        avant, autre = data.draw(fiches(genre)), data.draw(fiches(genre))
        for champ in genre.fige:
            apres = avant._replace(**{champ: getattr(autre, champ)})
            assert (apres == avant) is (not list(reecritures(genre, avant, apres)))
        for entree in corrections.entrees(genre, avant):
            sans = avec(avant, entree)
            assert "fait-reecrit" in [a.regle for a in reecritures(genre, avant, sans)]
            assert changements(genre, avant, sans)

    propriete(essai, st.data())


@TOUS
def test_une_entree_se_retrouve_et_se_redit(genre: Genre) -> None:
    def essai(fiche: Any) -> None:
        for entree in corrections.entrees(genre, fiche):
            redit = {nom: v for nom, v in corrections.lire(genre, entree).items() if v is not None}
            assert corrections.corriger(genre, fiche, entree, redit) == fiche
            commande = corrections.adresse(genre, fiche, entree)
            assert commande.arguments[:2] == (
                genre.mot(genre.id_de(fiche)),
                corrections.drapeau_de(genre, entree.champ),
            )

    propriete(essai, fiches(genre))


@TOUS
def test_chaque_champ_est_d_une_sorte_et_d_une_seule(genre: Genre) -> None:
    assert sorted((*genre.fige, *genre.libres, *genre.ajout_seul)) == sorted(genre.classe._fields)
    assert set(genre.champs) == set(genre.classe._fields)
