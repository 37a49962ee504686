"""The words of the network in sentences."""

from datetime import date

import pytest

from roriq_cli import i18n
from roriq_cli.domaine.membres import phrases
from roriq_cli.domaine.membres.modele import Decision, Etat, Evenement, Fait, Formulaire, Precision, Source
from roriq_cli.domaine.membres.reseau import MOTIFS
from roriq_cli.i18n import Commande, Phrase
from tests.domaine.fabrique import AUJOURD_HUI, DECISION, VIES, dans, fait, fiche, j


def dit(evenement: Evenement, nom: str = "Accueil Exemple") -> str:
    return str(phrases.PhraseFait(nom, evenement)).replace("\u00a0", " ")


SANS_PAPIERS = "2027-06-01"


@pytest.mark.parametrize(
    ("evenement", "phrase"),
    [
        (Evenement(j(SANS_PAPIERS), Fait.DEMANDE), "L'organisme X fait une demande le mardi 1er juin 2027"),
        (Evenement(j(SANS_PAPIERS), Fait.ADHESION), "L'organisme X est admis le mardi 1er juin 2027"),
        (
            fait(SANS_PAPIERS, "refus"),
            "La demande de l'organisme X est refusée le mardi 1er juin 2027 (motif : l'organisme n'est pas membre en "
            "règle de la TCRI)",
        ),
        (
            fait(SANS_PAPIERS, "suspension"),
            "L'organisme X est suspendu à compter du mardi 1er juin 2027 (motif : activités jugées incompatibles avec "
            "le réseau; décision : rencontre des membres du 25 septembre 2025, PV 2025-09-25, point 6)",
        ),
        (
            fait(SANS_PAPIERS, "suspension", jusqu_au=j("2027-11-30")),
            "L'organisme X est suspendu du mardi 1er juin au mardi 30 novembre 2027 inclusivement (motif : activités "
            "jugées incompatibles avec le réseau; décision : rencontre des membres du 25 septembre 2025, PV "
            "2025-09-25, point 6)",
        ),
        (
            fait(SANS_PAPIERS, "prolongation", jusqu_au=j("2027-11-30")),
            "La suspension de l'organisme X est prolongée jusqu'au mardi 30 novembre 2027 inclusivement (décision : "
            "rencontre des membres du 25 septembre 2025, PV 2025-09-25, point 6)",
        ),
        (
            fait(SANS_PAPIERS, "levee", decision=None),
            "La suspension de l'organisme X est levée le mardi 1er juin 2027 (au terme prévu)",
        ),
        (
            fait(SANS_PAPIERS, "levee"),
            "La suspension de l'organisme X est levée le mardi 1er juin 2027 (décision : rencontre des membres du 25 "
            "septembre 2025, PV 2025-09-25, point 6)",
        ),
        (
            fait(SANS_PAPIERS, "retrait"),
            "L'organisme X se retire, de sa propre initiative, le mardi 1er juin 2027",
        ),
        (
            fait(SANS_PAPIERS, "retrait", motif="participation-inutile", recu_le=j("2027-05-01")),
            "L'organisme X se retire, de sa propre initiative, le mardi 1er juin 2027 (motif : l'organisme juge sa "
            "participation inutile; annoncé le 1er mai 2027)",
        ),
        (
            fait(SANS_PAPIERS, "expulsion"),
            "L'organisme X est expulsé le mardi 1er juin 2027 (motif : conduite jugée nuisible au réseau; décision : "
            "rencontre des membres du 25 septembre 2025, PV 2025-09-25, point 6)",
        ),
        (
            fait(SANS_PAPIERS, "fermeture"),
            "L'organisme X cesse ses activités le mardi 1er juin 2027 (source : Avis)",
        ),
        (
            fait("2014-11-10", "reprise"),
            "L'organisme X est membre depuis le lundi 10 novembre 2014 (source : Le Soleil, 10 novembre 2014)",
        ),
        (
            fait("2019-04-01", "reprise", date_precision=Precision.MOIS, source=(Source("Page"),)),
            "L'organisme X est membre depuis avril 2019 (source : Page)",
        ),
        (
            fait("2019-01-01", "reprise", date_precision=Precision.ANNEE, source=(Source(url="https://x.org"),)),
            "L'organisme X est membre depuis 2019 (source : https://x.org)",
        ),
        (
            fait("2014-11-10", "reprise", etat=Etat.RETIRE, date_precision=Precision.AU_PLUS_TARD, source=(Source(),)),
            "L'organisme X est retiré au plus tard le lundi 10 novembre 2014 (source : )",
        ),
    ],
)
def test_chaque_fait_a_sa_phrase(evenement: Evenement, phrase: str) -> None:
    assert dit(evenement, "X") == phrase


def test_le_formulaire_en_mots() -> None:
    signe = Evenement(
        j("2027-01-28"), Fait.ADHESION, formulaire=Formulaire(j("2027-01-28"), j("2027-01-26"), "Direction générale")
    )
    assert dit(signe) == (
        "L'organisme Accueil Exemple est admis le jeudi 28 janvier 2027 (formulaire signé le 26 janvier 2027 et reçu "
        "le 28 janvier 2027; signataire : Direction générale)"
    )
    recu = signe._replace(formulaire=Formulaire(j("2027-01-28")))
    assert dit(recu).endswith("(formulaire reçu le 28 janvier 2027)")


