"""Where the cells of a table lie in its text: a tab between two of a row, a newline between two
rows.

So the text alone says what the cells are, and they tile it together with their separators. A cell
that spans others takes up a rectangle of places; the cells of the other places are there, and
empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, TypeVar

from briefing_ingest.text import Span

Cells = tuple[tuple[Span, ...], ...]
"""The spans of the cells of a table in its text, row by row."""

SEPARATORS: Final = "\t\n"
"""Between cells, between rows; in a cell neither stands."""

LINE_BREAK: Final = "line_break"
"""The name under which a space is put where a source begins a new line in a cell."""

Rectangle = TypeVar("Rectangle", bound=tuple[int, int, int, int])
"""Row and column of a cell from 0, and how many rows and columns it takes up."""

CellPlace = tuple[int, int]
"""Row and column, from 0."""


def cells_of(text: str) -> Cells:
    r"""The cells of a table whose text is ``text``; it has at least one, which is empty if the text
    is.

    >>> cells_of("a\t\nb")
    ((Span(start=0, end=1), Span(start=2, end=2)), (Span(start=3, end=4),))
    """
    rows, at = [], 0
    for row in text.split("\n"):
        cells = []
        for cell in row.split("\t"):
            cells.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        rows.append(tuple(cells))
    return tuple(rows)


def are_places(places: Iterable[CellPlace], cells: Cells) -> bool:
    """Whether the table has a cell in each of ``places``."""
    return all(0 <= row < len(cells) and 0 <= column < len(cells[row]) for row, column in places)


def one_after_another(cells: Cells) -> Iterator[Span]:
    """All cells, row by row."""
    return chain.from_iterable(cells)


def covered_by(span: tuple[int, int, int, int]) -> Iterator[CellPlace]:
    """The places that a spanning cell takes up, apart from its own."""
    row, column, rows, columns = span
    for r in range(row, row + rows):
        for c in range(column, column + columns):
            if (r, c) != (row, column):
                yield r, c


def covered_places(spans: Iterable[tuple[int, int, int, int]]) -> frozenset[CellPlace]:
    """The places that spanning cells take up, apart from their own."""
    return frozenset(place for span in spans for place in covered_by(span))


def fitting_spans(spans: Sequence[Rectangle], cells: Cells) -> tuple[Rectangle, ...]:
    """Those of ``spans`` that the table has room for: on its grid, over empty cells, no two over
    the same place.

    Of two over the same place the first is kept.
    """
    taken: set[CellPlace] = set()
    kept = []
    for span in spans:
        own = (span[0], span[1])
        if _has_room(span, cells) and taken.isdisjoint((own, *covered_by(span))):
            taken.update((own, *covered_by(span)))
            kept.append(span)
    return tuple(kept)


def _has_room(span: tuple[int, int, int, int], cells: Cells) -> bool:
    row, column, rows, columns = span
    if (
        min(row, column) < 0
        or min(rows, columns) < 1
        or rows * columns < 2
        or row + rows > len(cells)
    ):
        return False
    if any(column + columns > len(cells[r]) for r in range(row, row + rows)):
        return False
    return all(cells[r][c].start == cells[r][c].end for r, c in covered_by(span))
