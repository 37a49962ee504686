"""The pictures: what they show of the network, the same bytes again, nothing that a file could put in them."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from roriq_cli import i18n
from roriq_cli.domaine.bilan.rapport import rapport
from roriq_cli.domaine.bilan.taille import Marche, Taille, taille
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.modele import ChiffrePublie, SourcePubliee
from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.rendu.images import images
from roriq_cli.rendu.images.carte import COLONNES, RANGEES, TUILES, carte
from roriq_cli.rendu.images.commun import LARGEUR, STYLE, fichier, style
from roriq_cli.rendu.images.courbe import BAS, DROITE, GAUCHE, HAUT, courbe, echelle
from tests.domaine.fabrique import fait, fiche, j, membre, registre

AU = date(2022, 7, 1)
SVG = "{http://www.w3.org/2000/svg}"
AUCUN = dict.fromkeys(REGIONS, 0)
nombres = st.fixed_dictionaries({code: st.just(0) | st.integers(0, 6) | st.integers(0, 10_000) for code in REGIONS})


def lire(image: str) -> ElementTree.Element:
    """The picture as a browser reads it; the parts that every one must have."""
    racine = ElementTree.fromstring(image)
    assert (racine.tag, racine.get("role")) == (f"{SVG}svg", "img")
    titre, description = racine[0], racine[1]
    assert (titre.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert titre.text
    assert description.text
    assert racine.get("aria-labelledby") == titre.get("id")
    assert racine.get("aria-describedby") == description.get("id")
    ids = [e.get("id") for e in racine.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    return racine


def tuiles(image: str) -> dict[str, ElementTree.Element]:
    """The tile of each region, by its code (they are in the order of `TUILES`)."""
    trouvees = [g for g in lire(image).iter(f"{SVG}g") if g.find(f"{SVG}title") is not None]
    return dict(zip(TUILES, trouvees, strict=True))


def mots(element: ElementTree.Element) -> list[str]:
    return [t.text or "" for t in element.iter(f"{SVG}text")]


def classes(element: ElementTree.Element) -> list[str]:
    return (element.get("class") or "").split()


# The map.


def test_une_tuile_par_region_chacune_a_sa_place() -> None:
    assert TUILES.keys() == REGIONS.keys()
    places = [(t.colonne, t.rangee) for t in TUILES.values()]
    assert len(set(places)) == len(places)
    assert {c for c, _ in places} == set(range(COLONNES))
    assert {r for _, r in places} == set(range(RANGEES))


@pytest.mark.parametrize(
    ("region", "autre", "ou"),
    [
        ("10", "04", "au nord"),
        ("09", "10", "à l'est"),
        ("09", "02", "à l'est"),
        ("11", "01", "à l'est"),
        ("08", "04", "à l'ouest"),
        ("08", "07", "au nord"),
        ("13", "06", "à l'ouest"),
        ("16", "06", "au sud"),
        ("05", "17", "au sud"),
        ("12", "03", "au sud"),
        ("01", "03", "à l'est"),
        ("02", "03", "au nord"),
        ("14", "15", "à l'est"),
    ],
)
def test_les_tuiles_sont_placees_comme_sur_la_carte(region: str, autre: str, ou: str) -> None:
    a, b = TUILES[region], TUILES[autre]
    assert {
        "au nord": a.rangee < b.rangee,
        "au sud": a.rangee > b.rangee,
        "à l'est": a.colonne > b.colonne,
        "à l'ouest": a.colonne < b.colonne,
    }[ou]


def test_la_carte_dit_ou_est_le_reseau_et_ou_il_n_est_pas() -> None:
    image = carte(AUCUN | {"06": 3, "05": 1, "16": 2}, ["13", "05"], AU, RORIQ.region_a_part)
    par_code = tuiles(image)
    assert mots(par_code["05"]) == ["Estrie", "1"]
    assert mots(par_code["10"]) == ["Nord-du-", "Québec", "aucun"]
    assert mots(par_code["13"]) == ["Laval", "desservie"]
    assert classes(par_code["10"]) == ["tuile", "vide"]
    assert classes(par_code["13"]) == ["tuile", "desservie"]
    # A region with members is never empty, a mandate or not; the more members, the darker.
    nuances = [classes(par_code[code])[1] for code in ("05", "16", "06")]
    assert nuances == ["n2", "n3", "n4"]
    racine = lire(image)
    assert racine[0].text == "Carte des organismes membres par région, au 1er juillet 2022"
    assert racine[1].text == (
        "Des organismes membres ont leur siège dans 3 régions sur 17\u00a0: Estrie (1), Montréal (3) et Montérégie (2). "
        "Au mandat d'un membre d'une autre région\u00a0: Laval. Aucun organisme membre\u00a0: Bas-Saint-Laurent, "
        "Saguenay–Lac-Saint-Jean, Capitale-Nationale, Mauricie, Outaouais, Abitibi-Témiscamingue, Côte-Nord, "
        "Nord-du-Québec, Gaspésie–Îles-de-la-Madeleine, Chaudière-Appalaches, Lanaudière, Laurentides et "
        "Centre-du-Québec."
    )


def test_montreal_est_marquee_meme_vide() -> None:
    for n in (0, 3):
        par_code = tuiles(carte(AUCUN | {"06": n}, [], AU, RORIQ.region_a_part))
        marquees = [code for code, g in par_code.items() if any(classes(e) == ["contour"] for e in g)]
        assert marquees == ["06"]


def test_une_carte_sans_membre_le_dit() -> None:
    image = carte(AUCUN, [], AU, RORIQ.region_a_part)
    assert all(mots(g)[-1] == "aucun" for g in tuiles(image).values())
    assert lire(image)[1].text == "Aucun organisme membre n'a son siège dans l'une des 17 régions."


def test_une_carte_pleine_ne_dit_rien_de_ce_qui_manque() -> None:
    image = carte(dict.fromkeys(REGIONS, 2), list(REGIONS), AU, RORIQ.region_a_part)
    texte = lire(image)[1].text or ""
    assert "17 régions sur 17" in texte
    assert "Aucun" not in texte
    assert "aucun" not in " ".join(mots(lire(image)))


@given(nombres, st.sets(st.sampled_from(sorted(REGIONS))))
def test_chaque_tuile_porte_son_nombre_et_la_legende_chaque_nuance(
    par_region: dict[str, int], desservies: set[str]
) -> None:
    image = carte(par_region, sorted(desservies), AU, RORIQ.region_a_part)
    par_code = tuiles(image)
    for code, n in par_region.items():
        dernier = mots(par_code[code])[-1]
        assert dernier == (str(n) if n else "desservie" if code in desservies else "aucun")
        assert 0 < len(TUILES[code].nom) <= 2
    # No shade without its meaning, and darker never means fewer.
    racine = lire(image)
    expliquees = {classes(g)[1] for g in racine.iter(f"{SVG}g") if g.find(f"{SVG}title") is None}
    employees = {classes(g)[1] for g in par_code.values()}
    assert employees <= expliquees | {"montreal"}
    ranges = sorted((n, classes(par_code[code])[1]) for code, n in par_region.items() if n)
    assert [nuance for _, nuance in ranges] == sorted(nuance for _, nuance in ranges)
    dans_le_cadre(racine)


# The curve.


def trace(image: str) -> list[str]:
    """The paths of the line (those of the legend are relative)."""
    lignes = (p.get("d") or "" for p in lire(image).iter(f"{SVG}path") if "ligne" in classes(p))
    return [d for d in lignes if "H" in d]


def test_la_courbe_monte_et_descend_aux_jours_des_faits() -> None:
    r = registre(
        membre("a", depuis="2024-04-02"),
        membre("b", depuis="2024-10-02"),
        fiche(fait("2024-03-04", "demande"), fait("2024-04-02", "adhesion"), fait("2025-04-02", "retrait"), id="c"),
    )
    t = taille(r, date(2025, 12, 31))
    assert [(m.date.isoformat(), m.membres) for m in t.marches] == [
        ("2024-04-02", 2),
        ("2024-10-02", 3),
        ("2025-04-02", 2),
    ]
    image, e = courbe(t), echelle(t)
    x1, x2, x3 = (e.x(m.date) for m in t.marches)
    assert (e.pas, e.plafond) == (1, 3)
    y2, y3 = e.y(2), e.y(3)
    assert trace(image)[0] == f"M{x1:g} {y2:g}H{x2:g}V{y3:g}H{x3:g}V{y2:g}H{DROITE}"
    assert GAUCHE < x1 < x2 < x3 < DROITE
    assert (
        lire(image)[1].text
        == "Organismes membres\u00a0: 2 le 2 avril 2024, 3 le 2 octobre 2024 et 2 le 31 décembre 2025."
    )


def test_ce_qui_n_est_pas_connu_n_est_pas_zero() -> None:
    """Before the first opening entry, hatching and no line; until the last, a dashed line that says « at least »."""
    r = registre(
        fiche(fait("2015-06-01", "reprise"), id="a"), fiche(fait("2018-06-01", "reprise"), id="b"), membre("c")
    )
    image = courbe(taille(r, j("2026-11-21")))
    racine = lire(image)
    hachures = [e for e in racine.iter(f"{SVG}rect") if classes(e) == ["rien"]]
    e = echelle(taille(r, j("2026-11-21")))
    assert float(hachures[0].get("width") or 0) == e.x(date(2015, 6, 1)) - GAUCHE
    partielle, pleine = [p.get("d") or "" for p in racine.iter(f"{SVG}path") if "ligne" in classes(p)][:2]
    assert partielle == f"M{e.x(date(2015, 6, 1)):g} {e.y(1):g}H{e.x(date(2018, 6, 1)):g}"
    assert pleine.startswith(f"M{e.x(date(2018, 6, 1)):g} ")
    assert not re.search(rf" {BAS}(?=[HV]|$)", partielle + pleine)  # at zero
    assert {"rien n'est connu", "au moins\u00a0: une partie seulement est connue"} <= set(mots(racine))
    assert (racine[1].text or "").startswith(
        "Rien n'est connu avant le 1er juin 2015. Avant le 1er juin 2018, une partie seulement est connue. "
    )


def test_sans_reprise_tout_est_connu() -> None:
    racine = lire(courbe(taille(registre(membre("a")), j("2026-11-21"))))
    assert not [e for e in racine.iter() if "rien" in classes(e) or "partielle" in classes(e)]
    assert "connu" not in (racine[1].text or "")


def publie(le: str, total: int, precision: str = "jour") -> ChiffrePublie:
    return ChiffrePublie(le, precision, total, source=SourcePubliee("Le Journal fictif"))


def test_les_chiffres_publies_sont_des_points_a_part() -> None:
    r = registre(membre("a"), chiffres=(publie("2024-11-10", 12), publie("2025", 7, "annee-inferee")))
    t = taille(r, j("2026-11-21"))
    racine, e = lire(courbe(t)), echelle(t)
    losanges = [p.get("d") or "" for p in racine.iter(f"{SVG}path") if classes(p) == ["losange"]]
    assert losanges[0].startswith(f"M{e.x(date(2024, 11, 10)):g} {e.y(12) - 4.5:g}")
    assert losanges[1].startswith(f"M{e.x(date(2025, 12, 31)):g} {e.y(7) - 4.5:g}")
    barres = [p.get("d") for p in racine.iter(f"{SVG}path") if classes(p) == ["barre"]]
    assert barres[0] == f"M{e.x(date(2025, 1, 1)):g} {e.y(7):g}H{e.x(date(2025, 12, 31)):g}"
    assert [t.text for t in racine.iter(f"{SVG}text") if classes(t) == ["publie"]] == ["12", "7"]
    assert (racine[1].text or "").endswith("Chiffres publiés\u00a0: 12 (10 novembre 2024) et 7 (2025 (année déduite)).")


def test_des_chiffres_seuls_sont_aussi_une_image() -> None:
    racine = lire(courbe(taille(registre(chiffres=(publie("2024-11-10", 12),)), j("2026-11-21"))))
    assert not [p for p in racine.iter(f"{SVG}path") if "ligne" in classes(p)]


def test_deux_chiffres_voisins_ne_s_ecrivent_pas_l_un_sur_l_autre() -> None:
    voisins = tuple(publie(f"2024-11-{n:02}", 12) for n in range(1, 6))
    racine = lire(courbe(taille(registre(membre("a"), chiffres=voisins), j("2026-11-21"))))
    ecrits = [(t.get("x"), t.get("y")) for t in racine.iter(f"{SVG}text") if classes(t) == ["publie"]]
    assert len(ecrits) == 2  # above, and below
    assert ecrits[0][1] != ecrits[1][1]


jours = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def tailles(draw: st.DrawFn) -> Taille:
    """Any steps, any figures, any day: a register may say them all."""
    les_jours = sorted(draw(st.sets(jours, max_size=8)))
    au = draw(jours if not les_jours else st.dates(les_jours[-1], date.max))
    marches = tuple(Marche(le, draw(st.integers(0, 20_000)), 0, 1) for le in les_jours)
    publies = sorted(draw(st.lists(st.dates(date(1000, 1, 1), date.max), max_size=3)))
    chiffres = tuple(publie(le.isoformat(), draw(st.integers(1, 20_000))) for le in publies if le <= au)
    connu = draw(st.none() | st.dates(date.min, au))
    return Taille(au, marches, chiffres, connu)


@given(tailles().filter(lambda t: bool(t.marches or t.chiffres)))
def test_la_courbe_reste_dans_son_cadre(t: Taille) -> None:
    image = courbe(t)
    assert image == courbe(t)
    racine, e = lire(image), echelle(t)
    dans_le_cadre(racine)
    gradues = [x.text or "" for x in racine.iter(f"{SVG}text") if classes(x) == ["gradue"]]
    assert all(g.isdecimal() for g in gradues)  # whole organisations, whole years
    assert e.plafond >= max([m.membres for m in t.marches] + [c.total for c in t.chiffres] + [1])
    assert e.plafond // e.pas <= 5
    annees = [float(x.get("x") or 0) for x in racine.iter(f"{SVG}text") if x.get("y") == str(BAS + 15)]
    assert all(b - a > 25 for a, b in pairwise(annees))
    for d in trace(image):
        assert all(GAUCHE <= float(x) <= DROITE for x in re.findall(r"[MH]([\d.]+)", d))
        assert all(HAUT <= float(y) <= BAS for y in re.findall(r"(?:V|M[\d.]+ )([\d.]+)", d))
        assert len(d) < 20 * 2 * (DROITE - GAUCHE)


def dans_le_cadre(racine: ElementTree.Element) -> None:
    """Every mark has its place in the picture, and every number is one."""
    haut = float((racine.get("viewBox") or "").split()[3])
    for e in racine.iter():
        for nom, borne in (("x", LARGEUR), ("y", haut), ("cx", LARGEUR), ("cy", haut)):
            if (valeur := e.get(nom)) is not None:
                assert 0 <= float(valeur) <= borne, ElementTree.tostring(e)
        for nom in ("width", "height"):
            if (valeur := e.get(nom)) is not None:
                assert float(valeur) >= 0
        assert not re.search(r"nan|inf|e[-+]?\d", e.get("d") or "")


# Both.


def test_les_images_d_un_rapport() -> None:
    assert images(rapport(registre(), AU)) == {}
    r = registre(membre("a", territoire=None), fiche(id="b", region="13"))
    trouvees = images(rapport(r, j("2026-11-21")))
    assert list(trouvees) == ["carte", "taille"]
    for image in trouvees.values():
        assert lire(image.svg)[1].text == str(image.description)


def test_une_image_seule_porte_son_style() -> None:
    image = carte(AUCUN, [], AU, RORIQ.region_a_part)
    seule = fichier(image)
    assert seule.replace(f"<style>\n{style()}</style>", "").rstrip("\n") == image
    assert ElementTree.fromstring(seule)[0].tag == f"{SVG}style"
    assert style() == STYLE.read_text(encoding="utf-8")
    # As a file or in a page, ASCII (a console's encoding changes nothing to its hash), and nothing from elsewhere.
    assert style().isascii()
    assert not re.search(r"@import|url\((?!#)|</", style())


def test_les_images_parlent_la_langue_du_lecteur() -> None:
    i18n.utiliser("en")
    racine = lire(carte(AUCUN | {"06": 1}, ["13"], AU, RORIQ.region_a_part))
    assert racine.get("lang") == "en"
    assert racine[0].text == "Map of the member organizations by region, on 1 July 2022"
    assert {"none", "served", "Montréal, counted apart"} <= set(mots(racine))


# Colours.


def variables(css: str) -> Iterator[dict[str, str]]:
    """The colours in light, then in dark."""
    clair, _, sombre = css.partition("prefers-color-scheme: dark")
    jour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", clair))
    nuit = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", sombre))
    assert jour.keys() == nuit.keys()
    yield jour
    yield nuit


def luminance(couleur: str) -> float:
    brut = couleur.lstrip("#")
    entier = "".join(c * 2 for c in brut) if len(brut) == 3 else brut
    parts = [int(entier[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    r, v, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * v + 0.0722 * b


def contraste(a: str, b: str) -> float:
    """The contrast ratio of WCAG 2."""
    clair, sombre = sorted((luminance(a), luminance(b)), reverse=True)
    return (clair + 0.05) / (sombre + 0.05)


def test_ce_qui_s_ecrit_se_lit_et_ce_qui_se_dessine_se_voit() -> None:
    """Axe does not look at letters in a picture: 4.5 for those (WCAG 2, AA), 3 for a mark that means something."""
    for v in variables(style()):
        lettres = [("encre", "fond"), ("pale", "fond"), ("publie", "fond"), ("sur-clair", "n1"), ("sur-clair", "n2")]
        for encre, fond in [*lettres, ("sur-fonce", "n3"), ("sur-fonce", "n4")]:
            assert contraste(v[encre], v[fond]) >= 4.5, (encre, fond, v)
        for marque in ("trait", "ligne", "publie"):
            assert contraste(v[marque], v["fond"]) >= 3, (marque, v)


def test_aucune_lettre_n_est_plus_petite_que_dix() -> None:
    assert min(float(n) for n in re.findall(r"font-size: ([\d.]+)px", style())) >= 10
