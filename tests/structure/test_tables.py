"""The cells of a table come from what extraction put between them, and from nothing that the source
has in a cell."""

from __future__ import annotations

import pytest

from briefing_ingest.model import CellSpan, Line, LineRole, RawDocument, Witness
from briefing_ingest.structure import structure, structure_verbatim
from briefing_ingest.structure.tables import tabulate
from briefing_ingest.traced import Piece, TracedText, concat

RAW = "AreaBeds\tof allEast\n12"


def made(*, end: str = "\n") -> Line:
    """A table of two rows; the source itself has a tab in one cell and a line end in another."""
    parts = [
        TracedText.copied("Area", 0),
        TracedText.inserted("\t", 4, "table_cells"),
        TracedText.copied("Beds\tof all", 4),
        TracedText.inserted("\n", 15, "table_rows"),
        TracedText.copied("East\n12", 15),
        TracedText.inserted("\t", 22, "table_cells"),
    ]
    ends = [TracedText((Piece(end, 22, 22, ("line_end",)),))] if end else []
    return Line(
        concat([*parts, *ends]),
        page=1,
        number=1,
        role=LineRole.TABLE,
        spans=(CellSpan(1, 0, 1, 2),),
    )


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_tab_in_a_cell_is_a_space(end: str) -> None:
    line = made(end=end)
    table = tabulate(line.traced, [line])
    texts = [[table.traced.text[slice(*cell)] for cell in row] for row in table.cells]
    assert texts == [["Area", "Beds of all"], ["East 12", ""]]
    assert table.spans == (CellSpan(1, 0, 1, 2),)


def test_a_span_without_room_is_left_out() -> None:
    line = made()._replace(spans=(CellSpan(0, 0, 1, 2), CellSpan(0, 0, 9, 9)))
    assert tabulate(line.traced, [line]).spans == ()


@pytest.mark.parametrize("how", [structure, structure_verbatim])
def test_blocks_have_these_cells(how: object) -> None:
    raw = RawDocument("a", "application/pdf", RAW, (made(),))
    witness: Witness = how(raw, raw.lines)  # type: ignore[operator]
    (block,) = witness.blocks
    assert [[block.text[slice(*cell)] for cell in row] for row in block.cells] == [
        ["Area", "Beds of all"],
        ["East 12", ""],
    ]
