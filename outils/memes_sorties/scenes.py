"""The commands that are played, by theme. A line is a command as a person types it; {a,b} makes two of it."""

from outils.memes_sorties import registres
from outils.memes_sorties.etapes import (
    Dans,
    Ecrire,
    Effacer,
    Remplacer,
    Scene,
    chacune,
    git,
    lectures,
    scene,
    terminal,
)

X = "accueil-exemple"
FICHE = f"data/organismes/{X}.yaml"
DECISION = "--instance 'Rencontre des membres' --decision-le 2026-05-20 --reference 'PV 2026-05-20, point 6'"
RAISON = "--raison 'La date était mal lue'"
COMMANDES = (
    "init,demo,suivi,ajouter,etablir,demander,attester,admettre,refuser,suspendre,prolonger,lever,retirer,expulser,"
    "fermer,modifier,renommer,importer,annuler,corriger,consigner,synchroniser,tcri,tcri importer,tcri rapprocher,"
    "lister,afficher,journal,rapport,concilier,admissibilite,echeances,exporter,valider,revue,regle"
)
ALIAS = (
    "init,demo,status,add,establish,apply,attest,admit,refuse,suspend,extend,reinstate,withdraw,expel,close,edit,rename,"
    "import,undo,correct,record,sync,tcri,tcri import,tcri match,list,show,log,report,reconcile,eligibility,deadlines,"
    "export,validate,review,rule"
)

AIDE = lectures(
    "aide",
    f"""
    --help
    -h
    --version
    {{{COMMANDES}}} --help
    COLUMNS=60 {{corriger,ajouter,lister,revue}} --help
    --completion {{bash,zsh,fish,powershell,tcsh}}
    -
    lister
    valider
    regle
    regle --format json
    regle {{parcours,ordre,zzz}}
    regle parcours --format json
    regle --sortie LIEU/sorties/regles.txt
    """,
    depart="rien",
)

ALIAS_ANGLAIS = lectures("aide, noms anglais", f"{{{ALIAS}}} --help", depart="rien")._replace(langues=("en",))
MAL_TAPEES = lectures(
    "mal tapées",
    """
    {inconnue,--inconnue,-x,-R,--version=oui,listr,supprimer,radier,réactiver,reactiver,suspendr,tcri zzz}
    lister {--inconnue,--eta membre,--au,--au --etat,--au hier,--etat zzz,--format xml,de trop,trop}
    lister {--au 04/05/2026,--au 2026-02-30,--au 1850-01-01,--region 99,--a-faire zzz,--revision HEAD --su-le 2026-11-21}
    exporter
    exporter --format csv --quoi zzz
    {retirer accueil-exemple --essai=oui,retirer accueil-exemple --motif zzz,suspendre --oui --motif}
    ajouter --region 99 --nom x
    admissibilite --etat zzz
    admissibilite accueil-exemple --etat membre
    {echeances --jours soixante,echeances --jours,echeances --jours -1,echeances trop,regle zzz,init a b}
    RORIQ_AUJOURDHUI=hier lister
    RORIQ_AUJOURDHUI=1850-01-01 valider
    RORIQ_LANGUE=zz lister --inconnue
    -R LIEU/absent lister
    -R LIEU/maison {lister,valider,retirer x}
    RORIQ_REGISTRE=LIEU/absent lister
    RORIQ_REGISTRE=LIEU/registre lister
    {afficher,journal,afficher inconnu,journal inconnu,afficher exemple,afficher Exemple,afficher accueil}
    {lister,journal,rapport,valider,exporter --format csv} --revision {inconnue,--option,HEAD:data}
    lister --su-le 2020-01-01
    revue {inconnue,--accepter zzz,HEAD inconnue,HEAD HEAD trop}
    valider absent.yaml
    lister --sortie LIEU/absent/x.txt
    exporter --format xlsx
    rapport --du 2026-01-01 --au 2025-01-01
    rapport --phrase --format json
    """,
    depart="petit",
)

