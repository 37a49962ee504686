"""How the kinds of files of this subject behave: what a change of each means, and their words."""

from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from typing import Any

from roriq_cli.domaine.genres.changement import Changement
from roriq_cli.domaine.genres.conduite import Conduite, Mots, Renvoi
from roriq_cli.domaine.genres.genre import Genre
from roriq_cli.domaine.membres import regles
from roriq_cli.domaine.membres.genres import CHAMPS, CHIFFRES as GENRE_CHIFFRES, RESEAU as GENRE_RESEAU
from roriq_cli.domaine.membres.listes import listes_du
from roriq_cli.domaine.membres.modele import Evenement, Organisme
from roriq_cli.i18n import N_, Commande, Phrase


def _fiches_citees(organisme: Organisme) -> Iterator[Renvoi]:
    """The TCRI's lists that admissions rest on; who took over from an organisation; whose duplicate its file is."""
    if organisme.doublon:
        yield Renvoi(("doublon", "de"), "organisme", organisme.doublon.de, "renvoi-inconnu")
    for rang, evenement in enumerate(organisme.historique):
        for critere, preuve in (evenement.preuves or {}).items():
            if preuve.liste:
                yield Renvoi(("historique", rang, "preuves", critere, "liste"), "liste_tcri", preuve.liste, "preuves")
        for n, id in enumerate(evenement.releve):
            yield Renvoi(("historique", rang, "releve", n), "organisme", id, "renvoi-inconnu")


def _au_besoin(fonction: str) -> Callable[..., Any]:
    """A function of another module (module:name), imported by the commands that call it: a check needs none of them."""
    module, nom = fonction.split(":")

    def appeler(*arguments: Any) -> Any:
        return getattr(import_module(f"roriq_cli.domaine.membres.{module}"), nom)(*arguments)

    return appeler


_consigner = _au_besoin("actes:consigner")
_phrase_du_contenu = _au_besoin("changements:phrase_du_contenu")
_phrase_de_l_ecart = _au_besoin("ecarts:phrase_de_l_ecart")


def _poursuivre(organisme: Organisme, evenements: tuple[Evenement, ...], aujourd_hui: date) -> Organisme:
    for evenement in evenements:
        organisme = _consigner(organisme, evenement, aujourd_hui)
    return organisme


ORGANISME = Conduite(
    mots=Mots(
        nom=lambda organisme: organisme.nom,
        titre=N_("Organisme {nom}"),
        sujet=N_("l'organisme {nom}"),
        fiche=N_("La fiche de l'organisme {nom}"),
        dans=N_("Dans la fiche de l'organisme {nom}"),
        champs=CHAMPS,
        champ=_au_besoin("changements:mots_du_champ"),
        entree=_au_besoin("mots:mots_de_l_entree"),
        phrase=lambda organisme, entree: _phrase_du_contenu(organisme.nom, entree),
        montrer="afficher",
    ),
    changements=_au_besoin("changements:comparer"),
    ecart=lambda organisme, ecart: _phrase_de_l_ecart(organisme.nom, ecart),
    retiree=_au_besoin("legalite:fiche_retiree"),
    savoir=listes_du,
    regles=regles.par_organisme,
    entre_fiches=regles.par_registre,
    renvois=_fiches_citees,
    fige=_au_besoin("legalite:doublon_change"),
    suite=_au_besoin("legalite:suite"),
    proposition=_au_besoin("legalite:proposition"),
    poursuivre=_poursuivre,
    corrigeables=_au_besoin("corrections:corrigeables"),
    rappel=_au_besoin("actes:expulsion_anterieure"),
)


def _intouchable(id: str) -> tuple[Phrase, ...]:
    return (
        Phrase("La liste {id} est consignée telle que la TCRI l'a donnée : elle ne se modifie jamais.", id=id),
        Phrase(
            "Une liste plus récente la remplace : {commande}; celle que la TCRI corrige le même jour entre à côté : "
            "{option}.",
            commande=Commande("tcri", "importer"),
            option="--corrigee",
        ),
    )


LISTE_TCRI = Conduite(
    mots=Mots(
        nom=lambda liste: liste.id,
        inconnu=N_("La liste de la TCRI « {id} » n'est pas au registre."),
        retiree=N_("La liste de la TCRI {id} est retirée"),
        annulee=N_("Annulé : la liste de la TCRI {id}"),
        intouchable=_intouchable,
    ),
    changements=_au_besoin("changements:changements_de_la_liste"),
    fige=_au_besoin("legalite:liste_reecrite"),
    retiree=_au_besoin("legalite:liste_retiree"),
    regles=regles.par_liste,
)


def _peut_partir(avant: Any, id: str, ailleurs: str | None) -> None:
    """That such a file is gone means nothing here: what every registry has is asked for elsewhere."""


def _d_un_fichier(genre: Genre) -> Conduite:
    """A kind that is one file, free to change and to go."""

    def changements(avant: Any, apres: Any) -> list[Changement]:
        modifie = Changement("modification", None, Phrase("Le fichier {fichier} est modifié", fichier=genre.lieu))
        return [] if avant == apres else [modifie]

    return Conduite(mots=Mots(nom=genre.id_de), changements=changements, retiree=_peut_partir)


RESEAU = _d_un_fichier(GENRE_RESEAU)
CHIFFRES = _d_un_fichier(GENRE_CHIFFRES)._replace(regles=regles.par_chiffres)
