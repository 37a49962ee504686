"""A member's life through the command line."""

from pathlib import Path

from tests.conftest import Roriq


def test_une_admission(registre: Path, roriq: Roriq) -> None:
    ajout = roriq("ajouter", "--nom", "Accueil Exemple", "--region", "04", "--regionalisation", "Formulaire")
    assert ajout.code == 0
    refus = roriq("admettre", "accueil-exemple")
    assert refus.code == 3
    assert "Rien n'a été consigné." in refus.erreur
    assert roriq("attester", "accueil-exemple", "--critere", "tcri", "--source", "Courriel de la TCRI").code == 0
    assert roriq("admettre", "accueil-exemple").code == 0
    assert "membre" in roriq("lister").sortie
