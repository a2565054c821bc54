"""HTML: what a browser shows of each block, every character traced into the source."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import documents
from briefing_ingest.extract.html.page.lines import placed_lines
from briefing_ingest.extract.html.page.page import parse_page
from briefing_ingest.extract.html.read import extract_html
from briefing_ingest.model import Line, RawDocument, Source


def page(markup: str | bytes, url: str | None = None) -> RawDocument:
    content = markup.encode() if isinstance(markup, str) else markup
    return extract_html(Source(id="page", path="page.html", url=url), content)


def shown(markup: str) -> list[tuple[str, int, str]]:
    return [(line.role, line.level, line.text) for line in page(markup).lines]


def assert_traced(text: str, lines: Sequence[Line]) -> None:
    """Copies equal their source, pieces go forward, and no raw character is in two lines."""
    at = 0
    for line in lines:
        assert line.text.endswith("\n")
        for piece in line.traced.pieces:
            assert at <= piece.raw_start <= piece.raw_end <= len(text)
            at = piece.raw_end
            assert piece.repairs or text[piece.raw_start : piece.raw_end] == piece.text


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (
            "<h2>Aims</h2><p>One  <b>bold</b>\n word</p>",
            [("heading", 2, "Aims\n"), ("paragraph", 0, "One bold word\n")],
        ),
        (
            "<p>Fish &amp; chips&nbsp;&#163;5 &none; R&D</p>",
            [("paragraph", 0, "Fish & chips\u00a0£5 &none; R&D\n")],
        ),
        ("<p>One<p>Two", [("paragraph", 0, "One\n"), ("paragraph", 0, "Two\n")]),
        ("<p>One<br>Two <br/> Three</p>", [("paragraph", 0, "One\nTwo\nThree\n")]),
        ("<p>One<br><br>Two</p>", [("paragraph", 0, "One\n"), ("paragraph", 0, "Two\n")]),
        (
            "<p>One<br>\n<br><br/>Two<br>&nbsp;<br>Three</p>",
            [("paragraph", 0, text) for text in ("One\n", "Two\n\xa0\n", "Three\n")],
        ),
        ("<h2>One<br><br>Two</h2>", [("heading", 2, "One\n\nTwo\n")]),
        (
            "<div>Before<p>Inside</p>after",
            [("", 0, "Before\n"), ("paragraph", 0, "Inside\n"), ("", 0, "after\n")],
        ),
        ("<b>un<i>closed</b> text</i> here", [("", 0, "unclosed text here\n")]),
        ("<blockquote><p>Said</p></blockquote>", [("quote", 0, "Said\n")]),
        (
            "<figure><figcaption>A map</figure><p>x</p>",
            [("caption", 0, "A map\n"), ("paragraph", 0, "x\n")],
        ),
        (
            "<ul><li>One<ul><li>Inner</ul><li><p>Two</p><p>More</p></ul>",
            [
                ("list_item", 1, "One\n"),
                ("list_item", 2, "Inner\n"),
                ("list_item", 1, "Two\n"),
                ("paragraph", 0, "More\n"),
            ],
        ),
        (
            "<ol start=3><li>c<li value=7>g<li>d</ol>",
            [("list_item", 1, f"{n}\n") for n in ("3. c", "7. g", "8. d")],
        ),
        ("<ol type=a><li>x<li>y</ol>", [("list_item", 1, "a. x\n"), ("list_item", 1, "b. y\n")]),
        (
            "<table><caption>Costs</caption><tr><th>Year<th>Sum</th><tr><td><p>2018</p><td></table>",
            [("caption", 0, "Costs\n"), ("table", 0, "Year\tSum\n2018\t\n")],
        ),
        (
            "<table><tr><td><h1>Title</h1><td><p>Text</p></table>",
            [("heading", 1, "Title\n"), ("paragraph", 0, "Text\n")],
        ),
        (
            "<pre>\nline 1\n  line 2\n\nnext</pre>",
            [("paragraph", 0, "line 1\n  line 2\n"), ("paragraph", 0, "next\n")],
        ),
        (
            "<p>A<script>var a = '<p>no</p>'</script>B<style>p{}</style></p>",
            [("paragraph", 0, "AB\n")],
        ),
        ("<head><title>T</title><p>No body tag</p>", [("paragraph", 0, "No body tag\n")]),
        (
            '<ol><li>Note <a role="doc-backlink" href="#r1">↩</a></ol>',
            [("list_item", 1, "1. Note\n")],
        ),
        ("<p>1 < 2 & 3 > 2</p>", [("paragraph", 0, "1 < 2 & 3 > 2\n")]),
    ],
)
def test_blocks_become_lines(markup: str, lines: list[tuple[str, int, str]]) -> None:
    assert shown(markup) == lines
    assert_traced(markup, page(markup).lines)


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav>Menu</nav>",
        "<header>Site</header>",
        "<footer>Rights</footer>",
        "<aside>Related</aside>",
        "<form><p>Search</p></form>",
        "<div role=navigation>Menu</div>",
        '<div class="share-links">Share</div>',
        '<section id="comments"><p>First!</p></section>',
        "<div hidden>Later</div>",
        '<p style="display: none">Never</p>',
    ],
)
def test_chrome_is_marked_and_kept(chrome: str) -> None:
    lines = page(
        f"<body>{chrome}<main><p>The text of the article, longer than what surrounds it.</p></main>"
    ).lines
    assert [line.role for line in lines] == ["chrome", "paragraph"]


@pytest.mark.parametrize(
    "markup",
    [
        "<article><header><h1>Title</h1><p>By Jo</p></header><p>Text</p></article>",
        "<body class='has-sidebar newsletter'><p>Text</p></body>",
        "<form action=x><h1>Title</h1><p>A page wholly in a form</p></form>",
        "<div class='comment-page'><p>All the text there is</p></div>",
    ],
)
def test_what_holds_the_text_is_no_chrome(markup: str) -> None:
    assert all(line.role != "chrome" for line in page(markup).lines)


def test_superscripts_and_links_are_placed_in_the_raw_text() -> None:
    raw = page(
        '<p>Policing.<sup><a href="#fn2">2</a></sup> See <a href="/a b">the <i>report</i></a>.</p>',
        "https://x.org/y/",
    )
    line = raw.lines[0]
    assert line.text == "Policing.2 See the report.\n"
    assert [raw.text[span.start : span.end] for span in line.raised] == ["2"]
    assert [link.url for link in line.links] == ["#fn2", "https://x.org/a b"]
    assert raw.text[line.links[1].raw_start : line.links[1].raw_end] == "the <i>report"


def test_a_line_says_where_it_stands() -> None:
    line = page("<html><body>\n<div>\n<p>One</p>\n<p>Two</p></div></body></html>").lines[1]
    assert line.path == "/html[1]/body[1]/div[1]/p[2]"
    assert line.number == 4


def test_a_page_says_what_it_is() -> None:
    raw = page(
        '<html lang="en-GB"><head><title>Title | Site</title><link rel="canonical" '
        'href="https://x.org/p">'
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
        '<meta name="author" content="Jo  Bloggs">'
        '<meta property="og:title" content="Title &amp; more">'
        '<meta property="article:published_time" content="2020-01-02">'
        '<script type="application/ld+json">{"@graph": [{"@type": "Article", "author": [{"name": '
        '"Sam"}]}]}</script>'
        "</head><body><h1>Title &amp; more</h1><p>Text</p></body></html>"
    )
    facts = {(fact.name, fact.value) for fact in raw.facts}
    assert facts == {
        ("language", "en-GB"),
        ("title", "Title & more"),
        ("title", "Title | Site"),
        ("url", "https://x.org/p"),
        ("licence", "https://creativecommons.org/licenses/by/4.0/"),
        ("author", "Jo Bloggs"),
        ("published", "2020-01-02"),
    }
    assert (
        next(fact for fact in raw.facts if fact.name == "title").where == "meta[property=og:title]"
    )


def test_the_declared_encoding_is_used_where_it_holds() -> None:
    raw = page(
        b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>'
        + "Привет".encode("koi8-r")
    )
    assert (raw.lines[0].text, raw.encoding) == ("Привет\n", "koi8-r")


def test_the_test_page_has_all_its_passages_and_its_chrome_apart() -> None:
    raw = page(documents.html_page(documents.SAMPLE))
    assert_traced(raw.text, raw.lines)
    text = [line for line in raw.lines if line.role != "furniture"]
    wanted = [passage for passage in documents.SAMPLE if passage.kind != "sidebar"]
    assert [without_markers(raw, line) for line in text] == [passage.text for passage in wanted]
    assert [number for line in text for number in raised(raw, line)] == ["1", "2", "3", "4"]


def raised(raw: RawDocument, line: Line) -> list[str]:
    return [raw.text[span.start : span.end] for span in line.raised]


def without_markers(raw: RawDocument, line: Line) -> str:
    pieces = [piece for piece in line.traced.pieces if "list_number" not in piece.repairs]
    marked = {span.start for span in line.raised}
    return "".join(piece.text for piece in pieces if piece.raw_start not in marked).strip()


def test_hostile_nesting_is_read() -> None:
    assert page("<div>" * 20_000 + "deep" + "</div>" * 20_000).lines[0].text == "deep\n"
    assert page("<p><b><i>" * 5_000 + "deep").lines[0].text == "deep\n"


TAGS = "p b br table tr td li ol pre a sup div script h1 caption head svg aside".split()
TEXTS = [
    "&amp;",
    "&#x41",
    "&nosuch;",
    "&",
    "<",
    "</",
    "<!-- c -->",
    " ",
    "\n",
    "\n\n",
    "w",
    "é",
    "\0",
    "<a href=x>",
]
PARTS = st.sampled_from([*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), *TEXTS])


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, max_size=25).map("".join))
def test_any_markup_is_traced(markup: str) -> None:
    assert_traced(markup, placed_lines(parse_page(markup), markup).lines)
