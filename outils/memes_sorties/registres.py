"""The registers that scenes begin from; each is made once, by the `roriq` that plays or by hand."""

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from tests.propositions.depot import Depot
from tests.propositions.table import PROPOSITIONS

PROJET = Path(__file__).parent.parent.parent
EXEMPLES = PROJET / "tests" / "exemples"
INSTANT = "2026-11-20T12:00:00-05:00"
PERSONNE = "[user]\n\tname = Coordination d'essai\n\temail = essai@example.org\n[init]\n\tdefaultBranch = main\n"
RESEAU = "nom: RORIQ\nfictif: true\navis: Réseau fictif, pour essayer.\n"


def fonder(nom: str, lieu: Path, roriq: Path) -> None:
    """Make the place of a scene: `registre`, an empty home, where files are received and written."""
    from outils.memes_sorties.jeu import environnement

    for dossier in ("maison", "recus", "sorties", "registre"):
        (lieu / dossier).mkdir(parents=True)
    (lieu / "maison" / ".gitconfig").write_text(PERSONNE, encoding="utf-8")
    env = environnement(lieu / "maison", INSTANT, RORIQ_LANGUE="fr")
    os.environ.clear()  # what is called here inherits it; the process is a worker, that plays nothing else meanwhile
    os.environ.update(env)
    genre, _deux_points, reste = nom.partition(":")
    REGISTRES[genre](lieu, roriq, reste)


def _rien(lieu: Path, _roriq: Path, _nom: str) -> None:
    (lieu / "registre").rmdir()
    (lieu / "registre").mkdir()


def _vide(lieu: Path, roriq: Path, _nom: str) -> None:
    _lancer(lieu, str(roriq), "init", str(lieu / "registre"), "--nom", "RORIQ")


def _demo(lieu: Path, roriq: Path, _nom: str) -> None:
    _lancer(lieu, str(roriq), "demo", str(lieu / "registre"))
    _recus(lieu)


def _petit(lieu: Path, _roriq: Path, _nom: str) -> None:
    _poser(lieu / "registre", FICHIERS)
    _recus(lieu)


def _partage(lieu: Path, roriq: Path, _nom: str) -> None:
    """Two copies, and the place that they share."""
    _petit(lieu, roriq, "")
    _lancer(lieu, "git", "init", "--quiet", "--bare", "--initial-branch=main", str(lieu / "nu.git"))
    _lancer(lieu / "registre", "git", "remote", "add", "origin", "../nu.git")
    _lancer(lieu / "registre", "git", "push", "--quiet", "--set-upstream", "origin", "main")
    _lancer(lieu, "git", "clone", "--quiet", "nu.git", "copie")
    _lancer(lieu / "copie", "git", "remote", "set-url", "origin", "../nu.git")


def _exemple(lieu: Path, _roriq: Path, nom: str) -> None:
    """The examples of a folder, each a file of one organisation; or the folder of one example, a whole register."""
    source, registre = EXEMPLES / nom, lieu / "registre"
    _poser(registre, {"data/registre.yaml": RESEAU, "data/organismes/organisme-temoin.yaml": TEMOIN})
    if (source / "data").is_dir():
        shutil.rmtree(registre / "data")
        shutil.copytree(source / "data", registre / "data", symlinks=True)
        (registre / "data" / "organismes").mkdir(exist_ok=True)
        (registre / "data" / "organismes" / "organisme-temoin.yaml").write_text(TEMOIN, encoding="utf-8")
    for fichier in sorted(p for p in source.iterdir() if p.is_file()):
        shutil.copyfile(fichier, registre / "data" / "organismes" / fichier.name.removeprefix("_"))


def exemples() -> list[str]:
    """The folders of examples: those of files, then those that are a register."""
    dossiers = [EXEMPLES / "valides", *(EXEMPLES / "invalides").iterdir()]
    entiers = [d for dossier in dossiers for d in dossier.iterdir() if (d / "data").is_dir()]
    fichiers = [dossier for dossier in dossiers if any(p.is_file() for p in dossier.iterdir())]
    return sorted(str(d.relative_to(EXEMPLES)) for d in fichiers + entiers)


# The proposals of the project's tests: what these two functions know of them is all that this script knows.


def propositions() -> dict[str, tuple[str, ...]]:
    """The name of each, and the agreements given to its review."""
    return {nom: proposition.accepter for nom, proposition in PROPOSITIONS.items()}


def _proposition(lieu: Path, roriq: Path, nom: str) -> None:
    """The register before and after it, as the branches `avant` and `apres`; the work tree is `apres`."""

    def commande(*arguments: str) -> "_Fini":
        return _Fini(subprocess.run([str(roriq), *arguments], cwd=lieu / "registre", capture_output=True).returncode)

    os.chdir(lieu / "registre")
    os.environ["RORIQ_AUJOURDHUI"] = "2026-11-21"
    depot = Depot(lieu / "registre", commande)
    depot.fonder()
    for branche, gestes in (("avant", PROPOSITIONS[nom].avant), ("apres", PROPOSITIONS[nom].gestes)):
        for geste in gestes:
            geste(depot)
        depot.git("branch", branche, depot.consigner())
    os.chdir(lieu.parent)


