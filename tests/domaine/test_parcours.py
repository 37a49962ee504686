"""The life cycle: its whole table, and what it says of any day."""

from datetime import date, timedelta

import pytest

from roriq_cli.domaine.membres import actes, parcours
from roriq_cli.domaine.membres.modele import (
    Decision,
    Etat,
    Evenement,
    Fait,
    NomAnterieur,
    Organisme,
    Precision,
    RegionAnterieure,
    Source,
)
from roriq_cli.errors import Refus
from tests.contrat import FAITS, MARCHES
from tests.domaine.fabrique import AUJOURD_HUI, DECISION, VIES, dans, fait, fiche, j

JOUR = "2026-06-01"

# The contract's words, not the code's table: state, event, the state it leads to (None: refused). The `reprise` says a
# member.
GRILLE: tuple[tuple[str, str, str | None], ...] = tuple(
    (avant, evenement, (FAITS[evenement].etat or "membre") if evenement in suites else None)
    for avant, suites in MARCHES.items()
    for evenement in FAITS
)
PERMIS = tuple((avant, evenement, apres) for avant, evenement, apres in GRILLE if apres is not None)
INTERDITS = tuple((avant, evenement) for avant, evenement, apres in GRILLE if apres is None)

# What each state lets one do next, in the words of the command line: whoever left comes back by a new application.
COMMANDES: dict[str, set[str]] = {
    etat: {"demander"} if "demande" in suites and etat != "repertorie" else {FAITS[suite].commande for suite in suites}
    for etat, suites in MARCHES.items()
}


def test_la_grille_est_entiere() -> None:
    assert {(avant, evenement) for avant, evenement, _ in GRILLE} == {(e.value, f.value) for e in Etat for f in Fait}
    assert len(GRILLE) == len(Etat) * len(Fait)
    assert ("membre", "suspension", "suspendu") in PERMIS
    assert ("candidat", "suspension") in INTERDITS
    assert len(PERMIS) == sum(map(len, MARCHES.values()))


def test_une_reprise_n_est_que_la_premiere() -> None:
    assert parcours.suite(Etat.REPERTORIE, Fait.REPRISE) is None
    assert parcours.suite(Etat.CANDIDAT, Fait.REPRISE, premier=True) is None
    assert parcours.possibles(Etat.REPERTORIE) == (Fait.DEMANDE, Fait.FERMETURE)
    assert Fait.REPRISE not in parcours.possibles(Etat.CANDIDAT, premier=True)


@pytest.mark.parametrize(("avant", "evenement", "apres"), PERMIS)
def test_ce_qui_est_permis_mene_ou_le_contrat_le_dit(avant: str, evenement: str, apres: str) -> None:
    organisme = dans(Etat(avant))
    ensuite = actes.consigner(organisme, fait(JOUR, evenement), AUJOURD_HUI)
    assert parcours.etat_final(ensuite) == apres
    assert parcours.etat_au(ensuite, j(JOUR)) == apres
    assert parcours.etat_au(ensuite, j(JOUR) - timedelta(days=1)) == avant
    assert ensuite.historique[:-1] == organisme.historique
    premier = not organisme.historique
    assert Fait(evenement) in parcours.possibles(Etat(avant), premier=premier)
    assert parcours.suite(Etat(avant), Fait(evenement), premier=premier) is not None


@pytest.mark.parametrize(("avant", "evenement"), INTERDITS)
def test_ce_qui_est_interdit_est_refuse_en_trois_parties(avant: str, evenement: str) -> None:
    organisme = dans(Etat(avant))
    with pytest.raises(Refus) as refus:
        actes.consigner(organisme, fait(JOUR, evenement), AUJOURD_HUI)
    assert refus.value.code == 3
    quoi, doute, possible = refus.value.phrases
    assert "Accueil Exemple" in str(quoi)
    assert "\u00a0: " in str(quoi)
    assert str(quoi).endswith(".")
    assert str(doute) == "Rien n'a été consigné."
    assert str(refus.value) == f"{quoi} {doute} {possible}"
    assert not set("{}") & set(str(refus.value))
    for commande in COMMANDES[avant]:
        assert f"roriq {commande} accueil-exemple" in str(possible)
    assert ("roriq " in str(possible)) == bool(COMMANDES[avant])
    premier = not organisme.historique
    assert parcours.suite(Etat(avant), Fait(evenement), premier=premier) is None
    assert Fait(evenement) not in parcours.possibles(Etat(avant), premier=premier)


