"""The follow-up: who waits for what, in which order, and what the folder adds to what is to be done."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine.bilan.a_faire import GENRES, a_faire
from roriq_cli.domaine.bilan.composition import composition
from roriq_cli.domaine.bilan.periode import annonces
from roriq_cli.domaine.bilan.rapport import rapport
from roriq_cli.domaine.bilan.suivi import Dossier, fiche, suivi
from roriq_cli.domaine.membres.modele import Etat, Organisme
from tests.domaine.fabrique import INSECABLE, VIES, attestation, dans, fait, fiche as faire, j, membre, registre

JOUR = j("2027-06-14")
FICHE = "data/organismes/{}.yaml"
EN_REGLE = (attestation("regionalisation", "2024-07-01"), attestation("tcri", "2026-04-01", "2028-03-31"))


def candidat(id: str, le: str, *suite: Any, **champs: Any) -> Organisme:
    return faire(fait(le, "demande"), *suite, id=id, **champs)


def suspendu(id: str, fin: str | None, *suite: Any) -> Organisme:
    suspension = fait("2026-01-01", "suspension", jusqu_au=j(fin) if fin else None)
    return faire(*VIES[Etat.MEMBRE], suspension, *suite, id=id)


def test_un_registre_vide() -> None:
    vide = suivi(registre(), JOUR)
    assert vide.composition == composition(registre(), JOUR)
    assert (vide.candidats, vide.suspendus, vide.a_venir, vide.a_faire, vide.non_envoyes) == ((), (), (), (), 0)


def test_les_candidats_ceux_qui_attendent_le_reseau_d_abord() -> None:
    annonce = fait("2027-07-01", "adhesion", recu_le=JOUR)
    connus = registre(
        candidat("recent", "2027-05-01"),
        candidat("ancien", "2027-01-01", attestations=(attestation("tcri", "2027-06-14", reponse="non"),)),
        candidat("autre", "2027-01-01"),
        candidat("pret", "2027-06-01", attestations=EN_REGLE),
        candidat("annonce", "2027-02-01", annonce, attestations=EN_REGLE[:1]),
        membre("m"),
        dans(Etat.REFUSE, id="refuse"),
    )
    assert [(c.situation.organisme.id, c.commande and str(c.commande)) for c in suivi(connus, JOUR).candidats] == [
        ("pret", "roriq admettre pret"),
        ("ancien", "roriq refuser ancien --motif tcri"),
        ("autre", "roriq attester autre --critere tcri"),
        ("annonce", None),
        ("recent", "roriq attester recent --critere tcri"),
    ]


def test_les_suspensions_celle_dont_le_terme_est_passe_d_abord() -> None:
    connus = registre(
        suspendu("sans", None),
        suspendu("bientot", "2027-06-14"),
        suspendu("plus-tard", "2027-12-31"),
        suspendu("echue", "2027-06-13"),
        suspendu("deja-decidee", "2027-03-01", fait("2027-07-01", "levee", recu_le=JOUR)),
        membre("m"),
    )
    assert [
        (s.situation.organisme.id, s.echue, s.commande and str(s.commande)) for s in suivi(connus, JOUR).suspendus
    ] == [
        ("deja-decidee", True, None),
        ("echue", True, "roriq lever echue --au-terme"),
        ("bientot", False, None),
        ("plus-tard", False, None),
        ("sans", False, None),
    ]


def test_ce_qui_est_a_venir_et_a_faire_est_ce_que_dit_le_rapport() -> None:
    connus = registre(
        *(dans(etat, id=etat.value) for etat in Etat),
        faire(*VIES[Etat.MEMBRE], fait("2027-07-01", "retrait", recu_le=JOUR), id="part"),
    )
    dit, resultat = rapport(connus, JOUR), suivi(connus, JOUR)
    assert resultat.a_venir == dit.a_venir == annonces(connus, JOUR)
    assert [(a.genre, str(a.phrase), a.ids, str(a.commande)) for a in resultat.a_faire] == [
        (a.genre, str(a.phrase), a.ids, str(a.commande)) for a in dit.a_faire
    ]


def du_dossier(**champs: Any) -> list[tuple[str, str, tuple[str, ...], str]]:
    """What a folder like that adds, each as genre, sentence, ids, command."""
    lignes = suivi(registre(), JOUR, Dossier(**champs)).a_faire
    return [(a.genre, str(a.phrase).replace(INSECABLE, " "), a.ids, str(a.commande)) for a in lignes]


def test_un_dossier_en_ordre_n_ajoute_rien() -> None:
    assert du_dossier() == du_dossier(seul=True) == []


@pytest.mark.parametrize(
    ("chemins", "phrase", "ids"),
    [
        ((FICHE.format("a"),), "1 fiche contient des erreurs", ("a",)),
        ((FICHE.format("a"), FICHE.format("b-2")), "2 fiches contiennent des erreurs", ("a", "b-2")),
        (("data/registre.yaml",), "1 fichier contient des erreurs", ("data/registre.yaml",)),
        (
            (FICHE.format("a"), "data/registre.yaml"),
            "2 fichiers contiennent des erreurs",
            ("a", "data/registre.yaml"),
        ),
    ],
)
def test_des_erreurs(chemins: tuple[str, ...], phrase: str, ids: tuple[str, ...]) -> None:
    assert du_dossier(erreurs=chemins) == [("erreurs", phrase, ids, "roriq valider")]


def test_des_avertissements_ont_leur_ligne() -> None:
    assert du_dossier(avertissements=1) == [("avertissements", "1 avertissement", (), "roriq valider")]
    assert du_dossier(avertissements=2, erreurs=(FICHE.format("a"),)) == [
        ("erreurs", "1 fiche contient des erreurs", ("a",), "roriq valider"),
        ("avertissements", "2 avertissements", (), "roriq valider"),
    ]


@pytest.mark.parametrize(
    ("noms", "phrase", "commande"),
    [
        (("a",), "1 fiche modifiée en dehors de « roriq » (a)", "roriq consigner a"),
        (("a", "b"), "2 fiches modifiées en dehors de « roriq » (a, b)", "roriq consigner"),
        (("a", "b", "c"), "3 fiches modifiées en dehors de « roriq » (a, b, c)", "roriq consigner"),
        (("a", "b", "c", "d"), "4 fiches modifiées en dehors de « roriq » (a, b, c, …)", "roriq consigner"),
    ],
)
def test_des_fiches_modifiees_a_la_main(noms: tuple[str, ...], phrase: str, commande: str) -> None:
    chemins = tuple(map(FICHE.format, noms))
    assert du_dossier(modifies=chemins) == [("non-consigne", phrase, noms, commande)]
    (ligne,) = suivi(registre(), JOUR, Dossier(modifies=chemins)).a_faire
    assert (str(ligne.sinon) if ligne.sinon else None) == ("roriq annuler --fiche a" if len(noms) == 1 else None)


def test_un_autre_fichier_modifie_a_la_main() -> None:
    assert du_dossier(modifies=("data/registre.yaml",)) == [
        (
            "non-consigne",
            "1 fichier modifié en dehors de « roriq » (data/registre.yaml)",
            ("data/registre.yaml",),
            "roriq consigner",
        )
    ]
    (deux,) = du_dossier(modifies=(FICHE.format("a"), "data/registre.yaml"))
    assert deux[1] == "2 fichiers modifiés en dehors de « roriq » (a, data/registre.yaml)"


def test_des_faits_qui_ne_sont_pas_envoyes() -> None:
    assert du_dossier(non_envoyes=("a",)) == [
        ("non-envoyes", "1 fait n'est pas encore envoyé", ("a",), "roriq synchroniser")
    ]
    assert du_dossier(non_envoyes=("b", "a", "", "b")) == [
        ("non-envoyes", "4 faits ne sont pas encore envoyés", ("b", "a"), "roriq synchroniser")
    ]
    assert suivi(registre(), JOUR, Dossier(non_envoyes=("b", "a", "b"))).non_envoyes == 3


def test_un_registre_que_personne_d_autre_n_a() -> None:
    assert du_dossier(non_envoyes=("a", "b"), seul=True) == [
        ("sans-depot", "Le registre n'est que sur cet ordinateur", ("a", "b"), "roriq synchroniser")
    ]


@pytest.mark.parametrize(
    "chemin",
    ["data/organismes/a.yml", "data/organismes/A.yaml", "data/organismes/a/b.yaml", "data/organismes/.yaml",
     "data/organismes/a\x1b[31m.yaml", "data/organismes/-a.yaml", "data/organismes/a.yaml\n", "data/a.yaml",
     "x/data/organismes/a.yaml"],
)  # fmt: skip
def test_un_nom_qui_n_est_pas_celui_d_une_fiche_n_entre_dans_aucune_commande(chemin: str) -> None:
    assert fiche(chemin) is None
    ((_genre, phrase, ids, commande),) = du_dossier(modifies=(chemin,))
    assert (ids, commande) == ((chemin,), "roriq consigner")
    assert phrase.isprintable()


@given(
    st.builds(
        Dossier,
        erreurs=st.sampled_from([(), ("data/registre.yaml",)]),
        avertissements=st.integers(0, 2),
        modifies=st.sampled_from([(), (FICHE.format("a"),)]),
        non_envoyes=st.lists(st.sampled_from(["", "a", "b"]), max_size=3).map(tuple),
        seul=st.booleans(),
        en_attente=st.just(()),
    ),
    st.sets(st.sampled_from(Etat)),
    st.dates(j("2023-01-01"), j("2029-12-31")),
)
def test_tout_ce_qui_est_a_faire_est_dit_une_fois_et_dans_l_ordre(
    dossier: Dossier, etats: set[Etat], jour: date
) -> None:
    connus = registre(*(dans(etat, id=etat.value) for etat in sorted(etats)))
    resultat = suivi(connus, jour, dossier)
    genres = [a.genre for a in resultat.a_faire]
    assert genres == [code for code in GENRES if code in genres]
    du_dossier = [
        bool(dossier.erreurs),
        bool(dossier.modifies),
        bool(dossier.non_envoyes),
        bool(dossier.avertissements),
    ]
    assert len(genres) == len(list(a_faire(connus, jour))) + sum(du_dossier)
    assert ("sans-depot" in genres) == (dossier.seul and bool(dossier.non_envoyes))
    assert len(resultat.candidats) == resultat.composition.etats[Etat.CANDIDAT]
    assert len(resultat.suspendus) == resultat.composition.etats[Etat.SUSPENDU]
