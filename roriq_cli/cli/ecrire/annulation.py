"""`annuler`: the last act goes back, as long as nobody else has it; or hand edits that were never recorded do."""

from pathlib import Path
from typing import Annotated, Any

import typer

from roriq_cli.cli import questions
from roriq_cli.cli.cibles import chemin_vise, dire_inchangee, genre_designe, nommee
from roriq_cli.cli.ecrire import options_actes as o
from roriq_cli.cli.seance import Seance, montrer_essai, ouvrir
from roriq_cli.domaine.bilan.composition import effet
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.phrases import ce_qui_est_possible, le_fait
from roriq_cli.domaine.table import genre_de
from roriq_cli.errors import Refus, Usage
from roriq_cli.i18n import N_, Commande, Liste, Phrase, Pluriel, Suivies, guillemets
from roriq_cli.registre import chargement as ch, ecriture, git
from roriq_cli.registre.attente import en_attente
from roriq_cli.registre.depots import Acte, Depot, actes, message_d_annulation, non_envoyes

Fiche = Annotated[
    bool, o.option("--fiche", N_("Remettre la fiche comme elle était consignée : ce qui y est modifié à la main part."))
]

Proposition = Annotated[
    str | None,
    o.option(
        "--proposition",
        N_("Renoncer à cette proposition, ou à ces faits mis de côté, selon « roriq suivi »."),
        None,
        N_("NOM"),
    ),
]


def annuler(
    ctx: typer.Context,
    organisme: o.Organisme,
    fiche: Fiche,
    proposition: Proposition,
    options: o.EcritureIci,
) -> None:
    """Undo the last act (of that organisation) by a new record of it, or drop the hand edits of a file."""
    if fiche and organisme is None:
        raise Usage(Phrase("Il manque {quoi}.", quoi=Phrase("ORGANISME")))
    if proposition is not None and (fiche or organisme is not None):
        raise Usage(Phrase("--proposition se donne seule : elle nomme déjà ce à quoi renoncer."))
    seance = ouvrir(ctx, options)
    if proposition is not None:
        _renoncer(seance, proposition)
    elif fiche:
        _remettre(seance, str(organisme))
    else:
        _annuler(seance, organisme)


def _annuler(seance: Seance, mot: str | None) -> None:
    genre = genre_designe(mot)
    fiche = nommee(seance.chargement, genre, mot) if mot is not None else None
    depots = non_envoyes(seance.racine)
    acte = _dernier(seance.racine, depots, genre, fiche)
    ecritures = _retour(seance, acte, depots)
    ensuite = seance.chargement
    for e in ecritures:
        ensuite = ch.avec(ensuite, e.chemin, e.apres)
    _verifier_la_suite(seance, ensuite)
    if seance.options.essai:
        montrer_essai(*ecritures)
        return
    quoi = phrase_de_l_acte(acte)
    if seance.options.interroger:
        questions.dire(Phrase("À annuler : {quoi}.", quoi=quoi))
        questions.dire(effet(seance.chargement.registre, ensuite.registre, seance.aujourd_hui, seance.aujourd_hui))
        questions.confirmer(N_("Annuler? [O/n]"), N_("Rien n'a été annulé."))
    ecriture.consigner(seance.racine, *ecritures)
    questions.dire(
        Phrase("C'est annulé : {quoi} n'est plus au registre. Le journal en garde la trace.", quoi=quoi)
        if len(acte.faits) == 1 or acte.ensemble
        else Phrase("C'est annulé : {quoi} ne sont plus au registre. Le journal en garde la trace.", quoi=quoi)
    )


