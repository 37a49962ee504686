"""The locks hold what their packages ask for: every dependency, with its extras.

`python -m outils.verrous [NOM…]` reads requirements/NOM.txt (all of them, without a name) and exits 1 when a locked
package asks for a package or an extra that the lock does not hold. What a package asks for is read from its own
metadata, so the environment that runs this must be installed from the lock.

Why: a lock that names `coverage` where pytest-cov asks for `coverage[toml]` installs until coverage publishes a newer
release; then pip before 23.3 refuses the lock, on every new machine.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from itertools import product
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

DOSSIER = Path(__file__).parent.parent / "requirements"

# Where the program is promised: what only one of these asks for must be in the lock too.
SYSTEMES = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
)
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
# Some markers speak of a patch release: the first and a late one of each.
MACHINES: tuple[dict[str, str], ...] = tuple(
    systeme | {"python_version": version, "python_full_version": f"{version}.{rang}"}
    for systeme, version, rang in product(SYSTEMES, VERSIONS, (0, 99))
)

Demandes = Callable[[Requirement], Sequence[Requirement]]


class Illisible(Exception):
    """A lock, or what one of its packages asks for, cannot be read: nothing is known of what is missing."""


def lire(texte: str) -> list[Requirement]:
    """The entries of a lock, each with one version and its hashes."""
    entrees = []
    for ligne in texte.replace("\\\n", " ").splitlines():
        entree, *empreintes = re.split(r"\s+--hash=", ligne.partition("#")[0].strip())
        if not entree:
            continue
        try:
            exigence = Requirement(entree)
        except InvalidRequirement:
            raise Illisible(f"« {entree} » n'est pas un paquet") from None
        if [borne.operator for borne in exigence.specifier] != ["=="]:
            raise Illisible(f"« {entree} » n'a pas une seule version")
        if not empreintes or not all(empreinte.startswith("sha256:") for empreinte in empreintes):
            raise Illisible(f"« {entree} » n'a pas d'empreinte sha256")
        entrees.append(exigence)
    if not entrees:
        raise Illisible("aucun paquet")
    return entrees


def demandes_installees(entree: Requirement) -> list[Requirement]:
    """What a locked package asks for, as it says itself in this environment."""
    try:
        paquet = metadata.distribution(entree.name)
    except metadata.PackageNotFoundError:
        raise Illisible(f"{entree.name} n'est pas installé ici") from None
    if not entree.specifier.contains(paquet.version, prereleases=True):
        raise Illisible(f"{entree.name} est installé ici en version {paquet.version}, et non {entree.specifier}")
    return [Requirement(demande) for demande in paquet.requires or ()]


def manques(entrees: Sequence[Requirement], demandes: Demandes = demandes_installees) -> Iterator[str]:
    """What the locked packages ask for and the lock does not hold, once each, as sentences."""
    lues = [(entree, demandes(entree)) for entree in entrees if _vaut(entree, {})]
    vus: set[str] = set()
    for machine in MACHINES:
        tenus: dict[str, set[str]] = {}
        for entree in entrees:
            if _vaut(entree, machine):
                tenus.setdefault(_nom(entree.name), set()).update(map(_nom, entree.extras))
        for entree, demandees in lues:
            extras = tenus.get(_nom(entree.name))
            for demande in demandees if extras is not None else ():
                if any(_vaut(demande, machine | {"extra": extra}) for extra in ("", *(extras or ()))):
                    for manque in _manque(entree, demande, tenus):
                        if manque not in vus:
                            vus.add(manque)
                            yield manque


def _manque(entree: Requirement, demande: Requirement, tenus: dict[str, set[str]]) -> Iterator[str]:
    nom = _nom(demande.name)
    if nom not in tenus:
        yield f"{entree.name} demande {nom}, qui n'est pas au verrou"
        return
    for extra in sorted(set(map(_nom, demande.extras)) - tenus[nom]):
        yield f"{entree.name} demande {nom}[{extra}] : l'extra « {extra} » n'est pas au verrou"


def _vaut(exigence: Requirement, machine: dict[str, str]) -> bool:
    """Whether it applies on a machine; an empty one is this machine."""
    return exigence.marker is None or exigence.marker.evaluate({**machine})


def _nom(nom: str) -> str:
    return str(canonicalize_name(nom))


def main(noms: Sequence[str]) -> int:
    """Check the locks of these names; say what was read, and what is missing."""
    code = 0
    for nom in noms or sorted(chemin.stem for chemin in DOSSIER.glob("*.txt")):
        fichier = f"{nom}.txt"
        try:
            if not (DOSSIER / fichier).is_file():
                raise Illisible("ce verrou n'existe pas")
            entrees = lire((DOSSIER / fichier).read_text(encoding="utf-8"))
            constats = list(manques(entrees))
        except Illisible as erreur:
            print(f"{fichier} : {erreur}. Le verrou n'est pas vérifié.", file=sys.stderr)
            code = 1
            continue
        for constat in constats:
            print(f"{fichier} : {constat}. Refaire les verrous : make verrous", file=sys.stderr)
            code = 1
        ailleurs = [entree.name for entree in entrees if not _vaut(entree, {})]
        suite = f" (d'un autre système, non lus : {', '.join(ailleurs)})" if ailleurs else ""
        print(f"{fichier} : {len(entrees) - len(ailleurs)} paquets lus, {len(constats) or 'rien'} à ajouter{suite}.")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
