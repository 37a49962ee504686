"""`roriq.yml`, run here as it is written: which two states are compared, with which waivers, and what is never run."""

import base64
import html
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.outils import git, retoucher
from tests.forge.conftest import NUMERO, Scene
from tests.forge.coureur import JETON, Fin, archive

ACCORD = "accepter:historique-ajout-seul:accueil-exemple"


def conforme(scene: Scene) -> None:
    scene.github.revoir(0, "**Conforme.**\n")


def demandee(scene: Scene) -> list[str]:
    """What `revue` was asked, the first time, without the registry's place."""
    arguments = next(mots[2:] for mots in scene.github.roriq() if "revue" in mots[2:3])
    assert arguments[-2:] == ["--format", "github"]
    return arguments[1:-2]


def sha(scene: Scene, nom: str = "main") -> str:
    return git(scene.github.depot, "rev-parse", nom).strip()


def proposer(scene: Scene, action: str = "opened") -> Fin:
    """The fork changes a town, and proposes it."""
    retoucher(scene.fourche, "carrefour-exemple", 'region: "04"\n', 'region: "04"\nville: Shawinigan\n')
    git(scene.fourche, "commit", "-qam", "ville")
    evenement = scene.proposer() | {"action": action}
    return scene.github.executer("pull_request", evenement, sha=scene.fusion)


# ---- The two states.


def test_une_proposition_d_ailleurs(scene: Scene) -> None:
    conforme(scene)
    fin = proposer(scene)
    assert fin.reussie, fin.sortie
    assert demandee(scene) == [sha(scene), scene.fusion]
    assert "4 fichiers vérifiés\u00a0: 0 erreur, 0 avertissement." in fin.sortie
    assert fin.resume == "**Conforme.**\n"
    assert fin.artefacts == {
        "roriq-revue": {
            "numero": str(NUMERO).encode(),
            "tete": git(scene.fourche, "rev-parse", "HEAD").strip().encode(),
            "revue.md": b"**Conforme.**\n",
        }
    }
    assert scene.github.demandes() == [], "labels are not even asked for"


def test_c_est_le_resultat_de_la_fusion_qui_est_juge(scene: Scene) -> None:
    """What came to the default branch meanwhile is part of both states."""
    conforme(scene)
    retoucher(scene.ici, "accueil-exemple", 'region: "04"\n', 'region: "04"\nville: Trois-Rivières\n')
    git(scene.ici, "commit", "-qam", "ville")
    scene.envoyer()
    fin = proposer(scene)
    assert fin.reussie, fin.sortie
    assert demandee(scene) == [sha(scene), scene.fusion]
    etat = scene.github.dossier / "machine-1" / "temp" / "roriq" / "etat"
    for id, ville in (("accueil-exemple", "Trois-Rivières"), ("carrefour-exemple", "Shawinigan")):
        assert f"ville: {ville}\n" in (etat / "data" / "organismes" / f"{id}.yaml").read_text(encoding="utf-8")


def test_une_proposition_non_conforme_est_revue_jusqu_au_bout(scene: Scene) -> None:
    scene.github.revoir(1, "**Non conforme.**\n")
    fin = proposer(scene)
    assert not fin.reussie
    assert fin.resume == "**Non conforme.**\n"
    assert fin.artefacts["roriq-revue"]["revue.md"] == b"**Non conforme.**\n"


def test_une_revue_qui_ne_dit_rien_n_est_pas_verte(scene: Scene) -> None:
    scene.github.revoir(4, "")
    fin = proposer(scene)
    assert not fin.reussie
    assert fin.resume.startswith("**Non évalué.**")


def test_une_fiche_fausse_est_montree_sur_sa_ligne(scene: Scene) -> None:
    conforme(scene)
    retoucher(scene.fourche, "carrefour-exemple", 'region: "04"\n', 'region: "99"\n')
    git(scene.fourche, "commit", "-qam", "région")
    fin = scene.github.executer("pull_request", scene.proposer(), sha=scene.fusion)
    assert not fin.reussie
    assert re.search(r"^::error file=data/organismes/carrefour-exemple\.yaml,line=4,col=1,title=", fin.sortie, re.M)
    assert "**Conforme.**" in fin.resume
    assert "Des fiches ne sont pas justes" in fin.resume


