"""`concilier`: what public pages claim against the register, in words; and a new claim, recorded as one fact."""

import json
from pathlib import Path

import pytest

from roriq_cli.domaine.membres.genres import CHIFFRES
from tests.cli.outils import dernier, git, instantane, mal_taper, membre, refuser, reussir, sans_effet, suspendu
from tests.conftest import Reponse, Roriq

SOURCE = ("--source-titre", "Le site du RORIQ")
AJOUTER = ("concilier", "--ajouter", "--total", "2", *SOURCE)


def chiffres(racine: Path) -> str:
    return (racine / CHIFFRES.lieu).read_bytes().decode()


def publier(racine: Path, *entrees: str) -> None:
    """The file, made by hand and recorded."""
    (racine / CHIFFRES.lieu).write_text("chiffres:\n" + "".join(f"  - {{{e}}}\n" for e in entrees), encoding="utf-8")
    git(racine, "add", CHIFFRES.lieu)
    git(racine, "commit", "-qm", "chiffres")


def entree(date: str, total: int, *, precision: str = "jour", titre: str = "Le site du RORIQ", **champs: object) -> str:
    autres = "".join(f", {cle}: {valeur}" for cle, valeur in champs.items())
    return f'date: "{date}", precision: {precision}, total: {total}{autres}, source: {{titre: {titre}}}'


def dire(reponse: Reponse) -> str:
    return reponse.sortie.replace("\u00a0", " ")


@pytest.fixture
def deux(registre: Path) -> Path:
    """Two members since 2 April 2024; one of them suspended since 1 June 2026."""
    membre(registre)
    suspendu(registre, "Relais Exemple")
    return registre


# What is said.


def test_un_chiffre_qui_ne_concorde_pas(deux: Path, roriq: Roriq) -> None:
    publier(deux, entree("2026-06-14", 2, regions=2, regions_comptent_montreal="oui"))
    reponse = roriq("concilier")
    assert reponse.code == 1
    assert dire(reponse) == (
        "Le site du RORIQ annonce 2 organismes membres (14 juin 2026). Le registre en compte 1 depuis le 1er juin 2026."
        "\nLes deux comptent Montréal parmi les régions. La source : 2 régions. Le registre : 1 région.\n"
        "Écart : 1 organisme membre de moins et 1 région de moins au registre.\n\n"
        "La phrase du registre, pour le site : roriq rapport --phrase\n"
        "Un chiffre plus récent à consigner : roriq concilier --ajouter\n"
        f"Registre à la version {git(deux, 'rev-parse', 'HEAD')[:10]}.\n"
    )


def test_un_chiffre_qui_concorde_avec_son_jour(deux: Path, roriq: Roriq) -> None:
    publier(deux, entree("2026-05-31", 2, regions=1, regions_comptent_montreal="non", montreal=0, hors_montreal=2))
    texte = dire(reussir(roriq, "concilier"))
    assert "annonce 2 organismes membres, 0 à Montréal et 2 ailleurs (31 mai 2026)" in texte
    assert "Aucun des deux ne compte Montréal parmi les régions." in texte
    assert "Les deux concordent.\nLe registre a changé ensuite : il en compte 1 depuis le 1er juin 2026.\n" in texte
    assert "--ajouter" not in texte


@pytest.mark.parametrize(
    ("au", "dit"),
    [
        ("2025", "(2025). Le 31 décembre 2025, le registre en compte 2, depuis le 2 avril 2024."),
        ("2026", "(2026). L'année n'est pas finie : le 21 novembre 2026, le registre en compte 1."),
        ("2023", "(2023). Le registre n'en établit aucun le 31 décembre 2023."),
    ],
)
def test_un_chiffre_d_une_annee(deux: Path, roriq: Roriq, au: str, dit: str) -> None:
    publier(deux, entree(au, 1, precision="annee"))
    assert dit in dire(roriq("concilier"))


