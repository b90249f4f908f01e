"""Whose words a sentence is: 'according to', 'in X's view', reporting clauses in brackets, speech that goes on."""

from collections.abc import Iterator

from kgraph.claims.clause import child, conjuncts, is_infinitive, is_passive
from kgraph.claims.phrases import authors
from kgraph.claims.speech import NO_SPEAKERS, reporting_lemmas, said_by, telling_lemmas
from kgraph.claims.view import View
from kgraph.model import ACTORS
from kgraph.parse import Sentence, Token, is_below
from kgraph.words import word_list

_DASHES = frozenset({"\N{EN DASH}", "\N{EM DASH}", "-", "--"})
_LONGEST_RUN = 3  # sentences that go on with what somebody said
_LABEL = 6  # words before the colon of a headline that names its speaker
_BREAKS = frozenset({"earlier", "previously", "then", "later", "meanwhile", "separately"})


def sentence_speakers(view: View, sentence: Sentence) -> list[tuple[Token, Token]]:
    """Who a sentence's words are said by, told by a phrase or a clause at its side.

    Returns:
        Pairs of the head of the speaker's phrase and the verb whose clause is theirs.
    """
    found = view.asides.get(sentence.index)
    if found is not None:
        return found
    found = [(s, _clause_of(_hook(token))) for token in sentence.tokens for s in _beside(view, token)]
    if sentence.index <= view.parse.headline:
        found += [(s, sentence.root) for s in _in_headline(view, sentence)]
    view.asides[sentence.index] = found
    return found


def _hook(token: Token) -> Token:
    """The word by which a speaker's phrase hangs on its clause: of 'as the paper reported' the verb above."""
    return token.head if token.dep == "advcl" else token


def _clause_of(token: Token) -> Token:
    """The clause that a phrase speaks of: a relative clause or a complement that it opens, else the whole sentence."""
    start = token
    while token.head is not token and token.dep not in {"relcl", "acl"}:
        if token.dep in {"ccomp", "advcl"} and token.head.i < start.i < token.i:
            return token  # 'said that, according to the police, rebels …'
        token = token.head
    return token


def _beside(view: View, token: Token) -> Iterator[Token]:
    """The speakers that a word brings in: of 'according', of 'view' in 'in X's view', of a verb in brackets."""
    if token.lower == "according":
        for to in token.children:
            if to.lower == "to":
                yield from (t for c in to.children if c.dep == "pobj" for t in conjuncts(c))
    elif token.pos == "NOUN" and token.lemma in word_list("view-noun") and token.dep == "pobj":
        if token.head.lower in {"in", "by", "on", "from"}:
            yield from (t for t in authors(token) if view.type(t) in ACTORS)
    elif token.lower == "for" and token.dep == "prep":
        yield from _for_whom(view, token)
    elif _is_aside(view, token):
        yield from (s for s in said_by(view, token) if s.lower not in NO_SPEAKERS)


def _is_aside(view: View, verb: Token) -> bool:
    """Whether a reporting clause stands beside what it reports: 'the ship, she said, …', 'as she put it'."""
    if verb.dep == "parataxis":
        return verb.lemma in reporting_lemmas(view.lexicon)
    if verb.dep == "ccomp" and verb.lemma == "put" and verb.i < verb.head.i:
        return any(c.lower == "it" and c.dep == "dobj" for c in verb.children)  # 'She puts it differently: …'
    return verb.dep == "advcl" and _as_told(view, verb)


def _as_told(view: View, verb: Token) -> bool:
    """'As the inquiry found', 'as the commander put it', 'as reported by local radio'."""
    if not any(c.lower == "as" and c.dep in {"mark", "advmod"} for c in verb.children):
        return False
    told = child(verb, "dobj", "ccomp")
    if told is None:
        return verb.lemma in telling_lemmas(view.lexicon)
    return told.lower == "it" and verb.lemma in {"put", "tell", "have", "see", "describe"}


def _for_whom(view: View, prep: Token) -> list[Token]:
    """'For the opposition, the court has violated the constitution': at the head of a sentence, set off by a comma."""
    tokens = view.parse.tokens
    sentence = view.parse.sentences[prep.sent]
    noun = child(prep, "pobj")
    if noun is None or prep is not sentence.tokens[0] or view.type(noun) not in ACTORS:
        return []
    named = conjuncts(noun)
    after = named[-1].i + 1
    return named if after < len(tokens) and tokens[after].text == "," else []


