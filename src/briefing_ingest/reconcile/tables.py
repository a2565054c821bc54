"""The versions of one table: cell by cell where their grids are the same, else as readings of the whole.

Either way the cells of the merged table are right by construction: no reading of a cell holds what separates cells, and
a table that is taken whole keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefing_ingest.cells import Cells, one_after_another
from briefing_ingest.model import Block, Reading
from briefing_ingest.reconcile.collate import Cell, collate
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText

WHOLE_TABLE: Final = "whole_table"
"""The rule by which a table is taken as the best of its versions has it."""


class Field(NamedTuple):
    """A cell of a table, or what separates two, collated part by part."""

    parts: tuple[Cell, ...]
    is_separator: bool


def have_same_grid(tables: Sequence[Block]) -> bool:
    """Whether the tables have as many rows, as many cells in each row, and the same cells that span others."""
    first = tables[0]
    return all(_shape(other.cells) == _shape(first.cells) and other.spans == first.spans for other in tables[1:])


def _shape(cells: Cells) -> list[int]:
    return [len(row) for row in cells]


def collate_tables(names: Sequence[str], tables: Sequence[Block]) -> Iterator[Field]:
    """The fields of tables that `have_same_grid`, of the witnesses ``names``: they tile every table, in order.

    What separates cells is common text. Aligned are only the words of one cell with those of the same cell, so that no
    figure is taken for that of another row.
    """
    columns = list(zip(*(one_after_another(table.cells) for table in tables), strict=True))
    for spans, behind in pairwise((*columns, ())):
        yield Field(_collated(_readings(names, tables, spans)), is_separator=False)
        if behind:
            between = [Span(span.end, after.start) for span, after in zip(spans, behind, strict=True)]
            yield Field((Cell(_readings(names, tables, between)),), is_separator=True)


def _readings(names: Sequence[str], tables: Sequence[Block], spans: Sequence[Span]) -> tuple[Reading, ...]:
    return tuple(
        Reading(name, _slice(table.traced, span)) for name, table, span in zip(names, tables, spans, strict=True)
    )


def _slice(traced: TracedText, span: Span) -> TracedText:
    """That part of the text; cuts before an empty first cell go with what follows it, so that none is there twice."""
    return traced.slice(*span) if span.end else TracedText()


def _collated(readings: tuple[Reading, ...]) -> tuple[Cell, ...]:
    """The parts of one cell. Where a witness has no word in it there is nothing to align."""
    whole = Cell(readings)
    if whole.common or not all(reading.text.strip() for reading in readings):
        return (whole,)
    return tuple(collate(readings))
