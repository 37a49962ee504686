"""What is put off at import still works when someone asks for it."""

import re

import yaml

from roriq_cli.registre.imports import motifs_a_la_demande, sans_date_de_construction


def test_l_analyseur_en_python_fonctionne_encore() -> None:
    assert yaml.load("a: [1, 2024-01-02, texte]", Loader=yaml.BaseLoader) == {"a": ["1", "2024-01-02", "texte"]}
    assert yaml.safe_load("a: 1.5") == {"a": 1.5}


def test_un_motif_est_compile_quand_il_sert() -> None:
    with motifs_a_la_demande():
        motif = re.compile("a(b)", re.IGNORECASE)
    assert type(re.compile("a")) is re.Pattern
    trouve = motif.match("AB")
    assert trouve is not None
    assert trouve[1] == "B"


def test_le_vrai_module_revient() -> None:
    with sans_date_de_construction():
        pass
    import email.utils

    assert email.utils.parsedate_to_datetime("Tue, 27 Oct 2026 10:17:51 +0000").year == 2026
