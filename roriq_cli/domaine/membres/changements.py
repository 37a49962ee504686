"""What happened between two states of one organisation: for commit messages, previews and the journal alike."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.membres.criteres import attestations_du
from roriq_cli.domaine.membres.ecarts import comparer_fiches, phrase_de_l_ecart, phrase_du_doublon
from roriq_cli.domaine.membres.genres import CHAMPS
from roriq_cli.domaine.membres.listes import etablie_le
from roriq_cli.domaine.membres.modele import (
    AJOUT_SEUL,
    Attestation,
    Evenement,
    ListeTcri,
    Organisme,
    Preuve,
    Preuves,
    Reponse,
    Source,
)
from roriq_cli.domaine.membres.mots import mots_de_l_entree, mots_de_la_valeur
from roriq_cli.domaine.membres.phrases import PhraseFait, mots_de_la_source
from roriq_cli.domaine.membres.reseau import CRITERES, Critere
from roriq_cli.i18n import Affichable, Liste, Phrase, Pluriel


def comparer(avant: Organisme | None, apres: Organisme) -> list[Changement]:
    """The changes from `avant` (None: no file) to `apres`: events, attestations, name, then profile.

    A past entry that is no longer what it was is a `correction`, whoever made it: before → after.
    """
    if avant is None:
        nouveaux = [*_evenements(apres, apres.historique), *_attestations(apres, apres.attestations)]
        return nouveaux or [Changement("modification", None, _repertorie(apres))]
    listes = comparer_fiches(avant, apres)
    noms = listes["noms_anterieurs"].ajouts
    changements: list[Changement] = []
    changements += _evenements(apres, listes["historique"].ajouts)
    changements += _attestations(apres, listes["attestations"].ajouts)
    for champ in AJOUT_SEUL:
        changements += [Changement("correction", None, phrase_de_l_ecart(apres.nom, e)) for e in listes[champ].ecarts]
    if apres.doublon != avant.doublon:
        changements.append(Changement("correction", None, phrase_du_doublon(apres)))
        avant = avant._replace(doublon=apres.doublon)
    renomme = (apres.nom, apres.sigle) != (avant.nom, avant.sigle) and bool(apres.nom != avant.nom or noms)
    regions = listes["regions_anterieures"].ajouts
    if renomme:
        changements.append(_renommage(avant, apres, noms))
    changements += _anterieurs(avant, apres, noms[:-1] if renomme else noms, regions)
    changements += _modification(avant, apres, renomme=renomme and bool(noms), regions=regions)
    return changements


def _anterieurs(
    avant: Organisme, apres: Organisme, noms: tuple[Any, ...], regions: tuple[Any, ...]
) -> Iterator[Changement]:
    """The former names and regions that the sentence of a change does not tell."""
    dites = 1 if apres.region != avant.region else 0
    for entree in (*noms, *regions[: len(regions) - dites]):
        phrase = Phrase("Pour l'organisme {nom}, {quoi} s'ajoute", nom=apres.nom, quoi=mots_de_l_entree(entree))
        yield Changement("modification", None, phrase)


def _evenements(organisme: Organisme, evenements: tuple[Any, ...]) -> Iterator[Changement]:
    for evenement in evenements:
        yield Changement(evenement.evenement.value, evenement.date, PhraseFait(organisme.nom, evenement))


def _attestations(organisme: Organisme, attestations: tuple[Attestation, ...]) -> Iterator[Changement]:
    for attestation in attestations:
        yield Changement("attestation", attestation.verifie_le, phrase_attestation(organisme.nom, attestation))


def phrase_attestation(nom: str, attestation: Attestation) -> Phrase:
    """« L'organisme X est en règle à la TCRI, selon une vérification du 4 mars 2027 (source : …) »."""
    critere = CRITERES[attestation.critere]
    valeurs: dict[str, Any] = {
        "fait": Phrase(critere.oui if attestation.reponse is Reponse.OUI else critere.non, nom=nom),
        "le": attestation.verifie_le,
        "source": attestation.source,
    }
    if attestation.valide_jusqu_au is None:
        return Phrase("{fait}, selon une vérification du {le} (source : {source})", **valeurs)
    return Phrase(
        "{fait}, selon une vérification du {le} qui vaut jusqu'au {fin} inclusivement (source : {source})",
        fin=attestation.valide_jusqu_au,
        **valeurs,
    )


def mots_des_preuves(organisme: Organisme, preuves: Preuves) -> Liste:
    """The evidence that an admission rests on, in the order of the network's criteria."""
    return Liste(_mots_de_la_preuve(organisme, c, preuves[code]) for code, c in CRITERES.items() if code in preuves)


def _mots_de_la_preuve(organisme: Organisme, critere: Critere, preuve: Preuve) -> Phrase:
    """« en règle à la TCRI selon l'attestation du 25 mars 2024 (Courriel de la TCRI) »."""
    question = Phrase(critere.question)
    if preuve.attestation is None:
        modele = "{question} selon la liste {liste}, clé {cle}"
        return Phrase(modele, question=question, liste=preuve.liste, cle=preuve.cle)
    sources = [a.source for a in attestations_du(organisme, critere.code, preuve.attestation)]
    return Phrase(
        "{question} selon l'attestation du {le} ({source})",
        question=question,
        le=preuve.attestation,
        source=Liste(sources) if sources else Phrase("—"),
    )


