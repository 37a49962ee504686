"""What `synchroniser` does first when a merge is under way: settle it, fact by fact, or say why it cannot be."""

from pathlib import Path

from roriq_cli.cli import questions
from roriq_cli.cli.seance import Seance
from roriq_cli.domaine.membres.phrases import Clause
from roriq_cli.domaine.union.cotes import phrase_des_cotes
from roriq_cli.errors import Refus
from roriq_cli.i18n import N_, Affichable, Commande, Liste, Phrase, Pluriel, SautDeLigne, Suivies, guillemets
from roriq_cli.registre import chargement as ch, ecriture, git
from roriq_cli.registre.git import partager
from roriq_cli.registre.union import reunion
from roriq_cli.registre.union.reunion import Desaccord, EnCours, Unie

DETAIL = 10  # files told one by one; beyond, they are counted
REFUS = 3  # the same, of those that cannot be united
ABANDONNER = "git merge --abort"


def terminer(seance: Seance) -> bool:
    """Conclude the merge under way; whether what is there now may be received and sent as usual.

    Raises Refus, Environnement, Interruption: the merge is under way as it was.
    """
    racine = seance.racine
    ecriture.verifier_lieux(racine, en_reunion=True)
    en_cours = reunion.lire(racine)
    reunion.verifier_intactes(racine, en_cours)
    unies, desaccords = reunion.unir(en_cours, seance.aujourd_hui)
    if desaccords:
        raise _impossible(desaccords)
    if en_cours.autres:
        raise _hors_des_fiches(en_cours)
    _verifier(seance, en_cours, unies)
    deplacees = [u for u in unies if u.deplace]
    montrees = _demander(seance, unies, deplacees)
    with ecriture.verrou(racine):
        reunion.conclure(racine, en_cours, unies)
    questions.dire(*_dire(unies, montrees=montrees))
    suite = _suite(racine, deplacees)
    if suite:
        questions.dire(suite)
    return suite is None


def _impossible(desaccords: list[Desaccord]) -> Refus:
    """The facts that cannot both stand, why, and what is possible."""
    phrases: list[Affichable] = [_desaccord(d) for d in desaccords[:REFUS]]
    if len(desaccords) > REFUS:
        phrases.append(Pluriel("Et {n} autre fiche.", "Et {n} autres fiches.", len(desaccords) - REFUS))
    return Refus(Suivies(phrases), _abandonner(), _garder(desaccords[0]))


def _garder(desaccord: Desaccord) -> Phrase:
    """How to keep one side only."""
    if not desaccord.garder:
        return Phrase(
            "Aucune des deux versions ne peut être gardée telle quelle : réglez-la à la main, dans un éditeur. "
            "Ensuite :{n}git add -- {fichier}{n}{commande}",
            n=SautDeLigne(),
            fichier=guillemets(desaccord.chemin),
            commande=Commande("synchroniser"),
        )
    quoi = (
        Phrase("Ne garder que le premier côté") if any(desaccord.cotes) else Phrase("Garder la version qui peut l'être")
    )
    return Phrase(
        "{quoi}, puis terminer :{n}git checkout --{cote} -- {fichier}{n}git add -- {fichier}{n}{commande}",
        quoi=quoi,
        n=SautDeLigne(),
        cote=desaccord.garder,
        fichier=guillemets(desaccord.chemin),
        commande=Commande("synchroniser"),
    )


def _desaccord(desaccord: Desaccord) -> Phrase:
    raison = Clause(desaccord.raison)
    if not any(desaccord.cotes):
        return Phrase(
            "Les deux côtés ne peuvent pas être réunis pour {sujet} : {raison}.",
            sujet=desaccord.sujet,
            raison=raison,
        )
    return Phrase(
        "Les deux côtés ne peuvent pas tenir ensemble pour {sujet}. {cotes} La raison : {raison}.",
        sujet=desaccord.sujet,
        cotes=phrase_des_cotes(desaccord.cotes),
        raison=raison,
    )


def _abandonner() -> Phrase:
    return Phrase("Revenir à ce qu'il y avait avant : {ligne}.", ligne=ABANDONNER)


