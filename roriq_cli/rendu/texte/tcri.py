"""`tcri`: what a list of the TCRI says of our organisations, what it changes, and which row is whose."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, starmap

from roriq_cli.domaine.membres.listes import etablie_le
from roriq_cli.domaine.membres.modele import ListeTcri, MembreTcri, Organisme, Reseau
from roriq_cli.domaine.membres.rapprochement import PAR_CLE, PaireDeNoms, Rapprochement
from roriq_cli.domaine.membres.reseau import EN_REGLE, STATUTS
from roriq_cli.domaine.tableaux.colonnes import LISTE_TCRI
from roriq_cli.domaine.tableaux.liste_recue import Annonce, Notre, Place, Recue
from roriq_cli.domaine.tableaux.valeurs import abreger
from roriq_cli.i18n import N_, Affichable, Commande, Liste, Phrase, Pluriel, _
from roriq_cli.rendu.texte.commun import bloc, document, paragraphe
from roriq_cli.rendu.texte.importation import a_corriger, colonnes, decaler, ecartees, laissees


def feuille(recue: Recue, fichier: str) -> str:
    """What was read of the sheet, and the rows to correct."""
    return document(
        colonnes(recue.tableau, fichier, LISTE_TCRI),
        ecartees(recue.tableau),
        laissees(recue.laissees),
        a_corriger((ligne.numero, ligne.problemes) for ligne in recue.fautives),
    )


def annonce(a: Annonce, reseau: Reseau) -> str:
    """The whole preview of a list: ours first, then the list itself, then what is to match."""
    return document(
        paragraphe(_resume(a), *_pertes(a, reseau)),
        *(_compte(titre, (_ligne(n, a) for n in a.a(place))) for place, titre in _titres(a).items()),
        _changements(a),
        *_rapprochements(a.rapprochement),
    )


def _resume(a: Annonce) -> Phrase:
    """« Liste de la TCRI établie le 1er avril 2027 : 24 de vos 25 membres y sont en règle. »."""
    total = len(a.membres)
    n = sum(m.membre is not None and m.membre.statut == EN_REGLE for m in a.membres)
    if not total:
        compte: Affichable = Phrase("le registre n'a encore aucun membre")
    elif not n:
        compte = Pluriel(
            "votre seul membre n'y a pas été retrouvé en règle",
            "aucun de vos {n} membres n'y a été retrouvé en règle",
            total,
        )
    elif n == total:
        compte = Pluriel("votre seul membre y est en règle", "vos {n} membres y sont en règle", total)
    else:
        compte = Pluriel(
            "{n} de vos {total} membres y est en règle", "{n} de vos {total} membres y sont en règle", n, total=total
        )
    return Phrase("Liste de la TCRI établie le {le} : {compte}.", le=etablie_le(a.liste), compte=compte)


def _pertes(a: Annonce, reseau: Reseau) -> Iterator[Phrase]:
    """Each member that is no longer in good standing, and what that changes: nothing that the program decides."""
    if a.suivante:
        yield Phrase(
            "Une liste plus récente, du {le}, est déjà au registre : celle-ci ne dit que ce qui était alors.",
            le=a.suivante.etabli_le,
        )
        return
    pertes = [n for n in a.a(Place.PERDUE) if n in a.membres]
    for notre in pertes:
        yield _perte(notre, a)
    if not pertes:
        return
    if reseau.article == "le":
        ou: Phrase = Phrase("au {nom}", nom=reseau.nom)
    else:
        ou = Phrase("à {sujet}", sujet=reseau.sujet)
    yield Pluriel(
        "Son adhésion {ou} ne change pas : seul le réseau peut en décider. À faire : vérifier auprès de la TCRI.",
        "Leur adhésion {ou} ne change pas : seul le réseau peut en décider. À faire : vérifier auprès de la TCRI.",
        len(pertes),
        ou=ou,
    )


def _perte(notre: Notre, a: Annonce) -> Phrase:
    assert a.precedente is not None
    avant, nom = a.precedente.etabli_le, notre.organisme.nom
    if avant == a.liste.etabli_le:
        quand = Phrase("avant la correction")
    elif avant.year == a.liste.etabli_le.year - 1:
        quand = Phrase("l'an dernier")
    else:
        quand = Phrase("dans celle du {le}", le=avant)
    if notre.membre is None:
        return Phrase("L'organisme {nom} n'y figure pas, alors qu'il y était {quand}.", nom=nom, quand=quand)
    statut = Phrase(STATUTS[notre.membre.statut])
    return Phrase(
        "L'organisme {nom} y est {statut}, alors qu'il y était en règle {quand}.", nom=nom, statut=statut, quand=quand
    )


_TITRES = {
    Place.EN_REGLE: N_("En règle"),
    Place.PERDUE: N_("Ne sont plus en règle"),
    Place.NOUVELLE: N_("Nouvellement en règle"),
    Place.PAS_EN_REGLE: N_("Pas en règle, comme avant"),
    Place.A_RAPPROCHER: N_("Peut-être dans la liste : à rapprocher"),
    Place.ABSENTE: N_("Introuvables dans la liste, à vérifier auprès de la TCRI"),
}
# What a list that comes after a later one says is of its time.
_TITRES_D_ALORS = {
    Place.PERDUE: N_("N'étaient plus en règle"),
    Place.NOUVELLE: N_("Étaient nouvellement en règle"),
    Place.ABSENTE: N_("N'y figuraient pas"),
}


def _titres(a: Annonce) -> dict[Place, str]:
    return _TITRES | _TITRES_D_ALORS if a.suivante else _TITRES


def _compte(titre: str, dites: Iterable[Iterator[str]]) -> str:
    """A title and how many there are, then the lines of each; nothing where there is none."""
    toutes = list(dites)
    return bloc(Phrase("{titre} ({n})", titre=_(titre), n=len(toutes)), chain.from_iterable(toutes))


def _ligne(notre: Notre, a: Annonce) -> Iterator[str]:
    """What the list says of one of ours; of who is not found, what answers in its stead."""
    if notre.place is Place.ABSENTE and not a.suivante:
        return _a_verifier(notre.organisme)
    return decaler(_notre(notre), "  ")


def _a_verifier(organisme: Organisme) -> Iterator[str]:
    yield from decaler(_nom_et_id(organisme), "  ")
    yield from decaler(_reponse(organisme), "    ")


def _reponse(organisme: Organisme) -> Phrase:
    """What records the answer of the TCRI: a yes, or a no."""
    return Phrase(
        "Sa réponse se consigne ainsi : {commande} (si c'est non, avec {option})",
        commande=Commande("attester", organisme.id, "--critere", "tcri"),
        option="--reponse non",
    )


def _nom_et_id(organisme: Organisme) -> Phrase:
    return Phrase("{nom} ({id})", nom=abreger(organisme.nom), id=organisme.id)


def _notre(notre: Notre) -> Phrase:
    organisme = notre.organisme
    if notre.membre is None:
        return _nom_et_id(organisme)
    return Phrase(
        "{nom} ({id}) : {statut}, clé {cle}",
        nom=abreger(organisme.nom),
        id=organisme.id,
        statut=Phrase(STATUTS[notre.membre.statut]),
        cle=notre.membre.cle,
    )


def _changements(a: Annonce) -> str:
    """The list next to the one before it."""
    compte = Pluriel("{n} organisme", "{n} organismes", len(a.liste.membres))
    if a.precedente is None:
        return paragraphe(Phrase(_seule(a), compte=compte))
    if a.precedente.etabli_le == a.liste.etabli_le:
        celle = Phrase("qu'elle corrige")
    else:
        celle = Phrase("du {le}", le=a.precedente.etabli_le)
    if not any(a.ecarts):
        return paragraphe(
            Phrase("La liste elle-même : {compte}, les mêmes que dans celle {celle}.", compte=compte, celle=celle)
        )
    return paragraphe(
        Phrase("La liste elle-même : {compte}. Depuis celle {celle} :", compte=compte, celle=celle),
        *_mouvements(N_("Nouveaux dans la liste"), map(_membre, a.ecarts.venues)),
        *_mouvements(N_("Partis de la liste"), map(_membre, a.ecarts.parties)),
        *_mouvements(N_("Changés de statut"), starmap(_change, a.ecarts.changees)),
    )


def _seule(a: Annonce) -> str:
    """What a list is that follows none: the first only when nothing came before it, and all could be read."""
    if a.suivante:
        return N_("C'est la plus ancienne liste du registre : {compte}.")
    if a.incertaine:
        return N_("La liste elle-même : {compte}.")
    return N_("C'est la première liste du registre : {compte}.")


MONTRES = 15  # rows of others; a first list after years changes hundreds


def _mouvements(titre: str, mots: Iterable[Phrase]) -> Iterator[Affichable]:
    tous = list(mots)
    if tous:
        yield Phrase("  {titre} ({n})", titre=_(titre), n=len(tous))
    for m in tous[:MONTRES]:
        yield from decaler(m, "    ")
    if len(tous) > MONTRES:
        yield Pluriel("    et {n} autre", "    et {n} autres", len(tous) - MONTRES)


def _membre(membre: MembreTcri) -> Phrase:
    statut = Phrase(STATUTS[membre.statut])
    if membre.ville:
        return Phrase(
            "{nom}, {ville} : {statut}, clé {cle}",
            nom=abreger(membre.nom), ville=membre.ville, statut=statut, cle=membre.cle,
        )  # fmt: skip
    return Phrase("{nom} : {statut}, clé {cle}", nom=abreger(membre.nom), statut=statut, cle=membre.cle)


def _change(avant: MembreTcri, apres: MembreTcri) -> Phrase:
    return Phrase(
        "{nom} : {avant} → {apres}",
        nom=abreger(apres.nom),
        avant=Phrase(STATUTS[avant.statut]),
        apres=Phrase(STATUTS[apres.statut]),
    )


def rapprochement(liste: ListeTcri, trouves: Rapprochement, absents: Iterable[Organisme]) -> str:
    """`tcri rapprocher`: the certain pairs, the proposals, who is not found, how many were known."""
    connues = sum(p.raison == PAR_CLE for p in trouves.certaines)
    titre = Phrase(
        "Liste de la TCRI établie le {le}, valide jusqu'au {fin} inclusivement.",
        le=etablie_le(liste),
        fin=liste.valide_jusqu_au,
    )
    deja = Pluriel("{n} organisme y est déjà rapproché.", "{n} organismes y sont déjà rapprochés.", connues)
    autres = Pluriel(
        "{n} ligne n'est celle d'aucun organisme du registre : {commande}",
        "{n} lignes ne sont celles d'aucun organisme du registre : {commande}",
        len(trouves.inconnus),
        commande=Commande("tcri", "rapprocher", "--inconnus"),
    )
    return document(
        paragraphe(titre, deja if connues else None),
        *_rapprochements(trouves),
        _compte(_TITRES[Place.ABSENTE], map(_a_verifier, absents)),
        paragraphe(autres) if trouves.inconnus else "",
    )


def _rapprochements(trouves: Rapprochement) -> Iterator[str]:
    neuves = (decaler(_paire(p), "  ") for p in trouves.certaines if p.raison != PAR_CLE)
    yield _compte(N_("Rapprochements certains"), neuves)
    yield _compte(N_("À rapprocher par une personne, un par un"), map(_proposition, trouves.proposees))


def _paire(paire: PaireDeNoms) -> Phrase:
    return Phrase(
        "{nom} ({id}) : {ligne} ({raison})",
        nom=abreger(paire.organisme.nom),
        id=paire.organisme.id,
        ligne=mots_de_la_ligne(paire.membre),
        raison=Phrase(paire.raison),
    )


def _proposition(possibles: Sequence[PaireDeNoms]) -> Iterator[str]:
    organisme = possibles[0].organisme
    yield from decaler(Phrase("{nom} ({id}) : peut-être", nom=abreger(organisme.nom), id=organisme.id), "  ")
    for paire in possibles:
        ligne = mots_de_la_ligne(paire.membre)
        yield from decaler(Phrase("{ligne} ({raison})", ligne=ligne, raison=Phrase(paire.raison)), "    ")
        commande = Commande("modifier", organisme.id, "--tcri", paire.membre.cle)
        yield from decaler(Phrase("{commande}", commande=commande), "      ")
    aucune = Phrase("Aucune n'est la sienne? Vérifiez auprès de la TCRI. {reponse}", reponse=_reponse(organisme))
    yield from decaler(aucune, "    ")


def mots_de_la_ligne(membre: MembreTcri) -> Phrase:
    """« AEM-04, Accueil Exemple, Shawinigan »."""
    return Phrase("{mots}", mots=", ".join(filter(None, (membre.cle, abreger(membre.nom), membre.ville))))


def inconnus(liste: ListeTcri, membres: Sequence[MembreTcri]) -> str:
    """`tcri rapprocher --inconnus`: the listed organisations that the registry does not know."""
    if not membres:
        return paragraphe(
            Phrase(
                "Tous les organismes de la liste de la TCRI établie le {le} sont, ou sont peut-être, au registre.",
                le=etablie_le(liste),
            )
        )
    titre = Pluriel(
        "Liste de la TCRI établie le {le} : {n} organisme n'est pas au registre.",
        "Liste de la TCRI établie le {le} : {n} organismes ne sont pas au registre.",
        len(membres),
        le=etablie_le(liste),
    )
    return paragraphe(*decaler(titre, ""), *(ligne for m in membres for ligne in decaler(_membre(m), "  ")))


def consignes(liste: ListeTcri | None, nombre: int) -> Liste:
    """« la liste de la TCRI établie le 1er avril 2027 et le rapprochement de 12 organismes »."""
    mots: list[Affichable] = []
    if liste:
        mots.append(Phrase("la liste de la TCRI établie le {le}", le=etablie_le(liste)))
    if nombre:
        mots.append(Pluriel("le rapprochement de {n} organisme", "le rapprochement de {n} organismes", nombre))
    return Liste(mots)
