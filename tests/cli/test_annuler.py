"""`annuler`: the last act goes back as long as nobody else has it; hand edits that were never recorded too."""

from pathlib import Path

import pytest

from tests.cli.outils import dernier, fiche, git, instantane, mal_taper, refuser, retoucher, reussir, sans_effet
from tests.conftest import Roriq

ID = "accueil-exemple"
NOUVEAU = ("ajouter", "--nom", "Accueil Exemple", "--region", "04", "--regionalisation", "Formulaire")
ATTESTER = ("attester", ID, "--critere", "tcri", "--source", "Courriel de la TCRI")


@pytest.fixture
def nu(tmp_path: Path, registre: Path) -> Path:
    """An empty shared place, that the registry knows as origin."""
    chemin = tmp_path / "nu.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(chemin))
    git(registre, "remote", "add", "origin", str(chemin))
    return chemin


def test_un_acte_revient_par_une_nouvelle_trace(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    avant = fiche(registre, ID)
    reussir(roriq, *ATTESTER)
    acte = git(registre, "rev-parse", "HEAD").strip()
    reponse = reussir(roriq, "annuler")
    assert reponse.erreur.replace("\u00a0", " ") == (
        "C'est annulé : l'attestation de l'organisme Accueil Exemple n'est plus au registre. Le journal en garde la "
        "trace.\n"
    )
    assert fiche(registre, ID) == avant
    fait = dernier(registre)
    assert fait.sujet == f"annulation({ID}): Accueil Exemple"
    assert fait.corps.startswith("Annulé : L'organisme Accueil Exemple est en règle à la TCRI")
    assert fait.trailers["Roriq-Annule"] == [acte]
    assert fait.fichiers == [f"data/organismes/{ID}.yaml"]
    assert git(registre, "status", "--porcelain") == ""


def test_une_annulation_n_est_pas_un_acte(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    reussir(roriq, *ATTESTER)
    reussir(roriq, "annuler")
    reponse = reussir(roriq, "annuler")
    assert "la demande et l'attestation de l'organisme Accueil Exemple ne sont plus au registre" in reponse.erreur
    assert not (registre / f"data/organismes/{ID}.yaml").exists()
    assert reussir(roriq, "valider").code == 0
    assert "rien à annuler" in refuser(roriq, registre, "annuler")


def test_un_ajout_annule_rend_son_nom_de_fiche(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    reussir(roriq, "annuler")
    reussir(roriq, *NOUVEAU)
    assert "demande" in fiche(registre, ID)


def test_une_fois_envoye_le_nom_de_fiche_ne_sert_plus(registre: Path, nu: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    reussir(roriq, "annuler")
    git(registre, "push", "-q", "origin", "main")
    assert "a déjà servi" in refuser(roriq, registre, *NOUVEAU)


def test_un_nom_de_fiche_efface_a_la_main_ne_sert_plus(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    git(registre, "rm", "-q", f"data/organismes/{ID}.yaml")
    git(registre, "commit", "-qm", "à la main")
    assert "a déjà servi" in refuser(roriq, registre, *NOUVEAU)


def test_ce_qui_est_envoye_ne_s_annule_plus(registre: Path, nu: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    git(registre, "push", "-q", "origin", "main")
    assert "est déjà envoyé" in refuser(roriq, registre, "annuler")
    assert "Le dernier fait de l'organisme Accueil Exemple est déjà envoyé" in refuser(roriq, registre, "annuler", ID)
    reussir(roriq, *ATTESTER)
    reussir(roriq, "annuler")
    assert "est déjà envoyé" in refuser(roriq, registre, "annuler")


def test_le_dernier_acte_d_un_organisme(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    reussir(roriq, "ajouter", "--nom", "Relais Exemple", "--region", "09")
    reussir(roriq, "annuler", "Accueil Exemple")
    assert [p.name for p in (registre / "data/organismes").glob("*.yaml")] == ["relais-exemple.yaml"]
    assert "Aucun organisme" in sans_effet(roriq, registre, 3, "annuler", "accueil-exemple").erreur


def test_un_fait_a_venir_s_annule_comme_un_autre(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    reussir(roriq, "retirer", ID, "--date", "2027-03-01", "--recu-le", "2026-11-20")
    phrase = refuser(roriq, registre, "retirer", ID)
    assert f"roriq annuler {ID}" in phrase
    reussir(roriq, "annuler", ID)
    reussir(roriq, "retirer", ID)


def test_ce_qui_depend_d_un_acte_le_retient(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    texte = fiche(registre, ID).replace("nom: Accueil Exemple", "nom: Accueil Exemple\nville: Lévis")
    (registre / f"data/organismes/{ID}.yaml").write_text(texte, encoding="utf-8")
    git(registre, "commit", "-qam", "à la main")
    assert "a changé depuis" in refuser(roriq, registre, "annuler")


def test_une_fiche_retouchee_n_est_pas_perdue(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    retoucher(registre, ID, "Accueil Exemple", "Accueil Essai")
    phrase = refuser(roriq, registre, "annuler")
    assert f"La garder : roriq consigner {ID}." in phrase.replace("\u00a0", " ")
    assert f"La remettre comme avant : roriq annuler --fiche {ID}" in phrase.replace("\u00a0", " ")


def test_essai_montre_et_n_ecrit_rien(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    avant = instantane(registre)
    reponse = reussir(roriq, "annuler", "--essai")
    assert "+++ /dev/null" in reponse.sortie
    assert f"annulation({ID}): Accueil Exemple" in reponse.sortie
    assert reponse.erreur == ""
    assert instantane(registre) == avant


def test_un_hook_qui_refuse_laisse_tout(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    hook = registre / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho non >&2\nexit 1\n")
    hook.chmod(0o755)
    sans_effet(roriq, registre, 4, "annuler")


def test_le_journal_garde_la_trace(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    reussir(roriq, *ATTESTER)
    reussir(roriq, "annuler")
    reussir(roriq, "annuler")
    journal = reussir(roriq, "journal").sortie.replace("\u00a0", " ")
    assert "Annulé : L'organisme Accueil Exemple est en règle à la TCRI" in journal
    assert "Annulé : L'organisme Accueil Exemple fait une demande" in journal
    assert "n'est plus le même" not in journal
    assert '"evenement": "annulation"' in reussir(roriq, "journal", "--format", "json").sortie


def test_en_anglais(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    reussir(roriq, *NOUVEAU)
    reponse = reussir(roriq, "undo")
    assert reponse.erreur.startswith("Undone:")
    assert dernier(registre).corps.startswith("Annulé : ")


def test_remettre_une_fiche(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    avant = fiche(registre, ID)
    retoucher(registre, ID, "Accueil Exemple", "Accueil Essai")
    assert "+nom: Accueil Exemple" in reussir(roriq, "annuler", "--fiche", ID, "--essai").sortie
    reponse = reussir(roriq, "annuler", "--fiche", ID)
    assert reponse.erreur == f"La fiche {ID} est comme elle était consignée.\n"
    assert fiche(registre, ID) == avant
    assert git(registre, "status", "--porcelain") == ""
    assert "est comme elle a été consignée" in reussir(roriq, "annuler", "--fiche", ID).erreur


def test_remettre_une_fiche_illisible_effacee_ou_jamais_consignee(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    avant, chemin = fiche(registre, ID), registre / f"data/organismes/{ID}.yaml"
    chemin.write_text("{{{", encoding="utf-8")
    reussir(roriq, "annuler", "--fiche", ID)
    chemin.unlink()
    reussir(roriq, "annuler", "--fiche", ID)
    assert fiche(registre, ID) == avant
    jamais = registre / "data/organismes/jamais.yaml"
    jamais.write_text(avant.replace(ID, "jamais"), encoding="utf-8")
    git(registre, "add", "--all")
    assert "n'est plus là" in reussir(roriq, "annuler", "--fiche", "jamais").erreur
    assert not jamais.exists()
    assert git(registre, "status", "--porcelain") == ""


def test_remettre_ne_passe_par_aucun_lien(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    avant, chemin = fiche(registre, ID), registre / f"data/organismes/{ID}.yaml"
    dehors = registre.parent / "dehors"
    dehors.write_text("à quelqu'un d'autre", encoding="utf-8")
    chemin.unlink()
    chemin.symlink_to(dehors)
    sans_effet(roriq, registre, 3, "consigner", ID)
    reussir(roriq, "annuler", "--fiche", ID)
    assert dehors.read_text(encoding="utf-8") == "à quelqu'un d'autre"
    assert not chemin.is_symlink()
    assert fiche(registre, ID) == avant
    chemin.chmod(0o755)
    reussir(roriq, "annuler", "--fiche", ID)
    assert git(registre, "status", "--porcelain") == ""


def test_un_octet_de_controle_dans_un_message(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *NOUVEAU)
    (registre / "README.md").write_text("x", encoding="utf-8")
    git(registre, "add", "README.md")
    git(registre, "commit", "-qm", "a\x01b\x02c\n\n:100644 x")
    reussir(roriq, "suivi")
    reussir(roriq, "annuler")
    assert not (registre / f"data/organismes/{ID}.yaml").exists()


def test_un_reglage_qui_change_le_texte_n_est_jamais_dit_consigne(registre: Path, roriq: Roriq) -> None:
    (registre / ".gitattributes").write_text("data/organismes/*.yaml filter=autre\n", encoding="utf-8")
    git(registre, "config", "filter.autre.clean", "sed s/Accueil/Autre/")
    git(registre, "commit", "-qm", "réglage", ".gitattributes")
    erreur = sans_effet(roriq, registre, 4, *NOUVEAU).erreur
    assert ".gitattributes" in erreur


def test_mal_tape(registre: Path, roriq: Roriq) -> None:
    assert "ORGANISME" in mal_taper(roriq, registre, "annuler", "--fiche")
    assert "Aucun organisme" in sans_effet(roriq, registre, 3, "annuler", "--fiche", "../../etc/passwd").erreur


@pytest.mark.parametrize("jours", [0, 3])
def test_sur_la_demo_tout_s_annule_jusqu_au_premier_acte(demo_copie: Path, roriq: Roriq, jours: int) -> None:
    """From the last act back, each one undone leaves a register that is valid."""
    for _ in range(jours + 5):
        reussir(roriq, "annuler")
    assert reussir(roriq, "valider").code == 0
