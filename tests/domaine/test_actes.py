"""The acts: what each records, and what each refuses."""

from datetime import date, timedelta
from typing import Any

import pytest

from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.modele import (
    Decision,
    Etat,
    Evenement,
    Fait,
    Formulaire,
    NomAnterieur,
    Organisme,
    Precision,
    Preuve,
    Preuves,
    RegionAnterieure,
    Source,
)
from roriq_cli.domaine.membres.parcours import etat_au
from roriq_cli.errors import Refus
from tests.domaine.fabrique import (
    ATTESTATIONS,
    AUJOURD_HUI,
    DECISION,
    FORMULAIRE,
    VIES,
    attestation,
    dans,
    fait,
    fiche,
    j,
)

DEMAIN = AUJOURD_HUI + timedelta(days=1)
HIER = AUJOURD_HUI - timedelta(days=1)


def refus_de(organisme: Organisme, evenement: Evenement, aujourd_hui: date = AUJOURD_HUI) -> str:
    """The sentence that refuses `evenement`."""
    with pytest.raises(Refus) as refus:
        actes.consigner(organisme, evenement, aujourd_hui)
    assert refus.value.code == 3
    assert "Rien n'a été consigné." in str(refus.value)
    return str(refus.value).replace("\u00a0", " ")


# Dates.


def test_un_historique_ne_recule_pas() -> None:
    phrase = refus_de(dans(Etat.CANDIDAT), fait("2024-03-03", "adhesion"))
    assert phrase == (
        "Pour l'organisme Accueil Exemple, l'adhésion ne peut pas prendre effet le 3 mars 2024 : la demande du "
        "4 mars 2024 est déjà au registre, et un historique ne recule pas. Rien n'a été consigné. Ce qui est "
        "possible : une date du 4 mars 2024 ou après (--date)."
    )


def test_un_fait_d_aujourd_hui_n_est_pas_a_venir() -> None:
    organisme = actes.consigner(dans(Etat.MEMBRE), Evenement(AUJOURD_HUI, Fait.RETRAIT), AUJOURD_HUI)
    phrase = refus_de(organisme, Evenement(HIER, Fait.DEMANDE))
    assert "le retrait du 21 novembre 2026 est déjà au registre, et un historique ne recule pas." in phrase


def test_deux_faits_peuvent_partager_un_jour() -> None:
    ensuite = actes.consigner(dans(Etat.CANDIDAT), fait("2024-03-04", "adhesion"), AUJOURD_HUI)
    assert etat_au(ensuite, j("2024-03-04")) is Etat.MEMBRE


def test_la_date_est_jugee_avant_le_parcours() -> None:
    assert "ne recule pas" in refus_de(dans(Etat.CANDIDAT), fait("2024-03-03", "suspension"))


def test_un_fait_a_venir_demande_ce_qui_l_annonce() -> None:
    phrase = refus_de(dans(Etat.MEMBRE), Evenement(DEMAIN, Fait.RETRAIT))
    assert phrase == (
        "Le 22 novembre 2026 n'est pas encore arrivé, et rien ne dit d'où vient cette date. Rien n'a été consigné. "
        "Ajoutez ce qui l'annonce (--recu-le, une décision ou une source), ou consignez le retrait ce jour-là."
    )


@pytest.mark.parametrize(
    "annonce",
    [
        {"recu_le": AUJOURD_HUI},
        {"recu_le": HIER},
        {"source": (Source("Avis", atteste_le=AUJOURD_HUI),)},
        {"source": (Source("Avis"), Source("Communiqué", atteste_le=HIER))},
        {"decision": Decision("CA", AUJOURD_HUI, "PV")},
    ],
)
def test_un_fait_annonce_peut_etre_a_venir(annonce: dict[str, Any]) -> None:
    ensuite = actes.consigner(dans(Etat.MEMBRE), fait(str(DEMAIN), "retrait", **annonce), AUJOURD_HUI)
    assert etat_au(ensuite, AUJOURD_HUI) is Etat.MEMBRE
    assert etat_au(ensuite, DEMAIN) is Etat.RETIRE


def test_une_source_sans_jour_n_annonce_rien() -> None:
    sans_jour = fait(str(DEMAIN), "fermeture", source=(Source("Avis"),))
    assert "rien ne dit d'où vient cette date" in refus_de(dans(Etat.MEMBRE), sans_jour)


def test_aujourd_hui_n_a_rien_a_annoncer() -> None:
    assert actes.consigner(dans(Etat.MEMBRE), Evenement(AUJOURD_HUI, Fait.RETRAIT), AUJOURD_HUI)


