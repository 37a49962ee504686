"""Two versions of one file: `valider` says what each side says, `synchroniser` makes one of the two, or refuses whole."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from roriq_cli.registre import git as git_du_registre
from tests.cli.outils import (
    DECISION,
    Instantane,
    candidat,
    copie,
    dernier,
    fiche,
    git,
    instantane,
    membre,
    poser,
    retoucher,
    reussir,
)
from tests.conftest import Reponse, Roriq

X = "accueil-exemple"
CHEMIN = f"data/organismes/{X}.yaml"
SUSPENDRE = ("suspendre", X, "--motif", "conduite-nuisible", *DECISION)
RETIRER = ("retirer", X)
HIER = (*RETIRER, "--date", "2026-11-20")  # a suspension of the same day could have come first
TCRI = ("attester", X, "--critere", "tcri", "--source", "Courriel de la TCRI")
REGIONALISATION = ("attester", X, "--critere", "regionalisation", "--source", "Site web")
VILLE = ("modifier", X, "--ville", "Lévis")
INTERDITS = re.compile(r"\b(commit|branche?|HEAD|YAML|JSON|sch[eé]ma?)\b", re.IGNORECASE)
Gestes = list[tuple[str, ...]]


class Etat(tuple[Instantane, dict[str, bytes]]):
    """All that a refusal leaves as it was, the merge under way included."""


def etat(racine: Path) -> Etat:
    traces = {p.name: p.read_bytes() for p in (racine / ".git").glob("*MERGE*") if p.is_file()}
    return Etat((instantane(racine), traces))


def lisse(reponse: Reponse) -> str:
    return reponse.tout.replace("\u00a0", " ")


def fusionner(racine: Path, quoi: str, *options: str) -> bool:
    """Merge as a person does; whether Git could do it alone."""
    fini = subprocess.run(["git", *options, "merge", "--no-edit", quoi], cwd=racine, capture_output=True, check=False)
    return fini.returncode == 0


def diverger(
    roriq: Roriq, racine: Path, ici: Gestes, venu: Gestes, nom: str = "proposition/autre", conflit: str = "merge"
) -> None:
    """`venu` on a branch called `nom`, `ici` on main, which then merges the other and cannot."""
    git(racine, "switch", "-qc", nom)
    for geste in venu:
        reussir(roriq, *geste)
    git(racine, "switch", "-q", "main")
    for geste in ici:
        reussir(roriq, *geste)
    assert not fusionner(racine, nom, "-c", f"merge.conflictStyle={conflit}")


@pytest.fixture
def peuple(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry with one member, that is suspended by nobody; the working directory in it."""
    racine = copie(tmp_path_factory.getbasetemp() / "conflits", tmp_path / "registre", membre)
    monkeypatch.chdir(racine)
    return racine


@pytest.fixture
def en_conflit(peuple: Path, roriq: Roriq) -> Path:
    """The same with a merge under way: an attestation on each side, that can both stand."""
    diverger(roriq, peuple, [REGIONALISATION], [TCRI])
    return peuple


def constat(roriq: Roriq, *argv: str) -> dict[str, Any]:
    """The one finding of `valider`, that fails."""
    reponse = roriq("valider", *argv, "--format", "json")
    assert reponse.code == 1
    bilan = json.loads(reponse.sortie)
    assert bilan["non_evalues"] == 1
    (trouve,) = bilan["constats"]
    assert trouve["regle"] == "conflit"
    return dict(trouve)


def phrase(roriq: Roriq) -> str:
    return str(constat(roriq)["message"]).replace("\u00a0", " ")


# `valider`


def test_valider_dit_les_lignes_et_les_deux_faits(peuple: Path, roriq: Roriq) -> None:
    diverger(roriq, peuple, [RETIRER], [SUSPENDRE])
    trouve = constat(roriq)
    lignes = fiche(peuple, X).splitlines()
    debut, fin = (1 + next(n for n, li in enumerate(lignes) if li.startswith(m * 7)) for m in "<>")
    assert (trouve["ligne"], trouve["colonne"]) == (debut, 1)
    message = str(trouve["message"]).replace("\u00a0", " ")
    assert message.startswith(
        f"Deux versions de la fiche sont mêlées de la ligne {debut} à la ligne {fin}. D'un côté : l'organisme Accueil "
        "Exemple se retire, de sa propre initiative, le samedi 21 novembre 2026; de l'autre : l'organisme Accueil "
        "Exemple est suspendu à compter du samedi 21 novembre 2026 (motif"
    )
    assert trouve["correction"].endswith("roriq synchroniser")
    ecran = roriq("valider", CHEMIN)
    assert ecran.code == 1
    assert f"{CHEMIN}:{debut}:1: erreur [conflit]" in ecran.sortie


@pytest.mark.parametrize("style", ["diff3", "zdiff3"])
def test_valider_lit_tous_les_styles_de_marques(style: str, peuple: Path, roriq: Roriq) -> None:
    diverger(roriq, peuple, [RETIRER], [SUSPENDRE], conflit=style)
    assert "|||||||" in fiche(peuple, X)
    assert "D'un côté : l'organisme Accueil Exemple se retire" in phrase(roriq)
    assert "de l'autre : l'organisme Accueil Exemple est suspendu" in phrase(roriq)


def test_valider_compte_les_endroits(peuple: Path, roriq: Roriq) -> None:
    diverger(roriq, peuple, [REGIONALISATION, ("modifier", X, "--ville", "Québec")], [TCRI, VILLE], conflit="diff3")
    dit = phrase(roriq)
    assert "et à 1 autre endroit." in dit
    assert "ville : Québec" in dit
    assert "ville : Lévis" in dit