def test_une_source_qui_ne_dit_pas_tout_n_est_comparee_que_sur_le_total(deux: Path, roriq: Roriq) -> None:
    publier(deux, entree("2026-06-14", 1), entree("2026-06-15", 1, regions=9, titre="Le Journal"))
    texte = dire(reussir(roriq, "concilier"))
    assert "La source ne donne pas de nombre de régions : elles ne sont pas comparées." in texte
    assert "La source ne dit pas si Montréal est parmi ses régions (9) : elles ne sont pas comparées." in texte
    assert texte.index("Le Journal") < texte.index("Le site du RORIQ"), "the latest first"


def test_le_dernier_chiffre_decide_du_code(deux: Path, roriq: Roriq) -> None:
    faux, juste = entree("2016", 26, precision="annee-inferee"), entree("2026-06-14", 1)
    publier(deux, juste, faux)
    texte = dire(reussir(roriq, "concilier"))
    assert "(2016, année déduite)" in texte
    publier(deux, entree("2026-06-13", 1), entree("2026-06-14", 3))
    assert roriq("concilier").code == 1


def test_un_reseau_parti(registre: Path, roriq: Roriq) -> None:
    suspendu(registre)
    publier(registre, entree("2026-06-14", 1), entree("2025-06-14", 1))
    texte = dire(roriq("concilier"))
    assert "Le registre n'en compte aucun depuis le 1er juin 2026." in texte
    assert "Le registre a changé ensuite : il n'en compte aucun depuis le 1er juin 2026." in texte


def test_sans_chiffre(registre: Path, roriq: Roriq) -> None:
    assert "Aucun chiffre publié n'est au registre. Pour en consigner un : roriq concilier --ajouter" in dire(
        reussir(roriq, "concilier")
    )
    assert json.loads(reussir(roriq, "concilier", "--format", "json").sortie)["concorde"] is True


@pytest.mark.parametrize("fichier", [CHIFFRES.lieu, "data/organismes/mal.yaml"])
def test_ce_qui_n_est_pas_lu_n_est_pas_un_oui(registre: Path, roriq: Roriq, fichier: str) -> None:
    (registre / fichier).write_text("{", encoding="utf-8")
    reponse = roriq("concilier")
    assert reponse.code == 1
    assert "1 fichier illisible n'est pas compté ici" in dire(reponse)


def test_en_json(deux: Path, roriq: Roriq) -> None:
    publier(deux, entree("2025", 3, precision="annee", regions=1, regions_comptent_montreal="oui"))
    reponse = roriq("concilier", "--format", "json")
    assert reponse.code == 1
    donnees = json.loads(reponse.sortie)
    (chiffre,) = donnees["chiffres"]
    phrases = chiffre.pop("phrases")
    assert phrases[0].startswith("Le site du RORIQ annonce 3 organismes membres (2025).")
    assert (donnees["au"], donnees["concorde"], donnees["modifie"]) == ("2026-11-21", False, False)
    assert chiffre == {
        "date": "2025",
        "precision": "annee",
        "jour": "2025-12-31",
        "source": {"titre": "Le site du RORIQ", "url": None},
        "publie": {
            "total": 3,
            "montreal": None,
            "hors_montreal": None,
            "regions": 1,
            "regions_comptent_montreal": "oui",
        },
        "registre": {
            "membres": 2,
            "montreal": 0,
            "hors_montreal": 2,
            "regions_hors_montreal": 1,
            "depuis": "2024-04-02",
        },
        "ensuite": {"membres": 1, "depuis": "2026-06-01"},
        "ecarts": {"total": -1, "regions": 0},
        "concorde": False,
        "inconnus": 0,
    }


def test_en_markdown(deux: Path, roriq: Roriq) -> None:
    publier(deux, entree("2026-06-14", 2, titre="'[Le](https://example.org) *site*'"))
    texte = dire(roriq("concilier", "--format", "markdown", "--sortie", "rapport.md"))
    assert texte == ""
    ecrit = (deux / "rapport.md").read_text(encoding="utf-8")
    assert ecrit.startswith("# Chiffres publiés et registre au 21 novembre 2026\n")
    assert "- &#91;Le&#93;(https:&#8203;//example.org) &#42;site&#42; annonce" in ecrit


# A new claim.


