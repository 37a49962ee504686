"""`--essai` shows and writes nothing; `--proposer` records on a branch of its own and moves nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.outils import (
    DECISION,
    SANCTION,
    candidat,
    connus,
    copie,
    dernier,
    fiche,
    git,
    instantane,
    membre,
    refuser,
    retoucher,
    reussir,
    sans_effet,
)
from tests.conftest import Roriq

X = "accueil-exemple"
TOUTES = {
    "ajouter": ("ajouter", "--nom", "Relais Exemple", "--region", "05"),
    "ajouter --deja": (
        "ajouter",
        "--nom",
        "Relais Exemple",
        "--region",
        "05",
        "--deja",
        "membre",
        "--source-titre",
        "S",
    ),
    "etablir": ("etablir", "repertorie", "--etat", "membre", "--source-titre", "S"),
    "demander": ("demander", "retire"),
    "attester": ("attester", "membre", "--critere", "tcri", "--source", "S"),
    "admettre": ("admettre", X),
    "refuser": ("refuser", X, "--motif", "tcri"),
    "suspendre": ("suspendre", "membre", *SANCTION),
    "prolonger": ("prolonger", "suspendu", "--jusqu-au", "2027-01-31", *DECISION),
    "lever": ("lever", "suspendu", *DECISION),
    "retirer": ("retirer", "membre"),
    "expulser": ("expulser", "membre", *SANCTION),
    "fermer": ("fermer", "membre", "--source-titre", "S"),
    "modifier": ("modifier", "membre", "--ville", "Magog"),
    "renommer": ("renommer", "membre", "--nom", "Nouveau Nom"),
}
EVENEMENTS = {
    "ajouter": "demande",
    "ajouter --deja": "reprise",
    "etablir": "reprise",
    "demander": "demande",
    "attester": "attestation",
    "admettre": "adhesion",
    "refuser": "refus",
    "suspendre": "suspension",
    "prolonger": "prolongation",
    "lever": "levee",
    "retirer": "retrait",
    "expulser": "expulsion",
    "fermer": "fermeture",
    "modifier": "modification",
    "renommer": "renommage",
}


def peupler(racine: Path) -> None:
    """One organisation for each act; the work tree is dirty, the index too."""
    connus(racine, "repertorie", "membre", "suspendu", "retire")
    candidat(racine)
    (racine / "notes.txt").write_text("à moi\n", encoding="utf-8")
    git(racine, "add", "notes.txt")
    (racine / "notes.txt").write_text("à moi, encore\n", encoding="utf-8")
    (racine / "brouillon.txt").write_text("rien\n", encoding="utf-8")


@pytest.fixture
def peuple(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry where each of them is."""
    racine = copie(tmp_path_factory.getbasetemp() / "essais", tmp_path / "registre", peupler)
    monkeypatch.chdir(racine)
    return racine


@pytest.mark.parametrize("acte", TOUTES)
def test_essai_montre_ce_que_la_commande_consigne(peuple: Path, roriq: Roriq, acte: str) -> None:
    """Nothing moves; what is then recorded is what was shown, line for line."""
    avant = instantane(peuple)
    essai = reussir(roriq, *TOUTES[acte], "--essai")
    assert "C'est consigné" not in essai.tout
    assert instantane(peuple) == avant
    reussir(roriq, *TOUTES[acte])
    message = git(peuple, "log", "-1", "--format=%B").strip()
    diff, _vide, montre = essai.sortie.partition("\n\n")
    assert montre.strip() == message
    lignes = git(peuple, "show", "--format=", "-U0", "HEAD").splitlines()
    consignees = [x for x in lignes if x.startswith(("+", "-")) and not x.startswith(("+++", "---"))]
    montrees = [x for x in diff.splitlines() if x.startswith(("+", "-")) and not x.startswith(("+++", "---"))]
    assert montrees == consignees
    assert diff.startswith("--- /dev/null\n+++ b/data/" if acte.startswith("ajouter") else "--- a/data/organismes/")


