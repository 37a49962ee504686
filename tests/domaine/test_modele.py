"""The records: the words of the files, in the files' order."""

import re
from enum import StrEnum
from typing import get_args, get_type_hints

import pytest

from roriq_cli.domaine.membres import modele
from roriq_cli.domaine.membres.modele import (
    ChiffrePublie,
    Etat,
    Evenement,
    Fait,
    Organisme,
    Precision,
    Preuve,
    Preuves,
    Reponse,
    Reseau,
    Seuils,
    SourcePubliee,
)
from roriq_cli.domaine.membres.parcours import PARCOURS
from roriq_cli.domaine.membres.reseau import CRITERES, MOTIFS
from tests.domaine.fabrique import dans, j

# Not the words of the statutes (CONTRIBUTING, « Vocabulaire »).
JAMAIS = ("actif", "inactif", "radie", "radiation", "demission", "reactivation", "statut-invalide", "membership")


@pytest.mark.parametrize("mots", [Etat, Fait, Reponse, Precision])
def test_un_mot_des_statuts_est_le_meme_partout(mots: type[StrEnum]) -> None:
    """Whole, without accents, in the code and in the files."""
    for mot in mots:
        assert re.fullmatch("[a-z]+(-[a-z]+)*", mot.value)
        assert mot.name == mot.value.replace("-", "_").upper()
        assert mot.value not in JAMAIS


def test_un_fait_est_un_nom_et_un_etat_un_participe() -> None:
    """Two words, never one for both."""
    assert not {f.value for f in Fait} & {e.value for e in Etat}


def test_tout_etat_s_atteint_et_tout_fait_mene_quelque_part() -> None:
    atteints = {etat for suites in PARCOURS.values() for etat in suites.values()}
    assert atteints | {Etat.REPERTORIE} == set(Etat)
    assert {fait for suites in PARCOURS.values() for fait in suites} | {Fait.REPRISE} == set(Fait)
    # Being listed is the state of whoever no fact tells of: no source attests it as one.
    assert set(modele.ETATS_ATTESTABLES) == atteints - {Etat.REPERTORIE}


def test_les_motifs_sont_des_categories() -> None:
    motifs = {fait: tuple(codes) for fait, codes in MOTIFS.items()}
    assert motifs[Fait.SUSPENSION] == motifs[Fait.EXPULSION]  # one conduct, two sanctions
    assert motifs[Fait.REFUS] == tuple(CRITERES)
    for categories in motifs.values():
        assert len(set(categories)) == len(categories)
        assert all(re.fullmatch("[a-z]+(-[a-z]+)*", categorie) for categorie in categories)


def test_l_ordre_des_cles() -> None:
    assert (Organisme._fields[0], Organisme._fields[-1]) == ("id", "historique")
    assert Evenement._fields[:2] == ("date", "evenement")


def test_ce_qui_a_un_jour_ne_fait_que_s_ajouter() -> None:
    """The lists whose entries say when: what was known on a day stays known."""
    dates = {"date", "verifie_le", "jusqu_au"}
    listes = {
        champ: entree._fields
        for champ, genre in get_type_hints(Organisme).items()
        for entree in get_args(genre)
        if hasattr(entree, "_fields") and type(None) not in get_args(genre)
    }
    assert {champ for champ, champs in listes.items() if dates & set(champs)} == set(modele.AJOUT_SEUL)


def test_les_preuves_se_lisent_par_critere() -> None:
    une, autre = Preuve(liste="tcri-2024-04-01", cle="AE-04"), Preuve(j("2024-03-01"))
    preuves = Preuves({"tcri": une, "regionalisation": autre})
    assert preuves["tcri"] is une
    # The order of the keys in a file is layout: nothing of the past is rewritten by it.
    inverses = Preuves({"regionalisation": autre, "tcri": une})
    assert preuves == inverses
    assert hash(preuves) == hash(inverses)
    assert preuves != Preuves({"tcri": autre, "regionalisation": autre})
    with pytest.raises(TypeError):
        preuves["tcri"] = autre  # type: ignore[index]


def test_une_fiche_ne_se_change_pas() -> None:
    with pytest.raises(AttributeError):
        dans(Etat.MEMBRE).nom = "Autre"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("article", "nom", "sujet"),
    [("le", "RORIQ", "le RORIQ"), ("la", "Table", "la Table"), ("l'", "Alliance", "l'Alliance")],
)
def test_le_reseau_a_son_article(article: str, nom: str, sujet: str) -> None:
    assert Reseau(nom, article).sujet == sujet
    assert Reseau().sujet == "le RORIQ"
    assert Reseau().seuils == Seuils(30, 730, 1095, 60)


@pytest.mark.parametrize(
    ("le", "precision", "jour"),
    [
        ("2014-03-27", "jour", "2014-03-27"),
        ("2016", "annee", "2016-12-31"),
        ("2022", "annee-inferee", "2022-12-31"),
    ],
)
def test_le_jour_d_un_chiffre_publie(le: str, precision: str, jour: str) -> None:
    assert ChiffrePublie(le, precision, 26, source=SourcePubliee("Page")).jour == j(jour)