@pytest.mark.parametrize(
    ("avant", "evenement", "phrase"),
    [
        (
            "candidat",
            "suspension",
            "L'organisme Accueil Exemple a fait une demande le 4 mars 2024, et n'est pas membre : seul un membre "
            "peut être suspendu. Rien n'a été consigné. À ce stade, on peut l'admettre (roriq admettre "
            "accueil-exemple), refuser sa demande (roriq refuser accueil-exemple), classer sa demande (roriq "
            "classer accueil-exemple), consigner son retrait (roriq "
            "retirer accueil-exemple) ou consigner sa fermeture (roriq fermer accueil-exemple).",
        ),
        (
            "retire",
            "levee",
            "L'organisme Accueil Exemple s'est retiré le 2 avril 2024 : seule une suspension en cours peut être levée. "
            "Rien n'a été consigné. Pour qu'il revienne, il présente une nouvelle demande : roriq demander "
            "accueil-exemple. Son historique est conservé.",
        ),
        (
            "ferme",
            "demande",
            "L'organisme Accueil Exemple a cessé ses activités le 2 avril 2024 : une demande ne vient que d'un "
            "organisme répertorié, refusé, retiré ou expulsé. Rien n'a été consigné. Son historique est complet : "
            "rien d'autre ne peut y être consigné.",
        ),
    ],
)
def test_la_phrase_entiere(avant: str, evenement: str, phrase: str) -> None:
    with pytest.raises(Refus) as refus:
        actes.consigner(dans(Etat(avant)), fait(JOUR, evenement), AUJOURD_HUI)
    assert str(refus.value) == phrase.replace(" : ", "\u00a0: ")


@pytest.mark.parametrize("etat", [e for e in Etat if e is not Etat.REPERTORIE])
def test_une_reprise_mene_ou_sa_source_le_dit(etat: Etat) -> None:
    repris = actes.consigner(
        fiche(), actes.reprise(etat, (j("2014-01-01"), Precision.ANNEE), Source("Page", atteste_le=j(JOUR))), j(JOUR)
    )
    assert parcours.etat_final(repris) is etat
    for evenement in Fait:
        attendu = next(apres for avant, e, apres in GRILLE if (avant, e) == (etat, evenement))
        if attendu is not None:
            assert parcours.etat_final(actes.consigner(repris, fait(JOUR, evenement), AUJOURD_HUI)) == attendu
            continue
        with pytest.raises(Refus, match="selon une source" if evenement is not Fait.REPRISE else "premier fait"):
            actes.consigner(repris, fait(JOUR, evenement), AUJOURD_HUI)


def test_une_reprise_sans_etat_ne_mene_nulle_part() -> None:
    (pas,) = parcours.marcher((Evenement(j(JOUR), Fait.REPRISE),))
    assert pas.apres is None


def test_apres_un_fait_interdit_la_marche_reprend_comme_s_il_n_etait_pas() -> None:
    organisme = fiche(
        fait("2024-03-04", "demande"),
        fait("2024-03-05", "suspension"),
        fait("2024-03-06", "adhesion"),
    )
    assert [p.apres for p in parcours.marcher(organisme.historique)] == [Etat.CANDIDAT, None, Etat.MEMBRE]
    assert parcours.etat_au(organisme, j("2024-03-05")) is Etat.CANDIDAT
    assert parcours.suspension_au(organisme) is None
    assert parcours.origine(organisme, j("2024-03-05")) is organisme.historique[0]
    assert debut(organisme, "2024-03-05") == ("2024-03-04", "jour", 0)
    assert parcours.etat_final(fiche(fait("2024-03-04", "levee"))) is Etat.REPERTORIE


def test_l_etat_est_celui_du_dernier_fait_du_jour() -> None:
    organisme = fiche(fait("2024-03-04", "demande"), fait("2024-03-04", "adhesion"), fait("2024-05-01", "retrait"))
    attendus = {
        "2024-03-03": Etat.REPERTORIE,
        "2024-03-04": Etat.MEMBRE,
        "2024-04-30": Etat.MEMBRE,
        "2024-05-01": Etat.RETIRE,
    }
    for jour, etat in attendus.items():
        assert parcours.etat_au(organisme, j(jour)) is etat
    assert parcours.depuis(organisme, j("2024-03-03")) is None
    assert debut(organisme, "2024-03-04") == debut(organisme, "2024-04-30") == ("2024-03-04", "jour", 1)
    assert parcours.a_venir(organisme, j("2024-04-30")) == organisme.historique[2:]
    assert parcours.a_venir(organisme, j("2024-05-01")) == ()


def debut(organisme: Organisme, jour: str) -> tuple[str, str, int] | None:
    """Since when, how precisely, and the rank of the event that tells it."""
    trouve = parcours.depuis(organisme, j(jour))
    if trouve is None:
        return None
    rang = next(n for n, e in enumerate(organisme.historique) if e is trouve.evenement)
    return trouve.date.isoformat(), trouve.precision.value, rang