@pytest.mark.parametrize("acte", TOUTES)
def test_proposer_ne_bouge_rien(peuple: Path, roriq: Roriq, acte: str) -> None:
    avant = instantane(peuple)
    reponse = reussir(roriq, *TOUTES[acte], "--proposer")
    assert reponse.sortie == ""
    id = {"ajouter": "relais-exemple", "ajouter --deja": "relais-exemple"}.get(acte, TOUTES[acte][1])
    branche = f"proposition/{EVENEMENTS[acte]}-{id}-2026-11-21"
    assert branche in reponse.erreur
    assert "pas encore d'endroit commun" in reponse.erreur
    apres = instantane(peuple)
    nouvelles = {p for p in set(apres.references) - set(avant.references) if "/refs/" in p}
    assert [p.partition("/refs/heads/")[2] for p in nouvelles] == [branche]
    assert {p: apres.references[p] for p in avant.references} == avant.references
    assert apres[1:] == avant[1:]
    assert git(peuple, "worktree", "list").count("\n") == 1
    commit = dernier(peuple, branche)
    assert commit.fichiers == [f"data/organismes/{id}.yaml"]
    assert commit.sujet.startswith(f"{EVENEMENTS[acte]}({id}): ")
    assert git(peuple, "rev-parse", f"{branche}~1") == git(peuple, "rev-parse", "HEAD")
    # The branch is what the command itself would have recorded.
    reussir(roriq, *TOUTES[acte])
    assert git(peuple, "rev-parse", f"{branche}^{{tree}}") == git(peuple, "rev-parse", "HEAD^{tree}")


