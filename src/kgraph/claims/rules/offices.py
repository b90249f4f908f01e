"""Offices: titles before names, appositions, 'X is the head of Y'."""

from collections.abc import Iterator

from kgraph.claims.context import Context
from kgraph.claims.draft import Draft
from kgraph.claims.phrases import prep_objects
from kgraph.claims.subjects import surface_subjects
from kgraph.claims.view import View
from kgraph.model import EntityType, Span
from kgraph.parse import Token
from kgraph.words import word_list

BODIES = frozenset(
    {EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.ARMED_FORCE, EntityType.GROUP, EntityType.PLACE}
)
OFFICE_PREPS = frozenset({"of", "for", "at", "to", "in", "with"})
_NP = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART"})
_FORMER = frozenset({"then", "now"})
PREMODIFIERS = frozenset({"amod", "compound", "nmod"})
_RELATIVES = frozenset({"who", "which", "whose", "that"})
_PROFESSIONS = ("ologist", "ician", "ist", "woman", "sman", "person")
VOICE = Context()  # whoever reports it, a title is told by the article itself
_REACH = 9  # words that a title or an apposition may have


def find_offices(view: View) -> Iterator[Draft]:
    """'Foreign Minister Cho Tae-yul', 'Kemal Arikan, the Turkish defence minister', "Portugal's premier, …".

    Read from the words and not from the tree, which often cuts titles off.
    """
    for token in view.heads(EntityType.PERSON):
        if is_name(view, token):
            for words in (_title(view, token), *_apposed_after(view, token), _apposed_before(view, token)):
                yield from office_draft(view, token, words)
        elif is_office(view, token):
            yield from _copula(view, token)


def is_office(view: View, token: Token) -> bool:
    """Whether a common noun names an office or a profession."""
    lemma = token.lemma.lower()
    if token.tag in {"NNS", "NNPS"} or lemma in word_list("no-office") or token.pos not in {"NOUN", "PROPN"}:
        return False
    return view.lexicon.types.get(lemma) is EntityType.PERSON or (token.pos == "NOUN" and lemma.endswith(_PROFESSIONS))


def is_name(view: View, token: Token) -> bool:
    """Whether a token heads a personal name."""
    return token.pos == "PROPN" and view.mention(token) is not None and not is_office(view, token)


def _first_of_name(view: View, name: Token) -> int:
    """The index of a name's first token."""
    tokens = view.parse.tokens
    first = name.i
    while first > 0 and tokens[first - 1].sent == name.sent:
        word = tokens[first - 1]
        same = word.ent == "PERSON" and name.ent == "PERSON" and not tokens[first].ent_begin
        joined = (
            name.ent != "PERSON"
            and word.dep == "compound"
            and word.head is name
            and word.lemma.lower() not in view.lexicon.types
        )
        if not (same or joined) or (word.lemma.lower() in view.lexicon.types and word.dep != "amod"):
            break
        first -= 1
    return first


def _title(view: View, name: Token) -> list[Token]:
    """The words of an office before a name: 'Secretary of State', 'Ambassador to the Vatican', 'Wing Commander'."""
    tokens = view.parse.tokens
    first = _first_of_name(view, name)
    found: list[Token] = []
    for i in range(first - 1, max(-1, first - _REACH), -1):
        word = tokens[i]
        title = word.pos in {"PROPN", "NOUN", "ADJ"} and word.lower not in word_list("honorific")
        linked = bool(found) and word.lower in {"of", "to", "for", "the", "'s", "-"}
        if (
            word.sent != name.sent
            or not (title or linked)
            or (word.ent == "PERSON" and word.lemma.lower() not in view.lexicon.types)
        ):
            break
        found.insert(0, word)
    for place in range(len(found) - 1, -1, -1):
        if found[place].lower in {"of", "to", "for"} and not (place and is_office(view, found[place - 1])):
            return found[place + 1 :]
    return found


