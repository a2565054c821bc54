"""HTML: the raw text is the decoded source, markup and all, and each block with text of its own
gives a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate
from typing import Final

from briefing_ingest.extract.encoding import Decoded, decode, is_rubbish
from briefing_ingest.extract.failure import failure
from briefing_ingest.extract.html.article.article import article_lines
from briefing_ingest.extract.html.article.kind import page_findings
from briefing_ingest.extract.html.article.mask import Verdict, promised
from briefing_ingest.extract.html.article.parts import PageNames
from briefing_ingest.extract.html.embedded import Embedded, embedded_texts
from briefing_ingest.extract.html.facts.byline import authors_of, title_place
from briefing_ingest.extract.html.facts.days import days_of
from briefing_ingest.extract.html.facts.head import base_url, stated_facts, titles_of
from briefing_ingest.extract.html.inner_text import in_file
from briefing_ingest.extract.html.notes import page_notes, with_notes
from briefing_ingest.extract.html.page.lines import PlacedLines, placed_lines
from briefing_ingest.extract.html.page.page import Page, parse_page
from briefing_ingest.model import Fact, Line, LineRole, RawDocument, Signs, Source
from briefing_ingest.text import Span, fold
from briefing_ingest.traced import TracedText, concat

_DECLARED: Final = re.compile(
    rb"""(?:<meta[^>]*?charset|<\?xml[^>]*?encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)""", re.I
)
"""As in ``<meta charset="utf-8">`` or ``<?xml version="1.0" encoding="utf-8"?>``."""
_DECLARED_WITHIN_BYTES: Final = 4096
"""Browsers look for a declaration in the first 1024 bytes (HTML, 13.2.3.2); real pages have it
somewhat later."""

_FEW_WORDS: Final = 60
"""A page that shows fewer may hold its text elsewhere; shorter texts are not looked for."""
_MOST_TRIED: Final = 3
"""So many of the longest texts that a page holds elsewhere are read."""
_PARAGRAPH: Final = re.compile(r"\S(?:[^\r\n]*\S)?")


@dataclass(frozen=True)
class Article:
    """All that is known of a web page, filled once: `read_article` computes each part from those
    above it.
    """

    placed: PlacedLines
    """The lines as the page has them, and the elements that hold them."""
    facts: tuple[Fact, ...]
    """What the page says of itself; of each name the best is the first."""
    lines: tuple[Line, ...]
    """The lines with their roles in the article."""
    title: Line | None
    """That of ``lines`` which prints the title."""
    verdicts: tuple[Verdict, ...]
    """On each of ``placed.lines``; none for a page with too little text to judge."""


def extract_html(source: Source, content: bytes, charset: str = "") -> RawDocument:
    """The lines of a saved page, chrome included and marked as such, and what the page says of
    itself.

    ``charset`` is the encoding that the sender of the page states, "" for none. A line's
    ``number`` is that of the line of the file where its text begins.

    Raises:
        SourceError: E207 if no text is in the page, E208 if it is not text in any encoding.
    """
    text, encoding = decoded(content, charset)
    if is_rubbish(text) and _shows_rubbish(parse_page(text)):
        raise failure(
            source,
            "E208",
            "The bytes are not text in any known encoding: too many control characters.",
            "Give the file its right extension, or save the page again.",
        )
    article = read_article(text, source.url)
    if all(line.is_outside for line in article.lines):
        raise failure(
            source,
            "E207",
            "The page has no text of its own; it may be rendered by JavaScript.",
            "Save the page from a browser after it has been shown, or declare its PDF or print "
            "version.",
        )
    return RawDocument(
        source_id=source.id,
        media_type="text/html",
        text=text,
        lines=article.lines,
        encoding=encoding,
        pages=(Span(0, len(text)),),
        facts=article.facts,
        findings=page_findings(article.placed.page, article.lines, article.facts, source),
        signs=_signs(article),
    )


def _shows_rubbish(page: Page) -> bool:
    """Whether what a reader sees of a page is no text either; rubbish in a tag or in the head harms
    no one.
    """
    shown = "".join(
        token.text
        for token in page.tokens
        if token.kind == "text" and not page.standing(token.element).skipped
    )
    return not shown.strip("\0 \t\r\n") or is_rubbish(shown)


def _signs(article: Article) -> Signs:
    if not article.verdicts:
        return Signs()
    counts = [len(line.text.split()) for line in article.placed.lines]
    return Signs(1, (), *promised(article.verdicts, counts))


def read_article(text: str, url: str | None) -> Article:
    """The article of the page whose source is ``text``; ``url`` is its address, if it is known.

    Where the page shows next to nothing, it is the longest text that its source holds elsewhere.
    """
    page = parse_page(text)
    shown = _shown_article(page, text, url)
    words = _words(shown.lines)
    if words >= _FEW_WORDS:
        return shown
    held = nlargest(_MOST_TRIED, embedded_texts(page, text), key=lambda each: len(each.body))
    found = (_held_article(shown, each, text, url) for each in held)
    longest = max(found, key=lambda article: _words(article.lines), default=shown)
    return longest if _words(longest.lines) >= max(_FEW_WORDS, 2 * words) else shown


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.text.split()) for line in lines if not line.is_outside)


def _held_article(shown: Article, held: Embedded, text: str, url: str | None) -> Article:
    """The article that a page holds and does not show; what it shows is the frame of it."""
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    inner = _article_of(held, url)
    lines = [in_file(line, held.body, starts, held.path) for line in inner.lines]
    frame = [line.as_furniture("frame of the page") for line in shown.lines]
    ordered = tuple(sorted((*frame, *lines), key=lambda line: line.traced.raw_start))
    return Article(shown.placed, (*shown.facts, *inner.facts), ordered, None, ())


def _article_of(held: Embedded, url: str | None) -> Article:
    """The article of a text without its places in the file; a page is read as one."""
    page = parse_page(held.body.text)
    if held.is_page:
        return _shown_article(page, held.body.text, url)
    if not held.is_markup:
        return Article(PlacedLines(page, (), ()), (), tuple(_paragraphs(held.body.text)), None, ())
    placed = placed_lines(page, held.body.text, url or "")
    placed = placed.with_lines(
        [line if line.role else line._replace(role=LineRole.PARAGRAPH) for line in placed.lines]
    )
    noted = placed.with_lines(with_notes(placed.lines, page_notes(placed)))
    return Article(placed, (), noted.lines, None, ())


def _paragraphs(text: str) -> Iterator[Line]:
    """The lines of a text without markup, each a paragraph."""
    for match in _PARAGRAPH.finditer(text):
        traced = TracedText.copied(match.group(), match.start())
        ended = concat((traced, TracedText.inserted("\n", match.end(), "line_end")))
        yield Line(ended, page=1, number=0, role=LineRole.PARAGRAPH)


def _shown_article(page: Page, text: str, url: str | None) -> Article:
    stated = stated_facts(page, text)
    placed = placed_lines(page, text, base_url(page, stated, url))
    place = title_place(placed.lines, stated)
    authors = authors_of(stated, placed, place)
    lines, title, verdicts = article_lines(placed, text, _page_names(stated, authors))
    best_first = (*titles_of(stated, title), *days_of(stated, placed, place, text), *authors)
    others = tuple(fact for fact in stated if fact.name not in {"title", "published", "author"})
    return Article(placed, (*best_first, *others), lines, title, verdicts)


def _page_names(stated: tuple[Fact, ...], authors: tuple[Fact, ...]) -> PageNames:
    def folded(facts: tuple[Fact, ...], *names: str) -> tuple[str, ...]:
        return tuple(fold(fact.value) for fact in facts if fact.name in names)

    return PageNames(
        titles=folded(stated, "title"),
        authors=folded(authors, "author"),
        hosts=folded(stated, "site", "publisher"),
    )


def decoded(content: bytes, charset: str = "") -> Decoded:
    """The source of a page, by the encoding it declares where the bytes bear that out; that of its
    sender, ``charset``, comes first.
    """
    declared = _DECLARED.search(content[:_DECLARED_WITHIN_BYTES])
    return decode(content, charset or (declared.group(1).decode("ascii") if declared else ""))
