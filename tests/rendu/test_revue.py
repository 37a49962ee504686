"""A review as a comment: inert, whole, and never longer than what a forge takes."""

import json
import unicodedata
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.conduite import Couple
from roriq_cli.domaine.genres.constats import Constat
from roriq_cli.domaine.membres.modele import Etat, Organisme, Registre, Source
from roriq_cli.domaine.revue.revue import Acceptation, juger, revue
from roriq_cli.i18n import Phrase
from roriq_cli.rendu.formats import FORMATS, rendre
from roriq_cli.rendu.markdown.revue import LIMITE
from roriq_cli.rendu.vues import Contexte, VueRevue
from tests.domaine.fabrique import INSECABLE, dans

JOUR = date(2026, 11, 21)
LIMITE_D_UNE_FORGE = 65_536


def vue(*organismes: Organisme, constats: tuple[Constat, ...] = (), accords: tuple[Acceptation, ...] = ()) -> VueRevue:
    apres = Registre(organismes)
    r = revue(Registre(), apres, [Couple(None, o) for o in organismes], JOUR)
    jugement = juger(constats, accords, complet=True)
    return VueRevue(Contexte(JOUR, JOUR, apres), "a" * 40, "b" * 40, r, jugement)


def markdown(v: VueRevue) -> str:
    texte = rendre("revue", "markdown", v)
    assert isinstance(texte, str)
    return texte


class Balises(HTMLParser):
    """The tags that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.vues: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.vues.append(tag)

    def handle_comment(self, data: str) -> None:
        self.vues.append("<!--")


@given(st.text(min_size=1, max_size=200))
def test_un_nom_n_est_jamais_une_marque(nom: str) -> None:
    texte = markdown(vue(Organisme("a", nom, region="04", sources=(Source("Page"),))))
    balises = Balises()
    balises.feed(texte)
    assert balises.vues == ["sub"]
    ligne = next(ligne for ligne in texte.splitlines() if "est répertorié" in ligne)
    assert not set("<>`[]@*_~|$\\") & set(ligne)
    assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in ligne)


@pytest.mark.parametrize("n", [0, 1, 50, 400, 2000])
def test_ce_qui_ne_tient_pas_se_compte(n: int) -> None:
    constats = tuple(
        Constat(REGLES["fait-reecrit"], f"data/organismes/o{i}.yaml", Phrase("{m}", m=f"<@o{i}> " * 20), i + 1)
        for i in range(n)
    )
    texte = markdown(vue(constats=constats))
    assert len(texte) < LIMITE_D_UNE_FORGE
    assert texte.startswith("**Non conforme.**" if n else "**Conforme.**")
    entieres = sum(1 for ligne in texte.splitlines() if ligne.startswith("- ") and "fait-reecrit, data" in ligne)
    if entieres < n:
        # The first rule's remedy, the waivers and the effect are counted too.
        assert f"Et {2 * n + 2 - entieres} autres lignes{INSECABLE}: roriq revue." in texte
        assert len(texte) > LIMITE / 2
    assert texte.endswith("De aaaaaaaaaa à bbbbbbbbbb.</sub>\n")


def test_un_champ_plus_long_que_le_commentaire_ne_prend_pas_la_place_des_autres() -> None:
    enorme = Organisme("a", "[" * (LIMITE // len("&#91;") + 1), region="04", sources=(Source("Page"),))
    petite = Organisme("b", "Petite", region="04", sources=(Source("Page"),))
    texte = markdown(vue(enorme, petite))
    assert len(texte) < LIMITE_D_UNE_FORGE
    assert "L'organisme Petite est répertorié" in texte
    assert "… (et " in texte


def test_l_accord_se_dit_selon_l_endroit() -> None:
    reecrit = Constat(REGLES["fait-reecrit"], "data/organismes/a.yaml", Phrase("Ceci."), 4)
    depart = Constat(REGLES["departs-nombreux"], "data/registre.yaml", Phrase("Cela."))
    invalide = Constat(REGLES["parcours"], "data/organismes/a.yaml", Phrase("Autre."))
    v = vue(constats=(reecrit, depart, invalide))
    texte = rendre("revue", "texte", v)
    assert "- --accepter fait-reecrit:a\n- --accepter departs-nombreux\n" in texte
    assert "accepter:fait-reecrit:a" in markdown(v)
    assert "parcours:a" not in texte
    accepte = vue(constats=(reecrit,), accords=(Acceptation("fait-reecrit", "a"), Acceptation("fiche-retiree")))
    texte = rendre("revue", "texte", accepte)
    assert texte.startswith("Conforme. 1 constat a été accepté.\n")
    assert "Ce qui a été accepté :\n- Ceci. [fait-reecrit, data/organismes/a.yaml:4]\n" in texte.replace("\u00a0", " ")
    assert "- fiche-retiree\n" in texte


def test_chaque_forme_dit_le_meme_verdict() -> None:
    v = vue(dans(Etat.CANDIDAT))
    assert set(FORMATS["revue"]) >= {"texte", "markdown", "json"}
    assert "Conforme." in rendre("revue", "texte", v)
    assert json.loads(rendre("revue", "json", v))["verdict"] == "conforme"
