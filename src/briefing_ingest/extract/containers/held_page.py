"""The one page that a file holds, read as a page."""

from __future__ import annotations

from dataclasses import replace

from briefing_ingest.errors import SourceError
from briefing_ingest.extract.containers.held import BadContainerError, HeldPage
from briefing_ingest.extract.containers.mhtml import page_of_mhtml
from briefing_ingest.extract.containers.warc import pages_of_warc
from briefing_ingest.extract.failure import failure
from briefing_ingest.extract.html import extract_html
from briefing_ingest.model import Fact, Line, Markup, RawDocument, Source


def extract_mhtml(source: Source, content: bytes) -> RawDocument:
    """The lines of the page that was saved as a message.

    Raises:
        SourceError: E204 if the message cannot be read, E207 if it holds no page or the page no
            text, E208 if the page is not text in any encoding.
    """
    try:
        page = page_of_mhtml(content)
    except BadContainerError as bad:
        raise _damaged(source, bad) from None
    if page is None:
        raise _no_page(source)
    return _extract(source, page)


def extract_warc(source: Source, content: bytes) -> RawDocument:
    """The lines of the page that a web archive holds.

    Raises:
        SourceError: E204 if the archive cannot be read, E207 if it holds no page or the page no
            text, E208 if the page is not text in any encoding, E209 if it holds several pages.
    """
    try:
        pages = pages_of_warc(content)
    except BadContainerError as bad:
        raise _damaged(source, bad) from None
    if not pages:
        raise _no_page(source)
    if len(pages) > 1:
        cause = f"The web archive holds {len(pages)} pages, and a source is one."
        fix = "Take out the pages you mean, for example with `warcio extract`, and declare them."
        raise failure(source, "E209", cause, fix)
    return _extract(source, pages[0])


def _damaged(source: Source, cause: BadContainerError) -> SourceError:
    message = f"The file begins like a saved page but cannot be read. {cause}"
    return failure(source, "E204", message, "Save the page again.")


def _no_page(source: Source) -> SourceError:
    fix = "Save the page again, or remove the source."
    return failure(source, "E207", "The file holds no page.", fix)


def _extract(source: Source, page: HeldPage) -> RawDocument:
    known = source if source.url or not page.url else replace(source, url=page.url)
    raw = extract_html(known, page.content, page.charset)
    facts = raw.facts
    if page.url and not any(fact.name == "url" for fact in facts):
        facts = (*facts, Fact("url", page.url, f"the header of {page.place}"))
    lines = tuple(_placed(line, page.place) for line in raw.lines)
    return replace(raw, lines=lines, facts=facts)


def _placed(line: Line, place: str) -> Line:
    """A line whose path begins with the part of the file that it stands in."""
    markup = line.markup or Markup()
    return line._replace(markup=markup._replace(path=f"{place}{markup.path}"))
