"""The acts on an organisation that is already in the register: one command, one event."""

from datetime import date

import typer

from roriq_cli.cli import questions, types
from roriq_cli.cli.ecrire import options_actes as o
from roriq_cli.cli.seance import Options, Seance, ouvrir
from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.modele import Decision, Evenement, Fait, Formulaire, Organisme, Source
from roriq_cli.domaine.membres.parcours import suspension_au
from roriq_cli.domaine.membres.phrases import mots_du_motif
from roriq_cli.errors import Usage
from roriq_cli.i18n import N_, Affichable, Phrase


def _consigner(
    seance: Seance, organisme: Organisme, evenement: Evenement, avertissement: Affichable | None = None
) -> None:
    """Add the event and record it."""
    apres = actes.consigner(organisme, evenement, seance.aujourd_hui)
    seance.conclure(organisme, apres, evenement.date, (avertissement,))


def _motif(seance: Seance, fait: Fait, motif: str | None, question: str) -> str:
    if motif is not None:
        return motif
    choisi = questions.choisir(
        question, tuple(seance.chargement.registre.reseau.definition.motifs[fait]), mots_du_motif
    )
    assert choisi is not None
    return choisi


def _decision_donnee(instance: str | None, le: date | None, reference: str | None) -> bool:
    return any(v is not None for v in (instance, le, reference))


def demander(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    instance: o.Instance = None,
    decision_le: o.DecisionLe = None,
    reference: o.Reference = None,
    date_: o.Date = None,
    recu_le: o.RecuLe = None,
    note: o.Note = None,
    essai: o.Essai = False,
    proposer: o.Proposer = False,
    oui: o.Oui = False,
) -> None:
    """Record an application."""
    opts = Options(essai, proposer, oui)
    opts.exiger(("ORGANISME", organisme))
    decide = _decision_donnee(instance, decision_le, reference)
    if decide:
        opts.exiger(("--instance", instance), ("--decision-le", decision_le), ("--reference", reference))
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme, Fait.DEMANDE)
    decision = seance.decision(instance, decision_le, reference) if decide else None
    jour = date_ or seance.aujourd_hui
    _consigner(seance, cible, Evenement(jour, Fait.DEMANDE, decision=decision, recu_le=recu_le, note=note))


def admettre(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    recu_le: o.FormulaireRecu = None,
    signe_le: o.SigneLe = None,
    signataire: o.Signataire = None,
    date_: o.Date = None,
    note: o.Note = None,
    essai: o.Essai = False,
    proposer: o.Proposer = False,
    oui: o.Oui = False,
) -> None:
    """Admit a candidate, on the two criteria alone."""
    opts = Options(essai, proposer, oui)
    opts.exiger(("ORGANISME", organisme))
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme, Fait.ADHESION)
    jour = date_ or seance.aujourd_hui
    formulaire = Formulaire(recu_le or jour, signe_le, signataire)
    seance.conclure(cible, actes.admettre(cible, jour, formulaire, seance.aujourd_hui, note, seance.listes), jour)


def refuser(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    motif: o.MotifRefus = None,
    date_: o.Date = None,
    recu_le: o.RecuLe = None,
    note: o.Note = None,
    essai: o.Essai = False,
    proposer: o.Proposer = False,
    oui: o.Oui = False,
) -> None:
    """Refuse an application, for a criterion."""
    opts = Options(essai, proposer, oui)
    opts.exiger(("ORGANISME", organisme), ("--motif", motif))
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme, Fait.REFUS)
    motif = _motif(seance, Fait.REFUS, motif, N_("Le critère qui n'est pas rempli"))
    jour = date_ or seance.aujourd_hui
    avertissement = actes.avertissement_du_refus(cible, motif, jour, seance.listes)
    _consigner(seance, cible, Evenement(jour, Fait.REFUS, motif=motif, recu_le=recu_le, note=note), avertissement)


def suspendre(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    motif: o.MotifSanction = None,
    instance: o.Instance = None,
    decision_le: o.DecisionLe = None,
    reference: o.Reference = None,
    jusqu_au: o.JusquAu = None,
    date_: o.Date = None,
    recu_le: o.RecuLe = None,
    note: o.Note = None,
    essai: o.Essai = False,
    proposer: o.Proposer = False,
    oui: o.Oui = False,
) -> None:
    """Suspend a member, by a decision of the network."""
    opts = Options(essai, proposer, oui)
    opts.exiger(
        ("ORGANISME", organisme),
        ("--motif", motif),
        ("--instance", instance),
        ("--decision-le", decision_le),
        ("--reference", reference),
    )
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme, Fait.SUSPENSION)
    motif = _motif(seance, Fait.SUSPENSION, motif, N_("Le motif de la suspension"))
    decision = seance.decision(instance, decision_le, reference)
    evenement = Evenement(
        date_ or seance.aujourd_hui,
        Fait.SUSPENSION,
        motif=motif,
        decision=decision,
        jusqu_au=jusqu_au,
        recu_le=recu_le,
        note=note,
    )
    _consigner(seance, cible, evenement)


