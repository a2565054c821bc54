"""The versions of a table merged row by row.

Rows and columns that all versions have are compared cell by cell. A row that some lack is taken
whole, as one version has it, and so is the cell of a column that some lack. The text of the merged
table is put together from these and from what separates cells, so that its cells are right by
construction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from briefing_ingest.cells import CellPlace, Cells, cells_of
from briefing_ingest.model import CellSpan, Reading, Stretch
from briefing_ingest.reconcile.collate import Cell, collate
from briefing_ingest.reconcile.noise import heard
from briefing_ingest.reconcile.one_version_a_row import of_one_version
from briefing_ingest.reconcile.passage_rules import (
    DISPLACED,
    MOVED_ROW,
    ONLY_WITNESS,
    WHOLE_ROW,
)
from briefing_ingest.reconcile.stretches import Words, choose_stretches
from briefing_ingest.reconcile.table_grid import moved, width_of
from briefing_ingest.reconcile.table_places import (
    Bounds,
    Written,
    bounds_of,
    heads_of,
    spans_of,
)
from briefing_ingest.reconcile.table_versions import Layout, Version, lay_out, without_empty_columns
from briefing_ingest.reconcile.variant_types import variant_type
from briefing_ingest.text import shortened
from briefing_ingest.traced import TracedText, concat


class MergedTable(NamedTuple):
    """The stretches of a table, its cells, and where what each version has lies in it."""

    stretches: tuple[Stretch, ...]
    cells: Cells
    spans: tuple[CellSpan, ...]
    heads: tuple[CellPlace, ...]
    bounds: Bounds | None = None


def merge_rows(versions: Sequence[Version], words: Words) -> MergedTable | None:
    """The versions of one table, the best first, merged row by row; None if too little of them
    agrees to tell which row is which.
    """
    width = width_of(versions[0].cells)
    versions = [versions[0], *(without_empty_columns(one, width) for one in versions[1:])]
    layout = lay_out(versions)
    if layout is None:
        return None
    pivot = _Pivot.of(layout, len(versions))
    if pivot is None:
        return None
    written = _Writer(versions, layout, pivot, words).write()
    stretches = _common_joined([one.stretch for one in written])
    cells = cells_of("".join(stretch.lemma for stretch in stretches))
    return MergedTable(
        stretches,
        cells,
        spans_of(versions, layout, cells),
        heads_of(versions, layout, cells),
        bounds_of(versions, layout, written, cells),
    )


class _Pivot(NamedTuple):
    """The first row and column that all versions have. What separates another row from its
    neighbours stands between it and this one, so that each version has as many tabs and newlines
    as it needs, whatever it lacks.
    """

    row: int
    column: int

    @classmethod
    def of(cls, layout: Layout, versions: int) -> _Pivot | None:
        row = next((i for i, places in enumerate(layout.rows) if len(places) == versions), None)
        column = next(
            (i for i, places in enumerate(layout.columns) if len(places) == versions), None
        )
        return None if row is None or column is None else cls(row, column)


class _Writer(NamedTuple):
    versions: Sequence[Version]
    layout: Layout
    pivot: _Pivot
    words: Words

    def write(self) -> list[Written]:
        """The stretches of the table, in order."""
        written = [Written(stretch) for stretch in self._orders()]
        moves = self._moves()
        rows = [self._cells(row) for row in range(len(self.layout.rows))]
        loud = heard([part for row in rows for cell in row for part in cell])
        for row, collated in enumerate(rows):
            written += [Written(self._move(name, row)) for name in moves.get(row, ())]
            written += self._row(row, collated, loud)
            written += [Written(stretch) for stretch in self._displaced_behind(row)]
        return written

    # --- rows and columns that are elsewhere

    def _moves(self) -> Mapping[int, Sequence[str]]:
        """For each merged row the versions that have it in another place; none of those that have
        most rows in another order.
        """
        found: dict[int, list[str]] = {}
        for version in self.versions[1:]:
            order = self._order(version)
            out = moved(order)
            if not _is_resorted(out, order):
                for index in sorted(out):
                    found.setdefault(order[index], []).append(version.name)
        return found

    def _order(self, version: Version) -> Sequence[int]:
        """The merged rows that a version shares with one before it, in its own order."""
        rows = self.layout.row_of(version.name)
        own = [rows[row] for row in sorted(rows) if row not in self._displaced(version)]
        return [row for row in own if next(iter(self.layout.rows[row])) != version.name]

    def _displaced(self, version: Version) -> Sequence[int]:
        return self.layout.displaced[version.name]

    def _move(self, name: str, row: int) -> Stretch:
        own = self.layout.rows[row][name]
        version = next(version for version in self.versions if version.name == name)
        before = f"behind the row “{_said(version, own - 1)}”" if own else "first"
        return self._nothing(MOVED_ROW.name, f"{name} has this row in another place, {before}")

    def _orders(self) -> Iterator[Stretch]:
        """That a version has most rows, or some columns, in another order."""
        for version in self.versions[1:]:
            name = version.name
            order = self._order(version)
            if _is_resorted(moved(order), order):
                yield self._nothing(MOVED_ROW.name, f"{name} has the rows in another order")
            columns = self.layout.column_of(name)
            if moved([columns[column] for column in sorted(columns)]):
                yield self._nothing(MOVED_ROW.name, f"{name} has the columns in another order")

    def _nothing(self, rule: str, reason: str) -> Stretch:
        """A place at which nothing is read, for what is to be said of it."""
        readings = tuple(Reading(version.name, TracedText()) for version in self.versions)
        return Stretch("", readings, "layout", rule, reason)

    def _displaced_behind(self, row: int) -> Iterator[Stretch]:
        for version in self.versions:
            places = self.layout.row_of(version.name)
            for own in self._displaced(version):
                if places[own] == row:
                    text = concat((self._newline(version, own), _whole_row(version, own)))
                    reason = f"its words stand in other rows; {version.name} cuts them differently"
                    yield Stretch(
                        "", (Reading(version.name, text),), "layout", DISPLACED.name, reason
                    )

    # --- rows

    def _cells(self, row: int) -> list[tuple[Cell, ...]]:
        """The cells of a row that all have, collated, one for each column that all have."""
        if len(self.layout.rows[row]) < len(self.versions):
            return []
        return [
            _collate_cell(self._readings(row, column))
            for column in range(len(self.layout.columns))
            if self._is_common(column)
        ]

    def _is_common(self, column: int) -> bool:
        return len(self.layout.columns[column]) == len(self.versions)

    def _readings(self, row: int, column: int) -> tuple[Reading, ...]:
        """What each version has in a cell of a row and column that all have."""
        rows, columns = self.layout.rows[row], self.layout.columns[column]
        return tuple(Reading(v.name, v.cell(rows[v.name], columns[v.name])) for v in self.versions)

    def _row(
        self, row: int, collated: Sequence[tuple[Cell, ...]], loud: frozenset[str]
    ) -> Iterator[Written]:
        if not collated:
            yield Written(self._row_of_some(row))
            return
        if row > self.pivot.row:
            yield Written(self._common(self._newlines(row)))
        yield from self._whole(row) or self._by_cells(row, collated, loud)
        if row < self.pivot.row:
            yield Written(self._common(self._newlines(row)))

    def _row_of_some(self, row: int) -> Stretch:
        """A row that some versions lack, with the newline that parts it from its neighbour."""
        texts = {}
        for version in self.versions:
            if version.name in self.layout.rows[row]:
                own = self.layout.rows[row][version.name]
                parts = [self._newline(version, own), self._laid(version, own)]
                texts[version.name] = concat(parts if row > self.pivot.row else parts[::-1])
        return self._of_some(texts, "row")

    def _of_some(self, texts: Mapping[str, TracedText], what: str) -> Stretch:
        """What only the versions have that ``texts`` names: as one of them has it."""
        having = tuple(Reading(name, text) for name, text in texts.items())
        lacking = [version.name for version in self.versions if version.name not in texts]
        readings = tuple(
            Reading(version.name, texts.get(version.name, TracedText()))
            for version in self.versions
        )
        reason = f"the {what} stands in {', '.join(texts)} and not in {', '.join(lacking)}"
        rule, lemma = ONLY_WITNESS.name, having[0].text
        if len({reading.text for reading in having}) > 1:
            (chosen,) = choose_stretches([Cell(having)], self.words, frozenset(texts))
            rule, lemma, reason = chosen.rule, chosen.lemma, f"{reason}; {chosen.reason}"
        kind = variant_type({reading.text for reading in readings})
        return Stretch(lemma, readings, kind, rule, reason)

    def _whole(self, row: int) -> list[Written]:
        """A row whose words all versions have, cut into other cells: as the first has it."""
        rows = self.layout.rows[row]
        readings = tuple(Reading(v.name, self._laid(v, rows[v.name])) for v in self.versions)
        said = {" ".join(reading.text.split()) for reading in readings}
        if len(said) > 1 or len({reading.text for reading in readings}) == 1:
            return []
        name = readings[0].source_id
        reason = f"the versions have the words of the row in other cells; it is as {name} has it"
        return [Written(Stretch(readings[0].text, readings, "layout", WHOLE_ROW.name, reason))]

    def _by_cells(
        self, row: int, collated: Sequence[tuple[Cell, ...]], loud: frozenset[str]
    ) -> Iterator[Written]:
        written: list[Written] = []
        cells = iter(collated)
        for column in range(len(self.layout.columns)):
            if not self._is_common(column):
                written.append(Written(self._cell_of_some(row, column)))
                continue
            tab = Written(self._common(self._tabs(row, column)))
            written += [tab] if column > self.pivot.column else []
            written += [
                Written(stretch, (row, column))
                for stretch in choose_stretches(next(cells), self.words, loud)
            ]
            written += [tab] if column < self.pivot.column else []
        unmixed = of_one_version([one.stretch for one in written])
        return (
            one._replace(stretch=stretch) for one, stretch in zip(written, unmixed, strict=True)
        )

    def _cell_of_some(self, row: int, column: int) -> Stretch:
        """The cell of a column that some versions lack, with the tab beside it."""
        texts = {}
        for version in self.versions:
            if version.name in self.layout.columns[column]:
                own = self.layout.rows[row][version.name]
                parts = [self._tab(version, own, column), self._cell(version, own, column)]
                texts[version.name] = concat(parts if column > self.pivot.column else parts[::-1])
        return self._of_some(texts, "column")

    # --- what a version has in its own rows

    def _laid(self, version: Version, own: int) -> TracedText:
        """A row of a version on the merged grid, with empty cells for the columns it lacks."""
        parts: list[TracedText] = []
        for column in range(len(self.layout.columns)):
            tab, cell = self._tab(version, own, column), self._cell(version, own, column)
            parts += [cell, tab] if column < self.pivot.column else [tab, cell]
        return concat(parts)

    def _cell(self, version: Version, own: int, column: int) -> TracedText:
        at = self.layout.columns[column].get(version.name)
        return TracedText() if at is None else version.cell(own, at)

    def _tab(self, version: Version, own: int, column: int) -> TracedText:
        """The tab between a cell and the next one towards the pivot; the pivot has none, and gives
        that before it to the cell that is first in the version.
        """
        if column == self.pivot.column:
            return TracedText()
        at = self.layout.columns[column].get(version.name)
        if at is None:
            return version.tab_behind(own)
        return version.before_cell(own, at or self.layout.columns[self.pivot.column][version.name])

    def _newline(self, version: Version, own: int) -> TracedText:
        """The newline between a row and the next one towards the pivot, as `_tab`."""
        return version.before_row(own or self.layout.rows[self.pivot.row][version.name])

    def _tabs(self, row: int, column: int) -> tuple[Reading, ...]:
        rows = self.layout.rows[row]
        return tuple(Reading(v.name, self._tab(v, rows[v.name], column)) for v in self.versions)

    def _newlines(self, row: int) -> tuple[Reading, ...]:
        rows = self.layout.rows[row]
        return tuple(Reading(v.name, self._newline(v, rows[v.name])) for v in self.versions)

    def _common(self, readings: tuple[Reading, ...]) -> Stretch:
        return Stretch(readings[0].text, readings)


def _is_resorted(out: frozenset[int], order: Sequence[int]) -> bool:
    return 2 * len(out) > len(order)


def _said(version: Version, row: int) -> str:
    """A row, shortened, as it is named in a reason."""
    text = version.traced.text
    return shortened(" ".join(text[slice(*cell)] for cell in version.cells[row]))


def _whole_row(version: Version, row: int) -> TracedText:
    """A row as its version has it."""
    parts = [version.cell(row, 0)]
    for column in range(1, len(version.cells[row])):
        parts += [version.before_cell(row, column), version.cell(row, column)]
    return concat(parts)


def _collate_cell(readings: tuple[Reading, ...]) -> tuple[Cell, ...]:
    """The parts of one cell. Where a witness has no word in it there is nothing to align."""
    whole = Cell(readings)
    if whole.common or not all(reading.text.strip() for reading in readings):
        return (whole,)
    return tuple(collate(readings))


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
