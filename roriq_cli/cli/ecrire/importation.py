"""Bringing a sheet in: read it, decide, show, confirm, record; and the empty model to fill."""

import stat
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from roriq_cli.cli import horloge, questions, types
from roriq_cli.cli.ecrire import options_actes as o
from roriq_cli.cli.options import option
from roriq_cli.cli.seance import Options, Seance, montrer_essai, ouvrir
from roriq_cli.cli.sortie import ecrire_sortie
from roriq_cli.domaine.bilan.composition import effet
from roriq_cli.domaine.genres import recherche
from roriq_cli.domaine.genres.personnes import donnees_personnelles
from roriq_cli.domaine.genres.territoire import MRC, REGIONS
from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.changements import comparer
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import MILIEUX, PORTEES, Etat, Source
from roriq_cli.domaine.membres.phrases import ETATS
from roriq_cli.domaine.membres.reseau import FINANCEMENTS, PROFILS
from roriq_cli.domaine.tableaux import importation
from roriq_cli.domaine.tableaux.colonnes import ORGANISMES, Lexique
from roriq_cli.domaine.tableaux.importation import BilanImport, Sort, Suite
from roriq_cli.domaine.tableaux.tableau import Tableau, titres_proches, trouver
from roriq_cli.domaine.tableaux.valeurs import PRECISIONS
from roriq_cli.errors import Environnement, Interruption, Refus, Usage, obstacle
from roriq_cli.i18n import N_, Commande, Liste, Phrase, Pluriel, SautDeLigne, plier
from roriq_cli.registre import ecriture, lot, tableur
from roriq_cli.registre.analyse import caractere_interdit
from roriq_cli.rendu.texte.importation import apercu, comptes

Fichier = Annotated[
    str | None,
    typer.Argument(
        metavar=N_("FICHIER"), help=N_("Le tableau : un classeur .xlsx ou un texte .csv."), show_default=False
    ),
]
Colonnes = Annotated[
    list[str] | None,
    option("--colonne", N_("Le titre de la colonne d'un champ, s'il n'est pas reconnu; se répète."), None,
           N_("CHAMP=TITRE")),
]  # fmt: skip
Modele = Annotated[bool, option("--modele", N_("Écrire dans FICHIER un modèle vide, à remplir."))]
Oui = Annotated[bool, option("--oui", N_("Consigner ce qui est prêt, sans demander de confirmation."))]
MODELE = "modele-roriq.xlsx"


def importer(
    ctx: typer.Context,
    fichier: Fichier = None,
    colonne: Colonnes = None,
    atteste_le: o.AttesteLe = None,
    modele: Modele = False,
    essai: o.Essai = False,
    oui: Oui = False,
) -> None:
    """Bring in a sheet of organisations: the good rows are recorded, the others handed back with what is wrong."""
    if modele:
        if colonne or atteste_le or essai or oui:
            raise Usage(Phrase("--modele écrit un modèle vide : les autres options n'y ont pas leur place."))
        _ecrire_modele(Path(fichier or MODELE))
        return
    if fichier is None:
        fichier = _demander_fichier()
    choix = lire_choix(colonne or [], ORGANISMES)
    octets = lire_octets(Path(fichier))
    source = _source(Path(fichier), atteste_le or horloge.aujourd_hui())
    forme, tableau = _tableau(octets, str(source.titre), choix)
    seance = ouvrir(ctx, Options(essai, oui=oui))
    bilan, epreuve = _decider(seance, tableau, source)
    ecritures = _ecritures(seance, bilan, epreuve, octets)
    if essai and ecritures:
        montrer_essai(*ecritures)
        _dire_les_fautives(bilan)
        return
    ecrire_sortie(apercu(bilan, str(source.titre), reste_a_ecrire=not oui), None)
    seance.avertir_des_non_lus()
    if not ecritures and not bilan.de(Sort.INCHANGE):
        raise _rien_de_pret(bilan)
    if ecritures and not oui and not seance.options.terminal:
        voulue = _la_meme(fichier, colonne, atteste_le)
        questions.dire(Phrase("Pour consigner ce qui est prêt : {commande}", commande=voulue))
        return
    if ecritures and not oui:
        _confirmer(seance, epreuve)
    copie = _rendre(Path(fichier), forme, bilan) if ecritures else None
    _consigner(seance, ecritures, copie)
    _dire_la_fin(bilan, copie)


