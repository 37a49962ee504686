"""Whether one state of the register is a legal continuation of another: what a change may do, and what it may not.

Each rule's title, reason, remedy and example are in `catalogue_revue`; its sentence is here, with its data. What may
be in one file, whatever it was before, is `regles`'. Source: the contract's section on the registry (docs/revue.md).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from roriq_cli.domaine.genres.constats import Anomalie
from roriq_cli.domaine.membres.actes import phrase_de_l_expulsion
from roriq_cli.domaine.membres.criteres import REPONSES, admissibilite
from roriq_cli.domaine.membres.ecarts import (
    ListeComparee,
    comparer_fiches,
    mots_de_l_entree,
    phrase_de_l_ecart,
    prolonge,
)
from roriq_cli.domaine.membres.listes import SANS_LISTE, Listes
from roriq_cli.domaine.membres.modele import Etat, Evenement, Fait, ListeTcri, Organisme, Reponse
from roriq_cli.domaine.membres.parcours import DANS_LE_RESEAU, etat_au, etat_final, marcher
from roriq_cli.domaine.membres.phrases import LE_FAIT
from roriq_cli.i18n import Liste, Phrase, Pluriel


class Couple(NamedTuple):
    """The record of one file on both sides of a change; None where there is none, or it cannot be read."""

    avant: Organisme | None
    apres: Organisme | None


class Regard(NamedTuple):
    """What a change is judged with.

    The day it is recorded (today, for a proposal), the days after which an entry is late, the lists before and after.
    """

    jour: date
    seuil: int
    listes: tuple[Listes, Listes] = (SANS_LISTE, SANS_LISTE)


def par_couple(couple: Couple, regard: Regard) -> Iterator[Anomalie]:
    """What is wrong in the change of one organisation's file that is there afterwards."""
    avant, apres = couple
    if apres is None:
        return
    ajoutes = apres.historique
    if avant is not None:
        listes = comparer_fiches(avant, apres)
        ajoutes = listes["historique"].ajouts
        for anomalie in _reecritures(avant, apres, listes):
            yield anomalie._replace(message=Phrase("{debut}.", debut=anomalie.message))
    yield from _admissions(avant, apres, ajoutes, regard.listes)
    yield from _remarques(apres, ajoutes, regard)


def reecritures(avant: Organisme, apres: Organisme) -> Iterator[Anomalie]:
    """Why `apres` is no continuation of `avant`; the messages have no full stop."""
    return _reecritures(avant, apres, comparer_fiches(avant, apres))


def _reecritures(avant: Organisme, apres: Organisme, listes: dict[str, ListeComparee]) -> Iterator[Anomalie]:
    """What was recorded is still there; a name or a region that changes leaves the old one among the former ones."""
    for champ, comparaison in listes.items():
        for ecart in comparaison.ecarts:
            yield Anomalie("fait-reecrit", (champ, ecart.rang), phrase_de_l_ecart(apres.nom, ecart), apres.id)
    noms, regions = listes["noms_anterieurs"].ajouts, listes["regions_anterieures"].ajouts
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
        ("regions_anterieures", regions, _suite([r.region for r in regions], avant.region, apres.region)),
    ):
        if not suite:
            phrase = Phrase(
                "Pour l'organisme {nom}, {quoi} s'ajoute sans qu'un changement l'explique, et le passé serait un autre",
                nom=apres.nom,
                quoi=mots_de_l_entree(ajouts[-1]),
            )
            yield Anomalie("valeur-anterieure", (champ, len(getattr(apres, champ)) - 1), phrase, apres.id)


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
        valeurs = {"nom": apres.nom, "fait": Phrase(LE_FAIT[e.evenement]), "le": e.date}
        if e.evenement is not Fait.REPRISE and (regard.jour - e.date).days > regard.seuil:
            yield Anomalie(
                "saisie-tardive",
                ("historique", rang, "date"),
                Phrase(
                    "Pour l'organisme {nom}, {fait} du {le} arrive au registre {n} jours après son effet.",
                    n=(regard.jour - e.date).days,
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


def id_deja_servi(id: str) -> Anomalie:
    """A new file that has the name of one that is gone."""
    return Anomalie("id-deja-servi", ("id",), Phrase("Une fiche s'est déjà nommée {id}, et a été effacée.", id=id), id)


def liste_reecrite(avant: ListeTcri | None, apres: ListeTcri | None, id: str) -> Anomalie | None:
    """A TCRI list that is no longer what it was; None when only its layout moved."""
    if apres is None:
        phrase = Phrase("La liste de la TCRI {id} n'est plus au registre.", id=id)
    elif avant is None or avant == apres:
        return None
    else:
        anciennes, nouvelles = ({m.cle: m for m in liste.membres} for liste in (avant, apres))
        n = sum(anciennes.get(cle) != nouvelles.get(cle) for cle in {*anciennes, *nouvelles})
        champs = [
            c for c in ("etabli_le", "recu_le", "valide_jusqu_au", "source") if getattr(avant, c) != getattr(apres, c)
        ]
        quoi = [*champs, *([Pluriel("{n} ligne", "{n} lignes", n)] if n or not champs else [])]
        phrase = Phrase("La liste de la TCRI {id} n'est plus la même : {quoi}.", id=id, quoi=Liste(quoi))
    return Anomalie("liste-reecrite", (), phrase, id)


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
            noms=Liste(_quelques([o.nom for o in partis])),
        ),
    )


