"""One person's facts on top of another's."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import Etat, Evenement, Fait, NomAnterieur, Organisme, RegionAnterieure, Source
from roriq_cli.domaine.protection import reecritures
from roriq_cli.domaine.union.rejeu import NOUVEAUX_MAX, rejouer, reunir
from roriq_cli.errors import Refus
from tests.domaine.fabrique import AUJOURD_HUI, anomalies_de, attestation, dans, fait, j

MEMBRE = dans(Etat.MEMBRE)
ATTESTEE = attestation("tcri", "2026-11-01")


def avec(organisme: Organisme, *evenements: Evenement) -> Organisme:
    return organisme._replace(historique=(*organisme.historique, *evenements))


def raison(avant: Organisme | None, apres: Organisme, recu: Organisme | None) -> str:
    with pytest.raises(Refus) as refus:
        rejouer(ORGANISME, avant, apres, recu, AUJOURD_HUI)
    return str(refus.value.phrases[0])


def test_rien_de_recu_sur_cette_fiche() -> None:
    apres = MEMBRE._replace(ville="Lévis")
    assert rejouer(ORGANISME, MEMBRE, apres, MEMBRE, AUJOURD_HUI) == apres
    assert rejouer(ORGANISME, MEMBRE, apres, apres, AUJOURD_HUI) == apres
    assert rejouer(ORGANISME, None, MEMBRE, None, AUJOURD_HUI) == MEMBRE


def test_deux_faits_se_suivent() -> None:
    recu = avec(MEMBRE, fait("2026-10-01", "suspension"))
    apres = avec(MEMBRE, fait("2026-10-02", "retrait"))
    assert rejouer(ORGANISME, MEMBRE, apres, recu, AUJOURD_HUI).historique == (*recu.historique, apres.historique[-1])


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
    assert rejouer(ORGANISME, MEMBRE, avec(MEMBRE, retrait), recu, AUJOURD_HUI) == recu


def test_les_preuves_et_les_sources_s_ajoutent() -> None:
    source, autre = Source(titre="Site", consulte_le=j("2026-11-01")), Source(titre="Bottin")
    recu = MEMBRE._replace(attestations=(*MEMBRE.attestations, ATTESTEE), sources=(source,))
    locale = attestation("regionalisation", "2026-11-02")
    apres = MEMBRE._replace(attestations=(*MEMBRE.attestations, ATTESTEE, locale), sources=(autre,))
    reuni = rejouer(ORGANISME, MEMBRE, apres, recu, AUJOURD_HUI)
    assert reuni.attestations == (*MEMBRE.attestations, ATTESTEE, locale)
    assert reuni.sources == (source, autre)


def test_des_champs_differents_se_completent() -> None:
    reuni = rejouer(ORGANISME, MEMBRE, MEMBRE._replace(ville="Lévis"), MEMBRE._replace(sigle="AEM"), AUJOURD_HUI)
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
    assert "pour l'organisme Accueil Exemple, " in raison(MEMBRE, apres, MEMBRE._replace(ville="Lévis"))


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
        (MEMBRE._replace(historique=MEMBRE.historique[1:]), "n'est plus au registre"),
    ],
)
def test_ce_qui_reecrit_le_passe(apres: Organisme, attendu: str | None) -> None:
    raisons = [str(r.message) for r in reecritures(ORGANISME, MEMBRE, apres)]
    assert bool(raisons) == bool(attendu)
    assert attendu is None or attendu in raisons[0]


# Two sides that are both kept: what cannot come after what was received may come before.


def noms(organisme: Organisme) -> list[str]:
    return [f"{e.date.isoformat()} {e.evenement}" for e in organisme.historique[len(MEMBRE.historique) :]]


def test_reunir_met_ce_qui_est_recu_d_abord() -> None:
    recu = avec(MEMBRE, fait("2026-10-01", "suspension"))
    apres = avec(MEMBRE, fait("2026-10-02", "retrait"))
    assert noms(reunir(ORGANISME, MEMBRE, apres, recu, AUJOURD_HUI)) == ["2026-10-01 suspension", "2026-10-02 retrait"]


def test_reunir_un_fait_plus_ancien_que_ce_qui_est_recu() -> None:
    recu = avec(MEMBRE, fait("2026-10-02", "retrait"))._replace(ville="Lévis", attestations=(ATTESTEE,))
    apres = avec(MEMBRE, fait("2026-10-01", "suspension"))
    with pytest.raises(Refus):
        reunir(ORGANISME, MEMBRE._replace(attestations=(ATTESTEE,)), apres, recu, AUJOURD_HUI)
    recu = recu._replace(attestations=(*MEMBRE.attestations, ATTESTEE))
    reuni = reunir(ORGANISME, MEMBRE, apres, recu, AUJOURD_HUI)
    assert noms(reuni) == ["2026-10-01 suspension", "2026-10-02 retrait"]
    assert (reuni.ville, reuni.attestations) == ("Lévis", recu.attestations)


def test_reunir_des_faits_qui_s_entrelacent() -> None:
    recu = avec(MEMBRE, fait("2026-10-01", "suspension"), fait("2026-10-05", "levee"))
    apres = avec(MEMBRE, fait("2026-10-03", "suspension"), fait("2026-10-04", "prolongation"))
    with pytest.raises(Refus):  # a member that is suspended already is not suspended again
        reunir(ORGANISME, MEMBRE, apres, recu, AUJOURD_HUI)
    apres = avec(MEMBRE, fait("2026-10-01", "suspension"), fait("2026-10-03", "prolongation"))
    assert noms(reunir(ORGANISME, MEMBRE, apres, recu, AUJOURD_HUI)) == [
        "2026-10-01 suspension",
        "2026-10-03 prolongation",
        "2026-10-05 levee",
    ]


def test_reunir_deux_faits_qui_ne_peuvent_pas_tenir_ensemble() -> None:
    recu = avec(MEMBRE, fait("2026-10-01", "retrait"))
    apres = avec(MEMBRE, fait("2026-10-02", "suspension"))
    with pytest.raises(Refus, match="seul un membre peut être suspendu"):
        reunir(ORGANISME, MEMBRE, apres, recu, AUJOURD_HUI)


def test_reunir_ne_cherche_pas_plus_loin_ce_qui_n_a_pas_d_ordre() -> None:
    apres = MEMBRE._replace(ville="Lévis")
    for avant, recu, attendu in (
        (None, MEMBRE, "reçue entre-temps"),
        (MEMBRE, None, "n'est plus"),
        (MEMBRE, MEMBRE._replace(ville="Québec"), "d'un côté"),
    ):
        with pytest.raises(Refus, match=attendu):
            reunir(ORGANISME, avant, apres, recu, AUJOURD_HUI)


def test_reunir_avec_un_passe_corrige_chez_les_autres() -> None:
    """What was received was corrected: what is here comes after, or not at all."""
    recu = MEMBRE._replace(historique=(fait("2024-03-05", "demande"), fait("2026-10-02", "adhesion")))
    assert reunir(ORGANISME, MEMBRE, avec(MEMBRE, fait("2026-10-03", "retrait")), recu, AUJOURD_HUI).historique == (
        *recu.historique,
        fait("2026-10-03", "retrait"),
    )
    with pytest.raises(Refus, match="ne recule pas"):
        reunir(ORGANISME, MEMBRE, avec(MEMBRE, fait("2026-10-01", "retrait")), recu, AUJOURD_HUI)


def test_un_cote_demesure() -> None:
    faits = [fait("2026-10-01", "demande")] * (NOUVEAUX_MAX + 1)
    assert f"plus de {NOUVEAUX_MAX} faits nouveaux" in raison(MEMBRE, avec(MEMBRE, *faits), MEMBRE._replace(ville="L"))


FAITS = st.lists(st.tuples(st.sampled_from([f for f in Fait if f is not Fait.REPRISE]), st.integers(0, 9)), max_size=6)


def vivre(organisme: Organisme, faits: list[tuple[Fait, int]]) -> Organisme:
    """The life goes on with those of these facts that are legal when they come."""
    for evenement, jour in faits:
        try:
            le = (date(2026, 10, 1) + timedelta(jour)).isoformat()
            organisme = actes.consigner(organisme, fait(le, evenement), AUJOURD_HUI)
        except Refus:
            continue
    return organisme


def contient(tous: tuple[Evenement, ...], ceux: tuple[Evenement, ...]) -> bool:
    reste = iter(tous)
    return all(e in reste for e in ceux)


@given(FAITS, FAITS, FAITS)
def test_ce_qui_est_reuni_est_legal_et_garde_tout_en_ordre(
    avant: list[tuple[Fait, int]], ici: list[tuple[Fait, int]], la: list[tuple[Fait, int]]
) -> None:
    base = vivre(MEMBRE, avant)
    apres, recu = vivre(base, ici), vivre(base, la)
    try:
        reuni = reunir(ORGANISME, base, apres, recu, AUJOURD_HUI)
    except Refus:
        with pytest.raises(Refus):  # what a replay would unite is never refused
            rejouer(ORGANISME, base, apres, recu, AUJOURD_HUI)
        return
    assert reuni.historique[: len(base.historique)] == base.historique
    assert contient(reuni.historique, recu.historique)
    assert {*reuni.historique} == {*recu.historique, *apres.historique}
    assert not [a for a in anomalies_de(reuni, AUJOURD_HUI) if a.regle in ("parcours", "date-ordre")]
