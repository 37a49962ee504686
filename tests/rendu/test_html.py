"""The report as a page: one file that stands alone, that says what the report says, and that no field can break."""

import re
from html.parser import HTMLParser
from typing import Any, NamedTuple

import pytest
from hypothesis import given, strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from roriq_cli import i18n
from roriq_cli.domaine.bilan.rapport import rapport
from roriq_cli.domaine.membres.modele import (
    ChiffrePublie,
    Decision,
    Organisme,
    Registre,
    Reseau,
    SourcePubliee,
    Territoire,
)
from roriq_cli.i18n import ACTIF, Phrase
from roriq_cli.rendu.formats import rendre
from roriq_cli.rendu.html import commun
from roriq_cli.rendu.html.commun import empreinte
from roriq_cli.rendu.sections.rapport import phrases, reserves, sections
from roriq_cli.rendu.sections.section import Section
from roriq_cli.rendu.texte.commun import provenance
from roriq_cli.rendu.vues import Contexte, VueRapport
from tests.domaine.fabrique import AUJOURD_HUI, INSECABLE, fait, fiche, j, membre, registre

# What a page of ours is made of: no other element, no other attribute.
BALISES = {
    "a", "body", "br", "caption", "code", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "head",
    "header", "html", "li", "main", "meta", "nav", "p", "section", "style", "table", "tbody", "td", "th", "thead", "title",
    "tr", "ul",
    "svg", "circle", "defs", "desc", "g", "path", "pattern", "rect", "text",
}  # fmt: skip
ATTRIBUTS = {
    "aria-describedby", "aria-label", "aria-labelledby", "charset", "class", "content", "cx", "cy", "d", "height", "href",
    "http-equiv", "id", "lang", "name", "patterntransform", "patternunits", "r", "role", "rx", "scope", "tabindex",
    "text-anchor", "viewbox", "width", "x", "xmlns", "y",
}  # fmt: skip
SANS_FIN = {"meta", "br"}


class Element(NamedTuple):
    """What opens in a page: its name and its attributes."""

    nom: str
    attributs: dict[str, str]