def test_avant_un_fait_a_venir_le_refus_le_nomme() -> None:
    a_venir = actes.consigner(
        dans(Etat.MEMBRE), fait("2027-07-01", "retrait", recu_le=AUJOURD_HUI), aujourd_hui=AUJOURD_HUI
    )
    phrase = refus_de(a_venir, fait(str(AUJOURD_HUI), "suspension"))
    assert phrase == (
        "Pour l'organisme Accueil Exemple, la suspension ne peut pas prendre effet le 21 novembre 2026 : le retrait à "
        "venir le 1er juillet 2027 est déjà au registre. Rien n'a été consigné. Pour consigner un fait avant celui qui "
        "est à venir, on l'annule d'abord, s'il n'est pas encore envoyé : roriq annuler accueil-exemple. S'il l'est, "
        "on le corrige à découvert : roriq corriger accueil-exemple --evenement retrait --du 2027-07-01"
    )


def test_ce_qui_est_a_venir_n_est_pas_dit_arrive() -> None:
    a_venir = actes.consigner(dans(Etat.MEMBRE), fait("2027-07-01", "retrait", recu_le=AUJOURD_HUI), AUJOURD_HUI)
    apres = fait("2027-08-01", "suspension", decision=DECISION)
    assert refus_de(a_venir, apres).startswith(
        "Pour l'organisme Accueil Exemple, le retrait à venir le 1er juillet 2027 est déjà au registre : seul un "
        "membre peut être suspendu. Rien n'a été consigné."
    )
    arrive = refus_de(a_venir, fait("2027-08-01", "suspension"), j("2027-07-01"))
    assert arrive.startswith("L'organisme Accueil Exemple s'est retiré le 1er juillet 2027 : seul un membre")
    with pytest.raises(Refus, match="s'est retiré"):
        actes.verifier_pas(a_venir, Fait.SUSPENSION)
    candidat = fiche(
        *VIES[Etat.CANDIDAT], fait("2027-07-01", "retrait", recu_le=AUJOURD_HUI), attestations=ATTESTATIONS
    )
    with pytest.raises(Refus, match="le retrait à venir le 1er juillet 2027 est déjà au registre"):
        actes.admettre(candidat, AUJOURD_HUI, Formulaire(AUJOURD_HUI), AUJOURD_HUI, None)


# Papers.


@pytest.mark.parametrize(
    "papier",
    [
        {"recu_le": DEMAIN},
        {"decision": Decision("CA", DEMAIN, "PV")},
        {"source": (Source("A", atteste_le=HIER), Source("B", atteste_le=DEMAIN))},
    ],
)
def test_aucun_papier_ne_vient_de_l_avenir(papier: dict[str, Any]) -> None:
    phrase = refus_de(dans(Etat.MEMBRE), fait(str(AUJOURD_HUI), "retrait", **papier))
    assert phrase.startswith("Le 22 novembre 2026 n'est pas encore arrivé : aucun document ne peut porter cette date.")


def test_une_fin_ne_vient_pas_avant_le_debut() -> None:
    suspension = fait("2026-06-01", "suspension", jusqu_au=j("2026-05-31"))
    phrase = refus_de(dans(Etat.MEMBRE), suspension)
    assert "La fin (31 mai 2026) vient avant le début (1er juin 2026)." in phrase
    un_jour = suspension._replace(jusqu_au=suspension.date)
    assert actes.consigner(dans(Etat.MEMBRE), un_jour, AUJOURD_HUI).historique[-1] == un_jour


def test_une_fin_peut_etre_a_venir() -> None:
    suspension = fait("2026-06-01", "suspension", jusqu_au=j("2030-01-01"))
    assert actes.consigner(dans(Etat.MEMBRE), suspension, AUJOURD_HUI)


# Lifting a suspension.


def levee(le: str) -> Evenement:
    return fait(le, "levee", decision=None)


def test_une_levee_par_decision_ne_regarde_pas_le_terme() -> None:
    assert actes.consigner(dans(Etat.SUSPENDU), fait("2025-10-01", "levee"), AUJOURD_HUI)


def test_une_levee_au_terme_attend_que_le_terme_soit_passe() -> None:
    suspendu = dans(Etat.SUSPENDU)
    phrase = refus_de(suspendu, levee("2026-03-31"))
    assert "court jusqu'au 31 mars 2026 inclusivement : le 31 mars 2026, son terme n'est pas passé." in phrase
    assert "roriq lever accueil-exemple" in phrase
    assert etat_au(actes.consigner(suspendu, levee("2026-04-01"), AUJOURD_HUI), j("2026-04-01")) is Etat.MEMBRE


