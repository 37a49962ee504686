"""A member's life through the command line: what each act records, what it refuses, how it is mistyped."""

import json
from pathlib import Path

import pytest

from roriq_cli.domaine.membres.faits import FAITS
from tests import contrat
from tests.cli.outils import (
    DECISION,
    ETATS,
    RIEN,
    SANCTION,
    candidat,
    connus,
    consigner,
    dernier,
    fiche,
    git,
    mal_taper,
    membre,
    refuser,
    retoucher,
    reussir,
    sans_effet,
    suspendu,
)
from tests.conftest import Roriq

# The least that each act needs, beside the organisation: what its event's fields need, or what is said here.
CHAMPS: dict[str, tuple[str, ...]] = {
    "decision": DECISION,
    "jusqu_au": ("--jusqu-au", "2027-03-31"),
    "source": ("--source-titre", "Registre des entreprises"),
}
ACTES: dict[str, tuple[str, ...]] = {
    **{genre.commande: tuple(m for c in genre.requis for m in CHAMPS.get(c, ())) for genre in FAITS.values()},
    "refuser": ("--motif", "tcri"),
    "suspendre": SANCTION,
    "lever": DECISION,
    "expulser": SANCTION,
    "etablir": ("--etat", "membre", "--source-titre", "Le Journal"),
}
# The contract's legal walks, from each state.
LEGAUX = {etat: {contrat.FAITS[suite].commande for suite in suites} for etat, suites in contrat.MARCHES.items()}
X = "accueil-exemple"


def test_une_admission(registre: Path, roriq: Roriq) -> None:
    ajout = roriq("ajouter", "--nom", "Accueil Exemple", "--region", "04", "--regionalisation", "Formulaire")
    assert ajout.code == 0
    refus = roriq("admettre", "accueil-exemple")
    assert refus.code == 3
    assert "Rien n'a été consigné." in refus.erreur
    assert roriq("attester", "accueil-exemple", "--critere", "tcri", "--source", "Courriel de la TCRI").code == 0
    assert roriq("admettre", "accueil-exemple").code == 0
    assert "membre" in roriq("lister").sortie


def test_une_vie_entiere(registre: Path, roriq: Roriq) -> None:
    """Every act of the table, one after the other, and the file that tells it."""

    def acte(evenement: str, jour: str, *argv: str) -> None:
        consigner(roriq, registre, X, evenement, jour, *argv, "--date", jour)

    candidat(registre)
    acte("refus", "2024-03-26", "refuser", X, "--motif", "regionalisation")
    acte("demande", "2024-03-27", "demander", X, "--recu-le", "2024-03-27")
    acte("retrait", "2024-03-28", "retirer", X, "--motif", "participation-inutile")
    acte("demande", "2024-03-29", "demander", X)
    formulaire = ("--recu-le", "2024-04-01", "--signe-le", "2024-03-30", "--signataire", "Direction générale")
    acte("adhesion", "2024-04-02", "admettre", X, *formulaire)
    acte("suspension", "2026-06-01", "suspendre", X, *SANCTION, "--jusqu-au", "2026-08-31")
    acte("prolongation", "2026-08-30", "prolonger", X, *DECISION, "--jusqu-au", "2026-09-30")
    acte("levee", "2026-10-01", "lever", X, "--au-terme")
    acte("suspension", "2026-10-02", "suspendre", X, *SANCTION)
    acte("levee", "2026-10-03", "lever", X, *DECISION, "--note", "décision transmise par courriel")
    acte("expulsion", "2026-10-04", "expulser", X, *SANCTION)
    acte("demande", "2026-10-05", "demander", X, *DECISION)
    acte("fermeture", "2026-11-20", "fermer", X, "--source-titre", "REQ", "--atteste-le", "2026-11-21")

    decision = 'decision: {instance: Rencontre des membres, date: 2026-05-20, reference: "PV 2026-05-20, point 6"}'
    assert fiche(registre, X) == (
        "# yaml-language-server: $schema=../../schemas/organisme.schema.json\n"
        "id: accueil-exemple\n"
        "nom: Accueil Exemple\n"
        'region: "04"\n'
        "attestations:\n"
        "  - {critere: regionalisation, reponse: oui, verifie_le: 2024-03-04, "
        'source: "Formulaire, section 3"}\n'
        "  - {critere: tcri, reponse: oui, verifie_le: 2024-03-25, valide_jusqu_au: 2027-03-31, "
        "source: Courriel de la TCRI}\n"
        "historique:\n"
        "  - date: 2024-03-04\n    evenement: demande\n"
        "  - date: 2024-03-26\n    evenement: refus\n    motif: regionalisation\n"
        "  - date: 2024-03-27\n    evenement: demande\n    recu_le: 2024-03-27\n"
        "  - date: 2024-03-28\n    evenement: retrait\n    motif: participation-inutile\n"
        "  - date: 2024-03-29\n    evenement: demande\n"
        "  - date: 2024-04-02\n    evenement: adhesion\n"
        "    formulaire: {recu_le: 2024-04-01, signe_le: 2024-03-30, signataire: Direction générale}\n"
        "    preuves: {tcri: {attestation: 2024-03-25}, regionalisation: {attestation: 2024-03-04}}\n"
        "  - date: 2026-06-01\n    evenement: suspension\n    motif: conduite-nuisible\n"
        f"    {decision}\n    jusqu_au: 2026-08-31\n"
        f"  - date: 2026-08-30\n    evenement: prolongation\n    {decision}\n    jusqu_au: 2026-09-30\n"
        "  - date: 2026-10-01\n    evenement: levee\n"
        f"  - date: 2026-10-02\n    evenement: suspension\n    motif: conduite-nuisible\n    {decision}\n"
        f"  - date: 2026-10-03\n    evenement: levee\n    {decision}\n    note: décision transmise par courriel\n"
        f"  - date: 2026-10-04\n    evenement: expulsion\n    motif: conduite-nuisible\n    {decision}\n"
        f"  - date: 2026-10-05\n    evenement: demande\n    {decision}\n"
        "  - date: 2026-11-20\n    evenement: fermeture\n    source: [{titre: REQ, atteste_le: 2026-11-21}]\n"
    )
    git(registre, "reset", "-q", "--hard")
    assert reussir(roriq, "valider").sortie.endswith("0 erreur, 0 avertissement.\n")


