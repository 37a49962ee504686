"""What a change of one file, or of many at once, may do."""

from typing import Any

import pytest

from roriq_cli.domaine.genres.catalogue_revue import REGLES_DE_REVUE
from roriq_cli.domaine.genres.conduite import Couple, Regard
from roriq_cli.domaine.genres.constats import Gravite
from roriq_cli.domaine.membres.genres import LISTE_TCRI, ORGANISME
from roriq_cli.domaine.membres.legalite import departs_nombreux, fiche_retiree, liste_retiree
from roriq_cli.domaine.membres.listes import SANS_LISTE, Listes
from roriq_cli.domaine.membres.modele import Etat, NomAnterieur, Organisme, Preuve, Preuves, RegionAnterieure
from roriq_cli.domaine.protection import legalite, reecritures
from roriq_cli.domaine.revue.ensemble import chemins_confondus, confondu, id_deja_servi, proposition_melee, verifie
from tests.domaine.fabrique import ATTESTATIONS, DECISION, attestation, dans, fait, j, liste, membre

MEMBRE = dans(Etat.MEMBRE)


def juger(avant: Organisme | None, apres: Organisme | None, le: str = "2026-11-21", seuil: int = 30) -> list[Any]:
    trouvees = list(legalite(ORGANISME, Couple(avant, apres), Regard(j(le), seuil, (SANS_LISTE, SANS_LISTE))))
    assert {a.regle for a in trouvees} <= set(REGLES_DE_REVUE)
    assert all(a.sujet == "accueil-exemple" for a in trouvees)
    return [(a.regle, a.chemin) for a in trouvees]


def dit(anomalie: Any) -> str:
    return str(anomalie.message).replace("\u00a0", " ")


def test_rien_ne_change() -> None:
    for etat in Etat:
        assert juger(dans(etat), dans(etat)) == []
    assert juger(MEMBRE, None) == []


def test_ce_qui_s_ajoute_est_permis() -> None:
    apres = MEMBRE._replace(
        nom="Autre",
        region="05",
        noms_anterieurs=(NomAnterieur(MEMBRE.nom),),
        regions_anterieures=(RegionAnterieure("04", j("2026-01-01")),),
        attestations=(*MEMBRE.attestations, attestation("tcri", "2026-11-20")),
        historique=(*MEMBRE.historique, fait("2026-11-20", "retrait")),
    )
    assert juger(MEMBRE, apres) == []
    assert juger(None, apres._replace(historique=(fait("2026-11-20", "demande"),))) == []


@pytest.mark.parametrize(
    ("champs", "places"),
    [
        ({"historique": MEMBRE.historique[:1]}, [("historique", 1)]),
        ({"historique": MEMBRE.historique[::-1]}, [("historique", 0)]),
        ({"attestations": ()}, [("attestations", 0), ("attestations", 1)]),
        ({"attestations": ATTESTATIONS[::-1]}, [("attestations", 0)]),
    ],
)
def test_ce_qui_est_consigne_ne_se_reecrit_pas(champs: dict[str, Any], places: list[Any]) -> None:
    assert [p for r, p in juger(MEMBRE, MEMBRE._replace(**champs)) if r == "fait-reecrit"] == places


def test_un_nom_ou_une_region_laisse_l_ancien() -> None:
    assert juger(MEMBRE, MEMBRE._replace(nom="Autre", region="05")) == [
        ("valeur-anterieure", ("nom",)),
        ("valeur-anterieure", ("region",)),
    ]
    ailleurs = MEMBRE._replace(
        nom="Autre",
        region="05",
        noms_anterieurs=(NomAnterieur("Un tiers"),),
        regions_anterieures=(RegionAnterieure("09", j("2026-01-01")),),
    )
    assert [c for _r, c in juger(MEMBRE, ailleurs)] == [("nom",), ("region",), ("regions_anterieures", 0)]
    # A former name that was there already is not the trace of this change.
    ancien = MEMBRE._replace(noms_anterieurs=(NomAnterieur(MEMBRE.nom),))
    assert juger(ancien, ancien._replace(nom="Autre")) == [("valeur-anterieure", ("nom",))]


