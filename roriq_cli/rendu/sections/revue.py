"""What a review says, in the order in which a person reads it: the same for a terminal and for a comment."""

from collections.abc import Callable, Container, Iterable, Iterator

from roriq_cli.domaine.genres.catalogue_revue import REGLES_DE_REVUE
from roriq_cli.domaine.genres.constats import Constat, Gravite
from roriq_cli.domaine.membres.listes import etablie_le
from roriq_cli.domaine.revue.revue import Acceptation, Correction, Verdict, phrases_des_bascules
from roriq_cli.domaine.table import genre_de
from roriq_cli.i18n import N_, Affichable, Phrase, Pluriel
from roriq_cli.rendu.sections.section import Section, finie
from roriq_cli.rendu.vues import VueRevue

VERDICTS = {
    Verdict.CONFORME: N_("Conforme."),
    Verdict.NON_CONFORME: N_("Non conforme."),
    Verdict.NON_EVALUE: N_("Non évalué."),
}


def phrase_du_verdict(vue: VueRevue) -> Phrase:
    """« Non conforme. 2 constats l'empêchent de passer. »"""
    return Phrase("{mot} {suite}", mot=Phrase(VERDICTS[vue.jugement.verdict]), suite=suite_du_verdict(vue))


def accepte(constat: Constat) -> Phrase:
    """A finding that a maintainer let through."""
    return Phrase("Accepté : {constat}", constat=_constat(constat))


def suite_du_verdict(vue: VueRevue) -> Affichable:
    """What follows the verdict's word, on the same line."""
    jugement = vue.jugement
    if jugement.verdict is Verdict.NON_EVALUE:
        return Phrase("Rien ne prouve que ce changement est permis, rien ne prouve le contraire.")
    if jugement.verdict is Verdict.NON_CONFORME:
        erreurs = sum(c.gravite is Gravite.ERREUR for c in jugement.constats)
        return Pluriel("{n} constat l'empêche de passer.", "{n} constats l'empêchent de passer.", erreurs)
    if jugement.acceptes:
        return Pluriel(
            "{n} constat a été accepté.",
            "{n} constats ont été acceptés.",
            len(jugement.acceptes),
        )
    if vue.revue and not any((vue.revue.fiches, vue.revue.listes, vue.revue.registre)):
        return Phrase("Rien ne change dans le registre.")
    return Phrase("Rien du passé n'est modifié.")


def sections(vue: VueRevue, accord: Callable[[Acceptation], Affichable]) -> Iterator[Section]:
    """The sections that have something to say; `accord`: how a waiver is given, where this is read."""
    for titre, lignes in _toutes(vue, accord):
        gardees = tuple(lignes)
        if gardees:
            yield Section(Phrase(titre), suite=gardees)


def _toutes(vue: VueRevue, accord: Callable[[Acceptation], Affichable]) -> Iterator[tuple[str, Iterable[Affichable]]]:
    jugement, r = vue.jugement, vue.revue
    erreurs = [c for c in jugement.constats if c.gravite is Gravite.ERREUR]
    yield N_("Ce qui n'a pas pu être évalué"), vue.lacunes
    yield N_("À savoir d'abord"), vue.remarques
    yield N_("Ce qui ne va pas"), _par_regle(erreurs)
    yield N_("L'accord d'un responsable se donne ainsi"), map(accord, _acceptations(erreurs))
    yield N_("Ce qui a été accepté"), map(_constat, jugement.acceptes)
    yield N_("Accords qui n'ont servi à rien"), [Phrase("{accord}", accord=str(a)) for a in jugement.inutiles]
    yield N_("À remarquer"), _par_regle([c for c in jugement.constats if c.gravite is not Gravite.ERREUR])
    if r is None:
        return
    # What a person needs first: a long proposal may not be shown to its end.
    inconnu = Phrase("Un fichier ne peut pas être lu : rien ne dit combien d'organismes le réseau compterait.")
    bascules = map(finie, phrases_des_bascules(r.bascules))
    yield N_("Effet sur le réseau"), [*(r.effets if r.tailles else [inconnu]), *bascules]
    dits = {str(c.message).removesuffix(".") for c in (*jugement.constats, *jugement.acceptes)}
    corrections = (_avant_apres(c, dits) for f in r.fiches for c in f.corrections)
    yield N_("Corrections, avant → après"), [correction for correction in corrections if correction]
    faits = [phrase for f in r.fiches for phrase in (*(c.phrase for c in f.changements), f.profil) if phrase]
    yield N_("Ce qui change"), map(finie, faits)
    yield (
        N_("Listes de la TCRI"),
        [
            Pluriel(
                "La liste établie le {le} s'ajoute, {n} organisme y figure.",
                "La liste établie le {le} s'ajoute, {n} organismes y figurent.",
                len(liste.membres),
                le=etablie_le(liste),
            )
            for liste in r.listes
        ],
    )
    yield N_("Le registre lui-même"), map(finie, r.registre)
    yield N_("À vérifier par une personne, hors du registre"), map(finie, r.papiers)
    yield N_("Autres fichiers qui changent, ou dont seule la mise en page bouge"), map(_tel_quel, vue.autres)


def _tel_quel(mot: str) -> Phrase:
    return Phrase("{mot}", mot=mot)


def _avant_apres(correction: Correction, dits: Container[str]) -> Phrase | None:
    """What it was, then what it is; what changes is first said in a sentence, unless a finding says it (`dits`)."""
    rien, dit = Phrase("—"), str(correction.phrase) in dits
    if dit and str(correction.avant) == str(correction.apres):  # only its place is another
        return None
    return Phrase(
        N_("Avant : {avant}. Après : {apres}.") if dit else N_("{phrase}. Avant : {avant}. Après : {apres}."),
        phrase=correction.phrase,
        avant=correction.avant or rien,
        apres=correction.apres or rien,
    )


def _par_regle(constats: Iterable[Constat]) -> Iterator[Phrase]:
    """The findings, and after those of a rule, once, what to do."""
    par_regle: dict[tuple[str, str], list[Constat]] = {}
    for constat in constats:
        correction = str(constat.correction or Phrase(constat.regle.correction))
        par_regle.setdefault((constat.regle.code, correction), []).append(constat)
    for (_code, correction), groupe in par_regle.items():
        yield from map(_constat, groupe)
        yield Phrase("À faire : {correction}", correction=Phrase("{mots}", mots=correction))


def _constat(constat: Constat) -> Phrase:
    return Phrase(
        "{message} [{regle}, {fichier}:{ligne}]",
        message=constat.message,
        regle=constat.regle.code,
        fichier=constat.fichier,
        ligne=str(constat.ligne),
    )


def _acceptations(erreurs: Iterable[Constat]) -> Iterable[Acceptation]:
    """The exact waivers that would let the change through: of rules on the change, never of a file that is wrong."""
    return dict.fromkeys(
        Acceptation(c.regle.code, c.sujet if (genre := genre_de(c.fichier)) and genre.dossier else "")
        for c in erreurs
        if c.regle.code in REGLES_DE_REVUE
    )
