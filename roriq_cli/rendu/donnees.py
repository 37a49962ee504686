"""JSON: a contract, the same in both languages. Keys are added, never renamed (docs/json.md)."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from roriq_cli.domaine.bilan.a_faire import AFaire
from roriq_cli.domaine.bilan.anciennete import annees_entieres
from roriq_cli.domaine.bilan.composition import phrase_de_taille, phrase_du_site
from roriq_cli.domaine.bilan.conciliation import Confrontation
from roriq_cli.domaine.bilan.periode import Demande, Mouvement, MouvementsDePeriode
from roriq_cli.domaine.bilan.presence import Presence, Repartition
from roriq_cli.domaine.genres.constats import Constat
from roriq_cli.domaine.membres.criteres import Examen, admissibilite as examiner_tout, criteres_perdus
from roriq_cli.domaine.membres.listes import Listes, listes_du
from roriq_cli.domaine.membres.modele import Etat, Evenement, Organisme, Preuves
from roriq_cli.domaine.membres.parcours import depuis, etat_au, noms_au, region_au, suspension_au
from roriq_cli.domaine.membres.phrases import PhraseFait
from roriq_cli.domaine.membres.territoire import REGIONS, Region
from roriq_cli.i18n import ACTIF, Commande, en_francais
from roriq_cli.rendu.vues import (
    Contexte,
    VueAdmissibilite,
    VueConciliation,
    VueConstats,
    VueEcheances,
    VueExport,
    VueFiche,
    VueJournal,
    VueListe,
    VueRapport,
    VueRegles,
    VueRevue,
    VueSuivi,
)

if TYPE_CHECKING:  # what a list is made of needs nothing of a review
    from roriq_cli.domaine.bilan.composition import Composition
    from roriq_cli.domaine.membres.changements import Changement
    from roriq_cli.domaine.revue.revue import Bascule, Correction


def _json(donnees: dict[str, Any]) -> str:
    """Readable accents; what could drive a terminal or break a line is escaped, as JSON lets it be."""
    texte = json.dumps(donnees, ensure_ascii=False, indent=2)
    return re.sub(ACTIF, lambda m: m[0] if m[0] == "\n" else json.dumps(m[0])[1:-1], texte) + "\n"


def _commun(contexte: Contexte) -> dict[str, Any]:
    return {
        "revision": contexte.revision,
        "modifie": contexte.modifie,
        "fictif": contexte.registre.reseau.fictif,
        "non_lus": list(contexte.non_lus),
    }


def _organisme(o: Organisme, contexte: Contexte, listes: Listes) -> dict[str, Any]:
    origine = depuis(o, contexte.au)
    return {
        "id": o.id,
        "nom": noms_au(o, contexte.au),
        "etat": etat_au(o, contexte.au).value,
        "depuis": origine.date.isoformat() if origine else None,
        "depuis_precision": (origine.date_precision or "jour") if origine else None,
        "region": region_au(o, contexte.au),
        "sigle": o.sigle,
        "criteres_perdus": [critere.code for critere in criteres_perdus(o, contexte.au, listes)],
    }


def lister(vue: VueListe) -> str:
    """`{au, organismes: [{id, nom, etat, depuis, region}]}`, every organisation whatever its state."""
    listes = listes_du(vue.contexte.registre)
    return _json(
        {
            **_commun(vue.contexte),
            "au": vue.contexte.au.isoformat(),
            "organismes": [_organisme(o, vue.contexte, listes) for o in vue.organismes],
        }
    )


def afficher(vue: VueFiche) -> str:
    """One organisation: its state of the day, and all that its file says under `fiche`."""
    o, au = vue.organisme, vue.contexte.au
    suspension = suspension_au(o, au)
    listes = listes_du(vue.contexte.registre)
    resultat = examiner_tout(o, au, listes)
    return _json(
        {
            **_commun(vue.contexte),
            "au": au.isoformat(),
            **_organisme(o, vue.contexte, listes),
            "suspendu_jusqu_au": suspension.fin.isoformat() if suspension and suspension.fin else None,
            "verdict": resultat.verdict,
            "criteres": {e.critere.code: e.reponse.value for e in resultat.examens},
            "fiche": _sans_vide(o),
        }
    )


def _sans_vide(valeur: Any) -> Any:
    """Plain data: records as objects, absent fields left out, dates as text."""
    if hasattr(valeur, "_asdict"):
        return {cle: _sans_vide(v) for cle, v in valeur._asdict().items() if v is not None and v != ()}
    if isinstance(valeur, Preuves):
        return {critere: _sans_vide(preuve) for critere, preuve in valeur.items()}
    if isinstance(valeur, tuple):
        return [_sans_vide(v) for v in valeur]
    return valeur.isoformat() if hasattr(valeur, "isoformat") else valeur


def journal(vue: VueJournal) -> str:
    """`{lignes: [{consigne_le, date, auteur, commit, id, evenement, phrase, retard_jours}]}`, oldest first."""
    with en_francais():
        lignes = [
            {
                "consigne_le": ligne.instant.isoformat(),
                "date": ligne.changement.date.isoformat() if ligne.changement.date else None,
                "auteur": ligne.auteur,
                "commit": ligne.revision,
                "id": ligne.id,
                "evenement": ligne.changement.nom,
                "phrase": f"{ligne.changement.phrase}.",
                "retard_jours": ligne.retard,
            }
            for ligne in vue.lignes
        ]
    return _json({**_commun(vue.contexte), "lignes": lignes})


def rapport(vue: VueRapport) -> str:
    """`{au, membres, montreal, hors_montreal, regions_hors_montreal, regions, etats}` and what goes with them."""
    r, c = vue.rapport, vue.rapport.composition
    reseau = vue.contexte.registre.reseau
    with en_francais():
        phrases = [str(phrase_de_taille(c, reseau)), str(phrase_du_site(c, reseau))]
        mouvements = [_mouvement(m) for m in r.periode.mouvements]
        venir = [_mouvement(m) for m in r.a_venir]
        a_faire = [_a_faire(a) for a in r.a_faire]
    publie = r.publie
    return _json(
        {
            **_commun(vue.contexte),
            "au": c.au.isoformat(),
            "reseau": reseau.nom,
            **_taille(c),
            "etats": {etat.value: n for etat, n in c.etats.items()},
            "phrases": phrases,
            "periode": _periode(r.periode, c.au),
            "mouvements": mouvements,
            "a_venir": venir,
            "regions_sans_membre": list(r.presence.regions_sans_membre),
            "selon_fiche_actuelle": _fiche_actuelle(r.presence),
            "anciennete": [
                {"id": a.organisme.id, "nom": noms_au(a.organisme, c.au), **_entree(a.entree), "annees": a.annees}
                for a in r.anciennetes.membres
            ],
            "taille": {
                "connu_depuis": r.taille.connu_depuis.isoformat() if r.taille.connu_depuis else None,
                "marches": [
                    {
                        "date": m.date.isoformat(),
                        "membres": m.membres,
                        "montreal": m.montreal,
                        "regions_hors_montreal": m.regions_hors_montreal,
                        "imprecis": m.imprecis,
                    }
                    for m in r.taille.marches
                ],
            },
            "imprecis": [o.id for o in r.imprecis],
            "inconnus": [o.id for o in r.inconnus_avant],
            "a_faire": a_faire,
            "criteres_perdus": [
                {"id": o.id, "criteres": [critere.code for critere in criteres]} for o, criteres in r.perdus
            ],
            "attestes": [{"id": o.id, "atteste_le": le.isoformat()} for o, le in r.attestes],
            "chiffre_publie": {
                "date": publie.date,
                "precision": publie.precision,
                "total": publie.total,
                "regions": publie.regions,
                "source": publie.source.titre,
            }
            if publie
            else None,
        }
    )


def _periode(p: MouvementsDePeriode, au: date) -> dict[str, Any]:
    """What happened from `du` to `au`: data only, the sentences are in `mouvements`."""

    def qui(o: Organisme, e: Evenement) -> dict[str, Any]:
        return {"id": o.id, "nom": noms_au(o, au), "date": e.date.isoformat()}

    def faits(mouvements: tuple[Mouvement, ...]) -> list[dict[str, Any]]:
        return [qui(m.organisme, m.evenement) for m in mouvements]

    def demandes(trouvees: tuple[Demande, ...]) -> list[dict[str, Any]]:
        return [
            qui(d.organisme, d.demande)
            | {
                "suite": d.suite.evenement.value if d.suite else None,
                "suite_le": d.suite.date.isoformat() if d.suite else None,
            }
            for d in trouvees
        ]

    return {
        "du": p.du.isoformat(),
        "au": p.au.isoformat(),
        "membres_avant": p.avant,
        "membres_apres": p.apres,
        "variation": p.variation,
        "arrivees": faits(p.arrivees),
        "departs": [
            qui(d.organisme, d.evenement)
            | {
                "evenement": d.evenement.evenement.value,
                **_entree(d.entree),
                "annees": annees_entieres(d.entree.date, d.evenement.date),
                "compte": d.compte,
            }
            for d in p.departs
        ],
        "suspensions": faits(p.suspensions),
        "prolongations": faits(p.prolongations),
        "levees": faits(p.levees),
        "demandes": demandes(p.demandes),
        "demandes_anterieures": demandes(p.demandes_anterieures),
        "reprises": [
            qui(m.organisme, m.evenement) | {"date_precision": m.evenement.date_precision, "etat": m.evenement.etat}
            for m in p.reprises
        ],
        "inconnus_avant": [o.id for o in p.inconnus_avant],
    }


def _entree(e: Evenement) -> dict[str, Any]:
    return {"entree_le": e.date.isoformat(), "entree_precision": e.date_precision or "jour"}


def _fiche_actuelle(p: Presence) -> dict[str, Any]:
    """What the members' files say now: these fields have no date."""

    def nombres(r: Repartition) -> dict[str, int]:
        return {**r.nombres, "non_dit": r.inconnus}

    return {
        "mandats": nombres(p.mandats),
        "milieux": nombres(p.milieux),
        "financement": nombres(p.financements),
        "profils": nombres(p.profils),
        "sans_mandat": [o.id for o in p.sans_mandat],
        "regions_non_desservies": list(p.regions_non_desservies),
        "mrc_non_desservies": {code: list(noms) for code, noms in p.mrc_non_desservies.items()},
    }


