"""`tcri`: a list of the TCRI comes in, once a year, and our organisations are found in it."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from roriq_cli.cli import horloge, questions, types
from roriq_cli.cli.ecrire import options_actes as o
from roriq_cli.cli.ecrire.importation import (
    LUE,
    Lue,
    ecritures_du_lot,
    la_meme,
    lire_choix,
    lire_octets,
    lire_tableau,
    nom_d_acte,
    titre_du_fichier,
)
from roriq_cli.cli.options import TEXTE, argument, choix, jour, option
from roriq_cli.cli.seance import Options, Seance, dire_consigne, montrer_essai, ouvrir
from roriq_cli.cli.sortie import ecrire_sortie
from roriq_cli.domaine import protection
from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.genres.constats import Anomalie, Gravite
from roriq_cli.domaine.membres import rapprochement
from roriq_cli.domaine.membres.genres import LISTE_TCRI, ORGANISME
from roriq_cli.domaine.membres.listes import etablie_le
from roriq_cli.domaine.membres.modele import ListeTcri, Registre, SourceDeListe
from roriq_cli.domaine.membres.rapprochement import PAR_CLE, PaireDeNoms, Rapprochement
from roriq_cli.domaine.membres.reseau import EN_REGLE, STATUTS
from roriq_cli.domaine.protection import Savoirs
from roriq_cli.domaine.tableaux import liste_recue
from roriq_cli.domaine.tableaux.colonnes import LISTE_TCRI as LEXIQUE
from roriq_cli.domaine.tableaux.liste_recue import Recue
from roriq_cli.domaine.tableaux.tableau import Tableau
from roriq_cli.errors import Refus, Usage
from roriq_cli.i18n import N_, Commande, Phrase, Pluriel, Suivies
from roriq_cli.registre import chargement as ch, ecriture, edition, lot, schemas
from roriq_cli.registre.conversion import vers_donnees
from roriq_cli.rendu.texte import tcri as textes

Fichier = Annotated[
    str | None,
    argument(N_("FICHIER"), N_("La liste reçue : un classeur .xlsx ou un texte .csv.")),
]
EtabliLe = Annotated[date | None, jour("--etabli-le", N_("Le jour où la TCRI a établi la liste."))]
ValideJusquAu = Annotated[
    date | None, jour("--valide-jusqu-au", N_("Le dernier jour où la liste vaut, inclusivement."))
]
RecuLe = Annotated[date | None, jour("--recu-le", N_("Le jour où la liste est reçue (aujourd'hui si rien n'est dit)."))]
Source = Annotated[
    str | None,
    option(
        "--source",
        N_("D'où vient la liste (le nom du fichier si rien n'est dit)."),
        types.source_d_attestation(),
        TEXTE,
    ),
]
Statut = Annotated[
    str | None, choix("--statut", N_("Le statut de chaque ligne, si aucune colonne ne le dit."), tuple(STATUTS))
]
Corrigee = Annotated[
    bool,
    option(
        "--corrigee",
        N_("La TCRI a corrigé sa liste de ce jour : celle-ci entre à côté de l'autre, et répond à sa place."),
    ),
]
Oui = Annotated[bool, option("--oui", N_("Consigner ce qui est certain, sans demander de confirmation."))]
Inconnus = Annotated[
    bool, option("--inconnus", N_("Énumérer les organismes de la liste que le registre ne connaît pas."))
]


def tcri(ctx: typer.Context) -> None:
    """Nothing by itself: one of its commands is to be named."""
    if ctx.invoked_subcommand is None:
        raise Usage(
            Phrase(
                "Dites ce qu'il faut faire des listes de la TCRI. En faire entrer une : {importer}. Y retrouver vos "
                "organismes : {rapprocher}",
                importer=Commande("tcri", "importer", "liste.xlsx"),
                rapprocher=Commande("tcri", "rapprocher"),
            )
        )


def importer(
    ctx: typer.Context,
    fichier: Fichier,
    etabli_le: EtabliLe,
    valide_jusqu_au: ValideJusquAu,
    source: Source,
    recu_le: RecuLe,
    statut: Statut,
    corrigee: Corrigee,
    lue: Annotated[Lue, LUE],
    options: Annotated[Options, {"essai": o.Essai, "oui": Oui}],
) -> None:
    """Bring in a dated list: what it says of our organisations is shown, then the list and the matching recorded."""
    options.exiger(("FICHIER", fichier), ("--etabli-le", etabli_le), ("--valide-jusqu-au", valide_jusqu_au))
    if fichier is None:
        raise Usage(Phrase("Il manque {quoi}.", quoi=Phrase("FICHIER")))
    lue = lue._replace(fichier=fichier)
    lire_choix(lue.colonnes or [], LEXIQUE)
    octets = lire_octets(Path(fichier))
    titre = source or titre_du_fichier(Path(fichier))
    vide = ListeTcri(
        etabli_le=etabli_le or questions.demander(N_("Le jour où la TCRI a établi la liste"), types.TypeDate()),
        valide_jusqu_au=valide_jusqu_au or questions.demander(N_("Le dernier jour où la liste vaut"), types.TypeDate()),
        recu_le=recu_le or horloge.aujourd_hui(),
        source=SourceDeListe(titre, sha256(octets).hexdigest()),
        membres=(),
    )
    tableau = _tableau(lue, octets)
    statut = _statut(tableau, statut, options)
    seance = ouvrir(ctx, options)
    liste = _liste(seance, tableau, statut, vide, Path(fichier).name)
    dites = [
        ("--etabli-le", liste.etabli_le),
        ("--valide-jusqu-au", liste.valide_jusqu_au),
        ("--source", source),
        ("--recu-le", recu_le),
        ("--statut", statut),
        *lue.dites,
    ]
    commande = la_meme("tcri", "importer", fichier, dites=dites)
    corriger = Commande("tcri", *commande.arguments[:-1], "--corrigee")
    connues = seance.listes.du_jour(liste.etabli_le)
    if _deja_la(seance, liste, connues, corriger, corrigee=corrigee):
        return
    if corrigee:
        liste = liste._replace(source=liste.source._replace(version=_version(seance, liste)))
        commande = Commande("tcri", *corriger.arguments, "--oui")
    ensuite = _avec_la_liste(seance, liste)
    _conclure(seance, _annoncer(seance, liste, connues), ensuite, commande, liste)


def rapprocher(
    ctx: typer.Context, inconnus: Inconnus, options: Annotated[Options, {"essai": o.Essai, "oui": Oui}]
) -> None:
    """Find our organisations in the list in force (the latest without one): certain pairs as a whole, others asked."""
    if inconnus and options != Options():
        raise Usage(Phrase("--inconnus ne consigne rien : les autres options n'y ont pas leur place."))
    seance = ouvrir(ctx, options)
    liste = seance.listes.en_vigueur(seance.aujourd_hui) or seance.listes.derniere(seance.aujourd_hui)
    if liste is None:
        raise Refus(
            Phrase("Aucune liste de la TCRI n'est au registre : rien ne peut y être rapproché."),
            Phrase(
                "Pour en faire entrer une : {commande}",
                commande=Commande(
                    "tcri", "importer", "liste.xlsx", "--etabli-le", "AAAA-MM-JJ", "--valide-jusqu-au", "AAAA-MM-JJ"
                ),
            ),
        )
    trouves = rapprochement.rapprocher(seance.chargement.registre.organismes, liste.membres)
    if inconnus:
        ecrire_sortie(textes.inconnus(liste, trouves.inconnus), None)
        questions.avertir(*seance.non_compares)
        return
    if not options.essai:
        absents = liste_recue.introuvables(
            seance.chargement.registre.organismes, trouves, seance.listes, seance.aujourd_hui
        )
        ecrire_sortie(textes.rapprochement(liste, trouves, absents), None)
        questions.avertir(*seance.non_compares)
    _conclure(seance, trouves, seance.chargement, Commande("tcri", "rapprocher", "--oui"))


# The sheet.


def _tableau(lue: Lue, octets: bytes) -> Tableau:
    """The table of the file that has the most columns that are known. Raises Refus without one, Usage."""
    lecture, _forme, tableau = lire_tableau(
        lue, octets, LEXIQUE, "tcri", "importer", mieux=lambda t: (len(t.champs), len(t.rangees))
    )
    nom = Path(lue.fichier).name
    aide = Phrase("Dites le titre d'une colonne : {option}", option='--colonne nom="Nom complet"')
    if tableau is None:
        motif = Phrase(
            "Dans {nom}, aucune ligne de titres n'est reconnue : il faut au moins le nom de l'organisme.", nom=nom
        )
        raise lecture.refus or Refus(motif, aide)
    if "nom" not in tableau.champs:
        motif = Phrase(
            "Dans {nom}, les titres de la ligne {ligne} ne disent pas quelle colonne est le nom de l'organisme.",
            nom=nom,
            ligne=tableau.entete[-1].numero,
        )
        raise Refus(motif, aide)
    return tableau


def _statut(tableau: Tableau, statut: str | None, options: Options) -> str | None:
    """The standing of every row; None when a column says it. Raises Usage when nothing does, or both."""
    if "statut" in tableau.champs:
        if statut:
            raise Usage(
                Phrase(
                    "La colonne « {titre} » dit déjà le statut de chaque ligne : --statut n'y a pas sa place.",
                    titre=tableau.titre("statut"),
                )
            )
        return None
    if statut:
        return statut
    if not options.terminal:
        raise Usage(
            Phrase("Il manque {quoi}.", quoi="--statut"),
            Phrase("Aucune colonne ne dit le statut. Si tous ceux de la liste sont en règle : --statut en-regle"),
        )
    question = N_("Aucune colonne ne dit le statut. Celui de tous les organismes de la liste")
    return questions.choisir(question, tuple(STATUTS), lambda s: Phrase(STATUTS[s]), noms=lambda s: (s,))


def _liste(seance: Seance, tableau: Tableau, statut: str | None, vide: ListeTcri, nom: str) -> ListeTcri:
    """`vide` with the rows of the sheet, once all are good. Raises Refus: some are not, or a day cannot be."""
    recue = liste_recue.lire_lignes(tableau, statut)
    generales: list[Anomalie] = []
    if recue.lignes and not recue.fautives:
        organismes = seance.chargement.registre.organismes
        membres, recue = liste_recue.membres_de(recue, organismes, seance.listes, vide.etabli_le)
        liste = vide._replace(membres=membres)
        anomalies = [] if recue.fautives else _anomalies(liste, seance.aujourd_hui)
        recue = liste_recue.avec_anomalies(recue, anomalies)
        generales = [a for a in anomalies if len(a.chemin) < 2 or a.chemin[0] != "membres"]
    if recue.fautives or not seance.options.essai:
        ecrire_sortie(textes.feuille(recue, nom), None)
    if not recue.lignes:
        raise Refus(
            Phrase("Le tableau n'a aucune ligne d'organisme."),
            Phrase("Corrigez le tableau, puis reprenez la commande."),
        )
    if recue.fautives:
        n = len(recue.fautives)
        raise Refus(
            Pluriel(
                "La liste n'entre pas tant qu'une ligne est à corriger : {quoi}",
                "La liste n'entre pas tant que {n} lignes sont à corriger. La première : {quoi}",
                n,
                quoi=_premiere(recue),
            ),
            Phrase("Corrigez le tableau, puis reprenez la commande."),
        )
    if generales:
        raise Refus(Suivies([a.message for a in generales]), Phrase("Corrigez la commande, puis reprenez-la."))
    return liste


def _premiere(recue: Recue) -> Phrase:
    ligne = recue.fautives[0]
    return Phrase("ligne {n}. {probleme}", n=ligne.numero, probleme=Phrase("{p}", p=str(ligne.problemes[0])))


def _anomalies(liste: ListeTcri, aujourd_hui: date) -> list[Anomalie]:
    """What the schema, then the rules, find wrong in a list."""
    donnees = vers_donnees(liste)
    if not schemas.conforme("liste_tcri", donnees):
        return list(schemas.expliquer("liste_tcri", donnees))
    trouvees = protection.anomalies(LISTE_TCRI, liste, liste.id, aujourd_hui, Savoirs(Registre()))
    return [a for a in trouvees if REGLES[a.regle].gravite is Gravite.ERREUR]


def _deja_la(
    seance: Seance, liste: ListeTcri, connues: Sequence[ListeTcri], corriger: Commande, *, corrigee: bool
) -> bool:
    """Whether the registry has this very list, which is said.

    Raises Refus when it has another of the same day and this one is not said to correct it, or has none to correct.
    """
    # Of a corrected list, the one that answers: the TCRI may come back to what it said first.
    if any(_la_meme_liste(connue, liste) for connue in (connues[-1:] if corrigee else connues)):
        questions.dire(
            Phrase(
                "La liste de la TCRI établie le {le} est déjà au registre, telle quelle. Rien n'a été consigné.",
                le=liste.etabli_le,
            )
        )
        return True
    la = connues or seance.chargement.fichier(LISTE_TCRI.chemin(liste.id)) is not None
    if corrigee and not connues:
        raise Refus(
            Phrase(
                "Aucune liste de la TCRI établie le {le} n'est lisible au registre : il n'y en a pas à corriger.",
                le=liste.etabli_le,
            ),
            Phrase("Si c'est une liste de plus, reprenez la commande sans {option}.", option="--corrigee"),
        )
    if not la or corrigee:
        return False
    raise Refus(
        Phrase(
            "Une liste de la TCRI établie le {le} est déjà au registre : une liste consignée ne se modifie pas.",
            le=liste.etabli_le,
        ),
        Phrase("Si la TCRI l'a corrigée, celle-ci entre à côté, et répond à sa place : {commande}", commande=corriger),
        Phrase("Si celle-ci est d'un autre jour, dites lequel : {option}.", option="--etabli-le AAAA-MM-JJ"),
        Phrase("Si l'autre était une erreur, et n'est pas envoyée : {commande}", commande=Commande("annuler")),
    )


def _la_meme_liste(connue: ListeTcri, liste: ListeTcri) -> bool:
    meme_fichier = connue.source.sha256 == liste.source.sha256
    return meme_fichier and connue._replace(recu_le=liste.recu_le, source=liste.source) == liste


def _version(seance: Seance, liste: ListeTcri) -> int:
    """The number of a correction: the first that no file of that day has."""

    def chemin(version: int) -> str:
        return LISTE_TCRI.chemin(liste._replace(source=liste.source._replace(version=version)).id)

    return next(version for version in count(2) if seance.chargement.fichier(chemin(version)) is None)


def _avec_la_liste(seance: Seance, liste: ListeTcri) -> ch.Chargement:
    """The registry as it would be with the list. Raises Refus when it could not be read again."""
    try:
        return ch.avec(seance.chargement, LISTE_TCRI.chemin(liste.id), edition.ecrire(LISTE_TCRI, None, liste))
    except edition.EditionImpossible:
        raise Refus(
            Phrase("La fiche {id} ne peut pas être écrite telle quelle.", id=liste.id),
            Phrase("Corrigez le tableau, puis reprenez la commande."),
        ) from None


def _annoncer(seance: Seance, liste: ListeTcri, connues: Sequence[ListeTcri]) -> Rapprochement:
    """Show what the list says, next to the one that it corrects or follows; whose row is which in it."""
    avant = connues[-1] if connues else seance.listes.precedente(liste)
    registre = seance.chargement.registre
    annonce = liste_recue.annoncer(liste, avant, registre.organismes, seance.aujourd_hui)
    annonce = annonce._replace(suivante=seance.listes.suivante(liste), incertaine=seance.listes.illisibles)
    if not seance.options.essai:
        ecrire_sortie("\n" + textes.annonce(annonce, registre.reseau), None)
        questions.avertir(*seance.non_compares)
    return annonce.rapprochement


# Matching, and recording.


def _conclure(
    seance: Seance, trouves: Rapprochement, ensuite: ch.Chargement, voulue: Commande, liste: ListeTcri | None = None
) -> None:
    """Ask what only a person can say, confirm, and record: the list if there is one, then a file an organisation."""
    options = seance.options
    paires = [p for p in trouves.certaines if p.raison != PAR_CLE]
    interroger = options.interroger and not options.essai
    if interroger:
        paires += _demander(trouves)
    ecritures = _ecritures(seance, paires, ensuite, liste)
    if options.essai and ecritures:
        montrer_essai(*ecritures)
        return
    if not ecritures:
        questions.dire(Phrase("Rien ne change au registre. Rien n'a été consigné."))
        return
    if not options.oui and not interroger:
        modele = (
            N_("Pour consigner la liste, et ce qui est certain : {commande}")
            if liste
            else N_("Pour consigner ce qui est certain : {commande}")
        )
        questions.dire(Phrase(modele, commande=voulue))
        return
    quoi = textes.consignes(liste, len(ecritures) - bool(liste))
    if interroger:
        questions.dire(Phrase("À consigner : {quoi}.", quoi=quoi))
        questions.confirmer()
    ecriture.consigner(seance.racine, *ecritures)
    dire_consigne(quoi)


def _demander(trouves: Rapprochement) -> list[PaireDeNoms]:
    """For each organisation left, its row if a person says so.

    A row that is not taken by whom it fits best is offered to the next one.
    """
    choisies: list[PaireDeNoms] = []
    restent = trouves.notees
    while proposees := rapprochement.aux_meilleurs(restent):
        paire = _demander_une(proposees[0])
        choisies += [paire] if paire else []
        faits, prises = {proposees[0][0].organisme.id}, {paire.membre.cle} if paire else set()
        restent = tuple(
            [(note, p) for note, p in notes if p.organisme.id not in faits and p.membre.cle not in prises]
            for notes in restent
        )
    return choisies


def _demander_une(possibles: Sequence[PaireDeNoms]) -> PaireDeNoms | None:
    organisme = possibles[0].organisme
    details = [organisme.id, *filter(None, (organisme.sigle, organisme.ville))]
    question = Phrase(
        "Dans la liste, quelle ligne est celle de l'organisme {nom} ({details})",
        nom=organisme.nom,
        details=", ".join(details),
    )
    choix_: list[PaireDeNoms | None] = [*possibles, None]
    return questions.choisir(str(question), choix_, _mots_du_choix, noms=lambda p: (p.membre.cle,) if p else ())


def _mots_du_choix(paire: PaireDeNoms | None) -> Phrase:
    if paire is None:
        return Phrase("aucune de ces lignes")
    ligne = textes.mots_de_la_ligne(paire.membre)
    return Phrase("{ligne} ({raison})", ligne=ligne, raison=Phrase(paire.raison))


def _ecritures(
    seance: Seance, paires: Sequence[PaireDeNoms], ensuite: ch.Chargement, liste: ListeTcri | None
) -> list[ecriture.Ecriture]:
    """The list's file, then one file an organisation, one message each; all of one act."""
    acte = nom_d_acte("tcri")
    voulus = {p.organisme.id: p.organisme._replace(tcri=p.membre.cle) for p in paires}
    ecriture.verifier_fiches(seance.racine, *map(ORGANISME.chemin, voulus))
    epreuve = lot.eprouver(ensuite, [*voulus.values()], seance.aujourd_hui)
    couples = []
    for paire in paires:
        apres = voulus[paire.organisme.id]
        erreurs = [c for c in epreuve.constats[apres.id] if c.gravite is Gravite.ERREUR]
        if erreurs:
            questions.dire(
                Phrase(
                    "Attention : l'organisme {nom} n'est pas rapproché. {messages} {commande}",
                    nom=apres.nom,
                    messages=Suivies([c.message for c in erreurs]),
                    commande=Commande("valider"),
                )
            )
        else:
            couples.append((paire.organisme, apres))
    entete = [_de_la_liste(liste, ensuite, acte)] if liste else []
    return [*entete, *ecritures_du_lot(seance, couples, epreuve, acte)]


