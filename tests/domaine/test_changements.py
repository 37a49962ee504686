"""What happened between two states of one organisation."""

from typing import Any

import pytest

from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.changements import (
    comparer,
    mots_du_champ,
    phrase_attestation,
)
from roriq_cli.domaine.membres.genres import CHAMPS
from roriq_cli.domaine.membres.modele import Etat, NomAnterieur, Organisme, RegionAnterieure, Source, Territoire
from tests.domaine.fabrique import ATTESTATIONS, AUJOURD_HUI, attestation, dans, fait, fiche, j

Ligne = tuple[str, str | None, str]


def lignes(avant: Organisme | None, apres: Organisme) -> list[Ligne]:
    trouvees = comparer(avant, apres)
    assert not any(set("{}") & set(str(c.phrase)) for c in trouvees)
    return [(c.nom, c.date.isoformat() if c.date else None, str(c.phrase).replace("\u00a0", " ")) for c in trouvees]


def test_rien_n_a_change() -> None:
    for etat in Etat:
        assert comparer(dans(etat), dans(etat)) == []


def test_une_nouvelle_fiche() -> None:
    assert lignes(None, dans(Etat.CANDIDAT)) == [
        ("demande", "2024-03-04", "L'organisme Accueil Exemple fait une demande le lundi 4 mars 2024"),
        (
            "attestation",
            "2024-03-01",
            "L'organisme Accueil Exemple travaille en régionalisation de l'immigration, selon une vérification du 1er "
            "mars 2024 (source : Formulaire d'adhésion, section 3)",
        ),
        (
            "attestation",
            "2024-03-25",
            "L'organisme Accueil Exemple est en règle à la TCRI, selon une vérification du 25 mars 2024 qui vaut "
            "jusqu'au 31 mars 2025 inclusivement (source : Courriel de la TCRI)",
        ),
    ]


def test_un_organisme_repertorie() -> None:
    organisme = fiche(sources=(Source("Le Soleil", atteste_le=j("2014-11-10")), Source(url="https://exemple.org")))
    assert lignes(None, organisme) == [
        (
            "modification",
            None,
            "L'organisme Accueil Exemple est répertorié (source : Le Soleil, 10 novembre 2014 et https://exemple.org)",
        )
    ]


def test_un_fait_et_une_preuve_de_plus() -> None:
    avant = dans(Etat.MEMBRE)
    apres = actes.attester(
        actes.consigner(avant, fait("2025-12-01", "retrait"), AUJOURD_HUI),
        attestation("regionalisation", "2025-12-01", reponse="non"),
        AUJOURD_HUI,
    )
    assert [ligne[:2] for ligne in lignes(avant, apres)] == [("retrait", "2025-12-01"), ("attestation", "2025-12-01")]


@pytest.mark.parametrize(
    ("critere", "reponse", "debut"),
    [
        ("tcri", "oui", "L'organisme X est en règle à la TCRI, selon"),
        ("tcri", "non", "L'organisme X n'est pas en règle à la TCRI, selon"),
        ("regionalisation", "oui", "L'organisme X travaille en régionalisation de l'immigration, selon"),
        ("regionalisation", "non", "L'organisme X ne travaille pas en régionalisation de l'immigration, selon"),
    ],
)
def test_une_attestation_en_mots(critere: str, reponse: str, debut: str) -> None:
    assert str(phrase_attestation("X", attestation(critere, "2024-03-01", reponse=reponse))).startswith(debut)


def test_un_renommage_prend_effet_le_lendemain_du_dernier_jour() -> None:
    avant = fiche(sigle="AE")
    apres = actes.renommer(avant, "Accueil Nouveau", None, j("2026-05-01"), AUJOURD_HUI)
    assert lignes(avant, apres) == [
        (
            "renommage",
            "2026-05-01",
            "L'organisme Accueil Exemple se nomme Accueil Nouveau, après avoir porté son nom jusqu'au 30 avril 2026 "
            "inclusivement",
        )
    ]
    sigle = actes.renommer(avant, "Accueil Nouveau", "AN", None, AUJOURD_HUI)
    assert lignes(avant, sigle) == [
        ("renommage", None, "L'organisme Accueil Exemple se nomme désormais Accueil Nouveau (sigle : AN)"),
    ]


def test_un_sigle_peut_changer_seul() -> None:
    avant = fiche(sigle="AE")
    nouveau = actes.renommer(avant, "Accueil Exemple", "AX", j("2026-05-01"), AUJOURD_HUI)
    assert lignes(avant, nouveau) == [
        ("renommage", "2026-05-01", "Le sigle de l'organisme Accueil Exemple est désormais AX")
    ]
    a_la_main = avant._replace(sigle="AX")
    assert lignes(avant, a_la_main) == [("modification", None, "Fiche de l'organisme Accueil Exemple, sigle : AE → AX")]


def test_un_nom_change_a_la_main_n_emprunte_pas_une_autre_date() -> None:
    avant = fiche(noms_anterieurs=(NomAnterieur("Ancien", jusqu_au=j("2019-06-30")),))
    assert lignes(avant, avant._replace(nom="Autre")) == [
        ("renommage", None, "L'organisme Accueil Exemple se nomme désormais Autre")
    ]