CORPS = {
    "demander": ("retire", "L'organisme Organisme retire fait une demande le samedi 21 novembre 2026."),
    "refuser": ("candidat", "La demande de l'organisme Organisme candidat est refusée le samedi 21 novembre 2026 "),
    "suspendre": (
        "membre",
        "L'organisme Organisme membre est suspendu à compter du samedi 21 novembre 2026 (motif\u00a0: conduite jugée "
        "nuisible au réseau; décision\u00a0: rencontre des membres du 20 mai 2026, PV 2026-05-20, point 6).",
    ),
    "prolonger": ("suspendu", "est prolongée jusqu'au mercredi 31 mars 2027 inclusivement (décision\u00a0: "),
    "lever": ("suspendu", "La suspension de l'organisme Organisme suspendu est levée le samedi 21 novembre 2026 "),
    "retirer": ("membre", "se retire, de sa propre initiative, le samedi 21 novembre 2026."),
    "expulser": ("membre", "L'organisme Organisme membre est expulsé le samedi 21 novembre 2026 (motif\u00a0: "),
    "fermer": ("repertorie", "L'organisme Organisme repertorie cesse ses activités le samedi 21 novembre 2026 (source"),
}
NOMS = {
    "demander": "demande",
    "refuser": "refus",
    "suspendre": "suspension",
    "prolonger": "prolongation",
    "lever": "levee",
    "retirer": "retrait",
    "expulser": "expulsion",
    "fermer": "fermeture",
}


@pytest.mark.parametrize("verbe", CORPS)
def test_chaque_acte_dit_en_francais_qui_et_quand(registre: Path, roriq: Roriq, verbe: str) -> None:
    etat, phrase = CORPS[verbe]
    connus(registre, etat)
    commit = consigner(roriq, registre, etat, NOMS[verbe], "2026-11-21", verbe, etat, *ACTES[verbe])
    assert phrase in commit.corps


