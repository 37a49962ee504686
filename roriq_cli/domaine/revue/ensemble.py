"""What is wrong in a proposal as a whole, whatever kinds of files it changes: paths, and what checks the register.

Each rule's title, reason, remedy and example are in `catalogue_revue`; its sentence is here, with its data.
"""

import re
import unicodedata
from collections.abc import Sequence

from roriq_cli.domaine.genres.constats import Anomalie
from roriq_cli.i18n import Liste, Phrase, quelques


def id_deja_servi(id: str) -> Anomalie:
    """A new file that has the name of one that is gone."""
    return Anomalie("id-deja-servi", ("id",), Phrase("Une fiche s'est déjà nommée {id}, et a été effacée.", id=id), id)


# What checks the register, by its place from the repository's root or the registry's: a folder (its « / ») or a file.
CE_QUI_VERIFIE = (
    "schemas/", ".github/", ".gitlab/", ".forgejo/", ".gitea/", ".circleci/", ".ci/", "roriq_cli/", "outils/",
    "requirements/", "tests/", "action/", "requirements.txt", "pyproject.toml", "hatch_build.py", "makefile",
    "action.yml", "action.yaml", ".gitlab-ci.yml", "jenkinsfile", "codeowners", "docs/codeowners",
    ".pre-commit-config.yaml", ".pre-commit-hooks.yaml",
)  # fmt: skip
# What changes how Git lays out the files of the folder it is in.
_REGLAGES_DE_GIT = (".gitattributes", ".gitmodules")


def verifie(chemin: str) -> bool:
    """Whether the file at `chemin`, from the registry, has a part in checking the register."""
    plie = re.sub(r"^(\.\./)+", "", confondu(chemin))
    ici = any(plie.startswith(lieu) if lieu.endswith("/") else plie == lieu for lieu in CE_QUI_VERIFIE)
    return ici or plie.rpartition("/")[2] in _REGLAGES_DE_GIT


def confondu(chemin: str) -> str:
    """A path as Windows and macOS see it: « .GitHub » is « .github », and an accent is written in one way."""
    return unicodedata.normalize("NFC", chemin).casefold()


def chemins_confondus(un: str, autre: str) -> Anomalie:
    """Two paths that are one file on some computers."""
    phrase = Phrase("Sur certains ordinateurs, {un} et {autre} sont un seul fichier.", un=un, autre=autre)
    return Anomalie("chemins-confondus", (), phrase)


def proposition_melee(chemins: Sequence[str]) -> Anomalie:
    """The data and `chemins`, which check them, change together."""
    return Anomalie(
        "proposition-melee",
        (),
        Phrase(
            "Cette proposition change des données, et aussi ce qui les vérifie : {fichiers}.",
            fichiers=Liste(quelques(list(chemins))),
        ),
    )