def concilier(vue: VueConciliation) -> str:
    """`{au, concorde, chiffres: [{date, jour, source, publie, registre, ecarts, concorde, phrases}]}`, oldest first."""
    from roriq_cli.rendu.texte.conciliation import comparer

    with en_francais():
        chiffres = [_comparaison(c) | {"phrases": list(map(str, comparer(c)))} for c in vue.conciliation.comparaisons]
    return _json(
        {
            **_commun(vue.contexte),
            "au": vue.contexte.au.isoformat(),
            "concorde": vue.conciliation.concorde,
            "chiffres": chiffres,
        }
    )


def _comparaison(c: Confrontation) -> dict[str, Any]:
    """`ecarts`: how many more the register has, for each number compared."""
    chiffre, compte = c.chiffre, c.compte
    ensuite = {"membres": c.ensuite[0], "depuis": c.ensuite[1].isoformat()} if c.ensuite else None
    return {
        "date": chiffre.date,
        "precision": chiffre.precision,
        "jour": c.jour.isoformat(),
        "source": {"titre": chiffre.source.titre, "url": chiffre.source.url},
        "publie": {
            "total": chiffre.total,
            "montreal": chiffre.montreal,
            "hors_montreal": chiffre.hors_montreal,
            "regions": chiffre.regions,
            "regions_comptent_montreal": chiffre.regions_comptent_montreal,
        },
        "registre": {
            "membres": compte.membres,
            "montreal": compte.montreal,
            "hors_montreal": compte.hors_montreal,
            "regions_hors_montreal": compte.regions_hors_montreal,
            "depuis": c.depuis.isoformat() if c.depuis else None,
        },
        "ensuite": ensuite,
        "ecarts": {e.quoi: e.difference for e in c.ecarts},
        "concorde": c.concorde,
        "inconnus": c.inconnus,
    }


