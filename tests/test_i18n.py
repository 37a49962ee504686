"""French and English: whose language, how a sentence is made of its model and values, what is safe to print."""

import gettext
import os
import shlex
from datetime import date

import pytest

from roriq_cli import i18n
from roriq_cli.commandes import ALIAS
from roriq_cli.i18n import (
    Commande,
    Duree,
    Liste,
    Periode,
    Phrase,
    Pluriel,
    SautDeLigne,
    date_en_mots,
    guillemets,
    inerte,
    plier,
)

PREMIER = date(2027, 6, 1)
MESSAGES = {
    "Il reste {n} organisme.": "{n} organisation left.",
    "Il reste {n} organismes.": "{n} organisations left.",
    "et": "and",
    "ou": "or",
    "Fait : {quoi}.": "Done: {quoi}.",
    "du {debut:js} au {fin:j}": "from {debut:js} to {fin:j}",
    "du {debut:j} au {fin:j}": "from {debut:j} to {fin:j}",
}


class Anglais(gettext.NullTranslations):
    """A catalogue of a few sentences; what is not in it stays French."""

    def gettext(self, message: str) -> str:
        return MESSAGES.get(message, message)


@pytest.fixture
def anglais(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, from the catalogue above."""
    monkeypatch.setattr(i18n, "_catalogue", lambda langue: Anglais())
    i18n.utiliser("en")


# Whose language.


@pytest.mark.parametrize(
    ("environ", "langue"),
    [
        ({}, "fr"),
        ({"RORIQ_LANGUE": "en"}, "en"),
        ({"RORIQ_LANGUE": " EN "}, "en"),
        ({"RORIQ_LANGUE": "fr", "LC_ALL": "en_CA.UTF-8"}, "fr"),
        ({"RORIQ_LANGUE": "en", "LC_ALL": "fr_CA.UTF-8"}, "en"),
        ({"RORIQ_LANGUE": "", "LANG": "en_CA.UTF-8"}, "en"),
        ({"LC_ALL": "en_CA.UTF-8"}, "en"),
        ({"LC_ALL": "fr_CA.UTF-8", "LC_MESSAGES": "en_CA", "LANG": "en_CA"}, "fr"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "fr_CA"}, "en"),
        ({"LC_MESSAGES": "fr_CA", "LANG": "en_CA"}, "fr"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "EN_CA"}, "en"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "de_DE"}, "fr"),
        ({"LANGUAGE": "en"}, "fr"),
    ],
)
def test_la_langue_de_qui_lit(environ: dict[str, str], langue: str) -> None:
    assert i18n.choisir_langue(environ) == langue


def test_le_reste_du_programme_suit() -> None:
    i18n.utiliser("en", "autre")
    assert (i18n.langue(), os.environ["LANGUAGE"]) == ("en", "en")
    with i18n.en_francais():
        assert i18n.langue() == "fr"
        assert str(Commande("lister")) == "roriq -R autre lister"
    assert i18n.langue() == "en"
    with pytest.raises(ZeroDivisionError), i18n.en_francais():
        _ = 1 / 0
    assert i18n.langue() == "en"


def test_ce_qui_n_est_pas_traduit_reste_lisible(anglais: None) -> None:
    assert str(Phrase("Rien de tel : {quoi}", quoi="x")) == "Rien de tel : x"


def test_les_catalogues_se_chargent() -> None:
    for langue in i18n.LANGUES:
        assert i18n._catalogue(langue).gettext("{le}") == "{le}"


# Sentences.


def test_une_phrase_se_fait_quand_on_la_montre(anglais: None) -> None:
    phrase = Phrase("Fait : {quoi}.", quoi=Liste(["a", "b"]))
    assert str(phrase) == "Done: a and b."
    with i18n.en_francais():
        assert str(phrase) == "Fait\u00a0: a et b."
    assert repr(Phrase("Fait : {quoi}.", quoi=1)) == "Phrase('Fait : {quoi}.', {'quoi': 1})"


@pytest.mark.parametrize(
    ("modele", "phrase"),
    [
        ("Voici : rien", "Voici\u00a0: rien"),
        ("Voici :", "Voici\u00a0:"),
        ("« rien »", "«\u00a0rien\u00a0»"),
        ("« {x} » : {x}", "«\u00a0v : w\u00a0»\u00a0: v : w"),
        ("un; deux? trois!", "un; deux? trois!"),
        ("data :x ::", "data :x ::"),
        ("10:30", "10:30"),
    ],
)
def test_la_typographie_est_celle_du_modele_jamais_des_valeurs(modele: str, phrase: str) -> None:
    assert str(Phrase(modele, x="v : w")) == phrase


@pytest.mark.parametrize(("n", "phrase"), [(0, "0 a"), (1, "1 a"), (2, "2 b"), (11, "11 b")])
def test_zero_et_un_sont_au_singulier_en_francais(n: int, phrase: str) -> None:
    assert str(Pluriel("{n} a", "{n} b", n)) == phrase


@pytest.mark.parametrize(("n", "phrase"), [(0, "0 organisations"), (1, "1 organisation"), (2, "2 organisations")])
def test_zero_est_au_pluriel_en_anglais(n: int, phrase: str, anglais: None) -> None:
    reste = Pluriel("Il reste {n} organisme.", "Il reste {n} organismes.", n)
    assert str(reste) == f"{phrase} left."
    with i18n.en_francais():
        assert str(reste) == f"Il reste {n} organisme{'s' * (n > 1)}."


@pytest.mark.parametrize(
    ("elements", "texte"),
    [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", 2, Phrase("{x} : y", x="x")], "a, 2 et x\u00a0: y")],
)
def test_une_liste(elements: list[object], texte: str) -> None:
    assert str(Liste(elements)) == texte
    assert str(Liste(iter(["a", "b"]), "ou")) == "a ou b"


def test_une_liste_en_anglais(anglais: None) -> None:
    assert str(Liste("abc")) == "a, b and c"
    assert str(Liste("abc", "ou")) == "a, b or c"


@pytest.mark.parametrize(
    ("precision", "francais", "anglais_"),
    [
        ("", "1er juin 2027", "1 June 2027"),
        ("j", "mardi 1er juin 2027", "Tuesday 1 June 2027"),
        ("js", "mardi 1er juin", "Tuesday 1 June"),
        ("s", "1er juin", "1 June"),
        ("iso", "2027-06-01", "2027-06-01"),
    ],
)
def test_un_jour_en_mots(precision: str, francais: str, anglais_: str) -> None:
    assert date_en_mots(PREMIER, precision) == francais
    assert str(Phrase("{le:" + precision + "}", le=PREMIER)) == francais
    i18n.utiliser("en")
    assert date_en_mots(PREMIER, precision) == anglais_


def test_les_jours_et_les_mois() -> None:
    assert [date_en_mots(date(2027, mois, 2)).split()[1] for mois in (2, 8, 12)] == ["février", "août", "décembre"]
    assert [date_en_mots(date(2027, 6, jour), "j").split()[0] for jour in (5, 6, 7)] == ["samedi", "dimanche", "lundi"]


@pytest.mark.parametrize(
    ("jours", "texte"),
    [(1, "1 jour"), (364, "364 jours"), (365, "1 an"), (730, "2 ans"), (1095, "3 ans"), (973, "2 ans et 8 mois")],
)
def test_une_duree(jours: int, texte: str) -> None:
    assert str(Duree(jours)) == texte
    assert str(Duree(729)) == "1 an et 11 mois"


def test_une_periode(anglais: None) -> None:
    annee = Periode(PREMIER, date(2027, 11, 30))
    deux = Periode(PREMIER, date(2028, 1, 1))
    assert str(annee) == "from Tuesday 1 June to Tuesday 30 November 2027"
    assert str(deux) == "from Tuesday 1 June 2027 to Saturday 1 January 2028"
    with i18n.en_francais():
        assert str(annee) == "du mardi 1er juin au mardi 30 novembre 2027"
        assert str(deux) == "du mardi 1er juin 2027 au samedi 1er janvier 2028"
        assert str(Phrase("Suspendu {p}.", p=annee)) == "Suspendu du mardi 1er juin au mardi 30 novembre 2027."


# What comes from files.

HOSTILES = ["{}", "{0}", "{quoi}", "{quoi.__class__}", "%s", "%(quoi)s", "{", "}", "{{", "\\x1b", "$(id)", "`id`"]


@pytest.mark.parametrize("valeur", HOSTILES)
def test_une_valeur_n_est_jamais_un_modele(valeur: str, anglais: None) -> None:
    dedans = Phrase("Fait : {quoi}.", quoi=valeur)
    dehors = Pluriel("{n} a {quoi}", "{n} b {quoi}", 2, quoi=Liste([valeur, dedans]))
    assert str(dedans) == f"Done: {valeur}."
    assert str(dehors) == f"2 b {valeur} and Done: {valeur}."
    with i18n.en_francais():
        assert str(dehors) == f"2 b {valeur} et Fait\u00a0: {valeur}."


@pytest.mark.parametrize(
    ("texte", "visible"),
    [
        ("\x1b[31mrouge", "<U+001B>[31mrouge"),
        ("a\nb\r\tc\x00", "a<U+000A>b<U+000D><U+0009>c<U+0000>"),
        ("\x7f\x85\x9b", "<U+007F><U+0085><U+009B>"),
        ("\u202egauche\u2066", "<U+202E>gauche<U+2066>"),
        ("\u200b\u200f\u2028\ufeff\xad\u061c", "<U+200B><U+200F><U+2028><U+FEFF><U+00AD><U+061C>"),
        ("\ud800", "<U+D800>"),
        ("L’Éveil « œuvre » 10\u00a0$ – ½ 日本", "L’Éveil « œuvre » 10\u00a0$ – ½ 日本"),
    ],
)
def test_ce_qui_agit_sur_le_terminal_est_montre(texte: str, visible: str) -> None:
    assert inerte(texte) == visible
    assert str(Phrase("{x}", x=texte)) == visible
    assert str(Liste([texte, 1])) == f"{visible} et 1"
    assert inerte(visible) == visible


def test_une_phrase_dans_une_phrase_garde_son_saut_de_ligne() -> None:
    assert str(Phrase("Tapez :{saut}{x}", saut=SautDeLigne(), x="a\nb")) == "Tapez :\n  a<U+000A>b"


@pytest.mark.parametrize(
    ("texte", "plie"),
    [
        ("Éveil", "eveil"),
        ("ŒUVRE Æ", "oeuvre ae"),
        ("  L’Île\t des\u00a0Sœurs ", "l'ile des soeurs"),
        ("e\u0301", "e"),
        ("STRASSE ß", "strasse ss"),
        ("Nord\u2011Sud\u2013Est\u2014Ouest\u2212Bas", "nord-sud-est-ouest-bas"),
        ("d\u2018aide d\u02bcaide d\u00b4aide", "d'aide d'aide d'aide"),
        ("Accueil «\u202fLe Relais\u00a0» “Exemple”", "accueil le relais exemple"),
        ('Accueil "Le Relais"', "accueil le relais"),
        ("", ""),
    ],
)
def test_ce_qui_est_compare(texte: str, plie: str) -> None:
    assert plier(texte) == plie
    assert plier(plie) == plie


# Commands.


@pytest.mark.parametrize(
    "mot",
    ["accueil-exemple", "2027-03-04", "a/b.yaml", "deux mots", "", "l'un", "a;b", "a&b", "a|b", "(x)", "*", "<x>", "é"],
)
def test_un_argument_est_un_seul_mot(mot: str) -> None:
    assert shlex.split(guillemets(mot)) == [mot]


@pytest.mark.parametrize("mot", ["$HOME", 'dit "oui"', "`id`", "a\\b", "fini!", "l'un $x"])
def test_ce_qu_un_interpreteur_developperait_est_entre_apostrophes(mot: str) -> None:
    assert guillemets(mot).startswith("'")
    assert shlex.split(guillemets(mot)) == [mot]


def test_une_commande_se_copie() -> None:
    assert str(Commande("admettre", "accueil-exemple")) == "roriq admettre accueil-exemple"
    assert str(Commande("lister", "deux mots")) == 'roriq lister "deux mots"'
    i18n.repeter_registre("/tmp/mon registre")
    assert str(Commande("lister")) == 'roriq -R "/tmp/mon registre" lister'
    assert str(Commande("lister", registre="/tmp/autre")) == "roriq -R /tmp/autre lister"
    i18n.utiliser("en", "x")
    assert str(Commande("admettre", "accueil-exemple")) == "roriq -R x admit accueil-exemple"
    i18n.repeter_registre(None)
    assert str(Phrase("{c}", c=Commande("lister"))) == "roriq list"


def test_une_commande_existe() -> None:
    with pytest.raises(KeyError):
        Commande("supprimer")
    for nom, alias in ALIAS.items():
        assert str(Commande(nom)) == f"roriq {nom}"
        i18n.utiliser("en")
        assert str(Commande(nom)) == f"roriq {alias}"
        i18n.utiliser("fr")
