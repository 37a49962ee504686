"""`rapport`: the two public sentences, then regions, states, the last twelve months, what is missing."""

from collections.abc import Sequence

from roriq_cli.domaine.a_faire import AFaire
from roriq_cli.domaine.composition import phrase_de_taille, phrase_des_suspendus, phrase_du_site
from roriq_cli.domaine.modele import ChiffrePublie, Etat, Fait
from roriq_cli.domaine.parcours import etat_au
from roriq_cli.domaine.periode import Mouvement
from roriq_cli.domaine.phrases import FAITS, PhraseFait, mots_de_l_etat
from roriq_cli.domaine.territoire import REGIONS
from roriq_cli.i18n import N_, Affichable, Liste, Phrase, Pluriel, _
from roriq_cli.rendu.texte.commun import avis, entete, ligne_a_faire, paragraphe, tableau_sans_entete
from roriq_cli.rendu.vues import Contexte, VueRapport


def rapport(vue: VueRapport) -> str:
    """The two public sentences, then regions, states, the last twelve months, what is missing."""
    r, reseau = vue.rapport, vue.contexte.registre.reseau
    c = r.composition
    blocs = [
        paragraphe(
            *entete(vue.contexte),
            *avis(vue.contexte),
            phrase_de_taille(c, reseau),
            phrase_des_suspendus(c),
            phrase_du_site(c, reseau),
        ),
        _sources_du_rapport(vue),
        _par_region(vue),
        paragraphe(_("Par état"), tableau_sans_entete([(n, str(mots_de_l_etat(e))) for e, n in c.etats.items() if n]))
        if r.registre.organismes
        else "",
        _mouvements(_("Douze derniers mois"), r.periode.mouvements, _("Aucun fait.")),
        _mouvements(_("À venir"), r.a_venir, ""),
        paragraphe(_("Ce qui manque"), *(f"  - {_manque(a)}" for a in r.a_faire)) if r.a_faire else "",
        _provenance(vue.contexte),
    ]
    return "\n".join(bloc for bloc in blocs if bloc)


DETAIL = 3  # organisations named one by one; beyond, they are counted


def _sources_du_rapport(vue: VueRapport) -> str:
    """What rests on a source only, and what is published elsewhere."""
    r = vue.rapport
    lignes: list[Affichable] = []
    au, seuil = r.composition.au, vue.contexte.registre.reseau.seuils.reattestation_jours
    anciens = [(o, le) for o, le in r.attestes if etat_au(o, au) is Etat.MEMBRE and (au - le).days > seuil]
    if len(anciens) > DETAIL:
        lignes.append(
            Phrase(
                "{n} organismes membres le sont selon une source, dont aucune ne date de moins de {seuil} jours.",
                n=len(anciens),
                seuil=seuil,
            )
        )
    for o, le in anciens if len(anciens) <= DETAIL else ():
        lignes.append(
            Phrase(
                "L'organisme {nom} est membre selon une source, et l'était encore le {le} : rien ne l'atteste depuis.",
                nom=o.nom,
                le=le,
            )
        )
    if r.inconnus_avant:
        lignes.append(
            Pluriel(
                "Pour {n} organisme, rien n'est connu de cette date : la première source vient après.",
                "Pour {n} organismes, rien n'est connu de cette date : la première source vient après.",
                len(r.inconnus_avant),
            )
        )
    if r.publie:
        lignes.append(_publie(r.publie))
    return paragraphe(*lignes) if lignes else ""


def _publie(chiffre: ChiffrePublie) -> Affichable:
    """« Dernier chiffre publié : 24 organismes dans 13 régions, y compris Montréal (TCRI, 2022). »"""
    nombre = Pluriel("{n} organisme", "{n} organismes", chiffre.total)
    source = Phrase("{titre}, {le}", titre=chiffre.source.titre, le=_date_publiee(chiffre))
    if chiffre.regions is None:
        return Phrase("Dernier chiffre publié : {nombre} ({source}).", nombre=nombre, source=source)
    modele = (
        N_("Dernier chiffre publié : {nombre} dans {regions}, y compris Montréal ({source}).")
        if chiffre.regions_comptent_montreal == "oui"
        else N_("Dernier chiffre publié : {nombre}, dont ceux hors de Montréal dans {regions} ({source}).")
    )
    regions = Pluriel("{n} région", "{n} régions", chiffre.regions)
    return Phrase(modele, nombre=nombre, regions=regions, source=source)


def _date_publiee(chiffre: ChiffrePublie) -> Affichable:
    if chiffre.precision == "jour":
        return Phrase("{le}", le=chiffre.jour)
    modele = N_("{annee} (année déduite)") if chiffre.precision == "annee-inferee" else "{annee}"
    return Phrase(modele, annee=chiffre.date)


def _par_region(vue: VueRapport) -> str:
    c = vue.rapport.composition
    if not c.regions:
        return ""
    lignes = [(code, REGIONS[code].nom, n, "#" * n) for code, n in c.regions.items()]
    absentes = [r.nom for code, r in REGIONS.items() if code not in c.regions]
    sans = Phrase("Sans organisme membre : {regions}.", regions=Liste(absentes)) if absentes else None
    return paragraphe(_("Organismes membres par région"), tableau_sans_entete(lignes), sans)


def _mouvements(titre: str, mouvements: Sequence[Mouvement], aucun: str) -> str:
    if not mouvements:
        return paragraphe(titre, f"  {aucun}") if aucun else ""
    nombres: dict[Fait, int] = {}
    for m in mouvements:
        nombres[m.evenement.evenement] = nombres.get(m.evenement.evenement, 0) + 1
    resume = ", ".join(str(Phrase("{fait} : {n}", fait=_(FAITS[f]), n=n)) for f, n in nombres.items())
    lignes = [f"  {m.evenement.date.isoformat()}  {PhraseFait(m.organisme.nom, m.evenement)}." for m in mouvements]
    return paragraphe(f"{titre} ({resume})", *lignes)


def _provenance(contexte: Contexte) -> str:
    if not contexte.revision:
        return ""
    modele = (
        N_("Registre à la version {revision}, modifié depuis.")
        if contexte.modifie
        else N_("Registre à la version {revision}.")
    )
    return paragraphe(Phrase(modele, revision=contexte.revision[:10]))


def _manque(a: AFaire) -> Affichable:
    """« 3 fiches sans ville (a, b, c) : roriq lister --a-faire sans-ville »."""
    if not a.ids:
        return ligne_a_faire(a)
    ids = ", ".join(a.ids[:5]) + (", …" if len(a.ids) > 5 else "")
    return Phrase("{phrase} ({ids}) : {commande}", phrase=a.phrase, ids=ids, commande=a.commande)