def test_ajouter_ne_change_que_ce_qui_s_ajoute(deux: Path, roriq: Roriq) -> None:
    avant = "# à nous\nchiffres:   # ce que l'on lit\n- date:   '2016'\n  precision: annee\n  total: 26 # environ\n"
    avant += '  source: {titre: "Page"}\n# la fin\n'
    (deux / CHIFFRES.lieu).write_text(avant, encoding="utf-8")
    git(deux, "commit", "-qam", "x")
    reponse = reussir(
        roriq, *AJOUTER, "--regions", "13", "--montreal-compris", "--montreal", "1", "--hors-montreal", "1",
        "--source-url", "https://example.org/a",
    )  # fmt: skip
    assert reponse.sortie == ""
    assert reponse.erreur.replace("\u00a0", " ") == (
        "C'est consigné : Le site du RORIQ annonce 2 organismes membres, 1 à Montréal et 1 ailleurs (21 novembre "
        "2026); 13 régions, y compris Montréal. Rien n'a quitté votre ordinateur. Une erreur? roriq annuler\n"
    )
    debut, fin = avant.removesuffix("# la fin\n"), "# la fin\n"
    assert chiffres(deux) == (
        debut
        + "- date: 2026-11-21\n  precision: jour\n  total: 2\n  montreal: 1\n  hors_montreal: 1\n  regions: 13\n"
        + "  regions_comptent_montreal: oui\n  source: {titre: Le site du RORIQ, url: https://example.org/a}\n"
        + fin
    )
    commit = dernier(deux)
    assert commit.fichiers == [CHIFFRES.lieu]
    assert commit.sujet.startswith("modification(chiffres_publies): Le site du RORIQ annonce 2 organismes membres")
    assert commit.trailers == {"Roriq-Evenement": ["modification"], "Roriq-Date": ["2026-11-21"]}
    reussir(roriq, "valider")


def test_le_premier_chiffre_et_un_fichier_absent(registre: Path, roriq: Roriq) -> None:
    reussir(roriq, *AJOUTER, "--date", "2016", "--annee-deduite", "--regions", "11", "--montreal-en-sus")
    attendu = (
        "# yaml-language-server: $schema=../schemas/chiffres_publies.schema.json\nchiffres:\n"
        '  - date: "2016"\n    precision: annee-inferee\n    total: 2\n    regions: 11\n'
        "    regions_comptent_montreal: non\n    source: {titre: Le site du RORIQ}\n"
    )
    assert chiffres(registre) == attendu
    git(registre, "rm", "-q", CHIFFRES.lieu)
    git(registre, "commit", "-qm", "sans chiffres")
    reussir(roriq, *AJOUTER, "--date", "2016", "--annee-deduite", "--regions", "11", "--montreal-en-sus")
    assert chiffres(registre) == attendu


def test_annuler_un_chiffre(deux: Path, roriq: Roriq) -> None:
    avant = chiffres(deux)
    reussir(roriq, *AJOUTER, "--regions", "2")
    assert "2 régions, sans dire si Montréal en est" in dernier(deux).corps
    assert "regions_comptent_montreal" not in chiffres(deux)
    reussir(roriq, "annuler")
    assert chiffres(deux) == avant


def test_essai_et_proposer(deux: Path, roriq: Roriq) -> None:
    avant = instantane(deux)
    reponse = reussir(roriq, *AJOUTER, "--essai")
    assert "+  - date: 2026-11-21\n" in reponse.sortie
    assert "\nmodification(chiffres_publies): Le site du RORIQ annonce" in reponse.sortie
    assert instantane(deux) == avant
    reussir(roriq, *AJOUTER, "--proposer")
    assert instantane(deux)._replace(references={}) == avant._replace(references={})
    branche = "proposition/modification-chiffres_publies-2026-11-21"
    assert dernier(deux, branche).fichiers == [CHIFFRES.lieu]


