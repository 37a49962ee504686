"""JSON of what judges: findings, the rules."""

from typing import Any

from roriq_cli.domaine.genres.constats import Constat
from roriq_cli.i18n import Phrase
from roriq_cli.rendu.donnees.commun import champs, en_json, lecture
from roriq_cli.rendu.vues import VueConstats, VueRegles


def valider(vue: VueConstats) -> str:
    """`{fichiers, erreurs, avertissements, non_evalues, constats}`."""
    comptes = champs(vue, "fichiers", "erreurs", "avertissements", "non_evalues")
    return lecture(vue.contexte, {**comptes, "constats": constats(vue.constats)})


def constats(trouves: tuple[Constat, ...]) -> list[dict[str, Any]]:
    """`{regle, gravite, fichier, ligne, colonne, message, correction}`, in French."""
    return [
        {
            "regle": c.regle.code,
            **champs(c, "gravite", "fichier", "ligne", "colonne", "message"),
            "correction": c.correction or Phrase(c.regle.correction),
        }
        for c in trouves
    ]


def regle(vue: VueRegles) -> str:
    """`{regles: [{code, gravite, titre, raison, correction, exemple}]}`."""
    regles = [
        {
            **champs(r, "code", "gravite"),
            **{nom: Phrase(mots) for nom, mots in champs(r, "titre", "raison", "correction").items()},
            "exemple": r.exemple,
        }
        for r in vue.regles
    ]
    return en_json({"regles": regles})
