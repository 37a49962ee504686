"""Several files judged together: each alone, then among those that passed; and the ids that once were."""

from pathlib import Path

import pytest

from roriq_cli.domaine.membres.modele import Organisme
from roriq_cli.registre import git, lot
from roriq_cli.registre.chargement import charger
from roriq_cli.registre.sources import ArbreDeTravail
from tests.cli.outils import git as git_, membre
from tests.conftest import Roriq
from tests.domaine.fabrique import AUJOURD_HUI, SOURCE

A = Organisme("a", "Accueil A", region="04", sources=(SOURCE._replace(atteste_le=None),))


def regles(epreuve: lot.Epreuve) -> dict[str, list[str]]:
    return {id: [c.regle.code for c in constats] for id, constats in epreuve.constats.items()}


def test_chaque_fiche_seule_puis_parmi_les_autres(registre: Path) -> None:
    membre(registre)
    connu = charger(ArbreDeTravail(registre)).registre.organismes[0]
    organismes = [
        A._replace(tcri="X-1"),
        A._replace(id="b", nom="Relais B", ville=" "),
        A._replace(id="c", nom="Escale C", ville="a\x07b"),
        A._replace(id="d", nom="Phare D", tcri="x-1"),
        A._replace(id="e", nom="Accueil Exemple"),
        A._replace(id="f", nom="Halte F"),
        connu._replace(ville="Ici"),
    ]
    epreuve = lot.eprouver(charger(ArbreDeTravail(registre)), organismes, AUJOURD_HUI)
    assert regles(epreuve) == {
        "a": [],
        "b": ["valeur-forme"],
        "c": ["caractere-interdit"],
        "d": ["tcri-unique"],
        "e": ["nom-unique"],
        "f": [],
        "accueil-exemple": [],
    }
    assert [o.id for o in epreuve.ensuite.registre.organismes] == ["a", "accueil-exemple", "f"]
    assert "ville: Ici\n" in epreuve.texte("accueil-exemple")


def test_un_lot_vide_ou_tout_fautif(registre: Path) -> None:
    chargement = charger(ArbreDeTravail(registre))
    assert lot.eprouver(chargement, [], AUJOURD_HUI).constats == {}
    fautif = lot.eprouver(chargement, [A._replace(region="99")], AUJOURD_HUI)
    assert regles(fautif) == {"a": ["valeur-permise"]}
    assert fautif.ensuite.registre.organismes == ()


def test_une_erreur_qui_etait_la_n_est_pas_celle_du_lot(registre: Path) -> None:
    membre(registre)
    membre(registre, "Relais Exemple")
    texte = (registre / "data/organismes/relais-exemple.yaml").read_text(encoding="utf-8")
    (registre / "data/organismes/relais-exemple.yaml").write_text(
        texte.replace("nom: Relais Exemple", "nom: Accueil Exemple"), encoding="utf-8"
    )
    epreuve = lot.eprouver(charger(ArbreDeTravail(registre)), [A], AUJOURD_HUI)
    assert regles(epreuve) == {"a": []}


def test_les_ids_qui_ont_servi(registre: Path) -> None:
    membre(registre)
    membre(registre, "Relais Exemple")
    git_(registre, "rm", "-q", "data/organismes/relais-exemple.yaml")
    git_(registre, "commit", "-qm", "x")
    ids = ["accueil-exemple", "relais-exemple", "exemple", "relais"]
    assert lot.deja_servis(registre, ids) == {"accueil-exemple", "relais-exemple"}


def test_un_seul_appel_a_git_pour_mille_ids(registre: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    appels: list[tuple[str, ...]] = []
    vrai = git.git

    def compter(racine: Path, *arguments: str) -> bytes:
        appels.append(arguments)
        return vrai(racine, *arguments)

    monkeypatch.setattr(git, "git", compter)
    assert lot.deja_servis(registre, [f"a-{n}" for n in range(1000)]) == frozenset()
    assert len(appels) == 1


def test_sans_aucun_commit(tmp_path: Path, roriq: Roriq) -> None:
    git_(tmp_path, "init", "-q", "neuf")
    assert lot.deja_servis(tmp_path / "neuf", ["a"]) == frozenset()


def test_dans_un_sous_dossier(tmp_path: Path, roriq: Roriq) -> None:
    racine = tmp_path / "depot" / "registre"
    (racine / "data/organismes").mkdir(parents=True)
    git_(tmp_path, "init", "-q", "depot")
    (racine / "data/organismes/a.yaml").write_text("x", encoding="utf-8")
    git_(racine, "add", ".")
    git_(racine, "commit", "-qm", "x")
    assert lot.deja_servis(racine, ["a", "b"]) == {"a"}
