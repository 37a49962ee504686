"""No text from a file, a name or a commit drives the terminal, in any format of any command."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from roriq_cli import i18n
from roriq_cli.domaine.bilan.conciliation import concilier
from roriq_cli.domaine.bilan.echeances import echeances
from roriq_cli.domaine.bilan.rapport import rapport
from roriq_cli.domaine.bilan.suivi import Dossier, suivi
from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.conduite import Couple
from roriq_cli.domaine.genres.constats import Constat
from roriq_cli.domaine.membres.changements import comparer
from roriq_cli.domaine.membres.criteres import admissibilite
from roriq_cli.domaine.membres.listes import listes_du
from roriq_cli.domaine.membres.modele import (
    Attestation,
    ChiffrePublie,
    Decision,
    Etat,
    Evenement,
    Fait,
    Formulaire,
    ListeTcri,
    MembreTcri,
    NomAnterieur,
    Organisme,
    Precision,
    Registre,
    Reponse,
    Reseau,
    Source,
    SourceDeListe,
    SourcePubliee,
)
from roriq_cli.domaine.revue.revue import Acceptation, juger, revue
from roriq_cli.domaine.tableaux.exportation import evenements
from roriq_cli.i18n import Phrase
from roriq_cli.rendu.formats import FORMATS, rendre
from roriq_cli.rendu.vues import (
    Contexte,
    LigneDeJournal,
    VueAdmissibilite,
    VueConciliation,
    VueConstats,
    VueEcheances,
    VueExport,
    VueFiche,
    VueJournal,
    VueListe,
    VueRapport,
    VueRegles,
    VueRevue,
    VueSuivi,
)

MAL = "\x1b[31m\x07\x9b2J\u202e\u200b\u2066[red]{0}%s"
JOUR = date(2026, 11, 21)


def _hostile(id: str, region: str) -> Organisme:
    decision = Decision(MAL, date(2026, 5, 20), MAL)
    return Organisme(
        id,
        f"Nom {id} {MAL}",
        region=region,
        sigle=MAL,
        noms_anterieurs=(NomAnterieur(MAL, MAL, date(2020, 1, 1)),),
        ville=MAL,
        courriel=MAL,
        site_web=MAL,
        tcri=MAL,
        sources=(Source(MAL, MAL),),
        attestations=(Attestation("tcri", Reponse.NON, date(2024, 1, 1), date(2030, 1, 1), MAL),),
        historique=(
            Evenement(
                date(2019, 1, 1),
                Fait.REPRISE,
                Etat.MEMBRE,
                Precision.ANNEE,
                source=(Source(MAL, MAL, None, None, JOUR),),
            ),
            Evenement(date(2026, 1, 1), Fait.SUSPENSION, motif="conduite-nuisible", decision=decision, note=MAL),
            Evenement(date(2026, 2, 1), Fait.LEVEE, decision=decision),
            Evenement(date(2026, 3, 1), Fait.EXPULSION, motif="conduite-nuisible", decision=decision),
            Evenement(date(2026, 4, 1), Fait.DEMANDE, note=MAL),
            Evenement(date(2026, 12, 1), Fait.ADHESION, formulaire=Formulaire(JOUR, None, MAL)),
        ),
    )


def _liste(annee: int, *membres: MembreTcri) -> ListeTcri:
    source = SourceDeListe(MAL, "0" * 64)
    return ListeTcri(date(annee, 4, 1), date(annee, 4, 1), date(annee + 1, 3, 31), source, membres)


def _perdu() -> Contexte:
    """A member that the last list does not name any more."""
    membre = _hostile("un", "04")
    membre = membre._replace(historique=membre.historique[:1], attestations=())
    listes = (_liste(2025, MembreTcri(MAL, MAL, statut="en-regle")), _liste(2026, MembreTcri("A", "A", statut="radie")))
    return Contexte(JOUR, JOUR, Registre((membre,), listes_tcri=listes), "a" * 40)


def _vues() -> dict[str, Any]:
    organismes = (_hostile("un", "04"), _hostile("deux", "06"))
    chiffres = (ChiffrePublie("2025", "annee", 3, source=SourcePubliee(MAL, MAL)),)
    registre = Registre(organismes, Reseau(nom=MAL, article=MAL, avis=MAL, fictif=True), chiffres)
    contexte = Contexte(JOUR, JOUR, registre, "a" * 40, modifie=True, fige=True, non_lus=(i18n.inerte(MAL),))
    dossier = Dossier((MAL,), 1, (MAL,), (MAL,))
    instant = datetime(2026, 11, 21, tzinfo=UTC)
    lignes = tuple(LigneDeJournal(instant, MAL, "a" * 40, "un", c, 40) for c in comparer(None, organismes[0]))
    constat = Constat(REGLES["personne-possible"], i18n.inerte(MAL), Phrase("« {texte} »", texte=MAL), 1, 7)
    return {
        "suivi": VueSuivi(contexte, suivi(registre, JOUR, dossier)),
        "lister": VueListe(contexte, organismes),
        "afficher": VueFiche(contexte, organismes[0]),
        "journal": VueJournal(contexte, lignes),
        "rapport": VueRapport(contexte, rapport(registre, JOUR)),
        "concilier": VueConciliation(contexte, concilier(registre, JOUR)),
        "admissibilite": VueAdmissibilite(
            _perdu(),
            tuple(
                (o, admissibilite(o, JOUR, listes_du(_perdu().registre)))
                for o in (*_perdu().registre.organismes, *organismes)
            ),
        ),
        "echeances": VueEcheances(_perdu(), 60, echeances(_perdu().registre, JOUR, 60)),
        "exporter": VueExport(contexte, evenements(registre, JOUR)),
        "valider": VueConstats(contexte, 1, 0, 1, 0, (constat,), {i18n.inerte(MAL): f"nom: {MAL}\n"}),
        "revue": _revue(contexte, constat),
        "regle": VueRegles(tuple(REGLES.values())),
    }


def _revue(contexte: Contexte, constat: Constat) -> VueRevue:
    """Two hostile files that come, one that goes, one that is rewritten."""
    un, deux = contexte.registre.organismes
    ancien = un._replace(historique=un.historique[1:], ville="Alma")
    couples = [Couple(ancien, un), Couple(None, deux), Couple(deux._replace(id="trois"), None)]
    faite = revue(Registre(), contexte.registre, couples, JOUR)
    jugement = juger((constat,), [Acceptation("fait-reecrit", MAL)], complet=False)
    mots = (Phrase("{mot}", mot=MAL),)
    return VueRevue(contexte, "a" * 40, "", faite, jugement, mots, (i18n.inerte(MAL),))


@pytest.fixture(params=["fr", "en"])
def langue(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.utiliser(request.param)
    yield request.param
    i18n.utiliser("fr")


def test_chaque_commande_a_sa_vue() -> None:
    assert set(_vues()) == set(FORMATS)


@pytest.mark.parametrize("commande", [commande for commande, formes in FORMATS.items() if "texte" in formes])
def test_aucun_texte_n_est_actif(langue: str, commande: str) -> None:
    texte = rendre(commande, "texte", _vues()[commande])
    _inoffensif(texte)
    if commande != "regle":
        assert "<U+001B>[31m<U+0007><U+009B>2J<U+202E><U+200B><U+2066>[red]{0}%s" in texte


@pytest.mark.parametrize("commande", [commande for commande, formes in FORMATS.items() if "markdown" in formes])
def test_le_markdown_n_a_que_ses_propres_marques(langue: str, commande: str) -> None:
    texte = str(rendre(commande, "markdown", _vues()[commande]))
    _inoffensif(texte)
    assert "&#60;U+001B&#62;&#91;31m" in texte
    assert "<U+001B>" not in texte


def _inoffensif(texte: str) -> None:
    for actif in ("\x1b", "\x07", "\x9b", "\u202e", "\u200b", "\u2066"):
        assert actif not in texte


@pytest.mark.parametrize("commande", FORMATS)
def test_le_json_se_relit_et_n_a_pas_de_caractere_de_commande(langue: str, commande: str) -> None:
    texte = rendre(commande, "json", _vues()[commande])
    json.loads(texte)
    assert "\x1b" not in texte
    assert "\x07" not in texte


@pytest.mark.parametrize("commande", FORMATS)
def test_le_json_ne_change_pas_de_langue(commande: str) -> None:
    vues = _vues()
    francais = rendre(commande, "json", vues[commande])
    i18n.utiliser("en")
    assert rendre(commande, "json", vues[commande]) == francais


@pytest.mark.parametrize(
    ("mot", "commande"),
    [
        ("accueil-exemple", "roriq afficher accueil-exemple"),
        ("Accueil d'Exemple", 'roriq afficher "Accueil d\'Exemple"'),
        ("a$(b)", "roriq afficher 'a$(b)'"),
        ('a"b', "roriq afficher 'a\"b'"),
        ("", 'roriq afficher ""'),
        ("a;b", 'roriq afficher "a;b"'),
        ("a\\b", "roriq afficher 'a\\b'"),
        ("a!b", "roriq afficher 'a!b'"),
    ],
)
def test_une_commande_proposee_est_un_mot_pour_chaque_argument(mot: str, commande: str) -> None:
    assert str(i18n.Commande("afficher", mot)) == commande
