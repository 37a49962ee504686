"""The marks that Git leaves in a file, whatever they are around."""

import time

import pytest
from hypothesis import given, strategies as st

from roriq_cli.registre.union.conflits import Marques, separer

LIGNES = st.lists(
    st.text(st.sampled_from("a<>=| :-#\u00e9"), max_size=9).filter(lambda ligne: separer_ligne(ligne)), max_size=4
)


def separer_ligne(ligne: str) -> bool:
    """Whether a line is no mark."""
    return ligne[:7] not in ("<" * 7, "|" * 7, ">" * 7, "=" * 7)


def test_un_texte_sans_marque() -> None:
    assert separer("id: a\n") is None
    assert separer("") is None


def test_deux_endroits() -> None:
    texte = "a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\nd\n<<<<<<<\n|||||||\ne\n=======\nf\n>>>>>>>\n"
    assert separer(texte) == Marques("a\nb\nd\n", "a\nc\nd\nf\n", 2, 6, 2)
    assert separer(texte.replace("\n", "\r\n")) == separer(texte)


@pytest.mark.parametrize(
    "texte",
    [
        "<<<<<<<\n",
        "<<<<<<<\n=======\n",
        "=======\n>>>>>>>\n",
        "<<<<<<<\n>>>>>>>\n",
        "<<<<<<<\n|||||||\n>>>>>>>\n",
        "<<<<<<<\n|||||||\n|||||||\n=======\n>>>>>>>\n",
        "<<<<<<<\n=======\n=======\n>>>>>>>\n",
        "<<<<<<<\n=======\n>>>>>>>\n>>>>>>>\n",
        "<<<<<<<\n<<<<<<<\n=======\n>>>>>>>\n=======\n>>>>>>>\n",
    ],
)
def test_des_marques_que_git_ne_fait_pas(texte: str) -> None:
    assert separer(texte) is None


@pytest.mark.parametrize("ligne", ["<<<<<<<<", "<<<<<<<x", "======= x", "========", ">>>>>>", " >>>>>>> x"])
def test_ce_qui_ressemble_a_une_marque(ligne: str) -> None:
    separe = separer(f"<<<<<<< x\n{ligne}\n=======\n>>>>>>> y\n")
    assert separe == Marques(f"{ligne}\n", "", 1, 4, 1)


@given(LIGNES, LIGNES, LIGNES, LIGNES, LIGNES, st.booleans())
def test_les_deux_cotes_se_retrouvent(
    debut: list[str], un: list[str], base: list[str], autre: list[str], fin: list[str], avec_base: bool
) -> None:
    milieu = ["||||||| x", *base] if avec_base else []
    texte = "\n".join([*debut, "<<<<<<< x", *un, *milieu, "=======", *autre, ">>>>>>> y", *fin])
    trouve = separer(texte)
    assert trouve is not None
    assert trouve.un.split("\n") == ([*debut, *un, *fin] or [""])
    assert trouve.autre.split("\n") == ([*debut, *autre, *fin] or [""])
    assert trouve.debut == len(debut) + 1
    assert trouve.endroits == 1


def test_le_temps_suit_la_taille() -> None:
    debut = time.monotonic()
    assert separer("<<<<<<< a\n=======\n>>>>>>> b\n" * 40_000) is not None
    assert separer("<<<<<<< a\n" * 100_000) is None
    assert separer("=" * 1_000_000) is None
    assert time.monotonic() - debut < 3
