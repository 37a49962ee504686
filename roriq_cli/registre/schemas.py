"""The schemas: a fast gate (jsonschema-rs), and the sentences that explain what did not pass (jsonschema).

The schemas are the program's own; those of a registry are copies for editors and are never read.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from roriq_cli.domaine.genres.constats import Anomalie, Chemin
from roriq_cli.domaine.genres.recherche import semblables
from roriq_cli.i18n import N_, Affichable, Liste, Phrase, Pluriel, plier
from roriq_cli.registre.imports import sans_date_de_construction

SCHEMAS = Path(__file__).parent.parent / "schemas"
ANOMALIES_MAX = 500


def texte_du_schema(genre: str) -> str:
    """The JSON text of a schema of the program."""
    return (SCHEMAS / f"{genre}.schema.json").read_text(encoding="utf-8")


@cache
def _porte(genre: str) -> Any:
    with sans_date_de_construction():
        import jsonschema_rs

    # A text, not a dict: the schema is parsed once, by the library itself.
    return jsonschema_rs.validator_for(texte_du_schema(genre), validate_formats=True)


def conforme(genre: str, donnees: Any) -> bool:
    """Whether `donnees` passes the schema `genre`."""
    return bool(_porte(genre).is_valid(donnees))


def expliquer(genre: str, donnees: Any) -> list[Anomalie]:
    """Every way in which `donnees` does not pass, as sentences; empty when it passes.

    Past ANOMALIES_MAX, the others wait: a hostile file of 1 MiB can hold half a million.
    """
    erreurs = islice(_explicateur(genre).iter_errors(donnees), ANOMALIES_MAX)
    # Where two lists of choices refuse one value, the shorter says more.
    triees = sorted(erreurs, key=lambda e: len(e.validator_value) if e.validator == "enum" else 0)
    return list(_sans_repetition(list(islice((a for e in triees for a in _anomalies(e)), ANOMALIES_MAX))))


@cache
def _explicateur(genre: str) -> Any:
    import json

    import jsonschema

    classe = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
        jsonschema.Draft202012Validator, {"properties": _proprietes, "uniqueItems": _sans_double}
    )
    return classe(json.loads(texte_du_schema(genre)), format_checker=jsonschema.FormatChecker(["date"]))


def _proprietes(validateur: Any, proprietes: dict[str, Any], instance: Any, schema: Any) -> Iterator[Any]:
    """Jsonschema's own, which loses the name of a key whose schema is `false`."""
    from jsonschema import ValidationError

    for cle in proprietes if isinstance(instance, dict) else ():
        if cle in instance and proprietes[cle] is False:
            yield ValidationError("", path=[cle])
        elif cle in instance:
            yield from validateur.descend(instance[cle], proprietes[cle], path=cle, schema_path=cle)


def _sans_double(validateur: Any, actif: bool, instance: Any, schema: Any) -> Iterator[Any]:
    """Jsonschema's own compares each item with each when they are of several types: hours, for a hostile list."""
    from jsonschema import ValidationError

    if isinstance(instance, list) and len(set(map(repr, instance))) < len(instance):
        yield ValidationError("")


def _sans_repetition(anomalies: list[Anomalie]) -> Iterator[Anomalie]:
    """One mistake, one finding: of the findings at one place, the first kind only (an unknown key apart)."""
    vus: set[tuple[Chemin, str]] = set()
    places: set[Chemin] = set()
    for anomalie in sorted(anomalies, key=lambda a: _RANG.get(a.regle, len(_RANG))):
        cle = (anomalie.chemin, str(anomalie.message))
        valeur = anomalie.regle.startswith("valeur-")
        if cle in vus or (valeur and anomalie.chemin in places):
            continue
        vus.add(cle)
        if valeur:
            places.add(anomalie.chemin)
        yield anomalie


# Of what one value can break, what says most comes first.
_RANG = {"valeur-type": 0, "valeur-longueur": 1, "valeur-permise": 2, "valeur-forme": 3}

_TYPES = {
    "string": N_("un texte"),
    "array": N_("une liste"),
    "object": N_("un groupe de champs"),
    "integer": N_("un nombre entier"),
    "boolean": N_("true ou false"),
}

# A pattern or format → what it asks, in words. The keys are the schemas' own (a test holds them together).
_FORMES: dict[str, str] = {
    "date": N_("une date qui existe, AAAA-MM-JJ"),
    "^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$": N_("une date, AAAA-MM-JJ (2027-01-28)"),
    "^[a-z0-9]+(-[a-z0-9]+)*$": N_("des minuscules sans accent, des chiffres et des traits d'union"),
    "^[0-9]{10}$": N_("dix chiffres, entre guillemets droits"),
    "^[0-9a-f]{64}$": N_("64 chiffres hexadécimaux (0 à 9, a à f)"),
    r"^\S(.*\S)?$": N_("un texte sans espace au début ni à la fin"),
    "^[0-9]{3}-[0-9]{3}-[0-9]{4}( poste [0-9]{1,6})?$": N_("un numéro comme 819-555-0100, « poste 12 » au besoin"),
    "^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$": N_("des lettres et des chiffres sans accent, séparés par un point, - ou _"),
    r"^[A-Za-z0-9_%+-]+(\.[A-Za-z0-9_%+-]+)*@([A-Za-z0-9]+(-+[A-Za-z0-9]+)*\.)+[A-Za-z]{2,63}$": N_(
        "une adresse de courriel comme info@exemple.org"
    ),
    "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$": N_(
        'une année entre guillemets droits ("2014"), un mois (2022-02) ou un jour'
    ),
    "^(19|20)[0-9]{2}(-[0-9]{2}-[0-9]{2})?$": N_('une année entre guillemets droits ("2016") ou un jour'),
    "^(19|20)[0-9]{2}$": N_('une année entre guillemets droits ("2016")'),
    r'^https?://[^\s<>"{}|\\^`]+$': N_("une adresse qui commence par https:// ou http://"),
}


