"""A kind that says next to nothing is protected all the same: everything here comes from its declaration alone."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from roriq_cli.cli.lire import journal as module_du_journal
from roriq_cli.domaine import protection, table
from roriq_cli.domaine.genres import conduite
from roriq_cli.domaine.genres.conduite import Conduite, Mots, Renvoi
from roriq_cli.domaine.genres.genre import Cle, Genre
from roriq_cli.domaine.table import genre_de
from roriq_cli.domaine.union.rejeu import rejouer
from roriq_cli.errors import Refus
from roriq_cli.i18n import Phrase
from roriq_cli.registre import chargement, comparaison, schemas, sources
from tests.conftest import Reponse, Roriq
from tests.registre.conftest import Git, poser


class Entree(NamedTuple):
    """What was brought, and by whom."""

    organisme: str
    mot: str


class Temoin(NamedTuple):
    """A thing with a field of each sort: fixed, growing, free."""

    id: str
    jour: str
    entrees: tuple[Entree, ...] = ()
    lieu: str | None = None


def _renvois(temoin: Temoin) -> Iterator[Renvoi]:
    for rang, entree in enumerate(temoin.entrees):
        yield Renvoi(("entrees", rang, "organisme"), "organisme", entree.organisme, "preuves")


CONDUITE = Conduite(
    Mots(
        nom=lambda t: t.id, inconnu="Le témoin {id} n'est pas au registre.", entree=lambda e: Phrase("{mot}", mot=e.mot)
    ),
    renvois=_renvois,
)
GENRE = Genre(
    nom="temoin",
    lieu="data/temoins",
    classe=Temoin,
    conduite="genres.conduite:TEMOIN",
    cle=Cle("id", lambda t: t.id, "id-fichier", "La fiche se nomme {fichier}.yaml, mais son id est « {id} »."),
    ajout_seul=("entrees",),
    libres=("id", "lieu"),
)
SCHEMA = {
    "type": "object",
    "required": ["id", "jour"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "jour": {"type": "string"},
        "lieu": {"type": "string"},
        "entrees": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["organisme", "mot"],
                "additionalProperties": False,
                "properties": {"organisme": {"type": "string"}, "mot": {"type": "string"}},
            },
        },
    },
}
UN = "id: un\njour: lundi\nentrees:\n  - {organisme: accueil, mot: premier}\n"
CHEMIN = "data/temoins/un.yaml"


@pytest.fixture(autouse=True)
def genre_temoin(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more row in the table: nothing else of the program knows of it."""
    for module in (table, sources, chargement, comparaison, module_du_journal, protection):
        monkeypatch.setattr(module, "GENRES", (*table.GENRES[:4], GENRE))
    monkeypatch.setattr(conduite, "TEMOIN", CONDUITE, raising=False)
    vrai = schemas.texte_du_schema
    monkeypatch.setattr(schemas, "texte_du_schema", lambda nom: json.dumps(SCHEMA) if nom == "temoin" else vrai(nom))


@pytest.fixture
def consigne(registre: Path, git: Git, roriq: Roriq) -> Path:
    """A registry where a member and a witness are recorded."""
    poser(registre, "accueil")
    (registre / "data/temoins").mkdir()
    (registre / CHEMIN).write_text(UN)
    assert roriq("consigner").code == 0
    return registre


def test_il_entre_et_se_raconte(consigne: Path, git: Git, roriq: Roriq) -> None:
    message = git("log", "-1", "--format=%B", "--", CHEMIN)
    assert message.startswith("ajout(un): un\n")
    assert "Roriq-Fiche: temoins/un" in message
    assert "premier" in roriq("journal").sortie
    assert "premier" in roriq("journal", "temoins/un").sortie
    assert roriq("valider").code == 0
    assert genre_de("data/temoins/un.yaml") is GENRE
    assert genre_de("data/ailleurs/un.yaml") is None


@pytest.mark.parametrize(
    ("texte", "regle"),
    [
        (UN.replace("premier", "autre"), "fait-reecrit"),
        (UN.replace("  - {organisme: accueil, mot: premier}\n", "  []\n"), "fait-reecrit"),
        (UN.replace("lundi", "mardi"), "fait-reecrit"),
        (UN.replace("id: un", "id: deux"), "id-fichier"),
        (UN + "lieu: écrire à quelqu-un@example.org\n", "donnees-personnelles"),
        (UN + "  - {organisme: inconnu, mot: second}\n", "preuves"),
        (UN + "zut: 1\n", "champ-inconnu"),
    ],
)
def test_ce_qui_n_est_pas_permis(texte: str, regle: str, consigne: Path, git: Git, roriq: Roriq) -> None:
    (consigne / CHEMIN).write_text(texte)
    refus = roriq("consigner")
    assert refus.code == 3, refus.tout
    revue = roriq("revue", "HEAD", "--format", "json")
    assert regle in [c["regle"] for c in json.loads(revue.sortie)["constats"]]
    assert revue.code == 1
    assert git("log", "-1", "--format=%s", "--", CHEMIN) == "ajout(un): un"


def test_ce_qui_s_ajoute_est_permis_et_se_lit(consigne: Path, roriq: Roriq) -> None:
    (consigne / CHEMIN).write_text(UN + "  - {organisme: accueil, mot: second}\nlieu: Ici\n")
    revue = json.loads(roriq("revue", "HEAD", "--format", "json").sortie)
    assert revue["verdict"] == "conforme"
    assert [(c["id"], c["phrase"].replace("\u00a0", " ")) for c in revue["changements"]] == [
        ("un", "Fiche un, second s'ajoute."),
        ("un", "Fiche un, lieu : — → Ici."),
    ]
    assert roriq("consigner").code == 0


