"""The sections of the report: one list, the same order and the same sections in every format, and in the page of docs."""

import json
import re

import pytest

from roriq_cli import i18n
from roriq_cli.i18n import Affichable
from roriq_cli.rendu.formats import rendre
from roriq_cli.rendu.html.rapport import rang_sur_la_page
from roriq_cli.rendu.markdown.commun import texte as en_markdown
from roriq_cli.rendu.sections.rapport import PARTIES, donnees, sections
from roriq_cli.rendu.sections.section import Section
from tests.conftest import PROJET
from tests.rendu.test_html import reseau, vue

# What a format has no place for: no picture on a screen; what is to be done is not in what is pasted in minutes.
SANS = {"texte": {"taille"}, "markdown": {"manques"}, "html": set[str]()}


def titre_dans(forme: str, s: Section) -> str:
    """The line by which a section begins in a format."""
    if forme == "html":
        return f'<section id="{s.id}"'
    titre: Affichable = (s.ecran or s.titre) if forme == "texte" else s.titre
    return f"\n{titre}\n" if forme == "texte" else f"\n{'#' * s.niveau} {en_markdown(titre)}\n"


@pytest.mark.parametrize("langue", ["fr", "en"])
@pytest.mark.parametrize("forme", SANS)
def test_chaque_section_est_dans_chaque_forme_au_meme_rang(forme: str, langue: str) -> None:
    """A page has the same list, but for those that it tells first, in its own order."""
    i18n.utiliser(langue)
    v = vue(reseau())
    dit = str(rendre("rapport", forme, v))
    rangees = sorted(sections(v), key=rang_sur_la_page) if forme == "html" else sections(v)
    places = {s.id: dit.find(titre_dans(forme, s)) for s in rangees}
    assert {id for id, place in places.items() if place < 0} == SANS[forme]
    trouvees = [place for place in places.values() if place >= 0]
    assert trouvees == sorted(trouvees)


def test_le_sommaire_de_la_page_nomme_chaque_section() -> None:
    v = vue(reseau())
    assert len({s.id for s in sections(v)} - {""}) == len(sections(v))
    page = str(rendre("rapport", "html", v))
    sommaire = re.findall(r'<li><a href="#([^"]*)">([^<]*)</a></li>', page)
    assert {tuple(map(str, (s.id, s.court or s.titre))) for s in sections(v)} == set(sommaire)
    assert [id for id, _ in sommaire] == re.findall(r'<section id="([^"]*)"', page)


def test_chaque_partie_donne_ses_cles() -> None:
    """No two parts give the same key; those that no part gives are on the page that says what JSON holds."""
    v = vue(reseau())
    cles = [cle for _sections, partie in PARTIES for cle in partie(v)]
    assert len(cles) == len(set(cles))
    lu = json.loads(rendre("rapport", "json", v))
    assert set(lu) == {"revision", "modifie", "fictif", "non_lus", *donnees(v)}
    rangee = next(ligne for ligne in lignes("json.md") if ligne.startswith("| `rapport` |"))
    assert set(donnees(v)) - set(cles) <= set(re.findall(r"`([a-z_]+)`", rangee))


def test_la_page_du_rapport_a_une_rangee_par_section() -> None:
    """In the list's order: its name, the formats that have it, the keys of its JSON."""
    v = vue(reseau())
    voulues = []
    for parties, partie in PARTIES:
        for rang, s in enumerate(parties(v)):
            formes = ["oui" if s.id not in SANS[forme] else "" for forme in ("texte", "markdown", "html")]
            cles = ", ".join(f"`{cle}`" for cle in partie(v)) if not rang else ""
            voulues.append(" ".join(f"| {s.court or s.titre} | {' | '.join(formes)} | {cles} |".split()))
    debut = lignes("rapport.md").index("| section | texte | Markdown | HTML | JSON |") + 2
    assert [" ".join(ligne.split()) for ligne in lignes("rapport.md")[debut : debut + len(voulues)]] == voulues
    assert not lignes("rapport.md")[debut + len(voulues)].startswith("|")


def lignes(page: str) -> list[str]:
    return (PROJET / "docs" / page).read_text(encoding="utf-8").splitlines()
