"""Where files are read from: the work tree and a commit say the same, and nothing is followed, opened or hidden."""

import os
import random
import stat
import tracemalloc
from pathlib import Path

import pytest

from roriq_cli.domaine.membres.genres import CHIFFRES, LISTE_TCRI, ORGANISME, RESEAU
from roriq_cli.domaine.membres.modele import Organisme
from roriq_cli.registre import git as gitlib
from roriq_cli.registre.analyse import TAILLE_MAX
from roriq_cli.registre.chargement import charger
from roriq_cli.registre.sources import ArbreDeTravail, Brut, Revision, Source
from tests.conftest import Roriq
from tests.registre.conftest import Git, poser


def consigner(git: Git, *options: str) -> str:
    """Everything in a commit, as a person would do by hand."""
    git("add", "--all", *options)
    git("commit", "--quiet", "--allow-empty", "--message", "à la main")
    return git("rev-parse", "HEAD")


@pytest.mark.parametrize("nombre", [0, 3])
def test_combien_il_y_a_a_lire(registre: Path, git: Git, nombre: int) -> None:
    """Near enough to tell how long it will be: hidden files count too."""
    for n in range(nombre):
        poser(registre, f"o{n}")
    revision = consigner(git)
    assert Revision(registre, revision).nombre(ORGANISME) == nombre + 1
    assert ArbreDeTravail(registre).nombre(ORGANISME) == nombre + 1
    assert ArbreDeTravail(registre / "nulle-part").nombre(ORGANISME) == 0


def tout(source: Source) -> dict[str, tuple[bytes | None, str]]:
    bruts = [b for genre in (ORGANISME, RESEAU, CHIFFRES) for b in source.bruts(genre)]
    chemins = [b.chemin for b in bruts]
    assert len(set(chemins)) == len(chemins)
    return {b.chemin: (b.octets, b.regle) for b in bruts}


def des_deux_cotes(registre: Path, git: Git) -> dict[str, tuple[bytes | None, str]]:
    """What both sources say, the same."""
    a_jour = tout(ArbreDeTravail(registre))
    assert tout(Revision(registre, consigner(git))) == a_jour
    return a_jour


def test_les_deux_sources_disent_la_meme_chose(registre: Path, git: Git) -> None:
    poser(registre, "accueil")
    poser(registre, "vide", "")
    poser(registre, "crlf", "id: crlf\r\n")
    (registre / ORGANISME.lieu / "octets.yaml").write_bytes(b"\xff\xfe\x00")
    (registre / ORGANISME.lieu / "autre.yml").write_text("id: autre\n")
    (registre / ORGANISME.lieu / "MAJUSCULES.YAML").write_text("id: autre\n")
    (registre / ORGANISME.lieu / ".cache.yaml").write_text("id: cache\n")
    (registre / ORGANISME.lieu / "executable.yaml").write_text("id: executable\n")
    (registre / ORGANISME.lieu / "executable.yaml").chmod(0o755)
    (registre / ".gitattributes").write_text("* -text\n")
    vus = des_deux_cotes(registre, git)
    assert vus[f"{ORGANISME.lieu}/crlf.yaml"] == (b"id: crlf\r\n", "")
    assert vus[f"{ORGANISME.lieu}/octets.yaml"] == (b"\xff\xfe\x00", "")
    assert vus[f"{ORGANISME.lieu}/vide.yaml"] == (b"", "")
    assert vus[f"{ORGANISME.lieu}/executable.yaml"] == (b"id: executable\n", "")
    assert vus[f"{ORGANISME.lieu}/autre.yml"] == vus[f"{ORGANISME.lieu}/MAJUSCULES.YAML"] == (None, "fichier-inattendu")
    assert list(vus)[-2:] == [RESEAU.lieu, CHIFFRES.lieu]
    assert list(vus)[:-2] == sorted(list(vus)[:-2])
    assert not any("cache" in chemin for chemin in vus)


def test_les_fiches_sont_dans_l_ordre_des_noms(registre: Path, git: Git) -> None:
    for id in ("b", "a", "a-b", "ab", "a0"):
        poser(registre, id)
    attendu = [f"{ORGANISME.lieu}/{nom}.yaml" for nom in ("a-b", "a", "a0", "ab", "b")]
    assert [b.chemin for b in ArbreDeTravail(registre).bruts(ORGANISME)] == attendu
    assert [b.chemin for b in Revision(registre, consigner(git)).bruts(ORGANISME)] == attendu


