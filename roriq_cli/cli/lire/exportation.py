"""`exporter`: the register as a table, for a spreadsheet or another program."""

import sys
from typing import Annotated

import typer

from roriq_cli.cli import options as o
from roriq_cli.cli.lire.ouverture import ETAT, LectureVoulue, contexte
from roriq_cli.cli.questions import dire
from roriq_cli.cli.sortie import ecrire_sortie, forme_du_fichier, verifier_la_forme, verifier_la_place
from roriq_cli.domaine.tableaux.exportation import COLONNES_DE, TABLES, Table, choisir
from roriq_cli.errors import Usage, dire_l_obstacle
from roriq_cli.i18n import N_, Affichable, Commande, Liste, Phrase, Pluriel, plier
from roriq_cli.rendu.formats import FORMATS, rendre
from roriq_cli.rendu.texte.commun import non_comptes
from roriq_cli.rendu.vues import VueExport

FORMES = tuple(FORMATS["exporter"])
FormatExport = Annotated[str | None, o.choix("--format", N_("La forme du tableau (xlsx pour Excel)."), FORMES)]
Quoi = Annotated[
    str | None, o.choix("--quoi", N_("Une ligne par organisme (si rien n'est dit), ou une par fait."), tuple(TABLES))
]

Colonnes = Annotated[
    list[str] | None,
    o.option("--colonne", N_("Seulement cette colonne, par son champ ou son titre; se répète."), None, N_("COLONNE")),
]


def exporter(
    ctx: typer.Context,
    format_: FormatExport,
    quoi: Quoi,
    etat: o.Etats,
    colonne: Colonnes,
    au: o.Au,
    lecture: Annotated[LectureVoulue, ETAT | {"sortie": o.Sortie, "remplacer": o.Remplacer}],
) -> None:
    """Put the organisations, or their facts, in a table."""
    sortie = lecture.sortie
    a_l_ecran = sortie is None and sys.stdout.isatty()
    forme = _forme(format_ or forme_du_fichier(sortie), a_l_ecran=a_l_ecran)
    verifier_la_forme(sortie, forme, FORMES)
    if sortie is not None:
        verifier_la_place(sortie, remplacer=lecture.remplacer)
    chargement = lecture.charger(ctx)
    vue = contexte(chargement, au, provenance=forme == "json")
    table = choisir(TABLES[quoi or "organismes"](chargement.registre, vue.au), etat or [], _champs(quoi, colonne))
    with dire_l_obstacle(N_("Le tableau ne peut pas être préparé : {detail}.")):
        contenu = rendre("exporter", forme, VueExport(vue, table))
    if a_l_ecran and isinstance(contenu, bytes):  # read by a person: no mark, the screen's own line ends
        contenu = contenu.decode("utf-8-sig").replace("\r\n", "\n")
    ecrire_sortie(contenu, sortie, forme, remplacer=lecture.remplacer)
    if vue.non_lus:
        dire(*non_comptes(vue))
    if sortie is not None:
        dire(Phrase("C'est écrit dans {fichier} : {quoi} au {le}.", fichier=sortie, quoi=_nombre(table), le=vue.au))


def _champs(quoi: str | None, colonnes: list[str] | None) -> list[str]:
    """The fields of the columns that were named, by field or by heading. Raises Usage for one that there is not."""
    table = COLONNES_DE[quoi or "organismes"]
    noms = {plier(nom): c.champ for c in table for nom in (c.champ, c.champ.replace("_", "-"), c.titre)}
    for colonne in colonnes or []:
        if plier(colonne) not in noms:
            raise Usage(
                Phrase("« {colonne} » n'est pas une colonne.", colonne=colonne),
                Phrase("Les colonnes : {noms}.", noms=Liste(c.champ for c in table)),
            )
    return [noms[plier(colonne)] for colonne in colonnes or []]


def _forme(format_: str | None, *, a_l_ecran: bool) -> str:
    """The format, which must be given, and go where it is sent. Raises Usage."""
    exemple = Commande("exporter", "--format", "xlsx", "--sortie", "organismes.xlsx")
    if format_ is None or format_ not in FORMES:
        raise Usage(
            Phrase("Il manque {quoi}.", quoi="--format"),
            Phrase("Les choix : {choix}.", choix=Liste(FORMES, N_("ou"))),
            Phrase("Pour Excel : {commande}", commande=exemple),
        )
    if format_ == "xlsx" and a_l_ecran:
        raise Usage(
            Phrase("Un classeur ne se lit pas dans un terminal."),
            Phrase("Donnez-lui un fichier : {commande}", commande=exemple),
        )
    return format_


def _nombre(table: Table) -> Affichable:
    """« 25 organismes », « aucun fait »."""
    n = len(table.lignes)
    if table.nom == "organismes":
        return Pluriel("{n} organisme", "{n} organismes", n) if n else Phrase("aucun organisme")
    return Pluriel("{n} fait", "{n} faits", n) if n else Phrase("aucun fait")