@pytest.mark.parametrize(
    ("le", "tardive"), [("2026-11-21", False), ("2026-10-22", False), ("2026-10-21", True), ("2027-01-01", False)]
)
def test_une_saisie_tardive_se_remarque(le: str, tardive: bool) -> None:
    apres = MEMBRE._replace(historique=(*MEMBRE.historique, fait(le, "retrait")))
    attendu = [("saisie-tardive", ("historique", 2, "date"))] if tardive else []
    assert juger(MEMBRE, apres) == attendu
    assert all(REGLES_DE_REVUE[r].gravite is Gravite.AVERTISSEMENT for r, _c in attendu)


def test_une_reprise_n_est_jamais_tardive() -> None:
    assert juger(None, dans(Etat.MEMBRE)._replace(historique=(fait("2014-01-01", "reprise"),))) == []


def test_une_decision_d_apres_coup_se_remarque() -> None:
    decision = DECISION._replace(date=j("2026-11-15"))
    for le, attendu in (
        ("2026-11-15", []),
        ("2026-11-14", [("decision-tardive", ("historique", 2, "decision", "date"))]),
    ):
        apres = MEMBRE._replace(historique=(*MEMBRE.historique, fait(le, "expulsion", decision=decision)))
        assert juger(MEMBRE, apres) == attendu


def test_un_retour_apres_expulsion_se_remarque() -> None:
    expulse = dans(Etat.EXPULSE)
    apres = expulse._replace(historique=(*expulse.historique, fait("2026-11-20", "demande")))
    assert juger(expulse, apres) == [("retour-apres-expulsion", ("historique", 3, "evenement"))]
    refuse = apres._replace(historique=(*apres.historique, fait("2026-11-20", "refus")))
    encore = refuse._replace(historique=(*refuse.historique, fait("2026-11-21", "demande")))
    assert juger(refuse, encore) == [("retour-apres-expulsion", ("historique", 5, "evenement"))]


def test_une_fiche_retiree_dit_de_qui() -> None:
    assert dit(fiche_retiree(MEMBRE, MEMBRE.id, None)) == (
        "La fiche accueil-exemple (organisme Accueil Exemple) n'est plus au registre."
    )
    assert dit(fiche_retiree(None, "autre", "ailleurs")) == (
        "La fiche autre (organisme autre) se nomme désormais ailleurs."
    )
    assert id_deja_servi("autre").regle == "id-deja-servi"


def test_une_liste_ne_change_pas() -> None:
    avant = liste("2026-04-01", "2027-03-31", A="en-regle", B="radie")
    apres = liste("2026-04-01", "2027-03-31", A="en-regle", B="en-regle")
    assert list(reecritures(LISTE_TCRI, avant, avant)) == []
    (changee,) = reecritures(LISTE_TCRI, avant, apres)
    assert changee.regle == "liste-reecrite"
    assert dit(changee) == "La liste de la TCRI tcri-2026-04-01 n'est plus la même : 1 ligne"
    assert liste_retiree(avant, "l", None).regle == "liste-reecrite"


def partant(n: int, fait_: str = "retrait") -> Couple:
    avant = membre(f"o{n}")
    return Couple(avant, avant._replace(historique=(*avant.historique, fait("2026-11-20", fait_))))


@pytest.mark.parametrize(
    ("partis", "membres", "trop"), [(2, 2, False), (3, 12, False), (3, 11, True), (4, 16, False), (4, 15, True)]
)
def test_plus_du_quart_et_plus_de_deux(partis: int, membres: int, trop: bool) -> None:
    couples = [partant(n) for n in range(partis)]
    assert (departs_nombreux(couples, membres) is not None) == trop


