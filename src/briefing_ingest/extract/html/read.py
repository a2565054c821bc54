"""HTML: the raw text is the decoded source, markup and all, and each block with text of its own
gives a line.
"""

from __future__ import annotations

import re
from typing import Final

from briefing_ingest.extract.encoding import Decoded, decode, is_rubbish
from briefing_ingest.extract.failure import failure
from briefing_ingest.extract.html.article.article import article_lines
from briefing_ingest.extract.html.article.kind import page_findings
from briefing_ingest.extract.html.facts.byline import with_authors
from briefing_ingest.extract.html.facts.days import with_day
from briefing_ingest.extract.html.facts.head import base_url, page_facts, with_printed_title
from briefing_ingest.extract.html.page.lines import placed_lines
from briefing_ingest.extract.html.page.tree import parse_page
from briefing_ingest.model import RawDocument, Source
from briefing_ingest.text import Span

_DECLARED: Final = re.compile(
    rb"""(?:<meta[^>]*?charset|<\?xml[^>]*?encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)""", re.I
)
# Browsers look for a declaration in the first 1024 bytes (HTML, 13.2.3.2); real pages have it
# somewhat later.
_DECLARED_WITHIN = 4096


def extract_html(source: Source, content: bytes) -> RawDocument:
    """The lines of a saved page, chrome included and marked as such, and what the page says of
    itself.

    A line's ``number`` is that of the line of the file where its text begins.

    Raises:
        SourceError: E207 if no text is in the page, E208 if it is no text in any encoding.
    """
    text, encoding = decoded(content)
    if is_rubbish(text):
        raise failure(
            source,
            "E208",
            "The bytes are no text in any encoding we know: too many control characters.",
            "Give the file its right extension, or save the page again.",
        )
    page = parse_page(text)
    facts = page_facts(page, text)
    placed = list(placed_lines(page, text, base_url(page, facts, source.url)))
    facts = with_authors(facts, page, placed)
    lines = article_lines(page, placed, text, facts)
    title = next((line for line in lines if line.role == "title"), None)
    facts = with_printed_title(
        with_day(facts, placed, text), title.text if title else "", title.path if title else ""
    )
    if all(line.is_outside for line in lines):
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
        lines=lines,
        encoding=encoding,
        pages=(Span(0, len(text)),),
        facts=facts,
        findings=page_findings(page, lines, facts, source),
    )


def decoded(content: bytes) -> Decoded:
    """The source of a page, by the encoding it declares where the bytes bear that out."""
    declared = _DECLARED.search(content[:_DECLARED_WITHIN])
    return decode(content, declared.group(1).decode("ascii") if declared else "")
