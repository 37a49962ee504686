"""What an organisation is: entering it, its evidence, its profile, its name."""

from datetime import date, timedelta
from typing import Annotated, Any

import typer

from roriq_cli.cli import questions, types
from roriq_cli.cli.ecrire import options_actes as o
from roriq_cli.cli.seance import Seance, ouvrir
from roriq_cli.domaine.genres import recherche
from roriq_cli.domaine.genres.dates import Depuis
from roriq_cli.domaine.genres.territoire import REGIONS, RegionDAvant, regions_d_avant
from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.genres import CHAMPS, ORGANISME
from roriq_cli.domaine.membres.modele import (
    ETATS_ATTESTABLES,
    MILIEUX,
    PORTEES,
    Attestation,
    Etat,
    Evenement,
    Fait,
    Organisme,
    Reponse,
    Source,
    Territoire,
)
from roriq_cli.domaine.membres.parcours import etat_final, possibles, region_au
from roriq_cli.domaine.membres.phrases import ajouter_une_region, mots_de_l_etat
from roriq_cli.domaine.membres.reseau import FINANCEMENTS, PROFILS
from roriq_cli.errors import Refus, Usage
from roriq_cli.i18n import N_, Commande, Phrase
from roriq_cli.registre import ecriture


def ajouter(
    ctx: typer.Context,
    nom: o.Nom,
    region: o.Region,
    id_: o.Id,
    profil: Annotated[dict[str, Any], o.PROFIL],
    regionalisation: o.Regionalisation,
    date_: o.Date,
    recu_le: o.RecuLe,
    note: o.Note,
    deja: o.Deja,
    source_titre: o.SourceTitre,
    source_url: o.SourceUrl,
    atteste_le: o.AttesteLe,
    depuis: o.Depuis,
    opts: o.Ecriture,
) -> None:
    """Enter an organisation: its application, or what a source already says of it."""
    _verifier_usage(deja, date_ or recu_le or note or regionalisation, source_titre or source_url or atteste_le, depuis)
    _verifier_mandat(profil)
    opts.exiger(("--nom", nom), ("--region", region))
    if deja:
        opts.exiger(("--source-titre", source_titre or source_url))
    seance = ouvrir(ctx, opts)
    nom = nom or questions.demander(N_("Le nom complet de l'organisme"), types.Champ("nom"))
    region = region or questions.choisir(N_("La région du siège"), tuple(REGIONS), lambda code: REGIONS[code].nom)
    fiche = Organisme(id_ or recherche.identifiant(str(nom)), str(nom), region=str(region), **_profil(None, profil))
    _verifier_id(seance, fiche)
    if deja:
        source = seance.source(source_titre, source_url, atteste_le)
        seance.conclure(None, _deja(seance, fiche, Etat(deja), source, depuis), seance.aujourd_hui)
        return
    demande = Evenement(date_ or seance.aujourd_hui, Fait.DEMANDE, recu_le=recu_le, note=note)
    apres = actes.consigner(fiche, demande, seance.aujourd_hui)
    if regionalisation:
        attestation = Attestation("regionalisation", Reponse.OUI, demande.date, source=regionalisation)
        apres = actes.attester(apres, attestation, seance.aujourd_hui)
    seance.conclure(None, apres, demande.date)


def _verifier_usage(deja: str | None, demande: Any, source: Any, depuis: Any) -> None:
    """Two ways in, whose flags do not mix: an application, or a state known from a source."""
    if deja and demande:
        raise Usage(
            Phrase(
                "--deja consigne ce qu'une source atteste : --date, --recu-le, --note et --regionalisation "
                "n'y ont pas leur place. Le début se dit par --depuis."
            )
        )
    if not deja and (source or depuis):
        raise Usage(Phrase("--source-titre, --source-url, --atteste-le et --depuis demandent --deja ÉTAT."))
    if deja == Etat.REPERTORIE and depuis:
        raise Usage(Phrase("Un organisme répertorié n'a pas de date de début : retirez --depuis."))


