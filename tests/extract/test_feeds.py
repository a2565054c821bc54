"""Feeds: one source an essay, every character traced into the file; and what is no feed."""

from __future__ import annotations

import html
import json

import pytest

from briefing_ingest.errors import SourceError
from briefing_ingest.extract import extract, feed_sources
from briefing_ingest.model import Source, Witness
from briefing_ingest.outcome import overrides
from briefing_ingest.pipeline import read_source
from briefing_ingest.reconcile import cluster

PROSE = " ".join(
    f"Street number {n} has had new lights since spring, and the council counted {n * 7} fewer "
    f"reports & losses."
    for n in range(1, 9)
)
ESSAY = (
    f"<p>{html.escape(PROSE)}</p><p>So it was in 2019<sup><a href='#f' id='r'>1</a></sup> "
    f"&lt;there&gt;.</p>"
    "<ol start='3'><li>third</li></ol><ol><li id='f'>The note. <a href='#r'>↩</a></li></ol>"
)


def rss(content: str) -> str:
    item = (
        "<item><title>Why lights &amp; roads "
        "matter</title><link>https://example.org/2024/{n}/why-lights-{n}/</link>"
        "<guid>tag:{n}</guid><pubDate>Tue, 05 Mar 2024 10:00:00 +0000</pubDate>"
        "<dc:creator><![CDATA[Ada Example]]></dc:creator>" + content + "</item>"
    )
    items = item.replace("{n}", "1") + item.replace("{n}", "2")
    return (
        f'<?xml version="1.0"?><!-- made --><rss '
        f'version="2.0"><channel><title>Blog</title>{items}</channel></rss>'
    )


def atom(content: str) -> str:
    entry = (
        '<entry><title type="html">Why lights &amp;amp; roads matter</title><id>tag:1</id>'
        '<link rel="self" href="https://example.org/x"/><link '
        'href="https://example.org/p/why-lights-1.html"/>'
        f"<published>2024-03-05T10:00:00Z</published><author><name>Ada "
        f"Example</name></author>{content}</entry>"
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>{entry}</feed>'


def json_feed(content: str) -> str:
    item = {
        "id": "1",
        "url": "https://example.org/p/why-lights-1",
        "title": "Why lights & roads matter",
    }
    item |= {
        "content_html": content,
        "date_published": "2024-03-05T10:00:00Z",
        "authors": [{"name": "Ada Example"}],  # type: ignore[dict-item]
    }
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]})


FEEDS = {
    "RSS, CDATA": ("feed.xml", rss(f"<content:encoded><![CDATA[{ESSAY}]]></content:encoded>")),
    "RSS, escaped": (
        "feed.rss",
        rss(
            f"<description>short</description><content:encoded>{html.escape(ESSAY)}</content:encoded>"
        ),
    ),
    "Atom, escaped": ("feed.atom", atom(f'<content type="html">{html.escape(ESSAY)}</content>')),
    "Atom, XHTML": ("feed.xml", atom(f'<content type="xhtml"><div>{ESSAY}</div></content>')),
    "JSON Feed": ("feed.json", json_feed(ESSAY)),
    "saved as a page": (
        "feed.html",
        rss(f"<content:encoded><![CDATA[{ESSAY}]]></content:encoded>"),
    ),
}


def first(path: str, text: str) -> tuple[Source, Witness]:
    source = feed_sources(Source(id="feed", path=path), text.encode())[0]
    return source, read_source(source, text.encode())


@pytest.mark.parametrize(("path", "text"), FEEDS.values(), ids=FEEDS.keys())
def test_an_essay_of_a_feed_is_a_source(path: str, text: str) -> None:
    source, witness = first(path, text)
    assert source.id == "feed-why-lights-1"
    facts = {fact.name: fact.value for fact in witness.facts}
    assert (facts["author"], facts["published"]) == ("Ada Example", "2024-03-05")
    assert facts["url"].startswith("https://example.org/")
    title, prose, called, item = witness.blocks
    assert (title.kind, prose.text) == ("title", PROSE)
    assert title.text.startswith("Why lights &")
    assert (called.text, [m.at for m in called.markers]) == ("So it was in 2019 <there>.", [17])
    assert (item.kind, item.label and item.label.number) == ("list_item", "3")
    assert [note.text for note in witness.notes] == ["The note."]


