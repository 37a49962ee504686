"""One person's facts on top of another's."""

from datetime import date

import pytest

from roriq_cli.domaine.modele import Etat, Evenement, NomAnterieur, Organisme, RegionAnterieure, Source
from roriq_cli.domaine.rejeu import reecritures, rejouer
from roriq_cli.errors import Refus
from tests.domaine.fabrique import AUJOURD_HUI, attestation, dans, fait, j

MEMBRE = dans(Etat.MEMBRE)
ATTESTEE = attestation("tcri", "2026-11-01")


def avec(organisme: Organisme, *evenements: Evenement) -> Organisme:
    return organisme._replace(historique=(*organisme.historique, *evenements))


def raison(avant: Organisme | None, apres: Organisme, recu: Organisme | None) -> str:
    with pytest.raises(Refus) as refus:
        rejouer(avant, apres, recu, AUJOURD_HUI)
    return str(refus.value.phrases[0])


def test_rien_de_recu_sur_cette_fiche() -> None:
    apres = MEMBRE._replace(ville="Lévis")
    assert rejouer(MEMBRE, apres, MEMBRE, AUJOURD_HUI) == apres
    assert rejouer(MEMBRE, apres, apres, AUJOURD_HUI) == apres
    assert rejouer(None, MEMBRE, None, AUJOURD_HUI) == MEMBRE


def test_deux_faits_se_suivent() -> None:
    recu = avec(MEMBRE, fait("2026-10-01", "suspension"))
    apres = avec(MEMBRE, fait("2026-10-02", "retrait"))
    assert rejouer(MEMBRE, apres, recu, AUJOURD_HUI).historique == (*recu.historique, apres.historique[-1])


def test_un_fait_plus_ancien_que_ce_qui_est_recu() -> None:
    recu = avec(MEMBRE, fait("2026-10-02", "suspension"))
    apres = avec(MEMBRE, fait("2026-10-01", "retrait"))
    assert "un historique ne recule pas" in raison(MEMBRE, apres, recu)


def test_un_fait_devenu_illegal() -> None:
    recu = avec(MEMBRE, fait("2026-10-01", "retrait"))
    apres = avec(MEMBRE, fait("2026-10-02", "suspension"))
    assert "seul un membre peut être suspendu" in raison(MEMBRE, apres, recu)


def test_le_meme_fait_consigne_deux_fois_n_en_fait_qu_un() -> None:
    retrait = fait("2026-10-01", "retrait")
    recu = avec(MEMBRE, retrait)._replace(ville="Lévis")
    assert rejouer(MEMBRE, avec(MEMBRE, retrait), recu, AUJOURD_HUI) == recu


def test_les_preuves_et_les_sources_s_ajoutent() -> None:
    source, autre = Source(titre="Site", consulte_le=j("2026-11-01")), Source(titre="Bottin")
    recu = MEMBRE._replace(attestations=(*MEMBRE.attestations, ATTESTEE), sources=(source,))
    locale = attestation("regionalisation", "2026-11-02")
    apres = MEMBRE._replace(attestations=(*MEMBRE.attestations, ATTESTEE, locale), sources=(autre,))
    reuni = rejouer(MEMBRE, apres, recu, AUJOURD_HUI)
    assert reuni.attestations == (*MEMBRE.attestations, ATTESTEE, locale)
    assert reuni.sources == (source, autre)


def test_des_champs_differents_se_completent() -> None:
    reuni = rejouer(MEMBRE, MEMBRE._replace(ville="Lévis"), MEMBRE._replace(sigle="AEM"), AUJOURD_HUI)
    assert (reuni.ville, reuni.sigle) == ("Lévis", "AEM")


def test_le_meme_champ_des_deux_cotes() -> None:
    phrase = raison(MEMBRE, MEMBRE._replace(ville="Lévis"), MEMBRE._replace(ville="Québec"))
    assert phrase.replace("\u00a0", " ") == "ville : Lévis d'un côté, Québec de l'autre"


def test_un_nom_change_des_deux_cotes() -> None:
    def renomme(nom: str) -> Organisme:
        return MEMBRE._replace(nom=nom, noms_anterieurs=(NomAnterieur(MEMBRE.nom),))

    assert "d'un côté" in raison(MEMBRE, renomme("Un"), renomme("Deux"))


def test_une_fiche_creee_ou_partie_d_un_seul_cote() -> None:
    assert "a été reçue entre-temps" in raison(None, MEMBRE, MEMBRE._replace(ville="Lévis"))
    assert "n'est plus" in raison(MEMBRE, MEMBRE._replace(ville="Lévis"), None)


def test_une_correction_ne_se_rejoue_pas() -> None:
    apres = MEMBRE._replace(historique=MEMBRE.historique[:-1])
    assert "n'est plus le même" in raison(MEMBRE, apres, MEMBRE._replace(ville="Lévis"))


@pytest.mark.parametrize(
    ("apres", "attendu"),
    [
        (MEMBRE, None),
        (avec(MEMBRE, fait("2026-10-01", "retrait")), None),
        (MEMBRE._replace(nom="Autre"), "n'est pas conservé"),
        (MEMBRE._replace(nom="Autre", noms_anterieurs=(NomAnterieur(MEMBRE.nom),)), None),
        (MEMBRE._replace(region="05"), "n'est pas conservée"),
        (
            MEMBRE._replace(region="05", regions_anterieures=(RegionAnterieure(MEMBRE.region, date(2026, 1, 1)),)),
            None,
        ),
        (MEMBRE._replace(historique=MEMBRE.historique[1:]), "n'est plus le même"),
    ],
)
def test_ce_qui_reecrit_le_passe(apres: Organisme, attendu: str | None) -> None:
    raisons = [str(r) for r in reecritures(MEMBRE, apres)]
    assert bool(raisons) == bool(attendu)
    assert attendu is None or attendu in raisons[0]