def test_une_fiche_ne_s_efface_pas_et_son_nom_ne_ressert_pas(consigne: Path, git: Git, roriq: Roriq) -> None:
    depart = git("rev-parse", "HEAD")
    (consigne / CHEMIN).unlink()
    assert roriq("consigner").code == 3
    git("commit", "-qam", "effacée")
    revue = json.loads(roriq("revue", depart, "HEAD", "--format", "json").sortie)
    assert [c["regle"] for c in revue["constats"]] == ["fiche-retiree"]
    sans = git("rev-parse", "HEAD")
    (consigne / CHEMIN).write_text(UN)
    assert roriq("consigner").code == 3
    revue = json.loads(roriq("revue", sans, "--format", "json").sortie)
    assert [c["regle"] for c in revue["constats"]] == ["id-deja-servi"]


def test_ce_que_deux_personnes_ajoutent_s_unit(consigne: Path) -> None:
    base = Temoin("un", "lundi", (Entree("accueil", "premier"),))
    ici, la = (base._replace(entrees=(*base.entrees, Entree("accueil", mot))) for mot in ("ici", "là"))
    jour = date(2026, 11, 21)
    reuni: Any = rejouer(GENRE, base, ici, la, jour)
    assert [e.mot for e in reuni.entrees] == ["premier", "là", "ici"]
    with pytest.raises(Refus):
        rejouer(GENRE, base, ici._replace(jour="mardi"), la, jour)


@pytest.fixture
def corriger(consigne: Path, roriq: Roriq, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Reponse]:
    """`corriger` on the witness; its options are made from the table when it is imported."""
    for module in ("correction", "options_correction"):
        monkeypatch.delitem(sys.modules, f"roriq_cli.cli.ecrire.{module}", raising=False)

    def corriger(*arguments: str, fiche: str = "temoins/un") -> Reponse:
        return roriq("corriger", fiche, *arguments, "--raison", "mal compté")

    return corriger


def test_une_entree_se_corrige_a_decouvert(
    consigne: Path, git: Git, corriger: Callable[..., Reponse], roriq: Roriq
) -> None:
    depart = git("rev-parse", "HEAD")
    assert corriger("--entrees", "accueil", "--mot", "corrigé").code == 0
    assert (consigne / CHEMIN).read_text() == UN.replace("premier", "corrigé")
    message = git("log", "-1", "--format=%B")
    assert message.startswith("correction(un): un\n")
    assert "Raison\u00a0: mal compté." in message
    assert "Roriq-Fiche: temoins/un" in message
    revue = json.loads(roriq("revue", depart, "HEAD", "--format", "json").sortie)
    assert [c["regle"] for c in revue["constats"]] == ["fait-reecrit"]
    assert roriq("annuler", "temoins/un", "--oui").code == 0
    assert (consigne / CHEMIN).read_text() == UN


def test_une_entree_se_retire_a_decouvert(consigne: Path, corriger: Callable[..., Reponse]) -> None:
    assert corriger("--entrees", "accueil", "--retirer").code == 0
    assert (consigne / CHEMIN).read_text() == "id: un\njour: lundi\n"


@pytest.mark.parametrize(
    ("arguments", "code", "dit"),
    [
        (("--entrees", "accueil", "--mot", ""), 2, "--mot ne peut pas être vide"),
        (("--entrees", "accueil", "--date", "2026-01-01"), 2, "--date n'a pas sa place pour une entrée."),
        (("--evenement", "demande", "--retirer"), 2, "Les siennes : --entrees."),
        (("--entrees", "accueil", "--organisme", "inconnu"), 3, "La fiche inconnu n'est pas au registre."),
        (("--entrees", "accueil", "--mot", "quelqu-un@example.org"), 3, "Une adresse de courriel"),
        (("--entrees", "autre", "--retirer"), 3, "La fiche un ne contient pas cette entrée."),
    ],
)
def test_une_correction_est_refusee(
    arguments: tuple[str, ...], code: int, dit: str, consigne: Path, corriger: Callable[..., Reponse]
) -> None:
    refus = corriger(*arguments)
    assert refus.code == code, refus.tout
    assert dit in refus.tout.replace("\u00a0", " ")
    assert (consigne / CHEMIN).read_text() == UN


def test_une_correction_d_une_fiche_inconnue(corriger: Callable[..., Reponse]) -> None:
    refus = corriger("--entrees", "accueil", "--retirer", fiche="temoins/deux")
    assert refus.code == 3
    assert "Le témoin deux n'est pas au registre." in refus.tout.replace("\u00a0", " ")


def test_des_entrees_semblables_sont_dites(consigne: Path, corriger: Callable[..., Reponse], roriq: Roriq) -> None:
    (consigne / CHEMIN).write_text(UN + "  - {organisme: accueil, mot: second}\n")
    assert roriq("consigner").code == 0
    refus = corriger("--entrees", "accueil", "--retirer")
    assert refus.code == 3
    assert "roriq corriger temoins/un --entrees accueil --rang 2" in refus.tout.replace("\u00a0", " ")
    assert corriger("--entrees", "accueil", "--rang", "2", "--retirer").code == 0
    assert (consigne / CHEMIN).read_text() == UN
