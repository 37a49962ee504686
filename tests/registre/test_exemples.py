"""A file dropped in tests/exemples is a test: `valides/<id>.yaml`, or `invalides/<rule>/<name>` that breaks the rule.

An invalid example is the file of one organisation, or a folder with a registry's `data/`. What Git cannot keep
(a file that may not be read, a pipe, a name that is not UTF-8), or should not (a mebibyte, a link to a device), is made
by the tests, here and in test_sources.
"""

import json
import os
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from outils import pages
from roriq_cli.domaine.genres.catalogue import REGLES, REGLES_D_ETAT
from roriq_cli.domaine.genres.constats import Gravite
from roriq_cli.registre.analyse import TAILLE_MAX
from tests.conftest import PROJET, Roriq
from tests.registre.conftest import poser

EXEMPLES = PROJET / "tests/exemples"
VALIDES = sorted((EXEMPLES / "valides").glob("*.yaml"))
INVALIDES = sorted((EXEMPLES / "invalides").glob("*/*"))
TEMOIN = "organisme-temoin"
_SAINE = 'id: {}\nnom: Accueil Exemple\nregion: "04"\nsources:\n  - {{titre: Site}}\n'


def _un_octet_de_trop(motif: str) -> Callable[[Path], object]:
    """A healthy file, then `motif` up to one byte more than a file may have."""

    def ecrire(fiche: Path) -> None:
        texte = _SAINE.format(fiche.stem)
        suite = motif * (TAILLE_MAX // len(motif) + 1)
        fiche.write_text((texte + suite)[: TAILLE_MAX + 1], encoding="ascii", newline="\n")

    return ecrire


FABRIQUES: dict[str, Callable[[Path], object]] = {
    "fichier-taille/une-ligne": _un_octet_de_trop("#"),
    "fichier-taille/commentaires": _un_octet_de_trop("# rien\n"),
    "fichier-type/lien-vers-un-peripherique": lambda fiche: fiche.symlink_to(os.devnull),
}


def _nom(chemin: Path) -> str:
    return f"{chemin.parent.name}/{chemin.stem}"[:60]


@pytest.fixture
def temoin(registre: Path) -> Path:
    """A registry with one healthy organisation."""
    poser(registre, TEMOIN)
    return registre


def _deposer(exemple: Path, registre: Path) -> None:
    """Put the example in the registry: its `data/` in place of the registry's, or its one file."""
    if exemple.is_dir():
        shutil.rmtree(registre / "data")
        shutil.copytree(exemple / "data", registre / "data", symlinks=True)
        (registre / "data/organismes").mkdir(exist_ok=True)
        poser(registre, TEMOIN)
    else:
        # « _aux.yaml » is aux.yaml: a copy of this repository on Windows could not have a file of that name.
        shutil.copyfile(exemple, registre / "data/organismes" / exemple.name.removeprefix("_"))


def _illisible(monkeypatch: pytest.MonkeyPatch, nom: str) -> None:
    """The file may not be read. (chmod stops nobody who runs the tests as root.)"""
    ouvrir = Path.open

    def refuser(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name == nom:
            raise PermissionError(13, "Permission denied")
        return ouvrir(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuser)


def _inertes(texte: str) -> Iterator[str]:
    """The characters of a screen that could drive a terminal, or hide."""
    return (c for c in texte if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp"))


def _valider(roriq: Roriq) -> tuple[int, dict[str, Any]]:
    """`roriq valider`, as JSON; the same on a screen, which nothing in a file can drive."""
    json_ = roriq("valider", "--format", "json")
    texte = roriq("valider", "--format", "texte")
    assert texte.code == json_.code
    assert not list(_inertes(texte.tout))
    assert "Traceback" not in texte.tout + json_.tout
    assert json_.erreur == ""
    bilan: dict[str, Any] = json.loads(json_.sortie)
    assert bilan["erreurs"] == sum(c["gravite"] == "erreur" for c in bilan["constats"])
    for constat in bilan["constats"]:
        assert constat["regle"] in texte.sortie
    return json_.code, bilan


@pytest.mark.parametrize("exemple", VALIDES, ids=_nom)
def test_un_exemple_valide(exemple: Path, temoin: Path, roriq: Roriq) -> None:
    _deposer(exemple, temoin)
    code, bilan = _valider(roriq)
    assert bilan["constats"] == []
    assert (code, bilan["erreurs"], bilan["non_evalues"], bilan["fichiers"]) == (0, 0, 0, 4)


@pytest.mark.parametrize("exemple", INVALIDES, ids=_nom)
def test_un_exemple_invalide(exemple: Path, temoin: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    _deposer(exemple, temoin)
    if exemple.parent.name == "fichier-illisible":
        _illisible(monkeypatch, exemple.name)
    _enfreint(exemple.parent.name, roriq)


@pytest.mark.parametrize("exemple", FABRIQUES)
def test_un_exemple_fabrique(exemple: str, temoin: Path, roriq: Roriq) -> None:
    regle, nom = exemple.split("/")
    FABRIQUES[exemple](temoin / "data/organismes" / f"{nom}.yaml")
    _enfreint(regle, roriq)


def test_un_fichier_d_un_mio_passe(temoin: Path, roriq: Roriq) -> None:
    """One byte less than those that are made."""
    fiche = temoin / "data/organismes/juste.yaml"
    FABRIQUES["fichier-taille/commentaires"](fiche)
    fiche.write_bytes(fiche.read_bytes()[:TAILLE_MAX])
    code, bilan = _valider(roriq)
    assert (code, bilan["constats"], bilan["non_evalues"]) == (0, [], 0)


def _enfreint(code_de_regle: str, roriq: Roriq) -> None:
    """The registry breaks this rule, and no other; the other file has nothing to do with it."""
    regle = REGLES[code_de_regle]
    code, bilan = _valider(roriq)
    assert {c["regle"] for c in bilan["constats"]} == {regle.code}
    assert code == (1 if regle.gravite is Gravite.ERREUR else 0)
    for constat in bilan["constats"]:
        assert constat["gravite"] == regle.gravite
        assert constat["fichier"].startswith("data/")
        assert constat["ligne"] >= 1
        assert constat["colonne"] >= 1
        assert constat["message"]
        assert constat["correction"]
        assert TEMOIN not in constat["fichier"]
    assert bilan["fichiers"] >= 1
    assert not any(TEMOIN in chemin for chemin in bilan["non_lus"])


def test_chaque_regle_a_ses_exemples() -> None:
    fabriques = {exemple.split("/")[0] for exemple in FABRIQUES}
    assert {exemple.parent.name for exemple in INVALIDES} | fabriques == set(REGLES_D_ETAT)
    assert not [p for p in EXEMPLES.glob("invalides/*") if not p.is_dir()]
    assert not [p for p in EXEMPLES.glob("valides/*") if p.suffix != ".yaml"]


@pytest.mark.parametrize(
    "code", [r.code for r in REGLES.values() if r.exemple.startswith("id:") or r.code == "yaml-profondeur"]
)
def test_l_exemple_du_catalogue_enfreint_sa_regle_et_elle_seule(code: str, temoin: Path, roriq: Roriq) -> None:
    poser(temoin, "accueil-exemple", REGLES[code].exemple)
    _code, bilan = _valider(roriq)
    assert {c["regle"] for c in bilan["constats"]} == {code}


def test_l_exemple_des_chiffres_publies(temoin: Path, roriq: Roriq) -> None:
    (temoin / "data/chiffres_publies.yaml").write_text(REGLES["chiffre-total"].exemple)
    _code, bilan = _valider(roriq)
    assert {c["regle"] for c in bilan["constats"]} == {"chiffre-total"}


def test_un_tube_ne_bloque_rien(temoin: Path, roriq: Roriq) -> None:
    for chemin in ("organismes/tube.yaml", "chiffres_publies.yaml", "registre.yaml"):
        (temoin / "data" / chemin).unlink(missing_ok=True)
        os.mkfifo(temoin / "data" / chemin)
    code, bilan = _valider(roriq)
    assert code == 1
    assert [c["regle"] for c in bilan["constats"]] == ["fichier-type"] * 3
    assert bilan["non_evalues"] == 3
    assert roriq("lister").code == 0
    refus = roriq("ajouter", "--nom", "Tube", "--region", "04", "--id", "tube")
    assert refus.code == 3


@pytest.mark.parametrize(
    "nom", [b"comit\xe9.yaml", b"\xff.yml", b"a\nb.yaml", b"\x1b[2J.yaml", "\u202eb.yaml".encode()]
)
def test_un_nom_de_fichier_hostile(nom: bytes, temoin: Path, roriq: Roriq) -> None:
    fichier = os.fsencode(temoin / "data/organismes") + b"/" + nom
    with open(fichier, "wb") as flux:
        flux.write(b"id: autre\n")
    code, bilan = _valider(roriq)
    assert code == 1
    assert bilan["non_evalues"] == 1
    assert not list(_inertes("".join(bilan["non_lus"])))
    sortie = temoin.parent / "bilan.json"
    assert roriq("valider", "--format", "json", "--sortie", str(sortie)).code == 1
    assert json.loads(sortie.read_text(encoding="utf-8"))["non_lus"] == bilan["non_lus"]


def test_les_pages_des_regles_sont_celles_du_catalogue() -> None:
    ecrites = {page.name: page.read_text(encoding="utf-8") for page in pages.DOSSIER.iterdir()}
    assert ecrites == pages.pages(), "python -m outils.pages"
    assert {nom.removesuffix(".md") for nom in ecrites} == {"README", *REGLES}


def test_la_page_du_reseau_est_celle_de_sa_definition() -> None:
    assert pages.RESEAU.read_text(encoding="utf-8") == pages.reseau(), "python -m outils.pages"


def test_la_page_des_genres_dit_ce_qu_ils_declarent() -> None:
    assert pages.GENRES_DE_FICHIERS.read_text(encoding="utf-8") == pages.genres(), "python -m outils.pages"