def suivi(vue: VueSuivi) -> str:
    """`{au, membres, candidats, suspendus, a_venir, a_faire, non_envoyes}`, of today and of the work tree."""
    resultat = vue.suivi
    with en_francais():
        candidats = [
            {
                **_organisme(c.situation.organisme, vue.contexte, c.situation.listes),
                "verdict": c.situation.admissibilite.verdict,
                "criteres": {e.critere.code: e.reponse.value for e in c.situation.admissibilite.examens},
                "commande": _commande(c.commande),
            }
            for c in resultat.candidats
        ]
        suspendus = [
            {
                **_organisme(s.situation.organisme, vue.contexte, s.situation.listes),
                "suspendu_jusqu_au": s.suspension.fin.isoformat() if s.suspension.fin else None,
                "echue": s.echue,
                "commande": _commande(s.commande),
            }
            for s in resultat.suspendus
        ]
        venir = [_mouvement(m) for m in resultat.a_venir]
        a_faire = [_a_faire(a) for a in resultat.a_faire]
    return _json(
        {
            **_commun(vue.contexte),
            "au": resultat.composition.au.isoformat(),
            "membres": resultat.composition.membres,
            "candidats": candidats,
            "suspendus": suspendus,
            "a_venir": venir,
            "a_faire": a_faire,
            "non_envoyes": resultat.non_envoyes,
        }
    )


