"""`concilier`: each public claim against the register, the latest first, the distance in words."""

from roriq_cli.domaine.bilan.conciliation import Confrontation
from roriq_cli.domaine.membres.modele import ChiffrePublie
from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.i18n import N_, Affichable, Commande, Liste, Phrase, Pluriel
from roriq_cli.rendu.sections.section import finie
from roriq_cli.rendu.texte.commun import INCONNUS_DE_CETTE_DATE, avis, bloc, document, entete, paragraphe, provenance
from roriq_cli.rendu.vues import VueConciliation

MONTREAL = RORIQ.region_a_part  # the keys of that file name it


def concilier(vue: VueConciliation) -> str:
    """One paragraph a claim; then what is possible when the latest one differs."""
    return document(
        bloc(None, [*entete(vue.contexte), *avis(vue.contexte)][:-1]),
        *(paragraphe(*comparer(c)) for c in reversed(vue.conciliation.comparaisons)),
        paragraphe(*suite(vue), provenance(vue.contexte)),
    )


def comparer(c: Confrontation) -> list[Affichable]:
    """What the page claims, what the register says, how each counts regions, the distance, what happened since."""
    lignes: list[Affichable] = [
        Phrase("{source} {registre}", source=finie(annonce(c.chiffre)), registre=_registre(c)),
        _regions(c),
        _distance(c),
    ]
    if c.ensuite:
        n, depuis = c.ensuite
        modele = (
            N_("Le registre a changé ensuite : il en compte {n} depuis le {le}.")
            if n
            else N_("Le registre a changé ensuite : il n'en compte aucun depuis le {le}.")
        )
        lignes.append(Phrase(modele, n=n, le=depuis))
    if c.inconnus:
        lignes.append(Pluriel(*INCONNUS_DE_CETTE_DATE, c.inconnus))
    return lignes


def annonce_complete(chiffre: ChiffrePublie) -> Phrase:
    """All that a claim says, on one line: « … annonce 24 organismes membres (14 juin 2027); 13 régions, … »."""
    dite = annonce(chiffre)
    if chiffre.regions is None:
        return dite
    modele = MONTREAL.annonces[chiffre.regions_comptent_montreal or ""]
    return Phrase(modele, annonce=dite, regions=_nombre_de_regions(chiffre.regions))


def annonce(chiffre: ChiffrePublie) -> Phrase:
    """« Le site du RORIQ annonce 24 organismes membres (14 juin 2027) », without its full stop."""
    membres = Pluriel("{n} organisme membre", "{n} organismes membres", chiffre.total)
    valeurs = {"source": chiffre.source.titre, "membres": membres, "le": _date(chiffre)}
    if chiffre.montreal is not None and chiffre.hors_montreal is not None:
        return Phrase(MONTREAL.annonce, montreal=chiffre.montreal, hors=chiffre.hors_montreal, **valeurs)
    return Phrase("{source} annonce {membres} ({le})", **valeurs)


def _date(chiffre: ChiffrePublie) -> Affichable:
    if chiffre.precision == "jour":
        return Phrase("{le}", le=chiffre.jour)
    return Phrase(
        N_("{annee}, année déduite") if chiffre.precision == "annee-inferee" else "{annee}", annee=chiffre.date
    )


def _registre(c: Confrontation) -> Affichable:
    """« Le registre en compte 23 depuis le 30 juin 2027. »; of a year, the day it is taken at is said."""
    n = c.compte.membres
    valeurs = {"n": n, "depuis": c.depuis, "le": c.jour}
    if c.depuis is None:
        return Phrase("Le registre n'en établit aucun le {le}.", **valeurs)
    if c.chiffre.precision == "jour":
        if not n:
            return Phrase("Le registre n'en compte aucun depuis le {depuis}.", **valeurs)
        return Phrase("Le registre en compte {n} depuis le {depuis}.", **valeurs)
    if c.annee_en_cours:
        return Phrase("L'année n'est pas finie : le {le}, le registre en compte {n}.", **valeurs)
    return Phrase("Le {le}, le registre en compte {n}, depuis le {depuis}.", **valeurs)


def _regions(c: Confrontation) -> Affichable:
    """How each counts regions; both numbers where they can be compared."""
    if c.chiffre.regions is None:
        return Phrase("La source ne donne pas de nombre de régions : elles ne sont pas comparées.")
    modele = MONTREAL.comparees[c.chiffre.regions_comptent_montreal or ""]
    if c.compte_montreal is None:
        return Phrase(modele, n=c.chiffre.regions)
    compte = next(e.registre for e in c.ecarts if e.quoi == "regions")
    return Phrase(modele, publie=_nombre_de_regions(c.chiffre.regions), compte=_nombre_de_regions(compte))


def _nombre_de_regions(n: int) -> Affichable:
    return Pluriel("{n} région", "{n} régions", n) if n else Phrase("aucune région")


def _distance(c: Confrontation) -> Affichable:
    """« Écart : 1 organisme membre de moins et 1 région de plus au registre. »"""
    ecarts = [e for e in c.ecarts if e.difference]
    if not ecarts:
        return Phrase("Les deux concordent.")
    dits = Liste(Pluriel(*_ECARTS[e.quoi, e.difference > 0], abs(e.difference)) for e in ecarts)
    return Phrase("Écart : {ecarts} au registre.", ecarts=dits)


_ECARTS: dict[tuple[str, bool], tuple[str, str]] = {
    ("total", True): (N_("{n} organisme membre de plus"), N_("{n} organismes membres de plus")),
    ("total", False): (N_("{n} organisme membre de moins"), N_("{n} organismes membres de moins")),
    **{("montreal", plus): (modele, modele) for plus, modele in MONTREAL.ecart.items()},
    ("hors_montreal", True): (N_("{n} de plus ailleurs"), N_("{n} de plus ailleurs")),
    ("hors_montreal", False): (N_("{n} de moins ailleurs"), N_("{n} de moins ailleurs")),
    ("regions", True): (N_("{n} région de plus"), N_("{n} régions de plus")),
    ("regions", False): (N_("{n} région de moins"), N_("{n} régions de moins")),
}


def suite(vue: VueConciliation) -> list[Affichable]:
    """What is possible: nothing when the latest claim agrees."""
    if vue.conciliation.derniere is None:
        return [
            Phrase(
                "Aucun chiffre publié n'est au registre. Pour en consigner un : {commande}",
                commande=Commande("concilier", "--ajouter"),
            )
        ]
    if vue.conciliation.concorde:
        return []
    return [
        Phrase("La phrase du registre, pour le site : {commande}", commande=Commande("rapport", "--phrase")),
        Phrase("Un chiffre plus récent à consigner : {commande}", commande=Commande("concilier", "--ajouter")),
    ]