def test_une_proposition_qui_a_change_depuis(scene: Scene) -> None:
    """The merge of another state than the event's is judged by the event of that state."""
    conforme(scene)
    git(scene.fourche, "commit", "-q", "--allow-empty", "-m", "rien")
    evenement = scene.proposer() | {"pull_request": {"head": {"sha": "a" * 40}}}
    fin = scene.github.executer("pull_request", evenement, sha=scene.fusion)
    assert not fin.reussie
    assert "::error::La proposition a changé depuis" in fin.sortie
    assert [mots for mots in scene.github.roriq() if mots[0] != "--version"] == []
    assert fin.artefacts == {}


def test_une_proposition_sans_registre(scene: Scene) -> None:
    conforme(scene)
    git(scene.fourche, "rm", "-rqf", "data")
    git(scene.fourche, "commit", "-qm", "rien")
    fin = scene.github.executer("pull_request", scene.proposer(), sha=scene.fusion)
    assert not fin.reussie


def test_un_envoi(scene: Scene) -> None:
    conforme(scene)
    git(scene.ici, "commit", "-q", "--allow-empty", "-m", "rien")
    avant, apres = scene.envoyer()
    scene.github.reponses[f"GET commits/{apres}/pulls"] = []
    evenement = {"before": avant, "after": apres, "repository": {"default_branch": "main"}}
    fin = scene.github.executer("push", evenement, sha=apres)
    assert fin.reussie, fin.sortie
    assert demandee(scene) == [avant, apres]
    assert fin.artefacts == {}


def test_un_premier_envoi(scene: Scene) -> None:
    conforme(scene)
    apres = sha(scene)
    scene.github.reponses[f"GET commits/{apres}/pulls"] = []
    evenement = {"before": "0" * 40, "after": apres, "repository": {"default_branch": "main"}}
    fin = scene.github.executer("push", evenement, sha=apres)
    assert fin.reussie, fin.sortie
    assert demandee(scene) == ["0" * 40, apres]


def test_un_envoi_force_dont_l_avant_est_encore_la(scene: Scene) -> None:
    conforme(scene)
    git(scene.ici, "commit", "-q", "--amend", "-m", "autrement")
    avant, apres = scene.envoyer()
    scene.github.reponses[f"GET commits/{apres}/pulls"] = []
    evenement = {"before": avant, "after": apres, "repository": {"default_branch": "main"}}
    scene.github.executer("push", evenement, sha=apres)
    assert demandee(scene) == [avant, apres]
    etat = scene.github.dossier / "machine-1" / "temp" / "roriq" / "etat"
    assert git(etat, "cat-file", "-t", avant) == "commit\n"


def test_un_envoi_force_dont_l_avant_n_est_plus_nulle_part(scene: Scene) -> None:
    """The review is asked all the same: it alone says « non évalué »."""
    scene.github.revoir(1, "**Non évalué.**\n")
    apres = sha(scene)
    scene.github.reponses[f"GET commits/{apres}/pulls"] = []
    evenement = {"before": "b" * 40, "after": apres, "repository": {"default_branch": "main"}}
    fin = scene.github.executer("push", evenement, sha=apres)
    assert not fin.reussie
    assert demandee(scene) == ["b" * 40, apres]


def test_la_file_de_fusion(scene: Scene) -> None:
    conforme(scene)
    scene.proposer()
    scene.etiqueter(ACCORD)
    evenement = {
        "merge_group": {
            "base_sha": sha(scene),
            "head_sha": scene.fusion,
            "head_ref": f"refs/heads/gh-readonly-queue/main/pr-{NUMERO}-{sha(scene)}",
        }
    }
    fin = scene.github.executer("merge_group", evenement, sha=scene.fusion)
    assert fin.reussie, fin.sortie
    assert demandee(scene) == [sha(scene), scene.fusion, "--accepter", ACCORD.removeprefix("accepter:")]