class _Fini(NamedTuple):
    code: int


REGISTRES: dict[str, Callable[[Path, Path, str], None]] = {
    "rien": _rien,
    "vide": _vide,
    "demo": _demo,
    "petit": _petit,
    "partage": _partage,
    "exemple": _exemple,
    "proposition": _proposition,
}


def _lancer(dossier: Path, *commande: str) -> None:
    subprocess.run(commande, cwd=dossier, check=True, stdin=subprocess.DEVNULL, capture_output=True)


def _poser(registre: Path, fichiers: Mapping[str, str]) -> None:
    """A register made by hand, and committed."""
    for chemin, texte in fichiers.items():
        (registre / chemin).parent.mkdir(parents=True, exist_ok=True)
        (registre / chemin).write_text(texte, encoding="utf-8", newline="\n")
    _lancer(registre, "git", "init", "--quiet", "--initial-branch=main")
    _lancer(registre, "git", "add", "--all")
    _lancer(registre, "git", "commit", "--quiet", "--message", "À la main")


# A small register: an organisation in each state, a list of the TCRI, a published figure.

_ENTETE = "# yaml-language-server: $schema=../../schemas/organisme.schema.json\n"
_ATTESTATIONS = """attestations:
  - {critere: regionalisation, reponse: oui, verifie_le: 2024-03-04, source: "Formulaire, section 3"}
  - {critere: tcri, reponse: oui, verifie_le: 2024-03-25, valide_jusqu_au: 2027-03-31, source: Courriel de la TCRI}
"""
_DEMANDE = "historique:\n  - date: 2024-03-04\n    evenement: demande\n"
_ADHESION = """  - date: 2024-04-02
    evenement: adhesion
    formulaire: {recu_le: 2024-04-02}
    preuves: {tcri: {attestation: 2024-03-25}, regionalisation: {attestation: 2024-03-04}}
"""
_SUSPENSION = """  - date: 2026-06-01
    evenement: suspension
    motif: conduite-nuisible
    decision: {instance: Rencontre des membres, date: 2026-05-20, reference: "PV 2026-05-20, point 6"}
"""
_AVANT = """noms_anterieurs:
  - {nom: Comité Exemple, sigle: CE, jusqu_au: 2019-06-30}
regions_anterieures:
  - {region: "05", jusqu_au: 2016-07-07}
"""
_PROFIL = """ville: Shawinigan
territoire:
  portee: mrc
  mrc: [Mékinac, Shawinigan]
profils: [accueil-mifi]
milieux: [urbain, rural]
financement: [mifi]
courriel: info@exemple.example.org
telephone: 819-555-0100
"""
TEMOIN = _ENTETE + 'id: organisme-temoin\nnom: Témoin Exemple\nregion: "04"\nsources:\n  - {titre: Page Exemple}\n'


def _organisme(nom: str, *suite: str, region: str = "04") -> tuple[str, str]:
    id = nom.lower().replace(" ", "-")
    return f"data/organismes/{id}.yaml", f'{_ENTETE}id: {id}\nnom: {nom}\nregion: "{region}"\n' + "".join(suite)


def _reprise(etat: str) -> tuple[str, str]:
    fait = f"  - date: 2020-01-01\n    evenement: reprise\n    etat: {etat}\n    date_precision: annee\n"
    source = "    source: [{titre: Le Journal, atteste_le: 2024-01-01}]\n"
    return _organisme(f"Organisme {etat}", "historique:\n", fait, source, region="05")


