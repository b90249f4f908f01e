"""Who says what a reporting verb reports: its subject, whom that quotes, and whoever quotes that in turn."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter

from kgraph.claims.clause import child, conjuncts, is_passive
from kgraph.claims.phrases import authors
from kgraph.claims.subjects import surface_subjects
from kgraph.claims.view import Statement, View
from kgraph.lexicon import Lexicon
from kgraph.model import ACTORS, EntityType
from kgraph.parse import Token, is_below
from kgraph.words import word_list

NO_SPEAKERS = frozenset({"it", "this", "that", "which", "what", "there"})
_PRONOUNS = frozenset({"it", "he", "she", "they"})


@cache
def reporting_lemmas(lexicon: Lexicon) -> frozenset[str]:
    """The verbs whose subject says the clause that they embed."""
    return frozenset(
        head
        for (head, pos), entries in lexicon.embedding.items()
        if pos == "verb" and any("that" in e.role and e.speaker == "subj" and not e.polarity for e in entries)
    )


@cache
def telling_lemmas(lexicon: Lexicon) -> frozenset[str]:
    """Those of them that tell what is so: 'as he reported', but not 'as he asked'."""
    return frozenset(
        lemma
        for lemma in reporting_lemmas(lexicon)
        for e in lexicon.embedding[lemma, "verb"]
        if "that" in e.role and e.speaker and not e.modality and e.lemma == lemma
    )


def find_statements(view: View) -> Mapping[str, Sequence[Statement]]:
    """Where a document tells whose a letter, a report or another statement is, by the statement's lemma."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for token in view.parse.tokens:
        if token.lemma in word_list("statement-noun"):
            behind_it = tuple(t for t in authors(token) if view.type(t) in ACTORS)
            if behind_it:
                found[token.lemma].append(Statement(token.i, behind_it))
    return found


def behind(view: View, speaker: Token) -> list[Token]:
    """Those who speak through a statement: its authors, told there or where the document first speaks of it."""
    if speaker.lemma not in word_list("statement-noun") or speaker.pos != "NOUN":
        return [speaker]
    known = view.statements.get(speaker.lemma, ())
    earlier = bisect_right(known, speaker.i, key=attrgetter("i"))
    return list(known[earlier - 1].authors) if earlier else [speaker]


def said_by(view: View, verb: Token) -> list[Token]:
    """Who says what a verb reports, outermost first: both of 'the paper, quoting two officers, said that …'."""
    own = _subjects(view, verb)
    if verb.lemma in word_list("citing-verb"):
        return [*own, *_cited(view, verb)]
    return [*_quoting(verb, own), *own, *_quoted_by_it(view, verb)]


def _subjects(view: View, verb: Token) -> list[Token]:
    if verb.pos in {"VERB", "AUX"} and is_passive(verb):
        named = [t for c in verb.children if c.dep == "agent" for p in c.children for t in conjuncts(p)]
        if _is_quoted_saying(verb):
            named += surface_subjects(verb)
        elif not named and verb.lemma in word_list("convinced-verb"):
            named = surface_subjects(verb)  # 'is convinced that'
    elif verb.sent <= view.parse.headline and verb.lemma == "tell" and child(verb, "dobj", "dative") is None:
        named = []  # 'Court told guards beat prisoner': who is told is no speaker
    else:
        named = surface_subjects(verb) or _inverted(verb)
    return [known for t in named if t.lower != "there" for known in _known(view, t) if can_speak(view, known)]


def _is_quoted_saying(verb: Token) -> bool:
    """'…, the charity was quoted as saying': what is said may stand before."""
    if verb.lemma not in word_list("citing-verb"):
        return False
    return any(g.dep == "pcomp" for c in verb.children if c.lower == "as" for g in c.children)


def _inverted(verb: Token) -> list[Token]:
    """The subject that the parser takes for an object: 'The army trained them, claimed *the prosecutor*'."""
    after = child(verb, "dobj")
    said = child(verb, "ccomp")
    return conjuncts(after) if after is not None and said is not None and said.i < verb.i < after.i else []


