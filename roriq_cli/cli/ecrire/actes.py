"""The acts on an organisation that is already in the register: one command, one event, made from its row."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Annotated, Any, NamedTuple

import typer

from roriq_cli.cli import questions, types
from roriq_cli.cli.cibles import un_seul
from roriq_cli.cli.ecrire import options_actes as o
from roriq_cli.cli.seance import Options, Seance, ouvrir
from roriq_cli.domaine.genres.entrees import drapeau
from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.faits import FAITS, ChampDeFait
from roriq_cli.domaine.membres.modele import Decision, Evenement, Fait, Formulaire, Organisme
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
        if propre.faire:
            apres = propre.faire(seance, cible, v)
        else:
            dits: dict[str, Any] = {c: _LIRE[c](seance, fait, v) for c in (*genre.requis, *donnes)}
            _demander_le_jour(seance, cible, fait, v, dits.get("decision"))
            if "jusqu_au" in genre.permis:
                dits["jusqu_au"] = _fin(seance, v)
            apres = _consigner(seance, cible, fait, v, dits)
        avertissement = propre.avertir(seance, cible, apres.historique[-1]) if propre.avertir else None
        seance.conclure(cible, apres, apres.historique[-1].date, (avertissement,))

    return agir


def _consigner(seance: Seance, cible: Organisme, fait: Fait, v: Valeurs, champs: dict[str, Any]) -> Organisme:
    evenement = Evenement(v["date_"] or seance.aujourd_hui, fait, recu_le=v.get("recu_le"), note=v["note"], **champs)
    return actes.consigner(cible, evenement, seance.aujourd_hui)


def _demander_le_jour(
    seance: Seance, cible: Organisme, fait: Fait, v: Valeurs, decision: Decision | None, propose: date | None = None
) -> None:
    """Ask for the day of a fact, with what it probably is: that of the decision, else of what announced it.

    It is rarely the day on which the fact is recorded.
    """
    question = FAITS[fait].question_du_jour
    if v["date_"] or question is None or not seance.options.demander_les_jours:
        return
    aujourd_hui, dernier = seance.aujourd_hui, max((e.date for e in cible.historique), default=date.min)
    connu = propose or (decision.date if decision else v["recu_le"]) or aujourd_hui
    # A history never goes back, and nothing is proposed that would be to come.
    propose = min(max(connu, dernier), aujourd_hui)
    v["date_"] = questions.demander(question, types.TypeDate(), propose=propose)
    if fait is Fait.RETRAIT and v["date_"] > aujourd_hui and v["recu_le"] is None:
        annonce = N_("Le jour où le retrait a été annoncé")
        v["recu_le"] = questions.demander(annonce, types.TypeDate(), propose=aujourd_hui)


def _fin(seance: Seance, v: Valeurs) -> date | None:
    """An end, where there may be one: nobody has to know it."""
    fin: date | None = v["jusqu_au"]
    if fin is None and seance.options.demander_les_jours:
        question = N_("Le dernier jour de la suspension, inclusivement (facultatif)")
        fin = questions.demander(question, types.TypeDate(), facultatif=True)
    return fin


# A field of an event → its options. Those of a reason, and the reasons, are each event's.
_OPTIONS: dict[ChampDeFait, dict[str, Any]] = {
    "motif": {"motif": None},
    "decision": {"instance": o.Instance, "decision_le": o.DecisionLe, "reference": o.Reference},
    "jusqu_au": {"jusqu_au": o.JusquAu},
    "source": {"source_titre": o.SourceTitre, "source_url": o.SourceUrl, "atteste_le": o.AttesteLe},
    "formulaire": {"recu_le": o.FormulaireRecu, "signe_le": o.SigneLe, "signataire": o.Signataire},
    "preuves": {},
    "releve": {"releve": o.Releve},
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
    "releve": lambda seance, _fait, v: tuple(
        dict.fromkeys(un_seul(seance.chargement, mot, ecriture=True).id for mot in v["releve"])
    ),
    "source": lambda seance, _fait, v: (seance.source(v["source_titre"], v["source_url"], v["atteste_le"]),),
}


# What a command has of its own, beyond its row.


class ActePropre(NamedTuple):
    """Options of its own, which come first; what it checks of them; how its event is made; what is to be minded."""

    options: dict[str, Any] = {}  # noqa: RUF012 - never changed
    verifier: Callable[[Options, Valeurs], None] | None = None
    faire: Callable[[Seance, Organisme, Valeurs], Organisme] | None = None
    avertir: Callable[[Seance, Organisme, Evenement], Affichable | None] | None = None


def _admettre(seance: Seance, cible: Organisme, v: Valeurs) -> Organisme:
    """On the two criteria alone: the evidence is the register's. Then the days of the form are asked for."""
    jour = v["date_"] or seance.aujourd_hui
    formulaire = Formulaire(v["recu_le"] or jour, v["signe_le"], v["signataire"])
    apres = actes.admettre(cible, jour, formulaire, seance.aujourd_hui, v["note"], seance.listes)
    if not seance.options.demander_les_jours:
        return apres
    recu, signe = v["recu_le"], v["signe_le"]
    if recu is None:
        recu = questions.demander(N_("Le jour où le formulaire est reçu"), types.TypeDate(), propose=jour)
    if signe is None:
        question = N_("Le jour où le formulaire est signé (facultatif)")
        signe = questions.demander(question, types.TypeDate(), facultatif=True)
    formulaire = formulaire._replace(recu_le=recu, signe_le=signe)
    return actes.admettre(cible, jour, formulaire, seance.aujourd_hui, v["note"], seance.listes)


