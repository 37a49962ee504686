"""Matching: what is certain, what a person must say, on a labelled set and on anything else."""

import csv
from pathlib import Path
from random import Random
from time import process_time
from typing import NamedTuple

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine.membres import rapprochement as r
from roriq_cli.domaine.membres.modele import MembreTcri, NomAnterieur, Organisme
from tests.domaine.fabrique import fait, fiche


class Cas(NamedTuple):
    """A labelled pair: whether this row is certainly, perhaps or not that organisation."""

    genre: str
    organisme: Organisme
    membre: MembreTcri


def _cas() -> list[Cas]:
    with (Path(__file__).parent / "rapprochements.csv").open(encoding="utf-8", newline="") as flux:
        lus = list(csv.DictReader(flux, delimiter=";"))
    return [
        Cas(
            c["genre"],
            fiche(
                id=f"org-{n}",
                nom=c["organisme"],
                sigle=c["sigle"] or None,
                neq=c["neq"] or None,
                noms_anterieurs=(NomAnterieur(c["ancien"]),) if c["ancien"] else (),
            ),
            MembreTcri(f"K{n}", c["ligne"], c["neq_ligne"] or None, None, "en-regle"),
        )
        for n, c in enumerate(lus)
    ]


CAS = _cas()


def m(cle: str, nom: str, neq: str | None = None, ville: str | None = None) -> MembreTcri:
    return MembreTcri(cle, nom, neq, ville, "en-regle")


@pytest.mark.parametrize("cas", CAS, ids=lambda c: c.organisme.nom)
def test_chaque_couple_seul(cas: Cas) -> None:
    trouve = r.rapprocher([cas.organisme], [cas.membre])
    assert (len(trouve.certaines), len(trouve.proposees), len(trouve.inconnus)) == {
        "certain": (1, 0, 0),
        "propose": (0, 1, 0),
        "rien": (0, 0, 1),
    }[cas.genre]


def test_tous_ensemble_aucune_certitude_n_est_fausse() -> None:
    trouve = r.rapprocher([c.organisme for c in CAS], [c.membre for c in CAS])
    vraies = {(c.organisme.id, c.membre.cle) for c in CAS if c.genre == "certain"}
    assert {(p.organisme.id, p.membre.cle) for p in trouve.certaines} == vraies
    proposes = {possibles[0].organisme.id: {p.membre.cle for p in possibles} for possibles in trouve.proposees}
    for cas in CAS:
        if cas.genre == "propose":
            assert cas.membre.cle in proposes[cas.organisme.id], cas.organisme.nom


def _fautes(nom: str, rang: int) -> str:
    """A typical way to write a name otherwise; the rank says which."""
    milieu = len(nom) // 2
    return (
        nom.upper(),
        nom.replace(" ", "-"),
        nom + " inc.",
        nom[:milieu] + nom[milieu + 1 :],
        nom[:milieu] + nom[milieu] + nom[milieu:],
        nom.replace("é", "e").replace("è", "e"),
        " ".join(reversed(nom.split(" "))),
    )[rang % 7]


@pytest.mark.lent
def test_cent_cinquante_organismes_aucune_certitude_fausse() -> None:
    genres = ("Accueil", "Carrefour", "Relais", "Maison", "Centre")
    lieux = (
        "la Mauricie", "l'Estrie", "Lévis", "Rivière-Bleue", "Saint-Jérôme", "Sainte-Agnès", "Québec", "Matane",
        "Gaspé", "Portneuf", "Lotbinière", "la Côte-Nord", "Charlevoix", "Rimouski", "Drummond", "l'Érable",
        "Mékinac", "Maskinongé", "Nicolet", "Yamaska", "Bellechasse", "Montmagny", "Kamouraska", "Témiscouata",
        "la Matapédia", "Bonaventure", "Avignon", "Pontiac", "Papineau", "Antoine-Labelle",
    )  # fmt: skip
    noms = [f"{genre} Exemple de {lieu}" for lieu in lieux for genre in genres]
    assert len(noms) == 150
    organismes = [fiche(id=f"o-{n}", nom=nom) for n, nom in enumerate(noms)]
    for decalage in range(7):
        membres = [m(f"o-{n}", _fautes(nom, n + decalage)) for n, nom in enumerate(noms)]
        trouve = r.rapprocher(organismes, membres)
        assert all(p.organisme.id == p.membre.cle for p in trouve.certaines)
        assert len(trouve.certaines) >= 75
        # Nothing is lost without a word: what is not certain is proposed, the right row among the others.
        for possibles in trouve.proposees:
            assert possibles[0].organisme.id not in {p.organisme.id for p in trouve.certaines}


