"""Where in its table each cell of a web page lies: spanning cells, ragged rows and cells outside a
row included.

The rules are those of HTML (4.9.12, forming a table), less what no cell begins in: a row or column
of which a browser draws nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import Final, NamedTuple

from briefing_ingest.extract.html.page.tree import Element, Tree
from briefing_ingest.model import CellSpan

CELL_TAGS: Final = frozenset({"td", "th"})

_MAX_COLSPAN: Final = 1000
_MAX_ROWSPAN: Final = 65534
"""The limits of the standard (HTML, 4.9.11)."""

_MAX_COVERED_PER_CELL: Final = 4
"""Places that the cells of a table cover on average. Where a table claims more, its spans are not
believed: a few cells could claim millions of places, and reading them would take as long."""

_ALWAYS_COVERED: Final = 1000
"""Places that the cells of any table may cover, so that a small one may have wide headings."""


class PlacedCell(NamedTuple):
    """A cell in its table, and how many places each row of that has, covered ones too."""

    place: CellSpan
    widths: tuple[int, ...]
    is_head: bool = False
    """Whether it heads its row or column."""


class _Claim(NamedTuple):
    """A cell as its tag says: the element, and how many rows (0: all that follow) and columns it
    takes up.
    """

    element: int
    rows: int
    columns: int


@dataclass
class _Row:
    group: int
    """The element that holds the row: no cell reaches out of that."""
    claims: list[_Claim] = field(default_factory=list)


def cell_places(tree: Tree, tables: Sequence[int]) -> dict[int, PlacedCell]:
    """For each cell of a data table its place there. ``tables`` gives each element's data table, -1
    for none.

    A caption between rows parts the table in two.
    """
    parts: dict[int, list[list[_Row]]] = defaultdict(lambda: [[]])
    for index, element in enumerate(tree.elements):
        table = tables[element.parent] if element.parent >= 0 else -1
        if table < 0:
            continue
        if element.tag == "caption" and parts[table][-1]:
            parts[table].append([])
        _take(parts[table][-1], index, element)
    places: dict[int, PlacedCell] = {}
    for part in parts.values():
        for rows in part:
            places |= _place_cells(rows)
    return {
        index: cell._replace(is_head=tree.elements[index].tag == "th")
        for index, cell in places.items()
    }


def _take(rows: list[_Row], index: int, element: Element) -> None:
    """Adds an element of a table to its rows, if it is a row or a cell."""
    is_cell = element.tag in CELL_TAGS
    if element.tag == "tr" or (is_cell and not rows):
        rows.append(_Row(element.parent))
    if is_cell:
        rows[-1].claims.append(_claim(index, element))


def _claim(index: int, element: Element) -> _Claim:
    rows, columns = (_whole(element.attributes.get(name, "")) for name in ("rowspan", "colspan"))
    return _Claim(index, min(rows, _MAX_ROWSPAN), min(max(1, columns), _MAX_COLSPAN))


def _whole(text: str) -> int:
    match = re.match(r"\s*\+?([0-9]{1,9})", text)
    return int(match.group(1)) if match else 1


def _place_cells(rows: Sequence[_Row]) -> dict[int, PlacedCell]:
    places = _places(rows)
    if places is None:
        places = _places([_without_spans(row) for row in rows]) or {}
    return _close_up(places)


def _without_spans(row: _Row) -> _Row:
    return _Row(row.group, [claim._replace(rows=1, columns=1) for claim in row.claims])


def _places(rows: Sequence[_Row]) -> dict[int, CellSpan] | None:
    """The place of each cell on the grid of rows and columns as the page counts them; None if too
    much is covered.
    """
    most = _ALWAYS_COVERED + _MAX_COVERED_PER_CELL * sum(len(row.claims) for row in rows)
    places: dict[int, CellSpan] = {}
    reaching: list[CellSpan] = []
    """Cells of earlier rows that reach into the row, from left to right."""
    for number, (row, left) in enumerate(zip(rows, _rows_left(rows), strict=True)):
        reaching = [cell for cell in reaching if cell.row + cell.rows > number]
        own = _set_row(row.claims, number, left, reaching)
        most -= sum(cell.columns for cell in reaching) + sum(cell.columns - 1 for cell in own)
        if most < 0:
            return None
        places.update(zip((claim.element for claim in row.claims), own, strict=True))
        tall = [cell for cell in own if cell.rows > 1]
        reaching = sorted([*reaching, *tall], key=lambda cell: cell.column)
    return places


def _rows_left(rows: Sequence[_Row]) -> list[int]:
    """For each row how many there are from it to the end of its group."""
    runs = [len(list(run)) for _, run in groupby(rows, key=lambda row: row.group)]
    return [left for run in runs for left in range(run, 0, -1)]


def _set_row(
    claims: Sequence[_Claim], number: int, left: int, reaching: Sequence[CellSpan]
) -> list[CellSpan]:
    """The cells of a row in the places that no cell of an earlier row has; none is wider than its
    gap.
    """
    own: list[CellSpan] = []
    column, k = 0, 0
    for claim in claims:
        while k < len(reaching) and reaching[k].column <= column:
            column, k = max(column, reaching[k].column + reaching[k].columns), k + 1
        gap = reaching[k].column - column if k < len(reaching) else claim.columns
        own.append(CellSpan(number, column, min(claim.rows or left, left), min(claim.columns, gap)))
        column += own[-1].columns
    return own


def _close_up(places: dict[int, CellSpan]) -> dict[int, PlacedCell]:
    """The places without the rows and columns in which no cell begins."""
    rows, columns = (_Ranks(place[axis] for place in places.values()) for axis in (0, 1))
    closed = {
        index: CellSpan(
            rows.before(row),
            columns.before(column),
            rows.within(row, height),
            columns.within(column, width),
        )
        for index, (row, column, height, width) in places.items()
    }
    widths = [0] * rows.count
    for place in closed.values():
        for row in range(place.row, place.row + place.rows):
            widths[row] = max(widths[row], place.column + place.columns)
    row_widths = tuple(widths)
    return {index: PlacedCell(place, row_widths) for index, place in closed.items()}


class _Ranks:
    """Of numbers that are in use, how many lie below another."""

    def __init__(self, used: Iterable[int]) -> None:
        numbers = set(used)
        size = max(numbers, default=-1) + 1
        self.count = len(numbers)
        self._below = list(accumulate((number in numbers for number in range(size)), initial=0))

    def before(self, number: int) -> int:
        """How many are less than ``number``."""
        return self._below[min(number, len(self._below) - 1)]

    def within(self, start: int, length: int) -> int:
        """How many lie in so many from ``start`` on."""
        return self.before(start + length) - self.before(start)
