"""`roriq-commentaire.yml` and `roriq-accords.yml`, which can write: what they believe of what a check left, and do."""

import base64
import html
import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, strategies as st

from tests.conftest import PROJET
from tests.forge.coureur import DEPOT, Fin, Github, archive

REVUES = sorted(PROJET.glob("tests/propositions/commentaires/*.md"))
TETE = "a" * 40
MARQUE = "<!-- roriq:revue -->"
REVUE = "**Conforme.** L'organisme Accueil &#42;Exemple&#42; est admis.\n\n| a | b |\n| --- | --- |\n| `roriq valider` | 1 |\n"
ROBOT = {"login": "github-actions[bot]", "type": "Bot"}


@pytest.fixture
def github(tmp_path: Path) -> Github:
    """A proposition whose check has left a review."""
    trouve = Github(tmp_path / "github")
    trouve.reponses |= {
        "GET pulls/7": {"head": {"sha": TETE, "repo": {"id": 99}}},
        "GET pulls/7/files": [{"filename": "data/organismes/accueil-exemple.yaml"}],
        "GET issues/7/comments": [],
        "POST issues/7/comments": {},
    }
    laisser(trouve)
    return trouve


def laisser(github: Github, octets: bytes | None = None, taille: int | None = None, **pieces: str | bytes) -> None:
    """What the check left."""
    bruts: dict[str, str | bytes] = {"numero": "7", "tete": TETE, "revue.md": REVUE}
    bruts |= {nom.replace("_", "."): texte for nom, texte in pieces.items()}
    if octets is None:
        octets = archive({n: t if isinstance(t, bytes) else t.encode() for n, t in bruts.items()})
    github.reponses |= {
        "GET actions/runs/123456789012/artifacts": {
            "artifacts": [
                {"id": 4, "name": "roriq-revue", "size_in_bytes": 1},
                {"id": 5, "name": "roriq-revue", "size_in_bytes": len(octets) if taille is None else taille},
                {"id": 6, "name": "autre", "size_in_bytes": 1},
            ]
        },
        "GET actions/artifacts/5/zip": {"zip": base64.b64encode(octets).decode()},
    }


def commenter(github: Github, evenement: str = "pull_request", **autres: Any) -> Fin:
    course = {"id": 123456789012, "event": evenement, "head_sha": TETE, "head_repository": {"id": 99}} | autres
    return github.executer("workflow_run", {"workflow_run": course}, flux="roriq-commentaire")


def ecrits(github: Github) -> list[tuple[str, str, str]]:
    """What was written: how, where, the text."""
    return [
        (methode, chemin.removeprefix(f"repos/{DEPOT}/"), corps["body"])
        for methode, chemin, corps, _jeton in github.demandes()
        if methode != "GET"
    ]


def refuse(github: Github, **autres: Any) -> Fin:
    """Nothing is written, and the step fails."""
    fin = commenter(github, **autres)
    assert not fin.reussie
    assert ecrits(github) == []
    assert "rien n'est écrit" in fin.sortie or "n'est pas" in fin.sortie
    return fin


# ---- One comment, always the same.


def test_le_premier_commentaire(github: Github) -> None:
    fin = commenter(github)
    assert fin.reussie, fin.sortie
    assert ecrits(github) == [("POST", "issues/7/comments", f"{MARQUE}\n{REVUE}")]


def test_le_commentaire_est_refait_sur_place(github: Github) -> None:
    """Found wherever it is, on the second page too; only ours."""
    github.reponses |= {
        "GET issues/7/comments": [
            {"id": 1, "user": {"login": "quelqu-un", "type": "User"}, "body": f"{MARQUE}\nfaux"},
            {"id": 2, "user": ROBOT, "body": "autre chose"},
            {"id": 3, "user": ROBOT, "body": f"{MARQUE}\navant"},
        ],
        "PATCH issues/comments/3": {},
    }
    assert commenter(github).reussie
    assert ecrits(github) == [("PATCH", "issues/comments/3", f"{MARQUE}\n{REVUE}")]


def test_le_commentaire_d_un_autre_ne_compte_pas(github: Github) -> None:
    github.reponses["GET issues/7/comments"] = [{"id": 1, "user": {"login": "x"}, "body": f"{MARQUE}\nfaux"}]
    assert commenter(github).reussie
    assert [methode for methode, *_ in ecrits(github)] == ["POST"]


@pytest.mark.parametrize("evenement", ["push", "merge_group"])
def test_ce_qui_n_est_pas_une_proposition_n_a_pas_de_commentaire(github: Github, evenement: str) -> None:
    assert commenter(github, evenement).reussie
    assert github.demandes() == []


def test_une_verification_qui_n_a_rien_laisse(github: Github) -> None:
    github.reponses["GET actions/runs/123456789012/artifacts"] = {"artifacts": []}
    fin = commenter(github)
    assert fin.reussie
    assert "n'a pas laissé de revue" in fin.sortie
    assert ecrits(github) == []


