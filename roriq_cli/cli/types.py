"""What may be typed: dates, regions, MRC, texts. Each conversion fails as a usage error, in the reader's language."""

import os
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import click

from roriq_cli.cli import chemins, horloge, questions
from roriq_cli.domaine.genres import recherche
from roriq_cli.domaine.genres.dates import DateRefusee, Depuis, lire_date, lire_depuis
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.errors import Usage
from roriq_cli.i18n import N_, Liste, Phrase, _, inerte, plier


class Saisie(click.ParamType[Any]):
    """What is typed for a value: `_lire` makes it of the text, or raises a refusal that says what is expected."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What `value` says, or a usage error; a value that is no text was read already."""
        if not isinstance(value, str):
            return value
        try:
            return self._lire(value)
        except DateRefusee as refus:
            self.fail(str(refus.phrase), param, ctx)
        except Usage as refus:
            self.fail(str(refus), param, ctx)

    def _lire(self, texte: str) -> Any:
        raise NotImplementedError


def _aujourd_hui_au_besoin(texte: str) -> date | None:
    """Today, where a day that says no year may be meant: « hier », and « 20 mai » where someone sees the answer."""
    if re.search(r"\d{4}", texte) or (re.search(r"\d", texte) and not questions.au_terminal()):
        return None
    return horloge.aujourd_hui()


class TypeDate(Saisie):
    """A day."""

    name = "date"

    def _lire(self, texte: str) -> Any:
        aujourd_hui = _aujourd_hui_au_besoin(texte)
        lue = lire_date(texte, aujourd_hui)
        if aujourd_hui:  # no year was said
            questions.dire(Phrase("« {texte} » : le {le:j}.", texte=texte, le=lue))
        return lue


class TypeDepuis(Saisie):
    """AAAA, AAAA-MM, « avril 2019 » or a day: the first day of the period, and its precision."""

    name = "depuis"

    def _lire(self, texte: str) -> Depuis:
        return lire_depuis(texte, _aujourd_hui_au_besoin(texte))


class TypeFichier(Saisie):
    """A file that is there, as typed where no shell reads it: « ~ », and the marks that a file dropped there has."""

    name = "fichier"

    def _lire(self, texte: str) -> str:
        trouve = re.fullmatch(r"""(["'])(.*)\1""", texte)
        chemin = chemins.developper(trouve[2] if trouve else texte)
        if not os.path.exists(chemin):
            raise Usage(Phrase("Le fichier {fichier} n'existe pas.", fichier=str(chemin)))
        return str(chemin)


class TypeNombre(Saisie):
    """A whole number, from `moins` to `plus`."""

    name = "nombre"
    moins, chiffres = 0, 9
    refus = N_("« {valeur} » n'est pas un nombre, de 0 à {plus}.")

    def __init__(self, plus: int) -> None:
        self.plus = plus

    def _lire(self, texte: str) -> int:
        mot = texte.strip()
        if mot.isascii() and mot.isdigit() and len(mot) <= self.chiffres and self.moins <= int(mot) <= self.plus:
            return int(mot)
        raise Usage(Phrase(self.refus, valeur=texte, plus=self.plus))


class TypeJours(TypeNombre):
    """A number of days, as many as the schema allows of a threshold."""

    chiffres = 4
    refus = N_("« {valeur} » n'est pas un nombre de jours, de 0 à {plus}.")

    def __init__(self) -> None:
        super().__init__(3660)


class TypeRang(TypeNombre):
    """A place among a few: 1, 2…"""

    moins, chiffres = 1, 4
    refus = N_("« {valeur} » n'est pas un rang : 1, 2, 3…")

    def __init__(self) -> None:
        super().__init__(9999)


class TypeRegion(Saisie):
    """A region, by code or name: its code, or a refusal that names the nearest."""

    name = "region"

    def _lire(self, texte: str) -> str:
        code = recherche.region_du_lieu(texte)
        if code:
            return code
        proches = recherche.regions_proches(texte) or [r.nom for r in REGIONS.values()]
        raise Usage(
            Phrase(
                "« {valeur} » n'est pas une région administrative. Peut-être : {proches}.",
                valeur=texte,
                proches=Liste(proches, N_("ou")),
            )
        )


