"""The rules: each finds what breaks it, where it is, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest

from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.constats import Anomalie, Constat, Gravite
from roriq_cli.domaine.genres.personnes import luhn
from roriq_cli.domaine.membres import regles
from roriq_cli.domaine.membres.genres import CHIFFRES
from roriq_cli.domaine.membres.modele import (
    ChiffrePublie,
    ChiffresPublies,
    Decision,
    Etat,
    Evenement,
    Fait,
    Formulaire,
    NomAnterieur,
    Organisme,
    Precision,
    Preuve,
    Preuves,
    RegionAnterieure,
    Source,
    SourcePubliee,
    Territoire,
)
from tests.domaine.fabrique import (
    ATTESTATIONS,
    AUJOURD_HUI,
    DECISION,
    FORMULAIRE,
    VIES,
    anomalies_de,
    attestation,
    dans,
    fait,
    fiche,
    j,
    registre,
    regles_de,
)

DEMAIN = AUJOURD_HUI + timedelta(days=1)

ENTIERE = Organisme(
    id="accueil-exemple",
    nom="Accueil Exemple de la Mauricie",
    sigle="AEM",
    noms_anterieurs=(
        NomAnterieur("Comité d'accueil Exemple", "CAE", j("2019-06-30")),
        NomAnterieur("Sans date"),
        NomAnterieur("Accueil Exemple", jusqu_au=j("2020-01-31")),
    ),
    neq="1145678901",
    region="04",
    regions_anterieures=(RegionAnterieure("05", j("2016-07-07")), RegionAnterieure("06", j("2017-07-07"))),
    ville="Shawinigan",
    territoire=Territoire("mrc", ("Mékinac", "Shawinigan", "Sherbrooke"), ("05",)),
    profils=("accueil-mifi",),
    milieux=("urbain", "rural"),
    financement=("mifi", "emploi-quebec"),
    courriel="info@exemple.org",
    telephone="819-555-0100",
    site_web="https://exemple.org",
    tcri="AEM-04",
    sources=(Source("Site de l'organisme", "https://exemple.org/a-propos", "2014", consulte_le=AUJOURD_HUI),),
    attestations=ATTESTATIONS,
    historique=(
        fait("2024-03-04", "demande", recu_le=j("2024-03-05")),
        fait("2024-04-02", "adhesion", formulaire=FORMULAIRE),
        fait("2025-10-01", "suspension", jusqu_au=j("2026-03-31")),
        fait("2025-10-01", "prolongation", jusqu_au=j("2026-04-30")),
        fait("2026-05-01", "levee", decision=None, note="Lettre envoyée le 2026-05-01"),
    ),
)


def trouver(organisme: Organisme, fichier: str | None = None) -> list[Anomalie]:
    return anomalies_de(organisme, AUJOURD_HUI, nom=fichier or "")


def seule(organisme: Organisme, regle: str, *chemin: str | int) -> str:
    """The one finding: its rule, where it is, and what it says."""
    (anomalie,) = trouver(organisme)
    assert (anomalie.regle, anomalie.chemin) == (regle, chemin)
    phrase = str(anomalie.message)
    assert not set("{}") & set(phrase)
    assert phrase.endswith(".")
    return phrase.replace("\u00a0", " ")


def test_une_fiche_juste_n_enfreint_rien() -> None:
    assert trouver(ENTIERE) == []
    assert trouver(fiche(sources=(Source("Page"),))) == []


@pytest.mark.parametrize("etat", list(Etat))
def test_une_vie_permise_n_enfreint_rien(etat: Etat) -> None:
    assert trouver(dans(etat)) == []


def test_chaque_regle_est_au_catalogue() -> None:
    codes = {
        "parcours",
        "ordre",
        "date-a-venir",
        "reprise",
        "fin-avant-debut",
        "formulaire",
        "preuves",
        "levee",
        "mrc-region",
        "id-fichier",
        "id-windows",
        "donnees-personnelles",
        "personne-possible",
        "neq-unique",
        "tcri-unique",
        "nom-unique",
        "nom-proche",
        "chiffre-total",
    }
    assert codes <= REGLES.keys()
    avertissements = {code for code in codes if REGLES[code].gravite is not Gravite.ERREUR}
    assert avertissements == {"personne-possible", "nom-proche", "id-windows"}
    constat = Constat(REGLES["nom-proche"], "data/organismes/x.yaml", "…")
    assert constat.gravite is Gravite.AVERTISSEMENT
    assert (constat.ligne, constat.colonne) == (1, 1)


def test_id_fichier() -> None:
    (anomalie,) = trouver(fiche(), "autre")
    assert (anomalie.regle, anomalie.chemin) == ("id-fichier", ("id",))
    assert str(anomalie.message) == "La fiche se nomme autre.yaml, mais son id est «\u00a0accueil-exemple\u00a0»."


@pytest.mark.parametrize("id", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_id_windows(id: str) -> None:
    organisme = fiche()._replace(id=id)
    assert seule(organisme, "id-windows", "id") == f"Windows ne peut pas avoir de fichier nommé {id}.yaml."


@pytest.mark.parametrize("id", ["aux-exemple", "console", "com0", "com10", "nulle-part"])
def test_un_id_qui_commence_comme_un_appareil(id: str) -> None:
    assert trouver(fiche()._replace(id=id)) == []


def test_parcours() -> None:
    organisme = fiche(*VIES[Etat.CANDIDAT], fait("2024-04-01", "suspension"), fait("2024-05-01", "retrait"))
    phrase = seule(organisme, "parcours", "historique", 1, "evenement")
    assert phrase == (
        "Ici, la suspension n'a pas sa place : l'organisme est alors candidat, et seul un membre peut être suspendu."
    )
    apres = fiche(*VIES[Etat.CANDIDAT], fait("2024-04-01", "reprise"))
    assert "premier fait d'une fiche" in seule(apres, "parcours", "historique", 1, "evenement")


@pytest.mark.parametrize(
    ("champs", "chemin"),
    [
        ({"historique": (fait("2024-03-04", "demande"), fait("2024-03-03", "retrait"))}, ("historique", 1, "date")),
        (
            {
                "regions_anterieures": (
                    RegionAnterieure("05", j("2016-07-07")),
                    RegionAnterieure("06", j("2016-07-06")),
                )
            },
            ("regions_anterieures", 1, "jusqu_au"),
        ),
        (
            {
                "noms_anterieurs": (
                    NomAnterieur("Premier", jusqu_au=j("2016-07-07")),
                    NomAnterieur("Deuxième"),
                    NomAnterieur("Troisième", jusqu_au=j("2016-07-06")),
                )
            },
            ("noms_anterieurs", 2, "jusqu_au"),
        ),
    ],
)
def test_ordre(champs: dict[str, Any], chemin: tuple[str | int, ...]) -> None:
    assert "l'ordre du temps n'y est plus" in seule(ENTIERE._replace(**{"historique": (), **champs}), "ordre", *chemin)


def test_le_meme_jour_n_est_pas_un_recul() -> None:
    assert trouver(fiche(fait("2024-03-04", "demande"), fait("2024-03-04", "retrait"))) == []
    # A name that was misspelled was borne for no day at all; a seat was in one region on a day.
    noms = (NomAnterieur("Premier", jusqu_au=j("2016-07-07")), NomAnterieur("Mal Écrit", jusqu_au=j("2016-07-07")))
    assert trouver(ENTIERE._replace(noms_anterieurs=noms)) == []
    regions = (RegionAnterieure("05", j("2016-07-07")), RegionAnterieure("06", j("2016-07-07")))
    dit = seule(ENTIERE._replace(regions_anterieures=regions), "ordre", "regions_anterieures", 1, "jusqu_au")
    assert "finissent le même jour, le 7 juillet 2016" in dit


@pytest.mark.parametrize(
    ("champs", "chemin"),
    [
        ({"sources": (Source("A"), Source("B", consulte_le=DEMAIN))}, ("sources", 1, "consulte_le")),
        ({"noms_anterieurs": (NomAnterieur("A", jusqu_au=DEMAIN),)}, ("noms_anterieurs", 0, "jusqu_au")),
        ({"regions_anterieures": (RegionAnterieure("05", DEMAIN),)}, ("regions_anterieures", 0, "jusqu_au")),
        ({"attestations": (attestation("tcri", str(DEMAIN)),)}, ("attestations", 0, "verifie_le")),
        ({"historique": (fait("2024-03-04", "demande", recu_le=DEMAIN),)}, ("historique", 0, "recu_le")),
        (
            {"historique": (fait("2024-03-04", "demande", decision=Decision("CA", DEMAIN, "PV")),)},
            ("historique", 0, "decision", "date"),
        ),
        (
            {"historique": (fait("2024-03-04", "demande", source=(Source("A"), Source("B", atteste_le=DEMAIN))),)},
            ("historique", 0, "source", 1, "atteste_le"),
        ),
        ({"historique": (Evenement(DEMAIN, Fait.DEMANDE),)}, ("historique", 0, "date")),
    ],
)
def test_date_a_venir(champs: dict[str, Any], chemin: tuple[str | int, ...]) -> None:
    vide: dict[str, Any] = {"historique": (), "attestations": ()}
    organisme = ENTIERE._replace(**{**vide, **champs})
    assert seule(organisme, "date-a-venir", *chemin).startswith("Le 22 novembre 2026 n'est pas encore arrivé")
    assert anomalies_de(organisme, DEMAIN) == []


def test_un_formulaire_a_venir() -> None:
    organisme = dans(Etat.MEMBRE)
    adhesion = organisme.historique[1]._replace(date=DEMAIN, formulaire=Formulaire(DEMAIN))
    a_venir = organisme._replace(
        historique=(organisme.historique[0], adhesion),
        attestations=(*ATTESTATIONS, attestation("tcri", "2024-03-25", "2027-01-01")),
    )
    assert [a.chemin for a in trouver(a_venir)] == [
        ("historique", 1, "date"),
        ("historique", 1, "formulaire", "recu_le"),
    ]
    recu = adhesion._replace(formulaire=Formulaire(AUJOURD_HUI))
    assert trouver(a_venir._replace(historique=(organisme.historique[0], recu))) == []


def test_ce_qui_peut_etre_a_venir() -> None:
    organisme = fiche(
        *VIES[Etat.MEMBRE],
        fait("2026-11-21", "suspension", jusqu_au=j("2027-05-31")),
        fait("2027-01-01", "retrait", recu_le=AUJOURD_HUI),
        attestations=(*ATTESTATIONS, attestation("tcri", "2026-11-21", "2027-05-31")),
    )
    assert trouver(organisme) == []


@pytest.mark.parametrize(
    ("precision", "le", "premier"),
    [(Precision.ANNEE, "2014-02-01", "2014-01-01"), (Precision.MOIS, "2014-02-02", "2014-02-01")],
)
def test_reprise(precision: Precision, le: str, premier: str) -> None:
    phrase = seule(fiche(fait(le, "reprise", date_precision=precision)), "reprise", "historique", 0, "date")
    assert phrase == f"La précision est « {precision.value} » : la date est le premier jour, {premier}."
    assert trouver(fiche(fait(premier, "reprise", date_precision=precision))) == []


def test_une_source_n_atteste_pas_ce_qui_commence_apres_elle() -> None:
    def repris(*attestes: str) -> Organisme:
        return fiche(fait("2014-11-10", "reprise", source=tuple(Source("Page", atteste_le=j(le)) for le in attestes)))

    phrase = seule(repris("2014-11-08", "2014-11-09"), "reprise", "historique", 0, "date")
    assert phrase == "Une source du 9 novembre 2014 ne peut pas attester ce qui commence le 10 novembre 2014."
    assert trouver(repris("2014-11-09", "2014-11-10")) == []
    assert trouver(repris()) == []
    autre = fait("2014-11-10", "fermeture", source=(Source("Avis", atteste_le=j("2014-11-09")),))
    assert trouver(fiche(autre)) == []


@pytest.mark.parametrize("precision", [Precision.JOUR, Precision.AU_PLUS_TARD])
def test_une_reprise_au_jour_pres(precision: Precision) -> None:
    assert trouver(fiche(fait("2014-02-17", "reprise", date_precision=precision))) == []


def test_fin_avant_debut() -> None:
    historique = (*VIES[Etat.MEMBRE], fait("2025-10-01", "suspension", jusqu_au=j("2025-09-30")))
    seule(fiche(*historique, attestations=ATTESTATIONS), "fin-avant-debut", "historique", 2, "jusqu_au")
    echue = fiche(attestations=(attestation("tcri", "2024-03-25", "2024-03-24"),))
    phrase = seule(echue, "fin-avant-debut", "attestations", 0, "valide_jusqu_au")
    assert phrase == "La fin (24 mars 2024) vient avant le début (25 mars 2024)."


def admis(formulaire: Formulaire) -> Organisme:
    return fiche(
        fait("2024-03-04", "demande"),
        fait("2024-04-02", "adhesion", formulaire=formulaire),
        attestations=ATTESTATIONS,
    )


def test_formulaire() -> None:
    ici = ("historique", 1, "formulaire")
    recu = seule(admis(Formulaire(j("2024-04-03"))), "formulaire", *ici, "recu_le")
    assert recu == "Le formulaire est reçu le 3 avril 2024, après l'admission du 2 avril 2024."
    signe = seule(admis(Formulaire(j("2024-04-02"), j("2024-04-03"))), "formulaire", *ici, "signe_le")
    assert signe == "Le formulaire est signé le 3 avril 2024, après sa réception le 2 avril 2024."
    assert trouver(admis(Formulaire(j("2024-04-02"), j("2024-04-02")))) == []


def avec_preuve(tcri: Preuve, *preuves: tuple[str, str | None, str]) -> Organisme:
    """A member whose admission, on 2024-04-02, names `tcri` as its evidence."""
    return fiche(
        fait("2024-03-04", "demande"),
        fait("2024-04-02", "adhesion", preuves=Preuves({"tcri": tcri, "regionalisation": Preuve(j("2024-03-01"))})),
        attestations=(ATTESTATIONS[0], *(attestation("tcri", le, fin, reponse) for le, fin, reponse in preuves)),
    )


def test_preuves() -> None:
    ici = ("historique", 1, "preuves", "tcri")
    tcri = Preuve(j("2024-03-25"))
    absente = seule(avec_preuve(tcri, ("2024-03-26", "2025-03-31", "oui")), "preuves", *ici, "attestation")
    assert absente == "Aucune attestation de ce critère n'est datée du 25 mars 2024."
    non = seule(avec_preuve(tcri, ("2024-03-25", "2025-03-31", "non")), "preuves", *ici, "attestation")
    assert non == "L'attestation du 25 mars 2024 ne répond pas « oui »."
    courte = seule(avec_preuve(tcri, ("2024-03-25", "2024-04-01", "oui")), "preuves", *ici, "attestation")
    assert courte == "L'attestation du 25 mars 2024 ne couvre pas l'admission du 2 avril 2024."
    seule(avec_preuve(tcri, ("2024-03-25", None, "oui")), "preuves", *ici, "attestation")
    apres = Preuve(j("2024-04-03"))
    seule(avec_preuve(apres, ("2024-04-03", "2025-03-31", "oui")), "preuves", *ici, "attestation")
    assert trouver(avec_preuve(tcri, ("2024-03-25", "2024-04-02", "oui"))) == []
    liste = seule(avec_preuve(Preuve(liste="tcri-2024-04-01", cle="AEM-04")), "preuves", *ici, "liste")
    assert liste == "La liste de la TCRI « tcri-2024-04-01 » n'est pas au registre."


def test_une_preuve_plus_recente_ne_rend_pas_fausse_une_admission() -> None:
    plus_tard = avec_preuve(
        Preuve(j("2024-03-25")), ("2024-03-25", "2025-03-31", "oui"), ("2024-04-01", "2024-12-31", "non")
    )
    assert trouver(plus_tard) == []


def test_preuve_de_regionalisation() -> None:
    organisme = dans(Etat.MEMBRE)._replace(attestations=ATTESTATIONS[1:])
    seule(organisme, "preuves", "historique", 1, "preuves", "regionalisation", "attestation")


def test_levee() -> None:
    suspendu = VIES[Etat.SUSPENDU]
    trop_tot = fiche(*suspendu, fait("2026-03-31", "levee", decision=None), attestations=ATTESTATIONS)
    phrase = seule(trop_tot, "levee", "historique", 3, "evenement")
    assert phrase == ("La levée du 31 mars 2026 n'a pas de décision, et le terme de la suspension n'était pas passé.")
    for juste in (fait("2026-04-01", "levee", decision=None), fait("2026-03-31", "levee")):
        assert trouver(fiche(*suspendu, juste, attestations=ATTESTATIONS)) == []
    prolonge = (*suspendu, fait("2026-03-01", "prolongation", jusqu_au=j("2026-05-31")))
    seule(
        fiche(*prolonge, fait("2026-05-31", "levee", decision=None), attestations=ATTESTATIONS),
        "levee",
        "historique",
        4,
        "evenement",
    )
    sans_fin = (*VIES[Etat.MEMBRE], fait("2025-10-01", "suspension"), fait("2026-05-31", "levee", decision=None))
    seule(fiche(*sans_fin, attestations=ATTESTATIONS), "levee", "historique", 3, "evenement")


def test_une_levee_sans_suspension_est_une_affaire_de_parcours() -> None:
    organisme = fiche(*VIES[Etat.CANDIDAT], fait("2026-05-31", "levee", decision=None))
    seule(organisme, "parcours", "historique", 1, "evenement")


def test_mrc_region() -> None:
    ailleurs = fiche(region="04", territoire=Territoire("mrc", ("Mékinac", "Sherbrooke")))
    phrase = seule(ailleurs, "mrc-region", "territoire", "mrc", 1)
    assert phrase == "Sherbrooke est en Estrie, hors des régions du mandat."
    assert trouver(fiche(region="04", territoire=Territoire("mrc", ("Mékinac", "Sherbrooke"), ("05",)))) == []
    assert trouver(fiche(region="04", territoire=Territoire("regionale", regions=("05",)))) == []


# Personal data.


def note(texte: str) -> Organisme:
    return fiche(fait("2024-03-04", "demande", note=texte))


CERTAINES = [
    "reçue de prenom.nom@example.org",
    "Prenom+suite@courrier.exemple.qc.ca",
    "appeler au 819-555-0100",
    "appeler au (819) 555-0100",
    "appeler au (819)555-0100",
    "819 555 0100",
    "819.555.0100",
    "+1 819 555-0100",
    "1-819-555-0100, poste 3",
    "tél.:819-555-0100",
    "NAS 046 454 286",
    "NAS 046-454-286",
    "NAS 046454286",
    "dossier 123456789, NAS 046454286",
]
INNOCENTES = [
    "NEQ 1145678901",
    "PV 2027-05-20, point 6",
    "Lettre du 2024-03-04",
    "2024-03-04 2024-03-05",
    "https://exemple.org/819-555-0100",
    "https://exemple.org/2024/03/046454286",
    "dossier 123456789",
    "dossier 123 456 789",
    "résolution 2024-046-454-286",
    "046-454-286-1",
    "8195550100",
    "arobase @exemple",
    "pour 100 000 000 de dollars",
    "20240304",
]


@pytest.mark.parametrize("texte", CERTAINES)
def test_donnees_personnelles(texte: str) -> None:
    seule(note(texte), "donnees-personnelles", "historique", 0, "note")


@pytest.mark.parametrize("texte", INNOCENTES)
def test_ce_qui_n_est_pas_une_donnee_personnelle(texte: str) -> None:
    assert trouver(note(texte)) == []


@pytest.mark.parametrize(
    ("champs", "chemin"),
    [
        ({"nom": "Accueil 819-555-0100"}, ("nom",)),
        ({"ville": "info@exemple.org"}, ("ville",)),
        ({"telephone": "info@exemple.org"}, ("telephone",)),
        ({"telephone": "046-454-286"}, ("telephone",)),
        ({"courriel": "819-555-0100"}, ("courriel",)),
        ({"site_web": "https://exemple.org/info@exemple.org"}, ("site_web",)),
        ({"sources": (Source("Appel au 819-555-0100"),)}, ("sources", 0, "titre")),
        ({"sources": (Source(url="https://exemple.org/?qui=info@exemple.org"),)}, ("sources", 0, "url")),
        ({"noms_anterieurs": (NomAnterieur("info@exemple.org"),)}, ("noms_anterieurs", 0, "nom")),
        (
            {"attestations": (attestation("tcri", "2024-03-25", source="tcri@exemple.org"),)},
            ("attestations", 0, "source"),
        ),
        (
            {"historique": (fait("2024-03-04", "demande", decision=DECISION._replace(reference="046 454 286")),)},
            ("historique", 0, "decision", "reference"),
        ),
    ],
)
def test_un_champ_n_est_pas_celui_d_un_autre(champs: dict[str, Any], chemin: tuple[str | int, ...]) -> None:
    seule(fiche()._replace(**champs), "donnees-personnelles", *chemin)


def test_chacun_dans_son_champ() -> None:
    organisme = fiche(
        neq="1046454286",
        courriel="info@exemple.org",
        telephone="819-555-0100",
        site_web="https://exemple.org/819-555-0100",
        sources=(Source(url="https://exemple.org/?id=046454286&t=819-555-0100"),),
    )
    assert trouver(organisme) == []


@pytest.mark.parametrize(
    ("chiffres", "valide"),
    [("046454286", True), ("046454287", False), ("130692544", True), ("193456787", True), ("123456789", False)],
)
def test_luhn(chiffres: str, valide: bool) -> None:
    assert luhn(chiffres) is valide


@pytest.mark.parametrize(
    "texte", ["reçue de Mme Exemple", "selon M. Untel", "Monsieur Untel", "Dre Untel", "Mr. Untel", "voir Mlle Élise"]
)
def test_personne_possible(texte: str) -> None:
    phrase = seule(note(texte), "personne-possible", "historique", 0, "note")
    assert phrase == f"« {texte} » semble nommer une personne."


@pytest.mark.parametrize("texte", ["La comm. Des membres", "AM. Exemple", "Mme", "madame la présidente", "M. 12"])
def test_personne_improbable(texte: str) -> None:
    assert trouver(note(texte)) == []


@pytest.mark.parametrize(
    ("signataire", "signale"),
    [
        ("Jean Untel", True),
        ("Marie-Ève Untel-Exemple", True),
        ("Jean B. Untel", True),
        ("Direction générale", False),
        ("Présidence", False),
        ("Présidente du conseil", False),
    ],
)
def test_un_signataire_est_une_fonction(signataire: str, signale: bool) -> None:
    trouvees = trouver(admis(Formulaire(j("2024-04-02"), signataire=signataire)))
    assert regles_de(trouvees) == ["personne-possible"] * signale


def test_un_nom_propre_n_est_suspect_que_la_ou_une_fonction_est_attendue() -> None:
    assert trouver(fiche(nom="Carrefour Exemple", ville="Trois Rivières")) == []


# Between files.


def entre(*organismes: Organisme) -> list[tuple[str, str, tuple[str | int, ...]]]:
    trouvees = list(regles.par_registre(registre(*organismes)))
    assert not any(set("{}") & set(str(a.message)) for a in trouvees)
    return [(a.regle, a.sujet, a.chemin) for a in trouvees]


A = fiche(id="a", nom="Accueil du Nord", neq="1145678901", tcri="AE-04")
B = fiche(id="b", nom="Escale Exemple", neq="1145678902", tcri="EE-04")
C = fiche(id="c", nom="Relais Exemple")


def test_rien_en_commun() -> None:
    assert entre() == []
    assert entre(A, B, C) == []


def test_neq_unique() -> None:
    assert entre(A, B._replace(neq=A.neq), C._replace(neq=A.neq)) == [
        ("neq-unique", "b", ("neq",)),
        ("neq-unique", "c", ("neq",)),
    ]


def test_tcri_unique() -> None:
    assert entre(A, B._replace(tcri="ae-04")) == [("tcri-unique", "b", ("tcri",))]


def test_nom_unique() -> None:
    assert entre(A, B._replace(nom="ACCUEIL  du nord")) == [("nom-unique", "b", ("nom",))]
    ancien = B._replace(noms_anterieurs=(NomAnterieur("Autre"), NomAnterieur("Accueil du Nord")))
    assert entre(A, ancien) == [("nom-unique", "b", ("noms_anterieurs", 1, "nom"))]
    (anomalie,) = regles.par_registre(registre(A, ancien))
    assert str(anomalie.message) == "Le nom «\u00a0Accueil du Nord\u00a0» est déjà porté par la fiche a."


def test_un_organisme_garde_son_propre_nom() -> None:
    assert entre(A._replace(noms_anterieurs=(NomAnterieur("Accueil du nord"), NomAnterieur("Accueil du Nord")))) == []
    deux_fois = B._replace(nom="Accueil du Nord", noms_anterieurs=(NomAnterieur("Accueil du nord"),))
    assert entre(A, deux_fois) == [("nom-unique", "b", ("nom",))]


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        ("Carrefour Exemple de Thetford", "Carrefour Exemple de Tethford"),
        ("Accueil du Nord", "Accueil du Nort"),
        ("Accueil-Exemple du Nord", "Accueil Exemple du Nord"),
        ("Accueil Exemple (Nord)", "Accueil Exemple Nord"),
        ("L'Escale Exemple du Nord", "Escale Exemple du Nord"),
    ],
)
def test_nom_proche(un: str, autre: str) -> None:
    (trouvee,) = regles.par_registre(registre(A._replace(nom=un), B._replace(nom=autre)))
    assert (trouvee.regle, trouvee.chemin) == ("nom-proche", ("nom",))
    assert trouvee.sujet in ("a", "b")
    assert un in str(trouvee.message)
    assert autre in str(trouvee.message)


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        ("Accueil Exemple 1", "Accueil Exemple 2"),
        ("Accueil de l'Estrie", "Accueil de la Mauricie"),
        ("Accueil du Nord", "Accueil du Nord et de ses environs"),
        ("Carrefour Exemple d'accueil de Thetford", "Carrefour Exemple d'accueil de Thetford Est"),
        ("Accueil Untel", "Accueil Nulet"),
        ("ᐊᑦ", "ᐃᓄᐃᑦ"),
    ],
)
def test_nom_assez_loin(un: str, autre: str) -> None:
    assert entre(A._replace(nom=un), B._replace(nom=autre)) == []


def test_trois_noms_proches_sont_signales_une_fois_chaque_paire() -> None:
    noms = ("Carrefour Exemple Nord", "Carrefour Exemple Norde", "Carrefour Exemple Nords")
    trouvees = entre(*(fiche(id=str(i), nom=nom) for i, nom in enumerate(noms)))
    assert [r for r, _sujet, _chemin in trouvees] == ["nom-proche"] * 3


# Published figures.


def chiffre(le: str, total: int = 26, precision: str = "annee", **champs: Any) -> ChiffrePublie:
    source = SourcePubliee("Page")
    return ChiffrePublie(le, precision, total, source=source)._replace(**champs)


def test_chiffre_total() -> None:
    juste = chiffre("2016", montreal=4, hors_montreal=22)
    faux = chiffre("2016", 27, montreal=4, hors_montreal=22)
    partiels = (chiffre("2016", montreal=4), chiffre("2016", hors_montreal=4), chiffre("2016"))
    nommant = juste._replace(source=SourcePubliee("Écrire à nom@example.org"))
    assert [
        (a.regle, a.chemin)
        for a in anomalies_de(
            ChiffresPublies(
                (
                    juste,
                    nommant,
                )
            ),
            AUJOURD_HUI,
            genre=CHIFFRES,
        )
    ] == [("donnees-personnelles", ("chiffres", 1, "source", "titre"))]
    (anomalie,) = anomalies_de(
        ChiffresPublies(
            (
                juste,
                *partiels,
                faux,
            )
        ),
        AUJOURD_HUI,
        genre=CHIFFRES,
    )
    assert (anomalie.regle, anomalie.chemin) == ("chiffre-total", ("chiffres", 4, "total"))
    assert str(anomalie.message) == "4 à Montréal et 22 ailleurs ne font pas 27."


@pytest.mark.parametrize(
    ("le", "precision", "signale"),
    [
        ("2026", "annee", False),
        ("2027", "annee", True),
        ("2027", "annee-inferee", True),
        ("2026-11-21", "jour", False),
        ("2026-11-22", "jour", True),
    ],
)
def test_un_chiffre_publie_est_du_passe(le: str, precision: str, signale: bool) -> None:
    trouvees = list(anomalies_de(ChiffresPublies((chiffre(le, precision=precision),)), AUJOURD_HUI, genre=CHIFFRES))
    assert [(a.regle, a.chemin) for a in trouvees] == [("date-a-venir", ("chiffres", 0, "date"))] * signale
    assert all(str(a.message).startswith(f"{le} n'est pas encore arrivé") for a in trouvees)
