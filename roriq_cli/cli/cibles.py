"""From the name that was typed to the one organisation that it names, or a sentence that says why not."""

from roriq_cli.domaine.genres import recherche
from roriq_cli.domaine.genres.tri import trier
from roriq_cli.domaine.membres.genres import ORGANISME
from roriq_cli.domaine.membres.modele import Organisme
from roriq_cli.errors import Introuvable
from roriq_cli.i18n import N_, Affichable, Commande, Liste, Phrase
from roriq_cli.registre.chargement import Chargement


def un_seul(chargement: Chargement, mot: str, *, ecriture: bool = False) -> Organisme:
    """The organisation that `mot` names. Raises Introuvable (Refus for a writing command): unknown, or several."""
    trouves, proches = recherche.chercher(chargement.registre.organismes, mot)
    if len(trouves) == 1:
        return trouves[0]
    rien: tuple[Affichable, ...] = (Phrase("Rien n'a été consigné."),) if ecriture else ()
    if trouves:
        noms = Liste([Phrase("{nom} ({id})", nom=o.nom, id=o.id) for o in trier(trouves)])
        raise Introuvable(
            Phrase("« {mot} » désigne {n} organismes : {noms}.", mot=mot, n=len(trouves), noms=noms),
            *rien,
            Phrase("Reprenez la commande avec l'un de ces noms de fiche."),
        )
    fichier = next((f for f in chargement.du_genre(ORGANISME) if f.nom.casefold() == mot.casefold()), None)
    if fichier is not None:
        raise Introuvable(
            Phrase("La fiche {id} contient des erreurs, et ne peut pas être lue.", id=fichier.nom),
            *rien,
            Phrase("Les voir : {commande}", commande=Commande("valider", fichier.chemin)),
        )
    suite = (
        Phrase(
            "Peut-être : {noms}.", noms=Liste([Phrase("{nom} ({id})", nom=o.nom, id=o.id) for o in proches], N_("ou"))
        )
        if proches
        else Phrase("Les voir tous : {commande}", commande=Commande("lister"))
    )
    raise Introuvable(Phrase("Aucun organisme du registre ne se nomme « {mot} ».", mot=mot), *rien, suite)
