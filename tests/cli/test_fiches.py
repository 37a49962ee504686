"""What an organisation is, through the command line: entering it, its evidence, its profile, its name."""

import shlex
from pathlib import Path

import pytest

from tests.cli.outils import (
    ETATS,
    RIEN,
    candidat,
    connus,
    consigner,
    fiche,
    git,
    instantane,
    mal_taper,
    membre,
    poser,
    refuser,
    retoucher,
    reussir,
    sans_effet,
    suspendu,
)
from tests.conftest import Roriq

X = "accueil-exemple"
ENTETE = "# yaml-language-server: $schema=../../schemas/organisme.schema.json\n"
SOURCE = ("--source-titre", "Le Journal, 10 mars 2014")
AJOUT = ("--nom", "Accueil Exemple", "--region", "05")
DEJA = (*AJOUT, "--deja", "membre", *SOURCE)


# ajouter.


def test_ajouter_avec_tous_les_drapeaux(registre: Path, roriq: Roriq) -> None:
    commit = consigner(
        *(roriq, registre, "aem", ["demande", "attestation"], "2026-11-02", "ajouter"),
        *("--nom", "Accueil Exemple de la Mauricie", "--region", "Mauricie", "--id", "aem", "--sigle", "AEM"),
        *("--ville", "Shawinigan", "--neq", "1145678901", "--site-web", "https://exemple.org"),
        *("--courriel", "info@exemple.org", "--telephone", "819-555-0100 poste 12", "--tcri", "AEM-04"),
        *("--portee", "mrc", "--mrc", "mekinac", "--mrc", "Shawinigan", "--regions-mandat", "4"),
        *("--milieu", "urbain", "--milieu", "rural", "--financement", "mifi", "--financement", "emploi-quebec"),
        *("--profil", "accueil-mifi", "--regionalisation", "Formulaire, section 3"),
        *("--date", "2026-11-02", "--recu-le", "2026-11-01", "--note", "reçu par la poste"),
    )
    assert "L'organisme Accueil Exemple de la Mauricie fait une demande le lundi 2 novembre 2026" in commit.corps
    assert "travaille en régionalisation de l'immigration, selon une vérification du 2 novembre 2026" in commit.corps
    assert fiche(registre, "aem") == ENTETE + (
        "id: aem\n"
        "nom: Accueil Exemple de la Mauricie\n"
        "sigle: AEM\n"
        'neq: "1145678901"\n'
        'region: "04"\n'
        "ville: Shawinigan\n"
        "territoire:\n"
        "  portee: mrc\n"
        "  mrc: [Mékinac, Shawinigan]\n"
        '  regions: ["04"]\n'
        "profils: [accueil-mifi]\n"
        "milieux: [urbain, rural]\n"
        "financement: [mifi, emploi-quebec]\n"
        "courriel: info@exemple.org\n"
        "telephone: 819-555-0100 poste 12\n"
        "site_web: https://exemple.org\n"
        "tcri: AEM-04\n"
        "attestations:\n"
        "  - {critere: regionalisation, reponse: oui, verifie_le: 2026-11-02, "
        'source: "Formulaire, section 3"}\n'
        "historique:\n"
        "  - date: 2026-11-02\n"
        "    evenement: demande\n"
        "    recu_le: 2026-11-01\n"
        "    note: reçu par la poste\n"
    )
    git(registre, "reset", "-q", "--hard")
    assert reussir(roriq, "valider").sortie.endswith("0 erreur, 0 avertissement.\n")


def test_ajouter_le_moins_possible(registre: Path, roriq: Roriq) -> None:
    consigner(
        *(roriq, registre, "centre-de-l-erable", "demande", "2026-11-21"),
        *("ajouter", "--nom", "Centre de l'Érable", "--region", "17"),
    )
    assert fiche(registre, "centre-de-l-erable") == ENTETE + (
        'id: centre-de-l-erable\nnom: Centre de l\'Érable\nregion: "17"\n'
        "historique:\n  - date: 2026-11-21\n    evenement: demande\n"
    )


def test_le_nom_de_fiche_vient_du_nom(registre: Path, roriq: Roriq) -> None:
    for nom, id in (
        ("Centre de l'Érable", "centre-de-l-erable"),
        ("Œuvre Exemple — Sœurs", "oeuvre-exemple-soeurs"),
        ("100 % Accueil", "100-accueil"),
        ("Mot " * 30 + "fin", "-".join(["mot"] * 15)),
    ):
        dit = reussir(roriq, "ajouter", "--nom", nom, "--region", "17", "--essai").sortie
        assert f"+++ b/data/organismes/{id}.yaml\n" in dit
    assert "--id" in sans_effet(roriq, registre, 2, "ajouter", "--nom", "日本", "--region", "17").erreur


@pytest.mark.parametrize(
    ("region", "code"), [("17", "17"), ("4", "04"), ("gaspesie iles de la madeleine", "11"), ("MONTREAL", "06")]
)
def test_une_region_par_son_code_ou_son_nom(registre: Path, roriq: Roriq, region: str, code: str) -> None:
    dit = reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--region", region, "--essai").sortie
    assert f'+region: "{code}"\n' in dit


