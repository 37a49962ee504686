"""`suivi`: one screen, what the coordinator opens in the morning."""

from collections.abc import Sequence

from roriq_cli.domaine.bilan.composition import phrase_de_taille, phrase_des_suspendus
from roriq_cli.domaine.bilan.periode import Mouvement
from roriq_cli.domaine.bilan.suivi import Candidat, EnAttente, Suspendu
from roriq_cli.domaine.membres.actes import expulsion_anterieure
from roriq_cli.domaine.membres.criteres import REPONSES
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.modele import Reponse
from roriq_cli.i18n import N_, Affichable, Commande, Phrase, Pluriel, _
from roriq_cli.rendu.sections.section import comptees
from roriq_cli.rendu.texte.commun import (
    avis,
    bloc,
    document,
    entete,
    ligne_a_faire,
    nom_court,
    paragraphe,
    rien_encore,
    tableau_sans_entete,
)
from roriq_cli.rendu.vues import VueSuivi

FAITS_DITS = 3  # of one proposal
LIGNES = 10  # a section shows no more; the rest has its own command
# Said one organisation at a time in the sections above: not counted again in what is to be done.
_DITS_PLUS_HAUT = ("suspension-echue", "candidat-admissible", "candidat-a-verifier")


def suivi(vue: VueSuivi) -> str:
    """The size, candidates, suspensions, what is to come, what is to be done; an empty registry says how to begin."""
    s, contexte = vue.suivi, vue.contexte
    vide = not contexte.registre.organismes and not contexte.non_lus
    importer = Commande("importer")
    du_tableau = Phrase("Pour partir d'un tableau que vous avez déjà : {commande} FICHIER", commande=importer)
    return document(
        paragraphe(
            *entete(contexte),
            *avis(contexte),
            phrase_de_taille(s.composition, contexte.registre.reseau),
            phrase_des_suspendus(s.composition),
        ),
        bloc(None, [rien_encore(), du_tableau] if vide else []),
        _section(
            Pluriel("{n} candidat", "{n} candidats", len(s.candidats)),
            [_candidat(c) for c in s.candidats],
            Commande("lister", "--etat", "candidat"),
        ),
        _section(
            Pluriel("{n} suspension en cours", "{n} suspensions en cours", len(s.suspendus)),
            [_suspendu(x) for x in s.suspendus],
            Commande("lister", "--etat", "suspendu"),
        ),
        _section(
            Pluriel("{n} fait à venir", "{n} faits à venir", len(s.a_venir)),
            [_mouvement(m) for m in s.a_venir],
            Commande("rapport"),
        ),
        _en_attente(vue),
        _a_faire(vue, vide=vide),
    )


# One line of a section: its cells, then what is said below it.
_Ligne = tuple[tuple[object, ...], Affichable | None]


def _section(titre: Affichable, lignes: Sequence[_Ligne], tous: Commande) -> str:
    """A title, one line each; beyond a screen, the command that shows them all."""
    if not lignes:
        return ""
    montrees = lignes[:LIGNES]
    corps = []
    for texte, (_cellules, dessous) in zip(
        tableau_sans_entete([c for c, _d in montrees]).splitlines(), montrees, strict=True
    ):
        corps += [texte] if dessous is None else [texte, f"    {dessous}"]
    n = len(lignes) - len(montrees)
    reste = Pluriel("… et {n} autre : {commande}", "… et {n} autres : {commande}", n, commande=tous)
    return paragraphe(titre, *corps, f"  {reste}" if n else None)


def _candidat(c: Candidat) -> _Ligne:
    """Who, which criterion is missing, and the command that would settle it."""
    s = c.situation
    manquent = [e for e in s.admissibilite.examens if e.reponse is not Reponse.OUI]
    if s.annonce:
        attente = _("un fait est à venir")
    elif manquent:
        reponses = [(Phrase(e.critere.mot), Phrase(REPONSES[e.reponse])) for e in manquent]
        attente = "; ".join(str(Phrase("{champ} : {valeur}", champ=c, valeur=r)) for c, r in reponses)
    else:
        attente = _("peut être admis")
    return (nom_court(s.organisme, s.jour), attente, c.commande or ""), expulsion_anterieure(s.organisme)


def _suspendu(x: Suspendu) -> _Ligne:
    """Who, until when, and the command that lifts it once its end has passed."""
    s, fin = x.situation, x.suspension.fin
    if fin is None:
        terme: Affichable = Phrase("sans terme fixé")
    elif x.echue:
        terme = Phrase("devait prendre fin le {fin}; elle tient toujours", fin=fin)
    else:
        terme = Phrase("jusqu'au {fin} inclusivement", fin=fin)
    return (nom_court(s.organisme, s.jour), terme, x.commande or ""), None


def _mouvement(m: Mouvement) -> _Ligne:
    e = m.evenement
    return (e.date.isoformat(), _(FAITS[e.evenement].nom), nom_court(m.organisme, e.date), m.organisme.id), None


def _en_attente(vue: VueSuivi) -> str:
    """Proposals, then facts set aside: what each says, and the commands that show it and take it back."""
    proposees = [e for e in vue.suivi.en_attente if not e.de_cote]
    de_cote = [e for e in vue.suivi.en_attente if e.de_cote]
    n, faits = len(proposees), sum(len(e.faits) for e in de_cote)
    propositions = Pluriel(
        "{n} proposition qui n'est pas encore au registre", "{n} propositions qui ne sont pas encore au registre", n
    )
    ecartes = Pluriel("{n} fait mis de côté, à régler", "{n} faits mis de côté, à régler", faits)
    return document(*(_section_en_attente(t, e) for t, e in ((propositions, proposees), (ecartes, de_cote))))


def _section_en_attente(titre: Affichable, attendus: Sequence[EnAttente]) -> str:
    lignes: list[Affichable] = []
    for e in attendus[:LIGNES]:
        lignes += [Phrase("  {fait}.", fait=c.phrase) for c in e.faits[:FAITS_DITS]]
        lignes += comptees((len(e.faits[FAITS_DITS:]), N_("  … et {n} autre fait."), N_("  … et {n} autres faits.")))
        lignes.append(Phrase("    Relire {nom} : {commande}", nom=e.nom, commande=e.commande))
        if e.a_envoyer:
            lignes.append(Phrase("    {envoyer}", envoyer=e.a_envoyer))
        lignes.append(Phrase("    Y renoncer : {commande}", commande=e.retirer))
    n = len(attendus) - LIGNES
    return bloc(titre, [*lignes, *comptees((max(0, n), N_("  … et {n} autre."), N_("  … et {n} autres.")))])


def _a_faire(vue: VueSuivi, *, vide: bool) -> str:
    """One line a kind, and the command that settles it."""
    if not vue.suivi.a_faire:
        return "" if vide else paragraphe(Phrase("Rien n'est à faire aujourd'hui."))
    lignes = []
    for a in vue.suivi.a_faire:
        if a.genre not in _DITS_PLUS_HAUT:
            lignes.append(f"  - {ligne_a_faire(a)}")
        if a.sinon:
            lignes.append(f"    {Phrase('La remettre comme avant : {commande}', commande=a.sinon)}")
    return bloc(_("À faire"), lignes)
