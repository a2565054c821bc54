"""The versions of one table: cell by cell where their grids are the same, else as readings of the
whole.

Either way the cells of the merged table are right by construction: no reading of a cell holds what
separates cells, and a table that is taken whole keeps its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from briefing_ingest.cells import Cells, one_after_another
from briefing_ingest.model import Block, Reading, Stretch
from briefing_ingest.reconcile.collate import Cell, collate
from briefing_ingest.reconcile.noise import heard
from briefing_ingest.reconcile.passage_rules import WHOLE_TABLE
from briefing_ingest.reconcile.refs import Marker
from briefing_ingest.reconcile.row import Part
from briefing_ingest.reconcile.stretches import Words, choose_stretches
from briefing_ingest.reconcile.variant_types import variant_type
from briefing_ingest.text import Span
from briefing_ingest.traced import TracedText, concat


def whole_table(parts: Sequence[Part]) -> Block | None:
    """The table that a witness has for a row, if it has one and nothing else."""
    block = parts[0].block
    whole = len(parts) == 1 and (parts[0].start, parts[0].end) == (0, len(block.text))
    return block if whole and block.kind == "table" else None


def table_as_it_stands(
    table: Block, name: str, others: Sequence[Reading]
) -> tuple[tuple[Stretch, ...], Cells]:
    """The table of witness ``name``, taken whole, and its cells; what the ``others`` have are
    readings of all of it.
    """
    readings = (Reading(name, table.traced), *others)
    texts = {reading.text for reading in readings}
    if len(texts) == 1:
        return (Stretch(table.text, readings),), table.cells
    reason = (
        f"the versions have it in other rows and columns, so it is taken whole, as {name} has it"
    )
    return (
        Stretch(table.text, readings, variant_type(texts), WHOLE_TABLE.name, reason),
    ), table.cells


def taken_whole(stretches: Sequence[Stretch]) -> bool:
    """Whether these are of a table of which the versions have other rows and columns."""
    return any(stretch.rule == WHOLE_TABLE.name for stretch in stretches)


def table_by_cells(
    present: Sequence[str], tables: Sequence[Block], words: Words
) -> tuple[tuple[Stretch, ...], Cells]:
    """Tables that `have_same_grid`, of the witnesses ``present``, merged cell by cell, and the
    cells of the result.
    """
    fields = list(collate_tables(present, tables))
    loud = heard([part for field in fields for part in field.parts])
    stretches: list[Stretch] = []
    spans: list[Span] = []
    at = 0
    for field in fields:
        chosen = choose_stretches(field.parts, words, loud)
        end = at + sum(len(stretch.lemma) for stretch in chosen)
        if not field.is_separator:
            spans.append(Span(at, end))
        stretches.extend(chosen)
        at = end
    left = iter(spans)
    return _common_joined(stretches), tuple(
        tuple(next(left) for _ in row) for row in tables[0].cells
    )


def _common_joined(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Neighbouring stretches of common text put together."""
    joined: list[Stretch] = []
    for is_variant, run in groupby(stretches, key=lambda stretch: bool(stretch.rule)):
        if is_variant:
            joined.extend(run)
            continue
        parts = list(run)
        readings = zip(*(part.readings for part in parts), strict=True)
        joined.append(
            Stretch(
                "".join(part.lemma for part in parts),
                tuple(
                    Reading(same[0].source_id, concat(one.traced for one in same))
                    for same in readings
                ),
            )
        )
    return tuple(joined)


class Field(NamedTuple):
    """A cell of a table, or what separates two, collated part by part."""

    parts: tuple[Cell, ...]
    is_separator: bool


def have_same_grid(tables: Sequence[Block]) -> bool:
    """Whether the tables have as many rows, as many cells in each row, and the same cells that span
    others.
    """
    first = tables[0]
    return all(
        _shape(other.cells) == _shape(first.cells) and other.spans == first.spans
        for other in tables[1:]
    )


def _shape(cells: Cells) -> list[int]:
    return [len(row) for row in cells]


def collate_tables(names: Sequence[str], tables: Sequence[Block]) -> Iterator[Field]:
    """The fields of tables that `have_same_grid`, of the witnesses ``names``: they tile every
    table, in order.

    What separates cells is common text. Aligned are only the words of one cell with those of the
    same cell, so that no figure is taken for that of another row.
    """
    columns = list(zip(*(one_after_another(table.cells) for table in tables), strict=True))
    for spans, behind in pairwise((*columns, ())):
        yield Field(_collate_cell(_readings(names, tables, spans)), is_separator=False)
        if behind:
            between = [
                Span(span.end, after.start) for span, after in zip(spans, behind, strict=True)
            ]
            yield Field((Cell(_readings(names, tables, between)),), is_separator=True)


def _readings(
    names: Sequence[str], tables: Sequence[Block], spans: Sequence[Span]
) -> tuple[Reading, ...]:
    return tuple(
        Reading(name, _slice(table.traced, span))
        for name, table, span in zip(names, tables, spans, strict=True)
    )


def _slice(traced: TracedText, span: Span) -> TracedText:
    """That part of the text; cuts before an empty first cell go with what follows it, so that none
    is there twice.
    """
    return traced.slice(*span) if span.end else TracedText()


def _collate_cell(readings: tuple[Reading, ...]) -> tuple[Cell, ...]:
    """The parts of one cell. Where a witness has no word in it there is nothing to align."""
    whole = Cell(readings)
    if whole.common or not all(reading.text.strip() for reading in readings):
        return (whole,)
    return tuple(collate(readings))


def markers_in_cells(markers: Sequence[Marker], base: str, grid: Cells) -> tuple[Marker, ...]:
    """Markers of a table that is taken whole: where the base has one, that is its place in all
    versions.

    Else it is at the end of the cell that it came into, since its place in that is not known.
    """
    own = {marker.number: marker.at for marker in markers if marker.source_id == base}
    ends = [cell.end for cell in one_after_another(grid)]
    return tuple(
        marker
        if marker.source_id == base
        else marker._replace(
            at=own.get(marker.number, ends[min(bisect_left(ends, marker.at), len(ends) - 1)])
        )
        for marker in markers
    )
