"""What happened between two states of one organisation: for commit messages, previews and the journal alike."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from roriq_cli.domaine.modele import AJOUT_SEUL, ORDRE, Attestation, Critere, Organisme, Reponse, Territoire
from roriq_cli.domaine.phrases import PhraseFait, mots_de_la_source
from roriq_cli.domaine.territoire import REGIONS
from roriq_cli.i18n import N_, Affichable, Liste, Phrase


class Changement(NamedTuple):
    """One change: its name, its day, its sentence.

    The name is an event's, or attestation, modification, rapprochement, renommage, correction, liste.

    `date` is the day the fact takes effect; None for what is undated. The sentence has no full stop.
    """

    nom: str
    date: date | None
    phrase: Affichable


CHAMPS: dict[str, str] = {
    "id": N_("id"),
    "nom": N_("nom"),
    "sigle": N_("sigle"),
    "noms_anterieurs": N_("noms antérieurs"),
    "neq": N_("NEQ"),
    "region": N_("région"),
    "regions_anterieures": N_("régions antérieures"),
    "ville": N_("ville"),
    "territoire": N_("mandat"),
    "profils": N_("profils"),
    "milieux": N_("milieux"),
    "financement": N_("financement"),
    "courriel": N_("courriel"),
    "telephone": N_("téléphone"),
    "site_web": N_("site web"),
    "tcri": N_("clé à la TCRI"),
    "sources": N_("sources"),
    "attestations": N_("attestations"),
    "historique": N_("historique"),
}


def comparer(avant: Organisme | None, apres: Organisme) -> list[Changement]:
    """The changes from `avant` (None: no file) to `apres`: events, attestations, name, then profile.

    A past entry that is no longer what it was is a `correction`, whoever made it.
    """
    if avant is None:
        nouveaux = [*_evenements(apres, apres.historique), *_attestations(apres, apres.attestations)]
        return nouveaux or [Changement("modification", None, _repertorie(apres))]
    changements: list[Changement] = []
    changements += _evenements(apres, _ajouts(avant.historique, apres.historique))
    changements += _attestations(apres, _ajouts(avant.attestations, apres.attestations))
    changements += _corrections(avant, apres)
    if apres.nom != avant.nom or _ajouts(avant.noms_anterieurs, apres.noms_anterieurs):
        changements.append(_renommage(avant, apres))
    changements += _modification(avant, apres)
    return changements


def _ajouts(avant: tuple[Any, ...], apres: tuple[Any, ...]) -> tuple[Any, ...]:
    """What `apres` adds at the end; nothing when the beginning is no longer the same."""
    return apres[len(avant) :] if _prolonge(avant, apres) else ()


def _prolonge(avant: tuple[Any, ...], apres: tuple[Any, ...]) -> bool:
    """Whether the beginning of `apres` is `avant`."""
    return apres[: len(avant)] == avant


def _evenements(organisme: Organisme, evenements: tuple[Any, ...]) -> Iterator[Changement]:
    for evenement in evenements:
        yield Changement(evenement.evenement.value, evenement.date, PhraseFait(organisme.nom, evenement))


def _attestations(organisme: Organisme, attestations: tuple[Attestation, ...]) -> Iterator[Changement]:
    for attestation in attestations:
        yield Changement("attestation", attestation.verifie_le, phrase_attestation(organisme.nom, attestation))


_ATTESTATIONS: dict[tuple[Critere, Reponse], str] = {
    (Critere.TCRI, Reponse.OUI): N_("L'organisme {nom} est en règle à la TCRI"),
    (Critere.TCRI, Reponse.NON): N_("L'organisme {nom} n'est pas en règle à la TCRI"),
    (Critere.REGIONALISATION, Reponse.OUI): N_("L'organisme {nom} travaille en régionalisation de l'immigration"),
    (Critere.REGIONALISATION, Reponse.NON): N_(
        "L'organisme {nom} ne travaille pas en régionalisation de l'immigration"
    ),
}


def phrase_attestation(nom: str, attestation: Attestation) -> Phrase:
    """« L'organisme X est en règle à la TCRI, selon une vérification du 4 mars 2027 (source : …) »."""
    valeurs: dict[str, Any] = {
        "fait": Phrase(_ATTESTATIONS[attestation.critere, attestation.reponse], nom=nom),
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


def _repertorie(organisme: Organisme) -> Phrase:
    return Phrase(
        "L'organisme {nom} est répertorié (source : {sources})",
        nom=organisme.nom,
        sources=Liste(map(mots_de_la_source, organisme.sources)),
    )


def _renommage(avant: Organisme, apres: Organisme) -> Changement:
    ajoutes = apres.noms_anterieurs[len(avant.noms_anterieurs) :]
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


def reecrits(avant: Organisme, apres: Organisme) -> list[str]:
    """The append-only fields whose past entries are no longer what they were."""
    return [champ for champ in AJOUT_SEUL if not _prolonge(getattr(avant, champ), getattr(apres, champ))]


def _corrections(avant: Organisme, apres: Organisme) -> Iterator[Changement]:
    for champ in reecrits(avant, apres):
        yield Changement(
            "correction",
            None,
            Phrase(
                "Ce qui était consigné dans « {champ} » pour l'organisme {nom} n'est plus le même",
                champ=Phrase(CHAMPS[champ]),
                nom=apres.nom,
            ),
        )


def _modification(avant: Organisme, apres: Organisme) -> Iterator[Changement]:
    """The profile's changes, old → new, in one sentence; the acronym goes with a new name."""
    ailleurs = {*AJOUT_SEUL, "nom", "id"}
    if _ajouts(avant.noms_anterieurs, apres.noms_anterieurs):
        ailleurs.add("sigle")
    changes = [
        Phrase(
            "{champ} : {avant} → {apres}",
            champ=Phrase(CHAMPS[champ]),
            avant=mots_du_champ(avant, champ),
            apres=mots_du_champ(apres, champ),
        )
        for champ in ORDRE
        if champ not in ailleurs and getattr(avant, champ) != getattr(apres, champ)
    ]
    if len(changes) == 1 and avant.tcri != apres.tcri:
        yield Changement("rapprochement", None, _phrase_du_rapprochement(avant, apres))
    elif changes:
        jour = None
        if apres.region != avant.region and len(apres.regions_anterieures) > len(avant.regions_anterieures):
            jour = _lendemain(apres.regions_anterieures[-1].jusqu_au)
        yield Changement(
            "modification",
            jour,
            Phrase("Fiche de l'organisme {nom}, {changes}", nom=apres.nom, changes=Liste(changes)),
        )


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
    valeur = getattr(organisme, champ)
    if valeur is None or valeur == ():
        return Phrase("—")
    if champ == "region":
        return Phrase("{nom}", nom=REGIONS[valeur].nom)
    if isinstance(valeur, Territoire):
        return mots_du_territoire(valeur)
    if champ == "sources":
        return Liste(map(mots_de_la_source, valeur))
    if isinstance(valeur, tuple):
        return Phrase("{mots}", mots=", ".join(map(str, valeur)))
    return Phrase("{valeur}", valeur=valeur)


def mots_du_territoire(territoire: Territoire) -> Phrase:
    """« MRC : Mékinac et Shawinigan » or « régional », with the other regions of the mandate."""
    regions = Liste(REGIONS[code].nom for code in territoire.regions)
    if territoire.portee == "mrc":
        mrc = Liste(territoire.mrc)
        if territoire.regions:
            return Phrase("MRC : {mrc} (régions : {regions})", mrc=mrc, regions=regions)
        return Phrase("MRC : {mrc}", mrc=mrc)
    if territoire.regions:
        return Phrase("régional (aussi : {regions})", regions=regions)
    return Phrase("régional")
