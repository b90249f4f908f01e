"""Events: verbs, event nouns and adjectives of the lexicon with their arguments."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from kgraph.claims.amounts import figure_of, is_sum
from kgraph.claims.clause import child, conjuncts, is_infinitive, is_passive
from kgraph.claims.collective import MUTUAL
from kgraph.claims.context import Context
from kgraph.claims.draft import Draft
from kgraph.claims.embedding import find_embedding
from kgraph.claims.frames import Fit, best_fit
from kgraph.claims.nouns import carriers, light_subjects, of_embedding, owners
from kgraph.claims.objects import logical_objects
from kgraph.claims.phrases import prep_objects
from kgraph.claims.scope import context_of
from kgraph.claims.subjects import surface_subjects
from kgraph.claims.trace import Reason
from kgraph.claims.view import View
from kgraph.lexicon import Frame
from kgraph.model import ACTORS, EntityType, Modality
from kgraph.parse import Token
from kgraph.words import word_list

OPEN_AGENT = frozenset(  # what is done to somebody without a word of who did it, often enough to be worth a claim
    {
        "attacks", "kills", "injures", "destroys", "captures", "arrests", "releases", "deploys", "expels",
        "dismisses", "appoints", "elects", "prosecutes", "investigates", "sanctions", "blocks", "supplies",
        "equips", "trains", "aids", "withdrawsFrom", "targets", "tests", "uses", "hasCasualties", "invades",
        "denies", "threatens", "accuses", "rejects", "tradesWith", "warns", "protests", "agreesWith", "meets",
    }
)  # fmt: skip
_OPEN_NOUNS = frozenset(  # the same of nouns: a deployment or an inquiry is somebody's who was named before
    {
        "attacks", "kills", "injures", "destroys", "captures", "arrests", "releases", "sanctions", "supplies", "aids",
        "equips", "appoints", "elects", "dismisses", "expels", "prosecutes", "tradesWith",
    }
)  # fmt: skip
_LIFTED = frozenset({"sanctions", "blocks"})
_ASKING = frozenset({"ask", "order", "urge", "instruct"})
_ASKED_NOUNS = OPEN_AGENT - {"uses"}  # 'sought an inquiry into the police'
_OF_SOMEBODY = frozenset({"accuses", "questions"})
_HARM = frozenset({"kills", "injures", "destroys"})
_ITSELF = frozenset({"tests", "investigates", "attacks", "protests"})
_CARRIED = frozenset({"sanctions", "attacks", "blocks"})  # 'the embargo imposed by Denmark', on whomever
_GIVING = frozenset({"supplies", "aids", "equips", "tradesWith"})
_EMPTY = frozenset({"each", "other", "another"})
_MANY = 100  # a longer list is no sentence; subjects and objects multiply


def find_verbal_events(view: View) -> Iterator[Draft]:
    """'Russia trains soldiers', 'soldiers were trained', 'soldiers trained by Russia', 'agreed to train soldiers'."""
    for token in view.parse.tokens:
        if token.pos in {"VERB", "AUX"} and token.dep not in {"amod", "aux", "auxpass"}:
            yield from _of_verb(view, token)


def find_event(view: View, verb: Token) -> Iterator[Draft]:
    """The drafts of a verb, those of its event noun where it only carries one ('imposed sanctions on')."""
    yield from _of_verb(view, verb)
    for noun in verb.children:
        if noun.dep in {"dobj", "nsubjpass"} and noun.pos == "NOUN":
            yield from _of_noun(view, noun)


def _of_verb(view: View, verb: Token) -> Iterator[Draft]:
    frames = view.lexicon.verbs.get(verb.lemma)
    fit = best_fit(view, verb, frames) if frames else None
    if fit is None:
        return
    if _is_light(view, verb, fit):
        view.passes(verb, fit.frame, Reason.LIGHT_VERB)
    else:
        yield from _drafts(view, "verb", verb, fit)


def _is_light(view: View, verb: Token, fit: Fit) -> bool:
    """Whether a verb only carries an event noun ('launch an attack'), which then speaks for itself.

    A verb that has a particle or a phrase of its own ('strike down the ban') says something itself.
    """
    if verb.lemma not in word_list("light-verb") or " " in fit.frame.lemma:
        return False
    slots = [*fit.roles.get("object", []), *fit.roles.get("theme", [])]
    return any(
        t.dep in {"dobj", "nsubjpass"}
        and (frames := view.lexicon.nouns.get(t.lemma.lower())) is not None
        and (fit.frame.relation not in MUTUAL | _GIVING or _speaks_for_itself(view, t, frames))
        for t in slots
    )


def _speaks_for_itself(view: View, noun: Token, frames: Sequence[Frame]) -> bool:
    fit = best_fit(view, noun, frames)
    return fit is not None and _has_content(fit, noun)


def find_nominal_events(view: View) -> Iterator[Draft]:
    """'Iran's shipment of drones to Russia', 'the Turkish offensive', 'a visit by the minister to Kabul'."""
    for token in view.parse.tokens:
        if token.pos in {"NOUN", "PROPN"} and token.dep not in {"compound", "nmod"}:
            yield from _of_noun(view, token)


