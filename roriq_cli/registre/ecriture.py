"""Writing facts: files replaced whole, a commit of those files alone, everything as before if Git refuses."""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.table import genre_de
from roriq_cli.errors import Environnement, Interruption, Refus, obstacle
from roriq_cli.i18n import N_, Commande, Phrase, en_francais
from roriq_cli.plateforme import occupe
from roriq_cli.registre import git
from roriq_cli.registre.analyse import encoder
from roriq_cli.registre.depots import ACTE, DATE, EVENEMENT, FICHE, non_envoyes
from roriq_cli.registre.sources import lien

ATTENTE_VERROU = 0.5  # seconds
ATTENTES_D_UN_FICHIER = (0.05, 0.1, 0.2, 0.4)


class Ecriture(NamedTuple):
    """One file to record: its path in the registry, its text before (None: new) and after (None: gone), the message.

    Those that follow each other with one message are one commit.
    """

    chemin: str
    avant: str | None
    apres: str | None
    message: str


def message(
    genre: Genre,
    fiche: Any,
    changements: Sequence[Changement],
    jour: date,
    *,
    acte: str = "",
    titre: Phrase | None = None,
    raison: Phrase | None = None,
) -> str:
    """The commit's message, French in every language: subject, one sentence a change, trailers.

    The subject says `titre`, else what the kind calls the thing; of a kind without a trailer, the first sentence.
    `acte` names the act of several files that this is a part of; `raison` says why, as a sentence.
    """
    premier, id = changements[0], genre.id_de(fiche)
    with en_francais():
        phrases = [f"{c.phrase}." for c in changements] + ([str(raison)] if raison else [])
        de_quoi = str(titre or (genre.comportement.mots.nom(fiche) if genre.trailer else phrases[0]))
    trailers = [trailer(genre, id)] if genre.trailer else []
    trailers += [f"{EVENEMENT}: {c.nom}" for c in changements]
    trailers += [f"{DATE}: {(premier.date or jour).isoformat()}"]
    trailers += [f"{ACTE}: {acte}"] if acte else []
    sujet = f"{premier.nom}({id}): {de_quoi}"
    return "\n\n".join([sujet, "\n".join(phrases), "\n".join(trailers)]) + "\n"


def trailer(genre: Genre, id: str) -> str:
    """What a commit calls a file by: its id, with its folder under the trailer that kinds share."""
    return f"{genre.trailer}: {genre.adresse(id) if genre.trailer == FICHE else id}"


@contextmanager
def verrou(racine: Path) -> Iterator[None]:
    """One writer at a time, whatever the worktree. Raises Environnement when another one holds it."""
    from filelock import FileLock, Timeout

    verrou = FileLock(git.dossier_commun(racine) / "roriq.lock", timeout=ATTENTE_VERROU)
    try:
        verrou.acquire()
    except Timeout:
        raise Environnement(
            Phrase("Une autre commande « roriq » est en train de consigner dans ce registre. Rien n'a été consigné."),
            Phrase("Attendez qu'elle ait fini, puis reprenez la vôtre."),
        ) from None
    except OSError as erreur:
        raise Environnement(Phrase(_FICHE.disque, detail=obstacle(erreur))) from erreur
    try:
        yield
    finally:
        verrou.release()


def verifier_lieux(racine: Path, *, en_reunion: bool = False) -> None:
    """Refuse to record where a commit could not be made, or would be lost. Raises Environnement.

    `en_reunion`: a merge under way is what is to be recorded.
    """
    reunion = git.reunion_en_cours(racine)
    if not (reunion and en_reunion) and git.operation_en_cours(racine):
        raise Environnement(
            Phrase(
                "Une réunion de deux versions est en cours dans ce dossier, et n'est pas terminée. Rien n'a été "
                "consigné."
            ),
            Phrase("La terminer : {commande}", commande=Commande("synchroniser"))
            if reunion
            else Phrase("Qui l'a commencée la termine, ou l'abandonne : git status dit comment."),
        )
    if git.etat(racine).detache:
        raise Environnement(
            Phrase(
                "Ce dossier montre une version passée du registre : un fait consigné ici serait perdu. Rien n'a été "
                "consigné."
            ),
            *_revenir(racine),
        )
    git.verifier_identite(racine)


