"""The sections of the report on what happened in its period, and what is to come.

What is known to the month or to the year only is counted on its first day, and said.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from roriq_cli.domaine.bilan.anciennete import annees_entieres
from roriq_cli.domaine.bilan.periode import Demande, Depart, Mouvement, MouvementsDePeriode
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.modele import Evenement, Fait, Organisme, Precision
from roriq_cli.domaine.membres.parcours import noms_au
from roriq_cli.domaine.membres.phrases import PhraseFait
from roriq_cli.i18n import N_, Affichable, Liste, Phrase, Pluriel, _
from roriq_cli.rendu.donnees.commun import champs, entree, ids, mouvements
from roriq_cli.rendu.sections import reseau
from roriq_cli.rendu.sections.section import Grille, Section, comptees, finie
from roriq_cli.rendu.vues import VueRapport


def periode(vue: VueRapport) -> Iterator[Section]:
    """From the size the day before to the size at the end, then who left and every event."""
    p, titre = vue.rapport.periode, Phrase("Faits de la période")
    yield Section(
        _titre_de_la_periode(vue),
        "periode",
        Phrase("Période"),
        tableau=_compte(p),
        suite=_suites_en_phrases(p),
        annexes=[
            _dates(Phrase("Arrivées"), [(m.evenement.date.isoformat(), _arrivee(m, vue)) for m in p.arrivees]),
            _dates(Phrase("Départs"), [(d.evenement.date.isoformat(), _depart(d, vue)) for d in p.departs]),
            _dates(Phrase("Ce qu'une source établit (ce ne sont pas des arrivées)"), _faits(p.reprises, vue)),
            _dates(titre, _faits(p.mouvements, vue), _resume(titre, p.mouvements)),
        ],
    )


def donnees_de_la_periode(vue: VueRapport) -> dict[str, Any]:
    """What happened from `du` to `au`, data only; the sentences are in `mouvements`."""
    p, au = vue.rapport.periode, vue.rapport.composition.au

    def qui(o: Organisme, e: Evenement) -> dict[str, Any]:
        return {"id": o.id, "nom": noms_au(o, au), "date": e.date}

    def demandes(trouvees: Sequence[Demande]) -> list[dict[str, Any]]:
        return [
            {
                **qui(d.organisme, d.demande),
                "suite": d.suite.evenement if d.suite else None,
                "suite_le": d.suite.date if d.suite else None,
            }
            for d in trouvees
        ]

    dite = {
        **champs(p, "du", "au"),
        "membres_avant": p.avant,
        "membres_apres": p.apres,
        "variation": p.variation,
        "arrivees": [qui(*m) for m in p.arrivees],
        "departs": [
            {
                **qui(d.organisme, d.evenement),
                "evenement": d.evenement.evenement,
                **entree(d.entree),
                "annees": annees_entieres(d.entree.date, d.evenement.date),
                "compte": d.compte,
            }
            for d in p.departs
        ],
        "suspensions": [qui(*m) for m in p.suspensions],
        "prolongations": [qui(*m) for m in p.prolongations],
        "levees": [qui(*m) for m in p.levees],
        "demandes": demandes(p.demandes),
        "demandes_anterieures": demandes(p.demandes_anterieures),
        "reprises": [{**qui(*m), **champs(m.evenement, "date_precision", "etat")} for m in p.reprises],
        "inconnus_avant": ids(p.inconnus_avant),
    }
    return {"periode": dite, "mouvements": mouvements(p.mouvements)}


def a_venir(vue: VueRapport) -> Iterator[Section]:
    """What is announced or decided."""
    titre, annonces = Phrase("À venir"), vue.rapport.a_venir
    if annonces:
        tableau = _dates(Phrase("Ce qui est annoncé ou décidé"), _faits(annonces, vue))
        yield Section(titre, "a-venir", ecran=_resume(titre, annonces), tableau=tableau)


def _dates(titre: Affichable, lignes: Sequence[tuple[str, Affichable]], ecran: Affichable | None = None) -> Grille:
    return Grille(titre, (Phrase("Date"), Phrase("Fait")), lignes, datee=True, titre_ecran=ecran)


def _resume(titre: Affichable, mouvements: Sequence[Mouvement]) -> Affichable:
    """« À venir (retrait : 1) »."""
    nombres = Counter(_(FAITS[m.evenement.evenement].nom) for m in mouvements)
    resume = ", ".join(str(Phrase("{fait} : {n}", fait=mot, n=n)) for mot, n in nombres.items())
    return Phrase("{titre} ({resume})", titre=titre, resume=resume)


def _titre_de_la_periode(vue: VueRapport) -> Affichable:
    """« Du 2 juillet 2015 au 1er juillet 2016 inclusivement (douze mois) »."""
    p = vue.rapport.periode
    if vue.rapport.douze_mois:
        return Phrase("Du {du} au {au} inclusivement (douze mois)", du=p.du, au=p.au)
    if p.du == p.au:
        return Phrase("Le {au}", au=p.au)
    return Phrase("Du {du} au {au} inclusivement", du=p.du, au=p.au)


def _compte(p: MouvementsDePeriode) -> Grille:
    """From the size the day before to the size at the end: each row but the first and the last is a step."""
    comptes = Counter(d.evenement.evenement for d in p.departs if d.compte)
    pas = (
        (N_("Arrivées"), len(p.arrivees), True),
        (N_("Suspensions levées"), len(p.levees), False),
        (N_("Membres établis par une source (ce ne sont pas des arrivées)"), len(p.reprises_membres), False),
    )
    rangs: list[tuple[Affichable, str]] = [(Phrase("Organismes membres la veille"), str(p.avant))]
    rangs += [(Phrase(quoi), _signe(n)) for quoi, n, toujours in pas if n or toujours]
    rangs += [(_departs(len(p.departs) - comptes.total()), _signe(-comptes.total()))]
    sortes = [(Phrase(mots), str(comptes[fait])) for fait, mots in _SORTES.items() if comptes[fait]]
    suspensions = [(Phrase("Suspensions"), _signe(-len(p.suspensions)))] if p.suspensions else []
    fin = Phrase("Organismes membres à la fin (variation nette : {n})", n=_signe(p.variation))
    return Grille(
        Phrase("De la veille à la fin de la période"),
        (Phrase("Ce qui change"), Phrase("Nombre")),
        [*rangs, *sortes, *suspensions, (fin, str(p.apres))],
        (1,),
        tuple(range(len(rangs), len(rangs) + len(sortes))),
        total=True,
    )


def _departs(suspendus: int) -> Affichable:
    """The row of departures: one who was suspended leaves the network, not its size."""
    if not suspendus:
        return Phrase("Départs")
    return Pluriel(
        "Départs (en plus : {n} organisme déjà suspendu, qui n'était plus compté)",
        "Départs (en plus : {n} organismes déjà suspendus, qui n'étaient plus comptés)",
        suspendus,
    )


# The ways to leave the network: the organisation's own act, the network's, or the end of its activities.
_SORTES = {Fait.RETRAIT: N_("retraits"), Fait.EXPULSION: N_("expulsions"), Fait.FERMETURE: N_("fermetures")}


def _signe(n: int) -> str:
    return f"{n:+d}" if n else "0"


def _suites_en_phrases(p: MouvementsDePeriode) -> list[Affichable]:
    """Applications and what became of them, extended suspensions, and what is known imprecisely or not."""
    lignes = [
        _suites(N_("{n} demande reçue"), N_("{n} demandes reçues"), p.demandes) or Phrase("Aucune demande reçue."),
        _suites(N_("Demande déjà en cours"), N_("Demandes déjà en cours"), p.demandes_anterieures),
    ]
    return [ligne for ligne in lignes if ligne] + comptees(
        (len(p.prolongations), N_("{n} suspension prolongée."), N_("{n} suspensions prolongées.")),
        (
            len(p.reprises_imprecises),
            N_("{n} état établi par une source n'est connu qu'au mois ou à l'année : il est compté du premier jour."),
            N_(
                "{n} états établis par une source ne sont connus qu'au mois ou à l'année : ils sont comptés du premier "
                "jour."
            ),
        ),
        (
            len(p.inconnus_avant),
            N_("De {n} organisme, rien n'est connu la veille : la première source vient après."),
            N_("De {n} organismes, rien n'est connu la veille : la première source vient après."),
        ),
    )


_SUITES: dict[Fait | None, tuple[str, str]] = {
    Fait.ADHESION: (N_("{n} admise"), N_("{n} admises")),
    Fait.REFUS: (N_("{n} refusée"), N_("{n} refusées")),
    Fait.CLASSEMENT_SANS_SUITE: (N_("{n} classée sans suite"), N_("{n} classées sans suite")),
    Fait.RETRAIT: (N_("{n} retirée"), N_("{n} retirées")),
    Fait.FERMETURE: (N_("{n} close par une fermeture"), N_("{n} closes par une fermeture")),
    None: (N_("{n} en attente"), N_("{n} en attente")),
}


def _suites(une: str, plusieurs: str, demandes: Sequence[Demande]) -> Affichable | None:
    """« 3 demandes reçues : 2 admises et 1 en attente. »"""
    suites = Counter(d.suite.evenement if d.suite else None for d in demandes)
    dites = Liste(Pluriel(*modeles, suites[fait]) for fait, modeles in _SUITES.items() if suites[fait])
    return Phrase("{n} : {suites}.", n=Pluriel(une, plusieurs, len(demandes)), suites=dites) if demandes else None


def _arrivee(m: Mouvement, vue: VueRapport) -> Affichable:
    """« Relais Exemple (Shawinigan) »."""
    au = vue.rapport.composition.au
    nom, ville = noms_au(m.organisme, au), reseau.ville_au(m.organisme, au)
    return Phrase(N_("{nom} ({ville})") if ville else "{nom}", nom=nom, ville=ville)


def _depart(d: Depart, vue: VueRapport) -> Affichable:
    """« Relais Exemple : retrait, après 2 ans dans le réseau »; of one that was suspended, that it was not counted."""
    annees = annees_entieres(d.entree.date, d.evenement.date)
    if d.entree.date_precision is Precision.AU_PLUS_TARD:
        duree: Affichable = Pluriel("au moins {n} an", "au moins {n} ans", annees)
    else:
        duree = Pluriel("{n} an", "{n} ans", annees) if annees else Phrase("moins d'un an")
    modele = (
        N_("{nom} : {fait}, après {duree} dans le réseau")
        if d.compte
        else N_("{nom} : {fait}, après {duree} dans le réseau (déjà suspendu, il n'était plus compté)")
    )
    return Phrase(
        modele,
        nom=noms_au(d.organisme, vue.rapport.composition.au),
        fait=Phrase(FAITS[d.evenement.evenement].nom),
        duree=duree,
    )


def _faits(mouvements: Sequence[Mouvement], vue: VueRapport) -> list[tuple[str, Affichable]]:
    """Each event's day and sentence, with the name that the organisation has on the day of the report."""
    au = vue.rapport.composition.au
    return [
        (m.evenement.date.isoformat(), finie(PhraseFait(noms_au(m.organisme, au), m.evenement))) for m in mouvements
    ]