@pytest.mark.parametrize(
    "nom",
    [b"avec espace.yaml", b"avec\nligne.yaml", b"avec\ttab.yaml", b"comit\xe9.yaml", "comité.yaml".encode(), b'"a".yaml',
     b"a\\b.yaml", b"*.yaml", b":(top)a.yaml", b"-a.yaml", b"\x01\x02.yaml", b"\xff\xfe.yml"],
)  # fmt: skip
def test_un_nom_inattendu(nom: bytes, registre: Path, git: Git) -> None:
    chemin = os.fsencode(registre / ORGANISME.lieu) + b"/" + nom
    with open(chemin, "wb") as flux:
        flux.write(b"id: a\n")
    vus = des_deux_cotes(registre, git)
    assert f"{ORGANISME.lieu}/{os.fsdecode(nom)}" in vus
    versions = gitlib.versions(registre, "HEAD", ORGANISME.lieu)
    assert versions[-1].chemin == f"{ORGANISME.lieu}/{os.fsdecode(nom)}"


def test_un_lien_n_est_pas_suivi(registre: Path, git: Git) -> None:
    vrai = poser(registre, "vrai")
    (registre / ORGANISME.lieu / "lien.yaml").symlink_to("vrai.yaml")
    (registre / ORGANISME.lieu / "rompu.yaml").symlink_to("/n/existe/pas")
    (registre / ORGANISME.lieu / "peripherique.yaml").symlink_to(os.devnull)
    (registre / RESEAU.lieu).unlink()
    (registre / RESEAU.lieu).symlink_to(vrai)
    vus = des_deux_cotes(registre, git)
    assert {chemin for chemin, (_, regle) in vus.items() if regle == "fichier-type"} == {
        f"{ORGANISME.lieu}/lien.yaml", f"{ORGANISME.lieu}/rompu.yaml", f"{ORGANISME.lieu}/peripherique.yaml", RESEAU.lieu,
    }  # fmt: skip


@pytest.mark.parametrize("partie", ["data/organismes", "data"])
def test_un_dossier_qui_est_un_lien(partie: str, registre: Path, git: Git, roriq: Roriq) -> None:
    poser(registre, "accueil")
    (registre / partie).rename(registre / "ailleurs")
    (registre / partie).symlink_to(registre / "ailleurs")
    assert list(ArbreDeTravail(registre).bruts(ORGANISME)) == [Brut(partie, None, "fichier-type")]
    assert list(Revision(registre, consigner(git)).bruts(ORGANISME)) == [Brut(partie, None, "fichier-type")]
    for options in ((), ("--revision", "HEAD")):
        reponse = roriq("valider", *options)
        assert reponse.code == 1
        assert "fichier-type" in reponse.sortie


def test_le_dossier_est_un_fichier_ou_n_est_pas_la(registre: Path, git: Git, roriq: Roriq) -> None:
    depart = git("rev-parse", "HEAD")
    git("rm", "--quiet", "-r", ORGANISME.lieu)
    sans = consigner(git)
    (registre / ORGANISME.lieu).write_text("un fichier\n")
    fichier = consigner(git)
    assert list(Revision(registre, sans).bruts(ORGANISME)) == [Brut(ORGANISME.lieu, None, "fichier-illisible")]
    assert list(Revision(registre, fichier).bruts(ORGANISME)) == [Brut(ORGANISME.lieu, None, "fichier-type")]
    assert list(Revision(registre, depart).bruts(ORGANISME)) == []
    git("checkout", "--quiet", depart)
    assert roriq("valider", "--revision", sans).code == 1
    assert roriq("valider", "--revision", depart).code == 0


def test_un_sous_module_est_un_obstacle(registre: Path, git: Git) -> None:
    tete = git("rev-parse", "HEAD")
    git("update-index", "--add", "--cacheinfo", f"160000,{tete},{ORGANISME.lieu}/module.yaml")
    git("commit", "--quiet", "--message", "un sous-module")
    assert list(Revision(registre, git("rev-parse", "HEAD")).bruts(ORGANISME)) == [
        Brut(f"{ORGANISME.lieu}/module.yaml", None, "fichier-type")
    ]
    git("update-index", "--force-remove", f"{ORGANISME.lieu}/module.yaml", f"{ORGANISME.lieu}/.gitkeep")
    git("update-index", "--add", "--cacheinfo", f"160000,{tete},{ORGANISME.lieu}")
    git("commit", "--quiet", "--message", "tout le dossier")
    assert list(Revision(registre, git("rev-parse", "HEAD")).bruts(ORGANISME)) == [
        Brut(ORGANISME.lieu, None, "fichier-type")
    ]