def _demander_fichier() -> str:
    """The sheet, asked for. Raises Usage off a terminal."""
    if questions.au_terminal():
        return str(questions.demander(N_("Le fichier du tableau (.xlsx ou .csv)"), types.TypeFichier()))
    raise Usage(
        Phrase("Il manque {quoi}.", quoi=Phrase("FICHIER")),
        Phrase("Exemple :{saut}{exemple}", saut=SautDeLigne(), exemple=Commande("importer", "membres.xlsx")),
        Phrase(
            "\nUn modèle à remplir :{saut}{modele}",
            saut=SautDeLigne(),
            modele=Commande("importer", "--modele", MODELE),
        ),
    )


def lire_choix(colonnes: Sequence[str], lexique: Lexique) -> dict[str, str]:
    """`--colonne CHAMP=TITRE`, each as the field's own name → the heading."""
    noms = {plier(nom): c.champ for c in lexique.colonnes for nom in (c.champ, c.champ.replace("_", "-"), c.titre)}
    choix = {}
    for colonne in colonnes:
        champ, egal, titre = colonne.partition("=")
        if not egal or not titre.strip():
            raise Usage(
                Phrase("--colonne s'écrit CHAMP=TITRE. Exemple : {exemple}", exemple='--colonne nom="Nom complet"')
            )
        if plier(champ) not in noms:
            proches = recherche.semblables(plier(champ), noms, 1)
            connus = [noms[p] for p in proches] or [c.champ for c in lexique.colonnes]
            raise Usage(
                Phrase(
                    "« {champ} » n'est pas un champ. Peut-être : {connus}.", champ=champ, connus=Liste(connus, N_("ou"))
                )
            )
        choix[noms[plier(champ)]] = " ".join(titre.split())
    return choix


