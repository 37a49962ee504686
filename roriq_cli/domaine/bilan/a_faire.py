"""What is missing or to be done on a day, by kind, the most pressing first: one table for all screens and lists."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from roriq_cli.domaine.membres.criteres import Admissibilite, Examen, admissibilite, examiner, perdus
from roriq_cli.domaine.membres.listes import FINIE, SANS_SUITE, Listes, listes_du
from roriq_cli.domaine.membres.modele import Etat, ListeTcri, Organisme, Precision, Registre, Reponse, Seuils
from roriq_cli.domaine.membres.parcours import (
    DANS_LE_RESEAU,
    SUIVIS,
    Suspension,
    a_venir,
    annonce_le,
    derniere_attestation_de_l_etat,
    entree_au,
    etat_au,
    suspension_au,
)
from roriq_cli.domaine.membres.pertes import PERDUS, perte
from roriq_cli.domaine.membres.reseau import CRITERES, Critere
from roriq_cli.i18n import N_, Affichable, Commande, Phrase, Pluriel


class AFaire(NamedTuple):
    """Something that is missing or to be done, by kind: its sentence, whom it is about, the command that settles it.

    `ids`: organisations (or the registry's other files, by their path). `sinon`: the other way to settle it.
    """

    genre: str
    phrase: Affichable
    ids: tuple[str, ...]
    commande: Commande
    sinon: Commande | None = None

    @property
    def cites(self) -> str:
        """The first of `ids`, in a sentence."""
        return premiers(self.ids, 5)


def premiers(noms: Sequence[str], combien: int) -> str:
    """« a, b, c, … »: no more names than that."""
    return ", ".join(noms[:combien]) + (", …" if len(noms) > combien else "")


class Situation(NamedTuple):
    """An organisation on a day, as the kinds look at it. `annonce`: an event is already known that is to come."""

    organisme: Organisme
    jour: date
    seuils: Seuils
    etat: Etat
    admissibilite: Admissibilite
    suspension: Suspension | None
    annonce: bool
    listes: Listes

    @property
    def horizon(self) -> date:
        """The last day whose ends are announced."""
        return self.jour + timedelta(days=self.seuils.echeance_jours)


def situer(organisme: Organisme, jour: date, seuils: Seuils, listes: Listes) -> Situation:
    """What the kinds ask of an organisation, computed once."""
    return Situation(
        organisme,
        jour,
        seuils,
        etat_au(organisme, jour),
        admissibilite(organisme, jour, listes),
        suspension_au(organisme, jour),
        any((annonce_le(e) or e.date) <= jour for e in a_venir(organisme, jour)),
        listes,
    )


# Of these, nothing is asked any more.
PARTIS = (Etat.FERME, Etat.EXPULSE, Etat.RETIRE)


def _suspension_echue(s: Situation) -> bool:
    return not s.annonce and s.suspension is not None and s.suspension.echue(s.jour)


def _candidat(s: Situation, *, admissible: bool) -> bool:
    return not s.annonce and s.etat is Etat.CANDIDAT and (s.admissibilite.verdict == "admissible") is admissible


def _critere_perdu(s: Situation) -> bool:
    """Whether it was in good standing on the list before, and is no longer on the one that answers."""
    return s.etat in DANS_LE_RESEAU and perte(s.admissibilite.par_listes, s.listes, s.organisme.tcri) is not None


def _critere_non_rempli(s: Situation) -> bool:
    return bool(perdus(s.etat, s.admissibilite)) and not _critere_perdu(s)


def _sans_preuve(s: Situation, critere: Critere) -> bool:
    examen = s.admissibilite.examen(critere.code)
    return s.etat is Etat.MEMBRE and examen is not None and examen.reponse is Reponse.INCONNU


def preuves_sans_suite(s: Situation) -> Iterator[Examen]:
    """The criteria met today by evidence that ends within the threshold, and that nothing meets the day after."""
    for examen in s.admissibilite.examens if s.etat in SUIVIS else ():
        if examen.reponse is Reponse.OUI and examen.fin and examen.fin <= s.horizon:
            lendemain = examiner(s.organisme, examen.critere, examen.fin + timedelta(days=1), s.listes)
            if lendemain.reponse is not Reponse.OUI:
                yield examen


def suspension_bientot_finie(s: Situation) -> date | None:
    """The end, to come within the threshold, of a suspension about which nothing is announced."""
    fin = s.suspension.fin if s.suspension else None
    return fin if fin and s.jour <= fin <= s.horizon and not s.annonce else None


def _echeance(s: Situation) -> bool:
    """Whether a suspension or an attestation ends soon; the end of a list is said once, for all that rest on it."""
    return suspension_bientot_finie(s) is not None or any(e.attestation for e in preuves_sans_suite(s))


def _preuve_ancienne(s: Situation, critere: Critere) -> bool:
    examen = s.admissibilite.examen(critere.code)
    attestation = examen.attestation if examen else None
    limite = timedelta(days=s.seuils.attestation_regionalisation_jours)
    return s.etat is Etat.MEMBRE and attestation is not None and s.jour - attestation.verifie_le > limite


def _a_reattester(s: Situation) -> bool:
    atteste = derniere_attestation_de_l_etat(s.organisme, s.jour)
    return (
        s.etat not in PARTIS and atteste is not None and s.jour - atteste > timedelta(days=s.seuils.reattestation_jours)
    )


def _sans_date(s: Situation) -> bool:
    """Whether a source says that it belongs to the network without saying since when (a year is a date)."""
    entree = entree_au(s.organisme, s.jour)
    return entree is not None and entree.date_precision is Precision.AU_PLUS_TARD


def _sans(s: Situation, champ: str) -> bool:
    return s.etat not in PARTIS and not getattr(s.organisme, champ)


def _commande(nom: str, *options: str) -> Callable[[Situation], Commande]:
    return lambda s: Commande(nom, s.organisme.id, *options)


def commande_du_critere(s: Situation, critere: Critere) -> Commande:
    """What answers a criterion: to tell which row of the list is the organisation's, else an attestation."""
    examen = s.admissibilite.examen(critere.code)
    if examen and examen.a_rapprocher:
        return Commande("tcri", "rapprocher")
    return Commande("attester", s.organisme.id, "--critere", critere.code)


def _commande_du_perdu(s: Situation) -> Commande:
    return commande_du_critere(s, perdus(s.etat, s.admissibilite)[0])


def commande_de_l_echeance(s: Situation) -> Commande:
    """What keeps the first thing to end from ending without a sequel."""
    if suspension_bientot_finie(s):
        return Commande("prolonger", s.organisme.id)
    return commande_du_critere(s, next(e.critere for e in preuves_sans_suite(s) if e.attestation))


def commande_du_candidat(s: Situation) -> Commande:
    """What a candidate is waiting for: to be admitted, an answer on a criterion, or that its application be refused."""
    reponses = {e.reponse: e.critere for e in reversed(s.admissibilite.examens)}
    if Reponse.NON in reponses:
        return Commande("refuser", s.organisme.id, "--motif", reponses[Reponse.NON].code)
    if Reponse.INCONNU in reponses:
        return commande_du_critere(s, reponses[Reponse.INCONNU])
    return Commande("admettre", s.organisme.id)


class Tache(NamedTuple):
    """A kind of thing to do. Its sentence counts organisations; `commande` is the one that settles it for one of them.

    A kind without a sentence is not said of organisations: whoever knows of it brings its own.
    """

    code: str
    singulier: str = ""
    pluriel: str = ""
    concerne: Callable[[Situation], bool] = lambda _situation: False
    commande: Callable[[Situation], Commande] = _commande("afficher")


# The kinds, in order of urgency: what keeps the register from being right, what waits for an answer, what comes to its
# end, what would be lost with the computer, what is old, what a file lacks.
_TABLE = (
    Tache("erreurs"),
    Tache("non-consigne"),
    Tache(
        "suspension-echue",
        N_("{n} suspension dont le terme est passé"),
        N_("{n} suspensions dont le terme est passé"),
        _suspension_echue,
        _commande("lever", "--au-terme"),
    ),
    Tache("critere-perdu", *PERDUS, _critere_perdu, _commande_du_perdu),
    Tache(
        "critere-non-rempli",
        N_("{n} organisme du réseau qui ne remplit plus un critère; son adhésion ne change pas"),
        N_("{n} organismes du réseau qui ne remplissent plus un critère; leur adhésion ne change pas"),
        _critere_non_rempli,
        _commande_du_perdu,
    ),
    Tache(
        "candidat-admissible",
        N_("{n} candidat qui peut être admis"),
        N_("{n} candidats qui peuvent être admis"),
        partial(_candidat, admissible=True),
        commande_du_candidat,
    ),
    Tache(
        "candidat-a-verifier",
        N_("{n} candidat dont un critère n'est pas établi"),
        N_("{n} candidats dont un critère n'est pas établi"),
        partial(_candidat, admissible=False),
        commande_du_candidat,
    ),
    Tache("liste-absente"),
    *(
        Tache(
            f"membre-{code}",
            *critere.sans_preuve,
            partial(_sans_preuve, critere=critere),
            partial(commande_du_critere, critere=critere),
        )
        for code, critere in CRITERES.items()
    ),
    Tache("liste-echeance"),
    Tache(
        "echeance",
        N_("{n} organisme dont une suspension ou une attestation prend bientôt fin"),
        N_("{n} organismes dont une suspension ou une attestation prend bientôt fin"),
        _echeance,
        commande_de_l_echeance,
    ),
    Tache("non-envoyes"),
    Tache("sans-depot"),
    Tache("avertissements"),
    *(
        Tache(
            f"{code}-ancienne",
            *critere.anciennes,
            partial(_preuve_ancienne, critere=critere),
            partial(commande_du_critere, critere=critere),
        )
        for code, critere in CRITERES.items()
        if critere.anciennes
    ),
    Tache(
        "a-reattester",
        N_("{n} organisme dont l'état n'a pas été attesté depuis longtemps"),
        N_("{n} organismes dont l'état n'a pas été attesté depuis longtemps"),
        _a_reattester,
    ),
    Tache(
        "sans-date",
        N_("{n} fiche sans date d'adhésion"),
        N_("{n} fiches sans date d'adhésion"),
        _sans_date,
        _commande("corriger", "--evenement", "reprise"),
    ),
    *(
        Tache(f"sans-{champ}", singulier, pluriel, partial(_sans, champ=champ), _commande("modifier"))
        for champ, singulier, pluriel in (
            ("ville", N_("{n} fiche sans ville"), N_("{n} fiches sans ville")),
            ("neq", N_("{n} fiche sans NEQ"), N_("{n} fiches sans NEQ")),
            ("territoire", N_("{n} fiche sans mandat (région ou MRC)"), N_("{n} fiches sans mandat (région ou MRC)")),
            ("milieux", N_("{n} fiche sans milieu d'accueil"), N_("{n} fiches sans milieu d'accueil")),
            ("financement", N_("{n} fiche sans financement"), N_("{n} fiches sans financement")),
            ("courriel", N_("{n} fiche sans courriel"), N_("{n} fiches sans courriel")),
        )
    ),
)
GENRES: dict[str, Tache] = {genre.code: genre for genre in _TABLE}
# The kinds that a list of organisations can be asked for.
FILTRES: tuple[str, ...] = tuple(genre.code for genre in _TABLE if genre.singulier)


def a_faire(
    registre: Registre, jour: date, autres: Iterable[AFaire] = (), situations: Sequence[Situation] = ()
) -> Iterator[AFaire]:
    """What is to be done on `jour`, one entry a kind; `autres`: what is not said of organisations, put in its place.

    `situations`: every organisation on `jour`, from who has looked at them already.
    """
    situations = situations or situer_tous(registre, jour)
    liste = fin_de_liste(registre, jour)
    dites = {a.genre: a for a in (*autres, *([de_la_liste(liste, jour, situations)] if liste else []))}
    for genre in _TABLE:
        if genre.code in dites:
            yield dites[genre.code]
        elif trouvees := [s for s in situations if genre.concerne(s)]:
            yield _ligne(genre, trouvees)


def situer_tous(registre: Registre, jour: date) -> list[Situation]:
    """Every organisation of the registry on `jour`."""
    listes = listes_du(registre)
    return [situer(o, jour, registre.reseau.seuils, listes) for o in registre.organismes]


def fin_de_liste(registre: Registre, jour: date) -> ListeTcri | None:
    """The list whose end is to be dealt with: over with none in force, or over within the threshold with no sequel."""
    listes = listes_du(registre)
    liste = listes.en_vigueur(jour)
    if liste is None:
        return listes.derniere(jour)
    if liste.valide_jusqu_au > jour + timedelta(days=registre.reseau.seuils.echeance_jours):
        return None
    return None if listes.en_vigueur(liste.valide_jusqu_au + timedelta(days=1)) else liste


def de_la_liste(liste: ListeTcri, jour: date, situations: Iterable[Situation]) -> AFaire:
    """A list that is over, or about to be: another is to be asked for and recorded."""
    commande = Commande("tcri", "importer", "FICHIER")
    valeurs = {"le": liste.etabli_le, "fin": liste.valide_jusqu_au}
    if not liste.couvre(jour):
        return AFaire("liste-absente", Phrase(FINIE, **valeurs), (), commande)
    phrase = Phrase(SANS_SUITE, **valeurs)
    ids = tuple(s.organisme.id for s in situations if any(e.liste for e in preuves_sans_suite(s)))
    if ids:
        sans = Pluriel("{n} organisme n'a pas d'autre preuve", "{n} organismes n'ont pas d'autre preuve", len(ids))
        phrase = Phrase("{phrase}; {sans}", phrase=phrase, sans=sans)
    return AFaire("liste-echeance", phrase, ids, commande)


def _ligne(genre: Tache, situations: list[Situation]) -> AFaire:
    """One entry: for one organisation the command that settles it, for several the list of them."""
    ids = tuple(s.organisme.id for s in situations)
    commande = genre.commande(situations[0]) if len(ids) == 1 else liste_de(genre.code)
    return AFaire(genre.code, Pluriel(genre.singulier, genre.pluriel, len(ids)), ids, commande)


def liste_de(code: str) -> Commande:
    """The list of the organisations that a kind is about."""
    return Commande("lister", "--sans-date") if code == "sans-date" else Commande("lister", "--a-faire", code)


def concerne(code: str, organisme: Organisme, jour: date, seuils: Seuils, listes: Listes) -> bool:
    """Whether the kind is about this organisation on `jour`."""
    return GENRES[code].concerne(situer(organisme, jour, seuils, listes))


def manques(organisme: Organisme, jour: date, registre: Registre) -> list[AFaire]:
    """What is missing for one organisation of `registre`."""
    situation = situer(organisme, jour, registre.reseau.seuils, listes_du(registre))
    return [_ligne(genre, [situation]) for genre in _TABLE if genre.concerne(situation)]