def _in_headline(view: View, sentence: Sentence) -> list[Token]:
    """'Minister: Police will arrest strikers', and at the end, after a dash, 'report'."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.text == ":" and 0 < place <= _LABEL and not any(t.pos in {"VERB", "AUX"} for t in tokens[:place]):
            return [t for t in tokens[place - 1 : place] if _names_a_speaker(view, t)]
    dashes = [place for place, token in enumerate(tokens) if token.text in _DASHES]
    if dashes and 0 < len(tokens) - dashes[-1] - 1 <= _LABEL - 3 and dashes[-1] > _LABEL - 3:
        return [t for t in tokens[-1:] if _names_a_speaker(view, t)]
    return []


def _names_a_speaker(view: View, token: Token) -> bool:
    return view.type(token) in ACTORS or (view.mention(token) is not None and token.lemma in word_list("voice-noun"))


def carried_over(view: View, sentence: Sentence) -> tuple[Token, ...]:
    """Whose speech a sentence goes on with, where its tense shows that it does.

    'The commander said that the town was calm. The rebels had left it on Monday.': in the paragraph of a report in the
    past tense, the past perfect and 'would' are still its words.
    """
    sentences = view.parse.sentences
    if sentence.index > 0 and _goes_on(view, sentence):
        before = (
            c for c in sentence.root.children if c.dep in {"ccomp", "parataxis"} and is_apart(view, c, sentence.root)
        )
        for verb in before:  # 'No one had crossed, the army said; the guards had opened fire.'
            if verb.tag == "VBD" and verb.lemma in reporting_lemmas(view.lexicon):
                return tuple(s for s in said_by(view, verb) if s.lower not in NO_SPEAKERS)
    for back in range(sentence.index - 1, max(-1, sentence.index - 1 - _LONGEST_RUN), -1):
        if (
            not _goes_on(view, sentences[back + 1])
            or "\n" in view.parse.text[sentences[back].start : sentences[back + 1].start]
        ):
            return ()
        found = _reported_by(view, sentences[back])
        if found:
            return tuple(found)
    return ()


def _goes_on(view: View, sentence: Sentence) -> bool:
    root = sentence.root
    if root.pos not in {"VERB", "AUX"} or root.i in view.quoted or sentence.index <= view.parse.headline:
        return False
    if root.lemma in reporting_lemmas(view.lexicon) and child(root, "ccomp") is not None:
        return False
    auxiliaries = {c.lower for c in root.children if c.dep == "aux"}
    if any(c.dep == "advcl" and not is_infinitive(c) for c in root.children):
        auxiliaries -= {"would"}  # 'should the vote be lost, the president would …': the writer's own
    return ("had" in auxiliaries or auxiliaries == {"would"}) and not any(t.lower in _BREAKS for t in sentence.tokens)


def _reported_by(view: View, sentence: Sentence) -> list[Token]:
    """Who says what a sentence in the past tense reports or denies in its main clause."""
    verbs = [v for v in (sentence.root, *sentence.root.children) if v is sentence.root or v.dep == "conj"]
    for verb in reversed(verbs):
        if _gives_account(verb):
            return [s for s in said_by(view, verb) if s.lower not in NO_SPEAKERS]
        entries = view.lexicon.embedding.get((verb.lemma, "verb"), ())
        told = child(verb, "ccomp") or child(verb, "dobj")
        if verb.tag == "VBD" and told is not None and any("that" in e.role and e.speaker == "subj" for e in entries):
            denies = any("that" in e.role and e.polarity for e in entries)
            if told.dep == "ccomp" or denies:
                return [] if is_passive(verb) else [s for s in said_by(view, verb) if s.lower not in NO_SPEAKERS]
    return []


def _gives_account(verb: Token) -> bool:
    """'The panel's chair told it differently', 'gave another version'."""
    told = child(verb, "dobj")
    if told is None or verb.tag != "VBD":
        return False
    named = told.lemma in word_list("view-noun") and verb.lemma in word_list("voicing-verb")
    return named or (told.lower == "it" and verb.lemma in {"put", "tell", "remember", "recall"})


def is_apart(view: View, one: Token, other: Token) -> bool:
    """Whether a semicolon stands between two words."""
    first, last = sorted((one.i, other.i))
    return any(t.text == ";" for t in view.parse.tokens[first:last])


def covers(view: View, speaker: Token, token: Token) -> bool:
    """Whether a speaker at the side of a sentence says this part of it, not what describes the speaker."""
    if speaker.sent != token.sent:
        return True
    return not (is_apart(view, speaker, token) or is_below(token, speaker) or _has_its_own(view, speaker, token))


def _has_its_own(view: View, speaker: Token, token: Token) -> bool:
    """Whether a word stands in a clause that is joined on with its own speaker: '…, and the police said that …'."""
    while token.head is not token:
        verb = token.head
        if token.dep == "ccomp" and verb.i < token.i and verb.lemma in reporting_lemmas(view.lexicon):
            before = [c for c in verb.children if c.dep == "ccomp" and c.i < verb.i and is_below(speaker, c)]
            joined = verb.dep == "conj" and speaker.i < verb.i and child(verb, "nsubj") is not None
            if joined or before:
                return True
        token = verb
    return False
