"""Ruled tables of a PDF page: the grid that rules and shaded cells make, and the cells that span
fields of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from statistics import fmean
from typing import Final, NamedTuple

from briefing_ingest.extract.pdf.page.words import Word
from briefing_ingest.extract.pdf.tables.drawn_lines import Edge, Frame
from briefing_ingest.extract.pdf.tables.grid import (
    Row,
    filled_cells,
    grid_rows,
    is_numeric,
    text_lines,
)
from briefing_ingest.extract.pdf.tables.table import Table, words_inside
from briefing_ingest.model import CellSpan


class Field(NamedTuple):
    """A field of the grid that rules make."""

    row: int
    column: int


# Rules nearer than this are one border, drawn from both sides.
_BORDER: Final = 4.0
# More rules than any table has: a drawing.
_MOST_RULES: Final = 150
# At least this share of the cells of a ruled table holds text; of a chart's grid hardly any does.
_FILLED: Final = 0.3
_FEWEST_CELLS: Final = 4
# The lines of a strip without rules are rows if at least this share of them has two cells or more,
# and this share of the cells holds figures; or if nearly all cells are filled, by so few words.
_ROWS_WITH_CELLS: Final = 0.7
_FIGURES: Final = 0.4
_EVENLY_FILLED: Final = 0.9
_FEW_WORDS: Final = 3
# Of the words of a table hardly any is struck by a rule.
_CROSSED: Final = 0.04


def ruled_tables(frames: Sequence[Frame], words: Sequence[Word]) -> Iterator[Table]:
    """The tables that frames make, large ones first."""
    big_first = sorted(
        frames, key=lambda frame: (frame.box.x0 - frame.box.x1) * (frame.box.bottom - frame.box.top)
    )
    for frame in big_first:
        if frame.down and frame.across and len(frame.down) + len(frame.across) <= _MOST_RULES:
            table = _ruled_table(frame, words_inside(words, frame.box))
            if table is not None:
                yield table


def _ruled_table(frame: Frame, words: Sequence[Word]) -> Table | None:
    x0, top, x1, bottom = frame.box
    xs = _borders([rule.at for rule in frame.down], x0, x1)
    ys = _borders([rule.at for rule in frame.across], top, bottom)
    if len(xs) < 3 or len(words) < 4:
        return None
    if _crossing(frame, words) > _CROSSED * len(words):
        return None
    roots = _roots(frame, xs, ys, words)
    bands = _bands(roots, xs, ys, words)
    rows = list(chain.from_iterable(bands))
    columns = _kept_columns(rows, xs)
    rows = [tuple(row[i] for i in columns) for row in rows]
    if not _is_ruled_table(rows):
        return None
    starts = list(accumulate(map(len, bands), initial=0))
    return Table(frame.box, tuple(rows), tuple(_spans(roots, starts, columns)))


def _spans(
    roots: Mapping[Field, Field], starts: Sequence[int], columns: Sequence[int]
) -> Iterator[CellSpan]:
    """The cells of more than one field, of a table whose rows begin at ``starts`` and that keeps
    ``columns``.
    """
    fields: dict[Field, list[Field]] = {}
    for field, root in roots.items():
        if field.column in columns:
            fields.setdefault(root, []).append(field)
    for root, covered in sorted(fields.items()):
        if len(covered) > 1 and root.column in columns:
            rows, across = {field.row for field in covered}, {field.column for field in covered}
            yield CellSpan(starts[root.row], columns.index(root.column), len(rows), len(across))


def _borders(ats: Sequence[float], low: float, high: float) -> list[float]:
    borders: list[float] = []
    for at in sorted([low, *ats, high]):
        if not borders or at - borders[-1] > _BORDER:
            borders.append(at)
    return borders


def _crossing(frame: Frame, words: Sequence[Word]) -> int:
    """How many words a rule goes through."""
    return sum(
        any(word.x0 + 2 < r.at < word.x1 - 2 and r.start < word.middle < r.end for r in frame.down)
        or any(_through(word, r) for r in frame.across)
        for word in words
    )


def _through(word: Word, rule: Edge) -> bool:
    """Whether a rule across strikes the word out; boxes of letters reach beyond what is seen of
    them.
    """
    margin = 0.35 * (word.bottom - word.top)
    return (
        word.top + margin < rule.at < word.bottom - margin and rule.covers(word.x0, word.x1) > 0.5
    )


def _bands(
    roots: Mapping[Field, Field], xs: list[float], ys: list[float], words: Sequence[Word]
) -> list[list[Row]]:
    """For each strip between two rules its row, or its rows where text shows that it holds
    several.
    """
    cells: dict[Field, list[Word]] = {}
    for word in words:
        row = min(max(bisect_right(ys, word.middle) - 1, 0), len(ys) - 2)
        column = min(max(bisect_right(xs, (word.x0 + word.x1) / 2) - 1, 0), len(xs) - 2)
        cells.setdefault(roots[Field(row, column)], []).append(word)
    bands = []
    for row in range(len(ys) - 1):
        band = tuple(tuple(cells.get(Field(row, column), ())) for column in range(len(xs) - 1))
        bands.append(_split(band, xs) if _stands_alone(row, roots) else [band])
    return bands


def _stands_alone(row: int, roots: Mapping[Field, Field]) -> bool:
    """Whether no cell reaches from a row of the grid into another one."""
    return all((field.row == row) == (root.row == row) for field, root in roots.items())


def _roots(
    frame: Frame, xs: list[float], ys: list[float], words: Sequence[Word]
) -> dict[Field, Field]:
    """For each field of the grid the first field of the cell it belongs to: fields with no rule
    between are one.

    Not so where text on both sides keeps clear of the border that the fields of other rows have.
    """
    roots: dict[Field, Field] = {}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        segments = _segments([word for word in words if top < word.middle < bottom])
        for column, (left, right) in enumerate(pairwise(xs)):
            root = field = Field(row, column)
            if column and not (
                _ruled_off(frame.down, left, top, bottom) or _kept_clear(segments, column, xs)
            ):
                root = roots[Field(row, column - 1)]
            elif row and not _ruled_off(frame.across, top, left, right):
                above = roots[Field(row - 1, column)]
                root = above if above.column == column else root
            roots[field] = root
    return roots


def _segments(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Words of lines, parted at wide gaps."""
    return [segment for line in text_lines(words) for segment in line.segments()]


