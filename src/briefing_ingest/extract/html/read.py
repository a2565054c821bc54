"""HTML: the raw text is the decoded source, markup and all, and each block with text of its own
gives a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from briefing_ingest.extract.encoding import Decoded, decode, is_rubbish
from briefing_ingest.extract.failure import failure
from briefing_ingest.extract.html.article.article import article_lines
from briefing_ingest.extract.html.article.kind import page_findings
from briefing_ingest.extract.html.article.mask import Verdict, promised
from briefing_ingest.extract.html.article.parts import PageNames
from briefing_ingest.extract.html.facts.byline import authors_of, title_place
from briefing_ingest.extract.html.facts.days import days_of
from briefing_ingest.extract.html.facts.head import base_url, stated_facts, titles_of
from briefing_ingest.extract.html.page.lines import PlacedLines, placed_lines
from briefing_ingest.extract.html.page.page import Page, parse_page
from briefing_ingest.model import Fact, Line, RawDocument, Signs, Source
from briefing_ingest.text import Span, fold

_DECLARED: Final = re.compile(
    rb"""(?:<meta[^>]*?charset|<\?xml[^>]*?encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)""", re.I
)
"""As in ``<meta charset="utf-8">`` or ``<?xml version="1.0" encoding="utf-8"?>``."""
_DECLARED_WITHIN_BYTES: Final = 4096
"""Browsers look for a declaration in the first 1024 bytes (HTML, 13.2.3.2); real pages have it
somewhat later."""


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


def extract_html(source: Source, content: bytes) -> RawDocument:
    """The lines of a saved page, chrome included and marked as such, and what the page says of
    itself.

    A line's ``number`` is that of the line of the file where its text begins.

    Raises:
        SourceError: E207 if no text is in the page, E208 if it is not text in any encoding.
    """
    text, encoding = decoded(content)
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
    """The article of the page whose source is ``text``; ``url`` is its address, if it is known."""
    page = parse_page(text)
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


def decoded(content: bytes) -> Decoded:
    """The source of a page, by the encoding it declares where the bytes bear that out."""
    declared = _DECLARED.search(content[:_DECLARED_WITHIN_BYTES])
    return decode(content, declared.group(1).decode("ascii") if declared else "")