class Page(HTMLParser):
    """A page as it is read: its elements, its text; it closes what it opens."""

    def __init__(self, texte: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.textes: list[tuple[str, str]] = []
        self._ouverts: list[str] = []
        self.feed(texte)
        self.close()
        assert self._ouverts == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        noms = [nom for nom, _ in attrs]
        assert len(noms) == len(set(noms)), attrs
        self.elements.append(Element(tag, {nom: valeur or "" for nom, valeur in attrs}))
        if tag not in SANS_FIN:
            self._ouverts.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in SANS_FIN:
            self._ouverts.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._ouverts.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._ouverts and data.strip():
            self.textes.append((self._ouverts[-1], " ".join(data.replace(INSECABLE, " ").split())))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def tous(self, nom: str) -> list[Element]:
        return [e for e in self.elements if e.nom == nom]

    def dans(self, nom: str) -> list[str]:
        return [texte for balise, texte in self.textes if balise == nom]

    @property
    def squelette(self) -> list[tuple[str, tuple[str, ...]]]:
        """Its elements and the names of their attributes: what a name of an organisation must not change."""
        return [(e.nom, tuple(e.attributs)) for e in self.elements]


def vue(r: Registre, au: str = "2026-11-21", du: str | None = None, **contexte: Any) -> VueRapport:
    c = Contexte(j(au), AUJOURD_HUI, r, **contexte)
    return VueRapport(c, rapport(r, j(au), j(du) if du else None))


def page(v: VueRapport) -> str:
    rendu = rendre("rapport", "html", v)
    assert isinstance(rendu, str)
    return rendu


def reseau(mot: str = "Exemple") -> Registre:
    """A network in which every field that is text holds `mot`, and every part of the report has something to say."""
    decision = Decision(mot, j("2026-05-20"), mot)
    nom = f"Accueil {mot}"
    membres: list[Organisme] = [
        membre("a", "06", nom=nom),
        membre("b", "04", nom=nom, territoire=Territoire("mrc", mrc=("Mékinac",)), ville=mot, milieux=("rural",)),
        fiche(
            fait("2024-03-04", "demande"),
            fait("2024-04-02", "adhesion"),
            fait("2026-06-01", "suspension", decision=decision),
            fait("2027-01-15", "retrait", recu_le=j("2026-11-01")),
            id="c",
            nom=nom,
        ),
        fiche(
            fait("2024-03-04", "demande"),
            fait("2024-04-02", "adhesion"),
            fait("2026-05-02", "retrait"),
            id="d",
            nom=nom,
        ),
        fiche(fait("2026-02-01", "reprise"), id="e", nom=nom, region="13"),
        fiche(fait("2026-02-01", "demande"), id="f", nom=nom),
        fiche(id="g", nom=nom),
    ]
    chiffres = (
        ChiffrePublie(
            "2025-06-01", "jour", 7, source=SourcePubliee(mot, mot), regions=3, regions_comptent_montreal="oui"
        ),
        ChiffrePublie(
            "2025", "annee-inferee", 6, source=SourcePubliee(mot, mot), regions=2, regions_comptent_montreal="non"
        ),
        ChiffrePublie("2026-01-01", "jour", 5, source=SourcePubliee(mot, mot), regions=2),
        ChiffrePublie("2026-02-01", "jour", 5, source=SourcePubliee(mot, mot)),
    )
    return Registre(tuple(membres), Reseau(nom=mot, fictif=True, avis=mot), chiffres)


TOUT: dict[str, Any] = {"revision": "0123456789abcdef" * 2, "fige": True, "non_lus": ("data/organismes/h.yaml",)}


def dit_par(s: Section) -> list[object]:
    """All that a section has for a page."""
    tableaux = [t for t in (s.tableau, *s.annexes, *(s.figure.tableaux if s.figure else ())) if t]
    cellules = [mots for t in tableaux for rang in t.rangs for mots in rang]
    manques = [mots for m in s.manques for mots in (m.phrase, m.cites, m.commande)]
    return [s.page or s.titre, *s.avant, *cellules, *s.bilan, *s.suite, *manques]


def test_la_page_dit_tout_ce_que_dit_le_rapport() -> None:
    v = vue(reseau(), **TOUT)
    p = Page(page(v))
    tout = " ".join(texte for _, texte in p.textes)
    dites = [*phrases(v), *reserves(v), provenance(v.contexte), *(mots for s in sections(v) for mots in dit_par(s))]
    assert len(dites) > 40
    for phrase in dites:
        assert " ".join(str(phrase).replace(INSECABLE, " ").split()) in tout, phrase
    assert "Réseau fictif : rien de ce qui suit n'est vrai." in tout
    assert "Le registre tel qu'il était à la version 0123456789." in tout
    assert "1 fichier illisible n'est pas compté ici : roriq valider" in tout
    assert {e.attributs["id"] for e in p.tous("section")} == {s.id for s in sections(v)}


def cellules(texte: str, titre: str) -> list[list[str]]:
    """The rows of the table that has this title, its first one left out."""
    tableau = next(t for t in re.findall(r"<table.*?</table>", texte, re.S) if f">{titre}<" in t)
    rangs = re.findall(r"<tr.*?</tr>", tableau, re.S)[1:]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", rang) for rang in rangs]


def test_les_tableaux_ont_les_nombres_du_rapport() -> None:
    v = vue(reseau())
    texte = page(v)
    assert cellules(texte, "Organismes membres par région") == [
        ["Mauricie", "04", "1"],
        ["Montréal", "06", "1"],
        ["Laval", "13", "1"],
    ]
    assert cellules(texte, "Organismes membres, année par année") == [
        ["2024-12-31", "au moins 4", "au moins 1", "au moins 2"],
        ["2025-12-31", "au moins 4", "au moins 1", "au moins 2"],
        ["2026-11-21", "3", "1", "3"],
    ]
    assert [rang[:3] for rang in cellules(texte, "Chiffres publiés")] == [
        ["1er juin 2025", "7", "3, y compris Montréal"],
        ["2025 (année déduite)", "6", "2, Montréal en sus"],
        ["1er janvier 2026", "5", "2; rien ne dit si Montréal en est"],
        ["1er février 2026", "5", "non dit"],
    ]
    for titre in ("De la veille à la fin de la période", "Organismes par état"):
        tableau = next(s.tableau for s in sections(v) if s.tableau and str(s.tableau.titre) == titre)
        assert cellules(texte, titre) == [list(map(str, rang)) for rang in tableau.rangs]


@pytest.mark.parametrize("r", [registre(), registre(membre("a")), registre(fiche(id="g")), reseau()], ids=range(4))
@pytest.mark.parametrize("langue", ["fr", "en"])
def test_la_page_se_parcourt_sans_la_voir(r: Registre, langue: str) -> None:
    """Language, one title, titles in order, landmarks, tables with their caption and their headers, labels that exist."""
    i18n.utiliser(langue)
    texte = page(vue(r))
    assert texte.startswith("<!DOCTYPE html>\n")
    p = Page(texte)
    assert [e.attributs["lang"] for e in p.tous("html")] == [langue]
    assert len(p.dans("title")) >= 1
    titres = [e.nom for e in p.elements if re.fullmatch(r"h\d", e.nom)]
    assert titres[0] == "h1"
    assert titres.count("h1") == 1
    assert set(titres[1:]) == {"h2"}
    for nom in ("main", "header", "footer", "nav"):
        assert len(p.tous(nom)) == 1
    assert len(p.tous("table")) == len(p.tous("caption")) == len(p.tous("thead"))
    assert {e.attributs.get("scope") for e in p.tous("th")} <= {"col", "row"}
    ids = [e.attributs["id"] for e in p.elements if "id" in e.attributs]
    assert len(ids) == len(set(ids))
    for e in p.elements:
        for nom in ("aria-labelledby", "aria-describedby"):
            assert e.attributs.get(nom, ids[0]) in ids
        if "href" in e.attributs:
            assert e.attributs["href"].removeprefix("#") in ids
            assert e.attributs["href"].startswith("#")
    assert p.elements[p.elements.index(p.tous("body")[0]) + 1].attributs["href"] == "#contenu"


def test_la_page_se_suffit_et_ne_permet_rien() -> None:
    texte = page(vue(reseau(), **TOUT))
    p = Page(texte)
    assert {e.nom for e in p.elements} <= BALISES
    assert {nom for e in p.elements for nom in e.attributs} <= ATTRIBUTS
    style = re.findall(r"<style>(.*?)</style>", texte, re.S)
    assert len(style) == 1
    assert style[0].isascii()
    politique = next(e.attributs["content"] for e in p.tous("meta") if "http-equiv" in e.attributs)
    assert politique == (
        f"default-src 'none'; style-src 'sha256-{empreinte(style[0])}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
    # The policy comes before all that it binds.
    assert p.elements.index(p.tous("style")[0]) > p.elements.index(p.tous("meta")[1])
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|url\((?!#)|@import", texte)


HOSTILES = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</text></svg><script>alert(1)</script>",
    "<!-- ", "-->", "]]>", "<![CDATA[", "&lt;b&gt;", "&#60;b&#62;", "{{ 7 * 7 }}", "{% raw %}", "{nom}", "%s",
    "javascript:alert(1)", "\u202egnol", "a\u2066b", "a\x00b", "a\x1b[31mb", "a\ud800b", "a\u2028b", "\ufeff",
]  # fmt: skip


@pytest.mark.lent
@given(st.sampled_from(HOSTILES) | st.text(max_size=60) | st.text(st.sampled_from("<>&\"'/=-!{}% abst"), max_size=60))
def test_aucun_champ_ne_change_la_page(mot: str) -> None:
    """Same elements, same attributes, whatever the fields say; what they say is shown."""
    temoin = Page(page(vue(reseau(), **TOUT)))
    texte = page(vue(reseau(mot or "x"), **TOUT))
    p = Page(texte)
    assert p.squelette == temoin.squelette
    assert not re.search(ACTIF, texte.replace("\n", ""))
    texte.encode()
    montre = " ".join(i18n.inerte(mot).replace(INSECABLE, " ").split())
    assert montre in " ".join(texte for _, texte in p.textes)


def test_un_texte_nu_d_un_gabarit_est_rendu_inerte() -> None:
    montrer = commun._montrable
    assert montrer("a\u202eb") == "a<U+202E>b"
    phrase = Phrase("{nom}", nom="a\u202eb")
    assert montrer(phrase) is phrase
    assert montrer(Markup("<b>")) == "<b>"


def test_un_nom_oublie_dans_un_gabarit_est_une_erreur() -> None:
    with pytest.raises(UndefinedError):
        commun.page("rapport.html.jinja", ("rapport.css",), langue="fr")


def test_la_meme_page_a_chaque_fois_et_de_partout() -> None:
    i18n.utiliser("fr")
    premiere = page(vue(reseau(), **TOUT))
    i18n.utiliser("fr", "/ailleurs/un registre")
    assert page(vue(reseau(), **TOUT)) == premiere
    assert "/ailleurs" not in premiere
    assert str(i18n.Commande("valider")) == 'roriq -R "/ailleurs/un registre" valider'  # said again afterwards


def test_un_registre_vide_a_sa_page() -> None:
    p = Page(page(vue(registre())))
    assert "Au 21 novembre 2026, le registre n'établit pour le RORIQ aucun organisme membre." in p.dans("p")
    assert p.tous("svg") == []
    assert [e.attributs["id"] for e in p.tous("section")] == ["periode"]


def test_un_long_tableau_peut_passer_d_une_page_a_l_autre() -> None:
    """A short one stays whole on paper."""
    r = registre(membre("a", depuis="2024-04-02"), fiche(fait("1990-01-01", "reprise"), id="b"))
    par_titre = {t: c for c, t in re.findall(r'<table class="([^"]*)">\n<caption>([^<]*)', page(vue(r)))}
    assert par_titre["Organismes membres, année par année"] == "compte datee long"
    assert par_titre["Organismes membres par région"] == "compte"
