"""Plain text: the raw text is the decoded file, and its lines tile it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefing_ingest.extract.encoding import decode, is_rubbish
from briefing_ingest.extract.failure import failure
from briefing_ingest.model import Fact, Line, RawDocument, Source
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText

_LINE: Final = re.compile(r"\f(?=\f)|\f?[^\r\n\f]*(?:\r\n|[\r\n]|(?<=[^\f])\f)?")
"""A form feed after a line end begins the next line, one within a line ends it; of several each is
a line."""


def extract_plain(source: Source, content: bytes) -> RawDocument:
    """The lines of a text file, each with its line end; a form feed starts a new page.

    Raises:
        SourceError: E203 if it is nothing but white space, E208 if it is not text in any encoding.
    """
    text, encoding = decode(content)
    if is_rubbish(text):
        raise failure(
            source,
            "E208",
            "The bytes are not text in any known encoding: too many control characters.",
            "Give the file its right extension, or fetch it again.",
        )
    if not text.strip():
        raise failure(
            source,
            "E203",
            "The file has nothing but white space.",
            "Fetch it again, or remove its entry.",
        )
    lines = tuple(_lines(text))
    facts: tuple[Fact, ...] = ()
    if source.path.lower().endswith((".md", ".markdown")):
        lines, facts = _without_front_matter(lines)
    return RawDocument(
        source_id=source.id,
        media_type="text/plain",
        text=text,
        lines=lines,
        encoding=encoding,
        pages=_pages(lines, len(text)),
        facts=facts,
    )


_MAX_FRONT_MATTER_LINES: Final = 60
"""A rule further down separates parts of the text."""
_FENCE: Final = "---"
_FRONT_MATTER_LINE: Final = re.compile(r"([A-Za-z][\w-]*):[ \t]*+(.*)|[ \t].*|- .*|#.*|[ \t]*")
"""A key and its value, as in "title: Lights", or what may stand between: a list, a comment."""
_FACTS: Final = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "author",
    "date": "published",
    "lang": "language",
}


def _without_front_matter(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Fact, ...]]:
    """The lines with the YAML block marked that site generators put above a Markdown text, and the
    facts that it states.
    """
    texts = [line.text.strip("\r\n") for line in lines[:_MAX_FRONT_MATTER_LINES]]
    end = _end_of_front_matter(texts)
    entries = [_FRONT_MATTER_LINE.fullmatch(text) for text in texts[1:end]]
    if not end or not all(entries):
        return lines, ()
    facts = tuple(fact for entry in entries if entry for fact in _facts_of(entry))
    marked = tuple(line.as_furniture("front matter") for line in lines[: end + 1])
    return (*marked, *lines[end + 1 :]), facts


def _end_of_front_matter(texts: Sequence[str]) -> int:
    """The line that closes the block; 0 where the text does not begin with one."""
    if not texts or texts[0].strip() != _FENCE:
        return 0
    return next((i for i, text in enumerate(texts) if i and text.strip() == _FENCE), 0)


def _facts_of(entry: re.Match[str]) -> Iterator[Fact]:
    name = _FACTS.get((entry[1] or "").lower(), "")
    value = (entry[2] or "").strip().strip("\"'")
    if name and value:
        yield Fact(name, value, "front matter")


def _lines(text: str) -> Iterator[Line]:
    content_end = len(text.rstrip())
    page, number, ended = 1, 0, False
    for match in _LINE.finditer(text):
        line = match.group()
        if not line:
            continue
        # The form feed after the last line, as pdftotext writes it, opens no page.
        if (ended or line.startswith("\f")) and 0 < match.start() < content_end:
            page, number = page + 1, 0
        number += 1
        ended = line.endswith("\f") and len(line) > 1
        yield Line(TracedText.copied(line, match.start()), page=page, number=number)


def _pages(lines: tuple[Line, ...], length: int) -> tuple[Span, ...]:
    starts = [line.traced.raw_start for line in lines if line.number == 1]
    return tuple(Span(start, end) for start, end in zip(starts, [*starts[1:], length], strict=True))
