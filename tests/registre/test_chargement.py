"""From files to records: all is read, each finding has its place, one bad file hides nothing."""

from datetime import date
from pathlib import Path

import pytest

from roriq_cli.domaine.genres.constats import Anomalie, Gravite
from roriq_cli.domaine.membres.genres import CHIFFRES, ORGANISME, RESEAU
from roriq_cli.domaine.membres.modele import Evenement, Fait, Organisme, Reseau
from roriq_cli.i18n import Phrase
from roriq_cli.registre.chargement import (
    Chargement,
    Fichier,
    avec,
    charger,
    nouveaux_constats,
    placer,
    valider,
)
from roriq_cli.registre.edition import ecrire
from roriq_cli.registre.sources import ArbreDeTravail
from tests.conftest import Roriq
from tests.registre.conftest import poser

JOUR = date(2026, 11, 21)
NEQ = 'id: {id}\nnom: {nom}\nregion: "04"\nneq: "1145678901"\nsources:\n  - titre: Site\n'


def lu(registre: Path) -> Chargement:
    return charger(ArbreDeTravail(registre))


def test_un_registre_vide(registre: Path) -> None:
    chargement = lu(registre)
    assert chargement.registre.organismes == ()
    assert chargement.registre.reseau == Reseau("RORIQ")
    assert [f.chemin for f in chargement.fichiers] == [RESEAU.lieu, CHIFFRES.lieu]
    assert chargement.non_lus == []
    bilan = valider(chargement, JOUR)
    assert (bilan.fichiers, bilan.constats, bilan.non_evalues, bilan.conforme) == (2, (), 0, True)


def test_une_fiche_fautive_n_en_cache_aucune(registre: Path) -> None:
    poser(registre, "a")
    poser(registre, "b", "nom: [\n")
    poser(registre, "c", "nom: C\n")
    poser(registre, "d", NEQ.format(id="autre", nom="Relais"))
    poser(registre, "e", NEQ.format(id="e", nom="Escale").replace("1145678901", "1145678902"))
    (registre / RESEAU.lieu).write_text("nom: 12\n")
    chargement = lu(registre)
    assert [o.id for o in chargement.registre.organismes] == ["a", "e"]
    assert [f.nom for f in chargement.non_lus] == ["b", "c", "registre"]
    assert chargement.registre.reseau == Reseau()
    bilan = valider(chargement, JOUR)
    assert bilan.fichiers == 7
    assert bilan.non_evalues == 3
    assert [(Path(c.fichier).stem, c.regle.code) for c in bilan.constats] == [
        ("b", "yaml-syntaxe"), ("c", "champ-manquant"), ("c", "champ-manquant"), ("c", "champ-manquant"),
        ("d", "id-fichier"), ("registre", "valeur-type"),
    ]  # fmt: skip
    assert bilan.nombre(Gravite.ERREUR) == 6
    assert not bilan.conforme


def test_un_avertissement_ne_change_pas_le_verdict(registre: Path) -> None:
    (registre / RESEAU.lieu).unlink()
    bilan = valider(lu(registre), JOUR)
    assert [(c.regle.code, c.fichier, c.ligne, c.colonne) for c in bilan.constats] == [
        ("registre-absent", RESEAU.lieu, 1, 1)
    ]
    assert (bilan.nombre(Gravite.AVERTISSEMENT), bilan.conforme) == (1, True)


def test_les_fichiers_demandes_sont_juges_parmi_les_autres(registre: Path) -> None:
    """A rule between files needs them all; the findings are those of the files asked about."""
    poser(registre, "a", NEQ.format(id="a", nom="Accueil"))
    poser(registre, "b", NEQ.format(id="b", nom="Relais"))
    poser(registre, "c", "")
    (registre / RESEAU.lieu).unlink()
    bilan = valider(lu(registre), JOUR, frozenset({ORGANISME.chemin("b")}))
    assert (bilan.fichiers, bilan.non_evalues) == (1, 0)
    assert [(c.regle.code, c.fichier, c.ligne) for c in bilan.constats] == [("neq-unique", ORGANISME.chemin("b"), 4)]
    assert valider(lu(registre), JOUR, frozenset({ORGANISME.chemin("c")})).non_evalues == 1


