"""The acts on an organisation that is already in the register: one command, one event, made from its row."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from roriq_cli.cli import questions, types
from roriq_cli.cli.ecrire import options_actes as o
from roriq_cli.cli.seance import Options, Seance, ouvrir
from roriq_cli.domaine.genres.entrees import drapeau
from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.faits import FAITS, ChampDeFait
from roriq_cli.domaine.membres.modele import Evenement, Fait, Formulaire, Organisme
from roriq_cli.domaine.membres.parcours import suspension_au
from roriq_cli.domaine.membres.phrases import mots_du_motif
from roriq_cli.errors import Usage
from roriq_cli.i18n import N_, Affichable, Phrase

# What was given of an event, by option; None for what was not.
Valeurs = dict[str, Any]


def acte(fait: Fait) -> Callable[..., None]:
    """The command that records `fait`: its options come from the event's row."""
    genre, propre = FAITS[fait], PROPRES.get(fait, ActePropre())
    champs = {nom: option for champ in (*genre.requis, *genre.permis) for nom, option in _options(champ, fait).items()}
    communes = {"date_": o.Date, "recu_le": o.RecuLe, "note": o.Note}
    options = {**propre.options, **champs, **{nom: c for nom, c in communes.items() if nom not in champs}}

    def agir(ctx: typer.Context, organisme: o.Organisme, v: Annotated[Valeurs, options], opts: o.Ecriture) -> None:
        opts.exiger(("ORGANISME", organisme), *_exigees(genre.requis, v))
        if propre.verifier:
            propre.verifier(opts, v)
        donnes = [champ for champ in genre.permis if any(v[nom] is not None for nom in _OPTIONS[champ])]
        opts.exiger(*_exigees(donnes, v))
        seance = ouvrir(ctx, opts)
        cible = seance.organisme(organisme, fait)
        jour = v["date_"] or seance.aujourd_hui
        if propre.faire:
            apres = propre.faire(seance, cible, jour, v)
        else:
            apres = _consigner(
                seance, cible, jour, fait, v, {c: _LIRE[c](seance, fait, v) for c in (*genre.requis, *donnes)}
            )
        avertissement = propre.avertir(seance, cible, apres.historique[-1]) if propre.avertir else None
        seance.conclure(cible, apres, jour, (avertissement,))

    return agir


def _consigner(
    seance: Seance, cible: Organisme, jour: date, fait: Fait, v: Valeurs, champs: dict[str, Any]
) -> Organisme:
    evenement = Evenement(jour, fait, recu_le=v["recu_le"], note=v["note"], **champs)
    return actes.consigner(cible, evenement, seance.aujourd_hui)


# A field of an event → its options. Those of a reason, and the reasons, are each event's.
_OPTIONS: dict[ChampDeFait, dict[str, Any]] = {
    "motif": {"motif": None},
    "decision": {"instance": o.Instance, "decision_le": o.DecisionLe, "reference": o.Reference},
    "jusqu_au": {"jusqu_au": o.JusquAu},
    "source": {"source_titre": o.SourceTitre, "source_url": o.SourceUrl, "atteste_le": o.AttesteLe},
    "formulaire": {"recu_le": o.FormulaireRecu, "signe_le": o.SigneLe, "signataire": o.Signataire},
    "preuves": {},
}


def _options(champ: ChampDeFait, fait: Fait) -> dict[str, Any]:
    return {"motif": o.motif(fait)} if champ == "motif" else _OPTIONS[champ]


def _exigees(champs: Iterable[ChampDeFait], v: Valeurs) -> list[tuple[str, Any]]:
    """The flags that these fields cannot do without, and what was given; a form has its own defaults."""
    exigees: list[tuple[str, Any]] = []
    for champ in champs:
        if champ == "source":
            exigees.append(("--source-titre", v["source_titre"] or v["source_url"]))
        elif champ in _LIRE:
            exigees += [(drapeau(nom), v[nom]) for nom in _OPTIONS[champ]]
    return exigees


def _motif(seance: Seance, fait: Fait, v: Valeurs) -> str | None:
    mots, reseau = FAITS[fait].motif, seance.chargement.registre.reseau
    if v["motif"] is None and mots and mots.question:
        return questions.choisir(mots.question, tuple(reseau.definition.motifs[fait]), mots_du_motif)
    return v["motif"]  # type: ignore[no-any-return]


# A field → its value, what is missing of it asked for.
_LIRE: dict[ChampDeFait, Callable[[Seance, Fait, Valeurs], Any]] = {
    "motif": _motif,
    "decision": lambda seance, _fait, v: seance.decision(v["instance"], v["decision_le"], v["reference"]),
    "jusqu_au": lambda _seance, _fait, v: (
        v["jusqu_au"] or questions.demander(N_("Le dernier jour de la suspension, inclusivement"), types.TypeDate())
    ),
    "source": lambda seance, _fait, v: (seance.source(v["source_titre"], v["source_url"], v["atteste_le"]),),
}


# What a command has of its own, beyond its row.


class ActePropre(NamedTuple):
    """Options of its own, which come first; what it checks of them; how its event is made; what is to be minded."""

    options: dict[str, Any] = {}  # noqa: RUF012 - never changed
    verifier: Callable[[Options, Valeurs], None] | None = None
    faire: Callable[[Seance, Organisme, date, Valeurs], Organisme] | None = None
    avertir: Callable[[Seance, Organisme, Evenement], Affichable | None] | None = None


def _admettre(seance: Seance, cible: Organisme, jour: date, v: Valeurs) -> Organisme:
    """On the two criteria alone: the evidence is the register's."""
    formulaire = Formulaire(v["recu_le"] or jour, v["signe_le"], v["signataire"])
    return actes.admettre(cible, jour, formulaire, seance.aujourd_hui, v["note"], seance.listes)


def _avertir_du_refus(seance: Seance, cible: Organisme, refus: Evenement) -> Affichable | None:
    return actes.avertissement_du_refus(cible, refus.motif or "", refus.date, seance.listes)


def _verifier_la_levee(opts: Options, v: Valeurs) -> None:
    """By a decision or at the end, one or the other."""
    decision = _exigees(["decision"], v)
    if v["au_terme"] and any(valeur is not None for _drapeau, valeur in decision):
        raise Usage(Phrase("--au-terme se passe de décision : donnez l'un ou l'autre."))
    if not v["au_terme"]:
        opts.exiger(*decision)


_LEVEES = (N_("au terme prévu, sans décision"), N_("par une décision"))


def _lever(seance: Seance, cible: Organisme, jour: date, v: Valeurs) -> Organisme:
    """At a terminal, a suspension whose end has passed may be lifted without a decision: ask which it is."""
    suspension = suspension_au(cible)
    au_terme = v["au_terme"]
    if not au_terme and suspension and suspension.echue(jour):
        au_terme = not any(v[nom] for nom in _OPTIONS["decision"]) and (
            questions.choisir(N_("Comment la suspension est levée"), _LEVEES, Phrase) == _LEVEES[0]
        )
    decision = None if au_terme else _LIRE["decision"](seance, Fait.LEVEE, v)
    return _consigner(seance, cible, jour, Fait.LEVEE, v, {"decision": decision})


PROPRES: dict[Fait, ActePropre] = {
    Fait.ADHESION: ActePropre(faire=_admettre),
    Fait.REFUS: ActePropre(avertir=_avertir_du_refus),
    Fait.LEVEE: ActePropre({"au_terme": o.AuTerme}, _verifier_la_levee, _lever),
}