def test_la_cle_d_abord_puis_le_neq_puis_le_nom() -> None:
    o = fiche(nom="Accueil Exemple", tcri="K1", neq="1145678901")
    membres = [m("K3", "Accueil Exemple"), m("K2", "X", "1145678901"), m("K1", "Tout autre")]
    assert [(p.membre.cle, p.raison) for p in r.rapprocher([o], membres).certaines] == [("K1", r.PAR_CLE)]
    sans_cle = o._replace(tcri=None)
    assert [(p.membre.cle, p.raison) for p in r.rapprocher([sans_cle], membres).certaines] == [("K2", r.PAR_NEQ)]
    sans_rien = sans_cle._replace(neq=None)
    assert [(p.membre.cle, p.raison) for p in r.rapprocher([sans_rien], membres).certaines] == [("K3", r.PAR_NOM)]


def test_une_cle_consignee_que_la_liste_n_a_plus_ne_se_remplace_pas_seule() -> None:
    o = fiche(nom="Accueil Exemple", tcri="VIEILLE", neq="1145678901")
    trouve = r.rapprocher([o], [m("NEUVE", "Accueil Exemple", "1145678901")])
    assert trouve.certaines == ()
    assert [p.raison for p in trouve.proposees[0]] == [r.PAR_NEQ]
    trouve = r.rapprocher([o._replace(neq=None)], [m("NEUVE", "Accueil Exemple")])
    assert [p.raison for p in trouve.proposees[0]] == [r.PAR_NOM]


def test_deux_lignes_du_meme_nom_ou_deux_organismes_ne_font_aucune_certitude() -> None:
    o = fiche(nom="Accueil Exemple")
    trouve = r.rapprocher([o], [m("A", "Accueil Exemple"), m("B", "accueil exemple inc.")])
    assert trouve.certaines == ()
    assert {p.membre.cle for p in trouve.proposees[0]} == {"A", "B"}
    autre = fiche(id="autre", nom="Relais Exemple", noms_anterieurs=(NomAnterieur("Accueil Exemple"),))
    trouve = r.rapprocher([o, autre], [m("A", "Accueil Exemple")])
    assert trouve.certaines == ()
    assert len(trouve.proposees) == 2
    # Even when one of the two is certain by its NEQ: the name was not its alone.
    avec_neq = autre._replace(neq="1145678901")
    trouve = r.rapprocher([o, avec_neq], [m("A", "Accueil Exemple"), m("B", "X", "1145678901")])
    assert [p.organisme.id for p in trouve.certaines] == ["autre"]


def test_un_nom_actuel_et_un_ancien_sur_deux_lignes() -> None:
    o = fiche(nom="Accueil Exemple", noms_anterieurs=(NomAnterieur("Relais Exemple"),))
    trouve = r.rapprocher([o], [m("A", "Accueil Exemple"), m("B", "Relais Exemple")])
    assert trouve.certaines == ()
    assert {p.membre.cle for p in trouve.proposees[0]} == {"A", "B"}


def test_un_sigle_que_trois_partagent_est_propose_a_chacun() -> None:
    trois = [fiche(id=f"sanx-{v}", nom=f"Service Exemple de {v}", sigle="SANX") for v in ("ici", "laval", "gaspe")]
    trouve = r.rapprocher(trois, [m("S", "SANX")])
    assert trouve.certaines == ()
    assert [(p[0].organisme.id, p[0].raison) for p in trouve.proposees] == [(o.id, r.PAR_SIGLE) for o in trois]


def test_cinq_candidats_au_plus_les_plus_proches_d_abord() -> None:
    o = fiche(nom="Accueil Exemple du Nord")
    membres = [m(f"K{n}", f"Accueil Exemple du Nord {n}") for n in range(8)] + [m("S", "Accueil Exemple du Nords")]
    trouves = r.candidats(o, membres)
    assert len(trouves) == r.CANDIDATS
    assert trouves[0].membre.cle == "S"