def test_le_terme_est_celui_de_la_derniere_prolongation() -> None:
    suspendu = dans(Etat.SUSPENDU)
    prolonge = actes.consigner(
        suspendu, fait("2026-03-01", "prolongation", jusqu_au=j("2026-05-31")), aujourd_hui=AUJOURD_HUI
    )
    assert "court jusqu'au 31 mai 2026" in refus_de(prolonge, levee("2026-04-01"))
    assert actes.consigner(prolonge, levee("2026-06-01"), AUJOURD_HUI)
    raccourci = actes.consigner(
        prolonge, fait("2026-03-02", "prolongation", jusqu_au=j("2026-03-15")), aujourd_hui=AUJOURD_HUI
    )
    assert actes.consigner(raccourci, levee("2026-03-16"), AUJOURD_HUI)


def test_une_suspension_sans_fin_n_a_pas_de_terme() -> None:
    sans_fin = fiche(*VIES[Etat.MEMBRE], fait("2025-10-01", "suspension"))
    phrase = refus_de(sans_fin, levee("2026-04-01"))
    assert "n'a pas de fin prévue : elle ne peut pas être levée au terme." in phrase
    assert "Levée par une décision : roriq lever" in phrase


# Admitting.

ADMISSION = j("2024-04-02")


def admettre(organisme: Organisme, le: date = ADMISSION, formulaire: Formulaire = FORMULAIRE) -> Organisme:
    return actes.admettre(organisme, le, formulaire, AUJOURD_HUI, None)


def refus_d_admettre(organisme: Organisme, le: date = ADMISSION, formulaire: Formulaire = FORMULAIRE) -> str:
    with pytest.raises(Refus) as refus:
        admettre(organisme, le, formulaire)
    assert refus.value.code == 3
    assert str(refus.value.phrases[1]) == "Rien n'a été consigné."
    assert not set("{}") & set(str(refus.value))
    return str(refus.value).replace("\u00a0", " ")


def test_une_admission_consigne_ses_preuves() -> None:
    admis = actes.admettre(dans(Etat.CANDIDAT), ADMISSION, FORMULAIRE, AUJOURD_HUI, "Formulaire numérisé")
    assert admis.historique[-1] == Evenement(
        ADMISSION,
        Fait.ADHESION,
        formulaire=FORMULAIRE,
        preuves=Preuves(
            {"tcri": Preuve(attestation=j("2024-03-25")), "regionalisation": Preuve(attestation=j("2024-03-01"))}
        ),
        note="Formulaire numérisé",
    )


def test_la_preuve_est_la_plus_recente() -> None:
    candidat = dans(Etat.CANDIDAT)
    plus = (
        *candidat.attestations,
        attestation("tcri", "2024-04-01", "2024-04-30"),
        attestation("tcri", "2024-03-28", "2024-12-31"),
        attestation("regionalisation", "2024-04-02"),
    )
    preuves = admettre(candidat._replace(attestations=plus)).historique[-1].preuves
    assert preuves == Preuves({"tcri": Preuve(j("2024-04-01")), "regionalisation": Preuve(j("2024-04-02"))})


def test_une_admission_a_venir_est_jugee_ce_jour_la() -> None:
    preuves = (ATTESTATIONS[0], attestation("tcri", "2026-11-20", "2026-12-01"))
    candidat = dans(Etat.CANDIDAT)._replace(attestations=preuves)
    recu = Formulaire(AUJOURD_HUI)
    assert admettre(candidat, j("2026-12-01"), recu).historique[-1].date == j("2026-12-01")
    assert "ne peut pas être admis le 2 décembre 2026" in refus_d_admettre(candidat, j("2026-12-02"), recu)


def test_on_n_admet_pas_sans_savoir() -> None:
    phrase = refus_d_admettre(dans(Etat.CANDIDAT)._replace(attestations=ATTESTATIONS[:1]))
    assert phrase == (
        "L'organisme Accueil Exemple ne peut pas être admis le 2 avril 2024 : rien ne dit s'il est en règle à la TCRI "
        "ce jour-là (aucune attestation ne couvre cette date). Rien n'a été consigné. Si la TCRI vous l'a confirmé : "
        "roriq attester accueil-exemple --critere tcri"
    )


