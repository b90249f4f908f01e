"""The file of decisions: what it says, how it is written, what is told of a broken one."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.decisions import (
    REMOVABLE,
    Changes,
    Decisions,
    Dismissal,
    Link,
    Merge,
    NewEntity,
    Ref,
    Rename,
    Retype,
    Ruling,
    Split,
    Verdict,
    append_decision,
    iri_of,
    key_of,
    read_decisions,
    remove_decision,
)
from kgraph.errors import DecisionError
from kgraph.model import Bound, EntityType, Modality, Polarity, Quantity

WHO = {"by": "Ada", "on": "2026-03-01T09:30:00Z"}
END = '\nby = "Ada"\non = 2026-03-01\n'


@pytest.fixture
def path(tmp_path):
    return tmp_path / "decisions.toml"


# --- there and back

texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(str.strip)
who = st.fixed_dictionaries(
    {
        "by": texts,
        "on": st.dates().map(str) | st.datetimes().map(lambda when: when.isoformat(timespec="seconds") + "Z"),
        "note": st.none() | texts,
    }
)
refs = st.builds(Ref, texts, st.none() | texts)
parts = refs | st.builds(NewEntity, texts, st.sampled_from(EntityType))
figures = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)
quantities = st.builds(
    Quantity, figures, texts, st.sampled_from([b for b in Bound if b is not Bound.RANGE])
) | st.builds(Quantity, figures, texts, st.just(Bound.RANGE), figures, figures)


@st.composite
def changes(draw):
    optional = {
        "relation": texts,
        "subject": parts,
        "object": parts,
        "modality": st.sampled_from(Modality),
        "polarity": st.sampled_from(Polarity),
        "speakers": st.lists(parts, max_size=2).map(tuple),
        "quantity": quantities,
        "time": st.sampled_from(["2024", "2024-10-23", "2024-10/2024-12"]),
        "place": parts,
        "theme": parts,
    }
    given_ = draw(st.fixed_dictionaries({}, optional=optional))
    gone = draw(st.sets(st.sampled_from(REMOVABLE)))
    made = Changes(**given_, without=tuple(sorted(gone - given_.keys())))
    return made or Changes(modality=Modality.POSSIBLE)


@st.composite
def decisions(draw):
    end = draw(who)
    some = draw(st.lists(refs, min_size=3, max_size=5, unique=True))
    claim = draw(texts)
    return draw(
        st.sampled_from(
            [
                Merge(refs=tuple(some), confirmed=draw(st.booleans()), **end),
                Split(groups=(tuple(some[:1]), tuple(some[1:])), **end),
                Rename(entity=some[0], label=draw(texts), **end),
                Retype(entity=some[0], type=draw(st.sampled_from(EntityType)), **end),
                Link(entity=some[0], wikidata=draw(st.sampled_from([None, "Q42"])), **end),
                Verdict(claim=claim, ruling=draw(st.sampled_from([Ruling.ACCEPTED, Ruling.REJECTED])), **end),
                Verdict(claim=claim, ruling=Ruling.CORRECTED, changes=draw(changes()), **end),
                Dismissal(claims=(claim, claim + "x"), **end),
            ]
        )
    )


@given(st.lists(decisions(), min_size=1, max_size=3), texts)
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read(tmp_path_factory, made, comment):
    path = tmp_path_factory.mktemp("there") / "decisions.toml"
    written = []
    for decision in made:
        try:
            append_decision(path, decision, comment=comment)
        except DecisionError:  # it contradicts those before: then it is not there
            continue
        written.append(decision)
    assert list(read_decisions(path).entries) == written


def test_no_file_says_nothing(path):
    assert read_decisions(path) == Decisions()
    assert not read_decisions(path)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_people_wrote_stays(path, end):
    own = (
        f"""# Mine\n\n[[decision]]   # first\nmerge = [\n  "a", # the one\n  "b",\n]{END}\n# done for today""".replace(
            "\n", end
        )
    )
    path.write_bytes(own.encode())
    append_decision(path, Rename(entity=Ref("a"), label="A", **WHO), comment="a is called\nA")
    after = path.read_bytes().decode()
    assert after.startswith(own)
    added = after.removeprefix(own).replace(end, "\n")
    assert (
        added == '\n\n# a is called A\n[[decision]]\nentity = "a"\nlabel = "A"\nby = "Ada"\non = 2026-03-01T09:30:00Z\n'
    )
    assert "\n" not in after.replace(end, "")


