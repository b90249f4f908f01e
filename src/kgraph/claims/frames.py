"""Fits the lexicon's frames to predicates: which words fill which role."""

from collections.abc import Sequence
from dataclasses import dataclass

from kgraph.claims.amounts import is_sum
from kgraph.claims.clause import child, is_infinitive, is_passive
from kgraph.claims.complements import objects_of_complement
from kgraph.claims.gaps import gap_of
from kgraph.claims.nouns import is_actor, later_agents, of_noun
from kgraph.claims.objects import indirect_objects, logical_objects, raised_objects
from kgraph.claims.phrases import counted, prep_objects
from kgraph.claims.subjects import logical_subjects, surface_subjects
from kgraph.claims.trace import Misfit
from kgraph.claims.view import Particles, View
from kgraph.lexicon import Frame, Slot
from kgraph.model import EntityType
from kgraph.parse import Token


@dataclass(frozen=True, slots=True)
class Fit:
    """A frame with the words that fill its roles.

    Attributes:
        roles: The tokens of each role that is filled.
    """

    frame: Frame
    roles: dict[str, list[Token]]

    @property
    def score(self) -> tuple[int, int, int]:
        """How well it fits: words of the lemma, roles filled, constraints kept."""
        limited = sum(bool(s.types or s.lemmas) for s in self.frame.slots if self.roles.get(s.role))
        return (len(self.frame.lemma.split()), sum(bool(v) for v in self.roles.values()), limited)


def best_fit(view: View, predicate: Token, frames: Sequence[Frame]) -> Fit | None:
    """The frame that fits best, the earlier one on a tie; None where none fits."""
    best: Fit | None = None
    best_rank = (0, 0, False, 0)
    for frame in frames:
        fit = fit_frame(view, predicate, frame)
        if isinstance(fit, Misfit):
            if view.trace is not None:
                view.trace.misfits.append(fit)
        elif (rank := _rank(fit, predicate)) > best_rank:
            best, best_rank = fit, rank
    return best


def _rank(fit: Fit, predicate: Token) -> tuple[int, int, bool, int]:
    """What the best fit has most of: its score, with frames that leave an object out behind those that take it."""
    words, filled, limited = fit.score
    frame = fit.frame
    takes = frame.parts.noun_object is not None or any("obj" in s.names for s in frame.slots)
    return words, filled, takes or frame.pos != "verb" or not logical_objects(predicate), limited


_PARTICLES = frozenset(
    {"prt", "prep", "advmod", "acomp", "mark", "aux", "agent", "dative", "oprd", "amod", "npadvmod", "xcomp", "ccomp"}
)


def _lemma_fits(view: View, frame: Frame, predicate: Token) -> bool:
    parts = frame.parts
    if frame.pos == "noun":
        if not parts.before:
            return True
        before = [view.parse.tokens[i].lower for i in range(max(0, predicate.i - len(parts.before)), predicate.i)]
        return before == list(parts.before)
    below = _particles(view, predicate)
    if not below.words.issuperset(parts.particles):
        return False
    if any(word not in parts.particles and not _is_slot(frame, word) for word in below.bound):
        return False  # 'fired up the crowd' is no firing
    if parts.noun_object is not None and parts.noun_object not in _nouns(view, predicate):
        return False
    return all(any(t.lemma.lower() == noun for t in _after(view, predicate, prep)) for prep, noun in parts.prep_phrases)


def _particles(view: View, predicate: Token) -> Particles:
    found = view.particles.get(predicate.i)
    if found is None:
        found = view.particles[predicate.i] = Particles(
            frozenset(c.lower for c in predicate.children if c.dep in _PARTICLES),
            tuple(c.lower for c in predicate.children if c.dep == "prt"),
        )
    return found


def _nouns(view: View, predicate: Token) -> frozenset[str]:
    """The nouns that may be part of an expression; none in 'called the strike reckless', no call to strike."""
    found = view.nouns.get(predicate.i)
    if found is None:
        below = [c for c in predicate.children if c.dep in {"attr", "dobj", "oprd"}]
        judged = {"oprd", "dobj"} <= {c.dep for c in below}
        nouns = [] if judged else [*logical_objects(predicate), *below]
        found = view.nouns[predicate.i] = frozenset(o.lemma.lower() for o in nouns)
    return found


def _after(view: View, predicate: Token, preposition: str) -> list[Token]:
    """What stands after a preposition; the many frames of a predicate ask for the same."""
    found = view.slots.get((predicate.i, preposition))
    if found is None:
        found = view.slots[predicate.i, preposition] = prep_objects(predicate, (preposition,))
    return found


def _is_slot(frame: Frame, word: str) -> bool:
    return any(word in slot.names for slot in frame.slots)


def fit_frame(view: View, predicate: Token, frame: Frame) -> Fit | Misfit:
    """The words that fill a frame's slots, or what it lacks."""
    if not _lemma_fits(view, frame, predicate):
        return Misfit(predicate, frame, None)
    roles: dict[str, list[Token]] = {}
    used: set[int] = set()
    for slot in frame.slots:
        candidates = [t for t in fillers(view, predicate, slot, frame) if t.i not in used]
        tokens = [t for t in candidates if _allowed(view, t, slot)]
        if not tokens:
            if slot.optional or (not candidates and _may_be_open(slot, predicate, frame)):
                continue
            return Misfit(predicate, frame, slot, tuple(candidates))
        used.update(t.i for t in tokens)
        roles.setdefault(slot.role, []).extend(tokens)
    roles.pop("-", None)
    return Fit(frame, roles)


