"""The table of commands, and the group that imports only the one that is called."""

import importlib
import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_args

import click
import typer
from typer.core import TyperGroup
from typer.main import get_command

from roriq_cli.cli import horloge
from roriq_cli.commandes import AIDE, ALIAS, SOUS_ALIAS, SYNONYMES
from roriq_cli.domaine.genres.recherche import semblables
from roriq_cli.domaine.membres.faits import FAITS, Fait
from roriq_cli.errors import Usage
from roriq_cli.i18n import N_, Commande, Liste, Phrase, SautDeLigne, Suivies, _, langue, plier, repeter_registre

# The commands that record an event, made from its row; `etablir` has more to ask.
_FAIT_DE = {genre.commande: fait for fait, genre in FAITS.items() if fait is not Fait.REPRISE}
_ACTES = [(nom, ("ecrire.actes:acte", FAITS[fait].aide)) for nom, fait in _FAIT_DE.items()]

# What a person wants → name → where it is, and what it does in one line: the table of contents of the command line.
RUBRIQUES: dict[str, dict[str, tuple[str, str]]] = {
    N_("Commencer "): {
        "init": ("ecrire.depart:init", N_("Créer un registre vide.")),
        "demo": ("ecrire.depart:demo", N_("Créer un réseau fictif, pour apprendre et pour essayer.")),
        "ouvrir": ("ecrire.depart:ouvrir", N_("Retenir un registre, qui répond ensuite de n'importe quel dossier.")),
        "importer": ("ecrire.importation:importer", N_("Faire entrer un tableau d'organismes (Excel ou CSV).")),
    },
    N_("Savoir "): {
        "suivi": ("lire.suivi:suivi", N_("Dire où en est le réseau et ce qui est à faire (comme « roriq » seul).")),
        "lister": ("lire.consultation:lister", N_("Lister les organismes, quel que soit leur état.")),
        "afficher": ("lire.consultation:afficher", N_("Afficher la fiche d'un organisme.")),
        "journal": ("lire.journal:journal", N_("Dire qui a consigné quoi, et quand.")),
        "rapport": ("lire.consultation:rapport", N_("Dire ce qu'est le réseau à une date, et ce qui a changé.")),
        "concilier": ("lire.conciliation:concilier", N_("Comparer les chiffres publiés à ce que dit le registre.")),
        "admissibilite": (
            "lire.admissibilite:admissibilite",
            N_("Dire qui remplit les deux critères, et selon quelle preuve."),
        ),
        "echeances": ("lire.echeances:echeances", N_("Dire ce qui prend fin bientôt, ou a pris fin sans suite.")),
        "exporter": (
            "lire.exportation:exporter",
            N_("Mettre les organismes ou les faits dans un tableau (Excel, CSV…)."),
        ),
    },
    N_("Ce qu'un organisme devient "): {
        "ajouter": (
            "ecrire.organismes:ajouter",
            N_("Consigner un organisme : sa demande, ou ce qu'une source en dit déjà."),
        ),
        "etablir": ("ecrire.organismes:etablir", FAITS[Fait.REPRISE].aide),
        **dict(_ACTES[:1]),  # the application, then the evidence, then what the network does of them
        "attester": ("ecrire.attestation:attester", N_("Consigner une preuve datée sur un des deux critères.")),
        **dict(_ACTES[1:]),
        "modifier": ("ecrire.organismes:modifier", N_("Modifier le profil d'un organisme.")),
        "renommer": ("ecrire.organismes:renommer", N_("Donner son nouveau nom à un organisme; l'ancien est conservé.")),
        "tcri": (
            "ecrire.tcri:tcri",
            N_("Tenir les listes de la TCRI : les faire entrer, y retrouver vos organismes."),
        ),
    },
    N_("Réparer "): {
        "annuler": ("ecrire.annulation:annuler", N_("Annuler le dernier acte, tant qu'il n'est pas envoyé.")),
        "corriger": (
            "ecrire.correction:corriger",
            N_("Corriger à découvert une entrée déjà consignée, avec une raison."),
        ),
        "doublon": (
            "ecrire.correction:doublon",
            N_("Dire qu'une fiche est le doublon d'une autre : elle ne compte plus."),
        ),
        "consigner": ("ecrire.consignation:consigner", N_("Consigner ce qui a été modifié à la main dans une fiche.")),
    },
    N_("Travailler à plusieurs "): {
        "synchroniser": (
            "partager.synchronisation:synchroniser",
            N_("Recevoir les faits des autres, envoyer les vôtres."),
        ),
        "sauvegarder": (
            "partager.sauvegarde:sauvegarder",
            N_("Mettre le registre et son histoire dans un seul fichier, vérifié."),
        ),
        "restaurer": ("partager.sauvegarde:restaurer", N_("Refaire un registre du fichier d'une sauvegarde.")),
        "valider": ("lire.validation:valider", N_("Vérifier toutes les fiches du registre.")),
        "revue": ("lire.revue:revue", N_("Dire ce qu'une proposition change, et si c'est permis.")),
        "regle": ("lire.validation:regle", N_("Expliquer une règle, ou les énumérer.")),
    },
}

