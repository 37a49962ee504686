"""A merge that Git left under way: the files that both sides changed, united fact by fact, and the merge concluded.

Everything is judged on Git's objects first. What is written at last (files, index, commit) is put back as it was,
the merge still under way, if anything refuses.
"""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from roriq_cli.domaine.genres.constats import Constat
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.protection import changements, reecritures
from roriq_cli.domaine.table import genre_de
from roriq_cli.domaine.union.cotes import Cotes, phrase_des_cotes
from roriq_cli.domaine.union.rejeu import reunir
from roriq_cli.errors import Environnement, Refus
from roriq_cli.i18n import N_, Affichable, Phrase, SautDeLigne, en_francais, guillemets
from roriq_cli.registre import chargement as ch, ecriture, git
from roriq_cli.registre.analyse import encoder
from roriq_cli.registre.sources import MODES, Revision
from roriq_cli.registre.union import conflits
from roriq_cli.registre.union.rejeu import fondre

# What Git keeps of a merge under way, in its directory; a commit takes them away.
_TRACES = ("index", "MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "MERGE_RR", "AUTO_MERGE")


class Disputee(NamedTuple):
    """A file that both sides changed and whose facts may be united, and its texts.

    `versions`: by side (base, ici, venu), without those that have no such file; None: no text that can be read.
    """

    chemin: str
    versions: dict[str, str | None]

    @property
    def id(self) -> str:
        """The file's name without `.yaml`."""
        return Path(self.chemin).stem

    @property
    def genre(self) -> Genre:
        """Its kind: one whose files grow by their ends."""
        genre = genre_de(self.chemin)
        assert genre is not None  # it is by its kind that it is here
        return genre


class EnCours(NamedTuple):
    """A merge under way: the two commits, which of them is the register as others have it, the files to settle."""

    ici: str
    venu: str
    recu_est_venu: bool
    fiches: tuple[Disputee, ...]
    autres: tuple[str, ...]
    prepare: bytes  # Git's index

    @property
    def recu(self) -> str:
        """The commit that others have: what the other one brings comes after."""
        return self.venu if self.recu_est_venu else self.ici


class Unie(NamedTuple):
    """A file that says the facts of both sides; `deplace`: one of them comes before what was received."""

    chemin: str
    texte: str
    genre: Genre
    fiche: Any
    cotes: Cotes
    deplace: bool

    @property
    def id(self) -> str:
        """The file's name without `.yaml`."""
        return self.genre.id_de(self.fiche)

    @property
    def nom(self) -> str:
        """What the kind calls it."""
        return self.genre.comportement.mots.nom(self.fiche)


class Desaccord(NamedTuple):
    """A file whose two sides cannot both stand: what each says (what was received first), and why not.

    `garder`: the side of the merge, as Git names it, that can be kept alone (the first when both can); "" for none.
    """

    chemin: str
    sujet: Affichable
    cotes: Cotes
    raison: Affichable
    garder: str


def lire(racine: Path) -> EnCours:
    """The merge under way. Raises Environnement: more than two versions, or one that Git does not know."""
    if len((git.dossier_git(racine) / "MERGE_HEAD").read_bytes().split()) != 1:
        raise Environnement(
            Phrase("Plus de deux versions sont en train d'être réunies : « roriq » ne le fait que de deux."),
            Phrase("Qui l'a commencé le termine, ou l'abandonne : git status dit comment."),
        )
    ici, venu = git.commit(racine, "HEAD"), git.commit(racine, "MERGE_HEAD")
    prefixe = git.prefixe(racine) or ""
    objets: dict[str, dict[str, str]] = {}
    autres = []
    for complet, versions in git.melees(racine).items():
        chemin = complet.removeprefix(prefixe) if complet.startswith(prefixe) else ""
        genre = genre_de(chemin)
        if (
            genre
            and genre.union
            and ch.est_une_fiche(chemin)
            and {mode for mode, _objet in versions.values()} <= {*MODES}
        ):
            objets[chemin] = {cote: objet for cote, (_mode, objet) in versions.items()}
        else:
            autres.append(chemin or complet)
    contenus = git.contenus(racine, [o for versions in objets.values() for o in versions.values()])
    fiches = tuple(
        Disputee(chemin, {cote: _texte(contenus[o]) for cote, o in versions.items()})
        for chemin, versions in objets.items()
    )
    index = (git.dossier_git(racine) / "index").read_bytes()
    return EnCours(ici, venu, _recu_est_venu(racine, ici, venu), fiches, tuple(autres), index)


def _texte(octets: bytes | None) -> str | None:
    """A text with plain line ends: what Windows puts there says nothing."""
    return None if octets is None else octets.decode(errors="surrogateescape").replace("\r\n", "\n")


def _recu_est_venu(racine: Path, ici: str, venu: str) -> bool:
    """Whether the version that comes in, rather than the one here, is what the register is for everyone.

    The shared place says so, else the branch that this one follows, else the usual branch.
    """
    depots = sorted(git.ligne(racine, "remote").split(), key=lambda depot: depot != "origin")
    references = [f"refs/remotes/{depot}/{nom}" for depot in depots for nom in ("HEAD", "main", "master")]
    for reference in (*references, "@{upstream}", "refs/heads/main", "refs/heads/master"):
        if tete := git.tete(racine, reference):
            dedans = [git.vient_de(racine, tete, version) for version in (ici, venu)]
            if dedans[0] != dedans[1]:
                return dedans[1]
    return False


def verifier_intactes(racine: Path, en_cours: EnCours) -> None:
    """Refuse to write over what a person did by hand since the merge began. Raises Refus."""
    laissees = _laissees(racine, [f.chemin for f in en_cours.fiches])
    for fiche in en_cours.fiches:
        ecriture.refuser_un_lien(racine, fiche.chemin)
        texte = _texte(ecriture.lire_octets(racine / fiche.chemin))
        intacts = [fiche.versions.get(cote) for cote in ("ici", "venu")]
        if texte not in intacts and not _meme_melange(texte, laissees.get(fiche.chemin)):
            raise Refus(
                Phrase("La fiche {id} a été modifiée à la main depuis que la réunion est commencée.", id=fiche.id),
                Phrase(
                    "La garder ainsi, ou reprendre les deux côtés :{n}git add -- {fichier}{n}git checkout --merge -- "
                    "{fichier}",
                    n=SautDeLigne(),
                    fichier=guillemets(fiche.chemin),
                ),
            )


def _laissees(racine: Path, chemins: Sequence[str]) -> dict[str, str | None]:
    """The files as Git left them, with its marks; none when this Git does not say."""
    with suppress(git.Echec):
        objets = git.objets(racine, "AUTO_MERGE", chemins)
        contenus = git.contenus(racine, objets.values())
        return {chemin: _texte(contenus[objet]) for chemin, objet in objets.items()}
    return {}


def _meme_melange(texte: str | None, laisse: str | None) -> bool:
    """Whether a text is the two sides mixed as Git did, in whatever style of marks."""
    marques, attendues = (conflits.separer(t or "") for t in (texte, laisse))
    if marques is None or attendues is None:
        return marques is not None
    return (marques.un, marques.autre) == (attendues.un, attendues.autre)


def unir(en_cours: EnCours, aujourd_hui: date) -> tuple[list[Unie], list[Desaccord]]:
    """The files that both sides changed: those that say the facts of both, and those that cannot."""
    issues = [_unir(fiche, aujourd_hui, recu_est_venu=en_cours.recu_est_venu) for fiche in en_cours.fiches]
    return [i for i in issues if isinstance(i, Unie)], [i for i in issues if isinstance(i, Desaccord)]


def _unir(fiche: Disputee, aujourd_hui: date, *, recu_est_venu: bool) -> Unie | Desaccord:
    recu, local = ("venu", "ici") if recu_est_venu else ("ici", "venu")
    textes = fiche.versions
    genre = fiche.genre
    lus = {cote: ch.lire_fiche(genre, texte) for cote, texte in textes.items()}
    base, sien, notre = (lus.get(cote) for cote in ("base", recu, local))
    garde = next((cote for cote in (recu, local) if lus.get(cote)), "")

    def desaccord(raison: Affichable, cotes: Cotes = ((), ())) -> Desaccord:
        nom = next((genre.comportement.mots.nom(o) for o in (sien, notre, base) if o), fiche.id)
        return Desaccord(
            fiche.chemin,
            Phrase(genre.comportement.mots.sujet, nom=nom),
            cotes,
            raison,
            {"ici": "ours", "venu": "theirs"}.get(garde, ""),
        )

    if not {recu, local} <= {*textes}:
        return desaccord(Phrase("la fiche {id} n'est plus là d'un côté, et a changé de l'autre", id=fiche.id))
    if sien is None or notre is None or ("base" in textes and base is None):
        return desaccord(Phrase("la fiche {id} contient des erreurs d'un côté, et ne peut pas être lue", id=fiche.id))
    cotes = _ajouts(genre, base, sien, notre)
    if base is None:
        return desaccord(Phrase("deux fiches du même nom, {id}, ont été ajoutées", id=fiche.id), cotes)
    try:
        texte = fondre(fiche.chemin, textes["base"], textes[local], textes[recu], aujourd_hui, reunir)
    except Refus as refus:
        return desaccord(refus.phrases[0], cotes)
    unie = ch.lire_fiche(genre, texte)
    if texte is None or unie is None:
        return desaccord(Phrase("la fiche {id} ne peut pas être lue une fois réunie", id=fiche.id), cotes)
    deplace = any(a.regle == "fait-reecrit" for a in reecritures(genre, sien, unie))
    return Unie(fiche.chemin, texte, genre, unie, cotes, deplace)


def _ajouts(genre: Genre, base: Any, sien: Any, notre: Any) -> Cotes:
    """What each side brought, what was received first."""
    siens, notres = (tuple(c.phrase for c in changements(genre, base, cote)) for cote in (sien, notre))
    return siens, notres


def arbre(racine: Path, unies: Sequence[Unie]) -> str:
    """Git's name for the whole of what would be recorded; neither the index nor a file moves."""
    with tempfile.TemporaryDirectory(prefix="roriq-") as dossier:
        index = Path(dossier).resolve() / "index"
        shutil.copyfile(git.dossier_git(racine) / "index", index)
        env = {"GIT_INDEX_FILE": str(index)}
        entrees = b""
        for unie in unies:
            objet = git.git(racine, "hash-object", "-w", "--stdin", entree=encoder(unie.texte)).strip()
            entrees += b"100644 " + objet + b"\t" + os.fsencode((git.prefixe(racine) or "") + unie.chemin) + b"\0"
        if entrees:
            git.git(racine, "update-index", "-z", "--index-info", entree=entrees, env=env)
        return os.fsdecode(git.git(racine, "write-tree", env=env).strip())


def erreurs(racine: Path, en_cours: EnCours, unies: Sequence[Unie], aujourd_hui: date) -> list[Constat]:
    """The errors that the register, once united, would have and that what was received has not."""
    avant, apres = (ch.charger(Revision(racine, r)) for r in (en_cours.recu, arbre(racine, unies)))
    return ch.nouvelles_erreurs(avant, apres, aujourd_hui)


def message(unies: Sequence[Unie]) -> str:
    """The merge's message, French in every language: what was united, one sentence a file."""
    with en_francais():
        phrases = [str(phrase_de_l_union(u)) for u in unies]
        corps = phrases or [str(Phrase("Les deux versions du registre n'en font qu'une."))]
    if len(unies) == 1:
        sujet = f"reunion({unies[0].id}): {unies[0].nom}"
    else:
        sujet = f"reunion(registre): {len(unies)} fiches" if unies else "reunion(registre): deux versions"
    trailers = [ecriture.trailer(u.genre, u.id) for u in unies]
    return "\n\n".join([sujet, "\n".join(corps), *(["\n".join(trailers)] if trailers else [])]) + "\n"


def phrase_de_l_union(unie: Unie) -> Phrase:
    """« Organisme X. D'un côté : …; de l'autre : … »."""
    titre = Phrase(unie.genre.comportement.mots.titre, nom=unie.nom)
    return Phrase("{titre}. {cotes}", titre=titre, cotes=phrase_des_cotes(unie.cotes))


def conclure(racine: Path, en_cours: EnCours, unies: Sequence[Unie]) -> None:
    """Write the united files, and commit the merge; whatever refuses, the merge is under way as it was.

    For who holds the lock. Raises Environnement, Refus (something moved meanwhile), Interruption.
    """
    dossier = git.dossier_git(racine)
    touches = (*(racine / u.chemin for u in unies), *(dossier / nom for nom in _TRACES))
    avant = {fichier: ecriture.lire_octets(fichier) for fichier in touches}
    bouge = avant[dossier / "index"] != en_cours.prepare or git.tete(racine, "MERGE_HEAD") != en_cours.venu
    if bouge or git.tete(racine) != en_cours.ici:
        raise Refus(Phrase("La réunion a changé pendant la commande."), Phrase("Reprenez la commande."))
    with ecriture.tout_ou_rien(
        lambda: _est_conclue(racine, en_cours, unies), lambda: _remettre(racine, en_cours, avant), _REUNION
    ):
        for unie in unies:
            ecriture.remplacer(racine / unie.chemin, unie.texte)
        for debut in range(0, len(unies), git.PAR_APPEL):
            chemins = [u.chemin for u in unies[debut : debut + git.PAR_APPEL]]
            git.git(racine, "--literal-pathspecs", "add", "--", *chemins)
        git.git(racine, "commit", "--quiet", "--file=-", entree=message(unies).encode())


_REUNION = ecriture.Issues(
    N_("Interrompu, mais la réunion était déjà terminée."),
    N_("Le disque refuse d'écrire ({detail}). La réunion est comme avant."),
    N_("Git, ou une vérification qu'il appelle, a refusé. La réunion est comme avant : rien n'a été consigné."),
)


def _est_conclue(racine: Path, en_cours: EnCours, unies: Sequence[Unie]) -> bool:
    """Whether the last commit is the merge, with the files as they were united."""
    with suppress(Environnement):
        if git.ligne(racine, "rev-parse", "HEAD^1", "HEAD^2").split() != [en_cours.ici, en_cours.venu]:
            return False
        return ecriture.sont_consignes(racine, {u.chemin: u.texte for u in unies})
    return False


def _remettre(racine: Path, en_cours: EnCours, avant: Mapping[Path, bytes | None]) -> None:
    """Files, branch and merge under way as they were."""
    with suppress(git.Echec):
        if git.tete(racine) != en_cours.ici:
            git.git(racine, "update-ref", "-m", "roriq: rien n'est consigné", "HEAD", en_cours.ici)
    for fichier, octets in avant.items():
        ecriture.remettre_fichier(fichier, octets)