@pytest.mark.parametrize(
    ("nom", "ville", "ligne", "sa_ville", "propose"),
    [
        ("Accueil", "Magog", "Accueil et intégration", "Magog", True),
        ("Accueil et intégration", "Magog", "Accueil", "MAGOG", True),
        ("Accueil", "Magog", "Accueil de Magog", None, True),
        ("Accueil", None, "Accueil de Magog", "Magog", True),
        ("Accueil", "Montréal", "Accueil de Montréal", "Montréal (Anjou)", True),
        ("Accueil Exemple", "Québec", "Accueil Exemple de Montréal", "Montréal", False),
        ("Accueil Exemple", "Québec", "Accueil Exemple et intégration", "Ville de Québec", True),
        ("Accueil Exemple", "Québec", "Accueil Exemple et intégration", None, True),
        ("Accueil Exemple", "St-Jérôme", "Accueil Exemple et intégration", "Ville de Saint-Jérôme (Québec)", True),
        ("Estuaire", "Saint-Jérôme", "Estuaire de St-Jérôme", None, True),
        ("Accueil", "Québec", "Accueil et intégration", None, False),
        ("Accueil Exemple", "Québec", "Accueils Exemplairement divers", "Québec", False),
    ],
)
def test_un_nom_dans_l_autre_au_meme_endroit(
    nom: str, ville: str | None, ligne: str, sa_ville: str | None, propose: bool
) -> None:
    trouve = r.rapprocher([fiche(nom=nom, ville=ville)], [m("K", ligne, ville=sa_ville)])
    assert trouve.certaines == ()
    assert [p.raison for possibles in trouve.proposees for p in possibles] == [r.PAR_INCLUSION] * propose


def test_une_ville_ecrite_autrement_est_la_meme() -> None:
    o = fiche(nom="Accueil Exemple", ville="St-Jérôme")
    for ville in ("Saint-Jérôme", "SAINT JÉRÔME (Québec)", "Ville de St-Jérôme"):
        assert [p.raison for p in r.rapprocher([o], [m("K", "Accueil Exemple", ville=ville)]).certaines] == [r.PAR_NOM]
    assert r.rapprocher([o], [m("K", "Accueil Exemple", ville="Saint-Jean")]).certaines == ()


def test_une_ligne_est_proposee_a_qui_elle_va_le_mieux() -> None:
    large, nord = fiche(nom="Accueil Exemple"), fiche(id="nord", nom="Accueil Exemple du Nord")
    lignes = [m("N", "Accueil Exemple du Nort"), m("S", "Accueil Exemple et services divers")]
    trouve = r.rapprocher([large, nord], lignes)
    assert [(p.organisme.id, p.membre.cle) for possibles in trouve.proposees for p in possibles] == [
        (large.id, "S"),
        ("nord", "N"),
    ]
    # Of three that share an acronym, the name tells.
    trois = [
        fiche(id=f"sanx-{n}", nom=f"Service Exemple de {v}", sigle="SANX") for n, v in enumerate(("Laval", "Gaspé"))
    ]
    trouve = r.rapprocher(trois, [m("S", "Service Exemple de Gaspé (SANX)")])
    assert [(p[0].organisme.id, p[0].raison) for p in trouve.proposees] == [("sanx-1", r.PAR_SIGLE)]


def test_un_organisme_ferme_ne_se_cherche_plus() -> None:
    ferme = fiche(fait("2020-01-01", "fermeture"), nom="Accueil Exemple")
    ouvert = fiche(id="ouvert", nom="Accueils Exemple")
    trouve = r.rapprocher([ferme, ouvert], [m("K", "Accueil Exemple (AE)")])
    assert [possibles[0].organisme.id for possibles in trouve.proposees] == ["ouvert"]


@pytest.mark.parametrize(
    ("nom", "plie"),
    [
        ("Inc.", "inc"),
        ("A.B.C. Exemple Ltée", "abc exemple"),
        ("Œuvre  d’Exemple", "oeuvre d exemple"),
        ("日本", ""),
    ],
)
def test_le_nom_plie(nom: str, plie: str) -> None:
    assert r.nom_plie(nom) == plie


_NOMS = st.sampled_from(("Accueil Exemple", "accueil exemple inc", "Relais Exemple", "Relais Exemples", "SANX", "日本"))
_NEQ = st.sampled_from((None, "1145678901", "1145678902"))
_ORGANISMES = st.lists(
    st.builds(
        lambda nom, sigle, neq, tcri, ancien: fiche(
            nom=nom, sigle=sigle, neq=neq, tcri=tcri, noms_anterieurs=(NomAnterieur(ancien),) if ancien else ()
        ),
        _NOMS,
        st.sampled_from((None, "SANX")),
        _NEQ,
        st.sampled_from((None, "K0", "K1", "K9")),
        st.none() | _NOMS,
    ),
    max_size=5,
).map(lambda os: [o._replace(id=f"o-{n}") for n, o in enumerate(os)])
_MEMBRES = st.lists(st.builds(m, st.just(""), _NOMS, _NEQ), max_size=5).map(
    lambda ms: [x._replace(cle=f"K{n}") for n, x in enumerate(ms)]
)


