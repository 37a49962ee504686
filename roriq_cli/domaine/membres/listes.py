"""The TCRI's dated lists, as a whole: which one is in force on a day, and what it says of a key."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from roriq_cli.domaine.membres.modele import Etat, ListeTcri, MembreTcri, Organisme, Registre
from roriq_cli.domaine.membres.parcours import etat_final
from roriq_cli.domaine.membres.rapprochement import PaireDeNoms, candidats, rapprocher
from roriq_cli.domaine.membres.reseau import RORIQ, Critere
from roriq_cli.i18n import N_, Phrase

FINIE = N_("Aucune liste de la TCRI n'est en vigueur : la dernière, du {le}, valait jusqu'au {fin} inclusivement")
SANS_SUITE = N_("La liste de la TCRI du {le} vaut jusqu'au {fin} inclusivement, et aucune autre ne prend la suite")
ILLISIBLE = N_("une liste de la TCRI ne peut pas être lue : rien ne dit ce qu'elle répond")


class Listes:
    """The lists of a registry, oldest first, and what its network asks.

    A list that the TCRI corrected stays, for the admissions that rest on it, and answers no more: its correction does.

    `prises`: the keys that organisations of the registry have. `illisibles`: a list could not be read. `organismes`:
    those of the registry, among which the rows of a list are shared out.
    """

    def __init__(
        self,
        listes: Iterable[ListeTcri] = (),
        prises: Iterable[str] = (),
        organismes: Iterable[Organisme] = (),
        *,
        illisibles: bool = False,
        criteres: tuple[Critere, ...] = RORIQ.criteres,
    ) -> None:
        self.criteres = criteres
        self.toutes = tuple(sorted(listes, key=lambda liste: (liste.etabli_le, liste.source.version or 1)))
        # Of those of one day, the latest version.
        self._bonnes = tuple({liste.etabli_le: liste for liste in self.toutes}.values())
        self.illisibles = illisibles
        self._prises = Counter(prises)
        self.partagees = frozenset(cle for cle, n in self._prises.items() if n > 1)
        self._lignes = {liste.id: {m.cle: m for m in liste.membres} for liste in self.toutes}
        self._organismes = {o.id: o for o in organismes}
        self._possibles: dict[str, dict[str, tuple[PaireDeNoms, ...]]] = {}

    def en_vigueur(self, jour: date) -> ListeTcri | None:
        """The latest list that covers `jour`, both ends inclusive."""
        return next((liste for liste in reversed(self._bonnes) if liste.couvre(jour)), None)

    def derniere(self, jour: date) -> ListeTcri | None:
        """The latest list established by `jour`, in force or not."""
        return next((liste for liste in reversed(self._bonnes) if liste.etabli_le <= jour), None)

    def precedente(self, liste: ListeTcri) -> ListeTcri | None:
        """The list that `liste` follows, of a day before."""
        avant = [autre for autre in self._bonnes if autre.etabli_le < liste.etabli_le]
        return avant[-1] if avant else None

    def du_jour(self, jour: date) -> tuple[ListeTcri, ...]:
        """The lists established that day: the first, then its corrections."""
        return tuple(liste for liste in self.toutes if liste.etabli_le == jour)

    def suivante(self, liste: ListeTcri) -> ListeTcri | None:
        """The latest list, when it is later than `liste`."""
        derniere = self.toutes[-1] if self.toutes else None
        return derniere if derniere and derniere.etabli_le > liste.etabli_le else None

    def nommee(self, id: str) -> ListeTcri | None:
        """The list with that id (`tcri-2024-04-01`)."""
        return next((liste for liste in self.toutes if liste.id == id), None)

    def ligne(self, liste: ListeTcri, cle: str) -> MembreTcri | None:
        """What `liste` says of a key; None when it does not name it."""
        return self._lignes[liste.id].get(cle)

    def libres(self, liste: ListeTcri) -> tuple[MembreTcri, ...]:
        """The rows of `liste` whose key no organisation of the registry has."""
        return tuple(m for m in liste.membres if m.cle not in self._prises)

    def possibles(self, liste: ListeTcri, organisme: Organisme) -> tuple[PaireDeNoms, ...]:
        """The rows of `liste` that are, or may be, those of an organisation that has no key there."""
        # Of one as it would be, or that is closed since, nobody disputes the rows: it is not among those looked for.
        if self._organismes.get(organisme.id) != organisme or etat_final(organisme) is Etat.FERME:
            return candidats(organisme, self.libres(liste))
        if liste.id not in self._possibles:
            trouves = rapprocher(self._organismes.values(), liste.membres)
            seules = ((paire,) for paire in trouves.certaines)
            self._possibles[liste.id] = {paires[0].organisme.id: paires for paires in (*seules, *trouves.proposees)}
        return self._possibles[liste.id].get(organisme.id, ())


SANS_LISTE = Listes()


def etablie_le(liste: ListeTcri) -> date | Phrase:
    """The day that names a list in a sentence: « 1er avril 2026 », « 1er avril 2026 (corrigée) »."""
    return Phrase("{le} (corrigée)", le=liste.etabli_le) if liste.source.version else liste.etabli_le


def listes_du(registre: Registre) -> Listes:
    """The lists of a registry; make it once, and ask it often."""
    prises = (o.tcri for o in registre.organismes if o.tcri)
    return Listes(
        registre.listes_tcri,
        prises,
        registre.organismes,
        illisibles="liste_tcri" in registre.illisibles,
        criteres=registre.reseau.definition.criteres,
    )
