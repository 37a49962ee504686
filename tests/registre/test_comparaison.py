"""Two states of a registry: random legal facts are a legal change, and nothing append-only changes unseen."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings, strategies as st

from roriq_cli.domaine.genres.constats import Gravite
from roriq_cli.domaine.genres.territoire import REGIONS
from roriq_cli.domaine.membres import actes
from roriq_cli.domaine.membres.changements import comparer as comparer_fiches_en_mots
from roriq_cli.domaine.membres.faits import FAITS
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import (
    AJOUT_SEUL,
    Attestation,
    Decision,
    Evenement,
    Fait,
    Formulaire,
    ListeTcri,
    MembreTcri,
    Organisme,
    Reponse,
    Source,
    SourceDeListe,
)
from roriq_cli.domaine.membres.parcours import etat_final, possibles
from roriq_cli.domaine.membres.reseau import CRITERES, MOTIFS
from roriq_cli.domaine.revue.revue import Verdict, juger
from roriq_cli.errors import Refus
from roriq_cli.registre import chargement as ch, comparaison as comp, edition
from roriq_cli.registre.sources import Revision
from tests.registre.strategies import ORGANISMES, PEU, changements

AUJOURD_HUI = date(2026, 11, 21)
ASSEZ = settings(max_examples=70, deadline=None, derandomize=True)
Textes = dict[str, str]
Tirage = Callable[[Any], Any]


def comparer(avant: Textes, apres: Textes) -> comp.Comparaison:
    """As `comparer` does, of two registries that no repository holds."""
    source = Revision(Path("/"), "")
    base, tete = (ch.assembler(source, [ch.ouvrir_fiche(c, t) for c, t in e.items()]) for e in (avant, apres))
    anciens, nouveaux = ({f.chemin: f for f in e.fichiers} for e in (base, tete))
    chemins = sorted(c for c in {*avant, *apres} if avant.get(c) != apres.get(c))
    paires = tuple(comp.Paire(c, anciens.get(c), nouveaux.get(c)) for c in chemins)
    return comp.Comparaison("", "", base, tete, paires, tuple(chemins))


def verdict(avant: Textes, apres: Textes) -> tuple[Verdict, list[str]]:
    constats = comp.constater(comparer(avant, apres), AUJOURD_HUI)
    erreurs = [f"{c.regle.code}: {c.message}" for c in constats if c.gravite is Gravite.ERREUR]
    return juger(constats, (), complet=True).verdict, erreurs


# Lives, by the same acts as the commands'.


def _evenement(fait: Fait, le: date) -> Evenement:
    """An event with all that its schema asks for."""
    valeurs: dict[str, Any] = {
        "motif": next(iter(MOTIFS[fait])) if fait in MOTIFS else None,
        "decision": Decision("Rencontre des membres", le, "PV, point 6"),
        "jusqu_au": le + timedelta(days=60),
        "source": (Source("Avis"),),
    }
    requis = [*FAITS[fait].requis, *(["decision"] if fait is Fait.LEVEE else [])]
    return Evenement(le, fait, **{champ: valeurs[champ] for champ in requis})


def _admettre(organisme: Organisme, le: date) -> Organisme:
    for critere in CRITERES:
        a = Attestation(critere, Reponse.OUI, le, source="Courriel")
        organisme = actes.attester(organisme, a, AUJOURD_HUI)
    return actes.admettre(organisme, le, Formulaire(le), AUJOURD_HUI, None)


def _un_pas(draw: Tirage, organisme: Organisme) -> Organisme:
    """One more legal fact, whichever."""
    dernier = organisme.historique[-1].date if organisme.historique else date(2012, 1, 1)
    le = min(dernier + timedelta(days=draw(st.integers(0, 400))), AUJOURD_HUI)
    geste = draw(st.sampled_from(("fait", "fait", "attestation", "renommage", "region", "profil")))
    if geste == "fait":
        faits = [f for f in possibles(etat_final(organisme)) if f is not Fait.REPRISE]
        if not faits:
            return organisme
        fait = draw(st.sampled_from(faits))
        if fait is Fait.ADHESION:
            return _admettre(organisme, le)
        return actes.consigner(organisme, _evenement(fait, le), AUJOURD_HUI)
    if geste == "attestation":
        reponse = draw(st.sampled_from((Reponse.OUI, Reponse.NON)))
        a = Attestation(
            draw(st.sampled_from(list(CRITERES))), reponse, le, source=draw(st.sampled_from(("Page", "Lettre")))
        )
        return actes.attester(organisme, a, AUJOURD_HUI)
    if geste == "renommage":
        return actes.renommer(organisme, f"{organisme.nom} bis", None, None, AUJOURD_HUI)
    if geste == "region":
        region = draw(st.sampled_from([r for r in REGIONS if r != organisme.region]))
        return actes.changer_de_region(organisme, region, AUJOURD_HUI, AUJOURD_HUI)
    return organisme._replace(ville=draw(st.sampled_from(("Alma", "Magog", "Gaspé"))))


def vivre(draw: Tirage, organisme: Organisme, pas: int) -> Organisme:
    for _ in range(pas):
        try:
            organisme = _un_pas(draw, organisme)
        except Refus:  # a day or a move that does not fit: the life goes on without it
            continue
    return organisme


def _texte(organisme: Organisme) -> str:
    return edition.ecrire(ORGANISME, None, organisme)


LISTE = ListeTcri(
    date(2026, 4, 1),
    date(2026, 4, 2),
    date(2027, 3, 31),
    SourceDeListe("Liste", "0" * 64),
    (MembreTcri("A", "Un", statut="radie"), MembreTcri("B", "Deux", statut="en-regle")),
)


def _chemin(organisme: Organisme) -> str:
    return f"data/organismes/{organisme.id}.yaml"


# Names that share nothing: two that were nearly the same would be a remark of another rule.
NOMS = ("Accueil Exemple", "Boussole Fictive", "Carrefour Inventé", "Deux-Rives Modèle", "Escale Témoin")


@st.composite
def registres(draw: st.DrawFn) -> list[Organisme]:
    """A legal registry of a few lives."""
    n = draw(st.integers(1, len(NOMS)))
    naissances = [
        Organisme(f"o{rang}", nom, region="04", sources=(Source("Page"),)) for rang, nom in enumerate(NOMS[:n])
    ]
    return [vivre(draw, o, draw(st.integers(0, 8))) for o in naissances]


@ASSEZ
@given(st.data(), registres())
def test_des_faits_permis_sont_une_proposition_conforme(data: st.DataObject, base: list[Organisme]) -> None:
    tete = list(base)
    for rang in data.draw(st.lists(st.integers(0, len(base) - 1), max_size=2, unique=True)):
        tete[rang] = vivre(data.draw, base[rang], data.draw(st.integers(1, 4)))
    if data.draw(st.booleans()):
        nouveau = Organisme("nouveau", "Phare Imaginaire", region="09", sources=(Source("Page"),))
        tete.append(vivre(data.draw, nouveau, data.draw(st.integers(0, 4))))
    avant = {_chemin(o): _texte(o) for o in base}
    apres = {_chemin(o): edition.ecrire(ORGANISME, avant.get(_chemin(o)), o) for o in tete}
    assert verdict(avant, apres) == (Verdict.CONFORME, [])


def _retoucher(draw: Tirage, entree: Any) -> Any:
    """The same entry, but for one of its fields."""
    if isinstance(entree, Evenement):
        if draw(st.booleans()):
            return entree._replace(date=entree.date + timedelta(days=draw(st.sampled_from((-400, -1, 1)))))
        return entree._replace(note="Retouchée")
    if isinstance(entree, Attestation):
        return entree._replace(source=entree.source + " (retouchée)")
    if hasattr(entree, "nom"):
        return entree._replace(nom=entree.nom + " retouché")
    return entree._replace(region=next(r for r in REGIONS if r != entree.region))


MUTATIONS: dict[str, Callable[[Tirage, list[Any], int], None]] = {
    "retoucher": lambda draw, liste, rang: liste.__setitem__(rang, _retoucher(draw, liste[rang])),
    "retirer": lambda _draw, liste, rang: liste.__delitem__(rang),
    "doubler": lambda _draw, liste, rang: liste.insert(rang, liste[rang]),
    "glisser": lambda draw, liste, rang: liste.insert(rang, _retoucher(draw, liste[rang])),
    "deplacer": lambda draw, liste, rang: liste.insert(draw(st.integers(0, len(liste) - 1)), liste.pop(rang)),
}


@ASSEZ
@given(st.data(), registres())
def test_rien_de_ce_qui_est_consigne_ne_change_sans_se_voir(data: st.DataObject, base: list[Organisme]) -> None:
    places = [(o, champ) for o in base for champ in AJOUT_SEUL if getattr(o, champ)]
    assume(places)
    organisme, champ = data.draw(st.sampled_from(places))
    ancienne = list(getattr(organisme, champ))
    liste = list(ancienne)
    MUTATIONS[data.draw(st.sampled_from(sorted(MUTATIONS)))](
        data.draw, liste, data.draw(st.integers(0, len(liste) - 1))
    )
    assume(liste[: len(ancienne)] != ancienne)
    mutation: dict[str, Any] = {champ: tuple(liste)}
    mute = organisme._replace(**mutation)
    # A mutation may come with legal facts: they hide nothing.
    mute = vivre(data.draw, mute, data.draw(st.integers(0, 2)))
    assume(getattr(mute, champ)[: len(ancienne)] != tuple(ancienne))
    avant = {_chemin(o): _texte(o) for o in base}
    apres = avant | {_chemin(organisme): _texte(mute)}
    trouve, erreurs = verdict(avant, apres)
    assert trouve is not Verdict.CONFORME
    assert erreurs


LISTE_ECRITE = """etabli_le: 2026-04-01
recu_le: 2026-04-02
valide_jusqu_au: 2027-03-31
source: {titre: Liste, sha256: "%s"}
membres:
  - {cle: A, nom: Un, statut: radie}
  - {cle: B, nom: Deux, statut: en-regle}
