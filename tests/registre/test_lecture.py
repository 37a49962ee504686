"""The strict reader: YAML 1.2's core scalars, the place of everything, and Illisible for all the rest."""

import io
import time
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, strategies as st
from ruamel.yaml import YAML

from roriq_cli.registre import analyse
from roriq_cli.registre.analyse import (
    PROFONDEUR_MAX,
    TAILLE_MAX,
    Illisible,
    Noeud,
    caractere_interdit,
    decoder,
    lire,
    trouver,
)
from tests.registre.strategies import BEAUCOUP, DIFFICILES
from tests.registre.test_exemples import EXEMPLES


def essayer(octets: bytes) -> Noeud | Illisible:
    """What is read, or why it is not."""
    try:
        return lire(decoder(octets))
    except Illisible as illisible:
        return illisible


def valeur(texte: str) -> Any:
    return lire(decoder(f"a: {texte}\n".encode())).valeur["a"]


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("null", None), ("Null", None), ("NULL", None), ("~", None), ("", None), ("nUll", "nUll"), ("none", "none"),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("tRue", "tRue"),
        ("yes", "yes"), ("No", "No"), ("on", "on"), ("OFF", "OFF"), ("y", "y"),
        ("0", 0), ("12", 12), ("-12", -12), ("+12", 12), ("04", 4), ("9" * 18, int("9" * 18)),
        ("1.5", 1.5), (".5", 0.5), ("1.", 1.0), ("-1.5e3", -1500.0), ("1e3", 1000.0), ("1E-2", 0.01),
        ("1_000", "1_000"), ("0b11", "0b11"), ("12:30:45", "12:30:45"), ("1e", "1e"), ("e3", "e3"), (".", "."),
        ("2024-03-04", "2024-03-04"), ("2024-03-04T05:06:07Z", "2024-03-04T05:06:07Z"), ("=", "="),
        ("'12'", "12"), ('"null"', "null"), ("''", ""), ('""', ""), ("'true'", "true"), ('"\\x41"', "A"),
        ("Accueil  Exemple  ", "Accueil  Exemple"), ("a # b", "a"), ("a#b", "a#b"), ("l'œuvre", "l'œuvre"),
        ("a:b", "a:b"), ("a, b", "a, b"), ("a\n  b", "a b"), ("'a\n  b'", "a b"), (">-\n  a\n  b", "a b"),
        ("|-\n  a", "a"),
        ("[a, 1, ]", ["a", 1]), ("{b: , c: 1}", {"b": None, "c": 1}), ("[]", []), ("{}", {}), ("[[], {}]", [[], {}]),
        ("\n- a\n- 1", ["a", 1]), ("\n  - b: 1\n    c: 2\n  -", [{"b": 1, "c": 2}, None]),
    ],
)  # fmt: skip
def test_les_scalaires_de_yaml_1_2(texte: str, attendu: Any) -> None:
    lu = valeur(texte)
    assert lu == attendu
    assert type(lu) is type(attendu)


@pytest.mark.parametrize(
    "texte",
    ["9" * 19, "-" + "9" * 19, "1" * 19 + ".5", "1e999", "0x1F", "0o17", ".inf", "-.INF", "+.Inf", ".nan", ".NaN"],
)
def test_un_nombre_hors_d_usage_est_refuse(texte: str) -> None:
    with pytest.raises(Illisible) as refus:
        valeur(texte)
    assert (refus.value.regle, refus.value.ligne, refus.value.colonne) == ("valeur-type", 0, 3)
    assert valeur(f'"{texte}"') == texte


def test_la_taille_est_comptee_en_octets() -> None:
    tete = "a: é # "
    assert lire(decoder((tete + "x" * (TAILLE_MAX - len(tete.encode()))).encode())).valeur == {"a": "é"}
    with pytest.raises(Illisible) as refus:
        decoder((tete + "x" * (TAILLE_MAX - len(tete.encode()) + 1)).encode())
    assert refus.value.regle == "fichier-taille"


