"""Which town a name means: the capital that elsewhere stands for its state, a city that only GeoNames knows."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kgraph.cities import division_of, find_city, find_namesake
from kgraph.entities.kinds import WHERE, stands_where
from kgraph.entities.known import FOREIGN_LINKS, Hit, known_names
from kgraph.gazetteer import Entry, Kind
from kgraph.lexicon import lexicon
from kgraph.model import EntityType
from kgraph.parse import Parse, Token
from kgraph.words import word_list

_PLACES = frozenset({"GPE", "LOC"})
_AFTER_CAPITALS = frozenset({"/", "-", "\N{EN DASH}", "\N{EM DASH}", "("})  # no token of the parse
_CITIES = frozenset({"capital", "city", "town"})
_MEASURES = frozenset({"hour", "kilometre", "kilometer", "km", "mile", "minute", "metre", "meter", "away"})
_ROUTE = 5  # tokens between the ends of a route
_TAKING_PART = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent", "dative", "poss"})


class Towns:
    """The towns of a document.

    Attributes:
        states: ISO codes of the states that it speaks of.
    """

    def __init__(self, parse: Parse, hits: Mapping[int, Hit]) -> None:
        self._parse = parse
        self._hits = hits
        self._named = frozenset(
            hit.entry.iso
            for hit in hits.values()
            if hit.entry.iso is not None
            and hit.kind in {Kind.NAME, Kind.DEMONYM}
            and hit.entry.type is EntityType.COUNTRY
        )
        self._full = dict(_foreign(parse.tokens))
        self.states = frozenset(hit.entry.iso for hit in hits.values() if hit.entry.iso is not None)

    def is_place(self, token: Token, hit: Hit) -> bool:
        """Whether the name of a capital or seat that a token heads speaks of the town or building, not of the state."""
        if hit.kind not in {Kind.CAPITAL, Kind.SEAT}:
            return False
        if stands_where(token):
            return True
        return self.capital(hit) is not None and (self._in_dateline(token, hit) or self._located(token, hit))

    def _in_dateline(self, token: Token, hit: Hit) -> bool:
        """'VALLETTA, 21 October', 'NEW DELHI/ISLAMABAD, Sept 18', 'KYIV - …', 'our correspondent, Lomé, Saturday'."""
        end = self._parse.tokens[hit.last].end
        mark = self._parse.text[end : end + 2].strip()[:1]
        if token.text.isupper() and mark in _AFTER_CAPITALS:
            return True
        date = self._parse.tokens[hit.last + 2 : hit.last + 3]
        return mark == "," and bool(date) and date[0].ent == "DATE" and token.dep not in _TAKING_PART

    def _located(self, token: Token, hit: Hit) -> bool:
        """'in Washington D.C.', 'Tokyo-based', 'Lisbon airport', 'the streets of Kyiv', 'the capital, Asunción'."""
        tokens, above = self._parse.tokens, token.head
        before, after = tokens[hit.first - 1] if hit.first else None, tokens[hit.last + 1 : hit.last + 3]
        in_it = before is not None and before.lower in WHERE and token.dep != "poss"  # not 'in Moscow's view'
        if in_it or [t.lower for t in after] == ["-", "based"]:
            return True
        if any(c.dep == "appos" and c.lemma.lower() in _CITIES for c in token.children):
            return True
        if token.dep in {"compound", "nmod"}:
            return above.pos == "NOUN" and _is_of_town(above)
        if token.dep == "appos":
            return above.lemma.lower() in _CITIES
        if token.dep != "pobj":
            return False
        if above.lower in {"to", "from", "into"} and above.head.lemma.lower() in word_list("motion-verb") | {"send"}:
            return True
        recalled = above.lower == "from" and above.head.head.lemma.lower() in {"call", "recall", "withdraw"}
        if recalled and lexicon().types.get(above.head.lemma.lower()) is EntityType.PERSON:
            return True  # 'recalled its ambassador from Stockholm'
        if above.lower in {"to", "from"} and self._is_route(token):
            return True
        of = above.lower == "of" and _is_of_town(above.head)
        return of or (above.lower == "from" and above.head.ent == "PERSON") or above.head.lower in {"far", "away"}

    def _is_route(self, token: Token) -> bool:
        """'From Barishal to Dhaka', 'two hours from Madrid'."""
        above = token.head
        other = {"to": "from", "from": "to"}[above.lower]
        near = self._parse.tokens[max(token.i - _ROUTE, 0) : token.i + _ROUTE]
        route = any(t.lower == other and any(c.dep == "pobj" and c.pos == "PROPN" for c in t.children) for t in near)
        before = self._parse.tokens[above.i - 1] if above.i else None
        far = above.lower == "from" and before is not None and before.lemma.lower() in _MEASURES
        return far or route

    def capital(self, hit: Hit) -> Entry | None:
        """The capital that a name of the gazetteer names as a town; None for a building."""
        return known_names().gazetteer.town(self._words(hit.first, hit.last))

    def namesake(self, hit: Hit) -> Entry | None:
        """Another town than the one that the gazetteer knows by this name: 'Birmingham, Alabama'."""
        known = self.capital(hit) if hit.kind is Kind.CAPITAL else hit.entry
        beside = self._beside(hit.last)
        if known is None or known.type is not EntityType.PLACE or (beside is not None and beside.key == known.part_of):
            return None
        name = self._words(hit.first, hit.last)
        whole = self._full.get(name.casefold())
        if whole is not None and (city := find_city(whole, states=self._named)) is not None:
            return city.entry()
        return self._named_with(name, beside) if beside is not None else self._of_spoken(name, known)

    def _of_spoken(self, name: str, known: Entry) -> Entry | None:
        """The town that comes near a known one in size, where the text speaks of its state and not of the other's."""
        state = known_names().gazetteer.entries.get(known.part_of or "")
        if not self._named or state is None or state.iso is None or state.iso in self._named:
            return None  # where no state is named, all cities need not be read
        found = find_namesake(name, of=state.iso, states=self._named)
        return found.entry() if found is not None else None

    def city(self, token: Token, first: int, last: int) -> Entry | None:
        """The city that the name of a place which the gazetteer does not know stands for.

        Where only a preposition tells that it is a place, and not the parser too, the text has to speak of its state.
        """
        name, beside = self._words(first, last), self._beside(last)
        found = self._named_with(name, beside) if beside is not None else None
        return found or _city(name, self.states, None, strict=token.ent not in _PLACES)

    def _named_with(self, name: str, beside: Entry) -> Entry | None:
        """The city of a name that lies in what is named after it."""
        if beside.iso is not None:
            return _city(name, frozenset({beside.iso}), None, strict=True)
        division = division_of(beside.label) if beside.part_of == "united-states" else None
        return _city(name, frozenset(), division) if division is not None else None

    def _beside(self, last: int) -> Entry | None:
        """What follows a name after a comma: its state, or the part of it."""
        after = self._parse.tokens[last + 1 : last + 3]
        hit = self._hits.get(last + 2)
        return hit.entry if hit is not None and after[0].text == "," and hit.first == last + 2 else None

    def _words(self, first: int, last: int) -> str:
        return self._parse.text[self._parse.tokens[first].start : self._parse.tokens[last].end]


def _foreign(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Names of three words with 'de', by the first: 'Santiago de Compostela' is 'Santiago' too."""
    for first, link, last in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if link.lower in FOREIGN_LINKS and first.text.istitle() and last.text[0].isupper():
            yield first.lower, f"{first.text} {link.text} {last.text}"


def _is_of_town(token: Token) -> bool:
    """Whether a noun is of what towns have: places, mayors, residents, summits."""
    lemma = token.lemma.lower()
    return lexicon().types.get(lemma) is EntityType.PLACE or lemma in word_list("town-noun")


@lru_cache(maxsize=4096)
def _city(name: str, states: frozenset[str], division: str | None, *, strict: bool = False) -> Entry | None:
    """One entry for one city, however often it is named.

    Args:
        name: Its name as written.
        states: ISO codes of states that the text speaks of.
        division: Code of an American state that is named with it.
        strict: Whether it has to lie in one of the states.
    """
    city = find_city(name, states=states, division=division)
    return None if city is None or (strict and city.iso not in states) else city.entry()
