"""Whether one state of the register is a legal continuation of another: what a change may do, and what it may not.

Each rule's title, reason, remedy and example are in `catalogue_revue`; its sentence is here, with its data. What may
be in one file, whatever it was before, is `regles`'. Source: the contract's section on the registry (docs/revue.md).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from roriq_cli.domaine.genres.ajout_seul import comparer_listes, prolonge
from roriq_cli.domaine.genres.conduite import Couple, Regard
from roriq_cli.domaine.genres.constats import Anomalie
from roriq_cli.domaine.genres.territoire import regions_d_avant
from roriq_cli.domaine.membres.actes import phrase_de_l_expulsion
from roriq_cli.domaine.membres.criteres import REPONSES, admissibilite
from roriq_cli.domaine.membres.ecarts import phrase_du_doublon
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.listes import Listes
from roriq_cli.domaine.membres.modele import Etat, Evenement, Fait, ListeTcri, Organisme, RegionAnterieure, Reponse
from roriq_cli.domaine.membres.mots import mots_de_l_entree
from roriq_cli.domaine.membres.parcours import DANS_LE_RESEAU, etat_final, marcher
from roriq_cli.i18n import Duree, Liste, Phrase, Pluriel, quelques


def proposition(couple: Couple, regard: Regard) -> Iterator[Anomalie]:
    """What a review finds in the change of one organisation's file that is there afterwards."""
    avant, apres = couple
    ajoutes = apres.historique
    if avant is not None:
        ajoutes = comparer_listes("historique", avant.historique, apres.historique).ajouts
    yield from _admissions(avant, apres, ajoutes, regard.savoirs)
    yield from _remarques(apres, ajoutes, regard)


def suite(avant: Organisme, apres: Organisme) -> Iterator[Anomalie]:
    """A name or a region that changes leaves the old one among the former ones; the messages have no full stop."""
    noms, regions = (
        comparer_listes(champ, getattr(avant, champ), getattr(apres, champ)).ajouts
        for champ in ("noms_anterieurs", "regions_anterieures")
    )
    if apres.nom != avant.nom and avant.nom not in [n.nom for n in noms]:
        phrase = Phrase(
            "L'organisme {avant} se nomme désormais {apres}, et son ancien nom n'est pas conservé",
            avant=avant.nom,
            apres=apres.nom,
        )
        yield Anomalie("valeur-anterieure", ("nom",), phrase, apres.id)
    if apres.region != avant.region and avant.region not in [r.region for r in regions]:
        phrase = Phrase("L'organisme {nom} change de région, et l'ancienne n'est pas conservée", nom=apres.nom)
        yield Anomalie("valeur-anterieure", ("region",), phrase, apres.id)
    # A name whose last day is not known changes no past answer.
    dates = [n for n in noms if n.jusqu_au]
    porte_un_autre = (apres.nom, apres.sigle) != (avant.nom, avant.sigle)
    for champ, ajouts, suite in (
        ("noms_anterieurs", dates, _suite([n.nom for n in dates], avant.nom, apres.nom, repete=porte_un_autre)),
        (
            "regions_anterieures",
            regions,
            _suite([r.region for r in regions], avant.region, apres.region) or _selon_la_loi(regions, apres),
        ),
    ):
        if not suite:
            phrase = Phrase(
                "Pour l'organisme {nom}, {quoi} s'ajoute sans qu'un changement l'explique, et le passé serait un autre",
                nom=apres.nom,
                quoi=mots_de_l_entree(ajouts[-1]),
            )
            yield Anomalie("valeur-anterieure", (champ, len(getattr(apres, champ)) - 1), phrase, apres.id)


def doublon_change(avant: Organisme, apres: Organisme, _champs: tuple[str, ...]) -> Anomalie:
    """What a file says of its being a duplicate is said once: it takes an organisation out of every past count."""
    return Anomalie("fait-reecrit", ("doublon",), phrase_du_doublon(apres), apres.id)


