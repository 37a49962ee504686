"""What became of the entries of an append-only list, whatever its kind."""

import math
from typing import Any

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine.genres import ajout_seul
from roriq_cli.domaine.genres.ajout_seul import comparer_listes, prolonge

LISTES = st.lists(st.sampled_from("abcd"), max_size=7).map(tuple)


def resume(avant: str, apres: str) -> tuple[list[tuple[int, str | None, str | None]], str]:
    trouve = comparer_listes("historique", tuple(avant), tuple(apres))
    return [(e.rang, e.avant, e.apres) for e in trouve.ecarts], "".join(trouve.ajouts)


@pytest.mark.parametrize(
    ("avant", "apres", "attendus", "ajouts"),
    [
        ("", "", [], ""),
        ("ab", "ab", [], ""),
        ("ab", "abcd", [], "cd"),
        ("abc", "axc", [(1, "b", "x")], ""),
        ("abc", "axcd", [(1, "b", "x")], "d"),
        ("abc", "abxd", [(2, "c", "x")], "d"),
        ("abc", "ab", [(2, "c", None)], ""),
        ("abc", "bc", [(0, "a", None)], ""),
        ("abc", "acd", [(1, "b", None)], "d"),
        ("abc", "axbc", [(1, None, "x")], ""),
        ("abc", "aabc", [(1, None, "a")], ""),
        ("abc", "acb", [(1, "c", "c")], ""),
        ("abc", "bca", [(0, "a", "a")], ""),
        ("abcd", "dabc", [(0, "d", "d")], ""),
        ("abcde", "bcade", [(2, "a", "a")], ""),
        ("abcd", "bxd", [(0, "a", None), (1, "c", "x")], ""),
        ("ab", "", [(0, "a", None), (1, "b", None)], ""),
    ],
)
def test_ce_qui_est_reecrit_et_ce_qui_s_ajoute(
    avant: str, apres: str, attendus: list[tuple[int, str | None, str | None]], ajouts: str
) -> None:
    assert resume(avant, apres) == (attendus, ajouts)


@given(LISTES, LISTES)
def test_rien_n_est_reecrit_si_et_seulement_si_le_debut_est_le_meme(avant: Any, apres: Any) -> None:
    trouve = comparer_listes("historique", avant, apres)
    assert (not trouve.ecarts) == prolonge(avant, apres) == (apres[: len(avant)] == avant)
    for ecart in trouve.ecarts:
        if ecart.apres is not None and ecart.avant != ecart.apres:
            assert apres[ecart.rang] == ecart.apres
        if ecart.apres is None:
            assert avant[ecart.rang] == ecart.avant
    assert apres[len(apres) - len(trouve.ajouts) :] == trouve.ajouts or any(e.avant == e.apres for e in trouve.ecarts)


@given(LISTES, LISTES)
def test_trop_longues_elles_se_comparent_rang_par_rang(avant: Any, apres: Any) -> None:
    plein = comparer_listes("historique", avant, apres)
    bornes = ajout_seul._PAIRES_MAX, ajout_seul._DEPLACEMENTS_MAX
    ajout_seul._PAIRES_MAX, ajout_seul._DEPLACEMENTS_MAX = 0, 0
    try:
        trouve = comparer_listes("historique", avant, apres)
    finally:
        ajout_seul._PAIRES_MAX, ajout_seul._DEPLACEMENTS_MAX = bornes
    assert bool(trouve.ecarts) == bool(plein.ecarts)
    assert all(e.avant != e.apres for e in trouve.ecarts)


def test_une_liste_hostile_ne_coute_pas_son_carre() -> None:
    """At the bound, one entry has moved; past it, the two lists are compared rank by rank."""
    juste = math.isqrt(ajout_seul._PAIRES_MAX)
    avant = tuple(range(juste))
    assert len(comparer_listes("historique", avant, (*avant[1:], 0)).ecarts) == 1
    avant = tuple(range(juste + 1))
    assert len(comparer_listes("historique", avant, (*avant[1:], 0)).ecarts) == juste + 1
