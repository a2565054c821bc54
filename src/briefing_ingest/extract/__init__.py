"""From the bytes of a source to its raw text and lines, with no judgement of them: one module a
kind of source.

`EXTRACTORS` is the whole registry: a media type and the function that reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from briefing_ingest.extract.containers import extract_mhtml, extract_warc
from briefing_ingest.extract.feed import FEED, extract_feed, feed_sources, feed_text
from briefing_ingest.extract.html import extract_html
from briefing_ingest.extract.kinds import media_type
from briefing_ingest.extract.pdf import extract_pdf
from briefing_ingest.extract.plain import extract_plain
from briefing_ingest.model import RawDocument, Source

__all__ = ["EXTRACTORS", "extract", "feed_sources", "feed_text"]

EXTRACTORS: Final[dict[str, Callable[[Source, bytes], RawDocument]]] = {
    FEED: extract_feed,
    "application/pdf": extract_pdf,
    "application/warc": extract_warc,
    "multipart/related": extract_mhtml,
    "text/html": extract_html,
    "text/plain": extract_plain,
}


def extract(source: Source, content: bytes) -> RawDocument:
    """The raw document of ``source``, whose file holds ``content``.

    Raises:
        SourceError: E203 (empty), E204 (other kind than its name says), E205 (damaged PDF), E206
            (encrypted PDF), E207 (no text), E208 (not text) or E209 (unknown kind).
    """
    kind = FEED if source.entry is not None else media_type(source, content)
    return EXTRACTORS[kind](source, content)
