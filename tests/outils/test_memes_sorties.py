"""`outils.memes_sorties` sees what differs, whatever differs, and what was expected and does not come."""

import shutil
from pathlib import Path

import pytest

from outils.memes_sorties import __main__ as programme
from outils.memes_sorties.attendues import Difference
from outils.memes_sorties.comparaison import comparer, enregistrer, relire
from outils.memes_sorties.etapes import Git, Roriq, Scene, chacune, commandes, lectures

pytestmark = pytest.mark.skipif(not shutil.which("sh"), reason="sh")

FAUX = """#!/bin/sh
test "$1" = ecrire && { echo "un fait" > fait.txt; git add fait.txt; git commit -qm "Un fait consigné"; }
test "$1" = sortie && echo "un tableau" > "$2"
test "$1" = refuser && { echo "Refusé." >&2; exit 3; }
echo "Vingt-six membres, $RORIQ_LANGUE."
"""
SCENES: list[Scene] = [
    lectures("lectures", "{lister,refuser,sortie LIEU/sorties/x.txt}", depart="rien"),
    chacune("actes", "{ecrire,lister}", depart="rien", avant=(Git(("init", "-q")),)),
]


@pytest.fixture
def jouer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Jouer":
    monkeypatch.setattr(programme, "toutes", lambda: SCENES)
    return Jouer(tmp_path, monkeypatch)


class Jouer:
    """The script, on programs that pretend to be `roriq`."""

    def __init__(self, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.dossier, self.monkeypatch = dossier, monkeypatch
        self.avant = self.roriq("avant", FAUX)

    def roriq(self, nom: str, texte: str) -> str:
        chemin = self.dossier / nom
        chemin.write_text(texte, encoding="utf-8")
        chemin.chmod(0o755)
        return str(chemin)

    def __call__(self, avant: str, apres: str, *options: str, attendues: tuple[Difference, ...] = ()) -> int:
        self.monkeypatch.setattr(programme, "DIFFERENCES", attendues)
        return programme.main([avant, apres, *options])


def test_rien_ne_differe_d_une_fois_a_l_autre(jouer: Jouer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert programme.main([jouer.avant, "--enregistrer", str(tmp_path / "garde")]) == 0
    assert jouer(str(tmp_path / "garde"), jouer.avant) == 0
    assert "10 commandes : 0 différentes" in capsys.readouterr().out
    garde = relire(tmp_path / "garde")
    assert garde["lectures [en] roriq lister"] == {"code": "0\n", "sortie": "Vingt-six membres, en.\n"}
    assert garde["lectures [fr] roriq refuser"]["erreur"] == "Refusé.\n"
    assert garde["lectures [fr] roriq sortie LIEU/sorties/x.txt"]["fichier x.txt"] == "un tableau\n"
    assert "Un fait consigné" in garde["actes [fr] roriq ecrire"]["registre : commits"]
    assert "registre : commits" not in garde["actes [fr] roriq lister"]  # each command finds the place as it was


@pytest.mark.parametrize(
    ("avant", "apres", "commandes"),
    [
        ("Vingt-six", "Vingt-sept", 8),
        ("exit 3", "exit 4", 2),
        ("Refusé.", "Refusé !", 2),
        ("un tableau", "un tableau ", 2),
        ("Un fait consigné", "Un fait", 2),
        ('"un fait"', '"deux faits"', 2),
    ],
)
def test_ce_qui_differe_est_montre(
    jouer: Jouer, capsys: pytest.CaptureFixture[str], avant: str, apres: str, commandes: int
) -> None:
    assert jouer(jouer.avant, jouer.roriq("apres", FAUX.replace(avant, apres))) == 1
    dit = capsys.readouterr().out
    assert f"10 commandes : {commandes} différentes" in dit
    assert "\n-" in dit


def test_ce_qui_est_attendu(jouer: Jouer, capsys: pytest.CaptureFixture[str]) -> None:
    apres = jouer.roriq("apres", FAUX.replace("membres", "organismes membres"))
    voulue = Difference("Le mot du réseau", "", "sortie", "membres,", "organismes membres,")
    assert jouer(jouer.avant, apres, attendues=(voulue,)) == 0
    assert jouer(jouer.avant, apres, attendues=(voulue._replace(commande=r"\[fr\]"),)) == 1
    assert "4 différentes" in capsys.readouterr().out
    inutile = Difference("Rien de tel", "", "sortie", "Trente", "Quarante")
    assert jouer(jouer.avant, apres, attendues=(voulue, inutile)) == 1
    assert "Différence attendue qui ne se produit pas : Rien de tel" in capsys.readouterr().out
    # What changes an output that the program did not change is a difference too.
    assert jouer(jouer.avant, jouer.avant, attendues=(voulue,)) == 1


def test_un_message_change_a_dessein_donne_un_autre_nom_au_commit(jouer: Jouer) -> None:
    apres = jouer.roriq("apres", FAUX.replace("Un fait consigné", "Un fait"))
    voulue = Difference("Plus court", "", ".* : commits", "Un fait consigné", "Un fait")
    assert jouer(jouer.avant, apres, attendues=(voulue,)) == 0
    # The same screen under another name is not the same: something else is in the commit.
    commit = {cote: {"sortie": f"{cote * 10}\n", "r : commits": f"commit {cote * 40} ()\n"} for cote in "ab"}
    ecarts, _inutiles = comparer({"x": commit["a"]}, {"x": commit["b"]}, ())
    assert len(ecarts) == 2


def test_une_commande_jouee_d_un_seul_cote() -> None:
    ecarts, _inutiles = comparer({"a": {"code": "0\n"}, "b": {}}, {"a": {"code": "0\n"}}, ())
    assert [(e.commande, e.flux) for e in ecarts] == [("b", "jouée")]


def test_des_octets_quelconques_se_gardent(tmp_path: Path) -> None:
    tout = {"a": {"sortie": b"\xff\r\n\x00\xe2\x80\xa8".decode("utf-8", "surrogateescape")}}
    enregistrer(tmp_path, tout)
    assert relire(tmp_path) == tout
    ecarts, _ = comparer(tout, {"a": {"sortie": "x"}}, ())
    assert "\\udcff" in ecarts[0].diff(9)


def test_une_ligne_fait_plusieurs_commandes() -> None:
    lues = commandes("""
    # a comment
    X=1 lister{, --au 2016-07-01}
    afficher 'Accueil \\
      Exemple'
    -
    """)
    assert lues == [
        Roriq(("lister",), (("X", "1"),)),
        Roriq(("lister", "--au", "2016-07-01"), (("X", "1"),)),
        Roriq(("afficher", "Accueil        Exemple")),
        Roriq(()),
    ]


def test_ce_qui_porte_l_heure_se_compare_sans_elle(jouer: Jouer) -> None:
    """The name of an act of several commits comes from the clock, and so do the ids of these commits."""
    heure = FAUX.replace("Un fait consigné", "Un fait\n\nRoriq-Acte: tcri-$(date +%N | sha256sum | cut -c1-12)")
    programme_ = jouer.roriq("heure", heure)
    assert jouer(programme_, programme_) == 0
    assert jouer(programme_, jouer.roriq("autre", heure.replace("Un fait", "Deux faits"))) == 1
