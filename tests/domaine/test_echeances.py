"""What ends soon, or ended with no sequel: on which days, for whom, and the command that settles it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from roriq_cli.domaine.bilan.a_faire import GENRES, a_faire, manques
from roriq_cli.domaine.bilan.echeances import Echeance, echeances
from roriq_cli.domaine.membres.modele import (
    Attestation,
    Etat,
    ListeTcri,
    MembreTcri,
    Organisme,
    Registre,
    Reseau,
    Seuils,
)
from tests.domaine.fabrique import INSECABLE, VIES, attestation, dans, fait, fiche, j, liste, membre, registre

A = "accueil-exemple"
RECENTE = attestation("regionalisation", "2025-01-01", source="Formulaire")
PREMIERE = liste("2024-04-01", "2025-03-31", AEM_04="en-regle")
DEUXIEME = liste("2025-04-01", "2026-03-31", AEM_04="en-regle")


def trouver(jour: str, *organismes: Organisme, listes: tuple[ListeTcri, ...] = (), jours: int = 60) -> list[Echeance]:
    return list(echeances(registre(*organismes, listes_tcri=listes), j(jour), jours))


def genres(jour: str, *organismes: Organisme, **champs: Any) -> list[tuple[str, str]]:
    return [(e.genre, e.jour.isoformat()) for e in trouver(jour, *organismes, **champs)]


def dites(*organismes: Organisme, jour: str, **champs: Any) -> list[tuple[str, str]]:
    return [(str(e.phrase).replace(INSECABLE, " "), str(e.commande)) for e in trouver(jour, *organismes, **champs)]


def un(*attestations: Attestation, **champs: Any) -> Organisme:
    return membre(A, nom="Accueil Exemple", attestations=(RECENTE, *attestations), **champs)


def test_rien() -> None:
    assert trouver("2025-02-01") == []
    hors_du_reseau = (Etat.REPERTORIE, Etat.REFUSE, Etat.RETIRE, Etat.FERME)
    assert trouver("2025-02-01", *(dans(etat, id=etat) for etat in hors_du_reseau)) == []


# The lists.


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        ("2024-03-31", []),  # no list yet: nothing is over
        ("2024-04-01", []),
        ("2025-01-29", []),
        ("2025-01-30", [("liste-echeance", "2025-03-31")]),
        ("2025-03-31", [("liste-echeance", "2025-03-31")]),
        ("2025-04-01", [("liste-absente", "2025-03-31")]),
        ("2030-01-01", [("liste-absente", "2025-03-31")]),
    ],
)
def test_la_fin_d_une_liste(jour: str, attendu: list[tuple[str, str]]) -> None:
    assert genres(jour, listes=(PREMIERE,)) == attendu
    assert genres(jour) == []


def test_une_liste_qui_prend_la_suite() -> None:
    assert genres("2025-03-31", listes=(PREMIERE, DEUXIEME)) == []
    lendemain = liste("2025-04-02", "2026-03-31")  # one day is covered by nothing
    assert genres("2025-03-31", listes=(PREMIERE, lendemain)) == [("liste-echeance", "2025-03-31")]
    longue = liste("2024-01-01", "2025-12-31")
    assert genres("2025-03-31", listes=(longue, PREMIERE)) == []
    # Over with none in force: the last that was established is named.
    assert genres("2026-01-01", listes=(longue, PREMIERE)) == [("liste-absente", "2025-03-31")]


def test_ceux_que_rien_ne_couvre_apres_la_liste() -> None:
    sur_la_liste = un(tcri="AEM-04")
    couvert = un(attestation("tcri", "2024-03-01", "2025-06-30"), tcri="B-1")._replace(id="b")
    candidat = fiche(*VIES[Etat.CANDIDAT], id="c", tcri="C-1")
    parti = dans(Etat.RETIRE, id="d", tcri="D-1")
    une = liste("2024-04-01", "2025-03-31", AEM_04="en-regle", B_1="en-regle", C_1="en-regle", D_1="en-regle")
    (e,) = trouver("2025-03-01", sur_la_liste, couvert, candidat, parti, listes=(une,))
    assert (e.ids, str(e.commande)) == ((A, "c"), "roriq tcri importer FICHIER")
    assert str(e.phrase).replace(INSECABLE, " ") == (
        "La liste de la TCRI du 1er avril 2024 vaut jusqu'au 31 mars 2025 inclusivement, et aucune autre ne prend la "
        "suite; 2 organismes n'ont pas d'autre preuve."
    )
    assert dites(jour="2025-03-01", listes=(une,)) == [
        (
            "La liste de la TCRI du 1er avril 2024 vaut jusqu'au 31 mars 2025 inclusivement, et aucune autre ne prend "
            "la suite.",
            "roriq tcri importer FICHIER",
        )
    ]
    assert dites(jour="2025-04-01", listes=(une,))[0][0] == (
        "Aucune liste de la TCRI n'est en vigueur : la dernière, du 1er avril 2024, valait jusqu'au 31 mars 2025 "
        "inclusivement."
    )


# The attestations.


@pytest.mark.parametrize("critere", ["tcri", "regionalisation"])
@pytest.mark.parametrize(
    ("jour", "jours", "attendu"),
    [
        ("2025-01-29", 60, False),
        ("2025-01-30", 60, True),
        ("2025-03-30", 0, False),
        ("2025-03-31", 0, True),
        ("2025-04-01", 60, False),  # nothing is to come any more: it is no longer known
    ],
)
def test_la_fin_d_une_attestation(critere: str, jour: str, jours: int, attendu: bool) -> None:
    autre = attestation("tcri", "2024-04-01", "2027-01-01") if critere == "regionalisation" else RECENTE
    organisme = membre(A, nom="Accueil Exemple", attestations=(autre, attestation(critere, "2025-01-15", "2025-03-31")))
    assert genres(jour, organisme, jours=jours) == ([("echeance", "2025-03-31")] if attendu else [])
    if attendu:
        ((phrase, commande),) = dites(organisme, jour=jour, jours=jours)
        question = {"tcri": "en règle à la TCRI", "regionalisation": "en régionalisation de l'immigration"}[critere]
        assert phrase == (
            f"L'organisme Accueil Exemple est {question} selon l'attestation du 15 janvier 2025, qui vaut jusqu'au "
            "31 mars 2025 inclusivement; aucune autre preuve ne prend la suite."
        )
        assert commande == f"roriq attester {A} --critere {critere}"


def test_une_autre_preuve_prend_la_suite() -> None:
    courte = attestation("tcri", "2025-01-15", "2025-03-31")
    assert genres("2025-03-01", un(courte, attestation("tcri", "2024-06-01", "2025-12-31"))) == []
    assert genres("2025-03-01", un(courte, tcri="AEM-04"), listes=(DEUXIEME,)) == []
    # What takes over says no: the criterion is about to be lost.
    non = attestation("tcri", "2024-06-01", "2025-12-31", reponse="non")
    assert genres("2025-03-01", un(courte, non)) == [("echeance", "2025-03-31")]
    # A no that ends is no loss.
    assert genres("2025-03-01", un(attestation("tcri", "2025-01-15", "2025-03-31", reponse="non"))) == []


def test_deux_preuves_du_meme_organisme() -> None:
    organisme = membre(
        A, attestations=(attestation("tcri", "2025-01-15", "2025-03-31"), attestation("regionalisation", "2025-01-15", "2025-03-15"))
    )  # fmt: skip
    assert [(e.jour.isoformat(), str(e.commande).split()[-1]) for e in trouver("2025-03-01", organisme)] == [
        ("2025-03-15", "regionalisation"),
        ("2025-03-31", "tcri"),
    ]


def test_une_attestation_ancienne_en_regionalisation() -> None:
    organisme = un(attestation("tcri", "2025-01-01", "2029-12-31"))
    assert genres("2028-01-01", organisme) == []
    assert genres("2028-01-02", organisme) == [("regionalisation-ancienne", "2025-01-01")]
    reseau = Reseau(seuils=Seuils(attestation_regionalisation_jours=1096))
    assert echeances(registre(organisme, reseau=reseau), j("2028-01-02"), 60) == ()
    assert dites(organisme, jour="2028-01-02") == [
        (
            "L'attestation en régionalisation de l'organisme Accueil Exemple date du 1er janvier 2025, de plus de 3 ans.",
            f"roriq attester {A} --critere regionalisation",
        )
    ]


# Suspensions.


@pytest.mark.parametrize(
    ("jour", "genre", "commande"),
    [
        ("2025-10-01", None, ""),
        ("2025-10-02", "echeance", f"roriq prolonger {A}"),
        ("2025-12-01", "echeance", f"roriq prolonger {A}"),
        ("2025-12-02", "suspension-echue", f"roriq lever {A} --au-terme"),
    ],
)
def test_le_terme_d_une_suspension(jour: str, genre: str | None, commande: str) -> None:
    suspension = fait("2025-06-01", "suspension", jusqu_au=j("2025-12-01"))
    suspendu = fiche(*VIES[Etat.MEMBRE], suspension)
    trouvees = trouver(jour, suspendu)
    assert [(e.genre, str(e.commande), e.jour) for e in trouvees] == (
        [(genre, commande, j("2025-12-01"))] if genre else []
    )
    assert all("1er décembre 2025" in str(e.phrase) for e in trouvees)
    # What is announced needs no one.
    annonce = fiche(*suspendu.historique, fait("2026-01-15", "levee", recu_le=j("2025-09-30")))
    assert trouver(jour, annonce) == []


def test_une_suspension_et_une_liste_qui_finissent() -> None:
    suspension = fait("2024-06-01", "suspension", jusqu_au=j("2025-03-15"))
    suspendu = fiche(*VIES[Etat.MEMBRE], suspension, tcri="AEM-04")
    assert [(e.genre, e.jour.isoformat(), e.ids) for e in trouver("2025-03-01", suspendu, listes=(PREMIERE,))] == [
        ("liste-echeance", "2025-03-31", (A,)),
        ("echeance", "2025-03-15", (A,)),
    ]


# A criterion lost since the last list.

DEFAUT = liste("2025-04-01", "2026-03-31", AEM_04="en-defaut")


def test_un_critere_perdu_depuis_la_derniere_liste() -> None:
    organisme = un(tcri="AEM-04")
    assert genres("2025-05-01", organisme, listes=(PREMIERE, DEUXIEME)) == []
    assert dites(organisme, jour="2025-05-01", listes=(PREMIERE, DEFAUT)) == [
        (
            "L'organisme Accueil Exemple est dit « en défaut » dans la liste de la TCRI du 1er avril 2025, alors qu'il "
            "était en règle dans celle du 1er avril 2024. Son adhésion ne change pas : seul le réseau peut en décider.",
            f"roriq attester {A} --critere tcri",
        )
    ]
    assert genres("2025-05-01", organisme, listes=(PREMIERE, DEFAUT)) == [("critere-perdu", "2025-04-01")]
    suspendu = organisme._replace(historique=(*organisme.historique, fait("2025-04-15", "suspension")))
    assert genres("2025-05-01", suspendu, listes=(PREMIERE, DEFAUT)) == [("critere-perdu", "2025-04-01")]
    # Already lost on the list before, or never on one: flagged, and no longer news.
    encore = liste("2026-04-01", "2027-03-31")
    assert genres("2026-05-01", organisme, listes=(PREMIERE, DEFAUT, encore)) == []
    (perdu,) = manques_dits(organisme, "2026-05-01", PREMIERE, DEFAUT, encore)
    assert perdu == ("critere-non-rempli", f"roriq attester {A} --critere tcri")
    # Settled by a later answer of the TCRI.
    verifie = un(attestation("tcri", "2025-04-20", "2026-03-31"), tcri="AEM-04")
    assert genres("2025-05-01", verifie, listes=(PREMIERE, DEFAUT)) == []


def manques_dits(organisme: Organisme, jour: str, *listes: ListeTcri) -> list[tuple[str, str]]:
    lignes = manques(organisme, j(jour), registre(organisme, listes_tcri=listes))
    return [(a.genre, str(a.commande)) for a in lignes if not a.genre.startswith("sans-")]


def test_ce_qui_reste_a_rapprocher() -> None:
    """A list is in force and may name it: telling which row is its own comes before asking anyone."""
    rapprocher = "roriq tcri rapprocher"
    homonyme = liste("2025-04-01", "2026-03-31", MembreTcri("X", "Accueil Exemple", statut="en-regle"))
    assert manques_dits(un(), "2025-05-01", homonyme) == [("membre-tcri", rapprocher)]
    assert manques_dits(un(), "2025-05-01", DEUXIEME) == [("membre-tcri", f"roriq attester {A} --critere tcri")]
    assert manques_dits(un(tcri="AEM-04"), "2025-05-01", homonyme) == [("membre-tcri", rapprocher)]
    assert manques_dits(un(), "2025-05-01") == [("membre-tcri", f"roriq attester {A} --critere tcri")]
    candidat = fiche(*VIES[Etat.CANDIDAT], attestations=(RECENTE,))
    assert manques_dits(candidat, "2025-05-01", homonyme) == [("candidat-a-verifier", rapprocher)]


# One source: what `suivi`, `rapport` and `lister --a-faire` say.


def test_les_memes_genres_que_ce_qui_est_a_faire() -> None:
    organismes = (
        un(tcri="AEM-04"),
        membre("b", attestations=(RECENTE, attestation("tcri", "2025-01-15", "2025-12-01"))),
        fiche(*VIES[Etat.SUSPENDU], id="c"),
    )
    connus = registre(*organismes, listes_tcri=(PREMIERE, DEFAUT._replace(valide_jusqu_au=j("2026-04-15"))))
    for jour in ("2025-03-31", "2025-04-01", "2025-11-15", "2026-03-31", "2026-04-01", "2026-04-16", "2028-01-02"):
        dits = {a.genre: a.ids for a in a_faire(connus, j(jour))}
        for e in echeances(connus, j(jour), 60):
            assert set(e.ids) <= set(dits[e.genre])


@st.composite
def _registres(draw: st.DrawFn) -> Registre:
    jours = st.integers(0, 120).map(lambda n: j("2025-01-01") + timedelta(days=n))
    organismes = []
    for id in draw(st.lists(st.sampled_from("abcd"), unique=True)):
        vie = draw(st.sampled_from([VIES[Etat.CANDIDAT], VIES[Etat.MEMBRE], VIES[Etat.SUSPENDU], VIES[Etat.RETIRE]]))
        faites = tuple(
            attestation(critere, str(le), str(le + timedelta(days=n)), draw(st.sampled_from(["oui", "non"])))
            for critere, le, n in draw(st.lists(st.tuples(st.sampled_from(["tcri", "regionalisation"]), jours, st.integers(0, 60)), max_size=3))
        )  # fmt: skip
        organismes.append(fiche(*vie, id=id, tcri=draw(st.sampled_from([None, id.upper()])), attestations=faites))
    listes = [
        liste(str(le), str(le + timedelta(days=n)), **{cle: draw(st.sampled_from(["en-regle", "radie"])) for cle in draw(st.sets(st.sampled_from("ABCD")))})
        for le, n in draw(st.lists(st.tuples(jours, st.integers(0, 60)), max_size=3, unique_by=lambda x: x[0]))
    ]  # fmt: skip
    return registre(*organismes, listes_tcri=tuple(listes))


@settings(max_examples=150, database=None)
@given(_registres(), st.integers(0, 150), st.integers(0, 90))
def test_plus_de_jours_n_en_disent_jamais_moins(connus: Registre, n: int, jours: int) -> None:
    """Looking farther only adds; the order is that of the kinds, then of the days; each is about who is concerned."""
    jour = j("2025-01-01") + timedelta(days=n)
    pres, loin = ([(e.genre, e.jour, e.ids) for e in echeances(connus, jour, d)] for d in (jours, jours + 30))
    rangs = {code: rang for rang, code in enumerate(GENRES)}
    assert set(pres) <= set(loin)
    assert pres == sorted(pres, key=lambda e: (rangs[e[0]], e[1], e[2]))
    for genre, le, ids in pres:
        if genre in ("echeance", "liste-echeance"):
            assert jour <= le <= jour + timedelta(days=jours)
        else:
            assert le <= jour
        assert set(ids) <= {o.id for o in connus.organismes}
