"""Bringing a sheet in: read it, decide, show, confirm, record; and the empty model to fill."""

import re
import stat
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from roriq_cli.cli import horloge, questions, types
from roriq_cli.cli.ecrire import options_actes as o
from roriq_cli.cli.options import TEXTE, argument, option
from roriq_cli.cli.seance import Options, Seance, montrer_essai, ouvrir
from roriq_cli.cli.sortie import ecrire_sortie
from roriq_cli.domaine.bilan.composition import effet
from roriq_cli.domaine.genres import recherche
from roriq_cli.domaine.genres.personnes import donnees_personnelles
from roriq_cli.domaine.genres.territoire import MRC, REGIONS
from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.changements import comparer
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import MILIEUX, PORTEES, Etat, Organisme, Source
from roriq_cli.domaine.membres.phrases import ETATS
from roriq_cli.domaine.membres.reseau import FINANCEMENTS, PROFILS
from roriq_cli.domaine.tableaux import importation
from roriq_cli.domaine.tableaux.colonnes import LISTE_TCRI, ORGANISMES, PRECISIONS, Lexique
from roriq_cli.domaine.tableaux.importation import BilanImport, Sort
from roriq_cli.domaine.tableaux.tableau import Tableau, texte_de, titres_proches, trouver
from roriq_cli.domaine.tableaux.valeurs import est_un_statut
from roriq_cli.errors import Interruption, Refus, Usage, dire_l_obstacle
from roriq_cli.i18n import N_, Affichable, Commande, Liste, Phrase, Pluriel, SautDeLigne, plier
from roriq_cli.registre import ecriture, lot, tableur
from roriq_cli.registre.analyse import caractere_interdit
from roriq_cli.rendu.texte.importation import apercu, comptes

Fichier = Annotated[
    str | None,
    argument(N_("FICHIER"), N_("Le tableau : un classeur .xlsx ou un texte .csv.")),
]
Modele = Annotated[bool, option("--modele", N_("Écrire dans FICHIER un modèle vide, à remplir."))]
Oui = Annotated[bool, option("--oui", N_("Consigner ce qui est prêt, sans demander de confirmation."))]
MODELE = "modele-roriq.xlsx"
SANS_VALEUR = ""  # a flag


class Lue(NamedTuple):
    """What was asked of a file: the headings named, the sheet, whether hidden rows are taken; the path as typed."""

    colonnes: list[str] | None = None
    feuille: str | None = None
    masquees: bool = False
    fichier: str = ""

    @property
    def dites(self) -> list[tuple[str, object]]:
        """As it was typed, for the command to type next."""
        return [
            *(("--colonne", c) for c in self.colonnes or []),
            ("--feuille", self.feuille),
            ("--masquees", SANS_VALEUR if self.masquees else None),
        ]


LUE = {
    "colonnes": o.Colonnes,
    "feuille": Annotated[
        str | None, option("--feuille", N_("La feuille du classeur à lire, si ce n'est pas la première."), None, TEXTE)
    ],
    "masquees": Annotated[
        bool, option("--masquees", N_("Prendre aussi les lignes masquées ou barrées dans le tableur."))
    ],
}