def _revenir(racine: Path) -> list[Phrase]:
    """How to leave a past version: by the usual branch, or the first one there is."""
    branches = sorted(git.branches(racine), key=lambda b: b != "main")
    return [Phrase("Revenez à la version courante : git switch {branche}", branche=branche) for branche in branches[:1]]


def verifier_fiches(racine: Path, *chemins: str) -> None:
    """Refuse to record on files that were changed by hand since the last commit, and name the first. Raises Refus."""
    if chemins and git.non_consignes(racine, chemins):
        chemin = next(chemin for chemin in chemins if git.non_consignes(racine, [chemin]))
        genre, id = genre_de(chemin), Path(chemin).stem
        mot = genre.mot(id) if genre else id
        raise Refus(
            Phrase("La fiche {id} a été modifiée en dehors de « roriq ».", id=mot),
            Phrase("La garder : {commande}.", commande=Commande("consigner", mot)),
            Phrase("La remettre comme avant : {commande}", commande=Commande("annuler", "--fiche", mot)),
        )


def deja_servi(racine: Path, chemin: str) -> bool:
    """Whether a file of that name was ever recorded: an id is never used again, unless all of it was undone in time."""
    if not git.tete(racine):
        return False
    if not git.git(racine, "log", "-1", "--format=%H", "--", chemin):
        return False
    locaux = [d for d in non_envoyes(racine) if any(p.chemin == chemin for p in d.passages)]
    # Undone before anyone else had it: what is left is its trace.
    jamais_envoye = bool(locaux) and not git.git(racine, "log", "-1", "--format=%H", "--remotes", "--", chemin)
    return not (jamais_envoye and locaux[-1].annules and not locaux[-1].passages_de(chemin)[-1].apres)


def consigner(racine: Path, *ecritures: Ecriture, sur_place: bool = False) -> None:
    """Write the files and commit them, all or none: on any failure everything is as it was before.

    `sur_place`: they say already what is to be recorded. Raises Environnement: disk, Git or hook refuses, lock held.
    Raises Refus: a file changed meanwhile.
    """
    verifier_lieux(racine)
    with verrou(racine):
        deposer(racine, *ecritures, sur_place=sur_place)


def deposer(racine: Path, *ecritures: Ecriture, env: Mapping[str, str] | None = None, sur_place: bool = False) -> None:
    """As `consigner`, for who holds the lock already and knows where HEAD is."""
    for ecriture in ecritures:
        refuser_un_lien(racine, ecriture.chemin)
        if lire_texte(racine / ecriture.chemin) != (ecriture.apres if sur_place else ecriture.avant):
            raise Refus(
                Phrase("La fiche {chemin} a changé pendant la commande.", chemin=ecriture.chemin),
                Phrase("Reprenez la commande."),
            )
    tete = git.tete(racine)

    def remettre() -> None:
        for ecriture in ecritures if not sur_place else ():
            remettre_fichier(racine / ecriture.chemin, None if ecriture.avant is None else encoder(ecriture.avant))
        _remettre_branche(racine, ecritures, tete)

    with tout_ou_rien(lambda: sont_consignes(racine, {e.chemin: e.apres for e in ecritures}), remettre, _FICHE):
        for message, ensemble in groupby(ecritures, key=lambda e: e.message):
            lot = list(ensemble)
            for ecriture in lot if not sur_place else ():
                _ecrire(racine, ecriture)
            _commettre(racine, lot, message, env)


class Issues(NamedTuple):
    """What is said of a failure: it came too late to stop anything, the disk refused ({detail}), Git did."""

    interrompu: str
    disque: str
    refus: str


_FICHE = Issues(
    N_("Interrompu, mais le fait était déjà consigné."),
    N_("Le disque refuse d'écrire la fiche ({detail}). Rien n'a été consigné."),
    N_("Git, ou une vérification qu'il appelle, a refusé. La fiche est comme avant : rien n'a été consigné."),
)


