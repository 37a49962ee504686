"""Columns: as wide as what they hold, counted as a terminal counts, cut when the screen is narrower."""

import re

import pytest
from hypothesis import given, strategies as st

from roriq_cli.i18n import inerte
from roriq_cli.rendu.texte.commun import largeur, paragraphe, tableau, tableau_sans_entete


@pytest.mark.parametrize(
    ("texte", "colonnes"),
    [
        *(("", 0), ("abc", 3), ("été", 3), ("e\u0301te\u0301", 3), ("日本", 4)),
        *(("ＡＢ", 4), ("a日\u0301b", 4), ("\u00a0", 1), ("…", 1)),
    ],
)
def test_la_largeur_est_celle_de_l_ecran(texte: str, colonnes: int) -> None:
    assert largeur(texte) == colonnes


def test_des_colonnes_alignees() -> None:
    assert tableau(("A", "Bb", "C"), [("a", "b", "c"), ("été", "日本", "x")]) == (
        "A    Bb    C\n"  #
        "a    b     c\n"
        "été  日本  x"
    )
    assert tableau(("A",), [("a",)], marge="  ") == "  A\n  a"
    assert tableau(("A", "B"), [("a", "")]) == "A  B\na"
    assert tableau_sans_entete([("a", 1), ("bb", 22)]) == "  a   1\n  bb  22"
    assert tableau_sans_entete([]) == ""
    assert paragraphe("a", None, "", "b") == "a\n\nb\n"


def test_une_limite_coupe_les_plus_larges() -> None:
    rangs = [("fiche", "Un nom " + "très " * 10 + "long", "membre"), ("x", "Court", "candidat")]
    entier = tableau(("Fiche", "Nom", "État"), rangs)
    assert max(map(largeur, entier.splitlines())) > 60
    coupe = tableau(("Fiche", "Nom", "État"), rangs, limite=40)
    assert max(map(largeur, coupe.splitlines())) <= 40
    assert re.fullmatch(r"fiche  Un nom (?:très )*\w*… +membre", coupe.splitlines()[1])
    assert coupe.splitlines()[2].startswith("x      Court")
    assert coupe.splitlines()[2].endswith("candidat")
    assert tableau(("Fiche", "Nom", "État"), rangs, limite=1000) == entier


def test_une_limite_absurde_garde_de_quoi_lire() -> None:
    coupe = tableau(("A", "B"), [("x" * 50, "y" * 50)], limite=1)
    assert coupe.splitlines()[1] == "x" * 11 + "…  " + "y" * 11 + "…"


_CELLULES = st.text(st.sampled_from("abé日\u0301 …-"), max_size=40)


@given(st.lists(st.tuples(_CELLULES, _CELLULES, _CELLULES), max_size=6), st.none() | st.integers(1, 200))
def test_chaque_colonne_commence_au_meme_endroit(rangs: list[tuple[str, str, str]], limite: int | None) -> None:
    entetes = ("Fiche", "Nom", "État")
    lignes = tableau(entetes, rangs, limite=limite).split("\n")
    assert len(lignes) == len(rangs) + 1
    assert all(ligne == ligne.rstrip() for ligne in lignes)
    if limite is None:
        largeurs = [max(map(largeur, colonne)) for colonne in zip(entetes, *rangs, strict=True)]
        for ligne, cellules in zip(lignes, [entetes, *rangs], strict=True):
            pleine = "  ".join(c + " " * (n - largeur(c)) for c, n in zip(cellules, largeurs, strict=True))
            assert ligne == pleine.rstrip()
    elif limite >= 3 * 12 + 4:
        assert max(map(largeur, lignes)) <= limite


@given(st.text())
def test_rien_de_ce_qui_est_inerte_ne_pilote_un_terminal(texte: str) -> None:
    montre = inerte(texte)
    assert not any(c < " " or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" for c in montre)
    assert inerte(montre) == montre