_QUAND = "{, --au 2016-07-01, --su-le 2016-07-01, --revision HEAD~40, --au 2022-07-01 --su-le 2022-07-01}"
LECTURES = lectures(
    "lectures",
    f"""
    -
    suivi
    lister{_QUAND}
    lister --etat {{repertorie,candidat,membre,suspendu,refuse,retire,expulse,ferme}}
    lister --etat membre --etat suspendu --region {{04,Montréal,bas-saint-laurent}}
    lister {{--sans-date,--a-faire sans-ville,--a-faire sans-neq,--a-faire critere-perdu,--a-faire suspension-echue}}
    lister --a-faire {{membre-tcri,candidat-admissible,candidat-a-verifier,critere-non-rempli,echeance,a-reattester}}
    afficher {{relais-cote-nord,cercle-temiscouata,passage-yamaska}}{_QUAND}
    afficher {{accueil-montreal,relais-beauce,halte-bois-francs,quai-matanie,ancrage,passerelle,pont-outaouais,vitrine}}
    afficher {{SAE,AEM,'Accueil Exemple de Montréal',Peo,montreal,'accueil exemple'}}
    journal
    journal {{relais-cote-nord,cercle-temiscouata,pont-outaouais,accueil-matapedia}}
    journal {{--su-le 2016-07-01,--revision HEAD~40,relais-cote-nord --su-le 2016-07-01}}
    rapport{_QUAND} --format {{texte,markdown,html}}
    rapport --du {{2014-03-03,2015-01-01,2022-01-01}} --au 2022-12-31 --format {{texte,markdown}}
    rapport --phrase{_QUAND}
    rapport --format html --sortie LIEU/sorties/rapport.html
    rapport --au {{2013-01-01,2014-03-03,2027-12-31}}
    concilier --format {{texte,markdown}}
    admissibilite{_QUAND} --format {{texte,markdown}}
    admissibilite --etat {{candidat,membre,suspendu}}
    admissibilite {{quai-matanie,balise-jamesie,accueil-montreal relais-beauce}}
    echeances{{, --jours 0, --jours 30, --jours 365}}
    RORIQ_AUJOURDHUI=2027-04-02 {{suivi,echeances,rapport,valider}}
    exporter --format csv --quoi {{organismes,evenements}}
    exporter --format xlsx --quoi {{organismes,evenements}} --sortie LIEU/sorties/tableau.xlsx
    valider{_QUAND}
    {{lister,journal,afficher boreal}} --sortie LIEU/sorties/lecture.txt
    NO_COLOR= FORCE_COLOR=1 {{suivi,lister,afficher boreal,journal boreal,rapport,concilier,admissibilite,echeances}}
    COLUMNS=60 {{suivi,lister,afficher boreal,rapport,concilier,admissibilite,echeances}}
    revue {{HEAD~1 HEAD,HEAD~5 HEAD,HEAD~30 HEAD~20,HEAD,HEAD~1}} --format {{texte,markdown}}
    """,
)
# What programs read is the same in both languages, and so is what an odd screen does: once is enough.
DONNEES = lectures(
    "données",
    f"""
    RORIQ_AUJOURDHUI={{2026-09-01,2027-03-15,2030-01-01}} {{suivi,echeances,rapport,valider}}
    PYTHONIOENCODING={{cp1252,ascii}} {{suivi,lister,afficher passerelle,journal boreal,rapport}}
    {{suivi,concilier,echeances,valider,journal,journal relais-cote-nord}} --format json
    {{lister,rapport,admissibilite}}{_QUAND} --format json
    lister --etat suspendu --format json
    afficher {{accueil-montreal,relais-beauce,halte-bois-francs,quai-matanie,ancrage,passerelle}} --format json
    afficher boreal{_QUAND} --format json
    rapport --du {{2014-03-03,2015-01-01,2022-01-01}} --au 2022-12-31 --format json
    admissibilite {{quai-matanie,balise-jamesie,accueil-montreal relais-beauce}} --format json
    exporter --format {{csv,json}} --quoi {{organismes,evenements}}{_QUAND}
    exporter --format xlsx{_QUAND} --sortie LIEU/sorties/tableau.xlsx
    exporter --format {{csv,json}} --sortie LIEU/sorties/tableau
    valider --format github
    valider data/organismes/{{accueil-montreal,boreal}}.yaml --format {{texte,json}}
    revue {{HEAD~1 HEAD,HEAD~30 HEAD~20,HEAD,HEAD~1}} --format {{json,github}}
    """,
)._replace(langues=("fr",))
DONNEES_EN = lectures(
    "données",
    "{suivi,lister,rapport,concilier,echeances,valider,journal,admissibilite,afficher boreal,revue HEAD~1} --format json",
)._replace(langues=("en",))
COMPLETION = lectures(
    "complétion",
    """
    _RORIQ_COMPLETE=complete_{zsh,fish,powershell} _TYPER_COMPLETE_ARGS='roriq ' _TYPER_COMPLETE_FISH_ACTION=get-args
    _RORIQ_COMPLETE=complete_zsh _TYPER_COMPLETE_ARGS='roriq {sus,suspendre acc,lister --etat,lister --region }'
    _RORIQ_COMPLETE=complete_bash COMP_CWORD=1 COMP_WORDS='roriq {,a,tc,li}'
    _RORIQ_COMPLETE=complete_bash COMP_CWORD=2 COMP_WORDS='roriq {afficher accueil-,suspendre ,tcri im,regle par,lister --}'
    _RORIQ_COMPLETE=complete_bash COMP_CWORD=3 COMP_WORDS='roriq {lister --etat ,lister --a-faire ,suspendre x --mo,exporter --format }'
    """,
)

