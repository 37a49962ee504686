"""Days, months and years as people write them: one way to read them, and a sentence for what is none."""

import pytest

from roriq_cli.domaine.genres.dates import DateRefusee, lire_date, lire_depuis
from roriq_cli.domaine.membres.modele import Precision
from tests.domaine.fabrique import INSECABLE, j


@pytest.mark.parametrize(
    "texte",
    ["2021-03-03", " 2021-3-3 ", "3 mars 2021", "le 3 mars 2021", "March 3, 2021", "march 3rd 2021", "3 MARS 2021"],
)
def test_un_jour(texte: str) -> None:
    assert lire_date(texte) == j("2021-03-03")
    assert lire_depuis(texte) == (j("2021-03-03"), Precision.JOUR)


def test_le_premier() -> None:
    assert lire_date("1er août 2021") == j("2021-08-01")


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("hier", "n'est pas une date"),
        ("2019", "n'est pas une date"),
        ("31 février 2021", "n'existe pas au calendrier"),
        ("3 brumaire 2021", "n'existe pas au calendrier"),
        ("2021-02-30", "n'existe pas au calendrier"),
        ("1850-01-01", "hors des années"),
        ("04/03/2027", "peut être le 4 mars ou le 3 avril"),
        ("13/03/2027", "s'écrit 2027-03-13"),
        ("03/03/2027", "s'écrit 2027-03-03"),
        ("45/45/2027", "n'existe pas au calendrier"),
    ],
)
def test_ce_qui_n_est_pas_un_jour(texte: str, dit: str) -> None:
    with pytest.raises(DateRefusee) as refus:
        lire_date(texte)
    assert dit in str(refus.value.phrase)


@pytest.mark.parametrize(
    ("texte", "jour", "precision"),
    [
        ("2019", "2019-01-01", Precision.ANNEE),
        (" 2019 ", "2019-01-01", Precision.ANNEE),
        ("2019-04", "2019-04-01", Precision.MOIS),
        ("2019-4", "2019-04-01", Precision.MOIS),
        ("avril 2019", "2019-04-01", Precision.MOIS),
        ("Décembre 2019", "2019-12-01", Precision.MOIS),
        ("April 2019", "2019-04-01", Precision.MOIS),
    ],
)
def test_un_debut(texte: str, jour: str, precision: Precision) -> None:
    assert lire_depuis(texte) == (j(jour), precision)


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("printemps 2019", "« printemps 2019 » n'est pas une date. L'année suffit (2019), le mois aussi (2019-04)."),
        ("vers 2014?", "L'année suffit (2014), le mois aussi (2014-04)."),
        ("hier", "L'année suffit (2019)"),
        ("43500", "un numéro de jour d'Excel, celui du 4 février 2019. Écrivez 2019-02-04 ou « 4 février 2019 »."),
        ("43500.5", "celui du 4 février 2019."),
        ("73050", "celui du 31 décembre 2099."),
        ("73051", "L'année suffit (2019)"),
        ("123456", "L'année suffit (2019)"),
        ("04/03/2027", "peut être le 4 mars ou le 3 avril"),
        ("2019-13", "n'existe pas au calendrier"),
        ("1850", "hors des années"),
    ],
)
def test_ce_qui_n_est_pas_un_debut(texte: str, dit: str) -> None:
    with pytest.raises(DateRefusee) as refus:
        lire_depuis(texte)
    assert dit in str(refus.value.phrase).replace(INSECABLE, " ")