def _selon_la_loi(regions: Sequence[RegionAnterieure], apres: Organisme) -> bool:
    """Whether each region is where the government had an MRC of the mandate, until the day on which it moved it."""
    mrc = apres.territoire.mrc if apres.territoire else ()
    alors = [(avant.region, avant.jusqu_au) for _nom, avant in regions_d_avant(mrc, apres.region)]
    return all((r.region, r.jusqu_au) in alors for r in regions)


def _suite(anciennes: list[str], avant: str, apres: str, *, repete: bool = False) -> bool:
    """Whether former values lead from the one before to the one after; `repete`: the same may follow itself."""
    if not anciennes:
        return True
    pas = list(pairwise([*anciennes, apres]))
    return anciennes[0] == avant and (repete or all(un != autre for un, autre in pas))


# How many moments of a proposal are tried: evidence may have come after the admission that it does not bear on.
MOMENTS = 12


def _admissions(
    avant: Organisme | None, apres: Organisme, ajoutes: Sequence[Evenement], listes: tuple[Listes, Listes]
) -> Iterator[Anomalie]:
    """An admission that is added is one that could be recorded, on the evidence there was at some moment of it."""
    connues = len(avant.attestations) if avant and prolonge(avant.attestations, apres.attestations) else 0
    premier = len(apres.historique) - len(ajoutes)
    cles = {o.tcri for o in (avant, apres) if o}
    for rang, e in enumerate(ajoutes, premier):
        if e.evenement is not Fait.ADHESION:
            continue
        etrangere = next((p.cle for p in (e.preuves or {}).values() if p.liste and p.cle not in cles), None)
        if etrangere is not None:
            phrase = Phrase(
                "L'organisme {nom} serait admis le {le} sur la clé « {cle} », qui n'est pas la sienne.",
                nom=apres.nom,
                le=e.date,
                cle=etrangere,
            )
            yield Anomalie("non-admissible", ("historique", rang, "preuves"), phrase, apres.id)
        elif not any(_admissible(moment, e.date, listes) for moment in _moments(avant, apres, connues)):
            resultat = admissibilite(apres, e.date, listes[1])
            manquant = next(x for x in resultat.examens if x.reponse is not Reponse.OUI)
            phrase = Phrase(
                "L'organisme {nom} n'est pas admissible le {le}, {question} : {reponse} ({raison}).",
                nom=apres.nom,
                le=e.date,
                question=Phrase(manquant.critere.question),
                reponse=Phrase(REPONSES[manquant.reponse]),
                raison=manquant.raison,
            )
            yield Anomalie("non-admissible", ("historique", rang, "preuves"), phrase, apres.id)


def _moments(avant: Organisme | None, apres: Organisme, connues: int) -> Iterator[Organisme]:
    """The organisation with all the evidence that is added, then with the first of it only; with either key."""
    tailles = [len(apres.attestations), *range(connues, min(connues + MOMENTS, len(apres.attestations)))]
    for taille in tailles:
        moment = apres._replace(attestations=apres.attestations[:taille])
        yield moment
        if avant and avant.tcri != apres.tcri:
            yield moment._replace(tcri=avant.tcri)


def _admissible(organisme: Organisme, jour: date, listes: tuple[Listes, Listes]) -> bool:
    return any(admissibilite(organisme, jour, lues).verdict == "admissible" for lues in listes)


