"""What a proposal does to the network, and the verdict."""

from typing import Any

import pytest

from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.conduite import Couple
from roriq_cli.domaine.genres.constats import Constat
from roriq_cli.domaine.membres.modele import (
    ChiffrePublie,
    Etat,
    MembreTcri,
    NomAnterieur,
    Organisme,
    Preuve,
    Preuves,
    Registre,
    Reseau,
    Seuils,
    Source,
    SourcePubliee,
)
from roriq_cli.domaine.membres.reseau import CRITERES
from roriq_cli.domaine.revue.revue import ILLISIBLES, Acceptation, Revue, Verdict, juger, phrases_des_bascules, revue
from roriq_cli.i18n import Phrase
from tests.domaine.fabrique import ATTESTATIONS, AUJOURD_HUI, attestation, dans, fait, fiche, j, liste, membre


def dits(phrases: Any) -> list[str]:
    return [str(p).replace("\u00a0", " ") for p in phrases]


def constat(regle: str, id: str = "accueil-exemple") -> Constat:
    return Constat(REGLES[regle], f"data/organismes/{id}.yaml", Phrase("…"))


REECRIT, RETIREE = constat("fait-reecrit"), constat("fiche-retiree", "autre")
ILLISIBLE, REMARQUE = constat("yaml-syntaxe"), constat("saisie-tardive")


@pytest.mark.parametrize(
    ("constats", "accords", "complet", "verdict"),
    [
        ([], [], True, "conforme"),
        ([REMARQUE], [], True, "conforme"),
        ([], [], False, "non-evalue"),
        ([REMARQUE], [], False, "non-evalue"),
        ([ILLISIBLE], [], True, "non-evalue"),
        ([ILLISIBLE], [("yaml-syntaxe", "")], True, "non-evalue"),
        ([REECRIT], [], True, "non-conforme"),
        ([REECRIT], [], False, "non-conforme"),
        ([REECRIT, ILLISIBLE], [], True, "non-conforme"),
        ([REECRIT], [("fait-reecrit", "")], True, "conforme"),
        ([REECRIT], [("fait-reecrit", "accueil-exemple")], True, "conforme"),
        ([REECRIT], [("fait-reecrit", "accueil-exemple")], False, "non-evalue"),
        ([REECRIT, ILLISIBLE], [("fait-reecrit", "")], True, "non-evalue"),
        ([REECRIT], [("fait-reecrit", "accueil")], True, "non-conforme"),
        ([REECRIT], [("fiche-retiree", "accueil-exemple")], True, "non-conforme"),
        ([REECRIT, RETIREE], [("fait-reecrit", "")], True, "non-conforme"),
        ([REECRIT, RETIREE], [("fait-reecrit", ""), ("fiche-retiree", "autre")], True, "conforme"),
    ],
)
def test_le_verdict(constats: list[Constat], accords: list[tuple[str, str]], complet: bool, verdict: str) -> None:
    acceptations = [Acceptation(*a) for a in accords]
    jugement = juger(constats, acceptations, complet=complet)
    assert jugement.verdict is Verdict(verdict)
    assert sorted((*jugement.constats, *jugement.acceptes), key=str) == sorted(constats, key=str)
    assert all(any(a.couvre(c) for a in acceptations) for c in jugement.acceptes)
    assert not any(a.couvre(c) for a in jugement.inutiles for c in constats)


def test_un_accord_inutile_se_dit() -> None:
    accords = [Acceptation("fait-reecrit", "accueil-exemple"), Acceptation("fiche-retiree")]
    assert juger([REECRIT], accords, complet=True).inutiles == (accords[1],)
    assert [str(a) for a in accords] == ["fait-reecrit:accueil-exemple", "fiche-retiree"]
    # A warning stops nobody: there is nothing to accept.
    assert juger([REMARQUE], [Acceptation("saisie-tardive")], complet=True).acceptes == ()


def test_les_regles_d_illisibilite_existent() -> None:
    assert set(REGLES) >= ILLISIBLES


def comparer(avant: Registre, apres: Registre, **options: Any) -> Revue:
    anciens, nouveaux = ({o.id: o for o in r.organismes} for r in (avant, apres))
    ids = sorted({*anciens, *nouveaux})
    couples = [Couple(anciens.get(i), nouveaux.get(i)) for i in ids if anciens.get(i) != nouveaux.get(i)]
    return revue(avant, apres, couples, AUJOURD_HUI, **options)


