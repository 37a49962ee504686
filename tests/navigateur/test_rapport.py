"""The HTML report as a browser shows it: no violation of axe-core, no request, nothing stopped because nothing is tried."""

import base64
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.outils import git, retoucher
from tests.conftest import Roriq
from tests.navigateur.chromium import Chromium, Page

TELEPHONE, BUREAU = (390, 844), (1280, 800)
ECRANS = [
    pytest.param(taille, sombre, id=f"{taille[0]}-{'sombre' if sombre else 'clair'}")
    for taille in (TELEPHONE, BUREAU)
    for sombre in (False, True)
]
# All that axe knows how to check; what it cannot tell counts too.
_AXE = """
axe.run(document, {resultTypes: ["violations", "incomplete"], elementRef: true}).then((r) => ({
  violations: r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]),
  incertains: r.incomplete.map((v) => [v.id, v.nodes.filter((n) => !n.element.closest("svg")).map((n) => n.html)])
    .filter(([, noeuds]) => noeuds.length),
  reussis: r.passes.length,
}))
"""


@pytest.fixture(params=["2016-07-01", "2022-07-01", "aucun"])
def rapport(request: pytest.FixtureRequest, demo: Path, tmp_path: Path, roriq: Roriq) -> Path:
    """The report of the fictitious network on its two dates, and of a new registry."""
    page = tmp_path / "rapport.html"
    if request.param == "aucun":
        racine, options = tmp_path / "neuf", []
        assert roriq("init", str(racine)).code == 0
    else:
        racine, options = demo, ["--au", str(request.param)]
    assert roriq("-R", str(racine), "rapport", *options, "--format", "html", "--sortie", str(page)).code == 0
    return page


@pytest.mark.parametrize(("taille", "sombre"), ECRANS)
def test_axe_n_a_rien_a_redire(
    rapport: Path, taille: tuple[int, int], sombre: bool, chromium: Chromium, axe: str
) -> None:
    page = Page(chromium, rapport, *taille, sombre=sombre)
    page.evaluer(axe + ";null")
    resultat = page.evaluer(_AXE)
    assert resultat["reussis"] > 20
    assert resultat["violations"] == []
    # The letters of the pictures are checked by tests/rendu/test_images.py.
    assert resultat["incertains"] == []


@pytest.mark.parametrize(("taille", "sombre"), ECRANS)
def test_rien_ne_depasse_rien_n_est_demande(
    rapport: Path, taille: tuple[int, int], sombre: bool, chromium: Chromium
) -> None:
    page = Page(chromium, rapport, *taille, sombre=sombre)
    assert page.evaluer("document.documentElement.scrollWidth") == taille[0]
    assert page.requetes() == []
    assert page.violations() == []
    # The style sheet is applied (its hash is the right one), in the colours that were asked for.
    fond = page.evaluer("getComputedStyle(document.body).backgroundColor")
    assert fond == ("rgb(21, 25, 30)" if sombre else "rgb(255, 255, 255)")