@contextmanager
def tout_ou_rien(fait: Callable[[], bool], remettre: Callable[[], None], issues: Issues) -> Iterator[None]:
    """Files are written and committed, as `fait` tells; else `remettre` puts all back, and the failure is said.

    Raises Environnement, Interruption (what stopped it came too late).
    """
    try:
        yield
        if not fait():
            raise git.Echec(str(Phrase("un réglage du dossier (.gitattributes) change le texte en l'enregistrant")))
    except BaseException as erreur:
        if not isinstance(erreur, git.Echec) and fait():
            if isinstance(erreur, KeyboardInterrupt):
                raise Interruption(Phrase(issues.interrompu)) from None
            return
        remettre()
        if isinstance(erreur, OSError):
            raise Environnement(Phrase(issues.disque, detail=obstacle(erreur))) from erreur
        if isinstance(erreur, git.Echec):
            raise Environnement(Phrase(issues.refus), *git.ce_qui_a_ete_dit(erreur)) from erreur
        raise


def refuser_un_lien(racine: Path, chemin: str) -> None:
    """Refuse to write where a link would lead elsewhere. Raises Refus."""
    if lien(racine, racine / chemin):
        raise Refus(
            Phrase("Le fichier {chemin} est un lien : rien n'est écrit à travers.", chemin=chemin),
            Phrase("Remplacez le lien par un fichier ordinaire."),
        )


def _ecrire(racine: Path, ecriture: Ecriture) -> None:
    if ecriture.apres is None:
        (racine / ecriture.chemin).unlink()
    else:
        remplacer(racine / ecriture.chemin, ecriture.apres)


def lire_octets(chemin: Path) -> bytes | None:
    """What a file holds; None without one."""
    return chemin.read_bytes() if chemin.exists() else None


def lire_texte(chemin: Path) -> str | None:
    """The text of a file as it is on disk (bytes that are no text: as nobody would write them); None without one."""
    try:
        return chemin.read_bytes().decode(errors="surrogateescape")
    except FileNotFoundError:
        return None


def remplacer(chemin: Path, contenu: str | bytes) -> None:
    """Put a text, or bytes, in the file at once: whoever reads sees all of it or nothing of it. Raises OSError.

    A link is followed; a device or a pipe (/dev/null) is written to, never replaced.
    """
    octets = contenu if isinstance(contenu, bytes) else encoder(contenu)
    if chemin.exists() and not chemin.is_file():
        chemin.write_bytes(octets)
        return
    chemin = Path(os.path.realpath(chemin))
    chemin.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp makes files that only their owner can read; a register is read by its group.
    mode = chemin.stat().st_mode & 0o777 if chemin.exists() else 0o666 & ~_umask()
    descripteur, temporaire = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=chemin.parent)
    try:
        with os.fdopen(descripteur, "wb") as flux:
            flux.write(octets)
            flux.flush()
            os.fsync(flux.fileno())
        os.chmod(temporaire, mode)
        _mettre_en_place(temporaire, chemin)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporaire)
        raise
    _synchroniser(chemin.parent)


def _mettre_en_place(temporaire: str, chemin: Path) -> None:
    """Windows replaces no file that another program has open; an antivirus or an index has it for a moment only."""
    for attente in (*ATTENTES_D_UN_FICHIER, None):
        try:
            os.replace(temporaire, chemin)
            return
        except PermissionError as erreur:
            if attente is None or not occupe(erreur):
                raise
            time.sleep(attente)


def _umask() -> int:
    masque = os.umask(0)
    os.umask(masque)
    return masque


def _synchroniser(dossier: Path) -> None:
    """Make the renaming itself survive a power cut, where a folder can be opened (not on Windows)."""
    with suppress(OSError):
        descripteur = os.open(dossier, os.O_RDONLY)
        try:
            os.fsync(descripteur)
        finally:
            os.close(descripteur)


def _commettre(racine: Path, lot: Sequence[Ecriture], message: str, env: Mapping[str, str] | None) -> None:
    nouveaux = [e.chemin for e in lot if e.avant is None]
    if nouveaux:
        git.git(racine, "add", "--intent-to-add", "--", *nouveaux)
    chemins = [e.chemin for e in lot]
    git.git(racine, "commit", "--quiet", "--file=-", "--", *chemins, entree=message.encode(), env=env)


