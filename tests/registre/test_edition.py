"""Splices: the result says what was meant, and the lines that it does not speak of are the same to the byte."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, strategies as st
from ruamel.yaml import YAML

from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import (
    Attestation,
    Decision,
    Evenement,
    Fait,
    Formulaire,
    NomAnterieur,
    Organisme,
    Preuve,
    Preuves,
    RegionAnterieure,
    Reponse,
    Source,
    Territoire,
)
from roriq_cli.registre import schemas
from roriq_cli.registre.analyse import Illisible, Noeud, decoder, lire
from roriq_cli.registre.conversion import depuis_donnees, vers_donnees
from roriq_cli.registre.edition import EditionImpossible, ecrire
from tests.registre.strategies import DIFFICILES, LISTES, ORGANISMES, PEU, changements, corrections
from tests.registre.test_exemples import VALIDES

# The example of the contract, without the comments at the end of its lines.
EXEMPLE = """\
# yaml-language-server: $schema=../../schemas/organisme.schema.json
id: accueil-exemple
nom: Accueil Exemple de la Mauricie
sigle: AEM
noms_anterieurs:
  - {nom: Comité d'accueil Exemple, sigle: CAE, jusqu_au: 2019-06-30}
neq: "1145678901"
region: "04"
regions_anterieures:
  - {region: "05", jusqu_au: 2016-07-07}
ville: Shawinigan
territoire:
  portee: mrc
  mrc: [Mékinac, Shawinigan]
  regions: ["04"]
profils: [accueil-mifi]
milieux: [urbain, rural]
financement: [mifi, emploi-quebec]
courriel: info@exemple.org
telephone: 819-555-0100
site_web: https://exemple.org
tcri: AEM-04
sources:
  - {titre: Site de l'organisme, url: https://exemple.org/a-propos, consulte_le: 2026-11-21}
attestations:
  - {critere: regionalisation, reponse: oui, verifie_le: 2024-03-01, source: "Formulaire d'adhésion, section 3"}
  - {critere: tcri, reponse: oui, verifie_le: 2024-03-25, valide_jusqu_au: 2025-03-31, source: Courriel de la TCRI}
historique:
  - date: 2024-03-04
    evenement: demande
  - date: 2024-04-02
    evenement: adhesion
    formulaire: {recu_le: 2024-04-02, signe_le: 2024-03-20, signataire: Direction générale}
    preuves: {tcri: {attestation: 2024-03-25}, regionalisation: {attestation: 2024-03-01}}
  - date: 2025-10-01
    evenement: suspension
    motif: activites-incompatibles
    decision: {instance: Rencontre des membres, date: 2025-09-25, reference: "PV 2025-09-25, point 6"}
    jusqu_au: 2026-03-31
"""
EXEMPLE_LU = Organisme(
    id="accueil-exemple",
    nom="Accueil Exemple de la Mauricie",
    sigle="AEM",
    noms_anterieurs=(NomAnterieur("Comité d'accueil Exemple", "CAE", date(2019, 6, 30)),),
    neq="1145678901",
    region="04",
    regions_anterieures=(RegionAnterieure("05", date(2016, 7, 7)),),
    ville="Shawinigan",
    territoire=Territoire("mrc", ("Mékinac", "Shawinigan"), ("04",)),
    profils=("accueil-mifi",),
    milieux=("urbain", "rural"),
    financement=("mifi", "emploi-quebec"),
    courriel="info@exemple.org",
    telephone="819-555-0100",
    site_web="https://exemple.org",
    tcri="AEM-04",
    sources=(Source(titre="Site de l'organisme", url="https://exemple.org/a-propos", consulte_le=date(2026, 11, 21)),),
    attestations=(
        Attestation(
            critere="regionalisation",
            reponse=Reponse.OUI,
            verifie_le=date(2024, 3, 1),
            source="Formulaire d'adhésion, section 3",
        ),
        Attestation(
            critere="tcri",
            reponse=Reponse.OUI,
            verifie_le=date(2024, 3, 25),
            valide_jusqu_au=date(2025, 3, 31),
            source="Courriel de la TCRI",
        ),
    ),
    historique=(
        Evenement(date(2024, 3, 4), Fait.DEMANDE),
        Evenement(
            date(2024, 4, 2),
            Fait.ADHESION,
            formulaire=Formulaire(date(2024, 4, 2), date(2024, 3, 20), "Direction générale"),
            preuves=Preuves({"tcri": Preuve(date(2024, 3, 25)), "regionalisation": Preuve(date(2024, 3, 1))}),
        ),
        Evenement(
            date(2025, 10, 1),
            Fait.SUSPENSION,
            motif="activites-incompatibles",
            decision=Decision("Rencontre des membres", date(2025, 9, 25), "PV 2025-09-25, point 6"),
            jusqu_au=date(2026, 3, 31),
        ),
    ),
)
RETRAIT = Evenement(date(2026, 11, 21), Fait.RETRAIT)


def test_l_exemple_du_contrat_a_l_octet_pres() -> None:
    assert ecrire(ORGANISME, None, EXEMPLE_LU) == EXEMPLE
    assert ecrire(ORGANISME, EXEMPLE, EXEMPLE_LU) == EXEMPLE


def test_une_source_d_un_seul_champ_garde_ses_accolades() -> None:
    source = (Source(titre="Site"),)
    evenement = Evenement(date(2024, 3, 4), Fait.DEMANDE, source=source)
    texte = ecrire(ORGANISME, None, Organisme("a", "A", region="04", sources=source, historique=(evenement,)))
    assert "sources:\n  - {titre: Site}\n" in texte
    assert "    source: [{titre: Site}]\n" in texte
    en_ligne = '{id: a, nom: A, region: "04", sources: [{titre: Site}]}\n'
    apres = Organisme("a", "A", region="04", territoire=Territoire("regionale"), sources=source * 2)
    assert ecrire(ORGANISME, en_ligne, apres) == en_ligne.replace(
        "sources: [{titre: Site}]", "sources: [{titre: Site}, {titre: Site}]"
    ).replace('"04",', '"04", territoire: {portee: regionale},')


def test_l_exemple_du_contrat_un_fait_a_la_fois() -> None:
    """The order in which the facts came leaves no trace in the file."""
    vide = Organisme("accueil-exemple", "Comité d'accueil Exemple", region="05", sources=EXEMPLE_LU.sources)
    texte = ecrire(ORGANISME, None, vide)
    fiche = vide
    for champ in reversed(Organisme._fields):
        valeur: dict[str, object] = {champ: getattr(EXEMPLE_LU, champ)}
        fiche = fiche._replace(**valeur)  # type: ignore[arg-type]
        texte = ecrire(ORGANISME, texte, fiche)
    assert texte == EXEMPLE


# Any organisation, any hand, any change.


def _ornements(texte: str, graine: Iterable[int]) -> str:
    """The same file as a person would leave it: comments, blank lines, wherever YAML takes them."""
    lignes = []
    for numero, (ligne, n) in enumerate(zip(texte.splitlines(), graine, strict=False)):
        if n == 0 and '"' not in ligne and "|" not in ligne:
            ligne += f"   # au bout {numero}"
        lignes.append(ligne)
        if n == 1:
            lignes.append(f"# à la marge {numero}")
        if n == 2:
            lignes.append(f"          # au fond {numero}")
        if n == 3:
            lignes += ["", "  "]
    return "\n".join(lignes)


def _par_ruamel(organisme: Organisme, en_ligne: bool | None, indente: bool) -> str:
    import io

    yaml = YAML()
    yaml.default_flow_style = en_ligne
    yaml.width = 10_000
    if indente:
        yaml.indent(mapping=4, sequence=6, offset=3)
    flux = io.StringIO()
    yaml.dump(vers_donnees(organisme), flux)
    return flux.getvalue()


@st.composite
def fichiers(draw: st.DrawFn, organisme: Organisme) -> str:
    """A text that says `organisme`, in our layout or another."""
    hasard = draw(st.randoms(use_true_random=False))
    mise_en_page = draw(st.sampled_from(["la nôtre", "en blocs", "mêlée", "en ligne"]))
    if mise_en_page == "la nôtre":
        texte = ecrire(ORGANISME, None, organisme)
    else:
        style = {"en blocs": False, "mêlée": None, "en ligne": True}[mise_en_page]
        texte = _par_ruamel(organisme, style, hasard.random() < 0.5)
    if draw(st.booleans()) and mise_en_page != "en ligne":
        texte = _ornements(texte, [hasard.randint(0, 12) for _ in range(texte.count("\n") + 1)])
    assume(_se_lit(texte, organisme))
    if draw(st.booleans()):
        texte = "---\n" + texte.rstrip("\n") + "\n...\n# après la fin\n"
    return texte.rstrip("\n") if draw(st.booleans()) else texte


def _se_lit(texte: str, organisme: Organisme) -> bool:
    """ruamel.yaml leaves some texts without quotes (« :a » between brackets) that nobody reads as they were."""
    try:
        return depuis_donnees(Organisme, lire(decoder(texte.encode())).valeur) == organisme
    except Illisible:
        return False


def _lignes_de(racine: Noeud, cle: str) -> range:
    fin = racine.enfants[cle].dernier()
    return range(racine.cles[cle].debut.line, fin.line + (1 if fin.column else 0))


def _intouchees(texte: str, changes: set[str]) -> list[str]:
    """The lines of a file that a change to these keys has nothing to say about."""
    racine = lire(texte)
    touchees = {n for cle in changes if cle in racine.cles for n in _lignes_de(racine, cle)}
    if not racine.bloc:
        touchees = set(range(racine.debut.line, racine.fin.line + 1))
    return [ligne for n, ligne in enumerate(texte.splitlines()) if n not in touchees]


def _a_grandi(avant: Organisme, apres: Organisme, champ: str) -> bool:
    ancien, nouveau = getattr(avant, champ), getattr(apres, champ)
    return bool(nouveau[: len(ancien)] == ancien)


def _contient_en_ordre(lignes: list[str], cherchees: list[str]) -> bool:
    reste = iter(lignes)
    return all(ligne in reste for ligne in cherchees)


@PEU
@given(st.data())
def test_un_changement_ne_touche_que_ses_lignes(data: st.DataObject) -> None:
    avant = data.draw(ORGANISMES)
    apres = data.draw(changements(avant))
    texte = data.draw(fichiers(avant))
    nouveau = ecrire(ORGANISME, texte, apres)

    donnees = lire(decoder(nouveau.encode())).valeur
    assert schemas.conforme("organisme", donnees)
    assert depuis_donnees(Organisme, donnees) == apres
    changes = {champ for champ in Organisme._fields if getattr(avant, champ) != getattr(apres, champ)}
    assert _contient_en_ordre(nouveau.splitlines(), _intouchees(texte, changes))
    if changes <= set(LISTES) and all(_a_grandi(avant, apres, champ) for champ in changes):
        racine = lire(texte)
        en_ligne = {champ for champ in changes & set(racine.cles) if not racine.enfants[champ].bloc}
        assert _contient_en_ordre(nouveau.splitlines(), _intouchees(texte, en_ligne))
    for commentaire in re.findall(r"# (?:à la marge|au fond) \d+", texte):
        assert commentaire in nouveau


def _lignes_de_l_entree(texte: str, champ: str, rang: int) -> range:
    """The lines of one entry of a list, its dash included; those of the whole list when brackets hold it."""
    racine = lire(texte)
    liste = racine.enfants[champ]
    if not racine.bloc:
        return range(racine.debut.line, racine.fin.line + 1)
    if not liste.bloc or len(liste.enfants) == 1:
        return _lignes_de(racine, champ)
    entree = liste.enfants[rang]
    fin = entree.dernier()
    debut = entree.debut.line
    while not texte.splitlines()[debut].lstrip().startswith("-"):
        debut -= 1
    return range(debut, fin.line + (1 if fin.column else 0))


@PEU
@given(st.data())
def test_une_correction_ne_touche_que_son_entree(data: st.DataObject) -> None:
    """Changed or taken away, in the middle of a list or at an end: every other line is the same to the byte."""
    avant = data.draw(ORGANISMES.filter(lambda o: any(getattr(o, champ) for champ in LISTES)))
    texte = data.draw(fichiers(avant))
    champ, rang, apres = data.draw(corrections(avant))
    nouveau = ecrire(ORGANISME, texte, apres)

    assert depuis_donnees(Organisme, lire(decoder(nouveau.encode())).valeur) == apres
    touchees = _lignes_de_l_entree(texte, champ, rang)
    intactes = [ligne for n, ligne in enumerate(texte.splitlines()) if n not in touchees]
    lignes = nouveau.splitlines()
    if apres == avant:
        assert lignes == texte.splitlines()
    assert _contient_en_ordre(lignes, intactes)
    for commentaire in re.findall(r"# (?:à la marge|au fond) \d+", texte):
        assert commentaire in nouveau


@pytest.mark.lent
@PEU
@given(st.data())
def test_ecrire_deux_fois_ne_change_rien(data: st.DataObject) -> None:
    organisme = data.draw(ORGANISMES)
    texte = data.draw(fichiers(organisme))
    assert ecrire(ORGANISME, texte, organisme).rstrip("\n") == texte.rstrip("\n")
    apres = data.draw(changements(organisme))
    nouveau = ecrire(ORGANISME, texte, apres)
    assert ecrire(ORGANISME, nouveau, apres) == nouveau


@pytest.mark.parametrize("fichier", VALIDES, ids=lambda p: p.stem[:40])
def test_chaque_exemple_valide_accepte_chaque_genre_de_changement(fichier: Path) -> None:
    texte = decoder(fichier.read_bytes())
    organisme = depuis_donnees(Organisme, lire(texte).valeur)
    commentaires = re.findall(r"(?:^|\s)(# .*)$", texte, re.M)
    for apres in (
        organisme._replace(historique=(*organisme.historique, RETRAIT)),
        organisme._replace(sources=(*organisme.sources, Source(titre="Une source, de plus"))),
        organisme._replace(nom="Un autre: nom", noms_anterieurs=(*organisme.noms_anterieurs, NomAnterieur("Ancien"))),
        organisme._replace(ville="La Tuque"),
        organisme._replace(ville=None, sigle=None, milieux=(), territoire=None),
        organisme._replace(territoire=Territoire("regionale", (), ("01", "02")), milieux=("rural",)),
    ):
        nouveau = ecrire(ORGANISME, texte, apres)
        assert depuis_donnees(Organisme, lire(nouveau).valeur) == apres
        for commentaire in commentaires:
            assert commentaire in nouveau


@pytest.mark.parametrize("texte", DIFFICILES)
def test_un_texte_difficile_est_ecrit_et_relu(texte: str) -> None:
    evenement = Evenement(date(2024, 3, 4), Fait.DEMANDE, note=texte, source=(Source(titre=texte),))
    organisme = Organisme("a", texte, region="04", ville=texte, historique=(evenement,), sources=(Source(titre=texte),))
    ecrit = ecrire(ORGANISME, None, organisme)
    assert depuis_donnees(Organisme, lire(decoder(ecrit.encode())).valeur) == organisme
    en_ligne = ecrire(ORGANISME, '{"id": "a", "nom": "b", "region": "04", "sources": [{"titre": "c"}]}', organisme)
    assert depuis_donnees(Organisme, lire(decoder(en_ligne.encode())).valeur) == organisme


@pytest.mark.parametrize("texte", ["a\tb", "a\nb", "a\u202eb", "a\x00b"])
def test_ce_qui_ne_se_relirait_pas_n_est_pas_ecrit(texte: str) -> None:
    with pytest.raises(EditionImpossible):
        ecrire(ORGANISME, None, EXEMPLE_LU._replace(ville=texte))
    with pytest.raises(EditionImpossible):
        ecrire(ORGANISME, EXEMPLE, EXEMPLE_LU._replace(ville=texte))


# The traps, one by one.

FICHE = 'id: a\nnom: A\nregion: "04"\n'
DEMANDE = Evenement(date(2024, 3, 4), Fait.DEMANDE)
A = Organisme("a", "A", region="04", historique=(DEMANDE,))
B = A._replace(historique=(DEMANDE, RETRAIT))
FAIT = "  - date: 2024-03-04\n    evenement: demande\n"
SUITE = "  - date: 2026-11-21\n    evenement: retrait\n"
EN_BLOC = "date: 2024-03-04\n  evenement: demande\n"
RETRAIT_DE_HUIT = """\
    -   evenement: demande
        date: 2024-03-04
    - date: 2026-11-21
      evenement: retrait
"""
SUR_DEUX_LIGNES = "  - {date: 2024-03-04,\n     evenement: demande}  # note\n"
EN_LIGNE = "{date: 2024-03-04, evenement: demande}"
RETRAIT_EN_LIGNE = "{date: 2026-11-21, evenement: retrait}"


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        # A comment after the last item: at the end of its line, under it, at its list's level, at the margin.
        (FAIT[:-1] + "   # note\n", FAIT[:-1] + "   # note\n" + SUITE),
        (FAIT + "    # note\n      # suite\n", FAIT + "    # note\n      # suite\n" + SUITE),
        (FAIT + "  # note\n", FAIT + SUITE + "  # note\n"),
        (FAIT + "# note\n", FAIT + SUITE + "# note\n"),
        (FAIT + "\n    # note\n", FAIT + SUITE + "\n    # note\n"),
        (FAIT + "\n\n", FAIT + SUITE + "\n\n"),
        # No final line feed; with a comment; a document that ends.
        (FAIT[:-1], FAIT + SUITE),
        (FAIT[:-1] + " # note", FAIT[:-1] + " # note\n" + SUITE),
        (FAIT + "...\n", FAIT + SUITE + "...\n"),
        (FAIT + "...", FAIT + SUITE + "...\n"),
        # Other layouts of the list.
        ("- " + EN_BLOC, "- " + EN_BLOC + "- date: 2026-11-21\n  evenement: retrait\n"),
        (RETRAIT_DE_HUIT[: RETRAIT_DE_HUIT.index("    - date: 2026")], RETRAIT_DE_HUIT),
        (SUR_DEUX_LIGNES, SUR_DEUX_LIGNES + SUITE),
        (f"  [{EN_LIGNE}]  # note\n", f"  [{EN_LIGNE}, {RETRAIT_EN_LIGNE}]  # note\n"),
        (f"  [\n    {EN_LIGNE}, # a\n  ] # b\n", f"  [\n    {EN_LIGNE}, {RETRAIT_EN_LIGNE}, # a\n  ] # b\n"),
    ],
)  # fmt: skip
def test_un_fait_de_plus(avant: str, apres: str) -> None:
    assert ecrire(ORGANISME, FICHE + "historique:\n" + avant, B) == FICHE + "historique:\n" + apres
    assert ecrire(ORGANISME, "---\n" + FICHE + "historique:\n" + avant, B) == "---\n" + FICHE + "historique:\n" + apres


AVANT_LE_RETRAIT = "  - date: 2025-01-01  # note\n    evenement: refus\n    motif: tcri\n    # suite\n"


def test_un_fait_entre_deux_autres() -> None:
    """What two people recorded, put in order: the lines of both stay as they are."""
    refus = Evenement(date(2025, 1, 1), Fait.REFUS, motif="tcri")
    demande = Evenement(date(2025, 2, 1), Fait.DEMANDE)
    avant = A._replace(historique=(DEMANDE, refus, RETRAIT))
    apres = avant._replace(historique=(DEMANDE, refus, demande, RETRAIT, demande))
    nouvelle = "  - date: 2025-02-01\n    evenement: demande\n"
    debut = FICHE + "historique:\n" + FAIT + AVANT_LE_RETRAIT
    assert ecrire(ORGANISME, debut + SUITE, apres) == debut + nouvelle + SUITE + nouvelle
    # Before the first, nothing says what the comments there are about: the list is laid out again.
    tout_debut = ecrire(ORGANISME, FICHE + "historique:\n" + SUITE, B)
    assert tout_debut == FICHE + "historique:\n" + FAIT + SUITE


@pytest.mark.lent
@PEU
@given(st.data())
def test_des_faits_intercales_ne_touchent_aucune_ligne(data: st.DataObject) -> None:
    apres = data.draw(ORGANISMES.filter(lambda o: len(o.historique) > 1))
    gardes = data.draw(st.lists(st.booleans(), min_size=len(apres.historique), max_size=len(apres.historique)))
    restants = tuple(
        e for rang, (e, garde) in enumerate(zip(apres.historique, gardes, strict=True)) if garde or not rang
    )
    texte = data.draw(fichiers(apres._replace(historique=restants)))
    nouveau = ecrire(ORGANISME, texte, apres)
    assert depuis_donnees(Organisme, lire(decoder(nouveau.encode())).valeur) == apres
    racine = lire(texte)
    if racine.bloc and racine.enfants["historique"].bloc:
        assert _contient_en_ordre(nouveau.splitlines(), texte.splitlines())


def test_un_fait_de_plus_au_milieu_du_fichier() -> None:
    tete, suite = "historique:\n" + FAIT, '# nom\nnom: A\nregion: "04"\nid: a\n'
    assert ecrire(ORGANISME, tete + suite, B) == tete + SUITE + suite


@pytest.mark.parametrize(
    ("champs", "avant", "apres"),
    [
        ({"ville": "Laval"}, "ville: 'La Tuque'   # note\n", "ville: Laval   # note\n"),
        ({"ville": "Laval"}, "ville:   La\n  Tuque\n", "ville: Laval\n"),
        ({"ville": "Laval"}, "ville: >-\n  La Tuque\n", "ville: Laval\n"),
        ({"ville": "Laval"}, "", "ville: Laval\n"),
        ({}, "ville: La Tuque\n", ""),
        ({}, "# avant\nville: La Tuque  # note\n# après\n", "# avant\n# après\n"),
        ({"milieux": ("rural",)}, "milieux: [urbain]  # note\n", "milieux: [rural]  # note\n"),
        ({"milieux": ("urbain", "rural")}, "milieux: [ urbain ]  # note\n", "milieux: [ urbain, rural ]  # note\n"),
        ({"milieux": ("urbain", "rural")}, "milieux:\n- urbain  # note\n", "milieux:\n- urbain  # note\n- rural\n"),
        ({"milieux": ("rural",)}, "milieux:\n  - urbain\n", "milieux: [rural]\n"),
        ({"milieux": ("rural",)}, "milieux:\n  # un\n  - urbain\n# deux\n", "milieux: [rural]\n  # un\n# deux\n"),
        ({}, "milieux:\n  # un\n  - urbain\n# deux\n", "  # un\n# deux\n"),
        (
            {"territoire": Territoire("mrc", ("Lévis",), ("04", "12"))},
            "territoire:\n    portee: mrc  # a\n    mrc: [Mékinac]  # b\n",
            'territoire:\n    portee: mrc  # a\n    mrc: [Lévis]  # b\n    regions: ["04", "12"]\n',
        ),
        (
            {"territoire": Territoire("regionale")},
            "territoire:\n  portee: mrc  # a\n  mrc: [Mékinac]\n",
            "territoire:\n  portee: regionale  # a\n",
        ),
        (
            {"territoire": Territoire("mrc", ("Lévis",), ("12",))},
            "territoire: {portee: mrc, mrc: [Mékinac]}  # a\n",
            'territoire: {portee: mrc, mrc: [Lévis], regions: ["12"]}  # a\n',
        ),
    ],
)  # fmt: skip
def test_un_champ_change(champs: dict[str, object], avant: str, apres: str) -> None:
    fiche = A._replace(**champs)  # type: ignore[arg-type]
    suite = "historique:\n" + FAIT
    assert ecrire(ORGANISME, FICHE + avant + suite, fiche) == FICHE + apres + suite


@pytest.mark.parametrize(
    ("champs", "ville", "suite"),
    [
        ({"ville": "Laval, Québec"}, ' ville: "Laval, Québec",', " milieux: [rural], tcri: B,"),
        ({"ville": None, "milieux": ()}, "", " tcri: B,"),
        ({"tcri": None}, " ville: La Tuque,", " milieux: [rural],"),
        ({"milieux": ("rural", "urbain")}, " ville: La Tuque,", " milieux: [rural, urbain], tcri: B,"),
        ({"telephone": "819-555-0100"}, " ville: La Tuque,", " milieux: [rural], telephone: 819-555-0100, tcri: B,"),
    ],
)
def test_une_fiche_tout_entiere_en_ligne(champs: dict[str, object], ville: str, suite: str) -> None:
    modele = '{{id: a, nom: A, # note\n region: "04",{}{} sources: [{{titre: S}}],\n}}\n'
    fiche = Organisme(
        "a", "A", region="04", ville="La Tuque", milieux=("rural",), tcri="B", sources=(Source(titre="S"),)
    )
    fiche = fiche._replace(**champs)  # type: ignore[arg-type]
    assert ecrire(ORGANISME, modele.format(" ville: La Tuque,", " milieux: [rural], tcri: B,"), fiche) == modele.format(
        ville, suite
    )


# One entry corrected: an event in the middle, evidence on its line.

NOTE = Evenement(date(2025, 1, 1), Fait.DEMANDE, note="une note", source=(Source(titre="S"), Source(titre="T")))
TROIS = A._replace(historique=(DEMANDE, NOTE, RETRAIT))


@pytest.mark.parametrize(
    ("champs", "avant", "apres"),
    [
        # Changed: a value, one more, one less, one inside brackets, an item of a list.
        (
            {"date": date(2025, 2, 2)},
            "  - date: 2025-01-01   # a\n    evenement: demande\n    source: [{titre: S}, {titre: T}]\n    note: une note\n",
            "  - date: 2025-02-02   # a\n    evenement: demande\n    source: [{titre: S}, {titre: T}]\n    note: une note\n",
        ),
        (
            {"recu_le": date(2025, 1, 1), "note": None},
            "  - date: 2025-01-01\n    evenement: demande  # b\n    # c\n    source: [{titre: S}, {titre: T}]\n    note: une note\n",
            "  - date: 2025-01-01\n    evenement: demande  # b\n    recu_le: 2025-01-01\n    # c\n    source: [{titre: S}, {titre: T}]\n",
        ),
        (
            {"source": (Source(titre="S"), Source(titre="U", atteste_le=date(2025, 1, 1)))},
            "  - date: 2025-01-01\n    evenement: demande\n    source: [{titre: S}, # d\n             {titre: T}] # e\n    note: une note\n",
            "  - date: 2025-01-01\n    evenement: demande\n    source: [{titre: S}, # d\n             {titre: U, atteste_le: 2025-01-01}] # e\n    note: une note\n",
        ),
        (
            {"source": (Source(titre="T"),)},
            "  - date: 2025-01-01\n    evenement: demande\n    source:\n    - titre: S # f\n    - titre: T # g\n    note: une note\n",
            "  - date: 2025-01-01\n    evenement: demande\n    source:\n    - titre: T # g\n    note: une note\n",
        ),
        (
            {"source": (Source(titre="S"),)},
            "  - date: 2025-01-01\n    evenement: demande\n    source: [titre: S, titre: T]\n    note: une note\n",
            "  - date: 2025-01-01\n    evenement: demande\n    source: [titre: S]\n    note: une note\n",
        ),
        (
            {"source": (Source(titre="S"), Source(titre="T", url="https://t.example"))},
            "  - date: 2025-01-01\n    evenement: demande\n    source: [titre: S, titre: T]\n    note: une note\n",
            "  - date: 2025-01-01\n    evenement: demande\n    source: [titre: S, {titre: T, url: https://t.example}]\n    note: une note\n",
        ),
        (
            {"source": (Source(url="https://s.example"), Source(titre="T"))},
            "  - date: 2025-01-01\n    evenement: demande\n    source:\n    - titre: S # f\n    - titre: T # g\n    note: une note\n",
            "  - date: 2025-01-01\n    evenement: demande\n    source:\n    - {url: https://s.example}\n    - titre: T # g\n    note: une note\n",
        ),
        # The first key of the item, beside its dash.
        (
            {"note": None},
            "  - note: une note # h\n    # i\n    evenement: demande\n    date: 2025-01-01\n    source: [{titre: S}, {titre: T}]\n",
            "    # i\n  - evenement: demande\n    date: 2025-01-01\n    source: [{titre: S}, {titre: T}]\n",
        ),
        (
            {"note": "autre"},
            "  - note: une\n      note\n    evenement: demande\n    date: 2025-01-01\n    source: [{titre: S}, {titre: T}]\n",
            "  - note: autre\n    evenement: demande\n    date: 2025-01-01\n    source: [{titre: S}, {titre: T}]\n",
        ),
        # On one line.
        (
            {"note": None, "date": date(2025, 2, 2)},
            "  - {date: 2025-01-01, evenement: demande, source: [{titre: S}, {titre: T}], note: une note}  # k\n",
            "  - {date: 2025-02-02, evenement: demande, source: [{titre: S}, {titre: T}]}  # k\n",
        ),
    ],
)  # fmt: skip
def test_un_fait_corrige_au_milieu(champs: dict[str, object], avant: str, apres: str) -> None:
    corrige = NOTE._replace(**champs)  # type: ignore[arg-type]
    fiche = TROIS._replace(historique=(DEMANDE, corrige, RETRAIT))
    tete, suite = FICHE + "historique:\n# un\n" + FAIT + "  # deux\n", "# trois\n" + SUITE + "# quatre\n"
    assert ecrire(ORGANISME, tete + avant + suite, fiche) == tete + apres + suite


@pytest.mark.parametrize(
    ("historique", "avant", "apres"),
    [
        ((DEMANDE,), FAIT + "  # a\n" + SUITE + "  # b\n", FAIT + "  # a\n  # b\n"),
        ((RETRAIT,), "  # a\n" + FAIT + "    # b\n" + SUITE, "  # a\n    # b\n" + SUITE),
        ((RETRAIT,), "  -\n    date: 2024-03-04\n    evenement: demande\n" + SUITE, SUITE),
        ((RETRAIT,), f"  [{EN_LIGNE}, # a\n  {RETRAIT_EN_LIGNE}]\n", f"  [{RETRAIT_EN_LIGNE}]\n"),
        ((DEMANDE,), f"  [{EN_LIGNE},\n  {RETRAIT_EN_LIGNE}, # a\n  ]\n", f"  [{EN_LIGNE}, # a\n  ]\n"),
    ],
)
def test_un_fait_retire(historique: tuple[Evenement, ...], avant: str, apres: str) -> None:
    tete = FICHE + "historique:\n"
    assert ecrire(ORGANISME, tete + avant, B._replace(historique=historique)) == tete + apres


def test_un_fait_retire_d_entre_deux_pareils() -> None:
    """Which of two that say the same goes does not matter; one does."""
    texte = FICHE + "historique:\n" + FAIT + FAIT + SUITE
    assert ecrire(ORGANISME, texte, B) == FICHE + "historique:\n" + FAIT + SUITE


def test_une_decision_de_plus_se_met_sur_sa_ligne() -> None:
    decision = Decision("Rencontre", date(2024, 3, 1), "PV 1")
    fiche = B._replace(historique=(DEMANDE._replace(decision=decision), RETRAIT))
    assert ecrire(ORGANISME, FICHE + "historique:\n" + FAIT + SUITE, fiche) == (
        FICHE
        + "historique:\n"
        + FAIT
        + "    decision: {instance: Rencontre, date: 2024-03-01, reference: PV 1}\n"
        + SUITE
    )