def _a_faire(a: AFaire) -> dict[str, Any]:
    return {"genre": a.genre, "phrase": str(a.phrase), "ids": list(a.ids), "commande": str(a.commande)}


def _commande(commande: Commande | None) -> str | None:
    return None if commande is None else str(commande)


def _mouvement(m: Mouvement) -> dict[str, Any]:
    return {
        "id": m.organisme.id,
        "evenement": m.evenement.evenement.value,
        "date": m.evenement.date.isoformat(),
        "phrase": f"{PhraseFait(m.organisme.nom, m.evenement)}.",
    }


def admissibilite(vue: VueAdmissibilite) -> str:
    """`{au, organismes: [{id, etat, verdict, criteres: {tcri: {reponse, raison, preuve, valide_jusqu_au}, …}}]}`."""
    au = vue.contexte.au
    with en_francais():
        organismes = [
            {
                "id": o.id,
                "nom": noms_au(o, au),
                "etat": etat_au(o, au).value,
                "verdict": resultat.verdict,
                "criteres": {e.critere.code: _examen(e) for e in resultat.examens},
            }
            for o, resultat in vue.resultats
        ]
    return _json({**_commun(vue.contexte), "au": au.isoformat(), "organismes": organismes})


def _examen(e: Examen) -> dict[str, Any]:
    return {
        "reponse": e.reponse.value,
        "raison": str(e.raison),
        "preuve": _sans_vide(e.preuve) if e.preuve else None,
        "valide_jusqu_au": e.fin.isoformat() if e.fin else None,
    }


def echeances(vue: VueEcheances) -> str:
    """`{au, jours, echeances: [{genre, date, phrase, ids, commande}]}`, of today and of the work tree."""
    with en_francais():
        lignes = [
            {
                "genre": e.genre,
                "date": e.jour.isoformat(),
                "phrase": str(e.phrase),
                "ids": list(e.ids),
                "commande": str(e.commande),
            }
            for e in vue.echeances
        ]
    return _json({**_commun(vue.contexte), "au": vue.contexte.au.isoformat(), "jours": vue.jours, "echeances": lignes})


def exporter(vue: VueExport) -> str:
    """`{au, organismes: [{id, nom, etat, …}]}` or `{au, evenements: [{id, nom, date, evenement, …}]}`.

    One key a column.
    """
    table = vue.table
    champs = ["depuis_precision" if c.champ == "precision" else c.champ for c in table.colonnes]
    lignes = [dict(zip(champs, map(_donnee, ligne), strict=True)) for ligne in table.lignes]
    if table.nom == "organismes":
        for ligne in lignes:  # a state is always one of the words of the contract, as `lister` gives it
            ligne["etat"] = ligne["etat"] or Etat.REPERTORIE.value
    return _json({**_commun(vue.contexte), "au": vue.contexte.au.isoformat(), table.nom: lignes})


def _donnee(valeur: Any) -> Any:
    """Data words: a region's code, a state without its accents."""
    if isinstance(valeur, Region):  # a tuple too
        return valeur.code
    if isinstance(valeur, tuple):
        return [_donnee(v) for v in valeur]
    return valeur.isoformat() if isinstance(valeur, date) else valeur