def phrase_du_contenu(nom: str, contenu: object) -> Affichable | None:
    """An event or an attestation told whole, in a sentence; None for the other entries, which have none."""
    if isinstance(contenu, Evenement):
        return PhraseFait(nom, contenu)
    return phrase_attestation(nom, contenu) if isinstance(contenu, Attestation) else None


def _repertorie(organisme: Organisme) -> Phrase:
    return Phrase(
        "L'organisme {nom} est répertorié (source : {sources})",
        nom=organisme.nom,
        sources=Liste(map(mots_de_la_source, organisme.sources)),
    )


def _renommage(avant: Organisme, apres: Organisme, ajoutes: tuple[Any, ...]) -> Changement:
    dernier_jour = ajoutes[-1].jusqu_au if ajoutes else None
    if apres.nom == avant.nom:
        phrase = Phrase("Le sigle de l'organisme {nom} est désormais {sigle}", nom=apres.nom, sigle=apres.sigle or "—")
    elif dernier_jour is None:
        phrase = Phrase("L'organisme {avant} se nomme désormais {apres}", avant=avant.nom, apres=apres.nom)
    else:
        phrase = Phrase(
            "L'organisme {avant} se nomme {apres}, après avoir porté son nom jusqu'au {fin} inclusivement",
            avant=avant.nom,
            apres=apres.nom,
            fin=dernier_jour,
        )
    if apres.nom != avant.nom and apres.sigle != avant.sigle:
        phrase = Phrase("{phrase} (sigle : {sigle})", phrase=phrase, sigle=apres.sigle or "—")
    return Changement("renommage", _lendemain(dernier_jour), phrase)


def _lendemain(dernier_jour: date | None) -> date | None:
    """What is new takes effect the day after the last day of what was."""
    return dernier_jour + timedelta(days=1) if dernier_jour else None


def _modification(
    avant: Organisme, apres: Organisme, *, renomme: bool, regions: tuple[Any, ...]
) -> Iterator[Changement]:
    """The profile's changes, old → new, in one sentence; the acronym goes with a new name.

    `regions`: the former regions that were added.
    """
    ailleurs = {*AJOUT_SEUL, "nom", "id"}
    if renomme:
        ailleurs.add("sigle")
    changes = [
        avant_apres(avant, apres, champ)
        for champ in Organisme._fields
        if champ not in ailleurs and getattr(avant, champ) != getattr(apres, champ)
    ]
    if len(changes) == 1 and avant.tcri != apres.tcri:
        yield Changement("rapprochement", None, _phrase_du_rapprochement(avant, apres))
    elif changes:
        jour = None
        if apres.region != avant.region and regions:
            jour = _lendemain(regions[-1].jusqu_au)
        yield Changement(
            "modification",
            jour,
            Phrase("Fiche de l'organisme {nom}, {changes}", nom=apres.nom, changes=Liste(changes)),
        )


def avant_apres(avant: Organisme, apres: Organisme, champ: str) -> Phrase:
    """« ville : — → Shawinigan »; two sources that differ by what is not said in short are told whole."""
    mots: list[Affichable] = [mots_du_champ(o, champ) for o in (avant, apres)]
    if champ == "sources" and str(mots[0]) == str(mots[1]):
        mots = [Liste(_source_entiere(source) for source in o.sources) for o in (avant, apres)]
    return Phrase("{champ} : {avant} → {apres}", champ=Phrase(CHAMPS[champ]), avant=mots[0], apres=mots[1])


def _source_entiere(source: Source) -> Phrase:
    dites = (source.titre, source.url, source.publie_le, source.consulte_le, source.atteste_le)
    return Phrase("{mots}", mots=" ".join(str(mot) for mot in dites if mot))


def _phrase_du_rapprochement(avant: Organisme, apres: Organisme) -> Phrase:
    valeurs = {"nom": apres.nom, "cle": apres.tcri, "avant": avant.tcri}
    if apres.tcri is None:
        return Phrase("L'organisme {nom} n'a plus de clé dans les listes de la TCRI (c'était {avant})", **valeurs)
    if avant.tcri is None:
        return Phrase("L'organisme {nom} a la clé {cle} dans les listes de la TCRI", **valeurs)
    return Phrase(
        "L'organisme {nom} a désormais la clé {cle} dans les listes de la TCRI, au lieu de {avant}", **valeurs
    )


def mots_du_champ(organisme: Organisme, champ: str) -> Affichable:
    """A profile field in words; « — » when it is absent."""
    return mots_de_la_valeur(champ, getattr(organisme, champ))


def changements_de_la_liste(avant: ListeTcri | None, apres: ListeTcri) -> list[Changement]:
    """A TCRI list comes in, once; that it is no longer the same is told, whoever did it."""
    if avant is None:
        n = Pluriel("{n} organisme y figure", "{n} organismes y figurent", len(apres.membres))
        entree = Phrase("La liste de la TCRI établie le {le} est consignée, {n}", le=etablie_le(apres), n=n)
        return [Changement("liste", apres.etabli_le, entree)]
    return [Changement("correction", None, Phrase("La liste de la TCRI {id} n'est plus la même", id=apres.id))]