def seul(avant: Organisme | None, apres: Organisme | None) -> Revue:
    registres = [Registre((o,) if o else ()) for o in (avant, apres)]
    return comparer(*registres)


MEMBRE = dans(Etat.MEMBRE)


def test_rien_ne_change() -> None:
    r = seul(MEMBRE, MEMBRE)
    assert (r.fiches, r.listes, r.registre, r.bascules, r.papiers) == ((), (), (), (), ())
    assert dits(r.effets) == ["Le RORIQ compte toujours 1 organisme membre."]
    vide = revue(Registre(), Registre(), [Couple(None, None)], AUJOURD_HUI)
    assert vide.fiches == ()


def test_une_admission_dit_ses_preuves_et_ses_papiers() -> None:
    candidat = dans(Etat.CANDIDAT)
    r = seul(candidat, MEMBRE)
    [fiche_] = r.fiches
    [fait_] = fiche_.changements
    assert (
        str(fait_.phrase)
        .replace("\u00a0", " ")
        .endswith(
            ": en règle à la TCRI selon l'attestation du 25 mars 2024 (Courriel de la TCRI) et en régionalisation de "
            "l'immigration selon l'attestation du 1er mars 2024 (Formulaire d'adhésion, section 3)"
        )
    )
    assert dits(r.papiers) == ["le formulaire signé de l'organisme Accueil Exemple, reçu le 2 avril 2024"]
    assert dits(r.effets) == [
        "Le RORIQ passe de 0 à 1 organisme membre.",
        "Région de plus : Mauricie (1 région, hors de Montréal).",
    ]
    assert r.tailles is not None
    assert [t.membres for t in r.tailles] == [0, 1]


def test_une_preuve_par_liste_ou_introuvable() -> None:
    preuves = Preuves({"tcri": Preuve(liste="tcri-2024-04-01", cle="A"), "regionalisation": Preuve(j("2020-01-01"))})
    admis = fiche(fait("2024-03-04", "demande"), fait("2024-04-02", "adhesion", preuves=preuves))
    phrase = str(seul(None, admis).fiches[0].changements[1].phrase)
    assert phrase.endswith(
        "en règle à la TCRI selon la liste tcri-2024-04-01, clé A et en régionalisation de l'immigration selon l'attestation "
        "du 1er janvier 2020 (—)"
    )


def test_une_region_de_moins_et_un_jour_a_venir() -> None:
    autre = membre("autre", region="06")
    avant = Registre((MEMBRE, autre))
    parti = MEMBRE._replace(historique=(*MEMBRE.historique, fait("2027-03-31", "retrait", recu_le=j("2026-11-01"))))
    r = comparer(avant, Registre((parti, autre)))
    assert dits(r.effets) == [
        "Le RORIQ compte toujours 2 organismes membres.",
        "Le 31 mars 2027, le RORIQ passera de 2 à 1 organisme membre.",
        "Région de moins : Mauricie (1 région, y compris Montréal).",
    ]
    assert dits(r.papiers) == ["l'annonce du retrait de l'organisme Accueil Exemple, reçue le 1er novembre 2026"]


def test_les_papiers_d_un_fait() -> None:
    apres = MEMBRE._replace(
        historique=(*MEMBRE.historique, fait("2026-11-20", "suspension"), fait("2026-11-20", "fermeture")),
        attestations=(*MEMBRE.attestations, attestation("tcri", "2026-11-20")),
    )
    assert dits(seul(MEMBRE, apres).papiers) == [
        "le procès-verbal ou la lettre qui décide pour l'organisme Accueil Exemple : PV 2025-09-25, point 6",
        "la source de ce qui est dit de l'organisme Accueil Exemple au 20 novembre 2026 : Avis",
        "la source de l'attestation du 20 novembre 2026 pour l'organisme Accueil Exemple : Courriel",
    ]
    sans_titre = fiche(fait("2026-11-20", "fermeture", source=(Source(url="https://example.org"), Source())))
    assert [p.rpartition(" : ")[2] for p in dits(seul(None, sans_titre).papiers)] == ["https://example.org", ""]


