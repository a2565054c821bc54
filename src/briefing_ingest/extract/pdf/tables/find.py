"""Tables of a PDF page: ruled ones from what is drawn, others from words that stand in columns.

Coordinates are PDF points, origin top left, y downward. Of a cell that spans others, the first
holds the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from statistics import median
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf.page.words import Word
from briefing_ingest.extract.pdf.tables.drawn_lines import Frame
from briefing_ingest.extract.pdf.tables.grid import TextLine, line_cells, text_lines
from briefing_ingest.extract.pdf.tables.ruled import ruled_tables
from briefing_ingest.extract.pdf.tables.table import Table, words_inside
from briefing_ingest.extract.pdf.tables.unruled import tables_between_rules, unruled_tables

# Every column but the first needs a head: with fewer columns, one word above the table would do.
_FEWEST_HEADED_COLUMNS: Final = 3
# In font sizes: how far above its table a line of heads stands, and how exactly these are set as
# their columns.
_MAX_HEAD_GAP_EM: Final = 1.5
_HEAD_SLACK_EM: Final = 0.6
# Where heads are parted, as shares of the gap between two columns: heads may be wider than what
# stands under them, on either side.
_SHARES_OF_GAP: Final = (0.5, 0.1, 0.9)


def find_tables(frames: Sequence[Frame], words: Sequence[Word]) -> list[Table]:
    """The tables of a page; no word is in two."""
    found: list[Table] = []
    kinds = (
        ruled_tables(frames, words),
        tables_between_rules(frames, words),
        unruled_tables(words),
    )
    for table in chain.from_iterable(kinds):
        if not any(table.box.overlaps(other.box) for other in found):
            found.append(table)
    return [_with_head(table, words) for table in found]


class _Column(NamedTuple):
    """How far the words of a column reach to the left and right."""

    left: float
    right: float

    def is_shared_by(self, cell: Sequence[Word], slack: float) -> bool:
        """Whether a cell begins, ends or has its middle where the column has."""
        x0, x1 = cell[0].x0, cell[-1].x1
        off_middle = abs((x0 + x1) - (self.left + self.right)) / 2
        return min(abs(x0 - self.left), abs(x1 - self.right), off_middle) <= slack


def _with_head(table: Table, words: Sequence[Word]) -> Table:
    """The table with the line right above it, if that has a head for every column but the first,
    set as its column.
    """
    columns = _columns(table)
    if len(columns) < _FEWEST_HEADED_COLUMNS:
        return table
    size = median(word.size for word in table.words())
    line = _line_above(table, words, size)
    if line is None:
        return table
    for share in _SHARES_OF_GAP:
        bounds = _bounds_between(columns, share)
        cells = line_cells(line, bounds)
        if sorted(bounds) == bounds and _are_heads(cells, columns, _HEAD_SLACK_EM * size):
            return _headed(table, line, cells)
    return table


def _columns(table: Table) -> list[_Column]:
    """The columns of a table; none if one of them is empty."""
    words = [[w for row in table.rows for w in row[i]] for i in range(len(table.rows[0]))]
    if not all(words):
        return []
    return [_Column(min(w.x0 for w in column), max(w.x1 for w in column)) for column in words]


def _line_above(table: Table, words: Sequence[Word], size: float) -> TextLine | None:
    """The line right above a table whose font has this size; None for the caption of a ruled
    table.
    """
    top = table.box.top
    band = table.box._replace(top=top - 4 * size, bottom=top - 1)
    nearby = text_lines(words_inside(words, band))
    above = [line for line in nearby if line.bottom < top + 1]
    if not above or top - above[-1].bottom > _MAX_HEAD_GAP_EM * size:
        return None
    is_caption = table.ruled and len(above[-1].segments()) < 2
    return None if is_caption else above[-1]


def _bounds_between(columns: Sequence[_Column], share: float) -> list[float]:
    """The x between each two columns, at this share of the gap between them."""
    return [before.right * (1 - share) + after.left * share for before, after in pairwise(columns)]


def _are_heads(cells: Sequence[list[Word]], columns: Sequence[_Column], slack: float) -> bool:
    """Whether every column but the first has a head, and each head is set as its column."""
    if not all(cells[1:]):
        return False
    return all(
        column.is_shared_by(cell, slack)
        for cell, column in zip(cells, columns, strict=True)
        if cell
    )


def _headed(table: Table, line: TextLine, cells: Sequence[list[Word]]) -> Table:
    """The table with ``cells`` of the line above it as its first row."""
    return table._replace(
        box=table.box._replace(top=line.top),
        rows=(tuple(map(tuple, cells)), *table.rows),
        spans=tuple(span._replace(row=span.row + 1) for span in table.spans),
    )