def _of_noun(view: View, noun: Token) -> Iterator[Draft]:
    frames = view.lexicon.nouns.get(noun.lemma.lower())
    if not frames:
        return
    between = prep_objects(noun, ("between", "among"))
    if len(between) > 1 and frames[0].relation in MUTUAL:
        for other in (t for t in between[1:] if view.type(t) is not EntityType.EVENT):
            yield Draft("noun", frames[0].relation, noun, between[0], other, frame=frames[0])
        return
    fit = best_fit(view, noun, frames)
    if fit is not None and _overruled(view, noun, fit):
        view.passes(noun, fit.frame, Reason.OVERRULED)
        return
    if fit is None and frames[-1].relation in _CARRIED and carriers(noun):
        yield from (Draft("noun", frames[-1].relation, noun, s, noun, frame=frames[-1]) for s in light_subjects(noun))
        return
    if fit is None and frames[0].relation in _ITSELF | _LIFTED:
        yield from _bare(view, noun, frames[0])
        return
    if fit is not None and _is_own_object(view, noun, fit):
        fit = Fit(fit.frame, {**fit.roles, "object": [noun]})
    if fit is not None and _has_content(fit, noun):
        yield from _drafts(view, "noun", noun, fit)
    elif fit is not None:
        view.passes(noun, fit.frame, Reason.NO_PARTS)


def _names(frame: Frame, noun: Token) -> bool:
    """Whether an entry of a verb names the noun: 'provide +support', 'go on+strike'."""
    lemma = noun.lemma.lower()
    if noun.dep == "pobj":
        return (noun.head.lower, lemma) in frame.parts.prep_phrases
    return frame.parts.noun_object == lemma


def _overruled(view: View, noun: Token, fit: Fit) -> bool:
    """Whether an entry of the verb names the noun and reads it otherwise: 'provide support' is help, not consent."""
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    if noun.dep not in {"dobj", "nsubjpass", "pobj"} or verb.pos not in {"VERB", "AUX"}:
        return False
    frames = [f for f in view.lexicon.verbs.get(verb.lemma, ()) if _names(f, noun)]
    of_verb = best_fit(view, verb, frames) if frames else None
    return (
        of_verb is not None
        and of_verb.frame.relation != fit.frame.relation
        and bool(of_verb.roles.get("subject") and of_verb.roles.get("object"))
    )


def _is_own_object(view: View, noun: Token, fit: Fit) -> bool:
    """Whether an event is what somebody does and has no counterpart: 'its second test', 'opened an inquiry'."""
    if fit.roles.get("object") or fit.roles.get("theme") or fit.frame.relation not in _ITSELF:
        return False
    if fit.frame.relation == "protests" and _is_new(noun) and prep_objects(noun, ("by",)):
        return True  # 'a strike by teachers'
    return bool(owners(view, noun) if fit.frame.relation == "tests" else light_subjects(noun))


