"""Pages of docs/ made from the program: the rules and their table, the kinds of files, what the network says of itself.

`python -m outils.pages` writes them; a test compares them with what the program says.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from roriq_cli import i18n
from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.catalogue_revue import REGLES_DE_REVUE
from roriq_cli.domaine.genres.constats import Gravite, Regle
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.modele import Fait
from roriq_cli.domaine.membres.reseau import RORIQ, Definition
from roriq_cli.domaine.table import GENRES
from roriq_cli.i18n import _
from roriq_cli.registre.schemas import texte_du_schema

GENRES_DE_FICHIERS = Path(__file__).parent.parent / "docs" / "genres.md"
RESEAU = Path(__file__).parent.parent / "docs" / "reseau.md"
DOSSIER = Path(__file__).parent.parent / "docs" / "regles"
GRAVITES = {
    Gravite.ERREUR: "une erreur : `roriq valider` finit par 1, et rien ne se consigne avec elle",
    Gravite.AVERTISSEMENT: "un avertissement : il ne change ni un code de sortie ni un verdict",
    Gravite.INFORMATION: "une information : elle ne change ni un code de sortie ni un verdict",
}
DE_REVUE = "une erreur de changement : `roriq revue` finit par 1, sauf si un responsable l'accepte"
SOMMAIRE = """# Les règles

Ce que vérifient `roriq valider` (l'état d'un registre) et `roriq revue` (ce qui change d'un état à l'autre : les douze
dernières). Chaque règle a un code qui ne change jamais, sa page et ses exemples; `roriq regle CODE` dit la même chose
au terminal.

| Code | Gravité | Ce qu'elle demande |
| --- | --- | --- |
"""


def pages() -> dict[str, str]:
    """The text of each page, by its name in docs/regles."""
    i18n.utiliser("fr")
    lignes = [f"| [`{r.code}`]({r.code}.md) | {r.gravite.value} | {_(r.titre)} |\n" for r in REGLES.values()]
    return {"README.md": SOMMAIRE + "".join(lignes)} | {f"{r.code}.md": _page(r) for r in REGLES.values()}


def _page(regle: Regle) -> str:
    de_revue = regle.code in REGLES_DE_REVUE and regle.gravite is Gravite.ERREUR
    return f"""# {_(regle.titre)}

Règle `{regle.code}`, {DE_REVUE if de_revue else GRAVITES[regle.gravite]}.

{_(regle.raison)}

**À faire :** {_(regle.correction)}

Un exemple qui l'enfreint :

```yaml
{regle.exemple}```

[Toutes les règles](README.md)
"""


def reseau(d: Definition = RORIQ) -> str:
    """The text of docs/reseau.md: each thing that the program takes from the network, and the page that says it."""
    i18n.utiliser("fr")
    criteres = [
        (f"`{c.code}`", _(c.question), "une liste datée, ou une attestation" if c.par_listes else "une attestation")
        for c in d.criteres
    ]
    motifs = [
        (_(FAITS[Fait(fait)].nom), f"`{code}`", _(mots))
        for fait, motifs in d.motifs.items()
        for code, mots in motifs.items()
    ]
    return "\n".join(
        [
            f"# {d.nom}",
            "",
            "Ce que le programme sait du réseau, et la page publique qui le dit. Rien n'est supposé de ce qu'elles "
            "taisent.",
            *_section(d, "presentation", "Son nom", [f"{d.presentation} ({d.nom})."]),
            *_section(d, "criteres", "Les critères", _tableau(("Critère", "Question", "Preuve"), criteres)),
            *_section(d, "droits", "Les droits d'un membre", [f"- {_(droit)}" for droit in d.droits]),
            *_section(d, "engagements", "Ses engagements", [f"- {_(e)}" for e in d.engagements]),
            *_section(d, "motifs", "Les motifs", _tableau(("Fait", "Motif", "En mots"), motifs)),
            *_section(d, "profils", "Les profils", _codes(d.profils)),
            *_section(d, "financements", "Les bailleurs", _codes(d.financements)),
            *_section(d, "region_a_part", "La région comptée à part", [f"{REGIONS[d.region_a_part.code].nom}."]),
            "",
        ]
    )


def genres(declares: Iterable[Genre] = GENRES) -> str:
    """The text of docs/genres.md: each kind of file as it declares itself."""
    rangs = [
        (
            f"`{genre.chemin('*')}`",
            json.loads(texte_du_schema(genre.nom))["title"],
            *(
                ", ".join(f"`{champ}`" for champ in champs) or "—"
                for champs in ((genre.cle.champ,) if genre.cle else (), genre.ajout_seul, genre.fige)
            ),
            "l'union des deux côtés" if genre.union else "à choisir",
        )
        for genre in declares
    ]
    titres = (
        "Fichier",
        "Ce qu'il est",
        "Son nom vient de",
        "Ne fait que grandir",
        "Ne change jamais",
        "Deux personnes y écrivent",
    )
    return "\n".join(
        [
            "# Les genres de fichiers",
            "",
            "Ce que chaque genre déclare de lui-même : `valider`, `revue`, `consigner`, `synchroniser` et `corriger`",
            "le protègent d'après cela. Un champ qui ne grandit ni ne reste est libre. [Ce que contient un fichier]"
            "(donnees.md).",
            "",
            *_tableau(titres, rangs),
            "",
        ]
    )


def _section(d: Definition, champ: str, titre: str, lignes: list[str]) -> list[str]:
    page = d.pages[champ]
    return ["", f"## {titre}", "", *lignes, "", f"Source : [{page.titre}]({page.url})."]


def _tableau(titres: tuple[str, ...], rangs: Iterable[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(rang)} |" for rang in (titres, ("---",) * len(titres), *rangs)]


def _codes(mots: dict[str, str]) -> list[str]:
    return [f"- `{code}` : {_(mot)}" for code, mot in mots.items()]


def ecrire() -> None:
    """Write the pages; the page of a rule that is gone goes."""
    GENRES_DE_FICHIERS.write_text(genres(), encoding="utf-8", newline="\n")
    RESEAU.write_text(reseau(), encoding="utf-8", newline="\n")
    DOSSIER.mkdir(parents=True, exist_ok=True)
    for page in DOSSIER.glob("*.md"):
        page.unlink()
    for nom, texte in pages().items():
        (DOSSIER / nom).write_text(texte, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    ecrire()