def test_valider_un_fichier_par_la_ligne_de_commande(
    registre: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    poser(registre, "a")
    poser(registre, "b", "")
    for nom in (
        "data/organismes/a.yaml",
        "./data/../data/organismes/a.yaml",
        str(registre / ORGANISME.lieu / "a.yaml"),
    ):
        assert roriq("valider", nom).code == 0
    monkeypatch.chdir(registre / ORGANISME.lieu)
    assert roriq("valider", "a.yaml").code == 0
    assert roriq("valider", "a.yaml", "b.yaml").code == 1
    for nom in ("absent.yaml", "/etc/passwd", "../../README.md", "", "a"):
        assert roriq("valider", nom).code == 2


def test_les_constats_sont_ranges(registre: Path) -> None:
    poser(registre, "b", 'id: b\nnom: ""\nregion: 4\nville: ""\nzut: 1\nsources: [{titre: ""}, {}]\n')
    poser(registre, "a", "")
    places = [(c.fichier, c.ligne, c.colonne) for c in valider(lu(registre), JOUR).constats]
    assert places == sorted(places)
    assert len(places) == 7


def test_la_place_d_un_constat() -> None:
    fichier = Fichier(ORGANISME.chemin("a"))
    constat = placer(fichier, Anomalie("ordre", ("historique", 3, "date"), Phrase("x")))
    assert (constat.ligne, constat.colonne, constat.fichier) == (1, 1, ORGANISME.chemin("a"))
    assert fichier.nom == "a"
    assert Fichier("data/organismes/a\x1b.yaml").nom == "a\x1b"


def test_deux_fiches_au_meme_id(registre: Path) -> None:
    for nom in ("a", "b", "c"):
        poser(registre, nom, NEQ.format(id="a", nom=f"Organisme {nom * 9}"))
    chargement = lu(registre)
    assert [c.regle.code for c in valider(chargement, JOUR).constats] == ["id-fichier", "id-fichier"]
    trouve = chargement.fichier(ORGANISME.chemin("a"))
    assert trouve is not None
    assert trouve.chemin == ORGANISME.chemin("a")
    assert chargement.fichier(ORGANISME.chemin("z")) is None


# The registry as it would be.


def test_le_registre_avec_une_fiche_de_plus(registre: Path) -> None:
    poser(registre, "a")
    poser(registre, "c")
    avant = lu(registre)
    (registre / ORGANISME.lieu / "a.yaml").unlink()
    apres = avec(
        avant,
        ORGANISME.chemin("b"),
        ecrire(ORGANISME, None, Organisme("b", "B", region="04", historique=(Evenement(JOUR, Fait.DEMANDE),))),
    )
    assert [o.id for o in apres.registre.organismes] == ["a", "b", "c"]
    assert [o.id for o in avant.registre.organismes] == ["a", "c"]
    assert nouveaux_constats(avant, apres, ORGANISME.chemin("b"), JOUR) == []
    remplacee = avec(apres, ORGANISME.chemin("a"), NEQ.format(id="a", nom="Accueil"))
    assert [o.nom for o in remplacee.registre.organismes] == ["Accueil", "B", "Organisme c"]
    assert remplacee.registre.reseau == avant.registre.reseau


def test_les_nouveaux_constats_seuls(registre: Path) -> None:
    """What was wrong before is not what this change makes wrong; what it makes wrong elsewhere is."""
    poser(registre, "a", NEQ.format(id="a", nom="Accueil"))
    poser(registre, "b", NEQ.format(id="b", nom="Relais"))
    poser(registre, "e", "nom: [")
    avant = lu(registre)
    sans = avec(avant, ORGANISME.chemin("c"), NEQ.format(id="c", nom="Escale").replace("1145678901", "1145678902"))
    assert nouveaux_constats(avant, sans, ORGANISME.chemin("c"), JOUR) == []
    pris = avec(avant, ORGANISME.chemin("c"), NEQ.format(id="c", nom="Escale"))
    assert [c.regle.code for c in nouveaux_constats(avant, pris, ORGANISME.chemin("c"), JOUR)] == ["neq-unique"]
    premier = avec(avant, ORGANISME.chemin("a0"), NEQ.format(id="a0", nom="RELAIS").replace("1145678901", "1145678902"))
    assert [c.regle.code for c in nouveaux_constats(avant, premier, ORGANISME.chemin("a0"), JOUR)] == ["nom-unique"]
    illisible = avec(avant, ORGANISME.chemin("c"), "nom: [\n")
    assert [c.regle.code for c in nouveaux_constats(avant, illisible, ORGANISME.chemin("c"), JOUR)] == ["yaml-syntaxe"]
    fautive = avec(avant, ORGANISME.chemin("c"), NEQ.format(id="z", nom="Z").replace("1145678901", "1145678902"))
    assert [c.regle.code for c in nouveaux_constats(avant, fautive, ORGANISME.chemin("c"), JOUR)] == ["id-fichier"]