@pytest.mark.parametrize(
    "ref", ["refs/heads/main", "refs/heads/gh-readonly-queue/main/pr-7;id-" + "a" * 40, "refs/heads/pr-7-" + "a" * 40]
)
def test_une_file_sans_numero(scene: Scene, ref: str) -> None:
    conforme(scene)
    groupe = {"base_sha": sha(scene), "head_sha": sha(scene), "head_ref": ref}
    assert scene.github.executer("merge_group", {"merge_group": groupe}).reussie
    assert scene.github.demandes() == []


@pytest.mark.parametrize("valeur", ["", "main", "--upload-pack=id", "A" * 40, "a" * 41, None, 7])
def test_un_etat_qui_n_en_est_pas_un(scene: Scene, valeur: object) -> None:
    evenement = {"before": "0" * 40, "after": valeur, "repository": {"default_branch": "main"}}
    fin = scene.github.executer("push", evenement)
    assert not fin.reussie
    assert "n'est pas l'empreinte d'un état" in fin.sortie


def test_un_evenement_qui_n_est_pas_prevu(scene: Scene) -> None:
    fin = scene.github.executer("issue_comment", {})
    assert not fin.reussie
    assert "n'est pas prévu" in fin.sortie


# ---- What a maintainer accepts.


def etiquetee(scene: Scene, *noms: str, action: str = "labeled", **quand: str) -> Fin:
    evenement = scene.proposer() | {"action": action}
    scene.etiqueter(*noms, **quand)
    conforme(scene)
    return scene.github.executer("pull_request", evenement, sha=scene.fusion)


@pytest.fixture
def change(scene: Scene) -> Scene:
    """The fork has something to propose."""
    git(scene.fourche, "commit", "-q", "--allow-empty", "-m", "rien")
    return scene


