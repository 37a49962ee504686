"""The register as tables: what each row says of a day, and what it does not say."""

from typing import Any

import pytest

from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.modele import (
    Etat,
    Fait,
    NomAnterieur,
    Organisme,
    Precision,
    RegionAnterieure,
    Source,
    Territoire,
)
from roriq_cli.domaine.tableaux.exportation import DATES, TABLES, Table, est_une_formule, evenements, organismes
from tests.domaine.fabrique import AUJOURD_HUI, DECISION, VIES, dans, fait, fiche, j, membre, registre


def lignes(table: Table) -> list[dict[str, Any]]:
    """The rows, by the fields of their columns."""
    return [{c.champ: ligne[c.champ] for c in table.colonnes} for ligne in table.lignes]


def une(o: Organisme, le: str = "2026-11-21") -> dict[str, Any]:
    """The one row of one organisation."""
    (ligne,) = lignes(organismes(registre(o), j(le)))
    return ligne


def test_les_deux_tables_se_nomment() -> None:
    for nom, faire in TABLES.items():
        table = faire(registre(membre("a")), AUJOURD_HUI)
        assert table.nom == nom
        assert len(table.titre) <= 31  # a spreadsheet allows no more
        titres = [c.titre for c in table.colonnes]
        assert len(set(titres)) == len(titres)
        assert {c.champ for c in table.colonnes} & DATES


@pytest.mark.parametrize("etat", Etat)
def test_chaque_etat_a_sa_date(etat: Etat) -> None:
    ligne = une(dans(etat))
    attendu = VIES[etat][-1].date if VIES[etat] else None
    assert (ligne["etat"], ligne["depuis"]) == (etat, attendu)
    assert ligne["precision"] is (Precision.JOUR if attendu else None)


@pytest.mark.parametrize(
    ("le", "etat", "depuis"),
    [
        ("2024-03-03", Etat.REPERTORIE, None),
        ("2024-03-04", Etat.CANDIDAT, "2024-03-04"),
        ("2024-04-01", Etat.CANDIDAT, "2024-03-04"),
        ("2024-04-02", Etat.MEMBRE, "2024-04-02"),
        ("2025-09-30", Etat.MEMBRE, "2024-04-02"),
        ("2025-10-01", Etat.SUSPENDU, "2025-10-01"),
        ("2026-11-21", Etat.SUSPENDU, "2025-10-01"),
    ],
)
def test_l_etat_est_celui_du_jour(le: str, etat: Etat, depuis: str | None) -> None:
    ligne = une(dans(Etat.SUSPENDU), le)
    assert (ligne["etat"], ligne["depuis"]) == (etat, j(depuis) if depuis else None)


@pytest.mark.parametrize("precision", Precision)
def test_une_reprise_garde_sa_precision(precision: Precision) -> None:
    o = fiche(fait("2019-01-01", "reprise", date_precision=precision))
    assert (une(o)["depuis"], une(o)["precision"]) == (j("2019-01-01"), precision)


def test_avant_une_reprise_rien_n_est_connu() -> None:
    ligne = une(fiche(fait("2019-01-01", "reprise")), "2018-12-31")
    assert (ligne["etat"], ligne["depuis"], ligne["precision"]) == (None, None, None)


def test_le_nom_et_la_region_sont_ceux_du_jour() -> None:
    o = membre(
        "a",
        nom="Nom d'aujourd'hui",
        region="05",
        noms_anterieurs=(NomAnterieur("Nom d'hier", jusqu_au=j("2025-06-30")),),
        regions_anterieures=(RegionAnterieure("04", j("2025-12-31")),),
    )
    assert (une(o, "2025-06-30")["nom"], une(o, "2025-12-31")["region"]) == ("Nom d'hier", REGIONS["04"])
    assert (une(o, "2025-07-01")["nom"], une(o, "2026-01-01")["region"]) == ("Nom d'aujourd'hui", REGIONS["05"])


