"""Two attestations change places."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    texte = d.lire("data/organismes/accueil-exemple.yaml")
    lignes = texte.splitlines(keepends=True)
    rang = lignes.index("attestations:\n")
    lignes[rang + 1], lignes[rang + 2] = lignes[rang + 2], lignes[rang + 1]
    d.ecrire("data/organismes/accueil-exemple.yaml", "".join(lignes))
