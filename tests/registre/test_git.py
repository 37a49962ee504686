"""Git: whatever the reference, the environment, the settings and the history, the answer is the repository's."""

import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from roriq_cli.cli.horloge import fin_du_jour
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.errors import Environnement
from roriq_cli.registre import git as gitlib
from roriq_cli.registre.git import appel
from tests.conftest import Roriq
from tests.registre.conftest import Git, poser

ACCUEIL = f"{ORGANISME.lieu}/accueil.yaml"


def consigner(git: Git, sujet: str = "à la main", *options: str, le: str | None = None) -> str:
    """A commit of everything; `le` is the committer's instant."""
    git("add", "--all")
    dates = ("-c", "user.name=Coordination") if le is None else ()
    with pytest.MonkeyPatch.context() as m:
        if le:
            m.setenv("GIT_COMMITTER_DATE", le)
            m.setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z")
        git(*dates, "commit", "--quiet", "--allow-empty", "--allow-empty-message", "--message", sujet, *options)
    return git("rev-parse", "HEAD")


# References.


def test_le_nom_d_une_version(registre: Path, git: Git) -> None:
    tete = git("rev-parse", "HEAD")
    git("tag", "-a", "v1", "-m", "une étiquette")
    git("branch", "proposition/demande-accueil")
    for nom in ("HEAD", "main", "v1", tete[:10], "proposition/demande-accueil", "HEAD^0", "@"):
        assert gitlib.commit(registre, nom) == tete


@pytest.mark.parametrize(
    "nom",
    ["-h", "--all", "--output=pris", "-", "--", "", " ", "inconnue", "HEAD~9", "HEAD:data", "v1..main", "^main", "a\0b",
     "main\nHEAD", "HEAD^{tree}", "refs/heads/*", "é\udce9", "x" * 5000],
)  # fmt: skip
def test_une_version_inconnue(nom: str, registre: Path, roriq: Roriq) -> None:
    with pytest.raises(Environnement):
        gitlib.commit(registre, nom)
    if "\0" not in nom and nom.strip():
        reponse = roriq("lister", f"--revision={nom}")
        assert reponse.code == 4
        assert "Traceback" not in reponse.tout
    assert not (registre / "pris").exists()


def test_une_branche_qui_commence_par_un_tiret(registre: Path, git: Git) -> None:
    tete = git("rev-parse", "HEAD")
    git("update-ref", "refs/heads/-force", tete)
    assert gitlib.commit(registre, "-force") == tete
    assert gitlib.commit(registre, "refs/heads/-force") == tete


# The environment.


def test_les_variables_qui_montrent_un_depot_sont_ignorees(
    registre: Path, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, roriq: Roriq
) -> None:
    """As when a hook of another repository calls us."""
    autre = tmp_path / "autre"
    subprocess.run(["git", "init", "--quiet", str(autre)], check=True)
    for nom, valeur in {
        "GIT_DIR": str(autre / ".git"),
        "GIT_WORK_TREE": str(autre),
        "GIT_INDEX_FILE": str(autre / ".git/index"),
        "GIT_OBJECT_DIRECTORY": str(autre / ".git/objects"),
        "GIT_PREFIX": "ailleurs/",
        "GIT_NAMESPACE": "autre",
        "GIT_CONFIG_PARAMETERS": "'core.bare=true'",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.hooksPath",
        "GIT_CONFIG_VALUE_0": "/n/existe/pas",
        "GIT_CEILING_DIRECTORIES": str(registre),
    }.items():
        monkeypatch.setenv(nom, valeur)
    assert roriq("ajouter", "--nom", "Accueil Exemple", "--region", "04").code == 0
    assert roriq("lister").code == 0
    monkeypatch.undo()
    assert git("log", "--format=%s", "-1", dossier=registre) == "demande(accueil-exemple): Accueil Exemple"
    assert git("status", "--porcelain", dossier=registre) == ""
    assert not (autre / ".git/index").exists()


def test_la_liste_des_variables_est_celle_de_git() -> None:
    sortie = subprocess.run(["git", "rev-parse", "--local-env-vars"], check=True, capture_output=True, encoding="utf-8")
    assert set(sortie.stdout.split()) <= set(appel._LOCALES)


