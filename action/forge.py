"""What the steps on GitHub do around `roriq`: take the two states, count the waivers, write the comment.

The event, the labels and what a check left behind are data here: they are read from files and from `gh`, compared with
what they must be, and never become words of a command. Standard library only: this runs before the program is trusted
with anything, and with `python3 -I`, which imports nothing from the folder it is in.
"""

import base64
import html
import io
import json
import os
import re
import subprocess
import sys
import urllib.parse
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

RIEN = "0" * 40  # what GitHub says was there before a first push
MARQUE = "<!-- roriq:revue -->"
ROBOT = "github-actions[bot]"
ARTEFACT = "roriq-revue"
LIMITE = 65_536  # characters of a comment
OCTETS = 1_048_576
COMMITS = 50  # of one push, whose propositions are looked for
FICHIERS = 3_000  # of a proposition: GitHub lists no more

_SHA = re.compile(r"[0-9a-f]{40}")
_NUMERO = re.compile(r"[1-9][0-9]{0,9}")
_MOT = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ACCORD = re.compile(rf"accepter:({_MOT}(?::{_MOT})?)")
_FILE = re.compile(r"refs/heads/gh-readonly-queue/.+/pr-([1-9][0-9]{0,9})-[0-9a-f]{40}")


class Arret(Exception):
    """What cannot be done, in a sentence: the step fails."""


def main(argv: Sequence[str]) -> int:
    """Run one verb; what it says is never read as a command by GitHub."""
    try:
        {"preparer": preparer, "commenter": commenter, "retirer": retirer}[argv[0]]()
    except Arret as arret:
        print(f"::error::{_valeur(str(arret))}")
        return 1
    return 0


def _valeur(texte: str) -> str:
    """As the message of a command of GitHub is written, all on one line."""
    return texte.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _dire(texte: str) -> None:
    print(f"::notice::{_valeur(texte)}")


# ---- What GitHub says.


def _evenement() -> Any:
    return json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))


def _sha(valeur: object) -> str:
    if isinstance(valeur, str) and _SHA.fullmatch(valeur):
        return valeur
    raise Arret(f"{valeur!r} n'est pas l'empreinte d'un état.")


def _numero(valeur: object) -> int:
    if _NUMERO.fullmatch(texte := str(valeur)):
        return int(texte)
    raise Arret(f"{texte[:50]!r} n'est pas le numéro d'une proposition.")


def _gh(*arguments: str, corps: object = None) -> bytes:
    fini = subprocess.run(
        ["gh", "api", *arguments, *(["--input", "-"] if corps is not None else [])],
        input=None if corps is None else json.dumps(corps).encode(),
        stdin=subprocess.DEVNULL if corps is None else None,
        capture_output=True,
        check=False,
    )
    if fini.returncode:
        raise Arret(f"GitHub n'a pas répondu ({arguments[-1]}) : {fini.stderr.decode(errors='replace').strip()[:500]}")
    return fini.stdout


def _un(chemin: str) -> Any:
    return json.loads(_gh(_du_depot(chemin)))


def _tous(chemin: str, cle: str = "") -> Iterator[Any]:
    """The elements of all pages: lists, or objects with a list under `cle`, one after the other."""
    texte = _gh("--paginate", _du_depot(chemin)).decode()
    place, decodeur = 0, json.JSONDecoder()
    while place < len(texte):
        page, fin = decodeur.raw_decode(texte, place)
        yield from page[cle] if cle else page
        place = len(texte) - len(texte[fin:].lstrip())


def _du_depot(chemin: str) -> str:
    return f"repos/{os.environ['GITHUB_REPOSITORY']}/{chemin}"


# ---- The two states.


class Examen(NamedTuple):
    """What is to be compared, as the event says: the new state, and how to name the one before.

    `parent`: what the second parent of a merge must be, "" when it is none.
    """

    apres: str
    avant: str
    parent: str = ""


