"""What an organisation adds to the correction of its entries: their values, what goes together, what it does.

An event is taken apart into its decision, its form, its evidence and its sources, and put together again.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from roriq_cli.domaine.corrections import adresse, entrees, lire
from roriq_cli.domaine.genres.dates import Depuis
from roriq_cli.domaine.genres.entrees import Corrigeables, Entree, GenreDEntree, avec
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres.criteres import attestations_du
from roriq_cli.domaine.membres.faits import FAITS, ChampDeFait, TypeDeFait
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import (
    ETATS_ATTESTABLES,
    Attestation,
    Decision,
    Etat,
    Evenement,
    Fait,
    Formulaire,
    NomAnterieur,
    Organisme,
    Precision,
    Preuve,
    Preuves,
    RegionAnterieure,
    Reponse,
    Source,
)
from roriq_cli.domaine.membres.mots import CHAMPS_D_UNE_ENTREE, mots_de_l_entree, mots_de_la_valeur
from roriq_cli.domaine.membres.parcours import attestee_le, etat_au, region_au
from roriq_cli.domaine.membres.phrases import mots_de_la_source
from roriq_cli.domaine.membres.reseau import CRITERES, MOTIFS
from roriq_cli.errors import Refus
from roriq_cli.i18n import N_, Commande, Liste, Periode, Phrase, plier

Contenu = Evenement | Attestation | NomAnterieur | RegionAnterieure

DECISION = ("instance", "decision_le", "reference")
FORMULAIRE = ("recu_le", "signe_le", "signataire")
PREUVES = {f"preuve_{code}": critere for code, critere in CRITERES.items()}
SOURCE = ("source_titre", "source_url", "atteste_le")


_EN_PLUS = ("recu_le", *SOURCE, "note")
# A field of an event → the values that it is made of: those that it always has, and those that it may have.
_VALEURS: dict[ChampDeFait, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "motif": (("motif",), ()),
    "decision": (DECISION, ()),
    "jusqu_au": (("jusqu_au",), ()),
    "formulaire": (FORMULAIRE[:1], FORMULAIRE[1:]),
    "preuves": (tuple(PREUVES), ()),
    "source": ((), SOURCE),
    "releve": ((), ("releve",)),
}


def _genre_du_fait(fait: Fait, genre: TypeDeFait) -> GenreDEntree:
    """The values of an event: its day, those of its own fields, and those that all may have."""
    requises = ["date", *(nom for champ in genre.requis for nom in _VALEURS[champ][0])]
    facultatives = [
        *(nom for champ in genre.requis for nom in _VALEURS[champ][1] if nom not in _EN_PLUS),
        *(nom for champ in genre.permis for noms in _VALEURS[champ] for nom in noms),
        *(nom for nom in _EN_PLUS if nom not in requises),
    ]
    motifs = {"motif": tuple(MOTIFS[fait])} if fait in MOTIFS else {}
    return GenreDEntree(genre.un, tuple(requises), tuple(facultatives), motifs)


GENRES: dict[str, GenreDEntree] = {
    **{fait: _genre_du_fait(fait, genre) for fait, genre in FAITS.items() if fait is not Fait.REPRISE},
    # Its source gives its day.
    Fait.REPRISE: GenreDEntree(
        FAITS[Fait.REPRISE].un,
        ("etat", "atteste_le"),
        ("depuis", "source_titre", "source_url", "recu_le", "note"),
        {"etat": ETATS_ATTESTABLES},
    ),
    "attestations": GenreDEntree(
        N_("une attestation"),
        ("reponse", "verifie_le", "source"),
        ("valide_jusqu_au",),
        {"reponse": (Reponse.OUI, Reponse.NON)},
    ),
    "noms_anterieurs": GenreDEntree(N_("un nom antérieur"), ("nom",), ("sigle", "jusqu_au")),
    "regions_anterieures": GenreDEntree(
        N_("une région antérieure"), ("region", "jusqu_au"), choix={"region": tuple(REGIONS)}
    ),
}

# A fact that only a source tells never stays without one.
_DE_SOURCE = tuple(fait for fait, genre in FAITS.items() if "source" in genre.requis)


def _mal_dit(genre: GenreDEntree, valeurs: dict[str, Any]) -> Phrase | None:
    """A decision in parts, a reason that is another event's."""
    decision = [valeurs[nom] for nom in DECISION if nom in valeurs]
    if None in decision and any(decision):
        return Phrase("Une décision est entière ou absente : --instance, --decision-le et --reference vont ensemble.")
    motif = valeurs.get("motif")
    if motif and motif not in genre.choix["motif"]:
        return Phrase(
            "« {valeur} » n'est pas un motif pour {quoi}. Les choix : {choix}.",
            valeur=motif,
            quoi=Phrase(genre.nom),
            choix=Liste(genre.choix["motif"], N_("ou")),
        )
    return None