def test_seuls_les_departs_comptent() -> None:
    couples = [partant(0), partant(1, "suspension"), partant(2, "expulsion"), Couple(None, membre("o3"))]
    parti = partant(4).apres
    couples += [Couple(parti, parti), Couple(membre("o5"), None), partant(6, "fermeture")]
    trouve = departs_nombreux(couples, 4)
    assert trouve is not None
    assert dit(trouve) == (
        "Sur 4 organismes membres, 3 s'en vont d'un coup : Organisme o0, Organisme o2 et Organisme o6."
    )
    beaucoup = departs_nombreux([partant(n) for n in range(9)], 9)
    assert beaucoup is not None
    assert dit(beaucoup).endswith("Organisme o0, Organisme o1, Organisme o2, Organisme o3 et 5 autres.")


@pytest.mark.parametrize(
    ("chemin", "attendu"),
    [
        ("schemas/organisme.schema.json", True),
        (".github/workflows/roriq.yml", True),
        (".GitHub/Workflows/x.yml", True),
        ("roriq_cli/domaine/regles.py", True),
        ("pyproject.toml", True),
        (".gitattributes", True),
        ("data/organismes/a.yaml", False),
        ("README.md", False),
        ("docs/schemas/x.md", False),
        ("pyproject.toml.md", False),
    ],
)
def test_ce_qui_verifie_le_registre(chemin: str, attendu: bool) -> None:
    assert verifie(chemin) is attendu


def test_une_proposition_melee_nomme_les_fichiers() -> None:
    assert dit(proposition_melee(["schemas/a", "b"])).endswith("ce qui les vérifie : schemas/a et b.")


@pytest.mark.parametrize(
    ("champs", "places"),
    [
        # A former name whose last day is not known changes no past answer: it is known late, that is all.
        ({"noms_anterieurs": (NomAnterieur("Autrefois"),)}, []),
        ({"noms_anterieurs": (NomAnterieur("Autrefois", None, j("2020-01-01")),)}, [("noms_anterieurs", 0)]),
        ({"noms_anterieurs": (NomAnterieur(MEMBRE.nom, "AE", j("2020-01-01")),)}, [("noms_anterieurs", 0)]),
        ({"noms_anterieurs": (NomAnterieur(MEMBRE.nom, "AE", j("2020-01-01")),), "sigle": "AX"}, []),
        ({"regions_anterieures": (RegionAnterieure("06", j("2026-11-20")),)}, [("regions_anterieures", 0)]),
        ({"regions_anterieures": (RegionAnterieure("04", j("2026-11-20")),)}, [("regions_anterieures", 0)]),
        (
            {
                "regions_anterieures": (
                    RegionAnterieure("04", j("2020-01-01")),
                    RegionAnterieure("05", j("2021-01-01")),
                )
            },
            [],
        ),
    ],
)
def test_ce_qui_s_ajoute_au_passe_s_explique(champs: dict[str, Any], places: list[Any]) -> None:
    assert juger(MEMBRE, MEMBRE._replace(**champs)) == [("valeur-anterieure", place) for place in places]


CANDIDAT = dans(Etat.CANDIDAT, tcri="AE-04")
NON = attestation("tcri", "2024-03-30", "2025-03-31", "non")
LISTES = Listes((liste("2024-04-01", "2025-03-31", AE_04="en-regle", CE="en-regle"),))
ADMIS = fait("2024-04-02", "adhesion")


def admis(attestations: Any = CANDIDAT.attestations, tcri: str | None = "AE-04", cle: str | None = None) -> Organisme:
    preuves = ADMIS.preuves
    assert preuves is not None
    if cle:
        preuves = Preuves({**preuves, "tcri": Preuve(liste="tcri-2024-04-01", cle=cle)})
    historique = (*CANDIDAT.historique, ADMIS._replace(preuves=preuves))
    return CANDIDAT._replace(attestations=attestations, tcri=tcri, historique=historique)