@pytest.mark.parametrize("verbe", ACTES)
def test_le_parcours_refuse_ce_qui_ne_suit_pas(registre: Path, roriq: Roriq, verbe: str) -> None:
    connus(registre, *ETATS)
    for etat in ETATS:
        if verbe not in LEGAUX[etat]:
            erreur = refuser(roriq, registre, verbe, etat, *ACTES[verbe])
            assert f"Organisme {etat}" in erreur
        elif verbe != "admettre":
            assert sans_effet_mais_dit(roriq, verbe, etat).startswith(("--- a/", "--- /dev/null"))


def sans_effet_mais_dit(roriq: Roriq, verbe: str, etat: str) -> str:
    return reussir(roriq, verbe, etat, *ACTES[verbe], "--essai").sortie


@pytest.mark.parametrize("verbe", [verbe for verbe, argv in ACTES.items() if argv])
def test_un_drapeau_manquant_est_nomme(registre: Path, roriq: Roriq, verbe: str) -> None:
    complet = ACTES[verbe]
    for rang in range(0, len(complet), 2):
        argv = complet[:rang] + complet[rang + 2 :]
        assert complet[rang] in mal_taper(roriq, registre, verbe, "organisme-inconnu", *argv)
    dit = mal_taper(roriq, registre, verbe, "organisme-inconnu")
    assert all(drapeau in dit for drapeau in complet[::2])


def test_sans_organisme(registre: Path, roriq: Roriq) -> None:
    for verbe, argv in ACTES.items():
        assert "ORGANISME" in mal_taper(roriq, registre, verbe, *argv)
        assert "ORGANISME" in mal_taper(roriq, registre, verbe, "", *argv)


@pytest.mark.parametrize(
    ("drapeau", "valeur", "dit"),
    [
        ("--date", "2026-02-30", "n'existe pas au calendrier"),
        ("--date", "04/03/2027", "04/03/2027 peut être le 4 mars ou le 3 avril."),
        ("--date", "13/03/2027", "2027-03-13"),
        ("--date", "demain", "n'est pas une date"),
        ("--date", "0026-01-01", "hors des années"),
        ("--date", "", "n'est pas une date"),
        ("--decision-le", "2026-05-32", "n'existe pas au calendrier"),
        ("--jusqu-au", "mars 2027", "n'est pas une date"),
        ("--motif", "story", "n'est pas un choix"),
        ("--motif", "tcri", "n'est pas un choix"),
        ("--instance", "", "--instance"),
        ("--reference", "x" * 10_000, "caractères au plus"),
        ("--note", "a\x1b[31mb", "caractère invisible"),
    ],
)
def test_le_code_2_est_juge_avant_le_3(registre: Path, roriq: Roriq, drapeau: str, valeur: str, dit: str) -> None:
    """The organisation is unknown, and is not even looked for."""
    erreur = mal_taper(roriq, registre, "suspendre", "inconnu", *SANCTION, drapeau, valeur)
    assert dit in erreur
    assert drapeau in erreur
    assert "inconnu" not in erreur.replace("n'existe pas", "")
    assert "\x1b" not in erreur


def test_une_date_s_ecrit_de_plusieurs_facons(registre: Path, roriq: Roriq) -> None:
    connus(registre, "membre")
    for ecrite in ("2026-11-20", "2026-11-20 ", "20 novembre 2026", "le 20 Novembre 2026", "November 20, 2026"):
        assert "+  - date: 2026-11-20\n" in reussir(roriq, "retirer", "membre", "--date", ecrite, "--essai").sortie
    assert "+  - date: 2026-08-01\n" in reussir(roriq, "retirer", "membre", "--date", "1er aout 2026", "--essai").sortie


def test_un_motif_se_tape_avec_accents_et_majuscules(registre: Path, roriq: Roriq) -> None:
    connus(registre, "membre")
    argv = ("suspendre", "membre", "--motif", "Activités-Nuisibles", *DECISION, "--essai")
    assert "+    motif: activites-nuisibles\n" in reussir(roriq, *argv).sortie


# Admission.