def preparer() -> None:
    """Take both states from the repository, with their whole history; write the waivers that count."""
    nom, evenement = os.environ["GITHUB_EVENT_NAME"], _evenement()
    examen = _examen(nom, evenement)
    travail = Path(os.environ["RUNNER_TEMP"]) / "roriq"
    etat, revue = travail / "etat", travail / "revue"
    for dossier in (etat, revue):
        dossier.mkdir(parents=True)
    avant = _prendre(etat, examen)
    try:
        accords = _accords(nom, evenement, etat, avant, examen.apres)
    except Arret as arret:  # what is allowed without a waiver still is
        _dire(f"Aucun accord n'est compté. {arret}")
        accords = []
    for accord in accords:
        _dire(f"Accord d'un responsable : {accord}")
    (travail / "accords").write_text("".join(f"{accord}\n" for accord in accords), encoding="utf-8")
    sorties = {"avant": avant, "apres": examen.apres}
    if nom == "pull_request":
        (revue / "numero").write_text(str(_numero(evenement["number"])), encoding="utf-8")
        (revue / "tete").write_text(_sha(evenement["pull_request"]["head"]["sha"]), encoding="utf-8")
        sorties["revue"] = str(revue)
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as sortie:
        sortie.writelines(f"{cle}={valeur}\n" for cle, valeur in sorties.items())


def _examen(nom: str, evenement: Any) -> Examen:
    if nom == "pull_request":  # the result of the merge is judged, against what it would be merged into
        fusion = _sha(os.environ["GITHUB_SHA"])
        return Examen(fusion, f"{fusion}^1", _sha(evenement["pull_request"]["head"]["sha"]))
    if nom == "push":
        return Examen(_sha(evenement["after"]), _sha(evenement["before"]))
    if nom == "merge_group":
        groupe = evenement["merge_group"]
        return Examen(_sha(groupe["head_sha"]), _sha(groupe["base_sha"]))
    raise Arret(f"L'événement {nom!r} n'est pas prévu : pull_request, push ou merge_group.")