# Writing: each command finds the small register as it is.
_ACTES = f"""
    ajouter --nom 'Phare Exemple' --region 05 --regionalisation 'Formulaire, section 3'
    ajouter --nom 'Phare Exemple' --region 05 --deja membre --source-titre 'Page Exemple' --depuis 2019
    etablir organisme-repertorie --etat membre --source-titre 'Page Exemple'
    demander organisme-retire
    demander organisme-expulse {DECISION}
    attester {X} --critere tcri --source 'Courriel de la TCRI' --valide-jusqu-au 2027-03-31
    admettre relais-exemple --recu-le 2026-11-20 --signe-le 2026-11-18 --signataire 'Direction générale'
    refuser tandem-exemple --motif tcri
    suspendre {X} --motif conduite-nuisible {DECISION}
    suspendre {X} --motif activites-incompatibles {DECISION} --jusqu-au 2027-01-31 --date 2026-12-01
    prolonger halte-exemple --jusqu-au 2027-01-31 {DECISION}
    lever halte-exemple --au-terme
    lever escale-exemple {DECISION}
    retirer {X} --motif participation-inutile --note 'La lettre est au dossier'
    retirer {X} --date 2027-01-31 --recu-le 2026-11-20
    expulser escale-exemple --motif conduite-nuisible {DECISION}
    fermer {X} --source-titre 'Avis aux partenaires' --atteste-le 2026-11-20
    modifier {X} --ville Magog --telephone '' --milieu urbain
    modifier carrefour-exemple --region 05 --depuis 2026-07-01
    renommer {X} --nom 'Accueil Nouveau' --sigle AN --depuis 2026-07-01
    concilier --ajouter --total 4 --regions 3 --montreal-compris --source-titre 'Page Exemple' --date 2026
    """


def _avec(texte: str, option: str) -> str:
    return "\n".join(f"{ligne}{option}" for ligne in texte.splitlines() if ligne.strip())