def membres_au(organismes: Sequence[Organisme], jour: date) -> int:
    """How many members the network has on `jour`."""
    return sum(etat_au(o, jour) is Etat.MEMBRE for o in organismes)


CITES = 5


def _quelques(noms: list[str]) -> list[str | Phrase]:
    """The first names; beyond, they are counted."""
    if len(noms) <= CITES:
        return [*noms]
    return [*noms[: CITES - 1], Phrase("{n} autres", n=len(noms) - CITES + 1)]


# What checks the register, by its place from the repository's root or the registry's: a folder (its « / ») or a file.
CE_QUI_VERIFIE = (
    "schemas/", ".github/", ".gitlab/", ".forgejo/", ".gitea/", ".circleci/", ".ci/", "roriq_cli/", "outils/",
    "requirements/", "tests/", "action/", "requirements.txt", "pyproject.toml", "hatch_build.py", "makefile",
    "action.yml", "action.yaml", ".gitlab-ci.yml", "jenkinsfile", "codeowners", "docs/codeowners",
    ".pre-commit-config.yaml", ".pre-commit-hooks.yaml",
)  # fmt: skip
# What changes how Git lays out the files of the folder it is in.
_REGLAGES_DE_GIT = (".gitattributes", ".gitmodules")


def verifie(chemin: str) -> bool:
    """Whether the file at `chemin`, from the registry, has a part in checking the register."""
    plie = re.sub(r"^(\.\./)+", "", confondu(chemin))
    ici = any(plie.startswith(lieu) if lieu.endswith("/") else plie == lieu for lieu in CE_QUI_VERIFIE)
    return ici or plie.rpartition("/")[2] in _REGLAGES_DE_GIT


def confondu(chemin: str) -> str:
    """A path as Windows and macOS see it: « .GitHub » is « .github », and an accent is written in one way."""
    return unicodedata.normalize("NFC", chemin).casefold()


def chemins_confondus(un: str, autre: str) -> Anomalie:
    """Two paths that are one file on some computers."""
    phrase = Phrase("Sur certains ordinateurs, {un} et {autre} sont un seul fichier.", un=un, autre=autre)
    return Anomalie("chemins-confondus", (), phrase)


def proposition_melee(chemins: Sequence[str]) -> Anomalie:
    """The data and `chemins`, which check them, change together."""
    return Anomalie(
        "proposition-melee",
        (),
        Phrase(
            "Cette proposition change des données, et aussi ce qui les vérifie : {fichiers}.",
            fichiers=Liste(_quelques(list(chemins))),
        ),
    )
