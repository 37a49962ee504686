"""Two versions of one organisation, side by side, in words."""

import pytest

from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import Etat, NomAnterieur, Organisme, RegionAnterieure, Source
from roriq_cli.domaine.union.cotes import FAITS, LONGUEUR, divergences, phrase_des_cotes
from roriq_cli.i18n import Phrase
from tests.domaine.fabrique import INSECABLE, attestation, dans, fait, j

MEMBRE = dans(Etat.MEMBRE)


def dire(un: Organisme, autre: Organisme) -> str:
    return str(phrase_des_cotes(divergences(ORGANISME, un, autre))).replace(INSECABLE, " ")


def test_les_faits_de_chaque_cote() -> None:
    un = MEMBRE._replace(historique=(*MEMBRE.historique, fait("2026-10-02", "retrait")))
    autre = MEMBRE._replace(attestations=(*MEMBRE.attestations, attestation("tcri", "2026-10-01")))
    assert dire(un, autre) == (
        "D'un côté : l'organisme Accueil Exemple se retire, de sa propre initiative, le vendredi 2 octobre 2026; de "
        "l'autre : l'organisme Accueil Exemple est en règle à la TCRI, selon une vérification du 1er octobre 2026 "
        "(source : Courriel)."
    )


def test_un_cote_qui_ne_dit_rien_de_plus() -> None:
    assert dire(MEMBRE, MEMBRE._replace(historique=MEMBRE.historique[:1])).endswith("; de l'autre : rien de plus.")


def test_deux_cotes_qui_disent_la_meme_chose() -> None:
    assert dire(MEMBRE, MEMBRE) == "Les deux côtés disent la même chose : seule la mise en page diffère."


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"ville": "Lévis"}, "D'un côté : ville : Lévis; de l'autre : ville : —."),
        ({"profils": ("autre",)}, "D'un côté : profils : autre; de l'autre : profils : —."),
        ({"id": "autre"}, "D'un côté : id : autre; de l'autre : id : accueil-exemple."),
        (
            {"nom": "Neuf", "noms_anterieurs": (NomAnterieur("Accueil Exemple"),)},
            "D'un côté : nom : Neuf et noms antérieurs : Accueil Exemple; de l'autre : nom : Accueil Exemple et noms "
            "antérieurs : —.",
        ),
        (
            {"regions_anterieures": (RegionAnterieure("05", j("2020-01-01")),)},
            "D'un côté : régions antérieures : Estrie; de l'autre : régions antérieures : —.",
        ),
        (
            {"sources": (Source(titre="Bottin"), Source(titre="Site"))},
            "D'un côté : sources : Bottin et Site; de l'autre : sources : —.",
        ),
    ],
)
def test_les_champs_de_chaque_cote(champs: dict[str, object], attendu: str) -> None:
    assert dire(MEMBRE._replace(**champs), MEMBRE) == attendu  # type: ignore[arg-type]


def test_beaucoup_de_faits_sont_comptes() -> None:
    nouvelles = tuple(attestation("tcri", "2026-10-01", source=f"Appel {n}") for n in range(FAITS + 2))
    dit = dire(MEMBRE._replace(attestations=(*MEMBRE.attestations, *nouvelles)), MEMBRE)
    assert "Appel 2) et 2 autres changements; de l'autre" in dit
    assert "Appel 3" not in dit


def test_un_fait_trop_long_est_coupe() -> None:
    dit = str(phrase_des_cotes(((Phrase("{x}", x="É" * 10_000),), ())))
    assert dit.count("É") == LONGUEUR - 2  # the first is put in lower case, the last is what says that it is cut
    assert "É…;" in dit
