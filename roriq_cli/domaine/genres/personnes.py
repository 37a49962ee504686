"""No person in the register: what looks like a person's data in a record of any kind.

Source: the contract's section on the registry (docs/donnees.md).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from roriq_cli.domaine.genres.constats import Anomalie, Chemin
from roriq_cli.i18n import Phrase

# What is certain: an address with its at sign and domain, a ten-digit telephone, a social insurance number.
# Strings, compiled when a text has what they look for: few have.
_COURRIEL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_TELEPHONE = r"(?<![\w/.-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w-])"
CHIFFRES_D_UN_NAS = 9
_NAS = r"(?<![\w/.-])\d{3}[ -]?\d{3}[ -]?\d{3}(?![\w-])"
# What is likely: a civility before a capital, or given and family names where a function is asked.
_CIVILITES = ("M.", "Mme", "Mlle", "Monsieur", "Madame", "Mr", "Mrs", "Ms", "Dr")
_CIVILITE = r"(?<!\w)(?:M\.|Mme|Mlle|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?|Dre?\.?)\s+[A-ZÀ-Ý]"
_NOM_PROPRE = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*(?: [A-ZÀ-Ý]\.)? [A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*"
# The fields where a person may be named by mistake, in any kind of file.
CHAMPS_LIBRES = ("note", "reference", "instance", "signataire", "source", "titre", "nom")


def luhn(chiffres: str) -> bool:
    """Whether the nine digits have a social insurance number's check digit (any nine digits would not)."""
    somme = 0
    for rang, c in enumerate(chiffres):
        n = int(c) * (1 + rang % 2)
        somme += n - 9 if n > 9 else n
    return somme % 10 == 0


def donnees_personnelles(fiche: tuple[object, ...]) -> Iterator[Anomalie]:
    """No person in the files: an address or a number outside its field is refused, the rest is warned of.

    `fiche`: a record of any kind; a field is known by its name.
    """
    for chemin, texte in _textes(fiche):
        champ = chemin[-1] if isinstance(chemin[-1], str) else chemin[-2]
        if champ != "courriel" and "@" in texte and re.search(_COURRIEL, texte):
            yield Anomalie("donnees-personnelles", chemin, Phrase("Une adresse de courriel est écrite ici."))
        if (
            len(texte) >= CHIFFRES_D_UN_NAS
            and champ not in ("url", "site_web")
            and sum(map(str.isdigit, texte)) >= CHIFFRES_D_UN_NAS
        ):
            if champ != "telephone" and re.search(_TELEPHONE, texte):
                yield Anomalie("donnees-personnelles", chemin, Phrase("Un numéro de téléphone est écrit ici."))
            if champ != "neq" and any(luhn(re.sub(r"\D", "", nombre)) for nombre in re.findall(_NAS, texte)):
                yield Anomalie("donnees-personnelles", chemin, Phrase("Un numéro d'assurance sociale est écrit ici."))
        if champ in CHAMPS_LIBRES and (
            (any(c in texte for c in _CIVILITES) and re.search(_CIVILITE, texte))
            or (champ == "signataire" and re.fullmatch(_NOM_PROPRE, texte))
        ):
            yield Anomalie("personne-possible", chemin, Phrase("« {texte} » semble nommer une personne.", texte=texte))


def _textes(objet: tuple[object, ...], chemin: Chemin = ()) -> list[tuple[Chemin, str]]:
    """Every text of a record that a person wrote, with its path; a word of an enumeration is none."""
    trouves: list[tuple[Chemin, str]] = []
    for cle, valeur in zip(getattr(objet, "_fields", range(len(objet))), objet, strict=True):
        if type(valeur) is str:
            trouves.append(((*chemin, cle), valeur))
        elif isinstance(valeur, tuple) and valeur:
            trouves += _textes(valeur, (*chemin, cle))
    return trouves


class _Libre(NamedTuple):
    """A text, as a free field of a record would have it."""

    note: str


def nomme_peut_etre(valeur: object) -> bool:
    """Whether a value of a free field may name a person: a message that would write it again leaves it out."""
    if isinstance(valeur, str):
        # « Courriel de Prénom Nom » has no civility, and « Le Soleil » is no person.
        dit_de_qui = re.search(rf"\b(?:de|par|avec|à|selon|from|by) {_NOM_PROPRE}", valeur)
        return bool(dit_de_qui) or any(True for _a in donnees_personnelles(_Libre(valeur)))
    return isinstance(valeur, tuple) and any(map(nomme_peut_etre, valeur))
