"""Writing one fact: that file alone in one commit, or everything as it was, whatever refuses and whenever."""

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest
from filelock import FileLock

from roriq_cli.domaine.membres.changements import comparer
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import Evenement, Fait, Organisme
from roriq_cli.errors import Environnement, Interruption, Refus
from roriq_cli.i18n import utiliser
from roriq_cli.registre import ecriture, git as gitlib
from roriq_cli.registre.ecriture import Ecriture, consigner, proposer, remplacer
from tests.conftest import Roriq
from tests.registre.conftest import Git, poser

CHEMIN = f"{ORGANISME.lieu}/accueil.yaml"
BRANCHE = "proposition/retrait-accueil-2026-11-21"
MESSAGE = "retrait(accueil): Organisme accueil\n\nÀ l'essai.\n\nRoriq-Organisme: accueil\n"


@pytest.fixture
def avant(registre: Path, git: Git) -> str:
    """The text of one recorded organisation."""
    texte = poser(registre, "accueil").read_text(encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message", "départ")
    return texte


@pytest.fixture
def fiche(avant: str) -> Ecriture:
    """One event more in it."""
    return Ecriture(CHEMIN, avant, avant + "  - date: 2026-11-21\n    evenement: retrait\n", MESSAGE)


@pytest.fixture
def nouvelle(avant: str) -> Ecriture:
    """Another organisation."""
    return Ecriture(f"{ORGANISME.lieu}/nouvelle.yaml", None, avant.replace("accueil", "nouvelle"), MESSAGE)


def hook(registre: Path, nom: str, corps: str) -> None:
    """A hook, as a person would install it."""
    fichier = registre / ".git/hooks" / nom
    fichier.write_text("#!/bin/sh\n" + corps)
    fichier.chmod(0o755)


def photo(registre: Path) -> dict[str, Any]:
    """All that a failure must leave as it was: files, their modes, the index, branches and worktrees."""

    def dire(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=registre, capture_output=True, encoding="utf-8", check=True
        ).stdout

    fichiers = {
        p.relative_to(registre).as_posix(): (p.read_bytes(), p.stat().st_mode)
        for p in registre.rglob("*")
        if p.is_file() and ".git/" not in p.as_posix()
    }
    return {
        "fichiers": fichiers,
        "index": dire("ls-files", "--stage", "-v"),
        "etat": dire("status", "--porcelain=v2", "--branch"),
        "branches": dire("for-each-ref", "--format=%(refname) %(objectname)"),
        "arbres": dire("worktree", "list", "--porcelain"),
    }


def echouer(erreur: BaseException) -> Callable[..., NoReturn]:
    """A function that fails so."""

    def fonction(*arguments: Any, **options: Any) -> NoReturn:
        raise erreur

    return fonction


# One file, one commit.


def test_la_fiche_seule_est_consignee(registre: Path, git: Git, fiche: Ecriture, nouvelle: Ecriture) -> None:
    """What else is staged stays staged; what else is changed stays changed."""
    poser(registre, "autre")
    git("add", f"{ORGANISME.lieu}/autre.yaml")
    (registre / "data/registre.yaml").write_text("nom: Changé\n")
    git("rm", "--quiet", "--cached", ".gitignore")
    etat = git("status", "--porcelain")
    for une in (fiche, nouvelle):
        consigner(registre, une)
        assert git("status", "--porcelain") == etat
        assert git("show", "--name-only", "--format=") == une.chemin
        assert git("log", "-1", "--format=%B") == MESSAGE.strip("\n")
        assert (registre / une.chemin).read_text(encoding="utf-8") == une.apres


def test_la_fiche_est_consignee_sur_la_branche_courante(registre: Path, git: Git, fiche: Ecriture) -> None:
    git("checkout", "--quiet", "-b", "autre")
    main = git("rev-parse", "main")
    consigner(registre, fiche)
    assert git("rev-parse", "main") == main
    assert git("rev-parse", "autre~1") == main


def test_les_hooks_sont_ceux_de_la_personne(registre: Path, git: Git, fiche: Ecriture) -> None:
    hook(registre, "pre-commit", "git diff --cached --name-only > vu-par-pre-commit\n")
    hook(registre, "commit-msg", 'printf "\\nSigned-off-by: essai\\n" >> "$1"\n')
    consigner(registre, fiche)
    assert (registre / "vu-par-pre-commit").read_text() == CHEMIN + "\n"
    assert git("log", "-1", "--format=%B").endswith("Signed-off-by: essai")


def test_un_reglage_de_la_personne_n_abime_pas_le_message(registre: Path, git: Git, fiche: Ecriture) -> None:
    for reglage in ("commit.template", "commit.verbose", "commit.status", "core.editor"):
        git("config", "--global", reglage, "false")
    git("config", "--global", "commit.cleanup", "scissors")
    git("config", "--global", "core.commentChar", "r")
    consigner(registre, fiche)
    assert git("log", "-1", "--format=%s") == "retrait(accueil): Organisme accueil"


def test_le_message_est_en_francais_dans_les_deux_langues() -> None:
    organisme = Organisme("a", "Accueil", region="04", historique=(Evenement(date(2026, 11, 21), Fait.DEMANDE),))
    changements = comparer(None, organisme)
    francais = ecriture.message(ORGANISME, organisme, changements, date(2026, 11, 21))
    utiliser("en")
    assert ecriture.message(ORGANISME, organisme, changements, date(2026, 11, 21)) == francais
    assert francais.startswith("demande(a): Accueil\n\n")
    assert francais.endswith("\n\nRoriq-Organisme: a\nRoriq-Evenement: demande\nRoriq-Date: 2026-11-21\n")


# Everything as before.

PANNES: dict[str, Callable[[pytest.MonkeyPatch, Path], None]] = {
    "hook": lambda m, r: hook(r, "pre-commit", "echo 'Non : \033[31mle hook refuse' >&2; exit 1\n"),
    "hook qui réécrit": lambda m, r: hook(
        r,
        "pre-commit",
        "for f in $(git diff --cached --name-only); do echo '# ajout' >> $f; git add $f; done; exit 1\n",
    ),
    "message refusé": lambda m, r: hook(r, "commit-msg", "exit 1\n"),
    "disque plein (fsync)": lambda m, r: m.setattr(os, "fsync", echouer(OSError(errno.ENOSPC, "No space left"))),
    "disque plein (replace)": lambda m, r: m.setattr(os, "replace", echouer(OSError(errno.ENOSPC, "No space left"))),
    "droits": lambda m, r: m.setattr("tempfile.mkstemp", echouer(PermissionError(errno.EACCES, "denied"))),
    "index verrouillé": lambda m, r: (r / ".git/index.lock").touch(),
    "clavier": lambda m, r: m.setattr(ecriture, "_commettre", echouer(KeyboardInterrupt())),
}


def panne(nom: str, registre: Path) -> pytest.MonkeyPatch:
    m = pytest.MonkeyPatch()
    PANNES[nom](m, registre)
    return m


@pytest.mark.parametrize("nom", PANNES)
@pytest.mark.parametrize("quelle", ["fiche", "nouvelle"])
def test_apres_une_panne_tout_est_comme_avant(
    nom: str, quelle: str, registre: Path, request: pytest.FixtureRequest, git: Git
) -> None:
    une: Ecriture = request.getfixturevalue(quelle)
    poser(registre, "autre")
    git("add", f"{ORGANISME.lieu}/autre.yaml")
    (registre / CHEMIN).chmod(0o640)
    git("update-index", "--refresh")
    avant = photo(registre)
    m = panne(nom, registre)
    with pytest.raises(KeyboardInterrupt if nom == "clavier" else Environnement) as refus:
        consigner(registre, une)
    m.undo()
    (registre / ".git/index.lock").unlink(missing_ok=True)
    apres = photo(registre)
    assert apres == avant
    assert not list((registre / ORGANISME.lieu).glob(".*.tmp"))
    if nom != "clavier":
        assert isinstance(refus.value, Environnement)
        assert refus.value.code == 4
        assert "Rien n'a été consigné" in str(refus.value) or "rien n'a été consigné" in str(refus.value)
    if nom == "hook":
        assert "| Non : <U+001B>[31mle hook refuse" in str(refus.value)
    for fichier in (registre / ".git/hooks").glob("*[!e]"):
        fichier.unlink()
    consigner(registre, une)
    assert (registre / une.chemin).read_text(encoding="utf-8") == une.apres


def test_un_disque_plein_au_retour(registre: Path, fiche: Ecriture) -> None:
    """The file is replaced, Git has no room, and neither has a second file: it is written over its own place."""
    hook(registre, "pre-commit", "exit 1\n")
    fsync, appels = os.fsync, iter([True])

    def plein(descripteur: int) -> None:
        if next(appels, False) or stat.S_ISDIR(os.fstat(descripteur).st_mode):
            return fsync(descripteur)
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.MonkeyPatch.context() as m:
        m.setattr(os, "fsync", plein)
        with pytest.raises(Environnement):
            consigner(registre, fiche)
    assert (registre / CHEMIN).read_text(encoding="utf-8") == fiche.avant


def test_une_interruption_qui_arrive_trop_tard(registre: Path, git: Git, fiche: Ecriture, nouvelle: Ecriture) -> None:
    """What is recorded is recorded: nobody is told otherwise."""
    commettre = ecriture._commettre

    def tard(*arguments: Any) -> NoReturn:
        commettre(*arguments)
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as m:
        m.setattr(ecriture, "_commettre", tard)
        for une in (fiche, nouvelle):
            with pytest.raises(Interruption, match="déjà consigné"):
                consigner(registre, une)
            assert git("show", "--name-only", "--format=") == une.chemin
            assert git("status", "--porcelain") == ""


def test_ctrl_c_pendant_un_hook(registre: Path, git: Git, avant: str) -> None:
    """The real thing: a process, a slow hook, the signal that a terminal sends to all."""
    hook(registre, "pre-commit", "touch .git/en-cours; sleep 20\n")
    commande = [sys.executable, "-m", "roriq_cli", "retirer", "accueil"]
    processus = subprocess.Popen(
        commande, cwd=registre, start_new_session=True, stdout=-1, stderr=-1, stdin=subprocess.DEVNULL
    )
    for _ in range(200):
        if (registre / ".git/en-cours").exists():
            break
        threading.Event().wait(0.05)
    os.killpg(processus.pid, 2)
    _sortie, erreur = processus.communicate(timeout=15)
    assert processus.returncode == 130, erreur
    assert (registre / CHEMIN).read_text(encoding="utf-8") == avant
    assert git("status", "--porcelain") == ""
    assert not (registre / ".git/index.lock").exists()


# Where nothing is recorded.


@pytest.mark.parametrize("temoin", ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge/", "rebase-apply/"])
def test_une_operation_de_git_en_cours(temoin: str, registre: Path, git: Git, fiche: Ecriture) -> None:
    if temoin.endswith("/"):
        (registre / ".git" / temoin).mkdir()
    else:
        (registre / ".git" / temoin).write_text(git("rev-parse", "HEAD") + "\n")
    with pytest.raises(Environnement, match="réunion de deux versions"):
        consigner(registre, fiche)
    assert (registre / CHEMIN).read_text(encoding="utf-8") == fiche.avant


def test_une_reunion_en_conflit(registre: Path, git: Git, fiche: Ecriture, roriq: Roriq) -> None:
    git("checkout", "--quiet", "-b", "autre")
    poser(registre, "relais", "un\n")
    git("add", "--all")
    git("commit", "--quiet", "--message", "un")
    git("checkout", "--quiet", "main")
    poser(registre, "relais", "deux\n")
    git("add", "--all")
    git("commit", "--quiet", "--message", "deux")
    subprocess.run(["git", "merge", "autre"], cwd=registre, capture_output=True, check=False)
    reponse = roriq("retirer", "accueil")
    assert reponse.code == 4
    assert "Rien n'a été" in reponse.erreur.replace("\u00a0", " ")
    assert "conflit" in roriq("valider").sortie


def test_une_version_passee(registre: Path, git: Git, fiche: Ecriture, roriq: Roriq) -> None:
    git("checkout", "--quiet", "--detach")
    reponse = roriq("retirer", "accueil")
    assert reponse.code == 4
    assert "git switch main" in reponse.erreur
    assert git("status", "--porcelain") == ""


def test_le_verrou(registre: Path, git: Git, fiche: Ecriture, roriq: Roriq) -> None:
    with FileLock(registre / ".git/roriq.lock"):
        reponse = roriq("retirer", "accueil")
        propose = roriq("retirer", "accueil", "--proposer")
    assert (reponse.code, propose.code) == (4, 4)
    assert "est en train de consigner" in reponse.erreur
    assert git("status", "--porcelain") == ""
    assert git("for-each-ref", "--format=%(refname)") == "refs/heads/main"
    consigner(registre, fiche)


def test_le_verrou_ne_peut_pas_etre_pris(registre: Path, fiche: Ecriture) -> None:
    (registre / ".git/roriq.lock").mkdir()
    with pytest.raises(Environnement) as refus:
        consigner(registre, fiche)
    assert refus.value.code == 4
    assert (registre / CHEMIN).read_text(encoding="utf-8") == fiche.avant


def test_le_verrou_est_le_meme_pour_tous_les_arbres(registre: Path, git: Git, fiche: Ecriture, tmp_path: Path) -> None:
    ailleurs = tmp_path / "ailleurs"
    git("worktree", "add", "--quiet", "-b", "autre", str(ailleurs))
    with ecriture.verrou(registre), pytest.raises(Environnement):
        consigner(ailleurs, fiche)
    consigner(ailleurs, fiche)
    assert git("log", "-1", "--format=%s", "autre") == "retrait(accueil): Organisme accueil"


def test_deux_commandes_a_la_fois(registre: Path, git: Git, avant: str) -> None:
    """One after the other, or one refuses: never half of each."""
    commandes = [
        subprocess.Popen(
            [sys.executable, "-m", "roriq_cli", "ajouter", "--nom", f"Organisme {n}", "--region", "04", "--id", f"o{n}"],
            cwd=registre, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for n in range(4)
    ]  # fmt: skip
    codes = [c.wait(timeout=30) for c in commandes]
    assert set(codes) <= {0, 4}
    assert codes.count(0) >= 1
    assert git("status", "--porcelain") == ""
    assert len(git("log", "--format=%H").splitlines()) == 2 + codes.count(0)


def test_la_fiche_a_change_entre_temps(registre: Path, git: Git, fiche: Ecriture, nouvelle: Ecriture) -> None:
    for texte in (b"autre chose\n", b"\xff\xfe"):
        for une in (fiche, nouvelle):
            (registre / une.chemin).write_bytes(texte)
            with pytest.raises(Refus, match="a changé pendant la commande"):
                consigner(registre, une)
            assert (registre / une.chemin).read_bytes() == texte
    (registre / fiche.chemin).unlink()
    with pytest.raises(Refus):
        consigner(registre, fiche)


def test_un_fichier_ignore_par_git(registre: Path, git: Git, nouvelle: Ecriture) -> None:
    (registre / ".gitignore").write_text("nouvelle.yaml\n")
    with pytest.raises(Environnement):
        consigner(registre, nouvelle)
    assert not (registre / nouvelle.chemin).exists()
    assert git("ls-files", ORGANISME.lieu) == f"{ORGANISME.lieu}/.gitkeep\n{CHEMIN}"


# The file itself.


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o755])
def test_le_mode_du_fichier_est_garde(mode: int, tmp_path: Path) -> None:
    fichier = tmp_path / "a.yaml"
    fichier.write_text("avant\n")
    fichier.chmod(mode)
    remplacer(fichier, "après\n")
    assert fichier.read_text(encoding="utf-8") == "après\n"
    assert stat.S_IMODE(fichier.stat().st_mode) == mode


@pytest.mark.parametrize(("masque", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600), (0o002, 0o664)])
def test_le_masque_de_la_personne_est_respecte(masque: int, mode: int, tmp_path: Path) -> None:
    ancien = os.umask(masque)
    try:
        remplacer(tmp_path / "a/b/c.yaml", "texte\n")
        assert os.umask(masque) == masque
    finally:
        os.umask(ancien)
    assert stat.S_IMODE((tmp_path / "a/b/c.yaml").stat().st_mode) == mode


