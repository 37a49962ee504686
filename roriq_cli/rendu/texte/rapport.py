"""`rapport` on a screen: sentences, then where the network is, what the period changed, what is missing."""

from collections.abc import Sequence

from roriq_cli.domaine.bilan.a_faire import AFaire
from roriq_cli.domaine.bilan.periode import Mouvement
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.territoire import REGIONS
from roriq_cli.i18n import Affichable, Phrase, _
from roriq_cli.rendu import rapport as dit
from roriq_cli.rendu.texte.commun import avis, entete, ligne_a_faire, paragraphe, tableau_sans_entete
from roriq_cli.rendu.vues import VueRapport

BARRE = 40  # columns of the longest bar, where one mark a member would be longer


def rapport(vue: VueRapport) -> str:
    """The public sentences, then regions, states, files, the period, what is missing, and the revision."""
    reserves = dit.reserves(vue)
    blocs = [
        paragraphe(*entete(vue.contexte), *avis(vue.contexte), *dit.phrases(vue)),
        paragraphe(*reserves) if reserves else "",
        _par_region(vue),
        _par_etat(vue),
        _fiche_actuelle(vue),
        _mrc(vue),
        _periode(vue),
        _anciennete(vue),
        _faits(_resume(Phrase("À venir"), vue.rapport.a_venir), dit.faits(vue.rapport.a_venir, vue)),
        _manques(vue.rapport.a_faire),
        paragraphe(dit.provenance(vue.contexte)),
    ]
    return "\n".join(bloc for bloc in blocs if bloc)


def _par_region(vue: VueRapport) -> str:
    regions = vue.rapport.composition.regions
    if not regions:
        return ""
    plus = max(regions.values())
    lignes = [(code, REGIONS[code].nom, n, barre(n, plus)) for code, n in regions.items()]
    return paragraphe(_("Organismes membres par région"), tableau_sans_entete(lignes), *dit.lieux(vue))


def barre(n: int, plus: int) -> str:
    """A mark a member; of a network with more than `BARRE` in one region, its share of the longest bar."""
    return "#" * (n if plus <= BARRE else max(1, round(n * BARRE / plus)))


def _par_etat(vue: VueRapport) -> str:
    lignes = dit.etats(vue)
    return paragraphe(_("Par état"), tableau_sans_entete(lignes)) if lignes else ""


def _fiche_actuelle(vue: VueRapport) -> str:
    lignes = dit.fiche_actuelle(vue)
    return paragraphe(Phrase(dit.FICHE_ACTUELLE), tableau_sans_entete(lignes)) if lignes else ""


def _mrc(vue: VueRapport) -> str:
    phrases, lignes = dit.mrc(vue)
    if not phrases:
        return ""
    return paragraphe(_("MRC non desservies, selon la fiche actuelle"), *_retrait(phrases), _rangees(lignes))


def _periode(vue: VueRapport) -> str:
    p = vue.rapport.periode
    compte = [(f"  {r.quoi}" if r.detail else r.quoi, r.nombre) for r in dit.compte(vue)]
    blocs = [
        paragraphe(dit.titre_de_la_periode(vue), tableau_sans_entete(compte), *_retrait(dit.suites_de_la_periode(vue))),
        _faits(Phrase("Départs"), dit.departs(vue)),
        _faits(Phrase("Ce qu'une source établit (ce ne sont pas des arrivées)"), dit.faits(p.reprises, vue)),
        _faits(_resume(Phrase("Faits de la période"), p.mouvements), dit.faits(p.mouvements, vue)),
    ]
    return "\n".join(bloc for bloc in blocs if bloc)


def _resume(titre: Affichable, mouvements: Sequence[Mouvement]) -> Affichable:
    """« À venir (retrait : 1) »."""
    nombres: dict[str, int] = {}
    for m in mouvements:
        mot = _(FAITS[m.evenement.evenement].nom)
        nombres[mot] = nombres.get(mot, 0) + 1
    resume = ", ".join(str(Phrase("{fait} : {n}", fait=mot, n=n)) for mot, n in nombres.items())
    return Phrase("{titre} ({resume})", titre=titre, resume=resume)


def _anciennete(vue: VueRapport) -> str:
    lignes, phrases = dit.anciennete(vue)
    if not lignes and not phrases:
        return ""
    return paragraphe(_("Ancienneté des organismes membres"), _rangees(lignes), *_retrait(phrases))


def _faits(titre: Affichable, faits: Sequence[tuple[str, Affichable]]) -> str:
    """A day is ten columns: nothing has to be measured, and there may be thousands."""
    return paragraphe(titre, *(f"  {le}  {fait}" for le, fait in faits)) if faits else ""


def _rangees(lignes: Sequence[Sequence[object]]) -> str | None:
    return tableau_sans_entete(lignes) if lignes else None


def _retrait(phrases: Sequence[Affichable]) -> list[str]:
    return [f"  {p}" for p in phrases]


def _manques(a_faire: Sequence[AFaire]) -> str:
    return paragraphe(_("Ce qui manque"), *(f"  - {_manque(a)}" for a in a_faire)) if a_faire else ""


def _manque(a: AFaire) -> Affichable:
    """« 3 fiches sans ville (a, b, c) : roriq lister --a-faire sans-ville »."""
    if not a.ids:
        return ligne_a_faire(a)
    ids = ", ".join(a.ids[:5]) + (", …" if len(a.ids) > 5 else "")
    return Phrase("{phrase} ({ids}) : {commande}", phrase=a.phrase, ids=ids, commande=a.commande)