def constat(c: Constat) -> dict[str, Any]:
    """`{regle, gravite, fichier, ligne, colonne, message, correction}`, in French."""
    from roriq_cli.i18n import Phrase

    with en_francais():
        return {
            "regle": c.regle.code,
            "gravite": c.gravite.value,
            "fichier": c.fichier,
            "ligne": c.ligne,
            "colonne": c.colonne,
            "message": str(c.message),
            "correction": str(c.correction or Phrase(c.regle.correction)),
        }


def valider(vue: VueConstats) -> str:
    """`{fichiers, erreurs, avertissements, non_evalues, constats}`."""
    return _json(
        {
            **_commun(vue.contexte),
            "fichiers": vue.fichiers,
            "erreurs": vue.erreurs,
            "avertissements": vue.avertissements,
            "non_evalues": vue.non_evalues,
            "constats": [constat(c) for c in vue.constats],
        }
    )


def revue(vue: VueRevue) -> str:
    """`{base, tete, verdict, changements, corrections, listes, composition, criteres, constats, acceptes, …}`."""
    r, jugement = vue.revue, vue.jugement
    with en_francais():
        lu = {
            "changements": [_changement(f.id, c) for f in r.fiches for c in f.changements] if r else [],
            "profils": [{"id": f.id, "phrase": f"{f.profil}."} for f in r.fiches if f.profil] if r else [],
            "corrections": [_correction(f.id, c) for f in r.fiches for c in f.corrections] if r else [],
            "listes": [{"id": liste.id, "membres": len(liste.membres)} for liste in r.listes] if r else [],
            "registre": [str(phrase) for phrase in r.registre] if r else [],
            "effets": [str(phrase) for phrase in r.effets] if r else [],
            "criteres": [_bascule(b) for b in r.bascules] if r else [],
            "a_verifier": [str(phrase) for phrase in r.papiers] if r else [],
            "lacunes": [str(phrase) for phrase in vue.lacunes],
            "remarques": [str(phrase) for phrase in vue.remarques],
        }
    return _json(
        {
            **_commun(vue.contexte),
            "base": vue.base or None,
            "tete": vue.tete or None,
            "verdict": jugement.verdict.value,
            **lu,
            "composition": dict(zip(("avant", "apres"), map(_taille, r.tailles), strict=True))
            if r and r.tailles
            else None,
            "constats": [constat(c) for c in jugement.constats],
            "acceptes": [constat(c) for c in jugement.acceptes],
            "acceptations_inutiles": [str(a) for a in jugement.inutiles],
            "autres_fichiers": list(vue.autres),
        }
    )


def _changement(id: str, c: Changement) -> dict[str, Any]:
    return {
        "id": id,
        "evenement": c.nom,
        "date": c.date.isoformat() if c.date else None,
        "phrase": f"{c.phrase}.",
    }


def _correction(id: str, c: Correction) -> dict[str, Any]:
    return {
        "id": id,
        "champ": c.champ or None,
        "avant": str(c.avant) if c.avant is not None else None,
        "apres": str(c.apres) if c.apres is not None else None,
        "phrase": f"{c.phrase}.",
    }


def _bascule(b: Bascule) -> dict[str, Any]:
    return {
        "id": b.organisme.id,
        "critere": b.apres.critere.code,
        "avant": b.avant.reponse.value,
        "apres": b.apres.reponse.value,
        "raison": str(b.apres.raison),
    }


def _taille(c: Composition) -> dict[str, Any]:
    """The network's size: its own keys in `rapport`, and each side of a review."""
    return {
        "membres": c.membres,
        "montreal": c.montreal,
        "hors_montreal": c.hors_montreal,
        "regions_hors_montreal": c.regions_hors_montreal,
        "regions": [{"code": code, "nom": REGIONS[code].nom, "membres": n} for code, n in c.regions.items()],
    }


def regle(vue: VueRegles) -> str:
    """`{regles: [{code, gravite, titre, raison, correction, exemple}]}`."""
    from roriq_cli.i18n import _

    with en_francais():
        regles = [
            {
                "code": r.code,
                "gravite": r.gravite.value,
                "titre": _(r.titre),
                "raison": _(r.raison),
                "correction": _(r.correction),
                "exemple": r.exemple,
            }
            for r in vue.regles
        ]
    return _json({"regles": regles})
