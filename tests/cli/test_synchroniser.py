"""`synchroniser`: two people, two copies, one shared place; nobody's fact is lost, and no one meets a conflict."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from roriq_cli.cli import main
from tests.cli.outils import dernier, fiche, git, instantane, refuser, retoucher, reussir, sans_effet
from tests.conftest import Reponse, Roriq

# Two copies and what they share, for each test.
pytestmark = pytest.mark.lent

ID = "accueil-exemple"
NOUVEAU = ("ajouter", "--nom", "Accueil Exemple", "--region", "04", "--regionalisation", "Formulaire")
ATTESTER = ("attester", ID, "--critere", "tcri", "--source", "Courriel de la TCRI")
INTERDITS = re.compile(r"\b(commit|branche?|merge|HEAD|YAML|JSON|sch[eé]ma?)\b", re.IGNORECASE)


class Deux:
    """Two copies of a register and the place they share; `roriq` runs in the one that is named."""

    def __init__(self, dossier: Path, roriq: Roriq) -> None:
        self.nu = dossier / "nu.git"
        self.a, self.b = dossier / "a", dossier / "b"
        self._roriq = roriq
        git(dossier, "init", "-q", "--bare", "-b", "main", str(self.nu))
        reussir(roriq, "init", str(self.a))
        git(self.a, "remote", "add", "origin", str(self.nu))
        self("a", *NOUVEAU, "--date", "2026-11-01")
        self("a", "synchroniser")
        git(dossier, "clone", "-q", str(self.nu), str(self.b))

    def ou(self, qui: str) -> Path:
        return self.a if qui == "a" else self.b

    def __call__(self, qui: str, *argv: str) -> Reponse:
        return reussir(self._roriq, "-R", str(self.ou(qui)), *argv)

    def tetes(self) -> set[str]:
        return {git(d, "rev-parse", "main").strip() for d in (self.nu, self.a, self.b)}


@pytest.fixture
def deux(tmp_path: Path, roriq: Roriq) -> Deux:
    return Deux(tmp_path, roriq)


def test_sans_endroit_commun_il_dit_comment_en_inscrire_un(registre: Path, roriq: Roriq) -> None:
    erreur = sans_effet(roriq, registre, 4, "synchroniser").erreur
    assert "git remote add origin ADRESSE" in erreur


def test_le_premier_envoi_puis_rien(deux: Deux) -> None:
    assert deux("a", "synchroniser").erreur == "C'est à jour\u00a0: rien à recevoir, rien à envoyer.\n"
    assert len(deux.tetes()) == 1


def test_ce_que_l_une_consigne_l_autre_le_recoit(deux: Deux) -> None:
    deux("a", *ATTESTER)
    assert deux("a", "synchroniser").erreur == "1 fait envoyé.\n"
    recu = deux("b", "synchroniser").erreur
    assert recu.startswith("1 fait reçu.\n  - L'organisme Accueil Exemple est en règle à la TCRI")
    assert len(deux.tetes()) == 1


def test_deux_faits_sur_un_organisme_s_unissent(deux: Deux) -> None:
    deux("a", *ATTESTER)
    deux("a", "synchroniser")
    deux("b", "modifier", ID, "--ville", "Shawinigan")
    deux("b", "retirer", ID)
    auteur = git(deux.b, "log", "-1", "--format=%an %ae %at")
    reponse = deux("b", "synchroniser").erreur
    assert "1 fait reçu." in reponse
    assert "2 faits envoyés." in reponse
    texte = fiche(deux.b, ID)
    assert "Courriel de la TCRI" in texte
    assert "ville: Shawinigan" in texte
    assert "evenement: retrait" in texte
    assert git(deux.b, "log", "-1", "--format=%an %ae %at") == auteur
    assert git(deux.b, "branch", "--format=%(refname:short)").split() == ["main"]
    assert git(deux.b, "status", "--porcelain") == ""
    deux("a", "synchroniser")
    assert len(deux.tetes()) == 1
    deux("a", "valider")


def test_un_fait_devenu_impossible_est_mis_de_cote_et_dit(deux: Deux) -> None:
    deux("a", "refuser", ID, "--motif", "tcri")
    deux("a", "synchroniser")
    deux("b", "retirer", ID)
    perdu = git(deux.b, "rev-parse", "HEAD").strip()
    deux("b", "ajouter", "--nom", "Relais Exemple", "--region", "09")
    reponse = deux("b", "synchroniser").erreur.replace("\u00a0", " ")
    assert "1 fait envoyé." in reponse
    assert "L'organisme Accueil Exemple se retire" in reponse
    assert "seul un candidat, un membre ou un organisme suspendu peut se retirer" in reponse
    assert "mis-de-cote-2026-11-21" in reponse
    assert re.search(r"ce qui reste à régler est à l'écran de roriq (-R \S+ )?suivi\n", reponse)
    assert perdu in git(deux.b, "rev-list", "mis-de-cote-2026-11-21")
    assert "retrait" not in fiche(deux.b, ID)
    assert (deux.b / "data/organismes/relais-exemple.yaml").exists()
    deux("a", "synchroniser")
    assert len(deux.tetes()) == 1
    assert "se retire" in deux("b", "journal", "--revision", "mis-de-cote-2026-11-21").sortie
    # It stays in what is to be dealt with until it is; what could follow is dealt with.
    suivi = deux("b", "suivi").sortie.replace("\u00a0", " ")
    assert "1 fait mis de côté, à régler\n  L'organisme Accueil Exemple se retire" in suivi
    assert "Relais Exemple fait une demande" not in suivi
    deux("b", "annuler", "--proposition", "mis-de-cote-2026-11-21")
    assert "mis de côté" not in deux("b", "suivi").sortie


def test_un_fait_plus_ancien_que_ce_qui_est_recu(deux: Deux) -> None:
    deux("a", "retirer", ID, "--date", "2026-11-20")
    deux("a", "synchroniser")
    deux("b", "retirer", ID, "--date", "2026-11-10")
    assert "ne recule pas" in deux("b", "synchroniser").erreur
    assert len(deux.tetes()) == 1


def test_le_meme_organisme_ajoute_deux_fois(deux: Deux) -> None:
    for qui, region in (("a", "05"), ("b", "06")):
        deux(qui, "ajouter", "--nom", "Relais Exemple", "--region", region)
    deux("a", "synchroniser")
    assert "a été reçue entre-temps" in deux("b", "synchroniser").erreur
    assert 'region: "05"' in fiche(deux.b, "relais-exemple")


def test_deux_organismes_du_meme_neq(deux: Deux) -> None:
    for qui, nom in (("a", "Relais Exemple"), ("b", "Escale Exemple")):
        deux(qui, "ajouter", "--nom", nom, "--region", "05", "--neq", "1145678901")
    deux("a", "synchroniser")
    assert "1145678901" in deux("b", "synchroniser").erreur
    deux("b", "valider")
    assert not (deux.b / "data/organismes/escale-exemple.yaml").exists()


def test_une_annulation_suit_son_acte(deux: Deux) -> None:
    deux("a", *ATTESTER)
    deux("a", "synchroniser")
    deux("b", "modifier", ID, "--ville", "Shawinigan")
    deux("b", "annuler")
    deux("b", "modifier", ID, "--ville", "Lévis")
    assert "1 fait envoyé." in deux("b", "synchroniser").erreur
    assert "ville: Lévis" in fiche(deux.b, ID)
    acte, annulation = git(deux.b, "log", "-2", "--skip=1", "--reverse", "--format=%H").split()
    assert dernier(deux.b, annulation).trailers["Roriq-Annule"] == [acte]


def test_un_acte_ecarte_puis_annule_n_est_pas_une_perte(deux: Deux) -> None:
    deux("a", "refuser", ID, "--motif", "tcri")
    deux("a", "synchroniser")
    deux("b", "retirer", ID)
    deux("b", "annuler")
    reponse = deux("b", "synchroniser").erreur
    assert "Attention" not in reponse
    assert len(deux.tetes()) == 1


def test_un_changement_du_reseau_des_deux_cotes(deux: Deux) -> None:
    for qui, avis in (("a", "Un avis."), ("b", "Un autre avis.")):
        chemin = deux.ou(qui) / "data/registre.yaml"
        chemin.write_text(chemin.read_text(encoding="utf-8") + f"avis: {avis}\n", encoding="utf-8")
        deux(qui, "consigner")
    deux("a", "synchroniser")
    assert "a changé des deux côtés" in deux("b", "synchroniser").erreur
    assert "Un avis." in (deux.b / "data/registre.yaml").read_text(encoding="utf-8")


def test_un_fichier_qui_n_est_pas_du_registre_suit(deux: Deux) -> None:
    deux("a", *ATTESTER)
    deux("a", "synchroniser")
    (deux.b / "image.bin").write_bytes(bytes(range(256)))
    git(deux.b, "add", "image.bin")
    git(deux.b, "commit", "-qm", "une image")
    (deux.b / "brouillon.txt").write_text("à moi", encoding="utf-8")
    deux("b", "synchroniser")
    assert (deux.b / "image.bin").read_bytes() == bytes(range(256))
    assert (deux.b / "brouillon.txt").read_text(encoding="utf-8") == "à moi"
    deux("a", "synchroniser")
    assert len(deux.tetes()) == 1


def test_ce_qui_est_modifie_a_la_main_attend(deux: Deux, roriq: Roriq) -> None:
    retoucher(deux.a, ID, "Accueil Exemple", "Accueil Essai")
    phrase = refuser(roriq, deux.a, "-R", str(deux.a), "synchroniser")
    assert "consigner" in phrase
    assert "annuler --fiche accueil-exemple" in phrase


def test_un_autre_registre_au_meme_endroit(deux: Deux, tmp_path: Path, roriq: Roriq) -> None:
    autre = tmp_path / "autre"
    reussir(roriq, "init", str(autre), "--nom", "Autre")
    git(autre, "remote", "add", "origin", str(deux.nu))
    reponse = roriq("-R", str(autre), "synchroniser")
    assert reponse.code == 4
    assert "un autre registre" in reponse.erreur


def test_l_endroit_commun_ne_repond_pas(deux: Deux, roriq: Roriq) -> None:
    deux("a", *ATTESTER)
    shutil.move(deux.nu, deux.nu.with_name("ailleurs.git"))
    avant = instantane(deux.a)
    reponse = roriq("-R", str(deux.a), "synchroniser")
    assert reponse.code == 4
    assert "n'a pas répondu. Vos faits restent sur cet ordinateur." in reponse.erreur
    assert instantane(deux.a) == avant


def test_l_endroit_commun_refuse(deux: Deux, roriq: Roriq) -> None:
    hook = deux.nu / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho pas permis >&2\nexit 1\n")
    hook.chmod(0o755)
    deux("a", *ATTESTER)
    reponse = roriq("-R", str(deux.a), "synchroniser")
    assert reponse.code == 4
    assert "a refusé l'envoi" in reponse.erreur
    assert "pas permis" in reponse.erreur
    hook.unlink()
    assert "1 fait envoyé" in deux("a", "synchroniser").erreur


def plus_rapide(deux: Deux, monkeypatch: pytest.MonkeyPatch, fois: int) -> list[int]:
    """Someone sends just before each of the first `fois` sendings."""
    from roriq_cli.registre.git import partager

    envoyer: Callable[..., object] = partager.envoyer
    restants = [fois]

    def devance(racine: Path, lieu: partager.Partage) -> object:
        if restants[0] and racine == deux.a:
            restants[0] -= 1
            deux("b", "ajouter", "--nom", f"Relais Exemple {restants[0]}", "--region", "09")
            deux("b", "synchroniser")
        return envoyer(racine, lieu)

    monkeypatch.setattr(partager, "envoyer", devance)
    monkeypatch.setattr("time.sleep", lambda _secondes: None)
    return restants


def test_il_recommence_quand_quelqu_un_a_ete_plus_rapide(deux: Deux, monkeypatch: pytest.MonkeyPatch) -> None:
    plus_rapide(deux, monkeypatch, 3)
    deux("a", *ATTESTER)
    reponse = deux("a", "synchroniser").erreur
    assert "3 faits reçus." in reponse
    assert "1 fait envoyé." in reponse
    deux("b", "synchroniser")
    assert len(deux.tetes()) == 1


def test_il_ne_recommence_pas_sans_fin(deux: Deux, monkeypatch: pytest.MonkeyPatch, roriq: Roriq) -> None:
    plus_rapide(deux, monkeypatch, 99)
    deux("a", *ATTESTER)
    reponse = roriq("-R", str(deux.a), "synchroniser")
    assert reponse.code == 4
    assert "D'autres envoient en ce moment" in reponse.erreur
    assert "Courriel de la TCRI" in fiche(deux.a, ID)


def test_un_registre_recu_avec_des_erreurs_est_dit(deux: Deux) -> None:
    (deux.a / "data/organismes/mauvaise.yaml").write_text("id: autre\n", encoding="utf-8")
    git(deux.a, "add", "--all")
    git(deux.a, "commit", "-qm", "à la main")
    git(deux.a, "push", "-q", "origin", "main")
    assert "1 fichier contient des erreurs" in deux("b", "synchroniser").erreur


def envoyer_a_la_main(deux: Deux, *fichiers: str) -> None:
    """What someone may do without the program, in the second copy."""
    git(deux.b, "add", "--all", *fichiers)
    git(deux.b, "commit", "-qm", "à la main")
    git(deux.b, "push", "-q", "origin", "main")


def test_un_lien_recu_n_est_jamais_suivi(deux: Deux, tmp_path: Path) -> None:
    dehors = tmp_path / "dehors"
    (deux.b / "data/organismes/neuf.yaml").symlink_to(dehors)
    envoyer_a_la_main(deux)
    deux("a", "ajouter", "--nom", "Neuf", "--region", "04")
    deux("a", "ajouter", "--nom", "Relais Exemple", "--region", "05")
    reponse = deux("a", "synchroniser").erreur
    assert "est un lien" in reponse
    assert "1 fait envoyé." in reponse
    assert not dehors.exists()
    assert "demande(neuf)" in git(deux.a, "log", "--format=%s", "mis-de-cote-2026-11-21")


def test_une_fiche_retiree_ailleurs_est_dite(deux: Deux) -> None:
    git(deux.b, "rm", "-q", f"data/organismes/{ID}.yaml")
    envoyer_a_la_main(deux)
    assert "Attention, reçu d'ailleurs\u00a0: La fiche accueil-exemple est retirée." in deux("a", "synchroniser").erreur


def test_un_passe_reecrit_ailleurs_est_dit(deux: Deux) -> None:
    retoucher(deux.b, ID, "date: 2026-11-01", "date: 2026-10-01")
    envoyer_a_la_main(deux)
    assert (
        "Attention, reçu d'ailleurs\u00a0: Pour l'organisme Accueil Exemple, la demande passe du 1er"
        in deux("a", "synchroniser").erreur
    )


def test_un_endroit_commun_qui_a_un_autre_nom_de_branche(deux: Deux) -> None:
    git(deux.nu, "branch", "-m", "main", "registre")
    git(deux.a, "fetch", "-q", "--prune")
    git(deux.a, "branch", "-q", "--set-upstream-to=origin/registre", "main")
    deux("a", *ATTESTER)
    assert "1 fait envoyé." in deux("a", "synchroniser").erreur
    assert git(deux.nu, "branch", "--format=%(refname:short)").split() == ["registre"]
    git(deux.b, "branch", "-q", "--unset-upstream", "main")
    assert "1 fait reçu." in deux("b", "synchroniser").erreur


def test_plusieurs_noms_et_aucun_le_sien(deux: Deux, roriq: Roriq) -> None:
    git(deux.nu, "branch", "-m", "main", "un")
    git(deux.nu, "branch", "deux", "un")
    git(deux.a, "branch", "-q", "--unset-upstream", "main")
    reponse = roriq("-R", str(deux.a), "synchroniser")
    assert reponse.code == 4
    assert "deux et un" in reponse.erreur


def test_un_endroit_commun_qui_contient_autre_chose(deux: Deux, tmp_path: Path, roriq: Roriq) -> None:
    autre = tmp_path / "autre"
    git(tmp_path, "init", "-q", "-b", "main", str(autre))
    (autre / "README.md").write_text("x", encoding="utf-8")
    git(autre, "add", ".")
    git(autre, "commit", "-qm", "x")
    git(deux.a, "remote", "set-url", "origin", str(autre))
    reponse = roriq("-R", str(deux.a), "synchroniser")
    assert reponse.code == 4
    assert "n'est pas un registre (README.md)" in reponse.erreur


def test_ce_qui_est_prepare_le_reste(deux: Deux) -> None:
    deux("b", "modifier", ID, "--ville", "Lévis")
    deux("b", "synchroniser")
    deux("a", *ATTESTER)
    (deux.a / "notes.txt").write_text("x", encoding="utf-8")
    (deux.a / ".gitignore").write_text("# à moi\n", encoding="utf-8")
    git(deux.a, "add", "notes.txt", ".gitignore")
    avant = git(deux.a, "status", "--porcelain")
    deux("a", "synchroniser")
    assert git(deux.a, "status", "--porcelain") == avant


def test_ce_qui_est_modifie_des_deux_cotes_hors_des_fiches(deux: Deux, roriq: Roriq) -> None:
    (deux.b / ".gitignore").write_text("# reçu\n", encoding="utf-8")
    envoyer_a_la_main(deux)
    (deux.a / ".gitignore").write_text("# à moi\n", encoding="utf-8")
    avant = git(deux.a, "rev-parse", "HEAD")
    reponse = roriq("-R", str(deux.a), "synchroniser")
    assert reponse.code == 4
    assert ".gitignore" in reponse.erreur
    assert git(deux.a, "rev-parse", "HEAD") == avant
    assert git(deux.a, "branch", "--format=%(refname:short)").split() == ["main"]


def test_un_endroit_commun_reecrit_est_dit(deux: Deux) -> None:
    deux("a", *ATTESTER)
    deux("a", "synchroniser")
    deux("b", "synchroniser")
    git(deux.b, "reset", "-q", "--hard", "HEAD~1")
    git(deux.b, "push", "-q", "--force", "origin", "main")
    assert "1 fait déjà envoyé n'était plus à l'endroit commun" in deux("a", "synchroniser").erreur
    deux("b", "synchroniser")
    assert len(deux.tetes()) == 1


def test_ce_qui_depend_d_un_fait_ecarte_le_dit(deux: Deux) -> None:
    for qui, region in (("a", "05"), ("b", "06")):
        deux(qui, "ajouter", "--nom", f"Relais Exemple {qui}", "--region", region, "--neq", "1145678901")
    deux("b", "attester", "relais-exemple-b", "--critere", "tcri", "--source", "Courriel")
    deux("a", "synchroniser")
    assert "le fait dont il dépend n'a pas pu suivre" in deux("b", "synchroniser").erreur


def test_une_fiche_recue_illisible(deux: Deux) -> None:
    (deux.b / f"data/organismes/{ID}.yaml").write_text("{{{", encoding="utf-8")
    envoyer_a_la_main(deux)
    deux("a", *ATTESTER)
    assert "reçue contient des erreurs" in deux("a", "synchroniser").erreur


def test_rien_du_jargon_de_git_dans_ce_qu_il_dit(deux: Deux) -> None:
    deux("a", "refuser", ID, "--motif", "tcri")
    dits = [deux("a", "synchroniser").erreur]
    deux("b", "retirer", ID)
    dits += [deux("b", "synchroniser").erreur, deux("b", "annuler", "--help").sortie]
    dits += [deux("b", nom, "--help").sortie for nom in ("synchroniser", "consigner")]
    for dit in dits:
        assert not INTERDITS.search(dit), dit


def test_en_anglais(deux: Deux, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    deux("a", *ATTESTER)
    assert deux("a", "sync").erreur == "1 fact sent.\n"


# Random facts on both sides. Whatever the register allows is recorded; whatever it does not is refused, and forgotten.

ACTES = st.sampled_from(
    [
        ("modifier", ID, "--ville", "Lévis"),
        ("modifier", ID, "--ville", "Shawinigan"),
        ("modifier", ID, "--sigle", "AEM"),
        ("renommer", ID, "--nom", "Accueil Exemple nouveau"),
        ("attester", ID, "--critere", "tcri", "--source", "Courriel"),
        ("attester", ID, "--critere", "regionalisation", "--source", "Site", "--verifie-le", "2026-11-15"),
        ("retirer", ID, "--date", "2026-11-10"),
        ("retirer", ID, "--date", "2026-11-20"),
        ("refuser", ID, "--motif", "tcri", "--date", "2026-11-12"),
        ("demander", ID, "--date", "2026-11-21"),
        ("admettre", ID),
        ("fermer", ID, "--source-titre", "Avis", "--date", "2026-11-18"),
        ("ajouter", "--nom", "Relais Exemple", "--region", "09"),
        ("ajouter", "--nom", "Relais Exemple", "--region", "10"),
        ("annuler",),
        ("annuler", ID),
    ]
)
GESTES = st.lists(st.tuples(st.sampled_from("ab"), ACTES | st.just(("synchroniser",))), max_size=8)


@pytest.mark.lent
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(GESTES)
def test_deux_copies_finissent_pareilles_justes_et_completes(
    tmp_path_factory: pytest.TempPathFactory, roriq: Roriq, gestes: list[tuple[str, tuple[str, ...]]]
) -> None:
    deux = Deux(tmp_path_factory.mktemp("deux"), roriq)
    consignes: set[str] = set()
    for qui, acte in gestes:
        main(["-R", str(deux.ou(qui)), *acte])
        consignes |= trouves(deux)
    for qui in "aba":
        deux(qui, "synchroniser")
    assert len(deux.tetes()) == 1
    for qui in "ab":
        deux(qui, "valider")
        assert git(deux.ou(qui), "status", "--porcelain") == ""
    # Every text that a file ever had is still in a history, or in what was set aside.
    assert consignes <= trouves(deux)


def trouves(deux: Deux) -> set[str]:
    """Every line that a commit of either copy, or of what it set aside, ever added to an organisation's file."""
    lignes: set[str] = set()
    for copie in (deux.a, deux.b):
        sortie = git(copie, "log", "--branches", "-p", "--format=", "--", "data/organismes")
        lignes |= {ligne[1:].strip() for ligne in sortie.splitlines() if ligne.startswith("+") and ligne[1:2] != "+"}
    return lignes
