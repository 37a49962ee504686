"""The table of formats: every command that reads, every format that can be made, nothing else."""

import inspect
from importlib import import_module

import pytest

from roriq_cli.cli.app import COMMANDES, construire
from roriq_cli.commandes import ALIAS
from roriq_cli.rendu.formats import FORMATS, rendre

# The formats that are the bytes of a file, and not a text.
FICHIERS = {"csv", "xlsx"}
TOUS = [(commande, forme) for commande, formes in FORMATS.items() for forme in formes]


@pytest.mark.parametrize(("commande", "forme"), TOUS)
def test_chaque_forme_se_resout(commande: str, forme: str) -> None:
    """A pure function of one view, with its own sentence on what it makes."""
    module, fonction = FORMATS[commande][forme].split(":")
    faire = getattr(import_module(f"roriq_cli.rendu.{module}"), fonction)
    assert callable(faire)
    assert list(inspect.signature(faire).parameters) == ["vue"]
    rendu = bytes if forme in FICHIERS else str
    assert inspect.signature(faire).return_annotation in (rendu, rendu.__name__)
    assert faire.__doc__


def test_chaque_commande_qui_a_des_formes_existe() -> None:
    assert set(FORMATS) <= set(COMMANDES) == set(ALIAS)
    for commande, formes in FORMATS.items():
        assert {"json", *(FICHIERS if commande == "exporter" else {"texte"})} <= set(formes)


def test_les_choix_de_format_sont_ceux_de_la_table() -> None:
    for nom in COMMANDES:
        options = {option: p for p in construire(nom).params for option in p.opts}
        assert ("--format" in options) == (nom in FORMATS), nom
        assert ("--sortie" in options) == (nom in FORMATS), nom
        if nom in FORMATS:
            assert tuple(getattr(options["--format"].type, "choices", ())) == tuple(FORMATS[nom])


def test_une_forme_inconnue_n_existe_pas() -> None:
    with pytest.raises(KeyError):
        rendre("lister", "xml", None)