def phrase_de_l_acte(acte: Acte) -> Phrase:
    """« la demande de l'organisme Accueil Exemple », « l'import de 28 fiches »."""
    if acte.liste:
        return Phrase("la liste de la TCRI établie le {le}", le=acte.liste)
    if acte.ensemble and set(acte.faits) == {"rapprochement"}:
        return Pluriel("le rapprochement de {n} organisme", "le rapprochement de {n} organismes", len(acte.depots))
    if acte.ensemble and set(acte.faits) == {"attestation"}:
        return Pluriel("l'attestation de {n} organisme", "l'attestation de {n} organismes", len(acte.depots))
    if acte.ensemble:
        return Pluriel("l'import de {n} fiche", "l'import de {n} fiches", len(acte.depots))
    if not acte.organismes:
        return Phrase("la modification du fichier {fichier}", fichier=acte.depots[0].passages[0].chemin)
    return Phrase(
        "{faits} de l'organisme {nom}", faits=Liste(le_fait(nom) for nom in acte.faits), nom=acte.depots[0].nom
    )


def _dernier(racine: Path, depots: list[Depot], genre: Genre, fiche: Any) -> Acte:
    """The last act (on that file) that can still be undone. Raises Refus: there is none, or it was sent."""
    chemin = genre.chemin(genre.id_de(fiche)) if fiche else "data"
    trouves = [a for a in actes(depots) if fiche is None or any(d.passages_de(chemin) for d in a.depots)]
    if trouves:
        return trouves[-1]
    sujet = Phrase(genre.comportement.mots.sujet, nom=genre.comportement.mots.nom(fiche)) if fiche else None
    if git.git(racine, "log", "-1", "--format=%H", "--remotes", "--", chemin):
        raise Refus(
            Phrase(
                "Le dernier fait de {sujet} est déjà envoyé : d'autres l'ont reçu, et il ne s'annule plus.", sujet=sujet
            )
            if sujet
            else Phrase("Le dernier fait consigné est déjà envoyé : d'autres l'ont reçu, et il ne s'annule plus."),
            ce_qui_est_possible(fiche)
            if genre is ORGANISME and fiche
            else Phrase("Ce qui est possible : consigner le fait qui le suit."),
            a_decouvert(*([genre.mot(genre.id_de(fiche))] if fiche else [])),
        )
    raise Refus(
        Phrase("Il n'y a rien à annuler pour {sujet}.", sujet=sujet)
        if sujet
        else Phrase("Il n'y a rien à annuler : aucun fait consigné n'attend d'être envoyé."),
        Phrase("Ce qui est consigné, et quand : {commande}", commande=Commande("journal")),
    )


def _mot(chemin: str) -> str:
    """What a person types to name a file, by its path."""
    genre, id = genre_de(chemin), Path(chemin).stem
    return genre.mot(id) if genre else id


def _retour(seance: Seance, acte: Acte, depots: list[Depot]) -> list[ecriture.Ecriture]:
    """The files as they were before the act. Raises Refus when something recorded later stands on it."""
    passages = [p for d in acte.depots for p in d.passages]
    ecriture.verifier_fiches(seance.racine, *dict.fromkeys(p.chemin for p in passages))
    objets = git.objets(seance.racine, "HEAD", [p.chemin for p in passages])
    for passage in passages:
        if objets.get(passage.chemin, "") != passage.apres:
            raise _suivi(acte, passage, depots)
    contenus = git.contenus(seance.racine, [o for p in passages for o in (p.avant, p.apres) if o])
    message = message_d_annulation(acte, seance.aujourd_hui)
    return [
        ecriture.Ecriture(p.chemin, _texte(contenus, p.apres), _texte(contenus, p.avant), message) for p in passages
    ]


def _texte(contenus: dict[str, bytes | None], objet: str) -> str | None:
    octets = contenus[objet] if objet else None
    return octets.decode(errors="surrogateescape") if octets is not None else None


def _suivi(acte: Acte, passage: git.Passage, depots: list[Depot]) -> Refus:
    """Something came after the act in one of its files: say what, and how to undo that first."""
    suivants = [a for a in actes(depots) if a != acte and any(d.passages_de(passage.chemin) for d in a.depots)]
    motif = Phrase("La fiche {id} a changé depuis : ce qui suit dépend de cet acte.", id=Path(passage.chemin).stem)
    if not suivants:
        return Refus(
            motif,
            a_decouvert(_mot(passage.chemin))
            if (genre := genre_de(passage.chemin)) and genre.ajout_seul
            else Phrase("Ce qui est consigné, et quand : {commande}", commande=Commande("journal")),
        )
    return Refus(
        motif,
        Phrase(
            "Annulez d'abord {quoi} : {commande}",
            quoi=phrase_de_l_acte(suivants[-1]),
            commande=Commande("annuler", _mot(passage.chemin)),
        ),
    )


