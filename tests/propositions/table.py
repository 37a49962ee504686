"""The proposals: what is done to the small register, the verdict and the rules expected, what somebody accepts.

The comment that each receives is beside, in `commentaires/`.
"""

from collections.abc import Callable, Collection

from tests.propositions.depot import Depot

Geste = Callable[[Depot], object]

CONFORME, NON_CONFORME, NON_EVALUE = "conforme", "non-conforme", "non-evalue"

ACCUEIL, CANDIDAT, CARREFOUR, RELAIS, SUSPENDU = (
    f"data/organismes/{id}.yaml"
    for id in (
        "accueil-exemple",
        "candidat-exemple",
        "carrefour-exemple",
        "relais-exemple",
        "suspendu-exemple",
    )
)
LISTE = "data/tcri/tcri-2026-04-01.yaml"
RESEAU = "data/registre.yaml"
ALLER_RETOUR = "  - date: 2026-11-20\n    evenement: retrait\n  - date: 2026-11-20\n    evenement: demande\n"
# The second line of a member's evidence.
TCRI = "  - {critere: tcri, reponse: oui, verifie_le: 2024-03-25, valide_jusqu_au: 2025-03-31, source: Courriel}\n"


def decision(point: int) -> tuple[str, ...]:
    """The options of what the members decided on 12 November 2026."""
    reference = f"PV 2026-11-12, point {point}"
    return "--instance", "Rencontre des membres", "--decision-le", "2026-11-12", "--reference", reference


class Proposition:
    """What it is (`quoi`), what is done (`gestes`), after what else was there (`avant`), and what `revue` says of it.

    `regles`: those it names once what somebody accepts (`accepter`) is set aside.
    """

    def __init__(
        self,
        quoi: str,
        *gestes: Geste,
        verdict: str,
        regles: Collection[str] = (),
        accepter: tuple[str, ...] = (),
        avant: tuple[Geste, ...] = (),
    ) -> None:
        self.quoi = quoi
        self.gestes = gestes
        self.verdict = verdict
        self.regles = regles
        self.accepter = accepter
        self.avant = avant


