"""The kinds of files that this subject has: the organisations, and what the register needs beside them."""

from roriq_cli.domaine.genres.genre import Cle, Genre
from roriq_cli.domaine.membres.modele import AJOUT_SEUL, ChiffresPublies, ListeTcri, Organisme, Reseau
from roriq_cli.i18n import N_

# The fields of an organisation's file, in words.
CHAMPS: dict[str, str] = {
    "id": N_("id"),
    "nom": N_("nom"),
    "sigle": N_("sigle"),
    "noms_anterieurs": N_("noms antérieurs"),
    "neq": N_("NEQ"),
    "region": N_("région"),
    "regions_anterieures": N_("régions antérieures"),
    "ville": N_("ville"),
    "territoire": N_("mandat"),
    "profils": N_("profils"),
    "milieux": N_("milieux"),
    "financement": N_("financement"),
    "courriel": N_("courriel"),
    "telephone": N_("téléphone"),
    "site_web": N_("site web"),
    "tcri": N_("clé à la TCRI"),
    "sources": N_("sources"),
    "doublon": N_("doublon de"),
    "attestations": N_("attestations"),
    "historique": N_("historique"),
}

ORGANISME = Genre(
    nom="organisme",
    lieu="data/organismes",
    classe=Organisme,
    conduite="membres.conduites:ORGANISME",
    cle=Cle("id", lambda o: o.id, "id-fichier", N_("La fiche se nomme {fichier}.yaml, mais son id est « {id} ».")),
    ajout_seul=AJOUT_SEUL,
    libres=(
        "id",  # the file's name holds it
        "nom", "sigle", "neq", "region", "ville", "territoire", "profils", "milieux", "financement", "courriel",
        "telephone", "site_web", "tcri", "sources",
    ),
    present=True,
    champ="organismes",
    trailer="Roriq-Organisme",
)  # fmt: skip

# A list is kept as it was received: nothing of it is free, nor grows.
LISTE_TCRI = Genre(
    nom="liste_tcri",
    lieu="data/tcri",
    classe=ListeTcri,
    conduite="membres.conduites:LISTE_TCRI",
    cle=Cle(
        "etabli_le", lambda liste: liste.id, "liste-nom",
        N_("La liste du {le} se nomme {id}.yaml, et non {fichier}.yaml."),
    ),
    champ="listes_tcri",
    trailer="",
    reprise=True,
)  # fmt: skip

RESEAU = Genre(
    nom="registre",
    lieu="data/registre.yaml",
    classe=Reseau,
    conduite="membres.conduites:RESEAU",
    libres=Reseau._fields,
    champ="reseau",
    trailer="",
    reprise=True,
)

CHIFFRES = Genre(
    nom="chiffres_publies",
    lieu="data/chiffres_publies.yaml",
    classe=ChiffresPublies,
    conduite="membres.conduites:CHIFFRES",
    libres=ChiffresPublies._fields,
    champ="chiffres",
    valeur=lambda fichier: fichier.chiffres,
    trailer="",
    reprise=True,
)
