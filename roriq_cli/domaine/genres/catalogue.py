"""The rules, one by one: what each asks and why, what to do, and the example that breaks it.

The list is literal and the codes never change. `docs/regles/` has a page made from each entry, and
`tests/exemples/invalides/` a file that breaks it.
"""

from roriq_cli.domaine.genres.catalogue_revue import REGLES_DE_REVUE
from roriq_cli.domaine.genres.constats import Gravite, Regle
from roriq_cli.i18n import N_

_FICHE = """id: accueil-exemple
nom: Accueil Exemple
region: "04"
"""
_HISTORIQUE = _FICHE + "historique:\n"
_MEMBRE = """attestations:
  - {critere: regionalisation, reponse: oui, verifie_le: 2024-03-01, source: Formulaire}
  - {critere: tcri, reponse: oui, verifie_le: 2024-03-25, valide_jusqu_au: 2025-03-31, source: Courriel de la TCRI}
historique:
  - date: 2024-03-04
    evenement: demande
"""
_ADHESION = """  - date: 2024-04-02
    evenement: adhesion
    formulaire: {recu_le: 2024-04-02}
    preuves: {tcri: {attestation: 2024-03-25}, regionalisation: {attestation: 2024-03-01}}
"""
_DECISION = 'decision: {instance: Rencontre des membres, date: 2025-09-25, reference: "PV 2025-09-25, point 6"}'
_SUSPENSION = f"""  - date: 2025-10-01
    evenement: suspension
    motif: activites-incompatibles
    {_DECISION}
    jusqu_au: 2026-03-31
"""
_SOURCES = "sources:\n  - {titre: Site de l'organisme}\n"

