"""What a shell is given after a tab: in the reader's language, and unable to run anything."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from roriq_cli.cli.completion import inoffensif
from tests.cli.outils import candidat, poser, reussir
from tests.cli.test_actes import ALIAS
from tests.conftest import Roriq

SHELLS = ("bash", "zsh", "fish", "powershell")
HOSTILES = [
    "a`touch PIEGE`b",
    "a$(touch PIEGE)b",
    r"a\$(touch PIEGE)b",
    r"a\`touch PIEGE\`b",
    'a";touch PIEGE;"b',
    "a';touch PIEGE;'b",
    r"a\';touch PIEGE;\'b",
    r"a\" $(touch PIEGE) \"b",
    r"""a'"'"$(touch PIEGE)"'"'b""",
    "a)) ; touch PIEGE ; ((b",
    "a ${(e):-`touch PIEGE`} b",
    "a :::touch PIEGE::: [red]b[/red] & | > < * ? ~ ! # % {x,y} = ^ ; b\\",
]


def completer(roriq: Roriq, monkeypatch: pytest.MonkeyPatch, shell: str, ligne: str) -> str:
    """What `roriq` answers to a shell for a line being typed."""
    with monkeypatch.context() as m:
        m.setenv("_RORIQ_COMPLETE", f"complete_{shell}")
        if shell == "bash":
            m.setenv("COMP_WORDS", ligne)
            m.setenv("COMP_CWORD", str(len(ligne.split(" ")) - 1))
        else:
            m.setenv("_TYPER_COMPLETE_ARGS", ligne)
            m.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
            m.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", ligne.split(" ")[-1])
        reponse = roriq()
    assert (reponse.code, reponse.erreur) == (0, ""), reponse.tout
    return reponse.sortie


@pytest.mark.parametrize("shell", SHELLS)
def test_le_script_de_chaque_interpreteur(roriq: Roriq, shell: str) -> None:
    script = reussir(roriq, "--completion", shell).sortie
    assert "roriq" in script
    assert "_RORIQ_COMPLETE" in script
    assert roriq("--completion", "tcsh").code == 2


@pytest.mark.skipif(not shutil.which("bash"), reason="bash")
def test_bash_complete_pour_vrai(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    candidat(registre)
    (tmp_path / "roriq").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m roriq_cli "$@"\n', encoding="utf-8")
    (tmp_path / "roriq").chmod(0o755)
    programme = reussir(roriq, "--completion", "bash").sortie + (
        'COMP_WORDS=(roriq afficher acc); COMP_CWORD=2; _roriq_completion roriq; printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    fini = subprocess.run(["bash", "-c", programme], env=env, capture_output=True, check=True, encoding="utf-8")
    assert fini.stdout == "accueil-exemple\n"


def test_les_commandes_dans_la_langue(roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    assert completer(roriq, monkeypatch, "bash", "roriq ").split() == list(ALIAS)
    assert completer(roriq, monkeypatch, "bash", "roriq sus").split() == ["suspendre"]
    assert completer(roriq, monkeypatch, "fish", "roriq sus").startswith("suspendre\tSuspendre un membre")
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert completer(roriq, monkeypatch, "bash", "roriq ").split() == list(ALIAS.values())
    assert completer(roriq, monkeypatch, "bash", "roriq sus").split() == ["suspend"]


def test_les_commandes_d_une_commande(roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    assert completer(roriq, monkeypatch, "bash", "roriq tcri ").split() == ["importer", "rapprocher"]
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    assert completer(roriq, monkeypatch, "bash", "roriq tcri ").split() == ["import", "match"]


def test_les_fiches_avec_leur_nom(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    candidat(registre)
    candidat(registre, "Relais Exemple")
    assert completer(roriq, monkeypatch, "bash", "roriq afficher ").split() == ["accueil-exemple", "relais-exemple"]
    assert completer(roriq, monkeypatch, "bash", "roriq afficher rel").split() == ["relais-exemple"]
    assert completer(roriq, monkeypatch, "zsh", "roriq afficher rel") == (
        """_arguments '*: :(("relais-exemple":"Relais Exemple"))'\n"""
    )
    assert completer(roriq, monkeypatch, "fish", "roriq show rel") == "relais-exemple\tRelais Exemple\n"
    assert completer(roriq, monkeypatch, "powershell", "roriq retirer rel") == "relais-exemple:::Relais Exemple\n"


def test_le_registre_nomme(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    candidat(registre)
    monkeypatch.chdir(tmp_path)
    assert completer(roriq, monkeypatch, "bash", "roriq afficher ").split() == []
    assert completer(roriq, monkeypatch, "bash", f"roriq -R {registre} afficher ").split() == ["accueil-exemple"]
    assert completer(roriq, monkeypatch, "bash", "roriq -R /nulle/part afficher ").split() == []


def test_une_fiche_illisible_ne_gene_pas(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    candidat(registre)
    (registre / "data/organismes/casse.yaml").write_text("nom: [\n", encoding="utf-8")
    assert completer(roriq, monkeypatch, "bash", "roriq afficher ").split() == ["accueil-exemple"]


def test_les_valeurs_des_options(roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    for ligne, attendus in (
        ("roriq suspendre x --motif ", ["conduite-incompatible", "conduite-nuisible", "activites-incompatibles",
                                        "activites-nuisibles"]),
        ("roriq suspendre x --motif act", ["activites-incompatibles", "activites-nuisibles"]),
        ("roriq retirer x --motif ", ["participation-inutile", "incompatibilite"]),
        ("roriq refuser x --motif ", ["tcri", "regionalisation"]),
        ("roriq lister --format ", ["texte", "json", "csv", "xlsx"]),
        ("roriq ajouter --region 0", [f"{n:02}" for n in range(1, 10)]),
        ("roriq regle parc", ["parcours"]),
        ("roriq lister --a-faire sans-m", ["sans-milieux"]),
    ):  # fmt: skip
        assert completer(roriq, monkeypatch, "bash", ligne).split() == attendus
    assert "04\tMauricie\n" in completer(roriq, monkeypatch, "fish", "roriq lister --region ")
    assert completer(roriq, monkeypatch, "bash", "roriq modifier x --mrc Shaw") == "Shawinigan\n"
    assert "--instance" in completer(roriq, monkeypatch, "bash", "roriq suspendre --i").split()


@pytest.mark.parametrize("shell", SHELLS)
def test_un_nom_hostile_ne_passe_pas(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    """A name comes from a file that anyone may propose: only its words go to the shell."""
    for rang, nom in enumerate(HOSTILES):
        texte = "'" + nom.replace("'", "''") + "'"
        poser(registre, f"o{rang}", f'id: o{rang}\nnom: {texte}\nregion: "04"\nsources:\n  - {{titre: Page}}\n')
    sortie = completer(roriq, monkeypatch, shell, "roriq afficher ")
    charpente = {
        "bash": r"o\d+",
        "zsh": r"""(?:_arguments '\*: :\(\()?"o\d+":"(?P<aide>[^"]*)"(?:\)\)')?""",
        "fish": r"o\d+\t(?P<aide>.*)",
        "powershell": r"o\d+:::(?P<aide>.*)",
    }[shell]
    lignes = sortie.splitlines()
    assert len(lignes) == len(HOSTILES)
    for ligne in lignes:
        trouve = re.fullmatch(charpente, ligne)
        assert trouve, ligne
        assert re.fullmatch(r"[\w ,.’-]*", trouve.groupdict().get("aide", "")), ligne


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh")
def test_zsh_n_execute_rien(registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As zsh does: the answer is evaluated, then `_arguments` evaluates its list again."""
    for rang, nom in enumerate(HOSTILES):
        texte = "'" + nom.replace("'", "''") + "'"
        poser(registre, f"o{rang}", f'id: o{rang}\nnom: {texte}\nregion: "04"\nsources:\n  - {{titre: Page}}\n')
    (tmp_path / "sortie").write_text(completer(roriq, monkeypatch, "zsh", "roriq afficher "), encoding="utf-8")
    programme = "_arguments() { local a=${1#'*: :'}; eval ws\\=\\( ${a[3,-3]} \\); print -l $ws }; eval $(cat sortie)"
    fini = subprocess.run(["zsh", "-f", "-c", programme], cwd=tmp_path, capture_output=True, check=True)
    assert fini.stdout.count(b"\n") == len(HOSTILES)
    assert [p.name for p in tmp_path.iterdir() if p.name == "PIEGE"] == []


def test_inoffensif_garde_les_mots() -> None:
    assert (
        inoffensif("Comité d'accueil de l'Érable, St-Exemple inc.") == "Comité d’accueil de l’Érable, St-Exemple inc."
    )
    assert inoffensif("日本 e\u0301te\u0301") == "日本 e\u0301te\u0301"
    assert inoffensif("`$(:)`") == ""
