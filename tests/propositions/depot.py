"""The small register that every proposal begins from, and what a proposal may do to it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

INSTANT = "2026-11-20T12:00:00-05:00"
ENV = {"GIT_AUTHOR_DATE": INSTANT, "GIT_COMMITTER_DATE": INSTANT}
SHA256 = "0" * 64
MEMBRES = {
    "accueil-exemple": ("Accueil Exemple", "04", "Trois-Rivières"),
    "carrefour-exemple": ("Carrefour Exemple", "05", "Sherbrooke"),
    "escale-exemple": ("Escale Exemple", "06", "Montréal"),
    "foyer-exemple": ("Foyer Exemple", "06", "Montréal"),
    "halte-exemple": ("Halte Exemple", "12", "Lévis"),
    "maison-exemple": ("Maison Exemple", "01", "Rimouski"),
    "passage-exemple": ("Passage Exemple", "02", "Alma"),
    "phare-exemple": ("Phare Exemple", "16", "Longueuil"),
    "relais-exemple": ("Relais Exemple", "04", "Shawinigan"),
}


class Depot:
    """A registry in its own Git repository. Paths are relative to it."""

    HOSTILE = (
        "</b><script>x</script> [l](javascript:x) ![i](https://example.org) `c` @equipe #12 ::error file=x::faux "
        "**g** <!-- roriq:revue --> &lt; | ~~n~~ $x$ GH-12 www.example.org"
    )

    def __init__(self, racine: Path, roriq: Callable[..., object] | None = None) -> None:
        self.racine = racine
        self._roriq = roriq

    def git(self, *arguments: str) -> str:
        fini = subprocess.run(
            ["git", *arguments], cwd=self.racine, env={**os.environ, **ENV}, check=True, capture_output=True
        )
        return fini.stdout.decode().strip()

    def consigner(self) -> str:
        """Commit everything, by hand; returns the commit."""
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--message", "à la main")
        return self.git("rev-parse", "HEAD")

    def roriq(self, *arguments: str) -> None:
        """A command that succeeds."""
        assert self._roriq is not None
        reponse = self._roriq("-R", str(self.racine), *arguments)
        assert getattr(reponse, "code") == 0, reponse  # noqa: B009

    def lire(self, chemin: str) -> str:
        return (self.racine / chemin).read_text(encoding="utf-8")

    def ecrire(self, chemin: str, texte: str) -> None:
        fichier = self.racine / chemin
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(texte, encoding="utf-8", newline="\n")

    def remplacer(self, chemin: str, avant: str, apres: str) -> None:
        texte = self.lire(chemin)
        assert avant in texte, avant
        self.ecrire(chemin, texte.replace(avant, apres, 1))

    def couper(self, chemin: str, debut: str) -> None:
        """The text, from `debut` on, is gone."""
        texte = self.lire(chemin)
        self.ecrire(chemin, texte[: texte.index(debut)])

    def ajouter(self, chemin: str, suite: str) -> None:
        self.ecrire(chemin, self.lire(chemin) + suite)

    def effacer(self, chemin: str) -> None:
        (self.racine / chemin).unlink()

    def deplacer(self, chemin: str, vers: str) -> None:
        (self.racine / chemin).rename(self.racine / vers)

    def lier(self, chemin: str, cible: str) -> None:
        (self.racine / chemin).symlink_to(cible)

    def sous_module(self, chemin: str) -> None:
        """A commit of another repository, in the place of a file."""
        self.git("update-index", "--add", "--cacheinfo", f"160000,{self.git('rev-parse', 'HEAD')},{chemin}")
        self.git("commit", "--quiet", "--message", "à la main")
        (self.racine / chemin).mkdir()

    # Texts, as the program writes them.

    @staticmethod
    def decision(le: str) -> str:
        return f'    decision: {{instance: Rencontre des membres, date: {le}, reference: "PV {le}, point 6"}}\n'

    def suspension(self, le: str) -> str:
        return f"  - date: {le}\n    evenement: suspension\n    motif: activites-incompatibles\n" + self.decision(le)

    @staticmethod
    def adhesion(le: str, tcri: str = "2024-03-25", regionalisation: str = "2024-03-01") -> str:
        return (
            f"  - date: {le}\n    evenement: adhesion\n    formulaire: {{recu_le: {le}}}\n"
            f"    preuves: {{tcri: {{attestation: {tcri}}}, regionalisation: {{attestation: {regionalisation}}}}}\n"
        )

    @staticmethod
    def demande(le: str) -> str:
        return f"historique:\n  - date: {le}\n    evenement: demande\n"

    @staticmethod
    def organisme(id: str, nom: str, suite: str, region: str = "09") -> str:
        return f'id: {id}\nnom: "{nom}"\nregion: "{region}"\n{suite}'

    @staticmethod
    def liste(le: str, fin: str, **statuts: str) -> str:
        lignes = [f"  - {{cle: {cle}, nom: Regroupement {cle}, statut: {statut}}}\n" for cle, statut in statuts.items()]
        return (
            f"etabli_le: {le}\nrecu_le: {le}\nvalide_jusqu_au: {fin}\n"
            f"source: {{titre: Liste de la TCRI, sha256: '{SHA256}'}}\nmembres:\n" + "".join(lignes)
        )

    def _membre(self, id: str, suite: str = "") -> None:
        nom, region, ville = MEMBRES.get(id, ("Suspendu Exemple", "04", "Shawinigan"))
        anterieurs = tcri = ""
        if id == "relais-exemple":
            anterieurs = (
                "noms_anterieurs:\n  - {nom: Comité Exemple, jusqu_au: 2019-06-30}\n"
                'regions_anterieures:\n  - {region: "05", jusqu_au: 2016-07-07}\n'
            )
        if id in ("carrefour-exemple", "escale-exemple"):
            tcri = f"tcri: {id[0].upper()}E\n"
        self.ecrire(
            f"data/organismes/{id}.yaml",
            f'id: {id}\nnom: {nom}\nregion: "{region}"\n{anterieurs}ville: {ville}\n{tcri}attestations:\n'
            "  - {critere: regionalisation, reponse: oui, verifie_le: 2024-03-01, source: Formulaire}\n"
            "  - {critere: tcri, reponse: oui, verifie_le: 2024-03-25, valide_jusqu_au: 2025-03-31, source: Courriel}\n"
            + self.demande("2024-03-04")
            + self.adhesion("2024-04-02")
            + suite,
        )

    def fonder(self) -> None:
        """Nine members, a suspended one, a candidate, an expelled one; a list of the TCRI; a file that is gone."""
        self.git("init", "--quiet", "--initial-branch=main")
        self.ecrire("data/registre.yaml", "nom: RORIQ\nfictif: true\nseuils: {saisie_tardive_jours: 30}\n")
        self.ecrire("schemas/organisme.schema.json", '{"type": "object"}\n')
        self.ecrire(
            "data/organismes/ancien-exemple.yaml",
            self.organisme("ancien-exemple", "Ancien Exemple", self.demande("2020-01-01")),
        )
        self.consigner()
        self.effacer("data/organismes/ancien-exemple.yaml")
        for id in MEMBRES:
            self._membre(id)
        self._membre("suspendu-exemple", self.suspension("2026-10-01"))
        self.ecrire(
            "data/organismes/candidat-exemple.yaml",
            self.organisme(
                "candidat-exemple",
                "Candidat Exemple",
                "attestations:\n"
                "  - {critere: tcri, reponse: oui, verifie_le: 2024-03-25, valide_jusqu_au: 2025-03-31, source: Courriel}\n"
                "  - {critere: regionalisation, reponse: oui, verifie_le: 2026-11-02, source: Formulaire}\n"
                + self.demande("2026-11-02"),
            ),
        )
        self.ecrire(
            "data/organismes/expulse-exemple.yaml",
            self.organisme(
                "expulse-exemple",
                "Expulsé Exemple",
                self.demande("2020-03-04")
                + "  - date: 2020-05-01\n    evenement: retrait\n  - date: 2021-03-04\n    evenement: demande\n",
            ),
        )
        self._membre_expulse()
        self.ecrire("data/tcri/tcri-2026-04-01.yaml", self.liste("2026-04-01", "2027-03-31", CE="en-regle", EE="radie"))
        self.consigner()

    def _membre_expulse(self) -> None:
        self.ecrire(
            "data/organismes/expulse-exemple.yaml",
            self.organisme(
                "expulse-exemple",
                "Expulsé Exemple",
                "historique:\n  - date: 2015-01-01\n    evenement: reprise\n    etat: membre\n    date_precision: annee\n"
                "    source: [{titre: Page Exemple, atteste_le: 2015-06-01}]\n  - date: 2025-10-01\n"
                "    evenement: expulsion\n    motif: conduite-nuisible\n" + self.decision("2025-09-25"),
            ),
        )