def _avertir_du_refus(seance: Seance, cible: Organisme, refus: Evenement) -> Affichable | None:
    return actes.avertissement_du_refus(cible, refus.motif or "", refus.date, seance.listes)


def _avertir_de_la_fermeture(_seance: Seance, cible: Organisme, _fermeture: Evenement) -> Affichable:
    return Phrase("C'est la fin de la fiche {id} : plus aucun fait ne pourra y être consigné.", id=cible.id)


def _verifier_la_levee(opts: Options, v: Valeurs) -> None:
    """By a decision or at the end, one or the other."""
    decision = _exigees(["decision"], v)
    if v["au_terme"] and any(valeur is not None for _drapeau, valeur in decision):
        raise Usage(Phrase("--au-terme se passe de décision : donnez l'un ou l'autre."))
    if not v["au_terme"]:
        opts.exiger(*decision)


_LEVEES = (N_("au terme prévu, sans décision"), N_("par une décision"))


def _lever(seance: Seance, cible: Organisme, v: Valeurs) -> Organisme:
    """At a terminal, a suspension whose end has passed may be lifted without a decision: ask which it is."""
    suspension = suspension_au(cible)
    au_terme, jour = v["au_terme"], v["date_"] or seance.aujourd_hui
    if not au_terme and suspension and suspension.echue(jour):
        au_terme = not any(v[nom] for nom in _OPTIONS["decision"]) and (
            questions.choisir(N_("Comment la suspension est levée"), _LEVEES, Phrase) == _LEVEES[0]
        )
    decision = None if au_terme else _LIRE["decision"](seance, Fait.LEVEE, v)
    if decision:
        _demander_le_jour(seance, cible, Fait.LEVEE, v, decision)
    elif suspension and suspension.fin and suspension.echue(jour):  # before its end, it is refused without a question
        _demander_le_jour(seance, cible, Fait.LEVEE, v, None, suspension.fin + timedelta(days=1))
    return _consigner(seance, cible, Fait.LEVEE, v, {"decision": decision})


PROPRES: dict[Fait, ActePropre] = {
    Fait.ADHESION: ActePropre(faire=_admettre),
    Fait.REFUS: ActePropre(avertir=_avertir_du_refus),
    Fait.FERMETURE: ActePropre(avertir=_avertir_de_la_fermeture),
    Fait.LEVEE: ActePropre({"au_terme": o.AuTerme}, _verifier_la_levee, _lever),
}
