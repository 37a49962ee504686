"""Comments, quotes and order of keys: nothing is said that was not."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.remplacer("data/organismes/accueil-exemple.yaml", "nom: Accueil Exemple\n", "# relu\nnom: 'Accueil Exemple'\n")
    d.remplacer(
        "data/tcri/tcri-2026-04-01.yaml", "recu_le: 2026-04-01\n", "recu_le:   2026-04-01   # reçue par la poste\n"
    )