def test_taking_out_takes_the_comment_and_nothing_else(path):
    for name in "abc":
        append_decision(path, Rename(entity=Ref(name), label=name.upper(), **WHO), comment=f"{name} is called so")
    before = path.read_text()
    removed = remove_decision(path, 1)
    assert removed == Rename(entity=Ref("b"), label="B", **WHO)
    paragraphs = before.split("\n\n")
    assert path.read_text() == "\n\n".join([*paragraphs[:2], *paragraphs[3:]])
    remove_decision(path, 1)
    assert path.read_text() == "\n\n".join(paragraphs[:2]) + "\n"
    append_decision(path, removed, comment="b is called so")
    assert path.read_text() == "\n\n".join(paragraphs[:3]) + "\n"


def test_a_header_inside_a_text_is_none(path):
    path.write_text(f'[[decision]]\nentity = "a"\nlabel = "A"\nnote = """\n[[decision]]\n"""{END}')
    with pytest.raises(DecisionError, match="delete it by hand"):
        remove_decision(path, 0)
    assert len(read_decisions(path).entries) == 1


def test_a_link_to_the_file_stays_one(tmp_path, path):
    real = tmp_path / "shared" / "ours.toml"
    real.parent.mkdir()
    path.symlink_to(real)
    append_decision(path, Rename(entity=Ref("a"), label="A", **WHO))
    assert path.is_symlink()
    assert len(read_decisions(real).entries) == 1