def test_une_region_prend_effet_le_lendemain_du_dernier_jour() -> None:
    avant = fiche(region="04")
    apres = actes.changer_de_region(avant, "05", j("2026-05-01"), AUJOURD_HUI)
    phrase = "Fiche de l'organisme Accueil Exemple, région : Mauricie → Estrie"
    assert lignes(avant, apres) == [("modification", "2026-05-01", phrase)]
    a_la_main = avant._replace(region="05")
    assert lignes(avant, a_la_main) == [("modification", None, phrase)]
    avec_une_autre = avant._replace(regions_anterieures=(RegionAnterieure("06", j("2019-01-01")),))
    assert lignes(avec_une_autre, avec_une_autre._replace(region="05")) == [("modification", None, phrase)]
    anterieure, ville = lignes(avant, avec_une_autre._replace(ville="Shawinigan"))
    assert (
        anterieure[2]
        == "Pour l'organisme Accueil Exemple, la région antérieure (Montréal, jusqu'au 1er janvier 2019) s'ajoute"
    )
    assert ville[1] is None


def test_rien_de_ce_qui_s_ajoute_n_est_tu() -> None:
    avant = fiche(sources=(Source("Site", "https://exemple.org/a"),))
    apres = avant._replace(noms_anterieurs=(NomAnterieur("Autrefois"), NomAnterieur("Jadis")))
    assert [phrase for _n, _d, phrase in lignes(avant, apres)] == [
        f"Pour l'organisme Accueil Exemple, le nom antérieur « {nom} » s'ajoute" for nom in ("Autrefois", "Jadis")
    ]
    renomme = apres._replace(nom="Autre", noms_anterieurs=(*apres.noms_anterieurs, NomAnterieur(avant.nom)))
    assert [nom for nom, _d, _p in lignes(avant, renomme)] == ["renommage", "modification", "modification"]
    ailleurs = avant._replace(sources=(Source("Site", "https://exemple.org/b", consulte_le=j("2026-11-21")),))
    assert lignes(avant, ailleurs)[0][2].endswith(
        "sources : Site https://exemple.org/a → Site https://exemple.org/b 2026-11-21"
    )


def test_le_profil_tient_en_une_phrase() -> None:
    avant = fiche(ville="Shawinigan", milieux=("urbain",))
    apres = fiche(
        milieux=("urbain", "rural"),
        territoire=Territoire("mrc", ("Mékinac", "Shawinigan")),
        sources=(Source("Page"),),
        site_web="https://exemple.org",
    )
    assert lignes(avant, apres) == [
        (
            "modification",
            None,
            "Fiche de l'organisme Accueil Exemple, ville : Shawinigan → —, mandat : — → MRC : Mékinac et Shawinigan, "
            "milieux : urbain → urbain, rural, site web : — → https://exemple.org et sources : — → Page",
        )
    ]


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"historique": dans(Etat.REFUSE).historique}, "l'adhésion du 2 avril 2024 devient le refus du 2 avril 2024"),
        ({"historique": dans(Etat.MEMBRE).historique[1:]}, "la demande du 4 mars 2024 n'est plus au registre"),
        (
            {"attestations": ATTESTATIONS[1:]},
            "l'attestation du 1er mars 2024 (en régionalisation de l'immigration : oui) n'est plus au registre",
        ),
        (
            {"noms_anterieurs": (NomAnterieur("Autre"),)},
            "le nom antérieur « Ancien » change, nom : Ancien → Autre",
        ),
        ({"regions_anterieures": ()}, "la région antérieure (Estrie, jusqu'au 7 juillet 2016) n'est plus au registre"),
    ],
)
def test_ce_qui_etait_consigne_et_ne_l_est_plus_est_une_correction(champs: dict[str, Any], phrase: str) -> None:
    avant = dans(
        Etat.MEMBRE,
        noms_anterieurs=(NomAnterieur("Ancien"),),
        regions_anterieures=(RegionAnterieure("05", j("2016-07-07")),),
    )
    correction = ("correction", None, f"Pour l'organisme Accueil Exemple, {phrase}")
    assert lignes(avant, avant._replace(**champs)) == [correction]


def test_chaque_champ_a_ses_mots() -> None:
    assert set(CHAMPS) == set(Organisme._fields)


def test_un_champ_en_mots() -> None:
    organisme = fiche(
        region="11", profils=("accueil-mifi", "autre"), neq="1145678901", territoire=Territoire("regionale")
    )
    attendus = {
        "region": "Gaspésie–Îles-de-la-Madeleine",
        "profils": "organisme d'accueil du MIFI, autre",
        "neq": "1145678901",
        "territoire": "régional",
        "ville": "—",
        "milieux": "—",
    }
    assert {champ: str(mots_du_champ(organisme, champ)) for champ in attendus} == attendus


@pytest.mark.parametrize(
    ("avant", "apres", "phrase"),
    [
        (None, "K1", "L'organisme Accueil Exemple a la clé K1 dans les listes de la TCRI"),
        ("K1", None, "L'organisme Accueil Exemple n'a plus de clé dans les listes de la TCRI (c'était K1)"),
        ("K1", "K2", "L'organisme Accueil Exemple a désormais la clé K2 dans les listes de la TCRI, au lieu de K1"),
    ],
)
def test_la_cle_seule_est_un_rapprochement(avant: str | None, apres: str | None, phrase: str) -> None:
    (changement,) = comparer(fiche(tcri=avant), fiche(tcri=apres))
    assert (changement.nom, changement.date, str(changement.phrase)) == ("rapprochement", None, phrase)
    (avec_autre,) = comparer(fiche(tcri=avant), fiche(tcri=apres, ville="Laval"))
    assert avec_autre.nom == "modification"