def _kept_clear(segments: Sequence[Sequence[Word]], column: int, xs: Sequence[float]) -> bool:
    """Whether no stretch of text crosses the border left of ``column`` and both columns beside it
    hold some.
    """
    before, x, after = xs[column - 1 : column + 2]
    slack = 0.5 * max((word.size for segment in segments for word in segment), default=0.0)
    if any(s[0].x0 < x - slack and s[-1].x1 > x + slack for s in segments):
        return False
    return _any_within(segments, before - slack, x + slack) and _any_within(
        segments, x - slack, after + slack
    )


def _any_within(segments: Sequence[Sequence[Word]], left: float, right: float) -> bool:
    return any(left <= segment[0].x0 and segment[-1].x1 <= right for segment in segments)


def _ruled_off(rules: Sequence[Edge], at: float, start: float, end: float) -> bool:
    return sum(rule.covers(start, end) for rule in rules if abs(rule.at - at) <= _BORDER) >= 0.5


def _split(band: Row, xs: Sequence[float]) -> list[Row]:
    """The rows of a strip without rules: its lines, if each has text in most columns, or
    figures.
    """
    lines = text_lines([word for cell in band for word in cell])
    columns = _count_filled(band)
    if len(lines) < 3 or columns < 2:
        return [band]
    rows = grid_rows(lines, xs[1:-1])
    if _count_rows(rows) < _ROWS_WITH_CELLS * len(rows):
        return [band]
    return rows if _hold_figures(rows) or _are_even(rows, columns) else [band]


def _count_filled(row: Row) -> int:
    """How many cells hold text."""
    return sum(map(bool, row))


def _count_rows(rows: Sequence[Row]) -> int:
    """How many rows hold more than one cell with text."""
    return sum(_count_filled(row) >= 2 for row in rows)


def _hold_figures(rows: Sequence[Row]) -> bool:
    cells = filled_cells(rows)
    return sum(map(is_numeric, cells)) >= _FIGURES * len(cells)


def _are_even(rows: Sequence[Row], columns: int) -> bool:
    """Whether nearly all cells of three or more columns are filled, with few words each."""
    cells = filled_cells(rows)
    filled = len(cells) >= _EVENLY_FILLED * len(rows) * columns
    return columns > 2 and filled and fmean(map(len, cells)) <= _FEW_WORDS


def _kept_columns(rows: list[Row], xs: Sequence[float]) -> list[int]:
    """The columns that are no slits: empty and too narrow for text, as double borders leave
    them.
    """
    return [
        i
        for i, (left, right) in enumerate(pairwise(xs))
        if any(row[i] for row in rows) or right - left > 3 * _BORDER
    ]


def _is_ruled_table(rows: Sequence[Row]) -> bool:
    """Whether text fills enough of the cells, in more than one row and column."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    filled = len(filled_cells(rows))
    columns = sum(map(any, zip(*rows, strict=True)))
    if columns < 2 or _count_rows(rows) < 1:
        return False
    return filled >= max(_FEWEST_CELLS, _FILLED * len(rows) * len(rows[0]))
