"""A list as received: its rows, the keys that they keep or get, what it says of ours next to the list before."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine.genres.constats import Anomalie
from roriq_cli.domaine.membres.listes import Listes
from roriq_cli.domaine.membres.modele import Etat, ListeTcri, MembreTcri, Organisme, SourceDeListe
from roriq_cli.domaine.tableaux import liste_recue as lr
from roriq_cli.domaine.tableaux.colonnes import LISTE_TCRI
from roriq_cli.domaine.tableaux.liste_recue import Place
from roriq_cli.domaine.tableaux.tableau import Feuille, Rangee, Tableau, trouver
from roriq_cli.i18n import Phrase
from tests.domaine.fabrique import AUJOURD_HUI, VIES, dans, fiche, j, membre

SOURCE = SourceDeListe("liste.csv", "a" * 64)


def tableau(*rangees: tuple[Any, ...]) -> Tableau:
    trouve = trouver([Feuille("", tuple(Rangee(n, r) for n, r in enumerate(rangees, 1)))], {}, LISTE_TCRI)
    assert trouve is not None
    return trouve


def m(cle: str, nom: str, statut: str = "en-regle", neq: str | None = None, ville: str | None = None) -> MembreTcri:
    return MembreTcri(cle, nom, neq, ville, statut)


def liste(le: str, *membres: MembreTcri) -> ListeTcri:
    return ListeTcri(j(le), j(le), j(f"{int(le[:4]) + 1}-03-31"), SOURCE, membres)


def recevoir(
    *rangees: tuple[Any, ...], organismes: tuple[Organisme, ...] = (), listes: tuple[ListeTcri, ...] = (),
    le: str = "2026-04-01",
) -> list[str]:  # fmt: skip
    recue = lr.lire_lignes(tableau(*rangees), "en-regle" if "Statut" not in rangees[0] else None)
    assert recue.fautives == ()
    membres, recue = lr.membres_de(recue, organismes, Listes(listes), j(le))
    assert recue.fautives == ()
    return [x.cle for x in membres]


def fautes(*rangees: tuple[Any, ...], statut: str | None = None) -> dict[int, str]:
    return {x.numero: str(x.problemes[0]) for x in lr.lire_lignes(tableau(*rangees), statut).fautives}


@pytest.mark.parametrize(
    ("texte", "statut"),
    [
        ("en règle", "en-regle"), ("En Regle", "en-regle"), ("oui", "en-regle"), ("In good standing", "en-regle"),
        ("en défaut", "en-defaut"), ("in default", "en-defaut"), ("not in good standing", "en-defaut"),
        ("Suspendue", "suspendu"), ("suspended", "suspendu"), ("radiée", "radie"), ("Struck off", "radie"),
    ],
)  # fmt: skip
def test_un_statut_se_dit_de_plusieurs_facons(texte: str, statut: str) -> None:
    recue = lr.lire_lignes(tableau(("Organisme", "Statut"), ("Accueil Exemple", texte)), None)
    assert [x.valeurs["statut"] for x in recue.lignes] == [statut]


def test_en_anglais_aussi() -> None:
    t = tableau(("Key", "Organization", "City", "Standing"), ("AE-1", "Accueil Exemple", "Laval", "in good standing"))
    (ligne,) = lr.lire_lignes(t, None).lignes
    assert ligne.valeurs == {"cle": "AE-1", "nom": "Accueil Exemple", "ville": "Laval", "statut": "en-regle"}


def test_ce_qui_n_est_pas_une_ligne_reste_de_cote() -> None:
    t = tableau(("Organisme", "Ville"), ("A Exemple", "Laval"), (None, None), ("Organisme", "Ville"), ("Total", 1))
    recue = lr.lire_lignes(t, "en-regle")
    assert [x.valeurs["nom"] for x in recue.lignes] == ["A Exemple"]
    assert [(n, str(raison)) for n, raison in recue.laissees] == [(5, "un total")]


def test_ce_qui_manque_ou_ne_se_lit_pas_nomme_sa_colonne() -> None:
    dites = fautes(
        ("Clé", "Organisme", "NEQ", "Statut"),
        ("A 1", "A Exemple", None, "en règle"),
        ("B", None, None, "en règle"),
        ("C", "C Exemple", "12", "en règle"),
        ("D", "D Exemple", None, "on verra"),
        ("E", "E Exemple", None, None),
        ("F", "F Exemple", None, "non"),
    )
    assert {n: texte.split("\u00a0:")[0] for n, texte in dites.items()} == {
        2: "Colonne «\u00a0Clé\u00a0»",
        3: "Colonne «\u00a0Organisme\u00a0»",
        4: "Colonne «\u00a0NEQ\u00a0»",
        5: "Colonne «\u00a0Statut\u00a0»",
        6: "Colonne «\u00a0Statut\u00a0»",
        7: "Colonne «\u00a0Statut\u00a0»",
    }
    assert "Il manque le nom" in dites[3]
    assert "Il manque le statut" in dites[6]


@pytest.mark.parametrize(
    ("rangees", "mot"),
    [
        ((("K1", "A Exemple", None, None), ("K1", "B Exemple", None, None)), "la même clé"),
        ((("K1", "A Exemple", "1145678901", None), ("K2", "B Exemple", "1145678901", None)), "le même NEQ"),
        ((("K1", "A Exemple", None, "Laval"), ("K2", "a exemple inc.", None, "LAVAL")), "le même nom"),
        ((("K1", "日本", None, None), ("K2", "日本", None, None)), "le même nom"),
    ],
)
def test_une_ligne_repetee_nomme_l_autre(rangees: tuple[tuple[Any, ...], ...], mot: str) -> None:
    dites = fautes(("Clé", "Organisme", "NEQ", "Ville"), *rangees, statut="en-regle")
    assert set(dites) == {2, 3}
    assert all(mot in texte and "2 et 3" in texte for texte in dites.values())


def test_le_meme_nom_dans_deux_villes_est_deux_organismes() -> None:
    rangees = (("Organisme", "Ville"), ("A Exemple", "Laval"), ("A Exemple", "Gatineau"), ("A Exemple", None))
    assert recevoir(*rangees) == ["a-exemple-laval", "a-exemple-gatineau", "a-exemple"]
    # The order of the rows changes no key.
    assert recevoir(rangees[0], rangees[2], rangees[1], rangees[3])[:2] == ["a-exemple-gatineau", "a-exemple-laval"]


def test_une_cle_neuve_vient_du_neq_ou_du_nom() -> None:
    assert recevoir(
        ("Organisme", "NEQ"), ("A Exemple inc.", None), ("B Exemple", "1145678901"), ("L'Été Exemple", None)
    ) == ["a-exemple", "neq-1145678901", "l-ete-exemple"]


def test_une_cle_neuve_n_est_celle_de_personne() -> None:
    ailleurs = liste("2025-04-01", m("a-exemple", "Tout autre chose"), m("a-exemple-laval", "Encore autre"))
    assert recevoir(("Organisme", "Ville"), ("A Exemple", "Laval"), listes=(ailleurs,)) == ["a-exemple-laval-2"]
    long = "Accueil " * 12
    (cle,) = recevoir(("Organisme",), (long,))
    assert len(cle) <= 60
    assert not cle.endswith("-")
    (cle,) = recevoir(("Organisme",), ("x" * 100,))
    assert cle == "x" * 60


def test_un_nom_sans_lettre_latine_demande_une_cle() -> None:
    recue = lr.lire_lignes(tableau(("Organisme",), ("日本",)), "en-regle")
    membres, recue = lr.membres_de(recue, (), Listes(), j("2026-04-01"))
    assert membres == ()
    assert "une colonne «\u00a0Clé\u00a0»" in str(recue.fautives[0].problemes[0])


def test_une_ligne_garde_la_cle_de_la_liste_d_avant() -> None:
    avant = liste(
        "2025-04-01",
        m("K1", "A Exemple", neq="1145678901"),
        m("K2", "B Exemple"),
        m("K3", "C Exemple", ville="Laval"),
        m("K4", "C Exemple", ville="Gatineau"),
        m("K5", "D Exemple", neq="1145678902"),
    )
    cles = recevoir(
        ("Organisme", "NEQ", "Ville"),
        ("A nouveau nom", "1145678901", None),
        ("b exemple inc.", None, "Laval"),
        ("C Exemple", None, "Gatineau"),
        ("C Exemple", None, "Laval"),
        ("D Exemple", "1145678909", None),
        listes=(avant,),
    )
    assert cles == ["K1", "K2", "K4", "K3", "neq-1145678909"]


def test_notre_fiche_passe_avant_les_listes_et_une_cle_ecrite_avant_tout() -> None:
    avant = liste("2025-04-01", m("K1", "A Exemple"), m("K2", "Ancien nom"))
    nous = fiche(nom="A Exemple", tcri="K2")
    assert recevoir(("Organisme",), ("A Exemple",), organismes=(nous,), listes=(avant,)) == ["K2"]
    # The confirmed match: the list names it otherwise than we do.
    assert recevoir(("Organisme",), ("Ancien nom",), organismes=(nous,), listes=(avant,)) == ["K2"]
    assert recevoir(("Clé", "Organisme"), ("K2", "B Exemple"), (None, "A Exemple"), organismes=(nous,)) == [
        "K2",
        "a-exemple",
    ]


def test_une_cle_que_deux_lignes_voudraient_n_est_a_aucune() -> None:
    avant = liste("2025-04-01", m("K1", "A Exemple", ville="Laval"))
    rangees = (("Organisme", "Ville"), ("A Exemple", "Gatineau"), ("A Exemple", "Québec"))
    assert "K1" not in recevoir(*rangees, listes=(avant,))
    deux = (fiche(id="x", nom="A Exemple", tcri="K1"), fiche(id="y", nom="a exemple", tcri="K2"))
    assert recevoir(("Organisme",), ("A Exemple",), organismes=deux) == ["a-exemple"]
    # One by its current name and one by its former: the same key is wanted twice in one pass.
    nous = dans(Etat.MEMBRE, tcri="K7")
    noms = nous._replace(noms_anterieurs=(lr_ancien("Relais Exemple"),))
    assert recevoir(("Organisme",), (noms.nom,), ("Relais Exemple",), organismes=(noms,)) == [
        "accueil-exemple",
        "relais-exemple",
    ]


def lr_ancien(nom: str) -> Any:
    from roriq_cli.domaine.membres.modele import NomAnterieur

    return NomAnterieur(nom)


def test_une_liste_plus_recente_sait_aussi() -> None:
    apres = liste("2027-04-01", m("K1", "A Exemple"))
    assert recevoir(("Organisme",), ("A Exemple",), listes=(apres,)) == ["K1"]


_NOMS = st.sampled_from(("A Exemple", "B Exemple", "C Exemple inc.", "D Exemple", "Ancien"))
_VILLES = st.sampled_from((None, "Laval", "Québec"))
_RANGEES = st.lists(st.tuples(_NOMS, _VILLES), min_size=1, max_size=6, unique=True)


@given(_RANGEES)
def test_la_meme_liste_donne_les_memes_cles(rangees: list[tuple[str, str | None]]) -> None:
    """Twice, or once more when it is on record: keys are stable, unique, and of the form that the files ask for."""
    une = recevoir(("Organisme", "Ville"), *rangees)
    assert len(set(une)) == len(une)
    assert recevoir(("Organisme", "Ville"), *rangees) == une
    connue = liste("2026-04-01", *(m(c, n, ville=v) for c, (n, v) in zip(une, rangees, strict=True)))
    assert recevoir(("Organisme", "Ville"), *rangees, listes=(connue,)) == une
    assert recevoir(("Organisme", "Ville"), *reversed(rangees), listes=(connue,), le="2027-04-01") == une[::-1]


def test_un_constat_revient_a_sa_ligne() -> None:
    recue = lr.lire_lignes(tableau(("Organisme", "Ville"), ("A Exemple", "x"), ("B Exemple", "y")), "en-regle")
    message = Phrase("Trop long.")
    recue = lr.avec_anomalies(
        recue,
        [
            Anomalie("valeur-longueur", ("membres", 1, "nom"), message),
            Anomalie("liste-cle", ("membres", 0), message),
            Anomalie("ordre", ("recu_le",), message),
            Anomalie("valeur-longueur", ("membres",), message),
        ],
    )
    assert [(x.numero, str(x.problemes[0])) for x in recue.fautives] == [
        (2, "Trop long."),
        (3, "Colonne «\u00a0Organisme\u00a0»\u00a0: Trop long."),
    ]


# What it says of ours.

AVANT = liste(
    "2025-04-01",
    m("K1", "Organisme a"),
    m("K2", "Organisme b"),
    m("K3", "Organisme c", "en-defaut"),
    m("K4", "Organisme d", "suspendu"),
    m("K5", "Organisme e"),
    m("K8", "Partie Exemple"),
)
ICI = liste(
    "2026-04-01",
    m("K1", "Organisme a"),
    m("K3", "Organisme c"),
    m("K4", "Organisme d", "radie"),
    m("K5", "Organisme e", "en-defaut"),
    m("K9", "Fanal Exemple"),
    m("K10", "Venue Exemple"),
)


def test_la_place_de_chacun() -> None:
    ours = [
        membre("a", tcri="K1"), membre("b", tcri="K2"), membre("c"), membre("d", tcri="K4"), membre("e", tcri="K5"),
        membre("f", nom="Sans rapport aucun"), membre("g", nom="Fanal Exempley"),
        fiche(*VIES[Etat.RETIRE], id="z", nom="Retiré", tcri="K10"),
    ]  # fmt: skip
    a = lr.annoncer(ICI, AVANT, ours, AUJOURD_HUI)
    assert {n.organisme.id: n.place for n in a.notres} == {
        "a": Place.EN_REGLE,
        "b": Place.PERDUE,
        "c": Place.NOUVELLE,
        "d": Place.PAS_EN_REGLE,
        "e": Place.PERDUE,
        "f": Place.ABSENTE,
        "g": Place.A_RAPPROCHER,
    }
    assert [n.organisme.id for n in a.a(Place.PERDUE)] == ["b", "e"]
    assert len(a.membres) == 7
    assert [x.cle for x in a.ecarts.venues] == ["K9", "K10"]
    assert [x.cle for x in a.ecarts.parties] == ["K2", "K8"]
    assert [(x.statut, y.statut) for x, y in a.ecarts.changees] == [
        ("en-defaut", "en-regle"),
        ("suspendu", "radie"),
        ("en-regle", "en-defaut"),
    ]


def test_a_la_premiere_liste_rien_n_est_nouveau() -> None:
    a = lr.annoncer(ICI, None, [membre("a", tcri="K1"), fiche(id="r", nom="Répertorié")], AUJOURD_HUI)
    assert [(n.organisme.id, n.place) for n in a.notres] == [("a", Place.EN_REGLE)]
    assert a.ecarts == lr.Ecarts()
