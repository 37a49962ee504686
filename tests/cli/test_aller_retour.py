"""What goes out comes back: an unchanged export writes nothing; an import undone leaves nothing, and comes in again."""

import re
from pathlib import Path

import pytest

from tests.cli.outils import git, instantane, reussir
from tests.cli.test_importer import les_trente, objets, poser, ranger
from tests.conftest import Roriq

INTERDITS = re.compile(r"\b(commits?|branche?s?|merge|HEAD|YAML|JSON|sch[eé]mas?)\b", re.IGNORECASE)


@pytest.mark.parametrize("forme", ["csv", "xlsx"])
def test_importer_son_propre_export_n_ecrit_rien(demo_copie: Path, tmp_path: Path, roriq: Roriq, forme: str) -> None:
    sortie = str(tmp_path / f"export.{forme}")
    reussir(roriq, "exporter", "--format", forme, "--sortie", sortie)
    avant = instantane(demo_copie)
    reponse = reussir(roriq, "importer", sortie, "--oui")
    assert instantane(demo_copie) == avant, reponse.tout
    assert not list(tmp_path.glob("*à corriger*"))


@pytest.mark.lent
def test_le_premier_matin(registre: Path, tmp_path: Path, roriq: Roriq) -> None:
    """The issue's own acceptance: 30 rows as people keep them, two of which are to be corrected."""
    feuille = poser(tmp_path, ranger(les_trente()))
    dites = [reussir(roriq, "importer", feuille, "--oui").tout]
    organismes = registre / "data/organismes"
    assert len(list(organismes.glob("*.yaml"))) == 28
    assert len(list(tmp_path.glob("*à corriger*"))) == 1
    for personnel in (b"prenom.nom", b"Pr\xc3\xa9nom Nom", b"819-555-0177"):
        assert personnel not in objets(registre)
    suivi = reussir(roriq, "suivi").sortie
    dites.append(suivi)
    assert len(re.findall(r"sans date d'adhésion", suivi)) == 1
    assert "3 fiches sans date d'adhésion" in suivi
    genres = [ligne.split("\u00a0:")[0] for ligne in suivi.splitlines() if ligne.startswith("  - ")]
    assert len(genres) == len(set(genres))
    dites.append(reussir(roriq, "annuler").tout)
    assert list(organismes.glob("*.yaml")) == []
    reussir(roriq, "valider")
    assert git(registre, "status", "--porcelain") == ""
    dites.append(reussir(roriq, "importer", feuille, "--oui").tout)
    assert len(list(organismes.glob("*.yaml"))) == 28
    for dit in dites:
        assert not INTERDITS.search(dit), dit
