"""Where things of the versions of a table are in the merged one: text, spanning cells, heads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing_ingest.cells import CellPlace, Cells, are_places, fitting_spans
from briefing_ingest.model import CellSpan, Stretch
from briefing_ingest.reconcile.table_versions import Layout, Version

Bounds = Mapping[str, tuple[tuple[int, int, int, int], ...]]
"""For each version (start, end) in what it has and (start, end) in the merged text, in order."""


class Written(NamedTuple):
    """A stretch of the merged table, and the merged cell that it is in, if it is in one alone."""

    stretch: Stretch
    cell: CellPlace | None = None


def spans_of(versions: Sequence[Version], layout: Layout, cells: Cells) -> tuple[CellSpan, ...]:
    """The spanning cells of all versions, where the merged table has room for them."""
    found = []
    for version in versions:
        rows, columns = layout.row_of(version.name), layout.column_of(version.name)
        for row, column, height, width in version.spans:
            down = [rows[at] for at in range(row, row + height)]
            across = [columns[at] for at in range(column, column + width)]
            if (down[0], across[0]) == (min(down), min(across)):
                found.append(
                    CellSpan(
                        down[0], across[0], max(down) - down[0] + 1, max(across) - across[0] + 1
                    )
                )
    return fitting_spans(sorted(set(found), key=found.index), cells)


def heads_of(versions: Sequence[Version], layout: Layout, cells: Cells) -> tuple[CellPlace, ...]:
    """The cells that head the table, as the first version says that tells them."""
    for version in versions:
        rows, columns = layout.row_of(version.name), layout.column_of(version.name)
        heads = tuple((rows[row], columns[column]) for row, column in version.heads)
        if heads and are_places(heads, cells):
            return tuple(sorted(heads))
    return ()


def bounds_of(
    versions: Sequence[Version], layout: Layout, written: Sequence[Written], cells: Cells
) -> Bounds:
    """Where each part of what a version has lies in the merged table, in the version's order."""
    parts: dict[CellPlace, list[Stretch]] = {}
    for stretch, place in written:
        if place is not None:
            parts.setdefault(place, []).append(stretch)
    return {
        version.name: tuple(_bounds_in(version, layout, cells, _parts_of(parts, index)))
        for index, version in enumerate(versions)
    }


_Parts = Mapping[CellPlace, Sequence[tuple[int, int]]]
"""For a merged cell, the lengths of its parts in one version and in the merged text."""


def _parts_of(parts: Mapping[CellPlace, Sequence[Stretch]], index: int) -> _Parts:
    return {
        place: [(len(one.readings[index].text), len(one.lemma)) for one in stretches]
        for place, stretches in parts.items()
    }


def _bounds_in(
    version: Version, layout: Layout, cells: Cells, parts: _Parts
) -> Iterator[tuple[int, int, int, int]]:
    rows, columns = layout.row_of(version.name), layout.column_of(version.name)
    before = 0
    for row, own_cells in enumerate(version.cells):
        for column, own in enumerate(own_cells):
            place = (rows[row], columns[column])
            merged = cells[place[0]][place[1]]
            yield before, own.start, merged.start, merged.start
            before = own.end
            if place not in parts or row in layout.displaced[version.name]:
                yield (*own, *merged)
                continue
            at, low = own.start, merged.start
            for length, chosen in parts[place]:
                yield at, at + length, low, low + chosen
                at, low = at + length, low + chosen