_LISTE = f"""# yaml-language-server: $schema=../../schemas/liste_tcri.schema.json
etabli_le: 2026-04-01
recu_le: 2026-04-03
valide_jusqu_au: 2027-03-31
source: {{titre: Liste de la TCRI, sha256: {"0a" * 32}}}
membres:
  - {{cle: AE, nom: Accueil Exemple, statut: en-regle}}
  - {{cle: CX, nom: Carrefour Exemples, statut: en-regle}}
  - {{cle: HX, nom: Halte Exemple, statut: en-defaut}}
"""
_CHIFFRES = """chiffres:
  - date: 2024-06-01
    precision: jour
    total: 3
    source: {titre: Page Exemple, url: https://example.org/membres}
"""
FICHIERS = dict(
    [
        ("data/registre.yaml", RESEAU),
        ("data/tcri/tcri-2026-04-01.yaml", _LISTE),
        ("data/chiffres_publies.yaml", _CHIFFRES),
        _organisme("Accueil Exemple", "sigle: AE\n", _AVANT, _PROFIL, "tcri: AE\n", _ATTESTATIONS, _DEMANDE, _ADHESION),
        _organisme("Carrefour Exemple", _ATTESTATIONS, _DEMANDE, _ADHESION, region="06"),
        _organisme("Relais Exemple", _ATTESTATIONS, _DEMANDE, region="09"),
        _organisme("Tandem Exemple", _DEMANDE, region="12"),
        _organisme(
            "Halte Exemple",
            "tcri: HX\n",
            _ATTESTATIONS,
            _DEMANDE,
            _ADHESION,
            _SUSPENSION,
            "    jusqu_au: 2026-09-30\n",
        ),
        _organisme("Escale Exemple", _ATTESTATIONS, _DEMANDE, _ADHESION, _SUSPENSION),
        _organisme("Organisme repertorie", "sources:\n  - {titre: Le Journal, consulte_le: 2024-01-01}\n"),
        *map(_reprise, ("membre", "candidat", "suspendu", "refuse", "retire", "expulse", "ferme")),
    ]
)


# What is received: sheets of organisations and of the TCRI, as people keep them.

_MEMBRES = [
    ["Réseau fictif – liste des membres"],
    [],
    ["Nom de l'organisme", "Sigle", "Région administrative", "Ville", "NEQ", "Membre depuis", "Statut", "Courriel"],
    ["Phare Exemple du Fjord", "PEF", "Saguenay–Lac-Saint-Jean", "Saguenay", "1145678901", "2019", "Membre", ""],
    ["Vigie Exemple", "", "04", "Shawinigan", "", "avril 2019", "Actif", "info@vigie.example.org"],
    ["Accueil Exemple", "AE", "Mauricie", "Shawinigan", "", "", "Membre", ""],
    ["Accueil Exemples", "", "Mauricie", "", "", "printemps 2019", "Membre", ""],
    ["Jetée Exemple", "", "Atlantide", "", "12", "3 mars 2021", "Radié", "prenom.nom@example.org"],
    ["", "", "Laval", "", "", "", "", ""],
    ["Total", "", "", "", "", "5", "", ""],
]
_TCRI = [
    ["Membres de la TCRI"],
    ["Organisme", "NEQ", "Ville", "Statut"],
    ["Accueil Exemple", "", "Shawinigan", "En règle"],
    ["Carrefour-Exemple inc.", "", "Montréal", "en défaut"],
    ["Relais Exemples", "", "", "En règle"],
    ["Ailleurs Exemple", "1100000018", "Québec", "radié"],
]


def _recus(lieu: Path) -> None:
    for nom, rangees in (("membres", _MEMBRES), ("tcri", _TCRI)):
        texte = "".join(";".join(f'"{c}"' for c in rangee) + "\r\n" for rangee in rangees)
        (lieu / "recus" / f"{nom}.csv").write_bytes(texte.encode())
        (lieu / "recus" / f"{nom}-1252.csv").write_bytes(texte.encode("cp1252"))
        (lieu / "recus" / f"{nom}.xlsx").write_bytes(_classeur(rangees))
    (lieu / "recus" / "noms.csv").write_text("Organisme\nAccueil Exemple\nRelais Exemples\n", encoding="utf-8")
    (lieu / "recus" / "vide.csv").write_bytes(b"")
    (lieu / "recus" / "sans-titre.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (lieu / "recus" / "faux.xlsx").write_bytes(b"PK\x03\x04 rien")


def _classeur(rangees: list[list[str]]) -> bytes:
    """A workbook of one sheet, the same bytes each time."""
    cellules = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(c)}</t></is></c>' for c in rangee) + "</row>"
        for rangee in rangees
    )
    ooxml = "http://schemas.openxmlformats.org"
    lien = f"{ooxml}/officeDocument/2006/relationships"
    liens = f'<Relationships xmlns="{ooxml}/package/2006/relationships"><Relationship Id="rId1" Type="{lien}/'
    genre = "application/vnd.openxmlformats-"
    classeur_, feuille = (f"{genre}officedocument.spreadsheetml.{x}+xml" for x in ("sheet.main", "worksheet"))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{ooxml}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{genre}package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{classeur_}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{feuille}"/></Types>',
        "_rels/.rels": f'{liens}officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{ooxml}/spreadsheetml/2006/main" xmlns:r="{lien}">'
        '<sheets><sheet name="Membres" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{liens}worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{ooxml}/spreadsheetml/2006/main">'
        f"<sheetData>{cellules}</sheetData></worksheet>",
    }
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as classeur:
        for nom, texte in parts.items():
            classeur.writestr(zipfile.ZipInfo(nom, (2026, 1, 1, 0, 0, 0)), f'<?xml version="1.0"?>{texte}')
    return flux.getvalue()
