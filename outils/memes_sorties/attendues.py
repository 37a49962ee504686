"""The differences that are meant: each with its reason, and how what was said becomes what is said now."""

from typing import NamedTuple


class Difference(NamedTuple):
    """`avant`, a regular expression, becomes `apres` in a stream of the commands whose name has `commande`.

    Commands and streams are named as the script shows them (« code », « sortie », « erreur », « registre : commits »…);
    both are regular expressions. A difference that changes nothing is an error: what is no longer needed goes.
    """

    raison: str
    commande: str
    flux: str
    avant: str
    apres: str


_TOUT = r"."  # in any command, in any stream
_ENTREE = "une entrée se dit d'une seule façon, avec ce qui la distingue des autres"
_CHAMP = "le champ d'une entrée a un seul nom"
_DEPUIS = "« depuis » est le jour de l'entrée dans le réseau : une levée ne recommence pas l'adhésion"
_ICI = "Estrie|Chaudière-Appalaches"
_B = "[ \u00a0]"  # a blank, or one that does not break


def _partout(raison: str, *paires: tuple[str, str]) -> tuple[Difference, ...]:
    return tuple(Difference(raison, _TOUT, ".*", avant, apres) for avant, apres in paires)


# Beside c984e12.
DIFFERENCES: tuple[Difference, ...] = (
    *_partout(
        "la description de « decision » vient des lignes des faits, qui nomment la levée en entier",
        (r"permise pour une demande ou une levée\.", "permise pour une demande ou une levée de suspension."),
    ),
    *_partout(
        "la description du motif d'un refus ne nomme plus les critères d'un réseau",
        (
            rf"Le critère qui n'est pas rempli{_B}: tcri \(être en règle à la TCRI\) ou regionalisation\.",
            "Le critère qui n'est pas rempli, parmi ceux du réseau.",
        ),
    ),
    *_partout("l'exemple d'une règle dépasse sa borne d'un niveau, et se referme", (r"\[{40}", "[" * 32 + "]" * 32)),
    *_partout(
        _ENTREE,
        (rf"(l'attestation du{_B}[^()\n]+) \(TCRI\)", "\\1 (en règle à la TCRI\u00a0: oui)"),
        (r"(the attestation of [^()\n]+) \(TCRI\)", r"\1 (in good standing with the TCRI: yes)"),
        (
            rf"la région antérieure \(({_ICI})\)",
            r"la région antérieure (\1, jusqu'au 7 juillet 2016)",
        ),
        (rf"the former region \(({_ICI})\)", r"the former region (\1, until 7 July 2016)"),
        (r"la région antérieure \(Montréal\)", "la région antérieure (Montréal, jusqu'au 20 novembre 2026)"),
        (r"the former region \(Montréal\)", "the former region (Montréal, until 20 November 2026)"),
        (rf"(le nom antérieur «{_B}Comité Exemple{_B}»)(?!,| \()", r"\1 (jusqu'au 30 juin 2019)"),
        (r"(the former name “Comité Exemple”)(?!,| \()", r"\1 (until 30 June 2019)"),
        (rf"(le nom antérieur «{_B}Autre Exemple{_B}»)(?!,| \()", r"\1 (jusqu'au 20 novembre 2026)"),
        (r"(the former name “Autre Exemple”)(?!,| \()", r"\1 (until 20 November 2026)"),
        (rf"(le nom antérieur «{_B}Comité Exemple{_B}»), jusqu'au 30 juin 2019", r"\1 (jusqu'au 30 juin 2019)"),
        (r"(the former name “Comité Exemple”), until 30 June 2019", r"\1 (until 30 June 2019)"),
        (
            r"la région antérieure Estrie, jusqu'au 7 juillet 2016",
            "la région antérieure (Estrie, jusqu'au 7 juillet 2016)",
        ),
        (r"the former region Estrie, until 7 July 2016", "the former region (Estrie, until 7 July 2016)"),
    ),
    *_partout(
        _CHAMP,
        (rf"(change, )annonce({_B}:)", r"\1reçu ou annoncé le\2"),
        (r"(changes, )announced:", r"\1received or announced on:"),
        (rf"(change, )fin({_B}:)", r"\1dernier jour (inclusivement)\2"),
        (r"(changes, )end:", r"\1last day (inclusive):"),
        (rf"(change, )valide jusqu'au({_B}:)", r"\1dernier jour de validité\2"),
        (r"(changes, )valid through:", r"\1last day of validity:"),
    ),
    *_partout(
        _DEPUIS,
        (r"(maison-portneuf +Maison Exemple de Portneuf +\S+ +)2018-06-12", r"\g<1>2016-02-02"),
        (r"(escale-gaspesie +Escale Exemple de la Gasp\S+ +\S+ +)2022-10-04", r"\g<1>2014-11-25"),
        (r"(maison-richelieu +Maison Exemple du Richelieu +\S+ +)2014-05-13   ", r"\g<1><= 2013-11-20"),
        (r"(maison-portneuf;[^\n]*;membre;)2018-06-12", r"\g<1>2016-02-02"),
        (r"(escale-gaspesie;[^\n]*;membre;)2022-10-04", r"\g<1>2014-11-25"),
        (r"(maison-richelieu;[^\n]*;membre;)2014-05-13;jour", r"\g<1>2013-11-20;au plus tard"),
        (r'("depuis": ")2018-06-12', r"\g<1>2016-02-02"),
        (r'("depuis": ")2022-10-04', r"\g<1>2014-11-25"),
        (r'("depuis": ")2014-05-13(",\s+"depuis_precision": ")jour', r"\g<1>2013-11-20\g<2>au-plus-tard"),
        (r'(r="R\d+" s="3" t="n">\s*<v>)43263', r"\g<1>42402"),
        (r'(r="R\d+" s="3" t="n">\s*<v>)44838', r"\g<1>41968"),
        (
            r'(r="R\d+" s="3" t="n">\s*<v>)41772(</v>\s*</c>\s*<c [^>]*>\s*<is>\s*<t>)jour',
            r"\g<1>41598\g<2>au plus tard",
        ),
    ),
)
