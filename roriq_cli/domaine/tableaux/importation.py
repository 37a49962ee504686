"""A sheet of organisations, row by row: what each would do to the register, before anything is written.

Rows in, decisions out. What the schemas and the rules of the registry find is added afterwards (`avec_constats`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from roriq_cli.domaine.genres import recherche
from roriq_cli.domaine.genres.constats import Constat, Gravite
from roriq_cli.domaine.genres.dates import Depuis
from roriq_cli.domaine.genres.territoire import REGIONS, regions_d_avant
from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.modele import Etat, Organisme, Precision, Source, Territoire
from roriq_cli.domaine.membres.parcours import PARCOURS, avant_connu, depuis, etat_au, etat_final, marcher
from roriq_cli.domaine.membres.phrases import (
    PhraseFait,
    ajouter_une_region,
    ce_qui_est_possible,
    commande_du_fait,
    mots_de_l_etat,
)
from roriq_cli.domaine.tableaux.colonnes import A_CORRIGER, cle, dit_l_entree
from roriq_cli.domaine.tableaux.tableau import (
    Cellule,
    Rangee,
    Tableau,
    est_un_total,
    est_vide,
    repete_les_titres,
    texte_de,
)
from roriq_cli.domaine.tableaux.valeurs import ValeurRefusee, abreger, elements, lire, nettoyer
from roriq_cli.errors import Refus
from roriq_cli.i18n import N_, Affichable, Commande, Liste, Phrase, _, plier


class Sort(StrEnum):
    """What becomes of a row."""

    NOUVEAU = "nouveau"
    CHANGE = "change"
    INCHANGE = "inchange"
    A_CORRIGER = "a-corriger"


class Probleme(NamedTuple):
    """Why a row is to correct: the heading of the column ("" for the whole row), what is wrong, what to do."""

    titre: str
    message: Affichable

    def __str__(self) -> str:
        modele = N_("Colonne « {titre} » : {message}") if self.titre else N_("{message}")
        return str(Phrase(modele, titre=self.titre, message=self.message))


class Suite(NamedTuple):
    """What a row would do: the organisation before (None: new) and after (None: to correct), what is said of it."""

    rangee: Rangee
    sort: Sort
    avant: Organisme | None = None
    apres: Organisme | None = None
    problemes: tuple[Probleme, ...] = ()
    remarques: tuple[Affichable, ...] = ()
    # Whether a new organisation is taken for a member, or dated by the sheet, because no cell says otherwise.
    sans_etat: bool = False
    sans_date: bool = False

    @property
    def prete(self) -> bool:
        """Whether it would be recorded."""
        return self.sort in (Sort.NOUVEAU, Sort.CHANGE)

    def a_corriger(self, *problemes: Probleme) -> "Suite":
        """The same row, to correct."""
        return self._replace(sort=Sort.A_CORRIGER, apres=None, problemes=(*self.problemes, *problemes), remarques=())


class Laissee(NamedTuple):
    """A row that is no organisation's, and why."""

    numero: int
    raison: Affichable


class BilanImport(NamedTuple):
    """What a sheet would do: its table, a decision a row, the rows left aside."""

    tableau: Tableau
    source: Source
    decisions: tuple[Suite, ...]
    laissees: tuple[Laissee, ...]

    def de(self, *sorts: Sort) -> tuple[Suite, ...]:
        """The decisions of some kinds, in the order of the rows."""
        return tuple(d for d in self.decisions if d.sort in sorts)

    @property
    def pretes(self) -> tuple[Suite, ...]:
        """What would be recorded."""
        return tuple(d for d in self.decisions if d.prete)


class _Saisie(NamedTuple):
    """A row as read: the value of each cell that has one, what could not be read, the organisations that it names."""

    rangee: Rangee
    valeurs: dict[str, Any]
    problemes: tuple[Probleme, ...]
    connus: tuple[Organisme, ...]

    @property
    def id(self) -> str:
        """The id of the file that it would make."""
        return str(self.valeurs.get("id") or recherche.identifiant(self.valeurs.get("nom", "")))


EXEMPLE = "exemple"
RETRANCHEE = Phrase("masquée ou barrée dans le tableur")
_SORTIES = (Etat.RETIRE, Etat.EXPULSE, Etat.FERME)


