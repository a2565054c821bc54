"""The versions of one table: row by row where they can be told to be of one table, else as readings
of the whole.

Either way the cells of the merged table are right by construction: no reading of a cell holds what
separates cells, and a table that is taken whole keeps its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from briefing_ingest.cells import Cells, one_after_another
from briefing_ingest.model import Block, Reading, Stretch
from briefing_ingest.reconcile.passage_rules import WHOLE_TABLE
from briefing_ingest.reconcile.refs import Marker
from briefing_ingest.reconcile.row import Part, Row
from briefing_ingest.reconcile.stretches import Words
from briefing_ingest.reconcile.table_of_words import read_as_table
from briefing_ingest.reconcile.table_rows import MergedTable, merge_rows
from briefing_ingest.reconcile.table_versions import Version
from briefing_ingest.reconcile.variant_types import variant_type


def whole_table(parts: Sequence[Part]) -> Block | None:
    """The table that a witness has for a row, if it has one and nothing else."""
    block = parts[0].block
    whole = len(parts) == 1 and (parts[0].start, parts[0].end) == (0, len(block.text))
    return block if whole and block.kind == "table" else None


def merge_table(row: Row, passages: Sequence[Reading], words: Words) -> MergedTable:
    """The table that the witnesses have in a row; ``passages`` are what they have, the best first.

    Before them goes the one that gave the row its block, which is a table.
    """
    passages = sorted(passages, key=lambda one: row.parts[one.source_id][0].block is not row.block)
    versions = _versions(row, passages) if len(passages) > 1 else None
    merged = merge_rows(versions, words) if versions else None
    return merged or _table_as_it_stands(row.block, passages)


def _versions(row: Row, passages: Sequence[Reading]) -> list[Version] | None:
    """What each witness has, cut into cells; None where one has no table and none can be seen in
    its words.
    """
    base = row.block
    first = Version(passages[0].source_id, base.traced, base.cells, base.spans, base.heads)
    versions = [first]
    for name, passage in passages[1:]:
        table = whole_table(row.parts[name])
        if table:
            version: Version | None = Version(
                name, table.traced, table.cells, table.spans, table.heads
            )
        else:
            version = read_as_table(name, passage, first)
        if version is None:
            return None
        versions.append(version)
    return versions


def _table_as_it_stands(table: Block, passages: Sequence[Reading]) -> MergedTable:
    """The table of the first of ``passages``, taken whole; what the others have are readings of all
    of it.
    """
    name = passages[0].source_id
    readings = (Reading(name, table.traced), *passages[1:])
    texts = {reading.text for reading in readings}
    if len(texts) == 1:
        stretch = Stretch(table.text, readings)
    else:
        reason = (
            f"the versions have it in other rows and columns, so it is taken whole, as {name} has "
            f"it"
        )
        kind = variant_type(texts)
        stretch = Stretch(table.text, readings, kind, WHOLE_TABLE.name, reason)
    return MergedTable((stretch,), table.cells, table.spans, table.heads)


def taken_whole(stretches: Sequence[Stretch]) -> bool:
    """Whether these are of a table of which the versions have other rows and columns."""
    return any(stretch.rule == WHOLE_TABLE.name for stretch in stretches)


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
