"""Articles from every kind of input; what is wrong with one does not stop the rest."""

import io
import json
from pathlib import Path

import pytest

from kgraph.errors import ReadError
from kgraph.ingest import read_documents
from kgraph.ingest.header import find_header, read_date
from kgraph.model import Document, Issue

ARTICLE = "Norland sends aid\nOSLUND, 7 August 2026\nNorland sent food to Suderia on Friday.\n"


def read(*paths, **options) -> list[Document | Issue]:
    return list(read_documents([str(path) for path in paths], **options))


def only(*paths, **options) -> Document:
    (item,) = read(*paths, **options)
    assert isinstance(item, Document), item
    return item


def issue(*paths, **options) -> Issue:
    (item,) = read(*paths, **options)
    assert isinstance(item, Issue), item
    return item


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_the_text_of_a_plain_file_is_the_whole_file(tmp_path):
    document = only(put(tmp_path / "a.txt", "\ufeff" + ARTICLE.replace("\n", "\r\n")))
    assert document.text == ARTICLE
    assert (document.id, document.title, document.published) == ("a.txt", "Norland sends aid", "2026-08-07")


def test_markdown_stays_as_it_is(tmp_path):
    document = only(put(tmp_path / "a.md", "# Norland *sends* aid\n\n*Oslund Post, 7 August 2026*\n\nText.\n"))
    assert document.text.startswith("# Norland *sends* aid")
    assert document.title == "Norland *sends* aid"
    assert (document.publisher, document.published) == ("Oslund Post", "2026-08-07")


def test_front_matter_is_metadata_and_stays_in_the_text(tmp_path):
    head = "---\ntitle: 'Norland: aid at last'\nDate: 2026-08-07\nauthor:\n  - Ada Berg\n  - Tove Lindqvist\n"
    text = f"{head}source: Oslund Post\nurl: https://post.example/aid\n---\n\n# Norland sends aid\n\nText.\n"
    document = only(put(tmp_path / "a.md", text))
    assert (document.text, document.title) == (text, "Norland: aid at last")
    assert (document.publisher, document.published) == ("Oslund Post", "2026-08-07")
    assert document.authors == ("Ada Berg", "Tove Lindqvist")
    assert document.id == document.url == "https://post.example/aid"


def test_front_matter_that_says_little_leaves_the_rest_to_the_first_lines(tmp_path):
    text = '---\nauthors: [Ada Berg, "Paul Okafor"]\ndate: soon\n---\n# Norland sends aid\n\nText.\n'
    document, note = read(put(tmp_path / "a.md", text))
    assert (document.id, document.title, document.published) == ("a.md", "Norland sends aid", None)
    assert document.authors == ("Ada Berg", "Paul Okafor")
    assert "`published` is no date" in note.message


def test_ids_are_paths_relative_to_the_path_given(tmp_path):
    put(tmp_path / "news/b.txt", ARTICLE)
    put(tmp_path / "news/deep/a.txt", ARTICLE)
    put(tmp_path / "news/.hidden.txt", ARTICLE)
    put(tmp_path / "news/.git/c.txt", ARTICLE)
    assert [item.id for item in read(tmp_path / "news")] == ["b.txt", "deep/a.txt"]
    assert [item.id for item in read(f"{tmp_path}/news/**/*.txt")] == ["b.txt", "deep/a.txt"]
    assert [item.id for item in read(f"{tmp_path}/n*/*.txt")] == ["news/b.txt"]


def test_standard_input_is_text_unless_it_is_named_otherwise():
    assert only("-", stdin=io.BytesIO(ARTICLE.encode())).id == "stdin"
    lines = json.dumps({"id": "x", "text": "Short."}) + "\n"
    assert only("-", stdin=io.BytesIO(lines.encode()), input_format="jsonl").id == "x"


def test_json_takes_an_object_a_list_and_a_list_of_articles(tmp_path):
    article = {"id": 7, "text": "Text\r\nas given.", "publisher": {"name": "Oslund Post"}, "authors": "A. Berg"}
    for content in (article, [article], {"articles": [article]}):
        document = only(put(tmp_path / "a.json", json.dumps(content)))
        assert (document.id, document.text, document.publisher) == ("7", "Text\r\nas given.", "Oslund Post")
        assert document.authors == ("A. Berg",)


def test_an_article_without_id_goes_by_its_url_and_then_by_its_place(tmp_path):
    articles = [{"text": "One.", "url": "https://a.example/1"}, {"text": "Two."}]
    items = read(put(tmp_path / "a.json", json.dumps(articles)))
    assert [item.id for item in items] == ["https://a.example/1", "a.json#2"]


def test_a_line_separator_inside_a_json_string_ends_no_line(tmp_path):
    line = json.dumps({"id": "x", "text": "One.\u2028Two."}, ensure_ascii=False)
    assert only(put(tmp_path / "a.jsonl", line)).text == "One.\u2028Two."