@pytest.mark.parametrize("etat", [e for e in ETATS if e != "repertorie"])
def test_deja_chaque_etat(registre: Path, roriq: Roriq, etat: str) -> None:
    commit = consigner(
        *(roriq, registre, X, "reprise", "2014-03-10"),
        *("ajouter", "--nom", "Accueil Exemple", "--region", "05", "--deja", etat, *SOURCE),
        *("--source-url", "https://exemple.org/journal", "--atteste-le", "2014-03-10"),
    )
    assert "au plus tard le lundi 10 mars 2014 (source\u00a0: Le Journal, 10 mars 2014, 10 mars 2014)" in commit.corps
    assert fiche(registre, X) == ENTETE + (
        'id: accueil-exemple\nnom: Accueil Exemple\nregion: "05"\n'
        "historique:\n"
        "  - date: 2014-03-10\n"
        "    evenement: reprise\n"
        f"    etat: {etat}\n"
        "    date_precision: au-plus-tard\n"
        '    source: [{titre: "Le Journal, 10 mars 2014", url: https://exemple.org/journal, atteste_le: 2014-03-10}]\n'
    )


@pytest.mark.parametrize(
    ("depuis", "jour", "precision", "dit"),
    [
        ("2012", "2012-01-01", "annee", "est membre depuis 2012"),
        ("2012-04", "2012-04-01", "mois", "est membre depuis avril 2012"),
        ("2012-04-02", "2012-04-02", "jour", "est membre depuis le lundi 2 avril 2012"),
        ("2 avril 2012", "2012-04-02", "jour", "est membre depuis le lundi 2 avril 2012"),
    ],
)
def test_deja_depuis(registre: Path, roriq: Roriq, depuis: str, jour: str, precision: str, dit: str) -> None:
    commit = consigner(
        *(roriq, registre, X, "reprise", jour),
        *("ajouter", *DEJA, "--depuis", depuis),
    )
    assert dit in commit.corps
    assert f"  - date: {jour}\n    evenement: reprise\n    etat: membre\n    date_precision: {precision}\n" in (
        fiche(registre, X)
    )
    assert "atteste_le: 2026-11-21" in fiche(registre, X)


def test_deja_repertorie_n_est_pas_un_fait(registre: Path, roriq: Roriq) -> None:
    commit = consigner(
        *(roriq, registre, X, "modification", "2026-11-21"),
        *("ajouter", "--nom", "Accueil Exemple", "--region", "05", "--deja", "répertorié", *SOURCE),
        *("--atteste-le", "2014-03-10"),
    )
    assert commit.corps == "L'organisme Accueil Exemple est répertorié (source\u00a0: Le Journal, 10 mars 2014)."
    assert fiche(registre, X) == ENTETE + (
        'id: accueil-exemple\nnom: Accueil Exemple\nregion: "05"\n'
        'sources:\n  - {titre: "Le Journal, 10 mars 2014", consulte_le: 2014-03-10}\n'
    )


@pytest.mark.parametrize(
    ("argv", "dit"),
    [
        (("--region", "05"), "--nom"),
        (("--nom", "Accueil Exemple"), "--region"),
        (("--nom", "", "--region", "05"), "--nom"),
        (("--nom", "x" * 201, "--region", "05"), "200 caractères"),
        (("--nom", "Accueil Exemple", "--region", "99"), "n'est pas une région"),
        (("--nom", "Accueil Exemple", "--region", "Mauricy"), "Mauricie"),
        ((*AJOUT, "--id", "Accueil_Exemple"), "--id"),
        ((*AJOUT, "--id", "../accueil"), "--id"),
        ((*AJOUT, "--id", "x" * 61), "--id"),
        ((*AJOUT, "--neq", "12"), "--neq"),
        ((*AJOUT, "--courriel", "prenom"), "--courriel"),
        ((*AJOUT, "--telephone", "555-0100"), "--telephone"),
        ((*AJOUT, "--site-web", "exemple org"), "--site-web"),
        ((*AJOUT, "--tcri", "a b"), "--tcri"),
        ((*AJOUT, "--mrc", "Shawi"), "Shawinigan"),
        ((*AJOUT, "--regions-mandat", "18"), "--regions-mandat"),
        ((*AJOUT, "--portee", "mrc"), "--mrc"),
        (("--nom", "Accueil Exemple", "--region", "04", "--portee", "regionale", "--mrc", "Shawinigan"), "--mrc"),
        ((*AJOUT, "--milieu", "forêt"), "--milieu"),
        ((*AJOUT, "--financement", "federal"), "--financement"),
        ((*AJOUT, "--profil", "x"), "--profil"),
        ((*AJOUT, "--deja", "actif", *SOURCE), "--deja"),
        ((*AJOUT, "--deja", "membre"), "--source-titre"),
        ((*DEJA, "--date", "2014-01-01"), "--date"),
        ((*DEJA, "--recu-le", "2014-01-01"), "--deja"),
        ((*DEJA, "--note", "x"), "--deja"),
        ((*DEJA, "--depuis", "14"), "--depuis"),
        ((*DEJA, "--depuis", "2014-13"), "--depuis"),
        ((*AJOUT, "--deja", "repertorie", *SOURCE, "--depuis", "2014"), "--depuis"),
        ((*AJOUT, *SOURCE), "--deja"),
        ((*AJOUT, "--depuis", "2014"), "--deja"),
        ((*AJOUT, "--atteste-le", "2014-01-01"), "--deja"),
    ],
)  # fmt: skip
def test_ajouter_mal_tape(registre: Path, roriq: Roriq, argv: tuple[str, ...], dit: str) -> None:
    erreur = mal_taper(roriq, registre, "ajouter", *argv)
    assert dit in erreur
    assert RIEN not in erreur