ACTES = chacune("actes", _ACTES, depart="petit")
ESSAIS = chacune("actes à l'essai", _avec(_ACTES, " --essai"), depart="petit")
PROPOSES = chacune("actes proposés", _avec(_ACTES, " --proposer"), depart="partage")._replace(langues=("fr",))
SALE = chacune(
    "actes dans un dossier en désordre",
    _ACTES,
    depart="petit",
    avant=(
        Ecrire("notes.txt", "à moi\n"),
        git("add notes.txt"),
        Ecrire("brouillon.txt", "rien\n"),
        Remplacer(FICHE, "ville: Shawinigan", "ville: Sherbrooke"),
        Ecrire("data/organismes/casse.yaml", "id: [\n"),
    ),
)._replace(langues=("fr",))
ACTES_DU_DEMO = chacune(
    "actes du réseau fictif",
    f"""
    admettre quai-matanie --signe-le 2026-11-01
    admettre balise-jamesie --signe-le 2026-11-01
    lever relais-beauce --au-terme
    retirer halte-bois-francs
    annuler {{,--essai,--oui}}
    annuler {{boreal --oui,halte-bois-francs --oui,accueil-montreal --oui}}
    demander cercle-temiscouata
    refuser cercle-temiscouata --motif tcri
    attester SAE --critere tcri --source Courriel
    suspendre PEO --motif conduite-nuisible {DECISION}
    expulser 'Deux-Rives Exemple de l'"'"'Outaouais' --motif activites-nuisibles {DECISION} --essai
    tcri rapprocher {{,--essai,--oui,--inconnus}}
    corriger relais-cote-nord --evenement retrait --date 2016-05-31 {RAISON}
    """,
)
REFUS = chacune(
    "refus",
    f"""
    ajouter --nom 'Accueil Exemple' --region 04
    ajouter --nom 'Accueil Exemples' --region 04
    ajouter --nom 'Phare Exemple' --region 04 --id {{{X},CON,'Phare Exemple'}}
    ajouter --nom 'Phare Exemple' --region 04 --neq {{12,1145678901}}
    ajouter --nom 'Phare Exemple' --region 04 --date {{2027-01-01,2031-01-01}}
    ajouter --nom 'Phare Exemple' --region 04 --courriel {{'a b',prenom.nom@example.org}}
    ajouter --nom 'Phare Exemple' --region 04 --deja {{membre,repertorie,zzz}}
    ajouter --nom 'Phare Exemple' --region 04 --mrc {{Mékinac,Atlantide}}
    ajouter --nom 'Organisme retire' --region 05
    {{ajouter,etablir,demander,attester,admettre,refuser,suspendre,prolonger,lever,retirer,expulser,fermer,modifier}}
    {{renommer,annuler,corriger,consigner,importer,tcri importer,concilier --ajouter,synchroniser}}
    {{etablir,demander,admettre,refuser,prolonger,lever,fermer,modifier,renommer,suspendre,expulser}} {X}
    {{etablir,demander,admettre,refuser --motif tcri,lever --au-terme,retirer}} organisme-ferme
    {{demander,retirer,admettre --signe-le 2026-11-01}} organisme-{{membre,candidat,suspendu,refuse,retire,expulse,repertorie}}
    suspendre {{organisme-retire,relais-exemple,escale-exemple}} --motif conduite-nuisible {DECISION}
    suspendre {X} --motif conduite-nuisible --instance Rencontre
    suspendre {X} --motif conduite-nuisible {DECISION} --jusqu-au 2026-01-01
    suspendre {X} --motif conduite-nuisible {DECISION} --date 2020-01-01
    suspendre {X} --motif conduite-nuisible {DECISION} --note 'Appeler le 819-555-0100'
    lever escale-exemple --au-terme
    lever halte-exemple --au-terme {DECISION}
    prolonger {{escale-exemple,halte-exemple}} --jusqu-au 2026-06-15 {DECISION}
    admettre tandem-exemple --signe-le 2026-11-01
    admettre relais-exemple --recu-le 2026-11-20 --signe-le 2026-11-21
    refuser relais-exemple --motif {{tcri,regionalisation}}
    attester {X} --critere tcri --source x --verifie-le 2027-01-01
    attester {X} --critere tcri --source x --valide-jusqu-au 2026-01-01
    modifier {X} {{--ville '',--region 05,--tcri HX,--neq 1,--site-web pas-une-adresse,--mrc Sherbrooke}}
    modifier {X} --ville Shawinigan
    renommer {X} --nom {{'Accueil Exemple','Relais Exemple',''}}
    {{retirer,modifier --ville Magog,afficher,journal}} {{Exemple,inconnu,acceuil-exemple}}
    retirer {X} --date {{'20 novembre 2026','20 nov. 2026',hier,03/04/2026,2026-13-01}}
    concilier --ajouter --total {{vingt,-1,0}} --source-titre Page
    concilier --ajouter --total 4 --montreal 3 --hors-montreal 3 --source-titre Page
    concilier --total 4
    """,
    depart="petit",
)
SUITES = scene(
    "vie d'un organisme",
    f"""
    ajouter --nom 'Phare Exemple' --sigle PHE --region 05 --ville Sherbrooke --mrc Sherbrooke --milieu urbain \\
        --financement mifi --profil accueil-mifi --regionalisation Formulaire --date 2026-01-15 --note 'Reçu par la poste'
    attester PHE --critere tcri --source 'Courriel de la TCRI' --verifie-le 2026-01-20 --valide-jusqu-au 2027-03-31
    admettre PHE --date 2026-02-01 --signe-le 2026-01-14
    annuler --essai
    annuler --oui
    annuler PHE --oui
    attester PHE --critere tcri --source 'Courriel de la TCRI' --verifie-le 2026-01-20 --valide-jusqu-au 2027-03-31
    admettre PHE --date 2026-02-01 --signe-le 2026-01-14 --recu-le 2026-01-31
    suspendre PHE --date 2026-06-01 --motif activites-nuisibles {DECISION}
    prolonger PHE --date 2026-06-02 --jusqu-au 2026-09-30 {DECISION}
    lever PHE --au-terme
    renommer PHE --nom 'Grand Phare Exemple'
    modifier PHE --region 04 --depuis 2026-11-21
    retirer PHE
    demander PHE
    {{afficher,journal,admissibilite}} phare-exemple
    {{suivi,lister,rapport,valider}}
    fermer PHE --source-titre Avis
    demander PHE
    {{afficher,journal}} phare-exemple --format json
    """,
    depart="petit",
)
_RECU = "LIEU/recus/membres"
_LISTE = "--etabli-le 2026-10-01 --valide-jusqu-au 2027-09-30"
IMPORTATIONS = chacune(
    "importer",
    f"""
    importer {_RECU}{{.csv,.xlsx,-1252.csv}} {{,--essai,--oui}}
    importer {_RECU}.csv --oui --atteste-le 2026-10-01 --colonne ville=Ville
    importer {_RECU}.csv --colonne {{zzz=Ville,ville,ville=Absente}}
    importer LIEU/recus/{{absent.csv,vide.csv,sans-titre.csv,faux.xlsx}} --oui
    importer LIEU/sorties/modele.{{xlsx,csv,txt}} --modele
    tcri importer LIEU/recus/tcri{{.csv,.xlsx,-1252.csv}} {_LISTE} {{,--essai,--oui}}
    tcri importer LIEU/recus/tcri.csv
    tcri importer LIEU/recus/tcri.csv {_LISTE} --source 'Liste reçue' --recu-le 2026-10-05 --oui
    tcri importer LIEU/recus/tcri.csv --etabli-le 2026-10-01 --valide-jusqu-au 2026-09-30 --oui
    tcri importer LIEU/recus/tcri.csv --etabli-le 2026-04-01 --valide-jusqu-au 2027-03-31 --oui
    tcri importer LIEU/recus/noms.csv {_LISTE} --statut {{en-regle,en-defaut}} {{,--oui}}
    tcri importer LIEU/recus/{{absent.csv,vide.csv,sans-titre.csv,faux.xlsx,noms.csv}} {_LISTE} --oui
    tcri rapprocher {{,--essai,--oui,--inconnus}}
    """,
    depart="petit",
)
CORRIGER = chacune(
    "corriger",
    f"""
    corriger {X} --evenement adhesion --recu-le 2024-04-01 --signe-le 2024-03-30 --signataire 'Direction générale' {RAISON}
    corriger {X} --evenement adhesion --preuve-tcri {{2024-03-25,2024-03-26,tcri-2026-04-01,tcri-2020-04-01,tcri-2020}} {RAISON}
    corriger {X} --evenement adhesion --preuve-regionalisation {{2024-03-04,2024-03-05}} {RAISON}
    corriger {X} --evenement {{adhesion,demande,suspension,zut}} --retirer {RAISON}
    corriger {X} --evenement adhesion --date {{2024-04-03,2024-01-01,2027-01-01,04/05/2026,''}} {RAISON}
    corriger {X} --attestation tcri {{--reponse non,--valide-jusqu-au '',--source 'Appel à la TCRI',--retirer}} {RAISON}
    corriger {X} --attestation tcri --verifie-le 2024-03-26 {RAISON}
    corriger {X} --attestation regionalisation --date 2024-03-05 {RAISON}
    corriger {X} --nom-anterieur 'comité EXEMPLE' {{--nom 'Comité Neuf' --sigle CN,--jusqu-au 2019-06-29,--retirer}} {RAISON}
    corriger {X} --nom-anterieur {{Inconnu,'Comité Exemple'}} --nom 'Relais exemple' {RAISON}
    corriger {X} --region-anterieure 05 {{--region Mauricie,--jusqu-au 2016-07-06,--retirer}} {RAISON}
    corriger {X} --region-anterieure 06 --retirer {RAISON}
    corriger escale-exemple --evenement suspension {{--date 2026-06-02,--jusqu-au 2026-12-31,--jusqu-au '',--retirer}} {RAISON}
    corriger escale-exemple --evenement suspension --motif {{activites-nuisibles,tcri,zut}} --note 'motif du PV' {RAISON}
    corriger escale-exemple --evenement suspension --decision-le '19 mai 2026' --reference 'PV 2026-05-19' {RAISON}
    corriger escale-exemple --evenement suspension --instance '' {RAISON}
    corriger escale-exemple --evenement suspension --rang {{0,1,2}} --retirer {RAISON}
    corriger escale-exemple --evenement suspension --du {{2026-06-01,2026-06-02}} --retirer {RAISON}
    corriger escale-exemple --evenement suspension --retirer{{, --raison ' ', --date 2026-06-02 --raison x}}
    corriger escale-exemple --evenement suspension {RAISON}
    corriger escale-exemple --evenement suspension --date 2026-06-02 {RAISON} {{--essai,--proposer,--oui}}
    corriger organisme-membre --evenement reprise {{--depuis 'avril 2018',--depuis '' --etat retire,--etat ferme}} {RAISON}
    corriger organisme-membre --evenement reprise --source-titre {{Bottin,''}} {RAISON}
    corriger organisme-membre --evenement reprise {{--source-url https://example.org/b,--atteste-le 2024-02-01}} {RAISON}
    corriger organisme-membre --evenement reprise --de-la-source {{'Le Journal',Autre}} --source-titre Bottin {RAISON}
    corriger relais-exemple --evenement demande {DECISION} {RAISON}
    corriger relais-exemple --evenement demande {{--note x,--recu-le 2024-03-01,--retirer}} {RAISON}
    corriger{{, {X}, {X} --retirer, {X} --du 2026-06-01 --retirer}} {RAISON}
    corriger {X} --evenement suspension --attestation tcri --retirer {RAISON}
    """,
    depart="petit",
)
CONSIGNER = [
    chacune(
        f"consigner {quoi}",
        f"""
        consigner {{,--essai,--oui}}
        consigner {X} {{,--essai,--oui}}
        {{suivi,valider,lister,afficher {X},revue}}
        annuler {{--fiche,{X} --fiche --oui,{X} --fiche --essai,--oui}}
        modifier {X} --ville Magog
        """,
        depart="petit",
        avant=avant,
    )._replace(langues=("fr", "en") if quoi in ("un profil", "un fait", "le passé") else ("fr",))
    for quoi, avant in (
        ("rien", ()),
        ("un profil", (Remplacer(FICHE, "ville: Shawinigan", "ville: Sherbrooke"),)),
        ("un fait", (Remplacer(FICHE, "2024-03-04}}\n", "2024-03-04}}\n  - {date: 2026-10-01, evenement: retrait}\n"),)),
        ("un fait illégal", (Remplacer(FICHE, "evenement: adhesion", "evenement: levee"),)),
        ("le passé", (Remplacer(FICHE, "date: 2024-04-02", "date: 2024-04-03"),)),
        ("l'illisible", (Ecrire(FICHE, "id: [\n"),)),
        ("un conflit", (Remplacer(FICHE, "ville: Shawinigan\n", "<<<<<<< HEAD\nville: A\n=======\nville: B\n>>>>>>> b\n"),)),
        ("une fiche effacée", (Effacer(FICHE),)),
        ("une fiche nouvelle", (Ecrire("data/organismes/organisme-temoin.yaml", registres.TEMOIN),)),
        ("deux fiches", (
            Remplacer(FICHE, "ville: Shawinigan", "ville: Sherbrooke"),
            Remplacer("data/organismes/relais-exemple.yaml", "evenement: demande\n", "evenement: demande\n    note: Reçu\n"),
        )),
        ("le reste", (
            Ecrire("data/registre.yaml", "nom: Autre réseau\n"), Ecrire("data/tcri/tcri-2025-04-01.yaml", "a: 1\n"),
            Ecrire("data/notes.txt", "x\n"),
        )),
    )
]  # fmt: skip