COMMANDES: dict[str, tuple[str, str]] = {
    nom: commande for commandes in RUBRIQUES.values() for nom, commande in commandes.items()
}

# The same for the commands that a command is made of.
SOUS_COMMANDES: dict[str, dict[str, tuple[str, str]]] = {
    "tcri": {
        "importer": ("ecrire.tcri:importer", N_("Faire entrer une liste de la TCRI (Excel ou CSV).")),
        "rapprocher": ("ecrire.tcri:rapprocher", N_("Retrouver vos organismes dans la liste de la TCRI.")),
    },
}

# Both by group, "" being the program itself: the commands, and their English names.
_TABLES = {"": COMMANDES, **SOUS_COMMANDES}
_ALIAS = {"": ALIAS, **SOUS_ALIAS}
_FRANCAIS = {groupe: {alias: nom for nom, alias in noms.items()} for groupe, noms in _ALIAS.items()}
_REGLAGES: dict[str, Any] = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}


def construire(nom: str, groupe: str = "") -> click.Command:
    """The command `nom` (French) of a group ("": the program itself), its help in the reader's language."""
    ou, aide = _TABLES[groupe][nom]
    module, fonction = ou.split(":")
    corps: Callable[..., Any] = getattr(importlib.import_module(f"roriq_cli.cli.{module}"), fonction)
    if nom in _FAIT_DE and not groupe:
        corps = corps(_FAIT_DE[nom])
    corps = _deployer(corps)
    if not groupe and nom in SOUS_COMMANDES:
        genre = type("SousGroupe", (Groupe,), {"groupe": nom})
        meneur = typer.Typer(
            name=nom_affiche(nom),
            cls=genre,
            callback=corps,
            invoke_without_command=True,
            help=_(aide),
            subcommand_metavar=_("COMMANDE [ARGUMENTS]..."),
            **_REGLAGES,
        )
        return _traduire(get_command(meneur))
    petite = typer.Typer(**_REGLAGES)
    petite.command(nom_affiche(nom, groupe), help=_(aide), options_metavar="[OPTIONS]")(corps)
    return _traduire(get_command(petite))


def _deployer(commande: Callable[..., None]) -> Callable[..., None]:
    """The command as typer reads it: where it takes a group of options as one value, each of them; none is required.

    A group is `Annotated[CLASS, {field: option}]`; the command is given the CLASS of what was typed. What is not
    given is what the class says, else None (False for a flag).
    """
    groupes: dict[str, tuple[Any, dict[str, Any]]] = {}
    parametres: list[inspect.Parameter] = []
    for nom, parametre in inspect.signature(commande).parameters.items():
        match get_args(parametre.annotation):
            case (classe, dict() as options):
                groupes[nom] = classe, options
                defauts = getattr(classe, "_field_defaults", {})
                parametres += [_parametre(champ, option, defauts.get(champ)) for champ, option in options.items()]
            case (_, _):
                parametres.append(_parametre(nom, parametre.annotation))
            case _:  # the context
                parametres.append(parametre.replace(kind=parametre.KEYWORD_ONLY))

    def appeler(**valeurs: Any) -> None:
        for nom, (classe, options) in groupes.items():
            valeurs[nom] = classe(**{champ: valeurs.pop(champ) for champ in options})
        commande(**valeurs)

    appeler.__signature__ = inspect.Signature(parametres)  # type: ignore[attr-defined]
    return appeler


def _parametre(nom: str, option: Any, defaut: Any = None) -> inspect.Parameter:
    absente = False if get_args(option)[0] is bool else defaut
    return inspect.Parameter(nom, inspect.Parameter.KEYWORD_ONLY, default=absente, annotation=option)


def _traduire(commande: click.Command) -> click.Command:
    """Typer keeps the French models as they were declared; the reader's language is put here, once."""
    for parametre in commande.params:
        aide = getattr(parametre, "help", None)
        if aide:
            parametre.help = _(aide)  # type: ignore[attr-defined]
        if getattr(parametre, "metavar", None):
            parametre.metavar = _(str(parametre.metavar))
    return commande


def nom_affiche(nom: str, groupe: str = "") -> str:
    """The name that help shows: one a command, in the reader's language."""
    return nom if langue() == "fr" else _ALIAS[groupe][nom]