def test_ajouter_refuse_une_date_a_venir(registre: Path, roriq: Roriq) -> None:
    nouveau = ("ajouter", "--nom", "Accueil Exemple", "--region", "05")
    refuser(roriq, registre, *nouveau, "--date", "2026-11-22")
    argv = ("--deja", "membre", *SOURCE, "--atteste-le", "2026-11-22", "--depuis", "2014")
    sans_effet(roriq, registre, 3, *nouveau, *argv)
    reussir(roriq, *nouveau, "--date", "2026-11-22", "--recu-le", "2026-11-20")


@pytest.mark.parametrize("argv", [("--depuis", "2027"), ("--depuis", "2015", "--atteste-le", "2010-01-01")])
def test_une_source_n_atteste_pas_ce_qui_suit(registre: Path, roriq: Roriq, argv: tuple[str, ...]) -> None:
    refuser(
        *(roriq, registre, "ajouter", "--nom", "Accueil Exemple", "--region", "05"),
        *("--deja", "membre", *SOURCE, *argv),
    )


# An id, a name, a number is taken.


def test_un_nom_de_fiche_deja_pris(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    nouveau = ("ajouter", "--nom", "Autre Nom", "--region", "05", "--id")
    assert "roriq afficher accueil-exemple" in refuser(roriq, registre, *nouveau, X)
    retoucher(registre, X, 'region: "04"', "region: 04")
    refuser(roriq, registre, *nouveau, X)
    (registre / "data/organismes/a-la-main.yaml").write_text("rien: de bon\n", encoding="utf-8")
    refuser(roriq, registre, *nouveau, "a-la-main")


def test_un_nom_de_fiche_qui_a_deja_servi(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    git(registre, "rm", "-q", "data/organismes/accueil-exemple.yaml")
    git(registre, "commit", "-qm", "retirée à la main")
    for argv in (("--nom", "Accueil Exemple"), ("--nom", "Autre Nom", "--id", X)):
        assert "a déjà servi" in refuser(roriq, registre, "ajouter", "--region", "05", *argv)


def test_un_nom_deja_porte(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "renommer", X, "--nom", "Tremplin Nouveau")
    for nom in ("Tremplin Nouveau", "TREMPLIN  nouveau", "tremplin nouveaû", "Accueil Exemple", "accueil exemplé"):
        erreur = refuser(roriq, registre, "ajouter", "--nom", nom, "--region", "05", "--id", "zzz")
        assert "est déjà porté par la fiche accueil-exemple" in erreur


def test_un_numero_ou_une_cle_deja_pris(registre: Path, roriq: Roriq) -> None:
    poser(registre, "accueil-un", 'id: accueil-un\nnom: Accueil Un\nneq: "1145678901"\nregion: "04"\ntcri: AEM-04\n'
          "historique:\n  - date: 2024-01-01\n    evenement: demande\n")  # fmt: skip
    nouveau = ("ajouter", "--nom", "Relais Exemple", "--region", "05")
    assert "de la fiche accueil-un" in refuser(roriq, registre, *nouveau, "--neq", "1145678901")
    assert "de la fiche accueil-un" in refuser(roriq, registre, *nouveau, "--tcri", "aem-04")


def test_le_refus_nomme_la_fiche_qui_existe(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    erreur = refuser(roriq, registre, "ajouter", "--nom", "Accueil Exemple", "--region", "05", "--id", "aaa")
    assert "est déjà porté par la fiche accueil-exemple" in erreur


def test_un_nom_presque_pareil_previent(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reponse = reussir(roriq, "ajouter", "--nom", "Accueil Exemples", "--region", "05")
    assert (
        "Attention\u00a0: Le nom «\u00a0Accueil Exemples\u00a0» ressemble à «\u00a0Accueil Exemple\u00a0»"
        in reponse.erreur
    )
    assert "Attention" not in reussir(roriq, "ajouter", "--nom", "Relais du Nord", "--region", "05").erreur


def test_le_nom_presque_pareil_est_celui_de_l_autre(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    dit = reussir(roriq, "ajouter", "--nom", "Accueil Exempl", "--region", "05").erreur
    assert (
        "Le nom «\u00a0Accueil Exempl\u00a0» ressemble à «\u00a0Accueil Exemple\u00a0» (fiche accueil-exemple)" in dit
    )


def test_un_fichier_illisible_ne_se_tait_pas(registre: Path, roriq: Roriq) -> None:
    poser(registre, "casse", "id: casse\nnom: [\n")
    dit = reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--region", "05").erreur
    assert "Attention\u00a0: 1 fichier du registre n'est pas lisible, et n'a pas pu être comparé" in dit


@pytest.mark.parametrize(
    "nom", ["[red]Gras[/red]", "{nom} {0} %s", "-tiret", "null", "2024-01-01", "a: b # c", "l'« été »"]
)
def test_un_nom_hostile_est_un_nom(registre: Path, roriq: Roriq, nom: str) -> None:
    commit = consigner(
        roriq,
        registre,
        "hostile",
        "demande",
        "2026-11-21",
        "ajouter",
        f"--nom={nom}",
        "--region",
        "05",
        "--id",
        "hostile",
    )
    assert commit.corps == f"L'organisme {nom} fait une demande le samedi 21 novembre 2026."
    for argv in (("lister",), ("afficher", "hostile"), ("journal",)):
        assert nom in reussir(roriq, *argv).sortie
    assert "hostile" in refuser(roriq, registre, "ajouter", f"--nom={nom}", "--region", "05", "--id", "zzz")


@pytest.mark.parametrize("nom", ["A\x1b[31mB", "A\u202eB", "A\nB", "A\x00B", "\ud83dB", "\ufeffA"])
def test_un_nom_invisible_est_mal_tape(registre: Path, roriq: Roriq, nom: str) -> None:
    erreur = mal_taper(roriq, registre, "ajouter", "--nom", nom, "--region", "05")
    assert "--nom" in erreur
    assert nom not in erreur


def test_une_etiquette_invisible_se_voit(registre: Path, roriq: Roriq) -> None:
    erreur = mal_taper(roriq, registre, "ajouter", "--nom", "A\U000e0041", "--region", "05")
    assert "<U+E0041>" in erreur


def test_un_renseignement_personnel_dans_le_profil(registre: Path, roriq: Roriq) -> None:
    nouveau = ("ajouter", "--nom", "Accueil Exemple", "--region", "05")
    for argv in (
        ("--ville", "prenom@exemple.org"),
        ("--sigle", "819-555-0100"),
        ("--regionalisation", "NAS 046 454 286"),
    ):
        assert "donnees-personnelles" in refuser(roriq, registre, *nouveau, *argv)


def test_le_refus_dit_quel_champ(registre: Path, roriq: Roriq) -> None:
    argv = ("ajouter", "--nom", "Accueil Exemple", "--region", "05", "--ville", "prenom@exemple.org")
    erreur = refuser(roriq, registre, *argv)
    assert "ville" in erreur
    assert "Accueil Exemple" in erreur


# etablir.


def test_etablir_ce_qu_une_source_atteste(registre: Path, roriq: Roriq) -> None:
    connus(registre, "repertorie")
    consigner(
        *(roriq, registre, "repertorie", "reprise", "2019-04-01"),
        *("etablir", "repertorie", "--etat", "membre", *SOURCE, "--depuis", "2019-04", "--atteste-le", "2022-02-01"),
    )
    assert fiche(registre, "repertorie").endswith(
        "sources:\n  - {titre: Le Journal, consulte_le: 2024-01-01}\n"
        "historique:\n  - date: 2019-04-01\n    evenement: reprise\n    etat: membre\n    date_precision: mois\n"
        '    source: [{titre: "Le Journal, 10 mars 2014", atteste_le: 2022-02-01}]\n'
    )


def test_etablir_mal_tape(registre: Path, roriq: Roriq) -> None:
    for argv, dit in (
        ((), "ORGANISME"),
        (("inconnu", "--etat", "repertorie", *SOURCE), "--etat"),
        (("inconnu", "--etat", "membre", *SOURCE, "--date", "2014-01-01"), "--date"),
        (("inconnu", "--etat", "membre", *SOURCE, "--depuis", "demain"), "--depuis"),
        (("inconnu", "--etat", "membre", "--source-url", "exemple.org"), "--source-url"),
    ):
        assert dit in mal_taper(roriq, registre, "etablir", *argv)


# attester.


def test_attester(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    avant = fiche(registre, X)
    commit = consigner(
        *(roriq, registre, X, "attestation", "2026-10-01"),
        *("attester", X, "--critere", "tcri", "--source", "Appel à la TCRI", "--reponse", "non"),
        *("--verifie-le", "2026-10-01", "--valide-jusqu-au", "2026-12-31"),
    )
    assert commit.corps == (
        "L'organisme Accueil Exemple n'est pas en règle à la TCRI, selon une vérification du 1er octobre 2026 qui vaut "
        "jusqu'au 31 décembre 2026 inclusivement (source\u00a0: Appel à la TCRI)."
    )
    ligne = (
        "  - {critere: tcri, reponse: non, verifie_le: 2026-10-01, valide_jusqu_au: 2026-12-31, "
        "source: Appel à la TCRI}\n"
    )
    assert fiche(registre, X) == avant.replace("historique:\n", ligne + "historique:\n")
    consigner(
        roriq,
        registre,
        X,
        "attestation",
        "2026-11-21",
        "attester",
        X,
        "--critere",
        "régionalisation",
        "--source",
        "Site",
    )
    assert "reponse: oui, verifie_le: 2026-11-21, source: Site}" in fiche(registre, X)


def test_attester_mal_tape_ou_refuse(registre: Path, roriq: Roriq) -> None:
    candidat(registre)
    complet = ("--critere", "tcri", "--source", "Courriel")
    for argv, dit in (
        (complet, "ORGANISME"),
        (("inconnu", *complet[:2]), "--source"),
        (("inconnu", *complet[2:]), "--critere"),
        (("inconnu", "--critere", "autre", *complet[2:]), "--critere"),
        (("inconnu", *complet, "--reponse", "inconnu"), "--reponse"),
        (("inconnu", *complet, "--verifie-le", "2026-02-30"), "--verifie-le"),
        (("inconnu", *complet[:2], "--source", ""), "--source"),
    ):
        assert dit in mal_taper(roriq, registre, "attester", *argv)
    refuser(roriq, registre, "attester", "inconnu", *complet)
    sans_effet(roriq, registre, 3, "attester", X, *complet, "--verifie-le", "2026-11-22")
    sans_effet(roriq, registre, 3, "attester", X, *complet, "--valide-jusqu-au", "2026-11-20")


# modifier.


def test_modifier_chaque_champ(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    commit = consigner(
        *(roriq, registre, X, "modification", "2026-11-21", "modifier", X),
        *("--ville", "Shawinigan", "--sigle", "AEM", "--neq", "1145678901", "--site-web", "https://exemple.org"),
        *("--courriel", "info@exemple.org", "--telephone", "819-555-0100", "--tcri", "AEM-04"),
        *("--mrc", "Shawinigan", "--milieu", "urbain", "--financement", "autre", "--profil", "autre"),
    )
    assert "Fiche de l'organisme Accueil Exemple, sigle\u00a0: — → AEM, NEQ\u00a0: — → 1145678901, " in commit.corps
    assert "mandat\u00a0: — → MRC\u00a0: Shawinigan" in commit.corps
    texte = fiche(registre, X)
    assert texte.startswith(
        ENTETE
        + 'id: accueil-exemple\nnom: Accueil Exemple\nsigle: AEM\nneq: "1145678901"\nregion: "04"\nville: Shawinigan\n'
        "territoire:\n  portee: mrc\n  mrc: [Shawinigan]\nprofils: [autre]\nmilieux: [urbain]\nfinancement: [autre]\n"
        "courriel: info@exemple.org\ntelephone: 819-555-0100\nsite_web: https://exemple.org\ntcri: AEM-04\n"
        "attestations:\n"
    )


def test_une_valeur_vide_retire_le_champ(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    avant = fiche(registre, X)
    reussir(
        *(roriq, "modifier", X, "--ville", "Shawinigan", "--sigle", "AEM", "--neq", "1145678901"),
        *("--site-web", "https://exemple.org", "--courriel", "info@exemple.org", "--telephone", "819-555-0100"),
        *(
            "--tcri",
            "AEM-04",
            "--portee",
            "regionale",
            "--milieu",
            "rural",
            "--financement",
            "mifi",
            "--profil",
            "autre",
        ),
    )
    vides = [x for d in ("ville", "sigle", "neq", "site-web", "courriel", "telephone", "tcri", "portee", "milieu",
                         "financement", "profil") for x in (f"--{d}", "")]  # fmt: skip
    consigner(roriq, registre, X, "modification", "2026-11-21", "modifier", X, *vides)
    assert fiche(registre, X) == avant


def test_un_drapeau_repete_remplace_la_liste(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "modifier", X, "--milieu", "urbain", "--milieu", "rural", "--milieu", "urbain")
    assert "milieux: [urbain, rural]\n" in fiche(registre, X)
    consigner(roriq, registre, X, "modification", "2026-11-21", "modifier", X, "--milieu", "rural")
    assert "milieux: [rural]\n" in fiche(registre, X)


def test_ce_qui_ne_change_rien_ne_consigne_rien(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "modifier", X, "--ville", "Shawinigan", "--milieu", "rural")
    for argv in (
        ("--ville", "Shawinigan"),
        ("--ville", " Shawinigan "),
        ("--milieu", "rural", "--milieu", "rural"),
        ("--telephone", ""),
    ):
        avant = instantane(registre)
        reponse = reussir(roriq, "modifier", X, *argv)
        assert RIEN in reponse.erreur
        assert instantane(registre) == avant


def test_une_region_d_avant_oubliee_s_ajoute(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "modifier", X, "--region", "05", "--depuis", "2026-01-10", "--mrc", "La Haute-Yamaska")
    reussir(roriq, *CORRIGER, "--region-anterieure", "04", "--retirer", "--raison", "Erreur")
    for depuis, possible in (
        ("2021-07-08", "--region-anterieure 16 --jusqu-au 2021-07-07"),
        ("2020-01-01", "2019-12-31"),
    ):
        dit = refuser(roriq, registre, "modifier", X, "--region", "05", "--depuis", depuis)
        assert "son siège est en Estrie depuis toujours" in dit
        assert possible in dit
    commande = refuser(roriq, registre, "modifier", X, "--region", "05", "--depuis", "2021-07-08")
    reussir(roriq, *shlex.split(commande.partition("Pour l'ajouter\u00a0: roriq ")[2].splitlines()[0]))
    assert 'regions_anterieures:\n  - {region: "16", jusqu_au: 2021-07-07}\n' in fiche(registre, X)
    assert "déjà" in refuser(
        roriq, registre, *CORRIGER, *AJOUTER, "--region-anterieure", "16", "--jusqu-au", "2021-07-07"
    )
    reussir(roriq, *CORRIGER, *AJOUTER, "--region-anterieure", "06", "--jusqu-au", "2010-01-01")
    assert '  - {region: "06", jusqu_au: 2010-01-01}\n  - {region: "16"' in fiche(registre, X)
    assert reussir(roriq, "valider").code == 0


def test_un_nom_d_avant_oublie_s_ajoute(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "renommer", X, "--nom", "Accueil Modèle", "--depuis", "2026-01-01")
    reussir(
        roriq, *CORRIGER, *AJOUTER, "--nom-anterieur", "Comité Exemple", "--sigle", "CE", "--jusqu-au", "2019-06-30"
    )
    assert "  - {nom: Comité Exemple, sigle: CE, jusqu_au: 2019-06-30}\n  - {nom: Accueil Exemple" in fiche(registre, X)
    for argv in (
        ("--evenement", "demande"),
        (),
        ("--nom-anterieur", "Y", "--date", "2020-01-01"),
        ("--nom-anterieur", "Y", "--retirer"),
        ("--region-anterieure", "05"),
        ("--region-anterieure", "05", "--sigle", "X"),
    ):
        mal_taper(roriq, registre, *CORRIGER, *AJOUTER, *argv)


CORRIGER = ("corriger", X)
AJOUTER = ("--ajouter", "--raison", "Oubli")


def test_une_region_change_depuis_un_jour(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    commit = consigner(
        *(roriq, registre, X, "modification", "2026-01-01"),
        *("modifier", X, "--region", "Estrie", "--depuis", "2026-01-01"),
    )
    assert "région\u00a0: Mauricie → Estrie" in commit.corps
    assert 'region: "05"\nregions_anterieures:\n  - {region: "04", jusqu_au: 2025-12-31}\n' in fiche(registre, X)
    assert "Mauricie" in reussir(roriq, "lister", "--au", "2025-12-31").sortie
    assert "Estrie" in reussir(roriq, "lister", "--au", "2026-01-01").sortie
    assert "31 décembre 2025" in refuser(roriq, registre, "modifier", X, "--region", "06", "--depuis", "2025-12-31")
    sans_effet(roriq, registre, 3, "modifier", X, "--region", "06", "--depuis", "2026-11-22")


def test_modifier_mal_tape(registre: Path, roriq: Roriq) -> None:
    for argv, dit in (
        ((), "ORGANISME"),
        (("inconnu",), "--ville"),
        (("inconnu", "--region", "05"), "--depuis"),
        (("inconnu", "--depuis", "2026-01-01", "--ville", "Magog"), "--region"),
        (("inconnu", "--region", ""), "--region"),
        (("inconnu", "--region", "05", "--depuis", "2026"), "--depuis"),
        (("inconnu", "--nom", "X"), "--nom"),
        (("inconnu", "--id", "x"), "--id"),
        (("inconnu", "--milieu", "urbain", "--milieu", "foret"), "--milieu"),
        (("inconnu", "--neq", "114567890"), "--neq"),
    ):
        assert dit in mal_taper(roriq, registre, "modifier", *argv)


@pytest.mark.parametrize(
    "argv", [("--portee", "regionale", "--mrc", "Shawinigan"), ("--portee", "", "--mrc", "Shawinigan")]
)
def test_des_drapeaux_qui_s_excluent_sont_juges_avant(registre: Path, roriq: Roriq, argv: tuple[str, ...]) -> None:
    assert "--portee" in mal_taper(roriq, registre, "modifier", "inconnu", *argv)


@pytest.mark.parametrize(
    ("argv", "apres"),
    [
        (("--portee", "regionale"), "territoire:\n  portee: regionale\n"),
        (("--portee", "régionale", "--regions-mandat", "05"), 'territoire:\n  portee: regionale\n  regions: ["05"]\n'),
        (("--mrc", "la tuque"), "territoire:\n  portee: mrc\n  mrc: [La Tuque]\n"),
        (
            ("--portee", "mrc", "--mrc", "Shawinigan", "--mrc", "Le Granit", "--regions-mandat", "Estrie"),
            'territoire:\n  portee: mrc\n  mrc: [Shawinigan, Le Granit]\n  regions: ["05"]\n',
        ),
    ],
)
def test_un_mandat(registre: Path, roriq: Roriq, argv: tuple[str, ...], apres: str) -> None:
    membre(registre)
    reussir(roriq, "modifier", X, *argv)
    assert f'region: "04"\n{apres}attestations:\n' in fiche(registre, X)


def test_un_mandat_qui_change(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    reussir(roriq, "modifier", X, "--mrc", "Shawinigan", "--mrc", "Le Granit", "--regions-mandat", "05")
    reussir(roriq, "modifier", X, "--mrc", "Maskinongé")
    assert 'territoire:\n  portee: mrc\n  mrc: [Maskinongé]\n  regions: ["05"]\n' in fiche(registre, X)
    reussir(roriq, "modifier", X, "--regions-mandat", "")
    assert "territoire:\n  portee: mrc\n  mrc: [Maskinongé]\nattestations" in fiche(registre, X)
    reussir(roriq, "modifier", X, "--portee", "regionale")
    assert "territoire:\n  portee: regionale\nattestations" in fiche(registre, X)
    reussir(roriq, "modifier", X, "--portee", "")
    assert "territoire" not in fiche(registre, X)


def test_une_mrc_hors_des_regions_du_mandat(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    erreur = refuser(roriq, registre, "modifier", X, "--mrc", "Lévis")
    assert "Lévis est en Chaudière-Appalaches, hors des régions du mandat." in erreur
    reussir(roriq, "modifier", X, "--mrc", "Shawinigan")
    assert "Shawinigan" in refuser(roriq, registre, "modifier", X, "--region", "05", "--depuis", "2026-01-01")


@pytest.mark.parametrize("drapeau", ["--mrc", "--regions-mandat"])
def test_retirer_ce_qui_n_y_est_pas_n_invente_rien(registre: Path, roriq: Roriq, drapeau: str) -> None:
    membre(registre)
    reussir(roriq, "modifier", X, drapeau, "")
    assert "territoire" not in fiche(registre, X)


def test_une_portee_vide_ne_fait_pas_oublier_les_mrc(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    mal_taper(roriq, registre, "modifier", X, "--portee", "", "--mrc", "Shawinigan")


# renommer.


def test_renommer(registre: Path, roriq: Roriq) -> None:
    membre(registre, sigle="AEM")
    commit = consigner(roriq, registre, X, "renommage", "2026-11-21", "renommer", X, "--nom", "Accueil Modèle")
    assert commit.corps == "L'organisme Accueil Exemple se nomme désormais Accueil Modèle."
    debut = ENTETE + "id: accueil-exemple\nnom: Accueil Modèle\nsigle: AEM\n"
    assert fiche(registre, X).startswith(debut + "noms_anterieurs:\n  - {nom: Accueil Exemple}\nregion")
    commit = consigner(
        *(roriq, registre, X, "renommage", "2026-01-01"),
        *("renommer", "aem", "--nom", "Accueil Nouveau", "--sigle", "AN", "--depuis", "2026-01-01"),
    )
    assert "se nomme Accueil Nouveau, après avoir porté son nom jusqu'au 31 décembre 2025 inclusivement" in commit.corps
    assert "  - {nom: Accueil Modèle, sigle: AEM, jusqu_au: 2025-12-31}\nregion" in fiche(registre, X)
    assert "Accueil Modèle" in reussir(roriq, "lister", "--au", "2025-12-31").sortie
    assert "Accueil Nouveau" in reussir(roriq, "lister", "--au", "2026-01-01").sortie
    reussir(roriq, "renommer", "an", "--nom", "Accueil Dernier", "--sigle", "")
    assert "\nsigle:" not in fiche(registre, X)


def test_renommer_refuse_ou_mal_tape(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    membre(registre, "Relais Exemple")
    for argv, dit in (
        (("--nom", "X"), "ORGANISME"),
        (("inconnu",), "--nom"),
        (("inconnu", "--nom", ""), "--nom"),
        (("inconnu", "--sigle", "X"), "--nom"),
        (("inconnu", "--nom", "X", "--depuis", "2026"), "--depuis"),
    ):
        assert dit in mal_taper(roriq, registre, "renommer", *argv)
    refuser(roriq, registre, "renommer", "inconnu", "--nom", "Accueil Modèle")
    sans_effet(roriq, registre, 3, "renommer", X, "--nom", "Accueil Exemple")
    sans_effet(roriq, registre, 3, "renommer", X, "--nom", "Accueil Modèle", "--depuis", "2026-11-22")
    assert "fiche accueil-exemple" in refuser(roriq, registre, "renommer", "relais-exemple", "--nom", "accueil éxemple")
    reussir(roriq, "renommer", X, "--nom", "Accueil Modèl", "--depuis", "2026-01-01")
    dit = refuser(roriq, registre, "renommer", X, "--nom", "Accueil Nouveau", "--depuis", "2025-12-31")
    assert "31 décembre 2025" in dit
    assert "roriq annuler accueil-exemple" in dit
    # Misspelled, and said again as of the same day.
    reussir(roriq, "renommer", X, "--nom", "Accueil Modèle", "--depuis", "2026-01-01")
    assert reussir(roriq, "valider").code == 0
    for au, nom in (("2025-12-31", "Accueil Exemple"), ("2026-01-01", "Accueil Modèle")):
        assert reussir(roriq, "afficher", X, "--au", au).sortie.split("\n\n")[0].splitlines()[-2].strip() == nom


def test_un_nom_qui_ne_change_que_d_accents(registre: Path, roriq: Roriq) -> None:
    """An organisation may take again a name of its own."""
    membre(registre)
    reussir(roriq, "renommer", X, "--nom", "Accueil Éxemple")
    reussir(roriq, "renommer", X, "--nom", "Accueil Exemple")
    assert "noms_anterieurs:\n  - {nom: Accueil Exemple}\n  - {nom: Accueil Éxemple}\n" in fiche(registre, X)


def test_un_nouveau_sigle_est_un_renommage(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    consigner(
        *(roriq, registre, X, "renommage", "2026-11-21"), *("renommer", X, "--nom", "Accueil Exemple", "--sigle", "AE")
    )


@pytest.mark.parametrize(
    ("argv", "ligne"),
    [
        (("--profil", "Organisme d'accueil du MIFI"), "profils: [accueil-mifi]"),
        (("--profil", "reception organization of the MIFI"), None),
        (("--financement", "Emploi-Québec"), "financement: [emploi-quebec]"),
        (("--portee", "régional"), "portee: regionale"),
        (("--portee", "une ou plusieurs MRC", "--mrc", "Mékinac"), "portee: mrc"),
    ],
)
def test_un_choix_se_dit_aussi_comme_l_ecran_le_dit(
    registre: Path, roriq: Roriq, argv: tuple[str, ...], ligne: str | None
) -> None:
    """What a screen shows can be typed back, in the language that is spoken."""
    membre(registre)
    if ligne is None:
        mal_taper(roriq, registre, "modifier", "accueil-exemple", *argv)
    else:
        reussir(roriq, "modifier", "accueil-exemple", *argv)
        assert ligne in fiche(registre, "accueil-exemple")


def test_un_motif_se_dit_aussi_en_mots(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    decision = ("--instance", "Rencontre", "--decision-le", "2026-11-01", "--reference", "PV 4")
    reussir(roriq, "suspendre", "accueil-exemple", "--motif", "Conduite jugée nuisible au réseau", *decision)
    assert "motif: conduite-nuisible" in fiche(registre, "accueil-exemple")


def test_une_valeur_se_lit_comme_dans_un_tableau(registre: Path, roriq: Roriq) -> None:
    """What a sheet may say, an option may too."""
    argv = ("--neq", "1145 678 901", "--telephone", "819 555-0100", "--site-web", "www.example.org")
    dates = ("--date", "samedi 21 nov. 2026")
    reussir(roriq, "ajouter", "--nom", "Accueil Exemple", "--region", "Bas St-Laurent", *argv, *dates)
    lu = fiche(registre, X)
    for dit in ('neq: "1145678901"', 'region: "01"', "telephone: 819-555-0100", "site_web: https://www.example.org"):
        assert dit in lu
    assert "date: 2026-11-21" in lu
    for region, code in (("cote nord", "09"), ("09 - Côte-Nord", "09"), ("Lévis", "12")):
        essai = reussir(roriq, "modifier", X, "--region", region, "--depuis", "2026-11-21", "--essai")
        assert f'+region: "{code}"' in essai.sortie
    reussir(roriq, "modifier", X, "--mrc", "MRC de Robert-Cliche", "--regions-mandat", "12")
    assert "Beauce-Centre" in fiche(registre, X)
    mal_taper(roriq, registre, "modifier", X, "--neq", "12")
    reponse = refuser(roriq, registre, "retirer", X, "--date", "hier")  # it came in today
    assert "« hier » : le vendredi 20 novembre 2026" in reponse.replace("\u00a0", " ")
    assert "ce jour-là est samedi 21 novembre 2026" in mal_taper(
        roriq, registre, "retirer", X, "--date", "lundi 21 nov. 2026"
    )


def test_un_nom_ecrit_autrement_est_le_meme(registre: Path, roriq: Roriq) -> None:
    reussir(
        roriq, "ajouter", "--nom", "Carrefour d'aide « Le Relais » Nord-Exemple", "--region", "04", "--id", "relais"
    )
    for nom in (
        "Carrefour d’aide “Le Relais” Nord\u2011Exemple",
        'carrefour  d\u02bcaide\u00a0"le relais" NORD–EXEMPLE',
    ):
        assert "déjà porté par la fiche relais" in refuser(roriq, registre, "ajouter", "--nom", nom, "--region", "04")
        assert "relais" in reussir(roriq, "afficher", nom).sortie


@pytest.mark.parametrize(
    ("nom", "id"), [("Łódź", "lodz"), ("Øst Exemple", "ost-exemple"), ("Œuvre Straße", "oeuvre-strasse")]
)
def test_un_nom_de_fiche_est_fait_des_lettres_latines(registre: Path, roriq: Roriq, nom: str, id: str) -> None:
    reussir(roriq, "ajouter", "--nom", nom, "--region", "04")
    assert (registre / "data/organismes" / f"{id}.yaml").exists()


# Several organisations at once.

ENSEMBLE = ("--critere", "tcri", "--source", "Courriel de la TCRI", "--valide-jusqu-au", "2028-06-30")


def test_attester_plusieurs_est_un_seul_acte(registre: Path, roriq: Roriq) -> None:
    for nom in ("Accueil Exemple", "Relais Exemple", "Escale Exemple"):
        membre(registre, nom)
    suspendu(registre)
    candidat(registre, "Phare Exemple")
    reussir(roriq, "attester", "relais-exemple", "Escale Exemple", *ENSEMBLE)
    assert "2028-06-30" not in fiche(registre, X)
    reussir(roriq, "attester", "--membres", *ENSEMBLE)
    for id in (X, "relais-exemple", "escale-exemple"):
        assert "valide_jusqu_au: 2028-06-30" in fiche(registre, id)
    assert "2028-06-30" not in fiche(registre, "phare-exemple")
    sujets = git(registre, "log", "-3", "--format=%s").split("\n")
    assert {sujet.partition("(")[0] for sujet in sujets if sujet} == {"attestation"}
    dit = reussir(roriq, "annuler")
    assert "l'attestation de 3 organismes n'est plus au registre" in dit.erreur
    assert "2028-06-30" not in fiche(registre, X)
    assert reussir(roriq, "valider").code == 0


def test_attester_plusieurs_mal_tape_ou_refuse(registre: Path, roriq: Roriq) -> None:
    membre(registre)
    mal_taper(roriq, registre, "attester", X, "--membres", *ENSEMBLE)
    mal_taper(roriq, registre, "attester", *ENSEMBLE)
    mal_taper(roriq, registre, "attester", "--membres", "--proposer", *ENSEMBLE)
    refuser(roriq, registre, "attester", X, "inconnu", *ENSEMBLE)
    refuser(roriq, registre, "attester", "--membres", *ENSEMBLE[:4], "--verifie-le", "2026-11-22")
    essai = reussir(roriq, "attester", "--membres", *ENSEMBLE, "--essai")
    assert "+++ b/data/organismes/accueil-exemple.yaml" in essai.sortie