def _hors_des_fiches(en_cours: EnCours) -> Refus:
    """What is no organisation's file is a person's to settle."""
    autres = en_cours.autres
    reste = [Pluriel("{n} autre", "{n} autres", len(autres) - DETAIL)] if len(autres) > DETAIL else []
    return Refus(
        Pluriel(
            "Ce fichier a changé des deux côtés, et « roriq » ne réunit que des fiches : {fichiers}.",
            "Ces fichiers ont changé des deux côtés, et « roriq » ne réunit que des fiches : {fichiers}.",
            len(autres),
            fichiers=Liste([*autres[:DETAIL], *reste]),
        ),
        _abandonner(),
        Phrase(
            "Réglez-le à la main, dans un éditeur. Ensuite :{n}git add -- {fichier}{n}{commande}",
            n=SautDeLigne(),
            fichier=guillemets(autres[0]),
            commande=Commande("synchroniser"),
        ),
    )


def _verifier(seance: Seance, en_cours: EnCours, unies: list[Unie]) -> None:
    """Refuse what would bring an error into the register, whatever file it is in."""
    erreurs = reunion.erreurs(seance.racine, en_cours, unies, seance.aujourd_hui)
    if erreurs:
        raise Refus(
            Phrase(
                "Les deux côtés, une fois réunis, contiendraient une erreur. {fichier} : {message}",
                fichier=erreurs[0].fichier,
                message=Suivies([erreurs[0].message]),
            ),
            _abandonner(),
            Phrase("La règle : {commande}", commande=Commande("regle", erreurs[0].regle.code)),
        )


def _demander(seance: Seance, unies: list[Unie], deplacees: list[Unie]) -> bool:
    """Say what is about to be united, and ask at a terminal. Whether it was shown."""
    terminal = seance.options.terminal
    if terminal:
        questions.dire(*_a_reunir(unies))
    for unie in deplacees:
        questions.dire(
            Phrase(
                "Attention : pour {sujet}, un fait prend place avant un autre qui était déjà au registre. "
                "La relecture le signalera.",
                sujet=Phrase(unie.genre.comportement.mots.sujet, nom=unie.nom),
            )
        )
    if terminal:
        question = N_("Réunir quand même? [o/N]") if deplacees else N_("Réunir? [O/n]")
        questions.confirmer(question, N_("Rien n'a été réuni : tout est comme avant."), defaut=not deplacees)
    return terminal


def _a_reunir(unies: list[Unie]) -> list[Affichable]:
    if not unies:
        return [Phrase("À réunir : deux versions du registre, dont aucune fiche n'est plus à régler.")]
    return [Phrase("À réunir :"), *_lignes(unies)]


def _lignes(unies: list[Unie]) -> list[Affichable]:
    lignes: list[Affichable] = [Phrase("  - {fiche}", fiche=reunion.phrase_de_l_union(u)) for u in unies[:DETAIL]]
    if len(unies) > DETAIL:
        lignes.append(Pluriel("Et {n} autre fiche.", "Et {n} autres fiches.", len(unies) - DETAIL))
    return lignes


def _dire(unies: list[Unie], *, montrees: bool) -> list[Affichable]:
    if not unies:
        return [Phrase("C'est réuni : les deux versions du registre n'en font qu'une.")]
    combien = Pluriel(
        "C'est réuni : {n} fiche dit les faits des deux côtés.",
        "C'est réuni : {n} fiches disent les faits des deux côtés.",
        len(unies),
    )
    return [combien, *([] if montrees else _lignes(unies))]


def _suite(racine: Path, deplacees: list[Unie]) -> Affichable | None:
    """How to send what is united; None when the ordinary synchronisation can do it now."""
    rien = Phrase("Rien n'a quitté votre ordinateur.")
    if not git.ligne(racine, "remote").split():
        return rien
    depot, ici = partager.depot_commun(racine), partager.branche(racine)
    if partager.est_une_proposition(ici) and not partager.est_la(racine, depot, ici):
        return Suivies([rien, partager.comment_envoyer(depot, ici)])
    if deplacees or any(ch.est_une_fiche(chemin) for chemin in git.modifies(racine)):
        return Suivies([rien, Phrase("Pour l'envoyer : {commande}", commande=Commande("synchroniser"))])
    return None