SYNCHRONISER = [
    scene("synchroniser sans endroit commun", "synchroniser", depart="petit"),
    scene(
        "synchroniser à deux",
        f"""
        synchroniser
        attester {X} --critere tcri --source 'Courriel de la TCRI'
        suivi
        synchroniser
        """,
        Dans("copie"),
        f"""
        modifier {X} --ville Magog
        retirer {X}
        {{suivi,synchroniser,journal,annuler --oui,synchroniser}}
        """,
        Dans("registre"),
        f"""
        {{synchroniser,suivi,annuler --oui}}
        afficher {X}
        """,
        depart="partage",
    ),
    scene(
        "synchroniser des faits qui s'excluent",
        """
        refuser tandem-exemple --motif tcri
        ajouter --nom 'Phare Exemple' --region 05 --neq 1145678901
        lever escale-exemple --instance Rencontre --decision-le 2026-11-20 --reference PV
        synchroniser
        """,
        Dans("copie"),
        """
        retirer tandem-exemple
        ajouter --nom 'Phare Exemple' --region 06
        ajouter --nom 'Vigie Exemple' --region 05 --neq 1145678901
        expulser escale-exemple --motif conduite-nuisible --instance Rencontre --decision-le 2026-11-20 --reference PV
        ajouter --nom 'Jetée Exemple' --region 05
        {synchroniser,journal,suivi,synchroniser,lister}
        """,
        Dans("registre"),
        "{synchroniser,lister,valider}",
        depart="partage",
    ),
    scene(
        "synchroniser une réunion en cours",
        f"modifier {X} --ville Magog",
        git("switch -q -c autre HEAD~1"),
        f"modifier {X} --ville Lévis",
        git("switch -q main"),
        git("merge --no-edit autre"),
        """
        {valider,suivi,lister,revue,consigner --oui,annuler --oui,synchroniser}
        valider --format {json,github}
        """,
        depart="partage",
    ),
    scene(
        "synchroniser deux faits d'un jour",
        f"suspendre {X} --motif conduite-nuisible {DECISION}",
        git("switch -q -c autre HEAD~1"),
        f"""
        attester {X} --critere regionalisation --source 'Site web'
        retirer {X} --date 2026-11-20
        """,
        git("switch -q main"),
        git("merge --no-edit autre"),
        "{valider,synchroniser,suivi}",
        depart="partage",
    ),
    scene(
        "synchroniser avec du non consigné",
        Remplacer(FICHE, "ville: Shawinigan", "ville: Sherbrooke"),
        "{synchroniser,consigner --oui,synchroniser}",
        git("remote set-url origin ../absent.git"),
        "synchroniser",
        git("checkout -q --detach"),
        "{synchroniser,suivi,retirer accueil-exemple}",
        depart="partage",
    ),
    chacune(
        "proposer puis relire",
        f"""
        retirer {X} --proposer
        {{revue main,revue origin/main HEAD,suivi,annuler --oui,synchroniser}}
        """,
        depart="partage",
        avant=(git("switch -q -c proposition/essai"), Remplacer(FICHE, "ville: Shawinigan", "ville: Magog"),
               git("commit -qam 'À la main'")),
    ),
]  # fmt: skip

