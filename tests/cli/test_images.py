"""The pictures of a report in Markdown: files beside it, written where they may be, and the page on any console."""

import io
import os
import re
import sys
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from tests.cli.outils import membre, reussir, sans_effet
from tests.conftest import Roriq

LIEN = re.compile(r"^!\[(.*)\]\(([^)\s]+)\)$", re.M)


def liens(texte: str) -> list[str]:
    """The files that a text in Markdown shows, as a reader opens them."""
    return [unquote(lien) for _mots, lien in LIEN.findall(texte)]


@pytest.mark.parametrize("nom", ["rapport.md", "Rapport annuel (2022) 100 % été.md", "sans-suffixe", ".md", "a.b.md"])
def test_les_images_sont_a_cote_du_rapport(demo: Path, roriq: Roriq, tmp_path: Path, nom: str) -> None:
    sortie = tmp_path / nom
    argv = ("-R", str(demo), "rapport", "--au", "2022-07-01", "--format", "markdown")
    reponse = reussir(roriq, *argv, "--sortie", str(sortie))
    trouves = liens(sortie.read_text(encoding="utf-8"))
    assert trouves == [f"{sortie.stem}-carte.svg", f"{sortie.stem}-taille.svg"]
    assert {f.name for f in tmp_path.iterdir()} == {nom, *trouves}
    for image in trouves:
        racine = ElementTree.fromstring((tmp_path / image).read_text(encoding="utf-8"))
        assert racine.tag == "{http://www.w3.org/2000/svg}svg"
        assert image in reponse.erreur
    # What a picture shows is also in words, for whoever does not see it.
    mots = [mots for mots, _lien in LIEN.findall(sortie.read_text(encoding="utf-8"))]
    assert mots[0].startswith("Des organismes membres ont leur siège dans 13 régions sur 17")
    assert "24 le 1er juillet 2022" in mots[1]


def test_sans_fichier_les_mots_seuls(demo: Path, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reponse = reussir(roriq, "-R", str(demo), "rapport", "--au", "2022-07-01", "--format", "markdown")
    assert liens(reponse.sortie) == []
    assert "24 le 1er juillet 2022." in reponse.sortie
    assert list(tmp_path.iterdir()) == []


def test_un_tuyau_n_a_pas_d_images(demo: Path, roriq: Roriq, tmp_path: Path) -> None:
    """`--sortie` may name a device or a pipe: nothing is beside it."""
    tuyau = tmp_path / "tuyau"
    os.mkfifo(tuyau)
    bout = os.open(tuyau, os.O_RDWR | os.O_NONBLOCK)
    try:
        reussir(roriq, "-R", str(demo), "rapport", "--au", "2022-07-01", "--format", "markdown", "--sortie", str(tuyau))
        assert liens(os.read(bout, 1 << 20).decode()) == []
    finally:
        os.close(bout)
    assert list(tmp_path.iterdir()) == [tuyau]


def test_un_registre_neuf_n_a_pas_d_images(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    sortie = tmp_path / "rapport.md"
    reponse = reussir(roriq, "rapport", "--format", "markdown", "--sortie", str(sortie))
    assert reponse.erreur == ""
    assert liens(sortie.read_text(encoding="utf-8")) == []


def test_par_un_lien_les_images_suivent_le_rapport(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    (tmp_path / "lien.md").symlink_to(ailleurs / "vrai.md")
    reussir(roriq, "rapport", "--format", "markdown", "--sortie", str(tmp_path / "lien.md"))
    assert {f.name for f in ailleurs.iterdir()} == {"vrai.md", "vrai-carte.svg", "vrai-taille.svg"}


def test_une_image_n_entre_pas_parmi_les_fiches(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    """Nothing is written: neither the picture, nor the report that would name it."""
    id = membre(registre)
    fiche = registre / "data" / "organismes" / f"{id}.yaml"
    (tmp_path / "rapport-taille.svg").symlink_to(fiche)
    sortie = tmp_path / "rapport.md"
    argv = ("rapport", "--format", "markdown", "--sortie", str(sortie))
    assert "est une fiche du registre" in sans_effet(roriq, registre, 2, *argv).erreur
    assert [f.name for f in tmp_path.iterdir() if f.name.startswith("rapport")] == ["rapport-taille.svg"]


def test_une_image_qui_ne_s_ecrit_pas(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    (tmp_path / "rapport-carte.svg").mkdir()
    argv = ("rapport", "--format", "markdown", "--sortie", str(tmp_path / "rapport.md"))
    assert "rapport-carte.svg ne peut pas être écrit" in sans_effet(roriq, registre, 4, *argv).erreur
    assert not (tmp_path / "rapport.md").exists()


def test_les_memes_octets_que_la_page(demo: Path, roriq: Roriq, tmp_path: Path) -> None:
    argv = ("-R", str(demo), "rapport", "--au", "2022-07-01")
    reussir(roriq, *argv, "--format", "markdown", "--sortie", str(tmp_path / "r.md"))
    page = reussir(roriq, *argv, "--format", "html").sortie
    for nom in ("carte", "taille"):
        image = (tmp_path / f"r-{nom}.svg").read_text(encoding="utf-8")
        sans_style = re.sub(r"<style>.*?</style>", "", image, flags=re.S).rstrip("\n")
        assert sans_style in page


@pytest.mark.parametrize("encodage", ["cp1252", "ascii", "utf-8"])
def test_la_page_par_un_tuyau_de_windows(
    demo: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch, encodage: str
) -> None:
    """The page says it is in UTF-8: what a pipe in another encoding carries is read the same."""
    import html

    from roriq_cli.cli import main

    argv = ["-R", str(demo), "rapport", "--au", "2022-07-01", "--format", "html"]
    voulue = reussir(roriq, *argv).sortie
    tuyau = io.TextIOWrapper(io.BytesIO(), encoding=encodage, errors="replace", newline="")
    monkeypatch.setattr(sys, "stdout", tuyau)
    assert main(argv) == 0
    tuyau.flush()
    octets = tuyau.buffer.getvalue()
    if encodage != "utf-8":
        assert octets.isascii()
    assert html.unescape(octets.decode("utf-8")) == html.unescape(voulue)
