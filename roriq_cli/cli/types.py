"""What may be typed: dates, regions, MRC, texts. Each conversion fails as a usage error, in the reader's language."""

import os
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

import click

from roriq_cli.cli import chemins
from roriq_cli.domaine.genres import recherche
from roriq_cli.domaine.genres.dates import DateRefusee, Depuis, lire_date, lire_depuis
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.errors import Usage
from roriq_cli.i18n import N_, Affichable, Liste, Phrase, inerte, plier


def _refuser(phrase: Affichable, param: click.Parameter | None, ctx: click.Context | None) -> NoReturn:
    raise click.BadParameter(str(phrase), ctx=ctx, param=param)


class TypeDate(click.ParamType[Any]):
    """A day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """`value` as a day, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            return lire_date(value)
        except DateRefusee as refus:
            _refuser(refus.phrase, param, ctx)


class TypeDepuis(click.ParamType[Any]):
    """AAAA, AAAA-MM, « avril 2019 » or a day: the first day of the period, and its precision."""

    name = "depuis"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Depuis:
        """`value` as a beginning, or a usage error."""
        if isinstance(value, Depuis):
            return value
        try:
            return lire_depuis(value)
        except DateRefusee as refus:
            _refuser(refus.phrase, param, ctx)


class TypeFichier(click.ParamType[Any]):
    """A file that is there, as typed where no shell reads it: « ~ », and the marks that a file dropped there has."""

    name = "fichier"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value` as a path, or a usage error."""
        trouve = re.fullmatch(r"""(["'])(.*)\1""", value)
        try:
            chemin = chemins.developper(trouve[2] if trouve else value)
        except Usage as erreur:
            _refuser(Phrase("{message}", message=erreur), param, ctx)
        if not os.path.exists(chemin):
            _refuser(Phrase("Le fichier {fichier} n'existe pas.", fichier=str(chemin)), param, ctx)
        return str(chemin)


class TypeNombre(click.ParamType[Any]):
    """A whole number, from zero to `plus`."""

    name = "nombre"

    def __init__(self, plus: int) -> None:
        self.plus = plus

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """`value` as a number, or a usage error."""
        texte = str(value).strip()
        if texte.isascii() and texte.isdigit() and len(texte) <= 9 and int(texte) <= self.plus:
            return int(texte)
        _refuser(Phrase("« {valeur} » n'est pas un nombre, de 0 à {plus}.", valeur=value, plus=self.plus), param, ctx)


JOURS_AU_PLUS = 3660  # what the schema allows of a threshold


class TypeJours(click.ParamType[Any]):
    """A number of days."""

    name = "jours"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """`value` as a number, or a usage error."""
        texte = str(value).strip()
        if texte.isascii() and texte.isdigit() and len(texte) <= 4 and int(texte) <= JOURS_AU_PLUS:
            return int(texte)
        _refuser(
            Phrase("« {valeur} » n'est pas un nombre de jours, de 0 à {plus}.", valeur=value, plus=JOURS_AU_PLUS),
            param,
            ctx,
        )


class TypeRegion(click.ParamType[Any]):
    """A region, by code or name: its code."""

    name = "region"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value` as a region's code, or a usage error that names the nearest."""
        code = recherche.region(value)
        if code:
            return code
        proches = recherche.regions_proches(value) or [r.nom for r in REGIONS.values()]
        _refuser(
            Phrase(
                "« {valeur} » n'est pas une région administrative. Peut-être : {proches}.",
                valeur=value,
                proches=Liste(proches, N_("ou")),
            ),
            param,
            ctx,
        )


class TypeRegionOuVide(TypeRegion):
    """A region of a list; "" stays "" (it removes the list)."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value` as a region's code, or a usage error."""
        return super().convert(value, param, ctx) if value.strip() else ""