def decider(
    tableau: Tableau, organismes: Sequence[Organisme], prises: Collection[str], source: Source, aujourd_hui: date
) -> BilanImport:
    """What each row would do to the register; `prises` are the names of the files there are, readable or not."""
    annuaire = _Annuaire(organismes)
    saisies, laissees = [], []
    for rangee in tableau.rangees:
        if est_vide(tableau, rangee):
            continue
        if raison := _a_laisser(tableau, rangee, prises):
            laissees.append(Laissee(rangee.numero, raison))
        elif not repete_les_titres(tableau, rangee):
            valeurs, problemes = lire_rangee(tableau, rangee, {})
            saisies.append(_Saisie(rangee, valeurs, problemes, annuaire.nommes(valeurs)))
    doubles = _doubles(saisies)
    decisions = []
    for saisie in saisies:
        decision = _Ligne(tableau, saisie, source, aujourd_hui, prises).decider()
        double = doubles.get(saisie.rangee.numero, ())
        decisions.append(decision.a_corriger(*double) if double else decision)
    return BilanImport(tableau, source, tuple(decisions), tuple(laissees))


def _a_laisser(tableau: Tableau, rangee: Rangee, prises: Collection[str]) -> Affichable | None:
    """Why a row is no organisation's: a total, the example of the model; None when it is one's."""
    if est_un_total(tableau, rangee):
        return Phrase("un total")
    if rangee.retranchee:
        return RETRANCHEE
    fiche = plier(texte_de(tableau.cellule(rangee, "id")))
    return Phrase("l'exemple du modèle") if fiche == EXEMPLE and EXEMPLE not in prises else None


class _Annuaire:
    """The organisations of the register, by all that a row may name one with."""

    def __init__(self, organismes: Sequence[Organisme]) -> None:
        self.par_id = {o.id: o for o in organismes}
        self.par_neq = {o.neq: o for o in organismes if o.neq}
        self.par_nom: dict[str, list[Organisme]] = defaultdict(list)
        for o in organismes:
            for nom in dict.fromkeys(map(plier, (o.nom, *(n.nom for n in o.noms_anterieurs)))):
                self.par_nom[nom].append(o)

    def nommes(self, valeurs: Mapping[str, Any]) -> tuple[Organisme, ...]:
        """Every organisation that the id, the NEQ or the name of a row names, each once."""
        trouves = [self.par_id.get(valeurs.get("id", "")), self.par_neq.get(valeurs.get("neq", ""))]
        trouves += self.par_nom.get(plier(valeurs.get("nom", "")), [])
        return tuple({o.id: o for o in trouves if o}.values())


def lire_rangee(
    tableau: Tableau, rangee: Rangee, manquants: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[Probleme, ...]]:
    """The value of each cell that has one, and what is wrong; `manquants`: what is said of a field's empty cell."""
    valeurs: dict[str, Any] = {}
    problemes: list[Probleme] = []
    for champ in tableau.champs:
        try:
            valeur = lire(champ, tableau.cellule(rangee, champ))
        except ValeurRefusee as refus:
            problemes.append(Probleme(tableau.titre(champ), refus.phrase))
            continue
        if valeur is not None:
            valeurs[champ] = valeur
        elif champ in manquants:
            problemes.append(Probleme(tableau.titre(champ), Phrase(manquants[champ])))
    return valeurs, tuple(problemes)


def repetees(
    groupes: Mapping[tuple[str, ...], Sequence[int]], modeles: Mapping[str, str]
) -> dict[int, tuple[Probleme, ...]]:
    """By number, what is wrong with the rows of a group of several, which names them all.

    `modeles`: what is said of a group, by the first word of its key.
    """
    problemes: dict[int, tuple[Probleme, ...]] = {}
    for (genre, *_reste), numeros in groupes.items():
        probleme = Probleme("", Phrase(modeles[genre], lignes=Liste(numeros)))
        for numero in numeros if len(numeros) > 1 else ():
            problemes.setdefault(numero, (probleme,))
    return problemes


_LA_MEME = N_("Les lignes {lignes} désignent le même organisme : gardez-en une.")
_DOUBLES = {
    "organisme": _LA_MEME,
    "neq": _LA_MEME,
    "nom": _LA_MEME,
    "id": N_("Les lignes {lignes} auraient la même fiche : donnez-leur chacune un nom dans une colonne « Fiche »."),
}