def test_un_sous_dossier_n_est_pas_ouvert(registre: Path, git: Git) -> None:
    profond = registre / ORGANISME.lieu / "mauricie" / "shawinigan"
    profond.mkdir(parents=True)
    (profond / "accueil.yaml").write_text("id: accueil\n")
    (registre / ORGANISME.lieu / "dossier.yaml").mkdir()
    (registre / ORGANISME.lieu / "dossier.yaml" / "a.yaml").write_text("id: a\n")
    vus = des_deux_cotes(registre, git)
    assert vus[f"{ORGANISME.lieu}/mauricie"] == vus[f"{ORGANISME.lieu}/dossier.yaml"] == (None, "fichier-type")
    assert len(vus) == 4


@pytest.mark.parametrize("sorte", ["tube", "prise", "peripherique"])
def test_ce_qui_n_est_pas_un_fichier_n_est_pas_ouvert(sorte: str, registre: Path) -> None:
    chemin = registre / ORGANISME.lieu / f"{sorte}.yaml"
    if sorte == "tube":
        os.mkfifo(chemin)
    elif sorte == "prise":
        os.mknod(chemin, stat.S_IFSOCK | 0o600)
    else:
        try:
            os.mknod(chemin, stat.S_IFCHR | 0o600, os.makedev(1, 5))
        except PermissionError:
            pytest.skip("only root makes devices")
    assert list(ArbreDeTravail(registre).bruts(ORGANISME)) == [
        Brut(f"{ORGANISME.lieu}/{sorte}.yaml", None, "fichier-type")
    ]


def test_le_registre_dans_un_sous_dossier(registre: Path, tmp_path: Path, git: Git, roriq: Roriq) -> None:
    nom = "dépôt :(top) [a]"
    dedans = tmp_path / nom / "sous dossier"
    dedans.parent.mkdir()
    registre.rename(dedans)
    (dedans / ".git").rename(dedans.parent / ".git")
    (dedans.parent / "data").mkdir()
    (dedans.parent / RESEAU.lieu).write_text("nom: Un autre\n")
    poser(dedans, "accueil")
    os.chdir(dedans)
    git("add", "--all", ":/", dossier=dedans)
    git("commit", "--quiet", "--message", "dans un sous-dossier", dossier=dedans)
    tete = git("rev-parse", "HEAD", dossier=dedans)
    assert gitlib.prefixe(dedans) == "sous dossier/"
    assert tout(Revision(dedans, tete)) == tout(ArbreDeTravail(dedans))
    assert [v.chemin for v in gitlib.versions(dedans, tete, f"{ORGANISME.lieu}/accueil.yaml")] == [
        f"{ORGANISME.lieu}/accueil.yaml"
    ]
    ajout = roriq("ajouter", "--nom", "Relais Exemple", "--region", "04")
    assert (ajout.code, git("status", "--porcelain", dossier=dedans)) == (0, "")
    assert (
        git("show", "--name-only", "--format=", "-z", dossier=dedans)
        == f"sous dossier/{ORGANISME.lieu}/relais-exemple.yaml\0"
    )
    propose = roriq("ajouter", "--nom", "Escale Exemple", "--region", "04", "--proposer")
    assert (propose.code, git("status", "--porcelain", dossier=dedans)) == (0, "")
    assert "Relais Exemple" in roriq("lister", "--revision", "HEAD").sortie


def test_un_sous_dossier_au_nom_sans_encodage(registre: Path, tmp_path: Path, git: Git) -> None:
    dedans = Path(os.fsdecode(os.fsencode(tmp_path) + b"/depot-\xe9/registre-\xff"))
    dedans.parent.mkdir()
    registre.rename(dedans)
    (dedans / ".git").rename(dedans.parent / ".git")
    poser(dedans, "accueil")
    git("add", "--all", ":/", dossier=dedans)
    git("commit", "--quiet", "--message", "un nom", dossier=dedans)
    tete = git("rev-parse", "HEAD", dossier=dedans)
    assert tout(Revision(dedans, tete)) == tout(ArbreDeTravail(dedans))
    assert [v.chemin for v in gitlib.versions(dedans, tete, ORGANISME.lieu)][-1] == f"{ORGANISME.lieu}/accueil.yaml"