def test_un_non_n_est_pas_un_inconnu() -> None:
    preuves = (attestation("regionalisation", "2024-03-01", reponse="non"), attestation("tcri", "2024-04-01"))
    phrase = refus_d_admettre(dans(Etat.CANDIDAT)._replace(attestations=preuves))
    assert "rien ne dit s'il est en règle à la TCRI ce jour-là" in phrase
    assert "; il n'est pas en régionalisation de l'immigration (selon l'attestation du 1er mars 2024" in phrase
    assert "roriq attester accueil-exemple --critere tcri" in phrase
    assert "Si vous l'avez vérifié : roriq attester accueil-exemple --critere regionalisation" in phrase


def test_le_formulaire_est_signe_puis_recu_puis_l_organisme_admis() -> None:
    candidat = dans(Etat.CANDIDAT)
    limites = Formulaire(ADMISSION, ADMISSION)
    assert admettre(candidat, ADMISSION, limites).historique[-1].formulaire == limites
    assert admettre(candidat, ADMISSION, Formulaire(ADMISSION)).historique[-1].formulaire == Formulaire(ADMISSION)
    recu_apres = refus_d_admettre(candidat, ADMISSION, Formulaire(j("2024-04-03")))
    assert "le formulaire serait reçu le 3 avril 2024, après cette date ou après aujourd'hui." in recu_apres
    signe_apres = refus_d_admettre(candidat, ADMISSION, Formulaire(j("2024-03-30"), j("2024-03-31")))
    assert "serait signé le 31 mars 2024, après sa réception le 30 mars 2024." in signe_apres


def test_un_formulaire_a_venir_n_est_pas_recu() -> None:
    demande = dans(Etat.CANDIDAT)
    assert "n'est pas encore arrivé" in refus_d_admettre(demande, DEMAIN, Formulaire(DEMAIN))
    assert "après aujourd'hui" in refus_d_admettre(demande, AUJOURD_HUI, Formulaire(DEMAIN))


@pytest.mark.parametrize("etat", [e for e in Etat if e is not Etat.CANDIDAT])
def test_seul_un_candidat_est_admis(etat: Etat) -> None:
    le = j("2025-12-01")
    assert "seul un candidat peut être admis" in refus_d_admettre(dans(etat), le, Formulaire(le))


# Refusing, and applying again.


@pytest.mark.parametrize(
    ("motif", "question"), [("tcri", "en règle à la TCRI"), ("regionalisation", "en régionalisation")]
)
def test_un_refus_que_le_registre_contredit_est_signale(motif: str, question: str) -> None:
    candidat = dans(Etat.CANDIDAT)
    avertissement = actes.avertissement_du_refus(candidat, motif, ADMISSION)
    assert avertissement is not None
    assert str(avertissement).startswith("Le registre dit pourtant que l'organisme Accueil Exemple est " + question)
    assert actes.avertissement_du_refus(candidat._replace(attestations=()), motif, ADMISSION) is None


def test_qui_revient_apres_une_expulsion() -> None:
    expulse = dans(Etat.EXPULSE)
    attendu = (
        "L'organisme Accueil Exemple a été expulsé le 1er octobre 2025 (motif : conduite jugée nuisible au réseau; "
        "décision : rencontre des membres du 25 septembre 2025, PV 2025-09-25, point 6)."
    ).replace(" : ", "\u00a0: ")
    assert str(actes.expulsion_anterieure(expulse)) == attendu
    revenu = actes.consigner(expulse, fait("2026-01-01", "demande"), AUJOURD_HUI)
    assert str(actes.expulsion_anterieure(revenu)) == attendu
    refuse = actes.consigner(revenu, fait("2026-02-01", "refus"), AUJOURD_HUI)
    assert actes.expulsion_anterieure(refuse) is None
    encore = actes.consigner(refuse, fait("2026-03-01", "demande"), AUJOURD_HUI)
    assert str(actes.expulsion_anterieure(encore)) == attendu


def test_sans_expulsion_consignee_rien_n_est_dit() -> None:
    assert actes.expulsion_anterieure(dans(Etat.CANDIDAT)) is None
    assert actes.expulsion_anterieure(dans(Etat.MEMBRE)) is None
    assert actes.expulsion_anterieure(fiche(fait("2014-01-01", "reprise", etat=Etat.EXPULSE))) is None


# Evidence.


def test_une_attestation_s_ajoute_a_la_suite() -> None:
    nouvelle = attestation("tcri", str(AUJOURD_HUI), str(AUJOURD_HUI))
    assert actes.attester(dans(Etat.MEMBRE), nouvelle, AUJOURD_HUI).attestations == (*ATTESTATIONS, nouvelle)


