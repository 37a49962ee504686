"""`concilier`: what public pages claim against what the register says; and a new claim, recorded."""

from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from roriq_cli.cli import options as o, questions, types
from roriq_cli.cli.ecrire import options_actes as oa
from roriq_cli.cli.lire.ouverture import LectureVoulue, contexte, resultat_de
from roriq_cli.cli.seance import Options, Seance, ouvrir
from roriq_cli.domaine.bilan.conciliation import concilier as faire_conciliation, deja_publie
from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.genres.dates import Depuis
from roriq_cli.domaine.membres.genres import CHIFFRES
from roriq_cli.domaine.membres.modele import ChiffrePublie, ChiffresPublies, Precision, SourcePubliee
from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.errors import Refus, Usage
from roriq_cli.i18n import N_, Commande, Liste, Phrase, Suivies
from roriq_cli.registre import chargement as ch, ecriture
from roriq_cli.rendu.texte.conciliation import annonce as mots_de_l_annonce, annonce_complete
from roriq_cli.rendu.vues import VueConciliation

ORGANISMES_AU_PLUS, REGIONS_AU_PLUS = 1000, 17  # what the schema allows
NOM = CHIFFRES.nom  # of the file, in messages and for other commands

Ajouter = Annotated[bool, o.option("--ajouter", N_("Consigner un chiffre publié."), None)]


def _nombre(drapeau: str, aide: str, plus: int) -> Any:
    return o.option(drapeau, aide, types.TypeNombre(plus), N_("NOMBRE"))


class ChiffreAnnonce(NamedTuple):
    """What is said of a published figure on the command line, each with its option."""

    total: Annotated[
        int | None, _nombre("--total", N_("Le nombre d'organismes que la source annonce."), ORGANISMES_AU_PLUS)
    ] = None
    montreal: Annotated[int | None, _nombre("--montreal", RORIQ.aides["--montreal"], ORGANISMES_AU_PLUS)] = None
    hors_montreal: Annotated[
        int | None, _nombre("--hors-montreal", RORIQ.aides["--hors-montreal"], ORGANISMES_AU_PLUS)
    ] = None
    regions: Annotated[
        int | None, _nombre("--regions", N_("Le nombre de régions, si la source le dit."), REGIONS_AU_PLUS)
    ] = None
    montreal_compris: Annotated[
        bool | None, o.option("--montreal-compris/--montreal-en-sus", RORIQ.aides["--montreal-compris"])
    ] = None
    source_titre: Annotated[
        str | None,
        o.option(
            "--source-titre", N_("Le nom de la page, de l'article ou du journal."), types.source("titre"), o.TEXTE
        ),
    ] = None
    source_url: oa.SourceUrl = None
    date: Annotated[
        Any,
        o.option(
            "--date",
            N_("Le jour du chiffre, ou son année (aujourd'hui si rien n'est dit)."),
            types.TypeDepuis(),
            N_("AAAA[-MM-JJ]"),
        ),
    ] = None
    annee_deduite: Annotated[
        bool, o.option("--annee-deduite", N_("La source ne dit pas l'année : on l'a déduite."), None)
    ] = False


def concilier(
    ctx: typer.Context,
    ajouter: Ajouter,
    annonce: Annotated[ChiffreAnnonce, ChiffreAnnonce.__annotations__],
    options: oa.Ecriture,
    lecture: Annotated[LectureVoulue, resultat_de("concilier")],
) -> None:
    """Compare the published figures with the register. Exit code 1 when the latest one differs."""
    if not ajouter:
        _sans_ajouter(annonce, options)
        _comparer(ctx, lecture)
        return
    if lecture != LectureVoulue():
        raise Usage(Phrase("--ajouter consigne un chiffre : --format et --sortie n'y ont pas leur place."))
    _verifier_usage(annonce)
    options.exiger(("--total", annonce.total), ("--source-titre", annonce.source_titre))
    seance = ouvrir(ctx, options)
    _consigner(seance, _chiffre(annonce, seance.aujourd_hui))