def _doubles(saisies: Sequence[_Saisie]) -> dict[int, tuple[Probleme, ...]]:
    """Rows that name one organisation, or would make one file: each is to correct."""
    groupes: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for saisie in saisies:
        marques = [("organisme", o.id) for o in saisie.connus]
        marques += [(champ, plier(saisie.valeurs[champ])) for champ in ("neq", "nom") if champ in saisie.valeurs]
        if not saisie.connus and saisie.id:
            marques.append(("id", saisie.id))
        for marque in marques:
            groupes[marque].append(saisie.rangee.numero)
    return repetees(groupes, _DOUBLES)


class _Ligne(NamedTuple):
    """One row and all that its decision depends on."""

    tableau: Tableau
    saisie: _Saisie
    source: Source
    aujourd_hui: date
    prises: Collection[str]

    def decider(self) -> Suite:
        """What the row would do."""
        saisie = self.saisie
        avant = saisie.connus[0] if saisie.connus else None
        depart = Suite(saisie.rangee, Sort.A_CORRIGER)
        problemes = list(saisie.problemes) + self._identite()
        if problemes:
            return depart.a_corriger(*problemes, *self._autres_problemes(avant))
        try:
            apres = self._completer(avant) if avant else self._creer()
        except _Impossible as refus:
            return depart.a_corriger(*refus.problemes)
        if apres == avant:
            remarque = self._sans_etat(avant)
            return depart._replace(sort=Sort.INCHANGE, avant=avant, apres=apres, remarques=remarque)
        if avant:
            remarques = tuple(self._des_mrc(apres))
            return depart._replace(sort=Sort.CHANGE, avant=avant, apres=apres, remarques=remarques)
        if not apres.historique:  # only listed
            return depart._replace(sort=Sort.NOUVEAU, apres=apres)
        reprise = apres.historique[0]
        assert reprise.etat is not None
        return depart._replace(
            sort=Sort.NOUVEAU,
            apres=apres,
            remarques=(*self._debut_de_l_etat(reprise.etat)[1], *self._des_mrc(apres)),
            sans_etat="etat" not in saisie.valeurs and reprise.etat is Etat.MEMBRE,
            sans_date=reprise.date_precision is Precision.AU_PLUS_TARD and "depuis" not in saisie.valeurs,
        )

    def _autres_problemes(self, avant: Organisme | None) -> Iterator[Probleme]:
        """What else would be refused once these problems are mended, so that a row is corrected once."""
        for verifier in (lambda: self._profil(avant), self._etat_dit, self._debut):
            try:
                verifier()
            except _Impossible as refus:
                yield from refus.problemes

    def _probleme(self, champ: str, message: Affichable) -> Probleme:
        return Probleme(self.tableau.titre(champ), message)

    def _identite(self) -> list[Probleme]:
        """Which organisation, or why it cannot be known."""
        connus, valeurs = self.saisie.connus, self.saisie.valeurs
        fiche = valeurs.get("id")
        if len(connus) > 1:
            noms = Liste([Phrase("{nom} ({id})", nom=o.nom, id=o.id) for o in connus])
            message = Phrase("La ligne désigne {n} organismes du registre : {noms}.", n=len(connus), noms=noms)
            return [Probleme("", message)]
        if connus and fiche and fiche != connus[0].id:
            message = Phrase(
                "La fiche « {fiche} » n'est pas celle de l'organisme {nom} : c'est {id}.",
                fiche=abreger(fiche),
                nom=connus[0].nom,
                id=connus[0].id,
            )
            return [self._probleme("id", message)]
        return [] if connus else self._nouveau()

    def _nouveau(self) -> list[Probleme]:
        """What a new organisation needs."""
        valeurs, problemes = self.saisie.valeurs, []
        lus = {p.titre for p in self.saisie.problemes}
        manquants = {
            "nom": Phrase("Il manque le nom de l'organisme."),
            "region": Phrase("Il manque la région du siège : son nom, son code, ou une de ses MRC."),
        }
        for champ, phrase in manquants.items():
            if champ not in valeurs and not (champ in self.tableau.champs and self.tableau.titre(champ) in lus):
                problemes.append(self._probleme(champ, phrase))
        if "nom" in valeurs and not self.saisie.id:
            message = Phrase("Ce nom ne donne pas de nom de fiche : donnez-en un dans une colonne « Fiche ».")
            problemes.append(self._probleme("nom", message))
        if self.saisie.id in self.prises:
            message = Phrase(
                "La fiche {id} existe déjà : {voir}. Si c'est un autre organisme, donnez-lui un autre nom de fiche "
                "dans une colonne « Fiche ».",
                id=self.saisie.id,
                voir=Commande("afficher", self.saisie.id),
            )
            problemes.append(self._probleme("id" if "id" in valeurs else "nom", message))
        if "etat" in self.tableau.champs and "etat" not in valeurs and "retire_le" not in valeurs:
            message = Phrase(
                "La case ne dit pas l'état de l'organisme : rien ne dit s'il est membre. Écrivez son état (membre, "
                "retiré, répertorié…)."
            )
            if self.tableau.titre("etat") not in lus:
                problemes.append(self._probleme("etat", message))
        return problemes

    @property
    def _entree(self) -> bool:
        """Whether the date of the row is that of an admission, whatever the organisation became since."""
        return dit_l_entree(self.tableau.titre("depuis"))

    def _etat_dit(self) -> Etat | None:
        """The state that the row says, one way or the other. Raises _Impossible where it contradicts itself."""
        etat: Etat | None = self.saisie.valeurs.get("etat")
        retrait: Depuis | None = self.saisie.valeurs.get("retire_le")
        fin: Depuis | None = self.saisie.valeurs.get("jusqu_au")
        if retrait and retrait.jour <= self.aujourd_hui:
            if etat not in (None, Etat.RETIRE):
                message = Phrase(
                    "La ligne dit que l'organisme s'est retiré, et aussi qu'il est {etat} : corrigez l'un ou l'autre.",
                    etat=mots_de_l_etat(etat),
                )
                raise _Impossible(self._probleme("retire_le", message))
            return Etat.RETIRE
        if fin and etat in (None, Etat.MEMBRE) and fin.dernier < self.aujourd_hui:
            message = Phrase(
                "Cette fin est passée : l'organisme n'est donc plus membre, et rien ne dit ce qu'il est devenu. "
                "Écrivez son état (retiré, expulsé, fermé…), ou videz cette case s'il est resté membre."
            )
            raise _Impossible(self._probleme("jusqu_au", message))
        return etat

    def _debut_de_l_etat(self, etat: Etat) -> tuple[Depuis | None, tuple[Affichable, ...]]:
        """When the state of the row began, as far as the row says it; what is left out, in words.

        « Membre depuis » is the day of admission: it dates no other state.
        """
        retrait: Depuis | None = self.saisie.valeurs.get("retire_le")
        fin: Depuis | None = self.saisie.valeurs.get("jusqu_au")
        if etat is Etat.RETIRE and retrait and retrait.jour <= self.aujourd_hui:
            return retrait, self._entree_laissee(etat)
        if etat in _SORTIES and fin and fin.precision is Precision.JOUR and fin.jour < self.aujourd_hui:
            return Depuis(fin.jour + timedelta(days=1), Precision.JOUR), self._entree_laissee(etat)
        debut = self._debut()
        if debut is None or etat is Etat.MEMBRE or not self._entree:
            return debut, self._fin_laissee(fin)
        if etat not in (*_SORTIES, Etat.SUSPENDU):
            message = Phrase(
                "La ligne dit depuis quand l'organisme est membre, et aussi qu'il est {etat} : corrigez l'un ou "
                "l'autre.",
                etat=mots_de_l_etat(etat),
            )
            raise _Impossible(self._probleme("depuis", message))
        return None, (*self._entree_laissee(etat), *self._fin_laissee(fin))

    def _entree_laissee(self, etat: Etat) -> tuple[Affichable, ...]:
        if not self._entree or "depuis" not in self.saisie.valeurs:
            return ()
        return (
            Phrase(
                "« {titre} » dit quand il est devenu membre, non quand il est devenu {etat} : cette date n'est pas "
                "consignée.",
                titre=self.tableau.titre("depuis"),
                etat=mots_de_l_etat(etat),
            ),
        )

    def _des_mrc(self, apres: Organisme) -> Iterator[Affichable]:
        """What is said of the places of the row: a name that is no more, an MRC that was in another region."""
        lieux = [e for champ in ("region", "mrc") for e in elements(self.tableau.cellule(self.saisie.rangee, champ))]
        for lieu in dict.fromkeys(lieux):
            if nom := recherche.ancienne_mrc(lieu):
                yield Phrase("« {ancien} » est l'ancien nom de la MRC {nom}.", ancien=abreger(lieu), nom=nom)
        debut = apres.historique[0].date if apres.historique else self.aujourd_hui
        for nom, d_avant in regions_d_avant(filter(None, map(recherche.mrc_du_lieu, lieux)), apres.region):
            if debut <= d_avant.jusqu_au and not apres.regions_anterieures:
                yield Phrase(
                    "La MRC {nom} était {ou} jusqu'au {le}. Si le siège y était déjà : {commande}",
                    nom=nom,
                    ou=REGIONS[d_avant.region].lieu,
                    le=d_avant.jusqu_au,
                    commande=ajouter_une_region(apres.id, d_avant),
                )

    def _fin_laissee(self, fin: Depuis | None) -> tuple[Affichable, ...]:
        if fin is None:
            return ()
        return (Phrase("« {titre} » n'est pas consigné : la fin est à venir.", titre=self.tableau.titre("jusqu_au")),)

    def _debut(self) -> Depuis | None:
        """The beginning, as precisely as the cells say it."""
        lu: Depuis | None = self.saisie.valeurs.get("depuis")
        precision: Precision | None = self.saisie.valeurs.get("precision")
        if lu is None or precision in (None, lu.precision):
            return lu
        if lu.precision is not Precision.JOUR:
            message = Phrase("La date et sa précision ne disent pas la même chose.")
            raise _Impossible(self._probleme("precision", message))
        return lu._replace(precision=precision)

    def _profil(self, avant: Organisme | None) -> dict[str, Any]:
        """The fields of the profile that the row says otherwise than `avant`; an empty cell says nothing."""
        profil: dict[str, Any] = {}
        for champ in ("sigle", "neq", "ville", "courriel", "telephone", "site_web", "tcri"):
            valeur = self.saisie.valeurs.get(champ)
            if valeur is not None and valeur != nettoyer((getattr(avant, champ) if avant else None) or ""):
                profil[champ] = valeur
        for champ in ("profils", "milieux", "financement"):
            liste = self.saisie.valeurs.get(champ)
            if liste is not None and set(liste) != set(getattr(avant, champ) if avant else ()):
                profil[champ] = liste
        territoire = self._territoire(avant.territoire if avant else None)
        return profil | ({"territoire": territoire} if territoire else {})

    def _territoire(self, avant: Territoire | None) -> Territoire | None:
        """The mandate with what the row says of it; None when it says nothing else than `avant`."""
        valeurs = self.saisie.valeurs
        portee, mrc, regions = (valeurs.get(champ) for champ in ("portee", "mrc", "regions_mandat"))
        if portee is None and mrc is None and regions is None:
            return None
        if portee == "regionale" and mrc:
            raise _Impossible(self._probleme("mrc", Phrase("Un mandat régional n'a pas de MRC.")))
        choisie = portee or ("mrc" if mrc else avant.portee if avant else "regionale")
        noms = mrc or (avant.mrc if avant else ())
        if choisie == "mrc" and not noms:
            raise _Impossible(self._probleme("portee", Phrase("Un mandat de MRC nomme au moins une MRC.")))
        apres = Territoire(choisie, noms if choisie == "mrc" else (), regions or (avant.regions if avant else ()))
        pareil = avant is not None and all(
            (a if isinstance(a, str) else set(a)) == (b if isinstance(b, str) else set(b))
            for a, b in zip(avant, apres, strict=True)
        )
        return None if pareil else apres

    def _creer(self) -> Organisme:
        """The file of an organisation that the register did not have."""
        valeurs = self.saisie.valeurs
        fiche = Organisme(self.saisie.id, valeurs["nom"], region=valeurs["region"], **self._profil(None))
        etat = self._etat_dit() or Etat.MEMBRE
        if etat is not Etat.REPERTORIE:
            return self._reprendre(fiche, etat)
        if "depuis" in valeurs:
            message = Phrase("Un organisme répertorié n'a pas de date de début : videz cette cellule.")
            raise _Impossible(self._probleme("depuis", message))
        # A mention has no state to attest: the day of the source is the day it was consulted.
        return fiche._replace(sources=(Source(self.source.titre, consulte_le=self.source.atteste_le),))

    def _reprendre(self, fiche: Organisme, etat: Etat) -> Organisme:
        """`fiche` with the state that the sheet attests."""
        try:
            debut, _laisse = self._debut_de_l_etat(etat)
            return actes.consigner(fiche, actes.reprise(etat, debut, self.source), self.aujourd_hui)
        except Refus as refus:
            raise _Impossible(self._probleme("depuis", refus.phrases[0])) from None

    def _completer(self, avant: Organisme) -> Organisme:
        """`avant` with what a sheet may change of it. Raises _Impossible for what it may not."""
        problemes = [*self._nom(avant), *self._region(avant)]
        etat = self._etat_a_reprendre(avant)
        if etat is None:
            problemes += [*self._etat(avant)] or [*self._date(avant)]
        if problemes:
            raise _Impossible(*problemes)
        apres = avant._replace(**self._profil(avant))
        return self._reprendre(apres, etat) if etat else apres

    def _etat_a_reprendre(self, avant: Organisme) -> Etat | None:
        """The state that the sheet attests of an organisation only listed so far; a date says that there is one."""
        membre = "depuis" in self.saisie.valeurs and "etat" not in self.tableau.champs
        etat = self._etat_dit() or (Etat.MEMBRE if membre else None)
        return None if avant.historique or etat is Etat.REPERTORIE else etat

    def _sans_etat(self, avant: Organisme | None) -> tuple[Affichable, ...]:
        """An organisation that is only listed stays so when the sheet does not say its state."""
        if avant is None or avant.historique or "etat" in self.saisie.valeurs:
            return ()
        return (
            Phrase(
                "L'organisme {nom} est répertorié, et la feuille ne dit pas son état. S'il est membre : {commande}",
                nom=avant.nom,
                commande=Commande("etablir", avant.id, "--etat", "membre", "--source-titre", str(self.source.titre)),
            ),
        )

    def _nom(self, avant: Organisme) -> Iterator[Probleme]:
        nom = self.saisie.valeurs.get("nom")
        if nom and plier(nom) not in {plier(n) for n in (avant.nom, *(a.nom for a in avant.noms_anterieurs))}:
            message = Phrase(
                "Le registre dit « {nom} ». Un tableau ne change pas un nom. S'il a changé : {commande}",
                nom=avant.nom,
                commande=Commande("renommer", avant.id, "--nom", nom),
            )
            yield self._probleme("nom", message)

    def _region(self, avant: Organisme) -> Iterator[Probleme]:
        region = self.saisie.valeurs.get("region")
        if region and region != avant.region:
            message = Phrase(
                "Le registre dit « {region} ». Un tableau ne change pas la région du siège. Si le siège a changé de "
                "région : {commande}",
                region=REGIONS[avant.region].nom,
                commande=Commande("modifier", avant.id, "--region", region, "--depuis", _("AAAA-MM-JJ")),
            )
            yield self._probleme("region", message)

    def _etat(self, avant: Organisme) -> Iterator[Probleme]:
        etat = self._etat_dit()
        ici = etat_au(avant, self.aujourd_hui)
        if etat and etat is not ici and avant_connu(avant, self.aujourd_hui):
            fait = next((f for f, apres in PARCOURS[etat_final(avant)].items() if apres is etat), None)
            message = Phrase(
                "Le registre dit « {etat} ». Un tableau ne change pas un état. {suite}",
                etat=mots_de_l_etat(ici),
                suite=Phrase("S'il a changé : {commande}", commande=commande_du_fait(fait, avant.id))
                if fait
                else ce_qui_est_possible(avant),
            )
            yield self._probleme("etat", message)

    def _date(self, avant: Organisme) -> Iterator[Probleme]:
        ici = etat_au(avant, self.aujourd_hui)
        lu, _laisse = self._debut_de_l_etat(ici)
        debut = depuis(avant, self.aujourd_hui)
        if lu is None or (debut and any(_s_accordent(lu, *d) for d in (debut[:2], *self._dates(avant)))):
            return
        voir = Commande("afficher", avant.id)
        dit: Affichable
        if debut is None:
            dit = Phrase("L'organisme {nom} est {etat}", nom=avant.nom, etat=mots_de_l_etat(Etat.REPERTORIE))
        else:
            dit = PhraseFait(avant.nom, debut.evenement)
        message = Phrase(
            "Le registre dit : « {fait} ». Un tableau ne change pas une date. Voir : {voir}", fait=dit, voir=voir
        )
        yield self._probleme("depuis", message)

    def _dates(self, avant: Organisme) -> Iterator[tuple[date, Precision]]:
        """The days on which it came to the state of today: « membre depuis » may be the first as well as the last."""
        ici = etat_au(avant, self.aujourd_hui)
        for pas in marcher(avant.historique):
            e = pas.evenement
            if pas.apres is ici is not pas.avant and e.date <= self.aujourd_hui:
                yield e.date, e.date_precision or Precision.JOUR