# What is too large, or not there.


def test_un_fichier_trop_gros_n_est_jamais_lu(registre: Path, git: Git, roriq: Roriq) -> None:
    gros = registre / ORGANISME.lieu / "gros.yaml"
    with gros.open("wb") as flux:
        flux.truncate(24 * TAILLE_MAX)  # sparse on disk, and next to nothing once compressed
    juste, de_trop = poser(registre, "juste", "#" * TAILLE_MAX), poser(registre, "de-trop", "#" * (TAILLE_MAX + 1))
    tete = consigner(git)
    tracemalloc.start()
    for source in (ArbreDeTravail(registre), Revision(registre, tete)):
        vus = tout(source)
        assert vus[f"{ORGANISME.lieu}/gros.yaml"] == vus[f"{ORGANISME.lieu}/{de_trop.name}"] == (None, "fichier-taille")
        assert vus[f"{ORGANISME.lieu}/juste.yaml"] == (juste.read_bytes(), "")
    objet = git("rev-parse", f"HEAD:{ORGANISME.lieu}/gros.yaml")
    assert gitlib.contenus(registre, [objet]) == {objet: None}
    assert roriq("journal").code == 0
    assert tracemalloc.get_traced_memory()[1] < 12 * TAILLE_MAX
    tracemalloc.stop()
    assert '"fichier-taille"' in roriq("valider", "--revision", "HEAD", "--format", "json").sortie


def test_un_objet_qui_manque(registre: Path, git: Git, roriq: Roriq) -> None:
    poser(registre, "perdu")
    poser(registre, "accueil")
    tete = consigner(git)
    objet = git("rev-parse", f"HEAD:{ORGANISME.lieu}/perdu.yaml")
    (registre / ".git/objects" / objet[:2] / objet[2:]).unlink()
    vus = tout(Revision(registre, tete))
    assert vus[f"{ORGANISME.lieu}/perdu.yaml"] == (None, "fichier-illisible")
    assert vus[f"{ORGANISME.lieu}/accueil.yaml"][1] == ""
    assert roriq("valider", "--revision", "HEAD").code == 1
    assert roriq("lister", "--revision", "HEAD").code == 0


@pytest.mark.parametrize(("reste", "code"), [(15, 0), (2000, 4)])
def test_un_objet_abime(reste: int, code: int, registre: Path, git: Git, roriq: Roriq) -> None:
    """Where Git cannot even tell its size, the file cannot be read; where it breaks midway, Git says so."""
    poser(registre, "abime", "".join(map(chr, random.Random(1).choices(range(0x4E00, 0x9000), k=3000))))
    poser(registre, "accueil")
    consigner(git)
    objet = git("rev-parse", f"HEAD:{ORGANISME.lieu}/abime.yaml")
    fichier = registre / ".git/objects" / objet[:2] / objet[2:]
    fichier.chmod(0o644)
    fichier.write_bytes(fichier.read_bytes()[:reste] + b"\0\0\0")
    reponse = roriq("lister", "--revision", "HEAD")
    assert reponse.code == code
    assert "Traceback" not in reponse.tout
    assert ("Organisme accueil" in reponse.sortie) == (code == 0)
    assert (objet in reponse.erreur) == (code == 4)


def test_lire_une_version_ne_touche_pas_aux_fichiers(registre: Path, git: Git) -> None:
    poser(registre, "accueil")
    tete = consigner(git)
    poser(registre, "accueil", "autre chose\n")
    (registre / RESEAU.lieu).unlink()
    avant = {p: p.read_bytes() for p in registre.rglob("*") if p.is_file()}
    chargement = charger(Revision(registre, tete))
    assert [type(f.fiche) for f in chargement.du_genre(ORGANISME)] == [Organisme]
    assert {p: p.read_bytes() for p in registre.rglob("*") if p.is_file()} == avant


def test_ce_qui_n_est_pas_la(registre: Path, git: Git) -> None:
    assert list(ArbreDeTravail(registre).bruts(LISTE_TCRI)) == []
    assert list(Revision(registre, git("rev-parse", "HEAD")).bruts(LISTE_TCRI)) == []
    assert ArbreDeTravail(registre).revision is None
    (registre / ORGANISME.lieu / ".gitkeep").unlink()
    (registre / ORGANISME.lieu).rmdir()
    assert list(ArbreDeTravail(registre).bruts(ORGANISME)) == [Brut(ORGANISME.lieu, None, "fichier-illisible")]
