"""`corriger`: one past entry changed or removed, with a reason; what is recorded is never rewritten on the quiet."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Annotated, Any, NamedTuple

import typer

from roriq_cli.cli import questions, types
from roriq_cli.cli.cibles import doublon_nomme, genre_designe
from roriq_cli.cli.ecrire import options_actes as o, options_correction as oc
from roriq_cli.cli.seance import Justification, Options, Seance, ouvrir
from roriq_cli.domaine import corrections
from roriq_cli.domaine.genres.entrees import Cible, Corrigeables, Entree, GenreDEntree, avec, drapeau
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.corrections import SOURCE, avec_l_anterieur, source_nommee
from roriq_cli.domaine.membres.ecarts import ote_un_nom
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import Evenement, Organisme
from roriq_cli.domaine.membres.phrases import mots_de_la_source
from roriq_cli.domaine.protection import Savoirs
from roriq_cli.errors import Refus, Usage
from roriq_cli.i18n import N_, Commande, Liste, Phrase
from roriq_cli.registre import ecriture


def corriger(
    ctx: typer.Context,
    organisme: o.Organisme,
    v: Annotated[dict[str, Any], oc.options()],
    opts: o.Ecriture,
) -> None:
    """Change or remove one past entry of the append-only lists, with a reason."""
    du, rang, raison, retirer, de_la_source = (v[nom] for nom in ("du", "rang", "raison", "retirer", "de_la_source"))
    genre = genre_designe(organisme)
    nommees, valeurs = oc.donnees(v)
    if v["doublon"] is not None:
        _reprendre_le_doublon(ctx, organisme, v, opts)
        return
    if v["ajouter"]:
        _ajouter(ctx, organisme, nommees, v, valeurs, opts)
        return
    cible = _cible(genre, nommees, du, rang)
    sorte = corrections.genre_de_l_entree(genre, cible.champ, cible.nom) if cible else None
    demande = CorrectionVoulue(opts, genre, valeurs, de_la_source, retirer)
    _verifier_usage(demande, sorte)
    opts.exiger(("ORGANISME", organisme), (QUELLE, cible), ("--raison", raison))
    seance = ouvrir(ctx, opts)
    fiche = seance.fiche(genre, organisme)
    entree = corrections.trouver(genre, fiche, cible) if cible else _choisir_l_entree(genre, fiche)
    _verifier_usage(demande, entree.genre)
    retiree = retirer or not (valeurs or _changer())
    apres = avec(fiche, entree) if retiree else _corrigee(demande, fiche, entree)
    if apres == fiche:
        seance.conclure(fiche, apres, seance.aujourd_hui, genre=genre)
        return
    corrections.verifier(genre, fiche, apres, entree, seance.aujourd_hui, Savoirs(seance.chargement.registre))
    raison = raison or str(questions.demander(N_("La raison de la correction, en une ligne"), types.note()))
    avertissement = corrections.verifier_raison(raison)
    correction = Justification(raison, tuple(corrections.corrigeables(genre).effets(fiche, apres)))
    reste = CE_QUI_RESTE if genre is ORGANISME and ote_un_nom(fiche, apres) else None
    seance.conclure(fiche, apres, seance.aujourd_hui, (avertissement, reste), correction, genre)


CE_QUI_RESTE = Phrase(
    "si ce qui y était nomme une personne, il n'est plus dans la fiche, mais reste dans l'histoire du registre, sur "
    "cet ordinateur et partout où il a été envoyé. Ce qui peut être fait est dans docs/donnees.md, « Un nom est "
    "entré »."
)


def _ajouter(
    ctx: typer.Context,
    organisme: str | None,
    nommees: dict[str, str],
    v: dict[str, Any],
    valeurs: dict[str, Any],
    opts: Options,
) -> None:
    """Add a former name or region that the file forgot; it takes its place among the others by its last day."""
    if len(nommees) != 1 or not set(nommees) <= {"noms_anterieurs", "regions_anterieures"}:
        raise Usage(Phrase("--ajouter va avec --nom-anterieur ou --region-anterieure : ce qui est à ajouter."))
    ((champ, mot),) = nommees.items()
    permises = {"sigle", "jusqu_au"} if champ == "noms_anterieurs" else {"jusqu_au"}
    if v["du"] or v["rang"] or v["retirer"] or v["de_la_source"] or set(valeurs) - permises:
        raise Usage(Phrase("--ajouter ne prend que {drapeaux}.", drapeaux=Liste(map(drapeau, sorted(permises)))))
    requises = [("--jusqu-au", valeurs.get("jusqu_au"))] if champ == "regions_anterieures" else []
    opts.exiger(("ORGANISME", organisme), *requises, ("--raison", v["raison"]))
    seance = ouvrir(ctx, opts)
    fiche = seance.organisme(organisme)
    jusqu_au = valeurs.get("jusqu_au")
    if champ == "regions_anterieures" and jusqu_au is None:
        jusqu_au = questions.demander(N_("Le dernier jour dans cette région"), types.TypeDate())
    apres = avec_l_anterieur(fiche, champ, mot, jusqu_au, valeurs.get("sigle"))
    raison = v["raison"] or str(questions.demander(N_("La raison de la correction, en une ligne"), types.note()))
    avertissement = corrections.verifier_raison(raison)
    correction = Justification(raison, tuple(corrections.corrigeables(ORGANISME).effets(fiche, apres)))
    seance.conclure(fiche, apres, seance.aujourd_hui, (avertissement,), correction)


def _reprendre_le_doublon(ctx: typer.Context, organisme: str | None, v: dict[str, Any], opts: Options) -> None:
    """A file that was said to be a duplicate is none: it counts again, as it did."""
    if v["doublon"].strip():
        raise Usage(
            Phrase(
                '--doublon se vide ici (""). Pour dire qu\'une fiche est un doublon : {commande}',
                commande=Commande("doublon"),
            )
        )
    opts.exiger(("ORGANISME", organisme), ("--raison", v["raison"]))
    seance = ouvrir(ctx, opts)
    fiche = doublon_nomme(seance.chargement, str(organisme))
    if fiche is None:
        connue = seance.organisme(organisme)
        raise Refus(
            Phrase("La fiche {id} n'est le doublon d'aucune autre.", id=connue.id),
            Phrase("Ce qu'elle contient : {commande}", commande=Commande("afficher", connue.id)),
        )
    ecriture.verifier_fiches(seance.racine, ORGANISME.chemin(fiche.id))
    raison = v["raison"] or str(questions.demander(N_("La raison de la correction, en une ligne"), types.note()))
    conclure_le_doublon(seance, fiche, fiche._replace(doublon=None), raison)


class CorrectionVoulue(NamedTuple):
    """What the command line asks for, once the entry is named."""

    options: Options
    genre: Genre
    valeurs: dict[str, Any]
    de_la_source: str | None
    retirer: bool


QUELLE = N_("l'entrée à corriger (--evenement, --attestation, --nom-anterieur ou --region-anterieure)")


def _cible(genre: Genre, nommees: dict[str, str], du: date | None, rang: int | None) -> Cible | None:
    """The entry as it is named on the command line; None when it is to be asked for."""
    if len(nommees) > 1:
        raise Usage(
            Phrase(
                "Une correction touche une seule entrée : {drapeaux}.",
                drapeaux=Liste([corrections.drapeau_de(genre, champ) for champ in nommees], N_("ou")),
            )
        )
    if not nommees and (du or rang):
        raise Usage(
            Phrase("--du et --rang accompagnent --evenement, --attestation, --nom-anterieur ou --region-anterieure.")
        )
    for champ in nommees:
        if champ not in genre.ajout_seul:
            raise Usage(
                Phrase(
                    "Cette fiche n'a pas de liste {drapeau}. Les siennes : {drapeaux}.",
                    drapeau=drapeau(champ),
                    drapeaux=Liste([corrections.drapeau_de(genre, c) for c in genre.ajout_seul]),
                )
            )
    return next((Cible(champ, mot, du, rang) for champ, mot in nommees.items()), None)


def _verifier_usage(demande: CorrectionVoulue, sorte: GenreDEntree | None) -> None:
    """An entry is removed or changed, and changed in what its kind (None: not known yet) has."""
    if demande.retirer and (demande.valeurs or demande.de_la_source):
        raise Usage(Phrase("--retirer ôte de la fiche tout ce qui est nommé : aucune autre valeur ne l'accompagne."))
    if sorte is None:
        return
    if demande.de_la_source and "source_titre" not in sorte.valeurs:
        raise Usage(Phrase("--de-la-source n'a pas sa place pour {quoi}.", quoi=Phrase(sorte.nom)))
    if mal_dit := corrections.mal_dit(demande.genre, sorte, demande.valeurs):
        raise Usage(mal_dit)
    if not demande.valeurs and not demande.retirer and not demande.options.terminal:
        raise Usage(
            Phrase(
                "Il manque ce qui est à corriger : --retirer, ou une nouvelle valeur ({drapeaux}).",
                drapeaux=Liste(map(drapeau, sorte.valeurs), N_("ou")),
            )
        )


def _choisir_l_entree(genre: Genre, fiche: Any) -> Entree:
    choix, mots = corrections.entrees(genre, fiche), genre.comportement.mots
    if not choix:
        raise Refus(
            Phrase("{fiche} n'a encore aucune entrée à corriger.", fiche=Phrase(mots.fiche, nom=mots.nom(fiche))),
            corrections.ce_qu_elle_contient(genre, fiche),
        )
    entree = questions.choisir(N_("L'entrée à corriger"), choix, lambda e: mots.dire(fiche, e.contenu))
    assert entree is not None
    return entree


_CHANGER, _RETIRER = N_("changer une valeur"), N_("l'ôter de la fiche : elle y a été mise par erreur")


def _changer() -> bool:
    """Whether the entry is changed, rather than removed."""
    return questions.choisir(N_("Ce qui est à faire"), (_CHANGER, _RETIRER), Phrase) == _CHANGER


def _corrigee(demande: CorrectionVoulue, fiche: Any, entree: Entree) -> Any:
    """`fiche` with the values given; what is missing of them is asked for."""
    opts, genre, valeurs, de_la_source, _retirer = demande
    propres = corrections.corrigeables(genre)
    if not valeurs:
        valeurs = _demander_les_valeurs(propres, entree)
    rang = 0
    if de_la_source or any(nom in valeurs for nom in SOURCE if nom in entree.genre.valeurs):
        rang = _la_source(opts, fiche, entree, de_la_source)
    manquantes = propres.manquantes(entree, valeurs, rang)
    opts.exiger(*((drapeau(nom), None) for nom in manquantes))
    for nom in manquantes:
        valeurs = valeurs | {nom: _demander(propres, entree, nom)}
    if mal_dit := corrections.mal_dit(genre, entree.genre, valeurs):
        raise Usage(mal_dit)
    return corrections.corriger(genre, fiche, entree, valeurs, rang)


def _la_source(opts: Options, fiche: Organisme, entree: Entree, nom: str | None) -> int:
    """Which source of the event is corrected."""
    sources = entree.contenu.source if isinstance(entree.contenu, Evenement) else ()
    if nom is None and len(sources) > 1 and opts.terminal:
        rang = questions.choisir(
            N_("La source à corriger"), range(len(sources)), lambda n: mots_de_la_source(sources[n])
        )
        assert rang is not None
        return rang
    return source_nommee(fiche, entree, nom)


def _demander_les_valeurs(propres: Corrigeables, entree: Entree) -> dict[str, Any]:
    """At a terminal: which value, then what it becomes; as many as one likes."""

    def noms(nom: str) -> Sequence[str]:
        return (nom, str(Phrase(propres.mots.get(nom, nom))))

    valeurs: dict[str, Any] = {}
    question = N_("La valeur à changer")
    while restent := [nom for nom in entree.genre.valeurs if nom not in valeurs]:
        nom = questions.choisir(
            question, restent, lambda n: _nom_et_valeur(propres, entree, n), facultatif=bool(valeurs), noms=noms
        )
        if nom is None:
            break
        valeurs[nom] = _demander(propres, entree, nom)
        question = N_("Une autre valeur à changer; sans réponse, aucune")
    return valeurs


def _nom_et_valeur(propres: Corrigeables, entree: Entree, nom: str) -> Phrase:
    """« date : 1er juin 2026 »; of several sources, what each says."""
    e = entree.contenu
    n = len(e.source) if isinstance(e, Evenement) and nom in SOURCE else 1
    valeurs = [propres.lire(e, rang)[nom] for rang in range(max(n, 1))]
    return Phrase(
        "{nom} : {valeur}",
        nom=Phrase(propres.mots.get(nom, nom)),
        valeur=Liste([propres.valeur(nom, valeur) for valeur in valeurs]),
    )


def _demander(propres: Corrigeables, entree: Entree, nom: str) -> Any:
    """A value, by its choices when it has some; None removes it, when the entry may do without."""
    facultatif = nom not in entree.genre.requises
    question = N_("La nouvelle valeur; sans réponse, aucune") if facultatif else N_("La nouvelle valeur")
    choix = entree.genre.choix.get(nom)
    if choix is not None:
        return questions.choisir(question, choix, partial(propres.valeur, nom), facultatif=facultatif)
    return questions.demander(question, oc.valeurs()[nom].genre, facultatif=facultatif)


def doublon(
    ctx: typer.Context,
    organisme: o.Organisme,
    de: Annotated[str | None, oc.DoublonDe],
    raison: Annotated[str | None, oc.RaisonDuDoublon],
    opts: o.Ecriture,
) -> None:
    """Say that a file is another's duplicate: it counts nowhere any more, on any day."""
    opts.exiger(("ORGANISME", organisme), ("--de", de), ("--raison", raison))
    seance = ouvrir(ctx, opts)
    fiche = seance.organisme(organisme)
    autre = seance.organisme(de)
    raison = raison or str(questions.demander(N_("Pourquoi c'est le même organisme, en une ligne"), types.note()))
    apres = actes.dire_doublon(fiche, autre, raison, seance.aujourd_hui)
    conclure_le_doublon(seance, fiche, apres, raison)


def conclure_le_doublon(seance: Seance, avant: Organisme, apres: Organisme, raison: str) -> None:
    """Record that a file is a duplicate, or that it is none: a correction, with what it does to every count."""
    avertissement = corrections.verifier_raison(raison)
    justification = Justification(raison, tuple(corrections.corrigeables(ORGANISME).effets(avant, apres)))
    seance.conclure(avant, apres, seance.aujourd_hui, (avertissement,), justification)