def test_le_clavier_suffit(rapport: Path, chromium: Chromium) -> None:
    page = Page(chromium, rapport, *BUREAU, sombre=False)
    page.taper("Tab")
    assert page.evaluer("document.activeElement.className") == "saut"
    assert page.evaluer("document.activeElement.getBoundingClientRect().left >= 0")
    assert page.evaluer("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    liens = page.evaluer("document.querySelectorAll('nav a').length")
    atteints = []
    for _ in range(liens):
        page.taper("Tab")
        atteints.append(page.evaluer("document.activeElement.getAttribute('href')"))
    assert atteints == page.evaluer("[...document.querySelectorAll('nav a')].map((a) => a.getAttribute('href'))")


def test_les_images_se_nomment(demo: Path, tmp_path: Path, roriq: Roriq, chromium: Chromium) -> None:
    """What a screen reader says of a picture: its title, then its description."""
    fichier = tmp_path / "rapport.html"
    roriq("-R", str(demo), "rapport", "--au", "2022-07-01", "--format", "html", "--sortie", str(fichier))
    page = Page(chromium, fichier, *BUREAU, sombre=False)
    noeuds = page.demander("Accessibility.getFullAXTree")["nodes"]
    images = [n for n in noeuds if n["role"]["value"] in ("image", "img")]
    assert [n["name"]["value"].replace("\u00a0", " ") for n in images] == [
        "Carte des organismes membres par région, au 1er juillet 2022",
        "Nombre d'organismes membres au fil des ans, jusqu'au 1er juillet 2022",
    ]
    assert all(len(n["description"]["value"]) > 60 for n in images)


def pages_imprimees(page: Page) -> list[str]:
    pdf = base64.b64decode(page.demander("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert pdf.startswith(b"%PDF-")
    return re.findall(rb"/Type\s*/Page\b[^s]", pdf) and re.findall(r"/MediaBox\s*\[([^\]]*)\]", pdf.decode("latin-1"))


def test_le_rapport_s_imprime(rapport: Path, chromium: Chromium) -> None:
    """On letter paper, in the light colours whatever the screen's, and as many pages as a person would print."""
    page = Page(chromium, rapport, *BUREAU, sombre=True)
    formats = pages_imprimees(page)
    assert 1 <= len(formats) <= 8
    assert {tuple(float(n) for n in f.split()) for f in formats} == {(0, 0, 612, 792)}
    page.demander("Emulation.setEmulatedMedia", media="print", features=[])
    assert page.evaluer("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluer("getComputedStyle(document.querySelector('.saut')).display") == "none"


def test_un_registre_hostile_n_execute_rien(demo: Path, tmp_path: Path, roriq: Roriq, chromium: Chromium) -> None:
    """Fields that try to run, to style, to frame or to fetch: the page shows them, and does nothing."""
    racine = tmp_path / "hostile"
    git(tmp_path, "clone", "-q", str(demo), str(racine))
    attaque = "</style></svg><script>window.mal=1</script><img src=http://127.0.0.1:9/x onerror=window.mal=2>"
    nom = re.search(r"^nom: (.*)$", (racine / "data/organismes/escale-gaspesie.yaml").read_text(), re.M)
    assert nom is not None
    retoucher(racine, "escale-gaspesie", f"nom: {nom[1]}", f'nom: "{attaque}"')
    registre = racine / "data" / "registre.yaml"
    texte = registre.read_text(encoding="utf-8")
    registre.write_text(re.sub(r"^avis: .*$", f'avis: "{attaque}"', texte, flags=re.M), encoding="utf-8")
    fichier = tmp_path / "rapport.html"
    reponse = roriq("-R", str(racine), "rapport", "--au", "2022-07-01", "--format", "html", "--sortie", str(fichier))
    assert reponse.code == 0, reponse.tout
    page = Page(chromium, fichier, *BUREAU, sombre=False)
    assert page.evaluer("document.body.innerText").count(attaque) >= 2
    assert page.evaluer("window.mal") is None
    assert page.evaluer("document.scripts.length + document.images.length") == 0
    assert (page.requetes(), page.violations()) == ([], [])


def test_un_mot_sans_fin_ne_fait_rien_deborder(demo: Path, tmp_path: Path, roriq: Roriq, chromium: Chromium) -> None:
    """Names as long as a file may hold, without a blank where to break them."""
    racine = tmp_path / "long"
    git(tmp_path, "clone", "-q", str(demo), str(racine))
    mot = "Anticonstitutionnellement" * 6
    for fichier in (racine / "data" / "organismes").iterdir():
        texte = fichier.read_text(encoding="utf-8")
        fichier.write_text(re.sub(r"^nom: .*$", f"nom: {mot}{fichier.stem}", texte, flags=re.M), encoding="utf-8")
    (racine / "data" / "chiffres_publies.yaml").write_text(
        f"chiffres:\n  - {{date: 2016-03-01, precision: jour, total: 26, source: {{titre: {mot}}}}}\n", encoding="utf-8"
    )
    sortie = tmp_path / "rapport.html"
    argv = ("-R", str(racine), "rapport", "--du", "2009-01-01", "--au", "2022-07-01", "--format", "html")
    assert roriq(*argv, "--sortie", str(sortie)).code == 0
    assert sortie.read_text(encoding="utf-8").count(mot) > 30
    for taille in (TELEPHONE, BUREAU):
        page = Page(chromium, sortie, *taille, sombre=False)
        assert page.evaluer("document.documentElement.scrollWidth") == taille[0]


@pytest.mark.parametrize(
    ("corps", "violations"),
    [
        ("<script>window.mal = 1</script>", ["script-src-elem"]),
        ("<p style='color: red'>x</p>", ["style-src-attr"]),
        ("<style>p { color: red }</style>", ["style-src-elem"]),
        ("<img src='http://127.0.0.1:9/x'>", ["img-src"]),
        ("<p onclick='window.mal = 1'>x</p>", ["script-src-attr"]),
    ],
)
def test_la_politique_arrete_ce_qui_serait_entre(
    corps: str, violations: list[str], demo: Path, tmp_path: Path, roriq: Roriq, chromium: Chromium
) -> None:
    """Were a field let in, the page's own policy would stop it; and these tests would see it."""
    fichier = tmp_path / "rapport.html"
    roriq("-R", str(demo), "rapport", "--au", "2022-07-01", "--format", "html", "--sortie", str(fichier))
    texte = fichier.read_text(encoding="utf-8")
    fichier.write_text(texte.replace("</main>", f"{corps}</main>"), encoding="utf-8")
    page = Page(chromium, fichier, *BUREAU, sombre=False)
    vues = page.violations()
    assert vues[: len(violations)] == violations
    assert len(vues) > len(violations)  # and the console says it
    assert page.evaluer("window.mal") is None


def test_ces_essais_verraient_une_demande_et_un_defaut(tmp_path: Path, chromium: Chromium, axe: str) -> None:
    fichier = tmp_path / "page.html"
    fichier.write_text(
        "<img src='http://127.0.0.1:9/x'><p style='color: #eee'>Un texte trop pâle.</p>", encoding="utf-8"
    )
    page = Page(chromium, fichier, *BUREAU, sombre=False)
    assert page.requetes() == ["http://127.0.0.1:9/x"]
    page.evaluer(axe + ";null")
    resultat: dict[str, Any] = page.evaluer(_AXE)
    assert {"color-contrast", "html-has-lang", "image-alt"} <= {regle for regle, _ in resultat["violations"]}


def test_une_image_de_markdown_s_ouvre_seule(demo: Path, tmp_path: Path, roriq: Roriq, chromium: Chromium) -> None:
    """A picture beside a report in Markdown: shown by a browser, with its style, in light and in dark."""
    sortie = tmp_path / "rapport.md"
    assert (
        roriq("-R", str(demo), "rapport", "--au", "2022-07-01", "--format", "markdown", "--sortie", str(sortie)).code
        == 0
    )
    for sombre in (False, True):
        page = Page(chromium, tmp_path / "rapport-carte.svg", *TELEPHONE, sombre=sombre)
        fond = page.evaluer("getComputedStyle(document.querySelector('.fond')).fill")
        assert fond == ("rgb(21, 25, 30)" if sombre else "rgb(255, 255, 255)")
        assert (page.requetes(), page.violations()) == ([], [])