def _verifier_id(seance: Seance, fiche: Organisme) -> None:
    """An id is free, and was never used."""
    if not fiche.id:
        raise Usage(Phrase("Ce nom ne donne pas de nom de fiche : choisissez-en un avec --id."))
    if fiche.id in recherche.RESERVES:
        raise Usage(
            Phrase(
                "« {id} » ne peut pas être un nom de fiche : Windows n'accepte aucun fichier de ce nom. Peut-être : "
                "--id {autre}",
                id=fiche.id,
                autre=recherche.identifiant(fiche.id),
            )
        )
    # « Accueil.yaml », made by hand, is the same file as « accueil.yaml » on Windows and on a Mac.
    prise = next((f for f in seance.chargement.du_genre(ORGANISME) if f.nom.casefold() == fiche.id), None)
    if prise is not None:
        nom = prise.fiche.nom if prise.fiche else fiche.id
        revient = prise.fiche is not None and Fait.DEMANDE in possibles(etat_final(prise.fiche))
        raise Refus(
            Phrase("La fiche {id} existe déjà (organisme {nom}).", id=fiche.id, nom=nom),
            *(
                [Phrase("S'il fait une demande : {commande}.", commande=Commande("demander", prise.nom))]
                if revient
                else []
            ),
            Phrase(
                "Si c'est le même organisme : {voir}. Sinon, choisissez un autre nom de fiche : --id",
                voir=Commande("afficher", fiche.id),
            ),
        )
    if ecriture.deja_servi(seance.racine, ORGANISME.chemin(fiche.id)):
        raise Refus(
            Phrase("Le nom de fiche {id} a déjà servi dans ce registre, et ne sert jamais deux fois.", id=fiche.id),
            Phrase("Choisissez-en un autre : --id"),
        )


def _deja(seance: Seance, fiche: Organisme, etat: Etat, source: Source, depuis: Depuis | None) -> Organisme:
    """`fiche` with what the source attests."""
    if etat is Etat.REPERTORIE:
        # A mention has no state to attest: the day of the source is the day it was consulted.
        return fiche._replace(sources=(Source(source.titre, source.url, consulte_le=source.atteste_le),))
    return actes.consigner(fiche, actes.reprise(etat, depuis, source), seance.aujourd_hui)


def etablir(
    ctx: typer.Context,
    organisme: o.Organisme,
    etat: o.EtatAtteste,
    source_titre: o.SourceTitre,
    source_url: o.SourceUrl,
    atteste_le: o.AttesteLe,
    depuis: o.Depuis,
    opts: o.Ecriture,
) -> None:
    """Record what a source attests of an organisation that is only listed so far."""
    opts.exiger(("ORGANISME", organisme), ("--etat", etat), ("--source-titre", source_titre or source_url))
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme, Fait.REPRISE)
    choisi = etat or questions.choisir(N_("L'état que la source atteste"), ETATS_ATTESTABLES, mots_de_l_etat)
    source = seance.source(source_titre, source_url, atteste_le)
    evenement = actes.reprise(Etat(str(choisi)), depuis, source)
    seance.conclure(cible, actes.consigner(cible, evenement, seance.aujourd_hui), evenement.date)


def modifier(
    ctx: typer.Context,
    organisme: o.Organisme,
    region: o.Region,
    depuis: o.DepuisJour,
    profil: Annotated[dict[str, Any], o.PROFIL],
    opts: o.Ecriture,
) -> None:
    """Change the profile; an empty value removes a field, a repeated flag replaces the list."""
    opts.exiger(("ORGANISME", organisme))
    _verifier_mandat(profil)
    if depuis and not region:
        raise Usage(Phrase("--depuis accompagne --region : la date où le siège a changé de région."))
    vide = not region and all(valeur is None for valeur in profil.values())
    if vide and not opts.terminal:
        raise Usage(Phrase("Rien à modifier : donnez au moins un champ (--ville, --site-web…)."))
    if region:
        opts.exiger(("--depuis", depuis))
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme)
    if vide:
        profil |= _champ_a_modifier()
    apres = cible._replace(**_profil(cible, profil))
    if region and region == cible.region and depuis:
        _verifier_la_region_d_avant(cible, depuis)
    if region and region != cible.region:
        jour = depuis or questions.demander(N_("Depuis quel jour le siège est dans cette région"), types.TypeDate())
        apres = actes.changer_de_region(apres, region, jour, seance.aujourd_hui)
    seance.conclure(cible, apres, seance.aujourd_hui)


def _verifier_la_region_d_avant(cible: Organisme, depuis: date) -> None:
    """Raises Refus when the file says that the seat was always there: the region of before is what is forgotten."""
    veille = depuis - timedelta(days=1)
    if region_au(cible, veille) != cible.region:
        return
    mrc = cible.territoire.mrc if cible.territoire else ()
    connues = {r.region for _nom, r in regions_d_avant(mrc, cible.region) if r.jusqu_au == veille}
    suite = (
        Phrase(
            "Pour l'ajouter : {commande}", commande=ajouter_une_region(cible.id, RegionDAvant(connues.pop(), veille))
        )
        if connues
        else Phrase(
            "Pour l'ajouter : {commande}, avec la région d'alors (--region-anterieure) et une raison (--raison)",
            commande=Commande("corriger", cible.id, "--ajouter", "--jusqu-au", veille.isoformat()),
        )
    )
    raise Refus(
        Phrase(
            "La fiche de l'organisme {nom} dit que son siège est {ou} depuis toujours : ce qui manque est la région "
            "d'avant le {le}.",
            nom=cible.nom,
            ou=REGIONS[cible.region].lieu,
            le=depuis,
        ),
        suite,
    )


