"""outils/verrous.py fails when a lock lacks what one of its packages asks for."""

from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from outils import verrous
from tests.conftest import PROJET


def verrou(*lignes: str) -> str:
    return "".join(f"{ligne} \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n" for ligne in lignes)


def manques(texte: str, **demandes: Sequence[str]) -> list[str]:
    """What is missing from a lock whose packages ask for this."""
    return list(
        verrous.manques(verrous.lire(texte), lambda entree: [Requirement(d) for d in demandes.get(entree.name, ())])
    )


def test_un_extra_demande_est_au_verrou() -> None:
    demandes = {"essai": ["mesure[toml]>=7"]}
    assert manques(verrou("essai==1", "mesure[toml]==7"), **demandes) == []
    assert manques(verrou("essai==1", "mesure==7"), **demandes) == [
        "essai demande mesure[toml] : l'extra « toml » n'est pas au verrou"
    ]


def test_un_extra_demande_par_un_extra_du_verrou() -> None:
    demandes = {"essai": ["mesure[toml]; extra == 'mesures'"]}
    assert manques(verrou("essai==1", "mesure==7"), **demandes) == []
    assert len(manques(verrou("essai[Mesures]==1", "mesure==7"), **demandes)) == 1


@pytest.mark.parametrize(
    ("marqueur", "nombre"),
    [
        ("sys_platform == 'win32'", 1),  # asked for elsewhere than here: in the lock all the same
        ("python_version >= '3.14'", 1),
        ("python_full_version < '3.11.4'", 1),
        ("python_version < '3.11'", 0),
        ("platform_python_implementation == 'PyPy'", 0),
    ],
)
def test_le_marqueur_d_une_demande(marqueur: str, nombre: int) -> None:
    demandes = {"essai": [f"mesure[toml]; {marqueur}", f"ailleurs; {marqueur}"]}
    assert len(manques(verrou("essai==1", "mesure==7"), **demandes)) == 2 * nombre


def test_le_marqueur_d_une_entree() -> None:
    demandes = {"essai": ["mesure[toml]"]}
    assert manques(verrou("essai==1", "mesure[toml]==7 ; sys_platform == 'linux'"), **demandes) == [
        "essai demande mesure, qui n'est pas au verrou"
    ]


def test_les_noms_s_ecrivent_de_plusieurs_facons() -> None:
    assert manques(verrou("essai==1", "ma-mesure[un-extra]==7"), essai=["Ma_Mesure[Un_Extra]"]) == []


@pytest.mark.parametrize(
    ("texte", "raison"),
    [
        ("", "aucun paquet"),
        ("mesure==7\n", "empreinte"),
        ("mesure==7 --hash=md5:00\n", "empreinte"),
        ("mesure>=7 --hash=sha256:00\n", "version"),
        ("--index-url exemple --hash=sha256:00\n", "paquet"),
    ],
)
def test_un_verrou_illisible(texte: str, raison: str) -> None:
    with pytest.raises(verrous.Illisible, match=raison):
        verrous.lire(texte)


def test_ce_que_demande_vraiment_pytest_cov(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The case that happened, with the real packages of this environment."""
    monkeypatch.setattr(verrous, "DOSSIER", tmp_path)
    noms = ("pytest-cov", "coverage", "pytest", "pluggy", "iniconfig", "packaging", "pygments")
    lignes = [f"{nom}=={metadata.version(nom)}" for nom in noms]
    sans = verrou(*lignes, "colorama==0.4.6 ; sys_platform == 'win32'")
    (tmp_path / "sans.txt").write_text(sans, encoding="utf-8")
    (tmp_path / "avec.txt").write_text(sans.replace("coverage==", "coverage[toml]=="), encoding="utf-8")
    assert verrous.main(["avec"]) == 0
    assert (
        "avec.txt : 7 paquets lus, rien à ajouter (d'un autre système, non lus : colorama)." in capsys.readouterr().out
    )
    assert verrous.main([]) == 1
    assert "sans.txt : pytest-cov demande coverage[toml] : l'extra « toml »" in capsys.readouterr().err


def test_un_paquet_d_une_autre_version_n_est_pas_lu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verrous, "DOSSIER", tmp_path)
    (tmp_path / "autre.txt").write_text(verrou("coverage==1.0"), encoding="utf-8")
    (tmp_path / "absent.txt").write_text(verrou("un-paquet-qui-n-existe-pas==1.0"), encoding="utf-8")
    for nom, raison in (("autre", "et non ==1.0"), ("absent", "n'est pas installé"), ("rien", "n'existe pas")):
        assert verrous.main([nom]) == 1
        assert raison in capsys.readouterr().err


def test_tous_les_verrous_se_lisent() -> None:
    noms = {chemin.stem for chemin in (PROJET / "requirements").iterdir()}
    assert noms == {"construction", "developpement", "execution", "plancher"}
    for nom in noms:
        assert verrous.lire((PROJET / "requirements" / f"{nom}.txt").read_text(encoding="utf-8"))