# From an entry to its values, and back.


def _lire(contenu: Contenu, source: int) -> dict[str, Any]:
    return _lire_le_fait(contenu, source) if isinstance(contenu, Evenement) else contenu._asdict()


def _lire_le_fait(e: Evenement, rang: int) -> dict[str, Any]:
    source = e.source[rang] if rang < len(e.source) else Source()
    connu = e.date_precision not in (None, Precision.AU_PLUS_TARD)
    return {
        **e._asdict(),
        "depuis": Depuis(e.date, e.date_precision) if connu and e.date_precision else None,
        **dict(zip(DECISION, e.decision or (None,) * len(DECISION), strict=True)),
        **(dict(zip(FORMULAIRE, e.formulaire, strict=True)) if e.formulaire else {}),
        **{f"preuve_{code}": p.liste or p.attestation for code, p in (e.preuves or {}).items()},
        **dict(zip(SOURCE, (source.titre, source.url, source.atteste_le), strict=True)),
    }


def _manquantes(entree: Entree, valeurs: dict[str, Any], source: int) -> tuple[str, ...]:
    """A decision has its three, a source is named."""
    tout = lire(ORGANISME, entree, source) | _ensemble(valeurs)
    manque = tuple(nom for nom in DECISION if nom in tout and tout[nom] is None)
    manque = manque if len(manque) < len(DECISION) else ()
    if not isinstance(entree.contenu, Evenement) or tout["source_titre"] or tout["source_url"]:
        return manque
    derniere = entree.nom in _DE_SOURCE and len(entree.contenu.source) < 2
    return (*manque, "source_titre") if derniere or valeurs.get("atteste_le") else manque


def _ensemble(valeurs: dict[str, Any]) -> dict[str, Any]:
    """`valeurs` where a decision goes as a whole: one of its parts removed removes the three."""
    if any(nom in valeurs and valeurs[nom] is None for nom in DECISION):
        return valeurs | dict.fromkeys(DECISION)
    return valeurs


def source_nommee(organisme: Organisme, entree: Entree, nom: str | None) -> int:
    """The rank of the source of an event that `nom` (its title or address) names; None will do when there is one.

    Raises Refus: none, or several.
    """
    sources = entree.contenu.source if isinstance(entree.contenu, Evenement) else ()
    trouvees = [
        rang for rang, s in enumerate(sources) if nom is None or plier(nom) in map(plier, (s.titre or "", s.url or ""))
    ]
    if len(trouvees) == 1 or (nom is None and not sources):
        return trouvees[0] if trouvees else 0
    raise Refus(
        Phrase(
            "Dans la fiche de l'organisme {nom}, rien ne dit quelle source de ce fait est à corriger : {quoi}.",
            nom=organisme.nom,
            quoi=mots_de_l_entree(entree.contenu),
        ),
        Phrase("Nommez-la par son titre ou son adresse (--de-la-source) : {sources}.", sources=_liste(sources))
        if sources
        else Phrase("Ce fait n'a aucune source : retirez --de-la-source."),
    )


def _liste(sources: tuple[Source, ...]) -> Liste:
    return Liste(map(mots_de_la_source, sources))


