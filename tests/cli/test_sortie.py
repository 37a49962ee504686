"""`--sortie`: a result never takes the place of what the registry holds."""

import os
from pathlib import Path

import pytest

from tests.cli.outils import mal_taper, membre, reussir
from tests.conftest import Roriq

X = "accueil-exemple"
FICHE = f"data/organismes/{X}.yaml"
LECTURES = [
    ("lister",),
    ("afficher", X),
    ("journal",),
    ("rapport",),
    ("suivi",),
    ("admissibilite",),
    ("echeances",),
    ("valider",),
    ("regle",),
    ("exporter", "--format", "csv"),
]
REFUS = "est une fiche du registre\u00a0: choisissez un autre fichier."


@pytest.mark.parametrize("commande", LECTURES, ids=lambda c: c[0])
def test_une_fiche_n_est_pas_une_sortie(
    registre: Path, roriq: Roriq, tmp_path: Path, commande: tuple[str, ...]
) -> None:
    membre(registre)
    assert f"{FICHE} {REFUS}" in mal_taper(roriq, registre, *commande, "--sortie", FICHE)
    neuf = mal_taper(roriq, registre, *commande, "--sortie", "data/neuf/liste.csv")
    assert "data/neuf/liste.csv serait parmi les fiches du registre" in neuf
    assert not (registre / "data/neuf").exists()
    reussir(roriq, *commande, "--sortie", str(tmp_path / "liste"))
    assert (tmp_path / "liste").is_file()


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_par_des_liens_ou_d_ailleurs(
    registre: Path, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    membre(registre)
    (tmp_path / "lien").symlink_to(registre / "data")
    (tmp_path / "fiche.csv").symlink_to(registre / FICHE)
    monkeypatch.chdir(tmp_path)
    for sortie in (f"lien/organismes/{X}.yaml", "fiche.csv", f"lien/../{FICHE}", str(registre / FICHE)):
        assert REFUS in mal_taper(roriq, registre, "-R", "registre", "lister", "--sortie", sortie), sortie
    # Where the folder of the files is itself a link, and from outside of any registry.
    (registre / "data").rename(tmp_path / "ailleurs")
    (registre / "data").symlink_to(tmp_path / "ailleurs")
    for sortie in (f"registre/{FICHE}", f"ailleurs/organismes/{X}.yaml"):
        assert roriq("-R", "registre", "regle", "--sortie", sortie).code == 2, sortie
    assert roriq("regle", "--sortie", f"registre/{FICHE}").code == 2
    assert "Accueil Exemple" in (tmp_path / "ailleurs/organismes" / f"{X}.yaml").read_text(encoding="utf-8")


def test_un_dossier_data_qui_n_est_pas_d_un_registre(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    reussir(roriq, "lister", "--sortie", str(tmp_path / "data/liste.csv"))
    assert (tmp_path / "data/liste.csv").is_file()
