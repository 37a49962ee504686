"""Git, in parts: how it is called, what is asked of it, its history, what recording needs; sharing is `partager`."""

from roriq_cli.registre.git.appel import (
    Citation as Citation,
    Echec as Echec,
    ce_qui_a_ete_dit as ce_qui_a_ete_dit,
    dossier_commun as dossier_commun,
    dossier_git as dossier_git,
    environnement as environnement,
    git as git,
    ligne as ligne,
    prefixe as prefixe,
)
from roriq_cli.registre.git.demander import (
    PAR_APPEL as PAR_APPEL,
    EntreeDArbre as EntreeDArbre,
    arbre as arbre,
    contenus as contenus,
    differences as differences,
    etat as etat,
    melees as melees,
    modifies as modifies,
    non_consignes as non_consignes,
    objets as objets,
    operation_en_cours as operation_en_cours,
    reunion_en_cours as reunion_en_cours,
)
from roriq_cli.registre.git.ecrire import (
    Signature as Signature,
    branche_libre as branche_libre,
    depot_autour as depot_autour,
    identite as identite,
    sans_identite as sans_identite,
    verifier_identite as verifier_identite,
)
from roriq_cli.registre.git.histoire import (
    Passage as Passage,
    Version as Version,
    ancetre_commun as ancetre_commun,
    branches as branches,
    commit as commit,
    commit_a as commit_a,
    commits as commits,
    effaces as effaces,
    non_reunies as non_reunies,
    tete as tete,
    tronque as tronque,
    versions as versions,
    vient_de as vient_de,
)
