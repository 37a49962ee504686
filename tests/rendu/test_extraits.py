"""The excerpt of a finding: the line, and a caret under the character that it is about, however wide the others are."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.constats import Constat
from roriq_cli.domaine.membres.modele import Registre
from roriq_cli.i18n import Phrase
from roriq_cli.rendu.texte.commun import largeur
from roriq_cli.rendu.texte.constats import EXTRAIT, valider
from roriq_cli.rendu.vues import Contexte, VueConstats


def montrer(texte: str, ligne: int, colonne: int, fichier: str = "f.yaml") -> list[str]:
    """The lines of one finding in `texte`."""
    constat = Constat(REGLES["valeur-forme"], fichier, Phrase("Le message."), ligne, colonne)
    contexte = Contexte(date(2026, 11, 21), date(2026, 11, 21), Registre())
    vue = VueConstats(contexte, 1, 1, 0, 0, (constat,), {fichier: texte})
    return valider(vue).split("\n\n")[0].splitlines()


def pointe(lignes: list[str]) -> str:
    """What stands on the screen just above the caret."""
    source, pointeur = lignes[2:4]
    assert pointeur.count("^") == 1
    colonne = largeur(pointeur[: pointeur.index("^")])
    avant = ""
    for rang, caractere in enumerate(source):
        if largeur(avant) == colonne and largeur(caractere):
            return source[rang:]
        avant += caractere
    return ""


@pytest.mark.parametrize(
    ("texte", "ligne", "colonne", "attendu"),
    [
        ("id: x\nnom: y\n", 2, 1, "nom: y"),
        ("id: x\nnom: y\n", 2, 6, "y"),
        ("nom: été: hiver\n", 1, 9, ": hiver"),
        ("nom: 日本: x\n", 1, 8, ": x"),
        ("nom: e\u0301te\u0301: x\n", 1, 11, ": x"),
        ("nom: ＡＢ日e\u0301: x\n", 1, 11, ": x"),
        ("nom: {a}[red]%s: x\n", 1, 16, ": x"),
    ],
)
def test_le_curseur_est_sous_le_bon_caractere(texte: str, ligne: int, colonne: int, attendu: str) -> None:
    lignes = montrer(texte, ligne, colonne)
    assert lignes[0] == f"f.yaml:{ligne}:{colonne}: erreur [valeur-forme]"
    assert lignes[1] == "  Le message."
    assert pointe(lignes) == attendu


@given(st.text(st.sampled_from("abé日\u0301 :{}"), max_size=80), st.text("xyz", min_size=1, max_size=40))
def test_le_curseur_quels_que_soient_les_caracteres(avant: str, apres: str) -> None:
    texte = f"{avant}!{apres}"
    if avant.strip() and len(texte) <= EXTRAIT:
        assert pointe(montrer(texte + "\n", 1, len(avant) + 1)).startswith("!")


@pytest.mark.parametrize("colonne", [1, 40, 99, 100, 101, 500, 990])
def test_une_ligne_longue_est_coupee_autour(colonne: int) -> None:
    texte = "".join(chr(ord("a") + n % 26) for n in range(1000))
    lignes = montrer(texte + "\n", 1, colonne)
    assert largeur(lignes[2]) <= EXTRAIT + len("  1 | ")
    assert pointe(lignes)[0] == texte[colonne - 1]


def test_une_ligne_longue_et_large() -> None:
    texte = "日" * 300 + "!" + "日" * 300
    assert pointe(montrer(texte + "\n", 1, 301))[0] == "!"


def test_ce_qui_est_actif_ne_l_est_plus() -> None:
    lignes = montrer("nom: a\x1b[31m\u202eb: c\n", 1, 13)
    assert lignes[2] == "  1 | nom: a<U+001B>[31m<U+202E>b: c"
    assert pointe(lignes) == "b: c"


def test_sans_la_ligne_il_n_y_a_pas_d_extrait() -> None:
    for texte, ligne in (("", 1), ("id: x\n", 9)):
        lignes = montrer(texte, ligne, 1)
        assert not any("^" in x for x in lignes)
        assert len(lignes) == 3


def test_une_colonne_apres_la_fin_de_la_ligne() -> None:
    lignes = montrer("id: x\n", 1, 6)
    assert lignes[3].index("^") == len("  1 | id: x")


def test_un_grand_numero_de_ligne_garde_l_alignement() -> None:
    lignes = montrer("\n" * 999 + "nom: x\n", 1000, 6)
    assert lignes[2:4] == ["  1000 | nom: x", "       |      ^"]


def test_la_correction_vient_en_dernier() -> None:
    lignes = montrer("nom: x\n", 1, 1)
    assert lignes[-1] == f"  {REGLES['valeur-forme'].correction}"


def test_un_chemin_hostile_garde_son_extrait() -> None:
    constat = Constat(REGLES["valeur-forme"], "a<U+0007>.yaml", Phrase("Le message."), 1, 1)
    contexte = Contexte(date(2026, 11, 21), date(2026, 11, 21), Registre())
    texte = valider(VueConstats(contexte, 1, 1, 0, 0, (constat,), {"a<U+0007>.yaml": "nom: x\n"}))
    assert "nom: x" in texte