def _champ_a_modifier() -> dict[str, Any]:
    """At a terminal, ask which field, then its value: a word, a list of choices, or nothing to remove it."""
    champs = (*o.TEXTES, "territoire", *_LISTES)
    champ = questions.choisir(N_("Le champ à modifier"), champs, lambda c: Phrase(CHAMPS[c]), noms=lambda c: (c,))
    if champ == "territoire":
        return _mandat_a_donner()
    if champ in _LISTES:
        choix = questions.choisir(N_("La valeur"), tuple(_LISTES[champ]), lambda c: c, facultatif=True)
        return {champ: [choix or ""]}
    valeur = questions.demander(
        N_("La valeur; sans réponse, le champ est retiré"), types.Champ(str(champ)), facultatif=True
    )
    return {str(champ): valeur or ""}


_PORTEES = {"regionale": N_("des régions entières"), "mrc": N_("une ou plusieurs MRC")}


def _mandat_a_donner() -> dict[str, Any]:
    """At a terminal, the mandate: whole regions, or MRC, one after the other."""
    portee = questions.choisir(N_("Le mandat"), PORTEES, lambda p: Phrase(_PORTEES[p]), noms=lambda p: (p,))
    noms: list[str] = []
    while portee == "mrc":
        question = N_("Une autre MRC; sans réponse, c'est tout") if noms else N_("Une MRC du mandat")
        nom = questions.demander(question, types.TypeMrc(), facultatif=bool(noms))
        if nom is None:
            break
        noms.append(nom)
    return {"portee": portee, "mrc": noms or None}


_LISTES = {"milieux": MILIEUX, "financement": FINANCEMENTS, "profils": PROFILS}


def _profil(avant: Organisme | None, donnees: dict[str, Any]) -> dict[str, Any]:
    """The fields given, as the record has them: "" removes, a list replaces the list."""
    profil: dict[str, Any] = {
        champ: _liste(valeur) if isinstance(valeur, list) else valeur or None
        for champ, valeur in donnees.items()
        if champ not in o.MANDAT and valeur is not None and valeur != []
    }
    portee, mrc, regions = (donnees[nom] for nom in o.MANDAT)
    if portee is not None or mrc or regions:
        profil["territoire"] = _territoire(avant.territoire if avant else None, portee, mrc, regions)
    return profil


def _liste(valeurs: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in valeurs if v))


def _verifier_mandat(profil: dict[str, Any]) -> None:
    """Flags that contradict each other are a usage error, whatever the organisation."""
    portee, mrc, regions = (profil[nom] for nom in o.MANDAT)
    if portee == "regionale" and any(mrc or ()):
        raise Usage(Phrase("Un mandat régional n'a pas de MRC : retirez --mrc, ou dites --portee mrc."))
    if portee == "" and (any(mrc or ()) or any(regions or ())):
        raise Usage(Phrase("Une --portee vide retire le mandat : --mrc et --regions-mandat n'y ont pas leur place."))


def _territoire(
    avant: Territoire | None, portee: str | None, mrc: list[str] | None, regions: list[str] | None
) -> Territoire | None:
    """The mandate with what was given; naming an MRC is enough to say that it is one of MRC."""
    if portee == "" or (avant is None and not portee and not any(mrc or ()) and not any(regions or ())):
        return None
    noms = _liste(mrc) if mrc else (avant.mrc if avant else ())
    choisie = portee or ("mrc" if mrc and noms else avant.portee if avant else "regionale")
    if choisie == "mrc" and not noms:
        raise Usage(Phrase("Un mandat de MRC nomme au moins une MRC : --mrc"))
    ailleurs = _liste(regions) if regions else (avant.regions if avant else ())
    return Territoire(choisie, noms if choisie == "mrc" else (), ailleurs)


def renommer(
    ctx: typer.Context,
    organisme: o.Organisme,
    nom: o.Nom,
    sigle: o.Sigle,
    depuis: o.DepuisJour,
    opts: o.Ecriture,
) -> None:
    """Give a new name; the old one is kept."""
    opts.exiger(("ORGANISME", organisme), ("--nom", nom))
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme)
    nouveau = nom or questions.demander(N_("Le nouveau nom"), types.Champ("nom"))
    apres = actes.renommer(cible, nouveau, sigle, depuis, seance.aujourd_hui)
    seance.conclure(cible, apres, depuis or seance.aujourd_hui)