def _may_be_open(slot: Slot, predicate: Token, frame: Frame) -> bool:
    """Whether a required slot may stay empty: the agent of a passive or event noun, the subject of an infinitive."""
    if slot.role != "subject":
        return False
    if frame.pos == "noun":
        return True
    return "subj" in slot.names and (is_passive(predicate) or predicate.tag in {"VB", "VBG"})


def fillers(view: View, predicate: Token, slot: Slot, frame: Frame) -> list[Token]:
    """The words that stand where a slot says, whether or not they may fill it."""
    found: list[Token] = []
    for name in slot.names:
        if frame.pos == "verb":
            found.extend(_of_verb(view, predicate, name, frame))
        elif frame.pos == "noun":
            found.extend(of_noun(view, predicate, name, slot, frame))
        else:
            found.extend(_of_adjective(predicate, name))
        if found:
            return found
    return found


def _of_verb(view: View, verb: Token, name: str, frame: Frame) -> list[Token]:
    if name == "that":
        return _finite_clauses(view, verb, frame)
    found = view.slots.get((verb.i, name))
    if found is None:  # a verb has many frames, which ask for the same slots
        found = view.slots[verb.i, name] = _at_verb(view, verb, name)
    return _direct_objects(view, verb, frame, found) if name == "obj" else found


def _at_verb(view: View, verb: Token, name: str) -> list[Token]:
    if name == "subj":
        return logical_subjects(verb) or (later_agents(view, verb) if is_passive(verb) else [])
    if name == "obj":
        return logical_objects(verb) or raised_objects(verb) or _predicates(verb)
    if name == "iobj":
        return indirect_objects(verb)
    if name == "inf":
        return [c for c in verb.children if c.dep in {"xcomp", "ccomp", "advcl"} and is_infinitive(c)]
    if name == "ing":
        return [c for c in verb.children if c.dep in {"xcomp", "ccomp"} and c.tag == "VBG"]
    return prep_objects(verb, (name,))


def _predicates(verb: Token) -> list[Token]:
    """What the parser takes for a predicate where a verb has no other object."""
    if is_passive(verb) or verb.lemma == "be":
        return []
    found = [c for c in verb.children if c.dep in {"attr", "oprd"} and c.pos != "ADJ"]
    return [c for c in found if c.dep == "attr" or child(c, "appos") is None]  # 'called him a fool'


def _direct_objects(view: View, verb: Token, frame: Frame, found: list[Token]) -> list[Token]:
    """The direct objects of a verb as a frame sees them, which may name one of them or the particle before them."""
    if not found and not is_passive(verb):
        particles = frame.parts.particles
        found = prep_objects(verb, particles) if particles else []  # 'flew in generators', read as a phrase
        found = found or objects_of_complement(verb, particles)
    return [o for o in found if o.lemma.lower() != frame.parts.noun_object and gap_of(view, o) is None]


def _finite_clauses(view: View, verb: Token, frame: Frame) -> list[Token]:
    clauses = [c for c in verb.children if c.dep == "ccomp" and (c.pos in {"VERB", "AUX"} or _has_that(c))]
    if verb.dep == "parataxis" and verb.head.pos in {"VERB", "AUX"}:
        clauses.append(verb.head)  # 'the dam, engineers warned, could break'
    if frame.relation == "questions" and verb.lemma == "ask":
        return [c for c in clauses if _asks(view, c)]
    return [c for c in clauses if not _asks(view, c)] if frame.relation == "urges" else clauses


def _has_that(clause: Token) -> bool:
    return any(c.dep == "mark" and c.lower == "that" for c in clause.children)


def _asks(view: View, clause: Token) -> bool:
    """Whether a clause is a question, direct or indirect."""
    if any(c.lower in {"whether", "if", "why", "how", "what", "who", "where", "when"} for c in clause.children):
        return True
    sentence = view.parse.sentences[clause.sent]
    return any(t.text == "?" for t in sentence.tokens[clause.i - sentence.tokens[0].i :])


def _of_adjective(adjective: Token, name: str) -> list[Token]:
    if name == "subj":
        if adjective.dep == "amod":
            return [adjective.head]
        if adjective.head.pos in {"VERB", "AUX"}:
            return surface_subjects(adjective.head)
        return [adjective.head] if adjective.head.pos in {"NOUN", "PROPN"} else []
    if name == "inf":
        return [c for c in adjective.children if c.dep in {"xcomp", "ccomp"}]
    if name == "that":
        return [c for c in adjective.children if c.dep == "ccomp"]
    return prep_objects(adjective, (name,))


def _allowed(view: View, token: Token, slot: Slot) -> bool:
    dated = token.ent in {"DATE", "TIME"} and view.type(token) is not EntityType.PERSON  # no date: "the 34-year-old"
    if (dated and token.lemma.lower() not in slot.lemmas) or _is_stray(view, token):
        return False
    if not (slot.types or slot.not_types or slot.lemmas or slot.not_lemmas):
        return True
    head = counted(token)
    lemmas = {
        head.lemma.lower(),
        *(c.lemma.lower() for c in head.children if c.dep == "compound" and head.pos == "PROPN"),
    }
    type_ = view.type(head) or (EntityType.PERSON if head.lower in {"i", "we", "you"} else None)
    type_ = EntityType.NUMBER if is_sum(head) else type_
    if lemmas & slot.not_lemmas or (type_ is not None and type_ in slot.not_types):
        return False
    if slot.types or slot.lemmas:
        return bool(lemmas & slot.lemmas) or (type_ is not None and type_ in slot.types)
    return True


def _is_stray(view: View, token: Token) -> bool:
    """Whether an event is joined to somebody: 'loans to Laos and *a donation* to Togo' are two events."""
    return (
        token.dep == "conj"
        and view.type(token) is EntityType.EVENT
        and any(c.dep == "prep" for c in token.children)
        and is_actor(view, token.head)
    )
