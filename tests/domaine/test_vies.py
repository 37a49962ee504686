"""Random lives, compared with a naive reading of the contract that knows nothing of the code's tables."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.constats import Gravite
from roriq_cli.domaine.membres import actes, parcours
from roriq_cli.domaine.membres.criteres import examiner
from roriq_cli.domaine.membres.modele import (
    Attestation,
    Decision,
    Etat,
    Evenement,
    Fait,
    Formulaire,
    Organisme,
    Precision,
    Preuve,
    Preuves,
    Reponse,
    Source,
)
from roriq_cli.domaine.membres.reseau import CRITERES
from roriq_cli.errors import Refus
from tests.contrat import FAITS, MARCHES
from tests.domaine.fabrique import anomalies_de

# What the contract's table says comes after each event.
PARTICIPES = {fait: dit.etat for fait, dit in FAITS.items() if dit.etat}


def jours(n: int) -> timedelta:
    return timedelta(days=n)


@dataclass
class Naif:
    """What a patient person would keep on paper."""

    faits: list[Evenement] = field(default_factory=list)
    attestations: list[Attestation] = field(default_factory=list)

    def jusque(self, jour: date) -> list[Evenement]:
        return [f for f in self.faits if f.date <= jour]

    def etat(self, jour: date = date.max) -> str:
        if not (passes := self.jusque(jour)):
            return "repertorie"
        dernier = passes[-1]
        return str(dernier.etat) if dernier.evenement == "reprise" else PARTICIPES[dernier.evenement]

    def dernier(self, jour: date, *evenements: str) -> Evenement | None:
        return next((f for f in reversed(self.jusque(jour)) if f.evenement in evenements), None)

    def depuis(self, jour: date) -> tuple[date, str, Evenement] | None:
        """A member is one since it was admitted, or since its source says so, whatever was suspended between."""
        if self.etat(jour) != "membre":
            debut = self.dernier(jour, *(e for e in Fait if e != "prolongation"))
        else:
            debut = self.dernier(jour, "adhesion", "reprise")
        if debut is None:
            return None
        if debut.etat is not None and debut.etat != self.etat(jour):  # known by its suspension, which was lifted
            levee = self.dernier(jour, "levee")
            assert levee is not None
            suivant = {
                "annee": date(debut.date.year + 1, 1, 1),
                "mois": date(debut.date.year + debut.date.month // 12, debut.date.month % 12 + 1, 1),
            }.get(str(debut.date_precision), debut.date + jours(1))
            return min(suivant - jours(1), levee.date), "au-plus-tard", debut
        return debut.date, str(debut.date_precision or "jour"), debut

    def suspension(self, jour: date) -> tuple[Evenement, date | None] | None:
        if self.etat(jour) != "suspendu":
            return None
        debut = self.dernier(jour, "suspension", "reprise")
        assert debut is not None
        fins = [f.jusqu_au for f in self.jusque(jour) if f.evenement == "prolongation"]
        rangs = [r for r, f in enumerate(self.jusque(jour)) if f.evenement == "prolongation"]
        rang_du_debut = max(r for r, f in enumerate(self.jusque(jour)) if f is debut)
        suivantes = [fin for r, fin in zip(rangs, fins, strict=True) if r > rang_du_debut]
        return debut, (suivantes[-1] if suivantes else debut.jusqu_au)

    def reponse(self, critere: str, jour: date) -> str:
        par_jour: dict[date, Attestation] = {}
        for a in self.attestations:
            if a.critere == critere and a.verifie_le <= jour:
                par_jour[a.verifie_le] = a
        for _le, a in sorted(par_jour.items(), reverse=True):
            if critere == "regionalisation":
                return "inconnu" if a.valide_jusqu_au and jour > a.valide_jusqu_au else a.reponse.value
            if jour <= (a.valide_jusqu_au or a.verifie_le):
                return a.reponse.value
        return "inconnu"

    def accepte(self, e: Evenement, aujourd_hui: date) -> bool:
        """Whether the contract lets `e` be recorded today."""
        papiers = [e.recu_le, e.decision.date if e.decision else None, *(s.atteste_le for s in e.source)]
        dates = [p for p in papiers if p]
        if any(d > aujourd_hui for d in dates):
            return False
        annonces = [*dates, *([e.formulaire.recu_le] if e.formulaire else [])]
        if e.date > aujourd_hui and not any(d <= aujourd_hui for d in annonces):
            return False
        if self.faits and e.date < self.faits[-1].date:
            return False
        if e.jusqu_au and e.jusqu_au < e.date:
            return False
        if e.evenement not in MARCHES[self.etat()] or (e.evenement == "reprise" and self.faits):
            return False
        if e.evenement == "reprise" and max(s.atteste_le for s in e.source if s.atteste_le) < e.date:
            return False
        if e.evenement == "levee" and e.decision is None:
            suspension = self.suspension(date.max)
            assert suspension is not None
            return suspension[1] is not None and e.date > suspension[1]
        if e.evenement == "adhesion":
            return self.admissible(e, aujourd_hui)
        # A source attests what holds on its day, not what begins later.
        return e.evenement != "reprise" or max(dates) >= e.date

    def admissible(self, e: Evenement, aujourd_hui: date) -> bool:
        assert e.formulaire is not None
        signe, recu = e.formulaire.signe_le or e.formulaire.recu_le, e.formulaire.recu_le
        return (
            signe <= recu <= e.date and recu <= aujourd_hui and all(self.reponse(c, e.date) == "oui" for c in CRITERES)
        )


# A day: today's neighbourhood, or that of the last event (same-day events are common in real lives).
QUAND = st.tuples(st.sampled_from(["aujourd'hui", "dernier"]), st.one_of(st.just(0), st.integers(-15, 15)))
ANNONCES = st.tuples(st.sampled_from(["", "recu_le", "decision", "source"]), st.integers(-5, 1))
FINS = st.one_of(st.none(), st.integers(-2, 40))
# What comes next: which of the legal events, how many days later, still to come or not, an end.
ETAPES = st.tuples(st.integers(0, 11), st.integers(0, 20), st.booleans(), FINS)
VERBES = [nom for nom in sorted(PARTICIPES) if nom != "fermeture"]


class Vies(RuleBasedStateMachine):
    """One organisation, what is recorded of it day after day, and a person who keeps it on paper too."""

    def __init__(self) -> None:
        super().__init__()
        self.aujourd_hui = date(2024, 2, 20)
        self.organisme = Organisme("accueil-exemple", "Accueil Exemple", region="04")
        self.naif = Naif()
        self.preuves: set[tuple[str, date]] = set()

    # The days pass.

    @rule(n=st.integers(1, 45))
    def attendre(self, n: int) -> None:
        self.aujourd_hui += jours(n)

    def _jour(self, quand: tuple[str, int]) -> date:
        repere, ecart = quand
        debut = self.naif.faits[-1].date if repere == "dernier" and self.naif.faits else self.aujourd_hui
        return debut + jours(ecart)

    def _evenement(
        self, le: date, nom: str, annonce: tuple[str, int], fin: int | None, *, au_terme: bool = False
    ) -> Evenement:
        """The event with what its schema requires, and its announcement."""
        e = Evenement(le, Fait(nom))
        genre, ecart = annonce
        jour = self.aujourd_hui + jours(ecart)
        if nom in ("suspension", "prolongation", "expulsion") or (nom == "levee" and not au_terme):
            genre = "decision"
        if genre == "decision" and not (nom == "levee" and au_terme):
            e = e._replace(decision=Decision("Rencontre des membres", jour, "PV, point 6"))
        if genre == "recu_le":
            e = e._replace(recu_le=jour)
        if genre == "source":
            e = e._replace(source=(Source("Avis"), Source("Communiqué", atteste_le=jour)))
        if nom == "fermeture" and not e.source:
            e = e._replace(source=(Source("Avis"),))
        if nom == "suspension":
            e = e._replace(motif="conduite-nuisible", jusqu_au=None if fin is None else le + jours(fin))
        if nom == "prolongation":
            e = e._replace(jusqu_au=le + jours(fin or 0))
        return e

    def _juger(self, e: Evenement, apres: Organisme | None, refus: Refus | None) -> None:
        """Both say yes, or both say no; what is refused is found by the rules when it is written by force."""
        if refus is None:
            assert apres is not None
            assert self.naif.accepte(e, self.aujourd_hui)
            assert apres == self.organisme._replace(historique=(*self.organisme.historique, apres.historique[-1]))
            self.organisme = apres
            self.naif.faits.append(apres.historique[-1])
            return
        assert not self.naif.accepte(e, self.aujourd_hui)
        assert refus.code == 3
        assert "Rien n'a été consigné." in str(refus)
        assert not set("{}") & set(str(refus))
        force = self.organisme._replace(historique=(*self.organisme.historique, e))
        assert self._erreurs(force), e

    def _erreurs(self, organisme: Organisme) -> list[str]:
        trouvees = [a.regle for a in anomalies_de(organisme, self.aujourd_hui)]
        return [r for r in trouvees if REGLES[r].gravite is Gravite.ERREUR]

    def _consigner(self, e: Evenement) -> None:
        try:
            apres = actes.consigner(self.organisme, e, self.aujourd_hui)
        except Refus as refus:
            self._juger(e, None, refus)
        else:
            self._juger(e, apres, None)

    # What is recorded.

    @rule(nom=st.sampled_from(VERBES), quand=QUAND, annonce=ANNONCES, fin=FINS, au_terme=st.booleans())
    def tenter(
        self, nom: str, quand: tuple[str, int], annonce: tuple[str, int], fin: int | None, au_terme: bool
    ) -> None:
        """Anything, at any time: mostly refused."""
        e = self._evenement(self._jour(quand), nom, annonce, fin, au_terme=au_terme)
        if nom == "adhesion":
            self._admettre(e.date, Formulaire(e.date))
        else:
            self._consigner(e)

    @rule(etapes=st.lists(ETAPES, min_size=1, max_size=6))
    def poursuivre(self, etapes: list[tuple[int, int, bool, int | None]]) -> None:
        """What may come next, on a day that fits: mostly accepted."""
        for rang, delai, a_venir, fin in etapes:
            suites = MARCHES[self.naif.etat()]
            # What keeps an organisation in the network comes first in each list, and twice.
            noms = [n for n in (*suites[:2], *suites) if n not in ("fermeture", "reprise", "refus")]
            if not noms:
                return
            nom = noms[rang % len(noms)]
            le = max([self.aujourd_hui, *(f.date for f in self.naif.faits[-1:])]) + jours(delai)
            if not a_venir:
                self.aujourd_hui = le
            if nom == "adhesion":
                self._completer(le)
                self._admettre(le, Formulaire(min(le, self.aujourd_hui)))
            else:
                self._consigner(self._evenement(le, nom, ("recu_le", 0), fin, au_terme=rang > 5))

    @precondition(lambda self: len(self.naif.faits) > 5)
    @rule(quand=QUAND, annonce=ANNONCES)
    def fermer(self, quand: tuple[str, int], annonce: tuple[str, int]) -> None:
        """The end of a life; what follows is refused."""
        self._consigner(self._evenement(self._jour(quand), "fermeture", annonce, None))

    @precondition(lambda self: self.naif.etat() in ("membre", "suspendu"))
    @rule(duree=st.integers(0, 30), prolongation=st.one_of(st.none(), st.integers(0, 60)), ecart=st.integers(-2, 3))
    def lever_au_terme(self, duree: int, prolongation: int | None, ecart: int) -> None:
        """A suspension, perhaps extended, and its lifting around the very day that ends it."""
        le = max(self.naif.faits[-1].date, self.aujourd_hui)
        if self.naif.etat() == "membre":
            self._consigner(self._evenement(le, "suspension", ("", 0), duree))
        if prolongation is not None:
            self._consigner(self._evenement(le, "prolongation", ("", 0), prolongation))
        suspension = self.naif.suspension(date.max)
        assert suspension is not None
        if suspension[1] is not None:
            self.aujourd_hui = max(self.aujourd_hui, suspension[1] + jours(ecart))
            e = self._evenement(suspension[1] + jours(ecart), "levee", ("", 0), None, au_terme=True)
            self._consigner(e)

    @precondition(lambda self: len(self.naif.faits) < 2)
    @rule(
        etat=st.sampled_from([e for e in Etat if e not in (Etat.REPERTORIE, Etat.FERME)]),
        precision=st.sampled_from(Precision),
        ecart=st.integers(-900, 5),
        attestes=st.lists(st.integers(-900, 1), min_size=1, max_size=2),
    )
    def reprendre(self, etat: Etat, precision: Precision, ecart: int, attestes: list[int]) -> None:
        """What a source attests: the first fact of a file, or nothing."""
        sources = tuple(Source("Page", atteste_le=self.aujourd_hui + jours(n)) for n in attestes)
        le = self.aujourd_hui + jours(ecart)
        premiers = {Precision.MOIS: le.replace(day=1), Precision.ANNEE: le.replace(month=1, day=1)}
        depuis = None if precision is Precision.AU_PLUS_TARD else (premiers.get(precision, le), precision)
        e = actes.reprise(etat, depuis, sources[0])
        assert e.date == (sources[0].atteste_le if depuis is None else depuis[0])
        assert (e.etat, e.date_precision) == (etat, precision)
        self._consigner(e._replace(source=sources))

    # Evidence, and admissions that rest on it.

    @rule(
        critere=st.sampled_from(list(CRITERES)),
        reponse=st.sampled_from([Reponse.OUI, Reponse.OUI, Reponse.NON]),
        ecart=st.integers(-30, 1),
        duree=st.one_of(st.none(), st.integers(-1, 60)),
    )
    def attester(self, critere: str, reponse: Reponse, ecart: int, duree: int | None) -> None:
        le = self.aujourd_hui + jours(ecart)
        if (critere, le) in self.preuves:
            return  # a second one of the day that an admission relies on is the rules' to judge
        fin = None if duree is None else le + jours(duree)
        a = Attestation(critere=critere, reponse=reponse, verifie_le=le, valide_jusqu_au=fin, source="Courriel")
        try:
            self.organisme = actes.attester(self.organisme, a, self.aujourd_hui)
        except Refus:
            assert le > self.aujourd_hui or (fin is not None and fin < le)
            assert self._erreurs(self.organisme._replace(attestations=(*self.organisme.attestations, a)))
        else:
            assert le <= self.aujourd_hui
            assert fin is None or fin >= le
            self.naif.attestations.append(a)

    def _completer(self, le: date) -> None:
        """Today's evidence on the two criteria, good on `le`."""
        for critere in CRITERES:
            if (critere, self.aujourd_hui) not in self.preuves:
                a = Attestation(
                    critere=critere,
                    reponse=Reponse.OUI,
                    verifie_le=self.aujourd_hui,
                    valide_jusqu_au=le,
                    source="Courriel",
                )
                self.organisme = actes.attester(self.organisme, a, self.aujourd_hui)
                self.naif.attestations.append(a)

    @precondition(lambda self: self.naif.etat() == "candidat")
    @rule(quand=QUAND, recu=st.integers(-4, 1), signe=st.one_of(st.none(), st.integers(-4, 1)))
    def admettre(self, quand: tuple[str, int], recu: int, signe: int | None) -> None:
        le = self._jour(quand)
        recu_le = le + jours(recu)
        self._admettre(le, Formulaire(recu_le, None if signe is None else recu_le + jours(signe)))

    def _admettre(self, le: date, formulaire: Formulaire) -> None:
        e = Evenement(le, Fait.ADHESION, formulaire=formulaire, preuves=self._preuves_du(le))
        try:
            apres = actes.admettre(self.organisme, le, formulaire, self.aujourd_hui, None)
        except Refus as refus:
            self._juger(e, None, refus)
        else:
            assert apres.historique[-1] == e
            self._juger(e, apres, None)
            self.preuves |= {
                (code, p.verifie_le) for code, c in CRITERES.items() if (p := examiner(apres, c, le).attestation)
            }

    def _preuves_du(self, le: date) -> Preuves:
        """The evidence of that day, or the nearest thing to it that someone would write by hand."""
        trouvees = {}
        for critere in CRITERES:
            possibles = [a.verifie_le for a in self.naif.attestations if a.critere == critere and a.verifie_le <= le]
            if critere == "tcri":
                couvrent = {
                    a.verifie_le
                    for a in {a.verifie_le: a for a in self.naif.attestations if a.critere == critere}.values()
                    if a.verifie_le <= le <= (a.valide_jusqu_au or a.verifie_le)
                }
                possibles = sorted(couvrent) or possibles
            trouvees[critere] = Preuve(max(possibles, default=le))
        return Preuves(trouvees)

    # What is said of any day.

    @rule(ecart=st.integers(-1000, 100))
    def regarder(self, ecart: int) -> None:
        self._comparer(self.aujourd_hui + jours(ecart))

    @invariant()
    def les_deux_disent_pareil(self) -> None:
        for jour in {self.aujourd_hui, *(f.date + jours(n) for f in self.naif.faits[-3:] for n in (-1, 0, 1))}:
            self._comparer(jour)
        assert parcours.etat_final(self.organisme).value == self.naif.etat()

    def _comparer(self, jour: date) -> None:
        assert parcours.etat_au(self.organisme, jour).value == self.naif.etat(jour)
        assert parcours.depuis(self.organisme, jour) == self.naif.depuis(jour)
        assert parcours.suspension_au(self.organisme, jour) == self.naif.suspension(jour)
        assert list(parcours.a_venir(self.organisme, jour)) == [f for f in self.naif.faits if f.date > jour]
        for critere in CRITERES:
            assert examiner(self.organisme, CRITERES[critere], jour).reponse.value == self.naif.reponse(critere, jour)

    @invariant()
    def ce_qui_est_accepte_n_enfreint_rien(self) -> None:
        assert anomalies_de(self.organisme, self.aujourd_hui) == []


Vies.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None, database=None)
TestVies = Vies.TestCase
