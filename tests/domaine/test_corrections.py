"""A past entry corrected: which one is named, what it may become, what stands in the way, what it does."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine import corrections
from roriq_cli.domaine.corrections import verifier_raison
from roriq_cli.domaine.genres.dates import Depuis
from roriq_cli.domaine.genres.entrees import Cible, Entree, avec
from roriq_cli.domaine.membres.corrections import GENRES, compte, ecarts, effets, source_nommee
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import (
    Attestation,
    Etat,
    Evenement,
    Fait,
    NomAnterieur,
    Organisme,
    Precision,
    Preuve,
    Preuves,
    RegionAnterieure,
    Registre,
    Reponse,
    Source,
)
from roriq_cli.domaine.membres.mots import CHAMPS_D_UNE_ENTREE
from roriq_cli.domaine.protection import Savoirs
from roriq_cli.errors import Refus
from tests.domaine.fabrique import (
    ATTESTATIONS,
    AUJOURD_HUI,
    DECISION,
    FORMULAIRE,
    INSECABLE,
    VIES,
    attestation,
    dans,
    fait,
    fiche,
    j,
    liste,
)
from tests.registre.strategies import ORGANISMES, PEU, corrections as ecrites

entrees = partial(corrections.entrees, ORGANISME)
trouver = partial(corrections.trouver, ORGANISME)
adresse = partial(corrections.adresse, ORGANISME)
lire = partial(corrections.lire, ORGANISME)
corriger = partial(corrections.corriger, ORGANISME)
verifier = partial(corrections.verifier, ORGANISME)
CORRIGEABLES = corrections.corrigeables(ORGANISME)

ANCIEN = NomAnterieur("Ancien Nom", "AN", j("2019-06-30"))
ESTRIE = RegionAnterieure("05", j("2025-06-30"))
REPRISE = fait(
    "2013-01-01",
    "reprise",
    date_precision=Precision.ANNEE,
    source=(Source("Bottin", None, None, None, j("2014-11-10")),),
)
# Everything that may be corrected, once.
COMPLET = dans(Etat.SUSPENDU, noms_anterieurs=(ANCIEN,), regions_anterieures=(ESTRIE,))


def dit(phrase: object) -> str:
    return str(phrase).replace(INSECABLE, " ")


def entree(organisme: Organisme, champ: str, rang: int = 0) -> Entree:
    return next(e for e in entrees(organisme) if (e.champ, e.rang) == (champ, rang))


def mal_dit(genre: str, valeurs: dict[str, Any]) -> object:
    return corrections.mal_dit(ORGANISME, GENRES[genre], valeurs)


def manquantes(celle_ci: Entree, valeurs: dict[str, Any], source: int = 0) -> tuple[str, ...]:
    return CORRIGEABLES.manquantes(celle_ci, valeurs, source)


def retirer(organisme: Organisme, celle_ci: Entree) -> Organisme:
    apres: Organisme = avec(organisme, celle_ci)
    return apres


def du_fait(evenement: Evenement) -> tuple[Organisme, Entree]:
    """An organisation whose one fact is that one, and the entry."""
    organisme = fiche(evenement, sources=(Source("Site"),))
    return organisme, entree(organisme, "historique")


def corrige(evenement: Evenement, source: int = 0, **valeurs: Any) -> Evenement:
    """The event, once these values are given."""
    organisme, celle_ci = du_fait(evenement)
    assert corrections.mal_dit(ORGANISME, celle_ci.genre, valeurs) is None
    assert manquantes(celle_ci, valeurs, source) == ()
    corrigee: Organisme = corriger(organisme, celle_ci, valeurs, source)
    return corrigee.historique[0]


SAVOIRS = Savoirs(Registre())


def refus(*arguments: Any, de: Any = verifier) -> str:
    with pytest.raises(Refus) as refus:
        de(*arguments)
    return dit(refus.value)


# Which entry.


def test_les_entrees_dans_l_ordre() -> None:
    champs = [(e.champ, e.rang) for e in entrees(COMPLET)]
    assert champs == [
        ("historique", 0),
        ("historique", 1),
        ("historique", 2),
        ("attestations", 0),
        ("attestations", 1),
        ("regions_anterieures", 0),
        ("noms_anterieurs", 0),
    ]
    assert [e.genre.nom for e in entrees(COMPLET)][2:6] == [
        "une suspension",
        "une attestation",
        "une attestation",
        "une région antérieure",
    ]
    assert [e.jour for e in entrees(COMPLET)][-2:] == [j("2025-06-30"), j("2019-06-30")]


@pytest.mark.parametrize(
    ("cible", "champ", "rang"),
    [
        (Cible("historique", "adhesion"), "historique", 1),
        (Cible("historique", "adhesion", j("2024-04-02")), "historique", 1),
        (Cible("historique", "adhesion", None, 1), "historique", 1),
        (Cible("attestations", "tcri"), "attestations", 1),
        (Cible("noms_anterieurs", "ANCIEN  nom"), "noms_anterieurs", 0),
        (Cible("regions_anterieures", "05", j("2025-06-30")), "regions_anterieures", 0),
    ],
)
def test_une_entree_est_nommee(cible: Cible, champ: str, rang: int) -> None:
    assert trouver(COMPLET, cible) == entree(COMPLET, champ, rang)


def test_aucune_entree_ne_repond() -> None:
    phrase = refus(COMPLET, Cible("historique", "retrait"), de=trouver)
    assert phrase == (
        "La fiche de l'organisme Accueil Exemple ne contient pas cette entrée. Rien n'a été consigné. Celles qui s'y "
        "corrigent : la demande du 4 mars 2024, l'adhésion du 2 avril 2024 et la suspension du 1er octobre 2025."
    )
    assert "pas cette entrée" in refus(COMPLET, Cible("historique", "adhesion", j("2024-04-03")), de=trouver)
    assert "pas cette entrée" in refus(COMPLET, Cible("historique", "adhesion", None, 2), de=trouver)
    vide = fiche(fait("2024-03-04", "demande"))
    phrase = refus(vide, Cible("attestations", "tcri"), de=trouver)
    assert phrase.endswith("Ce qu'elle contient : roriq afficher accueil-exemple")


def test_plusieurs_entrees_repondent() -> None:
    courriel, autre = attestation("tcri", "2024-03-25"), attestation("tcri", "2025-03-25", reponse="non")
    organisme = fiche(attestations=(courriel, autre))
    assert refus(organisme, Cible("attestations", "tcri"), de=trouver) == (
        "La fiche de l'organisme Accueil Exemple contient 2 entrées de ce genre : l'attestation du 25 mars 2024 (en "
        "règle à la TCRI : oui) et l'attestation du 25 mars 2025 (en règle à la TCRI : non). Rien n'a été consigné. "
        "Dites laquelle : roriq corriger accueil-exemple --attestation tcri --du 2024-03-25 ou roriq corriger "
        "accueil-exemple --attestation tcri --du 2025-03-25"
    )


@pytest.mark.parametrize(
    ("champs", "adresses"),
    [
        ({"attestations": ATTESTATIONS}, [("regionalisation",), ("tcri",)]),
        (
            {"attestations": (ATTESTATIONS[1], ATTESTATIONS[1], attestation("tcri", "2025-01-01"))},
            [
                ("tcri", "--du", "2024-03-25", "--rang", "1"),
                ("tcri", "--du", "2024-03-25", "--rang", "2"),
                ("tcri", "--du", "2025-01-01"),
            ],
        ),
        (
            {"noms_anterieurs": (NomAnterieur("A"), NomAnterieur("a"), NomAnterieur("B"))},
            [("A", "--rang", "1"), ("a", "--rang", "2"), ("B",)],
        ),
    ],
)
def test_l_adresse_nomme_une_entree_et_une_seule(champs: dict[str, Any], adresses: list[tuple[str, ...]]) -> None:
    organisme = fiche(**champs)
    assert [adresse(organisme, e).arguments[2:] for e in entrees(organisme)] == adresses


@PEU
@given(ORGANISMES)
def test_toute_entree_se_retrouve_par_son_adresse(organisme: Organisme) -> None:
    for celle_ci in entrees(organisme):
        _id, *dits = adresse(organisme, celle_ci).arguments
        mots = dict(zip(dits[::2], dits[1::2], strict=True))
        champ = next(c for c, d in CORRIGEABLES.drapeaux.items() if d in mots)
        du, rang = mots.get("--du"), mots.get("--rang")
        cible = Cible(champ, mots[CORRIGEABLES.drapeaux[champ]], j(du) if du else None, int(rang) if rang else None)
        assert trouver(organisme, cible) == celle_ci


# What a correction says.


def test_chaque_genre_a_ses_valeurs_et_chaque_valeur_son_nom() -> None:
    assert set(GENRES) == {*Fait, "attestations", "noms_anterieurs", "regions_anterieures"}
    champs = {c for classe in (Evenement, Attestation, NomAnterieur, RegionAnterieure) for c in classe._fields}
    assert {nom for genre in GENRES.values() for nom in genre.valeurs} | champs == set(CHAMPS_D_UNE_ENTREE)


@pytest.mark.parametrize(
    ("genre", "valeurs", "phrase"),
    [
        ("attestations", {"date": 1}, "--date n'a pas sa place pour une attestation. Ce qui s'y corrige : --reponse, "),
        ("demande", {"motif": "tcri"}, "--motif n'a pas sa place pour une demande."),
        ("suspension", {"motif": None}, "--motif ne peut pas être vide : une suspension en demande une valeur."),
        ("prolongation", {"jusqu_au": None}, "--jusqu-au ne peut pas être vide"),
        ("suspension", {"instance": None}, "--instance ne peut pas être vide"),
        ("levee", {"instance": "X", "reference": None}, "Une décision est entière ou absente"),
        (
            "retrait",
            {"motif": "tcri"},
            "« tcri » n'est pas un motif pour un retrait. Les choix : participation-inutile",
        ),
    ],
)
def test_ce_qui_est_mal_dit(genre: str, valeurs: dict[str, Any], phrase: str) -> None:
    assert dit(mal_dit(genre, valeurs)).startswith(phrase)


@pytest.mark.parametrize(
    ("genre", "valeurs"),
    [
        ("levee", {"instance": None}),
        ("retrait", {"motif": None}),
        ("retrait", {"motif": "incompatibilite", "note": None}),
        ("noms_anterieurs", {"nom": "X", "sigle": None}),
        ("reprise", {"depuis": None, "etat": Etat.RETIRE}),
    ],
)
def test_ce_qui_est_bien_dit(genre: str, valeurs: dict[str, Any]) -> None:
    assert mal_dit(genre, valeurs) is None


@pytest.mark.parametrize(
    ("evenement", "valeurs", "manque"),
    [
        (fait("2026-10-01", "levee", decision=None), {"instance": "X"}, ("decision_le", "reference")),
        (fait("2026-10-01", "levee", decision=None), {"note": "x"}, ()),
        (fait("2026-10-01", "levee"), {"instance": None}, ()),
        (fait("2026-10-01", "retrait"), {"atteste_le": j("2026-10-01")}, ("source_titre",)),
        (fait("2026-10-01", "retrait"), {"source_url": "https://x.example"}, ()),
        (fait("2026-10-01", "fermeture"), {"source_titre": None}, ("source_titre",)),
        (REPRISE, {"source_titre": None}, ("source_titre",)),
        (REPRISE._replace(source=REPRISE.source * 2), {"source_titre": None}, ()),
    ],
)
def test_ce_qui_manque(evenement: Evenement, valeurs: dict[str, Any], manque: tuple[str, ...]) -> None:
    assert manquantes(du_fait(evenement)[1], valeurs) == manque


def test_rien_ne_manque_a_une_attestation() -> None:
    assert manquantes(entree(COMPLET, "attestations"), {"source": "X"}) == ()


# What the entry becomes.


def test_lire_dit_toutes_les_valeurs() -> None:
    assert lire(entree(COMPLET, "historique", 1)) == {
        "date": j("2024-04-02"),
        "recu_le": j("2024-04-02"),
        "preuve_tcri": j("2024-03-25"),
        "preuve_regionalisation": j("2024-03-01"),
        "signe_le": None,
        "signataire": None,
        "source_titre": None,
        "source_url": None,
        "atteste_le": None,
        "note": None,
    }
    assert lire(entree(COMPLET, "noms_anterieurs")) == {"nom": "Ancien Nom", "sigle": "AN", "jusqu_au": j("2019-06-30")}
    assert lire(du_fait(REPRISE)[1])["depuis"] == Depuis(j("2013-01-01"), Precision.ANNEE)


@PEU
@given(ORGANISMES)
def test_redire_une_entree_ne_change_rien(organisme: Organisme) -> None:
    for celle_ci in entrees(organisme):
        assert corriger(organisme, celle_ci, {}) == organisme
        redit = {nom: valeur for nom, valeur in lire(celle_ci).items() if valeur is not None}
        assert corriger(organisme, celle_ci, redit) == organisme


@PEU
@given(st.data())
def test_une_valeur_donnee_est_celle_de_l_entree_et_les_autres_restent(data: st.DataObject) -> None:
    organisme = data.draw(ORGANISMES.filter(entrees))
    celle_ci = data.draw(st.sampled_from(entrees(organisme)))
    nom = data.draw(
        st.sampled_from([n for n in ("date", "note", "jusqu_au", "source", "sigle", "region") if n in lire(celle_ci)])
    )
    valeurs = {"date": j("2020-02-02"), "jusqu_au": j("2020-02-02"), "region": "09"}
    valeur = valeurs.get(nom, "autre")
    apres = corriger(organisme, celle_ci, {nom: valeur})
    nouvelle = celle_ci._replace(contenu=getattr(apres, celle_ci.champ)[celle_ci.rang])
    assert lire(nouvelle) == lire(celle_ci) | {nom: valeur}
    ailleurs = [e for e in entrees(apres) if (e.champ, e.rang) != (celle_ci.champ, celle_ci.rang)]
    assert ailleurs == [e for e in entrees(organisme) if (e.champ, e.rang) != (celle_ci.champ, celle_ci.rang)]


def test_un_fait_corrige() -> None:
    suspension = fait("2026-06-01", "suspension", jusqu_au=j("2026-08-31"))
    assert corrige(suspension, date=j("2026-07-01")) == suspension._replace(date=j("2026-07-01"))
    assert corrige(suspension, jusqu_au=None, motif="conduite-nuisible") == suspension._replace(
        jusqu_au=None, motif="conduite-nuisible"
    )
    assert corrige(suspension, reference="PV 2").decision == DECISION._replace(reference="PV 2")
    assert corrige(suspension, recu_le=j("2026-05-01"), note="x") == suspension._replace(
        recu_le=j("2026-05-01"), note="x"
    )
    levee = fait("2026-10-01", "levee")
    assert corrige(levee, instance=None).decision is None
    entiere: dict[str, Any] = {"instance": "X", "decision_le": j("2026-09-01"), "reference": "PV"}
    assert corrige(levee._replace(decision=None), **entiere).decision == ("X", j("2026-09-01"), "PV")


def test_une_adhesion_corrigee() -> None:
    adhesion = fait("2024-04-02", "adhesion", formulaire=FORMULAIRE)
    apres = corrige(adhesion, recu_le=j("2024-04-01"), signataire=None)
    assert apres.formulaire == (j("2024-04-01"), j("2024-03-20"), None)
    assert apres.recu_le is None
    preuves = corrige(adhesion, preuve_tcri=j("2024-03-30")).preuves
    assert preuves == Preuves({"tcri": Preuve(j("2024-03-30")), "regionalisation": Preuve(j("2024-03-01"))})


def test_une_preuve_par_une_liste() -> None:
    adhesion = fait("2024-04-02", "adhesion")
    organisme = fiche(adhesion, tcri="AE-04")
    apres = corriger(organisme, entree(organisme, "historique"), {"preuve_tcri": "tcri-2024-04-01"})
    assert apres.historique[0].preuves == Preuves(
        {"tcri": Preuve(liste="tcri-2024-04-01", cle="AE-04"), "regionalisation": Preuve(j("2024-03-01"))}
    )
    # The key that the admission relied on stays, whatever the organisation's is now.
    ensuite = apres._replace(tcri="AE-05")
    assert (
        corriger(ensuite, entree(ensuite, "historique"), {"note": "x"}).historique[0].preuves
        == apres.historique[0].preuves
    )
    sans = fiche(adhesion)
    phrase = refus(sans, entree(sans, "historique"), {"preuve_tcri": "tcri-2024-04-01"}, de=corriger)
    assert "n'a pas de clé dans les listes de la TCRI" in phrase
    assert phrase.endswith("La trouver : roriq tcri rapprocher")


def test_les_sources_d_un_fait() -> None:
    retrait = fait("2026-10-01", "retrait")
    assert corrige(retrait, source_titre="Avis").source == (Source("Avis"),)
    deux = retrait._replace(source=(Source("A"), Source("B", "https://b.example")))
    assert corrige(deux, 1, source_titre=None, atteste_le=j("2026-10-01")).source == (
        Source("A"),
        Source(None, "https://b.example", atteste_le=j("2026-10-01")),
    )
    assert corrige(deux, 0, source_titre=None).source == deux.source[1:]
    assert corrige(retrait._replace(source=(Source("A"),)), source_titre=None).source == ()


def test_quelle_source() -> None:
    organisme, celle_ci = du_fait(fait("2026-10-01", "retrait", source=(Source("A"), Source("B", "https://b.example"))))
    assert source_nommee(organisme, celle_ci, "a") == 0
    assert source_nommee(organisme, celle_ci, "https://b.example") == 1
    phrase = refus(organisme, celle_ci, None, de=source_nommee)
    assert "quelle source de ce fait est à corriger : le retrait du 1er octobre 2026." in phrase
    assert phrase.endswith("Nommez-la par son titre ou son adresse (--de-la-source) : A et B.")
    assert "à corriger" in refus(organisme, celle_ci, "C", de=source_nommee)
    seul, lui = du_fait(fait("2026-10-01", "retrait"))
    assert source_nommee(seul, lui, None) == 0
    assert refus(seul, lui, "C", de=source_nommee).endswith("Ce fait n'a aucune source : retirez --de-la-source.")
    assert source_nommee(COMPLET, entree(COMPLET, "attestations"), None) == 0


def test_le_debut_d_une_reprise() -> None:
    apres = corrige(REPRISE, depuis=Depuis(j("2012-04-01"), Precision.MOIS), etat=Etat.RETIRE)
    assert (apres.date, apres.date_precision, apres.etat) == (j("2012-04-01"), Precision.MOIS, Etat.RETIRE)
    assert corrige(REPRISE, note="x").date == REPRISE.date
    au_plus_tard = corrige(REPRISE, depuis=None)
    assert (au_plus_tard.date, au_plus_tard.date_precision) == (j("2014-11-10"), Precision.AU_PLUS_TARD)
    # It goes by its source: at the latest on the day that this one attests, whatever was written beside it.
    assert corrige(au_plus_tard, atteste_le=j("2014-12-01")).date == j("2014-12-01")
    assert corrige(au_plus_tard._replace(date=j("2014-01-01")), note="x").date == j("2014-01-01")


def test_un_nom_et_une_region_corriges() -> None:
    apres = corriger(COMPLET, entree(COMPLET, "noms_anterieurs"), {"sigle": None, "nom": "Vieux Nom"})
    assert apres == COMPLET._replace(noms_anterieurs=(NomAnterieur("Vieux Nom", None, j("2019-06-30")),))
    apres = corriger(COMPLET, entree(COMPLET, "regions_anterieures"), {"region": "06"})
    assert apres == COMPLET._replace(regions_anterieures=(RegionAnterieure("06", j("2025-06-30")),))


def test_une_attestation_qui_change_de_jour_reste_la_preuve() -> None:
    """The admission names it by its day: it still relies on it."""
    apres = corriger(COMPLET, entree(COMPLET, "attestations", 1), {"verifie_le": j("2024-03-26")})
    assert apres.attestations[1] == ATTESTATIONS[1]._replace(verifie_le=j("2024-03-26"))
    assert apres.historique[1].preuves == Preuves(
        {"tcri": Preuve(j("2024-03-26")), "regionalisation": Preuve(j("2024-03-01"))}
    )
    assert apres.historique[::2] == COMPLET.historique[::2]
    verifier(COMPLET, apres, entree(COMPLET, "attestations", 1), AUJOURD_HUI, SAVOIRS)
    # Another of that day answers for it: nothing is to be followed.
    deux = COMPLET._replace(attestations=(*ATTESTATIONS, ATTESTATIONS[1]))
    assert (
        corriger(deux, entree(deux, "attestations", 1), {"verifie_le": j("2024-03-26")}).historique == deux.historique
    )
    # It is not what the admission relies on.
    autre = COMPLET._replace(attestations=(*ATTESTATIONS, attestation("tcri", "2025-01-01")))
    assert corriger(autre, entree(autre, "attestations", 2), {"source": "X"}).historique == autre.historique


def test_une_entree_retiree() -> None:
    assert retirer(COMPLET, entree(COMPLET, "historique", 2)).historique == VIES[Etat.MEMBRE]
    assert retirer(COMPLET, entree(COMPLET, "attestations", 0)).attestations == ATTESTATIONS[1:]
    assert retirer(COMPLET, entree(COMPLET, "noms_anterieurs")).noms_anterieurs == ()
    seul = fiche(fait("2024-03-04", "demande"))
    celle_ci = entree(seul, "historique")
    phrase = refus(seul, retirer(seul, celle_ci), celle_ci, AUJOURD_HUI, SAVOIRS)
    assert "n'aurait plus ni fait ni source" in phrase
    assert "(roriq corriger accueil-exemple --evenement demande)" in phrase
    assert phrase.endswith("roriq annuler accueil-exemple")
    connu = seul._replace(sources=(Source("Site"),))
    assert retirer(connu, entree(connu, "historique")).historique == ()


# What stands in the way.


def test_ce_qui_ne_gene_rien_passe() -> None:
    for celle_ci, valeurs in (
        (entree(COMPLET, "historique", 2), {"date": j("2025-11-01")}),
        (entree(COMPLET, "historique", 2), {"note": "x"}),
        (entree(COMPLET, "attestations", 0), {"source": "X"}),
    ):
        verifier(COMPLET, corriger(COMPLET, celle_ci, valeurs), celle_ci, AUJOURD_HUI, SAVOIRS)
    derniere = entree(COMPLET, "historique", 2)
    verifier(COMPLET, retirer(COMPLET, derniere), derniere, AUJOURD_HUI, SAVOIRS)


def test_ce_qui_est_faux_dans_l_entree_elle_meme_est_aux_regles() -> None:
    celle_ci = entree(COMPLET, "historique", 2)
    verifier(COMPLET, corriger(COMPLET, celle_ci, {"jusqu_au": j("2025-01-01")}), celle_ci, AUJOURD_HUI, SAVOIRS)


def test_un_avertissement_ne_gene_pas() -> None:
    celle_ci = entree(COMPLET, "attestations", 0)
    verifier(COMPLET, corriger(COMPLET, celle_ci, {"source": "Mme Untel"}), celle_ci, AUJOURD_HUI, SAVOIRS)


def test_une_erreur_deja_la_ne_gene_pas() -> None:
    boite = COMPLET._replace(historique=(*COMPLET.historique, fait("2026-01-01", "demande")))
    celle_ci = entree(boite, "attestations", 0)
    verifier(boite, corriger(boite, celle_ci, {"source": "X"}), celle_ci, AUJOURD_HUI, SAVOIRS)


@pytest.mark.parametrize(
    ("rang", "le", "autre", "possible"),
    [
        (0, "2024-04-03", "l'adhésion du 2 avril 2024 est après", "une date du 2 avril 2024 ou avant; ou corriger d'abord l'adhésion du 2 avril 2024 : roriq corriger accueil-exemple --evenement adhesion"),
        (1, "2024-03-03", "la demande du 4 mars 2024 est avant", "une date du 4 mars 2024 au 1er octobre 2025; "),
        (1, "2025-10-02", "la suspension du 1er octobre 2025 est après", "une date du 4 mars 2024 au 1er octobre 2025; "),
        (2, "2024-04-01", "l'adhésion du 2 avril 2024 est avant", "une date du 2 avril 2024 ou après; "),
    ],
)  # fmt: skip
def test_un_historique_ne_recule_pas(rang: int, le: str, autre: str, possible: str) -> None:
    celle_ci = entree(COMPLET, "historique", rang)
    phrase = refus(COMPLET, corriger(COMPLET, celle_ci, {"date": j(le)}), celle_ci, AUJOURD_HUI, SAVOIRS)
    assert phrase.startswith("Dans la fiche de l'organisme Accueil Exemple, l")
    assert f"{autre} dans l'historique, qui ne recule pas. Rien n'a été consigné." in phrase
    assert f"Ce qui est possible : {possible}" in phrase


def test_un_fait_seul_prend_la_date_que_l_on_veut() -> None:
    organisme, celle_ci = du_fait(fait("2024-03-04", "demande"))
    verifier(organisme, corriger(organisme, celle_ci, {"date": j("2020-01-01")}), celle_ci, AUJOURD_HUI, SAVOIRS)


def test_ce_qui_suit_et_ne_tiendrait_plus() -> None:
    celle_ci = entree(COMPLET, "historique", 1)
    assert refus(COMPLET, retirer(COMPLET, celle_ci), celle_ci, AUJOURD_HUI, SAVOIRS) == (
        "Dans la fiche de l'organisme Accueil Exemple, la suspension du 1er octobre 2025 ne tiendrait plus. Ici, la "
        "suspension n'a pas sa place : l'organisme est alors candidat, et seul un membre peut être suspendu. Rien n'a "
        "été consigné. Ce qui est possible : corriger ou retirer d'abord la suspension du 1er octobre 2025 : roriq "
        "corriger accueil-exemple --evenement suspension"
    )


def test_une_preuve_ne_se_retire_pas_sous_une_admission() -> None:
    for celle_ci in (entree(COMPLET, "attestations", 0), entree(COMPLET, "attestations", 1)):
        phrase = refus(COMPLET, retirer(COMPLET, celle_ci), celle_ci, AUJOURD_HUI, SAVOIRS)
        assert "l'adhésion du 2 avril 2024 ne tiendrait plus. Aucune attestation de ce critère" in phrase
        assert phrase.endswith("roriq corriger accueil-exemple --evenement adhesion")
    tcri = entree(COMPLET, "attestations", 1)
    non = corriger(COMPLET, tcri, {"reponse": Reponse.NON})
    assert "ne répond pas « oui »" in refus(COMPLET, non, tcri, AUJOURD_HUI, SAVOIRS)


def test_une_preuve_par_une_liste_est_verifiee_avec_elle() -> None:
    celle_ci = entree(COMPLET, "historique", 1)
    avant = COMPLET._replace(tcri="AE")
    apres = corriger(avant, celle_ci, {"preuve_tcri": "tcri-2024-04-01"})
    connu = Registre((avant,), listes_tcri=(liste("2024-04-01", "2025-03-31", AE="en-regle"),))
    verifier(avant, apres, celle_ci, AUJOURD_HUI, Savoirs(connu))


# The reason.


def test_une_raison_sans_personne() -> None:
    assert verifier_raison("La date du procès-verbal était mal lue") is None
    phrase = refus("Appeler le 819-555-0100", de=verifier_raison)
    assert phrase.startswith("La raison ne peut pas être consignée. Un numéro de téléphone est écrit ici.")
    assert "prenom.nom@example.org" not in refus("selon prenom.nom@example.org", de=verifier_raison)
    assert "semble nommer une personne" in dit(verifier_raison("Mme Untel s'est trompée"))


# What it does to the network.


def suites(avant: Organisme, apres: Organisme) -> list[str]:
    return [dit(phrase) for phrase in effets(avant, apres)]


def test_ce_qui_ne_compte_pas_ne_dit_rien() -> None:
    celle_ci = entree(COMPLET, "historique", 2)
    assert suites(COMPLET, corriger(COMPLET, celle_ci, {"note": "x"})) == []
    assert suites(COMPLET, COMPLET._replace(noms_anterieurs=())) == []


@pytest.mark.parametrize(
    ("le", "phrase"),
    [
        ("2025-11-01", "L'organisme Accueil Exemple est désormais compté parmi les membres du mercredi 1er octobre au vendredi 31 octobre 2025 inclusivement."),
        ("2025-10-02", "L'organisme Accueil Exemple est désormais compté parmi les membres le mercredi 1er octobre 2025."),
        ("2025-07-01", "L'organisme Accueil Exemple n'est plus compté parmi les membres du mardi 1er juillet au mardi 30 septembre 2025 inclusivement."),
    ],
)  # fmt: skip
def test_les_jours_ou_il_est_compte_autrement(le: str, phrase: str) -> None:
    celle_ci = entree(COMPLET, "historique", 2)
    assert suites(COMPLET, corriger(COMPLET, celle_ci, {"date": j(le)})) == [phrase]


def test_une_fin_ouverte() -> None:
    apres = retirer(COMPLET, entree(COMPLET, "historique", 2))
    assert suites(COMPLET, apres) == [
        "L'organisme Accueil Exemple est désormais compté parmi les membres à compter du mercredi 1er octobre 2025."
    ]


def test_une_autre_region() -> None:
    apres = corriger(COMPLET, entree(COMPLET, "regions_anterieures"), {"region": "06"})
    assert suites(COMPLET, apres) == [
        "L'organisme Accueil Exemple change de région dans les comptes du mardi 2 avril 2024 au lundi 30 juin 2025 "
        "inclusivement : Estrie → Montréal."
    ]


@PEU
@given(st.data())
def test_les_ecarts_disent_tous_les_jours_et_eux_seuls(data: st.DataObject) -> None:
    avant = data.draw(ORGANISMES)
    _champ, _rang, apres = data.draw(ecrites(avant)) if entrees(avant) else ("", 0, avant)
    jours = data.draw(st.lists(st.dates(date(1950, 1, 1), date(2098, 12, 31)), min_size=1))
    for jour in [*jours, *(e.date for e in (*avant.historique, *apres.historique))]:
        dits = {e[:2] for e in ecarts(avant, apres) if e.debut <= jour and (e.ensuite is None or jour < e.ensuite)}
        vrais = (compte(avant, jour), compte(apres, jour))
        assert dits == ({vrais} if vrais[0] != vrais[1] else set())
