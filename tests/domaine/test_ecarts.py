"""What became of the entries of an append-only list."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine.membres import ecarts
from roriq_cli.domaine.membres.ecarts import Ecart, comparer_listes, phrase_de_l_ecart, prolonge
from roriq_cli.domaine.membres.modele import (
    Etat,
    Evenement,
    Fait,
    NomAnterieur,
    Precision,
    Preuve,
    Preuves,
    RegionAnterieure,
    Reponse,
)
from tests.domaine.fabrique import DECISION, FORMULAIRE, PREUVES, SOURCE, attestation, dans, fait, j

LISTES = st.lists(st.sampled_from("abcd"), max_size=7).map(tuple)


def resume(avant: str, apres: str) -> tuple[list[tuple[int, str | None, str | None]], str]:
    trouve = comparer_listes("historique", tuple(avant), tuple(apres))
    return [(e.rang, e.avant, e.apres) for e in trouve.ecarts], "".join(trouve.ajouts)


@pytest.mark.parametrize(
    ("avant", "apres", "attendus", "ajouts"),
    [
        ("", "", [], ""),
        ("ab", "ab", [], ""),
        ("ab", "abcd", [], "cd"),
        ("abc", "axc", [(1, "b", "x")], ""),
        ("abc", "axcd", [(1, "b", "x")], "d"),
        ("abc", "abxd", [(2, "c", "x")], "d"),
        ("abc", "ab", [(2, "c", None)], ""),
        ("abc", "bc", [(0, "a", None)], ""),
        ("abc", "acd", [(1, "b", None)], "d"),
        ("abc", "axbc", [(1, None, "x")], ""),
        ("abc", "aabc", [(1, None, "a")], ""),
        ("abc", "acb", [(1, "c", "c")], ""),
        ("abc", "bca", [(0, "a", "a")], ""),
        ("abcd", "dabc", [(0, "d", "d")], ""),
        ("abcde", "bcade", [(2, "a", "a")], ""),
        ("abcd", "bxd", [(0, "a", None), (1, "c", "x")], ""),
        ("ab", "", [(0, "a", None), (1, "b", None)], ""),
    ],
)
def test_ce_qui_est_reecrit_et_ce_qui_s_ajoute(
    avant: str, apres: str, attendus: list[tuple[int, str | None, str | None]], ajouts: str
) -> None:
    assert resume(avant, apres) == (attendus, ajouts)


@given(LISTES, LISTES)
def test_rien_n_est_reecrit_si_et_seulement_si_le_debut_est_le_meme(avant: Any, apres: Any) -> None:
    trouve = comparer_listes("historique", avant, apres)
    assert (not trouve.ecarts) == prolonge(avant, apres) == (apres[: len(avant)] == avant)
    for ecart in trouve.ecarts:
        if ecart.apres is not None and ecart.avant != ecart.apres:
            assert apres[ecart.rang] == ecart.apres
        if ecart.apres is None:
            assert avant[ecart.rang] == ecart.avant
    assert apres[len(apres) - len(trouve.ajouts) :] == trouve.ajouts or any(e.avant == e.apres for e in trouve.ecarts)


@given(LISTES, LISTES)
def test_trop_longues_elles_se_comparent_rang_par_rang(avant: Any, apres: Any) -> None:
    plein = comparer_listes("historique", avant, apres)
    bornes = ecarts._PAIRES_MAX, ecarts._DEPLACEMENTS_MAX
    ecarts._PAIRES_MAX, ecarts._DEPLACEMENTS_MAX = 0, 0
    try:
        trouve = comparer_listes("historique", avant, apres)
    finally:
        ecarts._PAIRES_MAX, ecarts._DEPLACEMENTS_MAX = bornes
    assert bool(trouve.ecarts) == bool(plein.ecarts)
    assert all(e.avant != e.apres for e in trouve.ecarts)


def test_une_liste_hostile_ne_coute_pas_son_carre() -> None:
    avant = tuple(range(20_000))
    assert len(comparer_listes("historique", avant, (*avant[1:], 0)).ecarts) == 20_000


SUSPENSION = fait("2027-06-01", "suspension", motif="activites-incompatibles", decision=DECISION)


@pytest.mark.parametrize(
    ("avant", "apres", "phrase"),
    [
        (
            SUSPENSION,
            SUSPENSION._replace(date=j("2027-07-01")),
            "la suspension passe du 1er juin 2027 au 1er juillet 2027",
        ),
        (SUSPENSION, None, "la suspension du 1er juin 2027 n'est plus au registre"),
        (None, SUSPENSION, "la suspension du 1er juin 2027 vient se glisser parmi ce qui était déjà consigné"),
        (SUSPENSION, SUSPENSION, "la suspension du 1er juin 2027 n'est plus à sa place dans la liste"),
        (
            SUSPENSION,
            fait("2027-07-01", "retrait"),
            "la suspension du 1er juin 2027 devient le retrait du 1er juillet 2027",
        ),
        (
            SUSPENSION,
            SUSPENSION._replace(motif=None, decision=None, jusqu_au=j("2027-07-01"), note="Courte"),
            "la suspension du 1er juin 2027 change, motif : activités jugées incompatibles avec le réseau → —, décision "
            ": rencontre des membres du 25 septembre 2025, PV 2025-09-25, point 6 → —, fin : — → 1er juillet 2027 et "
            "note : — → Courte",
        ),
        (
            fait("2024-04-02", "adhesion", formulaire=FORMULAIRE, preuves=PREUVES),
            fait(
                "2024-04-02",
                "adhesion",
                formulaire=FORMULAIRE._replace(signe_le=None, signataire=None),
                preuves=Preuves({**PREUVES, "tcri": Preuve(liste="tcri-2024-04-01", cle="AE-04")}),
            ),
            "l'adhésion du 2 avril 2024 change, formulaire : signé le 20 mars 2024 et reçu le 2 avril 2024, Direction "
            "générale → reçu le 2 avril 2024 et preuves : l'attestation du 25 mars 2024 et l'attestation du 1er mars "
            "2024 → la liste tcri-2024-04-01, clé AE-04 et l'attestation du 1er mars 2024",
        ),
        (
            Evenement(j("2014-01-01"), Fait.REPRISE, Etat.MEMBRE, Precision.ANNEE, source=(SOURCE,)),
            Evenement(j("2014-01-01"), Fait.REPRISE, Etat.RETIRE, Precision.JOUR),
            "la reprise du 1er janvier 2014 change, état : membre → retiré, précision de la date : annee → jour et "
            "source : Le Soleil, 10 novembre 2014 → —",
        ),
        (
            attestation("tcri", "2024-03-01"),
            attestation("tcri", "2024-03-01")._replace(reponse=Reponse.NON, source=""),
            "l'attestation du 1er mars 2024 (TCRI) change, réponse : oui → non et source : Courriel → —",
        ),
        (NomAnterieur("Un", "U"), NomAnterieur("Un"), "le nom antérieur « Un » change, sigle : U → —"),
        (
            RegionAnterieure("05", j("2016-07-07")),
            RegionAnterieure("04", j("2016-07-07")),
            "la région antérieure (Estrie) change, région : Estrie → Mauricie",
        ),
    ],
)
def test_un_ecart_en_mots(avant: Any, apres: Any, phrase: str) -> None:
    dite = str(phrase_de_l_ecart("Accueil Exemple", Ecart("historique", 0, avant, apres))).replace("\u00a0", " ")
    assert dite == f"Pour l'organisme Accueil Exemple, {phrase}"


def test_les_quatre_listes_d_une_fiche() -> None:
    avant = dans(Etat.MEMBRE, noms_anterieurs=(NomAnterieur("Un"),))
    apres = avant._replace(noms_anterieurs=(), historique=avant.historique[:-1])
    trouves = ecarts.comparer_fiches(avant, apres)
    assert {champ: len(c.ecarts) for champ, c in trouves.items()} == {
        "noms_anterieurs": 1,
        "regions_anterieures": 0,
        "attestations": 0,
        "historique": 1,
    }