def test_une_suspension_sur_deux_annees() -> None:
    suspension = fait("2025-10-01", "suspension", jusqu_au=j("2026-03-31"))
    assert "suspendu du mercredi 1er octobre 2025 au mardi 31 mars 2026 inclusivement" in dit(suspension)


def test_un_nom_hostile_reste_un_nom() -> None:
    for nom in ("{etat}", "{0}", "%s %(le)s", "{", "}}", "{le:j}"):
        for fait_ in Fait:
            assert f"organisme {nom} " in dit(fait(SANS_PAPIERS, fait_.value), nom)
        for etat in Etat:
            assert f"organisme {nom} " in str(phrases.situation(dans(etat, nom=nom), AUJOURD_HUI))
    assert "organisme <U+001B>[31mX<U+202E> " in dit(fait(SANS_PAPIERS, "demande"), "\x1b[31mX\u202e")


@pytest.mark.parametrize(
    ("instance", "mots"),
    [
        ("Rencontre des membres", "rencontre des membres"),
        ("Comité opérationnel", "comité opérationnel"),
        ("Élus", "élus"),
        ("CA", "CA"),
        ("AGA extraordinaire", "AGA extraordinaire"),
        ("C", "C"),
    ],
)
def test_l_instance_en_cours_de_phrase(instance: str, mots: str) -> None:
    decision = phrases.mots_de_la_decision(Decision(instance, j("2027-05-20"), "PV 2027-05-20, point 6"))
    assert str(decision) == f"{mots} du 20 mai 2027, PV 2027-05-20, point 6"


def test_chaque_mot_est_la() -> None:
    assert set(phrases.ETATS) == set(Etat)
    for motifs in MOTIFS.values():
        for motif in motifs:
            assert str(phrases.mots_du_motif(motif))
    assert [str(phrases.mots_de_l_etat(e)) for e in Etat] == [
        "répertorié",
        "candidat",
        "membre",
        "suspendu",
        "refusé",
        "retiré",
        "expulsé",
        "fermé",
    ]


@pytest.mark.parametrize(
    ("etat", "phrase"),
    [
        ("repertorie", "L'organisme Accueil Exemple est répertorié, et aucune demande n'est au registre"),
        ("candidat", "L'organisme Accueil Exemple a fait une demande le 4 mars 2024, et n'est pas membre"),
        ("membre", "L'organisme Accueil Exemple est membre depuis le 2 avril 2024"),
        ("suspendu", "L'organisme Accueil Exemple est suspendu depuis le 1er octobre 2025"),
        ("refuse", "La demande de l'organisme Accueil Exemple a été refusée le 2 avril 2024"),
        ("retire", "L'organisme Accueil Exemple s'est retiré le 2 avril 2024"),
        ("expulse", "L'organisme Accueil Exemple a été expulsé le 1er octobre 2025"),
        ("ferme", "L'organisme Accueil Exemple a cessé ses activités le 2 avril 2024"),
    ],
)
def test_ou_l_historique_laisse_l_organisme(etat: str, phrase: str) -> None:
    assert str(phrases.situation(dans(Etat(etat)), AUJOURD_HUI)) == phrase


def test_un_etat_repris_est_selon_une_source() -> None:
    repris = fiche(fait("2014-11-10", "reprise", etat=Etat.SUSPENDU))
    assert str(phrases.situation(repris, AUJOURD_HUI)) == "L'organisme Accueil Exemple est suspendu selon une source"


def test_un_fait_a_venir_n_est_pas_arrive() -> None:
    a_venir = fiche(*VIES[Etat.MEMBRE], fait("2027-07-01", "expulsion", decision=DECISION))
    assert str(phrases.situation(a_venir, j("2027-06-30"))) == (
        "Pour l'organisme Accueil Exemple, l'expulsion à venir le 1er juillet 2027 est déjà au registre"
    )
    assert str(phrases.situation(a_venir, j("2027-07-01"))).endswith("a été expulsé le 1er juillet 2027")


def test_ce_qui_est_possible_est_dit_en_commandes_de_la_langue() -> None:
    dossier = "/tmp/mon registre"
    i18n.utiliser("en", dossier)
    assert 'roriq -R "/tmp/mon registre" admit accueil-exemple' in str(phrases.ce_qui_est_possible(dans(Etat.CANDIDAT)))
    i18n.utiliser("fr")
    assert "roriq admettre accueil-exemple" in str(phrases.ce_qui_est_possible(dans(Etat.CANDIDAT)))


def test_sans_decision_ni_papier_rien_entre_parentheses() -> None:
    assert "(" not in dit(Evenement(date(2027, 6, 1), Fait.RETRAIT))
    assert isinstance(Commande("admettre", "x"), Commande)
    assert isinstance(phrases.mots_de_la_source(Source("Page")), Phrase)


@pytest.mark.parametrize(
    ("nom", "mots"),
    [("demande", "la demande"), ("attestation", "l'attestation"), ("inconnu", "l'acte « inconnu »")],
)
def test_le_fait_d_une_trace(nom: str, mots: str) -> None:
    assert str(phrases.le_fait(nom)).replace("\u00a0", " ") == mots