def _de_la_liste(liste: ListeTcri, ensuite: ch.Chargement, acte: str) -> ecriture.Ecriture:
    chemin = LISTE_TCRI.chemin(liste.id)
    titre = Phrase("Liste de la TCRI établie le {le}", le=etablie_le(liste))
    phrase = Phrase(
        "La liste de la TCRI établie le {le}, qui vaut jusqu'au {fin} inclusivement, est au registre : {comptes} "
        "(source : {source}; reçue le {recu})",
        le=etablie_le(liste),
        fin=liste.valide_jusqu_au,
        comptes=_comptes(liste),
        source=liste.source.titre,
        recu=liste.recu_le,
    )
    changement = Changement("liste", liste.etabli_le, phrase)
    message = ecriture.message(LISTE_TCRI, liste, [changement], liste.etabli_le, acte=acte, titre=titre)
    return ecriture.Ecriture(chemin, None, ensuite.texte(chemin), message)


def _comptes(liste: ListeTcri) -> Phrase:
    """« 150 organismes, dont 140 en règle »."""
    en_regle = sum(m.statut == EN_REGLE for m in liste.membres)
    n = len(liste.membres)
    return Pluriel("{n} organisme, dont {regle} en règle", "{n} organismes, dont {regle} en règle", n, regle=en_regle)