def test_valider_en_anglais(en_conflit: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    reponse = roriq("validate")
    assert reponse.code == 1
    assert "On one side: the organization Accueil Exemple works in regionalization" in reponse.sortie
    assert "roriq sync" in reponse.sortie


def test_valider_ne_propose_pas_de_reunir_ce_qui_n_est_plus_en_cours(en_conflit: Path, roriq: Roriq) -> None:
    git(en_conflit, "add", "--all")
    git(en_conflit, "commit", "-qm", "avec les marques")
    trouve = constat(roriq)
    assert "D'un côté" in trouve["message"]
    assert "synchroniser" not in trouve["correction"]
    assert "synchroniser" not in constat(roriq, "--revision", "HEAD")["correction"]


def test_valider_hors_de_git(en_conflit: Path, tmp_path: Path, roriq: Roriq) -> None:
    shutil.copytree(en_conflit / "data", tmp_path / "copie/data")
    trouve = constat(lambda *argv: roriq("-R", str(tmp_path / "copie"), *argv))
    assert "D'un côté" in trouve["message"]
    assert "synchroniser" not in trouve["correction"]


TEXTE = 'id: accueil-exemple\nnom: {}\nregion: "04"\nsources:\n  - {{titre: Site}}\n'
ILLISIBLES = [
    ("<<<<<<< a\n=======\nville: Lévis\n>>>>>>> b\n", "D'un côté : ville : —; de l'autre : ville : Lévis."),
    ("<<<<<<< a\nville: Lévis\n=======\nzzz: 1\n>>>>>>> b\n", "Le second côté contient des erreurs"),
    ("<<<<<<< a\nville: [\n=======\nville: Lévis\n>>>>>>> b\n", "Le premier côté contient des erreurs"),
    ("<<<<<<< a\nville: [\n=======\nzzz: 1\n>>>>>>> b\n", "Aucun des deux côtés ne peut être lu."),
    ("<<<<<<< a\n# un\n=======\n# deux\n>>>>>>> b\n", "Les deux côtés disent la même chose"),
    ("<<<<<<< a\n<<<<<<< a\n=======\n=======\n>>>>>>> b\n>>>>>>> b\n", "Deux versions de la fiche sont mêlées ici."),
    ("<<<<<<< a\nville: Lévis\n=======\nville: Québec\n", "Deux versions de la fiche sont mêlées ici."),
    (">>>>>>> a\n=======\n<<<<<<< b\n", "Deux versions de la fiche sont mêlées ici."),
    ("=======\n", "Deux versions de la fiche sont mêlées ici."),
]


@pytest.mark.parametrize(("suite", "attendu"), ILLISIBLES)
def test_valider_des_marques_de_toute_sorte(suite: str, attendu: str, peuple: Path, roriq: Roriq) -> None:
    poser(peuple, X, TEXTE.format("Accueil Exemple") + suite)
    assert attendu in phrase(roriq)


def test_valider_un_autre_fichier(peuple: Path, roriq: Roriq) -> None:
    reseau = peuple / "data/registre.yaml"
    reseau.write_text(
        "<<<<<<< a\n" + reseau.read_text(encoding="utf-8") + "=======\n>>>>>>> b\n", encoding="utf-8", newline="\n"
    )
    assert re.fullmatch(r"Deux versions de la fiche sont mêlées de la ligne 1 à la ligne \d+\.", phrase(roriq))


def test_valider_des_fins_de_ligne_de_windows(en_conflit: Path, roriq: Roriq) -> None:
    chemin = en_conflit / CHEMIN
    chemin.write_bytes(chemin.read_bytes().replace(b"\n", b"\r\n"))
    assert "D'un côté : l'organisme Accueil Exemple travaille" in phrase(roriq)


def test_valider_ce_qui_est_hostile_reste_court_et_rapide(peuple: Path, roriq: Roriq) -> None:
    titre = "\u202e".encode("unicode-escape").decode() + "::error::@tous <b>" + "x" * 250
    source = '  - {{titre: "{} {}"}}\n'
    un, autre = ("".join(source.format(titre, f"{c}{n}") for n in range(60)) for c in "ab")
    blocs = "<<<<<<< \x1b[31mHEAD\n# a\n=======\n# b\n>>>>>>> x\n" * 20_000
    texte = TEXTE.format("Accueil Exemple") + f"<<<<<<< \x1b[31m\n{un}=======\n{autre}>>>>>>> b\n" + blocs
    poser(peuple, X, texte[: texte.rindex("<<<<<<<", 0, 1024 * 1024 - 1000)])
    debut = time.monotonic()
    dit = phrase(roriq)
    assert time.monotonic() - debut < 10
    assert "autres endroits" in dit
    assert len(dit) < 5000
    assert "\x1b" not in dit
    assert "\x1b" not in roriq("valider").sortie


def test_valider_beaucoup_de_faits_en_dit_trois(peuple: Path, roriq: Roriq) -> None:
    attestations: Gestes = [(*TCRI[:-1], f"Courriel {n}") for n in range(5)]
    diverger(roriq, peuple, attestations, [REGIONALISATION])
    assert "Courriel 2) et 2 autres changements; de l'autre" in phrase(roriq)


# `synchroniser`


def test_deux_faits_qui_peuvent_tenir_ensemble(en_conflit: Path, roriq: Roriq) -> None:
    ici, venu = git(en_conflit, "rev-parse", "HEAD", "MERGE_HEAD").split()
    reponse = reussir(roriq, "synchroniser")
    assert lisse(reponse).startswith("C'est réuni : 1 fiche dit les faits des deux côtés.\n  - Organisme Accueil")
    assert "Rien n'a quitté votre ordinateur." in reponse.erreur
    texte = fiche(en_conflit, X)
    assert texte.index("source: Site web") < texte.index("verifie_le: 2026-11-21, source: Courriel de la TCRI")
    assert git(en_conflit, "rev-parse", "HEAD^1", "HEAD^2").split() == [ici, venu]
    assert git(en_conflit, "status", "--porcelain") == ""
    reussir(roriq, "valider")
    commit = dernier(en_conflit)
    assert commit.sujet == "reunion(accueil-exemple): Accueil Exemple"
    assert commit.trailers == {"Roriq-Organisme": [X]}
    assert "D'un côté\u00a0: l'organisme Accueil Exemple travaille en régionalisation" in commit.corps
    assert "de l'autre\u00a0: l'organisme Accueil Exemple est en règle à la TCRI" in commit.corps
    assert not INTERDITS.search(reponse.erreur)
    reussir(roriq, *VILLE)


def test_seules_les_lignes_des_faits_changent(peuple: Path, roriq: Roriq) -> None:
    retoucher(peuple, X, 'region: "04"', 'region:   "04"   # au siège')
    git(peuple, "commit", "-qam", "mise en page")
    diverger(roriq, peuple, [VILLE, REGIONALISATION, RETIRER], [TCRI, ("modifier", X, "--sigle", "AEM"), RETIRER])
    avant = fiche(peuple, X)
    reussir(roriq, "synchroniser")
    apres = fiche(peuple, X)
    for ligne in ('region:   "04"   # au siège', "ville: Lévis", "sigle: AEM"):
        assert ligne in apres.splitlines()
    assert apres.count("evenement: retrait") == 1  # recorded by both, it is one fact
    assert "<<<<" in avant


def test_la_meme_attestation_des_deux_cotes_n_en_fait_qu_une(peuple: Path, roriq: Roriq) -> None:
    diverger(roriq, peuple, [TCRI, REGIONALISATION], [TCRI, (*TCRI[:-1], "Appel de la TCRI")])
    reussir(roriq, "synchroniser")
    texte = fiche(peuple, X)
    assert texte.count("verifie_le: 2026-11-21, source: Courriel de la TCRI") == 1
    assert "Site web" in texte
    assert "Appel de la TCRI" in texte


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
@pytest.mark.parametrize("fins", ["\n", "\r\n"])
def test_le_style_des_marques_n_y_change_rien(style: str, fins: str, peuple: Path, roriq: Roriq) -> None:
    diverger(roriq, peuple, [REGIONALISATION], [TCRI], conflit=style)
    chemin = peuple / CHEMIN
    chemin.write_bytes(chemin.read_bytes().replace(b"\n", fins.encode()))
    reussir(roriq, "synchroniser")
    assert "\r" not in fiche(peuple, X)
    reussir(roriq, "valider")


def test_des_marques_refaites_dans_un_autre_style(en_conflit: Path, roriq: Roriq) -> None:
    git(en_conflit, "checkout", "--conflict=diff3", "--", CHEMIN)
    reussir(roriq, "synchroniser")


def sans_rien_changer(roriq: Roriq, racine: Path, code: int, *argv: str) -> str:
    """Run a command that leaves the merge under way exactly as it was."""
    avant = etat(racine)
    reponse = roriq(*(argv or ("synchroniser",)))
    assert (reponse.code, reponse.sortie) == (code, ""), reponse.tout
    assert etat(racine) == avant
    return lisse(reponse)


def jouer_les_lignes(roriq: Roriq, racine: Path, ecran: str, apres: str) -> None:
    """Type the lines that the screen gives after these words, as they are."""
    lignes = ecran.partition(apres)[2].split("\n  ")[1:]
    for ligne in lignes:
        mots = ligne.split()
        if mots[0] == "roriq":
            reussir(roriq, *mots[1:])
            return
        git(racine, *mots[1:])
    pytest.fail(ecran)


def test_deux_faits_qui_ne_peuvent_pas_tenir_ensemble(peuple: Path, roriq: Roriq) -> None:
    diverger(roriq, peuple, [HIER], [SUSPENDRE])
    ecran = sans_rien_changer(roriq, peuple, 3)
    assert "D'un côté : l'organisme Accueil Exemple se retire" in ecran
    assert "de l'autre : l'organisme Accueil Exemple est suspendu" in ecran
    assert "seul un membre peut être suspendu. Rien n'a été consigné." in ecran
    assert "git merge --abort" in ecran
    jouer_les_lignes(roriq, peuple, ecran, "Ne garder que le premier côté")
    assert "suspension" not in fiche(peuple, X)
    assert git(peuple, "log", "-1", "--format=%s") == "reunion(registre): deux versions\n"
    assert len(git(peuple, "rev-list", "--parents", "-1", "HEAD").split()) == 3
    reussir(roriq, "valider")


def test_le_meme_champ_des_deux_cotes(peuple: Path, roriq: Roriq) -> None:
    diverger(roriq, peuple, [("modifier", X, "--ville", "Québec")], [VILLE])
    ecran = sans_rien_changer(roriq, peuple, 3)
    assert "ville : — → Québec" in ecran
    assert "ville : — → Lévis" in ecran
    assert "La raison : ville : Lévis d'un côté, Québec de l'autre." in ecran


def test_plusieurs_fiches_en_desaccord(peuple: Path, roriq: Roriq) -> None:
    ids = [candidat(peuple, f"Relais {n}") for n in "abcde"]

    def gestes(ville: str) -> Gestes:
        return [("modifier", id, "--ville", ville) for id in ids]

    diverger(roriq, peuple, gestes("Québec"), gestes("Lévis"))
    ecran = sans_rien_changer(roriq, peuple, 3)
    assert ecran.count("Les deux côtés ne peuvent pas tenir ensemble") == 3
    assert "Et 2 autres fiches." in ecran


def test_un_fait_recu_plus_ancien_que_le_sien(peuple: Path, roriq: Roriq) -> None:
    """What others have stays where it is; what is here comes after."""
    git(peuple, "switch", "-qc", "proposition/retrait")
    reussir(roriq, *HIER)
    git(peuple, "switch", "-q", "main")
    reussir(roriq, *SUSPENDRE, "--date", "2026-11-10")
    recu = fiche(peuple, X)
    git(peuple, "switch", "-q", "proposition/retrait")
    assert not fusionner(peuple, "main")
    reponse = reussir(roriq, "synchroniser")
    assert "Attention" not in reponse.erreur
    assert fiche(peuple, X).startswith(recu)
    assert fiche(peuple, X).endswith("  - date: 2026-11-20\n    evenement: retrait\n")
    reussir(roriq, "valider")


def test_un_fait_plus_ancien_que_ce_qui_est_recu_prend_place_avant_et_c_est_dit(peuple: Path, roriq: Roriq) -> None:
    diverger(roriq, peuple, [HIER], [(*SUSPENDRE, "--date", "2026-11-10")])
    reponse = reussir(roriq, "synchroniser")
    assert "Attention\u00a0: pour l'organisme Accueil Exemple, un fait prend place avant un autre" in reponse.erreur
    texte = fiche(peuple, X)
    assert texte.index("evenement: suspension") < texte.index("evenement: retrait")
    reussir(roriq, "valider")


def test_une_fiche_du_meme_nom_des_deux_cotes(peuple: Path, roriq: Roriq) -> None:
    diverger(
        roriq,
        peuple,
        [("ajouter", "--nom", "Relais Exemple", "--region", "05")],
        [("ajouter", "--nom", "Relais Exemple", "--region", "06")],
    )
    ecran = sans_rien_changer(roriq, peuple, 3)
    assert "deux fiches du même nom, relais-exemple, ont été ajoutées" in ecran
    jouer_les_lignes(roriq, peuple, ecran, "Ne garder que le premier côté")
    assert 'region: "05"' in fiche(peuple, "relais-exemple")


@pytest.mark.parametrize("ou", ["ici", "venu"])
def test_une_fiche_effacee_d_un_cote(ou: str, peuple: Path, roriq: Roriq) -> None:
    git(peuple, "switch", "-qc", "autre")
    if ou == "venu":
        git(peuple, "rm", "-q", CHEMIN)
        git(peuple, "commit", "-qm", "effacée")
    else:
        reussir(roriq, *VILLE)
    git(peuple, "switch", "-q", "main")
    if ou == "ici":
        git(peuple, "rm", "-q", CHEMIN)
        git(peuple, "commit", "-qm", "effacée")
    else:
        reussir(roriq, *VILLE)
    assert not fusionner(peuple, "autre")
    ecran = sans_rien_changer(roriq, peuple, 3)
    assert "la fiche accueil-exemple n'est plus là d'un côté, et a changé de l'autre" in ecran
    jouer_les_lignes(roriq, peuple, ecran, "Garder la version qui peut l'être")
    assert "ville: Lévis" in fiche(peuple, X)


def test_une_fiche_illisible_d_un_cote(peuple: Path, roriq: Roriq) -> None:
    git(peuple, "switch", "-qc", "autre")
    retoucher(peuple, X, 'region: "04"', 'region: "99"')
    git(peuple, "commit", "-qam", "à la main")
    git(peuple, "switch", "-q", "main")
    retoucher(peuple, X, 'region: "04"', 'region: "05"')
    git(peuple, "commit", "-qam", "à la main")
    assert not fusionner(peuple, "autre")
    ecran = sans_rien_changer(roriq, peuple, 3)
    assert "contient des erreurs d'un côté" in ecran
    jouer_les_lignes(roriq, peuple, ecran, "Garder la version qui peut l'être")
    assert 'region: "05"' in fiche(peuple, X)


def test_une_fiche_illisible_des_deux_cotes(peuple: Path, roriq: Roriq) -> None:
    git(peuple, "switch", "-qc", "autre")
    for branche, region in (("autre", "98"), ("main", "99")):
        git(peuple, "switch", "-q", branche)
        retoucher(peuple, X, 'region: "04"', f'region: "{region}"')
        git(peuple, "commit", "-qam", "à la main")
    assert not fusionner(peuple, "autre")
    ecran = sans_rien_changer(roriq, peuple, 3)
    assert "Aucune des deux versions ne peut être gardée telle quelle" in ecran
    (peuple / CHEMIN).write_text(git(peuple, "show", f"HEAD~1:{CHEMIN}"), encoding="utf-8", newline="\n")
    jouer_les_lignes(roriq, peuple, ecran, "Aucune des deux versions")
    reussir(roriq, "valider")


def test_ce_qui_serait_une_erreur_ailleurs_dans_le_registre(peuple: Path, roriq: Roriq) -> None:
    def ajouter(nom: str) -> tuple[str, ...]:
        return ("ajouter", "--nom", nom, "--region", "05", "--neq", "1145678901")

    diverger(roriq, peuple, [REGIONALISATION, ajouter("Relais Exemple")], [TCRI, ajouter("Escale Exemple")])
    ecran = sans_rien_changer(roriq, peuple, 3)
    assert "contiendraient une erreur" in ecran
    assert "1145678901" in ecran
    assert "roriq regle neq-unique" in ecran


def test_ce_qui_n_est_pas_une_fiche_reste_a_la_personne(peuple: Path, roriq: Roriq) -> None:
    git(peuple, "switch", "-qc", "autre")
    (peuple / "LISEZMOI.txt").write_text("un\n", encoding="utf-8")
    git(peuple, "add", "LISEZMOI.txt")
    git(peuple, "commit", "-qm", "un")
    reussir(roriq, *TCRI)
    git(peuple, "switch", "-q", "main")
    (peuple / "LISEZMOI.txt").write_text("deux\n", encoding="utf-8")
    git(peuple, "add", "LISEZMOI.txt")
    git(peuple, "commit", "-qm", "deux")
    reussir(roriq, *REGIONALISATION)
    assert not fusionner(peuple, "autre")
    ecran = sans_rien_changer(roriq, peuple, 3)
    assert "« roriq » ne réunit que des fiches : LISEZMOI.txt." in ecran
    (peuple / "LISEZMOI.txt").write_text("un et deux\n", encoding="utf-8")
    jouer_les_lignes(roriq, peuple, ecran, "Réglez-le à la main")
    assert (peuple / "LISEZMOI.txt").read_text(encoding="utf-8") == "un et deux\n"
    assert git(peuple, "status", "--porcelain") == ""


def test_une_fiche_reglee_a_la_main_est_gardee(en_conflit: Path, roriq: Roriq) -> None:
    texte = re.sub(r"(?m)^(<<<<<<<|=======|>>>>>>>).*\n", "", fiche(en_conflit, X)).replace("Site web", "Page web")
    (en_conflit / CHEMIN).write_text(texte, encoding="utf-8", newline="\n")
    ecran = sans_rien_changer(roriq, en_conflit, 3)
    assert "La fiche accueil-exemple a été modifiée à la main" in ecran
    assert f"\n  git checkout --merge -- {CHEMIN}" in ecran
    git(en_conflit, "add", "--", CHEMIN)
    reponse = reussir(roriq, "synchroniser")
    assert "C'est réuni" in reponse.erreur
    assert fiche(en_conflit, X) == texte


def test_des_marques_retouchees_a_la_main_ne_sont_pas_perdues(en_conflit: Path, roriq: Roriq) -> None:
    retoucher(en_conflit, X, "Site web", "Page web")
    assert "a été modifiée à la main" in sans_rien_changer(roriq, en_conflit, 3)
    git(en_conflit, "checkout", "--merge", "--", CHEMIN)
    reussir(roriq, "synchroniser")


def test_une_fiche_effacee_a_la_main_pendant_la_reunion(en_conflit: Path, roriq: Roriq) -> None:
    (en_conflit / CHEMIN).unlink()
    assert "a été modifiée à la main" in sans_rien_changer(roriq, en_conflit, 3)


def test_rien_n_est_ecrit_a_travers_un_lien(en_conflit: Path, tmp_path: Path, roriq: Roriq) -> None:
    dehors = tmp_path / "dehors.yaml"
    (en_conflit / CHEMIN).replace(dehors)
    (en_conflit / CHEMIN).symlink_to(dehors)
    avant = dehors.read_bytes()
    assert "est un lien" in sans_rien_changer(roriq, en_conflit, 3)
    assert dehors.read_bytes() == avant


def test_un_lien_d_un_cote_n_est_pas_une_fiche(peuple: Path, roriq: Roriq) -> None:
    git(peuple, "switch", "-qc", "autre")
    (peuple / CHEMIN).unlink()
    (peuple / CHEMIN).symlink_to("/etc/hostname")
    git(peuple, "add", "--all")
    git(peuple, "commit", "-qm", "un lien")
    git(peuple, "switch", "-q", "main")
    reussir(roriq, *VILLE)
    assert not fusionner(peuple, "autre")
    assert "ne réunit que des fiches" in sans_rien_changer(roriq, peuple, 3)


# What refuses, or stops, in the middle


def poser_crochet(racine: Path, nom: str, script: str) -> Path:
    crochet = racine / ".git/hooks" / nom
    crochet.parent.mkdir(exist_ok=True)
    crochet.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    crochet.chmod(0o755)
    return crochet


@pytest.mark.parametrize("nom", ["pre-commit", "commit-msg"])
def test_un_crochet_qui_refuse(nom: str, en_conflit: Path, roriq: Roriq) -> None:
    crochet = poser_crochet(en_conflit, nom, "echo pas permis >&2; exit 1")
    ecran = sans_rien_changer(roriq, en_conflit, 4)
    assert "La réunion est comme avant : rien n'a été consigné." in ecran
    assert "| pas permis" in ecran
    crochet.unlink()
    reussir(roriq, "synchroniser")


def test_un_crochet_qui_change_la_fiche(en_conflit: Path, roriq: Roriq) -> None:
    poser_crochet(en_conflit, "pre-commit", f"echo '# ajouté' >> {CHEMIN}; git add {CHEMIN}")
    ecran = sans_rien_changer(roriq, en_conflit, 4)
    assert "change le texte en l'enregistrant" in ecran


def arreter(monkeypatch: pytest.MonkeyPatch, quoi: str, faute: BaseException, *, apres: bool = False) -> None:
    """Git stops short when asked for `quoi`, or just after it has done it."""
    vrai: Callable[..., bytes] = git_du_registre.git

    def faux(dossier: Path, *arguments: str, **options: Any) -> bytes:
        if quoi in arguments and not apres:
            raise faute
        resultat = vrai(dossier, *arguments, **options)
        if quoi in arguments:
            raise faute
        return resultat

    monkeypatch.setattr(git_du_registre, "git", faux)


@pytest.mark.parametrize("quoi", ["add", "commit"])
def test_interrompu_rien_n_a_change(quoi: str, en_conflit: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    arreter(monkeypatch, quoi, KeyboardInterrupt())
    assert "Rien n'a été consigné" in sans_rien_changer(roriq, en_conflit, 130)


def test_interrompu_une_fois_terminee(en_conflit: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    arreter(monkeypatch, "commit", KeyboardInterrupt(), apres=True)
    reponse = roriq("synchroniser")
    assert reponse.code == 130
    assert "la réunion était déjà terminée" in reponse.erreur
    assert git(en_conflit, "status", "--porcelain") == ""


def test_un_ennui_une_fois_terminee_n_en_est_pas_un(
    en_conflit: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    arreter(monkeypatch, "commit", OSError(5, "x"), apres=True)
    reussir(roriq, "synchroniser")


def test_le_disque_refuse(en_conflit: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    from roriq_cli.registre import ecriture

    def plein(chemin: Path, contenu: str | bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ecriture, "remplacer", plein)
    ecran = sans_rien_changer(roriq, en_conflit, 4)
    assert "Le disque refuse d'écrire (le disque est plein)" in ecran


def test_le_disque_refuse_meme_de_remettre(en_conflit: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    from roriq_cli.registre import ecriture

    vrai = ecriture.remplacer
    appels: list[Path] = []

    def plein(chemin: Path, contenu: str | bytes) -> None:
        appels.append(chemin)
        if len(appels) > 1:
            raise OSError(28, "No space left on device")
        vrai(chemin, contenu)

    monkeypatch.setattr(ecriture, "remplacer", plein)
    arreter(monkeypatch, "commit", git_du_registre.Echec("non"))
    sans_rien_changer(roriq, en_conflit, 4)
    assert len(appels) > 1


def test_ce_qui_bouge_pendant_la_question(en_conflit: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    from roriq_cli.registre.union import reunion

    vraie = reunion.erreurs

    def erreurs(racine: Path, *arguments: Any) -> Any:
        trouvees = vraie(racine, *arguments)
        git(racine, "add", "--", CHEMIN)
        return trouvees

    monkeypatch.setattr(reunion, "erreurs", erreurs)
    reponse = roriq("synchroniser")
    assert reponse.code == 3
    assert "La réunion a changé pendant la commande." in reponse.erreur
    assert "<<<<<<<" in fiche(en_conflit, X)


# At a terminal


def test_au_terminal_il_montre_et_demande(en_conflit: Path) -> None:
    from tests.cli.test_terminal import jouer

    avant = etat(en_conflit)
    fin = jouer("synchroniser", reponses=[("Réunir? [O/n]", "n\n")])
    assert fin.code == 130
    assert "À réunir :\n  - Organisme Accueil Exemple. D'un côté : l'organisme Accueil Exemple travaille" in fin.ecran
    assert "Rien n'a été réuni : tout est comme avant." in fin.ecran
    assert etat(en_conflit) == avant
    fin = jouer("synchroniser", reponses=[("Réunir? [O/n]", "\n")])
    assert fin.code == 0
    assert fin.ecran.count("D'un côté") == 1
    assert "C'est réuni : 1 fiche dit les faits des deux côtés.\n" in fin.ecran
    assert git(en_conflit, "status", "--porcelain") == ""


def test_au_terminal_un_fait_deplace_demande_deux_fois_plutot_qu_une(peuple: Path, roriq: Roriq) -> None:
    from tests.cli.test_terminal import jouer

    diverger(roriq, peuple, [HIER], [(*SUSPENDRE, "--date", "2026-11-10")])
    avant = etat(peuple)
    fin = jouer("synchroniser", reponses=[("Réunir quand même? [o/N]", "\n")])
    assert fin.code == 130
    assert "un fait prend place avant un autre qui était déjà au registre" in fin.ecran
    assert etat(peuple) == avant
    assert jouer("synchroniser", reponses=[("Réunir quand même? [o/N]", "o\n")]).code == 0


def test_au_terminal_rien_a_regler(peuple: Path, roriq: Roriq) -> None:
    from tests.cli.test_terminal import jouer

    git(peuple, "switch", "-qc", "autre")
    reussir(roriq, *TCRI)
    git(peuple, "switch", "-q", "main")
    reussir(roriq, "ajouter", "--nom", "Relais Exemple", "--region", "05")
    git(peuple, "merge", "-q", "--no-commit", "autre")
    fin = jouer("synchroniser", reponses=[("Réunir? [O/n]", "o\n")])
    assert fin.code == 0
    assert "À réunir : deux versions du registre, dont aucune fiche n'est plus à régler." in fin.ecran


# What is not for `synchroniser` to conclude


def test_une_autre_operation_en_cours(peuple: Path, roriq: Roriq) -> None:
    diverger(roriq, peuple, [REGIONALISATION], [TCRI])
    git(peuple, "merge", "--abort")
    fini = subprocess.run(["git", "cherry-pick", "proposition/autre"], cwd=peuple, capture_output=True, check=False)
    assert fini.returncode
    assert "git status dit comment" in sans_rien_changer(roriq, peuple, 4)
    assert "synchroniser" not in constat(roriq)["correction"]
    git(peuple, "cherry-pick", "--abort")
    fini = subprocess.run(["git", "rebase", "proposition/autre"], cwd=peuple, capture_output=True, check=False)
    assert fini.returncode
    assert "git status dit comment" in sans_rien_changer(roriq, peuple, 4)


def test_plus_de_deux_versions(en_conflit: Path, roriq: Roriq) -> None:
    (en_conflit / ".git/MERGE_HEAD").write_text(git(en_conflit, "rev-parse", "HEAD", "HEAD~1"), encoding="utf-8")
    assert "Plus de deux versions" in sans_rien_changer(roriq, en_conflit, 4)


def test_une_version_que_git_ne_connait_pas(en_conflit: Path, roriq: Roriq) -> None:
    (en_conflit / ".git/MERGE_HEAD").write_text("0" * 40 + "\n", encoding="utf-8")
    assert "ne connaît pas la version" in sans_rien_changer(roriq, en_conflit, 4)


def test_une_reunion_sans_personne_pour_la_signer(en_conflit: Path, machine: Path, roriq: Roriq) -> None:
    (machine / ".gitconfig").unlink()
    assert "au nom de qui consigner" in sans_rien_changer(roriq, en_conflit, 4)


def test_consigner_pendant_une_reunion_dit_comment_la_terminer(en_conflit: Path, roriq: Roriq) -> None:
    candidat_ = ("ajouter", "--nom", "Relais Exemple", "--region", "05")
    assert "La terminer : roriq synchroniser" in sans_rien_changer(roriq, en_conflit, 4, *candidat_)


def test_une_reunion_sans_rien_a_regler(peuple: Path, roriq: Roriq) -> None:
    git(peuple, "switch", "-qc", "autre")
    reussir(roriq, *TCRI)
    git(peuple, "switch", "-q", "main")
    reussir(roriq, "ajouter", "--nom", "Relais Exemple", "--region", "05")
    git(peuple, "merge", "-q", "--no-commit", "autre")
    reponse = reussir(roriq, "synchroniser")
    assert "les deux versions du registre n'en font qu'une" in reponse.erreur
    assert "Courriel de la TCRI" in fiche(peuple, X)


def test_un_registre_dans_un_dossier_d_un_depot(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    depot = tmp_path / "depot"
    git(tmp_path, "init", "-q", "-b", "main", str(depot))
    for dossier in ("data/organismes", "data/tcri"):
        (depot / "reseau" / dossier).mkdir(parents=True)
    (depot / "reseau/data/registre.yaml").write_text("nom: Réseau exemple\n", encoding="utf-8")
    racine = depot / "reseau"
    monkeypatch.chdir(racine)
    membre(racine)
    git(depot, "add", "--all")
    git(depot, "commit", "-qm", "début")
    diverger(roriq, racine, [REGIONALISATION], [TCRI])
    reussir(roriq, "synchroniser")
    assert git(depot, "status", "--porcelain") == ""
    reussir(roriq, "valider")


@pytest.mark.lent
def test_des_fiches_par_centaines(peuple: Path, roriq: Roriq) -> None:
    ids = [f"relais-{n}" for n in range(305)]
    base = 'id: {id}\nnom: {id}\nregion: "05"\nville: {ville}\nsources:\n  - {{titre: Site}}\n'

    def ecrire(nom: str, ville: str, *sources: str) -> None:
        for id in ids:
            texte = base.format(id=id, ville=ville) + "".join(f"  - {{titre: {s}}}\n" for s in sources)
            (peuple / f"data/organismes/{id}.yaml").write_text(texte, encoding="utf-8", newline="\n")
        git(peuple, "add", "--all")
        git(peuple, "commit", "-qm", nom)

    ecrire("base", "Matane")
    git(peuple, "switch", "-qc", "autre")
    ecrire("autre", "Matane", "Bottin")
    git(peuple, "switch", "-q", "main")
    ecrire("main", "Matane", "Annuaire")
    assert not fusionner(peuple, "autre")
    reponse = reussir(roriq, "synchroniser")
    assert "305 fiches disent les faits des deux côtés" in reponse.erreur
    assert "Et 295 autres fiches." in reponse.erreur
    assert dernier(peuple).sujet == "reunion(registre): 305 fiches"
    assert git(peuple, "status", "--porcelain") == ""


# With a shared place


@pytest.fixture
def partage(peuple: Path, tmp_path: Path) -> Path:
    """The shared place of `peuple`, that has all of it."""
    nu = tmp_path / "nu.git"
    git(tmp_path, "clone", "-q", "--bare", str(peuple), str(nu))
    git(peuple, "remote", "add", "origin", str(nu))
    git(peuple, "fetch", "-q")
    return nu


def test_une_proposition_depassee(peuple: Path, partage: Path, roriq: Roriq) -> None:
    """The flow of a coordinator whose proposition waits while the register goes on."""
    reussir(roriq, *TCRI, "--proposer")
    nom = f"proposition/attestation-{X}-2026-11-21"
    reussir(roriq, *REGIONALISATION)
    reussir(roriq, "synchroniser")
    recu = fiche(peuple, X)
    git(peuple, "switch", "-q", nom)
    assert not fusionner(peuple, "origin/main")
    reponse = lisse(reussir(roriq, "synchroniser"))
    assert f"Pour envoyer la proposition : git push -u origin {nom}\n" in reponse
    assert git(partage, "branch", "--format=%(refname:short)").split() == ["main"]
    # What main has is where it was: the proposition only adds to it.
    apres = fiche(peuple, X)
    ajoutees = [ligne for ligne in apres.splitlines() if ligne not in recu.splitlines()]
    assert len(ajoutees) == 1
    assert apres.replace(ajoutees[0] + "\n", "") == recu
    encore = roriq("synchroniser")
    assert encore.code == 4
    assert "git push -u origin" in encore.erreur
    git(peuple, "push", "-qu", "origin", nom)
    reussir(roriq, "modifier", X, "--sigle", "AEM")
    assert "1 fait envoyé." in reussir(roriq, "synchroniser").erreur
    assert git(partage, "rev-parse", nom) == git(peuple, "rev-parse", "HEAD")


def test_une_proposition_deja_envoyee_repart(peuple: Path, partage: Path, roriq: Roriq) -> None:
    git(peuple, "switch", "-qc", "proposition/tcri")
    reussir(roriq, *TCRI)
    git(peuple, "push", "-qu", "origin", "proposition/tcri")
    git(peuple, "switch", "-q", "main")
    reussir(roriq, *REGIONALISATION)
    git(peuple, "switch", "-q", "proposition/tcri")
    assert not fusionner(peuple, "main")
    reponse = reussir(roriq, "synchroniser")
    assert "Le registre est envoyé." in reponse.erreur
    assert git(partage, "rev-parse", "proposition/tcri") == git(peuple, "rev-parse", "HEAD")


def test_une_proposition_qui_suit_le_registre_lui_meme_n_y_part_pas(peuple: Path, partage: Path, roriq: Roriq) -> None:
    reussir(roriq, *REGIONALISATION)
    reussir(roriq, "synchroniser")
    git(peuple, "switch", "-qc", "proposition/tcri", "--track", "origin/main")
    git(peuple, "reset", "-q", "--hard", "HEAD~1")
    reussir(roriq, *TCRI)
    assert not fusionner(peuple, "origin/main")
    avant = git(partage, "rev-parse", "main")
    assert "git push -u origin proposition/tcri" in reussir(roriq, "synchroniser").erreur
    assert git(partage, "rev-parse", "main") == avant


def test_ce_que_git_pull_a_laisse_est_reuni_puis_envoye(
    peuple: Path, partage: Path, tmp_path: Path, roriq: Roriq
) -> None:
    autre = tmp_path / "autre"
    git(tmp_path, "clone", "-q", str(partage), str(autre))
    reussir(roriq, "-R", str(autre), *REGIONALISATION)
    reussir(roriq, "-R", str(autre), "synchroniser")
    recu = fiche(autre, X)
    reussir(roriq, *TCRI)
    fini = subprocess.run(
        ["git", "pull", "--no-rebase", "origin", "main"], cwd=peuple, capture_output=True, check=False
    )
    assert fini.returncode
    reponse = reussir(roriq, "synchroniser")
    assert "C'est réuni" in reponse.erreur
    assert "1 fait envoyé." in reponse.erreur
    texte = fiche(peuple, X)
    assert texte.index("Site web") < texte.index("verifie_le: 2026-11-21, source: Courriel de la TCRI")
    assert set(recu.splitlines()) < set(texte.splitlines())
    reussir(roriq, "-R", str(autre), "synchroniser")
    assert git(autre, "rev-parse", "HEAD") == git(peuple, "rev-parse", "HEAD")


def test_une_proposition_reunie_ici_quand_d_autres_ont_envoye_entre_temps(
    peuple: Path, partage: Path, tmp_path: Path, roriq: Roriq
) -> None:
    autre = tmp_path / "autre"
    git(tmp_path, "clone", "-q", str(partage), str(autre))
    reussir(roriq, "-R", str(autre), *VILLE)
    reussir(roriq, "-R", str(autre), "synchroniser")
    diverger(roriq, peuple, [REGIONALISATION], [TCRI, (*TCRI[:-1], "Appel de la TCRI")])
    reponse = reussir(roriq, "synchroniser")
    assert "Attention" not in reponse.erreur
    texte = fiche(peuple, X)
    for dit in ("ville: Lévis", "Site web", "source: Courriel de la TCRI", "Appel de la TCRI"):
        assert dit in texte
    assert git(partage, "rev-parse", "main") == git(peuple, "rev-parse", "HEAD")
    reussir(roriq, "valider")


def test_un_fait_deplace_ne_part_pas_sans_qu_on_le_redise(peuple: Path, partage: Path, roriq: Roriq) -> None:
    diverger(roriq, peuple, [HIER], [(*SUSPENDRE, "--date", "2026-11-10")])
    avant = git(partage, "rev-parse", "main")
    assert "Pour l'envoyer\u00a0: roriq synchroniser" in reussir(roriq, "synchroniser").erreur
    assert git(partage, "rev-parse", "main") == avant


def test_ce_qui_est_modifie_a_cote_attend(peuple: Path, partage: Path, roriq: Roriq) -> None:
    autre = candidat(peuple, "Relais Exemple")
    diverger(roriq, peuple, [REGIONALISATION], [TCRI])
    retoucher(peuple, autre, 'region: "04"', 'region: "05"')
    reponse = reussir(roriq, "synchroniser")
    assert "Pour l'envoyer\u00a0: roriq synchroniser" in reponse.erreur
    assert git(peuple, "status", "--porcelain") == f" M data/organismes/{autre}.yaml\n"


def test_ce_qui_est_reuni_avec_d_anciennes_erreurs_est_dit(peuple: Path, roriq: Roriq) -> None:
    poser(peuple, "mauvaise", "id: autre\n")
    diverger(roriq, peuple, [REGIONALISATION], [TCRI])
    reponse = reussir(roriq, "synchroniser")
    assert "1 fichier contient des erreurs" in reponse.erreur


def test_rien_du_jargon_de_git_dans_ce_qu_il_dit(peuple: Path, roriq: Roriq) -> None:
    diverger(roriq, peuple, [HIER], [SUSPENDRE])
    dits = [phrase(roriq), sans_rien_changer(roriq, peuple, 3).replace(".yaml", "")]
    for dit in dits:
        assert not INTERDITS.search(dit), dit


def test_en_anglais(en_conflit: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    reponse = reussir(roriq, "sync")
    assert reponse.erreur.startswith("United: 1 file says the facts of both sides.\n  - Organization Accueil Exemple.")
    assert "On one side: the organization Accueil Exemple works" in reponse.erreur
    assert "D'un côté" in dernier(en_conflit).corps
