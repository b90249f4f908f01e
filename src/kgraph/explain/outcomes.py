"""What became of each candidate: the claims with what they rest on, and the rest with what was the matter."""

from collections.abc import Iterable, Iterator

from kgraph.claims.confidence import confidence_model, features_of
from kgraph.claims.draft import Draft
from kgraph.claims.find import Candidate
from kgraph.claims.find import Dropped as Refused
from kgraph.claims.parts import part_of
from kgraph.claims.scope import context_of
from kgraph.claims.trace import Misfit, Passed, Reason
from kgraph.claims.view import View
from kgraph.explain.clauses import words_of
from kgraph.explain.entries import entry_of
from kgraph.explain.grounds import find_grounds
from kgraph.explain.values import Dropped, Entry, Found, Ground
from kgraph.model import Claim
from kgraph.parse import Token

_PASSED = {
    Reason.OVERRULED: "an entry of the verb names it and reads it otherwise",
    Reason.LIGHT_VERB: "it only carries a noun, which speaks for itself",
    Reason.NO_PARTS: "the event is named without enough of its parts",
    Reason.NO_AGENT: "nobody is named who does it, and this relation needs somebody",
}
UNSURE = "unsure"
"""The reason of a claim below the least confidence."""
OTHER_WORDS = "other words"
"""The reason of an entry of several words that do not all stand there."""


def found_of(view: View, claim: Claim, draft: Draft) -> Found:
    """A claim with the lexicon's entry and the words it rests on."""
    return Found(
        claim=claim,
        predicate=draft.predicate.text,
        start=draft.predicate.start,
        rule=draft.rule,
        entry=_entry(draft),
        grounds=_grounds(view, draft),
        weights=_weights(view, draft, claim),
    )


def unsure_of(view: View, claim: Claim, draft: Draft, least: float) -> Dropped:
    """A claim that is left out because it is probably misread."""
    subject = claim.subject.label if claim.subject else "?"
    weights = ", ".join(f"{name} ({weight:+.1f})" for name, weight in _weights(view, draft, claim)[:3])
    return Dropped(
        predicate=draft.predicate.text,
        start=draft.predicate.start,
        relation=draft.relation,
        reason=UNSURE,
        detail=f"confidence {claim.confidence:.2f}, below {least:g}; most weigh {weights}",
        parts=(subject, claim.object.label),
        entry=_entry(draft),
    )


def _weights(view: View, draft: Draft, claim: Claim) -> tuple[tuple[str, float], ...]:
    """What the confidence of a claim rests on, the weightiest first."""
    weights = confidence_model().weights
    found = {name: round(weights[name], 2) for name in features_of(view, draft, claim) if weights.get(name)}
    return tuple(sorted(found.items(), key=lambda item: (-abs(item[1]), item[0])))


def dropped_of(view: View, candidate: Candidate, refused: Refused) -> Dropped:
    """A draft that is no claim, and why."""
    draft = candidate.draft
    parts = tuple(_words(view, token, draft) for token in (draft.subject, draft.object))
    return Dropped(
        predicate=draft.predicate.text,
        start=draft.predicate.start,
        relation=draft.relation,
        reason=refused.reason.value,
        detail=_detail(view, draft, refused),
        parts=parts,
        entry=_entry(draft),
    )


def passed_of(passed: Passed) -> Dropped:
    """A predicate that a rule passed over."""
    token = passed.predicate
    reason = passed.reason
    return Dropped(
        token.text, token.start, passed.frame.relation, reason.value, _PASSED[reason], entry=entry_of(passed.frame)
    )


def misfit_of(view: View, misfit: Misfit) -> Dropped:
    """An entry that does not fit, and what lacks."""
    token = misfit.predicate
    entry = entry_of(misfit.frame)
    reason = Reason.MISFIT.value if misfit.slot is not None else OTHER_WORDS
    detail = _lacking(view, misfit)
    return Dropped(token.text, token.start, misfit.frame.relation, reason, detail, entry=entry)


def once(misfits: Iterable[Misfit]) -> Iterator[Misfit]:
    """Each entry once a predicate, however often it was tried."""
    seen: set[tuple[int, str, int]] = set()
    for misfit in misfits:
        key = (misfit.predicate.i, misfit.frame.pos, misfit.frame.line)
        if key not in seen:
            seen.add(key)
            yield misfit


def _entry(draft: Draft) -> Entry | None:
    return entry_of(draft.frame) if draft.frame is not None else None


def _grounds(view: View, draft: Draft) -> tuple[Ground, ...]:
    return find_grounds(view, draft.predicate) if draft.context is None else ()


def _words(view: View, token: Token | None, draft: Draft) -> str:
    if token is None:
        return "?"
    context = draft.context or context_of(view, draft.predicate)
    part = part_of(view, token, context, clause=True)
    return words_of(view, part) if part is not None else token.text


def _detail(view: View, draft: Draft, refused: Refused) -> str:
    if refused.before is not None:
        subject = refused.before.subject.label if refused.before.subject else "?"
        return f"says the same as {subject} — {refused.before.relation} → {refused.before.object.label}"
    if refused.reason is Reason.VOID:
        words = [f"'{g.words}'" for g in _grounds(view, draft) if g.aspect == "void"]
        return f"{', '.join(words)} leave{'s' if len(words) == 1 else ''} it open"
    if refused.reason is Reason.SAME:
        return f"{refused.detail} would do it to itself"
    return refused.detail


def _lacking(view: View, misfit: Misfit) -> str:
    if misfit.slot is None:
        particles = [c.text for c in misfit.predicate.children if c.dep == "prt"]
        if " " in misfit.frame.lemma or not particles:
            return f"'{misfit.frame.lemma}' is not what stands here"
        return f"'{misfit.predicate.lemma} {particles[0]}' is another verb"
    name = "|".join(misfit.slot.names)
    if not misfit.barred:
        return f"nothing stands in {name}"
    return f"{', '.join(_typed(view, token) for token in misfit.barred)} may not stand in {name}"


def _typed(view: View, token: Token) -> str:
    type_ = view.type(token)
    return f"'{token.text}' ({type_.value if type_ else 'no entity'})"
