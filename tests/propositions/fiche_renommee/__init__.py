"""An organisation's file gets another name."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    texte = d.lire("data/organismes/accueil-exemple.yaml")
    d.effacer("data/organismes/accueil-exemple.yaml")
    d.ecrire("data/organismes/accueil-du-centre.yaml", texte.replace("id: accueil-exemple", "id: accueil-du-centre"))