def _bare(view: View, noun: Token, frame: Frame) -> Iterator[Draft]:
    """An event that somebody starts, promises or demands, and that is all: 'promised an inquiry', 'called a strike'."""
    if noun.dep not in {"dobj", "nsubjpass"} or noun.head.pos != "VERB":
        return
    if not (_is_lifted(view, noun) if frame.relation in _LIFTED else _is_new(noun)):
        return
    subjects: list[Token | None] = [*light_subjects(noun), *of_embedding(view, noun)]
    if not subjects and context_of(view, noun).modality is not Modality.REQUESTED and frame.relation not in _LIFTED:
        return
    for subject in subjects[:_MANY] or [None]:
        yield Draft("noun", frame.relation, noun, subject, noun, frame=frame)


def _is_lifted(view: View, noun: Token) -> bool:
    """Whether a verb says that a measure is no more: 'lifted the sanctions', 'the curfew was eased'."""
    entry = find_embedding(view, noun.head, {"obj"})
    return entry is not None and bool(entry.polarity) and not entry.speaker


def _is_new(noun: Token) -> bool:
    """Whether a phrase brings up an event: 'an inquiry', 'more marches', not 'the inquiry'."""
    return not any(c.dep in {"det", "poss"} and c.lower not in {"a", "an", "no", "another"} for c in noun.children)


def _has_content(fit: Fit, noun: Token) -> bool:
    """Whether an event noun comes with its parts; one that is merely mentioned again is not claimed again."""
    if fit.frame.relation in MUTUAL:
        return bool(fit.roles.get("subject")) and (bool(fit.roles.get("object")) or len(fit.roles["subject"]) > 1)
    if not (fit.roles.get("object") or fit.roles.get("theme")):
        return False
    return bool(fit.roles.get("subject") or fit.roles.get("object")) and not (
        noun.dep == "pobj" and noun.head.dep == "agent"
    )


def find_adjective_events(view: View) -> Iterator[Draft]:
    """'critical of the plan', 'opposed to the sale'."""
    for token in view.parse.tokens:
        frames = view.lexicon.adjectives.get(token.lemma.lower()) if token.pos in {"ADJ", "VERB"} else None
        if frames:
            fit = best_fit(view, token, frames)
            if fit is not None and fit.roles.get("subject"):
                yield from _drafts(view, "adjective", token, fit)


def _drafts(view: View, rule: str, predicate: Token, fit: Fit) -> Iterator[Draft]:
    """The claims of a fitted frame: lists multiply, mutual relations pair their subjects."""
    relation = fit.frame.relation
    subjects: list[Token | None] = list(fit.roles.get("subject", []))
    if relation in MUTUAL and all(o.lower in _EMPTY for o in fit.roles.get("object", [])):
        pairs = list(_pairs(view, rule, predicate, fit))
        if pairs:
            yield from pairs
            return
    objects, theme = _objects(view, predicate, fit)
    if not subjects:
        if not _may_be_open(view, rule, predicate, relation) or not _is_open(rule, relation, objects):
            view.passes(predicate, fit.frame, Reason.NO_AGENT)
            return
        subjects = [_state_of(view, o) for o in objects[:1]] if relation == "deploys" else []
        subjects = _harmful(view, predicate) if relation in _HARM else subjects
    context = _own_context(view, predicate, fit.frame)
    for subject, obj in product(subjects[:_MANY] or [None], objects[:_MANY]):
        draft = Draft(rule, relation, predicate, subject, obj, theme, frame=fit.frame, context=context)
        if not relation.startswith("has"):
            yield draft
        elif (quantity := figure_of(view, obj)) is not None:
            yield replace(draft, theme=None, quantity=quantity, number=True)


def _harmful(view: View, predicate: Token) -> list[Token | None]:
    """The event that people came to harm in: 'forty were killed in the blast'."""
    events = (t for t in prep_objects(predicate, ("in", "by", "during")) if view.type(t) is EntityType.EVENT)
    harmful: list[Token | None] = [t for t in events if t.lemma.lower() in word_list("harmful-event")]
    return harmful[:1]


def _may_be_open(view: View, rule: str, predicate: Token, relation: str) -> bool:
    """Whether a claim without a word of who does it is worth making."""
    if relation == "urges":
        return predicate.lemma in _ASKING and is_passive(predicate)  # 'the crew was ordered to leave'
    if rule != "noun":
        return relation in OPEN_AGENT
    asked = context_of(view, predicate).modality is Modality.REQUESTED
    return relation in (_ASKED_NOUNS if asked else _OPEN_NOUNS)


