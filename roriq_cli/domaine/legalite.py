"""Whether one state of the register is a legal continuation of another: what a change may do, and what it may not.

Each rule's title, reason, remedy and example are in `catalogue_revue`; its sentence is here, with its data. What may
be in one file, whatever it was before, is `regles`'. Source: the contract's section on the registry (docs/revue.md).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from roriq_cli.domaine.actes import expulsion_anterieure
from roriq_cli.domaine.constats import Anomalie
from roriq_cli.domaine.ecarts import Comparaison, comparer_fiches, phrase_de_l_ecart
from roriq_cli.domaine.modele import Etat, Evenement, Fait, ListeTcri, Organisme
from roriq_cli.domaine.parcours import DANS_LE_RESEAU, etat_au, etat_final
from roriq_cli.domaine.phrases import LE_FAIT
from roriq_cli.i18n import Liste, Phrase


class Couple(NamedTuple):
    """The record of one file on both sides of a change; None where there is none, or it cannot be read."""

    avant: Organisme | None
    apres: Organisme | None


def par_couple(couple: Couple, jour: date, seuil: int) -> Iterator[Anomalie]:
    """What is wrong in the change of one organisation's file that is there afterwards.

    `jour`: when the change is recorded (today, for a proposal); `seuil`: the days after which that is late.
    """
    avant, apres = couple
    if apres is None:
        return
    ajoutes = apres.historique
    if avant is not None:
        listes = comparer_fiches(avant, apres)
        ajoutes = listes["historique"].ajouts
        for anomalie in _reecritures(avant, apres, listes):
            yield anomalie._replace(message=Phrase("{debut}.", debut=anomalie.message))
    yield from _remarques(apres, ajoutes, jour, seuil)


def reecritures(avant: Organisme, apres: Organisme) -> Iterator[Anomalie]:
    """Why `apres` is no continuation of `avant`; the messages have no full stop."""
    return _reecritures(avant, apres, comparer_fiches(avant, apres))


def _reecritures(avant: Organisme, apres: Organisme, listes: dict[str, Comparaison]) -> Iterator[Anomalie]:
    """What was recorded is still there; a name or a region that changes leaves the old one among the former ones."""
    for champ, comparaison in listes.items():
        for ecart in comparaison.ecarts:
            yield Anomalie("fait-reecrit", (champ, ecart.rang), phrase_de_l_ecart(apres.nom, ecart), apres.id)
    if apres.nom != avant.nom and avant.nom not in [n.nom for n in listes["noms_anterieurs"].ajouts]:
        phrase = Phrase(
            "L'organisme {avant} se nomme désormais {apres}, et son ancien nom n'est pas conservé",
            avant=avant.nom,
            apres=apres.nom,
        )
        yield Anomalie("valeur-anterieure", ("nom",), phrase, apres.id)
    if apres.region != avant.region and avant.region not in [r.region for r in listes["regions_anterieures"].ajouts]:
        phrase = Phrase("L'organisme {nom} change de région, et l'ancienne n'est pas conservée", nom=apres.nom)
        yield Anomalie("valeur-anterieure", ("region",), phrase, apres.id)


def _remarques(apres: Organisme, ajoutes: Sequence[Evenement], jour: date, seuil: int) -> Iterator[Anomalie]:
    """What a person must look at in the facts that are added; it never changes the verdict."""
    premier = len(apres.historique) - len(ajoutes)
    for rang, e in enumerate(ajoutes, premier):
        valeurs = {"nom": apres.nom, "fait": Phrase(LE_FAIT[e.evenement]), "le": e.date}
        if e.evenement is not Fait.REPRISE and (jour - e.date).days > seuil:
            yield Anomalie(
                "saisie-tardive",
                ("historique", rang, "date"),
                Phrase(
                    "Pour l'organisme {nom}, {fait} du {le} arrive au registre {n} jours après son effet.",
                    n=(jour - e.date).days,
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
        if e.evenement is Fait.DEMANDE:
            expulsion = expulsion_anterieure(apres._replace(historique=apres.historique[: rang + 1]))
            if expulsion:
                yield Anomalie("retour-apres-expulsion", ("historique", rang, "evenement"), expulsion, apres.id)


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
    return Anomalie("id-deja-servi", ("id",), Phrase("Une autre fiche s'est déjà nommée {id}.", id=id), id)


def liste_reecrite(avant: ListeTcri | None, apres: ListeTcri | None, id: str) -> Anomalie | None:
    """A TCRI list that is no longer what it was; None when only its layout moved."""
    if apres is None:
        phrase = Phrase("La liste de la TCRI {id} n'est plus au registre.", id=id)
    elif avant is None or avant == apres:
        return None
    else:
        n = len(set(avant.membres) ^ set(apres.membres))
        phrase = Phrase("La liste de la TCRI {id} n'est plus la même (lignes qui diffèrent : {n}).", id=id, n=n)
    return Anomalie("liste-reecrite", (), phrase, id)


DEPARTS_PERMIS = 2
_PARTIS = (Etat.RETIRE, Etat.EXPULSE, Etat.FERME)


def departs_nombreux(couples: Sequence[Couple], membres: int) -> Anomalie | None:
    """More than two organisations of the network leave at once, and more than a quarter of its `membres`."""
    partis = [
        apres
        for avant, apres in couples
        if avant and apres and etat_final(avant) in DANS_LE_RESEAU and etat_final(apres) in _PARTIS
    ]
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
    "schemas/", ".github/", ".gitlab/", ".forgejo/", ".gitea/", ".ci/", "roriq_cli/", "outils/", "requirements/",
    "tests/", "pyproject.toml", "hatch_build.py", "Makefile", "action.yml", ".gitlab-ci.yml",
    ".pre-commit-config.yaml", ".pre-commit-hooks.yaml", ".gitattributes", ".gitmodules",
)  # fmt: skip


def verifie(chemin: str) -> bool:
    """Whether the file at `chemin` has a part in checking the register."""
    plie = chemin.casefold()  # on Windows and macOS, « .GitHub » is « .github »
    return any(plie.startswith(lieu) if lieu.endswith("/") else plie == lieu.casefold() for lieu in CE_QUI_VERIFIE)


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
