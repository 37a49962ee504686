"""`tcri`: a list comes in once a year, whole or not at all; our organisations are found in it, or proposed."""

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.cli.outils import (
    RIEN,
    dernier,
    fiche,
    git,
    instantane,
    liste_tcri,
    mal_taper,
    membre,
    poser,
    refuser,
    reussir,
    sans_effet,
)
from tests.conftest import Reponse, Roriq

ENTETE = ("Organisme", "NEQ", "Ville", "Statut")
STATUTS = ("En règle", "en défaut", "suspendu", "radié")
MODELE = "# yaml-language-server: $schema=../../schemas/organisme.schema.json\n"


def ecrire_csv(chemin: Path, rangees: list[tuple[Any, ...]], encodage: str = "utf-8", separateur: str = ",") -> Path:
    flux = io.StringIO(newline="")
    csv.writer(flux, delimiter=separateur).writerows(["" if c is None else c for c in r] for r in rangees)
    chemin.write_bytes(flux.getvalue().encode(encodage))
    return chemin


def ecrire_xlsx(chemin: Path, rangees: list[tuple[Any, ...]]) -> Path:
    classeur = Workbook()
    for rangee in rangees:
        classeur.active.append(rangee)  # type: ignore[union-attr]
    classeur.save(chemin)
    return chemin


def cent_cinquante() -> list[tuple[Any, ...]]:
    lignes = [
        (
            f"Organisme Exemple à l’étude n° {n}",
            f"11{n:08}" if n % 3 else None,
            "Montréal" if n % 2 else None,
            STATUTS[n % 4],
        )
        for n in range(150)
    ]
    return [("Membres de la TCRI",), ENTETE, *lignes, ("Total", 150)]


def dates(annee: int) -> tuple[str, ...]:
    return ("--etabli-le", f"{annee}-04-01", "--valide-jusqu-au", f"{annee + 1}-03-31")


def importer(roriq: Roriq, chemin: Path, annee: int = 2026, *argv: str) -> Reponse:
    return roriq("tcri", "importer", str(chemin), *dates(annee), *argv)


def texte_de(registre: Path, annee: int = 2026) -> str:
    return (registre / "data" / "tcri" / f"tcri-{annee}-04-01.yaml").read_text(encoding="utf-8")


def propre(texte: str) -> str:
    return " ".join(texte.replace("\u00a0", " ").split())


def refus(roriq: Roriq, registre: Path, chemin: Path, *argv: str, annee: int = 2026) -> str:
    """A list that cannot come in: nothing written, and why; the rows on the screen, the reason on the other."""
    avant = instantane(registre)
    reponse = importer(roriq, chemin, annee, "--oui", *argv)
    assert reponse.code == 3, reponse.tout
    assert instantane(registre) == avant
    assert RIEN in propre(reponse.erreur)
    return propre(reponse.tout)