def prolonger(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    jusqu_au: o.JusquAu = None,
    instance: o.Instance = None,
    decision_le: o.DecisionLe = None,
    reference: o.Reference = None,
    date_: o.Date = None,
    recu_le: o.RecuLe = None,
    note: o.Note = None,
    essai: o.Essai = False,
    proposer: o.Proposer = False,
    oui: o.Oui = False,
) -> None:
    """Set the end of a suspension under way."""
    opts = Options(essai, proposer, oui)
    opts.exiger(
        ("ORGANISME", organisme),
        ("--jusqu-au", jusqu_au),
        ("--instance", instance),
        ("--decision-le", decision_le),
        ("--reference", reference),
    )
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme, Fait.PROLONGATION)
    fin = jusqu_au or questions.demander(N_("Le dernier jour de la suspension, inclusivement"), types.TypeDate())
    decision = seance.decision(instance, decision_le, reference)
    jour = date_ or seance.aujourd_hui
    _consigner(
        seance, cible, Evenement(jour, Fait.PROLONGATION, decision=decision, jusqu_au=fin, recu_le=recu_le, note=note)
    )


def lever(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    au_terme: o.AuTerme = False,
    instance: o.Instance = None,
    decision_le: o.DecisionLe = None,
    reference: o.Reference = None,
    date_: o.Date = None,
    recu_le: o.RecuLe = None,
    note: o.Note = None,
    essai: o.Essai = False,
    proposer: o.Proposer = False,
    oui: o.Oui = False,
) -> None:
    """Lift a suspension, by a decision or at its end."""
    opts = Options(essai, proposer, oui)
    opts.exiger(("ORGANISME", organisme))
    if au_terme and _decision_donnee(instance, decision_le, reference):
        raise Usage(Phrase("--au-terme se passe de décision : donnez l'un ou l'autre."))
    if not au_terme:
        opts.exiger(("--instance", instance), ("--decision-le", decision_le), ("--reference", reference))
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme, Fait.LEVEE)
    jour = date_ or seance.aujourd_hui
    decision = None if au_terme else _decision_de_levee(seance, cible, jour, instance, decision_le, reference)
    _consigner(seance, cible, Evenement(jour, Fait.LEVEE, decision=decision, recu_le=recu_le, note=note))


def _decision_de_levee(
    seance: Seance, cible: Organisme, jour: date, instance: str | None, le: date | None, reference: str | None
) -> Decision | None:
    """At a terminal, a suspension whose end has passed may be lifted without a decision: ask which it is."""
    suspension = suspension_au(cible)
    if suspension and suspension.echue(jour) and not _decision_donnee(instance, le, reference):
        choix = questions.choisir(N_("Comment la suspension est levée"), _LEVEES, Phrase)
        if choix == _LEVEES[0]:
            return None
    return seance.decision(instance, le, reference)


_LEVEES = (N_("au terme prévu, sans décision"), N_("par une décision"))


def retirer(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    motif: o.MotifRetrait = None,
    date_: o.Date = None,
    recu_le: o.RecuLe = None,
    note: o.Note = None,
    essai: o.Essai = False,
    proposer: o.Proposer = False,
    oui: o.Oui = False,
) -> None:
    """Record that an organisation withdraws; it owes no reason."""
    opts = Options(essai, proposer, oui)
    opts.exiger(("ORGANISME", organisme))
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme, Fait.RETRAIT)
    jour = date_ or seance.aujourd_hui
    _consigner(seance, cible, Evenement(jour, Fait.RETRAIT, motif=motif, recu_le=recu_le, note=note))


def expulser(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    motif: o.MotifSanction = None,
    instance: o.Instance = None,
    decision_le: o.DecisionLe = None,
    reference: o.Reference = None,
    date_: o.Date = None,
    recu_le: o.RecuLe = None,
    note: o.Note = None,
    essai: o.Essai = False,
    proposer: o.Proposer = False,
    oui: o.Oui = False,
) -> None:
    """Expel a member, by a decision of the network."""
    opts = Options(essai, proposer, oui)
    opts.exiger(
        ("ORGANISME", organisme),
        ("--motif", motif),
        ("--instance", instance),
        ("--decision-le", decision_le),
        ("--reference", reference),
    )
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme, Fait.EXPULSION)
    motif = _motif(seance, Fait.EXPULSION, motif, N_("Le motif de l'expulsion"))
    decision = seance.decision(instance, decision_le, reference)
    _consigner(
        seance,
        cible,
        Evenement(
            date_ or seance.aujourd_hui, Fait.EXPULSION, motif=motif, decision=decision, recu_le=recu_le, note=note
        ),
    )


def fermer(
    ctx: typer.Context,
    organisme: o.Organisme = None,
    source_titre: o.SourceTitre = None,
    source_url: o.SourceUrl = None,
    atteste_le: o.AttesteLe = None,
    date_: o.Date = None,
    recu_le: o.RecuLe = None,
    note: o.Note = None,
    essai: o.Essai = False,
    proposer: o.Proposer = False,
    oui: o.Oui = False,
) -> None:
    """Record that an organisation ceased its activities, from a source."""
    opts = Options(essai, proposer, oui)
    opts.exiger(("ORGANISME", organisme), ("--source-titre", source_titre or source_url))
    seance = ouvrir(ctx, opts)
    cible = seance.organisme(organisme, Fait.FERMETURE)
    source: Source = seance.source(source_titre, source_url, atteste_le)
    _consigner(
        seance,
        cible,
        Evenement(date_ or seance.aujourd_hui, Fait.FERMETURE, source=(source,), recu_le=recu_le, note=note),
    )
