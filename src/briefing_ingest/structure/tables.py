"""The cells of a table, from what extraction put between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing_ingest.cells import (
    SEPARATORS,
    CellPlace,
    Cells,
    cells_of,
    covered_places,
    fitting_spans,
)
from briefing_ingest.model import CellSpan, Line
from briefing_ingest.traced import TracedText

_BETWEEN: Final = frozenset({"table_rows", "table_cells"})
"""Names under which extraction puts in what separates cells."""


class Tabulated(NamedTuple):
    """The text of a table without a line end behind it, its cells, those of them that span others,
    and those that head rows or columns.
    """

    traced: TracedText
    cells: Cells
    spans: tuple[CellSpan, ...]
    heads: tuple[CellPlace, ...]


def tabulate(traced: TracedText, lines: Sequence[Line]) -> Tabulated:
    """The table that ``traced`` is, the text of ``lines``.

    Nothing separates cells but what extraction put in for that: a tab or line end that the source
    has in a cell becomes a space. A span that the table has no room for is left out.
    """
    plain = traced.substitute_all(_signs_in_cells(traced), "hard_wraps")
    cells = cells_of(plain.text)
    spans = fitting_spans([span for line in lines for span in line.spans], cells)
    heads = {place for line in lines for place in line.heads}
    there = {(row, column) for row, line in enumerate(cells) for column in range(len(line))}
    return Tabulated(plain, cells, spans, tuple(sorted(heads & there - covered_places(spans))))


def _signs_in_cells(traced: TracedText) -> list[tuple[int, int, str]]:
    """The edits that leave no tab or line end but those that separate cells."""
    separators = set(_separators(traced))
    text = traced.text
    stray = [at for at, sign in enumerate(text) if sign in SEPARATORS and at not in separators]
    last = len(text) - 1
    return [(at, at + 1, "" if at == last and text[at] == "\n" else " ") for at in stray]


def _separators(traced: TracedText) -> list[int]:
    return [
        at + shift
        for at, piece in traced.placed()
        if not _BETWEEN.isdisjoint(piece.repairs)
        for shift, sign in enumerate(piece.text)
        if sign in SEPARATORS
    ]
