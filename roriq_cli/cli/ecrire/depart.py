"""How a registry begins: empty (`init`), or as a fictitious network to learn on (`demo`)."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from roriq_cli.cli import chemins, options as o, questions, registre_courant, types
from roriq_cli.cli.ecrire import flux
from roriq_cli.domaine.membres.reseau import RORIQ
from roriq_cli.errors import Environnement, Refus, Usage, dire_l_obstacle
from roriq_cli.i18n import N_, Affichable, Commande, Phrase, SautDeLigne, _, guillemets, repeter_registre
from roriq_cli.registre import creation, git
from roriq_cli.registre.union import nuage

_COURRIEL = types.Champ("courriel")
_EXEMPLE = ("--signataire", RORIQ.fonction, "--courriel", "coordination@exemple.org")
Dossier = Annotated[str | None, o.argument(N_("DOSSIER"), N_("Le dossier du registre."))]
NomDuReseau = Annotated[str | None, o.champ("--nom", RORIQ.aides["--nom"], "nom", vide=False)]
Signataire = Annotated[
    str | None,
    o.option(
        "--signataire",
        RORIQ.aides["--signataire"],
        types.Signataire(),
        o.TEXTE,
    ),
]
Courriel = Annotated[
    str | None,
    o.option("--courriel", N_("L'adresse qui va avec : celle du réseau, jamais d'une personne."), _COURRIEL, o.TEXTE),
]


def init(
    ctx: typer.Context,
    dossier: Dossier,
    nom: NomDuReseau,
    signataire: Signataire,
    courriel: Courriel,
    github: flux.Github,
    programme: flux.Programme,
) -> None:
    """Create an empty, valid registry in a Git repository, with its first commit on main.

    With `--github`, a registry that is there already is given what makes GitHub check its propositions.
    """
    if programme and not github:
        raise Usage(Phrase("--programme ne va qu'avec --github."))
    if github and (deja_la := flux.registre_deja_la(ctx, dossier)):
        if nom or signataire or courriel:
            raise Usage(Phrase("--nom, --signataire et --courriel sont pour un registre à créer : celui-ci existe."))
        flux.ajouter(deja_la, flux.programme_voulu(programme))
        return
    racine = _dossier(dossier)
    if (signataire is None) != (courriel is None) and not questions.au_terminal():
        raise Usage(Phrase("Il manque {quoi}.", quoi=Phrase("--courriel" if signataire else "--signataire")))
    voulu = flux.programme_voulu(programme) if github else None
    _avertir(racine)
    if nom is None and questions.au_terminal():
        nom = questions.demander(RORIQ.question_du_nom, types.Champ("nom"), facultatif=True)
    signature = _signature(racine, str(dossier), signataire, courriel)
    creation.creer(racine, nom or RORIQ.nom, signature=signature, programme=voulu)
    _dire_la_suite(racine, str(dossier))
    if voulu:
        flux.dire_la_suite()


def _dire_la_suite(racine: Path, dossier: str) -> None:
    """Where the new registry is, and what to type next, in an order that works."""
    ailleurs = bool(os.environ.get(registre_courant.VARIABLE))  # wins over the folder one is in
    repeter_registre(dossier if ailleurs else None)
    questions.dire(
        Phrase("Le registre est créé dans {dossier}. Rien n'a quitté votre ordinateur.", dossier=_lieu(racine, dossier))
    )
    if racine != Path.cwd() and not ailleurs:
        questions.dire(
            Phrase(
                "Pour la suite, entrez d'abord dans ce dossier :{saut}{ligne}",
                saut=SautDeLigne(),
                ligne=f"cd {guillemets(dossier)}",
            )
        )
    questions.dire(
        Phrase(
            "Si vos organismes sont dans une feuille de calcul :{saut}{commande}",
            saut=SautDeLigne(),
            commande=Commande("importer", _("FICHIER")),
        ),
        Phrase("Pour en consigner un seul :{saut}{commande}", saut=SautDeLigne(), commande=Commande("ajouter")),
    )


def _lieu(racine: Path, dossier: str) -> Affichable:
    """The folder as it was typed, but for « . » and the like: a sentence would end on it."""
    if racine == Path.cwd().resolve():
        return Phrase("ce dossier")
    return str(racine) if dossier.rstrip("/\\").endswith(".") else dossier


def _signature(racine: Path, dossier: str, nom: str | None, courriel: str | None) -> git.Signature | None:
    """In whose name to record, for this registry alone; None: as Git already does on this computer.

    Raises Environnement when nobody can be asked, and Git knows nobody.
    """
    if nom and courriel:
        return git.Signature(nom, courriel)
    connue = git.identite(racine)
    if not questions.au_terminal():
        if connue is None:
            raise Environnement(
                *git.sans_identite(),
                Phrase(
                    "\nOu, pour ce registre seulement :{saut}{commande}",
                    saut=SautDeLigne(),
                    commande=Commande("init", dossier, *_EXEMPLE),
                ),
            )
        return None
    questions.dire(
        Phrase(
            "Chaque fait est consigné au nom de quelqu'un. Donnez une fonction ({fonction}) et une adresse "
            "du réseau, plutôt que celles d'une personne : elles suivent le registre partout où il est envoyé.",
            fonction=Phrase(RORIQ.fonction),
        )
    )
    if connue and not (nom or courriel):
        questions.dire(
            Phrase(
                "Sur cet ordinateur, Git signe « {nom} », {courriel}. Pour garder cette signature : la touche Entrée.",
                nom=connue.nom,
                courriel=connue.courriel,
            )
        )
    question = N_("Au nom de qui consigner")
    nom = nom or questions.demander(question, types.Signataire(), facultatif=connue is not None and courriel is None)
    if nom is None:
        return None
    return git.Signature(nom, courriel or questions.demander(N_("L'adresse de courriel du réseau"), _COURRIEL))


def _avertir(racine: Path) -> None:
    """Say what will harm a registry in that place; at a terminal, ask whether to go on. Raises Interruption."""
    dangers: list[Phrase] = []
    if nom := nuage.service(racine, os.environ, Path(os.path.expanduser("~"))):
        dangers.append(
            Phrase(
                "Ce dossier semble synchronisé ({service}). Un tel service déplace ou dédouble des fichiers pendant "
                "qu'on s'en sert : un registre peut en être endommagé. Mieux vaut un dossier que rien ne synchronise.",
                service=nom,
            )
        )
    if chemins.trop_long(racine):
        dangers.append(
            Phrase("Ce chemin est si long que Windows risque de ne pas pouvoir ouvrir certaines fiches : {dossier}",
                   dossier=str(racine))
        )  # fmt: skip
    autour = None if (racine / ".git").exists() else git.depot_autour(racine)
    if autour:
        questions.dire(
            Phrase(
                "Attention : ce dossier est à l'intérieur d'un autre, déjà suivi par Git ({autre}). Le registre aura "
                "son propre dépôt, à part.",
                autre=autour,
            )
        )
    questions.avertir(*dangers)
    if dangers and questions.au_terminal():
        questions.confirmer(
            N_("Créer le registre ici quand même? [o/N]"), N_("Le registre n'est pas créé."), defaut=False
        )


def demo(ctx: typer.Context, dossier: Dossier) -> None:
    """Play a fictitious network into a new registry, through the real commands, each commit on its day."""
    from roriq_cli.cli.ecrire.demonstration import jouer

    racine = _dossier(dossier, depot=False)
    _avertir(racine)
    jouer(racine)
    nom = str(dossier)
    questions.dire(
        Phrase(
            "Le réseau fictif est dans {dossier}. Trois commandes pour faire connaissance :{un}{deux}{trois}",
            dossier=_lieu(racine, nom),
            un=_ligne(nom, "rapport", "--au", "2016-07-01"),
            deux=_ligne(nom, "lister", "--etat", "membre", "--au", "2016-07-01", "--su-le", "2016-07-01"),
            trois=_ligne(nom, "journal", "relais-cote-nord"),
        ),
        Phrase(
            "La première dit combien d'organismes étaient membres le {le}; la deuxième, lesquels on croyait membres "
            "ce jour-là; la troisième, d'où vient l'écart.",
            le=date(2016, 7, 1),
        ),
    )


def _dossier(dossier: str | None, *, depot: bool = True) -> Path:
    """The folder of a registry to come: it does not exist yet, or is empty but (`depot`) for a Git repository."""
    if not dossier:
        raise Usage(Phrase("Il manque {quoi}.", quoi=Phrase("DOSSIER")))
    racine = chemins.lire(dossier)
    with dire_l_obstacle(N_("Le dossier {dossier} ne peut pas être créé ({detail})."), dossier=dossier):
        if (racine / "data").exists():
            raise Refus(
                Phrase("Le dossier {dossier} contient déjà un registre.", dossier=dossier),
                Phrase("Choisissez un autre dossier."),
            )
        if racine.exists() and (not racine.is_dir() or any(not depot or e.name != ".git" for e in racine.iterdir())):
            raise Refus(
                Phrase("Le dossier {dossier} n'est pas vide.", dossier=dossier),
                Phrase("Choisissez un dossier vide, ou qui n'existe pas encore."),
            )
    return racine


def _ligne(dossier: str, nom: str, *arguments: str) -> Phrase:
    return Phrase("{saut}{commande}", saut=SautDeLigne(), commande=Commande(nom, *arguments, registre=dossier))


def ouvrir(dossier: Annotated[str | None, o.argument(N_("DOSSIER"), N_("Le dossier du registre."))]) -> None:
    """Remember a registry, so that it answers at a terminal from any folder."""
    if not dossier:
        raise Usage(
            Phrase("Il manque {quoi}.", quoi=Phrase("DOSSIER")),
            Phrase("Exemple : {exemple}", exemple=Commande("ouvrir", "mon-registre")),
        )
    racine = registre_courant.trouver(dossier)
    with dire_l_obstacle(N_("Ce registre ne peut pas être retenu : {detail}.")):
        registre_courant.retenir(racine)
    questions.dire(
        Phrase(
            "Le registre {dossier} répond maintenant de n'importe quel dossier, à un terminal. Pour le voir : "
            "{commande}",
            dossier=str(racine),
            commande=Commande("suivi"),
        )
    )
