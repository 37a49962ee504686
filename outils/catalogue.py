"""The message catalogues: take the sentences out of the code, and check that each has its translation.

`python -m outils.catalogue mettre-a-jour` rewrites the .po files (translations are kept, what is gone goes);
`python -m outils.catalogue verifier` exits 1 when a sentence has no translation, or one that would fail.

English has every sentence of ours; French has the sentences of the frameworks (Click, typer), whose own
language is English.
"""

import ast
import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import typer
from babel.messages.catalog import Catalog, Message as Message_
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

RACINE = Path(__file__).parent.parent
LOCALES = RACINE / "roriq_cli" / "locale"
MOTS_CLES = {"_": 1, "N_": 1, "Phrase": 1, "Pluriel": 2}
MOTS_CLES_DES_CADRES = {"_": None, "ngettext": (1, 2)}
# Parts of the frameworks that a person never meets here: pagers, editors, progress bars, rich help.
IGNORES = ("termui", "_termui_impl", "rich_utils", "_winconsole", "testing", "cli.py")

Message = str | tuple[str, str]


def textes(langue: str) -> list[Message]:
    """What the catalogue of a language must translate, in the order of the files."""
    trouves = _du_code() if langue == "en" else _des_cadres()
    return list(dict.fromkeys(m for m in trouves if _parle(m)))


def _du_code() -> Iterator[Message]:
    """Our own sentences, wherever they are (Babel sees no call inside a call, nor inside an f-string).

    Both models of a `Pluriel` are sentences of their own.
    """
    for fichier in sorted((RACINE / "roriq_cli").rglob("*.py")):
        for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
            if isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Name) and noeud.func.id in MOTS_CLES:
                for argument in noeud.args[: MOTS_CLES[noeud.func.id]]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value


def _des_cadres() -> Iterator[Message]:
    for module in (click, typer):
        dossier = Path(str(module.__file__)).parent
        for fichier, _ligne, message, _commentaires, _contexte in extract_from_dir(
            dossier, [("**.py", "python")], keywords=MOTS_CLES_DES_CADRES
        ):
            if not any(ignore in fichier for ignore in IGNORES):
                yield tuple(message) if isinstance(message, list | tuple) else message  # type: ignore[misc]


def _parle(message: Message) -> bool:
    """Whether there is something to translate beside the names of values: words, or French punctuation."""
    texte = message if isinstance(message, str) else message[0]
    return re.search(r"[^\W\d_]| :|«", re.sub(r"\{[^}]*\}", "", texte)) is not None


def chemin(langue: str) -> Path:
    """The .po of a language."""
    return LOCALES / langue / "LC_MESSAGES" / "roriq.po"


def lire(langue: str) -> Catalog:
    """The catalogue of a language."""
    with chemin(langue).open("rb") as flux:
        return read_po(flux, locale=langue)


def mettre_a_jour(langue: str) -> None:
    """Rewrite the .po with exactly the messages that the code has."""
    ancien = lire(langue)
    nouveau = Catalog(locale=langue, project="roriq", charset="utf-8", fuzzy=False, header_comment="")
    for message in textes(langue):
        existant = ancien.get(message if isinstance(message, str) else message[0])
        meme_genre = existant is not None and isinstance(existant.string, str) == isinstance(message, str)
        nouveau.add(message, existant.string if existant and meme_genre else None)
    entete = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {langue}\\n"\n'
    corps = io.BytesIO()
    write_po(corps, nouveau, width=110, omit_header=True)
    pluriels = f'"Plural-Forms: {nouveau.plural_forms}\\n"\n\n'
    chemin(langue).write_text(entete + pluriels + corps.getvalue().decode(), encoding="utf-8")


def problemes(langue: str) -> Iterator[str]:
    """What is missing, left over, or would fail in the catalogue of a language."""
    catalogue = lire(langue)
    attendus = textes(langue)
    ids = {m if isinstance(m, str) else m[0] for m in attendus}
    for message in attendus:
        singulier = message if isinstance(message, str) else message[0]
        entree = catalogue.get(singulier)
        chaines = _chaines(entree)
        if not chaines or not all(chaines):
            yield f"{langue}: sans traduction : {singulier!r}"
            continue
        for chaine in chaines:
            if _champs(chaine) - _champs(singulier) - _champs(message if isinstance(message, str) else message[1]):
                yield f"{langue}: valeurs inconnues dans la traduction de {singulier!r}"
    for entree in catalogue:
        if entree.id and (entree.id if isinstance(entree.id, str) else entree.id[0]) not in ids:
            yield f"{langue}: en trop : {entree.id!r}"
        if entree.fuzzy and entree.id:
            yield f"{langue}: incertaine : {entree.id!r}"


def _chaines(entree: Message_ | None) -> tuple[str, ...]:
    """The translations of an entry: one, or one for each plural form."""
    if entree is None or not entree.string:
        return ()
    return (entree.string,) if isinstance(entree.string, str) else tuple(entree.string)


def _champs(modele: str) -> set[str]:
    return {nom for _texte, nom, _format, _conversion in string.Formatter().parse(modele) if nom}


def main(argv: list[str]) -> int:
    """`mettre-a-jour` or `verifier`."""
    if argv == ["mettre-a-jour"]:
        for langue in ("fr", "en"):
            mettre_a_jour(langue)
        return 0
    if argv != ["verifier"]:
        print(__doc__)
        return 2
    trouves = [p for langue in ("fr", "en") for p in problemes(langue)]
    for probleme in trouves:
        print(probleme)
    print(f"catalogues : {len(trouves)} problème(s)")
    return 1 if trouves else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
