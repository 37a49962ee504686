"""Markdown: a table that stays a table, whatever the names are."""

import re
from datetime import date

import pytest

from roriq_cli.domaine.criteres import admissibilite
from roriq_cli.domaine.modele import Etat, Evenement, Fait, Organisme, Precision, Registre, Source
from roriq_cli.i18n import Phrase
from roriq_cli.rendu.formats import rendre
from roriq_cli.rendu.markdown import texte
from roriq_cli.rendu.vues import Contexte, VueAdmissibilite

JOUR = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        ("Accueil d'Exemple (04), St-Jean : oui", "Accueil d'Exemple (04), St-Jean : oui"),
        ("a|b", r"a\|b"),
        ("**gras** _x_ `c` ~~d~~", r"\*\*gras\*\* \_x\_ \`c\` \~\~d\~\~"),
        ("[lien](https://example.org) ![x](y)", r"\[lien\](https:&#8203;//example.org) !\[x\](y)"),
        ("<script> &amp; </b>", r"\<script\> \&amp; \</b\>"),
        ("@equipe #12 www.example.org $x$", r"@&#8203;equipe #&#8203;12 www&#8203;.example.org \$x\$"),
        ("a\\|b", r"a\\\|b"),
        ("un\ndeux", "un\\<U+000A\\>deux"),
    ],
)
def test_rien_n_est_lu_comme_une_marque(ecrit: str, attendu: str) -> None:
    assert texte(Phrase("{nom}", nom=ecrit)) == attendu


def test_une_ligne_par_organisme() -> None:
    reprise = Evenement(
        date(2019, 1, 1), Fait.REPRISE, Etat.MEMBRE, Precision.ANNEE, source=(Source("Web", atteste_le=JOUR),)
    )
    organismes = tuple(Organisme(f"o{n}", nom, "04", historique=(reprise,)) for n, nom in enumerate(("a|b", "c\nd")))
    vue = VueAdmissibilite(
        Contexte(JOUR, JOUR, Registre(organismes)), tuple((o, admissibilite(o, JOUR)) for o in organismes)
    )
    rendu = rendre("admissibilite", "markdown", vue)
    assert isinstance(rendu, str)
    rangs = [ligne for ligne in rendu.splitlines() if ligne.startswith("|")]
    assert len(rangs) == 4
    assert {len(re.findall(r"(?<!\\)\|", ligne)) for ligne in rangs} == {6}
    assert rangs[2].startswith("| a\\|b (o0) | membre | à vérifier | inconnu, ")
    vide = rendre("admissibilite", "markdown", vue._replace(resultats=()))
    assert vide == "Aucun organisme n'est à examiner au 21 novembre 2026.\n"
