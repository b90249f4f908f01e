"""How likely it is that a claim is read right: a logistic model over what can be seen of it.

Weights are data, fitted by ``benchmarks/calibrate.py`` to articles with gold: ``ontology/confidence.tsv``. A feature
without a weight weighs nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from types import MappingProxyType

from kgraph.claims.clause import is_passive
from kgraph.claims.draft import Draft
from kgraph.claims.view import View
from kgraph.errors import OntologyError
from kgraph.model import ACTORS, Claim, Entity, Modality, Polarity
from kgraph.parse import Token
from kgraph.resources import ontology_dir
from kgraph.tables import rows

BIAS, THRESHOLD = "(bias)", "(threshold)"
_FAR = 12  # tokens
_LONG_NAME = 4  # words
_PLACES_OF_EVENTS = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "pcomp", "dobj", "pobj"})


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of features.

    Attributes:
        threshold: The confidence from which on claims are kept unless somebody asks otherwise.
    """

    weights: Mapping[str, float]
    threshold: float = 0.0

    def estimate(self, features: Iterable[str]) -> float:
        """How likely a claim with these features is right, to two places, never quite 0 or 1."""
        total = self.weights.get(BIAS, 0.0) + sum(sorted(self.weights.get(name, 0.0) for name in features))
        return round(min(max(1 / (1 + exp(-total)), 0.01), 0.99), 2)


def read_model(path: Path) -> Model:
    """The model of a file.

    Raises:
        OntologyError: If a line is broken, a feature stands twice, or the threshold is missing or none.
    """
    weights: dict[str, float] = {}
    for number, (name, value) in rows(path, ("feature", "weight")):
        try:
            weight = float(value)
        except ValueError as error:
            msg = f"{path}:{number}: the weight of {name!r} is no number: {value!r}"
            raise OntologyError(msg) from error
        if name in weights:
            msg = f"{path}:{number}: {name!r} stands twice"
            raise OntologyError(msg)
        weights[name] = weight
    threshold = weights.pop(THRESHOLD, -1.0)
    if not 0 <= threshold <= 1:
        msg = f"{path}: needs a {THRESHOLD} between 0 and 1"
        raise OntologyError(msg)
    return Model(MappingProxyType(weights), threshold)


@cache
def confidence_model() -> Model:
    """The model that ships with kgraph."""
    return read_model(ontology_dir() / "confidence.tsv")


def features_of(view: View, draft: Draft, claim: Claim) -> Iterator[str]:
    """What the confidence of a claim rests on, as names of features that it has."""
    yield f"rule {draft.rule}"
    yield f"relation {claim.relation}"
    yield from _frame(view, draft)
    yield from _predicate(view, draft)
    yield from _sentence(view, draft)
    yield from _end(view, "subject", draft.subject, draft.predicate)
    yield f"subject is {claim.subject.type if claim.subject else 'open'}"
    if not draft.number:
        yield from _end(view, "object", draft.object, draft.predicate)
    yield f"object is {claim.object.type}"
    if len(claim.object.label.split()) > _LONG_NAME:
        yield "object of many words"
    yield f"{'nobody' if claim.subject is None else _role(claim.subject)} to {_role(claim.object)}"
    yield from _context(claim)


def _role(entity: Entity) -> str:
    return "actor" if entity.type in ACTORS else "thing"


def _frame(view: View, draft: Draft) -> Iterator[str]:
    """How much the lexicon's entry asks for, and how many relations its word may express."""
    frame = draft.frame
    if frame is None:
        return
    lexicon = view.lexicon
    of_word = {"verb": lexicon.verbs, "noun": lexicon.nouns}.get(frame.pos, lexicon.adjectives).get(frame.head, ())
    if len({each.relation for each in of_word}) > 1:
        yield f"{frame.pos} of several relations"
    if len(frame.lemma.split()) > 1:
        yield "lemma of several words"
    if any(slot.types or slot.lemmas for slot in frame.slots):
        yield "frame that limits its slots"


def _predicate(view: View, draft: Draft) -> Iterator[str]:
    """Where the predicate stands in its sentence, and how."""
    token = draft.predicate
    yield f"predicate as {token.dep if token.dep in _PLACES_OF_EVENTS else 'other'}"
    if token.pos == "VERB" and is_passive(token):
        yield "passive"
    if token.tag == "VBG":
        yield "gerund"
    if token.i in view.quoted:
        yield "in a quotation"


def _sentence(view: View, draft: Draft) -> Iterator[str]:
    """What may have gone wrong with the parse."""
    sentence = view.parse.sentences[draft.predicate.sent]
    if sentence.index <= view.parse.headline:
        yield "headline"
    if sentence.root.pos not in {"VERB", "AUX"}:
        yield "sentence without verb"
    if any(t.dep in {"dep", "parataxis"} for t in sentence.tokens):
        yield "loose parse"


def _end(view: View, end: str, token: Token | None, predicate: Token) -> Iterator[str]:
    """How an argument is named and how it hangs on the predicate."""
    if token is None:
        return
    mention = view.mention(token)
    yield f"{end} by {_way(token) if mention is not None else 'clause'}"
    if token.head is not predicate and token is not predicate:
        yield f"{end} of another word"
    if token.dep == "conj":
        yield f"{end} in a list"
    if abs(token.i - predicate.i) > _FAR:
        yield f"{end} far off"
    if token.sent != predicate.sent:
        yield f"{end} of another sentence"
    if (token.i > predicate.i) == (end == "subject") and predicate.pos == "VERB" and not is_passive(predicate):
        yield f"{end} on the other side"


def _way(token: Token) -> str:
    if token.pos == "PRON":
        return "pronoun"
    return "name" if token.pos == "PROPN" else "description"


def _context(claim: Claim) -> Iterator[str]:
    """Who says it and how, and what else is told."""
    if claim.modality is not Modality.ASSERTED:
        yield claim.modality.value
    if claim.polarity is Polarity.NEGATIVE:
        yield "negative"
    if claim.alleged:
        yield "alleged"
    if claim.attributed_to:
        yield "attributed" if len(claim.attributed_to) == 1 else "attributed twice"
    for name, value in (
        ("theme", claim.theme),
        ("figure", claim.quantity),
        ("time", claim.time),
        ("place", claim.place),
    ):
        if value is not None:
            yield f"with {name}"