def test_une_levee_ne_recommence_pas_l_adhesion() -> None:
    suspensions = (
        fait("2020-01-01", "suspension"),
        fait("2020-02-01", "prolongation", jusqu_au=j("2021-12-31")),
        fait("2022-01-01", "levee"),
    )
    admis = fiche(fait("2014-01-01", "demande"), fait("2014-06-01", "adhesion"), *suspensions)
    assert debut(admis, "2019-12-31") == debut(admis, "2022-01-01") == ("2014-06-01", "jour", 1)
    assert debut(admis, "2020-03-01") == ("2020-01-01", "jour", 2)
    assert parcours.origine(admis, j("2022-01-01")) is admis.historique[4]
    deux_fois = fiche(*admis.historique, fait("2023-01-01", "suspension"), fait("2024-01-01", "levee"))
    assert debut(deux_fois, "2024-01-01") == ("2014-06-01", "jour", 1)
    revenu = fiche(
        *admis.historique,
        fait("2023-01-01", "retrait"),
        fait("2024-01-01", "demande"),
        fait("2024-06-01", "adhesion"),
        fait("2025-01-01", "suspension"),
        fait("2025-02-01", "levee"),
    )
    assert debut(revenu, "2023-06-01") == ("2023-01-01", "jour", 5)
    assert debut(revenu, "2026-01-01") == ("2024-06-01", "jour", 7)


@pytest.mark.parametrize("precision", list(Precision))
def test_une_levee_ne_dit_pas_mieux_que_la_source(precision: Precision) -> None:
    repris = fiche(
        fait("2014-01-01", "reprise", date_precision=precision),
        fait("2020-01-01", "suspension"),
        fait("2022-01-01", "levee"),
    )
    assert debut(repris, "2022-01-01") == debut(repris, "2014-01-01") == ("2014-01-01", precision.value, 0)
    # A lifted suspension is an act of the network: no source attests what it gave back.
    assert parcours.derniere_attestation_de_l_etat(repris, j("2019-12-31")) == j("2014-01-01")
    assert parcours.derniere_attestation_de_l_etat(repris, j("2022-01-01")) is None


@pytest.mark.parametrize(
    ("precision", "levee", "le"),
    [
        ("jour", "2022-01-01", "2014-04-01"),
        ("au-plus-tard", "2022-01-01", "2014-04-01"),
        ("mois", "2022-01-01", "2014-04-30"),
        ("annee", "2022-01-01", "2014-12-31"),
        ("annee", "2014-05-01", "2014-05-01"),
    ],
)
def test_d_un_suspendu_on_sait_qu_il_etait_membre_avant(precision: str, levee: str, le: str) -> None:
    """A source tells of the suspension only: when membership began, before it, nothing says."""
    reprise = fait("2014-04-01", "reprise", etat=Etat.SUSPENDU, date_precision=Precision(precision))
    suspendu = fiche(reprise, fait(levee, "levee"))
    assert debut(suspendu, levee) == (le, "au-plus-tard", 0)


def test_ce_qui_precede_une_reprise_n_est_pas_connu() -> None:
    repris = fiche(fait("2014-01-01", "reprise", date_precision=Precision.ANNEE))
    assert not parcours.avant_connu(repris, j("2013-12-31"))
    assert parcours.etat_au(repris, j("2013-12-31")) is Etat.REPERTORIE
    assert parcours.avant_connu(repris, j("2014-01-01"))
    assert parcours.avant_connu(fiche(), j("1990-01-01"))
    assert parcours.avant_connu(dans(Etat.MEMBRE), j("1990-01-01"))


def test_une_suspension_va_jusqu_a_sa_fin_comprise() -> None:
    suspendu = dans(Etat.SUSPENDU)
    suspension = parcours.suspension_au(suspendu)
    assert suspension is not None
    assert (suspension.evenement, suspension.fin) == (suspendu.historique[-1], j("2026-03-31"))
    assert not suspension.echue(j("2026-03-31"))
    assert suspension.echue(j("2026-04-01"))
    assert parcours.suspension_au(suspendu, j("2025-09-30")) is None
    assert parcours.suspension_au(suspendu, j("2025-10-01")) == suspension
    assert parcours.etat_au(suspendu, j("2030-01-01")) is Etat.SUSPENDU


def test_un_fait_interdit_ne_touche_pas_une_suspension() -> None:
    suspendu = fiche(*VIES[Etat.SUSPENDU], fait("2025-12-01", "adhesion"), fait("2025-12-02", "suspension"))
    suspension = parcours.suspension_au(suspendu)
    assert suspension is not None
    assert suspension.evenement is suspendu.historique[2]