COMMENCER = [
    chacune(
        "init et demo",
        """
        init
        init LIEU/registre/neuf --nom 'Réseau Exemple'
        init --nom 'Réseau Exemple' --signataire 'Coordination du réseau' --courriel info@example.org
        init --signataire 'Coordination' --courriel 'pas une adresse'
        init --github
        init --github --programme example/roriq@0123456789abcdef0123456789abcdef01234567
        init --github --programme {zzz,example/roriq@v1}
        init LIEU/maison
        demo LIEU/maison
        HOME=LIEU/absent init LIEU/registre/neuf
        HOME=LIEU/absent {init,demo} LIEU/registre/neuf --signataire 'Coordination du réseau'
        -
        """,
        depart="rien",
    ),
    chacune("demo", "demo LIEU/registre/demo", depart="rien")._replace(langues=("fr",)),
    chacune(
        "init dans un registre",
        """
        init
        init --github --programme example/roriq@0123456789abcdef0123456789abcdef01234567
        demo
        HOME=LIEU/absent retirer accueil-exemple
        """,
        depart="petit",
    ),
    scene(
        "un registre vide",
        """
        {-,suivi,lister,rapport,journal,concilier,admissibilite,echeances,valider,revue,tcri rapprocher,annuler}
        {lister,suivi,rapport,valider,concilier,revue} --format json
        exporter --format {csv,json}
        ajouter --nom 'Accueil Exemple' --region Mauricie
        {-,annuler --oui,suivi}
        """,
        depart="vide",
    ),
]
TERMINAL = chacune(
    "au terminal",
    terminal("suspendre", "7", "1", "zzz", "conduite-nuisible", "", "Rencontre des membres", "04/05/2026", "20 mai 2026",
             "PV 2026-05-20", "euh", "o"),
    terminal(f"suspendre {X} --motif conduite-nuisible {DECISION}", "n"),
    terminal(f"suspendre {X} --motif conduite-nuisible {DECISION}", "\x04"),
    terminal(f"suspendre {X} --motif conduite-nuisible {DECISION}", "o"),
    terminal("ajouter", "Phare Exemple", "Estrie", "o"),
    terminal("ajouter", "Accueil Exemples", "05", "o", "o"),
    terminal("admettre", "relais-exemple", "o", "o", "o"),
    terminal("admettre relais-exemple", "2026-11-18", "o"),
    terminal(f"retirer {X}", "o"),
    terminal("retirer", "Accueil Exemple", "o"),
    terminal("retirer Exemple", "1", "o"),
    terminal(f"fermer {X}", "Avis", "o"),
    terminal(f"renommer {X}", "Accueil Nouveau", "n"),
    terminal(f"modifier {X}", "ville", "Magog", "o"),
    terminal(f"modifier {X} --region 05", "2026-01-01", "o"),
    terminal("lever halte-exemple", "o", "o"),
    terminal("prolonger halte-exemple", "2027-01-31", "Rencontre", "2026-11-20", "PV", "o"),
    terminal(f"attester {X}", "tcri", "Courriel", "o", "o"),
    terminal("concilier --ajouter", "Le site", "vingt", "24", "13", "oui", "o"),
    terminal(f"importer {_RECU}.csv", "o", "o", "o"),
    terminal("tcri importer LIEU/recus/tcri.csv", "1er octobre 2026", "2027-09-30", "1", "1", "o", "o"),
    terminal("tcri rapprocher", "1", "o"),
    terminal("annuler", "o"),
    terminal("corriger", "o"),
    terminal("init LIEU/registre/neuf", "Coordination", "info@example.org", "o"),
    terminal("synchroniser", "o"),
    terminal("lister"),
    terminal("NO_COLOR= suivi"),
    terminal("NO_COLOR= rapport"),
    terminal("NO_COLOR= COLUMNS=60 lister"),
    terminal("NO_COLOR= lister --zzz"),
    depart="petit",
)  # fmt: skip


