"""Days, months and years as people write them: one way to read them, and a sentence for what is none."""

import pytest

from roriq_cli.domaine.genres.dates import DateRefusee, lire_date, lire_depuis
from roriq_cli.domaine.membres.modele import Precision
from roriq_cli.i18n import date_en_mots
from tests.domaine.fabrique import INSECABLE, j


@pytest.mark.parametrize(
    "texte",
    [
        *(
            "2021-03-03",
            " 2021-3-3 ",
            "3 mars 2021",
            "le 3 mars 2021",
            "March 3, 2021",
            "march 3rd 2021",
            "3 MARS 2021",
        ),
        *("2021/03/03", "2021.3.3", "mercredi 3 mars 2021", "le mercredi 3 mars 2021", "Wednesday, March 3, 2021"),
        *("3-mars-2021", "3\u00a0mars\u202f2021", "3 mar. 2021", "Mar 3, 2021"),
    ],
)
def test_un_jour(texte: str) -> None:
    assert lire_date(texte) == j("2021-03-03")
    assert lire_depuis(texte) == (j("2021-03-03"), Precision.JOUR)


def test_le_premier() -> None:
    assert lire_date("1er août 2021") == j("2021-08-01")


@pytest.mark.parametrize(
    ("mot", "mois"),
    [
        *(
            ("janv.", 1),
            ("févr.", 2),
            ("avr.", 4),
            ("juil.", 7),
            ("juill.", 7),
            ("sept.", 9),
            ("déc.", 12),
            ("Dec", 12),
        ),
        *(("juin", 6), ("mai", 5), ("may", 5), ("août", 8), ("aug", 8), ("oct", 10), ("nov.", 11)),
    ],
)
def test_un_mois_abrege(mot: str, mois: int) -> None:
    assert lire_date(f"14 {mot} 2027").month == mois
    assert lire_depuis(f"{mot} 2017") == (j(f"2017-{mois:02}-01"), Precision.MOIS)


def test_ce_que_le_programme_ecrit_se_relit() -> None:
    for le in (j("2027-01-14"), j("2024-02-29"), j("2026-08-01")):
        for precision in ("", "j", "iso"):
            assert lire_date(date_en_mots(le, precision)) == le


@pytest.mark.parametrize(
    ("texte", "le"),
    [
        ("hier", "2026-11-20"),
        ("aujourd'hui", "2026-11-21"),
        ("Aujourd’hui", "2026-11-21"),
        ("avant-hier", "2026-11-19"),
        ("20 mai", "2026-05-20"),
        ("1er janv.", "2026-01-01"),
        ("22 nov.", "2025-11-22"),
        ("29 février", "2024-02-29"),
    ],
)
def test_un_jour_sans_annee_se_dit_la_ou_quelqu_un_le_voit(texte: str, le: str) -> None:
    assert lire_date(texte, j("2026-11-21")) == j(le)
    with pytest.raises(DateRefusee):
        lire_date(texte)


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("hier", "n'est pas une date"),
        ("2019", "n'est pas une date"),
        ("31 février 2021", "n'existe pas au calendrier"),
        ("3 brumaire 2021", "n'est pas une date"),
        ("14 jui 2027", "n'est pas une date"),
        ("vendredi 14 janvier 2027", "ce jour-là est jeudi 14 janvier 2027"),
        ("30 février", "n'est pas une date"),
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
        ("début juill. 2027", "le mois aussi (2027-07)"),
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
