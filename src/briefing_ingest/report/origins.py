"""Where a block comes from, as the page shows it: for each source its places, raw lines with marks,
and repairs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypedDict

from briefing_ingest.provenance import BlockProvenance
from briefing_ingest.text import Span
from briefing_ingest.traced import merged_spans

# Letters of context beside a span on a line that is longer than any page's (markup of a saved
# page), and the length from which a line counts as such.
_CONTEXT = 60
_LONG_LINE = 600


class Raw(NamedTuple):
    """The raw text of a source, and the number of the line at an offset of it."""

    text: str
    line_at: Callable[[int], int]


class RawLine(NamedTuple):
    """A line of a source: its number (1-based), its text, and the spans of the text that the block
    has.
    """

    number: int
    text: str
    marks: list[tuple[int, int]]


class Mended(NamedTuple):
    """A repair in a few words."""

    name: str
    line: int
    before: str
    after: str


class Place(TypedDict, total=False):
    """Page, lines and box (hundredths of a point, origin top left)."""

    page: int
    lines: tuple[int, int]
    box: tuple[int, int, int, int]
    xpath: str


class Witnessed(TypedDict):
    """What one source has of a block."""

    source: str
    places: list[Place]
    lines: list[RawLine]
    repairs: list[Mended]


Origin = list[Witnessed]


def origin(record: BlockProvenance, raws: Callable[[str], Raw]) -> Origin:
    """For each source that has the block, by its id, what it prints there; ``raws`` gives its raw
    text.
    """
    spans: dict[str, list[Span]] = {}
    for segments in (record.segments, *(reading.segments for reading in record.readings)):
        for segment in segments:
            if segment.op != "insert":
                spans.setdefault(segment.source, []).append(
                    Span(segment.raw_start, segment.raw_end)
                )
    sources = sorted({*spans, *(place.source for place in record.places)})
    return [
        _witnessed(record, source, raws(source), merged_spans(spans.get(source, [])))
        for source in sources
    ]


def _witnessed(record: BlockProvenance, source: str, raw: Raw, spans: list[Span]) -> Witnessed:
    places: list[Place] = []
    for place in record.places:
        if place.source == source:
            shown = Place(page=place.page, lines=place.lines)
            if place.box:
                shown["box"] = place.box
            if place.xpath:
                shown["xpath"] = place.xpath
            places.append(shown)
    repairs = [
        Mended(r.name, raw.line_at(r.raw_start), r.before, r.after)
        for r in record.repairs
        if r.source == source
    ]
    return Witnessed(source=source, places=places, lines=raw_lines(raw, spans), repairs=repairs)


def raw_lines(raw: Raw, spans: list[Span]) -> list[RawLine]:
    r"""The lines of ``raw`` that hold the (sorted, disjoint) spans, each once; of a long line the
    part around them.

    >>> from briefing_ingest.text import line_numbers
    >>> text = "one\ntwo three\n"
    >>> raw_lines(Raw(text, line_numbers(text)), [Span(8, 13)])
    [RawLine(number=2, text='two three', marks=[(4, 9)])]
    """
    found: dict[int, RawLine] = {}
    text = raw.text
    for span in spans:
        start = text.rfind("\n", 0, span.start) + 1
        for line in text[start : max(span.end, span.start + 1)].splitlines(keepends=True):
            end = text.find("\n", start)
            whole = Span(start, len(text) if end < 0 else end)
            _mark(found, raw, whole, span)
            start += len(line)
    return [line for line in found.values() if line.marks]


def _mark(found: dict[int, RawLine], raw: Raw, whole: Span, span: Span) -> None:
    low, high = max(whole.start, span.start), min(whole.end, span.end)
    shown = whole
    if whole.end - whole.start > _LONG_LINE:
        shown = Span(max(whole.start, low - _CONTEXT), min(whole.end, high + _CONTEXT))
    if shown.start not in found:
        found[shown.start] = RawLine(raw.line_at(whole.start), raw.text[slice(*shown)].rstrip(), [])
    line = found[shown.start]
    high = min(high, shown.start + len(line.text))
    if low < high:
        line.marks.append((low - shown.start, high - shown.start))