def test_une_prolongation_fixe_la_fin_meme_ou_il_n_y_en_avait_pas() -> None:
    sans_fin = fiche(*VIES[Etat.MEMBRE], fait("2025-10-01", "suspension"))
    suspension = parcours.suspension_au(sans_fin)
    assert suspension is not None
    assert suspension.fin is None
    assert not suspension.echue(date.max)
    prolonge = fiche(
        *sans_fin.historique,
        fait("2025-11-01", "prolongation", jusqu_au=j("2026-01-31")),
        fait("2026-01-15", "prolongation", jusqu_au=j("2026-02-28")),
    )
    fins = {"2025-10-31": None, "2025-11-01": j("2026-01-31"), "2026-01-15": j("2026-02-28")}
    for jour, fin in fins.items():
        en_cours = parcours.suspension_au(prolonge, j(jour))
        assert en_cours is not None
        assert en_cours.fin == fin
        assert en_cours.evenement is prolonge.historique[2]
        assert debut(prolonge, jour) == ("2025-10-01", "jour", 2)
    leve = fiche(*prolonge.historique, fait("2026-03-01", "levee"), fait("2026-04-01", "suspension"))
    assert parcours.suspension_au(leve, j("2026-03-01")) is None
    nouvelle = parcours.suspension_au(leve)
    assert nouvelle is not None
    assert nouvelle.fin is None


def test_une_suspension_reprise_d_une_source_peut_etre_prolongee() -> None:
    repris = fiche(
        fait("2020-01-01", "reprise", etat=Etat.SUSPENDU), fait("2026-01-01", "prolongation", jusqu_au=j("2026-05-31"))
    )
    suspension = parcours.suspension_au(repris)
    assert suspension == (repris.historique[0], j("2026-05-31"))


def test_la_derniere_attestation_d_un_etat_repris() -> None:
    sources = (Source("A", atteste_le=j("2014-11-10")), Source("B", atteste_le=j("2022-02-15")), Source("C"))
    repris = fiche(fait("2014-01-01", "reprise", source=sources))
    assert parcours.derniere_attestation_de_l_etat(repris, j("2022-02-14")) == j("2014-11-10")
    assert parcours.derniere_attestation_de_l_etat(repris, j("2022-02-15")) == j("2022-02-15")
    assert parcours.derniere_attestation_de_l_etat(repris, j("2014-02-01")) is None
    assert parcours.derniere_attestation_de_l_etat(repris, j("2013-12-31")) is None
    assert parcours.derniere_attestation_de_l_etat(dans(Etat.MEMBRE), AUJOURD_HUI) is None
    ferme = fiche(fait("2024-03-04", "fermeture", source=(Source("Avis", atteste_le=j("2024-03-04")),)))
    assert parcours.derniere_attestation_de_l_etat(ferme, AUJOURD_HUI) is None
    suspendu = fiche(*repris.historique, fait("2023-01-01", "suspension", decision=DECISION))
    assert parcours.derniere_attestation_de_l_etat(suspendu, AUJOURD_HUI) is None


def test_l_annonce_est_le_premier_des_papiers() -> None:
    decision = Decision("CA", j("2026-03-01"), "PV")
    evenement = fait("2026-06-01", "retrait", recu_le=j("2026-02-01"), decision=decision)
    assert parcours.annonce_le(evenement) == j("2026-02-01")
    assert parcours.annonce_le(evenement._replace(recu_le=None)) == j("2026-03-01")
    source = (Source("Avis", atteste_le=j("2026-01-01")), Source("Page"))
    assert parcours.annonce_le(evenement._replace(source=source)) == j("2026-01-01")
    assert parcours.annonce_le(fait("2026-06-01", "adhesion")) == j("2026-06-01")
    assert parcours.annonce_le(Evenement(j("2026-06-01"), Fait.RETRAIT)) is None


def test_la_region_et_le_nom_d_un_jour() -> None:
    organisme = fiche(
        region="04",
        regions_anterieures=(RegionAnterieure("06", j("2019-12-31")), RegionAnterieure("05", j("2016-07-07"))),
        noms_anterieurs=(NomAnterieur("Ancien", jusqu_au=j("2019-06-30")), NomAnterieur("Sans date")),
    )
    regions = {
        "2016-07-07": "05",
        "2016-07-08": "06",
        "2019-12-31": "06",
        "2020-01-01": "04",
    }
    for jour, code in regions.items():
        assert parcours.region_au(organisme, j(jour)) == code
    assert parcours.noms_au(organisme, j("2019-06-30")) == "Ancien"
    assert parcours.noms_au(organisme, j("2019-07-01")) == "Accueil Exemple"