def _corriger(organisme: Organisme, entree: Entree, tout: dict[str, Any], source: int) -> Organisme:
    """Raises Refus: evidence from a list, without a key in it."""
    avant: Contenu = entree.contenu
    if isinstance(avant, Attestation):
        apres = avant._replace(**tout)
        return _suivre(avec(organisme, entree, apres), avant, apres)
    corrigee = _composer(organisme, avant, tout, source) if isinstance(avant, Evenement) else avant._replace(**tout)
    return avec(organisme, entree, corrigee)


def _composer(organisme: Organisme, e: Evenement, tout: dict[str, Any], rang: int) -> Evenement:
    simples = ("date", "etat", "motif", "jusqu_au", "note", "releve")
    champs: dict[str, Any] = {nom: tout[nom] for nom in simples if nom in tout}
    if "releve" in champs:
        champs["releve"] = champs["releve"] or ()
    if e.formulaire and e.preuves:
        champs["formulaire"] = Formulaire(*(tout[nom] for nom in FORMULAIRE))
        champs["preuves"] = Preuves(
            {code: _preuve(organisme, tout[f"preuve_{code}"], p) for code, p in e.preuves.items()}
        )
    else:
        champs["recu_le"] = tout["recu_le"]
    if "instance" in tout:
        decision = [tout[nom] for nom in DECISION]
        champs["decision"] = Decision(*decision) if None not in decision else None
    ancienne = e.source[rang] if rang < len(e.source) else Source()
    titre, url, atteste_le = (tout[nom] for nom in SOURCE)
    nouvelle = ancienne._replace(titre=titre, url=url, atteste_le=atteste_le)
    champs["source"] = (*e.source[:rang], *((nouvelle,) if titre or url else ()), *e.source[rang + 1 :])
    if e.evenement is Fait.REPRISE:
        champs |= _debut(e, tout["depuis"], champs["source"])
    return e._replace(**champs)


def _preuve(organisme: Organisme, valeur: date | str, avant: Preuve) -> Preuve:
    """The evidence of a criterion, by the day of an attestation or the name of a TCRI list."""
    if valeur in (avant.attestation, avant.liste):
        return avant
    if isinstance(valeur, date):
        return Preuve(valeur)
    if organisme.tcri is None:
        raise Refus(
            Phrase(
                "L'organisme {nom} n'a pas de clé dans les listes de la TCRI : aucune ne peut répondre pour lui.",
                nom=organisme.nom,
            ),
            Phrase("La trouver : {commande}", commande=Commande("tcri", "rapprocher")),
        )
    return Preuve(liste=valeur, cle=organisme.tcri)


def _debut(e: Evenement, depuis: Depuis | None, sources: tuple[Source, ...]) -> dict[str, Any]:
    """When an opening entry begins; without a beginning, at the latest on the day that its source attests."""
    if depuis:
        return {"date": depuis.jour, "date_precision": depuis.precision}
    if e.date_precision is Precision.AU_PLUS_TARD and sources == e.source:
        return {}
    return {"date": attestee_le(sources) or e.date, "date_precision": Precision.AU_PLUS_TARD}


def _suivre(organisme: Organisme, avant: Attestation, apres: Attestation) -> Organisme:
    """The admissions that name the attestation by its day go on naming it, unless another of that day answers oui."""
    restent = attestations_du(organisme, avant.critere, avant.verifie_le)
    if any(a.reponse is Reponse.OUI for a in restent):
        return organisme
    return organisme._replace(historique=tuple(_renommer_la_preuve(e, avant, apres) for e in organisme.historique))


def _renommer_la_preuve(e: Evenement, avant: Attestation, apres: Attestation) -> Evenement:
    preuve = e.preuves.get(avant.critere) if e.preuves else None
    if e.preuves is None or preuve is None or preuve.attestation != avant.verifie_le:
        return e
    return e._replace(preuves=Preuves({**e.preuves, avant.critere: Preuve(apres.verifie_le)}))