def propositions() -> list[Scene]:
    """The review of every proposal of the project's tests."""
    scenes = []
    for nom, accords in registres.propositions().items():
        options = "".join(f" --accepter '{accord}'" for accord in accords)
        une = lectures(
            f"proposition {nom}", f"revue avant apres{options} --format {{texte,markdown,json,github}}",
            depart=f"proposition:{nom}",
        )  # fmt: skip
        scenes += [
            une._replace(langues=("fr",)),
            lectures(
                f"proposition {nom}", f"revue avant apres{options} --format markdown",
                depart=f"proposition:{nom}",
            )._replace(langues=("en",)),
        ]  # fmt: skip
    return scenes


def exemples() -> list[Scene]:
    """The validation of every folder of examples."""
    return [
        lectures(f"exemple {nom}", f"{commandes}", depart=f"exemple:{nom}")._replace(langues=(langue,))
        for nom in registres.exemples()
        for langue, commandes in (("fr", "valider --format json"), ("en", "valider"))
    ]


def toutes() -> list[Scene]:
    """Everything that is played."""
    ecritures = [ACTES, ESSAIS, PROPOSES, SALE, ACTES_DU_DEMO, REFUS, SUITES, IMPORTATIONS, CORRIGER]
    suites = [*CONSIGNER, *SYNCHRONISER, *COMMENCER, TERMINAL]
    return [
        AIDE,
        ALIAS_ANGLAIS,
        MAL_TAPEES,
        LECTURES,
        DONNEES,
        DONNEES_EN,
        COMPLETION,
        *ecritures,
        *suites,
        *propositions(),
        *exemples(),
    ]