def test_les_fins_de_ligne_sont_celles_du_texte(tmp_path: Path) -> None:
    remplacer(tmp_path / "a", "é\nb\n")
    assert (tmp_path / "a").read_bytes() == "é\nb\n".encode()


def test_un_lien_est_suivi_un_peripherique_n_est_pas_remplace(tmp_path: Path) -> None:
    (tmp_path / "vrai").write_text("avant\n")
    (tmp_path / "lien").symlink_to("vrai")
    remplacer(tmp_path / "lien", "après\n")
    assert (tmp_path / "lien").is_symlink()
    assert (tmp_path / "vrai").read_text(encoding="utf-8") == "après\n"
    tube = tmp_path / "tube"
    os.mkfifo(tube)
    lus: list[str] = []
    lecteur = threading.Thread(target=lambda: lus.append(tube.read_text(encoding="utf-8")))
    lecteur.start()
    remplacer(tube, "dans le tube\n")
    lecteur.join(timeout=5)
    assert lus == ["dans le tube\n"]
    assert stat.S_ISFIFO(tube.stat().st_mode)
    remplacer(Path(os.devnull), "rien\n")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_rien_ne_reste_d_une_ecriture_manquee(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as m:
        m.setattr(os, "replace", echouer(OSError(errno.ENOSPC, "plein")))
        with pytest.raises(OSError, match="plein"):
            remplacer(tmp_path / "a.yaml", "texte\n")
    assert list(tmp_path.iterdir()) == []


# Propositions.


def test_une_proposition_ne_deplace_rien(registre: Path, git: Git, fiche: Ecriture) -> None:
    poser(registre, "autre")
    git("add", f"{ORGANISME.lieu}/autre.yaml")
    (registre / CHEMIN).write_text("modifiée à la main\n")
    avant = photo(registre)
    nom = proposer(registre, fiche, BRANCHE)
    apres = photo(registre)
    assert nom == BRANCHE
    assert apres.pop("branches") == avant.pop("branches") + f"refs/heads/{BRANCHE} {git('rev-parse', BRANCHE)}\n"
    assert apres == avant
    assert git("rev-parse", f"{BRANCHE}~1") == git("rev-parse", "main")
    assert git("show", "--name-only", "--format=", BRANCHE) == CHEMIN
    assert git("show", f"{BRANCHE}:{CHEMIN}") == (fiche.apres or "").strip("\n")
    assert not (registre / ".git/worktrees").exists()


def test_le_nom_d_une_proposition_deja_pris(registre: Path, git: Git, fiche: Ecriture, nouvelle: Ecriture) -> None:
    noms = [proposer(registre, une, BRANCHE) for une in (fiche, nouvelle, fiche)]
    assert noms == [BRANCHE, f"{BRANCHE}-2", f"{BRANCHE}-3"]
    git("tag", "prise", "main")
    git("tag", f"{BRANCHE}-4", "main")  # a tag of that name makes the short name of the branch another one
    git("branch", f"{BRANCHE}-4", "main")
    assert proposer(registre, nouvelle, BRANCHE) == f"{BRANCHE}-5"


@pytest.mark.parametrize("nom_hook", ["pre-commit", "commit-msg", "post-checkout"])
def test_une_proposition_refusee_ne_laisse_rien(nom_hook: str, registre: Path, fiche: Ecriture) -> None:
    avant = photo(registre)
    hook(registre, nom_hook, "echo refus >&2; exit 1\n")
    with pytest.raises(Environnement, match="refus"):
        proposer(registre, fiche, BRANCHE)
    assert photo(registre) == avant


def test_une_proposition_interrompue_ne_laisse_rien(registre: Path, fiche: Ecriture) -> None:
    avant = photo(registre)
    for fonction in ("_commettre", "remplacer", "verifier_lieux"):
        with pytest.MonkeyPatch.context() as m:
            m.setattr(ecriture, fonction, echouer(KeyboardInterrupt()))
            with pytest.raises(KeyboardInterrupt):
                proposer(registre, fiche, BRANCHE)
        assert photo(registre) == avant


def test_une_branche_qui_gene_une_proposition(registre: Path, git: Git, fiche: Ecriture) -> None:
    git("branch", "proposition")
    avant = photo(registre)
    with pytest.raises(Environnement, match="préparer la proposition"):
        proposer(registre, fiche, BRANCHE)
    assert photo(registre) == avant


def test_une_proposition_prise_entre_temps_reste_a_son_auteur(registre: Path, git: Git, fiche: Ecriture) -> None:
    proposer(registre, fiche, BRANCHE)
    tete = git("rev-parse", BRANCHE)
    with pytest.MonkeyPatch.context() as m:
        m.setattr("roriq_cli.registre.git.branche_libre", lambda racine, branche: branche)
        with pytest.raises(Environnement):
            proposer(registre, fiche, BRANCHE)
    assert git("rev-parse", BRANCHE) == tete


def test_une_proposition_d_une_version_passee_et_en_pleine_reunion(registre: Path, git: Git, fiche: Ecriture) -> None:
    """The person's own state is no obstacle: the proposition is made elsewhere."""
    git("checkout", "--quiet", "--detach")
    assert proposer(registre, fiche, BRANCHE) == BRANCHE
    (registre / ".git/MERGE_HEAD").write_text(git("rev-parse", "HEAD") + "\n")
    assert proposer(registre, fiche, BRANCHE) == f"{BRANCHE}-2"


def test_une_proposition_sans_aucun_commit(tmp_path: Path, nouvelle: Ecriture) -> None:
    vide = tmp_path / "vide"
    subprocess.run(["git", "init", "--quiet", str(vide)], check=True)
    with pytest.raises(Environnement):
        proposer(vide, nouvelle, BRANCHE)


def test_un_reglage_de_suivi_n_ajoute_rien(registre: Path, git: Git, fiche: Ecriture) -> None:
    git("config", "branch.autoSetupMerge", "always")
    proposer(registre, fiche, BRANCHE)
    assert "[branch " not in (registre / ".git/config").read_text()


def test_deja_servi(registre: Path, git: Git, avant: str, tmp_path: Path) -> None:
    assert ecriture.deja_servi(registre, CHEMIN)
    (registre / CHEMIN).unlink()
    git("commit", "--quiet", "--all", "--message", "retirée")
    assert ecriture.deja_servi(registre, CHEMIN)
    assert not ecriture.deja_servi(registre, f"{ORGANISME.lieu}/jamais.yaml")
    subprocess.run(["git", "init", "--quiet", str(tmp_path / "vide")], check=True)
    assert not ecriture.deja_servi(tmp_path / "vide", CHEMIN)


def test_ce_que_dit_git_est_inerte() -> None:
    citation = gitlib.Citation("un \x1b[31mrouge\u202e\ndeux\n")
    assert str(citation) == "\n  | un <U+001B>[31mrouge<U+202E>\n  | deux"