def avec_l_anterieur(avant: Organisme, champ: str, mot: str, jusqu_au: date | None, sigle: str | None) -> Organisme:
    """`avant` with a former name or region that it forgot, in its place in time; without a day, after the others.

    Raises Refus when it is there already.
    """
    nouveau = NomAnterieur(mot, sigle, jusqu_au)
    ajoute = nouveau if champ == "noms_anterieurs" else RegionAnterieure(mot, jusqu_au or date.max)
    presents = getattr(avant, champ)
    if any(_nom(p) == mot and p.jusqu_au == ajoute.jusqu_au for p in presents):
        raise Refus(
            Phrase("La fiche de l'organisme {nom} dit déjà {quoi}.", nom=avant.nom, quoi=mots_de_l_entree(ajoute)),
            Phrase("Ce qu'elle contient : {commande}", commande=Commande("afficher", avant.id)),
        )
    fin = ajoute.jusqu_au or date.max
    rang = next((n for n, p in enumerate(presents) if (p.jusqu_au or date.min) > fin), len(presents))
    return avant._replace(**{champ: (*presents[:rang], ajoute, *presents[rang:])})  # type: ignore[arg-type]


# What stands in the way.


def _verifier(avant: Organisme, apres: Organisme, entree: Entree) -> None:
    """What is left says why it is in the register, and a history never goes back. Raises Refus."""
    if not apres.historique and not apres.sources:
        raise Refus(
            Phrase(
                "L'organisme {nom} n'aurait plus ni fait ni source : une fiche garde au moins l'un des deux.",
                nom=avant.nom,
            ),
            Phrase(
                "Ce qui est possible : corriger cette entrée sans la retirer ({corriger}), ou, si l'organisme n'a pas "
                "sa place au registre et que rien n'est envoyé : {annuler}",
                corriger=adresse(ORGANISME, avant, entree),
                annuler=Commande("annuler", avant.id),
            ),
        )
    if entree.champ == "historique" and len(apres.historique) == len(avant.historique):
        _verifier_l_ordre(avant, apres, entree)


_AVANT = N_(
    "Dans la fiche de l'organisme {nom}, {quoi} ne peut pas passer au {le} : {autre} est avant dans "
    "l'historique, qui ne recule pas."
)
_APRES = N_(
    "Dans la fiche de l'organisme {nom}, {quoi} ne peut pas passer au {le} : {autre} est après dans "
    "l'historique, qui ne recule pas."
)


def _verifier_l_ordre(avant: Organisme, apres: Organisme, entree: Entree) -> None:
    """A corrected event stays between its neighbours: a history never goes back."""
    le = apres.historique[entree.rang].date
    if le == avant.historique[entree.rang].date:
        return
    jours = {e.rang: (e, e.contenu.date) for e in entrees(ORGANISME, avant) if e.champ == "historique"}
    precedent, debut = jours.get(entree.rang - 1, (None, None))
    suivant, fin = jours.get(entree.rang + 1, (None, None))
    trop_tot = precedent if debut and le < debut else None
    gene = trop_tot or (suivant if fin and fin < le else None)
    if gene is None:
        return
    autre = mots_de_l_entree(gene.contenu)
    modele = _AVANT if trop_tot else _APRES
    raise Refus(
        Phrase(modele, nom=avant.nom, quoi=mots_de_l_entree(entree.contenu), le=le, autre=autre),
        Phrase(
            "Ce qui est possible : {dates}; ou corriger d'abord {autre} : {commande}",
            dates=_dates_possibles(debut, fin),
            autre=autre,
            commande=adresse(ORGANISME, avant, gene),
        ),
    )


def _dates_possibles(debut: date | None, fin: date | None) -> Phrase:
    if debut is None:
        return Phrase("une date du {fin} ou avant", fin=fin)
    if fin is None:
        return Phrase("une date du {debut} ou après", debut=debut)
    return Phrase("une date du {debut} au {fin}", debut=debut, fin=fin)


# What it does to the network.


