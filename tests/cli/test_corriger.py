"""`corriger`: a past entry changed or removed in the open, by a record of its own that says why."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.outils import (
    DECISION,
    RIEN,
    SANCTION,
    candidat,
    connus,
    dernier,
    fiche,
    git,
    instantane,
    liste_tcri,
    mal_taper,
    membre,
    poser,
    refuser,
    retoucher,
    reussir,
    sans_effet,
    suspendu,
)
from tests.conftest import Reponse, Roriq

X = "accueil-exemple"
RAISON = ("--raison", "La date du procès-verbal était mal lue")
SUSPENSION = ("corriger", X, "--evenement", "suspension")
ACCORD = "Une proposition qui corrige un fait déjà consigné attend l'accord d'un responsable."


@pytest.fixture
def nu(tmp_path: Path, registre: Path) -> Path:
    """An empty shared place, that the registry knows as origin."""
    chemin = tmp_path / "nu.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(chemin))
    git(registre, "remote", "add", "origin", str(chemin))
    return chemin


def lisible(texte: str) -> str:
    return texte.replace("\u00a0", " ")


def corriger(roriq: Roriq, racine: Path, *argv: str, avant: str, apres: str) -> Reponse:
    """Run a correction that must change these lines of the file and no other, by one commit of that file alone."""
    texte, commits = fiche(racine, X), int(git(racine, "rev-list", "--count", "HEAD"))
    assert texte.count(avant) == 1
    reponse = reussir(roriq, "corriger", X, *argv, *RAISON)
    assert reponse.sortie == ""
    assert fiche(racine, X) == texte.replace(avant, apres)
    assert int(git(racine, "rev-list", "--count", "HEAD")) == commits + 1
    fait = dernier(racine)
    assert fait.sujet == f"correction({X}): Accueil Exemple"
    assert fait.fichiers == [f"data/organismes/{X}.yaml"]
    assert lisible(fait.corps).endswith("\nRaison : La date du procès-verbal était mal lue.")
    assert set(fait.trailers) == {"Roriq-Organisme", "Roriq-Evenement", "Roriq-Date"}
    assert set(fait.trailers["Roriq-Evenement"]) == {"correction"}
    assert git(racine, "status", "--porcelain") == ""
    assert reussir(roriq, "valider").sortie.endswith("0 erreur, 0 avertissement.\n")
    return reponse


# Each kind of entry.


def test_une_suspension_corrigee(registre: Path, roriq: Roriq) -> None:
    suspendu(registre)
    suspension = ("--evenement", "suspension")
    reponse = corriger(
        roriq, registre, *suspension, "--date", "2026-06-02", avant="- date: 2026-06-01", apres="- date: 2026-06-02"
    )
    assert lisible(reponse.erreur).startswith("C'est consigné : ")
    assert lisible(reponse.erreur).endswith("Rien n'a quitté votre ordinateur. Une erreur? roriq annuler\n")
    fin = "    jusqu_au: 2026-09-30\n"
    corriger(roriq, registre, *suspension, "--jusqu-au", "", avant=fin, apres="")
    corriger(
        roriq,
        registre,
        *suspension,
        "--motif",
        "activites-nuisibles",
        "--note",
        "motif du procès-verbal",
        avant="    motif: conduite-nuisible\n"
        '    decision: {instance: Rencontre des membres, date: 2026-05-20, reference: "PV 2026-05-20, point 6"}\n',
        apres="    motif: activites-nuisibles\n"
        '    decision: {instance: Rencontre des membres, date: 2026-05-20, reference: "PV 2026-05-20, point 6"}\n'
        "    note: motif du procès-verbal\n",
    )
    corriger(
        roriq,
        registre,
        *suspension,
        "--decision-le",
        "19 mai 2026",
        "--reference",
        "PV 2026-05-19, point 6",
        avant='date: 2026-05-20, reference: "PV 2026-05-20, point 6"',
        apres='date: 2026-05-19, reference: "PV 2026-05-19, point 6"',
    )


def test_une_suspension_retiree(registre: Path, roriq: Roriq) -> None:
    suspendu(registre)
    texte = fiche(registre, X)
    entree = texte[texte.index("  - date: 2026-06-01") :]
    corriger(roriq, registre, "--evenement", "suspension", "--retirer", avant=entree, apres="")
    assert "membre" in reussir(roriq, "lister").sortie


def test_une_adhesion_et_ses_preuves(registre: Path, roriq: Roriq) -> None:
    membre(registre, suite="")
    adhesion = ("--evenement", "adhesion")
    formulaire = "formulaire: {recu_le: 2024-04-02}"
    avec = "formulaire: {recu_le: 2024-04-01, signe_le: 2024-03-30, signataire: Direction générale}"
    drapeaux = ("--recu-le", "2024-04-01", "--signe-le", "2024-03-30", "--signataire", "Direction générale")
    corriger(roriq, registre, *adhesion, *drapeaux, avant=formulaire, apres=avec)
    reussir(roriq, "attester", X, "--critere", "tcri", "--source", "Lettre", "--verifie-le", "2024-04-01",
            "--valide-jusqu-au", "2024-05-01")  # fmt: skip
    corriger(
        roriq,
        registre,
        *adhesion,
        "--preuve-tcri",
        "2024-04-01",
        avant="tcri: {attestation: 2024-03-25}",
        apres="tcri: {attestation: 2024-04-01}",
    )
    # What it no longer relies on can go.
    attestation = (
        "  - {critere: tcri, reponse: oui, verifie_le: 2024-03-25, valide_jusqu_au: 2027-03-31, "
        "source: Courriel de la TCRI}\n"
    )
    corriger(roriq, registre, "--attestation", "tcri", "--du", "2024-03-25", "--retirer", avant=attestation, apres="")


def test_une_adhesion_s_appuie_sur_une_liste(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    liste_tcri(registre, "2024-04-01", "2025-03-31", AE="en-regle")
    argv = ("corriger", X, "--evenement", "adhesion", "--preuve-tcri", "tcri-2024-04-01", *RAISON)
    assert "n'a pas de clé" in refuser(roriq, registre, *argv)
    reussir(roriq, "modifier", X, "--tcri", "AE")
    reussir(roriq, *argv)
    assert "tcri: {liste: tcri-2024-04-01, cle: AE}" in fiche(registre, X)
    assert "n'est pas au registre" in refuser(roriq, registre, *argv[:4], "--preuve-tcri", "tcri-2020-04-01", *RAISON)
    assert "n'est pas une date" in mal_taper(roriq, registre, *argv[:4], "--preuve-tcri", "tcri-2020", *RAISON)


def test_une_attestation_corrigee_reste_la_preuve_de_l_admission(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    texte = fiche(registre, X)
    reussir(roriq, "corriger", X, "--attestation", "tcri", "--verifie-le", "2024-03-26", *RAISON)
    assert fiche(registre, X) == texte.replace("verifie_le: 2024-03-25", "verifie_le: 2024-03-26").replace(
        "tcri: {attestation: 2024-03-25}", "tcri: {attestation: 2024-03-26}"
    )
    assert reussir(roriq, "valider").code == 0


def test_une_attestation_corrigee(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    tcri = ("--attestation", "tcri")
    corriger(roriq, registre, *tcri, "--reponse", "non", avant="tcri, reponse: oui", apres="tcri, reponse: non")
    corriger(roriq, registre, *tcri, "--valide-jusqu-au", "", avant=", valide_jusqu_au: 2027-03-31", apres="")
    corriger(
        roriq, registre, *tcri, "--source", "Appel à la TCRI", avant="Courriel de la TCRI", apres="Appel à la TCRI"
    )


def test_un_nom_et_une_region_d_avant(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "renommer", X, "--nom", "Accueil Nouveau", "--depuis", "2026-07-01")
    reussir(roriq, "renommer", X, "--nom", "Accueil Exemple", "--depuis", "2026-08-01")
    reussir(roriq, "modifier", X, "--region", "05", "--depuis", "2026-09-01")
    corriger(
        roriq,
        registre,
        "--nom-anterieur",
        "accueil NOUVEAU",
        "--nom",
        "Accueil Neuf",
        "--sigle",
        "AN",
        avant="{nom: Accueil Nouveau, jusqu_au: 2026-07-31}",
        apres="{nom: Accueil Neuf, sigle: AN, jusqu_au: 2026-07-31}",
    )
    corriger(
        roriq,
        registre,
        "--region-anterieure",
        "Mauricie",
        "--region",
        "Estrie",
        "--jusqu-au",
        "2026-08-30",
        avant='{region: "04", jusqu_au: 2026-08-31}',
        apres='{region: "05", jusqu_au: 2026-08-30}',
    )
    entree = 'regions_anterieures:\n  - {region: "05", jusqu_au: 2026-08-30}\n'
    corriger(roriq, registre, "--region-anterieure", "05", "--retirer", avant=entree, apres="")
    entree = "  - {nom: Accueil Neuf, sigle: AN, jusqu_au: 2026-07-31}\n"
    corriger(roriq, registre, "--nom-anterieur", "Accueil Neuf", "--retirer", avant=entree, apres="")


def test_un_renommage_fait_par_erreur(registre: Path, roriq: Roriq) -> None:
    """As docs/parcours.md says: the old name comes back, then what was never a former name goes."""
    membre(registre)
    avant = fiche(registre, X)
    reussir(roriq, "renommer", X, "--nom", "Accueil Erreur")
    reussir(roriq, "renommer", X, "--nom", "Accueil Exemple")
    for nom in ("Accueil Erreur", "Accueil Exemple"):
        reussir(roriq, "corriger", X, "--nom-anterieur", nom, "--retirer", *RAISON)
    assert fiche(registre, X) == avant


def test_une_reprise_corrigee(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--region", "04", "--deja", "membre", "--source-titre",
            "Bottin", "--atteste-le", "2024-01-01", "--depuis", "2019")  # fmt: skip
    reprise = ("--evenement", "reprise")
    corriger(
        roriq,
        registre,
        *reprise,
        "--depuis",
        "avril 2018",
        avant="  - date: 2019-01-01\n    evenement: reprise\n    etat: membre\n    date_precision: annee\n",
        apres="  - date: 2018-04-01\n    evenement: reprise\n    etat: membre\n    date_precision: mois\n",
    )
    corriger(
        roriq,
        registre,
        *reprise,
        "--depuis",
        "",
        "--etat",
        "retire",
        avant="  - date: 2018-04-01\n    evenement: reprise\n    etat: membre\n    date_precision: mois\n",
        apres="  - date: 2024-01-01\n    evenement: reprise\n    etat: retire\n    date_precision: au-plus-tard\n",
    )
    corriger(
        roriq,
        registre,
        *reprise,
        "--source-url",
        "https://example.org/bottin",
        avant="{titre: Bottin, atteste_le",
        apres="{titre: Bottin, url: https://example.org/bottin, atteste_le",
    )
    assert "date --" not in mal_taper(roriq, registre, "corriger", X, *reprise, "--date", "2018-01-01", *RAISON)
    assert "--source-titre" in mal_taper(
        roriq, registre, "corriger", X, *reprise, "--source-titre", "", "--source-url", "", *RAISON
    )


def test_une_de_plusieurs_sources(registre: Path, roriq: Roriq) -> None:
    suite = (
        "  - date: 2026-06-01\n    evenement: fermeture\n"
        "    source:\n      - titre: Avis\n      - titre: Bottin  # le nouveau\n        atteste_le: 2026-06-02\n"
    )
    membre(registre, suite=suite)
    fermeture = ("corriger", X, "--evenement", "fermeture")
    phrase = lisible(refuser(roriq, registre, *fermeture, "--atteste-le", "2026-06-03", *RAISON))
    assert "(--de-la-source) : Avis et Bottin, 2 juin 2026." in phrase
    corriger(
        roriq,
        registre,
        *fermeture[2:],
        "--de-la-source",
        "bottin",
        "--atteste-le",
        "2026-06-03",
        avant="atteste_le: 2026-06-02",
        apres="atteste_le: 2026-06-03",
    )
    corriger(
        roriq,
        registre,
        *fermeture[2:],
        "--de-la-source",
        "Avis",
        "--source-titre",
        "",
        avant="      - titre: Avis\n",
        apres="",
    )
    assert "source" in mal_taper(roriq, registre, *fermeture, "--source-titre", "", *RAISON)
    assert "--de-la-source" in mal_taper(
        roriq, registre, "corriger", X, "--attestation", "tcri", "--de-la-source", "X", "--source", "Y", *RAISON
    )


# Which one.


def test_laquelle_de_plusieurs(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    for fin in ("2024-09-01", "2024-12-01"):
        reussir(roriq, "attester", X, "--critere", "tcri", "--source", "Lettre", "--verifie-le", "2024-04-01",
                "--valide-jusqu-au", fin)  # fmt: skip
    tcri = ("corriger", X, "--attestation", "tcri", "--retirer", *RAISON)
    phrase = lisible(refuser(roriq, registre, *tcri))
    assert "contient 3 entrées de ce genre : l'attestation du 25 mars 2024 (en règle à la TCRI : oui), " in phrase
    assert "roriq corriger accueil-exemple --attestation tcri --du 2024-03-25, " in phrase
    assert phrase.endswith("--attestation tcri --du 2024-04-01 --rang 2\n")
    assert "2 entrées" in refuser(roriq, registre, *tcri, "--du", "2024-04-01")
    assert "pas cette entrée" in refuser(roriq, registre, *tcri, "--du", "2024-04-01", "--rang", "3")
    reussir(roriq, *tcri, "--du", "2024-04-01", "--rang", "2")
    assert "2024-09-01" in fiche(registre, X)
    assert "2024-12-01" not in fiche(registre, X)


def test_aucune_ne_repond(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    phrase = lisible(refuser(roriq, registre, "corriger", X, "--evenement", "retrait", "--retirer", *RAISON))
    assert "Celles qui s'y corrigent : la demande du 4 mars 2024." in phrase
    phrase = (
        refuser(roriq, registre, "corriger", X, "--nom-anterieur", "[bold]X\u2028", "--retirer", *RAISON) if 0 else ""
    )
    assert (
        "Aucun organisme"
        in sans_effet(roriq, registre, 3, "corriger", "inconnu", "--evenement", "retrait", "--retirer", *RAISON).erreur
    )


# As typed.


@pytest.mark.parametrize(
    ("argv", "phrase"),
    [
        ((), "Il manque ORGANISME, l'entrée à corriger (--evenement, --attestation,"),
        ((X, "--evenement", "suspension", "--retirer"), "Il manque --raison."),
        ((X, "--retirer", *RAISON), "Il manque l'entrée à corriger (--evenement, --attestation,"),
        ((X, "--evenement", "suspension", *RAISON), "--retirer, ou une nouvelle valeur (--date, --motif, "),
        ((X, "--evenement", "suspension", "--attestation", "tcri", "--retirer", *RAISON), "une seule entrée"),
        ((X, "--du", "2026-06-01", "--retirer", *RAISON), "--du et --rang accompagnent"),
        ((X, "--evenement", "suspension", "--rang", "0", "--retirer", *RAISON), "« 0 » n'est pas un rang"),
        ((X, "--evenement", "suspension", "--retirer", "--date", "2026-06-02", *RAISON), "--retirer ôte"),
        ((X, "--evenement", "suspension", "--reponse", "non", *RAISON), "--reponse n'a pas sa place"),
        ((X, "--attestation", "tcri", "--date", "2026-06-02", *RAISON), "--date n'a pas sa place"),
        ((X, "--evenement", "suspension", "--date", "", *RAISON), "--date ne peut pas être vide"),
        ((X, "--evenement", "suspension", "--motif", "tcri", *RAISON), "n'est pas un motif pour une suspension"),
        ((X, "--evenement", "suspension", "--motif", "zut", *RAISON), "n'est pas un choix"),
        ((X, "--evenement", "suspension", "--date", "04/05/2026", *RAISON), "peut être le 4 mai ou le 5 avril"),
        ((X, "--evenement", "suspension", "--note", "a\nb", *RAISON), "caractère invisible"),
        ((X, "--evenement", "suspension", "--retirer", "--raison", " "), "Ce champ est vide"),
        ((X, "--evenement", "suspension", "--retirer", "--raison", "a\nRoriq-Acte: x"), "caractère invisible"),
        ((X, "--evenement", "suspension", "--retirer", "--raison", "x" * 301), "300"),
        ((X, "--evenement", "zut", "--retirer", *RAISON), "n'est pas un choix"),
    ],
)
def test_mal_tape(registre: Path, roriq: Roriq, argv: tuple[str, ...], phrase: str) -> None:
    suspendu(registre)
    assert phrase in lisible(mal_taper(roriq, registre, "corriger", *argv))


def test_une_decision_est_entiere(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    demande = ("corriger", X, "--evenement", "demande")
    assert "--decision-le et --reference" in mal_taper(roriq, registre, *demande, "--instance", "Rencontre", *RAISON)
    reussir(roriq, *demande, *DECISION, *RAISON)
    assert "decision: {instance: Rencontre des membres, date: 2026-05-20" in fiche(registre, X)
    reussir(roriq, *demande, "--instance", "", *RAISON)
    assert "decision" not in fiche(registre, X)


# What stands in the way.


def test_ce_qui_suit_ne_tiendrait_plus(registre: Path, roriq: Roriq) -> None:
    suspendu(registre)
    phrase = lisible(refuser(roriq, registre, "corriger", X, "--evenement", "adhesion", "--retirer", *RAISON))
    assert "la suspension du 1er juin 2026 ne tiendrait plus." in phrase
    assert phrase.endswith("corriger ou retirer d'abord la suspension du 1er juin 2026 : "
                           f"roriq corriger {X} --evenement suspension\n")  # fmt: skip
    phrase = refuser(roriq, registre, "corriger", X, "--attestation", "tcri", "--retirer", *RAISON)
    assert "l'adhésion du 2 avril 2024 ne tiendrait plus." in lisible(phrase)
    phrase = lisible(refuser(roriq, registre, *SUSPENSION, "--date", "2024-04-01", *RAISON))
    assert "un historique" not in phrase
    assert "une date du 2 avril 2024 ou après; ou corriger d'abord l'adhésion du 2 avril 2024 : " in phrase


@pytest.mark.parametrize(
    ("argv", "phrase"),
    [
        (("--date", "2027-06-01", "--decision-le", "2027-05-01"), "n'est pas encore arrivé"),
        (("--jusqu-au", "2026-05-31"), "vient avant le début"),
        (("--note", "Appeler le 819-555-0100"), "Un numéro de téléphone est écrit ici."),
    ],
)
def test_les_regles_valent_pour_une_correction(
    registre: Path, roriq: Roriq, argv: tuple[str, ...], phrase: str
) -> None:
    suspendu(registre)
    assert phrase in lisible(refuser(roriq, registre, *SUSPENSION, *argv, *RAISON))


def test_un_nom_deja_porte_ailleurs(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    candidat(registre, "Relais Exemple")
    reussir(roriq, "renommer", X, "--nom", "Accueil Autre", "--depuis", "2026-07-01")
    argv = ("corriger", X, "--nom-anterieur", "Accueil Exemple", "--nom", "Relais exemple", *RAISON)
    assert "est déjà porté par la fiche relais-exemple" in refuser(roriq, registre, *argv)


def test_une_fiche_garde_un_fait_ou_une_source(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    phrase = lisible(refuser(roriq, registre, "corriger", X, "--evenement", "demande", "--retirer", *RAISON))
    assert "n'aurait plus ni fait ni source" in phrase
    assert phrase.endswith(f"roriq annuler {X}\n")
    id = "relais-exemple"
    poser(registre, id, f'id: {id}\nnom: Relais Exemple\nregion: "04"\nsources: [{{titre: Site}}]\nhistorique: '
          "[{date: 2026-01-01, evenement: demande}]\n")  # fmt: skip
    reussir(roriq, "corriger", id, "--evenement", "demande", "--retirer", *RAISON)
    assert fiche(registre, id) == f'id: {id}\nnom: Relais Exemple\nregion: "04"\nsources: [{{titre: Site}}]\n'


def test_une_fiche_retouchee_a_la_main(registre: Path, roriq: Roriq) -> None:
    suspendu(registre)
    retoucher(registre, X, "2026-06-01", "2026-06-02")
    phrase = refuser(roriq, registre, *SUSPENSION, "--date", "2026-06-03", *RAISON)
    assert "a été modifiée en dehors de « roriq »" in lisible(phrase)
    assert RIEN in phrase
    # By a proposition, the file as it is recorded is what is corrected.
    reussir(roriq, *SUSPENSION, "--date", "2026-06-03", *RAISON, "--proposer")


def test_une_raison_ne_nomme_personne(registre: Path, roriq: Roriq) -> None:
    suspendu(registre)
    sans = (*SUSPENSION, "--date", "2026-06-03", "--raison")
    for raison, phrase in (("Appeler le 819-555-0100", "téléphone"), ("prenom.nom@example.org", "courriel")):
        assert phrase in refuser(roriq, registre, *sans, raison)
    reponse = reussir(roriq, *sans, "Mme Untel a mal lu.", "--essai")
    assert lisible(reponse.sortie).count("Raison : Mme Untel a mal lu.\n") == 1
    reponse = reussir(roriq, *sans, "Mme Untel a mal lu.")
    assert "Attention : dans la raison, « Mme Untel a mal lu. » semble nommer une personne." in lisible(reponse.erreur)


def test_ce_qui_ne_change_rien_le_dit(registre: Path, roriq: Roriq) -> None:
    suspendu(registre)
    reponse = sans_effet(roriq, registre, 0, *SUSPENSION, "--date", "2026-06-01", *RAISON)
    assert reponse.erreur == f"Rien ne change dans la fiche {X}. Rien n'a été consigné.\n"


# Around it.


def test_essai(registre: Path, roriq: Roriq) -> None:
    suspendu(registre)
    avant = instantane(registre)
    reponse = reussir(roriq, *SUSPENSION, "--date", "2026-06-02", *RAISON, "--essai")
    assert "-  - date: 2026-06-01\n+  - date: 2026-06-02\n" in reponse.sortie
    assert f"\ncorrection({X}): Accueil Exemple\n" in reponse.sortie
    assert "Raison" in reponse.sortie
    assert reponse.erreur == ""
    assert instantane(registre) == avant


def test_proposer(registre: Path, nu: Path, roriq: Roriq) -> None:
    suspendu(registre)
    texte, tete = fiche(registre, X), git(registre, "rev-parse", "HEAD")
    reponse = reussir(roriq, *SUSPENSION, "--date", "2026-06-02", *RAISON, "--proposer")
    nom = f"proposition/correction-{X}-2026-11-21"
    assert f"git push -u origin {nom}" in reponse.erreur
    assert ACCORD in reponse.erreur
    assert (fiche(registre, X), git(registre, "rev-parse", "HEAD")) == (texte, tete)
    assert dernier(registre, nom).trailers["Roriq-Evenement"] == ["correction"]
    assert "+  - date: 2026-06-02" in git(registre, "diff", f"main..{nom}")


def test_ce_que_l_envoi_demandera(registre: Path, nu: Path, roriq: Roriq) -> None:
    suspendu(registre)
    reponse = reussir(roriq, *SUSPENSION, "--date", "2026-06-02", *RAISON)
    assert lisible(reponse.erreur).endswith(f"Rien n'a quitté votre ordinateur. {ACCORD} Une erreur? roriq annuler\n")
    assert ACCORD not in reussir(roriq, "lever", X, *DECISION).erreur


def test_une_correction_s_annule_tant_qu_elle_n_est_pas_envoyee(registre: Path, nu: Path, roriq: Roriq) -> None:
    suspendu(registre)
    avant = fiche(registre, X)
    reussir(roriq, *SUSPENSION, "--retirer", *RAISON)
    reponse = reussir(roriq, "annuler", X)
    assert lisible(reponse.erreur).startswith(
        "C'est annulé : la correction de l'organisme Accueil Exemple n'est plus au registre."
    )
    assert fiche(registre, X) == avant
    assert dernier(registre).sujet == f"annulation({X}): Accueil Exemple"
    reussir(roriq, *SUSPENSION, "--retirer", *RAISON)
    git(registre, "push", "-q", "origin", "main")
    assert "est déjà envoyé" in refuser(roriq, registre, "annuler", X)


def test_corriger_par_synonyme_et_en_anglais(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    suspendu(registre)
    for mot in ("rectifier", "Réparer", "fix", "amend"):
        assert "roriq corriger" in mal_taper(roriq, registre, mot)
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    reponse = reussir(roriq, "correct", *SUSPENSION[1:], "--date", "2026-06-02", *RAISON)
    assert reponse.erreur.startswith("Recorded: ")
    assert lisible(dernier(registre).corps).endswith("Raison : La date du procès-verbal était mal lue.")


# Where the other commands lead to it.


def test_annuler_ce_qui_est_envoye_mene_a_corriger(registre: Path, nu: Path, roriq: Roriq) -> None:
    suspendu(registre)
    reussir(roriq, "lever", X, *DECISION)
    git(registre, "push", "-q", "origin", "main")
    assert lisible(refuser(roriq, registre, "annuler")).endswith(
        "S'il est faux, on le corrige à découvert : roriq corriger\n"
    )
    assert lisible(refuser(roriq, registre, "annuler", X)).endswith(
        f"S'il est faux, on le corrige à découvert : roriq corriger {X}\n"
    )


def test_annuler_ce_qui_a_change_depuis_mene_a_corriger(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--region", "04")
    retoucher(registre, X, "nom: Accueil Exemple", "nom: Accueil Exemple\nville: Lévis")
    git(registre, "commit", "-qam", "à la main")
    phrase = lisible(refuser(roriq, registre, "annuler"))
    assert phrase.endswith(f"S'il est faux, on le corrige à découvert : roriq corriger {X}\n")


def test_annuler_un_autre_fichier_qui_a_change_depuis(registre: Path, roriq: Roriq) -> None:
    reseau = registre / "data/registre.yaml"
    for nom in ("Réseau A", "Réseau B"):
        reseau.write_text(f"nom: {nom}\n", encoding="utf-8")
        if nom == "Réseau A":
            reussir(roriq, "consigner")
    git(registre, "commit", "-qam", "à la main")
    phrase = lisible(refuser(roriq, registre, "annuler"))
    assert phrase.endswith("Ce qui est consigné, et quand : roriq journal\n")


def test_un_fait_avant_celui_qui_est_a_venir_mene_a_corriger(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "retirer", X, "--date", "2027-03-31", "--recu-le", "2026-11-01")
    phrase = lisible(refuser(roriq, registre, "suspendre", X, *SANCTION))
    commande = phrase[phrase.index("roriq corriger ") :].split()[1:]
    assert commande == ["corriger", X, "--evenement", "retrait", "--du", "2027-03-31"]
    reussir(roriq, *commande, "--retirer", *RAISON)
    reussir(roriq, "suspendre", X, *SANCTION)


def test_consigner_un_passe_reecrit_mene_a_corriger(registre: Path, roriq: Roriq) -> None:
    suspendu(registre)
    retoucher(registre, X, "- date: 2026-06-01", "- date: 2026-06-02")
    phrase = lisible(refuser(roriq, registre, "consigner", X))
    assert (
        "Un fait consigné ne se réécrit pas. S'il est faux, on le corrige à découvert, une fois la fiche remise comme "
        f"avant : roriq corriger {X}. La remettre comme avant : roriq annuler --fiche {X}\n"
    ) in phrase
    reussir(roriq, "annuler", "--fiche", X)
    retoucher(registre, X, "nom: Accueil Exemple", "nom: Autre")
    assert "roriq corriger" not in refuser(roriq, registre, "consigner", X)


# At a terminal.


def jouer(*argv: str, reponses: list[tuple[str, str]], **env: str) -> Any:
    """As the person at a terminal; skipped where there is none to be had."""
    from tests.cli.test_terminal import jouer

    return jouer(*argv, reponses=reponses, **env)


def test_au_terminal_tout_se_demande(registre: Path) -> None:
    suspendu(registre)
    connus(registre, "repertorie")
    fin = jouer(
        "corriger",
        reponses=[
            ("Votre choix :", "Accueil Exemple (suspendu)\n"),
            ("L'entrée à corriger :", "3\n"),
            ("2. l'ôter de la fiche", "changer une valeur\n"),
            ("La valeur à changer :", "date\n"),
            ("La nouvelle valeur :", "02/06/2026\n"),
            ("La nouvelle valeur :", "2 juillet 2026\n"),
            ("Une autre valeur à changer; sans réponse, aucune :", "jusqu_au\n"),
            ("La nouvelle valeur; sans réponse, aucune :", "\n"),
            ("Une autre valeur à changer", "motif\n"),
            ("Votre choix :", "2\n"),
            ("Une autre valeur à changer", "\n"),
            ("La raison de la correction, en une ligne :", "Le procès-verbal dit juillet\n"),
            ("Consigner? [O/n]", "o\n"),
        ],
    )
    assert fin.code == 0, fin.ecran
    assert "3. L'organisme Accueil Exemple est suspendu du lundi 1er juin au mercredi 30 septembre 2026" in fin.ecran
    assert "1. date d'effet : 1er juin 2026\n" in fin.ecran
    assert "motif : conduite jugée nuisible au réseau\n" in fin.ecran
    assert "dernier jour (inclusivement) : 30 septembre 2026\n" in fin.ecran
    assert (
        "Raison : Le procès-verbal dit juillet.\n"
        "L'organisme Accueil Exemple est désormais compté parmi les membres du lundi 1er juin au mercredi 1er juillet "
        "2026 inclusivement.\n"
        "Le RORIQ compte toujours 0 organisme membre.\n"
    ) in fin.ecran
    texte = fiche(registre, X)
    assert "  - date: 2026-07-02\n    evenement: suspension\n    motif: conduite-nuisible\n" in texte
    assert "jusqu_au" not in texte[texte.index("suspension") :]


def test_au_terminal_retirer_puis_renoncer(registre: Path) -> None:
    suspendu(registre)
    avant = instantane(registre)
    reponses = [("L'entrée à corriger :", "3\n"), ("Ce qui est à faire :", "2\n"), ("La raison", "Jamais décidé\n")]
    fin = jouer("corriger", X, reponses=[*reponses, ("Consigner? [O/n]", "n\n")])
    assert fin.code == 130
    assert "Le RORIQ passe de 0 à 1 organisme membre." in fin.ecran
    assert instantane(registre) == avant


def test_au_terminal_ce_qui_manque_d_une_decision_se_demande(registre: Path) -> None:
    candidat(registre)
    fin = jouer(
        *("corriger", X, "--evenement", "demande", "--instance", "Rencontre", *RAISON, "--oui"),
        reponses=[("La nouvelle valeur", "2024-03-01\n"), ("La nouvelle valeur", "PV 1\n")],
    )
    assert fin.code == 0, fin.ecran
    assert "decision: {instance: Rencontre, date: 2024-03-01, reference: PV 1}" in fiche(registre, X)


def test_au_terminal_quelle_source(registre: Path) -> None:
    suite = (
        "  - date: 2026-06-01\n    evenement: fermeture\n    source: [{titre: Avis}, {titre: Bottin}]\n"
    )  # fmt: skip
    membre(registre, suite=suite)
    fin = jouer(
        *("corriger", X, "--evenement", "fermeture", *RAISON),
        reponses=[
            ("Ce qui est à faire :", "1\n"),
            ("source, titre : Avis et Bottin", "source, titre\n"),
            ("La nouvelle valeur", "Bottin 2026\n"),
            ("Une autre valeur", "\n"),
            ("La source à corriger :", "2\n"),
            ("Consigner? [O/n]", "\n"),
        ],
    )
    assert fin.code == 0, fin.ecran
    assert "source: [{titre: Avis}, {titre: Bottin 2026}]" in fiche(registre, X)


def test_au_terminal_une_fiche_sans_entree(registre: Path) -> None:
    connus(registre, "repertorie")
    fin = jouer("corriger", "repertorie", reponses=[])
    assert fin.code == 3
    assert "n'a encore aucune entrée à corriger. Rien n'a été consigné." in fin.ecran


def test_au_terminal_une_valeur_sans_place_est_dite_quand_l_entree_est_connue(registre: Path) -> None:
    candidat(registre)
    fin = jouer("corriger", X, "--jusqu-au", "2026-01-01", reponses=[("L'entrée à corriger :", "1\n")])
    assert fin.code == 2
    assert "--jusqu-au n'a pas sa place pour une demande." in fin.ecran


def test_au_terminal_chaque_genre_a_ses_choix(registre: Path) -> None:
    connus(registre, "membre")
    fin = jouer(
        *("corriger", "membre", "--evenement", "reprise", *RAISON, "--oui"),
        reponses=[
            ("Ce qui est à faire :", "1\n"),
            ("La valeur à changer :", "etat\n"),
            ("Votre choix :", "retiré\n"),
            ("depuis quand : 2020", "\n"),
        ],
    )
    assert fin.code == 0, fin.ecran
    assert "    etat: retire\n" in fiche(registre, "membre")


# A name that is taken out.


def test_un_nom_ote_n_est_pas_recrit_et_ce_qui_reste_est_dit(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    nom = "Mme Prénom Nomexemple"
    reussir(roriq, "attester", X, "--critere", "tcri", "--source", f"Courriel de {nom}", "--verifie-le", "2026-06-01")
    corriger = ("corriger", X, "--attestation", "tcri", "--du", "2026-06-01", *RAISON)
    reponse = reussir(roriq, *corriger, "--source", "Courriel de la TCRI")
    assert nom not in reponse.tout
    assert nom not in fiche(registre, X)
    assert "Nomexemple" not in lisible(dernier(registre).corps)
    assert "source : ce qui y était → Courriel de la TCRI" in lisible(dernier(registre).corps)
    assert "reste dans l'histoire du registre" in reponse.erreur
    reussir(roriq, "retirer", X, "--note", "Lettre de M. Nomexemple", "--date", "2026-11-01")
    dit = reussir(roriq, "corriger", X, "--evenement", "retrait", "--retirer", *RAISON)
    assert "reste dans l'histoire du registre" in dit.erreur
    assert "Nomexemple" not in dit.tout + lisible(dernier(registre).corps)


def test_un_nom_sans_civilite_n_est_pas_recrit(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    source = "Courriel de Prénom Nomexemple"
    reussir(roriq, "attester", X, "--critere", "tcri", "--source", source, "--verifie-le", "2026-06-01")
    corriger = ("corriger", X, "--attestation", "tcri", "--du", "2026-06-01", *RAISON)
    reponse = reussir(roriq, *corriger, "--source", "Courriel de la TCRI")
    assert "Nomexemple" not in reponse.tout + lisible(dernier(registre).corps)


def test_ce_qui_ne_nomme_personne_est_dit_en_entier(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "attester", X, "--critere", "tcri", "--source", "Liste du site", "--verifie-le", "2026-06-01")
    corriger = ("corriger", X, "--attestation", "tcri", "--du", "2026-06-01", *RAISON)
    reponse = reussir(roriq, *corriger, "--source", "Courriel de la TCRI")
    assert "Liste du site → Courriel de la TCRI" in lisible(reponse.erreur)
    assert "reste dans l'histoire" not in reponse.erreur