def _apposed_after(view: View, name: Token) -> Iterator[list[Token]]:
    """The words of each office after a name and a comma, an age left out: '54, a rancher and former senator'."""
    tokens = view.parse.tokens
    i = name.i + 1
    if i >= len(tokens) or tokens[i].text != ",":
        return
    i += 1
    if i + 1 < len(tokens) and tokens[i].pos == "NUM" and tokens[i + 1].text == ",":
        i += 2
    found: list[Token] = []
    for word in tokens[i : i + _REACH]:
        if word.sent != name.sent or not (_of_phrase(word) or word.lower == "and") or word.lower in _RELATIVES:
            break
        found.append(word)
    joint = next((place for place, word in enumerate(found) if word.lower == "and"), len(found))
    first = _up_to_office(view, found[:joint])
    both = _up_to_office(view, found)
    if joint < len(found) and not first and len(both) > joint and _is_joint(found[joint - 1], both[-1]):
        yield _with_body(view, both)
        return
    if joint < len(found) and not first and _is_trade(view, found[joint - 1]):
        first = found[:joint]
    if first and found[joint - 1] is first[-1] and first[-1].dep not in {"nsubj", "nsubjpass"}:
        second = _up_to_office(view, found[joint + 1 :])
        if second and second[-1].dep not in {"nsubj", "nsubjpass", "appos"}:
            yield first
            yield _with_body(view, second)
            return
    if first and first[-1].dep not in {"nsubj", "nsubjpass"} and not _is_byline(view, first):
        yield _with_body(view, first)


def _of_phrase(word: Token) -> bool:
    """Whether a word may be part of the phrase that names an office: 'the then elected interior minister'."""
    return word.pos in _NP or word.text == "-" or word.lower in _FORMER or (word.pos == "VERB" and word.dep == "amod")


def _up_to_office(view: View, words: list[Token]) -> list[Token]:
    found = list(words)
    while found and not is_office(view, found[-1]):
        found.pop()
    return found


def _is_joint(word: Token, office: Token) -> bool:
    """Whether a word says what an office is for, beside another: 'the interior and justice minister'."""
    return word.head is office and word.dep in PREMODIFIERS


def _is_trade(view: View, word: Token) -> bool:
    """Whether a word that the parser takes for an adjective names what somebody is: 'a cattle *rancher* and …'."""
    return word.pos == "ADJ" and view.lexicon.types.get(word.lower) is EntityType.PERSON


def _is_byline(view: View, words: list[Token]) -> bool:
    """Whether capitalised words in a line without a verb name what somebody writes for, not what he is."""
    sentence = view.parse.sentences[words[-1].sent]
    written = view.document.text
    return all(written[w.start].isupper() for w in words) and not any(t.pos in {"VERB", "AUX"} for t in sentence.tokens)


def _with_body(view: View, words: list[Token]) -> list[Token]:
    following = view.parse.tokens[words[-1].i + 1 :][:_REACH]
    if following and following[0].lower in OFFICE_PREPS:
        return [*words, *_until_break(following)]
    return words


def _until_break(words: tuple[Token, ...]) -> list[Token]:
    found: list[Token] = []
    for word in words:
        if word.pos not in {"ADP", "DET", "PROPN", "NOUN", "ADJ", "PART"} or word.lower == "to":
            break
        found.append(word)
    return found


