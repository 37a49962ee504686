"""Every command that a screen or a refusal of the fictitious network proposes is taken as it is.

At a terminal what is missing of it is asked for; here nobody answers, and it is only named. Anything else that is wrong
with a command that was proposed is a dead end.
"""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.outils import reussir
from tests.conftest import Roriq

ECRANS = (
    *(("suivi",), ("rapport",), ("rapport", "--au", "2022-07-01"), ("lister",), ("echeances",), ("admissibilite",)),
    *(("valider",), ("concilier",), ("journal",), ("tcri", "rapprocher"), ("tcri", "rapprocher", "--inconnus")),
    *(("revue", "HEAD~3"), ("aide",), ("supprimer",), ("clore",), ("effacer",), ("quitter",), ("suspension",)),
    *(("tcri",), ("sauvegarder",), ("exporter",), ("doublon",)),
)
VERBES = (
    "admettre",
    "refuser",
    "classer",
    "suspendre",
    "prolonger",
    "lever",
    "retirer",
    "expulser",
    "demander",
    "fermer",
)
# What ends a command in a sentence.
_FIN = r"(?= ou roriq|, roriq| et roriq| \(|\)|\. |; |$)"


def proposees(texte: str) -> Iterator[str]:
    """The commands that a text proposes, as a person would copy them."""
    for brute in re.findall(rf"\broriq ([a-z][^\n|«»]*?){_FIN}", texte.replace("\u00a0", " "), re.M):
        yield re.split(r" (?:ou|et) | : |, ", brute)[0].rstrip(" .,;")


@pytest.fixture
def collees(demo: Path, demo_copie: Path, roriq: Roriq) -> dict[str, str]:
    """Each command, and the screen that proposes it; acts are tried for one organisation in each state."""
    lus = json.loads(reussir(roriq, "lister", "--format", "json").sortie)["organismes"]
    un_par_etat = {o["etat"]: o["id"] for o in lus}
    ecrans = [*ECRANS, *(("afficher", id) for id in un_par_etat.values())]
    ecrans += [(verbe, id, "--essai") for verbe in VERBES for id in un_par_etat.values()]
    trouvees: dict[str, str] = {}
    for ecran in ecrans:
        for commande in proposees(roriq(*ecran).tout):
            trouvees.setdefault(commande, " ".join(ecran))
    return trouvees


@pytest.mark.lent
def test_une_commande_proposee_se_colle(
    collees: dict[str, str], demo: Path, tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(collees) > 60
    impasses = []
    for rang, (commande, ecran) in enumerate(collees.items()):
        racine = tmp_path / str(rang)
        shutil.copytree(demo, racine)
        monkeypatch.chdir(racine)
        reponse = roriq(*shlex.split(commande))
        demande = re.search(r"^(Il manque|Rien à modifier)", reponse.erreur, re.M)
        seul = "Ce registre n'est que sur cet ordinateur" in reponse.erreur
        if reponse.code not in (0, 1) and not (reponse.code == 2 and demande) and not seul:
            impasses.append(f"{ecran} → roriq {commande} → {reponse.code} : {reponse.erreur}")
        shutil.rmtree(racine, ignore_errors=True)
    assert not impasses, "\n".join(impasses)