def _git(dossier: Path, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """What Git prints; no setting of the machine, no filter and no hook has a part in it."""
    fini = subprocess.run(
        ["git", *arguments],
        cwd=dossier,
        env={
            **os.environ,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C.UTF-8",
            **(env or {}),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if fini.returncode:
        raise Arret(f"git {arguments[0]} : {fini.stderr.decode(errors='replace').strip()[:500]}")
    return fini.stdout.decode(errors="replace").strip()


def _prendre(etat: Path, examen: Examen) -> str:
    """Fetch and lay out the new state; the full id of the one before (left as it is when nobody has it any more)."""
    _git(etat, "init", "--quiet", "--template=")
    # The files as Git holds them, byte for byte: what a proposition says in .gitattributes changes nothing here.
    (etat / ".git" / "info").mkdir()
    (etat / ".git" / "info" / "attributes").write_text("* -text -ident -filter -working-tree-encoding\n")
    _chercher(etat, examen.apres)
    if examen.parent:
        parents = _git(etat, "rev-list", "--parents", "--max-count=1", examen.apres).split()[1:]
        if len(parents) != 2 or parents[1] != examen.parent:
            raise Arret("La proposition a changé depuis : c'est son dernier état que vérifie la vérification suivante.")
    _git(etat, "checkout", "--quiet", "--detach", examen.apres)
    if examen.avant == RIEN:
        return RIEN
    if _SHA.fullmatch(examen.avant) and not _present(etat, examen.avant):
        try:
            _chercher(etat, examen.avant)
        except Arret:  # a forced push: nobody has it any more, and the review says so
            return examen.avant
    return _git(etat, "rev-parse", "--verify", "--quiet", "--end-of-options", examen.avant + "^{commit}")


def _present(etat: Path, sha: str) -> bool:
    try:
        _git(etat, "cat-file", "-e", sha + "^{commit}")
    except Arret:
        return False
    return True


def _chercher(etat: Path, sha: str) -> None:
    """Fetch a commit and all its history; the token is in this one process's environment, and nowhere else."""
    serveur, jeton = os.environ["GITHUB_SERVER_URL"], os.environ.get("GH_TOKEN", "")
    env = {}
    if jeton and serveur.startswith("https://"):
        secret = base64.b64encode(f"x-access-token:{jeton}".encode()).decode()
        env = {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{serveur}/.extraheader",
            "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {secret}",
        }
    depot = f"{serveur}/{os.environ['GITHUB_REPOSITORY']}"
    _git(etat, "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--end-of-options", depot, sha, env=env)


# ---- The waivers.


def _accords(nom: str, evenement: Any, etat: Path, avant: str, apres: str) -> list[str]:
    """The rules (and organisations) that a maintainer has accepted, for what is examined."""
    if nom == "pull_request":
        # New commits are nobody's yet: labels count only when someone has just put or removed one.
        if evenement["action"] not in ("labeled", "unlabeled"):
            return []
        return _accords_de(_numero(evenement["number"]), _sha(evenement["pull_request"]["head"]["sha"]))
    if nom == "merge_group":
        trouve = _FILE.fullmatch(evenement["merge_group"]["head_ref"])
        return _accords_de(_numero(trouve[1])) if trouve else []
    numeros = _fusionnees(etat, avant, apres, evenement["repository"]["default_branch"])
    return list(dict.fromkeys(accord for numero in numeros for accord in _accords_de(numero)))


def _fusionnees(etat: Path, avant: str, apres: str, branche: str) -> list[int]:
    """The propositions that a push has merged, by the commit that each of them became."""
    depuis = [f"^{avant}"] if avant != RIEN and _present(etat, avant) else []
    commits = _git(etat, "rev-list", "--first-parent", f"--max-count={COMMITS}", apres, *depuis).split()
    if avant == RIEN:
        commits = commits[:1]
    return [
        _numero(proposition["number"])
        for commit in commits
        for proposition in _tous(f"commits/{commit}/pulls?per_page=100")
        if proposition["merged_at"]
        and proposition["merge_commit_sha"] == commit
        and proposition["base"]["ref"] == branche
    ]


def _accords_de(numero: int, tete: str = "") -> list[str]:
    """What the labels of a proposition accept: those put on it after its present state was first checked.

    `tete`: the state that is examined; when the proposition has another one by now, nothing is accepted.
    """
    proposition = _un(f"pulls/{numero}")
    etat = _sha(proposition["head"]["sha"])
    if tete and etat != tete:
        _dire("La proposition a changé depuis : les accords attendent la vérification de son nouvel état.")
        return []
    etiquettes = [e for e in proposition["labels"] if e["name"].startswith("accepter:")]
    if not etiquettes:
        return []
    vu = _vu_le(etat)
    posees = {
        e["label"]["name"]: e["created_at"]
        for e in _tous(f"issues/{numero}/events?per_page=100")
        if e["event"] == "labeled"
    }
    accords = []
    for etiquette in etiquettes:
        trouve = _ACCORD.fullmatch(_en_entier(etiquette))
        if trouve is None:
            _dire(f"L'étiquette « {etiquette['name']} » n'accepte rien : accepter:REGLE ou accepter:REGLE:ID.")
        elif not vu or posees.get(etiquette["name"], "") <= vu:
            _dire(
                f"L'étiquette « {etiquette['name']} » a été posée avant que cet état de la proposition soit vérifié : "
                "elle n'accepte rien. Si elle vaut encore, retirez-la et reposez-la."
            )
        else:
            accords.append(trouve[1])
    return accords


def _en_entier(etiquette: Any) -> str:
    """What a label accepts. A name has 50 characters at most: cut by « … », it is in full in the description."""
    nom, description = str(etiquette["name"]), str(etiquette.get("description") or "")
    return description if nom.endswith("…") and description.startswith(nom[:-1]) else nom


def _vu_le(tete: str) -> str:
    """When a state was first checked, by GitHub's clock; "" when it never was."""
    flux = os.environ["GITHUB_WORKFLOW_REF"].partition("@")[0].rpartition("/")[2]
    courses = _tous(
        f"actions/workflows/{urllib.parse.quote(flux, safe='')}/runs?event=pull_request&head_sha={tete}&per_page=100",
        "workflow_runs",
    )
    return min((str(course["created_at"]) for course in courses), default="")


def retirer() -> None:
    """Take the waivers off a proposition that has changed: they were given to what it was."""
    numero = _numero(_evenement()["number"])
    for etiquette in list(_tous(f"issues/{numero}/labels?per_page=100")):
        nom = str(etiquette["name"])
        if nom.casefold().startswith("accepter:"):
            _gh("--method", "DELETE", _du_depot(f"issues/{numero}/labels/{urllib.parse.quote(nom, safe='')}"))
            _dire(f"La proposition a changé : l'accord « {nom} » est retiré.")


# ---- The comment.


def commenter() -> None:
    """Put the review that a check has left in one comment, edited in place.

    The check ran on a proposition, and a proposition can change the check: its number, its state and its text are
    compared with what GitHub says, and the text is made inert.
    """
    course = _evenement()["workflow_run"]
    pieces = _laisse(int(course["id"]))
    if pieces is None:
        _dire("La vérification n'a pas laissé de revue : rien n'est écrit.")
        return
    numero, tete = _numero(pieces["numero"].strip()), _sha(pieces["tete"].strip())
    proposition = _un(f"pulls/{numero}")
    depot = (proposition["head"]["repo"] or {}).get("id")
    if tete != course["head_sha"] or depot != course["head_repository"]["id"]:
        raise Arret("La revue n'est pas celle de la proposition qu'elle nomme : rien n'est écrit.")
    if proposition["head"]["sha"] != tete:
        _dire("La proposition a changé depuis : la vérification de son nouvel état écrira le commentaire.")
        return
    texte = _commentaire(inoffensif(pieces["revue.md"]), _avis(numero))
    for commentaire in _tous(f"issues/{numero}/comments?per_page=100"):
        if commentaire["user"]["login"] == ROBOT and commentaire["body"].startswith(MARQUE):
            _gh("--method", "PATCH", _du_depot(f"issues/comments/{int(commentaire['id'])}"), corps={"body": texte})
            return
    _gh("--method", "POST", _du_depot(f"issues/{numero}/comments"), corps={"body": texte})


def _laisse(course: int) -> dict[str, str] | None:
    """The three texts that a check left, as it left them; None when it left nothing."""
    trouves = [a for a in _tous(f"actions/runs/{course}/artifacts?per_page=100", "artifacts") if a["name"] == ARTEFACT]
    if not trouves:
        return None
    dernier = max(trouves, key=lambda a: int(a["id"]))  # each try of a check leaves its own
    if int(dernier["size_in_bytes"]) > OCTETS:
        raise Arret("Ce que la vérification a laissé est trop gros : rien n'est écrit.")
    octets = _gh(_du_depot(f"actions/artifacts/{int(dernier['id'])}/zip"))
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            return {nom: _piece(archive, nom) for nom in ("numero", "tete", "revue.md")}
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, NotImplementedError, RuntimeError) as erreur:
        raise Arret("Ce que la vérification a laissé ne se lit pas : rien n'est écrit.") from erreur


def _piece(archive: zipfile.ZipFile, nom: str) -> str:
    with archive.open(nom) as flux:
        octets = flux.read(OCTETS + 1)
    if len(octets) > OCTETS:
        raise Arret("Ce que la vérification a laissé est trop gros : rien n'est écrit.")
    return octets.decode()


_CACHES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200c-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_ENTITE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")
_BALISE = re.compile(r"<(?!/?(?:details|summary|sub)>|br>)")
_LIEN = re.compile(r"(?<=\])(?=[(:\[])|(?<=:)(?=//)|(?<=www)(?=\.)")
_VIDE = "&#8203;"  # parts what a forge would make a mention or a link of


def inoffensif(texte: str) -> str:
    """A Markdown text without mention, link, picture, HTML or hidden character, whoever wrote it.

    What `roriq` writes has none already, and stays as it is.
    """
    texte = _CACHES.sub("", texte.replace("\r\n", "\n"))
    texte = _ENTITE.sub(_entite, texte)
    texte = re.sub(rf"@(?!{_VIDE})", f"&#64;{_VIDE}", texte)
    texte = _BALISE.sub("&lt;", texte)
    return _LIEN.sub(_VIDE, texte)


def _entite(trouve: re.Match[str]) -> str:
    """An entity, but for what would be read as a mention or hide: those are written as if they were typed."""
    lettre = html.unescape(trouve[0])
    if trouve[0] == _VIDE:
        return _VIDE
    if lettre == "@":
        return "&#64;" if trouve.string[trouve.end() :].startswith(_VIDE) else f"&#64;{_VIDE}"
    return "" if _CACHES.fullmatch(lettre) else trouve[0]


def _avis(numero: int) -> str:
    """A warning, from the trusted side, when the proposition touches what checks it."""
    noms = [
        str(fichier.get(cle) or "")
        for fichier in _tous(f"pulls/{numero}/files?per_page=100")
        for cle in ("filename", "previous_filename")
    ]
    if any(nom.casefold().startswith(".github/") for nom in noms):
        return (
            "**Attention : cette proposition change aussi `.github/`, d'où vient la vérification.** Le verdict "
            "ci-dessous a pu être écrit par elle. Un responsable la lit en entier avant de l'accepter.\n\n"
        )
    if len(noms) >= 2 * FICHIERS:
        return (
            "**Attention : cette proposition change trop de fichiers pour que GitHub les énumère.** Rien ne dit si "
            "elle change aussi `.github/`, d'où vient la vérification.\n\n"
        )
    return ""


def _commentaire(texte: str, avis: str) -> str:
    """The whole comment; a text that would not fit is left out, never cut."""
    entier = f"{MARQUE}\n{avis}{texte}"
    if len(entier) <= LIMITE:
        return entier
    return (
        f"{MARQUE}\n{avis}La revue est trop longue pour un commentaire : elle est au résumé de la vérification "
        "(onglet « Checks »).\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