@pytest.mark.parametrize("peut_etre_profond", [False, True], ids=["lu d'un coup", "lu pas à pas"])
@pytest.mark.parametrize(
    ("ouvre", "ferme"), [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("{a: [", "]}")], ids=repr
)
def test_la_profondeur(ouvre: str, ferme: str, peut_etre_profond: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """As deep as allowed, then one level more; whether the text is read at once or, being able to nest much, by steps."""
    if peut_etre_profond:
        monkeypatch.setattr(analyse, "NIVEAUX_SURS", 0)
    lire.cache_clear()
    pas = 2 if ouvre == "{a: [" else 1
    juste = PROFONDEUR_MAX // pas
    if ouvre == "? ":  # deep enough, but no key
        with pytest.raises(Illisible) as refus:
            lire(ouvre * juste + "x")
        assert refus.value.regle == "yaml-cle"
    else:
        lire(ouvre * juste + "x" + ferme * juste)
    with pytest.raises(Illisible) as refus:
        lire(ouvre * (juste + 1) + "x" + ferme * (juste + 1))
    assert refus.value.regle in ({"yaml-profondeur"} if ouvre != "? " or peut_etre_profond else {"yaml-cle"})


@pytest.mark.parametrize("motif", ["[", "{a: ", "[\n", "- ", "? ", "{a: ["])
def test_ce_qui_peut_etre_profond_est_refuse_avant_d_etre_compose(motif: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One level too many is seen as it opens: nothing after it is read, not even that nothing closes."""
    monkeypatch.setattr(analyse, "NIVEAUX_SURS", 0)
    monkeypatch.setattr(analyse._Lecteur, "get_single_node", lambda _lecteur: pytest.fail("composé"))
    lire.cache_clear()
    with pytest.raises(Illisible) as refus:
        lire(motif * (PROFONDEUR_MAX // (1 + (motif == "{a: [")) + 1))
    assert refus.value.regle == "yaml-profondeur"


@pytest.mark.parametrize("motif", ["[]", "{}", " "])
def test_ce_qui_peut_etre_profond_se_compte(motif: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Brackets, and how long the longest line is, twice: a text at the bound is read at once, past it by steps."""
    monkeypatch.setattr(analyse, "NIVEAUX_SURS", 40)
    texte = "a" + "".join(f"\n{motif}" for _ in range(36)) if motif != " " else "a" * 20
    assert not analyse._suspect(texte)
    assert analyse._suspect(texte + ("\n[" if motif != " " else "a"))


def test_la_place_d_un_caractere_est_comptee_en_caracteres() -> None:
    with pytest.raises(Illisible) as refus:
        decoder("nom: Café\nville: é🌍\t\n".encode())
    assert (refus.value.ligne, refus.value.colonne) == (1, 9)
    with pytest.raises(Illisible) as refus:
        decoder("nom: Café\nville: é🌍".encode() + b"\xe9\n")
    assert (refus.value.regle, refus.value.ligne, refus.value.colonne) == ("encodage", 1, 9)


def test_aucun_caractere_invisible_ne_passe() -> None:
    """Whatever Unicode says of it: the controls, the formats, the separators, the selectors that hide a text."""
    invisibles = [
        chr(code)
        for code in (*range(0x10000), *range(0xE0000, 0xE1000))
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp") or 0xE0000 <= code < 0xE1000
    ]
    passent = [c for c in invisibles if c != "\n" and not caractere_interdit(f"é{c}é\n")]
    # Signs that are seen, and belong to the writing of Arabic.
    assert {f"{ord(c):04X}" for c in passent} <= {"08E2", "0890", "0891"}
    assert caractere_interdit("Œuvre d’accueil « Ñandú »\u00a0: 難民 e\u0301 🌍\n") is None


def test_ce_qui_n_est_pas_referme_est_montre_ou_il_s_ouvre() -> None:
    for texte in ("a: 1\nb: [c,\n  d\n\n", 'a: 1\nb: "c\n\n'):
        with pytest.raises(Illisible) as refus:
            lire(texte)
        assert (refus.value.regle, refus.value.ligne, refus.value.colonne) == ("yaml-syntaxe", 1, 3)


DOCUMENT = """\
nom: Accueil 🌍 Exemple   # au bout
"sigle": 'AE'
sources:
  - titre: Site   # a
    url: >-
      https://exemple.org
  - {titre: "Autre", note: [x,
     y ]}   # b
# à la fin
"""


def place(noeud: Noeud, *chemin: str | int) -> tuple[int, int]:
    debut = trouver(noeud, chemin).debut
    return debut.line, debut.column


def test_la_place_de_chaque_chose() -> None:
    noeud = lire(DOCUMENT)
    assert place(noeud) == (0, 0)
    assert place(noeud, "sigle") == (1, 0)
    assert place(noeud, "sources") == (2, 0)
    assert place(noeud, "sources", 0) == (3, 4)
    assert place(noeud, "sources", 1, "note") == (6, 21)
    assert place(noeud, "sources", 1, "note", 1) == (7, 5)
    # What is not there is shown at the nearest thing that is.
    assert place(noeud, "sources", 1, "url") == (6, 4)
    assert place(noeud, "sources", 9) == (3, 2)
    assert place(noeud, "absent", "plus", "loin") == (0, 0)
    assert place(noeud, "nom", "dedans") == (0, 5)


def test_la_fin_de_chaque_chose() -> None:
    noeud = lire(DOCUMENT)
    sources = noeud.enfants["sources"]

    def texte(n: Noeud) -> str:
        return DOCUMENT[n.debut.index : n.dernier().index]

    assert texte(noeud.enfants["nom"]) == "Accueil 🌍 Exemple"
    assert texte(noeud.enfants["sigle"]) == "'AE'"
    assert texte(sources.enfants[1]) == '{titre: "Autre", note: [x,\n     y ]}'
    assert texte(sources).endswith("y ]}")
    assert texte(noeud).endswith("y ]}")


# Property: what another program writes is read back equal, or refused.

_PERMIS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")).filter(lambda c: not caractere_interdit(c))
# (Between brackets ruamel.yaml leaves « ?a » and « :a » without quotes, where they are no longer texts.)
_TEXTES = (st.text(_PERMIS) | st.sampled_from(DIFFICILES)).filter(
    lambda t: not t.startswith(("?", ":")) and ":?" not in t
)
_ENTIERS = st.integers(-(10**18) + 1, 10**18 - 1)


# The keys of a file are words.
_MOTS = st.from_regex("[a-z_]{1,8}", fullmatch=True)


def _arbres(textes: st.SearchStrategy[str], entiers: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    return st.recursive(
        st.none() | st.booleans() | entiers | textes,
        lambda interieur: st.lists(interieur, max_size=4) | st.dictionaries(_MOTS, interieur, max_size=4),
        max_leaves=12,
    )


def _ecrire(arbre: Any, en_ligne: bool) -> bytes:
    yaml = YAML(typ="rt")
    yaml.default_flow_style = en_ligne
    yaml.width = 10_000
    flux = io.BytesIO()
    yaml.dump(arbre, flux)
    return flux.getvalue()


def _types(arbre: Any) -> Any:
    """1 == True == 1.0: the types, to be compared too."""
    if isinstance(arbre, dict):
        return {cle: _types(v) for cle, v in arbre.items()}
    return [_types(v) for v in arbre] if isinstance(arbre, list) else type(arbre)


@pytest.mark.lent
@BEAUCOUP
@given(st.dictionaries(_MOTS, _arbres(_TEXTES, _ENTIERS), min_size=1, max_size=4), st.booleans())
def test_ce_qu_un_autre_ecrit_est_relu_pareil(arbre: dict[str, Any], en_ligne: bool) -> None:
    lu = lire(decoder(_ecrire(arbre, en_ligne))).valeur
    assert lu == arbre
    assert _types(lu) == _types(arbre)


@BEAUCOUP
@given(_arbres(st.text(), st.integers()), st.booleans())
def test_ce_qu_un_autre_ecrit_est_relu_pareil_ou_refuse(arbre: Any, en_ligne: bool) -> None:
    lu = essayer(_ecrire(arbre, en_ligne))
    assert isinstance(lu, Illisible) or (lu.valeur == arbre and _types(lu.valeur) == _types(arbre))


# Property: whatever the bytes, an answer or Illisible.

_SIGNES = st.text("[]{}:,-?|>!&*#%@`\"'\\ \n~.<=0ae\té\u2028\ufeff", max_size=60)


@BEAUCOUP
@given(st.binary(max_size=200) | _SIGNES.map(str.encode))
@example(b"\xff\xfe\x00")
@example(b"a: !!python/object:os.system {}")
@example(b'"\\ud800": "\\U00110000"')
@example(b"%TAG ! !\n---\n")
@example(b"? ")
@example(b"- - ? - : -")
def test_des_octets_quelconques(octets: bytes) -> None:
    lu = essayer(octets)
    if isinstance(lu, Noeud):
        assert lu.valeur is not None
        assert decoder(octets).encode() == octets
    else:
        assert str(lu.message)
        assert lu.ligne >= 0
        assert lu.colonne >= 0


@BEAUCOUP
@given(
    st.sampled_from(sorted(EXEMPLES.glob("valides/*.yaml"))).map(lambda p: p.read_bytes()),
    st.integers(0, 1000),
    st.integers(0, 3),
    _SIGNES.map(str.encode) | st.binary(max_size=3),
)
def test_une_fiche_abimee(octets: bytes, ou: int, retires: int, ajout: bytes) -> None:
    ou %= len(octets)
    lu = essayer(octets[:ou] + ajout + octets[ou + retires :])
    assert isinstance(lu, Noeud) or str(lu.message)


def _un_mio(motif: str, tete: str = "") -> str:
    return tete + motif * ((TAILLE_MAX - len(tete.encode())) // len(motif.encode()))


@pytest.mark.parametrize(
    "texte",
    [_un_mio(m) for m in ("# a\n", "--- a\n", "!a ", "&a ", "*a ", '"', "a ", "<<")]
    + [_un_mio(m, "a: ") for m in ("x", " x\n", "'", "#", " #", "\\", "|\n", "🌍")]
    + [_un_mio("\\u0041", 'a: "'), _un_mio("- un texte plus long\n"), "? " + "x" * 1_000_000 + "\n: a\n"],
    ids=lambda t: repr(t[:8]),
)
def test_un_fichier_d_un_mio_ne_bloque_rien(texte: str) -> None:
    depart = time.process_time()
    essayer(texte.encode())
    assert time.process_time() - depart < 5