def test_trois_formes_font_le_meme_fichier(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    rangees = cent_cinquante()
    formes = [
        ecrire_csv(tmp_path / "a.csv", rangees),
        ecrire_csv(tmp_path / "b.csv", rangees, "cp1252", ";"),
        ecrire_xlsx(tmp_path / "c.xlsx", rangees),
    ]
    fichiers = []
    for forme in formes:
        assert importer(roriq, forme, 2026, "--oui", "--source", "Liste reçue").code == 0
        fichiers.append(texte_de(registre).splitlines())
        reussir(roriq, "annuler", "--oui")
    premier, *autres = fichiers
    assert len([ligne for ligne in premier if ligne.startswith("  - {cle: ")]) == 150
    assert premier[:2] == [
        "# yaml-language-server: $schema=../../schemas/liste_tcri.schema.json",
        "etabli_le: 2026-04-01",
    ]
    for autre in autres:
        differentes = [(a, b) for a, b in zip(premier, autre, strict=True) if a != b]
        assert len(differentes) == 1
        assert all(ligne.startswith("  sha256: ") for ligne in differentes[0])


def test_la_liste_et_le_rapprochement_sont_un_seul_acte(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    membre(registre, "Relais Exemple")
    depart = fiche(registre, "accueil-exemple")
    rangees = [ENTETE, ("ACCUEIL EXEMPLE inc.", None, None, "en règle"), ("Relais-Exemple", None, None, "en défaut")]
    chemin = ecrire_csv(tmp_path / "Liste 2026.csv", rangees)
    tete = git(registre, "rev-parse", "HEAD")
    apercu = importer(roriq, chemin)
    assert apercu.code == 0
    assert "1 de vos 2 membres y est en règle." in propre(apercu.sortie)
    assert "tcri importer" in apercu.erreur
    assert "--oui" in apercu.erreur
    assert git(registre, "rev-parse", "HEAD") == tete
    assert git(registre, "status", "--porcelain") == ""

    fini = importer(roriq, chemin, 2026, "--oui")
    assert (fini.code, "C'est consigné" in fini.erreur) == (0, True), fini.tout
    liste = dernier(registre, "HEAD~2")
    assert liste.sujet == "liste(tcri-2026-04-01): Liste de la TCRI établie le 1er avril 2026"
    assert liste.fichiers == ["data/tcri/tcri-2026-04-01.yaml"]
    assert (liste.trailers["Roriq-Evenement"], liste.trailers["Roriq-Date"]) == (["liste"], ["2026-04-01"])
    assert "2 organismes, dont 1 en règle" in liste.corps
    for revision, id, nom in (
        ("HEAD~1", "accueil-exemple", "Accueil Exemple"),
        ("HEAD", "relais-exemple", "Relais Exemple"),
    ):
        commit = dernier(registre, revision)
        assert commit.sujet == f"rapprochement({id}): {nom}"
        assert commit.trailers["Roriq-Evenement"] == ["rapprochement"]
        assert commit.trailers["Roriq-Acte"] == liste.trailers["Roriq-Acte"]
        assert f"\ntcri: {id}\n" in fiche(registre, id)
    assert roriq("valider").code == 0

    annule = reussir(roriq, "annuler")
    assert propre(annule.erreur).startswith("C'est annulé : la liste de la TCRI établie le 1er avril 2026 n'est plus")
    assert fiche(registre, "accueil-exemple") == depart
    assert not (registre / "data" / "tcri" / "tcri-2026-04-01.yaml").exists()
    assert git(registre, "status", "--porcelain") == ""
    assert dernier(registre).sujet == "annulation(tcri-2026-04-01): Liste de la TCRI établie le 1er avril 2026"


def test_trois_annees(registre: Path, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In good standing, then gone, then back: the preview says so, and the state never moves."""
    membre(registre)
    membre(registre, "Escale Exemple")
    tous = [("Organisme",), ("Accueil Exemple",), ("Escale Exemple",)]
    un = ecrire_csv(tmp_path / "un.csv", tous)
    deux = ecrire_csv(tmp_path / "deux.csv", [*tous[:2], ("Venue Exemple",)])
    trois = ecrire_csv(tmp_path / "trois.csv", [*tous, ("Venue Exemple",)])
    regle = ("--statut", "en-regle", "--oui")
    assert "vos 2 membres y sont en règle" in propre(importer(roriq, un, 2024, *regle).sortie)
    avant = fiche(registre, "escale-exemple")
    dit = propre(importer(roriq, deux, 2025, *regle).sortie)
    assert (
        "Liste de la TCRI établie le 1er avril 2025 : 1 de vos 2 membres y est en règle. L'organisme Escale Exemple n'y "
        "figure pas, alors qu'il y était l'an dernier. Son adhésion au RORIQ ne change pas : seul le réseau peut en "
        "décider. À faire : vérifier auprès de la TCRI."
    ) in dit
    assert "Ne sont plus en règle (1) Escale Exemple (escale-exemple)" in dit
    assert "Partis de la liste (1) Escale Exemple : en règle, clé escale-exemple" in dit
    assert fiche(registre, "escale-exemple") == avant
    dit = propre(importer(roriq, trois, 2026, *regle).sortie)
    assert "Nouvellement en règle (1) Escale Exemple (escale-exemple) : en règle, clé escale-exemple" in dit
    assert "etat: membre" not in fiche(registre, "escale-exemple")
    assert roriq("valider").code == 0


def test_la_meme_liste_ne_s_ecrit_pas_deux_fois_et_une_autre_ne_la_remplace_pas(
    registre: Path, roriq: Roriq, tmp_path: Path
) -> None:
    chemin = ecrire_csv(tmp_path / "l.csv", [("Organisme",), ("Accueil Exemple",)])
    regle = ("--statut", "en-regle")
    assert importer(roriq, chemin, 2026, *regle, "--oui").code == 0
    avant = instantane(registre)
    encore = importer(roriq, chemin, 2026, *regle, "--oui", "--recu-le", "2026-10-01")
    assert encore.code == 0
    assert "déjà au registre" in encore.erreur
    assert instantane(registre) == avant
    assert "ne se modifie pas" in refus(roriq, registre, chemin, "--statut", "radie")
    autre = ecrire_csv(tmp_path / "m.csv", [("Organisme",), ("Relais Exemple",)])
    assert "ne se modifie pas" in refus(roriq, registre, autre, *regle)


def test_une_liste_corrigee_entre_a_cote_de_l_autre(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    """The refusal names the way in; the first list stays as it was, for the admission that rests on it."""
    membre_et_liste(registre, roriq, tmp_path)
    avant = texte_de(registre)
    corrigee = ecrire_csv(tmp_path / "c.csv", [("nom", "statut"), ("Accueil Exemple", "en défaut"), ("Venue", "radié")])
    dit = refus(roriq, registre, corrigee)
    commande = dit.split("Si la TCRI l'a corrigée, celle-ci entre à côté, et répond à sa place : roriq ")[1].split()
    argv = [*commande[: commande.index("--corrigee") + 1], "--oui"]
    apercu = reussir(roriq, *argv[:-1])
    assert "--corrigee --oui" in propre(apercu.erreur)
    dit = propre(reussir(roriq, *argv).tout)
    assert "Liste de la TCRI établie le 1er avril 2026 (corrigée)" in dit
    assert "alors qu'il y était en règle avant la correction" in dit
    assert "Depuis celle qu'elle corrige : Nouveaux dans la liste (1)" in dit
    assert texte_de(registre) == avant
    texte = (registre / "data/tcri/tcri-2026-04-01-2.yaml").read_text(encoding="utf-8")
    assert "  version: 2\n" in texte
    assert dernier(registre).sujet == "liste(tcri-2026-04-01-2): Liste de la TCRI établie le 1er avril 2026 (corrigée)"
    assert roriq("valider").code == 0
    assert "en défaut" in roriq("admissibilite", "accueil-exemple").sortie
    assert "établie le 1er avril 2026 (corrigée) est consignée" in propre(reussir(roriq, "journal").sortie)
    # The same again changes nothing; a correction of the correction is a third.
    avant_encore = instantane(registre)
    assert "déjà au registre, telle quelle" in propre(reussir(roriq, *argv).erreur)
    assert instantane(registre) == avant_encore
    premiere = tmp_path / "liste.csv"
    assert importer(roriq, premiere, 2026, "--statut", "en-regle", "--corrigee", "--oui").code == 0
    assert (registre / "data/tcri/tcri-2026-04-01-3.yaml").exists()
    assert "oui, selon la liste du 1er avril 2026 (corrigée)" in propre(
        roriq("admissibilite", "accueil-exemple").sortie
    )
    reussir(roriq, "annuler")
    assert "en défaut" in roriq("admissibilite", "accueil-exemple").sortie


def test_une_admission_garde_la_liste_qui_lui_a_servi(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    """On the list, then on its correction: each admission names its own, and both stay right."""
    noms = ("Accueil Exemple", "Relais Exemple")
    for nom in noms:
        reussir(roriq, "ajouter", "--nom", nom, "--region", "04", "--regionalisation", "Formulaire")
    regle = ("--statut", "en-regle", "--oui")
    une = ecrire_csv(tmp_path / "une.csv", [("nom",), (noms[0],)])
    corrigee = ecrire_csv(tmp_path / "corrigee.csv", [("nom",), *((nom,) for nom in noms)])
    assert importer(roriq, une, 2026, *regle).code == 0
    reussir(roriq, "admettre", "accueil-exemple")
    assert "non rapproché" in propre(refuser(roriq, registre, "admettre", "relais-exemple"))
    assert importer(roriq, corrigee, 2026, *regle, "--corrigee").code == 0
    reussir(roriq, "admettre", "relais-exemple")
    assert "liste: tcri-2026-04-01," in fiche(registre, "accueil-exemple")
    assert "liste: tcri-2026-04-01-2," in fiche(registre, "relais-exemple")
    assert roriq("valider").code == 0
    argv = ("--evenement", "adhesion", "--preuve-tcri", "tcri-2026-04-01-2", "--raison", "La liste corrigée")
    reussir(roriq, "corriger", "accueil-exemple", *argv)
    assert roriq("valider").code == 0


def test_il_faut_une_liste_a_corriger(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    chemin = ecrire_csv(tmp_path / "l.csv", [("Organisme",), ("Accueil Exemple",)])
    dit = refus(roriq, registre, chemin, "--statut", "en-regle", "--corrigee")
    assert "il n'y en a pas à corriger" in dit
    assert "sans --corrigee" in dit


def test_une_liste_illisible_du_meme_jour_n_est_pas_remplacee(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    (registre / "data" / "tcri").mkdir(exist_ok=True)
    (registre / "data" / "tcri" / "tcri-2026-04-01.yaml").write_text("etabli_le: [", encoding="utf-8")
    git(registre, "add", "data")
    git(registre, "commit", "-qm", "à la main")
    chemin = ecrire_csv(tmp_path / "l.csv", [("Organisme",), ("Accueil Exemple",)])
    assert "ne se modifie pas" in refus(roriq, registre, chemin, "--statut", "en-regle")


@pytest.mark.parametrize(
    ("rangees", "mots"),
    [
        ([("A Exemple", None, None, "en règle"), ("a exemple", None, None, "en règle")], "Ligne 2"),
        ([("A Exemple", "12", None, "en règle")], "Ligne 2, colonne « NEQ »"),
        ([("A Exemple", None, None, "peut-être")], "Ligne 2, colonne « Statut »"),
        ([(None, "1145678901", None, "en règle")], "Il manque le nom"),
        ([("x" * 40_000, None, None, "en règle")], "dépasse"),
        ([("x" * 201, None, None, "en règle")], "Ligne 2, colonne « Organisme »"),
        ([("A\x1b[31m Exemple", None, None, "en règle")], "caractère invisible"),
        ([("=HYPERLINK(1)", None, None, "en règle")], "formule"),
        ([("A Exemple", None, "v" * 101, "en règle")], "Ligne 2, colonne « Ville »"),
        ([("prenom.nom@example.org", None, None, "en règle")], "courriel"),
        ([], "aucune ligne d'organisme"),
    ],
)
def test_une_ligne_fautive_et_rien_n_entre(
    registre: Path, roriq: Roriq, tmp_path: Path, rangees: list[tuple[Any, ...]], mots: str
) -> None:
    bonne = [("Bon Exemple", None, None, "en règle")] if rangees else []
    chemin = ecrire_csv(tmp_path / "l.csv", [ENTETE, *rangees, *bonne])
    dit = refus(roriq, registre, chemin)
    assert mots in dit
    assert "\x1b" not in dit


def test_une_colonne_de_personne_est_laissee_de_cote(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    rangees = [("Organisme", "Contact", "Courriel"), ("Accueil Exemple", "Prénom Nom", "prenom.nom@example.org")]
    chemin = ecrire_csv(tmp_path / "l.csv", rangees)
    reponse = importer(roriq, chemin, 2026, "--statut", "en-regle", "--oui")
    assert reponse.code == 0
    assert "« Contact » : une personne" in propre(reponse.sortie)
    assert "Nom" not in texte_de(registre).replace("nom:", "")
    assert "example.org" not in git(registre, "log", "-1", "--format=%B")


def test_des_colonnes_qui_manquent(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    sans = ecrire_csv(tmp_path / "l.csv", [("Truc", "Machin"), ("a", "b")])
    assert "aucune ligne de titres" in refus(roriq, registre, sans, "--statut", "en-regle")
    sans_nom = ecrire_csv(tmp_path / "m.csv", [("Clé", "Raison", "Statut"), ("K1", "A Exemple", "en règle")])
    assert "quelle colonne est le nom" in refus(roriq, registre, sans_nom)
    assert importer(roriq, sans_nom, 2026, "--colonne", "nom=Raison", "--oui").code == 0
    assert "{cle: K1, nom: A Exemple, statut: en-regle}" in texte_de(registre)


def test_ce_qui_est_mal_demande(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    chemin = str(ecrire_csv(tmp_path / "l.csv", [("Organisme",), ("A Exemple",)]))
    avec = str(ecrire_csv(tmp_path / "m.csv", [("Organisme", "Statut"), ("A Exemple", "radié")]))
    erreur = mal_taper(roriq, registre, "tcri", "importer", chemin)
    assert "--etabli-le" in erreur
    assert "--valide-jusqu-au" in erreur
    assert "--statut" in mal_taper(roriq, registre, "tcri", "importer", chemin, *dates(2026))
    assert "« Statut »" in propre(
        mal_taper(roriq, registre, "tcri", "importer", avec, *dates(2026), "--statut", "radie")
    )
    assert "FICHIER" in mal_taper(roriq, registre, "tcri", "importer", *dates(2026))
    assert "n'existe pas" in mal_taper(roriq, registre, "tcri", "importer", "absent.csv", *dates(2026))
    assert "tcri importer" in mal_taper(roriq, registre, "tcri")
    assert "tcri rapprocher" in mal_taper(roriq, registre, "tcri", "raprocher")
    assert "roriq tcri importer --help" in mal_taper(roriq, registre, "tcri", "importer", "--jamais")
    assert "--inconnus" in mal_taper(roriq, registre, "tcri", "rapprocher", "--inconnus", "--oui")


@pytest.mark.parametrize(
    "argv",
    [
        ("--etabli-le", "2026-12-01", "--valide-jusqu-au", "2027-12-01"),
        ("--etabli-le", "2026-04-01", "--valide-jusqu-au", "2026-03-31"),
        ("--etabli-le", "2026-04-01", "--valide-jusqu-au", "2027-03-31", "--recu-le", "2026-03-31"),
        ("--etabli-le", "2026-04-01", "--valide-jusqu-au", "2027-03-31", "--source", "Courriel de x@example.org"),
    ],
)
def test_des_jours_ou_une_source_impossibles(
    registre: Path, roriq: Roriq, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    chemin = ecrire_csv(tmp_path / "l.csv", [("Organisme",), ("A Exemple",)])
    avant = instantane(registre)
    reponse = roriq("tcri", "importer", str(chemin), "--statut", "en-regle", "--oui", *argv)
    assert reponse.code == 3, reponse.tout
    assert RIEN in propre(reponse.erreur)
    assert instantane(registre) == avant


def test_l_essai_montre_tout_et_n_ecrit_rien(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    chemin = ecrire_csv(tmp_path / "l.csv", [("Organisme",), ("Accueil Exemple",)])
    avant = instantane(registre)
    sortie = importer(roriq, chemin, 2026, "--statut", "en-regle", "--essai").sortie
    assert "+  - {cle: accueil-exemple, nom: Accueil Exemple, statut: en-regle}" in sortie
    assert "+tcri: accueil-exemple" in sortie
    assert sortie.index("liste(tcri-2026-04-01)") < sortie.index("rapprochement(accueil-exemple)")
    assert instantane(registre) == avant


def test_une_fiche_modifiee_a_la_main_arrete_tout(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    ici = registre / "data" / "organismes" / "accueil-exemple.yaml"
    ici.write_text(ici.read_text(encoding="utf-8") + "# à la main\n", encoding="utf-8")
    chemin = ecrire_csv(tmp_path / "l.csv", [("Organisme",), ("Accueil Exemple",)])
    assert "en dehors de « roriq »" in refus(roriq, registre, chemin, "--statut", "en-regle")


def test_ce_qui_n_est_pas_certain_est_seulement_dit(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    for ville in ("Ici", "Laval", "Gatineau"):
        membre(registre, f"Service Exemple {ville}", "SANX")
    chemin = ecrire_csv(tmp_path / "l.csv", [("Clé", "Organisme"), ("S1", "SANX"), ("V1", "Venue Imaginaire")])
    reponse = importer(roriq, chemin, 2026, "--statut", "en-regle", "--oui")
    assert reponse.code == 0
    dit = propre(reponse.sortie)
    assert "À rapprocher par une personne, un par un (3)" in dit
    assert "roriq modifier service-exemple-laval --tcri S1" in dit
    assert "tcri:" not in fiche(registre, "service-exemple-laval").replace("{critere: tcri", "").replace("{tcri:", "")
    reussir(roriq, "modifier", "service-exemple-laval", "--tcri", "S1")
    assert dernier(registre).sujet == "rapprochement(service-exemple-laval): Service Exemple Laval"
    reponse = reussir(roriq, "tcri", "rapprocher")
    assert "1 organisme y est déjà rapproché" in propre(reponse.sortie)
    assert "Rien ne change" in reponse.erreur
    inconnus = propre(reussir(roriq, "tcri", "rapprocher", "--inconnus").sortie)
    assert "1 organisme n'est pas au registre. Venue Imaginaire : en règle, clé V1" in inconnus


def test_rapprocher_de_nouveau(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    refuse = roriq("tcri", "rapprocher")
    assert refuse.code == 3
    assert "roriq tcri importer" in refuse.erreur
    chemin = ecrire_csv(tmp_path / "l.csv", [("Organisme",), ("Accueil Exemple",), ("Relais Exemple",)])
    assert importer(roriq, chemin, 2026, "--statut", "en-regle", "--oui").code == 0
    membre(registre)
    membre(registre, "Relais Exemple")
    avant = instantane(registre)
    dit = reussir(roriq, "tcri", "rapprocher")
    assert "Rapprochements certains (2)" in propre(dit.sortie)
    assert "roriq tcri rapprocher --oui" in dit.erreur
    assert instantane(registre) == avant
    fini = reussir(roriq, "tcri", "rapprocher", "--oui")
    assert "le rapprochement de 2 organismes" in fini.erreur
    assert "tcri: relais-exemple" in fiche(registre, "relais-exemple")
    assert "Tous les organismes" in reussir(roriq, "tcri", "match", "--inconnus").sortie
    annule = reussir(roriq, "annuler")
    assert "le rapprochement de 2 organismes" in annule.erreur
    assert dernier(registre).sujet == "annulation(rapprochement): 2 fiches"


def test_qui_n_est_pas_dans_la_liste_se_verifie_aupres_de_la_tcri(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    """Truly absent: there is nothing to match, and the same command does not come back for ever."""
    membre(registre)
    reussir(
        roriq, "ajouter", "--nom", "Phare Imaginaire", "--region", "11", "--deja", "membre", "--source-titre", "Liste",
        "--atteste-le", "2026-01-01", "--depuis", "2020",
    )  # fmt: skip
    chemin = ecrire_csv(tmp_path / "l.csv", [("Organisme",), ("Accueil Exemple",)])
    dit = importer(roriq, chemin, 2026, "--statut", "en-regle", "--oui")
    commande = "roriq attester phare-imaginaire --critere tcri"
    assert "Introuvables dans la liste, à vérifier auprès de la TCRI (1) Phare Imaginaire" in propre(dit.sortie)
    assert commande in propre(dit.sortie)
    dit = reussir(roriq, "tcri", "rapprocher")
    assert "Introuvables dans la liste, à vérifier auprès de la TCRI (1) Phare Imaginaire" in propre(dit.sortie)
    suivi = propre(reussir(roriq, "suivi").sortie)
    assert commande in suivi
    assert "tcri rapprocher" not in suivi
    assert "à vérifier auprès de la TCRI" in propre(reussir(roriq, "afficher", "phare-imaginaire").sortie)
    reussir(
        roriq, "attester", "phare-imaginaire", "--critere", "tcri", "--source", "Courriel de la TCRI",
        "--valide-jusqu-au", "2027-03-31",
    )  # fmt: skip
    assert "Introuvables" not in reussir(roriq, "tcri", "rapprocher").sortie
    assert commande not in propre(reussir(roriq, "suivi").sortie)


@pytest.mark.parametrize(
    ("ligne", "raison"),
    [
        (("Accueil Exemple (AEX)", "Shawinigan"), "nom proche"),
        (("Accueil Exemple de Montréal", None), "un nom dans l'autre"),
        (("Accueil Exemple inc. de Montréal", None), "un nom dans l'autre"),
        (("Exemple", "Shawinigan"), "un nom dans l'autre"),
    ],
)
def test_un_nom_allonge_est_propose_et_le_critere_inconnu(
    registre: Path, roriq: Roriq, tmp_path: Path, ligne: tuple[str, str | None], raison: str
) -> None:
    membre_et_liste(registre, roriq, tmp_path)
    reussir(roriq, "modifier", "accueil-exemple", "--ville", "Shawinigan")
    chemin = ecrire_csv(tmp_path / "l.csv", [("Clé", "Organisme", "Ville"), ("Z9", *ligne)])
    dit = roriq(
        "tcri", "importer", str(chemin), "--etabli-le", "2026-10-01", "--valide-jusqu-au", "2027-09-30", "--statut",
        "en-regle", "--oui",
    )  # fmt: skip
    assert dit.code == 0, dit.tout
    assert "Peut-être dans la liste : à rapprocher (1) Accueil Exemple" in propre(dit.sortie)
    assert f"({raison})" in propre(dit.sortie)
    assert (
        "Aucune n'est la sienne? Vérifiez auprès de la TCRI. Sa réponse se consigne ainsi : roriq attester "
        "accueil-exemple --critere tcri (si c'est non, avec --reponse non)"
    ) in propre(dit.sortie)
    assert "plus en règle" not in propre(dit.sortie)
    assert "inconnu" in roriq("admissibilite", "accueil-exemple").sortie
    assert "plus en règle" not in propre(reussir(roriq, "suivi").sortie)
    assert "roriq tcri rapprocher" in propre(reussir(roriq, "suivi").sortie)


def test_une_fiche_fautive_n_est_pas_rapprochee_et_la_liste_entre(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre(registre)
    poser(
        registre,
        "autre",
        MODELE + "id: autre\nnom: Autre Exemple\nregion: '04'\nneq: '1145678901'\nsources: [{titre: x@example.org}]\n",
    )
    chemin = ecrire_csv(tmp_path / "l.csv", [("Organisme",), ("Accueil Exemple",), ("Autre Exemple",)])
    reponse = importer(roriq, chemin, 2026, "--statut", "en-regle", "--oui")
    assert reponse.code == 0
    assert "l'organisme Autre Exemple n'est pas rapproché" in reponse.erreur
    assert "tcri: accueil-exemple" in fiche(registre, "accueil-exemple")
    assert "tcri:" not in fiche(registre, "autre")


def test_un_fichier_hostile(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    image = tmp_path / "l.xlsx"
    image.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    assert "n'est pas un tableau" in refus(roriq, registre, image, "--statut", "en-regle")
    dossier = tmp_path / "dossier.csv"
    dossier.mkdir()
    assert "dossier" in mal_taper(roriq, registre, "tcri", "importer", str(dossier), *dates(2026), "--statut", "radie")


def test_sans_registre(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    chemin = ecrire_csv(tmp_path / "l.csv", [("Organisme",), ("A Exemple",)])
    assert importer(roriq, chemin, 2026, "--statut", "en-regle").code == 4
    assert roriq("tcri", "rapprocher").code == 4


def test_en_anglais_tout_l_est(registre: Path, roriq: Roriq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    membre(registre)
    chemin = ecrire_csv(
        tmp_path / "l.csv", [("Key", "Organization", "Standing"), ("K1", "Accueil Exemple", "in default")]
    )
    monkeypatch.setenv("RORIQ_LANGUE", "en")
    reponse = roriq("tcri", "import", str(chemin), *dates(2026))
    assert "your only member was not found in good standing on it" in propre(reponse.sortie)
    assert "roriq tcri import " in reponse.erreur
    aide = reussir(roriq, "tcri", "--help").sortie
    assert "import " in aide
    assert "match " in aide
    assert "rapprocher" not in aide
    assert "roriq tcri match --help" in roriq("tcri", "match", "--jamais").erreur


def test_la_demo_recoit_une_liste(demo_copie: Path, roriq: Roriq, tmp_path: Path) -> None:
    """Every member by its name, whatever the fictitious network already has."""
    noms = [(o,) for o in ("Boussole Exemple", "Escale Exemple de la Gaspésie")]
    chemin = ecrire_csv(tmp_path / "l.csv", [("Organisme",), *noms])
    shutil.rmtree(demo_copie / "data" / "tcri", ignore_errors=True)
    reponse = roriq(
        "tcri",
        "importer",
        str(chemin),
        "--etabli-le",
        "2026-11-01",
        "--valide-jusqu-au",
        "2027-10-31",
        "--statut",
        "en-regle",
    )
    assert reponse.code == 0, reponse.tout
    assert sans_effet(roriq, demo_copie, 2, "tcri", "importer").erreur


def test_une_liste_consignee_ne_se_modifie_jamais(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre_et_liste(registre, roriq, tmp_path)
    chemin = registre / "data/tcri/tcri-2026-04-01.yaml"
    avant = chemin.read_bytes()
    chemin.write_bytes(avant.replace(b"en-regle", b"radie"))
    phrase = refuser(roriq, registre, "consigner")
    assert "elle ne se modifie jamais" in phrase
    assert "--corrigee" in phrase
    assert "roriq annuler --fiche tcri-2026-04-01" in phrase
    reussir(roriq, "annuler", "--fiche", "tcri-2026-04-01")
    assert chemin.read_bytes() == avant


def test_une_liste_est_au_journal_et_son_annulation_aussi(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre_et_liste(registre, roriq, tmp_path)
    assert "La liste de la TCRI établie le 1er avril 2026 est consignée, 1 organisme y figure." in propre(
        reussir(roriq, "journal").sortie
    )
    reussir(roriq, "annuler")
    assert "Annulé : la liste de la TCRI tcri-2026-04-01" in propre(reussir(roriq, "journal").sortie)
    liste_tcri(registre, "2026-05-01", "2027-03-31")
    chemin = registre / "data/tcri/tcri-2026-05-01.yaml"
    chemin.write_bytes(chemin.read_bytes() + b"# x\n")
    git(registre, "commit", "-qam", "à la main")
    chemin.unlink()
    git(registre, "commit", "-qam", "à la main")
    journal = propre(reussir(roriq, "journal").sortie)
    assert "La liste de la TCRI tcri-2026-05-01 n'est plus la même." in journal
    assert "La liste de la TCRI tcri-2026-05-01 est retirée." in journal


def test_rien_n_est_admis_sur_une_liste_qu_on_ne_peut_pas_lire(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre_et_liste(registre, roriq, tmp_path)
    reussir(roriq, "ajouter", "--nom", "Relais Exemple", "--region", "04", "--regionalisation", "Formulaire")
    reussir(roriq, "attester", "relais-exemple", "--critere", "tcri", "--source", "Courriel")
    chemin = registre / "data/tcri/tcri-2026-04-01.yaml"
    chemin.write_bytes(chemin.read_bytes() + b"zz: 1\n")
    assert "ne peut pas être lue" in refuser(roriq, registre, "admettre", "relais-exemple")
    reponse = roriq("admissibilite", "relais-exemple")
    assert (reponse.code, "à vérifier" in reponse.sortie) == (1, True)


def test_une_liste_plus_ancienne_ne_dit_rien_d_aujourd_hui(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    membre_et_liste(registre, roriq, tmp_path)
    vieille = ecrire_csv(tmp_path / "vieille.csv", [("nom",), ("Escale Exemple",)])
    dit = propre(reussir(roriq, "tcri", "importer", str(vieille), *dates(2025), "--statut", "en-regle").sortie)
    assert "Une liste plus récente, du 1er avril 2026, est déjà au registre" in dit
    assert "À faire" not in dit
    assert "C'est la plus ancienne liste du registre : 1 organisme." in dit
    assert "première" not in dit
    assert "N'y figuraient pas (1) Accueil Exemple (accueil-exemple)" in dit


def test_entre_deux_listes_elle_parle_de_son_temps(registre: Path, roriq: Roriq, tmp_path: Path) -> None:
    """Those lost and found then are so in the past tense: a later list says what is so today."""
    membre_et_liste(registre, roriq, tmp_path)
    deux = ecrire_csv(tmp_path / "deux.csv", [("nom",), ("Accueil Exemple",), ("Venue Imaginaire",)])
    reussir(roriq, "tcri", "importer", str(deux), *dates(2024), "--statut", "en-regle", "--oui")
    sans = ecrire_csv(tmp_path / "sans.csv", [("nom",), ("Venue Imaginaire",)])
    dit = propre(reussir(roriq, "tcri", "importer", str(sans), *dates(2025), "--statut", "en-regle").sortie)
    assert "N'étaient plus en règle (1) Accueil Exemple (accueil-exemple)" in dit
    assert "Depuis celle du 1er avril 2024 : Partis de la liste (1)" in dit
    assert "Ne sont plus" not in dit
    assert "première" not in dit


def test_une_liste_qu_on_ne_peut_pas_lire_est_peut_etre_la_premiere(
    registre: Path, roriq: Roriq, tmp_path: Path
) -> None:
    liste_tcri(registre, "2025-04-01", "2026-03-31")
    (registre / "data/tcri/tcri-2025-04-01.yaml").write_text("etabli_le: [", encoding="utf-8")
    git(registre, "commit", "-qam", "à la main")
    chemin = ecrire_csv(tmp_path / "l.csv", [("nom",), ("Accueil Exemple",)])
    dit = propre(reussir(roriq, "tcri", "importer", str(chemin), *dates(2026), "--statut", "en-regle").sortie)
    assert "La liste elle-même : 1 organisme." in dit
    assert "première" not in dit


def membre_et_liste(registre: Path, roriq: Roriq, dossier: Path) -> None:
    """A member, and the list of 2026 that names it."""
    membre(registre)
    recue = ecrire_csv(dossier / "liste.csv", [("nom",), ("Accueil Exemple",)])
    reussir(roriq, "tcri", "importer", str(recue), *dates(2026), "--statut", "en-regle", "--oui")
