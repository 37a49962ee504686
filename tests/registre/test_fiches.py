"""Data ↔ records: nothing is lost either way."""

from datetime import date

from hypothesis import given

from roriq_cli.domaine.membres.modele import (
    ChiffrePublie,
    Etat,
    Evenement,
    Fait,
    Organisme,
    Reseau,
    Seuils,
    Source,
)
from roriq_cli.registre import schemas
from roriq_cli.registre.conversion import depuis_donnees, vers_donnees
from tests.registre.strategies import ORGANISMES, PEU


@PEU
@given(ORGANISMES)
def test_une_fiche_fait_l_aller_retour(organisme: Organisme) -> None:
    donnees = vers_donnees(organisme)
    assert schemas.conforme("organisme", donnees), schemas.expliquer("organisme", donnees)
    assert depuis_donnees(Organisme, donnees) == organisme
    assert vers_donnees(depuis_donnees(Organisme, donnees)) == donnees


def test_ce_qui_est_absent_n_est_pas_ecrit() -> None:
    donnees = vers_donnees(Organisme("a", "A", region="04", sources=(Source(titre="Site"),)))
    assert donnees == {"id": "a", "nom": "A", "region": "04", "sources": [{"titre": "Site"}]}


def test_les_valeurs_prennent_le_genre_du_modele() -> None:
    fiche = depuis_donnees(
        Organisme,
        {"id": "a", "nom": "A", "region": "04", "milieux": ["rural"], "historique": [
            {"date": "2019-01-01", "evenement": "reprise", "etat": "membre", "date_precision": "annee"},
        ]},
    )  # fmt: skip
    evenement = fiche.historique[0]
    assert isinstance(evenement, Evenement)
    assert (evenement.date, evenement.evenement, evenement.etat) == (date(2019, 1, 1), Fait.REPRISE, Etat.MEMBRE)
    assert isinstance(evenement.evenement, Fait)
    assert fiche.milieux == ("rural",)
    assert fiche.sources == ()


def test_les_autres_fiches() -> None:
    reseau = depuis_donnees(Reseau, {"nom": "RORIQ", "fictif": True, "seuils": {"echeance_jours": 30}})
    assert reseau == Reseau("RORIQ", fictif=True, seuils=Seuils(echeance_jours=30))
    # JSON Schema takes 24.0 for an integer; a count of members is shown as one.
    chiffre = depuis_donnees(
        ChiffrePublie, {"date": "2016", "precision": "annee", "total": 24.0, "source": {"titre": "x"}}
    )
    assert repr(chiffre.total) == "24"
    assert chiffre.jour == date(2016, 12, 31)
