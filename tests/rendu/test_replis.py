"""Lines cut at the width of a screen: nothing is lost, and a command is never cut."""

import re

import pytest
from hypothesis import given, strategies as st

from roriq_cli.rendu.texte.commun import largeur
from roriq_cli.rendu.texte.replis import ETROIT, MOT, replier

PHRASE = "Les 23 autres lignes sont prêtes; rien n'est encore écrit. Les voir : roriq lister --a-faire sans-neq"


@pytest.mark.parametrize(
    ("texte", "colonnes", "plie"),
    [
        ("court", 40, "court"),
        ("tout tient en quarante colonnes, au juste", 41, "tout tient en quarante colonnes, au juste"),
        (
            PHRASE,
            60,
            "Les 23 autres lignes sont prêtes; rien n'est encore écrit.\nLes voir : roriq lister --a-faire sans-neq",
        ),
        (
            "  - Le registre n'est que sur cet ordinateur : roriq synchroniser",
            50,
            "  - Le registre n'est que sur cet ordinateur :\n    roriq synchroniser",
        ),
        (
            "  2026-02-01  L'organisme Accueil Exemple est suspendu du mardi au mercredi inclusivement",
            60,
            "  2026-02-01  L'organisme Accueil Exemple est suspendu du\n              mardi au mercredi inclusivement",
        ),
        (
            "  Relais Exemple de la Beauce, dont le nom est long  roriq lever relais-beauce --au-terme",
            60,
            "  Relais Exemple de la Beauce, dont le nom est long\n      roriq lever relais-beauce --au-terme",
        ),
        ("12 | nom: une ligne d'un fichier que l'on montre comme elle est", 30, None),
        ("aucune espace : " + "x" * 50, 30, "aucune espace :\n" + "x" * 50),
        ("un écran trop étroit pour qu'on y gagne quoi que ce soit", 10, None),
    ],
)
def test_plier(texte: str, colonnes: int, plie: str | None) -> None:
    assert replier(texte, colonnes) == (texte if plie is None else plie)


@pytest.mark.parametrize(
    "commande",
    [
        "roriq attester accueil-exemple --critere tcri",
        'roriq -R "un dossier" modifier accueil-exemple --ville "Trois Rivières"',
        "roriq tcri importer FICHIER",
        "git push -u origin proposition/retrait-accueil-exemple-2026-11-21",
        "roriq -R /un/dossier.v2/registre afficher accueil-exemple",
    ],
)
@pytest.mark.parametrize("suite", ["", ". Une erreur? On recommence.", ") et la suite", "\u00a0» le dit"])
def test_une_commande_n_est_jamais_coupee(commande: str, suite: str) -> None:
    for colonnes in range(20, 120):
        assert commande in replier(f"Ce qui est possible, en une seule ligne : {commande}{suite}", colonnes)


@given(st.lists(st.text("aé à\u00a0; :.«»-", max_size=30), max_size=8).map("  ".join), st.integers(1, 90))
def test_rien_ne_se_perd(ligne: str, colonnes: int) -> None:
    plie = replier(ligne, colonnes)
    assert re.sub(r"[ \n]", "", plie) == ligne.replace(" ", "")
    for dite in plie.split("\n") if colonnes >= ETROIT else ():
        assert largeur(dite) <= colonnes or len(MOT.findall(dite)) <= 1
