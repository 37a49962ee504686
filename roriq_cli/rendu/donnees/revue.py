"""JSON of the review of a proposal."""

from typing import Any

from roriq_cli.domaine.revue.revue import Bascule, Revue
from roriq_cli.rendu.donnees.commun import champs, composition, fait, lecture
from roriq_cli.rendu.donnees.controle import constats
from roriq_cli.rendu.sections.section import finie
from roriq_cli.rendu.vues import VueRevue

RIEN = Revue((), (), (), None, (), (), ())


def revue(vue: VueRevue) -> str:
    """`{base, tete, verdict, changements, corrections, listes, composition, criteres, constats, acceptes, …}`."""
    r, jugement = vue.revue or RIEN, vue.jugement
    dit = {
        "base": vue.base or None,
        "tete": vue.tete or None,
        "verdict": jugement.verdict,
        "changements": [fait(f.id, c.nom, c.date, c.phrase) for f in r.fiches for c in f.changements],
        "profils": [{"id": f.id, "phrase": finie(f.profil)} for f in r.fiches if f.profil],
        "corrections": [
            {"id": f.id, "champ": c.champ or None, **champs(c, "avant", "apres"), "phrase": finie(c.phrase)}
            for f in r.fiches
            for c in f.corrections
        ],
        "listes": [{"id": liste.id, "membres": len(liste.membres)} for liste in r.listes],
        **champs(r, "registre", "effets"),
        "criteres": [_bascule(b) for b in r.bascules],
        "a_verifier": r.papiers,
        **champs(vue, "lacunes", "remarques"),
        "composition": dict(zip(("avant", "apres"), map(composition, r.tailles), strict=True)) if r.tailles else None,
        "constats": constats(jugement.constats),
        "acceptes": constats(jugement.acceptes),
        "acceptations_inutiles": [str(a) for a in jugement.inutiles],
        "autres_fichiers": vue.autres,
    }
    return lecture(vue.contexte, dit)


def _bascule(b: Bascule) -> dict[str, Any]:
    return {
        "id": b.organisme.id,
        "critere": b.apres.critere.code,
        "avant": b.avant.reponse,
        "apres": b.apres.reponse,
        "raison": b.apres.raison,
    }
