"""How long members have been in the network: what is not dated is not counted, and is said."""

import pytest

from roriq_cli.domaine.bilan.anciennete import anciennetes, annees_entieres
from roriq_cli.domaine.membres.modele import Etat, Precision
from tests.domaine.fabrique import VIES, dans, fait, fiche, j, membre

JOUR = j("2027-06-14")


@pytest.mark.parametrize(
    ("debut", "fin", "annees"),
    [
        ("2024-06-15", "2027-06-14", 2),
        ("2024-06-14", "2027-06-14", 3),
        ("2024-02-29", "2025-02-28", 0),
        ("2024-02-29", "2025-03-01", 1),
        ("2027-06-14", "2027-06-14", 0),
    ],
)
def test_des_annees_entieres(debut: str, fin: str, annees: int) -> None:
    assert annees_entieres(j(debut), j(fin)) == annees


def test_les_tranches_et_le_milieu() -> None:
    membres = [membre(le, depuis=le) for le in ("2027-01-01", "2026-06-14", "2022-06-14", "2017-06-14")]
    a = anciennetes(membres, JOUR)
    assert [m.annees for m in a.membres] == [0, 1, 5, 10]
    assert a.tranches == (1, 1, 1, 1)
    assert a.mediane == 5
    assert (a.imprecises, a.sans_date) == (0, 0)


def test_une_source_sans_date_n_est_pas_comptee() -> None:
    tard = fiche(fait("2014-02-20", "reprise", date_precision=Precision.AU_PLUS_TARD), id="a")
    annee = fiche(fait("2009-01-01", "reprise", date_precision=Precision.ANNEE), id="b")
    a = anciennetes([tard, annee], JOUR)
    assert (a.sans_date, a.imprecises, a.tranches, a.mediane) == (1, 1, (0, 0, 0, 1), 18)
    assert [m.organisme.id for m in a.datees] == ["b"]


def test_personne() -> None:
    a = anciennetes([], JOUR)
    assert (a.membres, a.mediane, a.tranches) == ((), None, (0, 0, 0, 0))
    assert anciennetes([dans(Etat.RETIRE)], JOUR).membres == ()


def test_une_suspension_laisse_dans_le_reseau() -> None:
    revenu = fiche(*VIES[Etat.SUSPENDU], fait("2026-01-01", "levee"))
    (age,) = anciennetes([revenu], JOUR).membres
    assert (age.entree.date, age.annees) == (j("2024-04-02"), 3)