@pytest.mark.parametrize(("path", "text"), FEEDS.values(), ids=FEEDS.keys())
def test_what_is_copied_stands_in_the_file(path: str, text: str) -> None:
    _, witness = first(path, text)
    for block in (*witness.blocks, *witness.notes):
        for piece in block.traced.pieces:
            if piece.text and not piece.repairs:
                assert witness.raw_text[piece.raw_start : piece.raw_end] == piece.text


def test_the_ids_of_essays_do_not_hang_on_their_order() -> None:
    text = rss(f"<content:encoded><![CDATA[{ESSAY}]]></content:encoded>")
    first_one, second = feed_sources(Source(id="feed", path="feed.xml"), text.encode())
    assert (first_one.id, second.id) == ("feed-why-lights-1", "feed-why-lights-2")


def test_two_entries_of_a_feed_are_two_works_though_they_say_the_same() -> None:
    text = rss(f"<content:encoded><![CDATA[{ESSAY}]]></content:encoded>")
    sources = feed_sources(Source(id="feed", path="feed.xml", not_work=("other",)), text.encode())
    witnesses = [read_source(source, text.encode()) for source in sources]
    known = overrides(sources)
    assert known.feeds == [[source.id for source in sources]]
    assert known.apart == [(source.id, "other") for source in sources]
    assert len(cluster(witnesses)) == 1
    assert len(cluster(witnesses, feeds=known.feeds)) == 2


def test_what_is_in_no_feed_may_be_a_version_of_one_entry_of_each() -> None:
    """A page that has the essay too joins one entry, and keeps the others of its feed from joining
    by it."""
    page = f"<article><h1>Why lights &amp; roads matter</h1>{ESSAY}</article>"
    text = rss(f"<content:encoded><![CDATA[{ESSAY}]]></content:encoded>")
    feeds = [
        feed_sources(Source(id=name, path=f"{name}.xml"), text.encode()) for name in ("one", "two")
    ]
    sources = [source for feed in feeds for source in feed]
    witnesses = [read_source(source, text.encode()) for source in sources]
    witnesses.append(read_source(Source("page", "page.html"), page.encode()))
    groups = cluster(witnesses, feeds=overrides(sources).feeds)
    names = [[witness.source_id.partition("-")[0] for witness in group] for group in groups]
    assert sorted(names) == [["one", "page", "two"], ["one", "two"]]


@pytest.mark.parametrize(
    "text",
    [
        rss("<description>Only a summary [&#8230;]</description>"),
        rss(f"<description>{PROSE} Read more</description>"),
    ],
    ids=["short", "cut off"],
)
def test_a_feed_of_summaries_is_one_source_that_says_so(text: str) -> None:
    source = Source(id="feed", path="feed.xml")
    assert feed_sources(source, text.encode()) == (source,)
    (finding,) = extract(source, text.encode()).findings
    assert finding.code == "N608"
    assert "feed" in finding.cause


def test_xml_is_read_if_it_is_a_page() -> None:
    page = (
        f'<?xml version="1.0"?><html '
        f'xmlns="http://www.w3.org/1999/xhtml"><body><p>{html.escape(PROSE)}</p></body></html>'
    )
    assert read_source(Source(id="page", path="page.xml"), page.encode()).blocks[0].text == PROSE


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><data><a>1</a></data>',
        '{"a": 1}',
        "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
    ],
)
def test_other_xml_and_json_is_refused(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        extract(Source(id="data", path="data.xml"), text.encode())
    assert caught.value.finding.code == "E209"


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel><item>" * 20_000,
        "<rss>" + "<![CDATA[" * 20_000,
        "<rss><item>" + "</x>" * 20_000,
    ],
)
def test_hostile_feeds_are_read_in_bounded_time(text: str) -> None:
    source = Source(id="feed", path="feed.xml")
    assert feed_sources(source, text.encode()) == (source,)
