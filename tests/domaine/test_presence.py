"""Where the members of a day are and whom they serve: the seat has dates, the rest is the file as it is now."""

from roriq_cli.domaine.bilan.presence import mrc_du_mandat, presence
from roriq_cli.domaine.genres.territoire import MRC, REGIONS
from roriq_cli.domaine.membres.modele import MILIEUX, PORTEES, Etat, RegionAnterieure, Territoire
from roriq_cli.domaine.membres.mots import VALEURS
from roriq_cli.domaine.membres.reseau import FINANCEMENTS, PROFILS
from tests.domaine.fabrique import dans, j, membre, registre

JOUR = j("2027-06-14")


def test_rien_n_est_a_personne() -> None:
    p = presence(registre(dans(Etat.SUSPENDU), dans(Etat.CANDIDAT, id="b")), JOUR)
    assert p.membres == ()
    assert list(p.sieges) == list(p.regions) == list(REGIONS)
    assert p.regions_sans_membre == p.regions_non_desservies == tuple(REGIONS)
    assert sum(map(len, p.mrc_non_desservies.values())) == len(MRC) == len(p.mrc)
    assert (p.mandats.nombres, p.mandats.inconnus) == ({"regionale": 0, "mrc": 0}, 0)


def test_le_siege_est_celui_du_jour() -> None:
    demenage = membre("m", "13", regions_anterieures=(RegionAnterieure("04", j("2026-12-31")),))
    assert presence(registre(demenage), j("2026-12-31")).sieges["04"] == [demenage]
    assert presence(registre(demenage), j("2027-01-01")).sieges["13"] == [demenage]


def test_un_mandat_atteint_des_mrc_ou_des_regions_entieres() -> None:
    mrc = membre("a", "04", territoire=Territoire("mrc", ("Mékinac", "Papineau", "Ancien nom"), ("07",)))
    regional = membre("b", "06", territoire=Territoire("regionale", regions=("13",)))
    muet = membre("c", "01")
    p = presence(registre(regional, mrc, muet), JOUR)
    assert mrc_du_mandat(mrc, "04") == ("Mékinac", "Papineau")
    assert mrc_du_mandat(regional, "06") == ("Montréal", "Laval")
    assert mrc_du_mandat(muet, "01") == ()
    assert {code: [o.id for o in membres] for code, membres in p.regions.items() if membres} == {
        "04": ["a"],
        "06": ["b"],
        "07": ["a"],
        "13": ["b"],
    }
    assert p.sans_mandat == (muet,)
    assert "07" in p.regions_sans_membre
    assert not {"01", "04", "06", "07", "13"} & set(p.regions_non_desservies)
    assert set(p.regions_sans_membre) - set(p.regions_non_desservies) == {"07", "13"}
    absentes = p.mrc_non_desservies
    assert "06" not in absentes
    assert "13" not in absentes
    assert absentes["04"] == ("La Tuque", "Les Chenaux", "Maskinongé", "Shawinigan", "Trois-Rivières")


def test_les_mrc_sont_dans_l_ordre_d_un_lecteur() -> None:
    noms = presence(registre(), JOUR).mrc_non_desservies["17"]
    assert noms == ("Arthabaska", "Bécancour", "Drummond", "L'Érable", "Nicolet-Yamaska")


def test_ce_que_disent_les_fiches() -> None:
    deux = membre("a", milieux=("urbain", "rural"), financement=("mifi",), profils=("autre",))
    un = membre("b", milieux=("rural", "rural"), territoire=Territoire("regionale"))
    p = presence(registre(deux, un), JOUR)
    assert p.milieux == ({"urbain": 1, "rural": 2}, 1, 0)
    assert p.financements == ({"mifi": 1, "emploi-quebec": 0, "autre": 0}, 0, 1)
    assert p.profils.nombres["autre"] == 1
    assert p.mandats == ({"regionale": 1, "mrc": 0}, 0, 1)


def test_les_membres_sont_par_nom() -> None:
    noms = ("Zénith", "École", "St-Paul", "Saint-Ours")
    p = presence(registre(*(membre(f"o{n}", nom=nom) for n, nom in enumerate(noms))), JOUR)
    assert [o.nom for o in p.membres] == ["École", "Saint-Ours", "St-Paul", "Zénith"]


def test_chaque_valeur_a_ses_mots() -> None:
    assert set(VALEURS) == {*PORTEES, *MILIEUX, *FINANCEMENTS, *PROFILS}