def test_les_corrections_vont_a_part_avec_avant_et_apres() -> None:
    avant = MEMBRE._replace(noms_anterieurs=(NomAnterieur("Ancien"),))
    apres = avant._replace(
        historique=(avant.historique[0], avant.historique[1]._replace(date=j("2024-04-03"))),
        attestations=ATTESTATIONS[:1],
        noms_anterieurs=(NomAnterieur("Autre"),),
        ville="Shawinigan",
    )
    [f] = seul(avant, apres).fiches
    assert [c.nom for c in f.changements] == ["modification"]
    assert [(c.champ, c.avant is None, c.apres is None) for c in f.corrections] == [
        ("noms_anterieurs", False, False),
        ("attestations", False, True),
        ("historique", False, False),
    ]
    assert "est admis le mardi 2 avril 2024" in str(f.corrections[2].avant)
    assert "est admis le mercredi 3 avril 2024" in str(f.corrections[2].apres)
    [retiree] = seul(MEMBRE, None).fiches
    assert dits(c.phrase for c in retiree.corrections) == ["La fiche accueil-exemple est retirée"]


def test_ce_qui_change_dans_le_registre_lui_meme() -> None:
    avant = Registre(
        chiffres=(ChiffrePublie("2025", "annee", 8, source=SourcePubliee("Page")),),
    )
    apres = Registre(
        reseau=Reseau(nom="RORIQ", fictif=True, avis="Attention", seuils=Seuils(saisie_tardive_jours=60)),
        chiffres=(ChiffrePublie("2025", "annee", 9, source=SourcePubliee("Page")),),
    )
    assert dits(comparer(avant, apres).registre) == [
        "Réglages du registre, réseau fictif : non → oui",
        "Réglages du registre, avis : — → Attention",
        "Réglages du registre, jours après lesquels une saisie est tardive : 30 → 60",
        "Chiffre publié qui s'ajoute, 2025 : 9 organismes membres (Page)",
        "Chiffre publié qui n'est plus là, 2025 : 8 organismes membres (Page)",
    ]


def test_une_liste_change_la_situation_de_qui_y_est() -> None:
    a, b, c = (membre(id, tcri=id.upper()) for id in ("a", "b", "c"))
    retire = dans(Etat.RETIRE, id="d", tcri="D")
    ancienne = liste("2026-01-01", "2027-12-31", A="en-regle", B="en-regle", C="radie", D="en-regle")
    nouvelle = liste("2026-11-01", "2027-12-31", A="en-regle", B="en-defaut", C="en-regle")
    avant = Registre((a, b, c, retire), listes_tcri=(ancienne,))
    r = comparer(avant, avant._replace(listes_tcri=(ancienne, nouvelle)))
    assert r.listes == (nouvelle,)
    assert [(x.organisme.id, x.avant.reponse, x.apres.reponse) for x in r.bascules] == [
        ("b", "oui", "non"),
        ("c", "non", "oui"),
    ]
    phrases = dits(phrases_des_bascules(r.bascules))
    assert phrases[0].startswith("L'organisme Organisme b, en règle à la TCRI : oui → non (la liste du 1er novembre")
    assert phrases[1] == "Organisme c, en règle à la TCRI : non → oui"
    illisible = comparer(avant, avant._replace(illisibles=frozenset({"liste_tcri"})))
    assert {x.apres.reponse for x in illisible.bascules} == {"inconnu"}


def test_une_attestation_change_un_critere() -> None:
    apres = MEMBRE._replace(attestations=(*MEMBRE.attestations, attestation("tcri", "2026-11-21")))
    [bascule] = seul(MEMBRE, apres).bascules
    assert bascule.apres.critere is CRITERES["tcri"]
    assert CRITERES["tcri"].question in str(next(phrases_des_bascules([bascule])))


def test_ce_qui_ne_peut_pas_etre_lu_n_est_pas_compte() -> None:
    r = comparer(Registre((MEMBRE,)), Registre(), lisible=False)
    assert (r.tailles, r.effets, r.bascules) == (None, (), ())