def _s_accordent(lu: tuple[date, Precision], jour: date, precision: Precision) -> bool:
    """Whether the sheet says what the register says, as precisely or less."""
    voulu, comment = lu
    if (voulu, comment) == (jour, precision) or (comment is Precision.JOUR and voulu == jour):
        return True
    if precision is Precision.AU_PLUS_TARD or comment not in (Precision.MOIS, Precision.ANNEE):
        return False
    meme_annee = voulu.year == jour.year
    if comment is Precision.ANNEE:
        return meme_annee
    return meme_annee and voulu.month == jour.month and precision is not Precision.ANNEE


class _Impossible(Exception):
    """The row cannot do what it says."""

    def __init__(self, *problemes: Probleme) -> None:
        super().__init__()
        self.problemes = problemes


def sans_les_servis(bilan: BilanImport, servis: Collection[str]) -> BilanImport:
    """`bilan` where no new organisation takes an id that named another file before."""
    decisions = []
    for decision in bilan.decisions:
        if decision.sort is Sort.NOUVEAU and decision.apres and decision.apres.id in servis:
            message = Phrase(
                "Le nom de fiche {id} a déjà servi dans ce registre, et ne sert jamais deux fois : donnez-en un autre "
                "dans une colonne « Fiche ».",
                id=decision.apres.id,
            )
            decision = decision.a_corriger(Probleme("", message))
        decisions.append(decision)
    return bilan._replace(decisions=tuple(decisions))


