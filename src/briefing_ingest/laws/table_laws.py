"""What holds of tables: their cells and what separates them tile their text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefing_ingest.cells import Cells, cells_of, covered_places, fitting_spans, one_after_another
from briefing_ingest.dataset import Block, Cell


def table_problems(block: Block) -> Iterator[str]:
    """What is wrong with a table: its cells and what separates them tile its text, and each place
    has one cell.

    A tab stands between two cells of a row and a newline between two rows, so the text says which
    cells there are. All are listed, in order, but those that a spanning cell covers, which are
    empty.
    """
    if block.kind != "table":
        if block.cells is not None:
            yield f"a {block.kind} has cells"
        return
    grid = cells_of(block.text)
    yield from _cutting_problems(block.cells or (), grid)
    yield from _coverage_problems(block.cells or (), grid)
    yield from _break_problems(block)
    yield from _crossing_problems(block, grid)


def _cutting_problems(cells: Sequence[Cell], grid: Cells) -> Iterator[str]:
    """Cells out of order, and those that are cut where the text has no cell."""
    places = [(cell.row, cell.column) for cell in cells]
    if places != sorted(set(places)):
        yield "the cells are not listed row by row, each once"
    for cell in cells:
        if not _tiles(grid, cell):
            yield (
                f"cell {cell.row}, {cell.column} at {cell.start}-{cell.end} is cut in another "
                f"place than the text is"
            )


def _coverage_problems(cells: Sequence[Cell], grid: Cells) -> Iterator[str]:
    """Spans without room, and places of the text with no cell or with two."""
    places = {(cell.row, cell.column) for cell in cells}
    spans = [(c.row, c.column, c.rows or 1, c.columns or 1) for c in cells if c.rows or c.columns]
    fitting = fitting_spans(spans, grid)
    yield from (
        f"cell {row}, {column} spans what it has no room for"
        for row, column, *_ in set(spans) - set(fitting)
    )
    covered = covered_places(fitting)
    yield from (
        f"cell {row}, {column} of the text is not listed"
        for row, column in sorted(_places(grid) - covered - places)
    )
    yield from (
        f"cell {row}, {column} is listed, though another covers it"
        for row, column in sorted(covered & places)
    )


def _places(grid: Cells) -> set[tuple[int, int]]:
    return {(row, column) for row, line in enumerate(grid) for column in range(len(line))}


def _break_problems(block: Block) -> Iterator[str]:
    """Line breaks of a cell that are no spaces inside it."""
    for cell in block.cells or ():
        for at in cell.breaks or ():
            if not (cell.start < at < cell.end and block.text[at] == " "):
                yield f"cell {cell.row}, {cell.column} has a line break at {at}, where no space is"


def _tiles(grid: Cells, cell: Cell) -> bool:
    known = cell.row < len(grid) and cell.column < len(grid[cell.row])
    return known and grid[cell.row][cell.column] == (cell.start, cell.end)


def _crossing_problems(block: Block, grid: Cells) -> Iterator[str]:
    """What goes over the border of a cell; a variant may, where versions set the table in other
    rows and columns.
    """
    starts = [cell.start for cell in one_after_another(grid)]
    for spans in (block.mentions, block.links, block.emphasis or ()):
        for span in spans:
            if bisect_right(starts, span.start) != bisect_right(
                starts, max(span.start, span.end - 1)
            ):
                yield (
                    f"{type(span).__name__.lower()} {span.start}-{span.end} goes over the border "
                    f"of a cell"
                )