@pytest.mark.parametrize(
    ("avant", "apres", "avec_liste", "permis"),
    [
        (CANDIDAT, admis(), False, True),
        (None, admis(), False, True),
        # Newer evidence says no: it was there, and the admission could not be recorded.
        (CANDIDAT._replace(attestations=(*ATTESTATIONS, NON)), admis((*ATTESTATIONS, NON)), False, False),
        # It came with the proposal, perhaps after the admission: nothing says that the act was refused.
        (CANDIDAT, admis((*ATTESTATIONS, NON)), False, True),
        (CANDIDAT._replace(attestations=()), admis(()), False, False),
        (CANDIDAT, admis(cle="AE-04"), True, True),
        (CANDIDAT, admis(cle="CE"), True, False),
        # The key moves in the same proposal, after the admission.
        (CANDIDAT, admis(tcri="CE", cle="AE-04"), True, True),
        (CANDIDAT, admis(tcri="ZZ", cle="AE-04"), True, True),
        (CANDIDAT._replace(tcri=None), admis(tcri=None, cle="CE"), True, False),
    ],
)
def test_une_admission_qui_s_ajoute_pouvait_etre_consignee(
    avant: Organisme | None, apres: Organisme, avec_liste: bool, permis: bool
) -> None:
    listes = (LISTES, LISTES) if avec_liste else (Listes(), Listes())
    trouvees = list(legalite(ORGANISME, Couple(avant, apres), Regard(j("2024-04-02"), 90, listes)))
    attendu = [] if permis else [("non-admissible", ("historique", 1, "preuves"))]
    assert [(a.regle, a.chemin) for a in trouvees] == attendu
    assert all("{" not in str(a.message) for a in trouvees)


def test_beaucoup_de_demandes_ne_coutent_pas_leur_carre() -> None:
    cycles = tuple(f for _ in range(4_000) for f in (fait("2025-10-02", "demande"), fait("2025-10-02", "retrait")))
    expulse = dans(Etat.EXPULSE)
    apres = expulse._replace(historique=(*expulse.historique, *cycles))
    assert juger(expulse, apres, le="2025-10-02").count(("retour-apres-expulsion", ("historique", 3, "evenement"))) == 1


def test_partir_puis_demander_c_est_partir() -> None:
    couples = []
    for n in range(3):
        couple = partant(n)
        assert couple.apres is not None
        suite = (*couple.apres.historique, fait("2026-11-21", "demande"))
        couples.append(Couple(couple.avant, couple.apres._replace(historique=suite)))
    assert departs_nombreux(couples, 9) is not None
    # Rewritten so that it never was a member, an organisation has left too.
    efface = [Couple(membre(f"o{n}"), membre(f"o{n}")._replace(historique=())) for n in range(3)]
    assert departs_nombreux(efface, 9) is not None


def test_un_chemin_comme_le_voient_les_autres_systemes() -> None:
    assert confondu("Data/Org\u00e9") == confondu("data/ORGe\u0301")
    assert "A et a sont un seul fichier" in dit(chemins_confondus("A", "a"))
    assert verifie("data/organismes/.gitattributes")
    assert verifie("../../.github/a../x")
    assert not verifie("data/organismes/gitattributes.yaml")


def test_une_expulsion_sans_papiers_ne_se_raconte_pas() -> None:
    brute = fait("2025-10-01", "expulsion", motif=None, decision=None)
    expulse = MEMBRE._replace(historique=(*MEMBRE.historique, brute))
    apres = expulse._replace(historique=(*expulse.historique, fait("2026-11-20", "demande")))
    assert juger(expulse, apres) == []


def test_une_liste_qui_change_de_terme() -> None:
    avant = liste("2026-04-01", "2027-03-31", A="en-regle")
    (terme,) = reecritures(LISTE_TCRI, avant, avant._replace(valide_jusqu_au=j("2036-03-31")))
    assert dit(terme) == "La liste de la TCRI tcri-2026-04-01 n'est plus la même : valide_jusqu_au"
    (ordre,) = reecritures(LISTE_TCRI, avant, avant._replace(membres=(*avant.membres, *avant.membres)))
    assert "0 ligne" in dit(ordre)
