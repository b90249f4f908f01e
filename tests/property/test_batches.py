"""Articles give the same graph whatever the order and the batches in which they came."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kgraph.decisions import NAME, Merge, Ref, Rename, Ruling, Verdict, append_decision
from kgraph.pipeline import Articles, Options, build, extract, remove

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "data" / "articles", ROOT / "tests" / "entities" / "dev")
# Builds take seconds: an example that fails is not made smaller.
PHASES = (Phase.explicit, Phase.generate)
LIMITS = settings(
    max_examples=8, deadline=None, derandomize=True, phases=PHASES, suppress_health_check=[HealthCheck.too_slow]
)
OPTIONS = Options(page=False)


@cache
def documents():
    return {document.id: document for document in Articles.read(FOLDERS).documents}


@cache
def readings():
    """Every article as the extractor reads it; it reads each once, since that takes longest."""
    return {reading.document.id: reading for reading in extract(documents().values())}


def known(wanted):
    return (readings()[document.id] for document in wanted)


def articles(ids):
    return Articles(tuple(documents()[id_] for id_ in ids), (), ())


def results(out):
    return {name: (out / name).read_bytes() for name in ("graph.trig", "claims.jsonl")}


@st.composite
def histories(draw):
    """Some articles, the order and the batches in which they come, and others that come and go again."""
    ids = draw(st.permutations(sorted(documents())))
    kept = ids[: draw(st.integers(8, 30))]
    gone = ids[len(kept) : len(kept) + draw(st.integers(0, 5))]
    order = draw(st.permutations([*kept, *gone]))
    cuts = sorted(draw(st.sets(st.integers(1, len(order) - 1), max_size=4)))
    batches = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    return kept, batches, gone


@LIMITS
@given(histories())
def test_orders_and_batches_give_the_same_bytes(history):
    kept, batches, gone = history
    with tempfile.TemporaryDirectory() as folder:
        at_once, step_by_step = Path(folder, "once"), Path(folder, "steps")
        build(articles(sorted(kept)), at_once, options=OPTIONS, extractor=known)
        for batch in batches:
            build(articles(batch), step_by_step, options=OPTIONS, extractor=known)
        remove(gone, step_by_step / "store")
        assert results(step_by_step) == results(at_once)


@settings(LIMITS, max_examples=5)
@given(st.data())
def test_decisions_before_or_after_the_articles_give_the_same_bytes(data):
    ids = data.draw(st.permutations(sorted(readings())))[:20]
    half = data.draw(st.integers(1, len(ids) - 1))
    claims = sorted(claim.id.rpartition("/")[2] for id_ in ids for claim in readings()[id_].claims)
    keys = sorted({a.entity.id.rpartition("/")[2] for id_ in ids for a in readings()[id_].appearances if a.named})
    made = {"by": "Ann Ode", "on": "2025-01-31T10:00:00Z"}
    two = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
    decisions = [
        Verdict(claim=data.draw(st.sampled_from(claims)), ruling=Ruling.REJECTED, **made),
        Merge(refs=tuple(Ref(key) for key in sorted(two)), **made),
        Rename(entity=Ref(data.draw(st.sampled_from(keys))), label="Another Name", **made),
    ]
    with tempfile.TemporaryDirectory() as folder:
        before, between, undone, never = (Path(folder, name) for name in ("before", "between", "undone", "never"))
        for decision in decisions:
            append_decision(before / NAME, decision)
        build(articles(ids), before, options=OPTIONS, extractor=known)
        build(articles(ids[:half]), between, options=OPTIONS, extractor=known)
        for decision in decisions:
            append_decision(between / NAME, decision)
        build(articles(ids[half:]), between, options=OPTIONS, extractor=known)
        assert results(between) == results(before)

        shutil.copytree(before, undone)
        (undone / NAME).unlink()
        remove((), undone / "store")
        build(articles(ids), never, options=OPTIONS, extractor=known)
        assert results(undone) == results(never)
        assert results(never) != results(before)
