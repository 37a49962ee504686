"""The TCRI's lists: which one answers on which day, against attestations too, and what a lost criterion leaves as is."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.criteres import admissibilite, criteres_perdus, examiner
from roriq_cli.domaine.membres.genres import LISTE_TCRI
from roriq_cli.domaine.membres.listes import SANS_LISTE, Listes, listes_du
from roriq_cli.domaine.membres.modele import (
    Attestation,
    Etat,
    Formulaire,
    ListeTcri,
    MembreTcri,
    NomAnterieur,
    Organisme,
    Preuve,
    Preuves,
    Reponse,
    SourceDeListe,
)
from roriq_cli.domaine.membres.parcours import etat_au
from roriq_cli.domaine.membres.pertes import perte, phrase_de_perte
from roriq_cli.domaine.membres.reseau import CRITERES, STATUTS
from roriq_cli.errors import Refus
from tests.domaine.fabrique import (
    ATTESTATIONS,
    AUJOURD_HUI,
    INSECABLE,
    VIES,
    anomalies_de,
    attestation,
    dans,
    fait,
    fiche,
    j,
    liste,
    membre,
    registre,
    regles_de,
)

CLE = "AEM-04"
# Three years: in good standing, lapsed, back; nothing covers 1 to 14 April 2026.
TROIS_ANS = (
    liste("2024-04-01", "2025-03-31", AEM_04="en-regle"),
    liste("2025-04-01", "2026-03-31", AEM_04="en-defaut"),
    liste("2026-04-15", "2027-03-31", AEM_04="en-regle"),
)


def reponse(organisme: Organisme, jour: str, *listes: ListeTcri) -> str:
    return examiner(organisme, CRITERES["tcri"], j(jour), Listes(listes, [CLE])).reponse.value


# A life across three yearly lists, known one after the other.


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        # day: without a list, then with the first, the first two, the three.
        ("2024-03-31", "inconnu inconnu inconnu inconnu"),
        ("2024-04-01", "inconnu oui     oui     oui"),
        ("2024-12-31", "inconnu oui     oui     oui"),
        ("2025-03-31", "inconnu oui     oui     oui"),
        ("2025-04-01", "inconnu inconnu non     non"),
        ("2026-03-31", "inconnu inconnu non     non"),
        ("2026-04-01", "inconnu inconnu inconnu inconnu"),
        ("2026-04-14", "inconnu inconnu inconnu inconnu"),
        ("2026-04-15", "inconnu inconnu inconnu oui"),
        ("2027-03-31", "inconnu inconnu inconnu oui"),
        ("2027-04-01", "inconnu inconnu inconnu inconnu"),
    ],
)
def test_une_vie_a_travers_trois_listes(jour: str, attendu: str) -> None:
    organisme = membre("accueil-exemple", tcri=CLE, attestations=ATTESTATIONS[:1])
    assert [reponse(organisme, jour, *TROIS_ANS[:n]) for n in range(4)] == attendu.split()
    assert etat_au(organisme, j(jour)) is (Etat.MEMBRE if jour >= "2024-04-02" else Etat.CANDIDAT)


@pytest.mark.parametrize(
    ("le", "fin", "jours"),
    [
        # An attestation that says non, the day it was verified, its end; then the answers around both.
        ("2024-06-01", "2024-06-30", {"2024-05-31": "oui", "2024-06-01": "non", "2024-06-30": "non", "2024-07-01": "oui"}),
        ("2024-06-01", None, {"2024-05-31": "oui", "2024-06-01": "non", "2024-06-02": "oui"}),
        # Older than the list: the list answers, and after it the attestation again.
        ("2024-03-31", "2025-04-30", {"2024-03-31": "non", "2024-04-01": "oui", "2025-03-31": "oui", "2025-04-01": "non"}),
        # Of the same day: the list.
        ("2024-04-01", "2025-04-01", {"2024-04-01": "oui", "2025-03-31": "oui", "2025-04-01": "non"}),
        ("2024-04-02", "2025-04-01", {"2024-04-01": "oui", "2024-04-02": "non", "2025-03-31": "non", "2025-04-01": "non"}),
    ],
)  # fmt: skip
def test_la_preuve_la_plus_recente_l_emporte(le: str, fin: str | None, jours: dict[str, str]) -> None:
    organisme = fiche(tcri=CLE, attestations=(attestation("tcri", le, fin, reponse="non"),))
    assert {jour: reponse(organisme, jour, TROIS_ANS[0]) for jour in jours} == jours


def test_de_deux_listes_en_vigueur_la_plus_recente_repond() -> None:
    longue, courte = (
        liste("2024-04-01", "2025-12-31", AEM_04="radie"),
        liste("2025-04-01", "2025-06-30", AEM_04="en-regle"),
    )
    organisme = fiche(tcri=CLE)
    for ordre in ((longue, courte), (courte, longue)):
        assert [reponse(organisme, jour, *ordre) for jour in ("2025-03-31", "2025-04-01", "2025-06-30", "2025-07-01")] == [
            *("non", "oui", "oui", "non")
        ]  # fmt: skip


@pytest.mark.parametrize("statut", STATUTS)
def test_seul_en_regle_est_un_oui(statut: str) -> None:
    une = liste("2024-04-01", "2025-03-31", AEM_04=statut)
    assert reponse(fiche(tcri=CLE), "2024-04-01", une) == ("oui" if statut == "en-regle" else "non")


# Who is not named, or not matched.

HOMONYME = MembreTcri("X-99", "Accueil exemple inc.", statut="en-regle")


def test_absent_de_la_liste() -> None:
    une = liste("2024-04-01", "2025-03-31", autre="en-regle")
    assert reponse(fiche(tcri=CLE), "2024-04-01", une) == "non"


def test_absent_mais_une_autre_ligne_est_peut_etre_la_sienne() -> None:
    une = liste("2024-04-01", "2025-03-31", HOMONYME)
    organisme = fiche(tcri=CLE)
    examen = examiner(organisme, CRITERES["tcri"], j("2024-04-01"), Listes([une], [CLE]))
    assert (examen.reponse, examen.preuve, examen.fin, examen.a_rapprocher) == (Reponse.INCONNU, None, None, True)
    # Once the row is another organisation's, nothing is left to propose.
    prise = examiner(organisme, CRITERES["tcri"], j("2024-04-01"), Listes([une], [CLE, "X-99"]))
    assert (prise.reponse, prise.a_rapprocher) == (Reponse.NON, False)


@pytest.mark.parametrize(
    ("nom", "ville", "ligne"),
    [
        ("Accueil Exemple", "Montréal", MembreTcri("X-1", "Accueil Exemple de Montréal", None, None, "en-regle")),
        ("Accueil Exemple", None, MembreTcri("X-1", "Accueil Exemple de Montréal inc.", None, "Montréal", "en-regle")),
        ("Accueil", "Magog", MembreTcri("X-1", "Accueil et intégration", None, "MAGOG", "en-regle")),
        ("Accueil Exemple", None, MembreTcri("X-1", "Accueil Exemple (AEM)", None, None, "en-regle")),
        ("Accueil Exemple", None, MembreTcri("X-1", "AEM (Accueil Exemple)", None, None, "en-regle")),
    ],
)
def test_une_cle_perdue_sous_un_nom_allonge_est_inconnue(nom: str, ville: str | None, ligne: MembreTcri) -> None:
    """The list of before had the key; that of now has a row of another key, that may be its own."""
    organisme = fiche(nom=nom, ville=ville, tcri=CLE)
    toutes = (liste("2024-04-01", "2025-03-31", AEM_04="en-regle"), liste("2025-04-01", "2026-03-31", ligne))
    listes = listes_du(registre(organisme, listes_tcri=toutes))
    examen = examiner(organisme, CRITERES["tcri"], j("2025-06-01"), listes)
    assert (examen.reponse, examen.a_rapprocher) == (Reponse.INCONNU, True)
    assert perte(examen, listes, CLE) is None


def test_une_ligne_qui_va_mieux_a_un_autre_ne_rend_personne_inconnu() -> None:
    """What `tcri rapprocher` does not propose keeps no answer back."""
    nous, autre = fiche(tcri=CLE), fiche(id="autre", nom="Accueil Exemple du Nord")
    une = liste("2024-04-01", "2025-03-31", MembreTcri("X-1", "Accueil Exemple du Nort", statut="en-regle"))
    jour, listes = j("2024-06-01"), listes_du(registre(nous, autre, listes_tcri=(une,)))
    assert examiner(nous, CRITERES["tcri"], jour, listes).reponse is Reponse.NON
    assert examiner(autre, CRITERES["tcri"], jour, listes).a_rapprocher
    seul = listes_du(registre(nous, listes_tcri=(une,)))
    assert examiner(nous, CRITERES["tcri"], jour, seul).reponse is Reponse.INCONNU


def test_ce_qui_etait_inconnu_d_un_organisme_le_reste_quand_il_ferme() -> None:
    """Of a day before its closing, the answer does not change because it is looked for no more."""
    une = liste("2024-04-01", "2025-03-31", HOMONYME)
    for vie in ((), (fait("2026-01-01", "fermeture"),)):
        organisme = fiche(*vie, tcri=CLE)
        examen = examiner(
            organisme, CRITERES["tcri"], j("2024-06-01"), listes_du(registre(organisme, listes_tcri=(une,)))
        )
        assert examen.reponse is Reponse.INCONNU


def test_sans_cle_c_est_inconnu_non_rapproche() -> None:
    organisme = fiche()
    avec = liste("2024-04-01", "2025-03-31", HOMONYME)
    examen = examiner(organisme, CRITERES["tcri"], j("2024-04-01"), Listes([avec]))
    assert (examen.reponse, examen.preuve, examen.fin, examen.a_rapprocher) == (Reponse.INCONNU, None, None, True)
    assert str(examen.raison).startswith(f"non rapproché{INSECABLE}: rien ne dit quelle est sa ligne")
    # No row may be its own: there is nothing to match, and the TCRI is to be asked.
    absent = examiner(organisme, CRITERES["tcri"], j("2024-04-01"), Listes([TROIS_ANS[0]]))
    assert (absent.reponse, absent.preuve, absent.fin, absent.a_rapprocher) == (Reponse.INCONNU, None, None, False)
    assert "à vérifier auprès de la TCRI" in str(absent.raison)
    # An attestation answers all the same.
    atteste = fiche(attestations=(attestation("tcri", "2024-03-01", "2024-12-31"),))
    assert reponse(atteste, "2024-04-01", TROIS_ANS[0]) == "oui"


def test_les_raisons_disent_la_liste() -> None:
    organisme, listes = fiche(tcri=CLE), Listes(TROIS_ANS, [CLE])

    def raison(jour: str, listes: Listes = listes) -> str:
        return str(examiner(organisme, CRITERES["tcri"], j(jour), listes).raison).replace(INSECABLE, " ")

    assert raison("2024-04-01") == "selon la liste du 1er avril 2024, qui vaut jusqu'au 31 mars 2025 inclusivement"
    assert raison("2025-04-01") == (
        "la liste du 1er avril 2025, qui vaut jusqu'au 31 mars 2026 inclusivement, le dit en défaut"
    )
    assert raison("2026-04-01") == "aucune liste n'est en vigueur, aucune attestation ne couvre cette date"
    assert raison("2024-04-01", SANS_LISTE) == "aucune attestation ne couvre cette date"
    vide = Listes([liste("2024-04-01", "2025-03-31")], [CLE])
    assert raison("2024-04-01", vide) == (
        "la liste du 1er avril 2024, qui vaut jusqu'au 31 mars 2025 inclusivement, ne le nomme pas"
    )


# Against a naive reading of the contract.

_JOURS = st.integers(0, 30).map(lambda n: date(2024, 4, 1) + timedelta(days=n))
_DUREES = st.integers(0, 12).map(lambda n: timedelta(days=n))


@st.composite
def _listes(draw: st.DrawFn) -> list[ListeTcri]:
    faites = []
    for le in draw(st.lists(_JOURS, max_size=4, unique=True)):
        membres = [
            *([MembreTcri(CLE, "Autre nom", statut=statut)] if (statut := draw(st.sampled_from(["", *STATUTS]))) else []),
            *([HOMONYME] if draw(st.booleans()) else []),
        ]  # fmt: skip
        faites.append(ListeTcri(le, le, le + draw(_DUREES), SourceDeListe("TCRI", "0" * 64), tuple(membres)))
    return faites


@st.composite
def _attestations(draw: st.DrawFn) -> tuple[Attestation, ...]:
    return tuple(
        Attestation(
            "tcri",
            draw(st.sampled_from([Reponse.OUI, Reponse.NON])),
            le,
            None if duree is None else le + duree,
            "x",
        )
        for le, duree in draw(st.lists(st.tuples(_JOURS, st.none() | _DUREES), max_size=4))
    )


def naive(listes: list[ListeTcri], prises: list[str], attestations: tuple[Attestation, ...], cle: str | None, jour: date) -> str:  # fmt: skip
    """What a patient person would answer: every paper that covers the day, the most recent, the list on a tie."""
    papiers: list[tuple[date, int, str]] = []
    for une in listes if cle else ():
        if une.etabli_le <= jour <= une.valide_jusqu_au:
            statuts = [m.statut for m in une.membres if m.cle == cle]
            peut_etre = any(m is HOMONYME and m.cle not in prises for m in une.membres)
            mot = ("oui" if statuts == ["en-regle"] else "non") if statuts else "inconnu" if peut_etre else "non"
            papiers.append((une.etabli_le, 2, mot))
    for rang, a in enumerate(attestations):
        remplacee = any(autre.verifie_le == a.verifie_le for autre in attestations[rang + 1 :])
        if not remplacee and a.verifie_le <= jour <= (a.valide_jusqu_au or a.verifie_le):
            papiers.append((a.verifie_le, 1, a.reponse.value))
    return max(papiers)[2] if papiers else "inconnu"


@pytest.mark.lent
@settings(max_examples=400, database=None)
@given(_listes(), _attestations(), st.sampled_from([CLE, None]), st.booleans(), st.integers(-2, 45))
def test_comme_une_lecture_naive(
    listes: list[ListeTcri], attestations: tuple[Attestation, ...], cle: str | None, prise: bool, n: int
) -> None:
    jour = date(2024, 4, 1) + timedelta(days=n)
    prises = [*([cle] if cle else []), *([HOMONYME.cle] if prise else [])]
    organisme = fiche(tcri=cle, attestations=attestations)
    examen = examiner(organisme, CRITERES["tcri"], jour, Listes(listes, prises))
    assert examen.reponse.value == naive(listes, prises, attestations, cle, jour)
    # An answer has its evidence, which covers the day; unknown has none.
    assert (examen.preuve is None) is (examen.reponse is Reponse.INCONNU)
    if examen.liste and examen.preuve:
        assert examen.preuve == Preuve(liste=examen.liste.id, cle=cle)
        assert examen.fin == examen.liste.valide_jusqu_au >= jour


# What is asked of the lists as a whole.


def test_les_listes_du_registre() -> None:
    premiere, deuxieme, troisieme = TROIS_ANS
    listes = listes_du(registre(fiche(tcri="A-1"), fiche(id="b"), listes_tcri=(troisieme, premiere, deuxieme)))
    assert listes.toutes == TROIS_ANS
    assert [listes.derniere(j(jour)) for jour in ("2024-03-31", "2025-03-31", "2026-04-01", "2028-01-01")] == [
        *(None, premiere, deuxieme, troisieme)
    ]
    assert (listes.precedente(premiere), listes.precedente(troisieme)) == (None, deuxieme)
    assert listes.nommee("tcri-2025-04-01") is deuxieme
    assert listes.nommee("tcri-2025-04-02") is None
    ligne = listes.ligne(deuxieme, CLE)
    assert ligne is not None
    assert ligne.statut == "en-defaut"
    assert listes.ligne(deuxieme, "A-1") is None
    avec = liste("2027-04-01", "2028-03-31", HOMONYME, A_1="en-regle")
    assert listes_du(registre(fiche(tcri="A-1"), listes_tcri=(avec,))).libres(avec) == (HOMONYME,)


# Admission: the evidence is recorded, and that is what is checked again.

ADMISSION = j("2024-04-02")


def admis(listes: Listes, **champs: Any) -> Organisme:
    candidat = fiche(*VIES[Etat.CANDIDAT], attestations=ATTESTATIONS[:1], **champs)
    return actes.admettre(candidat, ADMISSION, Formulaire(ADMISSION), AUJOURD_HUI, None, listes)


def test_l_admission_consigne_la_liste_et_la_cle() -> None:
    listes = Listes(TROIS_ANS[:1], [CLE])
    organisme = admis(listes, tcri=CLE)
    preuves = Preuves({"tcri": Preuve(liste="tcri-2024-04-01", cle=CLE), "regionalisation": Preuve(j("2024-03-01"))})
    assert organisme.historique[-1].preuves == preuves
    # Later lists, where it is in default then gone, never make the old admission wrong.
    plus_tard = Listes([*TROIS_ANS, liste("2026-05-01", "2027-04-30")], [CLE])
    for connues in (listes, plus_tard):
        assert regles_de(anomalies_de(organisme, AUJOURD_HUI, connues)) == []
    assert regles_de(anomalies_de(organisme, AUJOURD_HUI)) == ["preuves"]


@pytest.mark.parametrize(
    ("liste_", "message"),
    [
        (liste("2024-04-01", "2025-03-31", AEM_04="en-defaut"), "Dans la liste tcri-2024-04-01, la clé « AEM-04 » n'est pas en règle."),
        (liste("2024-04-01", "2025-03-31"), "Dans la liste tcri-2024-04-01, la clé « AEM-04 » n'est pas en règle."),
        (liste("2024-04-01", "2024-04-01", AEM_04="en-regle"), "La liste tcri-2024-04-01 ne couvre pas l'admission du 2 avril 2024."),
        (liste("2024-04-02", "2025-03-31", AEM_04="en-regle"), "La liste de la TCRI « tcri-2024-04-01 » n'est pas au registre."),
    ],
)  # fmt: skip
def test_une_preuve_par_liste_qui_ne_tient_pas(liste_: ListeTcri, message: str) -> None:
    organisme = admis(Listes(TROIS_ANS[:1], [CLE]), tcri=CLE)
    (anomalie,) = anomalies_de(organisme, AUJOURD_HUI, Listes([liste_], [CLE]))
    assert anomalie.chemin == ("historique", 1, "preuves", "tcri", "liste")
    assert str(anomalie.message).replace(INSECABLE, " ") == message


@pytest.mark.parametrize(
    ("champs", "listes", "dit"),
    [
        ({}, TROIS_ANS[:1], "rien ne dit s'il est en règle à la TCRI ce jour-là (non rapproché"),
        ({"tcri": CLE}, TROIS_ANS[2:], "(aucune liste n'est en vigueur, aucune attestation ne couvre cette date)"),
        ({"tcri": CLE}, (liste("2024-04-01", "2025-03-31"),), "il n'est pas en règle à la TCRI (la liste du 1er avril 2024"),
        ({"tcri": CLE}, (liste("2024-04-01", "2025-03-31", HOMONYME),), "une autre ligne est peut-être la sienne"),
    ],
)  # fmt: skip
def test_l_admission_refusee(champs: dict[str, Any], listes: tuple[ListeTcri, ...], dit: str) -> None:
    with pytest.raises(Refus) as refus:
        admis(Listes(listes, [CLE]), **champs)
    assert dit in str(refus.value)


# A lost criterion is flagged; nothing else moves.


@pytest.mark.parametrize("etat", Etat)
def test_un_critere_perdu_ne_se_dit_que_du_reseau(etat: Etat) -> None:
    organisme, listes, jour = dans(etat, tcri=CLE), Listes(TROIS_ANS, [CLE]), j("2025-12-01")
    dans_le_reseau = etat in (Etat.MEMBRE, Etat.SUSPENDU)
    assert criteres_perdus(organisme, jour, listes) == ((CRITERES["tcri"],) if dans_le_reseau else ())
    assert admissibilite(organisme, jour, listes).verdict == "non-admissible"
    assert etat_au(organisme, jour) is etat
    assert criteres_perdus(organisme, j("2026-04-01"), listes) == ()  # unknown is not lost


def test_ce_qui_a_change_depuis_la_liste_precedente() -> None:
    ancien = fiche(tcri=CLE, noms_anterieurs=(NomAnterieur("Comité Exemple"),))

    def dit(jour: str, *listes: ListeTcri, organisme: Organisme = ancien) -> str:
        connues = Listes(listes, [CLE])
        perdu = perte(examiner(organisme, CRITERES["tcri"], j(jour), connues), connues, CLE)
        return str(phrase_de_perte(organisme.nom, perdu)).replace(INSECABLE, " ") if perdu else ""

    suite = "alors qu'il était en règle dans celle du 1er avril 2024."
    assert dit("2025-04-01", *TROIS_ANS) == (
        f"L'organisme Accueil Exemple est dit « en défaut » dans la liste de la TCRI du 1er avril 2025, {suite}"
    )
    absent = liste("2025-04-01", "2026-03-31")
    assert dit("2025-04-01", TROIS_ANS[0], absent) == (
        f"L'organisme Accueil Exemple n'est pas dans la liste de la TCRI du 1er avril 2025, {suite}"
    )
    assert dit("2025-03-31", *TROIS_ANS) == ""  # still in good standing
    assert dit("2025-04-01", absent) == ""  # the first list
    assert dit("2026-05-01", absent, liste("2026-05-01", "2027-04-30")) == ""  # it was not there either
    defaut = liste("2026-05-01", "2027-04-30", AEM_04="radie")
    assert dit("2026-05-01", TROIS_ANS[1], defaut) == ""  # it was in default already
    assert dit("2026-05-01", TROIS_ANS[0], liste("2026-05-01", "2027-04-30", HOMONYME)) == ""  # unknown
    atteste = ancien._replace(attestations=(attestation("tcri", "2025-04-02", "2025-12-31", reponse="non"),))
    assert dit("2025-04-02", *TROIS_ANS, organisme=atteste) == ""  # not a list's answer


# The rules of a list.


def test_les_regles_d_une_liste() -> None:
    une = TROIS_ANS[0]
    assert regles_de(anomalies_de(une, AUJOURD_HUI, nom=une.id, genre=LISTE_TCRI)) == []
    assert regles_de(anomalies_de(une, AUJOURD_HUI, nom="tcri-2024-05-01", genre=LISTE_TCRI)) == ["liste-nom"]
    assert regles_de(
        anomalies_de(une._replace(recu_le=j("2024-03-31")), AUJOURD_HUI, nom=une.id, genre=LISTE_TCRI)
    ) == ["ordre"]
    courte = une._replace(valide_jusqu_au=j("2024-03-31"))
    assert regles_de(anomalies_de(courte, AUJOURD_HUI, nom=une.id, genre=LISTE_TCRI)) == ["fin-avant-debut"]
    assert regles_de(anomalies_de(une, j("2024-03-31"), nom=une.id, genre=LISTE_TCRI)) == [
        "date-a-venir",
        "date-a-venir",
    ]
    double = une._replace(membres=(*une.membres, HOMONYME, une.membres[0]))
    (anomalie,) = anomalies_de(double, AUJOURD_HUI, nom=une.id, genre=LISTE_TCRI)
    assert (anomalie.regle, anomalie.chemin) == ("liste-cle", ("membres", 2, "cle"))
    personne = une._replace(membres=(HOMONYME._replace(nom="prenom.nom@example.org"),))
    assert regles_de(anomalies_de(personne, AUJOURD_HUI, nom=une.id, genre=LISTE_TCRI)) == ["donnees-personnelles"]


def test_un_non_plus_recent_que_la_liste_est_une_perte() -> None:
    dit_non = attestation("tcri", "2024-11-01", "2025-12-31", "non")
    organisme = fiche(tcri=CLE, attestations=(dit_non,))
    listes = Listes(TROIS_ANS, [CLE])
    examen = examiner(organisme, CRITERES["tcri"], j("2024-11-01"), listes)
    perdu = perte(examen, listes, CLE)
    assert perdu is not None
    assert str(phrase_de_perte(organisme.nom, perdu)).replace(INSECABLE, " ") == (
        "L'organisme Accueil Exemple n'est plus en règle à la TCRI selon l'attestation du 1er novembre 2024, alors qu'il "
        "l'était dans la liste du 1er avril 2024."
    )
    assert perte(examen, Listes(), CLE) is None
    assert perte(examen, Listes(TROIS_ANS[1:2]), CLE) is None
    assert perte(examen, listes, None) is None


def test_une_cle_de_deux_fiches_ne_repond_pour_personne() -> None:
    examen = examiner(fiche(tcri=CLE), CRITERES["tcri"], j("2024-06-01"), Listes(TROIS_ANS, [CLE, CLE]))
    assert (examen.reponse, examen.preuve) == (Reponse.INCONNU, None)


def test_une_liste_illisible_laisse_tout_inconnu() -> None:
    atteste = fiche(tcri=CLE, attestations=(attestation("tcri", "2024-06-01", "2025-03-31"),))
    for organisme in (fiche(tcri=CLE), atteste):
        examen = examiner(organisme, CRITERES["tcri"], j("2024-06-01"), Listes(TROIS_ANS, [CLE], illisibles=True))
        assert examen.reponse is Reponse.INCONNU


def test_la_liste_qui_suit() -> None:
    listes = Listes(TROIS_ANS)
    assert listes.suivante(TROIS_ANS[0]) == TROIS_ANS[-1]
    assert listes.suivante(TROIS_ANS[-1]) is None
    assert Listes().suivante(TROIS_ANS[0]) is None


def test_une_liste_corrigee_repond_a_la_place_de_l_autre() -> None:
    """The one that it corrects does not come back into force after it; admissions that rest on it still find it."""
    avant, une = liste("2023-04-01", "2024-03-31", AEM_04="en-regle"), TROIS_ANS[0]
    corrigee = liste("2024-04-01", "2024-06-30", AEM_04="en-defaut")
    corrigee = corrigee._replace(source=corrigee.source._replace(version=2))
    listes = Listes([corrigee, une, avant], [CLE])
    assert corrigee.id == "tcri-2024-04-01-2"
    assert [listes.en_vigueur(j(jour)) for jour in ("2024-03-31", "2024-04-01", "2024-07-01")] == [
        avant,
        corrigee,
        None,
    ]
    assert listes.derniere(j("2025-01-01")) == corrigee
    assert listes.precedente(corrigee) == avant
    assert listes.nommee(une.id) == une
    assert listes.du_jour(une.etabli_le) == (une, corrigee)
    examen = examiner(fiche(tcri=CLE), CRITERES["tcri"], j("2024-05-01"), listes)
    assert (examen.reponse, examen.liste) == (Reponse.NON, corrigee)
    assert "du 1er avril 2024 (corrigée)" in str(examen.raison)
    assert (perdue := perte(examen, listes, CLE)) is not None
    assert perdue.avant == avant