def _anomalies(erreur: Any) -> Iterator[Anomalie]:
    chemin: Chemin = tuple(erreur.absolute_path)
    mot = erreur.validator
    if mot == "additionalProperties":
        for cle in erreur.instance:
            if cle not in erreur.schema["properties"]:
                yield _inconnu(chemin, str(cle), list(erreur.schema["properties"]))
    elif mot == "required":
        for cle in erreur.validator_value:  # one error each, all of the same list: repetitions are dropped later
            if cle not in erreur.instance:
                yield Anomalie("champ-manquant", chemin, Phrase("Le champ « {cle} » manque.", cle=cle))
    elif mot == "anyOf":
        choix = [c for branche in erreur.validator_value for c in branche["required"]]
        yield Anomalie(
            "champ-manquant",
            chemin,
            Phrase("Il faut au moins un de ces champs : {choix}.", choix=Liste(choix, N_("ou"))),
        )
    elif mot == "properties":
        yield Anomalie("champ-inconnu", chemin, Phrase("Le champ « {cle} » n'a pas sa place ici.", cle=chemin[-1]))
    else:
        regle, message = _valeur(erreur)
        yield Anomalie(regle, chemin, message)


def _inconnu(chemin: Chemin, cle: str, connus: list[str]) -> Anomalie:
    """An unknown key; the nearest known one is suggested, accents and case folded."""
    proche = semblables(plier(cle[:80]).replace(" ", "_").replace("-", "_"), connus, 1)
    suggestion = Phrase("Le champ le plus proche est « {proche} ».", proche=proche[0]) if proche else None
    message = Phrase("Le champ « {cle} » n'existe pas ici.", cle=cle[:80])
    return Anomalie("champ-inconnu", (*chemin, cle), message, correction=suggestion)


def _valeur(erreur: Any) -> tuple[str, Affichable]:
    """The rule and the sentence for a value that does not fit."""
    mot, attendu = erreur.validator, erreur.validator_value
    if mot in ("minLength", "minItems") or (mot == "type" and erreur.instance is None):
        return "valeur-longueur", Phrase("Ce champ est vide : donnez-lui une valeur, ou retirez-le.")
    if mot == "type":
        if isinstance(erreur.instance, int | float) and attendu == "string":
            return "valeur-type", Phrase("Un texte est attendu ici : mettez la valeur entre guillemets droits.")
        return "valeur-type", Phrase("Attendu ici : {forme}.", forme=Phrase(_TYPES[attendu]))
    if mot in ("enum", "const"):
        return "valeur-permise", _hors_choix(str(erreur.instance), attendu if mot == "enum" else [attendu])
    if mot in ("pattern", "format") and attendu in _FORMES:
        return "valeur-forme", Phrase("Attendu ici : {forme}.", forme=Phrase(_FORMES[attendu]))
    if mot == "maxLength":
        return "valeur-longueur", Pluriel("{n} caractère au plus.", "{n} caractères au plus.", attendu)
    if mot == "maxItems":
        return "valeur-longueur", Pluriel("{n} élément au plus.", "{n} éléments au plus.", attendu)
    if mot == "uniqueItems":
        return "valeur-double", Phrase("Une valeur est répétée dans la liste.")
    if mot == "minimum":
        return "valeur-forme", Phrase("Un nombre de {n} ou plus est attendu.", n=attendu)
    if mot == "maximum":
        return "valeur-forme", Phrase("Un nombre de {n} ou moins est attendu.", n=attendu)
    return "valeur-forme", Phrase("Cette valeur n'a pas la forme attendue.")


def _hors_choix(valeur: str, choix: list[str]) -> Affichable:
    """The choices when they are few (the nearest to « inconnu » would be « non »), else the nearest."""
    valeur = valeur[:80]
    if len(choix) <= 12:
        return Phrase(
            "« {valeur} » n'est pas un choix. Les choix : {choix}.", valeur=valeur, choix=Liste(choix, N_("ou"))
        )
    if proches := semblables(valeur, choix, 1):
        return Phrase(
            "« {valeur} » n'est pas un choix. Le plus proche : « {proche} ».", valeur=valeur, proche=proches[0]
        )
    return Phrase("« {valeur} » n'est pas un choix.", valeur=valeur)