""" % ("0" * 64)
CHEMIN_LISTE = "data/tcri/tcri-2026-04-01.yaml"


@PEU
@given(st.integers(0, len(LISTE_ECRITE) - 1), st.characters(min_codepoint=32, max_codepoint=126))
def test_une_liste_de_la_tcri_ne_change_pas_d_une_lettre_qui_compte(rang: int, lettre: str) -> None:
    apres = LISTE_ECRITE[:rang] + lettre + LISTE_ECRITE[rang + 1 :]
    lues = [ch.ouvrir_fiche(CHEMIN_LISTE, t).fiche for t in (LISTE_ECRITE, apres)]
    assert lues[0] == LISTE
    trouve, _erreurs = verdict({CHEMIN_LISTE: LISTE_ECRITE}, {CHEMIN_LISTE: apres})
    assert (trouve is Verdict.CONFORME) == (lues[1] == LISTE)


@pytest.mark.parametrize("chemin", ["data/organismes/o0.yaml", CHEMIN_LISTE])
def test_ce_qui_disparait_se_voit(chemin: str) -> None:
    avant = {
        "data/organismes/o0.yaml": _texte(Organisme("o0", "Accueil Exemple", region="04", sources=(Source("Page"),)))
    }
    avant[CHEMIN_LISTE] = LISTE_ECRITE
    trouve, erreurs = verdict(avant, {c: t for c, t in avant.items() if c != chemin})
    assert trouve is Verdict.NON_CONFORME
    assert len(erreurs) == 1


@ASSEZ
@given(st.data(), ORGANISMES)
def test_rien_de_ce_qui_change_n_est_tu(data: st.DataObject, avant: Organisme) -> None:
    """Whatever differs in a record has its sentence, and the sentence says something."""
    apres = data.draw(changements(avant))
    dites = [str(c.phrase) for c in comparer_fiches_en_mots(avant, apres)]
    assert bool(dites) == (avant != apres)
    assert all(phrase.strip() for phrase in dites)
