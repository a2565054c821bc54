"""Lines, columns and rows of the words of a table, found from the words alone.

Coordinates are PDF points, origin top left, y downward.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf.page.words import Word

Cell = tuple[Word, ...]
Row = tuple[Cell, ...]

# In font sizes: a gap that parts two cells of a row, and the narrowest white strip that parts two
# columns.
_CELL_GAP: Final = 0.8
_STRIP: Final = 0.5
# A row with fewer cells than this share of the fullest row does not tell where columns are.
_FULL: Final = 0.6
# One row of so many may reach across a strip.
_ROWS_A_BREACH: Final = 12
_NUMERIC = re.compile(
    r"[-–−+(<>~≤≥£$€]*+\s*+[.,:/%()–−+-]*+\d[\d.,:/%()–−+*†-]*|[-–—]|n/?a", re.IGNORECASE
)


class TextLine(NamedTuple):
    """Words side by side, from left to right."""

    words: tuple[Word, ...]
    top: float
    bottom: float
    size: float

    def segments(self) -> list[tuple[Word, ...]]:
        """Runs of words with no wide gap between them."""
        parts: list[list[Word]] = []
        for word in self.words:
            if parts and word.x0 - parts[-1][-1].x1 <= _CELL_GAP * self.size:
                parts[-1].append(word)
            else:
                parts.append([word])
        return [tuple(part) for part in parts]


def text_lines(words: Sequence[Word]) -> list[TextLine]:
    """The lines that words stand on, from top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        if lines and _beside(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_text_line(line) for line in lines]


def _beside(line: Sequence[Word], word: Word) -> bool:
    core = max(line, key=lambda word: word.size)
    shared = min(core.bottom, word.bottom) - max(core.top, word.top)
    return shared >= 0.5 * min(core.bottom - core.top, word.bottom - word.top)


def _text_line(words: Sequence[Word]) -> TextLine:
    ordered = tuple(sorted(words, key=lambda word: word.x0))
    return TextLine(
        ordered,
        min(word.top for word in words),
        max(word.bottom for word in words),
        median(word.size for word in words),
    )


def is_numeric(cell: Sequence[Word]) -> bool:
    """Whether a cell holds a figure."""
    first = cell[0].glyphs[0].text if cell else ""
    if (
        first.isalpha() and first not in "nN"
    ):  # most cells of prose are told from figures by one letter
        return False
    return bool(_NUMERIC.fullmatch(" ".join(word.text for word in cell)))


def column_bounds(lines: Sequence[TextLine]) -> list[float]:
    """The x between each two columns that the fullest of the lines show."""
    counts = [len(line.segments()) for line in lines]
    full = [
        line
        for line, count in zip(lines, counts, strict=True)
        if count >= max(2, _FULL * max(counts))
    ]
    if not full:
        return []
    narrow = _STRIP * median(line.size for line in full)
    events = sorted(
        [(word.x0, 1) for line in full for word in line.words]
        + [(word.x1, -1) for line in full for word in line.words]
    )
    breaches = len(full) // _ROWS_A_BREACH
    bounds: list[float] = []
    depth, left = 0, None
    for x, step in events:
        depth += step
        if depth <= breaches and left is None:
            left = x
        elif depth > breaches and left is not None:
            if x - left >= narrow:
                bounds.append((left + x) / 2)
            left = None
    return bounds


def line_cells(line: TextLine, bounds: Sequence[float]) -> list[list[Word]]:
    """The words of the line by column. What reaches over columns stands in the first of them.

    A line without any gap is parted at the bounds, if no word crosses them: its cells stand
      closely.
    """
    cells: list[list[Word]] = [[] for _ in range(len(bounds) + 1)]
    segments = line.segments()
    crossed = any(
        word.x0 < bound - 0.5 and word.x1 > bound + 0.5 for word in line.words for bound in bounds
    )
    for segment in segments:
        if len(segments) == 1 and not crossed:
            for word in segment:
                cells[bisect_right(bounds, (word.x0 + word.x1) / 2)].append(word)
        else:
            cells[_column(segment, bounds)].extend(segment)
    return cells


def _column(segment: Sequence[Word], bounds: Sequence[float]) -> int:
    first, last = bisect_right(bounds, segment[0].x0 + 1), bisect_right(bounds, segment[-1].x1 - 1)
    if last == first + 1:  # a cell a little wider than its column: where most of it stands
        return bisect_right(bounds, (segment[0].x0 + segment[-1].x1) / 2)
    return first


def grid_rows(
    lines: Sequence[TextLine], bounds: Sequence[float], across: Sequence[float] = ()
) -> list[Row]:
    """The rows of a table: lines are put together that continue one another within cells.

    ``across`` are the heights of rules between rows.
    """
    rows: list[list[list[Word]]] = []
    tight = _tight_gap(lines)
    previous: TextLine | None = None
    for line in lines:
        cells = line_cells(line, bounds)
        ruled_off = previous is not None and any(
            previous.bottom - 2 <= y <= line.top + 2 for y in across
        )
        space = line.top - previous.bottom if previous else 0.0
        if rows and not ruled_off and _continues(rows[-1], cells, space, (tight, 0.5 * line.size)):
            for old, new in zip(rows[-1], cells, strict=True):
                old.extend(new)
        else:
            rows.append(cells)
        previous = line
    return [tuple(tuple(cell) for cell in row) for row in rows]


def _tight_gap(lines: Sequence[TextLine]) -> float:
    """The gap under which two lines belong to one row, where rows stand apart; else less than any
    gap.
    """
    gaps = sorted(below.top - above.bottom for above, below in pairwise(lines))
    size = median(line.size for line in lines)
    if len(gaps) < 2:
        return float("-inf")
    jumps = [(b - a, (a + b) / 2) for a, b in pairwise(gaps)]
    widest, middle = max(jumps)
    return middle if widest > 0.25 * size and middle < 0.75 * size else float("-inf")


def _continues(
    row: Sequence[Sequence[Word]],
    cells: Sequence[Sequence[Word]],
    space: float,
    limits: tuple[float, float],
) -> bool:
    """Whether the line of ``cells`` goes on in a row, ``space`` below it.

    ``limits`` are the space under which all lines do, and that under which lines do that fill some
    cells of the row but not the first.
    """
    if any(is_numeric(cell) for cell in cells if cell):
        return False
    if space < limits[0]:
        return True
    filled = {i for i, cell in enumerate(cells) if cell}
    before = {i for i, cell in enumerate(row) if cell}
    return 0 not in filled and 0 in before and filled < before and space < limits[1]