def _sans_ajouter(*groupes: ChiffreAnnonce | Options) -> None:
    """Raises Usage: what describes a claim goes with --ajouter."""
    donnes = [
        f"--{nom.replace('_', '-')}"
        for groupe in groupes
        for nom, valeur in groupe._asdict().items()
        if valeur != groupe._field_defaults[nom]
    ]
    if donnes:
        raise Usage(
            Phrase("{drapeaux} : pour consigner un chiffre publié.", drapeaux=Liste(map(Phrase, donnes))),
            Phrase("Il manque {quoi}.", quoi="--ajouter"),
        )


def _comparer(ctx: typer.Context, lecture: LectureVoulue) -> None:
    chargement = lecture.charger(ctx)
    vue = contexte(chargement, None, provenance=True)
    resultat = faire_conciliation(chargement.registre, vue.aujourd_hui)
    lecture.montrer("concilier", VueConciliation(vue, resultat))
    # What could not be read may hide something: what is not judged is never a yes.
    if not resultat.concorde or chargement.non_lus:
        raise typer.Exit(1)


# A new claim.


def _verifier_usage(annonce: ChiffreAnnonce) -> None:
    """Raises Usage: how Montréal is counted goes with the regions; a claim is of a day or of a year, a year deduced."""
    if annonce.montreal_compris is not None and annonce.regions is None:
        raise Usage(
            Phrase("--montreal-compris et --montreal-en-sus disent comment les régions sont comptées."),
            Phrase("Il manque {quoi}.", quoi="--regions"),
        )
    voulue: Depuis | None = annonce.date
    if voulue and voulue.precision is Precision.MOIS:
        raise Usage(
            Phrase("Un chiffre publié est d'un jour ou d'une année, pas d'un mois."),
            Phrase("Écrivez {jour} ou {annee}.", jour="AAAA-MM-JJ", annee=f"{voulue.jour.year}"),
        )
    if annonce.annee_deduite and not (voulue and voulue.precision is Precision.ANNEE):
        raise Usage(Phrase("--annee-deduite demande une année : {option}.", option="--date AAAA"))


def _chiffre(annonce: ChiffreAnnonce, aujourd_hui: date) -> ChiffrePublie:
    """The claim as its file says it, what is missing of it asked for."""
    source = SourcePubliee(
        annonce.source_titre
        or questions.demander(N_("Le nom de la page, de l'article ou du journal"), types.source("titre")),
        annonce.source_url,
    )
    total, regions, montreal_compris = annonce.total, annonce.regions, annonce.montreal_compris
    if total is None:
        total = int(questions.demander(N_("Le nombre d'organismes annoncé"), types.TypeNombre(ORGANISMES_AU_PLUS)))
        regions, montreal_compris = _demander_les_regions(regions, montreal_compris)
    compris = None if montreal_compris is None else "oui" if montreal_compris else "non"
    jour, precision = (annonce.date.jour if annonce.date else aujourd_hui).isoformat(), "jour"
    if annonce.date and annonce.date.precision is Precision.ANNEE:
        jour, precision = str(annonce.date.jour.year), "annee-inferee" if annonce.annee_deduite else "annee"
    return ChiffrePublie(jour, precision, total, annonce.montreal, annonce.hors_montreal, regions, compris, source)


def _demander_les_regions(regions: int | None, montreal_compris: bool | None) -> tuple[int | None, bool | None]:
    """How many regions the page announces, if it does, and whether Montréal is one of them."""
    if regions is None:
        genre = types.TypeNombre(REGIONS_AU_PLUS)
        regions = questions.demander(N_("Le nombre de régions (facultatif)"), genre, facultatif=True)
    if regions is not None and montreal_compris is None:
        mots = {True: N_("oui"), False: RORIQ.region_a_part.en_sus, None: N_("la source ne le dit pas")}
        montreal_compris = questions.choisir(RORIQ.region_a_part.parmi, tuple(mots), lambda c: Phrase(mots[c]))
    return regions, montreal_compris


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
        CHIFFRES, avant, apres, seance.aujourd_hui, faits=faits, titre=mots_de_l_annonce(chiffre), moment=chiffre.date
    )
    assert acte is not None  # there is something to say
    _verifier(seance, acte.ensuite)
    rien = Phrase("Le registre, lui, n'en change pas.")
    seance.consigner(acte, tuple(seance.non_compares), (rien,), annonce_complete(chiffre))


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