def test_l_identite_et_le_reste_sont_gardes(monkeypatch: pytest.MonkeyPatch) -> None:
    gardees = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_EMAIL", "GIT_SSH_COMMAND", "GIT_SSH", "GIT_ASKPASS", "SSH_AUTH_SOCK")
    for nom in gardees:
        monkeypatch.setenv(nom, "x")
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    monkeypatch.setenv("LANGUAGE", "fr")
    env = gitlib.environnement({"GIT_AUTHOR_DATE": "2026-11-21T00:00:00Z"})
    assert all(env[nom] == "x" for nom in gardees)
    assert (env["LC_ALL"], env["GIT_AUTHOR_DATE"]) == ("C.UTF-8", "2026-11-21T00:00:00Z")
    assert "LANGUAGE" not in env


def test_sans_identite_rien_n_est_consigne(registre: Path, git: Git, machine: Path, roriq: Roriq) -> None:
    tete = git("rev-parse", "HEAD")
    (machine / ".gitconfig").write_text("")
    reponse = roriq("ajouter", "--nom", "Accueil Exemple", "--region", "04")
    assert reponse.code == 4
    assert "git config --global user.name" in reponse.erreur
    assert git("rev-parse", "HEAD") == tete
    assert git("status", "--porcelain") == ""


def test_une_identite_donnee_par_l_environnement(
    registre: Path, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / ".gitconfig").write_text("")
    with pytest.raises(Environnement):
        gitlib.verifier_identite(registre)
    identite = {f"GIT_{role}_{quoi}": "x@exemple.org" for role in ("AUTHOR", "COMMITTER") for quoi in ("NAME", "EMAIL")}
    for nom, valeur in identite.items():
        monkeypatch.setenv(nom, valeur)
    gitlib.verifier_identite(registre)


def test_sans_git(registre: Path, monkeypatch: pytest.MonkeyPatch, roriq: Roriq) -> None:
    monkeypatch.setenv("PATH", "/n/existe/pas")
    reponse = roriq("ajouter", "--nom", "Accueil Exemple", "--region", "04")
    assert (reponse.code, "Git n'est pas installé" in reponse.erreur) == (4, True)