PROPOSITIONS: dict[str, Proposition] = {
    # What happens in a year, recorded by the program.
    "demande_nouvelle": Proposition(
        "A new organisation applies, with its evidence.",
        lambda d: d.roriq(
            "ajouter",
            "--nom",
            "Boussole Exemple",
            "--region",
            "09",
            "--ville",
            "Sept-Îles",
            "--regionalisation",
            "Formulaire, section 3",
        ),
        verdict=CONFORME,
    ),
    "admission": Proposition(
        "A candidate is admitted on the two criteria: the network reaches one more region.",
        lambda d: d.roriq("attester", "candidat-exemple", "--critere", "tcri", "--source", "Courriel de la TCRI"),
        lambda d: d.roriq("admettre", "candidat-exemple", "--recu-le", "2026-11-20", "--signe-le", "2026-11-18"),
        verdict=CONFORME,
    ),
    "attestation": Proposition(
        "New evidence on a criterion.",
        lambda d: d.roriq(
            "attester", "accueil-exemple", "--critere", "tcri", "--reponse", "non", "--source", "Courriel de la TCRI"
        ),
        verdict=CONFORME,
    ),
    "suspension": Proposition(
        "A member is suspended by a decision.",
        lambda d: d.roriq(
            "suspendre",
            "carrefour-exemple",
            "--motif",
            "activites-incompatibles",
            "--jusqu-au",
            "2027-05-31",
            *decision(2),
        ),
        verdict=CONFORME,
    ),
    "expulsion": Proposition(
        "A member is expelled by a decision.",
        lambda d: d.roriq("expulser", "carrefour-exemple", "--motif", "conduite-nuisible", *decision(2)),
        verdict=CONFORME,
    ),
    "retrait": Proposition(
        "A member withdraws today.",
        lambda d: d.roriq("retirer", "accueil-exemple", "--motif", "participation-inutile"),
        verdict=CONFORME,
    ),
    "retrait_a_venir": Proposition(
        "A member announces that it will withdraw.",
        lambda d: d.roriq("retirer", "accueil-exemple", "--date", "2027-03-31", "--recu-le", "2026-11-15"),
        verdict=CONFORME,
    ),
    "saisie_tardive": Proposition(
        "A fact of last year: said, and let through.",
        lambda d: d.roriq("retirer", "accueil-exemple", "--date", "2025-12-01"),
        verdict=CONFORME,
        regles={"saisie-tardive"},
    ),
    "decision_tardive": Proposition(
        "A decision that comes after what it decides.",
        lambda d: d.roriq(
            "expulser", "carrefour-exemple", "--date", "2026-11-02", "--motif", "conduite-nuisible", *decision(2)
        ),
        verdict=CONFORME,
        regles={"decision-tardive"},
    ),
    "deux_departs": Proposition(
        "Two members leave: it happens.",
        lambda d: d.roriq("retirer", "accueil-exemple"),
        lambda d: d.roriq("fermer", "carrefour-exemple", "--source-titre", "Avis de dissolution"),
        verdict=CONFORME,
    ),
    "retour_apres_expulsion": Proposition(
        "An expelled organisation applies again: the reader is told what for.",
        lambda d: d.roriq("demander", "expulse-exemple"),
        verdict=CONFORME,
        regles={"retour-apres-expulsion"},
    ),
    "note": Proposition(
        "What a note says is told.",
        lambda d: d.roriq("retirer", "accueil-exemple", "--note", "Lettre au dossier 12"),
        verdict=CONFORME,
    ),
    "profil": Proposition(
        "A profile changes.",
        lambda d: d.roriq("modifier", "accueil-exemple", "--ville", "Shawinigan", "--milieu", "rural"),
        verdict=CONFORME,
    ),
    "renommage": Proposition(
        "A new name; the old one stays among the former ones.",
        lambda d: d.roriq(
            "renommer", "accueil-exemple", "--nom", "Accueil Exemple du Centre", "--depuis", "2026-09-01"
        ),
        verdict=CONFORME,
    ),
    "region": Proposition(
        "A seat moves; the old region stays among the former ones.",
        lambda d: d.roriq("modifier", "accueil-exemple", "--region", "09", "--depuis", "2026-10-01"),
        verdict=CONFORME,
    ),
    "nom_proche": Proposition(
        "A name that is nearly another's.",
        lambda d: d.roriq("ajouter", "--nom", "Carrefour Examples", "--id", "carrefour-bis", "--region", "09"),
        verdict=CONFORME,
        regles={"nom-proche"},
    ),
    # What is around the facts.
    "liste_nouvelle": Proposition(
        "A newer list of the TCRI: one member is no longer in it.",
        lambda d: d.ecrire("data/tcri/tcri-2026-11-01.yaml", d.liste("2026-11-01", "2027-10-31", CE="en-regle")),
        verdict=CONFORME,
    ),
    "chiffre_publie": Proposition(
        "A figure that a public page gives.",
        lambda d: d.ecrire(
            "data/chiffres_publies.yaml",
            'chiffres:\n  - {date: "2025", precision: annee, total: 8, source: {titre: Page Exemple}}\n',
        ),
        verdict=CONFORME,
    ),
    "registre_yaml": Proposition(
        "The register's own settings change, in their bounds.",
        lambda d: d.remplacer(RESEAU, "fictif: true", "fictif: false"),
        verdict=CONFORME,
    ),
    "registre_yaml_retire": Proposition(
        "The register's settings are gone: said, the program's own are then in force.",
        lambda d: d.effacer(RESEAU),
        verdict=CONFORME,
        regles={"registre-absent"},
    ),
    "seuils_relaches": Proposition(
        "A threshold is raised by the very proposal that is late: the old one judges.",
        lambda d: d.remplacer(RESEAU, "saisie_tardive_jours: 30", "saisie_tardive_jours: 3650"),
        lambda d: d.ajouter(ACCUEIL, "  - date: 2026-01-15\n    evenement: retrait\n"),
        verdict=CONFORME,
        regles={"saisie-tardive"},
    ),
    "faux_reseau": Proposition(
        "A proposal cannot have the register called fictitious while it is reviewed.",
        lambda d: d.remplacer(RESEAU, "fictif: false", "fictif: true"),
        verdict=CONFORME,
        avant=(lambda d: d.remplacer(RESEAU, "fictif: true", "fictif: false"),),
    ),
    "mise_en_page": Proposition(
        "Comments, quotes and order of keys: nothing is said that was not.",
        lambda d: d.remplacer(ACCUEIL, "nom: Accueil Exemple\n", "# relu\nnom: 'Accueil Exemple'\n"),
        lambda d: d.remplacer(LISTE, "recu_le: 2026-04-01\n", "recu_le:   2026-04-01   # reçue par la poste\n"),
        verdict=CONFORME,
    ),
    "ailleurs_dans_data": Proposition(
        "A file that nobody reads, beside the files.",
        lambda d: d.ecrire("data/note.txt", "à relire\n"),
        verdict=CONFORME,
    ),
    "documents_et_donnees": Proposition(
        "A page beside the data is no part of what checks them.",
        lambda d: d.ecrire("README.md", "# Un registre\n"),
        lambda d: d.roriq("retirer", "accueil-exemple"),
        verdict=CONFORME,
    ),
    "fichier_egare_retire": Proposition(
        "A stray page among the files goes: nothing was recorded in it.",
        lambda d: d.effacer("data/organismes/LISEZMOI.txt"),
        verdict=CONFORME,
        avant=(lambda d: d.ecrire("data/organismes/LISEZMOI.txt", "À lire\n"),),
    ),
    "ce_qui_verifie_seul": Proposition(
        "What checks the register changes alone: it is another person's to judge.",
        lambda d: d.ecrire(".github/workflows/roriq.yml", "on: push\n"),
        verdict=CONFORME,
    ),
    "nom_hostile": Proposition(
        "A name made of markup, mentions and workflow commands stays a name.",
        lambda d: d.ecrire("data/organismes/hostile.yaml", d.organisme("hostile", d.HOSTILE, d.demande("2026-11-20"))),
        verdict=CONFORME,
    ),
    # The past that is written again.
    "fait_retouche": Proposition(
        "The reason and the decision of a recorded event change.",
        lambda d: d.remplacer(SUSPENDU, "motif: activites-incompatibles", "motif: conduite-nuisible"),
        verdict=NON_CONFORME,
        regles={"fait-reecrit"},
    ),
    "fait_deplace_dans_le_temps": Proposition(
        "A recorded suspension gets another date.",
        lambda d: d.remplacer(SUSPENDU, "  - date: 2026-10-01\n", "  - date: 2026-11-01\n"),
        verdict=NON_CONFORME,
        regles={"fait-reecrit"},
    ),
    "fait_glisse": Proposition(
        "An event slips in before one that was recorded.",
        lambda d: d.remplacer(
            SUSPENDU,
            "  - date: 2026-10-01\n",
            d.suspension("2026-06-01")
            + "  - date: 2026-06-15\n    evenement: levee\n"
            + d.decision("2026-06-10")
            + "  - date: 2026-10-01\n",
        ),
        verdict=NON_CONFORME,
        regles={"fait-reecrit"},
    ),
    "fait_retire": Proposition(
        "A recorded event is gone.",
        lambda d: d.couper(SUSPENDU, "  - date: 2026-10-01\n"),
        verdict=NON_CONFORME,
        regles={"fait-reecrit"},
    ),
    "fait_retouche_et_fait_nouveau": Proposition(
        "A new fact does not hide that an old one changed.",
        lambda d: d.roriq("lever", "suspendu-exemple", *decision(3)),
        lambda d: d.remplacer(SUSPENDU, "  - date: 2026-10-01\n", "  - date: 2026-10-02\n"),
        verdict=NON_CONFORME,
        regles={"fait-reecrit"},
    ),
    "attestation_prolongee": Proposition(
        "An attestation is made to hold longer.",
        lambda d: d.remplacer(ACCUEIL, "valide_jusqu_au: 2025-03-31", "valide_jusqu_au: 2027-03-31"),
        verdict=NON_CONFORME,
        regles={"fait-reecrit"},
    ),
    "attestations_echangees": Proposition(
        "Two attestations change places.",
        lambda d: d.remplacer(ACCUEIL, TCRI, ""),
        lambda d: d.remplacer(ACCUEIL, "attestations:\n", "attestations:\n" + TCRI),
        verdict=NON_CONFORME,
        regles={"fait-reecrit"},
    ),
    "nom_anterieur_retire": Proposition(
        "A former name is gone.",
        lambda d: d.remplacer(RELAIS, "noms_anterieurs:\n  - {nom: Comité Exemple, jusqu_au: 2019-06-30}\n", ""),
        verdict=NON_CONFORME,
        regles={"fait-reecrit"},
    ),
    "region_anterieure_changee": Proposition(
        "A former region is another.",
        lambda d: d.remplacer(RELAIS, '{region: "05", jusqu_au: 2016-07-07}', '{region: "12", jusqu_au: 2016-07-07}'),
        verdict=NON_CONFORME,
        regles={"fait-reecrit"},
    ),
    "fiche_effacee": Proposition(
        "An organisation's file is deleted.",
        lambda d: d.effacer(ACCUEIL),
        verdict=NON_CONFORME,
        regles={"fiche-retiree"},
    ),
    "fiche_renommee": Proposition(
        "An organisation's file gets another name.",
        lambda d: d.deplacer(ACCUEIL, "data/organismes/accueil-du-centre.yaml"),
        lambda d: d.remplacer("data/organismes/accueil-du-centre.yaml", "id: accueil-exemple", "id: accueil-du-centre"),
        verdict=NON_CONFORME,
        regles={"fiche-retiree", "saisie-tardive"},
    ),
    "liste_changee": Proposition(
        "A standing is changed in a list that was received.",
        lambda d: d.remplacer(LISTE, "statut: radie", "statut: en-regle"),
        verdict=NON_CONFORME,
        regles={"liste-reecrite"},
    ),
    "liste_retiree": Proposition(
        "A list that was received is gone.",
        lambda d: d.effacer(LISTE),
        verdict=NON_CONFORME,
        regles={"liste-reecrite"},
    ),
    # What a name or a region leaves.
    "nom_sans_trace": Proposition(
        "A name changes and the old one is lost.",
        lambda d: d.remplacer(ACCUEIL, "nom: Accueil Exemple\n", "nom: Accueil du Centre Exemple\n"),
        verdict=NON_CONFORME,
        regles={"valeur-anterieure"},
    ),
    "region_sans_trace": Proposition(
        "A region changes and the old one is lost.",
        lambda d: d.remplacer(ACCUEIL, 'region: "04"', 'region: "09"'),
        verdict=NON_CONFORME,
        regles={"valeur-anterieure"},
    ),
    "nom_anterieur_invente": Proposition(
        "A former name that no renaming explains.",
        lambda d: d.remplacer(
            RELAIS, "jusqu_au: 2019-06-30}\n", "jusqu_au: 2019-06-30}\n  - {nom: Autre Exemple, jusqu_au: 2026-11-20}\n"
        ),
        verdict=NON_CONFORME,
        regles={"valeur-anterieure"},
    ),
    "region_anterieure_inventee": Proposition(
        "A former region that no move explains: past counts would be others.",
        lambda d: d.remplacer(
            RELAIS, "jusqu_au: 2016-07-07}\n", 'jusqu_au: 2016-07-07}\n  - {region: "06", jusqu_au: 2026-11-20}\n'
        ),
        verdict=NON_CONFORME,
        regles={"valeur-anterieure"},
    ),
    # What somebody accepts.
    "correction_acceptee": Proposition(
        "A correction that somebody answers for, and nothing else.",
        lambda d: d.remplacer(SUSPENDU, "  - date: 2026-10-01\n", "  - date: 2026-10-02\n"),
        verdict=CONFORME,
        accepter=("fait-reecrit:suspendu-exemple",),
    ),
    "correction_mal_acceptee": Proposition(
        "What was accepted is another file's.",
        lambda d: d.remplacer(SUSPENDU, "  - date: 2026-10-01\n", "  - date: 2026-10-02\n"),
        verdict=NON_CONFORME,
        regles={"fait-reecrit"},
        accepter=("fait-reecrit:accueil-exemple",),
    ),
    "acceptation_partielle": Proposition(
        "Two rules are broken, one is accepted.",
        lambda d: d.remplacer(SUSPENDU, "  - date: 2026-10-01\n", "  - date: 2026-10-02\n"),
        lambda d: d.effacer(ACCUEIL),
        verdict=NON_CONFORME,
        regles={"fait-reecrit"},
        accepter=("fiche-retiree",),
    ),
    "accord_trop_petit": Proposition(
        "What is accepted does not read the file: what it holds was not compared.",
        lambda d: d.remplacer(ACCUEIL, "ville:", "couleur: bleu\nville:"),
        lambda d: d.couper(ACCUEIL, "  - date: 2024-04-02\n"),
        verdict=NON_EVALUE,
        accepter=("champ-inconnu:accueil-exemple",),
    ),
    # What may not happen.
    "admission_sans_preuve": Proposition(
        "An admission on evidence that does not cover its date.",
        lambda d: d.ajouter(CANDIDAT, d.adhesion("2026-11-20", tcri="2024-03-25", regionalisation="2026-11-02")),
        verdict=NON_CONFORME,
        regles={"non-admissible", "preuves"},
    ),
    "preuve_depassee": Proposition(
        "An admission on evidence that newer evidence contradicts.",
        lambda d: d.ajouter(CANDIDAT, d.adhesion("2026-11-20", tcri="2026-11-01", regionalisation="2026-11-02")),
        verdict=NON_CONFORME,
        regles={"non-admissible"},
        avant=(
            lambda d: d.remplacer(
                CANDIDAT,
                "historique:",
                "  - {critere: tcri, reponse: oui, verifie_le: 2026-11-01, valide_jusqu_au: 2027-01-01, source: Courriel}\n"
                "  - {critere: tcri, reponse: non, verifie_le: 2026-11-10, valide_jusqu_au: 2027-11-10, source: Courriel}\n"
                "historique:",
            ),
        ),
    ),
    "cle_d_un_autre": Proposition(
        "An admission on another organisation's row of the TCRI's list.",
        lambda d: d.ajouter(
            CANDIDAT,
            d.adhesion("2026-11-20", regionalisation="2026-11-02").replace(
                "{attestation: 2024-03-25}", "{liste: tcri-2026-04-01, cle: CE}"
            ),
        ),
        verdict=NON_CONFORME,
        regles={"non-admissible"},
    ),
    "parcours": Proposition(
        "A member is admitted a second time.",
        lambda d: d.ajouter(ACCUEIL, d.adhesion("2026-11-20")),
        verdict=NON_CONFORME,
        regles={"non-admissible", "parcours", "preuves"},
    ),
    "a_venir_sans_annonce": Proposition(
        "A fact to come that nothing announces.",
        lambda d: d.ajouter(ACCUEIL, "  - date: 2027-03-31\n    evenement: retrait\n"),
        verdict=NON_CONFORME,
        regles={"date-a-venir"},
    ),
    "departs_nombreux": Proposition(
        "Three members of nine leave at once.",
        lambda d: d.roriq("retirer", "accueil-exemple"),
        lambda d: d.roriq("retirer", "carrefour-exemple"),
        lambda d: d.roriq("retirer", "relais-exemple"),
        verdict=NON_CONFORME,
        regles={"departs-nombreux"},
    ),
    "departs_deguises": Proposition(
        "Three members leave at once, and apply again the same day.",
        lambda d: d.ajouter(ACCUEIL, ALLER_RETOUR),
        lambda d: d.ajouter(CARREFOUR, ALLER_RETOUR),
        lambda d: d.ajouter(RELAIS, ALLER_RETOUR),
        verdict=NON_CONFORME,
        regles={"departs-nombreux"},
    ),
    "id_deja_servi": Proposition(
        "A new organisation takes the file name of one that is gone.",
        lambda d: d.ecrire(
            "data/organismes/ancien-exemple.yaml",
            d.organisme("ancien-exemple", "Nouvelle Boussole Exemple", d.demande("2026-11-20")),
        ),
        verdict=NON_CONFORME,
        regles={"id-deja-servi"},
    ),
    # What no state may hold.
    "cle_double": Proposition(
        "Two organisations on one row of the TCRI's lists.",
        lambda d: d.remplacer(ACCUEIL, "attestations:", "tcri: CE\nattestations:"),
        verdict=NON_CONFORME,
        regles={"tcri-unique"},
    ),
    "neq_double": Proposition(
        "Two organisations on one number.",
        lambda d: d.remplacer(ACCUEIL, "region:", 'neq: "1145678901"\nregion:'),
        lambda d: d.remplacer(CARREFOUR, "region:", 'neq: "1145678901"\nregion:'),
        verdict=NON_CONFORME,
        regles={"neq-unique"},
    ),
    "nom_double": Proposition(
        "Two organisations of one name.",
        lambda d: d.ecrire(
            "data/organismes/accueil-bis.yaml", d.organisme("accueil-bis", "ACCUEIL EXEMPLE", d.demande("2026-11-20"))
        ),
        verdict=NON_CONFORME,
        regles={"nom-unique"},
    ),
    "courriel_d_une_personne": Proposition(
        "A person's address slips into a note.",
        lambda d: d.ajouter(
            ACCUEIL, "  - date: 2026-11-20\n    evenement: retrait\n    note: Écrire à prenom.nom@example.org\n"
        ),
        verdict=NON_CONFORME,
        regles={"donnees-personnelles"},
    ),
    "erreur_deja_la": Proposition(
        "An error that was there already is no leave for another of its kind.",
        lambda d: d.ajouter(CANDIDAT, "  - date: 2026-11-20\n    evenement: retrait\n    note: autre@example.org\n"),
        verdict=NON_CONFORME,
        regles={"donnees-personnelles"},
        avant=(lambda d: d.ajouter(CANDIDAT, "    note: un@example.org\n"),),
    ),
    "champ_enorme": Proposition(
        "A field longer than a comment may be: refused, and the comment stays short.",
        lambda d: d.ecrire(
            "data/organismes/hostile.yaml",
            d.organisme("hostile", "Boussole Exemple", "sources:\n  - titre: " + "a@b " * 17_000 + "\n"),
        ),
        verdict=NON_CONFORME,
        regles={"valeur-longueur"},
    ),
    "seuils_hors_bornes": Proposition(
        "A threshold that the program does not allow.",
        lambda d: d.remplacer(RESEAU, "saisie_tardive_jours: 30", "saisie_tardive_jours: 99999"),
        verdict=NON_CONFORME,
        regles={"valeur-forme"},
    ),
    # Data, and what checks them, together.
    "flux_et_donnees": Proposition(
        "The workflow that judges, and what it judges.",
        lambda d: d.ecrire(".github/workflows/roriq.yml", "on: push\n"),
        lambda d: d.roriq("retirer", "accueil-exemple"),
        verdict=NON_CONFORME,
        regles={"proposition-melee"},
    ),
    "schema_qui_relache": Proposition(
        "A schema and a file that it would let through.",
        lambda d: d.ecrire("schemas/organisme.schema.json", "{}\n"),
        lambda d: d.remplacer(ACCUEIL, "ville:", "surnom: AE\nville:"),
        verdict=NON_CONFORME,
        regles={"champ-inconnu", "proposition-melee"},
    ),
    "reglages_de_git": Proposition(
        "How Git lays out the files changes with the files.",
        lambda d: d.ecrire("data/organismes/.gitattributes", "*.yaml -diff\n"),
        verdict=NON_CONFORME,
        regles={"proposition-melee"},
    ),
    # Names, links and places of files.
    "casse": Proposition(
        "A file whose name differs by its capitals only.",
        lambda d: d.ecrire("data/organismes/ACCUEIL-EXEMPLE.yaml", d.lire(ACCUEIL)),
        verdict=NON_CONFORME,
        regles={"chemins-confondus", "id-fichier", "saisie-tardive"},
    ),
    "casse_du_dossier": Proposition(
        "A folder that is the registry's own on some computers.",
        lambda d: d.ecrire("Data/organismes/accueil-exemple.yaml", d.lire("data/organismes/escale-exemple.yaml")),
        verdict=NON_CONFORME,
        regles={"chemins-confondus"},
    ),
    "nom_de_fichier_hostile": Proposition(
        "Blanks, a line end and a command in the name of a file.",
        lambda d: d.ecrire("data/organismes/a b\n::error::x", "id: autre\n"),
        verdict=NON_CONFORME,
        regles={"fichier-inattendu"},
    ),
    "lien_symbolique": Proposition(
        "A file that is a link to another.",
        lambda d: d.effacer(ACCUEIL),
        lambda d: d.lier(ACCUEIL, "carrefour-exemple.yaml"),
        verdict=NON_CONFORME,
        regles={"fichier-type"},
    ),
    "dossier_lie": Proposition(
        "The folder of files is a link out of the registry.",
        lambda d: d.deplacer("data/organismes", "cache"),
        lambda d: d.lier("data/organismes", "../cache"),
        verdict=NON_CONFORME,
        regles={"fiche-retiree", "fichier-type"},
    ),
    "sous_module": Proposition(
        "A submodule in the place of a file.",
        lambda d: d.sous_module("data/organismes/autre.yaml"),
        verdict=NON_CONFORME,
        regles={"fichier-type"},
    ),
    # What cannot be read.
    "fiche_illisible": Proposition(
        "A file that nothing can read.",
        lambda d: d.ecrire(ACCUEIL, "nom: Accueil: Exemple\n"),
        verdict=NON_EVALUE,
        regles={"yaml-syntaxe"},
    ),
    "conflit": Proposition(
        "Two versions are mixed in one file.",
        lambda d: d.remplacer(
            ACCUEIL,
            "ville: Trois-Rivières\n",
            "<<<<<<< HEAD\nville: Trois-Rivières\n=======\nville: Shawinigan\n>>>>>>> autre\n",
        ),
        verdict=NON_EVALUE,
        regles={"conflit"},
    ),
    "sens_d_ecriture": Proposition(
        "A name that reads backwards.",
        lambda d: d.ecrire(
            "data/organismes/hostile.yaml", d.organisme("hostile", "Accueil \u202eelpmexE", d.demande("2026-11-20"))
        ),
        verdict=NON_EVALUE,
        regles={"caractere-interdit"},
    ),
    "illisible_et_illegal": Proposition(
        "What can be read is already too much.",
        lambda d: d.ecrire(ACCUEIL, "nom: Accueil: Exemple\n"),
        lambda d: d.remplacer(SUSPENDU, "  - date: 2026-10-01\n", "  - date: 2026-10-02\n"),
        verdict=NON_CONFORME,
        regles={"fait-reecrit", "yaml-syntaxe"},
    ),
    "illisible_ailleurs": Proposition(
        "A file that the proposal does not touch cannot be read: nothing can be compared with it.",
        lambda d: d.remplacer(CARREFOUR, "ville: Sherbrooke", "ville: Magog"),
        verdict=NON_EVALUE,
        avant=(lambda d: d.remplacer(ACCUEIL, "nom: Accueil Exemple", "nom: Accueil: Exemple"),),
    ),
    "base_illisible": Proposition(
        "What was there before could not be read: nothing says what it held.",
        lambda d: d.remplacer(ACCUEIL, "nom: Accueil: Exemple", "nom: Accueil Exemple"),
        verdict=NON_EVALUE,
        avant=(lambda d: d.remplacer(ACCUEIL, "nom: Accueil Exemple", "nom: Accueil: Exemple"),),
    ),
    "base_liee": Proposition(
        "The folder of lists was a link: nothing says what it held.",
        lambda d: d.effacer("data/tcri"),
        lambda d: d.ecrire(LISTE, d.liste("2026-04-01", "2027-03-31", CE="en-regle", EE="en-regle")),
        verdict=NON_EVALUE,
        avant=(
            lambda d: d.deplacer("data/tcri", "ailleurs"),
            lambda d: d.lier("data/tcri", "../ailleurs"),
        ),
    ),
}