class TypeMrc(Saisie):
    """An MRC or a territory with an MRC's powers: its official name, or a refusal that names the nearest."""

    name = "mrc"

    def _lire(self, texte: str) -> str:
        nom = recherche.mrc_du_lieu(texte)
        if nom:
            return nom
        proches = recherche.mrc_proches(texte)
        if not proches:
            raise Usage(Phrase("« {valeur} » n'est pas une MRC du Québec.", valeur=texte))
        raise Usage(
            Phrase(
                "« {valeur} » n'est pas une MRC du Québec. Peut-être : {proches}.",
                valeur=texte,
                proches=Liste(proches, N_("ou")),
            )
        )


_MINIMUM: dict[str, Any] = {"id": "x", "nom": "x", "region": "01", "sources": [{"titre": "x"}]}


# « 1145 678 901 », « (819) 555-0100 », « www.example.org »: read as in a sheet.
_COMME_DANS_UN_TABLEAU = ("neq", "telephone", "site_web")


class Champ(Saisie):
    """A text that its schema accepts once it is in a file, without blanks around it."""

    def __init__(self, nom: str, donnees: Callable[[str], dict[str, Any]] | None = None) -> None:
        self.name = nom
        self.donnees = donnees or (lambda valeur: {nom: valeur})

    def _lire(self, texte: str) -> str:
        from roriq_cli.registre import schemas
        from roriq_cli.registre.analyse import caractere_interdit

        # A Mac may give an accent apart from its letter: files have one form only.
        texte = unicodedata.normalize("NFC", texte.strip())
        if self.name in _COMME_DANS_UN_TABLEAU and texte:
            from roriq_cli.domaine.tableaux.valeurs import ValeurRefusee, lire

            with suppress(ValeurRefusee):  # what is expected is the schema's to say
                texte = lire(self.name, texte) or texte
        if caractere_interdit(texte) or "\n" in texte:
            raise Usage(Phrase("« {valeur} » contient un caractère invisible.", valeur=inerte(texte)))
        donnees = _MINIMUM | self.donnees(texte)
        if not schemas.conforme("organisme", donnees):
            raise Usage(schemas.expliquer("organisme", donnees)[0].message)
        return texte


class Signataire(Champ):
    """In whose name facts are recorded, as Git can say it: one line, and no chevron, which it would leave out."""

    def __init__(self) -> None:
        super().__init__("nom")

    def _lire(self, texte: str) -> str:
        texte = super()._lire(texte)
        if any(c in texte for c in "<>@") or not any(map(str.isalnum, texte)):
            raise Usage(
                Phrase(
                    "« {valeur} » : donnez une fonction ({fonction}), sans < ni > ni @.",
                    valeur=texte,
                    fonction=Phrase(RORIQ.fonction),
                )
            )
        return texte


class Choix(click.Choice[str]):
    """One of a few words; "" stays "" (it removes the field) when `vide`."""

    def __init__(self, choix: tuple[str, ...], *, vide: bool = False) -> None:
        super().__init__(choix)
        self.vide = vide

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value` as one of the choices, accents and case folded, or by the words that the screens say it in."""
        if not value and self.vide:
            return ""
        plie = plier(str(value))
        if (code := plie.replace(" ", "-")) in self.choices:
            return code
        from roriq_cli.domaine.membres.mots import VALEURS
        from roriq_cli.domaine.membres.reseau import MOTS_DES_MOTIFS

        dits = {code: mots for table in (VALEURS, MOTS_DES_MOTIFS) for code, mots in table.items()}
        for code in self.choices:
            if code in dits and plie in map(plier, (dits[code], _(dits[code]))):
                return code
        phrase = Phrase(
            "« {valeur} » n'est pas un choix. Les choix : {choix}.", valeur=value, choix=Liste(self.choices, N_("ou"))
        )
        self.fail(str(phrase), param, ctx)


class TypePreuve(TypeDate):
    """The evidence of a criterion: the day of an attestation, or the name of a list of the TCRI."""

    name = "preuve"

    def _lire(self, texte: str) -> Any:
        if re.fullmatch(r"tcri-[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]{1,2})?", texte.strip()):
            return texte.strip()
        return super()._lire(texte)


class TypeReleve(Saisie):
    """The files of those who take over, by their ids, separated by commas."""

    name = "releve"

    def _lire(self, texte: str) -> tuple[str, ...]:
        ids = tuple(dict.fromkeys(mot for morceau in texte.split(",") if (mot := morceau.strip())))
        for id in ids:
            Champ("id").convert(id, None, None)
        return ids


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
