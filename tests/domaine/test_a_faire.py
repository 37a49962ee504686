"""What is missing or to be done: each kind, its order, the command that settles it, the list that shows it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from roriq_cli import i18n
from roriq_cli.domaine.bilan.a_faire import FILTRES, GENRES, AFaire, a_faire, concerne, liste_de, manques
from roriq_cli.domaine.bilan.composition import composition
from roriq_cli.domaine.membres.listes import SANS_LISTE
from roriq_cli.domaine.membres.modele import (
    Etat,
    Evenement,
    Organisme,
    Precision,
    Registre,
    Reseau,
    Seuils,
    Source,
    Territoire,
)
from roriq_cli.i18n import Commande, Phrase
from tests.domaine.fabrique import ATTESTATIONS, SOURCE, VIES, attestation, dans, fait, fiche, j, membre, registre

JOUR = j("2027-06-14")

COMPLET: dict[str, Any] = {
    "ville": "Shawinigan",
    "neq": "1145678901",
    "territoire": Territoire("regionale"),
    "milieux": ("urbain",),
    "financement": ("mifi",),
    "courriel": "info@exemple.org",
}
A_JOUR = (
    attestation("regionalisation", "2024-07-01"),
    attestation("tcri", "2024-03-25", "2025-03-31"),
    attestation("tcri", "2026-04-01", "2028-03-31"),
)


def genres(*organismes: Organisme, reseau: Reseau = Reseau()) -> dict[str, tuple[str, ...]]:  # noqa: B008
    return {a.genre: a.ids for a in a_faire(registre(*organismes, reseau=reseau), JOUR)}


def test_rien_ne_manque() -> None:
    assert genres() == {}
    assert genres(membre("m", **COMPLET | {"attestations": A_JOUR})) == {}


@pytest.mark.parametrize("champ", COMPLET)
def test_un_champ_qui_manque(champ: str) -> None:
    organisme = membre("m", **{c: v for c, v in COMPLET.items() if c != champ}, attestations=A_JOUR)
    (manque,) = manques(organisme, JOUR, Registre())
    assert (manque.genre, manque.ids) == (f"sans-{champ}", ("m",))
    assert str(manque.phrase).startswith("1 fiche sans ")
    assert str(manque.commande) == "roriq modifier m"


def test_un_genre_par_ligne() -> None:
    un, deux = membre("un", **COMPLET, attestations=()), membre("deux", **COMPLET, attestations=())
    lignes = a_faire(registre(un, deux), JOUR)
    trouvees = {a.genre: (str(a.phrase), a.ids, str(a.commande)) for a in lignes}
    assert trouvees == {
        "membre-tcri": (
            "2 membres dont rien n'établit qu'ils sont en règle à la TCRI",
            ("un", "deux"),
            "roriq lister --a-faire membre-tcri",
        ),
        "membre-regionalisation": (
            "2 membres dont rien n'établit le travail en régionalisation",
            ("un", "deux"),
            "roriq lister --a-faire membre-regionalisation",
        ),
    }


def test_un_membre_qui_perd_un_critere_est_signale_et_reste_membre() -> None:
    non = (*A_JOUR, attestation("tcri", "2027-06-01", "2027-12-31", reponse="non"))
    organisme = membre("m", **COMPLET, attestations=non)
    assert genres(organisme) == {"critere-non-rempli": ("m",)}
    (ligne,) = manques(organisme, JOUR, Registre())
    assert "son adhésion ne change pas" in str(ligne.phrase)
    assert str(ligne.commande) == "roriq attester m --critere tcri"
    assert composition(registre(organisme), JOUR).membres == 1


@pytest.mark.parametrize(
    ("attestations", "genre"),
    [
        (A_JOUR, "candidat-admissible"),
        (ATTESTATIONS, "candidat-a-verifier"),
        ((), "candidat-a-verifier"),
        ((*A_JOUR, attestation("tcri", "2027-06-14", reponse="non")), "candidat-a-verifier"),
    ],
)
def test_un_candidat(attestations: tuple[Any, ...], genre: str) -> None:
    assert genres(fiche(*VIES[Etat.CANDIDAT], **COMPLET, attestations=attestations)) == {genre: ("accueil-exemple",)}


def test_une_suspension_echue_est_a_faire() -> None:
    def suspendu(fin: str | None) -> Organisme:
        suspension = fait("2026-01-01", "suspension", jusqu_au=j(fin) if fin else None)
        return fiche(*VIES[Etat.MEMBRE], suspension, **COMPLET)

    assert genres(suspendu("2027-06-13")) == {"suspension-echue": ("accueil-exemple",)}
    assert genres(suspendu("2027-06-14")) == {"echeance": ("accueil-exemple",)}
    assert genres(suspendu(None)) == {}
    levee = fiche(*suspendu("2027-06-13").historique, fait("2027-06-14", "levee"), **COMPLET, attestations=A_JOUR)
    assert genres(levee) == {}


def test_un_etat_qu_il_faut_reattester() -> None:
    def repris(le: str) -> Organisme:
        source = Source("Page", atteste_le=j(le))
        return fiche(fait("2014-01-01", "reprise", source=(source,)), **COMPLET, attestations=A_JOUR)

    limite = JOUR - timedelta(days=730)
    assert genres(repris(str(limite))) == {}
    assert genres(repris(str(limite - timedelta(days=1)))) == {"a-reattester": ("accueil-exemple",)}
    deux_ans = Reseau(seuils=Seuils(reattestation_jours=731))
    assert genres(repris(str(limite - timedelta(days=1))), reseau=deux_ans) == {}
    (ligne,) = a_faire(registre(repris(str(limite - timedelta(days=1)))), JOUR)
    assert str(ligne.commande) == "roriq afficher accueil-exemple"


@pytest.mark.parametrize("etat", [Etat.FERME, Etat.EXPULSE, Etat.RETIRE])
def test_a_qui_a_quitte_le_reseau_rien_n_est_demande(etat: Etat) -> None:
    assert genres(dans(etat)) == {}


@pytest.mark.parametrize("etat", [Etat.REPERTORIE, Etat.REFUSE])
def test_a_qui_n_est_pas_membre_seule_la_fiche_manque(etat: Etat) -> None:
    assert set(genres(dans(etat))) == {f"sans-{champ}" for champ in COMPLET}


# What comes to its end, by the thresholds of the registry.


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [("2025-01-29", False), ("2025-01-30", True), ("2025-03-31", True), ("2025-04-01", False)],
)
def test_une_preuve_qui_prend_bientot_fin(jour: str, attendu: bool) -> None:
    genres = [a.genre for a in a_faire(registre(membre("a")), j(jour))]
    assert ("echeance" in genres) is attendu


def test_une_suspension_qui_prend_bientot_fin() -> None:
    suspendu = membre("a")
    suspendu = suspendu._replace(
        historique=(*suspendu.historique, fait("2025-06-01", "suspension", jusqu_au=j("2025-12-01")))
    )
    reseau = registre(suspendu)
    assert "echeance" not in [a.genre for a in a_faire(reseau, j("2025-10-01"))]
    assert "echeance" in [a.genre for a in a_faire(reseau, j("2025-10-02"))]
    assert "suspension-echue" in [a.genre for a in a_faire(reseau, j("2025-12-02"))]


@pytest.mark.parametrize(("jour", "attendu"), [("2027-02-28", False), ("2027-03-02", True)])
def test_une_attestation_ancienne_en_regionalisation(jour: str, attendu: bool) -> None:
    genres = [a.genre for a in a_faire(registre(membre("a")), j(jour))]
    assert ("regionalisation-ancienne" in genres) is attendu


# Who came into the network without a day that says since when.


def reprise(precision: Precision = Precision.AU_PLUS_TARD, etat: Etat = Etat.MEMBRE) -> Evenement:
    source = (SOURCE._replace(atteste_le=j("2027-06-01")),)
    return fait("2027-06-01", "reprise", etat=etat, date_precision=precision, source=source)


def sans_date(*suite: Evenement, le: str = "2027-06-14", **champs: Any) -> bool:
    organisme = fiche(*suite, **COMPLET, attestations=A_JOUR, **champs)
    return concerne("sans-date", organisme, j(le), Seuils(), SANS_LISTE)


@pytest.mark.parametrize("precision", Precision)
def test_une_annee_suffit_a_dater_une_adhesion(precision: Precision) -> None:
    assert sans_date(reprise(precision)) is (precision is Precision.AU_PLUS_TARD)


def test_une_suspension_et_sa_levee_ne_datent_pas_l_adhesion() -> None:
    suspension, levee = fait("2027-06-02", "suspension"), fait("2027-06-03", "levee")
    assert sans_date(reprise(), suspension)
    assert sans_date(reprise(), suspension, levee)
    assert sans_date(reprise(etat=Etat.SUSPENDU), levee)
    assert not sans_date(*VIES[Etat.MEMBRE], suspension, levee)


def test_un_depart_et_un_retour_datent_l_adhesion() -> None:
    depart, demande, adhesion = (
        fait("2027-06-02", "retrait"),
        fait("2027-06-03", "demande"),
        fait("2027-06-04", "adhesion"),
    )
    assert not sans_date(reprise(), depart)
    assert not sans_date(reprise(), depart, demande)
    assert not sans_date(reprise(), depart, demande, adhesion)
    assert sans_date(reprise(), depart, le="2027-06-01")
    assert not sans_date(reprise(), le="2027-05-31")


@pytest.mark.parametrize("etat", [e for e in Etat if e not in (Etat.MEMBRE, Etat.SUSPENDU, Etat.REPERTORIE)])
def test_qui_n_est_pas_du_reseau_n_a_pas_de_date_d_adhesion(etat: Etat) -> None:
    assert not sans_date(reprise(etat=etat))


def test_un_pas_illegal_ne_date_rien() -> None:
    assert sans_date(reprise(), fait("2027-06-02", "adhesion"))


# What is announced needs no one.


@pytest.mark.parametrize(
    ("vie", "a_venir", "genre"),
    [
        (Etat.CANDIDAT, ("adhesion", {}), "candidat-a-verifier"),
        (Etat.SUSPENDU, ("levee", {}), "suspension-echue"),
    ],
)
def test_ce_qui_est_annonce_ne_se_demande_plus(vie: Etat, a_venir: tuple[str, dict[str, Any]], genre: str) -> None:
    organisme = dans(vie, **COMPLET)
    annonce = fait("2027-07-01", a_venir[0], recu_le=JOUR)
    suite = organisme._replace(historique=(*organisme.historique, annonce))
    assert genre in genres(organisme)
    assert genre not in genres(suite)
    # The day before, nothing told of it; once it has taken effect, nothing is left of the kind.
    hier = JOUR - timedelta(days=1)
    papiers = suite._replace(
        historique=(*organisme.historique, Evenement(j("2027-07-01"), annonce.evenement, recu_le=JOUR))
    )
    assert concerne(genre, papiers, hier, Seuils(), SANS_LISTE)
    assert not concerne(genre, suite, j("2027-07-01"), Seuils(), SANS_LISTE)


# The command of each kind.


@pytest.mark.parametrize(
    ("attestations", "commande"),
    [
        (A_JOUR, "roriq admettre accueil-exemple"),
        ((), "roriq attester accueil-exemple --critere tcri"),
        (A_JOUR[:1], "roriq attester accueil-exemple --critere tcri"),
        (A_JOUR[1:], "roriq attester accueil-exemple --critere regionalisation"),
        (
            (*A_JOUR, attestation("tcri", "2027-06-14", reponse="non")),
            "roriq refuser accueil-exemple --motif tcri",
        ),
        (
            (attestation("regionalisation", "2027-06-14", reponse="non"),),
            "roriq refuser accueil-exemple --motif regionalisation",
        ),
        (
            (
                attestation("tcri", "2027-06-14", reponse="non"),
                attestation("regionalisation", "2027-06-14", reponse="non"),
            ),
            "roriq refuser accueil-exemple --motif tcri",
        ),
    ],
)
def test_ce_qu_un_candidat_attend(attestations: tuple[Any, ...], commande: str) -> None:
    (ligne,) = manques(fiche(*VIES[Etat.CANDIDAT], **COMPLET, attestations=attestations), JOUR, Registre())
    assert str(ligne.commande) == commande


def test_la_commande_d_un_seul_organisme() -> None:
    def commandes(organisme: Organisme) -> dict[str, str]:
        return {a.genre: str(a.commande) for a in manques(organisme, JOUR, Registre())}

    echue = fiche(*VIES[Etat.SUSPENDU], **COMPLET)
    assert commandes(echue) == {"suspension-echue": "roriq lever accueil-exemple --au-terme"}
    assert commandes(membre("m", **COMPLET, attestations=())) == {
        "membre-tcri": "roriq attester m --critere tcri",
        "membre-regionalisation": "roriq attester m --critere regionalisation",
    }
    assert commandes(fiche(reprise(), **COMPLET, attestations=A_JOUR)) == {
        "sans-date": "roriq corriger accueil-exemple --evenement reprise"
    }


def test_plusieurs_se_listent() -> None:
    trois = [fiche(reprise(), **COMPLET, attestations=A_JOUR, id=id) for id in ("a", "b", "c")]
    (ligne,) = a_faire(registre(*trois), JOUR)
    assert (str(ligne.phrase), ligne.ids) == ("3 fiches sans date d'adhésion", ("a", "b", "c"))
    assert str(ligne.commande) == "roriq lister --sans-date"
    i18n.utiliser("en")
    assert str(ligne.commande) == "roriq list --sans-date"


# One table, one order.


def test_l_ordre_est_celui_de_la_table() -> None:
    """What is not said of organisations takes its place among the rest."""
    organismes = [dans(etat, id=etat.value) for etat in Etat]
    autres = [AFaire(code, Phrase("x"), (), Commande("valider")) for code in reversed(GENRES) if code not in FILTRES]
    trouves = [a.genre for a in a_faire(registre(*organismes), JOUR, autres)]
    assert trouves == [code for code in GENRES if code in trouves]
    assert {a.genre for a in autres} == {
        *("erreurs", "non-consigne", "liste-absente", "liste-echeance", "non-envoyes", "sans-depot", "avertissements")
    }
    assert trouves[:2] == ["erreurs", "non-consigne"]
    assert trouves.index("suspension-echue") < trouves.index("membre-tcri") < trouves.index("non-envoyes")
    assert trouves.index("non-envoyes") < trouves.index("sans-neq")


def test_un_genre_qui_n_est_pas_d_un_organisme_n_en_concerne_aucun() -> None:
    assert not any(
        concerne(code, dans(etat), JOUR, Seuils(), SANS_LISTE)
        for code in GENRES
        if code not in FILTRES
        for etat in Etat
    )


@pytest.mark.parametrize("code", FILTRES)
def test_la_liste_d_un_genre_est_une_commande(code: str) -> None:
    assert str(liste_de(code)).startswith("roriq lister --")
    assert GENRES[code].code == code
    assert "{n}" in GENRES[code].singulier
    assert "{n}" in GENRES[code].pluriel


@st.composite
def _organismes(draw: st.DrawFn) -> Organisme:
    decalage = timedelta(days=draw(st.integers(-1200, 1200)))
    vie = draw(st.sampled_from([*VIES.values(), (reprise(),), (reprise(etat=Etat.SUSPENDU),)]))
    champs = {cle: COMPLET[cle] for cle in draw(st.sets(st.sampled_from(sorted(COMPLET))))}
    attestations = draw(st.sampled_from([(), ATTESTATIONS, A_JOUR]))
    return fiche(*(e._replace(date=e.date + decalage) for e in vie), **champs, attestations=attestations)


@settings(max_examples=80, database=None)
@given(st.lists(_organismes(), max_size=8), st.dates(j("2023-01-01"), j("2029-12-31")))
def test_la_liste_montre_ceux_que_la_ligne_compte(liste: list[Organisme], jour: Any) -> None:
    connus = registre(*(o._replace(id=f"o{n}") for n, o in enumerate(liste)))
    lignes = {a.genre: a for a in a_faire(connus, jour)}
    for code in FILTRES:
        listes = tuple(o.id for o in connus.organismes if concerne(code, o, jour, Seuils(), SANS_LISTE))
        assert (lignes[code].ids if code in lignes else ()) == listes
    for ligne in lignes.values():
        assert str(ligne.phrase).startswith(f"{len(ligne.ids)} ")
        if len(ligne.ids) == 1:
            assert ligne.ids[0] in str(ligne.commande).split()
        else:
            assert str(ligne.commande) == str(liste_de(ligne.genre))