def importer(
    ctx: typer.Context,
    fichier: Fichier,
    lue: Annotated[Lue, LUE],
    atteste_le: o.AttesteLe,
    modele: Modele,
    options: Annotated[Options, {"essai": o.Essai, "oui": Oui}],
) -> None:
    """Bring in a sheet of organisations: the good rows are recorded, the others handed back with what is wrong."""
    if modele:
        if lue != Lue() or atteste_le or options != Options():
            raise Usage(Phrase("--modele écrit un modèle vide : les autres options n'y ont pas leur place."))
        _ecrire_modele(Path(fichier or MODELE))
        return
    if fichier is None:
        fichier = _demander_fichier()
    lue = lue._replace(fichier=fichier)
    octets = lire_octets(Path(fichier))
    source = _source(Path(fichier), atteste_le or horloge.aujourd_hui())
    forme, tableau = _tableau(lue, octets, str(source.titre))
    seance = ouvrir(ctx, options)
    bilan, epreuve = _decider(seance, tableau, source)
    ecritures = _ecritures(seance, bilan, epreuve)
    if options.essai and ecritures:
        montrer_essai(*ecritures)
        _dire_les_fautives(bilan)
        return
    ecrire_sortie(apercu(bilan, str(source.titre), reste_a_ecrire=not options.oui), None)
    questions.avertir(*seance.non_compares)
    if not ecritures:
        _rien_de_pret(bilan)
        return
    if not options.oui and not options.terminal:
        voulue = la_meme("importer", fichier, dites=[*lue.dites, ("--atteste-le", atteste_le)])
        questions.dire(Phrase("Pour consigner ce qui est prêt : {commande}", commande=voulue))
        return
    if options.interroger:
        jour = seance.aujourd_hui
        questions.dire(effet(seance.chargement.registre, epreuve.ensuite.registre, jour, jour))
        questions.confirmer()
    _consigner(seance, ecritures, bilan, _rendre(Path(fichier), forme, bilan))


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
    with dire_l_obstacle(N_("Le fichier {fichier} ne peut pas être lu : {detail}."), fichier=str(chemin)):
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


def titre_du_fichier(chemin: Path) -> str:
    """The sheet's name, to be recorded as a source. Raises Refus."""
    titre = _radical(chemin.stem) + unicodedata.normalize("NFC", chemin.suffix)
    if caractere_interdit(titre) or len(titre) > 255 or titre != titre.strip():
        motif = N_("Le nom du fichier, {nom}, ne peut pas être noté comme source : il contient un caractère invisible.")
    elif any(a.regle == "donnees-personnelles" for a in donnees_personnelles(Source(titre=titre))):
        motif = N_("Le nom du fichier, {nom}, serait noté comme source, et contient un renseignement personnel.")
    else:
        return titre
    raise Refus(Phrase(motif, nom=titre), Phrase("Renommez le fichier, puis reprenez la commande."))


def _source(chemin: Path, atteste_le: date) -> Source:
    """The sheet as a source: its name, and the day on which it says what it says. Raises Refus."""
    source = Source(titre=titre_du_fichier(chemin), atteste_le=atteste_le)
    actes.verifier_papiers(actes.reprise(Etat.MEMBRE, None, source), horloge.aujourd_hui())
    return source


def lire_tableau(
    lue: Lue,
    octets: bytes,
    lexique: Lexique,
    *commande: str,
    mieux: Callable[[Tableau], tuple[int, ...]] = lambda _: (),
) -> tuple[tableur.Lecture, tableur.Forme | None, Tableau | None]:
    """The table of a file, the form that it was read in, all that was read. Raises Usage: no such sheet or heading.

    `commande`: the command that reads it, for what is said of the rows that are hidden and of the other sheets.
    `mieux`: what makes a table better than another of the same file; of equals, the first.
    """
    lecture = _sur_la_feuille(tableur.lire(octets, Path(lue.fichier).name), lue.feuille)
    choix = lire_choix(lue.colonnes or [], lexique)
    trouves = [(forme, t) for forme, feuille in lecture.feuilles if (t := trouver([feuille], choix, lexique))]
    trouves.sort(key=lambda trouve: mieux(trouve[1]), reverse=True)
    forme, tableau = trouves[0] if trouves else (None, None)
    verifier_choix(choix, tableau, lecture)
    if tableau is None:
        return lecture, None, None
    autres = [t.feuille for _forme, t in trouves[1:] if t.feuille and t.feuille != tableau.feuille]
    dits = tuple(_ce_qui_n_est_pas_lu(lue, tableau, [] if lue.feuille else autres, commande))
    if lue.masquees:
        tableau = tableau.avec_les_retranchees()
    return lecture, forme, tableau._replace(remarques=(*tableau.remarques, *dits))


