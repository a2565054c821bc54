"""A version of a table, its cells and what separates them, laid out on a grid that all versions
share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from briefing_ingest.cells import LINE_BREAK, SEPARATORS, CellPlace, Cells, covered_by
from briefing_ingest.model import CellSpan
from briefing_ingest.reconcile.table_grid import (
    Aligned,
    Grid,
    Pairs,
    align_tables,
    cell_of,
    width_of,
)
from briefing_ingest.text import Span, fold
from briefing_ingest.traced import TracedText, concat


class Version(NamedTuple):
    """What a witness has of a table; ``cells`` are spans of ``traced``, in order."""

    name: str
    traced: TracedText
    cells: Cells
    spans: tuple[CellSpan, ...] = ()
    heads: tuple[CellPlace, ...] = ()
    of_first: tuple[int, ...] | None = None
    """The rows of the first version that its rows are, where it was read by that one."""

    def cell(self, row: int, column: int) -> TracedText:
        """The text of a cell, in one line; nothing where a row is too short to have it."""
        if column >= len(self.cells[row]):
            return TracedText()
        traced = slice_of(self.traced, self.cells[row][column])
        signs = [at for at, char in enumerate(traced.text) if char in SEPARATORS]
        return traced.substitute_all([(at, at + 1, " ") for at in signs], LINE_BREAK)

    def before_row(self, row: int) -> TracedText:
        """The newline before a row, of which there is one before each but the first."""
        between = Span(self.cells[row - 1][-1].end, self.cells[row][0].start)
        return _as_sign(self.traced.slice(*between), "\n", "table_rows")

    def before_cell(self, row: int, column: int) -> TracedText:
        """The tab before a cell, of which there is one before each but the first of a row."""
        cells = self.cells[row]
        if column >= len(cells):
            return TracedText.inserted("\t", self._raw_end(cells[-1]), "table_cells")
        between = Span(cells[column - 1].end, cells[column].start)
        return _as_sign(self.traced.slice(*between), "\t", "table_cells")

    def tab_behind(self, row: int) -> TracedText:
        """A tab that the version does not have, behind a row of it."""
        return TracedText.inserted("\t", self._raw_end(self.cells[row][-1]), "table_cells")

    def _raw_end(self, cell: Span) -> int:
        return self.traced.slice(0, cell.end).raw_end if cell.end else self.traced.raw_start


def slice_of(traced: TracedText, span: Span) -> TracedText:
    """That part of the text; cuts before an empty first cell go with what follows it, so that none
    is there twice.
    """
    return traced.slice(*span) if span.end else TracedText()


def _as_sign(traced: TracedText, sign: str, repair: str) -> TracedText:
    """What stands between two cells, as a tab or newline."""
    if traced.text == sign:
        return traced
    if traced.text:
        return traced.substitute(0, len(traced), sign, repair)
    return concat((traced, TracedText.inserted(sign, traced.raw_end, repair)))


def without_empty_columns(version: Version, width: int) -> Version:
    """The version without columns that have nothing in them, if it is wider than ``width``: what a
    reader of pages puts in where it takes a gap for a column.
    """
    grid = texts_of(version)
    columns = range(width_of(grid))
    filled = [column for column in columns if any(_column(grid, column))]
    if len(columns) <= width or version.spans or not filled:
        return version
    return version._replace(
        cells=tuple(_without_others(row, filled) for row in version.cells),
        heads=tuple(
            (row, filled.index(column)) for row, column in version.heads if column in filled
        ),
    )


def _column(grid: Grid, column: int) -> Iterator[str]:
    return (cell_of(row, column).strip() for row in grid)


def _without_others(row: Sequence[Span], columns: Sequence[int]) -> tuple[Span, ...]:
    """The cells of a row in ``columns``; one at least."""
    return tuple(row[column] for column in columns if column < len(row)) or tuple(row[:1])


def texts_of(version: Version) -> Grid:
    """The texts of the cells; each place that a spanning cell takes up has its text."""
    text = version.traced.text
    grid = [[text[slice(*cell)] for cell in row] for row in version.cells]
    for span in version.spans:
        for row, column in covered_by(span):
            grid[row][column] = grid[span[0]][span[1]]
    return grid


# --- the grid that all share ----------------------------------------------------------------------

Places = Mapping[str, int]
"""For each version that has a row or column, its number in it."""


class Layout(NamedTuple):
    """The rows and columns of the merged table, in order. ``displaced`` are the rows of each
    version that get no place of their own, since their words stand in other rows.
    """

    rows: tuple[Places, ...]
    columns: tuple[Places, ...]
    displaced: Mapping[str, Sequence[int]]

    def row_of(self, name: str) -> dict[int, int]:
        """The merged row of each row of the version ``name``; of a displaced one that of the row
        before it.
        """
        own = {places[name]: row for row, places in enumerate(self.rows) if name in places}
        for row in self.displaced[name]:
            own[row] = own.get(row - 1, 0)
        return own

    def column_of(self, name: str) -> dict[int, int]:
        """The merged column of each column of the version ``name``."""
        return {places[name]: at for at, places in enumerate(self.columns) if name in places}


def lay_out(versions: Sequence[Version]) -> Layout | None:
    """The rows and columns of all versions, each once: those of the first in its order, and what
    another has more, where its neighbours are. None if they are not versions of one table.
    """
    first = versions[0]
    grid = texts_of(first)
    layout = Layout(
        tuple({first.name: row} for row in range(len(grid))),
        tuple({first.name: column} for column in range(width_of(grid))),
        {first.name: ()},
    )
    for version in versions[1:]:
        added = _with(layout, grid, version)
        if added is None:
            return None
        layout, grid = added
    return layout


def _with(layout: Layout, grid: Grid, version: Version) -> tuple[Layout, Grid] | None:
    """The layout and its texts with what another version has."""
    own = texts_of(version)
    aligned = _known(layout, version) or align_tables(grid, own)
    if aligned is None:
        return None
    displaced = _displaced(grid, own, aligned.rows)
    placed = [row for row in range(len(own)) if row not in displaced]
    rows = _woven(len(grid), aligned.rows, placed)
    columns = _woven(len(layout.columns), aligned.columns, range(width_of(own)))
    name = version.name
    return Layout(
        tuple(_places(layout.rows, pair, name) for pair in rows),
        tuple(_places(layout.columns, pair, name) for pair in columns),
        {**layout.displaced, name: displaced},
    ), [[_text(grid, own, row, column) for column in columns] for row in rows]


def _known(layout: Layout, version: Version) -> Aligned | None:
    """The rows and columns of a version that was read by the first one."""
    if version.of_first is None:
        return None
    first = next(iter(layout.displaced))
    rows, columns = layout.row_of(first), layout.column_of(first)
    return Aligned({at: rows[row] for at, row in enumerate(version.of_first)}, columns)


def _displaced(grid: Grid, own: Grid, rows: Pairs) -> list[int]:
    """The rows without a partner that say nothing, or all of whose words stand in rows of the
    others that the version cuts differently or lacks.
    """
    lacking = Counter(word for row in grid for word in _words(row))
    for row in rows:
        lacking.subtract(_words(own[row]))
    lacking = +lacking
    found = []
    for row, cells in enumerate(own):
        words = Counter(_words(cells))
        if row not in rows and words <= lacking:
            lacking -= words
            found.append(row)
    return found


def _words(cells: Sequence[str]) -> list[str]:
    return fold(" ".join(cells)).split()


_Pair = tuple[int | None, int | None]
"""A row or column of the grid so far, and the same one of the version that is added."""


def _woven(ours: int, pairs: Pairs, theirs: Sequence[int]) -> list[_Pair]:
    """All of ours in order, with their partners; each of ``theirs`` that has none behind the one
    before it.
    """
    partner = {i: j for j, i in pairs.items()}
    new: dict[int, list[_Pair]] = defaultdict(list)
    after = -1
    for j in theirs:
        if j in pairs:
            after = pairs[j]
        else:
            new[after].append((None, j))
    own: list[list[_Pair]] = [[(i, partner.get(i)), *new[i]] for i in range(ours)]
    return [*new[-1], *chain.from_iterable(own)]


def _places(known: Sequence[Places], pair: _Pair, name: str) -> Places:
    ours, theirs = pair
    places = dict(known[ours]) if ours is not None else {}
    return places if theirs is None else {**places, name: theirs}


def _text(grid: Grid, own: Grid, row: _Pair, column: _Pair) -> str:
    """The text of a merged cell, as the grid so far has it, or else the version."""
    known = cell_of(grid[row[0]], column[0]) if row[0] is not None else ""
    return known or (cell_of(own[row[1]], column[1]) if row[1] is not None else "")