class TypeMrc(click.ParamType[Any]):
    """An MRC or a territory with an MRC's powers: its official name. "" stays "" (it removes the list)."""

    name = "mrc"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value` as an official name, or a usage error that names the nearest."""
        if not value.strip():
            return ""
        nom = recherche.mrc(value)
        if nom:
            return nom
        proches = recherche.mrc_proches(value)
        if not proches:
            _refuser(Phrase("« {valeur} » n'est pas une MRC du Québec.", valeur=value), param, ctx)
        _refuser(
            Phrase(
                "« {valeur} » n'est pas une MRC du Québec. Peut-être : {proches}.",
                valeur=value,
                proches=Liste(proches, N_("ou")),
            ),
            param,
            ctx,
        )


_MINIMUM: dict[str, Any] = {"id": "x", "nom": "x", "region": "01", "sources": [{"titre": "x"}]}


class Champ(click.ParamType[Any]):
    """A text that its schema accepts once it is in a file. "" stays "" (it removes the field) when `vide`."""

    def __init__(self, nom: str, donnees: Callable[[str], dict[str, Any]] | None = None, *, vide: bool = False) -> None:
        self.name = nom
        self.donnees = donnees or (lambda valeur: {nom: valeur})
        self.vide = vide

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value` without blanks around it, or a usage error that says what is expected."""
        from roriq_cli.registre import schemas
        from roriq_cli.registre.analyse import caractere_interdit

        # A Mac may give an accent apart from its letter: files have one form only.
        texte = unicodedata.normalize("NFC", " ".join(str(value).split(" ")).strip())
        if not texte and self.vide:
            return ""
        if caractere_interdit(texte) or "\n" in texte:
            _refuser(Phrase("« {valeur} » contient un caractère invisible.", valeur=inerte(texte)), param, ctx)
        donnees = _MINIMUM | self.donnees(texte)
        if not schemas.conforme("organisme", donnees):
            _refuser(schemas.expliquer("organisme", donnees)[0].message, param, ctx)
        return texte


class Signataire(click.ParamType[Any]):
    """In whose name facts are recorded, as Git can say it: one line, and no chevron, which it would leave out."""

    name = "signataire"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value` without blanks around it, or a usage error that says what is expected."""
        texte = Champ("nom").convert(value, param, ctx)
        if any(c in texte for c in "<>@") or not any(map(str.isalnum, texte)):
            _refuser(
                Phrase(
                    "« {valeur} » : donnez une fonction ({fonction}), sans < ni > ni @.",
                    valeur=texte,
                    fonction=Phrase(RORIQ.fonction),
                ),
                param,
                ctx,
            )
        return texte


class Choix(click.Choice[str]):
    """One of a few words; "" stays "" (it removes the field) when `vide`."""

    def __init__(self, choix: tuple[str, ...], *, vide: bool = False) -> None:
        super().__init__(choix)
        self.vide = vide

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value` as one of the choices, accents and case folded."""
        if not value and self.vide:
            return ""
        plie = plier(str(value)).replace(" ", "-")
        if plie in self.choices:
            return plie
        _refuser(
            Phrase(
                "« {valeur} » n'est pas un choix. Les choix : {choix}.",
                valeur=value,
                choix=Liste(self.choices, N_("ou")),
            ),
            param,
            ctx,
        )


class TypePreuve(TypeDate):
    """The evidence of a criterion: the day of an attestation, or the name of a list of the TCRI."""

    name = "preuve"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """`value` as a day or a name, or a usage error."""
        if isinstance(value, str) and re.fullmatch(r"tcri-[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
            return value.strip()
        return super().convert(value, param, ctx)


class TypeRang(click.ParamType[Any]):
    """A place among a few: 1, 2…"""

    name = "rang"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """`value` as a number, or a usage error."""
        texte = str(value).strip()
        if texte.isascii() and texte.isdigit() and len(texte) <= 4 and int(texte):
            return int(texte)
        _refuser(Phrase("« {valeur} » n'est pas un rang : 1, 2, 3…", valeur=value), param, ctx)


class OuVide(click.ParamType[Any]):
    """What another type takes; "" stays "" (it removes the value)."""

    def __init__(self, genre: click.ParamType[Any]) -> None:
        self.genre = genre
        self.name = genre.name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """`value` as the other type has it, or "", or a usage error."""
        return self.genre.convert(value, param, ctx) if str(value).strip() else ""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """What the other type offers."""
        return self.genre.shell_complete(ctx, param, incomplete)


def source(champ: str) -> Champ:
    """A title or an address inside a source."""
    return Champ(champ, lambda valeur: {"sources": [{champ: valeur}]})


def decision(champ: str) -> Champ:
    """A text of a decision."""
    return Champ(
        champ, lambda valeur: _evenement("expulsion", decision={**_DECISION, champ: valeur}, motif="conduite-nuisible")
    )


def note() -> Champ:
    """A note on an event."""
    return Champ("note", lambda valeur: _evenement("demande", note=valeur))


def signataire() -> Champ:
    """The signatory's function."""
    preuves = {"tcri": {"attestation": "2024-01-01"}, "regionalisation": {"attestation": "2024-01-01"}}
    return Champ(
        "signataire",
        lambda valeur: _evenement(
            "adhesion", preuves=preuves, formulaire={"recu_le": "2024-01-01", "signataire": valeur}
        ),
    )


def source_d_attestation() -> Champ:
    """Where an attestation comes from."""
    return Champ(
        "source",
        lambda valeur: {
            "attestations": [{"critere": "tcri", "reponse": "oui", "verifie_le": "2024-01-01", "source": valeur}]
        },
    )


_DECISION = {"instance": "x", "date": "2024-01-01", "reference": "x"}


def _evenement(evenement: str, **champs: Any) -> dict[str, Any]:
    return {"historique": [{"date": "2024-01-01", "evenement": evenement, **champs}]}