def test_hors_de_git(tmp_path: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = tmp_path / "sans git"
    (dossier / ORGANISME.lieu).mkdir(parents=True)
    (dossier / "data/registre.yaml").write_text("nom: RORIQ\n")
    poser(dossier, "accueil")
    monkeypatch.chdir(dossier)
    assert gitlib.prefixe(dossier) is None
    assert gitlib.etat(dossier) == ("", False, False)
    assert roriq("valider").code == 0
    assert roriq("lister", "--format", "json").code == 0
    assert roriq("ajouter", "--nom", "Relais Exemple", "--region", "04").code == 4
    assert roriq("lister", "--revision", "HEAD").code == 4
    assert roriq("lister", "--su-le", "2026-01-01").code == 4


# The state.


def test_l_etat_du_dossier(registre: Path, git: Git) -> None:
    tete = git("rev-parse", "HEAD")
    assert gitlib.etat(registre) == (tete, False, False)
    (registre / "README.md").write_text("hors de data\n")
    assert gitlib.etat(registre).modifie is False
    poser(registre, "accueil")
    assert gitlib.etat(registre).modifie is True
    git("checkout", "--quiet", "--detach")
    assert gitlib.etat(registre).detache is True


def test_les_fichiers_modifies(registre: Path, git: Git) -> None:
    """Changed, new, gone, staged or not, moved: each by its path in the registry, whatever its name."""
    assert gitlib.modifies(registre) == []
    for id in ("accueil", "relais", "escale"):
        poser(registre, id)
    consigner(git)
    (registre / "README.md").write_text("hors de data\n")
    (registre / f"{ORGANISME.lieu}/accueil.yaml").unlink()
    git("mv", f"{ORGANISME.lieu}/relais.yaml", f"{ORGANISME.lieu}/été\n.yaml")
    poser(registre, "escale", "autre\n")
    poser(registre, "nouveau")
    git("add", f"{ORGANISME.lieu}/nouveau.yaml")
    (registre / "data/registre.yaml").write_text("nom: x\n")
    assert gitlib.modifies(registre) == [
        *(f"{ORGANISME.lieu}/{nom}.yaml" for nom in ("accueil", "escale", "nouveau", "relais", "été\n")),
        "data/registre.yaml",
    ]


def test_avant_le_premier_commit(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert gitlib.etat(tmp_path) == ("", False, False)
    assert gitlib.commit_a(tmp_path, datetime.now().astimezone()) is None
    with pytest.raises(Environnement):
        gitlib.commit(tmp_path, "HEAD")


# What Git knew at the end of a day.


@pytest.mark.parametrize(
    ("jour", "minuit"),
    [
        ("2026-07-01", "2026-07-02T04:00:00Z"),  # summer: UTC-4
        ("2026-12-01", "2026-12-02T05:00:00Z"),  # winter: UTC-5
        ("2026-03-08", "2026-03-09T04:00:00Z"),  # the day that has 23 hours
        ("2026-11-01", "2026-11-02T05:00:00Z"),  # the day that has 25
        ("2026-12-31", "2027-01-01T05:00:00Z"),
    ],
)
def test_la_fin_du_jour_a_toronto(jour: str, minuit: str, registre: Path, git: Git) -> None:
    instant = datetime.fromisoformat(minuit)
    git("update-ref", "-d", "HEAD")
    avant = consigner(git, "à 23 h 59 min 59 s", le=(instant - timedelta(seconds=1)).isoformat())
    apres = consigner(git, "à minuit", le=instant.isoformat())
    assert gitlib.commit_a(registre, fin_du_jour(date.fromisoformat(jour))) == avant
    assert gitlib.commit_a(registre, fin_du_jour(date.fromisoformat(jour) + timedelta(days=1))) == apres
    assert gitlib.commit_a(registre, fin_du_jour(date.fromisoformat(jour) - timedelta(days=1))) is None


@pytest.mark.parametrize("jour", ["1900-01-01", "1969-12-31", "1970-01-01", "1970-06-01", "1972-01-01", "1973-03-04"])
def test_avant_que_tout_commence(jour: str, registre: Path, roriq: Roriq) -> None:
    """Git takes a small count of seconds for anything but a date."""
    assert gitlib.commit_a(registre, fin_du_jour(date.fromisoformat(jour))) is None
    assert roriq("lister", "--su-le", jour).code == 4


def test_bien_plus_tard(registre: Path, git: Git) -> None:
    assert gitlib.commit_a(registre, fin_du_jour(date(2099, 12, 31))) == git("rev-parse", "HEAD")


def test_la_branche_seule_compte(registre: Path, git: Git) -> None:
    """A commit made on a proposition is known from the day that it was merged."""
    git("update-ref", "-d", "HEAD")
    depart = consigner(git, "départ", le="2026-01-01T12:00:00Z")
    git("checkout", "--quiet", "-b", "proposition")
    poser(registre, "accueil")
    consigner(git, "proposé", le="2026-02-01T12:00:00Z")
    git("checkout", "--quiet", "main")
    with pytest.MonkeyPatch.context() as m:
        m.setenv("GIT_COMMITTER_DATE", "2026-03-01T12:00:00Z")
        git("merge", "--quiet", "--no-ff", "--no-edit", "proposition")
    reunion = git("rev-parse", "HEAD")
    assert gitlib.commit_a(registre, fin_du_jour(date(2026, 2, 15))) == depart
    assert gitlib.commit_a(registre, fin_du_jour(date(2026, 3, 1))) == reunion


# The versions of a file.


def test_les_versions_d_une_fiche(registre: Path, git: Git) -> None:
    poser(registre, "accueil", "un\n")
    poser(registre, "autre", "autre\n")
    un = consigner(git, "un")
    poser(registre, "accueil", "deux\n")
    deux = consigner(git, "deux")
    (registre / ACCUEIL).unlink()
    trois = consigner(git, "trois")
    versions = gitlib.versions(registre, "HEAD", ACCUEIL)
    assert [(v.revision, v.sujet, v.chemin) for v in versions] == [
        (un, "un", ACCUEIL), (deux, "deux", ACCUEIL), (trois, "trois", ACCUEIL),
    ]  # fmt: skip
    assert [bool(v.avant) for v in versions] == [False, True, True]
    assert [bool(v.apres) for v in versions] == [True, True, False]
    assert versions[0].apres == versions[1].avant
    contenus = gitlib.contenus(registre, [versions[0].apres, versions[1].apres])
    assert list(contenus.values()) == [b"un\n", b"deux\n"]
    assert [v.chemin for v in gitlib.versions(registre, un, ORGANISME.lieu)][1:] == [
        ACCUEIL,
        f"{ORGANISME.lieu}/autre.yaml",
    ]
    assert versions[0].instant.tzinfo is not None


def test_les_versions_avec_des_reunions(registre: Path, git: Git) -> None:
    """A merge counts for what it brings; the commits of the branch it brings do not count again."""
    poser(registre, "accueil", "départ\n")
    consigner(git, "départ")
    git("checkout", "--quiet", "-b", "proposition")
    poser(registre, "accueil", "proposé\n")
    consigner(git, "proposé")
    git("checkout", "--quiet", "main")
    poser(registre, "autre", "autre\n")
    consigner(git, "autre")
    git("merge", "--quiet", "--no-ff", "--message", "réunion", "proposition")
    git("checkout", "--quiet", "-b", "conflit", "HEAD~1")
    poser(registre, "accueil", "contraire\n")
    consigner(git, "contraire")
    git("checkout", "--quiet", "main")
    subprocess.run(["git", "merge", "--quiet", "conflit"], cwd=registre, capture_output=True, check=False)
    poser(registre, "accueil", "les deux\n")
    consigner(git, "réunion des deux")
    versions = gitlib.versions(registre, "HEAD", ACCUEIL)
    assert [v.sujet for v in versions] == ["départ", "réunion", "réunion des deux"]
    contenus = gitlib.contenus(registre, [v.apres for v in versions])
    assert [contenus[v.apres] for v in versions] == ["départ\n".encode(), "proposé\n".encode(), b"les deux\n"]
    assert [v.avant for v in versions[1:]] == [v.apres for v in versions[:-1]]


@pytest.mark.parametrize(
    "sujet", ["", "deux\x01trois\x02quatre", ":100644 100644 a b M", "a\nb", "\x1b[31m rouge", "é\u202e", "x" * 3000]
)
def test_un_sujet_hostile(sujet: str, registre: Path, git: Git, roriq: Roriq) -> None:
    poser(registre, "accueil", "un\n")
    consigner(git, sujet)
    poser(registre, "accueil")
    consigner(git, "après")
    versions = gitlib.versions(registre, "HEAD", ACCUEIL)
    assert [v.sujet for v in versions] == [sujet.replace("\n", " ").strip(), "après"]
    assert roriq("journal").code == 0


def test_un_auteur_sans_encodage(registre: Path, git: Git, roriq: Roriq, tmp_path: Path) -> None:
    poser(registre, "accueil")
    consigner(git, "départ", "--author", b"Andr\xe9 <a@exemple.org>".decode(errors="surrogateescape"))
    assert gitlib.versions(registre, "HEAD", ACCUEIL)[0].auteur.startswith("Andr")
    sortie = tmp_path / "journal.json"
    assert roriq("journal", "--format", "json", "--sortie", str(sortie)).code == 0
    assert "Andr" in sortie.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "reglage",
    ["log.follow=true", "log.showRoot=false", "log.showSignature=true", "color.ui=always", "core.quotePath=true",
     "diff.renames=copies", "diff.noprefix=true", "diff.relative=false", "log.decorate=full", "log.date=relative",
     "core.abbrev=5", "diff.orderFile=/dev/null", "status.showUntrackedFiles=no", "core.pager=false"],
)  # fmt: skip
def test_les_reglages_de_la_personne_ne_changent_rien(
    reglage: str, registre: Path, git: Git, roriq: Roriq, machine: Path
) -> None:
    git("update-ref", "-d", "HEAD")
    poser(registre, "comité")
    poser(registre, "accueil")
    consigner(git, "départ")
    (registre / ACCUEIL).rename(registre / ORGANISME.lieu / "renomme.yaml")
    consigner(git, "renommé")
    normal = (
        gitlib.versions(registre, "HEAD", ORGANISME.lieu),
        gitlib.versions(registre, "HEAD", f"{ORGANISME.lieu}/renomme.yaml"),
    )
    poser(registre, "nouveau")
    git("config", "--global", *reglage.split("=", 1))
    assert normal == (
        gitlib.versions(registre, "HEAD", ORGANISME.lieu),
        gitlib.versions(registre, "HEAD", f"{ORGANISME.lieu}/renomme.yaml"),
    )
    assert len(normal[0]) == 5
    assert len(normal[1]) == 1
    assert gitlib.etat(registre).modifie is True
    assert gitlib.non_consignes(registre, [f"{ORGANISME.lieu}/nouveau.yaml"])


def test_les_contenus(registre: Path, git: Git) -> None:
    poser(registre, "accueil", "a\n")
    poser(registre, "vide", "")
    consigner(git)
    a, vide = (git("rev-parse", f"HEAD:{ORGANISME.lieu}/{nom}.yaml") for nom in ("accueil", "vide"))
    arbre = git("rev-parse", "HEAD:data")
    absent = "0" * 39 + "1"
    demandes = [vide, absent, a, arbre, a, vide]
    assert gitlib.contenus(registre, demandes) == {vide: b"", absent: None, a: b"a\n", arbre: None}
    assert gitlib.contenus(registre, []) == {}