class CompteChange(NamedTuple):
    """Days on which an organisation counts otherwise: the region where it did and does (None: it does not count).

    From `debut` to the day before `ensuite` (None: from then on).
    """

    avant: str | None
    apres: str | None
    debut: date
    ensuite: date | None


def ecarts(avant: Organisme, apres: Organisme) -> Iterator[CompteChange]:
    """All the days on which the two do not count alike."""
    fins = {r.jusqu_au + timedelta(days=1) for o in (avant, apres) for r in o.regions_anterieures}
    jours = sorted(fins | {e.date for o in (avant, apres) for e in o.historique})
    periodes = [(jour, compte(avant, jour), compte(apres, jour)) for jour in jours]
    groupes = [list(groupe) for _cle, groupe in groupby(periodes, key=lambda p: p[1:])]
    for rang, groupe in enumerate(groupes):
        debut, un, autre = groupe[0]
        if un != autre:
            ensuite = groupes[rang + 1][0][0] if rang + 1 < len(groupes) else None
            yield CompteChange(un, autre, debut, ensuite)


def compte(organisme: Organisme, jour: date) -> str | None:
    """The region where the organisation counts as a member on that day; None when it does not."""
    compte = organisme.doublon is None and etat_au(organisme, jour) is Etat.MEMBRE
    return region_au(organisme, jour) if compte else None


def effets(avant: Organisme, apres: Organisme) -> Iterator[Phrase]:
    """On which days the organisation is counted otherwise than before: as a member or not, or in which region."""
    for un, autre, debut, ensuite in ecarts(avant, apres):
        yield _effet(apres.nom, un, autre, _quand(debut, ensuite))


def _quand(debut: date, ensuite: date | None) -> Phrase:
    """From `debut` to the day before `ensuite`."""
    if ensuite is None:
        return Phrase("à compter du {le:j}", le=debut)
    fin = ensuite - timedelta(days=1)
    if fin == debut:
        return Phrase("le {le:j}", le=debut)
    return Phrase("{periode} inclusivement", periode=Periode(debut, fin))


def _effet(nom: str, un: str | None, autre: str | None, quand: Phrase) -> Phrase:
    if un is None:
        return Phrase("L'organisme {nom} est désormais compté parmi les membres {quand}.", nom=nom, quand=quand)
    if autre is None:
        return Phrase("L'organisme {nom} n'est plus compté parmi les membres {quand}.", nom=nom, quand=quand)
    return Phrase(
        "L'organisme {nom} change de région dans les comptes {quand} : {avant} → {apres}.",
        nom=nom,
        quand=quand,
        avant=REGIONS[un].nom,
        apres=REGIONS[autre].nom,
    )


def _nom(contenu: Contenu) -> str:
    """What a person calls an entry by: the fact, the criterion, the former name or region."""
    match contenu:
        case Evenement(evenement=nom) | Attestation(critere=nom) | NomAnterieur(nom=nom) | RegionAnterieure(region=nom):
            return nom


def _jour(contenu: Contenu) -> date | None:
    """Its day: of effect, of verification, or the last one."""
    match contenu:
        case (
            Evenement(date=le) | Attestation(verifie_le=le) | NomAnterieur(jusqu_au=le) | RegionAnterieure(jusqu_au=le)
        ):
            return le


def corrigeables() -> Corrigeables:
    """How an organisation's entries are corrected."""
    return Corrigeables(
        drapeaux={
            "historique": "--evenement",
            "attestations": "--attestation",
            "noms_anterieurs": "--nom-anterieur",
            "regions_anterieures": "--region-anterieure",
        },
        genre=lambda _genre, champ, nom: GENRES[nom if champ == "historique" else champ],
        nom=_nom,
        jour=_jour,
        lire=_lire,
        composer=_corriger,
        mal_dit=_mal_dit,
        manquantes=_manquantes,
        verifier=_verifier,
        effets=effets,
        mots=CHAMPS_D_UNE_ENTREE,
        valeur=mots_de_la_valeur,
    )
