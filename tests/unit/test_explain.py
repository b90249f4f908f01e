"""Explanations of real sentences: what was seen, what claims rest on, what was dropped, what the lexicon lacks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kgraph.claims import find_claims
from kgraph.claims.trace import Reason
from kgraph.entities import find_entities
from kgraph.errors import ReadError
from kgraph.explain import Explanation, dumps, page
from kgraph.explain.flow import BREAK, flow, plain
from kgraph.lexicon import parse_frame, parse_lemma
from kgraph.model import DEFAULT_BASE, Document
from kgraph.nlp import read_parses
from kgraph.pipeline.explaining import explain, read_explained
from kgraph.resources import ontology_dir

ARTICLES = Path(__file__).parents[2] / "data" / "articles"


def explained(text: str) -> Explanation:
    """What is made of a text of one sentence."""
    [explanation] = explain([Document("a", text)])
    return explanation


def grounds(explanation: Explanation, relation: str) -> dict[str, list[str]]:
    """The words that each aspect of a claim rests on."""
    [found] = [f for f in explanation.found if f.claim.relation == relation]
    told: dict[str, list[str]] = {}
    for ground in found.grounds:
        told.setdefault(ground.aspect, []).append(ground.words)
    return told


def reasons(explanation: Explanation, predicate: str) -> dict[str, str]:
    """Why the candidates of a word came to nothing."""
    return {d.reason: d.detail for d in explanation.dropped if d.predicate == predicate}


def test_a_clause_shows_its_slots_by_the_names_that_frames_have() -> None:
    [clause] = explained("Drones were sent to Chad by Turkey.").clauses
    assert (clause.predicate, clause.voice) == ("sent", "passive")
    assert {a.slot: a.words for a in clause.arguments} == {"subj": "Turkey", "obj": "Drones", "to": "Chad"}


def test_a_clause_tells_what_it_stands_under_and_how_it_is_said() -> None:
    clauses = {c.predicate: c for c in explained("Iran denied that it may attack Oman.").clauses}
    assert clauses["denied"].said == ()
    assert clauses["attack"].under == "denied"
    assert clauses["attack"].said == ("said by Iran", "possible", "negative")


def test_pronouns_show_what_they_refer_to_or_that_nothing_does() -> None:
    explanation = explained("Iran said that its army had left Oman, and they cheered.")
    named = {n.words: n.entity for n in explanation.nominals}
    assert named["its"] == "Iran"
    assert named["they"] is None


def test_a_claim_names_its_line_of_the_lexicon() -> None:
    [found] = explained("Iran attacked Oman.").found
    assert found.entry is not None
    lines = (ontology_dir() / "lexicon" / found.entry.file).read_text(encoding="utf-8").splitlines()
    assert lines[found.entry.line - 1].split("\t") == [*found.entry.cells, found.entry.example]
    assert found.entry.cells[:2] == ("attack", "attacks")


@pytest.mark.parametrize(
    ("text", "aspect", "words"),
    [
        ("Iran will attack Oman.", "modality", ["will"]),
        ("Iran may possibly attack Oman.", "modality", ["may possibly"]),
        ("Iran planned to attack Oman.", "modality", ["planned"]),
        ("If Chad agrees, Iran would attack Oman.", "modality", ["If", "would"]),
        ("Iran did not attack Oman.", "polarity", ["not"]),
        ("Iran denied that it had attacked Oman.", "polarity", ["denied"]),
        ("Iran failed to attack Oman.", "polarity", ["failed"]),
        ("Iran attacked Oman, according to Chad.", "speaker", ["according to"]),
        ("Chad said that Iran had attacked Oman.", "speaker", ["said"]),
        ("Chad claimed that Qatar denied that Iran had attacked Oman.", "speaker", ["claimed", "denied"]),
        ("Iran allegedly attacked Oman.", "alleged", ["allegedly"]),
    ],
)
def test_the_words_that_make_a_claim_what_it_is(text: str, aspect: str, words: list[str]) -> None:
    assert grounds(explained(text), "attacks")[aspect] == words


def test_a_plain_claim_rests_on_no_words_but_its_own() -> None:
    assert grounds(explained("Iran attacked Oman."), "attacks") == {}


def test_a_word_of_the_lexicon_that_makes_the_context_names_its_line() -> None:
    [found] = [f for f in explained("Iran denied that it had attacked Oman.").found if f.claim.relation == "attacks"]
    entries = {g.entry.file: g.entry.cells[0] for g in found.grounds if g.entry is not None}
    assert entries == {"embedding.tsv": "deny"}


def test_a_speaker_of_a_quotation_is_told_as_such() -> None:
    text = '"The harbour is calm today," the Chadian minister said. "Iran has attacked Oman."'
    *_, last = explain([Document("a", text)])
    assert grounds(last, "attacks")["speaker"] == [""]


@pytest.mark.parametrize(
    ("text", "predicate", "reason", "detail"),
    [
        ("Iran attacked the idea.", "attacked", Reason.MISFIT, "'idea' (Thing) may not stand in obj"),
        ("They attacked Oman.", "attacked", Reason.UNRESOLVED, "who 'They' is could not be told"),
        ("Chad did not say that Iran had attacked Oman.", "attacked", Reason.VOID, "'not', 'say' leave it open"),
        ("Iran opened fire on Oman.", "fire", Reason.REPEATS, "says the same as"),
        ("Iran provided support to Oman.", "support", Reason.OVERRULED, "an entry of the verb names it"),
        ("Iran was condemned.", "condemned", Reason.NO_AGENT, "nobody is named who does it"),
        ("Iran offered help to Oman.", "offered", Reason.LIGHT_VERB, "it only carries a noun"),
    ],
)
def test_why_a_candidate_is_no_claim(text: str, predicate: str, reason: Reason, detail: str) -> None:
    found = reasons(explained(text), predicate)
    assert reason in found, found
    assert found[reason].startswith(detail)


def test_a_verb_without_an_entry_comes_with_a_line_to_begin_with() -> None:
    [unknown] = explained("Chile blackballed the Danish envoy.").unknown
    assert unknown.detail == 'no entry for the verb "blackball"'
    assert unknown.file == "verbs.tsv"
    lemma, relation, frame, example = unknown.line.split("\t")
    assert (lemma, relation, example) == ("blackball", "RELATION", "Chile blackballed the Danish envoy.")
    assert parse_lemma(lemma, "verb").head == "blackball"
    assert [(s.names, s.role) for s in parse_frame(frame, "verb")] == [(("subj",), "subject"), (("obj",), "object")]


def test_the_proposed_example_names_everybody_and_keeps_a_passive() -> None:
    [denied] = explained("Chile denied that it had blackballed Denmark.").unknown
    assert denied.line.endswith("\tChile blackballed Denmark.")
    [passive] = explained("The envoy may have been blackballed by Denmark.").unknown
    assert passive.line.endswith("\tThe envoy was blackballed by Denmark.")


def test_a_verb_whose_entries_do_not_fit_keeps_their_relation() -> None:
    [unknown] = explained("Mercenaries stormed Iran.").unknown
    assert unknown.detail == 'the entry of "storm" does not fit'
    assert unknown.line == "storm\tattacks\tsubj>subject obj>object\tMercenaries stormed Iran."


def test_a_noun_between_two_actors_without_an_entry_is_shown() -> None:
    unknown = explained("Turkey's cyberstrike on Greece worried Oslo.").unknown
    assert [u.line.split("\t")[:3] for u in unknown if u.file == "nouns.tsv"] == [
        ["cyberstrike", "RELATION", "poss>subject on>object"]
    ]


@pytest.mark.parametrize("text", ["Iran attacked Oman.", "Chad said that rain was likely.", "The king has a boat."])
def test_a_sentence_that_is_understood_lacks_no_entry(text: str) -> None:
    assert explained(text).unknown == ()


def test_the_claims_are_those_of_extraction() -> None:
    text = (ARTICLES / "troops-4-front.txt").read_text(encoding="utf-8")
    document = Document("a", text, published="2024-11-04")
    [(_, parse)] = read_parses([document])
    claims, _ = find_claims(document, parse, find_entities(document, parse, base=DEFAULT_BASE), base=DEFAULT_BASE)
    found = [f.claim for explanation in explain([document], min_confidence=0) for f in explanation.found]
    assert sorted(found, key=lambda c: c.id) == sorted(claims, key=lambda c: c.id)


def test_claims_below_the_least_confidence_count_as_dropped() -> None:
    document = Document("a", "Iran attacked Oman.")
    [sure] = explain([document], min_confidence=0)
    [unsure] = explain([document], min_confidence=1)
    assert [f.claim.relation for f in sure.found] == ["attacks"]
    assert unsure.found == ()
    assert reasons(unsure, "attacked")["unsure"].startswith(f"confidence {sure.found[0].claim.confidence:.2f}, below 1")


def test_the_confidence_names_what_it_rests_on() -> None:
    [found] = explained("Iran attacked Oman.").found
    weights = [abs(weight) for _, weight in found.weights]
    assert weights
    assert weights == sorted(weights, reverse=True)


def test_explaining_leaves_the_parse_as_it_was() -> None:
    document = Document("a", "Chad said that Iran may not have attacked Oman, according to Qatar.")
    assert [*explain([document])] == [*explain([document])]


def test_sentences_are_chosen_by_number_and_by_words() -> None:
    document = Document("a", "Iran attacked Oman. Chad attacked Niger. Iran left Oman.")
    assert [e.number for e in explain([document], numbers=[3, 1])] == [1, 3]
    assert [e.number for e in explain([document], text="IRAN")] == [1, 3]
    assert [e.number for e in explain([document], numbers=[1, 2], text="chad  attacked")] == [2]


def test_a_sentence_that_there_is_not_is_an_error() -> None:
    document = Document("a", "Iran attacked Oman.")
    with pytest.raises(ReadError, match="no such sentence: there are 1"):
        list(explain([document], numbers=[2]))
    with pytest.raises(ReadError, match="no such sentence with 'Chad' in it"):
        list(explain([document], text="Chad"))


def test_words_are_a_sentence_and_a_file_is_an_article(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Chad attacked Niger.\n", encoding="utf-8")
    [article] = read_explained([str(file)]).documents
    assert article.text == "Chad attacked Niger.\n"
    assert [d.text for d in read_explained(["Iran", "attacked", "Oman."]).documents] == ["Iran attacked Oman."]
    long = "Iran attacked Oman, and " * 50
    assert [d.text for d in read_explained([long]).documents] == [long]


def test_what_looks_like_a_path_and_is_none_is_an_error() -> None:
    with pytest.raises(ReadError, match=r"nosuch\.txt"):
        read_explained(["nosuch.txt"])


def test_the_page_names_what_a_person_needs() -> None:
    shown = page(explained("Iran denied that it had attacked Oman, and Chile blackballed it."))
    assert "+ Iran — attacks → Oman" in shown
    assert "negative: 'denied' (embedding.tsv:" in shown
    assert 'blackballed: no entry for the verb "blackball"' in shown
    assert "did not fit (denied" in shown


def test_the_page_shows_the_parse_and_every_entry_on_demand() -> None:
    explanation = explained("Iran sent Oman drones.")
    assert "send back (verbs.tsv:" not in page(explanation)
    shown = page(explanation, everything=True)
    assert "send back (verbs.tsv:" in shown
    assert "nsubj of 'sent'" in shown
    assert "--all" not in shown


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_page_but_those_to_copy(width: int) -> None:
    for explanation in explain([Document("a", (ARTICLES / "troops-4-front.txt").read_text(encoding="utf-8"))]):
        lines = page(explanation, width=width, everything=True).split("\n")
        assert max(len(line) for line in lines if "\t" not in line) <= width


def test_styles_do_not_move_words_to_other_lines() -> None:
    explanation = explained("Iran denied that it had attacked Oman, and Chile blackballed it.")
    styled = page(explanation, paint=lambda text, style: f"<{style}>{text}</>")
    for style in ("title", "good", "bad", "ask", "strong", "faint"):
        styled = styled.replace(f"<{style}>", "")
    assert styled.replace("</>", "") == page(explanation)


def test_text_flows_at_spaces_and_breaks() -> None:
    pieces = [("one two", ""), (f" a,{BREAK}b,{BREAK}c", "")]
    assert list(flow(pieces, plain, width=9, first="- ", rest="  ")) == ["- one two", "  a,b,c"]
    assert list(flow(pieces, plain, width=6, first="- ", rest="  ")) == ["- one", "  two", "  a,b,", "  c"]


def test_json_has_the_same_content() -> None:
    explanation = explained("Iran denied that it had attacked Oman, and Chile blackballed it.")
    line = json.loads(dumps(explanation))
    assert line["text"] == explanation.text
    assert [c["predicate"] for c in line["clauses"]] == [c.predicate for c in explanation.clauses]
    assert [c["claim"]["id"] for c in line["claims"]] == [f.claim.id for f in explanation.found]
    assert [d["detail"] for d in line["dropped"]] == [d.detail for d in explanation.dropped]
    assert [u["line"] for u in line["unknown"]] == [u.line for u in explanation.unknown]


def kgraph(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kgraph", "explain", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_explains_stdin_without_colours_where_that_is_no_terminal() -> None:
    done = kgraph("-", stdin="Iran may attack Oman.")
    assert (done.returncode, done.stderr) == (0, "")
    assert "modality   possible: 'may'" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_command_writes_a_line_of_json_for_each_sentence() -> None:
    done = kgraph("--json", "--find", "according to", str(ARTICLES / "troops-4-front.txt"))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines
    assert all("according to" in line["text"].lower() for line in lines)


def test_the_command_says_that_there_is_no_such_sentence() -> None:
    done = kgraph("Iran attacked Oman.", "--sentence", "4")
    assert done.returncode == 1
    assert done.stderr == "kgraph: no such sentence: there are 1, numbered from 1\n"
