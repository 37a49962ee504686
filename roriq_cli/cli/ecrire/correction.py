"""`corriger`: one past entry changed or removed, with a reason; what is recorded is never rewritten on the quiet."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import typer

from roriq_cli.cli import questions, types
from roriq_cli.cli.ecrire import options_actes as o, options_correction as oc
from roriq_cli.cli.options import recoit
from roriq_cli.cli.seance import Justification, Options, ouvrir
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres import corrections
from roriq_cli.domaine.membres.corrections import GENRES, Cible, Entree, drapeau
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import ETATS_ATTESTABLES, Etat, Evenement, Organisme, Reponse
from roriq_cli.domaine.membres.mots import CHAMPS_D_UNE_ENTREE, mots_de_la_valeur
from roriq_cli.domaine.membres.phrases import mots_de_la_source
from roriq_cli.domaine.membres.reseau import MOTIFS
from roriq_cli.domaine.protection import Savoirs
from roriq_cli.errors import Refus, Usage
from roriq_cli.i18n import N_, Commande, Liste, Phrase


@recoit(oc.options())
def corriger(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    evenement: oc.Evenement = None,
    attestation: oc.Attestation = None,
    nom_anterieur: oc.NomAnterieur = None,
    region_anterieure: oc.RegionAnterieure = None,
    du: oc.Du = None,
    rang: oc.Rang = None,
    raison: oc.Raison = None,
    retirer: oc.Retirer = False,
    *,
    essai: o.Essai = False,
    proposer: o.Proposer = False,
    oui: o.Oui = False,
    **donnees: Any,
) -> None:
    """Change or remove one past entry of the append-only lists, with a reason."""
    opts = Options(essai, proposer, oui)
    mots = zip(corrections.DRAPEAUX, (evenement, attestation, nom_anterieur, region_anterieure), strict=True)
    cible = _cible({champ: mot for champ, mot in mots if mot is not None}, du, rang)
    de_la_source, valeurs = donnees.pop("de_la_source"), _valeurs(donnees)
    genre = _genre(cible)
    _verifier_usage(opts, genre, valeurs, retirer=retirer, de_la_source=de_la_source)
    opts.exiger(("ORGANISME", organisme), (QUELLE, cible), ("--raison", raison))
    seance = ouvrir(ctx, opts)
    fiche = seance.organisme(organisme)
    entree = corrections.trouver(fiche, cible) if cible else _choisir_l_entree(fiche)
    _verifier_usage(opts, entree.genre, valeurs, retirer=retirer, de_la_source=de_la_source)
    if retirer or not (valeurs or _changer()):
        apres = corrections.retirer(fiche, entree)
    else:
        apres = _corrigee(opts, fiche, entree, valeurs, de_la_source)
    if apres == fiche:
        seance.conclure(fiche, apres, seance.aujourd_hui)
        return
    corrections.verifier(fiche, apres, entree, seance.aujourd_hui, Savoirs(seance.chargement.registre))
    raison = raison or str(questions.demander(N_("La raison de la correction, en une ligne"), types.note()))
    avertissement = corrections.verifier_raison(raison)
    correction = Justification(raison, tuple(corrections.effets(fiche, apres)))
    seance.conclure(fiche, apres, seance.aujourd_hui, (avertissement,), correction)


def _valeurs(donnees: dict[str, Any]) -> dict[str, Any]:
    """The values that were given: "" is None, which removes one."""
    valeurs: dict[str, Any] = {nom: valeur or None for nom, valeur in donnees.items() if valeur is not None}
    for nom, mots in {"etat": Etat, "reponse": Reponse}.items():
        if valeurs.get(nom):
            valeurs[nom] = mots(valeurs[nom])
    return valeurs


QUELLE = N_("l'entrée à corriger (--evenement, --attestation, --nom-anterieur ou --region-anterieure)")


def _cible(nommees: dict[str, str], du: date | None, rang: int | None) -> Cible | None:
    """The entry as it is named on the command line; None when it is to be asked for."""
    if len(nommees) > 1:
        raise Usage(
            Phrase(
                "Une correction touche une seule entrée : {drapeaux}.",
                drapeaux=Liste([corrections.DRAPEAUX[champ] for champ in nommees], N_("ou")),
            )
        )
    if not nommees and (du or rang):
        raise Usage(
            Phrase("--du et --rang accompagnent --evenement, --attestation, --nom-anterieur ou --region-anterieure.")
        )
    return next((Cible(champ, mot, du, rang) for champ, mot in nommees.items()), None)


def _genre(cible: Cible | None) -> str | None:
    """The kind of the entry that is named, as far as the command line says."""
    if cible is None:
        return None
    return cible.nom if cible.champ == "historique" else cible.champ


def _verifier_usage(
    opts: Options, genre: str | None, valeurs: dict[str, Any], *, retirer: bool, de_la_source: str | None
) -> None:
    """An entry is removed or changed, and changed in what its kind has."""
    if retirer and (valeurs or de_la_source):
        raise Usage(Phrase("--retirer enlève l'entrée entière : aucune autre valeur ne l'accompagne."))
    if genre is None:
        return
    if de_la_source and "source_titre" not in GENRES[genre].valeurs:
        raise Usage(Phrase("--de-la-source n'a pas sa place pour {quoi}.", quoi=Phrase(GENRES[genre].nom)))
    if mal_dit := corrections.mal_dit(genre, valeurs):
        raise Usage(mal_dit)
    if not valeurs and not retirer and not opts.terminal:
        raise Usage(
            Phrase(
                "Il manque ce qui est à corriger : --retirer, ou une nouvelle valeur ({drapeaux}).",
                drapeaux=Liste(map(drapeau, GENRES[genre].valeurs), N_("ou")),
            )
        )


def _choisir_l_entree(fiche: Organisme) -> Entree:
    choix = corrections.entrees(fiche)
    if not choix:
        raise Refus(
            Phrase("La fiche de l'organisme {nom} n'a encore aucune entrée à corriger.", nom=fiche.nom),
            Phrase("Ce qu'elle contient : {commande}", commande=Commande("afficher", fiche.id)),
        )
    mots = ORGANISME.comportement.mots
    entree = questions.choisir(N_("L'entrée à corriger"), choix, lambda e: mots.dire(fiche, e.contenu))
    assert entree is not None
    return entree


_CHANGER, _RETIRER = N_("changer une valeur"), N_("retirer l'entrée")


def _changer() -> bool:
    """Whether the entry is changed, rather than removed."""
    return questions.choisir(N_("Ce qui est à faire"), (_CHANGER, _RETIRER), Phrase) == _CHANGER


def _corrigee(
    opts: Options, fiche: Organisme, entree: Entree, valeurs: dict[str, Any], de_la_source: str | None
) -> Organisme:
    """`fiche` with the values given; what is missing of them is asked for."""
    if not valeurs:
        valeurs = _demander_les_valeurs(entree)
    rang = 0
    if de_la_source or any(nom in valeurs for nom in corrections.SOURCE if nom in GENRES[entree.genre].valeurs):
        rang = _la_source(opts, fiche, entree, de_la_source)
    manquantes = corrections.manquantes(entree, valeurs, rang)
    opts.exiger(*((drapeau(nom), None) for nom in manquantes))
    for nom in manquantes:
        valeurs = valeurs | {nom: _demander(entree, nom)}
    if mal_dit := corrections.mal_dit(entree.genre, valeurs):
        raise Usage(mal_dit)
    return corrections.corriger(fiche, entree, valeurs, rang)


def _la_source(opts: Options, fiche: Organisme, entree: Entree, nom: str | None) -> int:
    """Which source of the event is corrected."""
    sources = entree.contenu.source if isinstance(entree.contenu, Evenement) else ()
    if nom is None and len(sources) > 1 and opts.terminal:
        rang = questions.choisir(
            N_("La source à corriger"), range(len(sources)), lambda n: mots_de_la_source(sources[n])
        )
        assert rang is not None
        return rang
    return corrections.source_nommee(fiche, entree, nom)


def _demander_les_valeurs(entree: Entree) -> dict[str, Any]:
    """At a terminal: which value, then what it becomes; as many as one likes."""
    valeurs: dict[str, Any] = {}
    question = N_("La valeur à changer")
    while restent := [nom for nom in GENRES[entree.genre].valeurs if nom not in valeurs]:
        nom = questions.choisir(
            question, restent, lambda n: _nom_et_valeur(entree, n), facultatif=bool(valeurs), noms=_noms
        )
        if nom is None:
            break
        valeurs[nom] = _demander(entree, nom)
        question = N_("Une autre valeur à changer; sans réponse, aucune")
    return valeurs


def _noms(nom: str) -> Sequence[str]:
    return (nom, str(Phrase(CHAMPS_D_UNE_ENTREE[nom])))


def _nom_et_valeur(entree: Entree, nom: str) -> Phrase:
    """« date : 1er juin 2026 »; of several sources, what each says."""
    e = entree.contenu
    n = len(e.source) if isinstance(e, Evenement) and nom in corrections.SOURCE else 1
    valeurs = [corrections.lire(entree, rang)[nom] for rang in range(max(n, 1))]
    return Phrase(
        "{nom} : {valeur}",
        nom=Phrase(CHAMPS_D_UNE_ENTREE[nom]),
        valeur=Liste([mots_de_la_valeur(nom, valeur) for valeur in valeurs]),
    )


def _demander(entree: Entree, nom: str) -> Any:
    """A value, by its choices when it has some; None removes it, when the entry may do without."""
    facultatif = nom not in GENRES[entree.genre].requises
    question = N_("La nouvelle valeur; sans réponse, aucune") if facultatif else N_("La nouvelle valeur")
    choix: dict[str, Sequence[Any]] = {
        "motif": tuple(MOTIFS.get(entree.genre, ())) if isinstance(entree.contenu, Evenement) else (),
        "etat": ETATS_ATTESTABLES,
        "reponse": oc.REPONSES,
        "region": tuple(REGIONS),
    }
    if nom in choix:
        return questions.choisir(question, choix[nom], partial(mots_de_la_valeur, nom), facultatif=facultatif)
    return questions.demander(question, oc.VALEURS[nom].genre, facultatif=facultatif)
