"""The size over the years: a step each time it changes, and nothing before what is known."""

from datetime import date, timedelta

from hypothesis import given, settings, strategies as st

from roriq_cli.domaine.bilan.composition import composition
from roriq_cli.domaine.bilan.taille import taille
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.modele import ChiffrePublie, Etat, Evenement, Precision, RegionAnterieure, SourcePubliee
from tests.domaine.fabrique import dans, fait, fiche, j, membre, registre
from tests.domaine.test_periode import JOURS, vies

AU = j("2027-06-14")


def test_une_marche_par_changement() -> None:
    a = membre("a", "06", depuis="2024-04-02")
    b = fiche(*a.historique, fait("2025-01-01", "suspension"), fait("2025-02-01", "levee"), id="b", region="04")
    t = taille(registre(a, b), AU)
    assert [(m.date.isoformat(), m.membres, m.montreal, m.regions) for m in t.marches] == [
        ("2024-04-02", 2, 1, 2),
        ("2025-01-01", 1, 1, 1),
        ("2025-02-01", 2, 1, 2),
    ]
    assert [(m.hors_montreal, m.regions_hors_montreal) for m in t.marches] == [(1, 1), (0, 0), (1, 1)]
    assert t.connu_depuis is None


def test_un_demenagement_est_une_marche() -> None:
    ancienne = (RegionAnterieure("04", j("2025-12-31")), RegionAnterieure("05", date.max))
    t = taille(registre(membre("a", "06", regions_anterieures=ancienne[:1])), AU)
    assert [(m.date.isoformat(), m.montreal) for m in t.marches] == [("2024-04-02", 0), ("2026-01-01", 1)]
    assert t.depuis(AU) == j("2024-04-02")
    assert len(taille(registre(membre("a", "06", regions_anterieures=ancienne[1:])), AU).marches) == 1


def test_ce_qui_s_annule_n_est_pas_une_marche() -> None:
    part = membre("a", depuis="2024-04-02")
    part = part._replace(historique=(*part.historique, fait("2026-01-01", "retrait")))
    assert len(taille(registre(part, membre("b", depuis="2026-01-01")), AU).marches) == 1


def test_rien_n_est_connu_avant_une_source() -> None:
    annee = fiche(fait("2009-01-01", "reprise", date_precision=Precision.ANNEE), id="a")
    ferme = fiche(fait("2014-02-20", "reprise", etat=Etat.FERME), id="b")
    plus_tard = fiche(fait("2030-01-01", "reprise"), id="c")
    t = taille(registre(annee, ferme, plus_tard, dans(Etat.REPERTORIE, id="d")), AU)
    assert t.connu_depuis == j("2014-02-20")
    (marche,) = t.marches
    assert (marche.date, marche.imprecis) == (j("2009-01-01"), True)
    assert t.marche_du(j("2008-12-31")) is None
    assert t.depuis(j("2008-12-31")) is None
    assert t.marche_du(AU) is marche


def test_depuis_quand_la_taille_est_la_meme() -> None:
    t = taille(registre(membre("a", depuis="2024-04-02"), membre("b", depuis="2025-04-02")), AU)
    assert [t.depuis(j(le)) for le in ("2025-04-01", "2025-04-02")] == [j("2024-04-02"), j("2025-04-02")]


def test_les_chiffres_publies_jusqu_a_ce_jour() -> None:
    chiffres = [ChiffrePublie(le, "annee", 1, source=SourcePubliee("Page")) for le in ("2026", "2016", "2027")]
    assert [c.date for c in taille(registre(chiffres=tuple(chiffres)), AU).chiffres] == ["2016", "2026"]


@settings(max_examples=150)
@given(st.lists(st.tuples(vies(), st.sampled_from(sorted(REGIONS)), st.none() | JOURS), max_size=5), JOURS, JOURS)
def test_la_taille_est_celle_de_chaque_jour(
    histoires: list[tuple[tuple[Evenement, ...], str, date | None]], jour: date, au: date
) -> None:
    """One pass says what a count of every day would."""
    connus = registre(
        *(
            fiche(
                *vie,
                id=f"o{n}",
                region=region,
                regions_anterieures=(RegionAnterieure("06", fin),) if fin else (),
            )
            for n, (vie, region, fin) in enumerate(histoires)
        )
    )
    t = taille(connus, au)
    jour = min(jour, au)
    c, marche = composition(connus, jour), t.marche_du(jour)
    comptee = (marche.membres, marche.montreal, marche.regions) if marche else (0, 0, 0)
    assert comptee == (c.membres, c.montreal, len(c.regions))
    assert [m.date for m in t.marches] == sorted({m.date for m in t.marches})
    debut = t.depuis(jour)
    if debut is not None:
        assert composition(connus, debut).membres == c.membres
        avant = composition(connus, debut - timedelta(days=1)).membres
        assert avant != c.membres or not avant