def test_la_date_de_la_branche_est_celle_du_fait(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    dit = reussir(roriq, "retirer", X, "--date", "2026-11-02", "--proposer").erreur
    assert "proposition/retrait-accueil-exemple-2026-11-02" in dit


def test_proposer_part_de_head_et_non_de_l_arbre(registre: Path, roriq: Roriq) -> None:
    """What is changed by hand is neither taken nor lost, nor an obstacle."""
    membre(registre)
    retoucher(registre, X, "nom: Accueil Exemple", "nom: Accueil Brouillon")
    (registre / "data/organismes/relais.yaml").write_text("en: cours\n", encoding="utf-8")
    avant = instantane(registre)
    reussir(roriq, "retirer", X, "--proposer")
    assert instantane(registre)[1:] == avant[1:]
    branche = "proposition/retrait-accueil-exemple-2026-11-21"
    propose = git(registre, "show", f"{branche}:data/organismes/{X}.yaml")
    assert propose == fiche(registre, X).replace("Brouillon", "Exemple") + (
        "  - date: 2026-11-21\n    evenement: retrait\n"
    )
    assert roriq("retirer", "Accueil Brouillon", "--proposer").code == 3


def test_une_autre_proposition_du_meme_fait_recoit_un_rang(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    for rang, motif in (("", ()), ("-2", ("--motif", "incompatibilite")), ("-3", ("--motif", "participation-inutile"))):
        dit = reussir(roriq, "retirer", X, *motif, "--proposer").erreur
        assert f"proposition/retrait-accueil-exemple-2026-11-21{rang}," in dit
    assert git(registre, "branch", "--list", "proposition/*").count("\n") == 3


def test_la_meme_proposition_une_seconde_fois_est_refusee(registre: Path, roriq: Roriq) -> None:
    """Also when the register went on; never once the first one is at the register, or given up."""
    membre(registre)
    branche = "proposition/modification-accueil-exemple-2026-11-21"
    modifier = ("modifier", X, "--ville", "Magog", "--proposer")
    reussir(roriq, *modifier)
    assert branche in refuser(roriq, registre, *modifier)
    reussir(roriq, "attester", X, "--critere", "tcri", "--source", "Courriel")
    assert branche in refuser(roriq, registre, *modifier)
    reussir(roriq, "annuler", "--proposition", branche)
    reussir(roriq, *modifier)


# What waits, until the register says it.


def propositions(roriq: Roriq) -> list[dict[str, Any]]:
    trouvees: list[dict[str, Any]] = json.loads(reussir(roriq, "suivi", "--format", "json").sortie)["propositions"]
    return trouvees


def test_une_proposition_est_au_suivi_jusqu_a_ce_que_le_registre_le_dise(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "retirer", X, "--proposer")
    branche = "proposition/retrait-accueil-exemple-2026-11-21"
    texte = reussir(roriq, "suivi").sortie.replace("\u00a0", " ")
    assert "1 proposition qui n'est pas encore au registre\n  L'organisme Accueil Exemple se retire" in texte
    voir = next(ligne for ligne in texte.splitlines() if ligne.startswith(f"    Relire {branche} : roriq revue "))
    assert "se retire" in reussir(roriq, *voir.partition(" : roriq ")[2].split()).sortie
    (lue,) = propositions(roriq)
    assert (lue["nom"], lue["fichiers"]) == (branche, [f"data/organismes/{X}.yaml"])
    assert lue["phrases"][0].startswith("L'organisme Accueil Exemple se retire")
    reussir(roriq, "modifier", X, "--ville", "Magog")
    assert len(propositions(roriq)) == 1
    git(registre, "merge", "-q", "--no-edit", branche)
    assert propositions(roriq) == []


@pytest.mark.parametrize("nouvelle", [True, False])
def test_une_proposition_fondue_en_un_commit_n_attend_plus(registre: Path, roriq: Roriq, nouvelle: bool) -> None:
    """As a forge squashes it; what the register says later of the same file changes nothing to it."""
    membre(registre)
    acte = ("ajouter", "--nom", "Relais Exemple", "--region", "05") if nouvelle else ("modifier", X, "--ville", "Magog")
    reussir(roriq, *acte, "--proposer")
    (lue,) = propositions(roriq)
    git(registre, "merge", "-q", "--squash", lue["nom"])
    git(registre, "commit", "-qm", "Proposition 12")
    assert propositions(roriq) == []
    reussir(roriq, "modifier", "relais-exemple" if nouvelle else X, "--ville", "Granby")
    assert propositions(roriq) == []


def test_renoncer_a_une_proposition(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "retirer", X, "--proposer")
    (lue,) = propositions(roriq)
    avant = instantane(registre)
    assert "se retire" in reussir(roriq, "annuler", "--proposition", lue["nom"], "--essai").sortie
    assert instantane(registre) == avant
    dit = reussir(roriq, "annuler", "--proposition", lue["nom"]).erreur
    assert propositions(roriq) == []
    git(registre, *dit.partition("\u00a0: git ")[2].split())
    assert propositions(roriq) == [lue]
    for nom in ("proposition/inconnue", "main", "-x", "--all"):
        refuser(roriq, registre, "annuler", "--proposition=" + nom)
    sans_effet(roriq, registre, 2, "annuler", X, "--proposition", lue["nom"])
    git(registre, "switch", "-q", lue["nom"])
    refuser(roriq, registre, "annuler", "--proposition", lue["nom"])


def test_une_proposition_faite_a_la_main(registre: Path, roriq: Roriq) -> None:
    """A file that cannot be read, one that is no one's, and a past that this copy has not."""
    membre(registre)
    git(registre, "switch", "-qc", "proposition/main")
    (registre / "data/organismes/casse.yaml").write_text("{", encoding="utf-8")
    (registre / "notes.txt").write_text("x", encoding="utf-8")
    git(registre, "add", ".")
    git(registre, "commit", "-qm", "x")
    git(registre, "switch", "-q", "main")
    (lue,) = propositions(roriq)
    assert lue["phrases"] == ["Le fichier data/organismes/casse.yaml change.", "Le fichier notes.txt change."]
    vide = git(registre, "hash-object", "-t", "tree", "/dev/null").strip()
    seul = git(registre, "commit-tree", vide, "-m", "x").strip()
    git(registre, "branch", "proposition/sans-passe", seul)
    assert propositions(roriq)[1] == {
        "nom": "proposition/sans-passe",
        "fichiers": [],
        "phrases": [],
        "commande": "roriq journal --revision proposition/sans-passe",
    }
    etrange = "proposition/a\u00a0b\u2003$(c)'\u202e"
    git(registre, "branch", etrange, "proposition/main")
    assert etrange in [lue["nom"] for lue in propositions(roriq)]
    suivi = reussir(roriq, "suivi").sortie
    assert "\u202e" not in suivi
    reussir(roriq, "annuler", "--proposition", etrange)
    assert etrange not in [lue["nom"] for lue in propositions(roriq)]


@pytest.mark.parametrize(("depots", "choisi"), [(("amont",), "amont"), (("amont", "origin"), "origin")])
def test_comment_envoyer(registre: Path, roriq: Roriq, depots: tuple[str, ...], choisi: str) -> None:
    membre(registre)
    for depot in depots:
        git(registre, "remote", "add", depot, "https://exemple.org/registre.git")
    dit = reussir(roriq, "retirer", X, "--proposer").erreur.replace("\u00a0", " ")
    assert f"Pour l'envoyer : git push -u {choisi} proposition/retrait-accueil-exemple-2026-11-21\n" in dit


def test_la_commande_d_envoi_fonctionne(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    git(tmp_path, "init", "-q", "--bare", "depot.git")
    git(registre, "remote", "add", "origin", str(tmp_path / "depot.git"))
    dit = reussir(roriq, "retirer", X, "--proposer").erreur
    commande = dit[dit.index("git push") :].split()
    assert "Pour envoyer la proposition : " + " ".join(commande) in reussir(roriq, "suivi").sortie.replace(
        "\u00a0", " "
    )
    git(registre, *commande[1:])
    assert "proposition/retrait" in git(tmp_path / "depot.git", "branch")
    suivi = reussir(roriq, "suivi").sortie
    assert "1 proposition qui" in suivi
    assert "git push" not in suivi


@pytest.mark.parametrize("drapeau", ["--essai", "--proposer"])
def test_les_refus_sont_les_memes(registre: Path, roriq: Roriq, drapeau: str) -> None:
    membre(registre)
    refuser(roriq, registre, "lever", X, *DECISION, drapeau)
    refuser(roriq, registre, "retirer", "inconnu", drapeau)
    refuser(roriq, registre, "retirer", X, "--date", "2026-12-01", drapeau)
    refuser(roriq, registre, "retirer", X, "--note", "à prenom@exemple.org", drapeau)
    refuser(roriq, registre, "ajouter", "--nom", "Accueil Exemple", "--region", "05", "--id", "zzz", drapeau)
    sans_effet(roriq, registre, 2, "retirer", X, "--date", "2026-02-30", drapeau)
    sans_effet(roriq, registre, 2, "suspendre", "inconnu", drapeau)


def test_essai_refuse_une_fiche_modifiee_a_la_main(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    retoucher(registre, X, 'region: "04"', 'region: "05"')
    refuser(roriq, registre, "retirer", X, "--essai")


def test_ce_qui_ne_change_rien_ne_propose_rien(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    avant = instantane(registre)
    for drapeau in ("--essai", "--proposer"):
        reponse = reussir(roriq, "modifier", X, "--ville", "", drapeau)
        assert reponse.sortie == ""
        assert instantane(registre) == avant


def test_essai_l_emporte_sur_proposer(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    avant = instantane(registre)
    assert reussir(roriq, "retirer", X, "--essai", "--proposer").sortie.startswith("--- a/")
    assert instantane(registre) == avant


def test_essai_ne_demande_rien_a_git(registre: Path, roriq: Roriq, machine: Path) -> None:
    """It writes nothing: nobody's name is needed."""
    membre(registre)
    (machine / ".gitconfig").write_text("", encoding="utf-8")
    reussir(roriq, "retirer", X, "--essai")


def test_un_registre_dans_un_sous_dossier(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    depot = tmp_path / "depot"
    registre.rename(tmp_path / "ancien")
    (tmp_path / "ancien/.git").rename(tmp_path / "ancien.git")
    depot.mkdir()
    git(depot, "init", "-q", "-b", "main")
    racine = depot / "un dossier" / "registre"
    racine.parent.mkdir()
    (tmp_path / "ancien").rename(racine)
    git(depot, "add", ".")
    git(depot, "commit", "-qm", "registre")
    membre(racine)
    reussir(roriq, "-R", str(racine), "retirer", X, "--proposer")
    branche = "proposition/retrait-accueil-exemple-2026-11-21"
    chemin = f"un dossier/registre/data/organismes/{X}.yaml"
    assert git(depot, "diff-tree", "--no-commit-id", "--name-only", "-r", branche) == f"{chemin}\n"
    reussir(roriq, "-R", str(racine), "retirer", X)
    assert git(depot, "status", "--porcelain") == ""
    assert "evenement: retrait" in git(depot, "show", f"HEAD:{chemin}")
    assert "retire" in reussir(roriq, "-R", str(racine), "lister", "--revision", "HEAD", "--format", "json").sortie
    assert "retrait" in reussir(roriq, "-R", str(racine), "journal", "--format", "json").sortie
