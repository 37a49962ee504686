"""GitHub: findings as the commands that its runners read on stdout, shown on the lines of a proposal.

A line of ours begins with `::` or with a word of ours, never with data: what comes from a file is a value inside a
command, where it cannot end the line nor the value.
"""

from roriq_cli.domaine.genres.constats import Constat, Gravite
from roriq_cli.i18n import Commande, Phrase, Pluriel, _, inerte
from roriq_cli.rendu.sections.revue import accepte, phrase_du_verdict
from roriq_cli.rendu.texte.constats import bilan
from roriq_cli.rendu.vues import VueConstats, VueRevue

NIVEAUX = {Gravite.ERREUR: "error", Gravite.AVERTISSEMENT: "warning", Gravite.INFORMATION: "notice"}
# What GitHub shows: ten annotations of a kind for each step, some four thousand characters each.
PAR_GRAVITE = 10
LONGUEUR = 4000


def valider(vue: VueConstats) -> str:
    """A command for each finding, the gravest first; then the count, in a plain line."""
    fins = [str(phrase) for phrase in bilan(vue)]
    return "".join(f"{ligne}\n" for ligne in (*annotations(vue.constats, vue.prefixe), *fins))


def revue(vue: VueRevue) -> str:
    """A command for each finding and for all that could not be judged; then the verdict, in a plain line."""
    lacunes = [f"::error::{_valeur(str(lacune))}" for lacune in vue.lacunes[:PAR_GRAVITE]]
    acceptes = [f"::notice::{_valeur(str(accepte(c)))}" for c in vue.jugement.acceptes[:PAR_GRAVITE]]
    constats = annotations(vue.jugement.constats, vue.prefixe, "revue")
    return "".join(f"{ligne}\n" for ligne in (*lacunes, *acceptes, *constats, phrase_du_verdict(vue)))


def annotations(constats: tuple[Constat, ...], prefixe: str = "", commande: str = "valider") -> list[str]:
    """The commands for those that GitHub will show, and how many are left out (`commande` shows them all)."""
    lignes = []
    en_trop = 0
    for gravite in NIVEAUX:
        choisis = [c for c in constats if c.gravite is gravite]
        lignes += [annotation(c, prefixe) for c in choisis[:PAR_GRAVITE]]
        en_trop += len(choisis[PAR_GRAVITE:])
    if en_trop:
        reste = Pluriel("{n} autre constat n'est pas montré", "{n} autres constats ne sont pas montrés", en_trop)
        lignes.append(str(Phrase("{reste} ici. Les voir tous : {commande}", reste=reste, commande=Commande(commande))))
    return lignes


def annotation(constat: Constat, prefixe: str = "") -> str:
    """One finding as one command; `prefixe` is the registry's place in its repository ("" or "a/b/")."""
    proprietes = {
        "file": _du_depot(prefixe, constat.fichier),
        "line": str(constat.ligne),
        "col": str(constat.colonne),
        "title": constat.regle.code,
    }
    dites = ",".join(f"{nom}={_propriete(valeur)}" for nom, valeur in proprietes.items())
    texte = f"{constat.message}\n{constat.correction or _(constat.regle.correction)}"
    return f"::{NIVEAUX[constat.gravite]} {dites}::{_valeur(texte)}"


def _du_depot(prefixe: str, fichier: str) -> str:
    """The path of a file from the repository's root; « ../ » leads out of the registry."""
    while prefixe and fichier.startswith("../"):
        prefixe, fichier = prefixe.rstrip("/").rpartition("/")[0], fichier.removeprefix("../")
        prefixe += "/" if prefixe else ""
    return prefixe + fichier


def _valeur(texte: str) -> str:
    """As a command's message is written: as much as is shown, on one line (`inerte` shows what else could end one)."""
    borne = texte if len(texte) <= LONGUEUR else texte[: LONGUEUR - 1] + "…"
    lignes = "\n".join(map(inerte, borne.split("\n")))
    return lignes.replace("%", "%25").replace("\n", "%0A")


def _propriete(texte: str) -> str:
    """As a command's property is written: it cannot end there."""
    return inerte(texte).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