def test_une_attestation_n_est_pas_a_venir() -> None:
    with pytest.raises(Refus, match="une vérification se consigne le jour où elle est faite"):
        actes.attester(fiche(), attestation("tcri", str(DEMAIN)), AUJOURD_HUI)


def test_une_attestation_ne_cesse_pas_avant_de_valoir() -> None:
    with pytest.raises(Refus, match="ne peut pas cesser de valoir le 20 novembre 2026"):
        actes.attester(fiche(), attestation("tcri", str(AUJOURD_HUI), str(HIER)), AUJOURD_HUI)


# Opening entries.


def test_une_reprise_sans_debut_est_datee_de_sa_source() -> None:
    source = Source("Le Soleil", atteste_le=j("2014-11-10"))
    assert actes.reprise(Etat.MEMBRE, None, source) == Evenement(
        j("2014-11-10"),
        Fait.REPRISE,
        etat=Etat.MEMBRE,
        date_precision=Precision.AU_PLUS_TARD,
        source=(source,),
    )
    datee = actes.reprise(Etat.RETIRE, (j("2013-05-01"), Precision.MOIS), source)
    assert (datee.date, datee.date_precision) == (j("2013-05-01"), Precision.MOIS)
    with pytest.raises(ValueError, match="reprise"):
        actes.reprise(Etat.MEMBRE, None, Source("Sans jour"))


def test_une_source_n_atteste_pas_ce_qui_commence_apres_elle() -> None:
    def reprise(*attestes: str | None) -> Evenement:
        sources = tuple(Source("Page", atteste_le=j(le) if le else None) for le in attestes)
        return fait("2014-11-10", "reprise", source=sources)

    phrase = refus_de(fiche(), reprise("2014-11-08", "2014-11-09", None))
    assert "une source du 9 novembre 2014 ne peut pas attester ce qui commence le 10 novembre 2014." in phrase
    for juste in (reprise("2014-11-10"), reprise("2014-11-09", "2014-11-10"), reprise(None)):
        assert actes.consigner(fiche(), juste, AUJOURD_HUI).historique == (juste,)


# Names and regions.


def test_un_renommage_garde_l_ancien_nom() -> None:
    organisme = fiche(sigle="AE")
    nomme = actes.renommer(organisme, "Accueil Nouveau", None, j("2026-05-01"), AUJOURD_HUI)
    assert (nomme.nom, nomme.sigle) == ("Accueil Nouveau", "AE")
    assert nomme.noms_anterieurs == (NomAnterieur("Accueil Exemple", jusqu_au=j("2026-04-30")),)
    encore = actes.renommer(nomme, "Accueil Encore", "AN", None, AUJOURD_HUI)
    assert encore.noms_anterieurs[-1] == NomAnterieur("Accueil Nouveau", "AE")
    sans = actes.renommer(encore, "Accueil Encore", "", AUJOURD_HUI, AUJOURD_HUI)
    assert sans.sigle is None
    assert sans.noms_anterieurs[-1] == NomAnterieur("Accueil Encore", "AN", HIER)


def test_un_renommage_impossible() -> None:
    organisme = fiche(noms_anterieurs=(NomAnterieur("Ancien", jusqu_au=j("2026-04-30")),))
    with pytest.raises(Refus, match="porte déjà ce nom"):
        actes.renommer(organisme, "Accueil Exemple", "", None, AUJOURD_HUI)
    with pytest.raises(Refus, match="n'est pas encore arrivé"):
        actes.renommer(organisme, "Autre", None, DEMAIN, AUJOURD_HUI)
    with pytest.raises(Refus, match=r"déjà un changement consigné jusqu'au 30 avril 2026.*Vérifiez --depuis"):
        actes.renommer(organisme, "Autre", None, j("2026-04-30"), AUJOURD_HUI)
    assert actes.renommer(organisme, "Autre", None, j("2026-05-02"), AUJOURD_HUI).noms_anterieurs[-1].jusqu_au == j(
        "2026-05-01"
    )


def test_un_changement_de_region_garde_l_ancienne() -> None:
    organisme = fiche(region="04")
    ailleurs = actes.changer_de_region(organisme, "05", AUJOURD_HUI, AUJOURD_HUI)
    assert ailleurs.region == "05"
    assert ailleurs.regions_anterieures == (RegionAnterieure("04", HIER),)
    with pytest.raises(Refus, match="une région se consigne quand le siège y est"):
        actes.changer_de_region(organisme, "05", DEMAIN, AUJOURD_HUI)
    with pytest.raises(Refus, match="celui-ci doit venir après"):
        actes.changer_de_region(ailleurs, "06", AUJOURD_HUI, AUJOURD_HUI)
