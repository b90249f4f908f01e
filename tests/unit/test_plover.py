from pathlib import Path

import pytest

from kgraph.errors import OntologyError
from kgraph.model import Claim, Entity, EntityType, Evidence, Modality, Polarity
from kgraph.ontology import relations
from kgraph.plover import MODES, plover_code, plover_event, read_modes, read_types, recipient
from kgraph.resources import ontology_dir

NAVY = Entity("https://example.org/navy", "navy", EntityType.ARMED_FORCE)
PORT = Entity("https://example.org/port", "port", EntityType.PLACE)
SHIP = Entity("https://example.org/ship", "frigate", EntityType.MATERIEL)
CREW = Entity("https://example.org/crew", "crew", EntityType.GROUP)


def claim(
    relation: str,
    quote: str,
    target: Entity = PORT,
    modality: Modality = Modality.ASSERTED,
    polarity: Polarity = Polarity.POSITIVE,
) -> Claim:
    evidence = Evidence("d", 0, len(quote), quote)
    return Claim(
        id="https://example.org/claim",
        subject=NAVY,
        relation=relation,
        object=target,
        attributed_to=(),
        modality=modality,
        polarity=polarity,
        evidence=evidence,
        confidence=0.8,
    )


@pytest.mark.parametrize(
    ("relation", "modality", "polarity", "code"),
    [
        ("supplies", Modality.ASSERTED, Polarity.POSITIVE, "AID"),
        ("supplies", Modality.EXPECTED, Polarity.POSITIVE, "AGREE"),
        ("supplies", Modality.ASSERTED, Polarity.NEGATIVE, "SANCTION"),
        ("supplies", Modality.EXPECTED, Polarity.NEGATIVE, "REJECT"),
        ("attacks", Modality.EXPECTED, Polarity.POSITIVE, "THREATEN"),
        ("attacks", Modality.CONDITIONAL, Polarity.POSITIVE, "THREATEN"),
        ("attacks", Modality.POSSIBLE, Polarity.POSITIVE, "ASSAULT"),
        ("attacks", Modality.ASSERTED, Polarity.NEGATIVE, "ASSAULT"),
        ("supports", Modality.ASSERTED, Polarity.NEGATIVE, "REJECT"),
        ("condemns", Modality.EXPECTED, Polarity.POSITIVE, "ACCUSE"),
        ("meets", Modality.EXPECTED, Polarity.NEGATIVE, "REJECT"),
        ("trains", Modality.REQUESTED, Polarity.POSITIVE, "AGREE"),
        ("protests", Modality.EXPECTED, Polarity.POSITIVE, "THREATEN"),
        ("attacks", Modality.EXPECTED, Polarity.NEGATIVE, "ASSAULT"),
        ("uses", Modality.ASSERTED, Polarity.POSITIVE, None),
    ],
)
def test_plover_codes_follow_modality_and_polarity(
    relation: str, modality: Modality, polarity: Polarity, code: str | None
) -> None:
    assert plover_code(relation, modality, polarity) == code


@pytest.mark.parametrize(
    ("found", "mode"),
    [
        (claim("attacks", "The navy shelled the port"), "heavy-weapons"),
        (claim("attacks", "The navy attacked the port"), ""),
        (claim("attacks", "Gunmen beaten off with rockets and grenades"), ""),
        (claim("kills", "A suicide car bomb killed the crew", CREW), "suicide-attack"),
        (claim("destroys", "The navy destroyed the port"), "destroy"),
        (claim("destroys", "Missiles destroyed the port"), "heavy-weapons"),
        (claim("protests", "Sailors are on hunger strike"), "strike-hun"),
        (claim("protests", "Sailors went on strike"), "strike-lim"),
        (claim("protests", "Sailors marched to the port"), "demo"),
        (claim("meets", "The admiral visited the crew", CREW), "visit"),
        (claim("meets", "The admiral met the crew", CREW), ""),
        (claim("deploys", "The navy sent a frigate", SHIP), "weapons"),
        (claim("deploys", "The navy moved its marines", NAVY), "troops"),
        (claim("arrests", "The navy arrested the crew", CREW), "arrest"),
        (claim("withdrawsFrom", "The navy left the port"), "withdraw"),
        (claim("withdrawsFrom", "The crew left the union", CREW), ""),
        (claim("attacks", "The navy will attack", modality=Modality.EXPECTED), "violence"),
        (claim("supplies", "The navy sends no coal", polarity=Polarity.NEGATIVE, modality=Modality.EXPECTED), "assist"),
    ],
)
def test_the_mode_is_what_the_words_tell(found: Claim, mode: str) -> None:
    event = plover_event(found)
    assert event is not None
    assert event.mode == mode