def _ce_qui_n_est_pas_lu(
    lue: Lue, tableau: Tableau, autres: Sequence[str], commande: Sequence[str]
) -> Iterator[Affichable]:
    """The other sheets, and the rows that are hidden, each with the command that reads them."""

    def encore(**autrement: Any) -> Commande:
        return la_meme(*commande, lue.fichier, dites=lue._replace(**autrement).dites, oui=False)

    if autres:
        yield Phrase(
            "Une autre feuille a aussi un tableau, qui n'est pas lu : {commandes}",
            commandes=Liste([encore(feuille=autre) for autre in autres], N_("ou")),
        )
    if tableau.retranchees and not lue.masquees:
        yield Pluriel(
            "{n} ligne est masquée ou barrée dans le tableur : elle est laissée de côté. Pour la prendre : {commande}",
            "{n} lignes sont masquées ou barrées dans le tableur : elles sont laissées de côté. Pour les prendre : "
            "{commande}",
            len(tableau.retranchees),
            commande=encore(masquees=True),
        )


def _sur_la_feuille(lecture: tableur.Lecture, voulue: str | None) -> tableur.Lecture:
    """What was read of one sheet; of all without `voulue`. Raises Usage for a name that no visible sheet has."""
    if voulue is None:
        return lecture
    feuilles = tuple((forme, f) for forme, f in lecture.feuilles if f.nom and plier(f.nom) == plier(voulue))
    if not feuilles:
        noms = [Phrase("« {titre} »", titre=f.nom) for _forme, f in lecture.feuilles if f.nom]
        raise Usage(
            Phrase("Aucune feuille visible ne se nomme « {titre} ».", titre=voulue),
            *([Phrase("Les feuilles : {noms}.", noms=Liste(noms))] if noms else []),
        )
    return lecture._replace(feuilles=feuilles)


def _tableau(lue: Lue, octets: bytes, nom: str) -> tuple[tableur.Forme, Tableau]:
    """The table of the file and the form it was read in. Raises Refus without one, Usage for a heading it has not."""
    lecture, forme, tableau = lire_tableau(lue, octets, ORGANISMES, "importer")
    if tableau is None or "region" not in tableau.champs:
        _refuser_une_liste(lue, lecture)
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


def _refuser_une_liste(lue: Lue, lecture: tableur.Lecture) -> None:
    """Raises Refus when what was given is a list of the TCRI: names and standings, and no region."""
    liste = trouver([feuille for _forme, feuille in lecture.feuilles], {}, LISTE_TCRI)
    if liste is None or "statut" not in liste.champs:
        return
    statuts = {texte_de(liste.cellule(r, "statut")).strip() for r in liste.rangees} - {""}
    if statuts and all(est_un_statut(statut) for statut in statuts):
        raise Refus(
            Phrase("Ce tableau est une liste de la TCRI : il dit qui y est en règle, et non dans quelle région."),
            Phrase("Pour la faire entrer : {commande}", commande=Commande("tcri", "importer", lue.fichier)),
        )


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


def _ecritures(seance: Seance, bilan: BilanImport, epreuve: lot.Epreuve) -> list[ecriture.Ecriture]:
    """Those of the rows that are ready. Raises Refus when a file was changed by hand."""
    changees = [ORGANISME.chemin(d.apres.id) for d in bilan.de(Sort.CHANGE) if d.apres]
    ecriture.verifier_fiches(seance.racine, *changees)
    couples = [(d.avant, d.apres) for d in bilan.pretes if d.apres]
    return ecritures_du_lot(seance, couples, epreuve, nom_d_acte("import"))


def nom_d_acte(sorte: str) -> str:
    """What several records have in common, and no other: `import-0123456789ab`."""
    return f"{sorte}-{sha256(datetime.now(horloge.zone()).isoformat().encode()).hexdigest()[:12]}"


