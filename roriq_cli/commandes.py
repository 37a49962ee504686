"""The names of the commands: French, with the English name that also works (one idea, one word).

Every layer may need to name a command (a refusal says which one would work), so the names are below
everything; what a command does is in `cli`.
"""

# Those of the commands that record an event: written by `make pages` from the events' rows (domaine/membres/faits.py).
ALIAS_DES_FAITS: dict[str, str] = {
    "demander": "apply",
    "admettre": "admit",
    "refuser": "refuse",
    "suspendre": "suspend",
    "prolonger": "extend",
    "lever": "reinstate",
    "retirer": "withdraw",
    "expulser": "expel",
    "fermer": "close",
    "etablir": "establish",
}

ALIAS: dict[str, str] = {
    "init": "init",
    "demo": "demo",
    "suivi": "status",
    "ajouter": "add",
    **ALIAS_DES_FAITS,
    "attester": "attest",
    "modifier": "edit",
    "renommer": "rename",
    "importer": "import",
    "annuler": "undo",
    "corriger": "correct",
    "consigner": "record",
    "synchroniser": "sync",
    "tcri": "tcri",
    "lister": "list",
    "afficher": "show",
    "journal": "log",
    "rapport": "report",
    "concilier": "reconcile",
    "admissibilite": "eligibility",
    "echeances": "deadlines",
    "exporter": "export",
    "valider": "validate",
    "revue": "review",
    "regle": "rule",
}

# The commands that a command is made of, under the same rule.
SOUS_ALIAS: dict[str, dict[str, str]] = {"tcri": {"importer": "import", "rapprocher": "match"}}

# What people type for a command that has another name here → the command that is meant.
SYNONYMES: dict[str, str] = {
    "accepter": "admettre",
    "activer": "lever",
    "adherer": "demander",
    "approuver": "admettre",
    "creer": "ajouter",
    "demissionner": "retirer",
    "dissoudre": "fermer",
    "editer": "modifier",
    "effacer": "retirer",
    "enlever": "retirer",
    "exclure": "expulser",
    "historique": "journal",
    "inscrire": "ajouter",
    "liste": "lister",
    "membres": "lister",
    "montrer": "afficher",
    "nouveau": "ajouter",
    "quitter": "retirer",
    "rectifier": "corriger",
    "radier": "expulser",
    "reactiver": "lever",
    "relire": "revue",
    "reintegrer": "lever",
    "reparer": "corriger",
    "rejeter": "refuser",
    "statistiques": "rapport",
    "statut": "suivi",
    "supprimer": "retirer",
    "valide": "valider",
    "verifier": "valider",
    "voir": "afficher",
    "activate": "lever",
    "amend": "corriger",
    "approve": "admettre",
    "ban": "expulser",
    "create": "ajouter",
    "delete": "retirer",
    "check": "valider",
    "fix": "corriger",
    "history": "journal",
    "new": "ajouter",
    "reactivate": "lever",
    "reject": "refuser",
    "remove": "retirer",
    "unsuspend": "lever",
}