def accords(scene: Scene) -> list[str]:
    mots = demandee(scene)[2:]
    assert mots[::2] == ["--accepter"] * (len(mots) // 2)
    return mots[1::2]


@pytest.mark.parametrize("action", ["labeled", "unlabeled"])
def test_les_etiquettes_qu_un_responsable_a_posees(change: Scene, action: str) -> None:
    fin = etiquetee(change, "à lire", ACCORD, "accepter:fait-tardif", action=action)
    assert fin.reussie, fin.sortie
    assert accords(change) == ["historique-ajout-seul:accueil-exemple", "fait-tardif"]
    assert "::notice::Accord d'un responsable : fait-tardif" in fin.sortie


@pytest.mark.parametrize("action", ["opened", "synchronize", "reopened"])
def test_de_nouveaux_commits_n_ont_l_accord_de_personne(change: Scene, action: str) -> None:
    etiquetee(change, ACCORD, action=action)
    assert accords(change) == []


@pytest.mark.parametrize(
    "nom",
    [
        "accepter:",
        "accepter:*",
        "accepter:regle --sortie x",
        "accepter:regle:id:autre",
        "accepter:--tout",
        "accepter:-regle",
        "accepter:Regle",
        "accepter:règle",
        "accepter:regle\n--accepter\nautre",
        "accepter:$(id)",
        "accepter:`id`",
        "accepter:regle:accueil…",
        "::error::accepter:regle",
        " accepter:regle",
        "Accepter:regle",
    ],
)
def test_une_etiquette_hostile_n_accepte_rien(change: Scene, nom: str) -> None:
    fin = etiquetee(change, nom)
    assert fin.reussie, fin.sortie
    assert accords(change) == []
    assert not re.search(r"^(::error::|--accepter)", fin.sortie, re.M)


def test_une_etiquette_trop_longue_est_en_entier_dans_sa_description(change: Scene) -> None:
    """GitHub's label names have 50 characters at most."""
    entier = "accepter:historique-ajout-seul:centre-multiethnique-exemple-de-la-mauricie"
    coupe = entier[:49] + "…"
    evenement = change.proposer() | {"action": "labeled"}
    change.etiqueter(coupe)
    (etiquette,) = change.github.reponses[f"GET pulls/{NUMERO}"]["labels"]
    etiquette["description"] = entier
    conforme(change)
    change.github.executer("pull_request", evenement, sha=change.fusion)
    assert accords(change) == [entier.removeprefix("accepter:")]


@pytest.mark.parametrize("description", ["accepter:autre-regle", "accepter:historique-ajout", "", None])
def test_une_description_qui_dit_autre_chose(change: Scene, description: str | None) -> None:
    evenement = change.proposer() | {"action": "labeled"}
    change.etiqueter("accepter:historique-ajout-seul:a…", ACCORD)
    for etiquette in change.github.reponses[f"GET pulls/{NUMERO}"]["labels"]:
        etiquette["description"] = description
    conforme(change)
    change.github.executer("pull_request", evenement, sha=change.fusion)
    assert accords(change) == [ACCORD.removeprefix("accepter:")]


def test_une_etiquette_plus_vieille_que_l_etat_propose(change: Scene) -> None:
    """Put on what was there before, then a push: it says nothing of what came."""
    fin = etiquetee(change, ACCORD, le="2026-11-21T11:59:59Z")
    assert accords(change) == []
    assert "retirez-la et reposez-la" in fin.sortie


def test_une_etiquette_posee_pendant_qu_on_pousse(change: Scene) -> None:
    """By now the proposition has another state than the one that the event is about."""
    evenement = change.proposer() | {"action": "labeled"}
    change.etiqueter(ACCORD)
    change.github.reponses[f"GET pulls/{NUMERO}"]["head"]["sha"] = "c" * 40
    conforme(change)
    fin = change.github.executer("pull_request", evenement, sha=change.fusion)
    assert accords(change) == []
    assert "les accords attendent" in fin.sortie


def test_github_qui_ne_repond_pas_n_accorde_rien(change: Scene) -> None:
    evenement = change.proposer() | {"action": "labeled"}
    del change.github.reponses[f"GET pulls/{NUMERO}"]
    conforme(change)
    fin = change.github.executer("pull_request", evenement, sha=change.fusion)
    assert fin.reussie
    assert accords(change) == []
    assert "::notice::Aucun accord n'est compté." in fin.sortie


def test_un_envoi_garde_les_accords_de_ce_qu_il_fusionne(change: Scene) -> None:
    """Of the propositions that these commits are, and of no other that only mentions them."""
    change.proposer()
    change.etiqueter(ACCORD)
    avant = sha(change)
    git(change.github.depot, "update-ref", "refs/heads/main", change.fusion)
    apres = change.fusion

    def liee(numero: int, **autres: Any) -> dict[str, Any]:
        fusionnee = {"merged_at": "2026-11-21T12:30:00Z", "merge_commit_sha": apres, "base": {"ref": "main"}}
        return {"number": numero, **fusionnee, **autres}

    change.github.reponses[f"GET commits/{apres}/pulls"] = [
        liee(3, merged_at=None),
        liee(4, merge_commit_sha="d" * 40),
        liee(5, base={"ref": "autre"}),
        liee(NUMERO),
    ]
    conforme(change)
    evenement = {"before": avant, "after": apres, "repository": {"default_branch": "main"}}
    assert change.github.executer("push", evenement, sha=apres).reussie
    assert accords(change) == [ACCORD.removeprefix("accepter:")]
    assert not {"pulls/3", "pulls/4", "pulls/5"} & {
        chemin.split("/", 3)[3] for _m, chemin, _c, _j in change.github.demandes()
    }


# ---- What is never run, and what is never written.


def test_le_programme_vient_du_cote_de_confiance(scene: Scene) -> None:
    conforme(scene)
    proposer(scene)
    pip = (scene.github.faux / "pip.journal").read_text(encoding="utf-8").splitlines()
    assert len(pip) == 3
    for ligne in pip[:2]:
        assert "--require-hashes --only-binary :all: --requirement" in ligne
    assert "--no-index --no-deps --no-build-isolation" in pip[2]
    projet = Path(__file__).parent.parent.parent
    assert all(str(projet) in ligne.split()[-1] for ligne in pip)


def test_rien_de_la_proposition_n_est_execute(scene: Scene) -> None:
    """Modules with the names of ours, hooks, filters, settings of pip: the folder is read, that is all."""
    conforme(scene)
    temoin = scene.github.dossier / "execute"
    piege = f"import os; open({str(temoin)!r}, 'a').write('x')\n"
    for nom in ("sitecustomize.py", "usercustomize.py", "yaml.py", "json.py", "forge.py", "roriq_cli/__init__.py"):
        chemin = scene.fourche / nom
        chemin.parent.mkdir(exist_ok=True)
        chemin.write_text(piege)
    (scene.fourche / "pyproject.toml").write_text("[build-system]\nrequires = ['x']\n")
    (scene.fourche / "pip.conf").write_text("[global]\nindex-url = https://example.org\n")
    hooks = scene.fourche / "hooks"
    hooks.mkdir()
    (hooks / "post-checkout").write_text(f"#!/bin/sh\ntouch {temoin}\n")
    (hooks / "post-checkout").chmod(0o755)
    git(scene.fourche, "config", "--file", ".gitconfig", "filter.x.smudge", f"touch {temoin}")
    (scene.fourche / ".gitattributes").write_text("*.yaml filter=lfs eol=crlf working-tree-encoding=UTF-16\n")
    (scene.fourche / ".lfsconfig").write_text("[lfs]\nurl = https://example.org\n")
    git(scene.fourche, "add", "--", *(n for n in os.listdir(scene.fourche) if n not in (".git", "data")))
    git(scene.fourche, "commit", "-qm", "piège")
    fin = scene.github.executer("pull_request", scene.proposer(), sha=scene.fusion)
    assert not temoin.exists()
    etat = scene.github.dossier / "machine-1" / "temp" / "roriq" / "etat"
    for fiche in (etat / "data" / "organismes").glob("*.yaml"):
        objet = f"{scene.fusion}:data/organismes/{fiche.name}"
        assert fiche.read_bytes().decode() == git(scene.github.depot, "cat-file", "blob", objet)
    assert "Traceback" not in fin.sortie


def test_des_liens_et_des_noms_hostiles(scene: Scene) -> None:
    """A link out of the folder is a finding, a name is never a command."""
    conforme(scene)
    fiches = scene.fourche / "data" / "organismes"
    (fiches / "lien.yaml").symlink_to("/etc/passwd")
    (fiches / "::error::x\n::error::y.yaml").write_text("x\n")
    git(scene.fourche, "add", "--all")
    git(scene.fourche, "commit", "-qm", "noms")
    fin = scene.github.executer("pull_request", scene.proposer(), sha=scene.fusion)
    assert not fin.reussie
    assert "root:" not in fin.sortie
    assert not re.search(r"^::error::[xy]", fin.sortie, re.M)


def test_le_jeton_n_est_ecrit_nulle_part(change: Scene) -> None:
    fin = etiquetee(change, ACCORD)
    secret = base64.b64encode(f"x-access-token:{JETON}".encode())
    lus = [
        p.read_bytes() for p in (change.github.dossier / "machine-1").rglob("*") if p.is_file() and not p.is_symlink()
    ]
    assert lus
    for octets in (*lus, fin.sortie.encode()):
        assert JETON.encode() not in octets
        assert secret not in octets
    assert {jeton for *_, jeton in change.github.demandes()} == {JETON}


def test_rien_n_est_ecrit_sur_github(change: Scene) -> None:
    etiquetee(change, ACCORD)
    assert {methode for methode, *_ in change.github.demandes()} == {"GET"}


# ---- With the real review.


def test_un_fait_de_plus_est_conforme(scene: Scene, monkeypatch: pytest.MonkeyPatch, roriq: Any) -> None:
    monkeypatch.chdir(scene.fourche)
    assert roriq("admettre", "carrefour-exemple", "--recu-le", "2026-11-20", "--oui").code == 0
    fin = scene.github.executer("pull_request", scene.proposer(), sha=scene.fusion)
    assert fin.reussie, fin.sortie
    assert "Conforme" in fin.resume


def test_une_reecriture_attend_un_accord_exact(scene: Scene) -> None:
    retoucher(scene.fourche, "accueil-exemple", "  - date: 2024-04-02\n", "  - date: 2024-04-03\n")
    git(scene.fourche, "commit", "-qam", "date")
    evenement = scene.proposer()
    fin = scene.github.executer("pull_request", evenement, sha=scene.fusion)
    assert not fin.reussie
    assert "Non conforme" in fin.resume
    regles = dict.fromkeys(re.findall(r"^::error .*?title=([a-z-]+)::", fin.sortie, re.M))
    assert regles
    scene.etiqueter(*(f"accepter:{regle}:accueil-exemple" for regle in regles))
    fin = scene.github.executer("pull_request", evenement | {"action": "labeled"}, sha=scene.fusion)
    assert fin.reussie, fin.sortie


def test_un_avant_disparu_n_est_pas_evalue(scene: Scene) -> None:
    apres = sha(scene)
    scene.github.reponses[f"GET commits/{apres}/pulls"] = []
    evenement = {"before": "b" * 40, "after": apres, "repository": {"default_branch": "main"}}
    fin = scene.github.executer("push", evenement, sha=apres)
    assert not fin.reussie
    assert "Non évalué" in fin.resume


def test_un_premier_envoi_se_revoit(scene: Scene) -> None:
    apres = sha(scene)
    scene.github.reponses[f"GET commits/{apres}/pulls"] = []
    evenement = {"before": "0" * 40, "after": apres, "repository": {"default_branch": "main"}}
    fin = scene.github.executer("push", evenement, sha=apres)
    assert fin.resume, fin.sortie
    assert "Non évalué" not in fin.resume


@pytest.mark.parametrize("regle", ["regle-qui-n-existe-pas", "saisie-tardive"])
def test_un_accord_sur_une_regle_qui_ne_s_accepte_pas(scene: Scene, regle: str) -> None:
    """The review is made and shown all the same, without any waiver; it is not green."""
    retoucher(scene.fourche, "carrefour-exemple", 'region: "04"\n', 'region: "04"\nville: Shawinigan\n')
    git(scene.fourche, "commit", "-qam", "ville")
    evenement = scene.proposer() | {"action": "labeled"}
    scene.etiqueter(f"accepter:{regle}")
    fin = scene.github.executer("pull_request", evenement, sha=scene.fusion)
    assert not fin.reussie
    assert regle in fin.sortie
    assert "Conforme" in fin.resume
    assert "Un accord n'est pas compris" in fin.resume


def test_une_proposition_hostile_de_bout_en_bout(scene: Scene) -> None:
    """From the fork's file to the comment: the text arrives as `revue` wrote it, and nothing in it is active."""
    hostile = "@tous <img src=x> [ici](https://example.org) `id` ::error::x www.example.org #12 **x** ##[error]y"
    retoucher(scene.fourche, "carrefour-exemple", "nom: Carrefour Exemple\n", f'nom: "{hostile}"\n')
    retoucher(scene.fourche, "accueil-exemple", 'region: "04"\n', f'region: "04"\nville: "{hostile}"\n')
    git(scene.fourche, "commit", "-qam", hostile)
    evenement = scene.proposer()
    fin = scene.github.executer("pull_request", evenement, sha=scene.fusion)
    assert not fin.reussie
    assert not re.search(r"^(?!::).*##\[|^::error::", fin.sortie, re.M)
    laissee = fin.artefacts["roriq-revue"]
    texte = laissee["revue.md"].decode()
    assert "img src=x" in html.unescape(texte)

    scene.github.reponses |= {
        "GET actions/runs/1/artifacts": {"artifacts": [{"id": 5, "name": "roriq-revue", "size_in_bytes": 1}]},
        "GET actions/artifacts/5/zip": {"zip": base64.b64encode(archive(laissee)).decode()},
        f"POST issues/{NUMERO}/comments": {},
    }
    course = {"id": 1, "event": "pull_request", "head_repository": {"id": 99}}
    course["head_sha"] = evenement["pull_request"]["head"]["sha"]
    suite = scene.github.executer("workflow_run", {"workflow_run": course}, flux="roriq-commentaire")
    assert suite.reussie, suite.sortie
    ((_methode, _chemin, corps, _jeton),) = [d for d in scene.github.demandes() if d[0] == "POST"]
    assert corps["body"] == f"<!-- roriq:revue -->\n{texte}"
    for actif in ("@", "<img", "](", "://", "`id`", "www."):
        assert actif not in texte