# --- what is told of a broken file


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("merge = [", "no TOML"),
        ('title = "x"', "'title' is unknown"),
        ("decision = 3", "list of tables"),
        ("[[decision]]" + END, "one of merge, confirm"),
        ('[[decision]]\nmerge = ["a", "b"]\nclaim = "c"' + END, "merge and claim"),
        ('[[decision]]\nmerge = ["a"]' + END, "at least two"),
        ('[[decision]]\nmerge = "a"' + END, "square brackets"),
        ('[[decision]]\nmerge = ["a", "a"]' + END, "names a twice"),
        ('[[decision]]\nmerge = ["a", 3]' + END, "end of its IRI"),
        ('[[decision]]\nmerge = ["a", {entity = "b"}]' + END, "end of its IRI"),
        ('[[decision]]\nmerge = ["a", "b"]\nlabel = "A"' + END, "'label' does not belong here"),
        ('[[decision]]\nsplit = ["a", "b"]' + END, "two lists"),
        ('[[decision]]\nsplit = [["a", "b"]]' + END, "two lists"),
        ('[[decision]]\nsplit = [["a"], ["b", "a"]]' + END, "names a twice"),
        ('[[decision]]\nentity = "a"' + END, "one of label, type, wikidata"),
        ('[[decision]]\nentity = "a"\nlabel = " "' + END, "label has to be a text"),
        ('[[decision]]\nentity = "a"\ntype = "State"' + END, "one of Country, Place"),
        ('[[decision]]\nentity = "a"\nwikidata = "42"' + END, 'such as "Q42"'),
        ('[[decision]]\nclaim = "c"' + END, "verdict is missing"),
        ('[[decision]]\nclaim = "c"\nverdict = "fine"' + END, "accepted, rejected, corrected"),
        ('[[decision]]\nclaim = "c"\nverdict = "corrected"' + END, "what is otherwise"),
        ('[[decision]]\nclaim = "c"\nverdict = "rejected"\ntime = "2024"' + END, "corrected"),
        ('[[decision]]\nclaim = "c"\nverdict = "corrected"\ntime = "soon"' + END, "ISO 8601"),
        ('[[decision]]\nclaim = "c"\nverdict = "corrected"\nplace = 3' + END, "place is an entity"),
        ('[[decision]]\nclaim = "c"\nverdict = "corrected"\nquantity = 3' + END, "quantity is a figure"),
        (
            '[[decision]]\nclaim = "c"\nverdict = "corrected"\nquantity = {value = 1, unit = "x", low = 1}' + END,
            "the bound range",
        ),
        ('[[decision]]\nclaim = "c"\nverdict = "corrected"\nwithout = ["object"]' + END, "without names"),
        ('[[decision]]\nclaim = "c"\nverdict = "corrected"\ntime = "2024"\nwithout = ["time"]' + END, "yet in without"),
        ('[[decision]]\nno_conflict = ["a", "a"]' + END, "two claims"),
        ('[[decision]]\nmerge = ["a", "b"]\non = 2026-03-01', "by is missing"),
        ('[[decision]]\nmerge = ["a", "b"]\nby = "Ada"\non = "yesterday"', "when it was decided"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(path, text, told):
    path.write_text(text)
    with pytest.raises(DecisionError) as raised:
        read_decisions(path)
    assert told in str(raised.value)
    assert str(raised.value).startswith(f"{path}:")


def test_the_line_is_that_of_the_decision(path):
    path.write_text(f'# one\n\n[[decision]]\nmerge = ["a", "b"]{END}\n[[decision]]\nmerge = ["a"]{END}')
    with pytest.raises(DecisionError, match=r"decisions\.toml:8: "):
        read_decisions(path)


def test_a_file_that_cannot_be_read(tmp_path, path):
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(DecisionError, match="not UTF-8 at byte 0"):
        read_decisions(path)
    with pytest.raises(DecisionError, match="cannot be read"):
        read_decisions(tmp_path)


def test_a_contradiction_is_told_and_not_written(path):
    append_decision(path, Merge(refs=(Ref("a"), Ref("b"), Ref("c")), **WHO))
    before = path.read_bytes()
    with pytest.raises(DecisionError, match=r":\d+: keeps a and c apart, but they are joined through others by line 5"):
        append_decision(path, Split(groups=((Ref("a"),), (Ref("c"),)), **WHO))
    assert path.read_bytes() == before


# --- what decisions say together


def together(*made):
    ties = Decisions(made).ties
    return {f"{a}={b}" for a, b in ties.together if a != b} | {f"{a}!{b}" for a, b in ties.apart}


def merge(*keys):
    return Merge(refs=tuple(Ref(*key.split("@")) for key in keys), **WHO)


def split(*groups):
    return Split(groups=tuple(tuple(Ref(*key.split("@")) for key in group.split()) for group in groups), **WHO)


def test_the_later_of_two_counts():
    assert together(merge("a", "b"), split("a", "b")) == {"a!b"}
    assert together(split("a", "b"), merge("a", "b")) == {"a=b"}


def test_a_document_goes_with_the_entity_until_it_is_taken_out():
    assert together(merge("a", "b"), split("a b", "a@3")) == {"a=b", "a!a in 3", "a in 3!b"}
    assert together(split("a", "a@3"), merge("a", "b")) == {"a!a in 3", "a=b"}
    assert together(merge("a", "b"), merge("a@3", "c")) == {"a=b", "a=a in 3", "a in 3=c"}
    assert together(split("a", "c"), merge("a@3", "d")) == {"a!c", "a in 3!c", "a in 3=d"}


def test_which_reference_stands_for_an_entity_of_a_document():
    ties = Decisions((split("a", "a@3"), merge("b@1", "c"))).ties
    assert ties.of("a", "3") == Ref("a", "3")
    assert ties.of("a", "4") == Ref("a")
    assert ties.of("b", "1") == Ref("b", "1")
    assert ties.of("b", "2") is None


def test_the_last_word_on_each():
    made = Decisions(
        (
            Rename(entity=Ref("a"), label="A", **WHO),
            Verdict(claim="c", ruling=Ruling.REJECTED, **WHO),
            Rename(entity=Ref("a"), label="B", **WHO),
            Verdict(claim="c", ruling=Ruling.ACCEPTED, **WHO),
        )
    )
    assert [rename.label for rename in made.renames] == ["B"]
    assert [verdict.ruling for verdict in made.verdicts] == [Ruling.ACCEPTED]


def test_the_digest_tells_decisions_apart_and_no_comments(path):
    one = append_decision(path, Rename(entity=Ref("a"), label="A", **WHO), comment="x").digest
    path.write_text(path.read_text() + "\n# a remark\n")
    assert read_decisions(path).digest == one
    assert append_decision(path, Rename(entity=Ref("b"), label="A", **WHO)).digest != one


def test_keys_and_iris():
    base = "https://example.org/"
    assert key_of(f"{base}entity/russia", base) == "russia"
    assert iri_of("russia", base) == f"{base}entity/russia"
    assert iri_of(key_of("urn:x:1", base, "claim"), base, "claim") == "urn:x:1"


def test_changes_that_change_nothing():
    assert not Changes()
    assert Changes(speakers=())
    assert Changes(quantity=Quantity(Decimal(1), "men"))