def lire_octets(chemin: Path) -> bytes:
    """The file, never more of it than a sheet may weigh. Raises Usage, Refus, Environnement."""
    try:
        infos = chemin.stat()
        if stat.S_ISDIR(infos.st_mode):
            raise Usage(Phrase("{fichier} est un dossier : nommez le fichier du tableau.", fichier=str(chemin)))
        if not stat.S_ISREG(infos.st_mode):
            raise Refus(
                Phrase("{fichier} n'est pas un fichier ordinaire.", fichier=str(chemin)),
                Phrase("Enregistrez le tableau dans un fichier .xlsx ou .csv."),
            )
        with chemin.open("rb") as flux:
            return flux.read(tableur.TAILLE_MAX + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise Usage(Phrase("Le fichier {fichier} n'existe pas.", fichier=str(chemin))) from None
    except OSError as erreur:
        raise Environnement(
            Phrase("Le fichier {fichier} ne peut pas être lu : {detail}.", fichier=str(chemin), detail=obstacle(erreur))
        ) from erreur


def titre_du_fichier(chemin: Path) -> str:
    """The sheet's name, to be recorded as a source. Raises Refus."""
    titre = unicodedata.normalize("NFC", chemin.name)
    if caractere_interdit(titre) or len(titre) > 255 or titre != titre.strip():
        raise Refus(
            Phrase(
                "Le nom du fichier, {nom}, ne peut pas être noté comme source : il contient un caractère invisible.",
                nom=titre,
            ),
            Phrase("Renommez le fichier, puis reprenez la commande."),
        )
    if any(a.regle == "donnees-personnelles" for a in donnees_personnelles(Source(titre=titre))):
        raise Refus(
            Phrase(
                "Le nom du fichier, {nom}, serait noté comme source, et contient un renseignement personnel.", nom=titre
            ),
            Phrase("Renommez le fichier, puis reprenez la commande."),
        )
    return titre


def _source(chemin: Path, atteste_le: date) -> Source:
    """The sheet as a source: its name, and the day on which it says what it says. Raises Refus."""
    source = Source(titre=titre_du_fichier(chemin), atteste_le=atteste_le)
    actes.verifier_papiers(actes.reprise(Etat.MEMBRE, None, source), horloge.aujourd_hui())
    return source


def _tableau(octets: bytes, nom: str, choix: dict[str, str]) -> tuple[tableur.Forme, Tableau]:
    """The table of the file and the form it was read in. Raises Refus without one, Usage for a heading it has not."""
    lecture = tableur.lire(octets, nom)
    trouves = ((forme, trouver([feuille], choix)) for forme, feuille in lecture.feuilles)
    forme, tableau = next(((f, t) for f, t in trouves if t), (None, None))
    verifier_choix(choix, tableau, lecture)
    if forme is None or tableau is None:
        raise lecture.refus or Refus(
            Phrase(
                "Dans {nom}, aucune ligne de titres n'est reconnue : il faut au moins le nom de l'organisme et sa "
                "région.",
                nom=nom,
            ),
            Phrase(
                "Dites le titre d'une colonne : {option}. Un modèle à remplir : {modele}",
                option='--colonne nom="Nom complet"',
                modele=Commande("importer", "--modele", MODELE),
            ),
        )
    return forme, tableau


def verifier_choix(choix: dict[str, str], tableau: Tableau | None, lecture: tableur.Lecture) -> None:
    """Raises Usage for a heading that was named (--colonne) and that no row has."""
    manquants = [titre for champ, titre in choix.items() if tableau is None or champ not in tableau.champs]
    feuilles = [feuille for _forme, feuille in lecture.feuilles]
    for titre in manquants:
        if not (proches := titres_proches(feuilles, titre)) or plier(proches[0]) != plier(titre):
            noms = Liste([Phrase("« {titre} »", titre=proche) for proche in proches], N_("ou"))
            raise Usage(
                Phrase("Aucune colonne n'a pour titre « {titre} ».", titre=titre),
                *([Phrase("Peut-être : {proches}.", proches=noms)] if proches else []),
            )


def _decider(seance: Seance, tableau: Tableau, source: Source) -> tuple[BilanImport, lot.Epreuve]:
    """What each row does, once the registry's own checks have been made. Raises Refus: a file changed by hand."""
    chargement, jour = seance.chargement, seance.aujourd_hui
    prises = frozenset(f.nom for f in chargement.du_genre(ORGANISME))
    bilan = importation.decider(tableau, chargement.registre.organismes, prises, source, jour)
    neufs = [d.apres.id for d in bilan.de(Sort.NOUVEAU) if d.apres]
    bilan = importation.sans_les_servis(bilan, lot.deja_servis(seance.racine, neufs))
    epreuve = lot.eprouver(chargement, [d.apres for d in bilan.pretes if d.apres], jour)
    return importation.avec_constats(bilan, epreuve.constats), epreuve


def _ecritures(seance: Seance, bilan: BilanImport, epreuve: lot.Epreuve, octets: bytes) -> list[ecriture.Ecriture]:
    """One file, one message each; all of one act. Raises Refus when a file was changed by hand."""
    instant = datetime.now(horloge.zone()).isoformat()
    acte = f"import-{sha256(octets + instant.encode()).hexdigest()[:12]}"
    changees = [ORGANISME.chemin(d.apres.id) for d in bilan.de(Sort.CHANGE) if d.apres]
    ecriture.verifier_fiches(seance.racine, *changees)
    textes = {f.chemin: f.texte for f in seance.chargement.du_genre(ORGANISME)}
    return [_ecriture(d, textes, epreuve, seance.aujourd_hui, acte) for d in bilan.pretes]


def _ecriture(
    decision: Suite, textes: dict[str, str | None], epreuve: lot.Epreuve, jour: date, acte: str
) -> ecriture.Ecriture:
    apres = decision.apres
    assert apres is not None
    chemin = ORGANISME.chemin(apres.id)
    message = ecriture.message(ORGANISME, apres, comparer(decision.avant, apres), jour, acte=acte)
    return ecriture.Ecriture(chemin, textes.get(chemin), epreuve.texte(apres.id), message)


def _confirmer(seance: Seance, epreuve: lot.Epreuve) -> None:
    """Say what it does to the network, and ask. Raises Interruption."""
    jour = seance.aujourd_hui
    questions.dire(effet(seance.chargement.registre, epreuve.ensuite.registre, jour, jour))
    if not questions.confirmer():
        raise Interruption(Phrase("Rien n'a été consigné."))


def _rien_de_pret(bilan: BilanImport) -> Refus:
    motif = (
        Phrase("Aucune ligne n'est prête : chacune est à corriger.")
        if bilan.decisions
        else Phrase("Le tableau n'a aucune ligne d'organisme.")
    )
    return Refus(motif, Phrase("Corrigez le tableau, puis reprenez la commande."))


def _la_meme(fichier: str, colonnes: list[str] | None, atteste_le: date | None) -> Commande:
    options = [mot for c in colonnes or [] for mot in ("--colonne", c)]
    options += ["--atteste-le", atteste_le.isoformat()] if atteste_le else []
    return Commande("importer", fichier, *options, "--oui")


def _rendre(chemin: Path, forme: tableur.Forme, bilan: BilanImport) -> Path | None:
    """Write the rows to correct beside the sheet; None when there are none. Raises Environnement."""
    if not bilan.de(Sort.A_CORRIGER):
        return None
    suffixe = chemin.suffix if (chemin.suffix.lower() == ".xlsx") == (forme.genre == "xlsx") else f".{forme.genre}"
    copie = tableur.libre(chemin.with_name(f"{chemin.stem} - à corriger{suffixe or '.csv'}"))
    try:
        ecriture.remplacer(copie, tableur.ecrire(forme, importation.a_rendre(bilan), bilan.tableau.feuille))
    except OSError as erreur:
        raise Environnement(
            Phrase(
                "La copie des lignes à corriger, {fichier}, ne peut pas être écrite : {detail}. Rien n'a été consigné.",
                fichier=str(copie),
                detail=obstacle(erreur),
            )
        ) from erreur
    return copie


def _consigner(seance: Seance, ecritures: list[ecriture.Ecriture], copie: Path | None) -> None:
    if not ecritures:
        return
    try:
        ecriture.consigner(seance.racine, *ecritures, env=seance.env)
    except Interruption:  # recorded all the same
        raise
    except BaseException:
        if copie:
            copie.unlink(missing_ok=True)
        raise


def _dire_la_fin(bilan: BilanImport, copie: Path | None) -> None:
    if bilan.pretes:
        questions.dire(
            Phrase(
                "C'est consigné : {comptes}. Rien n'a quitté votre ordinateur. Pour les voir : {voir}",
                comptes=comptes(bilan),
                voir=Commande("lister"),
            )
        )
    else:
        questions.dire(Phrase("Rien ne change au registre. Rien n'a été consigné."))
    _dire_les_fautives(bilan, copie)


def _dire_les_fautives(bilan: BilanImport, copie: Path | None = None) -> None:
    fautives = len(bilan.de(Sort.A_CORRIGER))
    if copie:
        questions.dire(
            Pluriel(
                "Attention : {n} ligne est à corriger. Elle est, avec la raison, dans {copie}",
                "Attention : {n} lignes sont à corriger. Elles sont, avec la raison, dans {copie}",
                fautives,
                copie=str(copie),
            )
        )
    elif fautives:
        questions.dire(
            Pluriel("Attention : {n} ligne est à corriger.", "Attention : {n} lignes sont à corriger.", fautives)
        )


def _ecrire_modele(chemin: Path) -> None:
    """An empty table to fill. Raises Usage for a form that is no sheet's, Refus where there is a file already."""
    genre = chemin.suffix.lower().removeprefix(".")
    if genre not in ("xlsx", "csv"):
        raise Usage(Phrase("Un modèle est un fichier .xlsx ou .csv : nommez-le {exemple}.", exemple=MODELE))
    if chemin.exists() or chemin.is_symlink():
        raise Refus(
            Phrase("Le fichier {fichier} existe déjà.", fichier=str(chemin)),
            Phrase("Ce qui est possible : un autre nom de fichier."),
        )
    choix: dict[str, tuple[tuple[str, ...], bool]] = {
        "region": (tuple(r.nom for r in REGIONS.values()), False),
        "regions_mandat": (tuple(r.nom for r in REGIONS.values()), True),
        "mrc": (tuple(MRC), True),
        "portee": (PORTEES, False),
        "profils": (tuple(PROFILS), True),
        "milieux": (MILIEUX, True),
        "financement": (tuple(FINANCEMENTS), True),
        "etat": (tuple(ETATS.values()), False),
        "precision": (PRECISIONS, False),
    }
    try:
        ecriture.remplacer(chemin, tableur.modele(genre, choix))
    except OSError as erreur:
        raise Environnement(
            Phrase(
                "Le fichier {fichier} ne peut pas être écrit : {detail}.", fichier=str(chemin), detail=obstacle(erreur)
            )
        ) from erreur
    questions.dire(
        Phrase(
            "Le modèle est dans {fichier}. Remplissez-le, effacez sa ligne d'exemple, puis : {commande}",
            fichier=str(chemin),
            commande=Commande("importer", str(chemin)),
        )
    )