def can_speak(view: View, token: Token) -> bool:
    """Whether something can be said to say: no event and no figure does, a report, a picture or an inquiry may."""
    if token.lemma in word_list("no-voice"):
        return False
    return view.type(token) is not EntityType.EVENT or token.lemma in word_list("voice-noun")


def _known(view: View, token: Token) -> list[Token]:
    """A pronoun that nothing resolves ('it added') is whoever acts in the sentence before."""
    if token.lower not in _PRONOUNS or token.sent == 0 or (view.mention(token) and not _is_aside(view, token)):
        return [token]
    quoted = quoted_before(view, token)
    if quoted is not None:
        return [quoted]
    before, here = (view.parse.sentences[i] for i in (token.sent - 1, token.sent))
    if "\n" in view.parse.text[before.start : here.start]:
        return [token]
    acting = [s for s in surface_subjects(before.root) if view.mention(s) is not None]
    able = ACTORS - {EntityType.PERSON} if view.mention(token) else ACTORS
    return [s for s in acting if (token.lower == "it" and not view.mention(token)) or view.type(s) in able][:1] or [
        token
    ]


def _is_aside(view: View, pronoun: Token) -> bool:
    """Whether 'it' was taken for what only stands in a phrase before it: 'in a statement carried by Tass it said'."""
    entity = view.entity(pronoun)
    if pronoun.lower != "it" or entity is None:
        return False
    before = view.parse.sentences[pronoun.sent].tokens[: pronoun.i - view.parse.sentences[pronoun.sent].tokens[0].i]
    named = [t for t in before if view.entity(t) is entity]
    phrases = [c for c in pronoun.head.children if c.dep == "prep" and c.i < pronoun.i]
    return bool(named) and all(any(is_below(t, phrase) for phrase in phrases) for t in named)


def quoted_before(view: View, pronoun: Token) -> Token | None:
    """The person whose words the sentence before is: '"They have not been fed," Ms Lund said. She …'."""
    if pronoun.lower not in {"he", "she"} or pronoun.sent == 0 or pronoun.i in view.quoted:
        return None
    before, here = (view.parse.sentences[i] for i in (pronoun.sent - 1, pronoun.sent))
    quote = view.quoted.get(before.root.i)
    if quote is None or not quote.speakers or "\n" in view.parse.text[before.start : here.start]:
        return None
    speaker = quote.speakers[-1]
    return speaker if view.type(speaker) is EntityType.PERSON else None


def _quoting(verb: Token, speakers: Sequence[Token]) -> list[Token]:
    """Who quotes: Reuters in 'Reuters quoted him as saying', the agency in 'he, quoted by the agency, said'."""
    above = verb.head.head if verb.head.lower == "as" else verb.head
    if verb.dep in {"pcomp", "ccomp", "xcomp", "acl"} and above.lemma in word_list("citing-verb"):
        return list(_agents(above)) if is_passive(above) else surface_subjects(above)
    if verb.dep == "acl" and above.dep == "dobj" and above.head.lemma in word_list("citing-verb"):
        return surface_subjects(above.head)
    return [
        t
        for s in speakers
        for c in s.children
        if c.dep == "acl" and c.tag == "VBN" and c.lemma in word_list("citing-verb")
        for t in _agents(c)
    ]


def _agents(verb: Token) -> Iterator[Token]:
    for c in verb.children:
        if c.dep == "agent":
            yield from (t for p in c.children if p.dep == "pobj" for t in conjuncts(p))


def _quoted_by_it(view: View, verb: Token) -> list[Token]:
    """Whom a speaker quotes: 'citing the ministry', 'quoting two officers'."""
    below = (*verb.children, *(g for s in verb.children if s.dep == "nsubj" for g in s.children))
    citing = (c for c in below if c.tag == "VBG" and c.dep in {"advcl", "acl", "prep"})
    return [t for c in citing if c.lemma in word_list("citing-verb") for t in _cited(view, c)]


def _cited(view: View, verb: Token) -> list[Token]:
    cited = child(verb, "dobj", "pobj")
    if cited is None or is_passive(verb):
        return []
    return [t for t in conjuncts(cited) if view.type(t) in ACTORS or t.lemma in word_list("voice-noun")]