def test_une_proposition_qui_a_change_depuis(github: Github) -> None:
    github.reponses["GET pulls/7"]["head"]["sha"] = "b" * 40
    assert commenter(github).reussie
    assert ecrits(github) == []


# ---- What a check left is what anybody wrote.


@pytest.mark.parametrize(
    "numero",
    [
        "",
        "0",
        "07",
        "-7",
        "7;id",
        "7/../8",
        "7\n8",
        "$(id)",
        "٧",
        "7" * 11,
        "7 --method DELETE",
        "../../../user",
        "7?x",
    ],
)
def test_un_numero_hostile(github: Github, numero: str) -> None:
    laisser(github, numero=numero)
    refuse(github)
    assert not any("pulls" in chemin for _m, chemin, _c, _j in github.demandes())


@pytest.mark.parametrize("tete", ["", "main", "A" * 40, "a" * 39, "a" * 40 + " x", "b" * 40])
def test_un_etat_hostile(github: Github, tete: str) -> None:
    laisser(github, tete=tete)
    refuse(github)


def test_le_numero_d_une_autre_proposition(github: Github) -> None:
    """The state is that of the check; the proposition named has another one, or is of another repository."""
    github.reponses["GET pulls/8"] = {"head": {"sha": "c" * 40, "repo": {"id": 99}}}
    laisser(github, numero="8")
    assert commenter(github).reussie
    assert ecrits(github) == []
    github.reponses["GET pulls/8"] = {"head": {"sha": TETE, "repo": {"id": 98}}}
    refuse(github)
    github.reponses["GET pulls/8"] = {"head": {"sha": TETE, "repo": None}}
    refuse(github)


def test_un_numero_de_personne(github: Github) -> None:
    laisser(github, numero="404")
    fin = commenter(github)
    assert not fin.reussie
    assert ecrits(github) == []


@pytest.mark.parametrize("octets", [b"", b"PK", b"x" * 100, archive({}), archive({"numero": b"7"})])
def test_une_archive_qui_n_en_est_pas_une(github: Github, octets: bytes) -> None:
    laisser(github, octets)
    refuse(github)


def test_une_archive_trop_grosse_n_est_pas_prise(github: Github) -> None:
    laisser(github, taille=1_048_577)
    refuse(github)
    assert not any(chemin.endswith("/zip") for _m, chemin, _c, _j in github.demandes())


def test_une_piece_trop_grosse_une_fois_depliee(github: Github, forge: ModuleType) -> None:
    laisser(github, revue_md=b"a" * (forge.OCTETS + 1))
    refuse(github)
    assert github.reponses["GET actions/runs/123456789012/artifacts"]["artifacts"][1]["size_in_bytes"] <= forge.OCTETS
    laisser(github, revue_md=b"a" * forge.OCTETS)
    assert commenter(github).reussie


def test_des_octets_qui_ne_sont_pas_un_texte(github: Github) -> None:
    laisser(github, revue_md=b"\xff\xfe")
    refuse(github)


def test_les_autres_noms_de_l_archive_ne_sont_pas_lus(github: Github) -> None:
    pieces = {"numero": b"7", "tete": TETE.encode(), "revue.md": REVUE.encode(), "../../../etc/x": b"x", "/abs": b"x"}
    laisser(github, archive(pieces))
    assert commenter(github).reussie
    assert not [p for p in github.dossier.rglob("*") if p.name in ("x", "abs")]


def test_une_revue_trop_longue_n_est_pas_coupee(github: Github) -> None:
    laisser(github, revue_md="é" * (65_536 - len(MARQUE) - 1))
    assert commenter(github).reussie
    laisser(github, revue_md="é" * (65_536 - len(MARQUE)))
    assert commenter(github).reussie
    juste, trop = (texte for _m, _c, texte in ecrits(github))
    assert len(juste) == 65_536
    assert "trop longue" in trop
    assert "é" * 10 not in trop


def test_un_markdown_hostile_est_inerte(github: Github) -> None:
    hostile = (
        "**Conforme.** @tous &#64;tous &commat;tous &#x40;tous <img src=x> <script>x</script> </details>\n"
        "[ici](https://example.org) ![x](//example.org/x.png) [a]: https://example.org\n"
        f"{MARQUE} <!-- caché --> \u202egauche \u200dx &#8238;y ::error::x $(id) `id` ${{{{ secrets.X }}}}\n"
    )
    laisser(github, revue_md=hostile)
    fin = commenter(github)
    assert fin.reussie, fin.sortie
    ((_methode, _ou, texte),) = ecrits(github)
    reste = texte.removeprefix(f"{MARQUE}\n")
    assert not re.search(r"<(?!/?(?:details|summary|sub)>|br>)", reste)
    assert not re.search(r"@\w|\]\(|\]:|://|\u202e|\u200d", html.unescape(reste))
    assert "::error::" not in fin.sortie


