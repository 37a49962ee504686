"""The acts that Git keeps: which commits one command made, what they changed, and whether anyone else has them.

An act is one command: one commit, or, for an import, those whose trailers name the same act. An annulation is no act:
it names the commits that it undoes.
"""

from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from roriq_cli.registre import git

ACTE = "Roriq-Acte"
ANNULE = "Roriq-Annule"
ORGANISME = "Roriq-Organisme"
FICHE = "Roriq-Fiche"  # of any other kind
EVENEMENT = "Roriq-Evenement"
DATE = "Roriq-Date"


class Depot(NamedTuple):
    """One commit of the branch that nobody else has yet: its message and what it changed in the registry."""

    revision: str
    message: str
    trailers: dict[str, tuple[str, ...]]
    passages: tuple[git.Passage, ...]

    @property
    def sujet(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0]

    @property
    def nom(self) -> str:
        """The organisation that the subject names."""
        return self.sujet.partition(": ")[2] or self.sujet

    @property
    def phrase(self) -> str:
        """The first sentence of the message's body: what was recorded, in words; the subject without one."""
        corps = self.message.split("\n\n")
        return corps[1].splitlines()[0] if len(corps) > 2 else self.sujet

    @property
    def nomme(self) -> str:
        """What it names, an organisation most often; "" for the register itself."""
        return next((noms[0] for cle in (ORGANISME, FICHE) if (noms := self.trailers.get(cle))), "")

    def passages_de(self, chemin: str) -> tuple[git.Passage, ...]:
        """What it did to one file."""
        return tuple(p for p in self.passages if p.chemin == chemin)

    @property
    def annules(self) -> tuple[str, ...]:
        """The commits that this one undoes."""
        return self.trailers.get(ANNULE, ())

    @property
    def est_un_acte(self) -> bool:
        """Whether a command of the register made it, that was no annulation."""
        return bool(self.trailers.get(EVENEMENT) or self.trailers.get(ACTE)) and not self.annules


class Acte(NamedTuple):
    """What one command recorded: its commits, oldest first."""

    depots: tuple[Depot, ...]

    @property
    def ensemble(self) -> bool:
        """Whether it is an import, or a list: several files at once."""
        return bool(self.depots[0].trailers.get(ACTE))

    @property
    def liste(self) -> date | None:
        """The day of the TCRI list that it brought in; None when it brought in none."""
        jours = [d.trailers.get(DATE, ("",))[0] for d in self.depots if "liste" in d.trailers.get(EVENEMENT, ())]
        try:
            return date.fromisoformat(jours[0]) if jours else None
        except ValueError:
            return None

    @property
    def faits(self) -> tuple[str, ...]:
        """What it recorded, by the names of the commits' trailers, each once."""
        return self.nommes(EVENEMENT)

    @property
    def organismes(self) -> tuple[str, ...]:
        """The ids of the organisations that it is about."""
        return self.nommes(ORGANISME)

    def nommes(self, cle: str) -> tuple[str, ...]:
        """What its commits name under a trailer, each once."""
        return tuple(dict.fromkeys(nom for d in self.depots for nom in d.trailers.get(cle, ())))


def non_envoyes(racine: Path, depuis: str | None = None) -> list[Depot]:
    """The commits of the branch that no remote has (`depuis`: that this commit has not), oldest first.

    With no remote, nothing was ever sent.
    """
    bornes = ("--not", depuis) if depuis else ("--not", "--remotes")
    if not git.tete(racine):
        return []
    champs = ("%H", "%B", "%(trailers:only,unfold)")
    return [
        Depot(revision, message.strip(), _trailers(trailers), tuple(passages))
        for (revision, message, trailers), passages in git.commits(racine, champs, "HEAD", *bornes, "--", ".")
    ]


def _trailers(texte: str) -> dict[str, tuple[str, ...]]:
    couples = [ligne.partition(": ") for ligne in texte.splitlines() if ": " in ligne]
    return {
        cle: tuple(valeur for _cle, _deux_points, valeur in groupe)
        for cle, groupe in groupby(sorted(couples, key=lambda c: c[0]), key=lambda c: c[0])
    }


def actes(depots: list[Depot]) -> list[Acte]:
    """The acts among these commits that no later one undoes, oldest first."""
    annules = {revision for d in depots for revision in d.annules}
    restants = [d for d in depots if d.est_un_acte and d.revision not in annules]
    ensembles: dict[str, list[Depot]] = {}
    for depot in restants:
        ensembles.setdefault((depot.trailers.get(ACTE) or (depot.revision,))[0], []).append(depot)
    return [Acte(tuple(ensemble)) for ensemble in ensembles.values()]


def message_d_annulation(acte: Acte, jour: date) -> str:
    """The message of the commit that undoes an act: what it takes back, and the commits by name."""
    premier = acte.depots[0]
    qui = premier.sujet.partition("(")[2].partition(")")[0]
    if acte.ensemble and not acte.liste:
        (unique,) = set(acte.faits) if len(set(acte.faits)) == 1 else ("",)
        quoi = unique if unique in ("rapprochement", "attestation") else "import"
        sujet = f"annulation({quoi}): {len(acte.depots)} fiches"
    else:
        sujet = f"annulation({qui}): {premier.nom}"
    corps = "\n".join(f"Annulé : {d.phrase}" for d in acte.depots)
    trailers = [f"{cle}: {nom}" for cle in (ORGANISME, FICHE) for nom in acte.nommes(cle)]
    trailers += [f"{EVENEMENT}: annulation", f"{DATE}: {jour.isoformat()}"]
    trailers += [f"{ANNULE}: {d.revision}" for d in acte.depots]
    return "\n\n".join([sujet, corps, "\n".join(trailers)]) + "\n"
