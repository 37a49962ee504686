"""Each proposal of the table gets the verdict, the rules and the comment that it expects.

`pytest tests/propositions --accepter-les-sorties` writes the comments again: read the differences before they are kept.
"""

import json
from pathlib import Path

import pytest

from roriq_cli.domaine.genres.catalogue_revue import REGLES_DE_REVUE
from tests.conftest import Roriq
from tests.propositions.depot import Depot
from tests.propositions.table import CONFORME, PROPOSITIONS

COMMENTAIRES = Path(__file__).parent / "commentaires"


@pytest.mark.parametrize("nom", sorted(PROPOSITIONS))
def test_une_proposition(nom: str, depot: Depot, roriq: Roriq, accepter_les_sorties: bool) -> None:
    proposition = PROPOSITIONS[nom]
    for geste in proposition.avant:
        geste(depot)
    base = depot.consigner()
    for geste in proposition.gestes:
        geste(depot)
    tete = depot.consigner()
    accords = [mot for accord in proposition.accepter for mot in ("--accepter", accord)]

    reponse = roriq("revue", base, tete, *accords, "--format", "json")
    dit = json.loads(reponse.sortie)
    assert dit["verdict"] == proposition.verdict, dit["constats"] + dit["lacunes"]
    assert {c["regle"] for c in dit["constats"]} == set(proposition.regles)
    assert reponse.code == (0 if proposition.verdict == CONFORME else 1)
    assert (dit["base"], dit["tete"]) == (base, tete)

    commentaire = roriq("revue", base, tete, *accords, "--format", "markdown")
    assert commentaire.code == reponse.code
    golden = COMMENTAIRES / f"{nom}.md"
    obtenu = commentaire.sortie.replace(base[:10], "BASE").replace(tete[:10], "TETE")
    if accepter_les_sorties:
        golden.write_text(obtenu, encoding="utf-8", newline="\n")
    assert obtenu == golden.read_text(encoding="utf-8")


def test_chaque_proposition_a_son_commentaire_et_lui_seul() -> None:
    assert {page.name for page in COMMENTAIRES.iterdir()} == {f"{nom}.md" for nom in PROPOSITIONS}


def test_chaque_regle_de_revue_a_sa_proposition() -> None:
    assert len(PROPOSITIONS) >= 80
    assert set(REGLES_DE_REVUE) <= {regle for proposition in PROPOSITIONS.values() for regle in proposition.regles}