@pytest.mark.parametrize(
    ("fichier", "dit"),
    [
        ({"filename": ".github/workflows/roriq.yml"}, True),
        ({"filename": ".GitHub/workflows/x.yml"}, True),
        ({"filename": "x", "previous_filename": ".github/workflows/roriq.yml"}, True),
        ({"filename": "docs/.github/x"}, False),
    ],
)
def test_une_proposition_qui_change_sa_verification(github: Github, fichier: dict[str, str], dit: bool) -> None:
    """Its check may be its own: the comment says so, from the side that it cannot change."""
    github.reponses["GET pulls/7/files"].append(fichier)
    assert commenter(github).reussie
    ((_methode, _ou, texte),) = ecrits(github)
    assert texte.startswith(f"{MARQUE}\n**Attention") is dit
    assert texte.endswith(REVUE)


def test_une_proposition_que_github_n_enumere_pas(github: Github) -> None:
    github.reponses["GET pulls/7/files"] = [{"filename": "data/x"}] * 3000
    assert commenter(github).reussie
    ((_methode, _ou, texte),) = ecrits(github)
    assert "trop de fichiers" in texte


# ---- The text itself.


@pytest.fixture(scope="module")
def forge() -> ModuleType:
    """action/forge.py, which is no module of the package."""
    description = importlib.util.spec_from_file_location("forge", PROJET / "action" / "forge.py")
    assert description is not None
    assert description.loader is not None
    module = importlib.util.module_from_spec(description)
    description.loader.exec_module(module)
    return module


MORCEAUX = st.lists(
    st.sampled_from(
        ["@", "&#64;", "&#x40", "&commat;", "&#8203;", "<", "<br>", "<details>", "](", "]", "(", "[", ":", "//", "http",
         "www", ".", "a", "&", "#", "64;", "\u202e", "&#8238;", "\n", "é", "!", "`", "-->"]
    )
)  # fmt: skip


@given(MORCEAUX.map("".join) | st.text())
def test_ce_qui_sort_est_inerte_et_le_reste(forge: ModuleType, texte: str) -> None:
    sorti = forge.inoffensif(texte)
    assert forge.inoffensif(sorti) == sorti
    lu = html.unescape(sorti)
    assert not re.search(r"@(?!\u200b)", lu)
    assert not re.search(r"\](?=[(:\[])|://|www\.", sorti)
    assert not re.search(r"<(?!/?(?:details|summary|sub)>|br>)", sorti)
    assert "\u202e" not in lu


def test_ce_que_roriq_ecrit_ne_change_pas(forge: ModuleType) -> None:
    from roriq_cli.i18n import Phrase
    from roriq_cli.rendu.markdown.commun import texte

    for nom in ("@tous", "[a](https://x)", "<b>", "www.x.org", "GH-12 #12", "`id`", "a & b", "::error::x", "\u202ex"):
        dit = texte(Phrase("L'organisme {nom} est admis.", nom=nom))
        assert forge.inoffensif(dit) == dit


@pytest.mark.parametrize("page", REVUES, ids=lambda page: page.stem)
def test_une_revue_arrive_comme_elle_est_ecrite(forge: ModuleType, page: Path) -> None:
    """The corpus of `revue`: nothing that it writes is taken for active."""
    texte = page.read_text(encoding="utf-8")
    assert forge.inoffensif(texte) == texte


def test_il_y_a_des_revues() -> None:
    assert len(REVUES) >= 80


# ---- The waivers of a proposition that has changed.


def retirer(github: Github, *noms: str) -> list[str]:
    github.reponses["GET issues/7/labels"] = [{"name": nom} for nom in noms]
    github.reponses |= {
        f"DELETE issues/7/labels/{nom}": {}
        for nom in ("accepter%3Aregle", "accepter%3Aa%2F..%2Fb", "Accepter%3AX", "accepter%3A%0A%3A%3Aerror%3A%3Ax")
    }
    fin = github.executer("pull_request_target", {"number": 7}, flux="roriq-accords")
    assert fin.reussie, fin.sortie
    assert not re.search(r"^::error", fin.sortie, re.M)
    return [chemin.rpartition("/")[2] for methode, chemin, *_ in github.demandes() if methode == "DELETE"]


def test_les_accords_tombent_et_eux_seuls(github: Github) -> None:
    noms = ["à lire", "accepter:regle", "accepter:a/../b", "Accepter:X", "x accepter:y", "accepter:\n::error::x"]
    assert retirer(github, *noms) == [
        "accepter%3Aregle",
        "accepter%3Aa%2F..%2Fb",
        "Accepter%3AX",
        "accepter%3A%0A%3A%3Aerror%3A%3Ax",
    ]


def test_rien_a_retirer(github: Github) -> None:
    assert retirer(github, "à lire") == []
