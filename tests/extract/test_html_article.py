"""The article of a page: what is kept, what it is, why the rest is left out, and pages that are no
article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import documents
from briefing_ingest.export import render_source_html
from briefing_ingest.extract.html.article.gaps import left_in_gaps
from briefing_ingest.extract.html.article.match import LineWords
from briefing_ingest.extract.html.page.lines import placed_lines
from briefing_ingest.extract.html.page.page import parse_page
from briefing_ingest.extract.html.read import extract_html
from briefing_ingest.model import RawDocument, Source
from briefing_ingest.pipeline import read_source

PROSE = [
    f"Street number {n} has had new lights since spring, and those who live there say that they "
    f"walk home at night "
    f"with less worry than before; the council counted {n * 7} fewer reports in the year that "
    f"followed."
    for n in range(2, 12)
]


def page(markup: str) -> RawDocument:
    return extract_html(Source(id="page", path="page.html"), markup.encode())


def article(inner: str, head: str = "<title>Why lights matter | Example</title>") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE)
    return (
        f"<html><head>{head}</head><body><nav><ul><li><a href=/>Home</a></li><li><a "
        f"href=/a>About</a></li></ul></nav>"
        f"<article><h1>Why lights matter</h1>{inner}{paragraphs}</article>"
        '<div class="related-posts"><h3>Related posts</h3><ul><li><a href=/b>Something about '
        "roads</a></li></ul></div>"
        "<footer><p>© 2024 Example</p></footer></body></html>"
    )


def roles(raw: RawDocument) -> dict[str, str]:
    return {line.text.strip(): line.reason or line.role for line in raw.lines}


def test_the_article_is_kept_and_what_surrounds_it_says_why_it_goes() -> None:
    found = roles(page(article("")))
    assert found["Why lights matter"] == "title"
    assert all(found[text] == "paragraph" for text in PROSE)
    assert found["Something about roads"] == "related posts"
    assert found["Home"] == "navigation"
    assert found["© 2024 Example"] == "site footer"


def test_parts_that_are_no_running_text_belong_to_the_article() -> None:
    head = (
        '<title>Why lights matter</title><meta name="description" content="What ten streets tell '
        'about walking home">'
    )
    inner = (
        '<p>What ten streets tell about walking home</p><p class="byline">By Jo Bloggs</p>'
        f"<p>{PROSE[0]} To begin with.</p><figure><img src=x><figcaption>A street at "
        f"night</figcaption></figure>"
    )
    found = roles(page(article(inner, head)))
    assert found["What ten streets tell about walking home"] == "subtitle"
    assert found["By Jo Bloggs"] == "byline"
    assert found["A street at night"] == "caption"


@pytest.mark.parametrize(
    "opened", ['p class="subtitle"', 'h2 class="article__standfirst"', 'p class="post-dek"']
)
def test_a_line_called_standfirst_by_its_class_is_kept_behind_the_title(opened: str) -> None:
    found = roles(
        page(article(f"<{opened}>Ten streets and their new lights</{opened.split(maxsplit=1)[0]}>"))
    )
    assert found["Ten streets and their new lights"] == "subtitle"


@pytest.mark.parametrize(
    ("before", "behind", "kept"),
    [
        (f"<p>{PROSE[0]}</p>", f"<p>{PROSE[1]}</p>", {"Lights!", "— Jo (@jo) 3 May"}),
        (f"<p>{PROSE[0]}</p>", "", set()),
        (f"<p>{PROSE[0]}</p>", f"<section><p>{PROSE[1]}</p></section>", set()),
    ],
)
def test_a_post_from_elsewhere_between_paragraphs_is_kept_whole(
    before: str, behind: str, kept: set[str]
) -> None:
    markup = (
        f"{before}<div><blockquote><p>Lights!</p>&mdash; Jo (@jo) 3 May</blockquote></div>{behind}"
    )
    parsed = parse_page(markup)
    placed = placed_lines(parsed, markup)
    lines = placed.lines
    agreed = [index for index, line in enumerate(lines) if line.text.strip() in PROSE]
    found = left_in_gaps(placed, kept=frozenset(agreed), agreed=agreed)
    assert {lines[index].text.strip() for index in found} == kept


def test_a_line_called_standfirst_within_the_text_is_none() -> None:
    markup = article("").replace(
        f"<p>{PROSE[4]}", f'<h2 class="subtitle">What the council has counted</h2><p>{PROSE[4]}'
    )
    assert roles(page(markup))["What the council has counted"] == "heading"


def test_notes_and_licence_of_a_briefing_survive() -> None:
    witness = read_source(
        Source(id="page", path="page.html"), documents.html_page(documents.SAMPLE)
    )
    assert [note.number for note in witness.notes] == ["1", "2", "3", "4"]
    assert any(block.kind == "licence" for block in witness.blocks)
    assert not any("newsletter" in block.text for block in witness.blocks)


@pytest.mark.parametrize(
    ("kind", "markup"),
    [
        (
            "error page",
            "<title>404 Not Found</title><h1>Not Found</h1><p>There is nothing here.</p>",
        ),
        (
            "scripts",
            "<title>App</title><div id=root>Loading</div><noscript>x</noscript><p>Please enable "
            "JavaScript.</p>",
        ),
        (
            "consent",
            "<title>Site</title><p>We and our partners use cookies and need your consent to go "
            "on.</p>",
        ),
        (
            "feed",
            "<rss><channel><title>Posts</title><item><title>One</title></item></channel></rss>",
        ),
        (
            "list of posts",
            "<title>Tag: policing</title><h1>Tag: policing</h1>"
            + "".join(
                f"<article><h2><a href=/{n}>Post {n}</a></h2><p>{PROSE[n]}</p></article>"
                for n in range(5)
            ),
        ),
    ],
)
def test_a_page_that_is_no_article_says_so(kind: str, markup: str) -> None:
    (finding,) = page(markup).findings
    assert (finding.code, finding.severity) == ("N608", "warning")
    assert kind in finding.cause


def test_an_article_has_no_such_finding() -> None:
    assert page(article("")).findings == ()
    assert page(documents.html_page(documents.SAMPLE).decode()).findings == ()


@pytest.mark.parametrize(
    ("head", "body", "name", "value"),
    [
        ("<title>Lights on the street | Example</title>", "", "title", "Lights on the street"),
        ('<meta name="author" content="admin">', "", "author", ""),
        ('<meta name="author" content="Jo Bloggs">', "", "author", "Jo Bloggs"),
        (
            '<meta property="og:site_name" content="Acme"><meta name="author" content="Acme">',
            "",
            "author",
            "",
        ),
        (
            '<meta property="og:site_name" content="Acme"><meta name="author" content="Acme">',
            "<p>By Acme",
            "author",
            "Acme",
        ),
        ("", '<a rel="author" href=/sam>Sam Smith</a>', "author", "Sam Smith"),
        (
            '<meta property="article:published_time" content="2020-03-04T10:00:00Z">',
            "",
            "published",
            "2020-03-04",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "Article", "author": {"@id": '
            '"#p"}},'
            '{"@type": "Person", "@id": "#p", "name": "Ann Other"}]}</script>',
            "",
            "author",
            "Ann Other",
        ),
    ],
)
def test_what_a_page_says_of_itself(head: str, body: str, name: str, value: str) -> None:
    facts = page(f"<html><head>{head}</head><body><p>Text</p>{body}</body></html>").facts
    assert next((fact.value for fact in facts if fact.name == name), "") == value


def test_lines_are_found_again_in_the_text_of_another_extractor() -> None:
    words = LineWords.of(
        ["Home", "The lights were lit at dusk.", "Read more", "All was well that night."]
    )
    assert words.kept_in("The lights were lit at dusk. All was well that night.") == (
        0,
        100,
        0,
        100,
    )


def test_the_whole_text_that_stands_there_again_in_one_piece_is_found() -> None:
    words = LineWords.of([*PROSE, " ".join(PROSE)])
    assert words.copies_of_others(frozenset(range(len(PROSE) + 1))) == {len(PROSE)}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab c", max_size=12), max_size=8), st.data())
def test_what_is_kept_is_a_share(lines: list[str], data: st.DataObject) -> None:
    words = LineWords.of(lines)
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=8)) if lines else []
    assert all(0 <= share <= 100 for share in words.kept_in(" ".join(kept)))
    assert all(share in {0, 100} for share in words.kept_in(" ".join(lines)))


def test_a_nul_is_nothing() -> None:
    assert page("<p>Home\0 Office\0</p>").lines[0].text == "Home Office\n"


def test_the_view_of_a_source_shows_what_was_kept_and_what_was_left_out() -> None:
    witness = read_source(Source(id="page", path="page.html"), article("").encode())
    shown = render_source_html(witness)
    assert PROSE[0].replace("'", "&#x27;") in shown
    assert "left out: related posts" in shown
    assert "/html[1]/body[1]/article[1]/p[1]" in shown
    assert shown.index("Something about roads") > shown.index("Street number 11")