def test_html_gives_the_main_text_and_its_metadata(tmp_path):
    paragraph = "The government of Norland sent three trucks of food to the border of Suderia, officials said. " * 3
    page = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Norland sends aid | Oslund Post</title>
      <meta property="og:title" content="Norland sends aid"><meta property="og:site_name" content="Oslund Post">
      <meta name="author" content="Ada Berg"><meta property="article:published_time" content="2026-08-07">
      <link rel="canonical" href="https://post.example/aid"></head>
      <body><nav><a href="/">Menu of the site</a></nav><article><h1>Norland sends aid</h1>
      <p>{paragraph}</p><p>{paragraph}</p></article><script>alert(1)</script></body></html>"""
    document = only(put(tmp_path / "a.html", page))
    assert document.id == document.url == "https://post.example/aid"
    assert (document.publisher, document.published, document.language) == ("Oslund Post", "2026-08-07", "en-GB")
    assert document.authors == ("Ada Berg",)
    assert document.text.startswith("Norland sends aid\n")
    assert "Menu" not in document.text
    assert "alert" not in document.text


def test_html_without_a_date_has_none_whatever_the_clock_says(tmp_path):
    paragraph = "The government of Norland sent three trucks of food to the border of Suderia, officials said. " * 3
    document = only(put(tmp_path / "a.html", f"<html><body><article><p>{paragraph}</p></article></body></html>"))
    assert document.published is None


def test_a_page_in_another_encoding_says_so_itself(tmp_path):
    paragraph = "Die Regierung von Österreich schickte drei Lastwagen an die Grenze, sagten Beamte. " * 4
    page = f'<html><head><meta charset="iso-8859-1"></head><body><article><p>{paragraph}</p></article></body></html>'
    assert "Österreich" in only(put(tmp_path / "a.html", page.encode("latin-1"))).text


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("OSLUND, 19 May 2026", "2026-05-19"),
        ("Thursday 12 February 2026", "2026-02-12"),
        ("Wednesday, March 4, 2015", "2015-03-04"),
        ("Published 2 August 2026", "2026-08-02"),
        ("April 17 2026", "2026-04-17"),
        ("2026-03-14", "2026-03-14"),
        ("Monday 6 July 2026, 07.45 GMT", "2026-07-06"),
        ("From our harbour reporter, Skjærvik, Sunday 5 April 2026", "2026-04-05"),
        ("(Reuters) - March 3, 2025", "2025-03-03"),
        ("PORT ELM, 8 June 2026 — Dockers walked out before noon.", "2026-06-08"),
        ("LAKETOWN, May 27, 2026 (Northwire) - Two mills will close in autumn.", "2026-05-27"),
        ("OSLUND/GRAYPORT, Aug 11, 2026 - Norland shut its last coal mine.", "2026-08-11"),
        ("On 12 March 2020, the company said that it would close.", None),
        ("The treaty was signed on 7 August 2026", None),
        ("LONDON, Sept 18 (Reuters) - The prime minister resigned.", None),
        ("Updated 3/4/2025", None),
        ("OSLUND, 31 June 2026", None),
        ("Since 12 February 2026 the border has been shut, and nobody knows when it will open again.", None),
    ],
)
def test_a_date_line_dates_the_article_and_prose_does_not(line, day):
    assert find_header(f"Headline\n{line}\nThe text.").published == day


def test_the_date_line_is_sought_among_the_first_lines_only():
    lines = ["Headline", *["Text that goes on."] * 10, "Thursday 12 February 2026"]
    assert find_header("\n".join(lines)).published is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Mira Castellan, science editor", ("Mira Castellan",)),
        ("By Tove Lindqvist and Paul Okafor", ("Tove Lindqvist", "Paul Okafor")),
        ("Noor Vance in Oslund and Eli Marsh in Port Elm", ("Noor Vance", "Eli Marsh")),
        ("By our staff at the Grain Exchange", ()),
        ("By Tuesday the rebels had left the town.", ()),
    ],
)
def test_a_byline_names_the_authors_and_an_office_does_not(line, authors):
    assert find_header(f"Headline\n{line}\n14 March 2026\nThe text.").authors == authors


def test_a_subheading_is_no_byline():
    assert find_header("Headline\nFirst paragraph.\nSummer Schools in Norland\nText.").authors == ()


def test_an_agency_in_the_dateline_and_a_newspaper_above_it_are_publishers():
    assert find_header("Headline\nSEOUL (Reuters) - The army fired.").publisher == "Reuters"
    assert find_header("Headline\nAndes Herald, June 12, 2025\nText.").publisher == "Andes Herald"
    assert find_header("Headline\nOslund, 26 January 2026\nText.").publisher is None


def test_dates_of_metadata_keep_their_time_and_zone():
    assert read_date("2026-03-14T10:00:00+00:00") == "2026-03-14T10:00:00Z"
    assert read_date("14 March 2026") == "2026-03-14"
    assert read_date("soon") is None


def test_two_inputs_with_one_id_are_an_error(tmp_path):
    one, two = put(tmp_path / "one/a.txt", ARTICLE), put(tmp_path / "two/a.txt", ARTICLE)
    with pytest.raises(ReadError, match=r"two inputs have the id 'a\.txt'"):
        read(one, two)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", "", "empty"),
        ("a.txt", " \r\n\t\n", "empty"),
        ("a.txt", b"Norland \xe9", "not UTF-8 at byte 8; try --encoding"),
        ("a.txt", "N\0o\0r\0", "a NUL character at 1"),
        ("a.pdf", "x", "unknown format; name it with --input-format"),
        ("README", "x", "unknown format"),
        ("a.json", '{"text": "x",\n}', "broken JSON at line 2, column 1"),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.json", '{"text": "x", "id": ' + "1" * 5000 + "}", "cannot be read"),
        ("a.json", "[]", "holds no articles"),
        ("a.json", '{"text": ""}', "needs a `text`"),
        ("a.json", '{"text": 3}', "needs a `text`"),
        ("a.json", "3", "not an object"),
        ("a.json", '{"id": "a\\u0000b", "text": "x"}', "its id 'a\\x00b' holds a control character"),
        ("a.json", '{"id": "a\\nb", "text": "x"}', "its id 'a\\nb' holds a control character"),
        ("a.jsonl", '\n{"text": "N\\u0000o"}', "a.jsonl: line 2: not text: a NUL character at 1"),
        ("a.jsonl", '\n{"text": "half \\ud800 a pair"}', "a.jsonl: line 2: half a character"),
        ("a.json", '[{"text": "half \\ud800 a pair"}]', "a.json: article 1: half a character"),
        ("a.json", '{"text": "half \\ud800 a pair"}', "lone surrogate"),
        ("a.json", '{"id": "\\udc00", "text": "x"}', "lone surrogate"),
        ("a.jsonl", '{"id": "x"', "broken JSON at line 1, column"),
        ("a.html", "<html><body></body></html>", "no main text"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(tmp_path, name, content, says):
    found = issue(put(tmp_path / name, content))
    assert says in found.message
    assert str(tmp_path / name) in found.message
    assert "\n" not in found.message


@pytest.mark.parametrize(
    ("published", "read_as"),
    [
        ("2024-11", "2024-11"),
        ("2024", "2024"),
        (2024, "2024"),
        ("2024-11-03", "2024-11-03"),
        ("November 3, 2024", "2024-11-03"),
    ],
)
def test_a_date_may_be_a_month_or_a_year(tmp_path, published, read_as):
    assert only(put(tmp_path / "a.json", json.dumps({"text": "x", "published": published}))).published == read_as


@pytest.mark.parametrize("published", ["soon", 1730714400, 'not a date"', "2024-13", "0000", ["2024"], True])
def test_an_article_with_an_odd_date_is_read_without_it(tmp_path, published):
    path = put(tmp_path / "a.jsonl", "\n" + json.dumps({"id": "x", "text": "Text.", "published": published}))
    document, note = read(path)
    assert (document.id, document.text, document.published) == ("x", "Text.", None)
    assert (note.document, note.kind) == ("x", "metadata")
    assert "line 2: `published` is no date" in note.message


def test_missing_paths_empty_folders_and_patterns_without_a_match_are_issues(tmp_path):
    assert "no such file or folder" in issue(tmp_path / "nix.txt").message
    assert "a folder without articles" in issue(tmp_path).message
    assert "no file matches" in issue(f"{tmp_path}/*.txt").message


def test_an_unreadable_file_is_an_issue(tmp_path):
    (tmp_path / "a.txt").mkdir()
    put(tmp_path / "b.txt", ARTICLE)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (found,) = [item for item in read(tmp_path) if isinstance(item, Issue)]
    assert "loop.txt: cannot be read" in found.message


def test_one_broken_article_leaves_the_others(tmp_path):
    put(tmp_path / "a.txt", ARTICLE)
    put(tmp_path / "b.txt", b"\xff\xfe\xfa")
    put(tmp_path / "c.jsonl", '{"id": "one", "text": "One."}\n{"id": \n\n{"id": "two", "text": "Two."}\n')
    items = read(tmp_path)
    assert [item.id for item in items if isinstance(item, Document)] == ["a.txt", "one", "two"]
    assert ["line 2, column 8" in item.message for item in items if isinstance(item, Issue)] == [False, True]


def test_a_file_of_other_json_lines_is_one_issue(tmp_path):
    found = issue(put(tmp_path / "gold.jsonl", '{"relation": "aids"}\n' * 40))
    assert "none of its 40 lines is an article" in found.message


def test_a_huge_line_is_read_whole(tmp_path):
    text = "word " * 400_000
    assert only(put(tmp_path / "a.txt", text)).text == text


def test_an_encoding_can_be_named(tmp_path):
    assert only(put(tmp_path / "a.txt", "Café".encode("cp1252")), encoding="cp1252").text == "Café"
    assert only(put(tmp_path / "a.txt", "Café".encode("utf-16")), encoding="utf-16").text == "Café"


def test_wrong_calls_fail_at_once():
    with pytest.raises(ValueError, match="unknown format"):
        read_documents(["x"], input_format="pdf")
    with pytest.raises(LookupError):
        read_documents(["x"], encoding="utf-9")
