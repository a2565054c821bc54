"""The order in which the parts of a page are read: recursive XY cut.

After G. Nagy and S. Seth, "Hierarchical representation of optically scanned documents" (ICPR 1984):
a region is cut along white valleys until none is left. Cuts down the page come first, since they
part columns; cuts across are made only where they free a valley (a heading over two columns, a
footnote under them) or part running heads and page numbers, so that gaps between paragraphs that
happen to stand side by side never tear columns apart.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf.page.glyphs import Run

# In font sizes. Columns of real pages are 1.2 and more apart, words of justified lines hardly 1.
# Some pages have narrower gutters; there the lines on the right begin so near to one another, in
# points, and are so many.
_GUTTER: Final = 1.0
_NARROW_GUTTER: Final = 0.45
_ALIGNED: Final = 1.5
_ALIGNED_SHARE: Final = 0.6
_ALIGNED_LINES: Final = 4
# Narrower than this many font sizes is no column: bullets, numbers of notes, cells with figures.
_NARROWEST: Final = 5.0
# In a column most lines fill more than this share of it; labels beside values do not.
_FILLED: Final = 0.4
# One column must have these lines, the other one more: two cells of a table are no columns.
_FEWEST_LINES: Final = 2
_FEWEST_CHARACTERS: Final = 8
# Running heads and page numbers stand in the outer tenth of the page, this many font sizes from the
# text.
_MARGIN: Final = 0.1
_MARGIN_GAP: Final = 1.0
# Boxes reach from ascender to descender; tightly set lines overlap by less than this share of their
# height.
_SLACK: Final = 0.2
# From line to line, in font sizes.
_LEADING: Final = 1.3
# More rows than any page of text has (maps and drawings have); they are read from top to bottom.
_MOST_ROWS: Final = 200


class _Row(NamedTuple):
    """Runs that stand side by side, with no white line across the page between them."""

    runs: list[Run]
    top: float
    bottom: float


class _Valley(NamedTuple):
    """A strip of white down the page."""

    x0: float
    x1: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0


def reading_order(
    runs: Sequence[Run], height: float, boxes: Collection[int] = ()
) -> list[list[Run]]:
    """The regions of a page of that height in reading order. Every run is in exactly one.

    ``boxes`` are the raw offsets of runs that stand for a side box. They part no text: lines that
    run past a box stay in the region of those above and below it, and the box is put into a region
    that it stands beside.
    """
    if not runs:
        return []
    size = median(run.size for run in runs for _ in run.glyphs)
    head, body, foot = _margins(_rows(runs), height, size)
    return [region for part in (head, body, foot) for region in _cut(part, size, boxes) if region]


def _rows(runs: Sequence[Run]) -> list[_Row]:
    rows: list[_Row] = []
    for run in sorted(runs, key=lambda run: (run.top, run.x0)):
        slack = _SLACK * (run.bottom - run.top)
        if rows and run.top + slack < rows[-1].bottom:
            rows[-1] = _Row(
                [*rows[-1].runs, run], rows[-1].top, max(rows[-1].bottom, run.bottom - slack)
            )
        else:
            rows.append(_Row([run], run.top + slack, run.bottom - slack))
    return rows


def _margins(
    rows: list[_Row], height: float, size: float
) -> tuple[list[_Row], list[_Row], list[_Row]]:
    """Running heads, body, and page numbers."""
    # Where a gap parts the rows before this index from the others.
    parted = [
        index
        for index, (above, below) in enumerate(itertools.pairwise(rows), start=1)
        if below.top - above.bottom > _MARGIN_GAP * size
    ]
    heads = [index for index in parted if rows[index - 1].bottom < _MARGIN * height]
    feet = [index for index in parted if rows[index].top > (1 - _MARGIN) * height]
    first = heads[0] if heads else 0
    last = feet[-1] if feet and feet[-1] >= first else len(rows)
    return rows[:first], rows[first:last], rows[last:]


def _cut(rows: list[_Row], size: float, boxes: Collection[int]) -> list[list[Run]]:
    """Regions in reading order. What is left to cut waits on a stack, its first part uppermost."""
    regions: list[list[Run]] = []
    lifted: list[Run] = []
    waiting = [rows]
    while waiting:
        part = waiting.pop()
        if not part:
            continue
        band = _columns(part, size, boxes)
        if band is None:
            regions.append(_runs(part))
            continue
        left, right = _sides(_runs(part[band.start : band.end]), band.valley)
        only_boxes = [side for side in (left, right) if _only_boxes(side, boxes)]
        if len(only_boxes) == 1:
            lifted.extend(only_boxes[0])
            waiting.append(_rows([run for run in _runs(part) if run not in only_boxes[0]]))
        else:
            waiting.extend((part[band.end :], _rows(right), _rows(left), part[: band.start]))
    for box in lifted:
        min(regions, key=lambda region: _distance(region, box)).append(box)
    return regions


def _runs(rows: Sequence[_Row]) -> list[Run]:
    return [run for row in rows for run in row.runs]


def _distance(region: Sequence[Run], box: Run) -> tuple[float, float]:
    """How far a box stands from the nearest line of a region: up or down the page, and across."""
    return min(
        (
            max(0.0, box.top - run.bottom, run.top - box.bottom),
            max(0.0, box.x0 - run.x1, run.x0 - box.x1),
        )
        for run in region
    )


class _Columns(NamedTuple):
    """The rows ``[start, end)``, how many characters they have, and the valley that parts them into
    columns.
    """

    characters: int
    start: int
    end: int
    valley: _Valley


def _columns(rows: list[_Row], size: float, boxes: Collection[int]) -> _Columns | None:
    """The band of rows with the most text that a valley parts into columns, and the widest such
    valley.
    """
    if len(rows) > _MOST_ROWS:
        return None
    best: _Columns | None = None
    for bands in _parted_bands(rows, _NARROW_GUTTER * size):
        # The largest band that is parted is looked for, so smaller ones are tried only where it
        # fails.
        for band in sorted(bands, key=lambda band: (-band.characters, band.end)):
            if best is not None and band.characters <= best.characters:
                break
            inside = _runs(rows[band.start : band.end])
            parting = [valley for valley in band.valleys if _parts(inside, valley, size, boxes)]
            if parting:
                widest = max(parting, key=lambda valley: (valley.width, -valley.x0))
                best = _Columns(band.characters, band.start, band.end, widest)
                break
    return best


class _Band(NamedTuple):
    """The rows ``[start, end)``, how many characters they have, and the valleys down all of
    them.
    """

    characters: int
    start: int
    end: int
    valleys: list[_Valley]


class _Measures(NamedTuple):
    """What bands of rows are found by, so that no row is measured twice.

    ``valleys`` are those of each row. For each index and one more at the end: how many characters
    stand before it (``before``), the leftmost end of a row from there on (``leftmost_end``) and the
    rightmost start (``rightmost_start``).
    """

    valleys: list[list[_Valley]]
    before: list[int]
    leftmost_end: list[float]
    rightmost_start: list[float]


def _parted_bands(rows: Sequence[_Row], least: float) -> Iterator[list[_Band]]:
    """For each row the bands that begin with it and have valleys so wide."""
    lengths = [sum(len(run.glyphs) for run in row.runs) for row in rows]
    starts = [-max(run.x0 for run in row.runs) for row in rows]
    measures = _Measures(
        [_wide(_valleys(row.runs), least) for row in rows],
        list(itertools.accumulate(lengths, initial=0)),
        _least_from([min(run.x1 for run in row.runs) for row in rows]),
        [-start for start in _least_from(starts)],
    )
    for start in range(len(rows)):
        yield list(_bands_from(start, measures, least))


def _bands_from(start: int, measures: _Measures, least: float) -> Iterator[_Band]:
    """The bands that begin with a row, the shortest first.

    A row leaves white to its left and right too, and where one row ends before another begins, a
    valley opens between them. Where no later row stands beside what a band fills, and it has no
    valley yet, longer bands have none.
    """
    valleys = measures.valleys[start]
    for end in range(start + 1, len(measures.before)):
        if end > start + 1:
            valleys = _wide(_common(valleys, measures.valleys[end - 1]), least)
        if len(valleys) > 2:
            characters = measures.before[end] - measures.before[start]
            yield _Band(characters, start, end, valleys[1:-1])
        elif (
            measures.leftmost_end[end] >= valleys[0].x1
            and measures.rightmost_start[end] <= valleys[-1].x0
        ):
            return


def _wide(valleys: Sequence[_Valley], least: float) -> list[_Valley]:
    """The valleys at least so wide."""
    return [valley for valley in valleys if valley.x1 - valley.x0 >= least]


def _least_from(values: Sequence[float]) -> list[float]:
    """For each index the least of the values from there on, and one more for the end."""
    return list(itertools.accumulate(reversed(values), min, initial=float("inf")))[::-1]


def _valleys(runs: Sequence[Run]) -> list[_Valley]:
    """Where nothing stands, from the left of all pages to the right of them."""
    valleys, reach = [], float("-inf")
    for run in sorted(runs, key=lambda run: run.x0):
        if run.x0 > reach:
            valleys.append(_Valley(reach, run.x0))
        reach = max(reach, run.x1)
    return [*valleys, _Valley(reach, float("inf"))]


def _common(a: Sequence[_Valley], b: Sequence[_Valley]) -> list[_Valley]:
    """Where nothing stands of two rows; the valleys of each are sorted and apart."""
    shared: list[_Valley] = []
    i = j = 0
    while i < len(a) and j < len(b):
        (a0, a1), (b0, b1) = a[i], b[j]
        low, high = max(a0, b0), min(a1, b1)
        if low < high:
            shared.append(_Valley(low, high))
        if a1 <= b1:
            i += 1
        if b1 <= a1:
            j += 1
    return shared


def _parts(runs: Sequence[Run], valley: _Valley, size: float, boxes: Collection[int]) -> bool:
    """Whether the valley has columns of text on both sides."""
    left, right = _sides(runs, valley)
    if not left or not right:
        return False
    if _only_boxes(left, boxes) or _only_boxes(right, boxes):
        return True
    if valley.x1 - valley.x0 < _GUTTER * size and not _aligned(right):
        return False
    lines = sorted((_lines(left, boxes), _lines(right, boxes)))
    if lines[0] < _FEWEST_LINES or lines[1] <= _FEWEST_LINES:
        return False
    return _is_column(left, size) and _is_column(right, size)


def _only_boxes(runs: Sequence[Run], boxes: Collection[int]) -> bool:
    return bool(boxes) and all(run.glyphs[0].raw in boxes for run in runs)


def _lines(runs: Sequence[Run], boxes: Collection[int]) -> int:
    """How many lines there are, those of boxes too."""
    inside = [
        (run.bottom - run.top) / (_LEADING * run.size) for run in runs if run.glyphs[0].raw in boxes
    ]
    return len(_rows(runs)) + sum(max(0, int(lines) - 1) for lines in inside)


def _sides(runs: Sequence[Run], valley: _Valley) -> tuple[list[Run], list[Run]]:
    return [run for run in runs if run.x1 <= valley.x1], [run for run in runs if run.x1 > valley.x1]


def _aligned(runs: Sequence[Run]) -> bool:
    """Whether the lines of a column begin at one x."""
    lines = _rows(runs)
    starts = [min(run.x0 for run in line.runs) for line in lines]
    edge = min(starts)
    return len(lines) >= _ALIGNED_LINES and sum(
        x - edge <= _ALIGNED for x in starts
    ) >= _ALIGNED_SHARE * len(lines)


def _is_column(runs: Sequence[Run], size: float) -> bool:
    """Whether runs look like lines of text: wide enough, most of them filled."""
    lines = _rows(runs)
    width = max(run.x1 for run in runs) - min(run.x0 for run in runs)
    if width < _NARROWEST * size:
        return False
    filled = median(sum(run.x1 - run.x0 for run in line.runs) for line in lines)
    characters = median(sum(len(run.glyphs) for run in line.runs) for line in lines)
    return filled >= _FILLED * width and characters >= _FEWEST_CHARACTERS
