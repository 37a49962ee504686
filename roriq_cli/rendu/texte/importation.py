"""`importer`: what a sheet would do to the register, row by row and field by field, before anything is written."""

from collections.abc import Iterable, Iterator

from roriq_cli.domaine.membres.changements import avant_apres, mots_du_champ
from roriq_cli.domaine.membres.genres import CHAMPS
from roriq_cli.domaine.membres.modele import AJOUT_SEUL, Etat, Evenement, Organisme, Precision
from roriq_cli.domaine.membres.phrases import MoisEnMots, mots_de_l_etat
from roriq_cli.domaine.tableaux.colonnes import ORGANISMES, Lexique, RaisonDEcart
from roriq_cli.domaine.tableaux.importation import BilanImport, Laissee, Probleme, Sort, Suite
from roriq_cli.domaine.tableaux.tableau import Ecartee, Tableau
from roriq_cli.domaine.tableaux.valeurs import abreger
from roriq_cli.i18n import N_, Affichable, Liste, Phrase, Pluriel, _, guillemets
from roriq_cli.rendu.sections.section import comptees
from roriq_cli.rendu.texte.commun import bloc, document, paragraphe


def apercu(bilan: BilanImport, fichier: str, *, reste_a_ecrire: bool) -> str:
    """The whole preview; `reste_a_ecrire`: whether nothing is about to be written."""
    return document(
        colonnes(bilan.tableau, fichier),
        ecartees(bilan.tableau),
        _decisions(N_("Nouveaux"), bilan.de(Sort.NOUVEAU)),
        _suppositions(bilan),
        _decisions(N_("Changés"), bilan.de(Sort.CHANGE)),
        _inchanges(bilan),
        laissees(bilan.laissees),
        a_corriger((d.rangee.numero, d.problemes) for d in bilan.de(Sort.A_CORRIGER)),
        _total(bilan, reste_a_ecrire=reste_a_ecrire),
    )


def comptes(bilan: BilanImport) -> Liste:
    """« 28 organismes nouveaux et 2 fiches changées »: what would be recorded."""
    return Liste(
        comptees(
            (len(bilan.de(Sort.NOUVEAU)), N_("{n} organisme nouveau"), N_("{n} organismes nouveaux")),
            (len(bilan.de(Sort.CHANGE)), N_("{n} fiche changée"), N_("{n} fiches changées")),
        )
    )


def decaler(texte: Affichable, retrait: str) -> Iterator[str]:
    """A line that begins further in."""
    yield f"{retrait}{texte}"


def numeros(numeros: Iterable[int]) -> Liste:
    """« 4 à 7, 9 et 12 »; « 14 et 15 »."""
    suites: list[list[int]] = []
    for n in numeros:
        if suites and suites[-1][-1] == n - 1:
            suites[-1].append(n)
        else:
            suites.append([n])
    mots = ([Phrase("{a} à {b}", a=s[0], b=s[-1])] if len(s) > 2 else s for s in suites)
    return Liste(mot for suite in mots for mot in suite)


def colonnes(tableau: Tableau, fichier: str, lexique: Lexique = ORGANISMES) -> str:
    """Which sheet, which row of headings, which columns are read as what."""
    ligne = tableau.entete[-1].numero
    modele = (
        N_("{fichier}, feuille « {feuille} », titres à la ligne {ligne}")
        if tableau.feuille
        else N_("{fichier}, titres à la ligne {ligne}")
    )
    ou = Phrase(modele, fichier=fichier, feuille=tableau.feuille, ligne=ligne)
    lues = [
        Phrase("{champ} (« {titre} »)", champ=nom, titre=abreger(tableau.titre(champ)))
        if tableau.titre(champ) != str(nom)
        else nom
        for champ, nom in ((champ, Phrase(lexique.champs[champ].titre)) for champ in tableau.champs)
    ]
    remarques = [ligne for remarque in tableau.remarques for ligne in decaler(remarque, "")]
    return paragraphe(ou, *decaler(Phrase("Colonnes lues : {lues}.", lues=Liste(lues)), ""), *remarques)


_RAISONS = {
    RaisonDEcart.PERSONNE: N_("« {titre} » : une personne ou ses coordonnées; le registre n'en garde aucune."),
    RaisonDEcart.COURRIEL: N_(
        "« {titre} » : peut-être le courriel d'une personne. Si c'est celui de l'organisme : {option}"
    ),
    RaisonDEcart.TELEPHONE: N_(
        "« {titre} » : peut-être le téléphone d'une personne. Si c'est celui de l'organisme : {option}"
    ),
    RaisonDEcart.NOTE: N_("« {titre} » : des notes; le registre n'en reprend pas."),
    RaisonDEcart.DOUBLE: N_("« {titre} » : une autre colonne dit déjà la même chose."),
    RaisonDEcart.SANS_TITRE: N_("colonne {titre} : elle n'a pas de titre."),
    RaisonDEcart.INCONNUE: N_(
        "« {titre} » : ce titre n'est pas reconnu. S'il est celui d'un champ : --colonne CHAMP=TITRE"
    ),
}


def ecartees(tableau: Tableau) -> str:
    """The columns that are left out, each with why."""
    lignes = [ligne for e in tableau.ecartees for ligne in decaler(_raison(e), "  ")]
    return bloc(_("Colonnes laissées de côté"), lignes)


