"""One more claim in data/chiffres_publies.yaml: the lines that are there stay, to the byte."""

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine.membres.genres import CHIFFRES as GENRE
from roriq_cli.domaine.membres.modele import ChiffrePublie, ChiffresPublies, SourcePubliee
from roriq_cli.registre import edition, schemas
from roriq_cli.registre.analyse import lire
from roriq_cli.registre.chargement import lire_fiche
from roriq_cli.registre.conversion import vers_donnees
from roriq_cli.registre.edition import EditionImpossible
from tests.registre.strategies import BEAUCOUP, URLS, textes

CHIFFRE = ChiffrePublie("2016", "annee", 26, 4, 22, 11, "non", SourcePubliee("Page"))
NOMBRES = st.none() | st.integers(0, 17)
CHIFFRES = st.builds(
    ChiffrePublie,
    date=st.dates().map(lambda j: f"{2000 + j.year % 100}-03-04"),
    precision=st.just("jour"),
    total=st.integers(0, 1000),
    source=st.builds(SourcePubliee, titre=textes(), url=st.none() | URLS),
    montreal=NOMBRES,
    hors_montreal=NOMBRES,
    regions=NOMBRES,
    regions_comptent_montreal=st.sampled_from([None, "oui", "non"]),
)


def avec_chiffre(texte: str | None, chiffre: ChiffrePublie) -> str:
    """The file with one more claim."""
    avant = lire_fiche(GENRE, texte) if texte is not None else ChiffresPublies()
    return edition.ecrire(GENRE, texte, ChiffresPublies((*avant.chiffres, chiffre)))


@BEAUCOUP
@given(st.lists(CHIFFRES, max_size=4))
def test_un_chiffre_apres_l_autre(chiffres: list[ChiffrePublie]) -> None:
    texte: str | None = None
    for chiffre in chiffres:
        avant, texte = texte, avec_chiffre(texte, chiffre)
        assert texte.startswith(avant or "")
    if texte is not None:
        donnees = lire(texte).valeur
        assert donnees == {"chiffres": [vers_donnees(c) for c in chiffres]}
        assert schemas.conforme("chiffres_publies", donnees)


AJOUT = """date: "2016"
    precision: annee
    total: 26
    montreal: 4
    hors_montreal: 22
    regions: 11
    regions_comptent_montreal: non
    source: {titre: Page}
"""


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("chiffres: []\n", f"chiffres:\n  - {AJOUT}"),
        ("chiffres: []", f"chiffres:\n  - {AJOUT}"),
        ("chiffres: []  # rien encore\n# fin\n", f"chiffres:  # rien encore\n  - {AJOUT}# fin\n"),
        ("chiffres:\n  []\n", f"chiffres:\n\n  - {AJOUT}"),
        ("chiffres: [\n]\n# fin\n", f"chiffres:\n  - {AJOUT}# fin\n"),
        (
            "chiffres: [{date: '2014', precision: annee, total: 1, source: {titre: A}}]\n",
            "chiffres: [{date: '2014', precision: annee, total: 1, source: {titre: A}}, "
            '{date: "2016", precision: annee, total: 26, montreal: 4, hors_montreal: 22, regions: 11, '
            "regions_comptent_montreal: non, source: {titre: Page}}]\n",
        ),
    ],
)
def test_quelle_que_soit_la_mise_en_page(avant: str, apres: str) -> None:
    assert avec_chiffre(avant, CHIFFRE) == apres


@pytest.mark.parametrize("texte", ["{chiffres: []}\n", "chiffres: [\n  # rien\n]\n", '"chiffres": []\n'])
def test_jamais_autre_chose_que_ce_qui_est_voulu(texte: str) -> None:
    """Refused, or exact."""
    try:
        apres = avec_chiffre(texte, CHIFFRE)
    except EditionImpossible:
        return
    assert lire(apres).valeur == {"chiffres": [vers_donnees(CHIFFRE)]}
    assert all(ligne in apres for ligne in texte.splitlines() if ligne.strip().startswith("#"))
