"""Feeds: a file of whole essays is several sources, one for each entry; a feed of summaries is
reported as one.

What an entry holds is a page without a frame. It is read as one, and every line is traced through
the entry's own text (CDATA, references, JSON escapes) to its place in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final
from urllib.parse import urlsplit

from briefing_ingest.errors import Finding, Location
from briefing_ingest.extract.encoding import decode, is_rubbish
from briefing_ingest.extract.failure import failure
from briefing_ingest.extract.feed.entries import entries_of, is_feed
from briefing_ingest.extract.feed.entry import Entry
from briefing_ingest.extract.html.inner_text import in_file, joined, number_of
from briefing_ingest.extract.html.list_items import split_items
from briefing_ingest.extract.html.notes import page_notes, with_notes
from briefing_ingest.extract.html.page.lines import placed_lines
from briefing_ingest.extract.html.page.page import parse_page
from briefing_ingest.extract.html.quotes import with_attributions
from briefing_ingest.model import Fact, Line, LineRole, Markup, Part, RawDocument, Source
from briefing_ingest.text import Span, checksum, line_numbers, slug, unique_ids
from briefing_ingest.traced import TracedText, concat

FEED: Final = "application/feed"
_HEAD_BYTES: Final = 4000
"""Where the root element of a feed stands, comments before it included."""
_MAX_BYTES: Final = 30_000_000
"""Larger files are exports of databases; reading them whole as feeds would take minutes."""


def looks_like_feed(content: bytes) -> bool:
    """Whether the bytes begin like a feed. JSON is read whole: the member that says what it is may
    stand anywhere.
    """
    head = decode(content[:_HEAD_BYTES]).text
    if head.lstrip()[:1] == "{" and len(content) <= _MAX_BYTES:
        return is_feed(decode(content).text)
    return is_feed(head)


def feed_text(content: bytes) -> str:
    """The text of a feed, in which `model.Part` counts."""
    return decode(content).text


def feed_sources(source: Source, content: bytes) -> tuple[Source, ...]:
    """The sources that a file is: one for each entry of a feed that has its whole essay, else the
    file itself.

    An entry's id is the source's id and the slug of the end of its address (of its title, where it
    has none), so that it stays when others are added. What the manifest says of the file holds for
    its entries, but for title, date, address and work. Where an entry stands in the file is its
    ``part``.
    """
    if len(content) > _MAX_BYTES or not looks_like_feed(content):
        return (source,)
    text = feed_text(content)
    whole = [entry for entry in entries_of(text) if entry.whole]
    if not whole:
        return (source,)
    ids = unique_ids([f"{source.id}-{_name(entry)}" for entry in whole])
    shared = replace(source, title=None, published=None, url=None, work=None)
    of_the_file, line_at = checksum(content), line_numbers(text)
    return tuple(
        replace(
            shared,
            id=i,
            entry=entry.id,
            part=Part(*entry.span, line_at(entry.span.start), entry.path, of_the_file),
        )
        for i, entry in zip(ids, whole, strict=True)
    )


def _name(entry: Entry) -> str:
    tail = urlsplit(entry.url).path.rstrip("/").rpartition("/")[2]
    named = slug(tail.rsplit(".", 1)[0]) if not tail.isdigit() else ""
    return named or slug(entry.title.text) or slug(entry.id) or "entry"


def extract_feed(source: Source, content: bytes) -> RawDocument:
    """The lines of the entry that ``source`` is; of the whole feed, with a finding, where it is
    not an entry.

    The raw text of an entry is its own stretch of the file, and ``content`` may be just that (in
    UTF-8): offsets, lines and paths count from the start of the entry.

    Raises:
        SourceError: E207 if there is no such entry or no text, E208 if it is not text in any
            encoding.
    """
    text, encoding = decode(content)
    if is_rubbish(text):
        cause = "The bytes are not text in any known encoding: too many control characters."
        raise failure(source, "E208", cause, "Fetch the feed again.")
    entries = entries_of(text)
    if source.entry is not None:
        text, entries = _only(source.entry, text, entries)
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    lines = tuple(
        line for entry in entries for line in _lines(entry, starts, titled=source.entry is not None)
    )
    if not lines:
        raise failure(
            source,
            "E207",
            "The feed has no entry with a text.",
            "Fetch it again, or declare the posts.",
        )
    return RawDocument(
        source_id=source.id,
        media_type=FEED,
        text=text,
        lines=lines,
        encoding=encoding,
        pages=(Span(0, len(text)),),
        facts=_facts(entries[0]) if source.entry is not None else (),
        findings=() if source.entry is not None else (_is_feed(source),),
    )


def _only(entry_id: str, text: str, entries: Sequence[Entry]) -> tuple[str, tuple[Entry, ...]]:
    """The stretch of ``text`` that is the entry of that id, and the entry as read from it; no entry
    if there is none.

    A text of one entry is taken for it, since what names it may be its place among the others.
    """
    found = next((entry for entry in entries if len(entries) == 1 or entry.id == entry_id), None)
    if found is None:
        return text, ()
    own = text[found.span.start : found.span.end]
    mine = (found,) if own == text else entries_of(own)[:1]
    return own, tuple(replace(entry, path="") for entry in mine)


def _is_feed(source: Source) -> Finding:
    return Finding(
        "N608",
        "The file is a feed of posts, not one of them.",
        "Declare the pages of the posts you mean.",
        where=Location(source.path),
        severity="warning",
        source=source.id,
    )


def _facts(entry: Entry) -> tuple[Fact, ...]:
    said = [
        ("title", " ".join(entry.title.text.split())),
        ("published", entry.published),
        ("url", entry.url),
    ]
    said += [("author", name) for name in entry.authors]
    return tuple(Fact(name, value, "the feed's entry") for name, value in said if value)


def _lines(entry: Entry, starts: Sequence[int], *, titled: bool) -> Iterator[Line]:
    """The lines of an entry, its title first."""
    if entry.title.text.strip():
        title = entry.title.trimmed("html_space")
        ended = concat((title, TracedText.inserted("\n", title.raw_end, "line_end")))
        role, level = (LineRole.TITLE, 0) if titled else (LineRole.HEADING, 1)
        path = joined(entry.path, entry.title_path)
        yield Line(
            ended,
            page=1,
            number=number_of(starts, title.raw_start),
            role=role,
            level=level,
            markup=Markup(path),
        )
    if entry.plain:
        yield from _plain_lines(entry, starts)
        return
    markup = entry.body.text
    page = parse_page(markup)
    placed = placed_lines(page, markup, entry.url)
    # An entry has no frame: what no element tells is a paragraph of it.
    placed = placed.with_lines(
        [line if line.role else line._replace(role=LineRole.PARAGRAPH) for line in placed.lines]
    )
    noted = placed.with_lines(with_notes(placed.lines, page_notes(placed)))
    for line in with_attributions(noted):
        yield from (
            in_file(item, entry.body, starts, joined(entry.path, entry.body_path))
            for item in split_items(line)
        )


def _plain_lines(entry: Entry, starts: Sequence[int]) -> Iterator[Line]:
    at = 0
    for paragraph in entry.body.text.split("\n\n"):
        traced = entry.body.slice(at, at + len(paragraph))
        at += len(paragraph) + 2
        if paragraph.strip():
            ended = concat((traced, TracedText.inserted("\n", traced.raw_end, "line_end")))
            path = joined(entry.path, entry.body_path)
            number = number_of(starts, traced.raw_start)
            yield Line(ended, 1, number, role=LineRole.PARAGRAPH, markup=Markup(path))
