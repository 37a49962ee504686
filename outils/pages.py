"""docs/regles: a page for each rule, and the table of all, from the rules' own catalogue.

`python -m outils.pages` writes them; a test compares them with what the catalogue says.
"""

from pathlib import Path

from roriq_cli import i18n
from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.catalogue_revue import REGLES_DE_REVUE
from roriq_cli.domaine.genres.constats import Gravite, Regle
from roriq_cli.i18n import _

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


def ecrire() -> None:
    """Write the pages; the page of a rule that is gone goes."""
    DOSSIER.mkdir(parents=True, exist_ok=True)
    for page in DOSSIER.glob("*.md"):
        page.unlink()
    for nom, texte in pages().items():
        (DOSSIER / nom).write_text(texte, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    ecrire()