def _verifier_la_suite(seance: Seance, ensuite: ch.Chargement) -> None:
    """Refuse to take away what the rest of the register stands on."""
    erreurs = ch.nouvelles_erreurs(seance.chargement, ensuite, seance.aujourd_hui)
    if erreurs:
        raise Refus(
            Phrase("Ce qui a été consigné ensuite en dépend : {message}", message=Suivies([erreurs[0].message])),
            Phrase("Annulez-le d'abord : {commande}", commande=Commande("annuler", _mot(erreurs[0].fichier))),
        )


def a_decouvert(*organisme: str) -> Phrase:
    """What is possible when a fact can no longer be undone."""
    return Phrase("S'il est faux, on le corrige à découvert : {commande}", commande=Commande("corriger", *organisme))


def _renoncer(seance: Seance, nom: str) -> None:
    """What was recorded beside the register waits no more. Raises Refus: nothing that waits has that name."""
    racine = seance.racine
    attendus = {e.nom: e for e in en_attente(racine)}
    if nom not in attendus:
        raise Refus(
            Phrase("Rien de ce nom n'attend : « {nom} ».", nom=nom),
            Phrase("Ce qui attend : {commande}", commande=Commande("suivi")),
        )
    if seance.options.essai:
        for fait in attendus[nom].faits:
            print(Phrase("- {fait}.", fait=fait.phrase))
        return
    if seance.options.interroger:
        questions.dire(Phrase("À retirer : {nom}.", nom=nom))
        questions.dire(*(Phrase("  - {fait}.", fait=fait.phrase) for fait in attendus[nom].faits))
        questions.confirmer(N_("Y renoncer? [o/N]"), N_("Rien n'a été retiré."), defaut=False)
    tete = git.tete(racine, f"refs/heads/{nom}")
    with ecriture.verrou(racine):
        try:
            git.git(racine, "branch", "--quiet", "-D", nom)
        except git.Echec as erreur:
            raise Refus(
                Phrase("Ce que contient {nom} est ouvert dans un dossier de travail.", nom=nom),
                *git.ce_qui_a_ete_dit(erreur),
            ) from erreur
    questions.dire(
        Phrase(
            "C'est retiré : {nom} n'attend plus. Le remettre : git branch {mot} {version}",
            nom=nom,
            mot=guillemets(nom),
            version=tete,
        )
    )


def _remettre(seance: Seance, mot: str) -> None:
    """Drop the hand edits of a file; one that cannot be read any more is named by its id."""
    modifies = git.modifies(seance.racine)
    chemin = chemin_vise(seance.chargement, mot, modifies)
    if chemin not in modifies:
        dire_inchangee(mot)
        return
    objets = git.objets(seance.racine, "HEAD", [chemin])
    consignee = _texte(git.contenus(seance.racine, objets.values()), objets.get(chemin, ""))
    nom = Path(chemin).stem
    if seance.options.essai:
        montrer_essai(ecriture.Ecriture(chemin, ecriture.lire_texte(seance.racine / chemin), consignee, ""))
        return
    if seance.options.interroger:
        questions.dire(Phrase("Ce qui a été modifié à la main dans la fiche {id} sera perdu.", id=nom))
        questions.confirmer(N_("Remettre la fiche comme avant? [O/n]"), N_("Rien n'a été annulé."))
    with ecriture.verrou(seance.racine):
        ecriture.remettre(seance.racine, chemin, consignee=consignee is not None)
    questions.dire(
        Phrase("La fiche {id} est comme elle était consignée.", id=nom)
        if consignee is not None
        else Phrase("La fiche {id}, qui n'avait jamais été consignée, n'est plus là.", id=nom)
    )
