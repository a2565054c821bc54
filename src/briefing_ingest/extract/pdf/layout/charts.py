"""Text of charts on a PDF page: what is set along an axis, and the labels around it.

An axis is told by its ticks: numbers that rise by equal steps and stand at equal distances.
Coordinates are PDF points, origin top left, y downward.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf.page.words import Word
from briefing_ingest.extract.pdf.tables.grid import text_lines

_NUMBER: Final = re.compile(r"[-−–+]?[£$€’']?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:%|[kKmM]|bn)?")
_LAST: Final = frozenset("0123456789%kKmMn")
# Ticks of an axis along and up the page; numbers are put under one another for many other reasons
# too, but then rise.
_FEWEST_ALONG: Final = 4
_FEWEST_UP: Final = 3
# Ticks stand at distances equal within this share of them, or so many points, and by more than so
# many font sizes apart.
_EVEN: Final = 0.12
_EVEN_POINTS: Final = 1.5
_APART: Final = 1.2
# A line of so many words is prose; in smaller type than the text's, of so many.
_PROSE: Final = 6
_SMALL_PROSE: Final = 10
_SMALLER: Final = 0.9
# Labels stand so near to one another, in font sizes, and are hardly larger than the ticks.
_NEAR: Final = 3.5
_LARGER: Final = 1.35
_SAME: Final = 1.08
# From a line of prose to one that may go on with it, in font sizes: from top to top, on one line or
# on two, and from edge to edge.
_NEXT_LINE_EM: Final = 2.2
_SAME_LINE_EM: Final = 0.5
_INDENT_EM: Final = 3.0
_TITLE: Final = 4
"""Words of a title, in bold or large type."""
_NO_LABEL: Final = re.compile(
    r"[•●▪■◦‣⁃∙·]|.*[a-z]{2}[.;:]$|(?:figure|fig\.?|table|chart|map|exhibit|box)\s*\d"
    r"|(?:data )?sources?\b|notes?\b",
    re.I,
)
"""Items of lists, sentences, captions, sources and notes."""


def chart_words(words: Sequence[Word]) -> list[Word]:
    """The words of a page, without its tables, that belong to charts."""
    axes = [*_axes(words, _along, fewest=_FEWEST_ALONG), *_axes(words, _up, fewest=_FEWEST_UP)]
    if not axes:
        return []
    body = _usual_size(words)
    segments = [segment for line in text_lines(words) for segment in map(list, line.segments())]
    prose = [segment for segment in segments if _is_prose(segment, body)]
    found: dict[int, Word] = {}
    for axis in axes:
        for word in _around(axis, segments, prose, body):
            found[word.glyphs[0].raw] = word
    return list(found.values())


def _usual_size(words: Iterable[Word]) -> float:
    sizes: dict[float, int] = defaultdict(int)
    for word in words:
        sizes[round(word.size, 1)] += len(word.glyphs)
    return max(sizes, key=lambda size: (sizes[size], size))


def _value(word: Word) -> float | None:
    match = _NUMBER.fullmatch(word.text)
    return float(match[1].replace(",", "") + (match[2] or "")) if match else None


# --- axes -----------------------------------------------------------------------------------------


def _along(word: Word) -> tuple[float, float]:
    """The line a tick stands on, and where."""
    return word.bottom, (word.x0 + word.x1) / 2


def _up(word: Word) -> tuple[float, float]:
    """The edge that ticks under one another share, and where: values rise from bottom to top."""
    return word.x1, -word.middle


class _Tick(NamedTuple):
    """A number that may be one of an axis: where on the axis it stands, and its value."""

    at: float
    value: float
    word: Word


def _axes(
    words: Sequence[Word], place: Callable[[Word], tuple[float, float]], *, fewest: int
) -> Iterator[list[Word]]:
    """The ticks of axes in one direction, at least so many each, and one more if they may count
    something by ones; ``place`` says on which line a tick stands, and where.
    """
    lines: dict[int, list[_Tick]] = defaultdict(list)
    for word in words:
        if word.glyphs[-1].text[-1:] in _LAST and (value := _value(word)) is not None:
            line, at = place(word)
            lines[round(line / 2)].append(_Tick(at, value, word))
    for ticks in lines.values():
        ticks.sort(key=lambda tick: (tick.at, tick.value))
        for axis in _even(ticks):
            if len(axis) >= fewest + _counts_by_ones(axis):
                yield [tick.word for tick in axis]


def _counts_by_ones(axis: Sequence[_Tick]) -> bool:
    """Whether the values rise by one, as the numbers of rows, notes and years do too."""
    return len(axis) > 1 and axis[1].value - axis[0].value == 1


def _even(ticks: Sequence[_Tick]) -> Iterator[list[_Tick]]:
    """Stretches of ticks with equal steps and distances."""
    axis: list[_Tick] = []
    for tick in ticks:
        if axis and not _follows(axis, tick):
            yield axis
            axis = axis[-1:] if _follows(axis[-1:], tick) else []
        axis.append(tick)
    yield axis


def _follows(axis: Sequence[_Tick], tick: _Tick) -> bool:
    """Whether a tick goes on with an axis: further on, of a larger value, both as evenly as
    before.
    """
    last = axis[-1]
    apart, step = tick.at - last.at, tick.value - last.value
    if step <= 0 or apart < _APART * tick.word.size:
        return False
    if len(axis) < 2:
        return True
    apart_before, step_before = last.at - axis[-2].at, last.value - axis[-2].value
    is_even = abs(apart - apart_before) <= max(_EVEN_POINTS, _EVEN * apart_before)
    return is_even and abs(step - step_before) <= 0.01 * step_before


# --- labels ---------------------------------------------------------------------------------------


def _is_prose(segment: Sequence[Word], body: float) -> bool:
    told = sum(_value(word) is None for word in segment)
    return told >= (_SMALL_PROSE if segment[0].size < _SMALLER * body else _PROSE)


class _Height(NamedTuple):
    """From where to where on the page something reaches."""

    top: float
    bottom: float

    @classmethod
    def of(cls, words: Sequence[Word]) -> _Height:
        """The height of words."""
        return cls(min(word.top for word in words), max(word.bottom for word in words))

    def has_beside(self, segment: Sequence[Word]) -> bool:
        """Whether some of a segment stands as high."""
        return segment[0].bottom > self.top and segment[0].top < self.bottom

    def with_segment(self, segment: Sequence[Word]) -> _Height:
        """The height of both."""
        return _Height(min(self.top, segment[0].top), max(self.bottom, segment[0].bottom))

    def grown(self, points: float) -> _Height:
        """Further up and down by so many points."""
        return _Height(self.top - points, self.bottom + points)


def _around(
    axis: Sequence[Word], segments: Sequence[list[Word]], prose: Sequence[list[Word]], body: float
) -> list[Word]:
    """The words of the chart that an axis belongs to: labels that stand near one another, none of
    them prose.
    """
    size = median(word.size for word in axis)
    height = _Height.of(axis)
    left, right = _free(axis, [segment for segment in prose if height.has_beside(segment)])
    within = (s for s in segments if s[0].x0 >= left and s[-1].x1 <= right)
    waiting = [segment for segment in within if _is_label(segment, size, prose, body)]
    found = list(axis)
    while near := _near_labels(waiting, height, _NEAR * size, prose):
        waiting = [segment for segment in waiting if segment not in near]
        for segment in near:
            found.extend(segment)
            height = height.with_segment(segment)
    return found if not _is_table(found, axis) else []


def _near_labels(
    labels: Sequence[list[Word]], chart: _Height, distance: float, prose: Sequence[list[Word]]
) -> list[list[Word]]:
    """The labels that are within a distance of the chart as far as it is known, with no prose
    between.
    """
    reach = chart.grown(distance)
    return [
        segment
        for segment in labels
        if reach.has_beside(segment) and not _prose_between(segment, chart, prose)
    ]


def _free(axis: Sequence[Word], beside: Sequence[list[Word]]) -> tuple[float, float]:
    """How far the page is free of prose left and right of an axis."""
    x0, x1 = min(word.x0 for word in axis), max(word.x1 for word in axis)
    left = max(
        (segment[-1].x1 for segment in beside if segment[-1].x1 <= x0), default=float("-inf")
    )
    right = min((segment[0].x0 for segment in beside if segment[0].x0 >= x1), default=float("inf"))
    return left, right


def _is_label(
    segment: Sequence[Word], size: float, prose: Sequence[list[Word]], body: float
) -> bool:
    """Whether words may be a label in a chart: no prose, nor the end of it, nor a heading, a
    caption or a source.
    """
    text = " ".join(word.text for word in segment)
    if segment[0].size > _LARGER * size or _is_prose(segment, body) or _NO_LABEL.match(text):
        return False
    if _is_title(segment, max(size, body)):
        return False
    if all(_value(word) is not None for word in segment):
        return True
    return not any(_goes_on(other[0], segment[0]) for other in prose)


def _is_title(segment: Sequence[Word], size: float) -> bool:
    """Whether several words are bold, or larger than type of this size."""
    if len(segment) < _TITLE:
        return False
    bold = all(glyph.bold for word in segment for glyph in word.glyphs)
    return bold or segment[0].size > _SAME * size


def _goes_on(prose: Word, first: Word) -> bool:
    """Whether a segment that begins with ``first`` may be of one paragraph with the line of prose
    that begins with ``prose``: in type of one size, on the same line, or on the one above or below
    with the same edge.
    """
    apart = abs(prose.top - first.top)
    if apart >= _NEXT_LINE_EM * first.size:
        return False
    if abs(prose.size - first.size) > (_SAME - 1) * first.size:
        return False
    return apart < _SAME_LINE_EM * first.size or abs(prose.x0 - first.x0) < _INDENT_EM * first.size


def _prose_between(segment: Sequence[Word], chart: _Height, prose: Sequence[list[Word]]) -> bool:
    """Whether prose stands between a segment and a chart above or below it."""
    first, last = segment[0], segment[-1]
    return any(
        first.bottom <= other[0].middle <= chart.top or chart.bottom <= other[0].middle <= first.top
        for other in prose
        if other[0].x0 < last.x1 and other[-1].x1 > first.x0
    )


def _is_table(words: Sequence[Word], axis: Sequence[Word]) -> bool:
    """Whether lines of figures stand under or beside the ticks: then these head the columns of a
    table.
    """
    ticks = {word.glyphs[0].raw for word in axis}
    rows = 0
    for line in text_lines(words):
        figures = [w for w in line.words if _value(w) is not None and w.glyphs[0].raw not in ticks]
        labels = [w for w in line.words if _value(w) is None]
        rows += len(figures) >= 2 and bool(labels) and labels[0].x0 < figures[0].x0
    return rows >= 3
