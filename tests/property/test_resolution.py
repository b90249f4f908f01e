"""Resolution: what holds for any appearances."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.decisions import Decisions, Merge, Ref, Split, key_of
from kgraph.gazetteer import gazetteer
from kgraph.model import Appearance, Entity, EntityType, entity_id
from kgraph.resolution import Member, blocking_keys, influences, resolve

BASE = "https://example.org/"
LABELS = {
    EntityType.PERSON: (
        "Karl Tamm",
        "K. Tamm",
        "Karl Tam",
        "Tamm",
        "Aino Tamm",
        "Tamm Karl",
        "President",
        "Karl Tamm Jr",
    ),
    EntityType.ORGANIZATION: (
        "Utro",
        "Utro Media Ltd",
        "Interior Ministry",
        "Kalev Aid Network",
        "KAN",
        "Kalev Aid Netwerk",
    ),
    EntityType.THING: ("Utro", "Kalev Aid Network", "KAN"),
    EntityType.COUNTRY: ("Russia",),
    EntityType.NUMBER: ("10,000",),
}
STATES = ("estonia", "latvia", "russia")


@st.composite
def appearances(draw: st.DrawFn) -> tuple[Appearance, ...]:
    """Some appearances over a few documents: of one document and entity one at most."""
    found: dict[Member, Appearance] = {}
    for _ in range(draw(st.integers(0, 14))):
        type_ = draw(st.sampled_from(list(LABELS)))
        label = draw(st.sampled_from(LABELS[type_]))
        document = f"d{draw(st.integers(1, 6))}"
        named = type_ is not EntityType.NUMBER
        id_ = f"{BASE}entity/russia" if label == "Russia" else entity_id(BASE, label, type_)
        aliases = tuple(draw(st.sets(st.sampled_from(LABELS[type_]), max_size=2)) - {label})
        found[Member(document, id_)] = Appearance(
            document,
            Entity(id_, label, type_, aliases),
            named=named,
            roles=tuple(sorted(draw(st.sets(st.sampled_from(("minister", "fisherman", "poet")), max_size=1)))),
            states=tuple(sorted(draw(st.sets(st.sampled_from(STATES), max_size=1)))),
            gender=draw(st.sampled_from(("", "", "m", "f"))) if type_ is EntityType.PERSON else "",
            guessed=draw(st.booleans()),
            beside=tuple(sorted(draw(st.sets(st.sampled_from(STATES), max_size=2)))),
        )
    return tuple(found.values())


@st.composite
def decisions(draw: st.DrawFn, given_: tuple[Appearance, ...]) -> Decisions:
    """A merge or a split of two of the entities."""
    if len(given_) < 2:
        return Decisions()
    one, other = draw(st.lists(st.sampled_from(given_), min_size=2, max_size=2, unique=True))
    refs = tuple(Ref(key_of(a.entity.id, BASE), a.document) for a in (one, other))
    kind = draw(st.sampled_from((None, "merge", "split")))
    if kind == "merge":
        return Decisions((Merge(refs=refs, by="editor", on="2025-03-01"),))
    return Decisions((Split(groups=tuple((ref,) for ref in refs), by="editor", on="2025-03-01"),) if kind else ())


@settings(deadline=None, max_examples=60)  # the gazetteer is read on the first call
@given(st.data(), st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(data: st.DataObject, random: Random) -> None:
    some = data.draw(appearances())
    made = data.draw(decisions(some))
    shuffled = [replace(a, entity=replace(a.entity, aliases=_shuffled(a.entity.aliases, random))) for a in some]
    assert resolve(_shuffled(tuple(shuffled), random), base=BASE, decisions=made) == resolve(
        some, base=BASE, decisions=made
    )


@settings(deadline=None, max_examples=60)
@given(appearances())
def test_what_shares_no_key_makes_no_difference(some: tuple[Appearance, ...]) -> None:
    whole = _entities(some)
    for part in _closures(some):
        found = _entities(part)
        assert found == {member: whole[member] for member in found}


@settings(deadline=None, max_examples=200)
@given(appearances())
def test_what_influences_nothing_makes_no_difference(some: tuple[Appearance, ...]) -> None:
    keyed = [replace(a, keys=tuple(sorted(blocking_keys(a)))) for a in some]
    whole = {member: one for one in resolve(keyed, base=BASE) for member in one.members}
    for part in _influenced([a for a in keyed if a.keys]):
        for found in resolve(part, base=BASE):
            assert whole[found.members[0]] == found


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_every_appearance_is_a_member_of_one_entity_and_ids_are_unique(data: st.DataObject) -> None:
    some = data.draw(appearances())
    found = resolve(some, base=BASE, decisions=data.draw(decisions(some)))
    assert sorted(m for one in found for m in one.members) == sorted(Member(a.document, a.entity.id) for a in some)
    assert len({one.id for one in found}) == len(found)


@settings(deadline=None, max_examples=60)
@given(appearances())
def test_the_gazetteer_and_figures_keep_their_ids(some: tuple[Appearance, ...]) -> None:
    keys = gazetteer().entries
    for member, id_ in _entities(some).items():
        if key_of(member.entity, BASE) in keys or "/number-" in member.entity:
            assert id_ == member.entity


@settings(deadline=None, max_examples=60)
@given(appearances())
def test_who_shares_no_key_with_anybody_keeps_the_id_unless_the_name_is_nobodys(some: tuple[Appearance, ...]) -> None:
    found = _entities(some)
    for part in _closures(some):
        if len(part) == 1 and part[0].entity.label not in {"Interior Ministry", "President"}:
            assert found[_member(part[0])] == part[0].entity.id


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_decisions_are_obeyed(data: st.DataObject) -> None:
    some = data.draw(appearances())
    made = data.draw(decisions(some))
    found = {
        (key_of(m.entity, BASE), m.document): one.id
        for one in resolve(some, base=BASE, decisions=made)
        for m in one.members
    }
    for merge in made.merges:
        assert len({found[ref.key, ref.document or ""] for ref in merge.refs}) == 1
    for split in made.splits:
        (one,), (other,) = split.groups
        ids = {found[ref.key, ref.document or ""] for ref in (one, other)}
        assert len(ids) == 2 or key_of(ids.pop(), BASE) in gazetteer().entries


def _shuffled(values: tuple, random: Random) -> tuple:  # type: ignore[type-arg]
    return tuple(random.sample(values, len(values)))


def _member(appearance: Appearance) -> Member:
    return Member(appearance.document, appearance.entity.id)


def _entities(some: tuple[Appearance, ...]) -> dict[Member, str]:
    return {member: one.id for one in resolve(some, base=BASE) for member in one.members}


def _closures(some: tuple[Appearance, ...]) -> list[tuple[Appearance, ...]]:
    """Parts that share no key with one another."""
    parts: list[tuple[set[str], list[Appearance]]] = []
    for one in some:
        keys, members = set(blocking_keys(one)), [one]
        apart = []
        for part in parts:
            if part[0] & keys:
                keys |= part[0]
                members += part[1]
            else:
                apart.append(part)
        parts = [*apart, (keys, members)]
    return [tuple(members) for _, members in parts]


def _influenced(some: list[Appearance]) -> list[list[Appearance]]:
    """Parts of which no member may influence one of another."""
    parts: list[list[Appearance]] = []
    for one in some:
        near = [p for p in parts if any(set(one.keys) & set(other.keys) and influences(one, other) for other in p)]
        parts = [[one, *(a for part in near for a in part)], *(p for p in parts if p not in near)]
    return parts