def _raison(ecartee: Ecartee) -> Phrase:
    option = f"--colonne {guillemets(f'{ecartee.raison}={ecartee.titre}')}"
    return Phrase(_RAISONS[ecartee.raison], titre=abreger(ecartee.titre), option=option)


def _decisions(titre: str, decisions: tuple[Suite, ...]) -> str:
    lignes = [ligne for d in decisions for ligne in _decision(d)]
    return bloc(_(titre), lignes)


def _decision(decision: Suite) -> Iterator[str]:
    apres = decision.apres
    assert apres is not None
    yield from decaler(
        Phrase("Ligne {n} : {nom} ({id})", n=decision.rangee.numero, nom=abreger(apres.nom), id=apres.id), "  "
    )
    yield from decaler("; ".join(map(str, _details(decision.avant, apres))), "    ")
    for remarque in decision.remarques:
        yield from decaler(Phrase("Attention : {quoi}", quoi=remarque), "    ")


def _details(avant: Organisme | None, apres: Organisme) -> Iterator[Affichable]:
    """The state that is recorded, then each field: alone when it is new, from what to what when it changes."""
    if len(apres.historique) > (len(avant.historique) if avant else 0):
        yield _entree(apres.historique[-1])
    elif avant is None:
        yield mots_de_l_etat(Etat.REPERTORIE)
    for champ in Organisme._fields:
        if champ in ("id", "nom", "sources", *AJOUT_SEUL) or getattr(apres, champ) in (None, ()):
            continue
        if avant is None:
            yield Phrase("{champ} : {valeur}", champ=Phrase(CHAMPS[champ]), valeur=mots_du_champ(apres, champ))
        elif getattr(avant, champ) != getattr(apres, champ):
            yield avant_apres(avant, apres, champ)


_DEPUIS = {
    Precision.JOUR: N_("{etat} depuis le {le}"),
    Precision.MOIS: N_("{etat} depuis {mois}"),
    Precision.ANNEE: N_("{etat} depuis {annee}"),
    Precision.AU_PLUS_TARD: N_("{etat} au plus tard le {le}"),
}


def _entree(evenement: Evenement) -> Phrase:
    """« membre depuis avril 2019 »."""
    return Phrase(
        _DEPUIS[evenement.date_precision or Precision.JOUR],
        etat=mots_de_l_etat(evenement.etat or Etat.REPERTORIE),
        le=evenement.date,
        mois=MoisEnMots(evenement.date),
        annee=evenement.date.year,
    )


def _suppositions(bilan: BilanImport) -> str:
    """What was taken for granted because no cell says it."""
    lignes: list[Affichable] = []
    nouveaux = bilan.de(Sort.NOUVEAU)
    sans_date = [d.rangee.numero for d in nouveaux if d.sans_date]
    if any(d.sans_etat for d in nouveaux):
        lignes.append(Phrase("Aucune colonne ne dit l'état : un organisme nouveau entre comme membre."))
    if sans_date:
        lignes.append(
            Pluriel(
                "Sans date à la ligne {lignes} : l'état est dit au plus tard le {le}, jour du tableau (--atteste-le).",
                "Sans date aux lignes {lignes} : l'état est dit au plus tard le {le}, jour du tableau (--atteste-le).",
                len(sans_date),
                lignes=numeros(sans_date),
                le=bilan.source.atteste_le,
            )
        )
    return bloc(None, (morceau for ligne in lignes for morceau in decaler(ligne, "")))


def _inchanges(bilan: BilanImport) -> str:
    inchanges = bilan.de(Sort.INCHANGE)
    if not inchanges:
        return ""
    compte = Pluriel(
        "{n} ligne ne change rien au registre : {lignes}.",
        "{n} lignes ne changent rien au registre : {lignes}.",
        len(inchanges),
        lignes=numeros(d.rangee.numero for d in inchanges),
    )
    remarques = [ligne for d in inchanges for r in d.remarques for ligne in decaler(r, "  ")]
    return paragraphe(*decaler(compte, ""), *remarques)


def laissees(rangees: Iterable[Laissee]) -> str:
    """The rows that are left out, each with why."""
    dites = [Phrase("Ligne {n} : {raison}, laissée de côté.", n=n, raison=raison) for n, raison in rangees]
    return bloc(None, dites)


def a_corriger(fautives: Iterable[tuple[int, Iterable[Probleme]]]) -> str:
    """The rows to correct, by number, each with what is wrong."""
    dites: list[str] = []
    for n, problemes in fautives:
        for titre, message in problemes:
            phrase = (
                Phrase("Ligne {n}, colonne « {titre} » : {message}", n=n, titre=abreger(titre), message=message)
                if titre
                else Phrase("Ligne {n} : {message}", n=n, message=message)
            )
            dites += decaler(phrase, "  ")
    return bloc(_("À corriger"), dites)


def _total(bilan: BilanImport, *, reste_a_ecrire: bool) -> str:
    prets, fautives = len(bilan.pretes), len(bilan.de(Sort.A_CORRIGER))
    if not prets:
        return ""
    modeles = (
        (N_("La ligne est prête"), N_("Les {n} lignes sont prêtes"))
        if not fautives
        else (N_("L'autre ligne est prête"), N_("Les {n} autres lignes sont prêtes"))
    )
    pretes = Pluriel(*modeles, prets)
    rien = N_("{pretes}; rien n'est encore écrit.") if reste_a_ecrire else N_("{pretes}.")
    return paragraphe(Phrase(rien, pretes=pretes))
