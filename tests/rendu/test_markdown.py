"""Markdown: a table that stays a table, whatever the names are."""

from datetime import date

import pytest

from roriq_cli.domaine.membres.criteres import admissibilite
from roriq_cli.domaine.membres.modele import Etat, Evenement, Fait, Organisme, Precision, Registre, Source
from roriq_cli.i18n import Phrase
from roriq_cli.rendu.formats import rendre
from roriq_cli.rendu.markdown.commun import texte
from roriq_cli.rendu.vues import Contexte, VueAdmissibilite

JOUR = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        ("Accueil d'Exemple (04), St-Jean : oui", "Accueil d'Exemple (04), St-Jean : oui"),
        ("a|b", "a&#124;b"),
        ("**gras** _x_ `c` ~~d~~", "&#42;&#42;gras&#42;&#42; &#95;x&#95; &#96;c&#96; &#126;&#126;d&#126;&#126;"),
        (
            "[lien](https://example.org) ![x](y)",
            "&#91;lien&#93;(https:&#8203;//example.org) &#33;&#91;x&#93;(y)",
        ),
        ("<script> &amp; </b>", "&#60;script&#62; &#38;amp; &#60;/b&#62;"),
        ("@equipe #12 www.example.org $x$", "&#64;&#8203;equipe &#35;&#8203;12 www&#8203;.example.org &#36;x&#36;"),
        ("GH-12 :tada: 14:30", "GH-&#8203;12 :&#8203;tada: 14:30"),
        ("- un", "&#45; un"),
        ("12. deux", "&#49;&#50;. deux"),
        ("a\\|b", "a&#92;&#124;b"),
        ("un\ndeux", "un&#60;U+000A&#62;deux"),
    ],
)
def test_rien_n_est_lu_comme_une_marque(ecrit: str, attendu: str) -> None:
    assert texte(Phrase("{nom}", nom=ecrit)) == attendu


def test_une_ligne_par_organisme() -> None:
    reprise = Evenement(
        date(2019, 1, 1), Fait.REPRISE, Etat.MEMBRE, Precision.ANNEE, source=(Source("Web", atteste_le=JOUR),)
    )
    organismes = tuple(
        Organisme(f"o{n}", nom, region="04", historique=(reprise,)) for n, nom in enumerate(("a|b", "c\nd"))
    )
    vue = VueAdmissibilite(
        Contexte(JOUR, JOUR, Registre(organismes)), tuple((o, admissibilite(o, JOUR)) for o in organismes)
    )
    rendu = rendre("admissibilite", "markdown", vue)
    assert isinstance(rendu, str)
    rangs = [ligne for ligne in rendu.splitlines() if ligne.startswith("|")]
    assert len(rangs) == 4
    assert {ligne.count("|") for ligne in rangs} == {6}
    assert rangs[2].startswith("| a&#124;b (o0) | membre | à vérifier | inconnu, ")
    vide = rendre("admissibilite", "markdown", vue._replace(resultats=()))
    assert vide == "Aucun organisme n'est à examiner au 21 novembre 2026.\n"