def test_une_fiche_nouvelle_dit_son_profil_et_un_fait_sa_note() -> None:
    nouvelle = dans(Etat.CANDIDAT, neq="1145678901", tcri="AE", noms_anterieurs=(NomAnterieur("Autrefois"),))
    note = nouvelle.historique[0]._replace(note="Lettre au dossier")
    [f] = seul(None, nouvelle._replace(historique=(note,))).fiches
    assert str(f.profil).replace("\u00a0", " ") == (
        "Nouvelle fiche de l'organisme Accueil Exemple, NEQ : 1145678901, région : Mauricie, clé à la TCRI : AE et le nom "
        "antérieur « Autrefois »"
    )
    assert str(f.changements[0].phrase).replace("\u00a0", " ").endswith("(note : Lettre au dossier)")


def test_une_liste_nouvelle_est_un_papier_a_voir() -> None:
    nouvelle = liste("2026-11-01", "2027-12-31", A="en-regle")
    r = comparer(Registre(), Registre(listes_tcri=(nouvelle,)))
    assert dits(r.papiers) == ["le fichier reçu de la TCRI pour la liste du 1er novembre 2026 : Liste de la TCRI"]
    changee = nouvelle._replace(valide_jusqu_au=j("2036-12-31"))
    assert comparer(Registre(listes_tcri=(nouvelle,)), Registre(listes_tcri=(changee,))).listes == ()


def test_beaucoup_de_jours_a_venir_montrent_les_premiers_et_le_dernier() -> None:
    membres = [membre(f"o{n}") for n in range(9)]
    partis = [
        o._replace(historique=(*o.historique, fait(f"2027-01-0{n + 1}", "retrait", recu_le=j("2026-11-01"))))
        for n, o in enumerate(membres)
    ]
    effets = dits(comparer(Registre(tuple(membres)), Registre(tuple(partis))).effets)
    assert effets[0] == "Le RORIQ compte toujours 9 organismes membres."
    assert [e for e in effets if e.startswith("Le ") and "passera" in e][-1] == (
        "Le 9 janvier 2027, le RORIQ passera de 9 à 0 organisme membre."
    )
    # A day to come that changes nothing says nothing.
    candidat = dans(Etat.CANDIDAT)
    parti = candidat._replace(historique=(*candidat.historique, fait("2027-01-01", "retrait", recu_le=j("2026-11-01"))))
    assert len(seul(candidat, parti).effets) == 1


def test_une_cle_donnee_change_la_situation_d_une_autre() -> None:
    """A row that nobody has any more may be another's: what was a no is no longer one."""
    un = membre("un", nom="Regroupement Exemple", tcri="A")
    deux = membre("deux", nom="Autre Fictif", tcri="X")
    lue = liste("2026-01-01", "2027-12-31", MembreTcri("A", "Autre Fictif", statut="en-regle"))
    avant = Registre((un, deux), listes_tcri=(lue,))
    r = revue(
        avant,
        avant._replace(organismes=(un._replace(tcri=None), deux)),
        [Couple(un, un._replace(tcri=None))],
        AUJOURD_HUI,
    )
    assert {b.organisme.id for b in r.bascules} == {"un", "deux"}


def test_qui_arrive_prend_la_ligne_qui_lui_va_mieux() -> None:
    """A row that was perhaps one's is another's: what was unknown is a no."""
    un = membre("un", nom="Accueil Exemple", tcri="X")
    lue = liste("2026-01-01", "2027-12-31", MembreTcri("A", "Accueil Exemple du Nort", statut="en-regle"))
    avant = Registre((un,), listes_tcri=(lue,))
    [bascule] = comparer(avant, avant._replace(organismes=(un, membre("deux", nom="Accueil Exemple du Nord")))).bascules
    assert (bascule.organisme.id, bascule.avant.reponse, bascule.apres.reponse) == ("un", "inconnu", "non")


def test_une_correction_a_venir_change_le_compte_de_ses_jours() -> None:
    parti = (*MEMBRE.historique, fait("2027-03-31", "retrait", recu_le=j("2026-11-01")))
    avant = MEMBRE._replace(historique=parti)
    apres = MEMBRE._replace(historique=(*parti[:-1], parti[-1]._replace(date=j("2027-04-30"))))
    assert dits(seul(avant, apres).effets)[:2] == [
        "Le RORIQ compte toujours 1 organisme membre.",
        "Le 31 mars 2027, le RORIQ passera de 0 à 1 organisme membre.",
    ]
