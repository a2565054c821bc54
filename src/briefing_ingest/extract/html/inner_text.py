"""Lines of a text that stands within another: in the entry of a feed, a string of JSON, an
attribute. Their places are made places in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefing_ingest.model import Line, Markup, NoteCall, RawEmphasis, RawLink
from briefing_ingest.text import Span
from briefing_ingest.traced import Piece, TracedText


def in_file(line: Line, body: TracedText, starts: Sequence[int], path: str) -> Line:
    """A line of ``body`` with its places in the file instead of those in the body.

    ``starts`` are the offsets at which the lines of the file begin, ``path`` is that of the body.
    """
    traced = TracedText(tuple(piece for old in line.traced.pieces for piece in _pieces(old, body)))
    return line._replace(
        traced=traced,
        number=number_of(starts, traced.raw_start),
        markup=_markup_in_file(line, body, path),
        raised=tuple(_span(span, body) for span in line.raised),
        links=tuple(RawLink(*_span(Span(a, b), body), url) for a, b, url in line.links),
    )


def joined(*steps: str) -> str:
    """A path of those ``steps`` that are not empty."""
    return "/".join(filter(None, steps))


def number_of(starts: Sequence[int], at: int) -> int:
    """The number of the line of the file in which an offset stands, from 1."""
    return bisect_right(starts, at)


def _markup_in_file(line: Line, body: TracedText, path: str) -> Markup:
    return Markup(
        path + line.path,
        tuple(RawEmphasis(*_span(Span(a, b), body), kind) for a, b, kind in line.emphases),
        tuple(NoteCall(*_span(Span(a, b), body), number) for a, b, number in line.calls),
        line.note,
    )


def _pieces(piece: Piece, body: TracedText) -> Iterator[Piece]:
    if not piece.repairs:
        yield from body.slice(piece.raw_start, piece.raw_end).pieces
        return
    span = _span(Span(piece.raw_start, piece.raw_end), body)
    yield piece._replace(raw_start=span.start, raw_end=span.end)


def _span(span: Span, body: TracedText) -> Span:
    """The place in the file of ``body[start:end]``."""
    if span.start == span.end:
        before = body.slice(span.start - 1, span.start) if span.start else TracedText()
        at = before.raw_end if before.pieces else body.pieces[0].raw_start
        return Span(at, at)
    part = body.slice(*span)
    return Span(part.raw_start, part.raw_end)