def ecritures_du_lot(
    seance: Seance, couples: Sequence[tuple[Organisme | None, Organisme]], epreuve: lot.Epreuve, acte: str
) -> list[ecriture.Ecriture]:
    """Organisations before and after, one file and one message each, all of one act."""
    textes = {f.chemin: f.texte for f in seance.chargement.du_genre(ORGANISME)}
    ecritures = []
    for avant, apres in couples:
        chemin = ORGANISME.chemin(apres.id)
        message = ecriture.message(ORGANISME, apres, comparer(avant, apres), seance.aujourd_hui, acte=acte)
        ecritures.append(ecriture.Ecriture(chemin, textes.get(chemin), epreuve.texte(apres.id), message))
    return ecritures


def _rien_de_pret(bilan: BilanImport) -> None:
    """Say that nothing changes. Raises Refus when no row is one that is there already."""
    if not bilan.de(Sort.INCHANGE):
        raise Refus(
            Phrase("Aucune ligne n'est prête : chacune est à corriger.")
            if bilan.decisions
            else Phrase("Le tableau n'a aucune ligne d'organisme."),
            Phrase("Corrigez le tableau, puis reprenez la commande."),
        )
    questions.dire(Phrase("Rien ne change au registre. Rien n'a été consigné."))
    _dire_les_fautives(bilan)


def la_meme(*commande: str, dites: Sequence[tuple[str, object]], oui: bool = True) -> Commande:
    """The command to type once its preview is read: it names again what was said, as it was understood."""
    mots = (mot for drapeau, valeur in dites if valeur is not None for mot in (drapeau, str(valeur)) if mot)
    return Commande(*commande, *mots, *(["--oui"] if oui else []))


def _rendre(chemin: Path, forme: tableur.Forme, bilan: BilanImport) -> Path | None:
    """Write the rows to correct beside the sheet; None when there are none. Raises Environnement."""
    if not bilan.de(Sort.A_CORRIGER):
        return None
    suffixe = chemin.suffix if (chemin.suffix.lower() == ".xlsx") == (forme.genre == "xlsx") else f".{forme.genre}"
    copie = tableur.libre(chemin.with_name(f"{_radical(chemin.stem)} - à corriger{suffixe or '.csv'}"))
    impossible = N_(
        "La copie des lignes à corriger, {fichier}, ne peut pas être écrite : {detail}. Rien n'a été consigné."
    )
    with dire_l_obstacle(impossible, fichier=str(copie)):
        ecriture.remplacer(copie, tableur.ecrire(forme, importation.a_rendre(bilan), bilan.tableau.feuille))
    return copie


def _radical(nom: str) -> str:
    """A file's name without what an earlier import added to it: what comes back keeps the name of its origin."""
    return re.sub(r"(?: - à corriger(?: \(\d+\))?)+$", "", unicodedata.normalize("NFC", nom)) or nom


def _consigner(seance: Seance, ecritures: list[ecriture.Ecriture], bilan: BilanImport, copie: Path | None) -> None:
    try:
        ecriture.consigner(seance.racine, *ecritures)
    except Interruption:  # recorded all the same
        raise
    except BaseException:
        if copie:
            copie.unlink(missing_ok=True)
        raise
    questions.dire(
        Phrase(
            "C'est consigné : {comptes}. Rien n'a quitté votre ordinateur. Pour les voir : {voir}",
            comptes=comptes(bilan),
            voir=Commande("lister"),
        )
    )
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
        "precision": (tuple(PRECISIONS.values()), False),
    }
    with dire_l_obstacle(N_("Le fichier {fichier} ne peut pas être écrit : {detail}."), fichier=str(chemin)):
        ecriture.remplacer(chemin, tableur.modele(genre, choix))
    questions.dire(
        Phrase(
            "Le modèle est dans {fichier}. Remplissez-le, effacez sa ligne d'exemple, puis : {commande}",
            fichier=str(chemin),
            commande=Commande("importer", str(chemin)),
        )
    )