def _apposed_before(view: View, name: Token) -> list[Token]:
    """The words of an office before a comma and a name: "Portugal's prime minister, Duarte Saldanha"."""
    tokens = view.parse.tokens
    title = _title(view, name)
    first = title[0].i if title else _first_of_name(view, name)
    if first < 2 or tokens[first - 1].text != "," or tokens[first - 2].sent != name.sent:  # noqa: PLR2004 - an office and a comma
        return []
    found: list[Token] = []
    for i in range(first - 2, max(-1, first - 2 - _REACH), -1):
        word = tokens[i]
        if word.sent != name.sent or not (_of_phrase(word) or word.lower in OFFICE_PREPS):
            break
        found.insert(0, word)
    offices = [place for place, w in enumerate(found) if is_office(view, w)]
    if not offices:
        return []
    before = [place for place in range(offices[0]) if found[place].lower in OFFICE_PREPS]
    if before:  # 'the resignation of the minister, Raymond Grech'
        found = found[before[-1] + 1 :]
        offices = [place - before[-1] - 1 for place in offices]
    after = found[offices[-1] + 1 :]
    definite = any(
        w.pos == "DET" or w.dep == "poss" or w.text == "'s" or view.type(w) in BODIES for w in found[: offices[-1]]
    )
    return found if definite and (not after or after[0].lower in OFFICE_PREPS) else []


def office_draft(view: View, name: Token, words: list[Token]) -> Iterator[Draft]:
    """The claim that a name holds the office that some words name."""
    offices = [w for w in words if is_office(view, w)]
    if not offices:
        return
    office = offices[-1] if not any(w.lower in OFFICE_PREPS for w in words) else offices[0]
    if _describes_another(view, office):
        return
    body = _body(view, words, office)
    core = [
        w
        for w in words
        if w.i <= office.i and w.pos in {"NOUN", "PROPN", "ADJ"} and (body is None or w.i > body.i or body.i > office.i)
    ]
    core = [w for w in core if view.type(w) not in BODIES or w is office]
    first = core[0] if core else office
    last = office
    if words[-1].i > office.i and (body is None or body.i < office.i) and words[-1].i - office.i <= 3:  # noqa: PLR2004 - 'of State'
        last = words[-1]
    yield Draft(
        "office", "holdsPosition", office, name, body or office, office if body else None,
        context=VOICE, counted=False, office=Span(first.start, last.end),
    )  # fmt: skip


def _describes_another(view: View, office: Token) -> bool:
    """Whether a person's word only describes a noun after it: "a fisherman's son", 'the militant group'."""
    head = office.head
    if office.dep == "poss":
        return True
    return (
        office.dep in {"amod", "compound", "nmod"}
        and head.i == office.i + 1
        and head.pos == "NOUN"
        and not is_office(view, head)
        and view.type(head) is not EntityType.PERSON
    )


def _body(view: View, words: list[Token], office: Token) -> Token | None:
    """What an office is held in: the state or body before it, or after 'of', 'for', 'at', 'to'."""
    whole = [w for w in words if w.i > office.i and w.dep == "pobj" and view.type(w) in BODIES]
    for word in [*(w for w in words if w.i < office.i), *whole, *(w for w in words if w.i > office.i)]:
        before = word.i < office.i and (
            word.dep in {"poss", "amod", "compound", "nmod"} or view.type(word) is EntityType.COUNTRY
        )
        after = word.i > office.i and word.lower not in word_list("ministry-word") and view.type(word) in BODIES
        if before and word.head is not office and word.head in words and view.type(word.head) in BODIES:
            continue  # of "the Afghan team's coach" the team is the body
        if (before and view.type(word) in BODIES and not is_office(view, word)) or after:
            return word
    return None


def _copula(view: View, office: Token) -> Iterator[Draft]:
    """'She is the president of the bank': a person's office as a predicate."""
    verb = office.head
    if office.dep != "attr" or verb.lemma not in {"be", "become", "remain"}:
        return
    owned = [c for c in office.children if c.dep in {"poss", "amod", "compound"} and view.type(c) in BODIES]
    bodies = owned + [t for t in prep_objects(office, OFFICE_PREPS) if view.type(t) in BODIES]
    body = bodies[0] if bodies else None
    for subject in surface_subjects(verb):
        if view.type(subject) is EntityType.PERSON and subject.lower not in {"i", "you"}:
            yield Draft(
                "copula",
                "holdsPosition",
                verb,
                subject,
                body or office,
                office if body else None,
                counted=False,
            )
