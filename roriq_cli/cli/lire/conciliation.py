"""`concilier`: what public pages claim against what the register says; and a new claim, recorded."""

from datetime import date
from typing import Annotated, Any

import typer

from roriq_cli.cli import options as o, questions, types
from roriq_cli.cli.ecrire import options_actes as oa
from roriq_cli.cli.lire.ouverture import contexte, lire, ouvrir_source
from roriq_cli.cli.seance import Options, Seance, ouvrir
from roriq_cli.cli.sortie import ecrire_sortie
from roriq_cli.domaine.bilan.conciliation import concilier as faire_conciliation, deja_publie
from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.genres.dates import Depuis
from roriq_cli.domaine.membres.genres import CHIFFRES
from roriq_cli.domaine.membres.modele import ChiffrePublie, ChiffresPublies, Precision, SourcePubliee
from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.errors import Refus, Usage
from roriq_cli.i18n import N_, Commande, Liste, Phrase, Suivies
from roriq_cli.registre import chargement as ch, ecriture
from roriq_cli.rendu.formats import rendre
from roriq_cli.rendu.texte.conciliation import annonce, annonce_complete
from roriq_cli.rendu.vues import VueConciliation

ORGANISMES_AU_PLUS, REGIONS_AU_PLUS = 1000, 17  # what the schema allows
NOM = CHIFFRES.nom  # of the file, in messages and for other commands

FormatConciliation = Annotated[str, o.format_de("concilier")]
Ajouter = Annotated[bool, o.option("--ajouter", N_("Consigner un chiffre publié."), None)]
Total = Annotated[
    int | None,
    o.option("--total", N_("Le nombre d'organismes que la source annonce."), types.TypeNombre(ORGANISMES_AU_PLUS),
             N_("NOMBRE")),
]  # fmt: skip
Montreal = Annotated[
    int | None,
    o.option("--montreal", RORIQ.aides["--montreal"], types.TypeNombre(ORGANISMES_AU_PLUS),
             N_("NOMBRE")),
]  # fmt: skip
HorsMontreal = Annotated[
    int | None,
    o.option("--hors-montreal", RORIQ.aides["--hors-montreal"],
             types.TypeNombre(ORGANISMES_AU_PLUS), N_("NOMBRE")),
]  # fmt: skip
Regions = Annotated[
    int | None,
    o.option("--regions", N_("Le nombre de régions, si la source le dit."), types.TypeNombre(REGIONS_AU_PLUS),
             N_("NOMBRE")),
]  # fmt: skip
MontrealCompris = Annotated[
    bool | None, o.option("--montreal-compris/--montreal-en-sus", RORIQ.aides["--montreal-compris"])
]
SourceTitre = Annotated[
    str | None,
    o.option("--source-titre", N_("Le nom de la page, de l'article ou du journal."), types.source("titre"), o.TEXTE),
]
Date = Annotated[
    Any,
    o.option("--date", N_("Le jour du chiffre, ou son année (aujourd'hui si rien n'est dit)."), types.TypeDepuis(),
             N_("AAAA[-MM-JJ]")),
]  # fmt: skip
AnneeDeduite = Annotated[bool, o.option("--annee-deduite", N_("La source ne dit pas l'année : on l'a déduite."), None)]


def concilier(
    ctx: typer.Context,
    ajouter: Ajouter = False,
    total: Total = None,
    montreal: Montreal = None,
    hors_montreal: HorsMontreal = None,
    regions: Regions = None,
    montreal_compris: MontrealCompris = None,
    source_titre: SourceTitre = None,
    source_url: oa.SourceUrl = None,
    date_: Date = None,
    annee_deduite: AnneeDeduite = False,
    essai: oa.Essai = False,
    proposer: oa.Proposer = False,
    oui: oa.Oui = False,
    format_: FormatConciliation = "texte",
    sortie: o.Sortie = None,
) -> None:
    """Compare the published figures with the register. Exit code 1 when the latest one differs."""
    voulus = {
        "--total": total, "--montreal": montreal, "--hors-montreal": hors_montreal, "--regions": regions,
        "--montreal-compris": montreal_compris, "--source-titre": source_titre, "--source-url": source_url,
        "--date": date_, "--annee-deduite": annee_deduite or None, "--essai": essai or None,
        "--proposer": proposer or None, "--oui": oui or None,
    }  # fmt: skip
    if not ajouter:
        _sans_ajouter(voulus)
        _comparer(ctx, format_, sortie)
        return
    if format_ != "texte" or sortie is not None:
        raise Usage(Phrase("--ajouter consigne un chiffre : --format et --sortie n'y ont pas leur place."))
    if montreal_compris is not None:
        _avec_les_regions(regions)
    _verifier_la_date(date_, annee_deduite)
    options = Options(essai, proposer, oui)
    options.exiger(("--total", total), ("--source-titre", source_titre))
    seance = ouvrir(ctx, options)
    source = SourcePubliee(
        source_titre or questions.demander(N_("Le nom de la page, de l'article ou du journal"), types.source("titre")),
        source_url,
    )
    if total is None:
        total = int(questions.demander(N_("Le nombre d'organismes annoncé"), types.TypeNombre(ORGANISMES_AU_PLUS)))
        regions, montreal_compris = _demander_les_regions(regions, montreal_compris)
    compris = None if montreal_compris is None else "oui" if montreal_compris else "non"
    jour, precision = _jour(date_, seance.aujourd_hui, deduite=annee_deduite)
    _consigner(seance, ChiffrePublie(jour, precision, total, montreal, hors_montreal, regions, compris, source))


