"""A schema and a file that it would let through."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("schemas/organisme.schema.json", "{}\n")
    d.remplacer("data/organismes/accueil-exemple.yaml", "ville:", "surnom: AE\nville:")