def _remarques(apres: Organisme, ajoutes: Sequence[Evenement], regard: Regard) -> Iterator[Anomalie]:
    """What a person must look at in the facts that are added; it never changes the verdict."""
    premier = len(apres.historique) - len(ajoutes)
    expulsion: Evenement | None = None
    for rang, e in enumerate(apres.historique):
        if e.evenement is Fait.EXPULSION:
            expulsion = e
        if rang < premier:
            continue
        valeurs = {"nom": apres.nom, "fait": Phrase(FAITS[e.evenement].le), "le": e.date}
        if e.evenement is not Fait.REPRISE and (regard.jour - e.date).days > regard.seuil:
            yield Anomalie(
                "saisie-tardive",
                ("historique", rang, "date"),
                Phrase(
                    "Pour l'organisme {nom}, {fait} du {le} arrive au registre {duree} après son effet.",
                    duree=Duree((regard.jour - e.date).days),
                    **valeurs,
                ),
                apres.id,
            )
        if e.decision and e.decision.date > e.date:
            yield Anomalie(
                "decision-tardive",
                ("historique", rang, "decision", "date"),
                Phrase(
                    "Pour l'organisme {nom}, {fait} du {le} vient d'une décision du {decision}, plus tard que son "
                    "effet.",
                    decision=e.decision.date,
                    **valeurs,
                ),
                apres.id,
            )
        if e.evenement is Fait.DEMANDE and expulsion and (phrase := phrase_de_l_expulsion(apres.nom, expulsion)):
            yield Anomalie("retour-apres-expulsion", ("historique", rang, "evenement"), phrase, apres.id)


def fiche_retiree(avant: Organisme | None, id: str, ailleurs: str | None) -> Anomalie:
    """A file that is there no more; `ailleurs`: the file that has its content now."""
    nom = avant.nom if avant else id
    if ailleurs:
        phrase = Phrase(
            "La fiche {id} (organisme {nom}) se nomme désormais {ailleurs}.", id=id, nom=nom, ailleurs=ailleurs
        )
    else:
        phrase = Phrase("La fiche {id} (organisme {nom}) n'est plus au registre.", id=id, nom=nom)
    return Anomalie("fiche-retiree", (), phrase, id)


def liste_reecrite(avant: ListeTcri, apres: ListeTcri, champs: tuple[str, ...]) -> Anomalie:
    """A TCRI list that is no longer what it was: which of its `champs` changed, and how many rows."""
    anciennes, nouvelles = ({m.cle: m for m in liste.membres} for liste in (avant, apres))
    n = sum(anciennes.get(cle) != nouvelles.get(cle) for cle in {*anciennes, *nouvelles})
    autres = [champ for champ in champs if champ != "membres"]
    quoi = [*autres, *([Pluriel("{n} ligne", "{n} lignes", n)] if n or not autres else [])]
    phrase = Phrase("La liste de la TCRI {id} n'est plus la même : {quoi}", id=apres.id, quoi=Liste(quoi))
    return Anomalie("liste-reecrite", (), phrase, apres.id)


def liste_retiree(avant: ListeTcri | None, id: str, ailleurs: str | None) -> Anomalie:
    """A TCRI list that is there no more."""
    return Anomalie("liste-reecrite", (), Phrase("La liste de la TCRI {id} n'est plus au registre.", id=id), id)


DEPARTS_PERMIS = 2
_PARTIS = (Etat.RETIRE, Etat.EXPULSE, Etat.FERME)


def _part(avant: Organisme, apres: Organisme) -> bool:
    """Whether an organisation of the network leaves it, whatever comes next."""
    if etat_final(avant) not in DANS_LE_RESEAU:
        return False
    pas = list(marcher(apres.historique))[len(avant.historique) :]
    partie = any(p.avant in DANS_LE_RESEAU and p.apres in _PARTIS for p in pas)
    return partie or etat_final(apres) not in DANS_LE_RESEAU


def departs_nombreux(couples: Sequence[Couple], membres: int) -> Anomalie | None:
    """More than two organisations of the network leave at once, and more than a quarter of its `membres`."""
    partis = [apres for avant, apres in couples if avant and apres and _part(avant, apres)]
    if len(partis) <= DEPARTS_PERMIS or 4 * len(partis) <= membres:
        return None
    return Anomalie(
        "departs-nombreux",
        (),
        Phrase(
            "Sur {membres} organismes membres, {n} s'en vont d'un coup : {noms}.",
            membres=membres,
            n=len(partis),
            noms=Liste(quelques([o.nom for o in partis])),
        ),
    )
