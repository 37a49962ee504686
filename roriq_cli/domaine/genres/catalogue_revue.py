"""The rules of what may change between two states of a register: what `roriq revue` asks of a proposal.

Same form as `catalogue`; the examples show the file before and after. Source: the contract's section on the registry
(docs/revue.md). `tests/propositions/` holds a proposal that breaks each.
"""

from roriq_cli.domaine.genres.constats import Gravite, Regle
from roriq_cli.i18n import N_

_LISTE: tuple[Regle, ...] = (
    Regle(
        "fait-reecrit",
        N_("Un fait consigné ne se réécrit pas"),
        N_("Le registre répond de ce qu'on savait un jour donné : un fait, une attestation ou un nom antérieur ne change "
           "pas de place, n'est pas retouché et ne disparaît pas en silence."),
        N_("Remettez ce qui était consigné. Si c'est faux, on le corrige à découvert : roriq corriger. La "
           "proposition attendra alors l'accord d'un responsable."),
        "# avant\nhistorique:\n  - date: 2027-06-01\n    evenement: suspension\n"
        "# après\nhistorique:\n  - date: 2027-07-01\n    evenement: suspension\n",
    ),
    Regle(
        "liste-reecrite",
        N_("Une liste de la TCRI reste telle qu'elle a été reçue"),
        N_("Des admissions s'appuient sur elle : la changer ou la retirer changerait leur preuve."),
        N_("Remettez la liste comme elle était; une liste plus récente la remplace : roriq tcri importer."),
        "# avant, dans data/tcri/tcri-2024-04-01.yaml\n  - {cle: AE-04, nom: Accueil Exemple, statut: radie}\n"
        "# après\n  - {cle: AE-04, nom: Accueil Exemple, statut: en-regle}\n",
    ),
    Regle(
        "valeur-anterieure",
        N_("Un nom ou une région qui change laisse l'ancien au registre"),
        N_("Sans l'entrée parmi les noms ou les régions antérieurs, une date passée recevrait le nom ou la région "
           "d'aujourd'hui; une entrée que rien n'explique changerait les comptes du passé."),
        N_("Changez le nom par « roriq renommer », la région par « roriq modifier --region … --depuis … »."),
        "# avant\nnom: Comité Exemple\n# après, sans entrée dans noms_anterieurs\nnom: Accueil Exemple\n",
    ),
    Regle(
        "fiche-retiree",
        N_("Une fiche envoyée n'est ni effacée ni renommée"),
        N_("Un organisme qui part reste au registre : son historique dit quand, et comment."),
        N_("Remettez la fiche. Un départ se consigne : roriq retirer, roriq expulser ou roriq fermer."),
        "# avant : data/organismes/accueil-exemple.yaml\n# après : le fichier n'existe plus, ou porte un autre nom\n",
    ),
    Regle(
        "id-deja-servi",
        N_("Un nom de fiche ne sert qu'une fois"),
        N_("Une fiche de ce nom a déjà existé : deux organismes porteraient le même id, l'un hier, l'autre aujourd'hui."),
        N_("Donnez un autre id à la nouvelle fiche. Si c'est la même fiche qui revient, un responsable l'accepte."),
        "# data/organismes/accueil-exemple.yaml a existé, puis a été effacée\n# après : un autre organisme\n"
        "id: accueil-exemple\n",
    ),
    Regle(
        "non-admissible",
        N_("Une admission qui s'ajoute est une admission qui pouvait être consignée"),
        N_("Ce que le registre savait ce jour-là répond « oui » aux deux critères, pour cet organisme et avec sa propre "
           "clé à la TCRI : une preuve plus récente qui dit « non » l'emporte."),
        N_("Vérifiez la date de l'admission et ses preuves; roriq admissibilite dit ce qui manque."),
        "attestations:\n  - {critere: tcri, reponse: oui, verifie_le: 2026-11-01, valide_jusqu_au: 2027-01-01, source: Courriel}\n"
        "  - {critere: tcri, reponse: non, verifie_le: 2026-11-10, valide_jusqu_au: 2027-01-01, source: Courriel}\n"
        "# après\n  - date: 2026-11-20\n    evenement: adhesion\n    preuves: {tcri: {attestation: 2026-11-01}, …}\n",
    ),
    Regle(
        "chemins-confondus",
        N_("Deux chemins ne diffèrent pas que par leurs majuscules ou leurs accents"),
        N_("Sous Windows et macOS, l'un remplacerait l'autre : chacun n'aurait pas le même registre."),
        N_("Retirez le fichier en trop, ou donnez-lui un autre nom."),
        "# data/organismes/accueil-exemple.yaml\n# Data/organismes/accueil-exemple.yaml\n",
    ),
    Regle(
        "departs-nombreux",
        N_("Plus du quart des membres ne partent pas d'un coup"),
        N_("Retraits, expulsions ou fermetures de plus de deux organismes et de plus du quart des membres : c'est une "
           "erreur, une attaque, ou un événement que le réseau doit confirmer."),
        N_("Consignez ces départs en plusieurs propositions, ou demandez l'accord d'un responsable."),
        "# 8 organismes membres avant; trois fiches gagnent, dans une seule proposition :\n"
        "  - date: 2027-06-30\n    evenement: retrait\n",
    ),
    Regle(
        "proposition-melee",
        N_("Une proposition change les données, ou ce qui les vérifie, jamais les deux"),
        N_("Qui change à la fois une fiche et la règle qui la juge se donne raison soi-même."),
        N_("Faites deux propositions."),
        "# dans une seule proposition\n#   data/organismes/accueil-exemple.yaml\n#   .github/workflows/roriq.yml\n",
    ),
    Regle(
        "saisie-tardive",
        N_("Un fait se consigne peu après avoir pris effet"),
        N_("Entre son effet et sa consignation, le registre répondait autre chose. Le seuil est dans data/registre.yaml "
           "(saisie_tardive_jours)."),
        N_("Vérifiez la date; si elle est juste, rien n'est à faire."),
        "# proposé le 21 novembre 2026\n  - date: 2026-03-02\n    evenement: retrait\n",
        Gravite.AVERTISSEMENT,
    ),
    Regle(
        "decision-tardive",
        N_("Une décision précède le fait qu'elle décide"),
        N_("La décision porte une date qui vient après le fait : elle l'a peut-être confirmé, et une personne doit en juger."),
        N_("Vérifiez les deux dates; si elles sont justes, rien n'est à faire."),
        "  - date: 2026-10-01\n    evenement: expulsion\n"
        "    decision: {instance: Rencontre des membres, date: 2026-10-08, reference: PV 2026-10-08}\n",
        Gravite.AVERTISSEMENT,
    ),
    Regle(
        "retour-apres-expulsion",
        N_("Une demande après une expulsion se lit avec elle"),
        N_("L'organisme qui fait une demande a été expulsé : qui relit doit savoir quand et pourquoi."),
        N_("Relisez la décision d'expulsion avant d'admettre; rien d'autre n'est à faire."),
        "  - date: 2025-10-01\n    evenement: expulsion\n# après\n  - date: 2026-11-20\n    evenement: demande\n",
        Gravite.AVERTISSEMENT,
    ),
)  # fmt: skip

REGLES_DE_REVUE: dict[str, Regle] = {regle.code: regle for regle in _LISTE}
