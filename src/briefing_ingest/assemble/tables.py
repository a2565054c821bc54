"""Tables as the dataset publishes them: their cells, and the captions that belong to them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from briefing_ingest import dataset as published
from briefing_ingest.assemble.apparatus import placed
from briefing_ingest.cells import LINE_BREAK, covered_places
from briefing_ingest.model import MergedBlock
from briefing_ingest.text import Span


def cells_of_table(block: MergedBlock) -> tuple[published.Cell, ...] | None:
    """The cells of a table, but for those that a spanning one covers; None for another block."""
    if block.kind != "table":
        return None
    spans = {(span.row, span.column): span for span in block.spans}
    covered = covered_places(block.spans)
    heads = set(block.heads)
    breaks = sorted(set(_line_breaks(block)))

    def published_cell(row: int, column: int, cell: Span) -> published.Cell:
        span = spans.get((row, column))
        rows, columns = (span.rows, span.columns) if span else (1, 1)
        return published.Cell(
            row=row,
            column=column,
            start=cell.start,
            end=cell.end,
            rows=rows if rows > 1 else None,
            columns=columns if columns > 1 else None,
            header=True if (row, column) in heads else None,
            breaks=_between(breaks, cell) or None,
        )

    return tuple(
        published_cell(row, column, cell)
        for row, cells in enumerate(block.cells)
        for column, cell in enumerate(cells)
        if (row, column) not in covered
    )


def _between(offsets: Sequence[int], span: Span) -> tuple[int, ...]:
    return tuple(offsets[bisect_left(offsets, span.start) : bisect_left(offsets, span.end)])


def _line_breaks(block: MergedBlock) -> Iterator[int]:
    """Offsets of the spaces in cells at which a witness that has this text begins a new line."""
    for start, stretch in placed(block):
        chosen = [reading for reading in stretch.readings if reading.text == stretch.lemma]
        for at, piece in (place for reading in chosen for place in reading.traced.placed()):
            if LINE_BREAK in piece.repairs:
                yield start + at


_BELOW = re.compile(r"\W*(?:data )?(?:sources?|notes?|n\.?b\.?|key)\b", re.IGNORECASE)
"""How a caption begins that always stands below its table: "Source: ONS, 2019", "Notes:"."""


def captions_of_tables(blocks: Sequence[MergedBlock]) -> dict[int, tuple[int, ...]]:
    """The captions that belong to each table, both by their numbers among ``blocks``.

    A caption belongs to the table right below it; one without a table below it, and every line of
    sources or notes, to the table right above.
    """
    found: dict[int, list[int]] = {}
    for at, block in enumerate(blocks):
        if block.kind == "caption" and (table := _table_of(blocks, at)) is not None:
            found.setdefault(table, []).append(at)
    return {table: tuple(captions) for table, captions in found.items()}


def _table_of(blocks: Sequence[MergedBlock], at: int) -> int | None:
    above, below = _nearest(blocks, at, -1), _nearest(blocks, at, 1)
    if above is not None and (below is None or _BELOW.match(blocks[at].text)):
        return above
    return below


def _nearest(blocks: Sequence[MergedBlock], at: int, step: int) -> int | None:
    """The table next to a caption, other captions between them left out."""
    at += step
    while 0 <= at < len(blocks) and blocks[at].kind == "caption":
        at += step
    return at if 0 <= at < len(blocks) and blocks[at].kind == "table" else None
