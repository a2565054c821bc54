"""Lines, columns and rows of the words of a table, found from the words alone.

Coordinates are PDF points, origin top left, y downward.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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


def filled_cells(rows: Iterable[Row]) -> list[Cell]:
    """The cells that hold words, row by row."""
    return [cell for row in rows for cell in row if cell]


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
    full = _fullest(lines)
    if not full:
        return []
    narrow = _STRIP * median(line.size for line in full)
    strips = _white_strips([word for line in full for word in line.words], len(full))
    return [(left + right) / 2 for left, right in strips if right - left >= narrow]


def _fullest(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with nearly as many cells as any; none if all have but one."""
    counts = [len(line.segments()) for line in lines]
    fewest = max(2, _FULL * max(counts))
    return [line for line, count in zip(lines, counts, strict=True) if count >= fewest]


def _white_strips(words: Sequence[Word], rows: int) -> Iterator[tuple[float, float]]:
    """From where to where no word of so many rows stands, but for a few that may reach across.

    The edges of the words are met from left to right, and at each it is counted how many words
    stand there.
    """
    edges = sorted([(word.x0, 1) for word in words] + [(word.x1, -1) for word in words])
    most = rows // _ROWS_A_BREACH
    standing = 0
    left: float | None = None
    for x, step in edges:
        standing += step
        if standing <= most and left is None:
            left = x
        elif standing > most and left is not None:
            yield left, x
            left = None


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
        limits = _Spaces(tight, 0.5 * line.size)
        if (
            previous is not None
            and not _is_ruled_between(previous, line, across)
            and _continues(rows[-1], cells, line.top - previous.bottom, limits)
        ):
            for old, new in zip(rows[-1], cells, strict=True):
                old.extend(new)
        else:
            rows.append(cells)
        previous = line
    return [tuple(map(tuple, row)) for row in rows]


def _is_ruled_between(above: TextLine, below: TextLine, across: Sequence[float]) -> bool:
    return any(above.bottom - 2 <= y <= below.top + 2 for y in across)


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


class _Spaces(NamedTuple):
    """The space under which every line goes on in the row above it (``tight``), and that under
    which a line does that fills some cells of the row, but not the first (``near``).
    """

    tight: float
    near: float


def _continues(
    row: Sequence[Sequence[Word]], cells: Sequence[Sequence[Word]], space: float, limits: _Spaces
) -> bool:
    """Whether the line of ``cells`` goes on in a row, ``space`` below it."""
    if any(map(is_numeric, cells)):
        return False
    if space < limits.tight:
        return True
    filled = {i for i, cell in enumerate(cells) if cell}
    before = {i for i, cell in enumerate(row) if cell}
    return 0 in before - filled and filled < before and space < limits.near
