"""What was rewritten in an organisation's lists, in words."""

from typing import Any

import pytest

from roriq_cli.domaine.genres.ajout_seul import Ecart
from roriq_cli.domaine.membres.ecarts import comparer_fiches, phrase_de_l_ecart
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
            ": rencontre des membres du 25 septembre 2025, PV 2025-09-25, point 6 → —, dernier jour (inclusivement) "
            ": — → 1er juillet 2027 et note : — → Courte",
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
            "l'attestation du 1er mars 2024 (en règle à la TCRI : oui) change, réponse : oui → non et source : Courriel → —",
        ),
        (NomAnterieur("Un", "U"), NomAnterieur("Un"), "le nom antérieur « Un » change, sigle : U → —"),
        (
            RegionAnterieure("05", j("2016-07-07")),
            RegionAnterieure("04", j("2016-07-07")),
            "la région antérieure (Estrie, jusqu'au 7 juillet 2016) change, région : Estrie → Mauricie",
        ),
    ],
)
def test_un_ecart_en_mots(avant: Any, apres: Any, phrase: str) -> None:
    dite = str(phrase_de_l_ecart("Accueil Exemple", Ecart("historique", 0, avant, apres))).replace("\u00a0", " ")
    assert dite == f"Pour l'organisme Accueil Exemple, {phrase}"


def test_les_quatre_listes_d_une_fiche() -> None:
    avant = dans(Etat.MEMBRE, noms_anterieurs=(NomAnterieur("Un"),))
    apres = avant._replace(noms_anterieurs=(), historique=avant.historique[:-1])
    trouves = comparer_fiches(avant, apres)
    assert {champ: len(c.ecarts) for champ, c in trouves.items()} == {
        "noms_anterieurs": 1,
        "regions_anterieures": 0,
        "attestations": 0,
        "historique": 1,
    }