def _avec_les_regions(regions: int | None) -> None:
    """Raises Usage: how Montréal is counted says nothing without the regions."""
    if regions is None:
        raise Usage(
            Phrase("--montreal-compris et --montreal-en-sus disent comment les régions sont comptées."),
            Phrase("Il manque {quoi}.", quoi="--regions"),
        )


def _sans_ajouter(voulus: dict[str, object]) -> None:
    """Raises Usage: what describes a claim goes with --ajouter."""
    donnes = [drapeau for drapeau, valeur in voulus.items() if valeur is not None]
    if donnes:
        raise Usage(
            Phrase("{drapeaux} : pour consigner un chiffre publié.", drapeaux=Liste(map(Phrase, donnes))),
            Phrase("Il manque {quoi}.", quoi="--ajouter"),
        )


def _comparer(ctx: typer.Context, format_: str, sortie: str | None) -> None:
    chargement = lire(ouvrir_source(ctx, None, None))
    vue = contexte(chargement, None, provenance=True)
    resultat = faire_conciliation(chargement.registre, vue.aujourd_hui)
    ecrire_sortie(rendre("concilier", format_, VueConciliation(vue, resultat)), sortie, format_)
    # What could not be read may hide something: what is not judged is never a yes.
    if not resultat.concorde or chargement.non_lus:
        raise typer.Exit(1)


# A new claim.


def _verifier_la_date(voulue: Depuis | None, deduite: bool) -> None:
    """Raises Usage: a claim is of a day or of a year; only a year is deduced."""
    if voulue and voulue.precision is Precision.MOIS:
        raise Usage(
            Phrase("Un chiffre publié est d'un jour ou d'une année, pas d'un mois."),
            Phrase("Écrivez {jour} ou {annee}.", jour="AAAA-MM-JJ", annee=f"{voulue.jour.year}"),
        )
    if deduite and not (voulue and voulue.precision is Precision.ANNEE):
        raise Usage(Phrase("--annee-deduite demande une année : {option}.", option="--date AAAA"))


def _jour(voulue: Depuis | None, aujourd_hui: date, *, deduite: bool) -> tuple[str, str]:
    """The date of a claim and its precision, as its file says them."""
    if voulue and voulue.precision is Precision.ANNEE:
        return str(voulue.jour.year), "annee-inferee" if deduite else "annee"
    return (voulue.jour if voulue else aujourd_hui).isoformat(), "jour"


def _demander_les_regions(regions: int | None, montreal_compris: bool | None) -> tuple[int | None, bool | None]:
    """How many regions the page announces, if it does, and whether Montréal is one of them."""
    if regions is None:
        genre = types.TypeNombre(REGIONS_AU_PLUS)
        regions = questions.demander(N_("Le nombre de régions (facultatif)"), genre, facultatif=True)
    if regions is not None and montreal_compris is None:
        montreal_compris = _demander_montreal()
    return regions, montreal_compris


def _demander_montreal() -> bool | None:
    """How the page counts Montréal; None when it does not say."""
    choix: list[bool | None] = [True, False, None]
    mots = {True: N_("oui"), False: RORIQ.region_a_part.en_sus, None: N_("la source ne le dit pas")}
    return questions.choisir(RORIQ.region_a_part.parmi, choix, lambda c: Phrase(mots[c]))


def _consigner(seance: Seance, chiffre: ChiffrePublie) -> None:
    """Check what the file would say, show it, and record it. Raises Refus, Environnement, Interruption."""
    fichier = seance.chargement.fichier(CHIFFRES.lieu)
    if fichier is not None and fichier.fiche is None:
        raise Refus(
            Phrase("Le fichier {fichier} contient des erreurs, et ne peut pas être lu.", fichier=CHIFFRES.lieu),
            Phrase("Les voir : {commande}", commande=Commande("valider", CHIFFRES.lieu)),
        )
    _refuser_le_double(seance, chiffre)
    if not seance.options.proposer:
        ecriture.verifier_fiches(seance.racine, CHIFFRES.lieu)
    avant = ChiffresPublies(seance.chargement.registre.chiffres)
    apres = ChiffresPublies((*avant.chiffres, chiffre))
    jour = chiffre.jour if chiffre.precision == "jour" else None
    faits = [Changement("modification", jour, annonce_complete(chiffre))]
    acte = seance.preparer(
        CHIFFRES, avant, apres, seance.aujourd_hui, faits=faits, titre=annonce(chiffre), moment=chiffre.date
    )
    assert acte is not None  # there is something to say
    _verifier(seance, acte.ensuite)
    rien = Phrase("Le registre, lui, n'en change pas.")
    seance.consigner(acte, tuple(seance.non_compares), rien, annonce_complete(chiffre))


def _refuser_le_double(seance: Seance, chiffre: ChiffrePublie) -> None:
    connu = deja_publie(seance.chargement.registre, chiffre)
    if connu is not None:
        raise Refus(
            Phrase("Ce chiffre est déjà au registre : {annonce}.", annonce=annonce_complete(connu)),
            Phrase(
                "S'il y est mal écrit, corrigez-le dans {fichier}, puis : {commande}",
                fichier=CHIFFRES.lieu,
                commande=Commande("consigner", NOM),
            ),
        )


def _verifier(seance: Seance, ensuite: ch.Chargement) -> None:
    """Refuse what would be an error in the registry."""
    erreurs = ch.nouvelles_erreurs(seance.chargement, ensuite, seance.aujourd_hui)
    if erreurs:
        raise Refus(
            Phrase("{messages}", messages=Suivies([c.message for c in erreurs])),
            Phrase("Corrigez la commande, puis reprenez-la."),
            Phrase("La règle : {commande}", commande=Commande("regle", erreurs[0].regle.code)),
        )
