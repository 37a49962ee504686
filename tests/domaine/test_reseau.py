"""The network is one value: what it holds, and that no other module says its words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import roriq_cli
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.modele import Fait, Reseau
from roriq_cli.domaine.membres.reseau import CRITERES, DEFINITIONS, MOTIFS, MOTS_DES_MOTIFS, RORIQ, Definition

RACINE = Path(roriq_cli.__file__).parent
MOTS = re.compile(r"TCRI|égionalisation|Montréal|\bRORIQ\b")
# The name of a kind of file: who speaks of a list says whose it is.
DES_LISTES = re.compile(r"listes? de la TCRI", re.IGNORECASE)
# Where these words may stand, and which: the network's value; what the lists are about; Québec's geography.
PERMIS = {
    "domaine/membres/reseau.py": {"TCRI", "égionalisation", "Montréal", "RORIQ"},
    "domaine/membres/pertes.py": {"TCRI"},
    "cli/ecrire/tcri.py": {"TCRI"},
    "rendu/texte/tcri.py": {"TCRI"},
    "domaine/membres/genres.py": {"TCRI"},  # the kind of file that a list is, here and below
    "domaine/membres/conduites.py": {"TCRI"},
    "domaine/revue/revue.py": {"TCRI"},  # the file received for a list
    "domaine/membres/regles.py": {"TCRI"},  # the key of an organisation in the lists, here and below
    "domaine/tableaux/colonnes.py": {"TCRI"},
    "domaine/genres/catalogue.py": {"TCRI", "Montréal"},  # the rules of lists and of published figures, with examples
    "domaine/genres/catalogue_revue.py": {"TCRI"},
    "domaine/genres/territoire.py": {"Montréal"},
    "rendu/images/carte.py": {"Montréal"},
}


def _textes(fichier: Path) -> Iterator[str]:
    """The strings of a module, its docstrings aside."""
    arbre = ast.parse(fichier.read_text(encoding="utf-8"))
    documents = {
        n.body[0].value
        for n in ast.walk(arbre)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef) and n.body and isinstance(n.body[0], ast.Expr)
    }
    for n in ast.walk(arbre):
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and n not in documents:
            yield n.value


def test_seule_la_definition_nomme_ce_qui_est_du_reseau() -> None:
    trouves: dict[str, set[str]] = {}
    for fichier in RACINE.rglob("*.py"):
        for texte in _textes(fichier):
            mots = set(MOTS.findall(DES_LISTES.sub("", texte)))
            if mots:
                trouves.setdefault(fichier.relative_to(RACINE).as_posix(), set()).update(mots)
    assert trouves == PERMIS


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_une_definition_est_entiere(definition: Definition) -> None:
    assert set(definition.pages) <= set(Definition._fields)
    valeurs = definition._asdict()
    assert set(definition.pages) == {champ for champ, valeur in valeurs.items() if not isinstance(valeur, str)} - {
        "aides", "pages",
    } | {"presentation"}  # fmt: skip
    assert set(definition.motifs) <= set(Fait)
    assert definition.region_a_part.code in REGIONS
    assert all(bool(c.anciennes) == bool(c.ancienne) for c in definition.criteres)
    for tables in (definition.region_a_part.publies, definition.region_a_part.comparees):
        assert set(tables) == {"oui", "non", ""}


def test_un_code_dit_la_meme_chose_partout() -> None:
    dits = {(code, mots) for d in DEFINITIONS for motifs in d.motifs.values() for code, mots in motifs.items()}
    assert dits == set(MOTS_DES_MOTIFS.items())
    assert sum(len(d.criteres) for d in DEFINITIONS) >= len(CRITERES)
    assert all(c == CRITERES[c.code] for d in DEFINITIONS for c in d.criteres)
    assert list(MOTIFS["refus"]) == list(CRITERES)


def test_un_registre_est_du_roriq() -> None:
    assert Reseau().definition is RORIQ
    assert (Reseau().nom, Reseau().article) == ("RORIQ", "le")
    assert [(c.code, c.par_listes) for c in RORIQ.criteres] == [("tcri", True), ("regionalisation", False)]


def test_les_droits_et_les_engagements_sont_ceux_de_la_page() -> None:
    """Word for word, but for « sur les instances » and the like, which are no French."""
    assert RORIQ.droits == (
        "participer aux instances démocratiques",
        "être informé sur l'actualité et la tenue des différentes activités relatives à la mission du réseau",
        "être élu aux différents comités de travail",
        "siéger comme délégué du RORIQ aux différentes instances de consultation ou comités externes",
        "être représenté par le RORIQ auprès de différentes instances et comités",
        "bénéficier des activités de promotion comme la caravane et le Salon de régionalisation de l'immigration",
    )
    assert RORIQ.engagements == (
        "mandater un représentant au sein du RORIQ",
        "participer au développement et à l'amélioration des pratiques",
        "adhérer aux positions adoptées par le RORIQ",
    )