def test_un_chiffre_deja_la(deux: Path, roriq: Roriq) -> None:
    reussir(roriq, *AJOUTER)
    erreur = refuser(roriq, deux, *AJOUTER[:3], "9", "--source-titre", "LE SITE du roriq")
    assert "Ce chiffre est déjà au registre" in erreur
    assert "roriq consigner chiffres_publies" in erreur
    reussir(roriq, *AJOUTER, "--date", "2026-11-20")
    reussir(roriq, *AJOUTER[:4], "--source-titre", "Une autre page")


@pytest.mark.parametrize(
    ("argv", "motif"),
    [
        (("--date", "2026-11-22"), "2026-11-22 n'est pas encore arrivé"),
        (("--date", "2027"), "2027 n'est pas encore arrivé"),
        (("--montreal", "2", "--hors-montreal", "1"), "2 à Montréal et 1 ailleurs ne font pas 2."),
        (("--source-titre", "Écrire à nom@example.org"), "Une adresse de courriel est écrite ici."),
    ],
)
def test_un_chiffre_impossible(deux: Path, roriq: Roriq, argv: tuple[str, ...], motif: str) -> None:
    assert motif in refuser(roriq, deux, *AJOUTER, *argv)


@pytest.mark.parametrize(
    ("argv", "motif"),
    [
        (("--ajouter",), "Il manque --total et --source-titre."),
        (("--ajouter", "--total", "2"), "Il manque --source-titre."),
        (("--total", "2", "--oui"), "--total et --oui : pour consigner un chiffre publié. Il manque --ajouter."),
        (("--montreal-en-sus",), "--montreal-compris : pour consigner un chiffre publié."),
        ((*AJOUTER[1:], "--format", "json"), "--format et --sortie n'y ont pas leur place."),
        ((*AJOUTER[1:], "--sortie", "x"), "--format et --sortie n'y ont pas leur place."),
        ((*AJOUTER[1:], "--montreal-en-sus"), "disent comment les régions sont comptées. Il manque --regions."),
        ((*AJOUTER[1:], "--date", "2026-03"), "pas d'un mois. Écrivez AAAA-MM-JJ ou 2026."),
        ((*AJOUTER[1:], "--annee-deduite"), "--annee-deduite demande une année : --date AAAA."),
        ((*AJOUTER[1:], "--annee-deduite", "--date", "2026-03-04"), "--annee-deduite demande une année"),
        (("--ajouter", "--total", "1001", *SOURCE), "« 1001 » n'est pas un nombre, de 0 à 1000."),
        (("--ajouter", "--total", "-1", *SOURCE), "« -1 » n'est pas un nombre, de 0 à 1000."),
        ((*AJOUTER[1:], "--regions", "18"), "« 18 » n'est pas un nombre, de 0 à 17."),
        ((*AJOUTER[1:], "--source-url", "javascript:alert(1)"), "--source-url"),
        (("--ajouter", "--total", "2", "--source-titre", "a\x1b[31m"), "contient un caractère invisible"),
    ],
)
def test_mal_tape(deux: Path, roriq: Roriq, argv: tuple[str, ...], motif: str) -> None:
    assert motif in mal_taper(roriq, deux, "concilier", *argv).replace("\u00a0", " ")


def test_un_fichier_qui_ne_se_lit_pas_ou_modifie_a_la_main(deux: Path, roriq: Roriq) -> None:
    chemin = deux / CHIFFRES.lieu
    avant = chemin.read_text(encoding="utf-8")
    chemin.write_text(avant + "\n", encoding="utf-8")
    assert "a été modifiée en dehors de « roriq »" in refuser(roriq, deux, *AJOUTER).replace("\u00a0", " ")
    chemin.write_text("chiffres: [{total: vingt}]\n", encoding="utf-8")
    assert f"roriq valider {CHIFFRES.lieu}" in refuser(roriq, deux, *AJOUTER)


def test_un_fichier_qu_on_ne_peut_pas_completer(deux: Path, roriq: Roriq) -> None:
    """Nothing is written rather than something else than what was meant."""
    (deux / CHIFFRES.lieu).write_text("{chiffres: []}\n", encoding="utf-8")
    git(deux, "commit", "-qam", "x")
    assert "sans toucher au reste" in sans_effet(roriq, deux, 70, *AJOUTER).erreur