@pytest.mark.parametrize(
    ("modality", "polarity", "contexts"),
    [
        (Modality.ASSERTED, Polarity.POSITIVE, ()),
        (Modality.POSSIBLE, Polarity.POSITIVE, ("hypothetical",)),
        (Modality.REQUESTED, Polarity.NEGATIVE, ("hypothetical", "negation")),
        (Modality.EXPECTED, Polarity.NEGATIVE, ("future", "negation")),
        (Modality.EXPECTED, Polarity.POSITIVE, ()),  # a threat, which is a thing of now
    ],
)
def test_what_did_not_happen_says_so(modality: Modality, polarity: Polarity, contexts: tuple[str, ...]) -> None:
    event = plover_event(claim("attacks", "The navy attacked", modality=modality, polarity=polarity))
    assert event is not None
    assert event.contexts == contexts


def test_a_relation_without_a_type_is_no_event() -> None:
    assert plover_event(claim("locatedIn", "The navy is in the port")) is None


def test_what_is_moved_or_said_is_no_recipient() -> None:
    assert recipient(claim("attacks", "The navy shelled the port", PORT))
    assert not recipient(claim("tests", "The navy tested the frigate", SHIP))
    assert not recipient(claim("deploys", "The navy moved its marines", NAVY))


def test_every_rule_of_modes_can_hold() -> None:
    """Each asks for relations that give its type, asserted or by what the table of types makes of them."""
    possible: dict[str, set[str]] = {}
    for name in relations():
        for modality in Modality:
            for polarity in Polarity:
                possible.setdefault(str(plover_code(name, modality, polarity)), set()).add(name)
    found = read_modes(ontology_dir() / "plover" / "modes.tsv")
    rules = [rule for rules in found.values() for rule in rules]
    assert not [rule for rule in rules if rule.relations - possible[rule.code]]
    assert not [rule for rule in rules if not (rule.words or rule.relations)]


def test_types_are_those_of_the_ontology() -> None:
    known = {relation.plover for relation in relations().values()} - {None}
    assert set(MODES) <= known
    assert set(read_types(ontology_dir() / "plover" / "types.tsv").values()) <= known


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("AID\tnegative\tasserted\tHELP\t", "needs modalities, PLOVER types"),
        ("AID\tnegative\t\tREJECT\t", "needs modalities, PLOVER types"),
        ("AID\tneutral\tasserted\tREJECT\t", "'neutral' is not a valid Polarity"),
        ("AID\tnegative\tsure\tREJECT\t", "'sure' is not a valid Modality"),
        ("AID\tpositive\tasserted\tAGREE\tagain", "the only line of its kind"),
    ],
)
def test_a_broken_line_of_types_is_told(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "types.tsv"
    header = "type\tpolarity\tmodalities\tcode\tnote\nAID\tpositive\tasserted\tAGREE\t"
    path.write_text(f"{header}\n{line}\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=said):
        read_types(path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ASSAULT\tshout\t\t\tshout*\t", "ASSAULT has no mode 'shout'"),
        ("AGREE\tvisit\t\t\tvisit*\t", "AGREE has no mode 'visit'"),
        ("ASSAULT\tbeat\tbeats\t\t\t", "no relation or entity type beats"),
        ("ASSAULT\tbeat\t\tDog\tbeat\t", "no relation or entity type Dog"),
    ],
)
def test_a_broken_line_of_modes_is_told(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "modes.tsv"
    path.write_text(f"type\tmode\trelations\tobject_types\twords\tnote\n{line}\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=said):
        read_modes(path)