def test_tout_le_profil() -> None:
    profil: dict[str, Any] = {
        "sigle": "AEM",
        "neq": "1145678901",
        "ville": "Shawinigan",
        "profils": ("accueil-mifi", "autre"),
        "milieux": ("rural",),
        "financement": ("mifi",),
        "courriel": "info@exemple.org",
        "telephone": "819-555-0100",
        "site_web": "https://exemple.org",
        "tcri": "AEM-04",
    }
    ligne = une(fiche(**profil, territoire=Territoire("mrc", ("Mékinac", "Shawinigan"), ("05",))))
    assert {champ: ligne[champ] for champ in profil} == profil
    assert (ligne["portee"], ligne["mrc"], ligne["regions_mandat"]) == (
        "mrc",
        ("Mékinac", "Shawinigan"),
        (REGIONS["05"],),
    )
    vide = une(fiche())
    assert all(vide[champ] in (None, ()) for champ in (*profil, "portee", "mrc", "regions_mandat"))


def test_les_organismes_sont_en_ordre_alphabetique() -> None:
    table = organismes(registre(*(fiche(id=str(n), nom=nom) for n, nom in enumerate(("Zénith", "École", "Abri")))), AUJOURD_HUI)  # fmt: skip
    assert [ligne["nom"] for ligne in lignes(table)] == ["Abri", "École", "Zénith"]


def test_un_evenement_dit_tout_de_sa_decision() -> None:
    suspension = fait("2025-10-01", "suspension", jusqu_au=j("2026-03-31"), recu_le=j("2025-09-26"))
    o = fiche(*VIES[Etat.MEMBRE], suspension)
    (*_avant, ligne) = lignes(evenements(registre(o), AUJOURD_HUI))
    assert ligne == {
        "id": "accueil-exemple",
        "nom": "Accueil Exemple",
        "date": j("2025-10-01"),
        "date_precision": Precision.JOUR,
        "evenement": Fait.SUSPENSION,
        "etat": Etat.SUSPENDU,
        "motif": "activites-incompatibles",
        "instance": DECISION.instance,
        "decision_le": DECISION.date,
        "reference": DECISION.reference,
        "jusqu_au": j("2026-03-31"),
        "recu_le": j("2025-09-26"),
        "sources": (),
    }


def test_une_reprise_dit_son_etat_et_ses_sources() -> None:
    sources = (Source("Le Journal", "https://example.org/a"), Source(url="https://example.org/b"))
    reprise = fait("2019-04-01", "reprise", etat=Etat.RETIRE, date_precision=Precision.MOIS, source=sources)
    (ligne,) = lignes(evenements(registre(fiche(reprise)), AUJOURD_HUI))
    assert (ligne["date_precision"], ligne["etat"]) == (Precision.MOIS, Etat.RETIRE)
    assert ligne["sources"] == ("Le Journal", "https://example.org/b")
    assert ligne["motif"] is ligne["decision_le"] is None


def test_un_fait_qui_ne_peut_pas_venir_la_ne_mene_nulle_part() -> None:
    o = fiche(fait("2024-03-04", "demande"), fait("2024-03-05", "levee"), fait("2024-04-02", "adhesion"))
    assert [ligne["etat"] for ligne in lignes(evenements(registre(o), AUJOURD_HUI))] == [
        Etat.CANDIDAT,
        None,
        Etat.MEMBRE,
    ]


def test_les_evenements_sont_en_ordre_de_date_puis_de_nom() -> None:
    b = fiche(fait("2024-03-04", "demande"), fait("2024-03-04", "retrait"), id="b", nom="Été")
    a = fiche(fait("2024-03-04", "demande"), fait("2026-11-22", "retrait"), id="a", nom="Zénith")
    c = fiche(fait("2020-01-01", "demande"), id="c", nom="Phare")
    d = fiche(fait("2024-03-04", "demande"), id="d", nom="ete")
    table = lignes(evenements(registre(a, d, b, c), AUJOURD_HUI))
    assert [(ligne["id"], ligne["evenement"]) for ligne in table] == [
        ("c", "demande"),
        ("d", "demande"),
        ("b", "demande"),
        ("b", "retrait"),
        ("a", "demande"),
    ]
    # The day itself counts; what comes later does not.
    assert len(lignes(evenements(registre(a), j("2026-11-22")))) == 2


@pytest.mark.parametrize("debut", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'=", "''@"])
def test_une_formule(debut: str) -> None:
    assert est_une_formule(debut + "SOMME(A1)")
    assert est_une_formule(debut)


@pytest.mark.parametrize("texte", ["", "Accueil", "819-555-0100", "'Accueil", "a=1", " =1", "#N/A", "« = »"])
def test_ce_qui_n_est_pas_une_formule(texte: str) -> None:
    assert not est_une_formule(texte)