def _own_context(view: View, predicate: Token, frame: Frame) -> Context | None:
    """The context of a word that itself says how sure, or takes its relation back; None for that of its clause."""
    if frame.modality is None and not frame.negative:
        return None
    context = context_of(view, predicate)
    context = context if frame.modality is None else context.with_modality(frame.modality)
    return replace(context, negative=context.negative != frame.negative)


def _is_open(rule: str, relation: str, objects: list[Token]) -> bool:
    """Whether an event without an agent is told: 'the treaty was signed', not 'the treaty signed in Lima'."""
    if rule == "noun" and any(o.pos == "VERB" for o in objects):
        return False
    return relation != "agreesWith" or any(o.dep == "nsubjpass" for o in objects)


def _objects(view: View, predicate: Token, fit: Fit) -> tuple[list[Token], Token | None]:
    """The objects of a fitted frame and its theme; a theme stands in where there is no object."""
    objects = fit.roles.get("object", [])
    themes = fit.roles.get("theme", [])
    if not objects and fit.frame.relation in _GIVING:
        objects = _helped(view, predicate)
    if not objects:
        objects, themes = themes, []
    if objects and objects[0].pos in {"VERB", "AUX"} and _is_of_somebody(fit.frame.relation, objects[0]):
        about = surface_subjects(objects[0])  # 'allege that he took a bribe': he is accused, of taking it
        objects, themes = (about, objects) if about else (objects, themes)
    if objects and themes and fit.frame.relation in _GIVING and is_sum(objects[0]):
        objects, themes = themes, objects  # 'pays $2,000 for each soldier': a sum receives nothing
    if not objects and fit.frame.parts.noun_object is not None:
        named = [*logical_objects(predicate), *(c for c in predicate.children if c.dep == "oprd")]
        objects = [o for o in named if o.lemma.lower() == fit.frame.parts.noun_object]
    if not objects and fit.frame.relation in _ITSELF:  # 'are on strike'
        phrases = fit.frame.parts.prep_phrases
        objects = [o for prep, noun in phrases for o in prep_objects(predicate, (prep,)) if o.lemma.lower() == noun]
    return objects, themes[0] if themes else None


def _is_of_somebody(relation: str, clause: Token) -> bool:
    """Whether a clause is about somebody who is the object: the accused, or those who are asked to act."""
    asked = relation == "urges" and child(clause, "nsubj") is not None and not is_passive(clause)
    return asked or relation in _OF_SOMEBODY


def _helped(view: View, verb: Token) -> list[Token]:
    """Who is given something, told by what it is for: 'donated tents to help *the villagers*'."""
    for clause in verb.children:
        if clause.dep == "advcl" and is_infinitive(clause):
            fit = best_fit(view, clause, view.lexicon.verbs.get(clause.lemma, ()))
            if fit is not None and fit.frame.relation in {"aids", "supports"}:
                return [t for t in fit.roles.get("object", []) if view.type(t) in ACTORS]
    return []


def _state_of(view: View, force: Token) -> Token | None:
    """The state whose forces they are: who deploys them where nobody is named."""
    for c in force.children:
        if c.dep in {"amod", "poss", "compound"} and view.type(c) is EntityType.COUNTRY:
            return c
    return None


def _pairs(view: View, rule: str, predicate: Token, fit: Fit) -> Iterator[Draft]:
    parties = fit.roles.get("subject", [])
    if len(parties) == 1:
        parties = _states_of(view, parties[0]) or conjuncts(parties[0])
    others = parties[1:] or ([parties[0]] if parties and view.members(parties[0]) else [])
    theme = next(iter(fit.roles.get("theme", [])), None)
    for other in others:
        yield Draft(rule, fit.frame.relation, predicate, parties[0], other, theme, frame=fit.frame)


def _states_of(view: View, people: Token) -> list[Token]:
    """The states whose ministers meet: 'the foreign ministers of Chad and Niger', 'the Polish and Czech premiers'."""
    described = [t for c in people.children if c.dep == "amod" for t in conjuncts(c)]
    for states in (prep_objects(people, ("of",)), described):
        if len(states) > 1 and all(view.type(s) is EntityType.COUNTRY for s in states):
            return states
    return []