def a_rendre(bilan: BilanImport) -> list[list[Cellule]]:
    """What is handed back: the headings and the rows to correct, with a column that says why."""
    entete, fautives = bilan.tableau.entete, bilan.de(Sort.A_CORRIGER)
    titres = [*map(cle, bilan.tableau.titres)]
    largeur = max(len(r.cellules) for r in (*entete, *(d.rangee for d in fautives)))
    rang = titres.index(cle(A_CORRIGER)) if cle(A_CORRIGER) in titres else largeur
    raisons = ["" for _ in entete[1:]] + [A_CORRIGER] + [" ".join(map(str, d.problemes)) for d in fautives]
    rangees: list[list[Cellule]] = []
    for rangee, raison in zip((*entete, *(d.rangee for d in fautives)), raisons, strict=True):
        cellules = [*rangee.cellules, *(None for _ in range(max(largeur, rang + 1) - len(rangee.cellules)))]
        cellules[rang] = raison or cellules[rang]
        rangees.append(cellules)
    return rangees


# The columns of what the findings of a file speak of by another name.
_COLONNES_DE = {"territoire": ("mrc", "portee", "regions_mandat"), "historique": ("depuis", "etat")}


def avec_constats(bilan: BilanImport, constats: Mapping[str, Sequence[Constat]]) -> BilanImport:
    """`bilan` with what was found in the files that its rows would make, by id: errors are to correct."""
    decisions = []
    for decision in bilan.decisions:
        trouves = constats.get(decision.apres.id, ()) if decision.apres and decision.prete else ()
        erreurs = [c for c in trouves if c.gravite is Gravite.ERREUR]
        if erreurs:
            decision = decision.a_corriger(*(_du_constat(bilan.tableau, c) for c in erreurs))
        else:
            decision = decision._replace(remarques=(*decision.remarques, *(c.message for c in trouves)))
        decisions.append(decision)
    return bilan._replace(decisions=tuple(decisions))


def _du_constat(tableau: Tableau, constat: Constat) -> Probleme:
    possibles = _COLONNES_DE.get(constat.champ, (constat.champ,))
    titre = next((tableau.titre(champ) for champ in possibles if champ in tableau.champs), "")
    correction = constat.correction or Phrase(constat.regle.correction)
    return Probleme(titre, Phrase("{message} {correction}", message=constat.message, correction=correction))
