"""Records for tests, in few words. Days are written as in the files."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from roriq_cli.domaine.genres.constats import Anomalie
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.listes import SANS_LISTE, Listes
from roriq_cli.domaine.membres.modele import (
    Attestation,
    Decision,
    Etat,
    Evenement,
    Fait,
    Formulaire,
    ListeTcri,
    MembreTcri,
    Organisme,
    Precision,
    Preuve,
    Preuves,
    Registre,
    Reponse,
    Source,
    SourceDeListe,
)
from roriq_cli.domaine.protection import Savoirs, anomalies

INSECABLE = "\u00a0"


def j(texte: str) -> date:
    return date.fromisoformat(texte)


AUJOURD_HUI = j("2026-11-21")
DECISION = Decision("Rencontre des membres", j("2025-09-25"), "PV 2025-09-25, point 6")
SOURCE = Source(titre="Le Soleil", atteste_le=j("2014-11-10"))
FORMULAIRE = Formulaire(j("2024-04-02"), j("2024-03-20"), "Direction générale")
PREUVES = Preuves({"tcri": Preuve(j("2024-03-25")), "regionalisation": Preuve(j("2024-03-01"))})


def attestation(
    critere: str, le: str, fin: str | None = None, reponse: str = "oui", source: str = "Courriel"
) -> Attestation:
    return Attestation(
        critere=critere,
        reponse=Reponse(reponse),
        verifie_le=j(le),
        valide_jusqu_au=j(fin) if fin else None,
        source=source,
    )


def liste(le: str, fin: str, *membres: MembreTcri, **statuts: str) -> ListeTcri:
    """A TCRI list; `statuts`: keys (« _ » for « - »), each with its standing, on rows that share no name with anyone."""
    rangs = [MembreTcri(cle.replace("_", "-"), f"Regroupement {cle}", statut=statut) for cle, statut in statuts.items()]
    return ListeTcri(j(le), j(le), j(fin), SourceDeListe("Liste de la TCRI", "0" * 64), (*membres, *rangs))


ATTESTATIONS = (
    attestation("regionalisation", "2024-03-01", source="Formulaire d'adhésion, section 3"),
    attestation("tcri", "2024-03-25", "2025-03-31", source="Courriel de la TCRI"),
)


def fait(le: str, evenement: str, **champs: Any) -> Evenement:
    """An event that lacks nothing a schema would ask of it."""
    genre = Fait(evenement)
    champs_requis: dict[str, Any] = {
        "motif": "conduite-nuisible",
        "decision": DECISION,
        "jusqu_au": j(le),
        "source": (Source(titre="Avis"),),
        "formulaire": Formulaire(j(le)),
        "preuves": PREUVES,
        "etat": Etat.MEMBRE,
        "date_precision": Precision.JOUR,
    }
    complements: dict[Fait, dict[str, Any]] = {
        Fait.REFUS: {"motif": "tcri"},
        Fait.SUSPENSION: {"motif": "activites-incompatibles"},
        Fait.LEVEE: {"decision": DECISION},
        Fait.REPRISE: {"source": (SOURCE._replace(atteste_le=j(le)),)},
    }
    requis = {champ: champs_requis[champ] for champ in FAITS[genre].requis}
    return Evenement(j(le), genre, **(requis | complements.get(genre, {}) | champs))


def fiche(*historique: Evenement, **champs: Any) -> Organisme:
    valeurs: dict[str, Any] = {"id": "accueil-exemple", "nom": "Accueil Exemple", "region": "04"}
    return Organisme(**(valeurs | champs | {"historique": historique}))


def membre(id: str, region: str = "04", depuis: str = "2024-04-02", **champs: Any) -> Organisme:
    """A member since `depuis`, with the evidence that its admission relied on."""
    nom = champs.pop("nom", "Organisme " + id)
    return fiche(
        fait("2024-03-04", "demande"),
        fait(depuis, "adhesion"),
        **({"id": id, "nom": nom, "region": region, "attestations": ATTESTATIONS} | champs),
    )


# One walk, all legal, that ends in each state.
VIES: dict[Etat, tuple[Evenement, ...]] = {
    Etat.REPERTORIE: (),
    Etat.CANDIDAT: (fait("2024-03-04", "demande"),),
    Etat.MEMBRE: (fait("2024-03-04", "demande"), fait("2024-04-02", "adhesion")),
    Etat.SUSPENDU: (
        fait("2024-03-04", "demande"),
        fait("2024-04-02", "adhesion"),
        fait("2025-10-01", "suspension", jusqu_au=j("2026-03-31")),
    ),
    Etat.REFUSE: (fait("2024-03-04", "demande"), fait("2024-04-02", "refus")),
    Etat.RETIRE: (fait("2024-03-04", "demande"), fait("2024-04-02", "retrait")),
    Etat.EXPULSE: (
        fait("2024-03-04", "demande"),
        fait("2024-04-02", "adhesion"),
        fait("2025-10-01", "expulsion"),
    ),
    Etat.FERME: (fait("2024-03-04", "demande"), fait("2024-04-02", "fermeture")),
}


def dans(etat: Etat, **champs: Any) -> Organisme:
    """The organisation whose history leads to `etat`."""
    return fiche(*VIES[etat], attestations=ATTESTATIONS, **champs)


def registre(*organismes: Organisme, **champs: Any) -> Registre:
    return Registre(organismes, **champs)


def anomalies_de(
    fiche: Any, aujourd_hui: date, listes: Listes = SANS_LISTE, *, nom: str = "", genre: Genre = ORGANISME
) -> list[Anomalie]:
    """Everything wrong in one file, `listes` being those of its registry; `nom`: its file's, when it is not its id."""
    connus = Registre(listes_tcri=listes.toutes, illisibles=frozenset({"liste_tcri"} if listes.illisibles else ()))
    return list(anomalies(genre, fiche, nom or genre.id_de(fiche), aujourd_hui, Savoirs(connus)))


def regles_de(anomalies: Iterable[Anomalie]) -> list[str]:
    """The rules that were broken, each place."""
    return [a.regle for a in anomalies]