_LISTE: tuple[Regle, ...] = (
    # What keeps a file from being read.
    Regle(
        "fichier-illisible",
        N_("Chaque fichier du registre peut être lu"),
        N_("Un fichier que rien ne peut ouvrir n'est pas vérifié : rien ne dit qu'il est juste."),
        N_("Vérifiez les droits d'accès au fichier et l'état du disque."),
        "# un fichier sans droit de lecture\n",
    ),
    Regle(
        "fichier-type",
        N_("Une fiche est un fichier ordinaire"),
        N_("Un lien ou un dossier peut cacher autre chose que ce qui est relu dans une proposition."),
        N_("Remplacez-le par un fichier ordinaire, ou retirez-le."),
        "# data/organismes/accueil-exemple.yaml -> ../../ailleurs.yaml\n",
    ),
    Regle(
        "fichier-inattendu",
        N_("Le dossier des fiches ne contient que des fiches"),
        N_("Une fiche mal nommée (.yml, .YAML, dans un sous-dossier) ne serait comptée nulle part."),
        N_("Nommez la fiche <id>.yaml, ou retirez le fichier."),
        "# data/organismes/accueil-exemple.yml\n",
    ),
    Regle(
        "fichier-taille",
        N_("Une fiche tient dans 1 Mio"),
        N_("Une fiche de cette taille n'est pas un historique : c'est une erreur, ou une attaque."),
        N_("Reprenez la fiche telle qu'elle était."),
        "# une fiche de plus de 1 048 576 octets\n",
    ),
    Regle(
        "fichier-vide",
        N_("Une fiche dit quelque chose"),
        N_("Un fichier vide ne dit ni qui, ni quand."),
        N_("Reprenez la fiche telle qu'elle était, ou retirez le fichier s'il n'a jamais été envoyé."),
        "# rien d'autre que ce commentaire\n",
    ),
    Regle(
        "encodage",
        N_("Les fichiers sont en UTF-8"),
        N_("Dans un autre encodage, les accents des noms se perdent d'un ordinateur à l'autre."),
        N_("Enregistrez le fichier en UTF-8."),
        "# en Windows-1252, é est l'octet E9\nnom: Comit\\xe9 d'accueil Exemple\n",
    ),
    Regle(
        "bom",
        N_("Un fichier ne commence pas par une marque d'encodage"),
        N_("Cette marque invisible (BOM), ajoutée par certains éditeurs, fait différer deux fichiers pareils."),
        N_("Enregistrez le fichier en « UTF-8 », et non en « UTF-8 avec BOM » ou en « UTF-16 »."),
        "# les octets EF BB BF, puis :\nid: accueil-exemple\n",
    ),
    Regle(
        "fin-de-ligne",
        N_("Les lignes finissent par un simple saut de ligne (LF)"),
        N_("Des fins de ligne de Windows (CRLF) feraient voir toute la fiche comme modifiée."),
        N_("Dans l'éditeur, choisissez LF au lieu de CRLF (en bas de la fenêtre de VS Code), puis enregistrez; "
           ".gitattributes s'en charge pour la suite."),
        "# chaque ligne finit par \\r\\n, et non par \\n\nid: accueil-exemple\n",
    ),
    Regle(
        "caractere-interdit",
        N_("Aucun caractère invisible dans une fiche"),
        N_("Une tabulation, un caractère de commande ou de sens d'écriture peut cacher ou inverser ce qui se lit."),
        N_("Retirez le caractère, ou mettez un espace à sa place."),
        'nom: "Accueil \\u202eelpmexE"\n',
    ),
    Regle(
        "conflit",
        N_("Une fiche ne contient pas deux versions mêlées"),
        N_("Ces marques viennent de deux modifications simultanées que Git n'a pas su réunir."),
        N_("Gardez une des deux versions (ou les deux faits, dans l'ordre de leurs dates), et retirez les marques."),
        "<<<<<<< HEAD\nville: Shawinigan\n=======\nville: Trois-Rivières\n>>>>>>> proposition\n",
    ),
    Regle(
        "yaml-syntaxe",
        N_("Une fiche est du YAML lisible"),
        N_("Ce qui ne se lit pas ne peut pas être vérifié."),
        N_("Corrigez la ligne indiquée; un éditeur qui connaît le YAML la souligne."),
        "nom: Accueil: Exemple\n",
    ),
    Regle(
        "yaml-cle-double",
        N_("Un champ n'est écrit qu'une fois"),
        N_("De deux valeurs, la plupart des programmes prennent la dernière sans le dire."),
        N_("Gardez une seule des deux lignes."),
        _FICHE + "ville: Shawinigan\nville: Trois-Rivières\n",
    ),
    Regle(
        "yaml-alias",
        N_("Ni ancre (&) ni renvoi (*)"),
        N_("Un renvoi cache au lecteur la valeur qu'il répète, et peut la multiplier sans fin."),
        N_("Écrivez la valeur en toutes lettres; entre guillemets droits si elle commence par & ou *."),
        "nom: &n Accueil Exemple\nville: *n\n",
    ),
    Regle(
        "yaml-etiquette",
        N_("Aucune étiquette (!)"),
        N_("Une étiquette change le sens d'une valeur sans que le lecteur le voie."),
        N_("Retirez l'étiquette; mettez la valeur entre guillemets droits si elle commence par un point d'exclamation."),
        "nom: !!binary QWNjdWVpbA==\n",
    ),
    Regle(
        "yaml-documents",
        N_("Une fiche est un seul document"),
        N_("Ce qui suit une ligne de trois tirets serait ignoré par bien des programmes."),
        N_("Retirez la ligne de trois tirets et ce qui la suit."),
        _FICHE + "---\nid: autre-exemple\n",
    ),
    Regle(
        "yaml-profondeur",
        N_("Pas plus de 32 niveaux imbriqués"),
        N_("Aucune fiche n'en demande autant : c'est une erreur, ou une attaque."),
        N_("Reprenez la fiche telle qu'elle était."),
        "nom: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
    ),
    Regle(
        "yaml-cle",
        N_("Une clé est le nom d'un champ"),
        N_("Une clé qui est un nombre, une liste ou rien du tout ne nomme aucun champ."),
        N_("Écrivez le nom du champ avant le deux-points."),
        "? [nom, ville]\n: Accueil Exemple\n",
    ),
    # What the schemas ask.
    Regle(
        "champ-manquant",
        N_("Les champs requis sont là"),
        N_("Sans eux, la fiche ne dit pas de quel organisme ou de quel fait il s'agit."),
        N_("Ajoutez le champ; docs/donnees.md dit ce qu'il contient."),
        'id: accueil-exemple\nregion: "04"\n' + _SOURCES,
    ),
    Regle(
        "champ-inconnu",
        N_("Chaque champ est connu, et à sa place"),
        N_("Un champ mal nommé n'est lu par personne : ce qu'il dit serait perdu."),
        N_("Corrigez le nom du champ, ou retirez-le; docs/donnees.md les énumère."),
        _FICHE + "vile: Shawinigan\n" + _SOURCES,
    ),
    Regle(
        "valeur-type",
        N_("Chaque valeur est du genre attendu"),
        N_("Sans guillemets, 04 est un nombre, et le zéro se perd."),
        N_("Mettez entre guillemets droits ce qui est un texte fait de chiffres."),
        "id: accueil-exemple\nnom: Accueil Exemple\nregion: 04\n" + _SOURCES,
    ),
    Regle(
        "valeur-permise",
        N_("Un choix est un de ceux qui existent"),
        N_("Une catégorie inventée ne serait comptée nulle part."),
        N_("Prenez un des choix donnés."),
        _FICHE + "milieux: [urbin]\n" + _SOURCES,
    ),
    Regle(
        "valeur-forme",
        N_("Chaque valeur a la forme attendue"),
        N_("Une date, un NEQ ou une adresse mal formés ne peuvent être ni comparés, ni retrouvés."),
        N_("Suivez la forme donnée."),
        _FICHE + 'neq: "123"\n' + _SOURCES,
    ),
    Regle(
        "valeur-longueur",
        N_("Aucune valeur n'est vide ou démesurée"),
        N_("Un champ vide ne dit rien; un champ démesuré n'est plus lisible."),
        N_("Donnez une valeur, raccourcissez-la, ou retirez le champ."),
        _FICHE + 'ville: ""\n' + _SOURCES,
    ),
    Regle(
        "valeur-double",
        N_("Une liste ne répète pas une valeur"),
        N_("Une valeur répétée serait comptée deux fois."),
        N_("Retirez la répétition."),
        _FICHE + "milieux: [rural, rural]\n" + _SOURCES,
    ),
    # What no schema can say.
    Regle(
        "registre-absent",
        N_("Le registre dit de quel réseau il est"),
        N_("Sans data/registre.yaml, le nom du réseau et ses seuils sont ceux par défaut."),
        N_("Ajoutez data/registre.yaml; docs/donnees.md en donne un exemple."),
        "# un registre sans data/registre.yaml\n",
        Gravite.AVERTISSEMENT,
    ),
    Regle(
        "id-fichier",
        N_("L'id est le nom de la fiche"),
        N_("C'est par lui que tout le reste désigne l'organisme; il ne change jamais."),
        N_(
            "Rendez à la fiche son nom, ou à l'id sa valeur. Si c'est une copie que le dossier partagé (OneDrive, "
            "Dropbox…) a laissée, elle ne compte nulle part : comparez-la à la vraie, puis effacez ce fichier."
        ),
        "# carrefour-exemple.yaml\n" + _FICHE + _SOURCES,
    ),
    Regle(
        "id-windows",
        N_("Une fiche peut porter son nom sous Windows"),
        N_("Windows garde quelques noms pour ses appareils (con, aux, nul, com1…) : une seule fiche ainsi nommée, et un "
           "ordinateur sous Windows ne peut plus recevoir le registre."),
        N_("Tant que la fiche n'a pas été envoyée, reprenez-la sous un autre nom : aux-organisme plutôt que aux."),
        "# aux.yaml\nid: aux\nnom: Accueil Exemple\nregion: \"04\"\n" + _SOURCES,
        Gravite.AVERTISSEMENT,
    ),
    Regle(
        "parcours",
        N_("Chaque fait peut suivre celui d'avant"),
        N_("On ne suspend qu'un membre, on n'admet qu'un candidat : docs/parcours.md donne le tableau complet."),
        N_("Ajoutez le fait qui manque, ou retirez celui qui n'a pas eu lieu."),
        _HISTORIQUE
        + "  - date: 2024-03-04\n    evenement: demande\n"
        + _SUSPENSION,
    ),
    Regle(
        "ordre",
        N_("Les faits sont dans l'ordre du temps"),
        N_("L'historique se lit de haut en bas; deux faits peuvent avoir la même date, jamais reculer."),
        N_("Corrigez la date qui est fausse."),
        _HISTORIQUE
        + "  - date: 2024-03-04\n    evenement: demande\n  - date: 2024-02-01\n    evenement: retrait\n",
    ),
    Regle(
        "date-a-venir",
        N_("Rien n'est daté de l'avenir sans annonce"),
        N_("Un registre consigne des faits : un fait à venir demande une annonce, une décision ou une source déjà là."),
        N_("Corrigez la date, ou ajoutez ce qui l'annonce : le jour où il a été reçu, une décision ou une source."),
        _HISTORIQUE + "  - date: 2099-03-04\n    evenement: demande\n",
    ),
    Regle(
        "reprise",
        N_("Une reprise est datée du premier jour de sa période"),
        N_("« Depuis 2019 » s'écrit 2019-01-01 avec la précision « annee » : une autre date en dirait plus que la source."),
        N_("Écrivez le premier jour de l'année ou du mois, ou la précision « jour »."),
        _HISTORIQUE
        + "  - date: 2019-05-12\n    evenement: reprise\n    etat: membre\n    date_precision: annee\n"
        "    source: [{titre: Rapport annuel 2019, atteste_le: 2020-03-31}]\n",
    ),
    Regle(
        "fin-avant-debut",
        N_("Une fin vient après son début"),
        N_("Une date de fin est le dernier jour, inclusivement."),
        N_("Corrigez la date qui est fausse."),
        _FICHE
        + "attestations:\n  - {critere: tcri, reponse: oui, verifie_le: 2024-03-25, valide_jusqu_au: 2023-03-31, "
        "source: Courriel de la TCRI}\n" + _SOURCES,
    ),
    Regle(
        "formulaire",
        N_("Le formulaire est signé, puis reçu, puis l'organisme est admis"),
        N_("L'admission suppose le formulaire en main."),
        N_("Corrigez la date qui est fausse."),
        _FICHE
        + _MEMBRE
        + _ADHESION.replace("{recu_le: 2024-04-02}", "{recu_le: 2024-05-02}"),
    ),
    Regle(
        "preuves",
        N_("Les preuves d'une admission existent et couvrent son jour"),
        N_("Les deux critères s'appuient sur les preuves consignées avec l'admission, et sur elles seules."),
        N_("Nommez l'attestation qui a servi, par sa date."),
        _FICHE
        + _MEMBRE
        + _ADHESION.replace("{attestation: 2024-03-25}", "{attestation: 2023-03-25}"),
    ),
    Regle(
        "levee",
        N_("Une suspension est levée par une décision, ou à son terme"),
        N_("Avant son terme, seul le réseau peut lever une suspension."),
        N_("Ajoutez la décision, ou corrigez la date."),
        _FICHE + _MEMBRE + _ADHESION + _SUSPENSION + "  - date: 2026-01-15\n    evenement: levee\n",
    ),
    Regle(
        "mrc-region",
        N_("Les MRC sont dans les régions du mandat"),
        N_("Une MRC hors de la région du siège demande que le mandat nomme sa région."),
        N_("Corrigez la MRC, ou ajoutez sa région à celles du mandat."),
        _FICHE + "territoire:\n  portee: mrc\n  mrc: [Lévis]\n" + _SOURCES,
    ),
    Regle(
        "donnees-personnelles",
        N_("Aucun renseignement personnel"),
        N_("Une adresse de courriel, un téléphone ou un numéro d'assurance sociale hors de son champ désigne une personne, "
           "et ce qui entre dans Git n'en sort plus."),
        N_("Retirez-le; nommez une fonction, jamais une personne."),
        _HISTORIQUE
        + "  - date: 2024-03-04\n    evenement: demande\n    note: reçue de prenom.nom@example.org\n",
    ),
    Regle(
        "personne-possible",
        N_("Aucun nom de personne"),
        N_("Ce texte ressemble au nom d'une personne; une personne du réseau doit en juger."),
        N_("Nommez une fonction : Direction générale, Coordination, Présidence."),
        _HISTORIQUE + "  - date: 2024-03-04\n    evenement: demande\n    note: reçue de Mme Exemple\n",
        Gravite.AVERTISSEMENT,
    ),
    Regle(
        "neq-unique",
        N_("Un NEQ ne désigne qu'un organisme"),
        N_("Deux fiches pour une même entreprise feraient compter deux membres."),
        N_(
            "Corrigez le NEQ, ou laissez-le vide : une fédération et ses sections n'en ont qu'un, et une seule fiche le "
            "porte. Le même organisme, consigné deux fois : roriq doublon"
        ),
        "# dans deux fiches\nneq: \"1145678901\"\n",
    ),
    Regle(
        "tcri-unique",
        N_("Une clé de la TCRI ne désigne qu'un organisme"),
        N_("Une même ligne de la liste de la TCRI ne peut pas répondre pour deux organismes."),
        N_("Corrigez la clé de l'une des deux fiches."),
        "# dans deux fiches\ntcri: AE-04\n",
    ),
    Regle(
        "nom-unique",
        N_("Un nom ne désigne qu'un organisme"),
        N_("Accents et majuscules ne distinguent pas deux noms; un nom antérieur compte aussi."),
        N_("Corrigez le nom. Si c'est le même organisme, consigné deux fois : roriq doublon"),
        "# accueil-exemple.yaml\nnom: Accueil Exemple\n# carrefour-exemple.yaml\nnom: ACCUEIL EXEMPLE\n",
    ),
    Regle(
        "renvoi-inconnu",
        N_("La fiche qu'une autre nomme est au registre"),
        N_("Une relève ou un doublon mène le lecteur à une autre fiche : il faut qu'elle y soit, et qu'elle soit une autre."),
        N_("Nommez la fiche par son id, ou corrigez ce qui la nomme."),
        "# accueil-exemple.yaml\ndoublon: {de: fiche-absente, date: 2026-11-02, raison: Ajouté deux fois}\n",
    ),
    Regle(
        "doublon-boucle",
        N_("Un doublon mène à une fiche qui n'en est pas un"),
        N_("Deux fiches qui se renvoient l'une à l'autre feraient disparaître l'organisme."),
        N_("Gardez l'une des deux : corriger ID --doublon \"\" lui rend sa place."),
        "# accueil-exemple.yaml\ndoublon: {de: accueil-exemple-2, date: 2026-11-02, raison: Ajouté deux fois}\n"
        "# accueil-exemple-2.yaml\ndoublon: {de: accueil-exemple, date: 2026-11-02, raison: Ajouté deux fois}\n",
    ),
    Regle(
        "nom-proche",
        N_("Deux noms presque pareils sont peut-être le même organisme"),
        N_("Une lettre de différence est souvent une faute de frappe; une personne doit en juger."),
        N_("Si c'est le même organisme, dites que l'une est le doublon de l'autre (roriq doublon); sinon, rien à faire."),
        "# accueil-exemple.yaml\nnom: Carrefour Exemple de Thetford\n"
        "# carrefour-exemple.yaml\nnom: Carrefour Exemple de Tethford\n",
        Gravite.AVERTISSEMENT,
    ),
    Regle(
        "liste-nom",
        N_("Une liste de la TCRI porte le nom de son jour"),
        N_("Une admission nomme la liste dont elle s'est servie : ce nom dit le jour où la TCRI l'a établie."),
        N_("Nommez le fichier tcri-AAAA-MM-JJ.yaml, du jour où la liste est établie."),
        "# data/tcri/tcri-2024-05-01.yaml\netabli_le: 2024-04-01\n",
    ),
    Regle(
        "liste-cle",
        N_("Dans une liste de la TCRI, une clé ne désigne qu'une ligne"),
        N_("Deux lignes d'une même clé pourraient répondre deux choses pour le même organisme."),
        N_("Reprenez la liste reçue, et importez-la de nouveau."),
        "membres:\n  - {cle: AE-04, nom: Accueil Exemple, statut: en-regle}\n"
        "  - {cle: AE-04, nom: Relais Exemple, statut: radie}\n",
    ),
    Regle(
        "chiffre-total",
        N_("Un chiffre publié est la somme de ses parties"),
        N_("Le total recopié d'une page doit être celui de Montréal et des autres régions, s'ils sont donnés."),
        N_("Vérifiez les trois nombres sur la page."),
        'chiffres:\n  - {date: "2016", precision: annee, total: 27, montreal: 4, hors_montreal: 22, source: {titre: Page}}\n',
    ),
)  # fmt: skip

# Those that one state of the register can break, then those of a change.
REGLES_D_ETAT: dict[str, Regle] = {regle.code: regle for regle in _LISTE}
REGLES: dict[str, Regle] = REGLES_D_ETAT | REGLES_DE_REVUE