def sont_consignes(racine: Path, textes: Mapping[str, str | None]) -> bool:
    """Whether the last commit holds the files as written (an interruption may come after it, a setting change them)."""
    with suppress(Environnement):
        objets = git.objets(racine, "HEAD", textes)
        return all(_meme_texte(objets.get(chemin), texte) for chemin, texte in textes.items())
    return False


def _meme_texte(objet: str | None, texte: str | None) -> bool:
    """Whether Git's object is that text: its name is the digest of its bytes."""
    if objet is None or texte is None:
        return objet is None and texte is None
    octets = encoder(texte)
    condense = hashlib.sha1 if len(objet) == 40 else hashlib.sha256
    return condense(b"blob %d\0" % len(octets) + octets, usedforsecurity=False).hexdigest() == objet


def remettre(racine: Path, chemin: str, *, consignee: bool) -> None:
    """One file as it was recorded (or gone, when it never was), on disk and in Git's index. Raises Environnement."""
    if consignee:
        git.git(racine, "restore", "--source=HEAD", "--staged", "--worktree", "--", chemin)
        return
    try:
        (racine / chemin).unlink(missing_ok=True)
    except OSError as erreur:
        raise Environnement(Phrase(_FICHE.disque, detail=obstacle(erreur))) from erreur
    git.git(racine, "rm", "--cached", "--quiet", "--ignore-unmatch", "--", chemin)


def _remettre_branche(racine: Path, ecritures: Sequence[Ecriture], tete: str) -> None:
    """The branch at `tete` again, and Git's index as it was for these files."""
    chemins = [e.chemin for e in ecritures]
    with suppress(git.Echec):
        if tete and git.tete(racine) != tete:
            git.git(racine, "update-ref", "-m", "roriq: rien n'est consigné", "HEAD", tete)
            git.git(racine, "reset", "--quiet", "--", *chemins)
    nouveaux = [e.chemin for e in ecritures if e.avant is None]
    with suppress(git.Echec):
        if nouveaux:
            git.git(racine, "rm", "--cached", "--quiet", "--ignore-unmatch", "--", *nouveaux)


def remettre_fichier(fichier: Path, avant: bytes | None) -> None:
    """A file as it was, gone when there was none."""
    if avant is None:
        fichier.unlink(missing_ok=True)
    elif lire_octets(fichier) != avant:
        try:
            remplacer(fichier, avant)
        except OSError:  # a full disk has no room for a second file: over the first
            fichier.write_bytes(avant)


def proposer(racine: Path, ecriture: Ecriture, branche: str) -> str:
    """Record on a new branch made from HEAD, in a temporary worktree; the user's branch and files do not move.

    Returns the branch's name, which gets a number when it is taken. Raises as `consigner`.
    """
    git.verifier_identite(racine)
    nom = git.branche_libre(racine, branche)
    base = git.commit(racine, "HEAD")
    try:
        with arbre_a_part(racine, base, "--no-track", "-b", nom) as ailleurs:
            consigner(ailleurs, ecriture)
    except BaseException as erreur:
        with suppress(git.Echec):  # only as it was made: another command's is not ours to delete
            git.git(racine, "update-ref", "-d", f"refs/heads/{nom}", base)
        if isinstance(erreur, git.Echec):
            dit = git.Citation(erreur.sortie)
            raise Environnement(Phrase("Git n'a pas pu préparer la proposition :"), dit) from erreur
        raise
    return nom


@contextmanager
def arbre_a_part(racine: Path, revision: str, *options: str) -> Iterator[Path]:
    """A work tree at `revision`, gone afterwards whatever state it is in; yields the registry's folder in it."""
    with tempfile.TemporaryDirectory(prefix="roriq-") as dossier:
        arbre = Path(dossier).resolve() / "registre"
        try:
            git.git(racine, "worktree", "add", "--quiet", *options, str(arbre), revision)
            yield arbre / (git.prefixe(racine) or "")
        finally:
            with suppress(git.Echec):
                git.git(racine, "worktree", "remove", "--force", "--force", str(arbre))