def test_admettre_refuse_ce_qui_n_est_pas_etabli(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--region", "04", "--date", "2024-03-04")
    erreur = refuser(roriq, registre, "admettre", X)
    assert "rien ne dit s'il est en règle à la TCRI" in erreur
    assert "rien ne dit s'il est en régionalisation" in erreur
    assert "roriq attester accueil-exemple --critere tcri" in erreur
    assert "roriq attester accueil-exemple --critere regionalisation" in erreur


def test_un_non_n_est_pas_un_inconnu(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    reussir(roriq, "attester", X, "--critere", "tcri", "--reponse", "non", "--source", "Courriel de la TCRI")
    erreur = refuser(roriq, registre, "admettre", X)
    assert "il n'est pas en règle à la TCRI" in erreur
    assert "rien ne dit" not in erreur


@pytest.mark.parametrize(
    ("argv", "dit"),
    [
        (("--date", "2024-04-02", "--recu-le", "2024-04-03"), "reçu le 3 avril 2024"),
        (("--date", "2024-04-02", "--recu-le", "2024-04-01", "--signe-le", "2024-04-02"), "signé le 2 avril 2024"),
        (("--date", "2024-03-01"), "un historique ne recule pas"),
        (("--date", "2026-12-01"), "2026"),
        (("--date", "2024-03-24"), "rien ne dit s'il est en règle à la TCRI"),
        (("--date", "2026-12-01", "--recu-le", "2026-11-22"), "2026"),
    ],
)
def test_admettre_verifie_les_dates_du_formulaire(
    registre: Path, roriq: Roriq, argv: tuple[str, ...], dit: str
) -> None:
    candidat(registre)
    assert dit in refuser(roriq, registre, "admettre", X, *argv)


def test_admettre_note_les_preuves_et_recoit_le_formulaire_le_jour_meme(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    reussir(roriq, "attester", X, "--critere", "tcri", "--source", "Appel de la TCRI", "--verifie-le", "2026-11-02")
    consigner(roriq, registre, X, "adhesion", "2026-11-02", "admettre", X, "--date", "2026-11-02")
    assert (
        "    formulaire: {recu_le: 2026-11-02}\n"
        "    preuves: {tcri: {attestation: 2026-11-02}, regionalisation: {attestation: 2024-03-04}}\n"
    ) in fiche(registre, X)


def test_le_refus_previent_quand_le_registre_dit_le_contraire(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    dit = reussir(roriq, "refuser", X, "--motif", "tcri").erreur
    assert "Attention\u00a0: Le registre dit pourtant que l'organisme Accueil Exemple est en règle à la TCRI" in dit
    candidat(registre, "Relais Exemple")
    autre = reussir(roriq, "refuser", "relais-exemple", "--motif", "tcri", "--date", "2024-03-24").erreur
    assert "Attention" not in autre


# Suspension.


def test_lever_au_terme_seulement_quand_le_terme_est_passe(registre: Path, roriq: Roriq) -> None:
    suspendu(registre, jusqu_au="2026-09-30")
    assert "30 septembre 2026" in refuser(roriq, registre, "lever", X, "--au-terme", "--date", "2026-09-30")
    consigner(roriq, registre, X, "levee", "2026-10-01", "lever", X, "--au-terme", "--date", "2026-10-01")


def test_la_prolongation_repousse_le_terme(registre: Path, roriq: Roriq) -> None:
    suspendu(registre, jusqu_au="2026-09-30")
    reussir(roriq, "prolonger", X, "--jusqu-au", "2026-11-21", *DECISION, "--date", "2026-09-15")
    assert "21 novembre 2026" in refuser(roriq, registre, "lever", X, "--au-terme")


def test_une_suspension_sans_fin_ne_se_leve_pas_au_terme(registre: Path, roriq: Roriq) -> None:
    suspendu(registre, jusqu_au=None)
    assert "n'a pas de fin prévue" in refuser(roriq, registre, "lever", X, "--au-terme")
    consigner(roriq, registre, X, "levee", "2026-11-21", "lever", X, *DECISION)


def test_au_terme_et_une_decision_s_excluent(registre: Path, roriq: Roriq) -> None:
    assert "--au-terme" in mal_taper(roriq, registre, "lever", "inconnu", "--au-terme", *DECISION)
    assert "--instance" in mal_taper(roriq, registre, "lever", "inconnu")


def test_la_fin_ne_vient_pas_avant_le_debut(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    assert "avant le début" in refuser(roriq, registre, "suspendre", X, *SANCTION, "--jusqu-au", "2026-11-20")
    consigner(
        *(roriq, registre, X, "suspension", "2026-11-21"),
        *("suspendre", X, *SANCTION, "--jusqu-au", "2026-11-21"),
    )


# Expulsion, then a new application.


def test_apres_une_expulsion_chaque_ecran_dit_pourquoi(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    expulsion = reussir(roriq, "expulser", X, *SANCTION, "--date", "2026-06-01").erreur
    assert "Attention" not in expulsion
    rappel = (
        "L'organisme Accueil Exemple a été expulsé le 1er juin 2026 (motif\u00a0: conduite jugée nuisible au réseau; "
        "décision\u00a0: rencontre des membres du 20 mai 2026, PV 2026-05-20, point 6)."
    )
    assert rappel in reussir(roriq, "afficher", X).sortie
    assert rappel in reussir(roriq, "demander", X, *DECISION, "--date", "2026-07-01").erreur
    assert "    evenement: demande\n    decision: {instance: Rencontre des membres, " in fiche(registre, X)
    assert rappel in reussir(roriq, "afficher", X).sortie
    assert rappel in reussir(roriq, "admettre", X, "--date", "2026-08-01").erreur


def test_une_demande_accepte_une_decision_entiere(registre: Path, roriq: Roriq) -> None:
    connus(registre, "retire")
    consigner(roriq, registre, "retire", "demande", "2026-11-21", "demander", "retire", *DECISION)
    erreur = mal_taper(roriq, registre, "demander", "inconnu", "--instance", "Rencontre des membres")
    assert "--decision-le" in erreur
    assert "--reference" in erreur


# Facts to come.


def test_un_fait_a_venir_sans_annonce_est_refuse(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    erreur = refuser(roriq, registre, "retirer", X, "--date", "2026-12-01")
    assert "Le 1er décembre 2026 n'est pas encore arrivé, et rien ne dit d'où vient cette date." in erreur
    assert "--recu-le" in erreur
    sans_effet(roriq, registre, 3, "retirer", X, "--date", "2026-12-01", "--recu-le", "2026-12-01")
    futur = ("--motif", "conduite-nuisible", *DECISION[:2], "--decision-le", "2026-11-22", *DECISION[4:])
    sans_effet(roriq, registre, 3, "suspendre", X, *futur, "--date", "2026-12-01")
    sans_effet(roriq, registre, 3, "fermer", X, "--source-titre", "REQ", "--atteste-le", "2026-11-22")


def test_un_fait_annonce_est_a_venir_et_compte_de_son_jour(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    consigner(
        *(roriq, registre, X, "retrait", "2026-12-01"),
        *("retirer", X, "--date", "2026-12-01", "--recu-le", "2026-11-20"),
    )
    assert "à venir" in reussir(roriq, "afficher", X).sortie
    assert "1 organisme membre" in reussir(roriq, "rapport").sortie
    assert "À venir (retrait" in reussir(roriq, "rapport").sortie
    assert "membre" in reussir(roriq, "lister", "--au", "2026-11-30").sortie
    assert "retiré" in reussir(roriq, "lister", "--au", "2026-12-01").sortie
    assert reussir(roriq, "valider").sortie.endswith("0 erreur, 0 avertissement.\n")


@pytest.mark.parametrize(
    "argv",
    [
        ("suspendre", *SANCTION, "--date", "2026-12-01"),
        ("expulser", *SANCTION, "--date", "2026-12-01"),
        ("fermer", "--source-titre", "REQ", "--date", "2026-12-01"),
    ],
)
def test_une_decision_ou_une_source_annonce(registre: Path, roriq: Roriq, argv: tuple[str, ...]) -> None:
    membre(registre)
    consigner(roriq, registre, X, NOMS[argv[0]], "2026-12-01", argv[0], X, *argv[1:])


def test_rien_ne_se_consigne_avant_un_fait_a_venir(registre: Path, roriq: Roriq) -> None:
    """The refusal names the event to come, and does not tell it as if it had happened."""
    membre(registre)
    reussir(roriq, "retirer", X, "--date", "2026-12-01", "--recu-le", "2026-11-20")
    for argv in (("suspendre", X, *SANCTION), ("retirer", X), ("demander", X), ("fermer", X, "--source-titre", "REQ")):
        erreur = refuser(roriq, registre, *argv)
        assert "le retrait à venir le 1er décembre 2026" in erreur
        assert "s'est retiré" not in erreur


def test_un_historique_ne_recule_pas(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    erreur = refuser(roriq, registre, "retirer", X, "--date", "2024-04-01")
    assert "l'adhésion du 2 avril 2024" in erreur
    consigner(roriq, registre, X, "retrait", "2024-04-02", "retirer", X, "--date", "2024-04-02")


@pytest.mark.parametrize("drapeau", ["--recu-le", "--decision-le"])
def test_un_document_n_est_pas_date_de_demain(registre: Path, roriq: Roriq, drapeau: str) -> None:
    membre(registre)
    argv = [*SANCTION, "--recu-le", "2026-11-21"]
    argv[argv.index(drapeau) + 1] = "2026-11-22"
    assert "Le 22 novembre 2026 n'est pas encore arrivé" in sans_effet(roriq, registre, 3, "suspendre", X, *argv).erreur


# Which organisation.


@pytest.mark.parametrize("mot", ["accueil-exemple", "AEM", "aem", "Accueil Éxemple", "ACCUEIL  exemple"])
def test_un_organisme_se_nomme_par_fiche_sigle_ou_nom(registre: Path, roriq: Roriq, mot: str) -> None:
    membre(registre, "Accueil Exemple", "AEM")
    consigner(roriq, registre, X, "retrait", "2026-11-21", "retirer", mot)


def test_un_sigle_ambigu_nomme_les_organismes(registre: Path, roriq: Roriq) -> None:
    membre(registre, "Accueil Exemple", "SAE")
    membre(registre, "Relais Modele", "sae")
    erreur = refuser(roriq, registre, "retirer", "SAE")
    assert "« SAE » désigne 2 organismes" in erreur.replace("\u00a0", " ")
    assert "Accueil Exemple (accueil-exemple) et Relais Modele (relais-modele)" in erreur
    assert roriq("afficher", "SAE").code == 3


@pytest.mark.parametrize("mot", ["accueil", "Accueil Exempl", "exemple", "accueil-exemple-de-la-mauricie"])
def test_une_partie_ne_nomme_personne(registre: Path, roriq: Roriq, mot: str) -> None:
    membre(registre)
    erreur = refuser(roriq, registre, "retirer", mot)
    assert "Peut-être\u00a0: Accueil Exemple (accueil-exemple)." in erreur


def test_un_inconnu_sans_voisin(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    assert "roriq lister" in refuser(roriq, registre, "retirer", "zzzzzz")
    assert "roriq lister" in refuser(roriq, registre, "retirer", "[red]{0}{nom}%s\x1b")


def test_un_ancien_nom_nomme_et_se_dit(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "renommer", X, "--nom", "Tremplin Nouveau")
    dit = reussir(roriq, "retirer", "Accueil Exemple").erreur
    assert "est un ancien nom de l'organisme Tremplin Nouveau (accueil-exemple)" in dit


def test_une_demande_sans_suite_se_classe(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    reussir(roriq, "classer", X, "--date", "2026-10-01")
    assert dernier(registre).sujet == f"classement-sans-suite({X}): Accueil Exemple"
    lu = json.loads(reussir(roriq, "lister", "--format", "json").sortie)["organismes"][0]
    assert (lu["etat"], lu["depuis"]) == ("repertorie", "2026-10-01")
    assert "1 classée sans suite" in reussir(roriq, "rapport").sortie
    for acte in ("admettre", "classer", "retirer"):
        dit = refuser(roriq, registre, acte, X)
        assert "a été classée sans suite le 1er octobre 2026" in dit
        assert f"roriq demander {X}" in dit
    assert f"S'il fait une demande\u00a0: roriq demander {X}" in refuser(
        roriq, registre, "ajouter", "--nom", "Accueil Exemple", "--region", "04"
    )
    reussir(roriq, "demander", X, "--date", "2026-11-02")
    assert reussir(roriq, "valider").code == 0


def test_un_membre_ne_se_classe_pas(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    assert "seule la demande d'un candidat peut être classée" in refuser(roriq, registre, "classer", X)


# What the file holds already.


def test_une_fiche_modifiee_a_la_main_est_refusee(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    chemin = retoucher(registre, X, 'region: "04"\n', 'region: "04"\nville: Shawinigan\n')
    assert "La fiche accueil-exemple a été modifiée" in refuser(roriq, registre, "retirer", X)
    git(registre, "add", str(chemin))
    refuser(roriq, registre, "retirer", X)
    git(registre, "commit", "-qm", "à la main")
    assert dernier(registre).sujet == "à la main"
    consigner(roriq, registre, X, "retrait", "2026-11-21", "retirer", X)
    assert "ville: Shawinigan\n" in fiche(registre, X)


def test_une_autre_fiche_modifiee_n_empeche_rien(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    membre(registre, "Relais Exemple")
    retoucher(registre, "relais-exemple", 'region: "04"\n', 'region: "05"\n')
    reussir(roriq, "retirer", X)
    assert dernier(registre).fichiers == ["data/organismes/accueil-exemple.yaml"]
    assert git(registre, "status", "--porcelain") == " M data/organismes/relais-exemple.yaml\n"


def test_une_fiche_en_erreur_est_refusee(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    retoucher(registre, X, 'region: "04"', "region: 04")
    git(registre, "commit", "-qam", "à la main")
    erreur = refuser(roriq, registre, "retirer", X)
    assert "La fiche accueil-exemple contient des erreurs" in erreur
    assert "roriq valider data/organismes/accueil-exemple.yaml" in erreur


def test_une_mise_en_page_faite_a_la_main_reste(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    retoucher(registre, X, "nom: Accueil Exemple\n", "nom:   'Accueil Exemple'   # le nom\n\n")
    git(registre, "commit", "-qam", "à la main")
    avant = fiche(registre, X)
    reussir(roriq, "retirer", X)
    assert fiche(registre, X) == avant + "  - date: 2026-11-21\n    evenement: retrait\n"


# Nothing personal, nothing hostile.


@pytest.mark.parametrize(
    "note",
    ["reçue de prenom@exemple.org", "reçue au 819-555-0100", "NAS 046 454 286"],
)
def test_un_renseignement_personnel_est_refuse(registre: Path, roriq: Roriq, note: str) -> None:
    membre(registre)
    assert "roriq regle donnees-personnelles" in refuser(roriq, registre, "retirer", X, "--note", note)


def test_un_nom_de_personne_probable_previent(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    dit = reussir(roriq, "retirer", X, "--note", "reçue de Mme Exemple").erreur
    assert "Attention\u00a0: «\u00a0reçue de Mme Exemple\u00a0» semble nommer une personne." in dit


@pytest.mark.parametrize(
    "valeur", ["a\x07b", "a\x1b[2Jb", "a\u202eb", "a\u200bb", "a\nb", "a\tb", "a\x9bb", "a\udcffb"]
)
def test_un_caractere_invisible_est_refuse(registre: Path, roriq: Roriq, valeur: str) -> None:
    membre(registre)
    for drapeau in ("--note", "--instance", "--reference"):
        erreur = mal_taper(roriq, registre, "suspendre", X, *SANCTION, drapeau, valeur)
        assert drapeau in erreur
        assert "<U+" in erreur


@pytest.mark.parametrize(
    "valeur", ["[red]gras[/red]", "{nom} {0} {} %s %(x)s", "- tiret", "# dièse: @ ` & * ! | >", "null"]
)
def test_un_texte_hostile_reste_un_texte(registre: Path, roriq: Roriq, valeur: str) -> None:
    membre(registre)
    commit = consigner(
        *(roriq, registre, X, "retrait", "2026-11-21"),
        *("retirer", X, "--note", valeur),
    )
    assert commit.sujet == "retrait(accueil-exemple): Accueil Exemple"
    assert f": {valeur}\n" in reussir(roriq, "afficher", X).sortie


def test_une_valeur_qui_commence_par_un_tiret(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    assert "note: -v --essai\n" in reussir(roriq, "retirer", X, "--note=-v --essai").tout + fiche(registre, X)
    assert "-x" in mal_taper(roriq, registre, "retirer", "-x")
    assert "« -x »" in refuser(roriq, registre, "retirer", "--", "-x").replace("\u00a0", " ")


# English names.

ALIAS = {
    "init": "init",
    "demo": "demo",
    "ouvrir": "open",
    "importer": "import",
    "suivi": "status",
    "lister": "list",
    "afficher": "show",
    "journal": "log",
    "rapport": "report",
    "concilier": "reconcile",
    "admissibilite": "eligibility",
    "echeances": "deadlines",
    "exporter": "export",
    "ajouter": "add",
    "etablir": "establish",
    "demander": "apply",
    "attester": "attest",
    **{dit.commande: dit.alias for dit in contrat.FAITS.values() if dit.commande not in ("demander", "etablir")},
    "modifier": "edit",
    "renommer": "rename",
    "tcri": "tcri",
    "annuler": "undo",
    "corriger": "correct",
    "doublon": "duplicate",
    "consigner": "record",
    "synchroniser": "sync",
    "sauvegarder": "backup",
    "restaurer": "restore",
    "valider": "validate",
    "revue": "review",
    "regle": "rule",
}


@pytest.mark.parametrize("nom", ALIAS)
def test_chaque_commande_a_son_nom_anglais(roriq: Roriq, nom: str) -> None:
    aide = reussir(roriq, nom, "--help").sortie
    assert aide == reussir(roriq, ALIAS[nom], "--help").sortie
    assert f"roriq {nom} [OPTIONS]" in aide


def test_une_vie_en_anglais(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same life by the English names; what is recorded stays French."""
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    for argv in (
        ("add", "--nom", "Welcome", "--region", "04", "--date", "2024-03-04", "--regionalisation", "Form"),
        ("attest", "welcome", "--critere", "tcri", "--source", "Form", "--verifie-le", "2024-04-02"),
        ("admit", "welcome", "--date", "2024-04-02"),
        ("suspend", "welcome", *SANCTION, "--date", "2026-06-01"),
        ("extend", "welcome", *DECISION, "--jusqu-au", "2026-07-01", "--date", "2026-06-02"),
        ("reinstate", "welcome", *DECISION, "--date", "2026-06-03"),
        ("withdraw", "welcome", "--date", "2026-06-04"),
        ("apply", "welcome", "--date", "2026-06-05"),
        ("refuse", "welcome", "--motif", "tcri", "--date", "2026-06-06"),
        ("apply", "welcome", "--date", "2026-06-07"),
        ("close", "welcome", "--source-titre", "REQ", "--date", "2026-06-08"),
        ("add", "--nom", "Listed", "--region", "05", "--deja", "repertorie", "--source-titre", "Web"),
        ("establish", "listed", "--etat", "membre", "--source-titre", "Web"),
        ("expel", "listed", *SANCTION),
        ("edit", "listed", "--ville", "Magog"),
        ("rename", "listed", "--nom", "Renamed"),
    ):
        reussir(roriq, *argv)
    for lecture in (
        ("list",),
        ("show", "Renamed"),
        ("log",),
        ("report",),
        ("export", "--format", "csv"),
        ("validate",),
        ("rule",),
    ):
        assert reussir(roriq, *lecture).sortie
    messages = git(registre, "log", "--format=%B")
    assert "est levée le mercredi 3 juin 2026" in messages
    assert "Wednesday" not in messages


def test_le_succes_dit_ce_qui_est_consigne(registre: Path, roriq: Roriq) -> None:
    """One line: the fact with its weekday, that nothing was sent, and a command to go on."""
    connus(registre, "membre")
    dit = reussir(roriq, "retirer", "membre").erreur
    assert dit.count("\n") == 1
    assert dit.replace("\u00a0", " ").startswith(
        "C'est consigné : l'organisme Organisme membre se retire, de sa propre initiative, le samedi 21 novembre 2026."
    )
    assert "Rien n'a quitté votre ordinateur." in dit
    assert RIEN not in dit


@pytest.mark.parametrize(
    "argv",
    [
        ("suspendre", X, *SANCTION, "--recu-le", "2026-11-22"),
        ("attester", X, "--critere", "tcri", "--source", "Courriel", "--verifie-le", "2026-11-22"),
        ("attester", X, "--critere", "tcri", "--source", "Courriel", "--valide-jusqu-au", "2026-11-20"),
        ("renommer", X, "--nom", "Accueil Exemple"),
        ("renommer", X, "--nom", "Nouveau Nom", "--depuis", "2026-11-22"),
        ("modifier", X, "--region", "05", "--depuis", "2026-11-22"),
    ],
)
def test_un_refus_dit_toujours_ce_qui_est_possible(registre: Path, roriq: Roriq, argv: tuple[str, ...]) -> None:
    membre(registre)
    refuser(roriq, registre, *argv)
