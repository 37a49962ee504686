"""Rows into decisions: new, changed, unchanged, or to correct; what a sheet may not change, and what it leaves alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.constats import Constat
from roriq_cli.domaine.membres.modele import (
    Etat,
    Evenement,
    Fait,
    NomAnterieur,
    Organisme,
    Precision,
    Source,
    Territoire,
)
from roriq_cli.domaine.tableaux.importation import (
    BilanImport,
    Laissee,
    Probleme,
    Sort,
    Suite,
    a_rendre,
    avec_constats,
    decider,
    sans_les_servis,
)
from roriq_cli.domaine.tableaux.tableau import Cellule, trouver
from roriq_cli.i18n import Phrase
from tests.domaine.fabrique import AUJOURD_HUI, INSECABLE, SOURCE, VIES, dans, fait, fiche, j
from tests.domaine.test_tableau import feuille

TABLEAU = Source(titre="membres.xlsx", atteste_le=j("2026-11-01"))
ENTETE: list[Cellule] = ["Fiche", "Organisme", "Région", "État", "Depuis", "Précision", "Ville", "NEQ"]


def bilan(
    *rangees: Sequence[Cellule],
    entete: list[Cellule] | None = None,
    connus: tuple[Organisme, ...] = (),
    prises: frozenset[str] = frozenset(),
    source: Source = TABLEAU,
) -> BilanImport:
    """What these rows would do, under these headings; without headings, a state that is not written (None) is « membre »."""
    if entete is None:
        rangees = tuple(_avec_etat(rangee) for rangee in rangees)
    tableau = trouver([feuille(entete or ENTETE, *map(list, rangees))], {})
    assert tableau
    return decider(tableau, connus, prises | {o.id for o in connus}, source, AUJOURD_HUI)


def _avec_etat(rangee: Sequence[Cellule]) -> Sequence[Cellule]:
    if len(rangee) < 3 or rangee[2] is None or (len(rangee) > 3 and rangee[3] is not None):
        return rangee
    return [*rangee[:3], "membre", *rangee[4:]]


def une(entete: list[Cellule], rangee: list[Cellule], *connus: Organisme) -> Suite:
    """The decision of one row."""
    (decision,) = bilan(rangee, entete=entete, connus=connus).decisions
    return decision


def dits(decision: Suite) -> str:
    """All that is said of a row to correct."""
    assert (decision.sort, decision.apres, decision.prete) == (Sort.A_CORRIGER, None, False)
    return " ".join(map(str, decision.problemes)).replace(INSECABLE, " ")


# New organisations.


def test_un_organisme_nouveau_est_une_reprise_de_la_feuille() -> None:
    entete: list[Cellule] = [
        *("Organisme", "Sigle", "NEQ", "Région", "Ville", "Profils", "Milieux", "Financement"),
        *("Courriel de l'organisme", "Téléphone de l'organisme", "Site web", "Clé à la TCRI", "État", "Depuis"),
        *("MRC", "Régions du mandat"),
    ]
    decision = une(
        entete,
        [
            *("Accueil Exemple", "AE", 1145678901, "Mauricie", "Shawinigan", "accueil-mifi", "rural, urbain", "MIFI"),
            *("info@example.org", "819 555 0100", "example.org", "AE-04", "Actif", "avril 2019", "Mékinac", "05"),
        ],
    )
    assert decision.sort is Sort.NOUVEAU
    assert decision.avant is None
    assert decision.apres == Organisme(
        id="accueil-exemple",
        nom="Accueil Exemple",
        region="04",
        sigle="AE",
        neq="1145678901",
        ville="Shawinigan",
        territoire=Territoire("mrc", ("Mékinac",), ("05",)),
        profils=("accueil-mifi",),
        milieux=("rural", "urbain"),
        financement=("mifi",),
        courriel="info@example.org",
        telephone="819-555-0100",
        site_web="https://example.org",
        tcri="AE-04",
        historique=(
            Evenement(
                j("2019-04-01"), Fait.REPRISE, Etat.MEMBRE, Precision.MOIS, source=(TABLEAU,)
            ),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("depuis", "precision", "jour", "lue"),
    [
        (date(2021, 3, 3), None, "2021-03-03", Precision.JOUR),
        ("2021-03-03", "jour", "2021-03-03", Precision.JOUR),
        (2019, None, "2019-01-01", Precision.ANNEE),
        ("2019", "année", "2019-01-01", Precision.ANNEE),
        ("2019-01-01", "année", "2019-01-01", Precision.ANNEE),
        ("2014-03-27", "au plus tard", "2014-03-27", Precision.AU_PLUS_TARD),
        (None, None, "2026-11-01", Precision.AU_PLUS_TARD),
        (None, "jour", "2026-11-01", Precision.AU_PLUS_TARD),
    ],
)
def test_le_debut(depuis: Cellule, precision: Cellule, jour: str, lue: Precision) -> None:
    decision = une(ENTETE, [None, "Accueil", "04", "membre", depuis, precision])
    assert decision.apres
    (evenement,) = decision.apres.historique
    assert (evenement.date, evenement.date_precision) == (j(jour), lue)


@pytest.mark.parametrize("etat", [e for e in Etat if e is not Etat.REPERTORIE])
def test_tout_etat_qu_une_source_atteste(etat: Etat) -> None:
    decision = une(ENTETE, [None, "Accueil", "04", etat.value])
    assert decision.apres
    assert decision.apres.historique[0].etat is etat


def test_un_organisme_repertorie_n_a_qu_une_mention() -> None:
    b = bilan([None, "Accueil", "04", "répertorié"])
    apres = b.decisions[0].apres
    assert apres == Organisme(
        "accueil", "Accueil", region="04", sources=(Source("membres.xlsx", consulte_le=j("2026-11-01")),)
    )
    assert (b.decisions[0].sans_etat, b.decisions[0].sans_date) == (False, False)
    assert "n'a pas de date de début" in dits(une(ENTETE, [None, "Accueil", "04", "répertorié", 2019]))


def test_ce_qui_est_suppose_est_retenu() -> None:
    b = bilan(
        [None, "A", "04", "membre", 2019],
        [None, "B", "04", "membre", None],
        [None, "C", None, None, None],
        [None, "D", "04", "répertorié", None],
    )
    supposes = [(d.rangee.numero, d.sans_etat, d.sans_date) for d in b.decisions if d.sort is Sort.NOUVEAU]
    assert supposes == [(2, False, False), (3, False, True), (5, False, False)]
    sans = une(["Organisme", "Région", "Depuis"], ["A", "04", 2019])
    assert (sans.sans_etat, sans.sans_date) == (True, False)
    assert b.decisions[0].apres
    assert b.decisions[0].apres.historique[0].etat is Etat.MEMBRE
    assert [d.sort for d in b.decisions] == [Sort.NOUVEAU, Sort.NOUVEAU, Sort.A_CORRIGER, Sort.NOUVEAU]
    assert b.pretes == b.de(Sort.NOUVEAU)


@pytest.mark.parametrize("vide", ["", "?", "-", "n/d", "Membre?", "Membre (à vérifier)", "Inconnu"])
def test_un_etat_qui_n_est_pas_dit_n_est_jamais_membre(vide: str) -> None:
    b = bilan([None, "A", "04", "x"], [None, "B", "04", vide], [None, "C", "04", "Membre"])
    assert "Colonne « État »" in dits(b.decisions[1])
    assert [d.prete for d in b.decisions] == [True, False, True]
    assert not bilan([None, "A", "04", vide]).pretes


@pytest.mark.parametrize(
    ("etat", "choix"),
    [
        ("Membre (suspendu)", "membre ou suspendu"),
        ("Membre (retiré en 2022)", "membre ou retiré"),
        ("Membre - suspendue", "membre ou suspendu"),
        ("Membre (ancien)", "répertorié, candidat, membre"),
        ("Actif (radié le 3 mai)", "répertorié, candidat, membre"),
    ],
)
def test_un_etat_garde_ce_qui_l_accompagne(etat: str, choix: str) -> None:
    dit = dits(bilan([None, "A", "04", etat]).decisions[0])
    assert f"« {etat} » ne dit pas un état seul" in dit
    assert choix in dit


@pytest.mark.parametrize(
    ("etat", "lu"), [("Suspendu(e)", Etat.SUSPENDU), ("Retirée", Etat.RETIRE), ("Membre actif", Etat.MEMBRE)]
)
def test_un_etat_au_feminin(etat: str, lu: Etat) -> None:
    (decision,) = bilan([None, "A", "04", etat]).decisions
    assert decision.apres
    assert decision.apres.historique[0].etat is lu


FINS: list[Cellule] = ["Organisme", "Région", "Statut", "Membre depuis", "Membre jusqu'au", "Date de retrait"]


@pytest.mark.parametrize(
    ("rangee", "etat", "jour", "precision"),
    [
        (["A", "04", "Membre", 2015, "2027-03-31", None], Etat.MEMBRE, "2015-01-01", Precision.ANNEE),
        (["A", "04", "Membre", 2015, None, "2027-03-31"], Etat.MEMBRE, "2015-01-01", Precision.ANNEE),
        (["A", "04", "Retiré", "2015-04-01", None, None], Etat.RETIRE, "2026-11-01", Precision.AU_PLUS_TARD),
        (["A", "04", "Suspendu", "2015-04-01", None, None], Etat.SUSPENDU, "2026-11-01", Precision.AU_PLUS_TARD),
        (["A", "04", "Retiré", "2015-04-01", "2022-03-31", None], Etat.RETIRE, "2022-04-01", Precision.JOUR),
        (["A", "04", "Fermé", None, "2022-03-31", None], Etat.FERME, "2022-04-01", Precision.JOUR),
        (["A", "04", "Retiré", "2015-04-01", None, "2022-03-31"], Etat.RETIRE, "2022-03-31", Precision.JOUR),
        (["A", "04", None, "2015-04-01", None, "2022-03"], Etat.RETIRE, "2022-03-01", Precision.MOIS),
    ],
)
def test_le_jour_de_l_entree_n_est_pas_celui_de_la_sortie(
    rangee: list[Cellule], etat: Etat, jour: str, precision: Precision
) -> None:
    decision = une(FINS, rangee)
    assert decision.apres
    (reprise,) = decision.apres.historique
    assert (reprise.etat, reprise.date, reprise.date_precision) == (etat, j(jour), precision)
    laisse = any("n'est pas consigné" in str(r) for r in decision.remarques)
    assert laisse == ((bool(rangee[3]) and etat is not Etat.MEMBRE) or rangee[4] == "2027-03-31")


@pytest.mark.parametrize(
    ("rangee", "dit"),
    [
        (["A", "04", "Membre", 2015, "2022-03-31", None], "Colonne « Membre jusqu'au » : Cette fin est passée"),
        (["A", "04", "Membre", 2015, 2022, None], "Cette fin est passée"),
        (["A", "04", "Membre", 2015, None, "2022-03-31"], "s'est retiré, et aussi qu'il est membre"),
        (["A", "04", "Candidat", 2015, None, None], "depuis quand l'organisme est membre, et aussi qu'il est candidat"),
    ],
)
def test_une_ligne_qui_se_contredit_est_a_corriger(rangee: list[Cellule], dit: str) -> None:
    assert dit in dits(une(FINS, rangee))


@pytest.mark.parametrize(
    ("rangee", "dit"),
    [
        ([None, None, "04"], "Colonne « Organisme » : Il manque le nom"),
        ([None, "Accueil"], "Colonne « Région » : Il manque la région"),
        ([None, "Accueil", "Atlantide"], "Colonne « Région » : « Atlantide » n'est pas une région"),
        ([None, "=A1", "04"], "Colonne « Organisme » : La cellule contient une formule"),
        ([None, "日本", "04"], "ne donne pas de nom de fiche"),
        (["prise", "Accueil", "04"], "La fiche prise existe déjà : roriq afficher prise"),
        ([None, "Prise", "04"], "Colonne « Organisme » : La fiche prise existe déjà"),
        ([None, "Accueil", "04", "membre", 2019, "mois"], "ne disent pas la même chose"),
        ([None, "Accueil", "04", "membre", "2026-11-20"], "ne peut pas attester ce qui commence"),
        ([None, "Accueil", "04", "membre", "2027"], "Colonne « Depuis »"),
        ([None, "Accueil", "04", "Non"], "Colonne « État »"),
    ],
)
def test_une_ligne_nouvelle_a_corriger(rangee: list[Cellule], dit: str) -> None:
    b = bilan(rangee, prises=frozenset({"prise"}))
    assert dit in dits(b.decisions[0])


def test_tout_ce_qui_cloche_dans_une_ligne_est_dit_d_un_coup() -> None:
    entete: list[Cellule] = [
        "Organisme",
        "Région",
        "État",
        "Depuis",
        "Précision",
        "Portée du mandat",
        "MRC",
        "Retiré le",
    ]
    dit = dits(une(entete, ["Accueil", None, "membre", 2019, "mois", "régionale", "Mékinac", "2020-01-01"]))
    for quoi in (
        "Il manque la région",
        "Un mandat régional n'a pas de MRC",
        "ne disent pas la même chose",
        "s'est retiré",
    ):
        assert quoi in dit


def test_un_seul_probleme_par_cellule_et_tous_ceux_de_la_ligne() -> None:
    decision = une(ENTETE, [None, "=A1", "Atlantide", "Non", "hier"])
    assert [p.titre for p in decision.problemes] == ["Organisme", "Région", "État", "Depuis"]
    assert decision.rangee.cellules[1] == "=A1"


def test_sans_colonne_de_region() -> None:
    decision = une(["Organisme", "Ville"], ["Accueil", "Shawinigan"])
    assert decision.problemes[0].titre == ""
    assert "Il manque la région du siège" in dits(decision)


MANDAT: list[Cellule] = ["Organisme", "Région", "Portée du mandat", "MRC", "Régions du mandat"]


@pytest.mark.parametrize(
    ("cellules", "territoire"),
    [
        ((None, None, None), None),
        (("régionale", None, None), Territoire("regionale")),
        ((None, "Mékinac", None), Territoire("mrc", ("Mékinac",))),
        ((None, None, "05"), Territoire("regionale", (), ("05",))),
    ],
)
def test_le_mandat(cellules: tuple[Cellule, ...], territoire: Territoire | None) -> None:
    decision = une(MANDAT, ["Accueil", "04", *cellules])
    assert decision.apres
    assert decision.apres.territoire == territoire


@pytest.mark.parametrize(
    ("cellules", "dit"),
    [
        (("régionale", "Mékinac", None), "Colonne « MRC » : Un mandat régional n'a pas de MRC."),
        (("MRC", None, None), "Colonne « Portée du mandat » : Un mandat de MRC nomme au moins une MRC."),
    ],
)
def test_un_mandat_impossible(cellules: tuple[Cellule, ...], dit: str) -> None:
    assert dits(une(MANDAT, ["Accueil", "04", *cellules])) == dit


# Rows that are no organisation's.


def test_les_lignes_laissees_de_cote() -> None:
    b = bilan(
        [None, "Accueil", "04"],
        ["Total", None, None, 3],
        [None, "TOTAL DES MEMBRES : 28"],
        ["Nombre de membres", None, None],
        ENTETE,
        [None, " ", None],
        [*([None] * 8), "hors du tableau"],
        ["exemple", "Organisme Exemple", "04"],
    )
    assert [d.apres and d.apres.nom for d in b.decisions] == ["Accueil"]
    assert [(n, str(raison)) for n, raison in b.laissees] == [
        (3, "un total"),
        (4, "un total"),
        (5, "un total"),
        (9, "l'exemple du modèle"),
    ]
    assert isinstance(b.laissees[0], Laissee)


def test_un_organisme_peut_se_nommer_exemple_ou_totalement() -> None:
    connu = fiche(id="exemple", nom="Organisme Exemple", sources=(SOURCE,))
    b = bilan(["exemple", "Organisme Exemple", "04", ""], [None, "Total Accueil", "04"], connus=(connu,))
    assert [d.sort for d in b.decisions] == [Sort.INCHANGE, Sort.NOUVEAU]


# Which organisation.

CONNU = dans(
    Etat.MEMBRE,
    neq="1145678901",
    sigle="AE",
    ville="Shawinigan",
    noms_anterieurs=(NomAnterieur("Vieux Nom"),),
    milieux=("urbain", "rural"),
    territoire=Territoire("mrc", ("Mékinac", "Shawinigan")),
)
AUTRE = fiche(*VIES[Etat.CANDIDAT], id="autre", nom="Autre Exemple", neq="1100000000")
PROFIL: list[Cellule] = [
    *("Fiche", "Organisme", "NEQ", "Sigle", "Région", "Ville", "Milieux", "État", "Depuis", "Précision"),
    *("Portée du mandat", "MRC", "Régions du mandat"),
]
SANS_ETAT: list[Cellule] = [titre for titre in PROFIL if titre != "État"]


@pytest.mark.parametrize(
    ("fiche_", "nom", "neq"),
    [
        ("accueil-exemple", None, None),
        (None, "ACCUEIL  EXEMPLE", None),
        (None, "vieux nom", None),
        (None, None, 1145678901),
        ("accueil-exemple", "Accueil Exemple", "1145678901"),
    ],
)
def test_un_organisme_connu_se_reconnait(fiche_: Cellule, nom: Cellule, neq: Cellule) -> None:
    decision = une(PROFIL, [fiche_, nom, neq, "AE"], CONNU, AUTRE)
    assert (decision.sort, decision.avant, decision.apres) == (Sort.INCHANGE, CONNU, CONNU)
    assert decision.remarques == ()


@pytest.mark.parametrize(
    ("fiche_", "nom", "neq", "dit"),
    [
        ("autre", "Accueil Exemple", None, "désigne 2 organismes du registre : Autre Exemple (autre) et Accueil"),
        (None, "Autre Exemple", 1145678901, "désigne 2 organismes"),
        ("inconnue", "Accueil Exemple", None, "La fiche « inconnue » n'est pas celle de l'organisme Accueil Exemple"),
    ],
)
def test_une_ligne_qui_en_designe_deux(fiche_: Cellule, nom: Cellule, neq: Cellule, dit: str) -> None:
    assert dit in dits(une(PROFIL, [fiche_, nom, neq], CONNU, AUTRE))


def test_un_nom_porte_par_deux_fiches() -> None:
    homonyme = AUTRE._replace(noms_anterieurs=(NomAnterieur("Vieux Nom"),))
    assert "désigne 2 organismes" in dits(une(PROFIL, [None, "Vieux Nom"], CONNU, homonyme))


def test_deux_lignes_pour_un_organisme() -> None:
    b = bilan(
        [None, "Neuf", None, None, "04"],
        [None, "NEUF", None, None, "04"],
        ["accueil-exemple"],
        [None, "Vieux Nom"],
        [None, "Un", 1122334455, None, "04"],
        [None, "Deux", "1122334455", None, "04"],
        [None, "A.B", None, None, "04"],
        [None, "A B", None, None, "04"],
        [None, "Seul", None, None, "04"],
        entete=SANS_ETAT,
        connus=(CONNU,),
    )
    dit = [dits(d) for d in b.decisions[:-1]]
    assert dit[0] == dit[1] == "Les lignes 2 et 3 désignent le même organisme : gardez-en une."
    assert dit[2] == dit[3] == "Les lignes 4 et 5 désignent le même organisme : gardez-en une."
    assert dit[4] == dit[5] == "Les lignes 6 et 7 désignent le même organisme : gardez-en une."
    assert dit[6] == dit[7]
    assert "Les lignes 8 et 9 auraient la même fiche" in dit[6]
    assert b.decisions[-1].prete


# What a sheet may change.


@pytest.mark.parametrize(
    ("champ", "cellule", "attendu"),
    [
        ("Ville", "Trois-Rivières", {"ville": "Trois-Rivières"}),
        ("Sigle", "AEX", {"sigle": "AEX"}),
        ("NEQ", "1199999999", {"neq": "1199999999"}),
        ("Milieux", "rural", {"milieux": ("rural",)}),
        ("MRC", "Mékinac", {"territoire": Territoire("mrc", ("Mékinac",))}),
        ("Portée du mandat", "régionale", {"territoire": Territoire("regionale")}),
        ("Régions du mandat", "05", {"territoire": Territoire("mrc", ("Mékinac", "Shawinigan"), ("05",))}),
        ("Ville", "Shawinigan", {}),
        ("Ville", None, {}),
        ("Milieux", "rural et urbain", {}),
        ("MRC", "Shawinigan; Mékinac", {}),
        ("Portée du mandat", "MRC", {}),
        ("Région", "04", {}),
        ("Région", None, {}),
        ("État", "actif", {}),
        ("Depuis", "2024-04-02", {}),
        ("Depuis", 2024, {}),
        ("Depuis", "avril 2024", {}),
    ],
)
def test_le_profil_d_un_organisme_connu(champ: str, cellule: Cellule, attendu: dict[str, Any]) -> None:
    rangee: list[Cellule] = ["accueil-exemple", *([None] * (len(PROFIL) - 1))]
    rangee[PROFIL.index(champ)] = cellule
    decision = une(PROFIL, rangee, CONNU)
    assert decision.apres == CONNU._replace(**attendu)
    assert decision.sort is (Sort.CHANGE if attendu else Sort.INCHANGE)


def test_un_texte_du_registre_se_compare_tel_qu_il_se_lit() -> None:
    curieux = CONNU._replace(ville="Cite\u0301  Exemple", sigle="'=A")
    assert une(PROFIL, ["accueil-exemple", None, None, "'=A", None, "Cité Exemple"], curieux).sort is Sort.INCHANGE


# What a sheet may not change.


@pytest.mark.parametrize(
    ("champ", "cellule", "dit"),
    [
        ("Organisme", "Nouveau Nom", 'roriq renommer accueil-exemple --nom "Nouveau Nom"'),
        ("Région", "Estrie", "roriq modifier accueil-exemple --region 05 --depuis AAAA-MM-JJ"),
        (
            "État",
            "retiré",
            "Le registre dit « membre ». Un tableau ne change pas un état. S'il a changé : roriq retirer",
        ),
        ("État", "suspendu", "roriq suspendre accueil-exemple"),
        ("État", "candidat", "À ce stade, on peut"),
        ("Depuis", "2024-04-03", "est admis le mardi 2 avril 2024"),
        ("Depuis", "mars 2024", "Un tableau ne change pas une date. Voir : roriq afficher accueil-exemple"),
        ("Depuis", 2023, "Un tableau ne change pas une date"),
    ],
)
def test_ce_qu_un_tableau_ne_change_pas(champ: str, cellule: Cellule, dit: str) -> None:
    rangee: list[Cellule] = ["accueil-exemple", *([None] * (len(PROFIL) - 1))]
    rangee[PROFIL.index(champ)] = cellule
    rangee[PROFIL.index("Ville")] = "Ailleurs"
    decision = une(PROFIL, rangee, CONNU)
    assert dit in dits(decision)
    assert [p.titre for p in decision.problemes] == [champ]


def test_une_date_n_est_pas_comparee_sous_un_autre_etat() -> None:
    decision = une(PROFIL, ["accueil-exemple", *([None] * 6), "candidat", 2011], CONNU)
    assert [p.titre for p in decision.problemes] == ["État"]


def test_un_debut_impossible_n_est_pas_compare() -> None:
    rangee: list[Cellule] = ["accueil-exemple", *([None] * 7), "2024-04", "année"]
    assert "ne disent pas la même chose" in dits(une(PROFIL, rangee, CONNU))


@pytest.mark.parametrize(
    ("date_", "precision", "cellule", "mot", "pareil"),
    [
        ("2019-01-01", Precision.ANNEE, "2019-01-01", "année", True),
        ("2019-01-01", Precision.ANNEE, "2019-01-01", None, True),
        ("2019-01-01", Precision.ANNEE, 2019, None, True),
        ("2019-01-01", Precision.ANNEE, "2019-01", None, False),
        ("2019-04-01", Precision.MOIS, "2019-04", None, True),
        ("2019-04-01", Precision.MOIS, "2019-05", None, False),
        ("2019-04-01", Precision.MOIS, 2019, None, True),
        ("2019-04-01", Precision.MOIS, "2019-04-01", "mois", True),
        ("2014-03-27", Precision.AU_PLUS_TARD, "2014-03-27", "au plus tard", True),
        ("2014-03-27", Precision.AU_PLUS_TARD, 2014, None, False),
        ("2014-03-27", Precision.AU_PLUS_TARD, "2014-03-28", "au plus tard", False),
    ],
)
def test_une_date_aussi_precise_ou_moins(
    date_: str, precision: Precision, cellule: Cellule, mot: Cellule, pareil: bool
) -> None:
    source = (Source("Le Journal", atteste_le=j("2024-01-01")),)
    connu = fiche(fait(date_, "reprise", date_precision=precision, source=source))
    rangee: list[Cellule] = ["accueil-exemple", *([None] * 7), cellule, mot]
    assert une(PROFIL, rangee, connu).sort is (Sort.INCHANGE if pareil else Sort.A_CORRIGER)


def test_membre_depuis_peut_etre_le_premier_jour_ou_le_dernier() -> None:
    connu = dans(Etat.SUSPENDU)
    connu = connu._replace(
        historique=(
            *connu.historique,
            fait("2026-02-01", "prolongation", jusqu_au=j("2026-05-01")),
            fait("2026-05-02", "levee", decision=None),
        )
    )
    for jour, sort in (("2024-04-02", "inchange"), ("2026-05-02", "inchange"), ("2026-02-01", "a-corriger")):
        assert une(PROFIL, ["accueil-exemple", *([None] * 7), jour], connu).sort == sort


def test_un_fait_a_venir_ne_change_rien_encore() -> None:
    venir = fait("2026-12-31", "retrait", recu_le=j("2026-11-01"))
    connu = CONNU._replace(historique=(*CONNU.historique, venir))
    assert une(PROFIL, ["accueil-exemple", *([None] * 6), "membre", "2024-04-02"], connu).sort is Sort.INCHANGE


def test_avant_sa_premiere_source_un_etat_n_est_pas_compare() -> None:
    source = (Source("Avis", atteste_le=j("2026-11-01")),)
    connu = fiche(fait("2026-12-01", "reprise", source=source))
    assert une(PROFIL, ["accueil-exemple", *([None] * 6), "membre"], connu).sort is Sort.INCHANGE
    assert "est répertorié" in dits(une(PROFIL, ["accueil-exemple", *([None] * 6), "membre", 2019], connu))


# An organisation that is only listed.

REPERTORIE = fiche(sources=(SOURCE,))


@pytest.mark.parametrize(
    ("etat", "depuis", "lu"),
    [
        ("membre", None, (Etat.MEMBRE, "2026-11-01")),
        ("retiré", 2019, (Etat.RETIRE, "2019-01-01")),
    ],
)
def test_la_feuille_atteste_l_etat_d_un_repertorie(etat: Cellule, depuis: Cellule, lu: tuple[Etat, str]) -> None:
    decision = une(PROFIL, ["accueil-exemple", *([None] * 4), "Shawinigan", None, etat, depuis], REPERTORIE)
    assert decision.sort is Sort.CHANGE
    assert decision.apres
    (evenement,) = decision.apres.historique
    assert (evenement.etat, evenement.date, evenement.source) == (lu[0], j(lu[1]), (TABLEAU,))
    assert (decision.apres.ville, decision.apres.sources) == ("Shawinigan", (SOURCE,))


def test_un_repertorie_le_reste_si_la_feuille_n_en_dit_rien() -> None:
    decision = une(["Fiche", "Région"], ["accueil-exemple", "04"], REPERTORIE)
    assert decision.sort is Sort.INCHANGE
    assert "roriq etablir accueil-exemple --etat membre --source-titre membres.xlsx" in str(decision.remarques[0])
    dit = une(PROFIL, ["accueil-exemple", *([None] * 6), "répertorié"], REPERTORIE)
    assert (dit.sort, dit.remarques) == (Sort.INCHANGE, ())
    date_ = une(PROFIL, ["accueil-exemple", *([None] * 6), "répertorié", 2019], REPERTORIE)
    assert "est répertorié ». Un tableau ne change pas une date" in dits(date_)


# What the registry finds.


def constat(regle: str, champ: str, **autres: Any) -> Constat:
    return Constat(REGLES[regle], "x.yaml", Phrase("Le message."), champ=champ, **autres)


@pytest.mark.parametrize(
    ("champ", "titre"),
    [("ville", "Ville"), ("territoire", "MRC"), ("historique", "Depuis"), ("sources", ""), ("courriel", "")],
)
def test_une_erreur_du_registre_est_a_corriger(champ: str, titre: str) -> None:
    b = bilan([None, "Accueil", None, None, "04"], [None, "Autre", None, None, "04"], entete=SANS_ETAT)
    juge = avec_constats(
        b,
        {
            "accueil": [constat("valeur-longueur", champ), constat("nom-proche", "nom")],
            "autre": [constat("nom-proche", "nom")],
        },
    )
    assert juge.decisions[0].problemes[0].titre == titre
    assert dits(juge.decisions[0]).endswith("Le message. Donnez une valeur, raccourcissez-la, ou retirez le champ.")
    assert len(juge.decisions[0].problemes) == 1
    assert juge.decisions[1].prete
    assert [str(r) for r in juge.decisions[1].remarques] == ["Le message."]


def test_la_correction_du_constat_passe_avant_celle_de_sa_regle() -> None:
    b = bilan([None, "Accueil", "04"], ["x", None, None])
    juge = avec_constats(b, {"accueil": [constat("valeur-forme", "ville", correction=Phrase("Ainsi."))]})
    assert dits(juge.decisions[0]).endswith("Le message. Ainsi.")
    assert juge.decisions[1] == b.decisions[1]


def test_un_nom_de_fiche_ne_sert_qu_une_fois() -> None:
    b = bilan([None, "Accueil", "04"], [None, "Autre", "04"], ["accueil-exemple"], connus=(CONNU,))
    juge = sans_les_servis(b, {"accueil", "accueil-exemple"})
    assert "a déjà servi" in dits(juge.decisions[0])
    assert juge.decisions[1:] == b.decisions[1:]


# What is handed back.


def test_ce_qui_est_rendu_porte_sa_raison() -> None:
    b = bilan(["a", "04", "n1"], ["b", "Atlantide", None, "n2"], ["c"], entete=["Organisme", "Région", "Contact"])
    rendu = a_rendre(b)
    assert [r[:4] for r in rendu] == [
        ["Organisme", "Région", "Contact", None],
        ["b", "Atlantide", None, "n2"],
        ["c", None, None, None],
    ]
    assert rendu[0][4] == "À corriger"
    assert str(rendu[1][4]).replace(INSECABLE, " ").startswith("Colonne « Région » : « Atlantide » n'est pas")
    assert {len(r) for r in rendu} == {5}


def test_une_copie_corrigee_en_partie_garde_sa_colonne() -> None:
    b = bilan(["x", "a", "zzz"], [None, "b", "04"], entete=["À corriger", "Organisme", "Région"])
    (titres, ligne) = a_rendre(b)
    assert titres == ["À corriger", "Organisme", "Région"]
    assert ligne[0] != "x"
    assert ligne[1:] == ["a", "zzz"]


def test_des_titres_sur_deux_lignes_sont_rendus_tous_les_deux() -> None:
    tableau = trouver([feuille(["Organisme", "Région", "Autre", None], [None, None, "Courriel", "Notes"], ["a"])], {})
    assert tableau
    rendu = a_rendre(decider(tableau, (), frozenset(), TABLEAU, AUJOURD_HUI))
    assert [r[4] for r in rendu[:2]] == [None, "À corriger"]
    assert len(rendu) == 3


def test_un_probleme_sans_colonne() -> None:
    assert str(Probleme("", Phrase("Le message."))) == "Le message."