class Groupe(TyperGroup):
    """The commands of a table, by their French or English name, imported when called."""

    groupe = ""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """One name a command, in the table's order."""
        return [nom_affiche(nom, self.groupe) for nom in _TABLES[self.groupe]]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with that name, French or English."""
        connues = _TABLES[self.groupe]
        nom = cmd_name if cmd_name in connues else _FRANCAIS[self.groupe].get(cmd_name)
        return construire(nom, self.groupe) if nom in connues else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a word that asks for help gives it, an unknown one is told which command is meant."""
        commande = self.get_command(ctx, args[0])
        if commande is not None:
            return commande.name, commande, args[1:]
        if args[0] in AIDE:
            if not args[1:]:
                click.echo(ctx.get_help())
                ctx.exit()
            return self.resolve_command(ctx, [*args[1:], "--help"])
        if args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        raise _inconnue_du_groupe(args[0], self.groupe) if self.groupe else _inconnue(args[0])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing any command."""
        rubriques = {N_("Commandes "): SOUS_COMMANDES[self.groupe]} if self.groupe else RUBRIQUES
        for titre, table in rubriques.items():
            with formatter.section(_(titre)):
                formatter.write_dl([(nom_affiche(nom, self.groupe), _(aide)) for nom, (_ou, aide) in table.items()])


def _inconnue_du_groupe(mot: str, groupe: str) -> Usage:
    noms = Liste([Commande(groupe, nom) for nom in SOUS_COMMANDES[groupe]], N_("ou"))
    return Usage(Phrase("« {mot} » n'est pas une commande. Peut-être : {noms}", mot=mot, noms=noms))


def _inconnue(mot: str) -> Usage:
    """What is said of a word that is no command: the commands that it may mean, each with what it does.

    A word near a name (« ajoutr ») is taken for it; one near a word that means something else is not.
    """
    plie = plier(mot)
    connus = {
        **{nom: (nom,) for nom in COMMANDES},
        **{alias: (nom,) for alias, nom in _FRANCAIS[""].items()},
        **{fait.value: (genre.commande,) for fait, genre in FAITS.items()},
        **SYNONYMES,
    }
    if plie in connus and not connus[plie]:
        return Usage(
            Phrase("« {mot} » n'est pas une commande : chaque commande finit d'elle-même.", mot=mot),
            Phrase("Les voir toutes : roriq --help"),
        )
    proches = [plie] if plie in connus else semblables(plie, [m for m in connus if m not in SYNONYMES], 2, 0.8)
    noms = list(dict.fromkeys(nom for proche in proches for nom in connus[proche]))
    if not noms:
        return Usage(Phrase("« {mot} » n'est pas une commande. Les voir toutes : roriq --help", mot=mot))
    if plie not in connus:
        commandes = Liste([Commande(nom) for nom in noms], N_("ou"))
        return Usage(Phrase("« {mot} » n'est pas une commande. Peut-être : {noms}", mot=mot, noms=commandes))
    if len(noms) == 1:
        return Usage(
            Phrase(
                "« {mot} » n'est pas une commande. La commande voulue est sans doute : {commande}",
                mot=mot,
                commande=Commande(noms[0]),
            ),
            Phrase("({aide})", aide=_(COMMANDES[noms[0]][1])),
        )
    return Usage(
        Phrase(
            "« {mot} » n'est pas une commande. Selon ce que vous voulez :{n}{commandes}",
            mot=mot,
            n=SautDeLigne(),
            commandes=Suivies(
                [Phrase("{quoi} : {detail}", quoi=Commande(nom), detail=_(COMMANDES[nom][1])) for nom in noms],
                str(SautDeLigne()),
            ),
        )
    )


def _version(demandee: bool) -> None:
    if demandee:
        from roriq_cli import __version__

        print(f"roriq {__version__}")
        raise typer.Exit


def _completion(shell: str | None) -> None:
    if shell:
        from roriq_cli.cli.completion import script

        print(script(shell), end="")
        raise typer.Exit


def racine(
    ctx: typer.Context,
    registre: Annotated[
        str | None,
        typer.Option(
            "-R",
            "--registre",
            metavar=N_("DOSSIER"),
            help=N_("Le registre (sinon RORIQ_REGISTRE, ou le dossier où l'on est)."),
            show_default=False,
        ),
    ] = None,
    completion: Annotated[
        str | None,
        typer.Option(
            "--completion",
            metavar="[bash|zsh|fish|powershell]",
            callback=_completion,
            is_eager=True,
            click_type=click.Choice(["bash", "zsh", "fish", "powershell"]),
            help=N_("Donner à l'interpréteur de commandes de quoi compléter « roriq »."),
            show_default=False,
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help=N_("Afficher la version."), show_default=False
        ),
    ] = False,
) -> None:
    """Before any command: remember the registry, so that suggested commands name it too."""
    repeter_registre(registre)
    horloge.verifier()
    if ctx.invoked_subcommand is None:
        from roriq_cli.cli.lire.ouverture import LectureVoulue
        from roriq_cli.cli.lire.suivi import suivi

        suivi(ctx, LectureVoulue())


def application() -> click.Command:
    """The whole command line, in the reader's language."""
    app = typer.Typer(
        cls=Groupe,
        callback=racine,
        invoke_without_command=True,
        **_REGLAGES,
        help=_("Le registre des membres d'un réseau : un fait, une commande, une trace."),
        subcommand_metavar=_("COMMANDE [ARGUMENTS]..."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    return _traduire(get_command(app))
