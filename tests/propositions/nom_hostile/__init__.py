"""A name made of markup, mentions and workflow commands stays a name."""

from tests.propositions.depot import Depot


def apres(d: Depot) -> None:
    d.ecrire("data/organismes/hostile.yaml", d.organisme("hostile", d.HOSTILE, d.demande("2026-11-20")))