@given(_ORGANISMES, _MEMBRES, st.randoms(use_true_random=False))
def test_ni_certain_et_ambigu_ni_affaire_d_ordre(
    organismes: list[Organisme], membres: list[MembreTcri], hasard: Random
) -> None:
    trouve = r.rapprocher(organismes, membres)
    certains = [p.organisme.id for p in trouve.certaines]
    lignes = [p.membre.cle for p in trouve.certaines]
    proposes = [possibles[0].organisme.id for possibles in trouve.proposees]
    offertes = {p.membre.cle for possibles in trouve.proposees for p in possibles}
    assert len(set(certains)) == len(certains)
    assert len(set(lignes)) == len(lignes)
    assert not set(certains) & set(proposes)
    assert not set(lignes) & offertes
    assert {x.cle for x in membres} == set(lignes) | offertes | {x.cle for x in trouve.inconnus} or len(
        membres
    ) > r.CANDIDATS
    autres_o, autres_m = list(organismes), list(membres)
    hasard.shuffle(autres_o)
    hasard.shuffle(autres_m)
    ensuite = r.rapprocher(autres_o, autres_m)
    assert set(ensuite.certaines) == set(trouve.certaines)
    assert set(ensuite.proposees) == set(trouve.proposees)
    assert set(ensuite.inconnus) == set(trouve.inconnus)


# On the threshold itself: 4 letters of 5 on each side are 0.8, which is near enough.
_MOTS = st.sampled_from(
    ("abcd", "abcde", "abcdx", "exemple", "exemples", "de", "montreal", "(abcd)", "SANX", "inc.", "é")
)
_ECRITS = st.lists(_MOTS, min_size=1, max_size=4).map(" ".join) | st.text("abcdé ()-.日", min_size=1, max_size=12)
_VILLES = st.sampled_from((None, "Montréal", "Gaspé"))


@given(
    st.builds(
        lambda nom, sigle, neq, ancien, ville: fiche(
            nom=nom, sigle=sigle, neq=neq, ville=ville, noms_anterieurs=(NomAnterieur(ancien),) if ancien else ()
        ),
        _ECRITS,
        st.none() | _ECRITS,
        _NEQ,
        st.none() | _ECRITS,
        _VILLES,
    ),
    st.lists(st.builds(m, st.just(""), _ECRITS, _NEQ, _VILLES), max_size=8),
)
def test_ne_pas_tout_regarder_propose_la_meme_chose(organisme: Organisme, membres: list[MembreTcri]) -> None:
    """The filter only spares looking at what difflib, and the other reasons, would not keep."""
    membres = [x._replace(cle=f"K{n}") for n, x in enumerate(membres)]
    toutes = r.Lignes(membres)
    connu = r._connu(organisme)
    notees = [
        (note, ligne.membre, raison) for ligne in toutes.toutes for note, raison in [r._note(connu, ligne)] if note
    ]
    notees.sort(key=lambda n: (-n[0], n[1].nom, n[1].cle))
    voulues = [(membre, raison) for _note, membre, raison in notees[: r.CANDIDATS]]
    assert [(p.membre, p.raison) for p in r.candidats(organisme, membres)] == voulues


@pytest.mark.parametrize("moitie", [5, 10, 25, 50, 100])
def test_juste_au_seuil_c_est_propose(moitie: int) -> None:
    """rapidfuzz drops such a pair from its own cutoff at the threshold; difflib keeps it."""
    communes = "a" * (moitie * 4 // 5)
    un, autre = (communes + lettre * (moitie - len(communes)) for lettre in "bc")
    assert [p.raison for p in r.candidats(fiche(nom=un), [m("K", autre)])] == [r.PAR_RESSEMBLANCE]
    assert r.candidats(fiche(nom=un), [m("K", autre + "c")]) == ()


@pytest.mark.lent
def test_quarante_noms_et_cinq_mille_lignes() -> None:
    """What took a minute takes less than a person notices; a generous bound, for a machine that is busy."""
    hasard = Random(1)
    mots = ("accueil", "exemple", "relais", "maison", "centre", "nord", "sud", "de", "la", "mauricie", "gaspe", "laval")
    membres = [m(f"K{n}", " ".join(hasard.choices(mots, k=6)) + f" {n}") for n in range(5000)]
    organismes = [fiche(id=f"o-{n}", nom=" ".join(hasard.choices(mots, k=6)) + f" z{n}") for n in range(40)]
    debut = process_time()
    r.rapprocher(organismes, membres)
    assert process_time() - debut < 5
