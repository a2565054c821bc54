"""Tables of a PDF page: ruled ones from what is drawn, others from words that stand in columns.

Coordinates are PDF points, origin top left, y downward. Of a cell that spans others, the first
holds the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from statistics import median

from briefing_ingest.extract.pdf.page.words import Word
from briefing_ingest.extract.pdf.tables.drawn_lines import Frame
from briefing_ingest.extract.pdf.tables.grid import (
    line_cells,
    text_lines,
)
from briefing_ingest.extract.pdf.tables.ruled import ruled_tables
from briefing_ingest.extract.pdf.tables.table import Bounds, Table, words_inside
from briefing_ingest.extract.pdf.tables.unruled import tables_between_rules, unruled_tables


def find_tables(frames: Sequence[Frame], words: Sequence[Word]) -> list[Table]:
    """The tables of a page; no word is in two."""
    found: list[Table] = []
    kinds = (
        ruled_tables(frames, words),
        tables_between_rules(frames, words),
        unruled_tables(words),
    )
    for table in chain.from_iterable(kinds):
        if not any(_overlap(table.box, other.box) for other in found):
            found.append(table)
    return [_with_head(table, words) for table in found]


def _with_head(table: Table, words: Sequence[Word]) -> Table:
    """The table with the line right above it, if that has a head for every column but the first,
    set as its column.
    """
    columns = [[w for row in table.rows for w in row[i]] for i in range(len(table.rows[0]))]
    if len(columns) < 3 or not all(columns):
        return table
    extents = [(min(w.x0 for w in column), max(w.x1 for w in column)) for column in columns]
    size = median(word.size for word in table.words())
    x0, top, x1, bottom = table.box
    above = [
        line
        for line in text_lines(words_inside(words, (x0, top - 4 * size, x1, top - 1)))
        if line.bottom < top + 1
    ]
    if not above or top - above[-1].bottom > 1.5 * size:
        return table
    if len(above[-1].segments()) < 2 and table.ruled:  # a caption
        return table
    for share in (0.5, 0.1, 0.9):  # heads may be wider than what stands under them, on either side
        bounds = [right * (1 - share) + left * share for (_, right), (left, _) in pairwise(extents)]
        cells = line_cells(above[-1], bounds)
        fits = [
            _set_as(cell, *extent, slack=0.6 * size)
            for cell, extent in zip(cells, extents, strict=True)
            if cell
        ]
        if all(cells[1:]) and all(fits) and sorted(bounds) == bounds:
            spans = tuple(span._replace(row=span.row + 1) for span in table.spans)
            rows = (tuple(map(tuple, cells)), *table.rows)
            return table._replace(box=(x0, above[-1].top, x1, bottom), rows=rows, spans=spans)
    return table


def _set_as(cell: Sequence[Word], left: float, right: float, *, slack: float) -> bool:
    """Whether a cell begins, ends or has its middle where its column has."""
    x0, x1 = cell[0].x0, cell[-1].x1
    return min(abs(x0 - left), abs(x1 - right), abs((x0 + x1) - (left + right)) / 2) <= slack


def _overlap(a: Bounds, b: Bounds) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
