"""The versions of a table: merged cell by cell, or taken whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefing_ingest.model import MergedBlock, Witness, Work
from briefing_ingest.reconcile import merge
from witnesses import read

PROSE = (
    "The town has three houses for people who have nowhere to sleep, and a fourth is being built "
    "by the river.",
    "All of them are run by one body, which counts how many beds they have and on how many nights "
    "they were full.",
    "What the counts mean is told below, and what should be done about it is told in the last part "
    "of this paper.",
)
HEAD = ["", "Beds", "Nights full"]
ROWS = [
    ["Quay House", "24", "96"],
    ["Mill House", "16", "104"],
    ["", "", ""],
    ["River House", "30", "88"],
]


def version(rows: Sequence[Sequence[str]], name: str, *, more: str = "") -> Witness:
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    prose = [f"<p>{text}</p>" for text in PROSE]
    page = f"<article><h1>Beds</h1>{prose[0]}{prose[1]}<table>{table}</table>{more}{prose[2]}</article>"
    return read(f"{name}.html", page.encode(), name)


def merged(*versions: Witness) -> tuple[Work, MergedBlock]:
    work = merge(versions)
    (table,) = (block for block in work.blocks if block.kind == "table")
    return work, table


def rows_of(table: MergedBlock) -> list[list[str]]:
    return [[table.text[slice(*cell)] for cell in row] for row in table.cells]


def changed(row: int, column: int, text: str) -> list[list[str]]:
    rows = [list(cells) for cells in (HEAD, *ROWS)]
    rows[row][column] = text
    return rows


def test_one_version_keeps_its_cells_though_its_corner_is_empty() -> None:
    _, table = merged(version([HEAD, *ROWS], "a"))
    assert rows_of(table) == [HEAD, *ROWS]


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (1, 1, "25"),
        (1, 0, "Quay House and annexe"),
        (0, 0, "House"),
        (2, 2, ""),
        (4, 2, "none"),
        (3, 1, "7"),
    ],
)
def test_versions_of_one_grid_differ_in_the_cell_that_differs(
    row: int, column: int, text: str
) -> None:
    _, table = merged(version([HEAD, *ROWS], "a"), version(changed(row, column, text), "b"))
    found = rows_of(table)
    first = [HEAD, *ROWS][row][column]
    assert found[row][column] in {first, text}
    found[row][column] = first
    assert found == [HEAD, *ROWS]
    variants = [stretch for stretch in table.stretches if stretch.rule]
    assert variants
    assert not any(
        sign in reading.text
        for stretch in variants
        for reading in stretch.readings
        for sign in "\t\n"
    )


def test_a_figure_is_not_taken_for_that_of_the_next_row() -> None:
    _, table = merged(version([HEAD, *ROWS], "a"), version(changed(1, 2, "104"), "b"))
    (variant,) = (stretch for stretch in table.stretches if stretch.rule)
    assert [reading.text for reading in variant.readings] == ["96", "104"]


def test_tables_that_have_little_in_common_are_one_variant_with_the_reason() -> None:
    rows_for_columns = [list(cells) for cells in zip(*[HEAD, *ROWS], strict=True)]
    versions = (version([HEAD, *ROWS], "a"), version(rows_for_columns, "b"))
    _, table = merged(*versions)
    base = next(
        witness
        for witness in versions
        if witness.source_id == table.stretches[0].readings[0].source_id
    )
    (block,) = (block for block in base.blocks if block.kind == "table")
    assert table.text == block.text
    assert table.cells == block.cells
    assert [stretch.rule for stretch in table.stretches] == ["whole_table"]
    assert "rows and columns" in table.stretches[0].reason


def test_of_three_versions_two_decide_a_cell() -> None:
    _, table = merged(
        version(changed(2, 1, "61"), "a"), version([HEAD, *ROWS], "b"), version([HEAD, *ROWS], "c")
    )
    assert rows_of(table) == [HEAD, *ROWS]


@pytest.mark.parametrize(
    "other", [changed(1, 1, "42"), [*changed(1, 1, "42"), ["Park House", "12", "9"]]]
)
def test_markers_stand_behind_the_same_cell_whatever_the_grid(other: list[list[str]]) -> None:
    def marked(rows: list[list[str]]) -> list[list[str]]:
        return [
            [f"{cell}<sup>1</sup>" if cell == "Mill House" else cell for cell in row]
            for row in rows
        ]

    _, table = merged(version(marked([HEAD, *ROWS]), "a"), version(marked(other), "b"))
    (ref,) = table.note_refs
    assert ref.at == table.cells[2][0].end
    assert all(reading.printed for reading in ref.readings)


def test_links_come_to_their_cells() -> None:
    def linked(rows: list[list[str]]) -> list[list[str]]:
        return [
            [
                f'<a href="https://{cell}.example/">{cell}</a>' if cell.isdigit() else cell
                for cell in row
            ]
            for row in rows
        ]

    _, table = merged(
        version(linked([HEAD, *ROWS]), "a"), version(linked(changed(1, 0, "The house")), "b")
    )
    cells = [cell for row in table.cells for cell in row]
    assert len(table.links) == 6
    assert all((link.start, link.end) in cells for link in table.links)


def test_text_behind_a_table_is_no_part_of_it_though_a_version_runs_on() -> None:
    prose = (
        "It was counted in the first week of March, in all of the houses at once, by those who "
        "work in them."
    )
    dump = "\n\n".join(
        [
            "Beds",
            *PROSE[:2],
            "\n".join(" ".join(row).strip() for row in [HEAD, *ROWS]) + " " + prose,
            PROSE[2],
        ]
    )
    page = version([HEAD, *ROWS], "a", more=f"<p>{prose}</p>")
    work = merge((page, read("b.txt", dump.encode(), "b"), read("c.txt", dump.encode(), "c")))
    (table,) = (block for block in work.blocks if block.kind == "table")
    assert rows_of(table) == [HEAD, *ROWS]
