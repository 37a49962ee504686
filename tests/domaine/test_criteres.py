"""Eligibility: which evidence answers, from which day to which."""

import pytest

from roriq_cli.domaine.membres.criteres import admissibilite, attestations_du, couvre, examiner
from roriq_cli.domaine.membres.modele import Attestation, Preuve, Preuves, Reponse
from roriq_cli.domaine.membres.reseau import CRITERES
from tests.domaine.fabrique import ATTESTATIONS, attestation, fiche, j

Ecrite = tuple[str, str | None, str]


def reponse(critere: str, jour: str, *attestations: Ecrite) -> str:
    organisme = fiche(
        attestations=tuple(attestation(critere, le, fin, reponse) for le, fin, reponse in attestations),
    )
    return examiner(organisme, CRITERES[critere], j(jour)).reponse.value


UN_AN: Ecrite = ("2024-03-25", "2025-03-31", "oui")


@pytest.mark.parametrize("critere", list(CRITERES))
@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        ("2024-03-24", "inconnu"),
        ("2024-03-25", "oui"),
        ("2024-03-26", "oui"),
        ("2025-03-31", "oui"),
        ("2025-04-01", "inconnu"),
    ],
)
def test_une_attestation_vaut_d_un_bout_a_l_autre(critere: str, jour: str, attendu: str) -> None:
    assert reponse(critere, jour, UN_AN) == attendu


@pytest.mark.parametrize(
    ("jour", "attendu"), [("2024-03-24", "inconnu"), ("2024-03-25", "oui"), ("2024-03-26", "inconnu")]
)
def test_a_la_tcri_une_attestation_sans_fin_vaut_son_jour(jour: str, attendu: str) -> None:
    assert reponse("tcri", jour, ("2024-03-25", None, "oui")) == attendu


@pytest.mark.parametrize(("jour", "attendu"), [("2024-03-24", "inconnu"), ("2024-03-25", "oui"), ("2039-01-01", "oui")])
def test_en_regionalisation_une_attestation_sans_fin_vaut_jusqu_a_une_autre(jour: str, attendu: str) -> None:
    assert reponse("regionalisation", jour, ("2024-03-25", None, "oui")) == attendu


def test_rien_ne_repond_inconnu() -> None:
    for critere in CRITERES:
        assert reponse(critere, "2024-03-25") == "inconnu"
        autre = "tcri" if critere == "regionalisation" else "regionalisation"
        organisme = fiche(attestations=(attestation(autre, "2024-03-25"),))
        assert examiner(organisme, CRITERES[critere], j("2024-03-25")).reponse is Reponse.INCONNU


def test_a_la_tcri_la_plus_recente_de_celles_qui_couvrent_repond() -> None:
    courte: Ecrite = ("2024-06-01", None, "non")
    for ordre in ((UN_AN, courte), (courte, UN_AN)):
        assert reponse("tcri", "2024-05-31", *ordre) == "oui"
        assert reponse("tcri", "2024-06-01", *ordre) == "non"
        assert reponse("tcri", "2024-06-02", *ordre) == "oui"


def test_en_regionalisation_la_plus_recente_repond_meme_echue() -> None:
    longue: Ecrite = ("2024-03-01", None, "oui")
    courte: Ecrite = ("2024-06-01", "2024-06-30", "non")
    for ordre in ((longue, courte), (courte, longue)):
        assert reponse("regionalisation", "2024-05-31", *ordre) == "oui"
        assert reponse("regionalisation", "2024-06-30", *ordre) == "non"
        assert reponse("regionalisation", "2024-07-01", *ordre) == "inconnu"


@pytest.mark.parametrize("critere", list(CRITERES))
def test_le_meme_jour_la_derniere_consignee_compte(critere: str) -> None:
    jour = "2024-03-25"
    assert reponse(critere, jour, (jour, None, "oui"), (jour, None, "non")) == "non"
    assert reponse(critere, jour, (jour, None, "non"), (jour, None, "oui")) == "oui"
    assert reponse(critere, "2024-03-26", UN_AN, (jour, jour, "oui")) == "inconnu"


def test_la_preuve_consignee_est_celle_qui_est_reverifiee() -> None:
    # Two of one day: what answers is among what `attestations_du` finds again by its day.
    annee, jour_meme = attestation("tcri", "2024-03-25", "2025-03-31"), attestation("tcri", "2024-03-25")
    organisme = fiche(attestations=(annee, jour_meme))
    assert attestations_du(organisme, "tcri", j("2024-03-25")) == (annee, jour_meme)
    assert examiner(organisme, CRITERES["tcri"], j("2024-03-25")).attestation is jour_meme
    assert attestations_du(organisme, "regionalisation", j("2024-03-25")) == ()
    assert attestations_du(organisme, "tcri", j("2024-03-26")) == ()


def test_les_bouts_d_une_attestation() -> None:
    un: Attestation = attestation("tcri", "2024-03-25", "2024-03-25")
    assert [couvre(un, j(jour)) for jour in ("2024-03-24", "2024-03-25", "2024-03-26")] == [False, True, False]


OUI, NON, INCONNU = "oui", "non", "inconnu"


@pytest.mark.parametrize(
    ("tcri", "regionalisation", "verdict"),
    [
        (OUI, OUI, "admissible"),
        (OUI, NON, "non-admissible"),
        (OUI, INCONNU, "a-verifier"),
        (NON, OUI, "non-admissible"),
        (NON, NON, "non-admissible"),
        (NON, INCONNU, "non-admissible"),
        (INCONNU, OUI, "a-verifier"),
        (INCONNU, NON, "non-admissible"),
        (INCONNU, INCONNU, "a-verifier"),
    ],
)
def test_le_verdict(tcri: str, regionalisation: str, verdict: str) -> None:
    jour = "2024-03-25"
    attestations = [
        attestation(critere, jour, reponse=r)
        for critere, r in (("tcri", tcri), ("regionalisation", regionalisation))
        if r != INCONNU
    ]
    resultat = admissibilite(fiche(attestations=tuple(attestations)), j(jour))
    assert resultat.verdict == verdict
    assert [e.critere.code for e in resultat.examens] == ["tcri", "regionalisation"]
    assert [e.reponse.value for e in resultat.examens] == [tcri, regionalisation]
    preuves = Preuves({"tcri": Preuve(j(jour)), "regionalisation": Preuve(j(jour))})
    assert resultat.preuves == (preuves if verdict == "admissible" else None)


def test_les_raisons_disent_la_preuve() -> None:
    organisme = fiche(attestations=ATTESTATIONS)

    def raison(critere: str, jour: str) -> str:
        return str(examiner(organisme, CRITERES[critere], j(jour)).raison).replace("\u00a0", " ")

    assert raison("tcri", "2025-03-31") == (
        "selon l'attestation du 25 mars 2024, qui vaut jusqu'au 31 mars 2025 inclusivement, source : Courriel de la "
        "TCRI"
    )
    assert raison("tcri", "2025-04-01") == "aucune attestation ne couvre cette date"
    assert raison("regionalisation", "2025-04-01") == (
        "selon l'attestation du 1er mars 2024, source : Formulaire d'adhésion, section 3"
    )
    assert raison("regionalisation", "2024-02-29") == "aucune attestation n'est au registre à cette date"
    echue = fiche(attestations=(attestation("regionalisation", "2024-03-01", "2024-12-31"),))
    examen = examiner(echue, CRITERES["regionalisation"], j("2025-01-01"))
    assert str(examen.raison) == "l'attestation du 1er mars 2024 ne valait que jusqu'au 31 décembre 2024 inclusivement"
    assert examen.attestation is None
