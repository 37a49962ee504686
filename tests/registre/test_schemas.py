"""The schemas: two validators with one verdict, a sentence for what does not pass, the same lists as the domain's."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

import pytest
from hypothesis import given, strategies as st

from roriq_cli.domaine import table
from roriq_cli.domaine.genres.catalogue import REGLES
from roriq_cli.domaine.genres.constats import Anomalie
from roriq_cli.domaine.genres.territoire import MRC, REGIONS
from roriq_cli.domaine.membres import modele
from roriq_cli.domaine.membres.faits import FAITS, ChampDeFait
from roriq_cli.domaine.membres.modele import (
    ETATS_ATTESTABLES,
    MILIEUX,
    PORTEES,
    Fait,
    Organisme,
    Precision,
    Reponse,
)
from roriq_cli.domaine.membres.reseau import CRITERES, FINANCEMENTS, MOTIFS, MOTS_DES_MOTIFS, PROFILS, STATUTS
from roriq_cli.domaine.table import genre_nomme
from roriq_cli.registre import schemas
from tests.registre.declarations import donnees
from tests.registre.strategies import BEAUCOUP, MOTS, PEU, VALEURS

GENRES = tuple(genre.nom for genre in table.GENRES)
SCHEMAS: dict[str, Any] = {genre: json.loads(schemas.texte_du_schema(genre)) for genre in GENRES}
ORGANISME = SCHEMAS["organisme"]
DEFS = ORGANISME["$defs"]


def sous_schemas(schema: Any, chemin: str = "") -> Iterator[tuple[str, Any]]:
    """Every schema inside a schema, with its path."""
    if isinstance(schema, dict):
        yield chemin, schema
        for cle, valeur in schema.items():
            yield from sous_schemas(valeur, f"{chemin}/{cle}")
    elif isinstance(schema, list):
        for rang, valeur in enumerate(schema):
            yield from sous_schemas(valeur, f"{chemin}/{rang}")


# One verdict.


def chemins(valeur: Any, ici: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield ici
    for cle, v in valeur.items() if isinstance(valeur, dict) else enumerate(valeur) if isinstance(valeur, list) else ():
        yield from chemins(v, (*ici, cle))


@st.composite
def abimees(draw: st.DrawFn, saines: st.SearchStrategy[Any]) -> Any:
    """Data that passed, after a few changes made anywhere in it."""
    donnees = json.loads(json.dumps(draw(saines)))
    for _ in range(draw(st.integers(1, 3))):
        *debut, dernier = draw(st.sampled_from([chemin for chemin in chemins(donnees) if chemin]))
        parent = donnees
        for cle in debut:
            parent = parent[cle]
        geste = draw(st.sampled_from(["retirer", "remplacer", "ajouter", "repeter"]))
        if geste == "retirer":
            del parent[dernier]
        elif geste == "remplacer":
            parent[dernier] = draw(VALEURS | st.sampled_from(sorted(_TOUTES_LES_VALEURS)))
        elif isinstance(parent, list):
            parent.append(parent[0] if geste == "repeter" else draw(VALEURS))
        else:
            parent[draw(MOTS | st.sampled_from(sorted(_TOUTES_LES_CLES)))] = draw(VALEURS)
        if not donnees:
            break
    return donnees


_TOUTES_LES_CLES = {c for s in SCHEMAS.values() for _, v in sous_schemas(s) for c in v.get("properties", ())}
_TOUTES_LES_VALEURS = {c for s in SCHEMAS.values() for _, v in sous_schemas(s) for c in v.get("enum", ())}
# English, Python or JSON that would show through.
_ETRANGER = re.compile(
    r"\b(is|not|required|property|does|match|valid|schema|should|too|long|short|expected|type|None|True|False|null|items"
    r"|properties|string|array|object|integer|enum|pattern)\b|\{'|\['|\{\w*\}"
)


def verifier(genre: str, donnees: Any) -> list[Anomalie]:
    anomalies = schemas.expliquer(genre, donnees)
    assert schemas.conforme(genre, donnees) == (not anomalies), (donnees, anomalies)
    for anomalie in anomalies:
        assert anomalie.regle in REGLES
        for phrase in (str(anomalie.message), str(anomalie.correction or "")):
            assert not _ETRANGER.search(phrase), phrase
        assert str(anomalie.message).endswith(".")
        assert not str(anomalie.message).endswith("..")
    assert len({(a.chemin, str(a.message)) for a in anomalies}) == len(anomalies)
    return anomalies


@pytest.mark.lent
@pytest.mark.parametrize("genre", GENRES)
def test_les_deux_validateurs_ont_le_meme_verdict(genre: str) -> None:
    @BEAUCOUP
    @given(abimees(donnees(genre_nomme(genre))))
    def propriete(donnees: Any) -> None:
        verifier(genre, donnees)

    propriete()


@BEAUCOUP
@given(st.sampled_from(GENRES), VALEURS)
def test_le_verdict_sur_n_importe_quoi(genre: str, donnees: Any) -> None:
    verifier(genre, donnees)


@pytest.mark.parametrize("genre", GENRES)
def test_ce_qui_est_conforme(genre: str) -> None:
    @PEU
    @given(donnees(genre_nomme(genre)))
    def propriete(donnees: Any) -> None:
        assert verifier(genre, donnees) == []

    propriete()


# What each mistake says.

FICHE = {"id": "a", "nom": "A", "region": "04", "sources": [{"titre": "Site"}]}
FAIT = {"date": "2024-03-04", "evenement": "demande"}


def ce_qui_est_dit(**champs: Any) -> list[tuple[str, str, str]]:
    return [
        (a.regle, ".".join(map(str, a.chemin)), str(a.message).replace("\u00a0", " "))
        for a in verifier("organisme", FICHE | champs)
    ]


GUILLEMETS = "Un texte est attendu ici : mettez la valeur entre guillemets droits."
VIDE = "Ce champ est vide : donnez-lui une valeur, ou retirez-le."
DATE = "Attendu ici : une date qui existe, AAAA-MM-JJ."


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"ville": ""}, [("valeur-longueur", "ville", VIDE)]),
        ({"ville": None}, [("valeur-longueur", "ville", VIDE)]),
        ({"milieux": []}, [("valeur-longueur", "milieux", VIDE)]),
        ({"milieux": None}, [("valeur-longueur", "milieux", VIDE)]),
        ({"nom": "x" * 201}, [("valeur-longueur", "nom", "200 caractères au plus.")]),
        ({"region": 4}, [("valeur-type", "region", GUILLEMETS)]),
        ({"nom": True}, [("valeur-type", "nom", GUILLEMETS)]),
        ({"nom": ["A"]}, [("valeur-type", "nom", "Attendu ici : un texte.")]),
        ({"milieux": "rural"}, [("valeur-type", "milieux", "Attendu ici : une liste.")]),
        ({"territoire": "mrc"}, [("valeur-type", "territoire", "Attendu ici : un groupe de champs.")]),
        ({"milieux": ["urbin"]},
         [("valeur-permise", "milieux.0", "« urbin » n'est pas un choix. Les choix : urbain ou rural.")]),
        ({"milieux": ["rural", "rural"]}, [("valeur-double", "milieux", "Une valeur est répétée dans la liste.")]),
        ({"region": "18"}, [("valeur-permise", "region", "« 18 » n'est pas un choix.")]),
        ({"territoire": {"portee": "mrc", "mrc": ["Levis"]}},
         [("valeur-permise", "territoire.mrc.0", "« Levis » n'est pas un choix. Le plus proche : « Lévis ».")]),
        ({"territoire": {"portee": "mrc"}}, [("champ-manquant", "territoire", "Le champ « mrc » manque.")]),
        ({"territoire": {"portee": "regionale", "mrc": ["Lévis"]}},
         [("champ-inconnu", "territoire.mrc", "Le champ « mrc » n'a pas sa place ici.")]),
        ({"neq": "123"}, [("valeur-forme", "neq", "Attendu ici : dix chiffres, entre guillemets droits.")]),
        ({"historique": [FAIT | {"date": "2023-02-29"}]}, [("valeur-forme", "historique.0.date", DATE)]),
        ({"sources": [{"titre": "Page", "publie_le": "2022-02-31"}]}, [("valeur-forme", "sources.0.publie_le", DATE)]),
        ({"historique": [FAIT | {"date": "1024-02-28"}]},
         [("valeur-forme", "historique.0.date", "Attendu ici : une date, AAAA-MM-JJ (2027-01-28).")]),
        ({"historique": [FAIT | {"etat": "membre", "motif": "tcri"}]},
         [("champ-inconnu", "historique.0.etat", "Le champ « etat » n'a pas sa place ici."),
          ("champ-inconnu", "historique.0.motif", "Le champ « motif » n'a pas sa place ici.")]),
        ({"historique": [{}]},
         [("champ-manquant", "historique.0", "Le champ « date » manque."),
          ("champ-manquant", "historique.0", "Le champ « evenement » manque.")]),
        ({"sources": [{}]}, [("champ-manquant", "sources.0", "Il faut au moins un de ces champs : titre ou url.")]),
    ],
)  # fmt: skip
def test_ce_qui_est_dit_d_une_erreur(champs: dict[str, Any], attendu: list[tuple[str, str, str]]) -> None:
    assert ce_qui_est_dit(**champs) == attendu


def test_tout_ce_qui_manque_est_dit() -> None:
    manquants = [a for a in verifier("organisme", {}) if a.regle == "champ-manquant"]
    assert len(manquants) == 4
    assert [a.valeurs["cle"] for a in (m.message for m in manquants[:3])] == ["id", "nom", "region"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("cle", "proche"),
    [
        ("vile", "ville"),
        ("Région", "region"),
        ("noms antérieurs", "noms_anterieurs"),
        ("site-web", "site_web"),
        ("xyzw", None),
    ],
)
def test_un_champ_inconnu_et_le_plus_proche(cle: str, proche: str | None) -> None:
    (anomalie,) = schemas.expliquer("organisme", FICHE | {cle: "x"})
    assert (anomalie.regle, anomalie.chemin) == ("champ-inconnu", (cle,))
    attendu = (
        None
        if proche is None
        else f"Le champ le plus proche est « {proche} ».".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    )
    assert (None if anomalie.correction is None else str(anomalie.correction)) == attendu


def test_un_fichier_demesure_n_est_pas_explique_sans_fin() -> None:
    anomalies = verifier("organisme", FICHE | {"milieux": [*range(2000), *"abcdefgh"] * 10})
    assert 0 < len(anomalies) <= schemas.ANOMALIES_MAX
    assert len(verifier("organisme", FICHE | {f"k{n}": n for n in range(5000)})) <= schemas.ANOMALIES_MAX


# The schema and the domain.


def enumeration(schema: Any, champ: str) -> list[str]:
    propriete = schema["properties"][champ]
    valeurs: list[str] = (propriete.get("items") or propriete)["enum"]
    return valeurs


def test_les_choix_des_schemas_sont_ceux_du_domaine() -> None:
    assert DEFS["region"]["enum"] == list(REGIONS)
    assert enumeration(DEFS["territoire"], "mrc") == list(MRC)
    assert tuple(enumeration(DEFS["territoire"], "portee")) == PORTEES
    assert tuple(enumeration(ORGANISME, "profils")) == tuple(PROFILS)
    assert tuple(enumeration(ORGANISME, "milieux")) == MILIEUX
    assert tuple(enumeration(ORGANISME, "financement")) == tuple(FINANCEMENTS)
    assert enumeration(DEFS["attestation"], "critere") == list(CRITERES)
    assert list(DEFS["preuves"]["properties"]) == DEFS["preuves"]["required"] == list(CRITERES)
    assert enumeration(SCHEMAS["liste_tcri"]["properties"]["membres"]["items"], "statut") == list(STATUTS)
    assert enumeration(DEFS["attestation"], "reponse") == [Reponse.OUI, Reponse.NON]
    assert enumeration(DEFS["evenement"], "evenement") == list(Fait)
    assert tuple(enumeration(DEFS["evenement"], "etat")) == ETATS_ATTESTABLES
    assert enumeration(DEFS["evenement"], "date_precision") == list(Precision)
    assert set(enumeration(DEFS["evenement"], "motif")) == set(MOTS_DES_MOTIFS)


def test_chaque_fait_a_ses_champs_et_ses_motifs() -> None:
    conditions = {c["if"]["properties"]["evenement"]["const"]: c["then"] for c in DEFS["evenement"]["allOf"]}
    assert list(conditions) == list(Fait)
    communs = {"date", "evenement", "recu_le", "source", "note"}
    for fait in Fait:
        then = conditions[fait]["properties"]
        refuses = {champ for champ, schema in then.items() if schema is False}
        assert not refuses & communs
        assert ("motif" in refuses) == (fait not in MOTIFS)
        assert ("motif" not in refuses and then["motif"]["enum"]) == (list(MOTIFS[fait]) if fait in MOTIFS else False)
        genre = FAITS[fait]
        requis = set(conditions[fait].get("required", ()))
        assert requis == set(genre.requis)
        assert refuses == set(get_args(ChampDeFait)) - {"source", *genre.requis, *genre.permis}
    decides = {fait for fait in Fait if "decision" in conditions[fait].get("required", ())}
    assert decides >= {Fait.SUSPENSION, Fait.PROLONGATION, Fait.EXPULSION}
    assert not decides & {
        Fait.DEMANDE,
        Fait.LEVEE,
        Fait.ADHESION,
        Fait.REFUS,
        Fait.RETRAIT,
        Fait.FERMETURE,
        Fait.REPRISE,
    }


@pytest.mark.parametrize(
    ("schema", "classe"),
    [
        (ORGANISME, modele.Organisme), (DEFS["decision"], modele.Decision), (DEFS["formulaire"], modele.Formulaire),
        (DEFS["preuve_tcri"], modele.Preuve), (DEFS["evenement"], modele.Evenement),
        (DEFS["attestation"], modele.Attestation), (DEFS["nom_anterieur"], modele.NomAnterieur),
        (DEFS["region_anterieure"], modele.RegionAnterieure), (DEFS["territoire"], modele.Territoire),
        (SCHEMAS["registre"], modele.Reseau), (SCHEMAS["registre"]["properties"]["seuils"], modele.Seuils),
        (SCHEMAS["chiffres_publies"]["$defs"]["chiffre"], modele.ChiffrePublie),
        (SCHEMAS["chiffres_publies"]["$defs"]["source"], modele.SourcePubliee),
        (SCHEMAS["liste_tcri"], modele.ListeTcri),
        (SCHEMAS["liste_tcri"]["properties"]["source"], modele.SourceDeListe),
        (SCHEMAS["liste_tcri"]["properties"]["membres"]["items"], modele.MembreTcri),
    ],
)  # fmt: skip
def test_les_champs_des_schemas_sont_ceux_des_fiches(schema: Any, classe: type[NamedTuple]) -> None:
    assert set(schema["properties"]) == set(classe._fields)
    sans_defaut = [champ for champ in classe._fields if champ not in classe._field_defaults]
    assert set(sans_defaut) <= set(schema.get("required", ())) | ({"nom"} if classe is modele.Reseau else set())


def test_les_sources_et_l_ordre() -> None:
    champs = {*DEFS["source_fait"]["properties"], *DEFS["source_organisme"]["properties"]}
    assert champs == set(modele.Source._fields)
    assert tuple(ORGANISME["properties"]) == Organisme._fields


def test_les_seuils_ont_les_valeurs_que_leur_description_dit() -> None:
    for champ, schema in SCHEMAS["registre"]["properties"]["seuils"]["properties"].items():
        assert schema["default"] == modele.Seuils._field_defaults[champ]
        assert f"Par défaut : {schema['default']} jours" in schema["description"].replace("\u00a0", " ")


# The schemas themselves.


def test_chaque_forme_a_ses_mots() -> None:
    formes = {
        v[mot] for s in SCHEMAS.values() for _, v in sous_schemas(s) for mot in ("pattern", "format")
        if isinstance(v.get(mot), str)
    }  # fmt: skip
    assert formes == set(schemas._FORMES)
    types = {v["type"] for s in SCHEMAS.values() for _, v in sous_schemas(s) if isinstance(v.get("type"), str)}
    assert types == set(schemas._TYPES)


@pytest.mark.parametrize("genre", GENRES)
def test_chaque_champ_a_son_titre_et_sa_description(genre: str) -> None:
    for chemin, schema in sous_schemas(SCHEMAS[genre]):
        if "/if/" in f"{chemin}/" or chemin.rpartition("/")[0].rpartition("/")[2] not in ("properties", "$defs"):
            continue
        assert schema.get("title"), chemin
        assert schema.get("description"), chemin


@pytest.mark.parametrize("genre", GENRES)
def test_un_groupe_ferme_ses_champs(genre: str) -> None:
    """Nothing passes that no one reads."""
    for chemin, schema in sous_schemas(SCHEMAS[genre]):
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False, chemin
        if schema.get("type") == "string" and "enum" not in schema:
            assert "pattern" in schema, chemin
            assert "maxLength" in schema or schema.get("format") == "date", chemin


def test_les_copies_pour_les_editeurs(tmp_path: Any) -> None:
    from roriq_cli.registre.creation import fichiers

    copies = {chemin: texte for chemin, texte in fichiers("RORIQ").items() if chemin.startswith("schemas/")}
    assert copies == {f"schemas/{genre}.schema.json": schemas.texte_du_schema(genre) for genre in GENRES}
